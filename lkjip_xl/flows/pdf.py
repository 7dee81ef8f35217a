"""pdf: prints a book's report sheets through LibreOffice."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable

from ..errors import UsageError, UserError
from ..ooxml.files import check_writable
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.safe_write import atomic_write
from ..ooxml.workbook import WorkbookParts
from ..ooxml.xmlspans import parse, set_attribute, splice
from .open_and_save import Source, open_for_reading
from .result import Result

BATAS_WAKTU = 300  # seconds for one conversion
_TEMPAT = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str | None:
    """Path of LibreOffice's program, or None. The environment variable LKJIP_SOFFICE goes first."""
    pilihan = (os.environ.get("LKJIP_SOFFICE"), shutil.which("soffice"), shutil.which("libreoffice"), *_TEMPAT)
    return next((p for p in pilihan if p and os.path.exists(p)), None)


def pdf_buku(
    source: Source, output: str | os.PathLike[str] | None = None, hanya: Iterable[str] | None = None
) -> Result:
    """Print report sheets of a book to one PDF, in the order of their tabs.

    Args:
        source: the book, a path or bytes; it is not changed. output: the PDF; ``<book>.pdf`` beside it by default, for
            bytes ``Result.contents``.
        hanya: report ids; all report sheets by default.

    Returns:
        Result: ``files`` (the PDF) or ``contents``, and ``sheets`` printed, by report id.

    Raises:
        UserError: ``tanpa_libreoffice``, ``tanpa_laporan`` (no such report sheet in the book), ``pdf_gagal``, and what
            ``safe_write.atomic_write`` says. UsageError: the target's name does not end in .pdf.
    """
    name = "buku.xlsx" if isinstance(source, bytes) else os.fspath(source)
    if output is None and not isinstance(source, bytes):
        output = os.path.splitext(name)[0] + ".pdf"
    if output is not None:
        output = os.fspath(output)
        _check_target(output)
    package = open_for_reading(source)
    sheets = _only_reports(package, name, hanya)
    soffice = find_libreoffice()
    if soffice is None:
        raise UserError(
            "LibreOffice tidak ditemukan, padahal dipakai untuk mencetak PDF. Pasang LibreOffice, atau buka buku di "
            "Excel lalu pilih File > Simpan Sebagai > PDF.",
            "tanpa_libreoffice",
        )
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        copy = os.path.join(folder, "buku" + os.path.splitext(name)[1])
        with open(copy, "wb") as stream:
            package.save(stream)
        _convert(soffice, copy, folder)
        made = os.path.join(folder, "buku.pdf")
        if not os.path.exists(made):
            message = "LibreOffice tidak menghasilkan PDF. Tutup LibreOffice yang terbuka, lalu ulangi."
            raise UserError(message, "pdf_gagal")
        with open(made, "rb") as printed:
            data = printed.read()
    if output is None:
        return Result(contents={"buku.pdf": data}, sheets=sheets)
    atomic_write(output, lambda stream: stream.write(data))
    return Result(files=[output], sheets=sheets)


def _check_target(output: str) -> None:
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


def _convert(soffice: str, salinan: str, kerja: str) -> None:
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


def _only_reports(package: Package, name: str, hanya: Iterable[str] | None) -> dict[str, str]:
    """Let only the wanted reports print; names of their sheets by report id, in the order of their tabs.

    LibreOffice prints every visible sheet, and a hidden one too when it has a print area: in the copy that is printed
    the other sheets are hidden and lose theirs.
    """
    workbook = WorkbookParts(package)
    wanted = None if hanya is None else {i.strip().upper() for i in hanya}
    owned = {o.index: id_ for id_, o in owned_sheets(workbook).items() if wanted is None or id_ in wanted}
    if not owned:
        raise UserError(
            f"{name} belum memuat lembar laporan{' ' + ', '.join(wanted) if wanted else ''}. Jalankan 'lkjip-xl "
            "laporan' lebih dulu.",
            "tanpa_laporan",
        )
    others = {(i, "_xlnm.print_area") for i in range(len(workbook.sheets)) if i not in owned}
    package.put(workbook.part, workbook.rewrite(drop=others, recalculate=False))
    workbook = WorkbookParts(package)
    data = workbook.data
    edits = [
        set_attribute(data, sheet.element, "state", "visible" if i in owned else "hidden")
        for i, sheet in enumerate(workbook.sheets)
    ]
    data = splice(data, edits)
    views = parse(data, 3).child("bookViews")
    edits = [
        set_attribute(data, view, attribute, str(min(owned)))
        for view in (views.children if views is not None else ())
        for attribute in ("activeTab", "firstSheet")
    ]
    package.put(workbook.part, splice(data, edits))
    return {owned[i]: workbook.sheets[i].name for i in sorted(owned)}
