"""Checks on meaning: what a name, a unit and a direction say against the numbers beside them.

Names are read by their words, so what they alone tell weighs Periksa; only a row that contradicts itself is Salah.
One cause gives one finding: a row whose direction is doubtful is not also told that its targets move the wrong way, a
comma that slipped is not also a capaian that is too high.
"""

import re
from statistics import median

from ..compute.key import key
from ..expr.values import bulatkan, is_number
from ..rules.capaian import capaian_angka
from ..rules.efisiensi import is_efficient
from ..rules.parameters import parameter
from ..rules.terbilang import format_percent
from ..schema.choices import TRIWULAN
from .finding import INFO, PERIKSA, SALAH
from .indicator_facts import BOLEH_NEGATIF, DITANGANI, arah_nama, bagian, indikator, instansi, pilihan
from .registry import check, shown, shown_percent

ARAH = "CAP-01: Naik R / T, Turun (2T - R) / T; PermenPANRB 53/2014 Lampiran II"
SATUAN_PERSEN = "Kontrak buku: indikator Persen ditulis dalam poin, 88 berarti 88%"
RENSTRA = "PermenPANRB 53/2014: target menunjukkan perbaikan yang ingin dicapai"
BAGIAN = "Bagian dari suatu keseluruhan paling banyak 100%"
TAHUN_LALU = "PermenPANRB 53/2014 Lampiran II (tahun ini dan tahun lalu)"


# --- direction -------------------------------------------------------------------------------------------------------
def arah_dipakai(satu):
    return "Turun" if satu.arah == "Turun" else "Naik"


def arah_salah(satu):
    if satu.tipe == "Tingkat" or satu.satuan == "terhitung" and re.search(DITANGANI, key(satu.nama)):
        return None
    seharusnya = arah_nama(satu.nama)
    return seharusnya if seharusnya and seharusnya != arah_dipakai(satu) else None


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
        if arah_salah(satu) or _target_terbalik(satu) or _tergeser(satu) or diragukan(b, satu.kode):
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
        if arah_salah(satu) or _tergeser(satu) or diragukan(b, satu.kode):
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
        if nol and arah_dipakai(satu) == "Naik" and satu.tipe != "Tingkat" and not _boleh_negatif(satu):
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


@check("MKN-06", PERIKSA, "Target 0 atau negatif tidak membuat capaian N/A", "CAP-01")
def capaian_tak_terhitung(b):
    for satu in indikator(b):
        for u in satu.ukur:
            t, r = u["_T0"], u["_R0"]
            if not is_number(t) or not is_number(r) or satu.tipe == "Tingkat":
                continue
            if t < 0 and _boleh_negatif(satu) or t == 0 and (satu.arah == "Turun") and r != 0:
                yield b.temuan(
                    "tbl_pengukuran", u, "Target",
                    uraian=f"Target {satu.sebut} {shown(t)} dan realisasinya {shown(r)}: rumus capaian tidak berlaku "
                    "untuk target 0 atau negatif, sehingga capaiannya N/A.",
                    perbaikan="Jelaskan capaiannya di Analisis; indikator ini tidak ikut rata-rata.", tertulis=t,
                )  # fmt: skip


# --- a comma that slipped --------------------------------------------------------------------------------------------
def _dekat(v, lain, bawah=0.8, atas=1.25):
    """Whether 100 times ``v`` is about each of the others."""
    return all(bawah * x <= 100 * v <= atas * x for x in lain)


def _tetangga(deret, i):
    """(nearest figure in points before, after) place ``i``; None where there is none."""
    sebelum = next((x for x in reversed(deret[:i]) if is_number(x) and x > 1), None)
    return sebelum, next((x for x in deret[i + 1 :] if is_number(x) and x > 1), None)


def _poin(*isi):
    return [x for x in isi if is_number(x) and x > 1]


def _yakin_pecahan(b, satu, tabel, baris, kolom, v):
    """Whether a small figure surely stands for 100 times as much: True, False (perhaps), None (a start from little)."""
    tahun_ini = satu.renstra.get(f"Target {b.tahun}")
    if tabel == "tbl_renstra":
        deret = ["Kondisi Awal", *satu.target]
        sebelum, sesudah = _tetangga([baris[k] for k in deret], deret.index(kolom))
        lain = _poin(sebelum, sesudah)
        if len(lain) == 1 and not _dekat(v, lain, 0.5, 1.5):
            return None
        return kolom != "Kondisi Awal" and _dekat(v, lain)
    if tabel == "tbl_pk":
        return any(_dekat(v, [x]) for x in _poin(tahun_ini, *(u["Target TW4"] for u in satu.ukur)))
    if tabel == "tbl_riwayat":
        return kolom == "Target" and any(_dekat(v, [x]) for x in _poin(baris["Realisasi"]))
    apa, _, n = kolom.partition(" TW")
    return (_yakin_target if apa == "Target" else _yakin_realisasi)(baris, int(n), v, tahun_ini)


def _yakin_target(baris, n, v, tahun_ini):
    sifat = pilihan(baris["Sifat"])
    if n == 4:
        setahun = (baris["Target TW3"],) if sifat == "Akumulasi" else (baris["_T0"], tahun_ini)
        return any(_dekat(v, [x]) for x in _poin(*setahun))
    lain = _poin(*_tetangga([*(baris[f"Target TW{i}"] for i in TRIWULAN), baris["_T0"]], n - 1))
    if sifat == "Kumulatif" or len(lain) == 1 and not _dekat(v, lain, 0.5, 1.5):
        return None
    return False


def _yakin_realisasi(baris, n, v, tahun_ini):
    sebelum, sesudah = _tetangga([baris[f"Realisasi TW{i}"] for i in TRIWULAN], n - 1)
    berjalan = pilihan(baris["Sifat"]) == "Kumulatif"
    lain = _poin(sebelum, None if berjalan else sesudah)
    if lain and _dekat(v, lain):
        return True
    # A first figure may be small in truth, unless the target of that very quarter says otherwise.
    if sebelum is None and (sesudah is not None or berjalan and n < 4):
        target = _poin(baris[f"Target TW{n}"])
        return False if target and _dekat(v, target) else None
    return False


def _pecahan(b):
    """[(indicator, (table, row, column, value), sure)]: ratios among points."""
    hasil = []
    for satu in indikator(b):
        if satu.tipe != "Persen":
            continue
        besar = [v for _, _, _, v in satu.isi if v > 1]
        if len(besar) < 2 or median(besar) <= 10:
            continue
        bawah, atas = min(besar), max(besar)
        for isi in satu.isi:
            v = isi[3]
            if 0 < v <= 1 and 0.5 * bawah <= 100 * v <= 1.5 * atas:
                yakin = _yakin_pecahan(b, satu, *isi)
                if yakin is not None:
                    hasil.append((satu, isi, yakin))
    return hasil


def _semua_diragukan(b):
    hasil = {}
    for satu, isi, _ in b.remembered("makna: pecahan", _pecahan):
        hasil.setdefault(satu.kunci, set()).add(isi[3])
    for satu in indikator(b):
        for isi in satu.lebih_skala():
            hasil.setdefault(satu.kunci, set()).add(isi[3])
    return hasil


def diragukan(b, kode):
    """The figures of an indicator that MKN-07 (a ratio among points) or MKN-23 (above the scale) tells already."""
    return b.remembered("makna: diragukan", _semua_diragukan).get(key(kode), frozenset())


@check("MKN-07", SALAH, "Indikator Persen ditulis dalam poin, bukan pecahan", SATUAN_PERSEN)
def persen_sebagai_pecahan(b):
    for satu, (tabel, baris, kolom, v), yakin in b.remembered("makna: pecahan", _pecahan):
        lain = [x for _, _, _, x in satu.isi if x > 1]
        poin = bulatkan(100 * v, 10)
        yield b.temuan(
            tabel, baris, kolom,
            uraian=f"{kolom} {satu.sebut} tertulis {shown(v)}, sedangkan angka lain indikator itu {shown(min(lain))} "
            f"sampai {shown(max(lain))}. Dalam poin, {shown(v)} berarti {shown(v)}%.",
            perbaikan=f"Bila maksudnya {shown(poin)}%, ketik {shown(poin)}.", tertulis=v, seharusnya=poin,
            berat=None if yakin else PERIKSA,
        )  # fmt: skip
    for satu in indikator(b):
        isi = list(satu.target.values())
        naik = satu.tipe == "Persen" and arah_dipakai(satu) == "Naik"
        if naik and len(isi) >= 3 and all(0.3 <= v <= 1 for v in isi) and bagian(satu.nama):
            kolom = next(iter(satu.target))
            yield b.temuan(
                "tbl_renstra",
                satu.renstra,
                kolom,
                uraian=f"Semua target {satu.sebut} tertulis sebagai pecahan ({shown(min(isi))} sampai "
                f"{shown(max(isi))}), sehingga dibaca {shown(min(isi))}% sampai {shown(max(isi))}%.",
                perbaikan="Tulis dalam poin: 88 berarti 88%.",
                tertulis=isi[0],
                berat=PERIKSA,
            )


def _geser(v, lain):
    """The factor by which ``v`` seems to have slipped from the others (10, 100, 1000 or their inverses), or None."""
    lain = [x for x in lain if x > 0]
    if v <= 0 or len(lain) < 3 or max(lain) > 2 * min(lain):
        return None
    for kali in (10, 100, 1000, 0.1, 0.01, 0.001):
        if 0.8 * min(lain) <= v / kali <= 1.25 * max(lain):
            return kali
    return None


def _tergeser(satu):
    """[(table, row, column, value, factor)] of the years that slipped away from the rest of the row."""
    if satu.tipe == "Tingkat":
        return []
    isi = [x for x in satu.isi if x[0] == "tbl_renstra" or x[0] == "tbl_riwayat" and instansi(x[1])]
    hasil = []
    for i, (tabel, baris, kolom, v) in enumerate(isi):
        kali = _geser(v, [x[3] for j, x in enumerate(isi) if j != i])
        if kali is None or satu.tipe == "Persen" and v <= 1:
            continue
        if v > 100 and satu.tipe == "Persen" and bagian(satu.nama):
            continue
        hasil.append((tabel, baris, kolom, v, kali))
    return hasil


@check("MKN-08", PERIKSA, "Target dan riwayat satu indikator tidak berbeda sepuluh kali", SATUAN_PERSEN)
def koma_tergeser(b):
    for satu in indikator(b):
        for tabel, baris, kolom, v, kali in _tergeser(satu):
            if v in diragukan(b, satu.kode):
                continue
            if kali > 1:
                beda = f"kira-kira {kali} kali angka lain indikator itu"
            else:
                beda = f"kira-kira 1/{shown(bulatkan(1 / kali, 0))} dari angka lain indikator itu"
            yield b.temuan(
                tabel, baris, kolom, uraian=f"{kolom} {satu.sebut} tertulis {shown(v)}, {beda}.",
                perbaikan="Periksa letak koma, titik, dan banyaknya angka.", tertulis=v,
            )  # fmt: skip


HAMPIR_SERATUS = 110
"""Up to here a denominator that was only estimated may explain a share above 100."""


# --- shares ----------------------------------------------------------------------------------------------------------
def _lebih_seratus(satu):
    """{(table, row number, kind): (table, row, column, value)} of the largest value over 100 of each row."""
    hasil = {}
    if satu.tipe == "Persen" and bagian(satu.nama):
        for tabel, baris, kolom, v in satu.isi:
            if v > 100:
                kunci = (tabel, baris["#nomor"], kolom.partition(" ")[0])
                if kunci not in hasil or v > hasil[kunci][3]:
                    hasil[kunci] = (tabel, baris, kolom, v)
        for u in satu.ukur:
            r = u["_R0"]
            kunci = ("tbl_pengukuran", u["#nomor"], "Realisasi")
            if is_number(r) and r > 100 and kunci not in hasil:
                hasil[kunci] = ("tbl_pengukuran", u, "Realisasi", r)
    return hasil


@check("MKN-09", SALAH, "Persentase bagian tidak lebih dari 100", BAGIAN)
def lebih_seratus(b):
    for satu in indikator(b):
        for tabel, baris, kolom, v in _lebih_seratus(satu).values():
            yield b.temuan(
                tabel,
                baris,
                kolom,
                uraian=f"{kolom} {satu.sebut} tertulis {shown(v)}%, padahal '{satu.nama}' adalah bagian dari "
                "keseluruhan yang paling banyak 100%.",
                perbaikan="Periksa letak koma dan penyebutnya. Untuk indikator yang memang boleh lebih dari 100%, "
                "betulkan nama atau Tipe-nya.",
                tertulis=v,
                seharusnya=None,
                berat=None if bagian(satu.nama) == "pasti" and v > HAMPIR_SERATUS else PERIKSA,
            )


def _boleh_negatif(satu):
    return bool(re.search(BOLEH_NEGATIF, key(satu.nama)))


@check("MKN-10", SALAH, "Target dan realisasi tidak negatif", "Bagian dan banyaknya tidak pernah kurang dari 0")
def negatif(b):
    for satu in indikator(b):
        if satu.tipe == "Tingkat" or _boleh_negatif(satu):
            continue
        pasti = bagian(satu.nama) or satu.satuan == "terhitung" or satu.tipe == "Indeks"
        for tabel, baris, kolom, v in satu.isi:
            if v < 0:
                yield b.temuan(
                    tabel,
                    baris,
                    kolom,
                    uraian=f"{kolom} {satu.sebut} tertulis {shown(v)}, kurang dari 0.",
                    perbaikan="Hapus tanda minusnya, atau periksa angkanya.",
                    tertulis=v,
                    seharusnya=None,
                    berat=None if pasti else PERIKSA,
                )


# --- capaian ---------------------------------------------------------------------------------------------------------
def _terukur(b):
    """(indicator, row of Pengukuran, target, realisasi, capaian) with numbers that no other finding doubts."""
    for satu in indikator(b):
        ragu = diragukan(b, satu.kode)
        for u in satu.ukur if satu.tipe != "Tingkat" else ():
            t, r, c = u["_T0"], u["_R0"], u["Capaian Asli"]
            kuartal = (u[f"{apa} TW{n}"] for apa in ("Target", "Realisasi") for n in TRIWULAN)
            if ragu and (t in ragu or any(isi in ragu for isi in kuartal)):
                continue
            if is_number(t) and is_number(r) and is_number(c) and t > 0 and r >= 0:
                yield satu, u, t, r, c


def _capaian_berjalan(b, satu, u, t, r, c):
    """(column, target, realisasi, capaian before the cap) of the running quarter; None when nothing can be said."""
    n = int(b.world.defined["lk_tw"])
    if n >= 4:
        return "Capaian Asli", t, r, c
    t_tw, r_tw = u[f"_T{n}"], u[f"_R{n}"]
    if is_number(t_tw) and is_number(r_tw) and t_tw > 0 and r_tw >= 0:
        c_tw = capaian_angka(t_tw, r_tw, satu.arah, b.world.defined["lk_turun"])
        return (f"Capaian TW{n}", t_tw, r_tw, c_tw) if is_number(c_tw) else None
    # Without a target of the quarter, more than the whole year's is high all the same; less of a bad thing is not.
    return ("Capaian Asli", t, r, c) if arah_dipakai(satu) == "Naik" else None


def _kali(r, t):
    """Ten or a hundred when ``r`` is about that many times ``t``."""
    return next((k for k in (10, 100, 1000) if 0.7 * k <= r / t <= 1.3 * k), None)


@check("MKN-11", PERIKSA, "Capaian tidak jauh melampaui 120%", "PermenPANRB 53/2014 Lampiran II; CAP-03")
def capaian_tinggi(b):
    batas = parameter("capaian.batas_umum", b.tahun if is_number(b.tahun) else None).value
    for satu, u, *setahun in _terukur(b):
        berjalan = _capaian_berjalan(b, satu, u, *setahun)
        if berjalan is None or berjalan[3] <= batas + 1e-9:
            continue
        kolom, t, r, c = berjalan
        if ("tbl_pengukuran", u["#nomor"], "Realisasi") in _lebih_seratus(satu):
            continue
        sebut = f"Capaian {satu.sebut}" if kolom == "Capaian Asli" else f"{kolom} {satu.sebut}"
        kali, dugaan = None, ""
        if arah_dipakai(satu) == "Naik":
            kali = _kali(r, t)
        elif r:
            kali = _kali(t, r)
        if kali:
            beda = f"{kali} kali target" if r > t else f"1/{kali} dari target"
            dugaan = f"Realisasinya kira-kira {beda}: periksa letak koma dan banyaknya angka. "
        yield b.temuan(
            "tbl_pengukuran",
            u,
            kolom,
            uraian=f"{sebut} {shown_percent(c)} (target {shown(t)}, realisasi {shown(r)}), "
            f"{'jauh ' if c > 1.5 else ''}di atas {format_percent(batas, 0)}.",
            perbaikan=f"{dugaan}Bila angkanya benar, targetnya terlalu mudah atau satuannya berbeda; jelaskan di "
            "Analisis.",
            tertulis=c,
            seharusnya=None,
            berat=None if c > 1.5 or kali else INFO,
        )


@check("MKN-12", PERIKSA, "Capaian indikator Turun tidak berhenti di 0", "CAP-01: hasil negatif berhenti di 0")
def capaian_negatif(b):
    if b.world.defined["lk_turun"] == "Rasio":
        return
    for satu, u, t, r, _ in _terukur(b):
        if satu.arah != "Turun" or r <= 2 * t or arah_salah(satu):
            continue
        if ("tbl_pengukuran", u["#nomor"], "Realisasi") in _lebih_seratus(satu):
            continue
        kali = _kali(r, t)
        petunjuk = f"Realisasinya kira-kira {kali} kali target: periksa letak komanya. " if kali else ""
        yield b.temuan(
            "tbl_pengukuran",
            u,
            "Capaian Asli",
            uraian=f"Realisasi {satu.sebut} {shown(r)} lebih dari dua kali targetnya {shown(t)} (Arah Turun); hasil "
            f"rumus {shown_percent((2 * t - r) / t)} ditulis 0%.",
            perbaikan=f"{petunjuk}Periksa Arah, target, dan realisasinya.",
            tertulis=0,
        )


def _tahun_lalu(b, satu):
    """Realisasi of last year of the office itself, or None."""
    for baris in satu.riwayat if is_number(b.tahun) else ():
        if baris["Tahun"] == b.tahun - 1 and instansi(baris) and is_number(baris["Realisasi"]):
            return baris["Realisasi"]
    return None


def _penting(v):
    """How many digits of a number carry meaning: 69,37 has four, 1.200 has two."""
    return len(f"{abs(v):.10f}".replace(".", "").strip("0"))


@check("MKN-13", PERIKSA, "Realisasi tidak sepersepuluh target", "CAP-01")
def realisasi_sepersepuluh(b):
    if b.world.defined["lk_tw"] < 4:
        return
    for satu, u, t, r, _ in _terukur(b):
        if arah_dipakai(satu) != "Naik" or r <= 0:
            continue
        kali = next((k for k in (10, 100, 1000) if 0.8 <= k * r / t <= 1.25), None)
        lalu = _tahun_lalu(b, satu)
        if kali is None or satu.satuan == "terhitung" and _penting(r) < 2:
            continue
        if lalu and not 0.5 * lalu <= kali * r <= 1.5 * lalu:
            continue
        yield b.temuan(
            "tbl_pengukuran", u, "Realisasi",
            uraian=f"Realisasi {satu.sebut} {shown(r)}, kira-kira 1/{kali} dari targetnya {shown(t)}"
            + (f" (tahun lalu {shown(lalu)})." if lalu else "."),
            perbaikan="Periksa letak koma dan banyaknya angka.", tertulis=r,
        )  # fmt: skip


@check("MKN-14", PERIKSA, "Realisasi bukan angka tahun lalu", TAHUN_LALU)
def sama_tahun_lalu(b):
    if b.world.defined["lk_tw"] < 4 or not is_number(b.tahun):
        return
    for satu, u, _, r, _ in _terukur(b):
        lalu = _tahun_lalu(b, satu)
        if lalu is None or r != lalu or r in (0, 100) or _penting(r) < 2:
            continue
        yield b.temuan(
            "tbl_pengukuran",
            u,
            "Realisasi",
            uraian=f"Realisasi {satu.sebut} {shown(r)}, persis sama dengan realisasi tahun {b.tahun - 1} di Riwayat.",
            perbaikan="Pastikan bukan angka tahun lalu yang terbawa.",
            tertulis=r,
            seharusnya=None,
            berat=None if _penting(r) >= 3 else INFO,
        )


@check("MKN-15", INFO, "Efisien hanya bila targetnya tercapai", "EFI-03; PermenPANRB 53/2014 Lampiran II")
def efisien_tanpa_capaian(b):
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
