"""Delimited text as people have it: any encoding and separator that Indonesian offices meet, within the limits."""

import csv
import io
import itertools
import re

from ..errors import UserError
from ..ooxml.limits import MAX_CSV, MAX_CSV_COLUMNS, MAX_CSV_ROWS, megabytes, thousands

_SAID = re.compile(r'"?sep=([,;\t|])"?\n', re.I)


def decoded(data: bytes, name: str) -> str:
    """The text of a file, with line feeds only.

    UTF-8 with or without BOM, UTF-16 with one, else Windows-1252.

    Raises:
        UserError: ``terlalu_besar`` past ``ooxml.limits.MAX_CSV``.
    """
    if len(data) > MAX_CSV:
        raise too_large(name, f"lebih dari {megabytes(MAX_CSV)}")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return re.sub("\r\n?", "\n", text)


def parse_rows(text: str, name: str, separator: str | None = None) -> list[list[str]]:
    """Rows of cells of a delimited text (``parse_lines`` without the line numbers)."""
    return [row for _, row in parse_lines(text, name, separator)]


def parse_lines(text: str, name: str, separator: str | None = None) -> list[tuple[int, list[str]]]:
    """``(line where it begins, cells)`` of every row of a delimited text.

    Comma, semicolon or tab, whichever the first line has most of, or what Excel's first line ``sep=;`` says.

    Args:
        separator: the separator, where it is known.

    Raises:
        UserError: ``csv_rusak``, ``csv_kosong``, ``terlalu_besar``.
    """
    separator = separator or separator_of(text)
    skipped = 0
    if found := _SAID.match(text):
        text, skipped = text[found.end() :], 1
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = skipped + 1
    try:
        for row in itertools.islice(reader, MAX_CSV_ROWS + 2):
            rows.append((begins, row))
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            limit = thousands(csv.field_size_limit())
            raise too_large(name, f"isi satu kolom di baris {reader.line_num} lebih dari {limit} huruf") from None
        raise UserError(
            f"Berkas {name} bukan CSV yang sah: tanda kutip pada atau sebelum baris {reader.line_num} tidak "
            "berpasangan. Di dalam isi berkutip, tanda kutip ditulis dua kali.",
            "csv_rusak",
        ) from None
    if not rows:
        raise UserError(f"Berkas {name} kosong.", "csv_kosong")
    if len(rows) > MAX_CSV_ROWS + 1:
        raise too_large(name, f"barisnya lebih dari {thousands(MAX_CSV_ROWS)}")
    if len(rows[0][1]) > MAX_CSV_COLUMNS:
        raise too_large(name, f"kolomnya {thousands(len(rows[0][1]))}, lebih dari {thousands(MAX_CSV_COLUMNS)}")
    return rows


def separator_of(text: str) -> str:
    """The separator of a text: what its first line ``sep=;`` says, else the mark that its first line has most of.

    >>> separator_of("Kode;Uraian\\n"), separator_of('"a;b",c\\n')
    (';', ',')
    """
    if found := _SAID.match(text):
        return found[1]
    first = re.sub('"[^"]*"', "", text.split("\n", 1)[0])
    return max(",;\t", key=first.count)


def too_large(name: str, why: str) -> UserError:
    """The refusal of a file that is past a limit."""
    return UserError(f"Berkas {name} melampaui batas: {why}. Bagi isinya ke beberapa buku.", "terlalu_besar")
