"""The smallest books for lkjip_xl/checks/tanggal_kinerja.py, and what other checks say of days."""

from tests.checks.small_book import Kasus, indikator, ukur

R, U, P = "tbl_renstra", "tbl_pengukuran", "tbl_pk"
TARGETS = {"Target 2025": 45_747, "Target 2026": 46_112, "Target 2027": 46_477, "Target 2028": 46_843,
           "Target 2029": 47_208}  # fmt: skip
"""31 Maret of each year."""


def dated(renstra=None, **measured):
    """A report that is due on 31 Maret; ``renstra``: other cells of its plan."""
    plan = {"Tipe": "Tanggal", "Satuan": "tanggal", "Indikator": "Penyampaian LKjIP", "Kondisi Awal": 45_382}
    return {
        R: [indikator(**{**plan, **TARGETS, **(renstra or {})})],
        U: [ukur(**{"Target TW1": 45_747, "Realisasi TW4": None, **measured})],
    }


KASUS = [
    Kasus("MKN-16", dated(**{"Realisasi TW1": 45_378}), (U, 1, "Realisasi TW1"),
          "Realisasi TW1 indikator 1.1.1 tertulis 27 Maret 2024, sedangkan targetnya 31 Maret 2025: 369 hari "
          "sebelumnya, dan dinilai tepat waktu."),
    Kasus("MKN-16", dated(**{"Realisasi TW1": 45_740, "Realisasi TW2": 46_082}), (U, 1, "Realisasi TW2"),
          "Realisasi TW2 indikator 1.1.1 tertulis 1 Maret 2026, sedangkan targetnya 31 Maret 2025: 335 hari "
          "sesudahnya, dan dinilai sangat terlambat."),
    Kasus("MKN-17", dated(**{"Realisasi TW1": 31}), (U, 1, "Realisasi TW1"),
          "Realisasi TW1 indikator 1.1.1 tertulis 31, bukan tanggal, sedangkan targetnya 31 Maret 2025; keduanya tidak "
          "dapat dibandingkan."),
    Kasus("MKN-17", dated({f"Target {y}": 7 for y in range(2025, 2030)},
                          **{"Target TW1": "H+7", "Realisasi TW1": 45_740}), (U, 1, "Realisasi TW1"),
          "Realisasi TW1 indikator 1.1.1 tertulis 24 Maret 2025, sebuah tanggal, sedangkan targetnya 7; keduanya tidak "
          "dapat dibandingkan."),
    Kasus("KON-86", dated(Sifat="Akumulasi", **{"Realisasi TW1": 45_740}), (U, 1, "Sifat"),
          "Sifat indikator 1.1.1 tertulis Akumulasi, padahal Tipenya Tanggal: tanggal tiap triwulan dijumlahkan."),
    Kasus("KON-86", dated(Sifat="kumulatif", **{"Realisasi TW1": 45_740}), (U, 1, "Sifat"),
          "Sifat indikator 1.1.1 tertulis kumulatif, padahal Tipenya Tanggal: tanggal bukan angka yang berjalan sejak "
          "Januari.", berat="Periksa"),
    # 31 Maret 2026 as the target of 2027
    Kasus("MKN-04", dated({"Target 2027": 46_112}), (R, 1, "Target 2027"),
          "Target 2027 indikator 1.1.1 tertulis 31 Maret 2026, jauh dari target di sekitarnya (31 Maret 2026 dan "
          "31 Maret 2028), sedangkan target tahun lainnya berdekatan."),
    # A finding about the Kode, which is no number, tells the day of its row as a day.
    Kasus("KON-08", {**dated(), P: [{"Dokumen": "Awal", "Kode": "9", "Target": 80}]}, (R, 1, "Kode"),
          "Indikator 1.1.1 bertarget 31 Maret 2025 pada tahun 2025 di Renstra, tetapi tidak ada di PK Awal."),
]  # fmt: skip
