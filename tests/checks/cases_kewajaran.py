"""The smallest books for lkjip_xl/checks/kewajaran.py."""

from tests.checks.small_book import Kasus, indikator, ukur

R, U = "tbl_renstra", "tbl_pengukuran"


def orang(**lain):
    return indikator(**{
        "Indikator": "Jumlah pengunjung", "Satuan": "Orang", "Tipe": "Angka", "Kondisi Awal": 40_000,
        **{f"Target {t}": 48_000 for t in range(2025, 2030)}, **lain,
    })  # fmt: skip


def kunjungan(realisasi=10.48, **lain):
    quarters = {f"Target TW{n}": 12_000 for n in range(1, 5)}
    return ukur(Sifat="Akumulasi", **{
        **quarters, "Realisasi TW1": 11_250, "Realisasi TW2": realisasi, "Realisasi TW4": None, **lain,
    })  # fmt: skip


def persen(**lain):
    return indikator(**{
        "Indikator": "Persentase penduduk yang memanfaatkan perpustakaan", "Kondisi Awal": 10,
        **{f"Target {t}": 12 for t in range(2025, 2030)}, **lain,
    })  # fmt: skip


def berjalan(**isi):
    targets = {f"Target TW{n}": 3 * n for n in range(1, 5)}
    return ukur(**{**targets, "Realisasi TW1": 2.8, "Realisasi TW4": None, **isi})


KASUS = [
    Kasus(
        "MKN-37", {R: [orang()], U: [kunjungan()]}, (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 tertulis 10,48, padahal satuannya Orang, yang tidak pernah pecahan.",
        {"triwulan_berjalan": 2},
    ),
    Kasus(
        "MKN-37", {R: [orang(Satuan="Dokumen")], U: [kunjungan(1.5)]}, (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 tertulis 1,5, padahal satuannya Dokumen, yang tidak pernah pecahan.",
        {"triwulan_berjalan": 2},
    ),
    Kasus(
        "MKN-38", {R: [persen()], U: [berjalan(**{"Realisasi TW2": 0.054})]}, (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 tertulis 0,054, sehingga capaiannya 0,90% dari target 6. Indikator Persen "
        "ditulis dalam poin: 0,054 berarti 0,054%.",
        {"triwulan_berjalan": 2},
    ),
    Kasus(  # three of 12.000, while the sum of the year is 75%
        "MKN-38", {R: [orang()], U: [kunjungan(12_400, **{
            "Realisasi TW1": 12, "Realisasi TW3": 11_600, "Realisasi TW4": 12_000})]}, (U, 1, "Realisasi TW1"),
        "Realisasi TW1 indikator 1.1.1 tertulis 12, yaitu 0,10% dari target triwulannya 12.000, sedangkan triwulan "
        "lain 96,67% sampai 103,33% dari targetnya.",
    ),
    Kasus(
        "MKN-38", {R: [persen()], U: [berjalan(**{"Realisasi TW2": 54})]}, (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 tertulis 54, sehingga capaiannya 900,00% dari target 6. Sebesar itu "
        "jarang benar.",
        {"triwulan_berjalan": 2},
    ),
]  # fmt: skip
