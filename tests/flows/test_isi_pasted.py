"""What people paste of a treasury print: codes and money only, a head that names a month, a file of another year."""

import pytest

from lkjip_xl.errors import UsageError
from lkjip_xl.flows.intake_sources import pasted_source
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku
from lkjip_xl.hosts.preview_answer import print_preview
from lkjip_xl.template.book import build

BUDGET = """Kode;Tingkat;Uraian;Pagu Awal
2.08.06;Program;PROGRAM PHA;
2.08.06.2.01;Kegiatan;Pelembagaan;
2.08.06.2.01.0001;Sub Kegiatan;Advokasi;1000000
"""
LEAF = "2.08.06.2.01.0001"


@pytest.fixture
def buku(tmp_path):
    path = tmp_path / "buku.xlsx"
    build(path, settings={"tahun": 2025, "triwulan_berjalan": 2}, years=(2025, 2029))
    isi_buku(path, {"tbl_anggaran.csv": BUDGET.encode()}, backup=False)
    return path


def leaf(path):
    rows = compute_book(path)[0].book.rows("tbl_anggaran")
    return next(row.cells for row in rows if row.cells and row.cells["Kode"] == LEAF)


def paste(path, text):
    return isi_buku(path, pasted_source(text), backup=False)


def test_a_paste_of_codes_and_money_leaves_the_names_of_the_rows(buku):
    result = paste(buku, f"Kode\tRealisasi TW2\n{LEAF}\t400.000,00\n")
    assert leaf(buku)["Realisasi TW2"] == 400_000
    assert leaf(buku)["Uraian"] == "Advokasi"
    assert leaf(buku)["Pagu Awal"] == 1_000_000
    assert result.rows["tbl_anggaran"].changed == (LEAF,)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Realisasi s.d. Desember", "Realisasi TW4"),
        ("Realisasi per 30 September 2025", "Realisasi TW3"),
        ("Realisasi Belanja Januari - Maret", "Realisasi TW1"),
        ("Realisasi s.d. Triwulan III", "Realisasi TW3"),
    ],
)
def test_the_month_of_a_head_says_the_quarter(buku, heading, column):
    result = paste(buku, f"Kode\t{heading}\n{LEAF}\t400.000,00\n")
    assert leaf(buku)[column] == 400_000
    assert not result.plans[0].doubts


@pytest.mark.parametrize("source", [
    f"Kode\tRealisasi s.d. November\n{LEAF}\t400.000,00\n",
    f"Keadaan s.d. November 2025\n\nKode\tRealisasi\n{LEAF}\t400.000,00\n",
])  # fmt: skip
def test_a_quarter_that_is_not_over_is_doubted(buku, source):
    plan = pratinjau_buku(buku, pasted_source(source)).plans[0]
    assert "Realisasi TW4" in plan.columns
    assert [doubt.text for doubt in plan.doubts if "belum akhir triwulan 4" in doubt.text]


def test_a_head_that_says_no_month_is_of_the_running_quarter_and_says_so(buku):
    result = pratinjau_buku(buku, pasted_source(f"Kode\tRealisasi Anggaran Dana Desa\n{LEAF}\t400.000,00\n"))
    (doubt,) = result.plans[0].doubts
    assert "tidak mengatakan triwulan" in doubt.text
    assert doubt.where == "tempelan baris 1, kolom B"


@pytest.mark.parametrize(
    "source",
    [
        f"TAHUN ANGGARAN 2026\n\nKode\tRealisasi TW2\n{LEAF}\t400.000,00\n",
        f"Tahun\tKode\tUraian\tRealisasi TW2\n2026\t{LEAF}\tAdvokasi\t400.000,00\n",
        f"Kode\tRealisasi s.d. 30 Juni 2026\n{LEAF}\t400.000,00\n",
    ],
)
def test_a_source_of_another_year_is_doubted(buku, source):
    doubts = pratinjau_buku(buku, pasted_source(source)).plans[0].doubts
    assert any("berkas menyebut tahun 2026, sedangkan buku ini tahun 2025" in doubt.text for doubt in doubts)


@pytest.mark.parametrize(
    "title",
    ["TAHUN ANGGARAN 2025", "Menurut Permendagri Nomor 77 Tahun 2020", "Keadaan 30 Juni 2025, dibandingkan TA 2024"],
)
def test_the_books_own_year_and_a_regulations_raise_no_doubt(buku, title):
    doubts = (
        pratinjau_buku(buku, pasted_source(f"{title}\n\nKode\tRealisasi TW2\n{LEAF}\t400.000,00\n")).plans[0].doubts
    )
    assert not any("menyebut tahun" in doubt.text for doubt in doubts)


def test_the_preview_says_that_a_cell_was_blank(buku, capsys):
    print_preview(pratinjau_buku(buku, pasted_source(f"Kode\tRealisasi TW2\n{LEAF}\t400.000,00\n")))
    assert f"Berubah {LEAF}, Realisasi TW2: kosong menjadi 400.000" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_called_a_file(buku):
    with pytest.raises(UsageError, match=r"^Berkas realisasi\.csv tidak ditemukan"):
        isi_buku(buku, "realisasi.csv", backup=False)
    with pytest.raises(UsageError, match="^Folder masukan tidak ada"):
        isi_buku(buku, "masukan", backup=False)
