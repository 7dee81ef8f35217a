"""The calls that only a running spreadsheet program answers, behind one small interface.

Everything else of the buttons is ordinary code over ``Host``. ``hosts.excel.xlwings_host`` implements it for desktop
Excel, ``libreoffice`` for LibreOffice.
"""

from typing import Any, Protocol

from ...records import dataclass


@dataclass(frozen=True, slots=True)
class OpenBook:
    """What the program says of the open book.

    Attributes:
        name: name in the title bar, with extension. path: full path, a URL for a book on OneDrive or SharePoint, or
            the bare name for a book that was never saved.
        read_only: opened read-only. structure_locked: sheets cannot be added or removed.
        sheets: names of the worksheets, hidden ones too, in order; chart sheets are none.
        duplicated: another open book, in another Excel, has the same name.
    """

    name: str
    path: str
    read_only: bool
    structure_locked: bool
    sheets: tuple[str, ...]
    duplicated: bool = False


class Host(Protocol):
    """One open book in one running program. Sheets are given by name, cells by A1 address."""

    def book(self) -> OpenBook:
        """The open book as it is now."""

    def selection(self) -> tuple[str, str | None]:
        """``(active sheet, address of the selected cell)``, such as ``("Lap Capaian", "F9")``; no address when
        something else than cells is selected."""

    def save_copy(self, path: str) -> None:
        """Save the book as it is on the screen, unsaved edits included, as a copy; the open book stays as it is."""

    def work_folder(self) -> str | None:
        """Where copies may be saved without the program asking for permission; None for the system's own place."""

    def state(self) -> Any:
        """What the user sees and has set: active sheet, selection, scroll, calculation, screen updating, events,
        alerts, status bar; given back to ``restore``."""

    def quiet(self) -> None:
        """For the time of the work: no screen updating, no events, no alerts, manual calculation."""

    def restore(self, state: Any) -> None:
        """Put everything back that ``state`` holds; what cannot be put back (a sheet that is gone) is skipped."""

    def status(self, text: str | None) -> None:
        """Show a line in the status bar; None gives the bar back to the program."""

    def say(self, text: str, weight: str = "info") -> None:
        """Show a message (``info``, ``peringatan``, ``galat``) and wait until it is read."""

    def ask(self, text: str) -> bool:
        """Ask a yes/no question."""

    def open_source(self, path: str) -> Any:
        """Open a workbook hidden, read-only, without running its macros; the handle goes to the two calls below."""

    def copy_sheet(self, source: Any, sheet: str, name: str, after: str | None, before: str | None = None) -> None:
        """Copy a sheet of ``source`` into the book under ``name``, after or before the sheet that is given."""

    def close_source(self, source: Any) -> None:
        """Close a workbook of ``open_source`` without saving."""

    def delete_sheet(self, sheet: str) -> None:
        """Delete a sheet without asking."""

    def rename_sheet(self, sheet: str, name: str) -> None:
        """Rename a sheet."""

    def resize_table(self, sheet: str, table: str, ref: str) -> None:
        """Resize an Excel table; its calculated columns fill the new rows, which get format, lock and validation of the
        last row before them."""

    def is_filtered(self, sheet: str) -> bool:
        """Whether a filter hides rows of a sheet; what is written to such a range may land in other rows."""

    def write(self, sheet: str, address: str, rows: list[list[Any]]) -> None:
        """Write a block of cells. ``rows``: None, numbers, booleans and texts; a text that starts with ``=`` is a
        formula in US English, a text that starts with ``'`` is the text behind it. A protected sheet (no password) is
        unprotected for the moment and protected again as it was.

        Raises:
            UserError: ``lembar_terkunci`` when a password protects the sheet.
        """

    def recalculate(self) -> None:
        """Recalculate everything."""

    def formulas(self, sheet: str, address: str) -> list[list[Any]]:
        """Rows of what the cells hold, as ``write`` takes it: formulas in US English, constants as they are."""

    def values(self, sheet: str, address: str) -> list[list[Any]]:
        """Rows of values of a range; an error is its text (``#N/A``), blank is None."""

    def printer(self) -> str:
        """Name of the printer that pages are laid out for; empty when there is none."""

    def pdf(self, path: str, sheets: list[str]) -> None:
        """Print the sheets, in their order in the book, to one PDF."""

    def open_book(self, path: str) -> "Host":
        """Open a workbook for the user and show it; gives the Host on that book."""

    def open_file(self, path: str) -> None:
        """Open a file in the program that the system has for it, such as a draft in the mail program.

        Raises:
            OSError: there is none.
        """

    def close_book(self) -> None:
        """Close the book without saving."""

    def versions(self) -> dict[str, str]:
        """``{"Excel": ..., "Sistem": ...}``: what the self-test writes down."""


class Tracked:
    """A host that remembers whether the open book holds changes that were not undone."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.changed = False

    def expects(self, cells: list[tuple[str, str, list[list[Any]]]]) -> None:
        """What the cells that will be written held in the copy, as ``(sheet, address, rows)``. Nothing to do where
        nobody can type between the copy and the writing."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)
