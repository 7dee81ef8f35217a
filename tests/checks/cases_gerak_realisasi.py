"""The smallest books for lkjip_xl/checks/gerak_realisasi.py."""

from tests.checks.cases_anggaran_isian import money
from tests.checks.cases_aritmetika import A, program, sub
from tests.checks.small_book import Kasus

GAJI = "Penyediaan Gaji dan Tunjangan ASN"
LISTRIK = "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"

KASUS = [
    Kasus(
        "ARI-45",
        {A: [program(), sub("1.1", **money(1000, 100, 300, 500, 500)), sub("1.2", **money(1000, 0, 100, 790, 790)),
             sub("1.3", **money(1000, 0, 100, 800, 800)), sub("1.4", **money(1000, 0, 0, 0, 0)),
             sub("1.5", **money(1000, 100, 300, 500, 501))]},
        (A, 2, "Realisasi TW4"),
        "Realisasi TW4 sama dengan Realisasi TW3 pada 2 baris yang sudah berjalan dan serapannya di bawah 80%: 1.1 "
        "(serapan 50%), 1.2 (serapan 79%). Mungkin belum diperbarui.",
    ),
    Kasus(
        "ARI-45", {A: [sub("1.1", **money(1000, 100, 300, 100, 0))]}, (A, 1, "Realisasi TW4"),
        "Realisasi TW4 0 pada 1 baris yang sudah berjalan dan serapannya di bawah 80%: 1.1 (serapan 50%). Mungkin "
        "belum diperbarui.", {"realisasi_anggaran": "Per Triwulan"},
    ),
    Kasus(
        "ARI-46", {A: [sub("1.1", Uraian=GAJI, **money(4000, 97, 2000, 3000, 4000))]}, (A, 1, "Realisasi TW1"),
        f"Belanja 1.1 {GAJI} triwulan 1 Rp97, sedangkan triwulan lain rata-rata Rp1.301, padahal dibayar tiap bulan.",
    ),
    Kasus(
        "ARI-46", {A: [sub("1.1", Uraian=LISTRIK, **money(400, 0, 100, 100))]}, (A, 1, "Realisasi TW3"),
        f"Belanja 1.1 {LISTRIK} triwulan 3 tidak bergerak, padahal dibayar tiap bulan.", {"triwulan_berjalan": 3},
    ),
]  # fmt: skip
