"""Put report sheets into any workbook and leave everything else in it, byte for byte, as it is.

Only the sheets of ours (see ``ownership``), the content types, the workbook part and its relationships change;
the style sheet grows at its end and the calculation chain goes, which Excel builds anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..errors import UserError
from ..invocation import advice
from .files import check_workbook
from .ownership import NAME, Edited, Owned, Record, claims, edited_sheets, formula, owned_sheets
from .package import QUICK, Package
from .parts import (
    SPREADSHEET_TYPE,
    add_relations,
    change_content_types,
    drop_relations,
    read_relations,
    rels_part,
    unescape,
)
from .pictures import place_picture
from .places import check_writable
from .safe_write import atomic_write
from .sheet_model import PendingSheet, ReportSheet, Style
from .styles import StyleNumbers
from .workbook import SheetKey, WorkbookParts
from .worksheet import compose, has_picture, print_names

__all__ = [
    "Edited", "Owned", "Package", "Record", "Written", "edit_package", "edited_sheets", "owned_sheets", "write_sheets",
]  # fmt: skip


class Written(NamedTuple):
    """What ``write_sheets`` did.

    path: the file written.  backup: the old file's copy, or None.
    added, replaced, removed: report ids.  names: name of the sheet in the book, by report id.
    parts: every part of the package that was added, changed or removed.
    """

    path: str | os.PathLike[str] | None
    backup: str | None
    added: list[str]
    replaced: list[str]
    removed: list[str]
    names: dict[str, str]
    parts: list[str]


Progress = Callable[[int, int, str], object]
_Named = ReportSheet | PendingSheet

_LONGEST_REFERENCE = 512  # bytes of a sheet's name in a formula, escapes and quotes included

# Names scoped to a sheet of ours that are written anew with it, or have lost their meaning.
_OWN_NAMES = (NAME, "_xlnm.print_area", "_xlnm.print_titles", "_xlnm._filterdatabase")


def write_sheets(
    path: str | os.PathLike[str],
    sheets: Iterable[ReportSheet],
    output: str | os.PathLike[str] | None = None,
    backup: bool = True,
    overwrite_edits: bool = False,
    remove: Collection[str] = (),
    progress: Progress | None = None,
    order: Iterable[str] | None = None,
) -> Written:
    """Put report sheets into a workbook, in place.

    A sheet of ours with the same report id is replaced where it stands and keeps the name that the user may have
    given it; one that is missing is added. Anything else in the book stays as it is. The file is replaced in one
    step; on any failure it is untouched.

    Args:
        path: an .xlsx or .xlsm file.
        sheets: the ReportSheets, in the order in which missing ones are added.
        output: write there instead of over ``path``.
        backup: keep the file that is replaced as a numbered copy beside it (``backups``).
        overwrite_edits: replace and remove sheets of ours even when somebody has written into them.
        remove: report ids whose sheets go.
        progress: called with ``(done, total, sheet name)`` before each sheet and once at the end.
        order: report ids in the wanted order of tabs; a missing sheet is put beside its neighbour there. Without it
            they go to the end.

    Returns:
        Written.

    Raises:
        UserError: ``laporan_diubah`` when a sheet of ours was written into, ``laporan_dirujuk`` when formulas refer
            to a sheet that should go, ``lembar_terakhir`` when no visible sheet would be left, and everything that
            ``files.check_workbook`` and ``safe_write.atomic_write`` raise.
    """
    path = os.fspath(path)
    target = path if output is None else os.fspath(output)
    same = os.path.realpath(target) == os.path.realpath(path)
    package = check_workbook(path, writing=same)
    if not same:
        check_writable(target)
    written = edit_package(package, sheets, overwrite_edits, remove, progress, order)
    saved = atomic_write(target, package.save, backup, package.stat if same else None)
    return written._replace(path=target, backup=saved)


def edit_package(
    package: Package,
    sheets: Iterable[_Named],
    overwrite_edits: bool = False,
    remove: Collection[str] = (),
    progress: Progress | None = None,
    order: Iterable[str] | None = None,
) -> Written:
    """``write_sheets`` on an open Package, without files: the package changes, saving is the caller's.

    A ``PendingSheet`` is made when it is written and let go of then.
    """
    sheets = list(sheets)
    ids = [sheet.id for sheet in sheets]
    if len(set(ids)) != len(ids):
        raise ValueError("a report id occurs twice")
    before = {name: package.crc(name) for name in package.names}
    workbook = WorkbookParts(package)
    owned = owned_sheets(workbook)
    removed = {i: owned[i] for i in dict.fromkeys(remove) if i in owned and i not in ids}
    replaced = {i: owned[i] for i in ids if i in owned}
    if not overwrite_edits:
        _refuse_edits(package, edited_sheets(package, {*removed, *replaced}, workbook))
    _refuse_removal(package, workbook, removed, adds=len(ids) > len(replaced))

    recalculation = _Recalculation(package, workbook, owned)
    names = _choose_names(workbook, sheets, owned, removed)
    formats = StyleNumbers(package, workbook)
    added = [sheet for sheet in _in_order(sheets, order) if sheet.id not in owned]
    parts = _new_parts(package, workbook, added)
    parts.update((i, item.part) for i, item in replaced.items())
    scoped: dict[SheetKey, list[tuple[str, str, bool]]] = {}
    pictured: list[ReportSheet] = []
    for done, sheet in enumerate(sheets):
        if progress:
            progress(done, len(sheets), names[sheet.id])
        old = replaced.get(sheet.id)
        key: SheetKey = old.index if old else (added.index(sheet),)
        made = sheet.make() if isinstance(sheet, PendingSheet) else sheet
        scoped[key] = _write_part(
            package, workbook, made, parts[sheet.id], names[sheet.id], formats, bool(old), recalculation.ours
        )
        if has_picture(made, workbook.namespace):
            pictured.append(made)  # its rows say where the picture stands
        elif isinstance(sheet, PendingSheet):
            made.rows = []
    formats.store()
    if progress:
        progress(len(sheets), len(sheets), "")

    dead = discard_hangers(package, [item.part for item in (*replaced.values(), *removed.values())])
    for item in removed.values():
        package.remove(item.part)
        dead.append(item.part)
    chain = [r for r in workbook.relations if r.type == "calcChain"]
    for relation in chain:
        if relation.target and relation.target in package:
            package.remove(relation.target)
            dead.append(relation.target)
    gone = {item.sheet.rel_id for item in removed.values()} | {relation.id for relation in chain}
    if gone:
        drop_relations(package, workbook.part, gone)
    fresh: list[str] = []
    if added:
        kind = workbook.relation_namespace + "/worksheet"
        fresh = add_relations(package, workbook.part, [(kind, parts[sheet.id]) for sheet in added])
    change_content_types(package, [(parts[sheet.id], SPREADSHEET_TYPE + "worksheet+xml") for sheet in added], dead)
    for made in pictured:
        place_picture(package, workbook, made, parts[made.id])
    after = _places(workbook, added, owned, removed, order)
    stale = {(item.index, name) for item in replaced.values() for name in _OWN_NAMES}
    # A copy that the user made of our sheet is theirs for good once we have seen it.
    stale |= {(copy.index, NAME) for found in claims(workbook).values() for copy in found[1:]}
    insert = [(after[s.id], names[s.id], rel_id) for s, rel_id in zip(added, fresh, strict=True)]
    none_left = bool(removed) and not sheets and len(removed) == len(owned)
    text = workbook.rewrite(
        {item.index for item in removed.values()},
        insert,
        scoped,
        stale,
        recalculate=(None if recalculation.drop else False) if none_left else True,
    )
    package.put(workbook.part, text)
    _check_result(package, names, removed)
    changed = [name for name in package.names if before.pop(name, None) != package.crc(name)]
    return Written(
        package.path, None, [sheet.id for sheet in added], list(replaced), list(removed), names, changed + list(before)
    )


class _Recalculation:
    """Whose the flag is that lets programs compute the whole book when they open it.

    Sheets of ours that are replaced make the results of formulas stale, so the flag is set. In a book that is not
    ours it goes with our last sheet, unless somebody else wanted it: a file that openpyxl has saved, say, holds no
    results at all and needs it. Each sheet's record says whether the flag is ours.

    Attributes:
        ours: it is, or will be after this run.
        drop: it is, and nobody has saved the book since.
    """

    def __init__(self, package: Package, workbook: WorkbookParts, owned: Mapping[str, Owned]) -> None:
        marked = [item for item in owned.values() if item.record.recalculates]
        self.ours = not workbook.recalculates or bool(marked)
        self.drop = any(package.crc(item.part) == item.record.crc for item in marked)


# -- what stands in the way ------------------------------------------------------------------------------------


def _refuse_edits(package: Package, edited: Sequence[Edited]) -> None:
    if not edited:
        return
    lines = []
    for item in edited:
        what = []
        if item.rows:
            shown = ", ".join(str(row) for row in item.rows[:8])
            more = len(item.rows) - 8
            what.append(f"baris {shown}" + (f" dan {more} baris lain" if more > 0 else ""))
        if item.objects:
            what.append("komentar, gambar, atau tautan")
        lines.append(f"{item.name} ({'; '.join(what)})")
    raise UserError(
        f"Lembar laporan di {package.path} sudah diubah tangan sejak terakhir ditulis: {', '.join(lines)}. "
        "Tidak ada yang ditulis."
        + advice(
            " Salin dahulu perubahan yang ingin disimpan ke lembar Anda sendiri (atau gandakan lembarnya), lalu ulangi "
            "dengan --timpa untuk menimpanya."
        ),
        "laporan_diubah",
    )


def _refuse_removal(package: Package, workbook: WorkbookParts, removed: Mapping[str, Owned], adds: bool) -> None:
    if not removed:
        return
    gone = {item.index for item in removed.values()}
    left = any(sheet.state == "visible" for index, sheet in enumerate(workbook.sheets) if index not in gone)
    if not left and not adds:
        raise UserError(
            f"Lembar laporan di {package.path} tidak dihapus karena tidak ada lembar lain yang tampak. Tampakkan "
            "(Unhide) salah satu lembar di Excel, simpan, lalu ulangi.",
            "lembar_terakhir",
        )
    own_parts = {item.part for item in removed.values()}
    titles = [item.sheet.name for item in removed.values()]
    patterns = {title: _reference_pattern(title) for title in titles}
    for name in package.names:
        if name in own_parts or not name.endswith(".xml") or not name.startswith(workbook.base):
            continue
        if name == workbook.part:
            continue
        for title in _mentioned(package, name, patterns):
            sheet = next((s.name for s in workbook.sheets if s.part == name), None)
            where = f"rumus di lembar {sheet}" if sheet else "grafik atau tabel di buku itu"
            raise UserError(
                f"Lembar {title} di {package.path} tidak dihapus karena dirujuk oleh {where}. Hapus atau ubah "
                "dahulu rujukan itu, lalu ulangi. Tidak ada yang ditulis.",
                "laporan_dirujuk",
            )


def _mentioned(package: Package, name: str, patterns: Mapping[str, re.Pattern[bytes]]) -> Iterable[str]:
    """The titles that formulas in a part refer to; piece by piece, for a sheet may be large."""
    hints = {title: re.split("['&<>\"]", title)[0].lower() if title.isascii() else "" for title in patterns}
    tail = b""
    for chunk in package.chunks(name):
        data = tail + chunk
        tail = data[-_LONGEST_REFERENCE:]
        lowered = data.lower()  # a plain search first: the pattern alone takes long on a large sheet
        for title, pattern in patterns.items():
            if hints[title].encode() in lowered and pattern.search(data):
                yield title


def _reference_pattern(title: str) -> re.Pattern[bytes]:
    """Finds the sheet in formula text as XML holds it; links to a place (``#'Lap X'!A1``, location=) do not count."""
    from .xmlspans import escape

    inner = escape(title.replace("'", "''"))
    forms = {inner, inner.replace("'", "&apos;"), inner.replace("&quot;", '"')}
    quote = "(?:'|&apos;|&#39;)"
    body = "|".join(re.escape(form) for form in forms)
    text = rf"""(?<![#"])(?<!&quot;){quote}(?:{body}){quote}!"""
    if re.fullmatch(r"[^\W\d][\w.]*", title):
        text += rf"|(?<![\w.#'\"]){re.escape(title)}!"
    return re.compile(text.encode("utf-8"), re.IGNORECASE)


# -- names, places, parts --------------------------------------------------------------------------------------


def _choose_names(
    workbook: WorkbookParts, sheets: Iterable[_Named], owned: Mapping[str, Owned], removed: Mapping[str, Owned]
) -> dict[str, str]:
    """Name in the book by report id: the one it has, or the report's own, numbered where that is taken."""
    gone = {item.index for item in removed.values()}
    taken = {sheet.name.lower() for index, sheet in enumerate(workbook.sheets) if index not in gone}
    names: dict[str, str] = {}
    for sheet in sheets:
        if sheet.id in owned:
            names[sheet.id] = owned[sheet.id].sheet.name
            continue
        if not sheet.name or len(sheet.name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$", sheet.name):
            raise ValueError(f"not a sheet name: {sheet.name!r}")
        name, number = sheet.name, 1
        while name.lower() in taken:
            number += 1
            tail = f" ({number})"
            name = sheet.name[: 31 - len(tail)].rstrip() + tail
        taken.add(name.lower())
        names[sheet.id] = name
    return names


def _in_order(sheets: list[_Named], order: Iterable[str] | None) -> list[_Named]:
    if not order:
        return sheets
    rank = {report_id: number for number, report_id in enumerate(order)}
    return sorted(sheets, key=lambda sheet: rank.get(sheet.id, len(rank)))


def _places(
    workbook: WorkbookParts,
    added: Iterable[_Named],
    owned: Mapping[str, Owned],
    removed: Mapping[str, Owned],
    order: Iterable[str] | None,
) -> dict[str, int]:
    """For each added sheet the index of the existing sheet that it follows."""
    end = len(workbook.sheets) - 1
    if not order:
        return {sheet.id: end for sheet in added}
    order = list(order)
    standing = {i: item.index for i, item in owned.items() if i not in removed}
    places = {}
    for sheet in added:
        at = order.index(sheet.id) if sheet.id in order else len(order)
        before = [standing[i] for i in order[:at] if i in standing]
        behind = [standing[i] for i in order[at + 1 :] if i in standing]
        places[sheet.id] = before[-1] if before else behind[0] - 1 if behind and at < len(order) else end
    return places


def _new_parts(package: Package, workbook: WorkbookParts, added: Iterable[_Named]) -> dict[str, str]:
    parts: dict[str, str] = {}
    used: set[str] = set()
    for sheet in added:
        stem = workbook.base + "worksheets/lkjip_" + re.sub(r"[^a-z0-9]+", "_", sheet.id.lower()).strip("_")
        name, number = stem + ".xml", 1
        while name in package or name in used or rels_part(name) in package:
            number += 1
            name = f"{stem}_{number}.xml"
        used.add(name)
        parts[sheet.id] = name
    return parts


def _write_part(
    package: Package,
    workbook: WorkbookParts,
    sheet: ReportSheet,
    part: str,
    name: str,
    formats: Mapping[Style, int],
    standing: bool,
    recalculates: bool,
) -> list[tuple[str, str, bool]]:
    """Write the sheet's part and return the defined names that belong to it."""
    code = None
    if standing and workbook.related("vbaProject"):
        found = re.search(rb'<(?:\w+:)?sheetPr\b[^>]*?\bcodeName="([^"]*)"', package.head(part, 4096))
        if found:
            code = unescape(found[1].decode("utf-8", "replace"))
    rendered = compose(sheet, formats, workbook.namespace, code)
    package.put(part, rendered.data, QUICK)
    shown = int(has_picture(sheet, workbook.namespace))
    record = formula(sheet.id, name, package.crc(part), rendered, sheet.source, shown, recalculates)
    return [(NAME, record, True), *((title, text, False) for title, text in print_names(sheet, name))]


def discard_hangers(package: Package, parts: Iterable[str]) -> list[str]:
    """Drop the relationships of the parts and whatever hung on these alone; return what went."""
    started = [part for part in parts if rels_part(part) in package]
    if not started:
        return []
    suspects = _reached(package, started)
    for part in started:
        package.remove(rels_part(part))
    kept = _reached(package, [""])
    dead = sorted(suspects - kept)
    for name in dead:
        package.remove(name)
        if rels_part(name) in package:
            package.remove(rels_part(name))
    return dead


def _reached(package: Package, sources: Iterable[str]) -> set[str]:
    """Every part that the relationships of these lead to, however far; those of "" are the package's own."""
    seen: set[str] = set()
    queue = list(sources)
    while queue:
        for relation in read_relations(package, queue.pop()):
            target = package.find(relation.target) if relation.target else None
            if target and target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def _check_result(package: Package, names: Mapping[str, str], removed: Iterable[str]) -> None:
    """A last look before the file is written: the book must still read, with every sheet that it should have."""
    workbook = WorkbookParts(package)
    owned = owned_sheets(workbook)
    for report_id, name in names.items():
        if report_id not in owned or owned[report_id].sheet.name != name:
            raise RuntimeError(f"{report_id} did not arrive in the book")
    if any(sheet.part is None for sheet in workbook.sheets) or any(report_id in owned for report_id in removed):
        raise RuntimeError("the book's sheets do not agree with what was written")
    if not any(sheet.state == "visible" for sheet in workbook.sheets):
        raise RuntimeError("no visible sheet is left")
