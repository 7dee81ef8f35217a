"""Shorter texts of some rules for the formulas in the book's tables.

The tree of a rule says what it computes and is what Python runs. In a table the same value can be had with less text
and less work, because the book holds its settings in cells of their own (docs/adr/0019). Each form applies only where
the rule is given exactly those settings or columns; anywhere else the rule is written from its tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..expr.to_excel import Form
from ..expr.tree import Expr, Reference
from ..expr.tree import cell as own_cell
from ..rules.tertulis import DIGITS, angka_samping, cari_tingkat

Arguments = Mapping[str, Expr]
Write = Callable[[Expr], str]


def _is(given: Expr, kind: str, key: object) -> bool:
    return isinstance(given, Reference) and given.kind == kind and given.key == key


def _rounded(given: Arguments, write: Write) -> str | None:
    """Bulat rounds to d, truncates at d + 2 and rounds to d again; Potong rounds to 12 and truncates to d."""
    if not (_is(given["desimal"], "setting", "lk_desimal") and _is(given["cara"], "setting", "lk_bulat")):
        return None
    return f"ROUND(TRUNC(ROUND({write(given['isi'])},lk_b),lk_t),lk_d)"


def _score(given: Arguments, write: Write) -> str | None:
    if not _is(given["skala"], "row", "_S"):
        return None
    return f'IFERROR({level_text(given["label"], write(given["skala"]), write)},"teks"*1)'


def _band(given: Arguments, write: Write) -> str | None:
    if not _is(given["capaian"], "row", "Capaian Berjalan") or not _is(given["skala"], "setting", "lk_skala"):
        return None
    value = write(given["capaian"])
    return f'IF(ISNUMBER({value}),LOOKUP(MAX(0,{value}),lk_pita,lk_pita_label),IF(ISNA({value}),"N/A",{value}))'


def _capped(given: Arguments, write: Write) -> str | None:
    # Capaian Asli is a number or an error, and MIN hands an error on.
    if not _is(given["capaian"], "row", "Capaian Asli"):
        return None
    return f"MIN({write(given['capaian'])},{write(given['batas'])})"


def _own(given: Expr) -> str | None:
    return str(given.key) if isinstance(given, Reference) and given.kind == "row" else None


def _progress(given: Arguments, write: Write) -> str | None:
    """Kemajuan: capaian against the last target, without a cap, and none of a date."""
    given = {**given, "target": given["target_akhir"]}
    return _achieved(given, write) if _own(given["target"]) == "_TA" else None


def _achieved(given: Arguments, write: Write) -> str | None:
    """Capaian by the number of its way (``_C``): Naik, Tercapai, Tanggal, LAN, Rasio; 1.5 for Skor, of which CHOOSE
    takes the whole."""
    if not (
        _own(given["tipe"]) == "Tipe" and _own(given["arah"]) == "Arah" and _is(given["cara"], "setting", "lk_bulat")
    ):
        return None
    if (_own(given["target"]) or "")[:2] != "_T":
        return None
    t, r, upper = (write(given[name]) for name in ("target", "realisasi", "atas"))
    way, edge = (write(own_cell("tbl_pengukuran", name)) for name in ("_C", "_D"))
    nothing = "lk_nr" if "batas" in given and _is(given["batas"], "setting", "lk_batas") else "lk_nm"
    # Against the last target the edge stands in a column of its own. MEDIAN leaves out a text in a cell, not in a sum.
    last = _own(given["target"]) == "_TA"
    edge = f"{edge}+0" if last else f"MEDIAN({t}+0,{upper}+0,{r}+0)"
    in_time = "NA()" if last else f"1*(INT({r})<={t})"  # a day has hours
    # By IF: where CHOOSE takes a name that holds #N/A, ONLYOFFICE answers #VALUE!.
    zero = f"IF({way}>3,IF({r}=0,1,lk_nt),0*{r}+IF({way}=1,lk_nn,IF({way}=2,1,NA())))"
    # Below 0 the two ways change places, which is the distance to the target.
    # What was reached is told first where it is an error, before what target_nol says of a target below 0.
    ratio = f"CHOOSE(IF({t}>0,{way}+0,0*{r}+lk_nm+3*({way}=1)),{r}/{t},MIN(1,{r}/{t}),{in_time},(2*{t}-{r})/{t}"
    number = f"IF({t}=0,{zero},{ratio},IF({r}=0,{nothing},{t}/{r})))"
    value = f'MAX(0,IF({upper}="",{number},1-ABS({edge}-{r})/MAX(ABS({edge}),10^-9)))'
    return f"ROUND(TRUNC(ROUND({value},lk_b),lk_t),lk_d)"


def level_text(label: Expr, scale: str, write: Write) -> str:
    """Formula text of a level's score on a scale; an error where the scale does not know it."""
    text: str = cari_tingkat.excel.format(scale, "lk_t_s", write(label), "lk_t_tk", "lk_t_k")
    return text


def _said(given: Arguments, write: Write) -> str | None:
    """What a typed cell says: one IFERROR for the level and the number."""
    if _own(given["tipe"]) != "Tipe" or (_own(given["bentuk"]) or "")[:2] != "_P":
        return None
    cell, text = (write(given[name]) for name in ("cell", "bentuk"))
    level = level_text(given["cell"], write(own_cell("tbl_pengukuran", "_S")), write)
    number = f'_xlfn.NUMBERVALUE(LEFT({text},FIND(";",{text}&";")-1),",",".")'
    otherwise = '"teks"*1'
    if "target_triwulan" in given:
        target = write(given["target_triwulan"])
        otherwise = f'IF(LEN({target})+{DIGITS.format(text)},"teks"*1,"")'
    kind = write(given["tipe"])
    beside: str = angka_samping.excel.format(cell, text, "lk_t_tk")
    # The factor keeps a level without a score from counting as the number beside it.
    otherwise = f'IFERROR({beside}/({kind}<>"Tingkat"),{otherwise})'
    said = f'IFERROR(IF({kind}="Tingkat",{level},IF({text}="-",{cell},{number})),{otherwise})'
    return f'IF(COUNT({cell})+({text}<>"-"),{said},LEFT({cell},0))'


def _efficiency(given: Arguments, write: Write) -> str | None:
    if not (_own(given["capaian"]) and _own(given["serapan"]) and _is(given["metode"], "setting", "lk_efisiensi")):
        return None
    c, s, pagu, spent = (write(given[name]) for name in ("capaian", "serapan", "pagu", "realisasi"))
    value = (
        f"CHOOSE(lk_efis,{s}/{c},{c}-{s},IF({s}=0,NA(),{c}/{s}),IF({pagu}=0,NA(),({pagu}*{c}-{spent})/({pagu}*{c})))"
    )
    return f"IF(COUNT({c},{s})<2,NA(),IF({c}=0,NA(),ROUND(TRUNC(ROUND({value},lk_b),lk_t),lk_d)))"


FORMS: dict[str, Form] = {
    "BUL-01": _rounded,
    "EFI-01": _efficiency,
    "TRW-01": _score,
    "PRE-01": _band,
    "CAP-03": _achieved,
    "CAP-04": _capped,
    "KEM-01": _progress,
    "TGT-04": _said,
    "TGT-06": _said,
}
"""Code of a rule -> its shorter text."""
