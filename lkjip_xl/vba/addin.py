"""The add-in and the book with buttons, made of the parts of this room."""

ADDIN, BUKU_TOMBOL = "lkjip_xl.xlam", "lkjip_standar.xlsm"
KONFIGURASI = "xlwings.conf"
_JARAK = 6  # points between two buttons of a sheet
# The folder of a workbook is no place to look for Python code, and on OneDrive it is a URL. The others keep settings
# that a user made for other xlwings files away from our buttons.
_SETELAN = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "False", "USE UDF SERVER": "False", "PYTHONPATH": None, "CONDA PATH": None,
    "CONDA ENV": None,
}  # fmt: skip


def _modules():
    from .sources import semua_modul
    from .vba_project import Module

    return [Module(*satu) for satu in semua_modul()]


def build_addin(settings=None):
    """The add-in.

    Args:
        settings: ``{key: value}`` for its hidden sheet ``xlwings.conf``, such as ``INTERPRETER_WIN``.

    Returns:
        bytes of the ``.xlam``; equal arguments and an equal xlwings give equal bytes.
    """
    from ..template.book import settings_book
    from .macro_package import add_macros
    from .sources import PROYEK, ribbon_xml

    data = settings_book(KONFIGURASI, {**_SETELAN, **(settings or {})})
    return add_macros(data, _modules(), ribbon=ribbon_xml(), addin=True, project=PROYEK)


def sheet_buttons():
    """``{sheet: [Button, ...]}`` of the book with buttons."""
    from ..schema.buttons import MENURUT_ID
    from ..schema.contract import sheets
    from .macro_package import Button
    from .sources import makro_tombol

    made = {}
    for sheet in sheets(0, -1):
        row = sheet.buttons
        for i, flow in enumerate(row.flows if row is not None else ()):
            alur, left = MENURUT_ID[flow], row.left + i * (row.width + _JARAK)
            made.setdefault(sheet.name, []).append(
                Button(alur.label, makro_tombol(alur), left, row.top, row.width, row.height)
            )
    return made


def build_book(data):
    """The book ``data`` (bytes of an .xlsx made by ``template.book``) with buttons and VBA, as bytes."""
    from .macro_package import add_macros
    from .sources import PROYEK

    return add_macros(data, _modules(), buttons=sheet_buttons(), project=PROYEK)
