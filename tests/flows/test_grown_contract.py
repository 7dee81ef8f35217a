"""perbarui with a contract that grew: columns, a table on a sheet that stands, a whole sheet, rows of the settings."""

from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book import lacking
from lkjip_xl.errors import UserError
from lkjip_xl.expr.tree import cell
from lkjip_xl.flows import perbarui
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.records import replace
from lkjip_xl.schema import contract, settings
from lkjip_xl.schema.formulas import when_filled
from lkjip_xl.schema.model import Column, Setting, Sheet, Table
from tests.tools.gate import gate

DOCUMENTS = Table(
    "tbl_pk_lampiran", "Dokumen PK.", "Dokumen",
    (Column("Dokumen", "pilihan", "Dokumen", 12, ("Awal", "Perubahan")), Column("Nomor", "teks", "Nomor", 20)),
    identity=("Dokumen",), spare=4, room=5,
)  # fmt: skip
COST = when_filled("tbl_uji", "Nama", cell("tbl_uji", "Biaya") / 2)
NEW_SHEET = Sheet(
    "Lembar Baru", 117, "Lembar Baru", "Isi.",
    (
        Table(
            "tbl_uji", "Uji.", "Nama",
            (Column("Nama", "teks", "Nama", 30), Column("Biaya", "uang", "Biaya", 14),
             Column("Separuh", "angka", "Separuh", 12, formula=COST)),
            identity=("Nama",), room=8,
        ),
    ),
)  # fmt: skip
NEW_SETTING = Setting("target_baru", "0%", "Setelan baru", "pilihan", ("0%", "N/A"), "Cara menghitung", before="N/A")


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    return path


@pytest.fixture
def grown(monkeypatch):
    """The contract of tomorrow."""

    def declared():
        for sheet in before():
            if sheet.name == "PK":
                pk, program, documents = sheet.tables
                extra = (
                    Column("Catatan", "teks", "Catatan", 25), Column("Halaman", "angka", "Halaman", 9),
                    Column("Panjang", "angka", "Dihitung", 9, formula=when_filled("tbl_pk", "Kode", 1 + cell("tbl_pk",
                    "Halaman"))),
                )  # fmt: skip
                pk = replace(pk, columns=(*pk.columns[:-1], pk.columns[-1], *extra))
                yield replace(sheet, tables=(pk, program, documents, DOCUMENTS))
            else:
                yield sheet
            if sheet.name == "IKI":
                yield NEW_SHEET

    before = contract.discover
    made = tuple(declared())
    monkeypatch.setattr(contract, "discover", lambda: made)
    known = (*settings.SETTINGS, NEW_SETTING)
    for module in (lacking, perbarui):
        monkeypatch.setattr(module, "SETTINGS", known)
    monkeypatch.setitem(settings.SETTING, NEW_SETTING.key, NEW_SETTING)


def test_everything_new_arrives_and_nothing_old_is_lost(book, grown, lo):
    workbook = openpyxl.load_workbook(book)
    workbook["PK"]["V9"] = "milik saya"
    workbook["PK"]["V10"] = "=I5"
    workbook.save(book)
    first = perbarui.perbarui_buku(str(book))
    assert not first.unchanged and first.repaired == []
    new = openpyxl.load_workbook(book)
    sheet = new["PK"]
    assert sheet.tables["tbl_pk"].ref == "A5:J45" and sheet["H5"].value == "Catatan"
    assert sheet.tables["tbl_pk_program"].ref == "L5:Q85"  # moved by three
    assert sheet["Y9"].value == "milik saya" and sheet["Y10"].value == "=L5"
    assert sheet.tables["tbl_pk_lampiran"].ref == "AA5:AB10"
    assert sheet["H6"].protection.locked is False and sheet["J6"].protection.locked and sheet["J6"].value[0] == "="
    assert sheet.column_dimensions["H"].width == 25.71
    checks = {str(v.sqref): (v.type, v.formula1) for v in sheet.data_validations.dataValidation}
    assert checks["I6:I45"] == ("custom", 'IF(ISNUMBER(I6),TRUE,OR(I6="N/A",I6="-"))')
    assert checks["AA6:AA10"] == ("list", '"Awal,Perubahan"')
    colors = {str(r.sqref): [x.formula[0] for x in r.rules] for r in sheet.conditional_formatting}
    assert any('"PK!"&ADDRESS' in f for at, found in colors.items() if at == "H6:J45" for f in found)
    assert new.sheetnames.index("Lembar Baru") == new.sheetnames.index("Temuan") + 1
    added = new["Lembar Baru"]
    assert added.tables["tbl_uji"].ref == "A5:C25" and added["A1"].value == "Lembar Baru" and added.freeze_panes == "A6"
    assert added.print_area == "'Lembar Baru'!$A$1:$C$17"
    rows = [[c.value for c in r[2:5]] for r in new["Pengaturan"].iter_rows(min_row=38, max_row=110)]
    assert [NEW_SETTING.key, "N/A", NEW_SETTING.about] in rows
    ids = [t.id for s in new for t in s.tables.values()]
    assert len(set(ids)) == len(ids)
    content = Path(book).read_bytes()
    assert perbarui.perbarui_buku(str(book)).unchanged and Path(book).read_bytes() == content
    isi_buku(str(book), {"tbl_uji.csv": b"Nama,Biaya\nA,7\n", "tbl_pk_lampiran.csv": b"Dokumen,Nomor\nAwal,188/1\n"})
    reading, world = compute_book(book)
    assert world.computed["tbl_uji"][0]["Separuh"] == 3.5
    assert lo.values(book)["Lembar Baru"][5][:3] == ["A", 7, 3.5]
    assert [r.cells for r in reading.book.rows("tbl_pk_lampiran") if r.cells] == [{"Dokumen": "Awal", "Nomor": "188/1"}]


def test_a_list_that_is_missing_is_made_anew(book, lo):
    workbook = openpyxl.load_workbook(book)
    text = workbook.defined_names["dv_skala"].attr_text
    del workbook.defined_names["dv_skala"]
    workbook.save(book)
    perbarui.perbarui_buku(str(book))
    new = openpyxl.load_workbook(book)
    made = new.defined_names["dv_skala"].attr_text
    letter = made.split("$")[1]
    assert made == text.replace("$S$", f"${letter}$") and new["Pengaturan"].column_dimensions[letter].hidden
    shown = [c.value for c in openpyxl.load_workbook(book, data_only=True)["Pengaturan"][letter][5:14]]
    assert shown[:2] == ["Permendagri 86/2017", "LAN"] and all(shown[:8]) and shown[8] in ("", None)
    at = openpyxl.utils.column_index_from_string(letter) - 1
    assert [row[at] for row in lo.values(book)["Pengaturan"][5:13]] == shown[:8]
    assert perbarui.perbarui_buku(str(book)).unchanged


def test_it_is_valid(book, grown, sdk):
    perbarui.perbarui_buku(str(book))
    assert gate(book) == []


def test_numbers_under_the_new_rules_are_listed(grown, monkeypatch):
    sample = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"
    rule = replace(settings.SETTING["desimal_persen"], default=0, before=2)
    known = tuple(rule if s.key == "desimal_persen" else s for s in settings.SETTINGS)
    for module in (lacking, perbarui):
        monkeypatch.setattr(module, "SETTINGS", known)
    result = perbarui.perbarui_buku(sample.read_bytes())
    assert result.repaired == []
    assert result.under_new_rules and all(" menjadi " in line for line in result.under_new_rules)


def test_a_book_of_version_1_does_not_miss_what_came_later(grown):
    sample = (Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx").read_bytes()
    reading, _ = compute_book(sample)
    assert [fact for fact in reading.book.facts if type(fact).__name__ == "MissingColumn"] == []
    assert "Keterangan" not in reading.tables["tbl_pk"].by_name


def test_a_book_that_lacks_a_column_is_told_of_perbarui_which_puts_it_back(tmp_path):
    from lkjip_xl.ooxml.package import Package
    from tests.flows.travel_books import master

    path = master(tmp_path)
    package = Package.open(path)
    for name in package.names:
        data = package.read(name)
        if "/tables/" in name and b'"tbl_pengukuran"' in data:
            package.put(name, data.replace(b'name="Capaian Berjalan"', b'name="Lain"'))
    path_without = tmp_path / "lama.xlsx"
    package.save(str(path_without))
    before = path_without.read_bytes()
    with pytest.raises(UserError, match="kolom 'Capaian Berjalan' tidak ada.*perbarui BUKU") as refused:
        lkjip_xl.hitung(path_without)
    assert refused.value.kode == "kolom_hilang" and path_without.read_bytes() == before
    lkjip_xl.perbarui(path_without, backup=False)
    assert lkjip_xl.buka(lkjip_xl.hitung(path_without, backup=False).path).ringkasan == lkjip_xl.buka(path).ringkasan
