"""A formula as a tree: written once, rendered as a Python value and as Excel formula text.

A rule is an ordinary function called once with symbols; the operators and helpers of this module build the tree.
``to_python`` and ``to_excel`` beside this module render it.
"""


class Expr:
    """A node of a formula. Python's operators build larger nodes; its truth is not defined."""

    __slots__ = ()

    def __bool__(self):
        raise TypeError("a rule body is a formula: write jika(...), dan(...), atau(...), not if/and/or")

    def __eq__(self, lain):
        return Operation("=", self, pohon(lain))

    def __ne__(self, lain):
        return Operation("<>", self, pohon(lain))

    __hash__ = object.__hash__

    def __lt__(self, lain):
        return Operation("<", self, pohon(lain))

    def __le__(self, lain):
        return Operation("<=", self, pohon(lain))

    def __gt__(self, lain):
        return Operation(">", self, pohon(lain))

    def __ge__(self, lain):
        return Operation(">=", self, pohon(lain))

    def __add__(self, lain):
        return Operation("+", self, pohon(lain))

    def __radd__(self, lain):
        return Operation("+", pohon(lain), self)

    def __sub__(self, lain):
        return Operation("-", self, pohon(lain))

    def __rsub__(self, lain):
        return Operation("-", pohon(lain), self)

    def __mul__(self, lain):
        return Operation("*", self, pohon(lain))

    def __rmul__(self, lain):
        return Operation("*", pohon(lain), self)

    def __truediv__(self, lain):
        return Operation("/", self, pohon(lain))

    def __rtruediv__(self, lain):
        return Operation("/", pohon(lain), self)

    def __and__(self, lain):
        return Operation("&", self, pohon(lain))

    def __rand__(self, lain):
        return Operation("&", pohon(lain), self)


class Constant(Expr):
    """A constant: number, text or truth."""

    __slots__ = ("nilai",)

    def __init__(self, nilai):
        self.nilai = nilai


class Symbol(Expr):
    """A free argument of a rule."""

    __slots__ = ("nama",)

    def __init__(self, nama):
        self.nama = nama


class Reference(Expr):
    """A reference into the workbook.

    jenis: ``"baris"`` (a column of this row), ``"rentang"`` (neighbouring columns of this row),
        ``"setelan"`` (a defined name), ``"kolom"`` (a whole table column).
    kunci: what the Python side looks it up by; excel: its text in a stored formula.
    """

    __slots__ = ("jenis", "kunci", "excel")

    def __init__(self, jenis, kunci, excel):
        self.jenis = jenis
        self.kunci = kunci
        self.excel = excel


class Operation(Expr):
    """A binary operator."""

    __slots__ = ("tanda", "kiri", "kanan")

    def __init__(self, tanda, kiri, kanan):
        self.tanda = tanda
        self.kiri = kiri
        self.kanan = kanan


class Call(Expr):
    """A function of ``fungsi.FUNGSI`` applied to arguments."""

    __slots__ = ("fungsi", "argumen")

    def __init__(self, fungsi, argumen):
        self.fungsi = fungsi
        self.argumen = argumen


def pohon(nilai):
    """``nilai`` as a node: a node stays, anything else becomes a constant."""
    return nilai if isinstance(nilai, Expr) else Constant(nilai)


def baris(tabel, kolom):
    """The cell of ``kolom`` in this row of ``tabel``."""
    return Reference("baris", kolom, f"{tabel}[[#This Row],[{kolom}]]")


def rentang(tabel, kolom):
    """The neighbouring cells of the named columns (first to last) in this row."""
    if len(kolom) == 1:
        return Reference("rentang", tuple(kolom), f"{tabel}[[#This Row],[{kolom[0]}]]")
    return Reference("rentang", tuple(kolom), f"{tabel}[[#This Row],[{kolom[0]}]:[{kolom[-1]}]]")


def kolom(tabel, nama):
    """The whole column ``nama`` of ``tabel``."""
    return Reference("kolom", (tabel, nama), f"{tabel}[{nama}]")


def setelan(nama):
    """A defined name that holds a setting of the book."""
    return Reference("setelan", nama, nama)
