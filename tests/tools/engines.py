"""The two spreadsheets that recalculate a book for a test."""

from tests.conftest import absent
from tests.tools import onlyoffice


def recalculated(path, lo, engine):
    """``{sheet: rows}`` of a book as an engine recalculates it; the test is skipped where that one is absent.

    lo: the LibreOffice of the test run. engine: ``LibreOffice`` or ``ONLYOFFICE``.
    """
    if engine == "LibreOffice":
        return lo.values(path)
    if onlyoffice.missing():
        absent(onlyoffice.missing())
    return onlyoffice.as_rows(onlyoffice.recalculate(path))
