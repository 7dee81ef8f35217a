"""A budget table understood: rows, levels, leaves, and the sums of the file compared with the rows taken."""

import re
from typing import Any

from ..expr.values import bulatkan, is_number
from ..invocation import answer
from ..records import dataclass, field
from ..rules.bacaan_angka import ANGKA, KOSONG, NOT_AVAILABLE, clean_text, read_number
from ..rules.bacaan_kode import code_from_value
from .aliases import witnesses
from .budget_doubts import SPACED, doubt_doubles, remark_unknown, say_spaced
from .context import MONTHS, Context, context_of, last_month, quarter_in, quarter_of_month
from .grid import Grid
from .heads import Section, is_numbering
from .levels import (
    DEPTH,
    REKENING,
    SUB,
    UNSURE,
    BudgetLine,
    give_levels,
    is_capital,
    joined_code,
    level_of_code,
    unspaced_code,
)
from .model import (
    CONTINUED,
    DOUBTFUL,
    FOOTER,
    NOTE,
    NUMBERING,
    PERIKSA,
    SKIPPED,
    TAKEN,
    TOTAL,
    Fate,
    Hints,
    SumCheck,
    TakenRow,
    Understood,
    doubt_uncomputed,
)
from .money_unit import MoneyUnit, in_rupiah, money_unit, say_units
from .page_footers import page_footer

_TOTAL = re.compile(
    r"(?:sub\s*|grand\s*)?(?:total|jumlah)(?:\s+(?:total|jumlah|seluruhnya|keseluruhan|anggaran|belanja|pagu|umum|akhir|"
    r"dana|i+v?|[0-9]+|program\b.*|kegiatan\b.*|sub\b.*))*[\s:.]*",
    re.I,
)
_PART = re.compile(r"(?:sub\s*total|sub\s*jumlah|jumlah\s+(?:program|kegiatan|sub)\b)", re.I)
_WORDED = re.compile(r"\s*(?:program|urusan|kegiatan|sub\s*kegiatan)", re.I)
_CODE_PART = re.compile(r"[0-9X]{1,4}(?:\.[0-9X]{1,4})*\.?", re.I)
_CODE_BEFORE = re.compile(r"((?:[0-9]|X)(?:\.(?:[0-9]{1,2}|X{2}))+(?:\.[0-9]{4})?)\s*[-–:]?\s+(?=\D)")
_WORDS = re.compile(r"[^0-9]*[A-Za-z]{4,}[^0-9]*")
PERCENT_SLACK = 0.0101  # points by which a percentage of two decimals may differ: rounding, or truncation


@dataclass(slots=True)
class _Line:
    """A body row on its way: its place, what it says, and what is odd about it."""

    row: int
    budget: BudgetLine
    amounts: dict[str, Any]
    percent: float | None
    rows: list[int]
    decimals: int = 0
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    dashes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """Where a budget table keeps what: places by role, and the column of the contract that each amount goes to.

    cut: rows may be cut by a page break, so that a text without a figure is the rest of the one above.
    units: of the amounts that are not in rupiah, by column of the contract.
    """

    code: list[int]
    text: list[int]
    level: int
    indicator: int
    money: dict[str, int]
    percent: int
    cut: bool = True
    units: dict[str, MoneyUnit] = field(default_factory=dict)


def layout_of(section: Section, hints: Hints, result: Understood) -> Layout:
    """The places of a section, with the general columns (Pagu, Realisasi) given to a document and a quarter."""
    context = context_of([*section.titles])
    money: dict[str, int] = {}
    paid = [name for name in section.columns if name.startswith("Realisasi")]
    for name, places in section.columns.items():
        if name.startswith(("Pagu", "Realisasi")):
            target = name
            if name == "Pagu":
                target = _document(section, places[0], hints, context, result)
            elif name == "Realisasi" or paid == [name]:
                named = int(name[-1]) if name[-1].isdigit() else quarter_in(section.heading(places[0]))
                target = f"Realisasi TW{_quarter(section, places[0], named, hints, context, result)}"
            if target in money:
                continue
            money[target] = places[0]
            result.columns[section.heading(places[0])] = target
    for name in ("Kode", "Uraian", "Tingkat", "Indikator"):
        if (place := section.column(name)) >= 0:
            result.columns[section.heading(place)] = name
    code = list(section.columns.get("Kode", ()))
    code += _narrow_code_cells(section, code)
    percent = next(
        (
            p
            for p in sorted(section.headings)
            if witnesses("tbl_anggaran", section.headings[p]) and p > max(money.values())
        ),
        -1,
    )
    used = {*code, *section.columns.get("Uraian", ()), *money.values(), section.column("Tingkat")}
    result.unused += [section.heading(p) for p in sorted(section.headings) if p not in used]
    return Layout(
        code, section.columns.get("Uraian", []), section.column("Tingkat"), section.column("Indikator"), money,
        percent, units=_units(section, money),
    )  # fmt: skip


def _units(section: Section, money: dict[str, int]) -> dict[str, MoneyUnit]:
    """In what unit each amount is written: by its own heading, else by a line above or beneath the table."""
    beneath = [text for row in section.body if len(text := " ".join(filter(None, section.grid.texts(row)))) < 80]
    of_table = money_unit(section.titles) or money_unit(text for text in beneath if not re.search("[0-9]{4}", text))
    found = {name: money_unit(section.headings.get(place, ())) or of_table for name, place in money.items()}
    return {name: unit for name, unit in found.items() if unit is not None}


def _narrow_code_cells(section: Section, code: list[int]) -> list[int]:
    """Places right of Kode without a heading that hold further parts of the code."""
    more: list[int] = []
    place = code[-1] + 1 if code else -1
    while code and place not in section.headings and place < section.width + 8:
        texts = [t for row in section.body if (t := section.grid.text(row, place))]
        if not texts or sum(bool(_CODE_PART.fullmatch(t)) for t in texts) < 0.8 * len(texts):
            break
        more.append(place)
        place += 1
    return more


def _document(section: Section, place: int, hints: Hints, context: Context, result: Understood) -> str:
    heading = section.heading(place)
    if hints.document:
        return "Pagu Perubahan" if hints.document != "Awal" else "Pagu Awal"
    if "Pagu Awal" in section.columns:
        return "Pagu Perubahan"
    if "Pagu Perubahan" in section.columns:
        return "Pagu Awal"
    name = "Pagu Perubahan" if context.revised else "Pagu Awal"
    said = "judulnya menyebut perubahan" if context.revised else "tidak ada kata perubahan di judulnya"
    result.assumptions.append(f"Kolom {heading!r} dibaca sebagai {name} ({said}). Ubah dengan {answer(pagu='')}.")
    return name


def _quarter(
    section: Section, place: int, named: int | None, hints: Hints, context: Context, result: Understood
) -> int:
    """The quarter of a table's only realisasi. named: by the heading itself, or by who said what it means."""
    heading = section.heading(place)
    if hints.quarter:
        quarter, said = hints.quarter, "diminta"
    elif found := named or context.quarter:
        quarter, said = found, "tertulis di judulnya"
        if named and context.quarter not in (None, named):
            result.doubt(
                section.grid.where(section.top, place),
                f"judul tabel menyebut triwulan {context.quarter}, judul kolomnya triwulan {named}; dipakai {named}",
                PERIKSA,
            )
    elif month := last_month(heading) or context.month:
        said = f"judulnya menyebut {MONTHS[month - 1].capitalize()}"
        quarter, unfinished = quarter_of_month(month)
        if unfinished:
            result.doubt(section.grid.where(section.top, place), unfinished, PERIKSA)
    elif context.year is not None:
        quarter, said = 4, f"tabel setahun ({context.year})"
    else:
        quarter = hints.running_quarter or 4
        said = "triwulan berjalan di Pengaturan" if hints.running_quarter else "tidak tertulis di mana pun"
        result.doubt(
            section.grid.where(section.top, place),
            f"berkas tidak mengatakan triwulan berapa realisasinya; dibaca triwulan {quarter} ({said}). "
            f"Sebutkan dengan {answer(triwulan='')}.", PERIKSA if hints.running_quarter else "Salah",
        )  # fmt: skip
    if len(context.quarters) > 1 and not hints.quarter:
        several = " dan ".join(str(q) for q in context.quarters)
        result.doubt(
            section.grid.where(section.top, place),
            f"judul di atasnya menyebut triwulan {several}; sebutkan dengan {answer(triwulan='')}",
        )
    result.quarter = quarter
    result.assumptions.append(f"Kolom {heading!r} dibaca sebagai realisasi s.d. triwulan {quarter} ({said}).")
    return quarter


def understand_budget(
    section: Section, hints: Hints, export: str = "umum", label: str = "Tabel anggaran"
) -> Understood:
    """A section that is a budget table, as a plan for ``tbl_anggaran``.

    Args:
        section: from ``heads.find_sections``. export, label: of the export that read it.
    """
    grid = section.grid
    result = Understood(export, label, "tbl_anggaran", _source(grid), grid)
    for name, one, other in section.conflicts:
        result.doubt(
            grid.where(section.top),
            f"judul {one!r} dan {other!r} sama-sama dapat berarti {name}; dipakai yang pertama. "
            f"Tegaskan dengan {answer(kolom='')}.",
        )  # fmt: skip
    layout = layout_of(section, hints, result)
    result.fates += section.fates
    lines = _lines(section, layout, result)
    give_levels([line.budget for line in lines], hints.levels, hints.levels_of_codes)
    finish_budget(result, lines, list(layout.money))
    say_units(result, layout.units, grid.where(section.top))
    doubt_uncomputed(result, {*layout.money.values()})
    remark_unknown(section, hints, result)
    return result


def _source(grid: Grid) -> str:
    return grid.name + (f", lembar {grid.sheet.strip()}" if grid.sheet else "")


def _lines(section: Section, layout: Layout, result: Understood) -> list[_Line]:
    """The body's rows as lines; totals, numbering, notes and continued texts get their fate here."""
    grid = section.grid
    lines: list[_Line] = []
    ended = False
    for row in section.body:
        if is_numbering(grid, row) and not any(_amounts_there(grid, row, layout, 0)):
            result.fates.append(Fate(row, NUMBERING))
            continue
        shift = _shift(grid, row, layout)
        line = _line(grid, row, layout, shift, result)
        there = any(value is not None for value in line.amounts.values()) or bool(line.doubts)
        text, code = line.budget.text, line.budget.code
        if there and _is_total(grid, row, text, code, line):
            if not _PART.match(text):
                _compare_later(result, grid, row, line)
                ended = True
            result.fates.append(Fate(row, TOTAL, text[:60]))
        elif not text and not code:
            zero = not any(line.amounts.values()) and not line.doubts
            there = there and not (ended and not any(is_number(v) for v in line.amounts.values()))
            there = there and not (lines and _only_words(grid, row, layout))
            if there:
                told = "ada angka tanpa uraian dan tanpa kode; baris ini tidak dibawa"
                result.doubt(grid.where(row), told, PERIKSA if zero else "Salah")
            result.fates.append(Fate(row, DOUBTFUL if there else NOTE, "tidak ada uraian maupun kode"))
        elif ended and not there:
            result.fates.append(Fate(row, NOTE, "di bawah baris jumlah"))
        elif not there and not code and layout.cut and _continues(text, lines):
            _continue(lines[-1], line, result, grid)
        elif not there and not code and line.budget.level is None and not _WORDED.match(text) and not is_capital(text):
            result.fates.append(Fate(row, NOTE, "teks tanpa angka"))
            if lines:
                result.doubt(grid.where(row), f"{text[:60]!r} tidak berangka; baris ini tidak dibawa", PERIKSA)
        else:
            lines.append(line)
    return lines


def lines_of_places(
    grid: Grid, body: list[int], text: list[int], money: dict[str, int], result: Understood
) -> list[_Line]:
    """The lines of a table whose places are known from its declaration; totals and notes get their fate."""
    feet = {row: words for row in body if (words := page_footer(grid, row))}
    result.fates += [Fate(row, FOOTER, words[:80]) for row, words in feet.items()]
    section = Section(grid, "tbl_anggaran", body[0] if body else 0, 0, body=[row for row in body if row not in feet])
    return _lines(section, Layout([], text, -1, -1, money, -1, cut=False), result)


def _amounts_there(grid: Grid, row: int, layout: Layout, shift: int) -> list[str]:
    return [t for place in layout.money.values() if len(t := grid.text(row, place - shift)) > 2]


def _only_words(grid: Grid, row: int, layout: Layout) -> bool:
    """Whether words alone stand beneath the amounts, as of who signs."""
    return not any(re.search("[0-9]", grid.text(row, place)) for place in layout.money.values())


def _shift(grid: Grid, row: int, layout: Layout) -> int:
    """Places by which a pasted row stands left of its head: a page break drops the empty cells before its text."""
    cells = grid.rows[row]
    first = min(layout.text, default=0)
    if not grid.ragged or not first or len(cells) > first:
        return 0
    last = max(*layout.money.values(), layout.percent)
    shift = last + 1 - len(cells)
    return shift if 0 < shift <= first and first - shift == 0 else 0


def _line(grid: Grid, row: int, layout: Layout, shift: int, result: Understood) -> _Line:
    cells = grid.rows[row]
    code = _code(grid, row, layout, shift, result)
    text, indent = "", 0
    for k, place in enumerate(layout.text):
        raw = cells[place - shift] if 0 <= place - shift < len(cells) else None
        if one := grid.text(row, place - shift):
            indent = 8 * k + (len(raw) - len(raw.lstrip(" \u00a0")) if isinstance(raw, str) else 0)
            text = " ".join(one.split())
            break
    spaced, code = code, unspaced_code(code)
    if _WORDS.fullmatch(code):  # JUMLAH, or who signs, stands at the left edge
        code, text = "", f"{code} {text}".strip()
    if not code and (found := _CODE_BEFORE.match(text)) and level_of_code(found[1]):
        code, text = found[1], text[found.end() :].strip()
    level = grid.text(row, layout.level - shift) if layout.level >= 0 else ""
    known = next((name for name in DEPTH if name.casefold() == " ".join(level.split()).casefold()), None)
    line = _Line(row, BudgetLine(code, text, (), indent, known, "kolom Tingkat" if known else ""), {}, None, [row])
    if level and known is None:
        line.notes.append(f"Tingkat {level!r} tidak dikenal")
    if code and code != spaced:
        line.notes.append(SPACED)
    if shift:
        line.notes.append("selnya bergeser ke kiri; dibaca dari kanan")
    for name, place in layout.money.items():
        amount = _amount(grid, row, place - shift, name, line)
        written = grid.text(row, place - shift) if layout.units else None
        line.amounts[name] = in_rupiah(amount, written, layout.units.get(name))
    if layout.percent >= 0:
        line.percent, line.decimals = _percent(grid, row, layout.percent - shift)
    for name in line.dashes:
        line.amounts[name] = 0
    line.budget.amounts = tuple(line.amounts.values())
    if layout.indicator >= 0 and (codes := grid.text(row, layout.indicator - shift)):
        line.amounts["Indikator"] = codes
    return line


def _code(grid: Grid, row: int, layout: Layout, shift: int, result: Understood) -> str:
    parts = []
    for place in layout.code:
        cells = grid.rows[row]
        value = cells[place - shift] if 0 <= place - shift < len(cells) else None
        if value is None or value == "":
            continue
        reading = code_from_value(value, grid.codes.get((row, place - shift)))
        if reading.jenis == "ragu":
            result.doubt(grid.where(row, place - shift), reading.pesan)
        elif reading.nilai:
            parts.append(str(reading.nilai))
    return joined_code(parts) if len(parts) > 1 else (parts[0] if parts else "")


def _amount(grid: Grid, row: int, place: int, name: str, line: _Line) -> Any:
    cells = grid.rows[row]
    value = cells[place] if 0 <= place < len(cells) else None
    if isinstance(value, str):
        value = clean_text(value)
        if re.fullmatch(r"(?:rp\.?\s*)?[-–—]+(?:\s*,\s*-+)?", value, re.I):
            line.dashes.append(name)
            return None
    reading = read_number(value, uang=True)
    if reading.jenis == ANGKA:
        return reading.nilai
    if reading.jenis == KOSONG:
        return None
    if reading.jenis == NOT_AVAILABLE:
        return "N/A"
    line.doubts.append((place, f"{name} tidak terbaca: {reading.pesan}"))
    return None


def _percent(grid: Grid, row: int, place: int) -> tuple[float | None, int]:
    """A printed percentage in points, and its decimals."""
    cells = grid.rows[row]
    value = cells[place] if 0 <= place < len(cells) else None
    if is_number(value):
        points = float(value) * 100 if (row, place) in grid.percent or abs(value) <= 2 else float(value)
        return points, _decimals(repr(bulatkan(points, 4)), ".")
    reading = read_number(value, satuan="%")
    if reading.jenis != ANGKA:
        return None, 0
    return float(reading.nilai), _decimals(str(value), "," if "," in str(value) else ".")


def _decimals(text: str, mark: str) -> int:
    digits = re.search("[0-9]*", text.rpartition(mark)[2]) if mark in text else None
    return len(digits[0].rstrip("0")) if digits else 0


def _is_total(grid: Grid, row: int, text: str, code: str, line: _Line) -> bool:
    if code:
        return False
    words = text or next((t for t in grid.texts(row) if re.search("[A-Za-z]", t)), "")
    if words and _TOTAL.fullmatch(words):
        return True
    return not text and any(is_number(v) and v for v in line.amounts.values()) and not line.doubts


def _compare_later(result: Understood, grid: Grid, row: int, line: _Line) -> None:
    for name, value in line.amounts.items():
        if is_number(value):
            result.sums.append(SumCheck(name, value, 0, grid.where(row)))


def _continues(text: str, lines: list[_Line]) -> bool:
    """Whether a text without a figure is the rest of the one above: a line that a page break cut."""
    if not lines or _WORDED.match(text):
        return False
    above = lines[-1].budget.text
    return is_capital(text) == is_capital(above) if len(re.findall("[A-Za-z]", text)) >= 4 else True


def _continue(above: _Line, line: _Line, result: Understood, grid: Grid) -> None:
    above.budget.text = f"{above.budget.text} {line.budget.text}"
    above.rows.append(line.row)
    above.notes.append("uraiannya disambung dari baris di bawahnya")
    result.fates.append(Fate(line.row, CONTINUED, "uraian baris di atasnya"))
    result.doubt(
        grid.where(line.row), f"teks {line.budget.text[:50]!r} tanpa angka disambung ke baris di atasnya", PERIKSA
    )


# --- the whole: leaves, parents, sums ------------------------------------------------------------------------------
def finish_budget(result: Understood, lines: list[_Line], money: list[str]) -> None:
    """Rows from lines: unknown levels are doubts, rekening is folded, only leaves carry money, sums are compared."""
    grid = result.grid
    unknown = [line for line in lines if line.budget.level is None]
    if unknown:
        shown = ", ".join(str(grid.numbers[line.row]) for line in unknown[:12]) + (" ..." if len(unknown) > 12 else "")
        result.doubt(
            grid.where(unknown[0].row),
            f"jenjang {len(unknown)} baris tidak diketahui (baris {shown}): tidak ada kode, kata PROGRAM, indentasi, "
            "atau jumlah yang menutup. Baris itu tidak dibawa; tambahkan kolom Tingkat.",
        )
        for line in unknown:
            result.fates += [Fate(row, DOUBTFUL, "jenjang tidak diketahui") for row in line.rows]
    lines = [line for line in lines if line.budget.level is not None]
    lines = _fold_accounts(result, lines, money)
    leaves = _leaves(lines)
    # A column that prints one decimal, or none, has been rounded to it in every row.
    decimals = max((line.decimals for line in lines), default=0)
    for k, line in enumerate(lines):
        _take(result, line, leaves[k], money)
        for place, text in line.doubts:
            result.doubt(grid.where(line.row, place), text)
        _witness(result, line, max(PERCENT_SLACK, 1.01 * 10**-decimals))
    say_spaced(result)
    doubt_doubles(result, [(line.budget.code, line.row) for line in lines])
    _compare_parents(result, lines, leaves, money)
    _compare_total(result, lines, leaves)
    _dashes(result, lines)


def _depth(line: _Line) -> int:
    return DEPTH[line.budget.level or SUB]


def _fold_accounts(result: Understood, lines: list[_Line], money: list[str]) -> list[_Line]:
    """Rekening under a sub kegiatan: compared with its amount, or summed into it where it has none of its own."""
    kept: list[_Line] = []
    beneath: dict[int, list[_Line]] = {}
    for line in lines:
        if line.budget.level == REKENING and kept:
            beneath.setdefault(len(kept) - 1, []).append(line)
        elif line.budget.level == REKENING:
            result.doubt(result.grid.where(line.row), "rekening tanpa sub kegiatan di atasnya; tidak dibawa")
            result.fates += [Fate(row, DOUBTFUL, "rekening tanpa sub kegiatan") for row in line.rows]
        else:
            kept.append(line)
    for k, accounts in beneath.items():
        own = kept[k]
        last = [a for a, b in zip(accounts, [*accounts[1:], None], strict=True) if not _is_above(a, b)]
        for name in money:
            amounts = [a.amounts[name] for a in last if is_number(a.amounts[name])]
            if not amounts:
                continue
            counted = sum(amounts)
            if not is_number(own.amounts[name]):
                own.amounts[name] = counted
                own.notes.append(f"{name} dijumlahkan dari {len(amounts)} rekening")
            elif own.amounts[name] != counted:
                _say_difference(result, own, name, own.amounts[name], counted, "rekeningnya")
        for line in accounts:
            result.fates += [Fate(row, SKIPPED, "rekening, termasuk dalam sub kegiatannya") for row in line.rows]
            for place, text in line.doubts:
                result.doubt(result.grid.where(line.row, place), text)
    return kept


def _is_above(line: _Line, other: _Line | None) -> bool:
    return other is not None and bool(line.budget.code) and other.budget.code.startswith(line.budget.code + ".")


def _leaves(lines: list[_Line]) -> list[bool]:
    return [k + 1 >= len(lines) or _depth(lines[k + 1]) <= _depth(line) for k, line in enumerate(lines)]


def _take(result: Understood, line: _Line, leaf: bool, money: list[str]) -> None:
    values: dict[str, Any] = {"Tingkat": line.budget.level}
    if line.budget.text:  # a source without names leaves those of the book
        values["Uraian"] = line.budget.text
    if line.budget.code:
        values["Kode"] = line.budget.code
    for name, value in line.amounts.items():
        if value is not None and (leaf or name not in money):
            values[name] = value
    if line.budget.why not in ("bentuk kode", "kolom Tingkat"):
        line.notes.append(f"Tingkat: {line.budget.why}")
        if line.budget.why in UNSURE:
            result.doubt(
                result.grid.where(line.row),
                f"jenjang {line.budget.text[:50]!r} diduga {line.budget.level}: {line.budget.why}", PERIKSA,
            )  # fmt: skip
    row = TakenRow(values, result.grid.where(line.row), tuple(line.rows[:1]), line.budget.level, line.notes)
    result.rows.append(row)
    result.fates.append(Fate(line.row, TAKEN))


def _witness(result: Understood, line: _Line, slack: float) -> None:
    """The printed percentage of a row is a second witness of its two amounts."""
    # After a revision the percentage is of the last pagu.
    pagu = line.amounts.get("Pagu Perubahan") or line.amounts.get("Pagu Awal")
    paid = next((v for n, v in reversed(line.amounts.items()) if n.startswith("Realisasi") and is_number(v)), None)
    if line.percent is None or not is_number(pagu) or not pagu or paid is None:
        return
    counted = paid / pagu * 100
    if abs(counted - line.percent) > slack:
        shown = f"{counted:.2f}".replace(".", ",")
        written = f"{line.percent:.2f}".replace(".", ",")
        result.doubt(
            result.grid.where(line.row),
            f"persen tertulis {written}%, sedangkan realisasi dibagi pagu {shown}%: satu angka mungkin salah baca",
            PERIKSA,
        )


def _say_difference(result: Understood, line: _Line, name: str, written: float, counted: float, of: str) -> None:
    result.doubt(
        result.grid.where(line.row),
        f"{name} {line.budget.text[:60]!r} tertulis {_money(written)}, jumlah {of} {_money(counted)} "
        f"(selisih {_money(counted - written)})",
    )


def _money(value: float) -> str:
    from ..rules.terbilang import rupiah

    return str(rupiah(value))


def _compare_parents(result: Understood, lines: list[_Line], leaves: list[bool], money: list[str]) -> None:
    for k, line in enumerate(lines):
        if leaves[k]:
            continue
        stop = next((j for j in range(k + 1, len(lines)) if _depth(lines[j]) <= _depth(line)), len(lines))
        for name in money:
            written = line.amounts[name]
            amounts = [
                lines[j].amounts[name] for j in range(k + 1, stop) if leaves[j] and is_number(lines[j].amounts[name])
            ]
            if is_number(written) and amounts and sum(amounts) != written:
                _say_difference(result, line, name, written, sum(amounts), "rinciannya")


def _compare_total(result: Understood, lines: list[_Line], leaves: list[bool]) -> None:
    """The file's own total with the leaves; of several totals the last holds."""
    last = {check.what: check for check in result.sums}
    result.sums = []
    for name, check in last.items():
        amounts = [line.amounts.get(name) for k, line in enumerate(lines) if leaves[k]]
        counted = sum(a for a in amounts if is_number(a))
        result.sums.append(SumCheck(name, check.written, counted, check.where))


def _dashes(result: Understood, lines: list[_Line]) -> None:
    rows = [line for line in lines if line.dashes]
    if rows:
        unsaid = [line for line in rows if line.percent]
        result.assumptions.append(f"Tanda '-' di kolom uang dibaca 0 ({len(rows)} baris).")
        for line in unsaid:
            result.doubt(result.grid.where(line.row), "'-' dibaca 0, tetapi persen di baris itu bukan 0", PERIKSA)
