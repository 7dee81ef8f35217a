"""The calls that only a running Excel answers, behind one small interface.

Everything else of the buttons is ordinary code over ``Host``. ``xlwings_host`` implements it for desktop Excel; the
tests implement it over LibreOffice and as a recorder.
"""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class OpenBook:
    """What Excel says of the open book.

    Attributes:
        nama: name in the title bar, with extension. jalur: full path, a URL for a book on OneDrive or SharePoint,
            or the bare name for a book that was never saved.
        baca_saja: opened read-only. struktur_terkunci: sheets cannot be added or removed.
        lembar: names of the worksheets, hidden ones too, in order; chart sheets are none.
        kembar: another open book, in another Excel, has the same name.
    """

    nama: str
    jalur: str
    baca_saja: bool
    struktur_terkunci: bool
    lembar: tuple
    kembar: bool = False


class Host(Protocol):
    """One open book in one running Excel. Sheets are given by name, cells by A1 address."""

    def buku(self) -> OpenBook:
        """The open book as it is now."""

    def simpan_salinan(self, jalur: str) -> None:
        """Save the book as it is on the screen, unsaved edits included, as a copy; the open book stays as it is."""

    def folder_kerja(self) -> str | None:
        """Where copies may be saved without Excel asking for permission; None for the system's own place."""

    def keadaan(self) -> Any:
        """What the user sees and has set: active sheet, selection, scroll, calculation, screen updating, events,
        alerts, status bar; given back to ``pulihkan``."""

    def tenang(self) -> None:
        """For the time of the work: no screen updating, no events, no alerts, manual calculation."""

    def pulihkan(self, keadaan: Any) -> None:
        """Put everything back that ``keadaan`` holds; what cannot be put back (a sheet that is gone) is skipped."""

    def status(self, teks: str | None) -> None:
        """Show a line in the status bar; None gives the bar back to Excel."""

    def katakan(self, teks: str, berat: str = "info") -> None:
        """Show a message (``info``, ``peringatan``, ``galat``) and wait until it is read."""

    def tanya(self, teks: str) -> bool:
        """Ask a yes/no question."""

    def buka_sumber(self, jalur: str) -> Any:
        """Open a workbook hidden, read-only, without running its macros; the handle goes to the two calls below."""

    def salin_lembar(self, sumber: Any, lembar: str, nama: str, sesudah: str | None, sebelum: str | None = None):
        """Copy a sheet of ``sumber`` into the book under ``nama``, after or before the sheet that is given."""

    def tutup_sumber(self, sumber: Any) -> None:
        """Close a workbook of ``buka_sumber`` without saving."""

    def hapus_lembar(self, lembar: str) -> None:
        """Delete a sheet without asking."""

    def namai_lembar(self, lembar: str, nama: str) -> None:
        """Rename a sheet."""

    def ubah_ukuran_tabel(self, lembar: str, tabel: str, rentang: str) -> None:
        """Resize an Excel table; its calculated columns fill the new rows, which get format, lock and validation of the
        last row before them."""

    def tersaring(self, lembar: str) -> bool:
        """Whether a filter hides rows of a sheet; what is written to such a range may land in other rows."""

    def tulis(self, lembar: str, alamat: str, isi: list) -> None:
        """Write a block of cells. ``isi``: rows of None, numbers, booleans and texts; a text that starts with ``=`` is
        a formula in US English, a text that starts with ``'`` is the text behind it. A protected sheet (no password)
        is unprotected for the moment and protected again as it was.

        Raises:
            UserError: ``lembar_terkunci`` when a password protects the sheet.
        """

    def hitung_ulang(self) -> None:
        """Recalculate everything."""

    def rumus(self, lembar: str, alamat: str) -> list:
        """Rows of what the cells hold, as ``tulis`` takes it: formulas in US English, constants as they are."""

    def nilai(self, lembar: str, alamat: str) -> list:
        """Rows of values of a range; an error is its text (``#N/A``), blank is None."""

    def pencetak(self) -> str:
        """Name of the printer that pages are laid out for; empty when there is none."""

    def pdf(self, jalur: str, lembar: list) -> None:
        """Print the sheets, in their order in the book, to one PDF."""

    def buka(self, jalur: str) -> "Host":
        """Open a workbook for the user and show it; gives the Host on that book."""

    def tutup_buku(self) -> None:
        """Close the book without saving."""

    def versi(self) -> dict:
        """``{"Excel": ..., "Sistem": ...}``: what the self-test writes down."""
