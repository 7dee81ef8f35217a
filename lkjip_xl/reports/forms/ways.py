"""By which formulas the capaian of a form's indicators is reckoned: each named only where a row on the form uses it."""

from collections.abc import Iterable
from typing import Any

from ...compute.indicators import Indikator
from ...compute.world import World
from ...expr.values import is_number

_TARGETS = ("_T0", "_T1", "_T2", "_T3", "_T4")
_EDGES = ("_U0", "_U1", "_U2", "_U3", "_U4")
_INTERVAL = (
    "target rentang = 100% di dalam rentang, di bawahnya realisasi / batas bawah, di atasnya (2 x batas atas - "
    "realisasi) / batas atas"
)
_DAY = "indikator bertanggal = 100% bila paling lambat pada tanggal target, sesudahnya 0%"
_BELOW_NAUGHT = (
    "target di bawah 0 = 1 + (realisasi - target) / |target|, untuk Turun 1 - (realisasi - target) / |target|"
)


def formula_of_fall(world: World) -> str:
    """The formula of an indicator that is better the lower it is (CAP-01)."""
    return "target / realisasi" if world.defined["lk_turun"] == "Rasio" else "(2 x target - realisasi) / target"


def ways(world: World, indicators: Iterable[Indikator]) -> list[str]:
    """The formulas of some indicators besides ``realisasi / target`` and that of Turun."""
    own = list(indicators)
    numbers = [i for i in own if i.tipe not in ("Tingkat", "Tanggal")]
    whole = "" if world.defined["lk_tingkat"] == "Skor" else "100% bila target tercapai, selain itu "
    level = f"indikator bertingkat = {whole}skor realisasi / skor target"
    used = {
        level: any(i.tipe == "Tingkat" for i in own),
        _INTERVAL: any(is_number(i.isi.get(edge)) for i in numbers for edge in _EDGES),
        _DAY: any(i.tipe == "Tanggal" for i in own),
        _BELOW_NAUGHT: any(_is_below_naught(i) for i in numbers),
    }
    return [text for text, is_used in used.items() if is_used]


def further_ways(world: World, indicators: Iterable[Indikator]) -> str:
    """Those formulas, each led by a semicolon; "" for none."""
    return "".join(f"; {way}" for way in ways(world, indicators))


def _is_below_naught(indicator: Indikator) -> bool:
    targets: list[Any] = [indicator.isi.get(name) for name in _TARGETS]
    single = not any(is_number(indicator.isi.get(edge)) for edge in _EDGES)
    return single and any(is_number(target) and target < 0 for target in targets)
