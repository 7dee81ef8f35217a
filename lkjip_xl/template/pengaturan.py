"""Pengaturan of the built book: the settings by group, the scales and the levels, and the lists behind the names."""

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..expr.to_excel import to_formula
from ..expr.tree import Expr
from ..schema import number_formats
from ..schema.looks import INPUT_FILL
from ..schema.model import HEADER_ROW, ChoiceList, Setting, Sheet
from ..schema.setting_cells import BAND_CELLS, CELLS
from ..schema.setting_labels import FIRST, label
from . import conditional
from . import styles as look
from .styles import Stamp
from .tables import TableWriter
from .validation import for_setting

LISTS_AT = 19  # column S: from here hidden columns list each scale, and each scale of levels, once
LIST_ROWS = 40
_FORMATS = {"tahun": "0", "angka": "0", "rasio": "0.##%", "tanggal": number_formats.DATE}
LABEL_HEAD = "Setelan"
"""Head of the labels; they belong to no table."""
_LONG = ("tugas", "fungsi", "alamat")


def labels(sheet: Worksheet, writer: TableWriter, settings_list: Sequence[Setting], stamp: Stamp) -> None:
    """What people call each setting, in the column left of its key; red where the key is not there any more."""
    at = writer.index["Kunci"] - 1
    letter = get_column_letter(at)
    sheet.column_dimensions[letter].width = 27
    stamp.header(sheet.cell(writer.header, at, LABEL_HEAD), False)
    for row, setting in enumerate(settings_list, writer.first):
        stamp(
            sheet.cell(row, at), "setting label", font=look.font(color=look.INK, bold=True),
            fill=look.fill(look.WHITE), border=look.lines(), alignment=Alignment(vertical="top", wrap_text=True),
        ).value = label(setting.key)  # fmt: skip
    where = f"{letter}{writer.first}:{letter}{writer.first + len(settings_list) - 1}"
    gone = f'{writer.cell("Kunci", fixed=True)}=""'
    conditional.add(sheet, where, gone, color=look.BAD_INK, background=look.BAD_FILL)
    letter = writer.letter["Nilai"]
    for row, setting in enumerate(settings_list, writer.first):
        if setting.key in FIRST:
            conditional.add(sheet, f"{letter}{row}", f'{letter}{row}=""', background=look.WARN_FILL)


def groups(
    sheet: Worksheet, writer: TableWriter, settings_list: Sequence[Setting], stamp: Stamp, labelled: bool = True
) -> None:
    """Names of the groups left of the table and its labels, one merged cell for each."""
    column = writer.index["Kunci"] - (2 if labelled else 1)
    sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 13
    start = writer.first
    for number, setting in enumerate(settings_list):
        row = writer.first + number
        stamp(sheet.cell(row, column), "group", font=look.font(10, look.NAVY, bold=True), fill=look.fill(look.SKY),
              border=look.lines(look.WHITE),
              alignment=Alignment(horizontal="left", vertical="top", wrap_text=True))  # fmt: skip
        last = number + 1 == len(settings_list)
        if last or settings_list[number + 1].group != setting.group:
            sheet.cell(start, column).value = setting.group
            if row > start:
                sheet.merge_cells(start_row=start, end_row=row, start_column=column, end_column=column)
            start = row + 1


def settings(sheet: Worksheet, writer: TableWriter, settings_list: Sequence[Setting], stamp: Stamp) -> None:
    """Format and validation of each setting's value; its key and meaning cannot be changed."""
    at = writer.index["Nilai"]
    for number, setting in enumerate(settings_list):
        row = writer.first + number
        cell = sheet.cell(row, at)
        number_format = "@" if setting.key.startswith("nip") else _FORMATS.get(setting.kind, "General")
        locked = setting.key == "versi_kontrak"
        stamp(
            cell, ("setting", number_format, locked),
            font=look.font(color=look.COMPUTED_INK if locked else look.INPUT_INK),
            fill=look.fill(look.COMPUTED_FILL if locked else INPUT_FILL), border=look.lines(),
            number_format=number_format, protection=Protection(locked=locked),
            alignment=Alignment(horizontal="left", vertical="top", wrap_text=True),
        )  # fmt: skip
        for name in ("Kunci", "Keterangan"):
            stamp(
                sheet.cell(row, writer.index[name]), ("setting text", name),
                font=look.font(color=look.INK if name == "Kunci" else "595959", bold=name == "Kunci"),
                fill=look.fill(look.WHITE), border=look.lines(), protection=Protection(locked=True),
                alignment=Alignment(vertical="top", wrap_text=True),
            )  # fmt: skip
        sheet.add_data_validation(for_setting(setting, cell.coordinate))
        if setting.key in _LONG:
            sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, 42)


def scale_colors(sheet: Worksheet, writer: TableWriter, stamp: Stamp) -> None:
    """Each colour shown in its own cell."""
    for number, row in enumerate(writer.rows):
        color = row["Warna"]
        stamp(sheet.cell(writer.first + number, writer.index["Warna"]), ("scale", color), fill=look.fill(color),
              font=look.font(color=look.INK), border=look.lines(), number_format="@",
              protection=Protection(locked=False),
              alignment=Alignment(horizontal="center", vertical="top"))  # fmt: skip


def lists(
    sheet: Worksheet, choice_lists: Iterable[ChoiceList], writers: Iterable[TableWriter]
) -> tuple[dict[str, str], dict[str, str]]:
    """Hidden lists in which each name stands once, in the order of the table.

    Excel 2013 has no function for this; COUNTIF over the list so far finds the first name that is not in it yet.

    Args:
        choice_lists: ``schema.model.ChoiceList``, each with the table and column that it is made from.
        writers: the sheet's TableWriters.

    Returns:
        ``({cell address: value shown}, {defined name: text})``.
    """
    shown: dict[str, str] = {}
    names: dict[str, str] = {}
    rows = {w.table.name: w.rows for w in writers}
    for at, listed in enumerate(choice_lists, LISTS_AT):
        if listed.table is None or listed.column is None:
            continue  # a name of its own, not a list in a hidden column
        letter, source = get_column_letter(at), f"{listed.table}[{listed.column}]"
        sheet[f"{letter}{HEADER_ROW}"] = listed.title
        sheet.column_dimensions[letter].hidden = True
        once = list(dict.fromkeys(v for r in rows[listed.table] if (v := r[listed.column])))
        for number in range(LIST_ROWS):
            row = HEADER_ROW + 1 + number
            sheet[f"{letter}{row}"] = "=" + list_formula(letter, row, source)
            shown[f"{letter}{row}"] = once[number] if number < len(once) else ""
        names[listed.name] = list_name(sheet.title, letter)
    return shown, names


def list_formula(letter: str, row: int, source: str) -> str:
    """Formula text of one cell of a list: the first value of a column that does not stand above it yet."""
    above = f"{letter}${HEADER_ROW}:{letter}{row - 1}"
    return f'IFERROR(INDEX({source},MATCH(0,INDEX(COUNTIF({above},{source})+({source}=""),0),0)),"")'


def list_name(title: str, letter: str) -> str:
    """Text of the defined name of a list: its cells down to the last that shows something. title: of the sheet."""
    first, last = HEADER_ROW + 1, HEADER_ROW + LIST_ROWS
    area = f"{title}!${letter}${first}:${letter}${last}"
    return f'{title}!${letter}${first}:INDEX({area},MAX(1,SUMPRODUCT(--({area}<>""))))'


def _cells_of(spec: Sheet) -> Iterator[tuple[int, int, str, Expr]]:
    """``(column, row, name, tree)`` of the hidden cells behind the names of the settings."""
    first = LISTS_AT + len(spec.lists) + 2  # a column for their names, and one between them and the lists
    for number, (name, tree) in enumerate(CELLS.items()):
        yield first, HEADER_ROW + 1 + number, name, tree
    for k, (name, trees) in enumerate(BAND_CELLS.items(), 1):
        for number, tree in enumerate(trees):
            yield first + k, HEADER_ROW + 1 + number, name, tree


def cell_names(spec: Sheet) -> dict[str, str]:
    """``{defined name: formula text}`` of the names that stand for those cells."""
    rows: dict[str, list[int]] = {}
    columns: dict[str, str] = {}
    for column, row, name, _ in _cells_of(spec):
        rows.setdefault(name, []).append(row)
        columns[name] = f"{spec.name}!${get_column_letter(column)}$"
    return {
        name: f"{columns[name]}{at[0]}" + (f":{columns[name].partition('!')[2]}{at[-1]}" if len(at) > 1 else "")
        for name, at in rows.items()
    }


def cells(sheet: Worksheet, spec: Sheet) -> None:
    """The hidden cells, each setting with its name beside it."""
    for column, row, name, tree in _cells_of(spec):
        sheet.cell(row, column).value = f"={to_formula(tree)}"
        if name in CELLS:
            sheet.cell(row, column - 1).value = name
        else:
            sheet.cell(HEADER_ROW, column).value = name
        for at in (column - 1, column):
            sheet.column_dimensions[get_column_letter(at)].hidden = True
