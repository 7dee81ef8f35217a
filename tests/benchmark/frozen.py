"""Books of the benchmark of goals: the frozen baseline (version 1, no report sheets) and today's book of the same rows.

The baseline must not grow lighter or heavier with the product, so it comes from the kept sample of version 1: its
report sheets are taken off, and ``isi``, which leaves a book at its version, fills in the rows of ``large_book``.
"""

import re
import shutil
import sys
import zipfile
from pathlib import Path

import lkjip_xl
from lkjip_xl.ooxml.inplace import write_sheets
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.benchmark.large_book import RENSTRA, TAHUN, tulis_csv

ROOT = Path(__file__).parents[2]
SAMPLE_1 = ROOT / "tests" / "data" / "contoh-versi-1.xlsx"
_CACHED = re.compile(rb"(</f>|<f[^<>]*/>)<v>[^<]*</v>")


def without_reports(source: Path, target: Path) -> None:
    """A copy of the book without any sheet that ``laporan`` wrote."""
    ids = list(owned_sheets(WorkbookParts(Package.open(str(source)))))
    write_sheets(str(source), [], str(target), overwrite_edits=True, remove=ids)


def without_values(source: Path, target: Path) -> None:
    """A copy in which no formula has a value yet, so that ``hitung`` must write every row."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                data = _CACHED.sub(rb"\1", data)
            new.writestr(item, data)


def make(folder: Path, rows: int) -> None:
    """``dasar.xlsx`` (baseline), ``kini.xlsx`` (today's, with reports), ``kosong.xlsx`` (today's, without values).

    Args:
        folder: where they go. rows: budget rows; 0 for the sample of version 1 as it is.
    """
    base, today = folder / "dasar.xlsx", folder / "kini.xlsx"
    without_reports(SAMPLE_1, base)
    if rows:
        texts = tulis_csv(folder / "csv", rows, max(10, rows // 10))
        lkjip_xl.isi(str(base), texts, backup=False)
        lkjip_xl.buat(str(today), "Dinas Uji Kecepatan", TAHUN, "-".join(map(str, RENSTRA)))
        lkjip_xl.isi(str(today), texts, backup=False)
    else:
        shutil.copy(SAMPLE_1, today)
    lkjip_xl.laporan(str(today), backup=False)
    without_values(today, folder / "kosong.xlsx")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
