"""Public cases: what people really write, as facts in one file, and what the product must make of each.

``cases.toml`` holds a table for each case: the rows as ``isi`` takes them and the right values. Tests iterate
over it; a case is added by writing its facts there, never by writing code.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import tambah_modul

FACTS = Path(__file__).with_name("cases.toml")
OWN = Path(__file__).with_name("own.toml")
KINDS = tuple(
    Path(__file__).with_name(name)
    for name in ("kinds.toml", "scales.toml", "written.toml", "histories.toml", "nomenklatur.toml")
)
NOISE = frozenset({"LKP-01", "LKP-02", "LKP-05", "LKP-08", "LKP-16"})
"""What any book of two rows lacks: texts, signatures, columns of Renstra, whole sheets."""
QUARTERS = tuple(f"Capaian TW{n}" for n in (1, 2, 3, 4))
MEASURED = ("Target", "Sumber Target", "Realisasi", *QUARTERS, "Capaian", "Capaian Berjalan", "Predikat")
MONEY = ("Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi")
TOTALS = (
    "Indikator terukur", "Indikator seluruhnya", "Rata-rata capaian", "Predikat", "Rata-rata sasaran", "Pagu",
    "Realisasi", "Serapan", "Baris belum terisi",
)  # fmt: skip


@cache
def blank_book(folder: Path) -> bytes:
    """A new book in which the quarter has been chosen, built once for a folder."""
    path = folder / "kosong.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    isi_buku(str(path), {"tbl_pengaturan.csv": b"Kunci,Nilai\ntriwulan_berjalan,4\n"}, backup=False)
    return path.read_bytes()


def plain(value: Any) -> Any:
    """A value as the facts write it: errors by their sign."""
    return value.kode if value.__class__ is ErrorValue else value


@dataclass(slots=True)
class Outcome:
    """What a book says.

    Attributes:
        rows: by Kode what is measured, ``#N/A`` and blanks left out. summary: figures of Beranda. world: the book.
        salah, periksa, info: codes of findings with their sheet and cell.
    """

    rows: dict[str, dict[str, Any]]
    summary: dict[str, Any]
    salah: list[str]
    periksa: list[str]
    info: list[str]
    texts: list[str]
    world: World


def outcome(path: Path, last_year: Path | None = None) -> Outcome:
    """Compute and check a book, against that of the year before where there is one."""
    world = compute_book(path)[1]
    found = [f for f in periksa_buku(path.read_bytes(), lalu=last_year).findings if f.kode not in NOISE]
    named = {weight: sorted(f"{f.kode} {f.lembar} {f.sel}" for f in found if f.berat == weight) for weight in
             ("Salah", "Periksa", "Info")}  # fmt: skip
    return Outcome(
        _measured(world), {name: plain(world.summary[name]) for name in TOTALS}, named["Salah"], named["Periksa"],
        named["Info"], [f"{f.uraian} {f.perbaikan}" for f in found], world,
    )  # fmt: skip


def _measured(world: World) -> dict[str, dict[str, Any]]:
    rows = {}
    for row in world.rows("tbl_pengukuran"):
        if row["Kode"]:
            cells = {name: plain(row[name]) for name in MEASURED + MONEY}
            rows[str(row["Kode"])] = {k: v for k, v in cells.items() if v not in ("", None, "#N/A")}
    return rows


@dataclass
class Case:
    """One case: its input, and what is right."""

    name: str
    situation: str
    settings: dict[str, str]
    files: dict[str, str]
    expected: dict[str, Any]
    then: list[dict[str, Any]]
    told_at_isi: list[str] = field(default_factory=list)
    kind: str = ""
    modules: tuple[str, ...] = ()
    engines: bool = True
    last_year: dict[str, Any] = field(default_factory=dict)

    def sources(self, settings: dict[str, str], files: dict[str, str] | None = None) -> dict[str, bytes]:
        """The CSV files that ``isi`` takes, some settings and files being other ones."""
        lines = [f'{name},"{value}"' for name, value in {**self.settings, **settings}.items()]
        files = {name: text.encode() for name, text in {**self.files, **(files or {})}.items()}
        return {"tbl_pengaturan.csv": "\n".join(["Kunci,Nilai", *lines]).encode(), **files}

    def book(self, folder: Path, split: bool = False, files: dict[str, str] | None = None, **settings: str) -> Path:
        """The book that ``isi`` makes of it."""
        path = folder / f"{len(list(folder.iterdir()))}.xlsx"
        path.write_bytes(blank_book(folder))
        if self.modules:
            tambah_modul(str(path), self.modules, backup=False)
        result = isi_buku(str(path), self.sources(settings, files), backup=False, choices=Choices(split=split))
        self.told_at_isi = sorted({f.kode for f in result.findings})
        return path

    def book_of_last_year(self, folder: Path) -> Path | None:
        """The office's book of the year before, where the case has one."""
        if not self.last_year:
            return None
        path = folder / f"{len(list(folder.iterdir()))}.xlsx"
        buat_buku(path, "Dinas Uji", 2024, "2021-2025")
        files = {f"{name}.csv": text.encode() for name, text in self.last_year.items() if name.startswith("tbl_")}
        quarter = self.last_year.get("triwulan", 4)
        files["tbl_pengaturan.csv"] = f"Kunci,Nilai\ntriwulan_berjalan,{quarter}\n".encode()
        isi_buku(str(path), files, backup=False)
        return path


@cache
def public_cases() -> dict[str, Case]:
    """Every case by its name."""
    cases = {}
    for name, facts in tomllib.loads(FACTS.read_text("utf-8")).items():
        files = {f"{key}.csv": text for key, text in facts.items() if key.startswith("tbl_")}
        expected = {key: facts.get(key) for key in ("told_at_isi", "salah", "periksa", "says", "rows", "summary")}
        cases[name] = Case(name, facts["situation"], facts["settings"], files, expected, facts.get("then", []))
    return cases


@cache
def own_cases() -> dict[str, Case]:
    """Cases of our own by name: those of one kind stand for it in every office's budget."""
    given = tomllib.loads(OWN.read_text("utf-8"))
    shared = given.pop("bersama")
    cases = {}
    for name, facts in given.items():
        files = {f"{key}.csv": text for key, text in {**shared, **facts}.items() if key.startswith("tbl_")}
        expected = {key: facts.get(key) for key in ("salah", "summary", "budget")}
        cases[name] = Case(name, facts["situation"], facts["settings"], files, expected, [], kind=facts["kind"],
                           modules=tuple(facts.get("modules", ())))  # fmt: skip
    return cases


@cache
def kind_cases() -> dict[str, Case]:
    """Cases of our own by name, for kinds of data that are no budget: each says what is right, and its source."""
    cases = {}
    for name, facts in (one for path in KINDS for one in tomllib.loads(path.read_text("utf-8")).items()):
        files = {f"{key}.csv": text for key, text in facts.items() if key.startswith("tbl_")}
        cases[name] = Case(name, facts["situation"], facts["settings"], files, facts, facts.get("then", []),
                           kind=facts["kind"], engines=facts.get("engines", True),
                           modules=tuple(facts.get("modules", ())), last_year=facts.get("last_year", {}))  # fmt: skip
    return cases
