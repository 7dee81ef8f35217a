"""Kirim and Gabung on an open book: the copies beside it, the list in it, the question before anything is written."""

from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book.sendings import read_sendings
from lkjip_xl.flows.gabung import pratinjau_gabung
from lkjip_xl.hosts.openbook.press import press
from lkjip_xl.hosts.openbook.request import Request
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.book.filled_book import Isian
from tests.flows.ten_divisions import BIDANG, DUE, FULL, SHARED, SLIM, big_master, fill_all, value_of
from tests.flows.travel_books import inputs, master
from tests.hosts.excel.recorder import ExcelTiruan


@pytest.fixture
def excel(tmp_path):
    return ExcelTiruan(master(tmp_path))


def kirim(excel, **answers):
    return press(
        excel, Request("kirim", excel.jalur.name, {"bidang": "semua", "triwulan": "2", "tenggat": "-", **answers})
    )


def copies(excel):
    return sorted(path.name for path in excel.jalur.parent.glob("*(kirim *.xlsx"))


def test_kirim_puts_the_copies_beside_the_book_and_the_list_into_it(excel):
    message, weight = kirim(excel)
    assert weight == "info" and "2 salinan dibuat" in message and "belum terisi" in message
    assert copies(excel) == ["induk - Bidang Anak (kirim 1).xlsx", "induk - Bidang Perempuan (kirim 2).xlsx"]
    assert [call[0] for call in excel.panggilan("copy_sheet")] == ["Kiriman"] and "Kiriman" in excel.lembar
    assert not excel.panggilan("write")


def test_the_whole_book_is_sent_where_buku_is_typed(excel):
    assert kirim(excel, bidang="buku")[1] == "info" and copies(excel) == ["induk (kirim 1).xlsx"]


def test_copies_do_not_stay_when_the_list_cannot_be_brought_in(excel):
    excel.gagal_pada = "copy_sheet"
    assert kirim(excel)[1] == "galat" and copies(excel) == [] and "Kiriman" not in excel.lembar


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"bidang": ""}, "belum disebut"),
        ({"triwulan": "5"}, "tulis 1 sampai 4"),
        ({"bidang": "Bidang Anka"}, "Maksud Anda"),
    ],
)
def test_a_slip_is_told_and_nothing_is_made(excel, answers, words):
    message, weight = kirim(excel, **answers)
    assert weight == "peringatan" and words in message and copies(excel) == []


@pytest.fixture
def returned(tmp_path):
    """An open master that was sent, and a folder with a book that came back filled."""
    from lkjip_xl import kirim

    path = master(tmp_path)
    copy = Path(kirim(path, tmp_path / "kembali", ["Bidang Anak"], surel=False, backup=False).sent[0].path)
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    filler.simpan()
    return ExcelTiruan(path), copy.parent


def gabung(excel, folder):
    return press(excel, Request("gabung", excel.jalur.name, {"folder_kembali": str(folder)}))


def test_gabung_shows_first_and_writes_after_a_yes(returned):
    excel, folder = returned
    # The recorder saves the same copy each time, which must know the sheet that the first half brought in.
    pratinjau_gabung(excel.jalur, folder, write=True)
    excel = ExcelTiruan(excel.jalur)
    excel.jawaban = True
    message, weight = gabung(excel, folder)
    assert weight == "info" and message.startswith("1 sel diisi, 0 baris baru.")
    question = excel.panggilan("ask")[0][0]
    assert "1 sel diisi" in question and "Gabungan" in question
    written = [(sheet, rows) for sheet, _, rows in excel.panggilan("write")]
    assert ("Pengukuran", [[75.5]]) in written and {sheet for sheet, _ in written} == {"Pengukuran"}
    assert {"Gabungan", "Kiriman"} <= set(excel.lembar)


def test_a_button_advises_no_option_of_a_command_line(excel):
    message, _ = kirim(excel, tenggat="2020-01-01")
    assert "kirim lagi dengan tenggat yang benar" in message and "--" not in message
    told = lkjip_xl.kirim(excel.jalur, excel.jalur.parent / "ke", ["Bidang Anak"], tenggat="2020-01-01", backup=False)
    assert any("--tenggat" in note for note in told.notes)


def test_gabung_writes_nothing_after_a_no(returned):
    excel, folder = returned
    message, weight = gabung(excel, folder)
    assert weight == "peringatan" and "Tidak ada yang ditulis" in message
    assert not excel.panggilan("write") and "Gabungan" in excel.lembar
    assert not read_sendings(check_workbook(excel.jalur, writing=False)).sent[0].returned


def test_the_open_book_in_the_folder_is_no_return(returned):
    excel, folder = returned
    assert "induk.xlsx" not in gabung(excel, excel.jalur.parent)[0]
    assert "1 sel diisi" in gabung(excel, folder)[0] or excel.panggilan("ask")


@pytest.mark.parametrize("flow", ["kirim", "gabung"])
def test_a_protected_structure_is_told(excel, flow):
    excel.sifat = {"structure_locked": True}
    answers = {"bidang": "semua", "triwulan": "semua", "tenggat": "-", "folder_kembali": "x"}
    message, weight = press(excel, Request(flow, excel.jalur.name, answers))
    assert weight == "peringatan" and "Susunan lembar" in message


def test_lanjut_makes_the_next_book_beside_and_opens_it(tmp_path):
    excel = ExcelTiruan(master(tmp_path))
    message, weight = press(excel, Request("lanjut", "induk.xlsx", {}))
    assert weight == "info" and "Buku tahun 2026" in message and "baris ke Riwayat" in message and "tbl_" not in message
    assert excel.panggilan("open_book") == [(str(tmp_path / "induk 2026.xlsx"),)] and not excel.panggilan("write")


def test_lanjut_asks_before_it_replaces_a_book(tmp_path):
    excel = ExcelTiruan(master(tmp_path))
    (tmp_path / "induk 2026.xlsx").write_bytes(b"yang lama")
    message, weight = press(excel, Request("lanjut", "induk.xlsx", {}))
    assert weight == "peringatan" and "sudah ada" in message
    assert (tmp_path / "induk 2026.xlsx").read_bytes() == b"yang lama"
    excel.jawaban = True
    assert press(excel, Request("lanjut", "induk.xlsx", {}))[1] == "info"
    kept = next(tmp_path.glob("induk 2026.cadangan-*.xlsx"))
    assert kept.read_bytes() == b"yang lama" and (tmp_path / "induk 2026.xlsx").read_bytes()[:2] == b"PK"


def test_the_slim_form_by_button(excel):
    message, weight = kirim(excel, bentuk_salinan="Ringkas")
    assert weight == "info" and "2 salinan dibuat" in message
    copy = excel.jalur.parent / "induk - Bidang Anak (kirim 1).xlsx"
    names = [sheet.name for sheet in WorkbookParts(check_workbook(copy, writing=False)).sheets]
    assert names == ["Pengukuran", "Anggaran", "Data Dukung"]
    message, weight = kirim(excel, bentuk_salinan="pendek")
    assert weight == "peringatan" and "tulis lengkap, ringkas, atau lengkap dengan nama" in message


def test_drafts_are_addressed_and_opened_after_a_yes(excel):
    excel.jawaban = True
    message, weight = kirim(excel, alamat="Bidang Anak=anak@contoh.go.id; Bidang Perempuan = p@contoh.go.id")
    assert weight == "info" and "2 rancangan surel dibuat" in excel.panggilan("ask")[0][0]
    opened = [Path(call[0]) for call in excel.panggilan("open_file")]
    assert [path.name for path in opened] == [
        "induk - Bidang Anak (kirim 1).eml", "induk - Bidang Perempuan (kirim 2).eml",
    ]  # fmt: skip
    assert b"To: anak@contoh.go.id" in opened[0].read_bytes() and b"X-Unsent: 1" in opened[0].read_bytes()


def test_drafts_stay_closed_after_a_no(excel):
    kirim(excel)
    assert excel.panggilan("ask") and not excel.panggilan("open_file")


def test_a_missing_mail_program_is_told_and_the_copies_stay(excel):
    excel.jawaban, excel.gagal_pada = True, "open_file"
    message, weight = kirim(excel)
    assert weight == "info" and "2 rancangan surel tidak dapat dibuka" in message and len(copies(excel)) == 2


def test_an_address_that_is_none_is_told(excel):
    message, weight = kirim(excel, alamat="Bidang Anak anak@contoh.go.id; x")
    assert weight == "peringatan" and "BIDANG=ALAMAT" in message and copies(excel) == []


def test_status_by_button(returned):
    excel, folder = returned
    message, weight = press(excel, Request("status", excel.jalur.name, {}))
    assert weight == "info" and "1. Bidang Anak" in message and "menunggu" in message
    assert not excel.panggilan("write", "copy_sheet")


def test_rekap_by_button_reads_a_folder_and_opens_the_recapitulation(tmp_path):
    excel = ExcelTiruan(master(tmp_path))
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan buku")
    (tmp_path / "daftar-instansi.txt").write_text("Dinas Contoh\nDinas Lain\n", encoding="utf-8")
    message, weight = press(excel, Request("rekap", "", {"folder_rekap": str(tmp_path)}))
    assert weight == "info" and "1 buku terbaca" in message
    assert "Tidak terbaca" in message and "Belum melapor: Dinas Lain" in message
    assert excel.panggilan("open_book") == [(str(tmp_path / "Rekap" / "rekap.xlsx"),)]
    before = (tmp_path / "Rekap" / "rekap.xlsx").read_bytes()
    message, weight = press(excel, Request("rekap", "", {"folder_rekap": str(tmp_path)}))
    assert weight == "peringatan" and (tmp_path / "Rekap" / "rekap.xlsx").read_bytes() == before
    excel.jawaban = True
    message, weight = press(excel, Request("rekap", "", {"folder_rekap": str(tmp_path)}))
    assert weight == "info" and "1 buku terbaca" in message
    assert list((tmp_path / "Rekap").glob("rekap.cadangan-*.xlsx"))


def test_rekap_without_a_folder(tmp_path):
    excel = ExcelTiruan(master(tmp_path))
    message, weight = press(excel, Request("rekap", "", {"folder_rekap": str(tmp_path / "tidak-ada")}))
    assert weight == "peringatan" and "belum dipilih" in message


class LivingExcel(ExcelTiruan):
    """Excel whose book holds what was brought into it, as if it was saved after every press.

    The flow's result is the book as it shall be; that what is brought in equals it is shown where a real program is
    the host (``test_libreoffice``).
    """

    def open_source(self, path):
        self.result = Path(path).read_bytes()
        return super().open_source(path)

    def close_source(self, source):
        super().close_source(source)
        self.jalur.write_bytes(self.result)


def typed_on_gabungan(path, found, text, column):
    """Type into the row of the sheet Gabungan in which a cell holds what ``found`` says."""
    book = openpyxl.load_workbook(path)
    sheet = book["Gabungan"]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if found(cell))
    sheet.cell(row, column).value = text
    book.save(path)


def test_ten_divisions_by_button(tmp_path):
    """Send ten copies, take ten filled ones back, decide, begin the next year: nobody opens a copy."""
    path = big_master(tmp_path)
    excel = LivingExcel(path)
    message, weight = kirim(excel, bidang="; ".join(FULL), tenggat=DUE)
    assert weight == "info" and "5 salinan dibuat" in message
    message, weight = kirim(excel, bidang="; ".join([*SLIM, "semua unit"]), bentuk_salinan="ringkas", tenggat=DUE)
    assert weight == "info" and "5 salinan dibuat" in message
    back = tmp_path / "kembali"
    assert len(fill_all(tmp_path, back)) == 10
    assert press(excel, Request("status", path.name, {}))[0].count(": terlambat") == 10
    excel.jawaban = True
    message, weight = gabung(excel, back)
    assert weight == "info" and message.startswith("42 sel diisi, 0 baris baru.") and "1 bentrok menunggu" in message
    rows = inputs(path, "tbl_pengukuran")
    assert [rows[str(n)]["Realisasi TW2"] for n in range(1, 9)] == [value_of(name) for name in BIDANG]
    assert "Realisasi TW2" not in rows[SHARED]
    written = {(sheet, value) for sheet, _, some in excel.panggilan("write") for row in some for value in row}
    assert {("Pengukuran", value_of(name)) for name in BIDANG} <= written
    assert press(excel, Request("status", path.name, {}))[0].count(": kembali") == 10
    code = pratinjau_gabung(path, back).merge.conflicts[0].code
    typed_on_gabungan(path, lambda cell: cell.value == code, "realisasi final rev2.xlsx", 2)
    message, weight = gabung(excel, back)
    assert weight == "info" and message.startswith("1 sel diisi") and "bentrok" not in message
    assert inputs(path, "tbl_pengukuran")[SHARED]["Realisasi TW2"] == 77
    message, weight = gabung(excel, back)
    assert weight == "info" and message.startswith("Tidak ada yang baru")
    before = path.read_bytes()
    message, weight = press(excel, Request("lanjut", path.name, {}))
    assert weight == "info" and "Buku tahun 2026" in message and path.read_bytes() == before


def test_a_book_without_its_mark_gets_its_number_on_the_sheet_gabungan(tmp_path):
    path = master(tmp_path)
    copy = Path(lkjip_xl.kirim(path, tmp_path / "kembali", ["Bidang Anak"], surel=False, backup=False).sent[0].path)
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    filler.simpan()
    package = check_workbook(copy, writing=False)
    workbook = WorkbookParts(package)
    drop = {(n.local, n.name.lower()) for n in workbook.defined_names if n.name == "_lkjip_kirim"}
    package.put(workbook.part, workbook.rewrite(drop=drop))
    package.save(copy.with_name("tanpa tanda.xlsx"))
    copy.unlink()
    excel = LivingExcel(path)
    excel.jawaban = True
    message, _ = gabung(excel, copy.parent)
    assert "Tidak ada yang baru" in message and "kolom Kiriman lembar Gabungan" in excel.panggilan("ask")[0][0]
    typed_on_gabungan(path, lambda cell: cell.column == 4 and cell.value == "tanpa tanda.xlsx", 1, 1)
    message, _ = gabung(excel, copy.parent)
    assert message.startswith("1 sel diisi") and inputs(path, "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5
    assert "Tidak ada yang baru" in gabung(excel, copy.parent)[0], "the number stays on the sheet"
    assert lkjip_xl.gabung(path, copy.parent, backup=False).unchanged


@pytest.mark.parametrize(("answers", "made"), [
    ({"bidang": "semua unit"}, ["UPTD Selatan"]),
    ({"bidang": "UPTD Selatan; Bidang Anak"}, ["Bidang Anak", "UPTD Selatan"]),
])  # fmt: skip
def test_units_and_several_at_once_by_button(excel, answers, made):
    assert kirim(excel, **answers)[1] == "info"
    assert [name.split(" - ")[1].split(" (")[0] for name in copies(excel)] == made


def test_names_of_persons_go_along_where_that_is_said(tmp_path):
    excel = LivingExcel(master(tmp_path))
    assert kirim(excel, bidang="buku", bentuk_salinan="Lengkap dengan nama")[1] == "info"
    copy = excel.jalur.parent / copies(excel)[0]
    assert inputs(copy, "tbl_pengaturan")["nama_kepala"]["Nilai"] == "Nama Seorang"
    assert kirim(excel, bidang="buku")[1] == "info"
    assert "Nilai" not in inputs(excel.jalur.parent / copies(excel)[1], "tbl_pengaturan")["nama_kepala"]
