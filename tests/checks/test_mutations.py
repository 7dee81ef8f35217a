"""Seeded mutations of the sound sample: what periksa catches, and that it is silent before."""

from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.world import World
from tests.checks.mutations import CONTOH, mutasi, ringkas

BANYAK, BENIH = 1000, 2026


def test_the_sound_sample_raises_no_salah_and_a_handful_of_periksa():
    from tests.printed.csv_book import buku_dari_csv

    temuan = run_checks(Context(World(buku_dari_csv(CONTOH))))
    assert [t for t in temuan if t.berat == "Salah"] == []
    assert 1 <= sum(t.berat == "Periksa" for t in temuan) <= 8


def test_most_broken_numbers_are_caught(capsys):
    semua, kena, ragam, tempat = ringkas(mutasi(BANYAK, BENIH))
    with capsys.disabled():
        print(f"\nmutasi: {kena} dari {semua} tertangkap; " + ", ".join(
            f"{nama} {c[True]}/{c.total()}" for nama, c in sorted(ragam.items())))  # fmt: skip
    # Beyond any check: a quarter of one leaf of the budget that still rises, and in the middle of the year a figure
    # repeated from the quarter before; nothing else in the book speaks of them.
    assert semua == BANYAK and kena >= 0.8 * BANYAK
    assert ragam["angka_lalu"][True] >= 25 and ragam["baris_lain"][True] >= 150
    assert ragam["ganti_tanda"][False] == 0
    for kolom in ("tbl_anggaran.Pagu Awal", "tbl_anggaran.Pagu Perubahan", "tbl_pk_program.Anggaran"):
        assert tempat[kolom][False] == 0, kolom
