"""Targets and realisasi as people sign them: bounds, intervals, ratios, days, a number beside its label.

A text is first brought into one spelling by a chain of plain replacements (``FIRST``, ``SECOND``), which a spreadsheet
follows with SUBSTITUTE. Only a part that then has the shape of a number (digits, one comma, a minus before them) is
read, because NUMBERVALUE alone reads 0.817 as 817 and "1 30" as 130 (docs/adr/0028). What the book does not read stays
text, and a finding says how to write it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ..expr.functions import Function, dan, jika, jika_galat, salah_isi, same_value, teks, tidak_tersedia
from ..expr.tree import Expr
from ..expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, RaisedError, as_number, is_number
from .registry import chapter, meanings, rule

SUMBER = (
    "Target seperti ditandatangani pada perjanjian kinerja; penulisan angka Indonesia. Batas dibaca sebagai angkanya, "
    "rentang sebagai dua angka"
)
START, END = "\N{SYMBOL FOR RECORD SEPARATOR}", "\N{SYMBOL FOR UNIT SEPARATOR}"
"""Stand before and behind each cell's text in a chain."""
_MINUS = "\N{SYMBOL FOR GROUP SEPARATOR}"
LONGEST = 30
"""Characters of a cell that are read; nothing that is understood is longer."""
ROOM = 400
"""More than all texts of a row together, so that their parts can be told by place."""

chapter("TGT", "Target", 15)
meanings(
    bentuk="tulisan sel dalam satu ejaan (TGT-03)",
    cell="sel target atau realisasi seperti diketik",
    labels="kolom Tingkat dari skala tingkat di Pengaturan",
    target_triwulan='target triwulan itu menurut TGT-04; "" bila tidak ada',
)

FIRST: tuple[tuple[str, str], ...] = (
    (" " + START, START), (START + " ", START), (" " + END, END), (START + "n/a" + END, START + "-" + END),
    ("s.d.", ";"), ("s/d", ";"), ("\N{EN DASH}", ";"), ("<", ">"), ("\N{LESS-THAN OR EQUAL TO}", ">"),
    ("\N{GREATER-THAN OR EQUAL TO}", ">"), (">=", ">"), ("minimal", ">"), ("min.", ">"), ("maksimal", ">"),
    ("maks.", ">"), ("h+", ">"), ("banding", ":"), (" ;", ";"), ("; ", ";"), ("> ", ">"), (" :", ":"), (": ", ":"),
)  # fmt: skip
"""What is replaced first, in this order: the spellings of one thing become one."""
SECOND: tuple[tuple[str, str], ...] = (
    (" -", "-"), ("- ", "-"), (" (", "("), ("(", ";("), (START + ">", START), (START + "-", START + _MINUS),
    (";-", ";" + _MINUS),
    ("-", ";"), (_MINUS, "-"), (START + "1:", START), (":1" + END, END), (START + "100:", START), (":100" + END, END),
    (START + "1000:", START), (":1000" + END, END), (" ", "x"), (".", "x"), ("/", "x"), (":", "x"), ("e", "x"),
    ("a", "x"), ("u", "x"), ("o", "x"), ("$", "x"), ("+", "x"), (START + ";", START + "x"), (";" + END, "x" + END),
    (START + END, START + "-"), (END, ""),
)  # fmt: skip
"""What is replaced then: an interval is ``a;b``, a number with a label ``a;(b)``, a cell that says nothing ``-``; what
could make NUMBERVALUE guess (a space, a dot, a slash, an exponent, the name of a month) becomes an x."""


def _substitutes(inner: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        inner = f'SUBSTITUTE({inner},"{old}","{new}")'
    return inner


def first_text(cells: Iterable[str]) -> str:
    """Formula text of the first half of the chain over some cells."""
    between = f'&"{END}{START}"&'
    joined = between.join(f'LEFT(IFERROR(T({cell}),""),{LONGEST})' for cell in cells)
    joined = f'"{START}"&{joined}&"{END}"'
    spaces = f'TRIM(SUBSTITUTE(SUBSTITUTE(LOWER({joined}),"\N{NO-BREAK SPACE}"," "),"%"," "))'
    return _substitutes(spaces, FIRST)


def second_text(inner: str) -> str:
    """Formula text of the second half of the chain."""
    return _substitutes(inner, SECOND)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def first_half(cells: Iterable[Any]) -> str:
    """The first half of the chain over some cells, each between its marks."""
    return _first_half("".join([START + (c[:LONGEST] if c.__class__ is str else "") + END for c in cells]))


# Most cells hold numbers, of which all that is read is that they hold no text.
@lru_cache(maxsize=1024)
def _first_half(joined: str) -> str:
    text = joined.lower().replace("\N{NO-BREAK SPACE}", " ").replace("%", " ")
    return _replaced(" ".join(word for word in text.split(" ") if word), FIRST)


@lru_cache(maxsize=1024)
def second_half(text: str) -> str:
    """The second half of the chain."""
    return _replaced(text, SECOND)


def spelling(cell: Any) -> str:
    """A cell's text in the one spelling; "-" for a cell that says nothing.

    >>> [spelling(x) for x in (">= 95", "60 - 85%", "1:30", "71,5 (BB)", "0.817", "n/a", None)]
    ['95', '60;85', '30', '71,5;(bb)', '0x817', '-', '-']
    """
    return second_half(first_half([cell]))[1:] if cell and cell.__class__ is str else "-"


_SHAPE = re.compile(r"-?(?:[0-9]+,?[0-9]*|,[0-9]+)")


def _number(text: str) -> float:
    if not _SHAPE.fullmatch(text):
        raise RaisedError(WRONG_VALUE)
    return float(text.replace(",", "."))


def _upper(bentuk: Any, lower: Any) -> Any:
    upper = _number(str(bentuk).partition(";")[2])
    return "" if upper == as_number(lower) else upper


def _holds_number(env: Any, cell: Any) -> bool:
    try:
        return is_number(cell(env))
    except RaisedError:
        return False


angka_tertulis = Function(
    "angka_tertulis", '_xlfn.NUMBERVALUE(LEFT({0},FIND(";",{0}&";")-1),",",".")',
    lambda bentuk: _number(str(bentuk).partition(";")[0]),
)  # fmt: skip
_LABEL = 'TRIM(MID(SUBSTITUTE(SUBSTITUTE({2},")",""),"(",REPT(" ",99)),1+98*COUNT(0+LEFT({2})),99))'
"""Formula text of what stands beside a number in brackets, or before brackets (``label_beside``)."""


def label_beside(cell: Any) -> str | None:
    """The label of a text with brackets: what they hold where a number stands before them, else what stands before.

    >>> label_beside("93,8 (A)"), label_beside("B (62,5)"), label_beside("BB (revisi)"), label_beside("Sangat Baik")
    ('A', 'B', 'BB', None)
    """
    if cell.__class__ is not str or "(" not in cell:
        return None
    start = 98 if cell[0] in "0123456789" else 0
    part = cell.replace(")", "").replace("(", " " * 99)[start : start + 99]
    return " ".join(word for word in part.split(" ") if word)


def label_positions(skala: Any, scales: Any, cell: Any, labels: Any) -> list[int]:
    """Places of the labels of a scale that a cell says, the last one first."""
    beside = label_beside(cell)
    return [
        i
        for i in range(len(labels) - 1, -1, -1)
        if same_value(scales[i], skala)
        and (same_value(labels[i], cell) or beside is not None and same_value(labels[i], beside))
    ]


def _score(skala: Any, scales: Any, cell: Any, labels: Any, scores: Any) -> Any:
    for i in label_positions(skala, scales, cell, labels):
        return scores[i]
    raise RaisedError(NOT_AVAILABLE)


cari_tingkat = Function(
    "cari_tingkat",
    f'LOOKUP(2,1/(({{1}}={{0}})*(({{3}}={{2}})+COUNT(FIND("(",{{2}}))*({{3}}={_LABEL}))),{{4}})',
    _score,
)


def _number_beside(cell: Any, bentuk: Any, labels: Any) -> float:
    before, found, rest = str(bentuk).partition("(")
    words = str(cell).partition(" (")[0]
    if not (found and before and rest and any(same_value(label, words) for label in labels)):
        raise RaisedError(WRONG_VALUE)
    return _number(rest.replace(")", ""))


def number_behind_label(cell: Any, labels: Iterable[Any]) -> float | None:
    """The number in brackets behind a label that is known, which the book's formulas read; None for another text.

    >>> number_behind_label("B (62,5)", ["B", "BB"]), number_behind_label("belum (2025)", ["B", "BB"])
    (62.5, None)
    """
    if cell.__class__ is not str or "(" not in cell:
        return None
    try:
        return _number_beside(cell, spelling(cell), labels)
    except RaisedError:
        return None


# NUMBERVALUE makes 0 of no text at all, so brackets with nothing in them are no brackets.
angka_samping = Function(
    "angka_samping",
    '_xlfn.NUMBERVALUE(SUBSTITUTE(MID({1},FIND("(",SUBSTITUTE({1},"()",""))/(SUMPRODUCT(--({2}=LEFT({0},'
    'FIND(" (",{0})-1)))>0)+1,30),")",""),",",".")',
    _number_beside,
)
_SECOND_PART = '_xlfn.NUMBERVALUE(MID({0},FIND(";",{0})+1,30),",",".")'
atas_tertulis = Function("atas_tertulis", f'IF({_SECOND_PART}={{1}},"",{_SECOND_PART})', _upper)
rentang_tertulis = Function(
    "rentang_tertulis", 'ISNUMBER(FIND(";",SUBSTITUTE({0},";(","")))', lambda t: ";" in str(t).replace(";(", "")
)
berisi = Function(
    "berisi",
    'COUNT({0})+({1}<>"-")',
    lambda env, cell, bentuk: _holds_number(env, cell) or bentuk(env) != "-",
    lazy=True,
    of_number=True,
)
kosongkan = Function("kosongkan", "LEFT({0},0)", lambda _: "", of_number="")  # an error stays one
DIGITS = "SUMPRODUCT(--ISNUMBER(FIND({{0,1,2,3,4,5,6,7,8,9}},{0})))"
"""Formula text: how many of the ten digits a text has. COUNT of many finds looks for the first alone in ONLYOFFICE."""
tanpa_angka = Function("tanpa_angka", f"{DIGITS}=0", lambda t: not any(c in "0123456789" for c in str(t)))


def understood(text: Any) -> bool:
    """Whether the book's formulas read a text as a target: a bound, an interval, a ratio, days, a number and its label.

    >>> [understood(x) for x in (">= 95", "60-85", "H+7", "71,5 (BB)", "88%", "0.817", "60-8x", "belum", "")]
    [True, True, True, True, True, False, False, False, False]
    """
    own, found, rest = spelling(text).partition(";")
    second = bool(_SHAPE.fullmatch(rest)) or rest.startswith("(")
    return bool(_SHAPE.fullmatch(own)) and (not found or second)


def is_interval(text: Any) -> bool:
    """Whether a text that the book reads has two ends.

    >>> is_interval("60 s.d. 85"), is_interval(">= 95")
    (True, False)
    """
    return understood(text) and ";" in spelling(text).replace(";(", "")


def numbers_of(text: Any) -> tuple[float, ...]:
    """The numbers that the book reads in a text: none, one, or the two ends of an interval.

    >>> numbers_of("60 s.d. 85"), numbers_of("H+7"), numbers_of("belum"), numbers_of(7)
    ((60.0, 85.0), (7.0,), (), ())
    """
    if text.__class__ is not str or not understood(text):
        return ()
    parts = spelling(text).split(";")[: 2 if is_interval(text) else 1]
    return tuple(_number(part) for part in parts)


_LOWER = re.compile(r"\s*(?:>=?|≥|min(?:imal\b|\.))", re.I)
_UPPER = re.compile(r"\s*(?:<=?|≤|ma(?:ksimal\b|ks\.)|h\s*\+)", re.I)


def bound_direction(text: Any) -> str | None:
    """``Naik`` for a lower bound, ``Turun`` for an upper one and for days after a day; None for another text.

    >>> bound_direction("min. 95"), bound_direction("≤ 25"), bound_direction("H+7"), bound_direction("60-85")
    ('Naik', 'Turun', 'Turun', None)
    """
    if text.__class__ is not str or not understood(text):
        return None
    return "Naik" if _LOWER.match(text) else "Turun" if _UPPER.match(text) else None


def _spelled(cell: Any) -> str:
    return spelling(None if cell.__class__ is ErrorValue else cell)


satu_ejaan = Function("satu_ejaan", f"MID({second_text(first_text(['{0}']))},2,{ROOM})", _spelled)


@rule(
    kode="TGT-03",
    nama="Tulisan target dalam satu ejaan",
    hasil="teks",
    sumber=SUMBER,
    rumus="huruf kecil; >=, >, ≥, minimal, min., <=, <, ≤, maksimal, maks., H+ dan % dilepas; -, –, s/d, s.d. menjadi "
    "titik koma; 1 banding 30 dan 1:30 menjadi sisi yang bukan 1 (100, 1000); yang lain diberi x dan tidak terbaca",
    contoh=[
        (dict(cell=">= 95"), "95"), (dict(cell="60 s.d. 85"), "60;85"), (dict(cell="1 banding 30"), "30"),
        (dict(cell="H+7"), "7"), (dict(cell="71,5 (BB)"), "71,5;(bb)"), (dict(cell="0.817"), "0x817"),
    ],
    catatan="Sel tetap seperti diketik dan dicetak seperti ditandatangani; ejaan ini hanya untuk menghitung. Titik "
    "tidak dibaca: 1.200 dapat berarti 1200 atau 1,2.",
)  # fmt: skip
def bentuk_target(cell: Expr) -> Expr:
    """A cell's text in the one spelling that TGT-04 and TGT-05 read; "-" for a cell that says nothing."""
    return satu_ejaan(jika(teks(cell), cell, ""))


def _said_number(cell: Expr, bentuk: Expr, tipe: Expr, skor: Expr) -> Expr:
    return jika(tipe == "Tingkat", skor, jika(bentuk == "-", cell, angka_tertulis(bentuk)))


def _beside(cell: Expr, bentuk: Expr, tipe: Expr, labels: Expr, otherwise: Expr) -> Expr:
    """The number behind a label; of a level, and of a kind that nobody knows, none."""
    number = jika(tipe == "Tingkat", salah_isi(), angka_samping(cell, bentuk, labels))
    return jika_galat(number, otherwise)


@rule(
    kode="TGT-04",
    nama="Angka yang dikatakan sel target",
    hasil="satuan indikator atau skor",
    sumber=SUMBER,
    rumus="angka apa adanya; batas: angkanya; rentang: batas bawahnya; angka dengan label (71,5 (BB)), atau label yang "
    "dikenal dengan angkanya (B (62,5)): angkanya; Tipe Tingkat: "
    'skor labelnya; kosong, -, N/A: ""; selain itu #VALUE!',
    contoh=[
        (dict(cell=88, bentuk="-", tipe="Persen", skor=None, labels=["B"]), 88),
        (dict(cell=">= 95", bentuk="95", tipe="Persen", skor=None, labels=["B"]), 95),
        (dict(cell="60 s.d. 85", bentuk="60;85", tipe="Persen", skor=None, labels=["B"]), 60),
        (dict(cell="71,5 (BB)", bentuk="71,5;(bb)", tipe="Indeks", skor=None, labels=["B"]), 71.5),
        (dict(cell="B (62,5)", bentuk="b;(62,5)", tipe="Indeks", skor=None, labels=["B"]), 62.5),
        (dict(cell="belum (2025)", bentuk="bxlxm;(2025)", tipe="Indeks", skor=None, labels=["B"]), "#VALUE!"),
        (dict(cell="Utama", bentuk="xtxmx", tipe="Tingkat", skor=4, labels=["B"]), 4),
        (dict(cell="N/A", bentuk="-", tipe="Persen", skor=None, labels=["B"]), ""),
        (dict(cell="delapan", bentuk="dxlxpxn", tipe="Persen", skor=None, labels=["B"]), "#VALUE!"),
    ],
)
def target_said(cell: Expr, bentuk: Expr, tipe: Expr, skor: Expr, labels: Expr) -> Expr:
    """What a target's cell says, as a number.

    Args:
        cell: the cell. bentuk: its text by TGT-03. tipe: kind of indicator. skor: the label's score (Tingkat only).
        labels: the labels of every scale of levels; a number in brackets behind one of them counts.

    Returns:
        The number, "" for a cell that says nothing, #VALUE! for text that is no certain number.
    """
    said = _said_number(cell, bentuk, tipe, skor)
    beside = _beside(cell, bentuk, tipe, labels, salah_isi())
    return jika(berisi(cell, bentuk), jika_galat(said, beside), kosongkan(cell))


@rule(
    kode="TGT-05",
    nama="Batas atas target rentang",
    hasil="satuan indikator",
    sumber=SUMBER,
    rumus='rentang: angka keduanya; selain itu, dan bila kedua batas sama: ""',
    contoh=[
        (dict(bentuk="60;85", bawah=60, tipe="Persen"), 85),
        (dict(bentuk="95", bawah=95, tipe="Persen"), ""),
        (dict(bentuk="71,5;(bb)", bawah=71.5, tipe="Indeks"), ""),
        (dict(bentuk="60;60", bawah=60, tipe="Persen"), ""),
        (dict(bentuk="60;8x", bawah=60, tipe="Persen"), "#VALUE!"),
    ],
)
def batas_atas(bentuk: Expr, bawah: Expr, tipe: Expr) -> Expr:
    """Upper end of a target with two ends.

    Args:
        bentuk: the cell's text by TGT-03. bawah: its lower end by TGT-04.

    Returns:
        The number; "" for a target of one number; #VALUE! where the second part is no certain number.
    """
    upper = jika_galat(jika(tipe == "Tingkat", "", atas_tertulis(bentuk, bawah)), salah_isi())
    return jika(rentang_tertulis(bentuk), upper, "")


@rule(
    kode="TGT-06",
    nama="Angka yang dikatakan sel realisasi",
    hasil="satuan indikator atau skor",
    sumber=SUMBER,
    rumus="seperti TGT-04; pada triwulan tanpa target, catatan tanpa angka (misalnya Diukur di TW IV) berarti "
    "belum ada",
    contoh=[
        (dict(cell=5, bentuk="-", tipe="Angka", skor=None, target_triwulan="", labels=["B"]), 5),
        (dict(cell="H+5", bentuk="5", tipe="Angka", skor=None, target_triwulan=7, labels=["B"]), 5),
        (dict(cell="B (62)", bentuk="b;(62)", tipe="Indeks", skor=None, target_triwulan=7, labels=["B"]), 62),
        (dict(cell="belum", bentuk="bxlxm", tipe="Angka", skor=None, target_triwulan="", labels=["B"]), ""),
        (
            dict(cell="belum", bentuk="bxlxm", tipe="Angka", skor=None, target_triwulan=10, labels=["B"]),
            "#VALUE!",
        ),
    ],
)
def realisasi_said(cell: Expr, bentuk: Expr, tipe: Expr, skor: Expr, target_triwulan: Expr, labels: Expr) -> Expr:
    """What a realisasi's cell says, as a number (arguments as ``target_said``).

    Args:
        target_triwulan: what the target of the same quarter says; "" where the quarter has none.
    """
    said = _said_number(cell, bentuk, tipe, skor)
    remark = jika(dan(target_triwulan == "", tanpa_angka(bentuk)), "", salah_isi())
    beside = _beside(cell, bentuk, tipe, labels, remark)
    return jika(berisi(cell, bentuk), jika_galat(said, beside), kosongkan(cell))


@rule(
    kode="TGT-07",
    nama="Faktor penyebut tetap",
    hasil="pengali",
    sumber="Pembilang yang bertambah atas penyebut yang ditetapkan di awal tahun: kebiasaan pengukuran triwulan",
    rumus="1 / Penyebut Tetap; untuk Tipe Persen 100 / Penyebut Tetap; kosong dan Tipe Tingkat: 1",
    contoh=[
        (dict(penyebut=40, tipe="Persen"), 2.5), (dict(penyebut=40, tipe="Indeks"), 0.025),
        (dict(penyebut=None, tipe="Persen"), 1), (dict(penyebut=0, tipe="Persen"), "#N/A"),
        (dict(penyebut="empat", tipe="Persen"), "#VALUE!"),
    ],
    meanings={"penyebut": "sel Penyebut Tetap"},
)  # fmt: skip
def faktor_penyebut(penyebut: Expr, tipe: Expr) -> Expr:
    """What numerators of the quarters are multiplied by, so that they are divided once by their fixed denominator."""
    # A sum, not OR: that one answers TRUE for a blank cell beside an error in ONLYOFFICE.
    return jika(
        (penyebut == "") + (tipe == "Tingkat") > 0,
        1,
        jika(penyebut > 0, jika(tipe == "Persen", 100, 1) / penyebut, tidak_tersedia()),
    )
