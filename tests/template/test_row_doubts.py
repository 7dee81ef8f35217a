"""What makes a row doubtful is told where its figures stand: on its sheet, Beranda, every form, in every answer."""

import pytest

from lkjip_xl.compute.doubtful_rows import has_doubt
from lkjip_xl.expr.values import NOT_AVAILABLE, WRONG_VALUE
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts.answers import as_json, summary_lines
from lkjip_xl.reports.doubts import REACHED, ROWS, SPENDING
from lkjip_xl.reports.registry import find_report, possible_ids, write_reports
from lkjip_xl.schema.row_doubts import (
    BLANK_QUARTER,
    FRACTION,
    NO_DIRECTION,
    NUMERATORS,
    PROMISED_TWICE,
    TWICE,
    YEAR_UNREAD,
)
from lkjip_xl.schema.sheets import beranda as home
from lkjip_xl.template.book import build
from tests.checks.small_book import indikator, ukur
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")


def quarters(targets, reached):
    return {f"{name} TW{n}": value for name, values in (("Target", targets), ("Realisasi", reached))
            for n, value in enumerate(values, 1)}  # fmt: skip


YEARLY = quarters((None, None, None, 80), (None, None, None, 78))
NUMERATOR = quarters((10, 20, 30, 40), (10, 20, 30, 60))
PLAN = [
    indikator("1"), indikator("2", Arah=None), indikator("3", Arah=None, Tipe="Tanggal"),
    indikator("4", Arah=None, Tipe="Tingkat", **{"Skala Tingkat": "APE PUG", "Target 2025": "Madya"}),
    indikator("5", **{"Target 2025": 50}), indikator("6", **{"Target 2025": 50}), indikator("7"), indikator("1.10"),
    indikator("8"), indikator("10"), indikator("11"), indikator("12"), indikator("12", **{"Target 2025": 70}),
    indikator("13"),
]  # fmt: skip
MEASURED = [
    ukur("1", **YEARLY), ukur("2", **YEARLY), ukur("3", **YEARLY),
    ukur("4", **quarters((None,) * 4, (None, None, None, "Madya"))),
    ukur("5", Sifat="Akumulasi", **quarters((30, 30, 30, 40), (30, 30, 30, 40))),
    ukur("6", Sifat="Akumulasi", **NUMERATOR, **{"Penyebut Tetap": 200}),
    ukur("7", Sifat="Akumulasi", **quarters((20, 20, 20, 20), (20, None, 20, 20))),
    ukur("1.10", **YEARLY), ukur("1", **quarters((None, None, None, 80), (None, None, None, 40))), ukur("9", **YEARLY),
    {"Sifat": "Posisi Akhir", "Realisasi TW4": "81%"}, {"Sifat": "Posisi Akhir", "Target TW4": 80},
    ukur("8", **YEARLY), ukur("10", **YEARLY, **{"Tahun Data": 24}), ukur("11", **YEARLY, **{"Tahun Data": "2024*"}),
    ukur("12", **YEARLY), ukur("3", **YEARLY, **{"Tahun Data": 2024}),
    ukur("13", **quarters((None, None, None, 80), (None, None, None, 0.78))),
]  # fmt: skip
MONEY = [
    {"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Indikator": "1"},
    {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 600, "Realisasi TW4": 500},
    {"Kode": "1.2", "Uraian": "b", "Pagu Awal": 400, "Realisasi TW4": 390},
    {"Kode": "1.3", "Uraian": "hanya nama"},
    {"Kode": "1.4", "Tingkat": "Sub Kegiatan", "Uraian": "c", "Pagu Awal": 100, "Realisasi TW4": 50},
    {
        "Kode": "1.5",
        "Tingkat": "Sub Kegiatan",
        "Uraian": "d",
        "Pagu Awal": 70,
        "Realisasi TW4": 60,
        "Jenis Anggaran": "Belanja Modal",
    },
    {"Kode": "2", "Tingkat": "Program", "Uraian": "tanpa uang", "Jenis Anggaran": "Belanja Modal"},
]


def book(path, measured=MEASURED, plan=PLAN, money=MONEY, **settings):
    agreed = [{"Dokumen": "Awal", "Kode": row["Kode"], "Target": row["Target 2025"]} for row in plan]
    if plan is PLAN:  # twice in the PK: with two targets, with the same one, and without one
        agreed += [
            {"Dokumen": "Awal", "Kode": k, "Target": target} for k, target in (("8", 90), ("1.10", 80), ("7", None))
        ]
    rows = {"tbl_renstra": plan, "tbl_pengukuran": measured, "tbl_anggaran": money, "tbl_pk": agreed}
    build(path, {"tahun": 2025, "triwulan_berjalan": 4, **settings}, rows=rows)
    return path


def sheets_of(world):
    return {
        sheet.id: [str(cell.value) for row in sheet.rows if row for cell in row.cells if cell is not None]
        for sheet in write_reports(world, possible_ids(world))
    }


def test_each_doubt_is_in_its_row(tmp_path):
    world = compute_book(book(tmp_path / "ragu.xlsx"))[1]
    found = {
        (row["#nomor"], reason)
        for row in world.measured
        for reason in (TWICE, NO_DIRECTION, NUMERATORS, FRACTION, PROMISED_TWICE, YEAR_UNREAD, BLANK_QUARTER)
        if has_doubt(row, reason)
    }
    assert found == {
        (2, NO_DIRECTION), (5, NUMERATORS), (7, BLANK_QUARTER), (9, TWICE), (13, PROMISED_TWICE), (14, YEAR_UNREAD),
        (15, YEAR_UNREAD), (16, PROMISED_TWICE), (17, TWICE), (18, FRACTION),
    }  # fmt: skip


@SPREADSHEETS
def test_the_spreadsheets_say_the_same(tmp_path, lo, engine):
    path = book(tmp_path / "ragu.xlsx")
    reading, world = compute_book(path)
    values = recalculated(path, lo, engine)
    found, count = differences(reading, world, values)
    assert found == [] and count > 500
    said = str(values["Beranda"][9][1])
    assert said.strip() == world.outside_tables(home.PERINGATAN).strip()
    assert "2 baris Anggaran tidak terhitung: lihat Temuan" in said and "10 baris Pengukuran diragukan" in said
    assert "10 diragukan" in str(values["Beranda"][7][1])


def test_every_form_and_every_answer_tells_it(tmp_path):
    path = book(tmp_path / "ragu.xlsx")
    world = compute_book(path)[1]
    wanted = {
        REACHED: (
            "Indikator 1, 3 diukur pada lebih dari satu baris",
            "Arah 2 kosong",
            "Angka triwulan 5 tampak pembilang",
            "Realisasi 13 tampak pecahan",
            "Target 8, 12 tertulis lebih dari sekali di PK atau Renstra",
            "Tahun Data 10, 11 tidak terbaca sebagai tahun",
            "1 baris Pengukuran berisi realisasi tetapi kolom Kodenya kosong",
        ),
        SPENDING: (
            "1 baris Anggaran berisi uang tetapi kolom Tingkatnya kosong",
            "1 baris Anggaran ber-Jenis Anggaran yang tidak dikenal (Belanja Modal)",
        ),
    }
    sheets = sheets_of(world)
    for ground, sentences in wanted.items():
        for sentence in sentences:
            told = {id for id, cells in sheets.items() if any(sentence in cell for cell in cells)}
            grounds = {REACHED, ROWS} if ground == REACHED else {ground}
            assert told == {id for id in sheets if grounds & {*find_report(id).rests_on}} and told
    assert {"LAP-ANGGARAN", "LAP-CAPAIAN", "LAP-TW1", "LAP-TW4"} <= sheets.keys()
    result = hitung_buku(str(path), backup=False)
    told = " ".join(as_json(result)["peringatan"])
    for sentence in (*wanted[REACHED], *wanted[SPENDING]):
        assert sentence in told and any(sentence in line for line in summary_lines(result))


def test_a_sound_book_is_not_doubted(tmp_path, lo):
    rows = [row for row in MEASURED if row.get("Kode") in ("1", "3", "4", "6", "1.10")][:5]
    measured = {row["Kode"] for row in rows}
    path = book(tmp_path / "baik.xlsx", rows, [row for row in PLAN if row["Kode"] in measured], MONEY[:2])
    world = compute_book(path)[1]
    assert world.outside_tables(home.PERINGATAN) == "" and "diragukan" not in world.outside_tables(home.CAPAIAN_NOTE)
    assert not any("PERIKSA:" in cell for cells in sheets_of(world).values() for cell in cells)
    assert as_json(hitung_buku(str(path), backup=False))["peringatan"] == []


def test_a_realisasi_of_no_code_is_grave(tmp_path):
    found = [t for t in periksa_buku(str(book(tmp_path / "ragu.xlsx")), tulis=False).findings if t.kode == "BACA-15"]
    assert [(t.berat, t.kolom) for t in found if t.lembar == "Pengukuran"] == [("Salah", "Kode")] * 2
    bare = [*MEASURED[:1], {"Sifat": "Posisi Akhir", "Realisasi TW4": "N/A"}]
    found = periksa_buku(str(book(tmp_path / "kosong.xlsx", bare)), tulis=False).findings
    assert [t.berat for t in found if t.kode == "BACA-15" and t.lembar == "Pengukuran"] == ["Periksa"]


def test_a_blank_arah_is_written_by_the_repair(tmp_path):
    path = book(tmp_path / "arah.xlsx")
    found = {t.kode: t for t in periksa_buku(str(path), tulis=False).findings}
    assert "Arah indikator 2 kosong" in found["KON-84"].uraian
    hitung_buku(str(path), backup=False, perbaiki=True)
    world = compute_book(path)[1]
    assert world.renstra("2")["Arah"] == "Naik" and not any(has_doubt(row, NO_DIRECTION) for row in world.measured)


@pytest.mark.parametrize(("blocked", "left", "serapan"), [
    (100, 500, 1), (600, 0, NOT_AVAILABLE), (1680, WRONG_VALUE, WRONG_VALUE),
])  # fmt: skip
def test_more_is_blocked_than_there_is(tmp_path, lo, blocked, left, serapan):
    money = [MONEY[0], {**MONEY[1], "Blokir": blocked}, MONEY[4]]
    path = book(tmp_path / "blokir.xlsx", MEASURED[:1], PLAN[:1], money, dasar_serapan="Pagu Efektif")
    reading, world = compute_book(path)
    rows = world.rows("tbl_anggaran")
    assert (rows[1]["Pagu Efektif"], rows[1]["Serapan"]) == (left, serapan)
    impossible = left == WRONG_VALUE
    assert (rows[0]["Serapan"] == WRONG_VALUE) == impossible == (world.summary["Serapan"] == WRONG_VALUE)
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300


def test_a_pagu_below_zero_makes_what_it_adds_up_to_provisional(tmp_path, lo):
    """No pagu is less than nothing: a difference was typed, perhaps, and the total says too little."""
    less = {"Kode": "1.2", "Tingkat": "Sub Kegiatan", "Uraian": "b", "Pagu Awal": -200, "Realisasi TW4": 90}
    path = book(tmp_path / "minus.xlsx", MEASURED[:1], PLAN[:1], [*MONEY[:2], less])
    reading, world = compute_book(path)
    rows = world.rows("tbl_anggaran")
    assert [row["Belum Terisi"] for row in rows[:3]] == [1, 0, 1] and rows[0]["Pagu"] == 400
    assert world.outside_tables(home.CATATAN_SERAPAN) == "1 baris berpagu di bawah nol"
    assert "(sementara)" in " ".join(cell for cells in sheets_of(world).values() for cell in cells)
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300


@pytest.mark.parametrize("wrong", ["lima ratus", 1680])
def test_a_blocked_sum_that_is_none_is_named_on_beranda(tmp_path, lo, wrong):
    money = [MONEY[0], {**MONEY[1], "Blokir": wrong}, MONEY[4]]
    path = book(tmp_path / "blokir.xlsx", MEASURED[:1], PLAN[:1], money, dasar_serapan="Pagu Efektif")
    reading, world = compute_book(path)
    assert world.outside_tables(home.CATATAN_SERAPAN) == "tidak terbaca: Anggaran 1.1"
    assert "1 baris Pengukuran atau Anggaran tidak terbaca" in world.outside_tables(home.PERINGATAN)
    assert "1 baris" in " ".join(as_json(hitung_buku(str(path), backup=False))["peringatan"])
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300


def test_money_far_above_its_pagu_is_told_with_every_form_of_money(tmp_path, lo):
    """Ten times too much: a zero typed too often; a tenth too much is what an RSUD may spend."""
    money = [*MONEY[:2], {**MONEY[4], "Realisasi TW4": 1_000}, {**MONEY[4], "Kode": "1.6", "Realisasi TW4": 110}]
    path = book(tmp_path / "lebih.xlsx", MEASURED[:1], PLAN[:1], money)
    reading, world = compute_book(path)
    told = "Realisasi 1 baris Anggaran jauh melebihi pagunya (1.4)"
    assert any(told in cell for cells in sheets_of(world).values() for cell in cells)
    assert told in " ".join(as_json(hitung_buku(str(path), backup=False))["peringatan"])
    assert world.outside_tables(home.CATATAN_SERAPAN) == "lebih dari pagunya: periksa"
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300


@pytest.mark.parametrize(("way", "arah", "quarter", "year"), [
    ("Akumulasi", "Turun", 2, NOT_AVAILABLE), ("Kumulatif", "Turun", 2, NOT_AVAILABLE),
    ("Posisi Akhir", "Turun", 2, 1.4583), ("Akumulasi", "Naik", 2, 0.5417), ("Akumulasi", "Turun", 4, 1.4583),
])  # fmt: skip
def test_what_falls_and_still_grows_is_not_held_against_the_whole_year(tmp_path, lo, way, arah, quarter, year):
    """13 complaints at the end of June of 24 that the year allows are no 146%."""
    plan = [indikator("1", Satuan="Keluhan", Tipe="Angka", Arah=arah, **{f"Target {y}": 24 for y in range(2025, 2030)})]
    last = (
        quarters((6, 6, 6, 6), (7, 6, None, None)) if way == "Akumulasi" else quarters((6, 12, 18, 24), (7, 13, 13, 13))
    )
    if quarter == 4 and way == "Akumulasi":
        last |= {"Realisasi TW3": 0, "Realisasi TW4": 0}
    money = [MONEY[0], {**MONEY[1], "Realisasi TW2": 200}]
    path = book(tmp_path / "keluhan.xlsx", [ukur("1", Sifat=way, **last)], plan, money, triwulan_berjalan=quarter)
    reading, world = compute_book(path)
    row = world.measured[0]
    assert (row["Capaian"], row["Capaian Asli"]) == (year, year)
    assert (row["Kemajuan"] == NOT_AVAILABLE) == (row["Efisiensi"] == NOT_AVAILABLE) == (year == NOT_AVAILABLE)
    assert isinstance(row["Capaian Berjalan"], float) or row["Capaian Berjalan"] == 1
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300


def test_a_quarter_that_nobody_filled_has_no_bar(tmp_path, lo):
    path = book(tmp_path / "kosong.xlsx", MEASURED[:1], PLAN[:1], MONEY[:2])
    reading, world = compute_book(path)
    shown = [row["Serapan"] for row in world.rows("tbl_dasbor_tw")]
    assert shown == [NOT_AVAILABLE] * 3 + [0.8333]
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 300
