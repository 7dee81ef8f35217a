"""An indicator whose target is a day: forms, sentences and the book show the day, not its number."""

import openpyxl

from lkjip_xl.flows.laporan import laporan_buku
from tests.public_cases.cases import kind_cases


def test_the_day_of_a_tanggal_indicator_stands_in_words_everywhere(tmp_path):
    path = kind_cases()["M14-tanggal-teks"].book(tmp_path)
    laporan_buku(path, backup=False)
    book = openpyxl.load_workbook(path)
    forms = [sheet for sheet in book if sheet.title.startswith("Lap ")]
    held = [str(cell.value) for sheet in forms for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum("31 Maret 2025" in one for one in held) > 10 and any("28 Maret 2025" in one for one in held)
    assert not [one for one in held if "45747" in one or "45.747" in one or "45744" in one or "45.744" in one]
