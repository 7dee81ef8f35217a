"""Where the figures of a computed book come from, as ``Source``: its own cells, and what the rules derive from them."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from ...compute.key import key
from ...expr.functions import is_blank_mark
from ..layout.source import Inputs, Source

_MADE: "WeakKeyDictionary[Any, Origins]" = WeakKeyDictionary()


def origins_of(world: Any) -> "Origins":
    """The ``Origins`` of a computed book, made once."""
    made = _MADE.get(world)
    if made is None:
        made = _MADE[world] = Origins(world)
    return made


_source = tuple.__new__  # a Source, without the keyword handling: a long budget has tens of thousands


class Origins:
    """Sources of a world's figures."""

    def __init__(self, world: Any) -> None:
        self._budget = world.budget
        self._documents = world.budget.quarter_documents

    def cell(self, table: str, row: Any, column: str) -> Source | None:
        """The cell of a row of the book in a column; None for a row that is not the book's."""
        number = row.get("#nomor")
        return Source(table, number, column) if number else None

    def measured(self, indicator: Any, column: str) -> Source | None:
        """A cell of the indicator's row in Pengukuran; what stands in its place for a tujuan measured elsewhere."""
        number = indicator.isi.get("#nomor")
        if number:
            return Source("tbl_pengukuran", number, column)
        return self._elsewhere(indicator, column)

    def renstra(self, indicator: Any, column: str) -> Source | None:
        """A cell of the indicator's row in Renstra."""
        return self.cell("tbl_renstra", indicator.renstra, column)

    def _elsewhere(self, indicator: Any, column: str) -> Source | None:
        rule, names = {
            "Capaian Asli": ("CAP-03", ("Target", "Realisasi")),
            "Capaian": ("CAP-04", ("Capaian Asli",)),
            "Predikat": ("PRE-01", ("Capaian",)),
        }.get(column, ("", ()))
        if rule:
            inputs = tuple((n.casefold(), s) for n in names if (s := self._elsewhere(indicator, n)) is not None)
            return Source(rule=rule, inputs=inputs)
        if column == "Target":
            return Source(note="target Renstra pada tahun laporan", inputs=self._targets(indicator))
        if column == "Realisasi":
            return Source(note="realisasi pada lembar Riwayat, lingkup Instansi, tahun laporan")
        return self.renstra(indicator, "Kode")

    def _targets(self, indicator: Any) -> Inputs:
        kode = self.renstra(indicator, "Kode")
        return (("kode", kode),) if kode else ()

    # --- means and sums ------------------------------------------------------------------------------------------
    def mean(self, indicators: Any) -> Source:
        """The mean capaian of some indicators (RAT-01)."""
        return Source(rule="RAT-01", inputs=partial(self._each, indicators, "Capaian"))

    def _each(self, indicators: Any, column: str) -> Inputs:
        return tuple((str(i.kode), s) for i in indicators if (s := self.measured(i, column)) is not None)

    def supporting(self, codes: Any, column: str) -> Source:
        """Money of the leaves that name any of these indicators, each leaf once."""
        return Source(
            note="jumlah rincian anggaran yang menyebut indikatornya, tiap rincian sekali",
            inputs=partial(self._supporting, tuple(codes), column),
        )

    def _supporting(self, codes: tuple[Any, ...], column: str) -> Inputs:
        known = self._budget.amounts.leaves_of
        return self._cells(sorted({i for code in codes for i in known.get(key(code), ())}), column)

    def _cells(self, numbers: Iterable[int], column: str) -> Inputs:
        rows = self._budget.amounts.rows
        return tuple((_name(rows[i]), Source("tbl_anggaran", i + 1, column)) for i in numbers)

    def unsupporting(self, column: str) -> Source:
        """Money of the leaves that name no indicator."""
        return Source(note="jumlah rincian anggaran yang tidak menyebut indikator", inputs=partial(self._free, column))

    def _free(self, column: str) -> Inputs:
        codes = self._budget.shape.codes
        return self._cells((i for i, own in enumerate(codes) if own is not None and not own), column)

    # --- budget rows ---------------------------------------------------------------------------------------------
    def budget(self, one: Any, column: str) -> Source:
        """A cell of a used budget row."""
        return _source(Source, ("tbl_anggaran", one.nomor + 1, column, "", (), ""))

    def pagu(self, one: Any, document: str) -> Source:
        """Pagu of a budget row in a document: the leaf's own cell (ANG-01), or the sum over its leaves."""
        if one.daun:
            changed = document == "Perubahan"
            changed = changed and not is_blank_mark(self._budget.amounts.rows[one.nomor]["Pagu Perubahan"])
            return self.budget(one, "Pagu Perubahan" if changed else "Pagu Awal")
        inputs = partial(self._leaves, one, document, self.pagu)
        return Source(note=f"jumlah pagu rinciannya menurut PK {document}", inputs=inputs)

    def quarter_pagu(self, one: Any, n: int) -> Source:
        """Pagu of a budget row on the form of a quarter."""
        return self.pagu(one, self._documents[n - 1])

    def quarter_realisasi(self, one: Any, n: int) -> Source:
        """Realisasi of a budget row to the end of a quarter."""
        if one.daun:
            return self.budget(one, f"Realisasi TW{n}")
        inputs = partial(self._leaves, one, n, self.quarter_realisasi)
        return Source(note="jumlah realisasi rinciannya", inputs=inputs)

    def _leaves(self, one: Any, which: Any, of: Any) -> Inputs:
        rows = self._budget.rows[one.letak : self._budget.end(one.letak) + 1]
        return tuple((str(leaf.kode or leaf.uraian), of(leaf, which)) for leaf in rows if leaf.daun)

    def quarter_serapan(self, pagu: Source, realisasi: Source) -> Source:
        """Serapan of a budget row to the end of a quarter (ANG-02)."""
        return Source(rule="ANG-02", inputs=(("realisasi", realisasi), ("pagu", pagu)))

    def quarter_total(self, n: int, of: Any, what: str) -> Source:
        """The office's pagu or realisasi on the form of a quarter."""
        return Source(note=f"jumlah {what} seluruh rincian", inputs=partial(self._all_leaves, n, of))

    def _all_leaves(self, n: int, of: Any) -> Inputs:
        return tuple((str(one.kode or one.uraian), of(one, n)) for one in self._budget.rows if one.daun)


def _name(row: Any) -> str:
    return str(row["Kode"] or row["Uraian"])


def summary(name: str) -> Source:
    """A figure of the year at a glance on Beranda."""
    return Source("tbl_ringkasan", name, "Nilai")
