"""The workbook's own parts for the lint: sheets, defined names, styles, shared strings, calculation chain."""

import re

from .lint_formula import check_formula, column_key
from .packages import child, children, every, local, rel_id, whole

SHEET_KINDS = {
    "worksheet": "worksheet+xml",
    "chartsheet": "chartsheet+xml",
    "dialogsheet": "dialogsheet+xml",
    "xlMacrosheet": "macrosheet+xml",
    "xlIntlMacrosheet": "intlmacrosheet+xml",
}
BAD_SHEET_CHARS = re.compile(r"[\[\]:*?/\\]")
# Beyond ASCII Excel lets nearly everything into a name, symbols too.
NAME = re.compile(r"(?:[A-Za-z_\\]|[^\x00-\x9f])(?:[\w.\\?]|[^\x00-\x9f])*$")
CELL_LIKE = re.compile(r"([A-Za-z]{1,3})(\d+)$")
RC_LIKE = re.compile(r"[Rr]\d*[Cc]\d*$|[RrCc]\d*$")
MAX_ROW, MAX_COLUMN = 1048576, 16384


def column_number(letters):
    number = 0
    for ch in letters.upper():
        number = number * 26 + ord(ch) - 64
    return number


class Book:
    """What the other checks need to know of the workbook. ``say`` collects findings."""

    def __init__(self, package):
        self.package = package
        self.say = package.say
        self.root = self.styles = None
        self.part = ""
        self.sheets = []  # (name, part, kind)
        self.sheet_names = set()  # lower case
        self.names = {}  # lower-case defined name -> text
        self.tables = {}  # lower-case table name -> set of column keys
        self.strings = None  # texts of the shared strings
        self.formats = self.dxfs = 0
        self.date1904 = False
        if not self._find():
            return
        self._sheets()
        self._styles()
        self._strings()
        self._tables()

    def _find(self):
        targets = self.package.targets("", "officeDocument")
        if len(targets) != 1:
            self.say(f"package: {len(targets)} main documents")
        self.part = targets[0] if targets else ""
        self.root = self.package.xml.get(self.part)
        if len(self.package.targets("", "core-properties")) > 1:
            self.say("package: core properties twice")
        if self.root is None or local(self.root) != "workbook":
            self.say("no workbook part")
            return False
        kind = self.package.content_type(self.part)
        if not kind.endswith("main+xml"):
            self.say(f"{self.part}: content type {kind}")
        return True

    def _sheets(self):
        ids, used, states = set(), set(), []
        for e in children(child(self.root, "sheets"), "sheet"):
            name = e.get("name", "")
            if not 1 <= len(name.encode("utf-16-le")) // 2 <= 31:
                self.say(f"sheet name of {len(name)} characters: {name}")
            if BAD_SHEET_CHARS.search(name) or name.startswith("'") or name.endswith("'"):
                self.say(f"bad sheet name {name}")
            if name.lower() in self.sheet_names:
                self.say(f"sheet name twice: {name}")
            self.sheet_names.add(name.lower())
            if e.get("sheetId") in ids:
                self.say(f"sheetId {e.get('sheetId')} twice")
            ids.add(e.get("sheetId"))
            rid = rel_id(e)
            part, kind = self.package.target(self.part, rid), self.package.kind(self.part, rid)
            if part is None:
                self.say(f"sheet {name}: no part behind {rid}")
            elif part in used:
                self.say(f"sheet {name}: part {part} belongs to another sheet too")
            elif not self.package.content_type(part).endswith("." + SHEET_KINDS.get(kind, "?")) and kind:
                self.say(f"sheet {name}: content type of {part} does not fit a {kind}")
            used.add(part)
            states.append(e.get("state", "visible"))
            self.sheets.append((name, part, kind))
        if not self.sheets:
            self.say("workbook has no sheets")
        elif "visible" not in states:
            self.say("every sheet is hidden")
        self._views()
        listed = {part for _, part, _ in self.sheets}
        for part in self.package.targets(self.part, "worksheet"):
            if part not in listed:
                self.say(f"{part}: worksheet that the workbook does not list")

    def _views(self):
        for view in children(child(self.root, "bookViews"), "workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                if whole(view.get(attribute, "0")) not in range(len(self.sheets)):
                    self.say(f"workbookView {attribute}={view.get(attribute)} of {len(self.sheets)} sheets")

    def _styles(self):
        parts = self.package.targets(self.part, "styles")
        self.styles = self.package.xml.get(parts[0]) if parts else None
        if self.styles is None:
            self.formats = 1  # Excel falls back on its own default format
            return
        counts = {
            t: len(child(self.styles, t)) if child(self.styles, t) is not None else 0
            for t in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")
        }
        self.formats, self.dxfs = max(counts["cellXfs"], 1), counts["dxfs"]
        limits = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
        for group in ("cellXfs", "cellStyleXfs"):
            for number, xf in enumerate(children(child(self.styles, group), "xf")):
                for attribute, target in limits.items():
                    value = xf.get(attribute)
                    if attribute == "xfId" and (group == "cellStyleXfs" or not counts[target]):
                        continue
                    if value is not None and whole(value) not in range(max(counts[target], 1)):
                        self.say(f"styles: {group} {number} has {attribute}={value}")
        if counts["cellXfs"] > 65490:
            self.say("styles: too many cell formats")
        for style in children(child(self.styles, "cellStyles"), "cellStyle"):
            if whole(style.get("xfId", "0")) not in range(max(counts["cellStyleXfs"], 1)):
                self.say(f"styles: cell style {style.get('name')} has xfId={style.get('xfId')}")
        seen = set()
        for e in children(child(self.styles, "numFmts"), "numFmt"):
            if e.get("numFmtId") in seen:
                self.say(f"styles: number format {e.get('numFmtId')} twice")
            seen.add(e.get("numFmtId"))
            if len(e.get("formatCode", "")) > 255:
                self.say(f"styles: number format {e.get('numFmtId')} has {len(e.get('formatCode', ''))} characters")

    def _strings(self):
        parts = self.package.targets(self.part, "sharedStrings")
        root = self.package.xml.get(parts[0]) if parts else None
        self.strings = [] if root is None else [rich_text(si) for si in children(root, "si")]
        for number, text in enumerate(self.strings):
            if len(text) > 32767:
                self.say(f"shared string {number} of {len(text)} characters")

    def _tables(self):
        for _, part, _ in self.sheets:
            for target in self.package.targets(part, "table"):
                root = self.package.xml.get(target)
                columns = children(child(root, "tableColumns"), "tableColumn")
                keys = {column_key(unescape(c.get("name", ""))) for c in columns}
                if root is not None:
                    self.tables.setdefault((root.get("displayName") or root.get("name") or "").lower(), keys)

    def check_names(self):
        """Defined names; after construction, since a formula may use any sheet, table or name."""
        if self.root is None:
            return
        nodes = children(child(self.root, "definedNames"), "definedName")
        for e in nodes:
            self.names[e.get("name", "").lower()] = e.text or ""
        seen = set()
        for e in nodes:
            name, scope, text = e.get("name", ""), e.get("localSheetId"), e.text or ""
            where = f"name {name}" + (f" of sheet {scope}" if scope is not None else "")
            if (name.lower(), scope) in seen:
                self.say(f"{where} twice")
            seen.add((name.lower(), scope))
            if name.lower() in self.tables and scope is None:
                self.say(f"{where} is a table's name too")
            if scope is not None and whole(scope) not in range(len(self.sheets)):
                self.say(f"{where}: no such sheet")
            plain = name[6:] if name.startswith("_xlnm.") else name
            if not NAME.match(plain) or len(name) > 255 or is_address(plain):
                self.say(f"bad defined name {name}")
            if e.get("hidden") == "1" and name.startswith("_xl"):
                continue  # markers that Excel writes for functions it does not know
            for problem in check_formula(text, self):
                self.say(f"{where}: {problem}")
            if name == "_xlnm.Print_Titles" and not is_print_titles(text):
                self.say(f"{where}: not rows or columns: {text[:60]}")

    def check_chain(self, checked):
        """The calculation chain may list only cells that hold a formula: Excel repairs the book otherwise.

        ``checked`` is {sheet name: its Sheet}, after their checks.
        """
        order = [whole(e.get("sheetId")) for e in children(child(self.root, "sheets"), "sheet")]
        for part in self.package.targets(self.part, "calcChain"):
            root = self.package.xml.get(part)
            sheet = None
            for c in () if root is None else root:
                sheet = whole(c.get("i"), sheet) if c.get("i") else sheet
                name = self.sheets[order.index(sheet)][0] if sheet in order else None
                if name is None:
                    self.say(f"calculation chain: no sheet with id {sheet}")
                    return
                if name in checked and not checked[name].holds_formula(c.get("r")):
                    self.say(f"calculation chain: {name}!{c.get('r')} holds no formula")
                    return


def is_address(name):
    """True for what Excel would read as a cell: A1, XFD1048576, R1C1, R, C."""
    cell = CELL_LIKE.match(name)
    if cell and column_number(cell[1]) <= MAX_COLUMN and 1 <= int(cell[2]) <= MAX_ROW:
        return True
    return bool(RC_LIKE.match(name))


def is_print_titles(text):
    rest = re.sub(r"'(?:[^']|'')*'!|[^,!']+!", "", text)
    parts = rest.split(",")
    lines = re.compile(r"(\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|#REF!|\$?A\$?\d+:\$?XFD\$?\d+)$")
    return len(parts) <= 2 and all(lines.match(p.strip()) for p in parts)


def unescape(text):
    """_x000a_ and its like, as Excel writes characters that XML would change."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def rich_text(node):
    """Text of a string item: its own t and those of its runs, not the phonetic guide."""
    parts = []
    for e in node:
        name = local(e)
        if name == "t":
            parts.append(e.text or "")
        elif name == "r":
            parts.extend(t.text or "" for t in every(e, "t"))
    return unescape("".join(parts))
