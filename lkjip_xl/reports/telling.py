"""How a paragraph is told: each number as its cell shows it, kept with the sentence that tells it."""

from typing import Any

from ..compute.key import key
from ..compute.world import World
from ..expr.values import is_number
from ..rules.terbilang import format_number, terbilang
from ..schema.choices import ROMAWI
from .forms.origins import Origins, origins_of
from .layout.cells import bound_with_unit, money_cell, ratio_cell, text_of, value_cell
from .layout.source import Cell, Source
from .sentence_parts import Sentence, begun, lowered

IKHTISAR, KINERJA, ANGGARAN, PENUTUP = (
    "Ikhtisar Eksekutif", "3.1 Capaian Kinerja", "3.2 Realisasi Anggaran", "Bab IV Penutup",
)  # fmt: skip
CATATAN = "Catatan bagi penyusun"


class Telling:
    """The words and the figures of one computed book."""

    def __init__(self, world: World) -> None:
        from .registry import profile_of

        self.world: World = world
        self.origins: Origins = origins_of(world)
        self.words = profile_of(world).words
        self.used: list[Cell] = []

    def _told(self, section: str, text: str, about: Any = "") -> Sentence:
        own, self.used = tuple(self.used), []
        return Sentence(section, begun(" ".join(text.split())), own, key(about))

    def _say(self, cell: Cell) -> str:
        self.used.append(cell)
        return text_of(cell)

    def _count(self, number: int, noun: str) -> str:
        return f"{format_number(number)} ({terbilang(number)}) {noun}"

    def _ratio(self, value: Any, source: Source | None) -> str:
        return self._say(ratio_cell(value, self.world.decimals, source=source))

    def _rupiah(self, value: Any, source: Source | None) -> str:
        before, after = self.words.get("rupiah_awalan", "Rp"), self.words.get("rupiah_akhiran", "")
        return f"{before}{self._say(money_cell(value, source=source))}{after}"

    def _value(self, i: Any, value: Any, source: Source | None) -> str:
        text = self._say(value_cell(value, i.tipe, source=source))
        unit = str(i.satuan or "")
        plain = i.tipe in ("Persen", "Tanggal", "Tingkat") or not unit or unit in ("%", "Indeks", "Nilai")
        if not plain and not is_number(value):
            return str(bound_with_unit(text, lowered(unit)))
        return text if plain else f"{text} {lowered(unit)}"

    @property
    def time(self) -> str:
        """``tahun 2022``, with the quarter while the year is running."""
        until = "" if self.whole_year else f"sampai dengan Triwulan {ROMAWI[self.world.quarter]} "
        return f"{until}tahun {self.world.year or ''}".rstrip()

    @property
    def whole_year(self) -> bool:
        """The running quarter is the last."""
        return bool(self.world.quarter == 4)

    @property
    def office(self) -> str:
        """The name of the office."""
        return str(self.world.settings.get("instansi") or "instansi ini")
