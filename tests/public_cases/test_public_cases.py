"""Every public case gives its right values and findings, and so it stays after the remedy that its findings advise."""

from pathlib import Path

import pytest

from lkjip_xl.flows.hitung import hitung_buku

from .cases import Outcome, outcome, public_cases

CASES = public_cases()


def check(got: Outcome, expected: dict, where: str) -> None:
    """What the facts say, and only that."""
    for code, cells in (expected.get("rows") or {}).items():
        assert {k: got.rows[code].get(k, "#N/A") for k in cells} == cells, (where, code)
    for name, value in (expected.get("summary") or {}).items():
        assert got.summary[name] == value, (where, name)
    for weight in ("salah", "periksa"):
        if expected.get(weight) is not None:
            assert getattr(got, weight) == expected[weight], (where, weight)
    for text in expected.get("says") or ():
        assert any(text in one for one in got.texts), (where, text, got.texts)


@pytest.fixture
def folder(tmp_path_factory):
    """One folder for all books, so that the blank book is built once."""
    return tmp_path_factory.getbasetemp()


@pytest.mark.parametrize("name", CASES)
def test_the_case_has_its_right_values(name, folder):
    case = CASES[name]
    path = case.book(folder)
    got = outcome(path)
    check(got, case.expected, name)
    assert set(got.rows) == set(case.expected["rows"] or ()), "a row more or less than the facts tell"
    assert case.told_at_isi == case.expected["told_at_isi"]


@pytest.mark.parametrize(("name", "step"), [(name, n) for name, case in CASES.items() for n in range(len(case.then))])
def test_its_remedy_gives_the_right_values(name, step, folder):
    case, then = CASES[name], CASES[name].then[step]
    path: Path = case.book(folder, split=then.get("split", False), files=then.get("files"), **then.get("settings", {}))
    if then.get("repair"):
        hitung_buku(str(path), perbaiki=True, backup=False)
    check(outcome(path), then, f"{name}, {then['remedy']}")


def test_the_cases_are_fifty_and_name_no_person():
    assert len(CASES) == 50
    assert not [name for name, case in CASES.items() for text in case.files.values() if "NIP" in text]
