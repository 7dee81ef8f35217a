"""Books that hold a table's words as it prints them, where its document says the same differently elsewhere.

A document prints one sasaran in several wordings; a book has one. So each of these books is a case of ``form_books`` or
``test_plan_forms`` with the words (or the year, or the person) of one table, and its forms have to come out as printed,
without any print error allowed.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.printed.form_books import BOOKS

HERE = Path(__file__).parent
PLAN_MODULES = ("renstra-lengkap", "spm", "organisasi", "isu")


class AsPrinted(NamedTuple):
    """A case with the words of some tables.

    Attributes:
        folder, years: the case. modules: those of its book.
        specs: the forms that it prints without any print error. replaces: the tables of its folder hold nothing but
            what stands there.
    """

    folder: Path
    years: tuple[int, int]
    modules: tuple[str, ...]
    specs: tuple[str, ...]
    replaces: bool = False


_REPORT = (BOOKS["2022"][0], BOOKS["2022"][2])
_PLAN = (HERE / "renstra", (2019, 2024), PLAN_MODULES)
CASES = {
    "pk": AsPrinted(*_REPORT, (), ("000-pk-indikator", "000-pk-perubahan-indikator")),
    "kegiatan": AsPrinted(*_REPORT, (), ()),
    "triwulan": AsPrinted(*_REPORT, (), ()),
    "plt": AsPrinted(*_REPORT, ("organisasi",), ("000-nota-dinas-pemberdayaan",)),
    "penunjang": AsPrinted(BOOKS["2017"][0], BOOKS["2017"][2], (), ("001-tabel-3.1.8",)),
    "iku": AsPrinted(*_PLAN, ("003-tabel-7.1",)),
    "misi": AsPrinted(*_PLAN, ("003-cascading-misi",)),
    "penetapan": AsPrinted(*_PLAN, ()),
    "klhs": AsPrinted(*_PLAN, ()),
    "pendanaan": AsPrinted(*_PLAN, ("003-tabel-6.1",), replaces=True),
    "matriks": AsPrinted(HERE / "renstra2018", (2015, 2019), PLAN_MODULES, ("001-matriks-renstra",)),
    "keputusan": AsPrinted(HERE / "iki", (2025, 2029), ("organisasi",),
                           ("002-iki-kepala", "002-iki-tabel", "002-sk")),
}  # fmt: skip


@cache
def as_printed(name: str) -> bytes:
    """The finished book of a case."""
    case = CASES[name]
    data = build_bytes({"tahun": case.years[1]}, case.years)
    if case.modules:
        data = tambah_modul(data, case.modules).data
    data = isi_buku(data, case.folder).data
    own = HERE / "as_printed" / name
    if own.is_dir():
        data = isi_buku(data, own, ganti=case.replaces).data
    return laporan_buku(data, semua_bentuk=True).data
