"""``Host`` for desktop Excel on Windows and macOS, through the BSD-licensed part of xlwings.

The only code of the product that no test here can run against the real thing; it is kept to plain calls, and the
tests check each of them against xlwings' own classes. What xlwings has no common name for on both systems is asked of
the VBA module ``LkExcel``, which is the same on both.
"""

import atexit
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from ...collector import CollectionPaused
from ...errors import UserError
from ..openbook.book_place import open_by_system
from ..openbook.host import OpenBook
from .patience import Patience

ADDIN = "lkjip_xl.xlam"
_TENANG = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}

_State = tuple[dict[str, Any], int, tuple[str, str | None, int, int] | None]
"""Settings of Excel, whether a table fills its columns by itself, and the sheet, selection, row and column in view."""

_NOT_NEEDED = ("pandas", "numpy", "polars", "matplotlib", "PIL", "cryptography")


def import_light() -> ModuleType:
    """Import xlwings without the libraries that it loads only because they are installed; they stay importable."""
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        with CollectionPaused():
            import xlwings
    finally:
        for name in hidden:
            del sys.modules[name]
    return xlwings


def prepare() -> None:
    """Make xlwings fit for one run: patience with a busy Excel, and nothing of its own at the end.

    On Windows it would end every Excel without a visible window when Python ends, also one that Word or Outlook is
    using; on the Mac it would look for a macro of its own in every open book.
    """
    xlwings = import_light()

    if sys.platform == "win32":
        atexit.unregister(xlwings._xlwindows.cleanup)
        xlwings._xlwindows.N_COM_ATTEMPTS = Patience()
    elif sys.platform == "darwin":
        atexit.unregister(xlwings._xlmac.cleanup)


def _calling_app(window: int | None) -> Any:
    """The Excel of the window; the only one on the Mac, where it does not list add-ins among its books."""
    import xlwings

    if sys.platform == "win32":
        # Not Book.caller, which takes the name of the file from the command line and cuts it at an equals sign.
        return xlwings.App(impl=xlwings._xlwindows.App(xl=window))
    return xlwings.apps.active


class XlwingsHost:
    """The book named ``nama`` in the Excel that called.

    Args:
        nama: name of the open book; "" when none is open.
        vba: name of the file whose VBA called: the add-in, or a book with buttons of its own.
        window: handle of the window of that Excel (Windows).
        app: the Excel itself, when it is known already.
    """

    def __init__(self, name: str, vba: str = ADDIN, window: int | None = None, app: Any = None) -> None:
        import xlwings

        self.app = app if app is not None else _calling_app(window)
        self._semua = xlwings.apps
        self._vba = vba
        self._dibuka = False
        self._ada_kembar: bool | None = None
        self.nama = name
        self._buku: Any = self.app.books[name] if name else None

    def _makro(self, name: str, *argument: Any) -> str:
        """What a function of our VBA answers.

        Raises:
            UserError: ``excel`` when Excel refused, ``versi_addin`` when the VBA is of another version.
        """
        file = self._vba.replace("'", "''")
        jawaban = self.app.macro(f"'{file}'!{name}")(*argument)
        if not isinstance(jawaban, str) or jawaban[:1] not in ("=", "!"):
            raise UserError(
                f"Makro di {self._vba} bukan dari versi lkjip-xl ini. Tutup Excel, jalankan: lkjip-xl pasang, lalu "
                "buka Excel lagi.",
                "versi_addin",
            )
        if jawaban[0] == "!":
            raise UserError(f"Excel menolak pekerjaan ini ({name}): {jawaban[1:]}", "excel")
        return jawaban[1:]

    def finish(self) -> None:
        """Tell VBA on the Mac, which did not wait, that Python is done."""
        if sys.platform == "darwin":
            self._makro("LkSelesai")

    def _sheet(self, name: str | None) -> Any:
        return self._buku.sheets[name]

    def book(self) -> OpenBook:
        if self._buku is None:
            return OpenBook("", "", False, False, ())
        # xlwings would look for the local file of a book on OneDrive, and fail where there is none.
        baca_saja, terkunci, _, _, path = self._makro("LkSifatBuku", self.nama).split(";", 4)
        sheets = tuple(s.name for s in self._buku.sheets)
        return OpenBook(self.nama, path, baca_saja == "1", terkunci == "1", sheets, self._kembar())

    def _kembar(self) -> bool:
        """Whether another Excel has a book of this name; asked once, and not for long: that Excel may be busy."""
        if self._ada_kembar is None:
            windows: Any = sys.modules.get("xlwings._xlwindows")  # there is one Excel only on the Mac
            semula = windows and windows.N_COM_ATTEMPTS
            try:
                if windows:
                    windows.N_COM_ATTEMPTS = Patience(1)
                other = [b.name for app in self._semua if app != self.app for b in app.books]
            except Exception:  # it does not answer; ours is found by its window all the same
                other = []
            finally:
                if windows:
                    windows.N_COM_ATTEMPTS = semula
            self._ada_kembar = self.nama in other
        return self._ada_kembar

    def selection(self) -> tuple[str, str | None]:
        selected = self.app.selection
        return self._buku.sheets.active.name, selected.address.split(":")[0].replace("$", "") if selected else None

    def work_folder(self) -> str | None:
        if sys.platform != "darwin":
            return None
        # Excel for Mac saves without asking only inside its own container.
        return os.path.expanduser("~/Library/Containers/com.microsoft.Excel/Data")

    def save_copy(self, path: str) -> None:
        self._makro("LkSimpanSalinan", self.nama, path)

    def state(self) -> _State:
        # Excel without an open book refuses its calculation mode.
        present = {n: getattr(self.app, n) for n in _TENANG if self._buku is not None or n != "calculation"}
        otomatis = int(self._makro("LkIsiOtomatis", -1))
        if self._buku is None:
            return present, otomatis, None
        dipilih = self.app.selection
        _, _, row, column, _ = self._makro("LkSifatBuku", self.nama).split(";", 4)
        place = (self._buku.sheets.active.name, dipilih.address if dipilih else None, int(row), int(column))
        return present, otomatis, place

    def quiet(self) -> None:
        for name, value in _TENANG.items():
            if self._buku is not None or name != "calculation":
                setattr(self.app, name, value)
        self._makro("LkIsiOtomatis", 0)

    def restore(self, state: _State) -> None:
        present, otomatis, place = state
        try:
            if place and not self._dibuka and place[0] in [s.name for s in self._buku.sheets]:
                sheet, address, row, column = place
                self._buku.activate()
                self._sheet(sheet).activate()
                if address:
                    self._sheet(sheet).range(address).select()
                self._makro("LkGulir", self.nama, row, column)
        finally:
            self._makro("LkIsiOtomatis", otomatis)
            for own_name, value in reversed(present.items()):
                setattr(self.app, own_name, value)

    def status(self, text: str | None) -> None:
        self.app.status_bar = False if text is None else text

    def say(self, text: str, weight: str = "info") -> None:
        self.app.alert(text, "lkjip-xl", "ok", "info" if weight == "info" else "critical")

    def ask(self, text: str) -> bool:
        return bool(self.app.alert(text, "lkjip-xl", "yes_no", "info") == "yes")

    def open_source(self, path: str) -> Any:
        return self.app.books.open(path, update_links=False, read_only=True)

    def copy_sheet(self, source: Any, sheet: str, name: str, after: str | None, before: str | None = None) -> None:
        place = {"before": self._sheet(before)} if before else {"after": self._sheet(after)}
        source.sheets[sheet].copy(name=name, **place)

    def close_source(self, source: Any) -> None:
        source.close()

    def delete_sheet(self, sheet: str) -> None:
        self._sheet(sheet).delete()

    def rename_sheet(self, sheet: str, name: str) -> None:
        self._sheet(sheet).name = name

    def resize_table(self, sheet: str, table: str, ref: str) -> None:
        with self._unlocked(sheet) as one:
            self._makro("LkUbahTabel", self.nama, one.name, table, ref)

    def is_filtered(self, sheet: str) -> bool:
        return self._makro("LkTersaring", self.nama, sheet) == "1"

    def write(self, sheet: str, address: str, rows: Sequence[Sequence[Any]]) -> None:
        with self._unlocked(sheet) as one:
            one.range(address).formula = tuple(tuple("" if x is None else x for x in lines) for lines in rows)

    @contextmanager
    def _unlocked(self, sheet: str) -> Iterator[Any]:
        """The sheet without its protection, which is put back as it was."""
        key = self._makro("LkBukaKunci", self.nama, sheet)
        if key == "sandi":
            raise UserError(
                f"Lembar {sheet} terkunci dengan kata sandi. Buka dulu (Review, Unprotect Sheet; Tinjau, "
                "Buka Proteksi Lembar), lalu ulangi.",
                "lembar_terkunci",
            )
        try:
            yield self._sheet(sheet)
        finally:
            if key:
                self._makro("LkKunci", self.nama, sheet, key)

    def recalculate(self) -> None:
        self.app.calculate()

    def formulas(self, sheet: str, address: str) -> list[list[Any]]:
        rows = self._sheet(sheet).range(address).formula
        return [list(row) for row in rows] if isinstance(rows, tuple | list) else [[rows]]

    def values(self, sheet: str, address: str) -> list[list[Any]]:
        rows: list[list[Any]] = self._sheet(sheet).range(address).options(ndim=2, err_to_str=True).value
        return rows

    def printer(self) -> str:
        return self._makro("LkPencetak")

    def pdf(self, path: str, sheets: Sequence[str]) -> None:
        # xlwings deletes an older file first; a failure must not cost the user that one.
        sementara = f"{path}.{os.getpid()}.pdf"
        try:
            self._buku.to_pdf(sementara, include=sheets)
            os.replace(sementara, path)
        except Exception as error:  # com_error on Windows, CommandError on the Mac
            raise OSError(str(error)) from None

    def open_book(self, path: str) -> "XlwingsHost":
        buku = self.app.books.open(path)
        buku.activate(steal_focus=True)
        self._dibuka = True  # and stays in front
        return XlwingsHost(buku.name, self._vba, app=self.app)

    def open_file(self, path: str) -> None:
        open_by_system(path)

    def close_book(self) -> None:
        self._buku.close()

    def versions(self) -> dict[str, str]:
        return {"Excel": str(self.app.version), "Sistem": sys.platform}
