"""Nothing is defined in the package that nobody uses; tests do not count as use."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import lkjip_xl

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "lkjip_xl"

CALLED_BY_OTHERS = {
    "lkjip_xl/hosts/cli_language.py:command_class": "click",
    "lkjip_xl/hosts/cli_language.py:format_commands": "click",
    "lkjip_xl/hosts/cli_language.py:invoke": "click",
    "lkjip_xl/hosts/cli_language.py:resolve_command": "click",
    "lkjip_xl/hosts/web/bridge.py:asleep": "the page's worker",
    "lkjip_xl/hosts/web/bridge.py:awake": "the page's worker",
    "lkjip_xl/hosts/web/bridge.py:warm": "the page's worker",
    "lkjip_xl/hosts/web/server.py:end_headers": "http.server",
    "lkjip_xl/hosts/web/server.py:extensions_map": "http.server",
    "lkjip_xl/hosts/web/server.py:list_directory": "http.server",
    "lkjip_xl/hosts/web/server.py:log_message": "http.server",
    "lkjip_xl/rules/registry.py:unused_meanings": "the test of the documents",
    "lkjip_xl/hosts/openbook/request.py:write_request": "what VBA does, for tests without VBA",
    "lkjip_xl/hosts/openbook/libreoffice.py:LibreOfficeHost": "who works on a book that is open in LibreOffice; tests",
    "lkjip_xl/hosts/openbook/recording.py:Replay": "who replays a recording where there is no Excel; tests",
    "lkjip_xl/flows/ekspor.py:data_frames": "who works on a book with pandas",
    "lkjip_xl/flows/worker_processes.py:Process": "multiprocessing",
    "lkjip_xl/flows/worker_processes.py:_Popen": "multiprocessing",
    "lkjip_xl/book/print_areas.py:print_areas": "an open book, whose print areas a host sets",
}
"""Definitions that something outside of the package's Python calls, and what."""
PASSING = {"property", "cached_property", "cache", "lru_cache", "staticmethod", "classmethod", "contextmanager",
           "dataclass", "singledispatch", "abstractmethod", "setter"}  # fmt: skip
"""Decorators that register nothing: what is beneath them has to be used by its name."""


def _decorator(node):
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def definitions(tree):
    """``(name, node)`` of every function, class, method and constant; what a decorator registers is left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, ast.Assign):
                    names = [n.id for t in statement.targets for n in ast.walk(t) if isinstance(n, ast.Name)]
                    yield from ((name, statement) for name in names if not name.startswith("__") and name != "_")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            registered = [d for d in node.decorator_list if _decorator(d) not in PASSING]
            special = node.name.startswith("__") and node.name.endswith("__")
            if not registered and not special:
                yield node.name, node


def used(tree):
    """How often each name is read, called, imported, given as keyword or named in a string."""
    count = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            count[node.id] += 1
        elif isinstance(node, ast.Attribute):
            count[node.attr] += 1
        elif isinstance(node, ast.ImportFrom):
            count.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if all(map(str.isidentifier, node.value.split("."))):
                count.update(node.value.split("."))
    return count


def inside(node):
    """What a definition uses of names within itself, which is no use of it."""
    return used(node)


@cache
def outside():
    """Names in what calls Python from without: VBA, and the commands that are installed."""
    texts = [p.read_text(encoding="cp1252") for p in [*PACKAGE.rglob("*.bas"), *PACKAGE.rglob("*.cls")]]
    return frozenset(re.findall(r"\w+", "".join([*texts, (ROOT / "pyproject.toml").read_text(encoding="utf-8")])))


def dead(trees, known=frozenset()):
    """``path:name`` of what no other definition of the trees uses, nor ``known``."""
    total = Counter()
    for tree in trees.values():
        total.update(used(tree))
    return sorted(
        f"{path}:{name}"
        for path, tree in trees.items()
        for name, node in definitions(tree)
        if total[name] <= inside(node)[name] and name not in known
    )


def test_everything_that_is_defined_is_used():
    trees = {p.relative_to(ROOT).as_posix(): ast.parse(p.read_text(encoding="utf-8")) for p in PACKAGE.rglob("*.py")}
    found = dead(trees, outside() | set(lkjip_xl.__all__))
    unused = [name for name in found if name not in CALLED_BY_OTHERS]
    assert not unused, "\n".join(unused)
    assert set(CALLED_BY_OTHERS) <= set(found), set(CALLED_BY_OTHERS) - set(found)


def test_the_detector_sees_what_nobody_uses():
    text = (
        "def used(): pass\ndef lonely(): lonely()\nclass Thing:\n    def method(self): return used()\n"
        "    @property\n    def seen(self): pass\n    def __len__(self): pass\n    def unseen(self): pass\n"
        "@register\ndef registered(): pass\nThing().method().seen\nTABLE = {'a': 'named'}\ndef named(): pass\n"
        "def vba(): pass\nSEEN = 1\nprint(SEEN)\nUNSEEN = 'two words, no named thing: lonely'\n"
    )
    assert dead({"a.py": ast.parse(text)}, {"vba"}) == ["a.py:TABLE", "a.py:UNSEEN", "a.py:lonely", "a.py:unseen"]
