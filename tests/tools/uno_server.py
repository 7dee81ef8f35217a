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
from com.sun.star.script import ModuleInfo
from com.sun.star.table.CellContentType import EMPTY, FORMULA, VALUE
from com.sun.star.uno.TypeClass import INTERFACE as OBJECT

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
    """Start one listener with its own profile and pipe; return (its component context, process)."""
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as f:
        f.write(SETTINGS % {"locale": locale})
    # A named pipe, not a port: two test workers can never race for the same one.
    pipe = f"lkjip{os.getpid()}"
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nofirststartwizard",
            "--nolockcheck",
            "-env:UserInstallation=" + uno.systemPathToFileUrl(profile),
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
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
    return context, process


def _without_head(text):
    """(the lines that LibreOffice puts before a module, the module)."""
    lines, k = text.splitlines(True), 0
    while lines[k : k + 1] and lines[k].startswith(("Rem Attribute VBA_", "Option VBASupport", "Option ClassModule")):
        k += 1
    return "".join(lines[:k]), "".join(lines[k:])


def _datum(value):
    """A value for a block of data; what is written as a formula afterwards is left empty."""
    if value is None or isinstance(value, (bool, dict)):
        return ""
    return value if isinstance(value, str) else float(value)


def _error_text(number):
    return ERROR_TEXT.get(number, f"Err:{number}")


def _column(index):
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# Library text of a VBA module as LibreOffice's own import writes it.
VBA_HEAD = "Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n"
CLASS_HEAD = "Rem Attribute VBA_ModuleType=VBAClassModule\nOption VBASupport 1\nOption ClassModule\n"
READONLY = 16  # com.sun.star.beans.PropertyAttribute
STANDARD_MODULE, CLASS_MODULE = 1, 2  # com.sun.star.script.ModuleType
PUSH_BUTTON = 44  # com.sun.star.accessibility.AccessibleRole
SPREADSHEET = 58


class Server:
    def __init__(self, context):
        self.context = context
        self.desktop = self._service("com.sun.star.frame.Desktop")
        self.toolkit = self._service("com.sun.star.awt.Toolkit")
        self.documents = {}
        self.closing = {}
        self.next_id = 0

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def alive(self):
        """Whether soffice still answers: after a crash every call fails."""
        try:
            self.desktop.getComponents()
        except Exception:
            return False
        return True

    def version(self):
        """LibreOffice's version, such as 7.4."""
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (prop("nodepath", "/org.openoffice.Setup/Product"),)
        )
        return access.getByName("ooSetupVersion")

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
        # Otherwise LibreOffice 7.4 crashes now and then when sheets come and go; ``press`` switches it off.
        document.CurrentController.setFormDesignMode(True)
        self.next_id += 1
        self.documents[self.next_id] = document
        return self.next_id

    def close(self, doc):
        """Close. With two books that hold VBA, LibreOffice 7.4 crashes when a macro of the one opened first runs after
        the later one was closed; so the later one stays open, out of reach, until the first is closed."""
        self.closing[doc] = self.documents.pop(doc)
        for number, document in sorted(self.closing.items()):
            held = self._has_vba(document) and any(n < number and self._has_vba(d) for n, d in self.documents.items())
            if not held:
                self.closing.pop(number).close(True)

    @staticmethod
    def _has_vba(document):
        return any(name != "Standard" for name in document.BasicLibraries.ElementNames)

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

    # -- sheets ---------------------------------------------------------------------------------------------------
    def _sheet(self, doc, name):
        sheets = self.documents[doc].Sheets
        if not sheets.hasByName(name):
            raise ValueError(f"no sheet named {name!r}")
        return sheets.getByName(name)

    def _index(self, doc, name):
        lower = [n.lower() for n in self.sheets(doc)]
        if name.lower() not in lower:
            raise ValueError(f"no sheet named {name!r}")
        return lower.index(name.lower())

    def tables(self, doc):
        """{table: [sheet, range]}; LibreOffice keeps Excel's tables as database ranges."""
        ranges = self.documents[doc].DatabaseRanges
        names = self.sheets(doc)
        out = {}
        for name in ranges.ElementNames:
            area = ranges.getByName(name).DataArea
            start = f"{_column(area.StartColumn)}{area.StartRow + 1}"
            out[name] = [names[area.Sheet], f"{start}:{_column(area.EndColumn)}{area.EndRow + 1}"]
        return out

    def import_sheet(self, doc, source, sheet, name, after=None, before=None):
        """Copy a sheet of another open document. LibreOffice leaves the print settings behind; they are brought too."""
        target, origin = self.documents[doc], self._sheet(source, sheet)
        if name.lower() in [n.lower() for n in self.sheets(doc)]:
            raise ValueError(f"a sheet named {name!r} is there already")
        place = target.Sheets.Count
        if after is not None:
            place = self._index(doc, after) + 1
        elif before is not None:
            place = self._index(doc, before)
        place = target.Sheets.importSheet(self.documents[source], sheet, place)
        copy = target.Sheets.getByIndex(place)
        copy.Name = name
        areas = origin.getPrintAreas()
        for area in areas:
            area.Sheet = place
        copy.setPrintAreas(areas)
        copy.setTitleRows(origin.getTitleRows())
        copy.setPrintTitleRows(origin.getPrintTitleRows())
        copy.PageStyle = self._page_style(doc, self.documents[source], origin.PageStyle)

    def _page_style(self, doc, origin, name):
        document = self.documents[doc]
        styles = document.StyleFamilies.getByName("PageStyles")
        if not styles.hasByName(name):
            styles.insertByName(name, document.createInstance("com.sun.star.style.PageStyle"))
        old, new = origin.StyleFamilies.getByName("PageStyles").getByName(name), styles.getByName(name)
        # Objects (the texts of headers and footers) belong to their own document.
        names = tuple(
            sorted(
                p.Name
                for p in old.PropertySetInfo.Properties
                if not p.Attributes & READONLY and p.Type.typeClass != OBJECT
            )
        )
        new.setPropertyValues(names, old.getPropertyValues(names))
        for side in ("Left", "Right"):
            for part in (f"{side}PageHeaderContent", f"{side}PageFooterContent"):
                content, wanted = new.getPropertyValue(part), old.getPropertyValue(part)
                if content is not None and wanted is not None:
                    for text in ("LeftText", "CenterText", "RightText"):
                        getattr(content, text).String = getattr(wanted, text).String
                    new.setPropertyValue(part, content)
        return name

    def remove_sheet(self, doc, name):
        """Remove a sheet. LibreOffice 7.4 then also loses the tables of the sheet just before it, and every formula
        on them; there is none before the first place."""
        sheets, at = self.documents[doc].Sheets, self._index(doc, name)
        ranges = self.documents[doc].DatabaseRanges
        if any(ranges.getByName(n).DataArea.Sheet == at - 1 for n in ranges.ElementNames):
            sheets.moveByName(sheets.ElementNames[at], 0)
            at = 0
        sheets.removeByName(sheets.ElementNames[at])

    def rename_sheet(self, doc, name, new):
        if new.lower() != name.lower() and new.lower() in [n.lower() for n in self.sheets(doc)]:
            raise ValueError(f"a sheet named {new!r} is there already")
        self._sheet(doc, name).Name = new

    def protection(self, doc, sheet=None):
        """Whether a sheet (or, without one, the book's structure) is protected."""
        return bool((self.documents[doc] if sheet is None else self._sheet(doc, sheet)).isProtected())

    def protect(self, doc, sheet=None, password=""):
        """Protect; what the file allowed on a protected sheet stays allowed."""
        (self.documents[doc] if sheet is None else self._sheet(doc, sheet)).protect(password)

    def unprotect(self, doc, sheet=None, password=""):
        """True when it is unprotected now; False when another password keeps it."""
        target = self.documents[doc] if sheet is None else self._sheet(doc, sheet)
        try:
            target.unprotect(password)
        except Exception:  # LibreOffice's word for a wrong password is IllegalArgumentException
            pass
        return not target.isProtected()

    def write(self, doc, address, rows):
        """Write a block: numbers, booleans, null (clears), text as text, {"f": formula in LibreOffice's notation}.

        Formats and comments stay; the sheet must not be protected.
        """
        area = self._area(doc, address)
        if area.Spreadsheet.isProtected():
            raise ValueError(f"sheet {area.Spreadsheet.Name!r} is protected")
        end = area.RangeAddress
        width, height = end.EndColumn - end.StartColumn + 1, end.EndRow - end.StartRow + 1
        if len(rows) != height or any(len(row) != width for row in rows):
            raise ValueError(f"{address} is {height} x {width} cells; the rows given are not")
        notes = self._notes(area)
        # None would become #N/A here; an empty text empties the cell.
        area.setDataArray(tuple(tuple(_datum(value) for value in row) for row in rows))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, (bool, dict)):
                    formula = value["f"] if isinstance(value, dict) else f"={str(value).upper()}()"
                    area.getCellByPosition(c, r).Formula = formula
        for position, text in notes:
            area.Spreadsheet.Annotations.insertNew(position, text)

    def _notes(self, area):
        """Comments inside an area; writing a block of data takes them away."""
        inside, found = area.RangeAddress, []
        for note in area.Spreadsheet.Annotations:
            at = note.Position
            if inside.StartColumn <= at.Column <= inside.EndColumn and inside.StartRow <= at.Row <= inside.EndRow:
                found.append((at, note.String))
        return found

    def resize_table(self, doc, table, address):
        """Give a table another range; new rows beneath get what the row that was last has, without its inputs."""
        found = self.documents[doc].DatabaseRanges
        if not found.hasByName(table):
            raise ValueError(f"no table named {table!r}")
        found = found.getByName(table)
        old, area = found.DataArea, self._area(doc, address)
        new = area.RangeAddress
        if (new.Sheet, new.StartRow) != (old.Sheet, old.StartRow):
            raise ValueError(f"table {table} cannot leave its sheet and header row")
        sheet = area.Spreadsheet
        if sheet.isProtected():
            raise ValueError(f"sheet {sheet.Name!r} is protected")
        found.setDataArea(new)
        if new.EndRow > old.EndRow > old.StartRow:
            last = sheet.getCellRangeByPosition(new.StartColumn, old.EndRow, new.EndColumn, old.EndRow).RangeAddress
            for row in range(old.EndRow + 1, new.EndRow + 1):
                sheet.copyRange(sheet.getCellByPosition(new.StartColumn, row).CellAddress, last)
            added = sheet.getCellRangeByPosition(new.StartColumn, old.EndRow + 1, new.EndColumn, new.EndRow)
            added.clearContents(15)  # VALUE, DATETIME, STRING, ANNOTATION

    # -- what the user sees ---------------------------------------------------------------------------------------
    def view(self, doc):
        """{sheet, selection, row, column}: active sheet, selected range (None for a drawing), and the first row and
        column (from 0) of the part that scrolls."""
        controller = self.documents[doc].CurrentController
        selected = controller.getSelection()
        address = None
        if hasattr(selected, "RangeAddressesAsString"):
            address = selected.RangeAddressesAsString.split(";")[0]
        elif hasattr(selected, "AbsoluteName"):
            address = selected.AbsoluteName
        pane = controller.getByIndex(controller.Count - 1)
        return {
            "sheet": controller.ActiveSheet.Name,
            "selection": None if address is None else address.rpartition(".")[2].replace("$", ""),
            "row": pane.getFirstVisibleRow(),
            "column": pane.getFirstVisibleColumn(),
        }

    def set_view(self, doc, sheet, selection=None, row=None, column=None):
        controller = self.documents[doc].CurrentController
        target = self._sheet(doc, sheet)
        controller.setActiveSheet(target)
        if selection is not None:
            controller.select(target.getCellRangeByName(selection))
        pane = controller.getByIndex(controller.Count - 1)
        if row is not None:
            pane.setFirstVisibleRow(row)
        if column is not None:
            pane.setFirstVisibleColumn(column)

    def automatic(self, doc, on=None):
        """Whether the book calculates by itself; set first when ``on`` is given."""
        document = self.documents[doc]
        if on is not None:
            document.enableAutomaticCalculation(on)
        return bool(document.isAutomaticCalculationEnabled())

    def screen(self, doc, on=None):
        """Whether the screen follows; set first when ``on`` is given."""
        document = self.documents[doc]
        if on is False and not document.hasControllersLocked():
            document.lockControllers()
        while on and document.hasControllersLocked():
            document.unlockControllers()
        return not document.hasControllersLocked()

    # -- macros and buttons ---------------------------------------------------------------------------------------
    def projects(self, doc):
        """{project: [module, ...]} of the VBA in the book; a VBA project's name is its library's."""
        libraries = self.documents[doc].BasicLibraries
        out = {}
        for name in libraries.ElementNames:
            if name != "Standard":
                if not libraries.isLibraryLoaded(name):
                    libraries.loadLibrary(name)
                out[name] = list(libraries.getByName(name).ElementNames)
        return out

    def module(self, doc, project, name):
        """The text of a module, without the lines that LibreOffice puts before it."""
        return _without_head(self.documents[doc].BasicLibraries.getByName(project).getByName(name))[1]

    def put_module(self, doc, project, name, text, is_class=False):
        """Add a module to the open book or replace one; what kind of module it was stays."""
        library = self.documents[doc].BasicLibraries.getByName(project)
        if library.hasByName(name):
            # The kind of module (standard, class, document) stands in the first lines and must stay.
            library.replaceByName(name, _without_head(library.getByName(name))[0] + text)
        else:
            # Without its kind a module cannot be saved.
            library.insertModuleInfo(name, ModuleInfo(ModuleType=CLASS_MODULE if is_class else STANDARD_MODULE))
            library.insertByName(name, (CLASS_HEAD if is_class else VBA_HEAD) + text)

    def run_macro(self, doc, project, module, name, args=()):
        """What a macro answers. A mistake in it is silent here: None, or a function's empty answer."""
        where = f"vnd.sun.star.script:{project}.{module}.{name}?language=Basic&location=document"
        script = self.documents[doc].getScriptProvider().getScript(where)
        answer = script.invoke(tuple(args), (), ())[0]
        self._settle()
        return answer if answer is None or isinstance(answer, (bool, int, float, str)) else str(answer)

    def _settle(self):
        if hasattr(self.toolkit, "processEventsToIdle"):
            self.toolkit.processEventsToIdle()

    def buttons(self, doc, sheet=None):
        """The form buttons, in order: sheet, label, name, bound macro (Module.Name, None when unbound), enabled,
        printed, font, points, and x, y, width, height in 1/100 mm."""
        out = []
        for name in self.sheets(doc) if sheet is None else [sheet]:
            page = self._sheet(doc, name).DrawPage
            macros = self._bound(page)
            for shape in page:
                control = getattr(shape, "Control", None)
                if control is None or not control.supportsService("com.sun.star.form.component.CommandButton"):
                    continue
                out.append(
                    {
                        "sheet": name,
                        "label": control.Label,
                        "name": control.Name,
                        "macro": macros.get(control.Name),
                        "enabled": bool(control.Enabled),
                        "printed": bool(control.Printable),
                        "x": shape.Position.X,
                        "y": shape.Position.Y,
                        "width": shape.Size.Width,
                        "height": shape.Size.Height,
                        "font": control.FontName,
                        "points": control.FontHeight,
                    }
                )
        return out

    def _bound(self, page):
        """{control's name: Module.Macro} of the events that press a button."""
        bound = {}
        for form in page.Forms:
            for k in range(form.Count):
                for event in form.getScriptEvents(k):
                    if event.EventMethod == "actionPerformed":
                        path = event.ScriptCode.partition(":")[2].partition("?")[0]
                        bound[form.getByIndex(k).Name] = path.partition(".")[2]
        return bound

    def press(self, doc, sheet, label):
        """Press a button as a person would: through its accessible object, which fires the script bound to it."""
        found = [b for b in self.buttons(doc, sheet) if b["label"] == label]
        if len(found) != 1:
            raise ValueError(f"{len(found)} buttons labelled {label!r} on sheet {sheet!r}")
        if found[0]["macro"] is None:
            raise ValueError(f"button {label!r} on sheet {sheet!r} is bound to no macro")
        project = next(p for p in self.projects(doc))
        where = f"vnd.sun.star.script:{project}.{found[0]['macro']}?language=Basic&location=document"
        self.documents[doc].getScriptProvider().getScript(where)  # an error when there is no such macro
        controller = self.documents[doc].CurrentController
        controller.setActiveSheet(self._sheet(doc, sheet))
        controller.setFormDesignMode(False)
        self._settle()
        try:
            button = self._accessible_button(controller.Frame.ComponentWindow, label)
            if button is None:
                raise ValueError(f"button {label!r} on sheet {sheet!r} cannot be pressed")
            if not button.getAccessibleContext().doAccessibleAction(0):
                raise ValueError(f"button {label!r} on sheet {sheet!r} did not react")
            self._settle()
        finally:
            controller.setFormDesignMode(True)
        return found[0]["macro"]

    def _accessible_button(self, element, label):
        context = element.getAccessibleContext()
        if context.getAccessibleRole() == PUSH_BUTTON:
            return element if context.getAccessibleName() == label else None
        if context.getAccessibleRole() == SPREADSHEET:  # millions of cells
            return None
        for k in range(context.getAccessibleChildCount()):
            child = context.getAccessibleChild(k)
            found = None if child is None else self._accessible_button(child, label)
            if found is not None:
                return found
        return None

    # -- output ---------------------------------------------------------------------------------------------------
    def pdf(self, doc, out, sheets=None):
        document = self.documents[doc]
        shown, areas = {}, {}
        if sheets is not None:
            missing = [n for n in sheets if not document.Sheets.hasByName(n)]
            if missing:
                raise ValueError(f"no sheet named {missing[0]!r}")
            shown = {name: document.Sheets.getByName(name).IsVisible for name in document.Sheets.ElementNames}
            # A hidden sheet is printed all the same when it has a print area.
            for name in shown:
                if name not in sheets and document.Sheets.getByName(name).getPrintAreas():
                    areas[name] = document.Sheets.getByName(name).getPrintAreas()
        try:
            # At least one sheet must be visible at every moment, so show first and hide afterwards.
            for name in sorted(shown, key=lambda name: name not in sheets):
                document.Sheets.getByName(name).IsVisible = name in sheets
            for name in areas:
                document.Sheets.getByName(name).setPrintAreas(())
            document.storeToURL(uno.systemPathToFileUrl(out), (prop("FilterName", "calc_pdf_Export"),))
        finally:
            for name in sorted(shown, key=lambda name: not shown[name]):
                document.Sheets.getByName(name).IsVisible = shown[name]
            for name, area in areas.items():
                document.Sheets.getByName(name).setPrintAreas(area)

    def picture(self, doc, out, address, width, repeat=None):
        """Print a range as it stands on the screen, on pages without margins that are as high as the range.

        width: of a page in 1/100 mm; what does not fit goes on to the next page. repeat: columns (``A:B``) that stand
        on the left of every page, as frozen columns do.
        """
        document = self.documents[doc]
        area = self._area(doc, address)
        sheet = area.Spreadsheet
        style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
        for name in ("ScaleToPages", "ScaleToPagesX", "ScaleToPagesY"):
            setattr(style, name, 0)
        style.PageScale = 100
        style.HeaderIsOn = style.FooterIsOn = style.IsLandscape = False
        style.CenterHorizontally = style.CenterVertically = False
        for side in ("Left", "Right", "Top", "Bottom"):
            setattr(style, f"{side}Margin", 0)
        style.PrintHeaders = True
        style.Width, style.Height = width, area.Size.Height + 600  # the row of column letters
        for shape in sheet.DrawPage:
            if hasattr(shape, "Control") and shape.Control is not None:
                shape.Control.Printable = True  # buttons are left out of what is printed, and are on the screen
        sheet.removeAllManualPageBreaks()
        sheet.setPrintTitleRows(False)
        sheet.setPrintTitleColumns(repeat is not None)
        if repeat is not None:
            first, _, last = repeat.partition(":")
            sheet.setTitleColumns(sheet.getCellRangeByName(f"{first}1:{last}1").RangeAddress)
        sheet.setPrintAreas((area.RangeAddress,))
        self.pdf(doc, out, [sheet.Name])

    def save(self, doc, out, filter_name="Calc MS Excel 2007 XML"):
        self.documents[doc].storeToURL(uno.systemPathToFileUrl(out), (prop("FilterName", filter_name),))


def main():
    profile, locale, timeout = sys.argv[1], sys.argv[2], float(sys.argv[3])
    # JSON goes over the original standard output; a stray print from a library must not spoil the line protocol.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    server = None
    try:
        context, soffice = start_soffice(profile, locale, timeout)
        server = Server(context)
        print(json.dumps({"ok": "ready"}), file=channel, flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            try:
                operation = getattr(server, request.pop("op"))
                answer = {"ok": operation(**request)}
            except Exception as error:  # every failure travels to the test that caused it
                answer = {"error": f"{type(error).__name__}: {getattr(error, 'Message', None) or error}"}
                answer["ended"] = soffice.poll() is not None or not server.alive()
            print(json.dumps(answer), file=channel, flush=True)
    except BrokenPipeError:
        pass
    finally:
        try:
            if server is not None:
                server.desktop.terminate()
                soffice.wait(4)
        except Exception:  # it may be gone already; the group kill below is the one that counts
            pass
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
