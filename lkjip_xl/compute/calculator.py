"""Computes a book: every computed column of the contract, row by row, from the same trees that make its formulas."""

from ..expr.explain import references
from ..expr.to_python import Environment, Kolom, assemble, nilai
from ..expr.values import ErrorValue, is_number
from ..rules import struktur_anggaran as struktur
from ..schema import contract as kontrak
from ..schema.settings import NAMES, PK_BERLAKU
from ..schema.summary import RINGKASAN

_RAKITAN = {}


def _rakit(kunci, pohon):
    """Assembled form of a tree, made once per process."""
    try:
        return _RAKITAN[kunci]
    except KeyError:
        hasil = _RAKITAN[kunci] = assemble(pohon)
        return hasil


class Hitungan:
    """The computed book.

    Attributes:
        buku: the inputs.
        setelan: values of the defined names (``lk_tw``, ``lk_desimal`` ...).
        baris: ``{table: [dict, ...]}``: for each table with computed columns, per row inputs and computed cells
            together (blank rows too); ``#nomor`` is the row's number.
        ringkasan: ``{Kunci: value}`` of Beranda.
        uang: ``{indicator code in lower case: (pagu, realisasi)}``.
    """

    def __init__(self, buku):
        self.buku = buku
        self.kolom = _KolomBuku(buku)
        self.setelan = _setelan(buku, self.kolom)
        self.lingkungan = Environment(None, None, self.setelan, self.kolom)
        self.baris = {}
        self._anggaran()
        for tabel in (kontrak.PK, kontrak.PENGUKURAN, kontrak.IKI):
            self._tabel(tabel)
        self.ringkasan = {
            kunci: nilai(_rakit(("ringkasan", kunci), pohon), self.lingkungan) for kunci, _, pohon, _ in RINGKASAN
        }

    def tabel(self):
        """The contract's tables with this book's years, in the order of its sheets."""
        return [t for sheet in kontrak.sheets(*self.buku.tahun_renstra) for t in sheet.tables]

    def nilai_lepas(self, pohon):
        """Value of a formula that stands outside the tables (``schema.headings``)."""
        if ("tbl_ringkasan", "Kunci") not in self.kolom:
            self.kolom[("tbl_ringkasan", "Kunci")] = Kolom(self.ringkasan)
            self.kolom[("tbl_ringkasan", "Nilai")] = Kolom(self.ringkasan.values())
        return nilai(assemble(pohon), self.lingkungan)

    def _mulai(self, tabel):
        baris = []
        kosong = dict.fromkeys(c.name for c in tabel.columns)
        for b in self.buku.baris(tabel.name):
            satu = {**kosong, **b.isi}
            satu["#nomor"] = b.nomor
            baris.append(satu)
        self.baris[tabel.name] = baris
        return baris

    def _tabel(self, tabel):
        baris = self.baris.get(tabel.name) or self._mulai(tabel)
        env = self.lingkungan
        urutan = urutan_hitung(tabel)
        for tahap in (1, 2):
            kolom = [
                (c.name, _rakit((tabel.name, c.name), c.formula))
                for c in urutan
                if c.formula is not None and c.stage == tahap
            ]
            if not kolom:
                continue
            for satu in baris:
                if satu.get(tabel.key) in (None, ""):
                    for nama, _ in kolom:
                        satu[nama] = ""
                    continue
                env.baris = satu
                for nama, rakitan in kolom:
                    satu[nama] = nilai(rakitan, env)
            self.kolom.dari_hitungan(tabel.name, baris)

    def _anggaran(self):
        tabel = kontrak.ANGGARAN
        baris = self._mulai(tabel)
        self.struktur = blok = Blok(baris)
        env = self.lingkungan
        pagu = _rakit((tabel.name, "#pagu"), kontrak.PAGU_SENDIRI)
        realisasi = _rakit((tabel.name, "#realisasi"), kontrak.REALISASI_SENDIRI)
        for i, satu in enumerate(baris):
            if not blok.terisi[i]:
                for c in tabel.computed:
                    satu[c.name] = ""
                continue
            satu["_No"], satu["_Tk"], satu["_Akhir"] = i + 1, blok.tk[i], blok.akhir[i]
            satu["_Pagu"] = satu["_Realisasi"] = satu["_Indikator"] = ""
            if blok.daun[i]:
                env.baris = satu
                for nama, rakitan in (("_Pagu", pagu), ("_Realisasi", realisasi)):
                    isi = nilai(rakitan, env)
                    satu[nama] = "" if isi.__class__ is ErrorValue and isi.kode == "#N/A" else isi
                satu["_Indikator"] = blok.teks[i]
        for nama in ("Pagu", "Realisasi"):
            jumlah = blok.jumlah([satu["_" + nama] for satu in baris])
            for i, satu in enumerate(baris):
                if blok.terisi[i]:
                    satu[nama] = jumlah[i]
        self.uang = self.kolom[("tbl_anggaran", "#uang")] = _uang(baris, blok)
        self._tabel(tabel)


class Blok:
    """The shape of ``tbl_anggaran``, per row.

    terisi: the row is used. tk: level 1 to 5, 9 when unknown. akhir: number of the last row of its block.
    daun: it is a leaf. leluhur: zero-based rows above it that hold it, nearest first.
    teks, kode: of a leaf the helper text ``_Indikator`` and the codes in it; None for other rows.
    """

    def __init__(self, baris):
        tingkat = [b["Tingkat"] if b["Tingkat"] != "" else None for b in baris]
        indikator = [b["Indikator"] for b in baris]
        ke = [struktur.tingkat_ke(t) for t in tingkat]
        self.terisi = [t is not None for t in tingkat]
        self.tk = [9 if k is None else k + 1 for k in ke]
        self.akhir = struktur.akhir_blok(tingkat)
        self.daun = struktur.daun(tingkat, self.akhir)
        self.leluhur = struktur.leluhur(self.terisi, self.akhir)
        self.teks = [
            struktur.teks_warisan(i, ke, indikator, self.leluhur[i]) if daun else None
            for i, daun in enumerate(self.daun)
        ]
        self.kode = [None if teks is None else struktur.kode_indikator(teks) for teks in self.teks]

    def jumlah(self, isi):
        """Block sums of leaf amounts (numbers or errors; anything else counts as no amount)."""
        return struktur.jumlah_blok(isi, self.akhir)


def _uang(baris, blok):
    hasil = {}
    for i, kode in enumerate(blok.kode):
        for satu in kode or ():
            pagu, realisasi = hasil.get(satu.casefold(), (0, 0))
            hasil[satu.casefold()] = (_tambah(pagu, baris[i]["_Pagu"]), _tambah(realisasi, baris[i]["_Realisasi"]))
    return hasil


def _tambah(jumlah, isi):
    if jumlah.__class__ is ErrorValue:
        return jumlah
    if isi.__class__ is ErrorValue:
        return isi
    return jumlah + isi if is_number(isi) else jumlah


class _KolomBuku(dict):
    """``{(table, column): Kolom}``, filled on demand from the inputs and then from the computed rows."""

    def __init__(self, buku):
        super().__init__()
        self._buku = buku
        self._hitungan = {}

    def dari_hitungan(self, nama, baris):
        self._hitungan[nama] = baris
        for kunci in [k for k in self if k[0] == nama and not k[1].startswith("#")]:
            del self[kunci]

    def __missing__(self, kunci):
        nama, kolom = kunci
        if kolom == "#tajuk":
            isi = Kolom()
        elif kolom == "#blok":
            awal, akhir = self._buku.tahun_renstra
            isi = {f"target {t}": self[(nama, f"Target {t}")] for t in range(awal, akhir + 1)}
        elif nama in self._hitungan:
            isi = Kolom(b[kolom] for b in self._hitungan[nama])
        else:
            isi = Kolom(self._buku.kolom(nama, kolom))
        self[kunci] = isi
        return isi


def _setelan(buku, kolom):
    env = Environment({}, None, {}, kolom)
    hasil = env.setelan
    for nama, (kunci, pohon) in NAMES.items():
        env.argumen = {"isi": buku.setelan.get(kunci)}
        hasil[nama] = nilai(_rakit(("setelan", nama), pohon), env)
    hasil["lk_pk"] = nilai(_rakit(("setelan", "lk_pk"), PK_BERLAKU), env)
    return hasil


def urutan_hitung(tabel):
    """Computed columns of a table in an order in which each finds what it needs (helpers first)."""
    dihitung = tabel.computed
    nama = {c.name for c in dihitung}
    sudah, hasil = set(), []

    def kunjungi(c):
        if c.name in sudah:
            return
        sudah.add(c.name)
        if c.formula is not None:
            for perlu in kolom_baris(c.formula):
                if perlu in nama:
                    kunjungi(tabel.by_name[perlu])
        hasil.append(c)

    for c in dihitung:
        kunjungi(c)
    return hasil


_ACUAN = {}


def kolom_baris(pohon):
    """Names of this row's columns that a tree refers to."""
    kunci = id(pohon)
    if kunci not in _ACUAN:
        _ACUAN[kunci] = references(pohon).row
    return _ACUAN[kunci]


def hitung(buku):
    """Compute a book's inputs; returns a ``Hitungan``."""
    return Hitungan(buku)
