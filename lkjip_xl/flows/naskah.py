"""naskah: the document that an office submits, as a Word file, from the text and the figures of a book."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from ..book.read import cell_address, read_book
from ..book.reading import BookReading
from ..errors import UsageError, UserError
from ..invocation import advice, command
from ..naskah.charts import Chart, charts_of
from ..naskah.manuscript import TABLE, Trouble, manuscript_of
from ..naskah.reading import document_lines
from ..naskah.style_template import NAME, shipped_template
from ..naskah.writer import Image, word_file
from ..ooxml.backups import thin_backups
from ..ooxml.package import Package
from ..ooxml.pictures import find_picture
from ..ooxml.places import check_writable
from ..ooxml.safe_write import atomic_write
from ..records import dataclass, field
from ..system_errors import reason_of
from .laporan import EMBLEM_SHEET
from .open_and_save import Progress, Source, compute, form_findings, open_for_reading, tell
from .result import Result

FILE_NAME = "LKjIP.docx"
_PICTURES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
_MOST_PICTURE = 20 * 1024 * 1024
_LEAST_LIKE = 0.6  # lines that have less in common are two lines, not one that was changed


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the document that would be another one: as it stands there (None: it is new), and as the book says it
    (None: it is only in the document, so it was typed there or has gone from the book)."""

    there: str | None
    here: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NaskahResult(Result):
    """What ``naskah`` did.

    Attributes:
        differences: what the existing document says otherwise.
        unwritten: what the book does not say yet, one line each.
    """

    differences: list[Difference] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)


def naskah_buku(
    source: Source,
    output: str | os.PathLike[str] | None = None,
    style: str | os.PathLike[str] | bytes | None = None,
    timpa: bool = False,
    banding: bool = False,
    halaman: bool = False,
    folder: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> NaskahResult:
    """Write the LKjIP of a book as a Word document; the book is not changed.

    A document that is there is never replaced unasked: somebody may have typed into it.

    Args:
        source: the book, a path or bytes. output: the document; ``LKjIP.docx`` beside the book by default, for bytes
            ``Result.contents``.
        style: the office's own style file (``.docx``); by default ``naskah_gaya.docx`` beside the book, else ours.
        timpa: replace the document, also where only its looks would change; what was there is kept as a numbered copy.
        banding: write nothing, only tell how the document that is there differs.
        halaman: fill the page numbers of its lists in by LibreOffice; without it Word does so when it opens the file.
        folder: where the pictures lie that rows name; beside the book by default.
        progress: called with ``(done, total, text)``.

    Returns:
        NaskahResult: ``files`` or ``contents``; ``unchanged`` when the document there says the same already.

    Raises:
        UserError: ``tanpa_naskah``: the book has no text; ``sudah_ada``: the document is there and says something else;
            ``tanpa_dokumen``: nothing to compare with; ``gaya_tidak_sah``; with ``halaman`` ``tanpa_libreoffice`` and
            ``pdf_gagal``; and as ``hitung_buku``.
        UsageError: ``ekstensi``: the target is no .docx.
    """
    tell(progress, 0, 3, "membaca buku")
    path = None if isinstance(source, bytes) else os.fspath(source)
    target = _target(path, output)
    package = open_for_reading(source)
    reading = read_book(package, keep=False)
    _refuse_without_text(reading, path)
    computed = compute(reading)
    tell(progress, 1, 3, "menyusun naskah")
    beside = os.fspath(folder) if folder is not None else os.path.dirname(os.path.abspath(path)) if path else None
    images = _images(package, reading, beside)
    drawn: dict[str, Image | Chart] = {**charts_of(computed), **images}
    manuscript = manuscript_of(computed, list(drawn))
    look, name = _style(style, beside)
    data = word_file(manuscript, look, drawn, name)
    told = [_told(one, reading) for one in manuscript.troubles]
    findings = form_findings(reading, computed)
    result = NaskahResult(computed=computed, findings=findings, unwritten=list(dict.fromkeys(told)))
    tell(progress, 2, 3, "membandingkan")
    there = Path(target) if target is not None and os.path.exists(target) else None
    if banding and there is None:
        raise UserError(f"Dokumen {target or FILE_NAME} belum ada, jadi tidak ada yang dibandingkan.", "tanpa_dokumen")
    before = there.read_bytes() if there is not None else None
    differences = differences_of(before, data) if before is not None else []
    tell(progress, 3, 3, "")
    if banding:
        return _with(result, files=[target], differences=differences, unchanged=True)
    if differences and not timpa:
        raise UserError(
            f"Dokumen {target} sudah ada dan isinya lain pada {len(differences)} tempat; mungkin ada yang diketik di "
            f"sana. {_what_to_do()}",
            "sudah_ada",
        )
    if before is not None and not differences and not timpa:
        data = before  # how it was made to look in Word stays
    if halaman:
        data = _with_page_numbers(data)
    if target is None:
        return _with(result, contents={FILE_NAME: data})
    if data == before:
        return _with(result, files=[target], unchanged=True)
    check_writable(target)
    saved = atomic_write(target, lambda stream: stream.write(data), backup=True)
    thinned = thin_backups(target) if saved else []
    return _with(result, files=[target], differences=differences, backup=saved, thinned=thinned)


def _what_to_do() -> str:
    """What becomes of a document that somebody may have typed into."""
    return advice(
        f"Lihat dengan '{command('naskah BUKU --banding')}', pindahkan ketikan itu ke lembar Naskah, lalu ulangi "
        "dengan --timpa (salinannya disimpan), atau pilih nama lain dengan --ke.",
        "Pindahkan ketikan itu ke lembar Naskah, lalu pindahkan atau ganti nama dokumen itu.",
    )


def _with_page_numbers(data: bytes) -> bytes:
    from .naskah_pages import with_page_numbers

    return with_page_numbers(data)


def write_style_file(output: str | os.PathLike[str], timpa: bool = False) -> Result:
    """Write the shipped style file, for an office to change in Word.

    Raises:
        UserError: ``sudah_ada``. UsageError: ``ekstensi``.
    """
    target = os.fspath(output)
    _check_extension(target)
    if os.path.exists(target) and not timpa:
        raise UserError(f"Berkas {target} sudah ada. Pilih nama lain{advice(', atau tambahkan --timpa')}.", "sudah_ada")
    check_writable(target)
    saved = atomic_write(target, lambda stream: stream.write(shipped_template()), backup=True)
    return Result(files=[target], backup=saved)


def differences_of(there: bytes, here: bytes) -> list[Difference]:
    """How two documents differ, line by line; a table's row is one line, lists of contents do not count.

    Args:
        there: the document that stands there. here: what the book says.

    Raises:
        UserError: ``rusak``: one of them cannot be read.
    """
    old, new = document_lines(there), document_lines(here)
    # What is equal at both ends is most of it; rows of a long table are alike, which costs the matcher dearly.
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[first:], new[first:]
    last = next(
        (n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b), min(len(old), len(new))
    )
    old, new = old[: len(old) - last], new[: len(new) - last]
    result: list[Difference] = []
    for kind, a, b, y, z in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            result += _paired(old[a:b], new[y:z])
    return result


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    """Lines that take each other's place: one that was changed stands with what it was."""
    result: list[Difference] = []
    rest = list(new)
    for line in old:
        like = next((k for k, other in enumerate(rest) if _alike(line, other)), None)
        if like is None:
            result.append(Difference(line, None))
            continue
        result += [Difference(None, other) for other in rest[:like]]
        result.append(Difference(line, rest[like]))
        rest = rest[like + 1 :]
    return result + [Difference(None, other) for other in rest]


def _alike(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return (
        match.real_quick_ratio() >= _LEAST_LIKE and match.quick_ratio() >= _LEAST_LIKE and match.ratio() >= _LEAST_LIKE
    )


def _with(result: NaskahResult, **changes: object) -> NaskahResult:
    from ..records import replace

    return replace(result, **changes)  # type: ignore[arg-type]


# --- where ---------------------------------------------------------------------------------------------------------
def _target(path: str | None, output: str | os.PathLike[str] | None) -> str | None:
    if output is None:
        return os.path.join(os.path.dirname(path), FILE_NAME) if path is not None else None
    target = os.fspath(output)
    _check_extension(target)
    return target


def _check_extension(target: str) -> None:
    if os.path.isdir(target):
        raise UserError(f"{target} adalah folder. Tulis juga nama dokumennya, misalnya {target}/{FILE_NAME}.", "folder")
    if os.path.splitext(target)[1].lower() != ".docx":
        raise UsageError(f"Nama dokumen harus berakhir .docx, bukan {os.path.basename(target)}.", "ekstensi")


def _refuse_without_text(reading: BookReading, path: str | None) -> None:
    if TABLE in reading.book.tables and any(row.cells for row in reading.book.rows(TABLE)):
        return
    raise UserError(
        f"{path or 'Buku ini'} belum memuat naskah. Jalankan '{command('tambah BUKU naskah')}' dulu; kerangkanya ikut, "
        "tinggal dilengkapi.",
        "tanpa_naskah",
    )


def _style(given: str | os.PathLike[str] | bytes | None, beside: str | None) -> tuple[bytes, str]:
    if isinstance(given, bytes):
        return given, ""
    if given is None:
        own = os.path.join(beside, NAME) if beside else None
        if own is None or not os.path.isfile(own):
            return shipped_template(), ""
        given = own
    name = os.fspath(given)
    try:
        return Path(name).read_bytes(), name
    except OSError as error:
        raise UserError(f"Berkas gaya {name} tidak terbaca ({reason_of(error)}).", "gaya_tidak_sah") from None


# --- pictures --------------------------------------------------------------------------------------------------------
def _images(package: Package, reading: BookReading, folder: str | None) -> dict[str, Image]:
    """The pictures that rows name, by name in lower case: the book's emblem, and files beside the book."""
    result: dict[str, Image] = {}
    emblem = find_picture(package, reading.workbook, EMBLEM_SHEET)
    if emblem is not None:
        kind = _PICTURES.get(os.path.splitext(emblem.part)[1].lower())
        if kind:
            result["lambang"] = Image(package.read(emblem.part), kind, emblem.width / emblem.height)
            reading.book.emblem = True
    for name in _named_files(reading):
        found = _file_image(os.path.join(folder, name)) if folder else None
        if found is not None:
            result[name.casefold()] = found
    return result


def _named_files(reading: BookReading) -> Iterable[str]:
    from ..naskah.words import special

    for row in reading.book.rows(TABLE):
        found = special(str(row.cells.get("Teks") or ""))
        # A name that leads elsewhere is no picture beside the book.
        if found and found[0] == "gambar" and os.path.basename(found[1]) == found[1] and "." in found[1]:
            yield found[1]


def _file_image(path: str) -> Image | None:
    kind = _PICTURES.get(os.path.splitext(path)[1].lower())
    if kind is None or not os.path.isfile(path) or os.path.getsize(path) > _MOST_PICTURE:
        return None
    data = Path(path).read_bytes()
    size = _png_size(data) if kind == "png" else _jpeg_size(data)
    return Image(data, kind, size[0] / size[1]) if size and size[0] and size[1] else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 24:
        return None
    return struct.unpack(">II", data[16:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 < len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + length
    return None


# --- what is not there yet -------------------------------------------------------------------------------------------
def _told(trouble: Trouble, reading: BookReading) -> str:
    where = f"{reading.places[TABLE].sheet.name}!{cell_address(reading.places[TABLE], 'Teks', trouble.row)}"
    return {
        "petunjuk": f"{where}: belum ditulis. {trouble.text.strip('()')}",
        "gambar": f"{where}: gambar {trouble.text} tidak ada di folder buku, jadi dilewati.",
        "berlaku": f"{where}: Berlaku '{trouble.text}' tidak dikenal, jadi barisnya dilewati.",
        "kosong": f"{where}: isian {{{trouble.text}}} masih kosong di buku; dicetak titik-titik.",
        "tidak dikenal": f"{where}: isian {{{trouble.text}}} tidak dikenal; dicetak apa adanya dan disorot.",
        "di luar pengulangan": f"{where}: isian {{{trouble.text}}} hanya untuk baris 'untuk tiap ...'.",
        "tanpa angka": f"{where}: isian {{{trouble.text}}} bukan angka, jadi tidak dapat diterbilangkan.",
        "tabel": f"{where}: tabel {trouble.text} tidak dikenal, jadi barisnya dilewati.",
    }[trouble.kind]
