"""Where the figures of a computed book come from, as ``Source``: its own cells, and what the rules derive from them."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ...compute.budget import BudgetRow
from ...compute.growing import UNTIL, is_dated, withheld
from ...compute.indicators import Indikator
from ...compute.key import key
from ...compute.world import World
from ...expr.functions import is_blank_mark
from ...expr.values import NOT_AVAILABLE, is_number
from ...rules.tertulis import numbers_of, spelling
from ...schema.choices import ROMAWI, TRIWULAN
from ..layout.source import Inputs, Source, setting

NO_PROGRESS = "tanggal tidak punya kemajuan ke akhir Renstra: tenggatnya jatuh tiap tahun"
NO_GROWTH = "tanggal tidak punya pertumbuhan dalam persen"
NOT_ABOVE_ZERO = "realisasi tahun lalu tidak di atas 0"
OLD_DATA = "realisasinya data tahun sebelumnya, yang tidak dibandingkan dengan tahun lalu"
"""Why a figure of growth, or of a day, is not given."""


def origins_of(world: World) -> "Origins":
    """The ``Origins`` of a computed book, made once."""
    return world.remembered(Origins)


_source = tuple.__new__  # a Source, without the keyword handling: a long budget has tens of thousands


class Origins:
    """Sources of a world's figures."""

    def __init__(self, world: World) -> None:
        self._world, self._budget = world, world.budget
        self._documents = world.budget.quarter_documents

    def cell(self, table: str, row: Any, column: str) -> Source | None:
        """The cell of a row of the book in a column; None for a row that is not the book's."""
        number = row.get("#nomor")
        return Source(table, number, column) if number else None

    def measured(self, indicator: Indikator, column: str) -> Source | None:
        """A cell of the indicator's row in Pengukuran; what stands in its place for a tujuan measured elsewhere."""
        number = indicator.isi.get("#nomor")
        if number:
            return Source("tbl_pengukuran", number, column)
        return self._elsewhere(indicator, column)

    def against_year(self, indicator: Indikator, column: str) -> Source | None:
        """Where ``growing.against_year`` comes from: the cell of Pengukuran, or why its figure is not given."""
        if not withheld(self._world, indicator, column):
            return self.measured(indicator, column)
        why = NO_PROGRESS if is_dated(indicator) else f"belum dapat dinilai: {UNTIL}"
        cells = ((name.lower(), self.measured(indicator, name)) for name in ("Realisasi", "Sifat"))
        return Source(note=why, inputs=tuple((name, s) for name, s in cells if s))

    def renstra(self, indicator: Indikator, column: str) -> Source | None:
        """A cell of the indicator's row in Renstra."""
        return self.cell("tbl_renstra", indicator.renstra, column)

    def _elsewhere(self, indicator: Indikator, column: str) -> Source | None:
        if column == "Capaian Asli":
            target, realisasi = self._elsewhere(indicator, "Target"), self._elsewhere(indicator, "Realisasi")
            return self.capaian(indicator, target, realisasi)
        if column in ("Capaian", "Capaian Berjalan"):
            capaian = self._elsewhere(indicator, "Capaian Asli")
            return Source(rule="CAP-04", inputs=(("capaian", capaian), ("batas", setting("batas_capaian"))))
        if column == "Predikat":
            return Source(rule="PRE-01", inputs=(("capaian", self._elsewhere(indicator, "Capaian")),))
        if column == "Target":
            return self.renstra(indicator, f"Target {self._world.year}")
        if column == "Realisasi":
            return self.cell("tbl_riwayat", self._world.history(indicator.kode, self._world.year), "Realisasi")
        return self.renstra(indicator, "Kode")

    def capaian(self, indicator: Indikator, target: Source | None, realisasi: Source | None, note: str = "") -> Source:
        """Capaian before the cap (CAP-03) of a target and a realisasi that stand in no row of Pengukuran."""
        kind = (("tipe", self.renstra(indicator, "Tipe") or indicator.tipe), ("arah", self.renstra(indicator, "Arah")))
        figures = (("target", self._number(indicator, target)), ("realisasi", self._number(indicator, realisasi)))
        ends = numbers_of(self._typed(target))
        upper = (("atas", ends[1]),) if len(ends) == 2 and ends[0] != ends[1] else ()
        return Source(rule="CAP-03", inputs=(*figures, *kind, *upper), note=note)

    def _typed(self, source: Source | None) -> Any:
        """What stands in a cell of the book."""
        if source is None or not source.table:
            return None
        return self._world.rows(source.table)[int(source.row) - 1].get(source.column)

    def _number(self, indicator: Indikator, source: Source | None) -> Any:
        """A target or realisasi as capaian takes it: of a level its score (TRW-01), N/A where there is none."""
        if source is None:
            return NOT_AVAILABLE
        if key(indicator.tipe) != key("Tingkat"):
            typed = self._typed(source)
            said = numbers_of(typed)
            if not said:
                return source
            return Source(rule="TGT-04", inputs=(("cell", source), ("bentuk", spelling(typed)), ("tipe", "Angka")))
        skala = self.renstra(indicator, "Skala Tingkat")
        return Source(rule="TRW-01", inputs=(("label", source), ("skala", skala)))

    def realisasi_to(self, indicator: Indikator, n: int) -> Source | None:
        """Realisasi of an indicator to the end of a quarter.

        A number stands in a helper cell; a level is the label of the last quarter that has one (TRW-04).
        """
        if indicator.tipe != "Tingkat":
            return self.measured(indicator, f"_R{n}")
        quarters = ((f"TW{k}", self.measured(indicator, f"Realisasi TW{k}")) for k in range(1, n + 1))
        return Source(rule="TRW-04", inputs=tuple((name, s) for name, s in quarters if s))

    # --- means and sums ------------------------------------------------------------------------------------------
    def mean(self, indicators: Any) -> Source:
        """The mean capaian of some indicators (RAT-01)."""
        return Source(rule="RAT-01", inputs=partial(self._each, indicators, "Capaian Berjalan"))

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
        """Money of the leaves that support no indicator."""
        return Source(note="jumlah rincian anggaran yang tidak menyebut indikator", inputs=partial(self._free, column))

    def _free(self, column: str) -> Inputs:
        return self._cells(self._budget.unsupporting, column)

    def part(self, kind: int, unit: str | None, column: str) -> Source:
        """Money of the leaves of a kind (1 Belanja, 2 Pendapatan, 3 Pembiayaan), and of a Unit unless it is None."""
        return Source(note="jumlah rinciannya di lembar Anggaran", inputs=partial(self._part, kind, unit, column))

    def _part(self, kind: int, unit: str | None, column: str) -> Inputs:
        shape, rows = self._budget.shape, self._budget.amounts.rows
        own = (i for i, leaf in enumerate(shape.leaf) if leaf and shape.kind[i] == kind)
        return self._cells((i for i in own if unit is None or key(rows[i].get("Unit")) == key(unit)), column)

    # --- budget rows ---------------------------------------------------------------------------------------------
    def budget(self, one: BudgetRow, column: str) -> Source:
        """A cell of a used budget row."""
        return _source(Source, ("tbl_anggaran", one.nomor + 1, column, "", (), ""))

    def pagu(self, one: BudgetRow, document: str) -> Source:
        """Pagu of a budget row in a document: the leaf's own cell (ANG-01), or the sum over its leaves."""
        if one.daun:
            if (row := self._budget.amounts.version_row(document, one.nomor)) is not None:
                return _source(Source, ("tbl_pagu_versi", row, "Pagu", "", (), ""))
            changed = document == "Perubahan"
            changed = changed and not is_blank_mark(self._budget.amounts.rows[one.nomor]["Pagu Perubahan"])
            return self.budget(one, "Pagu Perubahan" if changed else "Pagu Awal")
        inputs = partial(self._leaves, one, document, self.pagu)
        return Source(note=f"jumlah pagu rinciannya menurut PK {self._budget.amounts.named(document)}", inputs=inputs)

    def quarter_pagu(self, one: BudgetRow, n: int) -> Source:
        """Pagu of a budget row on the form of a quarter."""
        return self.pagu(one, self._documents[n - 1])

    def quarter_realisasi(self, one: BudgetRow, n: int) -> Source:
        """Realisasi of a budget row to the end of a quarter."""
        own = self._budget.amounts.rows[one.nomor]
        if one.daun and self._budget.amounts.per_quarter and n > 1 and is_number(own[f"Realisasi TW{n}"]):
            names = (f"Realisasi TW{k}" for k in TRIWULAN[:n])
            filled = tuple((name, self.budget(one, name)) for name in names if is_number(own[name]))
            return Source(inputs=filled, note=f"jumlah triwulan I sampai {ROMAWI[n]}")
        if one.daun:
            return self.budget(one, f"Realisasi TW{n}")
        inputs = partial(self._leaves, one, n, self.quarter_realisasi)
        return Source(note="jumlah realisasi rinciannya", inputs=inputs)

    def blocked(self, one: BudgetRow) -> Inputs:
        """The pagu of a budget row and what is blocked of it, leaf by leaf."""
        rows = self._budget.amounts.rows
        found = self._budget.rows[one.letak : self._budget.end(one.letak) + 1]
        typed = [leaf for leaf in found if leaf.daun and rows[leaf.nomor].get("Blokir") not in (None, "")]
        return (("Pagu", self.budget(one, "Pagu")), *((_name(rows[x.nomor]), self.budget(x, "Blokir")) for x in typed))

    def unfilled(self, one: BudgetRow) -> Inputs:
        """The leaves of a budget row whose realisasi of the running quarter, or whose pagu, nobody has filled in."""
        found = self._budget.rows[one.letak : self._budget.end(one.letak) + 1]
        column = f"Realisasi TW{self._world.quarter}"
        return tuple((str(x.kode or x.uraian), self.budget(x, column)) for x in found if x.daun and x.belum)

    def _leaves(self, one: BudgetRow, which: Any, of: Any) -> Inputs:
        rows = self._budget.rows[one.letak : self._budget.end(one.letak) + 1]
        return tuple((str(leaf.kode or leaf.uraian), of(leaf, which)) for leaf in rows if leaf.daun)

    def quarter_serapan(self, pagu: Source, realisasi: Source) -> Source:
        """Serapan of a budget row to the end of a quarter (ANG-02), against Pagu Efektif where that is the base."""
        inputs = (("realisasi", realisasi), ("pagu", pagu))
        if self._budget.by_available:
            return Source(note="realisasi dibagi pagu efektif (pagu dikurangi blokir)", inputs=inputs)
        return Source(rule="ANG-02", inputs=inputs)

    def quarter_total(self, n: int, of: Any, what: str) -> Source:
        """The office's pagu or realisasi on the form of a quarter."""
        return Source(note=f"jumlah {what} seluruh rincian", inputs=partial(self._all_leaves, n, of))

    def _all_leaves(self, n: int, of: Any) -> Inputs:
        leaves = (one for one in self._budget.rows if one.daun and one.jenis == 1)
        return tuple((str(one.kode or one.uraian), of(one, n)) for one in leaves)


def _name(row: Any) -> str:
    return str(row["Kode"] or row["Uraian"])


def summary(name: str) -> Source:
    """A figure of the year at a glance on Beranda."""
    return Source("tbl_ringkasan", name, "Nilai")
