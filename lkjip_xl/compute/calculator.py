"""Computes a book: every computed column of the contract, row by row, from the same trees that make its formulas."""

from ..expr.to_python import Environment, Kolom, assemble, nilai
from ..expr.values import ErrorValue, is_number
from ..rules import struktur_anggaran as struktur
from ..schema.calculation import calculation_order
from ..schema.contract import tables
from ..schema.settings import NAMES, PK_BERLAKU
from ..schema.sheets.anggaran import ANGGARAN, PAGU_SENDIRI, REALISASI_SENDIRI
from ..schema.sheets.beranda import RINGKASAN

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
        angka: ``{table: {key: value}}`` of the tables whose rows the book itself fills.
        ringkasan: ``{Kunci: value}`` of Beranda.
        uang: ``{indicator code in lower case: (pagu, realisasi)}``.
    """

    def __init__(self, buku):
        self.buku = buku
        self.kolom = _KolomBuku(buku)
        self.setelan = _setelan(buku, self.kolom)
        self.lingkungan = Environment(None, None, self.setelan, self.kolom)
        self.baris = {}
        self.angka = {}
        for table, columns in calculation_order(self.tabel()):
            if table.figures:
                self._figures(table)
            else:
                self._step(table, columns)
        self.ringkasan = self.angka[RINGKASAN.name]

    def tabel(self):
        """The contract's tables with this book's years, in the order of its sheets."""
        return list(tables(*self.buku.tahun_renstra).values())

    def nilai_lepas(self, pohon):
        """Value of a formula that stands outside the tables (``schema.contract.loose_formulas``)."""
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

    def _figures(self, table):
        values = {f.key: nilai(_rakit((table.name, f.key), f.formula), self.lingkungan) for f in table.figures}
        self.angka[table.name] = values
        for column, cells in zip(table.columns, (values, values.values()), strict=True):
            self.kolom[(table.name, column.name)] = Kolom(cells)

    def _step(self, table, columns):
        """Compute columns of one table, row by row (``schema.calculation.Step``)."""
        rows = self.baris.get(table.name)
        if rows is None:
            rows = self._mulai(table)
            if any(c.excel is not None for c in table.computed):
                _STRUCTURES[table.name](self, table, rows)
        assembled = [(c.name, _rakit((table.name, c.name), c.formula)) for c in columns if c.formula is not None]
        env = self.lingkungan
        for row in rows:
            if row.get(table.key) in (None, ""):
                for name, _ in assembled:
                    row[name] = ""
                continue
            env.baris = row
            for name, formula in assembled:
                row[name] = nilai(formula, env)
        self.kolom.dari_hitungan(table.name, rows)

    def _anggaran(self, tabel, baris):
        """The columns that follow from the order of the rows: one pass over the whole table."""
        self.struktur = blok = Blok(baris)
        env = self.lingkungan
        pagu = _rakit((tabel.name, "#pagu"), PAGU_SENDIRI)
        realisasi = _rakit((tabel.name, "#realisasi"), REALISASI_SENDIRI)
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


# Columns whose Excel form is an idiom of its own (``Column.excel``), by table: one pass over all of its rows.
_STRUCTURES = {ANGGARAN.name: Hitungan._anggaran}


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


def hitung(buku):
    """Compute a book's inputs; returns a ``Hitungan``."""
    return Hitungan(buku)
