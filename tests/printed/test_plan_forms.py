"""The tables of a published Renstra, and of Bab I and the Renstra of a published report, reproduced by the profiles of
their offices: heads, spans, titles, order, notes.

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
from tests.tools.printed_form import grids, judge_table, judge_text, slots_of

HERE = Path(__file__).parent
SPECS = sorted((HERE / "plan_forms").glob("*.json"))
MODULES = ("renstra-lengkap", "spm", "organisasi", "isu")
YEARS = {"renstra": (2019, 2024), "renstra2018": (2015, 2019)}


@cache
def _book(name):
    empty = tambah_modul(build_bytes({"tahun": YEARS[name][1]}, YEARS[name]), MODULES).data
    own, settings = grids(laporan_buku(isi_buku(empty, HERE / name).data).data)
    return own, slots_of(settings) | {"kota": "Kota Probolinggo"}


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_every_table_is_reproduced(path):
    spec = json.loads(path.read_text(encoding="utf-8"))
    printing = spec.get("printings", [None])[0]
    own, slots = _book((printing or spec)["book"])
    if printing is None:
        assert not judge_text(own, spec, slots).wrong
        return
    verdict = judge_table(own, spec, printing, slots, cells=bool(printing["tables"]))
    assert not verdict.wrong and verdict.same >= 2 * len(spec["head"]["cells"])


def test_the_tables_that_the_document_holds():
    assert len(SPECS) == 30
