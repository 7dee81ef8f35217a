"""What people read of books that travel: the book's own words, open conflicts in the status, days that are past."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import lkjip_xl
from lkjip_xl.flows import plain_words
from lkjip_xl.hosts import travel_answers
from lkjip_xl.hosts.cli import main
from lkjip_xl.hosts.travel_answers import merge_lines, sent_lines, status_as_json, status_lines
from lkjip_xl.schema.captions import sheet_caption
from lkjip_xl.schema.contract import with_modules
from tests.book.filled_book import Isian

from .travel_books import master


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


def send(induk, *bidang, **more):
    return lkjip_xl.kirim(induk, induk.parent / "keluar", bidang, surel=False, backup=False, **more).sent


def fill(path, *cells):
    filler = Isian(path)
    for table, row, column, value in cells:
        filler.tulis(table, row, column, value)
    filler.simpan()


@pytest.fixture
def conflict(induk):
    """A master and the copy of a division that disagree about a cell."""
    copy = send(induk, "Bidang Anak", triwulan=2)[0].path
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW2", 75.5), ("tbl_anggaran", 3, "Realisasi TW2", 1234567))
    fill(induk, ("tbl_pengukuran", 1, "Realisasi TW2", 71))
    return induk, copy


def run(capsys, *words):
    with pytest.raises(SystemExit) as end:
        main([*map(str, words)])
        raise SystemExit(0)
    return end.value.code or 0, capsys.readouterr()


def test_the_status_knows_conflicts_until_somebody_decides(conflict):
    induk, copy = conflict
    lkjip_xl.gabung(induk, copy, backup=False)
    status = lkjip_xl.status(induk)
    assert [one.state for one in status.states] == ["menunggu pilihan"]
    told = "\n".join(status_lines(status))
    assert "kembali, 1 bentrok menunggu pilihan" in told
    assert "Bentrok: Pengukuran 1, Realisasi TW2: di induk 71, kembali 75,5 dari" in told
    shown = status_as_json(status)["kiriman"][0]
    assert shown["keadaan"] == "menunggu pilihan"
    assert [(one["induk"], one["kembali"]) for one in shown["bentrok"]] == [(71, 75.5)]
    before = induk.read_bytes()
    again = lkjip_xl.gabung(induk, copy, backup=False).merge
    assert again.books[0].state == "menunggu pilihan" and induk.read_bytes() == before
    lkjip_xl.gabung(induk, copy, backup=False, choices={"semua": "induk"})
    assert [(one.state, one.conflicts) for one in lkjip_xl.status(induk).states] == [("kembali", ())]


def test_a_conflict_is_gone_once_the_master_holds_what_came_back(conflict):
    induk, copy = conflict
    lkjip_xl.gabung(induk, copy, backup=False)
    fill(induk, ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    assert [one.state for one in lkjip_xl.status(induk).states] == ["kembali"]


def test_the_copy_as_it_was_sent_does_not_hide_the_conflict_of_a_returned_one(conflict, tmp_path):
    induk, copy = conflict
    other = send(induk, "Bidang Perempuan", triwulan=2)[0].path
    lkjip_xl.gabung(induk, copy, backup=False)
    lkjip_xl.gabung(induk, other, backup=False)
    assert [one.state for one in lkjip_xl.status(induk).states] == ["menunggu pilihan", "menunggu"]


def test_what_was_given_and_not_taken_shows_in_the_exit_code(conflict, tmp_path, capsys):
    induk, copy = conflict
    stranger = tmp_path / "lain.xlsx"
    stranger.write_bytes(b"PK\x03\x04 tidak utuh")
    assert run(capsys, "gabung", induk, copy, "--pratinjau")[0] == 1
    code, told = run(capsys, "gabung", induk, copy, "--json", "--tanpa-cadangan")
    assert code == 1 and json.loads(told.out)["lengkap"] is False
    assert run(capsys, "gabung", induk, copy, "--pilih", "semua=kembali", "--tanpa-cadangan")[0] == 0
    assert run(capsys, "gabung", induk, copy, "--tanpa-cadangan")[0] == 0
    code, told = run(capsys, "gabung", induk, copy, stranger, "--tanpa-cadangan")
    assert code == 1 and "lain.xlsx: ditolak" in told.out


def test_gabungan_is_a_sheet_that_people_read(conflict):
    induk, copy = conflict
    fill(
        copy, ("tbl_anggaran", 4, "Realisasi TW2", "kira-kira"), ("tbl_pengukuran", 2, "Realisasi TW2", 5),
        ("tbl_pengukuran", 1, "Capaian", 1), ("tbl_data_dukung", 5, "Kode", "9"),
    )  # fmt: skip
    merge = lkjip_xl.gabung(induk, copy, backup=False).merge
    assert merge.doubtful and merge.outside and merge.conflicts and merge.taken
    sheet = load_workbook(induk)["Gabungan"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    text = "\n".join(str(cell.value) for cell in cells)
    assert "tbl_" not in text and not re.search(r"\d{4}-\d\d-\d\d", text)
    assert {"Pengukuran", "Anggaran", "Lembar"} <= {cell.value for cell in cells}
    money = [cell for cell in cells if cell.value == 1234567]
    assert [cell.number_format for cell in money] == ["#,##0"]
    assert all(cell.alignment.wrap_text for cell in cells), "nothing is cut"
    pixels = sum(round(d.width * 7 + 5) for d in sheet.column_dimensions.values())
    assert pixels <= 1366 - 60
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1) == ("landscape", 1)
    assert sheet.page_setup.paperSize in (None, 14) or sheet.page_setup.paperWidth
    lines = "\n".join([*merge_lines(merge), *status_lines(lkjip_xl.status(induk))])
    assert "tbl_" not in lines and not re.search(r"\d{4}-\d\d-\d\d", lines)
    assert "1.234.567" in lines


def test_next_year_names_sheets(induk, tmp_path):
    told = travel_answers.next_year_lines(lkjip_xl.lanjut(induk, tmp_path / "2026.xlsx"))
    assert any("baris ke Riwayat" in line for line in told) and "tbl_" not in "\n".join(told)


_FILES_OF_TABLES = ("misalnya tbl_pk.csv", "tidak diawali tbl_")  # the name of a file is said as it has to be
_FOR_DEVELOPERS = ("nothing computes", "refers to", "Nama {table.name} sudah dipakai")


def _texts(tree):
    """Every text of a module but its docstrings: where, its own words, and what is put into it."""
    docstrings = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    parts = {id(p) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for p in n.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            shown = [ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)]
            words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            yield node, words, shown
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | parts:
            yield node, node.value, []


def test_no_answer_puts_the_name_of_a_table_into_a_sentence():
    """Of every text that people may read: a table is said by its caption."""
    raw = re.compile(r"(\w+\.)*(table|tabel)(\.name)?|_TABLE|place\.name")
    found, looked = [], 0
    package = Path(lkjip_xl.__file__).parent
    for room in ("flows", "hosts", "book", "checks", "intake", "reports", "ooxml"):
        for path in sorted((package / room).rglob("*.py")):
            for node, words, shown in _texts(ast.parse(path.read_text(encoding="utf-8"))):
                looked += 1
                said = ast.unparse(node)
                if " " not in words.strip() or any(kept in said for kept in (*_FILES_OF_TABLES, *_FOR_DEVELOPERS)):
                    continue
                named = "lembar {table} tidak dikenal" not in said and any(raw.fullmatch(one) for one in shown)
                if named or re.search(r"\btbl_\w", words):
                    found.append(f"{path.relative_to(package)}:{node.lineno}: {said}")
    assert not found and looked > 5000


@pytest.mark.parametrize(
    ("table", "caption"),
    [("tbl_pengukuran", "Pengukuran"), ("tbl_riwayat_anggaran", "Riwayat (anggaran)"), ("tbl_pk", "PK"),
     ("tbl_pk_program", "PK (program)"), ("tbl_asing_sekali", "Asing sekali")],
)  # fmt: skip
def test_captions_of_tables(table, caption):
    assert sheet_caption(table) == caption


@pytest.mark.parametrize(
    ("text", "words"),
    [("2026-04-05 09:30", "5 April 2026 pukul 09.30"), ("2026-04-05", "5 April 2026"), ("entah", "entah"), ("", "")],
)
def test_moments_in_words(text, words):
    assert plain_words.moment_in_words(text) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [(2025, "tahun", "2025"), (1027559900, "uang", "1.027.559.900"), (0.9731, "rasio", "97,31%"),
     (88.5, "nilai", "88,5"), (True, "nilai", "BENAR"), (None, "uang", ""), ("N/A", "nilai", "N/A")],
)  # fmt: skip
def test_cells_in_words(value, kind, words):
    assert plain_words.cell_words(value, kind) == words


def test_a_name_is_no_address_and_nothing_is_sent(induk, capsys):
    code, told = run(capsys, "kirim", induk, "--bidang", "Bidang Anak", "--kepada", "budi")
    assert code == 2 and "'budi' bukan alamat surel; tulis seperti budi@contoh.go.id" in told.err
    assert not lkjip_xl.status(induk).states


def test_a_day_that_is_past_is_told(induk):
    done = lkjip_xl.kirim(induk, induk.parent, ["Bidang Anak"], tenggat="2020-01-01", surel=False, backup=False)
    assert "Tenggat 1 Januari 2020 sudah lewat" in sent_lines(done)[-1]
    ahead = date(date.today().year + 1, 1, 1).isoformat()
    done = lkjip_xl.kirim(induk, induk.parent, ["Bidang Anak"], tenggat=ahead, surel=False, backup=False)
    assert not done.notes


def test_an_unknown_unit_names_those_that_there_are(induk, tmp_path, capsys):
    code, told = run(capsys, "kirim", induk, "--unit", "UPTD Utara")
    assert code == 2 and "UPTD Selatan" in told.err
    bare = Isian(induk)
    bare.tulis("tbl_anggaran", 6, "Unit", None)
    bare.simpan()
    code, told = run(capsys, "kirim", induk, "--unit", "UPTD Utara")
    assert code == 2 and "kolom Unit di lembar Anggaran masih kosong" in told.err and "--bidang" in told.err


def test_every_table_of_every_module_has_a_caption_of_its_own():
    """A module's table was a crash of isi and gabung."""
    names = [table.name for sheet in with_modules() for table in sheet.tables]
    captions = {name: sheet_caption(name) for name in names}
    assert len(names) > 25 and len(set(captions.values())) == len(names), captions
    assert plain_words.column_kind("tbl_tindak_lanjut", "Tenggat") == "tanggal"
