"""perbarui: a book of version 1 becomes one of this version, and nothing that stood in it is lost."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from lkjip_xl.errors import UserError
from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.names import column_names
from lkjip_xl.schema.setting_cells import BAND_CELLS, CELLS
from lkjip_xl.schema.sheets.beranda import LATER_FIGURES, PROVISIONAL, RINGKASAN
from tests.compute.random_book import differences
from tests.tools.onlyoffice import as_rows, missing, recalculate

SAMPLE = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"


LATER = {("Beranda", "B6"), ("Beranda", "F8"), ("Beranda", "B9"), ("PK", "A3"), ("Pengukuran", "A3")}
"""Cells whose text of version 1 became a formula."""


@pytest.fixture
def book(tmp_path):
    return Path(shutil.copy(SAMPLE, tmp_path / "lama.xlsx"))


@pytest.fixture
def lived_in(tmp_path):
    """The sample after somebody worked in it: own formulas, formats, a comment, a sheet, a name, notes beneath."""
    workbook = openpyxl.load_workbook(SAMPLE)
    sheet = workbook["Anggaran"]
    sheet["C6"].comment = Comment("catatan saya", "saya")
    sheet["C7"].font = openpyxl.styles.Font(bold=True, color="FF0000")
    sheet["E10"] = "=1000+E9"
    workbook["Pengukuran"]["AH6"] = "=1+1"
    own = workbook.create_sheet("Punya Saya")
    own["A1"] = "=SUM(tbl_anggaran[Pagu Awal])"
    workbook.defined_names["punya_saya"] = openpyxl.workbook.defined_name.DefinedName(
        "punya_saya", attr_text="'Punya Saya'!$A$1"
    )
    path = tmp_path / "dipakai.xlsx"
    workbook.save(path)
    return path


def cells_of(path):
    """``{(sheet, address): (content, style attributes)}`` of every cell, formulas as they stand."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    look = (cell.font, cell.fill, cell.border, cell.number_format, cell.alignment, cell.protection)
                    note = cell.comment.text if cell.comment else None
                    found[sheet.title, cell.coordinate] = (cell.value, repr(look), note)
    return found


def computed_addresses(path):
    reading = compute_book(path)[0]
    figures = reading.summary
    letters = openpyxl.utils.get_column_letter(figures.columns["Nilai"] + 1)
    yield from ((figures.sheet.name, f"{letters}{r}") for r in range(figures.first_row, figures.last_row + 1))
    for name, place in reading.places.items():
        for column in reading.tables[name].computed:
            if column.name in place.columns:
                letters = openpyxl.utils.get_column_letter(place.columns[column.name] + 1)
                yield from ((place.sheet.name, f"{letters}{r}") for r in range(place.first_row, place.last_row + 1))


def contract_columns(path):
    """``{(sheet, letters)}`` of every column of a table of the contract."""
    places = compute_book(path)[0].places.values()
    return {(p.sheet.name, openpyxl.utils.get_column_letter(k + 1)) for p in places for k in p.columns.values()}


@pytest.mark.lengkap(contoh=1)
@pytest.mark.parametrize("which", ["book", "lived_in"])
def test_every_old_cell_and_format_stays(which, request):
    path = request.getfixturevalue(which)
    before, computed = cells_of(path), set(computed_addresses(path))
    plain, columns = openpyxl.load_workbook(path), contract_columns(path)
    result = perbarui_buku(str(path))
    assert result.repaired == []
    fresh = contract_columns(path) - columns
    after, new = cells_of(path), openpyxl.load_workbook(path)
    changed = []
    for at, old in before.items():
        if at in computed:  # a new formula, the old look
            assert after[at][1:] == old[1:], at
        elif after.get(at) != old:
            changed.append((at, old[0], after.get(at, [None])[0]))
    versions = [c for c in changed if c[1:] == (1, 2) and c[0][0] == "Pengaturan"]
    later = {c[0] for c in changed if c not in versions}
    assert len(versions) == 1 and later == LATER
    for at in LATER:  # a formula where the earlier version had a text, or nothing
        assert after[at][0][0] == "=" and (before[at][0] is None or after[at][1:] == before[at][1:]), at
    for sheet in plain:
        other = new[sheet.title]
        assert {str(m) for m in sheet.merged_cells.ranges} <= {str(m) for m in other.merged_cells.ranges}
        for of in (lambda s: {(str(v.sqref), v.type, v.formula1) for v in s.data_validations.dataValidation},
                   lambda s: {(str(a.sqref), n) for a in s.conditional_formatting for n in range(len(a.rules))},
                   lambda s: {(k, d.height) for k, d in s.row_dimensions.items()},
                   lambda s: {(s.freeze_panes, s.protection.sheet, len(s._images), len(s._charts))}):  # fmt: skip
            assert of(sheet) <= of(other), sheet.title  # what is new has its own
        for letters, dimension in sheet.column_dimensions.items():
            if (sheet.title, letters) in fresh:  # a gap between two tables until now
                continue
            assert other.column_dimensions[letters].width == dimension.width, (sheet.title, letters)
            assert other.column_dimensions[letters].hidden == dimension.hidden, (sheet.title, letters)


def test_parts_that_are_no_tables_of_the_book_stay_byte_for_byte(book):
    with zipfile.ZipFile(book) as package:
        before = {n: package.read(n) for n in package.namelist()}
    perbarui_buku(str(book))
    with zipfile.ZipFile(book) as package:
        after = {n: package.read(n) for n in package.namelist()}
    assert before.keys() - after.keys() <= {"xl/calcChain.xml"}
    new = re.compile(r"xl/(worksheets|drawings|charts|tables)/(_rels/)?lkjip_(dasbor|capaian|drawing|chart|table)")
    assert all(new.match(n) for n in after.keys() - before.keys()), after.keys() - before.keys()
    changed = {n for n in before.keys() & after.keys() if before[n] != after[n]}
    ours = re.compile(r"xl/(worksheets/sheet\d+|tables/table\d+|workbook|styles)\.xml|\[Content_Types\]\.xml|"
                      r"xl/_rels/workbook\.xml\.rels|xl/worksheets/_rels/sheet\d+\.xml\.rels")  # fmt: skip
    assert all(ours.match(n) for n in changed), changed


def test_it_is_a_book_of_this_version_and_stays_one(book):
    result = perbarui_buku(str(book))
    assert result.backup and Path(result.backup).read_bytes() == SAMPLE.read_bytes()
    reading, world = compute_book(book)
    assert not reading.book.first_version and reading.book.settings["versi_kontrak"] == 2
    contract = tables(*reading.book.years)
    for name, place in reading.places.items():
        assert contract[name].by_name.keys() <= place.columns.keys(), name
    names = openpyxl.load_workbook(book).defined_names
    assert {*CELLS, *BAND_CELLS, *column_names(*reading.book.years)} <= set(names)
    content = book.read_bytes()
    again = perbarui_buku(str(book))
    assert again.unchanged and again.backup is None and book.read_bytes() == content


def test_bytes_are_brought_up_to_date_too():
    result = perbarui_buku(SAMPLE.read_bytes())
    assert compute_book(result.data)[0].book.settings["versi_kontrak"] == 2
    assert zipfile.ZipFile(io.BytesIO(result.data)).testzip() is None


def test_libreoffice_computes_the_same(book, lo):
    perbarui_buku(str(book))
    reading, world = compute_book(book)
    found, count = differences(reading, world, lo.values(book))
    assert found == [] and count > 5_000
    stored, fresh = lo.values(book, hard_recalc=False), lo.values(book)
    assert {n: stored[n] for n in ("Beranda", "Pengaturan")} == {n: fresh[n] for n in ("Beranda", "Pengaturan")}


@pytest.mark.lengkap
@pytest.mark.skipif(missing() is not None, reason="document-builder")
def test_onlyoffice_computes_the_same(book):
    perbarui_buku(str(book))
    reading, world = compute_book(book)
    found, count = differences(reading, world, as_rows(recalculate(book)), figures=False)
    assert found == []
    assert count > 5_000


def test_a_row_deleted_and_one_pasted_over_in_a_book_of_version_1(book, lo):
    """Whole rows that Excel deleted, and inputs that were cleared: perbarui and hitung take the book as it stands."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Anggaran"]
    for row in range(12, sheet.max_row):  # what stands beneath moves up by one, as after Delete Row
        for column in range(1, 11):
            sheet.cell(row, column).value = sheet.cell(row + 1, column).value
    workbook.save(book)
    before = compute_book(book)[1]
    result = perbarui_buku(str(book))
    assert result.repaired == []
    reading, world = compute_book(book)
    assert {
        k: v.removesuffix(PROVISIONAL) if k == "Predikat" else v for k, v in world.summary.items()
    } == before.summary
    found, count = differences(reading, world, lo.values(book))
    assert found == [] and count > 5_000


def figures_of(path):
    """``{Kunci: (value, formula)}`` of Beranda's table, in its order."""
    shown, told = openpyxl.load_workbook(path, data_only=True)["Beranda"], openpyxl.load_workbook(path)["Beranda"]
    at = openpyxl.utils.range_boundaries(told.tables["tbl_ringkasan"].ref)
    return {
        told.cell(r, 11).value: (shown.cell(r, 12).value, told.cell(r, 12).value) for r in range(at[1] + 1, at[3] + 1)
    }


def test_later_figures_of_beranda_arrive_beneath_the_earlier_ones(book, lo):
    earlier = figures_of(book)
    perbarui_buku(str(book))
    now = figures_of(book)
    assert list(now)[: len(earlier)] == list(earlier) and set(now) == {f.key for f in RINGKASAN.figures}
    assert set(now) - set(earlier) == set(LATER_FIGURES)
    world = compute_book(book)[1]
    texts = {f.key: "=" + to_formula(f.formula) for f in RINGKASAN.figures}
    for key, (value, formula) in now.items():
        assert formula == texts[key], key
        expected = world.summary[key]
        assert value == (expected.kode if isinstance(expected, ErrorValue) else expected), key
    fresh = {row[10]: row[11] for row in lo.values(book)["Beranda"][11 : 11 + len(now)]}
    assert {k: v[0] for k, v in now.items()} == fresh


def test_an_unfinished_year_is_called_so_in_an_old_book(book, lo):
    perbarui_buku(str(book))
    kunci = {c.value: c.row for c in openpyxl.load_workbook(book)["Pengaturan"]["B"]}
    quarter = f"Pengaturan!C{kunci['triwulan_berjalan']}"
    shown = lo.set_cells(book, [{quarter: 2}], ["Beranda!B6:B10"])[0]["Beranda!B6:B10"]
    assert shown[0] == ["CAPAIAN S.D. TW II"] and shown[3][0] not in ("", None)
    broken = lo.set_cells(
        book, [{"Anggaran!E10": None, "Anggaran!J10": None, "Anggaran!A12": "9.9.9"}], ["Beranda!B10:F10"]
    )
    assert "Urutan baris Anggaran rusak" in broken[0]["Beranda!B10:F10"][0][0]


@pytest.mark.parametrize("typed", ["di bawah tabel", "di sel kartu"])
def test_what_stands_on_beranda_is_not_overwritten(book, typed):
    workbook = openpyxl.load_workbook(book)
    address = "K27" if typed == "di bawah tabel" else "B10"
    workbook["Beranda"][address] = "catatan saya"
    workbook.save(book)
    if typed == "di bawah tabel":
        content = book.read_bytes()
        with pytest.raises(UserError, match="sel K27 terpakai"):
            perbarui_buku(str(book))
        assert book.read_bytes() == content
        return
    perbarui_buku(str(book))
    assert openpyxl.load_workbook(book)["Beranda"]["B10"].value == "catatan saya"
    assert len(figures_of(book)) == len(RINGKASAN.figures) and perbarui_buku(str(book)).unchanged
