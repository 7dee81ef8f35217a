"""Names of the framework that are not English yet (decision note 0013), and the list of those that are left.

python -m tests.architecture.names          strikes out of names_left.txt what is mended
python -m tests.architecture.names --all    writes the list anew; only after a move of files
"""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "lkjip_xl"
LEFT = Path(__file__).with_name("names_left.txt")

ENGLISH = {
    "ambil": "take", "argumen": "argument", "baca": "read", "bagian": "part", "bahan": "world or view",
    "baris": "row or line", "berkas": "file", "cari": "find", "cek": "check", "daftar": "list or register",
    "daftarkan": "register", "gaya": "style", "hapus": "remove", "hasil": "result", "isi": "value or content",
    "judul": "title", "kelas": "class", "kolom": "column", "kunci": "key", "langkah": "step", "lembar": "sheet",
    "letak": "layout or place", "muat": "load or room", "nama": "name", "nilai": "value", "pilih": "choose",
    "pohon": "tree", "sel": "cell", "simbol": "symbol", "simpan": "save", "susun": "build", "tabel": "table",
    "teks": "text", "tempat": "place", "tulis": "write", "ubah": "change", "urut": "order", "urutkan": "sort",
}  # fmt: skip
"""Indonesian word that a name of the framework may not hold, and its English."""

DOMAIN = {
    "nilai_efisiensi": "a term of PMK 22/2021",
    "nilai_pembilang": "a column of the contract",
    "nilai_penyebut": "a column of the contract",
}
FIELDS = {"nama", "lembar", "sel", "tabel", "baris", "kolom", "berkas"}
"""Fields of public records: names of domain objects, and a finding's place and a flow's answer in ``--json``."""
PUBLIC = {
    "lkjip_xl/checks/makna_nama.py": {"makna_nama": "a subject of the checks: what names mean"},
    "lkjip_xl/checks/registry.py": {"judul": "a word of a check's declaration, which the catalogue prints"},
    "lkjip_xl/flows/asal.py": {
        "nilai": "a field of what ``lkjip_xl.asal`` answers, and of ``asal --json``",
        "teks": "a method of what ``lkjip_xl.asal`` answers",
    },
    "lkjip_xl/flows/periksa.py": {"tulis": "an argument of ``lkjip_xl.periksa``"},
    "lkjip_xl/reports/origin.py": {"nilai": "a field of ``asal --json``"},
    "lkjip_xl/rules/registry.py": {
        "hasil": "a word of a rule's declaration, which the catalogue prints",
        "nama": "a word of a rule's declaration, which the catalogue prints",
    },
    "lkjip_xl/rules/tulisan.py": {"teks": "an argument of ``LK_ANGKA`` as Excel shows it"},
    "lkjip_xl/rules/udf.py": {"argumen": "a word of a rule's declaration: what Excel calls its arguments"},
}
"""Names that stay, file by file, each with the reason: they are public, or the words of a declaration."""
DECLARING = {"rule", "rule_chain", "version", "command", "check", "report"}
"""Decorators under which the arguments are the user's words: parameters of a rule, options of a command."""
HIDING = {"umum", "lepas", "sempitkan", "bahan", "utils", "util", "helpers", "helper", "misc", "common"}
"""File names that do not say what is in the file."""


def words(name):
    """The words of a name in either spelling, in lower case."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def is_flow(path, name):
    """``isi`` is a flow as well as a word; its module, functions and command bear its name."""
    return words(name)[:1] == ["isi"] and (path.stem == "isi" or "hosts" in path.parts or name == "isi")


def _decorator(node):
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def _names_of_function(node):
    yield node.name, "property" in map(_decorator, node.decorator_list)
    if DECLARING.isdisjoint(map(_decorator, node.decorator_list)):
        given = node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        yield from ((argument.arg, False) for argument in every if argument is not None)


def defined(tree):
    """``(name, whether it is a field)`` of every class, function, parameter and attribute that a module defines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _names_of_function(node)
        elif isinstance(node, ast.ClassDef):
            yield node.name, False
            for statement in node.body:
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    yield statement.target.id, True
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, True


def constants(tree):
    """Names that a module assigns at its top level."""
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        for target in filter(None, targets):
            yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def offenders(path):
    """Names in a file, its own included, that hold a word of ``ENGLISH``, and module constants of one letter."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [(path.stem, False), *defined(tree)]
    found |= {name for name in constants(tree) if len(name.strip("_")) == 1 and name != "_"}
    if path.stem in HIDING:
        found.add(path.stem)
    kept = PUBLIC.get(path.relative_to(ROOT).as_posix(), {}) if path.is_relative_to(ROOT) else {}
    for name, field in names:
        if (field and name in FIELDS) or name in DOMAIN or name in kept or is_flow(path, name):
            continue
        if not ENGLISH.keys().isdisjoint(words(name)):
            found.add(name)
    return found


def all_offenders():
    """``{path within the repository: names}`` of the whole package."""
    found = {path.relative_to(ROOT).as_posix(): offenders(path) for path in sorted(PACKAGE.rglob("*.py"))}
    return {path: names for path, names in found.items() if names}


def left():
    """The same as ``names_left.txt`` has it."""
    lines = LEFT.read_text(encoding="utf-8").splitlines() if LEFT.exists() else []
    pairs = (line.split(": ", 1) for line in lines if ": " in line and not line.startswith("#"))
    return {path: set(names.split()) for path, names in pairs}


def main(arguments):
    """Write the list; it grows only with ``--all``."""
    found, before = all_offenders(), left()
    if "--all" not in arguments:
        found = {path: names & before.get(path, set()) for path, names in found.items()}
    lines = [f"{path}: {' '.join(sorted(names))}" for path, names in sorted(found.items()) if names]
    head = "# Names that decision note 0013 wants in English, file by file; the list only shrinks (see names.py).\n"
    LEFT.write_text(head + "".join(line + "\n" for line in lines), encoding="utf-8")
    print(sum(map(len, found.values())), "names left")


if __name__ == "__main__":
    main(sys.argv[1:])
