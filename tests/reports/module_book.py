"""The sample with the modules' tables filled, for the reports that need them; persons are made up."""

from tests.reports.made_book import bahan

REHAB = "Kepala Bidang Rehabilitasi, Perlindungan dan Jaminan Sosial"
PEREMPUAN = "Kepala Bidang Pemberdayaan Perempuan"
ANAK = "Kepala Bidang Perlindungan Perempuan dan Pengarusutamaan Hak Anak"
KEPALA = "Kepala Dinas Sosial, Pemberdayaan Perempuan, dan Perlindungan Anak Kota Probolinggo"

JABATAN = [
    {"Kode": "1", "Jabatan": KEPALA, "Eselon": "II.b", "Nama": "Budi Contoh, M.Si.", "NIP": "19700101 199501 1 001",
     "Pangkat": "Pembina Utama Muda", "Status": "Definitif",
     "Tugas": "merumuskan kebijakan; melaksanakan kebijakan; mengevaluasi dan melaporkan"},
    {"Kode": "1.1", "Jabatan": "Sekretaris Dinas", "Atasan": "1", "Eselon": "III.a", "Unit": "Sekretariat",
     "Nama": "Sari Contoh, S.E.", "NIP": "19750101 200001 2 002", "Pangkat": "Pembina", "Status": "Definitif",
     "Tugas": "Mengoordinasikan administrasi", "Fungsi": "perencanaan; keuangan; kepegawaian", "Butir Kegiatan": "-"},
    {"Kode": "1.2", "Jabatan": REHAB, "Atasan": "1", "Eselon": "III.b", "Nama": "Joko Contoh, S.Sos.",
     "NIP": "19760101 200101 1 003", "Pangkat": "Pembina", "Status": "Definitif",
     "Tugas": "Melaksanakan tugas di bidang rehabilitasi sosial",
     "Butir Kegiatan": "rehabilitasi sosial dasar; pemeliharaan anak terlantar"},
    {"Kode": "1.3", "Jabatan": PEREMPUAN, "Atasan": "1", "Eselon": "III.b", "Nama": "Wati Contoh, S.H.",
     "NIP": "19840101 201001 2 004", "Pangkat": "Penata Tingkat I", "Status": "Plt."},
    {"Kode": "1.4", "Jabatan": ANAK, "Atasan": "1", "Eselon": "III.b", "Nama": "Lia Contoh, S.STP.",
     "NIP": "19780101 199701 2 005", "Pangkat": "Pembina", "Status": "Definitif", "Selesai": "31 Maret 2022"},
    {"Kode": "1.4", "Jabatan": ANAK, "Atasan": "1", "Eselon": "III.b", "Nama": "Rina Contoh, S.Psi.",
     "NIP": "19800101 200501 2 006", "Pangkat": "Pembina", "Status": "Definitif", "Mulai": "1 April 2022"},
    {"Kode": "1.2.1", "Jabatan": "Kepala Seksi Rehabilitasi Sosial", "Atasan": "1.2", "Eselon": "IV.a",
     "Nama": "Adi Contoh, S.Sos."},
]  # fmt: skip
RENCANA_AKSI = [
    {"Kode": "1.1.1", "No": 1, "Rencana Aksi": "Menyalurkan bantuan kebutuhan dasar",
     "Sub Rencana Aksi": "Pendataan, verifikasi, penyaluran", "Keluaran": "Orang yang menerima bantuan",
     "Satuan": "Orang", "Target TW1": 1000, "Target TW2": 2000, "Target TW3": 3000, "Target TW4": 3456,
     "Realisasi TW1": 900, "Realisasi TW2": 2100, "Realisasi TW3": 3000, "Realisasi TW4": 1650,
     "Kode Anggaran": "1.1.4", "Penanggung Jawab": REHAB},
    {"Kode": "1.1.1", "No": 2, "Rencana Aksi": "Memutakhirkan data PMKS", "Keluaran": "Data mutakhir", "Satuan": "%",
     "Target TW2": 50, "Target TW4": 100, "Realisasi TW2": 50, "Realisasi TW4": 100, "Kode Anggaran": "1.1.4",
     "Penanggung Jawab": REHAB},
    {"Kode": "2.2.1", "No": 1, "Rencana Aksi": "Mendampingi korban kekerasan", "Keluaran": "Kasus selesai",
     "Satuan": "Kasus", "Target TW1": 10, "Target TW3": 15, "Realisasi TW1": 10, "Penanggung Jawab": ANAK},
    {"Kode": "2.2.2", "No": 1, "Rencana Aksi": "Melengkapi bukti dukung Kota Layak Anak", "Keluaran": "Dokumen",
     "Satuan": "Dokumen", "Target TW4": 1, "Realisasi TW4": 0, "Penanggung Jawab": ANAK},
]  # fmt: skip
TINDAK_LANJUT = [
    {"Sumber": "LHE", "Nomor": "700/12/2022", "Tanggal": "3 Mei 2022", "Rekomendasi": "Menyusun pohon kinerja",
     "Rencana": "Lokakarya pohon kinerja", "Penanggung Jawab": "Sekretariat", "Tenggat": 44742, "Status": "Selesai",
     "Tanggal Selesai": 44730, "Bukti": "Berita acara"},
    {"Sumber": "LHE", "Nomor": "700/12/2022", "Tanggal": "3 Mei 2022", "Rekomendasi": "Menaikkan target IKU",
     "Rencana": "Reviu Renstra", "Penanggung Jawab": "Sekretariat", "Tenggat": 44834, "Status": "Proses"},
    {"Sumber": "Reviu", "Rekomendasi": "Mencocokkan realisasi dengan data pendukung", "Tenggat": 45000},
]  # fmt: skip
IKI = [
    {"Jabatan": KEPALA, "Sasaran Kinerja": "Meningkatnya kualitas dan kemampuan PMKS", "No": n, "Indikator": name,
     "Jenis": "Persentase", "Pembilang": above, "Penyebut": below, "Sumber Data": source, "Target": 90,
     "Nilai Pembilang": 85, "Nilai Penyebut": 100}
    for n, name, above, below, source in (
        (1, "Persentase PMKS yang terpenuhi kebutuhan dasarnya", "Jumlah PMKS yang terpenuhi kebutuhan dasarnya",
         "Jumlah PMKS yang menjadi target", "Bidang Rehabilitasi"),
        (2, "Persentase PMKS yang mandiri", "Jumlah PMKS yang mandiri", "Jumlah PMKS yang dibina",
         "Bidang Rehabilitasi"),
        (3, "Persentase PSKS yang aktif", "Jumlah PSKS yang aktif", "Jumlah PSKS", "Bidang Pemberdayaan"),
    )
] + [
    {"Jabatan": REHAB, "Sasaran Kinerja": "Terlaksananya rehabilitasi sosial", "Indikator": "Jumlah lembaga binaan",
     "Jenis": "Jumlah", "Pembilang": "Jumlah lembaga yang dibina", "Penjelasan": "lembaga berakta yang dibina setahun",
     "Sumber Data": "Laporan bidang", "Target": 12, "Nilai Pembilang": 12},
]  # fmt: skip


def tables():
    """The modules' tables by name."""
    names = ("tbl_jabatan", "tbl_rencana_aksi", "tbl_tindak_lanjut", "tbl_iki")
    return dict(zip(names, (JABATAN, RENCANA_AKSI, TINDAK_LANJUT, IKI), strict=True))


def module_world(setelan=None, **tabel):
    """The sample with these modules, computed."""
    return bahan(setelan, **{**tables(), **tabel})
