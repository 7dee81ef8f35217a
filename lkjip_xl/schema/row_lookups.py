"""Functions that find a row of another table and take what stands there, for the rows of Pengukuran."""

from typing import Any

from ..expr.functions import Function, same_value
from ..expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, as_text


def _position(kode: Any, codes: Any) -> int:
    place = codes.position(kode)
    if place is None:
        raise RaisedError(NOT_AVAILABLE)
    return int(place) + 1


letak = Function("letak", "MATCH({0},{1},0)", _position)
# ``lk_u_n`` is the number of rows; asking for it computes every key before MATCH looks for one (schema.setting_cells).
letak_kunci = Function("letak_kunci", "MATCH(IF(lk_u_n,{0}),{1},0)", _position)


def _at(number: Any, values: Any) -> Any:
    if number < 1:
        raise RaisedError(NOT_AVAILABLE)
    value = values[int(number) - 1]
    if value.__class__ is ErrorValue:
        raise RaisedError(value)
    return value


def _text_at(number: Any, values: Any) -> str:
    value = _at(number, values)
    return as_text(value)


def _filled_at(number: Any, values: Any) -> Any:
    value = _at(number, values)
    if value in (None, ""):
        raise RaisedError(NOT_AVAILABLE)
    return value


# The condition is the row itself: INDEX with #N/A for a row is #VALUE! in ONLYOFFICE.
isi_baris = Function("isi_baris", "IF({0},INDEX({1},{0}))", _at)
# Where an error of the row is told before, or caught behind.
sel_baris = Function("sel_baris", "INDEX({1},{0})", _at)
sasaran_atau_kosong = Function(
    "sasaran_atau_kosong", 'OR({0}={{"Sasaran",""}})', lambda x: same_value(x, "Sasaran") or x in (None, "")
)
teks_baris = Function("teks_baris", 'IF({0},INDEX({1},{0})&"")', _text_at)
skala_tingkat = Function("skala_tingkat", 'IF({0},IF(INDEX({1},{0})="",NA(),INDEX({1},{0})))', _filled_at)


def _key_python(induk: Any, sasaran: Any) -> str:
    wording = " ".join(word for word in as_text(sasaran).split(" ") if word)
    text = f"{len(wording)}|{wording[:100]}{wording[-100:] if wording else ''}"
    return as_text(induk) + "|" + text.replace("~", "{1").replace("*", "{2").replace("?", "{3")


# A sasaran is known by its Induk and its wording. MATCH reads wildcards and at most 255 characters: of a longer wording
# its length and both ends stand for it.
kunci_sasaran = Function(
    "kunci_sasaran",
    '{0}&"|"&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(LEN(TRIM({1}))&"|"&LEFT(TRIM({1}),100)&RIGHT(TRIM({1}),100),'
    '"~","{{1"),"*","{{2"),"?","{{3")',
    _key_python,
)
