"""Tells rows that people typed beneath a table, parted from it by a blank row, from notes that they keep there."""

from typing import Any

from ..expr.values import is_number
from ..rules.bacaan_angka import clean_text
from ..schema.model import Column, Table

_AMOUNTS = frozenset({"uang", "angka", "nilai", "rasio"})
_OF_TOTALS = ("jumlah", "total", "rata-rata", "catatan", "sumber", "keterangan")
_LONGEST_CODE = 40


def is_like_a_row(table: Table, contents: dict[str, Any]) -> bool:
    """Whether values beneath a table, by column, are filled in as a row of it is.

    Its key has to be one, and something else of what makes a row has to stand beside it: a lone text is a note, and
    so is a total beneath the table.
    """
    if not _is_key(table.by_name[table.key], contents.get(table.key)):
        return False
    others = [table.by_name[name] for name, value in contents.items() if name != table.key and value not in (None, "")]
    return len(others) > 1 or any(
        column.required or (column.kind in _AMOUNTS and is_number(contents[column.name])) for column in others
    )


def _is_key(column: Column, value: Any) -> bool:
    if value.__class__ is not str:
        return is_number(value)
    text = clean_text(value)
    if column.choices.__class__ is tuple and column.kind == "pilihan":
        return text.casefold() in {str(choice).casefold() for choice in column.choices}
    if text.casefold() == column.name.casefold() or text.casefold().startswith(_OF_TOTALS):
        return False
    return bool(text) and (column.kind != "kode" or (len(text) <= _LONGEST_CODE and " " not in text))
