"""Printed figures (``tbl_cetak``) against what the book's data give: rounding, truncation, error and likely cause."""

import re
from collections import namedtuple
from decimal import Decimal
from math import log10

from ..expr.nilai import Galat, adalah_angka, bulatkan, potong
from ..rules.angka import (
    ANGKA,
    KOSONG,
    RAGU,
    TIDAK_TERSEDIA,
    baca_angka,
    bersihkan_teks,
    kunci_teks,
    tidak_tersedia,
)
from . import besaran as bs
from .besaran import HitungUlang, waktu
from .pemeriksaan import INFO, PERIKSA, SALAH, pemeriksaan, tampil, tampil_persen, tampil_uang

T = "tbl_cetak"
DASAR = "Angka tercetak harus sama dengan hasil aturan atas data buku (BUL-01 untuk pembulatan)"
SKALA_UANG = {3: "ribuan", 6: "jutaan", 9: "miliaran"}
_MASUKAN = ("Target", "Realisasi", "Kondisi Awal")

Cetakan = namedtuple("Cetakan", "jenis bacaan pesan")
Cetakan.__doc__ = """What a printed cell holds.

jenis: ``angka``, ``kosong`` (also - and N/A), ``label`` or ``ragu``. bacaan: for numbers the possible readings
``(value, decimals)``, a ratio in percent points; decimals are negative where whole thousands are the last digit; for a
label its key. pesan: why it is ragu.
"""
Hasil = namedtuple("Hasil", "status bacaan bukti")
Hasil.__doc__ = """A comparison.

status: ``sama``, ``digit`` (within the last printed digit), ``beda``, ``hampa`` (print has nothing), ``tak`` (the book
has nothing), ``lewati`` (the book's own cell is in error). bacaan: the reading that it rests on. bukti: ``bulat`` or
``potong`` where only one of them gives the printed figure, a power of ten for amounts in thousands, else None.
"""


# --- what is printed -------------------------------------------------------------------------------------------------
def baca(tertulis, b):
    """Read a printed cell as the quantity ``b``; returns a ``Cetakan``."""
    if adalah_angka(tertulis):
        # A percent pasted from a spreadsheet arrives as its ratio.
        des = max(0, -Decimal(f"{tertulis:.15g}").normalize().as_tuple().exponent)
        angka = [(tertulis, des)]
        if b.jenis == bs.RASIO:
            angka.insert(0, (bulatkan(tertulis * 100, 12), max(0, des - 2)))
        return Cetakan("angka", angka, "")
    if tertulis is None or not isinstance(tertulis, str):
        return Cetakan("kosong" if tertulis is None else "ragu", None, "Isi sel bukan angka.")
    if not tertulis.strip() or tidak_tersedia(tertulis):
        return Cetakan("kosong", None, "")
    if b.jenis == bs.TEKS:
        return Cetakan("label", kunci_teks(tertulis), "")
    isi = _angka(tertulis, b)
    if isi.jenis in (KOSONG, TIDAK_TERSEDIA):
        return Cetakan("kosong", None, "")
    if isi.jenis == ANGKA:
        return Cetakan("angka", _bacaan(tertulis, isi.nilai, b), "")
    if isi.jenis == RAGU or (re.search("[0-9]", tertulis) and b.tipe != "Tingkat"):
        nol = b.jenis == bs.UANG and re.fullmatch(r"(?i)(rp|idr)?[.\s]*([-=\s,.]+|nihil)", tertulis.strip())
        return Cetakan("kosong", None, "") if nol else Cetakan("ragu", None, isi.pesan)
    return Cetakan("label", kunci_teks(tertulis), "")


def _angka(teks, b):
    if b.jenis == bs.NILAI:
        return baca_angka(teks, b.satuan if isinstance(b.satuan, str) else None, b.tipe)
    isi = baca_angka(teks, uang=b.jenis == bs.UANG)
    return baca_angka(teks, "orang") if b.jenis == bs.HITUNG and isi.jenis == RAGU else isi


def _bacaan(teks, nilai, b):
    bersih = bersihkan_teks(teks)
    angka = re.search(r"[0-9](?:[0-9.,' ]*[0-9])?", bersih)[0]
    digit = int(re.sub("[^0-9]", "", angka))
    if digit:
        des = -round(log10(abs(nilai) / digit))
    else:
        des = len(re.search(r"(?:[.,]([0-9]+))?$", angka)[1] or "")
    hasil = [(nilai, des)]
    if b.jenis == bs.RASIO and not re.search(r"%|persen", bersih.casefold()) and abs(nilai) <= 10 and des > 0:
        hasil.append((bulatkan(nilai * 100, 12), max(0, des - 2)))
    return hasil


def _penting(nilai, des):
    """How many digits of a printed number say something: 92% two, 100% one."""
    return len(str(abs(int(Decimal(f"{nilai:.15g}").scaleb(des)))).strip("0"))


# --- against the book ------------------------------------------------------------------------------------------------
def poin(jenis, isi):
    """A computed value in the unit of print: a ratio in percent points."""
    return bulatkan(isi * 100, 12) if jenis == bs.RASIO else isi


def hampa(isi):
    """True where the book has nothing to show: blank or N/A."""
    return isi is None or isi == "" or (isi.__class__ is Galat and isi.kode == "#N/A") or tidak_tersedia(isi)


def banding(h, b, cetakan, tw, dokumen):
    """Compare a printed cell with a quantity at a quarter and document; returns a ``Hasil``."""
    k = h.keadaan(tw=tw, dokumen=dokumen)
    isi = b.hitung(k)
    if isi.__class__ is Galat and not hampa(isi):
        return Hasil("lewati", None, None)
    if cetakan.jenis == "kosong":
        nol = isi == 0 and (b.jenis == bs.UANG or b.ruang != bs.INDIKATOR)
        return Hasil("sama" if hampa(isi) or nol else "hampa", None, None)
    if hampa(isi):
        return Hasil("tak", cetakan.bacaan, None)
    if cetakan.jenis == "label" or not adalah_angka(isi):
        sama = cetakan.jenis == "label" and isinstance(isi, str) and kunci_teks(isi) == cetakan.bacaan
        return Hasil("sama" if sama else "beda", cetakan.bacaan, None)
    hasil = [_banding_angka(h, b, k, isi, nilai, min(des, 8)) for nilai, des in cetakan.bacaan]
    if b.jenis == bs.UANG and not any(x.status == "sama" for x in hasil):
        hasil += _berskala(h, b, k, isi, *cetakan.bacaan[0])
    if b.ruang == bs.TAHUNAN and b.jenis == bs.RASIO:
        hasil += _dalam_rentang(h, b, cetakan)
    return min(hasil, key=lambda x: ("sama", "digit", "beda").index(x.status))


def _banding_angka(h, b, k, isi, nilai, des):
    bacaan = (nilai, des)
    tepat = poin(b.jenis, isi)
    bulat, potongan = bulatkan(tepat, des), potong(bulatkan(tepat, 10), des)
    nilai = bulatkan(nilai, des)
    if nilai == bulat or nilai == potongan:
        return Hasil("sama", bacaan, None if bulat == potongan else "bulat" if nilai == bulat else "potong")
    if b.jenis == bs.RASIO:
        # Later rules use rounded results: 80% / 92% at whole percents, or as the book itself is set.
        sendiri = (h.setelan["lk_desimal"], h.setelan["lk_bulat"])
        for desimal, cara in ((max(0, des), "Bulat"), sendiri, (max(0, des), "Potong")):
            lain = b.hitung(k._replace(desimal=desimal, cara=cara))
            if adalah_angka(lain) and nilai in (bulatkan(lain * 100, des), potong(bulatkan(lain * 100, 10), des)):
                return Hasil("sama", bacaan, None)
    elif des >= 0 and isi == int(isi):  # a whole number has no rounding
        return Hasil("beda", bacaan, None)
    return Hasil("digit" if abs(nilai - tepat) < 10.0**-des else "beda", bacaan, None)


def _berskala(h, b, k, isi, nilai, des):
    if _penting(nilai, des) < 3:
        return []
    semua = ((_banding_angka(h, b, k, isi, nilai * 10**s, des - s), s) for s in SKALA_UANG)
    return [x._replace(bukti=s) for x, s in semua if x.status == "sama"]


def _dalam_rentang(h, b, cetakan):
    """A serapan of amounts in rounded billions is right anywhere between what those may stand for."""
    batas = h.rentang_serapan(b.kode, int(b.nama[-4:]))
    for nilai, des in cetakan.bacaan if batas else ():
        if batas[0] * 100 - 10.0**-des / 2 <= nilai <= batas[1] * 100 + 10.0**-des / 2:
            yield Hasil("sama", (nilai, des), None)


def _seharusnya(h, b, hasil, tw, dokumen):
    """The right value as text, at the printed decimals."""
    des = hasil.bacaan[1] if isinstance(hasil.bacaan, tuple) else None
    if b.jenis == bs.RASIO:
        des = h.setelan["lk_desimal"] if des is None else max(0, min(des, 4))
        isi = b.hitung(h.keadaan(des, h.setelan["lk_bulat"], tw, dokumen))
        return tampil_persen(isi, des) if not hampa(isi) else "N/A"
    isi = b.hitung(h.keadaan(tw=tw, dokumen=dokumen))
    if hampa(isi):
        return "N/A"
    teks = tampil_uang(isi) if b.jenis == bs.UANG else tampil(isi)
    return teks + "%" if adalah_angka(isi) and b.jenis == bs.NILAI and (b.satuan == "%" or b.tipe == "Persen") else teks


# --- likely cause ----------------------------------------------------------------------------------------------------
Calon = namedtuple("Calon", "sebab jenis hitung")
Calon.__doc__ = "A quantity that may stand in print instead: what that would mean, its jenis, function of a Keadaan."

_TUKAR = ("Target", "Realisasi", "Capaian", "Kemajuan", "Serapan", "Efisiensi", "Realisasi Lalu")
_KEMBAR = (
    {"Capaian", "Kemajuan", "Capaian Asli"}, {"Target", "Target Lalu"}, {"Target", "Target Akhir"},
    {"Realisasi", "Realisasi Lalu"}, {"Capaian", "Efisiensi Keluaran"},
)  # fmt: skip
"""Pairs told apart by a better-named cause (another year's target)."""


def sebab(h, b, bacaan, tw, dokumen):
    """The likely cause of a wrong printed value, as Indonesian text; None when none or more than one gives it exactly.

    Args:
        bacaan: ``(value, decimals)``, or a label's key. tw, dokumen: of the printed table, None for the book's own.
    """
    angka = isinstance(bacaan, tuple)
    penting = _penting(*bacaan) if angka else 9
    if penting < 2 or (b.jenis == bs.UANG and penting < 3):
        return None
    k = h.keadaan(tw=tw, dokumen=dokumen)
    cocok = {c.sebab for c in _calon(h, b, k, tw, dokumen) if _memberi(c, k, bacaan)}
    if not cocok and angka and penting >= 3:
        cocok = {*_salah_ketik(b, k, bacaan), *_baris_lain(h, b, k, bacaan)}
    return cocok.pop() if len(cocok) == 1 else None


def _memberi(calon, k, bacaan):
    if not isinstance(bacaan, tuple):
        isi = calon.hitung(k)
        return isinstance(isi, str) and kunci_teks(isi) == bacaan
    nilai, des = bacaan
    for desimal in (bs.TELITI, max(0, des)) if calon.jenis == bs.RASIO else (bs.TELITI,):
        isi = calon.hitung(k._replace(desimal=desimal))
        if adalah_angka(isi) and bulatkan(poin(calon.jenis, isi), des) == bulatkan(nilai, des):
            return True
    return False


def _calon(h, b, k, tw, dokumen):
    if b.ruang == bs.INDIKATOR:
        yield from _calon_indikator(h, b, k)
    elif b.ruang == bs.INSTANSI and b.nama.startswith("Rata-rata"):
        yield from _calon_rerata(h, b)
    if b.ruang in (bs.ANGGARAN, bs.INSTANSI):
        yield from _calon_uang(h, b)
    if b.ruang == bs.TAHUNAN:
        return
    beruang = b.jenis == bs.UANG or b.nama in ("Serapan", "Porsi")
    if beruang and dokumen is None and tw is None and "Pagu " not in b.nama:
        lain = _lain(k.dokumen)
        yield Calon(f"pagu {lain} dipakai, bukan pagu {k.dokumen}", b.jenis,
                    lambda k: b.hitung(k._replace(dokumen=lain)))  # fmt: skip
    if not re.search(r"TW\d$|^Target|Lalu$|^Pagu|Nasional$|Provinsi$|^Jumlah|\d{4}$", b.nama):
        for n in (1, 2, 3, 4):
            if n != k.tw:
                yield Calon(f"angka triwulan {n}, bukan triwulan {k.tw}", b.jenis,
                            lambda k, n=n: b.hitung(k._replace(tw=n)))  # fmt: skip


def _calon_indikator(h, b, k):
    kode = b.kode
    lain = ("Pagu", "Realisasi Anggaran") if b.jenis == bs.UANG else _TUKAR if b.jenis in (bs.RASIO, bs.NILAI) else ()
    for nama in lain:
        if nama != b.nama and {nama, b.nama} not in _KEMBAR:
            c = h.besaran(bs.INDIKATOR, kunci_teks(str(kode)), nama)
            yield Calon(f"yang tercetak adalah {nama} indikator ini", c.jenis, c.hitung)
    if b.nama == "Realisasi":
        c = h.besaran(bs.INDIKATOR, kunci_teks(str(kode)), "Realisasi Lalu")
        yield Calon("angka tahun lalu, bukan tahun ini", c.jenis, c.hitung)
    yield from _calon_target(h, b, k)
    if b.nama == "Capaian":
        atur = h.indikator(kode, k)
        arah = atur["Arah"]
        if arah == "Turun":
            yield Calon("rumus arah Naik (realisasi / target) dipakai pada indikator Turun", bs.RASIO,
                        lambda k: h.indikator(kode, k, Arah="Naik")["Capaian"])  # fmt: skip
            rumus = "Rasio" if h.setelan["lk_turun"] == "LAN" else "LAN"
            yield Calon(f"rumus Turun {rumus} dipakai, bukan {h.setelan['lk_turun']}", bs.RASIO,
                        lambda k: h.indikator(kode, k, {"lk_turun": rumus})["Capaian"])  # fmt: skip
        elif arah == "Naik":
            yield Calon("target dibagi realisasi (terbalik)", bs.RASIO,
                        lambda k: h.indikator(kode, k, {"lk_turun": "Rasio"}, Arah="Turun")["Capaian"])  # fmt: skip
        if atur["Capaian"] != atur["Capaian Asli"]:
            yield Calon("capaian sebelum batas", bs.RASIO, lambda k: h.indikator(kode, k)["Capaian Asli"])
    if b.nama == "Efisiensi":
        for metode in ("Rasio", "Selisih", "Keluaran", "PMK"):
            if metode != h.setelan["lk_efisiensi"]:
                yield Calon(f"metode efisiensi {metode} dipakai, bukan {h.setelan['lk_efisiensi']}", bs.RASIO,
                            lambda k, m=metode: h.indikator(kode, k, {"lk_efisiensi": m})["Efisiensi"])  # fmt: skip
    if b.nama in ("Pembilang", "Penyebut"):
        yield Calon("yang tercetak adalah angka baris Total, bukan jumlah baris Rincian", bs.HITUNG,
                    lambda k: h.total_dukung(kode, b.nama))  # fmt: skip
    if b.nama == "Porsi":
        yield Calon("dibagi jumlah pagu yang mendukung indikator, bukan pagu instansi", bs.RASIO,
                    lambda k: h.bagi(h.indikator(kode, k)["Pagu"], h.pagu_berindikator(k), k))  # fmt: skip
        yield Calon("realisasi dibagi realisasi instansi, bukan pagu dibagi pagu", bs.RASIO,
                    lambda k: h.bagi(h.indikator(kode, k)["Realisasi Anggaran"], h.jumlah(k)[1], k))  # fmt: skip
    if b.nama == "Serapan":
        yield Calon("dibagi pagu instansi, bukan pagu indikator", bs.RASIO,
                    lambda k: h.bagi(h.indikator(kode, k)["Realisasi Anggaran"], h.jumlah(k)[0], k))  # fmt: skip
        yield Calon("rata-rata persentase baris pendukungnya, bukan realisasi dibagi pagu", bs.RASIO,
                    lambda k: h.rerata_serapan(h.pendukung(kode), k))  # fmt: skip


def _calon_target(h, b, k):
    """Other years' targets: printed themselves, or used for capaian and kemajuan."""
    kode, tahun, akhir = b.kode, h.berkas.tahun, h.berkas.akhir
    if b.nama not in ("Target", "Target Lalu", "Target Akhir", "Capaian", "Kemajuan"):
        return
    sendiri = {"Target Lalu": tahun - 1 if adalah_angka(tahun) else None, "Target Akhir": akhir, "Kemajuan": akhir}
    milik = sendiri.get(b.nama, tahun)
    menurut_isi = {}
    for satu in range(h.berkas.awal, akhir + 1):
        isi = h.target_renstra(kode, satu)
        if satu != milik and not hampa(isi):
            menurut_isi.setdefault(isi, []).append(str(satu))
    for isi, semua in menurut_isi.items():
        sebutan = f"target tahun {'/'.join(semua)} ({tampil(isi)})"
        if b.nama.startswith("Target"):
            yield Calon(f"yang tercetak adalah {sebutan}", bs.NILAI, lambda k, isi=isi: isi)
        elif b.nama == "Capaian":
            yield Calon(f"{sebutan} dipakai", bs.RASIO, lambda k, isi=isi: h.indikator(kode, k, Target=isi)["Capaian"])
        else:
            yield Calon(f"{sebutan} dipakai, bukan target akhir Renstra", bs.RASIO,
                        lambda k, isi=isi: h.indikator(kode, k, _TA=h.skor(kode, k, isi))["Kemajuan"])  # fmt: skip


def _calon_uang(h, b):
    letak, kolom = b.letak, ("Pagu", "Realisasi", "Sisa")
    if b.nama in (*kolom, "Realisasi Anggaran"):
        for nama in kolom:
            if nama != b.nama and not (nama == "Realisasi" and b.nama == "Realisasi Anggaran"):
                c = h.besaran(b.ruang, kunci_teks(str(b.kode)), nama, letak=letak)
                yield Calon(f"yang tercetak adalah {nama}", c.jenis, c.hitung)
    if b.nama == "Serapan":
        anak = h.anak(letak)
        if len(anak) > 1:
            yield Calon("rata-rata persentase baris di bawahnya, bukan realisasi dibagi pagu", bs.RASIO,
                        lambda k: h.rerata_serapan(anak, k))  # fmt: skip
        if letak is not None:
            yield Calon("dibagi pagu instansi, bukan pagu baris ini", bs.RASIO,
                        lambda k: h.bagi(h.realisasi(k.tw)[letak], h.jumlah(k)[0], k))  # fmt: skip


def _calon_rerata(h, b):
    if b.nama == "Rata-rata Serapan Program":
        yield Calon("realisasi total dibagi pagu total, bukan rata-rata persentase program", bs.RASIO,
                    lambda k: h.bagi(*reversed(h.jumlah(k)), k))  # fmt: skip
        return
    atas = {"Rata-rata IKU": "IKU", "Rata-rata Sasaran": "Sasaran", "Rata-rata Indikator PK": "PK"}
    sendiri = atas.get(b.nama, h.setelan["lk_rata"])
    yield Calon("indikator yang N/A dihitung 0", bs.RASIO, lambda k: h.rerata_capaian(sendiri, k, True))
    nilai = b.hitung(h.keadaan())
    for lain in ("PK", "IKU", "Sasaran"):
        if lain != sendiri and h.rerata_capaian(lain, h.keadaan()) != nilai:
            yield Calon(f"rata-rata atas {lain}, bukan atas {sendiri}", bs.RASIO,
                        lambda k, lain=lain: h.rerata_capaian(lain, k))  # fmt: skip


def _salah_ketik(b, k, bacaan):
    nilai, des = bacaan
    benar = b.hitung(k)
    if not adalah_angka(benar):
        return
    benar = poin(b.jenis, benar)
    tercetak, asli = (str(abs(int(Decimal(f"{bulatkan(x, des):.15g}").scaleb(des)))) for x in (nilai, benar))
    if len(tercetak) == len(asli):
        beda = [i for i, (a, c) in enumerate(zip(tercetak, asli, strict=True)) if a != c]
        if len(beda) == 2 and beda[1] == beda[0] + 1 and sorted(tercetak) == sorted(asli):
            yield "dua angka berurutan tertukar"
    elif len(tercetak) == len(asli) - 1 and _tanpa_satu(asli, tercetak):
        yield "satu angka hilang"
    elif len(tercetak) == len(asli) + 1 and _kembar(tercetak, asli):
        yield "satu angka terketik dua kali"
    if any(bulatkan(benar * 10.0**geser, des) == nilai for geser in (-3, -2, -1, 1, 2, 3)):
        yield "koma atau titik bergeser"


def _tanpa_satu(panjang, pendek):
    i = next((i for i, (a, c) in enumerate(zip(panjang, pendek, strict=False)) if a != c), len(pendek))
    return panjang[:i] + panjang[i + 1 :] == pendek


def _kembar(panjang, pendek):
    return any(
        panjang[i] == panjang[i + 1] and panjang[:i] + panjang[i + 1 :] == pendek for i in range(len(panjang) - 1)
    )


def _baris_lain(h, b, k, bacaan):
    """The one other row that has the printed value in this column: any row for an amount, a near one for the rest.

    In a long table every percentage stands somewhere, so only the rows just above and below say anything.
    """
    if b.ruang not in (bs.INDIKATOR, bs.ANGGARAN) or b.jenis not in (bs.RASIO, bs.UANG, bs.NILAI):
        return
    nilai, des = bacaan
    if b.jenis == bs.UANG and _penting(nilai, des) < 5:
        return
    daftar, letak = h.ingat(("urut", b.ruang, b.nama), lambda: _urut(h, b))
    sendiri = letak[b.letak if b.ruang == bs.ANGGARAN else kunci_teks(str(b.kode))]
    if b.jenis == bs.UANG:
        indeks = h.ingat(("indeks", b.ruang, b.nama, des, k), lambda: _indeks(daftar, k, des))
        dekat = indeks.get(bulatkan(nilai, des), ())
    else:
        tetangga = daftar[max(0, sendiri - 2) : sendiri + 3]
        dekat = [c for c in tetangga if _memberi(Calon("", c.jenis, c.hitung), k, bacaan)]
    pemilik = {str(c.kode) for c in dekat} - {str(b.kode)}
    if len(pemilik) == 1:
        yield f"angka {b.ruang} {pemilik.pop()} (baris tergeser)"


def _urut(h, b):
    """The quantity of every row in the order of the sheet, and the place of each."""
    if b.ruang == bs.INDIKATOR:
        kunci = list(h.kode_indikator)
        return [h.besaran(b.ruang, satu, b.nama) for satu in kunci], {satu: i for i, satu in enumerate(kunci)}
    letak = sorted(i for semua in h.letak_anggaran.values() for i in semua)
    return [h.besaran(b.ruang, None, b.nama, letak=i) for i in letak], {i: ke for ke, i in enumerate(letak)}


def _indeks(daftar, k, des):
    hasil = {}
    for satu in daftar:
        isi = satu.hitung(k)
        if adalah_angka(isi):
            hasil.setdefault(bulatkan(isi, des), []).append(satu)
    return hasil


# --- the run over tbl_cetak ------------------------------------------------------------------------------------------
Baris = namedtuple("Baris", "baris besaran hasil tw dokumen cetakan")
Lihat = namedtuple("Lihat", "h kode_asing kolom_asing tak_terbaca banding")


def lihat(berkas):
    """All rows of ``tbl_cetak``, read and compared once per Berkas."""
    if "_cetak" not in vars(berkas):
        berkas._cetak = _lihat(berkas)
    return berkas._cetak


def _lihat(berkas):
    h = HitungUlang(berkas)
    hasil, suara, tunda = Lihat(h, {}, {}, [], []), {}, []
    for baris in berkas.baris(T):
        semua, ruang = h.cari(baris["Kode"], baris["Kolom"])
        if not ruang:
            hasil.kode_asing.setdefault(kunci_teks(str(baris["Kode"])), []).append(baris)
        elif not semua:
            kunci = (ruang[0], kunci_teks(str(baris["Kolom"] or "")))
            hasil.kolom_asing.setdefault(kunci, []).append(baris)
        else:
            coba = _coba(h, baris, semua, hasil)
            if coba:
                tunda.append(coba)
    for coba in tunda:
        _hitung_suara(coba, suara)
    for coba in tunda:
        hasil.banding.append(_pilih(coba, suara))
    return hasil


def _coba(h, baris, semua, hasil):
    """All meanings that a row may have, each compared with the book."""
    tw, dokumen = waktu(baris["Tabel"])
    if dokumen is None and re.match(r"pk\b|perjanjian kinerja\b", kunci_teks(str(baris["Dokumen"] or ""))):
        dokumen = waktu(baris["Dokumen"])[1]
    pilihan = [(b, baca(baris["Tertulis"], b)) for b in semua]
    terbaca = [(b, c) for b, c in pilihan if c.jenis != "ragu"]
    if not terbaca:
        hasil.tak_terbaca.append((baris, *pilihan[0]))
        return []
    # A label cannot be money, so where both name spaces have the code the printed form may tell.
    pilihan = [(b, c) for b, c in terbaca if c.jenis != "label" or b.ruang == bs.INDIKATOR] or terbaca
    # A quarter's table shows the document that was in force then; without its name either may be meant.
    dokumen_mungkin = (dokumen or h.dokumen,) if dokumen or not tw else (h.dokumen, _lain(h.dokumen))
    return [
        Baris(baris, b, banding(h, b, c, tw, d), tw, d if dokumen or tw else None, c)
        for b, c in pilihan for d in dokumen_mungkin
    ]  # fmt: skip


def _lain(dokumen):
    return "Awal" if dokumen == "Perubahan" else "Perubahan"


def _hitung_suara(coba, suara):
    """Count what the rows of a table mean: a row that fits in one meaning only, or has only one, speaks for it."""
    cocok = [x for x in coba if x.hasil.status == "sama"]
    kunci = _tabel(coba[0])
    for jenis, isi in (("ruang", {x.besaran.ruang for x in cocok}), ("dokumen", {x.dokumen for x in cocok})):
        if len(isi) == 1:
            satu = (kunci, jenis, isi.pop())
            suara[satu] = suara.get(satu, 0) + 1


def _tabel(x):
    return str(x.baris["Dokumen"]), str(x.baris["Tabel"])


def _pilih(coba, suara):
    """The meaning of a row: one that fits, else the one that most rows of its table have."""
    def urutan(x):
        banyak = [-suara.get((_tabel(x), jenis, isi), 0)
                  for jenis, isi in (("ruang", x.besaran.ruang), ("dokumen", x.dokumen))]  # fmt: skip
        return (("sama", "lewati").index(x.hasil.status) if x.hasil.status in ("sama", "lewati") else 2, *banyak)

    return min(coba, key=urutan)


def _tempat(baris):
    """``Tabel 3.1.1.A (LKjIP 2022, halaman 45)``."""
    tabel = str(baris["Tabel"]).strip()
    tabel = f"Tabel {tabel}" if tabel[:1].isdigit() else tabel
    rinci = [str(baris["Dokumen"])] if baris["Dokumen"] not in (None, "") else []
    if baris["Halaman"] not in (None, ""):
        rinci.append(f"halaman {tampil(baris['Halaman'])}")
    return tabel + (f" ({', '.join(rinci)})" if rinci else "")


def _sebutan(b):
    if b.ruang == bs.INSTANSI:
        return f"{b.nama} {b.ruang}"
    return f"{b.nama} {b.ruang} {b.kode}" if b.kode else b.nama


def _betulkan(b):
    kode = f" (Kode {b.kode})" if b.kode and b.ruang != bs.TAHUNAN else ""
    return (
        f"Cocokkan dengan lembar {b.lembar}{kode}. Bila isian buku benar, betulkan laporan; bila laporan benar, "
        "betulkan isian buku."
    )


def _tertulis(x):
    return tampil(x) if not isinstance(x, str) else x.strip()


@pemeriksaan("CET-01", SALAH, "Angka tercetak terhadap hasil hitungan buku", DASAR)
def angka_tercetak(b):
    """Printed figures that neither rounding nor truncation explains."""
    h = lihat(b).h
    for x in lihat(b).banding:
        if x.hasil.status == "beda" or (x.hasil.status == "tak" and _pasti_tak_ada(h, x)):
            yield _beda(b, h, x)


def _beda(b, h, x):
    seharusnya = _seharusnya(h, x.besaran, x.hasil, x.tw, x.dokumen)
    tulis = _tertulis(x.baris["Tertulis"])
    uraian = f"{_tempat(x.baris)}: {_sebutan(x.besaran)} tercetak {tulis}, seharusnya {seharusnya}."
    alasan = sebab(h, x.besaran, x.hasil.bacaan, x.tw, x.dokumen)
    if x.cetakan.jenis == "label" and x.besaran.jenis == bs.RASIO:
        uraian += " Kolom ini berisi persentase, bukan label."
    if alasan:
        uraian += f" Kemungkinan sebab: {alasan}."
    return b.temuan(T, x.baris, "Tertulis", uraian, _betulkan(x.besaran), x.baris["Tertulis"], seharusnya)


def _pasti_tak_ada(h, x):
    """True where the book says N/A itself, rather than being not filled: only then the printed figure is wrong."""
    b = x.besaran
    if b.ruang != bs.INDIKATOR:
        return False
    k = h.keadaan(tw=x.tw, dokumen=x.dokumen)
    if b.jenis == bs.NILAI:
        return tidak_tersedia(b.hitung(k))
    baris = h.indikator(b.kode, k)
    tw = re.fullmatch(r"Capaian TW(\d)", b.nama)
    isian = [f"{n} TW{tw[1] if tw else k.tw}" for n in ("Realisasi", "Target")[: 2 if tw else 1]]
    sumber = [baris[n] for n in isian] + ([] if tw else [baris["Target"]])
    return b.nama.startswith(("Capaian", "Kemajuan", "Predikat")) and any(tidak_tersedia(x) for x in sumber)


@pemeriksaan("CET-02", PERIKSA, "Digit terakhir angka tercetak terhadap pembulatan", DASAR)
def digit_terakhir(b):
    """Figures off within their last printed digit; amounts in thousands among amounts in rupiah."""
    h, tabel = lihat(b).h, {}
    for x in lihat(b).banding:
        if x.hasil.status == "digit":
            seharusnya = _seharusnya(h, x.besaran, x.hasil, x.tw, x.dokumen)
            yield b.temuan(
                T, x.baris, "Tertulis",
                f"{_tempat(x.baris)}: {_sebutan(x.besaran)} tercetak {_tertulis(x.baris['Tertulis'])}, sedangkan "
                f"pembulatan memberi {seharusnya}. Selisihnya di bawah satu digit terakhir.",
                "Bulatkan setengah ke atas pada laporan, atau cocokkan angka masukannya.",
                x.baris["Tertulis"], seharusnya,
            )  # fmt: skip
        elif x.hasil.status == "sama" and x.besaran.jenis == bs.UANG and x.cetakan.jenis == "angka":
            skala = x.hasil.bukti if x.hasil.bukti in SKALA_UANG else 0
            tabel.setdefault(_tabel(x), {}).setdefault(skala, []).append(x)
    for menurut_skala in tabel.values():
        for skala in [s for s in menurut_skala if s and 0 in menurut_skala]:
            for x in menurut_skala[skala]:
                yield b.temuan(
                    T, x.baris, "Tertulis",
                    f"{_tempat(x.baris)}: {_sebutan(x.besaran)} tercetak {_tertulis(x.baris['Tertulis'])} dalam "
                    f"{SKALA_UANG[skala]} rupiah, padahal angka lain pada tabel ini dalam rupiah.",
                    "Tulis dalam satuan yang sama dengan angka lain pada tabel itu.", x.baris["Tertulis"],
                    _seharusnya(h, x.besaran, x.hasil, x.tw, x.dokumen),
                )  # fmt: skip


@pemeriksaan("CET-03", INFO, "Pembulatan dan pemotongan dalam satu laporan", "BUL-01")
def pembulatan_bercampur(b):
    """One remark per printed document that cuts figures, among rounded ones or where the book rounds."""
    menurut = {}
    for x in lihat(b).banding:
        if x.hasil.bukti in ("bulat", "potong"):
            satu = menurut.setdefault(str(x.baris["Dokumen"] or ""), {"bulat": [], "potong": []})
            satu[x.hasil.bukti].append(x)
    for nama, satu in menurut.items():
        bulat, potongan = satu["bulat"], satu["potong"]
        sebutan = nama or "Laporan"
        if bulat and potongan:
            x = potongan[0] if len(potongan) <= len(bulat) else bulat[0]
            uraian = (
                f"{sebutan}: pembulatan dan pemotongan bercampur. {len(bulat)} angka dibulatkan, {len(potongan)} "
                f"dipotong, misalnya {_sebutan(x.besaran)} pada {_tempat(x.baris)} tercetak "
                f"{_tertulis(x.baris['Tertulis'])}."
            )
            saran = "Pakai satu cara di seluruh laporan; setelan pembulatan di Pengaturan mengikutinya."
        elif potongan and b.setelan["pembulatan"] != "Potong":
            x = potongan[0]
            uraian = f"{sebutan}: {len(potongan)} angka dipotong dan tidak ada yang dibulatkan; buku membulatkan."
            saran = "Bila laporan memang memotong, setel pembulatan menjadi Potong di Pengaturan."
        else:
            continue
        yield b.temuan(T, x.baris, "Tertulis", uraian, saran, x.baris["Tertulis"])


@pemeriksaan("CET-04", PERIKSA, "Kode dan Kolom lembar Cetak dikenal", "Kontrak buku: tbl_cetak")
def kode_dan_kolom(b):
    """Codes and names that the book does not know; once each, however many rows use them."""
    hasil = lihat(b)
    for baris in hasil.kode_asing.values():
        dekat = _kode_dekat(hasil.h, baris[0]["Kode"])
        yield b.temuan(
            T, baris[0], "Kode",
            f"Kode {_tertulis(baris[0]['Kode'])} tidak ada di Renstra maupun Anggaran{_sekalian(baris)}."
            + (f" Mungkin maksudnya {dekat}." if dekat else ""),
            "Isi kode indikator atau kode baris anggaran, atau TOTAL untuk seluruh instansi.", baris[0]["Kode"], dekat,
        )  # fmt: skip
    for (ruang, _), baris in hasil.kolom_asing.items():
        kolom = baris[0]["Kolom"]
        nama = list(bs.KOLOM.get(ruang, ("Pagu 2020", "Realisasi 2020", "Serapan 2020")))
        dekat = _dekat(str(kolom or ""), nama)
        if kolom in (None, ""):
            uraian = f"Kolom kosong{_sekalian(baris)}."
        else:
            uraian = f"Kolom {_tertulis(kolom)} tidak dikenal untuk {ruang}{_sekalian(baris)}."
        uraian += f" Mungkin maksudnya {dekat}." if dekat else ""
        yield b.temuan(T, baris[0], "Kolom", uraian, f"Pakai salah satu: {', '.join(nama)}.", kolom, dekat)


def _sekalian(baris):
    return f" ({len(baris)} baris)" if len(baris) > 1 else ""


def _dekat(teks, daftar):
    from difflib import get_close_matches

    kunci = {nama.casefold(): nama for nama in daftar}
    cocok = get_close_matches(kunci_teks(teks), kunci, 1, 0.6)
    return kunci[cocok[0]] if cocok else None


def _kode_dekat(h, kode):
    """A code that differs only in leading zeros or separators; in a small book also the most similar one."""
    semua = h.ingat("kode", lambda: {**h.kode_indikator, **{k: k for k in h.letak_anggaran}})
    ringkas = h.ingat("ringkas", lambda: {_ringkas(k): asli for k, asli in semua.items()})
    cocok = ringkas.get(_ringkas(str(kode)))
    if cocok is not None:
        return str(cocok)
    return _dekat(str(kode), map(str, semua.values())) if len(semua) < 500 else None


def _ringkas(kode):
    return tuple(x.lstrip("0") for x in re.split(r"[^0-9a-z]+", kunci_teks(kode)) if x)


@pemeriksaan("CET-05", PERIKSA, "Angka tercetak dapat dibaca", "Kontrak buku: tbl_cetak")
def angka_terbaca(b):
    """Printed texts with more than one reading, or none."""
    for baris, satu, cetakan in lihat(b).tak_terbaca:
        yield b.temuan(
            T, baris, "Tertulis",
            f"{_tempat(baris)}: {_sebutan(satu)} tidak dapat dibandingkan. {cetakan.pesan}".strip(),
            "Salin angkanya persis seperti tercetak, misalnya 91,93% atau Rp 1.283.419.000.", baris["Tertulis"],
        )  # fmt: skip


@pemeriksaan("CET-06", PERIKSA, "Sel tercetak kosong terhadap data buku, dan sebaliknya", DASAR)
def tercetak_atau_tidak(b):
    """A dash where the book has a figure; a figure where the book has none."""
    h = lihat(b).h
    for x in lihat(b).banding:
        tulis = _tertulis(x.baris["Tertulis"])
        if x.hasil.status == "hampa":
            seharusnya = _seharusnya(h, x.besaran, x.hasil, x.tw, x.dokumen)
            yield b.temuan(
                T, x.baris, "Tertulis",
                f"{_tempat(x.baris)}: {_sebutan(x.besaran)} tercetak {tulis}, padahal data buku memberi {seharusnya}.",
                _betulkan(x.besaran), x.baris["Tertulis"], seharusnya,
            )  # fmt: skip
        elif x.hasil.status == "tak" and not _pasti_tak_ada(h, x):
            yield b.temuan(
                T, x.baris, "Tertulis",
                f"{_tempat(x.baris)}: {_sebutan(x.besaran)} tercetak {tulis}, sedangkan data buku memberi N/A.",
                f"Lengkapi lembar {x.besaran.lembar} bila datanya ada; bila memang tidak ada, laporan seharusnya "
                "mencetak N/A.",
                x.baris["Tertulis"], "N/A",
            )  # fmt: skip
