"""Answers say what happened in words that people use: of a module that came, an empty year, a figure below 0."""

import openpyxl

from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.kirim import kirim_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.status import status_kiriman
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.hosts.travel_answers import next_year_lines, status_lines
from lkjip_xl.template.book import build
from tests.checks.small_book import indikator, ukur


def made(path, target=80, reached=80, **plan):
    rows = {
        "tbl_renstra": [indikator(**{"Target 2025": target, **plan})],
        "tbl_pengukuran": [ukur(**{"Realisasi TW4": reached})],
    }
    build(path, {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4}, rows=rows)
    return path


def test_status_tells_a_module_that_came_in_one_line(tmp_path):
    book = made(tmp_path / "buku.xlsx")
    kirim_buku(book, tmp_path / "kirim", ["semua"], triwulan=4)
    tambah_modul(book, ["naskah"], backup=False)
    lines = [line for line in status_lines(status_kiriman(book)) if "askah" in line]
    assert len(lines) == 1 and lines[0].startswith("   Modul naskah: ") and lines[0].endswith(" baris baru")


def test_lanjut_says_what_went_along_and_that_an_empty_book_is_empty(tmp_path):
    empty = buat_buku(tmp_path / "kosong-2025.xlsx", "Dinas Uji", 2025, "2025-2029").path
    told = next_year_lines(lanjut_buku(empty))
    assert any(line.startswith("Buku ini kosong (Renstra 0 baris, PK 0 baris") for line in told)
    told = next_year_lines(lanjut_buku(made(tmp_path / "isi-2025.xlsx")))
    assert "Dari buku ini dibawa: Renstra 1 baris, PK 0 baris, Pengukuran 1 baris, Anggaran 0 baris." in told


def test_asal_of_a_figure_that_stops_at_0(tmp_path):
    """Turun, target 4, realisasi 10: (2 x 4 - 10) / 4 is below 0."""
    book = made(tmp_path / "buku.xlsx", 4, 10, Arah="Turun")
    heads = {cell.value: cell.column_letter for cell in openpyxl.load_workbook(book)["Pengukuran"][5]}
    answer = trace_cell(book, f"Pengukuran!{heads['Capaian']}6").teks()
    assert "(2 x 4 - 10) / 4 = -50,00%, paling sedikit 0,00%, sehingga 0,00%" in answer.splitlines()


def test_asal_names_no_hidden_column(tmp_path):
    book = made(tmp_path / "buku.xlsx")
    answers = [trace_cell(book, f"Dasbor!{column}42").teks() for column in "CDEFGHIJK"]
    assert any("diambil dari realisasi sampai dengan triwulan" in answer for answer in answers)
    assert all("dari _" not in answer for answer in answers)
