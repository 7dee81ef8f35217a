"""Checks on Anggaran against its own shape, against the programs of the PK, and on which indicator owns which money."""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from ..compute.amounts import DOCUMENTS
from ..compute.key import blank, key
from ..expr.values import is_number
from ..rules.struktur_anggaran import DEEPEST, TINGKAT, kode_indikator
from ..schema.choices import OTOMATIS
from .aritmetika import total_rows
from .finding import INFO, PERIKSA, SALAH
from .kode_program import PLACEHOLDER, budget_rows, program_name
from .konsistensi import (
    ANGGARAN,
    PK,
    PK_PROGRAM,
    SAKIP,
    baris_setelan,
    berulang,
    daftar,
    jenis,
)
from .registry import check, shown, shown_money, shown_percent

_KODE = "Permendagri 90/2019 dan pemutakhirannya: kode program, kegiatan, dan sub kegiatan"
_KONTRAK = "Ketentuan buku ini"
_UANG = "Ketentuan buku ini: uang indikator dihitung dari baris tertinggi yang menyebutnya, satu kali"


# --- PK programs against Anggaran ------------------------------------------------------------------------------------
def _program_pk(b):
    """``{document: {code: [rows]}}``: a program split over sources of money has several rows."""
    hasil = {}
    for p in b.rows(PK_PROGRAM):
        dokumen = next((d for d in DOCUMENTS if key(d) == key(p["Dokumen"])), None)
        if dokumen:
            hasil.setdefault(dokumen, {}).setdefault(key(p["Kode"]), []).append(p)
    return hasil


@check("KON-12", PERIKSA, "Anggaran program PK sama dengan pagunya di Anggaran", SAKIP)
def uang_program_pk(b):
    baris, blok, letak = budget_rows(b)
    for dokumen, isi in _program_pk(b).items():
        lain = "Awal" if dokumen == "Perubahan" else "Perubahan"
        for kode, p in isi.items():
            uang = [satu["Anggaran"] for satu in p if not blank(satu["Anggaran"])]
            if kode not in letak or not uang or not all(is_number(x) for x in uang):
                continue
            amounts, jumlah = b.world.amounts, sum(uang)
            seharusnya, lainnya = amounts.pagu_of_code(kode, dokumen), amounts.pagu_of_code(kode, lain)
            if not is_number(seharusnya) or abs(seharusnya - jumlah) < 1:
                continue
            tertukar = is_number(lainnya) and abs(lainnya - jumlah) < 1
            sebab = f" (angka itu sama dengan Pagu {lain})" if tertukar else ""
            yield b.temuan(
                PK_PROGRAM,
                p[0],
                "Anggaran",
                uraian=f"Anggaran program {p[0]['Kode']} pada PK {dokumen} {shown_money(jumlah)}{sebab}, sedangkan "
                f"Pagu {dokumen} di Anggaran {shown_money(seharusnya)}; selisih "
                f"{shown_money(abs(jumlah - seharusnya))}.",
                perbaikan="Cocokkan dengan PK yang ditandatangani dan DPA, lalu betulkan yang keliru.",
                tertulis=jumlah,
                seharusnya=seharusnya,
            )


@check("KON-13", INFO, "Nama program PK sama dengan namanya di Anggaran", SAKIP)
def nama_program_pk(b):
    baris, _, letak = budget_rows(b)
    sudah = set()
    for p in b.rows(PK_PROGRAM):
        kode = key(p["Kode"])
        if kode not in letak or (kode, key(p["Program"])) in sudah:
            continue
        sudah.add((kode, key(p["Program"])))
        di_anggaran = baris[letak[kode]]["Uraian"]
        a, c = program_name(p["Program"]), program_name(di_anggaran)
        if a and c and a != c:
            jauh = SequenceMatcher(None, a, c, autojunk=False).ratio() < 0.6
            yield b.temuan(
                PK_PROGRAM, p, "Program",
                uraian=f"Nama program {p['Kode']} pada PK '{p['Program']}', sedangkan di Anggaran '{di_anggaran}'.",
                perbaikan="Periksa apakah kodenya menunjuk program yang benar." if jauh else "Samakan penulisannya.",
                tertulis=p["Program"], seharusnya=di_anggaran, berat=PERIKSA if jauh else INFO,
            )  # fmt: skip


@check("KON-14", PERIKSA, "Lampiran PK memuat seluruh program dan pagunya", SAKIP)
def program_pk_lengkap(b):
    baris, blok, letak = budget_rows(b)
    for dokumen, isi in _program_pk(b).items():
        pagu = b.world.amounts.pagu(dokumen)
        program = {k: i for k, i in letak.items() if blok.level[i] == 3 and is_number(pagu[i]) and pagu[i] > 0}
        kurang = [i for k, i in program.items() if k not in isi]
        if not kurang or "" in isi or isi.keys().isdisjoint(letak):
            continue
        pertama = min((p[0] for p in isi.values()), key=lambda p: p["#nomor"])
        yield b.temuan(
            PK_PROGRAM, pertama, "Kode",
            uraian=f"PK {dokumen} tidak memuat program {daftar(baris[i]['Kode'] for i in kurang)}, yang pagunya di "
            f"Anggaran {shown_money(sum(pagu[i] for i in kurang))}.",
            perbaikan="Tambahkan programnya, atau pastikan memang tidak termasuk dalam PK.",
        )  # fmt: skip


@check("KON-15", PERIKSA, "Setelan dokumen_pk sesuai dengan isi lembar PK", _KONTRAK)
def dokumen_pk(b):
    ada = {key(p["Dokumen"]) for tabel in (PK, PK_PROGRAM) for p in b.rows(tabel)}
    written, used = b.settings["dokumen_pk"], b.world.defined["lk_pk"]
    setelan = key(written)
    if setelan.startswith("perubahan") and b.rows(PK) and setelan not in map(key, b.world.agreements):
        uraian = f"dokumen_pk berisi {written}, tetapi lembar PK tidak memuat target {written}; yang dipakai {used}."
        perbaikan = f"Isi target PK {written} di lembar PK, atau ubah dokumen_pk menjadi {used}."
    elif setelan == "awal" and any(name.startswith("perubahan") for name in ada):
        uraian = "dokumen_pk berisi Awal, padahal lembar PK sudah memuat baris Perubahan; baris itu tidak dipakai."
        perbaikan = "Ubah dokumen_pk menjadi Perubahan bila PK Perubahan sudah ditandatangani."
    elif setelan.startswith("perubahan") and (later := _later_agreements(b, written)):
        uraian = (
            f"dokumen_pk berisi {written}, padahal lembar PK sudah memuat target {' dan '.join(later)}; target itu "
            "tidak dipakai."
        )
        perbaikan = f"Ubah dokumen_pk menjadi {later[-1]} atau Otomatis, bila {later[-1]} sudah ditandatangani."
    elif setelan == key(OTOMATIS) and (undated := _undated_agreements(b)):
        uraian = (
            f"dokumen_pk Otomatis, tetapi {' dan '.join(undated)} tidak bertanggal sungguhan di tabel tbl_pk_dokumen; "
            f"yang dipakai {used}."
        )
        perbaikan = "Isi Tanggalnya di lembar PK sebagai tanggal, atau pilih nama dokumennya pada dokumen_pk."
    else:
        return
    yield b.temuan("tbl_pengaturan", baris_setelan(b, "dokumen_pk"), "Nilai", uraian=uraian, perbaikan=perbaikan,
                   tertulis=written)  # fmt: skip


def _later_agreements(b, named):
    """Agreements with targets after a named one, but for those that are signed only after the running quarter."""
    last = b.world.defined["lk_akhir_tw"]
    signed = {key(row["Dokumen"]): row["Tanggal"] for row in b.rows("tbl_pk_dokumen") if is_number(row["Tanggal"])}
    names = [key(name) for name in b.world.agreements]
    later = b.world.agreements[names.index(key(named)) + 1 :] if key(named) in names else []
    return [name for name in later if not is_number(last) or signed.get(key(name), last) <= last]


def _undated_agreements(b):
    """Changed agreements with targets that no real date puts into force."""
    dated = {key(row["Dokumen"]) for row in b.rows("tbl_pk_dokumen") if is_number(row["Tanggal"])}
    if is_number(b.settings["tanggal_pk_perubahan"]):
        dated.add("perubahan")
    return [name for name in b.world.agreements if key(name) != "awal" and key(name) not in dated]


# --- the shape of Anggaran -------------------------------------------------------------------------------------------
@check("KON-20", PERIKSA, "Program berkegiatan, kegiatan bersub kegiatan, tanpa jenjang yang terlompati", _KODE)
def jenjang_anggaran(b):
    baris, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    dipakai = {tk for i, tk in enumerate(blok.level) if blok.filled[i]}
    lompat = defaultdict(list)
    jumlahan = {satu["#nomor"] for satu in total_rows(b)}  # told by ARI-11
    for i, satu in enumerate(baris):
        tk = blok.level[i]
        if not blok.filled[i] or tk > 5 or i + 1 in jumlahan:
            continue
        if blok.leaf[i] and tk < 5 and tk + 1 in dipakai:
            yield b.temuan(
                ANGGARAN, satu, "Tingkat",
                uraian=f"{TINGKAT[tk - 1]} {_sebut(satu)} tidak mempunyai {TINGKAT[tk].casefold()} di bawahnya.",
                perbaikan=f"Tambahkan baris {TINGKAT[tk].casefold()}-nya tepat di bawahnya, atau betulkan Tingkatnya.",
                tertulis=satu["Tingkat"],
            )  # fmt: skip
        atas = blok.ancestors[i][0] if blok.ancestors[i] else None
        if tk > 3 and tk - 1 in dipakai and (atas is None or blok.level[atas] != tk - 1):
            lompat[atas, tk].append(satu)
    for (atas, tk), anak in lompat.items():
        di = "tanpa induk" if atas is None else f"langsung di bawah {baris[atas]['Tingkat']} {_sebut(baris[atas])}"
        yield b.temuan(
            ANGGARAN,
            anak[0],
            "Tingkat",
            uraian=f"{anak[0]['Tingkat']} {_sebut(anak[0])} berada {di}, tanpa "
            f"{TINGKAT[tk - 2].casefold()}{berulang(anak)}.",
            perbaikan=f"Tambahkan baris {TINGKAT[tk - 2].casefold()}-nya di atasnya, atau betulkan Tingkatnya.",
            tertulis=anak[0]["Tingkat"],
        )


def _sebut(satu):
    return f"'{shown(satu['Uraian'])}'" if blank(satu["Kode"]) else str(satu["Kode"])


def _simpul(b):
    """``(row, code, row of the parent or None)`` of each row of Anggaran that has a code and a known Tingkat."""
    return b.remembered("simpul anggaran", _susun_simpul)


def _susun_simpul(b):
    baris, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    return [
        (satu, str(satu["Kode"]).strip(), baris[blok.ancestors[i][0]] if blok.ancestors[i] else None)
        for i, satu in enumerate(baris)
        # Accounts (Rekening) have codes of their own.
        if blok.filled[i] and blok.level[i] < DEEPEST and key(satu["Kode"])
    ]


_BENTUK_KODE = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*").fullmatch
_POLOS = re.compile(r"[0-9]+(?:\.[0-9]+)*").fullmatch
_HURUF = re.compile(r"[^\W\d_]").search
_CAMPUR = re.compile(r"\d[A-Za-z]+\d|\b(?:[OoIl]+\d|\d+[OoIl]+)[\dOoIl]*\b").search
_MIRIP_ANGKA = re.compile(r"\d[OoIl]+\d").search


@check("KON-21", PERIKSA, "Bentuk kode Anggaran", _KODE)
def bentuk_kode(b):
    for satu, (kode, apa, saran) in b.remembered("bentuk kode", _susun_bentuk).values():
        yield b.temuan(ANGGARAN, satu, "Kode", uraian=f"Kode {kode} {apa}.", perbaikan=saran, tertulis=satu["Kode"])


def _susun_bentuk(b):
    """``{row number: (row, (code, what is wrong, advice))}`` of the codes that are not written as codes are."""
    saudara, hasil = defaultdict(list), {}
    simpul = _simpul(b)
    if all(_POLOS(kode) for _, kode, _ in simpul):  # figures and dots only, as nearly always
        return hasil
    for satu, kode, induk in simpul:
        awalan = "" if induk is None or blank(induk["Kode"]) else str(induk["Kode"]).strip() + "."
        ekor = kode[len(awalan) :] if kode.startswith(awalan) else kode
        saudara[induk and induk["#nomor"]].append((satu, kode, ekor, _HURUF(ekor) is not None))
    for anak in saudara.values():
        berhuruf, campur = sum(h for *_, h in anak), sum(h and _CAMPUR(e) is not None for _, _, e, h in anak)
        for satu, kode, ekor, huruf in anak:
            # A letter among figures, where no sibling has one, or that looks like a figure between two (00O1).
            asing = huruf and _CAMPUR(ekor) and campur == 1 and (len(anak) > 1 or _MIRIP_ANGKA(ekor))
            if PLACEHOLDER(kode):
                apa, saran = "masih memuat huruf X sebagai pengganti", "Ganti X dengan kode urusan dan bidang instansi."
            elif not _BENTUK_KODE(kode):
                apa, saran = "memuat spasi atau tanda yang bukan bagian kode", "Tulis angka dan titik saja: 1.06.02."
            elif huruf and (berhuruf * 2 < len(anak) or asing):
                apa, saran = "memuat huruf, padahal kode di sekitarnya tidak", "Periksa O dan 0, l dan 1."
            else:
                continue
            hasil[satu["#nomor"]] = satu, (kode, apa, saran)
    return hasil


@check("KON-22", SALAH, "Letak baris Anggaran sesuai dengan kodenya", _KODE)
def letak_kode(b):
    berinduk, menyimpang = b.remembered("letak kode", _susun_letak)
    if not menyimpang:
        return
    if _tak_berjenjang(berinduk, menyimpang):
        satu = menyimpang[0][0]
        yield b.temuan(
            ANGGARAN,
            satu,
            "Kode",
            uraian=f"Kode Anggaran tidak berjenjang: {len(menyimpang)} dari {berinduk} kode tidak "
            "diawali kode induknya.",
            perbaikan="Pakai kode yang diawali kode induknya (1.1.2 di bawah 1.1), atau kosongkan kolomnya.",
            tertulis=satu["Kode"],
            berat=INFO,
        )
        return
    ada = {key(kode): satu["#nomor"] for satu, kode, _ in _simpul_berbentuk(b)}
    atas = {satu["#nomor"]: induk and induk["#nomor"] for satu, _, induk in _simpul(b)}
    kelompok = defaultdict(list)
    for satu, kode, induk in menyimpang:
        asal = _induk_kode(kode, ada)
        if asal and ada[key(asal)] in _rantai(satu["#nomor"], atas):
            asal = ""  # it stands beneath that one already: what lacks is a row between them
        kelompok[induk["#nomor"], asal, asal or _induk_seharusnya(kode, str(induk["Kode"]).strip())].append(
            (satu, kode, induk)
        )
    for (_, asal, seharusnya), baris in kelompok.items():
        satu, kode, induk = baris[0]
        di = f"Baris berkode {kode}{berulang(baris)} berada di bawah {induk['Kode']}"
        if asal:
            uraian, saran = f"{di}, padahal induknya {asal} ada di tempat lain.", "Urutkan baris menurut Kode"
        elif seharusnya:
            uraian, saran = f"{di}, sedangkan induk {seharusnya} tidak ada.", f"Tambahkan baris induk {seharusnya}"
        else:
            uraian, saran = f"{di}, tetapi kodenya tidak diawali {induk['Kode']}.", "Tambahkan baris induknya"
        yield b.temuan(
            ANGGARAN,
            satu,
            "Kode",
            uraian=uraian,
            perbaikan=f"{saran}, atau betulkan kodenya.",
            tertulis=satu["Kode"],
            berat=SALAH if asal else PERIKSA,
        )


def _simpul_berbentuk(b):
    """The nodes whose code is written as a code; the others are KON-21's."""
    rusak = b.remembered("bentuk kode", _susun_bentuk)
    return [s for s in _simpul(b) if s[0]["#nomor"] not in rusak]


def _susun_letak(b):
    """``(count of rows beneath a coded row, [(row, code, parent)] of those whose code does not begin with its code)``.

    What stands well beneath the place of a parent that is itself out of place is the parent's fault, not its own.
    """
    rusak = b.remembered("bentuk kode", _susun_bentuk)
    induk_dari = {satu["#nomor"]: induk for satu, _, induk in _simpul(b)}
    berinduk, menyimpang, tertuduh = 0, [], set()
    kementerian = key(b.settings["jenis_instansi"]) == "kementerian-lembaga" or any(
        key(satu["Tingkat"]) in ("kro", "ro", "komponen") for satu, _, _ in _simpul(b)
    )
    for satu, kode, induk in _simpul_berbentuk(b):
        if induk is None or blank(induk["Kode"]) or induk["#nomor"] in rusak:
            continue
        if kementerian and "." not in kode:
            continue  # a ministry's Kegiatan and Komponen have numbers of their own
        berinduk += 1
        if _diawali(kode, induk):
            continue
        nenek = induk_dari.get(induk["#nomor"])
        if induk["#nomor"] in tertuduh and nenek and _diawali(kode, nenek):
            continue
        tertuduh.add(satu["#nomor"])
        menyimpang.append((satu, kode, induk))
    return berinduk, menyimpang


def _tak_berjenjang(berinduk, menyimpang):
    """The office numbers its rows in its own way."""
    return len(menyimpang) * 2 > berinduk > 2


def _diawali(kode, induk):
    return key(kode).startswith(key(induk["Kode"]) + ".")


def _rantai(nomor, atas):
    """Numbers of the coded rows above a row."""
    hasil = []
    while (nomor := atas.get(nomor)) is not None:
        hasil.append(nomor)
    return hasil


def _induk_kode(kode, ada):
    """The longest code that is a row and that this code begins with; "" when there is none."""
    while "." in kode:
        kode = kode.rpartition(".")[0]
        if key(kode) in ada:
            return kode
    return ""


def _induk_seharusnya(kode, induk):
    """The first parts of a code, as many as the row above it has; "" when the code is no longer than that."""
    bagian, banyak = kode.split("."), induk.count(".") + 1
    return ".".join(bagian[:banyak]) if len(bagian) > banyak else ""


@check("KON-23", INFO, "Baris Anggaran urut menurut kodenya", _KODE)
def urutan_kode(b):
    berinduk, menyimpang = b.remembered("letak kode", _susun_letak)
    asing = () if _tak_berjenjang(berinduk, menyimpang) else {satu["#nomor"] for satu, _, _ in menyimpang}
    terakhir, sudah = {}, set()
    for satu, kode, induk in _simpul_berbentuk(b):
        di = induk and induk["#nomor"]
        if satu["#nomor"] in asing:  # told by KON-22
            continue
        if _POLOS(kode):
            urut = [(0, int(x), "") for x in kode.split(".")]
        else:
            urut = [(0, int(x), "") if x.isdecimal() else (1, 0, x) for x in re.split(r"[.\-/ ]", kode.casefold())]
        sebelum = terakhir.get(di)
        if sebelum and urut < sebelum[0] and di not in sudah:
            sudah.add(di)
            yield b.temuan(
                ANGGARAN, satu, "Kode", uraian=f"Kode {kode} ditulis sesudah {sebelum[1]}.",
                perbaikan="Urutkan baris menurut Kode, bersama baris di bawahnya.", tertulis=satu["Kode"],
            )  # fmt: skip
        terakhir[di] = max(sebelum, (urut, kode)) if sebelum else (urut, kode)


# --- money and indicators --------------------------------------------------------------------------------------------
_PENUNJANG = re.compile(r"\bpenunjang\b|\bdukungan manajemen\b").search


@check("KON-30", INFO, "Uang yang tidak mendukung indikator mana pun", _UANG)
def uang_tanpa_indikator(b):
    baris, blok, pagu = b.world.rows(ANGGARAN), b.world.budget.shape, b.world.budget.pagu
    # What serves the office as a whole supports no one indicator, and nobody expects it to.
    penunjang = {i for i, tk in enumerate(blok.level) if tk == 3 and _PENUNJANG(key(baris[i]["Uraian"]))}
    tanpa = [
        i for i, kode in enumerate(blok.codes)
        if kode == [] and is_number(baris[i]["_Pagu"]) and penunjang.isdisjoint((i, *blok.ancestors[i]))
    ]  # fmt: skip
    jumlah = sum(baris[i]["_Pagu"] for i in tanpa)
    if not b.world.budget.native_money or jumlah <= 0:
        return
    bagian = f", {shown_percent(jumlah / pagu)} dari seluruh pagu" if is_number(pagu) and pagu > 0 else ""
    di_luar = " di luar program penunjang" if penunjang else ""
    yield b.temuan(
        ANGGARAN,
        baris[tanpa[0]],
        "Indikator",
        uraian=f"Pagu {shown_money(jumlah)} ({len(tanpa)} baris{bagian}){di_luar} tidak disebut mendukung indikator "
        "mana pun.",
        perbaikan="Isi kolom Indikator pada program atau kegiatannya; penunjang urusan boleh tetap kosong.",
        tertulis=jumlah,
    )


@check("KON-31", INFO, "Uang yang disebut mendukung dua indikator sejenis", _UANG)
def uang_dua_indikator(b):
    baris, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    uang, tempat, keadaan = 0, {}, {}

    def sampai(i):
        """``({jenis: codes}, row that added the second of a kind)`` of a row and of those above it, from the top."""
        if i not in keadaan:
            sejenis, letak = sampai(blok.ancestors[i][0]) if blok.ancestors[i] else ({}, None)
            for kode in kode_indikator(baris[i]["Indikator"]) if letak is None else ():
                r = b.renstra.get(key(kode))
                if jenis(r):
                    sejenis = {**sejenis, jenis(r): {**sejenis.get(jenis(r), {}), key(kode): r["Kode"]}}
            dua = letak is None and any(len(kode) > 1 for kode in sejenis.values())
            keadaan[i] = sejenis, i if dua else letak
        return keadaan[i]

    for i, kode in enumerate(blok.codes):
        if kode and len(kode) > 1 and is_number(baris[i]["_Pagu"]) and baris[i]["_Pagu"] > 0:
            sejenis, letak = sampai(i)
            if letak is not None:
                uang += baris[i]["_Pagu"]
                tempat[letak] = next(kode.values() for kode in sejenis.values() if len(kode) > 1)
    if tempat:
        pertama = next(iter(tempat))
        rinci = daftar((f"{_sebut(baris[j])} ({daftar(kode)})" for j, kode in tempat.items()), 3)
        yield b.temuan(
            ANGGARAN,
            baris[pertama],
            "Indikator",
            uraian=f"{shown_money(uang)} pada {len(tempat)} baris disebut mendukung dua indikator sejenis atau lebih: "
            f"{rinci}.",
            perbaikan="Boleh dibiarkan bila memang mendukung semuanya; dalam jumlah seluruhnya uang ini dihitung "
            "sekali.",
            tertulis=baris[pertama]["Indikator"],
        )


@check("KON-32", INFO, "Indikator yang disebut pada baris dan pada induknya", _UANG)
def indikator_berulang(b):
    baris, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    milik = [{key(k): k for k in kode_indikator(x["Indikator"])} for x in baris]
    ulang = defaultdict(list)
    for i, satu in enumerate(baris):
        for atas in blok.ancestors[i] if milik[i] else ():
            for k in milik[i].keys() & milik[atas].keys():
                ulang[atas, k].append(satu)
    for (atas, k), anak in sorted(ulang.items()):
        yield b.temuan(
            ANGGARAN, anak[0], "Indikator",
            uraian=f"Indikator {milik[atas][k]} disebut di sini{berulang(anak)} dan juga pada induknya "
            f"({_sebut(baris[atas])}).",
            perbaikan="Cukup pada salah satunya; yang dihitung baris yang tertinggi.", tertulis=anak[0]["Indikator"],
        )  # fmt: skip
