"""The shape of the budget: blocks of rows, leaves, and the money that an indicator owns.

A row's children are the rows beneath it down to the next row of the same or a higher Tingkat, as in every printed
table; a row with nothing beneath it is a leaf and keeps its own amounts. These are facts about a whole table, so the
Python side is a pass over the rows and the Excel side an idiom for one row (both tested against each other); see
docs/adr/0004.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from ..expr.values import NOT_AVAILABLE, TOO_LARGE, WRONG_VALUE, ErrorValue, Number, bulatkan, is_number

TINGKAT = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan")
_URUTAN = {nama.casefold(): i for i, nama in enumerate(TINGKAT)}
TABLE = "tbl_anggaran"
_NOMOR = f"{TABLE}[[#This Row],[_No]]"
_TINGKAT = f"{TABLE}[Tingkat]"
_BAWAH = f"INDEX({_TINGKAT},MIN({_NOMOR}+1,ROWS({_TINGKAT}))):INDEX({_TINGKAT},ROWS({_TINGKAT}))"


def tingkat_ke(tingkat: object) -> int | None:
    """0 for Urusan to 4 for Sub Kegiatan; None for anything else (such a row has no children).

    >>> tingkat_ke("Urusan"), tingkat_ke("sub kegiatan "), tingkat_ke("Komponen")
    (0, 4, None)
    """
    return _URUTAN.get(str(tingkat).strip().casefold()) if tingkat is not None else None


def akhir_blok(tingkat: Sequence[Any]) -> list[int]:
    """For each row the one-based number of the last row of its block.

    Args:
        tingkat: the column Tingkat, blanks as None or "".

    Returns:
        List of numbers, ``len(tingkat)`` for the open end; the row's own number for a row of unknown Tingkat.
    """
    n = len(tingkat)
    akhir = [0] * n
    tunggu: list[tuple[int, int]] = []  # open rows: (level, index), levels rising
    for i, isi in enumerate(tingkat):
        ke = tingkat_ke(isi)
        if ke is None:
            akhir[i] = i + 1
            continue
        while tunggu and tunggu[-1][0] >= ke:
            akhir[tunggu.pop()[1]] = i
        tunggu.append((ke, i))
    for _, i in tunggu:
        akhir[i] = n
    for i, isi in enumerate(tingkat):
        if tingkat_ke(isi) == 4:
            akhir[i] = i + 1
    return akhir


def daun(tingkat: Sequence[Any], akhir: Sequence[int]) -> list[bool]:
    """For each row whether it is a leaf: no filled row beneath it in its block."""
    n = len(tingkat)
    terisi_sampai = [0] * (n + 1)
    for i in range(n):
        terisi_sampai[i + 1] = terisi_sampai[i] + (tingkat[i] not in (None, ""))
    return [tingkat[i] not in (None, "") and terisi_sampai[akhir[i]] == terisi_sampai[i + 1] for i in range(n)]


def jumlah_blok(daun_isi: Sequence[Any], akhir: Sequence[int]) -> list[Number | ErrorValue]:
    """Sum of the leaves of each block.

    Args:
        daun_isi: per row the amount of a leaf (number or ``ErrorValue``), None for a row without one.
        akhir: from ``akhir_blok``.

    Returns:
        Per row a number, #N/A where no leaf has an amount, #VALUE! where a leaf is unusable, #NUM! beyond all bounds.
    """
    jumlah: list[Number] = [0]
    banyak, salah = [0], [0]
    for isi in daun_isi:
        angka = is_number(isi)
        jumlah.append(jumlah[-1] + (isi if angka else 0))
        banyak.append(banyak[-1] + angka)
        salah.append(salah[-1] + (isi.__class__ is ErrorValue))
    hasil: list[Number | ErrorValue] = []
    for i, ke in enumerate(akhir):
        if salah[ke] > salah[i]:
            hasil.append(WRONG_VALUE)
        elif banyak[ke] == banyak[i]:
            hasil.append(NOT_AVAILABLE)
        else:
            isi = jumlah[ke] - jumlah[i]
            # Beyond all bounds: what no cell can hold is #NUM!, there too.
            if isi.__class__ is float:
                isi = bulatkan(isi, 10) if isfinite(isi) else TOO_LARGE
            hasil.append(isi)
    return hasil


def kode_indikator(teks: object) -> list[str]:
    """The indicator codes that a budget row names, in order, without blanks or repetitions (case does not matter).

    >>> kode_indikator("1.1.1; 1.1.2;;1.1.1")
    ['1.1.1', '1.1.2']
    """
    if teks in (None, ""):
        return []
    hasil: dict[str, str] = {}
    for kode in str(teks).replace(" ", "").split(";"):
        if kode:
            hasil.setdefault(kode.casefold(), kode)
    return list(hasil.values())


def leluhur(terisi: Sequence[Any], akhir: Sequence[int]) -> list[tuple[int, ...]]:
    """For each row the zero-based rows above it whose block holds it, nearest first."""
    hasil: list[tuple[int, ...]] = []
    terbuka: list[int] = []
    for i, ke in enumerate(akhir):
        while terbuka and akhir[terbuka[-1]] <= i:
            terbuka.pop()
        hasil.append(tuple(reversed(terbuka)))
        if terisi[i] and ke > i + 1:
            terbuka.append(i)
    return hasil


def teks_warisan(
    i: int, tingkat_ke_baris: Sequence[int | None], indikator: Sequence[Any], leluhur_baris: Sequence[int]
) -> str:
    """Helper text of a leaf: its own codes, then those of the nearest row of each level above, lowest level first."""
    bagian = [indikator[i] or ""]
    for tingkat in (3, 2, 1, 0):
        pemilik = next((j for j in (i, *leluhur_baris) if tingkat_ke_baris[j] == tingkat), None)
        bagian.append("" if pemilik is None else indikator[pemilik] or "")
    return (";" + ";".join(str(b) for b in bagian) + ";").replace(" ", "")


def _cocok(nama: str) -> str:
    return f'IFERROR(MATCH("{nama}",{_BAWAH},0),9000000000)'


def _rumus_akhir() -> str:
    ke = f"{TABLE}[[#This Row],[_Tk]]"
    batas = [f"ROWS({_TINGKAT})-{_NOMOR}+1", _cocok(TINGKAT[0])]
    batas += [f"IF({ke}>{j},{_cocok(TINGKAT[j])},9000000000)" for j in range(1, 4)]
    return f"IF({ke}>4,{_NOMOR},{_NOMOR}-1+MIN({','.join(batas)}))"


_DAUN = (
    f"OR({TABLE}[[#This Row],[_Akhir]]={_NOMOR},COUNTIF(INDEX({_TINGKAT},MIN({_NOMOR}+1,ROWS({_TINGKAT}))):"
    f'INDEX({_TINGKAT},{TABLE}[[#This Row],[_Akhir]]),"?*")=0)'
)


def _rumus_blok(helper: str) -> str:
    blok = f"INDEX({TABLE}[{helper}],{_NOMOR}):INDEX({TABLE}[{helper}],{TABLE}[[#This Row],[_Akhir]])"
    return f"IF(AND(COUNT({blok})=0,SUM({blok})=0),NA(),SUM({blok}))"


def _rumus_indikator() -> str:
    hasil = f'";"&{TABLE}[[#This Row],[Indikator]]&";"'
    for nama in reversed(TINGKAT[:4]):
        hasil += (
            f'&IFERROR(LOOKUP(2,1/((INDEX({TABLE}[Tingkat],1):{TABLE}[[#This Row],[Tingkat]]="{nama}")'
            f"*(INDEX({TABLE}[_Akhir],1):{TABLE}[[#This Row],[_Akhir]]>={_NOMOR})*{{1}}),"
            f'INDEX({TABLE}[Indikator],1):{TABLE}[[#This Row],[Indikator]]),"")&";"'
        )
    return f'SUBSTITUTE({hasil}," ","")'


def _bila_terisi(rumus: str) -> str:
    return f'IF({TABLE}[[#This Row],[Tingkat]]="","",{rumus})'


def rumus(kolom: str, pagu: str | None = None, realisasi: str | None = None) -> str:
    """Excel formula text (without ``=``) of a structural column of ``tbl_anggaran``.

    Args:
        kolom: ``_No``, ``_Tk``, ``_Akhir``, ``_Pagu``, ``_Realisasi``, ``_Indikator``, ``Pagu`` or ``Realisasi``.
        pagu, realisasi: formula text of a leaf's own amount.
    """
    if kolom == "_No":
        return _bila_terisi(f"ROW()-ROW({TABLE}[[#Headers],[Kode]])")
    if kolom == "_Tk":
        daftar = ",".join(f'"{nama}"' for nama in TINGKAT)
        return _bila_terisi(f"IFERROR(MATCH({TABLE}[[#This Row],[Tingkat]],{{{daftar}}},0),9)")
    if kolom == "_Akhir":
        return _bila_terisi(_rumus_akhir())
    if kolom in ("_Pagu", "_Realisasi"):
        sendiri = pagu if kolom == "_Pagu" else realisasi
        return _bila_terisi(f'IF({_DAUN},IF(ISNA({sendiri}),"",{sendiri}),"")')
    if kolom == "_Indikator":
        return _bila_terisi(f'IF({_DAUN},{_rumus_indikator()},"")')
    return _bila_terisi(_rumus_blok("_" + kolom))


def rumus_uang(kode: str, kolom: str) -> str:
    """Excel formula text of the money of the indicator ``kode`` (formula text of its cell)."""
    pola = f'"*;"&{kode}&";*"'
    jumlah = f"SUMIFS({TABLE}[_{kolom}],{TABLE}[_Indikator],{pola})"
    # Leaves that hold no amount make no sum, as in a block; an unusable one is an error either way.
    return f'IF(COUNTIFS({TABLE}[_Indikator],{pola},{TABLE}[_{kolom}],"<9E+307")=0,{jumlah}+NA(),{jumlah})'
