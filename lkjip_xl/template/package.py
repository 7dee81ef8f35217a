"""Last step of the build: the saved package made clean and the same each time."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from ..ooxml.cells import cell_xml
from ..ooxml.xmlspans import escape

_STAMP = (1980, 1, 1, 0, 0, 0)
_DATE = b"2025-01-01T00:00:00Z"
_CHART = re.compile(rb'<(?:\w+:)?cNvPr id="\d+" name="Chart \d+"\s*/>')
_FONT = re.compile(rb"<font>(.*?)</font>", re.S)
_MERGES = re.compile(rb"(<mergeCells[^>]*>)(.*?)(</mergeCells>)", re.S)
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]+)([0-9]+)[^>]*>')
_CHILD = re.compile(rb"<(\w+)(?:\s[^>]*?)?(?:/>|>.*?</\1>)", re.S)
# A cell holds a number where nothing else is said; openpyxl says it, in a third of what a blank row takes.
_NUMBER_CELL = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="n" ?(?=/?>)')
# Which font other scripts than the Latin one take: nobody writes them here.
_SCRIPT_FONT = re.compile(rb'<a:font script="[^>]*/>')
_EFFECTS = re.compile(rb"(<a:fmtScheme[^>]*>).*?(</a:fmtScheme>)", re.S)
# Flat, as themes are since Office 2013: no shape of ours has a shadow or a gradient. Each list has to have three.
_PLAIN_FILL = b'<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_PLAIN = (
    b"<a:fillStyleLst>%b</a:fillStyleLst><a:lnStyleLst>%b</a:lnStyleLst><a:effectStyleLst>%b</a:effectStyleLst>"
    b"<a:bgFillStyleLst>%b</a:bgFillStyleLst>"
    % (3 * _PLAIN_FILL, 3 * (b'<a:ln w="9525">%b</a:ln>' % _PLAIN_FILL),
       3 * b"<a:effectStyle><a:effectLst/></a:effectStyle>", 3 * _PLAIN_FILL)
)  # fmt: skip
_BETWEEN = re.compile(rb">\s+<")
# Order in which Excel writes a font's children, and the only one that the Open XML SDK accepts.
_ORDER = (b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign", b"sz", b"color",
          b"name", b"family", b"charset", b"scheme")  # fmt: skip


def finish(
    data: bytes, stored: Mapping[str, Mapping[str, str]], free_rows: Mapping[str, int], described: Sequence[str] = ()
) -> bytes:
    """The package with ordered fonts, fixed dates and stored values.

    Args:
        data: bytes as openpyxl saved them.
        stored: ``{part: {address: text}}`` of values to store with formulas that no table holds.
        described: what each chart shows, for those who cannot see it, in the order of the sheets.
        free_rows: ``{part: first row}`` whose heights are a start only: Excel fits them again when somebody types.

    Returns:
        bytes; equal input gives equal output on every machine with the same compression library.
    """
    told = iter(described)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                content = _FONT.sub(_ordered, content)
            elif name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + _DATE, content)
            elif name == "docProps/app.xml":
                # openpyxl would claim to be Excel, and writes its own version.
                content = re.sub(rb"<Application>[^<]*", b"<Application>lkjip-xl", content)
                content = re.sub(rb"<AppVersion>[^<]*", b"<AppVersion>1.0000", content)
            elif name == "xl/theme/theme1.xml":
                content = _EFFECTS.sub(rb"\g<1>%b\g<2>" % _PLAIN, _BETWEEN.sub(b"><", _SCRIPT_FONT.sub(b"", content)))
            elif name.startswith("xl/tables/"):
                # One header row is the default. Written out, ONLYOFFICE reads the header as the first row of data.
                content = content.replace(b' headerRowCount="1"', b"")
            elif name.startswith("xl/drawings/drawing"):
                content = _CHART.sub(lambda m: _described(m[0], next(told, None)), content)
            elif name.startswith("xl/worksheets/"):
                content = _NUMBER_CELL.sub(rb"\1", _MERGES.sub(_in_order, content))
            if name in stored:
                content = _store(content, stored[name])
            if name in free_rows:
                content = _free(content, free_rows[name])
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            out.writestr(entry, content, compresslevel=9)
    return target.getvalue()


def _described(element: bytes, text: str | None) -> bytes:
    if text is None:  # a chart of a workbook that is not ours
        return element
    return element[:-2].rstrip() + b' descr="%b"/>' % escape(text).encode()


def _ordered(match: re.Match[bytes]) -> bytes:
    children = {c[1]: c[0] for c in _CHILD.finditer(match[1])}
    return b"<font>" + b"".join(children[name] for name in _ORDER if name in children) + b"</font>"


def _in_order(match: re.Match[bytes]) -> bytes:
    """Merged ranges from the top; openpyxl keeps them in a set, whose order differs between versions of Python."""
    merges = sorted(_MERGE.finditer(match[2]), key=lambda m: (int(m[2]), len(m[1]), m[1]))
    return match[1] + b"".join(m[0] for m in merges) + match[3]


def _free(content: bytes, first: int) -> bytes:
    def row(match: re.Match[bytes]) -> bytes:
        return match[0].replace(b' customHeight="1"', b"") if int(match[1]) >= first else match[0]

    return re.sub(rb'<row r="(\d+)"[^>]*>', row, content)


def _store(content: bytes, values: Mapping[str, str]) -> bytes:
    """Put the value beside the formula of each cell; openpyxl leaves it empty."""
    for address, text in values.items():
        letters = address.rstrip("0123456789")
        row = address[len(letters) :]
        pattern = re.compile(rf'<c r="{letters}{row}"((?:\s[^>]*)?)><f>(.*?)</f><v ?/?>(?:</v>)?</c>'.encode(), re.S)
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64

        def cell(match: re.Match[bytes], column: int = column, row: int = int(row), text: str = text) -> bytes:
            style = re.search(rb's="(\d+)"', match[1])
            number = int(style[1]) if style else 0
            return cell_xml(column - 1, row, number, text, match[2].decode()).encode()

        content, count = pattern.subn(cell, content, count=1)
        if not count:
            raise ValueError(f"{address} holds no formula")
    return content
