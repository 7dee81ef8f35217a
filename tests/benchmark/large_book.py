"""Books of any size for the benchmark: plausible rows, seeded, as CSV files for ``isi``."""

import csv
import random
from pathlib import Path

TAHUN, RENSTRA = 2025, (2025, 2029)


def tulis_csv(folder, anggaran, indikator):
    """CSV files of a book with that many budget rows and indicators; returns the folder."""
    acak = random.Random(anggaran)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    kode = [f"{1 + i // 10}.{1 + i % 10}" for i in range(indikator)]
    renstra, ukur, pk = [], [], []
    for i, k in enumerate(kode):
        if i % 10 == 0:
            renstra.append({"Kode": f"T{1 + i // 10}", "Jenis": "Tujuan", "Tujuan": f"Meningkatnya mutu layanan {i}",
                            "Indikator": f"Indeks mutu layanan {i}", "Satuan": "indeks", "Tipe": "Indeks",
                            "Arah": "Naik"})  # fmt: skip
        target = acak.randint(50, 100)
        renstra.append({"Kode": k, "Jenis": "Sasaran", "Induk": f"T{1 + i // 10}",
                        "Tujuan": f"Meningkatnya mutu layanan {i // 10 * 10}",
                        "Sasaran": f"Meningkatnya kualitas pelayanan publik bidang {i // 2}",
                        "Indikator": f"Persentase layanan bidang {i} yang memenuhi standar", "IKU": "Ya",
                        "Formulasi": "Layanan yang memenuhi standar / seluruh layanan x 100%", "Satuan": "%",
                        "Tipe": "Persen", "Arah": "Turun" if i % 7 == 3 else "Naik",
                        **{f"Target {t}": target + t - 2025 for t in range(*RENSTRA)}, "Target 2029": target + 4,
                        "Penanggung Jawab": f"Bidang {i % 9}"})  # fmt: skip
        pk.append({"Dokumen": "Awal", "Kode": k, "Target": target})
        ukur.append({"Kode": k, "Sifat": "Posisi Akhir",
                     **{f"Target TW{n}": target * n / 4 for n in (1, 2, 3)}, "Target TW4": target,
                     **{f"Realisasi TW{n}": f"{target * n / 4 * acak.uniform(0.8, 1.1):.2f}" for n in (1, 2, 3, 4)},
                     "Analisis": "Realisasi didukung kegiatan yang berjalan sesuai jadwal.",
                     "Solusi": "Melanjutkan kegiatan dan melengkapi data."})  # fmt: skip
    tulis(folder / "tbl_renstra.csv", renstra)
    tulis(folder / "tbl_pk.csv", pk)
    tulis(folder / "tbl_pengukuran.csv", ukur)
    tulis(folder / "tbl_anggaran.csv", list(baris_anggaran(acak, anggaran, kode)))
    tulis(folder / "tbl_pengaturan.csv", [{"Kunci": "instansi", "Nilai": "Dinas Uji Kecepatan"},
                                          {"Kunci": "bentuk_laporan", "Nilai": "Gabungan"}])  # fmt: skip
    return folder


def baris_anggaran(acak, banyak, kode):
    """Budget rows: a bidang, programs of 3 kegiatan of 4 sub kegiatan; each program supports an indicator."""
    yield {"Kode": "1", "Tingkat": "Bidang", "Uraian": "URUSAN PEMERINTAHAN BIDANG UJI"}
    jumlah, p = 1, 0
    while True:
        p += 1
        for k in range(4):
            for s in range(5 if k else 1):
                if jumlah >= banyak:
                    return
                jumlah += 1
                if k == 0:
                    yield {"Kode": f"1.{p}", "Tingkat": "Program", "Uraian": f"PROGRAM PELAYANAN {p}",
                           "Indikator": kode[p % len(kode)]}  # fmt: skip
                elif s == 0:
                    yield {"Kode": f"1.{p}.{k}", "Tingkat": "Kegiatan", "Uraian": f"Penyelenggaraan Pelayanan {p}.{k}"}
                else:
                    pagu = acak.randint(1, 900) * 100_000
                    yield {"Kode": f"1.{p}.{k}.{s}", "Tingkat": "Sub Kegiatan",
                           "Uraian": f"Penyediaan Sarana Pelayanan Tingkat Daerah Kabupaten/Kota {p}.{k}.{s}",
                           "Pagu Awal": pagu,
                           **{f"Realisasi TW{n}": int(pagu * n / 4 * 0.93) for n in (1, 2, 3, 4)}}  # fmt: skip


def tulis(path, baris):
    judul = list(dict.fromkeys(k for b in baris for k in b))
    with open(path, "w", encoding="utf-8", newline="") as berkas:
        penulis = csv.DictWriter(berkas, judul, restval="")
        penulis.writeheader()
        penulis.writerows(baris)
