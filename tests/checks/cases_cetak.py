"""The smallest books that trigger each check of printed figures (``lkjip_xl/checks/cetak.py``)."""

from tests.checks.small_book import Kasus, indikator, ukur


def cetak(kolom, tertulis, kode="1.1.1", tabel="3.1", dokumen="LKjIP", **lain):
    """A row of ``tbl_cetak``."""
    return {"Dokumen": dokumen, "Tabel": tabel, "Kode": kode, "Kolom": kolom, "Tertulis": tertulis, **lain}


def buku(*tercetak, renstra=None, pengukuran=None, **lain):
    """Realisasi 80 against target 80; printed rows."""
    return {
        "tbl_renstra": [renstra or indikator()], "tbl_pengukuran": [pengukuran or ukur()],
        "tbl_cetak": list(tercetak), **lain,
    }  # fmt: skip


def anggaran(kode="5.01", tingkat="Program", pagu=900_000, realisasi=600_000, **lain):
    """A row of Anggaran; serapan 66,67%."""
    return {"Kode": kode, "Tingkat": tingkat, "Uraian": f"{tingkat} {kode}", "Pagu Awal": pagu,
            "Realisasi TW4": realisasi, **lain}  # fmt: skip


T = "tbl_cetak"
KASUS = [
    # rounding and error
    Kasus("CET-01", buku(cetak("Capaian", "96%", Halaman="45")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP, halaman 45): Capaian indikator 1.1.1 tercetak 96%, seharusnya 100%."),
    Kasus("CET-01", buku(cetak("Serapan", "66,69%", "5.01"), tbl_anggaran=[anggaran()]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan baris anggaran 5.01 tercetak 66,69%, seharusnya 66,67%."),
    Kasus("CET-02", buku(cetak("Serapan", "66,6%", "5.01"), cetak("Serapan", "33,4%", "5.02"),
                         tbl_anggaran=[anggaran(), anggaran("5.02", realisasi=300_000)]), (T, 2, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan baris anggaran 5.02 tercetak 33,4%, sedangkan pembulatan memberi 33,3%. "
          "Selisihnya di bawah satu digit terakhir."),
    Kasus("CET-02", buku(cetak("Pagu", "123.457", "5.01"), cetak("Realisasi", "Rp 600.000", "5.01"),
                         tbl_anggaran=[anggaran(pagu=123_456_789)]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Pagu baris anggaran 5.01 tercetak 123.457 dalam ribuan rupiah, padahal angka lain "
          "pada tabel ini dalam rupiah."),
    Kasus("CET-03", buku(cetak("Serapan", "66,66%", "5.01"), cetak("Serapan", "44,44%", "5.02"),
                         cetak("Serapan", "55,56%", "5.03"), cetak("Serapan", "88,89%", "5.04"),
                         tbl_anggaran=[anggaran(), anggaran("5.02", realisasi=400_000),
                                       anggaran("5.03", realisasi=500_000), anggaran("5.04", realisasi=800_000)]),
          (T, 1, "Tertulis"),
          "LKjIP: pembulatan dan pemotongan bercampur. 2 angka dibulatkan, 1 dipotong, misalnya Serapan baris "
          "anggaran 5.01 pada Tabel 3.1 (LKjIP) tercetak 66,66%."),
    Kasus("CET-03", buku(cetak("Serapan", "66,66%", "5.01"), tbl_anggaran=[anggaran()]), (T, 1, "Tertulis"),
          "LKjIP: 1 angka dipotong dan tidak ada yang dibulatkan; buku membulatkan."),
    # likely causes
    Kasus("CET-01", buku(cetak("Capaian", "98,77%")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak 98,77%, seharusnya 100,00%. Kemungkinan sebab: "
          "target tahun 2026 (81) dipakai."),
    Kasus("CET-01", buku(cetak("Realisasi", "92,38%"), pengukuran=ukur(**{"Realisasi TW4": 73.9})),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Realisasi indikator 1.1.1 tercetak 92,38%, seharusnya 73,9%. Kemungkinan sebab: yang "
          "tercetak adalah Capaian indikator ini."),
    Kasus("CET-01", buku(cetak("Serapan", "50,00%", "TOTAL"), tbl_anggaran=[
              anggaran(pagu=1_000_000, realisasi=250_000), anggaran("5.02", pagu=100_000, realisasi=75_000)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan seluruh instansi tercetak 50,00%, seharusnya 29,55%."),
    Kasus("CET-01", buku(cetak("Serapan", "52,50%", "TOTAL"), tbl_anggaran=[
              anggaran(pagu=1_000_000, realisasi=250_000), anggaran("5.02", pagu=100_000, realisasi=80_000)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan seluruh instansi tercetak 52,50%, seharusnya 30,00%. Kemungkinan sebab: "
          "rata-rata persentase baris di bawahnya, bukan realisasi dibagi pagu."),
    Kasus("CET-01", buku(cetak("Serapan", "22,73%", "5.01"), tbl_anggaran=[
              anggaran(pagu=1_000_000, realisasi=250_000), anggaran("5.02", pagu=100_000, realisasi=80_000)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan baris anggaran 5.01 tercetak 22,73%, seharusnya 25,00%. Kemungkinan sebab: "
          "dibagi pagu instansi, bukan pagu baris ini."),
    Kasus("CET-01", buku(cetak("Realisasi", "69,37"), tbl_riwayat=[
              {"Kode": "1.1.1", "Tahun": 2024, "Lingkup": "Instansi", "Target": 79, "Realisasi": 69.37}]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Realisasi indikator 1.1.1 tercetak 69,37, seharusnya 80%. Kemungkinan sebab: angka "
          "tahun lalu, bukan tahun ini."),
    Kasus("CET-01", buku(cetak("Pagu", "Rp 987.654", "5.01"), tbl_anggaran=[
              anggaran(**{"Pagu Perubahan": 987_654})]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Pagu baris anggaran 5.01 tercetak Rp 987.654, seharusnya Rp900.000. Kemungkinan "
          "sebab: pagu Perubahan dipakai, bukan pagu Awal."),
    Kasus("CET-01", buku(cetak("Realisasi", "412.345", "5.01"), tbl_anggaran=[
              anggaran(**{"Realisasi TW3": 412_345})]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Realisasi baris anggaran 5.01 tercetak 412.345, seharusnya Rp600.000. Kemungkinan "
          "sebab: angka triwulan 3, bukan triwulan 4."),
    Kasus("CET-01", buku(cetak("Capaian", "91,25%"), renstra=indikator(Arah="Turun"),
                         pengukuran=ukur(**{"Realisasi TW4": 73})), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak 91,25%, seharusnya 108,75%. Kemungkinan sebab: "
          "rumus arah Naik (realisasi / target) dipakai pada indikator Turun."),
    Kasus("CET-01", buku(cetak("Pagu", "Rp 1.238.456.789", "5.01"), tbl_anggaran=[anggaran(pagu=1_283_456_789)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Pagu baris anggaran 5.01 tercetak Rp 1.238.456.789, seharusnya Rp1.283.456.789. "
          "Kemungkinan sebab: dua angka berurutan tertukar."),
    Kasus("CET-01", buku(cetak("Serapan", "8,44%", "5.01"), tbl_anggaran=[anggaran(pagu=2144, realisasi=1253)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan baris anggaran 5.01 tercetak 8,44%, seharusnya 58,44%. Kemungkinan sebab: "
          "satu angka hilang."),
    Kasus("CET-01", buku(cetak("Pagu", "12.344.678", "5.01"), cetak("Pagu", "87.654.321", "5.02"), tbl_anggaran=[
              anggaran(pagu=1_234_678), anggaran("5.02", pagu=87_654_321)]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Pagu baris anggaran 5.01 tercetak 12.344.678, seharusnya Rp1.234.678. Kemungkinan "
          "sebab: satu angka terketik dua kali."),
    Kasus("CET-01", buku(cetak("Serapan", "5,844%", "5.01"), tbl_anggaran=[anggaran(pagu=2144, realisasi=1253)]),
          (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Serapan baris anggaran 5.01 tercetak 5,844%, seharusnya 58,442%. Kemungkinan sebab: "
          "koma atau titik bergeser."),
    Kasus("CET-01", buku(cetak("Pagu", "87.654.321", "5.01"), tbl_anggaran=[
              anggaran(pagu=1_234_678), anggaran("5.02", pagu=87_654_321)]), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Pagu baris anggaran 5.01 tercetak 87.654.321, seharusnya Rp1.234.678. Kemungkinan "
          "sebab: angka baris anggaran 5.02 (baris tergeser)."),
    # labels and absence
    Kasus("CET-01", buku(cetak("Capaian", "Sedang")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak Sedang, seharusnya 100,00%. Kolom ini berisi "
          "persentase, bukan label."),
    Kasus("CET-01", buku(cetak("Predikat", "Sedang")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Predikat indikator 1.1.1 tercetak Sedang, seharusnya Sangat Tinggi."),
    Kasus("CET-01", buku(cetak("Capaian", "0%"), pengukuran=ukur(**{"Realisasi TW4": "N/A"})), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak 0%, seharusnya N/A."),
    Kasus("CET-06", buku(cetak("Capaian", "0%"), pengukuran=ukur(**{"Realisasi TW4": None})), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak 0%, sedangkan data buku memberi N/A."),
    Kasus("CET-06", buku(cetak("Capaian", "-")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tercetak -, padahal data buku memberi 100,00%."),
    # what cannot be compared
    Kasus("CET-04", buku(cetak("Capaian", "100%", "1.1.2")), (T, 1, "Kode"),
          "Kode 1.1.2 tidak ada di Renstra maupun Anggaran. Mungkin maksudnya 1.1.1."),
    Kasus("CET-04", buku(cetak("Pagu", "1", "05.1"), cetak("Pagu", "2", "05.1"), tbl_anggaran=[anggaran()]),
          (T, 1, "Kode"), "Kode 05.1 tidak ada di Renstra maupun Anggaran (2 baris). Mungkin maksudnya 5.01."),
    Kasus("CET-04", buku(cetak("Capain", "100%")), (T, 1, "Kolom"),
          "Kolom Capain tidak dikenal untuk indikator. Mungkin maksudnya Capaian."),
    Kasus("CET-04", buku(cetak(None, "100%")), (T, 1, "Kolom"), "Kolom kosong."),
    Kasus("CET-05", buku(cetak("Capaian", "92% - 95%")), (T, 1, "Tertulis"),
          "Tabel 3.1 (LKjIP): Capaian indikator 1.1.1 tidak dapat dibandingkan. \"92% - 95%\" adalah rentang. "
          "Tulis satu angka saja, tanpa pemisah ribuan."),
]  # fmt: skip
