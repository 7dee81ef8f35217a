"""Checks on meaning: what a name, a unit and a direction say against the numbers beside them.

Names are read by their words, so what they alone tell weighs Periksa; only a row that contradicts itself is Salah.
One cause gives one finding: a row whose direction is doubtful is not also told that its targets move the wrong way, a
comma that slipped is not also a capaian that is too high.
"""

from collections.abc import Iterator

from ..expr.values import is_number
from .finding import PERIKSA, Finding
from .indicator_facts import Indikator, arah_dipakai, arah_salah, boleh_negatif, indikator, pilihan
from .makna_koma import diragukan, tergeser
from .registry import Context, check, shown

ARAH = "CAP-01: Naik R / T, Turun (2T - R) / T; PermenPANRB 53/2014 Lampiran II"
RENSTRA = "PermenPANRB 53/2014: target menunjukkan perbaikan yang ingin dicapai"


# --- direction -------------------------------------------------------------------------------------------------------
def _gerak(one: Indikator) -> tuple[int, int]:
    """(number of rises, number of falls) between the targets of successive years."""
    contents = list(one.target.values())
    pasang = list(zip(contents, contents[1:], strict=False))
    return sum(b > a for a, b in pasang), sum(b < a for a, b in pasang)


@check("MKN-01", PERIKSA, "Arah sesuai dengan nama indikator", ARAH)
def arah_against_name(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        seharusnya = arah_salah(one)
        if not seharusnya:
            continue
        baik = "makin besar makin baik" if seharusnya == "Naik" else "makin kecil makin baik"
        tertulis = f"Arah tertulis {one.arah}" if one.arah else "Arah kosong dan dihitung sebagai Naik"
        rise, fall = _gerak(one)
        note = ""
        if (fall if seharusnya == "Naik" else rise) and not (rise if seharusnya == "Naik" else fall):
            contents = list(one.target.values())
            note = (
                f" Targetnya {'turun' if fall else 'naik'} dari {shown(contents[0])} ke {shown(contents[-1])}, jadi "
                "mungkin namanya yang keliru."
            )
        yield b.temuan(
            "tbl_renstra",
            one.renstra,
            "Arah",
            uraian=f"{tertulis}, padahal nama '{one.nama}' berarti {baik}.{note}",
            perbaikan=f"Pilih Arah {seharusnya}, atau betulkan nama indikatornya.",
            tertulis=one.arah,
            seharusnya=seharusnya,
        )


def _target_terbalik(one: Indikator) -> bool:
    """All targets move against the direction."""
    rise, fall = _gerak(one)
    if one.tipe == "Tingkat" or len(one.target) < 3 or not one.arah or arah_salah(one):
        return False
    # Yearly output (20 dokumen, then 12) may well shrink.
    if one.satuan == "terhitung" and one.renstra["Jenis"] not in ("Tujuan", "Sasaran"):
        return False
    return (fall > 0 and not rise) if arah_dipakai(one) == "Naik" else (rise > 0 and not fall)


@check("MKN-02", PERIKSA, "Target tiap tahun bergerak menurut Arah", RENSTRA)
def arah_menurut_target(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        if _target_terbalik(one):
            contents = list(one.target.values())
            rise = arah_dipakai(one) == "Naik"
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                "Arah",
                uraian=f"Arah {one.sebut} tertulis {one.arah}, padahal targetnya terus {'turun' if rise else 'naik'} "
                f"dari {shown(contents[0])} ke {shown(contents[-1])}.",
                perbaikan=f"Bila makin {'kecil' if rise else 'besar'} makin baik, pilih Arah "
                f"{'Turun' if rise else 'Naik'}; bila tidak, periksa targetnya.",
                tertulis=one.arah,
            )


@check("MKN-03", PERIKSA, "Target tidak lebih rendah daripada kondisi awal", RENSTRA)
def kondisi_awal_lebih_baik(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        start, value = one.renstra["Kondisi Awal"], list(one.target.values())
        if not is_number(start) or len(value) < 2 or one.tipe == "Tingkat":
            continue
        if arah_salah(one) or _target_terbalik(one) or tergeser(one) or diragukan(b, one.kode):
            continue
        rise = arah_dipakai(one) == "Naik"
        if start > max(value) if rise else start < min(value):
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                "Kondisi Awal",
                uraian=f"Kondisi Awal {one.sebut} tertulis {shown(start)}, sudah lebih baik daripada semua target "
                f"({shown(min(value))} sampai {shown(max(value))}).",
                perbaikan="Periksa kondisi awal dan targetnya; bila memang demikian, jelaskan alasannya di Renstra.",
                tertulis=start,
            )


@check("MKN-04", PERIKSA, "Target satu tahun tidak mundur di antara target yang membaik", RENSTRA)
def target_mundur(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        if one.tipe == "Tingkat" or one.satuan == "terhitung" or not one.arah or len(one.target) < 4:
            continue
        if arah_salah(one) or tergeser(one) or diragukan(b, one.kode):
            continue
        rise = arah_dipakai(one) == "Naik"
        names = list(one.target)
        mundur = [
            (x, y) for x, y in zip(names, names[1:], strict=False)
            if (one.target[y] < one.target[x] if rise else one.target[y] > one.target[x])
        ]  # fmt: skip
        if len(mundur) == 1 and _gerak(one)[0 if rise else 1] >= 2:
            x, y = mundur[0]
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                y,
                uraian=f"{y} {one.sebut} tertulis {shown(one.target[y])}, lebih {'rendah' if rise else 'tinggi'} "
                f"daripada {x} {shown(one.target[x])}, padahal Arah {one.arah} dan target tahun lainnya membaik.",
                perbaikan="Periksa kedua target itu; mungkin tertukar atau salah ketik.",
                tertulis=one.target[y],
            )


# --- targets that measure nothing ------------------------------------------------------------------------------------
@check("MKN-05", PERIKSA, "Target bukan nol", "CAP-01: capaian terhadap target 0 adalah N/A")
def target_nol(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        nol = [k for k, v in one.target.items() if v == 0]
        if nol and arah_dipakai(one) == "Naik" and one.tipe != "Tingkat" and not boleh_negatif(one):
            every = ", ".join(k.removeprefix("Target ") for k in nol)
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                nol[0],
                uraian=f"Target {one.sebut} tertulis 0 untuk tahun {every}; capaian terhadap target 0 tidak dapat "
                "dihitung.",
                perbaikan="Isi targetnya, atau tulis N/A bila tahun itu memang tanpa target.",
                tertulis=0,
            )
    for agreed in b.rows("tbl_pk"):
        milik = b.indikator(agreed["Kode"])
        if not is_number(agreed["Target"]) or agreed["Target"] != 0 or milik is None:
            continue
        tahun_ini = milik.get(f"Target {b.tahun}")
        sudah = is_number(tahun_ini) and tahun_ini == 0  # told at Renstra
        if sudah or pilihan(milik["Arah"]) == "Turun" or pilihan(milik["Tipe"]) == "Tingkat":
            continue
        yield b.temuan(
            "tbl_pk", agreed, "Target",
            uraian=f"Target PK indikator {agreed['Kode']} tertulis 0; capaian terhadap target 0 tidak dapat dihitung.",
            perbaikan="Isi target yang ditandatangani, atau tulis N/A bila memang tanpa target.", tertulis=0,
        )  # fmt: skip


@check("MKN-06", PERIKSA, "Target 0 yang tidak tercapai dijelaskan", "CAP-01")
def capaian_tak_terhitung(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        for u in one.ukur:
            t, r = u["_T0"], u["_R0"]
            if not is_number(t) or not is_number(r) or one.tipe == "Tingkat":
                continue
            if t == 0 and r != 0 or t < 0 and not is_number(u["Capaian"]):
                now = u["Capaian"]
                stands = f"menjadi {shown(now * 100)}%" if is_number(now) else "N/A dan tidak ikut rata-rata"
                yield b.temuan(
                    "tbl_pengukuran", u, "Target",
                    uraian=f"Target {one.sebut} {shown(t)} dan realisasinya {shown(r)}: tidak dapat dibagi, sehingga "
                    f"menurut target_nol capaiannya {stands}.",
                    perbaikan="Jelaskan di Analisis; cara lain dapat dipilih di Pengaturan (target_nol).", tertulis=t,
                )  # fmt: skip
