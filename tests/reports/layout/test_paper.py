"""The shared look: heads over several rows, room for text, number formats, pieces of long cells, the grid."""

import pytest

from lkjip_xl.expr.values import NOT_AVAILABLE, WRONG_VALUE
from lkjip_xl.ooxml.measure import jumlah_baris, pecah_baris
from lkjip_xl.ooxml.sheet_model import ReportSheet
from lkjip_xl.reports.layout.pages import daya_muat
from lkjip_xl.reports.layout.paper import (
    ANGKA,
    TEKS,
    Kertas,
    batas_sel,
    kaki,
    kaki_bersidik,
    sel_nilai,
    sel_rasio,
    sel_rupiah,
)
from lkjip_xl.reports.layout.table import bagi_kisi


def kertas(*lebar):
    return Kertas(ReportSheet("LAP-X", "Lap X", "X", lebar))


def test_head_cells_cover_their_rows_and_columns_and_are_counted_once():
    k = kertas(10, 10, 10, 10, 10)
    assert k.kepala(["Nama", None, "Kinerja", None, "Sisa"], ["^", None, "Target", "Realisasi", "^"]) == (0, 2)
    assert sorted(k.lembar.merges) == [(0, 0, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (2, 0, 2, 1)]
    assert [s[0] for s in k.lembar.rows[2].cells] == ["(1)", None, "(2)", "(3)", "(4)"]


def test_a_head_of_one_row_gets_room_for_its_longest_heading():
    k = kertas(8, 30)
    k.kepala(["Persentase anggaran terhadap anggaran perangkat daerah", "B"], nomor=False)
    assert k.lembar.rows[0].height > 60


@pytest.mark.parametrize(
    "isi, tipe, nilai, kode",
    [
        (88, "Persen", 88, '0"%"'),
        (80.9, "Persen", 80.9, '0.00"%"'),
        (1447, "Angka", 1447, "#,##0"),
        (0.1234567, "Indeks", 0.1234567, "#,##0.0000"),
        (3.125, "Indeks", 3.125, "#,##0.000"),
        ("Madya", "Tingkat", "Madya", None),
        (NOT_AVAILABLE, "Angka", "N/A", None),
        (WRONG_VALUE, "Angka", "tidak dapat dihitung", None),
        (None, "Angka", "-", None),
    ],
)
def test_values_of_indicators(isi, tipe, nilai, kode):
    ada, gaya = sel_nilai(isi, tipe)
    assert (ada, gaya.format) == (nilai, kode)


def test_numbers_stand_right_and_texts_in_their_place_centred():
    assert sel_rasio(0.9193, 2) == (0.9193, ANGKA._replace(format="0.00%"))
    assert sel_rasio(0.92, 0)[1].format == "0%"
    assert sel_rupiah(1000)[1].format.startswith("#,##0") and sel_rupiah(1000)[1].align == "right"
    teks, gaya = sel_rupiah(NOT_AVAILABLE)
    assert teks == "N/A" and gaya.align == "center" and gaya.wrap and gaya.format is None


def test_lines_keep_words_whole_and_lose_nothing():
    teks = "Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar di Luar Panti Sosial"
    garis = pecah_baris(teks, 20)
    assert " ".join(garis) == teks and len(garis) == jumlah_baris(teks, 20) > 3
    assert jumlah_baris(teks.upper(), 20) > len(garis)  # capitals are wider
    assert "".join(pecah_baris("x" * 100, 10)) == "x" * 100
    assert pecah_baris("a\nb", 10) == ["a\n", "b"]
    assert jumlah_baris("", 10) == jumlah_baris("satu", 10) == 1


def test_a_text_beyond_the_height_of_a_row_goes_on_beneath_it():
    k = kertas(20, 10)
    teks = "kata " * 1000
    awal = k.baris([(teks.strip(), TEKS), (5, ANGKA)])
    baris = k.lembar.rows
    assert awal == 0 and len(baris) > 2 and all(r.height <= 409 for r in baris)
    assert " ".join(r.cells[0][0] for r in baris) == teks.strip()
    assert [r.cells[1][0] for r in baris] == [5] + [None] * (len(baris) - 1)
    assert [baris[0].cells[0][1].border, baris[1].cells[0][1].border, baris[-1].cells[0][1].border] == [
        "LRT", "LR", "LRB",
    ]  # fmt: skip
    assert batas_sel(TEKS, True, True) is TEKS


def test_merged_text_gets_room_over_all_rows_or_in_the_last():
    for rata in (True, False):
        k = kertas(10, 10)
        for _ in range(2):
            k.baris([("kata " * 30, TEKS), ("x", TEKS)], abaikan=(0,))
        k.gabung_sama(0, 1, 0, rata=rata)
        tinggi = [r.height for r in k.lembar.rows]
        assert (tinggi[0] == tinggi[1]) is rata and sum(tinggi) > 100
        assert k.lembar.merges == [(0, 0, 1, 0)]


def test_pages_end_between_blocks_and_split_merged_cells_carry_their_text_on():
    k = kertas(20, 20)
    muat = daya_muat(k.lembar)
    for n in range(40):
        k.lembar.add([("Sasaran" if n == 0 else None, TEKS), (n, ANGKA._replace(border="LR"))], muat / 25)
    k.lembar.merge(0, 0, 39, 0)
    k.atur_halaman(list(range(0, 40, 4)))
    assert k.lembar.breaks == [24]
    assert k.lembar.merges == [(0, 0, 23, 0), (24, 0, 39, 0)]
    assert k.lembar.rows[24].cells[0][0] == "Sasaran"
    assert k.lembar.rows[23].cells[1][1].border == "LRB" and k.lembar.rows[24].cells[1][1].border == "LRT"


def test_columns_spread_over_the_grid_near_their_wanted_widths():
    kisi = (30, 10, 10, 10, 15, 15, 10)
    assert bagi_kisi((30, 10, 10, 10, 15, 15, 10), kisi, (0,) * 7) == tuple((n, n) for n in range(7))
    letak = bagi_kisi((30, 10, 10, 50), kisi, (0,) * 4)
    assert letak == ((0, 0), (1, 1), (2, 2), (3, 6))
    # A column that needs more than it wants gets it.
    (a, b) = bagi_kisi((60, 10, 10), kisi, (0, 0, 20))[2]
    assert sum(kisi[a : b + 1]) >= 20


class Buku:
    def __init__(self, **atur):
        self.settings = atur


def test_footer_keeps_ampersands_and_its_length():
    assert kaki(Buku(singkatan="Dinas A & B"), "Judul") == "&LDinas A && B - Judul&RHalaman &P dari &N"
    assert len(kaki(Buku(instansi="x" * 300), "Judul")) < 255
    assert kaki(Buku(), "Judul") == "&LJudul&RHalaman &P dari &N"
    assert kaki_bersidik("&LA &&RHalaman B&RHalaman &P dari &N", "ab12cd34") == (
        "&LA &&RHalaman B&RIsian ab12cd34 - Halaman &P dari &N"
    )
    assert kaki_bersidik(None, "ab12cd34") is None
