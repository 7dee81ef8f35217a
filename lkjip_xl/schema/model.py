"""The words in which the workbook's contract is written: Sheet, Table, Column, Setting."""


class Column:
    """One column of a table.

    Attributes:
        name: header, exactly as in the workbook (public API).
        kind: ``teks``, ``kode``, ``uang`` (whole rupiah), ``nilai`` (number, level label or N/A), ``angka``,
            ``tahun``, ``pilihan``, ``rasio`` (shown as percent), ``tautan``, ``tercetak`` (text as a report prints it).
        about: what it holds, in Indonesian, for the reader of the sheet and of docs/workbook.md.
        width: in characters.
        choices: allowed values, or the defined name of a range that lists them (text starting with ``dv_``).
        strict: a choice outside the list is refused; otherwise the user is only asked.
        formula: tree of a computed column, None for an input.
        excel: formula text for the few columns whose Excel form is an idiom of its own (rules/struktur_anggaran.py).
        stage: 2 for a computed column that needs a whole computed column of its own table.
        required: a row without it is incomplete.
    """

    __slots__ = (
        "name", "kind", "about", "width", "choices", "strict", "formula", "excel", "stage", "required",
    )  # fmt: skip

    def __init__(
        self, name, kind="teks", about="", width=14, choices=None, strict=True, formula=None, excel=None, stage=1,
        required=False,
    ):  # fmt: skip
        self.name = name
        self.kind = kind
        self.about = about
        self.width = width
        self.choices = choices
        self.strict = strict
        self.formula = formula
        self.excel = excel
        self.stage = stage
        self.required = required

    @property
    def computed(self):
        return self.formula is not None or self.excel is not None

    @property
    def hidden(self):
        return self.name.startswith("_")


class Table:
    """One Excel table (ListObject).

    Attributes:
        name: display name, public API.
        about: one Indonesian sentence.
        key: the column that a row must have to count as a row.
        columns: tuple of Column.
        spare: rows kept ready beneath the filled ones.
        room: rows that carry formulas, validations and formats in the blank template.
    """

    __slots__ = ("name", "about", "key", "columns", "spare", "room", "by_name")

    def __init__(self, name, about, key, columns, spare=20, room=60):
        self.name = name
        self.about = about
        self.key = key
        self.columns = tuple(columns)
        self.spare = spare
        self.room = room
        self.by_name = {c.name: c for c in self.columns}

    @property
    def inputs(self):
        return [c for c in self.columns if not c.computed]

    @property
    def computed(self):
        return [c for c in self.columns if c.computed]


class Sheet:
    """One sheet of the book: its name, its title, how to use it, and its tables from left to right."""

    __slots__ = ("name", "title", "about", "tables", "protected", "color")

    def __init__(self, name, title, about, tables=(), protected=False, color=None):
        self.name = name
        self.title = title
        self.about = about
        self.tables = tuple(tables)
        self.protected = protected
        self.color = color


class Setting:
    """One row of ``tbl_pengaturan``.

    Attributes:
        key: Kunci, public API.
        default: value in the blank template.
        about: Keterangan that stands beside it.
        kind: ``teks``, ``tahun``, ``pilihan``, ``angka``, ``rasio``, ``tanggal``.
        choices: for ``pilihan``; or ``(low, high)`` for numbers.
        group: heading under which it is shown.
    """

    __slots__ = ("key", "default", "about", "kind", "choices", "group")

    def __init__(self, key, default, about, kind="teks", choices=None, group=""):
        self.key = key
        self.default = default
        self.about = about
        self.kind = kind
        self.choices = choices
        self.group = group
