"""Settings of the plan: its cycle, the years of its targets and of its money, and the report's own dates."""

from .model import Setting

SIKLUS = ("Permendagri 86/2017", "Inmendagri 2/2025")
SATUAN_UANG = ("Rupiah", "Juta", "Miliar")
RENCANA, PELAPORAN = "Rencana strategis", "Tanggal laporan kinerja"
_YEARS = (2010, 2100)

PLAN_SETTINGS = (
    Setting("visi", None, "Visi kepala daerah atau kementerian", group=RENCANA),
    Setting("siklus_renstra", SIKLUS[0], "Bentuk tabel Renstra: Permendagri 86/2017 (T-C.25 sampai T-C.28) atau "
            "Inmendagri 2/2025", "pilihan", SIKLUS, RENCANA),
    Setting("nama_periode_renstra", None, "Nama periode seperti tercetak, misalnya 2025-2029; kosong menurut tahunnya",
            group=RENCANA),
    Setting("tahun_dasar", None, "Tahun kondisi awal; kosong: setahun sebelum target pertama", "tahun", _YEARS,
            RENCANA),
    Setting("tahun_awal_target", None, "Tahun target pertama; kosong: Tahun pertama Renstra", "tahun", _YEARS, RENCANA),
    Setting("tahun_awal_pagu", None, "Tahun pagu pertama; kosong: tahun target pertama", "tahun", _YEARS, RENCANA),
    Setting("tahun_akhir_target", None, "Tahun target terakhir, juga untuk kemajuan; kosong: Tahun terakhir Renstra",
            "tahun", _YEARS, RENCANA),
    Setting("satuan_uang", SATUAN_UANG[0], "Satuan uang tercetak pada tabel lebar; isian tetap rupiah, PK rupiah penuh",
            "pilihan", SATUAN_UANG, RENCANA),
    Setting("tanggal_dibuat", None, "Tanggal laporan kinerja selesai dibuat", "tanggal", group=PELAPORAN),
    Setting("tanggal_reviu", None, "Tanggal laporan kinerja direviu", "tanggal", group=PELAPORAN),
    Setting("tanggal_kirim", None, "Tanggal laporan kinerja dikirim", "tanggal", group=PELAPORAN),
    Setting("tanggal_terbit", None, "Tanggal laporan kinerja diterbitkan", "tanggal", group=PELAPORAN),
    Setting("tautan_terbit", None, "Alamat laporan kinerja yang diterbitkan", group=PELAPORAN),
)  # fmt: skip
