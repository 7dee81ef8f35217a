"""contoh: the whole flow on the shipped sample, a real published report (see contoh/SUMBER.md)."""

import os

from ..template.book import build
from .ekspor import siapkan_folder
from .isi import isi_buku
from .pdf import find_libreoffice, pdf_buku
from .run import laporan_buku

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "contoh")
TAHUN, RENSTRA = 2022, (2019, 2024)
NAMA_BUKU = f"lkjip-contoh-{TAHUN}.xlsx"


def buat_contoh(folder, pdf=True, progress=None):
    """Make the sample book in a folder: build, fill, compute, report, print.

    Args:
        folder: made when missing; an existing sample book in it is replaced.
        pdf: also print a PDF when LibreOffice is there.
        progress: called with ``(done, total, text)``.

    Returns:
        Dictionary: ``buku`` and ``pdf`` (paths; pdf is None without LibreOffice), ``selesai`` (of laporan), ``isi``
        (rows by table), ``temuan``.
    """
    folder = os.fspath(folder)
    siapkan_folder(folder)
    path = os.path.join(folder, NAMA_BUKU)
    langkah = 4 if pdf else 3

    def kabari(n, teks):
        if progress:
            progress(n, langkah, teks)

    kabari(0, "membangun buku")
    build(path, settings={"tahun": TAHUN}, years=RENSTRA)
    kabari(1, "mengisi dan menghitung")
    isi, jumlah, _ = isi_buku(path, DATA, backup=False)
    kabari(2, "menulis lembar laporan")
    selesai = laporan_buku(path, backup=False, semua_bentuk=True)
    cetakan = None
    if pdf:
        kabari(3, "mencetak PDF")
        if find_libreoffice():
            cetakan, _ = pdf_buku(path)
    kabari(langkah, "")
    return {"buku": path, "pdf": cetakan, "selesai": selesai, "isi": jumlah, "temuan": isi.temuan}
