"""The checker that came with the specifications of the printed forms, run as its command over a book of every profile.

It needs ``../shared/bentuk``; ``test_forms`` and ``test_plan_forms`` judge the same forms without it.
"""

import pytest

from tests.printed.shared_checker import FORMS_OF, Checker, print_errors


@pytest.fixture(scope="module")
def checker(shared):
    if not (shared / "bentuk" / "cek_bentuk.py").is_file():
        pytest.skip("../shared/bentuk tidak ada")
    return Checker(shared / "bentuk")


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("name", FORMS_OF)
def test_the_checker_accepts_every_form_of_a_book(checker, name):
    told = checker.run(checker.book(name), FORMS_OF[name])
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"lulus {told.stdout.count('LULUS')} dari {told.stdout.count('LULUS')} bentuk" in told.stdout
    assert told.stdout.count("LULUS") >= len(FORMS_OF[name])


def test_every_form_has_its_book(checker):
    forms = [form for names in FORMS_OF.values() for form in names]
    assert sorted(forms) == sorted(path.stem for path in checker.folder.glob("*.json"))
    assert len(forms) == len(set(forms)) == 86


def test_a_print_error_that_is_not_listed_is_seen(checker):
    """The checker itself is no formality: without the list the same command ends with 1, form by form."""
    names = ["001-skala", "001-triwulan", "001-tabel-3.2"]
    told = checker.run(checker.book("2017"), names, known=False)
    assert told.returncode == 1 and told.stdout.count("LULUS") == 1
    assert "Lebih dari 89%" in told.stdout and "7.095.515.222" in told.stdout


def test_every_known_print_error_has_its_reason_and_its_form():
    forms = {form for names in FORMS_OF.values() for form in names}
    assert print_errors().keys() <= forms
    for form, known in print_errors().items():
        assert known and all(len(group["reason"]) > 15 and group["cells"] for group in known.get("cells", ())), form
        others = [entry for kind, entries in known.items() if kind not in ("cells", "unlabelled") for entry in entries]
        assert all(len(entry[-1]) > 15 for entry in others), form
    assert len(print_errors()) == 25
