"""Petunjuk of the built book: what a newcomer needs to know, in plain Indonesian, on a sheet that prints well."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..rules.terbilang import terbilang
from ..schema.looks import INPUT_FILL
from ..schema.model import Sheet
from ..schema.sheets import petunjuk as guide
from . import styles as look
from .sheets import link, paper, place_of, protect, view
from .styles import Stamp

_CHARACTERS = 96  # that fit on one line of the text column
_LINE = 14.25
_SWATCH = {
    "#input": ("Isian", look.INPUT_INK, INPUT_FILL), "#computed": ("Dihitung", look.COMPUTED_INK,
                                                                       look.COMPUTED_FILL),
    "#bad": ("Salah", look.BAD_INK, look.BAD_FILL), "#warn": ("Perlu diisi", look.INK, look.WARN_FILL),
}  # fmt: skip


def build_petunjuk(sheet: Worksheet, spec: Sheet, specs: Sequence[Sheet], stamp: Stamp) -> dict[str, str]:
    """Write the whole sheet; ``{address: value}`` of its formula.

    Args:
        sheet: worksheet. spec: its declaration. specs: those of all sheets of the book. stamp: Stamp.
    """
    view(sheet)
    for letter, width in (("A", 2), ("B", 19), ("C", 88), ("D", 2)):
        sheet.column_dimensions[letter].width = width
    for column in range(1, 5):
        stamp(sheet.cell(1, column), "guide title", font=look.font(18, look.WHITE, bold=True),
              fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
    sheet["B1"].value = "Petunjuk"
    sheet.row_dimensions[1].height = 34
    link(sheet["B2"], "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)
    row = 3
    for heading, paragraphs in sections(specs):
        row = _section(sheet, row, heading, paragraphs, stamp)
    version = stamp(sheet.cell(row + 1, 2), "guide version", font=look.font(9, look.GREY),
                    alignment=Alignment(vertical="center"))  # fmt: skip
    version.value = "=" + to_formula(guide.VERSION)
    sheet.freeze_panes = "A3"
    paper(sheet, spec.printing, tall=1)
    sheet.print_options.horizontalCentered = True
    protect(sheet)
    return {version.coordinate: guide.version_of_new_book()}


def sections(specs: Sequence[Sheet]) -> Iterator[guide.Section]:
    """``(heading, ((label, text), ...))`` of every section; a label with "@" before a sheet's name becomes a link."""
    for section in guide.SECTIONS:
        if section == guide.STEPS:
            steps = [(s.name, s.step.guide) for s in specs if s.step is not None and s.step.guide is not None]
            lines = ((f"{number}. @{name}", text) for number, (name, text) in enumerate(steps, 1))
            yield f"{terbilang(len(steps)).capitalize()} langkah mengisi", tuple(lines)
        elif section == guide.SHEETS:
            told = {s.name for s in specs if s.step is not None and s.step.guide is not None}
            yield guide.SHEETS, tuple((f"@{s.name}", s.listed) for s in specs if s.listed and s.name not in told)
        elif not isinstance(section, str):
            yield section


def _section(sheet: Worksheet, row: int, heading: str, paragraphs: Iterable[tuple[str, str]], stamp: Stamp) -> int:
    sheet.row_dimensions[row].height = 26
    for column in (2, 3):
        stamp(
            sheet.cell(row, column),
            "guide heading",
            font=look.font(12, look.NAVY, bold=True),
            border=Border(bottom=Side(style="medium", color=look.BLUE)),
            alignment=Alignment(vertical="bottom"),
        )
    sheet.cell(row, 2).value = heading
    for label, text in paragraphs:
        row += 1
        cell = stamp(sheet.cell(row, 3), "guide text", font=look.font(10.5),
                     alignment=Alignment(vertical="center", wrap_text=True))  # fmt: skip
        cell.value = text
        # The height is given: not every program works it out on opening.
        sheet.row_dimensions[row].height = 5.25 + _LINE * (1 + (len(text) - 1) // _CHARACTERS)
        _label(sheet.cell(row, 2), label, stamp)
    return row + 1


def _label(cell: Any, label: str, stamp: Stamp) -> None:
    if label in _SWATCH:
        text, ink, background = _SWATCH[label]
        stamp(cell, label, font=look.font(10.5, ink, bold=True), fill=look.fill(background), border=look.lines(),
              alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
        cell.value = text
        return
    before, at, name = label.partition("@")
    cell.value = before + name
    cell.data_type = "s"  # "#N/A" is a text here
    middle = Alignment(vertical="center")
    if not at:
        stamp(cell, "guide label", font=look.font(10.5, bold=True), alignment=middle)
        return
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=before + name)
    stamp(cell, "guide link", font=look.font(10.5, look.BLUE, bold=True, underline="single"), alignment=middle)
