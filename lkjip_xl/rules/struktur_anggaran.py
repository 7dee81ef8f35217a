"""The shape of the budget: blocks of rows, leaves, and the money that an indicator owns.

A row's children are the rows beneath it down to the next row of the same or a higher Tingkat, as in every printed
table; a row with nothing beneath it is a leaf and keeps its own amounts. These are facts about a whole table, so the
Python side is a pass over the rows and the Excel side an idiom for one row (both tested against each other); see
docs/adr/0004.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from ..expr.values import NOT_AVAILABLE, TOO_LARGE, WRONG_VALUE, ErrorValue, Number, as_text, bulatkan, is_number

TINGKAT = ("Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan")
_URUTAN = {nama.casefold(): i for i, nama in enumerate(TINGKAT)}
TABLE = "tbl_anggaran"


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


def parents(tingkat: Sequence[Any]) -> list[int]:
    """For each row the one-based number of the nearest row above of a higher level; 0 where there is none."""
    last = [0, 0, 0, 0, 0]  # [k]: the last row of level k (from 1) or higher
    result = []
    for i, cell in enumerate(tingkat):
        level = tingkat_ke(cell)
        result.append(last[4 if level is None else level])
        if level is not None:
            for k in range(level + 1, 5):
                last[k] = i + 1
    return result


def wrapped_codes(indikator: Any) -> str:
    """The codes of a row as the formulas look for them: each between semicolons of its own.

    >>> wrapped_codes("1.1; 1.2"), wrapped_codes(None)
    (';1.1;;1.2;', '')
    """
    if indikator in (None, ""):
        return ""
    teks = as_text(indikator)
    return ";" + teks.replace(" ", "").replace(";", ";;") + ";"


def _cell(kolom: str) -> str:
    return f"{TABLE}[[#This Row],[{kolom}]]"


def _bila_terisi(rumus: str) -> str:
    return f'IF({_cell("Tingkat")}="","",{rumus})'


_NO, _TK, _AKHIR, _DAUN, _INDUK = (_cell(nama) for nama in ("_No", "_Tk", "_Akhir", "_Daun", "_Induk"))
_TW = f"INDEX({TABLE}[[#This Row],[Realisasi TW1]:[Realisasi TW4]],lk_tw)"


def _nearest(dari: str) -> str:
    tanda = f"INDEX(lk_a_f,{dari},MIN({_TK},5)-1):INDEX(lk_a_f,{_NO},MIN({_TK},5)-1)"
    return f"LOOKUP(2,1/({tanda}),INDEX(lk_a_no,{dari}):INDEX(lk_a_no,{_NO}))"


def _amount(isi: str) -> str:
    """An amount of a leaf: a number, "" for none, #VALUE! for another text (ANG-05)."""
    return f'IF(ISNUMBER({isi}),{isi},IF(ISNA({isi}),"",IF(OR({isi}="",{isi}="-",{isi}="N/A"),"","teks"*1)))'


def _pagu() -> str:
    awal, perubahan = _cell("Pagu Awal"), _cell("Pagu Perubahan")
    dipakai = f'IF(ISNA({perubahan}),TRUE(),AND({perubahan}<>"",{perubahan}<>"-",{perubahan}<>"N/A"))'
    isi = f'IF(ISNUMBER({perubahan}),{perubahan},IF(ISNA({perubahan}),"","teks"*1))'
    return f'IF(IF(lk_dok="Perubahan",{dipakai}),{isi},{_amount(awal)})'


def _block_sum(helper: str, nama: str) -> str:
    blok = f"INDEX({nama},{_NO}):INDEX({nama},{_AKHIR})"
    sendiri = _cell(helper)
    return (
        f'IF({_AKHIR}={_NO},IF({sendiri}="",NA(),{sendiri}),IF(SUM({blok})=0,IF(COUNT({blok})=0,NA(),0),SUM({blok})))'
    )


def _inherited(tingkat: int) -> str:
    atas = f'{_cell("_W1")}&IF({_INDUK}>0,INDEX(lk_a_w{tingkat - 1},{_INDUK}),"")'
    return f'IF({_TK}>{tingkat},"",IF({_TK}={tingkat},{atas},{_cell(f"_W{tingkat - 1}")}))'


def _formulas() -> dict[str, str]:
    daftar = ",".join(f'"{nama}"' for nama in TINGKAT)
    batas = f"MATCH(1,INDEX(lk_a_f,{_NO}+1,{_TK}):INDEX(lk_a_f,lk_a_n,{_TK}),0)"
    di_bawah = f"INDEX(lk_a_no,{_NO}+1):INDEX(lk_a_no,{_AKHIR})"
    kode = f'SUBSTITUTE(SUBSTITUTE({_cell("Indikator")}," ",""),";",";;")'
    atas = f'IF({_INDUK}>0,INDEX(lk_a_w4,{_INDUK}),"")'
    return {
        "_No": f"ROW()-ROW({TABLE}[[#Headers],[Kode]])",
        "_Tk": f"IFERROR(MATCH({_cell('Tingkat')},{{{daftar}}},0),9)",
        # The block ends before the next row of the same or a higher level.
        "_Akhir": f"IF({_TK}>4,{_NO},IFERROR({_NO}-1+{batas},lk_a_n))",
        "_Daun": f"IF({_AKHIR}={_NO},TRUE(),COUNT({di_bawah})=0)",
        # Nearly always the parent is near: a window first, all rows above only where it is not there.
        "_Induk": f"IF({_TK}<2,0,IFERROR({_nearest(f'MAX(1,{_NO}-99)')},IFERROR({_nearest('1')},0)))",
        "_W1": f'IF({_cell("Indikator")}="","",";"&{kode}&";")',
        **{f"_W{k}": _inherited(k) for k in (2, 3, 4)},
        "_Ganda": f'IF(ISNUMBER(FIND(";;",{_cell("_W1")})),{_cell("_W1")},"")',
        "_Pagu": f'IF({_DAUN},{_pagu()},"")',
        "_Realisasi": f'IF({_DAUN},{_amount(_TW)},"")',
        "_Indikator": f'IF({_DAUN},IF({_TK}>4,{_cell("_W1")}&{atas},{_cell("_W4")}),"")',
        "Pagu": _block_sum("_Pagu", "lk_a_pagu"),
        "Realisasi": _block_sum("_Realisasi", "lk_a_real"),
    }


# Whatever stands in Tingkat, these four hold no error: lk_a_n adds them up (schema.setting_cells).
_PENANDA = {f"_F{k}": f'IF(ISNUMBER({_TK}),IF({_TK}<={k},1,0),"")' for k in (1, 2, 3, 4)}
RUMUS = {**{kolom: _bila_terisi(rumus) for kolom, rumus in _formulas().items()}, **_PENANDA}
"""Excel formula text (without ``=``) of the structural columns of ``tbl_anggaran``."""
PEMBANTU = tuple(kolom for kolom in RUMUS if kolom.startswith("_"))
"""The hidden ones, in an order in which each finds what it needs."""


def rumus_uang(kolom: str) -> str:
    """Excel formula template of an indicator's money; ``{0}`` is its Kode.

    The leaves that carry a code are the blocks of the rows that name it (``_B1`` to ``_B3``). They are added in the
    order of the rows. Where a fourth block exists, the whole table is looked through. Leaves that hold no amount make
    no sum; an unusable one is an error either way.
    """
    nama, jumlah = {"Pagu": ("lk_a_pagu", "lk_a_jp"), "Realisasi": ("lk_a_real", "lk_a_jr")}[kolom]
    b = [f"tbl_pengukuran[[#This Row],[_B{n}]]" for n in (1, 2, 3, 4)]
    blok = [f"INDEX({nama},{n}):INDEX({nama},INDEX(lk_a_akhir,{n}))" for n in b]
    kosong = [f"ISNA(INDEX({jumlah},{n}))" for n in b]
    pola = '"*;"&{0}&";*"'
    semua = f"SUMIFS({nama},lk_a_ind,{pola})"
    banyak = f'COUNTIFS(lk_a_ind,{pola},{nama},"<9E+307")'
    dua, tiga = (f"IF({b[k]}>0,{blok[k]},0)" for k in (1, 2))
    tanpa = f"AND({kosong[0]},IF({b[1]}>0,{kosong[1]},TRUE()),IF({b[2]}>0,{kosong[2]},TRUE()))"
    return f"IF({b[0]}=0,NA(),IF({b[3]}>0,{semua}+IF({banyak}=0,NA()),IF({tanpa},NA(),SUM({blok[0]},{dua},{tiga}))))"


def block_formula(nomor: int) -> str:
    """Excel formula template of ``_B1`` to ``_B4``: the rows that name a code and stand in no earlier one's block.

    ``{0}`` is the pattern of the code, ``{1}`` the row before (not for the first).
    """
    if nomor == 1:
        return "IFERROR(MATCH({0},lk_a_w1,0),0)"
    akhir = "INDEX(lk_a_akhir,{1})"
    return f"IF({{1}}=0,0,IFERROR({akhir}+MATCH({{0}},INDEX(lk_a_w1,{akhir}+1):INDEX(lk_a_w1,lk_a_n),0),0))"
