"""ONLYOFFICE as a third opinion beside Python and LibreOffice: recalculate a workbook, as it is or after edits.

The document builder (a Python package, AGPL, for tests only) holds the spreadsheet engine of ONLYOFFICE. It runs in a
process of its own, since a native crash must not take the tests along. Every value that a formula cell stores is taken
out before the file is opened, so that what comes back was computed there and not read.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TIMEOUT = 300
_FORMULA_CELL = re.compile(rb"(<c\s(?:[^>]*\s)?)t=\"(?:str|e|b|n)\"((?:\s[^>]*)?>)(?=<f)")
_STORED = re.compile(rb"(<f(?:\s[^>]*)?(?:/>|>.*?</f>))<v>[^<]*</v>", re.S)
_PROGRAM = """
import json, sys
import docbuilder
source, target, edits = json.loads(sys.stdin.read())
builder = docbuilder.CDocBuilder()
if builder.OpenFile(source, "") != 0:
    sys.exit("ONLYOFFICE does not open the file")
for sheet, address, value in edits:
    where = f"Api.GetSheet({json.dumps(sheet)}).GetRange({json.dumps(address)})"
    builder.ExecuteCommand(f"{where}.SetValue({json.dumps(value)});")
builder.ExecuteCommand("Api.RecalculateAllFormulas();")
if builder.SaveFile("xlsx", target) != 0:
    sys.exit("ONLYOFFICE does not save the file")
builder.CloseFile()
"""


class OnlyOfficeError(AssertionError):
    """ONLYOFFICE refused the file, did not answer in time, or died; the message says which."""


def missing():
    """What keeps ONLYOFFICE from being used here, in words; None when it is there."""
    return None if importlib.util.find_spec("docbuilder") else "paket document-builder tidak terpasang"


def without_stored_values(source, target):
    """Copy a workbook without the values that its formula cells store; returns how many were taken out."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                content, taken = _STORED.subn(rb"\1", content)
                content = _FORMULA_CELL.sub(rb"\1\2", content)
                count += taken
            new.writestr(entry.filename, content)
    return count


def recalculate(path, edits=(), from_scratch=True):
    """Values of every cell as ONLYOFFICE computes them.

    Args:
        path: the workbook; it is only read.
        edits: ``[(sheet, address, value), ...]`` typed before the recalculation; numbers and texts.
        from_scratch: take the stored values of formulas out first.

    Returns:
        ``{sheet: {address: value}}``; numbers, texts, truth values, errors as their Excel text, blanks absent.

    Raises:
        OnlyOfficeError: it did not open, compute or save the file.
    """
    import openpyxl

    with tempfile.TemporaryDirectory(prefix="lkjip-oo-") as folder:
        target = Path(folder, "hasil.xlsx")
        save(path, target, edits, from_scratch)
        book = openpyxl.load_workbook(target, data_only=True)
        return {
            sheet.title: {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}
            for sheet in book.worksheets
        }


def save(path, target, edits=(), from_scratch=False):
    """Open a workbook, type into it, compute it, and save it as ONLYOFFICE does.

    Args:
        path, edits, from_scratch: as ``recalculate``. target: the file to write.

    Raises:
        OnlyOfficeError: it did not open, compute or save the file.
    """
    with tempfile.TemporaryDirectory(prefix="lkjip-oo-") as folder:
        source, made = Path(folder, "masuk.xlsx"), Path(folder, "keluar.xlsx")
        if from_scratch:
            without_stored_values(path, source)
        else:
            source.write_bytes(Path(path).read_bytes())
        order = json.dumps([str(source), str(made), [list(edit) for edit in edits]])
        try:
            done = subprocess.run(
                [sys.executable, "-c", _PROGRAM],
                input=order,
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
                cwd=folder,
                env={**os.environ, "HOME": folder},
            )
        except subprocess.TimeoutExpired as error:
            raise OnlyOfficeError(f"ONLYOFFICE did not answer within {TIMEOUT} s") from error
        if done.returncode != 0 or not made.exists():
            raise OnlyOfficeError(f"ONLYOFFICE failed ({done.returncode}): {done.stderr.strip()[-500:]}")
        Path(target).write_bytes(made.read_bytes())


def as_rows(values):
    """What ``recalculate`` gave as ``{sheet: rows}``, blanks as an empty text."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    sheets = {}
    for sheet, cells in values.items():
        places = {address: coordinate_from_string(address) for address in cells}
        width = max((column_index_from_string(letters) for letters, _ in places.values()), default=0)
        rows = sheets[sheet] = [[""] * width for _ in range(max((row for _, row in places.values()), default=0))]
        for address, (letters, row) in places.items():
            rows[row - 1][column_index_from_string(letters) - 1] = cells[address]
    return sheets
