"""A rule of an office's own."""

from lkjip_xl.expr.functions import jika, tidak_tersedia
from lkjip_xl.rules.registry import chapter, rule

chapter("DIN", "Aturan Dinas Contoh", 1000)


@rule(
    kode="DIN-01",
    nama="Biaya per penerima manfaat",
    hasil="rupiah",
    sumber="Pedoman Dinas Contoh 1/2025",
    rumus="realisasi / penerima; tidak tersedia bila belum ada penerima",
    contoh=[({"realisasi": 1_000_000, "penerima": 4}, 250_000)],
    meanings={"realisasi": "realisasi anggaran, rupiah", "penerima": "banyaknya penerima manfaat, orang"},
)
def biaya_per_penerima(realisasi, penerima):
    """Money spent for each person served, in rupiah."""
    return jika(penerima > 0, realisasi / penerima, tidak_tersedia())
