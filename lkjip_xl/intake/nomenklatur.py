"""A list of nomenklatur understood: one code and name a row, a code in narrow columns, or a pair of columns a level."""

import re
from typing import Any

from ..expr.values import is_number
from ..records import dataclass, field
from ..rules.bacaan_angka import clean_text, text_key
from ..rules.bacaan_kode import code_from_value
from .aliases import heading_key
from .grid import Grid
from .heads import headings_of, is_numbering
from .levels import joined_code, level_of_code
from .model import DOUBTFUL, HEAD, NOTE, NUMBERING, PERIKSA, TAKEN, TITLE, TOTAL, Fate, Hints, TakenRow, Understood

TABLE = "tbl_nomenklatur"
_TOP, _LINES = 15, 3
_LEVELS = {
    "urusan": 0,
    "bidang urusan": 1,
    "bidang": 1,
    "program": 2,
    "kegiatan": 3,
    "sub kegiatan": 4,
    "subkegiatan": 4,
}
_MONEY = re.compile(r"\b(pagu|anggaran|realisasi|nilai|belanja|target|capaian|sisa|spd|jumlah)\b")
_NAME = re.compile(r"(?:nama|uraian|nomenklatur)\b.*|(?:.*\b)?program\b.*\bkegiatan\b.*")
_CODE = re.compile(
    r"(?:kode|no(?:mor)?)(?: (?:rekening|nomenklatur|program.*|urusan|bidang.*|kegiatan|sub ?kegiatan))?"
)
_BEFORE = re.compile(r"((?:[0-9]|X)(?:\.(?:[0-9]{1,2}|XX))*(?:\.[0-9]{4})?)\s*[-–:.]?\s+(?=\D)", re.I)
_WIDTHS = (1, 2, 2, 0, 4)  # digits of the five parts of a code; of kegiatan, 2.01, those behind the dot are two
_ENOUGH = 0.8  # share of rows whose code tells a level


@dataclass(slots=True)
class _Layout:
    """Where a list keeps what: ``pairs`` of code and name by level, or the places of one code and of its name."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    code: list[int] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    name: list[int] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it names rows at all."""
        return bool(self.pairs or self.name)


def understand_nomenklatur(grid: Grid, hints: Hints) -> Understood | None:
    """The list of a grid; None where there is none, or where it is a table of money and nobody asked for its names."""
    wanted = hints.table == TABLE
    for top in range(min(_TOP, len(grid.rows))):
        if sum(bool(t) for t in grid.texts(top)) < 2:
            continue
        for lines in range(min(_LINES, len(grid.rows) - top), 0, -1):
            keys = {k: [heading_key(p) for p in parts] for k, parts in headings_of(grid, top, lines).items()}
            if not wanted and any(_MONEY.search(" ".join(parts)) for parts in keys.values()):
                continue
            layout = _layout(keys)
            if layout.whole and (found := _read(grid, top, top + lines, layout, hints)) is not None:
                return found
    return None


def _layout(keys: dict[int, list[str]]) -> _Layout:
    """What the headings of a head say; a heading of several lines is its last one, with what stands above it."""
    layout = _Layout()
    codes: dict[int, int] = {}
    names: dict[int, int] = {}
    for place, parts in sorted(keys.items()):
        last = next((part for part in reversed(parts) if part), "")
        above = " ".join(part for part in parts if part and part != last)
        level = _LEVELS.get(re.sub(r"^(?:kode|nama|uraian|nomenklatur)\s+|\s+(?:kode|nama)$", "", last))
        coded = last.startswith("kode") or last.endswith(" kode") or "kode" in above
        if level is not None and coded and not last.startswith("nama"):
            codes.setdefault(level, place)
        elif level is not None:
            names.setdefault(level, place)
        elif last.startswith("indikator"):
            layout.others.setdefault("Indikator", place)
        elif last == "satuan":
            layout.others.setdefault("Satuan", place)
        elif _CODE.fullmatch(last) and last not in ("no", "nomor"):
            layout.code.append(place)
        elif _NAME.fullmatch(last):
            layout.name.append(place)
    pairs = [(codes[level], names[level]) for level in sorted(codes.keys() & names.keys())]
    if len(pairs) > 1 or pairs and not layout.name:
        layout.pairs, layout.code, layout.name = pairs, [], []
        return layout
    if not layout.code and (len(codes) > 2 or len(names) > 3):
        narrow = codes if len(codes) > 2 else names
        layout.code, layout.levels = [narrow[k] for k in sorted(narrow)], sorted(narrow)
    elif not layout.code:
        layout.code = [codes[k] for k in sorted(codes)][-1:]
    if not layout.name:
        layout.name = [place for level, place in sorted(names.items()) if place not in layout.code]
    return layout


def _read(grid: Grid, top: int, first: int, layout: _Layout, hints: Hints) -> Understood | None:
    source = grid.name + (f", lembar {grid.sheet.strip()}" if grid.sheet else "")
    result = Understood("nomenklatur", "Daftar nomenklatur", TABLE, source, grid)
    result.fates += [Fate(row, TITLE) for row in range(top) if not grid.is_blank(row)]
    result.fates += [Fate(row, HEAD) for row in range(top, first)]
    known: dict[str, TakenRow] = {}
    carried: list[str] = []
    coded = 0
    for row in range(first, len(grid.rows)):
        if grid.is_blank(row):
            continue
        if is_numbering(grid, row) and not known:
            result.fates.append(Fate(row, NUMBERING))
            continue
        said = _said(grid, row, layout, carried, result)
        coded += any(code for code, _ in said)
        taken = [_take(grid, row, code, name, layout, known, result) for code, name in said if code and name]
        if any(taken):
            result.fates.append(Fate(row, TAKEN))
        elif any(code for code, _ in said):
            result.doubt(grid.where(row), f"kode {next(c for c, _ in said if c)!r} tanpa nama, atau bukan kode "
                         "program, kegiatan, atau sub kegiatan; baris ini tidak dibawa", PERIKSA)  # fmt: skip
            result.fates.append(Fate(row, DOUBTFUL, "kode tidak dikenal"))
        else:
            first_text = next((t for t in grid.texts(row) if t), "")
            total = re.match(r"(grand |sub )?(total|jumlah)\b", first_text, re.I)
            result.fates.append(Fate(row, TOTAL if total else NOTE, "" if total else "tanpa kode"))
    taken_rows = sum(fate.fate == TAKEN for fate in result.fates)
    if not known or taken_rows < _ENOUGH * coded:
        return None
    result.rows = [known[code] for code in sorted(known, key=code_order)]
    result.columns = _columns(grid, top, first, layout)
    used = {*layout.code, *layout.name, *layout.others.values(), *(p for pair in layout.pairs for p in pair)}
    headings = headings_of(grid, top, first - top)
    if hints.table != TABLE and _has_figures(grid, first, [k for k in headings if k not in used], headings):
        return None
    result.unused = [" / ".join(p for p in headings[k] if p) for k in sorted(headings) if k not in used]
    return result


def _has_figures(grid: Grid, first: int, places: list[int], headings: dict[int, tuple[str, ...]]) -> bool:
    """Whether a column that the list does not use holds figures: then the table says more than names, perhaps money."""
    for place in places:
        if re.fullmatch(r"(?:no|nomor|no urut|tahun.*|kode.*)?", heading_key(" ".join(headings[place]))):
            continue
        texts = [text for row in range(first, len(grid.rows)) if (text := grid.text(row, place))]
        if sum(bool(re.fullmatch(r"(?:rp\.?\s*)?[0-9][0-9.,]*", text, re.I)) for text in texts) * 2 > len(texts):
            return True
    return False


def _columns(grid: Grid, top: int, first: int, layout: _Layout) -> dict[str, str]:
    headings = headings_of(grid, top, first - top)
    places = {k: "Kode" for k in layout.code} | {k: "Uraian" for k in layout.name}
    places |= {k: name for pair in layout.pairs for k, name in zip(pair, ("Kode", "Uraian"), strict=True)}
    places |= {k: name for name, k in layout.others.items()}
    return {" / ".join(p for p in headings[k] if p): name for k, name in places.items() if k in headings}


def _said(grid: Grid, row: int, layout: _Layout, carried: list[str], result: Understood) -> list[tuple[str, str]]:
    """Codes and names of a row, from the highest level down."""
    if layout.pairs:
        return [(_one_code(grid, row, [code], result), grid.text(row, name)) for code, name in layout.pairs]
    name = next((t for k in reversed(layout.name) if (t := grid.text(row, k))), "")
    if layout.levels:
        code = _from_parts(grid, row, layout, carried)
    else:
        code = _one_code(grid, row, layout.code, result)
    if not code and (found := _BEFORE.match(name)) and level_of_code(found[1]):
        code, name = found[1], name[found.end() :]
    return [(code, name)]


def _one_code(grid: Grid, row: int, places: list[int], result: Understood) -> str:
    parts = []
    for place in places:
        cells = grid.rows[row]
        value = cells[place] if 0 <= place < len(cells) else None
        reading = code_from_value(value, grid.codes.get((row, place)))
        if reading.jenis == "ragu":
            result.doubt(grid.where(row, place), reading.pesan)
        elif reading.nilai:
            parts.append(str(reading.nilai))
    code = joined_code(parts).upper()
    return code if level_of_code(code) or not code else f"?{code}"


def _from_parts(grid: Grid, row: int, layout: _Layout, carried: list[str]) -> str:
    """A code in five narrow columns: what a row leaves out before its first part is that of the row above."""
    cells = grid.rows[row]
    values = [cells[k] if 0 <= k < len(cells) else None for k in layout.code]
    parts = [_part(value, level) for value, level in zip(values, layout.levels, strict=True)]
    filled = [k for k, part in enumerate(parts) if part]
    if not filled:
        return ""
    if any("." in part and level != 3 for part, level in zip(parts, layout.levels, strict=True)):
        code = joined_code([part for part in parts if part])  # whole codes, each in the column of its level
        return code if level_of_code(code) else f"?{code}"
    parts = [*carried[: filled[0]], *parts[filled[0] : filled[-1] + 1]]
    carried[:] = parts
    code = joined_code(parts).upper()
    return code if all(parts) and level_of_code(code) else f"?{code}"


def _part(value: Any, level: int) -> str:
    """One part of a code as text: a number that a spreadsheet has made of it gets back the digits of its level."""
    if isinstance(value, str):
        text = "".join(clean_text(value).split()).strip(".")
        return text.zfill(_WIDTHS[level]) if text.isdigit() and level != 3 else text
    if not is_number(value):
        return ""
    return f"{value:.2f}" if level == 3 else f"{value:.0f}".zfill(_WIDTHS[level])


def _take(
    grid: Grid, row: int, code: str, name: str, layout: _Layout, known: dict[str, TakenRow], result: Understood
) -> bool:
    if code.startswith("?"):
        return False
    name = " ".join(name.split())
    if code in known:
        values = known[code].values
        if text_key(values["Uraian"]) != text_key(name):
            result.doubt(grid.where(row), f"kode {code} bernama {name[:60]!r}, di baris lain "
                         f"{values['Uraian'][:60]!r}; dipakai yang pertama", PERIKSA)  # fmt: skip
        return True
    values = {"Kode": code, "Uraian": name}
    if not layout.pairs or text_key(grid.text(row, layout.pairs[-1][1])) == text_key(name):
        values |= {column: text for column, place in layout.others.items() if (text := grid.text(row, place))}
    known[code] = TakenRow(values, grid.where(row), (row,), level_of_code(code))
    return True


def code_order(code: str) -> list[tuple[bool, str]]:
    """Codes as they are listed: the general ones (X.XX) first, a parent before what stands beneath it."""
    return [(not part.startswith("X"), part.zfill(6)) for part in code.split(".")]
