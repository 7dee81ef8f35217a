"""The look that all report sheets share: styles, title block, numbered table head, notes, signature block.

Sizes are in points, widths in characters of the default font. Rows get a height that fits their longest cell.
"""

from bisect import bisect_right

from ...expr.values import ErrorValue, is_number
from ...ooxml.measure import TERTINGGI, TINGGI_BARIS, jumlah_baris, kebutuhan, pecah_baris, tinggi
from ...ooxml.sheet_model import Style

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
TOTAL_TEKS = TOTAL._replace(align="left")
TOTAL_ANGKA = TOTAL._replace(align="right", wrap=False)
CATATAN = Style(italic=True, size=8, align="left", valign="top", wrap=True, color="595959")
POLOS = Style(size=10, align="left", valign="top", wrap=True)

RUPIAH = "#,##0;-#,##0;0"
TAK_TERHITUNG = "tidak dapat dihitung"


def format_persen(desimal):
    """Number format of a ratio shown as percent."""
    return "0%" if not desimal else "0." + "0" * desimal + "%"


def format_poin(desimal=2):
    """Number format of a Persen indicator, kept in points: 88 shows 88,00%."""
    return ("0" if not desimal else "0." + "0" * desimal) + '"%"'


def tampil(nilai):
    """A value as a report cell holds it: numbers and text stay, errors and blanks become text."""
    if nilai.__class__ is ErrorValue:
        return "N/A" if nilai.kode == "#N/A" else TAK_TERHITUNG
    return "-" if nilai is None or nilai == "" else nilai


_GAYA = {}


def dengan_format(gaya, kode):
    """``gaya`` with a number format (the same object each time, since long tables ask for it in every cell)."""
    kunci = (gaya, kode)
    try:
        return _GAYA[kunci]
    except KeyError:
        return _GAYA.setdefault(kunci, gaya._replace(format=kode))


def sel_angka(nilai, kode, gaya=ANGKA):
    """Cell of a number with a format code; a text in its place (N/A, -) stands centred and wraps."""
    if is_number(nilai):
        return (nilai, dengan_format(gaya, kode))
    kunci = (gaya, None, "teks")
    if kunci not in _GAYA:
        _GAYA[kunci] = gaya._replace(align="center", wrap=True)
    return (tampil(nilai), _GAYA[kunci])


def sel_rasio(nilai, desimal, gaya=ANGKA):
    """Cell of a ratio, shown as percent."""
    return sel_angka(nilai, format_persen(desimal), gaya)


def sel_rupiah(nilai, gaya=ANGKA):
    """Cell of an amount in whole rupiah."""
    return sel_angka(nilai, RUPIAH, gaya)


def desimal_tampil(nilai):
    """Decimals that show a number of an indicator: none when whole, else two to four, as many as it has."""
    if nilai == int(nilai):
        return 0
    pecah = f"{nilai:.15g}".partition(".")[2]
    return max(2, min(4, len(pecah))) if pecah.isdigit() else 2


def sel_nilai(nilai, tipe, gaya=TENGAH):
    """Cell of a target or realisasi in the indicator's own satuan: number, label or N/A.

    Whole numbers show without decimals; a Persen indicator gets the percent sign after its points.
    """
    nilai = tampil(nilai)
    if not is_number(nilai):
        return (nilai, gaya)
    desimal = desimal_tampil(nilai)
    if tipe == "Persen":
        return (nilai, dengan_format(gaya, format_poin(desimal)))
    return (nilai, dengan_format(gaya, "#,##0." + "0" * desimal if desimal else "#,##0"))


def batas_sel(gaya, pertama, terakhir):
    """The style of one piece of a cell that is spread over several rows: no lines between the pieces."""
    if gaya.border is None or (pertama and terakhir):
        return gaya
    kunci = (gaya, pertama, terakhir)
    if kunci not in _GAYA:
        sisi = "LRTB" if gaya.border == "thin" else gaya.border
        if not pertama:
            sisi = sisi.replace("T", "")
        if not terakhir:
            sisi = sisi.replace("B", "")
        _GAYA[kunci] = gaya._replace(border=sisi or None)
    return _GAYA[kunci]


def _tutup(gaya, sisi):
    """The style with a line on one more side, for a cell whose pieces stand on two pages."""
    if gaya.border in (None, "thin") or sisi in gaya.border:
        return gaya
    kunci = (gaya, "tutup", sisi)
    if kunci not in _GAYA:
        _GAYA[kunci] = gaya._replace(border=gaya.border + sisi)
    return _GAYA[kunci]


def petak_kepala(tingkat):
    """``(row, column, last row, last column)`` of every cell of a table head, all zero-based.

    Args:
        tingkat: one list of texts per head row. None continues the cell to its left; ``"^"`` continues the cell above.
    """
    for r, baris in enumerate(tingkat):
        for k, isi in enumerate(baris):
            if isi in (None, "^"):
                continue
            kanan, bawah = k, r
            while kanan + 1 < len(baris) and baris[kanan + 1] is None:
                kanan += 1
            while bawah + 1 < len(tingkat) and tingkat[bawah + 1][k] == "^":
                bawah += 1
            yield r, k, bawah, kanan


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

    def baris(self, sel, level=0, paling_rendah=None, rentang=None, abaikan=()):
        """Append a row whose height fits its wrapped texts; returns its number.

        Args:
            sel: cells from the first column, ``(value, Style)`` or None.
            level: outline level.
            paling_rendah: smallest height in points.
            rentang: ``{column: last column}`` for cells that are merged to the right in this row.
            abaikan: columns whose text does not count (it is merged downwards and gets its room later).

        A text too long for one row is spread over several rows that look like one cell.
        """
        butuh = paling_rendah or 15.0
        for k, satu in enumerate(sel):
            if satu is None or satu[0].__class__ is not str or k in abaikan:
                continue
            gaya = satu[1]
            ukuran = gaya.size
            if gaya.wrap:
                lebar = self.lebar(k, rentang.get(k, k)) if rentang else self.lembar.widths[k]
                perlu = tinggi(jumlah_baris(satu[0], lebar - gaya.indent * 1.2, ukuran, gaya.bold), ukuran)
            else:
                perlu = tinggi(1, ukuran)
            if perlu > butuh:
                butuh = perlu
        if butuh > TERTINGGI:
            return self._baris_panjang(sel, level, rentang or {}, abaikan)
        nomor = self.lembar.add(sel, butuh, level)
        for k, akhir in (rentang or {}).items():
            self.lembar.merge(nomor, k, nomor, akhir)
        return nomor

    def _baris_panjang(self, sel, level, rentang, abaikan):
        potongan = []
        for k, satu in enumerate(sel):
            if satu is None or satu[0].__class__ is not str or k in abaikan or not satu[1].wrap:
                potongan.append(None if satu is None else [satu[0]])
                continue
            gaya = satu[1]
            garis = pecah_baris(satu[0], self.lebar(k, rentang.get(k, k)) - gaya.indent * 1.2, gaya.size, gaya.bold)
            muat = int((TERTINGGI - 4) / (gaya.size * TINGGI_BARIS))
            potongan.append([
                "".join(g if g[-1:] == "\n" else g + " " for g in garis[i : i + muat]).rstrip()
                for i in range(0, len(garis), muat)
            ])  # fmt: skip
        banyak = max(len(p) for p in potongan if p)
        pertama = len(self.lembar.rows)
        for i in range(banyak):
            isi = [
                None if p is None else (p[i] if i < len(p) else None, batas_sel(satu[1], i == 0, i == banyak - 1))
                for p, satu in zip(potongan, sel, strict=True)
            ]
            self.baris(isi, level, None, rentang, abaikan)
        return pertama

    def kosong(self, tinggi_baris=None):
        """An empty row."""
        return self.lembar.add((), tinggi_baris)

    def teks(self, isi, gaya=POLOS, awal=0, akhir=None, paling_rendah=None):
        """A text across columns ``awal`` to ``akhir`` (the whole width by default)."""
        akhir = self.kolom - 1 if akhir is None else akhir
        sel = [None] * awal + [(isi, gaya)] + [(None, gaya)] * (akhir - awal)
        return self.baris(sel, paling_rendah=paling_rendah, rentang={awal: akhir})

    def judul(self, *baris):
        """The title block: centred lines over the whole width (blank ones are left out), then an empty row."""
        for i, isi in enumerate(b for b in baris if b):
            self.teks(isi, JUDUL if i == 0 else JUDUL_KECIL)
        self.kosong(8)

    def kepala(self, *tingkat, nomor=True):
        """The table head; returns ``(first, last)`` row numbers.

        Args:
            tingkat: as in ``petak_kepala``, each row as long as the sheet is wide.
            nomor: add the row ``(1) (2) ...``.
        """
        awal = len(self.lembar.rows)
        for baris in tingkat:
            self.lembar.add([(None if t in (None, "^") else t, KEPALA) for t in baris], 18.0)
        for r, k, bawah, kanan in petak_kepala(tingkat):
            self.lembar.merge(awal + r, k, awal + bawah, kanan)
            self._cukupkan(awal + r, awal + bawah, k, kanan)
        if nomor:
            mulai = [k for k, isi in enumerate(tingkat[-1]) if isi is not None]
            sel = [(None, NOMOR_KOLOM)] * len(tingkat[-1])
            baris_nomor = self.lembar.add(sel, 13)
            for i, k in enumerate(mulai):
                akhir = mulai[i + 1] - 1 if i + 1 < len(mulai) else len(sel) - 1
                self.lembar.rows[baris_nomor].cells[k] = (f"({i + 1})", NOMOR_KOLOM)
                self.lembar.merge(baris_nomor, k, baris_nomor, akhir)
        return awal, len(self.lembar.rows) - 1

    def gabung_sama(self, awal, akhir, kolom, kolom_akhir=None, rata=True):
        """Merge a column's cells of the rows ``awal`` to ``akhir`` and make the rows high enough for the merged text.

        Args:
            awal, akhir: first and last row.
            kolom, kolom_akhir: first and last column.
            rata: room that the text still needs is spread over all rows; else it goes to the last row.
        """
        kolom_akhir = kolom if kolom_akhir is None else kolom_akhir
        if akhir <= awal:
            return
        self.lembar.merge(awal, kolom, akhir, kolom_akhir)
        self._cukupkan(awal, akhir, kolom, kolom_akhir, rata)

    def _cukupkan(self, awal, akhir, kolom, kolom_akhir, rata=True):
        isi, gaya = self.lembar.rows[awal].cells[kolom]
        if not isinstance(isi, str):
            return
        garis = jumlah_baris(isi, self.lebar(kolom, kolom_akhir) - gaya.indent * 1.2, gaya.size, gaya.bold)
        butuh = kebutuhan(garis, gaya.size)
        baris = self.lembar.rows[awal : akhir + 1]
        ada = sum(r.height or 15 for r in baris)
        if butuh <= ada:
            return
        if not rata and (baris[-1].height or 15) + butuh - ada <= TERTINGGI:
            baris[-1].height = (baris[-1].height or 15) + butuh - ada
            return
        for r in baris:
            r.height = min(TERTINGGI, (r.height or 15) * butuh / ada)

    def atur_halaman(self, blok):
        """Break the pages so that blocks of rows stay together where that leaves no large gap.

        Merged cells that go on over a page are split there, with their text on both pages.

        Args:
            blok: row numbers at which the blocks begin, ascending; each goes on to the next.
        """
        from .pages import PUTUS_TERBANYAK, daya_muat

        lembar = self.lembar
        muat = daya_muat(lembar)
        tinggi_baris = [15 if r is None or r.height is None else r.height for r in lembar.rows]
        ulang = 0
        if lembar.repeat_rows:
            ulang = sum(tinggi_baris[lembar.repeat_rows[0] : lembar.repeat_rows[1] + 1])
        ujung, y, putus = [*blok[1:], len(tinggi_baris)], 0, []
        for awal, akhir in zip(blok, ujung, strict=True):
            butuh = sum(tinggi_baris[awal:akhir])
            if y and y + butuh > muat and (butuh <= 0.6 * muat or muat - y < 0.25 * muat):
                putus.append(awal)
                y = ulang
            for r in range(awal, akhir):
                if y + tinggi_baris[r] > muat and y > ulang:
                    putus.append(r)
                    y = ulang
                y += tinggi_baris[r]
        lembar.breaks += putus[: max(0, PUTUS_TERBANYAK - len(lembar.breaks))]
        self._belah(lembar.breaks)

    def _belah(self, putus):
        lembar, gabungan = self.lembar, []
        putus = sorted(putus)
        for atas, kiri, bawah, kanan in lembar.merges:
            pertama = atas
            for r in putus[bisect_right(putus, atas) : bisect_right(putus, bawah)]:
                gabungan.append((atas, kiri, r - 1, kanan))
                lembar.rows[r].cells[kiri] = lembar.rows[atas].cells[kiri]
                self._cukupkan(atas, r - 1, kiri, kanan, rata=False)
                atas = r
            gabungan.append((atas, kiri, bawah, kanan))
            if atas > pertama:
                self._cukupkan(atas, bawah, kiri, kanan, rata=False)
        lembar.merges = [(a, b, c, d) for a, b, c, d in gabungan if (a, b) != (c, d)]
        for r in putus:
            for baris, sisi in ((lembar.rows[r - 1], "B"), (lembar.rows[r], "T")):
                if baris is not None:
                    baris.cells = [s and (s[0], _tutup(s[1], sisi)) for s in baris.cells]

    def catatan(self, *baris):
        """Notes beneath a table (source, formula)."""
        for isi in baris:
            if isi:
                self.teks(isi, CATATAN, paling_rendah=13)

    def tanda_tangan(self, kanan, kiri=None, lebar=None):
        """Signature block: the right block, and a left one beside it where the form has two signatures.

        Args:
            kanan, kiri: dictionaries with ``pembuka`` (lines above, such as place and date, jabatan), ``nama``,
                ``bawah`` (lines beneath, such as pangkat and NIP).
            lebar: ``((left first, left last), (right first, right last))`` columns; halves of the sheet by default.
        """
        tengah = self.kolom // 2
        kanan_awal = min(self.kolom - 1, max(tengah, self.kolom * 3 // 5))
        blok = lebar or ((0, max(0, tengah - 1)), (kanan_awal, self.kolom - 1))
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
    return str(bahan.settings.get("instansi") or "").upper()


def penanda_tangan(bahan, tanggal=None):
    """Right-hand signature block of the head of the office."""
    from ...rules.tanggal import tulis_tanggal

    atur = bahan.settings
    tempat = atur.get("tempat_tanda_tangan") or atur.get("kota") or ""
    waktu = tulis_tanggal(tanggal if tanggal is not None else atur.get("tanggal_laporan"))
    tempat_waktu = ", ".join(t for t in (tempat, waktu) if t)
    nip = atur.get("nip_kepala")
    return {
        "pembuka": [tempat_waktu, (atur.get("jabatan_kepala") or "KEPALA").upper() + ","],
        "nama": atur.get("nama_kepala") or "(nama kepala)",
        "bawah": [t for t in (atur.get("pangkat_kepala"), f"NIP. {nip}" if nip else "") if t],
    }


def kaki(bahan, judul):
    """Page footer: short name of the office, title, page number."""
    nama = str(bahan.settings.get("singkatan") or bahan.settings.get("instansi") or "")
    nama = nama if len(nama) <= 80 else nama[:79] + "…"
    kiri = " - ".join(t for t in (nama, judul) if t).replace("&", "&&")
    return f"&L{kiri}&RHalaman &P dari &N"


def kaki_bersidik(kaki, sidik):
    """The footer with the fingerprint of the inputs that the sheet was computed from, before the page number."""
    kiri, tanda, kanan = (kaki or "").rpartition("&RHalaman")
    return f"{kiri}&RIsian {sidik} - Halaman{kanan}" if tanda else kaki
