"""The smallest books that raise the findings of ``checks.aritmetika``."""

from tests.checks.small_book import Kasus, indikator, ukur


def program(kode="1", **lain):
    return {"Kode": kode, "Tingkat": "Program", "Uraian": f"Program {kode}", **lain}


def kegiatan(kode="1.1", **lain):
    return {"Kode": kode, "Tingkat": "Kegiatan", "Uraian": f"Kegiatan {kode}", **lain}


def sub(kode="1.1.1", **lain):
    return {"Kode": kode, "Tingkat": "Sub Kegiatan", "Uraian": f"Sub kegiatan {kode}", **lain}


def kinerja(renstra=None, **lain):
    return {"tbl_renstra": [indikator(**(renstra or {}))], "tbl_pengukuran": [ukur(**lain)]}


A, U, I, R, D = "tbl_anggaran", "tbl_pengukuran", "tbl_iki", "tbl_riwayat_anggaran", "tbl_data_dukung"  # noqa: E741
ANGKA = {"Tipe": "Angka", "Satuan": "orang", "Indikator": "Jumlah peserta"}
EMPAT_TW = {"Target TW1": 20, "Target TW2": 20, "Target TW3": 20}

KASUS = [
    Kasus(
        "ARI-01", {A: [program(**{"Pagu Awal": 1000}), sub("1.1.1", **{"Pagu Awal": 400}),
                       sub("1.1.2", **{"Pagu Awal": 500})]},
        (A, 1, "Pagu Awal"),
        "Pagu Awal Program 1 tertulis Rp1.000, sedangkan jumlah baris di bawahnya Rp900 (selisih Rp100).",
    ),
    Kasus(  # the kegiatan that is wrong is accused, not the program that agrees with what its kegiatan say
        "ARI-01", {A: [program(**{"Realisasi TW4": 900}), kegiatan("1.1", **{"Realisasi TW4": 500}),
                       sub("1.1.1", **{"Realisasi TW4": 450}), kegiatan("1.2"),
                       sub("1.2.1", **{"Realisasi TW4": 400})]},
        (A, 2, "Realisasi TW4"),
        "Realisasi TW4 Kegiatan 1.1 tertulis Rp500, sedangkan jumlah baris di bawahnya Rp450 (selisih Rp50).",
    ),
    Kasus(
        "ARI-01", {A: [program(**{"Pagu Awal": 1000}), sub("1.1.1", **{"Pagu Awal": 400}), sub("1.1.2")]},
        (A, 1, "Pagu Awal"),
        "Pagu Awal Program 1 tertulis Rp1.000, sedangkan jumlah baris di bawahnya Rp400 (selisih Rp600). 1 "
        "baris di bawahnya masih kosong.", berat="Periksa",
    ),
    Kasus(
        "ARI-02", {A: [program(**{"Pagu Awal": 1000}), kegiatan(**{"Pagu Awal": 1000}), sub()]},
        (A, 2, "Pagu Awal"),
        "Pagu Awal Kegiatan 1.1 tertulis Rp1.000, tetapi semua baris di bawahnya kosong. Jumlah pada induk "
        "tidak dipakai menghitung.",
    ),
    Kasus(
        "ARI-03", {A: [sub(**{"Pagu Awal": 9000, "Realisasi TW2": 500, "Realisasi TW3": 300, "Realisasi TW4": 800})]},
        (A, 1, "Realisasi TW3"),
        "Realisasi TW3 Sub Kegiatan 1.1.1 tertulis Rp300, lebih kecil daripada Realisasi TW2 Rp500. Realisasi "
        "anggaran adalah angka berjalan.",
    ),
    Kasus(
        "ARI-03", {A: [sub(f"1.1.{i}", **{"Realisasi TW1": 500, "Realisasi TW2": 300}) for i in range(6)]},
        (A, 1, "Realisasi TW2"),
        "Realisasi turun pada 6 dari 6 baris yang berisi beberapa triwulan: tampaknya diisi realisasi tiap "
        "triwulan, bukan angka berjalan.",
    ),
    Kasus(
        "ARI-04", {A: [sub(**{"Realisasi TW1": 1, "Realisasi TW3": 5}), sub("1.1.2", **{"Realisasi TW3": 5})]},
        (A, 1, "Realisasi TW3"),
        "Realisasi TW3 sudah terisi pada 2 baris, padahal laporan ini sampai triwulan II; isinya tidak "
        "ikut dihitung.", {"triwulan_berjalan": 2},
    ),
    Kasus("ARI-05", {A: [sub(**{"Pagu Awal": 1000, "Realisasi TW4": 9000})]}, (A, 1, "Realisasi TW4"),
        "Realisasi TW4 Sub Kegiatan 1.1.1 tertulis Rp9.000, melampaui pagu yang berlaku Rp1.000 sebesar "
        "Rp8.000."),
    Kasus(
        "ARI-05", {A: [sub(**{"Pagu Awal": 1000, "Pagu Perubahan": 1500, "Realisasi TW4": 1200})]},
        (A, 1, "Realisasi TW4"),
        "Realisasi TW4 Sub Kegiatan 1.1.1 tertulis Rp1.200, melampaui pagu yang berlaku Rp1.000 sebesar "
        "Rp200. Pagu lain yang tertulis pada baris itu Rp1.500.", berat="Periksa",
    ),
    Kasus(
        "ARI-05", {A: [sub(**{"Pagu Awal": 1000, "Realisasi TW4": 1005})]}, (A, 1, "Realisasi TW4"),
        "Realisasi TW4 Sub Kegiatan 1.1.1 tertulis Rp1.005, melampaui pagu yang berlaku Rp1.000 sebesar Rp5.",
        berat="Periksa",
    ),
    Kasus("ARI-05", {A: [sub(**{"Realisasi TW4": 1005})]}, (A, 1, "Realisasi TW4"),
        "Realisasi TW4 Sub Kegiatan 1.1.1 tertulis Rp1.005, tetapi pagunya kosong; serapannya tidak dapat "
        "dihitung.", berat="Periksa"),
    Kasus(
        "ARI-05", {A: [program(Uraian="Program Layanan BLUD RSUD"), sub(**{"Pagu Awal": 1000, "Realisasi TW4": 1080})]},
        (A, 2, "Realisasi TW4"),
        "Realisasi TW4 Sub Kegiatan 1.1.1 tertulis Rp1.080, melampaui pagu yang berlaku Rp1.000 sebesar Rp80. "
        "Belanja BLUD boleh melampaui pagu dalam ambang batas RBA-nya.", berat="Periksa",
    ),
    Kasus("ARI-06", {A: [sub(**{"Pagu Awal": 1000, "Realisasi TW1": -5, "Realisasi TW4": 900})]},
        (A, 1, "Realisasi TW1"), "Realisasi TW1 tertulis -Rp5; jumlah uang tidak negatif.", berat="Periksa"),
    Kasus("ARI-06", {A: [sub(**{"Pagu Awal": 1000, "Realisasi TW2": 5, "Realisasi TW3": -900})]},
        (A, 1, "Realisasi TW3"), "Realisasi TW3 tertulis -Rp900; jumlah uang tidak negatif.", berat="Periksa"),
    Kasus("ARI-06", {A: [sub(**{"Pagu Awal": -1000})]}, (A, 1, "Pagu Awal"),
        "Pagu Awal tertulis -Rp1.000; jumlah uang tidak negatif."),
    Kasus("ARI-06", {D: [{"Kode": "1", "Uraian": "Data", "Pembilang": -3}]}, (D, 1, "Pembilang"),
        "Pembilang tertulis -3; banyaknya tidak negatif."),
    Kasus("ARI-07", {A: [sub(**{"Pagu Awal": 1.283})]}, (A, 1, "Pagu Awal"),
        "Pagu Awal tertulis Rp1,283, bukan rupiah penuh."),
    Kasus(
        "ARI-07", {R: [{"Uraian": f"Program {i}", "Tahun": 2024, "Pagu": 1000.25} for i in range(6)]}, (R, 1, "Pagu"),
        "Pagu pada 6 baris memuat sen, misalnya Rp1.000,25.", berat="Info",
    ),
    Kasus(
        "ARI-08", {A: [sub(**{"Pagu Awal": 15_000_000, "Pagu Perubahan": 150_000_000})]}, (A, 1, "Pagu Perubahan"),
        "Pagu Perubahan Sub Kegiatan 1.1.1 tertulis Rp150.000.000, 10 kali lebih besar daripada Pagu Awal "
        "Rp15.000.000.",
    ),
    Kasus(
        "ARI-08", {A: [sub(**{"Pagu Awal": 124_419_000, "Pagu Perubahan": 12_419_000})]}, (A, 1, "Pagu Perubahan"),
        "Pagu Perubahan Sub Kegiatan 1.1.1 tertulis Rp12.419.000, satu angka lebih pendek daripada Pagu Awal "
        "Rp124.419.000.",
    ),
    Kasus(
        "ARI-09", {
            A: [program("1", **{"Pagu Awal": 700}), program("2", **{"Pagu Awal": 300})],
            "tbl_pk_program": [{"Dokumen": "Awal", "Kode": "1", "Program": "Satu", "Anggaran": 700}],
        },
        ("tbl_pk_program", 1, "Anggaran"),
        "Jumlah anggaran program PK Awal Rp700, sedangkan jumlah Pagu Awal di Anggaran Rp1.000 (selisih "
        "Rp300).",
    ),
    Kasus(
        "ARI-10", {R: [{"Uraian": "Total anggaran", "Tahun": 2024, "Pagu": 1000, "Realisasi": 1200}]},
        (R, 1, "Realisasi"),
        "Realisasi Total anggaran tahun 2024 tertulis Rp1.200, melampaui pagunya Rp1.000.",
    ),
    Kasus(
        "ARI-11", {A: [program("1", **{"Pagu Awal": 700}), program("2", **{"Pagu Awal": 300}),
                       {"Tingkat": "Program", "Uraian": "JUMLAH TOTAL", "Pagu Awal": 1000}]},
        (A, 3, "Pagu Awal"),
        "Baris 'JUMLAH TOTAL' berisi Rp1.000 dan dihitung sebagai satu program lagi, sehingga seluruh jumlah "
        "menjadi dua kali lipat.", berat="Salah",
    ),
    Kasus(
        "ARI-21", kinerja(ANGKA, Sifat="Kumulatif", **{"Realisasi TW3": 90}), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis 80, lebih kecil daripada Realisasi TW3 90, padahal Sifat "
        "Kumulatif (angka berjalan).",
    ),
    Kasus(
        "ARI-21", kinerja(ANGKA, Sifat="Kumulatif", **{"Target TW1": 30, "Target TW2": 20}), (U, 1, "Target TW2"),
        "Target TW2 indikator 1.1.1 tertulis 20, lebih kecil daripada Target TW1 30, padahal Sifat Kumulatif "
        "(angka berjalan).",
    ),
    Kasus(  # 100 participants in each quarter are 410 of 400, not 27,5%
        "ARI-29", kinerja({**ANGKA, **{f"Target {y}": 400 for y in range(2025, 2030)}}, Sifat="Kumulatif", **{
            "Target TW1": 100, "Target TW2": 200, "Target TW3": 300, "Target TW4": 400, "Realisasi TW1": 100,
            "Realisasi TW2": 100, "Realisasi TW3": 100, "Realisasi TW4": 110}),
        (U, 1, "Sifat"),
        "Realisasi indikator 1.1.1 sampai TW4 (100, 100, 100, 110) dekat dengan bagian target tiap triwulannya (100, "
        "100, 100, 100) dan berjumlah 410, padahal Sifat Kumulatif: yang dipakai hanya Realisasi TW4 110 terhadap 400.",
    ),
    Kasus("ARI-22", kinerja(**{"Target TW4": 88}), (U, 1, "Target TW4"),
        "Target TW4 indikator 1.1.1 tertulis 88, sedangkan target tahun menurut Renstra 80."),
    Kasus("ARI-22", kinerja(Sifat="Kumulatif", **{"Target TW4": 180, "Penyebut Tetap": 200}), (U, 1, "Target TW4"),
        "Target TW4 indikator 1.1.1 tertulis 180, sedangkan target tahun menurut Renstra 80; seharusnya 160 (80% dari "
        "Penyebut Tetap 200)."),
    Kasus("ARI-22", kinerja({"Tipe": "Indeks", "Satuan": "nilai"}, **{"Target TW4": 80, "Penyebut Tetap": 4}),
        (U, 1, "Target TW4"),
        "Target TW4 indikator 1.1.1 tertulis 80, sedangkan target tahun menurut Renstra 80; seharusnya 320 (80 dari "
        "Penyebut Tetap 4)."),
    Kasus("ARI-23", kinerja(ANGKA, Sifat="Akumulasi", **EMPAT_TW, **{"Target TW4": 25}), (U, 1, "Target TW4"),
        "Target triwulan indikator 1.1.1 berjumlah 85 (20 + 20 + 20 + 25), sedangkan target tahun menurut "
        "Renstra 80."),
    Kasus("ARI-23", kinerja(ANGKA, Sifat="Akumulasi", **EMPAT_TW, **{"Target TW4": 20.5}), (U, 1, "Target TW4"),
        "Target triwulan indikator 1.1.1 berjumlah 80,5 (20 + 20 + 20 + 20,5), sedangkan target tahun menurut "
        "Renstra 80."),
    Kasus("ARI-23", kinerja(ANGKA, Sifat="Akumulasi", **(EMPAT_TW | {"Target TW2": "N/A"})), (U, 1, "Target TW2"),
        "Target TW2 indikator 1.1.1 N/A, sedangkan target triwulan yang terisi berjumlah 40 (20 + 20), tidak sama "
        "dengan target tahun menurut Renstra 80.", berat="Periksa"),
    Kasus(
        "ARI-24", kinerja(ANGKA, Sifat="Akumulasi", **EMPAT_TW, **{"Realisasi TW1": 20, "Realisasi TW2": 20}),
        (U, 1, "Realisasi TW3"),
        "Realisasi TW3 indikator 1.1.1 kosong, padahal targetnya 20 dan Realisasi TW4 sudah terisi; triwulan "
        "itu tidak ikut dijumlahkan.",
    ),
    Kasus(  # 72 of a planned 80 by the three quarters that are known
        "ARI-28", kinerja({**ANGKA, "Arah": "Turun"}, Sifat="Akumulasi", **EMPAT_TW, **{
            "Target TW4": 20, "Realisasi TW1": 24, "Realisasi TW2": "N/A", "Realisasi TW3": "-", "Realisasi TW4": 24}),
        (U, 1, "Realisasi TW2"),
        "Realisasi TW2 dan Realisasi TW3 indikator 1.1.1 tertulis N/A, padahal bertarget 20 dan 20: jumlahnya tanpa "
        "triwulan itu, sehingga realisasi dan capaiannya sementara.",
    ),
    Kasus(
        "ARI-28", kinerja(**{"Target TW3": 80, "Target TW4": 85, "Realisasi TW3": 86, "Realisasi TW4": "N/A"}),
        (U, 1, "Realisasi TW4"),
        "Realisasi TW4 indikator 1.1.1 tertulis N/A, padahal bertarget 85: yang dipakai masih angka triwulan "
        "sebelumnya, sehingga realisasi dan capaiannya sementara.",
    ),
    Kasus("ARI-25", kinerja(), (U, 1, "Realisasi TW4"),
        "Realisasi TW4 sudah terisi pada 1 baris, padahal laporan ini sampai triwulan III; isinya tidak "
        "ikut dihitung.", {"triwulan_berjalan": 3}),
    Kasus("ARI-26", kinerja(**{"Target TW2": 78, "Target TW4": 80, "Realisasi TW1": 75, "Realisasi TW2": 79}),
        (U, 1, "Realisasi TW1"),
        "Realisasi TW1 indikator 1.1.1 terisi, padahal sampai triwulan itu tidak ada target, sedangkan triwulan lain "
        "bertarget; "
        "Lap TW I mencetaknya sebagai -."),
    Kasus("ARI-26", kinerja(**{"Target TW1": 78, "Target TW4": 80, "Realisasi TW1": 78, "Realisasi TW2": 79}),
        (U, 1, "Realisasi TW2"),
        "Realisasi TW2 indikator 1.1.1 terisi, padahal Target TW2 kosong; capaiannya pada Triwulan II masih menurut "
        "triwulan terakhir yang bertarget (1.1.1: TW I)."),
    *(Kasus(
        "ARI-27", kinerja(**{"Penyebut Tetap": value}), (U, 1, "Penyebut Tetap"),
        f"Penyebut Tetap indikator 1.1.1 tertulis {value}, sehingga target dan realisasi triwulannya tidak dapat "
        "dibagi dan capaiannya tidak dapat dihitung.",
    ) for value in ("N/A", "-", 0, -40)),
    Kasus(
        "ARI-27", kinerja(Sifat="Akumulasi", **{f"Target TW{n}": 200 for n in (1, 2, 3, 4)}), (U, 1, "Penyebut Tetap"),
        "Target triwulan indikator 1.1.1 sampai TW IV 800%, sedangkan target tahunnya 80%: angka triwulannya tampak "
        "pembilang, tetapi Penyebut Tetap kosong.", berat="Periksa",
    ),
    Kasus(
        "ARI-31", {I: [{"Jabatan": "Kabid", "Indikator": "Persentase kasus yang selesai", "Jenis": "Persentase",
                        "Nilai Pembilang": 23, "Nilai Penyebut": 20}]},
        (I, 1, "Nilai Pembilang"),
        "Nilai Pembilang 23 lebih besar daripada Nilai Penyebut 20, sehingga persentasenya 115%.",
    ),
    Kasus(
        "ARI-31", {"tbl_renstra": [indikator()],
                   D: [{"Kode": "1.1.1", "Uraian": "Orang terlayani", "Pembilang": 26, "Penyebut": 15}]},
        (D, 1, "Pembilang"),
        "Pembilang 26 lebih besar daripada Penyebut 15 pada 'Orang terlayani'.",
    ),
    Kasus(
        "ARI-32", {I: [{"Jabatan": "Kabid", "Indikator": "Persentase kasus yang selesai", "Jenis": "Persentase",
                        "Nilai Pembilang": 0, "Nilai Penyebut": 0}]},
        (I, 1, "Nilai Penyebut"),
        "Nilai Penyebut tertulis 0, sehingga realisasinya tidak dapat dihitung (N/A).",
    ),
]  # fmt: skip
