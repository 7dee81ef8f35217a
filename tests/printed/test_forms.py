"""The forms of three published years, reproduced by the profile of their office, from heads and spans to every cell."""

import copy

import pytest

from tests.printed.form_books import form_books
from tests.tools.printed_form import grids, judge, judge_table, read_specs, slots_of

EXPECTED = 41


@pytest.fixture(scope="module")
def verdicts():
    return judge(form_books())


def test_every_printed_form_is_reproduced(verdicts, capsys):
    wrong = {(v.spec, v.printing): v.wrong[:5] for v in verdicts if not v.passes}
    with capsys.disabled():
        print(f"\nBentuk tercetak: {len({v.spec for v in verdicts})} bentuk, {len(verdicts)} cetakan, "
              f"{sum(v.same for v in verdicts)} hal sama, {sum(v.errors for v in verdicts)} salah cetak terdaftar, "
              f"{len(wrong)} cetakan berbeda")  # fmt: skip
    assert not wrong
    assert len({v.spec for v in verdicts}) == EXPECTED == len(read_specs())
    assert sum(v.same for v in verdicts) > 4000


def test_every_print_error_has_its_reason():
    errors = [e for s in read_specs().values() for p in s.get("printings", ()) for e in p["errors"]]
    assert len(errors) > 60 and all(e["reason"] for e in errors)


@pytest.fixture(scope="module")
def tabel_3_2():
    own, settings = grids(form_books()["2022"])
    spec = read_specs()["000-tabel-3.2"]
    return own, spec, slots_of(settings)


def _damaged(change):
    def damage(spec):
        own = copy.deepcopy(spec)
        change(own, own["printings"][0]["tables"][0]["rows"])
        return own

    return damage


@pytest.mark.parametrize("damage", [
    _damaged(lambda spec, rows: rows[4].update({"2": ["9.375.001"]})),
    _damaged(lambda spec, rows: rows.insert(4, rows.pop(9))),
    _damaged(lambda spec, rows: rows.pop(7)),
    _damaged(lambda spec, rows: spec["head"]["cells"][1].__setitem__(4, "PAGU")),
    _damaged(lambda spec, rows: spec["titles"].append("Tabel 3.3.")),
    _damaged(lambda spec, rows: spec.update(numbers=["1", "2", "3", "4"])),
    _damaged(lambda spec, rows: spec["notes"].append("Catatan lain")),
    _damaged(lambda spec, rows: spec["head"].update(columns=5)),
], ids=["amount", "order", "row too many", "heading", "title", "numbers", "note", "columns"])  # fmt: skip
def test_the_checker_sees_what_differs(tabel_3_2, damage):
    own, spec, slots = tabel_3_2
    assert judge_table(own, spec, spec["printings"][0], slots).passes
    changed = damage(spec)
    assert not judge_table(own, changed, changed["printings"][0], slots).passes
