"""Reading a printed cell and comparing it with a quantity of the book: rounding, truncation, error."""

import re
from collections import namedtuple
from decimal import Decimal
from math import log10

from ..compute import quantities as bs
from ..compute.key import key
from ..expr.values import ErrorValue, bulatkan, is_number, potong
from ..rules.bacaan_angka import (
    ANGKA,
    KOSONG,
    NOT_AVAILABLE,
    RAGU,
    clean_text,
    read_number,
    says_not_available,
)

SKALA_UANG = {3: "ribuan", 6: "jutaan", 9: "miliaran"}

Cetakan = namedtuple("Cetakan", "jenis bacaan pesan")
Cetakan.__doc__ = """What a printed cell holds.

jenis: ``angka``, ``kosong`` (also - and N/A), ``label`` or ``ragu``. bacaan: for numbers the possible readings
``(value, decimals)``, a ratio in percent points; decimals are negative where whole thousands are the last digit; for a
label its key. pesan: why it is ragu.
"""
Hasil = namedtuple("Hasil", "status bacaan bukti")
Hasil.__doc__ = """A comparison.

status: ``sama``, ``digit`` (within the last printed digit), ``beda``, ``hampa`` (print has nothing), ``tak`` (the book
has nothing), ``lewati`` (the book's own cell is in error). bacaan: the reading that it rests on. bukti: ``bulat`` or
``potong`` where only one of them gives the printed figure, a power of ten for amounts in thousands, else None.
"""


# --- what is printed -------------------------------------------------------------------------------------------------
def baca(tertulis, b):
    """Read a printed cell as the quantity ``b``; returns a ``Cetakan``."""
    if is_number(tertulis):
        # A percent pasted from a spreadsheet arrives as its ratio.
        des = max(0, -Decimal(f"{tertulis:.15g}").normalize().as_tuple().exponent)
        angka = [(tertulis, des)]
        if b.jenis == bs.RASIO:
            angka.insert(0, (bulatkan(tertulis * 100, 12), max(0, des - 2)))
        return Cetakan("angka", angka, "")
    if tertulis is None or not isinstance(tertulis, str):
        return Cetakan("kosong" if tertulis is None else "ragu", None, "Isi sel bukan angka.")
    if not tertulis.strip() or says_not_available(tertulis):
        return Cetakan("kosong", None, "")
    if b.jenis == bs.TEKS:
        return Cetakan("label", key(tertulis), "")
    isi = _angka(tertulis, b)
    if isi.jenis in (KOSONG, NOT_AVAILABLE):
        return Cetakan("kosong", None, "")
    if isi.jenis == ANGKA:
        return Cetakan("angka", _bacaan(tertulis, isi.nilai, b), "")
    if isi.jenis == RAGU or (re.search("[0-9]", tertulis) and b.tipe != "Tingkat"):
        nol = b.jenis == bs.UANG and re.fullmatch(r"(?i)(rp|idr)?[.\s]*([-=\s,.]+|nihil)", tertulis.strip())
        return Cetakan("kosong", None, "") if nol else Cetakan("ragu", None, isi.pesan)
    return Cetakan("label", key(tertulis), "")


def _angka(teks, b):
    if b.jenis == bs.NILAI:
        return read_number(teks, b.satuan if isinstance(b.satuan, str) else None, b.tipe)
    isi = read_number(teks, uang=b.jenis == bs.UANG)
    return read_number(teks, "orang") if b.jenis == bs.HITUNG and isi.jenis == RAGU else isi


def _bacaan(teks, nilai, b):
    bersih = clean_text(teks)
    angka = re.search(r"[0-9](?:[0-9.,' ]*[0-9])?", bersih)[0]
    digit = int(re.sub("[^0-9]", "", angka))
    if digit:
        des = -int(bulatkan(log10(abs(nilai) / digit), 0))
    else:
        des = len(re.search(r"(?:[.,]([0-9]+))?$", angka)[1] or "")
    hasil = [(nilai, des)]
    if b.jenis == bs.RASIO and not re.search(r"%|persen", bersih.casefold()) and abs(nilai) <= 10 and des > 0:
        hasil.append((bulatkan(nilai * 100, 12), max(0, des - 2)))
    return hasil


def penting(nilai, des):
    """How many digits of a printed number say something: 92% two, 100% one."""
    return len(str(abs(int(Decimal(f"{nilai:.15g}").scaleb(des)))).strip("0"))


# --- against the book ------------------------------------------------------------------------------------------------
def poin(jenis, isi):
    """A computed value in the unit of print: a ratio in percent points."""
    return bulatkan(isi * 100, 12) if jenis == bs.RASIO else isi


def hampa(isi):
    """True where the book has nothing to show: blank or N/A."""
    return isi is None or isi == "" or (isi.__class__ is ErrorValue and isi.kode == "#N/A") or says_not_available(isi)


def banding(h, b, cetakan, tw, dokumen):
    """Compare a printed cell with a quantity at a quarter and document; returns a ``Hasil``."""
    k = h.state(quarter=tw, document=dokumen)
    isi = b.hitung(k)
    if isi.__class__ is ErrorValue and not hampa(isi):
        return Hasil("lewati", None, None)
    if cetakan.jenis == "kosong":
        nol = isi == 0 and (b.jenis == bs.UANG or b.ruang != bs.INDIKATOR)
        return Hasil("sama" if hampa(isi) or nol else "hampa", None, None)
    if hampa(isi):
        return Hasil("tak", cetakan.bacaan, None)
    if cetakan.jenis == "label" or not is_number(isi):
        sama = cetakan.jenis == "label" and isinstance(isi, str) and key(isi) == cetakan.bacaan
        return Hasil("sama" if sama else "beda", cetakan.bacaan, None)
    hasil = [_banding_angka(h, b, k, isi, nilai, min(des, 8)) for nilai, des in cetakan.bacaan]
    if b.jenis == bs.UANG and not any(x.status == "sama" for x in hasil):
        hasil += _berskala(h, b, k, isi, *cetakan.bacaan[0])
    if b.nama.startswith("Pertumbuhan ") and b.ruang == bs.TAHUNAN:  # T-C.24 prints growth as a fraction, too
        hasil += [_banding_angka(h, b, k, isi, nilai * 100, max(0, des - 2)) for nilai, des in cetakan.bacaan]
    elif b.ruang == bs.TAHUNAN and b.jenis == bs.RASIO:
        hasil += _dalam_rentang(h, b, cetakan)
    return min(hasil, key=lambda x: ("sama", "digit", "beda").index(x.status))


def _banding_angka(h, b, k, isi, nilai, des):
    bacaan = (nilai, des)
    tepat = poin(b.jenis, isi)
    bulat, potongan = bulatkan(tepat, des), potong(bulatkan(tepat, 10), des)
    nilai = bulatkan(nilai, des)
    if nilai == bulat:
        return Hasil("sama", bacaan, None if bulat == potongan else "bulat")
    if b.jenis == bs.RASIO:
        # Later rules use rounded results: 80% / 92% at whole percents, or as the book itself is set.
        sendiri = (h.world.defined["lk_desimal"], h.world.defined["lk_bulat"])
        for desimal, cara, bukti in ((max(0, des), "Bulat", None), (*sendiri, None), (max(0, des), "Potong", "potong")):
            lain = b.hitung(k._replace(decimals=desimal, rounding=cara))
            if is_number(lain) and nilai == bulatkan(lain * 100, des):
                return Hasil("sama", bacaan, bukti)
    if nilai == potongan:
        return Hasil("sama", bacaan, "potong")
    if b.jenis != bs.RASIO and des >= 0 and isi == int(isi):  # a whole number has no rounding
        return Hasil("beda", bacaan, None)
    return Hasil("digit" if abs(nilai - tepat) < 10.0**-des else "beda", bacaan, None)


def _berskala(h, b, k, isi, nilai, des):
    if penting(nilai, des) < 3:
        return []
    semua = ((_banding_angka(h, b, k, isi, nilai * 10**s, des - s), s) for s in SKALA_UANG)
    return [x._replace(bukti=s) for x, s in semua if x.status == "sama"]


def _dalam_rentang(h, b, cetakan):
    """A serapan of amounts in rounded billions is right anywhere between what those may stand for."""
    batas = h.serapan_bounds(b.kode, int(b.nama[-4:]))
    for nilai, des in cetakan.bacaan if batas else ():
        if batas[0] * 100 - 10.0**-des / 2 <= nilai <= batas[1] * 100 + 10.0**-des / 2:
            yield Hasil("sama", (nilai, des), None)
