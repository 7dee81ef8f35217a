"""The evaluation of Renja against figures worked out by hand (tests/reports/renja_book.py)."""

import pytest

from lkjip_xl.compute.renja import renja_of
from lkjip_xl.expr.values import ErrorValue
from tests.reports.renja_book import FIGURES, INDICATORS, MEAN, MONEY_FIGURES, renja_world, tables


@pytest.fixture(scope="module")
def renja():
    return renja_of(renja_world())


def _shown(value):
    return value.kode.strip("#") if isinstance(value, ErrorValue) else value


def _lines(renja):
    return {str(line.indicator.kode)[1:]: line for line in renja.lines if line.indicator and line.first
            and str(line.indicator.kode).startswith("K")}  # fmt: skip


@pytest.mark.parametrize("code", [one[0] for one in INDICATORS])
def test_figures_by_sifat_and_arah(renja, code):
    line = _lines(renja)[code]
    got = (renja.end_target(line), renja.before(line), line.indicator["Realisasi"], renja.to_date(line),
           renja.level(line))  # fmt: skip
    assert tuple(map(_shown, got)) == FIGURES[code]


@pytest.mark.parametrize("code", MONEY_FIGURES)
def test_money_of_the_form(renja, code):
    line = _lines(renja)[code]
    quarters = tuple(renja.quarter_money(line, n) for n in (1, 2, 3, 4))
    got = (renja.end_money(line), renja.money_before(line), line.row.pagu, quarters, line.row.realisasi,
           renja.money_to_date(line), renja.money_level(line))  # fmt: skip
    assert got == MONEY_FIGURES[code]


def test_a_parent_counts_each_of_its_rows_once(renja):
    program = renja.lines[0]
    assert program.row.uraian == "Program satu" and program.sasaran == "Sasaran satu"
    assert renja.money_before(program) == 1_250_000
    assert sum(renja.quarter_money(program, n) for n in (1, 2, 3, 4)) == program.row.realisasi == 2_950_000
    assert renja.end_money(program) == 20_000_000


def test_mean_leaves_out_what_is_not_available(renja):
    assert renja.mean == MEAN


def test_money_typed_for_each_quarter_alone_gives_the_same_form():
    changed = tables()
    for row in changed["tbl_anggaran"]:
        spent = [row.get(f"Realisasi TW{n}") for n in (1, 2, 3, 4)]
        if spent[0] is not None:
            row.update({f"Realisasi TW{n}": v - (spent[n - 2] if n > 1 else 0) for n, v in enumerate(spent, 1)})
    from tests.checks.small_book import berkas

    world = berkas(changed, tahun=2026, triwulan_berjalan=4, realisasi_anggaran="Per Triwulan").world
    line = _lines(renja_of(world))["01"]
    assert tuple(renja_of(world).quarter_money(line, n) for n in (1, 2, 3, 4)) == MONEY_FIGURES["01"][3]


def test_before_follows_from_riwayat_where_nothing_is_typed():
    changed = tables()
    changed["tbl_renja"][0].pop("Realisasi Lalu K")
    changed["tbl_riwayat"] = [{"Kode": "K01", "Tahun": 2025, "Realisasi": 7}]
    from tests.checks.small_book import berkas

    world = berkas(changed, tahun=2026).world
    line = _lines(renja_of(world))["01"]
    assert renja_of(world).before(line) == 7 and renja_of(world).to_date(line) == 25


def test_a_quarter_that_has_not_come_shows_nothing():
    world = renja_world(triwulan_berjalan=2)
    line = _lines(renja_of(world))["01"]
    assert renja_of(world).quarter(line, 3) is None and renja_of(world).quarter_money(line, 3) is None
    assert renja_of(world).to_date(line) == 19


def test_next_years_book_begins_where_this_one_ended():
    """(6) of next year is (13) of this year, figures and money, of every line."""
    from lkjip_xl.compute.year_end import history_of_year
    from tests.checks.small_book import berkas

    this = renja_world()
    carried = renja_of(this).carried()
    changed = tables()
    changed["tbl_renja"] = [{"Kode": row["Kode"], **carried[row["Kode"].casefold()]} for row in changed["tbl_renja"]]
    changed["tbl_riwayat"] = history_of_year(this)["tbl_riwayat"]
    after = berkas(changed, tahun=2027, triwulan_berjalan=1).world
    now, then = _lines(renja_of(this)), _lines(renja_of(after))
    assert len(now) == 12
    for code, line in now.items():
        assert _same(renja_of(after).before(then[code]), renja_of(this).to_date(line)), code
        assert renja_of(after).money_before(then[code]) == renja_of(this).money_to_date(line), code
    assert renja_of(after).money_before(renja_of(after).lines[0]) == renja_of(this).money_to_date(
        renja_of(this).lines[0]
    )


def _same(one, other):
    return one == other or {str(one), str(other)} <= {"N/A", "#N/A"}


def test_a_quarters_money_is_not_given_while_a_row_beneath_says_nothing_of_it():
    """The difference of two sums that do not hold the same rows was minus what the blank row had spent before."""
    from tests.checks.small_book import berkas

    changed = tables()
    spent = next(r for r in changed["tbl_anggaran"] if r.get("Realisasi TW2") and r["Tingkat"] == "Sub Kegiatan")
    del spent["Realisasi TW2"]
    renja = renja_of(berkas(changed, tahun=2026, triwulan_berjalan=4).world)
    program = renja.lines[0]
    quarters = [_shown(renja.quarter_money(program, n)) for n in (1, 2, 3, 4)]
    assert quarters[1:3] == ["N/A", "N/A"] and all(x > 0 for x in (quarters[0], quarters[3]))
