"""BACA-14: what stands in Pengaturan can be used, and what the formulas need is there."""

from collections.abc import Iterator
from typing import Any, cast

from ..expr.values import ErrorValue, is_number
from ..records import replace
from ..rules.bacaan_angka import clean_text
from ..schema.model import Setting
from ..schema.settings import NAMES, SETTING
from ..schema.state import quarter_meant
from ..schema.version_1 import has_setting
from .finding import PERIKSA, SALAH, Finding
from .fixes import CellEdit, fix
from .registry import Context, check

_REQUIRED_SETTINGS = frozenset({"tahun", "skala_predikat"})


@check("BACA-14", SALAH, "Setelan di Pengaturan ada, terisi, dan di dalam pilihannya", "Ketentuan buku ini")
def wrong_settings(context: Context) -> Iterator[Finding]:
    seen = set()
    for row in context.world.book.rows("tbl_pengaturan"):
        if row.cells.get("Kunci") is None:
            continue
        key = clean_text(row.cells["Kunci"]).casefold()
        if key in seen:
            continue
        seen.add(key)
        setting, value = SETTING.get(key), context.world.book.settings.get(key)
        if setting is None or (value is None and key not in _REQUIRED_SETTINGS):
            continue
        wrong = _wrong_setting(context, setting, value)
        if wrong:
            start = f"Setelan {key} kosong" if value is None else f"Setelan {key} berisi '{value}'"
            weight = PERIKSA if setting.kind in ("tanggal", "teks") else SALAH
            repair = _setting_repair(setting, value)
            told = f"{start}: {wrong}"
            place = ("tbl_pengaturan", row.number, "Nilai")
            yield context.temuan(*place, uraian=told, perbaikan=repair, tertulis=value, berat=weight)
    book = context.world.book
    needed = (key for key, _ in NAMES.values() if not book.first_version or has_setting(key))
    missing = [key for key in needed if key not in book.settings]
    if missing and context.world.book.rows("tbl_pengaturan"):
        told = f"Baris setelan {', '.join(missing)} tidak ada lagi di lembar Pengaturan; rumus memerlukannya."
        typed = ", ".join(f"'{key}'" for key in missing)
        repair = f"Ketik kembali di kolom Kunci, tanpa tanda petik: {typed}."
        yield replace(context.temuan("tbl_pengaturan", 0, "Kunci", uraian=told, perbaikan=repair), baris=None)


def _setting_repair(setting: Setting, value: Any) -> str:
    if setting.key != "triwulan_berjalan":
        return "Perbaiki isinya di lembar Pengaturan."
    meant = quarter_meant(value)
    return "Pilih 1, 2, 3, atau 4 di lembar Pengaturan" + (f" (maksudnya {meant}?)." if meant else ".")


@fix("BACA-14")
def quarter_spelled(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """TW 2, II and Triwulan II are the second quarter."""
    rows = context.world.book.rows("tbl_pengaturan")
    row = next((row for row in rows if row.number == finding.baris), None)
    if row is not None and clean_text(row.cells.get("Kunci")).casefold() == "triwulan_berjalan":
        meant = quarter_meant(finding.tertulis)
        if meant is not None:
            yield CellEdit(*finding.place, meant)


def _wrong_setting(context: Context, setting: Setting, value: Any) -> str | None:
    """What is wrong with a setting's value, None when nothing is."""
    if value is None:
        return "rumus memerlukannya."
    if setting.kind in ("tahun", "angka", "rasio"):
        return _wrong_number(context, setting, value)
    if setting.kind == "pilihan":
        choices = setting.choices or ()
        if isinstance(choices, str):
            choices = tuple(dict.fromkeys(str(x) for x in context.world.book.column("tbl_skala", "Skala") if x))
        if str(value).casefold() not in [choice.casefold() for choice in choices]:
            return f"pilihannya {', '.join(choices)}."
    elif setting.kind == "tanggal":
        from ..rules.tanggal import read_date

        if read_date(value) is None:
            return "bukan tanggal yang ada di kalender, atau bulan dan tahun (Januari 2022), yang dapat dibaca."
    elif value.__class__ is ErrorValue:
        return "sel ini berisi galat."
    elif setting.key.startswith("nip") and is_number(value) and value >= 10**15:
        return "tersimpan sebagai angka, sehingga digit terakhirnya hilang; beri sel format Teks, lalu ketik ulang."
    return None


def _wrong_number(context: Context, setting: Setting, value: Any) -> str | None:
    if not is_number(value):
        return "bukan triwulan 1 sampai 4." if setting.key == "triwulan_berjalan" else "seharusnya angka."
    low, high = cast(tuple[float, float], setting.choices)
    if not low <= value <= high:
        example = f" Tulis {value:g}% bila itu maksudnya." if setting.kind == "rasio" and low <= value / 100 else ""
        return f"seharusnya antara {_plain(low)} dan {_plain(high)}.{example}"
    first, last = context.world.book.years
    years = f"kolom Target di Renstra ada untuk {first} sampai {last}."
    if first and setting.key == "tahun" and not first <= value <= last:
        return years
    if first and value != {"tahun_awal_renstra": first, "tahun_akhir_renstra": last}.get(setting.key, value):
        return years
    return None


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
