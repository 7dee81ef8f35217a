"""isi: a blank cell of a source never empties what the book has; --ganti does, and names the cells."""

import json

import openpyxl
import pytest

from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku
from lkjip_xl.hosts.answers import fill_lines
from lkjip_xl.hosts.cli import perintah
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian

TABLES = {
    "tbl_renstra": (
        "Renstra",
        {"Kode": "1.1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "Orang dilayani", "Satuan": "orang",
         "Tipe": "Angka", "Arah": "Naik", "Target 2025": 10, "Penanggung Jawab": "Bidang A"},
        ("Satuan", "Sasaran", "Penanggung Jawab"),
    ),
    "tbl_pengukuran": (
        "Pengukuran",
        {"Kode": "1.1", "Sifat": "Kumulatif", "Realisasi TW1": 3, "Realisasi TW2": 5, "Analisis": "Gudang terbatas."},
        ("Realisasi TW1", "Realisasi TW2", "Analisis"),
    ),
    "tbl_anggaran": (
        "Anggaran",
        {"Kode": "2.01", "Tingkat": "Program", "Uraian": "Program Pangan", "Indikator": "1.1", "Pagu Awal": 500,
         "Realisasi TW1": 100},
        ("Uraian", "Pagu Awal", "Realisasi TW1"),
    ),
    "tbl_riwayat": (
        "Riwayat",
        {"Kode": "1.1", "Tahun": 2024, "Lingkup": "Instansi", "Target": 8, "Realisasi": 7},
        ("Target", "Realisasi"),
    ),
}  # fmt: skip
IDENTITY = {
    "tbl_renstra": ["Kode", "Indikator", "Target 2025"], "tbl_anggaran": ["Kode", "Tingkat"],
    "tbl_riwayat": ["Kode", "Tahun", "Lingkup"],
}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    build(path, settings={"tahun": 2025, "triwulan_berjalan": 2, "kota": "Tirta"}, years=(2025, 2029))
    filled = Isian(path)
    for table, (_, cells, _) in TABLES.items():
        for name, value in cells.items():
            filled.tulis(table, 1, name, value)
    filled.simpan()
    return path


def row_of(path, table):
    return next(row.cells for row in compute_book(path)[0].book.rows(table) if row.cells)


def source_of(folder, table, form):
    """The first row of a table with its other cells blank, and one cell more that says something new where there is."""
    caption, cells, blanks = TABLES[table]
    named = IDENTITY.get(table, ["Kode"])
    heading = [*named, *blanks]
    values = [cells[name] for name in named] + ["" for _ in blanks]
    folder.mkdir()
    if form == "csv":
        text = ";".join(heading) + "\n" + ";".join(str(value) for value in values) + "\n"
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        return folder, {}
    workbook = openpyxl.Workbook()
    workbook.active.append(heading)
    workbook.active.append([value if value != "" else None for value in values])
    workbook.save(folder / f"{caption}.xlsx")
    return folder / f"{caption}.xlsx", {"table": caption}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("table", list(TABLES))
def test_a_blank_cell_of_a_source_empties_nothing(book, tmp_path, table, form):
    source, hints = source_of(tmp_path / "sumber", table, form)
    choices = Choices(**hints, accept=True) if hints else None
    before = row_of(book, table)
    assert all(name in before for name in TABLES[table][2])
    seen = pratinjau_buku(book, source, choices=choices)
    done = isi_buku(book, source, backup=False, choices=choices)
    assert row_of(book, table) == before
    for result in (seen, done):
        for changes in result.rows.values():
            assert (changes.added, changes.changed, changes.emptied) == ((), (), ())
        assert all(not plan.different for plan in result.plans)


def test_blank_cells_beside_a_new_value_are_named(book, tmp_path):
    (tmp_path / "csv").mkdir()
    text = "Kode;Realisasi TW1;Realisasi TW2;Analisis\n1.1;;6;\n"
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text(text, encoding="utf-8")
    done = isi_buku(book, tmp_path / "csv", backup=False)
    row = row_of(book, "tbl_pengukuran")
    assert (row["Realisasi TW1"], row["Realisasi TW2"], row["Analisis"]) == (3, 6, "Gudang terbatas.")
    assert done.rows["tbl_pengukuran"].kept == ("1.1, Realisasi TW1", "1.1, Analisis")
    assert "  kosong di sumbernya, isian buku tetap: 1.1, Realisasi TW1; 1.1, Analisis" in fill_lines(done)


def test_a_blank_setting_stays_and_is_named(book, tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "tbl_pengaturan.csv").write_text("Kunci;Nilai\nkota;\nsingkatan;DKP\n", encoding="utf-8")
    done = isi_buku(book, tmp_path / "csv", backup=False)
    assert compute_book(book)[0].book.settings["kota"] == "Tirta"
    assert compute_book(book)[0].book.settings["singkatan"] == "DKP"
    assert done.rows["tbl_pengaturan"].kept == ("Kota",)


def test_ganti_empties_and_names_the_cells(book, tmp_path):
    (tmp_path / "csv").mkdir()
    text = "Kode;Sifat;Realisasi TW1;Realisasi TW2;Analisis\n1.1;Kumulatif;3;;\n"
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text(text, encoding="utf-8")
    (tmp_path / "csv" / "tbl_pengaturan.csv").write_text("Kunci;Nilai\nkota;\n", encoding="utf-8")
    seen = pratinjau_buku(book, tmp_path / "csv", ganti=True)
    done = isi_buku(book, tmp_path / "csv", backup=False, ganti=True)
    row = row_of(book, "tbl_pengukuran")
    assert "Realisasi TW2" not in row and "Analisis" not in row and row["Realisasi TW1"] == 3
    for result in (seen, done):
        assert result.rows["tbl_pengukuran"].emptied == ("1.1, Realisasi TW2", "1.1, Analisis")
        assert result.rows["tbl_pengaturan"].emptied == ("Kota",)
    assert "  dikosongkan, sebab kosong di sumbernya: 1.1, Realisasi TW2; 1.1, Analisis" in fill_lines(done)


def test_the_json_names_them_too(book, tmp_path):
    from click.testing import CliRunner

    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text("Kode;Realisasi TW2;Analisis\n1.1;6;\n", encoding="utf-8")
    said = CliRunner().invoke(perintah, ["isi", str(book), "--dari", str(tmp_path / "csv"), "--json"]).output
    assert json.loads(said)["baris"]["tbl_pengukuran"]["sel_kosong_di_sumber"] == ["1.1, Analisis"]
