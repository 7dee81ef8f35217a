"""The book that is open in Excel, as the engine in the task pane sees it: facts, and a list of what is to be done.

Excel answers the pane's script, and not Python in its worker. So the flows' way of bringing a result back
(``openbook.bring_back``) runs over a host that knows the book by its copy and by facts that were asked beforehand, and
writes down each call. The script (``excel.js``) does what is written, in its order, all or nothing.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ...flows.result import Result
from ..openbook.bring_back import bring_cells, bring_sheets
from ..openbook.host import Host, OpenBook, Tracked
from .source_book import NotMovable, source_book

if TYPE_CHECKING:
    from ...ooxml.workbook import WorkbookParts

Plan = dict[str, Any]


class PaneHost:
    """A host that answers from facts and writes down the calls that change the book.

    Attributes:
        calls: ``[name, argument ...]`` in their order; what ``formulas`` read is ``{"dari": n}``, the answer of the
            n-th reading.
        copied: sheets of the result that are wanted, each with the name it has for the moment.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self._sheets: list[str] = [str(name) for name in facts.get("lembar") or ()]
        self._filtered = {str(name) for name in facts.get("tersaring") or ()}
        self._read = 0
        self.calls: list[list[Any]] = []
        self.copied: dict[str, str] = {}

    def book(self) -> OpenBook:
        """The open book, with the sheets that it will have after what is written down so far."""
        facts = self._facts
        return OpenBook(
            name=str(facts.get("nama") or ""),
            path=str(facts.get("alamat") or ""),
            read_only=bool(facts.get("baca_saja")),
            structure_locked=bool(facts.get("struktur_terkunci")),
            sheets=tuple(self._sheets),
        )

    def status(self, text: str | None) -> None:
        """Nothing: the pane shows how far the work is."""

    def open_source(self, path: str) -> str:
        """The result; its sheets go into the source all together when everything is written down."""
        return path

    def close_source(self, source: str) -> None:
        """Nothing to close."""

    def copy_sheet(self, source: str, sheet: str, name: str, after: str | None, before: str | None = None) -> None:
        """A sheet of the result under a name for the moment."""
        self.copied[sheet] = name
        self.calls.append(["salin", name, after, before])
        self._sheets.append(name)

    def rename_sheet(self, sheet: str, name: str) -> None:
        """Another name."""
        self.calls.append(["namai", sheet, name])
        self._sheets = [name if one == sheet else one for one in self._sheets]

    def delete_sheet(self, sheet: str) -> None:
        """Goes for good; Excel has no undo for it, so it comes last."""
        self.calls.append(["hapus", sheet])
        self._sheets.remove(sheet)

    def resize_table(self, sheet: str, table: str, ref: str) -> None:
        """A table that grows."""
        self.calls.append(["tumbuh", sheet, table, ref])

    def is_filtered(self, sheet: str) -> bool:
        """As Excel said before."""
        return sheet in self._filtered

    def write(self, sheet: str, address: str, rows: list[list[Any]]) -> None:
        """A block of cells."""
        self.calls.append(["tulis", sheet, address, rows])

    def formulas(self, sheet: str, address: str) -> list[list[Any]]:
        """What the cells will hold when the script comes here."""
        self.calls.append(["baca", sheet, address])
        self._read += 1
        return cast(list[list[Any]], {"dari": self._read - 1})

    def recalculate(self) -> None:
        """Excel computes."""
        self.calls.append(["hitung"])


class PaneTracked(Tracked):
    """The tracked host of the pane: while the engine works, the user may type."""

    def expects(self, cells: list[tuple[str, str, list[list[Any]]]]) -> None:
        """The script compares these cells before it writes the first."""
        if cells:
            self._host.calls.append(["sama", [list(one) for one in cells]])  # type: ignore[attr-defined]


def plan(facts: Mapping[str, Any], path: str, result: str, done: Result, cells: bool) -> Plan:
    """What brings the open book to the state of a result.

    Args:
        facts: what the script knows of the open book: ``nama, alamat, baca_saja, struktur_terkunci, lembar,
            tersaring``. path: the copy of the open book. result: what the flow made of it. cells: cells of the input
            sheets come, too.

    Returns:
        ``langkah`` (the calls), ``sumber`` (bytes of the workbook to insert sheets from, None when none come) and
        ``tanda`` (the hidden mark of each, by its name for the moment). Empty when the sheets cannot be inserted:
        the result then opens as a new workbook.

    Raises:
        UserError: as ``bring_cells`` and ``bring_sheets``.
    """
    host = PaneHost(facts)
    tracked = PaneTracked(cast(Host, host))
    if cells:
        bring_cells(tracked, path, result, tuple(done.sheets.values()))
    if (done.sheets or done.removed) and not host.book().structure_locked:
        bring_sheets(tracked, path, result, done)
    try:
        source, marks = _source(result, host.copied)
    except NotMovable:
        return {}
    return {"langkah": host.calls, "sumber": source, "tanda": marks}


def _source(result: str, copied: Mapping[str, str]) -> tuple[bytes | None, dict[str, str]]:
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    if not copied:
        return None, {}
    package = Package.open(result)
    return source_book(package, copied), marks_of(WorkbookParts(package), copied)


def marks_of(workbook: "WorkbookParts", copied: Mapping[str, str]) -> dict[str, str]:
    """The formula of the hidden mark of each sheet that is copied, by its name for the moment."""
    from ...ooxml.ownership import NAME

    return {
        copied[workbook.sheets[one.local].name]: one.text
        for one in workbook.defined_names
        if one.name.lower() == NAME and one.local is not None and workbook.sheets[one.local].name in copied
    }
