"""The order of computing follows from what the declared columns refer to; no table is known by name."""

import pytest

from lkjip_xl.compute.book import Book
from lkjip_xl.compute.calculator import Columns, plan, run
from lkjip_xl.expr.functions import jumlah_isi
from lkjip_xl.expr.to_python import Environment
from lkjip_xl.expr.tree import baris, kolom
from lkjip_xl.schema.model import Column, Table


def table(name, *columns):
    return Table(name, "", "Kode", (Column("Kode"), Column("Isi", "angka"), *columns))


def computed(tables, rows):
    """The rows of the tables after all steps."""
    names = {t.name: t for t in tables}
    columns = Columns(Book(), lambda t, c: rows[t] if names[t].by_name[c].computed else None, lambda place: None)
    for step in plan(tables):
        run(step, rows[step.table.name], Environment(None, None, {}, columns))
    return rows


def test_columns_wait_for_what_they_need_within_a_row_and_across_tables():
    share = Column("Porsi", formula=baris("b", "Ganda") / baris("b", "Total"))
    total = Column("Total", formula=jumlah_isi(kolom("a", "Ganda")))
    tables = (
        table("b", share, Column("Ganda", formula=baris("b", "Isi") * 2), total),
        table("a", Column("Ganda", formula=baris("a", "Isi") * 2)),
    )
    rows = {"a": [{"Kode": "1", "Isi": 2}, {"Kode": "2", "Isi": 3}, {"Isi": 9}], "b": [{"Kode": "x", "Isi": 5}]}
    done = computed(tables, rows)
    assert done["a"][1]["Ganda"] == 6 and done["a"][2]["Ganda"] == "", "a row without its key is no row"
    assert (done["b"][0]["Total"], done["b"][0]["Porsi"]) == (10, 1)
    assert [(s.table.name, [n for n, _ in s.columns]) for s in plan(tables)] == [
        ("b", ["Ganda"]), ("a", ["Ganda"]), ("b", ["Total", "Porsi"]),
    ]  # fmt: skip


def test_a_column_over_a_whole_column_of_its_own_table_is_a_step_later():
    one = table(
        "a", Column("Total", formula=jumlah_isi(kolom("a", "Ganda"))), Column("Ganda", formula=baris("a", "Isi") * 2)
    )
    done = computed((one,), {"a": [{"Kode": "1", "Isi": 2}, {"Kode": "2", "Isi": 3}]})
    assert [r["Total"] for r in done["a"]] == [10, 10]


def test_a_circle_is_told():
    with pytest.raises(ValueError, match="needs itself"):
        plan((table("a", Column("P", formula=baris("a", "Q") + 1), Column("Q", formula=baris("a", "P") + 1)),))
