"""Figures of a quarter that can hardly be: what they may mean, where they are fine, and that every flow tells them."""

import pytest

from lkjip_xl.checks.reading import reading_findings
from lkjip_xl.checks.registry import fingerprint_of, run_checks
from lkjip_xl.compute.book import Row
from lkjip_xl.flows.glance import told_of_cells
from lkjip_xl.records import replace
from tests.checks.cases_kewajaran import R, U, berjalan, kunjungan, orang, persen
from tests.checks.small_book import berkas, ukur

CODES = {"MKN-37", "MKN-38"}


def found(renstra, measured, quarter=2):
    return [f for f in reading_findings(berkas({R: [renstra], U: [measured]}, triwulan_berjalan=quarter))
            if f.kode in CODES]  # fmt: skip


@pytest.mark.parametrize(
    "value, meant, advice",
    [
        (10.48, 10_480, "Mungkin 10.480? Ketik tanpa titik dan koma: 10480."),
        (9.5, 9_500, "Mungkin 9.500? Ketik tanpa titik dan koma: 9500."),
        (1.5, None, "Periksa letak koma dan titiknya; ketik bilangan bulat."),
        (10.4805, None, "Periksa letak koma dan titiknya; ketik bilangan bulat."),
    ],
)
def test_a_fraction_of_what_is_counted_names_what_it_may_be(value, meant, advice):
    (one,) = found(orang(), kunjungan(value))
    assert (one.kode, one.kolom, one.tertulis, one.seharusnya) == ("MKN-37", "Realisasi TW2", value, meant)
    assert one.perbaikan == advice


@pytest.mark.parametrize(
    "lain",
    [
        {"Satuan": "Orang / Bulan"}, {"Satuan": "Hari"}, {"Satuan": "Jam"}, {"Satuan": "Ton"}, {"Satuan": "Km"},
        {"Satuan": "kasus per 100.000 penduduk"}, {"Indikator": "Rata-rata kunjungan tiap hari", "Satuan": "Kali"},
        {"Indikator": "Indeks kunjungan"}, {"Indikator": "Rasio pustakawan"}, {"Tipe": "Indeks", "Satuan": "Orang"},
    ],
)  # fmt: skip
def test_what_is_measured_or_a_mean_may_be_a_fraction(lain):
    assert "MKN-37" not in [f.kode for f in found(orang(**lain), kunjungan(11_000.5))]


def test_whole_numbers_and_numerators_are_fine():
    assert found(orang(), kunjungan(10_480.0)) == []
    numerators = found(orang(), kunjungan(10.48, **{"Penyebut Tetap": 2}))
    assert "MKN-37" not in [f.kode for f in numerators]


@pytest.mark.parametrize(
    "value, meant",
    [(0.054, 5.4), (54, 5.4), (540, 5.4), (0.28, 2.8), (5.4, "fine"), (0, "fine"), (17.9, "fine"), (0.9, "fine")],
)
def test_a_slipped_comma_is_told_with_its_likely_meaning(value, meant):
    told = found(persen(), berjalan(**{"Realisasi TW2": value}))
    if meant == "fine":
        assert told == []
        return
    assert [(f.kode, f.kolom, f.tertulis) for f in told] == [("MKN-38", "Realisasi TW2", value)]
    assert told[0].seharusnya == meant


def test_no_fraction_of_a_person_is_proposed():
    people = orang(**{f"Target {t}": 250 for t in range(2025, 2030)})
    for reached, meant in ((1265, None), (1260, 126)):
        row = ukur(Sifat="Posisi Akhir", **{"Target TW2": 120, "Realisasi TW2": reached, "Realisasi TW4": None})
        (one,) = found(people, row)
        assert (one.kode, one.seharusnya) == ("MKN-38", meant)
        assert ("Mungkin" in one.perbaikan) == bool(meant)


def test_a_target_with_two_ends_is_met_inside_and_far_off_only_outside():
    wide = persen(**{f"Target {t}": "1-85" for t in range(2025, 2030)})
    assert found(wide, ukur(**{"Realisasi TW4": 80}), 4) == []
    (one,) = found(wide, ukur(**{"Realisasi TW4": 850}), 4)
    assert one.uraian == (
        "Realisasi TW4 indikator 1.1.1 tertulis 850, yaitu 1.000,00% dari target 85. Sebesar itu jarang benar."
    )


FOUR = {f"Target TW{n}": 12_000 for n in range(1, 5)}


@pytest.mark.parametrize(("reached", "column", "meant"), [
    ((12, 12_400, 11_600, 12_000), "TW1", 12_000),
    ((12_000, 11_000, 12.4, 12_000), None, None),  # MKN-37 tells the fraction
    ((12_000, 12_000, 12_400, 12), "TW4", 12_000),  # the last one too: the sum is still 75%
    ((12_000, 124_000, 12_000, 11_000), "TW2", 12_400),
    ((12, None, None, 12_000), "TW1", 12_000),
    # honest unevenness: nothing happened, little did, two quarters are low, one is three times as much
    ((0, 12_400, 11_600, 12_000), None, None), ((800, 12_400, 11_600, 12_000), None, None),
    ((12, 120, 11_600, 12_000), None, None), ((12, 40_000, 11_600, 12_000), None, None),
    ((300, 12_400, 11_600, 12_000), None, None), ((37_000, 12_000, 12_000, 12_000), None, None),
])  # fmt: skip
def test_a_slip_in_one_quarter_is_told_by_itself(reached, column, meant):
    row = kunjungan(**FOUR, **{f"Realisasi TW{n}": v for n, v in enumerate(reached, 1) if n != 2}, realisasi=reached[1])
    told = [(f.kolom, f.seharusnya) for f in found(orang(), row, 4) if f.kode == "MKN-38"]
    assert told == ([(f"Realisasi {column}", meant)] if column else [])


def test_a_slip_in_a_quarter_of_a_state_and_of_a_share():
    """2,5 and 0,025 of 3%, and 0,006 of half a point; ten of one document is no slip."""
    targets = {f"Target TW{n}": 3 for n in range(1, 5)}
    state = berjalan(
        **{**targets, **dict(zip((f"Realisasi TW{n}" for n in range(1, 5)), (2.5, 0.025, 3, 3), strict=True))}
    )
    assert [(f.kolom, f.seharusnya) for f in found(persen(), state, 4)] == [("Realisasi TW2", 2.5)]
    share = berjalan(Sifat="Akumulasi", **{
        "Target TW1": 0.5, "Target TW2": 0.5, "Target TW3": 1, "Target TW4": 1, "Realisasi TW1": 0.5,
        "Realisasi TW2": 0.006, "Realisasi TW3": 1, "Realisasi TW4": 1})  # fmt: skip
    assert [(f.kolom, f.seharusnya) for f in found(persen(), share, 4)] == [("Realisasi TW2", 0.6)]
    few = {f"Target TW{n}": 1 for n in range(1, 5)}
    papers = kunjungan(10, **few, **{"Realisasi TW1": 1, "Realisasi TW3": 1, "Realisasi TW4": 1})
    assert found(orang(Satuan="Dokumen", **{f"Target {t}": 13 for t in range(2025, 2030)}), papers, 4) == []


@pytest.mark.parametrize(("reached", "expected"), [
    ((95, 96, 1_000, 98), [("Realisasi TW3", 100)]), ((95, 9_600, 101, 98), [("Realisasi TW2", 96)]),
    ((95, 4, 101, 98), []),  # a good quarter
    ((95, 250, 101, 98), []),  # a bad one
])  # fmt: skip
def test_a_slip_in_a_quarter_of_what_falls(reached, expected):
    cases = {f"Target TW{n}": 100 for n in range(1, 5)} | {f"Realisasi TW{n}": v for n, v in enumerate(reached, 1)}
    told = found(
        orang(Satuan="Kasus", Arah="Turun"),
        kunjungan(reached[1], **{k: v for k, v in cases.items() if k != "Realisasi TW2"}),
        4,
    )
    assert [(f.kolom, f.seharusnya) for f in told if f.kode == "MKN-38"] == expected


@pytest.mark.parametrize(("second", "meant"), [(12, 1_200), (12_000, 1_200), (700, None), (0, None)])
def test_a_slip_in_a_quarter_of_numerators(second, meant):
    """1.200 of each quarter's 1.200, of 4.800 together: 12 in one of them is 75,25%."""
    typed = {f"Target TW{n}": 1_200 for n in range(1, 5)} | {f"Realisasi TW{n}": 1_200 for n in (1, 3, 4)}
    row = berjalan(**typed, **{"Realisasi TW2": second, "Sifat": "Akumulasi", "Penyebut Tetap": 4_800})
    told = [(f.kolom, f.seharusnya) for f in found(persen(), row, 4) if f.kode == "MKN-38"]
    assert told == ([("Realisasi TW2", meant)] if meant else [])


def test_less_of_a_bad_thing_and_a_year_that_has_begun_are_fine():
    assert found(persen(Arah="Turun"), berjalan(**{"Realisasi TW2": 0.1})) == []
    year = {f"Target TW{n}": None for n in range(1, 4)}
    assert found(persen(), berjalan(**{**year, "Realisasi TW1": None, "Realisasi TW2": 0.009})) == []


def test_answers_name_the_cell():
    one = found(persen(), berjalan(**{"Realisasi TW2": 54}))[0]
    assert told_of_cells([replace(one, lembar="Pengukuran", sel="O7")]) == [
        "Perlu dilihat karena dapat mengubah predikat: Pengukuran O7 54 (mungkin 5,4)."
    ]


def test_what_somebody_gave_a_reason_for_is_told_no_more():
    rows = {R: [persen()], U: [berjalan(**{"Realisasi TW2": 54})]}
    context = berkas(rows, triwulan_berjalan=2)
    (one,) = [f for f in reading_findings(context) if f.kode == "MKN-38"]
    mark = fingerprint_of(one, context)
    context.world.book.tables["tbl_temuan"] = [Row(1, {"Kode": "MKN-38", "Alasan": "memang", "_Sidik": mark})]
    assert [f for f in reading_findings(context) if f.kode == "MKN-38"] == []
    context.world.book.tables["tbl_temuan"] = [Row(1, {"Alasan": "memang", "_Sidik": mark[:-1] + "x"})]
    assert [f.kode for f in reading_findings(context) if f.kode == "MKN-38"] == ["MKN-38"]


def test_one_figure_is_one_finding():
    rows = {R: [persen()], U: [berjalan(**{"Realisasi TW2": 54})]}
    codes = [f.kode for f in run_checks(berkas(rows, triwulan_berjalan=2)) if f.kode[:3] == "MKN"]
    assert codes == ["MKN-38"]
    rows = {R: [persen()], U: [berjalan(**{"Realisasi TW2": 0.054})]}
    codes = [f.kode for f in run_checks(berkas(rows, triwulan_berjalan=2)) if f.kode[:3] == "MKN"]
    assert codes == ["MKN-07"]
    rows = {R: [orang()], U: [kunjungan()]}
    codes = [f.kode for f in run_checks(berkas(rows, triwulan_berjalan=2)) if f.kode in {*CODES, "MKN-11", "MKN-13"}]
    assert codes == ["MKN-37"]
