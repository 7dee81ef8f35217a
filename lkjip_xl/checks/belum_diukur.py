"""Checks on what was not measured: a target is in force, and no quarter up to the running one is filled."""

from collections.abc import Iterator

from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import ErrorValue
from ..rules.bacaan_angka import is_not_available_mark
from ..schema.choices import TRIWULAN
from .finding import INFO, PERIKSA, SALAH, Finding
from .konsistensi import PK, SAKIP, UKUR, jenis, names_in
from .lost_codes import lost_here, lost_in
from .persamaan import spaced_keys
from .registry import Context, check

_REMARKS = ("diukur", "belum", "dinilai", "akhir tahun", "menunggu")
"""How a remark begins that stands in a quarter without a target ("Diukur di TW IV")."""
HIGH = ("Tujuan", "Sasaran")


def unfilled(context: Context, row: Cells) -> bool:
    """Whether a row of Pengukuran holds no realisasi up to the running quarter; N/A and a remark are answers."""
    return all(blank(row[f"Realisasi TW{n}"]) for n in range(1, context.triwulan + 1))


def without_target(value: object) -> bool:
    """Whether a quarter's target says nothing: blank, N/A, an error, or a remark."""
    if blank(value) or value.__class__ is ErrorValue or is_not_available_mark(value):
        return True
    return value.__class__ is str and key(value).startswith(_REMARKS)


def not_due(context: Context, row: Cells) -> bool:
    """Whether an indicator is measured later in the year: its first quarter with a target has not come yet."""
    due = [n for n in TRIWULAN if not without_target(row[f"Target TW{n}"])]
    return bool(due) and context.triwulan < due[0]


def perhaps_yearly(context: Context, row: Cells) -> bool:
    """Whether nothing says in which quarter an indicator is measured, and the year is not over.

    What accumulates or runs is asked for in every quarter; a state (Posisi Akhir) is often measured once a year.
    """
    no_target = all(without_target(row[f"Target TW{n}"]) for n in TRIWULAN)
    return context.triwulan < 4 and no_target and key(row["Sifat"]) == "posisi akhir"


@check("KON-06", SALAH, "Setiap indikator PK yang berlaku diukur", SAKIP)
def pk_tak_diukur(b: Context) -> Iterator[Finding]:
    diukur = b.world.measured_by_key
    for kode, p in b.world.pk_by_key.get(b.world.defined["lk_pk"], {}).items():
        u = diukur.get(kode)
        if kode in spaced_keys(b):
            continue
        if u is None and (lost_here(b, PK, p) or lost_in(b, UKUR)):
            continue
        if u is None and diukur:
            yield b.temuan(
                PK, p, "Kode",
                uraian=f"Indikator {p['Kode']} diperjanjikan, tetapi tidak ada di Pengukuran.",
                perbaikan="Tambahkan barisnya di lembar Pengukuran dan isi realisasinya; tulis N/A bila belum "
                "tersedia.",
                tertulis=p["Kode"],
            )  # fmt: skip
        elif u and unfilled(b, u) and not not_due(b, u):
            yield b.temuan(
                UKUR, u, f"Realisasi TW{b.triwulan}",
                uraian=f"Indikator {p['Kode']} diperjanjikan, tetapi realisasinya belum diisi sampai triwulan "
                f"{b.triwulan}.",
                perbaikan="Isi realisasinya; tulis N/A bila tidak tersedia. Bila diukur setahun sekali, isi Target TW4 "
                "saja.",
                berat=INFO if perhaps_yearly(b, u) else PERIKSA,
            )  # fmt: skip


@check("KON-62", PERIKSA, "Setiap indikator yang bertarget diukur", SAKIP)
def not_measured(context: Context) -> Iterator[Finding]:
    """Of every Jenis; what the PK in force promises is told by KON-06."""
    promised = context.world.pk_by_key.get(context.world.defined["lk_pk"], {})
    by_weight: dict[str, list[Cells]] = {}
    for code, row in context.world.measured_by_key.items():
        if code in promised or code in spaced_keys(context) or without_target(row["Target"]):
            continue
        if not unfilled(context, row) or not_due(context, row):
            continue
        renstra = context.renstra.get(code)
        high = renstra is not None and (jenis(renstra) in HIGH or key(renstra["IKU"]) == "ya")
        weight = PERIKSA if high and not perhaps_yearly(context, row) else INFO
        by_weight.setdefault(weight, []).append(row)
    for weight, rows in by_weight.items():
        yield context.temuan(
            UKUR, rows[0], f"Realisasi TW{context.triwulan}",
            uraian=f"Realisasi indikator {names_in(row['Kode'] for row in rows)} belum diisi sampai "
            f"triwulan {context.triwulan}, padahal targetnya ada.",
            perbaikan="Isi realisasinya; tulis N/A bila tidak tersedia. Bila diukur setahun sekali, isi Target TW4 "
            "saja.",
            berat=weight,
        )  # fmt: skip
