"""LAP-ANGGARAN: pagu and realisasi of every program, kegiatan and sub kegiatan (Bab III, realisasi anggaran)."""

from ...expr.values import is_number
from ...ooxml.measure import jumlah_baris, tinggi
from ...ooxml.sheet_model import ReportSheet
from ...schema.choices import ROMAWI
from ..layout.paper import RUPIAH, TEKS, TOTAL, Kertas, format_persen, kaki, nama_instansi, tampil

LEBAR_ISI = 102.0  # width units that fill a portrait F4 page at full size
WARNA = {1: "DDEBF7", 2: "EAF1FB"}  # fill of Urusan and Bidang
KEPALA = [
    "Kode", "Uraian Program, Kegiatan, dan Sub Kegiatan", "Pagu Anggaran\n(Rp)", "Realisasi\n(Rp)", "%", "Sisa\n(Rp)",
]  # fmt: skip
INDUK = 3  # Program and what stands above it is bold


class GayaAnggaran:
    """Styles of a budget row by level, each made once: a long budget shares a few dozen style objects.

    desimal: decimals of a percent. ukuran: font size.
    """

    def __init__(self, desimal, ukuran=9, warna=True):
        self.desimal = desimal
        self.ukuran = ukuran
        self.warna = warna
        self._ada = {}

    def uraian(self, tk, dalam):
        """Style of the wording of a row: level (1 Urusan to 5 Sub Kegiatan), depth of indentation."""
        return self._ambil(tk, ("uraian", dalam), align="left", wrap=True, indent=dalam)

    def kode(self, tk):
        """Style of a code."""
        return self._ambil(tk, "kode", align="left")

    def uang(self, tk, nilai):
        """Cell of an amount."""
        return self._angka(tk, nilai, RUPIAH)

    def persen(self, tk, nilai):
        """Cell of a ratio shown as percent."""
        return self._angka(tk, nilai, format_persen(self.desimal))

    def kosong(self, tk):
        """A blank cell."""
        return (None, self._ambil(tk, "kosong"))

    def _angka(self, tk, nilai, format):
        if is_number(nilai):
            return (nilai, self._ambil(tk, format, align="right", format=format))
        return (tampil(nilai), self._ambil(tk, "teks", align="center", wrap=True))

    def _ambil(self, tk, jenis, **lain):
        kunci = (min(tk, INDUK + 1), jenis)
        gaya = self._ada.get(kunci)
        if gaya is None:
            warna = WARNA.get(tk) if self.warna else None
            gaya = TEKS._replace(bold=tk <= INDUK, size=self.ukuran, fill=warna, wrap=False)._replace(**lain)
            self._ada[kunci] = gaya
        return gaya


def susun_anggaran(bahan):
    """LAP-ANGGARAN as a list of one sheet.

    Rows stand under their summary row and fold with it: Bidang under Urusan, Program under Bidang and so on.
    """
    panjang_kode = max((len(str(a.kode)) for a in bahan.budget.rows if a.kode), default=4)
    lebar_kode = min(18.0, max(7.0, panjang_kode * 0.8 + 1.5))
    angka = [13.5, 13.5, 8.0, 13.0]
    lebar = [lebar_kode, LEBAR_ISI - lebar_kode - sum(angka), *angka]
    lembar = ReportSheet("LAP-ANGGARAN", "Lap Anggaran", "Realisasi Anggaran", lebar)
    kertas = Kertas(lembar)
    waktu = [f"TAHUN {bahan.year}"] if bahan.year else []
    if bahan.quarter < 4:
        waktu.insert(0, f"S.D. TRIWULAN {ROMAWI[bahan.quarter]}")
    kertas.judul("REALISASI ANGGARAN", nama_instansi(bahan), " ".join(waktu))
    kepala = kertas.kepala(KEPALA)
    lembar.repeat_rows = kepala
    lembar.freeze = (kepala[1] + 1, 2)
    lembar.footer = kaki(bahan, lembar.title)

    gaya = GayaAnggaran(bahan.decimals)
    for a in bahan.budget.rows:
        dalam = len(a.leluhur)
        tk = a.tk if a.tk <= 5 else min(5, dalam + 1)
        teks = str(a.uraian)
        indentasi = min(dalam, 6)
        butuh = jumlah_baris(teks, lebar[1] - indentasi * 1.2, 9, tk <= INDUK)
        sel = [
            (str(a.kode) if a.kode is not None else None, gaya.kode(tk)),
            (teks, gaya.uraian(tk, indentasi)),
            gaya.uang(tk, a.pagu),
            gaya.uang(tk, a.realisasi),
            gaya.persen(tk, a.serapan),
            gaya.uang(tk, a.sisa),
        ]
        lembar.add(sel, tinggi(max(butuh, *map(_garis_angka, sel[2:]))), min(dalam, 7))
    if not bahan.budget.rows:
        kertas.teks("Belum ada baris pada lembar Anggaran.", TEKS._replace(align="center", italic=True))
    _total(kertas, bahan)
    kertas.kosong(6)
    kertas.catatan(*catatan(bahan))
    return [lembar]


def _garis_angka(sel):
    # The only words in a column of numbers are N/A, "-" and "tidak dapat dihitung".
    return 2 if sel[0].__class__ is str and len(sel[0]) > 8 else 1


def _total(kertas, bahan):
    gaya = TOTAL._replace(align="right", wrap=True)
    uang = gaya._replace(format=RUPIAH)
    persen = gaya._replace(format=format_persen(bahan.decimals))
    sisa = bahan.sisa_of(bahan.budget.pagu, bahan.budget.realisasi)
    kertas.baris(
        [
            ("TOTAL JUMLAH", TOTAL),
            (None, TOTAL),
            (tampil(bahan.budget.pagu), uang),
            (tampil(bahan.budget.realisasi), uang),
            (tampil(bahan.budget.serapan), persen),
            (tampil(sisa), uang),
        ],
        paling_rendah=18,
        rentang={0: 1},
    )


def catatan(bahan):
    """Notes beneath the table: which pagu, to when, from where."""
    dokumen = "Perubahan" if bahan.defined["lk_dok"] == "Perubahan" else "Awal"
    pagu = "Pagu Perubahan (Pagu Awal bila belum terisi)" if dokumen == "Perubahan" else "Pagu Awal"
    tahun = f" {bahan.year}" if bahan.year else ""
    return (
        f"Pagu: {pagu}. Realisasi: jumlah sampai dengan Triwulan {ROMAWI[bahan.quarter]}{tahun}. "
        "% = realisasi / pagu baris itu sendiri; baris induk adalah jumlah rinciannya.",
        "Sumber: lembar Anggaran.",
    )
