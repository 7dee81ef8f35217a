"""Beranda of the built book: the year at a glance, how to begin, the way to every sheet."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..schema.formulas import INSTANSI
from ..schema.model import Origin, Sheet, Step, Table
from ..schema.settings import predikat_colors
from ..schema.sheets import beranda as home
from . import conditional
from . import styles as look
from .sheets import paper, place_of, protect, view
from .styles import Stamp

# B to I: figures, steps, indicators; K and L: tbl_ringkasan; M: what each figure means.
_WIDTHS = {"A": 1.5, **dict.fromkeys("BCDEFGHI", 12), "J": 2, "K": 24, "L": 25, "M": 44, "N": 1.5}
# Columns that the links to the sheets stand in; what does not fit into one row goes on in the next.
_LINKS_AT = ("B", "C", "D", "E", "F", "G", "H", "I", "K", "L", "M")
_LINK_ROWS = 2
_FORMATS = {"rasio": look.RATIO, "uang": look.MONEY, "angka": "0", "teks": "General"}
_SIDE = Side(style="medium", color=look.WHITE)


def build_beranda(sheet: Worksheet, spec: Sheet, specs: Sequence[Sheet], stamp: Stamp) -> None:
    """Write the whole sheet.

    Args:
        sheet: worksheet. spec: its declaration. specs: those of all sheets of the book. stamp: Stamp.
    """
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    view(sheet)
    _title(sheet, stamp)
    _links(sheet, [s.name for s in specs if s.linked], stamp)
    _cards(sheet, stamp)
    row = _steps(sheet, [(s.name, s.step) for s in specs if s.step is not None], stamp)
    row = _commands(sheet, row, stamp)
    _indicators(sheet, row, stamp)
    origins = spec.origins()
    for table in spec.tables:
        _table(sheet, table, origins[table.name], stamp)
    paper(sheet, spec.printing, 1)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_options.horizontalCentered = True
    protect(sheet)


def _title(sheet: Worksheet, stamp: Stamp) -> None:
    sizes = ((9, "BDD7EE", False), (20, look.WHITE, True), (11, "DDEBF7", False))
    texts = ("=" + to_formula(home.PEMERINTAH), "=" + to_formula(INSTANSI), "=" + to_formula(home.WAKTU))
    for row, ((size, color, bold), text, height) in enumerate(zip(sizes, texts, (20, 32, 22), strict=True), 1):
        for column in range(1, 15):
            stamp(sheet.cell(row, column), ("title", row), font=look.font(size, color, bold=bold),
                  fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = height
    stamp(sheet["M1"], "brand", font=look.font(9, "BDD7EE", bold=True), fill=look.fill(look.NAVY),
          alignment=Alignment(horizontal="right", vertical="center")).value = "Buku kerja LKjIP"  # fmt: skip


def _links(sheet: Worksheet, names: list[str], stamp: Stamp) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    places = [f"{letter}{row}" for row in range(4, 4 + _LINK_ROWS) for letter in _LINKS_AT]
    if len(names) > len(places):
        raise ValueError(f"Beranda has room for {len(places)} links, not for {len(names)}")
    rows = 1 + (len(names) - 1) // len(_LINKS_AT)
    for row in range(4, 4 + rows):
        for column in range(1, 15):
            stamp(sheet.cell(row, column), "bar", fill=look.fill(look.SKY))
    for place, name in zip(places, names, strict=False):
        cell = sheet[place]
        cell.value = name
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=name)
        stamp(cell, "bar link", font=look.font(10, look.NAVY, bold=True, underline="single"),
              fill=look.fill(look.SKY), alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
    for row in range(4, 4 + _LINK_ROWS):
        sheet.row_dimensions[row].height = 22 if row < 4 + rows else 8


_YEAR_LINE = (home.figure_shown("Terhadap target setahun"), '"terhadap target setahun "0.00%')


def _cards(sheet: Worksheet, stamp: Stamp) -> None:
    """Figures for the head of office: caption, the figure, a line or two of explanation."""
    shown = home.figure_shown
    cards = (
        ("B", "C", home.CAPTION, shown("Rata-rata capaian"), look.RATIO, home.TERUKUR, "General"),
        ("D", "E", "PREDIKAT", shown("Predikat"), "General", home.SKALA_DIPAKAI, '"Skala: "@'),
        ("F", "G", "SERAPAN ANGGARAN", shown("Serapan"), look.RATIO, home.CATATAN_SERAPAN, "General"),
        (
            "H",
            "I",
            "PAGU TANPA INDIKATOR",
            shown("Pagu tanpa indikator"),
            '"Rp"#,##0',
            "tidak mendukung indikator mana pun",
            "General",
        ),
        ("K", "L", "REALISASI ANGGARAN", shown("Realisasi"), '"Rp"#,##0', shown("Pagu"), '"dari pagu Rp"#,##0'),
        ("M", "M", "RATA-RATA IKU", shown("Rata-rata IKU"), look.RATIO, "Indikator Kinerja Utama", "General"),
    )
    for row, height in zip((6, 7, 8, 9, 10), (20, 36, 18, 14, 8), strict=True):
        sheet.row_dimensions[row].height = height
    for left, right, caption, figure, figure_format, note, note_format in cards:
        first, last = sheet[f"{left}6"].column, sheet[f"{right}6"].column
        contents = (
            (6, caption, "General", look.font(9, look.GREY, bold=True)),
            (7, figure, figure_format, look.font(20, look.NAVY, bold=True)),
            (8, note, note_format, look.font(9, "595959")),
            (9, *(_YEAR_LINE if left == "B" else (None, "General")), look.font(9, look.GREY)),
        )
        for row, content, number_format, font in contents:
            for column in range(first, last + 1):
                edges = (_SIDE if column == first else None, _SIDE if column == last else None)
                stamp(sheet.cell(row, column), ("card", row, number_format, *(e is None for e in edges)), font=font,
                      fill=look.fill(look.PALE), number_format=number_format,
                      border=Border(left=edges[0], right=edges[1]),
                      alignment=Alignment(horizontal="center", vertical="center", shrink_to_fit=True))  # fmt: skip
            sheet.cell(row, first).value = "=" + to_formula(content) if isinstance(content, Expr) else content
            if last > first:  # a figure is too wide for one column
                sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    conditional.add(sheet, "F6:G9", "lk_rusak", color=look.BAD_INK, background=look.BAD_FILL, bold=True)
    conditional.add(sheet, "F8:G8", 'LEFT($F$8,10)="sementara:"', color=look.BAD_INK, bold=True)
    conditional.add(sheet, "F8:G8", 'RIGHT($F$8,16)="tidak terhitung"', color=look.BAD_INK, bold=True)
    conditional.add(sheet, "D7:E7", 'RIGHT($D$7,11)="(sementara)"', color=look.GREY)
    conditional.labels(sheet, "D7:E7", "$D$7", predikat_colors())
    for where in ("B7:C7", "F7:G7", "M7"):
        conditional.ratios(sheet, where)


def _heading(sheet: Worksheet, address: str, text: str, stamp: Stamp, until: str) -> None:
    row = sheet[address].row
    for column in range(sheet[address].column, sheet[f"{until}{row}"].column + 1):
        stamp(sheet.cell(row, column), "heading", font=look.font(12, look.NAVY, bold=True),
              border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(vertical="center"))  # fmt: skip
    sheet[address].value = text
    sheet.row_dimensions[row].height = 22


def _steps(sheet: Worksheet, steps: list[tuple[str, Step]], stamp: Stamp) -> int:
    """How to begin, a line for each sheet that has a step; returns the row after the blank one beneath them."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    _heading(sheet, "B11", "Cara memulai", stamp, "I")
    row = 11
    for number, (name, step) in enumerate(steps, 1):
        row += 1
        sheet.row_dimensions[row].height = 19.5
        cell = sheet.cell(row, 2)
        cell.value = f"{number}.  {name}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=cell.value)
        stamp(cell, "step", font=look.font(10, look.BLUE, bold=True, underline="single"),
              alignment=Alignment(vertical="center"))  # fmt: skip
        stamp(sheet.cell(row, 4), "step text", font=look.font(10), alignment=Alignment(vertical="center"))
        sheet.cell(row, 4).value = step.text
        if step.filled is None:
            continue
        stamp(sheet.cell(row, 9), "step filled", font=look.font(9, look.GREY),
              alignment=Alignment(horizontal="right", vertical="center"))  # fmt: skip
        sheet.cell(row, 9).value = "=" + to_formula(step.filled)
    last = max((n for n, (_, step) in enumerate(steps, 12) if step.filled is not None), default=None)
    if last is not None:
        conditional.add(sheet, f"I12:I{last}", 'I12="belum diisi"', color="C55A11")
        conditional.add(sheet, f"I12:I{last}", 'I12<>"belum diisi"', color="548235")
    return row + 1


def _commands(sheet: Worksheet, row: int, stamp: Stamp) -> int:
    """What one does next; returns the row after the blank one beneath."""
    _heading(sheet, f"B{row}", "Perintah", stamp, "I")
    lines = (
        "Di Excel yang dipasangi lkjip-xl: tekan Hitung, Periksa, lalu Laporan pada tab LKjIP. Tanpa itu, tutup buku",
        "ini lalu jalankan lkjip-xl hitung NAMA.xlsx; begitu pula periksa, laporan, dan pdf.",
    )
    for text in lines:
        row += 1
        stamp(sheet.cell(row, 2), "command", font=look.font(9, "595959"), alignment=Alignment(vertical="center"))
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = 16.5
    return row + 1


def _indicators(sheet: Worksheet, heading: int, stamp: Stamp) -> None:
    """The first indicators with their capaian as a bar; the rest is on Pengukuran."""
    _heading(sheet, f"B{heading}", "Capaian indikator", stamp, "I")
    thin = Border(bottom=Side(style="thin", color="E3E8EE"))
    first, last = heading + 1, heading + home.SHOWN_INDICATORS
    for number in range(1, home.SHOWN_INDICATORS + 1):
        row = heading + number
        sheet.row_dimensions[row].height = 25.5
        for column in range(2, 10):
            stamp(sheet.cell(row, column), ("indicator", column > 6), font=look.font(9), border=thin,
                  number_format=look.RATIO if column > 6 else "General",
                  alignment=Alignment(horizontal="center" if column > 6 else "left", vertical="center",
                                      wrap_text=column < 7))  # fmt: skip
        for column, name in ((2, "Indikator"), (7, "Capaian Berjalan"), (9, "Predikat")):
            sheet.cell(row, column).value = "=" + to_formula(home.indicator_at(number, name))
        for start, stop in ((2, 6), (7, 8)):
            sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=stop)
        stamp(sheet.cell(row, 9), "indicator predikat", font=look.font(9), border=thin,
              alignment=Alignment(horizontal="center", vertical="center", shrink_to_fit=True))  # fmt: skip
    conditional.bars(sheet, f"G{first}:G{last}", "9DC3E6")
    conditional.ratios(sheet, f"G{first}:H{last}")
    conditional.labels(sheet, f"I{first}:I{last}", f"I{first}", predikat_colors())


def _table(sheet: Worksheet, spec: Table, origin: Origin, stamp: Stamp) -> None:
    """A table of figures; each row has a formula of its own, so its column has no common one."""
    header, first = origin.row, origin.column
    key, value = (c.name for c in spec.columns)
    for column, text in ((first, key), (first + 1, value), (first + 2, None)):
        stamp(sheet.cell(header, column, text), ("summary head", text == value),
              font=look.font(12, look.NAVY, bold=True), border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(horizontal="right" if text == value else "left", vertical="center",
                                  indent=int(text == value)))  # fmt: skip
    thin = Border(bottom=Side(style="thin", color="E3E8EE"))
    for row, figure in enumerate(spec.figures, header + 1):
        stamp(sheet.cell(row, first), "summary key", font=look.font(10), border=thin,
              alignment=Alignment(vertical="center"))  # fmt: skip
        stamp(sheet.cell(row, first + 1), ("summary", figure.kind), font=look.font(10, look.NAVY, bold=True),
              border=thin, number_format=_FORMATS[figure.kind],
              alignment=Alignment(horizontal="right", vertical="center", indent=1))  # fmt: skip
        stamp(sheet.cell(row, first + 2), "summary note", font=look.font(8.5, look.GREY),
              alignment=Alignment(horizontal="left", vertical="center", indent=1))  # fmt: skip
        sheet.cell(row, first).value = figure.key
        sheet.cell(row, first + 1).value = "=" + to_formula(figure.formula)
        sheet.cell(row, first + 2).value = figure.note
    last = header + len(spec.figures)
    left, right = get_column_letter(first), get_column_letter(first + 1)
    table = ExcelTable(displayName=spec.name, name=spec.name, ref=f"{left}{header}:{right}{last}")
    table.tableColumns = [TableColumn(id=number, name=c.name) for number, c in enumerate(spec.columns, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    conditional.add(sheet, f"{right}{header + 1}:{right}{last}", f"ISNA({right}{header + 1})", color="A6A6A6")
    for row, figure in enumerate(spec.figures, header + 1):
        if figure.kind == "rasio":
            conditional.ratios(sheet, f"{right}{row}")
