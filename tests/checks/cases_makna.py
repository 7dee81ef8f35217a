"""The smallest books that raise the findings of ``checks.makna``."""

from tests.checks.small_book import Kasus, indikator, ukur

R, U, I = "tbl_renstra", "tbl_pengukuran", "tbl_iki"  # noqa: E741


def target(*isi):
    return {f"Target {2025 + i}": v for i, v in enumerate(isi)}


def renstra(**lain):
    return {R: [indikator(**lain)]}


def kinerja(lain=None, riwayat=(), **isi):
    return renstra(**(lain or {})) | {U: [ukur(**isi)], "tbl_riwayat": list(riwayat)}


def iki(*baris):
    return {I: [{"Jabatan": "Kabid", "Jenis": "Persentase", **b} for b in baris]}


MISKIN = {"Indikator": "Persentase penduduk miskin", **target(9, 9, 8, 8, 8)}
NAIK = {"Satuan": "indeks", "Tipe": "Indeks", "Indikator": "Indeks layanan"}
RASIO = {"Indikator": "Rasio layanan", "Tipe": "Angka", "Satuan": "rasio"}
TINGKAT = {"Tipe": "Tingkat", "Satuan": "Kategori", "Indikator": "Kategori kota", "Kondisi Awal": "Madya",
           **target(*["Utama"] * 5)}  # fmt: skip
OPINI = {"Skala Tingkat": "Opini BPK", "Kondisi Awal": "WDP", **target(*["Wajar Tanpa Pengecualian"] * 5)}
LALU = {"Kode": "1.1.1", "Tahun": 2024, "Lingkup": "Instansi"}

KASUS = [
    Kasus("MKN-01", renstra(**MISKIN), (R, 1, "Arah"),
        "Arah tertulis Naik, padahal nama 'Persentase penduduk miskin' berarti makin kecil makin baik."),
    Kasus("MKN-01", renstra(Indikator="Angka kematian ibu", Arah=None, **target()), (R, 1, "Arah"),
        "Arah kosong dan dihitung sebagai Naik, padahal nama 'Angka kematian ibu' berarti makin kecil makin "
        "baik. Targetnya naik dari 80 ke 84, jadi mungkin namanya yang keliru."),
    Kasus(
        "MKN-01", renstra(Indikator="Persentase Penurunan Kasus Kekerasan", Arah="Turun", **target(98, 95, 90, 85, 80)),
        (R, 1, "Arah"),
        "Arah tertulis Turun, padahal nama 'Persentase Penurunan Kasus Kekerasan' berarti makin besar makin "
        "baik. Targetnya turun dari 98 ke 80, jadi mungkin namanya yang keliru.",
    ),
    Kasus("MKN-02", renstra(**target(90, 88, 86, 86, 84), **{"Kondisi Awal": None}), (R, 1, "Arah"),
        "Arah indikator 1.1.1 tertulis Naik, padahal targetnya terus turun dari 90 ke 84."),
    Kasus("MKN-03", renstra(**{"Kondisi Awal": 95}), (R, 1, "Kondisi Awal"),
        "Kondisi Awal indikator 1.1.1 tertulis 95, sudah lebih baik daripada semua target (80 sampai 84)."),
    Kasus("MKN-04", renstra(**NAIK, **target(67.76, 65.92, 68.3, 68.35, 68.4)), (R, 1, "Target 2026"),
        "Target 2026 indikator 1.1.1 tertulis 65,92, lebih rendah daripada Target 2025 67,76, padahal Arah "
        "Naik dan target tahun lainnya membaik."),
    Kasus("MKN-04", renstra(**NAIK, **target(80, 81, 28, 83, 84)), (R, 1, "Target 2027"),
        "Target 2027 indikator 1.1.1 tertulis 28, jauh dari target di sekitarnya (81 dan 83), sedangkan target tahun "
        "lainnya berdekatan."),
    Kasus("MKN-04", renstra(**NAIK, **target(67.76, 65.92, 68.3, 68.35, 86.4)), (R, 1, "Target 2026"),
        "Target 2026 indikator 1.1.1 tertulis 65,92, lebih rendah daripada Target 2025 67,76, padahal Arah "
        "Naik dan target tahun lainnya membaik."),
    Kasus("MKN-04", renstra(**NAIK, **target(80, 81, 82, 83, 99)), (R, 1, "Target 2029"),
        "Target 2029 indikator 1.1.1 tertulis 99, jauh dari target di sekitarnya (83), sedangkan target tahun lainnya "
        "berdekatan."),
    Kasus("MKN-05", renstra(**target(0, 0, 80, 85, 90)), (R, 1, "Target 2025"),
        "Target indikator 1.1.1 tertulis 0 untuk tahun 2025, 2026; capaian terhadap target 0 tidak dapat "
        "dihitung."),
    Kasus(
        "MKN-05", renstra() | {"tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 0}]}, ("tbl_pk", 1, "Target"),
        "Target PK indikator 1.1.1 tertulis 0; capaian terhadap target 0 tidak dapat dihitung.",
    ),
    Kasus(
        "MKN-06", kinerja({**RASIO, "Arah": "Turun", "Kondisi Awal": 9, **target(0, 0, 0, 0, 0)}), (U, 1, "Target"),
        "Target indikator 1.1.1 0 dan realisasinya 80: tidak dapat dibagi, sehingga menurut target_nol capaiannya "
        "menjadi 0%.",
    ),
    Kasus(  # Capaian waits for the end of the year; what is averaged is 0%
        "MKN-06", kinerja({**RASIO, "Arah": "Turun", "Kondisi Awal": 9, **target(0, 0, 0, 0, 0)}, Sifat="Akumulasi",
                          **{"Target TW1": 0, "Realisasi TW1": 80, "Realisasi TW4": None}), (U, 1, "Target"),
        "Target indikator 1.1.1 0 dan realisasinya 80: tidak dapat dibagi, sehingga menurut target_nol capaiannya "
        "menjadi 0%.", {"triwulan_berjalan": 1},
    ),
    Kasus("MKN-07", renstra(**target(86, 87, 0.88, 89, 90)), (R, 1, "Target 2027"),
        "Target 2027 indikator 1.1.1 tertulis 0,88, sedangkan angka lain indikator itu 70 sampai 90. Dalam "
        "poin, 0,88 berarti 0,88%."),
    Kasus("MKN-07", renstra(**{"Kondisi Awal": 0.7}), (R, 1, "Kondisi Awal"),
        "Kondisi Awal indikator 1.1.1 tertulis 0,7, sedangkan angka lain indikator itu 80 sampai 84. Dalam poin, "
        "0,7 berarti 0,7%.", berat="Periksa"),
    Kasus("MKN-07", kinerja(**{"Realisasi TW3": 79, "Realisasi TW4": 0.81}), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis 0,81, sedangkan angka lain indikator itu 70 sampai 84. Dalam "
        "poin, 0,81 berarti 0,81%."),
    Kasus("MKN-07", kinerja(**{"Realisasi TW4": 0.81}), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis 0,81, sedangkan angka lain indikator itu 70 sampai 84. Dalam "
        "poin, 0,81 berarti 0,81%.", berat="Periksa"),
    Kasus(
        "MKN-07", renstra(**target(0.8, 0.85, 0.9, 0.9, 0.95), **{"Kondisi Awal": 0.7}), (R, 1, "Target 2025"),
        "Semua target indikator 1.1.1 tertulis sebagai pecahan (0,8 sampai 0,95), sehingga dibaca 0,8% sampai "
        "0,95%.",
        berat="Periksa",
    ),
    Kasus("MKN-08", renstra(**NAIK, **target(80, 81, 820, 83, 84)), (R, 1, "Target 2027"),
        "Target 2027 indikator 1.1.1 tertulis 820, kira-kira 10 kali angka lain indikator itu."),
    Kasus("MKN-08", renstra(**target(80, 81, 8.2, 83, 84)), (R, 1, "Target 2027"),
        "Target 2027 indikator 1.1.1 tertulis 8,2, kira-kira 1/10 dari angka lain indikator itu."),
    Kasus(
        "MKN-09", kinerja({"Indikator": "Persentase kasus yang tertangani"}, **{"Realisasi TW4": 809}),
        (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis 809%, padahal 'Persentase kasus yang tertangani' adalah "
        "bagian dari keseluruhan yang paling banyak 100%.",
    ),
    Kasus("MKN-09", renstra(**target(80, 85, 90, 95, 105)), (R, 1, "Target 2029"),
        "Target 2029 indikator 1.1.1 tertulis 105%, padahal 'Persentase layanan 1.1.1' adalah bagian dari "
        "keseluruhan yang paling banyak 100%.", berat="Periksa"),
    Kasus("MKN-09", kinerja({"Indikator": "Persentase ibu hamil yang mendapat pelayanan K6"},
                            **{"Realisasi TW4": 104.5}), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis 104,5%, padahal 'Persentase ibu hamil yang mendapat pelayanan K6' "
        "adalah bagian dari keseluruhan yang paling banyak 100%.", berat="Periksa"),
    Kasus("MKN-10", kinerja(**{"Realisasi TW4": -80}), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis -80, kurang dari 0."),
    Kasus("MKN-10", kinerja(Sifat="Akumulasi", **{"Penyebut Tetap": 200, "Realisasi TW1": 5, "Realisasi TW2": -15,
                                                  "Realisasi TW3": 100, "Realisasi TW4": 50}), (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 menjadi -5 atas Penyebut Tetap 200, kurang dari 0."),
    Kasus("MKN-11", kinerja({"Target 2025": 60}, **{"Realisasi TW4": 99.57}), (U, 1, "Capaian Asli"),
        "Capaian indikator 1.1.1 165,95% (target 60, realisasi 99,57), jauh di atas 120%."),
    Kasus("MKN-11", kinerja(NAIK, **{"Realisasi TW4": 100}), (U, 1, "Capaian Asli"),
        "Capaian indikator 1.1.1 125,00% (target 80, realisasi 100), di atas 120%.", berat="Info"),
    Kasus("MKN-11", kinerja({"Arah": "Turun"}, Sifat="Kumulatif", **{
            "Target TW2": 20, "Realisasi TW2": 8, "Realisasi TW4": None}), (U, 1, "Capaian TW2"),
        "Capaian TW2 indikator 1.1.1 160,00% (target 20, realisasi 8), jauh di atas 120%.", {"triwulan_berjalan": 2}),
    Kasus(
        "MKN-12", kinerja({**MISKIN, "Arah": "Turun"}, **{"Realisasi TW4": 20}), (U, 1, "Capaian Asli"),
        "Realisasi indikator 1.1.1 20 lebih dari dua kali targetnya 9 (Arah Turun); hasil rumus -22,22% "
        "ditulis 0%.",
    ),
    Kasus("MKN-13", kinerja(NAIK, **{"Realisasi TW4": 8.1}), (U, 1, "Realisasi"),
        "Realisasi indikator 1.1.1 8,1, kira-kira 1/10 dari targetnya 80."),
    Kasus("MKN-14", kinerja(riwayat=[{**LALU, "Realisasi": 69.37}], **{"Realisasi TW4": 69.37}), (U, 1, "Realisasi"),
        "Realisasi indikator 1.1.1 69,37, persis sama dengan realisasi tahun 2024 di Riwayat."),
    Kasus(
        "MKN-14", kinerja(riwayat=[{**LALU, "Realisasi": 72}], **{"Realisasi TW4": 72}), (U, 1, "Realisasi"),
        "Realisasi indikator 1.1.1 72, persis sama dengan realisasi tahun 2024 di Riwayat.",
        berat="Info",
    ),
    Kasus(
        "MKN-15", kinerja(**{"Realisasi TW4": 60}) | {
            "tbl_anggaran": [{"Kode": "1", "Tingkat": "Program", "Uraian": "Satu", "Indikator": "1.1.1",
                              "Pagu Awal": 1000, "Realisasi TW4": 400}]},
        (U, 1, "Efisiensi"),
        "Indikator 1.1.1 terhitung efisien (53,33%), padahal capaiannya 75,00%.",
    ),
    Kasus("MKN-21", renstra(Satuan="orang"), (R, 1, "Satuan"),
        "Satuan indikator 1.1.1 tertulis orang, padahal Tipenya Persen dan namanya menyebut persentase."),
    Kasus("MKN-21", renstra(Satuan="poin"), (R, 1, "Satuan"),
        "Satuan indikator 1.1.1 tertulis poin, padahal Tipenya Persen dan namanya menyebut persentase.",
        berat="Periksa"),
    Kasus("MKN-21", renstra(Satuan="orang", Indikator="Tingkat kehadiran", Formulasi="hadir / wajib hadir x 100%"),
        (R, 1, "Satuan"), "Satuan indikator 1.1.1 tertulis orang, padahal Tipenya Persen dan rumusnya dikali 100%."),
    Kasus("MKN-21", renstra(Satuan="orang", Indikator="Jumlah peserta"), (R, 1, "Tipe"),
        "Tipe indikator 1.1.1 tertulis Persen, padahal Satuannya orang dan namanya berawal Jumlah."),
    Kasus("MKN-21", renstra(Tipe="Angka", Indikator="Jumlah peserta"), (R, 1, "Satuan"),
        "Satuan indikator 1.1.1 tertulis %, padahal Tipenya Angka dan namanya berawal Jumlah.", berat="Periksa"),
    Kasus("MKN-21", renstra(Tipe="Angka"), (R, 1, "Tipe"),
        "Tipe indikator 1.1.1 tertulis Angka, padahal Satuannya %.", berat="Periksa"),
    Kasus("MKN-22", renstra(Indikator="Jumlah peserta pelatihan"), (R, 1, "Indikator"),
        "Nama 'Jumlah peserta pelatihan' menyebut jumlah, padahal Tipe Persen dan Satuan %."),
    Kasus("MKN-22", renstra(Tipe="Angka", Satuan="orang"), (R, 1, "Indikator"),
        "Nama 'Persentase layanan 1.1.1' menyebut persentase, padahal Tipe Angka dan Satuan orang."),
    Kasus(
        "MKN-23", renstra(Indikator="Indeks SPBE", Tipe="Indeks", Satuan="indeks", **target(3, 3.2, 3.4, 36, 3.8),
                          **{"Kondisi Awal": 2.9}),
        (R, 1, "Target 2028"),
        "Target 2028 indikator 1.1.1 tertulis 36, padahal 'Indeks SPBE' paling tinggi 5.",
    ),
    Kasus("MKN-23", renstra(Indikator="Indeks mutu", Tipe="Indeks", Satuan="Skala 1 sampai 5",
                            **target(3, 3.2, 3.4, 36, 3.8), **{"Kondisi Awal": 2.9}), (R, 1, "Target 2028"),
        "Target 2028 indikator 1.1.1 tertulis 36, padahal skala yang tertulis di Satuan 1 sampai 5."),
    Kasus("MKN-23", renstra(Indikator="Indeks mutu (skala 1 sampai 4)", Tipe="Indeks", Satuan="indeks",
                            **target(3, 3.2, 3.4, 36, 3.8), **{"Kondisi Awal": 2.9}), (R, 1, "Target 2028"),
        "Target 2028 indikator 1.1.1 tertulis 36, padahal skala yang tertulis di nama indikator 1 sampai 4."),
    Kasus("MKN-23", renstra(Indikator="Indeks mutu", Tipe="Indeks", Satuan="indeks",
                            Formulasi="Rata-rata skala (1 - 4)", **target(3, 3.2, 3.4, 36, 3.8),
                            **{"Kondisi Awal": 2.9}), (R, 1, "Target 2028"),
        "Target 2028 indikator 1.1.1 tertulis 36, padahal skala yang tertulis di Formulasi 1 sampai 4."),
    Kasus("MKN-24", renstra(**TINGKAT), (R, 1, "Skala Tingkat"),
        "Tipe indikator 1.1.1 Tingkat, tetapi Skala Tingkat kosong; labelnya tidak dapat dinilai."),
    Kasus(
        "MKN-24", renstra(**TINGKAT, **{"Skala Tingkat": "Kota Hijau"}), (R, 1, "Skala Tingkat"),
        "Tipe indikator 1.1.1 Tingkat, tetapi Skala Tingkat tertulis 'Kota Hijau', yang tidak ada di "
        "Pengaturan; labelnya tidak dapat dinilai.",
    ),
    Kasus(
        "MKN-25", renstra(**(TINGKAT | {"Skala Tingkat": "APE PUG", "Target 2026": "Paripurna"})),
        (R, 1, "Target 2026"),
        "Target 2026 indikator 1.1.1 tertulis 'Paripurna', yang tidak ada pada skala APE PUG.",
    ),
    Kasus(
        "MKN-25", renstra(**(TINGKAT | OPINI)), (R, 1, "Target 2025"),
        "Target 2025 indikator 1.1.1 tertulis 'Wajar Tanpa Pengecualian', yang tidak ada pada skala Opini BPK "
        "(tertulis begitu pada 5 sel).",
    ),
    Kasus(
        "MKN-26", renstra(Indikator="Persentase Peningkatan PAD", Formulasi="PAD tahun ini dibagi target PAD"),
        (R, 1, "Formulasi"),
        "Nama 'Persentase Peningkatan PAD' menyebut perubahan, tetapi rumusnya tidak memakai angka tahun "
        "sebelumnya: 'PAD tahun ini dibagi target PAD'.",
    ),
    Kasus(
        "MKN-26", iki({"Indikator": "Persentase Peningkatan PSKS", "Pembilang": "PSKS yang berpartisipasi",
                       "Penyebut": "Total PSKS"}),
        (I, 1, "Penyebut"),
        "Nama 'Persentase Peningkatan PSKS' menyebut perubahan, tetapi rumusnya tidak memakai angka tahun "
        "sebelumnya: 'Total PSKS'.",
    ),
    Kasus(
        "MKN-31", iki({"Indikator": "Jumlah KPM yang mendapatkan bantuan", "Penyebut": "Seluruh KPM"}), (I, 1, "Jenis"),
        "Nama 'Jumlah KPM yang mendapatkan bantuan' menyebut jumlah, padahal Jenisnya Persentase (pembilang "
        "dibagi penyebut).",
    ),
    Kasus("MKN-31", iki({"Indikator": "Jumlah KPM"}), (I, 1, "Jenis"),
        "Nama 'Jumlah KPM' menyebut jumlah, padahal Jenisnya Persentase.", berat="Periksa"),
    Kasus(
        "MKN-31", iki({"Indikator": "Persentase KPM graduasi", "Jenis": "Jumlah"}), (I, 1, "Jenis"),
        "Nama 'Persentase KPM graduasi' menyebut persentase, padahal Jenisnya Jumlah.",
        berat="Periksa",
    ),
    Kasus(
        "MKN-32", iki(
            {"Indikator": "Persentase kasus kekerasan perempuan ditangani", "Pembilang": "Kasus perempuan ditangani"},
            {"Indikator": "Persentase kasus kekerasan anak ditangani", "Pembilang": "Kasus perempuan ditangani"},
        ),
        (I, 2, "Pembilang"),
        "Rumus 'Persentase kasus kekerasan anak ditangani' tidak menyebut anak, malah menyebut perempuan.",
    ),
    Kasus(
        "MKN-33", iki(
            {"Indikator": "Persentase BMD yang terpenuhi", "Penyebut": "Jumlah seluruh kebutuhan BMD"},
            {"Indikator": "Persentase kebutuhan ketatalaksanaan yang terpenuhi",
             "Penyebut": "Jumlah seluruh kebutuhan BMD"},
        ),
        (I, 2, "Penyebut"),
        "Penyebut 'Persentase kebutuhan ketatalaksanaan yang terpenuhi' tertulis 'Jumlah seluruh kebutuhan "
        "BMD', sama dengan penyebut 'Persentase BMD yang terpenuhi' dan tidak menyebut apa yang dihitung di "
        "sini.",
    ),
    Kasus(
        "MKN-34", iki({"Indikator": "Persentase KPM yang mendapatkan bantuan", "Pembilang": "KPM penerima bantuan",
                       "Penyebut": "KPM yang menerima bantuan"}),
        (I, 1, "Penyebut"),
        "Penyebut 'KPM yang menerima bantuan' menghitung yang sudah menerima, sama dengan pembilangnya; "
        "hasilnya hampir selalu 100%.",
    ),
    Kasus(
        "MKN-35", iki({"Indikator": "Jumlah lembaga yang dibina", "Jenis": "Jumlah",
                       "Pembilang": "Jumlah SDM yang tersertifikasi"}),
        (I, 1, "Pembilang"),
        "Nama 'Jumlah lembaga yang dibina' tidak menyebut sdm, padahal yang dihitung 'Jumlah SDM yang "
        "tersertifikasi'.",
    ),
    Kasus(
        "MKN-36", iki({"Indikator": "Persentase dokumen ARG yang berkualitas", "Pembilang": "Jumlah dokumen ARG",
                       "Penyebut": "Jumlah program"}),
        (I, 1, "Pembilang"),
        "Nama 'Persentase dokumen ARG yang berkualitas' menyebut 'berkualitas', tetapi pembilangnya tidak: "
        "'Jumlah dokumen ARG'.",
    ),
]  # fmt: skip
