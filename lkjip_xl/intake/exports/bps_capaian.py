"""The template of a ministry's quarterly measurement: indicator, realisasi, hindrance, solution, follow-up."""

from collections.abc import Sequence

from ...invocation import answer
from ..context import context_of
from ..model import NOTE, PERIKSA, TAKEN, TITLE, Fate, Hints, TakenRow, Understood
from ..registry import Found, export

_KEPT = (
    (("kendala*",), "Faktor Penghambat"),
    (("solusi*",), "Solusi"),
)
_FOLLOW_UP = (
    (("rencana tindak lanjut",), "Rencana"),
    (("batas waktu*",), "Tenggat"),
    (("link bukti dukung kinerja",), "Bukti"),
)


@export(
    "bps-capaian", "Template capaian kinerja (BPS)", ("tbl_pengukuran", "tbl_tindak_lanjut"),
    ("kode indikator", "realisasi tw*", "kendala*"), order=10,
)  # fmt: skip
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Realisasi of one quarter with its hindrances and solutions, and the follow-up in a table of its own."""
    results = []
    for found in founds:
        grid = found.grid
        measured = Understood("bps-capaian", "Template capaian kinerja", "tbl_pengukuran", grid.name, grid)
        follow_up = Understood("bps-capaian", "Template capaian kinerja", "tbl_tindak_lanjut", grid.name, grid)
        quarter = hints.quarter or context_of([*found.titles(), grid.name]).quarter or hints.running_quarter
        if quarter is None:
            quarter = 4
            measured.doubt(
                grid.where(found.top),
                f"triwulan berapa Realisasi TW tidak diketahui; sebutkan dengan {answer(triwulan='')}.",
            )
        elif not hints.quarter:
            measured.doubt(
                grid.where(found.top),
                f"Realisasi TW dibaca sebagai triwulan {quarter}; ubah dengan {answer(triwulan='')}.",
                PERIKSA,
            )
        measured.quarter = quarter
        titles = [Fate(row, TITLE) for row in range(found.body) if not grid.is_blank(row)]
        measured.fates += titles
        _read_rows(found, quarter, measured, follow_up)
        measured.unused = ["PIC Tindak Lanjut (data orang, tidak disimpan)"]
        results += [measured, follow_up] if follow_up.rows else [measured]
    return results


def _read_rows(found: Found, quarter: int, measured: Understood, follow_up: Understood) -> None:
    grid = found.grid
    measured.columns = {"Kode Indikator": "Kode", "Realisasi TW": f"Realisasi TW{quarter}"}
    for row in range(found.body, len(grid.rows)):
        if grid.is_blank(row):
            continue
        code = found.text(row, "kode indikator")
        if not code:
            measured.fates.append(Fate(row, NOTE, "tanpa kode indikator"))
            if found.text(row, "realisasi tw*"):
                measured.doubt(grid.where(row), "ada realisasi tanpa Kode Indikator; tidak dibawa")
            continue
        values = {"Kode": code, f"Realisasi TW{quarter}": found.text(row, "realisasi tw*")}
        for names, column in _KEPT:
            if text := found.text(row, *names):
                values[column] = text
        measured.rows.append(TakenRow(values, grid.where(row), (row,)))
        measured.fates.append(Fate(row, TAKEN))
        follow = {column: text for names, column in _FOLLOW_UP if (text := found.text(row, *names))}
        if follow.get("Rencana"):
            follow_up.rows.append(TakenRow({"Sumber": "Pengukuran", "Nomor": code, **follow}, grid.where(row), (row,)))
    for names, column in (*_KEPT, *_FOLLOW_UP):
        if (place := found.place(*names)) >= 0:
            target = measured if (names, column) in _KEPT else follow_up
            target.columns[" / ".join(p for p in found.headings[place] if p)] = column
