"""Whether the numbers of a general table may be added up: shares, indices and a series over years may not."""

import re
from collections.abc import Sequence

from .book import Cells
from .key import key

_NO_QUANTITY = re.compile(
    r"(?:jumlah |angka |tingkat )?"
    r"(?:persentase|prosentase|presentase|persen|proporsi|rasio|indeks|rata-rata|rerata|laju)\b"
)
_NO_UNIT = re.compile(r"%|(?:persen|prosen|pct|rasio|indeks|skor|nilai|poin|skala)\b")
_YEAR = re.compile(r"(?:tahun )?(?:19|20)\d\d\b")


def adds_up(rows: Sequence[Cells]) -> bool:
    """Whether a JUMLAH of the rows of one general table says something.

    Args:
        rows: rows of ``tbl_data_umum`` with Tabel, Uraian and Satuan.

    Returns:
        False where they have units of their own, where the unit or the table's name is a share, an index or a mean, or
        where the rows are years: percentages are never added, and neither is what was counted anew each year.
    """
    units = {key(row.get("Satuan")) for row in rows}
    if len(units) > 1 or any(_NO_UNIT.match(unit) for unit in units):
        return False
    if any(_NO_QUANTITY.match(key(row.get("Tabel"))) for row in rows):
        return False
    return not (len(rows) > 1 and all(_YEAR.match(key(row.get("Uraian"))) for row in rows))
