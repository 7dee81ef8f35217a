"""Workbooks made by XlsxWriter that hold what people's books hold, and report sheets to put into them."""

import io
import struct
import zlib

from lkjip_xl.ooxml.sheet_model import ReportSheet, Style

KEPALA = Style(bold=True, fill="DDEBF7", border="thin", align="center", wrap=True)
UANG = Style(border="thin", align="right", format="#,##0")
PERSEN = Style(border="thin", align="right", format='0.00"%"')
TEKS = Style(border="thin", wrap=True, indent=1)
MIRING = Style(italic=True, underline=True, color="C00000", size=9)


def laporan(report_id="LAP-CAPAIAN", name="Lap Capaian", rows=12, plus=0, levels=False):
    """A small report that uses everything a ReportSheet can say."""
    sheet = ReportSheet(report_id, name, "Capaian Kinerja", [5, 30, 30, 14], landscape=True)
    sheet.add([('Capaian "Kinerja" <2022> & seterusnya', Style(bold=True, size=12, align="center")), None, None, None])
    sheet.add()
    sheet.add([(text, KEPALA) for text in ("No", "Uraian", "Pagu", "Capaian")], height=30)
    sheet.add([(f"({number})", KEPALA) for number in range(1, 5)])
    for row in range(rows):
        cells = [(row + 1, UANG), (f" Sasaran {row}\nbaris kedua", TEKS), (1_283_419_000 * row + plus, UANG)]
        sheet.add([*cells, (row / 7 + plus, PERSEN)], level=1 if levels and row % 3 else 0)
    sheet.add([("Sumber: hasil hitungan", MIRING)])
    sheet.merge(0, 0, 0, 3)
    sheet.repeat_rows = (2, 3)
    sheet.freeze = (4, 2)
    sheet.breaks = [8]
    sheet.footer = "&LDinas A & B&RHal &P"
    sheet.source = "a1b2c3"
    return sheet


def dua_laporan(plus=0):
    """The two sheets that most tests write."""
    return [laporan(plus=plus), laporan("LAP-ANGGARAN", "Lap Anggaran", plus=plus, levels=True)]


def png(width=8, height=8):
    """A small real picture."""
    row = b"\0" + bytes(value for x in range(width) for value in (x * 4, 90, 120))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _book(path):
    import xlsxwriter

    return xlsxwriter.Workbook(str(path))


def grafik(path):
    """Charts on a sheet and on a chart sheet, a picture, a sparkline."""
    book = _book(path)
    sheet = book.add_worksheet("Data")
    sheet.write_column("A1", ["Sasaran 1", "Sasaran 2", "Sasaran 3"])
    sheet.write_column("B1", [80, 92.5, 101])
    for kind, cell in (("column", "D2"), ("pie", "D20")):
        chart = book.add_chart({"type": kind})
        chart.add_series({"categories": "=Data!$A$1:$A$3", "values": "=Data!$B$1:$B$3"})
        sheet.insert_chart(cell, chart)
    sheet.insert_image("M2", "logo.png", {"image_data": io.BytesIO(png())})
    sheet.add_sparkline("C1", {"range": "Data!B1:B3"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$1:$B$3"})
    book.add_chartsheet("Grafik").set_chart(chart)
    book.close()


def komentar(path):
    """Comments, form buttons, text boxes, hyperlinks, rich text, data bars, and a stub of a VBA project."""
    book = _book(path)
    sheet = book.add_worksheet("Isian")
    sheet.write_comment("B2", "Mohon dilengkapi", {"author": "Bappeda"})
    sheet.insert_button("D2", {"macro": "Hitung", "caption": "Hitung"})
    sheet.insert_textbox("D6", "Petunjuk")
    sheet.write_url("A5", "https://example.org/")
    sheet.write_rich_string("A6", "tebal ", book.add_format({"bold": True}), "ya")
    sheet.write_column("F1", [1, 2, 3])
    sheet.conditional_format("F1:F3", {"type": "data_bar", "bar_only": True, "data_bar_2010": True})
    if str(path).endswith(".xlsm"):
        stub = path.with_name("vbaProject.bin")
        stub.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040))
        book.add_vba_project(str(stub))
    book.close()


def tabel(path):
    """Tables with formulas, validations, conditional formats, filters, protection."""
    book = _book(path)
    sheet = book.add_worksheet("Pengukuran")
    columns = [{"header": "Kode"}, {"header": "Target"}, {"header": "Dua Kali", "formula": "=[@Target]*2"}]
    sheet.add_table("A1:C6", {"name": "tbl_pengukuran", "columns": columns})
    sheet.data_validation("B2:B6", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.conditional_format("B2:B6", {"type": "3_color_scale"})
    sheet.conditional_format("C2:C6", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.protect("", {"insert_rows": True})
    other = book.add_worksheet("Filter")
    other.write_row("A1", ["a", "b"])
    other.autofilter("A1:B9")
    other.freeze_panes(1, 1)
    book.close()


def nama(path):
    """Defined names of the book and of sheets, print settings, hidden sheets, a user's own ``Lap Capaian``."""
    book = _book(path)
    first = book.add_worksheet("Depan")
    first.hide()
    second = book.add_worksheet("Bulan Juli")
    own = book.add_worksheet("LAP CAPAIAN")
    hidden = book.add_worksheet("Rahasia")
    hidden.very_hidden()
    second.activate()
    second.set_first_sheet()
    book.define_name("Tarif", "=0.11")
    book.define_name("'Bulan Juli'!Total", "='Bulan Juli'!$B$9")
    book.define_name("Zona", "='LAP CAPAIAN'!$A$1")
    second.print_area("A1:D20")
    second.repeat_rows(0, 1)
    second.set_paper(9)
    second.set_header("&C&[Picture]", {"image_center": "h.png", "image_data_center": io.BytesIO(png())})
    own.print_area("A1:B2")
    own.repeat_columns(0)
    own.write("A1", "milik pemakai")
    book.close()


def rumus(path):
    """Formulas of every kind, with a calculation on many sheets; the strings are shared."""
    book = _book(path)
    for number in range(1, 6):
        sheet = book.add_worksheet(f"TW {number}")
        for row in range(30):
            sheet.write_row(row, 0, [f"Indikator {row}", row, row * 1.5])
            sheet.write_formula(row, 3, f"=IFERROR(C{row + 1}/B{row + 1},0)", None, 1.5)
        sheet.write_array_formula("F1:F3", "{=A1:A3}")
        sheet.write_dynamic_array_formula("H1", "=_xlfn._xlws.SORT(B1:B5)")
    book.set_calc_mode("manual")
    book.close()


def lengkap(path):
    """Outline, merged cells, background, custom properties, 1904 dates, wide styles, a large picture."""
    book = _book(path)
    book.set_properties({"title": "Buku Kinerja", "author": "Subbag Program"})
    book.set_custom_property("Nomor", 7)
    sheet = book.add_worksheet("Rincian")
    for number in range(120):
        style = book.add_format({"bg_color": f"#{number * 1234 % 0xFFFFFF:06X}", "num_format": f'0.00 "x{number}"'})
        sheet.write_number(number, 0, number, style)
        sheet.set_row(number, None, None, {"level": number % 3})
    sheet.merge_range("C1:F2", "Gabungan", book.add_format({"align": "center", "border": 1}))
    sheet.set_background(io.BytesIO(png(40, 40)))
    sheet.insert_image("H2", "besar.png", {"image_data": io.BytesIO(png(60, 60))})
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    book.close()


BUKU = {
    "grafik.xlsx": grafik,
    "komentar.xlsx": komentar,
    "makro.xlsm": komentar,
    "tabel.xlsx": tabel,
    "nama.xlsx": nama,
    "rumus.xlsx": rumus,
    "lengkap.xlsx": lengkap,
}


def buat_semua(folder):
    """Every stand-in in a folder; their paths."""
    paths = []
    for name, build in BUKU.items():
        path = folder / name
        build(path)
        paths.append(path)
    return paths
