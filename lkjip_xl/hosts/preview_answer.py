"""What ``isi --pratinjau`` shows on the terminal."""

from dataclasses import replace
from typing import Any

from ..expr.values import is_number
from ..flows.intake_plan import TablePlan, difference_line
from ..flows.result import Result
from .answers import fill_lines

_MONEY = ("Pagu", "Realisasi")


def print_preview(result: Result) -> None:
    """Print a preview: for each table the columns, sums, doubts, rows, and what differs from the book."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print("Pratinjau: tidak ada yang ditulis.")
    for line in fill_lines(replace(result, plans=[])):
        console.print(line)
    for plan in result.plans:
        _print_plan(console, plan)


def _print_plan(console: Any, plan: TablePlan) -> None:
    for one in plan.understood:
        console.print(f"\n{plan.table} dari {one.source} ({one.label})")
        console.print("Kolom: " + "; ".join(f"{heading} = {column}" for heading, column in one.columns.items()))
        for text in one.assumptions:
            console.print("Anggapan: " + text)
        if one.unused:
            console.print("Tidak dibawa: " + "; ".join(one.unused))
    for check in plan.sums:
        console.print("Jumlah " + difference_line(check))
    for doubt in plan.doubts:
        console.print(f"{doubt.weight}: {doubt.where}: {doubt.text}")
    _print_rows(console, plan)
    for label, column, old, new in plan.different:
        console.print(f"Berubah {label}, {column}: {_shown(old)} menjadi {_shown(new)}")
    if plan.blocked:
        console.print("Perlu persetujuan: perbaiki sumbernya, atau tulis apa adanya dengan --terima.")


def _print_rows(console: Any, plan: TablePlan) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, title=f"{len(plan.rows)} baris", title_justify="left")
    table.add_column("Tempat", overflow="fold")
    for name in plan.columns:
        table.add_column(name, justify="right" if name.startswith(_MONEY) else "left", overflow="fold")
    table.add_column("Catatan", overflow="fold")
    for row in plan.rows:
        place = row.where.rsplit(" baris ", 1)[-1] if " baris " in row.where else row.where.rsplit(", ", 1)[-1]
        table.add_row(place, *(_shown(row.values.get(name)) for name in plan.columns), "; ".join(row.notes))
    console.print(table)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if is_number(value):
        from ..rules.terbilang import format_number

        return str(format_number(value, 0 if float(value).is_integer() else 2))
    return str(value)
