"""The money of every budget row by document and quarter, and the shape of the table: what the inputs alone give."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import isfinite
from typing import Any

from ..expr.to_python import Environment, evaluate
from ..expr.values import NOT_AVAILABLE, TOO_LARGE, WRONG_VALUE, ErrorValue, compare_values, is_number
from ..rules import struktur_anggaran as struktur
from ..rules.anggaran import money_filled
from ..rules.target import urutan_dokumen
from ..schema.sheets.anggaran import BLOKIR_SENDIRI, ISI_TRIWULAN, JENIS_ANGGARAN, PAGU_SENDIRI, REALISASI_SENDIRI
from .book import Cells
from .calculator import assembled
from .key import key

TABLE = "tbl_anggaran"
DOCUMENTS = ("Awal", "Perubahan")
_KINDS = {name.casefold(): number for number, name in enumerate(JENIS_ANGGARAN, 1)} | {"": 1}


def kind_of(cell: Any) -> int:
    """1 for Belanja (also where nothing is said), 2 for Pendapatan, 3 for Pembiayaan, 4 for anything else."""
    return _KINDS.get("" if cell is None else str(cell).casefold(), 4)


class Shape:
    """The shape of ``tbl_anggaran``, per row.

    Attributes:
        filled: the row is used. level: 1 to 8, 9 when unknown. place: the same from 0, an unknown one where a Sub
        Kegiatan stands; None for a blank row. kind: 1 Belanja, 2 Pendapatan, 3 Pembiayaan, 4 unknown.
        last: number of the last row of its block. leaf: nothing filled stands beneath it.
        ancestors: zero-based rows above it that hold it, nearest first.
        named: the codes of indicators that a row names, as typed; None for what is no Belanja.
        codes: of a leaf of Belanja the codes of the indicators that it supports; None for other rows.
        out_of_order: the row's code says that it belongs elsewhere. broken: any row's does.
    """

    def __init__(self, rows: Sequence[Cells], first_version: bool = False) -> None:
        known = struktur.FIRST_VERSION if first_version else struktur.TINGKAT
        levels = [row["Tingkat"] if row["Tingkat"] != "" else None for row in rows]
        numbers = [struktur.tingkat_ke(level, known) for level in levels]
        self.filled: list[bool] = [level is not None for level in levels]
        self.level: list[int] = [9 if number is None else number + 1 for number in numbers]
        self.place: list[int | None] = [
            (struktur.UNKNOWN if number is None else number) if filled else None
            for number, filled in zip(numbers, self.filled, strict=True)
        ]
        self.kind: list[int] = [kind_of(row.get("Jenis Anggaran")) for row in rows]
        self.named: list[Any] = [
            row["Indikator"] if kind == 1 else None for row, kind in zip(rows, self.kind, strict=True)
        ]
        self.last: list[int] = struktur.akhir_blok(self.place)
        if first_version:  # whose Sub Kegiatan is always a leaf
            self.last = [
                i + 1 if at == struktur.UNKNOWN else end
                for i, (at, end) in enumerate(zip(self.place, self.last, strict=True))
            ]
        self.leaf: list[bool] = struktur.daun(levels, self.last)
        self.ancestors: list[tuple[int, ...]] = struktur.leluhur(self.filled, self.last)
        self.codes: list[list[str] | None] = [
            self._supported(i) if leaf and kind == 1 else None
            for i, (leaf, kind) in enumerate(zip(self.leaf, self.kind, strict=True))
        ]
        self.parents: list[int] = struktur.parents(self.place)
        self.out_of_order: list[bool] = self._out_of_order([row["Kode"] for row in rows])
        self.broken: bool = any(self.out_of_order)

    def _supported(self, leaf: int) -> list[str]:
        texts = (self.named[i] for i in (leaf, *self.ancestors[leaf]))
        return struktur.kode_indikator(";".join(str(text) for text in texts if text not in (None, "")))

    def _out_of_order(self, codes: Sequence[Any]) -> list[bool]:
        lower = [code.casefold() if code.__class__ is str else "" for code in codes]
        every = set(lower)
        return [
            place in struktur.NESTED and struktur.out_of_order(lower[i], lower[above - 1] if above else "", every)
            for i, (place, above) in enumerate(zip(self.place, self.parents, strict=True))
        ]

    def sums(self, amounts: Sequence[Any]) -> list[Any]:
        """Block sums of leaf amounts (numbers or errors; anything else counts as no amount)."""
        result: list[Any] = struktur.jumlah_blok(amounts, self.last)
        return result

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """Zero-based rows right beneath each row; beneath None those that stand in no block."""
        result: dict[int | None, list[int]] = {}
        for i, above in enumerate(self.ancestors):
            if self.filled[i]:
                result.setdefault(above[0] if above else None, []).append(i)
        return result


def is_below_zero(amount: Any) -> bool:
    """Whether a pagu is less than nothing, which none can be."""
    return is_number(amount) and amount < 0


class Amounts:
    """Money of every budget row by document and quarter, and which rows stand for a code.

    Attributes:
        rows: input cells of every row of the table. shape: its shape.
    """

    def __init__(
        self, rows: list[Cells], typed: Any = None, first_version: bool = False, versions: Sequence[Cells] = ()
    ) -> None:
        """
        Args:
            rows: as the attribute. typed: setting ``realisasi_anggaran``, how realisasi is typed.
            first_version: the book is of version 1, whose formulas know neither unfilled rows nor a broken order.
            versions: rows of ``tbl_pagu_versi``, the pagu of earlier documents.
        """
        self.rows = rows
        self._version_cells = [row for row in versions if key(row.get("Kode"))]
        self.first_version = first_version
        self.per_quarter = compare_values(typed, "Per Triwulan") == 0 and not first_version
        self.shape = Shape(rows, first_version)
        self._leaves: dict[tuple[str, Any], list[Any]] = {}
        self._sums: dict[tuple[str, Any], list[Any]] = {}
        self._open: dict[tuple[str, int], list[bool]] = {}

    def _own(self, column: str, setting: str, value: Any) -> list[Any]:
        place = (column, value)
        if place not in self._leaves:
            function = assembled(_OWN[column])
            typed = "Per Triwulan" if self.per_quarter else "Berjalan"
            environment = Environment(None, None, {setting: value, "lk_uang": typed}, {})
            amounts: list[Any] = []
            for row, leaf in zip(self.rows, self.shape.leaf, strict=True):
                amount = None
                if leaf:
                    environment.row = row
                    amount = evaluate(function, environment)
                amounts.append(None if amount == NOT_AVAILABLE else amount)
            self._leaves[place] = amounts
        return self._leaves[place]

    def every_pagu(self, document: str) -> list[Any]:
        """Pagu of every leaf of whatever kind under a document; None for a leaf without one and for other rows.

        An earlier version (``versions``) holds what it names; a leaf that it does not name has the pagu of the version
        before it, and before the first one Pagu Awal.
        """
        if document not in self.versions:
            return self._own("Pagu", "lk_dok", document)
        place = ("Pagu", f"versi {document}")
        if place not in self._leaves:
            names = list(self.versions)
            at = names.index(document)
            amounts = [*self.every_pagu(names[at - 1] if at else "Awal")]
            for i, (_, amount) in self._version_rows[document].items():
                amounts[i] = amount
            self._leaves[place] = amounts
        return self._leaves[place]

    @cached_property
    def versions(self) -> dict[str, str]:
        """``{name for every_pagu: document}`` of the earlier versions of pagu, in the order of their documents."""
        found = {rank: str(row["Dokumen"]) for row in self._version_cells if (rank := document_rank(row))}
        return {f"Versi {rank}": found[rank] for rank in sorted(found)}

    def named(self, document: str) -> str:
        """The document of the PK that a name of ``every_pagu`` stands for."""
        return self.versions.get(document, document)

    def version_row(self, document: str, leaf: int) -> int | None:
        """Number of the row of ``tbl_pagu_versi`` that gives a leaf's pagu in a version; None where none does."""
        names = list(self.versions)
        for name in reversed(names[: names.index(document) + 1] if document in names else []):
            if leaf in self._version_rows[name]:
                found: int = self._version_rows[name][leaf][0]
                return found
        return None

    @cached_property
    def _version_rows(self) -> dict[str, dict[int, tuple[int, Any]]]:
        """By version ``(row of tbl_pagu_versi, pagu)`` of each leaf that it names."""
        place_of = {
            (key(row["Kode"]), key(row.get("Unit"))): i
            for i, (row, leaf) in reversed(list(enumerate(zip(self.rows, self.shape.leaf, strict=True))))
            if leaf and key(row["Kode"])
        }
        result: dict[str, dict[int, tuple[int, Any]]] = {name: {} for name in self.versions}
        for row in self._version_cells:
            place, rank = place_of.get((key(row["Kode"]), key(row.get("Unit")))), document_rank(row)
            amount = row.get("Pagu")
            if place is not None and rank and amount not in (None, ""):
                money = amount if is_number(amount) or amount.__class__ is ErrorValue else sum_of_cells([amount])
                result[f"Versi {rank}"].setdefault(place, (row["#nomor"], None if money == NOT_AVAILABLE else money))
        return result

    def every_realisasi(self, quarter: int) -> list[Any]:
        """Realisasi of every leaf of whatever kind to the end of a quarter; None as in ``every_pagu``."""
        return self._own("Realisasi", "lk_tw", quarter)

    def leaf_pagu(self, document: str) -> list[Any]:
        """Pagu of every leaf of Belanja under a document; None for a leaf without one and for other rows."""
        return self.belanja(self.every_pagu(document))

    def leaf_realisasi(self, quarter: int) -> list[Any]:
        """Realisasi of every leaf of Belanja to the end of a quarter; None as in ``leaf_pagu``."""
        return self.belanja(self.every_realisasi(quarter))

    def belanja(self, amounts: list[Any]) -> list[Any]:
        """Only the amounts of Belanja."""
        if not self.has_other_kinds:
            return amounts
        return [x if kind == 1 else None for x, kind in zip(amounts, self.shape.kind, strict=True)]

    @cached_property
    def has_other_kinds(self) -> bool:
        """Whether any row is no Belanja."""
        return any(kind != 1 for kind, used in zip(self.shape.kind, self.shape.filled, strict=True) if used)

    def blocked(self, document: str) -> list[Any]:
        """Blokir of every leaf of Belanja that has a pagu under a document (its error where that is unusable); None for
        the others. More than the pagu cannot be blocked: it is unusable too."""
        pagu = self.leaf_pagu(document)
        if self._blocked_money is None:
            return [p if p.__class__ is ErrorValue else None for p in pagu]
        return [
            (WRONG_VALUE if is_number(x) and x > p else x) if is_number(p) else p
            for p, x in zip(pagu, self._blocked_money, strict=True)
        ]

    @cached_property
    def _blocked_money(self) -> list[Any] | None:
        amounts = self._own("Blokir", "", None)
        return amounts if any(amounts) else None

    def unfilled(self, document: str, quarter: int) -> list[bool]:
        """For each row whether it is a leaf of which one half is missing (ANG-08): what was spent of its pagu
        (``waiting``), or the pagu of what was spent, which would raise the serapan in silence (``without_pagu``), or is
        less than nothing, which would lower a sum in silence."""
        place = (document, quarter)
        if place not in self._open:
            halves = zip(
                self.waiting(document, quarter), self.without_pagu(document, quarter),
                map(is_below_zero, self.every_pagu(document)), strict=True,
            )  # fmt: skip
            self._open[place] = [any(missing) for missing in halves]
        return self._open[place]

    def without_pagu(self, document: str, quarter: int) -> list[bool]:
        """For each row whether it is a leaf of Belanja that spent money and has no pagu."""
        pagu, spent = self.leaf_pagu(document), self.leaf_realisasi(quarter)
        return [
            leaf and amount is None and is_number(own) and own != 0
            for leaf, amount, own in zip(self.shape.leaf, pagu, spent, strict=True)
        ]

    def waiting(self, document: str, quarter: int) -> list[bool]:
        """For each row whether it is a leaf with a pagu and without a number as its realisasi of a quarter.

        0 is a number; N/A is not: its pagu would lower the serapan in silence. Another text makes the sum an error,
        which tells itself. Where each quarter holds its own money, every quarter up to it has to be a number.
        """
        pagu, unread, spent = self.every_pagu(document), self.unread(quarter), self.every_realisasi(quarter)
        return [
            leaf and is_number(amount) and amount > 0 and count > 0 and own.__class__ is not ErrorValue
            for leaf, amount, count, own in zip(self.shape.leaf, pagu, unread, spent, strict=True)
        ]

    def pagu(self, document: str) -> list[Any]:
        """Pagu of every row, a parent's the sum of its leaves of its own kind; #N/A where no leaf has any, and for
        parents while the order of the rows is broken."""
        return self._summed(("pagu", document), self.every_pagu(document))

    def realisasi(self, quarter: int) -> list[Any]:
        """Realisasi of every row to the end of a quarter, as ``pagu``."""
        return self._summed(("realisasi", quarter), self.every_realisasi(quarter))

    def pagu_of_code(self, code: Any, document: str) -> Any:
        """Pagu of a Kode under a document: the sum over the rows that have it, one for each Unit; #N/A without."""
        places, sums = self.by_code.get(key(code), []), self.pagu(document)
        return sums[places[0]] if len(places) == 1 else total(sums[i] for i in places)

    def _summed(self, place: tuple[str, Any], amounts: list[Any]) -> list[Any]:
        if place not in self._sums:
            sums = self.shape.sums(amounts)
            if any(self.withheld_row):
                sums = [NOT_AVAILABLE if kept else x for x, kept in zip(sums, self.withheld_row, strict=True)]
            self._sums[place] = sums
        return self._sums[place]

    @cached_property
    def mixed(self) -> list[bool]:
        """For each row whether its block holds rows of another kind than its own."""
        shape = self.shape
        if not self.has_other_kinds:
            return [False] * len(self.rows)
        return [
            used and any(shape.filled[j] and shape.kind[j] != kind for j in range(i + 1, end))
            for i, (used, kind, end) in enumerate(zip(shape.filled, shape.kind, shape.last, strict=True))
        ]

    @cached_property
    def withheld_row(self) -> list[bool]:
        """For each row whether its sum is not shown: a parent's, where the order is broken or its block is mixed."""
        return [
            used and not leaf and (self.withheld or mixed)
            for used, leaf, mixed in zip(self.shape.filled, self.shape.leaf, self.mixed, strict=True)
        ]

    def answers(self, quarter: int) -> list[Any]:
        """What stands in a quarter's column of every leaf, as an amount; None for none and for other rows."""
        return self._own("Jawaban", "lk_tw", quarter)

    def unread(self, quarter: int) -> list[int]:
        """For each row how many of the quarters that make the realisasi of a quarter hold no number."""
        names = [f"Realisasi TW{n}" for n in range(1 if self.per_quarter else quarter, quarter + 1)]
        return [sum(not is_number(row.get(name)) for name in names) for row in self.rows]

    @property
    def withheld(self) -> bool:
        """Whether the order of the rows is broken, so that no sum over rows is shown."""
        return self.shape.broken and not self.first_version

    @cached_property
    def by_code(self) -> dict[str, list[int]]:
        """``{key of a Kode: zero-based rows}`` of the filled rows."""
        result: dict[str, list[int]] = {}
        for i, row in enumerate(self.rows):
            if self.shape.filled[i] and key(row["Kode"]):
                result.setdefault(key(row["Kode"]), []).append(i)
        return result

    @cached_property
    def leaves_of(self) -> dict[str, list[int]]:
        """``{key of an indicator's code: rows of the leaves that name it, themselves or through a parent}``."""
        return _by_key(self.shape.codes)

    @cached_property
    def native_leaves_of(self) -> dict[str, list[int]]:
        """As ``leaves_of``, by the codes as a native formula compares them."""
        return _by_key(self.shape.codes, str.casefold)

    @cached_property
    def native_blocks(self) -> dict[str, list[int]]:
        """For each code as a native formula compares it the numbers (from 1) of the rows that name it, but for those
        inside the block of an earlier one."""
        result: dict[str, list[int]] = {}
        until: dict[str, int] = {}
        for i in range(len(self.rows)):
            for code in struktur.kode_indikator(self.shape.named[i]) if self.shape.filled[i] else ():
                code = code.casefold()
                if i >= until.get(code, 0):
                    result.setdefault(code, []).append(i + 1)
                    until[code] = self.shape.last[i]
        return result

    @cached_property
    def helpers(self) -> list[Cells]:
        """Per filled row the hidden columns that follow from the shape; {} for a blank row."""
        shape = self.shape
        above, top = shape.parents, struktur.DEEPEST - 1
        result: list[Cells] = []
        carried: list[tuple[Any, ...]] = []  # per row _W1 and on
        for i, row in enumerate(self.rows):
            place, named = shape.place[i], row["Indikator"]
            if place is None:
                result.append({})
                carried.append(("",) * top)
                continue
            level = place + 1
            own = named if named.__class__ is ErrorValue else struktur.wrapped_codes(shape.named[i])
            texts: list[Any] = [own]
            for k in range(2, top + 1):
                if level > k:
                    texts.append("")
                elif level == k:
                    texts.append(_joined(own, carried[above[i] - 1][k - 2] if above[i] else ""))
                else:
                    texts.append(texts[-1])
            carried.append(tuple(texts))
            leaf = texts[-1] if level <= top else _joined(own, carried[above[i] - 1][-1] if above[i] else "")
            first, second = struktur.shorter_codes(row["Kode"] if place in struktur.NESTED else None)
            result.append({
                "_No": i + 1, "_Tk": level, "_F": "x" * (struktur.DEEPEST - level),
                "_Jenis": shape.kind[i], "_K1": first, "_K2": second, "_Urut": int(shape.out_of_order[i]),
                "_Akhir": shape.last[i], "_Daun": shape.leaf[i], "_Induk": above[i],
                **{f"_W{k}": text for k, text in enumerate(texts, 1)},
                "_Ganda": own if own.__class__ is str and ";;" in own else "",
                "_Indikator": leaf if shape.leaf[i] else "",
            })  # fmt: skip
        return result

    @cached_property
    def named_by(self) -> dict[str, list[int]]:
        """``{key of an indicator's code: rows that name it themselves}``."""
        return _by_key(
            struktur.kode_indikator(text) if filled else None
            for text, filled in zip(self.shape.named, self.shape.filled, strict=True)
        )


def document_rank(row: Cells) -> int | None:
    """Which change of the PK the Dokumen of a row is; 0 for Awal, None where that is not said."""
    rank = urutan_dokumen(" ".join(str(row.get("Dokumen") or "").split()))
    return int(rank) if is_number(rank) else None


_OWN = {"Pagu": PAGU_SENDIRI, "Realisasi": REALISASI_SENDIRI, "Blokir": BLOKIR_SENDIRI, "Jawaban": ISI_TRIWULAN}


def _by_key(codes_of_rows: Iterable[list[str] | None], of: Any = key) -> dict[str, list[int]]:
    result: dict[str, list[int]] = {}
    for i, codes in enumerate(codes_of_rows):
        for one in dict.fromkeys(of(code) for code in codes or ()):
            result.setdefault(one, []).append(i)
    return result


def _joined(own: Any, above: Any) -> Any:
    """Two texts as ``&`` joins them."""
    return own if own.__class__ is ErrorValue else above if above.__class__ is ErrorValue else own + above


def total(amounts: Iterable[Any]) -> Any:
    """Sum of leaf amounts: the error where one is unusable, #NUM! beyond all bounds, #N/A without any number."""
    amounts = list(amounts)
    wrong = next((x for x in amounts if x.__class__ is ErrorValue and x != NOT_AVAILABLE), None)
    if wrong is not None:
        return wrong
    numbers = [x for x in amounts if is_number(x)]
    if not numbers:
        return NOT_AVAILABLE
    result = sum(numbers)
    return result if isfinite(result) else TOO_LARGE


def or_zero(amount: Any) -> Any:
    return 0 if amount == NOT_AVAILABLE else amount


def sums_to_end(values: Sequence[Any], last: Sequence[int]) -> list[Any]:
    """For each row the sum from it to the last row of its block."""
    until = [0]
    for value in values:
        until.append(until[-1] + value)
    return [until[end] - until[i] for i, end in enumerate(last)]


def sum_of_cells(cells: Iterable[Any]) -> Any:
    """Sum of typed amounts, as ``total``; text counts as a cell of money does (ANG-05)."""
    return total(money_filled(x) if x.__class__ is str else x for x in cells)
