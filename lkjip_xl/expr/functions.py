"""The functions that rules may use: each with its Excel form and its Python meaning.

``excel`` is a function name, or a template with ``{0}``, ``{1}`` for arguments where Excel needs an idiom.
``python`` gets the evaluated arguments; a *lazy* function gets the compiled arguments and the environment instead.
"""

from . import values as n
from .tree import Call, pohon
from .values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, RaisedError, as_number, as_truth, compare_values, is_number


class Function:
    """One function: its name for readers, its Excel form, its Python meaning."""

    __slots__ = ("nama", "excel", "python", "malas")

    def __init__(self, nama, excel, python, malas=False):
        self.nama = nama
        self.excel = excel
        self.python = python
        self.malas = malas

    def __call__(self, *argumen):
        return Call(self, tuple(pohon(a) for a in argumen))


# --- logic -----------------------------------------------------------------------------------------------------------
def _jika(env, syarat, ya, tidak):
    return ya(env) if as_truth(syarat(env)) else tidak(env)


def _jika_galat(env, isi, ganti):
    try:
        return isi(env)
    except RaisedError:
        return ganti(env)


def _adalah_galat(env, isi):
    try:
        isi(env)
    except RaisedError:
        return True
    return False


def _adalah_na(env, isi):
    try:
        isi(env)
    except RaisedError as naik:
        return naik.galat == NOT_AVAILABLE
    return False


def _tanpa_galat(uji):
    """A test such as ISNUMBER answers False for an error instead of passing it on."""

    def jalankan(env, isi):
        try:
            return uji(isi(env))
        except RaisedError:
            return False

    return jalankan


def _pilih(env, nomor, *pilihan):
    i = int(as_number(nomor(env)))
    if not 1 <= i <= len(pilihan):
        raise RaisedError(WRONG_VALUE)
    return pilihan[i - 1](env)


def _naikkan(galat):
    def jalankan(env):
        raise RaisedError(galat)

    return jalankan


jika = Function("jika", "IF", _jika, malas=True)
jika_galat = Function("jika_galat", "IFERROR", _jika_galat, malas=True)
adalah_galat = Function("adalah_galat", "ISERROR", _adalah_galat, malas=True)
adalah_na = Function("adalah_na", "ISNA", _adalah_na, malas=True)
pilih = Function("pilih", "CHOOSE", _pilih, malas=True)
dan = Function("dan", "AND", lambda *a: all([as_truth(x) for x in a]))
atau = Function("atau", "OR", lambda *a: any([as_truth(x) for x in a]))
angka = Function("angka", "ISNUMBER", _tanpa_galat(is_number), malas=True)
teks = Function("teks", "ISTEXT", _tanpa_galat(lambda x: x.__class__ is str), malas=True)
tidak_tersedia = Function("tidak_tersedia", "NA()", _naikkan(NOT_AVAILABLE), malas=True)
# VALUE("x") is Err:502 in LibreOffice; a product with text is #VALUE! everywhere.
salah_isi = Function("salah_isi", '"teks"*1', _naikkan(WRONG_VALUE), malas=True)


# --- numbers ---------------------------------------------------------------------------------------------------------
def _maks(*a):
    return max(as_number(x) for x in a)


def _batasi(isi, batas):
    isi = as_number(isi)
    return min(isi, batas) if is_number(batas) else isi


bulatkan = Function("bulatkan", "ROUND", lambda x, d: n.bulatkan(as_number(x), int(as_number(d))))
potong = Function("potong", "TRUNC", lambda x, d: n.potong(as_number(x), int(as_number(d))))
maks = Function("maks", "MAX", _maks)
bulat_bawah = Function("bulat_bawah", "INT", lambda x: int(as_number(x) // 1))
# MIN leaves out a blank or a text that it gets as a reference: a book without a cap has a blank cell there.
batasi = Function("batasi", "MIN", _batasi)


# --- ranges of one row -----------------------------------------------------------------------------------------------
def tanda_kosong(isi):
    """True for a cell that says nothing: blank, "-" or "N/A" (in any case)."""
    return isi is None or (isi.__class__ is str and isi.casefold() in ("", "-", "n/a"))


def _galat_dalam(deret):
    for x in deret:
        if x.__class__ is ErrorValue:
            raise RaisedError(x)


def _jumlah(deret):
    _galat_dalam(deret)
    return n.bulatkan(sum(x for x in deret if is_number(x)), 10)


def _terakhir(uji):
    def cari(deret):
        for x in reversed(deret):
            if uji(x):
                return x
        raise RaisedError(NOT_AVAILABLE)

    return cari


def _berlabel(isi):
    return isi.__class__ is not ErrorValue and not tanda_kosong(isi)


def _label_sampai(deret, sampai):
    return _terakhir(_berlabel)(deret[: int(as_number(sampai))])


kosong = Function("kosong", 'OR({0}="",{0}="-",{0}="N/A")', tanda_kosong)
banyak_angka = Function("banyak_angka", "COUNT", lambda d: sum(map(is_number, d)))
jumlah = Function("jumlah", "ROUND(SUM({0}),10)", _jumlah)
jumlah_isi = Function("jumlah_isi", "SUM", lambda d: (_galat_dalam(d), sum(x for x in d if is_number(x)))[1])
ada_sampah = Function(
    "ada_sampah",
    'SUMPRODUCT(ISTEXT({0})*({0}<>""))<>COUNTIF({0},"N/A")+COUNTIF({0},"-")',
    lambda d: (_galat_dalam(d), any(x.__class__ is str and not tanda_kosong(x) for x in d))[1],
)
# LOOKUP(9.99E+307, r) is wrong in LibreOffice when text lies between; the 1/(...) idiom is right everywhere.
# The factor {1} keeps the test an array when the range is one cell (quarter 1): LOOKUP wants no single value there.
angka_terakhir = Function("angka_terakhir", "LOOKUP(2,1/(ISNUMBER({0})*{{1}}),{0})", _terakhir(is_number))
label_terakhir = Function(
    "label_terakhir",
    'LOOKUP(2,1/(({0}<>"")*({0}<>"-")*({0}<>"N/A")*{{1}}),{0})',
    _terakhir(_berlabel),
)
label_terakhir_sampai = Function(
    "label_terakhir_sampai",
    'LOOKUP(2,1/(({0}<>"")*({0}<>"-")*({0}<>"N/A")*({{1,2,3,4}}<={1})),{0})',
    _label_sampai,
)
ambil = Function("ambil", "INDEX", lambda d, i: d[int(as_number(i)) - 1])


# --- whole columns ---------------------------------------------------------------------------------------------------
def _cari(kunci, kolom_kunci, kolom_hasil):
    i = kolom_kunci.posisi(kunci)
    if i is None:
        raise RaisedError(NOT_AVAILABLE)
    isi = kolom_hasil[i]
    if isi.__class__ is ErrorValue:
        raise RaisedError(isi)
    return isi


def _cari_teks(kunci, kolom_kunci, kolom_hasil):
    isi = _cari(kunci, kolom_kunci, kolom_hasil)
    return "" if isi is None else (isi if isi.__class__ is str else teks_angka(isi))


def teks_angka(isi):
    """A number as ``&""`` writes it."""
    if isi.__class__ is bool:
        return "TRUE" if isi else "FALSE"
    return f"{isi:.15g}"


def sama(a, b):
    """Excel's ``=`` on two values."""
    return compare_values(a, b) == 0


def _cari_dua(a, kolom_a, b, kolom_b, hasil):
    for i in range(len(hasil) - 1, -1, -1):
        if sama(kolom_a[i], a) and sama(kolom_b[i], b):
            return hasil[i]
    raise RaisedError(NOT_AVAILABLE)


def _cari_terisi(a, kolom_a, b, kolom_b, hasil):
    kandidat = kolom_b.semua_posisi(b)
    for i in reversed(kandidat):
        if sama(kolom_a[i], a) and hasil[i] not in (None, ""):
            return hasil[i]
    raise RaisedError(NOT_AVAILABLE)


cari = Function("cari", "INDEX({2},MATCH({0},{1},0))", _cari)
cari_teks = Function("cari_teks", 'INDEX({2},MATCH({0},{1},0))&""', _cari_teks)
cari_dua = Function("cari_dua", "LOOKUP(2,1/(({1}={0})*({3}={2})),{4})", _cari_dua)
cari_terisi = Function("cari_terisi", 'LOOKUP(2,1/(({1}={0})*({3}={2})*({4}<>"")),{4})', _cari_terisi)
