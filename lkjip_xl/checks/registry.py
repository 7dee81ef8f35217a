"""The register of checks on a book's data, and their run.

A check is a function over a ``Berkas`` that yields findings; its code, weight and rule stand in its decorator. Every
module of this package is loaded by ``semua``, so a new check touches one file (and its test).
"""

from collections import namedtuple
from zlib import crc32

from ..compute.key import key
from ..discovery import load
from ..expr.values import ErrorValue, is_number
from ..schema.contract import sheet_of, sheets
from ..schema.settings import SETTINGS
from .finding import INFO, PERIKSA, SALAH, Finding

DAFTAR: dict[str, "Check"] = {}
URUTAN = {SALAH: 0, PERIKSA: 1, INFO: 2}

Check = namedtuple("Check", "kode berat judul dasar fungsi")
Check.__doc__ = """One check.

kode: stable code such as ``ARI-01``. berat: Salah, Periksa or Info; a finding may weigh otherwise. judul: what is
compared, one line, for the catalogue. dasar: rule or regulation. fungsi: called with a ``Berkas``, yields findings
made by ``Berkas.temuan``.
"""


def pemeriksaan(kode, berat, judul, dasar):
    """Decorator: registers the function beneath it as a check."""

    def daftarkan(fungsi):
        if kode in DAFTAR:
            raise ValueError(f"check code used twice: {kode}")
        DAFTAR[kode] = Check(kode, berat, judul, dasar, fungsi)
        return fungsi

    return daftarkan


def semua():
    """All checks by code, those of other packages included; loads every module of this room."""
    load(__package__, "lkjip_xl.checks")
    return dict(sorted(DAFTAR.items()))


class Berkas:
    """A computed book as the checks see it.

    Attributes:
        world: the computed book.
        setelan: value by Kunci, None when blank.
        tahun: year of the report. awal, akhir: first and last year of the Renstra.
        laporan: ``[(sheet, rows typed into or None, stale), ...]`` of its report sheets, when it has a workbook.
        lalu: Berkas of the book of the year before, when it was given.
    """

    def __init__(self, world, letak=None):
        self.world = world
        self.setelan = {**dict.fromkeys(_KUNCI), **world.book.settings}
        self.tahun = self.setelan["tahun"]
        self.awal, self.akhir = world.book.years
        self.laporan = ()
        self.lalu = None
        self._letak = letak or (lambda tabel, baris, kolom: (sheet_of(tabel) or tabel, f"{kolom} baris {baris}"))
        self._baris, self._ingatan = {}, {}

    def baris(self, tabel):
        """The filled rows of a table, as dictionaries by column name: inputs (None when blank) and, where the table
        has them, computed cells; ``#nomor`` is the row's number within the table."""
        if tabel not in self._baris:
            masukan = [c.name for c in self.kolom(tabel) if not c.computed]
            self._baris[tabel] = [r for r in self.world.rows(tabel) if any(r[n] not in (None, "") for n in masukan)]
        return self._baris[tabel]

    def kolom(self, tabel):
        """The contract's columns of a table."""
        return self.world.tables[tabel].columns

    @property
    def triwulan(self):
        """The running quarter, 1 to 4 (SET-01)."""
        return int(self.world.quarter)

    @property
    def renstra(self):
        """The first row of Renstra of each Kode, by the code's key."""
        return self.world.renstra_by_key

    def ingat(self, nama, buat):
        """What ``buat(self)`` gives, made once for all checks that ask for it under this name."""
        if nama not in self._ingatan:
            self._ingatan[nama] = buat(self)
        return self._ingatan[nama]

    def indikator(self, kode):
        """The row of Renstra of a code, or None."""
        return self.renstra.get(key(kode))

    def temuan(self, tabel, baris, kolom, *, uraian, perbaikan, tertulis=None, seharusnya=None, berat=None):
        """A finding on a cell; code, weight and rule are filled in by the run.

        Args:
            tabel: table. baris: its row dictionary or row number. kolom: column name.
            uraian: what was found, Indonesian, with what is written and what it should be. perbaikan: what to do.
            tertulis, seharusnya: values, where there are such. berat: when other than the check's own.
        """
        nomor = baris["#nomor"] if isinstance(baris, dict) else baris
        lembar, sel = self._letak(tabel, nomor, kolom)
        return Finding(
            kode=None, berat=berat, lembar=lembar, sel=sel, uraian=uraian, perbaikan=perbaikan, tertulis=tertulis,
            seharusnya=seharusnya, tabel=tabel, baris=nomor, kolom=kolom,
        )  # fmt: skip


_KUNCI = tuple(s.key for s in SETTINGS)


def periksa(berkas, hanya=None):
    """Run the checks.

    Args:
        berkas: Berkas. hanya: codes to run; None for all.

    Returns:
        Findings, gravest first, then in the order of sheets and rows.
    """
    return urutkan(run([satu for kode, satu in semua().items() if hanya is None or kode in hanya], berkas))


def run(checks, berkas):
    """Findings of these checks, in their order; code, weight and rule are filled in."""
    return [
        t._replace(kode=satu.kode, berat=t.berat or satu.berat, dasar=satu.dasar)
        for satu in checks
        for t in satu.fungsi(berkas)
    ]


def urutkan(temuan):
    """Findings by weight, then by sheet and row."""
    lembar = {s.name: i for i, s in enumerate(sheets(0, -1))}
    return sorted(
        temuan, key=lambda t: (URUTAN.get(t.berat, 9), lembar.get(t.lembar, 99), t.baris or 0, t.kode, str(t.kolom))
    )


def sidik(temuan, berkas):
    """Fingerprint of a finding: ``place.contents``, eight hexadecimal digits each.

    The place (check, row by its key, column) stays when rows move; the contents are what the finding says, which
    changes with the data that it speaks of.
    """
    kunci = temuan.lembar
    if temuan.tabel and temuan.baris:
        satu = berkas.ingat(
            ("menurut nomor", temuan.tabel), lambda b: {s["#nomor"]: s for s in b.baris(temuan.tabel)}
        ).get(temuan.baris)
        kolom = [c.name for c in berkas.kolom(temuan.tabel) if c.required or c.kind == "kode"]
        kunci = tuple(str(satu.get(k)) for k in kolom) if satu else temuan.baris
    tempat = (temuan.kode, temuan.tabel, kunci, temuan.kolom)
    isi = (temuan.uraian, str(temuan.tertulis), str(temuan.seharusnya))
    return f"{crc32(repr(tempat).encode()):08x}.{crc32(repr(isi).encode()):08x}"


# --- numbers in messages ---------------------------------------------------------------------------------------------
def tampil(isi):
    """A value as an Indonesian reader writes it: ``1.234,5``, ``Utama``, ``kosong``, ``N/A``."""
    from ..rules.terbilang import format_number

    if isi is None or isi == "":
        return "kosong"
    if isi.__class__ is ErrorValue:
        return "N/A" if isi.kode == "#N/A" else isi.kode
    return format_number(isi) if is_number(isi) else str(isi)


def tampil_uang(isi):
    """An amount: ``Rp1.000``."""
    from ..rules.terbilang import rupiah

    return rupiah(isi) if is_number(isi) else tampil(isi)


def tampil_persen(rasio, desimal=2):
    """A ratio as percent: 0.9193 is ``91,93%``."""
    from ..rules.terbilang import format_percent

    return format_percent(rasio, desimal) if is_number(rasio) else tampil(rasio)
