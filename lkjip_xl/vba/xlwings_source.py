"""What ships of xlwings' VBA: the procedures that functions in cells need, cut out of the installed wheel's module.

The rest of ``xlwings.bas`` (embedded code, import of functions, conda, settings beside a workbook, SQL) is nobody's
need here, and each part of it is one more word that a virus scanner weighs, or one more place from which a received
folder could be read. The cut is made at build time from the text of the installed wheel, whose licence goes along.
"""

import re
from typing import NamedTuple

ROOTS = ("XLPy",)
"""What our modules ask of xlwings: ``XLPy.CallUDF``."""
OURS = ("GetConfig", "XLPyCommand")
"""Procedures of xlwings that the kept ones ask for and that ``LkPenghubung`` has in their place."""

_PROCEDURE = re.compile(r"^[ \t]*(?:(?:Public|Private|Friend|Static)[ \t]+)*(?:Sub|Function)[ \t]+(\w+)", re.IGNORECASE)
_END = re.compile(r"^[ \t]*End[ \t]+(?:Sub|Function)\b", re.IGNORECASE)
_DECLARE = re.compile(r"^[ \t]*(?:(?:Public|Private)[ \t]+)?Declare\b.*?\b(?:Sub|Function)[ \t]+(\w+)", re.IGNORECASE)
_CONST = re.compile(r"^[ \t]*(?:(?:Public|Private)[ \t]+)?Const[ \t]+(\w+)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"^[ \t]*#(If|ElseIf|Else|End If)\b", re.IGNORECASE)
_APP = re.compile(r'^[ \t]*#(?:If|ElseIf)\s+App\s*=\s*"([^"]*)"', re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_]\w*")
_STRING = re.compile(r'"(?:[^"]|"")*"')


class _Parts(NamedTuple):
    """A module taken apart: licence text, head (declarations) and procedures by lower-case name."""

    licence: list[str]
    head: list[str]
    procedures: dict[str, list[str]]


def kept_source(text: str, roots: tuple[str, ...] = ROOTS, ours: tuple[str, ...] = OURS) -> str:
    """The module ``xlwings`` with only what is reached from ``roots``.

    Args:
        text: ``xlwings.bas`` of the wheel.
        roots: procedures that must be there.
        ours: procedures that stand in another module under the same name; they and what only they need are left out.

    Returns:
        Source with bare line ends: name, licence, declarations and constants that are used, procedures in their order.

    Raises:
        ValueError: a root is not there, or the licence is not: the text is another than the one that was looked at.
    """
    parts = _take_apart(_for_excel(text.replace("\r\n", "\n").split("\n")))
    if not any("BSD 3-clause" in line for line in parts.licence):
        raise ValueError("xlwings.bas: the licence was not found; see vba.xlwings_source")
    missing = [name for name in (*roots, *ours) if name.lower() not in parts.procedures]
    if missing:
        raise ValueError(f"xlwings.bas has no {', '.join(missing)}; see vba.xlwings_source")
    reached = _reach(parts.procedures, roots, {name.lower() for name in ours})
    body = [line for name, lines in parts.procedures.items() if name in reached for line in [*lines, ""]]
    used = {word.lower() for line in body for word in _WORD.findall(_STRING.sub("", line))}
    head = _without_empty_branches([line for line in parts.head if _is_kept(line, used)])
    return "\n".join(['Attribute VB_Name = "xlwings"', *parts.licence, "", *head, "", *body]).rstrip("\n") + "\n"


def _for_excel(lines: list[str]) -> list[str]:
    """The lines with ``#If App = ...`` resolved for Excel."""
    kept: list[str] = []
    branches: list[tuple[bool, bool, bool]] = []  # (asks for App, this branch counts, some branch counted)
    for line in lines:
        found = _DIRECTIVE.match(line)
        word = found[1].lower() if found else ""
        app = _APP.match(line)
        if word == "if":
            counts = app[1] == "Microsoft Excel" if app else True
            branches.append((app is not None, counts, counts))
        elif word in ("elseif", "else") and branches[-1][0]:
            counts = not branches[-1][2] and (word == "else" or (app is not None and app[1] == "Microsoft Excel"))
            branches[-1] = (True, counts, branches[-1][2] or counts)
        asks = bool(word) and branches[-1][0]
        if not asks and all(counts for _, counts, _ in branches) and not line.lower().startswith("#const app"):
            kept.append(line)
        if word == "end if":
            branches.pop()
    return kept


def _take_apart(lines: list[str]) -> _Parts:
    licence: list[str] = []
    head: list[str] = []
    procedures: dict[str, list[str]] = {}
    current: list[str] | None = None
    in_licence = True
    for line in lines:
        if current is None and (found := _PROCEDURE.match(line)):
            current = procedures.setdefault(found[1].lower(), [])
        if current is not None:
            if not line.lstrip().startswith("'"):
                current.append(line.rstrip())
            if _END.match(line):
                current = None
        elif line.startswith("'"):
            in_licence = in_licence and not line.startswith("'Attribute")
            if in_licence:
                licence.append(line.rstrip())
        elif line.strip() and not line.startswith("Attribute"):
            head.append(line.rstrip())
    return _Parts(licence, head, procedures)


def _reach(procedures: dict[str, list[str]], roots: tuple[str, ...], ours: set[str]) -> set[str]:
    reached: set[str] = set()
    waiting = [name.lower() for name in roots]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        words = {w.lower() for line in procedures[name] for w in _WORD.findall(_STRING.sub("", line))}
        waiting += [w for w in words if w in procedures and w not in ours]
    return reached


def _is_kept(line: str, used: set[str]) -> bool:
    found = _DECLARE.match(line) or _CONST.match(line)
    return found is None or found[1].lower() in used


def _without_empty_branches(lines: list[str]) -> list[str]:
    """Lines without ``#If`` blocks in which nothing stands."""
    while True:
        pairs = zip(lines, lines[1:], strict=False)
        empty = next((i for i, (a, b) in enumerate(pairs) if _opens(a) and b.strip().lower() == "#end if"), None)
        if empty is None:
            return lines
        lines = lines[:empty] + lines[empty + 2 :]


def _opens(line: str) -> bool:
    found = _DIRECTIVE.match(line)
    return found is not None and found[1].lower() == "if"
