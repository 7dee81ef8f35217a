"""The day of an indicator that is measured by a date is a date wherever its value is put in words, never its number."""

import openpyxl
import pytest

from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.flows.gabung import gabung_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.kirim import kirim_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.pratinjau import pratinjau_buku
from lkjip_xl.flows.status import status_kiriman
from lkjip_xl.hosts.preview_answer import print_preview
from lkjip_xl.hosts.travel_answers import status_lines
from lkjip_xl.schema.number_formats import DATE
from lkjip_xl.template.book import build, build_bytes
from tests.checks.cases_konsistensi import pk
from tests.checks.small_book import indikator, ukur

REACHED, DUE = 45743, 45747  # 27 and 31 March 2025


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    targets = {f"Target {year}": DUE for year in range(2025, 2030)}
    dated = indikator("1.1.2", Tipe="Tanggal", Satuan="Tanggal", **targets)
    quarters = {"Target TW1": DUE, "Target TW4": DUE, "Realisasi TW1": REACHED, "Realisasi TW4": None}
    rows = {
        "tbl_renstra": [indikator(), dated],
        "tbl_pk": [pk(), pk("1.1.2", target=DUE)],
        "tbl_pengukuran": [ukur(), ukur("1.1.2", **quarters)],
    }
    build(path, {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4}, rows=rows)
    return path


def place(path, row, column):
    """Address of a cell of Pengukuran."""
    heads = {cell.value: cell.column_letter for cell in openpyxl.load_workbook(path)["Pengukuran"][5]}
    return f"Pengukuran!{heads[column]}{5 + row}"


def test_asal_compares_dates(book):
    answer = trace_cell(book, place(book, 2, "Capaian")).teks()
    assert "27 Maret 2025 <= 31 Maret 2025, sehingga 100,00%" in answer
    assert "Realisasi TW1: 27 Maret 2025" in answer and "45.7" not in answer


def test_asal_in_depth_holds_no_number_of_a_day(book):
    answer = trace_cell(book, place(book, 2, "Capaian Berjalan"), dalam=True).teks()
    assert "45.7" not in answer and "45747" not in answer


def test_the_preview_names_the_day(book, tmp_path, capsys):
    (tmp_path / "csv").mkdir()
    source = "Kode;Realisasi TW1\n1.1.2;28 Maret 2025\n"
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text(source, encoding="utf-8")
    print_preview(pratinjau_buku(book, tmp_path / "csv"))
    said = capsys.readouterr().out
    assert "Berubah 1.1.2, Realisasi TW1: 27 Maret 2025 menjadi 28 Maret 2025" in said and "45.7" not in said


def test_the_slim_copy_shows_dates_and_takes_one_back(book, tmp_path):
    result = kirim_buku(book, tmp_path / "kirim", ["semua"], triwulan=1, ringkas=True)
    sent = result.sent[0].path
    copy = openpyxl.load_workbook(sent)
    sheet = copy["Pengukuran"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = next(one[0].row for one in sheet.iter_rows(min_row=5) if one[0].value == "1.1.2")
    for name in ("Target TW1", "Realisasi TW1"):
        assert sheet.cell(row, heads[name]).number_format == DATE
    assert sheet.cell(row - 1, heads["Realisasi TW1"]).number_format != DATE
    sheet.cell(row, heads["Realisasi TW1"]).value = 45744
    copy.save(sent)
    gabung_buku(book, [sent])
    lines = status_lines(status_kiriman(book))
    told = [line for line in lines if "Realisasi TW1" in line]
    assert any("27 Maret 2025 menjadi 28 Maret 2025" in line for line in told), lines


def test_status_tells_a_change_of_the_master_as_dates(book, tmp_path):
    kirim_buku(book, tmp_path / "kirim", ["semua"], triwulan=1)
    (tmp_path / "csv").mkdir()
    source = "Kode;Realisasi TW1\n1.1.2;28 Maret 2025\n"
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text(source, encoding="utf-8")
    isi_buku(book, tmp_path / "csv", backup=False)
    told = "\n".join(status_lines(status_kiriman(book)))
    assert "27 Maret 2025 menjadi 28 Maret 2025" in told and "45.7" not in told


def test_a_repair_and_periksa_write_dates_of_every_column_of_dates_and_of_settings(tmp_path):
    """It was "'15 Desember 2025' menjadi 46006", and Tertulis 45.915 of a setting."""
    path = tmp_path / "buku.xlsx"
    rows = {
        "tbl_renstra": [indikator()], "tbl_pk": [pk()], "tbl_pengukuran": [ukur()],
        "tbl_tindak_lanjut": [{"Sumber": "APIP", "Rekomendasi": "R", "Tenggat": "15 Desember 2025"}],
    }  # fmt: skip
    settings = {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4, "tanggal_pk_awal": 46280}
    path.write_bytes(build_bytes(settings, rows=rows, modules=("tindak-lanjut",)))
    (told,) = [line for line in periksa_buku(path).repairs if line.startswith("Tindak Lanjut")]
    assert told.endswith("'15 Desember 2025' menjadi tanggal 15 Desember 2025")
    sheet = openpyxl.load_workbook(path)["Temuan"]
    found = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(min_row=6, values_only=True)]
    (of_setting,) = [row for row in found if "KON-41" in row]
    assert "15 September 2026" in of_setting
    assert not [cell for row in found for cell in row if "46.280" in str(cell) or "46006" in str(cell)]
    (done,) = [line for line in hitung_buku(path, perbaiki=True).repaired if line.startswith("Tindak Lanjut")]
    assert done == told
