"""The functions in cells: equal to the rules, whatever COM passes, in whatever shape; and their VBA wrapper."""

import datetime
import io
import re
import subprocess
import sys
import types
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_xl.build.documents import aturan_md
from lkjip_xl.expr.explain import references
from lkjip_xl.expr.partial_evaluation import specialise
from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.expr.to_python import Environment, assemble, evaluate
from lkjip_xl.expr.values import DIVISION_BY_ZERO, NOT_AVAILABLE, WRONG_VALUE, ErrorValue
from lkjip_xl.hosts import cell_functions
from lkjip_xl.hosts.cell_functions import TABEL_BAWAAN
from lkjip_xl.hosts.excel import udf as modul
from lkjip_xl.rules import registry
from lkjip_xl.rules import udf as pernyataan
from lkjip_xl.rules.anggaran import money_filled, serapan
from lkjip_xl.rules.capaian import batas_capaian, capaian_asli
from lkjip_xl.rules.efisiensi import efisiensi
from lkjip_xl.rules.pembulatan import bila_angka, desimal_persen, pembulatan
from lkjip_xl.rules.predikat import predikat
from lkjip_xl.rules.rata_rata import rata_rata
from lkjip_xl.rules.tertulis import batas_atas, bentuk_target, target_said
from lkjip_xl.rules.triwulan import label_sampai, realisasi_sampai, skor_tingkat
from lkjip_xl.rules.tulisan import number_of_cell, rupiah, terbilang_of_cell
from lkjip_xl.rules.udf import Udf
from lkjip_xl.schema.settings import LEVELS, SCALES
from lkjip_xl.vba.worksheet_functions import MODUL, fungsi_vba
from tests.hosts.excel.com_stub import pywin32
from tests.rules.cases import semua_kasus
from tests.tools.macros import Macros, syntax_errors

FUNGSI = registry.worksheet_functions()
AKAR = Path(__file__).parents[3]
TERTULIS = AKAR / "lkjip_xl" / "vba" / "source" / "LkFungsi.bas"
NUM = ErrorValue("#NUM!")


def hitung(nama, *argumen):
    """Rows of the function's values, errors as ``ErrorValue``."""
    return modul.hitung(FUNGSI[nama], argumen)


def satu(nama, *argumen):
    [[isi]] = hitung(nama, *argumen)
    return isi


def kolom(*isi):
    """A column as COM passes it."""
    return tuple((x,) for x in isi)


def persis(a, b):
    """Equal in value and in kind; True is not 1."""
    return a == b and (a.__class__ is bool) == (b.__class__ is bool)


# --- what is there ---------------------------------------------------------------------------------------------------
RANCANGAN = {
    "LK_CAPAIAN": "target realisasi [arah] [tipe_skala]", "LK_PREDIKAT": "capaian [skala]",
    "LK_EFISIENSI": "capaian serapan [metode]", "LK_SERAPAN": "realisasi pagu", "LK_RATA": "capaian",
    "LK_TRIWULAN": "nilai triwulan sifat", "LK_ANGKA": "teks", "LK_TERBILANG": "angka", "LK_RUPIAH": "angka",
}  # fmt: skip


def test_every_function_of_the_design_with_its_arguments_in_order():
    assert set(FUNGSI) == set(RANCANGAN)
    for nama, tulisan in RANCANGAN.items():
        udf = FUNGSI[nama]
        semua = [f"[{a}]" if a in udf.bawaan else a for a in udf.argumen]
        awal = tulisan.split()
        assert semua[: len(awal)] == awal and all(a.startswith("[") for a in semua[len(awal) :]), nama


INGGRIS = r"\b(?:the|of|value|range|number|text|and|or|is|if|default|optional|returns?|scale|column|rows?)\b"


@pytest.mark.parametrize("nama", FUNGSI)
def test_help_is_indonesian_short_enough_and_tells_the_default(nama):
    udf = FUNGSI[nama]
    for isi in (udf.uraian, *udf.argumen.values()):
        assert 10 < len(isi) <= 255 and isi[0].isupper() and isi.endswith("."), isi
        assert not re.search(INGGRIS, isi.replace("#VALUE!", ""), re.I) and isi.isascii(), isi
    for argumen, bawaan in udf.bawaan.items():
        bantuan = udf.argumen[argumen]
        assert "Bila tidak diisi:" in bantuan or "hanya untuk metode" in bantuan, bantuan
        if bawaan is not None:
            assert bantuan.endswith(f"Bila tidak diisi: {bawaan}."), bantuan
    for argumen, pilihan in udf.pilihan.items():
        if argumen in udf.argumen:
            assert all(p in udf.argumen[argumen] for p in pilihan), argumen


def test_shipped_tables_are_the_defaults():
    assert TABEL_BAWAAN["tbl_skala"] == [list(b[:4]) for b in SCALES]
    assert TABEL_BAWAAN["tbl_tingkat"] == [list(b) for b in LEVELS]


@pytest.mark.parametrize("nama", FUNGSI)
def test_documented_examples_are_true(nama):
    udf, galat = FUNGSI[nama], 0
    assert len(udf.contoh) >= 2
    for argumen, harapan in udf.contoh:
        isi = satu(nama, *argumen)
        assert persis(isi.kode if isi.__class__ is ErrorValue else isi, harapan), (nama, argumen, isi)
        [[keluar]] = getattr(modul, nama)(*argumen)
        if isi.__class__ is ErrorValue:
            galat += 1
            assert keluar == f"\x1f{modul.ERROR_NUMBERS[isi.kode]}"
        else:
            assert keluar == harapan
    assert galat, "an example of what fails"


@pytest.mark.parametrize("kode", registry.CHAINS)
def test_examples_of_rules_in_a_row_are_true(kode):
    aturan = registry.CHAINS[kode]
    assert len(aturan.contoh) >= 1 and aturan.__doc__ and aturan.rumus and aturan.sumber
    for argumen, harapan in aturan.contoh:
        isi = aturan(**argumen)
        assert (isi.kode if isi.__class__ is ErrorValue else isi) == harapan, (kode, argumen, isi)


def test_rules_in_a_row_are_formulas_over_helper_cells():
    aturan = registry.CHAINS["SEL-01"]
    assert [nama for nama, _ in aturan.steps] == ["tipe", "bentuk", "bentuk_r", "t", "atas", "r", "asli"]
    assert references(aturan.tree).symbols == ("asli", "batas")
    assert aturan.formula(asli="D2", batas="$E$1").startswith("=IF(ISNUMBER(D2),MIN(D2,$E$1)")
    with pytest.raises(TypeError, match="SEL-03 takes realisasi, pagu, desimal, cara"):
        registry.CHAINS["SEL-03"](realisasi=1, pagu=2)


# --- equal to the rules ----------------------------------------------------------------------------------------------
GALAT = st.sampled_from([NOT_AVAILABLE, WRONG_VALUE, DIVISION_BY_ZERO, NUM])
ANGKA = st.one_of(
    st.floats(-1e3, 1e6, allow_nan=False), st.integers(-5, 200).map(float), st.sampled_from([0.0, 0.91, 0.9099999, 1.0])
)
JANGGAL = st.sampled_from([None, "", "-", "N/A", "n/a", "kata", "88", True])
SEL = st.one_of(ANGKA, ANGKA, ANGKA, JANGGAL, GALAT)
LABEL = st.one_of(st.sampled_from([b[1] for b in LEVELS] + ["utama", "Hebat"]), JANGGAL, GALAT)
DESIMAL = st.one_of(st.integers(0, 4).map(float), st.sampled_from([None, 7.0, "dua", NOT_AVAILABLE]))
CARA = st.sampled_from(["Bulat", "Potong", "potong", None, "", "Lain", 3.0, WRONG_VALUE])
SKALA = st.sampled_from([*{b[0] for b in SCALES}, "lan", "Tidak Ada", None, "", 3.0, NOT_AVAILABLE])
TINGKAT = st.sampled_from(
    [*{b[0] for b in LEVELS}, "ape pug", "Angka", "Persen", "Tidak Ada", None, "", DIVISION_BY_ZERO]
)
ISIAN = {
    "LK_CAPAIAN": (
        st.one_of(SEL, LABEL), st.one_of(SEL, LABEL), st.sampled_from(["Naik", "Turun", "turun", None, "Menurun"]),
        TINGKAT, st.sampled_from(["LAN", "Rasio", None, "Lain"]), st.sampled_from(["Tercapai", "Skor", None, "Lain"]),
        st.sampled_from([None, 1.0, 1.2, "120%", WRONG_VALUE]), DESIMAL, CARA,
    ),
    "LK_PREDIKAT": (SEL, SKALA, DESIMAL, CARA),
    "LK_EFISIENSI": (
        SEL, SEL, st.sampled_from(["Rasio", "Selisih", "Keluaran", "PMK", "pmk", None, "Lain", NUM]), SEL, SEL, DESIMAL,
        CARA,
    ),
    "LK_SERAPAN": (SEL, SEL, DESIMAL, CARA),
    "LK_TERBILANG": (st.one_of(SEL, st.floats(allow_nan=False, allow_infinity=False)),),
    "LK_RUPIAH": (SEL,),
    "LK_ANGKA": (
        st.one_of(SEL, st.text("0123456789.,%-() RpribujatMoang/", max_size=14)),
        st.sampled_from([None, "%", "orang", "rupiah", 3.0, NOT_AVAILABLE]),
    ),
}  # fmt: skip


def _pilih(isi, *kata):
    baku = isi is None or isi.__class__ is ErrorValue or (isi.__class__ is str and isi.casefold() in ("", *kata))
    return isi if baku else WRONG_VALUE


def _cara(isi):
    return _pilih(isi, "bulat", "potong")


def _tabel(baris, n):
    return [[b[i] for b in baris] for i in range(n)]


def _said(cell, tipe, skala):
    """A cell's number as LK_CAPAIAN takes it."""
    if tipe.__class__ is ErrorValue:
        return tipe
    said = target_said(cell, bentuk_target(cell), tipe, skor_tingkat(cell, skala, *_tabel(LEVELS, 3)),
                       _tabel(LEVELS, 3)[1])  # fmt: skip
    return NOT_AVAILABLE if said.__class__ is str else said


def rujuk_capaian(target, realisasi, arah="Naik", skala="Angka", turun="LAN", tingkat="Tercapai", batas=None,
                  desimal=2, cara="Bulat"):  # fmt: skip
    if skala.__class__ is ErrorValue:
        tipe = skala
    else:
        numeric = ("", "angka", "persen", "indeks", "rasio", "tanggal")
        tipe = "Angka" if (skala or "").casefold() in numeric else "Tingkat"
    t, r = (_said(x, tipe, skala) for x in (target, realisasi))
    upper = batas_atas(bentuk_target(target), t, tipe)
    asli = capaian_asli(
        t, r, tipe, _pilih(arah, "naik", "turun"), _pilih(turun, "lan", "rasio"), _pilih(tingkat, "tercapai", "skor"),
        desimal_persen(desimal), _cara(cara), "Menurut Arah", batas, upper,
    )  # fmt: skip
    return batas_capaian(asli, batas)


def rujuk_predikat(capaian, skala="Permendagri 86/2017", desimal=2, cara="Bulat"):
    aturan = registry.Rule(
        lambda isi, d, c: bila_angka(isi, pembulatan(isi, d, c)), kode="X", nama="", hasil="", sumber="", rumus="",
        contoh=[],
    )  # fmt: skip
    return predikat(aturan(capaian, desimal_persen(desimal), _cara(cara)), skala, *_tabel(SCALES, 4))


def rujuk_efisiensi(capaian, serapan, metode="Rasio", pagu=None, realisasi=None, desimal=2, cara="Bulat"):
    metode = _pilih(metode, "rasio", "selisih", "keluaran", "pmk")
    return efisiensi(capaian, serapan, money_filled(pagu), money_filled(realisasi), metode, desimal_persen(desimal),
                     _cara(cara))  # fmt: skip


def rujuk_serapan(realisasi, pagu, desimal=2, cara="Bulat"):
    return serapan(money_filled(realisasi), money_filled(pagu), desimal_persen(desimal), _cara(cara))


RUJUKAN = {
    "LK_CAPAIAN": rujuk_capaian, "LK_PREDIKAT": rujuk_predikat, "LK_EFISIENSI": rujuk_efisiensi,
    "LK_SERAPAN": rujuk_serapan, "LK_TERBILANG": terbilang_of_cell, "LK_ANGKA": number_of_cell, "LK_RUPIAH": rupiah,
}  # fmt: skip


@pytest.fixture(params=[cell_functions._MANY, 2], ids=["few cells", "compiled"], scope="module")
def compiled_from(request):
    """So many cells are computed by a compiled tree, narrowed to numbers where all are."""
    usual, cell_functions._MANY = cell_functions._MANY, request.param
    yield
    cell_functions._MANY = usual


@pytest.mark.parametrize("nama", ISIAN)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_cell_equals_its_rule_and_a_column_its_cells(compiled_from, nama, data):
    """Every row has arguments of its own; behind the required ones any number may be left out."""
    udf, isian = FUNGSI[nama], ISIAN[nama]
    wajib = len(udf.argumen) - len(udf.bawaan)
    pakai = data.draw(st.integers(wajib, len(isian)))
    baris = data.draw(st.lists(st.tuples(*isian[:pakai]), min_size=1, max_size=6))
    harapan = [RUJUKAN[nama](*b) for b in baris]
    for b, h in zip(baris, harapan, strict=True):
        isi = satu(nama, *b)
        assert persis(isi, h), (nama, b, isi, h)
        assert isi.__class__ in (float, int, str, ErrorValue), isi
    assert hitung(nama, *(kolom(*k) for k in zip(*baris, strict=True))) == [[h] for h in harapan]


@settings(max_examples=150, deadline=None)
@given(st.lists(SEL, min_size=1, max_size=30), DESIMAL, CARA)
def test_the_mean_of_a_range_equals_its_rule(compiled_from, isi, desimal, cara):
    harapan = rata_rata(isi, desimal_persen(desimal), _cara(cara))
    assert satu("LK_RATA", kolom(*isi), desimal, cara) == harapan
    assert satu("LK_RATA", (tuple(isi),), desimal, cara) == satu("LK_RATA", tuple(isi), desimal, cara) == harapan


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.one_of(SEL, LABEL), min_size=4, max_size=4), min_size=1, max_size=4),
    st.sampled_from([1.0, 2.0, 3.0, 4.0, 2.9]),
    st.sampled_from(["Akumulasi", "Kumulatif", "Posisi Akhir", "akumulasi", None, "Lain", NUM]),
    st.sampled_from(["Angka", "Tingkat", None]),
)
def test_quarters_equal_their_rules_row_by_row(compiled_from, blok, n, sifat, tipe):
    baku, i = _pilih(sifat, "akumulasi", "kumulatif", "posisi akhir"), int(n)
    aturan = label_sampai if tipe == "Tingkat" else realisasi_sampai
    harapan = [aturan(b[:i], b[i - 1], baku) for b in blok]
    assert hitung("LK_TRIWULAN", tuple(map(tuple, blok)), n, sifat, tipe) == [[h] for h in harapan]
    # The four cells may also stand one below the other.
    assert hitung("LK_TRIWULAN", kolom(*blok[0]), n, sifat, tipe) == [[harapan[0]]]


def test_a_quarter_that_does_not_exist():
    for n, harapan in ((0.0, WRONG_VALUE), (5.0, WRONG_VALUE), ("dua", WRONG_VALUE), (None, NOT_AVAILABLE), (NUM, NUM)):
        assert satu("LK_TRIWULAN", ((1.0, 2.0, 3.0, 4.0),), n, "Akumulasi") == harapan, n


def test_blank_money_is_not_zero():
    assert satu("LK_SERAPAN", None, 5.0) == satu("LK_SERAPAN", 5.0, None) == NOT_AVAILABLE
    assert satu("LK_SERAPAN", 0.0, 5.0) == 0
    assert satu("LK_EFISIENSI", 0.92, 0.8, "PMK", 100.0, None) == NOT_AVAILABLE


def test_a_word_that_is_no_choice_is_never_guessed():
    assert satu("LK_CAPAIAN", 5.0, 4.0, "Menurun") == WRONG_VALUE
    assert satu("LK_TRIWULAN", ((1.0, 2.0, 3.0, 4.0),), 4.0, "Akumulatif") == WRONG_VALUE
    assert satu("LK_SERAPAN", 1.0, 3.0, 2.0, "potong") == 0.3333
    assert hitung("LK_CAPAIAN", 5.0, 4.0, kolom("Naik", "Menurun", "TURUN")) == [[0.8], [WRONG_VALUE], [1.2]]


# --- shapes ----------------------------------------------------------------------------------------------------------
def test_single_cells_give_a_single_value_and_a_column_is_one_call():
    assert modul.LK_SERAPAN(1.0, 4.0) == [[0.25]]
    hasil = modul.LK_SERAPAN(kolom(*map(float, range(2000))), 4000.0)
    assert len(hasil) == 2000 and hasil[1000] == [0.25] and hasil[1999] == [0.4998]


def test_column_row_and_block():
    assert hitung("LK_SERAPAN", kolom(1.0, 2.0), 4.0) == [[0.25], [0.5]]
    assert hitung("LK_SERAPAN", ((1.0, 2.0),), 4.0) == [[0.25, 0.5]]
    assert hitung("LK_SERAPAN", (1.0, 2.0), 4.0) == [[0.25, 0.5]], "an array constant is a row"
    assert hitung("LK_SERAPAN", kolom(1.0, 2.0), (4.0, 8.0, 16.0)) == [[0.25, 0.125, 0.0625], [0.5, 0.25, 0.125]]
    blok = ((1.0, 2.0), (3.0, 4.0))
    assert hitung("LK_SERAPAN", blok, 4.0) == [[0.25, 0.5], [0.75, 1.0]]
    assert hitung("LK_SERAPAN", blok, kolom(4.0, 8.0)) == [[0.25, 0.5], [0.375, 0.5]]
    assert hitung("LK_SERAPAN", blok, (4.0, 8.0)) == [[0.25, 0.25], [0.75, 0.5]]
    assert hitung("LK_SERAPAN", 1.0, 3.0, kolom(0.0, None, 4.0)) == [[0.33], [0.3333], [0.333333]]
    assert hitung("LK_RUPIAH", blok) == [["Rp1", "Rp2"], ["Rp3", "Rp4"]]
    assert hitung("LK_TERBILANG", (1.0, None)) == [["satu", NOT_AVAILABLE]]


@pytest.mark.parametrize(
    "nama, argumen",
    [
        ("LK_SERAPAN", (kolom(1.0, 2.0), kolom(1.0, 2.0, 3.0))),
        ("LK_SERAPAN", (((1.0, 2.0), (3.0, 4.0)), (1.0, 2.0, 3.0))),
        ("LK_CAPAIAN", (kolom(1.0, 2.0), 3.0, kolom("Naik", "Naik", "Naik"))),
        ("LK_TRIWULAN", (((1.0, 2.0, 3.0),), 3.0, "Akumulasi")),
        ("LK_TRIWULAN", (((1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 3.0, 4.0)), kolom(1.0, 2.0, 3.0), "Akumulasi")),
        ("LK_PREDIKAT", (0.9, "S", 2.0, "Bulat", (("S", 0.5, "Ya"),))),
    ],
)
def test_sizes_that_do_not_fit_are_an_error(nama, argumen):
    assert hitung(nama, *argumen) == [[WRONG_VALUE]]
    assert getattr(modul, nama)(*argumen) == [["\x1f2015"]]


def test_each_row_of_quarters_may_have_its_own_quarter_and_kind():
    blok = ((1.0, 2.0, 3.0, 4.0), (5.0, None, 7.0, None), (9.0, 8.0, None, None))
    sifat = kolom("Akumulasi", "Posisi Akhir", "Kumulatif")
    assert hitung("LK_TRIWULAN", blok, kolom(4.0, 4.0, 2.0), sifat) == [[10], [7.0], [8.0]]


# --- scales of the user's own ----------------------------------------------------------------------------------------
SENDIRI = (
    ("Sendiri", 0.0, "Ya", "Buruk"), ("Lain", 0.0, "Ya", "Dasar"), ("Sendiri", 1.0, "Ya", "Lulus"),
    ("Sendiri", 0.5, "Tidak", "Sedang"), (None, None, None, None),
)  # fmt: skip


def test_own_scale():
    capaian = kolom(0.4, 0.5, 0.50004, 0.5001, 1.0, None)
    harapan = [["Buruk"], ["Buruk"], ["Buruk"], ["Sedang"], ["Lulus"], ["N/A"]]
    assert hitung("LK_PREDIKAT", capaian, "Sendiri", 2.0, "Bulat", SENDIRI) == harapan
    assert hitung("LK_PREDIKAT", 0.7, kolom("Lain", "sendiri", "LAN"), 2.0, "Bulat", SENDIRI) == [
        ["Dasar"], ["Sedang"], [NOT_AVAILABLE],
    ]  # fmt: skip


def test_a_number_beside_a_label():
    """The label counts for a scale of levels, the number for an index; beside a remark nothing does."""
    realisasi = kolom("93,8 (A)", "B (62,5)", "BB (revisi)", "belum (2025)")
    levels = hitung("LK_CAPAIAN", "71,5 (BB)", realisasi, "Naik", "Predikat AKIP", "LAN", "Skor")
    assert levels == [[1.2], [0.8], [1.0], [WRONG_VALUE]]
    index = hitung("LK_CAPAIAN", "B (62,5)", realisasi, "Naik", "Indeks")
    assert index == [[1.5008], [1.0], [WRONG_VALUE], [WRONG_VALUE]]
    assert hitung("LK_CAPAIAN", "B (62,5)", kolom(*["BB (70)"] * 150), "Naik", "Indeks") == [[1.12]] * 150


def test_own_levels():
    tabel = (("Desa", "Berkembang", 1.0), ("Desa", "Maju", 2.0), ("Desa", "Mandiri", 3.0))
    realisasi = kolom("Mandiri", "maju", "Berkembang", None, "Hebat", 3.0)
    hasil = hitung("LK_CAPAIAN", "Maju", realisasi, "Naik", "Desa", "LAN", "Skor", None, 2.0, "Bulat", tabel)
    assert hasil == [[1.5], [1.0], [0.5], [NOT_AVAILABLE], [WRONG_VALUE], [WRONG_VALUE]]
    assert satu("LK_CAPAIAN", "Maju", "Maju", "Naik", "Desa") == WRONG_VALUE, "not among the shipped ones"


def test_an_error_in_a_table_of_scales_is_seen():
    rusak = (*SENDIRI[:-1], ("Lain", DIVISION_BY_ZERO, "Ya", "x"))
    assert hitung("LK_PREDIKAT", kolom(0.4, 0.5), "Sendiri", 2.0, "Bulat", rusak) == [
        [DIVISION_BY_ZERO],
        [DIVISION_BY_ZERO],
    ]


def test_a_table_with_text_among_its_bounds_answers_as_the_rule_does():
    rusak = (*SENDIRI[:-1], ("Lain", "50%", "Ya", "x"))
    harapan = predikat(0.6, "Sendiri", *_tabel(rusak, 4))
    assert harapan == WRONG_VALUE == satu("LK_PREDIKAT", 0.6, "Sendiri", 2.0, "Bulat", rusak)


@pytest.mark.parametrize("skala", sorted({b[0] for b in SCALES}))
def test_the_rows_of_other_scales_do_not_matter(skala):
    capaian = [i / 1000 for i in range(0, 1300, 7)]
    harapan = [[predikat(pembulatan(c, 2, "Bulat"), skala, *_tabel(SCALES, 4))] for c in capaian]
    assert hitung("LK_PREDIKAT", kolom(*capaian), skala) == harapan


# --- what COM passes -------------------------------------------------------------------------------------------------
def test_errors_in_cells_arrive_as_errors():
    for scode, kode in (
        (-2146826281, "#DIV/0!"), (-2146826246, "#N/A"), (-2146826259, "#NAME?"), (-2146826288, "#NULL!"),
        (-2146826252, "#NUM!"), (-2146826265, "#REF!"), (-2146826273, "#VALUE!"),
    ):  # fmt: skip
        assert satu("LK_SERAPAN", scode, 4.0) == ErrorValue(kode)
        assert modul.LK_RUPIAH(kolom(1.0, scode)) == [["Rp1"], [f"\x1f{modul.ERROR_NUMBERS[kode]}"]]
        assert satu("LK_TERBILANG", scode) == satu("LK_ANGKA", scode) == ErrorValue(kode)
        assert satu("LK_CAPAIAN", 88.0, scode) == ErrorValue(kode)
        assert satu("LK_RATA", kolom(0.5, scode)) == 0.5
    assert satu("LK_SERAPAN", -2146826243, 4.0) == WRONG_VALUE, "#SPILL! is newer than the rules"


def test_other_kinds_of_cells():
    assert satu("LK_SERAPAN", Decimal("1250000.5"), Decimal("2500001")) == 0.5, "currency format"
    assert satu("LK_SERAPAN", 1, 4) == 0.25, "VBA's whole numbers"
    assert satu("LK_SERAPAN", "", 4.0) == NOT_AVAILABLE, "a formula that gives empty text"
    assert satu("LK_SERAPAN", True, 4.0) == WRONG_VALUE
    assert satu("LK_SERAPAN", object(), 4.0) == WRONG_VALUE
    tanggal = datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC)
    assert satu("LK_RUPIAH", tanggal) == "Rp45.293", "a date is its serial number (45292.5), as in every formula"
    assert satu("LK_ANGKA", tanggal) == satu("LK_TERBILANG", tanggal) == WRONG_VALUE, "1/2 read as a date"
    assert satu("LK_ANGKA", 88.5) == 88.5
    assert satu("LK_TERBILANG", 1e18) == NUM


def test_left_out_arguments():
    T = modul.NOT_GIVEN
    assert satu("LK_CAPAIAN", 5.0, 4.0, T, T, T, T, T, T, T, T) == satu("LK_CAPAIAN", 5.0, 4.0) == 0.8
    assert satu("LK_CAPAIAN", 5.0, 4.0, "Turun", T, T, T, 1.1) == 1.1
    assert satu("LK_PREDIKAT", 0.9, T, T, T, T) == "Tinggi"
    assert satu("LK_PREDIKAT", 0.9, None) == NOT_AVAILABLE, "a blank cell is no scale, as in the book"
    assert satu("LK_EFISIENSI", 0.92, 0.8, T, T, T, 0.0) == 0.87
    assert satu("LK_ANGKA", "1.447", T) == WRONG_VALUE


def test_what_goes_back_is_what_vba_can_hold():
    assert {k: modul._for_com(ErrorValue(k)) for k in modul.ERROR_NUMBERS} == {
        "#NULL!": "\x1f2000", "#DIV/0!": "\x1f2007", "#VALUE!": "\x1f2015", "#REF!": "\x1f2023",
        "#NAME?": "\x1f2029", "#NUM!": "\x1f2036", "#N/A": "\x1f2042",
    }  # fmt: skip
    [[besar]] = modul.LK_ANGKA("Rp 10.180.573.349")
    assert besar == 10_180_573_349 and besar.__class__ is float, "a whole number beyond 32 bits"
    assert modul._for_com(True) is True


def test_nothing_but_the_arguments_counts():
    """Pure: no call leaves anything behind that changes the next one."""
    panggilan = [(n, a) for n, u in FUNGSI.items() for a, _ in u.contoh]
    pertama = [satu(n, *a) for n, a in panggilan]
    assert [satu(n, *a) for n, a in reversed(panggilan)] == pertama[::-1]
    assert TABEL_BAWAAN["tbl_tingkat"] == [list(b) for b in LEVELS]


# --- narrowed trees --------------------------------------------------------------------------------------------------
def test_a_narrowed_tree_gives_what_the_whole_tree_gives():
    beda = banyak = 0
    for i, (aturan, kasus) in enumerate(semua_kasus()):
        if i % 3:
            continue
        tetap = {n: v for j, (n, v) in enumerate(kasus.argumen.items()) if (i // 3 + j) % 2}
        sempit = evaluate(assemble(specialise(aturan.tree, tetap)), Environment(dict(kasus.argumen)))
        banyak += 1
        beda += not persis(sempit, aturan(**kasus.argumen))
    assert banyak > 3000 and not beda


def test_the_cells_of_a_part_of_the_year_are_a_formula_too(lo):
    """SEL-04 as a cell formula: its rules are proved elsewhere, its INDEX(...):INDEX(...) only here."""
    aturan = registry.CHAINS["SEL-04"]
    [(_, triwulan)] = aturan.steps
    kasus = [
        (deret, n, sifat, tipe)
        for tipe, semua in (("Angka", ((5, None, 7, 4), (0.1, "N/A", None, 2), (None, "kata", 1, "-"))),
                            ("Tingkat", (("Pratama", "Madya", None, "-"), (None, "N/A", None, "WTP"))))
        for deret in semua for n in (1, 2, 3, 4, 5, None) for sifat in ("Akumulasi", "Kumulatif", "Posisi Akhir")
    ]  # fmt: skip
    rumus = []
    for i in range(1, len(kasus) + 1):
        acuan = {"deret": f"$B{i}:$E{i}", "triwulan": f"F{i}", "sifat": f"G{i}", "tipe": f"H{i}"}
        rumus.append(to_formula(aturan.tree, {**acuan, "n": f"({to_formula(triwulan, acuan)})"}))
    lembar = lo.evaluate(rumus, [[*deret, *lain] for deret, *lain in kasus])
    beda = [
        (satu, isi, python)
        for satu, isi in zip(kasus, lembar, strict=True)
        if isi != (python.kode if (python := aturan(list(satu[0]), *satu[1:])).__class__ is ErrorValue else python)
    ]
    assert len(kasus) == 90 and not beda


# --- a rule becomes a function without another line ------------------------------------------------------------------
@contextmanager
def _daftar_sementara():
    simpan = dict(pernyataan.UDF), dict(registry.RULES)
    try:
        yield
    finally:
        for daftar, isi in zip((pernyataan.UDF, registry.RULES), simpan, strict=True):
            daftar.clear()
            daftar.update(isi)


def _daftarkan(nama="LK_COBA", argumen=("a", "b"), bawaan=None, **lain):
    udf = Udf(nama, "Jumlah dua sel.", {a: f"Sel {a}." for a in argumen}, bawaan, **lain)

    def coba(a, b):
        return a + b

    coba.__module__ = "lkjip_xl.rules.coba"  # functions of other packages are not written into the VBA
    registry.rule(kode="COB-01", nama="Coba", hasil="angka", sumber="x", rumus="a + b", contoh=[], udf=udf)(coba)
    return udf


def test_a_registered_rule_becomes_a_function_without_another_line():
    with _daftar_sementara():
        udf = _daftarkan(bawaan={"b": 10})
        assert registry.worksheet_functions()["LK_COBA"] is udf
        fungsi = modul._made(udf)
        assert fungsi(1.0) == [[11.0]] and fungsi(kolom(1.0, "x"), 2.0) == [[3.0], ["\x1f2015"]]
        teks = fungsi_vba()
        assert "Public Function LK_COBA(a, Optional b)" in teks and 'LkUraikan "LK_COBA"' in teks
    assert "LK_COBA" not in registry.worksheet_functions()


@pytest.mark.parametrize(
    "argumen, alasan",
    [
        ({"nama": "LK_SERAPAN"}, "declared twice"),
        ({"argumen": ("a",)}, "COB-01 takes a, b"),
        ({"argumen": ("a", "b", "c")}, "COB-01 takes a, b"),
        ({"bawaan": {"a": 1}}, "left out stands before"),
        ({"bawaan": {"z": 1}}, "left out stands before"),
    ],
)
def test_a_wrong_declaration_is_refused(argumen, alasan):
    with _daftar_sementara(), pytest.raises(ValueError, match=alasan):
        _daftarkan(**argumen)


# --- the VBA wrapper -------------------------------------------------------------------------------------------------
def test_committed_vba_is_fresh():
    assert TERTULIS.read_bytes().decode("cp1252") == fungsi_vba(), "run: python -m lkjip_xl.build"


def test_vba_keeps_the_limits_of_vba():
    baris = fungsi_vba().split("\n")
    assert max(map(len, baris)) <= 1023
    lanjutan = terpanjang = 0
    for isi in baris:
        lanjutan = lanjutan + 1 if isi.endswith(" _") else 0
        terpanjang = max(terpanjang, lanjutan)
    assert 0 < terpanjang <= 24, "VBA takes 24 continued lines"
    assert fungsi_vba().encode("cp1252") and fungsi_vba().startswith('Attribute VB_Name = "LkFungsi"\nOption Explicit')
    for mac in (False, True):
        assert syntax_errors(fungsi_vba(), mac=mac) == []
    assert syntax_errors(fungsi_vba().replace("On Error GoTo gagal", "On Error GoTo", 1)), "the check sees mistakes"


def test_vba_tells_excel_every_help_text():
    teks = fungsi_vba()
    for udf in FUNGSI.values():
        bagian = teks.partition(f'LkUraikan "{udf.nama}", _\n')[2].partition("\n    LkUraikan")[0]
        tertulis = re.findall(r'^ +"(.*?)"(?:,|\))', bagian, re.M)
        assert tertulis == [udf.uraian, *udf.argumen.values()]
        assert f'Attribute {udf.nama}.VB_Description = "{udf.uraian}"' in teks
    assert 'Category:="LKjIP"' in teks


def test_the_catalogue_lists_every_function():
    halaman = aturan_md().partition("## Fungsi di sel")[2]
    for nama, udf in FUNGSI.items():
        bagian = halaman.partition(f"### {nama}\n")[2].partition("\n### ")[0]
        assert f"={nama}(" in bagian and udf.uraian in bagian and udf.kode in bagian
        assert all(f"| `{a}` | {bantuan} |" in bagian for a, bantuan in udf.argumen.items())
        assert bagian.partition("| Contoh masukan |")[2].partition("\n\n")[0].count("\n| ") == len(udf.contoh) + 1


# What our wrapper has and xlwings' has not, and the reverse: {line: why}. {f} is the function, {a} its arguments.
ALASAN = {
    "+ Public Function {f}({a})": "Public says what VBA takes for granted: the cells may call it",
    "- Function {f}({a})": "the same line with Public",
    "+ Attribute {f}.VB_Description = {h}": "help without a call at start, also where macros of Workbook_Open are off",
    '+ Attribute {f}.VB_ProcData.VB_Invoke_Func = " \\n14"': "what Excel itself writes beside a description",
    '- #If App = "Microsoft Excel" Then': "the add-in lives in Excel only; there is no constant App in our module",
    '- {f} = XLPy.CallUDF("{m}", "{f}", Array({a}))': "the branch for other programs than Excel",
    "+ #If Mac Then": "xlwings has no functions on a Mac: say so at once instead of looking for its DLL",
    "+ {f} = CVErr(xlErrNA)": "the answer on a Mac: not available",
    "- If TypeOf Application.Caller Is Range Then On Error GoTo failed":
        "an error value for every caller: a macro of the user's that calls us must not stop with a dialog either",
    "+ On Error GoTo gagal": "the same, without the condition",
    '- {f} = XLPy.CallUDF("{m}", "{f}", Array({a}), {b}, Application.Caller)': "the same call, its answer as it comes",
    '+ {f} = LkNilai(XLPy.CallUDF("{m}", "{f}", Array({a}), ThisWorkbook, Application.Caller))':
        "LkNilai makes error values of the marks of Python. ThisWorkbook also in the add-in: xlwings would search the "
        "sheets of the active book, and refuses to work beside one that is named like a Python file",
    "- failed:": "the label in Indonesian, as all names here",
    "+ gagal:": "the same label",
    "- {f} = Err.Description": "a text in a number's place is passed over by SUM",
    "+ {f} = CVErr(xlErrValue)": "a real error value instead",
}  # fmt: skip


def _baris_fungsi(teks):
    """``{function: set of its lines}``, normalised: names, arguments and help replaced."""
    hasil = {}
    for m in re.finditer(r"^(?:Public )?Function (LK_\w+)\((.*?)\)$.*?^End Function$", teks, re.M | re.S):
        nama, argumen = m[1], m[2]
        isi = m[0].replace(argumen, "{a}").replace(argumen.replace("Optional ", ""), "{a}")
        isi = re.sub(r'(VB_Description = )".*"', r"\1{h}", isi).replace(nama, "{f}").replace(MODUL, "{m}")
        isi = re.sub(r"(?<=\), )(?:ThisWorkbook|ActiveWorkbook)(?=, Application\.Caller\)$)", "{b}", isi, flags=re.M)
        hasil[nama] = {b.strip() for b in isi.split("\n")}
    return hasil


# --- xlwings itself, with a stand-in for pywin32 ---------------------------------------------------------------------
IID_RANGE = "{00020846-0000-0000-C000-000000000046}"
_MODUL_XLWINGS = ("_xlwindows", "_win32patch", "udfs", "com_server")


class SelExcel:
    """A Range as COM hands it over."""

    def __init__(self, isi):
        self.Value = isi
        tinggi, lebar = (len(isi), len(isi[0])) if isinstance(isi, tuple) else (1, 1)
        self.Rows, self.Columns = types.SimpleNamespace(Count=tinggi), types.SimpleNamespace(Count=lebar)
        self.Row = self.Column = 1
        self.Worksheet = MagicMock(name="Worksheet")
        self._oleobj_ = MagicMock(name="_oleobj_")
        self._oleobj_.GetTypeInfo.return_value.GetTypeAttr.return_value.iid = IID_RANGE


@pytest.fixture(scope="module")
def xlwings_windows():
    """``xlwings.udfs`` and its COM server, really imported over a stand-in for pywin32; our functions marked for it."""
    import atexit

    import xlwings
    from xlwings.main import Engine

    with pywin32():
        from xlwings import _xlwindows, com_server, udfs

        mesin = Engine(impl=_xlwindows.engine)
        xlwings.engines.add(mesin)
        for nama, udf in FUNGSI.items():
            modul.mark(getattr(modul, nama), udf, udfs.xlfunc, udfs.xlarg, udfs.xlret)
        yield types.SimpleNamespace(udfs=udfs, server=com_server.XLPython())
        for nama in FUNGSI:
            del getattr(modul, nama).__xlfunc__
        xlwings.engines.engines.remove(mesin)
        com_server.loop.close()
        atexit.unregister(_xlwindows.cleanup)
        for nama in _MODUL_XLWINGS:
            del sys.modules[f"xlwings.{nama}"]
            delattr(xlwings, nama)


@pytest.mark.parametrize("buku", ["lkjip_xl.xlam", "lkjip_standar.xlsm"])
def test_every_difference_from_xlwings_own_wrapper_has_a_reason(xlwings_windows, buku):
    aliran = io.StringIO()
    xlwings_windows.udfs.generate_vba_wrapper(MODUL, modul, aliran, types.SimpleNamespace(Name=buku))
    punya_xlwings, punya_kita = _baris_fungsi(aliran.getvalue()), _baris_fungsi(fungsi_vba())
    assert set(punya_xlwings) == set(punya_kita) == set(FUNGSI)
    terpakai = set()
    for nama, kita in punya_kita.items():
        mereka = punya_xlwings[nama]
        assert kita & mereka >= {"Exit Function", "#Else", "#End If", "End Function"}
        beda = {f"+ {b}" for b in kita - mereka} | {f"- {b}" for b in mereka - kita}
        assert beda <= set(ALASAN), f"{nama}: no reason for {beda - set(ALASAN)}"
        terpakai |= beda
    assert terpakai == set(ALASAN), "a reason without its difference"


def test_what_xlwings_would_tell_excel_is_what_we_tell_it(xlwings_windows):
    for nama, udf in FUNGSI.items():
        tanda = getattr(modul, nama).__xlfunc__
        assert tanda["name"] == nama and tanda["category"] == "LKjIP" and not tanda["volatile"]
        assert tanda["ret"] == {"doc": udf.uraian, "options": {"convert": "raw"}}
        assert [(a["name"], a["doc"]) for a in tanda["args"]] == list(udf.argumen.items())
        assert {a["name"]: a["optional"] for a in tanda["args"] if "optional" in a} == udf.bawaan
        assert all(a["options"] == {"convert": "raw"} and not a["vararg"] for a in tanda["args"])


def test_on_windows_the_module_marks_its_functions_itself(xlwings_windows, monkeypatch):
    import xlwings

    for nama in FUNGSI:
        monkeypatch.setattr(modul, nama, None)
    for nama in ("func", "arg", "ret"):
        monkeypatch.setattr(xlwings, nama, getattr(xlwings_windows.udfs, f"xl{nama}"))
    monkeypatch.setattr(sys, "platform", "win32")
    modul._put_functions()
    assert {nama: len(getattr(modul, nama).__xlfunc__["args"]) for nama in FUNGSI} == {
        nama: len(udf.argumen) for nama, udf in FUNGSI.items()
    }


def test_elsewhere_the_module_does_without_xlwings():
    kode = "import sys, lkjip_xl.hosts.excel.udf as u; print(u.LK_SERAPAN(1, 4)[0][0], 'xlwings' in sys.modules)"
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, cwd=AKAR, timeout=60)
    assert hasil.stdout.split() == ["0.25", str(sys.platform == "win32")], hasil.stderr


def _panggil(xl, nama, *argumen):
    """A call as the VBA wrapper makes it, through xlwings' COM server."""
    return xl.server.CallUDF(MODUL, nama, argumen, None, SelExcel(None))


def test_xlwings_own_way_leads_to_our_functions(xlwings_windows):
    T = modul.NOT_GIVEN
    realisasi = SelExcel(kolom(8992776611.0, None, -2146826281, "N/A", Decimal("5"), "Rp 5"))
    assert _panggil(xlwings_windows, "LK_SERAPAN", realisasi, SelExcel(10180573349.0), T, T) == [
        [0.8833], ["\x1f2042"], ["\x1f2007"], ["\x1f2042"], [0.0], ["\x1f2015"],
    ]  # fmt: skip
    assert _panggil(xlwings_windows, "LK_SERAPAN", 1.0, SelExcel(3.0), 0.0, "Potong") == 0.33
    assert _panggil(xlwings_windows, "LK_SERAPAN", SelExcel(((1.0, 2.0),)), 4.0, T, T) == [0.25, 0.5]
    assert _panggil(xlwings_windows, "LK_SERAPAN", -2146826246, 4.0, T, T) == "\x1f2042", "=LK_SERAPAN(NA(),4)"
    assert _panggil(xlwings_windows, "LK_PREDIKAT", SelExcel(kolom(0.9099999, "")), T, T, T, T) == [
        ["Sangat Tinggi"], ["N/A"],
    ]  # fmt: skip
    assert _panggil(xlwings_windows, "LK_PREDIKAT", 0.6, "Sendiri", T, T, SelExcel(SENDIRI)) == "Sedang"
    assert _panggil(xlwings_windows, "LK_CAPAIAN", "Utama", SelExcel("Madya"), T, "APE PUG", *[T] * 6) == 0.6667
    assert _panggil(xlwings_windows, "LK_TRIWULAN", SelExcel(((5.0, None, 7.0, 4.0),)), 3.0, "Akumulasi", T) == 12
    assert _panggil(xlwings_windows, "LK_RATA", SelExcel(kolom(0.9193, 1.0, 1.0, -2146826246)), T, T) == 0.9731
    assert _panggil(xlwings_windows, "LK_RUPIAH", SelExcel(None)) == "\x1f2042"


def test_xlwings_passes_every_documented_example(xlwings_windows):
    for nama, udf in FUNGSI.items():
        for argumen, harapan in udf.contoh:
            com = [SelExcel(tuple(map(tuple, a)) if a.__class__ is list else a) for a in argumen]
            hasil = _panggil(xlwings_windows, nama, *com, *[modul.NOT_GIVEN] * (len(udf.argumen) - len(com)))
            nomor = modul.ERROR_NUMBERS.get(harapan) if harapan.__class__ is str else None
            assert hasil == (f"\x1f{nomor}" if nomor else harapan), (nama, argumen)


# --- the wrapper at work in LibreOffice ------------------------------------------------------------------------------
XLPY = """Attribute VB_Name = "xlwings"
Option Explicit
Public Function XLPy() As Object
    Set XLPy = New UjiPython
End Function
"""
# Answers as Python would: a value, a mark, one row, a block; it knows the wrapper's arguments.
UJI_PYTHON = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1
END
Attribute VB_Name = "UjiPython"
Option Explicit
Public Function CallUDF(modul, nama, argumen, Optional buku, Optional pemanggil) As Variant
    Dim blok(0 To 1, 0 To 1) As Variant, baris(0 To 2) As Variant
    If modul <> "lkjip_xl.hosts.excel.udf" Then Err.Raise 1000
    Select Case nama
        Case "LK_SERAPAN"
            If UBound(argumen) <> 3 Then Err.Raise 1000
            If argumen(0) = 1 Then CallUDF = 0.5 Else CallUDF = Chr(31) & "2042"
        Case "LK_TERBILANG"
            blok(0, 0) = 1: blok(0, 1) = Chr(31) & "2015": blok(1, 0) = "kata": blok(1, 1) = Chr(31) & "2007"
            CallUDF = blok
        Case "LK_ANGKA"
            baris(0) = 1: baris(1) = Chr(31) & "2036": baris(2) = "x"
            CallUDF = baris
        Case Else
            Err.Raise 1000, , "Python tidak ada"
    End Select
End Function
"""


def test_marks_become_error_values_in_a_book(lo, tmp_path):
    """LibreOffice writes an error value that VBA gives as "Error 2042"; Excel shows #N/A."""
    from openpyxl import Workbook
    from openpyxl.worksheet.formula import ArrayFormula

    from lkjip_xl.vba.macro_package import add_macros
    from lkjip_xl.vba.vba_project import Module

    buku = Workbook()
    lembar = buku.active
    lembar.title = "Coba"
    lembar["A1"], lembar["A2"], lembar["A3"] = "=LK_SERAPAN(1,2)", "=LK_SERAPAN(3,2,0)", "=LK_RUPIAH(1)"
    lembar["C1"] = ArrayFormula("C1:D2", "=LK_TERBILANG(7)")
    lembar["C4"] = ArrayFormula("C4:E4", "=LK_ANGKA(7)")
    aliran = io.BytesIO()
    buku.save(aliran)
    kode = [Module("LkFungsi", "std", fungsi_vba()), Module("xlwings", "std", XLPY),
            Module("UjiPython", "class", UJI_PYTHON)]  # fmt: skip
    berkas = tmp_path / "fungsi.xlsm"
    berkas.write_bytes(add_macros(aliran.getvalue(), kode))
    with lo.open(berkas, macros=True) as dokumen:
        makro = Macros(dokumen, stand_in=False)
        makro.run("LkDaftarkanFungsi")  # LibreOffice has no MacroOptions: it must do no harm
        isi = dokumen.values(["Coba!A1:A3", "Coba!C1:D2", "Coba!C4:E4"])
    assert isi["Coba!A1:A3"] == [[0.5], ["Error 2042"], ["Error 2015"]]
    assert isi["Coba!C1:D2"] == [[1.0, "Error 2015"], ["kata", "Error 2007"]]
    assert isi["Coba!C4:E4"] == [[1.0, "Error 2036", "x"]]
