"""The build of the page: the same bytes each time, pinned parts, counted replacements, a size that a mail takes."""

import re
import zipfile
from pathlib import Path

import pytest

from lkjip_xl.build.web import assemble, engine, pinned
from lkjip_xl.errors import UserError
from lkjip_xl.hosts.web.server import find_folder
from tests.conftest import absent
from tests.tools import web_page

ROOT = Path(__file__).parents[3]
LARGEST = 13_000_000


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return web_page.built_for(tmp_path_factory)


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_builds_are_equal_and_small(page, tmp_path):
    assemble.build_web(tmp_path / "lagi")
    first, second = files_of(page), files_of(tmp_path / "lagi")
    assert first == second
    assert len(first["lkjip.html"]) < LARGEST
    assert {"situs/index.html", "situs/sw.js", "situs/worker.js", "situs/num2words.zip.bin"} <= set(first)


def test_the_page_names_its_policy_and_nothing_outside(page):
    text = (page / "lkjip.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "default-src 'none'" in policy and "connect-src 'none'" in policy and "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', text)
    served = (page / "situs" / "index.html").read_text(encoding="utf-8")
    assert "connect-src 'self'" in served and not re.findall(r'(?:src|href)="(?:https?:)?//', served)
    for licence in ("Mozilla Public License 2.0", "LGPL 2.1", "Python Software Foundation", "openpyxl"):
        assert licence in text and licence in served


def test_the_service_worker_keeps_every_file(page):
    names = re.search(r"const FILES = (\[.*?\]);", (page / "situs" / "sw.js").read_text())[1]
    kept = set(re.findall(r'"([^"]+)"', names))
    assert kept == {"./"} | {p.name for p in (page / "situs").iterdir()} - {"index.html", "sw.js"}


def test_another_pyodide_fails_the_build_not_the_user(tmp_path):
    if reason := web_page.missing():
        absent(reason)
    folder = pinned.pyodide_folder()
    for name in ("pyodide.asm.mjs", "pyodide.mjs"):
        text = (folder / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert b"import.meta" not in assemble.joined_worker(tmp_path)
    (tmp_path / "pyodide.asm.mjs").write_text(text + "\nimport.meta.url", encoding="utf-8")
    with pytest.raises(ValueError, match="stands"):
        assemble.joined_worker(tmp_path)
    with pytest.raises(UserError) as refused:
        pinned.check(tmp_path / "pyodide.mjs", "0" * 64)
    assert refused.value.kode == "sidik"


def test_the_engine_holds_what_runs_in_a_browser_and_no_more():
    names = set(engine.engine_sources())
    assert {
        "lkjip_xl/hosts/web/bridge.py",
        "lkjip_xl/contoh/tbl_pk.csv",
        "lkjip_xl/checks/words/indicator_names.txt",
    } <= names
    assert not [
        n
        for n in names
        if re.search(r"hosts/(excel|cli)|openbook/(flows|press|libreoffice|self)|/vba/|/build/|\.html$|__pycache__", n)
    ]
    assert not [
        n for n, data in engine.engine_sources().items() if b"import xlwings" in data or b"import click" in data
    ]


def test_data_files_are_read_from_a_zip_too():
    """The browser imports from a zip, in which no path beside a module leads anywhere: use importlib.resources."""
    wrong = [n for n, data in engine.engine_sources().items() if n.endswith(".py") and b"__file__" in data]
    assert not wrong


def test_the_lgpl_part_stands_by_itself():
    if reason := web_page.missing():
        absent(reason)
    files = engine.wheel_sources(engine.ARCHIVES["num2words.zip"])
    assert all(name.startswith("num2words") for name in files)
    with zipfile.ZipFile(pinned.wheels()["num2words"]) as wheel:
        assert files["num2words/lang_ID.py"] == wheel.read("num2words/lang_ID.py")
    assert "num2words" not in str(engine.ARCHIVES["openpyxl.zip"]) + engine.ENGINE


def test_the_tools_are_those_that_jalankan_installs():
    assert f'WEB="pyodide@{pinned.PYODIDE_VERSION} ' in (ROOT / "jalankan").read_text(encoding="utf-8")


def test_a_folder_without_the_page_is_refused(tmp_path):
    with pytest.raises(UserError) as refused:
        find_folder(str(tmp_path))
    assert refused.value.kode == "halaman_tidak_ada" and "--folder" in str(refused.value)
