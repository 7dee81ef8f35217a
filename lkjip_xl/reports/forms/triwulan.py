"""LAP-TW1..4: Pengukuran Kinerja Triwulan, every indicator beside the budget rows that it owns."""

from ...expr.values import is_number
from ...ooxml.measure import jumlah_baris, tinggi
from ...ooxml.sheet_model import ReportSheet
from ...schema.choices import ROMAWI
from ..layout.pages import Halaman
from ..layout.paper import (
    RUPIAH,
    TEKS,
    TENGAH,
    TOTAL,
    Kertas,
    format_persen,
    kaki,
    nama_instansi,
    penanda_tangan,
    sel_nilai,
    sel_rasio,
    tampil,
)
from .anggaran import INDUK, GayaAnggaran

UKURAN = 9
# Columns: 0 No, 1 Tujuan, 2 its indicator, 3 Sasaran, 4 Indikator, 5 Formulasi, 6 target of the year, 7 Satuan,
# 8-11 targets of the quarters, 12 realisasi, 13 capaian, 14 Program/Kegiatan/Sub Kegiatan, 15-17 its money.
LEBAR = [3, 12, 11.5, 12.5, 15, 13, 6.5, 8, 6, 6, 6, 6, 8, 7.8, 29.5, 12.8, 12.8, 7.8]
NILAI = (6, 8, 9, 10, 11, 12)
URAIAN, UANG = 14, 15
KEPALA_ATAS = [
    "No", "Tujuan", "Indikator Tujuan", "Sasaran Strategis", "Indikator Sasaran", "Formulasi Penghitungan Indikator",
    "Target Kinerja Tahun", "Satuan", "Target Kinerja", None, None, None, "Realisasi Kinerja", "Capaian Kinerja (%)",
    "Program / Kegiatan / Sub Kegiatan", "Pagu (Rp)", "Realisasi Anggaran s.d. Triwulan {} (Rp)", "Capaian (%)",
]  # fmt: skip
KEPALA_BAWAH = ["^"] * 8 + ["TW I", "TW II", "TW III", "TW IV"] + ["^"] * 6
LANJUTAN = TEKS._replace(italic=True, color="595959")
PENUTUP = 235.0  # points of the total, the notes and the signature, which stay on one page
TERPISAH = "Belum terkait indikator sasaran"
_SISI = TEKS._replace(valign="top")


def susun_triwulan(bahan, n):
    """LAP-TW1..4 as a list of one sheet.

    Money that several indicators name stands beside the first and is referred to at the others; rows of no indicator
    stand in a last block. Urusan and Bidang above a block are named there without their amounts, which hold more than
    the block; the amounts follow in the recapitulation, then the office's total.

    Args:
        bahan: the computed book.
        n: quarter, 1 to 4.
    """
    return [_Lembar(bahan, n).susun()]


class Petak:
    """One budget line of the form: its texts and amounts. ``acuan`` is the indicator that shows the money, or None."""

    __slots__ = ("baris", "uang", "acuan")

    def __init__(self, baris, uang=True, acuan=None):
        self.baris = baris
        self.uang = uang
        self.acuan = acuan


def bagi_anggaran(bahan):
    """Which budget lines stand beside which indicator.

    Returns:
        ``(milik, terpisah, rekap)``: for each indicator its list of ``Petak``; those of no indicator; the rows of the
        recapitulation (Urusan, Bidang, and every row whose amount no block shows).
    """
    anggaran = bahan.budget.rows
    pemilik = [None] * len(anggaran)  # the indicator beside which a row stands
    beruang = [False] * len(anggaran)  # its amount is shown there
    konteks = ()
    milik = []

    def jalur(petak, a, konteks):
        # Names of the rows above, as far as they are not those that stand above already.
        atas = a.leluhur[::-1]
        sama = 0
        while sama < min(len(atas), len(konteks)) and atas[sama] == konteks[sama]:
            sama += 1
        petak.extend(Petak(anggaran[i], uang=False) for i in atas[sama:])
        return atas

    for indikator in bahan.indikator:
        petak = []
        for puncak in bahan.budget.highest(indikator.kode):
            if pemilik[puncak] is None:
                konteks = jalur(petak, anggaran[puncak], konteks)
            i, ujung = puncak, bahan.budget.end(puncak)
            while i <= ujung:
                if pemilik[i] is None:
                    pemilik[i], beruang[i] = indikator, True
                    petak.append(Petak(anggaran[i]))
                    i += 1
                else:  # everything beneath it stands there too
                    petak.append(Petak(anggaran[i], acuan=pemilik[i]))
                    i = bahan.budget.end(i) + 1
        milik.append(petak)

    lepas = [a.daun and pemilik[a.letak] is None for a in anggaran]
    banyak, daun = [0], [0]
    for a in anggaran:
        banyak.append(banyak[-1] + lepas[a.letak])
        daun.append(daun[-1] + a.daun)
    terpisah, konteks = [], ()
    for a in anggaran:
        i, akhir = a.letak, bahan.budget.end(a.letak) + 1
        bebas = banyak[akhir] - banyak[i]
        if pemilik[i] is None and bebas and bebas == daun[akhir] - daun[i]:
            if not a.leluhur or not beruang[a.leluhur[0]]:
                konteks = jalur(terpisah, a, konteks)
            terpisah.append(Petak(a))
            beruang[i] = True
    rekap = [a for a in anggaran if (a.tk <= 2 and not a.daun) or not beruang[a.letak]]
    return milik, terpisah, rekap


class _Lembar:
    """Writes one quarter's form."""

    def __init__(self, bahan, n):
        self.bahan = bahan
        self.n = n
        nama, judul = f"Lap TW {ROMAWI[n]}", f"Pengukuran Kinerja Triwulan {ROMAWI[n]}"
        self.lembar = ReportSheet(f"LAP-TW{n}", nama, judul, self._lebar(), landscape=True)
        self.kertas = Kertas(self.lembar)
        self.gaya = GayaAnggaran(bahan.decimals, UKURAN, warna=False)
        self.kiri = [(None, _SISI)] * URAIAN
        self.di_halaman = [None, None]  # tujuan and sasaran that this page names already
        self.terbuka = [None, None]  # first row of their merged cells on this page

    def _lebar(self):
        """Widths; columns grow with the longest number (none shows as ####) and the longest word (none is cut)."""
        lebar = list(LEBAR)
        kata = {k: set() for k in range(1, 6)}
        for i in self.bahan.indikator:
            for k, isi in zip(kata, self._wacana(i), strict=True):
                kata[k].update(w for w in isi.split() if len(w) > 10)
            for k, isi in zip(NILAI, self._nilai(i), strict=True):
                if is_number(isi):
                    desimal = 0 if isi == int(isi) else 3
                    panjang = len(f"{isi:,.0f}") + desimal + (i.tipe == "Persen")
                    lebar[k] = max(lebar[k], min(18.0, panjang * 0.92 + 1.2))
        for k, daftar in kata.items():
            for satu in daftar:
                while lebar[k] < LEBAR[k] + 3 and jumlah_baris(satu, lebar[k], UKURAN) > 1:
                    lebar[k] += 0.5
        lebar[URAIAN] = max(27.5, lebar[URAIAN] - sum(lebar[k] - LEBAR[k] for k in kata))
        return lebar

    def _wacana(self, i):
        """The five texts of an indicator: tujuan, its indicators, sasaran, indikator, formulasi."""
        ukuran = [str(t["Indikator"]) for t in i.tujuan.indikator if t.get("Indikator")]
        formulasi = i.renstra.get("Formulasi")
        isi = (i.tujuan.nama, "\n".join(ukuran), i.sasaran.nama, i.nama, formulasi)
        return tuple(str(t or "-") for t in isi)

    def _nilai(self, i):
        return [i["Target"], *(i[f"Target TW{k}"] for k in (1, 2, 3, 4)), self.bahan.realisasi_to(i, self.n)]

    def susun(self):
        bahan, lembar, kertas, n = self.bahan, self.lembar, self.kertas, self.n
        tahun = f"TAHUN {bahan.year}" if bahan.year else ""
        kertas.judul("PENGUKURAN KINERJA", nama_instansi(bahan), tahun, f"TRIWULAN {ROMAWI[n]}")
        atas = [t and t.format(ROMAWI[n]) for t in KEPALA_ATAS]
        lembar.repeat_rows = kepala = kertas.kepala(atas, KEPALA_BAWAH)
        lembar.freeze = (kepala[1] + 1, 0)
        lembar.footer = kaki(bahan, lembar.title)
        self.halaman = Halaman(lembar)
        self.halaman.mulai_isi()

        milik, terpisah, rekap = bagi_anggaran(bahan)
        nomor = {id(t): k for k, t in enumerate(bahan.tujuan, 1)}
        for indikator, petak in zip(bahan.indikator, milik, strict=True):
            self._blok(indikator, nomor[id(indikator.tujuan)], petak)
        self._tutup(0)
        self._blok_lain(TERPISAH, terpisah)
        if not bahan.indikator and not bahan.budget.rows:
            pesan = "Belum ada indikator pada lembar Pengukuran dan belum ada baris pada lembar Anggaran."
            kertas.teks(pesan, TEKS._replace(align="center", italic=True))
        self._penutup(rekap)
        return lembar

    # --- blocks -------------------------------------------------------------------------------------------------
    def _blok(self, indikator, nomor, petak):
        """One indicator with its budget lines, in one piece per page."""
        teks = self._teks(indikator, nomor)
        lanjutan = teks[:4] + [(f"{indikator.nama} (lanjutan)", LANJUTAN)] + [(None, TEKS)] * 9
        baris = [self._baris(p) for p in petak] or [(self._baris_kosong(), 15.0)]
        tujuan, sasaran = indikator.tujuan, indikator.sasaran
        tinggi_blok = {}
        for pertama, isi in ((True, teks), (False, lanjutan)):
            garis = [0 if s[0] is None else self._garis(s, k) for k, s in enumerate(isi)]
            tinggi_blok[pertama] = [tinggi(max(g), UKURAN) for g in (garis[4:], garis[3:4], garis[:3])]

        def butuh(pertama):
            sendiri, untuk_sasaran, untuk_tujuan = tinggi_blok[pertama]
            if self.halaman.kosong or tujuan is not self.di_halaman[0]:
                return max(sendiri, untuk_sasaran, untuk_tujuan)
            return sendiri if sasaran is self.di_halaman[1] else max(sendiri, untuk_sasaran)

        for awal, akhir, tambahan in self.halaman.potongan([t for _, t in baris], butuh):
            if self.halaman.kosong:
                self._tutup(0)
            elif tujuan is not self.di_halaman[0]:
                self._tutup(0)
            elif sasaran is not self.di_halaman[1]:
                self._tutup(1)
            isi = list(teks if awal == 0 else lanjutan)
            mulai = len(self.lembar.rows)
            for k, baru in ((1, sasaran), (0, tujuan)):
                if self.di_halaman[k] is None:
                    self.di_halaman[k], self.terbuka[k] = baru, mulai
                else:
                    for kolom in (3,) if k else (0, 1, 2):
                        isi[kolom] = (None, isi[kolom][1])
            self._tulis(baris[awal:akhir], isi, tambahan)
            for kolom in range(4, URAIAN):
                self.lembar.merge(mulai, kolom, len(self.lembar.rows) - 1, kolom)

    def _tutup(self, dari):
        """Merge the open cells of the sasaran (``dari`` 1), or of the tujuan too (0)."""
        akhir = self._akhir_isi()
        for k in range(dari, 2):
            if self.terbuka[k] is not None and akhir >= self.terbuka[k]:
                for kolom in (3,) if k else (0, 1, 2):
                    self.lembar.merge(self.terbuka[k], kolom, akhir, kolom)
            self.di_halaman[k] = self.terbuka[k] = None

    def _akhir_isi(self):
        return len(self.lembar.rows) - 1

    def _blok_lain(self, judul, petak):
        """Budget lines beside one wide cell instead of an indicator."""
        baris = [self._baris(p) for p in petak]
        gaya = TEKS._replace(bold=True)
        for awal, akhir, tambahan in self.halaman.potongan([t for _, t in baris], lambda pertama: 15.0):
            mulai = len(self.lembar.rows)
            isi = [(judul if awal == 0 else f"{judul} (lanjutan)", gaya)] + [(None, gaya)] * (URAIAN - 1)
            self._tulis(baris[awal:akhir], isi, tambahan)
            self.lembar.merge(mulai, 0, len(self.lembar.rows) - 1, URAIAN - 1)

    def _tulis(self, baris, isi, tambahan):
        for k, (kanan, tinggi_baris) in enumerate(baris):
            nomor = self.lembar.add((isi if k == 0 else self.kiri) + kanan, tinggi_baris + tambahan)
            if len(kanan) == 4 and kanan[1][1] is _ACUAN:
                self.lembar.merge(nomor, UANG, nomor, UANG + 2)

    # --- cells --------------------------------------------------------------------------------------------------
    def _teks(self, i, nomor):
        """The fourteen cells of an indicator."""
        nilai = self._nilai(i)
        target, tw, realisasi = nilai[0], nilai[1:5], nilai[5]
        return [
            (nomor, TENGAH),
            *((teks, TEKS) for teks in self._wacana(i)),
            sel_nilai(target, i.tipe),
            (str(i.satuan or "-"), TENGAH),
            *(sel_nilai(t, i.tipe) for t in tw),
            sel_nilai(realisasi, i.tipe),
            sel_rasio(i[f"Capaian TW{self.n}"], self.bahan.decimals, TENGAH),
        ]

    def _garis(self, sel, kolom):
        isi, gaya = sel
        return jumlah_baris(isi, self.lembar.widths[kolom], UKURAN, gaya.bold) if isi.__class__ is str else 1

    def _baris(self, petak):
        """Cells 14 to 17 of a budget line, and its height."""
        a, gaya, n = petak.baris, self.gaya, self.n
        dalam = len(a.leluhur)
        tk = a.tk if a.tk <= 5 else min(5, dalam + 1)
        indentasi = max(0, tk - INDUK)
        teks = str(a.uraian).upper() if tk <= INDUK else str(a.uraian)
        garis = jumlah_baris(teks, self.lembar.widths[URAIAN] - indentasi * 1.2, UKURAN, tk <= INDUK)
        uraian = (teks, gaya.uraian(tk, indentasi))
        if petak.acuan is not None:
            sel = [uraian, (f"lihat indikator {petak.acuan.kode}", _ACUAN), (None, _ACUAN), (None, _ACUAN)]
        elif not petak.uang:
            sel = [uraian, *[gaya.kosong(tk)] * 3]
        else:
            sel = [
                uraian,
                gaya.uang(tk, a.pagu_tw[n - 1]),
                gaya.uang(tk, a.realisasi_tw[n - 1]),
                gaya.persen(tk, self.bahan.budget.serapan_tw(a, n)),
            ]
            for s in sel[1:]:
                if s[0].__class__ is str and len(s[0]) > 8:
                    garis = max(garis, 3)
        return sel, tinggi(garis, UKURAN)

    def _baris_kosong(self):
        return [("-", TENGAH), ("-", TENGAH), ("-", TENGAH), ("-", TENGAH)]

    # --- the end ------------------------------------------------------------------------------------------------
    def _penutup(self, rekap):
        """Recapitulation, total, notes and signature; the last three stay on one page."""
        bahan, n = self.bahan, self.n
        petak = [Petak(a) for a in rekap]
        butuh = sum(self._baris(p)[1] for p in petak[:20]) + PENUTUP
        if len(rekap) < 20 and self.halaman.sisa < butuh and not self.halaman.kosong:
            self.halaman.putus()
        if rekap:
            judul = "Rekapitulasi menurut urusan dan bidang"
            if any(a.tk > 2 for a in rekap):
                judul = "Rekapitulasi baris induk"
            self._blok_lain(judul, petak)
        if self.halaman.sisa < PENUTUP and not self.halaman.kosong:
            self.halaman.putus()
        gaya = TOTAL._replace(align="right")
        pagu, realisasi = bahan.budget.pagu_tw[n - 1], bahan.budget.realisasi_tw[n - 1]
        serapan = bahan.serapan_of(realisasi, pagu)
        self.kertas.baris(
            [("JUMLAH", TOTAL)]
            + [(None, TOTAL)] * URAIAN
            + [
                (tampil(pagu), gaya._replace(format=RUPIAH)),
                (tampil(realisasi), gaya._replace(format=RUPIAH)),
                (tampil(serapan), gaya._replace(format=format_persen(bahan.decimals))),
            ],
            paling_rendah=18,
            rentang={0: URAIAN},
        )
        self.kertas.kosong(6)
        self.kertas.catatan(*catatan(bahan, n))
        tahun = f" {bahan.year}" if bahan.year else ""
        tanggal = None if n == bahan.quarter and bahan.settings.get("tanggal_laporan") else "." * 24 + tahun
        self.kertas.tanda_tangan(penanda_tangan(bahan, tanggal), lebar=((0, 5), (14, 17)))


_ACUAN = TEKS._replace(italic=True, align="center", color="595959")


def catatan(bahan, n):
    """Notes beneath the form: which pagu, how capaian is computed."""
    atur = bahan.defined
    dokumen = bahan.budget.quarter_documents[n - 1]
    turun = "target / realisasi" if atur["lk_turun"] == "Rasio" else "(2 x target - realisasi) / target"
    setahun = any(all(i[f"Target TW{k}"] in (None, "") for k in (1, 2, 3, 4)) for i in bahan.indikator)
    terakhir = " Indikator yang triwulannya tidak bertarget diukur terhadap target tahun itu." if setahun else ""
    return (
        f"Pagu: {'Pagu Perubahan (Pagu Awal bila belum terisi)' if dokumen == 'Perubahan' else 'Pagu Awal'}. "
        f"Realisasi Kinerja dan Realisasi Anggaran: sampai dengan Triwulan {ROMAWI[n]}.",
        "Capaian Kinerja = realisasi / target sampai dengan triwulan itu; indikator yang arahnya Turun = "
        f"{turun}.{terakhir if n == 4 else ''} Capaian anggaran = realisasi / pagu baris itu sendiri. "
        "N/A: target atau realisasinya tidak tersedia.",
        "Sumber: lembar Renstra, Pengukuran, dan Anggaran.",
    )
