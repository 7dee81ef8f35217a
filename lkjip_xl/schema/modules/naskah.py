"""Naskah: the text of the report by chapter, with slots for figures of the book, and its legal basis.

The outline that the module is shipped with is data: ``naskah_53_2014.toml``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ...discovery import package_data
from ...expr.values import is_number
from ..model import Band, Column, Module, PrintSetup, Row, Sheet, Table

OUTLINE = "naskah_53_2014.toml"
BAB = (
    "Sampul", "Pernyataan Reviu", "Kata Pengantar", "Daftar Isi", "Ikhtisar Eksekutif", "Bab I", "Bab II", "Bab III",
    "Bab IV", "Lampiran",
)  # fmt: skip
JENIS_NASKAH = ("Judul", "Paragraf", "Butir", "Gambar", "Tabel")
BERLAKU = (
    "untuk tiap tujuan", "untuk tiap sasaran", "untuk tiap sasaran; untuk tiap indikator", "untuk tiap program",
    "bila ada indikator belum terukur", "bila ada indikator di bawah target", "bila ada indikator mencapai target",
    "bila anggaran belum lengkap", "bila PK Perubahan berlaku",
)  # fmt: skip
"""What is proposed for ``Berlaku``, within the 255 characters of a list; docs/naskah.md tells all that it may say."""
STEP = 10  # between two rows of the shipped outline, so that rows fit in between

# (regulation, what it is about, the year since when there is one)
LEGAL_BASIS = (
    ("Undang-Undang Nomor 1 Tahun 2004", "Perbendaharaan Negara", 2004),
    ("Undang-Undang Nomor 23 Tahun 2014", "Pemerintahan Daerah", 2014),
    ("Peraturan Pemerintah Nomor 8 Tahun 2006", "Pelaporan Keuangan dan Kinerja Instansi Pemerintah", 2006),
    ("Peraturan Pemerintah Nomor 12 Tahun 2019", "Pengelolaan Keuangan Daerah", 2019),
    ("Peraturan Presiden Nomor 29 Tahun 2014", "Sistem Akuntabilitas Kinerja Instansi Pemerintah", 2014),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014",
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi "
        "Pemerintah", 2014,
    ),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 88 Tahun 2021",
        "Evaluasi Akuntabilitas Kinerja Instansi Pemerintah", 2021,
    ),
)  # fmt: skip


@lru_cache(maxsize=1)
def outline() -> tuple[tuple[str, int, str, int, str, str], ...]:
    """The shipped outline: ``(Bab, Urut, Jenis, Tingkat, Berlaku, Teks)`` row by row; a Tingkat of 0 is none."""
    import tomllib  # few books need it

    given: dict[str, Any] = tomllib.loads(package_data(__package__, OUTLINE).decode("utf-8"))
    rows = []
    for part in given["bagian"]:
        for number, (kind, level, when, text) in enumerate(part["isi"], 1):
            rows.append((part["bab"], number * STEP, kind, level, when, text))
    return tuple(rows)


def _shipped(_year: float | None) -> list[Row]:
    return [
        {"Bab": bab, "Urut": number, "Jenis": kind, "Tingkat": level or None, "Berlaku": when or None, "Teks": text}
        for bab, number, kind, level, when, text in outline()
    ]


def _shipped_law(year: float | None) -> list[Row]:
    """The legal basis that was there in the year of the report."""
    until = year if is_number(year) else 9999
    return [{"Peraturan": name, "Tentang": about} for name, about, since in LEGAL_BASIS if since <= until]


NASKAH = Table(
    "tbl_naskah",
    "Naskah laporan menurut bab.",
    "Teks",
    (
        Column("Bab", "pilihan", "Bab; Bab I dan seterusnya diberi nomor", 18, BAB, strict=False),
        Column("Urut", "angka", "Urutan dalam bab; baris tanpa Urut mengikuti baris di atasnya", 7),
        Column("Jenis", "pilihan", "Judul, Paragraf, Butir, Gambar, Tabel", 11, JENIS_NASKAH),
        Column("Tingkat", "angka", "Tingkat judul atau butir: 1 paling luar", 8),
        Column("Berlaku", "pilihan", "Kosong: selalu. Bila ...: hanya dalam keadaan itu. Untuk tiap ...: sekali untuk "
               "masing-masing; lebih dari satu dipisah titik koma", 34, BERLAKU, strict=False),
        Column("Teks", "teks", "Bunyinya; {instansi}, {serapan}, {jumlah_program:terbilang} diisi dari buku", 96,
               required=True),
    ),
    identity=("Bab", "Urut"),
    ordered=True,
    room=60,
    bands=(Band("Urut", "Teks", "Naskah"),),
    shipped=_shipped,
)  # fmt: skip
HUKUM = Table(
    "tbl_hukum",
    "Dasar hukum.",
    "Peraturan",
    (
        Column("No", "angka", "Nomor urut", 6),
        Column("Peraturan", "teks", "Nama dan nomor peraturan", 44, required=True),
        Column("Tentang", "teks", "Tentang", 50),
    ),
    identity=("Peraturan",),
    ordered=True,
    room=30,
    bands=(Band("No", "Tentang", "Dasar hukum"),),
    shipped=_shipped_law,
)
MODULE = Module(
    "naskah",
    "Naskah",
    "Naskah laporan menurut bab, dan dasar hukumnya.",
    (
        Sheet(
            "Naskah",
            290,
            "Naskah Laporan",
            "Satu baris untuk tiap judul, paragraf, atau butir. Kata dalam kurung kurawal diisi dari buku ini.",
            (NASKAH, HUKUM),
            listed="Naskah laporan dan dasar hukum.",
            color="70AD47",
            printing=PrintSetup(pages_wide=2),
        ),
    ),
)
