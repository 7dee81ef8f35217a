"""A recorder in the place of Excel: it remembers what was asked of it, and fails where a test wants it to."""

import shutil
from pathlib import Path

from lkjip_xl.hosts.openbook.host import OpenBook
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts


class ExcelTiruan:
    """An open book that is a file.

    Attributes:
        jejak: ``(method, arguments ...)`` of every call that changes or shows something.
        lembar: names of the sheets as they would stand now.
        sifat: fields of ``OpenBook`` that a test sets.
        gagal_pada: name of the method (or ``(method, first argument)``) that raises.
        jawaban: what ``tanya`` answers. saringan: sheets on which a filter is active.
        printer: name of the printer. kertas: points of its pages. tanpa_pdf: printing fails.
    """

    def __init__(self, jalur, **sifat):
        self.jalur = Path(jalur)
        self.lembar = [s.name for s in WorkbookParts(Package.open(jalur)).sheets]
        self.sifat = sifat
        self.jejak = []
        self.gagal_pada = None
        self.jawaban = False
        self.dikatakan = None
        self.isi = {}
        self.saringan = set()
        self.printer, self.kertas, self.tanpa_pdf = "Microsoft Print to PDF", (612, 936), False

    def _catat(self, nama, *argumen):
        self.jejak.append((nama, *argumen))
        if self.gagal_pada in (nama, (nama, *argumen[:1])):
            self.gagal_pada = None
            raise RuntimeError(f"{nama} gagal")

    def panggilan(self, *nama):
        """Arguments of the calls of these methods, in order."""
        return [satu if len(nama) > 1 else satu[1:] for satu in self.jejak if satu[0] in nama]

    def buku(self):
        bawaan = dict(nama=self.jalur.name, jalur=str(self.jalur), baca_saja=False, struktur_terkunci=False,
                      lembar=tuple(self.lembar))  # fmt: skip
        return OpenBook(**{**bawaan, **self.sifat})

    def folder_kerja(self):
        return None

    def simpan_salinan(self, jalur):
        self._catat("simpan_salinan", jalur)
        shutil.copy(self.jalur, jalur)

    def keadaan(self):
        self._catat("keadaan")
        return "keadaan semula"

    def tenang(self):
        self._catat("tenang")

    def pulihkan(self, keadaan):
        self._catat("pulihkan", keadaan)

    def status(self, teks):
        self._catat("status", teks)

    def katakan(self, teks, berat="info"):
        self._catat("katakan", berat, teks)
        self.dikatakan = teks

    def tanya(self, teks):
        self._catat("tanya", teks)
        return self.jawaban

    def buka_sumber(self, jalur):
        self._catat("buka_sumber", jalur)
        return [s.name for s in WorkbookParts(Package.open(jalur)).sheets]

    def salin_lembar(self, sumber, lembar, nama, sesudah, sebelum=None):
        self._catat("salin_lembar", lembar, nama, sesudah, sebelum)
        assert lembar in sumber and nama not in self.lembar and len(nama) <= 31
        di = self.lembar.index(sebelum) if sebelum else self.lembar.index(sesudah) + 1
        self.lembar.insert(di, nama)

    def tutup_sumber(self, sumber):
        self._catat("tutup_sumber")

    def hapus_lembar(self, lembar):
        self._catat("hapus_lembar", lembar)
        self.lembar.remove(lembar)

    def namai_lembar(self, lembar, nama):
        self._catat("namai_lembar", lembar, nama)
        assert nama not in self.lembar
        self.lembar[self.lembar.index(lembar)] = nama

    def ubah_ukuran_tabel(self, lembar, tabel, rentang):
        self._catat("ubah_ukuran_tabel", lembar, tabel, rentang)

    def tersaring(self, lembar):
        return lembar in self.saringan

    def tulis(self, lembar, alamat, isi):
        self._catat("tulis", lembar, alamat, isi)
        self.isi[lembar, alamat] = isi

    def hitung_ulang(self):
        self._catat("hitung_ulang")

    def rumus(self, lembar, alamat):
        self._catat("rumus", lembar, alamat)
        return [["=rumus lama"]]

    def nilai(self, lembar, alamat):
        self._catat("nilai", lembar, alamat)
        return [[None]]

    def pencetak(self):
        return self.printer

    def pdf(self, jalur, lembar):
        self._catat("pdf", jalur, lembar)
        if self.tanpa_pdf:
            raise OSError("gagal")
        lebar, tinggi = self.kertas
        Path(jalur).write_bytes(b"%%PDF-1.7 /Type/Page/MediaBox[ 0 0 %d %d]" % (lebar, tinggi) * len(lembar))

    def buka(self, jalur):
        self._catat("buka", jalur)
        return ExcelTiruan(jalur)

    def tutup_buku(self):
        self._catat("tutup_buku")

    def versi(self):
        return {"Excel": "tiruan", "Sistem": "uji"}
