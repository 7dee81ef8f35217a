"""lkjip-xl: the Indonesian government performance report (LKjIP), computed and written inside an Excel workbook.

The flows are functions of this package, with the same names as the commands and the buttons::

    import lkjip_xl

    lkjip_xl.contoh("hasil")                      # the shipped sample
    result = lkjip_xl.laporan("buku.xlsx")        # recompute and write the report sheets, in place
    result.computed.summary["Rata-rata capaian"]

Each takes a path or the bytes of a book, and gives one ``Result``. ``buka`` reads and computes a book without writing;
``write_sheets`` puts report sheets into any workbook. Importing the package is light: openpyxl, pandas and xlwings load
only where they are used.
"""

from .version import __version__ as __version__

_PLACES = {
    "buat": ("flows.buat", "buat_buku"),
    "isi": ("flows.isi", "isi_buku"),
    "salin": ("flows.salin", "salin_buku"),
    "hitung": ("flows.hitung", "hitung_buku"),
    "periksa": ("flows.periksa", "periksa_buku"),
    "laporan": ("flows.laporan", "laporan_buku"),
    "pdf": ("flows.pdf", "pdf_buku"),
    "ekspor": ("flows.ekspor", "ekspor_buku"),
    "contoh": ("flows.contoh", "buat_contoh"),
    "perbarui": ("flows.perbarui", "perbarui_buku"),
    "tambah": ("flows.tambah", "tambah_modul"),
    "kirim": ("flows.kirim", "kirim_buku"),
    "gabung": ("flows.gabung", "gabung_buku"),
    "status": ("flows.status", "status_kiriman"),
    "lanjut": ("flows.lanjut", "lanjut_buku"),
    "rekap": ("flows.rekap", "rekap_buku"),
    "tidy": ("flows.ekspor", "tidy_frame"),
    "pulihkan": ("flows.pulihkan", "pulihkan_buku"),
    "Result": ("flows.result", "Result"),
    "asal": ("flows.asal", "trace_cell"),
    "buka": ("flows.buka", "buka"),
    "write_sheets": ("ooxml.inplace", "write_sheets"),
    "ReportSheet": ("ooxml.sheet_model", "ReportSheet"),
    "Style": ("ooxml.sheet_model", "Style"),
    "UserError": ("errors", "UserError"),
}
__all__ = [
    "ReportSheet", "Result", "Style", "UserError", "asal", "buat", "buka", "contoh", "ekspor", "gabung", "hitung",
    "isi", "kirim", "lanjut", "laporan", "pdf", "perbarui", "periksa", "pulihkan", "rekap", "salin", "status",
    "tambah", "tidy", "write_sheets",
]  # fmt: skip

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a type checker sees of the names above; a test keeps the two alike
    from .errors import UserError
    from .flows.asal import trace_cell as asal
    from .flows.buat import buat_buku as buat
    from .flows.buka import buka
    from .flows.contoh import buat_contoh as contoh
    from .flows.ekspor import ekspor_buku as ekspor
    from .flows.ekspor import tidy_frame as tidy
    from .flows.gabung import gabung_buku as gabung
    from .flows.hitung import hitung_buku as hitung
    from .flows.isi import isi_buku as isi
    from .flows.kirim import kirim_buku as kirim
    from .flows.lanjut import lanjut_buku as lanjut
    from .flows.laporan import laporan_buku as laporan
    from .flows.pdf import pdf_buku as pdf
    from .flows.perbarui import perbarui_buku as perbarui
    from .flows.periksa import periksa_buku as periksa
    from .flows.pulihkan import pulihkan_buku as pulihkan
    from .flows.rekap import rekap_buku as rekap
    from .flows.result import Result
    from .flows.salin import salin_buku as salin
    from .flows.status import status_kiriman as status
    from .flows.tambah import tambah_modul as tambah
    from .ooxml.inplace import write_sheets
    from .ooxml.sheet_model import ReportSheet, Style


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from .collector import CollectionPaused

    module, attribute = _PLACES[name]
    with CollectionPaused():
        return getattr(import_module(f"{__name__}.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
