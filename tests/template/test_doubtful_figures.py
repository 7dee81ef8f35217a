"""What makes the figures of a book doubtful is told on Beranda and by every command, in Python and in a spreadsheet."""

import openpyxl
import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.hosts.answers import as_json, summary_lines
from lkjip_xl.schema.sheets import beranda as home
from lkjip_xl.schema.sheets import dasbor
from lkjip_xl.template.book import build
from tests.compute.random_book import as_shown, differences
from tests.tools.engines import SPREADSHEETS, recalculated

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
CODES = ("1.1", "1.2", "1.3", "1.4")


@pytest.fixture
def make(tmp_path):
    """A book of four measured indicators and two budget rows; ``realisasi``, ``spent`` and ``pagu`` replace what is
    typed."""

    def made(realisasi=None, spent=None, pagu=400, unmeasured=(), **settings):
        path = tmp_path / "buku.xlsx"
        indicators = [
            {"Kode": c, "Jenis": "Sasaran", "Sasaran": "S", "Indikator": f"I {c}", "IKU": "Ya", "Satuan": "%",
             "Tipe": "Persen", "Arah": "Naik", "Target 2025": 80} for c in CODES
        ]  # fmt: skip
        measured = [{"Kode": c, "Sifat": "Posisi Akhir", "Target TW4": 80, "Realisasi TW4": 60 + i * 10}
                    for i, c in enumerate(CODES) if c not in unmeasured]  # fmt: skip
        budget = [
            {"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Indikator": "1.1"},
            {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 600, "Realisasi TW4": 500},
            {"Kode": "1.2", "Tingkat": "Sub Kegiatan", "Uraian": "b", "Pagu Awal": pagu, "Realisasi TW4": 390},
        ]
        measured[0]["Realisasi TW4"] = 60 if realisasi is None else realisasi
        budget[2]["Realisasi TW4"] = 390 if spent is None else spent
        build(path, {"tahun": 2025, **settings}, rows={
            "tbl_renstra": indicators, "tbl_pk": [{"Dokumen": "Awal", "Kode": c, "Target": 80} for c in CODES],
            "tbl_pengukuran": measured, "tbl_anggaran": budget,
        })  # fmt: skip
        return path

    return made


def beranda(path, lo):
    """The warning line and the note of the budget's card: as Python has them, which LibreOffice has to confirm."""
    world = compute_book(path)[1]
    own = [as_shown(world.outside_tables(tree)).strip() for tree in (home.PERINGATAN, home.CATATAN_SERAPAN)]
    rows = lo.values(path)["Beranda"]
    assert own == [str(rows[9][1] or "").strip(), str(rows[7][3]).strip()]
    return world, own


def test_a_clean_book_has_no_red_line(make, lo):
    path = make()
    world, said = beranda(path, lo)
    assert said == ["", "realisasi dibagi pagu"] and world.summary["Serapan"] == 0.89
    result = hitung_buku(str(path), backup=False)
    assert as_json(result)["peringatan"] == [] and len(summary_lines(result)) == 3


@pytest.mark.parametrize("answer", ["N/A", "n/a", "-", "#N/A"])
def test_a_budget_row_that_is_not_available_makes_the_serapan_provisional(make, lo, answer):
    path = make(spent=answer)
    if answer == "#N/A":
        workbook, place = openpyxl.load_workbook(path), compute_book(path)[0].places["tbl_anggaran"]
        cell = workbook["Anggaran"].cell(place.header_row + 3, place.columns["Realisasi TW4"] + 1)
        cell.value, cell.data_type = "#N/A", "e"
        workbook.save(path)
    world, said = beranda(path, lo)
    assert said == ["1 baris anggaran belum terisi, jumlahnya sementara.", "sementara: 1 baris belum terisi"]
    assert (world.summary["Pagu"], world.summary["Realisasi"]) == (1000, 500)
    assert "serapan 50,00% (sementara: 1 baris belum terisi)" in summary_lines(hitung_buku(str(path), backup=False))[1]
    place = compute_book(path)[0].places["tbl_anggaran"]
    rows = lo.values(path)["Anggaran"][place.header_row : place.header_row + 3]
    assert [row[place.columns["Belum Terisi"]] for row in rows] == [1, 0, 1]


@pytest.mark.parametrize("pagu", [None, "N/A", "-"])
def test_money_spent_without_a_pagu_makes_the_serapan_provisional(make, lo, pagu):
    path = make(pagu=pagu)
    world, said = beranda(path, lo)
    assert said == ["1 baris anggaran belum terisi, jumlahnya sementara.", "sementara: 1 baris belum terisi"]
    assert world.summary["Serapan"] == 1.4833 and world.rows("tbl_pengukuran")[0]["Belum Terisi"] == 1
    told = "serapan 148,33% (sementara: 1 baris belum terisi)"
    assert told in summary_lines(hitung_buku(str(path), backup=False))[1]
    reading, world = compute_book(path)
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 500


def test_a_pagu_of_nothing_is_an_answer(make):
    world = compute_book(make(pagu=0))[1]
    assert world.budget.total_unfilled == 0


@pytest.mark.parametrize("text", ["delapan puluh", "80,5 dari 100", "1.234"])
def test_a_text_that_no_rule_reads_is_a_red_line(make, lo, text):
    path = make(realisasi=text)
    world, said = beranda(path, lo)
    assert said[0] == "1 baris Pengukuran atau Anggaran tidak terbaca: lihat Temuan."
    assert world.summary["Indikator terukur"] == 3
    result = hitung_buku(str(path), backup=False)
    told = "1 baris Pengukuran atau Anggaran tidak terbaca dan tidak dihitung; disebut di daftar temuan."
    named = f"Tidak terbaca seperti yang dimaksud: Pengukuran Q6 '{text}'. Betulkan; caranya di daftar temuan."
    assert summary_lines(result)[:2] == [told, named] and as_json(result)["peringatan"] == [told, named]


def test_a_row_with_two_unreadable_amounts_is_one_row(make, lo):
    path = make(spent="lihat SPJ", pagu="lihat DPA")
    _, said = beranda(path, lo)
    told = "1 baris Pengukuran atau Anggaran tidak terbaca"
    assert said[0].startswith(told) and summary_lines(hitung_buku(str(path), backup=False))[0].startswith(told)


def test_a_text_that_the_rules_read_is_none(make, lo):
    world, said = beranda(make(realisasi="60%"), lo)
    assert said[0] == "" and world.summary["Indikator terukur"] == 4
    assert world.summary["Rata-rata capaian"] == 0.9375  # (60 + 70 + 80 + 90) / 4 / 80


def test_a_text_among_amounts_is_a_red_line(make, lo):
    _, said = beranda(make(spent="lihat SPJ"), lo)
    assert said[0].startswith("1 baris Pengukuran atau Anggaran tidak terbaca")


@pytest.mark.parametrize("quarter", ["TW III", "III", "3", 5, 0])
def test_a_quarter_that_is_none_is_a_red_line_and_in_every_answer(make, lo, quarter):
    path = make(triwulan_berjalan=quarter)
    world, said = beranda(path, lo)
    assert said[0] == "Pilih triwulan (1-4) di Pengaturan; kini dihitung seperti TW IV."
    assert world.quarter == 4
    answer = summary_lines(hitung_buku(str(path), backup=False))
    meant = " (maksudnya 3?)" if isinstance(quarter, str) else ""
    assert answer[0] == (
        f"Triwulan yang dilaporkan di Pengaturan berisi '{quarter}', bukan 1 sampai 4; dihitung seperti triwulan IV. "
        f"Pilih 1, 2, 3, atau 4{meant}."
    )


def test_the_red_line_leads_to_the_findings(make):
    cell = openpyxl.load_workbook(make())["Beranda"]["B10"]
    assert cell.hyperlink.location == "ke_temuan"


def test_a_book_without_a_budget_says_nothing_of_money_without_an_indicator(tmp_path):
    path = tmp_path / "tanpa.xlsx"
    build(path, {"tahun": 2025}, rows={"tbl_renstra": [{"Kode": "1"}]})
    assert not any("Pagu tanpa indikator" in line for line in summary_lines(hitung_buku(str(path), backup=False)))


def test_the_card_of_the_budget_names_the_row_that_cannot_be_read(make, lo):
    path = make(spent="tiga ratus")
    world, said = beranda(path, lo)
    assert said == [
        "1 baris Pengukuran atau Anggaran tidak terbaca: lihat Temuan.",
        "tidak terbaca: Anggaran 1.2",
    ]
    assert world.outside_tables(dasbor.NOTE_SERAPAN) == "tidak terbaca: Anggaran 1.2"
    told = [str(cell) for row in lo.values(path)["Dasbor"] for cell in row if cell is not None]
    assert "tidak terbaca: Anggaran 1.2" in told
    assert compute_book(make())[1].outside_tables(dasbor.NOTE_SERAPAN) == "kalender 100%"


def test_a_book_without_indicators_says_what_comes_first(tmp_path, lo):
    path = tmp_path / "kosong.xlsx"
    build(path, {"tahun": 2025})
    world = compute_book(path)[1]
    own = [world.outside_tables(home.CAPAIAN_NOTE), world.outside_tables(home.TERUKUR)]
    assert own == ["isi Renstra, lalu Salin dari Renstra", "belum ada indikator terukur"]
    sheets = lo.values(path)
    assert sheets["Beranda"][7][1] == own[0]
    assert any("belum ada indikator terukur" in str(cell) for row in sheets["Capaian"] for cell in row)


@SPREADSHEETS
@pytest.mark.parametrize(("unmeasured", "said"), [(("1.2",), "1 indikator PK"), (("1.2", "1.4"), "2 indikator PK")])
def test_a_promise_that_nobody_measures_stands_on_the_card(make, lo, engine, unmeasured, said):
    path = make(unmeasured=unmeasured, triwulan_berjalan=4, dokumen_pk="Awal")
    note = str(compute_book(path)[1].outside_tables(home.CAPAIAN_NOTE))
    assert "(sementara)" in note and note.endswith(f"{said} tidak ada di Pengukuran")
    assert recalculated(path, lo, engine)["Beranda"][7][1] == note
