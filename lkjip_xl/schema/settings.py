"""The settings of a book (``tbl_pengaturan``), its named scales (``tbl_skala``) and levels (``tbl_tingkat``)."""

from typing import Any

from ..expr.functions import Function, angka, dan, jika
from ..expr.tree import Symbol, column, setting
from ..expr.values import compare_values
from ..rules.efisiensi import METODE
from ..rules.pembulatan import desimal_persen, triwulan_berjalan
from ..rules.predikat import DEFAULT_SCALE, shipped_scales
from ..rules.triwulan import shipped_levels
from .model import LabelColor, Setting
from .plan_settings import PLAN_SETTINGS
from .setting_labels import in_order

VERSI_KONTRAK = 2
"""Version 2 begins with lighter formulas; books of version 1 are read and filled, with their own formulas."""

REALISASI_ANGGARAN = ("Berjalan", "Per Triwulan")
JENIS_INSTANSI = ("Perangkat Daerah", "Kementerian-Lembaga", "Kecamatan", "RSUD-BLUD")
IDENTITAS, WAKTU, CARA, PEJABAT = "Identitas", "Dokumen", "Cara menghitung", "Pejabat dan tanggal"
BENTUK = "Bentuk cetak"

SETTINGS = (
    Setting("instansi", "(nama instansi)", "Nama lengkap instansi, seperti pada kop surat", group=IDENTITAS),
    Setting("singkatan", None, "Nama singkat untuk judul yang sempit", group=IDENTITAS),
    Setting("pemerintah_daerah", None, "Pemerintah daerah atau kementerian, misalnya Pemerintah Kota ...",
            group=IDENTITAS),
    Setting("kota", None, "Kota tempat instansi", group=IDENTITAS),
    Setting("alamat", None, "Alamat kantor; baris berikutnya telepon, laman, pos-el", group=IDENTITAS),
    Setting("tugas", None, "Tugas pokok, satu kalimat", group=IDENTITAS),
    Setting("fungsi", None, "Fungsi, dipisah dengan titik koma", group=IDENTITAS),
    Setting("jenis_instansi", JENIS_INSTANSI[0], "Jenjang dan kode anggaran yang diharapkan", "pilihan", JENIS_INSTANSI,
            IDENTITAS),
    Setting("tahun", 2025, "Tahun laporan", "tahun", (2010, 2100), WAKTU),
    Setting("tahun_awal_renstra", 2025, "Tahun pertama Renstra", "tahun", (2010, 2100), WAKTU),
    Setting("tahun_akhir_renstra", 2029, "Tahun terakhir Renstra", "tahun", (2010, 2100), WAKTU),
    Setting("triwulan_berjalan", 4, "Triwulan yang sedang dilaporkan: 1 sampai 4", "angka", (1, 4), WAKTU),
    Setting("dokumen_pk", "Awal", "PK yang berlaku: Awal, atau Perubahan bila sudah ada PK Perubahan", "pilihan",
            ("Awal", "Perubahan"), WAKTU),
    Setting("realisasi_anggaran", "Berjalan", "Isi Realisasi TW1 sampai TW4 di Anggaran: Berjalan (jumlah sejak awal "
            "tahun) atau Per Triwulan (uang triwulan itu saja)", "pilihan", REALISASI_ANGGARAN, CARA),
    Setting("dasar_serapan", "Pagu", "Serapan terhadap Pagu, atau Pagu Efektif (pagu dikurangi Blokir)", "pilihan",
            ("Pagu", "Pagu Efektif"), CARA),
    Setting("metode_efisiensi", "Rasio", "Rasio (serapan / capaian), Selisih (capaian - serapan), Keluaran "
            "(capaian / serapan), atau PMK (PMK 22/2021)", "pilihan", METODE, CARA),
    Setting("metode_turun", "LAN", "Indikator Turun: LAN ((2T - R) / T) atau Rasio (T / R)", "pilihan",
            ("LAN", "Rasio"), CARA),
    Setting("capaian_tingkat", "Tercapai", "Indikator bertingkat: Tercapai (mencapai target = 100%) atau Skor "
            "(skor R / skor T)", "pilihan", ("Tercapai", "Skor"), CARA),
    Setting("batas_capaian", None, "Batas atas capaian, misalnya 120%; kosong berarti tanpa batas", "rasio",
            (0.5, 10), CARA),
    Setting("skala_predikat", DEFAULT_SCALE, "Nama skala predikat, dari tabel skala di samping", "pilihan",
            "dv_skala", CARA),
    Setting("rata_rata_instansi", "PK", "Rata-rata instansi atas indikator PK, IKU, atau Sasaran", "pilihan",
            ("PK", "IKU", "Sasaran"), CARA),
    Setting("desimal_persen", 2, "Banyaknya angka di belakang koma pada persen: 0 sampai 4", "angka", (0, 4), CARA),
    Setting("pembulatan", "Bulat", "Bulat (setengah ke atas) atau Potong (dibuang)", "pilihan", ("Bulat", "Potong"),
            CARA),
    Setting("bentuk_laporan", "Per Sasaran", "Bab III per sasaran (tabel A sampai I), atau Gabungan semua sasaran",
            "pilihan", ("Per Sasaran", "Gabungan"), CARA),
    Setting("ambang_tercapai", 1, "Dasbor: capaian mulai dari sini tercapai", "rasio", (0.5, 2), CARA),
    Setting("ambang_waspada", 0.9, "Dasbor: capaian mulai dari sini hampir tercapai; di bawahnya perlu perhatian",
            "rasio", (0, 2), CARA),
    Setting("tandai_temuan", "Ya", "Tandai sel yang disebut lembar Temuan: Ya atau Tidak", "pilihan", ("Ya", "Tidak"),
            CARA),
    Setting("nama_kepala", None, "Nama kepala instansi, dengan gelar", group=PEJABAT),
    Setting("jabatan_kepala", None, "Jabatan kepala instansi", group=PEJABAT),
    Setting("pangkat_kepala", None, "Pangkat kepala instansi", group=PEJABAT),
    Setting("nip_kepala", None, "NIP kepala instansi", group=PEJABAT),
    Setting("nama_atasan", None, "Nama atasan yang menandatangani PK", group=PEJABAT),
    Setting("jabatan_atasan", None, "Jabatan atasan", group=PEJABAT),
    Setting("tempat_tanda_tangan", None, "Tempat pada blok tanda tangan; kosong berarti kota", group=PEJABAT),
    Setting("tanggal_pk_awal", None, "Tanggal PK, atau bulan dan tahunnya", "tanggal", group=PEJABAT),
    Setting("tanggal_pk_perubahan", None, "Tanggal PK Perubahan, atau bulan dan tahunnya", "tanggal", group=PEJABAT),
    Setting("tanggal_iku", None, "Tanggal penetapan IKU", "tanggal", group=PEJABAT),
    Setting("nomor_keputusan_iki", None, "Nomor keputusan tentang Indikator Kinerja Individu", group=PEJABAT),
    Setting("tanggal_keputusan_iki", None, "Tanggal keputusan itu", "tanggal", group=PEJABAT),
    Setting("tanggal_laporan", None, "Tanggal laporan, atau bulan dan tahunnya", "tanggal", group=PEJABAT),
    *(
        Setting(f"tanggal_tw{n}", None, f"Tanggal di bawah pengukuran Triwulan {r}; tetap bila triwulan berganti",
                "tanggal", group=PEJABAT)
        for n, r in enumerate(("I", "II", "III", "IV"), 1)
    ),
    *(
        Setting(f"status_tw{n}", "Draf", f"Ditandatangani: lembar Triwulan {r} dikunci dan tidak ditulis ulang",
                "pilihan", ("Draf", "Ditandatangani"), PEJABAT)
        for n, r in enumerate(("I", "II", "III", "IV"), 1)
    ),
    Setting("profil_bentuk", "Umum", "Bentuk cetak laporan: Umum, atau nama profil instansi (docs/profil.md)",
            group=BENTUK),
    Setting("label_iku", None, "Kepala kolom indikator, misalnya Indikator Sasaran; kosong menurut profil",
            group=BENTUK),
    Setting("urutan_anggaran_tw", None, "Baris anggaran pada pengukuran triwulan: Per Indikator atau Urutan Anggaran; "
            "kosong menurut profil", "pilihan", ("Per Indikator", "Urutan Anggaran"), BENTUK),
    Setting("awalan_nomor_tabel", None, "Awalan nomor tabel: nomor babnya, misalnya 3.; kosong menurut profil",
            group=BENTUK),
    Setting("kolom_antar_tahun", None, "Tabel antar tahun: Realisasi saja, atau Lengkap (target, realisasi, capaian); "
            "kosong menurut profil", "pilihan", ("Realisasi", "Lengkap"), BENTUK),
    Setting("klausul_pk", None, "Isi perjanjian pada PK, satu alinea tiap baris; kosong memakai kalimat baku",
            group=BENTUK),
    Setting("teks_kerja", "Tidak", "Ya: sidik isian dan sumber lembar ikut tercetak (salinan kerja)", "pilihan",
            ("Tidak", "Ya"), BENTUK),
    *PLAN_SETTINGS,
    Setting("versi_kontrak", VERSI_KONTRAK, "Versi bentuk buku; jangan diubah", "angka", (1, 1000), "Buku"),
)  # fmt: skip
SETTINGS = in_order(SETTINGS)
SETTING = {s.key: s for s in SETTINGS}

_ISI = Symbol("isi")


def _ada(isi: Any, deret: Any) -> bool:
    return any(compare_values(x, isi) == 0 for x in deret if x is not None)


ada_isi = Function("ada_isi", "COUNTIF({1},{0})>0", _ada)

# Defined name -> (key of the setting, tree over its cell). ``lk_pk`` has no key of its own.
NAMES = {
    "lk_tahun": ("tahun", _ISI),
    "lk_tahun_akhir": ("tahun_akhir_renstra", _ISI),
    "lk_tw": ("triwulan_berjalan", triwulan_berjalan(_ISI)),
    "lk_dok": ("dokumen_pk", _ISI),
    "lk_turun": ("metode_turun", _ISI),
    "lk_tingkat": ("capaian_tingkat", _ISI),
    "lk_batas": ("batas_capaian", _ISI),
    "lk_skala": ("skala_predikat", _ISI),
    "lk_desimal": ("desimal_persen", desimal_persen(_ISI)),
    "lk_bulat": ("pembulatan", _ISI),
    "lk_efisiensi": ("metode_efisiensi", _ISI),
    "lk_rata": ("rata_rata_instansi", _ISI),
    "lk_uang": ("realisasi_anggaran", _ISI),
    "lk_dasar": ("dasar_serapan", _ISI),
    "lk_tercapai": ("ambang_tercapai", jika(angka(_ISI), _ISI, 1)),
    "lk_waspada": ("ambang_waspada", jika(angka(_ISI), _ISI, 0.9)),
}
PK_BERLAKU = jika(
    dan(setting("lk_dok") == "Perubahan", ada_isi("Perubahan", column("tbl_pk", "Dokumen"))), "Perubahan", "Awal"
)


def predikat_colors() -> tuple[LabelColor, ...]:
    """How a cell shows that holds a predikat; a label that several of the shipped scales share has one colour."""
    colors: dict[str, str] = {}
    for _, _, _, label, color in shipped_scales():
        colors.setdefault(label, color)
    return (*(LabelColor(label, background=color) for label, color in colors.items()), LabelColor("N/A", "7F7F7F"))


def __getattr__(name: str) -> object:
    """``SCALES`` and ``LEVELS``: rows of ``tbl_skala`` and ``tbl_tingkat`` of a new book, by the law in force now.

    They are read from the parameters when somebody asks, which most programs never do.
    """
    if name == "SCALES":
        return shipped_scales()
    if name == "LEVELS":
        return shipped_levels()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
