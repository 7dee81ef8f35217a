"""LAP-REVIU: the reviu checklist of PermenPANRB 53/2014, Lampiran III, on request."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ...compute.world import World
from ...schema.choices import ROMAWI
from ..doubts import QUARTER
from ..layout.blocks import Block, Gap, Notes, Record, Signatory, Signature, Table, Title
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep
from ..layout.source import Cell, Source, setting
from ..layout.styles import CENTER, PLAIN, TEXT, TOTAL, TOTAL_TEXT
from ..registry import Form, report
from .office import footer, office_name, year_line
from .review_facts import NO, NOT_APPLICABLE, PARTLY, REVIEWER, YES, Review
from .review_statements import GROUPS, Statement, statements

ID, SHEET, TITLE = "LAP-REVIU", "Lap Reviu", "Checklist Reviu Laporan Kinerja"
COLUMNS = (
    Column("No", "Urutan butir", 5.0),
    Column("Pernyataan", "PermenPANRB 53/2014 Lampiran III, diringkas", 34.0),
    Column("Check list", "Jawaban dari isian buku, lembar Temuan, dan lembar laporan", 10.0),
    Column("Bukti dan keterangan", "Isian dan temuan yang menjadi dasar jawaban", 53.0),
)
DOTS = "." * 44


@report(
    id=ID,
    sheet=SHEET,
    title=TITLE,
    order=90,
    about="Ditulis oleh periksa bila diminta (--reviu); yang sudah ada diperbarui selama belum diisi.",
    tables=[ColumnSet(TITLE, COLUMNS)],
    on_request=True,
    rests_on=(QUARTER,),
)
def review_form(world: World, temuan: Iterable[Any], sheets: Iterable[str]) -> Form:
    """The checklist.

    Args:
        world: the computed book.
        temuan: findings of the book, each with ``kode``, ``berat`` and ``lembar``.
        sheets: names of the report sheets that the book holds.
    """
    found = statements(Review(world, temuan, sheets))
    title = Title(["CHECKLIST REVIU LAPORAN KINERJA", office_name(world), year_line(world)])
    places = [(n, n) for n in range(len(COLUMNS))]
    table = Table([[c.heading for c in COLUMNS]], places, _records(found), frozen=2)
    sign = Signature(_reviewer(world), ((0, 1), (3, 3)))
    blocks: list[Block] = [title, table, Gap(6, Keep.INSIDE), Notes(_notes(found)), sign]
    return Form([c.width for c in COLUMNS], blocks, footer(world, TITLE))


def _records(found: Sequence[Statement]) -> list[Record]:
    records, group = [], None
    for one in found:
        keep = Keep.START
        if one.group != group:  # the heading of a group stays with its first statement
            group, keep = one.group, Keep.GLUED
            number = ROMAWI[GROUPS.index(group) + 1]
            cells = [Cell(number, TOTAL), Cell(group, TOTAL_TEXT), None, None]
            records.append(Record(cells, least=17, across={1: 3}))
        evidence = one.evidence if one.answer else [f"Diisi pereviu. {one.evidence[0]}", *one.evidence[1:]]
        source = Source(note="; ".join(one.evidence)) if one.answer else None
        cells = [
            Cell(one.number, CENTER),
            Cell(one.text, TEXT),
            Cell(one.answer, CENTER._replace(bold=True), source),
            Cell("\n".join(evidence), TEXT, source),
        ]
        records.append(Record(cells, keep=keep))
    return records


def _notes(found: Sequence[Statement]) -> tuple[str, str, str]:
    count = Counter(one.answer for one in found)
    told = ", ".join(f"{answer} {count[answer]}" for answer in (YES, PARTLY, NO, NOT_APPLICABLE) if count[answer])
    return (
        f"{len(found)} butir: {told + '; ' if told else ''}diisi pereviu {count[REVIEWER]}.",
        "Jawaban diturunkan dari isian buku, lembar Temuan, dan lembar laporan; pereviu dapat menilai lain. Kolom "
        "Check list yang kosong diisi pereviu; lembar yang sudah diisi tidak ditulis ulang tanpa bertanya.",
        "Dasar: PermenPANRB 53/2014 Lampiran III, dengan pernyataan yang diringkas.",
    )


def _reviewer(world: World) -> Signatory:
    """Signature block with dotted lines: the reviewer is not known to the book."""
    place = world.settings.get("tempat_tanda_tangan") or world.settings.get("kota")
    key = "tempat_tanda_tangan" if world.settings.get("tempat_tanda_tangan") else "kota"
    first = Cell(f"{place}, {DOTS[:24]}", PLAIN, setting(key)) if place else DOTS
    return Signatory([first, "Pereviu,"], "", [f"({DOTS})", f"NIP. {DOTS[:36]}"])
