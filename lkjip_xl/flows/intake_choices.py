"""How a source is meant: what the user says, and what the book remembers of the last time."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..book.reading import BookReading
from ..errors import UsageError
from ..intake.aliases import heading_key
from ..intake.model import Hints
from ..intake.understand import target_tables
from ..invocation import answer
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass, field, replace
from ..schema.captions import sheet_caption, table_called
from ..schema.contract import with_modules
from ..suggestion import did_you_mean
from .csv_tables import Folder, SourceTables
from .intake_memory import remember, remembered
from .intake_plan import TablePlan, hints_of, plan_tables
from .intake_sources import Sources, read_sheet, read_sources


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of a source.

    Attributes:
        sheet: take a sheet of the book itself instead. table: the target. part: which table of it, from 1.
        quarter: of the realisasi. pagu: ``awal`` or ``perubahan``. setoran: ``kurangi`` or ``tidak``.
        skpd: code or name of one SKPD. columns: ``{heading in the file: column}``. accept: write what is doubtful too.
        split: two targets in one cell become two indicators (``split_targets``).
    """

    sheet: str | None = None
    table: str | None = None
    part: int | None = None
    quarter: int | None = None
    pagu: str | None = None
    setoran: str | None = None
    skpd: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    split: bool = False


@dataclass(slots=True)
class Prepared:
    """A source read for a book. tables: every table to fill, tidy ones too. plans: those that were understood.

    notes: what a person should know of it. doubles: indicators whose cells hold several targets.
    unlisted: which indicators Renstra lacks.
    """

    choices: Choices
    sources: Sources
    plans: list[TablePlan]
    tables: SourceTables
    notes: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


_OF_BUDGETS = ("pagu", "setoran", "skpd")
_WITH_QUARTERS = ("tbl_anggaran", "tbl_pengukuran")


def refuse_contradictions(choices: Choices, dari: Folder | None) -> None:
    """Refuse what cannot be meant together, before anything is read.

    Raises:
        UsageError: ``pilihan_bertentangan``: a sentence for the two choices.
    """
    table, told = choices.table, None
    if dari is not None and choices.sheet is not None:
        told = "--dari dan --lembar menyebut dua sumber. Sisakan salah satu."
    elif choices.part is not None and table is None:
        told = (
            f"{answer(bagian=choices.part)} menyebut tabel keberapa, tetapi belum tabel tujuan mana. Tambahkan "
            f"{answer(tabel='')}."
        )
    elif table is not None and table not in _WITH_QUARTERS and choices.quarter is not None:
        told = (
            f"{answer(triwulan='')} tidak berlaku untuk {sheet_caption(table)}: realisasinya tidak menurut triwulan. "
            f"Hapus {answer(triwulan='')}."
        )
    elif table is not None and table != "tbl_anggaran":
        named = next((name for name in _OF_BUDGETS if getattr(choices, name) is not None), None)
        if named is not None:
            told = (
                f"{answer(**{named: ''})} hanya berlaku untuk anggaran, sedangkan {answer(tabel='')} menyebut "
                f"{sheet_caption(table)}. Hapus salah satunya."
            )
    if told is not None:
        raise UsageError(told, "pilihan_bertentangan")


def _refuse_without_effect(choices: Choices, sources: Sources) -> None:
    """What only a source that has to be recognised answers to, for files that are named after tables."""
    other = next((one for name, one in sources.tidy.tables.items() if choices.table not in (None, name)), None)
    if other is not None:
        raise UsageError(
            f"{answer(tabel='')} menyebut {sheet_caption(choices.table or '')}, tetapi nama berkas {other.name} "
            f"menyebut lembar lain. Ganti nama berkasnya, atau hapus {answer(tabel='')}.",
            "pilihan_bertentangan",
        )
    if sources.understood or not sources.tidy.tables:
        return
    given = {"triwulan": choices.quarter, "bagian": choices.part, "kolom": choices.columns or None}
    given |= {name: getattr(choices, name) for name in _OF_BUDGETS}
    name = next((name for name, value in given.items() if value is not None), None)
    if name is not None:
        named = answer(**{name: ""})
        raise UsageError(
            f"{named} tidak berlaku: berkas bernama tabel dibaca menurut judul kolomnya sendiri. Hapus {named}, atau "
            "beri berkasnya nama lain.",
            "pilihan_bertentangan",
        )


def column_choices(pairs: Sequence[str]) -> dict[str, str]:
    """``{heading: column}`` from ``"Anggaran Kas=Pagu Awal"``.

    Raises:
        UsageError: a pair without ``=``; ``pilihan_bertentangan``: two meanings of a heading, or two headings of a
            column.
    """
    choices: dict[str, str] = {}
    for pair in pairs:
        heading, equals, column = pair.partition("=")
        if not equals or not heading.strip() or not column.strip():
            raise UsageError(f'{answer(kolom="")} {pair!r}: tulis "Judul di berkas=Kolom di buku".', "kolom")
        heading, column = heading.strip(), column.strip()
        if choices.get(heading, column) != column:
            raise UsageError(
                f"{answer(kolom='')}: judul '{heading}' diberi dua arti, {choices[heading]} dan {column}. Sisakan "
                "salah satu.",
                "pilihan_bertentangan",
            )
        twice = next((h for h, c in choices.items() if heading_key(c) == heading_key(column) and h != heading), None)
        if twice is not None:
            raise UsageError(
                f"{answer(kolom='')}: judul '{twice}' dan '{heading}' sama-sama diberi arti {column}. Sisakan salah "
                "satu.",
                "pilihan_bertentangan",
            )
        choices[heading] = column
    return choices


def prepare(reading: BookReading, dari: Folder | None, choices: Choices) -> Prepared:
    """Read and understand a source for a book; nothing is changed.

    Raises:
        UsageError, UserError: see ``read_sources``, ``read_sheet`` and ``plan_tables``; ``kolom``: ``columns`` names a
            column that no table has; ``tabel_tidak_dikenal``: ``table`` is none that is understood;
            ``pilihan_bertentangan``: see ``refuse_contradictions``.
    """
    choices = replace(choices, table=_known_table(choices.table))
    refuse_contradictions(choices, dari)
    asked, kept = choices, remembered(reading.workbook)
    usual = kept.get("pilihan", {})
    choices = replace(choices, setoran=choices.setoran or usual.get("setoran"), skpd=choices.skpd or usual.get("skpd"))
    hints = _hints(reading, choices, kept)
    tables = {name: reading.tables[name] for name in reading.places}
    if choices.sheet is not None:
        sources = read_sheet(reading.package, choices.sheet, hints)
    elif dari is None:
        raise UsageError("Sebutkan sumbernya: --dari FOLDER, --dari BERKAS, atau --lembar NAMA.", "tanpa_sumber")
    else:
        sources = read_sources(dari, tables, hints)
        _refuse_without_effect(asked, sources)
    plans = plan_tables(reading, sources.understood, hints)
    result = SourceTables(dict(sources.tidy.tables), [*sources.tidy.ignored])
    result.ignored += [f"{place} (tidak ada tabel yang dikenali)" for place in sources.unread]
    for plan in plans:
        if not plan.rows:
            continue
        if plan.table in result.tables:
            raise UsageError(
                f"Ada dua sumber untuk lembar {sheet_caption(plan.table)}: {result.tables[plan.table].name} dan "
                f"{plan.understood[0].source}. Sisakan salah satu.",
                "berkas_ganda",
            )
        result.tables[plan.table] = plan.source_table()
    return Prepared(choices, sources, plans, result)


def target_sheets() -> dict[str, str]:
    """The tables that a source can be meant for (``Choices.table``), each with its sheet, which a reader knows."""
    where = {table.name: sheet.name for sheet in with_modules() for table in sheet.tables}
    return {name: where[name] for name in target_tables()}


def _known_table(table: str | None) -> str | None:
    if table is None:
        return None
    known = target_tables()
    if (name := table_called(table, known)) is not None:
        return name
    sheets = [sheet_caption(name) for name in known]
    near = did_you_mean(table.strip().removeprefix("tbl_"), sheets)
    raise UsageError(
        f"{answer(tabel='')}: lembar {table} tidak dikenal di sini.{near} Yang ada: {', '.join(sheets)}.",
        "tabel_tidak_dikenal",
    )


def _hints(reading: BookReading, choices: Choices, kept: Mapping[str, Any]) -> Hints:
    confirmed = {table: dict(columns) for table, columns in kept.get("kolom", {}).items()}
    for heading, column in choices.columns.items():
        fitting = [name for name, table in reading.tables.items() if _column_of(table, column)]
        if choices.table:
            fitting = [name for name in fitting if name == choices.table]
        if not fitting:
            near = did_you_mean(column, [name for table in reading.tables.values() for name in table.by_name])
            raise UsageError(f"{answer(kolom='')}: tidak ada kolom {column!r} di buku ini.{near}", "kolom")
        for name in fitting:
            text = " / ".join(k for part in heading.split(" / ") if (k := heading_key(part)))
            confirmed.setdefault(name, {})[text] = _column_of(reading.tables[name], column) or column
    net = None if choices.setoran is None else choices.setoran == "kurangi"
    document = {"awal": "Awal", "perubahan": "Perubahan"}.get((choices.pagu or "").casefold())
    return hints_of(
        reading,
        {"table": choices.table, "quarter": choices.quarter, "document": document, "confirmed": confirmed,
         "part": choices.part, "net": net, "unit": choices.skpd},
    )  # fmt: skip


def _column_of(table: Any, column: str) -> str | None:
    wanted = heading_key(column)
    return next((name for name in table.by_name if heading_key(name) == wanted), None)


def remember_choices(reading: BookReading, prepared: Prepared) -> None:
    """Keep what the user confirmed in the book, for next month: columns, refunds, SKPD; never a person."""
    choices = prepared.choices
    kept = remembered(reading.workbook)
    columns = {table: dict(one) for table, one in kept.get("kolom", {}).items()}
    for plan in prepared.plans:
        for heading, column in choices.columns.items():
            text = " / ".join(k for part in heading.split(" / ") if (k := heading_key(part)))
            official = _column_of(reading.tables[plan.table], column) if plan.table in reading.tables else None
            if official:
                columns.setdefault(plan.table, {})[text] = official
    usual = {k: v for k, v in (("setoran", choices.setoran), ("skpd", choices.skpd)) if v}
    if not prepared.plans or (not columns and not usual):
        return
    workbook = WorkbookParts(reading.package)
    place = reading.places["tbl_pengaturan"].sheet.name
    part = remember(workbook, place, {"kolom": columns, "pilihan": usual})
    if part is not None:
        reading.package.put(workbook.part, part)
