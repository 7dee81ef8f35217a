"""The VBA and the ribbon of the add-in and of the book with buttons: texts beside this file, generated ones, and what
is needed of xlwings' own module from the installed wheel."""

from functools import cache
from importlib import resources
from xml.sax.saxutils import quoteattr

from ..schema.buttons import ALUR, GRUP
from .xlwings_source import kept_source

PROYEK = "LkjipXl"
MODUL = ("LkUtama", "LkProses", "LkExcel", "LkTombol", "LkFungsi")
"""Names of our standard modules, each a file ``source/<name>.bas``."""


@cache
def teks_modul(nama):
    """Text of a file in ``source/``."""
    return resources.files(__package__).joinpath("source", nama).read_text(encoding="cp1252")


def semua_modul(interpreter=""):
    """``[(name, kind, source)]`` of every module but those of the workbook and its sheets.

    Args:
        interpreter: full path of the Python that the project trusts; "" leaves it to the user's own settings.
    """
    import xlwings

    wheel = resources.files(xlwings).joinpath("xlwings.bas").read_text(encoding="utf-8")
    return [
        *((nama, "std", teks_modul(nama + ".bas")) for nama in MODUL),
        ("LkPython", "std", python_module(interpreter)),
        ("xlwings", "std", kept_source(wheel)),
    ]


def python_module(interpreter):
    """Source of ``LkPython``: the interpreter stands in the VBA, where a signature covers it, and not on a sheet."""
    return (
        'Attribute VB_Name = "LkPython"\nOption Explicit\n'
        "' The interpreter that pasang wrote; nothing in a book with buttons, which asks the user's own settings.\n\n"
        f"Public Function LkPenerjemahTertanam() As String\n    LkPenerjemahTertanam = {_literal(interpreter)}\n"
        "End Function\n"
    )


def _literal(text):
    """A VBA expression for any text; characters beyond ASCII by their number, since a module has a code page."""
    parts, plain = [], ""
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        if 32 <= unit < 127:
            plain += chr(unit)
            continue
        parts += [_quoted(plain)] * bool(plain) + [f"ChrW$({unit - 65536 if unit > 32767 else unit})"]
        plain = ""
    return " & ".join([*parts, _quoted(plain)] if plain or not parts else parts)


def _quoted(text):
    return '"' + text.replace('"', '""') + '"'


def makro_tombol(alur):
    """Name of the macro that a sheet's button runs."""
    return f"LkTombol_{alur.id}"


def tombol_vba():
    """Source of ``LkTombol``: a macro for each button, and what each flow asks before it starts."""
    baris = [
        'Attribute VB_Name = "LkTombol"',
        "Option Explicit",
        "' Generated from schema/buttons.py; python -m lkjip_xl.build writes it.",
        "",
        "Public Function LkPertanyaan(alur As String) As String",
        "    Select Case alur",
    ]
    for alur in ALUR:
        if alur.tanya and alur.ada:
            baris += [f'        Case "{alur.id}"', f'            LkPertanyaan = "{",".join(alur.tanya)}"']
    baris += ["    End Select", "End Function", "", "Public Function LkPerluBuku(alur As String) As Boolean"]
    tanpa = ", ".join(f'"{a.id}"' for a in ALUR if not a.perlu_buku)
    baris += ["    LkPerluBuku = True", "    Select Case alur", f"        Case {tanpa}"]
    baris += ["            LkPerluBuku = False", "    End Select", "End Function", ""]
    for alur in ALUR:
        if alur.lembar:
            baris += [f"Public Sub {makro_tombol(alur)}()", f'    LkJalankan "{alur.id}"', "End Sub", ""]
    return "\n".join(baris[:-1]) + "\n"


def ribbon_xml():
    """The ribbon tab (customUI14): a large button for each flow, one callback for all."""
    baris = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>',
        '<tab id="lk_tab" label="LKjIP">',
    ]
    for nomor, grup in enumerate(GRUP, 1):
        baris.append(f'<group id="lk_grup_{nomor}" label={quoteattr(grup)}>')
        baris += [
            f'<button id="lk_{a.id}" label={quoteattr(a.label)} size="large" imageMso="{a.gambar}" '
            f'onAction="LkRibbon" screentip={quoteattr(a.ringkas)} supertip={quoteattr(a.uraian)}/>'
            for a in ALUR
            if a.grup == grup
        ]
        baris.append("</group>")
    return "\n".join([*baris, "</tab></tabs></ribbon></customUI>"]) + "\n"
