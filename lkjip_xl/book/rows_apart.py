"""Tells rows that people typed beneath a table, parted from it by a blank row, from notes that they keep there."""

import re
from typing import Any

from ..expr.values import is_number
from ..rules.bacaan_angka import clean_text
from ..schema.model import Column, Table

_AMOUNTS = frozenset({"uang", "angka", "nilai", "rasio"})
_OF_TOTALS = ("jumlah", "total", "rata-rata", "catatan", "sumber", "keterangan")
_OF_CONTROL = (
    "subtotal", "sub total", "sub jumlah", "grand", "jml", "selisih", "sisa", "pagu", "menurut", "cek", "kontrol",
)  # fmt: skip
"""How a label begins that somebody sets beside an amount of his own, where no code stands beside it."""
_LONGEST_CODE = 40


def is_like_a_row(table: Table, contents: dict[str, Any]) -> bool:
    """Whether values beneath a table, by column, are filled in as a row of it is.

    Its key has to be one, and something else of what makes a row has to stand beside it: a lone text is a note, and
    so is a total beneath the table. Money beside any other cell makes a row without its key too.
    """
    return _is_money_of_a_row(table, contents) or _has_key_and_more(table, contents)


def _is_money_of_a_row(table: Table, contents: dict[str, Any]) -> bool:
    """Whether an amount of money stands beside a code or a wording that is neither a total's nor a note's."""
    amounts: list[tuple[Column, Any]] = []
    others: list[tuple[Column, Any]] = []
    for name, value in contents.items():
        column = table.by_name[name]
        if value not in (None, ""):
            (amounts if column.kind == "uang" else others).append((column, value))
    labels = _OF_TOTALS if any(column.kind == "kode" for column, _ in others) else (*_OF_TOTALS, *_OF_CONTROL)
    return (
        any(is_number(value) for _, value in amounts)
        and bool(others)
        and all(_may_stand_in_a_row(column, value, labels) for column, value in others)
    )


def _may_stand_in_a_row(column: Column, value: Any, labels: tuple[str, ...]) -> bool:
    if value.__class__ is not str:
        return is_number(value)
    text = clean_text(value).casefold()
    if text == column.name.casefold() or text.startswith(labels):
        return False
    codes = re.split(r"[;,\s]+", text.strip(" ;,"))
    return column.kind != "kode" or all(any(map(str.isdecimal, code)) for code in codes)


def _has_key_and_more(table: Table, contents: dict[str, Any]) -> bool:
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
