"""Checks on meaning: what a name, a unit and a direction say against the numbers beside them.

Names are read by their words, so what they alone tell weighs Periksa; only a row that contradicts itself is Salah.
One cause gives one finding: a row whose direction is doubtful is not also told that its targets move the wrong way, a
comma that slipped is not also a capaian that is too high.
"""

from ..expr.values import is_number
from .finding import PERIKSA
from .indicator_facts import arah_dipakai, arah_salah, boleh_negatif, indikator, pilihan
from .makna_koma import diragukan, tergeser
from .registry import check, shown

ARAH = "CAP-01: Naik R / T, Turun (2T - R) / T; PermenPANRB 53/2014 Lampiran II"
RENSTRA = "PermenPANRB 53/2014: target menunjukkan perbaikan yang ingin dicapai"


# --- direction -------------------------------------------------------------------------------------------------------
def _gerak(satu):
    """(number of rises, number of falls) between the targets of successive years."""
    isi = list(satu.target.values())
    pasang = list(zip(isi, isi[1:], strict=False))
    return sum(b > a for a, b in pasang), sum(b < a for a, b in pasang)


@check("MKN-01", PERIKSA, "Arah sesuai dengan nama indikator", ARAH)
def arah_menurut_nama(b):
    for satu in indikator(b):
        seharusnya = arah_salah(satu)
        if not seharusnya:
            continue
        baik = "makin besar makin baik" if seharusnya == "Naik" else "makin kecil makin baik"
        tertulis = f"Arah tertulis {satu.arah}" if satu.arah else "Arah kosong dan dihitung sebagai Naik"
        naik, turun = _gerak(satu)
        catatan = ""
        if (turun if seharusnya == "Naik" else naik) and not (naik if seharusnya == "Naik" else turun):
            isi = list(satu.target.values())
            catatan = (
                f" Targetnya {'turun' if turun else 'naik'} dari {shown(isi[0])} ke {shown(isi[-1])}, jadi mungkin "
                "namanya yang keliru."
            )
        yield b.temuan(
            "tbl_renstra",
            satu.renstra,
            "Arah",
            uraian=f"{tertulis}, padahal nama '{satu.nama}' berarti {baik}.{catatan}",
            perbaikan=f"Pilih Arah {seharusnya}, atau betulkan nama indikatornya.",
            tertulis=satu.arah,
            seharusnya=seharusnya,
        )


def _target_terbalik(satu):
    """All targets move against the direction."""
    naik, turun = _gerak(satu)
    if satu.tipe == "Tingkat" or len(satu.target) < 3 or not satu.arah or arah_salah(satu):
        return False
    # Yearly output (20 dokumen, then 12) may well shrink.
    if satu.satuan == "terhitung" and satu.renstra["Jenis"] not in ("Tujuan", "Sasaran"):
        return False
    return (turun > 0 and not naik) if arah_dipakai(satu) == "Naik" else (naik > 0 and not turun)


@check("MKN-02", PERIKSA, "Target tiap tahun bergerak menurut Arah", RENSTRA)
def arah_menurut_target(b):
    for satu in indikator(b):
        if _target_terbalik(satu):
            isi = list(satu.target.values())
            naik = arah_dipakai(satu) == "Naik"
            yield b.temuan(
                "tbl_renstra",
                satu.renstra,
                "Arah",
                uraian=f"Arah {satu.sebut} tertulis {satu.arah}, padahal targetnya terus {'turun' if naik else 'naik'} "
                f"dari {shown(isi[0])} ke {shown(isi[-1])}.",
                perbaikan=f"Bila makin {'kecil' if naik else 'besar'} makin baik, pilih Arah "
                f"{'Turun' if naik else 'Naik'}; bila tidak, periksa targetnya.",
                tertulis=satu.arah,
            )


@check("MKN-03", PERIKSA, "Target tidak lebih rendah daripada kondisi awal", RENSTRA)
def kondisi_awal_lebih_baik(b):
    for satu in indikator(b):
        awal, isi = satu.renstra["Kondisi Awal"], list(satu.target.values())
        if not is_number(awal) or len(isi) < 2 or satu.tipe == "Tingkat":
            continue
        if arah_salah(satu) or _target_terbalik(satu) or tergeser(satu) or diragukan(b, satu.kode):
            continue
        naik = arah_dipakai(satu) == "Naik"
        if awal > max(isi) if naik else awal < min(isi):
            yield b.temuan(
                "tbl_renstra",
                satu.renstra,
                "Kondisi Awal",
                uraian=f"Kondisi Awal {satu.sebut} tertulis {shown(awal)}, sudah lebih baik daripada semua target "
                f"({shown(min(isi))} sampai {shown(max(isi))}).",
                perbaikan="Periksa kondisi awal dan targetnya; bila memang demikian, jelaskan alasannya di Renstra.",
                tertulis=awal,
            )


@check("MKN-04", PERIKSA, "Target satu tahun tidak mundur di antara target yang membaik", RENSTRA)
def target_mundur(b):
    for satu in indikator(b):
        if satu.tipe == "Tingkat" or satu.satuan == "terhitung" or not satu.arah or len(satu.target) < 4:
            continue
        if arah_salah(satu) or tergeser(satu) or diragukan(b, satu.kode):
            continue
        naik = arah_dipakai(satu) == "Naik"
        nama = list(satu.target)
        mundur = [
            (x, y) for x, y in zip(nama, nama[1:], strict=False)
            if (satu.target[y] < satu.target[x] if naik else satu.target[y] > satu.target[x])
        ]  # fmt: skip
        if len(mundur) == 1 and _gerak(satu)[0 if naik else 1] >= 2:
            x, y = mundur[0]
            yield b.temuan(
                "tbl_renstra",
                satu.renstra,
                y,
                uraian=f"{y} {satu.sebut} tertulis {shown(satu.target[y])}, lebih {'rendah' if naik else 'tinggi'} "
                f"daripada {x} {shown(satu.target[x])}, padahal Arah {satu.arah} dan target tahun lainnya membaik.",
                perbaikan="Periksa kedua target itu; mungkin tertukar atau salah ketik.",
                tertulis=satu.target[y],
            )


# --- targets that measure nothing ------------------------------------------------------------------------------------
@check("MKN-05", PERIKSA, "Target bukan nol", "CAP-01: capaian terhadap target 0 adalah N/A")
def target_nol(b):
    for satu in indikator(b):
        nol = [k for k, v in satu.target.items() if v == 0]
        if nol and arah_dipakai(satu) == "Naik" and satu.tipe != "Tingkat" and not boleh_negatif(satu):
            semua = ", ".join(k.removeprefix("Target ") for k in nol)
            yield b.temuan(
                "tbl_renstra",
                satu.renstra,
                nol[0],
                uraian=f"Target {satu.sebut} tertulis 0 untuk tahun {semua}; capaian terhadap target 0 tidak dapat "
                "dihitung.",
                perbaikan="Isi targetnya, atau tulis N/A bila tahun itu memang tanpa target.",
                tertulis=0,
            )
    for satu in b.rows("tbl_pk"):
        milik = b.indikator(satu["Kode"])
        if not is_number(satu["Target"]) or satu["Target"] != 0 or milik is None:
            continue
        tahun_ini = milik.get(f"Target {b.tahun}")
        sudah = is_number(tahun_ini) and tahun_ini == 0  # told at Renstra
        if sudah or pilihan(milik["Arah"]) == "Turun" or pilihan(milik["Tipe"]) == "Tingkat":
            continue
        yield b.temuan(
            "tbl_pk", satu, "Target",
            uraian=f"Target PK indikator {satu['Kode']} tertulis 0; capaian terhadap target 0 tidak dapat dihitung.",
            perbaikan="Isi target yang ditandatangani, atau tulis N/A bila memang tanpa target.", tertulis=0,
        )  # fmt: skip


@check("MKN-06", PERIKSA, "Target 0 yang tidak tercapai dijelaskan", "CAP-01")
def capaian_tak_terhitung(b):
    for satu in indikator(b):
        for u in satu.ukur:
            t, r = u["_T0"], u["_R0"]
            if not is_number(t) or not is_number(r) or satu.tipe == "Tingkat":
                continue
            if t == 0 and r != 0 or t < 0 and not is_number(u["Capaian"]):
                now = u["Capaian"]
                stands = f"menjadi {shown(now * 100)}%" if is_number(now) else "N/A dan tidak ikut rata-rata"
                yield b.temuan(
                    "tbl_pengukuran", u, "Target",
                    uraian=f"Target {satu.sebut} {shown(t)} dan realisasinya {shown(r)}: tidak dapat dibagi, sehingga "
                    f"menurut target_nol capaiannya {stands}.",
                    perbaikan="Jelaskan di Analisis; cara lain dapat dipilih di Pengaturan (target_nol).", tertulis=t,
                )  # fmt: skip
