"""Indicators that a source of ``isi`` names and Renstra does not: they are written, and told.

Several codes in one cell stand between semicolons. Codes between commas that Renstra all has are taken as such.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..compute.key import key
from ..compute.named import named
from ..schema.captions import sheet_caption
from ..schema.model import Column, Table
from .csv_tables import SourceTables

_CHOICES = "dv_kode"  # the list of Renstra's codes
_SHOWN = 5


def codes_between_commas(
    tables: Mapping[str, Table], sources: SourceTables, indicators: Iterable[Mapping[str, Any]]
) -> list[str]:
    """Put semicolons where commas stand between codes that Renstra all has; a line for each table where it was done.

    Args:
        tables, sources, indicators: as in ``unknown_indicators``; the rows of the sources are altered.
    """
    known = {key(row.get("Kode")) for row in indicators}
    lines = []
    for name, source in sources.tables.items():
        columns = [one.name for one in tables[name].inputs if one.codes and _names_indicators(tables[name], one)]
        taken = []
        for row in source.rows:
            for column in columns:
                if codes := _certain_list(row.get(column), known):
                    taken.append(str(row[column]).strip())
                    row[column] = ";".join(codes)
        if taken:
            more = f" dan {len(taken) - 1} baris lain" if len(taken) > 1 else ""
            lines.append(
                f"{sheet_caption(name)}: kode indikator yang dipisah koma ('{taken[0]}'{more}) dibaca sebagai "
                "beberapa kode dan ditulis dengan titik koma."
            )
    return lines


def _certain_list(value: Any, known: set[Any]) -> list[str]:
    """The codes of a cell that has commas between them; [] unless Renstra has each, and not the cell as one code.

    >>> _certain_list("1.1.1, 1.1.2", {"1.1.1", "1.1.2"}), _certain_list("1,2", {"1", "2", "1.2"})
    (['1.1.1', '1.1.2'], [])
    """
    text = value if value.__class__ is str else ""
    codes = [code for part in re.split("[,;]", text) if (code := part.strip())]
    keys = [key(code) for code in codes]
    certain = "," in text and len(codes) > 1 and len(set(keys)) == len(keys) and known.issuperset(keys)
    return codes if certain and key(text) not in known and key(text.replace(",", ".")) not in known else []


def unknown_indicators(
    tables: Mapping[str, Table], sources: SourceTables, indicators: Iterable[Mapping[str, Any]]
) -> list[str]:
    """A line for each table that gets a code which Renstra lacks.

    Args:
        tables: the book's. sources: what is filled in. indicators: rows of Renstra as they will be.
    """
    known = {key(row.get("Kode")) for row in indicators}
    lines = []
    for name, source in sources.tables.items():
        columns = [one for one in tables[name].inputs if _names_indicators(tables[name], one)]
        codes = [code for row in source.rows for column in columns for code in _codes(row.get(column.name), column)]
        unknown = list(dict.fromkeys(code for code in codes if key(code) not in known))
        listed = [code for code in unknown if "," in code and any(key(c.strip()) in known for c in code.split(","))]
        if listed:
            lines.append(_told_of_commas(name, listed))
        if unknown := [code for code in unknown if code not in listed]:
            lines.append(_told(name, unknown))
    return lines


def _names_indicators(table: Table, column: Column) -> bool:
    return column.choices == _CHOICES or (table.name == "tbl_anggaran" and column.name == "Indikator")


def _codes(value: Any, column: Column) -> list[str]:
    text = "" if value is None else str(value)
    parts = text.split(";") if column.name == "Indikator" else [text]
    return [part.strip() for part in parts if part.strip()]


def _told(table: str, codes: Sequence[str]) -> str:
    shown = named(codes, _SHOWN)
    return (
        f"Belum ada di Renstra: indikator {shown} yang disebut di {sheet_caption(table)}. Isi barisnya di Renstra, "
        "atau betulkan kodenya."
    )


def _told_of_commas(table: str, cells: Sequence[str]) -> str:
    """A comma between a code that is known and one that is not: the comma may be what is wrong."""
    return (
        f"{sheet_caption(table)}: kode dipisah koma ('{cells[0]}'), sehingga terbaca sebagai satu kode yang tidak ada. "
        "Pisahkan dengan titik koma, dan betulkan yang belum ada di Renstra."
    )
