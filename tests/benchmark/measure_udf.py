"""Speed of the functions in cells: one call on a column of distinct rows, Python's side only.

    python tests/benchmark/measure_udf.py [--baris 2000] [--putaran 7]

For each function it prints the milliseconds of one call (what COM passes in, what goes back out) and the ratio to a
plain Python loop over the bare formula of the same rows, best of the rounds. It only prints: this is no test.
"""

import argparse
import json
import time
from random import Random

from lkjip_xl.hosts.excel import udf
from lkjip_xl.rules.bacaan_angka import read_number
from lkjip_xl.rules.terbilang import terbilang
from lkjip_xl.schema.settings import LEVELS, SCALES

PITA = [(b[1], b[3]) for b in SCALES if b[0] == "Permendagri 86/2017"]
LABEL = [b[1] for b in LEVELS if b[0] == "Predikat AKIP"]


def _capaian(target, realisasi):
    return [int(r / t * 10_000 + 0.5) / 10_000 for t, r in zip(target, realisasi, strict=True)]


def _bertingkat(target, realisasi):
    skor = {nama: i for i, nama in enumerate(LABEL, 1)}
    return [min(1, skor[r] / skor[t]) for t, r in zip(target, realisasi, strict=True)]


def _predikat(capaian):
    return [next(p for b, p in PITA if int(c * 10_000 + 0.5) / 10_000 >= b) for c in capaian]


def _triwulan(deret):
    return [sum(x for x in baris if x is not None) for baris in deret]


def kolom(isi):
    """A column as COM passes it."""
    return tuple((x,) for x in isi)


def pekerjaan(banyak):
    """``(name, worksheet function, its arguments, bare loop, its arguments)``; every row of numbers is different."""
    acak = Random(7)
    target = [50 + i / 100 for i in range(banyak)]
    realisasi = [t * acak.uniform(0.2, 1.4) for t in target]
    rasio = [acak.uniform(0, 1.5) for _ in range(banyak)]
    pagu = [float(10_000_000 + 1000 * i) for i in range(banyak)]
    uang = [float(int(p * acak.random())) for p in pagu]
    deret = tuple((float(i), None, acak.random(), 2.0) for i in range(banyak))
    teks = [f"Rp {u:,.0f}".replace(",", ".") for u in pagu]
    label = [acak.choice(LABEL) for _ in range(banyak)]
    t, r, c = kolom(target), kolom(realisasi), kolom(rasio)
    yield "LK_CAPAIAN", udf.LK_CAPAIAN, (t, r), _capaian, (target, realisasi)
    tingkat = (kolom(label), kolom(label[::-1]), "Naik", "Predikat AKIP")  # seven labels: these rows repeat
    yield "LK_CAPAIAN bertingkat", udf.LK_CAPAIAN, tingkat, _bertingkat, (label, label[::-1])
    yield "LK_PREDIKAT", udf.LK_PREDIKAT, (c,), _predikat, (rasio,)
    yield "LK_EFISIENSI", udf.LK_EFISIENSI, (c, kolom(rasio[::-1])), _capaian, (rasio, rasio[::-1])
    yield "LK_SERAPAN", udf.LK_SERAPAN, (kolom(uang), kolom(pagu)), _capaian, (pagu, uang)
    yield "LK_RATA", udf.LK_RATA, (c,), lambda x: sum(x) / len(x), (rasio,)
    yield "LK_TRIWULAN", udf.LK_TRIWULAN, (deret, 4.0, "Akumulasi"), _triwulan, (deret,)
    yield "LK_ANGKA", udf.LK_ANGKA, (kolom(teks),), lambda x: [read_number(t).nilai for t in x], (teks,)
    yield "LK_TERBILANG", udf.LK_TERBILANG, (kolom(pagu),), lambda x: [terbilang(a) for a in x], (pagu,)
    yield "LK_RUPIAH", udf.LK_RUPIAH, (kolom(pagu),), lambda x: [f"Rp{a:,.0f}".replace(",", ".") for a in x], (pagu,)


def tercepat(fungsi, argumen, putaran):
    """Milliseconds of the processor in the fastest round."""
    waktu = []
    for _ in range(putaran):
        mulai = time.process_time()
        fungsi(*argumen)
        waktu.append(time.process_time() - mulai)
    return 1000 * min(waktu)


def main():
    pilihan = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    pilihan.add_argument("--baris", type=int, default=2000)
    pilihan.add_argument("--putaran", type=int, default=7)
    pilihan.add_argument("--json", action="store_true", help="only milliseconds by name, for measure.py")
    pilihan = pilihan.parse_args()
    if pilihan.json:
        waktu = {n: tercepat(f, a, pilihan.putaran) for n, f, a, _, _ in pekerjaan(pilihan.baris)}
        print(json.dumps(waktu))
        return
    print(f"{pilihan.baris} rows, best of {pilihan.putaran}")
    for nama, fungsi, argumen, polos, masukan in pekerjaan(pilihan.baris):
        pertama = tercepat(fungsi, argumen, 1)
        ms, dasar = tercepat(fungsi, argumen, pilihan.putaran), tercepat(polos, masukan, pilihan.putaran)
        print(f"{nama:<22} {ms:7.1f} ms  (first call {pertama:6.1f})  {ms / dasar:6.1f} x the bare loop")


if __name__ == "__main__":
    main()
