"""The contents of two published reports: headings and numbers of tables, in their order. Facts of a form, no prose.

A heading of a sasaran stands as ``{sasaran}``; tables of the report per sasaran stand with ``n`` for its number.
"""

SASARAN_2022 = "Capaian Kinerja Sasaran Strategis {sasaran}"
_LETTERS = "ABCDEFGHI"

HEADINGS = {
    "2022": [
        "KATA PENGANTAR", "DAFTAR ISI", "DAFTAR TABEL", "IKHTISAR EKSEKUTIF",
        "BAB I PENDAHULUAN", "1.1. Gambaran Umum Organisasi", "1.1.1. Sejarah Organisasi",
        "1.1.2. Tugas Pokok dan Fungsi", "1.1.3. Sumber Daya Organisasi", "1.1.4. Landasan Hukum",
        "1.2. Permasalahan Utama yang Dihadapi oleh Instansi",
        "BAB II PERENCANAAN KINERJA", "2.1. Rencana Strategis", "2.2. Program dan Kegiatan", "2.3. Perjanjian Kinerja",
        "BAB III AKUNTABILITAS KINERJA", "3.1. Capaian Kinerja Organisasi",
        *(f"3.1.{n}. {SASARAN_2022}" for n in (1, 2, 3)), "3.2. Realisasi Anggaran",
        "BAB IV PENUTUP", "4.1. Kesimpulan", "4.2. Langkah-Langkah untuk Meningkatkan Kinerja",
        "LAMPIRAN", "Lampiran 1. Matriks Renstra", "Lampiran 2. Perjanjian Kinerja Tahun 2022",
        "Lampiran 3. Pengukuran Kinerja Tahun 2022", "Lampiran 4. Perjanjian Kinerja Perubahan Tahun 2022",
        "Lampiran 5. Data Pendukung Capaian Kinerja Tahun 2022",
    ],
    "2018": [
        "KATA PENGANTAR", "DAFTAR ISI",
        "BAB I PENDAHULUAN", "1.1. Gambaran Umum", "1.1.1. Sejarah Organisasi", "1.1.2. Tugas Pokok dan Fungsi",
        "1.1.3. Struktur Organisasi", "1.1.4. Sumber Daya Organisasi", "1.1.5. Landasan Hukum",
        "1.2. Permasalahan Utama yang Dihadapi oleh Instansi",
        "BAB II PERENCANAAN KINERJA", "2.1. Rencana Strategis", "2.1.1. Visi dan Misi", "2.1.2. Tujuan dan Sasaran",
        "2.2. Program dan Kegiatan", "2.3. Perjanjian Kinerja",
        "BAB III AKUNTABILITAS KINERJA", "3.1. Capaian Kinerja", "3.2. Realisasi Anggaran",
        "BAB IV PENUTUP", "4.1. Kesimpulan", "4.2. Langkah-Langkah untuk Meningkatkan Kinerja", "LAMPIRAN",
    ],
}  # fmt: skip

TABLES = {
    "2022": ["2.2", "2.3", *(f"3.1.{n}.{letter}" for n in (1, 2, 3) for letter in _LETTERS), "3.2"],
    "2018": [f"3.1.{n}" for n in range(1, 9)],
}
