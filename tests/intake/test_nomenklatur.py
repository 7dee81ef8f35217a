"""Lists of nomenklatur as people have them: every form gives the same codes and names, and a budget is none."""

import io

import openpyxl
import pytest

from lkjip_xl.intake.model import Hints
from lkjip_xl.intake.understand import understand

CODES = {
    "1": "URUSAN PEMERINTAHAN WAJIB", "1.02": "URUSAN BIDANG KESEHATAN", "1.02.02": "PROGRAM UPAYA KESEHATAN",
    "1.02.02.2.01": "Penyediaan Fasilitas", "1.02.02.2.01.0001": "Pembangunan Rumah Sakit",
    "1.02.02.2.10": "Penyediaan Layanan", "1.02.02.2.10.0012": "Pengelolaan Pelayanan Gizi",
}  # fmt: skip
MEASURE = {"1.02.02.2.01.0001": ("Jumlah rumah sakit", "Unit")}


def simple(separator=";", title="DAFTAR NOMENKLATUR\nTahun 2026\n\n"):
    lines = ["No;Kode Nomenklatur;Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan;Indikator;Satuan", "1;2;3;4;5"]
    for number, (code, name) in enumerate(CODES.items(), 1):
        lines.append(";".join((str(number), code, name, *MEASURE.get(code, ("", "")))))
    return (title + "\n".join(lines) + "\nSumber: daftar kementerian\n").replace(";", separator).encode()


def in_five_columns():
    """As the ministry's workbook: numbers without their zeros, kegiatan as 2.01, heads of two lines, merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["KLASIFIKASI, KODEFIKASI, DAN NOMENKLATUR"])
    sheet.append([])
    sheet.append(
        ["KODE", None, None, None, None, "NOMENKLATUR URUSAN KABUPATEN/KOTA", "KINERJA", "INDIKATOR", "SATUAN"]
    )
    sheet.append(["URUSAN", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN"])
    sheet.merge_cells("A3:E3")
    for letter in "FGHI":
        sheet.merge_cells(f"{letter}3:{letter}4")
    for code, name in CODES.items():
        parts = code.split(".")
        cells = [int(p) for p in parts[:3]] + [None] * (3 - len(parts[:3]))
        cells.append(float(f"{parts[3]}.{parts[4]}") if len(parts) > 4 else None)
        cells.append(int(parts[5]) if len(parts) > 5 else None)
        sheet.append([*cells, name, "", *MEASURE.get(code, ("", ""))])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_pair_for_each_level():
    """As the budget system exports it: one row a sub kegiatan, code and name of every level beside it."""
    words = ("URUSAN", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
    lines = [",".join(f"KODE {w},NAMA {w}" for w in words) + ",INDIKATOR,SATUAN"]
    for code in (c for c in CODES if len(c) == 17):
        above = [code[:n] for n in (1, 4, 7, 12, 17)]
        lines.append(",".join(f"{c},{CODES[c]}" for c in above) + "," + ",".join(MEASURE.get(code, ("", ""))))
    return "\n".join(lines).encode()


def before_the_name():
    lines = ["No;Program / Kegiatan / Sub Kegiatan"] + [f"{k};{c} {n}" for k, (c, n) in enumerate(CODES.items(), 1)]
    return "\n".join(lines).encode()


FORMS = {
    "sederhana.csv": simple(), "tempelan.txt": simple("\t", ""), "nomenklatur.xlsx": in_five_columns(),
    "sipd.csv": a_pair_for_each_level(), "nama.csv": before_the_name(),
}  # fmt: skip


def read(name, data, **hints):
    found, unread = understand({name: data}, Hints(**hints))
    assert not unread
    return found


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_list(name):
    (one,) = read(name, FORMS[name])
    assert one.table == "tbl_nomenklatur" and not one.doubts and not one.blocked
    assert [(row.values["Kode"], row.values["Uraian"]) for row in one.rows] == list(CODES.items())
    measured = {r.values["Kode"]: (r.values["Indikator"], r.values["Satuan"]) for r in one.rows if "Satuan" in r.values}
    assert measured == ({} if name == "nama.csv" else MEASURE)
    assert {row.level for row in one.rows} == {"Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan"}
    told = {fate.row for fate in one.fates}
    assert [row for row in range(len(one.grid.rows)) if not one.grid.is_blank(row) and row not in told] == []


def test_codes_of_every_office_and_both_generations():
    (one,) = read("x.csv", b"Kode,Uraian\n2.08.02.2.01.01,Koordinasi\nx.xx.01,PROGRAM PENUNJANG\nX.XX.01.2.01,Renja\n"
                           b"X.XX.01.2.01.0001,Dokumen\n2.08.02,PROGRAM\n")  # fmt: skip
    assert [(row.values["Kode"], row.level) for row in one.rows] == [
        ("X.XX.01", "Program"), ("X.XX.01.2.01", "Kegiatan"), ("X.XX.01.2.01.0001", "Sub Kegiatan"),
        ("2.08.02", "Program"), ("2.08.02.2.01.01", "Sub Kegiatan"),
    ]  # fmt: skip


def test_a_budget_is_no_list_unless_its_names_are_asked_for():
    budget = b"Kode;Uraian;Pagu\n2.08.02;PROGRAM;100\n2.08.02.2.01;Kegiatan;100\n2.08.02.2.01.0001;Sub;100\n"
    (one,) = read("dpa.csv", budget)
    assert one.table == "tbl_anggaran"
    found, _ = understand({"kas.csv": budget.replace(b"Pagu", b"Uang Tersedia")}, Hints())
    assert not found  # money under a name that nobody knows is asked about, not left out
    (one,) = read("dpa.csv", budget, table="tbl_nomenklatur")
    assert [row.values for row in one.rows][-1] == {"Kode": "2.08.02.2.01.0001", "Uraian": "Sub"}


def test_other_lists_with_codes_are_not_taken():
    for text in (b"Kode,Nama\nA1,Kursi\nB2,Meja\n", b"Kode,Uraian\n1.1,Satu\n1.2,Dua\n", b"No,Uraian\n1,a\n2,b\n"):
        found, unread = understand({"daftar.csv": text}, Hints())
        assert not found and unread == ["daftar.csv"]


def test_two_names_of_one_code_and_a_broken_code_are_said():
    text = (
        b"Kode,Uraian\n2.08,BIDANG\n2.08.02,PROGRAM A\n2.08.02,PROGRAM B\n2.08.03,PROGRAM\n2.08.04,PROGRAM\n2.8.2,X\n"
    )
    (one,) = read("daftar.csv", text)
    assert [row.values["Uraian"] for row in one.rows] == ["BIDANG", "PROGRAM A", "PROGRAM", "PROGRAM"]
    assert [doubt.where for doubt in one.doubts] == ["daftar.csv baris 4", "daftar.csv baris 7"]
