"""JSON that every reader takes."""

import json

import pytest

from lkjip_xl.checks.registry import run_checks
from lkjip_xl.expr.plain_json import json_text
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.flows.result import Result
from lkjip_xl.hosts.answers import as_json
from tests.checks.small_book import berkas


def refuse(sign):
    raise AssertionError(sign)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_numbers_beyond_bounds_become_what_a_cell_shows(value):
    text = json_text({"a": [value, (value, {"b": value})], "c": ErrorValue("#N/A"), "d": 1.5})
    assert json.loads(text, parse_constant=refuse) == {"a": ["#NUM!", ["#NUM!", {"b": "#NUM!"}]], "c": "#N/A", "d": 1.5}


def test_a_sum_beyond_all_bounds_is_valid_json():
    """ARI-09: the sum of the programs is a number that no cell can hold."""
    budget = [{"Kode": str(n), "Tingkat": "Program", "Uraian": f"P{n}", "Pagu Awal": 1.7e308} for n in (1, 2)]
    program = [{"Dokumen": "Awal", "Kode": "9", "Program": "Lain", "Anggaran": 5}]
    found = run_checks(berkas({"tbl_anggaran": budget, "tbl_pk_program": program}))
    text = json_text(as_json(Result(findings=found)))
    assert "#NUM!" in text and json.loads(text, parse_constant=refuse)["temuan"]
