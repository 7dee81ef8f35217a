"""The text of the report (module naskah): slots that name nothing, what is not written yet, and what was typed that the
book knows better: figures, years, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...compute.book import Cells
from ...compute.key import key
from ...expr.values import is_number
from ...naskah.filling.office import renstra_period
from ...naskah.manuscript import TABLE, Trouble, troubles_of
from ...naskah.register import Scope, all_slots, scope_of
from ...naskah.rows import Each, Unknown, clauses
from ...naskah.tables import known_table
from ...naskah.words import MODIFIERS, SLOT, SPECIAL, is_instruction
from ...rules.terbilang import format_number
from ..finding import INFO, PERIKSA, SALAH, Finding
from ..registry import Context, check

_BASIS = "Ketentuan buku ini: lembar Naskah"
_REPORT = "PermenPANRB 53/2014, Lampiran II"
_FIRST_CHAPTER = key("Bab I")


def _rows(context: Context) -> list[Cells]:
    if TABLE not in context.world.tables:
        return []
    return [r for r in context.rows(TABLE) if r.get("Teks") not in (None, "")]


def _written(context: Context) -> Iterator[tuple[Cells, str]]:
    """Rows with the words that a person typed: their text without its slots."""
    for row in _rows(context):
        text = str(row["Teks"])
        if not is_instruction(text):
            yield row, SLOT.sub("\x00", text)


def _troubles(context: Context) -> list[Trouble]:
    if not _rows(context):
        return []
    return context.remembered("naskah", lambda c: troubles_of(c.world))


# --- slots -----------------------------------------------------------------------------------------------------------
@check("NAS-01", SALAH, "Isian, Berlaku, dan tabel pada naskah dikenal", _BASIS)
def isian_dikenal(context: Context) -> Iterator[Finding]:
    """A slot, a clause or a table that means nothing."""
    for row in _rows(context):
        things: set[str] = set()
        try:
            things = {c.repetition.thing for c in clauses(row["Berlaku"]) if isinstance(c, Each)}
        except Unknown as error:
            yield context.temuan(
                TABLE, row, "Berlaku", uraian=f"'{error}' bukan syarat atau pengulangan yang dikenal, sehingga baris "
                "ini tidak dicetak.", perbaikan="Pilih dari daftar di sel itu.",
                tertulis=row["Berlaku"],
            )  # fmt: skip
            continue
        wrong = [w for found in SLOT.finditer(str(row["Teks"])) if (w := _wrong_slot(found, things))]
        if wrong:
            yield context.temuan(
                TABLE, row, "Teks", uraian=" ".join(dict.fromkeys(wrong)),
                perbaikan="Betulkan tulisannya, atau salin isian yang benar dari baris lain yang memakainya.",
                tertulis=wrong[0].partition("}")[0] + "}",
            )  # fmt: skip


def _wrong_slot(found: re.Match[str], things: set[str]) -> str:
    name, asked = found[1], found[2] or ""
    if name in SPECIAL:
        if name in ("tabel", "laporan") and not known_table(asked):
            return f"{{{name}:{asked}}} bukan tabel atau laporan yang dikenal."
        return ""
    slot = all_slots().get(name)
    if slot is None:
        return f"{{{name}}} tidak dikenal."
    if asked and asked not in MODIFIERS:
        return f"{{{name}:{asked}}}: '{asked}' tidak dikenal; yang ada {', '.join(MODIFIERS)}."
    if slot.of and slot.of not in things:
        return f"{{{name}}} hanya dapat dipakai pada baris 'untuk tiap {slot.of.replace('_', ' ')}'."
    return ""


@check("NAS-02", PERIKSA, "Isian pada naskah terisi di buku", _REPORT)
def isian_terisi(context: Context) -> Iterator[Finding]:
    """A slot that has nothing to say; told once for each slot."""
    told: set[str] = set()
    for trouble in _troubles(context):
        if trouble.kind == "kosong" and trouble.text not in told:
            told.add(trouble.text)
            yield context.temuan(
                TABLE, trouble.row, "Teks", uraian=f"{{{trouble.text}}} kosong di buku, sehingga dicetak titik-titik.",
                perbaikan="Isi di lembar asalnya (untuk setelan: Pengaturan), atau hapus dari naskah.",
                tertulis=f"{{{trouble.text}}}",
            )  # fmt: skip


@check("NAS-03", PERIKSA, "Bagian naskah yang harus ditulis sudah ditulis", _REPORT)
def belum_ditulis(context: Context) -> Iterator[Finding]:
    """A row that still only tells what is to be written there."""
    for trouble in _troubles(context):
        if trouble.kind == "petunjuk":
            yield context.temuan(
                TABLE, trouble.row, "Teks", uraian=f"Bagian ini belum ditulis dan tidak dicetak: {trouble.text}",
                perbaikan="Ganti petunjuk itu dengan kalimat Anda di kolom Teks, atau kosongkan barisnya bila "
                "bagian ini tidak diperlukan.", tertulis=trouble.text,
            )  # fmt: skip


# --- figures ---------------------------------------------------------------------------------------------------------
_MONEY = re.compile(r"Rp\.?\s*(\d{1,3}(?:\.\d{3})+|\d{5,})(?:,(?:-|\d{2}))?")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,4})[.,](\d{1,4})\s?%")
_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,4})\s*(\([^)\d]*\))?\s+(sub kegiatan|program|kegiatan|sasaran|indikator|tujuan)\b", re.I
)
_COUNTED = {"program": "jumlah_program", "kegiatan": "jumlah_kegiatan", "sub kegiatan": "jumlah_sub_kegiatan",
            "sasaran": "jumlah_sasaran", "indikator": "jumlah_indikator", "tujuan": "jumlah_tujuan"}  # fmt: skip


def _figures(context: Context) -> list[tuple[str, Any, str]]:
    """``(slot, value, text)`` of every figure that a slot could give in a row that is not repeated, or per sasaran."""
    scope = scope_of(context.world)
    result = _figures_of(scope, "")
    for sasaran in context.world.sasaran:
        result += _figures_of(scope.within("sasaran", sasaran), "sasaran")
    return result


def _figures_of(scope: Scope, of: str) -> list[tuple[str, Any, str]]:
    found = []
    for slot in all_slots().values():
        if slot.figure and slot.of == of and not slot.name.startswith("jumlah_"):
            answer = slot.fill(scope)
            if is_number(answer.value):
                found.append((slot.name, answer.value, answer.text.removesuffix(" *")))
    return found


@check("NAS-04", PERIKSA, "Angka pada naskah diambil dari buku", _REPORT)
def figure_typed(context: Context) -> Iterator[Finding]:
    """A figure that was typed although a slot gives it, and a count that is not the book's."""
    rows = list(_written(context))
    if not rows:
        return
    figures = context.remembered("naskah angka", _figures)
    for row, text in rows:
        told = [*_typed_figures(text, figures), *_typed_counts(context, text)]
        if told:
            yield context.temuan(
                TABLE, row, "Teks", uraian="Angka diketik, padahal buku dapat mengisinya: " + "; ".join(
                    f"{typed} ({says})" for typed, says, _ in told) + ".",
                perbaikan="Ganti angkanya dengan isian itu, agar ikut berubah bila buku berubah.",
                tertulis=told[0][0], seharusnya=told[0][2],
            )  # fmt: skip


def _typed_figures(text: str, figures: list[tuple[str, Any, str]]) -> Iterator[tuple[str, str, str]]:
    for found in _MONEY.finditer(text):
        amount = int(found[1].replace(".", ""))
        name = next((n for n, value, shown in figures if shown.startswith("Rp") and value == amount), None)
        if name:
            yield found[0], f"{{{name}}}", f"{{{name}}}"
    for found in _PERCENT.finditer(text):
        typed = f"{found[1]},{found[2]}%"
        name = next((
            n for n, value, shown in figures
            if shown.endswith("%") and f"{format_number(value * 100, len(found[2]), ribuan=False)}%" == typed
        ), None)  # fmt: skip
        if name:
            yield found[0], f"{{{name}}}", f"{{{name}}}"


def _typed_counts(context: Context, text: str) -> Iterator[tuple[str, str, str]]:
    """Counts of the whole office: those that are right, and of others those that are written as official counts are."""
    found = list(_COUNT.finditer(text))
    for one in found:
        name = _COUNTED[one[3].lower()]
        count = all_slots()[name].fill(scope_of(context.world)).value
        if int(one[1]) == count and count:
            yield one[0], f"{{{name}}}", f"{{{name}}}"
        elif count and (one[2] or len(found) > 1):
            yield one[0], f"menurut buku {count}; {{{name}}}", f"{count} {one[3]}"


# --- years -----------------------------------------------------------------------------------------------------------
_PERIOD = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-\u2013]|s\.?\s?d\.?|sampai dengan)\s*(?:tahun\s+)?(20\d\d)(?!\d)", re.I)
_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/])")
_REGULATION = re.compile(r"(?:nomor|no\.?)\s+\S+(?:\s+\S+)?\s+tahun\s+$", re.I)
_THIS_YEAR = re.compile(r"(?:pada|selama|akhir|per 31 desember|sampai dengan)\s+tahun\s+(?:anggaran\s+)?$", re.I)


@check("NAS-05", PERIKSA, "Tahun pada naskah adalah tahun buku", _REPORT)
def year_typed(context: Context) -> Iterator[Finding]:
    """A year that was typed: the report's own will be wrong next year, one near it may be last year's text."""
    year = context.world.year
    if year is None:
        return
    period = key(renstra_period(context.world))
    own = set(context.world.book.years)
    for row, text in _written(context):
        wrong = [m[0] for m in _PERIOD.finditer(text) if {int(m[1]), int(m[2])} != own and key(m[0]) != period]
        rest = _PERIOD.sub("\x00", text)
        single, typed_now = [], []
        for found in _YEAR.finditer(rest):
            before = rest[: found.start()]
            if _REGULATION.search(before) or key(row["Bab"]) == _FIRST_CHAPTER and not _THIS_YEAR.search(before):
                continue
            if int(found[1]) == year:
                typed_now.append(found[1])
            elif year - 2 <= int(found[1]) <= year + 1:
                single.append(found[1])
        if wrong or single:
            yield context.temuan(
                TABLE, row, "Teks", uraian=f"Tertulis {', '.join(dict.fromkeys([*wrong, *single]))}, padahal buku ini "
                f"tahun {year} dengan Renstra {renstra_period(context.world)}.",
                perbaikan="Pakai {tahun}, {tahun_lalu}, {tahun_depan}, atau {periode_renstra}; bila memang tahun itu "
                "yang dimaksud, tulis sebabnya pada kolom Alasan.", tertulis=[*wrong, *single][0],
            )  # fmt: skip
        elif typed_now:
            yield context.temuan(
                TABLE, row, "Teks", uraian=f"Tahun {year} diketik; tahun depan kalimat ini akan keliru.",
                perbaikan="Ganti dengan {tahun}.", tertulis=str(year), seharusnya="{tahun}", berat=INFO,
            )  # fmt: skip


# --- names -----------------------------------------------------------------------------------------------------------
_NAME = r"[A-Z][\w'\u2019-]*"
_REGION = re.compile(rf"\b(Kota|Kabupaten|Provinsi)\s+({_NAME}(?:\s+{_NAME}){{0,2}})")
_NO_REGION = re.compile(r"(?:Kota|Kabupaten|Provinsi)\s+(?:Layak|Sehat|Cerdas|Hijau|Kreatif|Pusaka|Lama|Baru|Kota)\b")
_OFFICE = re.compile(rf"\b(?:Dinas|Badan|Inspektorat|Sekretariat|Kecamatan|Kantor)(?:\s+(?:{_NAME},?|dan|serta))+")
_NIP = re.compile(r"(?<!\d)\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d)")
_PERSON = re.compile(
    rf"(?:(?:Drs?|Dra|Ir|dr|H|Hj)\.\s*)*{_NAME}(?:\s+(?:{_NAME}|[A-Z]\.))*,\s*(?:S\.|M\.|Ph\.|SE|SH|ST|MM|MT|Ak)[\w.]*"
)


def _known_names(context: Context) -> tuple[set[str], str, set[str]]:
    """Names of officials and their NIP, the words of the office's own settings, and the office's names."""
    settings = context.settings
    people = {key(settings[k]) for k in ("nama_kepala", "nama_atasan", "nip_kepala") if settings[k]}
    if "tbl_jabatan" in context.world.tables:
        people |= {key(r.get(c)) for r in context.rows("tbl_jabatan") for c in ("Nama", "NIP") if r.get(c)}
    own = ("instansi", "singkatan", "pemerintah_daerah", "kota", "alamat", "jabatan_kepala", "jabatan_atasan")
    offices = {key(settings[k]) for k in ("instansi", "singkatan") if settings[k]}
    return people, " ".join(key(settings[k]) for k in own if settings[k]), offices


@check("NAS-06", PERIKSA, "Nama instansi, daerah, dan pejabat pada naskah adalah yang di buku", _REPORT)
def name_typed(context: Context) -> Iterator[Finding]:
    """A name of a region, an office or an official that is not the book's."""
    rows = list(_written(context))
    if not rows:
        return
    people, settings, offices = _known_names(context)
    for row, text in rows:
        strange = [m[0] for m in _REGION.finditer(text) if not _NO_REGION.match(m[0]) and not _within(m, settings)]
        strange += [o for m in _OFFICE.finditer(text) if (o := _other_office(m[0], offices, settings))]
        numbers = {n.replace(" ", "") for n in people}
        strange += [m[0] for m in _NIP.finditer(text) if m[0].replace(" ", "") not in numbers]
        if key(row["Bab"]) != _FIRST_CHAPTER:
            strange += [
                m[0] for m in _PERSON.finditer(text) if not any(key(m[0]) in p or p in key(m[0]) for p in people)
            ]
        if strange:
            yield context.temuan(
                TABLE, row, "Teks", uraian=f"Tertulis {'; '.join(dict.fromkeys(strange))}, yang tidak ada di "
                "Pengaturan buku ini.", perbaikan="Pakai {instansi}, {daerah}, {nama_kepala}, atau isian lain; bila "
                "memang nama itu yang dimaksud, tulis sebabnya pada kolom Alasan.", tertulis=strange[0],
            )  # fmt: skip


def _within(found: re.Match[str], settings: str) -> bool:
    """The region, or as much of it as two words, stands in the office's settings."""
    if not settings:
        return True
    return key(f"{found[1]} {found[2].split()[0]}") in settings


def _other_office(text: str, offices: set[str], settings: str) -> str:
    """An office that begins as the book's own but goes on otherwise: an older name of it; "" for any other."""
    name = re.sub(r"(?:[\s,]+(?:dan|serta))+$", "", text.strip(" ,"))
    words = key(name).replace(",", "").split()
    if key(name) in settings or len(words) < 3:
        return ""
    for office in offices:
        own = office.replace(",", "").split()
        if words[:2] == own[:2] and " ".join(own) not in " ".join(words):
            return name
    return ""
