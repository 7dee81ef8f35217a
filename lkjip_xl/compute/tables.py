"""The tables of a computed book, its settings and defined names: what every part of the world reads."""

from functools import cached_property
from typing import Any

from ..expr.to_python import Environment, evaluate
from ..expr.values import NOT_AVAILABLE, ErrorValue, compare_values, is_number
from ..rules.anggaran import serapan
from ..rules.rata_rata import rata_rata
from ..rules.target import urutan_dokumen
from ..schema import contract
from ..schema.calculation import Place
from ..schema.model import Column, Table
from ..schema.settings import DOCUMENT_CELLS, NAMES, SETTING, VERSION_1
from ..schema.signature import SIGNATURE_CELLS
from .book import Book, Cells
from .calculator import Columns, assembled
from .key import key

MEASURED = "tbl_pengukuran"
_OWN = "Instansi"


class ComputedTables:
    """The tables of a book, computed when they are first asked for.

    How they are computed is ``compute.world.World``'s, which has the budget and the indicators; these only need what
    stands here.

    Attributes:
        book: the inputs.
        defined: values of the defined names (``lk_tw``, ``lk_desimal`` ...).
        columns: ``{(table, column): values}`` as the formulas refer to them.
        year: year of the report (int), None when the setting is no number.
        last_year: last year of the Renstra.
    """

    def __init__(
        self, book: Book, base: "ComputedTables | None" = None, wanted: frozenset[Place] | None = None, **changes: Any
    ) -> None:
        """
        Args:
            book: the inputs. base: those of the same book whose inputs are shared, with ``changes`` to its names.
            wanted: the only computed columns that anybody will ask for, with all that they rest on
                (``schema.calculation.needed_columns``); whoever asks for another one gets a KeyError.
        """
        self.book = book
        self._root = base or self
        self.wanted = wanted
        self._rows: dict[str, list[Cells]] = {}
        shared = base.columns if base else None
        self.columns: Columns = Columns(book, self._computed_rows, self._structure, shared)
        self.defined: Cells = {**base.defined, **changes} if base else _defined(book, self.columns)
        for name, tree in (*DOCUMENT_CELLS.items(), *SIGNATURE_CELLS.items()):
            self.defined[name] = evaluate(assembled(tree), Environment({}, None, self.defined, self.columns))
        self.environment = Environment(None, None, self.defined, self.columns)
        year: Any = self.defined["lk_tahun"]
        last: Any = self.defined["lk_tahun_akhir"]
        self.year: int | None = int(year) if is_number(year) else None
        self.last_year: int = int(last) if is_number(last) else book.years[1]

    # --- what the world says --------------------------------------------------------------------------------------
    def _compute(self) -> None:
        """Fill the computed columns of all tables but the panels, once."""
        raise NotImplementedError

    def _compute_panels(self) -> None:
        """Fill the tables that only show what the others say, once."""
        raise NotImplementedError

    def _structure(self, place: tuple[str, str]) -> Any:
        """What only the shape of the budget gives to a formula: ``(table, name with #)``."""
        raise NotImplementedError

    def _computed_rows(self, table: str, column: str) -> list[Cells] | None:
        declared = self.tables[table].by_name.get(column) if table in self.tables else None
        return self.rows(table) if declared is not None and declared.computed else None

    # --- settings --------------------------------------------------------------------------------------------------
    @cached_property
    def settings(self) -> Cells:
        """Settings by Kunci as typed; what is meant as text is text, also when a number was typed."""
        return {name: _as_text(name, value) for name, value in self.book.settings.items()}

    @property
    def decimals(self) -> Any:
        """Shown decimals of a percent."""
        return self.defined["lk_desimal"]

    @property
    def rounding(self) -> Any:
        """``Bulat`` or ``Potong``, as set."""
        return self.defined["lk_bulat"]

    @property
    def quarter(self) -> Any:
        """The running quarter, 1 to 4."""
        return self.defined["lk_tw"]

    @property
    def document(self) -> Any:
        """The document in force by the settings: ``Awal`` or ``Perubahan``."""
        document = self.defined["lk_dok"]
        if document.__class__ is ErrorValue:
            return document
        return "Perubahan" if compare_values(document, "Perubahan") == 0 else "Awal"

    # --- tables ----------------------------------------------------------------------------------------------------
    @cached_property
    def tables(self) -> dict[str, Table]:
        """The contract's tables with this book's years, in the order of its sheets."""
        if self._root is not self:
            return self._root.tables
        return contract.tables(*self.book.years, self.book.modules)

    def rows(self, table: str) -> list[Cells]:
        """All rows of a table from the top, blank ones too: inputs (None when blank) and computed cells together;
        ``#nomor`` is the row's number within the table."""
        if self.tables[table].panel:
            self._compute_panels()
        elif self.tables[table].computed:
            self._compute()
        return self._raw(table)

    @property
    def computed(self) -> dict[str, list[Cells]]:
        """``rows`` of every table with computed columns, but for a panel that the book lacks."""
        shown = (t for t in self.tables.values() if t.computed and not t.figures)
        return {t.name: self.rows(t.name) for t in shown if not t.panel or t.name in self.book.tables}

    def row(self, table: str, *code: Any) -> Cells | None:
        """The first row of a table whose identifying columns (``code``, from the first) say the same; None if none."""
        names = [c.name for c in self.tables[table].columns if c.required or c.kind == "kode"][: len(code)]
        wanted = [key(x) for x in code]
        return next((r for r in self.rows(table) if [key(r[name]) for name in names] == wanted), None)

    def _raw(self, table: str) -> list[Cells]:
        if table not in self._rows:
            if self._root is self:
                blank = dict.fromkeys(c.name for c in self.tables[table].columns if self._is_wanted(table, c))
                self._rows[table] = [{**blank, **r.cells, "#nomor": r.number} for r in self.book.rows(table)]
            elif self.tables[table].computed:
                self._rows[table] = [dict(row) for row in self._root._raw(table)]
            else:
                self._rows[table] = self._root._raw(table)
        return self._rows[table]

    def _is_wanted(self, table: str, column: Column) -> bool:
        return self.wanted is None or not column.computed or (table, column.name) in self.wanted

    # --- Renstra, PK, Riwayat --------------------------------------------------------------------------------------
    @cached_property
    def renstra_rows(self) -> list[Cells]:
        """Rows of Renstra with a Kode."""
        return [row for row in self.rows("tbl_renstra") if key(row["Kode"])]

    @cached_property
    def renstra_by_key(self) -> dict[str, Cells]:
        """``{key of a Kode: its first row of Renstra}``."""
        if self._root is not self:
            return self._root.renstra_by_key
        result: dict[str, Cells] = {}
        for row in self.renstra_rows:
            result.setdefault(key(row["Kode"]), row)
        return result

    def renstra(self, code: Any) -> Cells:
        """The first row of Renstra of a code; {} when there is none."""
        return self.renstra_by_key.get(key(code), {})

    def target_renstra(self, code: Any, year: Any) -> Any:
        """Renstra target of a year as typed; None when blank."""
        return self.renstra(code).get(f"Target {year}")

    def pk(self, document: str) -> list[Cells]:
        """Rows of ``tbl_pk`` of a document."""
        return [r for r in self.rows("tbl_pk") if key(r["Kode"]) and key(r["Dokumen"]) == key(document)]

    @cached_property
    def pk_by_key(self) -> dict[str, dict[str, Cells]]:
        """``{document: {key of a Kode: first row of tbl_pk}}``; a document without rows is absent."""
        result: dict[str, dict[str, Cells]] = {}
        for document in self.agreements:
            for row in self.pk(document):
                result.setdefault(document, {}).setdefault(key(row["Kode"]), row)
        return result

    @cached_property
    def agreements(self) -> list[str]:
        """The documents that ``tbl_pk`` has targets of, in the order in which they replace each other."""
        ranks: dict[int, str] = {}
        for row in self.rows("tbl_pk"):
            rank = urutan_dokumen(" ".join(str(row["Dokumen"] or "").split()))
            if key(row["Kode"]) and is_number(rank):
                ranks[int(rank)] = "Awal" if rank == 0 else "Perubahan" if rank == 1 else f"Perubahan {rank}"
        return [ranks[rank] for rank in sorted(ranks)]

    def pk_program(self, document: str) -> list[Cells]:
        """Rows of ``tbl_pk_program`` of a document."""
        return [r for r in self.rows("tbl_pk_program") if r["Program"] and key(r["Dokumen"]) == key(document)]

    @cached_property
    def _history(self) -> dict[tuple[str, Any, str], Cells]:
        if self._root is not self:
            return self._root._history
        result: dict[tuple[str, Any, str], Cells] = {}
        for row in self.rows("tbl_riwayat"):
            result.setdefault((key(row["Kode"]), row["Tahun"], key(row["Lingkup"]) or key(_OWN)), row)
        return result

    def history(self, code: Any, year: Any, scope: str = _OWN) -> Cells:
        """Row of ``tbl_riwayat``; {} when there is none."""
        return self._history.get((key(code), year, key(scope)), {})

    def target_in(self, code: Any, year: Any) -> Any:
        """Target of another year: Riwayat, else Renstra; None when there is none."""
        target = self.history(code, year).get("Target")
        return self.target_renstra(code, year) if target is None else target

    def realisasi_in(self, code: Any, year: Any) -> Any:
        """Realisasi of another year: Riwayat; N/A when there is none."""
        realisasi = self.history(code, year).get("Realisasi")
        return NOT_AVAILABLE if realisasi is None else realisasi

    # --- indicators and rounding -------------------------------------------------------------------------------------
    @cached_property
    def measured(self) -> list[Cells]:
        """Rows of Pengukuran with a Kode, computed."""
        return [row for row in self.rows(MEASURED) if row["Kode"] not in (None, "")]

    @cached_property
    def measured_by_key(self) -> dict[str, Cells]:
        """``{key of a Kode: its first row of Pengukuran}``, computed."""
        result: dict[str, Cells] = {}
        for row in self.measured:
            if key(row["Kode"]):
                result.setdefault(key(row["Kode"]), row)
        return result

    def mean_of(self, capaian: Any) -> Any:
        """Mean of measured capaian (RAT-01) with this world's rounding."""
        return rata_rata(capaian, self.decimals, self.rounding)

    def serapan_of(self, realisasi: Any, pagu: Any) -> Any:
        """Serapan (ANG-02) with this world's rounding; N/A where a part is N/A. ``pagu``: see ``Budget.base``."""
        return serapan(realisasi, pagu, self.decimals, self.rounding)


def _as_text(name: str, value: Any) -> Any:
    if name not in SETTING or SETTING[name].kind != "teks" or value is None or value.__class__ is str:
        return value
    if value.__class__ is ErrorValue:
        return None
    return f"{value:.15g}".replace(".", ",") if value.__class__ is float else str(value)


def _defined(book: Book, columns: Columns) -> Cells:
    """Values of the defined names of a book."""
    result: Cells = {"#versi_1": book.first_version}
    environment = Environment({}, None, result, columns)
    # What version 1 did not know is as it was then.
    settings = {**book.settings, **VERSION_1} if book.first_version else book.settings
    for name, (setting, tree) in NAMES.items():
        environment.arguments = {"isi": settings.get(setting)}
        result[name] = evaluate(assembled(tree), environment)
    if is_number(book.settings.get("tahun_akhir_target")):
        result["lk_tahun_akhir"] = book.settings["tahun_akhir_target"]
    return result
