"""What the user confirmed once about the columns of other programs, kept in the book: never a person, never a figure.

It is a hidden name on the sheet of settings, like the marks of the report sheets: it survives Excel, LibreOffice and
a copy of the file, and takes no place that people type in.
"""

import json
import re
from typing import Any

from ..ooxml.workbook import WorkbookParts

_NAME = "_lkjip_isi"
_LITERAL = 240  # characters of a text in a formula; Excel allows 255
_LONGEST = 7_800  # characters of the whole; a formula holds 8,192


def remembered(workbook: WorkbookParts) -> dict[str, Any]:
    """What a book remembers: ``{"kolom": {table: {heading: column}}, "pilihan": {export: {choice: value}}}``."""
    text = next((name.text for name in workbook.defined_names if name.name.casefold() == _NAME), "")
    joined = "".join(re.findall(r'"([^"]*)"', text))
    joined = re.sub(r"%([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), joined)
    try:
        kept = json.loads(joined) if joined else {}
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def remember(workbook: WorkbookParts, table: str, kept: dict[str, Any]) -> bytes | None:
    """The workbook part that remembers ``kept``, on the sheet of a table; None when it does already or cannot.

    Args:
        workbook: as it stands. table: sheet index is that of the sheet named so.
    """
    if kept == remembered(workbook):
        return None
    text = json.dumps(kept, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    text = re.sub(r'[%"\x00-\x1f]', lambda found: f"%{ord(found[0]):02x}", text)
    if len(text) > _LONGEST:
        return None
    place = next((k for k, sheet in enumerate(workbook.sheets) if sheet.name == table), 0)
    parts = [text[at : at + _LITERAL] for at in range(0, len(text), _LITERAL)]
    formula = "&".join(f'"{part}"' for part in parts)
    old = {
        (name.local, _NAME)
        for name in workbook.defined_names
        if name.name.casefold() == _NAME and name.local is not None
    }
    return workbook.rewrite(names={place: [(_NAME, formula, True)]}, drop=old, recalculate=False)
