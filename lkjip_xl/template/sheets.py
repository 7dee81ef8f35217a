"""Sheets of the built book that hold tables: header block, bands over the columns, panes, outline, print setup."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties

from ..expr.to_excel import tulis
from ..schema.headings import JUDUL
from . import styles as look

HEADER_ROW = 5  # of every table on an input sheet; the block above it is 3 rows, then the bands
A4, F4 = 9, 14  # paper numbers of the file format; F4 is its Folio, 8.5 x 13 inches

# Labels over groups of columns: (first column, last column, text), by table.
BANDS = {
    "tbl_renstra": (("Kode", "Induk", "Susunan"), ("Tujuan", "Indikator", "Uraian"),
                    ("IKU", "Kondisi Awal", "Ukuran"), ("Target {awal}", "Target {akhir}", "Target Renstra"),
                    ("Strategi", "Penanggung Jawab", "Keterangan")),
    "tbl_pk": (("Dokumen", "Target", "Target perjanjian kinerja"),),
    "tbl_pk_program": (("Dokumen", "Sumber Dana", "Program dan anggaran perjanjian kinerja"),),
    "tbl_pengukuran": (("Sasaran", "Tipe", "Dari Renstra"), ("Target", "Sumber Target", "Target tahun ini"),
                       ("Target TW1", "Target TW4", "Target triwulan"),
                       ("Realisasi TW1", "Realisasi TW4", "Realisasi triwulan"),
                       ("Capaian TW1", "Capaian TW4", "Capaian s.d. triwulan"),
                       ("Capaian Asli", "Predikat", "Capaian setahun"), ("Pagu", "Efisiensi", "Anggaran"),
                       ("Analisis", "Solusi", "Penjelasan")),
    "tbl_anggaran": (("Kode", "Indikator", "Susunan"), ("Pagu Awal", "Pagu Perubahan", "Pagu diisi di baris terbawah"),
                     ("Realisasi TW1", "Realisasi TW4", "Realisasi s.d. triwulan (angka berjalan)"),
                     ("Pagu", "Sisa", "Dihitung")),
    "tbl_riwayat": (("Kode", "Keterangan", "Kinerja"),),
    "tbl_riwayat_anggaran": (("Uraian", "Realisasi", "Anggaran"),),
    "tbl_iki": (("Jabatan", "Jenis", "Indikator"), ("Pembilang", "Sumber Data", "Formulasi"),
                ("Target", "Capaian", "Ukuran")),
}  # fmt: skip
# Columns that fold away behind an outline button, and the last column that stays in view.
OUTLINE = {
    "tbl_renstra": (("Strategi", "Penanggung Jawab"),),
    "tbl_pengukuran": (("Target TW1", "Target TW4"), ("Capaian TW1", "Capaian TW4")),
    "tbl_anggaran": (("Realisasi TW1", "Realisasi TW4"),),
    "tbl_iki": (("Pembilang", "Sumber Data"),),
}
FREEZE = {"Renstra": "Kode", "Pengukuran": "Indikator", "Anggaran": "Uraian", "Data Dukung": "Kode"}
# Sheets whose width needs several pages side by side to stay readable, and the columns repeated on each.
PAGES_WIDE = {"Renstra": (3, "Kode"), "Pengukuran": (3, "Indikator"), "Anggaran": (2, "Uraian"), "IKI": (2, None)}
# Sheets that print at a fixed scale, each further table on a page of its own: (scale, tables on the first page).
SCALED = {"PK": (95, 1), "Pengaturan": (70, 1)}
UPRIGHT = ("Pengaturan",)


def link(cell, target, text, stamp):
    """A link to a sheet of this book, such as ``'Data Dukung'!A1``."""
    cell.value = text
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=text)
    stamp(cell, "link", font=look.font(color=look.BLUE, underline="single"), alignment=Alignment(vertical="center"))


def place_of(name, address="A1"):
    """Address in another sheet as a link's target."""
    return f"'{name}'!{address}" if " " in name else f"{name}!{address}"


def head(sheet, spec, last, stamp):
    """Header block of an input sheet: what it is, whose and of which year, what to do here, the way back.

    Args:
        sheet: worksheet. spec: contract Sheet. last: number of the last visible column. stamp: Stamp.
    """
    fonts = (
        look.font(15, look.NAVY, bold=True), look.font(10, look.NAVY), look.font(10, "595959", italic=True),
    )  # fmt: skip
    texts = (spec.title, "=" + tulis(JUDUL), spec.about)
    for row, (text, font, height) in enumerate(zip(texts, fonts, (24, 15.75, 15.75), strict=True), 1):
        for column in range(1, last + 1):
            stamp(sheet.cell(row, column), ("head", row), font=font, fill=look.fill(look.SKY),
                  alignment=Alignment(vertical="center"))  # fmt: skip
        # Where a narrow first column repeats on every page, a text in it would be printed in pieces.
        sheet.cell(row, 2 if spec.name == "Renstra" else 1).value = text
        sheet.row_dimensions[row].height = height
    link(sheet.cell(4, 1), "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)
    sheet.row_dimensions[4].height = 18
    sheet.row_dimensions[HEADER_ROW].height = 33


def bands(sheet, writer, years, stamp):
    """Labels over groups of columns in the row above the header."""
    for first, last, text in BANDS.get(writer.table.name, ()):
        first, last = (n.format(awal=years[0], akhir=years[1]) for n in (first, last))
        start, stop = writer.index[first], writer.index[last]
        if start == 1:
            continue  # the link to Beranda stands there
        for column in range(start, stop + 1):
            stamp(sheet.cell(4, column), "band", font=look.font(9, look.NAVY, bold=True), fill=look.fill(look.PALE),
                  alignment=Alignment(horizontal="centerContinuous", vertical="center"))  # fmt: skip
        sheet.cell(4, start).value = text


def arrange(sheet, spec, writers):
    """Panes, outline, colour of the tab, print setup of a sheet with tables."""
    first = writers[0]
    frozen = FREEZE.get(spec.name)
    column = first.index[frozen] + 1 if frozen else 1
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, column)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False, summaryRight=False)
    for writer in writers:
        for start, stop in OUTLINE.get(writer.table.name, ()):
            for index in range(writer.index[start], writer.index[stop] + 1):
                letter = sheet.cell(1, index).column_letter
                sheet.column_dimensions[letter].outlineLevel = 1
    wide, repeat = PAGES_WIDE.get(spec.name, (1, None))
    paper(sheet, F4, spec.name not in UPRIGHT, wide)
    if spec.name in SCALED:
        scale, count = SCALED[spec.name]
        fixed_scale(sheet, scale)
        sheet.col_breaks.append(Break(id=writers[count].index[writers[count].table.columns[0].name] - 1))
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    if repeat:
        sheet.print_title_cols = f"A:{first.letter[repeat]}"


def paper(sheet, size, landscape, wide=1, tall=0):
    """Print setup: paper, direction, fitted to so many pages (0: as many as it takes), margins, page numbers."""
    sheet.page_setup.paperSize = size
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, tall
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def fixed_scale(sheet, scale):
    """Print at a fixed scale instead of fitted to pages: only then Excel keeps to page breaks that were set."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = scale, None, None


def view(sheet, grid=False, zoom=100):
    """How the sheet shows on the screen."""
    sheet.sheet_view.showGridLines = grid
    sheet.sheet_view.zoomScale = zoom


def protect(sheet):
    """Protection without a password: whoever wants to may lift it; formats, widths, sorting and filters stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
    protection.objects = protection.scenarios = False
