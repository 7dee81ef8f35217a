"""LAP-RINGKASAN: the figures of the year with their words, and paragraphs for Ikhtisar, 3.1, 3.2 and the closing."""

from ...compute.world import World
from ...ooxml.sheet_model import Style
from ..doubts import PAST, QUARTER, REACHED, SPENDING
from ..layout.blocks import Aside, Block, Gap, Notes, Record, Table, Text, Title
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep
from ..layout.source import Cell
from ..layout.styles import SECTION, TEXT
from ..registry import Form, report
from ..sentences import SECTIONS, figures, sentences
from ..telling import CATATAN
from .office import footer, office_name, time_line
from .provisional import WITHHELD, marked
from .provisional import told as told_of

PARAGRAPH = Style(size=10, align="justify", valign="top", wrap=True)
COLUMNS = (
    Column("Angka", "Namanya", 40), Column("Nilai", "Beranda, Pengukuran, Anggaran", 24),
    Column("Dengan huruf", "Nilai dengan huruf", 38),
)  # fmt: skip
SPENT = ("realisasi", "serapan")
LEVELS = ("jumlah_program", "jumlah_kegiatan", "jumlah_sub_kegiatan")
WORDS = TEXT._replace(indent=1)
"""Words beside a figure: a step away from it, as the figure is from the line between them."""
TOLD = Column("Kalimat", "Pengukuran, Anggaran, Riwayat, Data Dukung, PK; tiap angka sama dengan selnya")


def _measured(world: World) -> bool:
    return bool(world.indikator)


@report(
    id="LAP-RINGKASAN",
    sheet="Lap Ringkasan",
    title="Ringkasan Angka dan Kalimat",
    order=140,
    chapter="",
    about="Ditulis bila lembar Pengukuran memuat indikator. Kalimatnya siap disalin; catatan di sebelah kanan, di luar "
    "kertas, menyebut yang perlu dicocokkan lebih dulu.",
    tables=[ColumnSet("Angka", COLUMNS), ColumnSet("Kalimat", (TOLD,))],
    when=_measured,
    possible=_measured,
    rests_on=(QUARTER, REACHED, SPENDING, PAST),
)
def summary_in_words(world: World) -> Form:
    """The figures, then the paragraphs by section."""
    records = []
    waiting = world.budget.total_unfilled
    for one in figures(world).values():
        if one.cell.value == 0 and one.name in LEVELS:
            continue  # a budget that does not go so deep
        number = bool(one.words or one.cell.style.format)
        look = one.cell.style._replace(align="right" if number else "center", border="thin", size=9, indent=int(number))
        value = one.cell._replace(style=look)
        if value.value == 0 and one.name.startswith("jumlah_"):
            value = Cell("-", look)  # nothing was counted, so there is nothing that it comes from
        if one.name in SPENT:
            value = marked(value, waiting)
        records.append(Record([Cell(one.label, TEXT), value, Cell(one.words or "-", WORDS)]))
    blocks: list[Block] = [
        Title(["RINGKASAN ANGKA DAN KALIMAT", office_name(world), time_line(world)]),
        Table([[c.heading for c in COLUMNS]], [(0, 0), (1, 1), (2, 2)], records, number=None, repeats=False),
        Notes([told_of(waiting, world.quarter), WITHHELD if world.amounts.withheld else ""]),
    ]
    told = sentences(world)
    remarks = [s.text for s in told if s.section == CATATAN]
    if remarks:  # words for whoever writes the document, not for the document
        blocks.append(Aside([f"{CATATAN}:", *remarks]))
    for section in SECTIONS:
        own = [s for s in told if s.section == section and section != CATATAN]
        if not own:
            continue
        blocks += [Gap(8), Text(section, SECTION._replace(size=10)), Gap(2, Keep.GLUED)]
        for n, sentence in enumerate(own):
            source = sentence.figures[0].source if len(sentence.figures) == 1 else None
            blocks.append(Text(sentence.text, PARAGRAPH, source=source, keep=Keep.START if n else Keep.GLUED))
            blocks.append(Gap(3, Keep.GLUED))
    return Form([c.width for c in COLUMNS], blocks, footer(world, "Ringkasan"))
