"""The budget of every kind of office: what the public cases say is right, and three more of each kind.

Amounts and codes are those of public documents (budget prints of 2017 to 2025, a template of a ministry's office).
"""

import pytest

from lkjip_xl.checks.fixes import certain_edits
from lkjip_xl.checks.registry import run_checks
from lkjip_xl.expr.values import NOT_AVAILABLE, WRONG_VALUE
from tests.checks.cases_anggaran_isian import money
from tests.checks.cases_aritmetika import A, kegiatan, program, sub
from tests.checks.small_book import berkas, indikator, ukur

JUTA = 1_000_000


def world(rows, performance=False, **settings):
    tables = {A: rows}
    if performance:
        tables |= {
            "tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()],
            "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 80}],
        }  # fmt: skip
    return berkas(tables, **settings)


def found(context, *codes):
    return [(f.kode, f.berat) for f in run_checks(context, set(codes))]


# --- unfilled is not zero --------------------------------------------------------------------------------------------
HALF = [
    program(Indikator="1.1.1"), sub("1.1", **money(600 * JUTA, 0, 0, 0, 500 * JUTA)),
    sub("1.2", **money(400 * JUTA, 0, 0, 390 * JUTA)),
]  # fmt: skip


def test_an_unfilled_leaf_makes_its_sums_provisional_and_withholds_efisiensi():
    w = world(HALF, performance=True).world
    assert [row["Belum Terisi"] for row in w.rows(A)] == [1, 0, 1]
    assert w.summary["Baris belum terisi"] == 1
    row = w.rows("tbl_pengukuran")[0]
    assert (row["Belum Terisi"], row["Efisiensi"]) == (1, NOT_AVAILABLE)
    assert row["Realisasi Anggaran"] == 500 * JUTA  # not carried forward from TW3, and not invented


@pytest.mark.parametrize("answer", [0, 390 * JUTA])
def test_an_answer_fills_it(answer):
    rows = [HALF[0], HALF[1], {**HALF[2], "Realisasi TW4": answer}]
    w = world(rows, performance=True).world
    assert w.summary["Baris belum terisi"] == 0
    assert w.rows("tbl_pengukuran")[0]["Efisiensi"] != NOT_AVAILABLE


@pytest.mark.parametrize("answer", ["N/A", "n/a", "-", NOT_AVAILABLE])
def test_a_leaf_that_nobody_can_read_is_no_answer(answer):
    rows = [HALF[0], HALF[1], {**HALF[2], "Realisasi TW4": answer}]
    context = world(rows, performance=True)
    w = context.world
    assert [row["Belum Terisi"] for row in w.rows(A)] == [1, 0, 1]
    assert w.summary["Baris belum terisi"] == 1 and w.budget.unfilled(["1.1.1"]) == 1
    assert (w.budget.pagu, w.budget.realisasi) == (1000 * JUTA, 500 * JUTA)
    assert w.rows("tbl_pengukuran")[0]["Efisiensi"] == NOT_AVAILABLE
    assert found(context, "LKP-20") == [("LKP-20", "Periksa")]
    assert found(world([*rows, sub("1.3", **money(5 * JUTA))]), "LKP-20") == [("LKP-20", "Salah")]


def test_each_quarter_needs_a_number_where_each_holds_its_own_money():
    rows = [program(), sub("1.1", **money(100, 10, "N/A", 30, 40)), sub("1.2", **money(100, 10, 0, 30, 40))]
    w = world(rows, realisasi_anggaran="Per Triwulan").world
    assert [row["Belum Terisi"] for row in w.rows(A)] == [1, 1, 0] and w.budget.realisasi == 160


def test_another_text_tells_itself_and_waits_for_nothing():
    w = world([program(), sub("1.1", **money(100, 0, 0, 0, "lihat SPJ"))]).world
    assert w.budget.serapan == WRONG_VALUE and w.summary["Baris belum terisi"] == 0


@pytest.mark.parametrize(("pagu", "count"), [(0, 0), (None, 0), ("N/A", 0), (-5, 1)])
def test_a_leaf_without_money_does_not_wait(pagu, count):
    """Less than nothing is no money, but a slip: what it adds up to is provisional."""
    assert world([sub("1.1", **money(pagu))]).world.summary["Baris belum terisi"] == count


def test_the_finding_grows_with_the_year():
    assert found(world(HALF), "LKP-20") == [("LKP-20", "Salah")]
    assert found(world(HALF, triwulan_berjalan=3), "LKP-20") == []
    early = [{**HALF[1], "Realisasi TW2": None}]
    assert found(world(early, triwulan_berjalan=2), "LKP-20") == [("LKP-20", "Periksa")]


# --- a blank Pagu Perubahan (B15, B14) -------------------------------------------------------------------------------
def test_b15_a_sub_kegiatan_dropped_in_mid_year():
    rows = [
        program(Indikator="1.1.1"),
        sub("1.1", **money(100 * JUTA, 0, 0, 0, 79 * JUTA, **{"Pagu Perubahan": 80 * JUTA})),
        sub("1.2", **money(300 * JUTA, 0, 0, 0, 0)),
        sub("1.3", **{"Pagu Perubahan": 50 * JUTA, "Realisasi TW4": 49 * JUTA}),
    ]  # fmt: skip
    context = world(rows, dokumen_pk="Perubahan")
    assert found(context, "LKP-21") == [("LKP-21", "Periksa")]
    assert context.world.budget.pagu == 430 * JUTA
    rows[2]["Pagu Perubahan"] = 0
    context = world(rows, dokumen_pk="Perubahan")
    assert found(context, "LKP-21") == [] and context.world.budget.pagu == 130 * JUTA
    assert context.world.budget.serapan == 0.9846


@pytest.mark.parametrize("changes", [
    {"dokumen_pk": "Awal"}, {"dokumen_pk": "Perubahan", "all": True}, {"dokumen_pk": "Perubahan", "none": True},
])  # fmt: skip
def test_a_blank_pagu_perubahan_that_says_nothing(changes):
    changed = {} if changes.pop("none", False) else {"Pagu Perubahan": 80}
    other = {"Pagu Perubahan": 0} if changes.pop("all", False) else {}
    assert found(world([sub("1.1", **money(100, 0, 0, 0, 1), **changed), sub("1.2", **money(9, 0, 0, 0, 1), **other)],
                       **changes), "LKP-21") == []  # fmt: skip


# --- per quarter (B12) -----------------------------------------------------------------------------------------------
PER_QUARTER = [program(), kegiatan(), sub(**money(100 * JUTA, 10 * JUTA, 20 * JUTA, 30 * JUTA, 40 * JUTA))]


def test_b12_each_quarters_own_money():
    context = world(PER_QUARTER)
    assert context.world.budget.serapan == 0.4 and found(context, "ARI-41", "ARI-03") == [("ARI-41", "Periksa")]
    context = world(PER_QUARTER, realisasi_anggaran="Per Triwulan")
    assert context.world.budget.serapan == 1 and found(context, "ARI-41", "ARI-42", "ARI-05", "ARI-03") == []
    assert context.world.budget.realisasi_tw == tuple(x * JUTA for x in (10, 30, 60, 100))


@pytest.mark.parametrize("quarters, codes", [
    ((10, 40, 70, 95), []), ((0, 0, 30, 40), []), ((5, 12, 18, 22), []), ((30, 25, 20, 20), ["ARI-41"]),
    ((25, 25, 24, 24), ["ARI-41"]), ((60, 60, 60, 60), []),
])  # fmt: skip
def test_what_is_evident_and_what_is_not(quarters, codes):
    assert [code for code, _ in found(world([sub(**money(100, *quarters))]), "ARI-41")] == codes


def test_one_row_that_falls_among_many_is_that_rows_own_matter():
    rows = [sub(f"1.1.{n}", **money(100, 10, 40, 70, 95)) for n in range(9)] + [
        sub("1.1.9", **money(100, 9, 30, 20, 25))
    ]
    assert found(world(rows), "ARI-41", "ARI-03") == [("ARI-03", "Periksa")]


def test_more_than_the_pagu_in_all_quarters_together():
    rows = [sub(**money(100, 40, 10, 40, 40))]
    assert found(world(rows, realisasi_anggaran="Per Triwulan"), "ARI-05") == [("ARI-05", "Salah")]
    assert found(world(rows), "ARI-05") == []


# --- refunds (B03), blocked money (B19), kinds -----------------------------------------------------------------------
def test_b03_a_refund_is_looked_at_and_counts():
    rows = [
        sub("1.1", **money(10 * JUTA, 0, 5 * JUTA, 9 * JUTA, 8_500_000)),
        sub("1.2", **money(0, None, None, None, -250_000)),
    ]
    context = world(rows)
    assert found(context, "ARI-06") == [("ARI-06", "Periksa")]
    assert context.world.budget.realisasi == 8_250_000


def test_b19_blocked_money():
    rows = [program("1", Indikator="1.1.1"), sub("1.1", **money(100, 0, 0, 0, 55, Blokir=40))]
    w = world(rows, performance=True).world
    assert [row["Pagu Efektif"] for row in w.rows(A)] == [60, 60] and w.budget.serapan == 0.55
    w = world(rows, performance=True, dasar_serapan="Pagu Efektif").world
    assert [row["Serapan"] for row in w.rows(A)] == [0.9167, 0.9167]
    assert (w.budget.serapan, w.summary["Serapan"], w.sasaran[0].serapan) == (0.9167,) * 3
    assert w.rows("tbl_pengukuran")[0]["Serapan"] == 0.9167


def test_income_and_financing_stand_apart():
    rows = [
        program("4", **{"Jenis Anggaran": "Pendapatan"}),
        sub("4.1", **money(50, 0, 0, 0, 80), **{"Jenis Anggaran": "Pendapatan"}),
        program("5", Indikator="1.1.1"), sub("5.1", **money(100, 0, 0, 0, 90)),
        program("6", **{"Jenis Anggaran": "Pembiayaan"}),
        sub("6.1", **money(30, 0, 0, 0, 30), **{"Jenis Anggaran": "Pembiayaan"}),
    ]  # fmt: skip
    context = world(rows, performance=True)
    w = context.world
    assert (w.budget.pagu, w.budget.realisasi, w.budget.serapan) == (100, 90, 0.9)
    assert [w.budget.total_of_kind(kind) for kind in (1, 2, 3)] == [(100, 90), (50, 80), (30, 30)]
    assert [row["Pagu"] for row in w.rows(A)] == [50, 50, 100, 100, 30, 30]
    assert found(context, "ARI-05", "KON-51") == []  # more income than its target is no fault


def test_a_code_means_the_sum_over_units():
    rows = [program("1"), kegiatan("1.1"), sub(Unit="Kelurahan A", **money(60, 0, 0, 0, 50)),
            sub(Unit="Kelurahan B", **money(40, 0, 0, 0, 10))]  # fmt: skip
    w = world(rows).world
    assert w.amounts.pagu_of_code("1.1.1", "Awal") == 100
    assert w.budget.units() == {"Kelurahan A": (60, 50, 0.8333), "Kelurahan B": (40, 10, 0.25)}


# --- levels (B09) ----------------------------------------------------------------------------------------------------
def test_b09_a_ministrys_levels():
    rows = [
        {"Kode": "054.01.GG", "Tingkat": "Program", "Uraian": "Penyediaan Statistik", "Indikator": "1.1.1"},
        {"Kode": "2896", "Tingkat": "Kegiatan", "Uraian": "Pengembangan"},
        {"Kode": "2896.BMA", "Tingkat": "KRO", "Uraian": "Data"},
        {"Kode": "2896.BMA.004", "Tingkat": "RO", "Uraian": "Publikasi", **money(55, 0, 0, 0, 47)},
        {"Kode": "2896.BMA.006", "Tingkat": "RO", "Uraian": "Laporan"},
        {"Kode": "051", "Tingkat": "Komponen", "Uraian": "Persiapan", **money(20, 0, 0, 0, 10)},
    ]  # fmt: skip
    context = world(rows, performance=True, jenis_instansi="Kementerian-Lembaga")
    assert [row["Pagu"] for row in context.world.rows(A)] == [75, 75, 75, 55, 20, 20]
    assert found(context, "KON-20", "KON-22", "KON-50", "BACA-15") == []


def test_accounts_are_summed_into_their_sub_kegiatan():
    rows = [program("1"), kegiatan("1.1"), sub(),
            {"Kode": "5.1.02.01", "Tingkat": "Rekening", "Uraian": "Barang", **money(7, 0, 0, 0, 5)},
            {"Kode": "5.1.02.04", "Tingkat": "Rekening", "Uraian": "Perjalanan", **money(3, 0, 0, 0, 1)},
            sub("1.1.2", **money(4, 0, 0, 0, 4))]  # fmt: skip
    context = world(rows)
    assert [row["Pagu"] for row in context.world.rows(A)] == [14, 14, 10, 7, 3, 4]
    assert found(context, "KON-20", "KON-22", "KON-23", "KON-50") == []


# --- a broken order --------------------------------------------------------------------------------------------------
TREE = [
    program("1"),
    kegiatan("1.1"),
    sub("1.1.1", **money(7, 0, 0, 0, 5)),
    kegiatan("1.2"),
    sub("1.2.1", **money(3, 0, 0, 0, 1)),
]


def test_a_sorted_table_withholds_its_totals_and_says_it_once():
    rows = [TREE[4], TREE[2], TREE[0], TREE[1], TREE[3]]
    context = world(rows)
    assert context.world.summary["Pagu"] == NOT_AVAILABLE and context.world.budget.pagu == NOT_AVAILABLE
    # LKP-24 tells that a whole office's money is less than Rp1 juta.
    assert [f.kode for f in run_checks(context) if f.tabel == A] == ["KON-50", "LKP-24"]


def test_the_repair_sorts():
    rows = [TREE[4], TREE[2], TREE[0], TREE[1], TREE[3]]
    context = world(rows)
    for _, edit in certain_edits(context, run_checks(context, {"KON-50"})):
        rows[edit.row - 1] = {**rows[edit.row - 1], edit.column: edit.value}
    assert [row["Kode"] for row in rows] == ["1", "1.1", "1.1.1", "1.2", "1.2.1"]
    assert world(rows).world.budget.pagu == 10 and found(world(rows), "KON-50") == []


@pytest.mark.parametrize("codes", [
    ("X.XX.01", "X.XX.01.2.01", "X.XX.01.2.01.0001"), ("1.01", "1.01.02", "1"), ("A", "B", "C"), ("5", "5.1", "5.1.1"),
])  # fmt: skip
def test_codes_of_both_generations_are_in_order(codes):
    rows = [program(codes[0]), kegiatan(codes[1]), sub(codes[2], **money(9, 0, 0, 0, 9))]
    assert found(world(rows), "KON-50") == []
