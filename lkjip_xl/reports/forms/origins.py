"""Where the figures of a computed book come from, as ``Source``: its own cells, and what the rules derive from them."""

from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from ..layout.source import Inputs, Source, setting

_RAW = ("tbl_renstra", "tbl_riwayat", "tbl_pk_program", "tbl_skala")
_MADE: "WeakKeyDictionary[Any, Origins]" = WeakKeyDictionary()


def origins_of(world: Any) -> "Origins":
    """The ``Origins`` of a computed book, made once."""
    made = _MADE.get(world)
    if made is None:
        made = _MADE[world] = Origins(world)
    return made


class Origins:
    """Sources of a world's figures."""

    def __init__(self, world: Any) -> None:
        book = world.hitungan.buku
        # The world holds references of its own to these rows, so their identity is safe as a key.
        self._numbers = {id(b.isi): b.nomor for table in _RAW for b in book.baris(table)}
        rows, block = world.hitungan.baris["tbl_anggaran"], world.hitungan.struktur
        self._budget = [row for row, used in zip(rows, block.terisi, strict=True) if used]
        self._rows = world.anggaran
        self._documents = world.dokumen_triwulan
        self._subtree_end = world.ujung

    def cell(self, table: str, row: Any, column: str) -> Source | None:
        """The cell of a row (a dictionary of the book) in a column; None for a row that is not the book's."""
        number = row.get("#nomor") or self._numbers.get(id(row))
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
        wanted = {str(c).casefold() for c in codes}
        found = []
        for row in self._budget:
            named = str(row["_Indikator"] or "").casefold().split(";")
            if row["_Akhir"] == row["#nomor"] and wanted.intersection(n.strip() for n in named):
                found.append((str(row["Kode"] or row["Uraian"]), Source("tbl_anggaran", row["#nomor"], column)))
        return tuple(found)

    def unsupporting(self, column: str) -> Source:
        """Money of the leaves that name no indicator."""
        return Source(note="jumlah rincian anggaran yang tidak menyebut indikator", inputs=partial(self._free, column))

    def _free(self, column: str) -> Inputs:
        return tuple(
            (str(row["Kode"] or row["Uraian"]), Source("tbl_anggaran", row["#nomor"], column))
            for row, one in zip(self._budget, self._rows, strict=True)
            if one.daun and not str(row["_Indikator"] or "").replace(";", "")
        )

    # --- budget rows ---------------------------------------------------------------------------------------------
    def budget(self, place: int, column: str) -> Source:
        """A cell of a used budget row, by its place."""
        return Source("tbl_anggaran", self._budget[place]["#nomor"], column)

    def pagu(self, one: Any, document: str) -> Source:
        """Pagu of a budget row in a document: the leaf's own cell (ANG-01), or the sum over its leaves."""
        if one.daun:
            row = self._budget[one.letak]
            filled = document == "Perubahan" and row["Pagu Perubahan"] not in (None, "")
            return Source("tbl_anggaran", row["#nomor"], "Pagu Perubahan" if filled else "Pagu Awal")
        inputs = partial(self._leaves, one.letak, document, self.pagu)
        return Source(note=f"jumlah pagu rinciannya menurut PK {document}", inputs=inputs)

    def quarter_pagu(self, one: Any, n: int) -> Source:
        """Pagu of a budget row on the form of a quarter."""
        return self.pagu(one, self._documents[n - 1])

    def quarter_realisasi(self, one: Any, n: int) -> Source:
        """Realisasi of a budget row to the end of a quarter."""
        if one.daun:
            return self.budget(one.letak, f"Realisasi TW{n}")
        inputs = partial(self._leaves, one.letak, n, self.quarter_realisasi)
        return Source(note="jumlah realisasi rinciannya", inputs=inputs)

    def _leaves(self, place: int, which: Any, of: Any) -> Inputs:
        leaves = [one for one in self._rows[place : self._subtree_end(place) + 1] if one.daun]
        return tuple((str(one.kode or one.uraian), of(one, which)) for one in leaves)

    def quarter_serapan(self, pagu: Source, realisasi: Source) -> Source:
        """Serapan of a budget row to the end of a quarter (ANG-02)."""
        return Source(rule="ANG-02", inputs=(("realisasi", realisasi), ("pagu", pagu)))

    def quarter_total(self, n: int, of: Any, what: str) -> Source:
        """The office's pagu or realisasi on the form of a quarter."""
        return Source(note=f"jumlah {what} seluruh rincian", inputs=partial(self._all_leaves, n, of))

    def _all_leaves(self, n: int, of: Any) -> Inputs:
        return tuple((str(one.kode or one.uraian), of(one, n)) for one in self._rows if one.daun)


def summary(key: str) -> Source:
    """A figure of the year at a glance on Beranda."""
    return Source("tbl_ringkasan", key, "Nilai")


__all__ = ["Origins", "origins_of", "setting", "summary"]
