"""The positions of the office (``tbl_jabatan``): who holds them, who is above them, which indicators are theirs."""

from typing import Any, NamedTuple

from ...compute.book import Cells
from ...compute.key import key
from ...compute.world import World
from ...rules.tanggal import read_date
from ..layout.source import Cell, Source, setting
from ..layout.styles import PLAIN

TABLE = "tbl_jabatan"
ACTING = ("plt", "plh")
UNNAMED = f"({'.' * 36})"
"""Where a name that the book does not know is written by hand."""


class Position(NamedTuple):
    """One position with the person who holds it at the end of the running quarter."""

    row: Cells

    @property
    def name(self) -> str:
        """Its name as typed."""
        return str(self.row["Jabatan"])

    @property
    def title(self) -> str:
        """Its name with ``Plt.`` or ``Plh.`` where its holder only acts."""
        return acting(self.name, self.row.get("Status"))

    @property
    def level(self) -> str:
        """``II``, ``III`` or ``IV`` of its Eselon; "" for a functional position."""
        text = str(self.row.get("Eselon") or "").upper().replace("ESELON", "").strip()
        return next((own for own in ("IV", "III", "II", "I") if text.split(".")[0].strip() == own), "")

    def cell(self, column: str, text: str | None = None, before: str = "") -> Cell:
        """What the table says of it, with its origin; "" where it says nothing."""
        value = self.row.get(column)
        shown = text if text is not None else "" if value in (None, "") else f"{before}{value}"
        return Cell(shown, PLAIN, Source(TABLE, self.row["#nomor"], column))


def acting(post: str, status: Any) -> str:
    """A post with ``Plt.`` or ``Plh.`` before it.

    >>> acting("Kepala Bidang Sosial", "Plt."), acting("Plt. Camat", "Plt."), acting("Camat", "Definitif")
    ('Plt. Kepala Bidang Sosial', 'Plt. Camat', 'Camat')
    """
    known = str(status or "").strip().rstrip(".").casefold()
    if known not in ACTING or post.casefold().startswith(ACTING):
        return post
    return f"{known.capitalize()}. {post}"


def capitals(post: str) -> str:
    """A post in capitals as letters write it: ``Plt.`` and ``Plh.`` keep their own.

    >>> capitals("Plt. Kepala Dinas Sosial"), capitals("Camat")
    ('Plt. KEPALA DINAS SOSIAL', 'CAMAT')
    """
    first, _, rest = post.partition(" ")
    if rest and first.rstrip(".").casefold() in ACTING:
        return f"{first.rstrip('.').capitalize()}. {rest.upper()}"
    return post.upper()


def definitive(post: Any) -> str:
    """A post without the ``Plt.`` or ``Plh.`` that somebody typed before it.

    >>> definitive("Plt. Kepala Dinas Sosial"), definitive("Plth Camat")
    ('Kepala Dinas Sosial', 'Plth Camat')
    """
    text = str(post or "").strip()
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and first.rstrip(".").casefold() in ACTING else text


def positions_of(world: World) -> "Positions":
    """The ``Positions`` of a computed book, made once."""
    return world.remembered(Positions)


class Positions:
    """The positions of a world.

    Attributes:
        all: in the order of the table; one for each position, with the person in office.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        rows = [r for r in world.rows(TABLE) if r.get("Jabatan")] if TABLE in world.tables else []
        held: dict[str, list[Cells]] = {}
        for row in rows:
            held.setdefault(key(row.get("Kode")) or key(row["Jabatan"]), []).append(row)
        self.all = [Position(self._in_office(own)) for own in held.values()]
        self._by_code = {key(p.row.get("Kode")): p for p in reversed(self.all) if key(p.row.get("Kode"))}
        self._by_name = {key(p.name): p for p in reversed(self.all)}
        self._by_unit: dict[str, Position] = {}
        for p in sorted(self.all, key=self._depth):
            if key(p.row.get("Unit")):
                self._by_unit.setdefault(key(p.row["Unit"]), p)

    def _in_office(self, rows: list[Cells]) -> Cells:
        """Of the persons who held a position, the one at the end of the running quarter; else the last."""
        year = self._world.year
        if len(rows) == 1 or year is None:
            return rows[-1]
        day = (year, self._world.quarter * 3, 31)
        fitting = [r for r in rows if (read_date(r.get("Mulai")) or (0, 0, 0)) <= day
                   <= (read_date(r.get("Selesai")) or (9999, 12, 31))]  # fmt: skip
        return (fitting or rows)[-1]

    def _depth(self, position: Position) -> int:
        depth, above, seen = 0, self.superior(position), {id(position.row)}
        while above is not None and id(above.row) not in seen:
            seen.add(id(above.row))
            depth, above = depth + 1, self.superior(above)
        return depth

    def superior(self, position: Position) -> Position | None:
        """The position above one; None where the table names none."""
        return self._by_code.get(key(position.row.get("Atasan")))

    def named(self, text: Any) -> Position | None:
        """The position that a text names: by its name, as head of what is named, or by its Unit."""
        own = key(text)
        if not own:
            return None
        return self._by_name.get(own) or self._by_name.get(f"kepala {own}") or self._by_unit.get(own)

    @property
    def head(self) -> Position | None:
        """The head of the office: the position that Pengaturan names."""
        post = self._world.settings.get("jabatan_kepala")
        return self._by_name.get(key(post)) or self._by_name.get(key(definitive(post))) if key(post) else None

    def answers_for(self, row: Cells) -> list[Position]:
        """The positions that a row's Penanggung Jawab names (several are parted by semicolons)."""
        parts = str(row.get("Penanggung Jawab") or "").split(";")
        return [p for p in map(self.named, parts) if p is not None]

    def indicators(self, position: Position) -> list[Cells]:
        """Rows of Renstra with an indicator that a position answers for, in the order of the table."""
        return [
            r for r in self._world.renstra_rows
            if r.get("Indikator") and any(p.row is position.row for p in self.answers_for(r))
        ]  # fmt: skip


def head_post(world: World, otherwise: str = "") -> Cell:
    """The post of the head of the office, with ``Plt.`` where the person only acts."""
    text = str(world.settings.get("jabatan_kepala") or otherwise)
    head = positions_of(world).head
    return Cell(acting(text, head.row.get("Status")) if head else text, PLAIN, setting("jabatan_kepala"))
