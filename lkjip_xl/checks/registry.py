"""The register of checks on a book's data, and their run.

A check is a function over a ``Context`` that yields findings; its code, weight and rule stand in its decorator. Every
module of this package is loaded by ``all_checks``, so a new check touches one file (and its test). Those of
``of_modules`` are loaded for a book that has the module of their name.
"""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from importlib import import_module
from math import isfinite
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from ..compute.book import Cells
from ..compute.indicator_days import IndicatorDays
from ..compute.key import key
from ..compute.world import World
from ..discovery import load, load_modules, module_names
from ..expr.values import ErrorValue, is_number
from ..records import replace
from ..rules.tanggal import date_text
from ..schema.contract import sheet_of, sheets
from ..schema.model import Column
from ..schema.setting_messages import with_keys, with_labels
from ..schema.settings import SETTINGS
from . import of_modules
from .finding import INFO, PERIKSA, SALAH, Finding

ORDER = {SALAH: 0, PERIKSA: 1, INFO: 2}
Made = TypeVar("Made")
Locate = Callable[[str, int, str], tuple[str, str | None]]
"""Sheet and address (None where it is not known) of ``(table, row within it, column)``."""
CheckFunction = Callable[..., Iterable[Finding]]
"""Takes a ``Context`` and yields findings made by ``Context.temuan``."""


class Check(NamedTuple):
    """One check.

    Attributes:
        kode: stable code such as ``ARI-01``.
        berat: Salah, Periksa or Info; a finding may weigh otherwise.
        judul: what is compared, one line, for the catalogue.
        dasar: rule or regulation.
        fungsi: called with a ``Context``.
    """

    kode: str
    berat: str
    judul: str
    dasar: str
    fungsi: CheckFunction


CHECKS: dict[str, Check] = {}
_SETTING_KEYS = tuple(s.key for s in SETTINGS)


def check(kode: str, berat: str, title: str, dasar: str) -> Callable[[CheckFunction], CheckFunction]:
    """Decorator: registers the function beneath it as a check (arguments as the fields of ``Check``).

    Raises:
        ValueError: the code is taken.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if kode in CHECKS:
            raise ValueError(f"check code used twice: {kode}")
        CHECKS[kode] = Check(kode, berat, title, dasar, function)
        return function

    return register


_SILENCED: dict[str, frozenset[str]] = {}


def silence(cause: str, consequences: Iterable[str]) -> None:
    """Findings of a check silence those of others: one cause, one finding.

    Args:
        cause: code of the check. consequences: codes of those that only say what follows from it.
    """
    _SILENCED[cause] = frozenset(consequences)


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """The findings but for those that only follow from another one."""
    silenced: set[str] = set()
    for cause in {f.kode for f in findings} & _SILENCED.keys():
        silenced |= _SILENCED[cause]
    return [f for f in findings if f.kode not in silenced]


_SURER = frozenset({"BACA-01", "MKN-07", "MKN-08", "MKN-09", "MKN-23"})
_ECHOES = {"MKN-37": frozenset({"MKN-11", "MKN-13"}), "MKN-38": frozenset({"MKN-11", "MKN-13"})}


def without_echoes(context: "Context", findings: Sequence[Finding]) -> list[Finding]:
    """The findings but for those that say again of a figure of Pengukuran what another one says.

    A capaian that can hardly be (MKN-38) is not told where it is known why (a percent format, a fraction among points,
    a share above 100, an index above its scale), of its target too; and is itself told with its cell, which the row's
    later findings on that capaian do not have. What a space in a code does (KON-44, KON-63) is told without saying
    again that it is there (BACA-04).
    """
    sure = {context.code_of(f) for f in findings if f.kode in _SURER} - {""}
    found = [f for f in findings if f.kode != "MKN-38" or context.code_of(f) not in sure]
    echoes = {(f.tabel, f.baris, code) for f in found if f.kode in _ECHOES for code in _ECHOES[f.kode]}
    spaced = {f.place for f in found if f.kode in ("KON-44", "KON-63")}
    return [
        f for f in found
        if (f.tabel, f.baris, f.kode) not in echoes and not (f.kode == "BACA-04" and f.place in spaced)
    ]  # fmt: skip


def all_checks() -> dict[str, Check]:
    """All checks by code, those of other packages included; loads every module of this room."""
    load(__package__, "lkjip_xl.checks")
    load_modules(of_modules.__name__)
    return dict(sorted(CHECKS.items()))


def checks_of(modules: Collection[str]) -> dict[str, Check]:
    """As ``all_checks``, without loading what only books with another of the optional modules need."""
    load(__package__, "lkjip_xl.checks")
    for name in module_names(of_modules.__path__):
        if name in modules:
            import_module(f"{of_modules.__name__}.{name}")
    return dict(sorted(CHECKS.items()))


_DAY = re.compile(r"(?<![\w.,])([3-7][0-9]\.[0-9]{3})(?:,[0-9]+)?(?![.,]?[0-9])")
"""A number of a size that days have, as ``shown`` writes it; its hour is a fraction."""
_NO_DAYS = ("uang", "angka", "rasio", "tahun")
"""Kinds of columns whose numbers are their own: a finding about one of them tells no day."""


def _with_dates(context: "Context", finding: Finding, text: str) -> str:
    """The text of a finding with days as dates: every check writes numbers with ``shown``, which does not know them."""
    if not _DAY.search(text) or not context.tells_days(finding):
        return text
    return _DAY.sub(lambda found: date_text(int(found[1].replace(".", ""))), text)


def _place_in_contract(table: str, row: int, column: str) -> tuple[str, str | None]:
    return sheet_of(table) or table, f"{column} baris {row}"


class Context:
    """A computed book as the checks see it.

    Attributes:
        world: the computed book.
        settings: value by Kunci, None when blank.
        tahun: year of the report. awal, akhir: first and last year of the Renstra.
        laporan: ``[(sheet, rows typed into or None, stale), ...]`` of its report sheets, when it has a workbook.
        lalu: Context of the book of the year before, when it was given.
    """

    def __init__(self, world: World, locate: Locate | None = None) -> None:
        self.world = world
        self.settings: dict[str, Any] = {**dict.fromkeys(_SETTING_KEYS), **world.book.settings}
        self.tahun = self.settings["tahun"]
        self.awal, self.akhir = world.book.years
        self.laporan: Sequence[tuple[str, Sequence[int] | None, bool]] = ()
        self.lalu: Context | None = None
        self._locate = locate or _place_in_contract
        self._rows: dict[str, list[Cells]] = {}
        self._remembered: dict[Hashable, Any] = {}

    def rows(self, table: str) -> list[Cells]:
        """The filled rows of a table, as dictionaries by column name: inputs (None when blank) and, where the table
        has them, computed cells; ``#nomor`` is the row's number within the table."""
        if table not in self._rows:
            inputs = [c.name for c in self.columns(table) if not c.computed]
            self._rows[table] = [r for r in self.world.rows(table) if any(r[n] not in (None, "") for n in inputs)]
        return self._rows[table]

    def columns(self, table: str) -> tuple[Column, ...]:
        """The contract's columns of a table."""
        return self.world.tables[table].columns

    @property
    def triwulan(self) -> int:
        """The running quarter, 1 to 4 (SET-01)."""
        return int(self.world.quarter)

    @property
    def renstra(self) -> Mapping[str, Cells]:
        """The first row of Renstra of each Kode, by the code's key."""
        return self.world.renstra_by_key

    def remembered(self, name: Hashable, make: "Callable[[Context], Made]") -> Made:
        """What ``make(self)`` gives, made once for all checks that ask for it under this name."""
        if name not in self._remembered:
            self._remembered[name] = make(self)
        result: Made = self._remembered[name]
        return result

    def indikator(self, kode: Any) -> Cells | None:
        """The row of Renstra of a code, or None."""
        return self.renstra.get(key(kode))

    def holds_days(self, table: str | None, row: int | None, column: str | None) -> bool:
        """Whether a cell holds a day, which is stored as a number: it is one of a column or a setting of dates, or
        belongs to an indicator of Tipe Tanggal."""
        if table == "tbl_pengaturan":
            return column == "Nilai" and self._setting_kind(row) == "tanggal"
        kind = self._kind(table, column) if table in self.world.tables else None
        return kind == "tanggal" or (self._is_of_days(table, row) and kind in ("nilai", None))

    def tells_days(self, finding: Finding) -> bool:
        """Whether the numbers that a finding tells may be days: it is about a row of an indicator of Tipe Tanggal,
        whatever the cell of it that is to be changed (Arah, Kode), but for one that holds another number."""
        table, row = finding.tabel, finding.baris
        return self._is_of_days(table, row) and self._kind(table, finding.kolom) not in _NO_DAYS

    def _is_of_days(self, table: str | None, row: int | None) -> bool:
        dated = self.remembered("dated", lambda c: IndicatorDays(c.renstra.values()).codes)
        known = bool(dated and table and row and table in self.world.tables)
        return known and self._codes(str(table)).get(int(row or 0)) in dated

    def _kind(self, table: str | None, column: str | None) -> str | None:
        """Kind of a column, None of one that the table has not."""
        kinds: dict[str, str] = self.remembered(
            ("kinds", table), lambda c: {one.name: one.kind for one in c.columns(str(table))}
        )
        return kinds.get(column or "")

    def _setting_kind(self, number: int | None) -> str | None:
        """Kind of the setting in a row of Pengaturan, None of a row that holds none."""
        kinds: dict[int, str] = self.remembered(
            "kinds of settings",
            lambda c: {
                r["#nomor"]: s.kind for r in c.rows("tbl_pengaturan") for s in SETTINGS if s.key == key(r["Kunci"])
            },
        )
        return kinds.get(number or 0)

    def code_of(self, finding: Finding) -> str:
        """Key of the code in the row that a finding is about, "" of one that is about no row or none with a code."""
        table, row = finding.tabel, finding.baris
        return self._codes(table).get(row, "") if table in self.world.tables and row else ""

    def _codes(self, table: str) -> dict[int, str]:
        """Keys of a table's codes, by the number of the row."""
        found: dict[int, str] = self.remembered(
            ("codes", table), lambda c: {r["#nomor"]: key(r.get("Kode")) for r in c.rows(table)}
        )
        return found

    def temuan(
        self, table: str, row: Cells | int, column: str, *, uraian: str, perbaikan: str, tertulis: Any = None,
        seharusnya: Any = None, berat: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding on a cell; code, weight and rule are filled in by the run.

        Args:
            table: table. row: its row dictionary or row number. column: column name.
            uraian: what was found, Indonesian, with what is written and what it should be. perbaikan: what to do.
            tertulis, seharusnya: values, where there are such. berat: when other than the check's own.
        """
        number: int = row["#nomor"] if isinstance(row, dict) else row
        sheet, cell = self._locate(table, number, column)
        return Finding(
            berat=berat or "", lembar=sheet, sel=cell, uraian=uraian, perbaikan=perbaikan, tertulis=tertulis,
            seharusnya=seharusnya, tabel=table, baris=number, kolom=column,
        )  # fmt: skip


def run_checks(context: Context, only: Collection[str] | None = None) -> list[Finding]:
    """Run the checks.

    Args:
        context: the book. only: codes to run; None for all.

    Returns:
        Findings, gravest first, then in the order of sheets and rows.
    """
    checks = checks_of(context.world.book.modules)
    found = run([one for code, one in checks.items() if only is None or code in only], context)
    return in_order(without_echoes(context, without_consequences(found)))


def run(checks: Iterable[Check], context: Context) -> list[Finding]:
    """Findings of these checks, in their order; code, weight and rule are filled in."""
    return [
        replace(
            found,
            kode=one.kode,
            berat=found.berat or one.berat,
            uraian=with_labels(_with_dates(context, found, found.uraian)),
            perbaikan=with_labels(_with_dates(context, found, found.perbaikan)),
            dasar=with_labels(one.dasar),
        )
        for one in checks
        for found in one.fungsi(context)
    ]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by weight, then by sheet and row."""
    place = {s.name: i for i, s in enumerate(sheets(0, -1))}
    return sorted(
        findings,
        key=lambda f: (ORDER.get(f.berat, 9), place.get(f.lembar, 99), f.baris or 0, f.kode, str(f.kolom)),
    )


def fingerprint_of(finding: Finding, context: Context) -> str:
    """Fingerprint of a finding: ``place.contents``, eight hexadecimal digits each.

    The place (check, row by its key, column) stays when rows move; the contents are what the finding says, which
    changes with the data that it speaks of.
    """
    where: Any = finding.lembar
    table = finding.tabel
    if table and finding.baris:
        by_number = context.remembered(("by number", table), lambda c: {r["#nomor"]: r for r in c.rows(table)})
        row = by_number.get(finding.baris)
        # Codes that fold away came later; what users have answered for must stay answered.
        identity = [c.name for c in context.columns(table) if c.required or (c.kind == "kode" and not c.outline)]
        where = tuple(str(row.get(name)) for name in identity) if row else finding.baris
    place = (finding.kode, table, where, finding.kolom)
    contents = (with_keys(finding.uraian), str(finding.tertulis), str(finding.seharusnya))
    return f"{crc32(repr(place).encode()):08x}.{crc32(repr(contents).encode()):08x}"


# --- numbers in messages ---------------------------------------------------------------------------------------------
BEYOND_BOUNDS = "di luar batas angka"
"""Shown for a sum that no cell can hold."""


def shown(value: Any) -> str:
    """A value as an Indonesian reader writes it: ``1.234,5``, ``Utama``, ``kosong``, ``N/A``."""
    from ..rules.terbilang import format_number

    if value is None or value == "":
        return "kosong"
    if isinstance(value, ErrorValue):
        return "N/A" if value.kode == "#N/A" else str(value.kode)
    if not is_number(value):
        return str(value)
    return str(format_number(value)) if isfinite(value) else BEYOND_BOUNDS


def shown_money(value: Any) -> str:
    """An amount: ``Rp1.000``."""
    from ..rules.terbilang import rupiah

    return str(rupiah(value)) if is_number(value) and isfinite(value) else shown(value)


def shown_percent(ratio: Any, decimals: int = 2) -> str:
    """A ratio as percent: 0.9193 is ``91,93%``."""
    from ..rules.terbilang import format_percent

    return str(format_percent(ratio, decimals)) if is_number(ratio) and isfinite(ratio) else shown(ratio)
