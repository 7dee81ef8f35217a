"""Links to the report sheets that a book has, on Beranda and Dasbor.

Only a spreadsheet knows which sheets are there while it is open, and it can only be asked of one name at a time. So
every name that a report sheet can have stands in a hidden column of Dasbor, beside a formula that answers whether it is
there; the n-th link shows the n-th of those that are. A sheet that was renamed or deleted drops out by itself.
"""

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from . import styles as look
from .sheets import place_of
from .styles import Stamp

SERIES_ROOM = 12
"""Sheets of one series (``Lap Sasaran 1``, ``2`` ...) that are looked for."""
NAMES = (
    "Lap Renstra", "Lap IKU", "Lap PK", "Lap PK Perubahan", "Lap PK Jabatan {n}", "Lap Rencana Aksi", "Lap TW I",
    "Lap TW II", "Lap TW III", "Lap TW IV", "Lap Skala", "Lap Sasaran {n}", "Lap Tujuan {n}", "Lap Capaian",
    "Lap Antar Tahun", "Lap Akhir Renstra", "Lap Nasional", "Lap Efisiensi", "Lap Analisis", "Lap Penunjang",
    "Lap Pohon Kinerja", "Lap Penutup", "Lap Anggaran", "Lap Reviu", "Lap RO", "Lap IKI", "Lap IKI {n}",
    "Lap Tindak Lanjut", "Lap Nota Dinas {n}", "Lap Ringkasan", "Lap TC23", "Lap TC24", "Lap Sumber Dana", "Lap TC25",
    "Lap TC26", "Lap TC27", "Lap TC28", "Lap IKU Renstra", "Lap IKK", "Lap RPJMD", "Lap Cascading",
    "Lap Cascading Kolom", "Lap Rumusan Tujuan", "Lap Rumusan Program", "Lap Pendanaan", "Lap Prioritas",
    "Lap Arah Kebijakan", "Lap Penahapan", "Lap SPM", "Lap Jabatan", "Lap Pegawai", "Lap Sarana", "Lap Permasalahan",
    "Lap Faktor", "Lap Isu Strategis", "Lap TPB", "Lap Rekomendasi", "Lap Pemanfaatan", "Lap Data {n}", "Lap LKE",
    "Lap Tanggal", "Lap E81", "Lap E81 Persen", "Lap TC29",
)  # fmt: skip
"""In the order in which reports stand in a book; ``{n}`` counts from 1."""


class Listed(NamedTuple):
    """Where the names and the answers stand: absolute ranges with their sheet."""

    names: str
    there: str


def sheet_names() -> Iterator[str]:
    """Every name that is looked for."""
    for name in NAMES:
        yield from ([name.format(n=n) for n in range(1, SERIES_ROOM + 1)] if "{n}" in name else [name])


def listed(title: str, column: int, first: int) -> Listed:
    """The ranges of a list that begins in a cell of a sheet."""
    last = first + sum(1 for _ in sheet_names()) - 1
    letters = (get_column_letter(column), get_column_letter(column + 1))
    names, there = (place_of(title, f"${letter}${first}:${letter}${last}") for letter in letters)
    return Listed(names, there)


def write_list(sheet: Worksheet, column: int, first: int) -> dict[str, str]:
    """Write names and answers into two columns, hidden; ``{address: value}`` of the formulas."""
    stored = {}
    letter = get_column_letter(column)
    for row, text in enumerate(sheet_names(), first):
        sheet.cell(row, column).value = text
        cell = sheet.cell(row, column + 1)
        # The same text in every row, which packs to almost nothing.
        name = f"INDEX(${letter}:${letter},ROW())"
        cell.value = f'=IF(ISREF(INDIRECT("\'"&{name}&"\'!A1")),ROW()-{first - 1},"")'
        stored[cell.coordinate] = ""
    for number in (column, column + 1):
        sheet.column_dimensions[get_column_letter(number)].hidden = True
    return stored


def write_links(sheet: Worksheet, addresses: list[str], source: Listed, elsewhere: str, stamp: Stamp) -> dict[str, str]:
    """Fill cells with the links; ``{address: value}`` of their formulas.

    Args:
        sheet: worksheet. addresses: the cells in order. source: where the names stand.
        elsewhere: formula of what the last cell shows when there are more; the sheet tabs have them all.
        stamp: Stamp.
    """
    for number, address in enumerate(addresses, 1):
        name = f"INDEX({source.names},SMALL({source.there},{number}))"
        text = f'IFERROR(HYPERLINK("#\'"&{name}&"\'!A1",{name}),"")'
        if number == len(addresses):
            text = f"IF(COUNT({source.there})>{number},{elsewhere},{text})"
        sheet[address].value = "=" + text
        stamp(sheet[address], "report link", font=look.font(9, look.BLUE, underline="single"),
              alignment=Alignment(vertical="center", shrink_to_fit=True))  # fmt: skip
    return dict.fromkeys(addresses, "")
