"""At least three cases of every importer: what is understood, what is said, and that apply writes what is shown."""

from collections import Counter
from pathlib import Path

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku, preview_as_json
from lkjip_xl.hosts.preview_answer import print_preview
from lkjip_xl.intake.model import Hints, Understood
from lkjip_xl.intake.understand import understand
from lkjip_xl.rules.tanggal import date_text
from lkjip_xl.template.book import build

from .import_cases import DATA, import_cases

CASES = import_cases()
IMPORTERS = {
    "SIPD Realisasi per Dokumen", "SIPD Rekap 5", "SPJ Fungsional", "RKA/DPA rekap", "SAKTI GLP039", "Template BPS",
    "E.81", "csv", "tsv", "papan klip", "xlsx",
}  # fmt: skip


def test_every_importer_has_three_and_every_case_says_where_it_is_from():
    count = Counter(case.importer for case in CASES.values())
    assert set(count) == IMPORTERS and min(count.values()) >= 3
    assert all(case.facts["source"] and case.facts["situation"] for case in CASES.values())
    assert [name for name, case in CASES.items() if not {"rows", "says", "leaves"} & set(case.facts)] == []


def understood(name: str) -> list[Understood]:
    case = CASES[name]
    hints = {"years": (2025, 2030), "year": 2026, "running_quarter": 2, **case.facts.get("hints", {})}
    found, unread = understand(case.files(), Hints(**hints))
    assert unread == []
    return [one for one in found if one.table == case.facts.get("table", "tbl_anggaran")]


@pytest.mark.parametrize("name", CASES)
def test_what_is_understood_is_right(name):
    facts = CASES[name].facts
    (one,) = understood(name)
    if "export" in facts:
        assert one.export == facts["export"]
    rows = {row.values["Kode"] if "Kode" in row.values else row.values["Uraian"]: row.values for row in one.rows}
    for code, cells in facts.get("rows", {}).items():
        assert {column: rows[code].get(column, "") for column in cells} == cells, code
    if "codes" in facts:
        assert list(rows) == facts["codes"]
    for column, total in facts.get("leaves", {}).items():
        assert sum(values[column] for values in rows.values() if is_number(values.get(column))) == total, column
    assert [check.difference for check in one.sums if check.difference] == facts.get("differences", [])
    texts = [doubt.text for doubt in one.doubts] + one.assumptions
    assert [said for said in facts.get("says", []) if not any(said in text for text in texts)] == [], texts
    assert one.blocked == facts.get("blocked", False), texts
    assert "Nama Orang" not in str(rows)
    told = {(fate.grid, fate.row) for fate in one.fates}
    for k, grid in enumerate([one.grid, *one.others]):
        for row in range(len(grid.rows)):
            assert grid.is_blank(row) or (k, row) in told, f"nothing is said of {grid.where(row)}"


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    path = tmp_path_factory.mktemp("impor") / "kosong.xlsx"
    build(path, settings={"tahun": 2026, "triwulan_berjalan": 2}, years=(2025, 2030))
    renstra = "Kode,Jenis,Indikator,Satuan,Tipe,Target 2026\n" + "".join(
        f"{code},Sasaran,Indikator {code},%,Persen,80\n" for code in ("1.1.1.1", "1.1.5.1")
    )
    isi_buku(path, {"tbl_renstra.csv": renstra.encode()}, backup=False)
    return path.read_bytes()


def rows_of(path: Path, table: str) -> list[dict]:
    return [row.cells for row in compute_book(path)[0].book.rows(table) if row.cells]


def _is_day(row: dict, name: str, value: object) -> bool:
    """Whether the preview shows a day as people write it, and the book keeps its number."""
    return row.get("Tipe") == "Tanggal" and name.startswith("Target") and is_number(value)


def test_the_preview_on_the_terminal_shows_every_decimal(blank, tmp_path, capsys):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(blank)
    print_preview(pratinjau_buku(path, CASES["K03-renstra"].files(), choices=Choices(table="tbl_renstra")))
    shown = capsys.readouterr().out
    assert "0,817" in shown and "90,5" in shown and "90,50" not in shown


@pytest.mark.parametrize("name", CASES)
def test_apply_writes_what_the_preview_shows(name, blank, tmp_path):
    case = CASES[name]
    path = tmp_path / "buku.xlsx"
    path.write_bytes(blank)
    hints = case.facts.get("hints", {})
    choices = Choices(quarter=hints.get("quarter"), pagu="perubahan" if "document" in hints else None,
                      setoran="kurangi" if hints.get("net") else None, skpd=hints.get("unit"))  # fmt: skip
    shown = preview_as_json(pratinjau_buku(path, case.files(), choices=choices))
    assert path.read_bytes() == blank
    if case.facts.get("blocked"):
        with pytest.raises(UserError) as caught:
            isi_buku(path, case.files(), backup=False, choices=choices)
        assert caught.value.kode == "pratinjau_ragu" and path.read_bytes() == blank
        return
    isi_buku(path, case.files(), backup=False, choices=choices)
    for table in shown["tabel"]:
        kept = [{k: v for k, v in row.items() if v is not None} for row in rows_of(path, table["tabel"])]
        assert [row["isi"] for row in table["baris"]] == [
            {**row, **{name: date_text(value) for name, value in row.items() if _is_day(row, name, value)}}
            for row in kept[-len(table["baris"]) :]
        ]
    again = isi_buku(path, case.files(), backup=False, choices=choices)
    assert again.unchanged


@pytest.mark.parametrize("first, then, choices", [
    ("sipd-rekap5.csv", "sipd-realisasi-per-dokumen.csv", Choices()),
    ("sakti-glp039-2026-03.csv", "sakti-glp039-2026-03.csv", Choices(pagu="perubahan")),
    ("lkjip-2022-triwulan-1.txt", "lkjip-2022-triwulan-2.txt", Choices(accept=True)),
    ("e81-deli-serdang-2025-nilai.csv", "e81-deli-serdang-2025-nilai.csv", Choices(accept=True)),
])  # fmt: skip
def test_apply_changes_in_a_lived_in_book_what_the_preview_says(first, then, choices, blank, tmp_path):
    """Real exports over a book that has them already, an amount having been typed otherwise: cell by cell."""
    path = tmp_path / "buku.xlsx"
    path.write_bytes(blank)
    isi_buku(path, DATA / first, backup=False, choices=Choices(accept=True))
    leaf = next(r["Kode"] for r in rows_of(path, "tbl_anggaran") if {"Pagu Awal", "Realisasi TW1"} & set(r))
    typed = f"Kode,Pagu Awal,Realisasi TW1\n{leaf},1,2\n"
    isi_buku(path, {"tbl_anggaran.csv": typed.encode()}, backup=False)
    before = {row["Kode"]: row for row in rows_of(path, "tbl_anggaran")}
    shown = preview_as_json(pratinjau_buku(path, DATA / then, choices=choices))
    table = next(one for one in shown["tabel"] if one["tabel"] == "tbl_anggaran")
    isi_buku(path, DATA / then, backup=False, choices=choices)
    after = {row["Kode"]: row for row in rows_of(path, "tbl_anggaran")}
    wanted = {code: dict(row) for code, row in before.items()}
    for row in table["baris"]:
        wanted.setdefault(row["isi"]["Kode"], {}).update(row["isi"])
    assert {code: _filled(row) for code, row in after.items()} == {code: _filled(row) for code, row in wanted.items()}
    changed = {
        (code, column): (row.get(column), after[code].get(column))
        for code, row in before.items() for column in {*row, *after[code]} if row.get(column) != after[code].get(column)
    }  # fmt: skip
    assert {(one["baris"], one["kolom"]): (one["buku"], one["sumber"]) for one in table["beda"]} == changed != {}


def _filled(row: dict) -> dict:
    return {column: value for column, value in row.items() if value not in (None, "")}
