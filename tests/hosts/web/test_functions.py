"""LK_ as custom functions of Excel: declared as the rules declare them, answered as Python answers them."""

import json
import subprocess
import threading
from pathlib import Path

import pytest

from lkjip_xl.build.web import functions as module
from lkjip_xl.build.web.manifest import ADDRESS
from lkjip_xl.hosts.web import bridge
from lkjip_xl.hosts.web.cell_calls import answered
from lkjip_xl.hosts.web.server import open_server
from lkjip_xl.rules import registry
from tests.conftest import absent
from tests.hosts.web import manifest_xml
from tests.hosts.web.test_manifest import unified
from tests.tools import web_page

FUNCTIONS = registry.worksheet_functions()
SCRIPT = Path(__file__).parents[3] / "lkjip_xl" / "hosts" / "web" / "page" / "functions.js"


def rows(value):
    """An example's argument as Excel hands it over: rows of cells."""
    if not isinstance(value, (list, tuple)):
        value = [[value]]
    elif not value or not isinstance(value[0], (list, tuple)):
        value = [list(value)]
    return [["" if cell is None else getattr(cell, "kode", None) and {"galat": cell.kode} or cell for cell in row]
            for row in value]  # fmt: skip


def calls():
    """The examples of every function; and a column, an argument that is left out, a blank, an error, a wrong text."""
    listed = [[name, [rows(one) for one in given]] for name, udf in FUNCTIONS.items() for given, _ in udf.contoh]
    column = [[1], [2], [""], ["dua"], [{"galat": "#N/A"}]]
    return [*listed, ["LK_SERAPAN", [column, [[4]], None, None]], ["LK_SERAPAN", [column, column]],
            ["LK_SERAPAN", [column, [[1], [2]]]], ["LK_SERAPAN", [[[{"galat": "#REF!"}]], [[4]]]]]  # fmt: skip


def test_metadata_is_what_the_rules_declare():
    made = json.loads(module.metadata())["functions"]
    assert [one["id"] for one in made] == [one["name"] for one in made] == list(FUNCTIONS)
    for one, udf in zip(made, FUNCTIONS.values(), strict=True):
        assert one["description"] == udf.uraian
        assert [(p["name"], p["description"]) for p in one["parameters"]] == list(udf.argumen.items())
        optional = [p.get("optional", False) for p in one["parameters"]]
        assert optional == sorted(optional), "Excel wants what may be left out at the end"
        assert {p["name"] for p in one["parameters"] if p.get("optional")} == {*udf.bawaan, *udf.tabel}
        assert {p["dimensionality"] for p in one["parameters"]} == {"matrix"}
        assert one["options"] == {"allowErrorForDataTypeAny": True}


def test_the_engine_answers_what_the_rules_say():
    assert answered([("LK_TIDAK_ADA", [])]) == [[[{"galat": "#NAME?"}]]]
    column, pair = answered(calls()[-4:])[:2]
    assert [column[0], column[3], column[4]] == [[0.25], [{"galat": "#VALUE!"}], [{"galat": "#N/A"}]]
    assert pair[:2] == [[1.0], [1.0]] and len(pair) == 5
    assert answered(calls()[-2:]) == [[[{"galat": "#VALUE!"}]], [[{"galat": "#REF!"}]]]
    answer = bridge.run("fungsi", answers={"panggilan": calls()})
    assert answer["ok"] and answer["hasil"] == answered(calls())


def test_its_manifest_is_valid(tmp_path):
    text = module.manifest("0.1.0")
    assert unified(text, tmp_path) == []
    for file in (module.PAGE, module.SCRIPT, module.METADATA):
        assert f"{ADDRESS}{file}" in text
    assert 'lifetime="long"' in text and "Namespace" not in text
    # The published XML schema is older than shared runtimes.
    runtimes = '<Runtimes><Runtime resid="Fungsi.Halaman" lifetime="long"/></Runtimes>'
    assert text.count(runtimes) == 1
    assert manifest_xml.faults(text.replace(runtimes, "")) == []


def test_the_script_is_sound_by_the_official_types(tmp_path):
    modules = web_page.CACHE / "node_modules"
    if not (modules / "@types" / "custom-functions-runtime").is_dir() or not (modules / "typescript").is_dir():
        absent("typescript atau @types/custom-functions-runtime tidak ada di .alat/web")
    settings = {
        "compilerOptions": {
            "noEmit": True, "allowJs": True, "checkJs": True, "strict": True, "target": "es2022",
            "lib": ["es2022", "dom", "dom.iterable"], "types": ["custom-functions-runtime"],
            "typeRoots": [str(modules / "@types")], "module": "preserve", "moduleDetection": "legacy",
        },
        "files": [str(SCRIPT)],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings))
    done = subprocess.run([modules / ".bin" / "tsc", "-p", tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What a double of Excel got from the functions in Chromium."""
    page = web_page.built_for(tmp_path_factory, with_browser=True)
    listed = tmp_path_factory.mktemp("fungsi") / "calls.json"
    listed.write_text(json.dumps(calls()))
    server = open_server(str(page / "situs"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return web_page.run_node("functions.mjs", f"http://127.0.0.1:{server.server_port}/{module.PAGE}", listed)
    finally:
        server.shutdown()
        server.server_close()


def test_excel_gets_the_values_of_python(seen):
    assert seen["names"] == list(FUNCTIONS) and seen["errors"] == []
    wanted = answered(calls())
    wanted[-1] = [[{"galat": "#VALUE!"}]]  # Excel takes no #REF! as an answer
    assert len(seen["answers"]) == len(wanted) > 30
    for call, have, want in zip(calls(), seen["answers"], wanted, strict=True):
        assert have == want, call
    assert seen["large"] == 2000
    outside = {url for url in seen["requests"] if not url.startswith(("http://127.0.0.1:", "blob:"))}
    assert outside == {"https://appsforoffice.microsoft.com/lib/1/hosted/office.js"}


def test_an_engine_that_ends_is_told_and_replaced(seen):
    assert seen["died"][0]["galat"] == "#N/A" and "out of memory" in seen["died"][0]["pesan"]
    assert seen["again"] == seen["answers"][:1]
