"""The slim form: only a division's rows and the columns that are asked, and gabung takes it back."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.book.seal import is_unbroken, read_seal
from lkjip_xl.book.sendings import read_sendings
from lkjip_xl.errors import UsageError
from lkjip_xl.flows.recap_rows import read_recap
from lkjip_xl.hosts.cli import main
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.schema.contract import tables
from lkjip_xl.template.heights import LINE
from lkjip_xl.template.slim import SlimTable, build_slim
from tests.book.filled_book import Isian
from tests.flows.travel_books import inputs, master
from tests.tools.lint_ooxml import lint


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


def slim(induk, division="Bidang Anak", quarter=2, **more):
    return lkjip_xl.kirim(
        induk, induk.parent / "keluar", [division], triwulan=quarter, surel=False, backup=False, ringkas=True, **more
    ).sent[0]  # fmt: skip


def heads(sheet):
    return [cell.value for cell in sheet[4]]


def typed(path, **cells):
    """Type into a form: ``Sheet__row=(column, value)`` counts rows beneath the heads."""
    book = openpyxl.load_workbook(path)
    for where, (column, value) in cells.items():
        name, row = where.split("__")
        sheet = book[name.replace("_", " ")]
        sheet.cell(4 + int(row), heads(sheet).index(column) + 1).value = value
    book.save(path)


def everything(path, table):
    reading = read_book(check_workbook(path, writing=False))
    return [row.cells for row in reading.book.rows(table) if row.cells]


def test_it_holds_only_the_rows_and_columns_that_are_asked(induk):
    copy = slim(induk)
    book = openpyxl.load_workbook(copy.path)
    assert book.sheetnames == ["Pengukuran", "Anggaran", "Data Dukung"]
    sheet = book["Pengukuran"]
    assert heads(sheet) == [
        "Kode", "Indikator", "Satuan", "Sifat", "Target", "Target TW2", "Realisasi TW2", "Tahun Data", "Analisis",
        "Solusi",
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_col=7)]
    assert rows == [
        ["1", "Indikator 1", "Persen", "Posisi Akhir", 80, None, None],
        ["3", "Indikator 3", "Persen", "Posisi Akhir", 80, None, None],
    ]  # fmt: skip
    sheet = book["Anggaran"]
    assert heads(sheet) == ["Kode", "Unit", "Tingkat", "Uraian", "Pagu", "Realisasi TW1", "Realisasi TW2"]
    assert [[cell.value for cell in row][-3:] for row in sheet.iter_rows(min_row=5)] == [
        [1000, 100, None], [3000, 200, None],
    ]  # fmt: skip
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert all(s.protection.sheet and not s.protection.password for s in book)
    assert {c.column_letter for c in book["Pengukuran"][5] if not c.protection.locked} == set("GHIJ")
    assert lint(copy.path) == [] and Path(copy.path).stat().st_size < 20_000


def prompts(sheet):
    """``{cell: what is shown when it is selected}``."""
    return {
        cell: one.prompt for one in sheet.data_validations.dataValidation
        for part in one.sqref.ranges for row in sheet[part.coord if ":" in part.coord else f"{part.coord}:{part.coord}"]
        for cell in [c.coordinate for c in row]
    }  # fmt: skip


def test_it_says_how_a_quarter_is_filled(induk):
    """Kumulatif and Akumulasi stood side by side under "Realisasi triwulan 2.", and Anggaran pointed to Pengaturan."""
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 1, "Sifat", "Kumulatif")
    filler.tulis("tbl_pengukuran", 3, "Sifat", "Akumulasi")
    filler.tulis("tbl_pengukuran", 3, "Penyebut Tetap", 120)
    filler.simpan()
    book = openpyxl.load_workbook(slim(induk).path)
    running = "Kumulatif: Yang diketik angka berjalan (sejak Januari): 10, 25, 30, 50 tetap 50 setahun."
    added = "Akumulasi: Angka tiap triwulan dijumlahkan: 10, 15, 5, 20 menjadi 50 setahun."
    assert book["Pengukuran"]["A3"].value == f"{added} {running}"
    told = prompts(book["Pengukuran"])
    assert told["G5"] == f"Realisasi triwulan 2. {running}"
    assert told["G6"] == f"Realisasi triwulan 2. {added} Ketik pembilangnya; penyebutnya 120."
    assert book["Anggaran"]["A3"].value == "Realisasi diisi jumlah sejak Januari sampai akhir triwulannya."
    assert prompts(book["Anggaran"])["G5"] == "Realisasi sejak Januari sampai akhir triwulan 2."
    for row in range(1, filler.baris_terakhir("tbl_pengaturan") + 1):
        if filler.sel("tbl_pengaturan", row, "Kunci").value == "realisasi_anggaran":
            filler.tulis("tbl_pengaturan", row, "Nilai", "Per Triwulan")
    filler.simpan()
    sheet = openpyxl.load_workbook(slim(induk).path)["Anggaran"]
    assert (sheet["A3"].value, prompts(sheet)["G5"]) == (
        "Realisasi diisi uang triwulan itu saja.", "Realisasi triwulan 2 saja."
    )  # fmt: skip


def test_a_form_without_sifat_as_it_was_sent_before_is_taken(induk):
    copy = slim(induk)
    book = openpyxl.load_workbook(copy.path)
    for one in book:
        for name in list(one.tables):
            del one.tables[name]
    book["Pengukuran"].delete_cols(heads(book["Pengukuran"]).index("Sifat") + 1)
    book.save(copy.path)
    typed(copy.path, Pengukuran__1=("Realisasi TW2", 71))
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert {c.row: c.taken for c in merge.taken} == {"1": 71} and not merge.outside


def test_a_long_text_has_a_row_of_its_height():
    table = tables(2025, 2029)["tbl_anggaran"]
    columns = (table.by_name["Kode"], table.by_name["Uraian"])
    rows = [({"Kode": str(n), "Uraian": "Penyediaan layanan " * times}, False) for n, times in enumerate((1, 9))]
    made = build_slim([SlimTable("tbl_anggaran", "Anggaran", columns, frozenset({"Uraian"}), tuple(rows))], "A", "B")
    height = openpyxl.load_workbook(io.BytesIO(made))["Anggaran"].row_dimensions
    assert height[5].height is None and height[6].height >= 3 * LINE


def test_every_quarter_without_one_named(induk):
    copy = slim(induk, quarter=None)
    assert [h for h in heads(openpyxl.load_workbook(copy.path)["Anggaran"]) if h.startswith("Realisasi")] == [
        "Realisasi TW1", "Realisasi TW2", "Realisasi TW3", "Realisasi TW4",
    ]  # fmt: skip


def test_it_is_sealed_and_is_no_offices_book(induk):
    copy = slim(induk)
    package = check_workbook(copy.path, writing=False)
    seal = read_seal(package)
    assert seal["ringkas"] and seal["bidang"] == "Bidang Anak" and is_unbroken(package, seal)
    assert "bukan buku LKjIP" in read_recap(copy.path).reason
    assert read_sendings(check_workbook(induk, writing=False)).sent[0].slim


def test_as_it_was_sent_it_changes_nothing(induk):
    copy = slim(induk)
    before = induk.read_bytes()
    assert lkjip_xl.gabung(induk, copy.path).merge.books[0].state == "tidak berubah"
    assert induk.read_bytes() == before
    typed(copy.path)  # saved by another program, nothing typed
    done = lkjip_xl.gabung(induk, copy.path, backup=False)
    merge = done.merge
    assert merge.books[0].state == "tidak berubah" and not merge.cells and not merge.outside and not merge.doubtful
    assert not done.rows and lkjip_xl.status(induk).states[0].state == "kembali tanpa perubahan"


def test_what_is_filled_comes_into_the_master(induk):
    copy = slim(induk)
    typed(copy.path, Pengukuran__2=("Realisasi TW2", "75,5"), Anggaran__1=("Realisasi TW2", 450),
          Pengukuran__1=("Analisis", "Naik karena pembinaan"))  # fmt: skip
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert sorted((c.table, c.row, c.column, c.taken) for c in merge.taken) == [
        ("tbl_anggaran", "A.1.1", "Realisasi TW2", 450), ("tbl_pengukuran", "1", "Analisis", "Naik karena pembinaan"),
        ("tbl_pengukuran", "3", "Realisasi TW2", 75.5),
    ]  # fmt: skip
    assert not merge.outside and not merge.doubtful and not merge.removed
    assert merge.books[0].notes == ["1 isian dibetulkan bentuknya: Pengukuran!G6: '75,5' menjadi 75,5"]
    assert inputs(induk, "tbl_pengukuran")["3"]["Realisasi TW2"] == 75.5
    assert inputs(induk, "tbl_anggaran")["A.1.1"]["Realisasi TW2"] == 450
    now = induk.read_bytes()
    assert lkjip_xl.gabung(induk, copy.path).merge.books[0].state == "sudah digabung" and induk.read_bytes() == now


def test_a_new_row_comes_in_where_rows_may_be_added(induk):
    copy = slim(induk)
    sheet = openpyxl.load_workbook(copy.path)["Data Dukung"]
    assert heads(sheet) == ["Kode", "Jenis", "Uraian", "Pembilang", "Penyebut", "Satuan", "Sumber"]
    book = openpyxl.load_workbook(copy.path)
    for column, value in enumerate(("1", "Rincian", "Anak baru", 3, 4), 1):
        book["Data Dukung"].cell(6, column).value = value
    book.save(copy.path)
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert [one.row for one in merge.added] == ["1 / Rincian / Anak baru"]
    rows = {row["Uraian"]: row["Pembilang"] for row in everything(induk, "tbl_data_dukung")}
    assert rows == {"Anak terlayani": 8, "Perempuan terlayani": 9, "Anak baru": 3}


def test_what_was_not_asked_or_is_doubtful_is_not_taken(induk):
    copy = slim(induk)
    typed(copy.path, Pengukuran__1=("Realisasi TW2", "sekitar 80"), Anggaran__1=("Realisasi TW1", 999),
          Anggaran__2=("Pagu", 1), Pengukuran__2=("Realisasi TW2", "=[lain.xlsx]Sheet1!A1"))  # fmt: skip
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert not merge.taken and [(one.row, one.column) for one in merge.outside] == [("A.1.1", "Realisasi TW1")]
    assert {one.row for one in merge.doubtful} <= {"1", "3"} and any(one.row == "1" for one in merge.doubtful)


def test_a_conflict_is_one_here_too(induk):
    from tests.book.filled_book import Isian

    copy = slim(induk)
    typed(copy.path, Pengukuran__1=("Realisasi TW2", 75))
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 60)
    filler.simpan()
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert len(merge.conflicts) == 1 and inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 60


def test_sorted_rows_and_lost_tables_are_found(induk):
    copy = slim(induk)
    book = openpyxl.load_workbook(copy.path)
    sheet = book["Pengukuran"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=5, max_row=6)]
    rows[0][6], rows[1][6] = 71, 73
    for number, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    for one in book:
        for name in list(one.tables):
            del one.tables[name]
    book.save(copy.path)
    merge = lkjip_xl.gabung(induk, copy.path).merge
    assert {c.row: c.taken for c in merge.taken} == {"1": 71, "3": 73}
    assert any("menjadi sel biasa" in note for note in merge.books[0].notes)


def test_the_whole_book_has_no_slim_form(induk):
    before = induk.read_bytes()
    with pytest.raises(UsageError, match="--bidang atau --unit"):
        lkjip_xl.kirim(induk, induk.parent, ringkas=True)
    assert induk.read_bytes() == before


def test_the_address_of_the_last_sending_is_used_again(induk):
    slim(induk, kepada="anak@contoh.go.id")
    assert slim(induk).sending.to == "anak@contoh.go.id"
    assert slim(induk, division="Bidang Perempuan").sending.to == ""


def test_on_the_command_line(induk, capsys):
    main(["kirim", str(induk), "--bidang", "semua", "--ringkas", "--triwulan", "2", "--tanpa-surel", "--json"])
    sent = json.loads(capsys.readouterr().out)["kiriman"]
    assert [one["bidang"] for one in sent] == ["Bidang Anak", "Bidang Perempuan"]
    assert openpyxl.load_workbook(sent[1]["berkas"]).sheetnames == ["Pengukuran", "Data Dukung"]


def shown_heads(path):
    """``{sheet: {head: its column's dimension}}`` of a form."""
    book = openpyxl.load_workbook(path)
    return {s.title: {c.value: s.column_dimensions[c.column_letter] for c in s[4] if c.value} for s in book}


def quarters_in_sight(path):
    return {n for n, one in shown_heads(path)["Pengukuran"].items() if n[-3:-1] == "TW" and not one.hidden}


def test_without_a_quarter_the_form_fits_a_screen(induk):
    copy = slim(induk, quarter=None)
    for name, columns in shown_heads(copy.path).items():
        assert sum(round(one.width * 7 + 5) for one in columns.values() if not one.hidden) <= 1366 - 60, name
    assert quarters_in_sight(copy.path) == {"Target TW2", "Realisasi TW2"}
    assert "disembunyikan" in openpyxl.load_workbook(copy.path)["Pengukuran"]["A2"].value
    typed(copy.path, Pengukuran__1=("Realisasi TW3", 91))  # whoever shows the column may fill it
    assert [cell.taken for cell in lkjip_xl.gabung(induk, copy.path, backup=False).merge.taken] == [91]


def test_a_gap_of_a_quarter_that_is_past_stays_in_sight(induk):
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 2, "Realisasi TW1", None)
    filler.simpan()
    assert "Realisasi TW1" in quarters_in_sight(slim(induk, "Bidang Perempuan", quarter=None).path)
    assert "Realisasi TW1" not in quarters_in_sight(slim(induk, quarter=None).path)


def test_a_quarter_that_was_asked_shows_whatever_runs(induk):
    assert quarters_in_sight(slim(induk, quarter=3).path) == {"Target TW3", "Realisasi TW3"}
