"""A book opened from Python: its figures, its findings, its flows."""

from typing import TYPE_CHECKING, Any

from ..checks.finding import Finding
from .hitung import hitung_buku
from .laporan import laporan_buku
from .open_and_save import Source, compute_book, form_findings
from .result import Result

if TYPE_CHECKING:
    from .naskah import NaskahResult


class BukuLKjIP:
    """A book that was read and computed; nothing is written until ``hitung`` or ``laporan`` is called.

    Attributes:
        source: the file, or its content.
        computed: the computed book. ringkasan: the year at a glance, by Kunci (ratios: 1 is 100%; money in rupiah;
            errors as ``ErrorValue``).
        findings: findings on the form of its inputs.
        world: every figure of the book, see ``compute.world.World``.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        reading, self.computed = compute_book(source)
        self.findings: list[Finding] = form_findings(reading, self.computed)
        self.ringkasan: dict[str, Any] = self.computed.summary
        self.world = self.computed

    @property
    def indikator(self) -> Any:
        """The measured indicators; ``indikator["Capaian"]`` gives any column of Pengukuran."""
        return self.world.indikator

    @property
    def sasaran(self) -> Any:
        """The sasaran with their means and their money."""
        return self.world.sasaran

    def hitung(self, **options: Any) -> Result:
        """Recompute the book; see ``flows.hitung.hitung_buku``."""
        return hitung_buku(self.source, **options)

    def laporan(self, **options: Any) -> Result:
        """Write the report sheets; see ``flows.laporan.laporan_buku``."""
        return laporan_buku(self.source, **options)

    def naskah(self, **options: Any) -> "NaskahResult":
        """Write the LKjIP as a Word document; see ``flows.naskah.naskah_buku``."""
        from .naskah import naskah_buku

        return naskah_buku(self.source, **options)


def buka(source: Source) -> BukuLKjIP:
    """Open, read and compute a book, given as a path or as bytes.

    Raises:
        UserError: the file cannot be used, or is no book of the product.
    """
    return BukuLKjIP(source)
