"""Beranda of the built book: the year at a glance, how to begin, the way to every sheet."""

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from ..expr.to_excel import tulis
from ..schema import headings as lepas
from ..schema.summary import RINGKASAN
from . import conditional
from . import styles as look
from .sheets import A4, paper, place_of, protect, view

# B to I: figures, steps, indicators; K and L: tbl_ringkasan; M: what each figure means.
_WIDTHS = {"A": 1.5, **dict.fromkeys("BCDEFGHI", 12), "J": 2, "K": 24, "L": 20, "M": 44, "N": 1.5}
TABLE_AT = ("K", 11)  # header of tbl_ringkasan
LINKS = (
    ("B", "Petunjuk"), ("C", "Pengaturan"), ("D", "Renstra"), ("E", "PK"), ("F", "Pengukuran"), ("G", "Anggaran"),
    ("H", "Riwayat"), ("I", "Data Dukung"), ("K", "IKI"), ("L", "Temuan"),
)  # fmt: skip
_STEPS = (
    ("Pengaturan", "Tulis nama instansi, tahun, triwulan berjalan, dan cara menghitung.", lepas.ISI_PENGATURAN),
    ("Renstra", "Isi tujuan, sasaran, indikator, dan target tiap tahun.", "tbl_renstra"),
    ("PK", "Isi target perjanjian kinerja, lalu program dan anggarannya.", "tbl_pk"),
    ("Pengukuran", "Isi target dan realisasi tiap triwulan; capaian dihitung sendiri.", "tbl_pengukuran"),
    ("Anggaran", "Isi pagu dan realisasi pada baris sub kegiatan.", "tbl_anggaran"),
    ("Temuan", "Hitung, Periksa, betulkan yang ditemukan, lalu buat Laporan: lihat Perintah di bawah.", None),
)
_FORMATS = {"rasio": look.RATIO, "uang": look.MONEY, "angka": "0", "teks": "General"}
_SIDE = Side(style="medium", color=look.WHITE)


def build_beranda(sheet, stamp):
    """Write the whole sheet. Returns nothing; ``tbl_ringkasan`` stands at ``TABLE_AT``."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    view(sheet)
    _title(sheet, stamp)
    _links(sheet, stamp)
    _cards(sheet, stamp)
    _steps(sheet, stamp)
    _commands(sheet, stamp)
    _indicators(sheet, stamp)
    _table(sheet, stamp)
    paper(sheet, A4, True, 1, 1)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_options.horizontalCentered = True
    protect(sheet)


def _title(sheet, stamp):
    sizes = ((9, "BDD7EE", False), (20, look.WHITE, True), (11, "DDEBF7", False))
    texts = ("=" + tulis(lepas.PEMERINTAH), "=" + tulis(lepas.INSTANSI), "=" + tulis(lepas.WAKTU))
    for row, ((size, color, bold), text, height) in enumerate(zip(sizes, texts, (20, 32, 22), strict=True), 1):
        for column in range(1, 15):
            stamp(sheet.cell(row, column), ("title", row), font=look.font(size, color, bold=bold),
                  fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = height
    stamp(sheet["M1"], "brand", font=look.font(9, "BDD7EE", bold=True), fill=look.fill(look.NAVY),
          alignment=Alignment(horizontal="right", vertical="center")).value = "Buku kerja LKjIP"  # fmt: skip


def _links(sheet, stamp):
    from openpyxl.worksheet.hyperlink import Hyperlink

    for column in range(1, 15):
        stamp(sheet.cell(4, column), "bar", fill=look.fill(look.SKY))
    for letter, name in LINKS:
        cell = sheet[f"{letter}4"]
        cell.value = name
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=name)
        stamp(cell, "bar link", font=look.font(10, look.NAVY, bold=True, underline="single"),
              fill=look.fill(look.SKY), alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
    sheet.row_dimensions[4].height = 22
    sheet.row_dimensions[5].height = 8


def _cards(sheet, stamp):
    """Figures for the head of office: caption, the figure, a line or two of explanation."""
    besar = lepas.besar
    cards = (
        ("B", "C", "CAPAIAN KINERJA", besar("Rata-rata capaian"), look.RATIO, lepas.TERUKUR, "General"),
        ("D", "E", "PREDIKAT", besar("Predikat"), "General", lepas.setelan("lk_skala"), '"Skala: "@'),
        ("F", "G", "SERAPAN ANGGARAN", besar("Serapan"), look.RATIO, "realisasi dibagi pagu", "General"),
        (
            "H",
            "I",
            "PAGU TANPA INDIKATOR",
            lepas.ringkasan("Pagu tanpa indikator"),
            '"Rp"#,##0',
            "tidak mendukung indikator mana pun",
            "General",
        ),
        ("K", "L", "REALISASI ANGGARAN", besar("Realisasi"), '"Rp"#,##0', besar("Pagu"), '"dari pagu Rp"#,##0'),
        ("M", "M", "RATA-RATA IKU", besar("Rata-rata IKU"), look.RATIO, "Indikator Kinerja Utama", "General"),
    )
    for row, height in zip((6, 7, 8, 9, 10), (20, 36, 18, 5, 8), strict=True):
        sheet.row_dimensions[row].height = height
    for left, right, caption, figure, figure_format, note, note_format in cards:
        first, last = sheet[f"{left}6"].column, sheet[f"{right}6"].column
        contents = (
            (6, caption, "General", look.font(9, look.GREY, bold=True)),
            (7, figure, figure_format, look.font(20, look.NAVY, bold=True)),
            (8, note, note_format, look.font(9, "595959")),
            (9, None, "General", look.font(9)),
        )
        for row, content, number_format, font in contents:
            for column in range(first, last + 1):
                edges = (_SIDE if column == first else None, _SIDE if column == last else None)
                stamp(sheet.cell(row, column), ("card", row, number_format, *(e is None for e in edges)), font=font,
                      fill=look.fill(look.PALE), number_format=number_format,
                      border=Border(left=edges[0], right=edges[1]),
                      alignment=Alignment(horizontal="center", vertical="center", shrink_to_fit=True))  # fmt: skip
            literal = content is None or isinstance(content, str)
            sheet.cell(row, first).value = content if literal else "=" + tulis(content)
            if last > first:  # a figure is too wide for one column
                sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    conditional.predikat(sheet, "D7:E7", "$D$7")
    for where in ("B7:C7", "F7:G7", "M7"):
        conditional.ratios(sheet, where)


def _heading(sheet, address, text, stamp, until):
    row = sheet[address].row
    for column in range(sheet[address].column, sheet[f"{until}{row}"].column + 1):
        stamp(sheet.cell(row, column), "heading", font=look.font(12, look.NAVY, bold=True),
              border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(vertical="center"))  # fmt: skip
    sheet[address].value = text
    sheet.row_dimensions[row].height = 22


def _steps(sheet, stamp):
    from openpyxl.worksheet.hyperlink import Hyperlink

    _heading(sheet, "B11", "Cara memulai", stamp, "I")
    for number, (name, text, filled) in enumerate(_STEPS, 1):
        row = 11 + number
        sheet.row_dimensions[row].height = 19.5
        cell = sheet.cell(row, 2)
        cell.value = f"{number}.  {name}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=cell.value)
        stamp(cell, "step", font=look.font(10, look.BLUE, bold=True, underline="single"),
              alignment=Alignment(vertical="center"))  # fmt: skip
        stamp(sheet.cell(row, 4), "step text", font=look.font(10), alignment=Alignment(vertical="center"))
        sheet.cell(row, 4).value = text
        if filled is None:
            continue
        tree = filled if not isinstance(filled, str) else lepas.isi_tabel(*_key(filled))
        stamp(sheet.cell(row, 9), "step filled", font=look.font(9, look.GREY),
              alignment=Alignment(horizontal="right", vertical="center"))  # fmt: skip
        sheet.cell(row, 9).value = "=" + tulis(tree)
    conditional.add(sheet, "I12:I16", 'I12="belum diisi"', color="C55A11")
    conditional.add(sheet, "I12:I16", 'I12<>"belum diisi"', color="548235")


def _key(table):
    return next(pair for pair in lepas.TABEL_BERANDA if pair[0] == table)


def _commands(sheet, stamp):
    _heading(sheet, "B18", "Perintah", stamp, "I")
    lines = (
        "Di Excel yang dipasangi lkjip-xl: tekan Hitung, Periksa, lalu Laporan pada tab LKjIP. Tanpa itu, tutup buku",
        "ini lalu jalankan lkjip-xl hitung NAMA.xlsx; begitu pula periksa, laporan, dan pdf.",
    )
    for row, text in enumerate(lines, 19):
        stamp(sheet.cell(row, 2), "command", font=look.font(9, "595959"), alignment=Alignment(vertical="center"))
        sheet.cell(row, 2).value = text
        sheet.row_dimensions[row].height = 16.5


def _indicators(sheet, stamp):
    """The first indicators with their capaian as a bar; the rest is on Pengukuran."""
    _heading(sheet, "B21", "Capaian indikator", stamp, "I")
    thin = Border(bottom=Side(style="thin", color="E3E8EE"))
    last = 21 + lepas.BARIS_INDIKATOR
    for number in range(1, lepas.BARIS_INDIKATOR + 1):
        row = 21 + number
        sheet.row_dimensions[row].height = 25.5
        for column in range(2, 10):
            stamp(sheet.cell(row, column), ("indicator", column > 6), font=look.font(9), border=thin,
                  number_format=look.RATIO if column > 6 else "General",
                  alignment=Alignment(horizontal="center" if column > 6 else "left", vertical="center",
                                      wrap_text=column < 7))  # fmt: skip
        for column, name in ((2, "Indikator"), (7, "Capaian"), (9, "Predikat")):
            sheet.cell(row, column).value = "=" + tulis(lepas.indikator_ke(number, name))
        for start, stop in ((2, 6), (7, 8)):
            sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=stop)
        stamp(sheet.cell(row, 9), "indicator predikat", font=look.font(9), border=thin,
              alignment=Alignment(horizontal="center", vertical="center", shrink_to_fit=True))  # fmt: skip
    conditional.bars(sheet, f"G22:G{last}", "9DC3E6")
    conditional.ratios(sheet, f"G22:H{last}")
    conditional.predikat(sheet, f"I22:I{last}", "I22")


def _table(sheet, stamp):
    """``tbl_ringkasan``; each row has a formula of its own, so its column has no common one."""
    letter, header = TABLE_AT
    first = sheet[f"{letter}{header}"].column
    for column, text in ((first, "Kunci"), (first + 1, "Nilai"), (first + 2, None)):
        stamp(sheet.cell(header, column, text), ("summary head", text == "Nilai"),
              font=look.font(12, look.NAVY, bold=True), border=Border(bottom=Side(style="medium", color=look.BLUE)),
              alignment=Alignment(horizontal="right" if text == "Nilai" else "left", vertical="center",
                                  indent=int(text == "Nilai")))  # fmt: skip
    thin = Border(bottom=Side(style="thin", color="E3E8EE"))
    for number, (kunci, kind, tree, note) in enumerate(RINGKASAN, 1):
        row = header + number
        stamp(sheet.cell(row, first), "summary key", font=look.font(10), border=thin,
              alignment=Alignment(vertical="center"))  # fmt: skip
        stamp(sheet.cell(row, first + 1), ("summary", kind), font=look.font(10, look.NAVY, bold=True),
              border=thin, number_format=_FORMATS[kind],
              alignment=Alignment(horizontal="right", vertical="center", indent=1))  # fmt: skip
        stamp(sheet.cell(row, first + 2), "summary note", font=look.font(8.5, look.GREY),
              alignment=Alignment(horizontal="left", vertical="center", indent=1))  # fmt: skip
        sheet.cell(row, first).value = kunci
        sheet.cell(row, first + 1).value = "=" + tulis(tree)
        sheet.cell(row, first + 2).value = note
    last = header + len(RINGKASAN)
    table = Table(displayName="tbl_ringkasan", name="tbl_ringkasan", ref=f"K{header}:L{last}")
    table.tableColumns = [TableColumn(id=1, name="Kunci"), TableColumn(id=2, name="Nilai")]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    values = f"L{header + 1}:L{last}"
    conditional.add(sheet, values, f"ISNA(L{header + 1})", color="A6A6A6")
    for number, (_, kind, _, _) in enumerate(RINGKASAN, 1):
        if kind == "rasio":
            conditional.ratios(sheet, f"L{header + number}")
