"""Money that moves as money does is not asked about."""

import pytest

from lkjip_xl.checks.registry import run_checks
from tests.checks.cases_anggaran_isian import money
from tests.checks.cases_aritmetika import A, sub
from tests.checks.cases_gerak_realisasi import GAJI, LISTRIK
from tests.checks.small_book import berkas

REAL = [  # an E.81 of 2025, quarter by quarter, and two rows of the LKjIP 2022
    sub("1.1", Uraian=GAJI, **money(7_060_433_467, 1_571_439_337, 3_251_126_996, 4_849_573_397, 6_148_045_692)),
    sub("1.2", Uraian=LISTRIK, **money(161_957_500, 27_516_708, 56_942_575, 80_080_465, 122_398_230)),
    sub("1.3", Uraian="Penyediaan Jasa Pelayanan Umum Kantor",
        **money(360_185_552, 52_332_000, 105_641_500, 182_845_355, 321_890_797)),
    sub("1.4", Uraian=GAJI, **money(4_977_991_716, 978_214_357, 2_310_344_848, 3_607_551_654, 4_724_202_484)),
    sub("1.5", Uraian="Pengadaan Peralatan", **money(53_300_000, 46_700_000, 46_700_000, 46_700_000, 53_300_000)),
    sub("1.6", Uraian="Musrenbang", **money(138_474_464, 0, 0, 113_364_464, 113_364_464)),
    sub("1.7", Uraian=LISTRIK, **money(161_957_500, 0, 56_942_575, 80_080_465, 122_398_230)),
]  # fmt: skip


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_money_of_real_offices_raises_nothing(quarter):
    rows = [{k: v for k, v in row.items() if k[-3:-1] != "TW" or int(k[-1]) <= quarter} for row in REAL]
    assert run_checks(berkas({A: rows}, triwulan_berjalan=quarter), {"ARI-45", "ARI-46"}) == []


def test_what_is_not_filled_or_falls_is_told_elsewhere():
    rows = [
        sub("1.1", Uraian=GAJI, **money(4000, 1000, 2000, "N/A", 2000)),
        sub("1.2", **money(1000, 500, 300, 300, 300)),
        sub("1.3", **money(1000, 500, 500, 500)),
    ]
    assert run_checks(berkas({A: rows}), {"ARI-45", "ARI-46"}) == []


def test_income_does_not_count():
    row = sub("1.1", **money(1000, 100, 300, 300, 300), **{"Jenis Anggaran": "Pendapatan"})
    assert run_checks(berkas({A: [row]}), {"ARI-45"}) == []
