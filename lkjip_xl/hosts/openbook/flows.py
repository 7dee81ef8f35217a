"""The flows on an open book: each saves a copy, runs the headless engine on it, and brings the result back."""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ...errors import UserError
from ...flows.open_and_save import Progress
from ...flows.result import Result
from .book_place import folder_beside, is_on_web, saved_copy
from .bring_back import bring_cells, bring_sheets
from .host import Tracked
from .travel import press_gabung, press_kirim, press_lanjut, press_rekap, press_status

if TYPE_CHECKING:
    from ...flows.intake_choices import Choices
    from ...flows.source_questions import Answered

Answers = Mapping[str, str]
Flow = Callable[[Tracked, Answers], str]
_FINDINGS_SHOWN = 5
_REPAIRS_SHOWN = 10


def _progress(host: Tracked, label: str) -> Progress:
    def report(done: int, total: int, text: str) -> None:
        if text:
            host.status(f"lkjip-xl: {label}, {text} ({done} dari {total})")

    return report


def _hitung(host: Tracked, answers: Answers) -> str:
    from ...flows.hitung import hitung_buku

    with saved_copy(host) as (path, result):
        done = hitung_buku(path, result, progress=_progress(host, "Hitung"))
        count = bring_cells(host, path, result)
    told = f"{count} sel dipulihkan atau ditambahkan." if count else "Semua rumus utuh."
    return _message(host, ["Buku sudah dihitung. " + told], done)


def _periksa(host: Tracked, answers: Answers, reviu: bool = False, offer: bool = True) -> str:
    from ...flows.periksa import periksa_buku
    from ..answers import checked_line

    with saved_copy(host) as (path, result):
        report = _progress(host, "Periksa")
        done = _unless_edited(
            host, path, lambda timpa: periksa_buku(path, result, progress=report, reviu=reviu, timpa=timpa)
        )
        bring_cells(host, path, result)
        # A sheet cannot be added to a book whose structure is protected; the findings need none.
        if done.sheets and not host.book().structure_locked:
            bring_sheets(host, path, result, done)
    if offer and done.repairs and _mended(host, done.repairs):
        return _periksa(host, answers, reviu, offer=False)
    lines = ["Buku sudah diperiksa; semua temuan ada di lembar Temuan."]
    if not done.findings:
        lines = [checked_line(done)]
    if reviu:
        lines.append(f"Lembar {', '.join(done.sheets.values())} ditulis; bagian yang kosong diisi pereviu.")
    return _message(host, lines, done)


def _mended(host: Tracked, repairs: list[str]) -> bool:
    """Whether the user lets be mended what is certain, and it is done; a refusal is a finding as before."""
    from ...flows.hitung import hitung_buku
    from ..answers import repairs_line

    shown = [f"- {line[:120]}" for line in repairs[:_REPAIRS_SHOWN]]
    if len(repairs) > _REPAIRS_SHOWN:
        shown.append(f"- dan {len(repairs) - _REPAIRS_SHOWN} lagi")
    if not host.ask("\n".join([f"{repairs_line(repairs)}:", *shown, "", "Betulkan sekarang?"])):
        return False
    with saved_copy(host) as (path, result):
        done = hitung_buku(path, result, progress=_progress(host, "Hitung"), perbaiki=True)
        bring_cells(host, path, result)
    return bool(done.repaired)


def _reviu(host: Tracked, answers: Answers) -> str:
    return _periksa(host, answers, reviu=True)


def _unless_edited(host: Tracked, path: str, work: Callable[[bool], Result]) -> Result:
    """``work(False)``, and ``work(True)`` where a sheet was written into and the user lets it go."""
    try:
        return work(False)
    except UserError as error:
        if error.kode != "laporan_diubah":
            raise
        question = str(error).split("\n")[0].replace(path, host.book().name)
        if not host.ask(f"{question}\n\nTulis ulang lembar itu? Ketikan di dalamnya akan hilang."):
            raise UserError("Laporan tidak ditulis; lembar itu tetap seperti semula.", "batal") from None
        return work(True)


_PASTED = "tempel"  # a sheet of this name, whatever its case, is a source of isi


def _isi(host: Tracked, answers: Answers) -> str:
    from ...flows.intake_choices import Choices
    from ...flows.isi import isi_buku
    from ...flows.source_questions import answers_on, on_sheet, source_name
    from ...invocation import answers_are
    from ..answers import fill_lines

    folder = answers.get("folder") or None
    pasted = next((name for name in host.book().sheets if name.strip().casefold() == _PASTED), None)
    if folder is None and pasted is None:
        raise UserError(
            "Folder CSV belum dipilih; tidak ada yang diubah. Tanpa folder: tempelkan tabelnya di lembar baru bernama "
            "Tempel, lalu tekan tombol ini lagi.",
            "dibatalkan",
        )
    choices = Choices(sheet=pasted if folder is None else None)
    with saved_copy(host) as (path, result), answers_are(on_sheet):
        answered = answers_on(path, source_name(folder, choices), choices)
        choices = _agreed(host, path, result, folder, answered)
        done = isi_buku(path, folder, result, ganti=answered.asked.replaces, progress=_progress(host, "Isi dari CSV"),
                        choices=choices)  # fmt: skip
        bring_cells(host, path, result)
        if answered.told:  # next month's source is asked anew
            host.delete_sheet(answered.sheet)
    return _message(host, ["Buku sudah diisi.", *done.notes, *fill_lines(done)], done)


def _agreed(host: Tracked, path: str, result: str, folder: str | None, answered: "Answered") -> "Choices":
    """Show what was understood on the sheet Pratinjau, and ask; tidy tables need no question, but whether several
    targets in one cell shall become indicators of their own.

    Raises:
        UserError: ``batal``: the user wants to look first, or mend the source. What a source was refused for, with
            where it can be answered.
    """

    from ...flows.pratinjau import ask_on_sheet, pratinjau_buku
    from ...flows.source_questions import ANSWERABLE
    from ...records import replace
    from ..answers import doubles_line, fill_lines

    choices, replaces = answered.asked.choices, answered.asked.replaces
    try:
        shown = pratinjau_buku(path, folder, ganti=replaces, choices=choices)
    except UserError as error:
        if error.kode not in ANSWERABLE or host.book().structure_locked:
            raise
        bring_sheets(host, path, result, ask_on_sheet(path, result, answered.asked, str(error)))
        raise UserError(
            f"{error}\n\nTidak ada yang ditulis. Isi pilihannya di sel kuning lembar Pratinjau, lalu tekan tombol ini "
            "lagi.",
            error.kode,
        ) from None
    if shown.doubles and host.ask(f"{doubles_line(shown)}\n\nPecah sekarang?"):
        choices = replace(choices, split=True)
        shown = pratinjau_buku(path, folder, ganti=replaces, choices=choices)
    if all(plan.named for plan in shown.plans) and not replaces:
        return choices
    if not host.book().structure_locked:
        written = pratinjau_buku(path, folder, result, ganti=replaces, choices=choices, write=True)
        bring_sheets(host, path, result, written)
    doubtful = any(plan.blocked for plan in shown.plans)
    question = "Ada yang ragu atau jumlahnya tidak cocok. Tulis juga apa adanya?" if doubtful else "Tulis ke buku?"
    told = [f"Menurut pilihan di lembar Pratinjau: {'; '.join(answered.told)}."] if answered.told else []
    lines = [line[:200] for line in [*told, *shown.notes, *fill_lines(shown)][:12]]
    if not host.ask("\n".join([*lines, "", "Rinciannya ada di lembar Pratinjau.", question])):
        raise UserError("Tidak ada yang ditulis. Lihat lembar Pratinjau, perbaiki sumbernya, lalu ulangi.", "batal")
    return replace(choices, accept=True)


def _salin(host: Tracked, answers: Answers) -> str:
    from ...flows.salin import salin_buku
    from ..answers import copy_lines

    with saved_copy(host) as (path, result):
        done = salin_buku(path, result, progress=_progress(host, "Salin dari Renstra"))
        bring_cells(host, path, result)
    return _message(host, copy_lines(done), done)


_ALL, _THIS = ("", "semua", "semuanya"), ("ini", "lembar ini", "yang ini")


def _asked_reports(host: Tracked, path: str, answer: str) -> list[str] | None:
    """The reports that were asked for: None for all, the sheet on the screen, or those that are named.

    Raises:
        UserError: ``bukan_laporan``: the sheet on the screen is no report sheet.
    """
    from ...ooxml.ownership import owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    plain = " ".join(answer.split()).casefold()
    if plain in _ALL:
        return None
    owned = {o.sheet.name.casefold(): id for id, o in owned_sheets(WorkbookParts(Package.open(path))).items()}
    if plain not in _THIS:
        names = [name.strip() for name in re.split("[,;]", answer) if name.strip()]
        return [owned.get(name.casefold(), name) for name in names]
    sheet = host.selection()[0]
    if sheet.casefold() not in owned:
        raise UserError(
            f"Lembar {sheet} bukan lembar laporan. Buka dulu lembar Lap ... yang dimaksud, atau jawab semua.",
            "bukan_laporan",
        )
    return [owned[sheet.casefold()]]


def _laporan(host: Tracked, answers: Answers) -> str:
    from ...flows.laporan import laporan_buku
    from ..answers import unwritten_lines

    with saved_copy(host) as (path, result):
        report = _progress(host, "Laporan")
        only = _asked_reports(host, path, answers.get("laporan") or "")
        done = _unless_edited(
            host, path, lambda timpa: laporan_buku(path, result, timpa=timpa, hanya=only, progress=report)
        )
        left = bring_sheets(host, path, result, done)
    lines = [f"{len(done.sheets)} lembar laporan sudah ditulis di buku ini."]
    lines += unwritten_lines(
        done, "Untuk menulisnya ulang, buka lembar itu, tekan Laporan, dan jawab ini.",
        "Untuk menulisnya juga, buka lembar itu, tekan Laporan, dan jawab ini.",
    )  # fmt: skip
    if left:
        lines.append(f"Lembar lama {', '.join(left)} tidak dapat dihapus Excel; hapuslah dengan tangan.")
    if done.gone:
        lines.append(f"Lembar yang tidak berlaku lagi dihapus: {', '.join(done.gone)}.")
    return _message(host, lines, done)


def _pdf(host: Tracked, answers: Answers) -> str:
    from ...book.read import read_book
    from ...flows.pdf_document import entries
    from ...ooxml.package import Package
    from .printing import NO_PRINTER, paper_remark

    book = host.book()
    with saved_copy(host) as (path, _):
        package = Package.open(path)
        read_book(package, careful=False, keep=False)  # refuses what is no book of ours
        sheets = {e.sheet for e in entries(package)}
    if not sheets:
        raise UserError("Belum ada lembar laporan di buku ini. Tekan Laporan dulu, lalu PDF.", "tanpa_laporan")
    target = os.path.join(folder_beside(book), os.path.splitext(book.name)[0] + ".pdf")
    try:
        host.pdf(target, [n for n in book.sheets if n in sheets])
    except OSError as error:
        if not host.printer():
            raise UserError(NO_PRINTER, "tanpa_printer") from None
        raise UserError(
            f"PDF tidak dapat ditulis ke {target}. Tutup PDF itu bila sedang terbuka, dan periksa apakah foldernya "
            f"boleh ditulisi; lalu tekan PDF lagi. Kata Excel: {error}",
            "pdf_gagal",
        ) from None
    return f"PDF: {target} ({len(sheets)} lembar laporan)." + paper_remark(target, host.printer())


def _naskah(host: Tracked, answers: Answers) -> str:
    from ...flows.naskah import FILE_NAME, naskah_buku
    from ..naskah_answer import naskah_lines

    folder = folder_beside(host.book())
    target = os.path.join(folder, FILE_NAME)
    with saved_copy(host) as (path, _):
        report = _progress(host, "Naskah")
        try:
            done = naskah_buku(path, target, folder=folder, progress=report)
        except UserError as error:
            if error.kode != "sudah_ada":
                raise
            found = naskah_buku(path, target, banding=True, folder=folder)
            if not host.ask(
                f"Dokumen {target} sudah ada dan berbeda dari buku pada {len(found.differences)} tempat; mungkin ada "
                "yang diketik di sana.\n\nGanti dengan yang baru? Salinannya disimpan di folder yang sama."
            ):
                raise UserError(f"Dokumen tidak ditulis; {target} tetap seperti semula.", "batal") from None
            done = naskah_buku(path, target, timpa=True, folder=folder, progress=report)
    lines = naskah_lines(done, compared=False)
    return "\n".join([*lines[:12], *([f"dan {len(lines) - 12} hal lagi"] if len(lines) > 12 else [])])


def _buat(host: Tracked, answers: Answers) -> str:
    from ...flows.buat import buat_buku

    if not all(answers.get(k) for k in ("instansi", "tahun", "renstra", "simpan_sebagai")):
        raise UserError("Buku baru tidak dibuat karena pertanyaannya tidak dijawab.", "dibatalkan")
    if not re.fullmatch(r"[0-9]{4}", answers["tahun"].strip()):
        raise UserError(f"Tahun laporan '{answers['tahun']}' bukan tahun. Tulis misalnya 2025.", "tahun")
    path = answers["simpan_sebagai"]
    if is_on_web(path):
        raise UserError("Simpan buku baru di folder komputer ini dulu, lalu pindahkan ke OneDrive.", "folder_url")
    there = os.path.exists(path)
    if there and not host.ask(
        f"Berkas {path} sudah ada. Ganti dengan buku baru yang kosong? Salinannya disimpan di folder yang sama."
    ):
        raise UserError(f"Buku baru tidak dibuat; {path} tetap seperti semula.", "dibatalkan")
    done = buat_buku(path, answers["instansi"], int(answers["tahun"]), answers["renstra"], there)
    host.open_book(path)
    kept = f"\nSalinan buku lama: {done.backup}" if done.backup else ""
    return f"Buku baru: {path}{kept}\nIsi lembar Pengaturan, lalu Renstra."


def _asal(host: Tracked, answers: Answers) -> str:
    from ...flows.asal import trace_cell

    sheet, address = host.selection()
    if address is None:
        raise UserError("Pilih dulu satu sel angka, lalu tekan Asal Angka lagi.", "tanpa_sel")
    with saved_copy(host) as (path, _):
        return trace_cell(path, f"{sheet}!{address}").teks()


def _perbarui(host: Tracked, answers: Answers) -> str:
    from ...flows.perbarui import perbarui_buku

    with saved_copy(host) as (path, result):
        done = perbarui_buku(path, result, progress=_progress(host, "Perbarui Buku"))
        if not done.parts:
            return "Buku ini sudah memakai bentuk terbaru; tidak ada yang ditulis."
        target = _new_book(host, result, "diperbarui")
    lines = [f"Buku yang diperbarui: {target}", "Buku lama tetap seperti semula; periksa yang baru, lalu pakai itu."]
    lines += [f"Angka berubah: {line}" for line in done.repaired[:_FINDINGS_SHOWN]]
    if done.under_new_rules:
        lines.append(f"{len(done.under_new_rules)} angka akan lain dengan setelan bawaan buku baru; daftarnya: "
                     "lkjip-xl perbarui.")  # fmt: skip
    return "\n".join(lines)


def _tambah(host: Tracked, answers: Answers) -> str:
    from ...flows.tambah import tambah_modul

    names = re.split(r"[\s,;]+", (answers.get("modul") or "").strip())
    if names == [""]:
        raise UserError("Modul belum disebut; tidak ada yang diubah.", "dibatalkan")
    with saved_copy(host) as (path, result):
        done = tambah_modul(path, names, output=result, progress=_progress(host, "Tambah Modul"))
        if not done.added:
            return "Modul itu sudah ada di buku ini; tidak ada yang ditulis."
        target = _new_book(host, result, ", ".join(done.added))
    return (
        f"Buku dengan lembar {', '.join(done.sheets.values())}: {target}\n"
        "Buku lama tetap seperti semula; teruskan bekerja di buku yang baru."
    )


def _new_book(host: Tracked, result: str, what: str) -> str:
    """Put a result beside the open book under a name of its own, and open it; a book whose form changes is never
    swapped under its user's hands."""
    book = host.book()
    stem, extension = os.path.splitext(book.name)
    number = 1
    target = os.path.join(folder_beside(book), f"{stem} ({what}){extension}")
    while os.path.exists(target):
        number += 1
        target = os.path.join(folder_beside(book), f"{stem} ({what} {number}){extension}")
    shutil.copyfile(result, target)
    host.open_book(target)
    return target


def _message(host: Tracked, lines: list[str], done: Result) -> str:
    """The message of a finished flow: what was done, the findings, where it stands."""
    from ..answers import summary_lines

    lines = [*lines, *summary_lines(done)]
    if done.findings:
        lines.append(f"\n{len(done.findings)} temuan:")
        lines += [f"- {f.berat}, {f.lembar} {f.sel or ''}: {f.uraian}" for f in done.findings[:_FINDINGS_SHOWN]]
        if len(done.findings) > _FINDINGS_SHOWN:
            lines.append(f"- dan {len(done.findings) - _FINDINGS_SHOWN} lagi")
    if is_on_web(host.book().path):
        lines.append("\nBuku ini tersimpan di OneDrive atau SharePoint; hasilnya ada di buku yang terbuka.")
    return "\n".join(lines)


FLOWS: dict[str, Flow] = {
    "hitung": _hitung, "periksa": _periksa, "reviu": _reviu, "isi": _isi, "salin": _salin, "laporan": _laporan,
    "pdf": _pdf, "buat": _buat, "perbarui": _perbarui, "tambah": _tambah, "asal": _asal, "naskah": _naskah,
    "kirim": press_kirim, "gabung": press_gabung, "lanjut": press_lanjut, "status": press_status,
    "rekap": press_rekap,
}  # fmt: skip
"""What each button does on a book: called with the host and the answers, gives the message for the user."""
