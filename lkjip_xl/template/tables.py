"""Tables of the built book: header, rows with formulas and formats, validations, conditional formats, widths."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo

from ..expr.to_excel import tulis
from ..ooxml.worksheet import clean
from . import conditional, validation
from .heights import wanted_heights

# Each cell of these has a validation of its own (``pengaturan.settings``): two on one cell, and Excel shows either.
_OWN_VALIDATION = {("tbl_pengaturan", "Nilai")}
_UNIQUE = {("tbl_renstra", "Kode"), ("tbl_pengukuran", "Kode")}
# Formula of the indicator's Tipe for the ``nilai`` columns of a table; {row} is the first data row.
_KIND = {
    "tbl_pk": "INDEX(dv_tipe,MATCH(${Kode}{row},dv_kode,0))",
    "tbl_riwayat": "INDEX(dv_tipe,MATCH(${Kode}{row},dv_kode,0))",
}


def formula_text(column):
    """Formula of a computed column, without ``=``."""
    return column.excel if column.excel is not None else tulis(column.formula)


class TableWriter:
    """Writes one table of the contract at a place of a sheet.

    Args:
        sheet: openpyxl worksheet. table: contract Table. letter, row: where its header starts.
        rows: list of ``{column: value}`` to put into the input columns. room: rows of the table.
        stamp: build_styles.Stamp. plain: a table that the program writes (no input look, no validations).
        typed: columns of such a table that people type into all the same.
    """

    def __init__(self, sheet, table, letter, row, rows, room, stamp, plain=False, typed=()):
        from openpyxl.utils import column_index_from_string

        self.sheet, self.table, self.rows, self.stamp = sheet, table, rows, stamp
        self.plain, self.typed = plain, typed
        self.header, self.first, self.last = row, row + 1, row + max(room, 1)
        start = column_index_from_string(letter)
        self.index = {c.name: start + i for i, c in enumerate(table.columns)}
        self.letter = {name: get_column_letter(i) for name, i in self.index.items()}

    def write(self, filters=True):
        """Everything of the table. ``filters``: with filter buttons in the header."""
        self._cells()
        self._list_object(filters)
        self._widths()
        if self.plain:
            conditional.weights(self.sheet, self.area("Berat"), self.cell("Berat"))
        else:
            self._validations()
            conditional.findings(self.sheet, self.area(*(c.name for c in self.table.columns if not c.hidden)))
            self._conditional()

    def area(self, *names):
        """Range of the data of one column, or of the columns from the first name to the last."""
        return f"{self.letter[names[0]]}{self.first}:{self.letter[names[-1]]}{self.last}"

    def cell(self, name, fixed=False):
        """Address of a column's first data cell; ``fixed``: the column does not move."""
        return f"{'$' if fixed else ''}{self.letter[name]}{self.first}"

    def _cells(self):
        for column in self.table.columns:
            at = self.index[column.name]
            self.stamp.header(self.sheet.cell(self.header, at, column.name), column.computed)
            formula = "=" + formula_text(column) if column.computed else None
            for row in range(self.first, self.last + 1):
                plain = self.plain and column.name not in self.typed
                cell = self.stamp.column(self.sheet.cell(row, at), column, column.computed, plain)
                if formula is not None:
                    cell.value = formula
        inputs = [c.name for c in self.table.inputs]
        for number, values in enumerate(self.rows):
            for name in inputs:
                value = values.get(name)
                if value not in (None, ""):
                    cell = self.sheet.cell(self.first + number, self.index[name])
                    cell.value = clean(value) if isinstance(value, str) else value
                    if isinstance(value, str):
                        cell.data_type = "s"  # a text that starts with "=" stays a text

    def _list_object(self, filters):
        names = list(self.letter)
        ref = f"{self.letter[names[0]]}{self.header}:{self.letter[names[-1]]}{self.last}"
        made = ExcelTable(displayName=self.table.name, name=self.table.name, ref=ref)
        made._initialise_columns()
        if not filters:
            made.autoFilter = None
        made.tableColumns = []
        for number, column in enumerate(self.table.columns, 1):
            entry = TableColumn(id=number, name=column.name)
            if column.computed and self.table.name != "tbl_ringkasan":
                entry.calculatedColumnFormula = TableFormula(attr_text=formula_text(column))
            made.tableColumns.append(entry)
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showColumnStripes=False)
        self.sheet.add_table(made)

    def _widths(self):
        for column in self.table.columns:
            dimension = self.sheet.column_dimensions[self.letter[column.name]]
            dimension.width = column.width + 0.71  # Excel counts the cell's padding in
            dimension.hidden = column.hidden

    def heights(self, copied):
        """Heights of the rows by their texts.

        Args:
            copied: ``{Kode in lower case: row of Renstra}`` that the copied columns take their text from.
        """
        blank = [{}] * (self.last - self.first + 1 - len(self.rows))
        names = [c.name for c in self.table.computed]  # only these show what Renstra says
        rows = []
        for row in self.rows:
            source = copied.get(str(row.get("Kode")).casefold(), {}) if names else {}
            rows.append({**{name: source.get(name) for name in names}, **row})
        for row, height in wanted_heights(self.table, self.first, rows + blank).items():
            known = self.sheet.row_dimensions[row].height or 0
            self.sheet.row_dimensions[row].height = max(height, known)

    # -- what may be typed, and what shows in colour --------------------------------------------------------------
    def kind(self):
        """Formula of the Tipe of the first data row's indicator."""
        if "Tipe" in self.index:
            return self.cell("Tipe", fixed=True)
        pattern = _KIND.get(self.table.name)
        return pattern.format(row=self.first, **self.letter) if pattern else '""'

    def _validations(self):
        for column in self.table.columns:
            if column.hidden:
                continue
            letter = self.letter[column.name]
            self.sheet.add_data_validation(validation.hint(f"{letter}{self.header}", column))
            if (self.table.name, column.name) in _OWN_VALIDATION:
                continue
            unique = (self.table.name, column.name) in _UNIQUE
            self.sheet.add_data_validation(
                validation.for_column(
                    column, self.area(column.name), self.cell(column.name), letter, self.first, self.kind(), unique
                )
            )

    def _conditional(self):
        sheet, key = self.sheet, self.cell(self.table.key, fixed=True)
        for column in self.table.columns:
            where, cell = self.area(column.name), self.cell(column.name)
            if column.computed or column.hidden:
                continue
            if column.kind == "kode":
                unique = (self.table.name, column.name) in _UNIQUE
                known = column.choices == "dv_kode" or (self.table.name, column.name) == ("tbl_renstra", "Induk")
                conditional.codes(sheet, where, cell, self.letter[column.name], self.first, known, unique)
            elif column.name == "Indikator" and self.table.name == "tbl_anggaran":
                conditional.add(sheet, where, f"ISNUMBER({cell})", color="9C0006", background="FFC7CE")
            elif column.required and column.name != self.table.key:
                conditional.missing(sheet, where, cell, key)
        self._by_kind(key)

    def _by_kind(self, key):
        sheet = self.sheet
        for names in self._runs(lambda c: not c.computed and c.kind in ("uang", "angka")):
            conditional.amounts(sheet, self.area(*names), self.cell(names[0]))
        for names in self._runs(lambda c: c.kind == "nilai"):
            conditional.values(sheet, self.area(*names), self.cell(names[0]), self.kind())
        shown = self._runs(lambda c: c.computed and not c.hidden)
        if shown:
            where = " ".join(self.area(*names) for names in shown)
            conditional.computed(sheet, where, self.cell(shown[0][0]), key)
        if ratios := self._runs(lambda c: c.computed and c.kind == "rasio"):
            conditional.ratios(sheet, " ".join(self.area(*names) for names in ratios))
        if "Predikat" in self.index and self.table.by_name["Predikat"].computed:
            conditional.predikat(sheet, self.area("Predikat"), self.cell("Predikat"))

    def _runs(self, wanted):
        """Neighbouring columns that ``wanted`` accepts, as lists of names."""
        runs, open_run = [], None
        for column in self.table.columns:
            if wanted(column):
                if open_run is None:
                    open_run = []
                    runs.append(open_run)
                open_run.append(column.name)
            else:
                open_run = None
        return runs
