"""kirim, status, gabung and lanjut on an open book, and rekap: what is made stands beside it, returned books are shown
first."""

import os
from collections.abc import Mapping

from ...compute.key import key
from ...errors import UserError
from ...flows.open_and_save import Progress
from .book_place import folder_beside, saved_copy
from .bring_back import bring_cells, bring_sheets
from .host import Tracked

_LINES = 25
_WHOLE = "buku"
"""What is typed for a copy of the whole book."""
_FULL, _SLIM, _WITH_PERSONS = "lengkap", "ringkas", "lengkap dengan nama"
"""In a folder of books: the offices that should report, one a line."""


def _progress(host: Tracked, label: str) -> Progress:
    def report(done: int, total: int, text: str) -> None:
        if text:
            host.status(f"lkjip-xl: {label}, {text} ({done} dari {total})")

    return report


def press_kirim(host: Tracked, answers: Mapping[str, str]) -> str:
    """Copies beside the open book, and their list in it."""
    from ...book.read import read_book
    from ...flows.divisions import names_in, whose
    from ...flows.kirim import kirim_buku
    from ...flows.kirim_mail import addresses
    from ...flows.open_and_save import open_for_reading
    from ..travel_answers import sent_lines

    division, quarter, due = (answers.get(name, "").strip() for name in ("bidang", "triwulan", "tenggat"))
    if not division:
        raise UserError("Bidang belum disebut; tidak ada yang dikirim.", "dibatalkan")
    if quarter not in ("", "semua", "1", "2", "3", "4"):
        raise UserError(f"Triwulan '{quarter}' tidak ada; tulis 1 sampai 4, atau semua.", "triwulan")
    form = key(answers.get("bentuk_salinan")) or _FULL
    if form not in (_FULL, _SLIM, _WITH_PERSONS):
        words = f"tulis {_FULL}, {_SLIM}, atau {_WITH_PERSONS}"
        raise UserError(f"Bentuk salinan '{form}' tidak ada; {words}.", "bentuk_salinan")
    book = host.book()
    with saved_copy(host) as (path, result):
        names = [] if key(division) == _WHOLE else names_in(division)
        divided, other = whose(read_book(open_for_reading(path), careful=False, keep=False), names)
        done = kirim_buku(
            path, folder_beside(book), divided, other,
            triwulan=int(quarter) if quarter.isdecimal() else None, tenggat="" if due == "-" else due, output=result,
            progress=_progress(host, "Kirim"), called=book.name, ringkas=form == _SLIM,
            kepada=addresses(answers.get("alamat", "")), orang=form == _WITH_PERSONS,
        )  # fmt: skip
        try:
            bring_sheets(host, path, result, done)
        except BaseException:
            for file in done.files:  # the book does not know of them
                os.unlink(file)
            raise
    lines = sent_lines(done)
    told = lines[: len(lines) - len(done.notes)]
    lines = [*told[:_LINES], *done.notes]  # a list is cut, what is doubtful is not
    if done.findings:
        lines.append(f"\nPeriksa menemukan {len(done.findings)} hal di buku ini; tekan Periksa untuk daftarnya.")
    lines += _open_drafts(host, [one.mail for one in done.sent if one.mail])
    return "\n".join([*lines, "\nSimpan buku ini: daftar kirimannya ada di dalamnya."])


def _open_drafts(host: Tracked, drafts: list[str]) -> list[str]:
    """Open the drafts in the mail program after a yes; a line for what could not be opened."""
    if not drafts or not host.ask(f"{len(drafts)} rancangan surel dibuat. Buka sekarang di program surel?"):
        return []
    for number, draft in enumerate(drafts):
        try:
            host.open_file(draft)
        except Exception:  # no mail program, or one that does not know drafts: the files are there all the same
            return [f"{len(drafts) - number} rancangan surel tidak dapat dibuka di sini; buka berkas .eml-nya."]
    return []


def press_status(host: Tracked, answers: Mapping[str, str]) -> str:
    """How the sendings of the open book stand."""
    from ...flows.status import status_kiriman
    from ..travel_answers import status_lines

    with saved_copy(host) as (path, _):
        lines = status_lines(status_kiriman(path))
    # A message has little room: how each stands comes first, then what waits; when it came is in the command's answer.
    lines = [line for line in lines if not line.startswith("   kembali ")]
    lines.sort(key=lambda line: not line[:1].isdigit())
    more = [f"dan {len(lines) - _LINES} baris lagi; semuanya: lkjip-xl status"] if len(lines) > _LINES else []
    return "\n".join([*lines[:_LINES], *more])


def press_rekap(host: Tracked, answers: Mapping[str, str]) -> str:
    """The books of a folder as one recapitulation in the folder Rekap inside it, which is opened."""
    from ...flows.rekap import BOOK, listed_offices, rekap_buku
    from ..travel_answers import recap_lines

    folder = answers.get("folder_rekap", "").strip()
    if not os.path.isdir(folder):
        raise UserError("Folder buku semua instansi belum dipilih; tidak ada yang ditulis.", "dibatalkan")
    target = os.path.join(folder, "Rekap")
    replace = os.path.exists(os.path.join(target, BOOK))
    if replace and not host.ask(f"Rekap sudah ada di {target}. Ganti? Salinannya disimpan."):
        raise UserError("Rekap lama tetap seperti semula.", "dibatalkan")
    done = rekap_buku(folder, target, listed_offices([folder]), replace, progress=_progress(host, "Rekap"))
    host.open_book(os.path.join(target, BOOK))
    return "\n".join(recap_lines(done, target)[:_LINES])


def press_gabung(host: Tracked, answers: Mapping[str, str]) -> str:
    """What came back on the sheet Gabungan, and after a yes in the book."""
    from ...flows.gabung import gabung_buku, pratinjau_gabung
    from ..travel_answers import merge_lines

    folder = answers.get("folder_kembali", "").strip()
    if not folder:
        raise UserError("Folder buku yang kembali belum dipilih; tidak ada yang diubah.", "dibatalkan")
    book = host.book()
    with saved_copy(host) as (path, result):
        shown = pratinjau_gabung(path, folder, result, write=True, progress=_progress(host, "Gabung"), induk=book.path)
        bring_sheets(host, path, result, shown)
    lines = merge_lines(shown.merge)[:_LINES] if shown.merge is not None else []
    if not host.ask("\n".join([*lines, "", "Rinciannya ada di lembar Gabungan. Tulis yang dapat diisi ke buku?"])):
        raise UserError("Tidak ada yang ditulis. Lihat lembar Gabungan, lalu tekan Gabung lagi.", "batal")
    with saved_copy(host) as (path, result):
        done = gabung_buku(path, folder, result, progress=_progress(host, "Gabung"), induk=book.path)
        if done.sheets:
            bring_cells(host, path, result, tuple(done.sheets.values()))
            bring_sheets(host, path, result, done)
    if done.merge is None or not done.sheets:
        return "Tidak ada yang baru di buku yang kembali; tidak ada yang ditulis."
    waiting = len(done.merge.conflicts)
    told = f"{len(done.merge.taken)} sel diisi, {len(done.merge.added)} baris baru."
    if waiting:
        told += (
            f"\n{waiting} bentrok menunggu: tulis induk, kembali, atau nama berkasnya di kolom Pilihan lembar "
            "Gabungan, lalu tekan Gabung lagi."
        )
    return told


def press_lanjut(host: Tracked, answers: Mapping[str, str]) -> str:
    """Next year's book beside the open one, which stays as it is."""
    from ...flows.lanjut import lanjut_buku
    from ..travel_answers import next_year_lines

    book = host.book()
    own = os.path.join(folder_beside(book), book.name)
    with saved_copy(host) as (path, _):
        try:
            done = lanjut_buku(path, progress=_progress(host, "Tahun Berikutnya"), beside=own)
        except UserError as error:
            question = f"{str(error).split('. ')[0]}. Ganti dengan buku yang baru? Salinannya disimpan."
            if error.kode != "sudah_ada" or not host.ask(question):
                raise
            done = lanjut_buku(path, timpa=True, progress=_progress(host, "Tahun Berikutnya"), beside=own)
    host.open_book(done.path or "")
    return "\n".join(next_year_lines(done))
