"""Real exports and printed tables: how much is read right, and that nothing is taken wrong in silence."""

import pytest

from lkjip_xl.expr.values import is_number
from lkjip_xl.rules.bacaan_angka import text_key
from tests.intake.shares import DATA, DOCUMENTS, EXPORTS, load, load_all, share_of_document, share_of_export

LEAST = {
    "lkjip-2022-triwulan-1.txt": 0.98, "lkjip-2022-triwulan-2.txt": 0.94, "lkjip-2022-triwulan-3.txt": 0.95,
    "lkjip-2022-triwulan-4.txt": 0.90,
}  # fmt: skip
"""Scanned tables whose digits are wrong in many cells, so that sums do not tell levels everywhere; the others: all."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_printed_tables(name):
    share = share_of_document(name)
    print(share)
    assert share.right >= LEAST.get(name, 1) * share.total
    assert share.right + share.said == share.total, "a row that is wrong or missing is not among the doubts"


@pytest.mark.parametrize("name", EXPORTS)
def test_exports(name):
    share = share_of_export(name)
    print(share)
    assert share.right == share.total == EXPORTS[name]


@pytest.mark.parametrize("name", [*EXPORTS, *DOCUMENTS])
def test_every_row_of_a_source_has_a_fate(name):
    found = load_all(name)
    told = {fate.row for one in found for fate in one.fates}
    grid = found[0].grid
    assert [grid.where(row) for row in range(len(grid.rows)) if not grid.is_blank(row) and row not in told] == []


def leaves(one, column):
    return {row.values["Kode"]: row.values[column] for row in one.rows if is_number(row.values.get(column))}


def test_sakti_closes_to_the_last_rupiah_and_a_row_cut_by_the_page_is_counted_once():
    one = load("sakti-glp039-2026-03.csv")
    assert {(s.what, s.written, s.difference) for s in one.sums} == {
        ("Pagu Awal", 52_738_349_000, 0), ("Realisasi TW1", 5_841_454_998, 0)}  # fmt: skip
    programs = {code: 0 for code in ("AA", "WA")}
    for code, amount in leaves(one, "Pagu Awal").items():
        programs[code[:2]] += amount
    assert programs == {"AA": 49_447_491_000, "WA": 3_290_858_000}
    fates = [fate for fate in one.fates if fate.fate == "sambungan"]
    assert [one.grid.numbers[fate.row] for fate in fates] == [35]
    assert sum(fate.why == "Rekening" for fate in one.fates) == 296 and not one.doubts
    assert sum(fate.fate == "catatan" for fate in one.fates) == 17


def test_sipd_documents_by_sub_kegiatan_and_period():
    one = load("sipd-realisasi-per-dokumen.csv")
    assert leaves(one, "Realisasi TW1") == {
        "2.08.01.2.01.0001": 4_375_500, "2.08.01.2.02.0001": 214_600_700, "2.08.06.2.02.0001": 12_210_000}  # fmt: skip
    assert [(s.written, s.difference) for s in one.sums] == [(231_186_200, 0)]
    months = {one.grid.numbers[fate.row]: fate.why for fate in one.fates if fate.fate == "diambil"}
    assert months[11] == "Februari" and set(months.values()) == {"Januari", "Februari"}
    assert "Rp410.000" in one.doubts[0].text
    net = load("sipd-realisasi-per-dokumen.csv", net=True)
    assert sum(leaves(net, "Realisasi TW1").values()) == 231_186_200 - 410_000


def test_the_same_month_twice_is_counted_once():
    from lkjip_xl.intake.model import Hints
    from lkjip_xl.intake.understand import understand

    data = (DATA / "sipd-realisasi-per-dokumen.csv").read_bytes()
    one = understand({"Laporan Realisasi.csv": data, "Laporan Realisasi (1).csv": data}, Hints())[0][0]
    assert sum(leaves(one, "Realisasi TW1").values()) == 231_186_200
    assert sum("dihitung sekali" in doubt.text for doubt in one.doubts) == 9


def test_rekap_5_by_sub_kegiatan():
    assert leaves(load("sipd-rekap5.csv"), "Pagu Awal") == {
        "2.08.01.2.01.0001": 30_000_000,
        "2.08.01.2.02.0001": 2_575_208_400,
        "2.08.06.2.02.0001": 102_900_000,
    }
    revised = load("sipd-rekap5.csv", document="Perubahan")
    assert set(leaves(revised, "Pagu Perubahan").values()) == {
        30_000_000, 2_575_208_400, 102_900_000}  # fmt: skip


def test_the_print_of_one_sub_kegiatan():
    one = load("sipd-realisasi-per-sub-kegiatan.csv")
    assert one.rows[-1].values == {
        "Kode": "2.08.06.2.02.0001", "Tingkat": "Sub Kegiatan", "Pagu Awal": 102_900_000,
        "Realisasi TW4": 102_310_000,
        "Uraian": "Penyediaan Layanan Peningkatan Kualitas Hidup Anak Kewenangan Kabupaten/Kota",
    }  # fmt: skip


def test_e81_says_what_its_parents_count_twice():
    one = load("e81-deli-serdang-2025-nilai.csv")
    assert one.per_quarter
    quarters = {s.what: (s.written, s.difference) for s in one.sums}
    assert quarters["Pagu Awal"] == (14_723_660_349, 0)
    assert sum(w for n, (w, _) in quarters.items() if n.startswith("Realisasi")) == 12_128_963_173
    assert sum(d for n, (_, d) in quarters.items() if n.startswith("Realisasi")) == -104_990_014
    levels = [row.level for row in one.rows]
    assert levels.count("Urusan") == 1 and levels.count("Bidang") == 3 and levels.count("Program") == 6
    doubted = [doubt for doubt in one.doubts if "Pagu" in doubt.text]
    assert doubted == [], "with the levels right every pagu is the sum of what stands beneath it"


def test_e81_fills_evaluasi_renja_and_says_added_percentages():
    wording = "Persentase Tertib Pelaporan Capaian Kinerja, Rencana Kerja dan Penganggaran"
    one = load("e81-deli-serdang-2025-nilai.csv", "tbl_renja", indicators={text_key(wording): "K1"})
    assert [row.values for row in one.rows] == [
        {"Kode": "K1", "Realisasi Lalu K": 100, "Realisasi Lalu Rp": 261_536_100}]  # fmt: skip
    told = [doubt.text for doubt in one.doubts]
    assert any(text.startswith("18 dari 23 indikator persen tingkat capaiannya di atas 100%") for text in told)
    assert any("indikator belum ada di Renstra" in text for text in told) and not one.blocked


def test_a_program_printed_under_a_wrong_name_is_found_by_its_sums():
    one = load("lkjip-2022-tabel-3.2.txt")
    row = next(r for r in one.rows if r.level == "Program" and "bukan dari namanya" in "".join(r.notes))
    assert row.where.endswith("baris 49") and [s.difference for s in one.sums] == [0, 0]


def test_a_quarter_that_its_titles_contradict_is_asked():
    one = load("lkjip-2022-triwulan-3.txt")
    assert any("triwulan 2 dan 3" in doubt.text and doubt.weight == "Salah" for doubt in one.doubts)
    told = load("lkjip-2022-triwulan-3.txt", quarter=3)
    assert told.quarter == 3 and not any("judul di atasnya" in doubt.text for doubt in told.doubts)
    assert "Realisasi TW3" in told.columns.values()


def test_a_fragment_that_a_page_break_shifted_is_read_from_the_right():
    one = load("lkjip-2018-triwulan-4.txt")
    shifted = [row for row in one.rows if "bergeser" in "".join(row.notes)]
    assert len(shifted) == 66 and not one.blocked
    assert sum(row.values.get("Pagu Awal", 0) for row in one.rows) == 7_095_515_222
