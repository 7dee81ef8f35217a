"""Checks on meaning: what a name, a unit and a direction say against the numbers beside them.

Names are read by their words, so what they alone tell weighs Periksa; only a row that contradicts itself is Salah.
One cause gives one finding: a row whose direction is doubtful is not also told that its targets move the wrong way, a
comma that slipped is not also a capaian that is too high.
"""

from collections.abc import Iterator

from ..expr.values import is_number
from ..rules.tanggal import day_number
from .finding import PERIKSA, Finding
from .indicator_facts import Indikator, arah_dipakai, arah_salah, boleh_negatif, has_two_ends, indikator, pilihan
from .makna_koma import diragukan, lebih_dari_seratus, tergeser
from .registry import Context, check, shown

ARAH = "CAP-01: Naik R / T, Turun (2T - R) / T; PermenPANRB 53/2014 Lampiran II"
UNORDERED = ("Tingkat", "Tanggal")
"""Kinds whose targets tell no direction: scores, and days, which move on with the years."""
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
    if one.tipe in UNORDERED or len(one.target) < 3 or not one.arah or arah_salah(one):
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
        if not is_number(start) or len(value) < 2 or one.tipe in UNORDERED:
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


def _day_of_its_year(column: str, day: float) -> float:
    """How many days after the end of the year before its column's (``Target 2025``) a day falls."""
    end = day_number(f"31-12-{int(column.removeprefix('Target ')) - 1}")
    return day - (end or 0)


def _menyimpang(one: Indikator) -> tuple[str, str] | None:
    """``(column, its neighbours)`` of the target that is far off them while they are near each other; None without.

    The first and the last year have one neighbour and are asked for more.
    """
    names, value = list(one.target), list(one.target.values())
    if one.tipe == "Tanggal":
        value = [_day_of_its_year(name, day) for name, day in one.target.items()]
    if one.tipe == "Tingkat" or one.satuan == "terhitung" or len(value) < 5:
        return None
    tell = [shown(v) for v in one.target.values()]
    found, told = [], {column for _, _, column, _ in lebih_dari_seratus(one).values()}
    for i, v in enumerate(value):
        if names[i] in told:
            continue
        rest = value[:i] + value[i + 1 :]
        usual = max(abs(y - x) for x, y in zip(rest, rest[1:], strict=False))
        beside = value[max(i - 1, 0) : i] + value[i + 1 : i + 2]
        off = max(0, min(beside) - v, v - max(beside))
        within = len(beside) > 1
        if off > 0.1 * abs(beside[0]) and off > (3 if within else 5) * usual and (within or usual) and v:
            found.append((off, names[i], " dan ".join(tell[max(i - 1, 0) : i] + tell[i + 1 : i + 2])))
    if not found:
        return None
    _, column, beside_it = max(found)
    everything = one.tipe == "Persen" and column == names[-1] and value[-1] == 100  # reached in the last year
    return None if everything else (column, beside_it)


def _mundur(one: Indikator) -> tuple[str, str] | None:
    """The one step backward among targets that get better: the column before it, and its own."""
    if one.tipe in UNORDERED or one.satuan == "terhitung" or not one.arah or len(one.target) < 4:
        return None
    rise = arah_dipakai(one) == "Naik"
    names = list(one.target)
    mundur = [
        (x, y) for x, y in zip(names, names[1:], strict=False)
        if (one.target[y] < one.target[x] if rise else one.target[y] > one.target[x])
    ]  # fmt: skip
    return mundur[0] if len(mundur) == 1 and _gerak(one)[0 if rise else 1] >= 2 else None


@check("MKN-04", PERIKSA, "Target satu tahun sejalan dengan target tahun-tahun di sekitarnya", RENSTRA)
def target_mundur(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        if arah_salah(one) or tergeser(one) or diragukan(b, one.kode):
            continue
        mundur, menyimpang = _mundur(one), _menyimpang(one)
        names = list(one.target)
        if menyimpang is not None and (mundur is None or menyimpang[0] not in (names[0], names[-1])):
            column, beside = menyimpang
            yield b.temuan(
                "tbl_renstra", one.renstra, column,
                uraian=f"{column} {one.sebut} tertulis {shown(one.target[column])}, jauh dari target di sekitarnya "
                f"({beside}), sedangkan target tahun lainnya berdekatan.",
                perbaikan="Periksa target tahun itu; mungkin tertukar, salah ketik, atau milik indikator lain.",
                tertulis=one.target[column],
            )  # fmt: skip
        elif mundur is not None:
            x, y = mundur
            way = "rendah" if arah_dipakai(one) == "Naik" else "tinggi"
            yield b.temuan(
                "tbl_renstra",
                one.renstra,
                y,
                uraian=f"{y} {one.sebut} tertulis {shown(one.target[y])}, lebih {way} daripada {x} "
                f"{shown(one.target[x])}, padahal Arah {one.arah} dan target tahun lainnya membaik.",
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
            if not is_number(t) or not is_number(r) or one.tipe == "Tingkat" or has_two_ends(u, 0):
                continue
            # The capaian to date is what is averaged; that of the year waits for its end (docs/adr/0081).
            now = u["Capaian Berjalan"]
            if t == 0 and r != 0 or t < 0 and not is_number(now):
                stands = f"menjadi {shown(now * 100)}%" if is_number(now) else "N/A dan tidak ikut rata-rata"
                yield b.temuan(
                    "tbl_pengukuran", u, "Target",
                    uraian=f"Target {one.sebut} {shown(t)} dan realisasinya {shown(r)}: tidak dapat dibagi, sehingga "
                    f"menurut target_nol capaiannya {stands}.",
                    perbaikan="Jelaskan di Analisis; cara lain dapat dipilih di Pengaturan (target_nol).", tertulis=t,
                )  # fmt: skip
