"""What ships of xlwings' VBA, and the words that a virus scanner weighs in the built files."""

from pathlib import Path

import pytest
import xlwings
from oletools import mraptor
from oletools.olevba import VBA_Parser

from lkjip_xl.vba import addin as build
from lkjip_xl.vba.vba_project import Module, module_source
from lkjip_xl.vba.xlwings_source import kept_source
from tests.tools.macros import procedures, syntax_errors

WHEEL = Path(xlwings.__file__).with_name("xlwings.bas").read_text(encoding="utf-8")
TEMPLATES = Path(build.__file__).parents[2] / "workbook_templates"
BUILT = [build.ADDIN, build.BUKU_TOMBOL]
# Every word that olevba calls suspicious, and why it cannot go. A new one is a decision, not an accident.
WORDS = {
    "Environ": "the user's own folders: settings and temporary files",
    "Open": "reads the user's settings and what Python said; nothing is written",
    "Shell": "a part of the next word",
    "WScript.Shell": "starts Python and waits for its end",
    "Run": "the same; and Application.Run, from a book to the add-in",
    "applescript": "starts Python on the Mac",
    "CreateObject": "makes WScript.Shell",
    "Hex Strings": "class ids of the document modules, which Excel writes too",
    "Base64 Strings": "short literals such as names of modules",
}
ONLY_ADDIN = {
    "Lib": "xlwings' DLL, for the functions in cells; Defender's rule 92E97FA1 looks for it",
    "binary": "a word of xlwings' licence",
}


@pytest.mark.lengkap
def test_only_what_is_reached_is_kept_word_for_word():
    kept = kept_source(WHEEL)
    declared = ["XLPyDLLActivateAuto", "LoadLibrary"]  # of DLLs
    assert procedures(kept) == [*declared, "XLPyLoadDLL", "XLPy", "ParentFolder"]
    lines = {line.strip() for line in WHEEL.split("\n")}
    assert all(line.strip() in lines for line in kept.split("\n")), "nothing of xlwings' own text is changed"
    assert "BSD 3-clause" in kept and "Copyright (C) 2014-present, Zoomer Analytics LLC." in kept
    assert "XLPyDLLNDims" not in kept and "libc.dylib" not in kept and len(kept) < 5_000 < len(WHEEL)
    for mac in (False, True):
        assert syntax_errors(module_source(Module("xlwings", "std", kept)), mac) == []


def test_reach_follows_names_but_not_texts_and_ours_are_left_out():
    text = (
        '\'xlwings is distributed under a BSD 3-clause license.\n#Const App = "Microsoft Excel"\n'
        '#If App = "Microsoft Excel" Then\nConst A As Long = 1\n#Else\nConst B As Long = 2\n#End If\n'
        '#If Mac Then\nDeclare Function Lama Lib "x" () As Long\n#End If\n'
        'Function XLPy()\n XLPy = A & Kedua("Ketiga")\nEnd Function\n'
        "Function Kedua(x)\n Kedua = Milik(x)\nEnd Function\n"
        "Function Ketiga()\nEnd Function\nFunction Milik(x)\n Milik = Ketiga\nEnd Function\n"
    )
    kept = kept_source(text, ("XLPy",), ("Milik",))
    assert procedures(kept) == ["XLPy", "Kedua"]
    assert "Const A" in kept and "Const B" not in kept and "#If" not in kept and "Lama" not in kept


@pytest.mark.parametrize("change", [("Function XLPy()", "Function XLPi()"), ("BSD 3-clause", "other")])
def test_another_text_than_the_one_that_was_looked_at_is_refused(change):
    with pytest.raises(ValueError, match="see vba.xlwings_source"):
        kept_source(WHEEL.replace(*change))


@pytest.mark.parametrize("name", BUILT)
def test_the_words_that_scanners_weigh_are_known_and_few(name):
    parser = VBA_Parser(str(TEMPLATES / name))
    code = "\n".join(text for *_, text in parser.extract_macros())
    found = {word for kind, word, _ in parser.analyze_macros() if kind in ("AutoExec", "Suspicious")}
    assert found == set(WORDS) | (set(ONLY_ADDIN) if name == build.ADDIN else set())
    indicators = {word for kind, word, _ in parser.analyze_macros() if kind == "IOC"}
    assert indicators == ({"8.dll"} if name == build.ADDIN else set())  # of xlwings64-0.37.8.dll
    assert ("Declare " in code) == (name == build.ADDIN)
    raptor = mraptor.MacroRaptor(code)
    raptor.scan()
    # X, it starts a program; neither A, by itself, nor W, it writes files.
    assert raptor.get_flags() == "--X" and not raptor.suspicious
    assert "cmd.exe" not in code.lower() and "comspec" not in code.lower()


@pytest.mark.parametrize("name", BUILT)
def test_nothing_runs_when_the_file_is_opened(name):
    parser = VBA_Parser(str(TEMPLATES / name))
    for _, _, module, text in parser.extract_macros():
        if module.endswith(".cls"):
            assert not [line for line in text.splitlines() if line and not line.startswith("Attribute ")], module
        for word in ("Workbook_", "Auto_", "Worksheet_", "IsAddin = False"):
            assert word not in text or module == "LkFungsi.bas", (module, word)
