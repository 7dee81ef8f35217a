"""Dasbor of the built book: cards, charts, the indicators that need attention, links to the reports."""

from collections.abc import Mapping
from typing import Any

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..schema import number_formats
from ..schema.contract import link_name
from ..schema.formulas import INSTANSI
from ..schema.model import Sheet
from ..schema.sheets import beranda as home
from ..schema.sheets import dasbor as panel
from . import charts, conditional, report_links
from . import styles as look
from .cards import CardLine, draw_card
from .sheets import link, paper, protect, view
from .styles import Stamp
from .tables import TableWriter

FIRST_ROW, SECOND_ROW, TABLE_ROW = 9, 25, 40
"""Rows of the words above the charts, and above the table."""
_LAST, _NOTE_ROW = "K", 7
_SIDE = Side(style="medium", color=look.WHITE)
Described = list[str]


def build_dasbor(sheet: Worksheet, spec: Sheet, stamp: Stamp) -> tuple[list[TableWriter], Mapping[str, str], Described]:
    """Write the whole sheet.

    Returns:
        The tables' writers, ``{address: value}`` of formulas outside the contract, and what each chart shows, in words.
    """
    origins = spec.origins()
    writers = [TableWriter(sheet, t, origins[t.name], (), t.room, stamp) for t in spec.tables]
    for writer in writers:
        writer.write(filters=False)
    _columns(sheet, writers)
    view(sheet)
    _banner(sheet, stamp)
    _cards(sheet, stamp)
    _words(sheet, stamp)
    told = _charts(sheet, {w.table.name: w for w in writers})
    shown = _links(sheet, spec, stamp)
    _table_looks(sheet, writers[0])
    paper(sheet, spec.printing, 1)
    sheet.print_area = f"A1:{_LAST}{panel.HEADER_ROW + panel.WORST}"
    sheet.print_options.horizontalCentered = True
    protect(sheet)
    return writers, shown, told


def _columns(sheet: Worksheet, writers: list[TableWriter]) -> None:
    sheet.column_dimensions["A"].width = 1.5
    first, last = 12, max(i for w in writers for i in w.index.values())
    for number in range(first, last + 1):
        sheet.column_dimensions[get_column_letter(number)].hidden = True


def _banner(sheet: Worksheet, stamp: Stamp) -> None:
    texts = ("Dasbor kinerja", "=" + to_formula(INSTANSI), "=" + to_formula(home.WAKTU))
    looks = ((9, "BDD7EE", False), (18, look.WHITE, True), (11, "DDEBF7", False))
    for row, (text, (size, color, bold), height) in enumerate(zip(texts, looks, (18, 28, 20), strict=True), 1):
        for column in range(1, sheet[f"{_LAST}1"].column + 1):
            stamp(sheet.cell(row, column), ("dash", row), font=look.font(size, color, bold=bold),
                  fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = height
    for column in range(2, sheet[f"{_LAST}1"].column + 1):  # a long name is not cut
        stamp(sheet.cell(2, column), ("dash", "name"), font=look.font(18, look.WHITE, bold=True),
              fill=look.fill(look.NAVY), alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
    sheet.merge_cells(f"B2:{_LAST}2")
    link(sheet["B4"], "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)


def _cards(sheet: Worksheet, stamp: Stamp) -> None:
    shown = home.figure_shown
    cards = (
        ("B", "D", home.CAPTION, shown("Rata-rata capaian"), number_formats.RATIO, home.CAPAIAN_NOTE),
        ("E", "G", "SERAPAN ANGGARAN", shown("Serapan"), number_formats.RATIO, panel.NOTE_SERAPAN),
        ("H", "J", "INDIKATOR DI BAWAH TARGET", panel.BELOW, "0", panel.NOTE_BELOW),
        ("K", "K", "TEMUAN SALAH", home.TEMUAN_SALAH, "0", home.TEMUAN),
    )
    # Three lines for the notes: what makes a capaian provisional is said in whole and large enough to be read.
    for row, height in zip((5, 6, _NOTE_ROW, 8), (18, 34, 32, 6), strict=True):
        sheet.row_dimensions[row].height = height
    for left, right, caption, figure, figure_format, note in cards:
        lines = (
            CardLine(5, caption, "General", look.font(9, look.GREY, bold=True)),
            CardLine(6, figure, figure_format, look.font(20, look.NAVY, bold=True)),
            CardLine(_NOTE_ROW, note, "General", look.font(8, "595959"), wraps=True),
        )
        draw_card(sheet, "dash card", left, right, lines, stamp)
    for where in ("B6:D6", "E6:G6"):
        conditional.ratios(sheet, where)
    conditional.add(sheet, "K6:K6", "IF(ISNUMBER($K$6),$K$6>0,FALSE)", color=look.BAD_INK)
    conditional.add(sheet, "K6:K6", '$K$6="Belum diperiksa"', color="C55A11")


def _words(sheet: Worksheet, stamp: Stamp) -> None:
    """What each chart says, above it."""
    words: tuple[tuple[int, str, str, Expr | str], ...] = (
        (FIRST_ROW, "B", "E", panel.TITLE_CAPAIAN), (FIRST_ROW, "F", "I", panel.TITLE_SERAPAN),
        (FIRST_ROW, "J", "K", panel.TITLE_EFISIENSI), (SECOND_ROW, "B", "E", panel.TITLE_UANG),
        (SECOND_ROW, "F", "I", panel.TITLE_TAHUN), (SECOND_ROW, "J", "K", "Laporan yang sudah dibuat"),
        (TABLE_ROW, "B", "K", panel.TITLE_PERINGATAN),
    )  # fmt: skip
    for row, left, right, text in words:
        first, last = sheet[f"{left}{row}"].column, sheet[f"{right}{row}"].column
        for column in range(first, last + 1):
            stamp(sheet.cell(row, column), "dash words", font=look.font(10, look.NAVY, bold=True),
                  border=Border(bottom=Side(style="medium", color=look.BLUE)),
                  alignment=Alignment(vertical="center", wrap_text=True))  # fmt: skip
        sheet.cell(row, first).value = "=" + to_formula(text) if isinstance(text, Expr) else text
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        sheet.row_dimensions[row].height = 28 if row != TABLE_ROW else 20


def _charts(sheet: Worksheet, writers: Mapping[str, TableWriter]) -> Described:
    def area(table: str, name: str, header: bool = True) -> str:
        writer = writers[table]
        letter = writer.letter[name]
        return f"${letter}${writer.header if header else writer.first}:${letter}${writer.last}"

    top, bottom = FIRST_ROW + 1, SECOND_ROW - 1
    worst = charts.bars(sheet.title, area("tbl_dasbor", "_Label", False), (
        (area("tbl_dasbor", "_Kurang"), charts.WARN), (area("tbl_dasbor", "_Cukup"), charts.LIGHT),
    ), panel.LONGEST_BAR)  # fmt: skip
    charts.place(sheet, worst, f"B{top}", f"E{bottom}")
    pace = charts.columns_and_line(
        sheet.title, area("tbl_dasbor_tw", "Triwulan", False), (area("tbl_dasbor_tw", "Serapan"), charts.LIGHT),
        (area("tbl_dasbor_tw", "Kalender"), charts.DARK), "0%", 1,
    )  # fmt: skip
    charts.place(sheet, pace, f"F{top}", f"I{bottom}")
    across, up = (area("tbl_dasbor", name, False) for name in ("_X", "_Y"))
    both = charts.points(sheet.title, across, up, panel.LONGEST_BAR)
    charts.place(sheet, both, f"J{top}", f"K{bottom}")
    top, bottom = SECOND_ROW + 1, TABLE_ROW - 2
    money = charts.stacked(sheet.title, area("tbl_dasbor_sasaran", "Sasaran", False), (
        (area("tbl_dasbor_sasaran", "Realisasi"), charts.DARK), (area("tbl_dasbor_sasaran", "Sisa"), "DDEBF7"),
    ), "#,##0,,")  # fmt: skip
    charts.place(sheet, money, f"B{top}", f"E{bottom}")
    years = charts.columns_and_line(
        sheet.title, area("tbl_dasbor_tahun", "Tahun", False), (area("tbl_dasbor_tahun", "Realisasi"), charts.LIGHT),
        (area("tbl_dasbor_tahun", "Target"), charts.DARK), "General", None,
    )  # fmt: skip
    charts.place(sheet, years, f"F{top}", f"I{bottom}")
    return [
        "Batang capaian tiap indikator sasaran, dari yang terendah, dengan garis 100%.",
        "Serapan anggaran tiap triwulan dibandingkan dengan bagian tahun yang sudah lewat.",
        "Capaian tiap indikator terhadap serapan anggarannya, dengan garis 100% pada kedua sumbu.",
        "Pagu tiap sasaran: realisasi dan sisanya.",
        "Target dan realisasi satu indikator selama lima tahun.",
    ]


def list_place(spec: Sheet) -> tuple[int, int]:
    """Column and row where the names of the report sheets begin, right of every table."""
    reach = max(origin.column + len(t.columns) for t in spec.tables for origin in (spec.origins()[t.name],))
    return reach + 1, FIRST_ROW


def _links(sheet: Worksheet, spec: Sheet, stamp: Stamp) -> dict[str, str]:
    """Links to the reports that have been written."""
    column, row = list_place(spec)
    stored = report_links.write_list(sheet, column, row)
    cells = [f"{letter}{n}" for letter in "JK" for n in range(SECOND_ROW + 1, TABLE_ROW - 1)]
    more = f'HYPERLINK("#{link_name("Beranda")}","Semua laporan: Beranda")'
    return stored | report_links.write_links(sheet, cells, report_links.listed(spec.name, column, row), more, stamp)


def _table_looks(sheet: Worksheet, writer: TableWriter) -> None:
    for row in range(writer.first, writer.last + 1):
        sheet.row_dimensions[row].height = 37  # three lines
        for column in writer.columns:
            if column.kind == "teks" and not column.hidden:
                cell: Any = sheet.cell(row, writer.index[column.name])
                cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
                cell.font = look.font(9, look.INK)
            else:
                sheet.cell(row, writer.index[column.name]).alignment = Alignment(
                    horizontal="right", vertical="center", indent=1
                )
    place = writer.cell("_Baris", fixed=True)
    for name, doubt in (("Capaian", "lk_u_ragu"), ("Serapan", "lk_u_kurang")):
        doubtful = conditional.measured_above_zero(doubt, place)
        conditional.provisional_ratios(sheet, writer.area(name), doubtful)
    conditional.ratios(sheet, f"{writer.area('Capaian')} {writer.area('Serapan')}")
    missed = f'LEFT({writer.cell("Peringatan", fixed=True)},7)="Meleset"'
    for name in ("Perkiraan", "Selisih"):
        for row in range(writer.first, writer.last + 1):
            sheet.cell(row, writer.index[name]).number_format = "#,##0.00"
    for name in ("Target", "Perkiraan", "Selisih"):
        cell = writer.cell(name)
        if name != "Selisih":  # between two days there are days
            conditional.dates(sheet, writer.area(name), cell, f"INDEX(lk_u_tipe,{place})")
        if name == "Selisih":  # before the format alone: LibreOffice takes one look a cell
            conditional.add(
                sheet, writer.area(name), f"IF({missed},{conditional.whole(cell)},FALSE)", color=look.BAD_INK,
                bold=True, number_format=number_formats.NUMBER, number_id=191,
            )  # fmt: skip
            conditional.add(sheet, writer.area(name), missed, color=look.BAD_INK, bold=True)
        conditional.add(sheet, writer.area(name), conditional.whole(cell), number_format=number_formats.NUMBER,
                        number_id=191)  # fmt: skip
    conditional.add(sheet, writer.area("Peringatan"), missed, color=look.BAD_INK, bold=True)
