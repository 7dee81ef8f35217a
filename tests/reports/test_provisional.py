"""No form of any profile shows a sum over unfilled budget rows, or a predikat over unmeasured indicators, as final."""

import pytest

from lkjip_xl.compute.comparison import comparison_of
from lkjip_xl.expr.values import NOT_AVAILABLE, is_number
from lkjip_xl.reports.forms.provisional import WITHHELD
from lkjip_xl.reports.profiles import profile_names
from lkjip_xl.reports.registry import possible_ids, write_reports
from tests.reports.made_book import CONTOH, _nilai, baca_csv, bahan, teks_lembar
from tests.reports.test_sentences import ONE, PERCENT, measured, money, world_of

MARK = '" *"'
SPENT = {
    "tbl_anggaran": ("Realisasi", "Serapan", "Sisa"),
    "tbl_pengukuran": ("Realisasi Anggaran", "Serapan"),
    "tbl_ringkasan": ("Realisasi", "Serapan"),
}


def rows_of(table):
    found = baca_csv(CONTOH / f"{table}.csv")
    return [{k: _nilai(k, v) for k, v in row.items() if v != ""} for row in found]


def book(profile, form, change):
    """The sample in one profile, its budget changed."""
    budget = rows_of("tbl_anggaran")
    change(budget)
    return bahan({"profil_bentuk": profile, "bentuk_laporan": form}, tbl_anggaran=budget)


def empty_a_leaf(budget):
    """Blank the running quarter of the first Sub Kegiatan that an indicator's program holds."""
    leaf = next(row for row in budget[20:] if row["Tingkat"] == "Sub Kegiatan" and row.get("Realisasi TW4"))
    del leaf["Realisasi TW4"]


def take_a_pagu(budget):
    """Blank the pagu of the first Sub Kegiatan that an indicator's program holds and that spent money."""
    leaf = next(row for row in budget[20:] if row["Tingkat"] == "Sub Kegiatan" and row.get("Realisasi TW4"))
    leaf.pop("Pagu Awal", None), leaf.pop("Pagu Perubahan", None)


def rests_on_open(world, source):
    """Whether a figure rests on what was spent in rows that are not filled in."""
    if source.table == "tbl_ringkasan":
        return source.row in SPENT["tbl_ringkasan"] and world.budget.total_unfilled > 0
    if source.column in SPENT.get(source.table, ()):
        return world.rows(source.table)[source.row - 1]["Belum Terisi"] > 0
    return not source.table and any(rests_on_open(world, one) for _, one in source.resolved())


@pytest.mark.parametrize("form", ["Per Sasaran", "Gabungan"])
@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("change", [empty_a_leaf, take_a_pagu])
def test_every_sum_over_unfilled_rows_is_marked_and_told(profile, form, change):
    world = book(profile, form, change)
    assert world.budget.total_unfilled == 1
    marked = 0
    for sheet in write_reports(world, possible_ids(world)):
        here = 0
        for row in sheet.rows:
            for cell in row.cells if row else ():
                if cell is None or cell.source is None or not is_number(cell.value):
                    continue
                if rests_on_open(world, cell.source):
                    assert MARK in (cell.style.format or ""), (sheet.name, cell.value, cell.source)
                    here += 1
        texts = " ".join(teks_lembar(sheet))
        assert not here or "baris anggaran belum lengkap (realisasi Triwulan IV atau pagunya kosong)" in texts, (
            sheet.name
        )
        marked += here
    assert marked >= 8


@pytest.mark.parametrize("profile", profile_names())
def test_sums_that_are_withheld_are_told(profile):
    def break_order(budget):
        budget[10], budget[60] = budget[60], budget[10]

    world = book(profile, "Per Sasaran", break_order)
    assert world.amounts.withheld
    sheet = next(s for s in write_reports(world, possible_ids(world)) if s.id == "LAP-ANGGARAN")
    assert WITHHELD in " ".join(teks_lembar(sheet))


PAST = [{"Kode": "1", "Tahun": 2021, "Lingkup": "Instansi", "Target": 68, "Realisasi": 69}]


@pytest.mark.parametrize(("id", "title"), [("LAP-TAHUN", ""), ("LAP-SASARAN-1", "B. Perbandingan Realisasi")])
def test_an_earlier_years_value_has_no_growth_and_says_whose_it_is(id, title):
    """69 of 2021 beside the 69 of Riwayat 2021 was a growth of 0,00%."""
    note = "Realisasi memakai data tahun sebelumnya karena penilainya belum menerbitkan: Warga terlayani (tahun 2021)."
    for year, growth in ((2021, NOT_AVAILABLE), (2022, 0)):
        world = world_of([measured("1", 70, 69, **{"Tahun Data": year})], tbl_riwayat=PAST)
        assert comparison_of(world).growth(world.indikator[0]) == growth
        [sheet] = write_reports(world, [id])
        texts = teks_lembar(sheet)
        here = texts[next(n for n, t in enumerate(texts) if t.startswith(title)) :]
        assert any(note in t for t in here) is any("dan untuk data tahun sebelumnya." in t for t in here)
        assert any(note in t for t in here) is (year == 2021)


NOT_ABOVE_ZERO = ", dan bila realisasi tahun lalu tidak di atas 0."


@pytest.mark.parametrize("before, told", [(-2.07, True), (0, True), (2, False), (None, False)])
@pytest.mark.parametrize("id", ["LAP-TAHUN", "LAP-SASARAN-1"])
def test_growth_from_what_is_not_above_zero_is_told_where_it_is_printed(id, before, told):
    """From -2,07 to 3,69 was N/A beside a note that named levels, days and nothing else."""
    past = [{**PAST[0], "Realisasi": before}]
    world = world_of([measured("1", 3, 3.69)], tbl_riwayat=past)
    assert comparison_of(world).is_from_nothing(world.indikator[0]) is told
    [sheet] = write_reports(world, [id])
    notes = [t for t in teks_lembar(sheet) if t.startswith("Pertumbuhan = ")]
    assert notes and all(t.endswith(NOT_ABOVE_ZERO) is told for t in notes)
    why = [c.source.note for row in sheet.rows for c in (row.cells if row else ()) if c and c.source and c.source.note]
    assert any("tahun lalu tidak di atas 0" in note for note in why) is told


def test_both_reasons_of_a_growth_that_is_not_given_are_told():
    past = [PAST[0], {**PAST[0], "Kode": "2", "Realisasi": 0}]
    world = world_of(
        [measured("1", 70, 69, **{"Tahun Data": 2021}), measured("2", 3, 3)], [ONE, PERCENT], tbl_riwayat=past
    )
    [sheet] = write_reports(world, ["LAP-TAHUN"])
    (note,) = [t for t in teks_lembar(sheet) if t.startswith("Pertumbuhan = ")]
    assert note.endswith("bertanggal, untuk data tahun sebelumnya" + NOT_ABOVE_ZERO)


def test_a_doubtful_indicator_is_marked_and_the_others_are_not():
    """The marks are those of Pengukuran's row, and the note names it; a predikat says so in words."""
    blank = {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW2": 80, "Target TW4": 80, "Realisasi TW2": 78}
    world = world_of([blank, measured("2", 90, 90)], [ONE, PERCENT])
    for id in ("LAP-SASARAN-1", "LAP-CAPAIAN", "LAP-TAHUN", "LAP-EFISIENSI"):
        [sheet] = write_reports(world, [id])
        cells = [c for row in sheet.rows if row for c in row.cells if c and c.source and MARK in (c.style.format or "")]
        marked = {c.source.row for c in cells if c.source.table == "tbl_pengukuran"}
        assert marked == {1}, id
        texts = teks_lembar(sheet)
        assert any("* Sementara: realisasi indikator 1 TW IV kosong atau N/A." in t for t in texts), id
        if id in ("LAP-SASARAN-1", "LAP-CAPAIAN"):
            # The indicator's, and that of the mean which rests on it.
            assert "Sangat Tinggi" in texts and texts.count("Sangat Tinggi (sementara)") >= 2, id


@pytest.mark.parametrize("id", ["LAP-TW2", "LAP-PENUTUP", "LAP-POHON"])
@pytest.mark.parametrize("order", ["Per Indikator", "Urutan Anggaran"])
def test_the_printed_forms_of_the_same_indicator_mark_it_too(id, order):
    blank = {"Kode": "1", "Sifat": "Akumulasi", "Target TW1": 40, "Target TW2": 40, "Target TW4": 80,
             "Realisasi TW1": 78}  # fmt: skip
    settings = {"bentuk_laporan": "Gabungan", "triwulan_berjalan": 2, "urutan_anggaran_tw": order}
    other = {**measured("2", 90, 90), "Realisasi TW2": 90, "Target TW2": 90}
    world = world_of([blank, other], [ONE, PERCENT], settings, budget=money())
    [sheet] = write_reports(world, [id])
    cells = [c for row in sheet.rows if row for c in row.cells if c and c.source and MARK in (c.style.format or "")]
    assert {c.source.row for c in cells if c.source.table == "tbl_pengukuran"} <= {1} and cells
    texts = teks_lembar(sheet)
    assert any(t.startswith("* ") and "1 TW II" in t for t in texts)
    if id == "LAP-PENUTUP":
        assert "Sangat Tinggi (sementara)" in texts
        assert any(t.startswith("Efisiensi. Sementara: capaian terhadap target setahun") for t in texts)
