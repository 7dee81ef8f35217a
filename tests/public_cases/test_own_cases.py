"""Cases of our own: of every kind of budget at least three give their right values, and nobody is accused wrongly."""

from collections import Counter
from pathlib import Path

import pytest

from lkjip_xl.compute.world import World

from .cases import outcome, own_cases, plain

CASES = own_cases()
KINDS = {
    "Pendapatan", "Pembiayaan", "Unit", "Blokir", "Pengembalian", "Rekening", "Kementerian", "Pagu versi",
    "Jenis instansi",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path_factory) -> Path:
    """One folder for all books, so that the blank book is built once."""
    return tmp_path_factory.getbasetemp()


def said(world: World, place: str) -> dict:
    """What the book says of a budget row, of an RO (``ro AEB.001``), or of the pagu of a quarter's form."""
    word, _, rest = place.partition(" ")
    if word == "quarter":
        return {"Pagu": world.budget.pagu_tw[int(rest) - 1]}
    table, column, code = ("tbl_ro", "Kode Anggaran", rest) if word == "ro" else ("tbl_anggaran", "Kode", place)
    return next(row for row in world.rows(table) if row[column] == code)


@pytest.mark.parametrize("name", CASES)
def test_the_case_has_its_right_values(name, folder):
    case = CASES[name]
    path = case.book(folder)
    got = outcome(path)
    for place, cells in (case.expected["budget"] or {}).items():
        row = said(got.world, place)
        assert {column: plain(row[column]) for column in cells} == cells, place
    for figure, value in (case.expected["summary"] or {}).items():
        assert got.summary[figure] == value, figure
    assert got.salah == case.expected["salah"]
    assert len(got.periksa) <= 10


def test_every_kind_has_three():
    count = Counter(case.kind for case in CASES.values())
    assert set(count) == KINDS and min(count.values()) >= 3
