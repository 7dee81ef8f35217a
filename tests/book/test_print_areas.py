"""Print areas are plain ranges that end at the last filled row, whoever wrote the book before."""

import re
import shutil
import zipfile

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book.print_areas import print_areas
from lkjip_xl.book.read import read_book
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.sheets import capaian
from lkjip_xl.template.book import build

INDICATORS = [{"Kode": f"1.{n}", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": f"I {n}"} for n in range(1, 4)]
HISTORY = [{"Uraian": "x", "Tahun": 2024}] * 40


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("cetak") / "buku.xlsx"
    build(path, settings={"tahun": 2025}, rows={"tbl_riwayat_anggaran": HISTORY})
    return path


@pytest.fixture
def book(made, tmp_path):
    return shutil.copy(made, tmp_path / "buku.xlsx")


def areas(path):
    workbook = WorkbookParts(Package.open(path))
    return {
        workbook.sheets[name.local].name: name.text
        for name in workbook.defined_names
        if name.name == "_xlnm.Print_Area"
    }


def with_area(path, sheet, text):
    """Give a sheet another print area."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    old = areas(path)[sheet].encode()
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b">" + old + b"<", b">" + text.encode() + b"<")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    assert areas(path)[sheet] != old.decode()


def test_what_was_built_needs_no_other_area(book):
    before = areas(book)
    assert before["Riwayat"] == "'Riwayat'!$A$1:$P$45"
    page = before.pop("Capaian")  # without the link back, which stands in its first row
    assert page == f"'Capaian'!$A$2:$H${capaian.HEADER + capaian.PAGE_ROWS}"
    settings = before.pop("Pengaturan")  # its scales end at their own last row
    assert re.fullmatch(r"'Pengaturan'!\$A\$1:\$E\$\d+,'Pengaturan'!\$G\$1:\$O\$\d+", settings)
    assert all(re.fullmatch(r"'[^']+'!\$A\$1:\$[A-Z]+\$\d+", text) for text in before.values())
    before |= {"Capaian": page, "Pengaturan": settings}
    assert len(before) == 13
    lkjip_xl.hitung(book, backup=False)
    assert areas(book) == before
    ours = {n: text for n, text in before.items() if n not in ("Beranda", "Dasbor")}
    assert print_areas(read_book(check_workbook(book))) == ours


OLD = 'Riwayat!$A$1:INDEX(Riwayat!$K$1:$K$20000,MAX(17,SUMPRODUCT(MAX((Riwayat!$H$6:$H$20000&lt;&gt;"")*ROW(1:1)))))'


CAPAIAN_OF_BEFORE = 'Capaian!$A$1:INDEX(Capaian!$H$1:$H$66,18+COUNTIF(tbl_capaian[_Baris],"&gt;0"))'


@pytest.mark.parametrize("count", [3, 15, 16, 60])
def test_the_area_of_capaian_is_a_page_or_as_many_as_it_takes(tmp_path, count):
    codes = [f"1.{number}" for number in range(1, count + 1)]
    rows = {
        "tbl_renstra": [{"Kode": k, "Jenis": "Sasaran", "Sasaran": "S", "Indikator": k, "Satuan": "Indeks",
                         "Tipe": "Angka", "Arah": "Naik", "Target 2025": 10} for k in codes],
        "tbl_pengukuran": [{"Kode": k, "Sifat": "Posisi Akhir", "Realisasi TW4": 9} for k in codes],
    }  # fmt: skip
    path = tmp_path / "banyak.xlsx"
    build(path, settings={"tahun": 2025, "triwulan_berjalan": 4}, rows=rows)
    lkjip_xl.hitung(path, backup=False)
    last = {3: 20, 15: 20, 16: 21, 60: 53}[count]
    assert areas(path)["Capaian"] == f"'Capaian'!$A$2:$H${capaian.HEADER + last}"
    warned = compute_book(path)[1].outside_tables(capaian.LEBIH_SEHALAMAN)
    assert ("A2:H" in warned) == (count > 15) and (not warned or f"A2:H{capaian.HEADER + last}," in warned)


def test_a_capaian_of_before_gets_a_plain_area_and_room_for_the_signature(book):
    with_area(book, "Capaian", CAPAIAN_OF_BEFORE)
    lkjip_xl.hitung(book, backup=False)
    assert areas(book)["Capaian"] == "Capaian!$A$2:$H$28"
    assert openpyxl.load_workbook(book)["Capaian"].column_dimensions["H"].width == pytest.approx(30.71)


def test_versions_of_the_pagu_are_printed_only_when_there_are_some(book, tmp_path):
    alone = areas(book)["Anggaran"]
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_anggaran.csv").write_text("Kode,Tingkat,Uraian,Pagu Awal\n1,Sub Kegiatan,A,5\n", encoding="utf-8")
    lkjip_xl.isi(book, folder, backup=False)
    assert areas(book)["Anggaran"] == alone
    (folder / "tbl_pagu_versi.csv").write_text("Kode,Dokumen,Pagu\n1,Perubahan,4\n", encoding="utf-8")
    lkjip_xl.isi(book, folder, ganti=True, backup=False)
    wide = areas(book)["Anggaran"]
    sheet = openpyxl.load_workbook(book)["Anggaran"]
    last = {c.value: c.column_letter for c in sheet[5]}
    assert alone.split("$")[-2] == last["Pagu Efektif"]
    assert wide.split("$")[-2] + "13" == sheet.tables["tbl_pagu_versi"].ref.split(":")[1] and wide != alone


def test_dates_of_the_pk_are_printed_only_when_there_are_some(book, tmp_path):
    assert areas(book)["PK"] == "'PK'!$A$1:$N$17"  # targets and programs
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_pk_dokumen.csv").write_text("Dokumen,Nomor\nAwal,1/2025\n", encoding="utf-8")
    lkjip_xl.isi(book, folder, backup=False)
    last = openpyxl.load_workbook(book)["PK"].tables["tbl_pk_dokumen"].ref.split(":")[1]
    assert areas(book)["PK"] == f"'PK'!$A$1:${last.rstrip('0123456789')}$17"


@pytest.mark.parametrize("command", ["hitung", "laporan", "periksa"])
def test_every_command_turns_the_formula_of_old_books_into_a_range(book, command):
    with_area(book, "Riwayat", OLD)
    getattr(lkjip_xl, command)(book, backup=False)
    assert areas(book)["Riwayat"] == "Riwayat!$A$1:$K$45"


def test_isi_lets_the_area_grow_and_shrink_and_keeps_the_columns_of_the_user(book, tmp_path):
    with_area(book, "Riwayat", "Riwayat!$A$1:$N$30")
    folder = tmp_path / "csv"
    folder.mkdir()
    for count, last in ((70, 75), (3, 17)):
        rows = "".join(f"{number},2024\n" for number in range(count))
        (folder / "tbl_riwayat_anggaran.csv").write_text("Uraian,Tahun\n" + rows, encoding="utf-8")
        lkjip_xl.isi(book, folder, ganti=True, backup=False)
        assert areas(book)["Riwayat"] == f"Riwayat!$A$1:$N${last}"


def test_an_area_of_several_pieces_is_the_users_own(book):
    pieces = "Riwayat!$A$1:$F$20,Riwayat!$H$1:$K$20"
    with_area(book, "Riwayat", pieces)
    lkjip_xl.hitung(book, backup=False)
    assert areas(book)["Riwayat"] == pieces


@pytest.mark.parametrize(
    ("area", "ours"),
    [("Pengaturan!$A$1:$O$78", True), ("Pengaturan!$A$1:$E$40,Pengaturan!$G$1:$O$99", True),
     ("Pengaturan!$A$1:$E$78", False), ("Pengaturan!$B$1:$O$78", False),
     ("Pengaturan!$A$1:$E$78,Pengaturan!$G$1:$K$42", False), ("Pengaturan!$A$1:$E$78,Renstra!$G$1:$O$42", False)],
)  # fmt: skip
def test_the_scales_beside_the_settings_end_at_their_own_last_row(book, area, ours):
    built = areas(book)["Pengaturan"].replace("'", "")
    sheet = openpyxl.load_workbook(book)["Pengaturan"]
    last = max(c.row for column in "GHIJKMNO" for c in sheet[column] if c.value is not None)
    assert built.endswith(f"$O${last}")
    with_area(book, "Pengaturan", area)
    lkjip_xl.hitung(book, backup=False)
    assert areas(book)["Pengaturan"] == (built if ours else area)


def test_findings_end_the_area_of_their_sheet(book):
    lkjip_xl.periksa(book, backup=False)
    reading = read_book(check_workbook(book))
    count = sum(1 for row in reading.book.tables["tbl_temuan"] if row.cells.get("Berat"))
    assert areas(book)["Temuan"].endswith(f"${max(17, 5 + count)}") and count
    # The rows beneath that only name further cells of a group are not printed, after another command neither.
    assert print_areas(reading)["Temuan"] == areas(book)["Temuan"]


def test_dasbor_ends_at_the_last_indicator_that_it_shows(tmp_path):
    path = tmp_path / "dasbor.xlsx"
    build(path, settings={"tahun": 2026}, rows={
        "tbl_renstra": INDICATORS,
        "tbl_pengukuran": [{"Kode": one["Kode"], "Sifat": "Kumulatif"} for one in INDICATORS],
    })  # fmt: skip
    lkjip_xl.hitung(path)
    assert areas(path)["Dasbor"] == "'Dasbor'!$A$1:$K$44"
    assert openpyxl.load_workbook(path, data_only=True)["Dasbor"]["C44"].value in {"1.1", "1.2", "1.3"}
