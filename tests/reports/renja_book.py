"""A book whose evaluation of Renja was worked out by hand: twelve sub kegiatan, one for each Sifat and Arah, more."""

from lkjip_xl.compute.world import World
from tests.checks.small_book import berkas

YEARS = range(2025, 2030)
# kode, Tipe, Arah, Sifat, targets 2025-2029, quarters of 2026, before (K)
INDICATORS = [
    ("01", "Angka", "Naik", "Akumulasi", (10, 20, 20, 20, 30), (5, 5, 5, 3), 9),
    ("02", "Angka", "Turun", "Akumulasi", (5, 4, 3, 2, 1), (1, 0, 1, 1), 5),
    ("03", "Persen", "Naik", "Kumulatif", (20, 40, 60, 80, 100), (25, 30, 35, 38), 20),
    ("04", "Angka", "Turun", "Kumulatif", (50, 40, 30, 20, 10), (20, 16, 14, 12), 50),
    ("05", "Persen", "Naik", "Posisi Akhir", (90, 91, 92, 93, 95), (90, 91, 92, 93.1), 92),
    ("06", "Persen", "Turun", "Posisi Akhir", (8, 7.5, 7, 6.5, 6), (8, 7, 7, 6.6), 8),
    ("07", "Indeks", "Naik", "Posisi Akhir", (70, 72, 74, 76, 80), (None, None, None, 76), 71),
    ("08", "Tingkat", "Naik", "Posisi Akhir", ("Pratama", "Madya", "Madya", "Nindya", "Utama"),
     (None, None, None, "Madya"), "Pratama"),
    ("09", "Persen", "Naik", "Posisi Akhir", (80, 82, 84, 86, 90), (None, None, None, "N/A"), 81),
    ("10", "Angka", "Naik", "Akumulasi", (4, 4, 4, 4, 4), (1, 1, 1, 1), "N/A"),
    ("11", "Persen", "Naik", "Akumulasi", (100, 100, 100, 100, 100), (25, 25, 25, 20), 100),
    ("12", "Angka", "Naik", "Posisi Akhir", (1, 1, "N/A", "N/A", "N/A"), (1, 1, 1, 1), 1),
]  # fmt: skip
# (5) target of the end, (6) before, (12) this year, (13) to date, (14) level: by hand
FIGURES = {
    "01": (100, 9, 18, 27, 0.27), "02": (15, 5, 3, 8, 1.4667), "03": (100, 20, 38, 38, 0.38),
    "04": (10, 50, 12, 12, 0.8), "05": (95, 92, 93.1, 93.1, 0.98), "06": (6, 8, 6.6, 6.6, 0.9),
    "07": (80, 71, 76, 76, 0.95), "08": ("Utama", "Pratama", "Madya", "Madya", 0.5),
    "09": (90, 81, "N/A", "N/A", "N/A"), "10": (20, "N/A", 4, "N/A", "N/A"), "11": (100, 100, 95, 95, 0.95),
    "12": (1, 1, 1, 1, 1),
}  # fmt: skip
MEAN = 0.8197  # of the ten that have one: 8.1967 / 10
# pagu, running realisasi of the quarters, before, plan of 2025 to 2029 together
MONEY = {
    "01": (2_000_000, (500_000, 900_000, 1_400_000, 1_800_000), 1_000_000, (1, 2, 2, 2, 3)),
    "02": (1_000_000, (0, 100_000, 600_000, 750_000), 250_000, (1, 1, 1, 1, 1)),
}
MONEY_FIGURES = {  # (5), (6), (7), quarters alone, (12), (13), (14)
    "01": (10_000_000, 1_000_000, 2_000_000, (500_000, 400_000, 500_000, 400_000), 1_800_000, 2_800_000, 0.28),
    "02": (5_000_000, 250_000, 1_000_000, (0, 100_000, 500_000, 150_000), 750_000, 1_000_000, 0.2),
}  # fmt: skip


def tables():
    """The tables of the book."""
    renstra = [
        {"Kode": "T1", "Jenis": "Tujuan", "Tujuan": "Tujuan satu", "Indikator": "Indikator tujuan"},
        {"Kode": "S1", "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Tujuan satu", "Sasaran": "Sasaran satu",
         "Indikator": "Indikator sasaran", "Tipe": "Persen", "Arah": "Naik"},
    ]  # fmt: skip
    budget = [
        {"Kode": "5", "Tingkat": "Program", "Uraian": "Program satu", "Indikator": "S1"},
        {"Kode": "5.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan satu"},
    ]
    plan = [{"Kode": "5", "Tingkat": "Program", "Uraian": "Program satu"},
            {"Kode": "5.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan satu"}]  # fmt: skip
    measured = [{"Kode": "S1", "Sifat": "Posisi Akhir"}]
    evaluated = []
    for code, tipe, arah, sifat, targets, quarters, before in INDICATORS:
        own = f"K{code}"
        renstra.append({
            "Kode": own, "Jenis": "Sub Kegiatan", "Induk": "S1", "Indikator": f"Indikator {code}", "Tipe": tipe,
            "Skala Tingkat": "Kota Layak Anak" if tipe == "Tingkat" else None, "Arah": arah,
            "Kode Anggaran": f"5.1.{code}", **{f"Target {y}": t for y, t in zip(YEARS, targets, strict=True)},
        })  # fmt: skip
        measured.append({"Kode": own, "Sifat": sifat,
                         **{f"Realisasi TW{n}": v for n, v in enumerate(quarters, 1) if v is not None}})  # fmt: skip
        pagu, spent, past, millions = MONEY.get(code, (100_000, (10_000, 20_000, 30_000, 40_000), 0, (0.1,) * 5))
        budget.append({"Kode": f"5.1.{code}", "Tingkat": "Sub Kegiatan", "Uraian": f"Sub kegiatan {code}",
                       "Pagu Awal": pagu, **{f"Realisasi TW{n}": v for n, v in enumerate(spent, 1)}})  # fmt: skip
        plan.append({"Kode": f"5.1.{code}", "Tingkat": "Sub Kegiatan", "Uraian": f"Sub kegiatan {code}",
                     **{f"Pagu {y}": round(m * 1e6) for y, m in zip(YEARS, millions, strict=True)}})  # fmt: skip
        evaluated.append({"Kode": own, "Realisasi Lalu K": before, "Realisasi Lalu Rp": past})
    evaluated[0] |= {"Faktor Pendorong": "Kader aktif", "Faktor Penghambat": "Data terlambat",
                     "Tindak Lanjut": "Pelatihan"}  # fmt: skip
    return {"tbl_renstra": renstra, "tbl_pengukuran": measured, "tbl_anggaran": budget, "tbl_pendanaan": plan,
            "tbl_renja": evaluated}  # fmt: skip


def renja_world(**settings) -> World:
    """The computed book."""
    own = {"tahun": 2026, "triwulan_berjalan": 4, **settings}
    return berkas(tables(), **own).world
