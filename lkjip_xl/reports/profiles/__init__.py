"""Profiles: how an office prints its forms, as data.

A profile is one TOML file of this folder (found by itself), several that say the same ``nama``, or a path or a mapping
that another package names under the entry point group ``lkjip_xl.profiles``. It says for each report that it prints
which parts stand on the sheet: lines of text and tables, whose columns name a quantity
(``reports.printing.quantities``), their heading and how the figure is written. What a profile does not name keeps the
form of ``Umum``. The keys are told in ``docs/profil.md``.
"""

import os
from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ...discovery import data_names, known_toml, package_data, plugins, toml_of
from ...errors import UsageError
from .records import PrintedColumn, PrintedForm, PrintedLine, PrintedPart, PrintedTotal, Profile

GENERAL = "Umum"
GROUP = "lkjip_xl.profiles"


class ProfileError(UsageError):
    """A profile file that cannot be used; the message names the file, the place and what is known there."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "profil_tidak_sah")


KEYS: dict[type, dict[str, str]] = {
    PrintedColumn: {
        "besaran": "quantity", "kepala": "headings", "lebar": "width", "gabung": "merged", "desimal": "decimals",
        "tanda": "mark", "awalan": "before", "akhiran": "after", "nol": "zero", "tidak_ada": "missing",
        "kosong": "blank", "desimal_bulat": "whole_decimals", "ribuan": "grouped", "bersatuan": "with_unit",
        "butir": "bullet", "butir_banyak": "bullet_of_several", "pecahan": "fraction", "rata": "align",
        "deret": "series", "kolom": "columns", "bila_ada": "only_filled", "satuan_uang": "in_unit",
    },
    PrintedLine: {"teks": "text", "gaya": "look", "label": "label", "jarak": "gap"},
    PrintedTotal: {"label": "label", "awalan": "before", "akhiran": "after", "tanda": "mark", "kolom": "quantities"},
    PrintedPart: {
        "baris": "rows", "judul": "lines", "kolom": "columns", "nomor": "numbers", "jumlah": "total",
        "catatan": "notes", "tanda_tangan": "signature", "halaman_baru": "new_page", "lambang": "emblem",
        "dokumen": "document", "modul": "module", "wajib": "required", "ulang_kepala": "repeats_head",
        "lanjutan": "says_continued", "hanya": "only",
        "kosong": "blank", "saring": "where",
    },
    PrintedForm: {"bagian": "parts", "mendatar": "landscape", "bila": "when"},
    Profile: {"nama": "name", "keterangan": "about", "bentuk": "forms", "setelan": "settings", "kata": "words"},
}  # fmt: skip
"""What the keys of a file are called in these records."""


def _read(place: str, kind: type, given: Any) -> dict[str, Any]:
    """The values of a table of the file, under the names of the record."""
    known = KEYS[kind]
    if not isinstance(given, Mapping):
        raise ProfileError(f"{place}: seharusnya tabel dengan kunci {', '.join(sorted(known))}.")
    for key in given:
        if key not in known:
            raise ProfileError(f"{place}: kunci {key} tidak dikenal. Yang ada: {', '.join(sorted(known))}.")
    return {known[key]: value for key, value in given.items()}


def _one_of(place: str, what: str, value: Any, known: Collection[str]) -> None:
    if value not in known:
        raise ProfileError(f"{place}: {what} {value} tidak dikenal. Yang ada: {', '.join(sorted(known))}.")


def _column(place: str, given: Any) -> PrintedColumn:
    from ..printing.known import QUANTITIES, SERIES

    own = _read(place, PrintedColumn, given)
    _one_of(place, "deret", own.get("series", ""), {"", *SERIES})
    if "columns" in own:
        if not own.get("series"):
            raise ProfileError(f"{place}: kolom di dalam kolom memerlukan deret.")
        inner = tuple(_column(f"{place}, kolom {n}", x) for n, x in enumerate(own["columns"], 1))
        return PrintedColumn("", (), series=own["series"], columns=inner)
    if "quantity" not in own or "headings" not in own:
        raise ProfileError(f"{place}: besaran dan kepala harus ada.")
    _one_of(place, "besaran", own["quantity"], QUANTITIES)
    _one_of(place, "rata", own.get("align", ""), ("", "kiri", "tengah", "kanan"))
    heading = own["headings"]
    own["headings"] = (heading,) if isinstance(heading, str) else tuple(heading)
    return PrintedColumn(**own)


def _line(place: str, given: Any) -> PrintedLine:
    from ..printing.looks import LOOKS

    line = PrintedLine(given) if isinstance(given, str) else PrintedLine(**_read(place, PrintedLine, given))
    _one_of(place, "gaya", line.look, LOOKS)
    return line


def _part(place: str, given: Any) -> PrintedPart:
    from ..printing.known import ROWS
    from ..printing.signatures import SIGNATURES

    own = _read(place, PrintedPart, given)
    own["lines"] = tuple(_line(f"{place}, judul {n}", x) for n, x in enumerate(own.get("lines", ()), 1))
    own["columns"] = columns = tuple(_column(f"{place}, kolom {n}", x) for n, x in enumerate(own.get("columns", ()), 1))
    if isinstance(own.get("numbers"), str):
        own["counted"], own["numbers"] = own["numbers"], ()
    own["numbers"] = tuple(map(str, own.get("numbers", ())))
    own["notes"], own["only"] = tuple(own.get("notes", ())), tuple(own.get("only", ()))
    if "total" in own:
        total = _read(f"{place}, jumlah", PrintedTotal, own["total"])
        own["total"] = PrintedTotal(**{**total, "quantities": tuple(total.get("quantities", ()))})
    _one_of(place, "baris", own.get("rows", ""), {"", *ROWS})
    _one_of(place, "tanda_tangan", own.get("signature", ""), {"", *SIGNATURES})
    _one_of(place, "dokumen", own.get("document", ""), ("", "berlaku"))
    if own["numbers"] and len(own["numbers"]) != len(columns):
        raise ProfileError(f"{place}: nomor memuat {len(own['numbers'])} isi untuk {len(columns)} kolom.")
    return PrintedPart(**own)


def profile_of(given: Mapping[str, Any], place: str, proven: bool = False) -> Profile:
    """A profile from the contents of its file.

    Args:
        given: what the file says. place: its name, for messages. proven: it is known to be without a mistake.

    Raises:
        ProfileError: names the place and what is known there.
    """
    own = _read(place, Profile, given)
    if not own.get("name"):
        raise ProfileError(f"{place}: nama harus ada.")
    forms: Mapping[str, PrintedForm] = _Forms(place, own.get("forms", {}))
    if not proven:
        forms = dict(forms)  # each is read, so that what is wrong is told at once
    return Profile(own["name"], own.get("about", ""), forms, own.get("settings", {}), own.get("words", {}))


class _Forms(Mapping[str, PrintedForm]):
    """The forms of a file by report id, each read when it is asked for: a book prints few of them."""

    def __init__(self, place: str, given: Mapping[str, Any]) -> None:
        self._place, self._given = place, given
        self._known: dict[str, PrintedForm] = {}

    def __getitem__(self, id: str) -> PrintedForm:
        if id not in self._known:
            place = f"{self._place}, {id}"
            kept = _read(place, PrintedForm, self._given[id])
            parts = tuple(_part(f"{place}, bagian {n}", x) for n, x in enumerate(kept.get("parts", ()), 1))
            self._known[id] = PrintedForm(**{**kept, "parts": parts})
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


class _Text(NamedTuple):
    """A profile's file: its name and its content."""

    name: str
    content: bytes

    def read(self) -> Mapping[str, Any]:
        """What it says.

        Raises:
            ProfileError: it is no TOML.
        """
        try:
            return toml_of(__name__, self.name, self.content)
        except ValueError as error:
            raise ProfileError(f"{self.name}: {error}") from None


def _shipped() -> list[_Text]:
    """The files of this folder, in the order of their names."""
    return [_Text(name, package_data(__name__, name)) for name in data_names(__name__, ".toml")]


@cache
def _sources() -> dict[str, list[Any]]:
    """``{nama: files or mappings}``; the name is the first thing that a file says, so that none is parsed in vain."""
    found: dict[str, list[Any]] = {}
    for text in _shipped():
        found.setdefault(_named(text), []).append(text)
    for name, own in plugins(GROUP):
        if isinstance(own, str | os.PathLike):
            with open(own, "rb") as stream:
                text = _Text(os.path.basename(own), stream.read())
            found[_named(text)] = [text]
        elif isinstance(own, Mapping):
            found[str(own.get("nama", name))] = [own]
    return found


def _named(text: _Text) -> str:
    known = known_toml(__name__, text.name, text.content)
    if known is not None:
        return str(known["nama"])
    for line in text.content.decode("utf-8").splitlines():
        key, mark, value = line.partition("=")
        if mark and key.strip() == "nama":
            return str(_Text(text.name, line.encode()).read()["nama"])
    raise ProfileError(f"{text.name}: nama harus ada.")


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
    return _joined([_read_one(own, name) for own in sources[name]])


def _read_one(own: Any, name: str) -> tuple[str, Profile]:
    if isinstance(own, Mapping):
        return name, profile_of(own, name)
    known = known_toml(__name__, own.name, own.content)  # a test has read all of these
    return own.name, profile_of(own.read() if known is None else known, own.name, proven=known is not None)


def _joined(parts: list[tuple[str, Profile]]) -> Profile:
    """One profile of the files that say its name; the first one speaks for it."""
    _, first = parts[0]
    joined: list[list[Any]] = [[{}, first.forms], [{}, first.settings], [{}, first.words]]
    for place, more in parts[1:]:
        for known, added in zip(joined, (more.forms, more.settings, more.words), strict=True):
            twice = sorted(added.keys() & {name for one in known for name in one})
            if twice:
                raise ProfileError(f"{place}: {', '.join(twice)} sudah ada pada berkas lain dengan nama yang sama.")
            known.append(added)
    forms, settings, words = (ChainMap(*maps) for maps in joined)  # forms are not read for being joined
    return Profile(first.name, first.about, forms, settings, words)
