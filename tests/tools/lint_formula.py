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
    out = []
    depth = brace = 0
    pos = 0
    previous = ("start", "")  # the last token that is not space
    while pos < len(formula):
        match = TOKEN.match(formula, pos)
        if not match:
            out.append(f"formula unreadable at {formula[pos : pos + 15]!r}")
            return out
        kind, token = match.lastgroup, match.group()
        end = match.end()
        if kind == "lbracket":
            end = bracket_end(formula, pos)
            if end < 0:
                out.append("formula unbalanced [ ]")
                return out
            _check_bracket(formula, pos, end, previous, book, table, out)
        elif kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                out.append("formula nested too deep")
                return out
            if previous[0] == "word" and previous[1].upper() in FUTURE and formula[pos - 1] != " ":
                out.append(f"function {previous[1].upper()} without its _xlfn. prefix")
        elif kind == "close":
            depth -= 1
            if depth < 0:
                out.append("formula unbalanced ( )")
                return out
            if previous[0] == "op" and previous[1] not in "%":
                out.append("formula has an operator before )")
        elif kind in ("lbrace", "rbrace"):
            brace += 1 if kind == "lbrace" else -1
            if brace not in (0, 1):
                out.append("formula unbalanced { }")
                return out
        elif kind == "semi" and not brace:
            out.append("formula uses ; as separator")
        elif kind == "sep" and previous[0] == "op" and previous[1] not in "%":
            out.append("formula has an operator before a comma")
        elif kind == "op":
            if token in ("*", "/", "^", "&", "=", "<", ">", "<=", ">=", "<>") and (
                previous[0] in ("start", "open", "sep") or (previous[0] == "op" and previous[1] not in "%")
            ):
                out.append(f"formula has {token} with nothing before it")
            if token == "@":
                out.append("formula holds @, which files do not store")
            if token == "!" and previous[0] == "word" and formula[: pos - len(previous[1])][-1:] != "]":
                _check_sheet(previous[1], book, out)
        elif kind == "quoted":
            _check_sheet(token[1:-2].replace("''", "'"), book, out)
        # Two values side by side (a missing operator or comma); a space between references is the intersection.
        if kind in ("text", "number") and previous[0] in ("text", "number", "word", "close", "error"):
            out.append(f"formula lacks an operator before {token[:20]!r}")
        if kind != "space":
            previous = (kind, token)
        pos = end
    if depth:
        out.append("formula unbalanced ( )")
    if brace:
        out.append("formula unbalanced { }")
    if previous[0] == "start":
        out.append("formula is empty")
    if previous[0] == "op" and previous[1] not in "%":
        out.append("formula ends in an operator")
    return out


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
