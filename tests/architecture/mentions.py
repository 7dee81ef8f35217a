"""Names of code that documents and docstrings mention: paths, dotted names, identifiers in backticks.

A page that names what does not exist misleads. What is written in backticks and looks like a path, a dotted name of
this project or an identifier must be found in the tree: as a file, as a definition, or as a word of the code.
"""

import ast
import builtins
import re
import sys
from functools import cache
from pathlib import Path

from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.names import COLUMN_NAMES
from lkjip_xl.schema.row_names import row_names

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "lkjip_xl"
OURS = ("lkjip_xl", "tests")
ENDINGS = (".py", ".md", ".toml", ".txt", ".bas", ".cls", ".csv", ".json", ".xlsx", ".xlsm", ".xlam", ".png")

ELSEWHERE = {
    "xlwings.bas": "a file of the wheel xlwings",
    "GetConfigFilePath": "a function of xlwings.bas",
    "GetConfigFromFile": "a function of xlwings.bas",
    "RunPython": "a function of xlwings.bas",
    "xlwings.Book.caller()": "a method of xlwings",
    "xlwings.Book.caller": "a method of xlwings",
    "DisableCMD": "a policy of Windows",
    "LocalServer32": "a key of the registry of Windows",
    "Workbook_Open": "an event of Excel",
    "xlwings.py": "a file that a tester plants beside a book",
    "lkjip_xl.py": "a file that a tester plants beside a book",
    "Win64": "a constant of VBA's compiler",
}
"""Names of other people's code, and whose they are."""

_PATH = re.compile(r"[\w.\-/{}*<>]+")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_MADE = tuple(line.strip("/") + "/" for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/"))
_RETURNED = re.compile(r"(?:Returns|Yields):\s+([A-Z][A-Za-z]+)(?=[.;]\s|[.;]$)")
_RAISED = re.compile(r"(?:Raises|Warns):\n((?:[ \t]+.*\n?)+)")
# The heading of a file that a recipe would have one write.
_RECIPE = re.compile(r"(Appended to )?`[^`]+`:")
_IDENTIFIER = re.compile(r"_*[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+")


@cache
def files():
    """Paths of the tree, relative to its root, folders with a slash at their end."""
    skip = {".git", ".venv", ".alat", "__pycache__"}
    found = set()
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        made = inside.parts[0] in ("build", "dist") or any(p.endswith(("_cache", ".egg-info")) for p in inside.parts)
        if skip.isdisjoint(inside.parts) and not made:
            found.add(inside.as_posix() + ("/" if path.is_dir() else ""))
    return frozenset(found)


def is_file(text, beside):
    """Whether a path exists: from the root, within the package, beside the page, or anywhere by its last parts.

    What a command makes, in a folder that git ignores, counts as there.
    """
    if text.startswith(_MADE):
        return True
    text = text.removeprefix("./")
    base = f"{beside.parent.as_posix()}/".removeprefix("./")
    if {text, text + "/", f"lkjip_xl/{text}", f"lkjip_xl/{text}/", base + text, base + text + "/"} & files():
        return True
    return any(path.rstrip("/").endswith("/" + text.rstrip("/")) for path in files())


@cache
def _docstrings(path):
    """``(line, text)`` of the docstrings of a module, those beneath constants included."""
    return [
        (node.value.lineno, node.value.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]


@cache
def code_words():
    """Every identifier of the code, and the words of strings that are names; no docstring, no comment, no sentence.

    The tests of this room are left out: their examples are no witnesses.
    """
    found = set()
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        if path.parent == Path(__file__).parent and path.name.startswith("test_"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            for name in ("id", "attr", "arg", "name", "asname", "module"):
                if isinstance(value := getattr(node, name, None), str):
                    found.update(value.split("."))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                if " " not in node.value or re.fullmatch(r"[a-z0-9_ ]+", node.value):
                    found.update(re.findall(r"\w+", node.value))
    for path in [
        *PACKAGE.rglob("*.bas"),
        *PACKAGE.rglob("*.cls"),
        *PACKAGE.rglob("*.csv"),
        *PACKAGE.rglob("*.toml"),
        ROOT / "pyproject.toml",
    ]:
        found.update(re.findall(r"\w+", path.read_text(encoding="cp1252", errors="replace")))
    return frozenset(found) | COLUMN_NAMES.keys() | row_names(tables(2025, 2029).values()).keys()


@cache
def modules():
    """``{dotted name: names defined at the top or in a class}`` of every module of the package and its tests."""
    found = {}
    for room in OURS:
        for path in (ROOT / room).rglob("*.py"):
            dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            names = set()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef | ast.FunctionDef):
                    names.add(node.name)
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.add(node.id)
                elif isinstance(node, ast.Attribute):
                    names.add(node.attr)
                elif isinstance(node, ast.ImportFrom):
                    names.update(alias.asname or alias.name for alias in node.names)
            found[dotted] = names
    import lkjip_xl

    found["lkjip_xl"].update(lkjip_xl.__all__)
    return found


def resolves(dotted):
    """Whether a dotted name is that of a module, or of something defined in one; the start may be left out."""
    for name, defined in modules().items():
        parts = name.split(".")
        for start in range(len(parts)):
            short = ".".join(parts[start:])
            if dotted == short:
                return True
            if dotted.startswith(short + ".") and set(dotted[len(short) + 1 :].split(".")) <= defined:
                return True
    return False


def _first_is_ours(dotted):
    first = dotted.partition(".")[0]
    return any(first in name.split(".") for name in modules())


def is_word(text):
    """Whether an identifier stands in the code; a mark at its end or a number there may be made when it runs."""
    if text in code_words() or any(name.endswith("." + text) for name in modules()):
        return True
    if text.endswith("_"):
        return any(word.startswith(text) for word in code_words())
    return text.rstrip("0123456789") in code_words()


def problem(text, beside):
    """What is wrong with a text in backticks, or None."""
    text = text.strip().partition("::")[0].removesuffix("()")
    if text in ELSEWHERE or not _PATH.fullmatch(text) or set(text) & set("*{}<>"):
        return None
    folder, _, rest = text.rpartition("/")
    if text.endswith((".py", ".bas")) or folder and text.endswith((*ENDINGS, "/")):
        return None if is_file(text, beside) else "no such file"
    if folder:
        # "ooxml/inplace.edit_package": a module by its path, then what it defines
        dotted = text.replace("/", ".")
        return "no such name" if _DOTTED.fullmatch(rest) and not resolves(dotted) else None
    if _DOTTED.fullmatch(text) and not text.endswith(ENDINGS):
        return None if _known(text) else "no such name"
    if _IDENTIFIER.fullmatch(text) or (beside.suffix == ".py" and text.isidentifier()):
        return None if is_word(text) else "no such name"
    return None


def _known(dotted):
    first, *_, last = dotted.split(".")
    if _first_is_ours(dotted):
        in_a_room = resolves(".".join(dotted.split(".")[:2]))
        return resolves(dotted) or (not in_a_room and set(dotted.split(".")) <= code_words())
    return first in sys.stdlib_module_names or last in code_words()


@cache
def classes():
    """Names of classes: those of the tree and Python's own."""
    found = {name for name, thing in vars(builtins).items() if isinstance(thing, type)}
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.add(node.targets[0].id)
            elif isinstance(node, ast.ImportFrom):
                found.update(alias.name for alias in node.names)
    return frozenset(found)


def told_types(text):
    """``(offset, name)`` of the classes that a docstring says are returned or raised."""
    yield from ((found.start(1), found[1]) for found in _RETURNED.finditer(text))
    for block in _RAISED.finditer(text):
        for found in re.finditer(r"^[ \t]+([A-Z][A-Za-z]+):", block[1], re.M):
            yield block.start(1) + found.start(1), found[1]


def mentions(path):
    """``(line, text)`` of what a page or the docstrings of a module write in backticks, outside fenced blocks."""
    if path.suffix == ".py":
        for line, text in _docstrings(path):
            for found in re.finditer(r"``([^`\n]+)``", text):
                yield line + text.count("\n", 0, found.start()), found[1]
        return
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and not _RECIPE.fullmatch(line):
            yield from ((number, found) for found in re.findall(r"`([^`]+)`", line))


def pages():
    """The documents and modules that are looked at."""
    written = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
    return [*written, *PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]


def problems():
    """``page:line: `text`: what is wrong``."""
    found = []
    for page in sorted(pages()):
        beside = page.relative_to(ROOT)
        if page.suffix == ".py":
            for line, text in _docstrings(page):
                found += [
                    f"{beside.as_posix()}:{line + text.count(chr(10), 0, offset)}: {name}: no such class"
                    for offset, name in told_types(text)
                    if name not in classes()
                ]
        for line, text in mentions(page):
            if wrong := problem(text, beside):
                found.append(f"{beside.as_posix()}:{line}: `{text}`: {wrong}")
    return found


if __name__ == "__main__":
    print("\n".join(problems()))
