"""Checks on meaning: a capaian, or a realisasi beside its target and last year's, that can hardly be."""

from collections.abc import Iterator
from typing import Any

from ..compute.blank_quarters import blank_quarters_of
from ..compute.book import Cells
from ..expr.values import is_number
from ..rules.capaian import capaian_asli
from ..rules.efisiensi import is_efficient
from ..rules.parameters import parameter
from ..rules.terbilang import format_percent
from ..schema.choices import ROMAWI, TRIWULAN
from .finding import INFO, PERIKSA, Finding
from .indicator_facts import Indikator, arah_dipakai, arah_salah, indikator, instansi, nearest_end
from .makna_koma import diragukan, lebih_dari_seratus
from .registry import Context, check, shown, shown_percent

TAHUN_LALU = "PermenPANRB 53/2014 Lampiran II (tahun ini dan tahun lalu)"


# --- capaian ---------------------------------------------------------------------------------------------------------
def _terukur(b: Context) -> Iterator[tuple[Indikator, Cells, Any, Any, Any]]:
    """(indicator, row of Pengukuran, target, realisasi, capaian) with numbers that no other finding doubts; capaian
    is N/A where only the one to date is known."""
    for one in indikator(b):
        ragu = diragukan(b, one.kode)
        for u in one.ukur if one.tipe != "Tingkat" else ():
            t, r, c = u["_T0"], u["_R0"], u["Capaian Asli"]
            kuartal = (u[f"{apa} TW{n}"] for apa in ("Target", "Realisasi") for n in TRIWULAN)
            if ragu and (t in ragu or any(value in ragu for value in kuartal)):
                continue
            # Before TW IV what falls and still grows has a capaian to date only.
            reached = is_number(c) or b.world.quarter < 4 and is_number(u["Capaian Berjalan"])
            if is_number(t) and is_number(r) and reached and t > 0 and r >= 0:
                yield one, u, t, r, c


def _capaian_berjalan(b: Context, one: Indikator, u: Cells, t: Any, r: Any, c: Any) -> tuple[str, Any, Any, Any] | None:
    """(column, target, realisasi, capaian before the cap) of the running quarter; None when nothing can be said."""
    n = int(b.world.defined["lk_tw"])
    if n >= 4:
        return "Capaian Asli", t, r, c
    t_tw, r_tw = u[f"_T{n}"], u[f"_R{n}"]
    if is_number(t_tw) and is_number(r_tw) and t_tw > 0 and r_tw >= 0:
        c_tw = _before_cap(b, u, n)
        return (f"Capaian TW{n}", t_tw, r_tw, c_tw) if is_number(c_tw) else None
    # Without a target of the quarter, more than the whole year's is high all the same; less of a bad thing is not.
    return ("Capaian Asli", t, r, c) if arah_dipakai(one) == "Naik" else None


def _before_cap(b: Context, u: Cells, n: int) -> Any:
    """Capaian of a quarter as the book has it; where the office's cap holds it down, what it is before."""
    stands, defined = u[f"Capaian TW{n}"], b.world.defined
    cap = defined["lk_batas"]
    if not is_number(stands) or not is_number(cap) or stands < cap:
        return stands
    return capaian_asli(
        u[f"_T{n}"], u[f"_R{n}"], u["Tipe"], u["Arah"], defined["lk_turun"], defined["lk_tingkat"],
        defined["lk_desimal"], defined["lk_bulat"], defined["lk_nol"], cap, u[f"_U{n}"],
    )  # fmt: skip


def _kali(r: Any, t: Any) -> int | None:
    """Ten or a hundred when ``r`` is about that many times ``t``."""
    return next((k for k in (10, 100, 1000) if 0.7 * k <= r / t <= 1.3 * k), None)


@check("MKN-11", PERIKSA, "Capaian tidak jauh melampaui 120%", "PermenPANRB 53/2014 Lampiran II; CAP-03")
def capaian_tinggi(b: Context) -> Iterator[Finding]:
    batas = parameter("capaian.batas_umum", b.tahun if is_number(b.tahun) else None).value
    for one, u, *setahun in _terukur(b):
        berjalan = _capaian_berjalan(b, one, u, *setahun)
        if berjalan is None or berjalan[3] <= batas + 1e-9:
            continue
        if blank_quarters_of(b.world, u):
            continue  # provisional: KON-19 or ARI-28 asks for the quarter, and MKN-38 for a slipped comma
        column, t, r, c = berjalan
        if ("tbl_pengukuran", u["#nomor"], "Realisasi") in lebih_dari_seratus(one):
            continue
        sebut = f"Capaian {one.sebut}" if column == "Capaian Asli" else f"{column} {one.sebut}"
        times, dugaan = None, ""
        if arah_dipakai(one) == "Naik":
            times = _kali(r, t)
        elif r:
            times = _kali(t, r)
        if times:
            different = f"{times} kali target" if r > t else f"1/{times} dari target"
            dugaan = f"Realisasinya kira-kira {different}: periksa letak koma dan banyaknya angka. "
        yield b.temuan(
            "tbl_pengukuran",
            u,
            column,
            uraian=f"{sebut} {shown_percent(c)} (target {shown(t)}, realisasi {shown(r)}), "
            f"{'jauh ' if c > 1.5 else ''}di atas {format_percent(batas, 0)}.",
            perbaikan=f"{dugaan}Bila angkanya benar, targetnya terlalu mudah atau satuannya berbeda; jelaskan di "
            "Analisis.",
            tertulis=c,
            seharusnya=None,
            berat=None if c > 1.5 or times else INFO,
        )


@check("MKN-12", PERIKSA, "Capaian indikator Turun tidak berhenti di 0", "CAP-01: hasil negatif berhenti di 0")
def capaian_negatif(b: Context) -> Iterator[Finding]:
    if b.world.defined["lk_turun"] == "Rasio":
        return
    for one, u, lower, r, _ in _terukur(b):
        t = nearest_end(u, 0, lower, r)
        if one.arah != "Turun" or r <= 2 * t or arah_salah(one):
            continue
        if ("tbl_pengukuran", u["#nomor"], "Realisasi") in lebih_dari_seratus(one):
            continue
        times = _kali(r, t)
        petunjuk = f"Realisasinya kira-kira {times} kali target: periksa letak komanya. " if times else ""
        yield b.temuan(
            "tbl_pengukuran",
            u,
            "Capaian Asli",
            uraian=f"Realisasi {one.sebut} {shown(r)} lebih dari dua kali targetnya {shown(t)} (Arah Turun); hasil "
            f"rumus {shown_percent((2 * t - r) / t)} ditulis 0%.",
            perbaikan=f"{petunjuk}Periksa Arah, target, dan realisasinya.",
            tertulis=0,
        )


def _tahun_lalu(b: Context, one: Indikator) -> Any:
    """Realisasi of last year of the office itself, or None."""
    for row in one.riwayat if is_number(b.tahun) else ():
        if row["Tahun"] == b.tahun - 1 and instansi(row) and is_number(row["Realisasi"]):
            return row["Realisasi"]
    return None


def _penting(v: float) -> int:
    """How many digits of a number carry meaning: 69,37 has four, 1.200 has two."""
    return len(f"{abs(v):.10f}".replace(".", "").strip("0"))


@check("MKN-13", PERIKSA, "Realisasi tidak sepersepuluh target", "CAP-01")
def realisasi_sepersepuluh(b: Context) -> Iterator[Finding]:
    n = int(b.world.defined["lk_tw"])
    running = n < 4  # a tenth may well be the truth then, a hundredth hardly
    for one, u, t, r, _ in _terukur(b):
        if running:
            t, r = u[f"_T{n}"], u[f"_R{n}"]
        if arah_dipakai(one) != "Naik" or not is_number(t) or not is_number(r) or t <= 0 or r <= 0:
            continue
        times = next((k for k in (10, 100, 1000)[running:] if 0.8 <= k * r / t <= 1.25), None)
        lalu = None if running else _tahun_lalu(b, one)
        if times is None or one.satuan == "terhitung" and _penting(r) < 2:
            continue
        if lalu and not 0.5 * lalu <= times * r <= 1.5 * lalu:
            continue
        yield b.temuan(
            "tbl_pengukuran", u, "Realisasi",
            uraian=f"Realisasi {one.sebut} {shown(r)}, kira-kira 1/{times} dari targetnya {shown(t)}"
            + (f" s.d. triwulan {ROMAWI[n]}" if running else "") + (f" (tahun lalu {shown(lalu)})." if lalu else "."),
            perbaikan="Periksa letak koma dan banyaknya angka.", tertulis=r,
        )  # fmt: skip


@check("MKN-14", PERIKSA, "Realisasi bukan angka tahun lalu", TAHUN_LALU)
def sama_tahun_lalu(b: Context) -> Iterator[Finding]:
    if b.world.defined["lk_tw"] < 4 or not is_number(b.tahun):
        return
    for one, u, _, r, _ in _terukur(b):
        lalu = _tahun_lalu(b, one)
        if is_number(u["Tahun Data"]) and u["Tahun Data"] < b.tahun:  # an earlier year's value, and it says so
            continue
        if lalu is None or r != lalu or r in (0, 100) or _penting(r) < 2:
            continue
        yield b.temuan(
            "tbl_pengukuran",
            u,
            "Realisasi",
            uraian=f"Realisasi {one.sebut} {shown(r)}, persis sama dengan realisasi tahun {b.tahun - 1} di Riwayat.",
            perbaikan="Pastikan bukan angka tahun lalu yang terbawa.",
            tertulis=r,
            seharusnya=None,
            berat=None if _penting(r) >= 3 else INFO,
        )


@check("MKN-15", INFO, "Efisien hanya bila targetnya tercapai", "EFI-03; PermenPANRB 53/2014 Lampiran II")
def efisien_tanpa_capaian(b: Context) -> Iterator[Finding]:
    metode = b.world.defined["lk_efisiensi"]
    if b.world.defined["lk_tw"] < 4:
        return
    for u in b.rows("tbl_pengukuran"):
        c, e = u["Capaian"], u["Efisiensi"]
        if not is_number(c) or not is_number(e) or c >= 1:
            continue
        if is_efficient(e, metode, b.tahun if is_number(b.tahun) else None):
            yield b.temuan(
                "tbl_pengukuran",
                u,
                "Efisiensi",
                uraian=f"Indikator {u['Kode']} terhitung efisien ({shown_percent(e)}), padahal capaiannya "
                f"{shown_percent(c)}.",
                perbaikan="Jangan menyebutnya efisien tanpa penjelasan: anggaran bersisa karena target belum tercapai.",
                tertulis=e,
            )
