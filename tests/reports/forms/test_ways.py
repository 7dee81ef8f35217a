"""The notes beneath a form name each formula of capaian that a row on it uses, and no other."""

import pytest

from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.reports.made_book import teks_lembar

INTERVAL = "di atasnya (2 x batas atas - realisasi) / batas atas"
DAY = "indikator bertanggal = 100% bila paling lambat pada tanggal target, sesudahnya 0%"
LEVEL = "indikator bertingkat = 100% bila target tercapai"
BELOW = "target di bawah 0 = 1 + (realisasi - target) / |target|"
KINDS = {
    INTERVAL: ({"Satuan": "menit", "Tipe": "Angka"}, "60-85", 88.4),
    DAY: ({"Tipe": "Tanggal"}, 45_747, 45_744),
    LEVEL: ({"Tipe": "Tingkat", "Skala Tingkat": "Kota Layak Anak"}, "Madya", "Madya"),
    BELOW: ({"Tipe": "Angka"}, -2, -1.5),
    "": ({}, 80, 80),
}


@pytest.mark.parametrize("way", KINDS)
@pytest.mark.parametrize("form", ["LAP-TW4", "LAP-SASARAN-1", "LAP-CAPAIAN"])
def test_a_formula_is_named_where_a_row_uses_it(form, way):
    kind, target, reached = KINDS[way]
    own = indikator(**kind, **{"Target 2025": target})
    rows = {"tbl_renstra": [own], "tbl_pengukuran": [ukur(**{"Realisasi TW4": reached})]}
    (sheet,) = write_reports(berkas(rows, triwulan_berjalan=4).world, [form])
    said = " ".join(teks_lembar(sheet))
    assert [one for one in KINDS if one and one in said] == [one for one in (way,) if one]


def test_a_formula_of_another_table_of_the_sheet_is_named_there():
    goal = indikator("T1", Jenis="Tujuan", Induk=None, Sasaran=None, IKU="Tidak", **{"Target 2025": "60-85"})
    rows = {"tbl_renstra": [indikator(), goal], "tbl_pengukuran": [ukur(), ukur("T1", **{"Realisasi TW4": 88})]}
    (sheet,) = write_reports(berkas(rows, triwulan_berjalan=4).world, ["LAP-CAPAIAN"])
    assert any(str(line).startswith("Persentase capaian target rentang = 100%") for line in teks_lembar(sheet))
