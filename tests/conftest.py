"""Fixtures for every test: one LibreOffice per worker, and the skips that continuous integration does not accept."""

import os
from pathlib import Path

import pytest

# As lkjip_xl.template.book sets it: the built files are compared byte for byte, and openpyxl reads this at its import.
os.environ["OPENPYXL_LXML"] = "False"
# Every run does its work; what is remembered between runs is tested by itself (tests/flows/test_memo.py).
os.environ["LKJIP_INGATAN"] = "tidak"


def absent(reason):
    """Skip, with the reason spoken; under CI=true nothing may be skipped for lack of a tool, so fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"alat uji tidak lengkap di CI: {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def lo():
    """A running ``tests.tools.libreoffice.LibreOffice``, shared by the tests of this worker."""
    from tests.tools.libreoffice import LibreOffice, missing

    reason = missing()
    if reason:
        absent(reason)
    office = LibreOffice()
    office.start()
    yield office
    office.stop()


@pytest.fixture(scope="session")
def sdk():
    """``tests.tools.validator.validate_sdk``, once the Open XML SDK validator is known to be there."""
    from tests.tools import validator

    reason = validator.missing()
    if reason:
        absent(reason)
    return validator.validate_sdk


@pytest.fixture(scope="session")
def shared():
    """The folder of measurements and sample files beside the repository; skips when it is not there."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("folder ../shared di samping repositori tidak ada")
    return folder


@pytest.fixture(scope="session")
def buku_contoh(tmp_path_factory):
    """The sample book, built, filled, computed and with all its reports; copy it before changing it."""
    from lkjip_xl.flows.contoh import buat_contoh

    return buat_contoh(tmp_path_factory.mktemp("contoh"), pdf=False).path


@pytest.fixture(scope="session")
def buku_isian(tmp_path_factory):
    """The sample book, built, filled and computed, without reports: a third of the work to open and save."""
    from lkjip_xl.flows.contoh import BOOK_NAME, RENSTRA, YEAR, sample_tables
    from lkjip_xl.flows.isi import isi_buku
    from lkjip_xl.template.book import build_bytes

    path = tmp_path_factory.mktemp("isian") / BOOK_NAME
    path.write_bytes(isi_buku(build_bytes({"tahun": YEAR}, RENSTRA), sample_tables()).data)
    return path


WITH_REPORTS = pytest.mark.parametrize("buku", ["buku_contoh"], indirect=True)
"""For tests whose ``buku`` is a copy of ``sample_of(request)``: the sample with all its reports."""


def sample_of(request):
    """Path of the sample that a fixture shall copy: without reports, or as its test is marked."""
    return request.getfixturevalue(getattr(request, "param", "buku_isian"))


def pytest_addoption(parser):
    parser.addoption("--lengkap", action="store_true", help="the whole matrix: every case of the tests marked lengkap")


def pytest_collection_modifyitems(config, items):
    """Without ``--lengkap`` a test marked ``lengkap`` runs a fixed sample of its cases, the same on every machine."""
    if config.getoption("--lengkap"):
        return
    cases = {}
    for item in items:
        mark = item.get_closest_marker("lengkap")
        if mark:
            cases.setdefault((item.path, item.originalname), (mark.kwargs.get("contoh", 0), []))[1].append(item)
    left_out = {item for count, given in cases.values() for item in set(given) - set(evenly(given, count))}
    if left_out:
        config.hook.pytest_deselected(items=sorted(left_out, key=items.index))
        items[:] = [item for item in items if item not in left_out]


def evenly(cases, count):
    """``count`` of the cases, evenly spread, the first among them; all when there are no more than that."""
    if count >= len(cases):
        return list(cases)
    return [cases[number * len(cases) // count] for number in range(count)]
