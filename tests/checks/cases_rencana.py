"""The smallest books for lkjip_xl/checks/rencana.py."""

from tests.checks.small_book import Kasus, indikator, nomor_setelan

_PLAN = [
    {"Kode": "1", "Tingkat": "Program", "Uraian": "Program Satu", "Pagu 2025": 480_348_000},
    {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Satu", "Pagu 2025": 300_000_000},
    {"Kode": "1.2", "Tingkat": "Kegiatan", "Uraian": "Dua", "Pagu 2025": 69_045_000, "Pagu 2026": 5},
]
_PAST = [
    {"Uraian": "Sosial", "Tahun": 2024, "Pagu": 100, "Realisasi": 90, "Tingkat": "Urusan"},
    {"Uraian": "Program A", "Tahun": 2024, "Pagu": 60, "Realisasi": 50, "Tingkat": "Program"},
    {"Uraian": "Program B", "Tahun": 2024, "Pagu": 40, "Realisasi": 30, "Tingkat": "Program"},
]
_SERVICES = [
    {"Kode": "L1", "Kelompok": "PPPA", "Indikator": "Laporan kekerasan perempuan"},
    {"Kode": "L2", "Kelompok": "PPPA", "Indikator": "KDRT"},
]


def _history(code, *values, **more):
    return [{"Kode": code, "Tahun": 2020 + n, "Realisasi": v, **more} for n, v in enumerate(values)]


KASUS = [
    Kasus(
        "RCN-01", {"tbl_pendanaan": _PLAN}, ("tbl_pendanaan", 1, "Pagu 2025"),
        "Pagu 2025 Program Satu tertulis Rp480.348.000, sedangkan jumlah rinciannya Rp369.045.000 (selisih "
        "Rp111.303.000).",
    ),
    Kasus(
        "RCN-02", {"tbl_riwayat_anggaran": _PAST}, ("tbl_riwayat_anggaran", 1, "Realisasi"),
        "Realisasi Sosial tahun 2024 tertulis Rp90, sedangkan jumlah rinciannya Rp80 (selisih Rp10).",
    ),
    Kasus(
        "RCN-03",
        {"tbl_pegawai": [{"Kelompok": "Status", "Uraian": "PNS", "L": 30, "P": 16},
                         {"Kelompok": "Jabatan", "Uraian": "Kepala", "L": 1},
                         {"Kelompok": "Jabatan", "Uraian": "Staf", "L": 28, "P": 16}]},
        ("tbl_pegawai", 2, "Jumlah"), "Jumlah pegawai menurut Jabatan 45, sedangkan menurut Status 46.",
    ),
    Kasus(
        "RCN-04",
        {"tbl_data_umum": [{"Tabel": "PMKS", "No": "1", "Uraian": "Anak", "Jumlah": 12},
                           {"Tabel": "PMKS", "No": "1.a", "Uraian": "Balita", "Induk": "1", "Jumlah": 5},
                           {"Tabel": "PMKS", "No": "1.b", "Uraian": "Remaja", "Induk": "1", "Jumlah": 6},
                           {"Tabel": "PSKS", "No": "1", "Uraian": "Tagana", "Jumlah": 3}]},
        ("tbl_data_umum", 1, "Jumlah"), "Jumlah Anak tertulis 12, sedangkan jumlah rinciannya 11.",
    ),
    Kasus(
        "RCN-05", {"tbl_layanan": _SERVICES, "tbl_riwayat_layanan": [*_history("L1", 1), *_history("L9", 2)]},
        ("tbl_riwayat_layanan", 2, "Kode"), "Kode layanan L9 tidak ada di tabel layanan.",
    ),
    Kasus(
        "RCN-06",
        {"tbl_renstra": [indikator()], "tbl_layanan": [{**_SERVICES[0], "Kode Renstra": "1.1.1"}],
         "tbl_riwayat_layanan": [{"Kode": "L1", "Tahun": 2025, "Target": "N/A"},
                                 {"Kode": "L1", "Tahun": 2026, "Target": 81}]},
        ("tbl_riwayat_layanan", 1, "Target"), "Target L1 tahun 2025 tertulis N/A, sedangkan target Renstra 80.",
    ),
    Kasus(
        "RCN-07",
        {"tbl_layanan": _SERVICES, "tbl_riwayat_layanan": [*_history("L1", 10, 31, 13), *_history("L2", 10, 31, 13)]},
        ("tbl_layanan", 2, "Indikator"),
        "Realisasi KDRT sama persis dengan Laporan kekerasan perempuan pada 3 tahun.",
    ),
    Kasus(
        "RCN-08",
        {"tbl_rpjmd": [{"Kode": "M1", "Jenis": "Misi", "Uraian": "Misi"}],
         "tbl_strategi": [{"Kode": "M1", "Strategi": "A"}, {"Kode": "S9", "Strategi": "B"}]},
        ("tbl_strategi", 2, "Kode"), "Kode S9 tidak ada di RPJMD maupun Renstra.",
    ),
    Kasus(
        "RCN-09", {}, ("tbl_pengaturan", nomor_setelan("tanggal_kirim"), "Nilai"),
        "Laporan kinerja dikirim 7 April 2026, 7 hari sesudah batasnya 31 Maret 2026.",
        {"tanggal_dibuat": "2026-02-01", "tanggal_kirim": "2026-04-07"},
    ),
    Kasus(
        "RCN-09", {}, ("tbl_pengaturan", nomor_setelan("tanggal_reviu"), "Nilai"),
        "Laporan kinerja direviu 1 Februari 2026, sebelum laporan kinerja selesai disusun 10 Februari 2026.",
        {"tanggal_dibuat": "2026-02-10", "tanggal_reviu": "2026-02-01"},
    ),
    Kasus(
        "RCN-10",
        {"tbl_renstra": [indikator()],
         "tbl_pendanaan": [{"Kode": "1", "Tingkat": "Program", "Uraian": "Program A", "Indikator": "Ada"},
                           {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan A"},
                           {"Kode": "1.2", "Tingkat": "Kegiatan", "Uraian": "Kegiatan B"}]},
        ("tbl_pendanaan", 2, "Uraian"), "Kegiatan Kegiatan A dan 1 kegiatan lain tidak mempunyai indikator.",
    ),
    Kasus(
        "RCN-11",
        {"tbl_riwayat_anggaran": [{"Uraian": "Sosial", "Tahun": 2024, "Pagu": 100, "Tingkat": "Urusan"},
                                  {"Uraian": "Sosial", "Tahun": 2024, "Pagu": 60, "Sumber Dana": "APBD",
                                   "Tingkat": "Urusan"},
                                  {"Uraian": "Sosial", "Tahun": 2024, "Pagu": 30, "Sumber Dana": "APBN",
                                   "Tingkat": "Urusan"}]},
        ("tbl_riwayat_anggaran", 1, "Pagu"),
        "Pagu Sosial tahun 2024 tertulis Rp100, sedangkan jumlah menurut sumber dana Rp90.",
    ),
]  # fmt: skip
