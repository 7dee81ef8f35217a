"""Tables of indicators understood: Pengukuran, Renstra, Riwayat, Data Dukung."""

import re
from typing import Any

from ..expr.values import ErrorValue, bulatkan, is_number
from ..invocation import answer
from ..rules.bacaan_angka import clean_text, says_not_available, text_key
from ..rules.bacaan_kode import code_from_value
from .aliases import PERSONAL, YEAR, label, resolve, suggestion
from .context import context_of, last_month, quarter_in, quarter_of_month
from .grid import Grid
from .heads import Section, is_numbering
from .model import (
    DOUBTFUL,
    NOTE,
    NUMBERING,
    PERIKSA,
    SKIPPED,
    TAKEN,
    TOTAL,
    Fate,
    Hints,
    TakenRow,
    Understood,
    doubt_uncomputed,
)

_YEARLY = re.compile(r"(Target|Realisasi) ((?:19|20)[0-9]{2})")
_TEXTS = {"Tujuan", "Sasaran", "Indikator", "Uraian", "Satuan", "Formulasi", "Kode", "Jenis", "Induk"}


def understand_table(section: Section, hints: Hints) -> Understood:
    """A section that is a table of indicators, as a plan for its target."""
    grid, table = section.grid, section.table
    source = grid.name + (f", lembar {grid.sheet.strip()}" if grid.sheet else "")
    result = Understood("umum", label(table), table, source, grid)
    result.fates += section.fates
    for name, one, other in section.conflicts:
        result.doubt(
            grid.where(section.top),
            f"judul {one!r} dan {other!r} sama-sama dapat berarti {name}; dipakai yang pertama. "
            f"Tegaskan dengan {answer(kolom='')}.",
        )
    columns = _columns(section, hints, result)
    filled: dict[str, str] = {}
    for row in section.body:
        _row(section, row, columns, filled, hints, result)
    if table == "tbl_renstra":
        _give_renstra_codes(result, hints)
    doubt_uncomputed(result, {*columns.values()})
    _say_unused(section, columns, result)
    return result


def _columns(section: Section, hints: Hints, result: Understood) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, places in section.columns.items():
        target = name
        if name == "Realisasi" and section.table == "tbl_pengukuran":
            target = f"Realisasi TW{_quarter(section, places[0], hints, result)}"
        year = _YEARLY.fullmatch(name)
        first, last = hints.years
        if year and section.table == "tbl_renstra" and last >= first and not first <= int(year[2]) <= last:
            result.doubt(
                section.grid.where(section.top, places[0]),
                f"kolom {section.heading(places[0])!r}: tahun {year[2]} tidak ada di Renstra buku ini "
                f"({first}-{last}); tidak dibawa", PERIKSA,
            )  # fmt: skip
            continue
        columns[target] = places[0]
        result.columns[section.heading(places[0])] = target
    return columns


def _quarter(section: Section, place: int, hints: Hints, result: Understood) -> int:
    heading = section.heading(place)
    quarter = hints.quarter or quarter_in(heading) or context_of(section.titles).quarter
    if quarter is None and (month := last_month(heading)):
        quarter, unfinished = quarter_of_month(month)
        if unfinished:
            result.doubt(section.grid.where(section.top, place), unfinished, PERIKSA)
    if quarter is None:
        quarter = hints.running_quarter or 4
        result.doubt(
            section.grid.where(section.top, place),
            f"berkas tidak mengatakan triwulan berapa realisasinya; dibaca triwulan {quarter}. "
            f"Sebutkan dengan {answer(triwulan='')}.",
            PERIKSA if hints.running_quarter else "Salah",
        )
    result.quarter = quarter
    return quarter


def _row(
    section: Section, row: int, columns: dict[str, int], filled: dict[str, str], hints: Hints, result: Understood
) -> None:
    grid = section.grid
    if is_numbering(grid, row):
        result.fates.append(Fate(row, NUMBERING))
        return
    values = {
        name: value for name, place in columns.items() if (value := _value(grid, row, place, name, result)) is not None
    }
    figures = [name for name in values if name not in _TEXTS and name not in ("Keterangan", "Jenis", "IKU")]
    indicator = values.get("Indikator")
    texts = [t for t in grid.texts(row) if t]
    if not values.get("Kode") and not indicator and not values.get("Uraian"):
        if texts and re.match(r"(sub\s*)?(jumlah|total|rata-rata)\b", texts[0], re.I):
            result.fates.append(Fate(row, TOTAL))
        elif figures:
            result.doubt(grid.where(row), "ada angka tanpa kode dan tanpa indikator; baris ini tidak dibawa")
            result.fates.append(Fate(row, DOUBTFUL, "tanpa kode dan indikator"))
        else:
            result.fates.append(Fate(row, SKIPPED if len(texts) > 1 else NOTE, "tanpa kode dan tanpa indikator"))
        return
    if not figures and not values.get("Kode"):
        result.fates.append(Fate(row, NOTE, "tanpa angka"))
        return
    for name in ("Tujuan", "Sasaran"):
        if text := values.get(name):
            filled[name] = str(text)
            if name == "Tujuan":
                filled.pop("Sasaran", None)
        elif section.table == "tbl_renstra" and name in filled:
            values[name] = filled[name]
    if section.table in ("tbl_pengukuran", "tbl_riwayat") and not values.get("Kode"):
        code = hints.indicators.get(text_key(indicator))
        if code is None:
            result.doubt(
                grid.where(row), f"indikator {str(indicator)[:60]!r} tidak ada di Renstra buku; tulis Kode-nya"
            )
            result.fates.append(Fate(row, DOUBTFUL, "indikator tidak dikenal"))
            return
        values["Kode"] = code
    if section.table in ("tbl_pengukuran", "tbl_riwayat"):
        values.pop("Indikator", None)
    if section.table == "tbl_renstra":
        _unit_of(values)
    rows = _by_year(values) if section.table == "tbl_riwayat" else [values]
    result.rows += [TakenRow(one, grid.where(row), (row,)) for one in rows]
    result.fates.append(Fate(row, TAKEN))


def _value(grid: Grid, row: int, place: int, name: str, result: Understood) -> Any:
    cells = grid.rows[row]
    value = cells[place] if 0 <= place < len(cells) else None
    if value is None or (isinstance(value, str) and not clean_text(value)):
        return None
    if value.__class__ is ErrorValue:
        result.doubt(grid.where(row, place), f"{name} berisi pesan kesalahan Excel; tidak dibawa")
        return None
    if name in ("Kode", "Induk"):
        reading = code_from_value(value, grid.codes.get((row, place)))
        if reading.jenis == "ragu":
            result.doubt(grid.where(row, place), reading.pesan)
            return None
        return reading.nilai
    if is_number(value):
        # A percentage of Excel is kept in points, as the contract has it.
        return bulatkan(value * 100, 10) if (row, place) in grid.percent else value
    if not isinstance(value, str):
        result.doubt(grid.where(row, place), f"{name} berisi tanggal atau BENAR/SALAH; tidak dibawa", PERIKSA)
        return None
    text = clean_text(value)
    if name.startswith(("Target", "Realisasi")) and says_not_available(text):
        return "N/A"
    return text


def _by_year(values: dict[str, Any]) -> list[dict[str, Any]]:
    """Columns of years as rows of years."""
    yearly = {name: found for name in values if (found := _YEARLY.fullmatch(name))}
    if not yearly:
        return [values]
    rest = {name: value for name, value in values.items() if name not in yearly and name not in ("Target", "Realisasi")}
    rows: dict[int, dict[str, Any]] = {}
    for name, found in yearly.items():
        row = rows.setdefault(int(found[2]), {**rest, "Tahun": int(found[2])})
        row[found[1]] = values[name]
    return [{"Lingkup": "Instansi", **row} for row in rows.values()]


def _unit_of(values: dict[str, Any]) -> None:
    """A unit in brackets at the end of an indicator, where there is no column for it; the kind by the unit."""
    text = str(values.get("Indikator", ""))
    if "Satuan" not in values and text.endswith(")"):
        depth, start = 0, -1
        for k in range(len(text) - 1, -1, -1):
            depth += (text[k] == ")") - (text[k] == "(")
            if depth == 0:
                start = k
                break
        if start > 3 and len(text) - start <= 40:
            values["Satuan"], values["Indikator"] = text[start + 1 : -1].strip(), text[:start].strip()
    unit = text_key(values.get("Satuan", ""))
    if unit and "Tipe" not in values:
        kinds = {"%": "Persen", "persen": "Persen", "tanggal": "Tanggal"}
        kind = "Indeks" if unit.startswith("indeks") else kinds.get(unit)
        if kind:
            values["Tipe"] = kind


def _give_renstra_codes(result: Understood, hints: Hints) -> None:
    """Codes of the book for indicators that it knows; 1, 1.1, 1.1.1 by Tujuan and Sasaran in an empty one."""
    tujuan: dict[str, int] = {}
    sasaran: dict[tuple[int, str], int] = {}
    counts: dict[str, int] = {}
    parents: dict[int, str] = {}
    given = 0
    for row in result.rows:
        values = row.values
        if values.get("Kode"):
            continue
        if code := hints.indicators.get(text_key(values.get("Indikator"))):
            values["Kode"] = code
            continue
        if hints.indicators:
            result.doubt(
                row.where, f"indikator {str(values.get('Indikator'))[:60]!r} belum ada di buku; tulis Kode-nya"
            )
            continue
        t = tujuan.setdefault(text_key(values.get("Tujuan", "")), len(tujuan) + 1)
        if values.get("Sasaran"):
            s = sasaran.setdefault((t, text_key(values["Sasaran"])), sum(k[0] == t for k in sasaran) + 1)
            stem, values["Jenis"] = f"{t}.{s}", "Sasaran"
            if t in parents:
                values.setdefault("Induk", parents[t])
        else:
            stem, values["Jenis"] = str(t), "Tujuan" if values.get("Tujuan") else "Sasaran"
        counts[stem] = counts.get(stem, 0) + 1
        deeper = values["Jenis"] == "Sasaran" or counts[stem] > 1
        values["Kode"] = f"{stem}.{counts[stem]}" if deeper and values.get("Sasaran") else stem
        if not values.get("Sasaran") and counts[stem] > 1:
            values["Kode"] = f"{stem}.0.{counts[stem]}"
        if values["Jenis"] == "Tujuan":
            parents.setdefault(t, values["Kode"])
        given += 1
    result.rows = [row for row in result.rows if row.values.get("Kode")]
    if given:
        result.assumptions.append(f"{given} indikator tanpa kode diberi kode menurut urutan Tujuan dan Sasaran.")


def _say_unused(section: Section, columns: dict[str, int], result: Understood) -> None:
    used = set(columns.values())
    for place in sorted(section.headings):
        if place in used:
            continue
        match, heading = resolve(section.table, section.headings[place]), section.heading(place)
        person = match is not None and match.column == PERSONAL
        result.unused.append(heading + (" (data orang, tidak disimpan)" if person else ""))
        if place in section.unknown and match is None:
            near = suggestion(section.table, section.headings[place])
            advice = f" Bila yang dimaksud {near}: {answer(kolom=f'{heading}={near}')}." if near else ""
            year = " Tahunnya tidak dikenali." if YEAR.search(heading) else ""
            result.doubt(
                section.grid.where(section.top, place),
                f"kolom {heading!r} tidak dikenal, tidak dibawa.{year}{advice}",
                PERIKSA,
            )
