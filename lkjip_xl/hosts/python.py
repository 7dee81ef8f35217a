"""A book opened from Python: its figures, its findings, its flows."""

from os import PathLike
from typing import Any

from ..compute.indicators import Indikator, Sasaran
from ..flows.run import compute_book, hitung_buku, laporan_buku


class BukuLKjIP:
    """A book that was read and computed; nothing is written until ``hitung`` or ``laporan`` is called.

    Attributes:
        path: the file.
        world: every figure of the book, see ``compute.world.World``.
        ringkasan: the year at a glance, by Kunci (ratios: 1 is 100%; money in rupiah; errors as ``ErrorValue``).
        temuan: findings made while reading.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = path
        bacaan, self.world = compute_book(path)
        self.temuan = bacaan.buku.findings
        self.ringkasan: dict[str, Any] = self.world.summary

    @property
    def indikator(self) -> list[Indikator]:
        """The measured indicators; ``indikator["Capaian"]`` gives any column of Pengukuran."""
        return self.world.indikator

    @property
    def sasaran(self) -> list[Sasaran]:
        """The sasaran with their means and their money."""
        return self.world.sasaran

    def hitung(self, **pilihan: Any) -> Any:
        """Recompute the file; see ``flows.run.hitung_buku``."""
        return hitung_buku(self.path, **pilihan)

    def laporan(self, **pilihan: Any) -> Any:
        """Write the report sheets; see ``flows.run.laporan_buku``."""
        return laporan_buku(self.path, **pilihan)


def buka(path: str | PathLike[str]) -> BukuLKjIP:
    """Open, read and compute a book.

    Raises:
        UserError: the file cannot be used, or is no book of the product.
    """
    return BukuLKjIP(path)
