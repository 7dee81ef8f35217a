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

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)

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
    result = []
    try:
        host.status("lkjip-xl: Uji Mandiri, menyiapkan buku contoh ...")
        # Excel opens no two books of one name, and the sample may be open already.
        jalur = os.path.join(folder, f"lkjip uji {_waktu()}.xlsx")
        os.rename(str(buat_contoh(folder, pdf=False).path), jalur)
        buku = _Senyap(host.open_book(jalur))
        try:
            tools = Alat(buku, jalur, folder)
            for number, (name, item) in enumerate(BUTIR, 1):
                host.status(f"lkjip-xl: Uji Mandiri {number} dari {len(BUTIR)}, {name}")
                result.append((name, *_jalankan(item, tools)))
        finally:
            buku.close_book()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = [name for name, jawaban, _ in result if jawaban != OK]
    note = write_answers(result, [*facts, ("rekaman", RECORDING)], place)
    recording.save(os.path.join(os.path.dirname(note), RECORDING))
    asked.open_book(note)
    if failed:
        return f"Uji Mandiri: {len(failed)} dari {len(result)} butir gagal: {', '.join(failed)}. Rinciannya: {note}"
    return f"Uji Mandiri: {len(result)} dari {len(result)} butir OK. Rinciannya: {note}"


def _waktu():
    from datetime import datetime

    return f"{datetime.now():%Y-%m-%d %H.%M.%S}"


def _jalankan(item, tools):
    try:
        return OK, item(tools) or ""
    except Gagal as error:
        return "GAGAL", str(error)
    except Exception as error:
        return "GAGAL", f"{type(error).__name__}: {error}"


class Alat:
    """What the items share: the open sample, its file, a folder, and what Python computes for it."""

    def __init__(self, buku: Any, path: str, folder: str) -> None:
        from ...flows.open_and_save import compute_book

        self.buku, self.jalur, self.folder = buku, path, folder
        self.bacaan, self.hitungan = compute_book(path)
        self._nomor = 0

    def salinan(self) -> str:
        """Path of a copy of the open sample as it is now."""
        self._nomor += 1
        jalur = os.path.join(self.folder, f"salinan {self._nomor}.xlsx")
        self.buku.save_copy(jalur)
        return jalur

    def sel(self, table: str, column: str, row: int = 1) -> tuple[str, str]:
        """``(sheet, address)`` of a cell of a table."""
        from ...book.read import cell_address

        place = self.bacaan.places[table]
        alamat = cell_address(place, column, row)
        return place.sheet.name, f"{alamat}:{alamat}"

    def tekan(self, alur: str) -> str:
        """Run a button's flow on the sample; its message."""
        from .press import press

        message, berat = press(self.buku, Request(alur, self.buku.book().name, {}))
        if berat != "info":
            raise Gagal(message)
        return message


def _lembar(tools):
    from ...ooxml.workbook import WorkbookParts

    harap = [s.name for s in WorkbookParts(tools.bacaan.package).sheets]
    present = list(tools.buku.book().sheets)
    if present != harap:
        raise Gagal(f"lembarnya {', '.join(present)}")
    return f"{len(present)} lembar"


def _rumus(tools):
    tools.buku.recalculate()
    count, different = 0, []
    for own_name, row in tools.hitungan.computed.items():
        place, table = tools.bacaan.places[own_name], tools.bacaan.tables[own_name]
        for column in table.computed if row else ():
            lembar, start = tools.sel(own_name, column.name)
            end = tools.sel(own_name, column.name, len(row))[1]
            present = tools.buku.values(lembar, f"{start.split(':')[0]}:{end.split(':')[1]}")
            for i, (one, (value,)) in enumerate(zip(row, present, strict=True)):
                count += 1
                if not _sama(one[column.name], value):
                    different.append(f"{place.sheet.name}!{tools.sel(own_name, column.name, i + 1)[1].split(':')[0]}")
    if different:
        raise Gagal(
            f"{len(different)} dari {count} sel berbeda dari hitungan Python, mula-mula {', '.join(different[:5])}"
        )
    return f"{count} sel sama dengan hitungan Python"


def _sama(python, excel):
    if python.__class__ is ErrorValue:
        return excel == python.kode
    if is_number(python):
        # Excel hands a value over with its 15 digits.
        return is_number(excel) and abs(excel - python) <= abs(python) * 1e-14
    return (excel or "") == (python or "")


def _salinan(tools):
    from ...flows.open_and_save import compute_book

    sheet, alamat = tools.sel("tbl_pengukuran", "Analisis")
    semula = tools.buku.values(sheet, alamat)[0][0]
    tools.buku.write(sheet, alamat, [["Belum disimpan."]])
    terbaca = compute_book(tools.salinan())[0].book.rows("tbl_pengukuran")[0].cells.get("Analisis")
    tools.buku.write(sheet, alamat, [[semula]])
    if terbaca != "Belum disimpan.":
        raise Gagal(f"salinan berisi {terbaca!r}")


def _teks(tools):
    sheet, alamat = tools.sel("tbl_pk", "Kode", len(tools.bacaan.book.rows("tbl_pk")))
    tools.buku.write(sheet, alamat, [["1.10"]])
    present = tools.buku.values(sheet, alamat)[0][0]
    tools.buku.write(sheet, alamat, [[None]])
    if present != "1.10":
        raise Gagal(f"kode 1.10 menjadi {present!r}")


def _hitung(tools):
    sheet, alamat = tools.sel("tbl_pengukuran", "Capaian")
    rumus = tools.buku.formulas(sheet, alamat)
    semula = tools.buku.values(sheet, alamat)
    tools.buku.write(sheet, alamat, [[0.5]])
    tools.tekan("hitung")
    kini = tools.buku.formulas(sheet, alamat)
    if kini != rumus or tools.buku.values(sheet, alamat) != semula:
        raise Gagal(f"sel {sheet}!{alamat} kini berisi {kini[0][0]}")


def _tabel(tools):
    from ...ooxml.package import Package
    from ...ooxml.tables import find_tables
    from ...ooxml.workbook import WorkbookParts

    place = tools.bacaan.places["tbl_riwayat_anggaran"]
    new = place.ref(place.last_row + 3)
    tools.buku.resize_table(place.sheet.name, place.name, new)
    package = Package.open(tools.salinan())
    present = find_tables(package, WorkbookParts(package))["tbl_riwayat_anggaran"].ref()
    tools.buku.resize_table(place.sheet.name, place.name, place.ref())
    if present != new:
        raise Gagal(f"tabel menjadi {present}, seharusnya {new}")


def _new_rows(tools: Alat) -> str:
    """New rows of a table look, lock and offer choices as the row above: Excel does it only for rows that are typed."""
    from ...ooxml.package import Package
    from .new_rows import differences

    place = tools.bacaan.places["tbl_pengukuran"]
    last, count = place.last_row, 2
    tools.buku.resize_table(place.sheet.name, place.name, place.ref(last + count))
    different = differences(Package.open(tools.salinan()), place, last, count)
    tools.buku.resize_table(place.sheet.name, place.name, place.ref())
    if different:
        raise Gagal(f"{len(different)} sel baru berbeda dari baris di atasnya, mula-mula {', '.join(different[:3])}")
    return f"{count * place.width} sel"


def _laporan(tools):
    from ...ooxml.ownership import edited_sheets, owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    before = tools.buku.book().sheets
    milik = set(owned_sheets(WorkbookParts(tools.bacaan.package)))
    tools.buku.delete_sheet(next(n for n in before if n.startswith("Lap ")))
    tools.tekan("laporan")
    if tools.buku.book().sheets != before:
        raise Gagal(f"lembarnya kini {', '.join(tools.buku.book().sheets)}")
    package = Package.open(tools.salinan())
    kini = owned_sheets(WorkbookParts(package))
    if set(kini) != milik:
        raise Gagal(f"tanda milik hilang pada {', '.join(sorted(milik ^ set(kini)))}")
    diubah = [e.name for e in edited_sheets(package)]
    if diubah:
        raise Gagal(f"isi berbeda sesudah disalin: {', '.join(diubah)}")
    return f"{len(kini)} lembar laporan"


def _kunci(tools):
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    def proteksi(path):
        package = Package.open(path)
        part = next(s.part for s in WorkbookParts(package).sheets if s.name == "Pengaturan")
        data = package.read(part)
        return data[data.find(b"<sheetProtection") :].split(b">")[0]

    def tertutup(text):
        return {a.split(b"=")[0]: a.split(b"=")[1] for a in text.replace(b"/", b"").split()[1:]}

    sheet, alamat = tools.sel("tbl_pengaturan", "Keterangan")
    semula, before = tools.buku.values(sheet, alamat), tertutup(proteksi(tools.salinan()))
    tools.buku.write(sheet, alamat, [["uji"]])
    tools.buku.write(sheet, alamat, semula)
    after = tertutup(proteksi(tools.salinan()))
    if not after or after != before:
        raise Gagal(f"proteksi lembar Pengaturan menjadi {after or 'tidak ada'}")


def _tampilan(tools):
    before = tools.buku.state()
    tools.tekan("hitung")
    after = tools.buku.state()
    if after != before:
        raise Gagal(f"semula {before}, menjadi {after}")


def _fungsi(tools):
    if sys.platform == "darwin":
        return "tidak ada di Mac; dilewati"
    contoh = (
        ("=LK_CAPAIAN(88,80.9)", 0.9193), ("=LK_PREDIKAT(0.95)", "Sangat Tinggi"), ('=LK_ANGKA("delapan")', "#VALUE!"),
    )  # fmt: skip
    for rumus, harap in contoh:
        tools.buku.write("IKI", "AZ1:AZ1", [[rumus]])
        tools.buku.recalculate()
        present = tools.buku.values("IKI", "AZ1:AZ1")[0][0]
        tools.buku.write("IKI", "AZ1:AZ1", [[None]])
        if present != harap:
            raise Gagal(f"{rumus} memberi {present!r}, seharusnya {harap!r}")
    return f"{len(contoh)} fungsi"


def _pdf(tools):
    from .printing import paper_remark

    jalur = os.path.join(tools.folder, "uji.pdf")
    sheet = [n for n in tools.buku.book().sheets if n.startswith("Lap ")][:2]
    tools.buku.pdf(jalur, sheet)
    if not os.path.exists(jalur) or os.path.getsize(jalur) < 1_000:
        raise Gagal("berkas PDF tidak jadi")
    remark = paper_remark(jalur, tools.buku.printer())
    if remark:
        raise Gagal(remark.strip())
    return f"{os.path.getsize(jalur) // 1024} KB"


def _penolakan(tools):
    from ...schema.buttons import MENURUT_ID
    from .refusals import refuse_unusable

    try:
        refuse_unusable(tools.buku.book(), MENURUT_ID["laporan"])
    except UserError as error:
        raise Gagal(str(error)) from None


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


def write_answers(
    result: list[tuple[str, str, str]], keterangan: list[tuple[str, str]], folder: str | None = None
) -> str:
    """Write the answers to a workbook in a folder of its own under ``folder`` (or the system's for temporary files);
    its path."""
    from ...ooxml.inplace import edit_package
    from ...ooxml.package import Package
    from ...ooxml.sheet_model import ReportSheet, Style
    from ...template.book import settings_book

    title, kepala = Style(bold=True, size=14), Style(bold=True, fill="DDEBF7", border="thin")
    value, failed = Style(border="thin", wrap=True, valign="top"), Style(border="thin", bold=True, color="C00000")
    sheet = ReportSheet("UJI-MANDIRI", "Uji Mandiri", "Uji Mandiri", (5, 50, 10, 70), landscape=True)
    sheet.add([("Uji Mandiri lkjip-xl", title)])
    sheet.add([("; ".join(f"{name} {amount}" for name, amount in keterangan), Style())])
    sheet.add()
    sheet.add([(text, kepala) for text in ("No", "Butir", "Hasil", "Keterangan")])
    for number, (name, jawaban, note) in enumerate(result, 1):
        sheet.add([(number, value), (name, value), (jawaban, value if jawaban == OK else failed), (note, value)])
    package = Package(settings_book("Versi", dict(keterangan)))
    edit_package(package, [sheet], order=["UJI-MANDIRI"])
    jalur = os.path.join(tempfile.mkdtemp(prefix="lkjip-xl-uji-", dir=folder), f"Uji Mandiri {_waktu()}.xlsx")
    with open(jalur, "wb") as file:
        package.save(file)
    return jalur
