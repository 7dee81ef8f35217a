"""Last step of the build of a macro-enabled book: VBA, buttons and ribbon put into a finished package.

The package is edited as text, like every book here, so what is not named below keeps its bytes. A button is a form
control in the form that Excel 2010 and later write: a shape in the sheet's VML, which older programs read too, a
control part, and an entry each in the sheet and in its drawing.
"""

import io
import re
from dataclasses import dataclass

from ..ooxml import xmlspans
from ..ooxml.measure import jumlah_baris, kebutuhan
from ..ooxml.package import Package
from ..ooxml.workbook import (
    TRANSITIONAL,
    TYPES_PART,
    WorkbookParts,
    add_relations,
    broken,
    change_content_types,
    content_types,
    parse_part,
    read_relations,
)
from ..ooxml.xmlspans import escape
from .vba_project import Module, build_project, is_module_name

WORKBOOK_CODE = "ThisWorkbook"
_BOOK_TYPE = "application/vnd.ms-excel.{}.macroEnabled.main+xml"
_VBA_TYPE = "application/vnd.ms-office.vbaProject"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CONTROL_TYPE = "application/vnd.ms-excel.controlproperties+xml"

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VBA_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
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

_DIGIT = 7  # pixels of the widest digit of the default font (Calibri 11, Arial 10) at 96 dots per inch
_PIXEL = 9525  # EMU
_MACRO = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)?", re.ASCII)
# VML of other programs has prefixes of its own.
_ID_BLOCKS = re.compile(rb"<(?:\w+:)?idmap\b[^>]*\sdata=[\"'](\d[\d,]*)")
_BUTTON_TYPE = re.compile(rb"<(?:\w+:)?shapetype\b[^>]*\sid=[\"']_x0000_t201[\"']")
_SUB = re.compile(r"^[ \t]*(?:Public[ \t]+|Static[ \t]+)*Sub[ \t]+(\w+)", re.M | re.I)


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


def add_macros(data, modules, buttons=None, ribbon=None, addin=False, project="LkjipXl"):
    """The macro-enabled form of an .xlsx package.

    The workbook is ``ThisWorkbook``; a sheet keeps the code name that it has. Modules of kind ``workbook`` and
    ``sheet`` bear code names, and those that are not given are added empty.

    Args:
        data: bytes of the package.
        modules: the Modules of the VBA project.
        buttons: ``{sheet name: [Button, ...]}``.
        ribbon: text of a customUI14.xml.
        addin: make an add-in (.xlam) of it instead of a book (.xlsm).
        project: name of the VBA project.

    Returns:
        bytes; equal input gives equal output on every machine with the same compression library.

    Raises:
        ValueError: a module, button or ribbon that cannot be: the message names it.
        UserError: the package is damaged, in the Strict form, has macros already or sheets other than worksheets.
    """
    package = Package(data)
    book = WorkbookParts(package)
    _refuse_unfit(package, book)
    buttons = {name: list(given) for name, given in (buttons or {}).items() if given}
    modules = list(modules)
    codes = _code_names(package, book, modules)
    modules = _with_documents(modules, list(codes.values()))
    vba = build_project(modules, project)
    _check_buttons(book, buttons, modules)
    if ribbon is not None:
        _add_ribbon(package, ribbon, modules)
    for sheet in book.sheets:
        _edit_sheet(package, sheet, codes[sheet.name], buttons.get(sheet.name, ()))
    _edit_workbook(package, book)
    part = book.base + "vbaProject.bin"
    package.put(part, vba)
    add_relations(package, book.part, [(_VBA_RELATION, part)])
    main = _BOOK_TYPE.format("addin" if addin else "sheet")
    change_content_types(package, [(book.part, main), (part, _VBA_TYPE)])
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


# -- checks -----------------------------------------------------------------------------------------------------------


def _refuse_unfit(package, book):
    from ..errors import UserError

    if book.strict:
        raise UserError(
            "Berkas ini tersimpan dalam bentuk Strict Open XML. Simpan ulang di Excel sebagai Buku Kerja Excel "
            "(.xlsx), lalu coba lagi.",
            "strict",
        )
    if book.related("vbaProject") or _RIBBON_PART in package:
        raise UserError("Berkas ini sudah berisi makro. Mulailah dari berkas .xlsx yang belum bermakro.", "bermakro")
    for sheet in book.sheets:
        if sheet.part is None:
            raise broken(package, f"isi lembar {sheet.name} tidak ada")
        if sheet.kind != "worksheet":
            raise UserError(
                f"Lembar {sheet.name} bukan lembar kerja biasa, jadi berkas ini tidak dapat diberi makro. Pindahkan "
                "lembar itu ke berkas lain, lalu coba lagi.",
                "lembar_lain",
            )


def _code_names(package, book, modules):
    """``{sheet name: code name}``: what a sheet has, if it is fit and no other has it, else ``Sheet1`` and so on."""
    codes, taken = {}, {WORKBOOK_CODE.lower()}
    for sheet in book.sheets:
        _, root = parse_part(package, sheet.part, 2)
        properties = root.child("sheetPr")
        code = properties.attrs.get("codeName", "") if properties is not None else ""
        fit = is_module_name(code) and code.lower() not in taken
        codes[sheet.name] = code if fit else None
        taken.add(code.lower())
    taken |= {module.name.lower() for module in modules}
    for position, sheet in enumerate(book.sheets, 1):
        if codes[sheet.name] is None:
            number = next(n for n in range(position, 1 << 30) if f"sheet{n}" not in taken)
            codes[sheet.name] = f"Sheet{number}"
            taken.add(f"sheet{number}")
    return codes


def _with_documents(modules, codes):
    """The project's modules: the workbook, its sheets in tab order, then the others as they were given."""
    documents, rest = {}, []
    for module in modules:
        if module.kind not in ("workbook", "sheet") or module.name in documents:
            rest.append(module)  # a name given twice is told by build_project
            continue
        if module.name not in ([WORKBOOK_CODE] if module.kind == "workbook" else codes):
            raise ValueError(f"module {module.name}: no {module.kind} of the book has this code name")
        documents[module.name] = module
    first = [documents.get(WORKBOOK_CODE) or Module(WORKBOOK_CODE, "workbook", "")]
    return first + [documents.get(code) or Module(code, "sheet", "") for code in codes] + rest


def _check_macro(macro, modules, where):
    """A macro that is not there is a message box that only a user of Excel would see."""
    holder, _, name = macro.rpartition(".")
    wanted = [m for m in modules if (m.name.lower() == holder.lower() if holder else m.kind == "std")]
    found = [sub for module in wanted for sub in _SUB.findall(module.code) if sub.lower() == name.lower()]
    if not _MACRO.fullmatch(macro) or len(found) != 1:
        raise ValueError(f"{where}: {len(found)} public Subs named {macro!r}, one is needed")


def _check_buttons(book, buttons, modules):
    names = {sheet.name for sheet in book.sheets}
    for sheet, given in buttons.items():
        if sheet not in names:
            raise ValueError(f"buttons for the sheet {sheet!r}, which the book lacks")
        for button in given:
            where = f"button {button.text!r} of {sheet}"
            if not button.text.isprintable() or not button.name.isprintable():
                raise ValueError(f"{where}: its text and name are one line each")
            if min(button.x, button.y) < 0 or min(button.width, button.height, button.size) <= 0:
                raise ValueError(f"{where}: it lies outside the sheet or has no size")
            # Measured in Arial, which is wider than Calibri; a button breaks its text between words as a cell does.
            lines = jumlah_baris(button.text, _pixels(button.width) / _DIGIT, button.size)
            if kebutuhan(lines, button.size) > button.height:
                raise ValueError(f"{where}: its text takes {lines} lines, for which it is too small")
            _check_macro(button.macro, modules, where)


# -- workbook, ribbon, content types ----------------------------------------------------------------------------------


def _edit_workbook(package, book):
    data, root = parse_part(package, book.part, 2)
    properties = root.child("workbookPr")
    if properties is not None:
        edit = xmlspans.set_attribute(data, properties, "codeName", WORKBOOK_CODE)
    else:
        before = [child.stop for child in root.children if child.name in ("fileVersion", "fileSharing")]
        at = max(before, default=root.inner)
        edit = at, at, f'<{book.prefix}workbookPr codeName="{WORKBOOK_CODE}"/>'.encode()
    package.put(book.part, xmlspans.splice(data, [edit]))


def _add_ribbon(package, ribbon, modules):
    data = ribbon.encode("utf-8")
    try:
        root = xmlspans.parse(data, xmlspans.MAX_DEPTH)
    except xmlspans.XmlError as error:
        raise ValueError(f"ribbon: {error}") from None
    if (root.uri, root.name) != (_RIBBON_NAMESPACE, "customUI"):
        raise ValueError(f"ribbon: the root is not customUI of {_RIBBON_NAMESPACE}")
    waiting = [root]
    while waiting:
        element = waiting.pop()
        waiting += element.children
        for name, value in element.attrs.items():
            if re.match(r"(?:on|get)[A-Z]|loadImage$", name):
                _check_macro(value, modules, f"ribbon, {element.name} {name}")
    package.put(_RIBBON_PART, data)
    add_relations(package, "", [(_RIBBON_RELATION, _RIBBON_PART)])
    if content_types(package)[1].get("xml") != "application/xml":
        change_content_types(package, [(_RIBBON_PART, "application/xml")])


def _declare_vml(package, part):
    """As Excel does by the extension; a part of its own where the book means something else by it."""
    known = content_types(package)[1].get("vml")
    if known is None:
        data, root = parse_part(package, TYPES_PART, 1)
        prefix = root.prefix + ":" if root.prefix else ""
        text = f'<{prefix}Default Extension="vml" ContentType="{_VML_TYPE}"/>'.encode()
        package.put(TYPES_PART, xmlspans.splice(data, [(root.inner, root.inner, text)]))
    elif known != _VML_TYPE:
        change_content_types(package, [(part, _VML_TYPE)])


def _free_part(package, pattern):
    number = 1
    while pattern.format(number) in package:
        number += 1
    return pattern.format(number)


# -- where a button lies ----------------------------------------------------------------------------------------------


def _pixels(points):
    return int(points * 4 / 3 + 0.5)


def _column_pixels(width):
    """Pixels of a column width as files store it (ECMA-376 18.3.1.13)."""
    return int((256 * width + 128 // _DIGIT) / 256 * _DIGIT)


class _Grid:
    """Sizes of a sheet's columns and rows in pixels."""

    def __init__(self, root):
        defaults = root.child("sheetFormatPr")
        given = defaults.attrs if defaults is not None else {}
        if "defaultColWidth" in given:
            self._column = _column_pixels(float(given["defaultColWidth"]))
        else:
            # The digits and 5 pixels of edge, up to a multiple of 8: 64 pixels for the usual 8 digits.
            self._column = -(-(int(given.get("baseColWidth", 8)) * _DIGIT + 5) // 8) * 8
        hidden = given.get("zeroHeight") in ("1", "true")
        self._row = 0 if hidden else _pixels(float(given.get("defaultRowHeight", 15)))
        columns, rows = root.child("cols"), root.child("sheetData")
        self._columns = [self._span(column.attrs) for column in (columns.children if columns is not None else ())]
        self._rows = {}
        for number, row in enumerate(rows.children, 1):
            self._rows[int(row.attrs.get("r", number)) - 1] = self._height(row.attrs)

    def _span(self, attrs):
        width = _column_pixels(float(attrs["width"])) if "width" in attrs else self._column
        return int(attrs["min"]) - 1, int(attrs["max"]) - 1, 0 if attrs.get("hidden") in ("1", "true") else width

    def _height(self, attrs):
        if attrs.get("hidden") in ("1", "true"):
            return 0
        return _pixels(float(attrs["ht"])) if "ht" in attrs else self._row

    def _width_of(self, index):
        return next((width for first, last, width in self._columns if first <= index <= last), self._column)

    def _height_of(self, index):
        return self._rows.get(index, self._row)

    def corner(self, x, y):
        """``(column, pixels into it, row, pixels into it)`` of a point in pixels."""
        return *_place(x, self._width_of, 16_384), *_place(y, self._height_of, 1_048_576)


def _place(distance, size_of, count):
    for index in range(count):
        size = size_of(index)
        if distance < size:
            return index, distance
        distance -= size
    raise ValueError("a button lies beyond the last column or row")


# -- buttons ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Shape:
    """A button with its place and numbers. ``start`` and ``end`` are corners as ``_Grid.corner`` gives them."""

    button: Button
    name: str
    number: int  # shape id
    order: int  # place in the sheet's stack
    start: tuple
    end: tuple

    def marker(self, tag, corner, prefix=""):
        """A ``from`` or ``to`` element."""
        column, right, row, down = corner
        return (
            f"<{prefix}{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{right * _PIXEL}</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down * _PIXEL}</xdr:rowOff></{prefix}{tag}>"
        )


def _edit_sheet(package, sheet, code, buttons):
    """Give the sheet its code name and its buttons."""
    data, root = parse_part(package, sheet.part, 4 if buttons else 2)
    prefix = root.prefix + ":" if root.prefix else ""
    edits = []
    properties = root.child("sheetPr")
    if properties is None:
        edits.append((root.inner, root.inner, f'<{prefix}sheetPr codeName="{code}"/>'.encode()))
    elif properties.attrs.get("codeName") != code:
        edits.append(xmlspans.set_attribute(data, properties, "codeName", code))
    if buttons:
        edits += _add_buttons(package, sheet, data, root, buttons)
    if edits:
        package.put(sheet.part, xmlspans.splice(data, edits))


def _add_buttons(package, sheet, data, root, buttons):
    """Write the parts of the buttons; the edits that the sheet itself needs."""
    prefix = root.prefix + ":" if root.prefix else ""
    places = {"drawing": _add_drawing, "legacyDrawing": _add_vml}
    known = {tag: _own_part(package, sheet, root, tag) for tag in places}
    shapes = _shapes(package, root, buttons, known["legacyDrawing"], known["drawing"])
    added = {tag: add(package, known[tag], shapes) for tag, add in places.items()}
    kinds = {"drawing": "drawing", "legacyDrawing": "vmlDrawing"}
    fresh = [tag for tag in places if known[tag] is None]
    relations = [(f"{_R}/{kinds[tag]}", added[tag]) for tag in fresh]
    relations += [(f"{_R}/ctrlProp", _add_control(package)) for _ in shapes]
    ids = add_relations(package, sheet.part, relations)
    edits = []
    for tag, rel_id in zip(fresh, ids, strict=False):
        at = _slot(root, tag)
        edits.append((at, at, f'<{prefix}{tag} xmlns:r="{_R}" r:id="{rel_id}"/>'.encode()))
    return edits + _control_edits(data, root, shapes, ids[len(fresh) :])


def _own_part(package, sheet, root, tag):
    """The part that the sheet's ``drawing`` or ``legacyDrawing`` points to, or None where it has none."""
    element = root.child(tag)
    if element is None:
        return None
    rel_id = element.attrs.get(f"{_R} id")
    for relation in read_relations(package, sheet.part):
        if relation.id == rel_id and relation.target and relation.target in package:
            return package.find(relation.target)
    raise broken(package, f"gambar pada lembar {sheet.name} tidak ada")


def _rank(element):
    """Place of a worksheet's child in the schema; alternatives stand where their first choice would."""
    name = element.name
    if name == "AlternateContent":
        inside = [grandchild.name for child in element.children for grandchild in child.children]
        name = inside[0] if inside else "controls"
    return _ORDER.index(name) if name in _ORDER else -1


def _slot(root, name):
    """Where a missing child belongs: after the last of its predecessors."""
    rank = _ORDER.index(name)
    return max((child.stop for child in root.children if _rank(child) < rank), default=root.inner)


def _shapes(package, root, buttons, vml, drawing):
    """The buttons with their places, and numbers and names that no other shape of the sheet has."""
    old = package.read(vml) if vml else b""
    others = package.read(drawing) if drawing else b""
    block = _ID_BLOCKS.search(old)
    used = {int(number) for number in re.findall(rb"_x0000_s(\d+)", old)}
    used |= {int(number) for number in re.findall(rb'<[^>]*cNvPr\s[^>]*?\bid="(\d+)"', others)}
    names = {name.decode("utf-8") for name in re.findall(rb'<[^>]*cNvPr\s[^>]*?\bname="([^"]*)"', others)}
    number = 1024 * (int(block[1].split(b",")[0]) if block else _free_block(package))
    order = len(re.findall(rb"<(?:\w+:)?shape\s", old))
    grid = _Grid(root)
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
        left, top = _pixels(button.x), _pixels(button.y)
        right = left + max(_pixels(button.width), 1)
        bottom = top + max(_pixels(button.height), 1)
        shapes.append(_Shape(button, name, number, order, grid.corner(left, top), grid.corner(right, bottom)))
    return shapes


def _free_block(package):
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


def _add_vml(package, part, shapes):
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


def _vml_shape(shape):
    button, start, end = shape.button, shape.start, shape.end
    anchor = ", ".join(map(str, (*start, *end)))
    # The flag SizeWithCells stands, against its name, for "does not change its size".
    return (
        f'<v:shape id="_x0000_s{shape.number}" type="#_x0000_t201" style="position:absolute;'
        f"margin-left:{_pixels(button.x) * 0.75:g}pt;margin-top:{_pixels(button.y) * 0.75:g}pt;"
        f"width:{_pixels(button.width) * 0.75:g}pt;height:{_pixels(button.height) * 0.75:g}pt;"
        f'z-index:{shape.order};mso-wrap-style:tight" o:button="t" fillcolor="buttonFace [67]" '
        'strokecolor="windowText [64]" o:insetmode="auto"><v:fill color2="buttonFace [67]" o:detectmouseclick="t"/>'
        '<o:lock v:ext="edit" rotation="t"/><v:textbox style="mso-direction-alt:auto" o:singleclick="f">'
        f'<div style="text-align:center"><font face="Calibri" size="{button.size * 20:.0f}" color="#000000">'
        f'{escape(button.text)}</font></div></v:textbox><x:ClientData ObjectType="Button"><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:PrintObject>False</x:PrintObject><x:AutoFill>False</x:AutoFill>"
        f"<x:FmlaMacro>[0]!{button.macro}</x:FmlaMacro><x:TextHAlign>Center</x:TextHAlign>"
        "<x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
    )


def _add_drawing(package, part, shapes):
    """Put the shapes into the sheet's drawing; returns the part, a new one for None."""
    if part is None:
        part = _free_part(package, "xl/drawings/drawing{}.xml")
        package.put(part, f'{_XML}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}"/>'.encode())
        change_content_types(package, [(part, _DRAWING_TYPE)])
    data, root = parse_part(package, part, 1)
    text = "".join(map(_drawing_shape, shapes)).encode("utf-8")
    package.put(part, xmlspans.splice(data, xmlspans.append_inside(data, root, text)))
    return part


def _drawing_shape(shape):
    text, size = escape(shape.button.text), f"{shape.button.size * 100:.0f}"
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:xdr="{_XDR}" xmlns:a="{_A}"><mc:Choice xmlns:a14="{_A14}" '
        f'Requires="a14"><xdr:twoCellAnchor editAs="oneCell">{shape.marker("from", shape.start, "xdr:")}'
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


def _add_control(package):
    part = _free_part(package, "xl/ctrlProps/ctrlProp{}.xml")
    package.put(part, f'{_XML}<formControlPr xmlns="{_X14}" objectType="Button" lockText="1"/>'.encode())
    change_content_types(package, [(part, _CONTROL_TYPE)])
    return part


def _control_edits(data, root, shapes, ids):
    """Put the controls into the sheet's list of them; make one where it has none."""
    text = "".join(_control(shape, rel_id) for shape, rel_id in zip(shapes, ids, strict=True))
    namespaces = f'xmlns:mc="{_MC}" xmlns="{TRANSITIONAL}" xmlns:r="{_R}" xmlns:x14="{_X14}" xmlns:xdr="{_XDR}"'
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


def _control(shape, rel_id):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{shape.number}" r:id="{rel_id}" '
        f'name="{escape(shape.name)}"><controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" '
        f'macro="[0]!{shape.button.macro}"><anchor moveWithCells="1">{shape.marker("from", shape.start)}'
        f"{shape.marker('to', shape.end)}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
    )
