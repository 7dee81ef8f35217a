"""A book's inputs as plain data: its settings, its tables row by row, and where each cell stands."""


class Baris:
    """One row of a table.

    Attributes:
        nomor: one-based number within the table (blank rows count).
        isi: values by column name; a blank cell is absent.
        baris_lembar: one-based row on the sheet.
    """

    __slots__ = ("nomor", "isi", "baris_lembar")

    def __init__(self, nomor, isi, baris_lembar=None):
        self.nomor = nomor
        self.isi = isi
        self.baris_lembar = baris_lembar


class Buku:
    """Everything that a book's rules need.

    Attributes:
        setelan: value of each Kunci of ``tbl_pengaturan`` (absent or None when blank).
        tabel: ``{table name: [Baris, ...]}``; all rows of the table from the top, blank ones too.
        tahun_renstra: ``(first, last)`` year of the Target columns of ``tbl_renstra``.
        facts: what only the file tells of it (``compute.facts``), recorded while reading.
    """

    def __init__(self, setelan=None, tabel=None, tahun_renstra=(2025, 2029), facts=()):
        self.setelan = setelan or {}
        self.tabel = tabel or {}
        self.tahun_renstra = tahun_renstra
        self.facts = list(facts)

    def baris(self, nama):
        """Rows of a table; none when the book lacks it."""
        return self.tabel.get(nama, [])

    def kolom(self, nama, kolom):
        """Values of a column, blanks as None."""
        return [b.isi.get(kolom) for b in self.baris(nama)]
