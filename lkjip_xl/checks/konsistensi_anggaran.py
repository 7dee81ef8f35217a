"""Checks on Anggaran against its own shape, against the programs of the PK, and on which indicator owns which money."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ..compute.agreement_dates import agreement_date
from ..compute.amounts import DOCUMENTS
from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import is_number
from ..rules.bacaan_kode import closed_dots
from ..rules.struktur_anggaran import DEEPEST, TINGKAT, kode_indikator
from ..rules.tanggal import date_text, read_date
from ..schema.choices import OTOMATIS, ROMAWI
from ..suggestion import alikeness
from .aritmetika import total_rows
from .finding import INFO, PERIKSA, SALAH, Finding
from .fixes import OFFERED, CellEdit, fix
from .kode_program import PLACEHOLDER, budget_rows, program_name
from .konsistensi import (
    ANGGARAN,
    PK,
    PK_PROGRAM,
    SAKIP,
    berulang,
    jenis,
    names_in,
    setting_row,
)
from .registry import Context, check, shown, shown_money, shown_percent

_KODE = "Permendagri 90/2019 dan pemutakhirannya: kode program, kegiatan, dan sub kegiatan"
_KONTRAK = "Ketentuan buku ini"
_UANG = "Ketentuan buku ini: uang indikator dihitung dari baris tertinggi yang menyebutnya, satu kali"


# --- PK programs against Anggaran ------------------------------------------------------------------------------------
def _program_pk(b: Context) -> Any:
    """``{document: {code: [rows]}}``: a program split over sources of money has several rows."""
    result: dict[Any, Any] = {}
    for p in b.rows(PK_PROGRAM):
        dokumen = next((d for d in DOCUMENTS if key(d) == key(p["Dokumen"])), None)
        if dokumen:
            result.setdefault(dokumen, {}).setdefault(key(p["Kode"]), []).append(p)
    return result


@check("KON-12", PERIKSA, "Anggaran program PK sama dengan pagunya di Anggaran", SAKIP)
def uang_program_pk(b: Context) -> Iterator[Finding]:
    row, blok, place = budget_rows(b)
    for dokumen, value in _program_pk(b).items():
        other = "Awal" if dokumen == "Perubahan" else "Perubahan"
        for kode, p in value.items():
            uang = [one["Anggaran"] for one in p if not blank(one["Anggaran"])]
            if kode not in place or not uang or not all(is_number(x) for x in uang):
                continue
            amounts, total = b.world.amounts, sum(uang)
            seharusnya, lainnya = amounts.pagu_of_code(kode, dokumen), amounts.pagu_of_code(kode, other)
            if not is_number(seharusnya) or abs(seharusnya - total) < 1:
                continue
            tertukar = is_number(lainnya) and abs(lainnya - total) < 1
            cause = f" (angka itu sama dengan Pagu {other})" if tertukar else ""
            yield b.temuan(
                PK_PROGRAM,
                p[0],
                "Anggaran",
                uraian=f"Anggaran program {p[0]['Kode']} pada PK {dokumen} {shown_money(total)}{cause}, sedangkan "
                f"Pagu {dokumen} di Anggaran {shown_money(seharusnya)}; selisih "
                f"{shown_money(abs(total - seharusnya))}.",
                perbaikan="Cocokkan dengan PK yang ditandatangani dan DPA, lalu betulkan yang keliru.",
                tertulis=total,
                seharusnya=seharusnya,
            )


@check("KON-13", INFO, "Nama program PK sama dengan namanya di Anggaran", SAKIP)
def names_of_pk_programs(b: Context) -> Iterator[Finding]:
    row, _, place = budget_rows(b)
    sudah = set()
    for p in b.rows(PK_PROGRAM):
        kode = key(p["Kode"])
        if kode not in place or (kode, key(p["Program"])) in sudah:
            continue
        sudah.add((kode, key(p["Program"])))
        di_anggaran = row[place[kode]]["Uraian"]
        a, c = program_name(p["Program"]), program_name(di_anggaran)
        if a and c and a != c:
            jauh = alikeness(a, c) < 0.6
            yield b.temuan(
                PK_PROGRAM, p, "Program",
                uraian=f"Nama program {p['Kode']} pada PK '{p['Program']}', sedangkan di Anggaran '{di_anggaran}'.",
                perbaikan="Periksa apakah kodenya menunjuk program yang benar." if jauh else "Samakan penulisannya.",
                tertulis=p["Program"], seharusnya=di_anggaran, berat=PERIKSA if jauh else INFO,
            )  # fmt: skip


@check("KON-14", PERIKSA, "Lampiran PK memuat seluruh program dan pagunya", SAKIP)
def program_pk_lengkap(b: Context) -> Iterator[Finding]:
    row, blok, place = budget_rows(b)
    for dokumen, value in _program_pk(b).items():
        pagu = b.world.amounts.pagu(dokumen)
        program = {k: i for k, i in place.items() if blok.level[i] == 3 and is_number(pagu[i]) and pagu[i] > 0}
        kurang = [i for k, i in program.items() if k not in value]
        if not kurang or "" in value or value.keys().isdisjoint(place):
            continue
        first = min((p[0] for p in value.values()), key=lambda p: p["#nomor"])
        yield b.temuan(
            PK_PROGRAM, first, "Kode",
            uraian=f"PK {dokumen} tidak memuat program {names_in(row[i]['Kode'] for i in kurang)}, yang pagunya di "
            f"Anggaran {shown_money(sum(pagu[i] for i in kurang))}.",
            perbaikan="Tambahkan programnya, atau pastikan memang tidak termasuk dalam PK.",
        )  # fmt: skip


@check("KON-15", PERIKSA, "Setelan dokumen_pk sesuai dengan isi lembar PK", _KONTRAK)
def dokumen_pk(b: Context) -> Iterator[Finding]:
    present = {key(p["Dokumen"]) for table in (PK, PK_PROGRAM) for p in b.rows(table)}
    written, used = b.settings["dokumen_pk"], b.world.defined["lk_pk"]
    setelan = key(written)
    if setelan.startswith("perubahan") and b.rows(PK) and setelan not in map(key, b.world.agreements):
        uraian = f"dokumen_pk berisi {written}, tetapi lembar PK tidak memuat target {written}; yang dipakai {used}."
        perbaikan = f"Isi target PK {written} di lembar PK, atau ubah dokumen_pk menjadi {used}."
    elif setelan == "awal" and any(name.startswith("perubahan") for name in present):
        uraian = "dokumen_pk berisi Awal, padahal lembar PK sudah memuat baris Perubahan; baris itu tidak dipakai."
        perbaikan = "Ubah dokumen_pk menjadi Perubahan bila PK Perubahan sudah ditandatangani."
    elif setelan.startswith("perubahan") and (later := _later_agreements(b, written)):
        uraian = (
            f"dokumen_pk berisi {written}, padahal lembar PK sudah memuat target {' dan '.join(later)}; target itu "
            "tidak dipakai."
        )
        perbaikan = f"Ubah dokumen_pk menjadi {later[-1]} atau Otomatis, bila {later[-1]} sudah ditandatangani."
    elif setelan.startswith("perubahan") and (signed := _signed_later(b, written)):
        uraian = (
            f"dokumen_pk berisi {written}, padahal {written} bertanggal {signed}, sesudah akhir Triwulan "
            f"{ROMAWI[b.triwulan]}; target dan pagu terakhir sudah dipakai, sedangkan Lap TW {ROMAWI[b.triwulan]} "
            "memakai pagu yang berlaku pada akhir triwulan itu."
        )
        perbaikan = f"Pilih Otomatis pada dokumen_pk, atau betulkan tanggal {written}."
    elif setelan == key(OTOMATIS) and (undated := _undated_agreements(b)):
        uraian = (
            f"dokumen_pk berisi Otomatis, tetapi {' dan '.join(undated)} tidak bertanggal sungguhan di lembar PK "
            f"(tabel dokumen); yang dipakai {used}."
        )
        perbaikan = "Isi Tanggalnya di lembar PK sebagai tanggal, atau pilih nama dokumennya pada dokumen_pk."
    elif setelan == key(OTOMATIS) and (empty := _agreements_without_target(b)):
        uraian = (
            f"dokumen_pk berisi Otomatis, tetapi semua target {' dan '.join(empty)} di lembar PK kosong; yang dipakai "
            f"{used}."
        )
        perbaikan = f"Isi target PK {empty[-1]}, yang tidak berubah pun, atau hapus barisnya."
    else:
        return
    yield b.temuan("tbl_pengaturan", setting_row(b, "dokumen_pk"), "Nilai", uraian=uraian, perbaikan=perbaikan,
                   tertulis=written)  # fmt: skip


def _later_agreements(b: Context, named: Any) -> list[str]:
    """Agreements with targets after a named one, but for those that are signed only after the running quarter."""
    last = b.world.defined["lk_akhir_tw"]
    signed = {key(row["Dokumen"]): row["Tanggal"] for row in b.rows("tbl_pk_dokumen") if is_number(row["Tanggal"])}
    names = [key(name) for name in b.world.agreements]
    later = b.world.agreements[names.index(key(named)) + 1 :] if key(named) in names else []
    return [name for name in later if not is_number(last) or signed.get(key(name), last) <= last]


def _signed_later(b: Context, named: Any) -> str:
    """The date of a named agreement that is signed only after the running quarter; "" for any other."""
    typed, year = agreement_date(b.world, str(named)).value, b.world.year
    day = read_date(typed)
    later = day is not None and year is not None and day > (year, 3 * b.triwulan, 31)
    return date_text(typed) if later else ""


def _undated_agreements(b: Context) -> list[str]:
    """Changed agreements with targets that no real date puts into force."""
    dated = {key(row["Dokumen"]) for row in b.rows("tbl_pk_dokumen") if is_number(row["Tanggal"])}
    if is_number(b.settings["tanggal_pk_perubahan"]):
        dated.add("perubahan")
    return [name for name in b.world.agreements if key(name) != "awal" and key(name) not in dated]


def _agreements_without_target(b: Context) -> list[str]:
    """Changed agreements that are signed by the end of the running quarter, and whose rows hold not one target."""
    last = b.world.defined["lk_akhir_tw"]
    signed = {key(row["Dokumen"]) for row in b.rows("tbl_pk_dokumen") if _is_signed(row["Tanggal"], last)}
    if _is_signed(b.settings["tanggal_pk_perubahan"], last):
        signed.add("perubahan")
    held = {key(row["Dokumen"]) for row in b.rows(PK) if not blank(row["Target"])}
    return [name for name in b.world.agreements if key(name) != "awal" and key(name) in signed - held]


def _is_signed(day: Any, last: Any) -> bool:
    return is_number(day) and is_number(last) and day <= last


# --- the shape of Anggaran -------------------------------------------------------------------------------------------
@check("KON-20", PERIKSA, "Program berkegiatan, kegiatan bersub kegiatan, tanpa jenjang yang terlompati", _KODE)
def jenjang_anggaran(b: Context) -> Iterator[Finding]:
    rows, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    dipakai = {tk for i, tk in enumerate(blok.level) if blok.filled[i]}
    lompat = defaultdict(list)
    jumlahan = {one["#nomor"] for one in total_rows(b)}  # told by ARI-11
    for i, one in enumerate(rows):
        tk = blok.level[i]
        if not blok.filled[i] or tk > 5 or i + 1 in jumlahan:
            continue
        if blok.leaf[i] and tk < 5 and tk + 1 in dipakai:
            yield b.temuan(
                ANGGARAN, one, "Tingkat",
                uraian=f"{TINGKAT[tk - 1]} {_sebut(one)} tidak mempunyai {TINGKAT[tk].casefold()} di bawahnya.",
                perbaikan=f"Tambahkan baris {TINGKAT[tk].casefold()}-nya tepat di bawahnya, atau betulkan Tingkatnya.",
                tertulis=one["Tingkat"],
            )  # fmt: skip
        above = blok.ancestors[i][0] if blok.ancestors[i] else None
        if tk > 3 and tk - 1 in dipakai and (above is None or blok.level[above] != tk - 1):
            lompat[above, tk].append(one)
    for (above, tk), child in lompat.items():
        di = "tanpa induk" if above is None else f"langsung di bawah {rows[above]['Tingkat']} {_sebut(rows[above])}"
        yield b.temuan(
            ANGGARAN,
            child[0],
            "Tingkat",
            uraian=f"{child[0]['Tingkat']} {_sebut(child[0])} berada {di}, tanpa "
            f"{TINGKAT[tk - 2].casefold()}{berulang(child)}.",
            perbaikan=f"Tambahkan baris {TINGKAT[tk - 2].casefold()}-nya di atasnya, atau betulkan Tingkatnya.",
            tertulis=child[0]["Tingkat"],
        )


def _sebut(one: Cells) -> str:
    return f"'{shown(one['Uraian'])}'" if blank(one["Kode"]) else str(one["Kode"])


def _simpul(b: Context) -> list[Any]:
    """``(row, code, row of the parent or None)`` of each row of Anggaran that has a code and a known Tingkat."""
    return b.remembered("simpul anggaran", _build_nodes)


def _build_nodes(b: Context) -> list[Any]:
    rows, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    return [
        (one, str(one["Kode"]).strip(), rows[blok.ancestors[i][0]] if blok.ancestors[i] else None)
        for i, one in enumerate(rows)
        # Accounts (Rekening) have codes of their own.
        if blok.filled[i] and blok.level[i] < DEEPEST and key(one["Kode"])
    ]


_BENTUK_KODE = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*").fullmatch
_SPACED = "memuat spasi di sekitar titiknya"
_POLOS = re.compile(r"[0-9]+(?:\.[0-9]+)*").fullmatch
_HURUF = re.compile(r"[^\W\d_]").search
_CAMPUR = re.compile(r"\d[A-Za-z]+\d|\b(?:[OoIl]+\d|\d+[OoIl]+)[\dOoIl]*\b").search
_MIRIP_ANGKA = re.compile(r"\d[OoIl]+\d").search


@check("KON-21", PERIKSA, "Bentuk kode Anggaran", _KODE)
def bentuk_kode(b: Context) -> Iterator[Finding]:
    shapes = b.remembered("bentuk kode", _build_shapes).values()
    spaced = [(one, kode) for one, (kode, apa, _) in shapes if apa == _SPACED]
    if spaced:  # one habit of whoever typed or pasted them, so one finding
        one, kode = spaced[0]
        names = ", ".join(dict.fromkeys(kode for _, kode in spaced[:3])) + (", ..." if len(spaced) > 3 else "")
        yield b.temuan(
            ANGGARAN, one, "Kode", uraian=f"Kode pada {len(spaced)} baris memuat spasi di sekitar titiknya: {names}.",
            perbaikan=f"Tulis tanpa spasi, misalnya {closed_dots(kode)}, atau {OFFERED}.", tertulis=one["Kode"],
            seharusnya=closed_dots(kode),
        )  # fmt: skip
    for one, (kode, apa, saran) in shapes:
        if apa != _SPACED:
            yield b.temuan(ANGGARAN, one, "Kode", uraian=f"Kode {kode} {apa}.", perbaikan=saran, tertulis=one["Kode"])


@fix("KON-21")
def without_spaces(b: Context, finding: Finding) -> Iterator[CellEdit]:
    """The codes without the spaces around their dots; what else is odd about a code is not certain."""
    if finding.seharusnya:
        for one, (kode, apa, _) in b.remembered("bentuk kode", _build_shapes).values():
            if apa == _SPACED:
                yield CellEdit(ANGGARAN, one["#nomor"], "Kode", closed_dots(kode))


def _build_shapes(b: Context) -> dict[int, tuple[Cells, tuple[str, str, str]]]:
    """``{row number: (row, (code, what is wrong, advice))}`` of the codes that are not written as codes are."""
    saudara = defaultdict(list)
    result: dict[int, tuple[Cells, tuple[str, str, str]]] = {}
    nodes = _simpul(b)
    if all(_POLOS(kode) for _, kode, _ in nodes):  # figures and dots only, as nearly always
        return result
    for one, kode, parent in nodes:
        awalan = "" if parent is None or blank(parent["Kode"]) else str(parent["Kode"]).strip() + "."
        ekor = kode[len(awalan) :] if kode.startswith(awalan) else kode
        saudara[parent and parent["#nomor"]].append((one, kode, ekor, _HURUF(ekor) is not None))
    for child in saudara.values():
        berhuruf, campur = sum(h for *_, h in child), sum(h and _CAMPUR(e) is not None for _, _, e, h in child)
        for one, kode, ekor, letter in child:
            # A letter among figures, where no sibling has one, or that looks like a figure between two (00O1).
            asing = letter and _CAMPUR(ekor) and campur == 1 and (len(child) > 1 or _MIRIP_ANGKA(ekor))
            if PLACEHOLDER(kode):
                apa, saran = "masih memuat huruf X sebagai pengganti", "Ganti X dengan kode urusan dan bidang instansi."
            elif not _BENTUK_KODE(kode) and _BENTUK_KODE(closed_dots(kode)):
                apa, saran = _SPACED, ""
            elif not _BENTUK_KODE(kode):
                apa, saran = "memuat spasi atau tanda yang bukan bagian kode", "Tulis angka dan titik saja: 1.06.02."
            elif letter and (berhuruf * 2 < len(child) or asing):
                apa, saran = "memuat huruf, padahal kode di sekitarnya tidak", "Periksa O dan 0, l dan 1."
            else:
                continue
            result[one["#nomor"]] = one, (kode, apa, saran)
    return result


@check("KON-22", SALAH, "Letak baris Anggaran sesuai dengan kodenya", _KODE)
def place_of_code(b: Context) -> Iterator[Finding]:
    berinduk, menyimpang = b.remembered("letak kode", _build_places)
    if not menyimpang:
        return
    if _tak_berjenjang(berinduk, menyimpang):
        one = menyimpang[0][0]
        yield b.temuan(
            ANGGARAN,
            one,
            "Kode",
            uraian=f"Kode Anggaran tidak berjenjang: {len(menyimpang)} dari {berinduk} kode tidak "
            "diawali kode induknya.",
            perbaikan="Pakai kode yang diawali kode induknya (1.1.2 di bawah 1.1), atau kosongkan kolomnya.",
            tertulis=one["Kode"],
            berat=INFO,
        )
        return
    present = {key(kode): one["#nomor"] for one, kode, _ in _simpul_berbentuk(b)}
    above = {one["#nomor"]: parent and parent["#nomor"] for one, _, parent in _simpul(b)}
    kelompok = defaultdict(list)
    for one, kode, parent in menyimpang:
        asal = _induk_kode(kode, present)
        if asal and present[key(asal)] in _rantai(one["#nomor"], above):
            asal = ""  # it stands beneath that one already: what lacks is a row between them
        kelompok[parent["#nomor"], asal, asal or _induk_seharusnya(kode, str(parent["Kode"]).strip())].append(
            (one, kode, parent)
        )
    for (_, asal, seharusnya), row in kelompok.items():
        one, kode, parent = row[0]
        di = f"Baris berkode {kode}{berulang(row)} berada di bawah {parent['Kode']}"
        if asal:
            uraian, saran = f"{di}, padahal induknya {asal} ada di tempat lain.", "Urutkan baris menurut Kode"
        elif seharusnya:
            uraian, saran = f"{di}, sedangkan induk {seharusnya} tidak ada.", f"Tambahkan baris induk {seharusnya}"
        else:
            uraian, saran = f"{di}, tetapi kodenya tidak diawali {parent['Kode']}.", "Tambahkan baris induknya"
        yield b.temuan(
            ANGGARAN,
            one,
            "Kode",
            uraian=uraian,
            perbaikan=f"{saran}, atau betulkan kodenya.",
            tertulis=one["Kode"],
            berat=SALAH if asal else PERIKSA,
        )


def _simpul_berbentuk(b: Context) -> list[Any]:
    """The nodes whose code is written as a code; the others are KON-21's."""
    rusak = b.remembered("bentuk kode", _build_shapes)
    return [s for s in _simpul(b) if s[0]["#nomor"] not in rusak]


def _build_places(b: Context) -> tuple[Any, Any]:
    """``(count of rows beneath a coded row, [(row, code, parent)] of those whose code does not begin with its code)``.

    What stands well beneath the place of a parent that is itself out of place is the parent's fault, not its own.
    """
    rusak = b.remembered("bentuk kode", _build_shapes)
    induk_dari = {one["#nomor"]: parent for one, _, parent in _simpul(b)}
    berinduk, menyimpang, tertuduh = 0, [], set()
    kementerian = key(b.settings["jenis_instansi"]) == "kementerian-lembaga" or any(
        key(one["Tingkat"]) in ("kro", "ro", "komponen") for one, _, _ in _simpul(b)
    )
    for one, kode, parent in _simpul_berbentuk(b):
        if parent is None or blank(parent["Kode"]) or parent["#nomor"] in rusak:
            continue
        if kementerian and "." not in kode:
            continue  # a ministry's Kegiatan and Komponen have numbers of their own
        berinduk += 1
        if _diawali(kode, parent):
            continue
        nenek = induk_dari.get(parent["#nomor"])
        if parent["#nomor"] in tertuduh and nenek and _diawali(kode, nenek):
            continue
        tertuduh.add(one["#nomor"])
        menyimpang.append((one, kode, parent))
    return berinduk, menyimpang


def _tak_berjenjang(berinduk: int, menyimpang: Sequence[Any]) -> bool:
    """The office numbers its rows in its own way."""
    return len(menyimpang) * 2 > berinduk > 2


def _diawali(kode: Any, parent: Cells) -> bool:
    return key(kode).startswith(key(parent["Kode"]) + ".")


def _rantai(number: Any, above: Any) -> Any:
    """Numbers of the coded rows above a row."""
    result = []
    while (number := above.get(number)) is not None:
        result.append(number)
    return result


def _induk_kode(kode: str, present: Any) -> str:
    """The longest code that is a row and that this code begins with; "" when there is none."""
    while "." in kode:
        kode = kode.rpartition(".")[0]
        if key(kode) in present:
            return kode
    return ""


def _induk_seharusnya(kode: str, parent: str) -> str:
    """The first parts of a code, as many as the row above it has; "" when the code is no longer than that."""
    part, banyak = kode.split("."), parent.count(".") + 1
    return ".".join(part[:banyak]) if len(part) > banyak else ""


@check("KON-23", INFO, "Baris Anggaran urut menurut kodenya", _KODE)
def urutan_kode(b: Context) -> Iterator[Finding]:
    berinduk, menyimpang = b.remembered("letak kode", _build_places)
    asing = () if _tak_berjenjang(berinduk, menyimpang) else {one["#nomor"] for one, _, _ in menyimpang}
    last: dict[Any, Any] = {}
    sudah = set()
    for one, kode, parent in _simpul_berbentuk(b):
        di = parent and parent["#nomor"]
        if one["#nomor"] in asing:  # told by KON-22
            continue
        if _POLOS(kode):
            order = [(0, int(x), "") for x in kode.split(".")]
        else:
            order = [(0, int(x), "") if x.isdecimal() else (1, 0, x) for x in re.split(r"[.\-/ ]", kode.casefold())]
        before = last.get(di)
        if before and order < before[0] and di not in sudah:
            sudah.add(di)
            yield b.temuan(
                ANGGARAN, one, "Kode", uraian=f"Kode {kode} ditulis sesudah {before[1]}.",
                perbaikan="Urutkan baris menurut Kode, bersama baris di bawahnya.", tertulis=one["Kode"],
            )  # fmt: skip
        last[di] = max(before, (order, kode)) if before else (order, kode)


# --- money and indicators --------------------------------------------------------------------------------------------
_PENUNJANG = re.compile(r"\bpenunjang\b|\bdukungan manajemen\b").search


@check("KON-30", INFO, "Uang yang tidak mendukung indikator mana pun", _UANG)
def uang_tanpa_indikator(b: Context) -> Iterator[Finding]:
    rows, blok, pagu = b.world.rows(ANGGARAN), b.world.budget.shape, b.world.budget.pagu
    # What serves the office as a whole supports no one indicator, and nobody expects it to.
    penunjang = {i for i, tk in enumerate(blok.level) if tk == 3 and _PENUNJANG(key(rows[i]["Uraian"]))}
    tanpa = [
        i for i in b.world.budget.unsupporting
        if is_number(rows[i]["_Pagu"]) and penunjang.isdisjoint((i, *blok.ancestors[i]))
    ]  # fmt: skip
    total = sum(rows[i]["_Pagu"] for i in tanpa)
    if not b.world.budget.native_money or total <= 0:
        return
    part = f", {shown_percent(total / pagu)} dari seluruh pagu" if is_number(pagu) and pagu > 0 else ""
    di_luar = " di luar program penunjang" if penunjang else ""
    yield b.temuan(
        ANGGARAN,
        rows[tanpa[0]],
        "Indikator",
        uraian=f"Pagu {shown_money(total)} ({len(tanpa)} baris{part}){di_luar} tidak disebut mendukung indikator "
        "mana pun.",
        perbaikan="Isi kolom Indikator pada program atau kegiatannya; penunjang urusan boleh tetap kosong.",
        tertulis=total,
    )


@check("KON-31", INFO, "Uang yang disebut mendukung lebih dari satu indikator berjenis sama", _UANG)
def uang_dua_indikator(b: Context) -> Iterator[Finding]:
    rows, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    uang, spot, keadaan = 0, {}, {}

    def sampai(i: int) -> Any:
        """``({jenis: codes}, row that added the second of a kind)`` of a row and of those above it, from the top."""
        if i not in keadaan:
            sejenis, place = sampai(blok.ancestors[i][0]) if blok.ancestors[i] else ({}, None)
            for kode in kode_indikator(rows[i]["Indikator"]) if place is None else ():
                r = b.renstra.get(key(kode))
                if r and jenis(r):
                    sejenis = {**sejenis, jenis(r): {**sejenis.get(jenis(r), {}), key(kode): r["Kode"]}}
            dua = place is None and any(len(kode) > 1 for kode in sejenis.values())
            keadaan[i] = sejenis, i if dua else place
        return keadaan[i]

    for i, kode in enumerate(blok.codes):
        if kode and len(kode) > 1 and is_number(rows[i]["_Pagu"]) and rows[i]["_Pagu"] > 0:
            sejenis, place = sampai(i)
            if place is not None:
                uang += rows[i]["_Pagu"]
                spot[place] = next(kode.values() for kode in sejenis.values() if len(kode) > 1)
    if spot:
        first = next(iter(spot))
        rinci = names_in((f"{_sebut(rows[j])} ({names_in(kode)})" for j, kode in spot.items()), 3)
        yield b.temuan(
            ANGGARAN,
            rows[first],
            "Indikator",
            uraian=f"Di lembar Anggaran, {shown_money(uang)} pada {len(spot)} baris mendukung lebih dari satu "
            f"indikator yang Jenisnya sama (misalnya dua indikator sasaran): {rinci}. Uangnya tampil penuh pada "
            "tiap indikator itu, dan dihitung sekali dalam jumlah seluruhnya.",
            perbaikan="Biarkan bila memang mendukung semuanya; bila tidak, sisakan satu kode di kolom Indikator.",
            tertulis=rows[first]["Indikator"],
        )


@check("KON-32", INFO, "Indikator yang disebut pada baris dan pada induknya", _UANG)
def indikator_berulang(b: Context) -> Iterator[Finding]:
    rows, blok = b.world.rows(ANGGARAN), b.world.budget.shape
    milik = [{key(k): k for k in kode_indikator(x["Indikator"])} for x in rows]
    ulang = defaultdict(list)
    for i, one in enumerate(rows):
        for above in blok.ancestors[i] if milik[i] else ():
            for k in milik[i].keys() & milik[above].keys():
                ulang[above, k].append(one)
    for (above, k), child in sorted(ulang.items()):
        yield b.temuan(
            ANGGARAN, child[0], "Indikator",
            uraian=f"Indikator {milik[above][k]} disebut di sini{berulang(child)} dan juga pada induknya "
            f"({_sebut(rows[above])}).",
            perbaikan="Cukup pada salah satunya; yang dihitung baris yang tertinggi.", tertulis=child[0]["Indikator"],
        )  # fmt: skip
