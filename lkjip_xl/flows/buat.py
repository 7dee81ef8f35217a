"""buat: a new, empty book."""

import os
import re

from ..errors import UsageError, UserError
from ..invocation import advice
from ..ooxml.backups import thin_backups
from ..ooxml.package import BEST
from ..ooxml.places import check_writable
from ..ooxml.safe_write import atomic_write
from ..template.book import build_bytes
from .recompute import recompute_book
from .result import Result

LONGEST_RENSTRA = 10  # years


def buat_buku(
    path: str | os.PathLike[str] | None, instansi: str, tahun: int, renstra: str, timpa: bool = False
) -> Result:
    """Make a new book.

    Args:
        path: the file to make, ``.xlsx``; None gives the book as ``Result.data``. instansi: name of the office.
        tahun: year of the report. renstra: period as text, ``2025-2029``.
        timpa: replace an existing file; a numbered copy of it is kept.

    Raises:
        UsageError: a bad period or file name; UserError ``sudah_ada``: the file exists.
    """
    first, last = period(renstra, tahun)
    if path is not None:
        path = os.fspath(path)
        if os.path.splitext(path)[1].lower() != ".xlsx":
            raise UsageError(f"Nama buku harus berakhir .xlsx, bukan {os.path.basename(path)}.", "nama_buku")
        if os.path.exists(path) and not timpa:
            raise UserError(
                f"Berkas {path} sudah ada. Pilih nama lain{advice(', atau tambahkan --timpa (salinannya disimpan)')}.",
                "sudah_ada",
            )
        check_writable(path)
    built = build_bytes({"instansi": instansi, "tahun": tahun, "triwulan_berjalan": None}, (first, last))
    made = recompute_book(built, None, backup=True, progress=None, perbaiki=False, level=BEST)
    if path is None:
        return made
    return write_new(path, made)


def write_new(path: str, made: Result) -> Result:
    """Write a book that was made in memory; what stands there is kept as a numbered copy."""
    data = made.data or b""
    saved = atomic_write(path, lambda stream: stream.write(data), backup=True)
    return Result(
        path=path, backup=saved, thinned=thin_backups(path) if saved else [], computed=made.computed,
        findings=made.findings, sheets=made.sheets, added=made.added, parts=made.parts, rows=made.rows,
        notes=made.notes,
    )  # fmt: skip


def store_values(path: str | os.PathLike[str]) -> None:
    """Give every computed cell of a book that was just built its stored value, so that viewers show something."""
    recompute_book(path, None, backup=False, progress=None, perbaiki=False, level=BEST)


def period(renstra: str, tahun: int) -> tuple[int, int]:
    """First and last year of a Renstra that holds the report's year.

    Raises:
        UsageError: ``periode``: it cannot be read, is upside down, too long, or does not hold the year.
    """
    found = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", str(renstra))
    if not found:
        raise UsageError(f"Periode Renstra '{renstra}' tidak terbaca; tulis seperti 2025-2029.", "periode")
    first, last = int(found[1]), int(found[2])
    if last < first:
        raise UsageError(f"Periode Renstra {first}-{last} terbalik; tulis {last}-{first}.", "periode")
    if last >= first + LONGEST_RENSTRA:
        raise UsageError(f"Periode Renstra {first}-{last} terlalu panjang: paling lama 10 tahun.", "periode")
    if not first <= tahun <= last:
        raise UsageError(
            f"Tahun {tahun} di luar Renstra {first}-{last}. Tulis tahun di dalamnya, atau periode Renstra yang memuat "
            "tahun itu.",
            "periode",
        )
    return first, last
