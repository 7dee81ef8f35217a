"""Writes ``docs/laporan.md`` from the declarations of the reports: which there are, when, and whence each column."""

from typing import Any

from ..reports.layout.columns import Column, ColumnSet
from ..reports.registry import all_reports
from ..reports.report import Report
from .markdown import MADE_BY, table_lines


def _words(heading: str) -> str:
    """A heading as a reader of the page needs it: years in words."""
    for place, word in (
        ("{tahun}", "(tahun)"), ("{lalu}", "(tahun lalu)"), ("{lalu2}", "(dua tahun lalu)"),
        ("{akhir}", "(akhir Renstra)"), ("{kinerja}", "Indikator Kinerja"), ("{}", "(n)"),
    ):  # fmt: skip
        heading = heading.replace(place, word)
    return " ".join(heading.split())


def _column(column: Column) -> tuple[str, str]:
    heading = _words(column.heading)
    return (f"{_words(column.group)}: {heading}" if column.group else heading), column.origin


def _set(one: ColumnSet) -> list[str]:
    return [f"{_words(one.title)}:", "", *table_lines(("Kolom", "Asal"), [_column(c) for c in one.columns])]


def _report(one: Report) -> list[str]:
    id = f"{one.id}n" if one.each is not None else one.id
    sheet, title = (t.replace("{n}", "n") for t in (one.sheet, one.title))
    lines = [f"## {title}", "", f"`{id}`, lembar **{sheet}**. {one.about}", ""]
    for table in one.tables:
        lines += _set(table)
    return lines


def laporan_md() -> str:
    """``docs/laporan.md``."""
    reports = all_reports()
    overview: list[tuple[Any, ...]] = []
    for one in reports:
        id = f"{one.id}n" if one.each is not None else one.id
        overview.append((f"`{id}`", one.sheet.replace("{n}", "n"), one.title.replace("{n}", "n"), one.about))
    lines = [
        MADE_BY,
        "",
        "# Laporan",
        "",
        "Lembar laporan yang ditulis ke dalam buku. Tiap angka dapat ditelusuri: "
        '`lkjip-xl asal BUKU "Lap Capaian!G7"` menunjukkan aturan, masukan, dan cara menghitungnya. Kode dalam '
        "kurung adalah kode aturan di [aturan.md](aturan.md); nama lembar dan kolom ada di [workbook.md](workbook.md).",
        "",
        *table_lines(("Kode", "Lembar", "Isi", "Kapan ditulis"), overview),
    ]
    written: set[tuple[ColumnSet, ...]] = set()
    for one in reports:
        if one.tables in written:  # the four quarters share their columns
            continue
        written.add(one.tables)
        lines += _report(one)
    return "\n".join(lines).rstrip() + "\n"
