"""Words that a choice column allows and that the rules, the checks and the reports know as well."""

TRIWULAN = (1, 2, 3, 4)
ROMAWI = ("", "I", "II", "III", "IV")
JENIS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
TIPE = ("Angka", "Persen", "Indeks", "Rasio", "Tanggal", "Tingkat")
SIFAT = ("Akumulasi", "Kumulatif", "Posisi Akhir")
YA_TIDAK = ("Ya", "Tidak")
DOKUMEN = ("Awal", "Perubahan", "Perubahan 2", "Perubahan 3", "Perubahan 4", "Perubahan 5")
OTOMATIS = "Otomatis"
TINGKAT_HASIL = ("Ultimate Outcome", "Intermediate Outcome", "Immediate Outcome", "Output")
