"""Checks on what is missing beside the year's own figures: comparisons, individual indicators, whole sheets."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..compute.key import blank, key
from ..rules.bacaan_angka import is_not_available_mark
from .finding import INFO, PERIKSA, Finding
from .konsistensi import (
    ANGGARAN,
    PK,
    RENSTRA,
    RIWAYAT,
    UKUR,
    jenis,
    names_in,
    setting_row,
    tahun_laporan,
)
from .registry import Context, check, shown

IKI = "tbl_iki"
_BANDING = "PermenPANRB 53/2014: perbandingan dengan tahun lalu dan standar nasional"
_BENTUK = "Lampiran PermenPANRB 53/2014: kelengkapan format"
_IKU = "PermenPANRB 53/2014 dan 20/2008: indikator terukur, berdefinisi, dan bersumber"


@check("LKP-22", PERIKSA, "Triwulan yang dilaporkan sudah dipilih", "SET-01")
def triwulan_terbuka(b: Context) -> Iterator[Finding]:
    if blank(b.settings["triwulan_berjalan"]) and (b.rows(UKUR) or b.rows(ANGGARAN)):
        yield b.temuan(
            "tbl_pengaturan", setting_row(b, "triwulan_berjalan"), "Nilai",
            uraian="Triwulan yang dilaporkan belum dipilih, sehingga semua angka dan laporan dihitung seperti "
            "triwulan IV.", perbaikan="Pilih triwulannya (1 sampai 4) di lembar Pengaturan.",
        )  # fmt: skip


# --- comparisons -----------------------------------------------------------------------------------------------------
def _has_value(h: Any) -> bool:
    return not blank(h["Realisasi"]) or not blank(h["Keterangan"])


@check("LKP-12", INFO, "Perbandingan nasional IKU terisi, atau ada keterangannya", _BANDING)
def tanpa_nasional(b: Context) -> Iterator[Finding]:
    present = {key(h["Kode"]) for h in b.rows(RIWAYAT)
           if key(h["Lingkup"]) == "nasional" and h["Tahun"] == tahun_laporan(b) and _has_value(h)}  # fmt: skip
    tiada = [u for k, u in b.world.measured_by_key.items() if k not in present and u["_IKU"] == 1]
    if tiada and b.triwulan == 4:
        yield b.temuan(
            UKUR,
            tiada[0],
            "Kode",
            uraian=f"Perbandingan nasional tahun {b.tahun} belum diisi untuk IKU {names_in(u['Kode'] for u in tiada)}.",
            perbaikan="Tambahkan baris Lingkup Nasional di lembar Riwayat; bila tidak ada standarnya, tulis di "
            "Keterangan.",
        )


@check("LKP-13", INFO, "Realisasi dua tahun sebelumnya tersedia", _BANDING)
def tanpa_riwayat(b: Context) -> Iterator[Finding]:
    tahun = tahun_laporan(b)
    present = {(key(h["Kode"]), h["Tahun"]) for h in b.rows(RIWAYAT)
           if key(h["Lingkup"]) in ("", "instansi") and _has_value(h)}  # fmt: skip
    perlu = [t for t in (tahun - 1, tahun - 2) if t >= b.awal] if tahun else []
    tiada = defaultdict(list)
    for k, u in b.world.measured_by_key.items():
        kurang = tuple(t for t in perlu if (k, t) not in present)
        if kurang and jenis(b.renstra.get(k)) in ("Tujuan", "Sasaran"):
            tiada[kurang].append(u)
    for kurang, rows in tiada.items():
        yield b.temuan(
            UKUR, rows[0], "Kode",
            uraian=f"Realisasi tahun {' dan '.join(map(str, kurang))} belum ada di Riwayat untuk "
            f"{names_in(x['Kode'] for x in rows)}.",
            perbaikan="Isi dari laporan tahun-tahun lalu; tulis N/A bila memang tidak diukur.",
        )  # fmt: skip


# --- IKI and whole sheets --------------------------------------------------------------------------------------------
@check("LKP-14", INFO, "Indikator kinerja individu bersumber dan berumus", "PermenPANRB 53/2014: IKI")
def iki_lengkap(b: Context) -> Iterator[Finding]:
    jabatan: dict[Any, Any] = {}
    for i in b.rows(IKI):
        if blank(i["Indikator"]):
            continue
        tiada = [k for k in ("Pembilang", "Sumber Data") if blank(i[k])]
        if key(i["Jenis"]) == "persentase" and blank(i["Penyebut"]):
            tiada.insert(0, "Penyebut")
        if tiada:
            jabatan.setdefault(key(i["Jabatan"]), []).append((i, tiada))
    for contents in jabatan.values():
        first, column = contents[0]
        rinci = names_in(f"{shown(i['Indikator'])} ({', '.join(k)})" for i, k in contents)
        tanpa_penyebut = any("Penyebut" in k for _, k in contents)
        yield b.temuan(
            IKI, first, column[0], uraian=f"IKI {shown(first['Jabatan'])} belum lengkap: {rinci}.",
            perbaikan="Lengkapi di lembar IKI.", berat=PERIKSA if tanpa_penyebut else INFO,
        )  # fmt: skip


@check("LKP-15", PERIKSA, "Rumus indikator individu tidak tersalin", "PermenPANRB 53/2014: IKI")
def iki_tersalin(b: Context) -> Iterator[Finding]:
    rumus: dict[Any, Any] = {}
    for i in b.rows(IKI):
        above, below = key(i["Pembilang"]), key(i["Penyebut"])
        if not above or not below or is_not_available_mark(i["Pembilang"]):
            continue
        if above == below:
            yield b.temuan(
                IKI,
                i,
                "Penyebut",
                uraian="Penyebut sama persis dengan pembilangnya.",
                perbaikan="Betulkan salah satunya; hasilnya selalu 100%.",
                tertulis=i["Penyebut"],
            )
            continue
        first = rumus.setdefault((key(i["Jabatan"]), above, below), i)
        a, c = key(first["Indikator"]).split(), key(i["Indikator"]).split()
        # Names that differ by one word are compared with their formulas in the checks on meaning.
        if a != c and not (len(a) == len(c) > 3 and sum(x != y for x, y in zip(a, c, strict=True)) == 1):
            yield b.temuan(
                IKI,
                i,
                "Pembilang",
                uraian=f"Pembilang dan penyebut sama persis dengan milik '{shown(first['Indikator'])}'.",
                perbaikan="Betulkan rumus salah satunya; dua indikator yang berbeda tidak berumus sama.",
                tertulis=i["Pembilang"],
            )


@check("LKP-16", PERIKSA, "Bagian buku yang diperlukan laporan terisi", _BENTUK)
def blank_parts(b: Context) -> Iterator[Finding]:
    if not b.world.measured_by_key:
        return
    u = b.rows(UKUR)[0]
    if not b.renstra:
        yield b.temuan(UKUR, u, "Kode", uraian="Renstra kosong, padahal Pengukuran terisi.",
                       perbaikan="Isi lembar Renstra; nama, satuan, arah, dan target diambil dari sana.")  # fmt: skip
    elif not any(key(r["IKU"]) == "ya" for r in b.renstra.values()):
        yield b.temuan(
            RENSTRA,
            next(iter(b.renstra.values())),
            "IKU",
            uraian="Tidak ada indikator yang ditandai sebagai IKU.",
            perbaikan="Isi Ya di kolom IKU untuk Indikator Kinerja Utama.",
        )
    if not b.rows(PK):
        yield b.temuan(UKUR, u, "Kode", uraian="Lembar PK kosong, sehingga target diambil dari Renstra.",
                       perbaikan="Isi target Perjanjian Kinerja di lembar PK.")  # fmt: skip
    if not b.rows(ANGGARAN):
        yield b.temuan(
            UKUR,
            u,
            "Kode",
            uraian="Lembar Anggaran kosong, sehingga serapan dan efisiensi tidak dapat dihitung.",
            perbaikan="Isi pagu dan realisasinya di lembar Anggaran.",
            berat=INFO,
        )
