"""A workbook as the double of Office.js holds it."""

import hashlib

from lkjip_xl.book.compare import _cells, _meanings
from lkjip_xl.ooxml.cells import SheetText, cell_style
from lkjip_xl.ooxml.ownership import NAME
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.tables import find_tables
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.ooxml.worksheet import column_letters


def opened(data, folder):
    path = folder / "model.xlsx"
    path.write_bytes(data)
    return Package.open(path)


def model(data, folder, name="Buku.xlsx"):
    """Sheets with their cells as one types them, tables, protection; report sheets by the hash of their part, too."""
    package = opened(data, folder)
    workbook = WorkbookParts(package)
    meanings = _meanings(package, workbook)
    marks = {one.local: one.text for one in workbook.defined_names if one.name.lower() == NAME}
    sheets = []
    for index, sheet in enumerate(workbook.sheets):
        content = package.read(sheet.part)
        cells = {} if index in marks else _cells(package, sheet.part, *meanings)
        text = [] if index in marks else text_cells(content, meanings[1])
        sheets.append({
            "name": sheet.name,
            "cells": {f"{column_letters(c)}{r}": value for (c, r), value in cells.items()},
            "text": text,
            "protected": b"<sheetProtection" in content and b'sheet="1"' in content,
            "content": hashlib.sha256(content).hexdigest() if index in marks else None,
            "marks": {NAME: marks[index]} if index in marks else {},
        })  # fmt: skip
    tables = [
        {"name": place.name, "sheet": place.sheet.name, "ref": place.ref()}
        for place in find_tables(package, workbook).values()
    ]
    return {"nama": name, "sheets": sheets, "tables": tables}


def text_cells(content, formats):
    """Addresses of the cells in text format, blank ones too."""
    sheet = SheetText(content)
    return [
        f"{column_letters(column)}{row.number}"
        for row in sheet.rows
        for column, text in sheet.cells(row)
        if cell_style(text) in formats.text
    ]


def facts(model, **more):
    return {"nama": model["nama"], "alamat": "", "lembar": [one["name"] for one in model["sheets"]], **more}
