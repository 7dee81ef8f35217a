"""lkjip-xl: the Indonesian government performance report (LKjIP), computed and written inside an Excel workbook.

The seven flows are functions of this package, with the same names as the commands and the buttons::

    import lkjip_xl

    lkjip_xl.contoh("hasil")                      # the shipped sample
    selesai = lkjip_xl.laporan("buku.xlsx")       # recompute and write the report sheets, in place
    selesai.hitungan.ringkasan["Rata-rata capaian"]

``buka`` reads and computes a book without writing; ``write_sheets`` puts report sheets into any workbook.
Importing the package is light: openpyxl, pandas and xlwings load only where they are used.
"""

__version__ = "0.1.0"

_TEMPAT = {
    "buat": ("exchange.buat", "buat_buku"),
    "isi": ("exchange.isi", "isi_buku"),
    "hitung": ("engine.run", "hitung_buku"),
    "periksa": ("engine.periksa", "periksa_buku"),
    "laporan": ("engine.run", "laporan_buku"),
    "pdf": ("exchange.pdf", "pdf_buku"),
    "ekspor": ("exchange.ekspor", "ekspor_buku"),
    "contoh": ("exchange.contoh", "buat_contoh"),
    "buka": ("hosts.headless", "buka"),
    "write_sheets": ("engine.inplace", "write_sheets"),
    "ReportSheet": ("reports.model", "ReportSheet"),
    "Style": ("reports.model", "Style"),
    "UserError": ("errors", "UserError"),
}
__all__ = sorted(_TEMPAT)


def __getattr__(nama):
    if nama not in _TEMPAT:
        raise AttributeError(f"module {__name__!r} has no attribute {nama!r}")
    from importlib import import_module

    modul, asli = _TEMPAT[nama]
    return getattr(import_module(f"{__name__}.{modul}"), asli)
