"""Writes cells of a table into its worksheet part, adds rows where the table must grow, leaves the rest as it is."""

import re

from ..expr.to_excel import tulis
from ..schema.lepas import lepas
from ..schema.ringkasan import RINGKASAN
from . import xmlspans
from .cells import cell_style, cell_xml, cells, column_number, plain, rows
from .tables import resize
from .worksheet import column_letters

_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData(?:\s[^>]*)?(?:/>|>(.*)</(?:\w+:)?sheetData>)", re.S)
_SQREF = re.compile(rb'(\ssqref=")([^"]*)(")|(<xm:sqref>)([^<]*)(</xm:sqref>)')
_ONE_RANGE = re.compile(rb"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>(.*?)</(?:\w+:)?f>", re.S)
_ROW_R = re.compile(rb'\sr=["\']\d+["\']')


class Rewriter:
    """Rewrites one table of a sheet.

    Args:
        data: the sheet part (from ``cells.plain``).
        place: TablePlace. tabel: the contract's Table.
        last_row: one-based sheet row that the table shall end at.
    """

    def __init__(self, data, place, tabel, last_row):
        self.data = data
        self.place = place
        self.last_row = last_row
        kolom = {k: tabel.by_name[n] for n, k in place.columns.items() if n in tabel.by_name}
        self.kolom = dict(sorted(kolom.items()))
        self.rumus = {
            k: xmlspans.escape(tulis(c.formula) if c.formula is not None else c.excel)
            for k, c in kolom.items()
            if c.computed
        }
        match = _SHEET_DATA.search(data)
        self.prefix = (match[1] or b"").decode()
        self.span = match.span(2) if match[2] is not None else None
        self.all = rows(data, *self.span) if self.span else []

    def write(self, isi, gaya_contoh=()):
        """The part with new contents.

        Args:
            isi: for each table row from the first a dictionary ``{column name: value}``; a column that it lacks keeps
                its cell, None blanks an input cell. Rows beyond the list keep their inputs.
            gaya_contoh: ``(row number within the table, column name)`` of cells that take the format of the table's
                last row instead of their own.

        Returns:
            bytes.
        """
        menurut_nomor = {r.number: r for r in self.all}
        contoh_baris = menurut_nomor.get(self.place.last_row) or menurut_nomor.get(self.place.first_row)
        contoh = {k: cell_style(m) for k, m in cells(self.data, contoh_baris)} if contoh_baris is not None else {}
        self._seperti_contoh = {(nomor + self.place.header_row, self.place.columns[k]) for nomor, k in gaya_contoh}
        keluar, sampai = [], self.span[0] if self.span else None
        baru = []
        for nomor in range(self.place.first_row, self.last_row + 1):
            i = nomor - self.place.first_row
            satu = isi[i] if i < len(isi) else {}
            row = menurut_nomor.get(nomor)
            teks = self._baris(nomor, row, satu, contoh, contoh_baris)
            if row is not None:
                keluar += (self.data[sampai : row.start], *baru, teks)
                sampai, baru = row.stop, []
            else:
                berikut = next((r for r in self.all if r.number > nomor), None) if not baru else None
                if not baru and berikut is not None:
                    keluar.append(self.data[sampai : berikut.start])
                    sampai = berikut.start
                elif not baru and self.all:
                    keluar.append(self.data[sampai : self.span[1]])
                    sampai = self.span[1]
                baru.append(teks)
        keluar += baru
        tubuh = b"".join(keluar) + self.data[sampai : self.span[1]]
        ekor = self.data[self.span[1] :]
        if self.last_row > self.place.last_row:
            ekor = self._perpanjang(ekor)
        return self.data[: self.span[0]] + tubuh + ekor

    def _baris(self, nomor, row, isi, contoh, contoh_baris):
        ada = dict(cells(self.data, row)) if row is not None else {}
        baru_di_tabel = nomor > self.place.last_row or row is None
        keluar = []
        for k in sorted(ada.keys() | self.kolom.keys()):
            match, c = ada.get(k), self.kolom.get(k)
            if c is None:
                keluar.append(match[0])
                continue
            gaya = cell_style(match) if match is not None else contoh.get(k, 0)
            if (baru_di_tabel and not gaya) or (nomor, k) in self._seperti_contoh:
                gaya = contoh.get(k, 0)
            rumus = self.rumus.get(k)
            if rumus is not None:
                keluar.append(cell_xml(k, nomor, gaya, isi.get(c.name, ""), rumus, self.prefix).encode())
            elif c.name in isi:
                keluar.append(cell_xml(k, nomor, gaya, isi[c.name], None, self.prefix).encode())
            elif match is None:
                keluar.append(cell_xml(k, nomor, gaya, None, None, self.prefix).encode())
            elif baru_di_tabel and gaya != cell_style(match):
                keluar.append(_dengan_gaya(match[0], gaya))
            else:
                keluar.append(match[0])
        if row is not None:
            kepala = self.data[row.start : row.inner] if row.inner >= 0 else self.data[row.start : row.stop - 2] + b">"
        else:
            atribut = contoh_baris.attrs.rstrip() if contoh_baris is not None else b""
            kepala = f'<{self.prefix}row r="{nomor}"'.encode() + _ROW_R.sub(b"", atribut) + b">"
        return kepala + b"".join(keluar) + f"</{self.prefix}row>".encode()

    def _perpanjang(self, ekor):
        """Validations and conditional formats that ended with the table end with it again."""
        kiri, kanan = self.place.first_column, self.place.first_column + len(self.place.columns) - 1
        lama, baru = self.place.last_row, str(self.last_row).encode()

        def satu(m):
            dalam = int(m[4]) == lama and column_number(m[1]) >= kiri and column_number(m[3]) <= kanan
            return m[1] + m[2] + b":" + m[3] + baru if dalam else m[0]

        def semua(m):
            awal, isi, akhir = (m[1], m[2], m[3]) if m[1] is not None else (m[4], m[5], m[6])
            return awal + _ONE_RANGE.sub(satu, isi) + akhir

        return _SQREF.sub(semua, ekor)


def _dengan_gaya(teks, gaya):
    polos = re.sub(rb'\ss=["\']\d+["\']', b"", teks, count=1)
    at = re.match(rb"<(?:\w+:)?c", polos).end()
    return polos[:at] + f' s="{gaya}"'.encode() + polos[at:]


def used_rows(bacaan, nama):
    """Number of the last filled row of a table, counted within the table."""
    terakhir = 0
    for b in bacaan.buku.baris(nama):
        if b.isi:
            terakhir = b.nomor
    return terakhir


def wanted_last_row(bacaan, nama):
    """Sheet row that a table shall end at so that its spare rows are there (never fewer than it has)."""
    place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
    return max(place.last_row, place.header_row + used_rows(bacaan, nama) + tabel.spare)


def refresh(bacaan, hitungan):
    """Write every computed cell with its value and formula into the package, topped-up rows included.

    Args:
        bacaan: the book as read.
        hitungan: the computed book.

    Returns:
        Names of the parts that were rewritten.
    """
    package = bacaan.package
    ditulis = []
    for nama, place in bacaan.tempat.items():
        tabel = bacaan.tabel[nama]
        akhir = wanted_last_row(bacaan, nama)
        if not tabel.computed and akhir == place.last_row:
            continue
        isi = hitungan.baris.get(nama, [])
        dihitung = [c.name for c in tabel.computed]
        baris = [{n: satu[n] for n in dihitung} for satu in isi]
        data = Rewriter(bacaan.data[place.sheet.part], place, tabel, akhir).write(baris)
        bacaan.data[place.sheet.part] = data
        if akhir != place.last_row:
            resize(package, place, akhir)
            ditulis.append(place.part)
        package.put(place.sheet.part, data)
        ditulis.append(place.sheet.part)
    ditulis += _segarkan_ringkasan(bacaan, hitungan)
    ditulis += _segarkan_lepas(bacaan, hitungan)
    return list(dict.fromkeys(ditulis))


def _segarkan_ringkasan(bacaan, hitungan):
    place = bacaan.ringkasan
    if place is None:
        return []
    part = place.sheet.part
    data = bacaan.data[part] = plain(bacaan.package.read(part))
    rumus = {kunci: tulis(pohon) for kunci, _, pohon, _ in RINGKASAN}
    kolom = place.columns["Nilai"]
    edits = []
    for i, row in enumerate(r for r in rows(data) if place.header_row < r.number <= place.last_row):
        if i >= len(RINGKASAN):
            break
        kunci = RINGKASAN[i][0]
        for k, match in cells(data, row):
            if k == kolom:
                isi = hitungan.ringkasan[kunci]
                teks = cell_xml(k, row.number, cell_style(match), isi, xmlspans.escape(rumus[kunci]))
                edits.append((*match.span(), teks.encode()))
    bacaan.data[part] = xmlspans.splice(data, edits)
    bacaan.package.put(part, bacaan.data[part])
    return [part]


def _segarkan_lepas(bacaan, hitungan):
    """Cells outside the tables that hold one of the known formulas (headings, figures of Beranda)."""
    nilai = {xmlspans.escape(teks).encode(): pohon for teks, pohon in lepas().items()}
    hitung = {}
    ditulis = []
    for sheet in bacaan.workbook.sheets:
        part = sheet.part
        if not part or sheet.kind != "worksheet" or part not in bacaan.data:
            continue
        data, edits = bacaan.data[part], []
        batas = min((p.header_row for p in bacaan.tempat.values() if p.sheet.part == part), default=1_000)
        for row in rows(data):
            if row.number > batas:
                break
            for k, match in cells(data, row):
                rumus = _FORMULA_TEXT.search(match[3]) if match[3] else None
                if rumus is None or rumus[1] not in nilai:
                    continue
                if rumus[1] not in hitung:
                    hitung[rumus[1]] = hitungan.nilai_lepas(nilai[rumus[1]])
                teks = cell_xml(k, row.number, cell_style(match), hitung[rumus[1]], rumus[1].decode())
                edits.append((*match.span(), teks.encode()))
        if edits:
            bacaan.data[part] = xmlspans.splice(data, edits)
            bacaan.package.put(part, bacaan.data[part])
            ditulis.append(part)
    return ditulis


def cell_address(place, kolom, baris):
    """Address of a cell of a table, such as ``J7``."""
    return f"{column_letters(place.columns[kolom])}{place.header_row + baris}"
