"""Charts of the document, as Word draws them itself: capaian of each indicator, money of each sasaran."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..compute.indicators import Indikator
from ..compute.world import World
from ..expr.values import is_number
from ..reports.layout.cells import text_of
from ..reports.layout.source import Cell
from ..reports.layout.styles import RUPIAH, TEXT, percent_format
from ..reports.office_figures import capaian_to_date
from ..reports.shared_money import shared_money
from ..schema.choices import ROMAWI
from .word_xml import escape

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
LEAST = 2  # bars: one alone compares nothing
_LONGEST = 70  # characters of a name beside its bar
_COLORS = ("2F5597", "A9C4E6")
_FONT = 800  # hundredths of a point


class Series(NamedTuple):
    """One row of bars: its name, its values, and the format of their numbers."""

    name: str
    values: Sequence[float]
    format: str


class Chart(NamedTuple):
    """A chart of bars that lie: names from the top, and a series for each colour."""

    names: Sequence[str]
    series: Sequence[Series]

    @property
    def ratio(self) -> float:
        """Width to height: as high as its bars need."""
        return 16 / min(24.0, 3.0 + 1.7 * len(self.names) * (1 + 0.25 * (len(self.series) - 1)))


def _short(name: Any) -> str:
    text = " ".join(str(name).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _capaian(world: World) -> Chart | None:
    pairs = [(i, value) for i in world.indikator if is_number(value := _drawn(world, i))]
    if len(pairs) < LEAST:
        return None
    series = Series("Capaian", [value for _, value in pairs], percent_format(world.decimals))
    return Chart([_short(i.nama) for i, _ in pairs], [series])


def _drawn(world: World, i: Indikator) -> Any:
    """The capaian of an indicator as the document tells it: to date while the year is running."""
    return i["Capaian"] if world.quarter >= 4 else capaian_to_date(world, i)


def captioned(world: World, name: str, caption: str) -> str:
    """The caption of a chart, whose own words are of a whole year and of all: to when it is, and whom it leaves out."""
    if not caption:
        return ""
    told = world.quarter >= 4 or "triwulan" in caption.casefold()
    until = "" if told else f" s.d. Triwulan {ROMAWI[world.quarter]}"
    missing = sum(not is_number(_drawn(world, i)) for i in world.indikator) if name == "capaian" else 0
    return caption + until + (f" (tanpa {missing} indikator yang belum terukur)" if missing else "")


def _anggaran(world: World) -> Chart | None:
    shown = [s for s in world.sasaran if is_number(s.pagu) and is_number(s.realisasi)]
    if len(shown) < LEAST:
        return None
    pagu = Series("Pagu (Rp)", [s.pagu for s in shown], RUPIAH)
    realisasi = Series("Realisasi (Rp)", [s.realisasi for s in shown], RUPIAH)
    shared = (" (anggaran bersama)" if shared_money(world, s) else "" for s in shown)
    return Chart([_short(s.nama) + mark for s, mark in zip(shown, shared, strict=True)], [pagu, realisasi])


CHARTS: dict[str, tuple[str, Callable[[World], Chart | None]]] = {
    "capaian": ("Grafik capaian tiap indikator sasaran", _capaian),
    "anggaran": ("Grafik pagu dan realisasi menurut sasaran", _anggaran),
}
"""What ``{gambar:...}`` draws: what it shows, and how it is made; None where there is nothing to show."""


def charts_of(world: World) -> dict[str, Chart]:
    """The charts that this book can have, by name. Money that is withheld or not filled in yet draws none."""
    found = {name: make(world) for name, (_, make) in CHARTS.items()}
    if world.budget.total_unfilled or world.amounts.withheld:
        found["anggaran"] = None  # a bar cannot bear the mark of a provisional figure
    return {name: chart for name, chart in found.items() if chart is not None}


# --- the part --------------------------------------------------------------------------------------------------------
def _text(size: int = _FONT) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr><a:endParaRPr lang="id-ID"/></a:p>'
        "</c:txPr>"
    )


def _points(values: Sequence[Any]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(str(v))}</c:v></c:pt>' for n, v in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _series(chart: Chart, n: int) -> str:
    one = chart.series[n]
    code = escape(one.format)
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:v>{escape(one.name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLORS[n % 2]}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_text()}'
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{_points(chart.names)}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>{code}</c:formatCode>{_points(list(map(repr, one.values)))}</c:numLit></c:val>"
        "</c:ser>"
    )


def chart_part(chart: Chart) -> bytes:
    """The part of a chart; its values stand in it, so that no workbook hangs on the document."""
    longest, code = max(((value, one.format) for one in chart.series for value in one.values), default=(0, ""))
    # The axis goes on behind the longest bar as far as its number needs.
    room = 1.1 + 0.03 * len(text_of(Cell(longest, TEXT._replace(format=code))))
    most = f'<c:max val="{longest * room!r}"/>' if longest > 0 else ""
    bars = "".join(_series(chart, n) for n in range(len(chart.series)))
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text()}</c:legend>' if len(chart.series) > 1 else ""
    )
    axis = '<c:delete val="{}"/><c:axPos val="{}"/>{}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    numbers = f'<c:numFmt formatCode="{escape(chart.series[0].format)}" sourceLinked="0"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{_MAIN}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{bars}<c:gapWidth val="60"/><c:axId val="1001"/>'
        '<c:axId val="1002"/></c:barChart>'
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'{axis.format(0, "l", "")}<c:tickLblPos val="low"/>{_text()}<c:crossAx val="1002"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'{most}<c:min val="0"/></c:scaling>'
        f"{axis.format(1, 't', numbers)}"
        '<c:tickLblPos val="none"/><c:crossAx val="1001"/><c:crosses val="autoZero"/></c:valAx>'
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()
