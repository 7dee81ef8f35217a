"""The flows on a real book: what each may change, and that it changes nothing else."""

import shutil
import zipfile

import openpyxl
import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.laporan import fingerprint, laporan_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.sheets.pengukuran import PENGUKURAN
from tests.book.filled_book import Isian
from tests.conftest import WITH_REPORTS, sample_of
from tests.ooxml.packages_made import BUKU

# What each flow may touch besides the sheets it owns (desain: the list is declared once, all else is byte-identical).
KERANGKA = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/calcChain.xml"}
MASUKAN_BERHITUNG = {"Beranda", "Petunjuk", "Pengaturan", "Renstra", "PK", "Pengukuran", "Anggaran", "Riwayat",
                     "Data Dukung", "IKI", "Temuan"}  # fmt: skip


def isi_paket(path):
    with zipfile.ZipFile(path) as berkas:
        return {nama: berkas.read(nama) for nama in berkas.namelist()}


def bagian_lembar(path):
    return {s.part: s.name for s in WorkbookParts(Package.open(path)).sheets}


@pytest.fixture
def buku(request, tmp_path):
    return shutil.copy(sample_of(request), tmp_path / "buku.xlsx")


def dengan_isi_pengguna(path):
    """The book with a sheet, a chart, a formula and comments of the user's own."""
    buku = openpyxl.load_workbook(path)
    lembar = buku.create_sheet("Catatan Saya", 3)
    lembar["B2"] = "=SUM(Anggaran!K6:K9)"
    lembar["B2"].comment = openpyxl.comments.Comment("jangan hilang", "staf")
    grafik = openpyxl.chart.BarChart()
    grafik.add_data(openpyxl.chart.Reference(lembar, min_col=2, min_row=2))
    lembar.add_chart(grafik, "D2")
    buku["Pengukuran"]["A6"].comment = openpyxl.comments.Comment("cek lagi", "staf")
    buku.save(path)
    return path


@WITH_REPORTS
def test_laporan_again_replaces_the_same_sheets_in_place_and_touches_nothing_else(buku):
    sebelum, lembar = isi_paket(buku), bagian_lembar(buku)
    tab = openpyxl.load_workbook(buku).sheetnames
    path = Isian(buku).path
    selesai = laporan_buku(path)
    sesudah = isi_paket(path)
    berubah = {n for n in sebelum.keys() | sesudah.keys() if sebelum.get(n) != sesudah.get(n)}
    boleh = {part for part, nama in lembar.items() if nama.startswith("Lap ")} | KERANGKA
    assert berubah <= boleh
    assert openpyxl.load_workbook(path).sheetnames == tab
    assert len(selesai.sheets) == sum(n.startswith("Lap ") for n in tab)


def test_laporan_leaves_every_part_of_a_user_alone(buku):
    dengan_isi_pengguna(buku)
    laporan_buku(buku, timpa=True)
    sebelum = isi_paket(buku)
    lembar = bagian_lembar(buku)
    laporan_buku(buku)
    sesudah = isi_paket(buku)
    for nama in sebelum:
        if not lembar.get(nama, "").startswith("Lap ") and nama not in KERANGKA:
            assert sesudah[nama] == sebelum[nama], nama


def test_hitung_changes_only_computed_cells_and_twice_gives_the_same_bytes(buku):
    sebelum = isi_paket(buku)
    hitung_buku(buku)
    satu = isi_paket(buku)
    hitung_buku(buku)
    assert isi_paket(buku) == satu
    lembar = bagian_lembar(buku)
    berubah = {n for n in sebelum.keys() | satu.keys() if sebelum.get(n) != satu.get(n)}
    assert berubah <= {p for p, n in lembar.items() if n in MASUKAN_BERHITUNG} | KERANGKA | {
        n for n in sebelum if n.startswith("xl/tables/")
    }


def test_hitung_keeps_inputs_formats_comments_and_validations(buku):
    dengan_isi_pengguna(buku)
    sebelum = openpyxl.load_workbook(buku)
    hitung_buku(buku)
    sesudah = openpyxl.load_workbook(buku)
    assert sesudah["Pengukuran"]["A6"].comment.text == "cek lagi"
    for nama in ("Renstra", "PK", "Pengukuran", "Anggaran"):
        a, b = sebelum[nama], sesudah[nama]
        assert len(b.data_validations.dataValidation) == len(a.data_validations.dataValidation)
        assert [str(r.sqref) for r in b.conditional_formatting] == [str(r.sqref) for r in a.conditional_formatting]
        for baris in a.iter_rows(max_row=120):
            for sel in baris:
                lain = b[sel.coordinate]
                assert lain.has_style == sel.has_style and lain.style_id == sel.style_id
                if not str(sel.value).startswith("="):
                    assert lain.value == sel.value, (nama, sel.coordinate)


def test_every_computed_cell_carries_its_value_for_viewers_that_do_not_calculate(buku):
    _, hitungan = compute_book(buku)
    buku = openpyxl.load_workbook(buku, data_only=True)
    tabel = {t.displayName: (ws, t) for ws in buku for t in ws.tables.values()}
    for nama, semua in hitungan.computed.items():
        ws, t = tabel[nama]
        kiri, atas, _, _ = openpyxl.utils.range_boundaries(t.ref)
        judul = [ws.cell(atas, kiri + i).value for i in range(len(t.tableColumns))]
        for satu in semua:
            for i, kolom in enumerate(judul):
                harap = satu[kolom]
                ada = ws.cell(atas + satu["#nomor"], kiri + i).value
                assert ada == (None if harap in ("", None) else str(harap) if repr(harap).startswith("#") else harap)


def test_spare_rows_are_topped_up_and_validations_follow(buku):
    isian = Isian(buku)
    akhir = isian.baris_terakhir("tbl_pengukuran")
    kosong = next(i for i in range(1, akhir + 1) if isian.sel("tbl_pengukuran", i, "Kode").value is None)
    for i in range(kosong, kosong + 30):
        isian.tulis("tbl_pengukuran", i, "Kode", "1.1.1")
    isian.simpan()
    hitung_buku(buku)
    sesudah = Isian(buku)
    baru = sesudah.baris_terakhir("tbl_pengukuran")
    assert baru == max(akhir, kosong + 29 + PENGUKURAN.spare)
    ws, r, k = sesudah.letak("tbl_pengukuran", baru, "Sifat")
    sel = ws.cell(r, k)
    assert any(sel.coordinate in v.sqref for v in ws.data_validations.dataValidation)
    assert str(ws.cell(*sesudah.letak("tbl_pengukuran", baru, "Capaian")[1:]).value).startswith("=IF(")
    assert sel.style_id == ws.cell(*sesudah.letak("tbl_pengukuran", 2, "Sifat")[1:]).style_id


@WITH_REPORTS
def test_a_report_sheet_that_was_typed_on_is_noticed_before_it_is_overwritten(buku):
    isian = Isian(buku)
    isian.buku["Lap Anggaran"]["B12"] = "diketik staf"
    isian.simpan()
    sebelum = isi_paket(buku)
    with pytest.raises(UserError) as galat:
        laporan_buku(buku, hanya=["LAP-ANGGARAN"])
    assert galat.value.kode == "laporan_diubah"
    assert "Lap Anggaran" in str(galat.value) and "12" in str(galat.value) and "--timpa" in str(galat.value)
    assert isi_paket(buku) == sebelum
    backup = laporan_buku(buku, timpa=True).backup
    assert openpyxl.load_workbook(buku)["Lap Anggaran"]["B12"].value != "diketik staf"
    assert openpyxl.load_workbook(backup)["Lap Anggaran"]["B12"].value == "diketik staf"


@WITH_REPORTS
def test_a_report_sheet_that_was_typed_on_blocks_only_itself(buku):
    isian = Isian(buku)
    isian.buku["Lap Anggaran"]["B12"] = "diketik staf"
    isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", 70)
    isian.simpan()
    done = laporan_buku(buku)
    assert done.left == ["Lap Anggaran"] and "LAP-ANGGARAN" not in done.sheets and "LAP-SASARAN-1" in done.sheets
    after = openpyxl.load_workbook(buku)
    assert after["Lap Anggaran"]["B12"].value == "diketik staf"
    values = [c.value for row in after["Lap Sasaran 1"].iter_rows() for c in row]
    assert 70 in values


@WITH_REPORTS
def test_a_user_sheet_with_our_name_is_left_alone(buku):
    isian = Isian(buku)
    del isian.buku["Lap Capaian"]
    isian.buku.create_sheet("Lap Capaian")["A1"] = "milik staf"
    isian.simpan()
    selesai = laporan_buku(buku, timpa=True, hanya=["LAP-CAPAIAN"])
    assert selesai.sheets["LAP-CAPAIAN"] == "Lap Capaian (2)"
    assert openpyxl.load_workbook(buku)["Lap Capaian"]["A1"].value == "milik staf"


def test_reports_follow_the_form_and_the_data(buku, tmp_path):
    isian = Isian(buku)
    baris = next(i for i in range(1, 40) if isian.sel("tbl_pengaturan", i, "Kunci").value == "bentuk_laporan")
    isian.tulis("tbl_pengaturan", baris, "Nilai", "Gabungan")
    for nama in [n for n in isian.buku.sheetnames if n.startswith("Lap ")]:
        del isian.buku[nama]
    for i in range(1, 9):
        isian.tulis("tbl_pk", i, "Dokumen", "Awal")
    for i in range(1, 25):
        isian.tulis("tbl_pk_program", i, "Dokumen", "Awal")
    isian.simpan()
    selesai = laporan_buku(buku)
    assert "LAP-CAPAIAN" in selesai.sheets and "LAP-SASARAN-1" not in selesai.sheets
    assert "LAP-PK-P" not in selesai.sheets


def test_fingerprint_follows_the_inputs(buku):
    awal = fingerprint(compute_book(buku)[0].book)
    hitung_buku(buku)
    assert fingerprint(compute_book(buku)[0].book) == awal
    isian = Isian(buku)
    isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", 81)
    isian.simpan()
    assert fingerprint(compute_book(buku)[0].book) != awal


def test_output_elsewhere_leaves_the_book_untouched(buku, tmp_path):
    sebelum = isi_paket(buku)
    keluar = tmp_path / "lain.xlsx"
    for alur in (hitung_buku, laporan_buku):
        assert alur(buku, output=keluar).path == str(keluar)
        assert isi_paket(buku) == sebelum
        assert compute_book(keluar)[1].summary["Rata-rata capaian"] == 0.9731


@pytest.mark.parametrize("nama", BUKU)
def test_books_that_are_not_ours_are_refused_untouched(nama, tmp_path):
    path = tmp_path / nama
    BUKU[nama](path)
    sebelum = path.read_bytes()
    for alur in (hitung_buku, laporan_buku):
        with pytest.raises(UserError) as galat:
            alur(path)
        assert galat.value.kode == "bukan_buku_lkjip"
    assert path.read_bytes() == sebelum
