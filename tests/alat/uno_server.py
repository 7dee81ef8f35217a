"""The LibreOffice end of ``libreoffice.py``: run by the system Python, which has ``uno``; one JSON object per line.

Standard library and ``uno`` only, and Python 3.9 syntax: the system interpreter is not the one under test.
It owns soffice: when standard input closes (the client ended, however it ended) the whole process group goes.
"""

import json
import os
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table.CellContentType import EMPTY, FORMULA, VALUE

# Other numbers show as Err:nnn, the way LibreOffice itself shows them.
ERROR_TEXT = {503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>1</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>%(locale)s</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse"><value>en-US</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def prop(name, value):
    return PropertyValue(Name=name, Value=value)


def start_soffice(profile, locale, timeout):
    """Start one listener with its own profile and pipe; return (desktop, process)."""
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as f:
        f.write(SETTINGS % {"locale": locale})
    # A named pipe, not a port: two test workers can never race for the same one.
    pipe = f"lkjip{os.getpid()}"
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck",
         "-env:UserInstallation=" + uno.systemPathToFileUrl(profile), f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    deadline = time.monotonic() + timeout
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context), process


def _error_text(number):
    return ERROR_TEXT.get(number, f"Err:{number}")


def _column(index):
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Server:
    def __init__(self, desktop):
        self.desktop = desktop
        self.documents = {}
        self.next_id = 0

    # -- documents ------------------------------------------------------------------------------------------------
    def open(self, path, hard_recalc=True, macros=False):
        options = (prop("Hidden", True), prop("MacroExecutionMode", 4 if macros else 0), prop("UpdateDocMode", 0))
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, options)
        if document is None or not hasattr(document, "Sheets"):
            if document is not None:
                document.close(True)
            raise ValueError("LibreOffice could not open the file as a spreadsheet")
        if hard_recalc:
            document.calculateAll()
        self.next_id += 1
        self.documents[self.next_id] = document
        return self.next_id

    def close(self, doc):
        self.documents.pop(doc).close(True)

    def recalc(self, doc):
        self.documents[doc].calculateAll()

    def sheets(self, doc):
        return list(self.documents[doc].Sheets.ElementNames)

    # -- reading --------------------------------------------------------------------------------------------------
    def _area(self, doc, address):
        """A sheet's name gives its used area from A1; ``Sheet!A1:B2`` (name quoted or not) that range."""
        sheets = self.documents[doc].Sheets
        if sheets.hasByName(address):
            sheet = sheets.getByName(address)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        name, _, cells = address.rpartition("!")
        if len(name) > 1 and name[0] == name[-1] == "'":
            name = name[1:-1].replace("''", "'")
        if not sheets.hasByName(name):
            raise ValueError(f"no sheet named {name or address!r}")
        return sheets.getByName(name).getCellRangeByName(cells.replace("$", ""))

    def _fill_errors(self, doc, area, rows, where):
        """Which error each cell of ``where`` is in. Asking cell by cell takes over a millisecond each, so many are
        asked at once, through formulas on a sheet that exists for that moment only."""
        document = self.documents[doc]
        if document.isProtected():
            try:
                document.unprotect("")
            except Exception:  # a password: then cell by cell
                pass
        if len(where) <= 6 or document.isProtected():
            for r, c in where:
                rows[r][c] = _error_text(area.getCellByPosition(c, r).getError())
            return
        sheets = document.Sheets
        start = area.RangeAddress
        name = sheets.ElementNames[start.Sheet].replace("'", "''")
        formulas = tuple(
            (f"=ERRORTYPE($'{name}'.{_column(start.StartColumn + c)}{start.StartRow + r + 1})",) for r, c in where
        )
        sheets.insertNewByName("_lkjip_galat", sheets.Count)
        try:
            scratch = sheets.getByName("_lkjip_galat").getCellRangeByPosition(0, 0, 0, len(where) - 1)
            scratch.setFormulaArray(formulas)
            for k, (number,) in enumerate(scratch.getDataArray()):
                r, c = where[k]
                rows[r][c] = _error_text(int(number))
        finally:
            sheets.removeByName("_lkjip_galat")

    def values(self, doc, addresses=None):
        out = {}
        for address in self.sheets(doc) if addresses is None else addresses:
            area = self._area(doc, address)
            rows = [list(row) for row in area.getDataArray()]
            errors = []
            # An empty cell and a formula that gives "" look the same in the data, not in the formulas;
            # a cell in error comes as None, and only the cell itself knows which error.
            for r, formulas in enumerate(area.getFormulaArray()):
                row = rows[r]
                for c, value in enumerate(row):
                    if value is None:
                        errors.append((r, c))
                    elif value == "" and formulas[c] == "":
                        row[c] = None
            self._fill_errors(doc, area, rows, errors)
            out[address] = rows
        return out

    def formulas(self, doc, addresses=None):
        names = self.sheets(doc) if addresses is None else addresses
        return {a: [list(r) for r in self._area(doc, a).getFormulaArray()] for a in names}

    def shown(self, doc, addresses):
        """The text each cell displays, number format applied."""
        out = {}
        for address in addresses:
            area = self._area(doc, address)
            end = area.RangeAddress
            out[address] = [
                [area.getCellByPosition(c, r).String for c in range(end.EndColumn - end.StartColumn + 1)]
                for r in range(end.EndRow - end.StartRow + 1)
            ]
        return out

    # -- changing -------------------------------------------------------------------------------------------------
    def _cell(self, doc, address):
        """The cell, ready to be written: a protected sheet swallows changes without a word."""
        area = self._area(doc, address)
        sheet = area.Spreadsheet
        if sheet.isProtected():
            try:
                sheet.unprotect("")
            except Exception:  # LibreOffice's word for a wrong password is IllegalArgumentException
                pass
            if sheet.isProtected():
                raise ValueError(f"sheet {sheet.Name!r} is protected with a password")
        return area.getCellByPosition(0, 0)

    def set(self, doc, changes):
        """Numbers as numbers, text as text whatever it looks like, null clears; returns what was there before."""
        before = []
        for address, value in changes:
            cell = self._cell(doc, address)
            kind = cell.Type
            if kind == FORMULA:
                if cell.Formula.startswith("{"):
                    raise ValueError(f"{address} holds an array formula; it could not be put back")
                before.append([address, "f", cell.Formula])
            elif kind == VALUE:
                before.append([address, "n", cell.Value])
            else:
                before.append([address, "s", None if kind == EMPTY else cell.String])
            self._put(cell, value)
        return before

    def _put(self, cell, value):
        if value is None:
            cell.clearContents(7)  # VALUE | DATETIME | STRING: the format stays
            cell.clearContents(16)  # FORMULA
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = float(value)

    def restore(self, doc, before):
        for address, kind, value in reversed(before):
            cell = self._cell(doc, address)
            if kind == "f":
                cell.Formula = value
            else:
                self._put(cell, value)

    def run_sets(self, doc, change_sets, addresses, keep, hard):
        """Apply each set of changes, recalculate, read; then put the cells back unless ``keep``."""
        out = []
        document = self.documents[doc]
        for changes in change_sets:
            document.addActionLock()
            try:
                before = self.set(doc, changes)
            finally:
                document.removeActionLock()
            if hard:
                document.calculateAll()
            else:
                document.calculate()
            out.append(self.values(doc, addresses))
            if not keep:
                self.restore(doc, before)
        return out

    # -- output ---------------------------------------------------------------------------------------------------
    def pdf(self, doc, out, sheets=None):
        document = self.documents[doc]
        if sheets is not None:
            missing = [n for n in sheets if not document.Sheets.hasByName(n)]
            if missing:
                raise ValueError(f"no sheet named {missing[0]!r}")
            # At least one sheet must be visible at every moment, so show first and hide afterwards.
            for name in sheets:
                document.Sheets.getByName(name).IsVisible = True
            for name in document.Sheets.ElementNames:
                if name not in sheets:
                    document.Sheets.getByName(name).IsVisible = False
        document.storeToURL(uno.systemPathToFileUrl(out), (prop("FilterName", "calc_pdf_Export"),))

    def save(self, doc, out, filter_name="Calc MS Excel 2007 XML"):
        self.documents[doc].storeToURL(uno.systemPathToFileUrl(out), (prop("FilterName", filter_name),))


def main():
    profile, locale, timeout = sys.argv[1], sys.argv[2], float(sys.argv[3])
    # JSON goes over the original standard output; a stray print from a library must not spoil the line protocol.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    desktop = None
    try:
        desktop, soffice = start_soffice(profile, locale, timeout)
        server = Server(desktop)
        print(json.dumps({"ok": "ready"}), file=channel, flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            try:
                operation = getattr(server, request.pop("op"))
                answer = {"ok": operation(**request)}
            except Exception as error:  # every failure travels to the test that caused it
                answer = {"error": f"{type(error).__name__}: {getattr(error, 'Message', None) or error}"}
            print(json.dumps(answer), file=channel, flush=True)
    except BrokenPipeError:
        pass
    finally:
        try:
            if desktop is not None:
                desktop.terminate()
                soffice.wait(4)
        except Exception:  # it may be gone already; the group kill below is the one that counts
            pass
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
