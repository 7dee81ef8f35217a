"""Cetak: numbers of a report that is printed already, to be checked against the book."""

from ..model import Column, Sheet, Table

BESARAN_CETAK = (
    "Target", "Realisasi", "Capaian", "Predikat", "Kemajuan", "Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi",
    "Porsi", "Target Akhir", "Target Lalu", "Realisasi Lalu", "Rata-rata Capaian",
)  # fmt: skip
"""The quantities that a printed report shows most; ``compute.quantities`` knows more names."""
CETAK = Table(
    "tbl_cetak",
    "Angka yang tertulis pada laporan tercetak; hanya dipakai untuk pemeriksaan.",
    "Tabel",
    (
        Column("Dokumen", "teks", "Dokumen tercetak", 24),
        Column("Tabel", "teks", "Nomor tabel", 14, required=True),
        Column("Kode", "kode", "Kode indikator atau baris anggaran", 14),
        Column(
            "Kolom",
            "teks",
            "Besaran yang dibandingkan: pilih dari daftar, atau nama kolom seperti tercetak",
            18,
            BESARAN_CETAK,
            strict=False,
        ),
        Column("Tertulis", "tercetak", "Seperti tercetak, misalnya 91,93% atau Rp1.283.419.000", 20),
        Column("Halaman", "teks", "Halaman", 10),
    ),
    identity=("Dokumen", "Tabel", "Kode", "Kolom"),
    room=60,
    home=True,
    anew=True,
)
SHEET = Sheet(
    "Cetak",
    120,
    "Angka Tercetak",
    "Hanya untuk memeriksa laporan yang sudah tercetak: tempel angkanya di sini, lalu Periksa. Boleh dihapus.",
    (CETAK,),
    listed="Angka dari laporan yang sudah tercetak, untuk diperiksa; boleh dihapus.",
    color="BFBFBF",
    linked=False,
    optional=True,
    tucked=True,
)
