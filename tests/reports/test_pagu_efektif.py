"""Where serapan is measured against Pagu Efektif, everything that shows it says so, and how much that is."""

import pytest

from lkjip_xl.flows.result import Result
from lkjip_xl.hosts.answers import summary_lines
from lkjip_xl.reports.registry import write_reports
from lkjip_xl.reports.sentences import sentences
from lkjip_xl.schema.sheets import beranda as home
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

ROW = {
    "Kode": "1.01.01.2.01.0001", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Indikator": "1.1.1",
    "Pagu Awal": 1_000_000, "Blokir": 500_000, "Realisasi TW4": 400_000,
}  # fmt: skip


def _world(basis):
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": [ROW]}
    return berkas(tables, dasar_serapan=basis, triwulan_berjalan=4).world


def _texts(world):
    sheets = write_reports(world, ["LAP-ANGGARAN", "LAP-TW4"])
    yield from ("\n".join(str(x) for row in grid(sheet) for x in row.values()) for sheet in sheets)
    yield "\n".join(one.text for one in sentences(world))
    yield "\n".join(summary_lines(Result(computed=world)))


@pytest.mark.parametrize("basis, share", [("Pagu", 0.4), ("Pagu Efektif", 0.8)])
def test_the_base_is_named_beside_the_share(basis, share):
    world = _world(basis)
    assert world.budget.serapan == share  # 400.000 of 1.000.000, and of the 500.000 that are not blocked
    for text in _texts(world):
        assert ("Rp500.000" in text and "pagu efektif" in text) == (basis == "Pagu Efektif")
    card = world.outside_tables(home.CATATAN_SERAPAN)
    assert card == "realisasi dibagi pagu" + (" efektif" if basis == "Pagu Efektif" else "")


def test_the_sentence_of_a_sasaran_names_it_too():
    told = [one.text for one in sentences(_world("Pagu Efektif")) if "didukung anggaran" in one.text]
    assert told and all("atau 80,00% dari pagu efektif Rp500.000" in text for text in told)


def test_the_form_of_a_quarter_in_the_order_of_the_budget_is_by_it_too():
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": [ROW]}
    ordered = {"urutan_anggaran_tw": "Urutan Anggaran", "dasar_serapan": "Pagu Efektif", "triwulan_berjalan": 4}
    (sheet,) = write_reports(berkas(tables, **ordered).world, ["LAP-TW4"])
    rows = [list(row.values()) for row in grid(sheet)]
    assert [row[-1] for row in rows if row and row[0] == "JUMLAH"] == [0.8]  # its one row says 80%, too
    said = "\n".join(str(x) for row in rows for x in row)
    assert "pagu efektif (pagu dikurangi blokir) baris itu sendiri, seluruhnya Rp500.000" in said
    assert "Capaian Kinerja = realisasi / target sampai dengan triwulan itu" in said
