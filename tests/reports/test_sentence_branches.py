"""Each branch of the paragraphs has its golden text: the tests of ``test_sentences`` go through every one of them."""

import ast
import inspect
import itertools
import sys
from pathlib import Path

from lkjip_xl.reports import money_sentences, sentences, telling
from tests.reports import test_sentences

# Not golden texts: they go through whole books and would hide a branch without a text of its own.
BOOKS = {"test_each_number_equals_its_cell", "test_no_mean_of_percentages_of_money", "test_small_words",
         "test_figures_by_name_are_those_of_beranda"}  # fmt: skip


def golden_tests():
    """Every case of the golden texts, as a call."""
    for name, function in vars(test_sentences).items():
        if not name.startswith("test_") or name in BOOKS:
            continue
        sets = []
        for mark in getattr(function, "pytestmark", ()):
            names = mark.args[0] if isinstance(mark.args[0], tuple) else (mark.args[0],)
            sets.append([dict(zip(names, v if len(names) > 1 else (v,), strict=True)) for v in mark.args[1]])
        for chosen in itertools.product(*sets):
            yield name, function, {k: v for some in chosen for k, v in some.items()}


def executed(calls, paths):
    """``{(file, line, column)}`` where an instruction of one of the files ran."""
    seen = set()

    def local(frame, event, _):
        if event == "opcode":
            position = next(itertools.islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
            if position[0] is not None and position[2] is not None:
                seen.add((frame.f_code.co_filename, position[0], position[2]))
        return local

    def begin(frame, event, _):
        if frame.f_code.co_filename in paths:
            frame.f_trace_opcodes = True
            return local
        return None

    before = sys.gettrace()
    sys.settrace(begin)
    try:
        for _, function, arguments in calls:
            function(**arguments)
    finally:
        sys.settrace(before)
    return seen


def branches(tree):
    """``[(node of the condition, [nodes of one side], [nodes of the other])]``, an absent side as []."""
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp):
            yield node, [node.body], [node.orelse]
        elif isinstance(node, ast.If):
            yield node, node.body, node.orelse


def ran(nodes, seen):
    first, last = nodes[0], nodes[-1]
    span = ((first.lineno, first.col_offset), (last.end_lineno, last.end_col_offset))
    return any(span[0] <= place < span[1] for place in seen)


def test_every_branch_has_its_golden_text():
    paths = [inspect.getsourcefile(module) for module in (sentences, money_sentences, telling)]
    calls = list(golden_tests())
    assert len(calls) > 65
    seen = executed(calls, paths)
    count, missed = 0, []
    for path in paths:
        places = {(line, column) for file, line, column in seen if file == path}
        for node, *sides in branches(ast.parse(Path(path).read_text(encoding="utf-8"))):
            for side in sides:
                if not side or isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                    continue
                count += 1
                if not ran(side, places):
                    missed.append(f"{Path(path).name} {side[0].lineno}: {ast.unparse(side[0])[:90]}")
    print(f"\n{count} cabang, {len(calls)} teks baku")
    assert not missed, "\n".join(missed)
    assert count > 120
