"""Renders a formula tree as Excel formula text, in the US-English form that files store (commas, dots)."""

from .tree import Call, Constant, Operation, Reference, Symbol

KUAT = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
ATOM = 9


def tulis(simpul, simbol=None, kuat=0):
    """Formula text without the leading ``=``.

    Args:
        simpul: the tree.
        simbol: text for each free symbol; without it a symbol is written by its own name.
        kuat: binding strength of the surroundings; weaker operators get parentheses.
    """
    kelas = simpul.__class__
    if kelas is Constant:
        return tulis_tetap(simpul.nilai)
    if kelas is Symbol:
        return simbol[simpul.nama] if simbol else simpul.nama
    if kelas is Reference:
        return simpul.excel
    if kelas is Operation:
        sendiri = KUAT[simpul.tanda]
        kiri = tulis(simpul.kiri, simbol, sendiri)
        hasil = kiri + simpul.tanda + tulis(simpul.kanan, simbol, sendiri + 1)
        return f"({hasil})" if sendiri < kuat else hasil
    if kelas is Call:
        bentuk = simpul.fungsi.excel
        if "{" in bentuk:
            hasil = bentuk.format(*(tulis(a, simbol, ATOM) for a in simpul.argumen))
            return f"({hasil})" if kuat else hasil
        if not simpul.argumen:
            return f"({bentuk})" if kuat and "*" in bentuk else bentuk
        return f"{bentuk}({','.join(tulis(a, simbol) for a in simpul.argumen)})"
    raise TypeError(f"not a formula node: {simpul!r}")


def tulis_tetap(isi):
    """A constant as formula text."""
    if isi.__class__ is bool:
        return "TRUE" if isi else "FALSE"
    if isinstance(isi, str):
        return '"' + isi.replace('"', '""') + '"'
    return repr(isi)
