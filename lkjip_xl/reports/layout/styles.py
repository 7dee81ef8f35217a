"""The look that all report sheets share. Sizes are in points, widths in characters of the default font."""

from functools import cache

from ...ooxml.sheet_model import Style

TITLE = Style(bold=True, size=12, align="center", wrap=True)
SUBTITLE = Style(bold=True, size=11, align="center", wrap=True)
SECTION = Style(bold=True, size=10, align="left")
HEAD = Style(bold=True, size=9, align="center", wrap=True, border="thin", fill="D9E1F2")
HEAD_NUMBER = Style(italic=True, size=8, align="center", border="thin", fill="F2F2F2")
TEXT = Style(size=9, align="left", valign="top", wrap=True, border="thin")
TEXT_BOLD = TEXT._replace(bold=True)
CENTER = Style(size=9, align="center", valign="top", wrap=True, border="thin")
NUMBER = Style(size=9, align="right", valign="top", border="thin")
TOTAL = Style(bold=True, size=9, align="center", wrap=True, border="thin", fill="F2F2F2")
TOTAL_TEXT = TOTAL._replace(align="left")
TOTAL_NUMBER = TOTAL._replace(align="right", wrap=False)
NOTE = Style(italic=True, size=8, align="left", valign="top", wrap=True, color="595959")
PLAIN = Style(size=10, align="left", valign="top", wrap=True)
EMPTY = TEXT._replace(align="center", italic=True)
CONTINUED = TEXT._replace(italic=True, color="595959")
ASIDE = Style(size=10, align="left", valign="top", wrap=True, color="C00000", fill="FFF2CC")
SIGNATURE = Style(size=10, align="center", valign="center", wrap=True)

RUPIAH = "#,##0;-#,##0;0"


def percent_format(decimals: int) -> str:
    """Number format of a ratio shown as percent."""
    return "0%" if not decimals else "0." + "0" * decimals + "%"


def points_format(decimals: int = 2) -> str:
    """Number format of a Persen indicator, kept in points: 88 shows 88,00%."""
    return ("0" if not decimals else "0." + "0" * decimals) + '"%"'


@cache
def with_format(style: Style, code: str) -> Style:
    """``style`` with a number format (the same object each time, since long tables ask for it in every cell)."""
    return style._replace(format=code)


@cache
def continued_style(size: float) -> Style:
    """The style of a text that goes on from the page before."""
    return CONTINUED._replace(size=size)


@cache
def centred(style: Style) -> Style:
    """The style of a text that stands in a number's place."""
    return style._replace(align="center", wrap=True)


@cache
def piece(style: Style, first: bool, last: bool) -> Style:
    """The style of one piece of a cell that is spread over several rows: no lines between the pieces."""
    if style.border is None or (first and last):
        return style
    sides = "LRTB" if style.border == "thin" else style.border
    if not first:
        sides = sides.replace("T", "")
    if not last:
        sides = sides.replace("B", "")
    return style._replace(border=sides or None)


@cache
def closed(style: Style, side: str) -> Style:
    """The style with a line on one more side, for a cell whose pieces stand on two pages."""
    if style.border in (None, "thin") or side in style.border:
        return style
    return style._replace(border=style.border + side)
