"""The smallest books that trigger a check: tables given as rows, everything else at its default."""

from collections import namedtuple

from lkjip_xl.checks.registry import Context
from lkjip_xl.compute.book import Book, Row
from lkjip_xl.compute.world import World
from lkjip_xl.schema.contract import modules_of
from lkjip_xl.schema.settings import LEVELS, SCALES, SETTINGS

Kasus = namedtuple("Kasus", "kode tabel tempat pesan setelan berat", defaults=({}, None))
Kasus.__doc__ = """One finding and the smallest book that raises it.

kode: the check. tabel: ``{table: [row, ...]}``. tempat: ``(table, row number, column)`` of the finding.
pesan: its whole uraian. setelan: settings other than the defaults. berat: when other than the check's own.
"""


def nomor_setelan(kunci):
    """Number of a setting's row in tbl_pengaturan."""
    return next(i for i, s in enumerate(SETTINGS, 1) if s.key == kunci)


def berkas(tabel, **setelan):
    """A Berkas of the given rows (numbered from 1) with the shipped scales and levels, Renstra 2025-2029, year 2025."""
    atur = {s.key: s.default for s in SETTINGS} | {"instansi": "Dinas Uji"} | setelan
    isi = {nama: [Row(i, dict(b)) for i, b in enumerate(baris, 1)] for nama, baris in tabel.items()}
    for nama, kolom, baris in (
        ("tbl_skala", ("Skala", "Batas Bawah", "Termasuk", "Predikat", "Warna"), SCALES),
        ("tbl_tingkat", ("Skala Tingkat", "Tingkat", "Skor"), LEVELS),
    ):
        isi.setdefault(nama, [Row(i, dict(zip(kolom, b, strict=True))) for i, b in enumerate(baris, 1)])
    tahun = (atur["tahun_awal_renstra"], atur["tahun_akhir_renstra"])
    return Context(World(Book(atur, isi, tahun, modules=modules_of(isi))))


def indikator(kode="1.1.1", **lain):
    """A sound row of Renstra."""
    return {
        "Kode": kode, "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Tujuan satu", "Sasaran": f"Sasaran {kode}",
        "Indikator": f"Persentase layanan {kode}", "IKU": "Ya", "Formulasi": "terlayani / sasaran x 100",
        "Satuan": "%", "Tipe": "Persen", "Arah": "Naik", "Kondisi Awal": 70,
        **{f"Target {t}": 80 + i for i, t in enumerate(range(2025, 2030))}, "Sumber Data": "Laporan bidang",
        "Penanggung Jawab": "Bidang Layanan", **lain,
    }  # fmt: skip


def ukur(kode="1.1.1", **lain):
    """A sound row of Pengukuran for ``indikator``: target 80 of the year, realisasi 80."""
    return {"Kode": kode, "Sifat": "Posisi Akhir", "Realisasi TW4": 80, **lain}
