"""A form whose figures rest on something doubtful as a whole says so where they stand."""

from functools import cache

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.reports.doubts import PAST, PAST_MONEY, QUARTER, REACHED, ROWS, SPENDING
from lkjip_xl.reports.registry import find_report, possible_ids, write_reports
from tests.printed.csv_book import buku_dari_csv
from tests.reports.forms.test_rincian_output import world as outputs_world
from tests.reports.module_book import module_world
from tests.reports.renja_book import renja_world
from tests.reports.test_same_number_in_forms import PPPA, PRINTED, evaluated

WORLDS = {
    "Umum": lambda: module_world({"bentuk_laporan": "Gabungan"}),
    "2022": lambda: module_world(PPPA),
    "2018": lambda: World(buku_dari_csv(PRINTED / "2018/buku-2018")),
    "Renstra": lambda: World(buku_dari_csv(PRINTED / "renstra")),
    "Renja": renja_world,
    "RO": outputs_world,
    "SAKIP": evaluated,
}


@cache
def world_of(name):
    return WORLDS[name]()


def again(name, *, settings=(), tables=()):
    """The world of the same book with some settings and tables replaced."""
    book = world_of(name).book
    changed = type(book)(
        {**book.settings, **dict(settings)}, {**book.tables, **dict(tables)}, book.years, book.facts,
        book.first_version, book.modules, book.emblem,
    )  # fmt: skip
    return World(changed)


def contents(sheet):
    """All that stands in a sheet's cells."""
    return [cell.value for row in sheet.rows if row for cell in row.cells if cell is not None]


def written(world, ids=None):
    return {sheet.id: contents(sheet) for sheet in write_reports(world, ids or possible_ids(world))}


def told(sheet, words):
    return any(words in str(line) for line in sheet)


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_the_quarter_rests_on_it(name):
    second, last = (written(again(name, settings={"triwulan_berjalan": n}.items())) for n in (2, 4))
    changing = {id for id in second.keys() & last.keys() if second[id] != last[id]}
    declared = {id for id in last if QUARTER in find_report(id).rests_on}
    assert changing <= declared


AMOUNTS = ("Pagu Awal", "Pagu Perubahan", "Realisasi TW1", "Realisasi TW2", "Realisasi TW3", "Realisasi TW4")


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_the_budget_rests_on_it(name):
    def more(cells):
        return {a: 2 * cells[a] + 11 for a in AMOUNTS if cells.get(a).__class__ in (int, float)}

    rows = [type(r)(r.number, {**r.cells, **more(r.cells)}) for r in world_of(name).book.rows("tbl_anggaran")]
    before, after = written(world_of(name)), written(again(name, tables={"tbl_anggaran": rows}.items()))
    changing = {id for id in before.keys() & after.keys() if before[id] != after[id]}
    assert changing <= {id for id in before if SPENDING in find_report(id).rests_on}


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_what_was_reached_rests_on_it(name):
    def more(cells):
        reached = (f"Realisasi TW{n}" for n in range(1, 5))
        return {r: 1.5 * cells[r] + 1 for r in reached if cells.get(r).__class__ in (int, float)}

    rows = [type(r)(r.number, {**r.cells, **more(r.cells)}) for r in world_of(name).book.rows("tbl_pengukuran")]
    before, after = written(world_of(name)), written(again(name, tables={"tbl_pengukuran": rows}.items()))
    changing = {id for id in before.keys() & after.keys() if before[id] != after[id]}
    assert changing <= {id for id in before if {REACHED, ROWS} & {*find_report(id).rests_on}}


def test_a_budget_row_without_a_level_is_told_where_money_stands():
    rows = [*world_of("2022").book.rows("tbl_anggaran")]
    last = rows[-1]
    lost = type(last)(last.number + 1, {**last.cells, "Tingkat": None, "Pagu Awal": 5_000_000})
    sheets = written(again("2022", tables={"tbl_anggaran": [*rows, lost]}.items()))
    marked = {id for id, sheet in sheets.items() if told(sheet, "1 baris Anggaran berisi uang tetapi kolom Tingkat")}
    assert marked == {id for id in sheets if SPENDING in find_report(id).rests_on} and "LAP-ANGGARAN" in marked


@pytest.mark.lengkap(contoh=5)
@pytest.mark.parametrize("typed", ["TW 2", 5, 0, None, "dua"])
@pytest.mark.parametrize("name", WORLDS)
def test_a_quarter_that_is_none_is_told_on_every_form_that_rests_on_it(name, typed):
    sheets = written(again(name, settings={"triwulan_berjalan": typed}.items()))
    marked = {id for id, sheet in sheets.items() if told(sheet, "PERIKSA: Triwulan yang dilaporkan")}
    assert marked == {id for id in sheets if QUARTER in find_report(id).rests_on}
    assert "LAP-PK" not in marked and "LAP-IKU" not in marked
    assert not any(told(sheet, "PERIKSA:") for sheet in written(world_of(name)).values())


def test_rows_of_past_years_without_a_year_are_told_where_years_stand():
    past = [type(row)(row.number, {**row.cells, "Tahun": None}) for row in world_of("2022").book.rows("tbl_riwayat")]
    sheets = written(again("2022", tables={"tbl_riwayat": past}.items()))
    marked = {id for id, sheet in sheets.items() if told(sheet, f"{len(past)} baris Riwayat tanpa tahun")}
    assert marked == {id for id in sheets if PAST in find_report(id).rests_on} and marked


def test_money_of_past_years_without_a_year_is_told_where_it_stands():
    rows = world_of("Renstra").book.rows("tbl_riwayat_anggaran")
    rows = [type(row)(row.number, {**row.cells, **({"Tahun": "N/A"} if n < 3 else {})}) for n, row in enumerate(rows)]
    sheets = written(again("Renstra", tables={"tbl_riwayat_anggaran": rows}.items()))
    marked = {id for id, sheet in sheets.items() if told(sheet, "3 baris Riwayat Anggaran tanpa tahun")}
    assert marked == {id for id in sheets if PAST_MONEY in find_report(id).rests_on} and marked


def test_what_a_history_calls_provisional_is_told_where_it_stands():
    rows = world_of("Renstra").book.rows("tbl_riwayat_anggaran")
    noted = {"Keterangan": "sementara: 2 baris belum terisi di buku 2018"}
    rows = [type(row)(row.number, {**row.cells, **(noted if row.cells["Tahun"] == 2018 else {})}) for row in rows]
    sheets = written(again("Renstra", tables={"tbl_riwayat_anggaran": rows}.items()))
    marked = {id for id, sheet in sheets.items() if told(sheet, "Angka 2018 sementara")}
    assert marked == {id for id in sheets if PAST_MONEY in find_report(id).rests_on} and marked


def _with_budget(name, amount, change, **settings):
    """The world of a book, and with leaves of Belanja changed; () where none has the amount.

    change: ``(budget, the leaves that have it)`` to ``{zero-based row: cells}``.
    """
    budget = again(name, settings=settings.items()).budget
    leaves = [r for r in budget.rows if r.daun and r.jenis == 1 and getattr(r, amount).__class__ in (int, float)]
    if not leaves:
        return ()
    cells = change(budget, leaves)
    rows = world_of(name).book.rows("tbl_anggaran")
    changed = [type(r)(r.number, {**r.cells, **cells.get(n, {})}) for n, r in enumerate(rows)]
    tables = {"tbl_anggaran": changed}.items()
    return again(name, settings=settings.items()), again(name, settings=settings.items(), tables=tables)


def _changing(worlds):
    """The forms that two worlds show otherwise, as the second shows them."""
    before, after = map(written, worlds)
    return {id: after[id] for id in before.keys() & after.keys() if before[id] != after[id]}


def _unfilled(name, quarter):
    """The world of a book, and with a blank realisasi of one leaf in the running quarter; () without a budget."""

    def blank(budget, leaves):
        place = next((r.nomor for r in leaves if any(budget.rows[p].indikator for p in r.leluhur)), leaves[0].nomor)
        return {place: {f"Realisasi TW{quarter}": None}}

    return _with_budget(name, "realisasi", blank, triwulan_berjalan=quarter)


@pytest.mark.lengkap(contoh=6)
@pytest.mark.parametrize("quarter", [2, 4])
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_a_leaf_that_waits_says_that_it_is_provisional(name, quarter):
    if not (worlds := _unfilled(name, quarter)):
        pytest.skip(f"{name}: buku ini tidak memuat realisasi anggaran")
    changing = _changing(worlds)
    silent = {id for id, sheet in changing.items() if not (told(sheet, "ementara") or told(sheet, "belum terisi"))}
    assert silent == set() and changing


def _blocked(name, quarter):
    """The world of a book whose serapan is by Pagu Efektif, without and with a Blokir of each leaf's half pagu."""

    def half(budget, leaves):
        return {r.nomor: {"Blokir": r.pagu // 2} for r in leaves}

    return _with_budget(name, "pagu", half, triwulan_berjalan=quarter, dasar_serapan="Pagu Efektif")


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("quarter", [2, 4])
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_what_is_blocked_names_pagu_efektif(name, quarter):
    if not (worlds := _blocked(name, quarter)):
        pytest.skip(f"{name}: buku ini tidak memuat pagu")
    changing = _changing(worlds)
    assert changing and {id for id, sheet in changing.items() if "pagu efektif" not in str(sheet).casefold()} == set()


def _half_measured(name, quarter):
    """The world of a book, and with one planned quarter of an indicator that accumulates left blank."""
    settings = {"triwulan_berjalan": quarter}.items()
    world = again(name, settings=settings)
    number = next((i for i in world.indikator if i.tipe not in ("Tingkat", "Tanggal")), None)
    if number is None:
        return ()
    planned = {"Sifat": "Akumulasi", "Penyebut Tetap": None, **{f"Target TW{k}": 10 for k in range(1, 5)}}
    planned |= {f"Realisasi TW{k}": 10 if k <= quarter else None for k in range(1, 5)}
    rows = world.book.rows("tbl_pengukuran")
    full, blank = (
        [type(r)(r.number, {**r.cells, **typed}) if r.cells["Kode"] == number.kode else r for r in rows]
        for typed in (planned, {**planned, f"Realisasi TW{quarter}": None})
    )
    return tuple(again(name, settings=settings, tables={"tbl_pengukuran": t}.items()) for t in (full, blank))


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("quarter", [2, 4])
@pytest.mark.parametrize("name", WORLDS)
def test_a_form_that_changes_with_a_blank_planned_quarter_says_so(name, quarter):
    if not (worlds := _half_measured(name, quarter)):
        pytest.skip(f"{name}: buku ini tidak memuat Pengukuran")
    changing = _changing(worlds)
    silent = {id for id, sheet in changing.items() if not told(sheet, "masih kosong atau N/A")}
    assert silent == set() and changing
