"""What a flow answers on the terminal and to programs: the year in a few lines, the backups, and the findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..checks.finding import Finding, sebagai_kamus
from ..checks.grouping import grouped
from ..expr.values import ErrorValue, is_number
from ..flows.result import Result
from ..invocation import advice, command
from ..ooxml.backups import KEPT_DAYS, Backup
from ..schema.choices import ROMAWI

if TYPE_CHECKING:
    from ..flows.glance import Glance
    from ..flows.intake_plan import TablePlan
    from ..flows.tambah import ModuleState

GRAVITY = {"Salah": 0, "Periksa": 1, "Info": 2}
"""Place of a finding by its weight; the gravest first."""
_STYLE = {"Salah": "bold red", "Periksa": "yellow", "Info": "cyan"}  # rich leaves colour out where NO_COLOR says so
_KEYS_SHOWN = 5
_DOUBTS_SHOWN = 5


def _percent(value: Any, decimals: int) -> str:
    from ..rules.terbilang import format_percent

    return str(format_percent(value, decimals)) if is_number(value) else "N/A"


def _rupiah(value: Any) -> str:
    from ..rules.terbilang import rupiah

    return str(rupiah(value)) if is_number(value) else "N/A"


def _provisional(glance: Glance) -> str:
    """What makes the money of the year uncertain, in words; "" when nothing does."""
    if glance.withheld:
        return " (ditahan: urutan baris Anggaran rusak)"
    return f" (sementara: {glance.unfilled} baris belum terisi)" if glance.unfilled else ""


def _base(glance: Glance) -> str:
    """What the serapan of the year is a share of; with the whole pagu where a part of it is blocked."""
    pagu = f"pagu {_rupiah(glance.figures['Pagu'])}"
    return pagu if glance.available is None else f"pagu efektif {_rupiah(glance.available)} ({pagu})"


def warnings(result: Result) -> list[str]:
    """What makes the figures of an answer doubtful, in sentences; the cells that were read wrong by name."""
    glance, findings = result.glance, result.findings
    if glance is None or not findings:
        return [] if glance is None else glance.warnings()
    from ..flows.glance import told_of_cells

    return [*glance.warnings(), *told_of_cells(findings)]


def summary_lines(result: Result) -> list[str]:
    """What is doubtful, then capaian and predikat, budget, money without an indicator."""
    glance = result.glance
    if glance is None:
        return []
    figures, decimals = glance.figures, int(glance.decimals) if is_number(glance.decimals) else 2
    predikat = glance.predikat()
    predikat = predikat if predikat.__class__ is str else "N/A"
    predikat = predikat.replace(" (sementara)", ", sementara")
    measured = f"{_value(figures['Indikator terukur'])} dari {_value(figures['Indikator seluruhnya'])}"
    until = f" s.d. Triwulan {ROMAWI[glance.quarter]}" if glance.quarter < 4 else ""
    missing = glance.capaian_missing()
    if missing:
        capaian = f"Capaian: {missing}"
    elif not is_number(figures["Rata-rata capaian"]):
        capaian = f"Capaian{until}: N/A, {measured} indikator terukur."
    else:
        mean, of_year = (_percent(figures[name], decimals) for name in ("Rata-rata capaian", "Terhadap target setahun"))
        over = f" ({glance.of_year})" if glance.of_year else ""
        whole = f", terhadap target setahun {of_year}{over}" if until else ""
        capaian = f"Capaian{until}: {mean} ({predikat}), {measured} indikator terukur{whole}."
    return [
        *warnings(result),
        capaian,
        "Anggaran: lembar Anggaran belum diisi."
        if not glance.budgeted
        else f"Anggaran: realisasi {_rupiah(figures['Realisasi'])} dari {_base(glance)}, "
        f"serapan {_percent(figures['Serapan'], decimals)}{_provisional(glance)}.",
        *([f"Pagu tanpa indikator: {_rupiah(figures['Pagu tanpa indikator'])}."] if glance.budgeted else []),
    ]


def checked_line(result: Result) -> str:
    """The first line of what ``periksa`` found."""
    if result.findings:
        return f"Buku diperiksa: {len(result.findings)} temuan."
    if result.glance is not None and result.glance.is_blank():
        return "Buku diperiksa: belum ada yang dapat diperiksa; Renstra, Pengukuran, dan Anggaran belum diisi."
    return "Buku diperiksa: tidak ada temuan."


def doubles_line(result: Result) -> str:
    """Which indicators of a source have several targets in one cell."""
    shown = ", ".join(result.doubles[:_KEYS_SHOWN]) + (" ..." if len(result.doubles) > _KEYS_SHOWN else "")
    return f"Ada sel yang memuat dua target: indikator {shown}. Pecah menjadi dua indikator (.a dan .b), atau perbaiki."


def alters(result: Result) -> bool:
    """Whether ``isi`` puts in, alters or takes out a row."""
    return any(changes.added or changes.changed or changes.removed for changes in result.rows.values())


def filled_line(result: Result) -> str:
    """The first line of what ``isi`` did."""
    return "Buku diisi." if alters(result) else "Tidak ada isian yang berubah."


def shortened(key: str, most: int = 60) -> str:
    """A key as a list shows it: the end of a long one is left out, and that is seen."""
    return key if len(key) <= most else f"{key[: most - 4].rstrip()} ..."


def fill_lines(result: Result) -> list[str]:
    """What ``isi`` did: a line for each table with counts and keys, and what it left out."""
    from ..schema.captions import sheet_caption

    lines = [*([doubles_line(result)] if result.doubles else []), *result.unlisted]
    for table, changes in result.rows.items():
        lines.append(
            f"{sheet_caption(table)}: {len(changes.added)} baris ditambah, {len(changes.changed)} diubah, "
            f"{len(changes.removed)} dihapus, {changes.same} tetap."
        )
        for word, keys in (
            ("ditambah", changes.added), ("diubah", changes.changed), ("dihapus", changes.removed),
            ("dikosongkan, sebab kosong di sumbernya", changes.emptied),
            ("kosong di sumbernya, isian buku tetap", changes.kept),
        ):  # fmt: skip
            if keys:
                more = f" ... dan {len(keys) - _KEYS_SHOWN} lagi" if len(keys) > _KEYS_SHOWN else ""
                lines.append(f"  {word}: {'; '.join(shortened(key) for key in keys[:_KEYS_SHOWN])}{more}")
    for plan in result.plans:
        for one in plan.understood:
            lines.append(f"Dikenali sebagai {one.label}: {one.source}, {len(one.rows)} baris.")
            lines += [f"  {text}" for text in one.assumptions]
        lines += doubt_lines(plan)
    return lines + (["Tidak dibaca: " + ", ".join(result.ignored)] if result.ignored else [])


def repairs_line(repairs: Sequence[str]) -> str:
    """How many repairs ``periksa`` offers whose meaning is certain."""
    return f"{len(repairs)} perbaikan yang pasti dapat dilakukan"


def unwritten_lines(result: Result, of_typed: str = "", of_signed: str = "") -> list[str]:
    """What ``laporan`` left alone.

    Args:
        of_typed, of_signed: how this host has a sheet written all the same that somebody typed into, or that is signed.
    """
    lines = list(result.ignored)
    for reason, sheets, hint in (
        ("Dibiarkan karena pernah diketiki", result.left, of_typed),
        ("Tidak ditulis ulang karena triwulannya sudah ditandatangani", result.signed, of_signed),
    ):
        if sheets:
            lines.append(f"{reason}: {', '.join(sheets)}. {hint}".rstrip())
    return lines


def report_lines(result: Result, of_typed: str = "", of_signed: str = "") -> list[str]:
    """What ``laporan`` wrote, took out and left alone; the hints as of ``unwritten_lines``."""
    lines = []
    if result.sheets:
        done = "sudah sesuai isiannya" if result.unchanged else "ditulis"
        lines.append(f"{len(result.sheets)} lembar laporan {done}: {', '.join(result.sheets.values())}.")
    elif not result.signed:
        lines.append("Tidak ada lembar laporan yang ditulis: buku ini belum berisi data untuk laporan mana pun.")
    if result.gone:
        lines.append(f"Lembar yang tidak berlaku lagi dihapus: {', '.join(result.gone)}.")
    return lines + unwritten_lines(result, of_typed, of_signed)


def copy_lines(result: Result) -> list[str]:
    """What ``salin`` did: a line for each table that it wrote into, then what a person should look at."""
    from ..schema.captions import sheet_caption

    lines = []
    for table, changes in result.rows.items():
        told = [f"{len(changes.added)} baris ditambah"] if changes.added else []
        told += [f"{len(changes.changed)} baris dilengkapi"] if changes.changed else []
        if told:
            keys = (changes.added or changes.changed)[:_KEYS_SHOWN]
            more = len(changes.added or changes.changed) - len(keys)
            shown = "; ".join(shortened(key) for key in keys) + (f" ... dan {more} lagi" if more else "")
            lines.append(f"{sheet_caption(table)}: {', '.join(told)} ({shown}).")
    return [*(lines or ["Semua baris Renstra sudah ada; tidak ada yang disalin."]), *result.notes]


def doubt_lines(plan: TablePlan) -> list[str]:
    """What was doubtful in a source and was written as said, or left out with consent."""
    doubts = [f"  {doubt.weight}: {doubt.where}: {doubt.text}" for doubt in plan.doubts]
    more = len(doubts) - _DOUBTS_SHOWN
    return doubts[:_DOUBTS_SHOWN] + ([f"  dan {more} hal lain{advice('; lihat --pratinjau')}"] if more > 0 else [])


def backup_lines(result: Result) -> list[str]:
    """Where the copy of the old file is, that nothing was written, and which old copies went."""
    lines = []
    if result.unchanged and result.path:
        lines.append("Tidak ada yang berubah; berkas tidak ditulis.")
    if result.backup:
        lines.append(f"Cadangan: {result.backup}")
    if result.thinned:
        lines.append(f"{len(result.thinned)} cadangan yang lebih lama dari {KEPT_DAYS} hari dihapus.")
    return lines


def backup_table(path: str, backups: Sequence[Backup]) -> str:
    """The backups of a book, one a line, and how to put one back."""
    if not backups:
        return f"Tidak ada cadangan untuk {path}."
    lines = [
        f"{one.number:>5}  dibuat {one.day.isoformat()}, isi tersimpan {_time(one.saved)}, {one.size / 1024:.0f} KB"
        for one in backups
    ]
    return "\n".join([f"Cadangan {path}:", *lines, f"Kembalikan dengan: {command(f'pulihkan {path} NOMOR')}"])


def backups_as_json(backups: Sequence[Backup]) -> list[dict[str, Any]]:
    """The backups of a book, for programs."""
    return [
        {"nomor": b.number, "tanggal": b.day.isoformat(), "berkas": b.path, "tersimpan": _time(b.saved), "bita": b.size}
        for b in backups
    ]


def module_lines(states: Sequence[ModuleState]) -> list[str]:
    """A line for each module: whether the book has it, its name, its sheets, what it is for."""
    lines = []
    for state in states:
        mark = f"ada, {state.filled} baris terisi" if state.present else "belum ada"
        lines += [f"{state.name} ({mark})", f"  Lembar {', '.join(state.sheets)}. {state.about}"]
    return lines


def modules_as_json(states: Sequence[ModuleState]) -> list[dict[str, Any]]:
    """The modules, for programs."""
    return [
        {
            "modul": s.name, "judul": s.title, "keterangan": s.about, "lembar": list(s.sheets), "ada": s.present,
            "baris_terisi": s.filled,
        }
        for s in states
    ]  # fmt: skip


def _time(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H.%M}"


def findings_table(findings: Iterable[Finding]) -> None:
    """Print findings, gravest first, equal ones in one line; nothing when there are none.

    A terminal shows a table. What goes into a file or to another program is plain text that is not cut or folded.
    """
    groups = grouped(sorted(findings, key=lambda f: GRAVITY.get(f.berat, 9)))
    if not groups:
        return
    if not sys.stdout.isatty():
        print(f"{len(groups)} temuan")
        for f, _ in groups:
            print(f"{f.berat}, {f.lembar} {f.sel or ''}".rstrip() + f": {f.uraian} {f.perbaikan or ''}".rstrip())
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{len(groups)} temuan", box=box.SIMPLE, title_justify="left")
    for heading in ("Berat", "Lembar", "Sel", "Temuan", "Perbaikan"):
        table.add_column(heading, no_wrap=heading in ("Berat", "Sel"), overflow="fold")
    for f, _ in groups:
        table.add_row(Text(f.berat, _STYLE.get(f.berat, "")), str(f.lembar), str(f.sel or ""), f.uraian,
                      f.perbaikan or "")  # fmt: skip
    Console(highlight=False, markup=False).print(table)


def _value(value: Any) -> Any:
    return value.kode if value.__class__ is ErrorValue else value


def as_json(result: Result) -> dict[str, Any]:
    """The answer of a flow as plain data."""
    glance = result.glance
    figures = dict(glance.figures) if glance is not None else {}
    if glance is not None:
        figures["Predikat"] = glance.predikat()
    return {
        "berkas": result.path,
        "berubah": not result.unchanged,
        "cadangan": result.backup,
        "cadangan_dihapus": result.thinned,
        "ringkasan": {k: _value(v) for k, v in figures.items()},
        "peringatan": warnings(result),
        "temuan": [{k: _value(v) for k, v in sebagai_kamus(f).items()} for f in result.findings],
    }
