"""The VBA and the ribbon of the add-in and of the book with buttons: texts beside this file, generated ones, and
xlwings' own modules from the installed wheel."""

from functools import cache
from importlib import resources
from xml.sax.saxutils import quoteattr

from ..schema.buttons import ALUR, GRUP, tombol_lembar

PROYEK = "LkjipXl"
MODUL = ("LkUtama", "LkExcel", "LkTombol", "LkFungsi")
"""Names of our standard modules, each a file ``source/<name>.bas``."""


@cache
def teks_modul(nama):
    """Text of a file in ``source/``."""
    return resources.files(__package__).joinpath("source", nama).read_text(encoding="cp1252")


def semua_modul():
    """``[(name, kind, source)]`` of every module but the sheets' own."""
    import xlwings

    wheel = resources.files(xlwings)
    return [
        ("ThisWorkbook", "workbook", teks_modul("BukuIni.cls")),
        *((nama, "std", teks_modul(nama + ".bas")) for nama in MODUL),
        ("xlwings", "std", _dibetulkan(wheel.joinpath("xlwings.bas").read_text(encoding="utf-8"))),
        ("Dictionary", "class", wheel.joinpath("addin", "Dictionary.cls").read_text(encoding="utf-8")),
    ]


_SALAH, _BETUL = 'In Range(sht.Range("A1"), lastCell)', 'In sht.Range(sht.Range("A1"), lastCell)'


def _dibetulkan(teks):
    """xlwings' module with one word more: where no worksheet is active, its ``Range`` belongs to none and fails."""
    if teks.count(_SALAH) != 1:
        raise ValueError("xlwings.bas is another than the one that was looked at; see vba.sources._dibetulkan")
    return teks.replace(_SALAH, _BETUL)


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
    on_sheets = {flow.id for flows in tombol_lembar().values() for flow in flows}
    for alur in ALUR:
        if alur.id in on_sheets:
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
