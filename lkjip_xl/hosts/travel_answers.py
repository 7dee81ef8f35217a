"""What the commands for books that travel answer: lines for people, plain data for programs."""

import sys
from collections import Counter
from typing import Any

from ..expr.values import ErrorValue
from ..flows.gabung_plan import CellMerge, Merge, Remark, unlikely
from ..flows.plain_words import cell_words, column_kind, moment_in_words
from ..flows.recapitulation import Recapitulation
from ..flows.result import Result
from ..flows.status import Difference, NotTaken, Status
from ..invocation import advice
from ..schema.captions import sheet_caption
from ..schema.contract import module_of

_SHOWN = 12
_MOST_LINES = 6


def value_text(value: Any, table: str = "", column: str = "", day: bool = False) -> str:
    """A cell for people: ``88,5``, ``Utama``, ``kosong``; by its column a year is ``2025``, a ratio ``97,31%``.

    Args:
        day: a number of it is a day.
    """
    kind = "tanggal" if day else column_kind(table, column) if column else ""
    return cell_words(value, kind)[:120] or "kosong"


# --- kirim -----------------------------------------------------------------------------------------------------------
def sent_lines(result: Result) -> list[str]:
    """What was sent, what of it is unfinished, and what stayed behind."""
    lines = [f"{len(result.sent)} salinan dibuat:"]
    for one in result.sent:
        sending = one.sending
        where = one.path or sending.file
        due = f", tenggat {moment_in_words(sending.due)}" if sending.due else ""
        lines.append(
            f"{sending.number}. {sending.label}: {where} ({one.cells} sel dibuka, {one.blank} perlu diisi{due})"
        )
        if one.mail:
            lines.append(f"   Rancangan surel: {one.mail}")
        lines += [f"   Belum selesai: {text}" for text in one.unfinished[:_MOST_LINES]]
        if len(one.unfinished) > _MOST_LINES:
            lines.append(f"   dan {len(one.unfinished) - _MOST_LINES} lagi")
    cut = dict.fromkeys(word for one in result.sent for word in one.cut)
    if cut:
        lines.append("Tidak ikut dikirim: " + "; ".join(cut) + ".")
    kept = dict.fromkeys(word for one in result.sent for word in one.kept)
    if kept:
        lines.append("Ikut terkirim apa adanya: lembar " + ", ".join(kept) + ".")
    return [*lines, *result.notes]


def sent_as_json(result: Result) -> list[dict[str, Any]]:
    """The copies, for programs."""
    return [
        {
            "nomor": s.number, "tanda": s.mark, "kapan": s.when, "kepada": s.to, "bidang": s.division, "unit": s.unit,
            "triwulan": s.quarter or None, "tenggat": s.due or None, "berkas": one.path or s.file, "surel": one.mail,
            "sel": one.cells, "kosong": one.blank, "belum_selesai": list(one.unfinished), "dibuang": list(one.cut),
            "ikut": list(one.kept),
        }
        for one in result.sent
        for s in (one.sending,)
    ]  # fmt: skip


# --- lanjut ----------------------------------------------------------------------------------------------------------
def next_year_lines(result: Result) -> list[str]:
    """What next year's book holds, and what remains to be done."""
    year = result.computed.year if result.computed is not None else ""
    added = {name: len(one.added) for name, one in result.rows.items() if one.added}
    lines = [f"Buku tahun {year}: {result.path}"]
    history = [
        f"{added[name]} baris ke {sheet_caption(name)}" for name in sorted(added) if name.startswith("tbl_riwayat")
    ]
    if history:
        lines.append("Hasil tahun lalu: " + ", ".join(history) + ".")
    lines += result.notes
    if result.backup:
        lines.append(f"Cadangan: {result.backup}")
    return [*lines, "Periksa PK dan Anggaran, lalu isi target triwulan dan pagu."]


# --- gabung ----------------------------------------------------------------------------------------------------------
def merge_lines(merge: Merge) -> list[str]:
    """What became of the returned books, in a few lines."""
    lines = []
    for one in merge.books:
        whose = f" (kiriman {one.number}, {one.label})" if one.number else ""
        what = f"ditolak: {one.reason}" if one.state == "ditolak" else one.state
        count = f", {one.filled} sel" if one.filled else ""
        lines.append(f"{one.file}{whose}: {what}{count}")
        lines += [f"   {text}" for text in one.notes]
    lines.append(
        f"{len(merge.taken)} sel diisi, {len(merge.added)} baris baru, {len(merge.conflicts)} bentrok, "
        f"{len(merge.doubtful)} tidak dapat dibaca pasti, {len(merge.outside)} di luar yang diminta, "
        f"{len(merge.removed)} baris hilang."
    )
    lines += _first("Perlu dilihat", [_doubtful(cell) for cell in merge.unlikely])
    for cell in merge.conflicts:
        lines.append("Bentrok " + _conflict(cell))
    if merge.conflicts:
        lines.append(advice(
            "Pilih dengan --pilih KODE=induk, KODE=kembali, atau KODE=NAMA BERKAS (semua=induk untuk semua); atau "
            "tulis di kolom Pilihan lembar Gabungan, lalu gabungkan lagi.",
            "Tulis pilihannya di kolom Pilihan lembar Gabungan, lalu gabungkan lagi.",
        ))  # fmt: skip
    lines += _first("Tidak diambil", [_remark(one) for one in merge.doubtful])
    lines += _first("Tidak diminta", [_remark(one, with_sent=True) for one in merge.outside])
    lines += _first("Hilang", [_remark(one) for one in merge.removed])
    return lines


def _first(label: str, texts: list[str]) -> list[str]:
    """The first of some lines, and how many more there are: the sheet Gabungan and ``--json`` have all of them."""
    more = [f"{label}: dan {len(texts) - _SHOWN} lagi, di lembar Gabungan"] if len(texts) > _SHOWN else []
    return [f"{label}: {text}" for text in texts[:_SHOWN]] + more


def _doubtful(cell: CellMerge) -> str:
    place = cell.table, cell.column, cell.day
    return (
        f"{_where(cell.table, cell.row, cell.column)}: {value_text(cell.master, *place)} menjadi "
        f"{value_text(cell.taken, *place)}, {unlikely(cell)} (dari {cell.proposals[0].file})"
    )


def _conflict(cell: CellMerge) -> str:
    place = cell.table, cell.column, cell.day
    values = "; ".join(f"{value_text(p.value, *place)} dari {p.file}" for p in cell.proposals)
    return (
        f"{cell.code}: {_where(cell.table, cell.row, cell.column)}: dikirim {value_text(cell.base, *place)}, di induk "
        f"{value_text(cell.master, *place)}, kembali {values}"
    )


def _where(table: str, row: str, column: str) -> str:
    """A cell by the words of the book: ``Pengukuran 1.1, Realisasi TW2``."""
    return ", ".join(text for text in (f"{sheet_caption(table)} {row}".strip(), column) if text)


def _remark(one: Remark, with_sent: bool = False) -> str:
    written = _written((one.table, one.column, one.day), one.sent, one.value, with_sent)
    return f"{one.file}: {_where(one.table, one.row, one.column)}:{written} {one.text}"


def _written(place: tuple[str, str, bool], sent: Any, value: Any, with_sent: bool) -> str:
    """What stands in a cell (table, column, whether its numbers are days) that is not taken, and what was sent, where
    that is asked."""
    if with_sent and place[1]:
        return f" dikirim {value_text(sent, *place)}, kembali {value_text(value, *place)}:"
    return f" tertulis {value_text(value, *place)}:" if value is not None else ""


def print_merge(merge: Merge) -> None:
    """Print what would be written: a table on a terminal, a line for each cell elsewhere."""
    if sys.stdout.isatty() and merge.taken:
        _print_table(merge.taken)
    else:
        for cell in merge.taken:
            place = cell.table, cell.column, cell.day
            print(f"Diisi {_where(cell.table, cell.row, cell.column)}: {value_text(cell.master, *place)} menjadi "
                  f"{value_text(cell.taken, *place)} (dari {cell.proposals[0].file})")  # fmt: skip
    for line in merge_lines(merge):
        print(line)


def _print_table(cells: list[CellMerge]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE, title=f"{len(cells)} sel diisi", title_justify="left")
    for heading in ("Lembar", "Baris", "Kolom", "Sebelumnya", "Menjadi", "Dari"):
        table.add_column(heading, overflow="fold")
    for cell in cells:
        place = cell.table, cell.column, cell.day
        table.add_row(sheet_caption(cell.table), cell.row, cell.column, value_text(cell.master, *place),
                      value_text(cell.taken, *place), cell.proposals[0].file)  # fmt: skip
    Console(highlight=False, markup=False).print(table)


def merge_as_json(merge: Merge) -> dict[str, Any]:
    """A merge, for programs."""
    return {
        "buku": [
            {
                "berkas": b.file, "keadaan": b.state, "sebab": b.reason or None, "kiriman": b.number or None,
                "bidang": b.label, "disimpan": b.saved or None, "program": b.program or None, "catatan": b.notes,
                "sel": b.filled, "baris": b.rows,
            }
            for b in merge.books
        ],
        "sel": [
            {
                "keadaan": c.state, "tabel": c.table, "baris": c.row, "kolom": c.column, "kode": c.code,
                "dikirim": _plain(c.base), "induk": _plain(c.master), "diambil": _plain(c.taken), "baris_baru": c.new,
                "perlu_dilihat": unlikely(c) or None,
                "kembali": [{"berkas": p.file, "nilai": _plain(p.value), "catatan": p.note} for p in c.proposals],
            }
            for c in merge.cells
        ],
        "baris_baru": [{"tabel": one.table, "baris": one.row} for one in merge.added],
        "tidak_pasti": [_remark_json(one) for one in merge.doubtful],
        "di_luar_permintaan": [_remark_json(one) for one in merge.outside],
        "baris_hilang": [_remark_json(one) for one in merge.removed],
        "bentrok": len(merge.conflicts), "lengkap": merge.complete,
    }  # fmt: skip


def _remark_json(one: Remark) -> dict[str, Any]:
    return {
        "berkas": one.file, "tabel": one.table, "baris": one.row, "kolom": one.column, "tertulis": _plain(one.value),
        "dikirim": _plain(one.sent), "uraian": one.text,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.kode if isinstance(value, ErrorValue) else value


# --- status ----------------------------------------------------------------------------------------------------------
def status_lines(status: Status) -> list[str]:
    """How the sendings stand, one a line, and what changed since the last."""
    if not status.states:
        return ["Belum ada yang dikirim dari buku ini."]
    lines = []
    for one in status.states:
        s = one.sending
        due = f", tenggat {moment_in_words(s.due)}" if s.due else ""
        state = f"{one.state} kiriman {one.by}" if one.by else one.state
        if one.conflicts:
            state = f"kembali, {len(one.conflicts)} bentrok {one.state}"
        if one.doubtful:
            state += f", {len(one.doubtful)} isian tidak diambil"
        if one.unused:
            state += f", {len(one.unused)} isian tidak dipakai"
        lines.append(f"{s.number}. {s.label}, dikirim {moment_in_words(s.when)}{due}: {state}")
        lines += [
            f"   kembali {moment_in_words(r.when)}: {r.file}, {len(r.cells)} sel"
            + (f", disimpan {moment_in_words(r.saved)}" if r.saved else "")
            for r in s.returned
        ]
        lines += [
            f"   Bentrok: {_where(c.table, c.row, c.column)}: di induk "
            f"{value_text(c.master, c.table, c.column, c.day)}, kembali "
            f"{value_text(c.returned, c.table, c.column, c.day)} dari {c.file}"
            for c in one.conflicts
        ]
        lines += _first("   Tidak diambil", [_not_taken(c, with_sent=False) for c in one.doubtful])
        lines += _first("   Tidak dipakai", [_unused(c) for c in one.unused])
        lines += _first("   Diubah tanpa diminta", [_not_taken(c, with_sent=True) for c in one.outside])
    if any(one.conflicts for one in status.states):
        lines.append("Bentrok diputuskan dengan menggabungkan bukunya lagi dan memilih: kolom Pilihan lembar Gabungan"
                     + advice(", atau --pilih") + ".")  # fmt: skip
    since = moment_in_words(status.since)
    lines.append(f"Berubah di buku induk sejak kiriman terakhir ({since}): {len(status.differences)} sel.")
    came = Counter(module for d in status.differences if (module := _came_with(d)))
    lines += [f"   Modul {module}: {count} baris baru" for module, count in came.items()]
    for d in status.differences:
        if _came_with(d):
            continue
        place = d.table, d.column, d.day
        where = _where(d.table, d.row, d.column)
        lines.append(f"   {where}: {value_text(d.old, *place)} menjadi {value_text(d.new, *place)}")
    return lines


def _came_with(one: Difference) -> str:
    """Name of the optional module that a new row is of; "" of any other difference."""
    return (not one.column and one.old is None and module_of(one.table)) or ""


def _unused(one: NotTaken) -> str:
    place = one.table, one.column, one.day
    chosen, own = value_text(one.sent, *place), value_text(one.returned, *place)
    where = _where(one.table, one.row, one.column)
    return f"{where}: {own} dari {one.file}; yang dipilih {chosen} dari {one.chosen_from or 'buku induk'}"


def _not_taken(one: NotTaken, with_sent: bool) -> str:
    written = _written((one.table, one.column, one.day), one.sent, one.returned, with_sent)
    return f"{_where(one.table, one.row, one.column)}:{written} {one.why} (dari {one.file})"


def status_as_json(status: Status) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "kiriman": [
            {
                "nomor": s.number, "tanda": s.mark, "bidang": s.division, "unit": s.unit, "kepada": s.to,
                "kapan": s.when, "triwulan": s.quarter or None, "tenggat": s.due or None, "berkas": s.file,
                "keadaan": one.state, "diganti_oleh": one.by or None, "sel": one.filled,
                "bentrok": [{"tabel": c.table, "baris": c.row, "kolom": c.column, "induk": _plain(c.master),
                             "kembali": _plain(c.returned), "berkas": c.file} for c in one.conflicts],
                "tidak_pasti": [_not_taken_json(c) for c in one.doubtful],
                "tidak_dipakai": [{**_not_taken_json(c), "dipilih_dari": c.chosen_from or None} for c in one.unused],
                "di_luar_permintaan": [_not_taken_json(c) for c in one.outside],
                "kembali": [{"kapan": r.when, "berkas": r.file, "disimpan": r.saved, "sel": len(r.cells)}
                            for r in s.returned],
            }
            for one in status.states
            for s in (one.sending,)
        ],
        "sejak": status.since or None,
        "berubah": [
            {"tabel": d.table, "baris": d.row, "kolom": d.column or None, "lama": _plain(d.old), "baru": _plain(d.new)}
            for d in status.differences
        ],
    }  # fmt: skip


def _not_taken_json(one: NotTaken) -> dict[str, Any]:
    return {
        "tabel": one.table, "baris": one.row, "kolom": one.column or None, "dikirim": _plain(one.sent),
        "tertulis": _plain(one.returned), "uraian": one.why, "berkas": one.file,
    }  # fmt: skip


# --- rekap -----------------------------------------------------------------------------------------------------------
def recap_lines(result: Recapitulation, folder: str | None) -> list[str]:
    """What the books of many offices say together, in a few lines."""
    lines = [
        f"{len(result.offices) + len(result.aside)} buku terbaca ({result.sealed} salinan kiriman yang tidak berubah), "
        f"{result.indicators} indikator; {len(result.aside)} tidak dihitung; "
        f"{len(result.unreadable)} tidak terbaca; {result.reported}.",
        *result.unlike,
    ]
    if folder is not None:
        lines.append(f"Rekapitulasi: {folder}")
    words = [f"{name}: {count}" for name, count in sorted(result.predikat.items(), key=lambda one: (-one[1], one[0]))]
    if words:
        lines.append("Predikat: " + "; ".join(words) + ".")
    lines += [f"Tidak terbaca: {file}: {reason}" for file, reason in result.unreadable]
    lines += [f"Belum melapor: {name}" for name in result.missing]
    lines += [f"Tidak dihitung: {one.file}: {one.reason}" for one in result.aside]
    if result.names:
        lines.append(f"{len(result.names)} kode dipakai untuk indikator yang namanya berbeda.")
    return lines


def recap_as_json(result: Recapitulation) -> dict[str, Any]:
    """A recapitulation, for programs."""
    return {
        "instansi": result.offices, "dari_segel": result.sealed, "indikator": result.indicators,
        "predikat": dict(result.predikat), "temuan": result.findings_of(0),
        "temuan_menurut_berat": result.findings_of(1),
        "urusan": [
            {"urusan": n, "pagu": p, "realisasi": r, "instansi": k, "tidak_terjumlah": left}
            for n, p, r, k, left in result.urusan.values()
        ],
        "tidak_terbaca": [{"berkas": file, "sebab": reason} for file, reason in result.unreadable],
        "belum_melapor": result.missing, "ganda": list(result.twice.values()), "tahun": result.year,
        "tidak_dihitung": [
            {"berkas": one.file, "instansi": one.office, "tahun": one.year, "sebab": one.reason} for one in result.aside
        ],
        "kode_beda_nama": result.names,
    }  # fmt: skip
