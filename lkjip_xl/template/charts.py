"""Native charts of the built book, in features that Excel 2013, LibreOffice and ONLYOFFICE draw alike.

Colours differ in their lightness, so that a grey print tells them apart. A line at 100% is a gridline: the axis goes
in steps of one.
"""

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from . import styles as look

DARK, LIGHT, WARN = look.NAVY, "9DC3E6", "C55A11"
_GRID, _HUNDRED = "D9D9D9", "404040"


def _letters(size: int = 900, color: str = "404040") -> RichText:
    properties = CharacterProperties(sz=size, solidFill=color, latin=Font(typeface=look.FONT))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def _line(color: str, width: int = 9525, dash: str | None = None) -> LineProperties:
    return LineProperties(solidFill=color, w=width, prstDash=dash)


def _common(chart: Any, legend: str | None) -> None:
    chart.title = None
    chart.auto_title_deleted = True
    chart.visible_cells_only = False  # the tables behind the charts stand in hidden columns
    chart.display_blanks = "gap"
    chart.roundedCorners = False
    if legend is None:
        chart.legend = None
    else:
        chart.legend.position = legend
        chart.legend.txPr = _letters(800)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.title = None
        axis.txPr = _letters(800)
        axis.graphicalProperties = GraphicalProperties(ln=_line("A6A6A6"))
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def _gridlines(axis: Any, color: str, width: int) -> None:
    axis.majorGridlines.spPr = GraphicalProperties(ln=_line(color, width))


def place(sheet: Worksheet, chart: Any, first: str, last: str) -> None:
    """Put a chart over the cells from ``first`` to ``last``, both included."""
    start, stop = sheet[first], sheet[last]
    chart.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=start.column - 1, row=start.row - 1),
        to=AnchorMarker(col=stop.column, row=stop.row),
    )
    sheet.add_chart(chart)


def _fill(series: Any, color: str, edge: str | None = None) -> None:
    series.graphicalProperties = GraphicalProperties(solidFill=color, ln=_line(edge or color))


def bars(sheet: str, names: str, series: Sequence[tuple[str, str]], most: float) -> BarChart:
    """Lying bars from the first row down, with one gridline at 100%.

    Args:
        sheet: name of the one that the ranges stand on. names: range of the labels.
        series: ``(range with its header, colour)``; they share a bar.
        most: end of the axis.
    """
    chart = _lying("clustered", 35, sheet, names, series, None)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, most, 1
    chart.y_axis.number_format, chart.y_axis.crosses = "0%", "max"
    _gridlines(chart.y_axis, _HUNDRED, 19050)
    return chart


def _lying(
    grouping: str, gap: int, sheet: str, names: str, series: Sequence[tuple[str, str]], legend: str | None
) -> BarChart:
    """Lying bars from the top down; ``legend`` is its place."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", grouping, 100, gap
    for area, color in series:
        chart.add_data(Reference(range_string=f"{sheet}!{area}"), titles_from_data=True)
        _fill(chart.series[-1], color, DARK)
    chart.set_categories(Reference(range_string=f"{sheet}!{names}"))
    _common(chart, legend)
    chart.x_axis.scaling.orientation = "maxMin"
    return chart


def stacked(sheet: str, names: str, series: Sequence[tuple[str, str]], number_format: str) -> BarChart:
    """Lying bars of parts that make a whole."""
    chart = _lying("stacked", 40, sheet, names, series, "b")
    chart.y_axis.number_format, chart.y_axis.crosses = number_format, "max"
    _gridlines(chart.y_axis, _GRID, 9525)
    return chart


def columns_and_line(
    sheet: str, names: str, column: tuple[str, str], line: tuple[str, str], number_format: str, most: float | None
) -> BarChart:
    """Standing columns with a line over them; ``most``: end of the axis, None as it comes."""
    chart, over = BarChart(), LineChart()
    chart.type, chart.gapWidth = "col", 60
    labels = Reference(range_string=f"{sheet}!{names}")
    chart.add_data(Reference(range_string=f"{sheet}!{column[0]}"), titles_from_data=True)
    _fill(chart.series[0], column[1], DARK)
    over.add_data(Reference(range_string=f"{sheet}!{line[0]}"), titles_from_data=True)
    drawn = over.series[0]
    drawn.graphicalProperties = GraphicalProperties(ln=_line(line[1], 28575, "dash"))
    drawn.marker.symbol, drawn.marker.size, drawn.smooth = "diamond", 7, False
    drawn.marker.graphicalProperties = GraphicalProperties(solidFill=line[1], ln=_line(line[1]))
    chart.set_categories(labels)
    over.set_categories(labels)
    _common(chart, "b")
    chart.y_axis.number_format = number_format
    _gridlines(chart.y_axis, _GRID, 9525)
    chart.y_axis.scaling.min = 0 if most is not None else None
    chart.y_axis.scaling.max = most
    if most is not None:
        chart.y_axis.majorUnit = most / 4
    chart += over
    return chart


def points(sheet: str, across: str, up: str, most: float) -> ScatterChart:
    """Points without a line, the gridlines at 100% in both directions."""
    from openpyxl.chart import Series

    chart = ScatterChart()
    chart.style, chart.scatterStyle = 13, "lineMarker"
    series = Series(
        Reference(range_string=f"{sheet}!{up}"), Reference(range_string=f"{sheet}!{across}"),
        title="Indikator",
    )  # fmt: skip
    series.marker.symbol, series.marker.size = "circle", 8
    series.marker.graphicalProperties = GraphicalProperties(solidFill=LIGHT, ln=_line(DARK))
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.series.append(series)
    _common(chart, None)
    for axis, title in ((chart.x_axis, "Serapan"), (chart.y_axis, "Capaian")):
        axis.scaling.min, axis.scaling.max, axis.majorUnit, axis.number_format = 0, most, 1, "0%"
        axis.title = title
        axis.title.txPr = _letters(800)
        for paragraph in axis.title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=CharacterProperties(sz=800, b=False, solidFill="404040"))
        _gridlines(axis, _HUNDRED, 12700)
    chart.layout = Layout(manualLayout=ManualLayout(x=0.12, y=0.04, w=0.83, h=0.74, layoutTarget="inner",
                                                    xMode="edge", yMode="edge"))  # fmt: skip
    return chart
