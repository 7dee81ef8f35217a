"""The order of computing follows from what the formulas refer to."""

import pytest

from lkjip_xl.expr.functions import jumlah_isi
from lkjip_xl.expr.tree import cell, cells, column
from lkjip_xl.schema.calculation import calculation_order, references
from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.model import Column, Table


def _table(name, **formulas):
    columns = (Column("Isi"), *(Column(n, formula=f) for n, f in formulas.items()))
    return Table(name, "", "Isi", columns, ("Isi",))


def _names(steps):
    return [(s.table.name, [c.name for c in s.columns]) for s in steps]


def test_columns_of_a_row_come_after_what_they_need():
    table = _table("tbl_a", C=cell("tbl_a", "B") + 1, B=cell("tbl_a", "A") + 1, A=cell("tbl_a", "Isi") + 1)
    assert _names(calculation_order([table])) == [("tbl_a", ["A", "B", "C"])]


def test_a_whole_column_of_its_own_table_takes_another_pass():
    share = cell("tbl_a", "A") / jumlah_isi(column("tbl_a", "A"))
    table = _table("tbl_a", Share=share, A=cell("tbl_a", "Isi") + 1)
    assert _names(calculation_order([table])) == [("tbl_a", ["A"]), ("tbl_a", ["Share"])]


def test_tables_come_after_the_tables_that_they_need_and_as_seldom_as_they_can():
    first = _table("tbl_a", X=jumlah_isi(column("tbl_b", "Y")), Z=cell("tbl_a", "Isi") + 1)
    second = _table("tbl_b", Y=cell("tbl_b", "Isi") + 1)
    assert _names(calculation_order([first, second])) == [("tbl_b", ["Y"]), ("tbl_a", ["X", "Z"])]


def test_tables_that_need_each_other_column_by_column_take_turns():
    first = _table("tbl_a", A1=cell("tbl_a", "Isi") + 1, A2=jumlah_isi(column("tbl_b", "B1")))
    second = _table("tbl_b", B1=jumlah_isi(column("tbl_a", "A1")), B2=jumlah_isi(column("tbl_a", "A2")))
    assert _names(calculation_order([first, second])) == [
        ("tbl_a", ["A1"]), ("tbl_b", ["B1"]), ("tbl_a", ["A2"]), ("tbl_b", ["B2"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "formulas",
    [
        {"A": cell("tbl_a", "B") + 1, "B": cell("tbl_a", "A") + 1},
        {"A": jumlah_isi(column("tbl_a", "A"))},
        {"A": cell("tbl_a", "B") + 1, "B": jumlah_isi(column("tbl_a", "A"))},
    ],
)
def test_columns_that_need_each_other_are_named(formulas):
    with pytest.raises(ValueError, match=r"tbl_a\[A\]"):
        calculation_order([_table("tbl_a", Free=cell("tbl_a", "Isi") + 1, **formulas)])


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"tbl_a\[A\] refers to tbl_a\[\[#This Row\],\[Lain\]\]"):
        calculation_order([_table("tbl_a", A=cell("tbl_a", "Lain") + 1)])


def test_a_span_needs_all_that_lies_in_it():
    table = _table("tbl_a", P=cell("tbl_a", "Isi") + 1, Q=cell("tbl_a", "Isi") + 2, R=cell("tbl_a", "Isi") + 3,
                   Sum=jumlah_isi(cells("tbl_a", ["P", "Q", "R"])))  # fmt: skip
    assert references(table, table.by_name["Sum"], {"tbl_a": table}).row == {"P", "Q", "R"}
    idiom = Table("tbl_a", "", "Isi", (*table.columns, Column("X", excel="SUM(tbl_a[[P]:[R]])")), ("Isi",))
    assert references(idiom, idiom.by_name["X"], {"tbl_a": idiom}).whole == {("tbl_a", n) for n in "PQR"}


def test_the_contract_has_an_order_and_every_computed_column_is_in_it_once():
    contract = tables(2025, 2029)
    steps = calculation_order(contract.values())
    computed = sorted((name, c.name) for name, t in contract.items() for c in t.computed)
    assert sorted((s.table.name, c.name) for s in steps for c in s.columns) == computed and len(computed) > 50
    place = {(s.table.name, c.name): i for i, s in enumerate(steps) for c in s.columns}
    for step in steps:
        seen = set()
        for item in step.columns:
            needs = references(step.table, item, contract)
            assert all(place.get(w, -1) < place[step.table.name, item.name] for w in needs.whole)
            here = {n for n in needs.row if place.get((step.table.name, n)) == place[step.table.name, item.name]}
            assert here <= seen, item.name
            seen.add(item.name)
    assert place["tbl_pengukuran", "Pagu"] > place["tbl_anggaran", "_Sas"] > place["tbl_pengukuran", "_Sasaran"]
    assert place["tbl_pengukuran", "_Rata"] > place["tbl_pengukuran", "Capaian"]
    assert place["tbl_dasbor", "_Baris"] > place["tbl_pengukuran", "_Rendah"]
    assert place["tbl_ringkasan", "Nilai"] > place["tbl_pengukuran", "_Rata"]
