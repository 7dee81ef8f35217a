"""The statement of a Perjanjian Kinerja: two parties, what they promise, and their signatures."""

from typing import NamedTuple

from ...compute.agreement_dates import agreement_date
from ...compute.world import World
from ...ooxml.sheet_model import Style
from ...rules.tanggal import date_text
from ..layout.blocks import Block, Emblem, Fields, Gap, Signatory, Signature, Text
from ..layout.draft import Keep, Place
from ..layout.source import Cell, setting
from ..layout.styles import PLAIN
from .office import place_and_date
from .positions import UNNAMED, Position, capitals, head_post, positions_of

DOTS = "." * 40
BODY = Style(size=11, align="justify", valign="top", wrap=True)
LEFT = BODY._replace(align="left")
STRONG = LEFT._replace(bold=True)
TITLE = Style(bold=True, size=13, align="center", wrap=True)
ANNEX = TITLE._replace(size=11)

OPENING = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi pada "
    "hasil, kami yang bertanda tangan di bawah ini:"
)
PROMISES = (
    "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam "
    "rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. "
    "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
    "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari "
    "perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
)


class Party(NamedTuple):
    """Who agrees.

    Attributes:
        name, post: "" where the book knows neither. beneath: what stands beneath the name (rank, NIP).
        short: the post above the signature where none is known.
    """

    name: Cell
    post: Cell
    beneath: tuple[Cell, ...] = ()
    short: str = ""

    def signs(self, above: list[Cell | str]) -> Signatory:
        """The side of the signature block."""
        name = self.name if self.name.value else self.name._replace(value=UNNAMED)
        return Signatory(above, name, [c for c in self.beneath if c.value])

    @property
    def post_line(self) -> Cell:
        """The post in capitals, dots where it is not known."""
        return self.post._replace(value=capitals(str(self.post.value or self.short or DOTS)) + ",")


def _setting(world: World, name: str, before: str = "") -> Cell:
    value = world.settings.get(name)
    return Cell(f"{before}{value}" if value else "", PLAIN, setting(name))


def head_party(world: World) -> Party:
    """The head of the office."""
    beneath = (_setting(world, "pangkat_kepala"), _setting(world, "nip_kepala", "NIP. "))
    return Party(_setting(world, "nama_kepala"), head_post(world), beneath, "Kepala")


def superior_party(world: World) -> Party:
    """Who signs the agreement of the office as its superior; rank and NIP where the book's positions have them."""
    row = positions_of(world).named(world.settings.get("jabatan_atasan"))
    beneath = (row.cell("Pangkat"), row.cell("NIP", before="NIP. ")) if row else ()
    return Party(_setting(world, "nama_atasan"), _setting(world, "jabatan_atasan"), beneath)


def position_party(world: World, position: Position | None) -> Party:
    """Who holds a position; None, or the head's own position, is the head of the office."""
    head = positions_of(world).head
    if position is None or (head is not None and position.row is head.row):
        return head_party(world)
    beneath = (position.cell("Pangkat"), position.cell("NIP", before="NIP. "))
    return Party(position.cell("Nama"), position.cell("Jabatan", position.title), beneath)


def dated(world: World, document: str) -> str:
    """The date of a document of the agreement, dots where it has none."""
    return date_text(agreement_date(world, document).value) or f"{'.' * 24} {world.year or ''}".rstrip()


def letterhead(world: World) -> list[Block]:
    """Emblem, government and office above the title."""
    region = str(world.settings.get("pemerintah_daerah") or "").upper()
    blocks: list[Block] = [Emblem()] if world.book.emblem else []
    if region:
        blocks.append(Text(region, ANNEX, source=setting("pemerintah_daerah")))
    return [*blocks, Text(str(world.settings.get("instansi") or "").upper(), ANNEX, source=setting("instansi"))]


def statement(world: World, document: str, first: Party, second: Party, sides: tuple[Place, Place]) -> list[Block]:
    """The page that both parties sign (PermenPANRB 53/2014, Lampiran I).

    The promises are those of ``klausul_pk``, else of the profile.
    """
    from ..registry import profile_of

    words = profile_of(world).words
    blocks = [*letterhead(world), Gap(24), Text(titled("PERJANJIAN KINERJA", document), TITLE)]
    if world.year:
        blocks.append(Text(f"TAHUN {world.year}", TITLE, source=setting("tahun")))
    blocks += [
        Gap(20),
        Text(words.get("pembuka", OPENING), BODY),
        *_introduced(first, "selanjutnya disebut pihak pertama."),
        *_introduced(second, "selaku atasan pihak pertama, selanjutnya disebut pihak kedua."),
    ]
    own = str(world.settings.get("klausul_pk") or words.get("klausul") or "").strip()
    for promise in own.split("\n") if own else PROMISES:
        blocks += [Gap(10), Text(promise, BODY)]
    place = place_and_date(world, dated(world, document))
    right = first.signs([place, "Pihak Pertama,", first.post_line])
    return [*blocks, Gap(14), Signature(right, sides, second.signs(["Pihak Kedua,", second.post_line]))]


def titled(title: str, document: str) -> str:
    """A title with the kind of document."""
    return title if document == "Awal" else f"{title} {document.upper()}"


def annex_signature(world: World, document: str, first: Party, second: Party, sides: tuple[Place, Place]) -> Signature:
    """The signatures beneath the lampiran."""
    place = place_and_date(world, dated(world, document))
    return Signature(first.signs([place, first.post_line]), sides, second.signs([second.post_line]))


def _introduced(party: Party, called: str) -> list[Block]:
    rows = []
    for label, cell, style in (("Nama", party.name, STRONG), ("Jabatan", party.post, LEFT)):
        # The colon has the narrow rest of the label's columns, so that long texts wrap beside it.
        rows.append((Cell(label, LEFT), Cell(f": {cell.value or DOTS}", style, cell.source)))
    return [Gap(10), Fields(rows, (0, 1)), Gap(4, Keep.INSIDE), Text(called, LEFT, keep=Keep.INSIDE)]
