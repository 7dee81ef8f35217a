"""Who signs, where and when, as one block of short lines: cells of the settings that a sheet by formula shows.

The lines stand in rows that are three lines high, so those above the empty room are pushed down by line breaks: a cell
of a table cannot be merged or aligned by formula.
"""

from __future__ import annotations

from typing import Any

from ..expr.functions import Function, angka, cari, jika, jika_galat
from ..expr.tree import Expr, column, setting
from ..expr.values import as_number, as_text
from ..rules.tanggal import BULAN, date_text
from .formulas import setting_text

_LINE = 30
"""Characters that one line of the block has room for."""
_KEYS, _VALUES = column("tbl_pengaturan", "Kunci"), column("tbl_pengaturan", "Nilai")
_MONTHS = ",".join(f'"{month}"' for month in BULAN)
_in_words = Function(
    "tanggal_kata",
    f'DAY({{0}})&" "&CHOOSE(MONTH({{0}}),{_MONTHS})&" "&YEAR({{0}})',
    lambda day: date_text(as_number(day)),
)


def _pushed_down(text: Any) -> str:
    shown = as_text(text)
    return ("\n" if len(shown) > _LINE else "\n\n") + shown


# A line break is UNICHAR, never CHAR: the latter answers by the computer's code page.
_low = Function("di_bawah", f'IF(LEN({{0}})>{_LINE},"",_xlfn.UNICHAR(10))&_xlfn.UNICHAR(10)&{{0}}', _pushed_down)
_under = Function("bersusun", '{0}&IF({0}="","",_xlfn.UNICHAR(10))&{1}', lambda above, text: (
    as_text(above) + ("\n" if as_text(above) else "") + as_text(text)
))  # fmt: skip


_ROW, _ROW_OF_CAPITALS = 87, 69
"""Characters of a post that its row of three lines has room for; capitals are wider."""


def _first_line_break(post: Any) -> int:
    shown = as_text(post)
    room = _ROW_OF_CAPITALS if shown == shown.upper() else _ROW
    return len(shown) if len(shown) <= room else shown.rfind(" ", 0, room) + 1 or room


def _break(room: int) -> str:
    """Formula: the place of the last space among the first characters, or of the last character."""
    start = f"LEFT({{0}},{room})"
    spaces = f'{room}-LEN(SUBSTITUTE({start}," ",""))'
    return f'IF(LEN({{0}})<={room},LEN({{0}}),IFERROR(FIND("|",SUBSTITUTE({start}," ","|",{spaces})),{room}))'


# A post of more than three lines goes on in the row that is left to sign in: it may be long, but it is never cut.
_post_until = Function(
    "jabatan_sampai", f"IF(EXACT({{0}},UPPER({{0}})),{_break(_ROW_OF_CAPITALS)},{_break(_ROW)})", _first_line_break
)
_until = Function("kiri", "LEFT({0},{1})", lambda text, count: as_text(text)[: int(count)])
_after = Function("sesudah", "MID({0},{1}+1,255)", lambda text, count: as_text(text)[int(count) : int(count) + 255])


def _text(key: str) -> Expr:
    return jika_galat(setting_text(key), "")


def _value(key: Expr | str) -> Expr:
    content = cari(key, _KEYS, _VALUES)
    return jika_galat(jika(content == "", "", content), "")


def _otherwise(first: Expr, second: object) -> Expr:
    return jika(first == "", second, first)


_OF_QUARTER = _value("tanggal_tw" & setting("lk_tw"))
_OF_REPORT = _value("tanggal_laporan")
_DAY = setting("lk_ttd_hari")
_PLACE = setting("lk_ttd_kota")
_DATE = jika(angka(_DAY), _in_words(_DAY), _otherwise(_DAY, "." * 12 + " " & setting("lk_tahun")))
_NIP = _text("nip_kepala")

SIGNATURE_CELLS: dict[str, Expr] = {
    # The date of the quarter's form while the year runs, that of the report at its end; else the other one.
    "lk_ttd_hari": jika(
        setting("lk_tw") == 4, _otherwise(_OF_REPORT, _OF_QUARTER), _otherwise(_OF_QUARTER, _OF_REPORT)
    ),
    "lk_ttd_kota": _otherwise(_text("tempat_tanda_tangan"), _text("kota")),
    "lk_ttd_di": jika(_PLACE == "", "", _PLACE & ", ") & _DATE,
    "lk_ttd_tempat": _low(setting("lk_ttd_di")),
    "lk_ttd_pejabat": _otherwise(_text("jabatan_kepala"), "Kepala") & ",",
    "lk_ttd_sampai": _post_until(setting("lk_ttd_pejabat")),
    "lk_ttd_jabatan": _until(setting("lk_ttd_pejabat"), setting("lk_ttd_sampai")),
    "lk_ttd_lanjut": _after(setting("lk_ttd_pejabat"), setting("lk_ttd_sampai")),
    "lk_ttd_nama": _low(_otherwise(_text("nama_kepala"), "(" + "." * 28 + ")")),
    "lk_ttd_nip": _under(_text("pangkat_kepala"), jika(_NIP == "", "", "NIP. " & _NIP)),
}
"""Defined name -> what its cell computes."""
