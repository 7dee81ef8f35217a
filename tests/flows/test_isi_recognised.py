"""isi on what people have: recognised, previewed, refused where it does not add up, and written as it was shown."""

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.intake_choices import Choices, column_choices
from lkjip_xl.flows.intake_memory import remembered
from lkjip_xl.flows.intake_sources import pasted_source
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku, preview_as_json
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.template.book import build

DATA = Path(__file__).parents[1] / "data" / "intake"


@pytest.fixture
def buku(tmp_path):
    path = tmp_path / "buku.xlsx"
    build(path, settings={"tahun": 2026, "triwulan_berjalan": 2}, years=(2025, 2030))
    return path


def rows(path, table="tbl_anggaran"):
    return [row.cells for row in compute_book(path)[0].book.rows(table) if row.cells]


def leaves(path, column):
    return {row["Kode"]: row[column] for row in rows(path) if is_number(row.get(column))}


SIPD_CSV = """Kode;Uraian;Pagu Awal;Realisasi TW4
1.01.02;Program Pengelolaan Pendidikan;1.000.000,00;900.000,00
1.01.02.2.01;Pengelolaan SD;1.000.000,00;900.000,00
1.01.02.2.01.0001;Pembangunan USB;1.000.000,00;900.000,00
"""
PRINT = """PEMERINTAH KABUPATEN CONTOH
DAFTAR ANGGARAN TAHUN 2026

No\tKode Rekening\tProgram / Kegiatan / Sub Kegiatan\tAnggaran (Rp)\tRealisasi s.d. Triwulan II (Rp)\t%\tSisa Anggaran
1\t2\t3\t4\t5\t6\t7
1\t2.08.06\tPROGRAM PEMENUHAN HAK ANAK\tRp 300.000\tRp 120.000\t40,00%\t180.000
\t2.08.06.2.01\tPelembagaan PHA\tRp 300.000\tRp 120.000\t40,00%\t180.000
\t2.08.06.2.01.0001\tAdvokasi\tRp 100.000\tRp 20.000\t20,00%\t80.000
\t2.08.06.2.01.0002\tKoordinasi\tRp 200.000\tRp 100.000\t50,00%\t100.000
\t\tJUMLAH\tRp 300.000\tRp 120.000\t40,00%\t180.000
\t\tKepala Dinas\t\t\t\t
"""


def test_public_case_f03_levels_come_from_the_codes(buku, tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_anggaran.csv").write_text(SIPD_CSV)
    result = isi_buku(buku, folder, backup=False)
    assert [row["Tingkat"] for row in rows(buku)] == ["Program", "Kegiatan", "Sub Kegiatan"]
    assert result.computed.summary["Pagu"] == 1_000_000
    assert leaves(buku, "Realisasi TW4") == {"1.01.02.2.01.0001": 900_000}


def test_public_case_f01_the_template_of_a_ministry(buku):
    renstra = (
        "Kode,Jenis,Indikator,Satuan,Tipe,Target 2026\n"
        "1.1.1.1,Sasaran,A,Indeks,Indeks,1\n1.1.5.1,Sasaran,B,Indeks,Indeks,1\n"
    )
    isi_buku(buku, {"tbl_renstra.csv": renstra.encode()}, backup=False)
    data = (DATA / "bps-template-capaian-2026.csv").read_bytes()
    result = isi_buku(buku, {"Template_Import_Capaian_Kinerja (1).csv": data}, backup=False)
    written = rows(buku, "tbl_pengukuran")
    assert [(row["Kode"], row["Realisasi TW2"]) for row in written] == [("1.1.1.1", 0), ("1.1.5.1", 0)]
    kept = " ".join(str(value) for row in written for value in row.values())
    assert "SLS Sakernas" in kept and "pengusulan perubahan" in kept and "dihapus" not in kept
    assert any("lembar Tindak Lanjut" in doubt.text for plan in result.plans for doubt in plan.doubts)


def test_a_pasted_budget_print_finds_its_way(buku):
    result = isi_buku(buku, pasted_source(PRINT), backup=False)
    assert [(row["Kode"], row["Tingkat"]) for row in rows(buku)] == [
        ("2.08.06", "Program"), ("2.08.06.2.01", "Kegiatan"), ("2.08.06.2.01.0001", "Sub Kegiatan"),
        ("2.08.06.2.01.0002", "Sub Kegiatan")]  # fmt: skip
    assert leaves(buku, "Pagu Awal") == {"2.08.06.2.01.0001": 100_000, "2.08.06.2.01.0002": 200_000}
    assert leaves(buku, "Realisasi TW2") == {"2.08.06.2.01.0001": 20_000, "2.08.06.2.01.0002": 100_000}
    assert result.computed.summary["Pagu"] == 300_000


def test_sums_that_do_not_close_are_refused_before_anything_is_written(buku):
    wrong = pasted_source(PRINT.replace("Koordinasi\tRp 200.000", "Koordinasi\tRp 210.000"))
    before = buku.read_bytes()
    with pytest.raises(UserError, match="selisih Rp10.000") as caught:
        isi_buku(buku, wrong)
    assert caught.value.kode == "pratinjau_ragu" and buku.read_bytes() == before
    shown = pratinjau_buku(buku, wrong)
    assert shown.plans[0].blocked and buku.read_bytes() == before
    isi_buku(buku, wrong, backup=False, choices=Choices(accept=True))
    assert leaves(buku, "Pagu Awal")["2.08.06.2.01.0002"] == 210_000


def test_preview_is_what_apply_writes(buku):
    shown = pratinjau_buku(buku, pasted_source(PRINT))
    answer = preview_as_json(shown)
    (table,) = json.loads(json.dumps(answer, default=str))["tabel"]
    isi_buku(buku, pasted_source(PRINT), backup=False)
    assert [row["isi"] for row in table["baris"]] == [
        {k: v for k, v in row.items() if v is not None} for row in rows(buku)
    ]
    fates = {row["nasib"] for row in table["bukan_baris"]}
    assert {"judul", "kepala tabel", "baris nomor kolom", "baris jumlah", "catatan"} <= fates
    again = pratinjau_buku(buku, pasted_source(PRINT.replace("20.000\t20,00%", "30.000\t30,00%")))
    assert again.plans[0].different == [("2.08.06.2.01.0001", "Realisasi TW2", 20_000, 30_000)]


def test_two_exports_one_after_the_other_fill_one_budget(buku, tmp_path):
    folder = tmp_path / "sipd"
    folder.mkdir()
    for name in ("sipd-rekap5.csv", "sipd-realisasi-per-dokumen.csv"):
        shutil.copy(DATA / name, folder)
    result = isi_buku(buku, folder, backup=False)
    assert sum(leaves(buku, "Pagu Awal").values()) == 2_708_108_400
    assert sum(leaves(buku, "Realisasi TW1").values()) == 231_186_200
    assert len(result.plans) == 1 and len(result.plans[0].understood) == 2
    before = buku.read_bytes()
    assert isi_buku(buku, folder).unchanged and buku.read_bytes() == before


def test_names_of_the_book_stay_when_an_export_of_money_comes(buku):
    budget = (
        "Kode;Tingkat;Uraian;Pagu Awal\n2.08.06;Program;Nama sendiri;\n2.08.06.2.02;Kegiatan;Kegiatan sendiri;\n"
        "2.08.06.2.02.0001;Sub Kegiatan;Sub sendiri;5\n"
    )
    isi_buku(buku, {"tbl_anggaran.csv": budget.encode()}, backup=False)
    isi_buku(buku, DATA / "sipd-rekap5.csv", backup=False)
    names = {row["Kode"]: row["Uraian"] for row in rows(buku)}
    assert names["2.08.06.2.02.0001"] == "Sub sendiri" and "2.08.01.2.02.0001" in names
    assert leaves(buku, "Pagu Awal")["2.08.06.2.02.0001"] == 102_900_000


def test_per_quarter_money_becomes_running_totals(buku):
    text = (
        "Kode;Uraian;Pagu;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV\n"
        "1.01.02;PROGRAM A;1000;;;;\n1.01.02.2.01;Kegiatan;1000;;;;\n1.01.02.2.01.0001;Sub;1000;300;100;200;50\n"
    )
    result = isi_buku(buku, {"rekap.csv": text.encode()}, backup=False)
    sub = rows(buku)[-1]
    assert [sub[f"Realisasi TW{q}"] for q in (1, 2, 3, 4)] == [300, 400, 600, 650]
    assert any("per triwulan" in text for text in result.plans[0].understood[0].assumptions)


def test_what_the_user_confirmed_is_remembered_and_no_person_is(buku):
    text = (
        "Kode;Uraian;Uang Tersedia;NIP PPTK\n"
        "1.01.02;PROGRAM A;1000;19800101\n1.01.02.2.01;K;1000;x\n1.01.02.2.01.0001;S;1000;x\n"
    )
    with pytest.raises(UsageError, match="Tidak ada tabel yang dikenali"):
        isi_buku(buku, {"a.csv": text.encode()})
    choices = Choices(columns=column_choices(["Uang Tersedia=Pagu Awal"]), setoran="kurangi")
    isi_buku(buku, {"a.csv": text.encode()}, backup=False, choices=choices)
    assert leaves(buku, "Pagu Awal") == {"1.01.02.2.01.0001": 1000}
    kept = remembered(WorkbookParts(Package.open(buku)))
    assert kept["kolom"]["tbl_anggaran"] == {"uang tersedia": "Pagu Awal"} and kept["pilihan"] == {"setoran": "kurangi"}
    assert "19800101" not in str(kept) + str(rows(buku))
    again = isi_buku(buku, {"b.csv": text.replace("1000", "2000").encode()}, backup=False)
    assert leaves(buku, "Pagu Awal") == {"1.01.02.2.01.0001": 2000} and again.plans


def test_persons_of_an_export_are_never_stored(buku):
    text = (DATA / "sipd-realisasi-per-dokumen.csv").read_text()
    table = list(csv.reader(io.StringIO(text)))
    for row in table[5:-1]:
        row[29], row[30] = "198001012005011001", "Orang Bernama"
    out = io.StringIO()
    csv.writer(out).writerows(table)
    isi_buku(buku, {"Laporan Realisasi.csv": out.getvalue().encode()}, backup=False, choices=Choices(accept=True))
    package = Package.open(buku)
    for name in package.names:
        data = package.read(name)
        assert b"198001012005011001" not in data and b"Orang Bernama" not in data, name


def test_a_workbook_with_merged_heads_percent_cells_and_formulas(buku, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data Realisasi"
    sheet["A1"] = "LAPORAN REALISASI ANGGARAN"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "Triwulan II Tahun 2026"
    for address, text in (("A4", "Kode"), ("B4", "Uraian"), ("C4", "Anggaran"), ("C5", "Pagu"), ("D5", "Realisasi"),
                          ("E5", "%")):  # fmt: skip
        sheet[address] = text
    for merged in ("A4:A5", "B4:B5", "C4:E4"):
        sheet.merge_cells(merged)
    content = [
        ("2.08.06", "PROGRAM A", 300_000_000, 120_000_000), ("2.08.06.2.01", "Kegiatan B", 300_000_000, 120_000_000),
        ("2.08.06.2.01.0001", "Sub C", 300_000_000, 120_000_000),
    ]  # fmt: skip
    for k, one in enumerate(content, 6):
        for column, value in enumerate(one, 1):
            sheet.cell(k, column, value)
        sheet.cell(k, 5, 0.4).number_format = "0.00%"
    sheet["B9"], sheet["C9"], sheet["D9"] = "TOTAL", 300_000_000, 120_000_000
    sheet["G6"] = "=1+1"
    path = tmp_path / "Laporan.xlsx"
    book.save(path)
    result = isi_buku(buku, path, backup=False)
    assert leaves(buku, "Realisasi TW2") == {"2.08.06.2.01.0001": 120_000_000}
    assert leaves(buku, "Pagu Awal") == {"2.08.06.2.01.0001": 300_000_000}
    assert [doubt for plan in result.plans for doubt in plan.doubts] == []


def test_dates_of_a_workbook_tell_the_month(buku, tmp_path):
    table = list(csv.reader(io.StringIO((DATA / "sipd-realisasi-per-dokumen.csv").read_text())))
    book = openpyxl.Workbook()
    for row in table:
        book.active.append([int(cell) if cell.isdigit() and len(cell) > 3 else cell or None for cell in row])
    for k in range(6, 6 + 9):
        for column in (26, 45):
            if book.active.cell(k, column).value:
                book.active.cell(k, column).value = date(2026, 4, 7)
    path = tmp_path / "Laporan Realisasi.xlsx"
    book.save(path)
    one = pratinjau_buku(buku, path).plans[0].understood[0]
    assert one.quarter == 2 and any("April" in text for text in one.assumptions)
    assert any("Januari, Februari, Maret" in doubt.text and doubt.weight == "Salah" for doubt in one.doubts)


def test_a_row_that_the_book_has_keeps_its_level_where_the_source_says_none(buku, tmp_path):
    """Codes of an office's own, whose shape would say Urusan of a program."""
    source = tmp_path / "tbl_anggaran.csv"
    source.write_text(
        "Kode,Tingkat,Uraian,Pagu Awal\n1,Program,Program Perpustakaan,\n1.1,Kegiatan,Layanan,\n"
        "1.1.1,Sub Kegiatan,Layanan keliling,80000000\n", encoding="utf-8",
    )  # fmt: skip
    isi_buku(buku, source)
    pasted = pasted_source(
        "Kode\tUraian\tPagu\tRealisasi\n1\tProgram Perpustakaan\t80000000\t70000000\n"
        "1.1\tLayanan\t80000000\t70000000\n1.1.1\tLayanan keliling\t80000000\t70000000\n"
    )
    result = isi_buku(buku, pasted, choices=Choices(quarter=2))
    assert [row["Tingkat"] for row in rows(buku)] == ["Program", "Kegiatan", "Sub Kegiatan"]
    assert result.rows["tbl_anggaran"].changed == ("1.1.1",)
    assert any("yang di buku dipertahankan" in told for plan in result.plans for one in plan.understood
               for told in one.assumptions)  # fmt: skip


def test_a_formula_in_pasted_text_is_only_a_text(buku):
    text = PRINT.replace("Advokasi", '=HYPERLINK("http://x")').replace("Rp 100.000\tRp 20.000", "=1+1\tRp 20.000")
    with pytest.raises(UserError, match="rumus yang tersimpan sebagai teks"):
        isi_buku(buku, pasted_source(text))
    isi_buku(buku, pasted_source(text), backup=False, choices=Choices(accept=True))
    sub = next(row for row in rows(buku) if row["Kode"] == "2.08.06.2.01.0001")
    assert sub["Uraian"].startswith("=HYPERLINK") and "Pagu Awal" not in sub
    data = b"".join(Package.open(buku).read(s.own_part) for s in WorkbookParts(Package.open(buku)).sheets)
    assert b"<f>HYPERLINK" not in data


def test_the_sheet_pratinjau_comes_and_goes(buku, tmp_path):
    target = tmp_path / "pratinjau.xlsx"
    shutil.copy(buku, target)
    pratinjau_buku(target, pasted_source(PRINT), target, write=True)
    sheet = openpyxl.load_workbook(target)["Pratinjau"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("Rp300.000, sama dengan" in text for text in texts) and "baris jumlah" in texts
    assert rows(target) == []
    isi_buku(target, pasted_source(PRINT), backup=False)
    assert "Pratinjau" not in openpyxl.load_workbook(target).sheetnames and len(rows(target)) == 4


def test_a_sheet_of_the_book_itself_is_a_source(buku):
    book = openpyxl.load_workbook(buku)
    sheet = book.create_sheet("Tempel")
    for row in csv.reader(io.StringIO(PRINT), delimiter="\t"):
        sheet.append(row)
    book.save(buku)
    isi_buku(buku, None, backup=False, choices=Choices(sheet="tempel"))
    assert leaves(buku, "Pagu Awal") == {"2.08.06.2.01.0001": 100_000, "2.08.06.2.01.0002": 200_000}


def test_several_tables_for_one_target_are_asked(buku):
    renstra = (DATA / "renstra-2025-2029-dishub-banyuwangi.csv").read_bytes()
    with pytest.raises(UsageError, match="--bagian") as caught:
        isi_buku(buku, {"renstra.csv": renstra})
    assert caught.value.kode == "beberapa_tabel"
    isi_buku(buku, {"renstra.csv": renstra}, backup=False, choices=Choices(table="tbl_renstra", part=1))
    first = rows(buku, "tbl_renstra")[0]
    assert first["Target 2026"] == 90.5 and first["Target 2030"] == 92.5 and first["Satuan"] == "Indeks (Skala 0-100)"


def test_levels_that_the_book_does_not_know_are_refused(buku):
    from lkjip_xl.rules import struktur_anggaran as struktur

    if struktur.tingkat_ke("KRO") is not None:
        isi_buku(buku, DATA / "sakti-glp039-2026-03.csv", backup=False)
        assert sum(leaves(buku, "Pagu Awal").values()) == 52_738_349_000
        return
    with pytest.raises(UserError, match="belum mengenal Tingkat KRO"):
        isi_buku(buku, DATA / "sakti-glp039-2026-03.csv")


def test_tidy_files_are_taken_as_ever_and_others_beside_them_named(buku, tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "tbl_anggaran.csv").write_text("Kode;Tingkat;Uraian;Pagu Awal\n1;Program;A;5\n")
    shutil.copy(DATA / "sipd-rekap5.csv", folder)
    result = isi_buku(buku, folder, backup=False)
    assert not result.plans and result.ignored == ["sipd-rekap5.csv (namanya tidak diawali tbl_)"]
    assert rows(buku)[0]["Pagu Awal"] == 5
