"""Checks on Anggaran against its own shape, against the programs of the PK, and on which indicator owns which money."""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from ..expr.nilai import SALAH_ISI, Galat, adalah_angka
from ..rules.angka import tidak_tersedia_baku
from ..rules.struktur import TINGKAT, kode_indikator
from .konsistensi import ANGGARAN, PK, PK_PROGRAM, SAKIP, baris_setelan, berulang, daftar, jenis, kosong, kunci, pk_buku
from .pemeriksaan import pemeriksaan, tampil, tampil_persen, tampil_uang
from .temuan import INFO, PERIKSA, SALAH

_KODE = "Permendagri 90/2019 dan pemutakhirannya: kode program, kegiatan, dan sub kegiatan"
_KONTRAK = "Kontrak buku"
_UANG = "Kontrak buku: uang indikator dihitung dari baris tertinggi yang menyebutnya, satu kali"


# --- PK programs against Anggaran ------------------------------------------------------------------------------------
def _baris_anggaran(b):
    """``(rows, shape, {code: index of the first row})`` of Anggaran."""
    return b.ingat("baris anggaran", _susun_baris_anggaran)


def _susun_baris_anggaran(b):
    baris = b.hitungan.baris[ANGGARAN]
    letak = {}
    for i, satu in enumerate(baris):
        if b.hitungan.struktur.terisi[i] and not kosong(satu["Kode"]):
            letak.setdefault(kunci(satu["Kode"]), i)
    return baris, b.hitungan.struktur, letak


def _pagu(baris, blok, dokumen):
    """Pagu of every row by document: the sum of its leaves; Pagu Perubahan falls back on Pagu Awal where blank."""

    def uang(satu, kolom):
        isi = satu[kolom]
        if kosong(isi) or tidak_tersedia_baku(isi):
            return None
        return isi if adalah_angka(isi) else SALAH_ISI

    hasil = []
    for i, satu in enumerate(baris):
        isi = uang(satu, "Pagu Perubahan") if dokumen == "perubahan" else None
        hasil.append((uang(satu, "Pagu Awal") if isi is None else isi) if blok.daun[i] else None)
    return blok.jumlah(hasil)


def _program_pk(b):
    """``{document: {code: [rows]}}``: a program split over sources of money has several rows."""
    hasil = {}
    for p in b.baris(PK_PROGRAM):
        if kunci(p["Dokumen"]) in ("awal", "perubahan"):
            hasil.setdefault(kunci(p["Dokumen"]), {}).setdefault(kunci(p["Kode"]), []).append(p)
    return hasil


@pemeriksaan("KON-11", SALAH, "Kode program PK menunjuk baris program di Anggaran", _KONTRAK)
def kode_program_pk(b):
    baris, _, letak = _baris_anggaran(b)
    for p in b.baris(PK_PROGRAM) if letak else ():
        kode = kunci(p["Kode"])
        if kode and kode not in letak:
            yield b.temuan(
                PK_PROGRAM, p, "Kode", f"Kode program {p['Kode']} tidak ada di Anggaran.",
                "Betulkan kodenya menurut lembar Anggaran.", p["Kode"],
            )  # fmt: skip
        elif kode and kunci(baris[letak[kode]]["Tingkat"]) != "program":
            tingkat = baris[letak[kode]]["Tingkat"]
            yield b.temuan(
                PK_PROGRAM, p, "Kode", f"Kode {p['Kode']} di Anggaran adalah {tingkat}, bukan Program.",
                "Isi dengan kode baris programnya.", p["Kode"], berat=PERIKSA,
            )  # fmt: skip
        elif not kode:
            yield b.temuan(
                PK_PROGRAM, p, "Kode", f"Program '{tampil(p['Program'])}' tidak berkode, sehingga anggarannya tidak "
                "dapat dicocokkan.", "Isi dengan kode baris programnya di Anggaran.", berat=INFO,
            )  # fmt: skip


@pemeriksaan("KON-12", PERIKSA, "Anggaran program PK sama dengan pagunya di Anggaran", SAKIP)
def uang_program_pk(b):
    baris, blok, letak = _baris_anggaran(b)
    for dokumen, isi in _program_pk(b).items():
        lain = "awal" if dokumen == "perubahan" else "perubahan"
        pagu, pagu_lain = _pagu(baris, blok, dokumen), _pagu(baris, blok, lain)
        for kode, p in isi.items():
            uang = [satu["Anggaran"] for satu in p if not kosong(satu["Anggaran"])]
            if kode not in letak or not uang or not all(adalah_angka(x) for x in uang):
                continue
            seharusnya, jumlah, lainnya = pagu[letak[kode]], sum(uang), pagu_lain[letak[kode]]
            if not adalah_angka(seharusnya) or abs(seharusnya - jumlah) < 1:
                continue
            tertukar = adalah_angka(lainnya) and abs(lainnya - jumlah) < 1
            sebab = f" (angka itu sama dengan Pagu {lain.title()})" if tertukar else ""
            yield b.temuan(
                PK_PROGRAM, p[0], "Anggaran",
                f"Anggaran program {p[0]['Kode']} pada PK {dokumen.title()} {tampil_uang(jumlah)}{sebab}, sedangkan "
                f"Pagu {dokumen.title()} di Anggaran {tampil_uang(seharusnya)}; selisih "
                f"{tampil_uang(abs(jumlah - seharusnya))}.",
                "Cocokkan dengan PK yang ditandatangani dan DPA, lalu betulkan yang keliru.", jumlah, seharusnya,
            )  # fmt: skip


def _nama_program(teks):
    return re.sub(r"[\W_]", "", re.sub(r"^program\b", "", kunci(teks)))


@pemeriksaan("KON-13", INFO, "Nama program PK sama dengan namanya di Anggaran", SAKIP)
def nama_program_pk(b):
    baris, _, letak = _baris_anggaran(b)
    sudah = set()
    for p in b.baris(PK_PROGRAM):
        kode = kunci(p["Kode"])
        if kode not in letak or (kode, kunci(p["Program"])) in sudah:
            continue
        sudah.add((kode, kunci(p["Program"])))
        di_anggaran = baris[letak[kode]]["Uraian"]
        a, c = _nama_program(p["Program"]), _nama_program(di_anggaran)
        if a and c and a != c:
            jauh = SequenceMatcher(None, a, c, autojunk=False).ratio() < 0.6
            yield b.temuan(
                PK_PROGRAM, p, "Program",
                f"Nama program {p['Kode']} pada PK '{p['Program']}', sedangkan di Anggaran '{di_anggaran}'.",
                "Periksa apakah kodenya menunjuk program yang benar." if jauh else "Samakan penulisannya.",
                p["Program"], di_anggaran, PERIKSA if jauh else INFO,
            )  # fmt: skip


@pemeriksaan("KON-14", PERIKSA, "Lampiran PK memuat seluruh program dan pagunya", SAKIP)
def program_pk_lengkap(b):
    baris, blok, letak = _baris_anggaran(b)
    for dokumen, isi in _program_pk(b).items():
        pagu = _pagu(baris, blok, dokumen)
        program = {k: i for k, i in letak.items() if blok.tk[i] == 3 and adalah_angka(pagu[i]) and pagu[i] > 0}
        kurang = [i for k, i in program.items() if k not in isi]
        if not kurang or "" in isi or isi.keys().isdisjoint(letak):
            continue
        pertama = min((p[0] for p in isi.values()), key=lambda p: p["#nomor"])
        yield b.temuan(
            PK_PROGRAM, pertama, "Kode",
            f"PK {dokumen.title()} tidak memuat program {daftar(baris[i]['Kode'] for i in kurang)}, yang pagunya di "
            f"Anggaran {tampil_uang(sum(pagu[i] for i in kurang))}.",
            "Tambahkan programnya, atau pastikan memang tidak termasuk dalam PK.",
        )  # fmt: skip


@pemeriksaan("KON-15", PERIKSA, "Setelan dokumen_pk sesuai dengan isi lembar PK", _KONTRAK)
def dokumen_pk(b):
    ada = {kunci(p["Dokumen"]) for tabel in (PK, PK_PROGRAM) for p in b.baris(tabel)}
    setelan = kunci(b.setelan["dokumen_pk"])
    if setelan == "perubahan" and "perubahan" not in pk_buku(b) and b.baris(PK):
        uraian = "dokumen_pk berisi Perubahan, tetapi lembar PK tidak memuat target Perubahan; yang dipakai Awal."
        perbaikan = "Isi target PK Perubahan di lembar PK, atau ubah dokumen_pk menjadi Awal."
    elif setelan == "awal" and "perubahan" in ada:
        uraian = "dokumen_pk berisi Awal, padahal lembar PK sudah memuat baris Perubahan; baris itu tidak dipakai."
        perbaikan = "Ubah dokumen_pk menjadi Perubahan bila PK Perubahan sudah ditandatangani."
    else:
        return
    yield b.temuan("tbl_pengaturan", baris_setelan(b, "dokumen_pk"), "Nilai", uraian, perbaikan,
                   b.setelan["dokumen_pk"])  # fmt: skip


# --- the shape of Anggaran -------------------------------------------------------------------------------------------
@pemeriksaan("KON-20", PERIKSA, "Program berkegiatan, kegiatan bersub kegiatan, tanpa jenjang yang terlompati", _KODE)
def jenjang_anggaran(b):
    baris, blok = b.hitungan.baris[ANGGARAN], b.hitungan.struktur
    dipakai = {tk for i, tk in enumerate(blok.tk) if blok.terisi[i]}
    lompat = defaultdict(list)
    for i, satu in enumerate(baris):
        tk = blok.tk[i]
        if not blok.terisi[i] or tk > 5:
            continue
        if blok.daun[i] and tk < 5 and tk + 1 in dipakai:
            yield b.temuan(
                ANGGARAN, satu, "Tingkat",
                f"{TINGKAT[tk - 1]} {_sebut(satu)} tidak mempunyai {TINGKAT[tk].casefold()} di bawahnya.",
                f"Tambahkan baris {TINGKAT[tk].casefold()}-nya tepat di bawahnya, atau betulkan Tingkatnya.",
                satu["Tingkat"],
            )  # fmt: skip
        atas = blok.leluhur[i][0] if blok.leluhur[i] else None
        if tk > 3 and tk - 1 in dipakai and (atas is None or blok.tk[atas] != tk - 1):
            lompat[atas, tk].append(satu)
    for (atas, tk), anak in lompat.items():
        di = "tanpa induk" if atas is None else f"langsung di bawah {baris[atas]['Tingkat']} {_sebut(baris[atas])}"
        yield b.temuan(
            ANGGARAN, anak[0], "Tingkat",
            f"{TINGKAT[tk - 1]} {_sebut(anak[0])} berada {di}, tanpa {TINGKAT[tk - 2].casefold()}{berulang(anak)}.",
            f"Tambahkan baris {TINGKAT[tk - 2].casefold()}-nya di atasnya, atau betulkan Tingkatnya.",
            anak[0]["Tingkat"],
        )  # fmt: skip


def _sebut(satu):
    return f"'{tampil(satu['Uraian'])}'" if kosong(satu["Kode"]) else str(satu["Kode"])


def _simpul(b):
    """``(row, code, row of the parent or None)`` of each row of Anggaran that has a code and a known Tingkat."""
    return b.ingat("simpul anggaran", _susun_simpul)


def _susun_simpul(b):
    baris, blok = b.hitungan.baris[ANGGARAN], b.hitungan.struktur
    return [
        (satu, str(satu["Kode"]).strip(), baris[blok.leluhur[i][0]] if blok.leluhur[i] else None)
        for i, satu in enumerate(baris)
        if blok.terisi[i] and blok.tk[i] < 9 and not kosong(satu["Kode"]) and satu["Kode"].__class__ is not Galat
    ]


_BENTUK_KODE = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*").fullmatch
_HURUF = re.compile(r"[^\W\d_]").search
_PENGGANTI = re.compile(r"(?i)(?:^|\.)x+(?:\.|$)").search


@pemeriksaan("KON-21", PERIKSA, "Bentuk kode Anggaran", _KODE)
def bentuk_kode(b):
    saudara = defaultdict(list)
    for satu, kode, induk in _simpul(b):
        awalan = "" if induk is None or kosong(induk["Kode"]) else str(induk["Kode"]).strip() + "."
        ekor = kode[len(awalan) :] if kode.startswith(awalan) else kode
        saudara[induk and induk["#nomor"]].append((satu, kode, _HURUF(ekor) is not None))
    for anak in saudara.values():
        berhuruf = sum(h for _, _, h in anak)
        for satu, kode, huruf in anak:
            if _PENGGANTI(kode):
                apa, saran = "masih memuat huruf X sebagai pengganti", "Ganti X dengan kode urusan dan bidang instansi."
            elif not _BENTUK_KODE(kode):
                apa, saran = "memuat spasi atau tanda yang bukan bagian kode", "Tulis angka dan titik saja: 1.06.02."
            elif huruf and berhuruf * 2 < len(anak):
                apa, saran = "memuat huruf, padahal kode di sekitarnya tidak", "Periksa O dan 0, l dan 1."
            else:
                continue
            yield b.temuan(ANGGARAN, satu, "Kode", f"Kode {kode} {apa}.", saran, satu["Kode"])


@pemeriksaan("KON-22", SALAH, "Letak baris Anggaran sesuai dengan kodenya", _KODE)
def letak_kode(b):
    simpul = [s for s in _simpul(b) if not _PENGGANTI(s[1])]
    ada = {kode.casefold() for _, kode, _ in simpul}
    berinduk = [(s, k, i) for s, k, i in simpul if i is not None and not kosong(i["Kode"])]
    menyimpang = defaultdict(list)
    for satu, kode, induk in berinduk:
        milik = str(induk["Kode"]).strip()
        if not _PENGGANTI(milik) and not kode.casefold().startswith(milik.casefold() + "."):
            menyimpang[induk["#nomor"], _induk_kode(kode, ada)].append((satu, kode, induk))
    banyak = sum(map(len, menyimpang.values()))
    if banyak * 2 > len(berinduk) > 2:  # the office numbers its rows in its own way
        satu = next(iter(menyimpang.values()))[0][0]
        yield b.temuan(
            ANGGARAN, satu, "Kode", f"Kode Anggaran tidak berjenjang: {banyak} dari {len(berinduk)} kode tidak diawali "
            "kode induknya.", "Pakai kode yang diawali kode induknya (1.1.2 di bawah 1.1), atau kosongkan kolomnya.",
            satu["Kode"], berat=INFO,
        )  # fmt: skip
        return
    for (_, asal), baris in menyimpang.items():
        satu, kode, induk = baris[0]
        di = f"Baris berkode {kode}{berulang(baris)} berada di bawah {induk['Kode']}"
        if asal:
            uraian, saran = f"{di}, padahal induknya {asal} ada di tempat lain.", "Urutkan baris menurut Kode"
        else:
            uraian, saran = f"{di}, tetapi kodenya tidak diawali {induk['Kode']}.", "Tambahkan baris induknya"
        yield b.temuan(ANGGARAN, satu, "Kode", uraian, f"{saran}, atau betulkan kodenya.", satu["Kode"],
                       berat=SALAH if asal else PERIKSA)  # fmt: skip


def _induk_kode(kode, ada):
    """The longest code that is a row and that this code begins with; "" when there is none."""
    while "." in kode:
        kode = kode.rpartition(".")[0]
        if kode.casefold() in ada:
            return kode
    return ""


@pemeriksaan("KON-23", INFO, "Baris Anggaran urut menurut kodenya", _KODE)
def urutan_kode(b):
    terakhir, sudah = {}, set()
    for satu, kode, induk in _simpul(b):
        di = induk and induk["#nomor"]
        urut = [(0, int(x), "") if x.isdecimal() else (1, 0, x) for x in re.split(r"[.\-/ ]", kode.casefold())]
        sebelum = terakhir.get(di)
        if sebelum and urut < sebelum[0] and di not in sudah:
            sudah.add(di)
            yield b.temuan(
                ANGGARAN, satu, "Kode", f"Kode {kode} ditulis sesudah {sebelum[1]}.",
                "Urutkan baris menurut Kode, bersama baris di bawahnya.", satu["Kode"],
            )  # fmt: skip
        terakhir[di] = max(sebelum, (urut, kode)) if sebelum else (urut, kode)


# --- money and indicators --------------------------------------------------------------------------------------------
@pemeriksaan("KON-30", INFO, "Uang yang tidak mendukung indikator mana pun", _UANG)
def uang_tanpa_indikator(b):
    baris, blok = b.hitungan.baris[ANGGARAN], b.hitungan.struktur
    jumlah, pagu = b.hitungan.ringkasan["Pagu tanpa indikator"], b.hitungan.ringkasan["Pagu"]
    tanpa = [i for i, kode in enumerate(blok.kode) if kode == [] and adalah_angka(baris[i]["_Pagu"])]
    if not b.hitungan.uang or not tanpa or not adalah_angka(jumlah) or jumlah <= 0:
        return
    bagian = f", {tampil_persen(jumlah / pagu)} dari seluruh pagu" if adalah_angka(pagu) and pagu > 0 else ""
    yield b.temuan(
        ANGGARAN, baris[tanpa[0]], "Indikator",
        f"Pagu {tampil_uang(jumlah)} ({len(tanpa)} baris{bagian}) tidak disebut mendukung indikator mana pun.",
        "Isi kolom Indikator pada program atau kegiatannya; penunjang urusan boleh tetap kosong.", jumlah,
    )  # fmt: skip


@pemeriksaan("KON-31", PERIKSA, "Uang yang disebut mendukung dua indikator sejenis", _UANG)
def uang_dua_indikator(b):
    baris, blok = b.hitungan.baris[ANGGARAN], b.hitungan.struktur
    kelompok = defaultdict(list)
    for i, kode in enumerate(blok.kode):
        if kode and len(kode) > 1:
            kelompok[tuple(sorted(k.casefold() for k in kode))].append(i)
    for kode, letak in kelompok.items():
        sejenis = defaultdict(list)
        for r in filter(None, map(b.indikator, kode)):
            sejenis[jenis(r)].append(r)
        for nama, r in sejenis.items():
            uang = sum(x for i in letak if adalah_angka(x := baris[i]["_Pagu"]))
            if len(r) < 2 or nama is None or uang <= 0:
                continue
            i = next(j for j in (letak[0], *blok.leluhur[letak[0]]) if kode_indikator(baris[j]["Indikator"]))
            satu = len({(kunci(x["Induk"]), kunci(x["Sasaran"])) for x in r}) == 1
            yield b.temuan(
                ANGGARAN, baris[i], "Indikator",
                f"{tampil_uang(uang)} disebut mendukung {len(r)} indikator {nama.casefold()} sekaligus: "
                f"{daftar(x['Kode'] for x in r)}.",
                "Sebut satu indikator pada tiap baris; dalam jumlah seluruhnya uang ini dihitung sekali.",
                baris[i]["Indikator"], berat=INFO if satu else PERIKSA,
            )  # fmt: skip


@pemeriksaan("KON-32", INFO, "Indikator yang disebut pada baris dan pada induknya", _UANG)
def indikator_berulang(b):
    baris, blok = b.hitungan.baris[ANGGARAN], b.hitungan.struktur
    milik = [{k.casefold(): k for k in kode_indikator(x["Indikator"])} for x in baris]
    ulang = defaultdict(list)
    for i, satu in enumerate(baris):
        for atas in blok.leluhur[i] if milik[i] else ():
            for k in milik[i].keys() & milik[atas].keys():
                ulang[atas, k].append(satu)
    for (atas, k), anak in sorted(ulang.items()):
        yield b.temuan(
            ANGGARAN, anak[0], "Indikator",
            f"Indikator {milik[atas][k]} disebut di sini{berulang(anak)} dan juga pada induknya "
            f"({_sebut(baris[atas])}).",
            "Cukup pada salah satunya; yang dihitung baris yang tertinggi.", anak[0]["Indikator"],
        )  # fmt: skip
