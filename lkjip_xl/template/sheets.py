"""Sheets of the built book that hold tables: header block, bands over the columns, panes, outline, print setup."""

from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..schema.formulas import HEADING
from ..schema.model import HEADER_ROW, PrintSetup, Sheet
from . import styles as look
from .styles import Stamp
from .tables import TableWriter

_LINK_WIDTH = 10  # characters of the first column that the way back needs; the band beside it cuts it off
PAPER = {"A4": 9, "F4": 14}  # numbers of the file format; F4 is its Folio, 8.5 x 13 inches


def link(cell: Any, target: str, text: str, stamp: Stamp) -> None:
    """A link to a sheet of this book, such as ``'Data Dukung'!A1``."""
    cell.value = text
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=text)
    stamp(cell, "link", font=look.font(color=look.BLUE, underline="single"), alignment=Alignment(vertical="center"))


def place_of(name: str, address: str = "A1") -> str:
    """Address in another sheet as a link's target."""
    return f"'{name}'!{address}" if " " in name else f"{name}!{address}"


def head(sheet: Worksheet, spec: Sheet, last: int, stamp: Stamp) -> None:
    """Header block of an input sheet: what it is, whose and of which year, what to do here, the way back.

    Args:
        sheet: worksheet. spec: contract Sheet. last: number of the last visible column. stamp: Stamp.
    """
    fonts = (
        look.font(15, look.NAVY, bold=True), look.font(10, look.NAVY), look.font(10, "595959", italic=True),
    )  # fmt: skip
    about = spec.about if spec.line is None else "=" + to_formula(spec.line)
    texts = (spec.title, "=" + to_formula(HEADING), about)
    for row, (text, font, height) in enumerate(zip(texts, fonts, (24, 15.75, 15.75), strict=True), 1):
        for column in range(1, last + 1):
            stamp(sheet.cell(row, column), ("head", row), font=font, fill=look.fill(look.SKY),
                  alignment=Alignment(vertical="center"))  # fmt: skip
        # Where a narrow first column repeats on every page, a text in it would be printed in pieces.
        alone = spec.printing.repeat == spec.tables[0].columns[0].name
        sheet.cell(row, 2 if alone else 1).value = text
        sheet.row_dimensions[row].height = height
    link(sheet.cell(4, 1), "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)
    if (sheet.column_dimensions["A"].width or 0) < _LINK_WIDTH:
        stamp(sheet.cell(4, 1), "narrow link", font=look.font(9, look.BLUE, underline="single"),
              alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
    sheet.row_dimensions[4].height = 18
    sheet.row_dimensions[HEADER_ROW].height = 33


def bands(sheet: Worksheet, writer: TableWriter, stamp: Stamp) -> None:
    """Labels over groups of columns in the row above the header."""
    for band in writer.table.bands:
        start, stop = writer.index[band.first], writer.index[band.last]
        if start == 1:
            continue  # the link to Beranda stands there
        for column in range(start, stop + 1):
            stamp(sheet.cell(writer.header - 1, column), "band", font=look.font(9, look.NAVY, bold=True),
                  fill=look.fill(look.PALE),
                  alignment=Alignment(horizontal="centerContinuous", vertical="center"))  # fmt: skip
        sheet.cell(writer.header - 1, start).value = band.text


def arrange(sheet: Worksheet, spec: Sheet, writers: list[TableWriter]) -> None:
    """Panes, outline, print setup of a sheet with tables."""
    first = writers[0]
    frozen = first.index[spec.freeze] if spec.freeze else 0
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, frozen + 1)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False, summaryRight=False)
    for writer in writers:
        for column in writer.table.columns:
            if column.outline or column.folded:
                dimension = sheet.column_dimensions[writer.letter[column.name]]
                dimension.outlineLevel, dimension.hidden = 1, column.folded
    printing = spec.printing
    paper(sheet, printing)
    if printing.scale:
        for writer in writers[1:2]:
            sheet.col_breaks.append(Break(id=writer.index[writer.table.columns[0].name] - 1))
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    if printing.repeat:
        sheet.print_title_cols = f"A:{first.letter[printing.repeat]}"


def paper(sheet: Worksheet, printing: PrintSetup, tall: int = 0) -> None:
    """Print setup: paper, direction, fitted to pages or at a scale, margins, page numbers.

    Args:
        printing: ``schema.model.PrintSetup``.
        tall: pages beneath each other that it is fitted to; 0: as many as it takes.
    """
    sheet.page_setup.paperSize = PAPER[printing.paper]
    sheet.page_setup.orientation = "landscape" if printing.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = printing.pages_wide, tall
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    if printing.scale:
        # Only at a fixed scale Excel keeps to page breaks that were set.
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        sheet.page_setup.scale = printing.scale
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = None, None


def view(sheet: Worksheet, grid: bool = False, zoom: int = 100) -> None:
    """How the sheet shows on the screen."""
    sheet.sheet_view.showGridLines = grid
    sheet.sheet_view.zoomScale = zoom


def protect(sheet: Worksheet) -> None:
    """Protection without a password: whoever wants to may lift it; formats, widths, sorting and filters stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
    protection.objects = protection.scenarios = False
