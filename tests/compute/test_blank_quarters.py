"""A planned quarter that was left blank makes what an indicator reached provisional, wherever that is shown."""

import pytest

from lkjip_xl.compute.blank_quarters import blank_quarters
from lkjip_xl.flows.glance import glance_at
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.reports.doubts import REACHED
from lkjip_xl.reports.registry import find_report, possible_ids, write_reports
from lkjip_xl.schema.sheets import beranda as home
from lkjip_xl.template.book import build
from tests.checks.small_book import indikator, ukur
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated


def quarters(targets, reached):
    return {f"{name} TW{n}": value for name, values in (("Target", targets), ("Realisasi", reached))
            for n, value in enumerate(values, 1)}  # fmt: skip


ROWS = [
    # a sum without its second quarter, a sum without its last one, a whole one
    ukur("1", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (20, None, 20, 20))),
    ukur("2", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (20, 25, 20, None))),
    ukur("3", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (20, 0, 20, 20))),
    # a state of the third quarter in place of the fourth's; one whose second quarter was left out, which rests on the
    # last; one that was measured once a year, without a target in any quarter
    ukur("4", **quarters((None, None, 78, 80), (None, None, 79, None))),
    ukur("5", Sifat="Kumulatif", **quarters((20, 40, 60, 80), (20, None, 60, 80))),
    ukur("6", **quarters((None,) * 4, (None, None, 79, None))),
    # no target, a target that nobody can read, an answer that is not available, nothing measured
    ukur("7", Sifat="Akumulasi", **quarters((40, None, 0, 40), (40, None, None, 40))),
    ukur("8", Sifat="Akumulasi", **quarters((20, "dua puluh", 20, 20), (20, None, 20, 20))),
    ukur("9", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (20, "N/A", "-", 20))),
    ukur("10", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (None,) * 4)),
    # N/A where a state is planned; where nothing is planned; where the running quarter has another value; a remark
    ukur("11", **quarters((75, 78, 80, 85), (75, 79, 86, "N/A"))),
    ukur("12", Sifat="Akumulasi", **quarters((40, None, "-", 40), (40, "N/A", "-", 40))),
    ukur("13", **quarters((75, 78, 80, 85), (75, "N/A", "-", 86))),
    ukur("14", Sifat="Akumulasi", **quarters((40, None, 20, 40), (40, "Diukur di TW IV", 20, 40))),
    # a day is reached once: 27 Maret for 31 Maret, which is planned in TW I and TW IV
    ukur("15", **quarters((45_747, None, None, 45_747), (45_743, None, None, None))),
]


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """``path of the book at a quarter``."""
    folder, made = tmp_path_factory.mktemp("quarters"), {}

    def of(quarter):
        if quarter not in made:
            made[quarter] = folder / f"tw{quarter}.xlsx"
            dated = {"15": {"Tipe": "Tanggal", "Target 2025": 45_747}}
            plan = [indikator(row["Kode"], **dated.get(row["Kode"], {})) for row in ROWS]
            rows = {"tbl_renstra": plan, "tbl_pengukuran": ROWS}
            build(made[quarter], {"tahun": 2025, "triwulan_berjalan": quarter}, rows=rows)
        return made[quarter]

    return of


@pytest.mark.parametrize(
    ("quarter", "found"),
    [
        (4, [("1", 2), ("2", 4), ("4", 4), ("9", 2), ("9", 3), ("11", 4)]),
        (3, [("1", 2), ("9", 2), ("9", 3), ("13", 3)]), (2, [("1", 2), ("9", 2), ("13", 2)]), (1, []),
    ],
)  # fmt: skip
def test_planned_quarters_without_an_answer(paths, quarter, found):
    world = compute_book(paths(quarter))[1]
    assert [(one.row["Kode"], one.quarter) for one in blank_quarters(world)] == found
    assert world.summary["Triwulan belum terisi"] == len(found)


@SPREADSHEETS
def test_a_spreadsheet_counts_them_alike(paths, lo, engine):
    path = paths(4)
    reading, world = compute_book(path)
    found, count = differences(reading, world, recalculated(path, lo, engine))
    assert found == [] and count > 500


def test_a_day_that_was_reached_answers_for_the_later_quarters(paths):
    """27 March 2025 (45743), due on 31 March, typed once, in TW I: nothing of TW IV is missing."""
    world = compute_book(paths(4))[1]
    row = next(one for one in world.measured if one["Kode"] == "15")
    assert (row["Realisasi"], row["Capaian"], row["_Ragu"]) == (45743, 1, 0)


def test_beranda_capaian_and_every_command_say_so(paths, lo):
    path = paths(4)
    world = compute_book(path)[1]
    rows = lo.values(path)
    told = " \N{MIDDLE DOT} sementara: 6 realisasi triwulan belum ada"
    assert str(world.outside_tables(home.CAPAIAN_NOTE)).endswith(told)
    assert any(str(cell).endswith(told) for row in rows["Beranda"] for cell in row)
    assert any(str(cell).endswith(f"{told}.") for row in rows["Capaian"][:8] for cell in row)
    named = "(1 TW II, 2 TW IV, 4 TW IV, 9 TW II, 9 TW III, dan 1 lagi)"
    assert named in glance_at(world).warnings()[-1]
    first = compute_book(paths(1))[1]
    assert glance_at(first).warnings() == [] and "kosong" not in str(first.outside_tables(home.CAPAIAN_NOTE))


def test_every_form_of_what_was_reached_says_so(paths):
    world = compute_book(paths(4))[1]
    sheets = {
        sheet.id: [str(cell.value) for row in sheet.rows if row for cell in row.cells if cell is not None]
        for sheet in write_reports(world, possible_ids(world))
    }
    told = {id for id, cells in sheets.items() if any("Realisasi triwulan yang bertarget masih" in c for c in cells)}
    assert told == {id for id in sheets if REACHED in find_report(id).rests_on} | {
        "LAP-TW2", "LAP-TW3", "LAP-TW4"
    }  # fmt: skip
    assert (
        any("(1 TW II, 9 TW II, 9 TW III, 13 TW III)" in cell for cell in sheets["LAP-TW3"]) and "LAP-CAPAIAN" in told
    )
