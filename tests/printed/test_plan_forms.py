"""The tables of a published Renstra, of Bab I and the Renstra of a published report, of a decree on IKI and of nota
dinas, reproduced by the profiles of their offices: heads, spans, titles, order, notes.

Their figures are compared where the document prints them consistently; what it prints of T-C.23 and T-C.24 is judged in
``tests/checks/test_rencana.py``. Words of heads and figures only, as in ``forms``.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.printed.as_printed import CASES, PLAN_MODULES, as_printed
from tests.tools.printed_form import FORMS, grids, judge_table, judge_text, slots_of

HERE = Path(__file__).parent
SPECS = sorted((HERE / "plan_forms").glob("*.json"))
MODULES = PLAN_MODULES
YEARS = {"renstra": (2019, 2024), "renstra2018": (2015, 2019)}


@cache
def _book(name):
    if name in CASES:
        data = as_printed(name)
    else:
        empty = tambah_modul(build_bytes({"tahun": YEARS[name][1]}, YEARS[name]), MODULES).data
        data = laporan_buku(isi_buku(empty, HERE / name).data).data
    own, settings = grids(data)
    return own, slots_of(settings) | {"kota": "Kota Probolinggo"}


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_every_table_is_reproduced(path):
    spec = json.loads(path.read_text(encoding="utf-8"))
    for printing in spec.get("printings", [None]):
        own, slots = _book((printing or spec)["book"])
        if printing is None:
            verdict = judge_text(own, spec, slots)
            assert not verdict.wrong and verdict.same >= len(spec["lines"])
            continue
        verdict = judge_table(own, spec, printing, slots, cells=bool(printing["tables"]))
        assert not verdict.wrong and verdict.same >= 2 * len(spec["head"]["cells"])


def test_the_tables_that_the_document_holds():
    assert len(SPECS) == 42


def _spec_path(name):
    return next(p for p in (FORMS / f"{name}.json", HERE / "plan_forms" / f"{name}.json") if p.exists())


@pytest.mark.parametrize(("case", "name"), [(case, name) for case, own in CASES.items() for name in own.specs])
def test_with_its_own_words_a_table_prints_without_any_error(case, name):
    own, slots = _book(case)
    spec = json.loads(_spec_path(name).read_text(encoding="utf-8"))
    for printing in spec.get("printings", ()):
        verdict = judge_table(own, spec, {**printing, "errors": []}, slots)
        assert verdict.passes and verdict.errors == 0, verdict.wrong
    if "lines" in spec:
        assert judge_text(own, spec, slots).passes
