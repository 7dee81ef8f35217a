"""Checks on the report sheets of a book: written into by hand, or older than the inputs."""

from .finding import PERIKSA, Finding
from .registry import check

DASAR = "Lembar laporan adalah dokumen pada saat ditulis; sidik isiannya tersimpan di dalamnya"


@check("LAP-01", PERIKSA, "Lembar laporan yang diketiki sesudah ditulis", DASAR)
def diketiki(b):
    for lembar, baris, _ in b.laporan:
        if baris is None:
            continue
        tempat = f"baris {', '.join(map(str, baris[:5]))}" if baris else "isinya"
        yield Finding(
            lembar=lembar, sel=f"A{baris[0]}" if baris else None,
            uraian=f"Lembar {lembar} diubah dengan tangan sesudah ditulis ({tempat}).",
            perbaikan="Betulkan isiannya di lembar isian, lalu tulis ulang laporan; ketikan di lembar laporan "
            "akan hilang.",
        )  # fmt: skip


@check("LAP-02", PERIKSA, "Lembar laporan yang lebih lama dari isiannya", DASAR)
def basi(b):
    lama = [lembar for lembar, _, usang in b.laporan if usang]
    if lama:
        sebut = ", ".join(lama[:3]) + (f", dan {len(lama) - 3} lagi" if len(lama) > 3 else "")
        yield Finding(
            lembar=lama[0], sel="A1",
            uraian=f"Isian sudah berubah sesudah laporan ditulis: {sebut}.",
            perbaikan="Tulis ulang laporan (tombol atau perintah Laporan).",
        )  # fmt: skip
