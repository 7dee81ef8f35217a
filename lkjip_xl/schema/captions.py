"""How a table is called in what people read: by its sheet."""

from collections.abc import Iterable
from functools import lru_cache

from .contract import sheet_of, with_modules


@lru_cache(maxsize=128)
def sheet_caption(table: str) -> str:
    """Where people find a table: ``Pengukuran``, and ``PK (program)`` of a further table on a sheet."""
    words = table.removeprefix("tbl_").replace("_", " ")
    sheet = sheet_of(table)
    if sheet is None:
        return words.capitalize()
    first = next(one.tables[0].name for one in with_modules() if one.name == sheet)
    return sheet if table == first else f"{sheet} ({words.removeprefix(sheet.lower()).strip()})"


def sheet_captions(names: Iterable[str]) -> str:
    """The sheets of several tables, each once."""
    return ", ".join(dict.fromkeys(map(sheet_caption, names)))


def table_called(word: str, known: Iterable[str]) -> str | None:
    """The table that a word means: its name, with or without ``tbl_``, or its caption, in any case; None for neither.

    >>> table_called("Anggaran", ["tbl_anggaran"]), table_called("pk (program)", ["tbl_pk", "tbl_pk_program"])
    ('tbl_anggaran', 'tbl_pk_program')
    """
    plain = " ".join(word.split()).casefold()
    for name in known:
        if plain in (name, name.removeprefix("tbl_"), sheet_caption(name).casefold()):
            return name
    return None
