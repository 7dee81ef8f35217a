"""The one door between the page and the engine: a flow by its name, a book as bytes, plain data back.

Each call works in a folder of its own, which is gone afterwards. What leaves the engine names the user's file, never a
folder of the worker; nothing is ever raised.
"""

import gc
import json
import os
import shutil
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import UsageError, UserError
from ...expr.plain_json import plain
from ...flows.open_and_save import Progress
from ...flows.result import Result
from ...invocation import buttons_are_pressed
from .job import Job
from .travel import recapitulation, sendings_state

if TYPE_CHECKING:
    from ...compute.world import World

Answer = dict[str, Any]
FIGURES_SHOWN = (
    "Rata-rata capaian", "Predikat", "Indikator terukur", "Indikator seluruhnya", "Pagu", "Realisasi", "Serapan",
    "Pagu tanpa indikator", "Baris belum terisi",
)  # fmt: skip
"""The figures of Beranda that the page shows first; the others follow in their own order."""


def run(
    flow: str,
    name: str = "",
    data: bytes | None = None,
    answers: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Run a flow on a book.

    Args:
        flow: a name of ``FLOWS``. name, data: the book; None for flows that need none.
        answers: what the page asked the user; with ``buku`` (facts of the book that is open in Excel) the answer
            also holds what brings that book to the state of the result. files: other files by name, for ``isi``.

    Returns:
        ``ok``; with True also ``pesan`` and what the flow gives: ``isi`` (the new book as bytes) and ``nama``,
        ``berkas`` (other files, as bytes by name), ``langkah`` and ``sumber`` (``open_book.plan``), ``angka``,
        ``temuan``, ``lembar`` ...; with False ``kode`` and ``pesan``, and ``rinci`` for a mistake of ours.
    """
    folder = tempfile.mkdtemp(prefix="lkjip-xl-")
    name = os.path.basename(name) or "buku.xlsx"
    result = os.path.join(folder, "hasil", name)
    try:
        os.makedirs(os.path.dirname(result))
        path = os.path.join(folder, name)
        if data is not None:
            with open(path, "wb") as stream:
                stream.write(data)
        answers = dict(answers or {})
        open_book = answers.pop("buku", None)
        if open_book is not None:
            _refuse_unusable(flow, open_book)
        job = Job(name, path, result, answers, files or {}, progress, flow, open_book)
        with buttons_are_pressed():
            answer: Answer = _without_folder({"ok": True, **FLOWS[flow](job)}, folder)
        return answer
    except UserError as error:
        refusal: Answer = _without_folder({"ok": False, "kode": error.kode, "pesan": str(error)}, folder)
        return refusal
    except MemoryError:
        return {"ok": False, "kode": "memori", "pesan": f"Memori tidak cukup untuk {name}. Berkas Anda tidak diubah."}
    except Exception as error:
        from ..crash_file import crash_message

        trace = "".join(traceback.format_exception(error))
        return {"ok": False, "kode": "galat_dalam", "pesan": crash_message(None, "Perintah ini"), "rinci": trace}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(
    flow: str, name: str, data: Any, answers: str, files: Any, progress: Any
) -> tuple[str, bytes | None, list[tuple[str, bytes]], bytes | None]:
    """``run`` for JavaScript: JSON in and out, beside it the new book, the other files that were made, and the
    workbook from which Excel inserts sheets.

    Args:
        data: a Uint8Array, or None. files: ``[[name, Uint8Array], ...]``. progress: a function of JavaScript.
    """
    others = {str(one[0]): one[1].to_bytes() for one in files or ()}
    answer = run(flow, name, None if data is None else data.to_bytes(), json.loads(answers), others, progress)
    book, made, source = answer.pop("isi", None), answer.pop("berkas", {}), answer.pop("sumber", None)
    text = json.dumps(plain(answer), ensure_ascii=False, default=str, allow_nan=False)
    return text, book, list(made.items()), source


def warm() -> None:
    """Import what every flow needs, so that the first book is read as quickly as the second."""
    from ...checks.registry import all_checks
    from ...flows import hitung, laporan, open_and_save, periksa
    from ...reports.registry import all_reports
    from . import preview

    assert hitung and laporan and open_and_save and periksa and preview
    all_checks()
    all_reports()


def asleep() -> None:
    """Before a picture of the memory is taken: close the archives that data files were read from, since the picture
    holds no open files."""
    for archive in _open_archives():
        if archive.fp is not None:
            archive.fp.close()


def awake() -> None:
    """After a picture was taken or loaded: open them again."""
    for archive in _open_archives():
        if archive.fp is not None and archive.filename is not None:
            archive.fp = open(archive.filename, "rb")


def _open_archives() -> list[zipfile.ZipFile]:
    return [one for one in gc.get_objects() if issubclass(type(one), zipfile.ZipFile)]


def _refuse_unusable(flow: str, open_book: Mapping[str, Any]) -> None:
    from ...schema.buttons import MENURUT_ID
    from ..openbook.refusals import refuse_unusable
    from .open_book import PaneHost

    button = MENURUT_ID.get(flow)
    if button is not None and button.perlu_buku and flow in BROUGHT:
        refuse_unusable(PaneHost(open_book).book(), button, beside=False)


def _without_folder(value: Any, folder: str) -> Any:
    """Texts without the worker's folders: messages name the user's file."""
    if isinstance(value, str):
        for inner in (os.path.join(folder, "hasil"), folder):
            value = value.replace(inner + os.sep, "").replace(inner, "")
        return value
    if isinstance(value, dict):
        return {key: _without_folder(one, folder) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_folder(one, folder) for one in value]
    return value


# --- the flows -------------------------------------------------------------------------------------------------------
def _buka(job: Job) -> Answer:
    from ...flows.open_and_save import compute_book, form_findings

    reading, world = compute_book(job.path)
    findings = form_findings(reading, world)
    return {"pesan": f"{job.name} terbuka.", **_facts(Result(computed=world, findings=findings), world)}


def _hitung(job: Job) -> Answer:
    from ...flows.hitung import hitung_buku

    repair = bool(job.answers.get("perbaiki"))
    done = hitung_buku(job.path, job.result, backup=False, progress=job.progress, perbaiki=repair)
    return _written(job, done, ["Buku dihitung.", *(f"Diperbaiki: {line}" for line in done.repaired)])


def _periksa(job: Job, reviu: bool = False) -> Answer:
    from ...flows.periksa import periksa_buku
    from ..answers import checked_line

    overwrite = bool(job.answers.get("timpa"))
    done = periksa_buku(job.path, job.result, False, job.progress, reviu=reviu, timpa=overwrite)
    lines = [checked_line(done)]
    if done.sheets:
        lines.append(f"Lembar {', '.join(done.sheets.values())} ditulis.")
    return {**_written(job, done, lines), "diperiksa": checked_line(done), "dapat_diperbaiki": done.repairs}


def _reviu(job: Job) -> Answer:
    return _periksa(job, reviu=True)


def _laporan(job: Job) -> Answer:
    from ...flows.laporan import laporan_buku
    from ..answers import report_lines

    done = laporan_buku(
        job.path, job.result, False, bool(job.answers.get("timpa")), job.answers.get("hanya") or None, job.progress
    )
    return {**_written(job, done, report_lines(done)), "ditulis": list(done.sheets)}


def _perbarui(job: Job) -> Answer:
    from ...flows.perbarui import perbarui_buku

    done = perbarui_buku(job.path, job.result, False, job.progress)
    lines = ["Buku diperbarui." if done.parts else "Buku sudah memakai bentuk terbaru."]
    lines += [f"Angka berubah: {line}" for line in done.repaired]
    if done.under_new_rules:
        lines.append("Dengan setelan bawaan buku baru, angka ini akan lain (setelan buku ini tidak diubah):")
        lines += done.under_new_rules
    return _written(job, done, lines)


def _tambah(job: Job) -> Answer:
    from ...flows.tambah import tambah_modul

    done = tambah_modul(job.path, list(job.answers.get("modul") or ()), (), job.result, False, job.progress)
    lines = ["Modul itu sudah ada di buku ini."]
    if done.added:
        lines = [f"Modul ditambah: {', '.join(done.added)} (lembar {', '.join(done.sheets.values())})."]
    return _written(job, done, lines)


def _modul(job: Job) -> Answer:
    from ...flows.tambah import module_states
    from ..answers import modules_as_json

    return {"pesan": "", "modul": modules_as_json(module_states(job.path))}


def _fill(job: Job) -> Answer:
    from ...flows.isi import isi_buku
    from ...flows.source_questions import on_page
    from ...invocation import answers_are
    from ...records import replace
    from ..answers import fill_lines, filled_line

    source, choices = _source(job)
    choices = replace(choices, accept=bool(job.answers.get("terima")))
    replaces = bool(job.answers.get("ganti"))
    with answers_are(on_page):
        done = isi_buku(job.path, source, job.result, False, replaces, job.progress, choices)
    return _written(job, done, [filled_line(done), *done.notes, *fill_lines(done)])


def _salin(job: Job) -> Answer:
    from ...flows.salin import salin_buku
    from ..answers import copy_lines

    done = salin_buku(job.path, job.result, False, job.progress)
    return _written(job, done, copy_lines(done))


def _preview_fill(job: Job) -> Answer:
    from ...flows.pratinjau import pratinjau_buku
    from ...flows.preview_sheet import preview_sheet
    from ...flows.source_questions import on_page
    from ...invocation import answers_are
    from ..answers import alters, fill_lines
    from .preview import preview

    source, choices = _source(job)
    with answers_are(on_page):
        done = pratinjau_buku(job.path, source, ganti=bool(job.answers.get("ganti")), choices=choices)
    return {
        "pesan": "\n".join(["Belum ada yang ditulis.", *done.notes, *fill_lines(done)]),
        "perlu_persetujuan": any(plan.blocked for plan in done.plans),
        "ada": alters(done),
        **preview([preview_sheet(done.plans, done.rows)]),
    }


def _source(job: Job) -> tuple[dict[str, bytes], Any]:
    from ...flows.intake_choices import Choices
    from ...flows.intake_sources import pasted_source
    from ...flows.source_questions import QUESTIONS, with_answers

    answers = job.answers
    text = str(answers.get("teks") or "")
    if not job.files and not text.strip():
        raise UsageError("Pilih berkasnya, atau tempelkan tabelnya, lalu ulangi.", "tanpa_sumber")
    given = {one.id: answers.get(one.id) for one in QUESTIONS if one.choice}
    choices, _ = with_answers(Choices(split=bool(answers.get("pecah"))), given, lambda _: "Bila perlu dijelaskan")
    return {**job.files, **(pasted_source(text) if text.strip() else {})}, choices


def _buat(job: Job) -> Answer:
    from ...flows.buat import buat_buku

    year = str(job.answers.get("tahun") or "").strip()
    if not (len(year) == 4 and year.isascii() and year.isdecimal()):
        raise UserError(f"Tahun laporan '{year}' bukan tahun. Tulis misalnya 2025.", "tahun")
    office = str(job.answers.get("instansi") or "").strip()
    if not office:
        raise UserError("Nama instansi belum ditulis.", "instansi")
    done = buat_buku(None, office, int(year), str(job.answers.get("renstra") or ""))
    lines = ["Buku baru dibuat.", "Unduh, isi lembar Pengaturan, lalu Renstra."]
    return _new_book(done, f"lkjip-{year}.xlsx", lines)


def _lanjut(job: Job) -> Answer:
    from ...flows.lanjut import lanjut_buku
    from ...records import replace
    from ..travel_answers import next_year_lines

    answers = job.answers
    done = lanjut_buku(
        job.path, renstra=str(answers.get("renstra") or "").strip() or None,
        own_sheets=not answers.get("tanpa_lembar_sendiri"), progress=job.progress,
    )  # fmt: skip
    with open(str(done.path), "rb") as stream:
        done = replace(done, data=stream.read())
    return _new_book(done, os.path.basename(str(done.path)), next_year_lines(done))


def _contoh(job: Job) -> Answer:
    from ...flows.contoh import BOOK_NAME, buat_contoh

    done = buat_contoh(None, progress=job.progress)
    lines = ["Buku contoh dibuat dari laporan yang sungguh terbit.", f"{len(done.sheets)} lembar laporan ditulis."]
    return _new_book(done, BOOK_NAME, lines)


def _bidang(job: Job) -> Answer:
    from ...flows.divisions import asked_divisions, units
    from ...flows.open_and_save import compute_book

    reading = compute_book(job.path)[0]
    return {"pesan": "", "bidang": asked_divisions(reading), "unit": units(reading)}


def _kirim(job: Job) -> Answer:
    from ...flows.kirim import kirim_buku
    from ...flows.kirim_mail import addresses
    from ..travel_answers import sent_lines

    answers = job.answers
    quarter = answers.get("triwulan")
    with open(job.path, "rb") as stream:  # as bytes: the copies come back as contents, not as files beside the book
        book = stream.read()
    done = kirim_buku(
        book, None, list(answers.get("bidang") or ()), list(answers.get("unit") or ()),
        triwulan=int(quarter) if quarter else None, tenggat=str(answers.get("tenggat") or ""),
        surel=bool(answers.get("surel")), progress=job.progress, called=job.name, ringkas=bool(answers.get("ringkas")),
        kepada=addresses(str(answers.get("alamat") or "")), orang=bool(answers.get("orang")),
    )  # fmt: skip
    with open(job.result, "wb") as stream:
        stream.write(done.data or b"")
    return {**_written(job, done, sent_lines(done)), "berkas": done.contents}


def _preview_merge(job: Job) -> Answer:
    from ...flows.gabung import pratinjau_gabung
    from ..travel_answers import merge_as_json, merge_lines

    _returned(job)
    merge = pratinjau_gabung(job.path, job.files, progress=job.progress, induk=job.name).merge
    assert merge is not None  # a preview is nothing else
    lines = [line for line in merge_lines(merge) if "kolom Pilihan" not in line]
    return {"pesan": "\n".join(["Belum ada yang ditulis.", *lines]), "gabungan": merge_as_json(merge)}


def _merge(job: Job) -> Answer:
    from ...flows.gabung import gabung_buku
    from ..travel_answers import merge_lines

    _returned(job)
    choices = {str(code): str(choice) for code, choice in (job.answers.get("pilihan") or {}).items()}
    done = gabung_buku(job.path, job.files, job.result, False, choices, progress=job.progress, induk=job.name)
    lines = merge_lines(done.merge) if done.merge is not None else []
    return _written(job, done, ["Buku digabungkan.", *(line for line in lines if "kolom Pilihan" not in line)])


def _returned(job: Job) -> None:
    if not job.files:
        raise UsageError("Pilih buku-buku yang kembali, lalu ulangi.", "tanpa_sumber")


def _naskah(job: Job) -> Answer:
    from ...flows.naskah import FILE_NAME, naskah_buku

    with open(job.path, "rb") as stream:
        done = naskah_buku(stream.read(), progress=job.progress)
    lines = [f"{FILE_NAME} diunduh. Buka di Word dan jawab Ya bila ditanya memperbarui isian.", *done.unwritten]
    return {"pesan": "\n".join(lines), "berkas": {FILE_NAME: done.contents[FILE_NAME]}, **_facts(done, done.computed)}


def _tampil(job: Job) -> Answer:
    """The report sheets as they will print: those of the book, and those that Laporan would write."""
    from ...compute.world import World
    from ...flows.open_and_save import compute_book
    from ...ooxml.ownership import owned_sheets
    from ...reports.registry import possible_ids, report_ids, write_reports
    from .preview import preview

    reading, world = compute_book(job.path)
    assert isinstance(world, World)
    owned = {*owned_sheets(reading.workbook)}
    possible = possible_ids(world)
    wanted = {*report_ids(world), *owned}
    sheets = write_reports(world, [id for id in possible if id in wanted])
    return {"pesan": "", "ada": [id for id in possible if id in owned], **preview(sheets)}


def _asal(job: Job) -> Answer:
    from ...flows.asal import trace_cell

    cell = str(job.answers.get("sel") or "")
    return {"pesan": trace_cell(job.path, cell, bool(job.answers.get("dalam"))).teks()}


def _self_test(job: Job) -> Answer:
    from .pane_test import material

    return {"pesan": "", **material(os.path.dirname(job.path), job.progress)}


def _functions(job: Job) -> Answer:
    from .cell_calls import answered

    return {"pesan": "", "hasil": answered(job.answers.get("panggilan") or ())}


def _row(job: Job) -> Answer:
    """The row of a table that a finding speaks of: heading and value of each column that is filled."""
    from ...flows.open_and_save import compute_book
    from ...reports.layout.source import Source
    from ...reports.origin import Explainer

    name, number = str(job.answers.get("tabel")), int(job.answers.get("baris") or 0)
    asked = str(job.answers.get("kolom") or "")
    reading, world = compute_book(job.path)
    table = reading.tables.get(name)
    rows = reading.book.rows(name) if table is not None else []
    row = next((row for row in rows if row.number == number), None)
    if table is None or row is None:
        raise UserError("Baris itu tidak ada lagi di buku ini.", "baris_tidak_ada")
    explainer = Explainer(world, lambda *_: None)
    computed = world.computed.get(name)
    values = computed[number - 1] if computed is not None and number <= len(computed) else row.cells
    shown = [
        {"kolom": c.name, "nilai": explainer.shown(values.get(c.name), Source(name, number, c.name)),
         "ini": c.name == asked}
        for c in table.columns
        if not c.name.startswith("_") and (c.name == asked or values.get(c.name) not in (None, ""))
    ]  # fmt: skip
    return {"pesan": "", "baris": shown}


FLOWS: dict[str, Callable[[Job], Answer]] = {
    "buka": _buka, "hitung": _hitung, "periksa": _periksa, "reviu": _reviu, "laporan": _laporan,
    "perbarui": _perbarui, "tambah": _tambah, "isi": _fill, "salin": _salin, "buat": _buat, "asal": _asal,
    "contoh": _contoh, "naskah": _naskah, "pratinjau_isi": _preview_fill, "modul": _modul, "tampil": _tampil,
    "baris": _row, "lanjut": _lanjut, "uji_mandiri": _self_test, "kirim": _kirim, "bidang": _bidang,
    "gabung": _merge, "pratinjau_gabung": _preview_merge, "status": sendings_state, "rekap": recapitulation,
    "fungsi": _functions,
}  # fmt: skip
"""What the page may ask for: the buttons' flows by their id, and what only the page needs."""
PANE_ONLY = ("uji_mandiri",)
"""Buttons that make sense only where Excel is."""
BROUGHT = {
    "hitung": True, "periksa": True, "reviu": True, "isi": True, "salin": True, "gabung": True,
    "laporan": False, "kirim": False,
}  # fmt: skip
"""Flows whose result goes into the book that is open in Excel, and whether cells of input sheets change, too. The
results of the others open as a new workbook."""


# --- what they answer ------------------------------------------------------------------------------------------------
def _written(job: Job, done: Result, lines: Sequence[str]) -> Answer:
    """The answer of a flow that wrote a book."""
    from ..answers import warnings

    brought: Answer = {}
    if job.open_book is not None and job.flow in BROUGHT:
        from .open_book import plan

        brought = plan(job.open_book, job.path, job.result, done, BROUGHT[job.flow])
    with open(job.result, "rb") as stream:
        book = stream.read()
    text = "\n".join([*lines, *warnings(done)])
    return {"pesan": text, "nama": job.name, "isi": book, **brought, **_facts(done, done.computed)}


def _new_book(done: Result, name: str, lines: Sequence[str]) -> Answer:
    return {"pesan": "\n".join(lines), "nama": name, "isi": done.data, **_facts(done, done.computed)}


def _facts(done: Result, world: "World | None") -> Answer:
    from ...checks.finding import sebagai_kamus
    from ...checks.grouping import grouped
    from ..answers import GRAVITY

    findings = sorted(done.findings, key=lambda f: GRAVITY.get(f.berat, 9))
    return {
        "angka": [] if world is None else figures(world),
        "temuan": [{**sebagai_kamus(first), "banyak": len(members)} for first, members in grouped(findings)],
    }


def figures(world: "World") -> list[Answer]:
    """The figures of Beranda in words: those of ``FIGURES_SHOWN`` first; those without a value last or not at all."""
    from ...expr.values import is_number
    from ...flows.glance import glance_at
    from ...reports.layout.source import Source
    from ...reports.origin import Explainer
    from ...schema.sheets.beranda import RINGKASAN

    explainer = Explainer(world, lambda *_: None)
    known = {figure.key: figure for figure in RINGKASAN.figures}
    names = [*FIGURES_SHOWN, *(name for name in known if name not in FIGURES_SHOWN)]
    result = []
    for name in names:
        value = glance_at(world).predikat() if name == "Predikat" else world.summary.get(name)
        if name.startswith("Temuan") or (name not in FIGURES_SHOWN and not is_number(value)):
            continue
        shown = explainer.shown(value, Source(RINGKASAN.name, name, "Nilai"))
        result.append({"nama": name, "nilai": shown, "catatan": known[name].note, "utama": name in FIGURES_SHOWN})
    return result
