"""A compiled tree gives what the assembled one gives: every value, every kind, every error that wins over another."""

import random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_xl.expr import functions, values
from lkjip_xl.expr.compile import compile_tree
from lkjip_xl.expr.partial_evaluation import specialise
from lkjip_xl.expr.to_python import ColumnValues, Environment, assemble, evaluate
from lkjip_xl.expr.tree import Call, Constant, Operation, Reference, Symbol
from lkjip_xl.expr.values import RaisedError
from lkjip_xl.rules import tertulis
from lkjip_xl.rules.registry import worksheet_functions
from lkjip_xl.schema.contract import tables
from lkjip_xl.schema.panels import _percent_text

CELLS = [
    None, "", "abc", "ABC", "-", "n/a", True, False, 0, 1, -3, 2.5, 0.1 + 0.2, 1e308, -1e308, 1e16,
    values.NOT_AVAILABLE, values.WRONG_VALUE, values.DIVISION_BY_ZERO,
]  # fmt: skip
SIGNS = ["+", "-", "*", "/", "&", "=", "<>", "<", "<=", ">", ">="]
FUNCTIONS = {
    functions.jika: 3, functions.jika_galat: 2, functions.adalah_galat: 1, functions.adalah_na: 1, functions.angka: 1,
    functions.teks: 1, functions.dan: 2, functions.atau: 3, functions.bulatkan: 2, functions.potong: 2,
    functions.maks: 2, functions.batasi: 2, functions.kosong: 1, functions.pilih: 3, functions.tidak_tersedia: 0,
    functions.salah_isi: 0, functions.bulat_bawah: 1,
}  # fmt: skip
LEAVES = [
    Symbol("a"), Symbol("b"), Reference("row", "x", ""), Reference("row", "y", ""), Reference("setting", "lk_n", ""),
    *map(Constant, (0, 1, 2.5, "", "Abc", True, None, -1)),
]  # fmt: skip


def random_tree(rng, depth):
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(LEAVES)
    if rng.random() < 0.5:
        return Operation(rng.choice(SIGNS), random_tree(rng, depth - 1), random_tree(rng, depth - 1))
    function = rng.choice(list(FUNCTIONS))
    return Call(function, tuple(random_tree(rng, depth - 1) for _ in range(FUNCTIONS[function])))


def outcome(function, env):
    try:
        value = evaluate(function, env)
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:  # where no formula of the book comes
        return type(error).__name__
    return value.__class__, repr(value)


@pytest.mark.parametrize("seed", range(4))
def test_random_trees(seed):
    rng = random.Random(seed)
    told = set()
    for _ in range(3_000):
        tree = random_tree(rng, rng.randrange(1, 6))
        quick, plain = compile_tree(tree), assemble(tree)
        for _ in range(4):
            a, b, x, y, n = (rng.choice(CELLS) for _ in range(5))
            env = Environment({"a": a, "b": b}, {"x": x, "y": y}, {"lk_n": n}, {})
            wanted = outcome(plain, env)
            assert outcome(quick, env) == wanted
            told.add(wanted)
    assert len(told) > 50


@pytest.mark.parametrize("seed", range(4))
def test_random_trees_whose_arguments_are_known_to_be_numbers(seed):
    rng = random.Random(100 + seed)
    figures = [x for x in CELLS if values.is_number(x)]
    told, shorter = set(), 0
    for _ in range(3_000):
        tree = random_tree(rng, rng.randrange(1, 6))
        numbers = rng.choice([{"a"}, {"b"}, {"a", "b"}])
        narrow = specialise(tree, {}, numbers)
        shorter += repr(narrow) != repr(specialise(tree, {}))
        quick, plain = compile_tree(narrow, numbers), assemble(tree)
        for _ in range(4):
            a, b = (rng.choice(figures if name in numbers else CELLS) for name in "ab")
            env = Environment({"a": a, "b": b}, {"x": rng.choice(CELLS), "y": 2}, {"lk_n": rng.choice(CELLS)}, {})
            wanted = outcome(plain, env)
            assert outcome(quick, env) == wanted == outcome(assemble(narrow), env)
            told.add(wanted)
    assert len(told) > 50 and shorter > 100


def test_what_a_function_says_of_any_number_is_so():
    """``of_number`` is declared beside the function; the other arguments play no part."""
    declared = [f for f in vars(functions).values() if isinstance(f, functions.Function) and f.of_number is not ...]
    declared += [f for f in vars(tertulis).values() if isinstance(f, functions.Function) and f.of_number is not ...]
    assert len(declared) >= 7
    for function in declared:
        others = 1 if function is tertulis.berisi else 0
        for number in (x for x in CELLS if values.is_number(x)):
            call = Call(function, (Symbol("a"), *[Symbol("b")] * others))
            for other in CELLS:
                found = evaluate(assemble(call), Environment({"a": number, "b": other}))
                assert found == function.of_number and found.__class__ is function.of_number.__class__


def test_every_formula_of_the_book_compiles_and_agrees():
    rng = random.Random(5)
    columns = type("Columns", (dict,), {"__missing__": lambda self, key: ColumnValues(["1.1", "2", None])})()
    setting = type(
        "Settings", (dict,), {"__missing__": lambda self, key: rng_setting[crc32(str(key).encode()) % len(CELLS)]}
    )()
    seen = 0
    for table in tables(2025, 2029).values():
        for column in table.columns:
            if column.formula is None:
                continue
            quick, plain = compile_tree(column.formula), assemble(column.formula)
            for _ in range(20):
                rng_setting = [rng.choice(CELLS) for _ in CELLS]
                row = {c.name: rng.choice(CELLS) for c in table.columns}
                env = Environment({}, row, setting, columns)
                assert told(quick, env) == told(plain, env), (table.name, column.name)
                seen += 1
    assert seen > 500


def told(function, env):
    try:
        return outcome(function, env)
    except (IndexError, KeyError) as error:
        return repr(error)


@pytest.mark.parametrize("decimals", [1e300, 5, -1, "dua", None, True])
def test_a_percent_in_words_has_at_most_four_decimals(decimals):
    """As CHOOSE answers in the formula; ten to the power of what is typed would never end."""
    with pytest.raises(RaisedError):
        _percent_text(0.5, decimals)
    assert _percent_text(0.9731, 2) == "97,31%" and _percent_text(-0.005, 0) == "-1%"


def test_every_worksheet_function_compiles():
    for udf in worksheet_functions().values():
        for _, tree in getattr(udf.aturan, "steps", ()):
            assert callable(compile_tree(tree))


def test_deep_trees_are_taken_apart():
    tree = Symbol("a")
    for _ in range(60):
        tree = functions.jika(functions.angka(tree), tree if _ < 4 else Constant(1) + Constant(_), Constant("x"))
    sums = Constant(0)
    for number in range(300):
        sums = sums + number
    assert evaluate(compile_tree(sums), Environment({"a": 1})) == sum(range(300))
    assert evaluate(compile_tree(tree), Environment({"a": 1})) == evaluate(assemble(tree), Environment({"a": 1}))


@given(st.floats(-1e16, 1e16) | st.integers(-(10**16), 10**16), st.integers(-3, 12))
@settings(max_examples=3_000, deadline=None)
def test_quick_rounding_is_the_slow_one(value, digits):
    same_rounding(value, digits)


def same_rounding(value, digits):
    from decimal import ROUND_DOWN, ROUND_HALF_UP

    for quick, way in ((values.bulatkan, ROUND_HALF_UP), (values.potong, ROUND_DOWN)):
        assert repr(quick(value, digits)) == repr(values._to_decimals(value, digits, way)), (value, digits)


def test_quick_rounding_near_every_tie():
    rng = random.Random(1)
    for _ in range(60_000):
        digits = rng.randrange(0, 11)
        near = (rng.randrange(0, 10 ** rng.randrange(1, 16)) + rng.choice([0, 0.5])) / 10**digits
        value = rng.choice([1, -1]) * near * (1 + rng.choice([0, 0, 1e-16, -1e-16, 1e-15, 1e-12, 1e-9, -1e-9, 3e-5]))
        same_rounding(value, digits)
        same_rounding(rng.uniform(-2, 2) * 10 ** rng.randrange(0, 9), digits)
