"""Uji Mandiri: proves inside the running Excel what no other machine can, on a sample book of its own.

Each item answers OK or what failed; one failure never keeps the others from running. The answers stand in a new
workbook that stays open. The user's own books are not touched.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from typing import Any, cast

from ...errors import UserError
from ...expr.values import ErrorValue, is_number
from .host import Host
from .request import Request

Press = Callable[[Host, Request], tuple[str, str]]
OK = "OK"
RECORDING = "rekaman uji mandiri.jsonl.xz"
"""Every call that Excel was asked, beside the answers: ``recording.Replay`` gives them again without Excel."""


class ItemFailed(Exception):
    """An item does not hold; the text says what was seen."""


class _Quiet:
    """A host whose messages are kept instead of shown, so that nobody has to click through the test."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.said: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)

    def say(self, text: str, weight: str = "info") -> None:
        self.said.append((weight, text))

    def ask(self, text: str) -> bool:
        return True


def run_self_test(host: Host, press: Press) -> str:
    """Run every item and show the answers in a new workbook.

    Args:
        press: presses a button of the sample (``press.press``); gives the message and its weight.

    Returns:
        The message for the user.
    """
    from ...flows.contoh import buat_contoh
    from .recording import Recorder, Recording

    recording = Recording()
    asked, host = host, cast(Host, Recorder(host, recording))
    facts, place = environment(host), host.work_folder()
    recording.describe(dict(facts))
    folder = tempfile.mkdtemp(prefix="lkjip-xl-uji-", dir=place)
    result = []
    try:
        host.status("lkjip-xl: Uji Mandiri, menyiapkan buku contoh ...")
        # Excel opens no two books of one name, and the sample may be open already.
        path = os.path.join(folder, f"lkjip uji {_timestamp()}.xlsx")
        os.rename(str(buat_contoh(folder, pdf=False).path), path)
        book = _Quiet(host.open_book(path))
        try:
            tools = Tools(book, path, folder, press)
            for number, (name, item) in enumerate(ITEMS, 1):
                host.status(f"lkjip-xl: Uji Mandiri {number} dari {len(ITEMS)}, {name}")
                result.append((name, *_run_item(item, tools)))
        finally:
            book.close_book()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = [name for name, answer, _ in result if answer != OK]
    note = write_answers(result, [*facts, ("rekaman", RECORDING)], place)
    recording.save(os.path.join(os.path.dirname(note), RECORDING))
    asked.open_book(note)
    if failed:
        return f"Uji Mandiri: {len(failed)} dari {len(result)} butir gagal: {', '.join(failed)}. Rinciannya: {note}"
    return f"Uji Mandiri: {len(result)} dari {len(result)} butir OK. Rinciannya: {note}"


def _timestamp() -> str:
    from datetime import datetime

    return f"{datetime.now():%Y-%m-%d %H.%M.%S}"


def _run_item(item: "Item", tools: "Tools") -> tuple[str, str]:
    try:
        return OK, item(tools) or ""
    except ItemFailed as error:
        return "GAGAL", str(error)
    except Exception as error:
        return "GAGAL", f"{type(error).__name__}: {error}"


class Tools:
    """What the items share: the open sample, its file, a folder, and what Python computes for it."""

    def __init__(self, book: Any, path: str, folder: str, press: Press) -> None:
        from ...flows.open_and_save import compute_book

        self.book, self.path, self.folder, self._press = book, path, folder, press
        self.reading, self.computed_book = compute_book(path)
        self._copies = 0

    def copy(self) -> str:
        """Path of a copy of the open sample as it is now."""
        self._copies += 1
        path = os.path.join(self.folder, f"salinan {self._copies}.xlsx")
        self.book.save_copy(path)
        return path

    def address(self, table: str, column: str, row: int = 1) -> tuple[str, str]:
        """``(sheet, address)`` of a cell of a table."""
        from ...book.read import cell_address

        place = self.reading.places[table]
        address = cell_address(place, column, row)
        return place.sheet.name, f"{address}:{address}"

    def pressed(self, flow: str) -> str:
        """Run a button's flow on the sample; its message."""
        message, weight = self._press(self.book, Request(flow, self.book.book().name, {}))
        if weight != "info":
            raise ItemFailed(message)
        return message


def _sheets(tools: Tools) -> str:
    from ...ooxml.workbook import WorkbookParts

    expected = [s.name for s in WorkbookParts(tools.reading.package).sheets]
    present = list(tools.book.book().sheets)
    if present != expected:
        raise ItemFailed(f"lembarnya {', '.join(present)}")
    return f"{len(present)} lembar"


def _formulas(tools: Tools) -> str:
    tools.book.recalculate()
    count, different = 0, []
    for table_name, row in tools.computed_book.computed.items():
        place, table = tools.reading.places[table_name], tools.reading.tables[table_name]
        for column in table.computed if row else ():
            sheet, start = tools.address(table_name, column.name)
            end = tools.address(table_name, column.name, len(row))[1]
            present = tools.book.values(sheet, f"{start.split(':')[0]}:{end.split(':')[1]}")
            for i, (one, (value,)) in enumerate(zip(row, present, strict=True)):
                count += 1
                if not _same(one[column.name], value):
                    different.append(
                        f"{place.sheet.name}!{tools.address(table_name, column.name, i + 1)[1].split(':')[0]}"
                    )
    if different:
        raise ItemFailed(
            f"{len(different)} dari {count} sel berbeda dari hitungan Python, mula-mula {', '.join(different[:5])}"
        )
    return f"{count} sel sama dengan hitungan Python"


def _same(python: Any, excel: Any) -> bool:
    if python.__class__ is ErrorValue:
        return bool(excel == python.kode)
    if is_number(python):
        # Excel hands a value over with its 15 digits.
        return is_number(excel) and abs(excel - python) <= abs(python) * 1e-14
    return (excel or "") == (python or "")


def _unsaved_input(tools: Tools) -> None:
    from ...flows.open_and_save import compute_book

    sheet, address = tools.address("tbl_pengukuran", "Analisis")
    before = tools.book.values(sheet, address)[0][0]
    tools.book.write(sheet, address, [["Belum disimpan."]])
    read_back = compute_book(tools.copy())[0].book.rows("tbl_pengukuran")[0].cells.get("Analisis")
    tools.book.write(sheet, address, [[before]])
    if read_back != "Belum disimpan.":
        raise ItemFailed(f"salinan berisi {read_back!r}")


def _text(tools: Tools) -> None:
    sheet, address = tools.address("tbl_pk", "Kode", len(tools.reading.book.rows("tbl_pk")))
    tools.book.write(sheet, address, [["1.10"]])
    present = tools.book.values(sheet, address)[0][0]
    tools.book.write(sheet, address, [[None]])
    if present != "1.10":
        raise ItemFailed(f"kode 1.10 menjadi {present!r}")


def _restores_formulas(tools: Tools) -> None:
    sheet, address = tools.address("tbl_pengukuran", "Capaian")
    formula = tools.book.formulas(sheet, address)
    before = tools.book.values(sheet, address)
    tools.book.write(sheet, address, [[0.5]])
    tools.pressed("hitung")
    now = tools.book.formulas(sheet, address)
    if now != formula or tools.book.values(sheet, address) != before:
        raise ItemFailed(f"sel {sheet}!{address} kini berisi {now[0][0]}")


def _longer_table(tools: Tools) -> None:
    from ...ooxml.package import Package
    from ...ooxml.tables import find_tables
    from ...ooxml.workbook import WorkbookParts

    place = tools.reading.places["tbl_riwayat_anggaran"]
    new = place.ref(place.last_row + 3)
    tools.book.resize_table(place.sheet.name, place.name, new)
    package = Package.open(tools.copy())
    present = find_tables(package, WorkbookParts(package))["tbl_riwayat_anggaran"].ref()
    tools.book.resize_table(place.sheet.name, place.name, place.ref())
    if present != new:
        raise ItemFailed(f"tabel menjadi {present}, seharusnya {new}")


def _new_rows(tools: Tools) -> str:
    """New rows of a table look, lock and offer choices as the row above: Excel does it only for rows that are typed."""
    from ...ooxml.package import Package
    from .new_rows import differences

    place = tools.reading.places["tbl_pengukuran"]
    last, count = place.last_row, 2
    tools.book.resize_table(place.sheet.name, place.name, place.ref(last + count))
    different = differences(Package.open(tools.copy()), place, last, count)
    tools.book.resize_table(place.sheet.name, place.name, place.ref())
    if different:
        raise ItemFailed(
            f"{len(different)} sel baru berbeda dari baris di atasnya, mula-mula {', '.join(different[:3])}"
        )
    return f"{count * place.width} sel"


def _reports(tools: Tools) -> str:
    from ...ooxml.ownership import edited_sheets, owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    before = tools.book.book().sheets
    owned = set(owned_sheets(WorkbookParts(tools.reading.package)))
    tools.book.delete_sheet(next(n for n in before if n.startswith("Lap ")))
    tools.pressed("laporan")
    if tools.book.book().sheets != before:
        raise ItemFailed(f"lembarnya kini {', '.join(tools.book.book().sheets)}")
    package = Package.open(tools.copy())
    now = owned_sheets(WorkbookParts(package))
    if set(now) != owned:
        raise ItemFailed(f"tanda milik hilang pada {', '.join(sorted(owned ^ set(now)))}")
    edited = [e.name for e in edited_sheets(package)]
    if edited:
        raise ItemFailed(f"isi berbeda sesudah disalin: {', '.join(edited)}")
    return f"{len(now)} lembar laporan"


def _locked(tools: Tools) -> None:
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    def protection(path: str) -> bytes:
        package = Package.open(path)
        part = next(s.part for s in WorkbookParts(package).sheets if s.name == "Pengaturan")
        data = package.read(part or "")
        return data[data.find(b"<sheetProtection") :].split(b">")[0]

    def closed(text: bytes) -> dict[bytes, bytes]:
        return {a.split(b"=")[0]: a.split(b"=")[1] for a in text.replace(b"/", b"").split()[1:]}

    sheet, address = tools.address("tbl_pengaturan", "Keterangan")
    written, before = tools.book.values(sheet, address), closed(protection(tools.copy()))
    tools.book.write(sheet, address, [["uji"]])
    tools.book.write(sheet, address, written)
    after = closed(protection(tools.copy()))
    if not after or after != before:
        raise ItemFailed(f"proteksi lembar Pengaturan menjadi {after or 'tidak ada'}")


def _view(tools: Tools) -> None:
    before = tools.book.state()
    tools.pressed("hitung")
    after = tools.book.state()
    if after != before:
        raise ItemFailed(f"semula {before}, menjadi {after}")


def _functions(tools: Tools) -> str:
    if sys.platform == "darwin":
        return "tidak ada di Mac; dilewati"
    samples = (
        ("=LK_CAPAIAN(88,80.9)", 0.9193), ("=LK_PREDIKAT(0.95)", "Sangat Tinggi"), ('=LK_ANGKA("delapan")', "#VALUE!"),
    )  # fmt: skip
    for formula, expected in samples:
        tools.book.write("IKI", "AZ1:AZ1", [[formula]])
        tools.book.recalculate()
        present = tools.book.values("IKI", "AZ1:AZ1")[0][0]
        tools.book.write("IKI", "AZ1:AZ1", [[None]])
        if present != expected:
            raise ItemFailed(f"{formula} memberi {present!r}, seharusnya {expected!r}")
    return f"{len(samples)} fungsi"


def _printed(tools: Tools) -> str:
    from .printing import paper_remark

    path = os.path.join(tools.folder, "uji.pdf")
    sheets = [n for n in tools.book.book().sheets if n.startswith("Lap ")][:2]
    tools.book.pdf(path, sheets)
    if not os.path.exists(path) or os.path.getsize(path) < 1_000:
        raise ItemFailed("berkas PDF tidak jadi")
    remark = paper_remark(path, tools.book.printer())
    if remark:
        raise ItemFailed(remark.strip())
    return f"{os.path.getsize(path) // 1024} KB"


def _known_and_open(tools: Tools) -> None:
    from ...schema.buttons import MENURUT_ID
    from .refusals import refuse_unusable

    try:
        refuse_unusable(tools.book.book(), MENURUT_ID["laporan"])
    except UserError as error:
        raise ItemFailed(str(error)) from None


Item = Callable[[Tools], str | None]
ITEMS: tuple[tuple[str, Item], ...] = (
    ("Buku contoh terbuka lengkap", _sheets),
    ("Buku dikenali dan tidak terkunci", _known_and_open),
    ("Rumus buku dihitung sama dengan Python", _formulas),
    ("Salinan memuat isian yang belum disimpan", _unsaved_input),
    ("Kode tetap teks", _text),
    ("Hitung memulihkan rumus yang tertimpa", _restores_formulas),
    ("Tabel dapat diperpanjang", _longer_table),
    ("Baris baru serupa dengan baris di atasnya", _new_rows),
    ("Laporan menaruh lembarnya di buku yang terbuka", _reports),
    ("Lembar terkunci tetap terkunci seperti semula", _locked),
    ("Tampilan dan cara hitung kembali seperti semula", _view),
    ("Fungsi LK_ bekerja di sel", _functions),
    ("PDF dicetak", _printed),
)
"""The items in the order in which they run: name, and a function that returns a remark or raises ItemFailed."""


def environment(host: Host) -> list[tuple[str, str]]:
    """``[(name, value)]`` of what the answers were made with."""
    from importlib.metadata import version

    from ...version import __version__

    return [
        ("lkjip-xl", __version__), ("xlwings", version("xlwings")), ("Python", sys.version.split()[0]),
        *host.versions().items(),
    ]  # fmt: skip


def write_answers(
    result: list[tuple[str, str, str]], facts_of_run: list[tuple[str, str]], folder: str | None = None
) -> str:
    """Write the answers to a workbook in a folder of its own under ``folder`` (or the system's for temporary files);
    its path."""
    from ...ooxml.inplace import edit_package
    from ...ooxml.package import Package
    from ...ooxml.sheet_model import ReportSheet, Style
    from ...template.book import settings_book

    title, head = Style(bold=True, size=14), Style(bold=True, fill="DDEBF7", border="thin")
    value, failed = Style(border="thin", wrap=True, valign="top"), Style(border="thin", bold=True, color="C00000")
    sheet = ReportSheet("UJI-MANDIRI", "Uji Mandiri", "Uji Mandiri", (5, 50, 10, 70), landscape=True)
    sheet.add([("Uji Mandiri lkjip-xl", title)])
    sheet.add([("; ".join(f"{name} {amount}" for name, amount in facts_of_run), Style())])
    sheet.add()
    sheet.add([(text, head) for text in ("No", "Butir", "Hasil", "Keterangan")])
    for number, (name, answer, note) in enumerate(result, 1):
        sheet.add([(number, value), (name, value), (answer, value if answer == OK else failed), (note, value)])
    package = Package(settings_book("Versi", dict(facts_of_run)))
    edit_package(package, [sheet], order=["UJI-MANDIRI"])
    path = os.path.join(tempfile.mkdtemp(prefix="lkjip-xl-uji-", dir=folder), f"Uji Mandiri {_timestamp()}.xlsx")
    with open(path, "wb") as file:
        package.save(file)
    return path
