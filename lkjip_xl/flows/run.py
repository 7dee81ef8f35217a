"""The flows on one book: recompute its cells (hitung) and write its report sheets (laporan), in place."""

import os
from collections import namedtuple

from ..book.read import read_book
from ..book.rewrite import refresh
from ..compute.world import World
from ..errors import UsageError, UserError
from ..ooxml.files import atomic_write, check_workbook, check_writable
from ..ooxml.inplace import edit_package

Result = namedtuple(
    "Result", "path backup hitungan temuan lembar ditambah dihapus bagian diperbaiki", defaults=({}, (), (), (), ())
)
Result.__doc__ = """What a flow did.

path: file that was written. backup: copy of the file before, or None. hitungan: the computed book.
temuan: findings made while reading. lembar: ``{report id: sheet name}`` written. ditambah, dihapus: report ids.
bagian: names of the package's parts that changed. diperbaiki: what ``perbaiki`` mended, one line each.
"""


def compute_book(path):
    """Read and compute a book without writing anything.

    Returns:
        ``(Bacaan, World)``.

    Raises:
        UserError: the file cannot be used (``files.check_workbook``) or is no book of the product (``read_book``).
    """
    bacaan = read_book(check_workbook(os.fspath(path), writing=False), simpan=False)
    return bacaan, World(bacaan.buku)


def hitung_buku(path, output=None, backup=True, progress=None, perbaiki=False):
    """Recompute a book: every computed cell and its stored value, restored formulas, spare rows.

    Args:
        path: the book. output: write there instead of over it. backup: keep the old file beside it.
        progress: called with ``(done, total, text)``.
        perbaiki: first mend inputs whose meaning is certain (``repair.mend``).

    Returns:
        Selesai.

    Raises:
        UserError: see ``files`` and ``read``; nothing is written then.
    """
    path, target, package = open_for_writing(path, output)
    tell(progress, 0, 4, "membaca buku")
    bacaan = read_book(package)
    dibetulkan = ()
    if perbaiki:
        from ..book.repair import mend

        dibetulkan = mend(bacaan)
        bacaan = read_book(package)
    tell(progress, 1, 4, "menghitung")
    hitungan = World(bacaan.buku)
    tell(progress, 2, 4, "menulis hasil hitungan")
    bagian = refresh(bacaan, hitungan)
    written = edit_package(package, [])
    tell(progress, 3, 4, "menyimpan")
    saved = save_over(package, path, target, backup)
    tell(progress, 4, 4, "")
    semua = list(dict.fromkeys([*bagian, *written.parts]))
    return Result(target, saved, hitungan, bacaan.buku.findings, bagian=semua, diperbaiki=dibetulkan)


def laporan_buku(path, output=None, backup=True, timpa=False, hanya=None, progress=None, semua_bentuk=False):
    """Write a book's report sheets into it; nothing else of the file changes.

    Args:
        path: the book. output, backup, progress: as in ``hitung_buku``.
        timpa: replace report sheets even when somebody has written into them.
        hanya: report ids to write (``LAP-CAPAIAN`` ...). By default the reports of the book's bentuk_laporan, and any
            other report that the book already holds.
        semua_bentuk: write both forms of Bab III.

    Returns:
        Selesai.

    Raises:
        UserError: ``laporan_diubah`` when a report sheet was written into; see also ``files``, ``read``, ``inplace``.
    """
    from ..ooxml.ownership import owned_sheets
    from ..reports.registry import outdated_ids, possible_ids, report_ids, write_reports

    path, target, package = open_for_writing(path, output)
    tell(progress, 0, 1, "membaca buku")
    bacaan = read_book(package, simpan=False)
    hitungan = World(bacaan.buku)
    dimiliki = list(owned_sheets(bacaan.workbook))
    mungkin = list(possible_ids(hitungan))
    if hanya:
        lembar, usang = write_reports(hitungan, hanya), []
    else:
        pilihan = {*(mungkin if semua_bentuk else report_ids(hitungan)), *dimiliki}
        lembar, usang = write_reports(hitungan, [i for i in mungkin if i in pilihan]), outdated_ids(hitungan, dimiliki)
    seal(lembar, bacaan.buku)
    written = edit_package(package, lembar, timpa, usang, progress, mungkin)
    saved = save_over(package, path, target, backup)
    return Result(
        target, saved, hitungan, bacaan.buku.findings, written.names, written.added, written.removed, written.parts
    )


def daftar_laporan(path):
    """The reports that a book can have: list of ``{id, lembar, judul, ditulis}`` (ditulis: by default)."""
    from ..reports.registry import possible_ids, report_ids

    hitungan = compute_book(path)[1]
    berlaku = set(report_ids(hitungan))
    return [
        {"id": i, "lembar": nama, "judul": judul, "ditulis": i in berlaku}
        for i, (nama, judul) in possible_ids(hitungan).items()
    ]


def seal(lembar, buku):
    """Mark report sheets with the fingerprint of the inputs that they were computed from, in the footer too."""
    from ..reports.registry import sealed_footer

    sidik = fingerprint(buku)
    for satu in lembar:
        satu.source = sidik
        satu.footer = sealed_footer(satu.footer, sidik)


def fingerprint(buku):
    """Fingerprint of a book's inputs: equal inputs, equal text."""
    from zlib import crc32

    dipakai = sorted((str(k), v) for k, v in buku.settings.items() if v is not None and k != "tandai_temuan")
    sidik = crc32(repr(dipakai).encode())
    for nama in sorted(buku.tables):
        if nama in ("tbl_pengaturan", "tbl_temuan", "tbl_cetak"):
            continue
        for row in buku.tables[nama]:
            if row.cells:
                sidik = crc32(repr((nama, row.number, *row.cells.items())).encode(), sidik)
    return f"{sidik:08x}"


def open_for_writing(path, output):
    """``(path, target, package)`` of a book that a flow will change; refused before any work when it cannot be."""
    path = os.fspath(path)
    target = path if output is None else os.fspath(output)
    same = os.path.realpath(path) == os.path.realpath(target)
    package = check_workbook(path, writing=same)
    if not same:
        _check_target(path, target)
    return path, target, package


def _check_target(path, target):
    """Refuse a target that Excel would not open under its name, or that is no place for a file."""
    if os.path.isdir(target):
        raise UserError(f"{target} adalah folder. Tulis juga nama bukunya, misalnya {target}/hasil.xlsx.", "folder")
    wanted = os.path.splitext(path)[1].lower()
    if os.path.splitext(target)[1].lower() != wanted:
        raise UsageError(
            f"Nama hasil {os.path.basename(target)} harus berakhir {wanted}, sama dengan buku asalnya: Excel tidak "
            "membuka buku yang nama belakangnya lain dari isinya.",
            "ekstensi",
        )
    check_writable(target)


def save_over(package, path, target, backup):
    """Write the package to the target in one step; returns the path of the backup, or None."""
    same = os.path.realpath(path) == os.path.realpath(target)
    return atomic_write(target, package.save, backup, package.stat if same else None)


def tell(progress, done, total, text):
    """Report progress to whoever listens."""
    if progress:
        progress(done, total, text)
