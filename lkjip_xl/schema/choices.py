"""Words that a choice column allows and that the rules, the checks and the reports know as well."""

TRIWULAN = (1, 2, 3, 4)
ROMAWI = ("", "I", "II", "III", "IV")
JENIS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
TIPE = ("Angka", "Persen", "Indeks", "Tingkat")
SIFAT = ("Akumulasi", "Kumulatif", "Posisi Akhir")
YA_TIDAK = ("Ya", "Tidak")
DOKUMEN = ("Awal", "Perubahan")
TINGKAT_HASIL = ("Ultimate Outcome", "Intermediate Outcome", "Immediate Outcome", "Output")
