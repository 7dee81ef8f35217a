"""Figures of a quarter that can hardly be: a fraction of what is counted, and a capaian that a slipped comma made.

They change the predikat of the office, so every flow tells them and not only periksa; for that they ask little.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..compute.book import Cells
from ..compute.key import key
from ..expr.values import bulatkan, is_number
from ..rules.bacaan_angka import unit_kind
from ..schema.choices import TRIWULAN
from .finding import PERIKSA, Finding
from .indicator_facts import has_two_ends, nearest_end
from .registry import Context, check, shown, shown_percent

UKUR = "tbl_pengukuran"
_COUNTED = "Yang dihitung satu per satu (orang, dokumen, kali) tidak pernah pecahan"
_CAPAIAN = "CAP-01: satu koma yang salah tempat mengubah predikat instansi"
_MEASURED = re.compile(
    r"\brata[- ]?rata\b|\brerata\b|\bratio\b|\brasio\b|\bindeks\b|\bnilai\b|\bskor\b|\bpersen|\bangka\b|\bper\b"
).search
"""Names of figures that are computed of counts, which may be fractions."""
FAR_ABOVE, FAR_BELOW = 3, 0.05
"""Capaian above and below which a figure is told."""
_NEAR = (0.4, 1.5)
"""How far from its target a figure is that nobody asks about."""
_HANDFUL = 10
"""Target of what is counted one by one, below which ten times as many is no slip."""
_THOUSAND = 1000


class Doubted(NamedTuple):
    """A figure of a quarter that can hardly be: row, column, value, and what it may stand for (None: nobody knows)."""

    row: Cells
    column: str
    value: float
    meant: float | None


def _rows(b: Context) -> Iterator[tuple[Cells, Cells]]:
    """Each row of Pengukuran that holds values of its own (no numerators), with the row of Renstra of its Kode."""
    return ((row, renstra) for row, renstra in _all_rows(b) if not _holds_numerators(row))


def _all_rows(b: Context) -> Iterator[tuple[Cells, Cells]]:
    for row in b.rows(UKUR):
        renstra = b.indikator(row["Kode"])
        if renstra is not None:
            yield row, renstra


def _holds_numerators(row: Cells) -> bool:
    return row["Penyebut Tetap"] not in (None, "")


# --- fractions of what is counted ------------------------------------------------------------------------------------
def fractions(b: Context) -> list[Doubted]:
    """The fractions among targets and realisasi of what is counted, once per book."""
    return b.remembered("kewajaran: pecahan", _fractions)


def _fractions(b: Context) -> list[Doubted]:
    found = []
    for row, renstra in _rows(b):
        if key(renstra["Tipe"]) not in ("", "angka") or not _is_counted(renstra):
            continue
        if _MEASURED(key(renstra["Indikator"])):
            continue
        columns = [f"{kind} TW{n}" for kind in ("Target", "Realisasi") for n in TRIWULAN]
        typed = {name: row[name] for name in columns if is_number(row[name])}
        others = [v for v in (*typed.values(), row["_T0"], renstra.get(f"Target {b.tahun}")) if is_number(v)]
        whole = [v for v in others if v > 0 and v == int(v)]
        found += [Doubted(row, name, v, _thousandfold(v, whole)) for name, v in typed.items() if v != int(v)]
    return found


def _thousandfold(value: float, others: list[float]) -> float | None:
    """A thousand times the value, where that is a whole number and of the size of another: its dot was a comma."""
    meant = bulatkan(value * _THOUSAND, 6)
    near = meant == int(meant) and any(0.4 * other <= meant <= 2.5 * other for other in others)
    return meant if near else None


@check("MKN-37", PERIKSA, "Yang dihitung satu per satu (orang, dokumen, kali) bukan pecahan", _COUNTED)
def pecahan_terhitung(b: Context) -> Iterator[Finding]:
    for row, column, value, meant in fractions(b):
        unit = b.renstra[key(row["Kode"])]["Satuan"]
        proposed = "Periksa letak koma dan titiknya; ketik bilangan bulat."
        if meant:
            proposed = f"Mungkin {shown(meant)}? Ketik tanpa titik dan koma: {meant:.0f}."
        yield b.temuan(
            UKUR, row, column,
            uraian=f"{column} indikator {row['Kode']} tertulis {shown(value)}, padahal satuannya {unit}, yang tidak "
            "pernah pecahan.",
            perbaikan=proposed, tertulis=value, seharusnya=meant,
        )  # fmt: skip


# --- a capaian that a comma made -------------------------------------------------------------------------------------
def _last(row: Cells, quarter: int) -> tuple[str, float] | None:
    """Column and value of the last number among the realisasi up to a quarter."""
    columns = (f"Realisasi TW{n}" for n in range(quarter, 0, -1))
    return next(((name, row[name]) for name in columns if is_number(row[name])), None)


def _reached(b: Context, row: Cells) -> tuple[Any, Any, bool]:
    """Target and realisasi by which an indicator is judged now, and whether they are of one time.

    Without a target of the quarter it is that of the year, of which little may be reached yet.
    """
    n = b.triwulan
    of_quarter = n < 4 and is_number(row[f"_T{n}"]) and is_number(row[f"_R{n}"])
    at = n if of_quarter else 0
    reached = row[f"_R{at}"]
    return nearest_end(row, at, row[f"_T{at}"], reached), reached, of_quarter or n == 4


def _is_counted(renstra: Cells) -> bool:
    """Whether an indicator is counted one by one (orang, dokumen, kali)."""
    return unit_kind(str(renstra["Satuan"] or "")) == "terhitung"


def _meant(value: float, target: float, reached: float, counted: bool) -> float | None:
    """The value with its comma elsewhere, so that the target is about reached; of what is counted no fraction."""
    for times in (0.1, 10, 0.01, 100, 0.001, 1000):
        meant = bulatkan(value * times, 10)
        if _NEAR[0] <= reached * times / target <= _NEAR[1] and not (counted and meant != int(meant)):
            return meant
    return None


@check("MKN-38", PERIKSA, "Capaian tidak di atas 300% atau di bawah 5% karena letak koma", _CAPAIAN)
def capaian_karena_koma(b: Context) -> Iterator[Finding]:
    """One finding a row: what was reached to date, else the worst of the quarters by themselves."""
    told = {(one.row["#nomor"], one.column) for one in fractions(b)}
    for row, renstra in _all_rows(b):
        last = _last(row, b.triwulan)
        if last is None or key(renstra["Tipe"]) in ("tingkat", "tanggal"):
            continue
        quarter = _of_one_quarter(b, row, renstra, told)
        # Of numerators the capaian is by their share; of what falls a small one is what is wanted.
        by_quarter = _holds_numerators(row) or key(renstra["Arah"]) == "turun" or (row["#nomor"], last[0]) in told
        to_date = None if by_quarter else _to_date(b, row, renstra, *last)
        # What an earlier quarter made too large is not the last one's fault.
        earlier = quarter is not None and quarter.kolom != last[0]
        slip = quarter if earlier else to_date or quarter
        if slip is not None:
            yield slip


def _to_date(b: Context, row: Cells, renstra: Cells, column: str, value: float) -> Finding | None:
    """The finding on the last value, by which the row is judged."""
    target, reached, together = _reached(b, row)
    if not is_number(target) or not is_number(reached) or target <= 0 or reached <= 0:
        return None
    ratio = reached / target
    points = key(renstra["Tipe"]) == "persen" and 0 < value <= 1 and target >= 2 and 0.2 <= 100 * ratio <= 2
    if points:
        meant: float | None = bulatkan(100 * value, 10)
        why = f"Indikator Persen ditulis dalam poin: {shown(value)} berarti {shown(value)}%."
    elif ratio > FAR_ABOVE or ratio < FAR_BELOW and together:
        meant = _meant(value, target, reached, _is_counted(renstra))
        why = "Sebesar itu jarang benar."
    else:
        return None
    # Above the upper end of a target with two the capaian falls, whatever the share is.
    then = "yaitu" if has_two_ends(row, b.triwulan if b.triwulan < 4 else 0) else "sehingga capaiannya"
    return b.temuan(
        UKUR, row, column,
        uraian=f"{column} indikator {row['Kode']} tertulis {shown(value)}, {then} "
        f"{shown_percent(ratio)} dari target {shown(target)}. {why}",
        perbaikan=_proposed(meant), tertulis=value, seharusnya=meant,
    )  # fmt: skip


def _proposed(meant: float | None) -> str:
    return (f"Mungkin maksudnya {shown(meant)}? " if meant is not None else "") + (
        "Periksa letak koma, titik, dan satuannya; bila angkanya benar, tulis alasannya di lembar Temuan."
    )


class _Quarter(NamedTuple):
    """A past quarter: its column, what was typed, its own target, and the one to the other."""

    column: str
    value: float
    target: float
    ratio: float


def _of_one_quarter(b: Context, row: Cells, renstra: Cells, told: set[tuple[int, str]]) -> Finding | None:
    """The finding on the quarter that is farthest off its own target, while every other one is near its own.

    A sum of four hides what is a thousandth in one of them. Quarters are uneven in truth, so a comma has to explain it:
    ten, a hundred or a thousand times the value is about the target. Of a handful ten times as many may have come.
    """
    reached = ((n, row[f"Realisasi TW{n}"]) for n in TRIWULAN[: b.triwulan])
    pairs = ((f"Realisasi TW{n}", v, nearest_end(row, n, row[f"_N{n}"], v)) for n, v in reached)
    quarters = [
        _Quarter(name, v, t, v / t) for name, v, t in pairs if is_number(v) and is_number(t) and t > 0
    ]  # fmt: skip
    far = [q for q in quarters if not _NEAR[0] <= q.ratio <= _NEAR[1]]
    if len(far) != 1 or len(quarters) < 2 or (row["#nomor"], far[0].column) in told:
        return None
    one = far[0]
    counted, falls = _is_counted(renstra) or _holds_numerators(row), key(renstra["Arah"]) == "turun"
    if falls and counted and one.ratio < 1:  # a quarter with hardly any of them is a good one
        return None
    if FAR_BELOW <= one.ratio <= FAR_ABOVE or one.value <= 0 or one.ratio > 1 and counted and one.target < _HANDFUL:
        return None
    meant = _meant(one.value, one.target, one.value, counted)
    if meant is None:
        return None
    others = sorted(q.ratio for q in quarters if q is not one)
    return b.temuan(
        UKUR, row, one.column,
        uraian=f"{one.column} indikator {row['Kode']} tertulis {shown(one.value)}, yaitu {shown_percent(one.ratio)} "
        f"dari target triwulannya {shown(one.target)}, sedangkan triwulan lain {_span(others)} dari targetnya.",
        perbaikan=_proposed(meant), tertulis=one.value, seharusnya=meant,
    )  # fmt: skip


def _span(ratios: list[float]) -> str:
    first, last = shown_percent(ratios[0]), shown_percent(ratios[-1])
    return first if first == last else f"{first} sampai {last}"
