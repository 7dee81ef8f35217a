"""One worksheet for the lint: rows and cells, merges, validations, formats, links, outline, page, tables."""

import re

from .lint_book import MAX_COLUMN, MAX_ROW, column_number, is_address, rich_text, unescape
from .lint_formula import check_formula, column_key
from .packages import child, children, every, local, rel_id, whole

REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)$")
ERRORS = frozenset(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! "
    "#BUSY! #EXTERNAL! #PYTHON!".split()
)
TYPES = frozenset(("b", "d", "e", "inlineStr", "n", "s", "str"))
VISUALS = {"dataBar": (2, 2), "colorScale": (2, 3), "iconSet": (3, 5)}


def area(text):
    """ "B2:D9" -> (2, 2, 4, 9) as first column, first row, last column, last row; None when it is not a range."""
    ends = [REF.match(p) for p in (text or "").split(":")]
    if len(ends) > 2 or not all(ends):
        return _whole_lines(text or "")
    first, last = ends[0], ends[-1]
    box = column_number(first[1]), int(first[2]), column_number(last[1]), int(last[2])
    if box[0] > box[2] or box[1] > box[3] or box[0] < 1 or box[1] < 1 or box[2] > MAX_COLUMN or box[3] > MAX_ROW:
        return None
    return box


def _whole_lines(text):
    if m := re.match(r"\$?(\d+):\$?(\d+)$", text):
        return 1, int(m[1]), MAX_COLUMN, int(m[2])
    if m := re.match(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$", text):
        return column_number(m[1]), 1, column_number(m[2]), MAX_ROW
    return None


def overlapping(boxes):
    """First pair of overlapping boxes as indices, or None; a sweep by rows, so thousands are no trouble."""
    order = sorted(range(len(boxes)), key=lambda i: boxes[i][1])
    active = []
    for i in order:
        a = boxes[i]
        active = [j for j in active if boxes[j][3] >= a[1]]
        for j in active:
            b = boxes[j]
            if a[0] <= b[2] and b[0] <= a[2]:
                return j, i
        active.append(i)
    return None


class Sheet:
    """Checks one worksheet part; ``holds_formula`` answers afterwards."""

    def __init__(self, book, name, part):
        self.book, self.name, self.part = book, name, part
        self.root = book.package.xml.get(part)
        self.formula_cells = set()
        self.arrays = []  # areas of array formulas: every cell of one counts as a formula
        self.tables = []  # (table root, box, lower-case name)
        self.headers = {}  # address -> text, for the header cells of tables

    def say(self, text):
        self.book.say(f"{self.name}: {text}")

    def check(self):
        if self.root is None:
            return
        self._find_tables()
        self._cells()
        merges = self._merges()
        self._check_tables(merges)
        self._validations()
        self._conditional()
        self._links()
        self._columns()
        self._view_and_page()
        self._parts()

    def holds_formula(self, ref):
        """True when the cell has a formula of its own or lies in an array formula's area."""
        if ref in self.formula_cells:
            return True
        box = area(ref)
        return box is not None and any(a[0] <= box[0] <= a[2] and a[1] <= box[1] <= a[3] for a in self.arrays)

    def formula(self, text, where, table=None):
        for problem in check_formula(text, self.book, table):
            self.say(f"{where}: {problem}")

    # -- cells ----------------------------------------------------------------------------------------------------
    def _find_tables(self):
        for node in every(self.root, "tablePart"):
            part = self.book.package.target(self.part, rel_id(node))
            root = self.book.package.xml.get(part)
            if root is None or local(root) != "table":
                self.say(f"tablePart {rel_id(node)} is not a table")
                continue
            box = area(root.get("ref"))
            if box is None:
                self.say(f"table {root.get('displayName')}: ref {root.get('ref')}")
                continue
            self.tables.append((root, box, (root.get("displayName") or "").lower()))

    def _table_at(self, column, row):
        for _, box, name in self.tables:
            if box[0] <= column <= box[2] and box[1] <= row <= box[3]:
                return name
        return None

    def _cells(self):
        header_rows = {box[1] for _, box, _ in self.tables}
        checked, masters, users = set(), set(), []
        last_row = 0
        for row in children(child(self.root, "sheetData"), "row"):
            number = whole(row.get("r"), last_row + 1)
            if not last_row < number <= MAX_ROW:
                self.say(f"row {number} after row {last_row}")
            last_row = number
            if whole(row.get("outlineLevel", "0")) not in range(8):
                self.say(f"row {number}: outline level {row.get('outlineLevel')}")
            if row.get("s") and whole(row.get("s")) not in range(self.book.formats):
                self.say(f"row {number}: format {row.get('s')} does not exist")
            if row.get("ht") and not 0 <= float(row.get("ht")) <= 409.6:
                self.say(f"row {number}: height {row.get('ht')}")
            last_column = 0
            for c in row:
                if local(c) != "c":
                    continue
                ref = c.get("r")
                place = REF.match(ref) if ref else None
                column = column_number(place[1]) if place else last_column + 1
                fits = last_column < column <= MAX_COLUMN
                if ref and (not place or "$" in ref or int(place[2]) != number or not fits):
                    self.say(f"cell {ref} misplaced in row {number}")
                last_column = column
                self._cell(c, ref or f"?{number}", column, number, number in header_rows, checked, masters, users)
        for ref, group in users:
            if group not in masters:
                self.say(f"{ref}: shared formula {group} has no master")

    def _cell(self, c, ref, column, row, in_header, checked, masters, users):
        if c.get("s") and whole(c.get("s")) not in range(self.book.formats):
            self.say(f"{ref}: format {c.get('s')} does not exist")
        kind = c.get("t", "n")
        value = formula = text = None
        for e in c:
            name = local(e)
            if name == "v":
                value = e.text
            elif name == "f":
                formula = e
            elif name == "is":
                text = rich_text(e)
        if kind not in TYPES:
            self.say(f"{ref}: cell type {kind}")
        elif value is not None:
            text = self._value(kind, value, ref, text)
        elif kind == "s":
            self.say(f"{ref}: shared string without a number")
        if text is not None and len(text) > 32767:
            self.say(f"{ref}: text of {len(text)} characters")
        if in_header:
            self.headers[(column, row)] = text
        if formula is not None:
            self.formula_cells.add(ref)
            self._cell_formula(formula, ref, column, row, checked, masters, users)

    def _value(self, kind, value, ref, text):
        """The cell's text when it holds text; a value that does not fit its type is a finding."""
        if kind == "s":
            if whole(value) in range(len(self.book.strings)):
                return self.book.strings[whole(value)]
            self.say(f"{ref}: shared string {value} does not exist")
        elif kind == "str":
            return unescape(value)
        elif kind == "n":
            try:
                number = float(value)
                if number != number or number in (float("inf"), float("-inf")):
                    raise ValueError
            except ValueError:
                self.say(f"{ref}: not a number: {value[:20]}")
        elif kind == "b" and value not in ("0", "1", "true", "false"):
            self.say(f"{ref}: not a logical value: {value[:20]}")
        elif kind == "e" and value not in ERRORS:
            self.say(f"{ref}: not an error value: {value[:20]}")
        return text

    def _cell_formula(self, f, ref, column, row, checked, masters, users):
        kind, text = f.get("t", "normal"), f.text
        if kind == "shared":
            if f.get("ref"):
                masters.add(f.get("si"))
            else:
                users.append((ref, f.get("si")))
        if kind in ("array", "shared", "dataTable") and f.get("ref") and area(f.get("ref")) is None:
            self.say(f"{ref}: formula range {f.get('ref')}")
        if kind == "array" and not f.get("ref"):
            self.say(f"{ref}: array formula without a range")
        elif kind in ("array", "dataTable") and area(f.get("ref")):
            self.arrays.append(area(f.get("ref")))
        if text:
            table = self._table_at(column, row)
            # Thousands of rows of a table hold the same text: look at each once.
            if (text, table) not in checked:
                checked.add((text, table))
                self.formula(text, ref, table)

    # -- ranges ---------------------------------------------------------------------------------------------------
    def _merges(self):
        boxes = []
        for e in children(child(self.root, "mergeCells"), "mergeCell"):
            box = area(e.get("ref"))
            if box is None or box[0] == box[2] and box[1] == box[3]:
                self.say(f"merge {e.get('ref')}")
            else:
                boxes.append((*box, e.get("ref")))
        pair = overlapping(boxes)
        if pair:
            self.say(f"merges {boxes[pair[0]][4]} and {boxes[pair[1]][4]} overlap")
        return boxes

    def _sqref(self, text, what):
        """Ranges of an sqref; a range that cannot be read is a finding."""
        boxes = [area(p) for p in (text or "").split()]
        if not boxes or None in boxes:
            self.say(f"{what}: range {(text or '')[:60]!r}")
        return boxes

    def _validations(self):
        for group in every(self.root, "dataValidations"):
            items = children(group, "dataValidation")
            if len(items) > 65534:
                self.say(f"{len(items)} validations")
            self._one_validation_a_cell(items)
            for e in items:
                where = f"validation {e.get('sqref', '')[:40]}".strip()
                if e.get("sqref") is not None:
                    self._sqref(e.get("sqref"), where)
                for attribute, limit in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
                    text = unescape(e.get(attribute, ""))
                    if len(text) > limit:
                        self.say(f"{where}: {attribute} of {len(text)} characters, {limit} at most")
                formulas = [t for t in e if local(t) in ("formula1", "formula2")]
                if e.get("type", "none") not in ("none", "") and not formulas:
                    self.say(f"{where}: no formula")
                for node in formulas:
                    text = "".join(node.itertext())  # Excel 2010's form wraps it in xm:f
                    if text.startswith('"') and e.get("type") == "list":
                        if len(text.strip('"')) > 255:
                            self.say(f"{where}: list of {len(text.strip(chr(34)))} characters, 255 at most")
                    elif text:
                        if len(text) > 255:
                            self.say(f"{where}: formula of {len(text)} characters, 255 at most")
                        self._short_formula(text, where)

    def _one_validation_a_cell(self, items):
        """Excel shows one of two validations on a cell, nobody knows which."""
        pieces = [piece for e in items for piece in (e.get("sqref") or "").split()]
        boxes = [(piece, box) for piece in pieces if (box := area(piece)) is not None]
        if pair := overlapping([box for _, box in boxes]):
            first, second = (boxes[i][0] for i in pair)
            self.say(f"two validations on one cell: {first} and {second}")

    def _short_formula(self, text, where):
        """A formula of a validation or a conditional format: no tables by name, no other workbook."""
        self.formula(text, where)
        bare = re.sub(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'', "", text)
        if re.search(r"[\w.]\[", bare):
            self.say(f"{where}: structured reference, which Excel allows in cells and names only: {text[:60]}")

    def _conditional(self):
        for group in children(self.root, "conditionalFormatting"):
            where = f"conditional format {group.get('sqref', '')[:40]}"
            self._sqref(group.get("sqref"), where)
            for rule in children(group, "cfRule"):
                dxf = rule.get("dxfId")
                if dxf is not None and whole(dxf) not in range(self.book.dxfs):
                    self.say(f"{where}: dxfId {dxf} of {self.book.dxfs}")
                if whole(rule.get("priority")) < 1 and rule.get("priority") is not None:
                    self.say(f"{where}: priority {rule.get('priority')}")
                formulas = children(rule, "formula")
                if rule.get("type") in ("expression", "cellIs") and not formulas:
                    self.say(f"{where}: {rule.get('type')} without a formula")
                for f in formulas:
                    if f.text:
                        self._short_formula(f.text, where)
                for visual, (least, most) in VISUALS.items():
                    node = child(rule, visual)
                    if node is not None and not least <= len(children(node, "cfvo")) <= most:
                        self.say(f"{where}: {visual} with {len(children(node, 'cfvo'))} thresholds")

    def _links(self):
        for e in children(child(self.root, "hyperlinks"), "hyperlink"):
            where = f"link {e.get('ref')}"
            if area(e.get("ref")) is None:
                self.say(f"{where}: range")
            rid, location = rel_id(e), e.get("location", "")
            if not rid and not location:
                self.say(f"{where}: goes nowhere")
            if len(e.get("tooltip", "")) > 255 or len(location) > 2084:
                self.say(f"{where}: too long")
            external = self.book.package.rels.get(self.part, {}).get(rid, (None, None, None))[2] if rid else None
            if external and len(external) > 2084:
                self.say(f"{where}: address of {len(external)} characters")
            if location and not rid:
                self._location(where, location)

    def _location(self, where, location):
        sheet, mark, cells = location.lstrip("#").rpartition("!")
        if not mark:
            if not is_address(cells.replace("$", "")) and area(cells) is None and cells.lower() not in self.book.names:
                if cells.lower() not in self.book.tables and "[" not in cells and "." not in cells:
                    self.say(f"{where}: no such place {location}")
            return
        if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
            sheet = sheet[1:-1].replace("''", "'")
        if "[" not in sheet and sheet.lower() not in self.book.sheet_names:
            self.say(f"{where}: no such sheet {sheet}")

    def _columns(self):
        last = 0
        for e in every(child(self.root, "cols"), "col"):
            first, end = whole(e.get("min")), whole(e.get("max"))
            if not last < first <= end <= MAX_COLUMN:
                self.say(f"columns {first}-{end} after {last}")
            last = max(last, end)
            if e.get("style") and whole(e.get("style")) not in range(self.book.formats):
                self.say(f"columns {first}-{end}: format {e.get('style')} does not exist")
            if whole(e.get("outlineLevel", "0")) not in range(8):
                self.say(f"columns {first}-{end}: outline level {e.get('outlineLevel')}")
            if e.get("width") and not 0 <= float(e.get("width")) <= 256:
                self.say(f"columns {first}-{end}: width {e.get('width')}")

    def _view_and_page(self):
        for view in children(child(self.root, "sheetViews"), "sheetView"):
            for e in view:
                if local(e) == "pane" and e.get("topLeftCell") and area(e.get("topLeftCell")) is None:
                    self.say(f"pane at {e.get('topLeftCell')}")
                if local(e) == "selection" and e.get("sqref"):
                    self._sqref(e.get("sqref"), "selection")
            if view.get("zoomScale") and whole(view.get("zoomScale")) not in range(10, 401):
                self.say(f"zoom {view.get('zoomScale')}")
        setup = child(self.root, "pageSetup")
        if setup is not None and setup.get("scale") and whole(setup.get("scale")) not in range(10, 401):
            self.say(f"page scale {setup.get('scale')}")
        for e in child(self.root, "headerFooter") if child(self.root, "headerFooter") is not None else ():
            if len(e.text or "") > 255:
                self.say(f"{local(e)} of {len(e.text)} characters, 255 at most")
        for group in ("rowBreaks", "colBreaks"):
            if len(children(child(self.root, group), "brk")) > 1026:
                self.say(f"{group}: more than 1026")
        for tag in ("drawing", "legacyDrawing", "sheetData", "autoFilter", "mergeCells", "hyperlinks", "tableParts"):
            if len(children(self.root, tag)) > 1:
                self.say(f"{tag} twice")

    def _parts(self):
        package = self.book.package
        if package.targets(self.part, "comments") and child(self.root, "legacyDrawing") is None:
            self.say("comments without their legacyDrawing")
        for part in package.targets(self.part, "comments"):
            root = package.xml.get(part)
            authors = len(children(child(root, "authors"), "author"))
            seen = set()
            for e in children(child(root, "commentList"), "comment"):
                if e.get("ref") in seen:
                    self.say(f"comment {e.get('ref')} twice")
                seen.add(e.get("ref"))
                if whole(e.get("authorId")) not in range(authors):
                    self.say(f"comment {e.get('ref')}: author {e.get('authorId')} of {authors}")

    # -- tables ---------------------------------------------------------------------------------------------------
    def _check_tables(self, merges):
        listed = {self.book.package.target(self.part, rel_id(n)) for n in every(self.root, "tablePart")}
        for part in self.book.package.targets(self.part, "table"):
            if part not in listed:
                self.say(f"{part}: table without a tablePart")
        boxes = [box for _, box, _ in self.tables]
        pair = overlapping(boxes)
        if pair:
            self.say(f"tables {self.tables[pair[0]][2]} and {self.tables[pair[1]][2]} overlap")
        for root, box, name in self.tables:
            for merge in merges:
                if merge[0] <= box[2] and box[0] <= merge[2] and merge[1] <= box[3] and box[1] <= merge[3]:
                    self.say(f"table {name}: merge {merge[4]} inside it")
            self._table(root, box, name)

    def _table(self, root, box, name):
        where = f"table {name}"
        columns = children(child(root, "tableColumns"), "tableColumn")
        names = [unescape(c.get("name", "")) for c in columns]
        if len(names) != box[2] - box[0] + 1:
            self.say(f"{where}: {len(names)} columns in {root.get('ref')}")
        if len({column_key(n) for n in names}) != len(names):
            self.say(f"{where}: a column name twice")
        ids = [c.get("id") for c in columns]
        if len(set(ids)) != len(ids) or "0" in ids:
            self.say(f"{where}: column ids")
        header = whole(root.get("headerRowCount", "1"))
        extra = header + whole(root.get("totalsRowCount", "0"))
        if box[3] - box[1] + 1 <= extra:
            self.say(f"{where}: no data row in {root.get('ref')}")
        if header:
            for k, column in enumerate(names):
                text = self.headers.get((box[0] + k, box[1]))
                if text is None or column_key(text) != column_key(column):
                    self.say(f"{where}: header {column!r} but the cell holds {text!r}")
        self._table_filter(root, box, where, header)
        for c in columns:
            self._table_column(c, where, name)

    def _table_filter(self, root, box, where, header):
        filter_ = child(root, "autoFilter")
        if filter_ is not None:
            inner = area(filter_.get("ref"))
            if inner is None or inner[0] != box[0] or inner[2] != box[2] or inner[1] != box[1] or inner[3] > box[3]:
                self.say(f"{where}: filter {filter_.get('ref')} does not fit {root.get('ref')}")
            if not header:
                self.say(f"{where}: filter without a header row")

    def _table_column(self, column, where, name):
        for tag in ("calculatedColumnFormula", "totalsRowFormula"):
            node = child(column, tag)
            if node is not None and node.text:
                self.formula(node.text, f"{where} column {column.get('name')}", name)
        for attribute in ("dataDxfId", "headerRowDxfId", "totalsRowDxfId"):
            number = column.get(attribute)
            if number and whole(number) not in range(self.book.dxfs):
                self.say(f"{where} column {column.get('name')}: {attribute} {number} of {self.book.dxfs}")
