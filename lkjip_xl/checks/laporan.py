"""Checks on the report sheets of a book: written into by hand, or older than the inputs."""

from collections.abc import Iterator

from ..compute.named import named
from .finding import PERIKSA, Finding
from .registry import Context, check

DASAR = "Lembar laporan adalah dokumen pada saat ditulis; sidik isiannya tersimpan di dalamnya"


@check("LAP-01", PERIKSA, "Lembar laporan yang diketiki sesudah ditulis", DASAR)
def diketiki(b: Context) -> Iterator[Finding]:
    for sheet, row, _ in b.laporan:
        if row is None:
            continue
        place = f"baris {', '.join(map(str, row[:5]))}" if row else "isinya"
        yield Finding(
            lembar=sheet, sel=f"A{row[0]}" if row else None,
            uraian=f"Lembar {sheet} diubah dengan tangan sesudah ditulis ({place}).",
            perbaikan="Betulkan isiannya di lembar isian, lalu tulis ulang laporan; ketikan di lembar laporan "
            "akan hilang.",
        )  # fmt: skip


@check("LAP-02", PERIKSA, "Lembar laporan yang lebih lama dari isiannya", DASAR)
def basi(b: Context) -> Iterator[Finding]:
    old = [sheet for sheet, _, usang in b.laporan if usang]
    if old:
        sebut = named(old, 3)
        yield Finding(
            lembar=old[0], sel="A1",
            uraian=f"Isian sudah berubah sesudah laporan ditulis: {sebut}.",
            perbaikan="Tulis ulang laporan (tombol atau perintah Laporan).",
        )  # fmt: skip
