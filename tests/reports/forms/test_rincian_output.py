"""LAP-RO: every RO with its volume and money, and all together by the formula, never by a mean."""

import pytest

from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.reports.forms.rincian_output import together
from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

BUDGET = [
    {"Kode": "054.01.GG", "Tingkat": "Program", "Uraian": "Informasi", "Indikator": "1.1.1"},
    {"Kode": "2896", "Tingkat": "Kegiatan", "Uraian": "Analisis"},
    {"Kode": "2896.BMA", "Tingkat": "KRO", "Uraian": "Data"},
    {"Kode": "2896.BMA.004", "Tingkat": "RO", "Uraian": "Publikasi", "Pagu Awal": 90, "Realisasi TW4": 80},
    {"Kode": "2896.BMA.005", "Tingkat": "RO", "Uraian": "Survei"},
    {"Kode": "051", "Tingkat": "Komponen", "Uraian": "Lapangan", "Pagu Awal": 150, "Realisasi TW4": 149},
    {"Kode": "052", "Tingkat": "Komponen", "Uraian": "Olah", "Pagu Awal": 50, "Realisasi TW4": 50},
]
OUTPUTS = [
    {"Kode Anggaran": "2896.BMA.004", "Satuan": "publikasi", "Target Volume": 12, "Realisasi Volume": 12},
    {"Kode Anggaran": "2896.BMA.005", "Satuan": "data", "Target Volume": 4, "Realisasi Volume": 5},
]


def world(budget=BUDGET, outputs=OUTPUTS):
    return berkas({
        "tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": budget, "tbl_ro": outputs,
    }, jenis_instansi="Kementerian-Lembaga").world  # fmt: skip


def test_each_ro_and_all_of_them():
    w = world()
    rows = [[r[c] for c in ("Rincian Output", "Capaian Volume", "Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi",
                            "Nilai Efisiensi")] for r in w.rows("tbl_ro")]  # fmt: skip
    assert rows == [["Publikasi", 1, 90, 80, 0.8889, 0.1111, 0.7778], ["Survei", 1.25, 200, 199, 0.995, 0.204, 1]]
    every = together(w)  # (90 x 1 + 200 x 1.25 - 279) / 340
    assert (every.pagu, every.realisasi, every.efisiensi, every.ne) == (290, 279, 0.1794, 0.9485)


def test_the_form_shows_them():
    [sheet] = write_reports(world(), ["LAP-RO"])
    rows = grid(sheet)
    first = next(r for r in rows if r.get(2) == "Publikasi")
    assert [first[n] for n in range(3, 12)] == ["publikasi", 12, 12, 1, 90, 80, 0.8889, 0.1111, 0.7778]
    last = next(r for r in rows if r.get(0) == "SELURUH RO")
    assert [last[n] for n in range(7, 12)] == [290, 279, 0.9621, 0.1794, 0.9485]


@pytest.mark.parametrize(("place", "change"), [
    (3, {"Realisasi TW4": None}), (6, {"Realisasi TW4": None}), ("volume", {"Realisasi Volume": None}),
])  # fmt: skip
def test_what_is_not_filled_gives_no_efficiency(place, change):
    budget, outputs = [dict(r) for r in BUDGET], [dict(r) for r in OUTPUTS]
    (outputs[0] if place == "volume" else budget[place]).update(change)
    w = world(budget, outputs)
    assert together(w).efisiensi == NOT_AVAILABLE and together(w).counted == 1
    [sheet] = write_reports(w, ["LAP-RO"])
    assert any("baru 1 dari 2 RO" in str(value) for row in grid(sheet) for value in row.values())


def test_a_code_that_the_budget_lacks_is_told():
    from lkjip_xl.checks.registry import Context, run_checks

    w = world(outputs=[*OUTPUTS, {"Kode Anggaran": "2896.BMA.009", "Target Volume": 1, "Realisasi Volume": 1}])
    found = run_checks(Context(w), {"KON-81"})
    assert [(f.tabel, f.baris, f.tertulis) for f in found] == [("tbl_ro", 3, "2896.BMA.009")]
    assert w.rows("tbl_ro")[2]["Efisiensi"] == NOT_AVAILABLE
