"""A picture of the book on a sheet of ours: found where the user put it, shown scaled, its own part left as it is."""

import re
from struct import unpack_from
from typing import NamedTuple

from .package import Package
from .parts import add_relations, change_content_types, read_relations
from .sheet_model import ReportSheet
from .workbook import TRANSITIONAL, WorkbookParts

_POINT, _PIXEL = 12700, 9525  # English metric units
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_PICTURE = re.compile(rb"<(?:\w+:)?pic[\s>].*?</(?:\w+:)?pic>", re.S)
_EMBED = re.compile(rb"<(?:\w+:)?blip\b[^>]*?\b(?:\w+:)?embed=[\"']([^\"']+)[\"']")
_SIZE = re.compile(rb"<(?:\w+:)?ext\b[^>]*?\bcx=[\"'](\d+)[\"'][^>]*?\bcy=[\"'](\d+)[\"']")
WIDEST = 3.0  # of a picture's height; a wider one is made lower


class Picture(NamedTuple):
    """A picture in the package: its part, and width and height (any unit): its own, else as it was placed."""

    part: str
    width: int
    height: int


def find_picture(package: Package, workbook: WorkbookParts, sheet: str) -> Picture | None:
    """The first picture on a sheet; None where there is none that can be shown."""
    part = next((s.part for s in workbook.sheets if s.name == sheet), None)
    for relation in read_relations(package, part) if part else ():
        if relation.type != "drawing" or not relation.target or relation.target not in package:
            continue
        targets = {r.id: r.target for r in read_relations(package, relation.target) if r.type == "image"}
        for found in _PICTURE.findall(package.read(relation.target)):
            embed, size = _EMBED.search(found), _SIZE.search(found)
            target = targets.get(embed[1].decode("ascii", "replace")) if embed else None
            if target and target in package and size and int(size[1]) and int(size[2]):
                placed = int(size[1]), int(size[2])
                return Picture(target, *(own_size(package.read(target)) or placed))
    return None


def own_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels that a PNG, JPEG, GIF or BMP says of itself; None for other kinds.

    Where a picture was placed it may be squeezed: Excel stretches it along with the rows that it stands on.
    """
    size = None
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        size = unpack_from(">II", data, 16) if len(data) >= 24 else None
    elif data[:3] == b"GIF":
        size = unpack_from("<HH", data, 6) if len(data) >= 10 else None
    elif data[:2] == b"BM":
        size = unpack_from("<ii", data, 18) if len(data) >= 26 else None
        size = size and (size[0], abs(size[1]))
    elif data[:2] == b"\xff\xd8":
        size = _jpeg_size(data)
    return (size[0], size[1]) if size and size[0] > 0 and size[1] > 0 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF or 0xD0 <= mark <= 0xD9:  # filling, and marks without a length
            at += 1 if mark == 0xFF else 2
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):  # a frame begins
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + int(unpack_from(">H", data, at + 2)[0])
    return None


def place_picture(package: Package, workbook: WorkbookParts, sheet: ReportSheet, part: str) -> None:
    """Give a written sheet the drawing that its part refers to as ``rId1``: the picture, centred in its row."""
    assert sheet.picture is not None and workbook.namespace == TRANSITIONAL
    name, number = f"{workbook.base}drawings/lkjip_1.xml", 1
    while name in package:
        number += 1
        name = f"{workbook.base}drawings/lkjip_{number}.xml"
    package.put(name, _drawing(sheet))
    kind = workbook.relation_namespace
    add_relations(package, name, [(f"{kind}/image", sheet.picture.part)])
    add_relations(package, part, [(f"{kind}/drawing", name)])
    change_content_types(package, [(name, _TYPE)])


def _drawing(sheet: ReportSheet) -> bytes:
    picture, row = sheet.picture, sheet.picture_row
    assert picture is not None and row is not None
    line = sheet.rows[row]
    height = int(((line.height if line else None) or 15) * _POINT * 0.94)
    width = height * picture.width // picture.height
    if width > WIDEST * height:
        width, height = int(WIDEST * height), int(WIDEST * height) * picture.height // picture.width
    pixels = [int((w or 8.43) * 7 + 5) for w in sheet.widths[: sheet.printed]]
    left = max(0, (sum(pixels) * _PIXEL - width) // 2)
    column = 0
    while column + 1 < len(pixels) and left >= pixels[column] * _PIXEL:
        left -= pixels[column] * _PIXEL
        column += 1
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_MAIN}"><xdr:oneCellAnchor>'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{left}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{_POINT}</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{width}" cy="{height}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Lambang" '
        f'descr="Lambang instansi"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch>'
        f'</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>'
        f"</xdr:oneCellAnchor></xdr:wsDr>"
    ).encode()
