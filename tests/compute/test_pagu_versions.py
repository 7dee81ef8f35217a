"""More than two versions of the pagu: each quarter's form shows that of the document in force at its end."""

import pytest

from lkjip_xl.reports.registry import write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.test_same_number import grid

BUDGET = [
    {"Kode": "1", "Tingkat": "Program", "Uraian": "Program A", "Indikator": "1.1.1"},
    {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan A"},
    {"Kode": "1.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub A", "Pagu Awal": 100, "Pagu Perubahan": 70},
    {"Kode": "1.1.2", "Tingkat": "Sub Kegiatan", "Uraian": "Sub B", "Pagu Awal": 50, "Pagu Perubahan": 55},
]
DATES = [
    {"Dokumen": "Awal", "Tanggal": 45667}, {"Dokumen": "Perubahan", "Tanggal": 45778},  # 10 January, 1 May
    {"Dokumen": "Perubahan 2", "Tanggal": 45870}, {"Dokumen": "Perubahan 3", "Tanggal": 45962},  # 1 August, 1 November
]  # fmt: skip
VERSIONS = [
    {"Kode": "1.1.1", "Dokumen": "Perubahan", "Pagu": 90},
    {"Kode": "1.1.2", "Dokumen": "Perubahan 2", "Pagu": 60},
]


def world(versions=VERSIONS, dates=DATES, budget=BUDGET, **settings):
    return berkas({
        "tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": budget, "tbl_pagu_versi": versions,
        "tbl_pk_dokumen": dates, "tbl_pk": [{"Dokumen": d["Dokumen"], "Kode": "1.1.1", "Target": 80} for d in DATES],
    }, **{"dokumen_pk": "Otomatis"} | settings).world  # fmt: skip


def test_each_quarter_has_the_pagu_of_its_document():
    budget = world().budget
    assert budget.quarter_documents == ("Awal", "Versi 1", "Versi 2", "Perubahan")
    assert budget.pagu_tw == (150, 140, 150, 125)  # a leaf that a version does not name keeps the pagu before it
    assert [row.pagu_tw for row in budget.rows[2:]] == [(100, 90, 90, 70), (50, 50, 60, 55)]
    assert budget.pagu == 125


@pytest.mark.parametrize(("n", "pagu", "told"), [
    (1, 150, "Pagu Awal"), (2, 140, "pagu menurut PK Perubahan"), (3, 150, "pagu menurut PK Perubahan 2"),
    (4, 125, "Pagu Perubahan (Pagu Awal bila belum terisi)"),
])  # fmt: skip
def test_the_form_says_which(n, pagu, told):
    [sheet] = write_reports(world(), [f"LAP-TW{n}"])
    rows = grid(sheet)
    assert pagu in next(row for row in rows if row.get(0) == "JUMLAH").values()
    assert any(str(value).startswith(f"Pagu: {told}. ") for row in rows for value in row.values())


def test_where_a_pagu_comes_from():
    w = world()
    assert w.amounts.version_row("Versi 1", 2) == 1 and w.amounts.version_row("Versi 2", 2) == 1
    assert w.amounts.version_row("Versi 1", 3) is None and w.amounts.version_row("Versi 2", 3) == 2
    assert w.amounts.version_row("Awal", 2) is None


@pytest.mark.parametrize("versions, documents, pagu, gap", [
    (VERSIONS[:1], ("Awal", "Versi 1", "Versi 1", "Perubahan"), 140, ("Perubahan 2", "Perubahan")),
    (VERSIONS[1:], ("Awal", "Awal", "Versi 2", "Perubahan"), 160, None),
])  # fmt: skip
def test_a_document_in_the_middle_without_a_pagu_has_that_of_the_one_before(versions, documents, pagu, gap):
    w = world(versions)
    assert w.budget.quarter_documents == documents
    assert w.budget.pagu_tw[2] == pagu and w.budget.pagu_gap(3) == gap
    rows = grid(write_reports(w, ["LAP-TW3"])[0])
    told = "Pagu menurut PK Perubahan 2 tidak ada di buku ini; yang tercetak pagu PK Perubahan."
    assert any(told in str(value) for row in rows for value in row.values()) == (gap is not None)


def test_the_gap_is_a_finding():
    from lkjip_xl.checks.registry import run_checks

    tables = {
        "tbl_anggaran": BUDGET, "tbl_pagu_versi": VERSIONS[1:], "tbl_pk_dokumen": DATES,
        "tbl_pk": [{"Dokumen": d["Dokumen"], "Kode": "1.1.1", "Target": 80} for d in DATES],
    }  # fmt: skip
    found = run_checks(berkas(tables, dokumen_pk="Otomatis"), {"KON-53"})
    assert [f.uraian for f in found] == [
        "Pada akhir Triwulan II berlaku PK Perubahan, tetapi pagunya tidak ada di tabel ini; Lap TW II memakai pagu PK "
        "Awal."
    ]


def test_without_versions_nothing_changes():
    assert world(versions=[]).budget.quarter_documents == ("Awal", "Perubahan", "Perubahan", "Perubahan")
    assert world(versions=[]).budget.pagu_tw == (150, 125, 125, 125)
    assert world(dokumen_pk="Awal").budget.quarter_documents == ("Awal",) * 4


def test_units_have_their_own():
    budget = [dict(row) for row in BUDGET[:2]]
    budget += [dict(BUDGET[2], Unit=unit) for unit in ("Puskesmas A", "Puskesmas B")]
    versions = [{"Kode": "1.1.1", "Unit": "puskesmas  b", "Dokumen": "Perubahan", "Pagu": 10}]
    assert world(versions, budget=budget).budget.pagu_tw[1] == 110
