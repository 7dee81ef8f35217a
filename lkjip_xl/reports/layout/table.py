"""Tables as lists of columns, laid on the column grid of a sheet.

Tables of different shape stand one under another on the same sheet; each of their columns covers one or more columns
of the sheet's grid.
"""

from collections import namedtuple
from functools import lru_cache
from itertools import combinations

from .paper import batas_sel

Kolom = namedtuple("Kolom", "judul lebar sel kelompok jumlah ada jenis", defaults=(None, None, None, None))
Kolom.__doc__ = """One column of a report table, defined once and used wherever the table appears.

judul: heading; ``{tahun}``, ``{lalu}``, ``{akhir}`` and ``{kinerja}`` are filled in.
lebar: wanted width in characters.
sel: function of (analysis, indicator) that gives the cell, or a list of cells for one row each.
kelompok: heading above this and the neighbouring columns of the same group.
jumlah: function of (analysis, sasaran or ``Jumlah``) for a row that sums up; it may give None for no figure.
ada: function of (analysis,) that tells whether the book needs the column; None for always.
jenis: ``"nilai"`` for values in the indicator's satuan, ``"uang"`` for rupiah (their width follows the figures).
"""

Jumlah = namedtuple("Jumlah", "rata_rata pagu realisasi serapan")
Jumlah.__doc__ = """What a row of sums shows; a ``Sasaran`` has the same attributes. rata_rata None: no figure."""


@lru_cache(maxsize=256)
def bagi_kisi(wanted, grid, least):
    """Spread columns over a grid, as near to their wanted widths as it goes.

    Args:
        wanted: wanted widths, at most as many as the grid has columns.
        grid: widths of the sheet's columns.
        least: width that each column cannot do without (kept where the grid allows it). All three are tuples.

    Returns:
        ``((first, last), ...)`` grid columns of each column; together they cover the whole grid.
    """
    skala = sum(grid) / sum(wanted)
    ujung = [0]
    for w in grid:
        ujung.append(ujung[-1] + w)
    terbaik = None
    for potong in combinations(range(1, len(grid)), len(wanted) - 1):
        batas = (0, *potong, len(grid))
        beda = sum(
            (ujung[b] - ujung[a] - w * skala) ** 2 / w + (1e6 if ujung[b] - ujung[a] < perlu else 0)
            for a, b, w, perlu in zip(batas, batas[1:], wanted, least, strict=False)
        )
        if terbaik is None or beda < terbaik[0]:
            terbaik = (beda, batas)
    return tuple((a, b - 1) for a, b in zip(terbaik[1], terbaik[1][1:], strict=False))


def tulis_kepala(kertas, kolom, judul, letak):
    """Head of a table; ``(first, last)`` row numbers.

    Args:
        kertas: the sheet's ``Kertas``.
        kolom: the columns. judul: their headings, filled in. letak: their places on the grid.
    """
    if not any(k.kelompok for k in kolom):
        atas = [None] * kertas.kolom
        for isi, (a, _) in zip(judul, letak, strict=True):
            atas[a] = isi
        return kertas.kepala(atas)
    atas, bawah, terakhir = [None] * kertas.kolom, [None] * kertas.kolom, None
    for k, isi, (a, _) in zip(kolom, judul, letak, strict=True):
        if k.kelompok:
            atas[a] = k.kelompok if k.kelompok != terakhir else None
            bawah[a] = isi
        else:
            atas[a], bawah[a] = isi, "^"
        terakhir = k.kelompok
    return kertas.kepala(atas, bawah)


def hampar(sel, letak, lebar):
    """Cells of a table row on the grid: ``(cells, merged ranges)`` as ``Kertas.baris`` takes them."""
    if len(sel) == lebar:
        return list(sel), None
    hasil, rentang = [None] * lebar, {}
    for satu, (a, b) in zip(sel, letak, strict=True):
        hasil[a] = satu
        if b > a:
            rentang[a] = b
            kosong = (None, satu[1])
            for k in range(a + 1, b + 1):
                hasil[k] = kosong
    return hasil, rentang


def tulis_baris(kertas, sel, letak, ke_bawah=()):
    """Write one table row; a cell that is a list takes one sheet row per item, the others are merged beside it.

    Args:
        kertas: the sheet's ``Kertas``.
        sel: a cell or a list of cells for each column. letak: their places on the grid.
        ke_bawah: columns that the caller will merge over more rows (their text needs no room here).

    Returns:
        ``(first, last)`` row numbers.
    """
    banyak = max([len(s) for s in sel if s.__class__ is list], default=1)
    awal = len(kertas.lembar.rows)
    if banyak <= 1:
        sel = [s[0] if s.__class__ is list else s for s in sel]
        isi, rentang = hampar(sel, letak, kertas.kolom)
        kertas.baris(isi, rentang=rentang, abaikan=[letak[k][0] for k in ke_bawah])
        return awal, len(kertas.lembar.rows) - 1
    tegak = [k for k, s in enumerate(sel) if s.__class__ is not list]
    abaikan = [letak[k][0] for k in tegak]
    for i in range(banyak):
        satu = []
        for s in sel:
            if s.__class__ is list:
                isi, gaya = s[i] if i < len(s) else (None, s[-1][1])
                satu.append((isi, batas_sel(gaya, i == 0, i == banyak - 1)))
            else:
                satu.append(s if i == 0 else (None, s[1]))
        isi, rentang = hampar(satu, letak, kertas.kolom)
        for k in tegak:
            if rentang:
                rentang.pop(letak[k][0], None)
        kertas.baris(isi, rentang=rentang, abaikan=abaikan)
    akhir = len(kertas.lembar.rows) - 1
    for k in tegak:
        if k not in ke_bawah:
            kertas.gabung_sama(awal, akhir, *letak[k], rata=False)
    return awal, akhir
