"""Recipe "Host": a flow runs over a new host without another line."""

import pytest

from tests.recipes.recipe import Copy


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("host"), "Host")


def test_hitung_runs_over_it_and_the_house_takes_it(copy):
    copy.pytest("tests/hosts/test_closed.py")
    copy.pytest("tests/architecture/test_architecture.py", "-k", "layer or one_way or libraries")
