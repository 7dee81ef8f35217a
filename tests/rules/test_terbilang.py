"""Numbers in words, as rupiah and as percentages."""

import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.rules.terbilang import format_number, format_percent, rupiah, terbilang

KATA = [
    (0, "nol"),
    (1, "satu"),
    (10, "sepuluh"),
    (11, "sebelas"),
    (13, "tiga belas"),
    (19, "sembilan belas"),
    (20, "dua puluh"),
    (100, "seratus"),
    (101, "seratus satu"),
    (111, "seratus sebelas"),
    (1000, "seribu"),
    (1001, "seribu satu"),
    (1999, "seribu sembilan ratus sembilan puluh sembilan"),
    (11000, "sebelas ribu"),
    (21000, "dua puluh satu ribu"),
    (101000, "seratus satu ribu"),
    (121000, "seratus dua puluh satu ribu"),
    (1_000_000, "satu juta"),
    (1_001_000, "satu juta seribu"),
    (1_001_001, "satu juta seribu satu"),
    (2_001_100, "dua juta seribu seratus"),
    (1_000_001_000, "satu miliar seribu"),
    (1_101_000, "satu juta seratus satu ribu"),
    (1_500_000, "satu juta lima ratus ribu"),
    (
        10_180_573_349,
        "sepuluh miliar seratus delapan puluh juta lima ratus tujuh puluh tiga ribu tiga ratus empat puluh sembilan",
    ),
    (10**12, "satu triliun"),
    (999 * 10**12, "sembilan ratus sembilan puluh sembilan triliun"),
    (10**15, "satu kuadriliun"),
    (1e16, "sepuluh kuadriliun"),
    (5.0, "lima"),
    (80.9, "delapan puluh koma sembilan"),
    (80.05, "delapan puluh koma nol lima"),
    (0.1 + 0.2, "nol koma tiga"),
    (1e-7, "nol koma nol nol nol nol nol nol satu"),
    (decimal.Decimal("91.930"), "sembilan puluh satu koma sembilan tiga"),
    (decimal.Decimal("1E+3"), "seribu"),
    (-5, "minus lima"),
    (-0.5, "minus nol koma lima"),
    (-0.0, "nol"),
]


@pytest.mark.parametrize("angka, kata", KATA)
def test_words(angka, kata):
    assert terbilang(angka) == kata


@pytest.mark.parametrize(
    "angka", [10**18, -(10**18), float("nan"), float("inf"), None, True, "13", [], decimal.Decimal("NaN")]
)
def test_words_refuse_what_is_no_number(angka):
    with pytest.raises(ValueError):
        terbilang(angka)


DASAR = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
SKALA = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def baca_kata(kata):
    """Value of Indonesian number words, written independently of the library."""
    jumlah = kelompok = satuan = 0
    for k in kata.split():
        if k in DASAR:
            satuan = DASAR.index(k)
        elif k in ("sepuluh", "sebelas"):
            kelompok, satuan = kelompok + (10 if k == "sepuluh" else 11), 0
        elif k == "belas":
            kelompok, satuan = kelompok + 10 + satuan, 0
        elif k == "puluh":
            kelompok, satuan = kelompok + 10 * satuan, 0
        elif k in ("ratus", "seratus"):
            kelompok, satuan = kelompok + 100 * (satuan if k == "ratus" else 1), 0
        elif k == "seribu":
            jumlah += 1000
        else:
            jumlah, kelompok, satuan = jumlah + (kelompok + satuan) * SKALA[k], 0, 0
    return jumlah + kelompok + satuan


RIBUAN_TUNGGAL = st.integers(0, 999).map(lambda n: n * 10**6 + 1000)


@given(st.one_of(st.integers(0, 10**18 - 1), st.integers(0, 10**7), RIBUAN_TUNGGAL))
def test_words_say_the_number(angka):
    kata = terbilang(angka)
    assert baca_kata(kata) == angka
    assert ("seribu" in kata) == (angka // 1000 % 1000 == 1)


def test_every_number_to_twenty_thousand():
    assert all(baca_kata(terbilang(n)) == n for n in range(20001))


@pytest.mark.parametrize(
    "angka, desimal, teks",
    [
        (1234.56, 2, "1.234,56"),
        (1234.565, 2, "1.234,57"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (0.285, 2, "0,29"),
        (-2.5, 0, "-3"),
        (-0.4, 0, "0"),
        (0, 2, "0,00"),
        (999.995, 2, "1.000,00"),
        (10_180_573_349, 0, "10.180.573.349"),
        (80.9, None, "80,9"),
        (0.1 + 0.2, None, "0,3"),
        (1000, None, "1.000"),
        (1e20, 0, "100.000.000.000.000.000.000"),
        (123456789012345678, 0, "123.456.789.012.345.678"),
    ],
)
def test_indonesian_numbers(angka, desimal, teks):
    assert format_number(angka, desimal) == teks


def test_without_thousands_dots():
    assert format_number(1234567.5, 1, ribuan=False) == "1234567,5"


def test_rupiah():
    assert rupiah(10180573349) == "Rp10.180.573.349"
    assert rupiah(-1000) == "-Rp1.000"
    assert rupiah(1000.5) == "Rp1.001"
    assert rupiah(1000.5, 2) == "Rp1.000,50"
    assert rupiah(-0.2) == "Rp0"


def test_percentages():
    assert format_percent(0.9193) == "91,93%"
    assert format_percent(1, 0) == "100%"
    assert format_percent(0.57, 0) == "57%"
    assert format_percent(0.285, 0) == "29%"
    assert format_percent(0.0645, 1) == "6,5%"
    assert format_percent(12.5, 2) == "1.250,00%"
    assert format_percent(-0.4471) == "-44,71%"


def test_formats_refuse_what_is_no_number():
    for format in (format_number, rupiah, format_percent):
        with pytest.raises(ValueError):
            format(None)
        with pytest.raises(ValueError):
            format("12")


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_format_keeps_the_value(satuan_kecil, desimal):
    angka = decimal.Decimal(satuan_kecil).scaleb(-desimal)
    kembali = format_number(angka, desimal).replace(".", "").replace(",", ".")
    assert decimal.Decimal(kembali) == angka


@given(st.integers(-(10**10), 10**10), st.integers(1, 4))
def test_typed_ties_round_away_from_zero(bulat, desimal):
    angka = float(f"{bulat}." + "0" * (desimal - 1) + "5")
    batas = (abs(bulat) * 10 ** (desimal - 1) + 1) * (-1 if angka < 0 else 1)
    assert format_number(angka, desimal - 1) == format_number(decimal.Decimal(batas).scaleb(1 - desimal), desimal - 1)


def test_the_catalogue_examples_of_functions_on_texts_are_true():
    from lkjip_xl.rules.registry import TEXT_FUNCTIONS, all_rules

    all_rules()
    assert set(TEXT_FUNCTIONS) == {"TER-01", "BAC-01"}
    for _, fungsi, sumber, contoh in TEXT_FUNCTIONS.values():
        assert sumber and contoh
        for masukan, hasil in contoh:
            assert fungsi(*masukan) == hasil
