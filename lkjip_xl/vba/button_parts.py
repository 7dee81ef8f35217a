"""The parts of a button on a sheet.

A button is a form control in the form that Excel 2010 and later write: a shape in the sheet's VML, which older programs
read too, a control part, and an entry each in the sheet and in its drawing.
"""

import re
from collections.abc import Callable, Sequence

from ..ooxml import xmlspans
from ..ooxml.package import Package
from ..ooxml.workbook import (
    TRANSITIONAL,
    TYPES_PART,
    Sheet,
    add_relations,
    broken,
    change_content_types,
    content_types,
    parse_part,
    read_relations,
)
from ..ooxml.xmlspans import Element, escape
from ..records import dataclass
from .button_places import PIXEL, Corner, Grid, pixels

Edit = tuple[int, int, bytes]
"""What ``xmlspans.splice`` puts in the place of the bytes from one offset to another."""

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CONTROL_TYPE = "application/vnd.ms-excel.controlproperties+xml"

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE_2010 = "http://schemas.microsoft.com/office/drawing/2010/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

# The children of <worksheet> in schema order (CT_Worksheet).
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
# VML of other programs has prefixes of its own.
_ID_BLOCKS = re.compile(rb"<(?:\w+:)?idmap\b[^>]*\sdata=[\"'](\d[\d,]*)")
_BUTTON_TYPE = re.compile(rb"<(?:\w+:)?shapetype\b[^>]*\sid=[\"']_x0000_t201[\"']")


@dataclass(frozen=True)
class Button:
    """A button on a sheet. It does not print, moves with its cells and keeps its size.

    Attributes:
        text: one line, which must fit; it is broken between words where the height allows.
        macro: a public Sub of the book's modules, ``Name`` or ``Module.Name``.
        x, y: left and upper edge in points from the upper left corner of the sheet.
        width, height: in points; they are kept to the nearest pixel (0.75 points).
        size: of the type (Calibri), in points.
        name: what VBA calls the shape (``Application.Caller``); empty for ``Tombol 1`` and so on.
    """

    text: str
    macro: str
    x: float
    y: float
    width: float
    height: float
    size: float = 10
    name: str = ""


@dataclass(frozen=True)
class Shape:
    """A button with its place and numbers."""

    button: Button
    name: str
    number: int  # shape id
    order: int  # place in the sheet's stack
    start: Corner
    end: Corner

    def marker(self, tag: str, corner: Corner, prefix: str = "") -> str:
        """A ``from`` or ``to`` element."""
        column, right, row, down = corner
        return (
            f"<{prefix}{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{right * PIXEL}</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down * PIXEL}</xdr:rowOff></{prefix}{tag}>"
        )


def add_buttons(package: Package, sheet: Sheet, data: bytes, root: Element, buttons: Sequence[Button]) -> list[Edit]:
    """Write the parts of the buttons; the edits that the sheet itself needs."""
    prefix = root.prefix + ":" if root.prefix else ""
    places: dict[str, Callable[[Package, str | None, Sequence[Shape]], str]] = {
        "drawing": _add_drawing, "legacyDrawing": _add_vml,
    }  # fmt: skip
    known = {tag: _own_part(package, sheet, root, tag) for tag in places}
    shapes = _shapes(package, root, buttons, known["legacyDrawing"], known["drawing"])
    added = {tag: add(package, known[tag], shapes) for tag, add in places.items()}
    kinds = {"drawing": "drawing", "legacyDrawing": "vmlDrawing"}
    fresh = [tag for tag in places if known[tag] is None]
    relations = [(f"{_RELATION}/{kinds[tag]}", added[tag]) for tag in fresh]
    relations += [(f"{_RELATION}/ctrlProp", _add_control(package)) for _ in shapes]
    ids = add_relations(package, sheet.own_part, relations)
    edits = []
    for tag, rel_id in zip(fresh, ids, strict=False):
        at = _slot(root, tag)
        edits.append((at, at, f'<{prefix}{tag} xmlns:r="{_RELATION}" r:id="{rel_id}"/>'.encode()))
    return edits + _control_edits(data, root, shapes, ids[len(fresh) :])


def _own_part(package: Package, sheet: Sheet, root: Element, tag: str) -> str | None:
    """The part that the sheet's ``drawing`` or ``legacyDrawing`` points to, or None where it has none."""
    element = root.child(tag)
    if element is None:
        return None
    rel_id = element.attrs.get(f"{_RELATION} id")
    for relation in read_relations(package, sheet.own_part):
        if relation.id == rel_id and relation.target and relation.target in package:
            return package.find(relation.target)
    raise broken(package, f"gambar pada lembar {sheet.name} tidak ada")


def _rank(element: Element) -> int:
    """Place of a worksheet's child in the schema; alternatives stand where their first choice would."""
    name = element.name
    if name == "AlternateContent":
        inside = [grandchild.name for child in element.children for grandchild in child.children]
        name = inside[0] if inside else "controls"
    return _ORDER.index(name) if name in _ORDER else -1


def _slot(root: Element, name: str) -> int:
    """Where a missing child belongs: after the last of its predecessors."""
    rank = _ORDER.index(name)
    return max((child.stop for child in root.children if _rank(child) < rank), default=root.inner)


def _shapes(
    package: Package, root: Element, buttons: Sequence[Button], vml: str | None, drawing: str | None
) -> list[Shape]:
    """The buttons with their places, and numbers and names that no other shape of the sheet has."""
    old = package.read(vml) if vml else b""
    others = package.read(drawing) if drawing else b""
    block = _ID_BLOCKS.search(old)
    used = {int(number) for number in re.findall(rb"_x0000_s(\d+)", old)}
    used |= {int(number) for number in re.findall(rb'<[^>]*cNvPr\s[^>]*?\bid="(\d+)"', others)}
    names = {name.decode("utf-8") for name in re.findall(rb'<[^>]*cNvPr\s[^>]*?\bname="([^"]*)"', others)}
    number = 1024 * (int(block[1].split(b",")[0]) if block else _free_block(package))
    order = len(re.findall(rb"<(?:\w+:)?shape\s", old))
    grid = Grid(root)
    shapes, count = [], 0
    for button in buttons:
        number += 1
        while number in used:
            number += 1
        name = button.name
        while not name:
            count += 1
            name = f"Tombol {count}" if f"Tombol {count}" not in names else ""
        if escape(name) in names:
            raise ValueError(f"button {button.text!r}: another shape of its sheet is named {name!r}")
        names.add(escape(name))
        order += 1
        left, top = pixels(button.x), pixels(button.y)
        right = left + max(pixels(button.width), 1)
        bottom = top + max(pixels(button.height), 1)
        shapes.append(Shape(button, name, number, order, grid.corner(left, top), grid.corner(right, bottom)))
    return shapes


def _free_block(package: Package) -> int:
    """Number of a block of 1024 shape ids that no sheet of the book has."""
    used = set()
    for name in package.names:
        if name.lower().endswith(".vml"):
            for blocks in _ID_BLOCKS.findall(package.read(name)):
                used |= {int(block) for block in blocks.split(b",") if block}
    return next(number for number in range(1, len(used) + 2) if number not in used)


_VML_NAMESPACES = (
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
)
_VML_BUTTON_TYPE = (
    '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/>'
    '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
    '<o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
)


def _add_vml(package: Package, part: str | None, shapes: Sequence[Shape]) -> str:
    """Put the shapes into the sheet's VML; returns the part, a new one for None."""
    if part is None:
        part = _free_part(package, "xl/drawings/vmlDrawing{}.vml")
        block = shapes[0].number // 1024
        text = (
            f'<xml><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout></xml>'
        ).encode()
        _declare_vml(package, part)
    else:
        text = xmlspans.to_utf8(package.read(part))
    # Programs write VML that is not always well-formed, so it is edited by its first and last tag.
    head = re.search(rb"<xml\b[^>]*>", text)
    end = text.rfind(b"</xml>")
    if head is None or end < head.end():
        raise broken(package, f"bagian {part} tidak terbaca")
    missing = [f' xmlns:{p}="{uri}"' for p, uri in _VML_NAMESPACES if f"xmlns:{p}=".encode() not in head[0]]
    body = "" if _BUTTON_TYPE.search(text) else _VML_BUTTON_TYPE
    body += "".join(map(_vml_shape, shapes))
    edits = [(head.end() - 1, head.end() - 1, "".join(missing).encode()), (end, end, body.encode("utf-8"))]
    package.put(part, xmlspans.splice(text, edits))
    return part


def _vml_shape(shape: Shape) -> str:
    button, start, end = shape.button, shape.start, shape.end
    anchor = ", ".join(map(str, (*start, *end)))
    # The flag SizeWithCells stands, against its name, for "does not change its size".
    return (
        f'<v:shape id="_x0000_s{shape.number}" type="#_x0000_t201" style="position:absolute;'
        f"margin-left:{pixels(button.x) * 0.75:g}pt;margin-top:{pixels(button.y) * 0.75:g}pt;"
        f"width:{pixels(button.width) * 0.75:g}pt;height:{pixels(button.height) * 0.75:g}pt;"
        f'z-index:{shape.order};mso-wrap-style:tight" o:button="t" fillcolor="buttonFace [67]" '
        'strokecolor="windowText [64]" o:insetmode="auto"><v:fill color2="buttonFace [67]" o:detectmouseclick="t"/>'
        '<o:lock v:ext="edit" rotation="t"/><v:textbox style="mso-direction-alt:auto" o:singleclick="f">'
        f'<div style="text-align:center"><font face="Calibri" size="{button.size * 20:.0f}" color="#000000">'
        f'{escape(button.text)}</font></div></v:textbox><x:ClientData ObjectType="Button"><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:PrintObject>False</x:PrintObject><x:AutoFill>False</x:AutoFill>"
        f"<x:FmlaMacro>[0]!{button.macro}</x:FmlaMacro><x:TextHAlign>Center</x:TextHAlign>"
        "<x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
    )


def _add_drawing(package: Package, part: str | None, shapes: Sequence[Shape]) -> str:
    """Put the shapes into the sheet's drawing; returns the part, a new one for None."""
    if part is None:
        part = _free_part(package, "xl/drawings/drawing{}.xml")
        package.put(part, f'{_XML}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_DRAWING_MAIN}"/>'.encode())
        change_content_types(package, [(part, _DRAWING_TYPE)])
    data, root = parse_part(package, part, 1)
    text = "".join(map(_drawing_shape, shapes)).encode("utf-8")
    package.put(part, xmlspans.splice(data, xmlspans.append_inside(data, root, text)))
    return part


def _drawing_shape(shape: Shape) -> str:
    text, size = escape(shape.button.text), f"{shape.button.size * 100:.0f}"
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:xdr="{_XDR}" xmlns:a="{_DRAWING_MAIN}"><mc:Choice '
        f'xmlns:a14="{_OFFICE_2010}" Requires="a14"><xdr:twoCellAnchor editAs="oneCell">'
        f"{shape.marker('from', shape.start, 'xdr:')}"
        f'{shape.marker("to", shape.end, "xdr:")}<xdr:sp macro="" textlink=""><xdr:nvSpPr>'
        f'<xdr:cNvPr id="{shape.number}" name="{escape(shape.name)}" hidden="1"><a:extLst>'
        f'<a:ext uri="{{63B3BB69-23CF-44E3-9099-C40C66FF867C}}"><a14:compatExt spid="_x0000_s{shape.number}"/></a:ext>'
        '</a:extLst></xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525">'
        '<a:miter lim="800000"/><a:headEnd/><a:tailEnd/></a:ln></xdr:spPr><xdr:txBody><a:bodyPr vertOverflow="clip" '
        'wrap="square" lIns="27432" tIns="22860" rIns="27432" bIns="22860" anchor="ctr" upright="1"/><a:lstStyle/>'
        '<a:p><a:pPr algn="ctr" rtl="0"><a:defRPr sz="1000"/></a:pPr><a:r>'
        f'<a:rPr lang="id-ID" sz="{size}" b="0" i="0" u="none" strike="noStrike" baseline="0"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Calibri"/><a:cs typeface="Calibri"/></a:rPr>'
        f'<a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData fPrintsWithSheet="0"/>'
        "</xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )


def _add_control(package: Package) -> str:
    part = _free_part(package, "xl/ctrlProps/ctrlProp{}.xml")
    package.put(part, f'{_XML}<formControlPr xmlns="{_X14}" objectType="Button" lockText="1"/>'.encode())
    change_content_types(package, [(part, _CONTROL_TYPE)])
    return part


def _control_edits(data: bytes, root: Element, shapes: Sequence[Shape], ids: Sequence[str]) -> list[Edit]:
    """Put the controls into the sheet's list of them; make one where it has none."""
    text = "".join(_control(shape, rel_id) for shape, rel_id in zip(shapes, ids, strict=True))
    namespaces = f'xmlns:mc="{_MC}" xmlns="{TRANSITIONAL}" xmlns:r="{_RELATION}" xmlns:x14="{_X14}" xmlns:xdr="{_XDR}"'
    chosen = [element for child in root.children if child.name == "AlternateContent" for element in child.children]
    for holder in (root, *chosen):
        known = next((element for element in holder.children if element.name == "controls"), None)
        if known is not None:
            text = text.replace("<mc:AlternateContent>", f"<mc:AlternateContent {namespaces}>")
            return xmlspans.append_inside(data, known, text.encode("utf-8"))
    at = _slot(root, "controls")
    whole = (
        f'<mc:AlternateContent {namespaces}><mc:Choice Requires="x14"><controls>{text}</controls></mc:Choice>'
        "</mc:AlternateContent>"
    )
    return [(at, at, whole.encode("utf-8"))]


def _control(shape: Shape, rel_id: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{shape.number}" r:id="{rel_id}" '
        f'name="{escape(shape.name)}"><controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" '
        f'macro="[0]!{shape.button.macro}"><anchor moveWithCells="1">{shape.marker("from", shape.start)}'
        f"{shape.marker('to', shape.end)}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
    )


def _declare_vml(package: Package, part: str) -> None:
    """As Excel does by the extension; a part of its own where the book means something else by it."""
    known = content_types(package)[1].get("vml")
    if known is None:
        data, root = parse_part(package, TYPES_PART, 1)
        prefix = root.prefix + ":" if root.prefix else ""
        text = f'<{prefix}Default Extension="vml" ContentType="{_VML_TYPE}"/>'.encode()
        package.put(TYPES_PART, xmlspans.splice(data, [(root.inner, root.inner, text)]))
    elif known != _VML_TYPE:
        change_content_types(package, [(part, _VML_TYPE)])


def _free_part(package: Package, pattern: str) -> str:
    number = 1
    while pattern.format(number) in package:
        number += 1
    return pattern.format(number)
