"""What a tree says about itself: the rules that made it and the cells that it reads."""

import pytest

from lkjip_xl.expr.explain import applied, depends_on_year, inner, references, walk
from lkjip_xl.expr.functions import dan, jika
from lkjip_xl.expr.partial_evaluation import specialise
from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.expr.to_python import Environment, assemble, evaluate
from lkjip_xl.expr.tree import Applied, Branch, ByYear, Constant, Symbol, as_node, cell, cells, column, setting
from lkjip_xl.expr.years import for_year
from lkjip_xl.rules.registry import all_rules
from lkjip_xl.schema import contract


def contract_column(table, name):
    return contract.tables(2025, 2029)[f"tbl_{table.lower()}"].by_name[name].formula


def test_a_column_tells_its_rule_and_arguments():
    [found] = applied(contract_column("PENGUKURAN", "Serapan"))
    assert found.rule == "ANG-02"
    read = {name: references(tree) for name, tree in found.arguments.items()}
    assert read["realisasi"].row == ("Realisasi Anggaran",) and read["pagu"].row == ("_Dasar",)
    assert read["desimal"].settings == ("lk_desimal",) and read["cara"].settings == ("lk_bulat",)


def test_rules_beneath_a_rule_are_found_one_level_at_a_time():
    tree = contract_column("PENGUKURAN", "Capaian Asli")
    assert [a.rule for a in applied(tree)] == ["CAP-03"]
    [rounding] = inner(tree, "CAP-03")
    assert rounding.rule == "BUL-01"
    assert [a.rule for a in applied(rounding.arguments["isi"])] == ["CAP-02", "CAP-01", "CAP-05"]
    assert inner(tree, "ANG-02") == []


def test_a_column_without_a_rule_has_none():
    assert applied(contract_column("PK", "Sasaran")) == []
    assert references(contract_column("PK", "Sasaran")).columns == (("tbl_renstra", "Kode"), ("tbl_renstra", "Sasaran"))


def test_every_number_of_the_contract_is_explained():
    """Every computed column that shows a rule's number names the rule; the codes are those of the register."""
    known, named = all_rules(), set()
    for sheet in contract.sheets(2025, 2029):
        for table in sheet.tables:
            for c in table.columns:
                if c.formula is not None:
                    rules = [a.rule for a in applied(c.formula)]
                    assert set(rules) <= set(known), c.name
                    named.update(rules)
    assert {"CAP-03", "CAP-04", "ANG-02", "ANG-03", "EFI-01", "KEM-01", "PRE-01", "TRW-05", "IKI-01", "IKI-02"} <= named


def test_references_are_read_in_the_order_of_the_formula():
    tree = jika(setting("lk_a") == cell("t", "B"), cells("t", ("C", "D")), column("u", "E") & Symbol("f"))
    assert references(tree) == (("B", "C", "D"), (("u", "E"),), ("lk_a",), ("f",))
    assert references(tree & cell("t", "B")).row == ("B", "C", "D")
    assert [n.__class__.__name__ for n in walk(cell("t", "B") + 1)] == ["Operation", "Reference", "Constant"]


def rule_over(argument, factor):
    return Applied("COB-01", {"isi": argument}, argument * factor)


def test_parentheses_are_those_of_the_body():
    a = Symbol("a")
    wrapped = rule_over(a + 1, 2)
    assert to_formula(wrapped) == "(a+1)*2"
    assert to_formula(1 - Applied("X", {}, a - 1)) == to_formula(1 - (a - 1)) == "1-(a-1)"
    assert to_formula(Applied("X", {}, a - 1) - 1) == "a-1-1"


def test_a_tree_narrowed_to_known_arguments_computes_the_same():
    tree = jika(dan(Symbol("a") > 0, True), rule_over(Symbol("a"), 2), rule_over(Symbol("b"), 3))
    narrowed = specialise(tree, {"a": -1})
    assert to_formula(narrowed) == "b*3" and evaluate(assemble(narrowed), Environment({"b": 2})) == 6
    assert isinstance(specialise(tree, {"a": 5}), Constant)


def test_what_changes_by_year_is_resolved_inside_rules_and_arguments():
    changed = ByYear("Coba", setting("lk_tahun"), (Branch(None, 2020, as_node(1)), Branch(2021, None, as_node(2))))
    tree = jika(Symbol("a"), rule_over(changed, 10), 0)
    assert depends_on_year(tree) and not depends_on_year(for_year(tree, 2020))
    assert to_formula(for_year(tree, 2020)) == "IF(a,1*10,0)" and to_formula(for_year(tree, None)) == "IF(a,2*10,0)"
    [found] = applied(for_year(tree, 2021))
    assert to_formula(found.arguments["isi"]) == "2"
    same = rule_over(Symbol("a"), 2)
    assert for_year(same, 2020) is same
    narrowed = specialise(tree, {"a": True})
    assert evaluate(assemble(narrowed), Environment(settings={"lk_tahun": 2020})) == 10


def test_the_truth_of_a_tree_is_refused():
    with pytest.raises(TypeError, match="write jika"):
        bool(Symbol("a") == 1)
    with pytest.raises(TypeError, match="not a formula node"):
        to_formula(3)
