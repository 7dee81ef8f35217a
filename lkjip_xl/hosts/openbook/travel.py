"""kirim, gabung and lanjut on an open book: what is made stands beside it, returned books are shown first."""

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


def _progress(host: Tracked, label: str) -> Progress:
    def report(done: int, total: int, text: str) -> None:
        if text:
            host.status(f"lkjip-xl: {label}, {text} ({done} dari {total})")

    return report


def press_kirim(host: Tracked, answers: Mapping[str, str]) -> str:
    """Copies beside the open book, and their list in it."""
    from ...flows.kirim import kirim_buku
    from ..travel_answers import sent_lines

    division, quarter, due = (answers.get(name, "").strip() for name in ("bidang", "triwulan", "tenggat"))
    if not division:
        raise UserError("Bidang belum disebut; tidak ada yang dikirim.", "dibatalkan")
    if quarter not in ("", "semua", "1", "2", "3", "4"):
        raise UserError(f"Triwulan '{quarter}' tidak ada; tulis 1 sampai 4, atau semua.", "triwulan")
    book = host.book()
    with saved_copy(host) as (path, result):
        done = kirim_buku(
            path, folder_beside(book), () if key(division) == _WHOLE else (division,),
            triwulan=int(quarter) if quarter.isdecimal() else None, tenggat="" if due == "-" else due, output=result,
            progress=_progress(host, "Kirim"), called=book.name,
        )  # fmt: skip
        try:
            bring_sheets(host, path, result, done)
        except BaseException:
            for file in done.files:  # the book does not know of them
                os.unlink(file)
            raise
    lines = sent_lines(done)[:_LINES]
    if done.findings:
        lines.append(f"\nPeriksa menemukan {len(done.findings)} hal di buku ini; tekan Periksa untuk daftarnya.")
    return "\n".join([*lines, "\nSimpan buku ini: daftar kirimannya ada di dalamnya."])


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
