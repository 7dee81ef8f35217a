"""contoh: the whole flow on the shipped sample, a real published report (see contoh/SUMBER.md)."""

import os
from importlib.resources import files

from ..records import replace
from ..template.book import build_bytes
from .buat import write_new
from .ekspor import make_folder, refuse_existing
from .isi import isi_buku
from .laporan import laporan_buku
from .open_and_save import Progress, tell
from .pdf import pdf_buku
from .printing import find_libreoffice
from .result import Result

DATA = files(__package__.rpartition(".")[0]).joinpath("contoh")
"""The sample's tables, wherever the package lies: in a folder, or in a zip (the browser)."""
YEAR, RENSTRA = 2022, (2019, 2024)
BOOK_NAME = f"lkjip-contoh-{YEAR}.xlsx"


def buat_contoh(
    folder: str | os.PathLike[str] | None = None,
    pdf: bool = True,
    timpa: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Make the sample book: build, fill, compute, report, print.

    Args:
        folder: where to put it, made when missing; None gives the book as ``Result.data``, without a PDF.
        pdf: also print a PDF when LibreOffice is there.
        timpa: replace a sample that is there; a numbered copy of the book is kept.
        progress: called with ``(done, total, text)``.

    Returns:
        Result: ``path`` of the book, ``files`` with the PDF if there is one, ``rows`` by table, ``findings``.

    Raises:
        UserError: ``sudah_ada``: the book or its PDF is there; what ``pdf_buku`` says.
    """
    steps = 4 if pdf and folder is not None else 3
    path = printed = None
    if folder is not None:
        make_folder(folder)
        path = os.path.join(os.fspath(folder), BOOK_NAME)
        printed = os.path.splitext(path)[0] + ".pdf"
        refuse_existing([path, printed] if pdf and find_libreoffice() else [path], timpa)
    tell(progress, 0, steps, "membangun buku")
    built = build_bytes({"tahun": YEAR}, RENSTRA)
    tell(progress, 1, steps, "mengisi dan menghitung")
    filled = isi_buku(built, sample_tables())
    tell(progress, 2, steps, "menulis lembar laporan")
    reported = laporan_buku(filled.data or b"", semua_bentuk=True)
    made = replace(reported, findings=filled.findings, rows=filled.rows)
    if path is not None:
        made = write_new(path, made)
        if pdf:
            tell(progress, 3, steps, "mencetak PDF")
            if find_libreoffice():
                made = replace(made, files=pdf_buku(path, printed).files)
    tell(progress, steps, steps, "")
    return made


def sample_tables() -> dict[str, bytes]:
    """The sample's CSV files by name."""
    return {one.name: one.read_bytes() for one in DATA.iterdir() if one.name.endswith(".csv")}
