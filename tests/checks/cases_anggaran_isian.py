"""The smallest books for lkjip_xl/checks/anggaran_isian.py."""

from tests.checks.cases_aritmetika import A, kegiatan, program, sub
from tests.checks.small_book import Kasus


def money(pagu, *quarters, **more):
    """Cells of a leaf: its pagu and what was typed for the quarters, from the first."""
    return {"Pagu Awal": pagu, **{f"Realisasi TW{n}": x for n, x in enumerate(quarters, 1)}, **more}


KASUS = [
    # 1,75 miliar in millions
    Kasus(
        "LKP-24", {A: [program(), sub("1.1", **money(500, 0, 0, 0, 495)), sub("1.2", **money(1_250, 0, 0, 0, 0))]},
        (A, 2, "Pagu Awal"),
        "Pagu seluruh Anggaran Rp1.750 pada 2 baris: terlalu kecil untuk setahun, mungkin ditulis dalam ribu atau juta "
        "rupiah.",
    ),
    Kasus(
        "LKP-20", {A: [program(), sub("1.1", **money(1000, 0, 0, 0, 900)), sub("1.2", **money(500, 100, 200, 300))]},
        (A, 3, "Realisasi TW4"),
        "Realisasi TW4 kosong pada 1 baris berpagu Rp500: 1.2. Semua jumlah di atasnya sementara, dan efisiensinya "
        "tidak diberikan.", berat="Salah",
    ),
    Kasus(
        "LKP-20", {A: [sub("1.1", **money(1000, 0, 300)), sub("1.2", **money(500, 100))]}, (A, 2, "Realisasi TW2"),
        "Realisasi TW1 sampai TW2 kosong pada 1 baris berpagu Rp500: 1.2. Semua jumlah di atasnya sementara, dan "
        "efisiensinya tidak diberikan.".replace("TW1 sampai ", ""), {"triwulan_berjalan": 2},
    ),
    # Realisasi of each quarter for itself: those that are blank are named, and no other.
    Kasus(
        "LKP-20", {A: [sub("1.1", **money(1000, None, 300)), sub("1.2", **money(500, None, 100))]},
        (A, 1, "Realisasi TW4"),
        "Realisasi TW1, TW3, dan TW4 kosong pada 2 baris berpagu Rp1.500: 1.1, 1.2. Semua jumlah di atasnya sementara, "
        "dan efisiensinya tidak diberikan.", {"realisasi_anggaran": "Per Triwulan"}, berat="Salah",
    ),
    Kasus(
        "LKP-20", {A: [sub("1.1", **money(1000, None, 300, 10, 10)), sub("1.2", **money(500, 100, None, 10, 10))]},
        (A, 1, "Realisasi TW1"),
        "Realisasi TW1 atau TW2 kosong pada 2 baris berpagu Rp1.500: 1.1, 1.2. Semua jumlah di atasnya sementara, "
        "dan efisiensinya tidak diberikan.", {"realisasi_anggaran": "Per Triwulan"}, berat="Salah",
    ),
    Kasus(
        "LKP-23",
        {A: [program(), sub("1.1", **money(100, 0, 0, 0, 79)), sub("1.2", **money("N/A", 0, 0, 0, 5))]},
        (A, 3, "Pagu Awal"),
        "1 baris berealisasi Rp5 tanpa pagu (1.2): realisasinya ikut dalam serapan, pagunya tidak, sehingga serapannya "
        "terlalu tinggi; semua jumlah di atasnya sementara.",
    ),
    Kasus(
        "LKP-21",
        {A: [program(), sub("1.1", **money(100, 0, 0, 0, 79, **{"Pagu Perubahan": 80})),
             sub("1.2", **money(300, 0, 0, 0, 0)), sub("1.3", **{"Pagu Perubahan": 50, "Realisasi TW4": 49})]},
        (A, 3, "Pagu Perubahan"),
        "Pagu Perubahan tidak berisi angka pada 1 baris yang Pagu Awalnya Rp300 (1.2), sedangkan 2 baris lain berpagu "
        "perubahan; yang dipakai Pagu Awalnya. Bila memang tetap, jumlah pagu Rp430; bila dihapus, Rp130.",
        {"dokumen_pk": "Perubahan"},
    ),
    Kasus(
        "LKP-21",
        {A: [program(), sub("1.1", **money(100, 0, 0, 0, 79, **{"Pagu Perubahan": 80})),
             sub("1.2", **money(300, 0, 0, 0, 0, **{"Pagu Perubahan": "-"})),
             sub("1.3", **money(50, 0, 0, 0, 0, **{"Pagu Perubahan": "N/A"})),
             sub("1.4", **money(70, 0, 0, 0, 0, **{"Pagu Perubahan": 0}))]},
        (A, 3, "Pagu Perubahan"),
        "Pagu Perubahan tidak berisi angka pada 2 baris yang Pagu Awalnya Rp350 (1.2, 1.3), sedangkan 2 baris lain "
        "berpagu perubahan; yang dipakai Pagu Awalnya. Bila memang tetap, jumlah pagu Rp430; bila dihapus, Rp80.",
        {"dokumen_pk": "Perubahan"},
    ),
    Kasus(
        "KON-50",
        {A: [sub("1.2.1", **money(5, 0, 0, 0, 1)), program("1"), kegiatan("1.1"), sub("1.1.1", **money(7, 0, 0, 0, 1)),
             kegiatan("1.2")]},
        (A, 1, "Kode"),
        "Urutan rusak: 1 baris tidak berada di bawah baris yang kodenya mengawali kode itu (1.2.1). Jumlah induk, "
        "indikator, dan instansi ditahan (N/A).",
    ),
    Kasus(
        "KON-50",
        {A: [program("1"), kegiatan("1.1"), sub("1.1.1", **money(5, 0, 0, 0, 1)),
             {**sub("1.1.2", **money(7, 0, 0, 0, 1)), "Tingkat": "Kegiatan"}]},
        (A, 4, "Tingkat"),
        "1 baris sudah menurut Kode, tetapi tidak berada di bawah induknya (1.1.2): Tingkatnya Kegiatan, seperti induk "
        "itu atau di atasnya. Jumlah induk, indikator, dan instansi ditahan (N/A).",
    ),
    Kasus(
        "KON-51",
        {A: [program("4", **{"Jenis Anggaran": "Pendapatan"}), sub("4.1", **money(9, 0, 0, 0, 1))]},
        (A, 1, "Jenis Anggaran"),
        "Program 4 adalah Pendapatan, tetapi di bawahnya ada Belanja (4.1); jumlahnya ditahan (N/A).",
    ),
    Kasus(
        "ARI-41", {A: [sub(**money(100, 10, 20, 30, 40))]}, (A, 1, "Realisasi TW4"),
        "Realisasi pada 1 baris tampaknya uang tiap triwulan, bukan angka berjalan: jumlah triwulannya tidak melampaui "
        "pagu. 1.1.1: yang dihitung Rp40, jumlah triwulannya Rp100, pagunya Rp100.",
    ),
    Kasus(
        "ARI-42", {A: [sub(**money(100, 10, 40, 70, 95))]}, (A, 1, "Realisasi TW4"),
        "Realisasi pada 1 baris tampaknya angka berjalan, padahal realisasi_anggaran berisi Per Triwulan: jumlah "
        "triwulannya melampaui pagu. 1.1.1: jumlahnya Rp215, pagunya Rp100, isi triwulan terakhir Rp95.",
        {"realisasi_anggaran": "Per Triwulan"},
    ),
    Kasus(
        "ARI-43", {A: [sub(**money(100, 0, 0, 0, 70, Blokir=40))]}, (A, 1, "Blokir"),
        "Realisasi Rp70 melampaui pagu efektif Rp60 (pagu Rp100 dikurangi blokir Rp40).",
    ),
    Kasus(
        "ARI-44", {A: [sub(**money(100, 0, 0, 0, 70, Blokir=140))]}, (A, 1, "Blokir"),
        "Blokir tertulis Rp140, pagu baris itu Rp100.",
    ),
]  # fmt: skip
