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
        printer_name: name of the printer. kertas: points of its pages. tanpa_pdf: printing fails.
        jawaban: what ``tanya`` answers. saringan: sheets on which a filter is active.
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
        self.printer_name, self.kertas, self.tanpa_pdf = "Microsoft Print to PDF", (612, 936), False
        self.dipilih = (self.lembar[0], "A1")

    def _catat(self, nama, *argumen):
        self.jejak.append((nama, *argumen))
        if self.gagal_pada in (nama, (nama, *argumen[:1])):
            self.gagal_pada = None
            raise RuntimeError(f"{nama} gagal")

    def panggilan(self, *nama):
        """Arguments of the calls of these methods, in order."""
        return [satu if len(nama) > 1 else satu[1:] for satu in self.jejak if satu[0] in nama]

    def book(self):
        bawaan = dict(name=self.jalur.name, path=str(self.jalur), read_only=False, structure_locked=False,
                      sheets=tuple(self.lembar))  # fmt: skip
        return OpenBook(**{**bawaan, **self.sifat})

    def selection(self):
        return self.dipilih

    def work_folder(self):
        return None

    def save_copy(self, path):
        self._catat("save_copy", path)
        shutil.copy(self.jalur, path)

    def state(self):
        self._catat("state")
        return "keadaan semula"

    def quiet(self):
        self._catat("quiet")

    def restore(self, state):
        self._catat("restore", state)

    def status(self, text):
        self._catat("status", text)

    def say(self, text, weight="info"):
        self._catat("say", weight, text)
        self.dikatakan = text

    def ask(self, text):
        self._catat("ask", text)
        return self.jawaban

    def open_source(self, path):
        self._catat("open_source", path)
        return [s.name for s in WorkbookParts(Package.open(path)).sheets]

    def copy_sheet(self, source, sheet, name, after, before=None):
        self._catat("copy_sheet", sheet, name, after, before)
        assert sheet in source and name not in self.lembar and len(name) <= 31
        di = self.lembar.index(before) if before else self.lembar.index(after) + 1
        self.lembar.insert(di, name)

    def close_source(self, source):
        self._catat("close_source")

    def delete_sheet(self, sheet):
        self._catat("delete_sheet", sheet)
        self.lembar.remove(sheet)

    def rename_sheet(self, sheet, name):
        self._catat("rename_sheet", sheet, name)
        assert name not in self.lembar
        self.lembar[self.lembar.index(sheet)] = name

    def resize_table(self, sheet, table, ref):
        self._catat("resize_table", sheet, table, ref)

    def is_filtered(self, sheet):
        return sheet in self.saringan

    def write(self, sheet, address, rows):
        self._catat("write", sheet, address, rows)
        self.isi[sheet, address] = rows

    def recalculate(self):
        self._catat("recalculate")

    def formulas(self, sheet, address):
        self._catat("formulas", sheet, address)
        return [["=rumus lama"]]

    def values(self, sheet, address):
        self._catat("values", sheet, address)
        return [[None]]

    def printer(self):
        return self.printer_name

    def pdf(self, path, sheets):
        self._catat("pdf", path, sheets)
        if self.tanpa_pdf:
            raise OSError("gagal")
        width, height = self.kertas
        Path(path).write_bytes(b"%%PDF-1.7 /Type/Page/MediaBox[ 0 0 %d %d]" % (width, height) * len(sheets))

    def open_book(self, path):
        self._catat("open_book", path)
        return ExcelTiruan(path)

    def open_file(self, path):
        self._catat("open_file", path)

    def close_book(self):
        self._catat("close_book")

    def versions(self):
        return {"Excel": "tiruan", "Sistem": "uji"}
