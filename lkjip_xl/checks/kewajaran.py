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
_THOUSAND = 1000


class Doubted(NamedTuple):
    """A figure of a quarter that can hardly be: row, column, value, and what it may stand for (None: nobody knows)."""

    row: Cells
    column: str
    value: float
    meant: float | None


def _rows(b: Context) -> Iterator[tuple[Cells, Cells]]:
    """Each row of Pengukuran that holds values of its own (no numerators), with the row of Renstra of its Kode."""
    for row in b.rows(UKUR):
        renstra = b.indikator(row["Kode"])
        if renstra is not None and row["Penyebut Tetap"] in (None, ""):
            yield row, renstra


# --- fractions of what is counted ------------------------------------------------------------------------------------
def fractions(b: Context) -> list[Doubted]:
    """The fractions among targets and realisasi of what is counted, once per book."""
    return b.remembered("kewajaran: pecahan", _fractions)


def _fractions(b: Context) -> list[Doubted]:
    found = []
    for row, renstra in _rows(b):
        if key(renstra["Tipe"]) not in ("", "angka") or unit_kind(str(renstra["Satuan"] or "")) != "terhitung":
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
    if n < 4 and is_number(row[f"_T{n}"]) and is_number(row[f"_R{n}"]):
        return row[f"_T{n}"], row[f"_R{n}"], True
    return row["_T0"], row["_R0"], n == 4


def _meant(value: float, target: float, reached: float) -> float | None:
    """The value with its comma elsewhere, so that the target is about reached."""
    for times in (0.1, 10, 0.01, 100, 0.001, 1000):
        if 0.4 <= reached * times / target <= 1.5:
            return bulatkan(value * times, 10)
    return None


@check("MKN-38", PERIKSA, "Capaian tidak di atas 300% atau di bawah 5% karena letak koma", _CAPAIAN)
def capaian_karena_koma(b: Context) -> Iterator[Finding]:
    told = {(one.row["#nomor"], one.column) for one in fractions(b)}
    for row, renstra in _rows(b):
        last = _last(row, b.triwulan)
        if last is None or (row["#nomor"], last[0]) in told:
            continue
        if key(renstra["Arah"]) == "turun" or key(renstra["Tipe"]) in ("tingkat", "tanggal"):
            continue
        target, reached, together = _reached(b, row)
        if not is_number(target) or not is_number(reached) or target <= 0 or reached <= 0:
            continue
        column, value = last
        ratio = reached / target
        points = key(renstra["Tipe"]) == "persen" and 0 < value <= 1 and target >= 2 and 0.2 <= 100 * ratio <= 2
        if points:
            meant: float | None = bulatkan(100 * value, 10)
            why = f"Indikator Persen ditulis dalam poin: {shown(value)} berarti {shown(value)}%."
        elif ratio > FAR_ABOVE or ratio < FAR_BELOW and together:
            meant = _meant(value, target, reached)
            why = "Sebesar itu jarang benar."
        else:
            continue
        yield b.temuan(
            UKUR, row, column,
            uraian=f"{column} indikator {row['Kode']} tertulis {shown(value)}, sehingga capaiannya "
            f"{shown_percent(ratio)} dari target {shown(target)}. {why}",
            perbaikan=(f"Mungkin maksudnya {shown(meant)}? " if meant is not None else "")
            + "Periksa letak koma, titik, dan satuannya; bila angkanya benar, tulis alasannya di lembar Temuan.",
            tertulis=value, seharusnya=meant,
        )  # fmt: skip
