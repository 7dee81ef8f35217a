"""Reading a printed cell and comparing it with a quantity of the book: rounding, truncation, error."""

import re
from collections.abc import Iterator
from decimal import Decimal
from math import log10
from typing import Any, NamedTuple

from ..compute import quantities as bs
from ..compute.key import key
from ..compute.quantities import Besaran, Quantities, State
from ..expr.values import ErrorValue, bulatkan, is_number, potong
from ..rules.bacaan_angka import (
    ANGKA,
    KOSONG,
    NOT_AVAILABLE,
    RAGU,
    CellReading,
    clean_text,
    read_number,
    says_not_available,
)
from ..rules.tanggal import day_number, no_such_day

SKALA_UANG = {3: "ribuan", 6: "jutaan", 9: "miliaran"}
_DIGITS = re.compile(r"[0-9](?:[0-9.,' ]*[0-9])?").finditer
_DECIMALS = re.compile(r"(?:[.,]([0-9]+))?$").finditer

Reading = tuple[float, int]
"""``(value, decimals)`` of a printed number, a ratio in percent points; decimals below 0 where whole thousands are the
last digit."""


class PrintedCell(NamedTuple):
    """What a printed cell holds.

    Attributes:
        jenis: ``angka``, ``kosong`` (also - and N/A), ``label`` or ``ragu``.
        bacaan: for numbers the possible readings (a list of ``Reading``), for a label its key, else None.
        pesan: why it is ragu.
    """

    jenis: str
    bacaan: Any
    pesan: str


class Comparison(NamedTuple):
    """A comparison.

    Attributes:
        status: ``sama``, ``digit`` (within the last printed digit), ``beda``, ``hampa`` (print has nothing), ``tak``
            (the book has nothing), ``lewati`` (the book's own cell is in error).
        bacaan: the ``Reading`` that it rests on, or a label's key.
        bukti: ``bulat`` or ``potong`` where only one of them gives the printed figure, a power of ten for amounts in
            thousands, else None.
    """

    status: str
    bacaan: Any
    bukti: str | int | None


# --- what is printed -------------------------------------------------------------------------------------------------
def read_printed(tertulis: Any, b: Besaran) -> PrintedCell:
    """Read a printed cell as the quantity ``b``; returns a ``PrintedCell``."""
    if is_number(tertulis):
        # A percent pasted from a spreadsheet arrives as its ratio.
        des = len(f"{Decimal(f'{tertulis:.15g}').normalize():f}".partition(".")[2])
        numbers = [(tertulis, des)]
        if b.jenis == bs.RASIO:
            numbers.insert(0, (bulatkan(tertulis * 100, 12), max(0, des - 2)))
        return PrintedCell("angka", numbers, "")
    if tertulis is None or not isinstance(tertulis, str):
        return PrintedCell("kosong" if tertulis is None else "ragu", None, "Isi sel bukan angka.")
    if not tertulis.strip() or says_not_available(tertulis):
        return PrintedCell("kosong", None, "")
    if b.jenis == bs.TEKS:
        return PrintedCell("label", key(tertulis), "")
    if is_day(b):
        return _day(tertulis)
    value = _angka(tertulis, b)
    if value.jenis in (KOSONG, NOT_AVAILABLE):
        return PrintedCell("kosong", None, "")
    if value.jenis == ANGKA:
        return PrintedCell("angka", _bacaan(tertulis, value.nilai, b), "")
    if value.jenis == RAGU or (re.search("[0-9]", tertulis) and b.tipe != "Tingkat"):
        nol = b.jenis == bs.UANG and re.fullmatch(r"(?i)(rp|idr)?[.\s]*([-=\s,.]+|nihil)", tertulis.strip())
        return PrintedCell("kosong", None, "") if nol else PrintedCell("ragu", None, value.pesan)
    return PrintedCell("label", key(tertulis), "")


def is_day(b: Besaran) -> bool:
    """Whether a quantity is a day: a target or a realisasi of an indicator that is measured by a date."""
    return b.jenis == bs.NILAI and key(b.tipe) == "tanggal"


def _day(text: str) -> PrintedCell:
    """A printed date is a text as any other, whichever way it was printed."""
    day = day_number(text.strip())
    if day is not None:
        return PrintedCell("angka", [(day, 0)], "")
    missing = no_such_day(text)
    return PrintedCell("ragu", None, f'"{text.strip()[:40]}" ' + (
        f"adalah tanggal yang tidak ada: {missing}." if missing else "bukan tanggal yang lengkap."
    ))  # fmt: skip


def _angka(text: str, b: Besaran) -> CellReading:
    if b.jenis == bs.NILAI:
        return read_number(text, b.satuan if isinstance(b.satuan, str) else None, b.tipe)
    value = read_number(text, uang=b.jenis == bs.UANG)
    return read_number(text, "orang") if b.jenis == bs.HITUNG and value.jenis == RAGU else value


def _bacaan(text: str, value: float, b: Besaran) -> list[Reading]:
    bersih = clean_text(text)
    number = next(_DIGITS(bersih))[0]
    digit = int(re.sub("[^0-9]", "", number))
    if digit:
        des = -int(bulatkan(log10(abs(value) / digit), 0))
    else:
        des = len(next(_DECIMALS(number))[1] or "")
    result = [(value, des)]
    if b.jenis == bs.RASIO and not re.search(r"%|persen", bersih.casefold()) and abs(value) <= 10 and des > 0:
        result.append((bulatkan(value * 100, 12), max(0, des - 2)))
    return result


def penting(value: float, des: int) -> int:
    """How many digits of a printed number say something: 92% two, 100% one."""
    return len(str(abs(int(Decimal(f"{value:.15g}").scaleb(des)))).strip("0"))


# --- against the book ------------------------------------------------------------------------------------------------
def poin(kind: str, value: Any) -> Any:
    """A computed value in the unit of print: a ratio in percent points."""
    return bulatkan(value * 100, 12) if kind == bs.RASIO else value


def hampa(value: Any) -> bool:
    """True where the book has nothing to show: blank or N/A."""
    return (
        value is None
        or value == ""
        or (value.__class__ is ErrorValue and value.kode == "#N/A")
        or says_not_available(value)
    )


def compare(h: Quantities, b: Besaran, cetakan: PrintedCell, tw: int | None, dokumen: str | None) -> Comparison:
    """Compare a printed cell with a quantity at a quarter and document; returns a ``Comparison``."""
    k = h.state(quarter=tw, document=dokumen)
    value = b.hitung(k)
    if value.__class__ is ErrorValue and not hampa(value):
        return Comparison("lewati", None, None)
    if cetakan.jenis == "kosong":
        nol = value == 0 and (b.jenis == bs.UANG or b.ruang != bs.INDIKATOR)
        return Comparison("sama" if hampa(value) or nol else "hampa", None, None)
    if hampa(value):
        return Comparison("tak", cetakan.bacaan, None)
    if cetakan.jenis == "label" or not is_number(value):
        sama = cetakan.jenis == "label" and isinstance(value, str) and key(value) == cetakan.bacaan
        return Comparison("sama" if sama else "beda", cetakan.bacaan, None)
    result = [_banding_angka(h, b, k, value, amount, min(des, 8)) for amount, des in cetakan.bacaan]
    if b.jenis == bs.UANG and not any(x.status == "sama" for x in result):
        result += _berskala(h, b, k, value, *cetakan.bacaan[0])
    if b.nama.startswith("Pertumbuhan ") and b.ruang == bs.TAHUNAN:  # T-C.24 prints growth as a fraction, too
        result += [_banding_angka(h, b, k, value, amount * 100, max(0, des - 2)) for amount, des in cetakan.bacaan]
    elif b.ruang == bs.TAHUNAN and b.jenis == bs.RASIO:
        result += _dalam_rentang(h, b, cetakan)
    return min(result, key=lambda x: ("sama", "digit", "beda").index(x.status))


def _banding_angka(h: Quantities, b: Besaran, k: State, value: Any, amount: float, des: int) -> Comparison:
    reading = (amount, des)
    tepat = poin(b.jenis, value)
    bulat, potongan = bulatkan(tepat, des), potong(bulatkan(tepat, 10), des)
    amount = bulatkan(amount, des)
    if amount == bulat:
        return Comparison("sama", reading, None if bulat == potongan else "bulat")
    if b.jenis == bs.RASIO:
        # Later rules use rounded results: 80% / 92% at whole percents, or as the book itself is set.
        sendiri = (h.world.defined["lk_desimal"], h.world.defined["lk_bulat"])
        for desimal, cara, bukti in ((max(0, des), "Bulat", None), (*sendiri, None), (max(0, des), "Potong", "potong")):
            other = b.hitung(k._replace(decimals=desimal, rounding=cara))
            if is_number(other) and amount == bulatkan(other * 100, des):
                return Comparison("sama", reading, bukti)
    if amount == potongan:
        return Comparison("sama", reading, "potong")
    if b.jenis != bs.RASIO and des >= 0 and value == int(value):  # a whole number has no rounding
        return Comparison("beda", reading, None)
    return Comparison("digit" if abs(amount - tepat) < 10.0**-des else "beda", reading, None)


def _berskala(h: Quantities, b: Besaran, k: State, value: Any, amount: float, des: int) -> list[Comparison]:
    if penting(amount, des) < 3:
        return []
    every = ((_banding_angka(h, b, k, value, amount * 10**s, des - s), s) for s in SKALA_UANG)
    return [x._replace(bukti=s) for x, s in every if x.status == "sama"]


def _dalam_rentang(h: Quantities, b: Besaran, cetakan: PrintedCell) -> Iterator[Comparison]:
    """A serapan of amounts in rounded billions is right anywhere between what those may stand for."""
    batas = h.serapan_bounds(b.kode, int(b.nama[-4:]))
    if batas is None:
        return
    for value, des in cetakan.bacaan:
        if batas[0] * 100 - 10.0**-des / 2 <= value <= batas[1] * 100 + 10.0**-des / 2:
            yield Comparison("sama", (value, des), None)
