"""Half a year beside whole ones: no verdict on what still grows, and each figure beside its own target (ADR 0081)."""

import pytest

from lkjip_xl.compute.comparison import comparison_of
from lkjip_xl.compute.growing import grows, target_to_date, undecided
from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.naskah.charts import charts_of
from lkjip_xl.naskah.register import all_slots, scope_of
from lkjip_xl.naskah.rows import all_repetitions
from lkjip_xl.naskah.tables import report_ids as report_ids_named
from lkjip_xl.reports import office_figures
from lkjip_xl.reports.forms.analysis import analysis_of
from lkjip_xl.reports.printing.quantities import QUANTITIES
from lkjip_xl.reports.registry import report_ids
from lkjip_xl.rules.tanggal import day_number
from tests.reports.made_book import cari, nilai, susun, susun_satu, teks_lembar
from tests.reports.test_sentences import FALLING, GOAL, ONE, measured, world_of

MARCH = day_number("31 Maret 2022")
HALF = "Sementara: realisasi s.d. Triwulan II dibandingkan dengan setahun penuh."
GROWING = "N/A terhadap setahun penuh karena angkanya masih bertambah sampai TW IV: Aduan warga."
COMPLAINTS = {"Kode": "1", "Sifat": "Akumulasi", "Target TW1": 6, "Target TW2": 6, "Target TW3": 6, "Target TW4": 6,
              "Realisasi TW1": 6, "Realisasi TW2": 7}  # fmt: skip
VISITORS = {**ONE, "Kode": "2", "Indikator": "Pengunjung", "Satuan": "Orang", "Target 2024": 70}
VISITED = {"Kode": "2", "Sifat": "Akumulasi", "Target TW1": 10, "Target TW2": 20, "Target TW3": 10, "Target TW4": 20,
           "Realisasi TW1": 12, "Realisasi TW2": 15}  # fmt: skip
PAST = [
    {"Kode": "2", "Tahun": 2021, "Lingkup": "Instansi", "Target": 50, "Realisasi": 54},
    {"Kode": "2", "Tahun": 2022, "Lingkup": "Nasional", "Realisasi": 90},
]


def half_a_year(form="Per Sasaran", quarter=2, **more):
    budget = [{"Kode": "1", "Tingkat": "Program", "Uraian": "PROGRAM", "Indikator": "1; 2", "Pagu Awal": 100,
               "Realisasi TW2": 40, "Realisasi TW4": 90}]  # fmt: skip
    rows = [{**COMPLAINTS, **more}, VISITED]
    pk = [{"Dokumen": "Awal", "Kode": "1", "Target": 24}, {"Dokumen": "Awal", "Kode": "2", "Target": 60}]
    return world_of(rows, [{**FALLING, "Target 2024": 16}, VISITORS],
                    {"triwulan_berjalan": quarter, "bentuk_laporan": form}, budget, tbl_pk=pk,
                    tbl_riwayat=PAST)  # fmt: skip


def figures_beside(sheet, name, title):
    """The values beside a name in the table beneath a title."""
    named = [str(row.cells[0][0]) if row and row.cells and row.cells[0] else "" for row in sheet.rows]
    at = named.index(title)
    r = next(r for r in range(at, len(named)) if named[r].startswith(name))
    return [c[0] for c in sheet.rows[r].cells[1:] if c is not None and c[0] is not None]


def test_what_grows_and_what_is_not_decided():
    world = half_a_year()
    complaints, visitors = world.indikator
    assert (grows(world, complaints), undecided(world, complaints)) == (True, True)
    assert (grows(world, visitors), undecided(world, visitors)) == (True, False)
    late = half_a_year(quarter=4)
    assert not any(grows(late, i) or undecided(late, i) for i in late.indikator)


@pytest.mark.parametrize(("sifat", "targets", "expected"), [
    ("Kumulatif", (6, 12, 18, 24), (True, True)), ("Posisi Akhir", (6, 12, 18, 24), (True, False)),
    ("Posisi Akhir", (30, 28, 26, 24), (False, False)), ("Posisi Akhir", (24, 24, 24, 24), (False, False)),
])  # fmt: skip
def test_a_running_total_grows_whatever_it_is_called(sifat, targets, expected):
    """Undecided is what the book's own columns withhold, so that a number is the same wherever it stands."""
    typed = {f"Target TW{n}": value for n, value in enumerate(targets, 1)}
    world = half_a_year(Sifat=sifat, **typed)
    one = world.indikator[0]
    assert (grows(world, one), undecided(world, one)) == expected
    assert (one["Capaian"] == NOT_AVAILABLE) is undecided(world, one)


def test_the_sheet_of_a_sasaran_gives_no_figure_against_the_year():
    world = half_a_year()
    sheet = susun_satu(world, "LAP-SASARAN-1")
    assert figures_beside(sheet, "Aduan", "A. Perbandingan antara Target dan Realisasi") == [
        24, 12, 13, "N/A", 0.9167, "Sangat Tinggi",
    ]  # fmt: skip
    assert figures_beside(sheet, "Pengunjung", "A. Perbandingan antara Target dan Realisasi") == [
        60, 30, 27, 0.45, 0.9, "Tinggi",
    ]  # fmt: skip
    texts = teks_lembar(sheet)
    assert sum(HALF in t for t in texts) == 3
    assert sum(GROWING in t for t in texts) == 3
    assert figures_beside(sheet, "Aduan", "G. Efisiensi Penggunaan Sumber Daya") == ["N/A", 0.4, "N/A", "N/A"]
    assert figures_beside(sheet, "Pengunjung", "F. Pencapaian Kinerja dan Anggaran")[:3] == [30, 27, 0.9]
    assert any("Target s.d. TW II" == t for t in texts)


def test_a_whole_year_says_nothing_of_that():
    texts = teks_lembar(susun_satu(half_a_year(quarter=4), "LAP-SASARAN-1"))
    texts = [t.replace("* Sementara: realisasi indikator 1 TW III", "") for t in texts]  # which nobody filled in
    assert not any("Sementara" in t or "masih bertambah" in t or "Target s.d." in t for t in texts)


def test_the_combined_sheets_say_the_same():
    world = half_a_year("Gabungan")
    sheets = {s.id: s for s in susun(world, "LAP-CAPAIAN", "LAP-TAHUN", "LAP-AKHIR", "LAP-NASIONAL", "LAP-EFISIENSI")}
    for id in ("LAP-TAHUN", "LAP-AKHIR", "LAP-NASIONAL"):
        assert any(HALF in t for t in teks_lembar(sheets[id])), id
    for id in ("LAP-CAPAIAN", "LAP-TAHUN", "LAP-AKHIR", "LAP-EFISIENSI"):
        assert any(GROWING in t for t in teks_lembar(sheets[id])), id
    row = cari(sheets["LAP-AKHIR"], "Aduan warga")
    assert [nilai(sheets["LAP-AKHIR"], row, k) for k in (4, 5, 6)] == [16, 13, "N/A"]
    row = cari(sheets["LAP-CAPAIAN"], "Aduan warga")
    assert [nilai(sheets["LAP-CAPAIAN"], row, k) for k in range(4, 10)] == [24, 12, 13, "N/A", 0.9167, "Sangat Tinggi"]
    assert not any("elum menyamai" in t for t in teks_lembar(sheets["LAP-NASIONAL"]))
    assert any("elum menyamai" in t for t in teks_lembar(susun_satu(half_a_year("Gabungan", 4), "LAP-NASIONAL")))


def test_printed_quantities_slots_and_charts_withhold_it_too():
    world = half_a_year()
    a, i = analysis_of(world), world.indikator[0]
    for name in ("capaian", "capaian_asli", "kemajuan", "efisiensi"):
        assert QUANTITIES[f"indikator.{name}"](a, i).value == NOT_AVAILABLE
    assert QUANTITIES["indikator.kategori_efisiensi"](a, i).value == NOT_AVAILABLE
    assert comparison_of(world).capaian(i, 2022) == NOT_AVAILABLE
    assert all_slots()["capaian"].fill(scope_of(world).within("indikator", i)).text == "N/A"
    # The chart shows capaian to date: 13 complaints where 12 were planned, and the visitors.
    assert charts_of(world)["capaian"].series[0].values == [0.9167, 0.9]
    source = a.origins.against_year(i, "Capaian")
    assert source.note == "belum dapat dinilai: angkanya masih bertambah sampai TW IV"
    assert [name for name, _ in source.inputs] == ["realisasi", "sifat"]


def test_the_count_below_target_is_that_of_beranda():
    """Both stand against the target to date: 91,67% and 90,00%."""
    world = half_a_year()
    assert [i.kode for i in office_figures.below_target(world)] == ["1", "2"]
    assert {v: len(own) for v, own in office_figures.by_verdict(world).items()} == {1: 0, 0: 0, -1: 2}


def test_the_target_to_date_is_as_it_was_typed_unless_it_is_a_sum():
    row = measured("1", ">= 40", 45, quarter=2, **{"Target TW4": 90})
    world = world_of([row], [{**ONE, "Tipe": "Persen"}], {"triwulan_berjalan": 3})
    assert target_to_date(world, world.indikator[0]) == ">= 40"
    late = world_of([row], [{**ONE, "Tipe": "Persen"}], {"triwulan_berjalan": 4})
    assert target_to_date(late, late.indikator[0]) == late.indikator[0]["Target"]


# --- dates -----------------------------------------------------------------------------------------------------------
DATED = {**ONE, "Indikator": "Laporan terkirim", "Tipe": "Tanggal", "Satuan": "Tanggal",
         "Target 2024": day_number("31 Maret 2024")}  # fmt: skip


def dated(form="Per Sasaran", **settings):
    past = [{"Kode": "1", "Tahun": 2021, "Lingkup": "Instansi", "Target": day_number("31 Maret 2021"),
             "Realisasi": day_number("2 April 2021")},
            {"Kode": "1", "Tahun": 2021, "Lingkup": "Nasional", "Realisasi": day_number("30 Maret 2021")}]  # fmt: skip
    return world_of([measured("1", MARCH, MARCH - 4)], [DATED], {"bentuk_laporan": form, **settings},
                    tbl_riwayat=past)  # fmt: skip


def test_a_date_has_neither_growth_nor_kemajuan():
    world = dated()
    i = world.indikator[0]
    assert i["Kemajuan"] == NOT_AVAILABLE and comparison_of(world).growth(i) == NOT_AVAILABLE
    sheet = susun_satu(world, "LAP-SASARAN-1")
    title = "B. Perbandingan Realisasi Kinerja Tahun 2021 dengan Tahun 2022"
    assert figures_beside(sheet, "Laporan", title) == ["31 Maret 2021", "2 April 2021", "27 Maret 2022", "N/A"]
    title = "C. Perbandingan Realisasi Kinerja Tahun 2022 sampai dengan Akhir Periode Renstra"
    assert figures_beside(sheet, "Laporan", title)[-1] == "N/A"
    assert any("N/A untuk indikator bertanggal: tenggatnya jatuh tiap tahun." in t for t in teks_lembar(sheet))


def test_a_date_has_no_kemajuan_by_baseline_either():
    world = dated(metode_kemajuan="Baseline")
    assert QUANTITIES["indikator.kemajuan"](analysis_of(world), world.indikator[0]).value == NOT_AVAILABLE


def test_a_date_of_another_year_is_compared_by_its_day():
    """27 Maret 2022 is better than the nation's 30 Maret 2021, though it is a later day."""
    assert any(t.startswith("Lebih baik daripada nasional") for t in teks_lembar(susun_satu(dated("Gabungan"),
                                                                                         "LAP-NASIONAL")))  # fmt: skip


# --- tujuan ----------------------------------------------------------------------------------------------------------
def with_goal(form, **settings):
    return world_of([measured("1", 100, 100), measured("T", 70, 71)], [GOAL, ONE],
                    {"bentuk_laporan": form, **settings})  # fmt: skip


def test_measured_indicators_of_tujuan_have_their_sheet_in_the_form_per_sasaran():
    world = with_goal("Per Sasaran")
    assert "LAP-TUJUAN-1" in report_ids(world)
    sheet = susun_satu(world, "LAP-TUJUAN-1")
    assert nilai(sheet, 0, 0) == "3.1.2. Capaian Kinerja Tujuan Naiknya mutu"
    assert figures_beside(sheet, "Indeks mutu", "A. Perbandingan antara Target dan Realisasi") == [
        70, 71, 1.0143, "Sangat Tinggi",
    ]  # fmt: skip


def test_each_tujuan_has_its_heading_and_its_tables_in_the_document():
    world = with_goal("Per Sasaran")
    scope = scope_of(world)
    [goal] = all_repetitions()["tujuan terukur"].things(scope)
    assert all_slots()["tujuan_terukur"].fill(scope.within("tujuan_terukur", goal)).text == "Naiknya mutu"
    assert report_ids_named(scope.within("tujuan_terukur", goal), "LAP-TUJUAN") == ["LAP-TUJUAN-1"]
    assert all_repetitions()["tujuan terukur"].things(scope_of(with_goal("Gabungan"))) == []


def test_no_such_sheet_without_them_nor_where_others_show_them():
    assert "LAP-TUJUAN-1" not in report_ids(world_of([measured("1", 100, 100)], [GOAL, ONE]))
    assert "LAP-TUJUAN-1" not in report_ids(with_goal("Gabungan"))
    own = with_goal("Per Sasaran", profil_bentuk="Dinas Sosial PPPA Kota Probolinggo")
    assert "LAP-TUJUAN-1" not in report_ids(own)


def test_an_indicator_of_tujuan_stands_once_in_lap_capaian_under_the_right_head():
    texts = teks_lembar(susun_satu(with_goal("Gabungan"), "LAP-CAPAIAN"))
    assert texts.count("Indeks mutu") == 1 and "Tujuan/Sasaran" in texts and "Indikator Tujuan" not in texts
    assert "Tujuan/Sasaran Strategis" in teks_lembar(susun_satu(with_goal("Gabungan"), "LAP-IKU"))
    assert "Sasaran Strategis" in teks_lembar(susun_satu(world_of([measured("1", 100, 100)]), "LAP-IKU"))


# --- the legend ------------------------------------------------------------------------------------------------------
def test_the_mark_is_explained_only_where_it_stands():
    def texts(*realisasi):
        leaves = [{"Kode": f"1.1.{n}", "Tingkat": "Sub Kegiatan", "Uraian": f"Sub {n}", "Pagu Awal": 100,
                   "Realisasi TW4": x} for n, x in enumerate(realisasi, 1)]  # fmt: skip
        budget = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Indikator": "1"},
                  {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "K"}, *leaves]  # fmt: skip
        return " ".join(map(str, teks_lembar(susun_satu(world_of([measured("1", 1, 1)], budget=budget), "LAP-TW4"))))

    assert "* Sementara: 1 baris" in texts(40, None)
    nothing = texts(None, None)
    assert "Sementara: 2 baris" in nothing and "* Sementara" not in nothing
