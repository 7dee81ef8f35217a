"""Checks on meaning: a comma that slipped, a ratio among points, a share above its whole, a figure below nothing."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from ..compute.book import Cells
from ..compute.key import key
from ..expr.values import bulatkan, is_number
from ..schema.choices import TRIWULAN
from .finding import PERIKSA, SALAH, Finding
from .indicator_facts import Figure, Indikator, arah_dipakai, boleh_negatif, indikator, instansi, pilihan, share_kind
from .registry import Context, check, shown

SATUAN_PERSEN = "Ketentuan buku ini: indikator Persen ditulis dalam poin, 88 berarti 88%"
BAGIAN = "Bagian dari suatu keseluruhan paling banyak 100%"


# --- a comma that slipped --------------------------------------------------------------------------------------------
def _dekat(v: float, other: Iterable[float], below: float = 0.8, above: float = 1.25) -> bool:
    """Whether 100 times ``v`` is about each of the others."""
    return all(below * x <= 100 * v <= above * x for x in other)


def _tetangga(deret: Sequence[Any], i: int) -> tuple[Any, Any]:
    """(nearest figure in points before, after) place ``i``; None where there is none."""
    before = next((x for x in reversed(deret[:i]) if is_number(x) and x > 1), None)
    return before, next((x for x in deret[i + 1 :] if is_number(x) and x > 1), None)


def _poin(*values: Any) -> list[float]:
    return [x for x in values if is_number(x) and x > 1]


def _yakin_pecahan(b: Context, one: Indikator, table: str, row: Cells, column: str, v: float) -> bool | None:
    """Whether a small figure surely stands for 100 times as much: True, False (perhaps), None (a start from little)."""
    tahun_ini = one.renstra.get(f"Target {b.tahun}")
    if table == "tbl_renstra":
        deret = ["Kondisi Awal", *one.target]
        before, after = _tetangga([row[k] for k in deret], deret.index(column))
        other = _poin(before, after)
        if len(other) == 1 and not _dekat(v, other, 0.5, 1.5):
            return None
        return column != "Kondisi Awal" and _dekat(v, other)
    if table == "tbl_pk":
        return any(_dekat(v, [x]) for x in _poin(tahun_ini, *(u["Target TW4"] for u in one.ukur)))
    if table == "tbl_riwayat":
        return column == "Target" and any(_dekat(v, [x]) for x in _poin(row["Realisasi"]))
    apa, _, n = column.partition(" TW")
    return (_yakin_target if apa == "Target" else _yakin_realisasi)(row, int(n), v, tahun_ini)


def _yakin_target(row: Cells, n: int, v: float, tahun_ini: Any) -> bool | None:
    sifat = pilihan(row["Sifat"])
    if n == 4:
        setahun = (row["Target TW3"],) if sifat == "Akumulasi" else (row["_T0"], tahun_ini)
        return any(_dekat(v, [x]) for x in _poin(*setahun))
    other = _poin(*_tetangga([*(row[f"Target TW{i}"] for i in TRIWULAN), row["_T0"]], n - 1))
    if sifat == "Kumulatif" or len(other) == 1 and not _dekat(v, other, 0.5, 1.5):
        return None
    return False


def _yakin_realisasi(row: Cells, n: int, v: float, tahun_ini: Any) -> bool | None:
    before, after = _tetangga([row[f"Realisasi TW{i}"] for i in TRIWULAN], n - 1)
    berjalan = pilihan(row["Sifat"]) == "Kumulatif"
    other = _poin(before, None if berjalan else after)
    if other and _dekat(v, other):
        return True
    # A first figure may be small in truth, unless the target of that very quarter says otherwise.
    if before is None and (after is not None or berjalan and n < 4):
        target = _poin(row[f"Target TW{n}"])
        return False if target and _dekat(v, target) else None
    return False


def _pecahan(b: Context) -> list[tuple[Indikator, Figure, bool]]:
    """[(indicator, (table, row, column, value), sure)]: ratios among points."""
    result = []
    for one in indikator(b):
        if one.tipe != "Persen":
            continue
        large = [v for _, _, _, v in one.isi if v > 1]
        if len(large) < 2 or _middle(large) <= 10:
            continue
        below, above = min(large), max(large)
        for value in one.isi:
            v = value[3]
            if 0 < v <= 1 and 0.5 * below <= 100 * v <= 1.5 * above:
                yakin = _yakin_pecahan(b, one, *value)
                if yakin is not None:
                    result.append((one, value, yakin))
    return result


def _semua_diragukan(b: Context) -> dict[Any, set[Any]]:
    result: dict[Any, Any] = {}
    for one, value, _ in b.remembered("makna: pecahan", _pecahan):
        result.setdefault(one.key, set()).add(value[3])
    for one in indikator(b):
        for value in one.lebih_skala():
            result.setdefault(one.key, set()).add(value[3])
    return result


def diragukan(b: Context, kode: Any) -> Set[Any]:
    """The figures of an indicator that MKN-07 (a ratio among points) or MKN-23 (above the scale) tells already."""
    return b.remembered("makna: diragukan", _semua_diragukan).get(key(kode), frozenset())


@check("MKN-07", SALAH, "Indikator Persen ditulis dalam poin, bukan pecahan", SATUAN_PERSEN)
def persen_sebagai_pecahan(b: Context) -> Iterator[Finding]:
    for one, (table, row, column, v), yakin in b.remembered("makna: pecahan", _pecahan):
        other = [x for _, _, _, x in one.isi if x > 1]
        poin = bulatkan(100 * v, 10)
        yield b.temuan(
            table, row, column,
            uraian=f"{column} {one.sebut} tertulis {shown(v)}, sedangkan angka lain indikator itu {shown(min(other))} "
            f"sampai {shown(max(other))}. Dalam poin, {shown(v)} berarti {shown(v)}%.",
            perbaikan=f"Bila maksudnya {shown(poin)}%, ketik {shown(poin)}.", tertulis=v, seharusnya=poin,
            berat=None if yakin else PERIKSA,
        )  # fmt: skip
    for one in indikator(b):
        contents = list(one.target.values())
        rise = one.tipe == "Persen" and arah_dipakai(one) == "Naik"
        if rise and len(contents) >= 3 and all(0.3 <= v <= 1 for v in contents) and share_kind(one.nama):
            column = next(iter(one.target))
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                column,
                uraian=f"Semua target {one.sebut} tertulis sebagai pecahan ({shown(min(contents))} sampai "
                f"{shown(max(contents))}), sehingga dibaca {shown(min(contents))}% sampai {shown(max(contents))}%.",
                perbaikan="Tulis dalam poin: 88 berarti 88%.",
                tertulis=contents[0],
                berat=PERIKSA,
            )


def _geser(v: float, other: Iterable[float]) -> float | None:
    """The factor by which ``v`` seems to have slipped from the others (10, 100, 1000 or their inverses), or None."""
    other = [x for x in other if x > 0]
    if v <= 0 or len(other) < 3 or max(other) > 2 * min(other):
        return None
    for times in (10, 100, 1000, 0.1, 0.01, 0.001):
        if 0.8 * min(other) <= v / times <= 1.25 * max(other):
            return times
    return None


def tergeser(one: Indikator) -> list[Any]:
    """[(table, row, column, value, factor)] of the years that slipped away from the rest of the row."""
    if one.tipe == "Tingkat":
        return []
    values = [x for x in one.isi if x[0] == "tbl_renstra" or x[0] == "tbl_riwayat" and instansi(x[1])]
    result = []
    for i, (table, row, column, v) in enumerate(values):
        times = _geser(v, [x[3] for j, x in enumerate(values) if j != i])
        if times is None or one.tipe == "Persen" and v <= 1:
            continue
        if v > 100 and one.tipe == "Persen" and share_kind(one.nama):
            continue
        result.append((table, row, column, v, times))
    return result


@check("MKN-08", PERIKSA, "Target dan riwayat satu indikator tidak berbeda sepuluh kali", SATUAN_PERSEN)
def komatergeser(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        for table, row, column, v, times in tergeser(one):
            if v in diragukan(b, one.kode):
                continue
            if times > 1:
                different = f"kira-kira {times} kali angka lain indikator itu"
            else:
                different = f"kira-kira 1/{shown(bulatkan(1 / times, 0))} dari angka lain indikator itu"
            yield b.temuan(
                table, row, column, uraian=f"{column} {one.sebut} tertulis {shown(v)}, {different}.",
                perbaikan="Periksa letak koma, titik, dan banyaknya angka.", tertulis=v,
            )  # fmt: skip


HAMPIR_SERATUS = 110
"""Up to here a denominator that was only estimated may explain a share above 100."""


# --- shares ----------------------------------------------------------------------------------------------------------
def lebih_dari_seratus(one: Indikator) -> dict[tuple[str, int, str], Figure]:
    """{(table, row number, kind): (table, row, column, value)} of the largest value over 100 of each row."""
    result: dict[tuple[str, int, str], Figure] = {}
    if one.tipe == "Persen" and share_kind(one.nama):
        for table, row, column, v in one.isi:
            if v > 100:
                kunci = (table, row["#nomor"], column.partition(" ")[0])
                if kunci not in result or v > result[kunci][3]:
                    result[kunci] = (table, row, column, v)
        for u in one.ukur:
            r = u["_R0"]
            kunci = ("tbl_pengukuran", u["#nomor"], "Realisasi")
            if is_number(r) and r > 100 and kunci not in result:
                result[kunci] = ("tbl_pengukuran", u, "Realisasi", r)
    return result


@check("MKN-09", SALAH, "Persentase bagian tidak lebih dari 100", BAGIAN)
def lebih_seratus(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        for table, row, column, v in lebih_dari_seratus(one).values():
            yield b.temuan(
                table,
                row,
                column,
                uraian=f"{column} {one.sebut} tertulis {shown(v)}%, padahal '{one.nama}' adalah bagian dari "
                "keseluruhan yang paling banyak 100%.",
                perbaikan="Periksa letak koma dan penyebutnya. Untuk indikator yang memang boleh lebih dari 100%, "
                "betulkan nama atau Tipe-nya.",
                tertulis=v,
                seharusnya=None,
                berat=None if share_kind(one.nama) == "pasti" and v > HAMPIR_SERATUS else PERIKSA,
            )


@check("MKN-10", SALAH, "Target dan realisasi tidak negatif", "Bagian dan banyaknya tidak pernah kurang dari 0")
def negatif(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        if one.tipe == "Tingkat" or boleh_negatif(one):
            continue
        pasti = share_kind(one.nama) or one.satuan == "terhitung" or one.tipe == "Indeks"
        for table, row, column, v, told in (*((*x, "tertulis {}") for x in one.isi), *_ratios(one)):
            if v < 0:
                yield b.temuan(
                    table,
                    row,
                    column,
                    uraian=f"{column} {one.sebut} {told.format(shown(v))}, kurang dari 0.",
                    perbaikan="Hapus tanda minusnya, atau periksa angkanya.",
                    tertulis=v,
                    seharusnya=None,
                    berat=None if pasti else PERIKSA,
                )


def _ratios(one: Indikator) -> Iterator[tuple[str, Cells, str, float, str]]:
    """What numerators over a Penyebut Tetap come to by each quarter, the first below 0 of a row and kind.

    A numerator of its own may be below 0, since a later quarter corrects an earlier one; the ratio may not.
    """
    for u in {row["#nomor"]: row for _, row, _, _ in one.pembilang}.values():
        for kind, helper in (("Target", "_T"), ("Realisasi", "_R")):
            for n in TRIWULAN:
                value = u[f"{helper}{n}"]
                if is_number(u[f"{kind} TW{n}"]) and is_number(value) and value < 0:
                    told = f"menjadi {{}} atas Penyebut Tetap {shown(u['Penyebut Tetap'])}"
                    yield "tbl_pengukuran", u, f"{kind} TW{n}", value, told
                    break


def _middle(values: Sequence[float]) -> float:
    """The median; the library that has it loads fractions and random numbers with it."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
