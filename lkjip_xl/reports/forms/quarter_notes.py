"""What is told beneath the form of a quarter: whose pagu, which formulas, and what its figures lack.

``doubts_of_quarter`` is the part that every printed form of it tells, whichever columns a profile gives it.
"""

from ...compute.blank_quarters import told as told_of_quarters
from ...compute.unmeasured_promises import told as told_of_promises
from ...compute.world import World
from ...expr.values import is_number
from ...rules.terbilang import rupiah
from ...schema.choices import ROMAWI
from .office import pagu_named, serapan_explained, working_copy
from .provisional import WITHHELD, told
from .quarter_data import is_divided, judged_otherwise, printed_realisasi
from .ways import formula_of_fall, further_ways

UNPLANNED = " Tanda - pada realisasi dan capaian kinerja: sampai triwulan itu tidak ada yang direncanakan."
EARLIER = " Indikator yang tidak bertarget pada triwulan itu dinilai menurut triwulan terakhir yang bertarget."
DIVIDED = " Target triwulan indikator berpenyebut tetap: nilai sampai dengan triwulan itu, bukan pembilangnya."
WHOLE_YEAR = " Indikator yang triwulannya tidak bertarget diukur terhadap target tahun itu."


def notes(world: World, n: int) -> tuple[str, ...]:
    """Notes beneath the form: which pagu, how capaian is computed, what is doubtful."""
    pagu = pagu_named(world, world.budget.quarter_documents[n - 1])
    whole_year = any(all(i[f"Target TW{k}"] in (None, "") for k in (1, 2, 3, 4)) for i in world.indikator)
    unplanned = any(printed_realisasi(world, i, n) is None for i in world.indikator)
    otherwise = any(judged_otherwise(world, i, n) for i in world.indikator)
    without = WHOLE_YEAR
    if n < 4:
        without = EARLIER if otherwise else ""
    elif not (whole_year or otherwise):
        without = ""
    divided = DIVIDED if any(is_divided(i) for i in world.indikator) else ""
    serapan = serapan_explained(world, "Capaian anggaran", world.budget.base_tw[n - 1])
    return (
        f"Pagu: {pagu}. Realisasi Kinerja dan Realisasi Anggaran: sampai dengan Triwulan {ROMAWI[n]}.",
        f"Capaian Kinerja = {formula_of_capaian(world)}.{without}{divided} {serapan}. "
        "N/A: target atau realisasinya tidak tersedia." + (UNPLANNED if unplanned else ""),
        *doubts_of_quarter(world, n),
        *(["Sumber: lembar Renstra, Pengukuran, dan Anggaran."] if working_copy(world) else []),
    )


def formula_of_capaian(world: World) -> str:
    """How the capaian of a quarter's form is reckoned."""
    return (
        "realisasi / target sampai dengan triwulan itu; indikator yang arahnya Turun = "
        f"{formula_of_fall(world)}{further_ways(world, world.indikator)}"
    )


def doubts_of_quarter(world: World, n: int) -> list[str]:
    """What the figures of a quarter's form lack, or differ in from those of the book; [] where nothing is doubtful."""
    gap = world.budget.pagu_gap(n)
    said = (
        f"Pagu menurut PK {gap[0]} tidak ada di buku ini; yang tercetak pagu PK {gap[1]}." if gap else "",
        _later_pagu(world, n),
        WITHHELD if world.amounts.withheld else "",
        f"* {waiting}" if (waiting := told_of_quarters(world, n)) else "",
        told_of_promises(world) if n == world.quarter else "",
        told(world.budget.total_unfilled_at(n), n),
    )
    return [one for one in said if one]


def _later_pagu(world: World, n: int) -> str:
    """That the rest of the book, at this very quarter, shows the pagu of a document that is dated later."""
    shown, last = world.budget.pagu_tw[n - 1], world.budget.pagu
    if n != world.quarter or shown == last or not is_number(shown) or not is_number(last):
        return ""
    return (
        f"Pagu di sini menurut dokumen yang berlaku pada akhir Triwulan {ROMAWI[n]}: {rupiah(shown)}. Beranda dan Lap "
        f"Anggaran memakai pagu terakhir, dari PK yang bertanggal sesudahnya: {rupiah(last)}."
    )
