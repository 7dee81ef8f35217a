"""What ``naskah`` answers: where the document is, how it differs from what was there, what is not written yet."""

from typing import Any

from ..flows.naskah import Difference, NaskahResult
from ..invocation import advice
from .answers import backup_lines

_SHOWN = 40  # differences on a terminal
_LONGEST = 200  # characters of a line that is shown


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _difference(one: Difference) -> list[str]:
    lines = []
    if one.there is not None:
        lines.append(f"- {_short(one.there)}")
    if one.here is not None:
        lines.append(f"+ {_short(one.here)}")
    return lines


def naskah_lines(result: NaskahResult, compared: bool, numbered: bool = False) -> list[str]:
    """What is shown on a terminal.

    Args:
        compared: nothing was written, only compared. numbered: page numbers were filled in.
    """
    path = result.files[0]
    if result.unchanged and not result.differences:
        renewed = advice(" (gaya baru: --timpa)")
        lines = [f"{path} sudah sama dengan buku; tidak ada yang ditulis{renewed}."]
    elif compared:
        lines = [f"{path} berbeda dari buku pada {len(result.differences)} tempat (- di dokumen, + menurut buku):"]
        for one in result.differences[:_SHOWN]:
            lines += _difference(one)
        if len(result.differences) > _SHOWN:
            lines.append(f"dan {len(result.differences) - _SHOWN} lagi{advice(' (semuanya: --json)')}.")
    else:
        lines = [f"Dokumen: {path}", *backup_lines(result)]
        lines.append(
            "Nomor halaman daftar isi diisi menurut halaman LibreOffice; Word menghitungnya lagi bila dijawab Ya."
            if numbered
            else "Buka di Word dan jawab Ya bila ditanya memperbarui isian: nomor halaman daftar isi lalu terisi."
            + advice(" Tanpa Word: --halaman.")
        )
    return [*lines, *result.unwritten]


def differences_as_json(result: NaskahResult) -> list[dict[str, Any]]:
    """The differences for programs."""
    return [{"dokumen": one.there, "buku": one.here} for one in result.differences]
