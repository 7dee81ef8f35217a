"""Breaks one number of a sound book at random, in the ways in which people do, and sees whether periksa notices.

``python tests/checks/mutations.py [COUNT] [SEED]`` prints the share that is caught, by kind and by column.
"""

import copy
import random
import sys
from collections import Counter
from pathlib import Path

from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import is_number
from lkjip_xl.schema.contract import tables
from tests.printed.csv_book import buku_dari_csv

ROOT = Path(__file__).parents[2]
CONTOH = ROOT / "lkjip_xl" / "contoh"
TABEL = ("tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran", "tbl_anggaran", "tbl_riwayat", "tbl_data_dukung")


def sel_angka(buku):
    """``[(table, row, column), ...]`` of every number that somebody typed."""
    masukan = {name: [c.name for c in t.inputs] for name, t in tables(*buku.years).items()}
    return [
        (nama, b, k)
        for nama in TABEL
        for b in buku.rows(nama)
        for k in masukan[nama]
        if is_number(b.cells.get(k)) and k not in ("No", "Tahun") and b.cells[k] != 0
    ]


def tukar_angka(isi, acak, lain, lalu):
    teks = f"{isi:.15g}"
    tempat = [i for i in range(len(teks) - 1) if teks[i : i + 2].isdigit() and teks[i] != teks[i + 1]]
    if not tempat:
        return isi
    i = acak.choice(tempat)
    return _angka(teks[:i] + teks[i + 1] + teks[i] + teks[i + 2 :])


def buang_angka(isi, acak, lain, lalu):
    teks = f"{isi:.15g}"
    tempat = [i for i, c in enumerate(teks) if c.isdigit()]
    if len(tempat) < 2:
        return isi
    i = acak.choice(tempat)
    return _angka(teks[:i] + teks[i + 1 :])


def geser_koma(isi, acak, lain, lalu):
    return isi * 10 if acak.random() < 0.5 else isi / 10


def ganti_tanda(isi, acak, lain, lalu):
    return -isi


def baris_lain(isi, acak, lain, lalu):
    return acak.choice(lain) if lain else isi


def angka_lalu(isi, acak, lain, lalu):
    return lalu if lalu is not None else isi


RAGAM = (tukar_angka, buang_angka, geser_koma, ganti_tanda, baris_lain, angka_lalu)


def _angka(teks):
    nilai = float(teks)
    return int(nilai) if nilai == int(nilai) else nilai


def _lalu(buku, nama, b, kolom):
    """The figure of the year or quarter before, where the book has one."""
    if kolom.endswith(("TW2", "TW3", "TW4")):
        return b.cells.get(f"{kolom[:-1]}{int(kolom[-1]) - 1}")
    if kolom.startswith("Target 20"):
        return b.cells.get(f"Target {int(kolom[7:]) - 1}")
    if nama in ("tbl_pk", "tbl_pengukuran"):
        apa = "Realisasi" if kolom.startswith("Realisasi") else "Target"
        for r in buku.rows("tbl_riwayat"):
            if r.cells.get("Kode") == b.cells.get("Kode") and r.cells.get("Tahun") == buku.settings["tahun"] - 1:
                return r.cells.get(apa)
    return None


def temuan(buku):
    return {(t.kode, t.tabel, t.baris, t.kolom, t.uraian): t for t in run_checks(Context(World(buku)))}


def mutasi(banyak, benih, asal=None):
    """Yields ``(kind, table, column, before, after, new findings)`` of so many mutations."""
    asal = asal or buku_dari_csv(CONTOH)
    acak = random.Random(benih)
    dasar = temuan(asal)
    while banyak:
        buku = copy.deepcopy(asal)
        nama, b, kolom = acak.choice(sel_angka(buku))
        ragam = acak.choice(RAGAM)
        lama = b.cells[kolom]
        lain = [x.cells[kolom] for x in buku.rows(nama) if is_number(x.cells.get(kolom)) and x.cells[kolom] != lama]
        baru = ragam(lama, acak, lain, _lalu(buku, nama, b, kolom))
        if not is_number(baru) or baru == lama:
            continue
        b.cells[kolom] = baru
        banyak -= 1
        yield ragam.__name__, nama, kolom, lama, baru, [t for k, t in temuan(buku).items() if k not in dasar]


def ringkas(hasil):
    """Counters ``(all, caught, by kind, by place)``; caught: a new finding of weight Salah or Periksa."""
    semua, kena, ragam, tempat = 0, 0, {}, {}
    for jenis, nama, kolom, _, _, baru in hasil:
        tertangkap = any(t.berat in ("Salah", "Periksa") for t in baru)
        semua += 1
        kena += tertangkap
        letak = f"{nama}.{'Target 20xx' if kolom.startswith('Target 20') else kolom}"
        for kunci, wadah in ((jenis, ragam), (letak, tempat)):
            wadah.setdefault(kunci, Counter())[tertangkap] += 1
    return semua, kena, ragam, tempat


def main():
    banyak, benih = (int(a) for a in (*sys.argv[1:], 1000, 2026)[:2]) if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    semua, kena, ragam, tempat = ringkas(mutasi(banyak, benih))
    print(f"{kena} dari {semua} mutasi tertangkap ({100 * kena / semua:.1f}%)")
    for wadah in (ragam, tempat):
        print()
        for kunci, c in sorted(wadah.items(), key=lambda i: i[1][True] / i[1].total()):
            print(f"{kunci:40} {c[True]:4} dari {c.total():4}")


if __name__ == "__main__":
    main()
