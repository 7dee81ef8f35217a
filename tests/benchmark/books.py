"""The books that the benchmark works on: the frozen ones of version 1, and the same contents as built today."""

import io
import lzma
import zipfile
from pathlib import Path

from tests.benchmark.processes import run

FROZEN = Path(__file__).parent / "frozen"
ALL_FORMS = "semua-bentuk"
"""The sample with every module that prints forms, in both forms of Bab III: 40 report sheets. It is measured against
the frozen sample, which has none of that, so its goals are those of the sample, kept over twice the forms."""
SIZES = ("contoh", ALL_FORMS, "1000", "10000")

_THAW = "import sys; from tests.benchmark.books import thaw; thaw(*sys.argv[1:])"
_BUILD = """
import sys
import lkjip_xl
path, size, texts = sys.argv[1:]
if size == "contoh":
    from lkjip_xl.flows.contoh import buat_contoh
    open(path, "wb").write(buat_contoh(pdf=False).data)
elif size == "semua-bentuk":
    from tests.reports.paper_books import BOOKS
    open(path, "wb").write(BOOKS["Umum dengan modul"]())
else:
    from tests.benchmark.large_book import RENSTRA, TAHUN, tulis_csv
    lkjip_xl.buat(path, "Dinas Uji Kecepatan", TAHUN, "-".join(map(str, RENSTRA)))
    lkjip_xl.isi(path, tulis_csv(texts, int(size), max(10, int(size) // 10)), backup=False)
    lkjip_xl.laporan(path, backup=False)
for flow in (lkjip_xl.hitung, lkjip_xl.periksa, lkjip_xl.hitung, lkjip_xl.laporan):
    flow(path, backup=False)
"""


def thaw(size: str, path: str) -> None:
    """Write a frozen book as a workbook."""
    stored = zipfile.ZipFile(io.BytesIO(lzma.decompress((FROZEN / f"buku-{size}.xz").read_bytes())))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for item in stored.infolist():
            book.writestr(zipfile.ZipInfo(item.filename), stored.read(item), zipfile.ZIP_DEFLATED)


def frozen_book(folder: Path, size: str) -> Path:
    """The frozen book of a size (``SIZES``), without report sheets."""
    size = "contoh" if size == ALL_FORMS else size
    path = folder / f"beku-{size}.xlsx"
    if not path.exists():
        run("-c", _THAW, size, path)
    return path


def todays_book(folder: Path, size: str) -> Path:
    """The same contents as today's code builds them, reports and findings included."""
    path = folder / f"buku-{size}.xlsx"
    if not path.exists():
        made = path.with_name(f"calon-{size}.xlsx")
        run("-c", _BUILD, made, size, path.with_name(path.name + "-csv"))
        made.rename(path)
    return path
