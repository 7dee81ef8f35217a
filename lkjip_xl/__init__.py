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

__version__ = "0.1.0"

_TEMPAT = {
    "buat": ("flows.buat", "buat_buku"),
    "isi": ("flows.isi", "isi_buku"),
    "hitung": ("flows.hitung", "hitung_buku"),
    "periksa": ("flows.periksa", "periksa_buku"),
    "laporan": ("flows.laporan", "laporan_buku"),
    "pdf": ("flows.pdf", "pdf_buku"),
    "ekspor": ("flows.ekspor", "ekspor_buku"),
    "contoh": ("flows.contoh", "buat_contoh"),
    "pulihkan": ("flows.pulihkan", "pulihkan_buku"),
    "Result": ("flows.result", "Result"),
    "buka": ("hosts.python", "buka"),
    "write_sheets": ("ooxml.inplace", "write_sheets"),
    "ReportSheet": ("ooxml.sheet_model", "ReportSheet"),
    "Style": ("ooxml.sheet_model", "Style"),
    "UserError": ("errors", "UserError"),
}
__all__ = sorted(_TEMPAT)


def __getattr__(nama):
    if nama not in _TEMPAT:
        raise AttributeError(f"module {__name__!r} has no attribute {nama!r}")
    from importlib import import_module

    modul, asli = _TEMPAT[nama]
    return getattr(import_module(f"{__name__}.{modul}"), asli)
