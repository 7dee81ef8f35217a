"""What people call the settings: the label beside each one on Pengaturan, which of them come first, which say who.

The key (Kunci) stays what commands, formulas and the guide name; on the sheet it is folded away.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..records import replace
from .model import Setting

FIRST = (
    "instansi", "pemerintah_daerah", "kota", "tahun", "tahun_awal_renstra", "tahun_akhir_renstra", "triwulan_berjalan",
    "nama_kepala", "jabatan_kepala",
)  # fmt: skip
"""What a new book needs before anything else."""
FIRST_GROUP = "Isi dulu"
IDENTITY = (
    *FIRST, "singkatan", "alamat", "tugas", "fungsi", "pangkat_kepala", "nip_kepala", "tanggal_laporan",
)  # fmt: skip
"""What a finished report prints of the office; Beranda counts those that are blank."""
LABELS = {
    "instansi": "Nama instansi", "pemerintah_daerah": "Pemerintah daerah", "jenis_instansi": "Jenis instansi",
    "tahun": "Tahun laporan", "tahun_awal_renstra": "Tahun pertama Renstra",
    "tahun_akhir_renstra": "Tahun terakhir Renstra", "triwulan_berjalan": "Triwulan yang dilaporkan",
    "dokumen_pk": "PK yang berlaku", "realisasi_anggaran": "Realisasi anggaran diisi", "dasar_serapan": "Dasar serapan",
    "metode_efisiensi": "Rumus efisiensi", "metode_turun": "Rumus indikator turun",
    "capaian_tingkat": "Capaian indikator tingkat", "batas_capaian": "Batas atas capaian",
    "rata_rata_instansi": "Dasar rata-rata instansi", "desimal_persen": "Angka di belakang koma",
    "bentuk_laporan": "Bentuk Bab III", "ambang_tercapai": "Dasbor: tercapai mulai",
    "ambang_waspada": "Dasbor: hampir mulai", "tandai_temuan": "Tandai sel temuan", "nip_kepala": "NIP kepala",
    "nip_atasan": "NIP atasan", "label_iku": "Kepala kolom indikator", "urutan_anggaran_tw": "Urutan baris anggaran",
    "klausul_pk": "Isi perjanjian PK", "cetak_rekening": "Cetak baris Rekening",
    "teks_kerja": "Cetak sidik dan sumber", "versi_kontrak": "Versi bentuk buku",
    **{f"tanggal_tw{n}": f"Tanggal Triwulan {r}" for n, r in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"status_tw{n}": f"Status Triwulan {r}" for n, r in enumerate(("I", "II", "III", "IV"), 1)},
}  # fmt: skip
_WRITTEN = {"pk": "PK", "iki": "IKI", "iku": "IKU", "nip": "NIP", "renstra": "Renstra", "tw": "TW"}


def label(key: str) -> str:
    """The label of a setting; of one that has none its key as words.

    >>> label("triwulan_berjalan"), label("tanggal_pk_awal")
    ('Triwulan yang dilaporkan', 'Tanggal PK awal')
    """
    if key in LABELS:
        return LABELS[key]
    words = " ".join(_WRITTEN.get(word, word) for word in key.split("_"))
    return words[:1].upper() + words[1:]


def in_order(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The settings as Pengaturan shows them: those that come first in a group of their own, the others as declared."""
    given = {s.key: s for s in settings}
    first = [replace(given[key], group=FIRST_GROUP) for key in FIRST]
    return (*first, *(s for s in given.values() if s.key not in FIRST))
