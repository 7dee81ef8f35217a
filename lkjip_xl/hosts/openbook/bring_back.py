"""Brings the result of a flow back into the open book: changed cells, and whole report sheets; all or nothing."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from ...errors import UserError
from ...flows.result import Result
from .host import Tracked

Undo = tuple[Callable[..., None], tuple[Any, ...]]


def bring_cells(host: Tracked, path: str, result: str, but: Collection[str] = ()) -> int:
    """Bring the open book's cells to the state of the result; undone again when something stops it halfway.

    Args:
        path: the copy of the open book. result: what the flow made of it. but: sheets that come as a whole.

    Returns:
        Number of cells written.

    Raises:
        UserError: ``tersaring`` when a filter hides rows of a sheet that would be written.
    """
    from ...book.compare import edits
    from ...ooxml.package import Package

    grown, blocks = edits(Package.open(path), Package.open(result))
    blocks = [one for one in blocks if one.lembar not in but]
    for sheet in dict.fromkeys([one.lembar for one in grown] + [one.lembar for one in blocks]):
        if host.is_filtered(sheet):
            raise UserError(
                f"Sebagian baris lembar {sheet} sedang disembunyikan oleh saringan (filter). Hapus dulu saringannya "
                "(Data, Clear), lalu tekan tombolnya lagi.",
                "tersaring",
            )
    host.expects([(one.lembar, one.alamat, one.lama) for one in blocks])
    try:
        for table in grown:
            host.resize_table(table.lembar, table.tabel, table.baru)
        for one in blocks:
            host.write(one.lembar, one.alamat, one.baru)
    except Exception:
        # A table that grew has filled formulas into its new rows, so every block goes back, written or not.
        _undo_all(
            host,
            [(host.write, (one.lembar, one.alamat, one.lama)) for one in reversed(blocks)]
            + [(host.resize_table, (table.lembar, table.tabel, table.lama)) for table in reversed(grown)],
        )
        raise
    host.changed = bool(grown or blocks)
    host.recalculate()
    return sum(len(one.baru) for one in blocks)


def _undo_all(host: Tracked, steps: Iterable[Undo]) -> None:
    """Take every step back, whatever becomes of the others; remembers on the host when one fails."""
    for undo, arguments in steps:
        try:
            undo(*arguments)
        except Exception:
            host.changed = True


def bring_sheets(host: Tracked, path: str, result: str, done: Result) -> list[str]:
    """Put the result's report sheets in place of those of the open book.

    All are copied in first, under names for the moment; only then the old ones go. Formulas of the user's that refer
    to a report sheet are written again once the new one stands under its name. A failure leaves the book as it was.

    Returns:
        Names under which old sheets are still there because the program would not delete them.

    Raises:
        UserError: ``lembar_dirujuk`` when a chart or the like refers to a sheet that would be replaced.
    """
    from ...book.compare import references_to
    from ...ooxml.ownership import owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    package = Package.open(path)
    old = {i: o.sheet.name for i, o in owned_sheets(WorkbookParts(package)).items()}
    order = [s.name for s in WorkbookParts(Package.open(result)).sheets]
    wanted = set(done.sheets.values())
    owned = set(old.values())
    gone = [old[i] for i in done.removed if i in old]
    replaced = [n for n in (*sorted(wanted, key=order.index), *gone) if n in owned]
    cells, others = references_to(package, replaced, owned)
    if others:
        raise UserError(
            f"Lembar {', '.join(sorted(others))} dirujuk oleh grafik, nama, atau rumus larik buatan Anda, yang akan "
            "rusak bila lembar itu diganti saat buku terbuka. Simpan dan tutup buku, lalu jalankan 'lkjip-xl laporan' "
            "pada berkasnya: di sana rujukan tetap utuh.",
            "lembar_dirujuk",
        )
    formulas = [(sheet, address, host.formulas(sheet, address)) for sheet, address in cells]
    copied = _copy_in(host, result, order, wanted, owned)
    return _change_places(host, copied, replaced, formulas)


def _copy_in(host: Tracked, result: str, order: list[str], wanted: set[str], owned: set[str]) -> dict[str, str]:
    """Copy the wanted sheets into the open book; the names that they have for the moment."""
    worksheets = set(host.book().sheets)
    source = host.open_source(result)
    copied: dict[str, str] = {}
    try:
        before = None
        for number, name in enumerate(order):
            if name in wanted:
                host.status(f"lkjip-xl: Laporan, menaruh lembar {name}")
                copied[name] = f"_lkjip {number}"
                if name in owned:
                    host.copy_sheet(source, name, copied[name], None, name)
                else:
                    host.copy_sheet(source, name, copied[name], before)
                before = name if name in owned else copied[name]
            elif name in worksheets:  # nothing can be put beside a chart sheet
                before = name
    except Exception:
        host.changed |= bool(_delete(host, copied.values()))
        raise
    finally:
        host.close_source(source)
    return copied


def _change_places(
    host: Tracked, copied: dict[str, str], replaced: list[str], formulas: list[tuple[str, str, list[list[Any]]]]
) -> list[str]:
    """Give the new sheets their names and remove the old ones, which go last: until then all can be undone.

    Returns:
        Names under which old sheets are still there because the program would not delete them.
    """
    old = {name: f"_lkjip lama {i}" for i, name in enumerate(replaced)}
    renamed: list[tuple[str, str]] = []
    try:
        for now, then in (*old.items(), *((now, name) for name, now in copied.items())):
            host.rename_sheet(now, then)
            renamed.append((then, now))
        for sheet, address, rows in formulas:
            host.write(sheet, address, rows)
    except Exception:
        # What was written already speaks of the sheets that are about to go.
        _undo_all(
            host,
            [(host.rename_sheet, pair) for pair in reversed(renamed)] + [(host.write, one) for one in formulas],
        )
        host.changed |= bool(_delete(host, copied.values()))
        raise
    host.changed = True
    return _delete(host, old.values())


def _delete(host: Tracked, sheets: Iterable[str]) -> list[str]:
    """Delete sheets; names of those that would not go."""
    left = []
    there = host.book().sheets
    for name in sheets:
        try:
            if name in there:
                host.delete_sheet(name)
        except Exception:
            left.append(name)
    return left
