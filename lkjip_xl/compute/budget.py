"""The budget, seen once: its shape, its money by document and quarter, and the money of an indicator.

``Amounts`` holds what depends on the inputs alone, shared by all worlds of a book; ``Budget`` is one world's view.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any

from ..expr.to_python import Environment, evaluate
from ..expr.values import NOT_AVAILABLE, TOO_LARGE, ErrorValue, is_number
from ..rules import struktur_anggaran as struktur
from ..rules.anggaran import isi_uang
from ..rules.tanggal import read_date
from ..schema.choices import TRIWULAN
from ..schema.sheets.anggaran import PAGU_SENDIRI, REALISASI_SENDIRI
from .book import Cells
from .calculator import assembled
from .key import key

if TYPE_CHECKING:
    from .world import World

TABLE = "tbl_anggaran"
DOCUMENTS = ("Awal", "Perubahan")


class Shape:
    """The shape of ``tbl_anggaran``, per row.

    Attributes:
        filled: the row is used. level: 1 to 5, 9 when unknown. last: number of the last row of its block.
        leaf: nothing filled stands beneath it. ancestors: zero-based rows above it that hold it, nearest first.
        text, codes: of a leaf the helper text ``_Indikator`` and the codes in it; None for other rows.
    """

    def __init__(self, rows: Sequence[Cells]) -> None:
        levels = [row["Tingkat"] if row["Tingkat"] != "" else None for row in rows]
        named = [row["Indikator"] for row in rows]
        numbers = [struktur.tingkat_ke(level) for level in levels]
        self.filled: list[bool] = [level is not None for level in levels]
        self.level: list[int] = [9 if number is None else number + 1 for number in numbers]
        self.last: list[int] = struktur.akhir_blok(levels)
        self.leaf: list[bool] = struktur.daun(levels, self.last)
        self.ancestors: list[tuple[int, ...]] = struktur.leluhur(self.filled, self.last)
        self.text: list[str | None] = [
            struktur.teks_warisan(i, numbers, named, self.ancestors[i]) if leaf else None
            for i, leaf in enumerate(self.leaf)
        ]
        self.codes: list[list[str] | None] = [
            None if text is None else struktur.kode_indikator(text) for text in self.text
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


class Amounts:
    """Money of every budget row by document and quarter, and which rows stand for a code.

    Attributes:
        rows: input cells of every row of the table. shape: its shape.
    """

    def __init__(self, rows: list[Cells]) -> None:
        self.rows = rows
        self.shape = Shape(rows)
        self._leaves: dict[tuple[str, Any], list[Any]] = {}
        self._sums: dict[tuple[str, Any], list[Any]] = {}

    def _own(self, column: str, setting: str, value: Any) -> list[Any]:
        place = (setting, value)
        if place not in self._leaves:
            function = assembled(PAGU_SENDIRI if column == "Pagu" else REALISASI_SENDIRI)
            environment = Environment(None, None, {setting: value}, {})
            amounts: list[Any] = []
            for row, leaf in zip(self.rows, self.shape.leaf, strict=True):
                amount = None
                if leaf:
                    environment.row = row
                    amount = evaluate(function, environment)
                amounts.append(None if amount == NOT_AVAILABLE else amount)
            self._leaves[place] = amounts
        return self._leaves[place]

    def leaf_pagu(self, document: str) -> list[Any]:
        """Pagu of every leaf under a document; None for a leaf without one and for other rows."""
        return self._own("Pagu", "lk_dok", document)

    def leaf_realisasi(self, quarter: int) -> list[Any]:
        """Realisasi of every leaf to the end of a quarter; None for a leaf without one and for other rows."""
        return self._own("Realisasi", "lk_tw", quarter)

    def pagu(self, document: str) -> list[Any]:
        """Pagu of every row, a parent's the sum of its leaves; #N/A where no leaf has any."""
        return self._summed(("pagu", document), self.leaf_pagu(document))

    def realisasi(self, quarter: int) -> list[Any]:
        """Realisasi of every row to the end of a quarter, as ``pagu``."""
        return self._summed(("realisasi", quarter), self.leaf_realisasi(quarter))

    def _summed(self, place: tuple[str, Any], amounts: list[Any]) -> list[Any]:
        if place not in self._sums:
            self._sums[place] = self.shape.sums(amounts)
        return self._sums[place]

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
        for i, row in enumerate(self.rows):
            for code in struktur.kode_indikator(row["Indikator"]) if self.shape.filled[i] else ():
                code = code.casefold()
                if i >= until.get(code, 0):
                    result.setdefault(code, []).append(i + 1)
                    until[code] = self.shape.last[i]
        return result

    @cached_property
    def helpers(self) -> list[Cells]:
        """Per filled row the hidden columns that follow from the shape; {} for a blank row."""
        shape = self.shape
        above = struktur.parents([row["Tingkat"] for row in self.rows])
        result: list[Cells] = []
        carried: list[tuple[Any, ...]] = []  # per row _W1 to _W4
        for i, row in enumerate(self.rows):
            level, named = shape.level[i], row["Indikator"]
            if not shape.filled[i]:
                result.append({})
                carried.append(("",) * 4)
                continue
            own = named if named.__class__ is ErrorValue else struktur.wrapped_codes(named)
            texts: list[Any] = [own]
            for k in (2, 3, 4):
                if level > k:
                    texts.append("")
                elif level == k:
                    texts.append(_joined(own, carried[above[i] - 1][k - 2] if above[i] else ""))
                else:
                    texts.append(texts[-1])
            carried.append(tuple(texts))
            leaf = texts[3] if level < 5 else _joined(own, carried[above[i] - 1][3] if above[i] else "")
            result.append({
                "_No": i + 1, "_Tk": level, **{f"_F{k}": int(level <= k) for k in (1, 2, 3, 4)},
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
            struktur.kode_indikator(row["Indikator"]) if self.shape.filled[i] else None
            for i, row in enumerate(self.rows)
        )


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


def sum_of_cells(cells: Iterable[Any]) -> Any:
    """Sum of typed amounts, as ``total``; text counts as a cell of money does (ANG-05)."""
    return total(isi_uang(x) if x.__class__ is str else x for x in cells)


@dataclass(slots=True)
class BudgetRow:
    """One used budget row: its money in force, and the pagu and realisasi of every quarter's form."""

    nomor: int
    letak: int
    kode: Any
    tingkat: Any
    tk: int
    uraian: str
    daun: bool
    indikator: list[str]
    leluhur: tuple[int, ...]
    pagu: Any
    realisasi: Any
    serapan: Any
    sisa: Any
    pagu_awal: Any
    pagu_perubahan: Any
    pagu_tw: tuple[Any, ...]
    realisasi_tw: tuple[Any, ...]
    serapan_tw: list[Any] = field(default_factory=lambda: [None] * 4)


class Budget:
    """The budget of a world.

    Attributes:
        amounts: what all worlds of the book share. shape: the shape of the table.
        document: whose pagu is in force, ``Awal`` or ``Perubahan``. quarter: to whose end realisasi runs.
    """

    def __init__(self, world: "World", amounts: Amounts) -> None:
        self._world = world
        self.amounts, self.shape = amounts, amounts.shape
        self.document, self.quarter = world.document, world.quarter

    # --- the columns that only the shape can give ------------------------------------------------------------------
    def fill(self, rows: Sequence[Cells], names: Sequence[str]) -> None:
        """Fill the structural columns of ``tbl_anggaran``; rows without a Tingkat get "" in all of ``names``."""
        shape, amounts = self.shape, self.amounts
        pagu, realisasi = amounts.leaf_pagu(self.document), amounts.leaf_realisasi(self.quarter)
        sums, helpers = (amounts.pagu(self.document), amounts.realisasi(self.quarter)), amounts.helpers
        for i, row in enumerate(rows):
            if not shape.filled[i]:
                row.update(dict.fromkeys(names, ""))
                continue
            row.update(helpers[i])
            row["_Pagu"] = "" if pagu[i] is None else pagu[i]
            row["_Realisasi"] = "" if realisasi[i] is None else realisasi[i]
            row["Pagu"], row["Realisasi"] = sums[0][i], sums[1][i]

    @property
    def native_blocks(self) -> dict[str, list[int]]:
        """``{indicator code in lower case: numbers of the rows that name it, none in the block of an earlier one}``."""
        return self.amounts.native_blocks

    @property
    def several(self) -> bool:
        """Whether any row names more than one indicator."""
        return any(row and row["_Ganda"] for row in self.amounts.helpers)

    @cached_property
    def native_money(self) -> dict[str, tuple[Any, Any]]:
        """``{indicator code in lower case: (pagu, realisasi)}`` as the native formulas find it."""
        return {code: self._of(leaves) for code, leaves in self.amounts.native_leaves_of.items()}

    def _of(self, leaves: Iterable[int]) -> tuple[Any, Any]:
        leaves = list(leaves)
        pagu = self.amounts.leaf_pagu(self.document)
        realisasi = self.amounts.leaf_realisasi(self.quarter)
        return total(pagu[i] for i in leaves), total(realisasi[i] for i in leaves)

    # --- sums ------------------------------------------------------------------------------------------------------
    @cached_property
    def totals(self) -> tuple[Any, Any]:
        """Pagu and realisasi of the office."""
        return self._of(i for i, leaf in enumerate(self.shape.leaf) if leaf)

    @property
    def pagu(self) -> Any:
        """Pagu of the office."""
        return self.totals[0]

    @property
    def realisasi(self) -> Any:
        """Realisasi of the office."""
        return self.totals[1]

    @cached_property
    def serapan(self) -> Any:
        """Serapan of the office (ANG-02)."""
        return self._world.serapan_of(self.realisasi, self.pagu)

    def money(self, codes: Iterable[Any]) -> tuple[Any, Any]:
        """Pagu and realisasi of the leaves that name any of the codes, each leaf once; #N/A where none does."""
        known = self.amounts.leaves_of
        return self._of(sorted({i for code in codes for i in known.get(key(code), ())}))

    def without_indicator(self) -> tuple[Any, Any]:
        """Pagu and realisasi of the leaves that name no indicator; #N/A when there are none."""
        return self._of(i for i, codes in enumerate(self.shape.codes) if codes is not None and not codes)

    @cached_property
    def pagu_with_indicator(self) -> Any:
        """Pagu of the leaves that name any indicator."""
        return self._of(i for i, codes in enumerate(self.shape.codes) if codes)[0]

    # --- rows ------------------------------------------------------------------------------------------------------
    @cached_property
    def quarter_documents(self) -> tuple[str, ...]:
        """Whose pagu each quarter's form shows: a quarter that ends before the date of the PK Perubahan shows Awal."""
        if self.document != "Perubahan":
            return ("Awal",) * 4
        listed = [
            read_date(row.get("Tanggal"))
            for row in self._world.rows("tbl_pk_dokumen")
            if key(row.get("Dokumen")).startswith("perubahan")
        ]
        dated = [date for date in listed if date is not None]
        signed = min(dated) if dated else read_date(self._world.settings.get("tanggal_pk_perubahan"))
        year = self._world.year
        if signed is None or year is None:
            return ("Perubahan",) * 4
        return tuple("Awal" if (year, n * 3, 31) < signed else "Perubahan" for n in TRIWULAN)

    @cached_property
    def rows(self) -> list[BudgetRow]:
        """The used rows in their order; a row's ``letak`` is its place in this list, ``nomor`` its zero-based row."""
        shape, amounts, place_of = self.shape, self.amounts, {}
        pagu = {document: amounts.pagu(document) for document in DOCUMENTS}
        realisasi = [amounts.realisasi(n) for n in TRIWULAN]
        result: list[BudgetRow] = []
        for i, row in enumerate(self._world.rows(TABLE)):
            if not shape.filled[i]:
                continue
            place_of[i] = len(result)
            result.append(
                BudgetRow(
                    i, len(result), row["Kode"], row["Tingkat"], shape.level[i], row["Uraian"] or "", shape.leaf[i],
                    struktur.kode_indikator(row["Indikator"]), tuple(place_of[j] for j in shape.ancestors[i]),
                    row["Pagu"], row["Realisasi"], row["Serapan"], row["Sisa"], pagu["Awal"][i], pagu["Perubahan"][i],
                    tuple(pagu[document][i] for document in self.quarter_documents),
                    tuple(amount[i] for amount in realisasi),
                )
            )  # fmt: skip
        return result

    @cached_property
    def _ends(self) -> list[int]:
        ends = list(range(len(self.rows)))
        for row in self.rows:
            for above in row.leluhur:
                ends[above] = row.letak
        return ends

    @cached_property
    def _places(self) -> dict[int, int]:
        return {row.nomor: row.letak for row in self.rows}

    def end(self, place: int) -> int:
        """Place in ``rows`` of the last row beneath a row (its own place for a leaf)."""
        return self._ends[place]

    def highest(self, code: Any) -> list[int]:
        """Places in ``rows`` of the highest rows that name an indicator, in order."""
        result, until = [], -1
        for number in self.amounts.named_by.get(key(code), ()):
            place = self._places[number]
            if place > until:
                until = self._ends[place]
                result.append(place)
        return result

    def row(self, code: Any) -> BudgetRow | None:
        """The first row of a code; None when there is none."""
        numbers = self.amounts.by_code.get(key(code), ())
        return self.rows[self._places[numbers[0]]] if numbers else None

    # --- quarters --------------------------------------------------------------------------------------------------
    def serapan_tw(self, row: BudgetRow, quarter: int) -> Any:
        """Serapan of a row to the end of a quarter, against that quarter's pagu."""
        if row.serapan_tw[quarter - 1] is None:
            row.serapan_tw[quarter - 1] = self._world.serapan_of(
                row.realisasi_tw[quarter - 1], row.pagu_tw[quarter - 1]
            )
        return row.serapan_tw[quarter - 1]

    @cached_property
    def pagu_tw(self) -> tuple[Any, ...]:
        """Pagu of the office on each quarter's form."""
        return tuple(total(self.amounts.leaf_pagu(document)) for document in self.quarter_documents)

    @cached_property
    def realisasi_tw(self) -> tuple[Any, ...]:
        """Realisasi of the office to the end of each quarter."""
        return tuple(total(self.amounts.leaf_realisasi(n)) for n in TRIWULAN)
