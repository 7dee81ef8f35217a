"""The sheets that the book declares: found by themselves, and sound together."""

import ast
import re
from pathlib import Path

import pytest

from lkjip_xl.schema import modules
from lkjip_xl.schema import sheets as package
from lkjip_xl.schema.buttons import MENURUT_ID
from lkjip_xl.schema.contract import choice_lists, loose_formulas, sheets, tables, with_modules
from lkjip_xl.schema.model import Column, Sheet, Table
from lkjip_xl.schema.settings import NAMES

PACKAGE = Path(package.__file__).parents[2]


def test_every_module_is_found_in_its_order():
    found = package.discover()
    files = {p.stem for p in Path(package.__file__).parent.glob("*.py")} - {"__init__"}
    own = [s for s in found if s.module is None]
    assert len(own) == len(files) >= 12
    assert [s.order for s in found] == sorted({s.order for s in found})
    assert found[0].name == "Beranda" and [s.name for s in sheets(2025, 2029)] == [s.name for s in own]


def test_every_module_is_found_and_its_sheets_are_optional():
    found = modules.discover()
    files = {p.stem for p in Path(modules.__file__).parent.glob("*.py")} - {"__init__"}
    assert len(found) == len(files) >= 10
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", m.name) and m.about.endswith(".") for m in found)
    assert all(s.optional and s.module == m.name for m in found for s in m.sheets)
    assert {s.name for m in found for s in m.sheets} == {s.name for s in with_modules() if s.module}


@pytest.mark.parametrize(
    ("text", "message"),
    [("MODULE = 1", "declares no MODULE"),
     ('from ..model import Module\nMODULE = Module("spm", "x", "y", ())', "declared twice: module spm")],
)  # fmt: skip
def test_a_broken_module_is_named(monkeypatch, tmp_path, text, message):
    (tmp_path / f"modul_{abs(hash(text))}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(modules, "__path__", [*modules.__path__, str(tmp_path)])
    with pytest.raises(ValueError, match=message):
        modules.discover()


@pytest.mark.parametrize(
    "text, message",
    [
        ("SHEET = None", "declares no SHEET"),
        ('from ..model import Sheet\nSHEET = Sheet("renstra", 500, "x", "y")', "declared twice: sheet renstra"),
        ('from ..model import Sheet\nSHEET = Sheet("Lain", 40, "x", "y")', "declared twice: place 40"),
        (
            'from .pk import PK\nfrom ..model import Sheet\nSHEET = Sheet("Lain", 500, "x", "y", (PK,))',
            "declared twice: table tbl_pk",
        ),
    ],
)
def test_what_cannot_be_declared_is_refused(tmp_path, monkeypatch, text, message):
    name = f"salah_{abs(hash(text))}"
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    with pytest.raises(ValueError, match=message):
        with_modules()


def test_a_declaration_that_contradicts_itself_is_refused():
    columns = (Column("A"), Column("B"))
    for wrong in ({"identity": ("C",)}, {"identity": ()}, {"identity": ("A",), "columns": (Column("A"), Column("A"))}):
        with pytest.raises(ValueError, match="tbl_x"):
            Table(**{"name": "tbl_x", "about": "", "key": "A", "columns": columns, **wrong})
    needed = Table("tbl_x", "", "A", columns, ("A",), needed=True)
    with pytest.raises(ValueError, match="tbl_x"):
        Sheet("X", 1, "X", "", (needed,), optional=True)


def test_names_that_the_sheets_use_are_declared():
    known = {*choice_lists(), *NAMES, "lk_pk", *(name for s in with_modules() for name, _ in s.names)}
    columns = [c for s in with_modules() for t in s.tables for c in t.columns]
    used = {c.choices for c in columns if isinstance(c.choices, str)}
    assert used and used <= known
    assert all(flow in MENURUT_ID for s in with_modules() if s.buttons for flow in s.buttons.flows)


def test_tables_of_a_sheet_do_not_overlap():
    count = 0
    for sheet in sheets(2025, 2034):
        places = sheet.origins()
        edges = [(places[t.name].column, places[t.name].column + len(t.columns)) for t in sheet.tables]
        for (_, end), (start, _) in zip(edges, edges[1:], strict=False):
            assert start > end, sheet.name  # a column stays blank between them
            count += 1
    assert count == 9


def test_every_loose_formula_is_told_by_its_sheet():
    formulas = loose_formulas()
    steps = [s.step.filled for s in with_modules() if s.step is not None and s.step.filled is not None]
    assert len(steps) == 5 and {id(tree) for tree in formulas.values()} >= {id(tree) for tree in steps}


# Modules that name several tables because their subject is several tables, not because they list the contract. None may
# be added; whoever rewrites one takes it out.
NAMES_SEVERAL = {"checks/konsistensi.py", "checks/makna_nama.py", "flows/glance.py", "flows/recap_rows.py"}


def _lists(path, wanted):
    """Lines of literal collections that name more than three of the wanted words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Tuple, ast.List, ast.Set, ast.Dict)):
            words = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and n.value in wanted}
            if len(words) > 3:
                yield node.lineno, words


def test_no_other_module_lists_the_tables(tmp_path):
    wanted = set(tables(2025, 2029))
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("schema/sheets/") and (lines := list(_lists(path, wanted))):
            found[name] = lines
    assert found.keys() <= NAMES_SEVERAL, {n: lines for n, lines in found.items() if n not in NAMES_SEVERAL}
    assert not NAMES_SEVERAL - found.keys(), "strike out what lists no tables any more"
    (tmp_path / "x.py").write_text(
        'A = {"tbl_pk": 1, "x": ["tbl_iki", "tbl_skala", "tbl_temuan"]}\nB = "tbl_pk", "tbl_iki"', encoding="utf-8"
    )
    assert [line for line, _ in _lists(tmp_path / "x.py", wanted)] == [1]


def test_no_other_module_lists_the_sheets():
    # Words that are names of sheets and nothing else.
    wanted = {s.name for s in sheets(2025, 2029)} - {"PK", "IKI", "Anggaran", "Renstra"}
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        lines = list(_lists(path, wanted))
        if not name.startswith("schema/sheets/") and lines:
            found[name] = lines
    assert not found
