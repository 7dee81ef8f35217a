"""``Host`` for a document that is open in LibreOffice.

What speaks to LibreOffice is handed in (``Document``): whoever starts it owns the bridge.
"""

import sys
from contextlib import AbstractContextManager
from typing import Any, Protocol

from ...errors import UserError
from .book_place import open_by_system
from .formula_notation import from_libreoffice, to_libreoffice
from .host import OpenBook

Rows = list[list[Any]]


class Office(Protocol):
    """A running LibreOffice."""

    def open(self, path: str, hard_recalc: bool = True) -> "AbstractContextManager[Document]":
        """Open a document; leaving the context closes it."""

    def version(self) -> str:
        """Version of LibreOffice."""


class Document(Protocol):
    """A document open in LibreOffice. An address is ``Sheet!A1:B2``."""

    path: str
    office: Office

    def sheets(self) -> list[str]: ...
    def is_protected(self, sheet: str | None = None) -> bool: ...
    def protect(self, sheet: str | None = None) -> None: ...
    def unprotect(self, sheet: str | None = None) -> bool: ...
    def save(self, path: str) -> None: ...
    def view(self) -> dict[str, Any]: ...
    def set_view(self, sheet: str, selection: Any = None, row: Any = None, column: Any = None) -> None: ...
    def automatic(self, on: bool | None = None) -> bool: ...
    def screen(self, on: bool | None = None) -> bool: ...
    def import_sheet(
        self, source: "Document", sheet: str, name: str, after: str | None, before: str | None
    ) -> None: ...
    def remove_sheet(self, sheet: str) -> None: ...
    def rename_sheet(self, sheet: str, name: str) -> None: ...
    def resize_table(self, table: str, address: str) -> None: ...
    def write(self, address: str, rows: Rows) -> None: ...
    def recalc(self) -> None: ...
    def formulas(self, addresses: list[str]) -> dict[str, list[list[str]]]: ...
    def values(self, addresses: list[str]) -> dict[str, Rows]: ...
    def to_pdf(self, path: str, sheets: list[str]) -> None: ...


class LibreOfficeHost:
    """``host.Host`` over an open document.

    LibreOffice without a window has nobody to talk to: what a person would see or answer is kept in attributes.

    Args:
        document: the document. path: where the book is said to stand, a URL too; its own path by default.

    Attributes:
        answers: answers to ``ask``, taken from the front; True when none is left.
        messages: ``[(weight, text)]`` shown. questions: texts asked. status_shown: every text of the status bar.
        opened: hosts of the books opened for the user.
        read_only, duplicated: what ``book`` says of them.
        screen, events, alerts: screen updating, events and alerts as they are set now.
    """

    def __init__(self, document: Document, path: str | None = None) -> None:
        self.document = document
        self.path = document.path if path is None else path
        self.answers: list[bool] = []
        self.messages: list[tuple[str, str]] = []
        self.questions: list[str] = []
        self.status_shown: list[str | None] = []
        self.opened: list[LibreOfficeHost] = []
        self.read_only = self.duplicated = False
        self.screen = self.events = self.alerts = True
        self._sources: dict[Document, AbstractContextManager[Document]] = {}
        self._context: AbstractContextManager[Document] | None = None

    # -- the book -------------------------------------------------------------------------------------------------
    def book(self) -> OpenBook:
        name = str(self.path).replace("\\", "/").rpartition("/")[2]
        sheets = tuple(self.document.sheets())
        return OpenBook(name, self.path, self.read_only, self.document.is_protected(), sheets, self.duplicated)

    def selection(self) -> tuple[str, str | None]:
        view = self.document.view()
        selected = view["selection"]
        return view["sheet"], selected.split(":")[0] if selected else None

    def save_copy(self, path: str) -> None:
        self.document.save(path)

    def work_folder(self) -> str | None:
        return None

    # -- state ----------------------------------------------------------------------------------------------------
    def state(self) -> dict[str, Any]:
        return {
            "view": self.document.view(), "automatic": self.document.automatic(), "screen": self.screen,
            "events": self.events, "alerts": self.alerts,
        }  # fmt: skip

    def quiet(self) -> None:
        self.screen = self.events = self.alerts = False
        self.document.screen(False)
        self.document.automatic(False)

    def restore(self, state: dict[str, Any]) -> None:
        self.screen, self.events, self.alerts = state["screen"], state["events"], state["alerts"]
        self.document.screen(self.screen)
        self.document.automatic(state["automatic"])
        view = state["view"]
        if view["sheet"] in self.document.sheets():
            self.document.set_view(**view)

    def status(self, text: str | None) -> None:
        self.status_shown.append(text)

    def say(self, text: str, weight: str = "info") -> None:
        self.messages.append((weight, text))

    def ask(self, text: str) -> bool:
        self.questions.append(text)
        return self.answers.pop(0) if self.answers else True

    # -- sheets ---------------------------------------------------------------------------------------------------
    def open_source(self, path: str) -> Document:
        context = self.document.office.open(path, hard_recalc=False)
        document = context.__enter__()
        self._sources[document] = context
        return document

    def copy_sheet(self, source: Document, sheet: str, name: str, after: str | None, before: str | None = None) -> None:
        self.document.import_sheet(source, sheet, name, after=after, before=before)

    def close_source(self, source: Document) -> None:
        self._sources.pop(source).__exit__(None, None, None)

    def delete_sheet(self, sheet: str) -> None:
        self.document.remove_sheet(sheet)

    def rename_sheet(self, sheet: str, name: str) -> None:
        self.document.rename_sheet(sheet, name)

    # -- cells ----------------------------------------------------------------------------------------------------
    def resize_table(self, sheet: str, table: str, ref: str) -> None:
        """Excel would fill with the table's stored column formulas; here the row that was last gives them."""
        self.document.resize_table(table, _address(sheet, ref))

    def is_filtered(self, sheet: str) -> bool:
        return False  # a filter of LibreOffice does not change where cells are written

    def write(self, sheet: str, address: str, rows: Rows) -> None:
        locked = self.document.is_protected(sheet)
        if locked and not self.document.unprotect(sheet):
            raise UserError(
                f"Lembar {sheet} terkunci dengan kata sandi. Buka dulu (Review, Unprotect Sheet; Tinjau, "
                "Buka Proteksi Lembar), lalu ulangi.",
                "lembar_terkunci",
            )
        try:
            self.document.write(_address(sheet, address), [[_to_cell(one) for one in row] for row in rows])
        finally:
            if locked:
                self.document.protect(sheet)

    def recalculate(self) -> None:
        self.document.recalc()

    def formulas(self, sheet: str, address: str) -> Rows:
        where = _address(sheet, address)
        formulas, values = self.document.formulas([where])[where], self.document.values([where])[where]
        return [
            [_from_cell(f, v) for f, v in zip(row, row_values, strict=True)]
            for row, row_values in zip(formulas, values, strict=True)
        ]

    def values(self, sheet: str, address: str) -> Rows:
        where = _address(sheet, address)
        return self.document.values([where])[where]

    def printer(self) -> str:
        return "LibreOffice"  # prints to PDF without a printer

    # -- output ---------------------------------------------------------------------------------------------------
    def pdf(self, path: str, sheets: list[str]) -> None:
        try:
            self.document.to_pdf(path, sheets)
        except Exception as error:  # whatever the bridge raises
            raise OSError(str(error)) from None

    def open_book(self, path: str) -> "LibreOfficeHost":
        context = self.document.office.open(path)
        host = LibreOfficeHost(context.__enter__())
        host._context = context
        self.opened.append(host)
        return host

    def open_file(self, path: str) -> None:
        open_by_system(path)

    def close_book(self) -> None:
        """Only for a book of ``open_book``; another one is closed by whoever opened it."""
        if self._context is not None:
            self._context.__exit__(None, None, None)
            self._context = None

    def versions(self) -> dict[str, str]:
        return {"Excel": f"LibreOffice {self.document.office.version()}", "Sistem": sys.platform}


def _address(sheet: str, address: str) -> str:
    return f"{sheet}!{address}"


def _to_cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("="):
        return to_libreoffice(value)
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


def _from_cell(formula: str, value: Any) -> Any:
    """What a cell holds; LibreOffice gives a text constant that starts with = as it is."""
    if formula.startswith("=") and formula != value:
        return from_libreoffice(formula)
    if isinstance(value, str) and value.startswith(("=", "'")):
        return "'" + value
    return value
