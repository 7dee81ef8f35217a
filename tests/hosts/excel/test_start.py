"""How the VBA starts Python, run for real: LibreOffice runs the VBA, and what it wants started is started.

Only the object that starts programs is a stand-in (``tests.tools.macros``); it hands the command line to a helper,
which runs it in a folder full of planted files, as Excel's current folder is when a received book was opened by a
double click.
"""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import xlwings

from lkjip_xl.hosts.excel.machine import PYTHON_FLAGS
from lkjip_xl.vba import addin as build
from lkjip_xl.vba.macro_package import add_macros
from lkjip_xl.vba.sources import semua_modul
from lkjip_xl.vba.vba_project import Module
from tests.tools.macros import Macros

TEMPLATES = Path(build.__file__).parents[2] / "workbook_templates"
PLANTED = ("lkjip_xl.py", "xlwings.py", "sitecustomize.py", "usercustomize.py", "json.py", "pywintypes.py")
NAMES = ["a=b.xlsm", "Dinas 'A' & B, 100%.xlsm", "x;y $(touch masuk) `touch masuk`.xlsm"]
HELPER = """#!{python}
# What Windows does with the command line, in the folder of a received book.
import pathlib, shlex, subprocess, sys
place = pathlib.Path(sys.argv[1])
command = shlex.split((place / "perintah").read_text().strip())
outside = {{"PYTHONPATH": ".", "PATH": ".", "HOME": str(place)}}
code = subprocess.run(command, cwd=place / "buku", env=outside).returncode
(place / "kode").write_text(str(code) + "\\n")
"""


@pytest.fixture
def place(tmp_path, shared):
    """A folder with the helper, and in it ``buku``: a received folder in which everything wants to be run."""
    received = tmp_path / "buku"
    received.mkdir()
    mark = f"open({str(tmp_path / 'DIJALANKAN')!r}, 'a').write('kode dari folder buku')\n"
    for name in PLANTED:
        (received / name).write_text(mark)
    # The file that was found to run, word for word; its own mark lies in folders of its own.
    (received / "KERJA" / "reliab" / "plant").mkdir(parents=True)
    found = (shared / "kasus-keandalan" / "tanam" / "lkjip_xl.py").read_text()
    (received / "lkjip_xl.py").write_text(mark + found)
    for name in ("python.exe", "python", "cmd.exe", "cmd"):
        (received / name).write_text(f"#!{sys.executable}\n{mark}")
        (received / name).chmod(0o755)
    (received / "xlwings.conf").write_text(f'"INTERPRETER_WIN","{received / "python.exe"}"\n')
    helper = tmp_path / "pembantu"
    helper.write_text(HELPER.format(python=sys.executable))
    helper.chmod(0o755)
    return tmp_path


def planted_ran(place):
    return [p for p in (place / "DIJALANKAN", place / "buku" / "KERJA/reliab/plant/DIJALANKAN") if p.exists()]


@pytest.fixture
def open_book(lo, place):
    """Opens the book with buttons under a name in the received folder; gives its macros.

    ``functions``: with the VBA of the add-in, which LibreOffice opens only in a book.
    """
    opened = []

    def open_as(name="LKjIP.xlsm", interpreter=sys.executable, run=True, functions=False, mac=False):
        path = place / "buku" / name
        if functions:
            modules = [Module(*one) for one in semua_modul() if one[0] != "xlwings"]
            modules.append(
                Module("xlwings", "std", "Option Explicit\nPublic Function XLPy() As Object\nEnd Function\n")
            )
            data = (TEMPLATES / "lkjip_standar.xlsx").read_bytes()
            path.write_bytes(add_macros(data, modules, buttons=build.sheet_buttons()))
        else:
            shutil.copyfile(TEMPLATES / build.BUKU_TOMBOL, path)
        document = lo.open(path, macros=True)
        makro = Macros(document.__enter__(), interpreter, mac=mac)
        opened.append(document)
        makro.set("tempat", place)
        if run:
            makro.set("pembantu", place / "pembantu")
        return makro

    yield open_as
    for document in opened:
        document.__exit__(None, None, None)


# --- nothing that lies beside the book runs --------------------------------------------------------------------------
def test_the_planted_files_do_run_where_python_is_started_plainly(place):
    plain = [sys.executable, "-B", "-c", "import xlwings"]
    subprocess.run(plain, cwd=place / "buku", check=False, capture_output=True)
    assert planted_ran(place), "the trap itself does not work"


def test_a_press_runs_nothing_that_lies_beside_the_book(place, open_book):
    makro = open_book()
    makro.press("Beranda", "Hitung")
    assert not planted_ran(place)
    # The product itself was reached: without an Excel to speak to it says so, and VBA shows it.
    (message,) = makro.messages
    assert "tidak dapat menghubungi Excel" in message
    assert makro.folders == [str(Path(sys.executable).parent)]
    command = shlex.split(makro.commands[0])
    assert command[:5] == [sys.executable, *PYTHON_FLAGS, "-c"]


def test_functions_in_cells_run_nothing_that_lies_beside_the_book(place, open_book):
    command = open_book(run=False, functions=True).call("LkPenghubung", "XLPyCommand")
    ran = subprocess.run(shlex.split(command), cwd=place / "buku", capture_output=True, text=True, check=False)
    assert not planted_ran(place)
    assert "raise_missing_pywin32" in ran.stderr  # the real xlwings, which serves on Windows only


@pytest.mark.parametrize("name", NAMES)
def test_a_book_of_any_name_is_data_and_never_part_of_the_command(place, open_book, name):
    makro = open_book(name)
    makro.press("Beranda", "Periksa")
    assert len(makro.messages) == 1 and "tidak dapat menghubungi Excel" in makro.messages[0]
    assert not planted_ran(place) and not list(place.rglob("masuk"))
    code = re.fullmatch(r'"[^"]+" -E -P -B -c "([^"]+)"', makro.commands[0])[1]
    assert re.fullmatch(r"[\w .;,=()'-]+", code)
    (request,) = re.findall(r"jalankan\('([0-9a-f]+)'\)", code)
    lines = bytes.fromhex(request).decode("utf-16-be").split("\n")
    assert lines == ["periksa", name, f"_vba={name}", "_jendela=4711"]


# --- the interpreter comes from the user's own settings --------------------------------------------------------------
def test_settings_beside_the_book_name_no_interpreter(place, open_book):
    makro = open_book(interpreter="")
    makro.press("Beranda", "Hitung")
    (message,) = makro.messages
    assert "belum terpasang" in message and makro.commands == [] and not planted_ran(place)


@pytest.mark.parametrize("interpreter", ["python", "python.exe", "./python.exe", "buku/python.exe", "", "cmd"])
def test_a_name_without_a_full_path_is_no_interpreter(place, open_book, interpreter):
    settings = place / "xlwings.conf"
    settings.write_text(f'"PYTHONPATH","x"\n"INTERPRETER_WIN","{interpreter}"\n')
    makro = open_book(interpreter="", run=False, functions=True)
    makro.set("setelan", settings)
    assert makro.call("LkProses", "LkPenerjemah") == ""
    assert makro.call("LkPenghubung", "GetConfig", "INTERPRETER", "pythonw") == ""


def test_the_users_own_settings_and_those_of_pasang_are_taken(place, open_book):
    settings = place / "xlwings.conf"
    settings.write_text(f'"CONDA PATH",""\n"interpreter_win","{sys.executable}"\n"INTERPRETER_WIN","/lain"\n')
    makro = open_book(interpreter="", run=False, functions=True)
    makro.set("setelan", settings)
    assert makro.call("LkProses", "LkPenerjemah") == sys.executable
    for key in ("ADD_WORKBOOK_TO_PYTHONPATH", "PYTHONPATH", "CONDA PATH", "CONDA ENV"):
        assert makro.call("LkPenghubung", "GetConfig", key, "true") == ""
    makro = open_book("lain.xlsm", run=False)
    assert makro.call("LkProses", "LkPenerjemah") == sys.executable


# --- what becomes of Excel -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("code", "words"), [(1, "Python berhenti"), (-1, "tidak dapat dijalankan (akses ditolak)")])
def test_excel_is_as_it_was_when_python_was_ended_or_never_started(open_book, code, words):
    makro = open_book(run=False)
    before = makro.state
    makro.set("kode", code)  # and leaves everything switched off
    makro.press("Beranda", "Laporan")
    assert makro.state == before and before.startswith("True;True;True;")
    message = makro.messages[-1]  # the first asks which reports
    assert words in message
    makro.set("kode", 0)
    makro.press("Beranda", "Laporan")
    assert len(makro.commands) == 2, "a failure must not leave the buttons locked"


def test_help_texts_are_registered_once_and_after_the_first_press(open_book):
    book = open_book(run=False)
    book.press("Beranda", "Hitung")
    assert book.scheduled == [], "a book with buttons has no functions to explain"
    makro = open_book("a=b 'c'.xlsm", run=False, functions=True)
    assert makro.scheduled == []
    makro.press("Beranda", "Hitung")
    makro.press("Beranda", "Hitung")
    assert makro.scheduled == ["'a=b ''c''.xlsm'!LkDaftarkanFungsi"]


def test_a_python_that_lacks_the_product_is_told_with_its_last_line(place, open_book):
    # An interpreter without the product: its own site-packages are not looked at.
    bare = place / "bare"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S -s "$@"\n')
    bare.chmod(0o755)
    makro = open_book(interpreter=str(bare))
    makro.press("Beranda", "Hitung")
    (message,) = makro.messages
    assert "lkjip-xl tidak dapat dimulai" in message and "No module named 'lkjip_xl'" in message
    assert "Traceback" not in message


# --- the Mac: a script of xlwings starts Python, and Excel goes on ---------------------------------------------------
def test_on_the_mac_nothing_of_the_book_reaches_the_shell_and_nothing_planted_runs(place, open_book):
    makro = open_book("x;y $(touch masuk) `touch masuk`.xlsm", mac=True)
    makro.press("Beranda", "Hitung")
    assert makro.folders == [f"xlwings-{version('xlwings')}.applescript!VbaHandler"]
    path, interpreter, command, book, app, log = makro.commands[0].split("|")
    assert (path, interpreter, book) == ("false", f"{sys.executable} -E -P", "lkjip")
    assert re.fullmatch(r"from lkjip_xl\.hosts\.excel import entry;entry\.jalankan\('[0-9a-f]+'\)", command)
    assert app == "Excel" and log == f"{place}/lkjip-xl-pesan.txt"
    # The line that the script makes of it, for real, in the received folder.
    script = Path(xlwings.__file__).with_name(f"xlwings-{version('xlwings')}.applescript").read_text()
    assert """PythonInterpreter & " -B -u -W ignore -c \\"import xlwings.utils;""" in script
    line = f"""{interpreter} -B -u -W ignore -c "import xlwings.utils;xlwings.utils.prepare_sys_path('{path}');"""
    line += f"""print(repr('' in __import__('sys').path));{command} " "--wb={book}" "--from_xl=1" 2>"{log}" """
    ran = subprocess.run(["/bin/sh", "-c", line], cwd=place / "buku", capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "False", "the current folder must not be looked at for modules"
    assert "tidak dapat menghubungi Excel" in Path(log).read_text()
    assert not planted_ran(place) and not list(place.rglob("masuk"))


def test_on_the_mac_the_buttons_wait_until_python_says_that_it_is_done(place, open_book):
    makro = open_book(mac=True, run=False)
    makro.press("Beranda", "Hitung")
    makro.press("Beranda", "Periksa")
    assert len(makro.commands) == 1 and makro.messages == [
        "Tombol sebelumnya masih dikerjakan. Tunggu sampai selesai, lalu tekan lagi."
    ]
    assert makro.scheduled == ["'LKjIP.xlsm'!LkTengok"]
    assert makro.call("LkProses", "LkSelesai") == "="
    makro.run("LkTengok")
    assert len(makro.messages) == 1, "nothing to say about a run that is over"
    makro.press("Beranda", "Periksa")
    assert len(makro.commands) == 2


def test_on_the_mac_a_python_that_stopped_is_told_and_the_buttons_are_free_again(place, open_book):
    makro = open_book(mac=True, run=False)
    before = makro.state
    makro.press("Beranda", "Hitung")
    makro.run("LkTengok")
    assert makro.messages == [] and len(makro.scheduled) == 2, "silent so far: looked at again later"
    (place / "lkjip-xl-pesan.txt").write_text("Traceback (most recent call last):\n  x\nImportError: tidak ada\n")
    makro.run("LkTengok")
    assert "lkjip-xl tidak dapat dimulai: ImportError: tidak ada" in makro.messages[0]
    assert makro.state == before
    makro.press("Beranda", "Hitung")
    assert len(makro.commands) == 2
