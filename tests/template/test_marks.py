"""What is red in a book that is being filled, and that one mark never hides another, asked of LibreOffice."""

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.schema.sheets import dasbor as panel
from lkjip_xl.template.book import build

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
SIGNED = [">= 95", "maks. 25", "60 s.d. 85", "60-85%", "1 banding 30", "H+7", "71,5 (BB)", "N/A", "-", 88]
WRONG = ["Rp 15 juta", "20 orang", "belum ada"]


def rows(targets, realisasi=()):
    renstra = [
        {"Kode": f"1.{n}", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": f"I {n}", "Satuan": "Nilai",
         "Tipe": "Angka", "Arah": "Naik", "Target 2025": value} for n, value in enumerate(targets, 1)
    ]  # fmt: skip
    measured = [{"Kode": f"1.{n}", "Sifat": "Posisi Akhir", **own} for n, own in enumerate(realisasi, 1)]
    return {"tbl_renstra": renstra, "tbl_pengukuran": measured}


def rules_beginning(sheet, start="AND(ISTEXT("):
    """``(range, formula)`` of the rules whose formula begins so; as it stands those that mark a text."""
    return [
        (str(where), rule.formula[0])
        for block in sheet.conditional_formatting
        for where in str(block.sqref).split()
        for rule in block.rules
        if rule.formula and rule.formula[0].startswith(start)
    ]


def marked(path, lo, sheet_name, column, start="AND(ISTEXT("):
    """Which of the first rows of a column LibreOffice marks: the rule's formula put into cells far right."""
    book = openpyxl.load_workbook(path)
    sheet = book[sheet_name]
    header = next(cell for cell in sheet[5] if cell.value == column)
    ((where, formula),) = [
        (w, f) for w, f in rules_beginning(sheet, start)
        if range_boundaries(w)[0] <= header.column <= range_boundaries(w)[2]
    ]  # fmt: skip
    left, top, *_ = range_boundaries(where)
    spare = book.create_sheet("Uji")
    translate = openpyxl.formula.translate.Translator
    origin = sheet.cell(top, left).coordinate
    for n in range(15):
        target = sheet.cell(top + n, header.column).coordinate
        text = translate("=" + formula, origin=origin).translate_formula(target)
        named = openpyxl.formula.Tokenizer(text)
        parts = [
            f"'{sheet_name}'!{t.value}" if t.subtype == "RANGE" and not t.value.startswith("lk_") else t.value
            for t in named.items
        ]
        spare.cell(n + 1, 1).value = "=" + "".join(parts)
    book.save(path)
    return [row[0] for row in lo.values(path)["Uji"][:15]]


def test_a_target_as_it_is_signed_is_not_red(tmp_path, lo):
    path = tmp_path / "buku.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=rows([*SIGNED, *WRONG]))
    assert marked(path, lo, "Renstra", "Target 2025")[:13] == [False] * len(SIGNED) + [True] * len(WRONG)


def test_a_remark_in_a_quarter_without_a_target_is_not_red(tmp_path, lo):
    path = tmp_path / "buku.xlsx"
    typed = [
        {"Target TW4": 80, "Realisasi TW2": "Diukur di TW IV", "Realisasi TW4": 70},
        {"Target TW2": 40, "Target TW4": 80, "Realisasi TW2": "lihat SPJ", "Realisasi TW4": 70},
        {"Target TW2": 40, "Target TW4": 80, "Realisasi TW2": 41, "Realisasi TW4": 70},
    ]
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=rows([80, 80, 80], typed))
    assert marked(path, lo, "Pengukuran", "Realisasi TW2")[:3] == [False, True, False]


def test_a_planned_quarter_that_says_nothing_is_yellow(tmp_path, lo):
    """N/A and - as a blank cell; not where there is no target, where 0 stands, where the figure rests on another."""
    path = tmp_path / "buku.xlsx"
    given = [(20, None), (20, "N/A"), (20, "-"), (None, "N/A"), (20, 0), (20, "20")]
    typed = [
        {"Sifat": "Akumulasi", "Target TW1": 20, "Realisasi TW1": 24, "Target TW2": target, "Realisasi TW2": value}
        for target, value in given
    ]
    typed.append({"Target TW2": 40, "Target TW4": 80, "Realisasi TW2": "N/A", "Realisasi TW4": 70})
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=rows([40] * 7, typed))
    assert marked(path, lo, "Pengukuran", "Realisasi TW2", "AND(N(")[:7] == [True, True, True, *[False] * 4]


def test_a_level_that_is_missed_is_counted_when_the_year_is_over(tmp_path, lo):
    path = tmp_path / "buku.xlsx"
    made = rows([80, 80], [{"Realisasi TW4": 70}, {"Realisasi TW4": "B"}])
    made["tbl_renstra"][1] |= {"Tipe": "Tingkat", "Skala Tingkat": "Predikat AKIP", "Target 2025": "BB"}
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=made)
    world = compute_book(path)[1]
    assert world.outside_tables(panel.TITLE_CAPAIAN).startswith("2 dari 2 indikator di bawah target")
    assert world.outside_tables(panel.TITLE_PERINGATAN) == "2 indikator tidak mencapai target"
    assert lo.values(path)["Dasbor"][39][1] == "2 indikator tidak mencapai target"


def test_a_name_that_a_chart_has_no_room_for_shows_that_it_goes_on(tmp_path, lo):
    path = tmp_path / "buku.xlsx"
    made = rows([80, 80], [{"Realisasi TW4": 70}, {"Realisasi TW4": 72}])
    made["tbl_renstra"][0]["Indikator"] = "Persentase perpustakaan sesuai standar"
    build(path, {"tahun": 2025, "triwulan_berjalan": 4}, rows=made)
    labels = [row["_Label"] for row in compute_book(path)[1].rows("tbl_dasbor")][:2]
    assert labels == ["1.1 Persentase perpustakaan sesuai s... 87,50%", "1.2 I 2 90,00%"]
    assert any(row[k] == labels[0] for row in lo.values(path)["Dasbor"] for k in range(len(row)))


def test_a_blank_book_says_that_nothing_can_be_told_yet(tmp_path):
    path = tmp_path / "kosong.xlsx"
    build(path, {"tahun": 2025, "triwulan_berjalan": 2})
    world = compute_book(path)[1]
    assert world.outside_tables(panel.TITLE_PERINGATAN) == "Belum ada yang dapat diperkirakan"
    assert world.outside_tables(panel.TITLE_EFISIENSI) == "Capaian dan serapan belum dapat dibandingkan"


@pytest.mark.parametrize(("name", "column"), [("Capaian", "Realisasi"), ("Dasbor", "Selisih")])
def test_the_format_of_whole_numbers_brings_the_other_look_with_it(tmp_path, name, column):
    """LibreOffice takes the first rule of a cell that holds; a frame or an ink behind it is lost."""
    path = tmp_path / "buku.xlsx"
    build(path, {"tahun": 2025})
    sheet = openpyxl.load_workbook(path)[name]
    header = next(cell for row in sheet.iter_rows() for cell in row if cell.value == column)
    first = sheet.cell(header.row + 1, header.column).coordinate
    rules = [
        rule for block in sheet.conditional_formatting if str(block.sqref).startswith(f"{first}:")
        for rule in block.rules if rule.dxf.numFmt is not None
    ]  # fmt: skip
    assert rules and (rules[0].dxf.border is not None or rules[0].dxf.font.b)
