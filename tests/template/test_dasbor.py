"""Dasbor and Capaian: what they rank, what they warn of, what they say, and that both engines agree with Python."""

import io
import re
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.schema.contract import sheets
from lkjip_xl.schema.sheets import capaian as page
from lkjip_xl.schema.sheets import dasbor as panel
from lkjip_xl.template.book import build, build_bytes
from tests.compute.random_book import as_shown

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
INDICATORS = [
    # code, sasaran, direction, target, quarters' targets, realisasi, unit
    ("1.1", "Satu", "Naik", 12_000, (3_000, 3_000, 3_000, 3_000), (3_000, 3_150), "orang"),
    ("1.2", "Satu", "Naik", 100, (20, 20, 30, 30), (20, 10), "dokumen"),
    ("2.1", "Dua", "Turun", 10, (5, 2, 2, 1), (6, 4), "kasus"),
    ("2.2", "Dua", "Naik", 80, (), (60, 62), "%"),
]


def _rows(indicators=INDICATORS):
    renstra, measured = [], []
    for kode, sasaran, arah, target, targets, realisasi, satuan in indicators:
        renstra.append({
            "Kode": kode, "Jenis": "Sasaran", "Induk": "T", "Sasaran": sasaran, "Indikator": f"Indikator {kode}",
            "IKU": "Ya", "Satuan": satuan, "Tipe": "Angka", "Arah": arah, "Target 2025": target,
        })  # fmt: skip
        row = {"Kode": kode, "Sifat": "Akumulasi" if targets else "Posisi Akhir"}
        row |= {f"Target TW{n}": v for n, v in enumerate(targets, 1)}
        measured.append(row | {f"Realisasi TW{n}": v for n, v in enumerate(realisasi, 1)})
    budget = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "P"},
        {"Kode": "1.01", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Indikator": "1.1;2.1", "Pagu Awal": 600,
         "Realisasi TW1": 100, "Realisasi TW2": 200},
        {"Kode": "1.02", "Tingkat": "Sub Kegiatan", "Uraian": "b", "Indikator": "2.1", "Pagu Awal": 300,
         "Realisasi TW1": 50, "Realisasi TW2": 100},
        {"Kode": "1.03", "Tingkat": "Sub Kegiatan", "Uraian": "c", "Pagu Awal": 100, "Realisasi TW1": 0,
         "Realisasi TW2": 60},
    ]  # fmt: skip
    history = [{"Kode": "1.2", "Tahun": 2024, "Target": 90, "Realisasi": 70},
               {"Kode": "1.2", "Tahun": 2024, "Lingkup": "Nasional", "Realisasi": 1}]  # fmt: skip
    return {"tbl_renstra": renstra, "tbl_pengukuran": measured, "tbl_anggaran": budget, "tbl_riwayat": history}


@pytest.fixture(scope="module")
def second_quarter(tmp_path_factory):
    """Path of a book in the second quarter."""
    path = tmp_path_factory.mktemp("dasbor") / "tw2.xlsx"
    build(path, {"triwulan_berjalan": 2}, rows=_rows())
    return path


@pytest.fixture(scope="module")
def world(second_quarter):
    return compute_book(second_quarter)[1]


def _shown(world, name, column):
    return [as_shown(row[column]) for row in world.rows(name)]


def test_the_worst_stand_first_and_those_without_a_capaian_last(world):
    assert _shown(world, "tbl_dasbor", "Kode")[:5] == ["2.1", "1.2", "1.1", "2.2", ""]
    assert _shown(world, "tbl_dasbor", "Capaian")[:4] == [0.5714, 0.75, 1.025, "N/A"]
    assert _shown(world, "tbl_dasbor", "Status")[:4] == [panel.MISSED, panel.MISSED, panel.REACHED, panel.UNKNOWN]


def test_equal_capaian_are_all_shown(tmp_path):
    path = tmp_path / "sama.xlsx"
    same = [(f"1.{n}", "Satu", "Naik", 10, (10, 0, 0, 0), (5,), "unit") for n in range(1, 16)]
    build(path, {"triwulan_berjalan": 1}, rows=_rows(same))
    world = compute_book(path)[1]
    assert _shown(world, "tbl_dasbor", "Kode") == [f"1.{n}" for n in range(1, panel.WORST + 1)]
    assert world.outside_tables(panel.TITLE_CAPAIAN).endswith("(12 terendah)")


def test_the_pace_says_who_misses_and_by_how_much(world):
    assert _shown(world, "tbl_dasbor", "Perkiraan")[:4] == [14.285714, 75, 12_300, 62]
    assert _shown(world, "tbl_dasbor", "Selisih")[:4] == [4.285714, 25, -300, 18]
    assert _shown(world, "tbl_dasbor", "Peringatan")[:4] == [
        "Meleset: lebih 4,29 kasus", "Meleset: kurang 25 dokumen", "Tercapai bila laju ini bertahan",
        "Meleset: kurang 18 poin",
    ]  # fmt: skip
    assert world.outside_tables(panel.TITLE_PERINGATAN).startswith("3 indikator diperkirakan meleset")


def test_quarters_ahead_are_blank_and_money_is_shared_out_once(world):
    assert _shown(world, "tbl_dasbor_tw", "Serapan") == [0.15, 0.36, "#N/A", "#N/A"]
    assert world.outside_tables(panel.TITLE_SERAPAN) == "Serapan 36,00%, 14 poin di belakang kalender"
    assert _shown(world, "tbl_dasbor_sasaran", "Sasaran")[:4] == ["1. Satu", "2. Dua", "Lainnya", ""]
    assert _shown(world, "tbl_dasbor_sasaran", "_Pagu")[:4] == [600, 300, 100, "#N/A"]
    assert sum(_shown(world, "tbl_dasbor_sasaran", "_Pagu")[:3]) == world.summary["Pagu"]
    assert world.outside_tables(panel.TITLE_UANG).startswith("90,00% pagu")


def test_each_quarters_own_money_is_added_up(tmp_path):
    path = tmp_path / "per.xlsx"
    build(path, {"triwulan_berjalan": 2, "realisasi_anggaran": "Per Triwulan"}, rows=_rows())
    world = compute_book(path)[1]
    assert _shown(world, "tbl_dasbor_tw", "Serapan")[:2] == [0.15, 0.51]
    assert world.summary["Serapan"] == 0.51


def test_a_broken_order_shows_no_money(tmp_path):
    rows = _rows()
    rows["tbl_anggaran"] = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "P"}, {"Kode": "2", "Tingkat": "Program", "Uraian": "Q"},
        {"Kode": "1.01.01", "Tingkat": "Kegiatan", "Uraian": "k"},
        {"Kode": "1.01.01.01", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 5, "Realisasi TW2": 1},
        {"Kode": "1.01.02.01", "Tingkat": "Sub Kegiatan", "Uraian": "b", "Pagu Awal": 5, "Realisasi TW2": 1},
        {"Kode": "2.01.01.01", "Tingkat": "Sub Kegiatan", "Uraian": "c", "Pagu Awal": 5, "Realisasi TW2": 1},
        {"Kode": "1.01.02", "Tingkat": "Kegiatan", "Uraian": "l"},
        {"Kode": "2.01.01", "Tingkat": "Kegiatan", "Uraian": "m"},
    ]  # fmt: skip
    build(tmp_path / "rusak.xlsx", {"triwulan_berjalan": 2}, rows=rows)
    world = compute_book(tmp_path / "rusak.xlsx")[1]
    assert str(world.summary["Pagu"]) == "#N/A"
    assert set(_shown(world, "tbl_dasbor_tw", "Serapan")) == {"#N/A"}
    assert world.outside_tables(panel.TITLE_SERAPAN) == "Serapan belum dapat dihitung"
    assert world.outside_tables(panel.TITLE_UANG) == "Pagu belum dapat dihitung"


def test_the_years_are_those_of_the_worst_with_a_history(world):
    assert world.outside_tables(panel.TITLE_TAHUN) == "1.2, s.d. TW II: Indikator 1.2"
    assert _shown(world, "tbl_dasbor_tahun", "Tahun") == [2021, 2022, 2023, 2024, 2025]
    assert _shown(world, "tbl_dasbor_tahun", "Realisasi") == ["#N/A", "#N/A", "#N/A", 70, 30]
    assert _shown(world, "tbl_dasbor_tahun", "Target") == ["#N/A", "#N/A", "#N/A", 90, 100]


def test_capaian_groups_by_sasaran_and_leaves_room_for_the_signature(tmp_path):
    mixed = [INDICATORS[2], INDICATORS[0], INDICATORS[3], INDICATORS[1]]
    settings = {"triwulan_berjalan": 2, "kota": "Kota"}
    build(tmp_path / "campur.xlsx", settings, rows=_rows(mixed))
    world = compute_book(tmp_path / "campur.xlsx")[1]
    assert _shown(world, "tbl_capaian", "Sasaran")[:5] == ["Dua", "", "Satu", "", ""]
    assert _shown(world, "tbl_capaian", "No")[:5] == [1, "", 2, "", ""]
    assert _shown(world, "tbl_capaian", "Indikator")[:6] == [
        "Indikator 2.1", "Indikator 2.2", "Indikator 1.1", "Indikator 1.2", "", "",
    ]  # fmt: skip
    # Nothing is known but the town: what is missing is dots to write on.
    assert _shown(world, "tbl_capaian", "Predikat")[4:10] == [
        "\n\nKota, ............ 2025", "Kepala,", "", "\n\n(............................)", "", "",
    ]  # fmt: skip
    assert world.outside_tables(page.LEBIH) == world.outside_tables(page.LEBIH_SEHALAMAN) == ""


def test_the_target_beside_a_realisasi_to_date_is_to_date(tmp_path, lo):
    rows = _rows([INDICATORS[0], INDICATORS[2]])
    rows["tbl_renstra"] += [
        {"Kode": "3.1", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "Tiga", "Indikator": "Tiap semester", "IKU": "Ya",
         "Satuan": "%", "Tipe": "Persen", "Arah": "Naik", "Target 2025": 90},
        {"Kode": "3.2", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "Tiga", "Indikator": "Tingkat", "IKU": "Ya",
         "Satuan": "Predikat", "Tipe": "Tingkat", "Skala Tingkat": "Kota Layak Anak", "Arah": "Naik",
         "Target 2025": "Utama"},
        {"Kode": "3.3", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "Tiga", "Indikator": "Rentang", "IKU": "Ya",
         "Satuan": "%", "Tipe": "Persen", "Arah": "Naik", "Target 2025": "60-85"},
    ]  # fmt: skip
    rows["tbl_pengukuran"] += [
        {"Kode": "3.1", "Sifat": "Posisi Akhir", "Target TW2": 40, "Target TW4": 90, "Realisasi TW2": 42},
        {"Kode": "3.2", "Sifat": "Posisi Akhir", "Target TW2": "Madya", "Target TW4": "Utama",
         "Realisasi TW2": "Madya"},
        {"Kode": "3.3", "Sifat": "Posisi Akhir", "Target TW2": "60-85", "Target TW4": "60-85", "Realisasi TW2": 57},
    ]  # fmt: skip
    wanted = {
        3: ([9_000, 9, 40, "Madya", "60-85"], [0.6833, 0.8889, 1.05, 1, 0.95]),
        4: ([12_000, 10, 90, "Utama", "60-85"], [0.5125, 1, 0.4667, 0.5, 0.95]),
    }  # fmt: skip
    for quarter, (targets, capaian) in wanted.items():
        path = tmp_path / f"tw{quarter}.xlsx"
        build(path, {"triwulan_berjalan": quarter}, rows=rows)
        world = compute_book(path)[1]
        assert _shown(world, "tbl_capaian", "Target")[:5] == targets
        shown = lo.values(path)["Capaian"][page.HEADER : page.HEADER + 5]
        assert [row[4] for row in shown] == targets and [row[6] for row in shown] == capaian


ENDS = {  # Kode: target, Arah, Tipe, realisasi -> gap and warning in quarter 4
    "1.1": (("60 - 85", "Turun", "Persen", 45), 15, "Meleset: kurang 15 poin"),
    "1.2": (("60 - 85", "Naik", "Persen", 90), 5, "Meleset: lebih 5 poin"),
    "1.3": (("60 - 85", "Naik", "Persen", 70), -10, "Tercapai"),
    "1.4": ((80, "Turun", "Persen", 84), 4, "Meleset: lebih 4 poin"),
    "1.5": ((date(2025, 3, 31), None, "Tanggal", date(2025, 3, 27)), -4, "Tercapai"),
    # Printed as 100,00%, which is what every verdict is by.
    "1.6": ((1_000_000, "Naik", "Angka", 999_960), 40, "Ambang tercapai: kurang 40 poin"),
    "1.7": ((50_000, "Turun", "Angka", 50_002), 2, "Ambang tercapai: lebih 2 poin"),
}


@pytest.mark.parametrize("quarter", [2, 4])
def test_the_gap_of_an_interval_is_to_the_end_that_is_passed(tmp_path, lo, quarter):
    renstra = [
        {"Kode": kode, "Jenis": "Sasaran", "Sasaran": "S", "Indikator": f"I {kode}", "Satuan": "%", "Tipe": tipe,
         "Arah": arah, "Target 2025": target} for kode, ((target, arah, tipe, _), _, _) in ENDS.items()
    ]  # fmt: skip
    measured = [
        {"Kode": kode, "Sifat": "Posisi Akhir", "Target TW2": target, "Target TW4": target, "Realisasi TW2": reached,
         "Realisasi TW4": reached} for kode, ((target, _, _, reached), _, _) in ENDS.items()
    ]  # fmt: skip
    path = tmp_path / "rentang.xlsx"
    build(path, {"triwulan_berjalan": quarter}, rows={"tbl_renstra": renstra, "tbl_pengukuran": measured})
    world = compute_book(path)[1]
    codes = _shown(world, "tbl_dasbor", "Kode")
    for place, code in enumerate(codes[: len(ENDS)]):
        _, gap, warning = ENDS[code]
        if quarter == 2 and code == "1.3":
            warning = "Tercapai bila laju ini bertahan"  # a day that is met is met, a pace may not last
        if quarter == 2:
            warning = warning.replace("Ambang tercapai", "Meleset")  # a pace is of no printed capaian
        cells = [_shown(world, "tbl_dasbor", name)[place] for name in ("Selisih", "Peringatan")]
        assert cells == [gap, warning], code
    misses = world.outside_tables(panel.TITLE_PERINGATAN)
    below = world.outside_tables(panel.TITLE_CAPAIAN)
    if quarter == 4:
        assert (misses, below[:27]) == ("3 indikator tidak mencapai target", "3 dari 7 indikator di bawah")
    names = [column.name for column in panel.DASBOR.columns]
    columns = [names.index(name) for name in ("Kode", "Selisih", "Peringatan")]
    rows = lo.values(path)["Dasbor"][panel.HEADER_ROW :]
    native = [[row[1 + k] for k in columns] for row in rows[: len(ENDS)]]
    assert native == [
        [_shown(world, "tbl_dasbor", name)[n] for name in ("Kode", "Selisih", "Peringatan")] for n in range(len(ENDS))
    ]


LONG_NAME = "Prof. Dr. Nama Panjang Sekali, S.Sos., M.Si."
SIGNED = {
    # A date of a cell is written in words, a month as typed; the quarter's own date comes before that of the report.
    2: ({"tanggal_tw2": date(2025, 7, 3), "tanggal_laporan": "Januari 2026", "nama_kepala": LONG_NAME},
        "\n\nKota, 3 Juli 2025", "\n" + LONG_NAME),
    3: ({"tanggal_tw2": date(2025, 7, 3), "tanggal_laporan": "Januari 2026", "nama_kepala": "A. Contoh"},
        "\n\nKota, Januari 2026", "\n\nA. Contoh"),
    4: ({"tanggal_tw4": "31 Desember 2025", "tanggal_laporan": date(2026, 1, 31), "nama_kepala": "A. Contoh"},
        "\n\nKota, 31 Januari 2026", "\n\nA. Contoh"),
}  # fmt: skip


@pytest.mark.parametrize("quarter", SIGNED)
def test_capaian_is_signed_as_an_office_signs(tmp_path, lo, quarter):
    own, where, who = SIGNED[quarter]
    settings = {"triwulan_berjalan": quarter, "kota": "Kota", "pangkat_kepala": "Pembina", "nip_kepala": "1970",
                "jabatan_kepala": "Kepala Dinas", **own}  # fmt: skip
    path = tmp_path / "ttd.xlsx"
    build(path, settings, rows=_rows())
    shown = _shown(compute_book(path)[1], "tbl_capaian", "Predikat")
    assert shown[4:9] == [where, "Kepala Dinas,", "", who, "Pembina\nNIP. 1970"] and not any(shown[9:])
    rows = lo.values(path)["Capaian"][page.HEADER :]
    assert [row[7] or "" for row in rows[: len(shown)]] == shown


def test_capaian_prints_one_page_in_libreoffice(tmp_path, lo):
    one = tmp_path / "satu.xlsx"
    build(one, {"triwulan_berjalan": 2, "kota": "Kota"}, rows=_rows())
    told = subprocess.run(["pdftotext", "-layout", lo.to_pdf(one, tmp_path / "satu.pdf"), "-"], capture_output=True)
    assert len(re.findall(r"(?m)^Capaian +\d+ / \d+$", told.stdout.decode())) == 1, told.stdout.decode()


def test_libreoffice_says_the_same(second_quarter, world, lo):
    values = lo.values(second_quarter)
    spec = next(s for s in sheets(2025, 2029) if s.name == "Dasbor")
    for table, origin in ((t, spec.origins()[t.name]) for t in spec.tables):
        for number, row in enumerate(world.rows(table.name)):
            for k, column in enumerate(table.columns):
                found = values["Dasbor"][origin.row + number][origin.column - 1 + k]
                assert (found or "") == (as_shown(row[column.name]) or ""), (table.name, number, column.name)
    book = openpyxl.load_workbook(second_quarter)
    told = {"=" + to_formula(tree): tree for name in ("Dasbor", "Capaian")
            for s in sheets(2025, 2029) if s.name == name for tree in s.formulas}  # fmt: skip
    seen = 0
    for name in ("Dasbor", "Capaian"):
        for row in book[name].iter_rows(max_row=40):
            for cell in row:
                if cell.value in told:
                    found = values[name][cell.row - 1][cell.column - 1]
                    assert (found or "") == (as_shown(world.outside_tables(told[cell.value])) or ""), cell.coordinate
                    seen += 1
    assert seen >= 10


def test_each_chart_is_described_and_points_at_its_table():
    with zipfile.ZipFile(io.BytesIO(build_bytes())) as package:
        drawing = "".join(package.read(f"xl/drawings/drawing{n}.xml").decode() for n in (1, 2))
        charts = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/charts/chart")]
    told = re.findall(r'name="Chart \d+" descr="([^"]+)"', drawing)
    assert len(told) == len(charts) == 6 and all(len(text) > 30 for text in told)
    spec = next(s for s in sheets(2025, 2029) if s.name == "Dasbor")
    rows = {o.row + 1: o.row + t.room for t in spec.tables for o in [spec.origins()[t.name]]}
    for chart in charts:
        assert 'plotVisOnly val="0"' in chart
        ranges = re.findall(r"<(?:c:)?f>'?Dasbor'?!\$[A-Z]+\$(\d+):\$[A-Z]+\$(\d+)<", chart)
        assert ranges and all(int(first) in rows and int(last) >= int(first) + 3 for first, last in ranges)


def test_percents_in_sentences_have_a_comma_on_every_computer(second_quarter, lo):
    """What a sentence says is what the cells show, whatever the decimal sign of the computer and the program."""
    from tests.tools import onlyoffice
    from tests.tools.libreoffice import LibreOffice

    told = [a for a, text in _texts(openpyxl.load_workbook(second_quarter)) if "TEXT(ROUND" in text]
    assert len(told) >= 10
    indonesian = LibreOffice(locale="id-ID")
    indonesian.start()
    try:
        engines = [office.values(second_quarter)["Dasbor"] for office in (lo, indonesian)]
    finally:
        indonesian.stop()
    rows, columns = zip(*(coordinate_to_tuple(a) for a in told), strict=True)
    said = [[values[r - 1][c - 1] for r, c in zip(rows, columns, strict=True)] for values in engines]
    assert said[0] == said[1] and "2.1 Indikator 2.1 57,14%" in said[0]
    assert any("Serapan 36,00%" in str(text) for text in said[0])
    if onlyoffice.missing() is None:
        other = onlyoffice.recalculate(second_quarter)["Dasbor"]
        assert [other.get(a, "") for a in told] == said[0]


GAPS = {999.5: "999,5", 4_540: "4.540", 4_540.25: "4.540,25", 1_250_000: "1.250.000", 2_500_000_000: "2.500.000.000",
        1_200_300_400_500: "1.200.300.400.500", 0.004: "0"}  # fmt: skip


@pytest.mark.lengkap
def test_amounts_in_warnings_have_their_dots_on_every_computer(tmp_path):
    from tests.tools import onlyoffice
    from tests.tools.libreoffice import LibreOffice

    path = tmp_path / "besar.xlsx"
    missed = [(f"1.{n}", "Satu", "Naik", 10 + gap, (), (1, 1, 1, 10), "Orang") for n, gap in enumerate(GAPS)]
    build(path, {"triwulan_berjalan": 4}, rows=_rows(missed))
    wanted = {f"1.{n}": f"Meleset: kurang {text} Orang" for n, text in enumerate(GAPS.values())}
    world = compute_book(path)[1]
    codes = _shown(world, "tbl_dasbor", "Kode")
    assert dict(zip(codes[: len(GAPS)], _shown(world, "tbl_dasbor", "Peringatan"), strict=False)) == wanted
    said = []
    for locale in ("en-US", "id-ID"):
        office = LibreOffice(locale=locale)
        office.start()
        try:
            values = office.values(path)["Dasbor"]
        finally:
            office.stop()
        said.append({row[2]: row[10] for row in values[panel.HEADER_ROW : panel.HEADER_ROW + len(GAPS)]})
    assert said == [wanted, wanted]
    if onlyoffice.missing() is None:
        other = onlyoffice.recalculate(path)["Dasbor"]
        rows = range(panel.HEADER_ROW + 1, panel.HEADER_ROW + 1 + len(GAPS))
        assert {other[f"C{n}"]: other[f"K{n}"] for n in rows} == wanted


def _texts(book):
    for row in book["Dasbor"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                yield cell.coordinate, cell.value


def test_percents_of_any_precision():
    from lkjip_xl.schema.panels import _percent_text

    cases = [(0.9731, 2, "97,31%"), (-0.0005, 2, "-0,05%"), (1.03, 0, "103%"), (0, 2, "0,00%"), (0.00001, 4, "0,0010%")]
    assert [_percent_text(ratio, decimals) for ratio, decimals, _ in cases] == [text for *_, text in cases]


def test_the_chart_of_a_date_shows_days_of_its_year(tmp_path, lo):
    """A day's number (45.747) says nothing on an axis; the day of the year does, in Python and in LibreOffice."""
    path = tmp_path / "tanggal.xlsx"
    rows = {
        "tbl_renstra": [{"Kode": "1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "Laporan terbit", "IKU": "Ya",
                         "Satuan": "Tanggal", "Tipe": "Tanggal", "Arah": "Turun", "Target 2025": 45_747}],
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1", "Target": 45_747}],
        "tbl_pengukuran": [{"Kode": "1", "Sifat": "Posisi Akhir", "Realisasi TW4": 45_757}],
        "tbl_riwayat": [{"Kode": "1", "Tahun": 2024, "Target": 45_382, "Realisasi": 45_392}],
    }  # fmt: skip
    build(path, {"triwulan_berjalan": 4}, rows=rows)
    own = compute_book(path)[1]
    shown = {
        row["Tahun"]: (as_shown(row["Target"]), as_shown(row["Realisasi"])) for row in own.rows("tbl_dasbor_tahun")
    }
    assert (shown[2024], shown[2025]) == ((91, 101), (90, 100))  # 31 March and 10 April; 2024 had a 29 February
    assert own.outside_tables(panel.TITLE_TAHUN) == "1, hari ke- dalam tahun: Laporan terbit"
    place = compute_book(path)[0].places["tbl_dasbor_tahun"]
    values = lo.values(path)["Dasbor"][place.header_row : place.last_row]
    columns = [place.columns[name] for name in ("Tahun", "Target", "Realisasi")]
    assert [tuple(row[n] for n in columns) for row in values][-2:] == [(2024, 91, 101), (2025, 90, 100)]


def test_the_chart_of_a_number_is_as_it_was(world):
    rows = {row["Tahun"]: (row["Target"], row["Realisasi"]) for row in world.rows("tbl_dasbor_tahun")}
    assert rows[2024] == (90, 70) and "hari ke-" not in world.outside_tables(panel.TITLE_TAHUN)


def test_the_chart_of_a_level_says_that_it_draws_scores(tmp_path):
    level = {"Kode": "1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "Predikat SAKIP", "IKU": "Ya",
             "Satuan": "Predikat", "Tipe": "Tingkat", "Skala Tingkat": "Predikat AKIP", "Arah": "Naik",
             "Target 2025": "BB"}  # fmt: skip
    rows = {"tbl_renstra": [level], "tbl_pengukuran": [{"Kode": "1", "Sifat": "Posisi Akhir", "Realisasi TW3": "B"}]}
    for quarter, title in ((3, "1, skor tingkat, s.d. TW III: Predikat SAKIP"), (4, "1, skor tingkat: Predikat SAKIP")):
        build(tmp_path / "tingkat.xlsx", {"triwulan_berjalan": quarter}, rows=rows)
        assert compute_book(tmp_path / "tingkat.xlsx")[1].outside_tables(panel.TITLE_TAHUN) == title


@pytest.mark.parametrize("decimals", [2, 1])
def test_what_is_provisional_has_its_star_where_the_number_stands(tmp_path, lo, decimals):
    path, printed = tmp_path / "sementara.xlsx", tmp_path / "sementara.pdf"
    rows = _rows()
    rows["tbl_anggaran"][2]["Realisasi TW2"] = None  # waits for its realisasi: 200 of 900 for indicator 2.1
    rows["tbl_pengukuran"][1]["Realisasi TW1"] = None  # a planned quarter of 1.2: 10 of 40
    build(path, {"triwulan_berjalan": 2, "desimal_persen": decimals}, rows=rows)
    lo.to_pdf(path, printed, sheets=["Dasbor", "Capaian"])
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    starred = re.findall(r"([0-9.,]+)% \*", text.replace(".", ","))
    assert sorted(starred) == sorted([f"{22.2222:.{decimals}f}".replace(".", ",")]
                                     + 2 * [f"{25:.{decimals}f}".replace(".", ",")])  # fmt: skip
