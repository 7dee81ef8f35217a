"""Checks across tables: Renstra, PK and Pengukuran tell one story, in the same codes and words.

Every check passes over its rows once and looks the rest up, and what one slip causes in many rows is one finding.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from ..compute.book import Cells
from ..compute.key import blank, key
from ..compute.named import named
from ..expr.values import ErrorValue, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.struktur_anggaran import kode_indikator
from ..schema.choices import JENIS
from ..schema.settings import SETTINGS
from ..suggestion import alikeness
from .finding import INFO, PERIKSA, SALAH, Finding
from .lost_codes import lost_here, lost_in
from .persamaan import spaced_keys
from .registry import Context, check, shown
from .run_together import run_together
from .vocabulary import words

RENSTRA, PK, PK_PROGRAM, UKUR = "tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran"
ANGGARAN, RIWAYAT, DUKUNG = "tbl_anggaran", "tbl_riwayat", "tbl_data_dukung"
SAKIP = "PermenPANRB 53/2014: target, PK, dan pengukuran selaras dengan Renstra"
_KONTRAK = "Ketentuan buku ini"


# --- helpers ---------------------------------------------------------------------------------------------------------
def sama(a: Any, b: Any) -> bool:
    """Two cells say the same: numbers but for binary dust, labels in any case, both not available."""
    if is_number(a) and is_number(b):
        return bool(abs(a - b) <= 1e-9 * max(1, abs(a)))
    return _comparable(a) == _comparable(b)


def _comparable(value: Any) -> object:
    return "n/a" if value.__class__ is ErrorValue or is_not_available_mark(value) else key(value)


def tahun_laporan(b: Context) -> int | None:
    """The report's year as int, None when the setting is no year."""
    return int(b.tahun) if is_number(b.tahun) and 2000 <= b.tahun <= 2200 else None


def setting_row(b: Context, setting_key: str) -> int:
    """Row number of a setting in ``tbl_pengaturan``; its place in the blank template when the book lacks the row."""
    for one in b.rows("tbl_pengaturan"):
        if key(one["Kunci"]) == setting_key:
            return int(one["#nomor"])
    return next(i for i, s in enumerate(SETTINGS, 1) if s.key == setting_key)


def jenis(row: Cells | None) -> str | None:
    """Jenis of a row of Renstra in the contract's spelling, None when it is none."""
    return next((j for j in JENIS if row and key(row["Jenis"]) == j.casefold()), None)


def names_in(values: Iterable[Any], batas: int = 8) -> str:
    """Names in a row: ``a, b, c``; a long list is cut and says how many more there are."""
    values = [str(x) for x in values]
    return named(values, batas)


def address_of(b: Context, table: str, row: Cells, column: str) -> str | None:
    """The cell of a row and column, as a finding on it would name it."""
    return b.temuan(table, row, column, uraian="", perbaikan="").sel


def berulang(kelompok: Sequence[Any]) -> str:
    return f" ({len(kelompok)} baris)" if len(kelompok) > 1 else ""


# --- codes -----------------------------------------------------------------------------------------------------------
@check("KON-01", SALAH, "Kode indikator yang dipakai tabel lain ada di Renstra", _KONTRAK)
def kode_tak_dikenal(b: Context) -> Iterator[Finding]:
    if not b.renstra:
        return
    asing = defaultdict(list)
    for table in (PK, UKUR, RIWAYAT, DUKUNG):
        for one in b.rows(table):
            if lost_here(b, table, one):
                continue
            if key(one["Kode"]) and key(one["Kode"]) not in b.renstra and key(one["Kode"]) not in spaced_keys(b):
                asing[table, "Kode", key(one["Kode"])].append((one, one["Kode"]))
    for one in b.rows(ANGGARAN):
        for kode in kode_indikator(one["Indikator"]) if not run_together(b, one["Indikator"]) else ():
            if key(kode) not in b.renstra and key(kode) not in spaced_keys(b):
                tertulis = (x.strip() for x in str(one["Indikator"]).split(";") if kode_indikator(x) == [kode])
                asing[ANGGARAN, "Indikator", key(kode)].append((one, next(tertulis, kode)))
    for (table, column, _), row in asing.items():
        one, kode = row[0]
        part = re.split(r"[\s,]+", str(kode).strip(" ,"))
        yield b.temuan(
            table, one, column, uraian=f"Indikator berkode {kode} tidak ada di Renstra{berulang(row)}.",
            perbaikan=f"Bila ini beberapa kode, pisahkan dengan titik koma: {'; '.join(part)}."
            if table == ANGGARAN and len(part) > 1
            else "Betulkan kodenya, atau tambahkan indikatornya di lembar Renstra.", tertulis=kode,
        )  # fmt: skip


UNIQUE_ROWS: dict[str, tuple[tuple[str, ...], str]] = {
    RENSTRA: (("Kode",), "Kode"), PK: (("Dokumen", "Kode"), "Kode"), UKUR: (("Kode",), "Kode"),
    RIWAYAT: (("Kode", "Tahun", "Lingkup"), "Kode"),
    "tbl_riwayat_anggaran": (("Uraian", "Tahun", "Kode", "Sumber Dana"), "Uraian"),
    ANGGARAN: (("Kode", "Unit"), "Kode"),
}  # fmt: skip
"""Of the tables that hold each row once: the columns that tell it from the others, and the one that it must have."""


@check("KON-02", SALAH, "Kode yang seharusnya satu baris ditulis dua kali", _KONTRAK)
def kode_ganda(b: Context) -> Iterator[Finding]:
    for table, (column, utama) in UNIQUE_ROWS.items():
        if table == ANGGARAN:
            continue  # where a repeated row repeats what is beneath it
        for one, start in _ganda(b, table, column, utama):
            yield b.temuan(
                table, one, utama,
                uraian=f"{_named_key(one, column)} ditulis dua kali; yang pertama di "
                f"{address_of(b, table, start, utama)}.",
                perbaikan="Hapus salah satu barisnya, atau betulkan kodenya.", tertulis=one[utama],
            )  # fmt: skip
    yield from _kode_ganda_anggaran(b)


def _ganda(b: Context, table: str, columns: Sequence[str], utama: str) -> Iterator[tuple[Cells, Cells]]:
    """(row, the first one of the same identity) of each row that repeats another."""
    first: dict[Any, Any] = {}
    for one in b.rows(table):
        marks = row_marks(one, columns)
        if key(one[utama]) and (start := first.setdefault(marks, one)) is not one:
            yield one, start


def row_marks(row: Mapping[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    """What tells a row from others in ``columns``; a blank Lingkup is the office's."""
    return tuple(key(row.get(k)) or ("instansi" if k == "Lingkup" else "") for k in columns)


def _named_key(one: Cells, columns: Sequence[str]) -> str:
    return " ".join(shown(one[k]) if k != "Tahun" else str(one[k]) for k in columns if not blank(one.get(k)))


def _kode_ganda_anggaran(b: Context) -> Iterator[Finding]:
    """Codes of Anggaran: unique in a unit; what repeats beneath a repeated row is that row's fault."""
    column, above = UNIQUE_ROWS[ANGGARAN][0], b.world.budget.shape.ancestors
    ganda = {one["#nomor"]: (one, start) for one, start in _ganda(b, ANGGARAN, column, "Kode")}
    per_unit = []
    for number, (one, start) in ganda.items():
        if any(i + 1 in ganda for i in above[number - 1]):
            continue
        write, di = _named_key(one, column), address_of(b, ANGGARAN, start, "Kode")
        if key(one["Uraian"]) == key(start["Uraian"]) or not _seinduk(b, one, start):
            if _bernama_unit(one) and _bernama_unit(start) and key(one["Uraian"]) != key(start["Uraian"]):
                per_unit.append(one)
                continue
            yield b.temuan(
                ANGGARAN, one, "Kode", uraian=f"{write} ditulis dua kali; yang pertama di {di}.",
                perbaikan="Betulkan kodenya; bila satu kode dipakai beberapa unit, isi kolom Unit; kode cetak yang "
                "berulang diberi awalan, misalnya B.2.3.", tertulis=one["Kode"],
            )  # fmt: skip
        elif _bernama_unit(one) or _bernama_unit(start):
            per_unit.append(one)
        else:
            yield b.temuan(
                ANGGARAN, one, "Kode",
                uraian=f"{write} ditulis dua kali dengan Uraian yang berbeda; yang pertama di {di}.",
                perbaikan="Bila satu kegiatan dibagi menurut sumber dananya, biarkan; bila bukan, betulkan kodenya.",
                tertulis=one["Kode"], berat=PERIKSA,
            )  # fmt: skip
    if per_unit:
        kode = dict.fromkeys(str(one["Kode"]) for one in per_unit)
        yield b.temuan(
            ANGGARAN, per_unit[0], "Kode",
            uraian=f"Kode {names_in(kode)} ditulis sekali untuk tiap unit (kelurahan, UPTD, sekolah, puskesmas).",
            perbaikan="Boleh demikian. Isi kolom Unit supaya jumlah tiap unit terlihat.", tertulis=per_unit[0]["Kode"],
            berat=INFO,
        )  # fmt: skip


_UNIT = re.compile(words("nama unit"))


def _bernama_unit(one: Cells) -> bool:
    return _UNIT.search(key(one["Uraian"])) is not None


def _seinduk(b: Context, one: Cells, other: Cells) -> bool:
    """Two rows of Anggaran stand beneath the same row."""
    above = b.world.budget.shape.ancestors
    return bool(above[one["#nomor"] - 1][:1] == above[other["#nomor"] - 1][:1])


# --- Renstra, PK, Pengukuran -----------------------------------------------------------------------------------------
@check("KON-03", PERIKSA, "Target PK sama dengan target Renstra tahun itu", SAKIP)
def target_pk_renstra(b: Context) -> Iterator[Finding]:
    pk, berlaku = b.world.pk_by_key, b.world.defined["lk_pk"]
    utama = pk.get(berlaku, {})
    for dokumen, value in pk.items():
        for kode, p in value.items():
            r = b.renstra.get(kode)
            target = r.get(f"Target {tahun_laporan(b)}") if r else None
            if r is None or blank(target) or blank(p["Target"]) or sama(target, p["Target"]):
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


def _target_tahun_lain(b: Context, r: Cells, target: Any) -> str:
    """`` (sama dengan target 2026)`` when the figure is the Renstra's for another year, the nearest one."""
    tahun = tahun_laporan(b)
    if tahun is None:
        return ""
    sama_di = [t for t in range(b.awal, b.akhir + 1) if not blank(x := r.get(f"Target {t}")) and sama(x, target)]
    return f" (sama dengan target {min(sama_di, key=lambda t: abs(t - tahun))})" if sama_di else ""


@check("KON-04", PERIKSA, "Indikator PK Awal dan PK Perubahan sama", SAKIP)
def indikator_dua_pk(b: Context) -> Iterator[Finding]:
    pk = b.world.pk_by_key
    for present, tiada in chain.from_iterable(((old, new), (new, old)) for old, new in pairwise(pk)):
        for kode, p in pk[present].items():
            if kode not in pk[tiada] and kode not in spaced_keys(b):
                yield b.temuan(
                    PK,
                    p,
                    "Kode",
                    uraian=f"Indikator {p['Kode']} ada di PK {present}, tetapi tidak ada di PK {tiada}.",
                    perbaikan=f"Tambahkan pada PK {tiada}, atau jelaskan perubahannya dalam laporan.",
                    tertulis=p["Kode"],
                )


@check("KON-05", INFO, "Target yang berubah dari PK sebelumnya ke PK Perubahan", SAKIP)
def target_diubah(b: Context) -> Iterator[Finding]:
    pk, documents = b.world.pk_by_key, b.world.agreements
    for number, document in enumerate(documents[1:], 1):
        for kode, p in pk.get(document, {}).items():
            # A document may name only what it changes: what it changes is the last target that was agreed before it.
            before, start = next(
                ((name, pk[name][kode]) for name in reversed(documents[:number])
                 if kode in pk.get(name, {}) and not blank(pk[name][kode]["Target"])),
                ("", None),
            )  # fmt: skip
            if start is None or blank(p["Target"]) or sama(start["Target"], p["Target"]):
                continue
            yield b.temuan(
                PK,
                p,
                "Target",
                uraian=f"Target {p['Kode']} berubah dari {shown(start['Target'])} (PK {before}) menjadi "
                f"{shown(p['Target'])}{'' if document == 'Perubahan' else f' (PK {document})'}.",
                perbaikan="Pastikan perubahannya ditandatangani dan alasannya ada dalam laporan.",
                tertulis=p["Target"],
                seharusnya=start["Target"],
            )


@check("KON-07", PERIKSA, "Indikator sasaran yang diukur ada di PK", SAKIP)
def ukur_tanpa_pk(b: Context) -> Iterator[Finding]:
    pk = b.world.pk_by_key
    if lost_in(b, PK):
        return  # the code may be the one that is a date now
    for kode, u in b.world.measured_by_key.items():
        if kode in spaced_keys(b):
            continue
        if pk and not any(kode in value for value in pk.values()) and jenis(b.renstra.get(kode)) == "Sasaran":
            yield b.temuan(
                UKUR, u, "Kode", uraian=f"Indikator {u['Kode']} diukur, tetapi tidak ada di PK mana pun.",
                perbaikan="Tambahkan targetnya di lembar PK, atau periksa apakah kodenya benar.", tertulis=u["Kode"],
            )  # fmt: skip


@check("KON-08", PERIKSA, "Setiap indikator sasaran Renstra ada di PK yang berlaku", SAKIP)
def renstra_tanpa_pk(b: Context) -> Iterator[Finding]:
    berlaku = b.world.pk_by_key.get(b.world.defined["lk_pk"], {})
    if lost_in(b, PK):
        return  # which of Renstra's codes it was is not known
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
def tanpa_target(b: Context) -> Iterator[Finding]:
    column = f"Target {tahun_laporan(b)}"
    for r in b.rows(RENSTRA):
        if column in r and not blank(r["Indikator"]) and jenis(r) in ("Tujuan", "Sasaran") and blank(r[column]):
            yield b.temuan(
                RENSTRA,
                r,
                column,
                uraian=f"Indikator {shown(r['Kode'])} tidak mempunyai target tahun {tahun_laporan(b)}.",
                perbaikan="Isi targetnya; tulis N/A bila Renstra memang tidak menetapkannya.",
            )


@check("KON-10", INFO, "Indikator tujuan diukur", SAKIP)
def tujuan_tak_diukur(b: Context) -> Iterator[Finding]:
    diukur = b.world.measured_by_key
    rest = [
        r for k, r in b.renstra.items()
        if k not in diukur and k not in spaced_keys(b) and jenis(r) == "Tujuan" and not blank(r["Indikator"])
    ]  # fmt: skip
    if diukur and rest:
        yield b.temuan(
            RENSTRA,
            rest[0],
            "Kode",
            uraian=f"Indikator tujuan {names_in(r['Kode'] for r in rest)} tidak ada di Pengukuran.",
            perbaikan="Tambahkan di lembar Pengukuran, supaya laporan menjawab tujuan Renstra juga.",
            tertulis=rest[0]["Kode"],
        )


@check("KON-16", PERIKSA, "Induk tiap baris Renstra ada di Renstra dan jenjangnya di atasnya", SAKIP)
def induk_renstra(b: Context) -> Iterator[Finding]:
    asing = defaultdict(list)
    ada_tujuan = any(jenis(r) == "Tujuan" for r in b.renstra.values())
    for r in b.rows(RENSTRA):
        kode, parent = key(r["Kode"]), key(r["Induk"])
        di_bawah = jenis(r) is not None and jenis(r) != "Tujuan"
        if parent and parent not in b.renstra and parent in spaced_keys(b):
            continue
        if parent and parent not in b.renstra:
            asing[parent].append(r)
        elif parent and parent == kode:
            yield b.temuan(RENSTRA, r, "Induk", uraian=f"Baris {r['Kode']} menyebut dirinya sendiri sebagai induk.",
                           perbaikan="Isi dengan kode baris di atasnya.", tertulis=r["Induk"], berat=SALAH)  # fmt: skip
        elif parent and di_bawah and jenis(b.renstra[parent]) and _tinggi(b.renstra[parent]) > _tinggi(r):
            yield b.temuan(
                RENSTRA, r, "Induk",
                uraian=f"{jenis(r)} {r['Kode']} berinduk pada {r['Induk']}, yang jenjangnya lebih rendah "
                f"({jenis(b.renstra[parent])}).",
                perbaikan="Tukar Induknya, atau betulkan Jenis salah satunya.", tertulis=r["Induk"], berat=SALAH,
            )  # fmt: skip
        elif not parent and di_bawah and ada_tujuan and not blank(r["Indikator"]):
            yield b.temuan(RENSTRA, r, "Induk", uraian=f"{jenis(r)} {shown(r['Kode'])} tidak menyebut induknya.",
                           perbaikan="Isi dengan kode tujuan atau sasaran di atasnya.")  # fmt: skip
    for row in asing.values():
        yield b.temuan(
            RENSTRA, row[0], "Induk", uraian=f"Induk {row[0]['Induk']} tidak ada di Renstra{berulang(row)}.",
            perbaikan="Betulkan kodenya, atau tambahkan baris induknya.", tertulis=row[0]["Induk"],
        )  # fmt: skip


def _tinggi(r: Cells) -> int:
    return JENIS.index(jenis(r))


# --- wording ---------------------------------------------------------------------------------------------------------
_BUKAN_SALAH_KETIK = [set(p.split()) for p in ("kualitas kuantitas", "pengadaan pengaduan")]


def _salah_ketik(a: str, c: str) -> bool:
    """Two wordings that differ by spacing, signs or a few letters of a word, but not by a word or a number."""
    first, second = (re.findall(r"\w+", _tanpa_lambang(x)) for x in (a, c))
    if "".join(first) == "".join(second):
        return True
    return len(first) == len(second) and all(x == y or _kata_mirip(x, y) for x, y in zip(first, second, strict=True))


def _tanpa_lambang(bunyi: str) -> str:
    return bunyi.replace("&", " dan ") if "&" in bunyi else bunyi


def _kata_mirip(x: str, y: str) -> bool:
    pokok = [re.sub(r"(kan|nya)$", "", k) for k in (x, y)]  # meningkatkan, meningkatnya
    pendek, length = sorted((x, y), key=len)
    if len(pendek) < 6 or not (x.isalpha() and y.isalpha()) or {x, y} in _BUKAN_SALAH_KETIK:
        return False
    if pokok[0] == pokok[1] and len(pokok[0]) >= 6:
        return True
    if length.endswith(pendek) or (length.startswith(pendek) and len(length) > len(pendek) + 1):
        return False  # informal and formal, pendapatan and pendapat
    return alikeness(x, y) >= 0.85


def _mirip(bunyi: Any) -> list[list[Any]]:
    """Pairs of near-duplicates among wordings, found among neighbours in order of their letters and of the reverse."""
    pasangan: dict[Any, Any] = {}
    letter = {x: " ".join(_tanpa_lambang(x).split()) for x in bunyi}
    for order in (sorted(bunyi, key=letter.__getitem__), sorted(bunyi, key=lambda x: letter[x][::-1])):
        for a, c in zip(order, order[1:], strict=False):
            if _salah_ketik(a, c):
                pasangan[frozenset((a, c))] = None
    return [sorted(p, key=list(bunyi).index) for p in pasangan]


@check("KON-17", PERIKSA, "Satu sasaran atau indikator ditulis dengan satu bunyi",
             "Ketentuan buku ini: sasaran dikenal dari Induk dan bunyinya")  # fmt: skip
def bunyi_mirip(b: Context) -> Iterator[Finding]:
    kelompok: dict[str, dict[Any, dict[Any, Cells]]] = {"Sasaran": defaultdict(dict), "Indikator": defaultdict(dict)}
    kembar: dict[Any, Any] = {}
    for r in b.rows(RENSTRA):
        if key(r["Sasaran"]):
            kelompok["Sasaran"][key(r["Induk"])].setdefault(key(r["Sasaran"]), r)
        if key(r["Indikator"]):
            kelompok["Indikator"][jenis(r)].setdefault(key(r["Indikator"]), r)
            mark = (jenis(r), key(r["Induk"]), key(r["Sasaran"]), key(r["Uraian"]), key(r["Indikator"]))
            first = kembar.setdefault(mark, r)
            if first is not r and key(first["Kode"]) != key(r["Kode"]):
                yield b.temuan(
                    RENSTRA,
                    r,
                    "Indikator",
                    uraian=f"Indikator {shown(r['Kode'])} sama bunyinya dengan {first['Kode']}, "
                    "pada sasaran yang sama.",
                    perbaikan="Hapus salah satunya, atau betulkan bunyinya.",
                    tertulis=r["Indikator"],
                )
    for column, value in kelompok.items():
        for bunyi in value.values():
            for a, c in _mirip(bunyi):
                yield b.temuan(
                    RENSTRA, bunyi[c], column,
                    uraian=f"{column} '{bunyi[c][column]}' hampir sama dengan '{bunyi[a][column]}' "
                    f"({address_of(b, RENSTRA, bunyi[a], column)}).",
                    perbaikan="Bila sama maksudnya, samakan tulisannya; bila berbeda, biarkan.",
                    tertulis=bunyi[c][column], seharusnya=bunyi[a][column],
                )  # fmt: skip


@check("KON-18", INFO, "Satuan indikator sama di setiap tabel", SAKIP)
def satuan_berbeda(b: Context) -> Iterator[Finding]:
    first: dict[Any, Cells] = {}
    sudah = set()
    for r in b.rows(RENSTRA):
        name, satuan = key(r["Indikator"]), key(r["Satuan"])
        start = first.setdefault(name, r) if name and satuan else r
        if start is not r and satuan != key(start["Satuan"]):
            yield b.temuan(
                RENSTRA,
                r,
                "Satuan",
                uraian=f"Satuan {shown(r['Kode'])} '{r['Satuan']}', sedangkan indikator yang sama bunyinya "
                f"({shown(start['Kode'])}) '{start['Satuan']}'.",
                perbaikan="Samakan satuannya.",
                tertulis=r["Satuan"],
                seharusnya=start["Satuan"],
            )
    for d in b.rows(DUKUNG):  # the parts of a share have units of their own
        own = b.indikator(d["Kode"])
        if not own or key(own["Tipe"]) not in ("angka", "") or not blank(d["Penyebut"]) or key(d["Kode"]) in sudah:
            continue
        if key(d["Satuan"]) and key(own["Satuan"]) and key(d["Satuan"]) != key(own["Satuan"]):
            sudah.add(key(d["Kode"]))
            yield b.temuan(
                DUKUNG,
                d,
                "Satuan",
                uraian=f"Satuan data dukung {d['Kode']} '{d['Satuan']}', sedangkan satuan indikatornya "
                f"'{own['Satuan']}'.",
                perbaikan="Samakan, atau pastikan yang dihitung memang sama.",
                tertulis=d["Satuan"],
                seharusnya=own["Satuan"],
            )
