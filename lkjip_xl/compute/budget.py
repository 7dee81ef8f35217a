"""The budget of a world: its totals, the money of an indicator, its rows as forms show them.

``compute.amounts`` holds what depends on the inputs alone, shared by all worlds of a book.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from ..expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, as_text, compare_values, is_number
from ..records import dataclass, field
from ..rules import struktur_anggaran as struktur
from ..rules.tanggal import read_date
from ..schema.choices import TRIWULAN
from .amounts import DOCUMENTS, TABLE, Amounts, document_rank, or_zero, sums_to_end, total
from .book import Cells
from .key import key
from .tables import ComputedTables


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
    belum: int
    jenis: int
    unit: Any
    pagu_tw: tuple[Any, ...]
    dasar_tw: tuple[Any, ...]
    realisasi_tw: tuple[Any, ...]
    serapan_tw: list[Any] = field(default_factory=lambda: [None] * 4)


class Budget:
    """The budget of a world.

    Attributes:
        amounts: what all worlds of the book share. shape: the shape of the table.
        document: whose pagu is in force, ``Awal`` or ``Perubahan``. quarter: to whose end realisasi runs.
    """

    def __init__(self, tables: ComputedTables, amounts: Amounts) -> None:
        self._tables = tables
        self.amounts, self.shape = amounts, amounts.shape
        self.document, self.quarter = tables.document, tables.quarter
        self._unfilled_at: dict[int, list[int]] = {}

    # --- the columns that only the shape can give ------------------------------------------------------------------
    def fill(self, rows: Sequence[Cells], names: Iterable[str]) -> None:
        """Fill the structural columns of ``tbl_anggaran``; rows without a Tingkat get "" in all of ``names``.

        Args:
            rows: of the table. names: the computed columns that are wanted.
        """
        wanted, filled, helpers = dict.fromkeys(names, ""), self.shape.filled, self.amounts.helpers
        columns = [(name, values()) for name, values in self._structural().items() if name in wanted]
        blank = {**wanted, **{name: 0 for name in struktur.ZERO if name in wanted}}
        unread = self.amounts.unread(self.quarter) if "_Q" in wanted else []
        own = [name for name in next((one for one in helpers if one), ()) if name in wanted]
        for i, row in enumerate(rows):
            if not filled[i]:
                row.update(blank)
                if unread:
                    row["_Q"] = unread[i]
                continue
            one = helpers[i]
            for name in own:
                row[name] = one[name]
            for name, values in columns:
                row[name] = values[i]

    def _structural(self) -> dict[str, Callable[[], Sequence[Any]]]:
        """By name what gives a structural column of every row."""
        amounts, kinds = self.amounts, self.shape.kind

        def shown(values: Sequence[Any]) -> list[Any]:
            return ["" if value is None else value for value in values]

        def of_kind(values: Sequence[Any]) -> list[Any]:
            return [value if kind == 1 else "" for value, kind in zip(shown(values), kinds, strict=True)]

        return {
            "_P": lambda: shown(amounts.every_pagu(self.document)),
            "_Pagu": lambda: of_kind(amounts.every_pagu(self.document)),
            "_R": lambda: shown(amounts.every_realisasi(self.quarter)),
            "_Realisasi": lambda: of_kind(amounts.every_realisasi(self.quarter)),
            "_Blokir": lambda: [value or 0 for value in amounts.blocked(self.document)],
            "_V": lambda: shown(amounts.answers(self.quarter)),
            "_Q": lambda: amounts.unread(self.quarter),
            "_Tahan": lambda: amounts.withheld_row,
            "_Belum": lambda: [int(one) for one in self._unfilled],
            "Belum Terisi": lambda: self.unfilled_beneath,
            "Pagu": lambda: amounts.pagu(self.document),
            "Realisasi": lambda: amounts.realisasi(self.quarter),
            "Pagu Efektif": lambda: self.available,
        }

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

    @cached_property
    def native_counts(self) -> dict[str, tuple[Any, Any]]:
        """``{indicator code in lower case: (unfilled leaves, blocked money)}`` as the native formulas find them."""
        if self.amounts.withheld:
            return {}
        blocked, last, counts = self.amounts.blocked(self.document), self.shape.last, self.unfilled_beneath
        return {
            code: (
                sum(counts[number - 1] for number in numbers),
                or_zero(total(blocked[i] for number in numbers for i in range(number - 1, last[number - 1]))),
            )
            for code, numbers in self.native_blocks.items()
        }

    # --- what is not filled in, what is blocked ----------------------------------------------------------------------
    @cached_property
    def _unfilled(self) -> list[bool]:
        if self.amounts.first_version:  # whose formulas know nothing of it
            return [False] * len(self.amounts.rows)
        return self.amounts.unfilled(self.document, self.quarter)

    @cached_property
    def unfilled_beneath(self) -> list[int]:
        """For each row how many leaves of its block are not filled in at the running quarter (its own for a leaf)."""
        return sums_to_end(self._unfilled, self.shape.last)

    @cached_property
    def available(self) -> list[Any]:
        """Pagu Efektif of each row: its pagu without what is blocked; an error where its pagu is none."""
        return self.available_under(self.document)

    def available_under(self, document: str) -> list[Any]:
        """Pagu Efektif of each row under a document."""
        blocked, last = self.amounts.blocked(document), self.shape.last
        pagu = self.amounts.pagu(document)
        if not any(blocked):
            return pagu
        wrong = sums_to_end([x.__class__ is ErrorValue for x in blocked], last)
        sums = sums_to_end([x if is_number(x) else 0 for x in blocked], last)
        return [
            p if not is_number(p) else WRONG_VALUE if w else p - s for p, w, s in zip(pagu, wrong, sums, strict=True)
        ]

    @property
    def by_available(self) -> bool:
        """Whether serapan is measured against Pagu Efektif (ANG-07)."""
        return not self.amounts.first_version and compare_values(self._tables.defined["lk_dasar"], "Pagu Efektif") == 0

    def bases(self, document: str) -> list[Any]:
        """What the serapan of each row is measured against under a document."""
        return self.available_under(document) if self.by_available else self.amounts.pagu(document)

    def base(self, leaves: Iterable[int], pagu: Any) -> Any:
        """What the serapan of some leaves is measured against.

        Args:
            leaves: their zero-based rows. pagu: the sum of their pagu.
        """
        if not self.by_available or not is_number(pagu):
            return pagu
        amounts = self.amounts.blocked(self.document)
        blocked = or_zero(total(amounts[i] for i in leaves))
        return pagu - blocked if is_number(blocked) else blocked

    def unfilled(self, codes: Iterable[Any]) -> int:
        """How many leaves that name any of the codes are not filled in, each counted once."""
        return sum(self._unfilled[i] for i in self._leaves_of(codes))

    def unfilled_at(self, quarter: int) -> list[int]:
        """For each row how many leaves of its block are not filled in on the form of a quarter that has come."""
        if self.amounts.first_version or quarter > self.quarter:
            return [0] * len(self.amounts.rows)
        if quarter not in self._unfilled_at:
            waiting = self.amounts.unfilled(self.quarter_documents[quarter - 1], quarter)
            self._unfilled_at[quarter] = sums_to_end(waiting, self.shape.last)
        return self._unfilled_at[quarter]

    def total_unfilled_at(self, quarter: int) -> int:
        """As ``total_unfilled``, on the form of a quarter."""
        counts, shape = self.unfilled_at(quarter), self.shape
        return sum(x for x, leaf, kind in zip(counts, shape.leaf, shape.kind, strict=True) if leaf and kind == 1)

    @property
    def total_unfilled(self) -> int:
        """How many leaves of Belanja are not filled in: while there are any, the office's realisasi is provisional."""
        return sum(x for x, kind in zip(self._unfilled, self.shape.kind, strict=True) if kind == 1)

    def total_of_kind(self, kind: int) -> tuple[Any, Any]:
        """Pagu and realisasi of the leaves of a kind: 1 Belanja, 2 Pendapatan, 3 Pembiayaan."""
        pagu, realisasi = self.amounts.every_pagu(self.document), self.amounts.every_realisasi(self.quarter)
        if self.amounts.withheld:
            return NOT_AVAILABLE, NOT_AVAILABLE
        places = [i for i, own in enumerate(self.shape.kind) if own == kind]
        return total(pagu[i] for i in places), total(realisasi[i] for i in places)

    def units(self) -> dict[str, tuple[Any, Any, Any]]:
        """``{Unit: (pagu, realisasi, serapan)}`` of the leaves of Belanja, by their order; "" is the office."""
        names: dict[str, str] = {}
        leaves: dict[str, list[int]] = {}
        for i, row in enumerate(self.amounts.rows):
            if self.shape.leaf[i] and self.shape.kind[i] == 1:
                unit = row.get("Unit")
                names.setdefault(key(unit), str(unit or ""))
                leaves.setdefault(key(unit), []).append(i)
        return {names[one]: self._with_serapan(places) for one, places in leaves.items()}

    def _with_serapan(self, leaves: list[int]) -> tuple[Any, Any, Any]:
        pagu, realisasi = self._of(leaves)
        return pagu, realisasi, self._tables.serapan_of(realisasi, self.base(leaves, pagu))

    def _of(self, leaves: Iterable[int]) -> tuple[Any, Any]:
        if self.amounts.withheld:
            return NOT_AVAILABLE, NOT_AVAILABLE
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
        return self._tables.serapan_of(self.realisasi, self.total_base)

    @cached_property
    def total_base(self) -> Any:
        """What the office's serapan is measured against (ANG-07)."""
        return self.base((i for i, leaf in enumerate(self.shape.leaf) if leaf and self.shape.kind[i] == 1), self.pagu)

    def money(self, codes: Iterable[Any]) -> tuple[Any, Any]:
        """Pagu and realisasi of the leaves that name any of the codes, each leaf once; #N/A where none does."""
        return self._of(self._leaves_of(codes))

    def base_of(self, codes: Iterable[Any]) -> Any:
        """What the serapan of the leaves that name any of the codes is measured against, in rupiah."""
        leaves = self._leaves_of(codes)
        return self.base(leaves, self._of(leaves)[0])

    def serapan_of(self, codes: Iterable[Any]) -> Any:
        """Serapan of the leaves that name any of the codes."""
        leaves = self._leaves_of(codes)
        pagu, realisasi = self._of(leaves)
        return self._tables.serapan_of(realisasi, self.base(leaves, pagu))

    def _leaves_of(self, codes: Iterable[Any]) -> list[int]:
        known = self.amounts.leaves_of
        return sorted({i for code in codes for i in known.get(key(code), ())})

    def without_indicator(self) -> tuple[Any, Any]:
        """Pagu and realisasi of the leaves that support no indicator; #N/A when there are none."""
        return self._of(self.unsupporting)

    @cached_property
    def unsupporting(self) -> list[int]:
        """Zero-based rows of the leaves of Belanja that name no indicator of Renstra, themselves or through a parent.

        A code that Renstra does not know names none, as the formula of Beranda compares it: a hidden space makes
        another code, which KON-44 tells. In a book of version 1, whose formulas know nothing of Renstra there, any
        code counts.
        """
        known = None
        if not self.amounts.first_version:
            known = {as_text(row["Kode"]).casefold() for row in self._tables.renstra_rows}
        return [
            i for i, codes in enumerate(self.shape.codes)
            if codes is not None and not (codes if known is None else any(code.casefold() in known for code in codes))
        ]  # fmt: skip

    @property
    def unfilled_without_indicator(self) -> int:
        """How many leaves that support no indicator are not filled in."""
        return sum(self._unfilled[i] for i in self.unsupporting)

    @cached_property
    def pagu_with_indicator(self) -> Any:
        """Pagu of the leaves that support any indicator."""
        apart = set(self.unsupporting)
        return self._of(i for i, codes in enumerate(self.shape.codes) if codes is not None and i not in apart)[0]

    # --- rows ------------------------------------------------------------------------------------------------------
    @cached_property
    def only_changed(self) -> bool:
        """The book has Pagu Perubahan and no Pagu Awal."""
        rows, columns = self.amounts.rows, ("Pagu Awal", "Pagu Perubahan")
        return [any(row[c] not in (None, "") for row in rows) for c in columns] == [False, True]

    @cached_property
    def quarter_documents(self) -> tuple[str, ...]:
        """Whose pagu each quarter's form shows: a quarter that ends before the date of the PK Perubahan shows Awal,
        unless the book has no Pagu Awal at all; where earlier versions of the pagu are kept, that of the document in
        force at its end (a name of ``Amounts.versions``)."""
        if self.only_changed:
            return ("Perubahan",) * 4
        if self.document != "Perubahan":
            return ("Awal",) * 4
        listed = [
            read_date(row.get("Tanggal"))
            for row in self._tables.rows("tbl_pk_dokumen")
            if key(row.get("Dokumen")).startswith("perubahan")
        ]
        dated = [date for date in listed if date is not None]
        signed = min(dated) if dated else read_date(self._tables.settings.get("tanggal_pk_perubahan"))
        year = self._tables.year
        if signed is None or year is None:
            return ("Perubahan",) * 4
        documents = tuple("Awal" if (year, n * 3, 31) < signed else "Perubahan" for n in TRIWULAN)
        if not self.amounts.versions:
            return documents
        return tuple(
            document if document == "Awal" else self._version_at((year, n * 3, 31))
            for n, document in enumerate(documents, 1)
        )

    def _version_at(self, day: tuple[int, int, int]) -> str:
        """The version of the pagu that the last document signed by a day holds. Of the last document of all it is
        Perubahan; where none is kept of an earlier one, that of the document before it."""
        last = self._signed_by(day)
        if last == self._signed_by((9999, 12, 31)):
            return "Perubahan"
        kept = [rank for rank in range(last, 0, -1) if f"Versi {rank}" in self.amounts.versions]
        return f"Versi {kept[0]}" if kept else "Awal"

    def _signed_by(self, day: tuple[int, int, int]) -> int:
        """The last document of the PK that is signed by a day: 0 Awal, 1 Perubahan, 2 Perubahan 2 ..."""
        last = 0
        for row in self._tables.rows("tbl_pk_dokumen"):
            rank, signed = document_rank(row), read_date(row.get("Tanggal"))
            if rank is not None and signed is not None and signed <= day:
                last = max(last, rank)
        return last

    def pagu_gap(self, quarter: int) -> tuple[str, str] | None:
        """``(document in force at the end of a quarter, the one whose pagu stands for it)`` where no pagu is kept of
        the first; None where its own is shown."""
        shown = self.quarter_documents[quarter - 1]
        year = self._tables.year
        if self.document != "Perubahan" or shown == "Perubahan" or not self.amounts.versions or year is None:
            return None
        last = self._signed_by((year, quarter * 3, 31))
        if shown == f"Versi {last}" or not last:
            return None
        return "Perubahan" if last == 1 else f"Perubahan {last}", self.amounts.named(shown)

    @cached_property
    def rows(self) -> list[BudgetRow]:
        """The used rows in their order; a row's ``letak`` is its place in this list, ``nomor`` its zero-based row."""
        shape, amounts, place_of = self.shape, self.amounts, {}
        documents = dict.fromkeys((*DOCUMENTS, *self.quarter_documents))
        pagu = {document: amounts.pagu(document) for document in documents}
        base = {document: self.bases(document) for document in documents}
        realisasi = [amounts.realisasi(n) for n in TRIWULAN]
        result: list[BudgetRow] = []
        for i, row in enumerate(self._tables.rows(TABLE)):
            if not shape.filled[i]:
                continue
            place_of[i] = len(result)
            result.append(
                BudgetRow(
                    i, len(result), row["Kode"], row["Tingkat"], shape.level[i], row["Uraian"] or "", shape.leaf[i],
                    struktur.kode_indikator(shape.named[i]), tuple(place_of[j] for j in shape.ancestors[i]),
                    row["Pagu"], row["Realisasi"], row["Serapan"], row["Sisa"], pagu["Awal"][i], pagu["Perubahan"][i],
                    row["Belum Terisi"], shape.kind[i], row.get("Unit"),
                    tuple(pagu[document][i] for document in self.quarter_documents),
                    tuple(base[document][i] for document in self.quarter_documents),
                    tuple(amount[i] for amount in realisasi),
                )
            )  # fmt: skip
        return result

    def printed(self, row: BudgetRow) -> bool:
        """Whether a row stands in reports: a Rekening is folded into what it stands beneath, unless it is asked for.

        Sums hold it in any case (``cetak_rekening``).
        """
        return row.tk != struktur.DEEPEST or not row.leluhur or self._tables.settings.get("cetak_rekening") == "Ya"

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
            row.serapan_tw[quarter - 1] = self._tables.serapan_of(
                row.realisasi_tw[quarter - 1], row.dasar_tw[quarter - 1]
            )
        return row.serapan_tw[quarter - 1]

    @cached_property
    def pagu_tw(self) -> tuple[Any, ...]:
        """Pagu of the office on each quarter's form."""
        if self.amounts.withheld:
            return (NOT_AVAILABLE,) * 4
        return tuple(total(self.amounts.leaf_pagu(document)) for document in self.quarter_documents)

    @cached_property
    def base_tw(self) -> tuple[Any, ...]:
        """What the office's serapan is measured against on each quarter's form (ANG-07)."""
        if not self.by_available:
            return self.pagu_tw
        blocked = [or_zero(total(self.amounts.blocked(document))) for document in self.quarter_documents]
        return tuple(p - b if is_number(p) and is_number(b) else p for p, b in zip(self.pagu_tw, blocked, strict=True))

    @cached_property
    def realisasi_tw(self) -> tuple[Any, ...]:
        """Realisasi of the office to the end of each quarter."""
        if self.amounts.withheld:
            return (NOT_AVAILABLE,) * 4
        return tuple(total(self.amounts.leaf_realisasi(n)) for n in TRIWULAN)
