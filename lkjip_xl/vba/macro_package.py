"""Last step of the build of a macro-enabled book: VBA, buttons and ribbon put into a finished package.

The package is edited as text, like every book here, so what is not named below keeps its bytes.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

from ..errors import UserError
from ..ooxml import xmlspans
from ..ooxml.limits import MAX_DEPTH
from ..ooxml.measure import count_lines, kebutuhan
from ..ooxml.package import Package
from ..ooxml.workbook import (
    Sheet,
    WorkbookParts,
    add_relations,
    broken,
    change_content_types,
    content_types,
    parse_part,
)
from .button_parts import Button as Button
from .button_parts import add_buttons
from .button_places import DIGIT, pixels
from .vba_project import Module, build_project, is_module_name

WORKBOOK_CODE = "ThisWorkbook"
_BOOK_TYPE = "application/vnd.ms-excel.{}.macroEnabled.main+xml"
_VBA_TYPE = "application/vnd.ms-office.vbaProject"
_VBA_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"

_MACRO = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)?", re.ASCII)
_SUB = re.compile(r"^[ \t]*(?:Public[ \t]+|Static[ \t]+)*Sub[ \t]+(\w+)", re.M | re.I)


def add_macros(
    data: bytes,
    modules: Iterable[Module],
    buttons: Mapping[str, Iterable[Button]] | None = None,
    ribbon: str | None = None,
    addin: bool = False,
    project: str = "LkjipXl",
) -> bytes:
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
    on_sheets = {name: list(given) for name, given in (buttons or {}).items() if given}
    modules = list(modules)
    codes = _code_names(package, book, modules)
    modules = _with_documents(modules, list(codes.values()))
    vba = build_project(modules, project)
    _check_buttons(book, on_sheets, modules)
    if ribbon is not None:
        _add_ribbon(package, ribbon, modules)
    for sheet in book.sheets:
        _edit_sheet(package, sheet, codes[sheet.name], on_sheets.get(sheet.name, ()))
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


def _refuse_unfit(package: Package, book: WorkbookParts) -> None:
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


def _code_names(package: Package, book: WorkbookParts, modules: Sequence[Module]) -> dict[str, str]:
    """``{sheet name: code name}``: what a sheet has, if it is fit and no other has it, else ``Sheet1`` and so on."""
    codes: dict[str, str] = {}
    taken = {WORKBOOK_CODE.lower()}
    for sheet in book.sheets:
        _, root = parse_part(package, sheet.own_part, 2)
        properties = root.child("sheetPr")
        code = properties.attrs.get("codeName", "") if properties is not None else ""
        fit = is_module_name(code) and code.lower() not in taken
        codes[sheet.name] = code if fit else ""
        taken.add(code.lower())
    taken |= {module.name.lower() for module in modules}
    for position, sheet in enumerate(book.sheets, 1):
        if not codes[sheet.name]:
            number = next(n for n in range(position, 1 << 30) if f"sheet{n}" not in taken)
            codes[sheet.name] = f"Sheet{number}"
            taken.add(f"sheet{number}")
    return codes


def _with_documents(modules: Sequence[Module], codes: Sequence[str]) -> list[Module]:
    """The project's modules: the workbook, its sheets in tab order, then the others as they were given."""
    documents, rest = dict[str, Module](), list[Module]()
    for module in modules:
        if module.kind not in ("workbook", "sheet") or module.name in documents:
            rest.append(module)  # a name given twice is told by build_project
            continue
        if module.name not in ([WORKBOOK_CODE] if module.kind == "workbook" else codes):
            raise ValueError(f"module {module.name}: no {module.kind} of the book has this code name")
        documents[module.name] = module
    first = [documents.get(WORKBOOK_CODE) or Module(WORKBOOK_CODE, "workbook", "")]
    return first + [documents.get(code) or Module(code, "sheet", "") for code in codes] + rest


def _check_macro(macro: str, modules: Sequence[Module], where: str) -> None:
    """A macro that is not there is a message box that only a user of Excel would see."""
    holder, _, name = macro.rpartition(".")
    wanted = [m for m in modules if (m.name.lower() == holder.lower() if holder else m.kind == "std")]
    found = [sub for module in wanted for sub in _SUB.findall(module.code) if sub.lower() == name.lower()]
    if not _MACRO.fullmatch(macro) or len(found) != 1:
        raise ValueError(f"{where}: {len(found)} public Subs named {macro!r}, one is needed")


def _check_buttons(book: WorkbookParts, buttons: Mapping[str, Sequence[Button]], modules: Sequence[Module]) -> None:
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
            lines = count_lines(button.text, pixels(button.width) / DIGIT, button.size)
            if kebutuhan(lines, button.size) > button.height:
                raise ValueError(f"{where}: its text takes {lines} lines, for which it is too small")
            _check_macro(button.macro, modules, where)


# -- workbook, ribbon, content types ----------------------------------------------------------------------------------


def _edit_workbook(package: Package, book: WorkbookParts) -> None:
    data, root = parse_part(package, book.part, 2)
    properties = root.child("workbookPr")
    if properties is not None:
        edit = xmlspans.set_attribute(data, properties, "codeName", WORKBOOK_CODE)
    else:
        before = [child.stop for child in root.children if child.name in ("fileVersion", "fileSharing")]
        at = max(before, default=root.inner)
        edit = at, at, f'<{book.prefix}workbookPr codeName="{WORKBOOK_CODE}"/>'.encode()
    package.put(book.part, xmlspans.splice(data, [edit]))


def _add_ribbon(package: Package, ribbon: str, modules: Sequence[Module]) -> None:
    data = ribbon.encode("utf-8")
    try:
        root = xmlspans.parse(data, MAX_DEPTH)
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


# -- sheets -----------------------------------------------------------------------------------------------------------


def _edit_sheet(package: Package, sheet: Sheet, code: str, buttons: Sequence[Button]) -> None:
    """Give the sheet its code name and its buttons."""
    data, root = parse_part(package, sheet.own_part, 4 if buttons else 2)
    prefix = root.prefix + ":" if root.prefix else ""
    edits = []
    properties = root.child("sheetPr")
    if properties is None:
        edits.append((root.inner, root.inner, f'<{prefix}sheetPr codeName="{code}"/>'.encode()))
    elif properties.attrs.get("codeName") != code:
        edits.append(xmlspans.set_attribute(data, properties, "codeName", code))
    if buttons:
        edits += add_buttons(package, sheet, data, root, buttons)
    if edits:
        package.put(sheet.own_part, xmlspans.splice(data, edits))
