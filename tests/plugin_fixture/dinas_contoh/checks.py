"""A check of an office's own."""

from lkjip_xl.checks.finding import PERIKSA
from lkjip_xl.checks.registry import check


@check("DIN-01", PERIKSA, "Penanggung Jawab di luar bagan organisasi", "Peraturan Dinas Contoh 2/2025")
def penanggung_jawab(buku):
    for row in buku.rows("tbl_renstra"):
        name = row["Penanggung Jawab"]
        if name and not str(name).startswith("Bidang "):
            yield buku.temuan(
                "tbl_renstra", row, "Penanggung Jawab", uraian=f"{name} bukan bidang pada bagan organisasi.",
                perbaikan="Pilih bidang yang benar.", tertulis=name,
            )  # fmt: skip
