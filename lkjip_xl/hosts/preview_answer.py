"""What ``isi --pratinjau`` shows on the terminal."""

import sys
from collections.abc import Iterator
from typing import Any

from ..expr.values import is_number
from ..flows.intake_plan import TablePlan, difference_line
from ..flows.result import Result
from ..records import replace
from ..rules.tanggal import date_text
from ..schema.captions import sheet_caption
from .answers import fill_lines

_MONEY = ("Pagu", "Realisasi")


def print_preview(result: Result) -> None:
    """Print a preview: for each table the columns, sums, doubts, rows, and what differs from the book.

    A terminal shows the rows as a table; what goes elsewhere is plain text, a line for each row, nothing cut.
    """
    print("Pratinjau: tidak ada yang ditulis.")
    for line in [*result.notes, *fill_lines(replace(result, plans=[]))]:
        print(line)
    for plan in result.plans:
        _print_plan(plan)


def _print_plan(plan: TablePlan) -> None:
    for one in plan.understood:
        print(f"\n{sheet_caption(plan.table)} dari {one.source} ({one.label})")
        if one.columns:
            print("Kolom: " + "; ".join(f"{heading} = {column}" for heading, column in one.columns.items()))
        for text in one.assumptions:
            print("Anggapan: " + text)
        if one.unused:
            print("Tidak dibawa: " + "; ".join(one.unused))
    names = [check.what for check in plan.sums]
    for check in plan.sums:
        where = f" ({check.where})" if names.count(check.what) > 1 and not check.difference else ""
        print("Jumlah " + difference_line(check) + where)
    for doubt in plan.doubts:
        print(f"{doubt.weight}: {doubt.where}: {doubt.text}")
    if sys.stdout.isatty():
        _print_table(plan)
    else:
        _print_rows(plan)
    for label, column, old, new in plan.different:
        day = (label, column) in plan.dated
        print(f"Berubah {label}, {column}: {_shown(old, day) or 'kosong'} menjadi {_shown(new, day) or 'kosong'}")
    if plan.blocked:
        print("Perlu persetujuan: perbaiki sumbernya, atau tulis apa adanya dengan --terima.")


def _rows(plan: TablePlan) -> Iterator[tuple[str, list[str], str]]:
    """Of each row its place, the texts of its columns and its notes."""
    for row in plan.rows:
        place = row.where.rsplit(" baris ", 1)[-1] if " baris " in row.where else row.where.rsplit(", ", 1)[-1]
        yield place, [_shown(row.values.get(name)) for name in plan.columns], "; ".join(row.notes)


def _print_rows(plan: TablePlan) -> None:
    print(f"{len(plan.rows)} baris")
    print("\t".join(["Tempat di sumber", *plan.columns, "Catatan"]))
    for place, texts, notes in _rows(plan):
        print("\t".join([place, *texts, notes]).rstrip("\t"))


def _print_table(plan: TablePlan) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE, title=f"{len(plan.rows)} baris", title_justify="left")
    table.add_column("Tempat di sumber", overflow="fold")
    for name in plan.columns:
        table.add_column(name, justify="right" if name.startswith(_MONEY) else "left", overflow="fold")
    table.add_column("Catatan", overflow="fold")
    for place, texts, notes in _rows(plan):
        table.add_row(place, *texts, notes)
    Console(highlight=False, markup=False).print(table)


def _shown(value: Any, day: bool = False) -> str:
    """A cell for people; ``day``: its numbers are days."""
    if value is None:
        return ""
    if is_number(value):
        if day:
            return str(date_text(value))
        from ..rules.terbilang import format_number

        return str(format_number(value))  # all its decimals: 0,817 is not 0,82
    return str(value)
