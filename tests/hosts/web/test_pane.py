"""The task pane over a stateful double of Office.js: the open book is wholly brought up to date, or as it was."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.build.web.assemble import page_buttons
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.hosts.web import bridge
from lkjip_xl.hosts.web.source_book import source_book
from lkjip_xl.ooxml.inplace import write_sheets
from lkjip_xl.ooxml.ownership import NAME, owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.book.filled_book import Isian
from tests.conftest import absent
from tests.hosts.web.pane_model import facts, model, opened
from tests.tools import web_page

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "lkjip_xl" / "hosts" / "web" / "page" / "excel.js"


@pytest.fixture(scope="module", autouse=True)
def node():
    if shutil.which("node") is None:
        absent("node tidak ada")


@pytest.fixture
def book(buku_contoh, tmp_path):
    return Path(shutil.copy(buku_contoh, tmp_path / "Buku Dinas.xlsx"))


def planned(flow, path, answers=None, files=None, **more):
    """``(answer, model)`` of a flow on a book that is open in Excel."""
    data = Path(path).read_bytes()
    there = model(data, Path(tempfile.mkdtemp(dir=Path(path).parent)))
    answer = bridge.run(flow, "Buku.xlsx", data, {**(answers or {}), "buku": facts(there, **more)}, files)
    return answer, there


def played(answer, there, path, faults=False, **options):
    """What the pane's script did in the double: once without a fault, and when asked with one at every call."""
    folder = Path(tempfile.mkdtemp(dir=Path(path).parent))
    named = {str(part) for call in answer["langkah"] for part in call[1:3] if isinstance(part, str)}
    # Sheets that no step names only have to be there; their cells would be compared some thousand times.
    small = {**there, "sheets": [one if one["name"] in named else {**one, "cells": {}} for one in there["sheets"]]}
    plan = {"langkah": answer["langkah"], "tanda": answer["tanda"], "pilihan": options, "gagal": faults}
    (folder / "model.json").write_text(json.dumps(small))
    (folder / "plan.json").write_text(json.dumps(plan))
    arguments = [SCRIPT, folder / "model.json", path, folder / "plan.json"]
    if answer["sumber"]:
        (folder / "source.xlsx").write_bytes(answer["sumber"])
        arguments.append(folder / "source.xlsx")
    return web_page.run_node("pane.mjs", *arguments)


VIEW = ("load Sheet name", "load Range address", "activate", "select")


def assert_whole_or_as_before(seen):
    for one in seen["faults"]:
        if one["ok"] and one["call"] == "delete":  # an old sheet that Excel keeps: the rest is done, and it is named
            assert one["left"] == one["tertinggal"] != [], one
        elif one["ok"]:  # what the user looked at could not be asked or shown again
            assert one["after"] and one["call"] in VIEW, one
        else:
            assert one["before"] and not one["sebagian"] and one["kode"], one
    for one in seen["dead"]:  # Excel answers nothing any more: then it must be said
        assert one["ok"] or one["before"] or one["sebagian"], one
    assert len(seen["faults"]) == seen["calls"] > 3


def sheet(seen, name):
    return next(one for one in seen["after"]["sheets"] if one["name"] == name)


def as_shown(cells):
    """Cells as Excel shows them: no mark of a text, no prefix of a function that is newer than the file format."""
    return {
        at: value.replace("_xlfn.", "") if value.startswith("=") else value.removeprefix("'")
        for at, value in cells.items()
        if isinstance(value, str)
    } | {at: value for at, value in cells.items() if not isinstance(value, str)}


# --- laporan ---------------------------------------------------------------------------------------------------------
def test_laporan_puts_every_sheet_in_place(book):
    answer, there = planned("laporan", book)
    seen = played(answer, there, book)
    result = model(answer["isi"], Path(tempfile.mkdtemp(dir=book.parent)))
    assert seen["outcome"]["ok"] and seen["outcome"]["tertinggal"] == []
    assert [one["name"] for one in seen["after"]["sheets"]] == [one["name"] for one in result["sheets"]]
    for one in result["sheets"]:
        if one["marks"]:
            assert sheet(seen, one["name"])["content"] == one["content"], one["name"]
            assert sheet(seen, one["name"])["mark"] == one["marks"][NAME]
    # Its links look for report sheets by text: none breaks, so no step has to write them again.
    assert not any("Dasbor" in call[1:3] for call in answer["langkah"]) and sheet(seen, "Dasbor")["protected"]
    assert seen["trace"].count("insert") == 1 and seen["view"] == ["Pengukuran", "Pengukuran!C5:D6"]


def test_new_sheets_stand_in_their_order(book, tmp_path):
    write_sheets(book, [], backup=False, remove=owned_sheets(WorkbookParts(Package.open(book))))
    answer, there = planned("laporan", book)
    seen = played(answer, there, book)
    names = [s.name for s in WorkbookParts(opened(laporan_buku(book.read_bytes()).data, tmp_path)).sheets]
    assert [one["name"] for one in seen["after"]["sheets"]] == names


def test_a_mark_that_did_not_travel_is_put_back(book):
    answer, there = planned("laporan", book)
    seen = played(answer, there, book, lackingNames=True)
    marked = [one for one in seen["after"]["sheets"] if one["mark"]]
    assert len(marked) == len(answer["tanda"]) and {one["mark"] for one in marked} == set(answer["tanda"].values())


def test_an_old_sheet_that_excel_keeps_is_named(book):
    answer, there = planned("laporan", book)
    seen = played(answer, there, book, keeps="_lkjip lama 0")
    assert seen["outcome"] == {"ok": True, "tertinggal": ["_lkjip lama 0"], "undur": False}


@pytest.mark.parametrize(
    "options", [{"insertError": "UnsupportedFeature"}, {"halfInsert": 3}, {"sets": {"ExcelApi": "1.12"}}]
)
def test_an_excel_that_takes_no_sheets_leaves_the_book_as_it_was(book, options):
    answer, there = planned("laporan", book)
    seen = played(answer, there, book, **options)
    assert not seen["outcome"]["ok"] and not seen["outcome"].get("sebagian")
    assert [one["name"] for one in seen["after"]["sheets"]] == [one["name"] for one in there["sheets"]]


@pytest.mark.lengkap
def test_a_formula_of_the_users_follows_to_the_new_sheet(book):
    workbook = openpyxl.load_workbook(book)
    workbook.create_sheet("Catatan")["B2"] = "='Lap Anggaran'!C8*2"
    workbook.save(book)
    answer, there = planned("laporan", book)
    seen = played(answer, there, book, faults=True)
    assert sheet(seen, "Catatan")["cells"] == {"B2": "='Lap Anggaran'!C8*2"}
    assert_whole_or_as_before(seen)


# --- hitung, periksa, isi: cells --------------------------------------------------------------------------------------
def broken(path):
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", 1, "Capaian", 0.5)
    filler.tulis("tbl_anggaran", 1, "Serapan", "1.10")
    last = filler.baris_terakhir("tbl_riwayat_anggaran")
    for i in range(1, last + 1):
        for column, value in (("Uraian", f"Program {i}"), ("Tahun", 2021), ("Pagu", 10), ("Realisasi", 9)):
            filler.tulis("tbl_riwayat_anggaran", i, column, value)
    filler.simpan()
    return path


def test_hitung_restores_formulas_and_grows_a_full_table(book):
    answer, there = planned("hitung", broken(book))
    seen = played(answer, there, book, faults=True)
    assert seen["outcome"]["ok"] and seen["outcome"]["undur"] and seen["computed"] == 1
    result = model(answer["isi"], Path(tempfile.mkdtemp(dir=book.parent)))
    assert seen["after"]["tables"] == [{"name": t["name"], "ref": t["ref"]} for t in result["tables"]]
    for name in ("Pengukuran", "Anggaran", "Riwayat"):
        wanted = next(one for one in result["sheets"] if one["name"] == name)["cells"]
        assert as_shown(sheet(seen, name)["cells"]) == as_shown(wanted), name
    assert_whole_or_as_before(seen)


def test_what_was_typed_while_the_engine_worked_is_not_written_over(book):
    answer, there = planned("hitung", broken(book))
    typed = next(call for call in answer["langkah"] if call[0] == "tulis" and call[1] == "Pengukuran")
    cell = typed[2].split(":")[0]
    for one in there["sheets"]:
        if one["name"] == "Pengukuran":
            one["cells"][cell] = 0.75
    seen = played(answer, there, book)
    assert seen["outcome"]["kode"] == "berubah" and "Pengukuran" in seen["outcome"]["pesan"]
    assert sheet(seen, "Pengukuran")["cells"][cell] == 0.75


def test_periksa_and_reviu_bring_findings_and_the_sheet(book):
    answer, there = planned("reviu", book)
    seen = played(answer, there, book, faults=True)
    assert "Lap Reviu" in [one["name"] for one in seen["after"]["sheets"]]
    assert any(str(v).startswith("=HYPERLINK") for v in sheet(seen, "Temuan")["cells"].values())
    assert_whole_or_as_before(seen)
    # The structure of the book is locked: findings come, the sheet does not.
    answer, there = planned("periksa", book, struktur_terkunci=True)
    assert answer["ok"] and not answer["sumber"] and answer["langkah"]


def test_isi_writes_inputs_as_what_they_are(book):
    text = "Uraian;Tahun;Pagu;Realisasi\n1.10;2021;1.000.000;999.000\nBenar;2020;5;4\n"
    answer, there = planned("isi", book, {"terima": True}, {"tbl_riwayat_anggaran.csv": text.encode()})
    seen = played(answer, there, book, faults=True)
    cells = sheet(seen, "Riwayat")["cells"].values()
    assert {"1.10", "Benar", 1_000_000} <= set(cells)
    assert_whole_or_as_before(seen)


def test_salin_adds_the_indicators_of_renstra(tmp_path):
    typed = {"tbl_renstra.csv": b"Kode,Sasaran,Indikator,Target 2025\n1.1,S,Indeks X,80\n"}
    path = tmp_path / "buku.xlsx"
    path.write_bytes(isi_buku(buat_buku(None, "Dinas Uji", 2025, "2025-2029").data, typed).data)
    answer, there = planned("salin", path)
    seen = played(answer, there, path, faults=True)
    wanted = {one["name"]: one["cells"] for one in model(answer["isi"], Path(tempfile.mkdtemp(dir=tmp_path)))["sheets"]}
    for name in ("PK", "Pengukuran"):
        assert as_shown(sheet(seen, name)["cells"]) == as_shown(wanted[name]), name
    assert_whole_or_as_before(seen)


def test_a_sheet_with_a_password_is_named(book):
    answer, there = planned("hitung", broken(book))
    for one in there["sheets"]:
        one["protected"] = one["protected"] or one["name"] == "Anggaran"
    seen = played(answer, there, book, password="Anggaran")
    assert seen["outcome"]["kode"] == "lembar_terkunci" and "Anggaran" in seen["outcome"]["pesan"]
    assert seen["outcome"].get("sebagian") is False and sheet(seen, "Anggaran")["protected"]


# --- refusals as in the ribbon ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("flow", "more", "kode"),
    [
        ("hitung", {"baca_saja": True}, "baca_saja"),
        ("laporan", {"struktur_terkunci": True}, "struktur_terkunci"),
        ("hitung", {"nama": ""}, "tanpa_buku"),
    ],
)
def test_a_book_that_cannot_be_worked_on_is_refused_as_everywhere(book, flow, more, kode):
    answer, _ = planned(flow, book, **more)
    assert not answer["ok"] and answer["kode"] == kode


def test_rows_hidden_by_a_filter_are_refused_before_anything_is_written(book):
    answer, _ = planned("hitung", broken(book), tersaring=["Pengukuran"])
    assert answer["kode"] == "tersaring" and "Pengukuran" in answer["pesan"]
    assert planned("laporan", book, tersaring=["Pengukuran"])[0]["ok"]


def test_what_changes_the_form_of_a_book_opens_as_a_new_one(book):
    for flow, answers in (("tambah", {"modul": ["spm"]}), ("perbarui", {})):
        answer, _ = planned(flow, book, answers)
        assert answer["ok"] and "langkah" not in answer and answer["isi"]
    assert set(bridge.BROUGHT) <= {one["id"] for one in page_buttons()}


# --- the workbook that sheets come from -------------------------------------------------------------------------------
def test_the_source_holds_report_sheets_and_nothing_else(book, tmp_path):
    package = Package.open(book)
    names = {o.sheet.name: f"_lkjip {i}" for i, o in enumerate(owned_sheets(WorkbookParts(package)).values())}
    data = source_book(package, names)
    source = opened(data, tmp_path)
    workbook = WorkbookParts(source)
    assert [s.name for s in workbook.sheets] == list(names.values())
    assert not [n for n in source.names if "table" in n.lower() or "chart" in n.lower() or "sharedStrings" in n]
    assert {one.local for one in workbook.defined_names} == set(range(len(names)))
    assert all("'_lkjip " in one.text for one in workbook.defined_names if one.name.lower() != NAME)
    assert len(data) < 200_000 and data == source_book(package, names)
    for old, new in names.items():
        part = next(s.part for s in WorkbookParts(package).sheets if s.name == old)
        assert source.read(next(s.part for s in workbook.sheets if s.name == new)) == package.read(part)
    loaded = openpyxl.load_workbook(tmp_path / "model.xlsx")
    assert loaded["_lkjip 0"].print_area and loaded["_lkjip 0"].protection.sheet


# --- types ------------------------------------------------------------------------------------------------------------
def test_the_script_keeps_to_the_official_types(tmp_path):
    modules = web_page.CACHE / "node_modules"
    if not (modules / "typescript").is_dir() or not (modules / "@types" / "office-js").is_dir():
        absent("typescript atau @types/office-js tidak ada di .alat/web")
    settings = {
        "compilerOptions": {
            "noEmit": True, "allowJs": True, "checkJs": True, "strict": True, "target": "es2022",
            "lib": ["es2022", "dom", "dom.iterable"], "types": ["office-js"], "typeRoots": [str(modules / "@types")],
            "module": "preserve", "moduleDetection": "legacy",
        },
        "files": [str(SCRIPT)],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings))
    done = subprocess.run([modules / ".bin" / "tsc", "-p", tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_only_one_file_names_office():
    scripts = (ROOT / "lkjip_xl" / "hosts" / "web" / "page").glob("*.js")
    named = [p.name for p in scripts if re.search(r"\b(Office|Excel)\.\w", p.read_text(encoding="utf-8"))]
    assert named == ["excel.js"]


# --- the self-test ----------------------------------------------------------------------------------------------------
def self_tested(book, **options):
    there = model(book.read_bytes(), Path(tempfile.mkdtemp(dir=book.parent)))
    small = {**there, "sheets": [{**one, "cells": {}} for one in there["sheets"]]}
    answer = bridge.run("uji_mandiri")
    assert answer["ok"]
    folder = Path(tempfile.mkdtemp(dir=book.parent))
    (folder / "model.json").write_text(json.dumps(small))
    (folder / "source.xlsx").write_bytes(answer["sumber"])
    plan = {"langkah": [], "tanda": answer["tanda"], "harap": answer["harap"], "pilihan": options}
    (folder / "plan.json").write_text(json.dumps(plan))
    arguments = [SCRIPT, folder / "model.json", book, folder / "plan.json", folder / "source.xlsx"]
    seen = web_page.run_node("pane.mjs", *arguments)
    return answer, {one["butir"]: one for one in seen["answers"]}, seen


def test_the_self_test_writes_every_answer_down_and_leaves_nothing(book):
    answer, answers, seen = self_tested(book)
    assert {one["jawaban"] for one in answers.values()} == {"OK"}, answers
    assert len(answers) == 15 and "ExcelApi 1.20" in answers["Excel ini"]["rinci"]
    assert not [name for name in seen["sheets"] if name.startswith(("_lkjip", "Lembar"))]
    assert 2 <= len(answer["harap"]) <= 3 and any(one["mendatar"] for one in answer["harap"])
    assert all(one["area"] and one["kertas"] == "Folio" for one in answer["harap"])


def test_the_self_test_names_what_an_excel_loses(book):
    _, answers, _ = self_tested(book, lackingNames=True, lackingPages=True)
    failed = {name for name, one in answers.items() if one["jawaban"] == "GAGAL"}
    assert failed == {"Tanda tersembunyi ikut", "Area cetak ikut", "Judul berulang ikut"}
    assert "seharusnya" in answers["Area cetak ikut"]["rinci"]
    _, answers, seen = self_tested(book, insertError="UnsupportedFeature", copyError="Pdf saja")
    assert answers["Menaruh lembar laporan"]["jawaban"] == answers["Salinan buku yang terbuka"]["jawaban"] == "GAGAL"
    assert "Pdf saja" in answers["Salinan buku yang terbuka"]["rinci"] and answers["Teks tetap teks"]["jawaban"] == "OK"
