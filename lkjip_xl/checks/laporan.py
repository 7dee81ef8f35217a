"""Checks on the report sheets of a book: written into by hand, or older than the inputs."""

from .finding import PERIKSA, Finding
from .registry import pemeriksaan

DASAR = "Lembar laporan adalah dokumen pada saat ditulis; sidik isiannya tersimpan di dalamnya"


@pemeriksaan("LAP-01", PERIKSA, "Lembar laporan yang diketiki sesudah ditulis", DASAR)
def diketiki(b):
    for lembar, baris, _ in b.laporan:
        if baris is None:
            continue
        tempat = f"baris {', '.join(map(str, baris[:5]))}" if baris else "isinya"
        yield Finding(
            None, None, lembar, f"A{baris[0]}" if baris else None,
            f"Lembar {lembar} diubah dengan tangan sesudah ditulis ({tempat}).",
            "Betulkan isiannya di lembar isian, lalu tulis ulang laporan; ketikan di lembar laporan akan hilang.",
        )  # fmt: skip


@pemeriksaan("LAP-02", PERIKSA, "Lembar laporan yang lebih lama dari isiannya", DASAR)
def basi(b):
    lama = [lembar for lembar, _, usang in b.laporan if usang]
    if lama:
        sebut = ", ".join(lama[:3]) + (f", dan {len(lama) - 3} lagi" if len(lama) > 3 else "")
        yield Finding(
            None, None, lama[0], "A1",
            f"Isian sudah berubah sesudah laporan ditulis: {sebut}.",
            "Tulis ulang laporan (tombol atau perintah Laporan).",
        )  # fmt: skip
