"""The package's surface: the names that it gives, what a type checker sees of them, and the examples in docstrings."""

import ast
import doctest
import inspect
from importlib import import_module, resources
from pathlib import Path

import pytest

import lkjip_xl
from tests.architecture import mentions

PACKAGE = Path(lkjip_xl.__file__).parent
WITH_EXAMPLES = sorted(
    path for path in PACKAGE.rglob("*.py") if any(">>> " in text for _, text in mentions._docstrings(path))
)


def seen_by_type_checkers(source):
    """``{public name: (module, attribute)}`` of the imports beneath ``if TYPE_CHECKING``."""
    block = next(n for n in ast.parse(source).body if isinstance(n, ast.If) and n.test.id == "TYPE_CHECKING")
    return {a.asname or a.name: (statement.module, a.name) for statement in block.body for a in statement.names}


def test_type_checkers_see_what_the_package_gives():
    assert seen_by_type_checkers(inspect.getsource(lkjip_xl)) == lkjip_xl._PLACES
    assert lkjip_xl.__all__ == sorted(lkjip_xl._PLACES)
    assert set(lkjip_xl.__all__) <= set(dir(lkjip_xl))
    assert resources.files(lkjip_xl).joinpath("py.typed").is_file()


@pytest.mark.parametrize("name", lkjip_xl.__all__)
def test_public_names_are_there_and_explained(name):
    thing = getattr(lkjip_xl, name)
    assert len(inspect.getdoc(thing).partition("\n")[0]) > 15


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="'lkjip_xl' has no attribute 'hitungkan'"):
        lkjip_xl.hitungkan  # noqa: B018


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_examples_in_docstrings_are_true(path):
    module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"))
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [case for case in finder.find(module) if case.examples]
    assert found, "an example that doctest does not find"
    runner = doctest.DocTestRunner(verbose=False)
    said = []
    for case in found:
        runner.run(case, out=said.append)
    assert not runner.failures, "".join(said)


def test_there_are_examples_to_run():
    assert WITH_EXAMPLES
