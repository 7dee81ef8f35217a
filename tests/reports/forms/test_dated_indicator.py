"""An indicator whose target is a day: forms, sentences and the book show the day, not its number."""

from dataclasses import replace

import openpyxl
import pytest

from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book
from tests.public_cases.cases import kind_cases


def test_the_day_of_a_tanggal_indicator_stands_in_words_everywhere(tmp_path):
    path = kind_cases()["M14-tanggal-teks"].book(tmp_path)
    laporan_buku(path, backup=False)
    book = openpyxl.load_workbook(path)
    forms = [sheet for sheet in book if sheet.title.startswith("Lap ")]
    held = [str(cell.value) for sheet in forms for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum("31 Maret 2025" in one for one in held) > 10 and any("28 Maret 2025" in one for one in held)
    assert not [one for one in held if "45747" in one or "45.747" in one or "45744" in one or "45.744" in one]


@pytest.mark.parametrize(
    ("name", "said"), [("M14-tanggal-teks", "Tercapai"), ("M05-tanggal-lewat", "Meleset: lebih 4 hari")]
)
def test_dasbor_counts_the_days_after_the_target(tmp_path, name, said):
    case = kind_cases()[name]
    files = {file: text.replace(",Turun,", ",Naik,") for file, text in case.files.items()}  # Arah says nothing here
    world = compute_book(replace(case, files=files).book(tmp_path))[1]
    assert next(row["Peringatan"] for row in world.rows("tbl_dasbor") if row["Kode"] == "1.1.1") == said
