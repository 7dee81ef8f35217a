"""The first screens of a new book: ten sheets, keys that cannot be typed over, warnings where they should be."""

import textwrap

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter, range_boundaries

from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts.answers import summary_lines
from lkjip_xl.schema import state
from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.setting_labels import FIRST, IDENTITY, label
from lkjip_xl.schema.settings import SETTINGS
from lkjip_xl.schema.sheets import beranda as home
from lkjip_xl.template.book import build
from tests.compute.random_book import as_shown

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
TEN = ["Beranda", "Dasbor", "Pengaturan", "Renstra", "PK", "Pengukuran", "Anggaran", "Capaian", "Temuan", "Petunjuk"]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "baru.xlsx"
    build(path, {"tahun": 2025}, rows={
        "tbl_anggaran": [
            {"Kode": "1", "Tingkat": "Program", "Uraian": "P"},
            {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 5, "Realisasi TW4": 3},
        ],
    })  # fmt: skip
    hitung_buku(str(path), backup=False)
    return path


def said(path, tree):
    return as_shown(compute_book(path)[1].outside_tables(tree))


def test_a_new_book_shows_ten_sheets_and_hides_what_is_empty(book, tmp_path):
    opened = openpyxl.load_workbook(book)
    assert [s.title for s in opened if s.sheet_state == "visible"] == TEN
    assert {s.title for s in opened if s.sheet_state == "hidden"} == {"Riwayat", "Data Dukung", "IKI", "Cetak"}
    links = {c.value for row in opened["Beranda"]["B4:I5"] for c in row if c.value}
    assert links == set(TEN) - {"Beranda"}
    build(tmp_path / "isi.xlsx", rows={"tbl_riwayat": [{"Kode": "1", "Tahun": 2024}]})
    filled = openpyxl.load_workbook(tmp_path / "isi.xlsx")
    assert filled["Riwayat"].sheet_state == "visible" and filled["IKI"].sheet_state == "hidden"


def test_keys_and_meanings_are_locked_and_nine_come_first(book):
    sheet = openpyxl.load_workbook(book)["Pengaturan"]
    assert sheet.protection.sheet
    for row, setting in enumerate(SETTINGS, 6):
        name, key, value, meaning = (sheet.cell(row, column) for column in (2, 3, 4, 5))
        assert (name.value, key.value) == (label(setting.key), setting.key)
        assert name.protection.locked and key.protection.locked and meaning.protection.locked
        assert value.protection.locked == (setting.key == "versi_kontrak")
    assert tuple(s.key for s in SETTINGS[: len(FIRST)]) == FIRST
    assert sheet.column_dimensions["C"].hidden and not sheet.column_dimensions["B"].hidden


def test_a_key_that_is_gone_is_counted_and_told(book, lo):
    assert said(book, home.PERINGATAN) == ""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Pengaturan"]
    row = next(r for r in range(6, 60) if sheet.cell(r, 3).value == "triwulan_berjalan")
    sheet.cell(row, 3).value = "abc"
    workbook.save(book)
    wanted = "1 setelan hilang dari Pengaturan: kembalikan dari cadangan."
    assert said(book, home.PERINGATAN).strip() == wanted
    assert lo.values(book)["Beranda"][9][1].strip() == wanted


def test_identity_says_how_much_is_blank(book, lo):
    blank = len(IDENTITY) - 4  # the years and the quarter are given; the office's name is the placeholder
    assert said(book, state.IDENTITY_FILLED) == f"{blank} dari {len(IDENTITY)} belum"
    assert lo.values(book)["Beranda"][11][8] == f"{blank} dari {len(IDENTITY)} belum"


def test_belum_diperiksa_until_a_check_and_then_the_day_and_whether_inputs_changed(book, lo):
    assert said(book, home.TEMUAN_SALAH) == "Belum diperiksa"
    assert lo.values(book)["Beranda"][6][7] == "Belum diperiksa"
    periksa_buku(str(book), backup=False)
    shown = openpyxl.load_workbook(book, data_only=True)["Beranda"]
    day = said(book, state.CHECKED_ON)
    assert day.split()[-1].isdigit() and day in shown["H8"].value and shown["H7"].value == said(book, home.TEMUAN_SALAH)
    assert "berubah" not in said(book, home.TEMUAN)
    assert "berubah" not in lo.values(book)["Beranda"][7][7]
    content = book.read_bytes()
    periksa_buku(str(book), backup=False)
    assert book.read_bytes() == content  # the same inputs, the same stamp
    workbook = openpyxl.load_workbook(book)
    place = compute_book(book)[0].places["tbl_anggaran"]
    workbook["Anggaran"].cell(place.header_row + 2, place.columns["Realisasi TW4"] + 1).value = 4
    workbook.save(book)
    assert said(book, home.TEMUAN).endswith("isian berubah sejak itu")
    assert lo.values(book)["Beranda"][7][7].endswith("isian berubah sejak itu")


def test_a_point_as_decimal_sign_is_told_by_the_program_that_shows_the_book(book, lo):
    from tests.tools.libreoffice import LibreOffice

    assert openpyxl.load_workbook(book, data_only=True)["Beranda"]["I10"].value in (None, "")
    assert lo.values(book)["Beranda"][9][8] == "desimal: TITIK"
    office = LibreOffice(locale="id-ID")
    office.start()
    try:
        assert office.values(book)["Beranda"][9][8] in ("", None)
    finally:
        office.stop()


def test_a_row_without_formulas_is_counted_on_beranda(book):
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Anggaran"]
    for cell in sheet[9]:
        cell.value = None
    sheet["A9"], sheet["B9"], sheet["C9"], sheet["E9"] = "1.2", "Sub Kegiatan", "x", 50_000_000
    workbook.save(book)
    # Python knows the row; the spreadsheet, which has no formula there, counts it as missing.
    from tests.tools.libreoffice import LibreOffice

    office = LibreOffice()
    office.start()
    try:
        text = office.values(book)["Beranda"][9][1]
    finally:
        office.stop()
    assert text.startswith("1 baris Anggaran tidak terhitung")


def _shown(sheet):
    letters = [get_column_letter(k) for k in range(1, sheet.max_column + 1)]
    return [letter for letter in letters if not sheet.column_dimensions[letter].hidden]


def test_input_sheets_fold_away_what_is_seldom_typed(book):
    opened = openpyxl.load_workbook(book)
    heads = {name: [opened[name][f"{letter}5"].value for letter in _shown(opened[name])] for name in TEN[3:7]}
    assert heads["Pengukuran"] == [
        "Kode", "Indikator", "Satuan", "Sifat", "Realisasi TW1", "Realisasi TW2", "Realisasi TW3",
        "Realisasi TW4", "Capaian Berjalan", "Predikat", "Analisis", "Solusi",
    ]  # fmt: skip
    assert heads["Renstra"][-1] == "Target 2029" and "Formulasi" not in heads["Renstra"]
    assert "Pagu Perubahan" not in heads["Anggaran"] and "Realisasi TW1" in heads["Anggaran"]
    for name in TEN[3:7]:
        sheet = opened[name]
        for table in sheet.tables.values():
            for column in tables(2025, 2029)[table.name].columns:
                cell = next(c for c in sheet[5] if c.value == column.name and c.coordinate in _area(table.ref))
                dimension = sheet.column_dimensions[cell.column_letter]
                assert dimension.hidden == (column.hidden or column.folded), (name, column.name)
                assert dimension.outlineLevel == (1 if column.outline or column.folded else 0)


ROOM = 169
"""Units of column width that a screen of 1366 points has beside the numbers of the rows, in LibreOffice, where a unit
is 7.8 points; Excel's are 7."""


@pytest.mark.parametrize(
    ("name", "last"),
    [("Renstra", "Target 2029"), ("PK", "Sumber Dana"), ("Pengukuran", "Solusi"), ("Anggaran", "Serapan"),
     ("Dasbor", "Peringatan"), ("Temuan", "Alasan"), ("Capaian", "Predikat")],
)  # fmt: skip
def test_a_sheet_fits_a_screen_of_1366_points(book, name, last):
    sheet = openpyxl.load_workbook(book)[name]
    row = {"Dasbor": 41, "Capaian": 8}.get(name, 5)
    until = next(
        c.column for c in sheet[row] if c.value == last and not sheet.column_dimensions[c.column_letter].hidden
    )
    shown = [letter for letter in _shown(sheet) if openpyxl.utils.column_index_from_string(letter) <= until]
    assert len(shown) > 4 and sum(sheet.column_dimensions[letter].width for letter in shown) <= ROOM


def _area(ref):
    left, top, right, _ = range_boundaries(ref)
    return {f"{get_column_letter(k)}{top}" for k in range(left, right + 1)}


def test_tips_stand_on_heads_and_on_the_difficult_columns_only(book):
    sheet = openpyxl.load_workbook(book)["Pengukuran"]
    tips = {}
    for rule in sheet.data_validations.dataValidation:
        first = str(rule.sqref).split(":")[0]
        if rule.showInputMessage:
            tips.setdefault(int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), set()).add(rule.promptTitle)
    shown = [c.value for c in sheet[5] if c.value and not c.value.startswith("_")]
    assert tips[5] == set(shown)
    assert tips[6] == {
        "Sifat", "Tahun Data", "Penyebut Tetap",
        *(f"{kind} TW{n}" for kind in ("Target", "Realisasi") for n in range(1, 5)),
    }  # fmt: skip


def test_quarters_ahead_are_pale(book):
    formats = openpyxl.load_workbook(book)["Pengukuran"].conditional_formatting
    ahead = [(text, len(area.sqref.ranges)) for area in formats for rule in area.rules for text in rule.formula
             if "lk_tw<" in text]  # fmt: skip
    plain = [one for one in ahead if not one[0].startswith("IF(")]  # the others keep the number format of the Tipe
    # Target and realisasi of a quarter.
    assert sorted(plain) == [(f"IFERROR(lk_tw<{n},FALSE)", 2) for n in (2, 3, 4)]
    assert len(ahead) == 4 * len(plain)


def test_the_quarter_has_no_default_and_beranda_says_so_until_it_is_chosen(tmp_path, lo):
    path = tmp_path / "baru.xlsx"
    told = buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    assert "triwulan_berjalan" not in told.computed.settings or told.computed.settings["triwulan_berjalan"] is None
    assert any("belum dipilih" in line for line in summary_lines(told))
    shown = lo.values(path)["Beranda"]
    assert "triwulan belum dipilih" in shown[2][1] and shown[5][1] == "PILIH TRIWULAN DI PENGATURAN"
    assert shown[9][1].strip() == "Pilih triwulan (1-4) di Pengaturan; kini dihitung seperti TW IV."
    chosen = isi_buku(str(path), {"tbl_pengaturan.csv": b"Kunci,Nilai\ntriwulan_berjalan,2\n"}, backup=False)
    assert not any("belum dipilih" in line for line in summary_lines(chosen))
    shown = lo.values(path)["Beranda"]
    assert "Triwulan II" in shown[2][1] and shown[5][1] == "CAPAIAN S.D. TW II" and not shown[9][1].strip()


NOTE = (
    "Sangat Tinggi (sementara) · 17 dari 18 indikator terukur · sementara: 12 realisasi triwulan belum ada · "
    "12 diragukan · 12 indikator PK tidak ada di Pengukuran"
)
RED_LINE = (
    "Pilih triwulan (1-4) di Pengaturan; kini dihitung seperti TW IV.  12 isian Pengukuran atau Anggaran tidak "
    "terbaca: lihat Temuan.  Urutan baris Anggaran rusak, jumlahnya ditahan: urutkan menurut Kode.  "
    "12 baris Anggaran tidak terhitung: lihat Temuan, atau tekan Hitung.  12 baris Pengukuran "
    "diragukan: lihat Temuan."
)


@pytest.mark.parametrize("sheet, cell, text, bold", [
    ("Beranda", "B8", NOTE, 0), ("Dasbor", "B7", NOTE, 0), ("Beranda", "B10", RED_LINE, 1),
])  # fmt: skip
def test_what_is_doubtful_is_seen_whole_and_large_enough_to_be_read(book, sheet, cell, text, bold):
    shown = openpyxl.load_workbook(book)[sheet]
    merged = next(r for r in shown.merged_cells.ranges if r.start_cell.coordinate == cell)
    letters = [get_column_letter(column) for column in range(merged.min_col, merged.max_col + 1)]
    width = sum(shown.column_dimensions[letter].width * 7 + 5 for letter in letters)
    look = shown[cell]
    assert look.alignment.wrap_text and not look.alignment.shrink_to_fit and look.font.size >= 8
    letter = look.font.size * 96 / 72 * (0.53 if bold else 0.48)  # the mean of Arial in Indonesian texts
    lines = len(textwrap.wrap(text, int(width / letter)))
    assert lines * look.font.size * 1.3 <= shown.row_dimensions[look.row].height


@pytest.mark.parametrize("sheet", ["Beranda", "Dasbor"])
def test_a_long_name_of_the_office_is_shrunk_not_cut(book, sheet):
    shown = openpyxl.load_workbook(book)[sheet]
    merged = next(r for r in shown.merged_cells.ranges if r.start_cell.coordinate == "B2")
    assert merged.max_col > 8 and shown["B2"].alignment.shrink_to_fit


def marked(path, lo, looks, rows):
    """Which rows of Anggaran rules mark in a column, as LibreOffice computes them; by column and sign.

    Args:
        looks: (column, what the rule has in its formula).
    """
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Anggaran"]
    for place, (column, sign) in enumerate(looks, FREE):
        (formula, first) = next(
            (rule.formula[0], area.min_row)
            for found in sheet.conditional_formatting for rule in found.rules for area in found.sqref.ranges
            if sign in str(rule.formula) and area.min_col <= sheet[f"{column}1"].column <= area.max_col
        )  # fmt: skip
        for row in rows:
            moved = Translator(f"={formula}", f"{column}{first}").translate_formula(f"{column}{row}")
            sheet.cell(row, place).value = moved
    workbook.save(path)
    shown = lo.values(path)["Anggaran"]
    return {look: [bool(shown[row - 1][place - 1]) for row in rows] for place, look in enumerate(looks, FREE)}


FREE = 90
"""A column of Anggaran that the book does not use."""
CODES = ("1.1", "1.1;1.2", " 1.1 ; 1.2 ", "1.1;", ";", None, "1.1,1.2", "1.1;9.9", "9.9", 1.1)


@pytest.mark.filterwarnings("ignore:Data Validation|Conditional Formatting")
def test_sums_look_otherwise_than_what_is_typed_and_an_unknown_indicator_is_red(tmp_path, lo):
    path = tmp_path / "anggaran.xlsx"
    levels = [("1", "Program"), ("1.1", "Kegiatan"), *((f"1.1.{n}", "Sub Kegiatan") for n in range(1, 9))]
    rows = [
        {"Kode": code, "Tingkat": level, "Uraian": code, "Indikator": indicator}
        for (code, level), indicator in zip(levels, CODES, strict=True)
    ]
    build(path, {"tahun": 2025}, rows={"tbl_renstra": [{"Kode": "1.1"}, {"Kode": "1.2"}], "tbl_anggaran": rows})
    hitung_buku(str(path), backup=False)
    lines = range(6, 17)
    sums = [True, True, *[False] * 9]
    assert marked(path, lo, [("A", "N($"), ("E", "N($"), ("D", "dv_kode")], lines) == {
        ("A", "N($"): sums, ("E", "N($"): sums, ("D", "dv_kode"): [*[False] * 6, *[True] * 4, False],
    }  # fmt: skip
