"""Profiles: how an office prints its forms, as data.

A profile is one TOML file of this folder (found by itself), or a path or a mapping that another package names under the
entry point group ``lkjip_xl.profiles``. It says for each report that it prints which parts stand on the sheet: lines of
text and tables, whose columns name a quantity (``reports.printed.quantities``), their heading and how the figure is
written. What a profile does not name keeps the form of ``Umum``. The keys are told in ``docs/profil.md``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...discovery import plugins
from ...errors import UsageError

GENERAL = "Umum"
GROUP = "lkjip_xl.profiles"


class ProfileError(UsageError):
    """A profile file that cannot be used; the message names the file, the place and what is known there."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "profil_tidak_sah")


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column of a printed table.

    Attributes:
        besaran: the quantity that it shows.
        kepala: its headings from top to bottom; neighbours that begin alike share a wide cell.
        lebar: wanted width in characters.
        gabung: what its cell is merged over (``sasaran``: all rows of one sasaran); empty for one cell a row.
        desimal: decimals of a number; None for those of the book (a ratio) or of the number itself.
        tanda: what stands after a percent. awalan, akhiran: around an amount or a running number.
        nol, tidak_ada: how zero, and how what is not available, is written; None for the number, ``N/A`` or ``-``.
        butir: before each entry of a list. butir_banyak: only where its group has several.
        pecahan: a quotient in the text is built up (numerator, line, denominator).
        rata: ``kiri``, ``tengah`` or ``kanan`` instead of what the kind of figure asks for.
    """

    besaran: str
    kepala: tuple[str, ...]
    lebar: float = 12.0
    gabung: str = ""
    desimal: int | None = None
    tanda: str = "%"
    awalan: str = ""
    akhiran: str = ""
    nol: str | None = None
    tidak_ada: str | None = None
    butir: str = ""
    butir_banyak: str = ""
    pecahan: bool = False
    rata: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line above a table or of a text: its words with slots, its look, and a label that stands beside it."""

    teks: str
    gaya: str = "judul"
    label: str = ""
    jarak: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """The row of sums: its label, and how its amounts are written where that differs from the column."""

    label: str = ""
    awalan: str | None = None
    akhiran: str | None = None
    kolom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of a form: lines, and a table where ``baris`` names what its rows are.

    Attributes:
        baris: row source (``reports.printed.rows``); empty for lines alone.
        judul: lines above the table. kolom: its columns.
        nomor: texts of the row of numbers; empty for none.
        jumlah: the row of sums; None for none. catatan: lines beneath it.
        tanda_tangan: which signatures end the part (``kepala``, ``pk``, ``lampiran_pk``).
        halaman_baru: the part begins a page.
        dokumen: ``berlaku`` for the PK in force instead of the report's own document.
        wajib: it is printed also without rows. ulang_kepala: its head stands on every page.
    """

    baris: str = ""
    judul: tuple[PrintedLine, ...] = ()
    kolom: tuple[PrintedColumn, ...] = ()
    nomor: tuple[str, ...] = ()
    jumlah: PrintedTotal | None = None
    catatan: tuple[str, ...] = ()
    tanda_tangan: str = ""
    halaman_baru: bool = False
    dokumen: str = ""
    wajib: bool = False
    ulang_kepala: bool = True


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """How one report is printed: its parts, upright or lying (``mendatar``).

    bila: choices (``urutan_anggaran_tw``) with which the book is printed so; with others it keeps the form of the code.
    """

    bagian: tuple[PrintedPart, ...]
    mendatar: bool = False
    bila: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of printed forms.

    Attributes:
        nama: what ``profil_bentuk`` says. keterangan: whose form it is, for lists and help.
        bentuk: forms by report id (of a series what stands before the number).
        setelan: defaults of the settings that speak of forms; a filled cell of Pengaturan wins.
        kata: words that lines may show as ``{kata}`` (the opening and the clauses of the PK).
    """

    nama: str
    keterangan: str
    bentuk: Mapping[str, PrintedForm]
    setelan: Mapping[str, Any]
    kata: Mapping[str, str]

    def form(self, id: str, settings: Mapping[str, Any]) -> PrintedForm | None:
        """The form of a report of a book with these settings; None where the code of ``reports.forms`` prints it."""
        found = self.bentuk.get(id) or self.bentuk.get(id.rstrip("0123456789"))
        if found is None or any(self.choice(settings, k) != v for k, v in found.bila.items()):
            return None
        return found

    def choice(self, settings: Mapping[str, Any], key: str) -> Any:
        """A setting that speaks of forms: as typed, else what the profile says."""
        value = settings.get(key)
        return self.setelan.get(key) if value in (None, "") else value


def _only(place: str, kind: type, given: Any) -> dict[str, Any]:
    known = {f.name for f in fields(kind)}
    if not isinstance(given, Mapping):
        raise ProfileError(f"{place}: seharusnya tabel dengan kunci {', '.join(sorted(known))}.")
    for key in given:
        if key not in known:
            raise ProfileError(f"{place}: kunci {key} tidak dikenal. Yang ada: {', '.join(sorted(known))}.")
    return dict(given)


def _column(place: str, given: Any) -> PrintedColumn:
    own = _only(place, PrintedColumn, given)
    if "besaran" not in own or "kepala" not in own:
        raise ProfileError(f"{place}: besaran dan kepala harus ada.")
    heading = own["kepala"]
    own["kepala"] = (heading,) if isinstance(heading, str) else tuple(heading)
    return PrintedColumn(**own)


def _line(place: str, given: Any) -> PrintedLine:
    return PrintedLine(given) if isinstance(given, str) else PrintedLine(**_only(place, PrintedLine, given))


def _part(place: str, given: Any) -> PrintedPart:
    from ..printed.quantities import QUANTITIES
    from ..printed.rows import ROWS

    own = _only(place, PrintedPart, given)
    own["judul"] = tuple(_line(f"{place}, judul {n}", x) for n, x in enumerate(own.get("judul", ()), 1))
    own["kolom"] = columns = tuple(_column(f"{place}, kolom {n}", x) for n, x in enumerate(own.get("kolom", ()), 1))
    own["nomor"] = tuple(map(str, own.get("nomor", ())))
    own["catatan"] = tuple(own.get("catatan", ()))
    if "jumlah" in own:
        total = _only(f"{place}, jumlah", PrintedTotal, own["jumlah"])
        own["jumlah"] = PrintedTotal(**{**total, "kolom": tuple(total.get("kolom", ()))})
    if own.get("baris") and own["baris"] not in ROWS:
        raise ProfileError(f"{place}: baris {own['baris']} tidak dikenal. Yang ada: {', '.join(sorted(ROWS))}.")
    for column in columns:
        if column.besaran not in QUANTITIES:
            raise ProfileError(
                f"{place}: besaran {column.besaran} tidak dikenal. Yang ada: {', '.join(sorted(QUANTITIES))}."
            )
    if own.get("dokumen") not in (None, "", "berlaku"):
        raise ProfileError(f"{place}: dokumen hanya mengenal berlaku.")
    if own["nomor"] and len(own["nomor"]) != len(columns):
        raise ProfileError(f"{place}: nomor memuat {len(own['nomor'])} isi untuk {len(columns)} kolom.")
    return PrintedPart(**own)


def profile_of(given: Mapping[str, Any], place: str) -> Profile:
    """A profile from the contents of its file.

    Raises:
        ProfileError: names the place and what is known there.
    """
    own = _only(place, Profile, given)
    if not own.get("nama"):
        raise ProfileError(f"{place}: nama harus ada.")
    forms = {}
    for id, form in own.get("bentuk", {}).items():
        kept = _only(f"{place}, {id}", PrintedForm, form)
        parts = tuple(_part(f"{place}, {id}, bagian {n}", x) for n, x in enumerate(kept.get("bagian", ()), 1))
        forms[id] = PrintedForm(**{**kept, "bagian": parts})
    return Profile(own["nama"], own.get("keterangan", ""), forms, own.get("setelan", {}), own.get("kata", {}))


@cache
def _sources() -> dict[str, Any]:
    """``{nama: file or mapping}``; the name is the first thing that a file says, so that none is parsed in vain."""
    found: dict[str, Any] = {}
    for path in sorted(files(__name__).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            found[_named(path.read_text("utf-8"), path.name)] = path
    for name, own in plugins(GROUP):
        given = Path(own) if isinstance(own, str | Path) else own
        if isinstance(given, Path):
            found[_named(given.read_text("utf-8"), given.name)] = given
        elif isinstance(given, Mapping):
            found[str(given.get("nama", name))] = given
    return found


def _named(text: str, place: str) -> str:
    for line in text.splitlines():
        key, mark, value = line.partition("=")
        if mark and key.strip() == "nama":
            return str(tomllib.loads(line)["nama"])
    raise ProfileError(f"{place}: nama harus ada.")


def profile_names() -> list[str]:
    """Names of all profiles, ``Umum`` first."""
    return sorted(_sources(), key=lambda name: (name != GENERAL, name))


@cache
def find_profile(name: str) -> Profile:
    """A profile by its name.

    Raises:
        ProfileError: no profile has this name, or its file cannot be used.
    """
    sources = _sources()
    if name not in sources:
        raise ProfileError(f"Profil bentuk {name} tidak ada. Yang ada: {', '.join(profile_names())}.")
    own = sources[name]
    if isinstance(own, Mapping):
        return profile_of(own, name)
    try:
        return profile_of(tomllib.loads(own.read_text("utf-8")), own.name)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{own.name}: {error}") from None
