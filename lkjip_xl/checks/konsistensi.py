"""Checks across tables: Renstra, PK and Pengukuran tell one story, in the same codes and words.

Every check passes over its rows once and looks the rest up, and what one slip causes in many rows is one finding.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from ..compute.key import blank, key
from ..expr.values import ErrorValue, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.struktur_anggaran import kode_indikator
from ..schema.choices import JENIS
from ..schema.settings import SETTINGS
from .finding import INFO, PERIKSA, SALAH
from .persamaan import spaced_keys
from .registry import check, shown
from .vocabulary import words

RENSTRA, PK, PK_PROGRAM, UKUR = "tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran"
ANGGARAN, RIWAYAT, DUKUNG = "tbl_anggaran", "tbl_riwayat", "tbl_data_dukung"
SAKIP = "PermenPANRB 53/2014: target, PK, dan pengukuran selaras dengan Renstra"
_KONTRAK = "Ketentuan buku ini"


# --- helpers ---------------------------------------------------------------------------------------------------------
def sama(a, b):
    """Two cells say the same: numbers but for binary dust, labels in any case, both not available."""
    if is_number(a) and is_number(b):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return _kunci_nilai(a) == _kunci_nilai(b)


def _kunci_nilai(isi):
    return "n/a" if isi.__class__ is ErrorValue or is_not_available_mark(isi) else key(isi)


def tahun_laporan(b):
    """The report's year as int, None when the setting is no year."""
    return int(b.tahun) if is_number(b.tahun) and 2000 <= b.tahun <= 2200 else None


def baris_setelan(b, kunci_setelan):
    """Row number of a setting in ``tbl_pengaturan``; its place in the blank template when the book lacks the row."""
    for satu in b.rows("tbl_pengaturan"):
        if key(satu["Kunci"]) == kunci_setelan:
            return satu["#nomor"]
    return next(i for i, s in enumerate(SETTINGS, 1) if s.key == kunci_setelan)


def jenis(baris):
    """Jenis of a row of Renstra in the contract's spelling, None when it is none."""
    return next((j for j in JENIS if baris and key(baris["Jenis"]) == j.casefold()), None)


def daftar(isi, batas=8):
    """Names in a row: ``a, b, c``; a long list is cut and says how many more there are."""
    isi = [str(x) for x in isi]
    return ", ".join(isi[:batas]) + (f", dan {len(isi) - batas} lagi" if len(isi) > batas else "")


def sel(b, tabel, baris, kolom):
    """The cell of a row and column, as a finding on it would name it."""
    return b.temuan(tabel, baris, kolom, uraian="", perbaikan="").sel


def berulang(kelompok):
    return f" ({len(kelompok)} baris)" if len(kelompok) > 1 else ""


# --- codes -----------------------------------------------------------------------------------------------------------
@check("KON-01", SALAH, "Kode indikator yang dipakai tabel lain ada di Renstra", _KONTRAK)
def kode_tak_dikenal(b):
    if not b.renstra:
        return
    asing = defaultdict(list)
    for tabel in (PK, UKUR, RIWAYAT, DUKUNG):
        for satu in b.rows(tabel):
            if key(satu["Kode"]) and key(satu["Kode"]) not in b.renstra and key(satu["Kode"]) not in spaced_keys(b):
                asing[tabel, "Kode", key(satu["Kode"])].append((satu, satu["Kode"]))
    for satu in b.rows(ANGGARAN):
        for kode in kode_indikator(satu["Indikator"]):
            if key(kode) not in b.renstra and key(kode) not in spaced_keys(b):
                tertulis = (x.strip() for x in str(satu["Indikator"]).split(";") if kode_indikator(x) == [kode])
                asing[ANGGARAN, "Indikator", key(kode)].append((satu, next(tertulis, kode)))
    for (tabel, kolom, _), baris in asing.items():
        satu, kode = baris[0]
        bagian = re.split(r"[\s,]+", str(kode).strip(" ,"))
        yield b.temuan(
            tabel, satu, kolom, uraian=f"Indikator berkode {kode} tidak ada di Renstra{berulang(baris)}.",
            perbaikan=f"Bila ini beberapa kode, pisahkan dengan titik koma: {'; '.join(bagian)}."
            if tabel == ANGGARAN and len(bagian) > 1
            else "Betulkan kodenya, atau tambahkan indikatornya di lembar Renstra.", tertulis=kode,
        )  # fmt: skip


@check("KON-02", SALAH, "Kode yang seharusnya satu baris ditulis dua kali", _KONTRAK)
def kode_ganda(b):
    for tabel, kolom in (
        (RENSTRA, ("Kode",)), (PK, ("Dokumen", "Kode")), (UKUR, ("Kode",)), (RIWAYAT, ("Kode", "Tahun", "Lingkup")),
        ("tbl_riwayat_anggaran", ("Uraian", "Tahun", "Kode", "Sumber Dana")),
    ):  # fmt: skip
        utama = "Uraian" if tabel == "tbl_riwayat_anggaran" else "Kode"
        for satu, awal in _ganda(b, tabel, kolom, utama):
            yield b.temuan(
                tabel, satu, utama,
                uraian=f"{_sebut_kunci(satu, kolom)} ditulis dua kali; yang pertama di {sel(b, tabel, awal, utama)}.",
                perbaikan="Hapus salah satu barisnya, atau betulkan kodenya.", tertulis=satu[utama],
            )  # fmt: skip
    yield from _kode_ganda_anggaran(b)


def _ganda(b, tabel, kolom, utama):
    """(row, the first one of the same identity) of each row that repeats another."""
    pertama = {}
    for satu in b.rows(tabel):
        tanda = tuple(key(satu.get(k)) or ("instansi" if k == "Lingkup" else "") for k in kolom)
        if key(satu[utama]) and (awal := pertama.setdefault(tanda, satu)) is not satu:
            yield satu, awal


def _sebut_kunci(satu, kolom):
    return " ".join(shown(satu[k]) if k != "Tahun" else str(satu[k]) for k in kolom if not blank(satu.get(k)))


def _kode_ganda_anggaran(b):
    """Codes of Anggaran: unique in a unit; what repeats beneath a repeated row is that row's fault."""
    kolom, atas = ("Kode", "Unit"), b.world.budget.shape.ancestors
    ganda = {satu["#nomor"]: (satu, awal) for satu, awal in _ganda(b, ANGGARAN, kolom, "Kode")}
    per_unit = []
    for nomor, (satu, awal) in ganda.items():
        if any(i + 1 in ganda for i in atas[nomor - 1]):
            continue
        tulis, di = _sebut_kunci(satu, kolom), sel(b, ANGGARAN, awal, "Kode")
        if key(satu["Uraian"]) == key(awal["Uraian"]) or not _seinduk(b, satu, awal):
            if _bernama_unit(satu) and _bernama_unit(awal) and key(satu["Uraian"]) != key(awal["Uraian"]):
                per_unit.append(satu)
                continue
            yield b.temuan(
                ANGGARAN, satu, "Kode", uraian=f"{tulis} ditulis dua kali; yang pertama di {di}.",
                perbaikan="Betulkan kodenya; bila satu kode dipakai beberapa unit, isi kolom Unit; kode cetak yang "
                "berulang diberi awalan, misalnya B.2.3.", tertulis=satu["Kode"],
            )  # fmt: skip
        elif _bernama_unit(satu) or _bernama_unit(awal):
            per_unit.append(satu)
        else:
            yield b.temuan(
                ANGGARAN, satu, "Kode",
                uraian=f"{tulis} ditulis dua kali dengan Uraian yang berbeda; yang pertama di {di}.",
                perbaikan="Bila satu kegiatan dibagi menurut sumber dananya, biarkan; bila bukan, betulkan kodenya.",
                tertulis=satu["Kode"], berat=PERIKSA,
            )  # fmt: skip
    if per_unit:
        kode = dict.fromkeys(str(satu["Kode"]) for satu in per_unit)
        yield b.temuan(
            ANGGARAN, per_unit[0], "Kode",
            uraian=f"Kode {daftar(kode)} ditulis sekali untuk tiap unit (kelurahan, UPTD, sekolah, puskesmas).",
            perbaikan="Boleh demikian. Isi kolom Unit supaya jumlah tiap unit terlihat.", tertulis=per_unit[0]["Kode"],
            berat=INFO,
        )  # fmt: skip


_UNIT = re.compile(words("nama unit"))


def _bernama_unit(satu):
    return _UNIT.search(key(satu["Uraian"])) is not None


def _seinduk(b, satu, lain):
    """Two rows of Anggaran stand beneath the same row."""
    atas = b.world.budget.shape.ancestors
    return atas[satu["#nomor"] - 1][:1] == atas[lain["#nomor"] - 1][:1]


# --- Renstra, PK, Pengukuran -----------------------------------------------------------------------------------------
@check("KON-03", PERIKSA, "Target PK sama dengan target Renstra tahun itu", SAKIP)
def target_pk_renstra(b):
    pk, berlaku = b.world.pk_by_key, b.world.defined["lk_pk"]
    utama = pk.get(berlaku, {})
    for dokumen, isi in pk.items():
        for kode, p in isi.items():
            r = b.renstra.get(kode)
            target = r and r.get(f"Target {tahun_laporan(b)}")
            if blank(target) or blank(p["Target"]) or sama(target, p["Target"]):
                continue
            if dokumen != berlaku and kode in utama and sama(utama[kode]["Target"], p["Target"]):
                continue  # said of the PK in force
            yield b.temuan(
                PK, p, "Target",
                uraian=f"Target {p['Kode']} pada PK {dokumen}: {shown(p['Target'])}"
                f"{_target_tahun_lain(b, r, p['Target'])}; pada Renstra untuk tahun "
                f"{tahun_laporan(b)}: {shown(target)}.",
                perbaikan="Samakan dengan dokumen yang benar; bila memang disepakati berbeda, jelaskan di Analisis.",
                tertulis=p["Target"], seharusnya=target,
            )  # fmt: skip


def _target_tahun_lain(b, r, target):
    """`` (sama dengan target 2026)`` when the figure is the Renstra's for another year, the nearest one."""
    tahun = tahun_laporan(b)
    sama_di = [t for t in range(b.awal, b.akhir + 1) if not blank(x := r.get(f"Target {t}")) and sama(x, target)]
    return f" (sama dengan target {min(sama_di, key=lambda t: abs(t - tahun))})" if sama_di else ""


@check("KON-04", PERIKSA, "Indikator PK Awal dan PK Perubahan sama", SAKIP)
def indikator_dua_pk(b):
    pk = b.world.pk_by_key
    if len(pk) < 2:
        return
    for ada, tiada in (("Awal", "Perubahan"), ("Perubahan", "Awal")):
        for kode, p in pk[ada].items():
            if kode not in pk[tiada] and kode not in spaced_keys(b):
                yield b.temuan(
                    PK,
                    p,
                    "Kode",
                    uraian=f"Indikator {p['Kode']} ada di PK {ada}, tetapi tidak ada di PK {tiada}.",
                    perbaikan=f"Tambahkan pada PK {tiada}, atau jelaskan perubahannya dalam laporan.",
                    tertulis=p["Kode"],
                )


@check("KON-05", INFO, "Target yang berubah dari PK Awal ke PK Perubahan", SAKIP)
def target_diubah(b):
    pk = b.world.pk_by_key
    for kode, p in pk.get("Perubahan", {}).items():
        awal = pk.get("Awal", {}).get(kode)
        if awal and not blank(awal["Target"]) and not blank(p["Target"]) and not sama(awal["Target"], p["Target"]):
            yield b.temuan(
                PK,
                p,
                "Target",
                uraian=f"Target {p['Kode']} berubah dari {shown(awal['Target'])} (PK Awal) menjadi "
                f"{shown(p['Target'])}.",
                perbaikan="Pastikan perubahannya ditandatangani dan alasannya ada dalam laporan.",
                tertulis=p["Target"],
                seharusnya=awal["Target"],
            )


@check("KON-07", PERIKSA, "Indikator sasaran yang diukur ada di PK", SAKIP)
def ukur_tanpa_pk(b):
    pk = b.world.pk_by_key
    for kode, u in b.world.measured_by_key.items():
        if kode in spaced_keys(b):
            continue
        if pk and not any(kode in isi for isi in pk.values()) and jenis(b.renstra.get(kode)) == "Sasaran":
            yield b.temuan(
                UKUR, u, "Kode", uraian=f"Indikator {u['Kode']} diukur, tetapi tidak ada di PK mana pun.",
                perbaikan="Tambahkan targetnya di lembar PK, atau periksa apakah kodenya benar.", tertulis=u["Kode"],
            )  # fmt: skip


@check("KON-08", PERIKSA, "Setiap indikator sasaran Renstra ada di PK yang berlaku", SAKIP)
def renstra_tanpa_pk(b):
    berlaku = b.world.pk_by_key.get(b.world.defined["lk_pk"], {})
    for kode, r in b.renstra.items():
        target = r.get(f"Target {tahun_laporan(b)}")
        bertarget = not blank(target) and not is_not_available_mark(target)
        if kode in spaced_keys(b):
            continue
        if berlaku and kode and kode not in berlaku and jenis(r) == "Sasaran" and bertarget:
            yield b.temuan(
                RENSTRA,
                r,
                "Kode",
                uraian=f"Indikator {r['Kode']} bertarget {shown(target)} pada tahun {tahun_laporan(b)} di Renstra, "
                f"tetapi tidak ada di PK {b.world.defined['lk_pk']}.",
                perbaikan="Tambahkan di lembar PK, atau jelaskan dalam laporan mengapa tidak diperjanjikan.",
                tertulis=r["Kode"],
            )


@check("KON-09", PERIKSA, "Setiap indikator Renstra mempunyai target pada tahun laporan", SAKIP)
def tanpa_target(b):
    kolom = f"Target {tahun_laporan(b)}"
    for r in b.rows(RENSTRA):
        if kolom in r and not blank(r["Indikator"]) and jenis(r) in ("Tujuan", "Sasaran") and blank(r[kolom]):
            yield b.temuan(
                RENSTRA,
                r,
                kolom,
                uraian=f"Indikator {shown(r['Kode'])} tidak mempunyai target tahun {tahun_laporan(b)}.",
                perbaikan="Isi targetnya; tulis N/A bila Renstra memang tidak menetapkannya.",
            )


@check("KON-10", INFO, "Indikator tujuan diukur", SAKIP)
def tujuan_tak_diukur(b):
    diukur = b.world.measured_by_key
    sisa = [
        r for k, r in b.renstra.items()
        if k not in diukur and k not in spaced_keys(b) and jenis(r) == "Tujuan" and not blank(r["Indikator"])
    ]  # fmt: skip
    if diukur and sisa:
        yield b.temuan(
            RENSTRA,
            sisa[0],
            "Kode",
            uraian=f"Indikator tujuan {daftar(r['Kode'] for r in sisa)} tidak ada di Pengukuran.",
            perbaikan="Tambahkan di lembar Pengukuran, supaya laporan menjawab tujuan Renstra juga.",
            tertulis=sisa[0]["Kode"],
        )


@check("KON-16", PERIKSA, "Induk tiap baris Renstra ada di Renstra dan jenjangnya di atasnya", SAKIP)
def induk_renstra(b):
    asing = defaultdict(list)
    ada_tujuan = any(jenis(r) == "Tujuan" for r in b.renstra.values())
    for r in b.rows(RENSTRA):
        kode, induk = key(r["Kode"]), key(r["Induk"])
        di_bawah = jenis(r) is not None and jenis(r) != "Tujuan"
        if induk and induk not in b.renstra and induk in spaced_keys(b):
            continue
        if induk and induk not in b.renstra:
            asing[induk].append(r)
        elif induk and induk == kode:
            yield b.temuan(RENSTRA, r, "Induk", uraian=f"Baris {r['Kode']} menyebut dirinya sendiri sebagai induk.",
                           perbaikan="Isi dengan kode baris di atasnya.", tertulis=r["Induk"], berat=SALAH)  # fmt: skip
        elif induk and di_bawah and jenis(b.renstra[induk]) and _tinggi(b.renstra[induk]) > _tinggi(r):
            yield b.temuan(
                RENSTRA, r, "Induk",
                uraian=f"{jenis(r)} {r['Kode']} berinduk pada {r['Induk']}, yang jenjangnya lebih rendah "
                f"({jenis(b.renstra[induk])}).",
                perbaikan="Tukar Induknya, atau betulkan Jenis salah satunya.", tertulis=r["Induk"], berat=SALAH,
            )  # fmt: skip
        elif not induk and di_bawah and ada_tujuan and not blank(r["Indikator"]):
            yield b.temuan(RENSTRA, r, "Induk", uraian=f"{jenis(r)} {shown(r['Kode'])} tidak menyebut induknya.",
                           perbaikan="Isi dengan kode tujuan atau sasaran di atasnya.")  # fmt: skip
    for baris in asing.values():
        yield b.temuan(
            RENSTRA, baris[0], "Induk", uraian=f"Induk {baris[0]['Induk']} tidak ada di Renstra{berulang(baris)}.",
            perbaikan="Betulkan kodenya, atau tambahkan baris induknya.", tertulis=baris[0]["Induk"],
        )  # fmt: skip


def _tinggi(r):
    return JENIS.index(jenis(r))


# --- wording ---------------------------------------------------------------------------------------------------------
_BUKAN_SALAH_KETIK = [set(p.split()) for p in ("kualitas kuantitas", "pengadaan pengaduan")]


def _salah_ketik(a, c):
    """Two wordings that differ by spacing, signs or a few letters of a word, but not by a word or a number."""
    a, c = (re.findall(r"\w+", _tanpa_lambang(x)) for x in (a, c))
    if "".join(a) == "".join(c):
        return True
    return len(a) == len(c) and all(x == y or _kata_mirip(x, y) for x, y in zip(a, c, strict=True))


def _tanpa_lambang(bunyi):
    return bunyi.replace("&", " dan ") if "&" in bunyi else bunyi


def _kata_mirip(x, y):
    pokok = [re.sub(r"(kan|nya)$", "", k) for k in (x, y)]  # meningkatkan, meningkatnya
    pendek, panjang = sorted((x, y), key=len)
    if len(pendek) < 6 or not (x.isalpha() and y.isalpha()) or {x, y} in _BUKAN_SALAH_KETIK:
        return False
    if pokok[0] == pokok[1] and len(pokok[0]) >= 6:
        return True
    if panjang.endswith(pendek) or (panjang.startswith(pendek) and len(panjang) > len(pendek) + 1):
        return False  # informal and formal, pendapatan and pendapat
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.85


def _mirip(bunyi):
    """Pairs of near-duplicates among wordings, found among neighbours in order of their letters and of the reverse."""
    pasangan = {}
    huruf = {x: " ".join(_tanpa_lambang(x).split()) for x in bunyi}
    for urut in (sorted(bunyi, key=huruf.get), sorted(bunyi, key=lambda x: huruf[x][::-1])):
        for a, c in zip(urut, urut[1:], strict=False):
            if _salah_ketik(a, c):
                pasangan[frozenset((a, c))] = None
    return [sorted(p, key=list(bunyi).index) for p in pasangan]


@check("KON-17", PERIKSA, "Satu sasaran atau indikator ditulis dengan satu bunyi",
             "Ketentuan buku ini: sasaran dikenal dari Induk dan bunyinya")  # fmt: skip
def bunyi_mirip(b):
    kelompok = {"Sasaran": defaultdict(dict), "Indikator": defaultdict(dict)}
    kembar = {}
    for r in b.rows(RENSTRA):
        if key(r["Sasaran"]):
            kelompok["Sasaran"][key(r["Induk"])].setdefault(key(r["Sasaran"]), r)
        if key(r["Indikator"]):
            kelompok["Indikator"][jenis(r)].setdefault(key(r["Indikator"]), r)
            tanda = (jenis(r), key(r["Induk"]), key(r["Sasaran"]), key(r["Uraian"]), key(r["Indikator"]))
            pertama = kembar.setdefault(tanda, r)
            if pertama is not r and key(pertama["Kode"]) != key(r["Kode"]):
                yield b.temuan(
                    RENSTRA,
                    r,
                    "Indikator",
                    uraian=f"Indikator {shown(r['Kode'])} sama bunyinya dengan {pertama['Kode']}, "
                    "pada sasaran yang sama.",
                    perbaikan="Hapus salah satunya, atau betulkan bunyinya.",
                    tertulis=r["Indikator"],
                )
    for kolom, isi in kelompok.items():
        for bunyi in isi.values():
            for a, c in _mirip(bunyi):
                yield b.temuan(
                    RENSTRA, bunyi[c], kolom,
                    uraian=f"{kolom} '{bunyi[c][kolom]}' hampir sama dengan '{bunyi[a][kolom]}' "
                    f"({sel(b, RENSTRA, bunyi[a], kolom)}).",
                    perbaikan="Bila sama maksudnya, samakan tulisannya; bila berbeda, biarkan.",
                    tertulis=bunyi[c][kolom], seharusnya=bunyi[a][kolom],
                )  # fmt: skip


@check("KON-18", INFO, "Satuan indikator sama di setiap tabel", SAKIP)
def satuan_berbeda(b):
    pertama, sudah = {}, set()
    for r in b.rows(RENSTRA):
        nama, satuan = key(r["Indikator"]), key(r["Satuan"])
        awal = pertama.setdefault(nama, r) if nama and satuan else r
        if awal is not r and satuan != key(awal["Satuan"]):
            yield b.temuan(
                RENSTRA,
                r,
                "Satuan",
                uraian=f"Satuan {shown(r['Kode'])} '{r['Satuan']}', sedangkan indikator yang sama bunyinya "
                f"({shown(awal['Kode'])}) '{awal['Satuan']}'.",
                perbaikan="Samakan satuannya.",
                tertulis=r["Satuan"],
                seharusnya=awal["Satuan"],
            )
    for d in b.rows(DUKUNG):  # the parts of a share have units of their own
        r = b.indikator(d["Kode"])
        if not r or key(r["Tipe"]) not in ("angka", "") or not blank(d["Penyebut"]) or key(d["Kode"]) in sudah:
            continue
        if key(d["Satuan"]) and key(r["Satuan"]) and key(d["Satuan"]) != key(r["Satuan"]):
            sudah.add(key(d["Kode"]))
            yield b.temuan(
                DUKUNG,
                d,
                "Satuan",
                uraian=f"Satuan data dukung {d['Kode']} '{d['Satuan']}', sedangkan satuan indikatornya "
                f"'{r['Satuan']}'.",
                perbaikan="Samakan, atau pastikan yang dihitung memang sama.",
                tertulis=d["Satuan"],
                seharusnya=r["Satuan"],
            )
