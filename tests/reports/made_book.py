"""Books for the report tests: the shipped sample, and the sample with tables replaced."""

import csv
from pathlib import Path

from lkjip_xl.compute.book import Book, Row
from lkjip_xl.compute.world import World
from lkjip_xl.reports.registry import write_reports
from lkjip_xl.schema.contract import modules_of
from lkjip_xl.schema.settings import LEVELS, SCALES
from tests.compute.random_book import random_rows, random_setting, seeded

AKAR = Path(__file__).parents[2]
CONTOH = AKAR / "lkjip_xl" / "contoh"
CETAK = AKAR / "tests" / "printed" / "2022" / "sel.csv"
TETAP_TEKS = ("Kode", "Induk", "Indikator", "Skala Tingkat")


def _nilai(kolom, teks):
    if kolom in TETAP_TEKS:
        return teks
    try:
        angka = float(teks)
    except ValueError:
        return teks
    return int(angka) if angka == int(angka) else angka


def baris(isi):
    """Rows of a table from dictionaries."""
    return [Row(i, satu) for i, satu in enumerate(isi, 1)]


def baca_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as berkas:
        return list(csv.DictReader(berkas))


def buku(setelan=None, **tabel):
    """The sample book; settings and whole tables (lists of dictionaries) may be replaced."""
    isi = {}
    for path in sorted(CONTOH.glob("tbl_*.csv")):
        isi[path.stem] = baris({k: _nilai(k, v) for k, v in b.items() if v != ""} for b in baca_csv(path))
    atur = {b.cells["Kunci"]: b.cells.get("Nilai") for b in isi.pop("tbl_pengaturan")}
    isi["tbl_skala"] = baris(dict(zip(("Skala", "Batas Bawah", "Termasuk", "Predikat", "Warna"), r, strict=True))
                             for r in SCALES)  # fmt: skip
    isi["tbl_tingkat"] = baris(dict(zip(("Skala Tingkat", "Tingkat", "Skor"), r, strict=True)) for r in LEVELS)
    isi.update({nama: baris(satu) for nama, satu in tabel.items()})
    years = (atur["tahun_awal_renstra"], atur["tahun_akhir_renstra"])
    return Book({**atur, "profil_bentuk": "Umum", **(setelan or {})}, isi, years, modules=modules_of(isi))


def acak(seed, **setelan):
    """A computed random book."""
    rng = seeded(seed)
    tables = {name: baris(rows) for name, rows in random_rows(rng, indicators=rng.choice([18, 25, 40])).items()}
    tables["tbl_skala"] = baris(dict(zip(("Skala", "Batas Bawah", "Termasuk", "Predikat", "Warna"), r, strict=True))
                                for r in SCALES)  # fmt: skip
    tables["tbl_tingkat"] = baris(dict(zip(("Skala Tingkat", "Tingkat", "Skor"), r, strict=True)) for r in LEVELS)
    return World(Book({**random_setting(rng), **setelan}, tables, (2025, 2029)))


def bahan(setelan=None, **tabel):
    """The computed book, arranged for reports."""
    return World(buku(setelan, **tabel))


def susun(world, *ids):
    """The sheets of these reports (of a series all of them), in any form and quarter."""
    return write_reports(world, ids)


def susun_satu(world, id):
    """The sheet of one report."""
    [sheet] = write_reports(world, [id])
    return sheet


def cetak(tabel):
    """Printed figures of one table that can be read with certainty: ``{(baris, kolom): (nilai, desimal)}``."""
    hasil = {}
    for b in baca_csv(CETAK):
        if b["tabel"] == tabel and b["status"] in ("cocok", "salah"):
            nilai = b["nilai"]
            hasil[b["baris"], b["kolom"]] = (nilai if nilai == "N/A" else float(nilai), int(b["desimal"]))
    return hasil


def nilai(lembar, baris, kolom):
    """Value of a cell (None where there is no cell)."""
    isi = lembar.rows[baris]
    return None if isi is None or kolom >= len(isi.cells) or isi.cells[kolom] is None else isi.cells[kolom][0]


def kolom(lembar, k):
    """Values of a column, top to bottom."""
    return [nilai(lembar, r, k) for r in range(len(lembar.rows))]


def cari(lembar, teks, k=None):
    """Number of the first row that holds a text (in column ``k``)."""
    for r, isi in enumerate(lembar.rows):
        for j, sel in enumerate(isi.cells if isi else ()):
            if sel is not None and sel[0] == teks and (k is None or j == k):
                return r
    raise AssertionError(f"{teks!r} is not on {lembar.name}")


def teks_lembar(lembar):
    """All texts of a sheet."""
    return [s[0] for r in lembar.rows if r for s in r.cells if s and isinstance(s[0], str)]


def periksa_bentuk(lembar):
    """What every sheet must keep: rows as wide as the sheet, merges that do not meet, heights that Excel takes."""
    lebar = len(lembar.widths)
    isi_gabungan = set()
    for r1, k1, r2, k2 in lembar.merges:
        assert 0 <= r1 <= r2 < len(lembar.rows) and 0 <= k1 <= k2 < lebar
        for r in range(r1, r2 + 1):
            for k in range(k1, k2 + 1):
                assert (r, k) not in isi_gabungan, f"merged ranges meet at row {r}, column {k} of {lembar.name}"
                isi_gabungan.add((r, k))
    for r in lembar.rows:
        assert r is None or (len(r.cells) <= lebar and (r.height is None or 0 < r.height <= 409))
    # A page break within a merged cell would cut it in two.
    for putus in lembar.breaks:
        assert not any(r1 < putus <= r2 for r1, _, r2, _ in lembar.merges), f"break at {putus} cuts a merged cell"
