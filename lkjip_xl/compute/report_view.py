"""What reports are made of: the computed book seen as tujuan, sasaran, indikator and budget rows."""

from ..expr.values import NOT_AVAILABLE, WRONG_VALUE, ErrorValue, is_number
from ..rules import struktur_anggaran as struktur
from ..rules.anggaran import isi_uang, pagu_berlaku, porsi, serapan, sisa
from ..rules.bacaan_angka import kunci_teks
from ..rules.capaian import pertumbuhan
from ..rules.rata_rata import rata_rata
from ..rules.tanggal import baca_tanggal
from ..rules.triwulan import label_sampai
from ..schema.settings import SETTING


class Indikator:
    """One measured indicator: ``isi`` is its computed row of Pengukuran, ``renstra`` its row of Renstra (may be {})."""

    __slots__ = ("isi", "renstra", "sasaran", "tujuan")

    def __init__(self, isi, renstra):
        self.isi = isi
        self.renstra = renstra
        self.sasaran = None
        self.tujuan = None

    @property
    def kode(self):
        return self.isi["Kode"]

    @property
    def nama(self):
        nama = self.isi["Indikator"]
        return str(self.kode) if nama.__class__ is ErrorValue else nama

    @property
    def tipe(self):
        return self.renstra.get("Tipe") or "Angka"

    @property
    def satuan(self):
        return self.renstra.get("Satuan") or ""

    def __getitem__(self, kolom):
        return self.isi[kolom]


class Sasaran:
    """A sasaran: its number, wording, tujuan, indicators, mean capaian, pagu and realisasi (each leaf once)."""

    __slots__ = ("nomor", "nama", "tujuan", "indikator", "rata_rata", "pagu", "realisasi", "serapan")

    def __init__(self, nomor, nama, tujuan):
        self.nomor = nomor
        self.nama = nama
        self.tujuan = tujuan
        self.indikator = []
        self.rata_rata = self.pagu = self.realisasi = self.serapan = NOT_AVAILABLE


class Tujuan:
    """A tujuan: its code, wording, its own indicators (rows of Renstra) and its sasaran."""

    __slots__ = ("kode", "nama", "indikator", "sasaran")

    def __init__(self, kode, nama):
        self.kode = kode
        self.nama = nama
        self.indikator = []
        self.sasaran = []


class BarisAnggaran:
    """One used budget row with its money in force, and the pagu and realisasi of every quarter's form."""

    __slots__ = (
        "kode", "tingkat", "tk", "uraian", "daun", "indikator", "leluhur", "letak", "akhir", "pagu", "realisasi",
        "serapan", "sisa", "pagu_tw", "realisasi_tw", "serapan_tw", "pagu_awal", "pagu_perubahan",
    )  # fmt: skip


class Bahan:
    """The computed book, arranged for reports.

    Attributes:
        hitungan: the computed book. atur: settings by Kunci as typed (texts as text). tahun: year of the report (int).
        tujuan, sasaran, indikator: in the order of Pengukuran; indikator are those of sasaran.
        indikator_lain: measured indicators of another Jenis (Tujuan, Program, Kegiatan, Sub Kegiatan).
        anggaran: used budget rows in order; a row's ``letak`` is its place in this list.
        pagu, realisasi, serapan: of the whole office.
        desimal, cara: shown decimals of a percent, way of rounding.
    """

    def __init__(self, hitungan):
        self.hitungan = hitungan
        buku = hitungan.buku
        self.atur = {kunci: _setelan_teks(kunci, isi) for kunci, isi in buku.setelan.items()}
        self.desimal, self.cara = hitungan.setelan["lk_desimal"], hitungan.setelan["lk_bulat"]
        self.triwulan = hitungan.setelan["lk_tw"]
        tahun = buku.setelan.get("tahun")
        self.tahun = int(tahun) if is_number(tahun) else None
        akhir = buku.setelan.get("tahun_akhir_renstra")
        self.tahun_akhir = int(akhir) if is_number(akhir) else buku.tahun_renstra[1]
        self._daun_menurut_kode = None
        self._renstra()
        self._anggaran()
        self._sasaran()
        self._riwayat = self._anggaran_menurut_kode = None

    # --- performance --------------------------------------------------------------------------------------------
    def _renstra(self):
        self.renstra = [b.isi for b in self.hitungan.buku.baris("tbl_renstra") if b.isi.get("Kode") is not None]
        self._menurut_kode = {}
        for r in self.renstra:
            self._menurut_kode.setdefault(str(r["Kode"]).casefold(), r)

    def baris_renstra(self, kode):
        """Row of Renstra by code ({} when there is none)."""
        return self._menurut_kode.get(str(kode).casefold(), {}) if kode is not None else {}

    def _sasaran(self):
        self.indikator, self.sasaran, self.tujuan, self.indikator_lain = [], [], [], []
        menurut, menurut_tujuan = {}, {}
        for isi in self.hitungan.baris["tbl_pengukuran"]:
            if isi["Kode"] in (None, ""):
                continue
            satu = Indikator(isi, self.baris_renstra(isi["Kode"]))
            if satu.renstra.get("Jenis") not in (None, "", "Sasaran"):
                self.indikator_lain.append(satu)
                continue
            induk = satu.renstra.get("Induk")
            nama_tujuan = satu.renstra.get("Tujuan") or self.baris_renstra(induk).get("Tujuan") or ""
            kunci = (str(induk or "").casefold(), kunci_teks(nama_tujuan) if not induk else "")
            if kunci not in menurut_tujuan:
                menurut_tujuan[kunci] = Tujuan(induk, nama_tujuan)
                menurut_tujuan[kunci].indikator = self._indikator_tujuan(induk, nama_tujuan)
                self.tujuan.append(menurut_tujuan[kunci])
            satu.tujuan = menurut_tujuan[kunci]
            nama = satu.renstra.get("Sasaran") or ""
            kunci = (kunci, kunci_teks(nama))
            if kunci not in menurut:
                menurut[kunci] = Sasaran(len(menurut) + 1, nama, satu.tujuan)
                self.sasaran.append(menurut[kunci])
                satu.tujuan.sasaran.append(menurut[kunci])
            satu.sasaran = menurut[kunci]
            satu.sasaran.indikator.append(satu)
            self.indikator.append(satu)
        for s in self.sasaran:
            s.rata_rata = rata_rata([i["Capaian"] for i in s.indikator], self.desimal, self.cara)
            s.pagu, s.realisasi = self._uang_bersama(i.kode for i in s.indikator)
            s.serapan = self.hitung_serapan(s.realisasi, s.pagu)

    def _indikator_tujuan(self, kode, nama):
        baris = [r for r in self.renstra if r.get("Jenis") == "Tujuan"]
        cocok = [r for r in baris if kode is not None and str(r["Kode"]).casefold() == str(kode).casefold()]
        return cocok + [
            r for r in baris if r not in cocok and nama and kunci_teks(r.get("Tujuan") or "") == kunci_teks(nama)
        ]

    def realisasi_sampai(self, indikator, n):
        """Realisasi of an indicator to the end of quarter ``n``: a number, the level's label, or an error."""
        isi = indikator.isi
        if indikator.tipe != "Tingkat" or isi[f"_R{n}"] == WRONG_VALUE:
            return isi[f"_R{n}"]
        deret = [isi[f"Realisasi TW{k}"] for k in range(1, n + 1)]
        return label_sampai(deret, deret[-1], isi["Sifat"])

    # --- money --------------------------------------------------------------------------------------------------
    def hitung_serapan(self, realisasi, pagu):
        """Serapan (ANG-02) with the book's rounding; N/A where a part is N/A."""
        return serapan(realisasi, pagu, self.desimal, self.cara)

    def hitung_porsi(self, pagu):
        """Share of the office's pagu (ANG-04)."""
        return porsi(pagu, self.pagu, self.desimal, self.cara)

    def hitung_pertumbuhan(self, realisasi, lalu):
        """Growth against last year (TUM-01); N/A unless both are numbers."""
        if not (is_number(realisasi) and is_number(lalu)):
            return NOT_AVAILABLE
        return pertumbuhan(realisasi, lalu, self.desimal, self.cara)

    def _uang_bersama(self, kode):
        """Pagu and realisasi of the leaves that name any of the codes, each leaf once."""
        if self._daun_menurut_kode is None:
            self._daun_menurut_kode = {}
            for i, punya in enumerate(self._blok.kode):
                for satu in punya or ():
                    self._daun_menurut_kode.setdefault(satu.casefold(), []).append(i)
        return self._jumlah_daun(sorted({i for k in kode for i in self._daun_menurut_kode.get(str(k).casefold(), ())}))

    def _jumlah_daun(self, daun):
        daun = list(daun)
        if not daun:
            return NOT_AVAILABLE, NOT_AVAILABLE
        hasil = []
        for kolom in ("_Pagu", "_Realisasi"):
            isi = [self._baris[i][kolom] for i in daun]
            salah = [x for x in isi if x.__class__ is ErrorValue]
            hasil.append(salah[0] if salah else sum(x for x in isi if is_number(x)))
        return tuple(hasil)

    def uang_tanpa_indikator(self):
        """Pagu and realisasi of the leaves that name no indicator; N/A when there are none."""
        return self._jumlah_daun(i for i, punya in enumerate(self._blok.kode) if punya is not None and not punya)

    def _anggaran(self):
        self._baris = baris = self.hitungan.baris["tbl_anggaran"]
        self._blok = blok = self.hitungan.struktur
        dokumen_tw = self._dokumen_triwulan()
        jumlah = {}
        for dokumen in ("Awal", "Perubahan"):
            jumlah[dokumen] = blok.jumlah([
                _isi_daun(pagu_berlaku(dokumen, b["Pagu Awal"], b["Pagu Perubahan"])) if daun else None
                for b, daun in zip(baris, blok.daun, strict=True)
            ])  # fmt: skip
        realisasi = [
            blok.jumlah([
                _isi_daun(isi_uang(b[f"Realisasi TW{n}"])) if daun else None
                for b, daun in zip(baris, blok.daun, strict=True)
            ])
            for n in (1, 2, 3, 4)
        ]  # fmt: skip
        letak = {}
        self.anggaran = []
        for i, b in enumerate(baris):
            if not blok.terisi[i]:
                continue
            satu = BarisAnggaran()
            letak[i] = satu.letak = len(self.anggaran)
            satu.kode, satu.tingkat, satu.tk = b["Kode"], b["Tingkat"], blok.tk[i]
            satu.uraian, satu.daun = b["Uraian"] or "", blok.daun[i]
            satu.indikator = struktur.kode_indikator(b["Indikator"])
            satu.leluhur = tuple(letak[j] for j in blok.leluhur[i])
            satu.akhir = blok.akhir[i]
            satu.pagu, satu.realisasi, satu.serapan, satu.sisa = b["Pagu"], b["Realisasi"], b["Serapan"], b["Sisa"]
            satu.pagu_awal, satu.pagu_perubahan = jumlah["Awal"][i], jumlah["Perubahan"][i]
            satu.pagu_tw = tuple(jumlah[d][i] for d in dokumen_tw)
            satu.realisasi_tw = tuple(r[i] for r in realisasi)
            satu.serapan_tw = None
            self.anggaran.append(satu)
        self._pemilik, self._ujung = {}, list(range(len(self.anggaran)))
        for a in self.anggaran:
            for satu_kode in a.indikator:
                self._pemilik.setdefault(satu_kode.casefold(), []).append(a.letak)
            for atas in a.leluhur:
                self._ujung[atas] = a.letak
        ringkasan = self.hitungan.ringkasan
        self.pagu, self.realisasi, self.serapan = ringkasan["Pagu"], ringkasan["Realisasi"], ringkasan["Serapan"]
        self.dokumen_triwulan = dokumen_tw
        daun = [a for a in self.anggaran if a.daun]
        self.pagu_tw = tuple(_jumlah([a.pagu_tw[n] for a in daun]) for n in range(4))
        self.realisasi_tw = tuple(_jumlah([a.realisasi_tw[n] for a in daun]) for n in range(4))

    def _dokumen_triwulan(self):
        """Which pagu each quarter's form shows: quarters that end before the date of the PK Perubahan show Awal."""
        berlaku = self.hitungan.setelan["lk_dok"]
        if berlaku != "Perubahan":
            return ("Awal",) * 4
        tanggal = baca_tanggal(self.atur.get("tanggal_pk_perubahan"))
        if tanggal is None or self.tahun is None:
            return ("Perubahan",) * 4
        return tuple("Awal" if (self.tahun, n * 3, 31) < tanggal else "Perubahan" for n in (1, 2, 3, 4))

    def puncak_milik(self, kode):
        """Places in ``anggaran`` of the highest budget rows that name an indicator, in order."""
        hasil, sampai = [], -1
        for letak in self._pemilik.get(str(kode).casefold(), ()):
            if letak > sampai:
                sampai = self._ujung[letak]
                hasil.append(letak)
        return hasil

    def ujung(self, letak):
        """Place in ``anggaran`` of the last row beneath a row (its own place for a leaf)."""
        return self._ujung[letak]

    def serapan_triwulan(self, baris, n):
        """Serapan of a budget row to the end of quarter ``n``, against that quarter's pagu."""
        if baris.serapan_tw is None:
            baris.serapan_tw = [None] * 4
        if baris.serapan_tw[n - 1] is None:
            baris.serapan_tw[n - 1] = self.hitung_serapan(baris.realisasi_tw[n - 1], baris.pagu_tw[n - 1])
        return baris.serapan_tw[n - 1]

    def baris_anggaran(self, kode):
        """Budget row of a code; None when there is none."""
        if self._anggaran_menurut_kode is None:
            self._anggaran_menurut_kode = {}
            for a in self.anggaran:
                self._anggaran_menurut_kode.setdefault(str(a.kode).strip().casefold(), a)
        return self._anggaran_menurut_kode.get(str(kode).strip().casefold()) if kode not in (None, "") else None

    def jumlah(self, isi):
        """Sum of amounts: N/A without any number, the error where one of them is unusable."""
        return _jumlah([isi_uang(x) if x.__class__ is str else x for x in isi])

    def hitung_sisa(self, pagu, realisasi):
        """What is left of an amount (ANG-03): ``pagu - realisasi``; also what a PK Perubahan adds to the first PK."""
        return sisa(pagu, realisasi)

    # --- the rest -----------------------------------------------------------------------------------------------
    def pk(self, dokumen):
        """Rows of ``tbl_pk`` of a document (computed, as dictionaries)."""
        return [b for b in self.hitungan.baris["tbl_pk"] if b["Kode"] not in (None, "") and b["Dokumen"] == dokumen]

    def pk_program(self, dokumen):
        """Rows of ``tbl_pk_program`` of a document."""
        return [
            b.isi
            for b in self.hitungan.buku.baris("tbl_pk_program")
            if b.isi.get("Program") and b.isi.get("Dokumen") == dokumen
        ]

    def riwayat(self, kode, tahun, lingkup="Instansi"):
        """Row of ``tbl_riwayat`` ({} when there is none)."""
        if self._riwayat is None:
            self._riwayat = {}
            for b in self.hitungan.buku.baris("tbl_riwayat"):
                isi = b.isi
                kunci = (str(isi.get("Kode")).casefold(), isi.get("Tahun"), isi.get("Lingkup") or "Instansi")
                self._riwayat.setdefault(kunci, isi)
        return self._riwayat.get((str(kode).casefold(), tahun, lingkup), {})

    def target_renstra(self, kode, tahun):
        """Renstra target of a year as typed (None when blank)."""
        return self.baris_renstra(kode).get(f"Target {tahun}")


def _setelan_teks(kunci, isi):
    """A setting as reports use it: what is meant as text is text (or None), also when a number was typed."""
    if kunci not in SETTING or SETTING[kunci].kind != "teks" or isi is None or isi.__class__ is str:
        return isi
    if isi.__class__ is ErrorValue:
        return None
    return f"{isi:.15g}".replace(".", ",") if isi.__class__ is float else str(isi)


def _isi_daun(isi):
    return None if isi.__class__ is ErrorValue and isi == NOT_AVAILABLE else isi


def _jumlah(isi):
    salah = [x for x in isi if x.__class__ is ErrorValue and x != NOT_AVAILABLE]
    if salah:
        return salah[0]
    angka = [x for x in isi if is_number(x)]
    return sum(angka) if angka else NOT_AVAILABLE
