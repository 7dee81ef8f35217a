"""Words that a choice column allows and that the rules, the checks and the reports know as well."""

TRIWULAN = (1, 2, 3, 4)
ROMAWI = ("", "I", "II", "III", "IV")
JENIS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
TIPE = ("Angka", "Persen", "Indeks", "Rasio", "Tanggal", "Tingkat")
SIFAT_MEANINGS = {
    "Akumulasi": "Angka tiap triwulan dijumlahkan: 10, 15, 5, 20 menjadi 50 setahun.",
    "Kumulatif": "Yang diketik angka berjalan (sejak Januari): 10, 25, 30, 50 tetap 50 setahun.",
    "Posisi Akhir": "Keadaan terakhir yang diketahui: 71, kosong, 74, kosong menjadi 74.",
}
SIFAT = tuple(SIFAT_MEANINGS)
"""How the quarters of an indicator follow each other."""
YA_TIDAK = ("Ya", "Tidak")
DOKUMEN = ("Awal", "Perubahan", "Perubahan 2", "Perubahan 3", "Perubahan 4", "Perubahan 5")
OTOMATIS = "Otomatis"
TINGKAT_HASIL = ("Ultimate Outcome", "Intermediate Outcome", "Immediate Outcome", "Output")
