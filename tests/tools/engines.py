"""The two spreadsheets that recalculate a book for a test."""

import pytest

from tests.conftest import absent
from tests.tools import onlyoffice

SPREADSHEETS = pytest.mark.parametrize("engine", ["LibreOffice", pytest.param("ONLYOFFICE", marks=pytest.mark.lengkap)])
"""For a test that recalculates a book of its own: each start of ONLYOFFICE costs ten seconds and more, so that CI asks
it by the public cases and ``BOTH`` alone, and --lengkap everywhere."""
BOTH = pytest.mark.parametrize("engine", ["LibreOffice", "ONLYOFFICE"])
"""For a test that asks both spreadsheets every time."""


def recalculated(path, lo, engine):
    """``{sheet: rows}`` of a book as an engine recalculates it; the test is skipped where that one is absent.

    lo: the LibreOffice of the test run. engine: ``LibreOffice`` or ``ONLYOFFICE``.
    """
    if engine == "LibreOffice":
        return lo.values(path)
    if onlyoffice.missing():
        absent(onlyoffice.missing())
    return onlyoffice.as_rows(onlyoffice.recalculate(path))
