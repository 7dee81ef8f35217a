"""Builds the shipped files from text: ``python -m lkjip_xl.build`` writes ``workbook_templates/``.

- ``lkjip_standar.xlsx``: the book without macros;
- ``lkjip_standar.xlsm``: the same book with buttons on its sheets;
- ``lkjip_xl.xlam``: the add-in, with the ribbon tab LKjIP and the functions.
"""

import os

ADDIN, BUKU_TOMBOL = "lkjip_xl.xlam", "lkjip_standar.xlsm"
KONFIGURASI = "xlwings.conf"
# Where a sheet's buttons stand, in points: left edge of the first, top edge, width and height of each.
_TEMPAT = {"Beranda": (526, 23, 84, 26)}
_TEMPAT_ISIAN = (340, 2, 64, 20)
_JARAK = 6
# The folder of a workbook is no place to look for Python code, and on OneDrive it is a URL. The others keep settings
# that a user made for other xlwings files away from our buttons.
_SETELAN = {
    "ADD_WORKBOOK_TO_PYTHONPATH": "False", "USE UDF SERVER": "False", "PYTHONPATH": None, "CONDA PATH": None,
    "CONDA ENV": None,
}  # fmt: skip


def _modules():
    from .engine.vba_project import Module
    from .hosts.excel.vba_sumber import semua_modul

    return [Module(*satu) for satu in semua_modul()]


def build_addin(settings=None):
    """The add-in.

    Args:
        settings: ``{key: value}`` for its hidden sheet ``xlwings.conf``, such as ``INTERPRETER_WIN``.

    Returns:
        bytes of the ``.xlam``; equal arguments and an equal xlwings give equal bytes.
    """
    from .engine.build import settings_book
    from .engine.macro_package import add_macros
    from .hosts.excel.vba_sumber import PROYEK, ribbon_xml

    data = settings_book(KONFIGURASI, {**_SETELAN, **(settings or {})})
    return add_macros(data, _modules(), ribbon=ribbon_xml(), addin=True, project=PROYEK)


def sheet_buttons():
    """``{sheet: [Button, ...]}`` of the book with buttons."""
    from .engine.macro_package import Button
    from .hosts.excel.alur import tombol_lembar
    from .hosts.excel.vba_sumber import makro_tombol

    tombol = {}
    for lembar, daftar in tombol_lembar().items():
        x, y, lebar, tinggi = _TEMPAT.get(lembar, _TEMPAT_ISIAN)
        tombol[lembar] = [
            Button(a.label, makro_tombol(a), x + i * (lebar + _JARAK), y, lebar, tinggi) for i, a in enumerate(daftar)
        ]
    return tombol


def build_book(data):
    """The book ``data`` (bytes of an .xlsx made by ``engine.build``) with buttons and VBA, as bytes."""
    from .engine.macro_package import add_macros
    from .hosts.excel.vba_sumber import PROYEK

    return add_macros(data, _modules(), buttons=sheet_buttons(), project=PROYEK)


def main():
    """Write the templates of the repository."""
    from .engine import build, files
    from .hosts.excel import vba_sumber
    from .hosts.excel.fungsi_vba import fungsi_vba

    akar = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    vba = os.path.join(akar, "lkjip_xl", "hosts", "excel", "vba")
    folder = os.path.join(akar, "workbook_templates")
    os.makedirs(folder, exist_ok=True)
    for nama, teks in (("LkTombol.bas", vba_sumber.tombol_vba()), ("LkFungsi.bas", fungsi_vba())):
        with open(os.path.join(vba, nama), "w", encoding="cp1252", newline="\n") as berkas:
            berkas.write(teks)
    vba_sumber.teks_modul.cache_clear()
    template = os.path.join(folder, build.TEMPLATE)
    build.build(template, after=build.store_values)
    with open(template, "rb") as berkas:
        data = berkas.read()
    for nama, isi in ((BUKU_TOMBOL, build_book(data)), (ADDIN, build_addin())):
        files.atomic_write(os.path.join(folder, nama), lambda aliran, isi=isi: aliran.write(isi))
    for nama in (build.TEMPLATE, BUKU_TOMBOL, ADDIN):
        print(os.path.join("workbook_templates", nama))


if __name__ == "__main__":
    main()
