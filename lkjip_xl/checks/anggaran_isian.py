"""Checks on how Anggaran is filled in: rows that wait for their realisasi, a broken order, what its columns hold.

One cause gives one finding: a broken order silences what follows from it (``SILENCED``).
"""

import re
from collections.abc import Iterator
from typing import Any

from ..compute.amounts import kind_of
from ..compute.key import blank, key
from ..expr.functions import is_blank_mark
from ..expr.values import is_number
from ..schema.choices import ROMAWI, TRIWULAN
from .finding import PERIKSA, SALAH, Finding
from .fixes import OFFERED, CellEdit, fix
from .registry import Context, check, shown_money, silence

TABLE = "tbl_anggaran"
QUARTERS = tuple(f"Realisasi TW{n}" for n in TRIWULAN)
_FILLING = "Ketentuan buku ini: sel yang belum terisi bukan nol; ANG-08"
_ORDER = "Ketentuan buku ini: baris di bawah sebuah baris adalah rinciannya; kode saksinya"
_AS_TYPED = "Ketentuan buku ini: realisasi_anggaran menyatakan apa yang ditulis pada kolom triwulan; ANG-06"
_KIND = "Ketentuan buku ini: satu blok memuat satu Jenis Anggaran; Permendagri 77/2020 (struktur APBD)"
_BLOCKED = "Dana yang diblokir tidak dapat dipakai; ANG-09"
SILENCED = (
    "ARI-01", "ARI-02", "ARI-05", "ARI-09", "KON-11", "KON-12", "KON-14", "KON-20", "KON-22", "KON-23", "KON-30",
    "KON-31", "KON-32", "LKP-20",
)  # fmt: skip
"""What a broken order makes other checks say."""
_NAMED = 8  # rows that a finding names
_MOST = 0.6  # share of the rows that decides what the columns hold
_SPENT = 0.75  # of the pagu: what four quarters of a year come to
_LATE = 0.6  # of the pagu: what a running total has passed by the end of the year


def _names(rows: list[Any]) -> str:
    told = [str(row["Kode"] or f"'{str(row['Uraian'] or '')[:40]}'") for row in rows[:_NAMED]]
    return ", ".join(told) + (f" dan {len(rows) - _NAMED} lagi" if len(rows) > _NAMED else "")


def _leaves(b: Context) -> list[Any]:
    return [row for row, leaf in zip(b.world.rows(TABLE), b.world.budget.shape.leaf, strict=True) if leaf]


# --- what is not filled in -------------------------------------------------------------------------------------------
@check("LKP-20", PERIKSA, "Realisasi triwulan berjalan terisi pada setiap baris anggaran yang berpagu", _FILLING)
def belum_terisi(b: Context) -> Iterator[Finding]:
    """Salah from the fourth quarter on, unless the book holds no realisasi at all (a plan, not yet a report)."""
    amounts, quarter = b.world.amounts, b.triwulan
    waiting = amounts.waiting(b.world.budget.document, quarter)
    rows = [row for row, one in zip(b.world.rows(TABLE), waiting, strict=True) if one]
    if not rows:
        return
    begun = any(is_number(row[name]) for row in _leaves(b) for name in QUARTERS)
    column = f"Realisasi TW{quarter}"
    first = next((name for name in QUARTERS[:quarter] if not is_number(rows[0][name])), column)
    pagu = sum(row["_P"] for row in rows if is_number(row["_P"]))
    asked = QUARTERS[:quarter] if amounts.per_quarter else (column,)
    which = _quarters_named([name for name in asked if any(not is_number(row[name]) for row in rows)], rows)
    left = [row for row in rows if any(blank(row[name]) for name in asked)]
    how = "kosong" if len(left) == len(rows) else "kosong atau N/A" if left else "N/A"
    yield b.temuan(
        TABLE, rows[0], column if not is_number(rows[0][column]) else first,
        uraian=f"{which} {how} pada {len(rows)} baris berpagu {shown_money(pagu)}: {_names(rows)}. Semua jumlah di "
        "atasnya sementara, dan efisiensinya tidak diberikan.",
        perbaikan=f"Isi realisasi s.d. Triwulan {ROMAWI[quarter]}; tulis 0 bila memang belum ada belanja.",
        berat=SALAH if quarter == 4 and begun and left else None,
    )  # fmt: skip


def _quarters_named(columns: list[str], rows: list[Any]) -> str:
    """The quarters that hold no number, in words: TW1, TW3, dan TW4 where it is so in each of the rows, else atau."""
    every = all(not is_number(row[name]) for row in rows for name in columns)
    *others, last = (name.removeprefix("Realisasi ") for name in columns)
    joint = ", dan " if every else ", atau "
    joint = joint if len(others) > 1 else joint[1:]
    return "Realisasi " + (", ".join(others) + joint + last if others else last)


@check("LKP-21", PERIKSA, "Pagu Perubahan terisi pada setiap baris bila PK Perubahan berlaku", "ANG-01")
def pagu_perubahan_kosong(b: Context) -> Iterator[Finding]:
    if b.world.document != "Perubahan":
        return
    leaves = [row for row in _leaves(b) if kind_of(row["Jenis Anggaran"]) == 1]
    changed = [row for row in leaves if is_number(row["Pagu Perubahan"])]
    unchanged = [row for row in leaves if is_blank_mark(row["Pagu Perubahan"])]  # a dash and N/A are no amount either
    bare = [row for row in unchanged if is_number(row["Pagu Awal"]) and row["Pagu Awal"]]
    if not changed or not bare:
        return
    total, left = b.world.budget.pagu, sum(row["Pagu Awal"] for row in bare)
    both = f"Bila memang tetap, jumlah pagu {shown_money(total)}; bila dihapus, {shown_money(total - left)}." if (
        is_number(total)
    ) else ""  # fmt: skip
    yield b.temuan(
        TABLE, bare[0], "Pagu Perubahan",
        uraian=f"Pagu Perubahan tidak berisi angka pada {len(bare)} baris yang Pagu Awalnya {shown_money(left)} "
        f"({_names(bare)}), sedangkan {len(changed)} baris lain berpagu perubahan; yang dipakai Pagu Awalnya. "
        f"{both}".rstrip(),
        perbaikan="Isi 0 pada baris yang dihapus di perubahan; salin Pagu Awalnya pada baris yang tidak berubah. Bila "
        "semua baris itu memang tetap, jumlahnya sudah benar: cukup tulis alasannya di lembar Temuan.",
        tertulis=None, seharusnya=None,
    )  # fmt: skip


@check("LKP-23", PERIKSA, "Baris anggaran yang berealisasi mempunyai pagu", "ANG-01, ANG-02")
def realisasi_tanpa_pagu(b: Context) -> Iterator[Finding]:
    rows = [row for row in _leaves(b) if row["_P"] == "" and is_number(row["_R"]) and row["_R"] > 0]
    if rows:
        spent = shown_money(sum(row["_R"] for row in rows))
        yield b.temuan(
            TABLE, rows[0], "Pagu Awal",
            uraian=f"{len(rows)} baris berealisasi {spent} tanpa pagu ({_names(rows)}): realisasinya ikut dalam "
            "serapan, pagunya tidak, sehingga serapannya terlalu tinggi; semua jumlah di atasnya sementara.",
            perbaikan="Isi pagunya; tulis 0 bila memang tidak ada.",
        )  # fmt: skip


LEAST = 1_000_000
"""Rupiah of a whole year and office, below which the amounts are taken for thousands or millions: the salary of one
civil servant is more. A budget of Rp1 miliar or more that is written in thousands is above it, and is not told."""


@check("LKP-24", PERIKSA, "Pagu seluruhnya dalam rupiah, bukan ribu atau juta rupiah", "ANG-01")
def pagu_terlalu_kecil(b: Context) -> Iterator[Finding]:
    leaves = [row for row in _leaves(b) if kind_of(row["Jenis Anggaran"]) == 1 and is_number(row["_P"]) and row["_P"]]
    total = sum(row["_P"] for row in leaves)
    if leaves and 0 < total < LEAST:
        column = next((c for c in ("Pagu Perubahan", "Pagu Awal") if is_number(leaves[0][c])), "Pagu Awal")
        yield b.temuan(
            TABLE, leaves[0], column,
            uraian=f"Pagu seluruh Anggaran {shown_money(total)} pada {len(leaves)} baris: terlalu kecil untuk setahun, "
            "mungkin ditulis dalam ribu atau juta rupiah.",
            perbaikan="Tulis semua pagu dan realisasi dalam rupiah; cara tercetaknya dipilih pada satuan_uang. Bila "
            "memang sebesar itu, tulis alasannya di lembar Temuan.", tertulis=leaves[0][column],
        )  # fmt: skip


# --- the order of the rows -------------------------------------------------------------------------------------------
@check("KON-50", SALAH, "Urutan baris Anggaran sesuai dengan kodenya", _ORDER)
def urutan_rusak(b: Context) -> Iterator[Finding]:
    rows = b.world.rows(TABLE)
    displaced = [row for row, one in zip(rows, b.world.budget.shape.out_of_order, strict=True) if one]
    if not displaced:
        return
    order = _sorted(b)
    used = [row for row, filled in zip(rows, b.world.budget.shape.filled, strict=True) if filled]
    if order and all(one is other for one, other in zip(order, used, strict=True)):
        level = displaced[0]["Tingkat"]
        yield b.temuan(
            TABLE, displaced[0], "Tingkat",
            uraian=f"{len(displaced)} baris sudah menurut Kode, tetapi tidak berada di bawah induknya "
            f"({_names(displaced)}): Tingkatnya {level}, seperti induk itu atau di atasnya. Jumlah induk, indikator, "
            "dan instansi ditahan (N/A).",
            perbaikan="Betulkan Tingkatnya menurut kodenya.", tertulis=level,
        )  # fmt: skip
        return
    sortable = OFFERED if order else "urutkan sendiri"
    yield b.temuan(
        TABLE, displaced[0], "Kode",
        uraian=f"Urutan rusak: {len(displaced)} baris tidak berada di bawah baris yang kodenya mengawali kode itu "
        f"({_names(displaced)}). Jumlah induk, indikator, dan instansi ditahan (N/A).",
        perbaikan=f"Urutkan baris menurut Kode: {sortable}, atau batalkan pengurutan yang terakhir.",
        tertulis=displaced[0]["Kode"],
    )  # fmt: skip


silence("KON-50", SILENCED)
_PLAIN = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*").fullmatch


def _place(code: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in code.split(".")]


def _sorted(b: Context) -> list[Any]:
    """The used rows in the order of their codes; [] where the codes do not give it for certain."""
    shape, rows = b.world.budget.shape, b.world.rows(TABLE)
    used = [row for row, filled in zip(rows, shape.filled, strict=True) if filled]
    codes = [str(row["Kode"] or "").strip() for row in used]
    certain = all(map(_PLAIN, codes)) and len({key(code) for code in codes}) == len(codes)
    if not certain or any(row["Tingkat"] == "Rekening" for row in used):
        return []
    order = sorted(range(len(used)), key=lambda i: _place(codes[i]))
    return [used[i] for i in order]


@fix("KON-50")
def sort_rows(b: Context, finding: Finding) -> Iterator[CellEdit]:
    """Every row with all that was typed in it at the place that its code gives it."""
    rows, inputs = b.world.rows(TABLE), [c.name for c in b.columns(TABLE) if not c.computed]
    places = [row for row, filled in zip(rows, b.world.budget.shape.filled, strict=True) if filled]
    for place, row in zip(places, _sorted(b) or places, strict=True):
        for name in inputs:
            if place[name] != row[name]:
                yield CellEdit(TABLE, place["#nomor"], name, row[name])


@check("KON-51", SALAH, "Satu blok memuat satu Jenis Anggaran", _KIND)
def jenis_bercampur(b: Context) -> Iterator[Finding]:
    shape, rows, mixed = b.world.budget.shape, b.world.rows(TABLE), b.world.amounts.mixed
    for i, row in enumerate(rows):
        if mixed[i] and not any(mixed[j] for j in range(i + 1, shape.last[i])):
            other = next(rows[j] for j in range(i + 1, shape.last[i]) if shape.kind[j] != shape.kind[i])
            yield b.temuan(
                TABLE, row, "Jenis Anggaran",
                uraian=f"{row['Tingkat']} {row['Kode'] or row['Uraian']} adalah {row['Jenis Anggaran'] or 'Belanja'}, "
                f"tetapi di bawahnya ada {other['Jenis Anggaran'] or 'Belanja'} ({other['Kode'] or other['Uraian']}); "
                "jumlahnya ditahan (N/A).",
                perbaikan="Samakan Jenis Anggaran induk dan rinciannya, atau pisahkan bloknya.",
                tertulis=row["Jenis Anggaran"],
            )  # fmt: skip


# --- what the quarters hold ------------------------------------------------------------------------------------------
def _quarters(b: Context) -> list[tuple[Any, list[float], float]]:
    """``(row, its quarters, its pagu)`` of the leaves of Belanja with all quarters up to the running one in numbers."""
    found = []
    for row in _leaves(b):
        own, pagu = [row[name] for name in QUARTERS[: b.triwulan]], row["_Pagu"]
        if all(is_number(x) and x >= 0 for x in own) and is_number(pagu) and pagu > 0 and sum(x > 0 for x in own) > 1:
            found.append((row, own, pagu))
    return found


def tampak_per_triwulan(b: Context) -> list[Any]:
    """Rows whose quarters are evidently each quarter's own money though running totals are expected; [] if not so."""
    if b.world.amounts.per_quarter or b.triwulan < 3:
        return []
    known, evident = _quarters(b), []
    for row, own, pagu in known:
        falls = any(later < earlier for earlier, later in zip(own, own[1:], strict=False))
        close = b.triwulan == 4 and len(own) == 4 and min(own) > 0 and own[-1] < _LATE * pagu
        if sum(own) <= pagu and max(own) < pagu and (falls or (close and sum(own) >= _SPENT * pagu)):
            evident.append(row)
    return evident if evident and len(evident) >= _MOST * len(known) else []


@check("ARI-41", PERIKSA, "Kolom realisasi anggaran berisi angka berjalan (setelan Berjalan)", _AS_TYPED)
def berisi_per_triwulan(b: Context) -> Iterator[Finding]:
    rows = b.remembered("tampak per triwulan", tampak_per_triwulan)
    if rows:
        row, last = rows[0], QUARTERS[b.triwulan - 1]
        total = sum(row[name] for name in QUARTERS[: b.triwulan])
        yield b.temuan(
            TABLE, row, last,
            uraian=f"Realisasi pada {len(rows)} baris tampaknya uang tiap triwulan, bukan angka berjalan: jumlah "
            f"triwulannya tidak melampaui pagu. {_names([row])}: yang dihitung {shown_money(row[last])}, jumlah "
            f"triwulannya {shown_money(total)}, pagunya {shown_money(row['_Pagu'])}.",
            perbaikan="Bila memang uang tiap triwulan, ubah realisasi_anggaran di Pengaturan menjadi Per Triwulan; "
            "bila angka berjalan, cocokkan triwulan yang turun dengan laporannya.",
            tertulis=row[last], seharusnya=total,
        )  # fmt: skip


@check("ARI-42", PERIKSA, "Kolom realisasi anggaran berisi uang tiap triwulan (setelan Per Triwulan)", _AS_TYPED)
def berisi_berjalan(b: Context) -> Iterator[Finding]:
    if not b.world.amounts.per_quarter or b.triwulan < 2:
        return
    known = _quarters(b)
    evident = [
        row for row, own, pagu in known if own == sorted(own) and own[-1] <= pagu < sum(own)
    ]  # fmt: skip
    if evident and len(evident) >= _MOST * len(known):
        row, last = evident[0], QUARTERS[b.triwulan - 1]
        total = sum(row[name] for name in QUARTERS[: b.triwulan])
        yield b.temuan(
            TABLE, row, last,
            uraian=f"Realisasi pada {len(evident)} baris tampaknya angka berjalan, padahal realisasi_anggaran berisi "
            f"Per Triwulan: jumlah triwulannya melampaui pagu. {_names([row])}: jumlahnya {shown_money(total)}, "
            f"pagunya {shown_money(row['_Pagu'])}, isi triwulan terakhir {shown_money(row[last])}.",
            perbaikan="Ubah realisasi_anggaran di Pengaturan menjadi Berjalan, atau isi uang tiap triwulan saja.",
            tertulis=total, seharusnya=row[last],
        )  # fmt: skip


# --- blocked money ---------------------------------------------------------------------------------------------------
@check("ARI-43", PERIKSA, "Realisasi anggaran tidak melampaui pagu efektif", _BLOCKED)
def lebih_pagu_efektif(b: Context) -> Iterator[Finding]:
    for row in _leaves(b):
        pagu, spent, free = row["_Pagu"], row["_Realisasi"], row["Pagu Efektif"]
        if is_number(row["Blokir"]) and is_number(pagu) and is_number(spent) and is_number(free):
            if pagu >= spent > free >= 0:
                yield b.temuan(
                    TABLE, row, "Blokir",
                    uraian=f"Realisasi {shown_money(spent)} melampaui pagu efektif {shown_money(free)} (pagu "
                    f"{shown_money(pagu)} dikurangi blokir {shown_money(row['Blokir'])}).",
                    perbaikan="Cocokkan blokirnya; mungkin sudah dibuka.", tertulis=row["Blokir"],
                )  # fmt: skip


@check("ARI-44", SALAH, "Blokir tidak melampaui pagu dan tidak negatif", _BLOCKED)
def blokir_lebih(b: Context) -> Iterator[Finding]:
    for row in _leaves(b):
        pagu, blocked = row["_Pagu"], row["Blokir"]
        if is_number(blocked) and (blocked < 0 or (is_number(pagu) and blocked > pagu)):
            against = f"pagu baris itu {shown_money(pagu)}" if is_number(pagu) else "tanpa pagu"
            yield b.temuan(
                TABLE, row, "Blokir", uraian=f"Blokir tertulis {shown_money(blocked)}, {against}.",
                perbaikan="Isi dana yang diblokir dari pagu baris itu, tanpa tanda minus.", tertulis=blocked,
            )  # fmt: skip
