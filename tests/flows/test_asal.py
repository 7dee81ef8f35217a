"""asal: the command's answer for cells of reports, of input sheets and of Beranda, and for cells without an origin."""

import json
import shutil

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.errors import UsageError
from lkjip_xl.flows.asal import trace_cell
from lkjip_xl.hosts.cli import main
from lkjip_xl.schema.sheets.beranda import RINGKASAN
from tests.book.filled_book import Isian
from tests.checks.small_book import nomor_setelan
from tests.template.test_row_doubts import MONEY
from tests.template.test_row_doubts import book as book_of_doubts


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asal")
    lkjip_xl.contoh(folder, pdf=False)
    [path] = folder.glob("*.xlsx")
    lkjip_xl.laporan(path, backup=False, semua_bentuk=True)
    return path


@pytest.fixture
def book(written, tmp_path):
    return shutil.copy(written, tmp_path / "buku.xlsx")


def test_a_printed_capaian_names_its_rule_its_inputs_and_how_it_follows(book):
    answer = trace_cell(book, "Lap Capaian!$G$7")
    assert (answer.tampil, answer.nilai, answer.catatan) == ("91,93%", 0.9193, [])
    origin = answer.asal
    assert (origin.lembar, origin.sel, origin.perhitungan) == ("Pengukuran", "Y6", "80,9 / 88 = 91,93%")
    where = {i.nama: (i.lembar, i.sel) for i in origin.masukan}
    assert where["Target"] == ("Pengukuran", "G6") and where["batas_capaian"][0] == "Pengaturan"
    assert "Aturan CAP-03 Capaian asli" in answer.teks() and answer.teks().splitlines()[1] == "80,9 / 88 = 91,93%"


@pytest.mark.parametrize(
    "address, shown, words",
    [
        ("Pengukuran!AE6", "80,25%", "Rp1.962.987.055 / Rp2.446.011.190 = 80,25%"),
        ("Beranda!B7", "97,31%", "(91,93% + 100,00% + 100,00%) / 3 = 97,31%"),
        ("Lap Antar Tahun!N8", "16,62%", "80,9 / 69,37 - 1 = 16,62%"),
        ("'Lap TW IV'!P54", "859.963.000", "Rp794.088.000 + Rp65.875.000 = Rp859.963.000"),
        ("Pengaturan!D6", "Dinas Sosial", "Diketik di lembar Pengaturan."),
        ("Pengukuran!Q6", "80,9", "Diketik."),
        ("Lap Capaian!A5", "No", "tulisan tetap"),
        ("Lap Capaian!C12", "Rata-rata capaian instansi ", "tulisan tetap"),
        ("Lap Capaian!Z900", "(kosong)", "Sel ini kosong"),
        ("Beranda!A40", "(kosong)", "Sel ini kosong"),
    ],
)
def test_cells_of_every_kind_of_sheet(book, address, shown, words):
    text = trace_cell(book, address).teks()
    assert shown in text.partition("\n")[0] + text and words in text


def test_a_figure_of_beranda_is_asked_for_by_its_name(book):
    answer = trace_cell(book, "rata-rata capaian")
    assert answer.lembar == "Beranda" and answer.tampil == "97,31%"
    assert answer.teks() == trace_cell(book, f"Beranda!{answer.sel}").teks()
    assert trace_cell(book, "Serapan").tampil == "88,33%"
    texts = [trace_cell(book, figure.key).teks() for figure in RINGKASAN.figures]
    assert len(texts) > 20 and not any("Perhitungan:  =" in text for text in texts)
    with pytest.raises(UsageError) as refused:
        trace_cell(book, "Rata-rata")
    assert refused.value.kode == "alamat"


def test_deep_answers_tell_a_rule_once(book):
    text = trace_cell(book, "Lap Efisiensi!L8", dalam=True).teks()
    assert text.count("Aturan ANG-01 Pagu yang berlaku:") == 1 and "Pagu Perubahan: Rp794.088.000" in text


def test_a_typed_or_outdated_report_cell_is_said(book):
    package = openpyxl.load_workbook(book)
    package["Lap Capaian"]["G7"] = 0.99
    package.save(book)
    assert (
        "Di buku tertulis 0,99, sedangkan laporan yang ditulis sekarang memuat 91,93%"
        in trace_cell(book, "Lap Capaian!G7").teks()
    )
    package["Pengukuran"]["Q6"] = 44
    package.save(book)
    text = trace_cell(book, "Lap Capaian!G7").teks()
    assert "44 / 88 = 50,00%" in text and "isian buku berubah sesudah lembar ini ditulis" in text


def test_a_sheet_of_the_user_is_left_to_the_user(book):
    package = openpyxl.load_workbook(book)
    package.create_sheet("Catatan saya")["A1"] = 5
    package.save(book)
    assert "milik Anda sendiri" in trace_cell(book, "Catatan saya!A1").penjelasan


@pytest.mark.parametrize(
    "address, code", [("G7", "alamat"), ("Lap Capaian", "alamat"), ("Tiada!A1", "lembar_tidak_ada")]
)
def test_what_is_no_cell_of_the_book_is_refused(book, address, code):
    with pytest.raises(UsageError) as refused:
        trace_cell(book, address)
    assert refused.value.kode == code


def test_the_command_prints_words_and_json(book, capsys):
    main(["asal", str(book), "Lap Capaian!G7"])
    assert "80,9 / 88 = 91,93%" in capsys.readouterr().out
    main(["asal", str(book), "Lap Capaian!G8", "--dalam", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["sel"] == "G8" and answer["asal"]["nilai"] == "#N/A"
    assert lkjip_xl.asal is trace_cell


def test_the_number_comes_first_then_what_it_was_made_of_and_the_rules_last(book):
    lines = trace_cell(book, "Pengukuran!Y6").teks().splitlines()
    assert lines[:2] == ["Pengukuran!Y6: 91,93%", "80,9 / 88 = 91,93%"]
    places = [next(n for n, line in enumerate(lines) if line.startswith(word)) for word in ("Dari:", "Aturan CAP-03")]
    assert places == sorted(places) and places[0] == 3


def test_a_limit_that_is_not_set_is_not_mentioned(book):
    text = trace_cell(book, "Pengukuran!Y6").teks()
    assert "CAP-04" not in text and "atas capaian" not in text
    filler = Isian(book)
    filler.tulis("tbl_pengaturan", nomor_setelan("batas_capaian"), "Nilai", 1.2)
    filler.simpan(book)
    text = trace_cell(book, "Pengukuran!Y6").teks()
    assert "Aturan CAP-04 Batas capaian" in text and "Batas atas capaian 120" in text


def test_helper_columns_are_not_shown_by_their_names(book):
    from lkjip_xl.book.read import read_book
    from lkjip_xl.ooxml.files import check_workbook
    from lkjip_xl.ooxml.worksheet import column_letters

    place = read_book(check_workbook(book, writing=False)).places["tbl_pengukuran"]
    helpers = {name: f"Pengukuran!{column_letters(k)}6" for name, k in place.columns.items() if name.startswith("_")}
    assert len(helpers) > 10
    for name, cell in list(helpers.items())[::9]:
        text = trace_cell(book, cell, dalam=True).teks()
        assert "olom bantu" not in text and f"{name}:" not in text and f"{name} " not in text, (name, text)


@pytest.mark.parametrize(
    "reached, made", [(87.9, "1 - |85 - 87,9| / 85 = 96,59%"), (54, "1 - |60 - 54| / 60 = 90,00%")]
)
def test_the_distance_to_an_interval_is_told_without_the_tail_of_a_fraction(tmp_path, reached, made):
    path = tmp_path / "buku.xlsx"
    lkjip_xl.buat(path, "Dinas Uji", 2025, "2025-2029")
    book = Isian(path)
    for name, value in (("Kode", "1.1.1"), ("Jenis", "Sasaran"), ("Indikator", "BOR"), ("Satuan", "%"),
                        ("Tipe", "Persen"), ("Arah", "Naik"), ("Target 2025", "60-85")):  # fmt: skip
        book.tulis("tbl_renstra", 1, name, value)
    for name, value in (("Kode", "1.1.1"), ("Sifat", "Posisi Akhir"), ("Realisasi TW4", reached)):
        book.tulis("tbl_pengukuran", 1, name, value)
    cell = book.sel("tbl_pengukuran", 1, "Capaian Asli").coordinate
    assert trace_cell(book.simpan(), f"Pengukuran!{cell}").asal.perhitungan == made


def test_a_figure_without_money_says_why(book):
    filler = Isian(book)
    for row in range(1, filler.baris_terakhir("tbl_anggaran") + 1):
        filler.tulis("tbl_anggaran", row, "Indikator", None)
    filler.simpan(book)
    text = trace_cell(book, "Pengukuran!AC6").teks()
    assert "N/A, karena tidak ada baris di lembar Anggaran yang menyebut" in text and "\nN/A." not in text


# --- what cannot be computed ------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def unreadable(written, tmp_path_factory):
    """The book with a text as realisasi of a sub kegiatan, and one as realisasi of an indicator."""
    path = tmp_path_factory.mktemp("unreadable") / "buku.xlsx"
    book = openpyxl.load_workbook(written)
    book["Anggaran"]["J10"], book["Pengukuran"]["Q6"] = "abc", "delapan"
    book.save(path)
    return path


_BUDGET = "N/A, karena tidak terbaca: Anggaran!J10 berisi 'abc'. Betulkan isinya, lalu jalankan hitung."


@pytest.mark.parametrize(
    "asked, shown, said",
    [
        ("Serapan", "N/A", _BUDGET),
        ("Realisasi", "N/A", _BUDGET),
        ("Beranda!D7", "N/A", _BUDGET),
        ("Anggaran!M8", "N/A", _BUDGET),
        ("Anggaran!L10", "N/A", _BUDGET),
        ("Pengukuran!Y6", "N/A", "N/A, karena tidak terbaca: Pengukuran!Q6 berisi 'delapan'."),
        ("Lap Capaian!G7", "N/A", "N/A, karena tidak terbaca: Pengukuran!Q6 berisi 'delapan'."),
        ("Rata-rata capaian", "100,00%", "Tidak ikut dihitung, karena tidak terbaca: Pengukuran!Q6 berisi 'delapan'."),
        ("Predikat", "Sangat Tinggi", "Tidak ikut dihitung, karena tidak terbaca: Pengukuran!Q6 berisi 'delapan'."),
        ("Indikator terukur", "2", "Tidak ikut dihitung, karena tidak terbaca: Pengukuran!Q6 berisi 'delapan'."),
    ],
)
def test_a_figure_names_the_cells_that_cannot_be_read(unreadable, asked, shown, said):
    answer = trace_cell(unreadable, asked)
    assert answer.tampil.startswith(shown) and said in answer.teks()
    assert "#VALUE!" not in answer.teks()


@pytest.mark.parametrize("asked", ["Pagu", "Rata-rata IKU", "Pagu tanpa indikator"])
def test_a_figure_that_lacks_nothing_names_no_cell(written, asked):
    assert "tidak terbaca" not in trace_cell(written, asked).teks()


@pytest.mark.parametrize(
    "asked, said",
    [
        ("serapann", "Maksud Anda Serapan?"),
        ("capaian", "Maksud Anda Rata-rata capaian?"),
        ("baris", "Maksud Anda Baris belum terisi atau Baris tidak terhitung?"),
        ("xyzzy", "Angkanya: Indikator terukur, "),
    ],
)
def test_a_misspelt_figure_is_answered_with_those_that_are_near(book, asked, said):
    with pytest.raises(UsageError) as refusal:
        trace_cell(book, asked)
    assert refusal.value.kode == "alamat" and said in str(refusal.value)
    assert 'misalnya "Lap Capaian!F9"' in str(refusal.value)


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory):
    path = tmp_path_factory.mktemp("ragu") / "ragu.xlsx"
    book_of_doubts(path, money=[*MONEY[:4], {**MONEY[4], "Realisasi TW4": None}])
    lkjip_xl.laporan(path, backup=False)
    return path


_TWICE = "diukur pada lebih dari satu baris Pengukuran"
_DOUBTS_OF_ROWS = [_TWICE, "Arah 2 kosong", "Angka triwulan 5 tampak pembilang", "masih kosong atau N/A (7 TW II)"]
_DOUBTS_OF_MONEY = ["1 baris Anggaran berisi uang tetapi kolom Tingkatnya", "Sementara: 1 baris anggaran belum terisi"]
_WAITS = "Sementara (tanda *)"


@pytest.mark.parametrize(
    "asked, said",
    [
        ("Pengukuran!AA6", []),
        ("Pengukuran!AA7", _DOUBTS_OF_ROWS[1:2]),
        ("Pengukuran!Z10", _DOUBTS_OF_ROWS[2:3]),
        ("Pengukuran!AA12", _DOUBTS_OF_ROWS[3:]),
        ("Pengukuran!AB14", [_TWICE]),  # its predikat
        ("Pengukuran!G14", []),  # a target is none the worse
        ("Pengukuran!Q14", []),
        ("Pengukuran!AD6", _DOUBTS_OF_MONEY[1:]),
        ("Rata-rata capaian", _DOUBTS_OF_ROWS),
        ("Rata-rata sasaran", _DOUBTS_OF_ROWS),
        ("Indikator seluruhnya", []),
        ("Serapan", _DOUBTS_OF_MONEY),
        ("Pagu", _DOUBTS_OF_MONEY[:1]),
        ("Lap Sasaran 1!D12", []),
        ("Lap Sasaran 1!E13", [_TWICE]),
        ("Lap Sasaran 1!D63", [_TWICE]),
        ("Lap TW IV!Q30", [_WAITS]),
        ("Lap TW IV!P30", []),
    ],
)
def test_a_figure_of_doubtful_rows_says_the_doubt(doubtful, asked, said):
    text = trace_cell(doubtful, asked).teks()
    every = [*_DOUBTS_OF_ROWS, *_DOUBTS_OF_MONEY, _WAITS]
    assert [one for one in every if one in text] == [one for one in every if one in said]
