"""The smallest books for lkjip_xl/checks/target_tertulis.py; MKN-46 is about a cell's format (test_reading)."""

from tests.checks.small_book import Kasus, indikator, ukur

R, U = "tbl_renstra", "tbl_pengukuran"


def signed(target, arah="Naik", **measured):
    """An indicator whose target is signed as a text."""
    return {R: [indikator(Arah=arah, **{"Target 2025": target})], U: [ukur(**measured)]}


KASUS = [
    Kasus("MKN-47", signed(">= 95", "Turun"), (U, 1, "Target"),
          "Target 1.1.1 tertulis '>= 95', batas bawah, sedangkan Arahnya Turun."),
    Kasus("MKN-47", signed("maks. 25"), (U, 1, "Target"),
          "Target 1.1.1 tertulis 'maks. 25', batas atas, sedangkan Arahnya Naik."),
    Kasus("MKN-48", signed("60-85", **{"Target TW2": "60-70", "Target TW4": "60 s.d. 85"}), (U, 1, "Target TW2"),
          "Target TW2 1.1.1 rentang '60-70', sedangkan target setahun '60-85'."),
    Kasus("MKN-48", signed(80, **{"Realisasi TW4": "70-80"}), (U, 1, "Realisasi TW4"),
          "Realisasi TW4 1.1.1 tertulis sebagai rentang '70-80'; yang dibaca batas bawahnya."),
    Kasus("KON-55", {R: [indikator()], U: [ukur(**{"Tahun Data": 2026})]}, (U, 1, "Tahun Data"),
          "Tahun Data 1.1.1 2026, sesudah tahun laporan 2025."),
    Kasus("KON-85", {R: [indikator()], U: [ukur(**{"Tahun Data": 2024})],
                     "tbl_riwayat": [{"Kode": "1.1.1", "Tahun": 2024, "Target": 79, "Realisasi": 70}]},
          (U, 1, "Tahun Data"),
          "Realisasi 1.1.1 adalah nilai tahun 2024 menurut Tahun Data: 80, sedangkan di Riwayat tahun itu 70."),
]  # fmt: skip
