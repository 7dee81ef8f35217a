"""Cut everything through which a workbook reaches outside itself, in a copy that is only looked at or printed.

What is printed is what the cells show: formulas go and their stored results stay, so nothing is computed. Links to
pictures, books, databases and pages go with every relationship that leads outside, whatever its kind; embedded
objects, macros and vector pictures go because they can hold links of their own.
"""

from __future__ import annotations

import re

from .cells import plain
from .package import Package
from .parts import parse_part, read_relations, rels_part, unescape
from .workbook import WorkbookParts
from .xmlspans import Element, escape, splice

_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*+)?(?:/>|>[^<]*+</(?:\w+:)?f\s*+>)")
# Relationships that go even where they lead to a part of the package.
_CUT = frozenset((
    "activeXControl", "connections", "control", "customData", "customXml", "externalLink", "externalLinkLongPath",
    "externalLinkPath", "hlinkClick", "oleObject", "package", "queryTable", "vbaProject", "vmlDrawing",
    "volatileDependencies", "xlExternalLinkPath", "xmlMaps",
))  # fmt: skip
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
_REACHING = re.compile(rb"(?:_xlfn\.|_xll\.)?(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID|FILTERXML|IMAGE)\s*\(", re.I)
# Formulas that stand outside cells: of names, conditional formats, validations, tables, charts.
_EXPRESSION = re.compile(
    rb"(<(?:\w+:)?(?:formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula|f)(?:\s[^<>]*+)?>)([^<]++)"
)


def make_inert(package: Package) -> None:
    """Cut in an open package, which is changed, all that reaches outside it.

    Raises:
        UserError: a part cannot be read.
    """
    for name in package.names:
        if name.lower().endswith(".rels"):
            _cut_relations(package, name)
    workbook = WorkbookParts(package)
    sheets = {sheet.part for sheet in workbook.sheets if sheet.part}
    for name in package.names:
        if name.lower().endswith((".xml", ".vml")):
            _still(package, name, name in sheets)


def _cut_relations(package: Package, name: str) -> None:
    folder, _, own = name.rpartition("/")
    holder = folder.removesuffix("_rels") + own[: -len(".rels")]
    if rels_part(holder).lower() != name.lower():
        return
    data, _ = parse_part(package, name, 2)
    gone = [
        relation.element
        for relation in read_relations(package, holder)
        if relation.external or relation.type in _CUT or _leads_out(relation.element) or _vector(relation.target)
    ]
    if gone:
        package.put(name, splice(data, [(element.start, element.stop, b"") for element in gone]))


def _leads_out(element: Element) -> bool:
    """Whether the target is an address, however the relationship calls it."""
    return _ADDRESS.match(element.attrs.get("Target", "")) is not None


def _vector(target: str | None) -> bool:
    """Whether the target is a picture that may itself name pictures and pages."""
    return target is not None and target.lower().endswith((".svg", ".svgz", ".html", ".htm", ".mht", ".xml.gz"))


def _still(package: Package, name: str, is_sheet: bool) -> None:
    """Take the formulas of a sheet's cells, and functions that fetch something out of every other formula."""
    data = plain(package.read(name), check=False, where=package.described(name))
    if is_sheet:
        data = _FORMULA.sub(b"", data)
    package.put(name, _EXPRESSION.sub(_harmless, data))


def _harmless(found: re.Match[bytes]) -> bytes:
    formula = found[2]
    if b"&#" in formula:  # a letter written as a number is that letter
        formula = escape(unescape(formula.decode("utf-8"))).encode("utf-8")
    return found[1] + _REACHING.sub(b"LEN(", formula)
