"""buat: a new, empty book."""

import os
import re

from ..errors import UsageError, UserError
from ..ooxml.files import check_writable
from ..template.book import build
from .run import hitung_buku

RENSTRA_TERPANJANG = 10  # years


def buat_buku(path, instansi, tahun, renstra, timpa=False):
    """Make a new book.

    Args:
        path: the file to make, ``.xlsx``. instansi: name of the office. tahun: year of the report.
        renstra: period as text, ``2025-2029``. timpa: replace an existing file.

    Returns:
        The path.

    Raises:
        UsageError: a bad period or file name; UserError ``sudah_ada``: the file exists.
    """
    path = os.fspath(path)
    if os.path.splitext(path)[1].lower() != ".xlsx":
        raise UsageError(f"Nama buku harus berakhir .xlsx, bukan {os.path.basename(path)}.", "nama_buku")
    cocok = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", str(renstra))
    if not cocok:
        raise UsageError(f"Periode Renstra '{renstra}' tidak terbaca; tulis seperti 2025-2029.", "periode")
    awal, akhir = int(cocok[1]), int(cocok[2])
    if akhir < awal:
        raise UsageError(f"Periode Renstra {awal}-{akhir} terbalik; tulis {akhir}-{awal}.", "periode")
    if akhir >= awal + RENSTRA_TERPANJANG:
        raise UsageError(f"Periode Renstra {awal}-{akhir} terlalu panjang: paling lama 10 tahun.", "periode")
    if not awal <= tahun <= akhir:
        raise UsageError(f"Tahun {tahun} di luar Renstra {awal}-{akhir}.", "periode")
    if os.path.exists(path) and not timpa:
        raise UserError(f"Berkas {path} sudah ada. Pilih nama lain, atau tambahkan --timpa.", "sudah_ada")
    check_writable(path)
    build(path, settings={"instansi": instansi, "tahun": tahun}, years=(awal, akhir))
    hitung_buku(path, backup=False)
    return path


def store_values(path):
    """Give every computed cell of a book that was just built its stored value, so that viewers show something."""
    hitung_buku(path, backup=False)
