"""The buttons over a recorder: the three steps, the refusals, and that nothing is left changed by a failure."""

import inspect
import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from lkjip_xl.book.compare import edits, references_to
from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.hosts.openbook import press as makro
from lkjip_xl.hosts.openbook import request
from lkjip_xl.hosts.openbook.host import Host, OpenBook
from lkjip_xl.ooxml.inplace import write_sheets
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.book.filled_book import Isian
from tests.conftest import WITH_REPORTS, sample_of
from tests.hosts.excel.recorder import ExcelTiruan


@pytest.fixture
def buku(request, tmp_path):
    return Path(shutil.copy(sample_of(request), tmp_path / "Buku Dinas.xlsx"))


@pytest.fixture
def excel(buku):
    return ExcelTiruan(buku)


def tekan(excel, alur, **jawaban):
    return makro.press(excel, request.Request(alur, excel.jalur.name, jawaban))


@pytest.fixture
def tanpa_laporan(buku):
    """A filled book from which the report sheets were taken out."""
    write_sheets(buku, [], backup=False, remove=owned_sheets(WorkbookParts(Package.open(buku))))
    return buku


def lembar_laporan(path):
    return {o.sheet.name for o in owned_sheets(WorkbookParts(Package.open(path))).values()}


# --- the way in ------------------------------------------------------------------------------------------------------
@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=["Cs"])), max_size=3))
def test_a_request_survives_the_command_line(isi):
    permintaan = request.Request("isi", "Buku 'Nur & Co' 100%.xlsx", {f"k{i}": t for i, t in enumerate(isi)})
    heksa = request.write_request(permintaan)
    assert set(heksa) <= set("0123456789abcdef")
    assert request.read_request(heksa) == permintaan


def test_every_stand_in_has_the_interface_of_the_host():
    from lkjip_xl.hosts.excel.xlwings_host import XlwingsHost
    from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost

    for nama, metode in inspect.getmembers(Host, inspect.isfunction):
        if nama.startswith("_"):
            continue
        for kelas in (ExcelTiruan, XlwingsHost, LibreOfficeHost):
            ini, itu = inspect.signature(metode), inspect.signature(getattr(kelas, nama))
            assert list(ini.parameters) == list(itu.parameters), (kelas, nama)
            assert [p.default for p in ini.parameters.values()] == [p.default for p in itu.parameters.values()]


# --- refusals before anything is touched -----------------------------------------------------------------------------
DITOLAK = [
    ("hitung", dict(name="", path=""), "Tidak ada buku yang terbuka"),
    ("hitung", dict(path="Buku Dinas.xlsx"), "belum pernah disimpan"),
    ("laporan", dict(read_only=True), "terbuka hanya untuk dibaca"),
    ("laporan", dict(structure_locked=True), "Susunan lembar .* terkunci"),
    ("hitung", dict(duplicated=True), "Ada dua buku terbuka yang bernama"),
]


@pytest.mark.parametrize(("alur", "sifat", "kata"), DITOLAK)
def test_a_book_that_cannot_be_worked_on_is_refused_in_words(excel, alur, sifat, kata):
    excel.sifat = sifat
    pesan, berat = tekan(excel, alur)
    assert berat == "peringatan"
    import re

    assert re.search(kata, pesan)
    assert not excel.panggilan("save_copy", "write", "copy_sheet", "delete_sheet", "quiet")
    assert excel.panggilan("restore") == [("keadaan semula",)]


def test_a_protected_structure_does_not_keep_hitung_from_working(excel):
    excel.sifat = dict(structure_locked=True)
    assert tekan(excel, "hitung")[1] == "info"


def test_a_book_on_onedrive_is_worked_on_and_told_where_the_result_is(excel):
    excel.sifat = dict(path="https://d.docs.live.net/abc/Buku Dinas.xlsx")
    pesan, berat = tekan(excel, "laporan")
    assert berat == "info" and "OneDrive" in pesan


def test_a_book_that_is_not_ours_is_named_as_the_user_knows_it(tmp_path):
    lain = openpyxl.Workbook()
    lain.save(tmp_path / "Anggaran Rumah.xlsx")
    excel = ExcelTiruan(tmp_path / "Anggaran Rumah.xlsx")
    pesan, berat = tekan(excel, "hitung")
    assert berat == "peringatan" and "Anggaran Rumah.xlsx" in pesan and "lkjip-xl-" not in pesan
    assert str(tmp_path) not in pesan and not excel.panggilan("write")


def test_a_flow_that_does_not_exist_says_so_kindly(excel):
    pesan, berat = tekan(excel, "terbang")
    assert berat == "peringatan" and "terbang belum dapat dipakai" in pesan
    assert "Hitung" in pesan and not excel.panggilan("save_copy")


# --- hitung and isi: cell edits --------------------------------------------------------------------------------------
def test_hitung_of_a_sound_book_writes_no_cell(excel):
    pesan, berat = tekan(excel, "hitung")
    assert berat == "info" and "Semua rumus utuh" in pesan and "Capaian: 97,31% (Sangat Tinggi, sementara)" in pesan
    assert not excel.panggilan("write", "resize_table")
    assert excel.panggilan("recalculate") == [()]


def test_hitung_restores_an_overwritten_formula_and_nothing_else(buku):
    isian = Isian(buku)
    ws, baris, kolom = isian.letak("tbl_pengukuran", 1, "Capaian")
    rumus = ws.cell(baris, kolom).value
    ws.cell(baris, kolom).value = 0.5
    isian.simpan()
    excel = ExcelTiruan(buku)
    pesan, _ = tekan(excel, "hitung")
    huruf = openpyxl.utils.get_column_letter(kolom)
    assert excel.panggilan("write") == [("Pengukuran", f"{huruf}{baris}:{huruf}{baris}", [[rumus]])]
    assert "1 sel dipulihkan" in pesan and "tertimpa" in pesan


def test_a_full_table_grows_before_its_new_rows_are_written(buku):
    isian = Isian(buku)
    akhir = isian.baris_terakhir("tbl_riwayat_anggaran")
    for i in range(1, akhir + 1):
        for kolom, isi in (("Uraian", f"Program {i}"), ("Tahun", 2021), ("Pagu", 10), ("Realisasi", 9)):
            isian.tulis("tbl_riwayat_anggaran", i, kolom, isi)
    isian.simpan()
    excel = ExcelTiruan(buku)
    tekan(excel, "hitung")
    ((lembar, tabel, rentang),) = excel.panggilan("resize_table")
    assert (lembar, tabel.lower()) == ("Riwayat", "tbl_riwayat_anggaran")
    assert range_boundaries(rentang)[3] > akhir + 5


def test_isi_writes_inputs_as_what_they_are(buku, tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_riwayat_anggaran.csv").write_text(
        "Uraian;Tahun;Pagu;Realisasi\n1.10;2021;1.000.000;999.000\nBenar;2020;5;4\nProgram Lama;2020;5;4\n"
    )
    excel = ExcelTiruan(buku)
    pesan, berat = tekan(excel, "isi", folder=str(folder))
    assert berat == "info" and "Riwayat (anggaran): 3 baris" in pesan
    tertulis = {isi for _, _, baris in excel.panggilan("write") for satu in baris for isi in satu}
    assert {"'1.10", "'Benar", "Program Lama", 1_000_000} <= tertulis


def test_isi_without_a_folder_does_nothing(excel):
    pesan, _ = tekan(excel, "isi")
    assert "belum dipilih" in pesan and not excel.panggilan("save_copy")


def test_edits_bring_a_book_to_the_state_of_the_result(buku, tmp_path):
    """The edits, played by another program on the book before, give the inputs and formulas of the book after."""
    isian = Isian(buku)
    for nomor, kolom, isi in ((1, "Realisasi TW4", " 88,5 %"), (2, "Capaian", "x"), (3, "_T0", None)):
        isian.tulis("tbl_pengukuran", nomor, kolom, isi)
    isian.simpan()
    hasil = tmp_path / "hasil.xlsx"
    hitung_buku(buku, hasil, perbaiki=True)
    tumbuh, blok = edits(Package.open(buku), Package.open(hasil))
    assert not tumbuh and len(blok) == 3
    sebelum, sesudah = openpyxl.load_workbook(buku), openpyxl.load_workbook(hasil)
    for satu in blok:
        for baris, isi in zip(sebelum[satu.lembar][satu.alamat], satu.baru, strict=True):
            for sel, nilai in zip(baris, isi, strict=True):
                sel.value = nilai
    for nama in ("Pengukuran", "Anggaran", "Renstra", "PK"):
        for ini, itu in zip(sebelum[nama].iter_rows(), sesudah[nama].iter_rows(), strict=False):
            assert [c.value for c in ini] == [c.value for c in itu]


def test_a_failure_halfway_through_the_edits_is_undone(buku):
    isian = Isian(buku)
    isian.tulis("tbl_pengukuran", 1, "Capaian", 0.5)
    isian.tulis("tbl_anggaran", 1, "Serapan", 0.5)
    isian.simpan()
    excel = ExcelTiruan(buku)
    excel.gagal_pada = ("write", "Anggaran")
    pesan, berat = tekan(excel, "hitung")
    assert berat == "galat" and "kesalahan di dalam lkjip-xl" in pesan
    urutan = excel.panggilan("write")
    assert [lembar for lembar, *_ in urutan] == ["Pengukuran", "Anggaran", "Anggaran", "Pengukuran"]
    assert urutan[-1][2] == [[0.5]] and urutan[-2][2] == [[0.5]]
    assert excel.jejak[-2:][0] == ("restore", "keadaan semula")


# --- laporan: whole sheets of our own --------------------------------------------------------------------------------
@WITH_REPORTS
def test_laporan_replaces_its_sheets_where_they_stand(excel):
    sebelum = list(excel.lembar)
    pesan, berat = tekan(excel, "laporan")
    assert berat == "info" and excel.lembar == sebelum
    diganti = {lama for lama, ke in excel.panggilan("rename_sheet") if ke.startswith("_lkjip lama")}
    assert diganti == lembar_laporan(excel.jalur) and len(diganti) > 15
    assert len(excel.panggilan("delete_sheet")) == len(diganti)
    urutan = [satu[0] for satu in excel.jejak]
    terakhir_disalin = len(urutan) - 1 - urutan[::-1].index("copy_sheet")
    terakhir_dinamai = len(urutan) - 1 - urutan[::-1].index("rename_sheet")
    assert terakhir_disalin < urutan.index("close_source") < urutan.index("rename_sheet")
    assert terakhir_dinamai < urutan.index("delete_sheet")  # what cannot be undone comes last
    assert not excel.panggilan("write")  # links ask for sheets by their names' text, so no formula has to be mended


def test_laporan_adds_new_sheets_in_their_order(tmp_path, tanpa_laporan):
    import lkjip_xl

    hasil = lkjip_xl.laporan(tanpa_laporan, output=tmp_path / "hasil.xlsx")
    excel = ExcelTiruan(tanpa_laporan)
    sebelum = len(excel.lembar)
    tekan(excel, "laporan")
    assert excel.lembar == [s.name for s in WorkbookParts(Package.open(hasil.path)).sheets]
    assert len(excel.lembar) == sebelum + len(hasil.sheets) >= sebelum + 10


def test_a_failure_while_copying_leaves_the_open_book_as_it_was(excel):
    sebelum = list(excel.lembar)
    excel.gagal_pada = ("copy_sheet", "Lap Anggaran")
    pesan, berat = tekan(excel, "laporan")
    assert berat == "galat" and excel.lembar == sebelum
    assert excel.panggilan("close_source") == [()]
    assert excel.jejak[-1][0] == "say" and excel.panggilan("status")[-1] == (None,)


@WITH_REPORTS
@pytest.mark.parametrize("gagal", ["rename_sheet", ("rename_sheet", "_lkjip 14"), ("write", "Catatan")])
def test_a_failure_while_the_sheets_change_places_is_undone(buku, gagal):
    buku_ = openpyxl.load_workbook(buku)
    buku_.create_sheet("Catatan")["B2"] = "='Lap Anggaran'!C8*2"
    buku_.save(buku)
    excel = ExcelTiruan(buku)
    sebelum = list(excel.lembar)
    excel.gagal_pada = gagal
    _, berat = tekan(excel, "laporan")
    assert excel.gagal_pada is None and berat == "galat" and excel.lembar == sebelum
    assert excel.panggilan("write")[-1] == ("Catatan", "B2", [["=rumus lama"]])


@WITH_REPORTS
def test_an_old_sheet_that_excel_keeps_is_named(excel):
    excel.gagal_pada = "delete_sheet"
    pesan, berat = tekan(excel, "laporan")
    assert berat == "info" and "Lembar lama _lkjip lama 0 tidak dapat dihapus" in pesan


@WITH_REPORTS
def test_the_users_formulas_on_a_report_are_written_again(buku):
    buku_ = openpyxl.load_workbook(buku)
    ws = buku_.create_sheet("Catatan")
    ws["B2"], ws["B3"], ws["B4"] = "='Lap Anggaran'!C8*2", "=Pengukuran!A1", "Lap Anggaran!"
    buku_.save(buku)
    excel = ExcelTiruan(buku)
    tekan(excel, "laporan")
    assert [one for one in excel.panggilan("formulas") if one[0] != "Dasbor"] == [("Catatan", "B2")]
    assert [one for one in excel.panggilan("write") if one[0] != "Dasbor"] == [("Catatan", "B2", [["=rumus lama"]])]
    urutan = [satu[0] for satu in excel.jejak]
    assert urutan.index("write") > len(urutan) - 1 - urutan[::-1].index("rename_sheet")


@WITH_REPORTS
def test_a_report_that_a_chart_or_name_refers_to_is_not_replaced(buku):
    from openpyxl.chart import BarChart, Reference
    from openpyxl.workbook.defined_name import DefinedName

    buku_ = openpyxl.load_workbook(buku)
    ws = buku_.create_sheet("Catatan")
    grafik = BarChart()
    grafik.add_data(Reference(buku_["Lap Anggaran"], min_col=3, min_row=6, max_row=9))
    ws.add_chart(grafik, "A1")
    ws["A30"] = "='lap capaian'!A1"
    buku_.defined_names["capaian_saya"] = DefinedName("capaian_saya", attr_text="'Lap Capaian'!$F$8")
    buku_.save(buku)
    milik = lembar_laporan(buku)
    cells, held = references_to(Package.open(buku), sorted(milik), milik)
    assert cells == [("Catatan", "A30")] and held == {"Lap Anggaran", "Lap Capaian"}
    excel = ExcelTiruan(buku)
    pesan, berat = tekan(excel, "laporan")
    assert berat == "peringatan" and "Lap Anggaran, Lap Capaian dirujuk" in pesan
    assert not excel.panggilan("copy_sheet", "delete_sheet")


def typed_on(buku, *sheets):
    own = openpyxl.load_workbook(buku)
    for sheet in sheets:
        own[sheet]["B8"] = "catatan saya"
    own.save(buku)
    return ExcelTiruan(buku)


@WITH_REPORTS
@pytest.mark.parametrize("jawaban", [False, True])
def test_a_report_that_was_written_into_is_replaced_only_after_asking(buku, jawaban):
    excel = typed_on(buku, "Lap Anggaran")
    excel.jawaban, excel.dipilih = jawaban, ("Lap Anggaran", "B8")
    pesan, berat = tekan(excel, "laporan", laporan="ini")
    ((pertanyaan,),) = excel.panggilan("ask")
    assert "Lap Anggaran" in pertanyaan and "Tulis ulang" in pertanyaan and os.sep + "hasil" not in pertanyaan
    assert bool(excel.panggilan("delete_sheet")) is jawaban
    assert berat == ("info" if jawaban else "peringatan")


@WITH_REPORTS
def test_a_sheet_that_was_written_into_keeps_only_itself_from_being_written(buku):
    excel = typed_on(buku, "Lap Anggaran")
    pesan, berat = tekan(excel, "laporan", laporan="semua")
    assert berat == "info" and "Dibiarkan karena pernah diketiki: Lap Anggaran." in pesan
    assert not excel.panggilan("ask")
    replaced = {sheet for (sheet,) in excel.panggilan("delete_sheet")}
    assert "Lap Anggaran" not in " ".join(replaced) and len(replaced) > 10


@WITH_REPORTS
def test_a_signed_quarter_is_written_only_from_its_own_sheet(buku):
    """Of the three offers (all, a choice, this sheet) only the one that names it touches what was signed."""
    own = openpyxl.load_workbook(buku)
    row = next(r for r in own["Pengaturan"].iter_rows() if any(c.value == "status_tw1" for c in r))
    next(c for c in row if c.value == "Draf").value = "Ditandatangani"
    own.save(buku)
    for answer, touched in (("semua", False), ("LAP-TW", False), ("ini", True)):
        excel = ExcelTiruan(buku)
        excel.dipilih, excel.jawaban = ("Lap TW I", "A1"), True
        pesan, _ = tekan(excel, "laporan", laporan=answer)
        count = int(pesan.split(" lembar")[0])
        assert count == {"semua": len(excel.panggilan("delete_sheet")), "LAP-TW": 3, "ini": 1}[answer], answer
        assert ("sudah ditandatangani: Lap TW I." in pesan) is not touched, answer


@WITH_REPORTS
@pytest.mark.parametrize(("answer", "written"), [
    ("ini", {"Lap PK"}), ("Lap PK, LAP-TW4", {"Lap PK", "Lap TW IV"}), ("lap tw iv;", {"Lap TW IV"}),
])  # fmt: skip
def test_the_reports_that_are_asked_for(excel, answer, written):
    excel.dipilih = ("Lap PK", "A1")
    pesan, berat = tekan(excel, "laporan", laporan=answer)
    assert berat == "info" and pesan.startswith(f"{len(written)} lembar laporan sudah ditulis")


def test_a_sheet_that_is_no_report_is_not_asked_for(excel):
    excel.dipilih = ("Pengukuran", "B7")
    pesan, berat = tekan(excel, "laporan", laporan="ini")
    assert berat == "peringatan" and "Lembar Pengukuran bukan lembar laporan" in pesan
    pesan, berat = tekan(excel, "laporan", laporan="Lap Entah")
    assert berat == "peringatan" and "tidak ada di buku ini" in pesan and not excel.panggilan("delete_sheet")


# --- pdf and buat ----------------------------------------------------------------------------------------------------
@WITH_REPORTS
def test_pdf_prints_the_reports_beside_the_book(excel):
    pesan, _ = tekan(excel, "pdf")
    ((jalur, lembar),) = excel.panggilan("pdf")
    assert jalur == str(excel.jalur.with_suffix(".pdf")) and jalur in pesan
    # The sentences are a working paper, which is no part of the document.
    assert set(lembar) == lembar_laporan(excel.jalur) - {"Lap Ringkasan"}
    assert lembar == [n for n in excel.lembar if n in lembar]


@WITH_REPORTS
def test_pdf_on_other_paper_says_which_and_why(excel):
    excel.printer_name, excel.kertas = "HP 107w on Ne01:", (595, 842)
    pesan, berat = tekan(excel, "pdf")
    assert berat == "info" and "bukan Folio (F4, 216 x 330 mm)" in pesan and "210 x 297 mm" in pesan
    assert "printer HP 107w tidak mengenal Folio" in pesan


@WITH_REPORTS
def test_pdf_without_a_printer_says_so(excel):
    excel.tanpa_pdf = True
    pesan, berat = tekan(excel, "pdf")
    assert berat == "peringatan" and "PDF tidak dapat ditulis" in pesan
    excel.printer_name = ""
    pesan, berat = tekan(excel, "pdf")
    assert berat == "peringatan" and pesan.startswith("Belum ada printer di komputer ini")


def test_pdf_of_a_book_without_reports_says_what_to_do(tmp_path):
    excel = ExcelTiruan(buat_buku(tmp_path / "baru.xlsx", "Dinas Uji", 2025, "2025-2029").path)
    pesan, berat = tekan(excel, "pdf")
    assert berat == "peringatan" and "Tekan Laporan dulu" in pesan and not excel.panggilan("pdf")


def test_perbarui_puts_the_new_book_beside_the_old_one(tmp_path):
    sample = Path(__file__).parents[2] / "data" / "contoh-versi-1.xlsx"
    book = Path(shutil.copy(sample, tmp_path / "Buku Dinas.xlsx"))
    excel = ExcelTiruan(book)
    message, weight = tekan(excel, "perbarui")
    target = tmp_path / "Buku Dinas (diperbarui).xlsx"
    assert weight == "info" and str(target) in message and excel.panggilan("open_book") == [(str(target),)]
    assert book.read_bytes() == sample.read_bytes() and not excel.panggilan("write")
    message, _ = tekan(ExcelTiruan(target), "perbarui")
    assert "sudah memakai bentuk terbaru" in message and len(list(tmp_path.glob("*.xlsx"))) == 2


def test_salin_writes_the_rows_into_the_open_book(tmp_path):
    book = buat_buku(tmp_path / "Buku.xlsx", "Dinas Uji", 2025, "2025-2029").path
    excel = ExcelTiruan(book)
    message, weight = tekan(excel, "salin")
    assert weight == "peringatan" and "belum berisi indikator" in message and not excel.panggilan("write")
    typed = Isian(book)
    for column, value in (("Kode", "1.1"), ("Sasaran", "S"), ("Indikator", "Indeks X"), ("Target 2025", 80)):
        typed.tulis("tbl_renstra", 1, column, value)
    typed.simpan()
    excel = ExcelTiruan(book)
    message, weight = tekan(excel, "salin")
    assert weight == "info" and "PK: 1 baris ditambah (Awal / 1.1)." in message
    assert "Arah diisi Naik" in message
    written = {sheet for sheet, *_ in excel.panggilan("write")}
    assert {"Renstra", "PK", "Pengukuran"} <= written


def test_tambah_puts_the_book_with_the_module_beside_the_old_one(tmp_path):
    book = buat_buku(tmp_path / "Buku.xlsx", "Dinas Uji", 2025, "2025-2029").path
    excel = ExcelTiruan(book)
    message, weight = tekan(excel, "tambah", modul="spm")
    target = tmp_path / "Buku (spm).xlsx"
    assert weight == "info" and str(target) in message and excel.panggilan("open_book") == [(str(target),)]
    assert "SPM" in openpyxl.load_workbook(target).sheetnames and "SPM" not in openpyxl.load_workbook(book).sheetnames
    assert "sudah ada" in tekan(ExcelTiruan(target), "tambah", modul="spm")[0]
    message, weight = tekan(excel, "tambah", modul="sppm")
    assert weight == "peringatan" and "Maksud Anda spm" in message


def test_buat_makes_and_opens_a_book(excel, tmp_path):
    tujuan = tmp_path / "Baru.xlsx"
    jawaban = dict(instansi="Dinas Kesehatan", tahun="2026", renstra="2025-2029", simpan_sebagai=str(tujuan))
    pesan, berat = tekan(excel, "buat", **jawaban)
    assert berat == "info" and excel.panggilan("open_book") == [(str(tujuan),)]
    assert openpyxl.load_workbook(tujuan)["Pengaturan"]["D6"].value == "Dinas Kesehatan"
    pesan, berat = tekan(excel, "buat", **jawaban)
    assert berat == "peringatan" and excel.panggilan("ask") and len(excel.panggilan("open_book")) == 1
    for kurang, kata in ((dict(tahun="dua ribu"), "bukan tahun"), (dict(renstra="2029-2025"), "terbalik")):
        lain = str(tmp_path / "Lain.xlsx")
        assert kata in tekan(excel, "buat", **{**jawaban, "simpan_sebagai": lain, **kurang})[0]


def test_a_view_that_cannot_be_put_back_does_not_hide_the_result(excel):
    excel.gagal_pada = "restore"
    pesan, berat = tekan(excel, "hitung")
    assert "Buku sudah dihitung" in pesan and "tidak dapat dikembalikan" in pesan


def test_the_copies_are_gone_afterwards(excel):
    tekan(excel, "hitung")
    ((jalur,),) = excel.panggilan("save_copy")
    assert not os.path.exists(os.path.dirname(jalur))


def test_a_book_is_never_touched_on_disk(excel):
    sebelum = excel.jalur.read_bytes()
    for alur in ("hitung", "laporan", "pdf"):
        tekan(excel, alur)
    assert excel.jalur.read_bytes() == sebelum


def test_what_excel_says_of_a_book_has_names():
    assert OpenBook("a.xlsx", "a.xlsx", False, False, ()).duplicated is False


# --- books and answers of every kind ---------------------------------------------------------------------------------
def rusak(buku):
    isian = Isian(buku)
    isian.tulis("tbl_pengukuran", 1, "Capaian", 0.5)
    isian.tulis("tbl_anggaran", 1, "Serapan", 0.5)
    isian.simpan()
    return buku


@pytest.mark.parametrize("nama", ["hasil.xlsx", "Jum'at 100% [1].xlsx", "x" * 120 + ".xlsx", "Dinas é.xlsx"])
def test_a_book_of_any_name_is_worked_on(buku, nama):
    excel = ExcelTiruan(rusak(buku).rename(buku.with_name(nama)))
    pesan, berat = tekan(excel, "hitung")
    assert berat == "info" and "2 sel dipulihkan" in pesan and len(excel.panggilan("write")) == 2


def test_a_filter_is_named_before_anything_is_written(buku):
    excel = ExcelTiruan(rusak(buku))
    excel.saringan = {"Anggaran"}
    pesan, berat = tekan(excel, "hitung")
    assert berat == "peringatan" and "lembar Anggaran sedang disembunyikan" in pesan and not excel.panggilan("write")


@pytest.mark.parametrize("gagal", ["recalculate", "write"])
def test_a_book_that_stays_changed_is_said_to_be(buku, gagal):
    excel = ExcelTiruan(rusak(buku))
    excel.gagal_pada = gagal
    asli = excel._catat

    def selalu(nama, *argumen):
        asli(nama, *argumen)
        if gagal == "write" and nama == "write" and excel.gagal_pada is None:
            raise RuntimeError("masih gagal")

    excel._catat = selalu
    pesan, berat = tekan(excel, "hitung")
    assert berat == "galat" and "sudah sebagian berubah: tutup tanpa menyimpan" in pesan


def test_new_sheets_are_never_put_beside_a_chart_sheet(tanpa_laporan):
    excel = ExcelTiruan(tanpa_laporan)
    excel.lembar.remove("Cetak")  # as if the last sheet were a chart sheet, which Excel does not list among worksheets
    pesan, berat = tekan(excel, "laporan")
    assert berat == "info" and excel.panggilan("copy_sheet")[0][2] == "Petunjuk"


@pytest.mark.parametrize("tahun", ["²²²²", "20 26", "dua ribu"])
def test_a_year_that_is_none_is_said_so(excel, tmp_path, tahun):
    jawaban = dict(instansi="Dinas", tahun=tahun, renstra="2025-2029", simpan_sebagai=str(tmp_path / "b.xlsx"))
    assert "bukan tahun" in tekan(excel, "buat", **jawaban)[0]


def test_no_to_replacing_a_book_speaks_of_buttons(excel):
    jawaban = dict(instansi="Dinas", tahun="2026", renstra="2025-2029", simpan_sebagai=str(excel.jalur))
    pesan, _ = tekan(excel, "buat", **jawaban)
    assert "tetap seperti semula" in pesan and "--timpa" not in pesan
    daring = {**jawaban, "simpan_sebagai": "https://contoh.sharepoint.com/a.xlsx"}
    assert "folder komputer ini dulu" in tekan(excel, "buat", **daring)[0]


def test_pdf_of_a_book_that_is_not_ours_says_so(tmp_path):
    openpyxl.Workbook().save(tmp_path / "Lain.xlsx")
    pesan, _ = tekan(ExcelTiruan(tmp_path / "Lain.xlsx"), "pdf")
    assert "Lain.xlsx bukan buku LKjIP" in pesan and "Buku Baru" in pesan


# --- periksa and reviu -----------------------------------------------------------------------------------------------
def test_periksa_writes_the_findings_as_cells_of_temuan(buku):
    isian = Isian(buku)
    isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", 809)
    isian.simpan()
    excel = ExcelTiruan(buku)
    pesan, berat = tekan(excel, "periksa")
    assert berat == "info" and "semua temuan ada di lembar Temuan" in pesan and "Salah, Pengukuran" in pesan
    assert {lembar for lembar, *_ in excel.panggilan("write")} == {"Temuan"}
    tertulis = [satu for _, _, baris in excel.panggilan("write") for (satu,) in baris]
    assert any(str(satu).startswith("=HYPERLINK(\"#'Pengukuran'!") for satu in tertulis) and "'Salah" in tertulis
    assert not excel.panggilan("copy_sheet")


def test_reviu_adds_its_sheet_and_asks_before_ticks_are_lost(excel):
    pesan, berat = tekan(excel, "reviu")
    assert berat == "info" and "Lembar Lap Reviu ditulis" in pesan and excel.lembar[-1] == "Lap Reviu"
    assert len(excel.panggilan("copy_sheet")) == 1


def test_periksa_of_a_book_with_a_checklist_under_a_protected_structure_still_writes_the_findings(buku):
    from lkjip_xl.flows.periksa import periksa_buku

    periksa_buku(buku, reviu=True)
    isian = Isian(buku)
    isian.tulis("tbl_pengukuran", 1, "Realisasi TW4", 809)
    isian.simpan()
    excel = ExcelTiruan(buku, structure_locked=True)
    _, berat = tekan(excel, "periksa")
    assert berat == "info" and excel.panggilan("write") and not excel.panggilan("copy_sheet")


# --- asal ------------------------------------------------------------------------------------------------------------
def test_asal_explains_the_selected_cell_and_changes_nothing(excel):
    excel.dipilih = ("Lap Capaian", "F9")
    excel.sifat = dict(read_only=True)
    expected = trace_cell(excel.jalur, "Lap Capaian!F9")
    assert expected.asal is not None and "Capaian" in expected.teks()
    assert tekan(excel, "asal") == (expected.teks(), "info")
    assert not excel.panggilan("write", "copy_sheet", "delete_sheet", "open_book")
    excel.dipilih = ("Lap Capaian", None)
    pesan, berat = tekan(excel, "asal")
    assert berat == "peringatan" and "Pilih dulu satu sel" in pesan


@pytest.mark.parametrize("agreed", [True, False])
def test_isi_shows_what_it_understood_and_asks(buku, tmp_path, agreed):
    folder = tmp_path / "sipd"
    folder.mkdir()
    shutil.copy(Path(__file__).parents[2] / "data" / "intake" / "sipd-rekap5.csv", folder)
    excel = ExcelTiruan(buku)
    excel.jawaban = agreed
    pesan, berat = tekan(excel, "isi", folder=str(folder))
    assert "SIPD Rekap 5" in "".join(str(call) for call in excel.panggilan("ask"))
    assert any("Pratinjau" in str(call) for call in excel.panggilan("rename_sheet"))
    written = {cell for _, _, rows in excel.panggilan("write") for row in rows for cell in row}
    assert (102_900_000 in written) == agreed and ("Buku sudah diisi" in pesan) == agreed
    assert berat == ("info" if agreed else "peringatan")


@pytest.mark.parametrize("agreed", [True, False])
def test_isi_asks_whether_two_targets_in_one_cell_are_two_indicators(buku, tmp_path, agreed):
    folder = tmp_path / "csv"
    folder.mkdir()
    rows = "Kode,Jenis,Induk,Sasaran,Indikator,Satuan,Tipe,Arah,Target 2022\n"
    rows += '9.1,Sasaran,,Sarana,Jumlah sarana,paket,Angka,Naik,"4 Paket; 2 Unit"\n'
    (folder / "tbl_renstra.csv").write_text(rows, encoding="utf-8")
    excel = ExcelTiruan(buku)
    excel.jawaban = agreed
    pesan, _ = tekan(excel, "isi", folder=str(folder))
    asked = "".join(str(call) for call in excel.panggilan("ask"))
    assert "memuat dua target: indikator 9.1." in asked and "Pecah sekarang?" in asked
    written = {cell for _, _, rows in excel.panggilan("write") for row in rows for cell in row}
    assert ({"9.1.a", "9.1.b"} <= written) == agreed and ("9.1" in written) != agreed
    assert ("Indikator 9.1 dipecah menjadi 9.1.a dan 9.1.b (Paket, Unit)." in pesan) == agreed
