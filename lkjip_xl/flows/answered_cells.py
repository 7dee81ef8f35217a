"""What a user wrote into the first columns of a sheet of ours, where answers are asked for (Gabungan, Pratinjau)."""

from typing import Any

from ..ooxml import xmlspans
from ..ooxml.cells import SharedStrings, SheetText, plain
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.workbook import WorkbookParts


def answered_cells(
    package: Package, workbook: WorkbookParts, id: str, columns: int
) -> tuple[str, dict[int, list[Any]]]:
    """``(sheet name, {row number: values of its first columns})`` of our sheet ``id``.

    ``("", {})`` where there is none, or where it cannot be read: the question then comes again.
    """
    owned = owned_sheets(workbook).get(id)
    if owned is None:
        return "", {}
    strings = SharedStrings(package.read(part) if (part := workbook.related("sharedStrings")) else b"")
    found: dict[int, list[Any]] = {}
    try:
        sheet = SheetText(plain(package.read(owned.part), check=False))
        for row in sheet.rows:
            values: list[Any] = [None] * columns
            for place, text in sheet.cells(row):
                if place < columns:
                    values[place] = sheet.value(text, strings)
            found[row.number] = values
    except (xmlspans.XmlError, ValueError, IndexError):
        return "", {}
    return owned.sheet.name, found
