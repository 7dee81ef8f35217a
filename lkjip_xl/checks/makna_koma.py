"""Checks on meaning: a comma that slipped, a ratio among points, a share above its whole, a figure below nothing."""

from statistics import median

from ..compute.key import key
from ..expr.values import bulatkan, is_number
from ..schema.choices import TRIWULAN
from .finding import PERIKSA, SALAH
from .indicator_facts import arah_dipakai, bagian, boleh_negatif, indikator, instansi, pilihan
from .registry import check, shown

SATUAN_PERSEN = "Ketentuan buku ini: indikator Persen ditulis dalam poin, 88 berarti 88%"
BAGIAN = "Bagian dari suatu keseluruhan paling banyak 100%"


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


def tergeser(satu):
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
def komatergeser(b):
    for satu in indikator(b):
        for tabel, baris, kolom, v, kali in tergeser(satu):
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
def lebih_dari_seratus(satu):
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
        for tabel, baris, kolom, v in lebih_dari_seratus(satu).values():
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


@check("MKN-10", SALAH, "Target dan realisasi tidak negatif", "Bagian dan banyaknya tidak pernah kurang dari 0")
def negatif(b):
    for satu in indikator(b):
        if satu.tipe == "Tingkat" or boleh_negatif(satu):
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
