"""Formula text as files store it: what makes Excel drop the formula or repair the book, found without a calculator."""

import re

from lkjip_xl.hosts.openbook.formula_notation import FUTURE, TOKEN, bracket_end

MAX_LENGTH = 8192
MAX_DEPTH = 64
ITEMS = frozenset(("#all", "#data", "#headers", "#totals", "#this row"))


def column_key(name):
    """Column names compared as Excel does: case and the kind of line break do not count, spaces do."""
    return re.sub(r"\r\n|[\r\n\t]", " ", name).lower()


def reference_columns(inside):
    """Columns named in the text between a structured reference's outer brackets; None when it is not one."""
    if not inside:
        return []
    if not inside.lstrip().startswith("["):
        names = [inside]
    else:
        names, i = [], 0
        while i < len(inside):
            if inside[i] == "[":
                end = bracket_end(inside, i)
                if end < 0:
                    return None
                names.append(inside[i + 1 : end - 1])
                i = end
            elif inside[i] in ",: ":
                i += 1
            else:
                return None
    plain = [re.sub(r"'(.)", r"\1", name, flags=re.DOTALL) for name in names]
    return [name for raw, name in zip(names, plain, strict=True) if raw.strip().lower() not in ITEMS]


def check_formula(formula, book=None, table=None):
    """What is wrong with one formula's text, as a list of short phrases; empty means nothing was found.

    Args:
        formula: the text of ``<f>``, of a defined name, a validation or a conditional format; no leading ``=``.
        book: has ``sheet_names`` and ``tables`` ({lower name: set of column keys}), for references by name; None to
            skip those.
        table: lower-case name of the table whose row the formula stands in, for ``[X]`` without a name.
    """
    if len(formula) > MAX_LENGTH:
        return [f"formula of {len(formula)} characters"]
    if formula.startswith("="):
        return ["formula stored with a leading ="]
    return _Reader(formula, book, table).read()


class _Reader:
    """One formula, token by token; a method for each kind of token answers whether reading goes on."""

    def __init__(self, formula, book, table):
        self.formula, self.book, self.table = formula, book, table
        self.out = []
        self.depth = self.brace = 0
        self.previous = ("start", "")  # the last token that is not space

    def read(self):
        pos = 0
        while pos < len(self.formula):
            match = TOKEN.match(self.formula, pos)
            if not match:
                self.out.append(f"formula unreadable at {self.formula[pos : pos + 15]!r}")
                return self.out
            kind, token = match.lastgroup, match.group()
            end = bracket_end(self.formula, pos) if kind == "lbracket" else match.end()
            if not getattr(self, f"_{kind}", self._other)(token, pos, end):
                return self.out
            # Two values side by side (a missing operator or comma); a space between references is the intersection.
            if kind in ("text", "number") and self.previous[0] in ("text", "number", "word", "close", "error"):
                self.out.append(f"formula lacks an operator before {token[:20]!r}")
            if kind != "space":
                self.previous = (kind, token)
            pos = end
        if self.depth:
            self.out.append("formula unbalanced ( )")
        if self.brace:
            self.out.append("formula unbalanced { }")
        if self.previous[0] == "start":
            self.out.append("formula is empty")
        if self._after_operator():
            self.out.append("formula ends in an operator")
        return self.out

    def _other(self, token, pos, end):
        return True

    def _after_operator(self):
        return self.previous[0] == "op" and self.previous[1] not in "%"

    def _lbracket(self, token, pos, end):
        if end < 0:
            self.out.append("formula unbalanced [ ]")
            return False
        _check_bracket(self.formula, pos, end, self.previous, self.book, self.table, self.out)
        return True

    def _open(self, token, pos, end):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.out.append("formula nested too deep")
            return False
        if self.previous[0] == "word" and self.previous[1].upper() in FUTURE and self.formula[pos - 1] != " ":
            self.out.append(f"function {self.previous[1].upper()} without its _xlfn. prefix")
        return True

    def _close(self, token, pos, end):
        self.depth -= 1
        if self.depth < 0:
            self.out.append("formula unbalanced ( )")
            return False
        if self._after_operator():
            self.out.append("formula has an operator before )")
        return True

    def _lbrace(self, token, pos, end):
        self.brace += 1 if token == "{" else -1
        if self.brace not in (0, 1):
            self.out.append("formula unbalanced { }")
            return False
        return True

    _rbrace = _lbrace

    def _semi(self, token, pos, end):
        if not self.brace:
            self.out.append("formula uses ; as separator")
        return True

    def _sep(self, token, pos, end):
        if self._after_operator():
            self.out.append("formula has an operator before a comma")
        return True

    def _op(self, token, pos, end):
        alone = self.previous[0] in ("start", "open", "sep") or self._after_operator()
        if token in ("*", "/", "^", "&", "=", "<", ">", "<=", ">=", "<>") and alone:
            self.out.append(f"formula has {token} with nothing before it")
        if token == "@":
            self.out.append("formula holds @, which files do not store")
        sheet = self.previous[1]
        if token == "!" and self.previous[0] == "word" and self.formula[: pos - len(sheet)][-1:] != "]":
            _check_sheet(sheet, self.book, self.out)
        return True

    def _quoted(self, token, pos, end):
        _check_sheet(token[1:-2].replace("''", "'"), self.book, self.out)
        return True


def _check_sheet(name, book, out):
    """``name`` stands before !; external books and 3-D ranges (A:B) name more than one thing."""
    if book is None or "[" in name or "|" in name:
        return
    for part in name.split(":"):
        if part and part.lower() not in book.sheet_names and part.lower() not in book.names:
            out.append(f"formula refers to a sheet that does not exist: {part}")


def _check_bracket(formula, pos, end, previous, book, table, out):
    inside = formula[pos + 1 : end - 1]
    before = previous[1] if previous[0] == "word" and formula[pos - 1] not in " (,;" else ""
    if not before and re.match(r"\d+$", inside):
        return  # [1]Sheet1!A1: another workbook
    if not before and "." in inside and not inside.startswith("["):
        return  # [Book.xlsx]Sheet!A1
    if inside.startswith("@"):
        out.append(f"structured reference in display form: {formula[max(0, pos - 20) : end][:60]}")
        return
    if book is None:
        return
    owner = before.lower() if before else table
    if owner is None:
        return
    columns = book.tables.get(owner)
    if columns is None:
        if before and not re.fullmatch(r"\[?\d+\]?", before):
            out.append(f"formula refers to a table that does not exist: {before}")
        return
    named = reference_columns(inside)
    if named is None:
        out.append(f"structured reference unreadable: {formula[max(0, pos - 20) : end][:60]}")
        return
    for name in named:
        if column_key(name) not in columns:
            out.append(f"table {owner} has no column {name!r}")
