"""lkjip-xl: the Indonesian government performance report (LKjIP), computed and written inside an Excel workbook.

The seven flows are functions of this package, with the same names as the commands and the buttons::

    import lkjip_xl

    lkjip_xl.contoh("hasil")                      # the shipped sample
    selesai = lkjip_xl.laporan("buku.xlsx")       # recompute and write the report sheets, in place
    selesai.hitungan.summary["Rata-rata capaian"]

``buka`` reads and computes a book without writing; ``write_sheets`` puts report sheets into any workbook.
Importing the package is light: openpyxl, pandas and xlwings load only where they are used.
"""

__version__ = "0.1.0"

_TEMPAT = {
    "buat": ("flows.buat", "buat_buku"),
    "isi": ("flows.isi", "isi_buku"),
    "hitung": ("flows.run", "hitung_buku"),
    "periksa": ("flows.periksa", "periksa_buku"),
    "laporan": ("flows.run", "laporan_buku"),
    "pdf": ("flows.pdf", "pdf_buku"),
    "ekspor": ("flows.ekspor", "ekspor_buku"),
    "contoh": ("flows.contoh", "buat_contoh"),
    "asal": ("flows.asal", "asal_sel"),
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
