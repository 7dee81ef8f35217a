"""The shape of the code: imports go one way, heavy modules load late, one function rounds, modules stay small."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[2]
PAKET = AKAR / "lkjip_xl"
MODUL = sorted(p for p in PAKET.rglob("*.py"))

# Room -> rooms that it may import, besides itself. ``errors`` and the package's own surface are below all of them.
LAW = {"expr", "rules", "schema"}
BOLEH = {
    "expr": set(),
    "rules": {"expr"},
    "schema": {"expr", "rules"},
    "ooxml": {"expr"},
    "compute": LAW,
    "naskah": LAW | {"compute", "ooxml", "reports"},
    "checks": LAW | {"compute", "naskah"},
    "reports": LAW | {"compute", "ooxml"},
    "template": LAW | {"ooxml"},
    "vba": LAW | {"ooxml", "template"},
    "book": LAW | {"compute", "ooxml", "template", "checks"},
    "intake": LAW | {"ooxml"},
    "flows": LAW | {"compute", "ooxml", "template", "vba", "book", "checks", "reports", "naskah", "intake"},
    "hosts": LAW | {"compute", "ooxml", "template", "vba", "book", "checks", "reports", "naskah", "flows"},
    "build": LAW | {"compute", "ooxml", "template", "vba", "book", "checks", "reports", "naskah", "flows", "hosts"},
}
BERAT = {"openpyxl", "pandas", "numpy", "lxml", "xlwings", "rich", "pyarrow", "python_calamine"}
HANYA_DI = {
    "xlwings": ("hosts/excel/", "vba/sources.py"),
    "openpyxl": ("template/", "flows/"),
    "pandas": ("flows/",),
}


def nama(path):
    return path.relative_to(PAKET).as_posix()


@cache
def pohon(path):
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def impor(path):
    """``(line, dotted name)`` of every import of a module, inside functions too; relative ones resolved."""
    paket = ["lkjip_xl", *path.relative_to(PAKET).parent.parts]
    for simpul in ast.walk(pohon(path)):
        if isinstance(simpul, ast.Import):
            yield from ((simpul.lineno, a.name) for a in simpul.names)
        elif isinstance(simpul, ast.ImportFrom):
            dasar = simpul.module.split(".") if simpul.module else []
            if simpul.level:
                dasar = paket[: len(paket) - simpul.level + 1] + dasar
            # "from .. import engine" names its layers one by one.
            if dasar == ["lkjip_xl"]:
                yield from ((simpul.lineno, f"lkjip_xl.{a.name}") for a in simpul.names)
            else:
                yield simpul.lineno, ".".join(dasar)


def for_types_only(path):
    """Lines of the imports that only a type checker sees."""
    blocks = [n for n in ast.walk(pohon(path)) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {node.lineno for block in blocks for one in block.body for node in ast.walk(one) if hasattr(node, "lineno")}


def loaded_by(path, modules):
    """The modules of the package that a module loads when it runs, inside functions too."""
    own, unseen, found = _dotted(path), for_types_only(path), set()
    for node in ast.walk(pohon(path)):
        if isinstance(node, ast.ImportFrom) and node.level and node.lineno not in unseen:
            package = ["lkjip_xl", *path.relative_to(PAKET).parent.parts]
            base = ".".join([*package[: len(package) - node.level + 1], *(node.module or "").split(".")]).rstrip(".")
            named = {f"{base}.{alias.name}" for alias in node.names}
            found |= {name for name in named | {base} if name in modules and name not in (own, "lkjip_xl")}
    return found


def _dotted(path):
    return ".".join(path.relative_to(AKAR).with_suffix("").parts).removesuffix(".__init__")


def circles(graph):
    """Modules that are still in the way of each other when all that need nothing more are taken away."""
    left = {name: set(needed) for name, needed in graph.items()}
    while free := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in free}
    return left


def lapisan(path):
    bagian = path.relative_to(PAKET).parts
    return bagian[0] if len(bagian) > 1 else None


def test_every_folder_is_a_layer():
    folder = {lapisan(p) for p in MODUL} - {None}
    assert folder <= set(BOLEH), f"no place in the order of imports: {folder - set(BOLEH)}"
    assert set(BOLEH) <= folder


def test_imports_go_one_way():
    salah = []
    for path in MODUL:
        asal = lapisan(path)
        for baris, tujuan in impor(path):
            bagian = tujuan.split(".")
            if asal is None or bagian[0] != "lkjip_xl" or len(bagian) < 2 or bagian[1] not in BOLEH:
                continue
            if bagian[1] != asal and bagian[1] not in BOLEH[asal]:
                salah.append(f"{nama(path)}:{baris} ({asal}) imports {tujuan}")
    assert not salah, "\n".join(salah)


def test_modules_load_each_other_in_no_circle():
    """Neither at their start nor later, from within a function; what only a type checker sees may point both ways."""
    modules = {_dotted(path) for path in MODUL}
    graph = {_dotted(path): loaded_by(path, modules) for path in MODUL}
    assert sum(map(len, graph.values())) > 1_000
    assert not circles(graph), circles(graph)
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}).keys() == {"a", "b", "c"}


def of_the_surface(target):
    """Whether an import takes what the package gives to its users: no room, no module, no fact of the package."""
    parts = target.split(".")
    if parts[0] != "lkjip_xl" or len(parts) > 2 or parts[-1] in ("__version__",):
        return False
    return len(parts) == 1 or not ((PAKET / parts[1]).is_dir() or (PAKET / f"{parts[1]}.py").is_file())


def test_no_room_takes_from_the_surface_of_the_package():
    """The surface names flows and hosts by text; a room that took a name from it would close a circle."""
    wrong = [
        f"{nama(path)}:{line} takes {target}"
        for path in MODUL
        if lapisan(path) != "build"  # which writes its page
        for line, target in impor(path)
        if of_the_surface(target)
    ]
    assert not wrong, "\n".join(wrong)
    assert of_the_surface("lkjip_xl") and of_the_surface("lkjip_xl.hitung")
    assert not of_the_surface("lkjip_xl.errors") and not of_the_surface("lkjip_xl.flows")


@pytest.mark.parametrize("pustaka", sorted(HANYA_DI))
def test_workbook_libraries_stay_in_their_place(pustaka):
    salah = [
        f"{nama(path)}:{baris} imports {tujuan}"
        for path in MODUL
        for baris, tujuan in impor(path)
        if tujuan.split(".")[0] == pustaka and not nama(path).startswith(HANYA_DI[pustaka])
    ]
    assert not salah, "\n".join(salah)


def test_the_paid_part_of_xlwings_is_never_used():
    salah = [f"{nama(p)}:{baris}" for p in MODUL for baris, tujuan in impor(p) if tujuan.startswith("xlwings.pro")]
    assert not salah, "\n".join(salah)


def test_only_one_function_rounds():
    salah = []
    for path in MODUL:
        for simpul in ast.walk(pohon(path)):
            if isinstance(simpul, ast.Name) and simpul.id == "round":
                salah.append(f"{nama(path)}:{simpul.lineno}: round is not half-up; use expr.values.bulatkan")
    assert not salah, "\n".join(salah)


def test_modules_stay_small():
    besar = {nama(p): n for p in MODUL if (n := len(p.read_text(encoding="utf-8").splitlines())) >= 600}
    assert not besar, besar


CLOCKS = {"perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "monotonic_ns", "thread_time"}


# What is asked there is that work ends at all: a quadratic search takes minutes where seconds are allowed.
BOUNDED = {"tests/ooxml/test_limits.py", "tests/ooxml/test_formula_texts.py"}


def test_no_test_asserts_a_time():
    """A busy machine proves nothing: what is measured stands in tests/benchmark, which asserts nothing."""
    wrong = []
    for path in (AKAR / "tests").rglob("*.py"):
        if "benchmark" in path.parts:
            assert not [n for n in ast.walk(pohon(path)) if isinstance(n, ast.Assert)], path
        elif path != Path(__file__) and path.relative_to(AKAR).as_posix() not in BOUNDED and "proof" not in path.parts:
            for node in ast.walk(pohon(path)):
                if CLOCKS & {getattr(node, "attr", None), getattr(node, "id", None)}:
                    wrong.append(f"{path.relative_to(AKAR)}:{node.lineno}")
    assert not wrong, "\n".join(wrong)


def muatan(modul):
    """Names of heavy packages that a fresh interpreter holds after importing the modules."""
    kode = f"import sys\nfor m in {modul!r}: __import__(m)\nprint(*sorted({BERAT!r} & set(sys.modules)))"
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, cwd=AKAR, timeout=60)
    assert hasil.returncode == 0, hasil.stderr
    return hasil.stdout.split()


def test_importing_the_package_loads_nothing_heavy():
    assert muatan(["lkjip_xl"]) == []


def test_rules_schema_reports_and_the_way_to_the_engine_load_nothing_heavy():
    rooms = ("expr", "rules", "schema", "compute", "reports", "checks", "ooxml", "book")
    ringan = [p for p in MODUL if lapisan(p) in rooms]
    light = ("open_and_save", "hitung", "laporan", "result", "buka")
    ringan += [PAKET / "flows" / f"{name}.py" for name in light]
    titik = [".".join(p.relative_to(AKAR).with_suffix("").parts) for p in ringan if p.exists()]
    modul = [m.removesuffix(".__init__") for m in titik]
    assert len(modul) > 20
    assert muatan(modul) == []


def test_the_detectors_see_what_they_look_for(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "PAKET", tmp_path)
    path = tmp_path / "rules" / "coba.py"
    path.parent.mkdir()
    baris = ("def f():", "    from ..book.read import x", "    from .. import hosts", "    import xlwings.pro as y")
    path.write_text("\n".join(baris))
    assert sorted(t for _, t in impor(path)) == ["lkjip_xl.book.read", "lkjip_xl.hosts", "xlwings.pro"]
    assert lapisan(path) == "rules"
    assert muatan(["openpyxl"]) != []
