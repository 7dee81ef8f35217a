"""Recipe "Rule": the new rule gives its value, its formula and its page, and passes what every rule has to pass."""

import pytest

from tests.recipes.recipe import Copy, needs

pytestmark = needs("lkjip_xl/rules/registry.py", "def chapter(")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("rule"), "Rule")


def test_value_formula_and_page(copy):
    code = (
        "from lkjip_xl.rules.registry import all_rules\n"
        "one = all_rules()['LAY-01']\n"
        "print(one(10, 4), one(10, 0), one.formula(realisasi='A1', sasaran='B1'))"
    )
    assert copy.python(code).strip() == "2.5 #N/A =IF(B1>0,A1/B1,NA())"
    copy.run("-m", "lkjip_xl.build.documents")
    page = (copy.folder / "docs" / "aturan.md").read_text(encoding="utf-8")
    assert "## Layanan" in page and "### LAY-01 Realisasi satu sasaran" in page
    assert "| `sasaran` | banyaknya sasaran |" in page


@pytest.mark.lengkap
def test_it_passes_what_every_rule_has_to_pass(copy):
    copy.pytest("tests/rules/test_rules.py")
    copy.run("-m", "lkjip_xl.build.documents")
    copy.pytest("tests/architecture", "--ignore", "tests/architecture/test_mentions.py", "-k", "not shape")
