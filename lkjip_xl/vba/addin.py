"""The add-in and the book with buttons, made of the parts of this room."""

ADDIN, BUKU_TOMBOL = "lkjip_xl.xlam", "lkjip_standar.xlsm"
# Where a sheet's buttons stand, in points: left edge of the first, top edge, width and height of each.
_TEMPAT = {"Beranda": (526, 23, 84, 26)}
_TEMPAT_ISIAN = (340, 2, 64, 20)
_JARAK = 6


def _modules(interpreter="", functions=True):
    from .sources import semua_modul
    from .vba_project import Module

    return [Module(*satu) for satu in semua_modul(interpreter, functions)]


def build_addin(interpreter=""):
    """The add-in.

    Args:
        interpreter: full path of the Python that its buttons and functions run; "" leaves it to the user's settings.

    Returns:
        bytes of the ``.xlam``; equal arguments and an equal xlwings give equal bytes.
    """
    from .. import __version__
    from ..template.book import settings_book
    from .macro_package import add_macros
    from .sources import PROYEK, ribbon_xml

    data = settings_book("lkjip-xl", {"lkjip-xl": __version__})
    return add_macros(data, _modules(interpreter), ribbon=ribbon_xml(), addin=True, project=PROYEK)


def sheet_buttons():
    """``{sheet: [Button, ...]}`` of the book with buttons."""
    from ..schema.buttons import tombol_lembar
    from .macro_package import Button
    from .sources import makro_tombol

    tombol = {}
    for lembar, daftar in tombol_lembar().items():
        x, y, lebar, tinggi = _TEMPAT.get(lembar, _TEMPAT_ISIAN)
        tombol[lembar] = [
            Button(a.label, makro_tombol(a), x + i * (lebar + _JARAK), y, lebar, tinggi) for i, a in enumerate(daftar)
        ]
    return tombol


def build_book(data):
    """The book ``data`` (bytes of an .xlsx made by ``template.book``) with buttons and VBA, as bytes."""
    from .macro_package import add_macros
    from .sources import PROYEK

    return add_macros(data, _modules(functions=False), buttons=sheet_buttons(), project=PROYEK)
