"""Capaian of the built book: a page to print, by formula."""

from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..schema import number_formats
from ..schema.formulas import INSTANSI
from ..schema.model import Sheet
from ..schema.settings import predikat_colors
from ..schema.sheets import beranda as home
from ..schema.sheets import capaian as page
from . import conditional
from . import styles as look
from .sheets import link, paper, protect, view
from .styles import Stamp
from .tables import TableWriter

_LAST = 8


def build_capaian(sheet: Worksheet, spec: Sheet, stamp: Stamp) -> list[TableWriter]:
    """Write the whole sheet; the writers of its tables."""
    table = spec.tables[0]
    writer = TableWriter(sheet, table, spec.origins()[table.name], (), table.room, stamp)
    writer.write(filters=False)
    view(sheet)
    link(sheet["A1"], "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)
    lines: tuple[tuple[Expr | str, float, bool, float], ...] = (
        (page.KEPALA, 11, True, 16), (INSTANSI, 13, True, 18), ("CAPAIAN KINERJA MENURUT SASARAN", 12, True, 18),
        (home.UNTIL_TITLE, 11, False, 16), (page.RINGKAS_SEMENTARA, 10, False, 16), (page.LEBIH, 9, False, 14),
    )  # fmt: skip
    for row, (text, size, bold, height) in enumerate(lines, 2):
        cell = sheet.cell(row, 1)
        cell.value = "=" + to_formula(text) if isinstance(text, Expr) else text
        stamp(cell, ("form head", row), font=look.font(size, look.INK, bold=bold),
              alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_LAST)
        sheet.row_dimensions[row].height = height
    stamp(sheet["C1"], "beyond the page", font=look.font(9, look.BAD_INK, bold=True),
          alignment=Alignment(vertical="center")).value = "=" + to_formula(page.LEBIH_SEHALAMAN)  # fmt: skip
    sheet.row_dimensions[writer.header].height = 24
    _rows(sheet, writer, stamp)
    paper(sheet, spec.printing)
    sheet.print_title_rows = f"{writer.header}:{writer.header}"
    sheet.print_area = f"A2:{writer.letter['Predikat']}{writer.header + page.printed_rows(0)}"
    sheet.freeze_panes = sheet.cell(writer.first, 1)
    sheet.print_options.horizontalCentered = True
    protect(sheet)
    return [writer]


def _rows(sheet: Worksheet, writer: TableWriter, stamp: Stamp) -> None:
    left = {"Sasaran", "Indikator", "Satuan"}
    for column in writer.columns:
        if column.hidden:
            continue
        head = sheet.cell(writer.header, writer.index[column.name])
        stamp(head, "form column", font=look.font(9, look.INK, bold=True), fill=look.fill("E7E6E6"),
              border=look.lines("595959"),
              alignment=Alignment(horizontal="center", vertical="center", wrap_text=True))  # fmt: skip
        for row in range(writer.first, writer.last + 1):
            cell = sheet.cell(row, writer.index[column.name])
            number_format = number_formats.RATIO if column.kind == "rasio" else "General"
            stamp(cell, ("form", column.name in left, number_format), font=look.font(9, look.INK),
                  number_format=number_format, border=Border(), fill=PatternFill(), protection=Protection(locked=True),
                  alignment=Alignment(horizontal="left" if column.name in left else "center", vertical="top",
                                      wrap_text=True))  # fmt: skip
    for row in range(writer.first, writer.last + 1):
        sheet.row_dimensions[row].height = 38.25
    place, start = writer.cell("_Baris", fixed=True), writer.cell("_Awal", fixed=True)
    inside, sides = Side(style="thin", color="A6A6A6"), Side(style="thin", color="595959")
    shown = f"{writer.letter['No']}{writer.first}:{writer.letter['Predikat']}{writer.last}"
    framed = Border(left=sides, right=sides, bottom=inside)
    for name in ("Target", "Realisasi"):  # first, with their frame: LibreOffice takes one look a cell
        cell = writer.cell(name)
        day = conditional.day(cell, f"INDEX(lk_u_tipe,{place})")
        conditional.framed(sheet, writer.area(name), day, framed, number_formats.SHORT_DATE, 189)
        conditional.framed(sheet, writer.area(name), conditional.whole(cell), framed, number_formats.NUMBER, 191)
    doubtful = conditional.measured_above_zero("lk_u_ragu", place)
    conditional.provisional_ratios(sheet, writer.area("Capaian"), doubtful, frame="A6A6A6")
    conditional.add(sheet, writer.area("Predikat"), doubtful, color="C55A11", frame="A6A6A6")
    first_of_sasaran = Border(left=sides, right=sides, top=sides, bottom=inside)
    conditional.framed(sheet, shown, f'AND({place}>0,{start}<>"")', first_of_sasaran)
    conditional.framed(sheet, shown, f"{place}>0", framed)
    conditional.ratios(sheet, writer.area("Capaian"))
    conditional.labels(sheet, writer.area("Predikat"), writer.cell("Predikat"), predikat_colors())
