"""LibreOffice in the place of a running Excel: ``Host`` over a live document, and formulas in its notation and back."""

import re
import sys

from lkjip_xl.errors import UserError
from lkjip_xl.hosts.openbook.host import OpenBook

from .libreoffice import LibreOfficeError, Rumus
from .lint_formula import FUTURE, TOKEN, bracket_end

_LO_SHEET = re.compile(r"\$?(?:('(?:[^']|'')*')|(\w+))\.(?=\$?[A-Z])")


class LibreOfficeHost:
    """Implements ``lkjip_xl.hosts.openbook.host.Host`` over an open ``alat.libreoffice.Document``.

    What a person would see or answer is kept in attributes.

    Args:
        dokumen: the document; its ``path`` is where the book is said to stand.
        jalur: another path, or a URL, to say instead.

    Attributes:
        jawaban: answers to ``tanya``, taken from the front; True when none is left.
        pesan: ``[(berat, teks)]`` shown. pertanyaan: texts asked. status_terlihat: every text of the status bar.
        dibuka: hosts of the books opened for the user.
        baca_saja, kembar: what ``buku`` says of them.
        layar, kejadian, peringatan: screen updating, events and alerts as they are set now.
    """

    def __init__(self, dokumen, jalur=None):
        self.dokumen = dokumen
        self._kantor = dokumen._office
        self.jalur = dokumen.path if jalur is None else jalur
        self.jawaban, self.pesan, self.pertanyaan, self.status_terlihat, self.dibuka = [], [], [], [], []
        self.baca_saja = self.kembar = False
        self.layar = self.kejadian = self.peringatan = True
        self._sumber, self._terbuka = {}, None

    # -- the book -------------------------------------------------------------------------------------------------
    def buku(self):
        nama = self.jalur.replace("\\", "/").rpartition("/")[2]
        return OpenBook(
            nama, self.jalur, self.baca_saja, self.dokumen.is_protected(), tuple(self.dokumen.sheets()), self.kembar
        )

    def simpan_salinan(self, jalur):
        self.dokumen.save(jalur)

    def folder_kerja(self):
        return None

    # -- state ----------------------------------------------------------------------------------------------------
    def keadaan(self):
        return {
            "pandangan": self.dokumen.view(), "otomatis": self.dokumen.automatic(), "layar": self.layar,
            "kejadian": self.kejadian, "peringatan": self.peringatan,
        }  # fmt: skip

    def tenang(self):
        self.layar = self.kejadian = self.peringatan = False
        self.dokumen.screen(False)
        self.dokumen.automatic(False)

    def pulihkan(self, keadaan):
        self.layar, self.kejadian = keadaan["layar"], keadaan["kejadian"]
        self.peringatan = keadaan["peringatan"]
        self.dokumen.screen(self.layar)
        self.dokumen.automatic(keadaan["otomatis"])
        pandangan = keadaan["pandangan"]
        if pandangan["sheet"] in self.dokumen.sheets():
            self.dokumen.set_view(**pandangan)

    def status(self, teks):
        self.status_terlihat.append(teks)

    def katakan(self, teks, berat="info"):
        self.pesan.append((berat, teks))

    def tanya(self, teks):
        self.pertanyaan.append(teks)
        return self.jawaban.pop(0) if self.jawaban else True

    # -- sheets ---------------------------------------------------------------------------------------------------
    def buka_sumber(self, jalur):
        terbuka = self._kantor.open(jalur, hard_recalc=False)
        dokumen = terbuka.__enter__()
        self._sumber[dokumen] = terbuka
        return dokumen

    def salin_lembar(self, sumber, lembar, nama, sesudah, sebelum=None):
        self.dokumen.import_sheet(sumber, lembar, nama, after=sesudah, before=sebelum)

    def tutup_sumber(self, sumber):
        self._sumber.pop(sumber).__exit__(None, None, None)

    def hapus_lembar(self, lembar):
        self.dokumen.remove_sheet(lembar)

    def namai_lembar(self, lembar, nama):
        self.dokumen.rename_sheet(lembar, nama)

    # -- cells ----------------------------------------------------------------------------------------------------
    def ubah_ukuran_tabel(self, lembar, tabel, rentang):
        """Excel would fill with the table's stored column formulas; here the row that was last gives them."""
        self.dokumen.resize_table(tabel, _alamat(lembar, rentang))

    def tersaring(self, lembar):
        return False  # a filter of LibreOffice does not change where cells are written

    def tulis(self, lembar, alamat, isi):
        terkunci = self.dokumen.is_protected(lembar)
        if terkunci and not self.dokumen.unprotect(lembar):
            raise UserError(
                f"Lembar {lembar} terkunci dengan kata sandi. Buka dulu (Review, Unprotect Sheet), lalu ulangi.",
                "lembar_terkunci",
            )
        try:
            self.dokumen.write(_alamat(lembar, alamat), [[_tulisan(satu) for satu in baris] for baris in isi])
        finally:
            if terkunci:
                self.dokumen.protect(lembar)

    def hitung_ulang(self):
        self.dokumen.recalc()

    def rumus(self, lembar, alamat):
        alamat = _alamat(lembar, alamat)
        rumus, nilai = self.dokumen.formulas([alamat])[alamat], self.dokumen.values([alamat])[alamat]
        return [
            [_isi(r, n) for r, n in zip(baris, nilai_baris, strict=True)]
            for baris, nilai_baris in zip(rumus, nilai, strict=True)
        ]

    def nilai(self, lembar, alamat):
        alamat = _alamat(lembar, alamat)
        return self.dokumen.values([alamat])[alamat]

    def pencetak(self):
        return "LibreOffice"  # prints to PDF without a printer

    # -- output ---------------------------------------------------------------------------------------------------
    def pdf(self, jalur, lembar):
        try:
            self.dokumen.to_pdf(jalur, lembar)
        except LibreOfficeError as galat:
            raise OSError(str(galat)) from None

    def buka(self, jalur):
        terbuka = self._kantor.open(jalur)
        host = LibreOfficeHost(terbuka.__enter__())
        host._terbuka = terbuka
        self.dibuka.append(host)
        return host

    def tutup_buku(self):
        """Only for a book of ``buka``; the book given by the test is closed by the test."""
        if self._terbuka is not None:
            self._terbuka.__exit__(None, None, None)
            self._terbuka = None

    def versi(self):
        return {"Excel": f"LibreOffice {self._kantor.version()}", "Sistem": sys.platform}


def _alamat(lembar, alamat):
    return f"{lembar}!{alamat}"


def _tulisan(satu):
    if isinstance(satu, str) and satu.startswith("="):
        return rumus_lo(satu)
    return satu[1:] if isinstance(satu, str) and satu.startswith("'") else satu


def _isi(rumus, nilai):
    """What a cell holds; LibreOffice gives a text constant that starts with = as it is."""
    if rumus.startswith("=") and rumus != nilai:
        return rumus_berkas(rumus)
    if isinstance(nilai, str) and nilai.startswith(("=", "'")):
        return "'" + nilai
    return nilai


def rumus_lo(formula):
    """A ``Rumus`` from a formula as files store it (US English, commas, ``tbl[[#This Row],[X]]``, ``_xlfn.`` names).

    LibreOffice's own parser for that notation does not know tables, so the text is rewritten: semicolons, ``$Sheet.A1``
    for ``Sheet!A1``, ``|`` between rows of a constant. References to other files and over several sheets are refused.

    Raises:
        ValueError: the text cannot be taken apart, or holds one of these references.
    """
    formula, out, i, depth = formula.removeprefix("="), [], 0, 0
    while i < len(formula):
        found = TOKEN.match(formula, i)
        if not found:
            raise ValueError(f"unreadable at {formula[i : i + 20]!r}")
        kind, text = found.lastgroup, found.group()
        end = found.end()
        if kind == "lbracket":
            end = bracket_end(formula, i)
            if end < 0 or not out or not (out[-1][-1:].isalnum() or out[-1][-1:] == "_"):
                raise ValueError(f"not a table: {formula[i : i + 20]!r}")
            text = re.sub(r"\]\s*,\s*\[", "];[", formula[i:end])
        elif kind == "quoted":
            text = f"${text[:-1]}."
        elif kind == "op" and text == "!":
            if not out or ":" in out[-2:-1]:
                raise ValueError("a reference over several sheets")
            out[-1], text = f"${out[-1]}", "."
        elif kind == "sep":
            text = ";"
        elif kind == "semi":
            text = "|" if depth else ";"
        elif kind in ("lbrace", "rbrace"):
            depth += 1 if kind == "lbrace" else -1
        elif kind == "word":
            text = re.sub(r"^_xlfn\.(_xlws\.)?", "", text)
        out.append(text)
        i = end
    return Rumus("=" + "".join(out))


def rumus_berkas(formula):
    """The formula as files store it, from LibreOffice's own notation; the way back from ``rumus_lo``.

    Raises:
        ValueError: the text cannot be taken apart.
    """
    formula, out, i, depth = formula.removeprefix("="), [], 0, 0
    while i < len(formula):
        found = _LO_SHEET.match(formula, i)
        if found:
            out.append((found[1] or found[2]) + "!")
            i = found.end()
            continue
        if formula[i] == "|" and depth:
            out.append(";")
            i += 1
            continue
        found = TOKEN.match(formula, i)
        if not found:
            raise ValueError(f"unreadable at {formula[i : i + 20]!r}")
        kind, text, end = found.lastgroup, found.group(), found.end()
        if kind == "lbracket":
            end = bracket_end(formula, i)
            text = formula[i:end].replace("];[", "],[")
        elif kind == "semi":
            text = ","
        elif kind in ("lbrace", "rbrace"):
            depth += 1 if kind == "lbrace" else -1
        elif kind == "word" and text.upper() in FUTURE and formula[end : end + 1] == "(":
            text = "_xlfn." + text
        out.append(text)
        i = end
    return "=" + "".join(out)
