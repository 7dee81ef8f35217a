"""The shape of the budget: blocks of rows, leaves, and the money that an indicator owns.

A row's children are the rows beneath it down to the next row of the same or a higher Tingkat, as in every printed
table; a row with nothing beneath it is a leaf and keeps its own amounts. These are facts about a whole table, so the
Python side is a pass over the rows and the Excel side an idiom for one row (both tested against each other); see
docs/adr/0004.
"""

from collections.abc import Callable, Collection, Sequence
from math import isfinite
from typing import Any

from ..expr.values import NOT_AVAILABLE, TOO_LARGE, WRONG_VALUE, ErrorValue, Number, as_text, bulatkan, is_number

TINGKAT = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan", "KRO", "RO", "Komponen", "Rekening")
"""Every level that a budget row may have. Regions have Sub Kegiatan below Kegiatan, ministries KRO, RO and Komponen."""
_STEPS = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan", "RO", "Komponen", "Rekening")
"""The levels from the highest to the deepest; KRO stands beside Sub Kegiatan, which no budget has together."""
_ORDER = {name.casefold(): i for i, name in enumerate(_STEPS)} | {"kro": _STEPS.index("Sub Kegiatan")}
DEEPEST = len(_STEPS)
DEEPEST_STEP = 3
UNKNOWN = _STEPS.index("Sub Kegiatan")
"""A row of unknown Tingkat stands where a Sub Kegiatan stands: it ends the block before it and keeps its amounts."""
FIRST_VERSION = TINGKAT[:5]
"""The levels that the formulas of books of version 1 know."""
TABLE = "tbl_anggaran"


def steps_in(tingkat: object) -> int:
    """How many steps (0 to 3) the Uraian of a row stands to the right, so that its level is seen.

    >>> [steps_in(one) for one in ("Urusan", "Program", "Kegiatan", "Sub Kegiatan", "RO", "Rekening", None)]
    [0, 0, 1, 2, 3, 3, 0]
    """
    level = tingkat_ke(tingkat)
    return 0 if level is None else min(max(level - _STEPS.index("Program"), 0), DEEPEST_STEP)


def tingkat_ke(tingkat: object, known: Sequence[str] = TINGKAT) -> int | None:
    """0 for Urusan to 4 for Sub Kegiatan and KRO and 7 for Rekening; None for anything else.

    Args:
        tingkat: a cell. known: the levels that the book knows.

    >>> tingkat_ke("Urusan"), tingkat_ke("sub kegiatan "), tingkat_ke("KRO"), tingkat_ke("Rekening"), tingkat_ke("?")
    (0, 4, 4, 7, None)
    """
    level = _ORDER.get(str(tingkat).strip().casefold()) if tingkat is not None else None
    return None if level is not None and known is not TINGKAT and level >= len(known) else level


def akhir_blok(levels: Sequence[int | None]) -> list[int]:
    """For each row the one-based number of the last row of its block.

    Args:
        levels: of each row, from ``tingkat_ke``; None for a blank row.

    Returns:
        List of numbers, ``len(levels)`` for the open end; the own number of a row of the deepest level.
    """
    n = len(levels)
    end = list(range(1, n + 1))
    tunggu: list[tuple[int, int]] = []  # open rows: (level, index), levels rising
    for i, ke in enumerate(levels):
        if ke is None:
            continue
        while tunggu and tunggu[-1][0] >= ke:
            end[tunggu.pop()[1]] = i
        if ke < DEEPEST - 1:
            tunggu.append((ke, i))
    for _, i in tunggu:
        end[i] = n
    return end


def daun(tingkat: Sequence[Any], end: Sequence[int]) -> list[bool]:
    """For each row whether it is a leaf: no filled row beneath it in its block."""
    n = len(tingkat)
    terisi_sampai = [0] * (n + 1)
    for i in range(n):
        terisi_sampai[i + 1] = terisi_sampai[i] + (tingkat[i] not in (None, ""))
    return [tingkat[i] not in (None, "") and terisi_sampai[end[i]] == terisi_sampai[i + 1] for i in range(n)]


def jumlah_blok(leaf_amounts: Sequence[Any], end: Sequence[int]) -> list[Number | ErrorValue]:
    """Sum of the leaves of each block.

    Args:
        leaf_amounts: per row the amount of a leaf (number or ``ErrorValue``), None for a row without one.
        end: from ``akhir_blok``.

    Returns:
        Per row a number, #N/A where no leaf has an amount, #VALUE! where a leaf is unusable, #NUM! beyond all bounds.
    """
    total: list[Number] = [0]
    count, wrong = [0], [0]
    for value in leaf_amounts:
        number = is_number(value)
        total.append(total[-1] + (value if number else 0))
        count.append(count[-1] + number)
        wrong.append(wrong[-1] + (value.__class__ is ErrorValue))
    result: list[Number | ErrorValue] = []
    for i, ke in enumerate(end):
        if wrong[ke] > wrong[i]:
            result.append(WRONG_VALUE)
        elif count[ke] == count[i]:
            result.append(NOT_AVAILABLE)
        else:
            value = total[ke] - total[i]
            # Beyond all bounds: what no cell can hold is #NUM!, there too.
            if value.__class__ is float:
                value = bulatkan(value, 10) if isfinite(value) else TOO_LARGE
            result.append(value)
    return result


def kode_indikator(text: object) -> list[str]:
    """The indicator codes that a budget row names, in order, without blanks or repetitions (case does not matter).

    >>> kode_indikator("1.1.1; 1.1.2;;1.1.1")
    ['1.1.1', '1.1.2']
    """
    if text in (None, ""):
        return []
    result: dict[str, str] = {}
    for kode in str(text).replace(" ", "").split(";"):
        if kode:
            result.setdefault(kode.casefold(), kode)
    return list(result.values())


def leluhur(filled: Sequence[Any], end: Sequence[int]) -> list[tuple[int, ...]]:
    """For each row the zero-based rows above it whose block holds it, nearest first."""
    result: list[tuple[int, ...]] = []
    terbuka: list[int] = []
    for i, ke in enumerate(end):
        while terbuka and end[terbuka[-1]] <= i:
            terbuka.pop()
        result.append(tuple(reversed(terbuka)))
        if filled[i] and ke > i + 1:
            terbuka.append(i)
    return result


def inherited_text(
    i: int, levels: Sequence[int | None], indikator: Sequence[Any], ancestors_of_row: Sequence[int]
) -> str:
    """Helper text of a leaf in a book of version 1: its own codes, then those of the nearest row of each level."""
    parts = [indikator[i] or ""]
    for tingkat in (3, 2, 1, 0):
        pemilik = next((j for j in (i, *ancestors_of_row) if levels[j] == tingkat), None)
        parts.append("" if pemilik is None else indikator[pemilik] or "")
    return (";" + ";".join(str(b) for b in parts) + ";").replace(" ", "")


def parents(levels: Sequence[int | None]) -> list[int]:
    """For each row the one-based number of the nearest row above of a higher level; 0 where there is none.

    Args:
        levels: of each row, from ``tingkat_ke``; None for a blank row.
    """
    last = [0] * (DEEPEST + 1)  # [k]: the last row of level k (from 1) or higher
    result = []
    for i, level in enumerate(levels):
        result.append(0 if level is None else last[level])
        if level is not None:
            for k in range(level + 1, DEEPEST + 1):
                last[k] = i + 1
    return result


def _cut(code: str) -> str:
    """A code without its last part and the dot before it; "" without a dot. Blanks at its ends do not count."""
    if "." not in code:
        return ""
    last = " ".join(word for word in code.rpartition(".")[2].split(" ") if word)
    return code[: len(code) - len(last) - 1]


NESTED = (UNKNOWN - 1, UNKNOWN)
"""Levels whose codes begin with that of their parent for certain: Kegiatan and Sub Kegiatan (KRO)."""


def shorter_codes(code: Any) -> tuple[str, str]:
    """A code without its last part, and without its last two; "" where there is no such, or no code.

    >>> shorter_codes("1.06.01"), shorter_codes("1"), shorter_codes(None)
    (('1.06', '1'), ('', ''), ('', ''))
    """
    first = _cut(code) if code.__class__ is str else ""
    return first, _cut(first)


def out_of_order(code: str, above: str, known: Collection[str]) -> bool:
    """Whether a row stands under another one than the row that its code begins with.

    Only where the code says so for certain: the code without its last one or two parts is that of another row, and
    its parent does not stand beneath that one.

    Args:
        code: the row's Kode in lower case. above: that of its parent, "" without. known: all codes in lower case.

    >>> out_of_order("1.1.2", "1.2", {"1.1", "1.2"}), out_of_order("1.1.2", "1.1", {"1.1"}), out_of_order("b", "a", {})
    (True, False, False)
    """
    for shorter in shorter_codes(code):
        if not shorter or f"{above}.".startswith(f"{shorter}."):
            return False
        if shorter in known:
            return True
    return False


def wrapped_codes(indikator: Any) -> str:
    """The codes of a row as the formulas look for them: each between semicolons of its own.

    >>> wrapped_codes("1.1; 1.2"), wrapped_codes(None)
    (';1.1;;1.2;', '')
    """
    if indikator in (None, ""):
        return ""
    text = as_text(indikator)
    return ";" + text.replace(" ", "").replace(";", ";;") + ";"


def _cell(column: str) -> str:
    return f"{TABLE}[[#This Row],[{column}]]"


def _bila_terisi(rumus: str) -> str:
    return f'IF({_cell("_Tk")}="","",{rumus})'


_NO, _TK, _AKHIR, _DAUN, _INDUK, _KIND = (_cell(name) for name in ("_No", "_Tk", "_Akhir", "_Daun", "_Induk", "_Jenis"))
_QUARTERS = f"{TABLE}[[#This Row],[Realisasi TW1]:[Realisasi TW4]]"
_TW = f"INDEX({_QUARTERS},lk_tw)"
_TO_DATE = f"INDEX({_QUARTERS},lk_tw1):INDEX({_QUARTERS},lk_tw)"


def _nearest(dari: str) -> str:
    # A blank row's level is "", which is above every number.
    higher = f"INDEX(lk_a_tk,{dari}):INDEX(lk_a_tk,{_NO})<{_TK}"
    return f"LOOKUP(2,1/({higher}),INDEX(lk_a_no,{dari}):INDEX(lk_a_no,{_NO}))"


def _amount(value: str, without: str = '""') -> str:
    """An amount of a leaf: a number, ``without`` for none, #VALUE! for another text (ANG-05)."""
    blank = f'OR({value}={{"","-","N/A"}})'
    return f'IF(ISNUMBER({value}),{value},IF(ISNA({value}),{without},IF({blank},{without},"teks"*1)))'


def _pagu() -> str:
    start, perubahan = _cell("Pagu Awal"), _cell("Pagu Perubahan")
    dipakai = f'IF(ISNA({perubahan}),TRUE(),AND({perubahan}<>{{"","-","N/A"}}))'
    value = f'IF(ISNUMBER({perubahan}),{perubahan},IF(ISNA({perubahan}),"","teks"*1))'
    return f'IF(IF(lk_dok="Perubahan",{dipakai}),{value},{_amount(start)})'


def to_date(quarters: str, unread: str) -> str:
    """Formula text of the sum of the quarters' own money (ANG-06), #VALUE! where one of them is another text.

    Args:
        quarters: their range. unread: how many of them hold no number.
    """
    marks = f'COUNTIF({quarters},"-")+COUNTIF({quarters},"N/A")'
    return f'IF(COUNTBLANK({quarters})+{marks}<{unread},"teks"*1,SUMIF({quarters},"<9E+307"))'


def _block(name: str) -> str:
    return f"INDEX({name},{_NO}):INDEX({name},{_AKHIR})"


def _total(total: str, count: str) -> str:
    """Formula text of a sum, #N/A where it is of nothing; an error in it is told first.

    Not a sum with ``IF(..,NA())`` beside it: LibreOffice would tell #N/A before the error of the sum.
    """
    return f"IF({count},{total},{total}+NA())"


def _block_sum(helper: str, name: str) -> str:
    blok, sendiri = _block(name), _cell(helper)
    # Where the order is broken nobody knows what belongs together: such a sum is withheld.
    total = _total(f"SUM({blok})", f"COUNT({blok})")
    return f'IF({_DAUN},IF({sendiri}="",NA(),{sendiri}),IF({_cell("_Tahan")},NA(),{total}))'


def _inherited(tingkat: int) -> str:
    above = f'{_cell("_W1")}&IF({_INDUK}>0,INDEX(lk_a_w{tingkat - 1},{_INDUK}),"")'
    return f'IF({_TK}>{tingkat},"",IF({_TK}={tingkat},{above},{_cell(f"_W{tingkat - 1}")}))'


def _order() -> dict[str, str]:
    """``_Urut`` is 1 for a row that does not stand under the row that its code begins with (``out_of_order``)."""
    kode, above = _cell("Kode"), f'IF({_INDUK}>0,INDEX(lk_a_kode,{_INDUK}),"")&"."'

    def cut(text: str) -> str:
        last = f'TRIM(RIGHT(SUBSTITUTE({text},".",REPT(" ",99)),99))'
        return f'IFERROR(LEFT({text},LEN({text})-LEN({last})-1),"")'

    def deviates(shorter: str, otherwise: str) -> str:
        beneath = f'LEFT({above},LEN({shorter})+1)={shorter}&"."'
        return f'IF({shorter}="",0,IF({beneath},0,IF(ISNA(MATCH({shorter},lk_a_kode,0)),{otherwise},1)))'

    first, second = _cell("_K1"), _cell("_K2")
    return {
        "_K1": f'IF(ISTEXT({kode})*OR({_TK}={{{UNKNOWN},{UNKNOWN + 1}}}),{cut(kode)},"")',
        "_K2": f'IF({first}="","",{cut(first)})',
        "_Urut": deviates(first, deviates(second, "0")),
    }


def _formulas() -> dict[str, str]:
    listed = ",".join(f'"{name}"' for name in _STEPS)
    level = f'IF({_cell("Tingkat")}="KRO","Sub Kegiatan",{_cell("Tingkat")})'
    batas = f'MATCH({_cell("_F")}&"*",INDEX(lk_a_f,{_NO}+1):INDEX(lk_a_f,lk_a_n),0)'
    di_bawah = f"INDEX(lk_a_no,{_NO}+1):INDEX(lk_a_no,{_AKHIR})"
    kode = f'SUBSTITUTE(SUBSTITUTE({_cell("Indikator")}," ",""),";",";;")'
    top = DEEPEST - 1
    above = f'IF({_INDUK}>0,INDEX(lk_a_w{top},{_INDUK}),"")'
    kind = _cell("Jenis Anggaran")
    p, r, blokir = _cell("_P"), _cell("_R"), _cell("Blokir")
    kinds = f'IF({kind}="",1,MATCH({kind},{{"Belanja","Pendapatan","Pembiayaan"}},0))'
    v, unread, spent = _cell("_V"), _cell("_Q"), _cell("_Realisasi")
    kinds_beneath = _block("lk_a_jenis")
    # A block of two kinds has no sum: nobody knows of what.
    mixed = f"COUNTIF({kinds_beneath},{_KIND})<COUNT({kinds_beneath})"
    return {
        "_No": "ROW()-ROW(lk_a_tajuk)",
        # The higher the level, the longer the mark: what begins with a row's mark is of its level or a higher one.
        "_F": f'REPT("x",{DEEPEST}-{_TK})',
        # An unknown level stands where a Sub Kegiatan stands.
        "_Tk": f'IFERROR(IF({_cell("Tingkat")}="","",MATCH({level},{{{listed}}},0)),{UNKNOWN + 1})',
        "_Jenis": f"IFERROR({kinds},4)",
        # The block ends before the next row of the same or a higher level.
        "_Akhir": f"IF({_TK}>{top},{_NO},IFERROR({_NO}-1+{batas},lk_a_n))",
        "_Daun": f"IF({_AKHIR}={_NO},TRUE(),COUNT({di_bawah})=0)",
        # Nearly always the parent is near: a window first, all rows above only where it is not there.
        "_Induk": f"IF({_TK}<2,0,IFERROR({_nearest(f'MAX(1,{_NO}-99)')},IFERROR({_nearest('1')},0)))",
        **_order(),
        # What is no Belanja supports no indicator: its money stands apart.
        "_W1": f'IF(OR({_cell("Indikator")}="",{_KIND}>1),"",";"&{kode}&";")',
        **{f"_W{k}": _inherited(k) for k in range(2, DEEPEST)},
        "_Ganda": f'IF(ISNUMBER(FIND(";;",{_cell("_W1")})),{_cell("_W1")},"")',
        "_P": f'IF({_DAUN},{_pagu()},"")',
        "_V": f'IF({_DAUN},{_amount(_TW)},"")',
        "_Q": f"lk_tw-lk_tw1+1-COUNT({_TO_DATE})",
        "_R": f'IF({v}="","",IF(lk_tw1<lk_tw,{to_date(_TO_DATE, unread)},{v}))',
        "_Pagu": f'IF({_KIND}=1,{p},"")',
        "_Realisasi": f'IF({_KIND}=1,{r},"")',
        "_Tahan": f"IF({_DAUN},FALSE(),OR(lk_rusak,{mixed}))",
        # More cannot be blocked than there is: what is left to spend is then withheld, of every sum above it too.
        "_Blokir": f'IF({_cell("_Pagu")}="",0,IF(COUNT({blokir}),IF({blokir}>{_cell("_Pagu")},"teks"*1,{blokir}),'
        f"{_amount(blokir, '0')}))",
        # Less than nothing is no pagu: what it adds up to is provisional, as where it is missing.
        "_Belum": f"IF(ISNUMBER({p}),({p}<0)+({p}>0)*({unread}>0)*NOT(ISERROR({r})),"
        f"IF(ISNUMBER({spent}),({spent}<>0)*ISTEXT({p}),0))",
        "_Indikator": f'IF({_DAUN},IF({_TK}>{top},{_cell("_W1")}&{above},{_cell(f"_W{top}")}),"")',
        "Pagu": _block_sum("_P", "lk_a_p"),
        "Realisasi": _block_sum("_R", "lk_a_r"),
        "Pagu Efektif": f"IF(ISNUMBER({_cell('Pagu')}),{_cell('Pagu')}-SUM({_block('lk_a_blokir')}),{_cell('Pagu')})",
        "Belum Terisi": f"SUM({_block('lk_a_belum')})",
    }


_UNGUARDED = {"_K1", "_K2", "_Urut", *(f"_W{k}" for k in range(2, DEEPEST)), "_Ganda", "_R", "_Pagu", "_Realisasi",
              "_Belum", "_Blokir", "_Tk", "_Q"}  # fmt: skip
"""What needs no test of its own on a blank row: what it refers to is "" there."""
ZERO = ("_Urut", "_Belum", "_Blokir")
"""What is 0 on a blank row."""
RUMUS = {
    name: text if name in _UNGUARDED else _bila_terisi(text) for name, text in _formulas().items()
}  # fmt: skip
"""Excel formula text (without ``=``) of the structural columns of ``tbl_anggaran``."""
PEMBANTU = tuple(kolom for kolom in RUMUS if kolom.startswith("_"))
"""The hidden ones, in an order in which each finds what it needs."""


_PLACES = [f"tbl_pengukuran[[#This Row],[_B{n}]]" for n in (1, 2, 3, 4)]
_PATTERN = '"*;"&{0}&";*"'


def _block_of(name: str, place: str) -> str:
    return f"INDEX({name},{place}):INDEX({name},INDEX(lk_a_akhir,{place}))"


def _of_three(one: Callable[[str], str], without: str = "0") -> str:
    """What ``one`` writes of a block's place, for the first three blocks of an indicator, as arguments."""
    # Within SUM a column's name would be the whole column in ONLYOFFICE.
    first, *more = _PLACES[:3]
    return ",".join([one(first), *(f"IF({place}>0,{one(place)},{without})" for place in more)])


def _all_or(everything: str, few: str) -> str:
    return f"IF({_PLACES[3]}>0,{everything},{few})"


def _where_named(text: str) -> str:
    """``_B1`` is "" on a row without Kode, and #N/A where no row names it or the order of the rows is broken."""
    return f'IF({_PLACES[0]}="","",{text})'


def rumus_uang(column: str) -> str:
    """Excel formula template of an indicator's money; ``{0}`` is its Kode.

    The leaves that carry a code are the blocks of the rows that name it (``_B1`` to ``_B3``). They are added in the
    order of the rows. Where a fourth block exists, the whole table is looked through. Leaves that hold no amount make
    no sum; an unusable one is an error either way. Where the order of the rows is broken it is withheld.
    """
    name = {"Pagu": "lk_a_pagu", "Realisasi": "lk_a_real"}[column]
    every = _total(f"SUMIFS({name},lk_a_ind,{_PATTERN})", f'COUNTIFS(lk_a_ind,{_PATTERN},{name},"<9E+307")')
    blok, filled = (_of_three(lambda place: _block_of(name, place), without) for without in ("0", '""'))
    return _where_named(_all_or(every, _total(f"SUM({blok})", f"COUNT({filled})")))


def _counted() -> str:
    # A count is whole, so that the blocks' own counts may be added.
    few = f"SUM({_of_three(lambda place: f'INDEX(lk_a_kurang,{place})')})"
    return f"IFERROR({_where_named(_all_or(f'SUMIFS(lk_a_belum,lk_a_ind,{_PATTERN})', few))},0)"


COUNT_MISSING = _counted()
"""Excel formula template of how many leaves of an indicator are not filled; 0 where no row names it. ``{0}`` is its
Kode."""
SUM_BLOKIR = _all_or(
    f"SUMIFS(lk_a_blokir,lk_a_ind,{_PATTERN})", f"SUM({_of_three(lambda place: _block_of('lk_a_blokir', place))})"
)
"""Excel formula template of what is blocked of an indicator's money. ``{0}`` is its Kode."""


def block_formula(number: int) -> str:
    """Excel formula template of ``_B1`` to ``_B4``: the rows that name a code and stand in no earlier one's block.

    ``{0}`` is the pattern of the code, ``{1}`` the row before; for the first whether the order of the rows is broken.
    """
    if number == 1:
        return "IF({1},NA(),MATCH({0},lk_a_w1,0))"
    end = "INDEX(lk_a_akhir,{1})"
    # N is 0 for "" too: a row without Kode.
    return f"IF(N({{1}})=0,{{1}},IFERROR({end}+MATCH({{0}},INDEX(lk_a_w1,{end}+1):INDEX(lk_a_w1,lk_a_n),0),0))"
