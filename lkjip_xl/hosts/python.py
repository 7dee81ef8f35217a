"""A book opened from Python: its figures, its findings, its flows."""

from ..compute.report_view import Bahan
from ..flows.run import compute_book, hitung_buku, laporan_buku


class BukuLKjIP:
    """A book that was read and computed; nothing is written until ``hitung`` or ``laporan`` is called.

    Attributes:
        path: the file.
        ringkasan: the year at a glance, by Kunci (ratios: 1 is 100%; money in rupiah; errors as ``ErrorValue``).
        temuan: findings made while reading.
        bahan: tujuan, sasaran, indikator and budget rows, see ``compute.report_view.Bahan``.
    """

    def __init__(self, path):
        self.path = path
        bacaan, self.hitungan = compute_book(path)
        self.temuan = bacaan.buku.temuan
        self.ringkasan = self.hitungan.ringkasan
        self.bahan = Bahan(self.hitungan)

    @property
    def indikator(self):
        """The measured indicators; ``indikator["Capaian"]`` gives any column of Pengukuran."""
        return self.bahan.indikator

    @property
    def sasaran(self):
        """The sasaran with their means and their money."""
        return self.bahan.sasaran

    def hitung(self, **pilihan):
        """Recompute the file; see ``flows.run.hitung_buku``."""
        return hitung_buku(self.path, **pilihan)

    def laporan(self, **pilihan):
        """Write the report sheets; see ``flows.run.laporan_buku``."""
        return laporan_buku(self.path, **pilihan)


def buka(path):
    """Open, read and compute a book.

    Raises:
        UserError: the file cannot be used, or is no book of the product.
    """
    return BukuLKjIP(path)
