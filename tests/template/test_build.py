"""The built book: its contract, its validations, and its formulas against the rules computed in Python."""

import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from lkjip_xl.book.read import read_book
from lkjip_xl.compute.world import World
from lkjip_xl.errors import UsageError
from lkjip_xl.flows.buat import store_values
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.schema.contract import loose_formulas, sheets, tables
from lkjip_xl.schema.sheets.anggaran import ANGGARAN
from lkjip_xl.schema.sheets.pk import PK
from lkjip_xl.schema.sheets.renstra import RENSTRA
from lkjip_xl.template.book import build, build_bytes, defined_names
from lkjip_xl.template.heights import line_count, row_height, wanted_heights, with_heights
from lkjip_xl.template.styles import INPUT_FILL
from lkjip_xl.template.validation import value_formula
from tests.compute.random_book import as_shown, differences, everything, random_rows, random_setting, seeded
from tests.tools.gate import gate

# openpyxl says of every computed print area that it does not keep it.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
ROOT = Path(__file__).parents[2]
COMPUTED_SHEETS = [s.name for s in sheets(2025, 2029) if any(t.computed for t in s.tables)]


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """Path of the book as it is shipped, before values are stored in it."""
    path = tmp_path_factory.mktemp("bangun") / "kosong.xlsx"
    build(path)
    return path


def test_merged_cells_stand_in_order(blank):
    """openpyxl keeps them in a set: without an order a book differed between versions of Python."""
    from lkjip_xl.ooxml.cells import column_number

    counted = 0
    with zipfile.ZipFile(blank) as package:
        for name in package.namelist():
            merges = re.findall(rb'<mergeCell ref="([A-Z]+)([0-9]+)', package.read(name))
            places = [(int(row), column_number(column)) for column, row in merges]
            assert places == sorted(places), name
            counted += len(places)
    assert counted > 40


@pytest.fixture(scope="module")
def opened(blank):
    """The blank book in openpyxl."""
    import openpyxl

    return openpyxl.load_workbook(blank)


@pytest.fixture(scope="module")
def sample_rows():
    """``(settings, rows, years)`` of the shipped sample."""
    import csv

    folder, rows = ROOT / "lkjip_xl" / "contoh", {}
    for path in sorted(folder.glob("tbl_*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows[path.stem] = [_typed(row) for row in csv.DictReader(stream)]
    settings = {row["Kunci"]: row.get("Nilai") for row in rows.pop("tbl_pengaturan")}
    return settings, rows, (settings["tahun_awal_renstra"], settings["tahun_akhir_renstra"])


def _typed(row):
    out = {}
    for name, text in row.items():
        if text in (None, ""):
            continue
        number = re.fullmatch(r"-?\d+(\.\d+)?", text) if name not in ("Kode", "Induk", "Indikator") else None
        out[name] = (float(text) if "." in text else int(text)) if number else text
    return out


def test_same_bytes_in_another_process(blank):
    code = (
        "import sys, hashlib; from lkjip_xl.template.book import build_bytes; "
        "sys.stdout.write(hashlib.sha256(build_bytes()).hexdigest())"
    )
    env = {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT)}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
    import hashlib

    assert other == hashlib.sha256(blank.read_bytes()).hexdigest()


def test_shipped_template_is_fresh(tmp_path):
    shipped = ROOT / "workbook_templates" / "lkjip_standar.xlsx"
    if not shipped.exists():
        pytest.skip("workbook_templates/lkjip_standar.xlsx belum dibangun")
    build(tmp_path / "segar.xlsx", {"triwulan_berjalan": None}, after=store_values)
    with zipfile.ZipFile(shipped) as old, zipfile.ZipFile(tmp_path / "segar.xlsx") as new:
        assert old.namelist() == new.namelist()
        stale = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert not stale, "jalankan: python -m lkjip_xl.template.book"


def test_tables_have_the_headers_of_the_contract(opened):
    wanted = {name: [c.name for c in t.columns] for name, t in tables(2025, 2029).items()}
    places = {name: (s.name, o) for s in sheets(2025, 2029) for name, o in s.origins().items()}
    assert (places["tbl_ringkasan"][1].column, places["tbl_ringkasan"][1].row) == (11, 11)
    assert (places["tbl_riwayat_anggaran"][1].column, places["tbl_riwayat_anggaran"][1].row) == (8, 5)
    found = {}
    for sheet in opened:
        for name, table in dict.items(sheet.tables):
            cells = sheet[table.ref][0]
            assert (sheet.title, cells[0].column, cells[0].row) == (
                places[name][0], places[name][1].column, places[name][1].row,
            )  # fmt: skip
            assert [c.value for c in cells] == [c.name for c in table.tableColumns]
            found[name] = [c.name for c in table.tableColumns]
    assert found == wanted
    assert [s.title for s in opened] == [s.name for s in sheets(2025, 2029)]


def test_every_row_of_a_computed_column_has_the_formula_of_the_column(opened):
    counted = 0
    for spec in sheets(2025, 2029):
        for table in spec.tables:
            made = opened[spec.name].tables[table.name]
            rows = opened[spec.name][made.ref][1:]
            assert len(rows) >= table.room
            for index, column in enumerate(table.columns):
                formula = made.tableColumns[index].calculatedColumnFormula
                assert (formula is not None) == (column.computed and not column.by_row), column.name
                for row in rows:
                    if column.by_row:
                        assert row[index].protection.locked
                    elif column.computed:
                        assert row[index].value == "=" + formula.attr_text
                        assert row[index].protection.locked
                        counted += 1
                    elif table.name != "tbl_pengaturan" and spec.name != "Temuan":
                        assert not row[index].protection.locked, (table.name, column.name)
                        assert row[index].fill.fgColor.rgb.endswith(INPUT_FILL) or column.name == "Warna"
    assert counted > 2_000


def test_years_and_rows_shape_the_tables(tmp_path):
    path = tmp_path / "tahun.xlsx"
    rows = {"tbl_renstra": [{"Kode": "1.1", "Indikator": "=bukan rumus", "Target 2021": 5}] * 150}
    build(path, {"tahun": 2021}, (2019, 2021), rows)
    bacaan = read_book(check_workbook(path, writing=False))
    assert bacaan.book.years == (2019, 2021)
    assert bacaan.book.settings["tahun_akhir_renstra"] == 2021
    assert bacaan.book.rows("tbl_renstra")[149].cells["Indikator"] == "=bukan rumus"
    assert bacaan.places["tbl_renstra"].last_row == 5 + 150 + RENSTRA.spare


@pytest.mark.parametrize(
    "arguments", [{"settings": {"tahunn": 1}}, {"rows": {"tbl_apa": []}}, {"rows": {"tbl_pk": [{"Sasarn": 1}]}}]
)
def test_unknown_names_are_refused_and_nothing_is_written(tmp_path, arguments):
    with pytest.raises(UsageError):
        build(tmp_path / "salah.xlsx", **arguments)
    assert not list(tmp_path.iterdir())


def test_gate_lets_the_book_through(blank, tmp_path, sdk):
    assert gate(blank) == []
    filled = tmp_path / "isi.xlsx"
    build(filled, rows=random_rows(seeded(1)), after=store_values)
    assert gate(filled, allowed_errors=("#N/A", "#VALUE!")) == []


# -- what may be typed ----------------------------------------------------------------------------------------------
def _validation_of(sheet, address):
    return [v for v in sheet.data_validations.dataValidation if address in v.sqref]


def test_every_visible_column_has_its_hint_on_its_head_and_its_message(opened):
    for spec in sheets(2025, 2029):
        if spec.name == "Temuan":
            continue
        sheet = opened[spec.name]
        for table in spec.tables:
            if table.panel:
                continue
            header, first = sheet[sheet.tables[table.name].ref][:2]
            for column, head, cell in zip(table.columns, header, first, strict=True):
                if column.hidden or column.by_row:
                    continue
                assert len(_validation_of(sheet, head.coordinate)) == 1, (table.name, column.name)
                if table.name == "tbl_pengaturan" and column.name != "Nilai":
                    continue
                checks = [v for v in _validation_of(sheet, cell.coordinate) if v.errorTitle or v.type is None]
                if column.by_cell:
                    assert checks and all(v.prompt and v.showInputMessage for v in checks)
                    continue
                if column.offered:  # what a list only offers may be overtyped
                    lists = [v for v in _validation_of(sheet, cell.coordinate) if v.type == "list"]
                    assert len(lists) == 1 and not lists[0].showErrorMessage, (table.name, column.name)
                    continue
                tells = column.tip or column.kind == "nilai" and not column.computed
                refuses = column.computed or column.choices or column.kind not in ("teks", "tautan")
                assert bool(checks) == bool(tells or refuses), (table.name, column.name)
                assert {(bool(v.prompt), bool(v.showInputMessage)) for v in checks} <= {(tells, tells)}, column.name
                if column.computed:
                    assert checks[0].formula1 == "FALSE"
                elif column.kind != "teks":
                    assert checks[0].error and checks[0].showErrorMessage, (table.name, column.name)


def test_validations_and_conditional_formats_keep_to_the_limits_of_excel(opened):
    for sheet in opened:
        texts = []
        for v in sheet.data_validations.dataValidation:
            for title in (v.promptTitle, v.errorTitle):
                assert len(title or "") <= 32, title
            for message in (v.prompt, v.error):
                assert len(message or "") < 255, message  # 255 would be a text that was cut
            texts += [v.formula1, v.formula2]
        for area in sheet.conditional_formatting:
            texts += [f for rule in area.rules for f in rule.formula]
        for text in filter(None, texts):
            assert len(text) <= 255, text
            assert "tbl_" not in text, text


VALUES = [
    # value, Tipe, accepted
    (88, "Persen", True), (0.88, "Persen", False), (1, "Persen", False), (0, "Persen", True), (1.5, "Persen", True),
    (0.88, "Angka", True), (-3, "Indeks", True), ("N/A", "Persen", True), ("n/a", "Angka", True), ("-", "Angka", True),
    ("Madya", "Tingkat", True), ("madya", "Tingkat", True), ("Madyaa", "Tingkat", False), ("Madya", "Angka", False),
    (3, "Tingkat", False), ("88%", "Persen", False), ("WTP", "Tingkat", True), (5, "", True),
]  # fmt: skip
CODES = [("1.1.1", True), (1.1, False), ("1.1*", False), ("a~b", False), ("1;2", False), (" 1.1", False), ("?", False)]
AMOUNTS = [(0, True), (1283419000, True), (0.5, False), (-1, False), ("N/A", True), ("-", True), ("Rp 5", False)]


def test_validations_accept_and_refuse_what_they_should(lo, blank):
    from lkjip_xl.template.validation import _codes, _numbers

    formulas, inputs, wanted = [], [], []
    for value, kind, accepted in VALUES:
        formulas.append(value_formula(f"B{len(formulas) + 1}", f"C{len(formulas) + 1}"))
        inputs.append([value, kind])
        wanted.append(accepted)
    for cases, make in (
        (CODES, lambda cell: _codes(cell, "B", 1, False)),
        (AMOUNTS, lambda cell: _numbers(cell, True)),
    ):
        for value, accepted in cases:
            formulas.append(make(f"B{len(formulas) + 1}"))
            inputs.append([value])
            wanted.append(accepted)
    found = lo.evaluate(formulas, inputs, background=blank)
    wrong = [(i, f, w) for i, f, w in zip(inputs, found, wanted, strict=True) if bool(f) != w or f not in (0, 1)]
    assert not wrong


def test_lists_behind_the_names(lo, tmp_path):
    path = tmp_path / "daftar.xlsx"
    build(path, rows={"tbl_renstra": [{"Kode": "A"}, {}, {"Kode": "B"}]})
    names = ["ROWS(dv_skala)", "ROWS(dv_skala_tingkat)", "INDEX(dv_skala,5)", "INDEX(dv_skala_tingkat,4)",
             "ROWS(dv_kode)", "INDEX(dv_kode,3)", "lk_pk", "ROWS(dv_tingkat)>19"]  # fmt: skip
    assert lo.evaluate(names, background=path) == [8, 7, "AKIP", "Predikat AKIP", 3, "B", "Awal", 1]
    names = set(defined_names(sheets(2025, 2029)))
    assert {"lk_tahun", "lk_tw", "lk_pk", "lk_batas", "dv_kode", "dv_tipe"} <= names


# -- what it computes -----------------------------------------------------------------------------------------------
def _address(bacaan, settings):
    """Cells of Pengaturan that hold the settings."""
    place = bacaan.places["tbl_pengaturan"]
    letter = "ABCDEFG"[place.columns["Nilai"]]
    rows = {b.cells.get("Kunci"): b.sheet_row for b in bacaan.book.rows("tbl_pengaturan")}
    return {f"Pengaturan!{letter}{rows[key]}": value for key, value in settings.items()}


def _compare(lo, path, variations):
    """Differences between the recalculated book and the computed one, over variations of its settings."""
    bacaan = read_book(check_workbook(path, writing=False))
    base, found, count = dict(bacaan.book.settings), [], 0
    with lo.open(path) as book:
        for settings in variations:
            values = book.set_cells([_address(bacaan, settings)], COMPUTED_SHEETS)[0]
            bacaan.book.settings = {**base, **settings}
            wrong, compared = differences(bacaan, World(bacaan.book), values)
            # Reading errors adds and removes a sheet, after which LibreOffice forgets the table on the last sheet.
            found += [(settings, *w) for w in wrong if not w[1].startswith("Temuan ")]
            count += compared
    return found, count


def test_blank_book_shows_nothing_but_blanks(lo, blank):
    values = lo.values(blank)
    panels = {"Dasbor": 11, "Capaian": 8}  # their visible columns; charts leave out what is #N/A
    assert {s.name for s in sheets(2025, 2029) if any(t.panel for t in s.tables)} == set(panels)
    for name, last in panels.items():
        seen = {str(v) for row in values[name] for v in row[:last]}
        assert not [v for v in seen if v.startswith(("#", "Err"))], name
    for name in [n for n in COMPUTED_SHEETS[1:] if n not in panels]:
        hidden = {i for i, head in enumerate(values[name][4]) if str(head).startswith("_")}
        shown = {v for row in values[name][5:] for i, v in enumerate(row) if i not in hidden}
        assert shown <= {None, ""}, name
    errors = {v for row in values["Beranda"] for v in row if str(v).startswith(("#", "Err"))}
    assert errors <= {"#N/A"}


@pytest.mark.parametrize("seed, rows", [(1, random_rows), (6, everything)])
def test_random_books_equal_python_to_the_last_digit(lo, tmp_path, seed, rows):
    rng = seeded(seed)
    path = tmp_path / "acak.xlsx"
    build(path, rows=rows(rng))
    found, count = _compare(lo, path, [{}] + [random_setting(rng) for _ in range(2)])
    assert count > 15_000
    assert found == []


def test_small_tables_equal_python(lo, tmp_path):
    """One sasaran of one indicator, levels, Turun, zero, an unknown code; every quarter and number of decimals."""
    path = tmp_path / "kecil.xlsx"
    build(path, rows={
        "tbl_renstra": [
            {"Kode": "1", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "Satu", "Indikator": "A", "IKU": "Ya",
             "Tipe": "Persen", "Arah": "Naik", "Target 2025": 90, "Target 2029": 99},
            {"Kode": "2", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "Dua", "Indikator": "B", "Tipe": "Angka",
             "Arah": "Turun", "Target 2025": 0},
            {"Kode": "3", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "dua ", "Indikator": "C", "Tipe": "Tingkat",
             "Skala Tingkat": "Opini BPK", "Arah": "Naik", "Target 2025": "WTP"},
        ],
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1", "Target": 88}],
        "tbl_pengukuran": [
            {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW4": 88, "Realisasi TW1": 80.9},
            {"Kode": "2", "Sifat": "Akumulasi", "Realisasi TW1": 0, "Realisasi TW3": 2},
            {"Kode": "3", "Sifat": "Posisi Akhir", "Realisasi TW1": "WDP", "Realisasi TW2": "N/A"},
            {"Kode": "4", "Sifat": "Kumulatif", "Realisasi TW1": 1},
        ],
        "tbl_anggaran": [{"Tingkat": "Program", "Indikator": "1; 2", "Pagu Awal": 3000, "Realisasi TW4": 1000}],
    })  # fmt: skip
    variations = [{"triwulan_berjalan": q, "desimal_persen": d} for q, d in ((1, 0), (2, 1), (3, 3), (4, 4))]
    found, _ = _compare(lo, path, variations)
    assert found == []


def test_an_unusable_amount_is_told_before_a_missing_one(lo, tmp_path):
    """Where all that a block or an indicator has is unusable, nothing is missing: #VALUE! and not #N/A."""
    path = tmp_path / "salah.xlsx"
    leaf = {"Tingkat": "Sub Kegiatan", "Pagu Awal": "seratus", "Realisasi TW4": "banyak"}
    again = [{"Tingkat": "Program", "Indikator": "2"}, leaf]
    build(path, rows={
        "tbl_pengukuran": [{"Kode": "1", "Sifat": "Posisi Akhir"}, {"Kode": "2", "Sifat": "Posisi Akhir"}],
        "tbl_anggaran": [{"Tingkat": "Program", "Indikator": "1"}, leaf, *again, *again, *again, *again],
    })  # fmt: skip
    found, _ = _compare(lo, path, [{}])
    assert found == []
    shown = lo.values(path)
    place = read_book(check_workbook(str(path), writing=False)).places
    for table, row in (("tbl_anggaran", 0), ("tbl_pengukuran", 0), ("tbl_pengukuran", 1)):
        line = shown[place[table].sheet.name][place[table].header_row + row]
        money = "Realisasi" if table == "tbl_anggaran" else "Realisasi Anggaran"
        assert [line[place[table].columns[name]] for name in ("Pagu", money)] == ["#VALUE!", "#VALUE!"], (table, row)


def test_sample_equals_python_and_its_stored_values(lo, tmp_path, sample_rows):
    settings, rows, years = sample_rows
    path = tmp_path / "contoh.xlsx"
    build(path, settings, years, rows, after=store_values)
    found, count = _compare(lo, path, [{}, {"desimal_persen": 0, "pembulatan": "Potong", "batas_capaian": 1}])
    assert found == []
    assert count > 7_000
    stored, fresh = lo.values(path, hard_recalc=False), lo.values(path)
    for name in COMPUTED_SHEETS:
        assert stored[name] == fresh[name], name


def test_loose_formulas_equal_python(lo, tmp_path, sample_rows):
    import openpyxl

    settings, rows, years = sample_rows
    path = tmp_path / "lepas.xlsx"
    build(path, settings, years, rows)
    known, seen = loose_formulas(), {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value[1:] in known:
                    seen[f"'{sheet.title}'!{cell.coordinate}"] = cell.value[1:]
    computed = World(read_book(check_workbook(path, writing=False)).book)
    with lo.open(path) as book:
        values = book.values(list(seen))
    assert len(seen) > 40
    for address, formula in seen.items():
        assert values[address][0][0] == as_shown(computed.outside_tables(known[formula])), (address, formula)


# -- how it looks ---------------------------------------------------------------------------------------------------
def test_protection_panes_and_print_setup(opened):
    for spec in sheets(2025, 2029):
        sheet = opened[spec.name]
        assert sheet.protection.sheet == spec.protected, spec.name
        assert sheet.protection.password is None
        assert sheet.page_setup.paperSize in (9, 14)
        if spec.layout in ("tables", "settings"):
            assert sheet.freeze_panes.endswith("6")
            assert sheet.print_title_rows == "$1:$5"
            assert sheet["A4"].hyperlink.location == "Beranda!A1"


def test_no_page_of_a_printed_sheet_cuts_its_heading(opened):
    """The lines above the first table stand on every page; at a column break they would be cut in two."""
    office = "Dinas Sosial, Pemberdayaan Perempuan, dan Perlindungan Anak Kota Probolinggo - Tahun 2022"
    for sheet in opened.worksheets:
        for first in [b.id for b in sheet.col_breaks.brk][:1]:
            letters = [get_column_letter(c) for c in range(1, first + 1)]
            room = sum(sheet.column_dimensions[c].width for c in letters if not sheet.column_dimensions[c].hidden)
            assert len(office) * 0.9 <= room, sheet.title


def test_beranda_and_petunjuk_print_on_few_pages(lo, blank, tmp_path):
    import shutil

    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (poppler-utils) tidak ada")
    for name, pages in (("Beranda", 1), ("Petunjuk", 1)):
        lo.to_pdf(blank, tmp_path / f"{name}.pdf", [name])
        info = subprocess.run(["pdfinfo", tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
        assert int(re.search(r"Pages:\s+(\d+)", info)[1]) == pages, name


def test_links_lead_to_sheets_that_exist(opened):
    count = 0
    for sheet in opened:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and "!" not in cell.hyperlink.location:
                    target = opened.defined_names[cell.hyperlink.location].attr_text
                    assert opened[target.split("!")[0].strip("'")].sheet_state == "visible"
                    count += 1
                elif cell.hyperlink:
                    assert cell.hyperlink.location.split("!")[0].strip("'") in opened.sheetnames
                    count += 1
    assert count > 30


def test_print_area_ends_with_the_filled_rows(tmp_path):
    path = tmp_path / "cetak.xlsx"
    build(path, rows={"tbl_riwayat_anggaran": [{"Uraian": "x", "Tahun": 2024}] * 40})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # The one that no flow writes follows its rows by itself.
        warnings.filterwarnings("ignore", message="Print area cannot be set to Defined name: Capaian!")
        book = openpyxl.load_workbook(path)
    assert book["Riwayat"].print_area == "'Riwayat'!$A$1:$P$45"
    assert book["Renstra"].print_area == "'Renstra'!$A$1:$AG$17"


def test_row_heights():
    assert line_count("satu dua tiga", 8) == 2
    assert line_count("a\nb", 20) == 2
    assert line_count("x" * 45, 20) == 3
    assert row_height([(None, 10), ("pendek", 20)]) == 15
    assert row_height([("kata " * 400, 10)]) == 405


def test_rows_of_a_part_grow_with_their_texts_and_keep_what_was_set_by_hand():
    rows = [{"Uraian": "kata " * 40}, {}, {"Uraian": "pendek"}]
    assert wanted_heights(ANGGARAN, 6, rows) == {6: 96.0}
    assert wanted_heights(PK, 6, [{}]) == {6: 28.5}
    part = (
        b'<row r="6" spans="1:2"><c/></row><row r="7" ht="60"/><row r="8" ht="12" customHeight="1"/><row r="9" ht="15">'
    )
    assert with_heights(part, dict.fromkeys((6, 7, 8, 9), 30)) == (
        b'<row r="6" spans="1:2" ht="30"><c/></row><row r="7" ht="60"/><row r="8" ht="12" customHeight="1"/>'
        b'<row r="9" ht="30">'
    )
    # As LibreOffice writes it.
    saved = b'<row r="6" customHeight="false" ht="15"/><row r="7" customHeight="true" ht="15"/>'
    assert with_heights(saved, {6: 30, 7: 30}) == saved.replace(b'false" ht="15"', b'false" ht="30"')


def test_rows_that_are_written_whole_shrink_again():
    part = b'<row r="6" ht="60"/><row r="7" ht="33"/><row r="8" ht="60" customHeight="1"/>'
    assert with_heights(part, dict.fromkeys((6, 7, 8), 30), least=False) == part.replace(
        b'r="6" ht="60"', b'r="6" ht="30"'
    )


def test_equal_arguments_equal_bytes():
    rows = {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1"}]}
    assert build_bytes({"tahun": 2026}, rows=rows) == build_bytes({"tahun": 2026}, rows=rows)
