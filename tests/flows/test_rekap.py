"""rekap: many books become one table and one book; a bad one never stops the others; sealed ones give the same rows."""

import csv
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.expr.values import is_number
from lkjip_xl.flows import recap_dask, recap_parquet, rekap
from lkjip_xl.flows.recap_rows import INDICATOR, OFFICE, read_recap
from lkjip_xl.hosts.travel_answers import recap_lines
from tests.book.filled_book import Isian
from tests.compute.random_book import everything, random_setting
from tests.flows.travel_books import master
from tests.tools.lint_ooxml import lint


def office(folder, name, realisasi=None, wording=None):
    """The book of an office."""
    path = Path(folder) / f"{name}.xlsx"
    os.rename(master(folder), path)
    filler = Isian(path)
    for row in range(1, filler.baris_terakhir("tbl_pengaturan") + 1):
        if filler.sel("tbl_pengaturan", row, "Kunci").value == "instansi":
            filler.tulis("tbl_pengaturan", row, "Nilai", name)
    for number in (1, 2, 3):
        filler.tulis("tbl_pengukuran", number, "Target TW2", 80)
        filler.tulis("tbl_pengukuran", number, "Realisasi TW2", realisasi)
    for number, money in ((3, 500), (4, 1500), (6, 300)):
        filler.tulis("tbl_anggaran", number, "Realisasi TW2", realisasi and money)
    if wording:
        filler.tulis("tbl_renstra", 1, "Indikator", wording)
    filler.simpan()
    return path


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """Three offices' books, and what else lies in such a folder; made once, for they are only read."""
    books = tmp_path_factory.mktemp("kantor") / "buku"
    (books / "sub").mkdir(parents=True)
    office(books, "Dinas A", 60)
    office(books / "sub", "Dinas B", 80, "indikator  1")  # only spaces and case: the same name
    office(books, "Dinas C", None, "Indikator lain")
    lkjip_xl.periksa(books / "Dinas C.xlsx", backup=False)
    (books / "rusak.xlsx").write_bytes(b"PK\3\4rusak")
    (books / "kosong.xlsx").write_bytes(b"")
    (books / "~$Dinas X.xlsx").write_bytes(b"x")
    shutil.copy(books / "Dinas A.xlsx", books / "Dinas A.cadangan-0001-2026-01-01.xlsx")
    openpyxl.Workbook().save(books / "lain.xlsx")
    return books


def test_offices_in_order_and_what_is_missing(folder, tmp_path):
    result = lkjip_xl.rekap(folder, tmp_path / "hasil", harapan=["Dinas  a", "Dinas Z"])
    # Dinas C has filled nothing since the first quarter, whose 70 of 80 stand.
    assert [(o["instansi"], o["capaian"]) for o in result.offices] == [
        ("Dinas B", 1), ("Dinas C", 0.875), ("Dinas A", 0.75),
    ]  # fmt: skip
    assert result.missing == ["Dinas Z"] and result.indicators == 9
    assert sorted(os.path.basename(file) for file, _ in result.unreadable) == ["kosong.xlsx", "lain.xlsx", "rusak.xlsx"]
    assert all(reason for _, reason in result.unreadable)
    assert {code: sorted(one) for code, one in result.names.items()} == {"1": ["Indikator 1", "Indikator lain"]}
    assert sum(result.findings.values()) == next(o["temuan"] for o in result.offices if o["instansi"] == "Dinas C") > 0


def test_figures_are_those_of_the_books(folder):
    result = lkjip_xl.rekap(folder)
    for row in result.offices:
        summary = lkjip_xl.buka(row["berkas"]).ringkasan
        for figure, column in OFFICE:
            assert row[column] == getattr(summary[figure], "kode", summary[figure])


def test_a_book_that_nobody_checked_has_no_number_of_findings_and_no_money_is_lost(folder, tmp_path):
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    assert {o["instansi"]: o["temuan"] is None for o in result.offices} == {
        "Dinas A": True, "Dinas B": True, "Dinas C": False
    }  # fmt: skip
    known = [o for o in result.offices if is_number(o["pagu"]) and is_number(o["realisasi"])]
    for place, name in ((1, "pagu"), (2, "realisasi")):
        assert sum(one[place] for one in result.urusan.values()) == sum(o[name] for o in known) > 0
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")["Instansi"]
    told = {row[1].value: row[13].value for row in sheet.iter_rows(min_row=5, max_row=7)}
    assert told["Dinas A"] == "belum diperiksa"


def test_the_book_and_the_tables(folder, tmp_path):
    lkjip_xl.rekap(folder, tmp_path / "hasil", harapan=["Dinas Z"])
    assert sorted(os.listdir(tmp_path / "hasil")) == ["rekap.xlsx", "rekap_indikator.csv", "rekap_instansi.csv"]
    book = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")
    assert book.sheetnames == [
        "Instansi", "Predikat", "Urusan", "Temuan", "Belum Melapor", "Kode Beda Nama", "Tidak Terbaca"
    ]  # fmt: skip
    assert [row[1].value for row in book["Instansi"].iter_rows(min_row=5, max_row=5)] == ["Dinas B"]
    total = next(row for row in book["Instansi"].iter_rows() if str(row[1].value).startswith("Jumlah"))
    # An office whose realisasi is not available is not in the sum.
    assert total[1].value == "Jumlah 2 instansi" and total[7].value == 2 * 4500
    assert [cell.value for cell in book["Belum Melapor"]["A"]][4:] == ["Dinas Z"]
    assert lint(tmp_path / "hasil" / "rekap.xlsx") == []
    with open(tmp_path / "hasil" / "rekap_indikator.csv", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 9 and set(INDICATOR) < set(rows[0])
    assert {row["realisasi"] for row in rows if row["instansi"] == "Dinas A"} == {"60"}
    with pytest.raises(UserError, match="sudah ada"):
        lkjip_xl.rekap(folder, tmp_path / "hasil")
    lkjip_xl.rekap(folder, tmp_path / "hasil", timpa=True)


def test_target_and_capaian_of_an_indicator_are_those_that_its_predikat_is_by(tmp_path):
    """50 of 50 to date, and of 100 in the year, was "capaian 0.5, Sangat Tinggi"."""
    path = office(tmp_path, "Dinas A", 40)
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", 1, "Target TW2", 40)
    filler.simpan()
    names = ("target", "realisasi", "capaian", "predikat", "target_setahun", "capaian_setahun")
    one = dict(zip(INDICATOR, read_recap(str(path)).rows["indikator"][0], strict=True))
    assert [one[name] for name in names] == [40, 40, 1, "Sangat Tinggi", 80, 0.5]
    copy = lkjip_xl.kirim(path, tmp_path / "k").sent[0].path
    assert read_recap(copy).sealed and read_recap(copy).rows["indikator"] == read_recap(str(path)).rows["indikator"]


# --- as a regency would ----------------------------------------------------------------------------------------------
def setting(path, name, value):
    filler = Isian(path)
    for row in range(1, filler.baris_terakhir("tbl_pengaturan") + 1):
        if filler.sel("tbl_pengaturan", row, "Kunci").value == name:
            filler.tulis("tbl_pengaturan", row, "Nilai", value)
    filler.simpan()
    return path


@pytest.fixture
def folder(offices, tmp_path):
    return Path(shutil.copytree(offices, tmp_path / "buku"))


@pytest.fixture
def regency(folder):
    """What else lies in such a folder: an earlier book of an office, last year's, a division's copies, a form."""
    shutil.copy(folder / "Dinas A.xlsx", folder / "Dinas A (1).xlsx")
    setting(folder / "Dinas A (1).xlsx", "triwulan_berjalan", 1)
    shutil.copy(folder / "sub" / "Dinas B.xlsx", folder / "Dinas B salinan.xlsx")
    setting(shutil.copy(folder / "Dinas A.xlsx", folder / "Dinas D 2024.xlsx"), "instansi", "Dinas D")
    setting(folder / "Dinas D 2024.xlsx", "tahun", 2026)
    lkjip_xl.kirim(folder / "Dinas A.xlsx", folder / "k", ["Bidang Anak"], surel=False, backup=False)
    lkjip_xl.kirim(folder / "Dinas A.xlsx", folder / "k", ["Bidang Anak"], surel=False, backup=False, ringkas=True)
    return folder


def test_nothing_is_counted_twice_and_everything_is_listed(regency, tmp_path):
    result = lkjip_xl.rekap(regency, tmp_path / "hasil", harapan=["Dinas D", "Dinas Z"])
    assert sorted(o["instansi"] for o in result.offices) == ["Dinas A", "Dinas B", "Dinas C"] and result.year == 2025
    files = {os.path.basename(one.file): one.reason for one in result.aside}
    assert set(files) >= {"Dinas A (1).xlsx", "Dinas D 2024.xlsx"} and len(files) == 4
    assert files["Dinas D 2024.xlsx"] == "bukunya tahun 2026; rekap ini tahun 2025"
    assert files["Dinas A (1).xlsx"].endswith("Dinas A.xlsx (triwulan 2)")
    books = {*(o["berkas"] for o in result.offices), *(one.file for one in result.aside)}
    read = [os.path.join(r, n) for r, _, names in os.walk(regency) for n in names if rekap._is_book(n)]
    assert books | {file for file, _ in result.unreadable} == set(read), "every book is somewhere"
    assert len(books) + len(result.unreadable) == len(read), "and none is in two places"
    assert result.missing == ["Dinas D", "Dinas Z"] and result.indicators == 9
    assert sum(result.predikat.values()) == 3
    with open(tmp_path / "hasil" / "rekap_indikator.csv", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 9 and {row["berkas"] for row in rows} == {o["berkas"] for o in result.offices}
    book = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")
    assert [cell.value for cell in book["Tidak Dihitung"]["D"]][4:] == [one.reason for one in result.aside]
    assert book["Belum Melapor"]["B5"].value == "bukunya tahun 2026; rekap ini tahun 2025"
    assert lint(tmp_path / "hasil" / "rekap.xlsx") == []


def test_the_year_can_be_said(regency):
    assert [o["instansi"] for o in lkjip_xl.rekap(regency, tahun=2026).offices] == ["Dinas D"]
    every = lkjip_xl.rekap(regency, tahun="semua")
    assert len(every.offices) == 4 and every.year is None
    assert not [one for one in every.aside if "tahun 2026" in one.reason]
    with pytest.raises(UsageError, match="2025, atau semua"):
        lkjip_xl.rekap(regency, tahun="kemarin")


def test_of_two_books_that_differ_the_reason_says_so(folder):
    shutil.copy(folder / "Dinas A.xlsx", folder / "Dinas A baru.xlsx")
    filler = Isian(folder / "Dinas A baru.xlsx")
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 61)
    filler.simpan()
    shutil.copy(folder / "Dinas C.xlsx", folder / "Dinas C lagi.xlsx")
    reasons = sorted(one.reason.partition(".xlsx")[2] for one in lkjip_xl.rekap(folder).aside)
    assert reasons == [" (angkanya sama)", "; angkanya berbeda, periksa buku mana yang benar"]


def test_money_is_added_only_where_both_are_there(folder, tmp_path):
    """An office with a pagu and no realisasi would lower the serapan of the others; its count is told."""
    for name in ("Dinas A", "Dinas C"):
        filler = Isian(folder / f"{name}.xlsx")
        filler.tulis("tbl_anggaran", 1, "Tingkat", "Urusan")
        filler.tulis("tbl_anggaran", 1, "Uraian", "Urusan P")
        filler.tulis("tbl_anggaran", 2, "Tingkat", "Program")
        filler.simpan()
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    name, pagu, realisasi, offices, left = result.urusan["urusan p"]
    assert (name, pagu, realisasi, offices, left) == ("Urusan P", 4500, 2300, 1, 1)
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")["Urusan"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Urusan P")
    assert (row[1].value, row[4].value) == ("1 dari 2", 2300 / 4500)
    assert lint(tmp_path / "hasil" / "rekap.xlsx") == []


def marked(sheet):
    """``{column: shown value}`` of the cells with a mark, of each row by its second cell."""
    return {
        str(row[1].value): {cell.column_letter: cell.value for cell in row if cell.number_format.endswith('" *"')}
        for row in sheet.iter_rows(min_row=5)
    }


def test_what_is_provisional_is_marked_in_sums_too(folder, tmp_path):
    """Dinas A has a leaf that waits: its realisasi and serapan, those of its urusan, and those of the sum."""
    filler = Isian(folder / "Dinas A.xlsx")
    filler.tulis("tbl_anggaran", 3, "Realisasi TW2", None)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", None)
    filler.simpan()
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    by_name = {office["instansi"]: office for office in result.offices}
    assert by_name["Dinas A"]["sementara"] == "capaian, serapan" and by_name["Dinas B"]["sementara"] == ""
    book = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")
    told = marked(book["Instansi"])
    assert set(told["Dinas A"]) == {"E", "I", "J"} and told["Dinas B"] == {}
    assert set(told["Jumlah 2 instansi"]) == {"I", "J"} and told["Jumlah 2 instansi"]["I"] == 1800 + 2300
    assert marked(book["Urusan"])["2 dari 3"] == {"D": 4100, "E": 4100 / 9000}
    for name in ("Instansi", "Urusan"):
        assert any(str(row[0].value).startswith("* Sementara:") for row in book[name].iter_rows()), name
    with open(tmp_path / "hasil" / "rekap_indikator.csv", encoding="utf-8") as stream:
        rows = {(row["instansi"], row["kode"]): row["sementara"] for row in csv.DictReader(stream)}
    assert rows["Dinas A", "1"] == "capaian, serapan" and rows["Dinas A", "2"] == "" == rows["Dinas B", "1"]


def test_what_serapan_is_measured_against_is_named_and_ranks_apart(folder, tmp_path):
    filler = Isian(folder / "Dinas A.xlsx")
    filler.tulis("tbl_anggaran", 3, "Blokir", 800)
    filler.simpan()
    setting(folder / "Dinas A.xlsx", "dasar_serapan", "Pagu Efektif")
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    book = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")
    rows = {row[1].value: row for row in book["Instansi"].iter_rows(min_row=5)}
    assert [rows["Dinas A"][n].value for n in (7, 9, 10, 11)] == [4500, 0.6216, "Pagu Efektif", 1]
    assert [rows["Dinas B"][n].value for n in (7, 9, 10, 11)] == [4500, 0.5111, "Pagu", 1]
    assert [rows["Jumlah 2 instansi"][n].value for n in (9, 10)] == [4600 / 9000, "Pagu"]
    assert any("Dasar serapannya tidak sama" in line and "Pagu Efektif (1 buku)" in line for line in result.unlike)


def test_findings_stand_by_weight_with_what_was_checked(folder, tmp_path):
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    office = next(o for o in result.offices if o["instansi"] == "Dinas C")
    assert office["temuan"] == office["salah"] + office["periksa"] + office["info"] > 0
    book = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")
    rows = [[cell.value for cell in row] for row in book["Temuan"].iter_rows(min_row=5)]
    assert {weight for weight, *_ in rows} <= {"Salah", "Periksa", "Info"} and all(title for _, _, title, _ in rows)
    assert [one for one, *_ in rows] == sorted((one for one, *_ in rows), key=("Salah", "Periksa", "Info").index)
    assert sum(row[3] for row in rows) == office["temuan"] == sum(result.findings_of(1).values())
    (told,) = [row[13].value for row in book["Instansi"].iter_rows() if row[1].value == "Dinas C"]
    assert told.endswith(f"{office['info']} Info")


def test_a_budget_without_urusan_is_gathered_by_its_codes(folder, tmp_path):
    """3.25.02 is of urusan 3.25; A.1 is of none that anybody could tell."""
    filler = Isian(folder / "Dinas A.xlsx")
    for row, code in enumerate(("3.25.02", "3.25.02.2.01", "3.25.02.2.01.0001", "3.25.02.2.01.0002", "X.XX.01"), 1):
        filler.tulis("tbl_anggaran", row, "Kode", code)
    filler.simpan()
    result = lkjip_xl.rekap(folder)
    assert sorted((name, pagu) for name, pagu, *_ in result.urusan.values()) == [
        ("(tanpa urusan)", 500 + 4500), ("Urusan 3.25 (menurut kode)", 4000),
    ]  # fmt: skip


def test_a_book_that_says_nothing_has_not_reported(folder):
    lkjip_xl.buat(folder / "baru.xlsx", "Dinas Baru", 2025, "2025-2026")
    result = lkjip_xl.rekap(folder, harapan=["Dinas Baru"])
    assert [(one.office, one.reason) for one in result.aside] == [
        ("Dinas Baru", "bukunya belum berisi indikator dan anggaran")
    ]
    assert result.missing == ["Dinas Baru"] and len(result.offices) == 3


def test_every_number_is_that_of_the_long_table(folder, tmp_path):
    """Of each office what ``ekspor`` writes of Beranda and of each indicator."""
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    with open(tmp_path / "hasil" / "rekap_indikator.csv", encoding="utf-8") as stream:
        indicators = list(csv.DictReader(stream))
    for row in result.offices:
        lkjip_xl.ekspor(row["berkas"], tmp_path / row["instansi"], rapi=True)
        with open(tmp_path / row["instansi"] / "data.csv", encoding="utf-8-sig") as stream:
            long = list(csv.DictReader(stream))
        home = {one["kunci"]: one for one in long if one["tabel"] == "tbl_ringkasan"}
        for figure, column in OFFICE:
            shown = home.get(figure, {"nilai": "", "teks": ""})
            value = row[column]
            if is_number(value):
                assert float(shown["nilai"]) == pytest.approx(value, rel=1e-14)
            else:
                assert shown["teks"] == {"#N/A": "N/A", None: ""}.get(value, value)
        own = [one for one in indicators if one["instansi"] == row["instansi"]]
        assert len(own) == 3
        for one in own:
            for name in ("Target", "Realisasi", "Capaian", "Pagu", "Serapan"):
                cell = next((x for x in long if x["tabel"] == "tbl_pengukuran" and x["kode"] == one["kode"]
                             and x["kolom"] == name), {"nilai": "", "teks": ""})  # fmt: skip
                written = one[name.lower()].replace("#N/A", "N/A")
                assert written in (cell["nilai"], cell["teks"])


def test_no_person_is_in_it(folder, tmp_path):
    lkjip_xl.rekap(folder, tmp_path / "hasil")
    for name in os.listdir(tmp_path / "hasil"):
        assert b"Nama Seorang" not in (tmp_path / "hasil" / name).read_bytes()


def test_many_processes_give_the_same_rows_in_the_same_order(folder):
    for number in range(40):
        shutil.copy(folder / "Dinas A.xlsx", folder / f"salinan {number:02}.xlsx")
    one, several = lkjip_xl.rekap(folder, pekerja=1), lkjip_xl.rekap(folder, pekerja=2)
    assert one == several and len(one.offices) == 3 and len(one.twice["dinas a"]) == 41 and len(one.aside) == 40


def test_a_script_without_a_main_guard_runs_once(folder, tmp_path):
    """As people write scripts: its processes read books, they do not run the script again."""
    script = tmp_path / "kumpulkan.py"
    script.write_text(
        f"""import lkjip_xl, lkjip_xl.flows.rekap
lkjip_xl.flows.rekap._BATCH = 2
print("mulai")
print(len(lkjip_xl.rekap({str(folder)!r}, pekerja=2).offices))
""",
        encoding="utf-8",
    )
    here = {**os.environ, "PYTHONPATH": str(Path(lkjip_xl.__file__).parents[1])}
    command = [sys.executable, "-W", "ignore", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=here)
    assert (done.stdout, done.stderr) == ("mulai\n3\n", "")


def test_a_process_that_dies_takes_no_other_book_along(folder, monkeypatch):
    from concurrent.futures.process import BrokenProcessPool

    class Dead:
        def __init__(self, *_, **__):
            pass

        def submit(self, _, batch):
            class Future:
                def result(self):
                    if len(batch) > 1 or "Dinas A" in batch[0]:
                        raise BrokenProcessPool
                    return rekap.read_batch(batch)

            return Future()

        def shutdown(self, **_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Dead)
    monkeypatch.setattr(rekap, "_BATCH", 3)
    result = lkjip_xl.rekap(folder, pekerja=2)
    assert sorted(o["instansi"] for o in result.offices) == ["Dinas B", "Dinas C"]
    assert any("memori komputer tidak cukup" in reason for _, reason in result.unreadable)


# --- seals -----------------------------------------------------------------------------------------------------------
def test_a_sealed_book_gives_the_same_rows_without_opening_a_sheet(folder, tmp_path, monkeypatch):
    copy = lkjip_xl.kirim(folder / "Dinas A.xlsx", tmp_path / "k").sent[0].path
    full = read_recap(copy, trust_seals=False)
    opened = []
    from lkjip_xl.ooxml.package import Package

    inflate = Package._inflate
    monkeypatch.setattr(
        Package, "_inflate", lambda self, entry, limit: opened.append(entry.name) or inflate(self, entry, limit)
    )
    sealed = read_recap(copy)
    assert sealed.sealed and not full.sealed and sealed.rows == full.rows
    assert opened == ["customXml/item1.xml"]


def test_a_book_that_changed_since_is_read_in_full(folder, tmp_path):
    copy = lkjip_xl.kirim(folder / "Dinas A.xlsx", tmp_path / "k").sent[0].path
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 10)
    filler.simpan()
    recap = read_recap(copy)
    assert not recap.sealed and recap.rows["indikator"][0][INDICATOR.index("realisasi")] == 10


@pytest.mark.parametrize("seed", range(3))
def test_random_books_give_the_same_rows_either_way(tmp_path, seed):
    import random

    from lkjip_xl.template.book import build

    rng = random.Random(seed)
    settings = {**random_setting(rng), "tahun": 2026, "instansi": "Dinas Acak"}
    build(tmp_path / "acak.xlsx", settings, (2025, 2029), everything(rng, (2025, 2029), 24))
    lkjip_xl.hitung(tmp_path / "acak.xlsx", backup=False)
    copy = lkjip_xl.kirim(tmp_path / "acak.xlsx", tmp_path / "k").sent[0].path
    sealed, full = read_recap(copy), read_recap(copy, trust_seals=False)
    assert sealed.sealed and sealed.rows == full.rows == read_recap(str(tmp_path / "acak.xlsx")).rows


def test_a_seal_of_another_shape_is_no_seal(folder, tmp_path):
    from lkjip_xl.book.seal import put_seal
    from lkjip_xl.ooxml.package import Package

    package = Package.open(folder / "Dinas A.xlsx")
    put_seal(package, {"rekap": {"instansi": "Palsu", "kantor": {}}})
    package.save(tmp_path / "palsu.xlsx")
    recap = read_recap(str(tmp_path / "palsu.xlsx"))
    assert not recap.sealed and recap.rows["instansi"] == "Dinas A"


# --- Dask ------------------------------------------------------------------------------------------------------------
class Client:
    """What rekap asks of a Dask client."""

    def __init__(self, *address, **options):
        self.address = (address, options)

    def nthreads(self):
        return {"tcp://1": 2}

    def map(self, function, batches, pure):
        return [function(batch) for batch in batches]

    def gather(self, futures):
        return futures

    def close(self):
        Client.closed = True


def test_dask_runs_the_same_function(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", types.SimpleNamespace(Client=Client))
    assert lkjip_xl.rekap(folder, dask="lokal") == lkjip_xl.rekap(folder, pekerja=1) and Client.closed


def test_a_partition_that_a_worker_cannot_write_is_told_and_nothing_stays(folder, tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setitem(sys.modules, "distributed", types.SimpleNamespace(Client=Client))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recap_dask, "store_partition", full)
    with pytest.raises(UserError, match="No space left.*pyarrow"):
        lkjip_xl.rekap(folder, tmp_path / "hasil", dask="lokal", parquet=True)
    monkeypatch.setattr(recap_dask, "store_partition", lambda *_: None)  # another machine's folder of the same name
    with pytest.raises(UserError, match="tidak terlihat"):
        lkjip_xl.rekap(folder, tmp_path / "hasil", dask="lokal", parquet=True)
    assert os.listdir(tmp_path / "hasil") == []


def test_dask_that_is_not_there_is_told(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="pip install"):
        lkjip_xl.rekap(folder, dask="tcp://penjadwal:8786")


def test_nothing_to_gather(tmp_path):
    with pytest.raises(UsageError, match="Tidak ada buku"):
        lkjip_xl.rekap(tmp_path)
    with pytest.raises(UserError, match="tidak ditemukan"):
        lkjip_xl.rekap(tmp_path / "tiada")


def test_a_real_local_cluster_gives_the_same_rows(folder, monkeypatch):
    pytest.importorskip("distributed")
    alone = lkjip_xl.rekap(folder, pekerja=1)
    assert lkjip_xl.rekap(folder, dask="lokal") == alone
    monkeypatch.chdir(folder.parent)
    assert lkjip_xl.rekap("buku", dask="lokal") == lkjip_xl.rekap("buku", pekerja=1), "workers are elsewhere"


def test_a_scheduler_is_asked_and_its_workers_write_the_partitions(folder, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    parquet = pytest.importorskip("pyarrow.parquet")
    shutil.copy(folder / "Dinas A.xlsx", folder / "Dinas A lagi.xlsx")  # which does not count, whoever writes it
    alone = lkjip_xl.rekap(folder, tmp_path / "sendiri", pekerja=1, parquet=True)
    assert len(alone.aside) == 1

    def not_here(*_):
        raise AssertionError("the process that gathers wrote a partition")

    monkeypatch.setattr(recap_parquet, "store_partition", not_here)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        args = {"dask": cluster.scheduler_address, "parquet": True}
        assert lkjip_xl.rekap(folder, tmp_path / "dask", **args) == alone
        assert len(cluster.scheduler.workers) == 2, "the cluster is not ours to close"
    parts = sorted((tmp_path / "dask" / "rekap_indikator").iterdir())
    assert len(parts) == 7 and {p.suffix for p in parts} == {".parquet"}
    rows = [row for part in parts for row in parquet.read_table(part).to_pylist()]
    assert len(rows) == 9
    assert rows == parquet.read_table(tmp_path / "sendiri" / "rekap_indikator" / "bagian-00001.parquet").to_pylist()


def test_a_scheduler_that_nobody_answers_is_told(folder):
    distributed = pytest.importorskip("distributed")
    import dask

    with dask.config.set({"distributed.comm.timeouts.connect": "0.2s"}), pytest.raises(UserError, match="dihubungi"):
        lkjip_xl.rekap(folder, dask="tcp://127.0.0.1:9")
    assert distributed.Client


# --- Parquet ---------------------------------------------------------------------------------------------------------
def test_parquet_holds_the_same_rows_in_partitions(folder, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(recap_parquet, "BOOKS", 2)
    filler = Isian(folder / "Dinas A.xlsx")
    filler.tulis("tbl_pk", 1, "Target", ">= 80")
    filler.simpan()
    shutil.copy(folder / "Dinas A.xlsx", folder / "Dinas A lagi.xlsx")  # read, and in no table
    target = tmp_path / "hasil"
    lkjip_xl.rekap(folder, target, parquet=True)
    parts = sorted(os.listdir(target / "rekap_indikator"))
    assert parts == ["bagian-00001.parquet", "bagian-00002.parquet"]
    rows = [row for part in parts for row in parquet.read_table(target / "rekap_indikator" / part).to_pylist()]
    with open(target / "rekap_indikator.csv", encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    assert len(rows) == len(expected) == 9
    for row, other in zip(rows, expected, strict=True):
        for name in ("instansi", "kode", "indikator", "satuan", "berkas"):
            assert row[name] == other[name]
        assert str(row["pagu"] or 0).removesuffix(".0") == (other["pagu"] if other["pagu"] not in ("#N/A",) else "0")
    first = next(row for row in rows if row["instansi"] == "Dinas A" and row["kode"] == "1")
    assert (first["target"], first["target_teks"], first["realisasi"], first["tahun"]) == (80.0, None, 60.0, 2025)
    assert (first["target_setahun"], first["target_setahun_teks"]) == (None, ">= 80")
    offices = parquet.read_table(target / "rekap_instansi.parquet").to_pylist()
    with open(target / "rekap_instansi.csv", encoding="utf-8", newline="") as stream:
        figures = [(one["instansi"], float(one["capaian"]), float(one["pagu"])) for one in csv.DictReader(stream)]
    assert [(one["instansi"], one["capaian"], one["pagu"]) for one in offices] == figures


def test_parquet_replaces_nothing_unasked_and_keeps_the_old(folder, tmp_path):
    pytest.importorskip("pyarrow")
    target = tmp_path / "hasil"
    lkjip_xl.rekap(folder, target, parquet=True)
    with pytest.raises(UserError, match="sudah ada"):
        lkjip_xl.rekap(folder, target, parquet=True)
    lkjip_xl.rekap(folder, target, parquet=True, timpa=True)
    kept = [one.name for one in target.glob("rekap_indikator.cadangan-0001-*") if one.is_dir()]
    assert len(kept) == 1 and os.listdir(target / kept[0]) == ["bagian-00001.parquet"]
    assert not [name for name in os.listdir(target) if name.endswith(".tmp")]


def test_parquet_without_its_library_is_told_before_anything_is_written(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install"):
        lkjip_xl.rekap(folder, tmp_path / "hasil", parquet=True)
    assert os.listdir(tmp_path / "hasil") == []


# --- what cannot be set side by side ---------------------------------------------------------------------------------
def test_other_quarters_and_an_unchosen_one_are_said_where_the_offices_are_ranked(folder, tmp_path):
    setting(folder / "Dinas A.xlsx", "triwulan_berjalan", None)
    setting(folder / "sub" / "Dinas B.xlsx", "triwulan_berjalan", 1)
    result = lkjip_xl.rekap(folder, tmp_path / "hasil")
    quarters = {o["instansi"]: o["triwulan"] for o in result.offices}
    assert quarters["Dinas A"] is None and quarters["Dinas B"] == 1 != quarters["Dinas C"]
    assert result.unlike == [
        "Triwulan belum dipilih di 1 buku (-); angkanya dihitung seperti triwulan IV.",
        "Triwulannya tidak sama, jadi capaian dan serapannya tidak sebanding: triwulan 1 (1 buku), triwulan "
        f"{quarters['Dinas C']} (1 buku).",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")["Instansi"]
    assert {row[1].value: row[3].value for row in sheet.iter_rows(min_row=5, max_row=7)}["Dinas A"] == "-"
    note = next(row[0].value for row in sheet.iter_rows() if "tidak sebanding" in str(row[0].value))
    assert all(line in note for line in result.unlike)
    assert all(line in recap_lines(result, None) for line in result.unlike)


def test_who_has_not_reported_is_counted_only_where_somebody_said_who_should(folder, tmp_path):
    assert "daftar instansi yang harus melapor tidak diberikan" in recap_lines(lkjip_xl.rekap(folder), None)[0]
    listed = lkjip_xl.rekap(folder, harapan=["Dinas A", "Dinas Z", "dinas z"])
    assert "1 dari 2 instansi belum melapor" in recap_lines(listed, None)[0]


def test_the_list_that_lies_in_a_folder_is_read(folder):
    (folder / rekap.EXPECTED).write_text("Dinas A\n\n Dinas Z \n", encoding="cp1252")
    assert rekap.listed_offices([folder, folder / "sub", folder / "Dinas A.xlsx"]) == ["Dinas A", "Dinas Z"]


def test_the_note_on_money_claims_no_number_of_offices(folder, tmp_path):
    lkjip_xl.rekap(folder, tmp_path / "hasil")
    texts = [
        str(row[0].value) for row in openpyxl.load_workbook(tmp_path / "hasil" / "rekap.xlsx")["Urusan"].iter_rows()
    ]  # fmt: skip
    assert any("belum berupa angka tidak ada di jumlahnya" in text for text in texts)
    assert not any("pagu dan realisasi dua instansi" in text for text in texts)
