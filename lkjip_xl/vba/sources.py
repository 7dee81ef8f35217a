"""The VBA and the ribbon of the add-in and of the book with buttons: texts beside this file, generated ones, and what
is needed of xlwings' own module from the installed wheel."""

from functools import cache
from importlib import resources
from xml.sax.saxutils import quoteattr

from ..schema.buttons import ALUR, GRUP, Alur, buttons_by_sheet
from .xlwings_source import kept_source

PROYEK = "LkjipXl"
MODUL = ("LkUtama", "LkProses", "LkExcel", "LkTombol")
"""Names of the standard modules of buttons, each a file ``source/<name>.bas``."""
MODUL_FUNGSI = ("LkFungsi", "LkPenghubung")
"""Those of the functions in cells, which only the add-in has."""


@cache
def module_text(name: str) -> str:
    """Text of a file in ``source/``."""
    return resources.files(__package__).joinpath("source", name).read_text(encoding="cp1252")


def semua_modul(interpreter: str = "", functions: bool = True) -> list[tuple[str, str, str]]:
    """``[(name, kind, source)]`` of every module but those of the workbook and its sheets.

    Args:
        interpreter: full path of the Python that the project trusts; "" leaves it to the user's own settings.
        functions: with the functions in cells (the add-in). They need a DLL, and declaring one is what the Defender
            rule "Block Win32 API calls from Office macros" looks for, so a book with buttons goes without.
    """
    import xlwings

    modules = [
        *((name, "std", module_text(name + ".bas")) for name in MODUL),
        ("LkPython", "std", python_module(interpreter, functions)),
    ]
    if functions:
        wheel = resources.files(xlwings).joinpath("xlwings.bas").read_text(encoding="utf-8")
        modules += [(name, "std", module_text(name + ".bas")) for name in MODUL_FUNGSI]
        modules.append(("xlwings", "std", kept_source(wheel)))
    return modules


def python_module(interpreter: str, functions: bool = True) -> str:
    """Source of ``LkPython``: the interpreter stands in the VBA, where a signature covers it, and not on a sheet."""
    from importlib.metadata import version

    answers = (
        ("The interpreter that pasang wrote; none in a book with buttons, which asks the user's own settings.",
         "LkPenerjemahTertanam", "String", _literal(interpreter)),
        ("Excel for Mac starts Python through a script of this version.",
         "LkVersiXlwings", "String", _quoted(version("xlwings"))),
        ("Whether the functions in cells are in this project.", "LkPunyaFungsi", "Boolean", str(bool(functions))),
    )  # fmt: skip
    text = 'Attribute VB_Name = "LkPython"\nOption Explicit\n\' Generated (vba/sources.py).\n'
    for remark, name, kind, value in answers:
        text += f"\n' {remark}\nPublic Function {name}() As {kind}\n    {name} = {value}\nEnd Function\n"
    return text


def _literal(text: str) -> str:
    """A VBA expression for any text; characters beyond ASCII by their number, since a module has a code page."""
    parts: list[str] = []
    plain = ""
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        if 32 <= unit < 127:
            plain += chr(unit)
            continue
        parts += [_quoted(plain)] * bool(plain) + [f"ChrW$({unit - 65536 if unit > 32767 else unit})"]
        plain = ""
    return " & ".join([*parts, _quoted(plain)] if plain or not parts else parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def makro_tombol(alur: Alur) -> str:
    """Name of the macro that a sheet's button runs."""
    return f"LkTombol_{alur.id}"


def tombol_vba() -> str:
    """Source of ``LkTombol``: a macro for each button, and what each flow asks before it starts."""
    lines = [
        'Attribute VB_Name = "LkTombol"',
        "Option Explicit",
        "' Generated from schema/buttons.py; python -m lkjip_xl.build writes it.",
        "",
        "Public Function LkPertanyaan(alur As String) As String",
        "    Select Case alur",
    ]
    for alur in ALUR:
        if alur.tanya and alur.ada:
            lines += [f'        Case "{alur.id}"', f'            LkPertanyaan = "{",".join(alur.tanya)}"']
    lines += ["    End Select", "End Function", "", "Public Function LkPerluBuku(alur As String) As Boolean"]
    tanpa = ", ".join(f'"{a.id}"' for a in ALUR if not a.perlu_buku)
    lines += ["    LkPerluBuku = True", "    Select Case alur", f"        Case {tanpa}"]
    lines += ["            LkPerluBuku = False", "    End Select", "End Function", ""]
    on_sheets = {flow.id for flows in buttons_by_sheet().values() for flow in flows}
    for alur in ALUR:
        if alur.id in on_sheets:
            lines += [f"Public Sub {makro_tombol(alur)}()", f'    LkJalankan "{alur.id}"', "End Sub", ""]
    return "\n".join(lines[:-1]) + "\n"


def ribbon_xml() -> str:
    """The ribbon tab (customUI14): a large button for each flow, one callback for all."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>',
        '<tab id="lk_tab" label="LKjIP">',
    ]
    for number, grup in enumerate(GRUP, 1):
        lines.append(f'<group id="lk_grup_{number}" label={quoteattr(grup)}>')
        lines += [
            f'<button id="lk_{a.id}" label={quoteattr(a.label)} size="large" imageMso="{a.gambar}" '
            f'onAction="LkRibbon" screentip={quoteattr(a.ringkas)} supertip={quoteattr(a.uraian)}/>'
            for a in ALUR
            if a.grup == grup
        ]
        lines.append("</group>")
    return "\n".join([*lines, "</tab></tabs></ribbon></customUI>"]) + "\n"
