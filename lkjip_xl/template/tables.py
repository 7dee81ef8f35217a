"""Tables of the built book: header, rows with formulas and formats, validations, conditional formats, widths."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from ..ooxml.worksheet import clean
from ..schema.model import Column, Origin, Row, Table
from ..schema.row_doubts import BLANK_QUARTER, NO_DIRECTION
from . import conditional, validation
from .heights import wanted_heights
from .styles import WARN_FILL, Stamp

# Formula of the Tipe of a row's indicator where the table does not show it; {row} is the first data row.
_KIND = "INDEX(dv_tipe,MATCH(${Kode}{row},dv_kode,0))"


class TableWriter:
    """Writes one table of the contract at a place of a sheet.

    Args:
        sheet: openpyxl worksheet. table: contract Table. origin: where its header starts.
        rows: list of ``{column: value}`` to put into the input columns. room: rows of the table.
        stamp: styles.Stamp. A table that the program writes has no input look and no validations.
        index: one-based sheet column of each column, where it is not as in a new book.
        only: the columns to write, where the others stand already; then no list object is made.
    """

    def __init__(
        self,
        sheet: Worksheet,
        table: Table,
        origin: Origin,
        rows: Sequence[Mapping[str, Any]],
        room: int,
        stamp: Stamp,
        index: Mapping[str, int] | None = None,
        only: Collection[str] | None = None,
    ) -> None:
        self.sheet, self.table, self.rows, self.stamp = sheet, table, rows, stamp
        self.header, self.first, self.last = origin.row, origin.row + 1, origin.row + max(room, 1)
        self.index = dict(index or {c.name: origin.column + i for i, c in enumerate(table.columns)})
        self.columns = [c for c in table.columns if only is None or c.name in only]
        self._whole = only is None
        self.letter = {name: get_column_letter(i) for name, i in self.index.items()}

    def write(self, filters: bool = True) -> None:
        """Everything of the table. ``filters``: with filter buttons in the header."""
        self._cells()
        if self._whole:
            self._list_object(filters)
        self._widths()
        if not self.table.program:
            self._validations()
            self._findings()
            self._conditional()
        for column in self.columns:
            if column.label_colors:
                conditional.labels(self.sheet, self.area(column.name), self.cell(column.name), column.label_colors)

    def area(self, *names: str) -> str:
        """Range of the data of one column, or of the columns from the first name to the last."""
        return f"{self.letter[names[0]]}{self.first}:{self.letter[names[-1]]}{self.last}"

    def areas(self, runs: list[list[str]]) -> str:
        """The ranges of several runs of columns, as one rule takes them."""
        return " ".join(self.area(*names) for names in runs)

    def cell(self, name: str, fixed: bool = False) -> str:
        """Address of a column's first data cell; ``fixed``: the column does not move."""
        return f"{'$' if fixed else ''}{self.letter[name]}{self.first}"

    def _cells(self) -> None:
        for column in self.columns:
            at = self.index[column.name]
            self.stamp.header(self.sheet.cell(self.header, at, column.name), column.computed)
            formula = f"={column.formula_text}" if column.computed else None
            for row in range(self.first, self.last + 1):
                plain = self.table.program and not column.typed
                cell = self.stamp.column(self.sheet.cell(row, at), column, column.computed, plain)
                if formula is not None:
                    cell.value = formula
        inputs = [c.name for c in self.columns if not c.computed]
        for number, values in enumerate(self.rows):
            for name in inputs:
                value = values.get(name)
                if value not in (None, ""):
                    cell = self.sheet.cell(self.first + number, self.index[name])
                    cell.value = clean(value) if isinstance(value, str) else value
                    if isinstance(value, str):
                        cell.data_type = "s"  # a text that starts with "=" stays a text

    def _list_object(self, filters: bool) -> None:
        names = list(self.letter)
        ref = f"{self.letter[names[0]]}{self.header}:{self.letter[names[-1]]}{self.last}"
        made = ExcelTable(displayName=self.table.name, name=self.table.name, ref=ref)
        made._initialise_columns()
        if not filters:
            made.autoFilter = None
        made.tableColumns = []
        for number, column in enumerate(self.table.columns, 1):
            entry = TableColumn(id=number, name=column.name)
            if column.computed:
                entry.calculatedColumnFormula = TableFormula(attr_text=column.formula_text)
            made.tableColumns.append(entry)
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showColumnStripes=False)
        self.sheet.add_table(made)

    def _widths(self) -> None:
        for column in self.columns:
            dimension = self.sheet.column_dimensions[self.letter[column.name]]
            dimension.width = column.width + 0.71  # Excel counts the cell's padding in
            dimension.hidden = column.hidden

    def heights(self, copied: Mapping[str, Mapping[str, Any]]) -> None:
        """Heights of the rows by their texts.

        Args:
            copied: ``{Kode in lower case: row of Renstra}`` that the copied columns take their text from.
        """
        blank: list[Row] = [{}] * (self.last - self.first + 1 - len(self.rows))
        names = [c.name for c in self.table.computed]  # only these show what Renstra says
        rows: list[Row] = []
        for row in self.rows:
            source = copied.get(str(row.get("Kode")).casefold(), {}) if names else {}
            rows.append({**{name: source.get(name) for name in names}, **row})
        for number, height in wanted_heights(self.table, self.first, rows + blank).items():
            known = self.sheet.row_dimensions[number].height or 0
            self.sheet.row_dimensions[number].height = max(height, known)

    # -- what may be typed, and what shows in colour --------------------------------------------------------------
    def kind(self) -> str:
        """Formula of the Tipe of the first data row's indicator."""
        if "Tipe" in self.index:
            return self.cell("Tipe", fixed=True)
        coded = "Kode" in self.index and self.table.by_name["Kode"].choices == "dv_kode"
        return _KIND.format(row=self.first, **self.letter) if coded else '""'

    def _validations(self) -> None:
        for column in self.columns:
            if column.hidden:
                continue
            letter = self.letter[column.name]
            self.sheet.add_data_validation(validation.hint(f"{letter}{self.header}", column))
            if column.by_cell:  # two validations on one cell, and Excel shows either
                continue
            where, cell = self.area(column.name), self.cell(column.name)
            if column.offered:
                self.sheet.add_data_validation(validation.offered(where, column.offered, self.letter, self.first))
                continue
            rule = validation.for_column(column, where, cell, letter, self.first, self.kind())
            if not (column.tip or column.kind == "nilai" and not column.computed):
                validation.silence(rule)
            if rule.showInputMessage or rule.showErrorMessage and rule.type is not None:
                self.sheet.add_data_validation(rule)

    def _findings(self) -> None:
        if values := self._runs(lambda c: c.kind == "nilai" and not c.hidden):
            conditional.value_findings(self.sheet, self.areas(values), self.cell(values[0][0]), self.kind())
        conditional.findings(self.sheet, self.areas(self._runs(lambda c: not c.hidden)))

    def _conditional(self) -> None:
        sheet, key = self.sheet, self.cell(self.table.key, fixed=True)
        needed: list[list[str]] = []
        for column in self.columns:
            where, cell = self.area(column.name), self.cell(column.name)
            if column.computed or column.hidden:
                continue
            if column.kind == "kode":
                known = column.choices == "dv_kode" or column.refers
                conditional.codes(sheet, where, cell, self.letter[column.name], self.first, known, column.unique)
            elif column.codes:
                conditional.several_codes(sheet, where, cell)
            elif column.required and column.name != self.table.key:
                needed.append([column.name])
        if needed:
            conditional.missing(sheet, self.areas(needed), self.cell(needed[0][0]), key)
        self._ahead()
        if "_Urut" in self.index:
            self._budget_marks()
        if "_Ragu" in self.index:
            self._row_doubts()
        self._by_kind(key)
        if "_Daun" in self.index:
            self._levels()

    def _ahead(self) -> None:
        """Quarters that are not reported yet: target and realisasi of one quarter in one rule."""
        alike: dict[tuple[int, bool], list[str]] = {}
        for column in self.columns:
            if column.quarter > 1 and not column.computed and not column.hidden:
                alike.setdefault((column.quarter, column.kind == "nilai"), []).append(column.name)
        for (quarter, valued), names in alike.items():
            value = (self.cell(names[0]), self.kind()) if valued else None
            conditional.ahead(self.sheet, self.areas([[name] for name in names]), quarter, value)

    def _levels(self) -> None:
        """The level of a row, and which rows are sums: the cells grey in which nothing that is typed counts."""
        leaf = self.cell("_Daun", fixed=True)
        parent = f'AND({leaf}<>"",N({leaf})=0)'
        level = self.cell("_Tk", fixed=True)
        conditional.levels(self.sheet, self.area("Kode", "Tingkat"), self.area("Uraian"), level, parent)
        for names in self._runs(lambda c: not c.computed and c.kind == "uang"):
            cell = self.cell(names[0])
            conditional.add(self.sheet, self.area(*names), f'IF({cell}="",{parent},FALSE)', background="E7E6E6")

    def _row_doubts(self) -> None:
        """Orange where the figures of a row are doubtful, and the planned quarter that says nothing."""
        doubts = self.cell("_Ragu", fixed=True)
        marked = {"color": "C55A11", "bold": True}
        where, cell = self.area("Realisasi"), self.cell("Realisasi")
        conditional.valued(self.sheet, where, cell, self.kind(), f"N({doubts})>0", **marked)
        results = self.areas([["Capaian Berjalan"], ["Capaian"], ["Predikat"]])
        conditional.add(self.sheet, results, f"N({doubts})>0", **marked)
        for column in self.columns:
            if column.name.startswith("Realisasi TW"):
                said, planned = (self.cell(f"{name}{column.quarter}", fixed=True) for name in ("_M", "_N"))
                blank = f"AND(N({doubts})>={BLANK_QUARTER},ISTEXT({said}),N({planned})>0,lk_tw>={column.quarter})"
                conditional.add(self.sheet, self.area(column.name), blank, background=WARN_FILL)
        silent = f"MOD(INT(N({doubts})/{NO_DIRECTION}),2)=1"
        conditional.add(self.sheet, self.area("Arah"), silent, background=WARN_FILL)
        self._provisional("Realisasi Anggaran")

    def _budget_marks(self) -> None:
        first, missing = self.table.columns[0].name, "Belum Terisi"
        head = f"{self.letter[first]}2:{self.letter[missing]}3"
        conditional.broken_order(self.sheet, self.area(first, "Uraian"), self.cell("_Urut", fixed=True), head)
        self._provisional("Realisasi")

    def _provisional(self, amount: str) -> None:
        """Marks of the sums that wait for leaves which are not filled in."""
        missing = "Belum Terisi"
        conditional.provisional(self.sheet, self.cell(missing, fixed=True), self.area(amount), self.area("Serapan"),
                                self.area(missing))  # fmt: skip

    def _by_kind(self, key: str) -> None:
        sheet = self.sheet
        for names in self._runs(lambda c: not c.computed and c.kind in ("uang", "angka")):
            conditional.amounts(sheet, self.area(*names), self.cell(names[0]))
        level = f'{self.kind()}<>"Tingkat"'
        for names in self._runs(lambda c: c.kind == "nilai" and c.name.startswith("Target")):
            cell = self.cell(names[0])
            conditional.unusable(sheet, self.area(*names), cell, f"{level},{conditional.unsigned(cell)}")
        for names in self._runs(lambda c: c.kind == "nilai" and not c.name.startswith("Target")):
            conditional.unusable(sheet, self.area(*names), self.cell(names[0]), self._unusable(names, level))
        if values := self._runs(lambda c: c.kind == "nilai"):
            conditional.values(sheet, self.areas(values), self.cell(values[0][0]), self.kind())
        shown = self._runs(lambda c: c.computed and not c.hidden)
        if shown:
            conditional.computed(sheet, self.areas(shown), self.cell(shown[0][0]), key)
        if ratios := self._runs(lambda c: c.computed and c.kind == "rasio"):
            conditional.ratios(sheet, self.areas(ratios))

    def _unusable(self, names: list[str], otherwise: str) -> str:
        """Formula: the text of a realisasi cannot be used; a remark in a quarter without a target is no error.

        A number that was pasted as text is read by Indonesian signs: nobody knows whether ``10,480`` is meant so.
        """
        helpers = [f"_R{name[-1]}" for name in names]
        known = names[0].startswith("Realisasi TW") and all(name in self.index for name in helpers)
        if not known or self.index[helpers[-1]] - self.index[helpers[0]] != len(names) - 1:
            return otherwise
        digits = f'SUBSTITUTE(SUBSTITUTE({self.cell(names[0])},".",""),",","")'
        return f'OR(ISERR({self.cell(helpers[0])}),AND({self.kind()}<>"Tingkat",ISNUMBER(-{digits})))'

    def _runs(self, wanted: Callable[[Column], bool]) -> list[list[str]]:
        """Neighbouring columns that ``wanted`` accepts, as lists of names."""
        runs: list[list[str]] = []
        open_run: list[str] | None = None
        for column in sorted(self.columns, key=lambda c: self.index[c.name]):
            if wanted(column):
                if open_run is None or self.index[open_run[-1]] + 1 != self.index[column.name]:
                    open_run = []
                    runs.append(open_run)
                open_run.append(column.name)
            else:
                open_run = None
        return runs
