"""One quantity is one number over all forms: every profile, every module, and the numbers that stand in sentences.

Each number of a form names the cell that it shows, or how it is made of cells; what stands there is what is printed. So
two forms that name one cell print one number; the test says so once more by the cell, and counts how many are shared.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import is_number
from lkjip_xl.reports.registry import all_reports, possible_ids, write_reports
from tests.checks.small_book import berkas, indikator, ukur
from tests.printed.csv_book import buku_dari_csv
from tests.reports.forms.test_data_tables import _lke
from tests.reports.forms.test_rincian_output import world as outputs_world
from tests.reports.made_book import bahan, buku
from tests.reports.module_book import module_world
from tests.reports.renja_book import renja_world
from tests.reports.test_origin import check_sources, close

PRINTED = Path(__file__).parents[1] / "printed"
PPPA = {"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"}


def plan(name, **settings):
    return World(buku_dari_csv(PRINTED / name, **settings))


def with_a_goal():
    """The sample with a measured indicator of a tujuan."""
    rows = {name: [r.cells for r in buku().tables[name]] for name in ("tbl_renstra", "tbl_pengukuran")}
    goal = next(r for r in rows["tbl_renstra"] if r.get("Jenis") == "Tujuan")
    rows["tbl_pengukuran"].append(
        {"Kode": goal["Kode"], "Sifat": "Posisi Akhir", "Target TW4": 70, "Realisasi TW4": 71}
    )
    return bahan(**rows)


def evaluated():
    tables = {
        "tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_lke": _lke("BB"),
        "tbl_riwayat": [{"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Nasional", "Target": 85, "Realisasi": 84}],
        "tbl_rekomendasi": [{"Kode": "1.1.1", "Rekomendasi": "Perluas layanan", "Tahun": 2026}],
        "tbl_pemanfaatan": [{"Triwulan": 2, "Temuan Kinerja": "Rendah", "Perubahan": "Anggaran", "Sebelum": "10"}],
    }  # fmt: skip
    return berkas(tables, tanggal_dibuat="2026-02-01", tanggal_kirim="2026-04-07").world


WORLDS = {
    "Umum, modul": module_world,
    "Umum, TW II": lambda: module_world({"triwulan_berjalan": 2}),
    "Umum, juta": lambda: module_world({"satuan_uang": "Juta", "desimal_persen": 0}),
    "2022, modul": lambda: module_world(PPPA),
    "2022": lambda: bahan(PPPA),
    "Umum, tujuan": with_a_goal,
    "2018": lambda: plan("2018/buku-2018"),
    "2017": lambda: plan("2018/buku-2017"),
    "Renstra 2019-2024": lambda: plan("renstra"),
    "Renstra, Umum": lambda: plan("renstra", profil_bentuk="Umum"),
    "Renstra 2015-2019": lambda: plan("renstra2018"),
    "Renstra 2025-2029": lambda: plan("renstra2025"),
    "evaluasi Renja": renja_world,
    "rincian output": outputs_world,
    "evaluasi SAKIP": evaluated,
}
# Forms of words, and of numbers that count their rows: there is no number of a cell in them.
WITHOUT_NUMBERS = {
    "LAP-ARAH", "LAP-CASCADING-KOLOM", "LAP-FAKTOR", "LAP-IKI", "LAP-IKI-", "LAP-IKU", "LAP-ISU", "LAP-JABATAN",
    "LAP-NOTA-", "LAP-PRIORITAS", "LAP-RUMUSAN-PROGRAM", "LAP-SKALA", "LAP-TANGGAL", "LAP-TC26", "LAP-TINDAK-LANJUT",
}  # fmt: skip


@cache
def forms(name):
    world = WORLDS[name]()
    return world, write_reports(world, possible_ids(world))


@pytest.mark.parametrize("name", WORLDS)
def test_every_number_of_every_form_is_what_stands_at_its_source(name):
    world, sheets = forms(name)
    assert sum(check_sources(world, sheet) for sheet in sheets) > 40


@pytest.mark.parametrize("name", WORLDS)
def test_two_forms_that_show_one_cell_show_one_number(name):
    _, sheets = forms(name)
    shown = defaultdict(set)
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row.cells if row else ():
                if cell is not None and cell.source is not None and cell.source.table and is_number(cell.value):
                    place = (cell.source.table, cell.source.row, cell.source.column)
                    shown[place].add((sheet.id, cell.value))
    several = {place: found for place, found in shown.items() if len({id for id, _ in found}) > 1}
    for place, found in several.items():
        first = next(iter(found))[1]
        assert all(close(first, value) for _, value in found), (place, found)
    assert len(several) > 3 or name.startswith("Renstra 20")


def test_no_form_is_left_out():
    """Each report stands in one of the books, and prints a number of a cell there unless it is one of words."""
    numbers = defaultdict(int)
    for name in WORLDS:
        world, sheets = forms(name)
        for sheet in sheets:
            numbers[sheet.id] += check_sources(world, sheet)
    left, silent = [], []
    for report in all_reports():
        own = {id: n for id, n in numbers.items() if id == report.id or report.each and id.startswith(report.id)}
        left += [] if own else [report.id]
        silent += [report.id] if own and not any(own.values()) else []
    assert left == ["LAP-REVIU"]
    assert set(silent) == WITHOUT_NUMBERS, " ".join(sorted(silent))
