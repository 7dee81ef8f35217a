"""One office's book as a few rows: what a recapitulation of many needs. No person is in them."""

import os
import re
from functools import lru_cache
from typing import Any

from ..book.read import read_book
from ..book.seal import is_unbroken, read_seal
from ..checks.finding import INFO, PERIKSA, SALAH
from ..compute.doubtful_rows import is_doubtful
from ..compute.growing import against_year, target_to_date
from ..compute.indicators import Indikator
from ..compute.key import key
from ..compute.tables import MEASURED
from ..compute.world import World
from ..errors import UserError
from ..expr.plain_json import plain
from ..expr.values import NOT_AVAILABLE, is_number
from ..ooxml.files import check_workbook, check_workbook_data
from ..ooxml.package import Package
from ..records import dataclass
from ..schema import contract
from ..schema.calculation import Place, needed_columns
from ..schema.choices import TRIWULAN
from ..schema.sheets.beranda import PROVISIONAL, RINGKASAN
from ..schema.state import CHECKED, readable_quarter
from ..schema.version_1 import figure_tree
from ..version import VERSI_KONTRAK

_INDICATOR = (
    "Target", "Realisasi", "Capaian", "Predikat", "Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi", "Kemajuan",
)  # fmt: skip
OFFICE = (
    ("Rata-rata capaian", "capaian"), ("Predikat", "predikat"), ("Indikator terukur", "terukur"),
    ("Indikator seluruhnya", "indikator"), ("Pagu", "pagu"), ("Realisasi", "realisasi"), ("Serapan", "serapan"),
    ("Pagu tanpa indikator", "pagu_tanpa_indikator"), ("Baris belum terisi", "belum_terisi"),
)  # fmt: skip
"""Figures of an office: as Beranda calls them, and the column of the recapitulation."""
BASE, OPEN_YET = "dasar_serapan", "sementara"
"""Columns of an office: what its serapan is measured against; which figures are provisional (an indicator's too)."""
PERFORMANCE, SPENDING = "capaian", "serapan"
"""What is named as provisional: realisasi kinerja, capaian and predikat; money spent, serapan and efisiensi."""
OFFICE_COLUMNS = (*(column for _, column in OFFICE), BASE, OPEN_YET)
INDICATOR = (
    "kode", "jenis", "sasaran", "indikator", "satuan", *(n.lower().replace(" ", "_") for n in _INDICATOR),
    "target_setahun", "capaian_setahun", OPEN_YET,
)  # fmt: skip
"""Columns of an indicator's row: target and capaian are those to date, by which the predikat is."""
WEIGHTS = (SALAH, PERIKSA, INFO)
FINDINGS = ("temuan", *(weight.lower() for weight in WEIGHTS))
"""Columns of an office: how many findings, and how many of each weight."""
TABLES = frozenset({
    "tbl_pengaturan", "tbl_skala", "tbl_tingkat", "tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pk_dokumen",
    "tbl_pengukuran", "tbl_anggaran", "tbl_pagu_versi", "tbl_temuan",
})  # fmt: skip
"""Tables that the figures come from; the other sheets of a book are not inflated."""
_CODE_OF_URUSAN = re.compile(r"([0-9]\.[0-9]{2})(?:\.|$)").match
SEALED = "rekap"
"""Where a seal keeps a book's rows."""


@dataclass(frozen=True, slots=True)
class Recap:
    """A book's rows.

    Attributes:
        file: its path. rows: plain data: ``instansi``, ``tahun``, ``triwulan``, ``kantor`` (figures by column),
            ``indikator`` (rows in the order of ``INDICATOR``), ``urusan`` (``[name, pagu, realisasi]``), ``temuan``
            (number by code and weight). sealed: taken from the seal, without opening a sheet. reason: why it could not
            be read.
    """

    file: str
    rows: dict[str, Any]
    sealed: bool = False
    reason: str = ""


def recap_of(world: World) -> dict[str, Any]:
    """The rows of a computed book, as JSON gives them back."""
    figures = world.figures([figure for figure, _ in OFFICE])
    return {
        "instansi": str(world.settings.get("instansi") or ""), "tahun": world.year,
        # Where nobody chose a quarter the figures are those of the fourth.
        "triwulan": world.quarter if readable_quarter(world.settings.get("triwulan_berjalan")) else None,
        "kantor": {
            **{name: plain(figures[figure]) for figure, name in OFFICE},
            BASE: "Pagu Efektif" if world.budget.by_available else "Pagu",
            OPEN_YET: _open_yet(_is_partly_measured(world, figures["Predikat"]), figures["Baris belum terisi"]),
        },
        "indikator": [_indicator(world, one) for one in (*world.indikator, *world.indikator_lain)],
        "urusan": _urusan(world), "temuan": _findings(world),
        "diperiksa": _is_checked(world),
    }  # fmt: skip


def _open_yet(performance: bool, unfilled: Any) -> str:
    parts = (PERFORMANCE if performance else "", SPENDING if is_number(unfilled) and unfilled > 0 else "")
    return ", ".join(filter(None, parts))


def _is_partly_measured(world: World, predikat: Any) -> bool:
    """Whether the office's capaian is provisional: not all is measured, or a row of Pengukuran is doubtful."""
    return str(predikat).endswith(PROVISIONAL) or any(is_doubtful(one.isi) for one in world.indikator)


def _indicator(world: World, one: Indikator) -> list[Any]:
    reached = "Capaian" if world.quarter >= 4 or world.book.first_version else "Capaian Berjalan"
    to_date = {"Target": target_to_date(world, one), "Capaian": one[reached]}
    figures = [to_date[name] if name in to_date else one[name] for name in _INDICATOR]
    figures += [one["Target"], against_year(world, one, "Capaian")]
    words = [one.kode, one.renstra.get("Jenis"), one["Sasaran"], one.nama, one.satuan]
    told = _open_yet(is_doubtful(one.isi), world.budget.unfilled([one.kode]))
    return [None if value == "" else plain(value) for value in [*words, *figures, told]]


def _urusan(world: World) -> list[list[Any]]:
    """Money by urusan, None where that is no number: each row of Anggaran of that level once; in a book without such a
    row the topmost rows, by the urusan of their codes. Nothing where neither names any."""
    budget, shape = world.budget, world.budget.shape
    rows = budget.amounts.rows
    own = [i for i in range(len(rows)) if shape.filled[i] and shape.kind[i] == 1]
    named = [(i, str(rows[i]["Uraian"] or "")) for i in own if key(rows[i]["Tingkat"]) == "urusan"]
    if not named:
        named = [(i, _urusan_of(rows[i]["Kode"])) for i in own if not shape.ancestors[i]]
        if not any(name for _, name in named):
            return []
    pagu, realisasi = budget.amounts.pagu(budget.document), budget.amounts.realisasi(budget.quarter)
    found: dict[str, list[Any]] = {}
    for i, name in named:
        kept = found.setdefault(key(name), [name, 0, 0])
        if pagu[i] == NOT_AVAILABLE and realisasi[i] == NOT_AVAILABLE and not name:
            continue  # nothing stands there
        for place, value in ((1, pagu[i]), (2, realisasi[i])):
            kept[place] = kept[place] + value if is_number(value) and is_number(kept[place]) else None
    return list(found.values())


def _urusan_of(code: Any) -> str:
    """The urusan that a budget code begins with, ``3.25`` of ``3.25.02.2.01``; "" of another code.

    >>> _urusan_of("3.25.02"), _urusan_of("X.XX.01"), _urusan_of("A.1")
    ('Urusan 3.25 (menurut kode)', '', '')
    """
    found = _CODE_OF_URUSAN(key(code))
    return f"Urusan {found[1]} (menurut kode)" if found is not None else ""


def _findings(world: World) -> dict[str, dict[str, int]]:
    """Findings that periksa wrote last, by code and weight."""
    counts: dict[str, dict[str, int]] = {}
    for row in world.book.rows("tbl_temuan"):
        code, weight = row.cells.get("Kode"), row.cells.get("Berat")
        if isinstance(code, str) and weight in WEIGHTS:
            by_weight = counts.setdefault(code, {})
            by_weight[weight] = by_weight.get(weight, 0) + 1
    return {code: dict(sorted(by_weight.items())) for code, by_weight in sorted(counts.items())}


def _is_checked(world: World) -> bool:
    """Whether periksa has ever written into the book; one of version 1 says so by its findings alone."""
    places = (row.cells.get("_Tempat") for row in world.book.rows("tbl_temuan"))
    return bool(_findings(world)) or any(isinstance(place, str) and place.startswith(CHECKED) for place in places)


def read_recap(source: str | bytes, name: str = "", trust_seals: bool = True) -> Recap:
    """The rows of a book; one that cannot be used gives its reason instead.

    Args:
        source: path or content. name: what it is called, for content. trust_seals: take a sealed book whose parts have
            the seal's CRCs from the seal; False reads every book in full.
    """
    file = name or (source if isinstance(source, str) else "")
    try:
        try:
            package = Package.open(source) if isinstance(source, str) else Package(source)
        except (UserError, OSError):
            # The long way says better what kind of file it is.
            if isinstance(source, str):
                package = check_workbook(source, writing=False)
            else:
                package = check_workbook_data(source, file) if file else check_workbook_data(source)
        seal = read_seal(package) if trust_seals else None
        if seal is not None and _fits(seal.get(SEALED)) and seal.get("versi_kontrak") == VERSI_KONTRAK:
            if is_unbroken(package, seal):
                return Recap(file, seal[SEALED], sealed=True)
        book = read_book(package, careful=False, keep=False, only=TABLES).book
        return Recap(file, recap_of(World(book, wanted=_needed(book.years, book.modules))))
    except UserError as error:
        told = str(error).replace(source, file) if isinstance(source, str) else str(error)
        return Recap(file, {}, reason=told.removeprefix(f"Berkas {file} ").removeprefix("Berkas ini "))
    except RecursionError:
        return Recap(file, {}, reason="susunannya terlalu rumit; simpan ulang dengan Excel, lalu ulangi")
    except MemoryError:
        return Recap(file, {}, reason="memori tidak cukup untuk membacanya")
    except Exception as error:  # one bad book never stops the others; it is named with what went wrong
        return Recap(file, {}, reason=f"tidak terbaca karena kesalahan di dalam lkjip-xl ({type(error).__name__})")


@lru_cache(maxsize=64)
def _needed(years: tuple[int, int], modules: tuple[str, ...]) -> frozenset[Place]:
    """The computed columns that a recapitulation rests on, in a book of these years and modules."""
    shown = [(MEASURED, name) for name in (*_INDICATOR, "Sasaran", "Indikator", "Capaian Berjalan", "_Ragu")]
    shown += [(MEASURED, f"_T{quarter}") for quarter in TRIWULAN]
    wanted = {figure for figure, _ in OFFICE}
    trees = [figure_tree(f, first) for f in RINGKASAN.figures if f.key in wanted for first in (False, True)]
    return needed_columns(contract.tables(*years, modules), shown, trees)


def _fits(rows: Any) -> bool:
    """Whether a seal's rows have the shape that they should have."""
    return (
        isinstance(rows, dict)
        and isinstance(rows.get("instansi"), str)
        and isinstance(rows.get("kantor"), dict)
        and all(name in rows["kantor"] for name in OFFICE_COLUMNS)
        and isinstance(rows.get("indikator"), list)
        and all(isinstance(one, list) and len(one) == len(INDICATOR) for one in rows["indikator"])
        and isinstance(rows.get("urusan"), list)
        and all(isinstance(one, list) and len(one) == 3 for one in rows["urusan"])
        and isinstance(rows.get("temuan"), dict)
        and all(isinstance(one, dict) for one in rows["temuan"].values())
    )


def read_batch(paths: list[str]) -> list[Recap]:
    """The rows of several books: what one process does at a time."""
    return [read_recap(path) for path in paths]


def office_name(recap: Recap) -> str:
    """The office, or the file where it says none."""
    return recap.rows.get("instansi") or os.path.basename(recap.file)
