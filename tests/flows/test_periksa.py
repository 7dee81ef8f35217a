"""The flow periksa on a real book: findings in place, known ones quiet, report sheets that were touched or are old."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.checks.grouping import grouped
from lkjip_xl.errors import UserError
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts import cli
from lkjip_xl.hosts.answers import checked_line
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian
from tests.conftest import WITH_REPORTS, sample_of
from tests.tools.gate import gate


@pytest.fixture
def buku(request, tmp_path):
    return Path(shutil.copy(sample_of(request), tmp_path / "buku.xlsx"))


def isi_paket(path):
    with zipfile.ZipFile(path) as berkas:
        return {nama: berkas.read(nama) for nama in berkas.namelist()}


def baris_temuan(path, nilai=True):
    ws = openpyxl.load_workbook(path, data_only=nilai)["Temuan"]
    judul = [c.value for c in ws[5]]
    semua = [dict(zip(judul, b, strict=True)) for b in ws.iter_rows(min_row=6, values_only=True)]
    return [b for b in semua if b["Uraian"]]


def rusakkan(buku, tabel="tbl_pengukuran", baris=1, kolom="Realisasi TW4", isi=809):
    isian = Isian(buku)
    isian.tulis(tabel, baris, kolom, isi)
    return isian.simpan()


def sel(tabel, baris, kolom, path):
    place = compute_book(path)[0].places[tabel]
    return f"{openpyxl.utils.get_column_letter(place.columns[kolom] + 1)}{place.header_row + baris}"


def test_findings_are_written_gravest_first_and_nothing_else_changes(buku):
    rusakkan(buku)
    sebelum, lembar = isi_paket(buku), {s.part: s.name for s in WorkbookParts(Package.open(buku)).sheets}
    selesai = periksa_buku(buku)
    sesudah = isi_paket(buku)
    berubah = {n for n in sebelum.keys() | sesudah.keys() if sebelum.get(n) != sesudah.get(n)}
    assert {lembar[n] for n in berubah if n in lembar} <= {"Temuan", "Beranda", "Dasbor", "Lap Reviu"}
    assert all(n in lembar or n.startswith(("xl/tables/", "xl/styles", "[Content", "xl/workbook", "xl/_rels/workbook",
                                            "xl/worksheets/")) for n in berubah)  # fmt: skip
    tertulis = baris_temuan(buku)
    assert [(b["Kode"], b["Berat"], b["Uraian"]) for b in tertulis] == [(t.kode, t.berat, t.uraian)
                                                                       for t in selesai.findings]  # fmt: skip
    berat = [b["Berat"] for b in tertulis]
    assert berat == sorted(berat, key=["Salah", "Periksa", "Info"].index) and berat[0] == "Salah"
    assert [b["No"] for b in tertulis] == list(range(1, len(tertulis) + 1))
    beranda = openpyxl.load_workbook(buku, data_only=True)["Beranda"]
    angka = {beranda.cell(r, 11).value: beranda.cell(r, 12).value for r in range(12, 40)}
    assert angka["Temuan Salah"] == berat.count("Salah") and angka["Temuan Periksa"] == berat.count("Periksa")


def test_each_finding_links_to_its_cell_and_counts_survive_a_recalculation(buku, lo):
    rusakkan(buku)
    periksa_buku(buku)
    rumus, nilai = baris_temuan(buku, False), baris_temuan(buku)
    for r, n in zip(rumus, nilai, strict=True):
        if n["Sel"]:
            assert r["Sel"] == f'=HYPERLINK("#\'{n["Lembar"]}\'!{n["Sel"]}","{n["Sel"]}")'
    assert any(n["Sel"] == sel("tbl_pengukuran", 1, "Realisasi TW4", buku) for n in nilai)
    dihitung = lo.values(buku)
    assert [b[1] for b in dihitung["Temuan"][5 : 5 + len(nilai)]] == [n["Sel"] for n in nilai]
    salah = sum(n["Berat"] == "Salah" for n in nilai)
    assert [b[11] for b in dihitung["Beranda"] if b[10] == "Temuan Salah"] == [salah]


def test_a_book_with_its_findings_passes_the_gate(buku, sdk):
    periksa_buku(buku)
    assert len(baris_temuan(buku)) > 10 and gate(buku) == []


def test_a_finding_with_a_reason_is_quiet_until_its_data_change(buku):
    rusakkan(buku)
    semula = periksa_buku(buku).findings
    nomor = next(i for i, t in enumerate(semula) if t.tabel == "tbl_pengukuran" and t.berat == "Salah")
    isian = Isian(buku)
    isian.tulis("tbl_temuan", nomor + 1, "Alasan", "Sesuai berita acara")
    isian.simpan()
    kini = periksa_buku(buku).findings
    assert len(kini) == len(semula) - 1 and semula[nomor].uraian not in [t.uraian for t in kini]
    terakhir = baris_temuan(buku)[-1]
    assert (terakhir["Berat"], terakhir["Alasan"]) == ("Diketahui", "Sesuai berita acara")
    assert len(periksa_buku(buku).findings) == len(kini)  # and stays so
    rusakkan(buku, isi=709)
    lagi = periksa_buku(buku).findings
    assert len(lagi) == len(semula)
    # The text that somebody wrote is not thrown away, but it no longer counts, also when the old figure comes back.
    for isi in (709, 809):
        rusakkan(buku, isi=isi)
        assert len(periksa_buku(buku).findings) == len(semula)
        assert [b["Alasan"] for b in baris_temuan(buku) if b["Alasan"]] == ["Lama: Sesuai berita acara"]
        assert not [b for b in baris_temuan(buku) if b["Berat"] == "Diketahui"]


def test_the_reason_follows_its_row_when_rows_move(buku):
    rusakkan(buku)
    semula = periksa_buku(buku).findings
    nomor = next(i for i, t in enumerate(semula) if t.tabel == "tbl_pengukuran" and t.berat == "Salah")
    isian = Isian(buku)
    isian.tulis("tbl_temuan", nomor + 1, "Alasan", "Sesuai berita acara")
    for kolom in ("Kode", "Sifat", "Target TW4", "Realisasi TW4", "Analisis", "Solusi"):
        satu, dua = (isian.sel("tbl_pengukuran", i, kolom) for i in (1, 4))
        satu.value, dua.value = dua.value, satu.value
    isian.simpan()
    assert baris_temuan(buku)
    periksa_buku(buku)
    assert [b["Alasan"] for b in baris_temuan(buku) if b["Berat"] == "Diketahui"] == ["Sesuai berita acara"]


def test_fewer_findings_leave_no_old_rows(buku):
    rusakkan(buku)
    banyak = len(periksa_buku(buku).findings)
    rusakkan(buku, isi=80.9)
    sedikit = len(periksa_buku(buku).findings)
    assert sedikit < banyak and len(baris_temuan(buku)) == len(grouped(periksa_buku(buku).findings))


def test_the_table_grows_with_its_findings(buku):
    isian = Isian(buku)
    for i in range(1, 106):
        isian.tulis("tbl_anggaran", i, "Realisasi TW4", -1)
        isian.tulis("tbl_anggaran", i, "Kode", f"1 X {i}")
    isian.simpan()
    selesai = periksa_buku(buku)
    groups = grouped(selesai.findings)
    assert len(groups) > 50 and len(baris_temuan(buku)) == len(groups)
    negative = next(b for b in baris_temuan(buku) if b["Uraian"].endswith(" baris)") and b["Kode"] == "ARI-06")
    assert re.fullmatch(r"([A-Z]+)\d+(:\1\d+|, .*)", negative["Sel"])


def test_equal_findings_are_one_line_with_one_reason(buku):
    isian = Isian(buku)
    rows = [i for i in range(1, 60) if isian.sel("tbl_anggaran", i, "Pagu Awal").value][:4]
    for i in rows:
        isian.tulis("tbl_anggaran", i, "Realisasi TW1", -1)
    isian.simpan()
    found = [t for t in periksa_buku(buku).findings if t.kode == "ARI-06"]
    assert len(found) == 4 and len({t.sel for t in found}) == 4  # programs get each cell
    (line,) = [b for b in baris_temuan(buku) if b["Kode"] == "ARI-06"]
    assert line["Uraian"].endswith("(4 baris)")
    sheet = openpyxl.load_workbook(buku)["Temuan"]
    column = [c.value for c in sheet[5]].index("_Tempat") + 1
    framed = {sheet.cell(r, column).value for r in range(6, sheet.max_row + 1)}
    assert {f"Anggaran!{t.sel}" for t in found} <= framed
    isian = Isian(buku)
    number = [b["Kode"] for b in baris_temuan(buku)].index("ARI-06") + 1
    isian.tulis("tbl_temuan", number, "Alasan", "Pengembalian belanja")
    isian.simpan()
    assert not [t for t in periksa_buku(buku).findings if t.kode == "ARI-06"]
    isian = Isian(buku)
    isian.tulis("tbl_anggaran", rows[0], "Realisasi TW1", -2)
    isian.simpan()
    assert len([t for t in periksa_buku(buku).findings if t.kode == "ARI-06"]) == 4
    told = [b["Alasan"] for b in baris_temuan(buku) if b["Kode"] == "ARI-06"]
    assert told.count("Lama: Pengembalian belanja") == 1


@WITH_REPORTS
def test_a_report_that_was_typed_over_or_is_old_is_found(buku):
    assert not [t for t in periksa_buku(buku).findings if t.kode.startswith("LAP-")]
    buku_ = openpyxl.load_workbook(buku)
    buku_["Lap Anggaran"]["B9"] = "ketikan"
    buku_.save(buku)
    temuan = {t.kode: t for t in periksa_buku(buku).findings}
    assert "LAP-02" not in temuan and temuan["LAP-01"].lembar == "Lap Anggaran" and "baris 9" in temuan["LAP-01"].uraian
    rusakkan(buku, isi=81)
    temuan = {t.kode: t for t in periksa_buku(buku).findings}
    assert "LAP-02" in temuan
    laporan_buku(buku, timpa=True)
    assert not [t for t in periksa_buku(buku).findings if t.kode.startswith("LAP-")]


@WITH_REPORTS
def test_a_reason_for_one_sheet_does_not_silence_another(buku):
    buku_ = openpyxl.load_workbook(buku)
    buku_["Lap Anggaran"]["B9"] = buku_["Lap Capaian"]["B9"] = "ketikan"
    buku_.save(buku)
    periksa_buku(buku)
    nomor = next(i for i, b in enumerate(baris_temuan(buku), 1) if b["Kode"] == "LAP-01")
    isian = Isian(buku)
    isian.tulis("tbl_temuan", nomor, "Alasan", "catatan rapat")
    isian.simpan()
    assert len([t for t in periksa_buku(buku).findings if t.kode == "LAP-01"]) == 1


@pytest.mark.parametrize("teks_kerja", ["Tidak", "Ya"])
def test_the_fingerprint_stands_in_the_footer_of_a_working_copy(buku, tmp_path, teks_kerja):
    from lkjip_xl.flows.isi import isi_buku
    from lkjip_xl.flows.laporan import fingerprint, laporan_buku

    (tmp_path / "isi").mkdir()
    (tmp_path / "isi" / "tbl_pengaturan.csv").write_text(f"Kunci,Nilai\nteks_kerja,{teks_kerja}\n", encoding="utf-8")
    isi_buku(buku, tmp_path / "isi")
    laporan_buku(buku, semua_bentuk=True)
    mark = f"Isian {fingerprint(compute_book(buku)[0].book)} - Halaman"
    sheets = [ws for ws in openpyxl.load_workbook(buku) if ws.title.startswith("Lap ") and ws.title != "Lap Reviu"]
    assert len(sheets) > 10
    for ws in sheets:
        assert (mark in ws.oddFooter.right.text) is (teks_kerja == "Ya"), ws.title


def test_cells_with_findings_are_framed_unless_switched_off(buku, lo):
    rusakkan(buku)
    periksa_buku(buku)
    ws = openpyxl.load_workbook(buku)["Pengukuran"]
    aturan = [r.formula[0] for area in ws.conditional_formatting for r in area.rules if r.formula]
    aturan = [a for a in aturan if "lk_tempat_temuan" in a]
    shown = 'AND(lk_tandai="Ya",COUNTIF(lk_tempat_temuan,"Pengukuran!"'
    # First with the number format of the Tipe, for LibreOffice lays one rule alone over a cell.
    assert [a.startswith(shown) for a in aturan] == [False] * 3 + [True] and all(shown in a for a in aturan)
    alamat = sel("tbl_pengukuran", 1, "Realisasi TW4", buku)
    lain = sel("tbl_pengukuran", 1, "Realisasi TW3", buku)
    uji = [
        f'COUNTIF(lk_tempat_temuan,"Pengukuran!"&ADDRESS(ROW(Pengukuran!{a}),COLUMN(Pengukuran!{a}),4))'
        for a in (alamat, lain)
    ]
    assert lo.evaluate([*uji, "lk_tandai"], background=buku) == [1.0, 0.0, "Ya"]


def test_without_writing_the_book_stays_as_it_is(buku, capsys):
    rusakkan(buku)
    sebelum = buku.read_bytes()
    with pytest.raises(SystemExit) as keluar:
        cli.main(["periksa", str(buku), "--tanpa-tulis", "--json"])
    assert keluar.value.code == 1 and buku.read_bytes() == sebelum
    jawaban = json.loads(capsys.readouterr().out)
    satu = next(t for t in jawaban["temuan"] if t["tabel"] == "tbl_pengukuran" and t["berat"] == "Salah")
    assert satu["kolom"] == "Realisasi TW4" and satu["baris"] == 1 and satu["tertulis"] == 809


@pytest.mark.parametrize("pilihan", [["--reviu"], ["--ke", "x.xlsx"], ["--timpa"]])
def test_without_writing_options_of_writing_are_wrong_use(buku, capsys, pilihan):
    with pytest.raises(SystemExit) as keluar:
        cli.main(["periksa", str(buku), "--tanpa-tulis", *pilihan])
    assert keluar.value.code == 2 and "--tanpa-tulis" in capsys.readouterr().err


def test_exit_code_is_1_only_when_something_is_wrong(buku, capsys):
    cli.main(["periksa", str(buku)])
    teks = capsys.readouterr().out
    assert "Buku diperiksa" in teks and "Periksa" in teks
    rusakkan(buku)
    with pytest.raises(SystemExit) as keluar:
        cli.main(["periksa", str(buku)])
    assert keluar.value.code == 1 and "Salah" in capsys.readouterr().out


def test_an_empty_book_is_silent(tmp_path):
    from lkjip_xl.flows.buat import buat_buku

    path = buat_buku(tmp_path / "kosong.xlsx", "Dinas Uji", 2025, "2025-2029").path
    temuan = periksa_buku(path).findings
    assert not [t for t in temuan if t.berat != "Info"], temuan


def test_the_reviu_checklist_is_written_renewed_and_never_over_the_ticks(buku):
    assert "LAP-REVIU" not in periksa_buku(buku).sheets
    assert periksa_buku(buku, reviu=True).sheets == {"LAP-REVIU": "Lap Reviu"}
    assert periksa_buku(buku).sheets == {"LAP-REVIU": "Lap Reviu"}
    buku_ = openpyxl.load_workbook(buku)
    ws = buku_["Lap Reviu"]
    kosong = next(c.row for c in ws["D"] if c.value and "pereviu" in str(c.value) and ws.cell(c.row, 3).value is None)
    ws.cell(kosong, 3).value = "Ya"
    buku_.save(buku)
    selesai = periksa_buku(buku)
    assert selesai.sheets == {} and not [t for t in selesai.findings if t.kode.startswith("LAP-")]
    assert openpyxl.load_workbook(buku)["Lap Reviu"].cell(kosong, 3).value == "Ya"
    with pytest.raises(UserError, match="Lap Reviu"):
        periksa_buku(buku, reviu=True)
    periksa_buku(buku, reviu=True, timpa=True)
    assert openpyxl.load_workbook(buku)["Lap Reviu"].cell(kosong, 3).value is None
    laporan_buku(buku)
    assert "Lap Reviu" in openpyxl.load_workbook(buku).sheetnames


def test_the_sheet_cetak_may_be_deleted(buku):
    buku_ = openpyxl.load_workbook(buku)
    del buku_["Cetak"]
    buku_.save(buku)
    hitung_buku(buku)
    assert periksa_buku(buku).findings


def test_a_printed_percent_that_excel_made_a_fraction_is_read_as_printed(buku):
    buku_ = openpyxl.load_workbook(buku)
    ws = buku_["Cetak"]
    for kolom, isi in zip("ABCDE", ("LKjIP", "3.1", "1.1.1", "Capaian", 0.92), strict=True):
        ws[f"{kolom}6"] = isi
    ws["E6"].number_format = "0%"
    buku_.save(buku)
    assert compute_book(buku)[0].book.rows("tbl_cetak")[0].cells["Tertulis"] == "92%"
    assert not [t for t in periksa_buku(buku).findings if t.kode.startswith("CET-")]


def test_printed_figures_can_be_filled_in_and_are_compared(buku, tmp_path):
    import lkjip_xl

    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_cetak.csv").write_text(
        "Dokumen,Tabel,Kode,Kolom,Tertulis,Halaman\nLKjIP 2022,3.1.1.A,1.1.1,Capaian,92%,30\n"
        'LKjIP 2022,3.1.1.A,1.1.1,Capaian,"91,39%",31\n', encoding="utf-8",
    )  # fmt: skip
    lkjip_xl.isi(buku, folder)
    salah = [t for t in periksa_buku(buku).findings if t.kode.startswith("CET-") and t.berat == "Salah"]
    assert [(t.lembar, t.baris) for t in salah] == [("Cetak", 2)] and "91,93%" in str(salah[0].uraian)


def test_a_book_in_which_nothing_is_filled_in_is_not_called_sound(tmp_path):
    path = tmp_path / "kosong.xlsx"
    build(path, {"tahun": 2025})
    told = "Buku diperiksa: belum ada yang dapat diperiksa; Renstra, Pengukuran, dan Anggaran belum diisi."
    assert checked_line(periksa_buku(str(path), tulis=False)) == told
    sound = {"Kode": "1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 600, "Realisasi TW4": 500}
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows={"tbl_anggaran": [sound]})
    assert "belum ada yang" not in checked_line(periksa_buku(str(path), tulis=False))
