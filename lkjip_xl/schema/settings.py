"""The settings of a book (``tbl_pengaturan``), its named scales (``tbl_skala``) and levels (``tbl_tingkat``)."""

from typing import Any

from ..expr.functions import Function, angka, jika, jika_galat, maks
from ..expr.tree import Expr, Symbol, column, setting
from ..expr.values import WRONG_VALUE, RaisedError, as_number, compare_values, is_number
from ..rules.efisiensi import METODE
from ..rules.pembulatan import desimal_persen, triwulan_berjalan
from ..rules.pertumbuhan import GROWTH
from ..rules.predikat import DEFAULT_SCALE, shipped_scales
from ..rules.target import awalan, sudah_berlaku, urutan_dokumen
from ..rules.triwulan import shipped_levels
from ..version import VERSI_KONTRAK
from .choices import DOKUMEN, OTOMATIS
from .model import SAME, LabelColor, Setting
from .plan_settings import PLAN_SETTINGS
from .setting_labels import in_order

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
    Setting("dokumen_pk", OTOMATIS, "PK yang berlaku: Otomatis (yang terakhir menurut tanggalnya), atau namanya: Awal, "
            "Perubahan, Perubahan 2 ...", "pilihan", (OTOMATIS, *DOKUMEN), WAKTU),
    Setting("realisasi_anggaran", "Berjalan", "Isi Realisasi TW1 sampai TW4 di Anggaran: Berjalan (jumlah sejak "
            "Januari, seperti Kumulatif) atau Per Triwulan (uang triwulan itu saja)", "pilihan", REALISASI_ANGGARAN,
            CARA),
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
    Setting("target_nol", "Menurut Arah", "Bila target 0 dan rumusnya tidak dapat membagi: Menurut Arah (0% untuk "
            "Turun, N/A untuk Naik), 0%, atau N/A", "pilihan", ("Menurut Arah", "0%", "N/A"), CARA, before="N/A"),
    Setting("metode_kemajuan", "Target", "Kemajuan ke akhir Renstra: Target (R / target akhir) atau Baseline "
            "((R - kondisi awal) / (target akhir - kondisi awal))", "pilihan", ("Target", "Baseline"), CARA),
    Setting("metode_pertumbuhan", "Rata-rata tahunan", "Pertumbuhan beberapa tahun: Rata-rata tahunan, Sederhana "
            "((akhir / awal - 1) / n), atau Majemuk", "pilihan", GROWTH, CARA),
    Setting("skala_predikat", DEFAULT_SCALE, "Skala predikat, dari tabel di samping", "pilihan",
            "dv_skala", CARA),
    Setting("rata_rata_instansi", "PK", "Rata-rata instansi dihitung dari indikator PK, IKU, atau Sasaran", "pilihan",
            ("PK", "IKU", "Sasaran"), CARA),
    Setting("desimal_persen", 2, "Angka di belakang koma pada persen: 0 sampai 4", "angka", (0, 4), CARA),
    Setting("pembulatan", "Bulat", "Bulat (setengah ke atas) atau Potong (dibuang)", "pilihan", ("Bulat", "Potong"),
            CARA),
    Setting("bentuk_laporan", "Per Sasaran", "Bab III per sasaran (tabel A sampai I), atau Gabungan semua sasaran; "
            "Gabungan menambah indikator tujuan di lampiran PK",
            "pilihan", ("Per Sasaran", "Gabungan"), CARA),
    Setting("ambang_tercapai", 1, "Dasbor: capaian mulai dari sini tercapai", "rasio", (0.5, 2), CARA),
    Setting("ambang_waspada", 0.9, "Dasbor: capaian mulai dari sini hampir tercapai",
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
    Setting("profil_bentuk", "Umum", "Bentuk cetak laporan: Umum, atau nama profil yang dipakai instansi Anda",
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
    Setting("cetak_rekening", "Tidak", "Ya: baris Rekening di Anggaran ikut tercetak; Tidak: dilipat ke dalam sub "
            "kegiatannya", "pilihan", ("Tidak", "Ya"), BENTUK),
    Setting("teks_kerja", "Tidak", "Ya: sidik isian dan sumber lembar ikut tercetak (salinan kerja)", "pilihan",
            ("Tidak", "Ya"), BENTUK),
    *PLAN_SETTINGS,
    Setting("versi_kontrak", VERSI_KONTRAK, "Versi bentuk buku; jangan diubah", "angka", (1, 1000), "Buku"),
)  # fmt: skip
SETTINGS = in_order(SETTINGS)
SETTING = {s.key: s for s in SETTINGS}
VERSION_1: dict[str, Any] = {s.key: s.before for s in SETTINGS if s.before is not SAME}
"""Settings that version 1 did not know, as a book of it was computed."""

_ISI = Symbol("isi")


def _ada(isi: Any, deret: Any) -> bool:
    return any(compare_values(x, isi) == 0 for x in deret if x is not None)


ada_isi = Function("ada_isi", "COUNTIF({1},{0})>0", _ada)

banyak_sama = Function(
    "banyak_sama", "COUNTIF({0},{1})", lambda d, isi: sum(1 for x in d if not compare_values(x, isi))
)


def _last_day(year: Any, quarter: Any) -> int:
    from datetime import date

    if not is_number(year):
        raise RaisedError(WRONG_VALUE)
    month = 3 * int(as_number(quarter)) + 1
    first = date(int(year) + month // 13, month % 12 or 12, 1) if month < 13 else date(int(year) + 1, 1, 1)
    return (first - date(1899, 12, 30)).days - 1


# Defined name -> (key of the setting, tree over its cell). ``lk_pk`` has no key of its own.
NAMES = {
    "lk_tahun": ("tahun", _ISI),
    "lk_tahun_akhir": ("tahun_akhir_renstra", _ISI),
    "lk_tw": ("triwulan_berjalan", triwulan_berjalan(_ISI)),
    "lk_pilih": ("dokumen_pk", _ISI),
    "lk_tgl_ubah": ("tanggal_pk_perubahan", _ISI),
    "lk_turun": ("metode_turun", _ISI),
    "lk_tingkat": ("capaian_tingkat", _ISI),
    "lk_batas": ("batas_capaian", _ISI),
    "lk_nol": ("target_nol", _ISI),
    "lk_maju": ("metode_kemajuan", _ISI),
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
_CHANGED = awalan(setting("lk_pilih") & " ") == "Perubahan "
_CHOSEN = column("tbl_pk", "Dokumen")
akhir_triwulan = Function("akhir_triwulan", "DATE({0},3*{1}+1,0)", _last_day)
_TARGETS = column("tbl_pk", "Target")
banyak_bertarget = Function(
    "banyak_bertarget",
    'COUNTIFS({0},{1},{2},"<>")',
    lambda names, name, targets: sum(
        1
        for x, target in zip(names, targets, strict=True)
        if x is not None and not compare_values(x, name) and target not in (None, "")
    ),
)
_BY_SETTING = sudah_berlaku(
    1, setting("lk_tgl_ubah"), setting("lk_akhir_tw"), banyak_bertarget(_CHOSEN, "Perubahan", _TARGETS)
)
banyak_bertanggal = Function(
    "banyak_bertanggal",
    'COUNTIFS({0},{1},{2},"<="&{3})',
    lambda names, name, dates, last: sum(
        1
        for x, date in zip(names, dates, strict=True)
        if x is not None and not compare_values(x, name) and is_number(date) and date <= last
    ),
)
_RANK = jika(urutan_dokumen(setting("lk_pilih")) == "", 0, urutan_dokumen(setting("lk_pilih")))
_LISTED, _DATED = column("tbl_pk_dokumen", "Dokumen"), column("tbl_pk_dokumen", "Tanggal")


def _in_force(number: int) -> Expr:
    """``number`` where the document of that place has targets and is signed by the end of the running quarter."""
    name = DOKUMEN[number]
    signed = sudah_berlaku(
        number, jika(banyak_bertanggal(_LISTED, name, _DATED, setting("lk_akhir_tw")) > 0, 0, ""),
        setting("lk_akhir_tw"), banyak_bertarget(_CHOSEN, name, _TARGETS),
    )  # fmt: skip
    return jika(signed == "", 0, signed)


DOCUMENT_CELLS: dict[str, Expr] = {
    "lk_akhir_tw": jika_galat(akhir_triwulan(setting("lk_tahun"), setting("lk_tw")), 0),
    "lk_pk_dated": maks(*(_in_force(number) for number in range(1, len(DOKUMEN)))),
    "lk_pk_listed": banyak_sama(_LISTED, "Perubahan"),
    "lk_pk_ke": jika(
        setting("lk_pilih") == OTOMATIS,
        maks(setting("lk_pk_dated"), jika(setting("lk_pk_listed") > 0, 0, jika(_BY_SETTING == "", 0, _BY_SETTING))),
        jika(_CHANGED, jika(ada_isi(setting("lk_pilih"), _CHOSEN), _RANK, ada_isi("Perubahan", _CHOSEN) * 1), 0),
    ),
    "lk_dok": jika(
        setting("lk_pilih") == OTOMATIS,
        jika(setting("lk_pk_ke") > 0, "Perubahan", "Awal"),
        jika(_CHANGED, "Perubahan", setting("lk_pilih")),
    ),
    "lk_pk": jika(
        setting("lk_pk_ke") == 0,
        "Awal",
        jika(setting("lk_pk_ke") == 1, "Perubahan", "Perubahan " & setting("lk_pk_ke")),
    ),
}  # fmt: skip
"""Which PK is in force: name -> tree, each computed from those before it."""


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
