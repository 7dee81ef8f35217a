"""LAP-PK and LAP-PK-P: Perjanjian Kinerja, the statement and its lampiran (PermenPANRB 53/2014, Lampiran I)."""

from ...expr.values import ErrorValue, is_number
from ...ooxml.measure import jumlah_baris, tinggi
from ...ooxml.sheet_model import ReportSheet, Style
from ...rules.bacaan_angka import kunci_teks
from ...rules.tanggal import tulis_tanggal
from ..layout.pages import Halaman
from ..layout.paper import (
    ANGKA,
    KEPALA,
    NOMOR_KOLOM,
    TEKS,
    TENGAH,
    TOTAL,
    Kertas,
    kaki,
    penanda_tangan,
    petak_kepala,
    sel_nilai,
    sel_rupiah,
)

TITIK = "." * 40
# Bertambah/(Berkurang): a decrease stands in brackets, as in budget documents.
SELISIH = '#,##0;(#,##0);"-"'

_ISI = Style(size=11, align="justify", valign="top", wrap=True)
_KIRI = _ISI._replace(align="left")
_KUAT = _KIRI._replace(bold=True)
_JUDUL = Style(bold=True, size=13, align="center", wrap=True)
_JUDUL_LAMPIRAN = _JUDUL._replace(size=11)

PEMBUKA = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi pada "
    "hasil, kami yang bertanda tangan di bawah ini:"
)
JANJI = (
    "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam "
    "rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. "
    "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
    "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari "
    "perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
)


def susun_awal(bahan):
    """LAP-PK as a list of one sheet: the statement, then the lampiran."""
    return [_Perjanjian(bahan, "Awal").susun()]


def susun_perubahan(bahan):
    """LAP-PK-P as a list of one sheet, with target and anggaran before and after; none without a PK Perubahan."""
    if not bahan.pk("Perubahan") and not bahan.pk_program("Perubahan"):
        return []
    return [_Perjanjian(bahan, "Perubahan").susun()]


def susun_target(bahan, dokumen):
    """Targets of a PK by sasaran.

    Returns:
        List of ``(sasaran, [(indikator, tipe, satuan, semula, menjadi), ...])``. ``semula`` is the target of the PK
        Awal, None where it has none; ``menjadi`` that of the document, None where an indicator was dropped. For the
        PK Awal only ``menjadi`` is set.
    """
    sekarang = bahan.pk(dokumen)
    lalu = bahan.pk("Awal") if dokumen == "Perubahan" else []
    semula = {str(b["Kode"]).casefold(): b["Target"] for b in lalu}
    ada = {str(b["Kode"]).casefold() for b in sekarang}
    baris = [(b, semula.get(str(b["Kode"]).casefold()), b["Target"]) for b in sekarang]
    # An indicator without a row in the PK Perubahan has left the agreement; the reader should see that.
    baris += [(b, b["Target"], None) for b in lalu if str(b["Kode"]).casefold() not in ada]
    kelompok = {}
    for b, dulu, kini in baris:
        renstra = bahan.renstra(b["Kode"])
        sasaran, indikator = (
            f"{b['Kode']} (kode tidak ada pada lembar Renstra)" if isi.__class__ is ErrorValue else str(isi or "-")
            for isi in (b["Sasaran"], b["Indikator"])
        )
        kunci = (str(renstra.get("Induk") or "").casefold(), kunci_teks(sasaran))
        satu = (indikator, renstra.get("Tipe") or "Angka", str(renstra.get("Satuan") or ""), dulu, kini)
        kelompok.setdefault(kunci, (sasaran, []))[1].append(satu)
    return list(kelompok.values())


def susun_program(bahan, dokumen):
    """Programs of a PK.

    Returns:
        List of ``(program, semula, menjadi, sumber dana)``: amounts of the PK Awal and of the document as typed; where
        the cell is blank, the pagu of the budget row that it points to. ``semula`` is None for the PK Awal.
    """

    def kunci(p):
        return str(p["Kode"]).strip().casefold() if p.get("Kode") not in (None, "") else kunci_teks(p["Program"])

    def uang(p, kolom):
        if p.get("Anggaran") not in (None, ""):
            return p["Anggaran"]
        baris = bahan.budget.row(p.get("Kode"))
        return getattr(baris, kolom) if baris else None

    if dokumen == "Awal":
        return [
            (str(p["Program"]), None, uang(p, "pagu_awal"), str(p.get("Sumber Dana") or ""))
            for p in bahan.pk_program("Awal")
        ]
    lalu = {}
    for p in bahan.pk_program("Awal"):
        lalu.setdefault(kunci(p), p)
    hasil = []
    for p in bahan.pk_program("Perubahan"):
        dulu = lalu.pop(kunci(p), None)
        semula = uang(dulu, "pagu_awal") if dulu else None
        hasil.append((str(p["Program"]), semula, uang(p, "pagu_perubahan"), str(p.get("Sumber Dana") or "")))
    for p in lalu.values():
        hasil.append((str(p["Program"]), uang(p, "pagu_awal"), None, str(p.get("Sumber Dana") or "")))
    return hasil


class _Perjanjian:
    """Writes one PK. Columns: 0 No, 1-2 sasaran, then indicator and targets; the statement shares the grid."""

    def __init__(self, bahan, dokumen):
        self.bahan = bahan
        self.dokumen = dokumen
        self.perubahan = dokumen == "Perubahan"
        if self.perubahan:
            lebar, nama = [4.5, 7, 20.5, 14, 14.5, 14.5, 14.5, 12.5], "Lap PK Perubahan"
            lembar = ReportSheet("LAP-PK-P", nama, "Perjanjian Kinerja Perubahan", lebar)
            # First and last column of each cell of the two tables.
            self.petak_target = [(0, 0), (1, 2), (3, 5), (6, 6), (7, 7)]
            self.petak_program = [(0, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
        else:
            lembar = ReportSheet("LAP-PK", "Lap PK", "Perjanjian Kinerja", [4.5, 7, 27, 22, 20, 21.5])
            self.petak_target = [(0, 0), (1, 2), (3, 4), (5, 5)]
            self.petak_program = [(0, 3), (4, 4), (5, 5)]
        self.lembar = lembar
        self.kertas = Kertas(lembar)
        self.kolom = len(lembar.widths)
        atur = bahan.settings
        self.tahun = f"TAHUN {bahan.year}" if bahan.year else ""
        self.tanggal = tulis_tanggal(atur.get("tanggal_pk_perubahan" if self.perubahan else "tanggal_pk_awal"))
        if not self.tanggal:
            self.tanggal = f"{'.' * 24} {bahan.year or ''}".rstrip()

    def susun(self):
        self.lembar.footer = kaki(self.bahan, " ".join(t for t in (self.lembar.title, self.tahun.title()) if t))
        self._pernyataan()
        self.lembar.breaks.append(len(self.lembar.rows))
        self._lampiran()
        return self.lembar

    # --- page 1 -------------------------------------------------------------------------------------------------
    def _pernyataan(self):
        kertas, atur = self.kertas, self.bahan.settings
        if atur.get("pemerintah_daerah"):
            kertas.teks(str(atur["pemerintah_daerah"]).upper(), _JUDUL_LAMPIRAN)
        kertas.teks(str(atur.get("instansi") or "").upper(), _JUDUL_LAMPIRAN)
        kertas.kosong(24)
        kertas.teks("PERJANJIAN KINERJA" + (" PERUBAHAN" if self.perubahan else ""), _JUDUL)
        if self.tahun:
            kertas.teks(self.tahun, _JUDUL)
        kertas.kosong(20)
        kertas.teks(PEMBUKA, _ISI)
        self._pihak(atur.get("nama_kepala"), atur.get("jabatan_kepala"), "selanjutnya disebut pihak pertama.")
        self._pihak(
            atur.get("nama_atasan"),
            atur.get("jabatan_atasan"),
            "selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
        )
        for isi in JANJI:
            kertas.kosong(10)
            kertas.teks(isi, _ISI)
        kertas.kosong(14)
        kanan = {**self._kepala(), "pembuka": [self._tempat(), "Pihak Pertama,"]}
        kertas.tanda_tangan(kanan, {**self._atasan(), "pembuka": ["Pihak Kedua,"]}, self._blok_tangan())

    def _pihak(self, nama, jabatan, sebutan):
        self.kertas.kosong(10)
        for label, isi, gaya in (("Nama", nama, _KUAT), ("Jabatan", jabatan, _KIRI)):
            self._label(label, isi, gaya)
        self.kertas.kosong(4)
        self.kertas.teks(sebutan, _KIRI)

    def _label(self, label, isi, gaya):
        # The colon has the narrow rest of the label's columns, so that long texts wrap beside it.
        sel = [(label, _KIRI), (None, _KIRI), (f": {isi or TITIK}", gaya)] + [(None, gaya)] * (self.kolom - 3)
        self.kertas.baris(sel, paling_rendah=17, rentang={0: 1, 2: self.kolom - 1})

    # --- lampiran -----------------------------------------------------------------------------------------------
    def _lampiran(self):
        kertas, lembar = self.kertas, self.lembar
        judul = "LAMPIRAN PERJANJIAN KINERJA" + (" PERUBAHAN" if self.perubahan else "")
        jabatan = str(self.bahan.settings.get("jabatan_kepala") or self.bahan.settings.get("instansi") or "").upper()
        self.halaman = Halaman(lembar, mulai=len(lembar.rows))
        for isi in (" ".join(t for t in (judul, self.tahun) if t), jabatan):
            if isi:
                kertas.teks(isi, _JUDUL_LAMPIRAN)
        kertas.kosong(8)
        self._tabel_target()
        kertas.kosong(14)
        self._tabel_program()
        if self.halaman.sisa < 190:
            self.halaman.putus()
        kepala = self._kepala()
        jabatan_atasan = str(self.bahan.settings.get("jabatan_atasan") or TITIK)
        kertas.tanda_tangan(
            kepala,
            {**self._atasan(), "pembuka": [jabatan_atasan.upper() + ","]},
            self._blok_tangan(),
        )

    def _tabel_target(self):
        kelompok = susun_target(self.bahan, self.dokumen)
        if self.perubahan:
            tingkat = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", None],
                       ["^", "^", "^", "Semula", "Menjadi"]]  # fmt: skip
        else:
            tingkat = [["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]]
        self._kepala_tabel(tingkat, self.petak_target, 1)
        halaman_ke = self.halaman.ke
        if not kelompok:
            self._kosong(f"Belum ada target PK {self.dokumen} pada lembar PK.")
        for nomor, (sasaran, indikator) in enumerate(kelompok, 1):
            baris = [self._sel_target(i) for i in indikator]
            tinggi_baris = [self._tinggi(b, self.petak_target, 2) for b in baris]
            teks = [(nomor, TENGAH), (sasaran, TEKS)]
            butuh = self._tinggi(teks, self.petak_target)
            for awal, akhir, tambahan in self.halaman.potongan(tinggi_baris, lambda pertama, b=butuh: b):
                if self.halaman.ke > halaman_ke:
                    halaman_ke = self.halaman.ke
                    self._kepala_tabel(tingkat, self.petak_target, 1)
                mulai = len(self.lembar.rows)
                for k in range(awal, akhir):
                    kiri = teks if k == awal else [(None, TENGAH), (None, TEKS)]
                    self._baris(kiri + baris[k], self.petak_target, tinggi_baris[k] + tambahan, gabung_dari=2)
                ujung = len(self.lembar.rows) - 1
                for kiri, kanan in self.petak_target[:2]:
                    self.lembar.merge(mulai, kiri, ujung, kanan)

    def _sel_target(self, satu):
        indikator, tipe, satuan, semula, menjadi = satu
        sel = [(indikator, TEKS)]
        if self.perubahan:
            sel.append(_target(semula, tipe, satuan))
        return [*sel, _target(menjadi, tipe, satuan)]

    def _tabel_program(self):
        program = susun_program(self.bahan, self.dokumen)
        if self.perubahan:
            nama_kolom = ["Program", "Anggaran Semula\n(Rp)", "Anggaran Menjadi\n(Rp)",
                          "Bertambah / (Berkurang)\n(Rp)", "Keterangan\n(Sumber Dana)"]  # fmt: skip
        else:
            nama_kolom = ["Program", "Anggaran\n(Rp)", "Keterangan\n(Sumber Dana)"]
        nomor_awal = len(self.petak_target) + 1
        if self.halaman.sisa < 120:
            self.halaman.putus()
        self._kepala_tabel([nama_kolom], self.petak_program, nomor_awal)
        if not program:
            self._kosong(f"Belum ada program PK {self.dokumen} pada lembar PK.")
        for nomor, (nama, semula, menjadi, sumber) in enumerate(program, 1):
            sel = [(f"{nomor}. {nama}", TEKS), *self._uang(semula, menjadi), (sumber or "-", TENGAH)]
            tinggi_baris = self._tinggi(sel, self.petak_program)
            if self.halaman.sisa < tinggi_baris:
                self.halaman.putus()
                self._kepala_tabel([nama_kolom], self.petak_program, nomor_awal)
            self._baris(sel, self.petak_program, tinggi_baris)
        jumlah = self.bahan.sum_of
        total = TOTAL._replace(align="right")
        sel = [("Jumlah", TOTAL)]
        sel += self._uang(jumlah([p[1] for p in program]), jumlah([p[2] for p in program]), total)
        self._baris([*sel, (None, TOTAL)], self.petak_program, 18)

    def _uang(self, semula, menjadi, gaya=ANGKA):
        kini = sel_rupiah(menjadi, gaya)
        if not self.perubahan:
            return [kini]
        # A program that only one of the two documents has adds, or saves, its whole amount.
        beda = self.bahan.sisa_of(_nol(menjadi), _nol(semula))
        sel = sel_rupiah(beda, gaya)
        return [sel_rupiah(semula, gaya), kini, (sel[0], sel[1]._replace(format=SELISIH))]

    # --- the grid -----------------------------------------------------------------------------------------------
    def _baris(self, sel, petak, tinggi_baris, gabung_dari=0):
        """One row of a table whose cells span the grid's columns; the first ``gabung_dari`` cells merge later."""
        penuh = [None] * self.kolom
        nomor = self.lembar.add(penuh, tinggi_baris)
        for i, ((isi, gaya), (kiri, kanan)) in enumerate(zip(sel, petak, strict=True)):
            penuh[kiri : kanan + 1] = [(isi, gaya)] + [(None, gaya)] * (kanan - kiri)
            if i >= gabung_dari:
                self.lembar.merge(nomor, kiri, nomor, kanan)
        self.lembar.rows[nomor].cells[:] = penuh
        return nomor

    def _tinggi(self, sel, petak, mulai=0):
        garis = 1
        for (isi, gaya), (kiri, kanan) in zip(sel, petak[mulai:], strict=False):
            if isi.__class__ is str and gaya.wrap:
                garis = max(garis, jumlah_baris(isi, self.kertas.lebar(kiri, kanan), gaya.size, gaya.bold))
        return tinggi(garis, 9)

    def _kepala_tabel(self, tingkat, petak, nomor_awal):
        mulai = len(self.lembar.rows)
        for baris in tingkat:
            sel = [(None if t in (None, "^") else t, KEPALA) for t in baris]
            self._baris(sel, petak, max(18.0, self._tinggi(sel, petak)), gabung_dari=len(sel))
        for r, k, bawah, kanan in petak_kepala(tingkat):
            self.lembar.merge(mulai + r, petak[k][0], mulai + bawah, petak[kanan][1])
        sel = [(f"({i})", NOMOR_KOLOM) for i in range(nomor_awal, nomor_awal + len(petak))]
        self._baris(sel, petak, 13)
        self.halaman.mulai_isi()

    def _kosong(self, pesan):
        self.kertas.teks(pesan, TEKS._replace(italic=True, align="center"))

    # --- signatures ---------------------------------------------------------------------------------------------
    def _tempat(self):
        atur = self.bahan.settings
        tempat = atur.get("tempat_tanda_tangan") or atur.get("kota") or ""
        return ", ".join(t for t in (str(tempat), self.tanggal) if t)

    def _kepala(self):
        return penanda_tangan(self.bahan, self.tanggal)

    def _atasan(self):
        return {"pembuka": [], "nama": str(self.bahan.settings.get("nama_atasan") or "(nama atasan)"), "bawah": []}

    def _blok_tangan(self):
        return ((0, 2), (self.kolom - (3 if self.perubahan else 2), self.kolom - 1))


def _nol(isi):
    return 0 if isi is None or isi == "" else isi


def _target(isi, tipe, satuan):
    """Cell of a target; a counted number carries its satuan, as in ``20 dokumen``."""
    nilai, gaya = sel_nilai(isi, tipe)
    if is_number(nilai) and tipe == "Angka" and satuan and satuan != "%" and '"' not in satuan:
        gaya = gaya._replace(format=f'{gaya.format}" {satuan}"')
    return (nilai, gaya)
