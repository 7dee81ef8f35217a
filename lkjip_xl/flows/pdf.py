"""pdf: prints a book's report sheets through LibreOffice."""

import os
import shutil
import subprocess
import sys
import tempfile

from ..errors import UsageError, UserError
from ..ooxml.files import atomic_write, check_workbook, check_writable
from ..ooxml.ownership import owned_sheets
from ..ooxml.workbook import WorkbookParts
from ..ooxml.xmlspans import parse, set_attribute, splice

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
        UserError: ``tanpa_libreoffice``, ``tanpa_laporan`` (no such report sheet in the book), ``pdf_gagal``, and what
            ``files.atomic_write`` says. UsageError: the target's name does not end in .pdf.
    """
    path = os.fspath(path)
    output = os.path.splitext(path)[0] + ".pdf" if output is None else os.fspath(output)
    _periksa_tujuan(output)
    package = check_workbook(path, writing=False)
    nama = _hanya_laporan(package, path, hanya)
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
        with open(hasil, "rb") as berkas:
            atomic_write(output, lambda aliran: shutil.copyfileobj(berkas, aliran))
    return output, nama


def _periksa_tujuan(output):
    """Refuse a target that is no PDF: a slip of the keyboard must not replace a book by its print."""
    if os.path.isdir(output):
        raise UserError(f"{output} adalah folder. Tulis juga nama PDF-nya, misalnya {output}/laporan.pdf.", "folder")
    if os.path.splitext(output)[1].lower() != ".pdf":
        raise UsageError(f"Nama PDF harus berakhir .pdf, bukan {os.path.basename(output)}.", "ekstensi")
    check_writable(output)


# Numbers print with Indonesian separators whatever the machine's own language is.
_SETELAN_LIBREOFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value>
</prop></item>
</oor:items>
"""


def _ubah(soffice, salinan, kerja):
    from pathlib import Path

    pengguna = Path(kerja, "profil", "user")
    pengguna.mkdir(parents=True)
    (pengguna / "registrymodifications.xcu").write_text(_SETELAN_LIBREOFFICE, encoding="utf-8")
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


def _hanya_laporan(package, path, hanya):
    """Let only the wanted reports print; names of their sheets.

    LibreOffice prints every visible sheet, and a hidden one too when it has a print area: in the copy that is printed
    the other sheets are hidden and lose theirs.
    """
    workbook = WorkbookParts(package)
    hanya = None if hanya is None else {i.strip().upper() for i in hanya}
    milik = {o.index for id_, o in owned_sheets(workbook).items() if hanya is None or id_ in hanya}
    if not milik:
        raise UserError(
            f"{path} belum memuat lembar laporan{' ' + ', '.join(hanya) if hanya else ''}. Jalankan 'lkjip-xl laporan' "
            "lebih dulu.",
            "tanpa_laporan",
        )
    lain = {(i, "_xlnm.print_area") for i in range(len(workbook.sheets)) if i not in milik}
    package.put(workbook.part, workbook.rewrite(drop=lain, recalculate=False))
    workbook = WorkbookParts(package)
    data = workbook.data
    edits = [
        set_attribute(data, sheet.element, "state", "visible" if i in milik else "hidden")
        for i, sheet in enumerate(workbook.sheets)
    ]
    data = splice(data, edits)
    tampilan = parse(data, 3).child("bookViews")
    edits = [
        set_attribute(data, tampak, nama, str(min(milik)))
        for tampak in (tampilan.children if tampilan is not None else ())
        for nama in ("activeTab", "firstSheet")
    ]
    package.put(workbook.part, splice(data, edits))
    return [workbook.sheets[i].name for i in sorted(milik)]
