"""Beranda of the built book: the year at a glance, how to begin, the way to every sheet."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..schema import number_formats
from ..schema.contract import link_name
from ..schema.formulas import INSTANSI
from ..schema.model import Figure, Origin, Sheet, Step, Table
from ..schema.sheets import beranda as home
from ..schema.sheets import dasbor as panel
from . import charts, conditional, report_links
from . import styles as look
from .cards import CardLine, draw_card
from .dasbor import list_place
from .sheets import paper, protect, view
from .styles import Stamp

# B to I: figures, bars, steps; K and L: tbl_ringkasan, folded away; M: what each figure means.
_WIDTHS = {"A": 1.5, **dict.fromkeys("BCDEFGHI", 18), "J": 2, "K": 24, "L": 25, "M": 44, "N": 1.5}
_SHOWN, _LAST = 9, 14
"""The last column that everybody sees; the last one at all."""
_LINKS_AT = ("B", "C", "D", "E", "F", "G", "H", "I")
_LINK_ROWS = 2
_NOTE_ROW = 8
"""The cards' notes: four lines, for what makes a capaian provisional is said in whole and large enough to be read."""
_FORMATS = {"rasio": number_formats.RATIO, "uang": number_formats.MONEY, "angka": "0", "teks": "General"}
_SIDE = Side(style="medium", color=look.WHITE)
_HEADS = 11
_YEAR_FORMAT = '"terhadap target setahun "0.00%'
_CHART = (12, 27)
_REPORT_ROWS = 5
# Only the program that shows the book knows its decimal sign.
_POINT = 'IF(MID(1/2&"",2,1)=",","","desimal: TITIK")'


def build_beranda(
    sheet: Worksheet, spec: Sheet, specs: Sequence[Sheet], stamp: Stamp
) -> tuple[dict[str, str], list[str]]:
    """Write the whole sheet.

    Args:
        sheet: worksheet. spec: its declaration. specs: those of the sheets that people see. stamp: Stamp.

    Returns:
        ``{address: value}`` of formulas outside the contract, and what each chart shows, in words.
    """
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for letter in "KLM":
        sheet.column_dimensions[letter].outlineLevel, sheet.column_dimensions[letter].hidden = 1, True
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False, summaryRight=False)
    view(sheet)
    _title(sheet, stamp)
    _links(sheet, [s.name for s in specs if s.linked], stamp)
    _cards(sheet, stamp)
    stored = _warnings(sheet, stamp)
    stored |= _reports(sheet, specs, stamp)
    _bars(sheet, specs, stamp)
    row = _steps(sheet, [(s.name, s.step) for s in specs if s.step is not None], stamp)
    _commands(sheet, row, stamp)
    origins = spec.origins()
    for table in spec.tables:
        _table(sheet, table, origins[table.name], stamp)
    paper(sheet, spec.printing, 1)
    sheet.print_area = f"A1:{get_column_letter(_SHOWN)}{_CHART[1] + 1}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_options.horizontalCentered = True
    protect(sheet)
    return stored, ["Batang capaian tiap indikator sasaran, dari yang terendah, dengan garis 100%."]


def _title(sheet: Worksheet, stamp: Stamp) -> None:
    sizes = ((9, "BDD7EE", False), (20, look.WHITE, True), (11, "DDEBF7", False))
    texts = ("=" + to_formula(home.PEMERINTAH), "=" + to_formula(INSTANSI), "=" + to_formula(home.WAKTU))
    for row, ((size, color, bold), text, height) in enumerate(zip(sizes, texts, (16, 28, 20), strict=True), 1):
        for column in range(1, _LAST + 1):
            stamp(sheet.cell(row, column), ("title", row), font=look.font(size, color, bold=bold),
                  fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = height
    for column in range(2, _SHOWN + 1):  # a long name is not cut
        stamp(sheet.cell(2, column), ("title", "name"), font=look.font(20, look.WHITE, bold=True),
              fill=look.fill(look.NAVY), alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
    sheet.merge_cells(f"B2:{get_column_letter(_SHOWN)}2")
    stamp(sheet["I1"], "brand", font=look.font(9, "BDD7EE", bold=True), fill=look.fill(look.NAVY),
          alignment=Alignment(horizontal="right", vertical="center")).value = "Buku kerja LKjIP"  # fmt: skip


def _links(sheet: Worksheet, names: list[str], stamp: Stamp) -> None:
    places = [f"{letter}{row}" for row in range(4, 4 + _LINK_ROWS) for letter in _LINKS_AT]
    if len(names) > len(places):
        raise ValueError(f"Beranda has room for {len(places)} links, not for {len(names)}")
    rows = 1 + (len(names) - 1) // len(_LINKS_AT)
    for row in range(4, 4 + rows):
        for column in range(1, _LAST + 1):
            stamp(sheet.cell(row, column), "bar", fill=look.fill(look.SKY))
    for place, name in zip(places, names, strict=False):
        cell = sheet[place]
        cell.value = name
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link_name(name), display=name)
        stamp(cell, "bar link", font=look.font(10, look.NAVY, bold=True, underline="single"),
              fill=look.fill(look.SKY), alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
    for row in range(4, 4 + _LINK_ROWS):
        sheet.row_dimensions[row].height = 18 if row < 4 + rows else 8


def _cards(sheet: Worksheet, stamp: Stamp) -> None:
    """Figures for the head of office: caption, the figure, a line of explanation."""
    shown = home.figure_shown
    cards = (
        ("B", "C", home.CAPTION, shown("Rata-rata capaian"), number_formats.RATIO, home.CAPAIAN_NOTE),
        ("D", "E", "SERAPAN ANGGARAN", shown("Serapan"), number_formats.RATIO, home.CATATAN_SERAPAN),
        ("F", "G", "INDIKATOR DI BAWAH TARGET", panel.BELOW, "0", panel.NOTE_BELOW),
        ("H", "I", "TEMUAN SALAH", home.TEMUAN_SALAH, "0", home.TEMUAN),
    )  # fmt: skip
    for row, height in zip((6, 7, _NOTE_ROW, 9), (17, 30, 42, 14), strict=True):
        sheet.row_dimensions[row].height = height
    for left, right, caption, figure, figure_format, note in cards:
        lines = (
            CardLine(6, caption, "General", look.font(9, look.GREY, bold=True)),
            CardLine(7, figure, figure_format, look.font(20, look.NAVY, bold=True)),
            CardLine(_NOTE_ROW, note, "General", look.font(8, "595959"), wraps=True),
            CardLine(9, home.YEAR_NOTE if left == "B" else None, _YEAR_FORMAT, look.font(9, look.GREY)),
        )
        draw_card(sheet, "card", left, right, lines, stamp)
    conditional.add(sheet, "D6:E9", "lk_rusak", color=look.BAD_INK, background=look.BAD_FILL, bold=True)
    conditional.add(
        sheet, "D8:E8", f'LEFT($D$8,{len(home.SOUND_SERAPAN)})<>"{home.SOUND_SERAPAN}"', color=look.BAD_INK, bold=True
    )
    conditional.add(sheet, "B8:C8", 'ISNUMBER(SEARCH("(sementara)",$B$8))', color=look.GREY)
    conditional.add(sheet, "H7:I7", "IF(ISNUMBER($H$7),$H$7>0,FALSE)", color=look.BAD_INK)
    conditional.add(sheet, "H7:I7", '$H$7="Belum diperiksa"', color="C55A11")
    conditional.add(sheet, "H8:I8", 'ISNUMBER(SEARCH("berubah",$H$8))', color="C55A11", bold=True)
    for where in ("B7:C7", "D7:E7"):
        conditional.ratios(sheet, where)


def _warnings(sheet: Worksheet, stamp: Stamp) -> dict[str, str]:
    """What is wrong with the book itself, and a decimal sign that would change what is typed."""
    sheet.row_dimensions[10].height = 34  # three lines: every sentence at once, and large enough to be read
    for column in range(2, _SHOWN + 1):
        stamp(sheet.cell(10, column), "warning", font=look.font(8, look.BAD_INK, bold=True),
              alignment=Alignment(vertical="center", wrap_text=True))  # fmt: skip
    sheet["B10"].value = "=" + to_formula(home.PERINGATAN)
    sheet["B10"].hyperlink = Hyperlink(ref="B10", location=link_name("Temuan"), tooltip="Ke lembar Temuan")
    sheet.merge_cells(f"B10:{get_column_letter(_SHOWN - 1)}10")
    conditional.add(sheet, f"B10:{get_column_letter(_SHOWN - 1)}10", '$B$10<>""', background=look.BAD_FILL)
    sheet.cell(10, _SHOWN).value = "=" + _POINT
    conditional.add(sheet, "I10:I10", '$I$10<>""', color="7F4F00", background=look.WARN_FILL, bold=True)
    return {"I10": ""}


def _heading(sheet: Worksheet, address: str, text: str | Expr, stamp: Stamp, until: str) -> None:
    row = sheet[address].row
    for column in range(sheet[address].column, sheet[f"{until}{row}"].column + 1):
        stamp(sheet.cell(row, column), "heading", font=look.font(11, look.NAVY, bold=True),
              border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
    sheet[address].value = "=" + to_formula(text) if isinstance(text, Expr) else text
    sheet.merge_cells(f"{address}:{until}{row}")
    sheet.row_dimensions[row].height = 22


def _bars(sheet: Worksheet, specs: Sequence[Sheet], stamp: Stamp) -> None:
    """The worst indicators with their capaian as bars, from the tables of Dasbor."""
    first, last = _CHART
    _heading(sheet, f"B{_HEADS}", panel.TITLE_CAPAIAN, stamp, "E")
    where = next(s for s in specs if s.name == panel.SHEET.name)
    table, origin = where.tables[0], where.origins()[where.tables[0].name]
    letters = {c.name: get_column_letter(origin.column + i) for i, c in enumerate(table.columns)}

    def area(name: str, header: int) -> str:
        return f"${letters[name]}${origin.row + 1 - header}:${letters[name]}${origin.row + table.room}"

    chart = charts.bars(
        where.name, area("_Label", 0), ((area("_Kurang", 1), charts.WARN), (area("_Cukup", 1), charts.LIGHT)),
        panel.LONGEST_BAR,
    )  # fmt: skip
    charts.place(sheet, chart, f"B{first}", f"E{last}")
    for row in range(first, last + 1):
        sheet.row_dimensions[row].height = 18


def _reports(sheet: Worksheet, specs: Sequence[Sheet], stamp: Stamp) -> dict[str, str]:
    """Links to every report sheet, beneath what is printed; ``{address: value}`` of their formulas."""
    where = next(s for s in specs if s.name == panel.SHEET.name)
    listed = report_links.listed(where.name, *list_place(where))
    top = _CHART[1] + 2
    heading = f'IF(COUNT({listed.there})=0,"","Laporan yang sudah dibuat")'
    _heading(sheet, f"B{top}", "=" + heading, stamp, "I")
    cells = [f"{letter}{row}" for row in range(top + 1, top + 1 + _REPORT_ROWS) for letter in _LINKS_AT]
    more = f'"dan "&COUNT({listed.there})-{len(cells) - 1}&" lembar lagi"'
    for row in range(top + 1, top + 1 + _REPORT_ROWS):
        sheet.row_dimensions[row].height = 18
    return {f"B{top}": "", **report_links.write_links(sheet, cells, listed, more, stamp)}


def _steps(sheet: Worksheet, steps: list[tuple[str, Step]], stamp: Stamp) -> int:
    """How to begin, a line for each sheet that has a step; returns the row after the blank one beneath them."""
    _heading(sheet, f"F{_HEADS}", home.STEPS_TITLE, stamp, "I")
    row = _HEADS
    for number, (name, step) in enumerate(steps, 1):
        row += 1
        cell = sheet.cell(row, 6)
        cell.value = f"{number}.  {name}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link_name(name), display=cell.value)
        stamp(cell, "step", font=look.font(10, look.BLUE, bold=True, underline="single"),
              alignment=Alignment(vertical="center"))  # fmt: skip
        stamp(sheet.cell(row, 7), "step text", font=look.font(9),
              alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
        sheet.cell(row, 7).value = step.text
        if step.filled is None:
            sheet.merge_cells(start_row=row, end_row=row, start_column=7, end_column=9)
            continue
        sheet.merge_cells(start_row=row, end_row=row, start_column=7, end_column=8)
        stamp(sheet.cell(row, 9), "step filled", font=look.font(9, look.GREY),
              alignment=Alignment(horizontal="right", vertical="center"))  # fmt: skip
        sheet.cell(row, 9).value = "=" + to_formula(step.filled)
    first = _HEADS + 1
    conditional.add(sheet, f"I{first}:I{row}", f'RIGHT(I{first},5)="belum"', color="C55A11")
    conditional.add(sheet, f"I{first}:I{row}", f'I{first}="belum diisi"', color="C55A11")
    conditional.add(sheet, f"I{first}:I{row}", f'I{first}<>""', color="548235")
    return row + 2


def _commands(sheet: Worksheet, row: int, stamp: Stamp) -> None:
    """The shortest way to a first figure, and what one does next."""
    lines = (
        *("=" + to_formula(hint) for hint in home.HINTS),
        "Hitung, Periksa, Laporan, PDF: di tab LKjIP bila Excel ini dipasangi lkjip-xl; bila tidak,",
        "tutup buku, lalu lkjip-xl hitung NAMA.xlsx (begitu pula periksa, laporan, pdf).",
    )
    for text in lines:
        stamp(sheet.cell(row, 6), "command", font=look.font(9, "595959"), alignment=Alignment(vertical="center"))
        sheet.cell(row, 6).value = text
        row += 1


def _table(sheet: Worksheet, spec: Table, origin: Origin, stamp: Stamp) -> None:
    """A table of figures; each row has a formula of its own, so its column has no common one."""
    header, first = origin.row, origin.column
    key, value = (c.name for c in spec.columns)
    for column, text in ((first, key), (first + 1, value), (first + 2, None)):
        stamp(sheet.cell(header, column, text), ("summary head", text == value),
              font=look.font(12, look.NAVY, bold=True), border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(horizontal="right" if text == value else "left", vertical="center",
                                  indent=int(text == value)))  # fmt: skip
    for row, figure in enumerate(spec.figures, header + 1):
        figure_row(sheet, row, (first, first + 1, first + 2), figure, stamp)
    last = header + len(spec.figures)
    left, right = get_column_letter(first), get_column_letter(first + 1)
    table = ExcelTable(displayName=spec.name, name=spec.name, ref=f"{left}{header}:{right}{last}")
    table.tableColumns = [TableColumn(id=number, name=c.name) for number, c in enumerate(spec.columns, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    conditional.add(sheet, f"{right}{header + 1}:{right}{last}", f"ISNA({right}{header + 1})", color="A6A6A6")


def figure_row(sheet: Worksheet, row: int, columns: tuple[int, int, int | None], figure: Figure, stamp: Stamp) -> None:
    """A row of the table of figures: its key, its value, and what it means where ``columns`` has a place for that."""
    thin = Border(bottom=Side(style="thin", color="E3E8EE"))
    key, value, note = columns
    stamp(sheet.cell(row, key), "summary key", font=look.font(10), border=thin,
          alignment=Alignment(vertical="center"))  # fmt: skip
    stamp(sheet.cell(row, value), ("summary", figure.kind), font=look.font(10, look.NAVY, bold=True),
          border=thin, number_format=_FORMATS[figure.kind],
          alignment=Alignment(horizontal="right", vertical="center", indent=1))  # fmt: skip
    sheet.cell(row, key).value = figure.key
    sheet.cell(row, value).value = "=" + to_formula(figure.formula)
    if note is not None:
        stamp(sheet.cell(row, note), "summary note", font=look.font(8.5, look.GREY),
              alignment=Alignment(horizontal="left", vertical="center", indent=1))  # fmt: skip
        sheet.cell(row, note).value = figure.note
    if figure.kind == "rasio":
        conditional.ratios(sheet, f"{get_column_letter(value)}{row}")


def later_cell(sheet: Worksheet, address: str, formula: str, name: str, stamp: Stamp) -> None:
    """A cell that an older Beranda lacks: a warning, or the small line of a card (``schema.later_cells``)."""
    cell = sheet[address]
    cell.value = "=" + formula
    if name == "peringatan":
        stamp(cell, "later warning", font=look.font(10, look.BAD_INK, bold=True),
              alignment=Alignment(vertical="center"))  # fmt: skip
    else:
        stamp(cell, "later note", font=look.font(9, look.GREY), fill=look.fill(look.PALE), number_format=_YEAR_FORMAT,
              alignment=Alignment(horizontal="center", vertical="center", shrink_to_fit=True))  # fmt: skip
