"""Checks on the quarters: running totals that fall, quarters against the year; and shares above their whole."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..compute.blank_quarters import blank_quarters
from ..compute.book import Cells
from ..compute.growing import last_planned
from ..compute.indicators import unplanned
from ..compute.key import blank
from ..expr.functions import is_blank_mark
from ..expr.values import bulatkan, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..schema.choices import ROMAWI, TRIWULAN
from .aritmetika import REALISASI, sesudah_berjalan, turun
from .belum_diukur import without_target
from .finding import PERIKSA, SALAH, Finding
from .indicator_facts import boleh_lebih, pilihan
from .konsistensi import names_in
from .makna_koma import diragukan
from .registry import Context, check, shown

TARGET = tuple(f"Target TW{n}" for n in TRIWULAN)
DASAR = "Pengukuran triwulan: TRW-02 dan TRW-03"
BAGIAN = "Persentase adalah bagian dari penyebut"


# --- quarters of the performance -------------------------------------------------------------------------------------
def _named(one: Cells) -> str:
    return f"indikator {one['Kode']}"


def _berkode(b: Context) -> list[Cells]:
    return [s for s in b.rows("tbl_pengukuran") if not blank(s["Kode"])]


@check("ARI-21", PERIKSA, "Target dan realisasi Kumulatif tidak turun dari triwulan ke triwulan", DASAR)
def kumulatif_turun(b: Context) -> Iterator[Finding]:
    for one in _berkode(b):
        arah, tipe = pilihan(one["Arah"]), pilihan(one["Tipe"])
        if pilihan(one["Sifat"]) != "Kumulatif" or arah == "Turun" or tipe in ("Tingkat", "Tanggal"):
            continue
        for column in (TARGET, REALISASI[: b.triwulan]):
            for lalu, kini in turun(one, column):
                if {one[lalu], one[kini]} & diragukan(b, one["Kode"]):
                    continue
                yield b.temuan(
                    "tbl_pengukuran",
                    one,
                    kini,
                    uraian=f"{kini} {_named(one)} tertulis {shown(one[kini])}, lebih kecil daripada {lalu} "
                    f"{shown(one[lalu])}, padahal Sifat Kumulatif (angka berjalan).",
                    perbaikan="Betulkan triwulan yang keliru. Bila yang diisi angka tiap triwulan, pilih Sifat "
                    "Akumulasi; bila keadaan terakhir yang boleh turun, pilih Posisi Akhir.",
                    tertulis=one[kini],
                )


_OWN_SHARE = (0.5, 1.5)
"""Of a quarter's share of the target: what a value is that was filled in for the quarter alone."""
_WHOLE = (0.7, 1.3)
"""Of the target to date: what the values come to then."""
_HALF_WAY = 0.6
"""Of the target to date: what the last value is at most, when it is taken as the running total."""


@check("ARI-29", PERIKSA, "Realisasi Kumulatif adalah angka berjalan, bukan angka tiap triwulan", DASAR)
def values_of_each_quarter(b: Context) -> Iterator[Finding]:
    """From the third quarter on, where each value is near the quarter's own share of the target, and they add up to
    the target. Values that fall are told by ARI-21, but for what is better the smaller it is."""
    n = b.triwulan
    for one in _berkode(b) if n > 2 else ():
        if pilihan(one["Sifat"]) != "Kumulatif" or pilihan(one["Tipe"]) in ("Tingkat", "Tanggal"):
            continue
        values, targets = ([one[f"{name}{k}"] for k in TRIWULAN[:n]] for name in ("_M", "_N"))
        if not all(map(is_number, [*values, *targets])):
            continue
        shares = [now - before for now, before in zip(targets, [0, *targets], strict=False)]
        falls = any(now < before for before, now in pairwise(values)) and pilihan(one["Arah"]) != "Turun"
        if min(shares) <= 0 or falls or values[-1] > _HALF_WAY * targets[-1]:
            continue
        near = all(_OWN_SHARE[0] * s <= v <= _OWN_SHARE[1] * s for v, s in zip(values, shares, strict=True))
        total = bulatkan(sum(values), 10)
        if not near or not _WHOLE[0] * targets[-1] <= total <= _WHOLE[1] * targets[-1]:
            continue
        yield b.temuan(
            "tbl_pengukuran", one, "Sifat",
            uraian=f"Realisasi {_named(one)} sampai TW{n} ({', '.join(map(shown, values))}) dekat dengan bagian target "
            f"tiap triwulannya ({', '.join(shown(bulatkan(s, 10)) for s in shares)}) dan berjumlah {shown(total)}, "
            f"padahal Sifat Kumulatif: yang dipakai hanya Realisasi TW{n} {shown(values[-1])} terhadap "
            f"{shown(targets[-1])}.",
            perbaikan="Bila yang diisi angka tiap triwulan, isi angka berjalannya sejak Januari, atau pilih Sifat "
            "Akumulasi dan isi target tiap triwulannya; bila memang angka berjalan, tulis alasannya di lembar Temuan.",
            tertulis=one["Sifat"],
        )  # fmt: skip


@check("ARI-22", SALAH, "Target triwulan IV sama dengan target tahun (Kumulatif dan Posisi Akhir)", DASAR)
def target_tw4(b: Context) -> Iterator[Finding]:
    for one in _berkode(b):
        if pilihan(one["Sifat"]) not in ("Kumulatif", "Posisi akhir") or blank(one["Target TW4"]):
            continue
        tw4, tahun = one["_T4"], one["_T0"]
        unit = _unit(one)
        if is_number(tw4) and is_number(tahun) and abs(tw4 - tahun) > unit / 2 + 1e-9 * max(1, abs(tahun)):
            if {tw4, tahun} & diragukan(b, one["Kode"]):
                continue
            written, year = shown(one["Target TW4"]), shown(one["Target"])
            wanted, same, right = "", "Samakan Target TW4 dengan target tahun", one["Target"]
            if unit:  # what stands in the quarters is a numerator
                right = bulatkan(tahun / unit, 10)
                sign = "%" if pilihan(one["Tipe"]) == "Persen" else ""
                whole = shown(one["Penyebut Tetap"])
                wanted = f"; seharusnya {shown(right)} ({year}{sign} dari Penyebut Tetap {whole})"
                same = f"Tulis {shown(right)} di Target TW4, karena isinya pembilang"
            yield b.temuan(
                "tbl_pengukuran", one, "Target TW4",
                uraian=f"Target TW4 {_named(one)} tertulis {written}, sedangkan target tahun menurut "
                f"{one['Sumber Target']} {year}{wanted}.",
                perbaikan=f"{same}, atau betulkan targetnya di {_asal(one)}.",
                tertulis=one["Target TW4"], seharusnya=right,
            )  # fmt: skip


def _unit(one: Cells) -> float:
    """What one more in the numerator adds to an indicator with a Penyebut Tetap (TGT-07); 0 without one.

    Numerators are counted in wholes, so a target of the year may stand half of one from theirs.
    """
    fixed = one["Penyebut Tetap"]
    return (100 if pilihan(one["Tipe"]) == "Persen" else 1) / fixed if is_number(fixed) and fixed > 0 else 0


def _is_unusable(fixed: Any) -> bool:
    """Whether something stands as Penyebut Tetap that cannot divide; that is told by itself."""
    return not is_blank_mark(fixed) and not (is_number(fixed) and fixed > 0)


def _asal(one: Cells) -> str:
    return "Renstra" if one["Sumber Target"] == "Renstra" else "PK"


def _desimal(number: float) -> int:
    return len(f"{number:.10f}".rstrip("0").partition(".")[2])


@check("ARI-23", SALAH, "Jumlah target empat triwulan sama dengan target tahun (Akumulasi)", DASAR)
def target_akumulasi(b: Context) -> Iterator[Finding]:
    for one in _berkode(b):
        values = [one[k] for k in TARGET]
        tahun = one["_T0"]
        kind = pilihan(one["Tipe"])
        if pilihan(one["Sifat"]) != "Akumulasi" or kind in ("Tingkat", "Tanggal") or not is_number(tahun):
            continue
        berangka = [x for x in values if is_number(x)]
        hampa = [k for k, x in zip(TARGET, values, strict=True) if blank(x) or is_not_available_mark(x)]
        if len(berangka) < 2 or len(berangka) + len(hampa) < 4 or _is_unusable(one["Penyebut Tetap"]):
            continue
        total = bulatkan(sum(berangka), 10)
        unit = _unit(one)
        wanted = bulatkan(tahun / unit, 10) if unit else tahun
        allowed = 0.5 if unit else _toleransi(berangka, tahun)
        if abs(total - wanted) <= allowed or {*berangka, tahun} & diragukan(b, one["Kode"]):
            continue
        rincian = f"{shown(total)} ({' + '.join(shown(x) for x in berangka)})"
        target = f"target tahun menurut {one['Sumber Target']} {shown(tahun)}"
        if unit:
            target += f", yaitu {shown(wanted)} dari Penyebut Tetap {shown(one['Penyebut Tetap'])}"
        if hampa:
            yield b.temuan(
                "tbl_pengukuran",
                one,
                hampa[0],
                uraian=f"{hampa[0]} {_named(one)} {shown(one[hampa[0]])}, sedangkan target triwulan yang terisi "
                f"berjumlah {rincian}, tidak sama dengan {target}.",
                perbaikan=f"Isi {' dan '.join(hampa)}, atau betulkan target yang sudah terisi; tulis 0 bila memang "
                "tanpa target.",
                tertulis=total,
                seharusnya=wanted,
                berat=PERIKSA,
            )
            continue
        saran = ""
        if values[3] == wanted:
            saran = " Target TW4 sudah sama dengan target tahun, jadi Sifatnya mungkin Kumulatif atau Posisi Akhir."
        yield b.temuan(
            "tbl_pengukuran",
            one,
            "Target TW4",
            uraian=f"Target triwulan {_named(one)} berjumlah {rincian}, sedangkan {target}.",
            perbaikan=f"Betulkan target triwulan yang keliru, atau Sifat-nya.{saran}",
            tertulis=total,
            seharusnya=wanted,
        )


def _toleransi(target: Sequence[Any], tahun: Any) -> float:
    """How far the sum of rounded targets may stand from the year's: half of the last written digit of each.

    Whole numbers were not rounded, unless the year's target is not whole itself.
    """
    desimal = max(_desimal(x) for x in target)
    if desimal == 0 and tahun % 1 == 0:
        return 1e-9
    return float(0.5 * sum(x != 0 for x in target) * 10**-desimal + 1e-9)


@check("ARI-24", PERIKSA, "Realisasi Akumulasi tidak melompati triwulan yang bertarget", DASAR)
def akumulasi_terlewat(b: Context) -> Iterator[Finding]:
    for one in _berkode(b):
        if pilihan(one["Sifat"]) != "Akumulasi" or pilihan(one["Tipe"]) == "Tanggal":  # days are not added (KON-86)
            continue
        filled = [n for n in TRIWULAN[: b.triwulan] if is_number(one[f"Realisasi TW{n}"])]
        for n in TRIWULAN[: filled[-1] - 1] if filled else ():
            target = one[f"Target TW{n}"]
            if blank(one[f"Realisasi TW{n}"]) and is_number(target) and target > 0:
                yield b.temuan(
                    "tbl_pengukuran", one, f"Realisasi TW{n}",
                    uraian=f"Realisasi TW{n} {_named(one)} kosong, padahal targetnya {shown(target)} dan Realisasi "
                    f"TW{filled[-1]} sudah terisi; triwulan itu tidak ikut dijumlahkan.",
                    perbaikan=f"Isi Realisasi TW{n}; tulis 0 bila memang belum ada hasilnya.",
                )  # fmt: skip


@check("ARI-28", PERIKSA, "Triwulan yang bertarget tidak dijawab N/A atau -", DASAR)
def planned_not_available(b: Context) -> Iterator[Finding]:
    """Planned quarters that hold N/A or -, on which what was reached rests: one finding a row; blank ones are told by
    ARI-24 and KON-19."""
    by_row: dict[int, tuple[Cells, list[int]]] = {}
    for one, quarter in blank_quarters(b.world):
        if not blank(one[f"Realisasi TW{quarter}"]):
            by_row.setdefault(one["#nomor"], (one, []))[1].append(quarter)
    for one, quarters in by_row.values():
        adds, column = pilihan(one["Sifat"]) == "Akumulasi", f"Realisasi TW{quarters[0]}"
        told = " dan ".join(f"Realisasi TW{n}" for n in quarters)
        rest = "jumlahnya tanpa triwulan itu" if adds else "yang dipakai masih angka triwulan sebelumnya"
        yield b.temuan(
            "tbl_pengukuran", one, column,
            uraian=f"{told} {_named(one)} tertulis {one[column]}, padahal bertarget "
            f"{' dan '.join(shown(one[f'Target TW{n}']) for n in quarters)}: {rest}, sehingga realisasi dan "
            "capaiannya sementara.",
            perbaikan="Isi angkanya; tulis 0 bila memang tidak ada hasilnya. Bila triwulan itu memang tidak diukur, "
            "kosongkan targetnya.",
            tertulis=one[column],
        )  # fmt: skip


@check("ARI-25", PERIKSA, "Triwulan sesudah triwulan berjalan belum berisi realisasi kinerja", "SET-01")
def kinerja_sesudah_berjalan(b: Context) -> Iterator[Finding]:
    yield from sesudah_berjalan(b, "tbl_pengukuran", _berkode(b))


def _measured(one: Cells, value: Any) -> bool:
    """Whether a cell says what was reached: a number or a label; a remark (Diukur di TW IV) says that nothing was."""
    return is_number(value) or pilihan(one["Tipe"]) == "Tingkat" and not without_target(value)


@check("ARI-26", PERIKSA, "Realisasi hanya pada triwulan yang direncanakan", DASAR)
def realisasi_tanpa_rencana(b: Context) -> Iterator[Finding]:
    for n in TRIWULAN[: b.triwulan]:
        diisi = [s for s in _berkode(b) if not is_blank_mark(s[f"Realisasi TW{n}"]) and unplanned(s, n)]
        berisi = [s for s in diisi if _measured(s, s[f"Realisasi TW{n}"])]
        if berisi:
            yield b.temuan(
                "tbl_pengukuran", berisi[0], f"Realisasi TW{n}",
                uraian=f"Realisasi TW{n} indikator {names_in(s['Kode'] for s in berisi)} terisi, padahal sampai "
                f"triwulan itu tidak ada target, sedangkan triwulan lain bertarget; Lap TW {ROMAWI[n]} mencetaknya "
                "sebagai -.",
                perbaikan=f"Isi Target TW{n} bila memang direncanakan; bila tidak, kosongkan realisasinya, atau "
                "biarkan: angkanya tetap dipakai sebagai realisasi tahun itu.",
                tertulis=berisi[0][f"Realisasi TW{n}"],
            )  # fmt: skip
        yield from _judged_earlier(b, n)


def _judged_earlier(b: Context, n: int) -> Iterator[Finding]:
    """A realisasi beside a blank target: until the year's end capaian is by an earlier quarter's target and realisasi
    (CAP-04), so that it does not show in it."""
    rows = [s for s in _berkode(b) if is_number(s[f"Realisasi TW{n}"]) and is_blank_mark(s[f"Target TW{n}"])]
    rows = [s for s in rows if n < 4 and 0 < last_planned(s, n) < n]
    if rows:
        last = last_planned(rows[0], n)
        yield b.temuan(
            "tbl_pengukuran", rows[0], f"Realisasi TW{n}",
            uraian=f"Realisasi TW{n} indikator {names_in(s['Kode'] for s in rows)} terisi, padahal Target TW{n} "
            f"kosong; capaiannya pada Triwulan {ROMAWI[n]} masih menurut triwulan terakhir yang bertarget "
            f"({rows[0]['Kode']}: TW {ROMAWI[last]}).",
            perbaikan=f"Isi Target TW{n} bila memang direncanakan; bila tidak, kosongkan realisasinya, atau biarkan.",
            tertulis=rows[0][f"Realisasi TW{n}"],
        )  # fmt: skip


@check("ARI-27", SALAH, "Penyebut Tetap dapat dipakai membagi", "TGT-07")
def fixed_denominator(b: Context) -> Iterator[Finding]:
    for one in _berkode(b):
        fixed = one["Penyebut Tetap"]
        if pilihan(one["Tipe"]) == "Tingkat":
            continue
        if is_not_available_mark(fixed) or (is_number(fixed) and fixed <= 0):
            yield b.temuan(
                "tbl_pengukuran", one, "Penyebut Tetap",
                uraian=f"Penyebut Tetap {_named(one)} tertulis {shown(fixed)}, sehingga target dan realisasi "
                "triwulannya tidak dapat dibagi dan capaiannya tidak dapat dihitung.",
                perbaikan="Isi penyebutnya; kosongkan bila angka triwulannya sudah berupa nilai indikatornya sendiri.",
                tertulis=fixed,
            )  # fmt: skip
        elif blank(fixed) and pilihan(one["Tipe"]) == "Persen":
            yield from _numerators(b, one)


def _numerators(b: Context, one: Cells) -> Iterator[Finding]:
    """Quarters of a percentage that add up to a multiple of its target: numerators whose denominator is not given."""
    year, values = one["_T0"], [one[column] for column in TARGET]
    reached = one["_T4"]
    if not (is_number(year) and 0 < year <= 100 and is_number(reached) and reached > 100):
        return
    if boleh_lebih(one["Indikator"]) or reached < 1.5 * year or not any(map(is_number, values)):
        return
    yield b.temuan(
        "tbl_pengukuran", one, "Penyebut Tetap",
        uraian=f"Target triwulan {_named(one)} sampai TW IV {shown(reached)}%, sedangkan target tahunnya "
        f"{shown(year)}%: angka triwulannya tampak pembilang, tetapi Penyebut Tetap kosong.",
        perbaikan="Isi Penyebut Tetap; bila angka triwulannya memang persen, betulkan target triwulan atau Sifatnya.",
        berat=PERIKSA,
    )  # fmt: skip


# --- shares ----------------------------------------------------------------------------------------------------------
@check("ARI-31", PERIKSA, "Pembilang tidak lebih besar daripada penyebut", BAGIAN)
def pembilang_lebih(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        above, below = one["Nilai Pembilang"], one["Nilai Penyebut"]
        if pilihan(one["Jenis"]) == "Persentase" and is_number(above) and is_number(below):
            if above > below > 0 and not boleh_lebih(one["Indikator"]):
                yield b.temuan(
                    "tbl_iki",
                    one,
                    "Nilai Pembilang",
                    uraian=f"Nilai Pembilang {shown(above)} lebih besar daripada Nilai Penyebut {shown(below)}, "
                    f"sehingga persentasenya {shown(bulatkan(100 * above / below, 2))}%.",
                    perbaikan="Periksa kedua angkanya; mungkin tertukar.",
                    tertulis=above,
                )
    for one in b.rows("tbl_data_dukung"):
        above, below, milik = one["Pembilang"], one["Penyebut"], b.indikator(one["Kode"])
        if milik is None or pilihan(milik["Tipe"]) != "Persen" or boleh_lebih(milik["Indikator"]):
            continue
        if is_number(above) and is_number(below) and above > below > 0:
            yield b.temuan(
                "tbl_data_dukung",
                one,
                "Pembilang",
                uraian=f"Pembilang {shown(above)} lebih besar daripada Penyebut {shown(below)} pada "
                f"'{str(one['Uraian'] or '')[:60]}'.",
                perbaikan="Periksa kedua angkanya; mungkin tertukar.",
                tertulis=above,
            )


@check("ARI-32", PERIKSA, "Penyebut persentase tidak nol", "Persentase adalah pembilang dibagi penyebut")
def penyebut_nol(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        below = one["Nilai Penyebut"]
        if pilihan(one["Jenis"]) == "Persentase" and is_number(below) and below == 0:
            yield b.temuan(
                "tbl_iki",
                one,
                "Nilai Penyebut",
                uraian="Nilai Penyebut tertulis 0, sehingga realisasinya tidak dapat dihitung (N/A).",
                perbaikan="Isi penyebutnya; bila tahun ini memang tidak ada yang dihitung, kosongkan dan jelaskan.",
                tertulis=0,
            )
