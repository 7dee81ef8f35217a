"""The add-in and the book with buttons, made of the parts of this room."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .macro_package import Button
    from .vba_project import Module

ADDIN, BUKU_TOMBOL = "lkjip_xl.xlam", "lkjip_standar.xlsm"
_JARAK = 6  # points between two buttons of a sheet


def _modules(interpreter: str = "", functions: bool = True) -> "list[Module]":
    from .sources import semua_modul
    from .vba_project import Module

    return [Module(*one) for one in semua_modul(interpreter, functions)]


def build_addin(interpreter: str = "") -> bytes:
    """The add-in.

    Args:
        interpreter: full path of the Python that its buttons and functions run; "" leaves it to the user's settings.

    Returns:
        bytes of the ``.xlam``; equal arguments and an equal xlwings give equal bytes.
    """
    from ..template.book import settings_book
    from ..version import __version__
    from .macro_package import add_macros
    from .sources import PROYEK, ribbon_xml

    data = settings_book("lkjip-xl", {"lkjip-xl": __version__})
    return add_macros(data, _modules(interpreter), ribbon=ribbon_xml(), addin=True, project=PROYEK)


def sheet_buttons() -> "dict[str, list[Button]]":
    """``{sheet: [Button, ...]}`` of the book with buttons."""
    from ..schema.buttons import MENURUT_ID
    from ..schema.contract import sheets
    from .macro_package import Button
    from .sources import makro_tombol

    made: dict[str, list[Button]] = {}
    for sheet in sheets(0, -1):
        row = sheet.buttons
        if row is None:
            continue
        for i, flow in enumerate(row.flows):
            alur, left = MENURUT_ID[flow], row.left + i * (row.width + _JARAK)
            made.setdefault(sheet.name, []).append(
                Button(alur.label, makro_tombol(alur), left, row.top, row.width, row.height)
            )
    return made


def build_book(data: bytes) -> bytes:
    """The book ``data`` (bytes of an .xlsx made by ``template.book``) with buttons and VBA, as bytes."""
    from .macro_package import add_macros
    from .sources import PROYEK

    return add_macros(data, _modules(functions=False), buttons=sheet_buttons(), project=PROYEK)
