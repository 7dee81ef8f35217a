"""The functions in cells: what xlwings calls for ``=LK_CAPAIAN(...)`` and its siblings.

Every ``Udf`` of the rules becomes a function of this module of the same name. Each takes what COM passes for a cell,
a column, a row, a block or a constant, and answers rows of values of the size that the arguments span; xlwings makes a
single value of one row of one. They are pure: they read no book and no setting, only their arguments.

An error value cannot travel back through COM inside an array, so it goes as a text (``ERROR_MARK`` and Excel's
number of the error) that the VBA wrapper turns into the error itself.
"""

import datetime
import inspect
import sys
from decimal import Decimal

from ...expr.values import WRONG_VALUE, ErrorValue
from ...rules import registry
from ...rules.udf import CATEGORY, ERROR_MARK
from ..cell_functions import LEFT_OUT, takes_texts, values_of

NOMOR_GALAT = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
}  # fmt: skip
"""What CVErr wants for each error."""
# COM hands an error in a cell over as an integer: the HRESULT 0x800A0000 and Excel's number. The numbers after #N/A are
# those of newer versions (#SPILL!, #CALC! ...), which the rules do not know. A number in a cell is always a float.
_DASAR_COM = -0x7FF60000
_GALAT_COM = {_DASAR_COM + nomor: WRONG_VALUE for nomor in range(2043, 2061)}
_GALAT_COM.update({_DASAR_COM + nomor: ErrorValue(kode) for kode, nomor in NOMOR_GALAT.items()})
TAK_DIISI = -2147352572
"""What COM passes for an argument that was left out (DISP_E_PARAMNOTFOUND)."""

_HARI_NOL = datetime.datetime(1899, 12, 30)


# --- what COM passes -------------------------------------------------------------------------------------------------
def _angka_dari_com(isi):
    kelas = isi.__class__
    if kelas is int:
        return _GALAT_COM.get(isi, isi)
    if kelas is Decimal:  # a cell with a currency format
        return float(isi)
    if isinstance(isi, datetime.datetime):  # pywin32 marks it as UTC, but it is the time that the cell shows
        return (isi.replace(tzinfo=None) - _HARI_NOL) / datetime.timedelta(days=1)
    return WRONG_VALUE


def _text_from_com(isi):
    # For a function that reads texts a date is no number: somebody typed 1/2 and Excel made a date of it.
    return isi if isinstance(isi, datetime.datetime) else _angka_dari_com(isi)


def hitung(udf, given):
    """The value of a worksheet function for what COM passes, errors as ``ErrorValue``.

    Args:
        udf: the ``Udf``. given: positional values; those left out are missing at the end or ``TAK_DIISI``.

    Returns:
        Rows of values; one row of one value for a call on single cells. Sizes that do not fit give #VALUE!.
    """
    given = [LEFT_OUT if isi.__class__ is int and isi == TAK_DIISI else isi for isi in given]
    return values_of(udf, given, _text_from_com if takes_texts(udf) else _angka_dari_com)


# --- what goes back --------------------------------------------------------------------------------------------------
def _untuk_com(isi):
    kelas = isi.__class__
    if kelas is float or kelas is str:
        return isi
    if kelas is ErrorValue:
        return f"{ERROR_MARK}{NOMOR_GALAT.get(isi.kode, NOMOR_GALAT['#VALUE!'])}"
    # A whole number beyond 32 bits would arrive as a type that 32-bit VBA does not have.
    return float(isi) if kelas is int else isi


def _buat(udf):
    def fungsi(*argumen):
        return [list(map(_untuk_com, baris)) for baris in hitung(udf, argumen)]

    fungsi.__name__ = fungsi.__qualname__ = udf.nama
    fungsi.__module__ = __name__
    fungsi.__doc__ = udf.uraian
    satu = inspect.Parameter.POSITIONAL_OR_KEYWORD
    fungsi.__signature__ = inspect.Signature(
        [inspect.Parameter(a, satu, default=udf.bawaan.get(a, inspect.Parameter.empty)) for a in udf.argumen]
    )
    return fungsi


def tandai(fungsi, udf, func, arg, ret):
    """Puts on a function what xlwings needs to know (``__xlfunc__``), with its decorators ``func``, ``arg``, ``ret``.

    Values come and go raw: xlwings' own reader would take "" for a blank cell and an error for nothing, and its writer
    looks at every cell for what is never there.
    """
    for nama, bantuan in udf.argumen.items():
        fungsi = arg(nama, "raw", doc=bantuan)(fungsi)
    return func(category=CATEGORY)(ret("raw")(fungsi))


def _pasang():
    tanda = None
    if sys.platform == "win32":  # elsewhere the decorators do nothing, and importing them costs
        from xlwings import arg, func, ret

        tanda = func, arg, ret
    for nama, udf in registry.worksheet_functions().items():
        fungsi = _buat(udf)
        globals()[nama] = tandai(fungsi, udf, *tanda) if tanda else fungsi


_pasang()
