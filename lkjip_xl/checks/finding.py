"""A finding: something in the user's book that a person should look at."""

from typing import Any

from ..records import asdict, dataclass

SALAH, PERIKSA, INFO = "Salah", "Periksa", "Info"
DIKETAHUI = "Diketahui"
"""Berat of a row of tbl_temuan that somebody has given a reason for; it does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.

    Attributes:
        kode: stable code such as ``BACA-03``; "" until the run that made it fills it in.
        berat: Salah, Periksa or Info; "" for the check's own.
        lembar, sel: where (``Pengukuran``, ``J7``); sel is None for a whole sheet.
        uraian: what was found, Indonesian.
        perbaikan: what to do.
        tertulis, seharusnya: what stands there and what should.
        dasar: rule or regulation.
        tabel, baris, kolom: table, one-based row within it and column, for programs.
    """

    kode: str = ""
    berat: str = ""
    lembar: str
    sel: str | None
    uraian: str
    perbaikan: str
    tertulis: Any = None
    seharusnya: Any = None
    dasar: str | None = None
    tabel: str | None = None
    baris: int | None = None
    kolom: str | None = None

    @property
    def place(self) -> "Place":
        """Table, row and column, of a finding on an input cell.

        Raises:
            LookupError: it is about no single cell.
        """
        if self.tabel is None or self.baris is None or self.kolom is None:
            raise LookupError(f"{self.kode}: the finding is about no cell")
        return (self.tabel, self.baris, self.kolom)


Place = tuple[str, int, str]
"""Table, one-based row within it and column of an input cell."""


def sebagai_kamus(temuan: Finding) -> dict[str, Any]:
    """A finding as a plain dictionary for ``--json``."""
    return asdict(temuan)
