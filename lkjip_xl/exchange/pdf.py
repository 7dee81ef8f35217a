"""pdf: prints a book's report sheets through LibreOffice."""

import os
import shutil
import subprocess
import sys
import tempfile

from ..engine import xmlspans
from ..engine.files import check_workbook
from ..engine.ownership import owned_sheets
from ..engine.workbook import WorkbookParts
from ..errors import UserError

BATAS_WAKTU = 300  # seconds for one conversion
_TEMPAT = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_libreoffice():
    """Path of LibreOffice's program, or None. The environment variable LKJIP_SOFFICE goes first."""
    pilihan = (os.environ.get("LKJIP_SOFFICE"), shutil.which("soffice"), shutil.which("libreoffice"), *_TEMPAT)
    return next((p for p in pilihan if p and os.path.exists(p)), None)


def pdf_buku(path, output=None, hanya=None):
    """Print report sheets of a book to one PDF, in the order of their tabs.

    Args:
        path: the book; it is not changed. output: the PDF; ``<book>.pdf`` beside it by default.
        hanya: report ids; all report sheets by default.

    Returns:
        ``(path of the PDF, sheet names in it)``.

    Raises:
        UserError: ``tanpa_libreoffice``, ``tanpa_laporan`` (no such report sheet in the book), ``pdf_gagal``.
    """
    path = os.fspath(path)
    output = os.path.splitext(path)[0] + ".pdf" if output is None else os.fspath(output)
    package = check_workbook(path, writing=False)
    nama = _sembunyikan_lainnya(package, path, hanya)
    soffice = find_libreoffice()
    if soffice is None:
        raise UserError(
            "LibreOffice tidak ditemukan, padahal dipakai untuk mencetak PDF. Pasang LibreOffice, atau buka buku di "
            "Excel lalu pilih File > Simpan Sebagai > PDF.",
            "tanpa_libreoffice",
        )
    with tempfile.TemporaryDirectory(prefix="lkjip-") as kerja:
        salinan = os.path.join(kerja, "buku" + os.path.splitext(path)[1])
        with open(salinan, "wb") as berkas:
            package.save(berkas)
        _ubah(soffice, salinan, kerja)
        hasil = os.path.join(kerja, "buku.pdf")
        if not os.path.exists(hasil):
            pesan = "LibreOffice tidak menghasilkan PDF. Tutup LibreOffice yang terbuka, lalu ulangi."
            raise UserError(pesan, "pdf_gagal")
        try:
            shutil.copyfile(hasil, output)
        except OSError as galat:
            raise UserError(f"PDF {output} tidak dapat ditulis: {galat.strerror}.", "gagal_tulis") from None
    return output, nama


def _ubah(soffice, salinan, kerja):
    from pathlib import Path

    profil = Path(kerja, "profil").as_uri()
    perintah = [
        soffice, f"-env:UserInstallation={profil}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir",
        kerja, salinan,
    ]  # fmt: skip
    bendera = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    try:
        subprocess.run(perintah, capture_output=True, timeout=BATAS_WAKTU, creationflags=bendera, check=False)
    except subprocess.TimeoutExpired:
        raise UserError("LibreOffice tidak selesai mencetak dalam 5 menit.", "pdf_gagal") from None
    except OSError as galat:
        raise UserError(f"LibreOffice tidak dapat dijalankan: {galat.strerror}.", "pdf_gagal") from None


def _sembunyikan_lainnya(package, path, hanya):
    """Hide every sheet but the wanted reports (LibreOffice prints visible sheets only); names of those that stay."""
    workbook = WorkbookParts(package)
    milik = {o.index: id_ for id_, o in owned_sheets(workbook).items() if hanya is None or id_ in hanya}
    if not milik:
        raise UserError(
            f"{path} belum memuat lembar laporan{' ' + ', '.join(hanya) if hanya else ''}. Jalankan 'lkjip-xl laporan' "
            "lebih dulu.",
            "tanpa_laporan",
        )
    data = workbook.data
    edits = []
    for i, sheet in enumerate(workbook.sheets):
        keadaan = "visible" if i in milik else "hidden"
        if sheet.state != keadaan:
            edits.append(xmlspans.set_attribute(data, sheet.element, "state", keadaan))
    data = xmlspans.splice(data, edits)
    root = xmlspans.parse(data, 3)
    tampilan = root.child("bookViews")
    edits = [
        xmlspans.set_attribute(data, v, atribut, str(min(milik)))
        for v in (tampilan.children if tampilan is not None else ())
        for atribut in ("activeTab", "firstSheet")
    ]
    package.put(workbook.part, xmlspans.splice(data, edits))
    return [workbook.sheets[i].name for i in sorted(milik)]
