"""Conditional formats: what the book shows in colour, and the number formats that depend on the row or the settings.

Formulas are relative to the first cell of their range; structured references are not allowed here, names are.
"""

from collections.abc import Iterable
from typing import Any

from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Border
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from ..rules.struktur_anggaran import DEEPEST_STEP
from ..schema.looks import STEP
from ..schema.model import LabelColor
from ..schema.number_formats import NUMBER, POINTS, SHORT_DATE
from .styles import BAD_FILL, BAD_INK, WARN_FILL, different
from .validation import LAST

# Numbers of the formats inside the style sheet's dxf part; Excel wants those of its own above 163.
_DATE_ID, _POINTS_ID, _WHOLE_ID, _RATIO_ID = 189, 190, 191, 192
_MARKED_ID = 198
_STEP_ID = 198  # and the steps' own number, from 1
_MARKED_RATIO_ID = 210  # and the decimals
_RATIO_FORMATS = {0: "0%", 1: "0.0%", 3: "0.000%", 4: "0.0000%"}


def _rule(formula: str, **look: Any) -> Rule:
    return Rule(type="expression", dxf=different(**look), formula=[formula])


def add(sheet: Worksheet, where: str, formula: str, **look: Any) -> None:
    """One rule on one range; ``look`` as ``styles.different``."""
    sheet.conditional_formatting.add(where, _rule(formula, **look))


def framed(
    sheet: Worksheet, where: str, formula: str, border: Border, number_format: str = "", number_id: int = 0
) -> None:
    """Lines around a cell where a formula holds, and a number format with them."""
    dxf = DifferentialStyle(
        border=border, numFmt=NumberFormat(numFmtId=number_id, formatCode=number_format) if number_format else None
    )
    sheet.conditional_formatting.add(where, Rule(type="expression", dxf=dxf, formula=[formula]))


def codes(
    sheet: Worksheet, where: str, cell: str, letter: str, first: int, known: bool = False, unique: bool = False
) -> None:
    """Red where a code is a number, has blanks around it, stands twice, or is not in Renstra."""
    wrong = [f"ISNUMBER({cell})", f"{cell}<>TRIM({cell})"]
    if unique:
        wrong.append(f"SUMPRODUCT(--(${letter}${first}:${letter}${LAST}={cell}))>1")
    if known:
        wrong.append(f"ISNA(MATCH({cell},dv_kode,0))")
    add(sheet, where, f'AND({cell}<>"",OR({",".join(wrong)}))', color=BAD_INK, background=BAD_FILL)


def several_codes(sheet: Worksheet, where: str, cell: str) -> None:
    """Red where codes between semicolons are a number, or one of them is not in Renstra.

    The lengths of the codes that are there make the length of the text, so that no code has to be taken out of it.
    """
    text = f'SUBSTITUTE({cell}," ","")'
    known = f'SUMPRODUCT(ISNUMBER(SEARCH(";"&dv_kode&";",";"&{text}&";"))*LEN(dv_kode))'
    wrong = f'IF({cell}="",FALSE,IF(ISNUMBER({cell}),TRUE,{known}<LEN(SUBSTITUTE({text},";",""))))'
    add(sheet, where, wrong, color=BAD_INK, background=BAD_FILL)


def computed(sheet: Worksheet, where: str, cell: str, key: str) -> None:
    """Red where a computed cell of a filled row lost its formula, or its inputs cannot be used; grey for #N/A."""
    add(sheet, where, f'AND({key}<>"",NOT(_xlfn.ISFORMULA({cell})))', color=BAD_INK, background=BAD_FILL, bold=True)
    add(sheet, where, f"ISERR({cell})", color=BAD_INK, background=BAD_FILL)
    add(sheet, where, f"ISNA({cell})", color="A6A6A6")


def amounts(sheet: Worksheet, where: str, cell: str) -> None:
    """Red ink for a text in a column of numbers."""
    text = f'AND(ISTEXT({cell}),{cell}<>"N/A",{cell}<>"-",{cell}<>"")'
    add(sheet, where, text, color=BAD_INK, background=BAD_FILL)


def missing(sheet: Worksheet, where: str, cell: str, key: str) -> None:
    """A filled row that lacks something it needs."""
    add(sheet, where, f'AND({key}<>"",{cell}="")', background=WARN_FILL)


def unusable(sheet: Worksheet, where: str, cell: str, wrong: str) -> None:
    """Red where a text cannot be used as a target or realisasi: N/A can, and whatever ``wrong`` does not hold for."""
    text = f'AND(ISTEXT({cell}),{cell}<>"N/A",{cell}<>"-",{cell}<>"",{wrong})'
    add(sheet, where, text, color=BAD_INK, background=BAD_FILL)


def values(sheet: Worksheet, where: str, cell: str, kind: str) -> None:
    """Number format of a target or realisasi by the Tipe of its row. cell: the first; kind: formula of its Tipe."""
    for holds, number_format, number in _formats(cell, kind):
        add(sheet, where, holds, number_format=number_format, number_id=number)


def _formats(cell: str, kind: str) -> tuple[tuple[str, str, int], ...]:
    """``(formula, number format, its number)`` of targets and realisasi; the first that holds is the cell's."""
    return (
        (day(cell, kind), SHORT_DATE, _DATE_ID),
        (f'IF(ISNUMBER({cell}),{kind}="Persen",FALSE)', POINTS, _POINTS_ID),
        (whole(cell), NUMBER, _WHOLE_ID),
    )


def unsigned(cell: str) -> str:
    """Formula: a text has not the look of a target as it is signed: ``>= 95``, ``60 s.d. 85``, ``H+7``, ``71,5 (BB)``.

    Periksa reads it to the end; here its last sign has to do.
    """
    return f'ISERR(FIND(RIGHT({cell}),"0123456789%)"))'


def whole(cell: str) -> str:
    """Formula: a cell holds a whole number."""
    return f"IF(ISNUMBER({cell}),{cell}=INT({cell}),FALSE)"


def day(cell: str, kind: str) -> str:
    """Formula: a cell holds the day of a Tanggal indicator. kind: formula of its Tipe."""
    return f'IF(ISNUMBER({cell}),{kind}="Tanggal",FALSE)'


def dates(sheet: Worksheet, where: str, cell: str, kind: str) -> None:
    """The day of a Tanggal indicator as a date; before the format of whole numbers. kind: formula of its Tipe."""
    add(sheet, where, day(cell, kind), number_format=SHORT_DATE, number_id=_DATE_ID)


def ahead(sheet: Worksheet, where: str, quarter: int, value: tuple[str, str] | None = None) -> None:
    """Pale where a quarter is ahead of the one that is reported. value: ``cell`` and ``kind`` of a realisasi."""
    formula, pale = f"IFERROR(lk_tw<{quarter},FALSE)", {"color": "7F7F7F", "background": "E7E6E6"}
    if value is None:
        add(sheet, where, formula, **pale)
    else:
        valued(sheet, where, *value, formula, **pale)


def ratios(sheet: Worksheet, where: str) -> None:
    """Decimals of a percent by the book's ``desimal_persen`` (two are in the cell's own format)."""
    for decimals, code in _RATIO_FORMATS.items():
        add(sheet, where, f"lk_desimal={decimals}", number_format=code, number_id=_RATIO_ID + decimals)


def labels(sheet: Worksheet, where: str, cell: str, colors: Iterable[LabelColor]) -> None:
    """Colours of a cell by the label that it holds (``schema.model.LabelColor``)."""
    for one in colors:
        add(sheet, where, f'{cell}="{one.label}"', color=one.ink, background=one.background)


def valued(sheet: Worksheet, where: str, cell: str, kind: str, formula: str, **look: Any) -> None:
    """A look for targets or realisasi that keeps their number format."""
    _formatted(sheet, where, cell, kind, formula, **look)
    add(sheet, where, formula, **look)


def _formatted(sheet: Worksheet, where: str, cell: str, kind: str, formula: str, **look: Any) -> None:
    """The look of numbers among them. LibreOffice applies the first rule alone that holds for a cell, so one that
    colours it has to say its number format, too; 35,00% would be shown as 35."""
    for holds, number_format, number in _formats(cell, kind):
        add(sheet, where, f"IF({formula},{holds},FALSE)", number_format=number_format, number_id=number, **look)


def _found(sheet: Worksheet) -> str:
    """Formula: Temuan speaks of the cell, and the settings do not switch its frame off."""
    place = f'"{sheet.title}!"&ADDRESS(ROW(),COLUMN(),4)'
    return f'AND(lk_tandai="Ya",COUNTIF(lk_tempat_temuan,{place})>0)'


# The ground is for LibreOffice, which draws the frame at the top and the left alone.
_FINDING = {"frame": "C00000", "background": "FDE4E1"}


def findings(sheet: Worksheet, where: str) -> None:
    """A red frame and a pale ground for a cell that the sheet Temuan speaks of, unless the setting switches it off."""
    add(sheet, where, _found(sheet), **_FINDING)


def value_findings(sheet: Worksheet, where: str, cell: str, kind: str) -> None:
    """The same for numbers among targets and realisasi; before ``findings`` and ``values``. As ``values``."""
    _formatted(sheet, where, cell, kind, _found(sheet), **_FINDING)


def levels(sheet: Worksheet, code: str, text: str, level: str, parent: str) -> None:
    """Names of rows that are sums in bold, and those of lower levels further to the right.

    Args:
        code, text: ranges. level: cell of the first row with the place of its level, Program 3. parent: formula: the
            row is a sum.
    """
    add(sheet, code, parent, bold=True)
    for step in range(DEEPEST_STEP, 0, -1):
        deep = f"N({level})>{step + 2}"
        number_format, number = f'General;-General;General;"{STEP * step}"@', _STEP_ID + step
        add(sheet, text, f"IF({deep},{parent},FALSE)", bold=True, number_format=number_format, number_id=number)
        add(sheet, text, deep, number_format=number_format, number_id=number)
    add(sheet, text, parent, bold=True)


def broken_order(sheet: Worksheet, code: str, out_of_order: str, head: str) -> None:
    """Red where the order of the rows is broken: the row itself, and a band over the whole head while any is.

    Args:
        code: range of code and name. out_of_order: cell of the first row that is 1 where its place is wrong.
        head: range of the table's head.
    """
    add(sheet, code, f"{out_of_order}=1", color=BAD_INK, background=BAD_FILL)
    add(sheet, head, "lk_rusak", color="FFFFFF", background="C00000", bold=True)


def provisional(sheet: Worksheet, leaves_missing: str, amount: str, ratio: str, count: str) -> None:
    """Orange where a sum is provisional because leaves are not filled in; a leaf that waits for its realisasi.

    Args:
        leaves_missing: cell of the first row that counts them. amount, ratio, count: the ranges that are marked.
    """
    waiting = f"N({leaves_missing})>0"
    mark = '#,##0" *";-#,##0" *";0" *"'
    add(sheet, amount, waiting, color="C55A11", number_format=mark, number_id=_MARKED_ID)
    provisional_ratios(sheet, ratio, waiting)
    add(sheet, count, waiting, color="C55A11", bold=True)


def measured_above_zero(name: str, place: str) -> str:
    """Formula: a column of Pengukuran is above 0 in the row that is shown. name: its defined name; place: cell that
    holds the number of the row."""
    return f"N(INDEX({name},{place}))>0"


def provisional_ratios(sheet: Worksheet, where: str, waiting: str, **look: Any) -> None:
    """Orange and a star for a ratio while ``waiting`` holds; before ``ratios``. look: what the cell has besides.

    In one rule with the number format, for LibreOffice applies the first rule alone that holds for a cell.
    """
    look = {"color": "C55A11", **look}
    for decimals, code in _RATIO_FORMATS.items():
        add(sheet, where, f"IF({waiting},lk_desimal={decimals},FALSE)", number_format=f'{code}" *"',
            number_id=_MARKED_RATIO_ID + decimals, **look)  # fmt: skip
    add(sheet, where, waiting, number_format='0.00%" *"', number_id=_MARKED_RATIO_ID + 2, **look)


def bars(sheet: Worksheet, where: str, color: str) -> None:
    """Bars behind ratios, from 0 to 100%."""
    rule = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color=color)
    sheet.conditional_formatting.add(where, rule)
