"""SPJ Fungsional and RKA/DPA rekap as they are printed (domain facts, section 2): leaves, totals, and nothing twice.

The rows are made up; heads, column numbers, order, hazards are those of the forms.
"""

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from lkjip_xl.errors import UserError
from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.intake.model import Hints
from lkjip_xl.intake.understand import understand

LEAVES = {"2.08.01.2.01.0001": (30_000_000, 4_375_500), "2.08.01.2.02.0001": (2_500_000_000, 600_000_000)}
DPA = {"2.08.01.2.01.0001": (100, 150), "2.08.01.2.01.0002": (200, 100), "2.08.06.2.02.0001": (300, 350)}
MONEY = [  # code, name, pagu, then to last month and this month: salaries, goods by LS, UP/GU/TU
    ("2.08.01", "PROGRAM", 2_530_000_000, (400_000_000, 200_000_000), (1_000_000, 500_000), (2_000_000, 875_500)),
    ("2.08.01.2.01", "Perencanaan", 30_000_000, (0, 0), (1_000_000, 500_000), (2_000_000, 875_500)),
    ("2.08.01.2.01.0001", "Dokumen Perencanaan", 30_000_000, (0, 0), (1_000_000, 500_000), (2_000_000, 875_500)),
    ("5", "BELANJA DAERAH", 30_000_000, (0, 0), (1_000_000, 500_000), (2_000_000, 875_500)),
    ("5.1", "BELANJA OPERASI", 30_000_000, (0, 0), (1_000_000, 500_000), (2_000_000, 875_500)),
    ("5.1.02.01.001.00024", "Belanja ATK", 10_000_000, (0, 0), (1_000_000, 500_000), (0, 0)),
    ("5.1.02.04.001.00001", "Belanja Perjalanan", 20_000_000, (0, 0), (0, 0), (2_000_000, 875_500)),
    ("2.08.01.2.02", "Keuangan", 2_500_000_000, (400_000_000, 200_000_000), (0, 0), (0, 0)),
    ("2.08.01.2.02.0001", "Gaji", 2_500_000_000, (400_000_000, 200_000_000), (0, 0), (0, 0)),
    ("5.1.01.01.001.00001", "Gaji Pokok", 2_500_000_000, (400_000_000, 200_000_000), (0, 0), (0, 0)),
]  # fmt: skip


def stored(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def spj(narrow=False, month="Maret", wrong=0):
    """The treasurer's form: a code in one cell or in six, three columns for each way of paying, column 13 the sum."""
    book = openpyxl.Workbook()
    sheet = book.active
    for text in ("PEMERINTAH KABUPATEN UJI", "SPJ BELANJA - FUNGSIONAL", f"Bulan : {month} 2026", ""):
        sheet.append([text])
    code = 6 if narrow else 1
    ways = [way for name in ("SPJ-LS Gaji", "SPJ-LS Barang & Jasa", "SPJ-UP/GU/TU") for way in (name, None, None)]
    total = "Jumlah SPJ (LS + UP/GU/TU) s.d. Bulan Ini"
    sheet.append(
        ["Kode Rekening", *[None] * (code - 1), "Uraian", "Jumlah Anggaran", *ways, total, "Sisa Pagu Anggaran"]
    )
    sheet.append([*[None] * (code + 2), *["s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"] * 3])
    spans = [(1, code, True), *((k, k, True) for k in (code + 1, code + 2, code + 12, code + 13))]
    spans += [(k, k + 2, False) for k in (code + 3, code + 6, code + 9)]
    for first, last, tall in spans:
        sheet.merge_cells(f"{get_column_letter(first)}5:{get_column_letter(last)}{6 if tall else 5}")
    sheet.append(list(range(1, code + 14)))
    for written, name, pagu, *paid in MONEY:
        parts = written.split(".")
        cells = [*parts, *[None] * (6 - len(parts))] if narrow else [written]
        spent = sum(map(sum, paid))
        sheet.append([*cells, name, pagu, *(x for a, b in paid for x in (a, b, a + b)), spent, pagu - spent])
    sums = (400_000_000, 200_000_000, 600_000_000, 1_000_000, 500_000, 1_500_000, 2_000_000, 875_500, 2_875_500)
    sheet.append(["JUMLAH", *[None] * code, 2_530_000_000 + wrong, *sums, 604_375_500, 1_925_624_500])
    sheet.append([])
    sheet.append([*[None] * 8, "Bendahara Pengeluaran"])
    sheet.append([None, "Nama Orang", *[None] * 6, "Nama Orang"])
    return stored(book)


def dpa(revised=False, numbers=False):
    """The rekap of a DPA: five columns of code, money of a year by kind, or of a revision before and after."""
    book = openpyxl.Workbook()
    sheet = book.active
    for text in (f"DOKUMEN PELAKSANAAN {'PERUBAHAN ' if revised else ''}ANGGARAN", "Rekapitulasi Belanja", "2026", ""):
        sheet.append([text])
    kinds, gap = ["Operasi", "Modal", "Tak Terduga", "Transfer", "Jumlah"], [None] * 4
    top = ["Kode", *gap, "Uraian", "Sumber Dana", "Lokasi"]
    if revised:
        sheet.append([*top, "Sebelum Perubahan", *gap, "Setelah Perubahan", *gap, "Bertambah/(Berkurang)"])
        spans = ("I5:M5", "N5:R5", "S5:S6")
    else:
        sheet.append([*top, "T-1", "Tahun N", *gap, "T+1"])
        spans = ("J5:N5", "I5:I6", "O5:O6")
    beneath = kinds * 2 if revised else [None, *kinds]
    sheet.append(["Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan", None, None, None, *beneath])
    for span in ("A5:E5", "F5:F6", "G5:G6", "H5:H6", *spans):
        sheet.merge_cells(span)
    rows = [("2", "URUSAN"), ("2.08", "BIDANG"), ("2.08.01", "PROGRAM PENUNJANG"), ("2.08.01.2.01", "Perencanaan"),
            ("2.08.01.2.01.0001", "Dokumen"), ("2.08.01.2.01.0002", "RKA"), ("2.08.06", "PROGRAM PHA"),
            ("2.08.06.2.02", "Lembaga"), ("2.08.06.2.02.0001", "Layanan"), ("", "")]  # fmt: skip
    for code, name in rows:
        before, after = (sum(v[k] for leaf, v in DPA.items() if leaf.startswith(code)) for k in (0, 1))
        parts = code.split(".")
        parts = [*parts[:3], ".".join(parts[3:5]), *parts[5:]] if len(parts) > 3 else parts
        cells = [*parts, *[None] * (5 - len(parts)), name, "PAD", "Kabupaten"] if code else ["Jumlah", *[None] * 7]
        money = [before - 10, 10, 0, 0, before]
        if revised:
            sheet.append([*cells, *money, after, 0, 0, 0, after, after - before])
        else:
            sheet.append([*cells, 7, *money, before + 9])
    sheet.append([])
    sheet.append(["Pengguna Anggaran"])
    return stored(book)


def read(name, data, **hints):
    (one,), unread = understand({name: data}, Hints(**hints))
    assert not unread
    return one


def amounts(one, *columns):
    return {row.values["Kode"]: tuple(row.values[c] for c in columns) for row in one.rows if columns[0] in row.values}


@pytest.mark.parametrize("narrow", [False, True])
def test_spj_gives_each_sub_kegiatan_once(narrow):
    one = read("SPJ Maret.xlsx", spj(narrow))
    assert one.export == "spj-fungsional" and one.quarter == 1
    assert amounts(one, "Pagu Awal", "Realisasi TW1") == LEAVES
    assert [(s.written, s.difference) for s in one.sums] == [(2_530_000_000, 0), (604_375_500, 0)]
    assert not one.doubts and [row.level for row in one.rows] == [
        "Program", "Kegiatan", "Sub Kegiatan", "Kegiatan", "Sub Kegiatan"]  # fmt: skip
    assert sum(fate.why.startswith("rekening") for fate in one.fates) == 5
    assert "Nama Orang" not in str([row.values for row in one.rows])


def test_the_month_of_an_spj_is_its_quarter():
    for month, quarter in (("Juni", 2), ("September", 3), ("Desember", 4)):
        one = read("spj.xlsx", spj(month=month))
        assert one.quarter == quarter and f"Realisasi TW{quarter}" in one.columns.values()


def test_an_spj_whose_total_does_not_close_is_not_written_unasked():
    one = read("spj.xlsx", spj(wrong=1_000))
    assert one.blocked and [s.difference for s in one.sums] == [-1_000, 0]


def test_dpa_gives_the_pagu_of_the_leaves():
    one = read("DPA.xlsx", dpa())
    assert one.export == "rka-rekap" and not one.doubts
    assert amounts(one, "Pagu Awal") == {code: (before,) for code, (before, _) in DPA.items()}
    assert [(s.written, s.difference) for s in one.sums] == [(600, 0)]
    assert [row.level for row in one.rows][:4] == ["Urusan", "Bidang", "Program", "Kegiatan"] and len(one.rows) == 9


def test_a_revised_dpa_gives_both_pagu():
    one = read("DPPA.xlsx", dpa(revised=True))
    assert amounts(one, "Pagu Awal", "Pagu Perubahan") == DPA and not one.doubts
    assert [(s.what, s.difference) for s in one.sums] == [("Pagu Awal", 0), ("Pagu Perubahan", 0)]


@pytest.mark.parametrize("files", [
    {"SPJ Maret.xlsx": spj()}, {"DPPA.xlsx": dpa(revised=True)}, {"SPJ.xlsx": spj(), "SPJ (1).xlsx": spj()},
])  # fmt: skip
def test_the_second_import_changes_nothing(tmp_path, files):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2026, "2025-2029")
    isi_buku(str(path), files, backup=False)
    content = path.read_bytes()
    world = compute_book(path)[1]
    wanted = DPA if "DPPA.xlsx" in files else LEAVES
    rows = [row for row in world.rows("tbl_anggaran") if row["Kode"] in wanted]
    assert len(rows) == len(wanted)
    first, second = ("Pagu Awal", "Pagu Perubahan") if "DPPA.xlsx" in files else ("Pagu Awal", "Realisasi TW1")
    assert {row["Kode"]: (row[first], row[second]) for row in rows} == wanted
    top = next(row for row in world.rows("tbl_anggaran") if row["Kode"] == "2.08.01")
    assert not is_number(top[first]) and is_number(top["Pagu"])
    again = isi_buku(str(path), files, backup=False)
    assert again.unchanged and path.read_bytes() == content


def test_an_spj_after_the_dpa_adds_the_realisasi(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2026, "2025-2029")
    isi_buku(str(path), {"DPA.xlsx": dpa()}, backup=False)
    with pytest.raises(UserError, match="tertulis"):  # the DPA here knows other pagu than the treasurer's form
        isi_buku(str(path), {"a.xlsx": spj(wrong=5)}, backup=False)
    done = isi_buku(str(path), {"SPJ Maret.xlsx": spj()}, backup=False)
    assert done.rows["tbl_anggaran"].added == ("2.08.01.2.02", "2.08.01.2.02.0001")
    names = {row.cells.get("Kode"): row.cells.get("Uraian") for row in compute_book(path)[0].book.rows("tbl_anggaran")}
    assert names["2.08.01.2.01.0001"] == "Dokumen"  # an export of money does not rename what is there
