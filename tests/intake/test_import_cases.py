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
from lkjip_xl.intake.model import Hints, Understood
from lkjip_xl.intake.understand import understand
from lkjip_xl.template.book import build

from .import_cases import import_cases

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
        assert [row["isi"] for row in table["baris"]] == kept[-len(table["baris"]) :]
    again = isi_buku(path, case.files(), backup=False, choices=choices)
    assert again.unchanged
