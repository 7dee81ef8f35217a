"""The look that all report sheets share: styles, title block, numbered table head, notes, signature block.

Sizes are in points, widths in characters of the default font. Rows get a height that fits their longest cell, since
neither Excel nor LibreOffice fits merged cells by itself.
"""

from ..expr.nilai import Galat, adalah_angka
from .model import Style

JUDUL = Style(bold=True, size=12, align="center", wrap=True)
JUDUL_KECIL = Style(bold=True, size=11, align="center", wrap=True)
SUBJUDUL = Style(bold=True, size=10, align="left")
KEPALA = Style(bold=True, size=9, align="center", wrap=True, border="thin", fill="D9E1F2")
NOMOR_KOLOM = Style(italic=True, size=8, align="center", border="thin", fill="F2F2F2")
TEKS = Style(size=9, align="left", valign="top", wrap=True, border="thin")
TEKS_TEBAL = TEKS._replace(bold=True)
TENGAH = Style(size=9, align="center", valign="top", wrap=True, border="thin")
ANGKA = Style(size=9, align="right", valign="top", border="thin")
TOTAL = Style(bold=True, size=9, align="center", wrap=True, border="thin", fill="F2F2F2")
CATATAN = Style(italic=True, size=8, align="left", valign="top", wrap=True, color="595959")
POLOS = Style(size=10, align="left", valign="top", wrap=True)

RUPIAH = "#,##0;-#,##0;0"
TINGGI_BARIS = 1.28  # line height in units of the font size


def format_persen(desimal):
    """Number format of a ratio shown as percent."""
    return "0%" if not desimal else "0." + "0" * desimal + "%"


def format_poin(desimal=2):
    """Number format of a Persen indicator, kept in points: 88 shows 88,00%."""
    return ('0' if not desimal else "0." + "0" * desimal) + '"%"'


def tampil(nilai):
    """A value as a report cell holds it: numbers and text stay, errors and blanks become text."""
    if nilai.__class__ is Galat:
        return "N/A" if nilai.kode == "#N/A" else "tidak dapat dihitung"
    return "-" if nilai is None or nilai == "" else nilai


def sel_rasio(nilai, desimal, gaya=ANGKA):
    """Cell of a ratio, shown as percent."""
    return (tampil(nilai), gaya._replace(format=format_persen(desimal), align="right" if adalah_angka(nilai) else "center"))


def sel_rupiah(nilai, gaya=ANGKA):
    """Cell of an amount in whole rupiah."""
    return (tampil(nilai), gaya._replace(format=RUPIAH, align="right" if adalah_angka(nilai) else "center"))


def sel_nilai(nilai, tipe, gaya=TENGAH):
    """Cell of a target or realisasi in the indicator's own satuan: number, label or N/A.

    Whole numbers show without decimals, others with two; a Persen indicator gets the percent sign after its points.
    """
    nilai = tampil(nilai)
    if not adalah_angka(nilai):
        return (nilai, gaya)
    desimal = 0 if nilai == int(nilai) else 2
    return (nilai, gaya._replace(format=format_poin(desimal) if tipe == "Persen" else "#,##0" + (".00" if desimal else "")))


def jumlah_baris(teks, lebar, ukuran=9):
    """Lines that a text needs in a cell of this width, words kept whole."""
    muat = max(1.0, lebar * 10.6 / ukuran)  # characters per line; Arial 10 is the width's unit
    hasil = 0
    for bagian in str(teks).split("\n"):
        panjang, baris = 0, 1
        for kata in bagian.split(" "):
            n = len(kata)
            if panjang and panjang + 1 + n > muat:
                baris, panjang = baris + 1, 0
            while n > muat:
                baris, n = baris + 1, n - muat
            panjang += n + (1 if panjang else 0)
        hasil += baris
    return hasil


def tinggi(baris, ukuran=9):
    """Height in points of a row of that many lines."""
    return max(15.0, baris * ukuran * TINGGI_BARIS + 4)


class Kertas:
    """Writes a ``ReportSheet`` from the top: knows its widths, so rows get heights that fit.

    lembar: the sheet. kolom: number of its columns.
    """

    def __init__(self, lembar):
        self.lembar = lembar
        self.kolom = len(lembar.widths)

    def lebar(self, awal, akhir=None):
        """Width of the zero-based columns ``awal`` to ``akhir`` together."""
        return sum(self.lembar.widths[awal : (awal if akhir is None else akhir) + 1])

    def baris(self, sel, level=0, paling_rendah=None, rentang=None):
        """Append a row whose height fits its wrapped texts; returns its number.

        Args:
            sel: cells from the first column, ``(value, Style)`` or None.
            level: outline level.
            paling_rendah: smallest height in points.
            rentang: ``{column: last column}`` for cells that are merged to the right in this row.
        """
        butuh = paling_rendah or 15.0
        for k, satu in enumerate(sel):
            if satu is None or satu[0] is None or not isinstance(satu[0], str):
                continue
            akhir = (rentang or {}).get(k, k)
            ukuran = satu[1].size
            garis = jumlah_baris(satu[0], self.lebar(k, akhir) - satu[1].indent * 1.2, ukuran) if satu[1].wrap else 1
            butuh = max(butuh, tinggi(garis, ukuran))
        nomor = self.lembar.add(sel, butuh, level)
        for k, akhir in (rentang or {}).items():
            self.lembar.merge(nomor, k, nomor, akhir)
        return nomor

    def kosong(self, tinggi_baris=None):
        """An empty row."""
        return self.lembar.add((), tinggi_baris)

    def teks(self, isi, gaya=POLOS, awal=0, akhir=None):
        """A text across columns ``awal`` to ``akhir`` (the whole width by default)."""
        akhir = self.kolom - 1 if akhir is None else akhir
        sel = [None] * awal + [(isi, gaya)] + [(None, gaya)] * (akhir - awal)
        return self.baris(sel, rentang={awal: akhir})

    def judul(self, *baris):
        """The title block: centred lines over the whole width (blank ones are left out), then an empty row."""
        for i, isi in enumerate(b for b in baris if b):
            self.teks(isi, JUDUL if i == 0 else JUDUL_KECIL)
        self.kosong(8)

    def kepala(self, *tingkat, nomor=True):
        """The table head; returns ``(first, last)`` row numbers.

        Args:
            tingkat: one list of texts per head row, as long as the sheet is wide. None continues the cell to its
                left; ``"^"`` continues the cell above.
            nomor: add the row ``(1) (2) ...``.
        """
        awal = len(self.lembar.rows)
        for baris in tingkat:
            sel = [(None if t in (None, "^") else t, KEPALA) for t in baris]
            rentang, k = {}, 0
            while k < len(baris):
                akhir = k
                while akhir + 1 < len(baris) and baris[akhir + 1] is None:
                    akhir += 1
                if akhir > k and baris[k] != "^":
                    rentang[k] = akhir
                k = akhir + 1
            self.baris(sel, paling_rendah=18, rentang=rentang)
        for k in range(len(tingkat[0])):
            for r, baris in enumerate(tingkat):
                if baris[k] not in (None, "^"):
                    bawah = r
                    while bawah + 1 < len(tingkat) and tingkat[bawah + 1][k] == "^":
                        bawah += 1
                    self.lembar.merge(awal + r, k, awal + bawah, k) if bawah > r else None
        if nomor:
            self.lembar.add([(f"({i})", NOMOR_KOLOM) for i in range(1, len(tingkat[0]) + 1)], 13)
        return awal, len(self.lembar.rows) - 1

    def gabung_sama(self, awal, akhir, kolom):
        """Merge a column's cells of the rows ``awal`` to ``akhir`` and make the rows high enough for the merged text."""
        if akhir <= awal:
            return
        self.lembar.merge(awal, kolom, akhir, kolom)
        isi, gaya = self.lembar.rows[awal].cells[kolom]
        if not isinstance(isi, str):
            return
        butuh = tinggi(jumlah_baris(isi, self.lebar(kolom), gaya.size), gaya.size)
        ada = sum(self.lembar.rows[r].height or 15 for r in range(awal, akhir + 1))
        if butuh > ada:
            for r in range(awal, akhir + 1):
                self.lembar.rows[r].height = (self.lembar.rows[r].height or 15) * butuh / ada

    def catatan(self, *baris):
        """Notes beneath a table (source, formula)."""
        for isi in baris:
            if isi:
                self.teks(isi, CATATAN)

    def tanda_tangan(self, kanan, kiri=None, lebar=None):
        """Signature block: the right block, and a left one beside it where the form has two signatures.

        Args:
            kanan, kiri: dictionaries with ``pembuka`` (lines above, such as place and date, jabatan), ``nama``,
                ``bawah`` (lines beneath, such as pangkat and NIP).
            lebar: ``((left first, left last), (right first, right last))`` columns; halves of the sheet by default.
        """
        tengah = self.kolom // 2
        blok = lebar or ((0, max(0, tengah - 1)), (min(self.kolom - 1, max(tengah, self.kolom * 3 // 5)), self.kolom - 1))
        gaya = Style(size=10, align="center", valign="center", wrap=True)
        nama = gaya._replace(bold=True, underline=True)
        kiri = kiri or {"pembuka": [], "nama": "", "bawah": []}
        tinggi_pembuka = max(len(kiri["pembuka"]), len(kanan["pembuka"]))

        def tulis(kiri_isi, kanan_isi, gaya_baris, rendah=None):
            sel, rentang = [None] * self.kolom, {}
            for (a, b), isi in zip(blok, (kiri_isi, kanan_isi), strict=True):
                if isi:
                    sel[a] = (isi, gaya_baris)
                    if b > a:
                        rentang[a] = b
            self.baris(sel, paling_rendah=rendah, rentang=rentang)

        self.kosong(10)
        for i in range(tinggi_pembuka):
            isi = [
                s["pembuka"][i - (tinggi_pembuka - len(s["pembuka"]))]
                if i >= tinggi_pembuka - len(s["pembuka"]) else ""
                for s in (kiri, kanan)
            ]  # fmt: skip
            tulis(*isi, gaya)
        self.kosong(52)
        tulis(kiri["nama"], kanan["nama"], nama)
        for i in range(max(len(kiri["bawah"]), len(kanan["bawah"]))):
            tulis(*(s["bawah"][i] if i < len(s["bawah"]) else "" for s in (kiri, kanan)), gaya)


def nama_instansi(bahan):
    """Name of the office in capitals, for titles."""
    return str(bahan.atur.get("instansi") or "").upper()


def penanda_tangan(bahan, tanggal=None):
    """Right-hand signature block of the head of the office."""
    from .bahan import tulis_tanggal

    atur = bahan.atur
    tempat = atur.get("tempat_tanda_tangan") or atur.get("kota") or ""
    waktu = tulis_tanggal(tanggal if tanggal is not None else atur.get("tanggal_laporan"))
    tempat_waktu = ", ".join(t for t in (tempat, waktu) if t)
    nip = atur.get("nip_kepala")
    return {
        "pembuka": [tempat_waktu, (atur.get("jabatan_kepala") or "KEPALA").upper() + ","],
        "nama": atur.get("nama_kepala") or "(nama kepala)",
        "bawah": [t for t in (atur.get("pangkat_kepala"), f"NIP. {nip}" if nip else "") if t],
    }
