"""Plays a user who types into a book with some other program (openpyxl): values, formats, merges, rows beneath."""

import openpyxl
from openpyxl.utils import range_boundaries


class Isian:
    """An open book; ``tulis`` types into a table's cell, ``simpan`` saves it."""

    def __init__(self, path):
        self.path = path
        self.buku = openpyxl.load_workbook(path)
        self.tabel = {t.displayName: (ws, t) for ws in self.buku for t in ws.tables.values()}

    def letak(self, tabel, baris, kolom):
        """``(worksheet, row, column)`` of the one-based row of a table."""
        ws, t = self.tabel[tabel]
        kiri, atas, _, _ = range_boundaries(t.ref)
        nama = [ws.cell(atas, kiri + i).value for i in range(len(t.tableColumns))]
        return ws, atas + baris, kiri + nama.index(kolom)

    def sel(self, tabel, baris, kolom):
        ws, r, k = self.letak(tabel, baris, kolom)
        return ws.cell(r, k)

    def tulis(self, tabel, baris, kolom, isi, format=None):
        satu = self.sel(tabel, baris, kolom)
        satu.value = isi
        if format:
            satu.number_format = format
        return satu.coordinate

    def baris_terakhir(self, tabel):
        _, t = self.tabel[tabel]
        _, atas, _, bawah = range_boundaries(t.ref)
        return bawah - atas

    def simpan(self, path=None):
        self.buku.save(path or self.path)
        return path or self.path
