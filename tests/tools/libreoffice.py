"""LibreOffice as a second opinion: open, recalculate, read, change and print workbooks from the tests.

The virtual environment's Python has no ``uno``; ``uno_server.py`` runs under the system Python, owns one soffice with
its own profile and pipe, and answers JSON lines. So any number of test workers run side by side. Every file is copied
to a private folder before it is opened: no lock file is left beside the original, and nothing can be written to it.

Values: numbers are floats (dates are serial days, TRUE is 1.0), text is str, an empty cell is None (a formula that
gives empty text is ""), an error is its Excel text ("#N/A", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!",
"#NULL!") or LibreOffice's own ("Err:502"). An address is a sheet's name (its used area from A1) or "Sheet!A1:B2".
"""

import atexit
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

from lkjip_xl.hosts.openbook.formula_notation import LocalFormula

from .screen import write_scratch

SERVER = Path(__file__).with_name("uno_server.py")


class LibreOfficeError(AssertionError):
    """LibreOffice refused the file, did not answer in time, or died; the message says which."""


def system_python():
    """The interpreter that can import ``uno``, or None. ``LKJIP_UNO_PYTHON`` names another one."""
    for candidate in (os.environ.get("LKJIP_UNO_PYTHON"), "/usr/bin/python3", shutil.which("python3")):
        if candidate and os.path.exists(candidate):
            probe = subprocess.run([candidate, "-c", "import uno"], capture_output=True, stdin=subprocess.DEVNULL)
            if probe.returncode == 0:
                return candidate
    return None


def missing():
    """What keeps LibreOffice from being used here, in words; None when everything is there."""
    if not shutil.which("soffice"):
        return "soffice tidak ditemukan (paket libreoffice-calc)"
    if not system_python():
        return "modul uno tidak ditemukan untuk Python sistem (paket python3-uno)"
    return None


class LibreOffice:
    """One soffice listener. Starts at the first call, ends at ``stop()`` or with the interpreter.

    Args:
        timeout: seconds that any one request may take; after that soffice is killed, the call fails, and the next
            call starts a fresh one.
        locale: how LibreOffice reads and shows numbers; formulas in files do not depend on it.
    """

    def __init__(self, timeout=120.0, locale="en-US"):
        self.timeout = timeout
        self.locale = locale
        self._process = None
        self._folder = None
        self._lines = None
        self._count = 0

    # -- life -----------------------------------------------------------------------------------------------------
    def start(self):
        """Start soffice if it is not running; about 1.5 s with a fresh profile."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        reason = missing()
        if reason:
            raise LibreOfficeError(reason)
        self._folder = tempfile.mkdtemp(prefix="lkjip-lo-")
        self._process = subprocess.Popen(
            [system_python(), str(SERVER), os.path.join(self._folder, "profil"), self.locale, "60"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            # Its own group: one kill takes the server, the soffice script and soffice.bin together.
            start_new_session=True,
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._pump, args=(self._process.stdout, self._lines), daemon=True).start()
        atexit.register(self.stop)
        self._receive(90.0)

    @staticmethod
    def _pump(stream, lines):
        for line in stream:
            lines.put(line)
        lines.put(None)

    def stop(self):
        """End soffice and remove its folder; safe to call twice."""
        process, self._process = self._process, None
        if process is not None:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                pass
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            for socket in self._sockets(process.pid):
                Path(socket).unlink(missing_ok=True)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        atexit.unregister(self.stop)

    def _sockets(self, pid):
        """Sockets that soffice leaves behind when it is killed: our pipe, and its own, named by its profile."""
        profile = Path(self._folder, "profil").as_uri()
        mark = "".join(f"{byte:x}" for byte in hashlib.md5(profile.encode("utf-16-le")).digest())
        for folder in ("/tmp", "/var/tmp"):
            for name in (f"lkjip{pid}", f"SingleOfficeIPC_{mark}"):
                yield f"{folder}/OSL_PIPE_{os.getuid()}_{name}"

    def _kill(self):
        if self._process is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.stop()

    def _receive(self, timeout):
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            self._kill()
            raise LibreOfficeError(f"LibreOffice did not answer within {timeout:.0f} s") from None
        if line is None:
            self._kill()
            raise LibreOfficeError("LibreOffice ended unexpectedly")
        answer = json.loads(line)
        if answer.get("ended"):
            self._kill()
            raise LibreOfficeError(f"LibreOffice crashed: {answer['error']}")
        if "error" in answer:
            raise LibreOfficeError(answer["error"])
        return answer["ok"]

    def _ask(self, op, timeout=None, **arguments):
        if self._process is None:
            raise LibreOfficeError("the document is closed: LibreOffice was stopped or restarted")
        try:
            self._process.stdin.write(json.dumps({"op": op, **arguments}) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, OSError):
            self._kill()
            raise LibreOfficeError("LibreOffice ended unexpectedly") from None
        return self._receive(timeout or self.timeout)

    # -- documents ------------------------------------------------------------------------------------------------
    @contextmanager
    def open(self, path, hard_recalc=True, macros=False):
        """A ``Document`` on a private copy of ``path``.

        ``hard_recalc=False`` shows the values cached in the file, as a viewer would; ``macros=True`` lets its VBA run.
        The window is never shown (a shown window crashes LibreOffice's build without a screen): buttons can be
        pressed all the same, but Workbook_Open and the sheets' event macros do not run by themselves.
        """
        self.start()
        self._count += 1
        folder = os.path.join(self._folder, f"d{self._count}")
        os.mkdir(folder)
        copy = os.path.join(folder, os.path.basename(path))
        shutil.copyfile(path, copy)
        handle = None
        try:
            try:
                handle = self._ask("open", path=copy, hard_recalc=hard_recalc, macros=macros)
            except LibreOfficeError as error:
                raise LibreOfficeError(f"{os.path.basename(path)}: {error}") from None
            yield Document(self, handle, os.path.abspath(path))
        finally:
            if handle is not None and self._process is not None:
                self._ask("close", doc=handle)
            shutil.rmtree(folder, ignore_errors=True)

    def values(self, path, hard_recalc=True):
        """{sheet: [[value, ...], ...]} of the whole book, recalculated unless ``hard_recalc=False``."""
        with self.open(path, hard_recalc) as book:
            return book.values()

    def set_cells(self, path, change_sets, addresses=None, keep=False, hard=True):
        """What the book says after each set of changes; see ``Document.set_cells``."""
        with self.open(path) as book:
            return book.set_cells(change_sets, addresses, keep=keep, hard=hard)

    def evaluate(self, formulas, inputs=None, background=None, array=False, sheet="Coba"):
        """The values of many formulas, in order; thousands in one call.

        Args:
            formulas: as files store them: US-English names, commas, ``tbl[[#This Row],[X]]``, ``_xlfn.`` prefixes;
                a leading ``=`` is allowed. Formula number i (from 0) stands in cell A(i+1) of a new sheet ``sheet``.
            inputs: for each formula a list of values put into B, C, D ... of its own row; the formula refers to them.
            background: a workbook whose sheets, tables and names the formulas may use; it is not changed.
            array: enter each as an array formula (Ctrl+Shift+Enter).
        """
        formulas = list(formulas)
        if not formulas:
            return []
        with tempfile.TemporaryDirectory(prefix="lkjip-rumus-") as folder:
            path = os.path.join(folder, "coba.xlsx" if background is None else "coba" + Path(background).suffix)
            write_scratch(path, formulas, inputs, background, array, sheet)
            with self.open(path) as book:
                address = f"'{sheet}'!A1:A{len(formulas)}"
                return [row[0] for row in book.values([address])[address]]

    def processor_seconds(self):
        """Processor time, user and system, that soffice used since it started (Linux)."""
        ticks = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self._process.pid and b"soffice.bin" in (folder / "cmdline").read_bytes():
                    ticks += int(fields[11]) + int(fields[12])
            except (OSError, ValueError):
                continue
        return ticks / os.sysconf("SC_CLK_TCK")

    def version(self):
        """LibreOffice's version, such as "7.4"."""
        self.start()
        return self._ask("version")

    def to_pdf(self, path, out, sheets=None, hard_recalc=True):
        """Print the visible sheets (or those named) to the PDF ``out``; returns ``out`` as a Path."""
        with self.open(path, hard_recalc) as book:
            return book.to_pdf(out, sheets)


class Document:
    """An open copy of a workbook; valid inside the ``with`` of ``LibreOffice.open``.

    Attributes:
        path: the file that was copied.
    """

    def __init__(self, office, handle, path=None):
        self.office = office
        self._handle = handle
        self.path = path

    def _ask(self, op, **arguments):
        return self.office._ask(op, doc=self._handle, **arguments)

    def sheets(self):
        """Sheet names in order, hidden ones too."""
        return self._ask("sheets")

    def values(self, addresses=None):
        """{address: rows}; every sheet when no addresses are given."""
        return self._ask("values", addresses=None if addresses is None else list(addresses))

    def shown(self, addresses):
        """{address: rows} of the text displayed, number format applied; one call per cell, so keep ranges small."""
        return self._ask("shown", addresses=list(addresses))

    def formulas(self, addresses=None):
        """{address: rows} of formulas in LibreOffice's own English notation (semicolons)."""
        return self._ask("formulas", addresses=None if addresses is None else list(addresses))

    def set(self, changes):
        """Set cells and leave them so: {"Sheet!A1": number | text | None}. Text stays text ("1.10"), None clears."""
        self._ask("set", changes=_pairs(changes))

    def recalc(self):
        """Recalculate every formula, whether or not it seems to need it."""
        self._ask("recalc")

    def set_cells(self, change_sets, addresses=None, keep=False, hard=True):
        """Apply each set of changes to the book as it was opened, recalculate, read ``addresses``.

        Returns one {address: rows} per set. ``keep=True`` lets each set build on the ones before it; ``hard=False``
        recalculates only what depends on the changed cells, as Excel does while one types.
        """
        return self._ask(
            "run_sets",
            change_sets=[_pairs(changes) for changes in change_sets],
            addresses=None if addresses is None else list(addresses),
            keep=keep,
            hard=hard,
        )

    def to_pdf(self, out, sheets=None):
        """Print to ``out``; with ``sheets`` only those, hidden ones too."""
        out = Path(out).absolute()
        self._ask("pdf", out=str(out), sheets=None if sheets is None else list(sheets))
        return out

    def picture(self, out, address, width, repeat=None):
        """Print a range as it looks on the screen to the PDF ``out``, in pages as high as the range.

        width: of a page in 1/100 mm. repeat: columns such as ``A:B`` that stand on the left of every page. The sheet's
        page setup is not as it was afterwards.
        """
        out = Path(out).absolute()
        self._ask("picture", out=str(out), address=address, width=width, repeat=repeat)
        return out

    def save(self, out, filter_name=None):
        """Save a copy as LibreOffice would, edits included; to see what a user of it sends back, never to ship.

        The document keeps its own name. A name that ends in .xlsm keeps the VBA, and the buttons in a form that
        LibreOffice itself does not read again.
        """
        out = Path(out).absolute()
        if filter_name is None:
            filter_name = "Calc MS Excel 2007 VBA XML" if out.suffix.lower() == ".xlsm" else "Calc MS Excel 2007 XML"
        self._ask("save", out=str(out), filter_name=filter_name)
        return out

    # -- sheets ---------------------------------------------------------------------------------------------------
    def write(self, address, rows):
        """Write a block of cells and leave it so: numbers, booleans, None (clears), text as text whatever it looks
        like, and ``LocalFormula`` for formulas. Formats and comments stay; a protected sheet is an error."""
        rows = [[{"f": v.text} if isinstance(v, LocalFormula) else v for v in row] for row in rows]
        self._ask("write", address=address, rows=rows)

    def tables(self):
        """{table: (sheet, range)} of the Excel tables."""
        return {name: tuple(place) for name, place in self._ask("tables").items()}

    def resize_table(self, table, address):
        """Give a table another range on its sheet; new rows get the formulas, formats and validation of
        the row that was last."""
        self._ask("resize_table", table=table, address=address)

    def import_sheet(self, source, sheet, name, after=None, before=None):
        """Copy a sheet of another open Document, print settings included, to the end or beside a sheet."""
        self._ask("import_sheet", source=source._handle, sheet=sheet, name=name, after=after, before=before)

    def remove_sheet(self, name):
        self._ask("remove_sheet", name=name)

    def rename_sheet(self, name, new):
        self._ask("rename_sheet", name=name, new=new)

    def is_protected(self, sheet=None):
        """Whether a sheet, or without one the book's structure, is protected."""
        return self._ask("protection", sheet=sheet)

    def protect(self, sheet=None, password=""):
        """Protect; what was allowed on the protected sheet before stays allowed."""
        self._ask("protect", sheet=sheet, password=password)

    def unprotect(self, sheet=None, password=""):
        """True when it is unprotected now; False when another password keeps it."""
        return self._ask("unprotect", sheet=sheet, password=password)

    # -- what the user sees ---------------------------------------------------------------------------------------
    def view(self):
        """{"sheet", "selection", "row", "column"}: active sheet, selection, first row and column (from 0) of the part
        that scrolls."""
        return self._ask("view")

    def set_view(self, sheet, selection=None, row=None, column=None):
        self._ask("set_view", sheet=sheet, selection=selection, row=row, column=column)

    def automatic(self, on=None):
        """Whether the book calculates by itself; set first when ``on`` is given."""
        return self._ask("automatic", on=on)

    def screen(self, on=None):
        """Whether the screen follows what happens; set first when ``on`` is given."""
        return self._ask("screen", on=on)

    # -- macros and buttons; see ``alat.makro`` for running them so that their mistakes are seen ---------------------
    def projects(self):
        """{project: [module, ...]} of the book's VBA."""
        return self._ask("projects")

    def module(self, project, name):
        """The text of a VBA module."""
        return self._ask("module", project=project, name=name)

    def put_module(self, project, name, text, is_class=False):
        """Add a module to the open book, or replace one, whose kind then stays."""
        self._ask("put_module", project=project, name=name, text=text, is_class=is_class)

    def run_macro(self, project, module, name, args=()):
        """What a macro answers; a mistake in it is silent (None, or the empty answer of its kind)."""
        return self._ask("run_macro", project=project, module=module, name=name, args=list(args))

    def buttons(self, sheet=None):
        """Form buttons of a sheet or of all: dicts with sheet, label, name, macro ("Module.Name", None when unbound),
        enabled, printed, font, points, and x, y, width, height in 1/100 mm."""
        return self._ask("buttons", sheet=sheet)

    def press(self, sheet, label):
        """Press a button as a person would; returns the macro it is bound to. Its effect is the test's to assert."""
        return self._ask("press", sheet=sheet, label=label)


def _pairs(changes):
    return [[address, value] for address, value in (changes.items() if hasattr(changes, "items") else changes)]


def to_png(pdf, dpi=70, first=None, last=None, folder=None):
    """Pages of a PDF as PNG files (by pdftoppm) beside it or in ``folder``; returns their paths in order."""
    pdf = Path(pdf)
    target = Path(folder) if folder else pdf.parent
    target.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-png", "-r", str(dpi)]
    if first:
        command += ["-f", str(first)]
    if last:
        command += ["-l", str(last)]
    with tempfile.TemporaryDirectory(prefix="hal-", dir=target) as fresh:
        done = subprocess.run(
            [*command, str(pdf), os.path.join(fresh, "h")], capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise LibreOfficeError(f"pdftoppm: {done.stderr.strip()}")
        pages = []
        for page in sorted(Path(fresh).iterdir()):
            final = target / f"{pdf.stem}-{page.stem.split('-')[-1]}.png"
            page.replace(final)
            pages.append(final)
    return pages
