"""Public cases of budgets: the money that is read, its sums, and what is found on them."""

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.expr.values import WRONG_VALUE, ErrorValue
from tests.checks.test_public_cases import context_of

MONEY = ("Pagu Awal", "Pagu Perubahan", "Realisasi TW4")


def read(context):
    rows = [tuple(r.cells.get(name) for name in MONEY) for r in context.world.book.tables["tbl_anggaran"]]
    return [row for row in rows if row != (None, None, None)]


def sums(context):
    return tuple(context.world.summary[name] for name in ("Pagu", "Realisasi", "Serapan"))


def told(context, weight):
    return [(t.kode, t.sel) for t in run_checks(context) if t.berat == weight and t.lembar == "Anggaran"]


def wrong(value):
    return value.__class__ is ErrorValue and value == WRONG_VALUE


def test_money_as_it_is_written(shared):
    """B02: Rp, a dash, thousands of both kinds, words and brackets are read; ``1.5 M`` is not guessed."""
    context = context_of(shared, "B02-bentuk-uang")
    assert read(context) == [
        (1_283_419_000,) * 3, (4_002_524_072,) * 3, (1_234_500_000, "1.5 M", -1_000_000),
        (73_945_400.5, 73_945_400.5, 0), (1_500_000, 1_500_000, 1_250_000),
    ]  # fmt: skip
    pagu, spent, absorbed = sums(context)
    assert wrong(pagu) and wrong(absorbed) and spent == 5_286_193_072
    assert told(context, "Salah") == [("BACA-02", "Pagu Perubahan baris 5")]
    assert ("ARI-06", "Realisasi TW4 baris 5") in told(context, "Periksa")


def test_money_with_odd_zeros(shared):
    """B20: two groups of decimals and a comma before three digits are not guessed, and no sum hides them."""
    context = context_of(shared, "B20-koma-nol")
    assert read(context) == [
        (1_500_000, None, 7_060_433_467), (1_500_000, None, "1.500.000.00"), (1_500_000, None, 1_500_000),
        (1_500, None, "1,500"),
    ]  # fmt: skip
    assert wrong(sums(context)[1]) and wrong(sums(context)[2])
    assert told(context, "Salah") == [
        ("ARI-05", "Realisasi TW4 baris 2"), ("BACA-02", "Realisasi TW4 baris 3"), ("BACA-02", "Realisasi TW4 baris 5"),
    ]  # fmt: skip


def test_programs_without_anything_beneath_are_leaves(shared):
    """B16: money on programs alone is summed as it stands, and nobody is accused."""
    context = context_of(shared, "B16-induk-saja")
    assert sums(context) == (1_400_000_000, 1_250_000_000, 0.8929)
    assert told(context, "Salah") == told(context, "Periksa") == []


def test_a_row_of_totals_is_told(shared):
    """B17: JUMLAH among the rows doubles every sum, which is Salah and named as such."""
    context = context_of(shared, "B17-total")
    assert told(context, "Salah") == [("ARI-11", "Pagu Awal baris 4")]
    assert "dua kali lipat" in next(t.uraian for t in run_checks(context, {"ARI-11"}))


def test_codes_of_either_kind_are_summed(shared):
    """B06 and B14: a code with X and last year's work unit have their money like any other."""
    for case in ("B06-X.XX.01", "B14-sotk"):
        pagu, spent, absorbed = sums(context_of(shared, case))
        assert pagu > 0 and spent > 0 and absorbed == round(spent / pagu, 4), case


def test_efficiency_of_a_ministry_by_indicator(shared):
    """B18: PMK's efficiency of each indicator; the volume of its RO is no part of the book yet."""
    context = context_of(shared, "B18-PMK")
    assert sums(context) == (300_000_000, 279_000_000, 0.93)
    assert [row["Efisiensi"] for row in context.world.computed["tbl_pengukuran"]] == [0.2222, 0.005]
