"""Hidden columns whose contents are others in a book of version 1: ids and texts that only its formulas read."""

from typing import Any

from ..expr.values import ErrorValue, is_number
from ..rules.struktur_anggaran import FIRST_VERSION, inherited_text
from .amounts import Shape
from .key import native_key
from .tables import ComputedTables


def fill_hidden_columns(tables: ComputedTables, shape: Shape) -> None:
    """Give ``_Sasaran`` the row in Renstra and ``_Indikator`` the text that the formulas of version 1 compute."""
    levels = [None if level > len(FIRST_VERSION) else level - 1 for level in shape.level]
    for i, row in enumerate(tables.rows("tbl_anggaran")):
        row["_Tk"] = shape.level[i] if shape.filled[i] else ""
        row["_Indikator"] = inherited_text(i, levels, shape.named, shape.ancestors[i]) if shape.leaf[i] else ""
    last: dict[tuple[Any, Any], int] = {}
    own: dict[Any, tuple[Any, Any]] = {}
    for number, renstra in enumerate(tables.rows("tbl_renstra"), 1):
        place = native_key(renstra["Induk"] or ""), native_key(renstra["Sasaran"] or "", trimmed=True)
        last[place] = number
        own.setdefault(native_key(renstra["Kode"]), place)
    for row in tables.rows("tbl_pengukuran"):
        if row["_Baris"].__class__ is ErrorValue:
            row["_Sasaran"] = row["_Rata"] = row["_Baris"]
        if is_number(row["_Sasaran"]):
            row["_Sasaran"] = last[own[native_key(row["Kode"])]]
