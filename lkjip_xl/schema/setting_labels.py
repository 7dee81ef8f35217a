"""What people call the settings: the label beside each one on Pengaturan, which of them come first, which say who.

The key (Kunci) stays what commands, formulas and the guide name; on the sheet it is folded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

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
    "rata_rata_instansi": "Rata-rata instansi atas", "desimal_persen": "Angka di belakang koma",
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


SHEET = "Pengaturan"
_QUOTED = re.compile(rf' ?"([^"]+)"(?: \({SHEET}\))?')


@cache
def _keys() -> tuple[re.Pattern[str], dict[str, str]]:
    """Keys of several words, which no sentence has by chance, and the key of each label."""
    from .settings import SETTINGS

    keys = [s.key for s in SETTINGS if "_" in s.key]
    any_of = "|".join(sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?<![\w{{])(?:{any_of})(?![\w}}])"), {label(key): key for key in keys}


def with_labels(text: str) -> str:
    """A message with the labels that stand on Pengaturan in place of keys; it says where they are, once.

    >>> with_labels("triwulan_berjalan 3, tetapi realisasinya kosong.")
    '"Triwulan yang dilaporkan" (Pengaturan) 3, tetapi realisasinya kosong.'
    """
    pattern, _ = _keys()
    told = SHEET in text

    def one(found: re.Match[str]) -> str:
        nonlocal told
        place, told = "" if told else f" ({SHEET})", True
        return f'"{label(found[0])}"{place}'

    return pattern.sub(one, text)


def with_keys(text: str) -> str:
    """The message again as it was before ``with_labels``, whatever a label is called by then.

    >>> with_keys(with_labels("Ubah dokumen_pk, atau isi tanggal_pk_awal."))
    'Ubah dokumen_pk, atau isi tanggal_pk_awal.'
    """
    _, keys = _keys()

    def one(found: re.Match[str]) -> str:
        return (" " if found[0].startswith(" ") else "") + keys[found[1]] if found[1] in keys else found[0]

    return _QUOTED.sub(one, text) if '"' in text else text


def in_order(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The settings as Pengaturan shows them: those that come first in a group of their own, the others as declared."""
    given = {s.key: s for s in settings}
    first = [replace(given[key], group=FIRST_GROUP) for key in FIRST]
    return (*first, *(s for s in given.values() if s.key not in FIRST))
