"""Uji Mandiri: proves inside the running Excel what no other machine can, on a sample book of its own.

Each item answers OK or what failed; one failure never keeps the others from running. The answers stand in a new
workbook that stays open. The user's own books are not touched.
"""

import os
import shutil
import sys
import tempfile
from typing import Any, cast

from ...errors import UserError
from ...expr.values import ErrorValue, is_number
from .host import Host
from .request import Request

OK = "OK"
RECORDING = "rekaman uji mandiri.jsonl.xz"
"""Every call that Excel was asked, beside the answers: ``recording.Replay`` gives them again without Excel."""


class Gagal(Exception):
    """An item does not hold; the text says what was seen."""


class _Senyap:
    """A host whose messages are kept instead of shown, so that nobody has to click through the test."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.dikatakan: list[tuple[str, str]] = []

    def __getattr__(self, nama: str) -> Any:
        return getattr(self._host, nama)

    def say(self, text: str, weight: str = "info") -> None:
        self.dikatakan.append((weight, text))

    def ask(self, text: str) -> bool:
        return True


def run_self_test(host: Host) -> str:
    """Run every item and show the answers in a new workbook.

    Returns:
        The message for the user.
    """
    from ...flows.contoh import buat_contoh
    from .recording import Recorder, Recording

    recording = Recording()
    asked, host = host, cast(Host, Recorder(host, recording))
    facts, place = lingkungan(host), host.work_folder()
    recording.describe(dict(facts))
    folder = tempfile.mkdtemp(prefix="lkjip-xl-uji-", dir=place)
    hasil = []
    try:
        host.status("lkjip-xl: Uji Mandiri, menyiapkan buku contoh ...")
        # Excel opens no two books of one name, and the sample may be open already.
        jalur = os.path.join(folder, f"lkjip uji {_waktu()}.xlsx")
        os.rename(str(buat_contoh(folder, pdf=False).path), jalur)
        buku = _Senyap(host.open_book(jalur))
        try:
            alat = Alat(buku, jalur, folder)
            for nomor, (nama, butir) in enumerate(BUTIR, 1):
                host.status(f"lkjip-xl: Uji Mandiri {nomor} dari {len(BUTIR)}, {nama}")
                hasil.append((nama, *_jalankan(butir, alat)))
        finally:
            buku.close_book()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    gagal = [nama for nama, jawaban, _ in hasil if jawaban != OK]
    catatan = tulis_hasil(hasil, [*facts, ("rekaman", RECORDING)], place)
    recording.save(os.path.join(os.path.dirname(catatan), RECORDING))
    asked.open_book(catatan)
    if gagal:
        return f"Uji Mandiri: {len(gagal)} dari {len(hasil)} butir gagal: {', '.join(gagal)}. Rinciannya: {catatan}"
    return f"Uji Mandiri: {len(hasil)} dari {len(hasil)} butir OK. Rinciannya: {catatan}"


def _waktu():
    from datetime import datetime

    return f"{datetime.now():%Y-%m-%d %H.%M.%S}"


def _jalankan(butir, alat):
    try:
        return OK, butir(alat) or ""
    except Gagal as galat:
        return "GAGAL", str(galat)
    except Exception as galat:
        return "GAGAL", f"{type(galat).__name__}: {galat}"


class Alat:
    """What the items share: the open sample, its file, a folder, and what Python computes for it."""

    def __init__(self, buku: Any, jalur: str, folder: str) -> None:
        from ...flows.open_and_save import compute_book

        self.buku, self.jalur, self.folder = buku, jalur, folder
        self.bacaan, self.hitungan = compute_book(jalur)
        self._nomor = 0

    def salinan(self) -> str:
        """Path of a copy of the open sample as it is now."""
        self._nomor += 1
        jalur = os.path.join(self.folder, f"salinan {self._nomor}.xlsx")
        self.buku.save_copy(jalur)
        return jalur

    def sel(self, tabel: str, kolom: str, baris: int = 1) -> tuple[str, str]:
        """``(sheet, address)`` of a cell of a table."""
        from ...book.read import cell_address

        place = self.bacaan.places[tabel]
        alamat = cell_address(place, kolom, baris)
        return place.sheet.name, f"{alamat}:{alamat}"

    def tekan(self, alur: str) -> str:
        """Run a button's flow on the sample; its message."""
        from .press import press

        pesan, berat = press(self.buku, Request(alur, self.buku.book().name, {}))
        if berat != "info":
            raise Gagal(pesan)
        return pesan


def _lembar(alat):
    from ...ooxml.workbook import WorkbookParts

    harap = [s.name for s in WorkbookParts(alat.bacaan.package).sheets]
    ada = list(alat.buku.book().sheets)
    if ada != harap:
        raise Gagal(f"lembarnya {', '.join(ada)}")
    return f"{len(ada)} lembar"


def _rumus(alat):
    alat.buku.recalculate()
    banyak, beda = 0, []
    for nama, baris in alat.hitungan.computed.items():
        place, tabel = alat.bacaan.places[nama], alat.bacaan.tables[nama]
        for kolom in tabel.computed if baris else ():
            lembar, awal = alat.sel(nama, kolom.name)
            akhir = alat.sel(nama, kolom.name, len(baris))[1]
            ada = alat.buku.values(lembar, f"{awal.split(':')[0]}:{akhir.split(':')[1]}")
            for i, (satu, (isi,)) in enumerate(zip(baris, ada, strict=True)):
                banyak += 1
                if not _sama(satu[kolom.name], isi):
                    beda.append(f"{place.sheet.name}!{alat.sel(nama, kolom.name, i + 1)[1].split(':')[0]}")
    if beda:
        raise Gagal(f"{len(beda)} dari {banyak} sel berbeda dari hitungan Python, mula-mula {', '.join(beda[:5])}")
    return f"{banyak} sel sama dengan hitungan Python"


def _sama(python, excel):
    if python.__class__ is ErrorValue:
        return excel == python.kode
    if is_number(python):
        # Excel hands a value over with its 15 digits.
        return is_number(excel) and abs(excel - python) <= abs(python) * 1e-14
    return (excel or "") == (python or "")


def _salinan(alat):
    from ...flows.open_and_save import compute_book

    lembar, alamat = alat.sel("tbl_pengukuran", "Analisis")
    semula = alat.buku.values(lembar, alamat)[0][0]
    alat.buku.write(lembar, alamat, [["Belum disimpan."]])
    terbaca = compute_book(alat.salinan())[0].book.rows("tbl_pengukuran")[0].cells.get("Analisis")
    alat.buku.write(lembar, alamat, [[semula]])
    if terbaca != "Belum disimpan.":
        raise Gagal(f"salinan berisi {terbaca!r}")


def _teks(alat):
    lembar, alamat = alat.sel("tbl_pk", "Kode", len(alat.bacaan.book.rows("tbl_pk")))
    alat.buku.write(lembar, alamat, [["1.10"]])
    ada = alat.buku.values(lembar, alamat)[0][0]
    alat.buku.write(lembar, alamat, [[None]])
    if ada != "1.10":
        raise Gagal(f"kode 1.10 menjadi {ada!r}")


def _hitung(alat):
    lembar, alamat = alat.sel("tbl_pengukuran", "Capaian")
    rumus = alat.buku.formulas(lembar, alamat)
    semula = alat.buku.values(lembar, alamat)
    alat.buku.write(lembar, alamat, [[0.5]])
    alat.tekan("hitung")
    kini = alat.buku.formulas(lembar, alamat)
    if kini != rumus or alat.buku.values(lembar, alamat) != semula:
        raise Gagal(f"sel {lembar}!{alamat} kini berisi {kini[0][0]}")


def _tabel(alat):
    from ...ooxml.package import Package
    from ...ooxml.tables import find_tables
    from ...ooxml.workbook import WorkbookParts

    place = alat.bacaan.places["tbl_riwayat_anggaran"]
    baru = place.ref(place.last_row + 3)
    alat.buku.resize_table(place.sheet.name, place.name, baru)
    package = Package.open(alat.salinan())
    ada = find_tables(package, WorkbookParts(package))["tbl_riwayat_anggaran"].ref()
    alat.buku.resize_table(place.sheet.name, place.name, place.ref())
    if ada != baru:
        raise Gagal(f"tabel menjadi {ada}, seharusnya {baru}")


def _new_rows(alat: Alat) -> str:
    """New rows of a table look, lock and offer choices as the row above: Excel does it only for rows that are typed."""
    from ...ooxml.package import Package
    from .new_rows import differences

    place = alat.bacaan.places["tbl_pengukuran"]
    last, count = place.last_row, 2
    alat.buku.resize_table(place.sheet.name, place.name, place.ref(last + count))
    different = differences(Package.open(alat.salinan()), place, last, count)
    alat.buku.resize_table(place.sheet.name, place.name, place.ref())
    if different:
        raise Gagal(f"{len(different)} sel baru berbeda dari baris di atasnya, mula-mula {', '.join(different[:3])}")
    return f"{count * place.width} sel"


def _laporan(alat):
    from ...ooxml.ownership import edited_sheets, owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    sebelum = alat.buku.book().sheets
    milik = set(owned_sheets(WorkbookParts(alat.bacaan.package)))
    alat.buku.delete_sheet(next(n for n in sebelum if n.startswith("Lap ")))
    alat.tekan("laporan")
    if alat.buku.book().sheets != sebelum:
        raise Gagal(f"lembarnya kini {', '.join(alat.buku.book().sheets)}")
    package = Package.open(alat.salinan())
    kini = owned_sheets(WorkbookParts(package))
    if set(kini) != milik:
        raise Gagal(f"tanda milik hilang pada {', '.join(sorted(milik ^ set(kini)))}")
    diubah = [e.name for e in edited_sheets(package)]
    if diubah:
        raise Gagal(f"isi berbeda sesudah disalin: {', '.join(diubah)}")
    return f"{len(kini)} lembar laporan"


def _kunci(alat):
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    def proteksi(jalur):
        package = Package.open(jalur)
        part = next(s.part for s in WorkbookParts(package).sheets if s.name == "Pengaturan")
        data = package.read(part)
        return data[data.find(b"<sheetProtection") :].split(b">")[0]

    def tertutup(teks):
        return {a.split(b"=")[0]: a.split(b"=")[1] for a in teks.replace(b"/", b"").split()[1:]}

    lembar, alamat = alat.sel("tbl_pengaturan", "Keterangan")
    semula, sebelum = alat.buku.values(lembar, alamat), tertutup(proteksi(alat.salinan()))
    alat.buku.write(lembar, alamat, [["uji"]])
    alat.buku.write(lembar, alamat, semula)
    sesudah = tertutup(proteksi(alat.salinan()))
    if not sesudah or sesudah != sebelum:
        raise Gagal(f"proteksi lembar Pengaturan menjadi {sesudah or 'tidak ada'}")


def _tampilan(alat):
    sebelum = alat.buku.state()
    alat.tekan("hitung")
    sesudah = alat.buku.state()
    if sesudah != sebelum:
        raise Gagal(f"semula {sebelum}, menjadi {sesudah}")


def _fungsi(alat):
    if sys.platform == "darwin":
        return "tidak ada di Mac; dilewati"
    contoh = (
        ("=LK_CAPAIAN(88,80.9)", 0.9193), ("=LK_PREDIKAT(0.95)", "Sangat Tinggi"), ('=LK_ANGKA("delapan")', "#VALUE!"),
    )  # fmt: skip
    for rumus, harap in contoh:
        alat.buku.write("IKI", "AZ1:AZ1", [[rumus]])
        alat.buku.recalculate()
        ada = alat.buku.values("IKI", "AZ1:AZ1")[0][0]
        alat.buku.write("IKI", "AZ1:AZ1", [[None]])
        if ada != harap:
            raise Gagal(f"{rumus} memberi {ada!r}, seharusnya {harap!r}")
    return f"{len(contoh)} fungsi"


def _pdf(alat):
    from .printing import paper_remark

    jalur = os.path.join(alat.folder, "uji.pdf")
    lembar = [n for n in alat.buku.book().sheets if n.startswith("Lap ")][:2]
    alat.buku.pdf(jalur, lembar)
    if not os.path.exists(jalur) or os.path.getsize(jalur) < 1_000:
        raise Gagal("berkas PDF tidak jadi")
    remark = paper_remark(jalur, alat.buku.printer())
    if remark:
        raise Gagal(remark.strip())
    return f"{os.path.getsize(jalur) // 1024} KB"


def _penolakan(alat):
    from ...schema.buttons import MENURUT_ID
    from .refusals import refuse_unusable

    try:
        refuse_unusable(alat.buku.book(), MENURUT_ID["laporan"])
    except UserError as galat:
        raise Gagal(str(galat)) from None


BUTIR = (
    ("Buku contoh terbuka lengkap", _lembar),
    ("Buku dikenali dan tidak terkunci", _penolakan),
    ("Rumus buku dihitung sama dengan Python", _rumus),
    ("Salinan memuat isian yang belum disimpan", _salinan),
    ("Kode tetap teks", _teks),
    ("Hitung memulihkan rumus yang tertimpa", _hitung),
    ("Tabel dapat diperpanjang", _tabel),
    ("Baris baru serupa dengan baris di atasnya", _new_rows),
    ("Laporan menaruh lembarnya di buku yang terbuka", _laporan),
    ("Lembar terkunci tetap terkunci seperti semula", _kunci),
    ("Tampilan dan cara hitung kembali seperti semula", _tampilan),
    ("Fungsi LK_ bekerja di sel", _fungsi),
    ("PDF dicetak", _pdf),
)
"""The items in the order in which they run: name, and a function that returns a remark or raises Gagal."""


def lingkungan(host: Host) -> list[tuple[str, str]]:
    """``[(name, value)]`` of what the answers were made with."""
    from importlib.metadata import version

    from ... import __version__

    return [
        ("lkjip-xl", __version__), ("xlwings", version("xlwings")), ("Python", sys.version.split()[0]),
        *host.versions().items(),
    ]  # fmt: skip


def tulis_hasil(hasil: list[tuple[str, str, str]], keterangan: list[tuple[str, str]], folder: str | None = None) -> str:
    """Write the answers to a workbook in a folder of its own under ``folder`` (or the system's for temporary files);
    its path."""
    from ...ooxml.inplace import edit_package
    from ...ooxml.package import Package
    from ...ooxml.sheet_model import ReportSheet, Style
    from ...template.book import settings_book

    judul, kepala = Style(bold=True, size=14), Style(bold=True, fill="DDEBF7", border="thin")
    isi, gagal = Style(border="thin", wrap=True, valign="top"), Style(border="thin", bold=True, color="C00000")
    lembar = ReportSheet("UJI-MANDIRI", "Uji Mandiri", "Uji Mandiri", (5, 50, 10, 70), landscape=True)
    lembar.add([("Uji Mandiri lkjip-xl", judul)])
    lembar.add([("; ".join(f"{nama} {nilai}" for nama, nilai in keterangan), Style())])
    lembar.add()
    lembar.add([(teks, kepala) for teks in ("No", "Butir", "Hasil", "Keterangan")])
    for nomor, (nama, jawaban, catatan) in enumerate(hasil, 1):
        lembar.add([(nomor, isi), (nama, isi), (jawaban, isi if jawaban == OK else gagal), (catatan, isi)])
    package = Package(settings_book("Versi", dict(keterangan)))
    edit_package(package, [lembar], order=["UJI-MANDIRI"])
    jalur = os.path.join(tempfile.mkdtemp(prefix="lkjip-xl-uji-", dir=folder), f"Uji Mandiri {_waktu()}.xlsx")
    with open(jalur, "wb") as berkas:
        package.save(berkas)
    return jalur
