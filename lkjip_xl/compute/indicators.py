"""Tujuan, sasaran and indikator of a computed book, as people speak of them."""

from typing import Any

from ..expr.functions import is_blank_mark
from ..expr.values import NOT_AVAILABLE, ErrorValue
from ..records import dataclass, field
from .book import Cells
from .budget import Budget
from .key import key
from .tables import ComputedTables


@dataclass(slots=True, eq=False)
class Indikator:
    """One measured indicator.

    Attributes:
        isi: its computed row of Pengukuran; ``indikator["Capaian"]`` gives any column of it.
        renstra: its row of Renstra ({} when Renstra lacks the code).
        sasaran, tujuan: where it belongs; None for an indicator of another Jenis than Sasaran.
    """

    isi: Cells
    renstra: Cells
    sasaran: "Sasaran | None" = None
    tujuan: "Tujuan | None" = None

    @property
    def kode(self) -> Any:
        """Its Kode as measured."""
        return self.isi["Kode"]

    @property
    def nama(self) -> Any:
        """Its wording; its Kode where Renstra lacks it."""
        name = self.isi["Indikator"]
        return str(self.kode) if name.__class__ is ErrorValue else name

    @property
    def tipe(self) -> Any:
        """Angka, Persen, Indeks or Tingkat."""
        return self.renstra.get("Tipe") or "Angka"

    @property
    def satuan(self) -> Any:
        """Its unit, "" when blank."""
        return self.renstra.get("Satuan") or ""

    def unplanned(self, quarter: int) -> bool:
        """No target stands in any quarter to the end of that one (1 to 4), though a later quarter has one.

        What was reached until then is no performance against the plan; the year's realisasi stays what it is.
        """
        return unplanned(self.isi, quarter)

    def __getitem__(self, column: str) -> Any:
        return self.isi[column]


def unplanned(row: Cells, quarter: int) -> bool:
    """``Indikator.unplanned`` of a computed row of Pengukuran."""
    blank = [is_blank_mark(row[f"Target TW{n}"]) for n in (1, 2, 3, 4)]
    return all(blank[:quarter]) and not all(blank) and row[f"_T{quarter}"] == NOT_AVAILABLE


@dataclass(slots=True, eq=False)
class Tujuan:
    """A tujuan: its code, wording, its own indicators (rows of Renstra) and its sasaran."""

    kode: Any
    nama: str
    indikator: list[Cells] = field(default_factory=list)
    sasaran: "list[Sasaran]" = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Sasaran:
    """A sasaran: its number, wording, tujuan, indicators, mean capaian, pagu and realisasi (each leaf once)."""

    nomor: int
    nama: str
    tujuan: Tujuan
    indikator: list[Indikator] = field(default_factory=list)
    rata_rata: Any = NOT_AVAILABLE
    pagu: Any = NOT_AVAILABLE
    realisasi: Any = NOT_AVAILABLE
    serapan: Any = NOT_AVAILABLE


class Performance:
    """The measured indicators of a world in the order of Pengukuran.

    Attributes:
        tujuan, sasaran: in the order in which their first indicator is measured.
        indikator: those of Jenis Sasaran (or of no Jenis). lain: those of another Jenis.
    """

    def __init__(self, tables: ComputedTables, budget: Budget) -> None:
        self.indikator: list[Indikator] = []
        self.lain: list[Indikator] = []
        self.sasaran: list[Sasaran] = []
        self.tujuan: list[Tujuan] = []
        self._tables = tables
        self._tujuan: dict[tuple[str, str], Tujuan] = {}
        self._sasaran: dict[tuple[str, str], Sasaran] = {}
        for value in tables.measured:
            one = Indikator(value, tables.renstra(value["Kode"]))
            if key(one.renstra.get("Jenis")) in ("", "sasaran"):
                self._place(one)
            else:
                self.lain.append(one)
        for sasaran in self.sasaran:
            sasaran.rata_rata = tables.mean_of([i["Capaian Berjalan"] for i in sasaran.indikator])
            sasaran.pagu, sasaran.realisasi = budget.money(i.kode for i in sasaran.indikator)
            sasaran.serapan = budget.serapan_of(i.kode for i in sasaran.indikator)

    def _place(self, one: Indikator) -> None:
        """Give an indicator its sasaran, which is known by its Induk and its wording, and its tujuan."""
        parent, wording = one.renstra.get("Induk"), one.renstra.get("Sasaran") or ""
        place = (key(parent), key(wording))
        if place not in self._sasaran:
            tujuan = self._tujuan_of(one, parent)
            self._sasaran[place] = Sasaran(len(self.sasaran) + 1, wording, tujuan)
            self.sasaran.append(self._sasaran[place])
            tujuan.sasaran.append(self._sasaran[place])
        one.sasaran = self._sasaran[place]
        one.tujuan = one.sasaran.tujuan
        one.sasaran.indikator.append(one)
        self.indikator.append(one)

    def _tujuan_of(self, one: Indikator, parent: Any) -> Tujuan:
        name = one.renstra.get("Tujuan") or self._tables.renstra(parent).get("Tujuan") or ""
        place = (key(parent), "" if parent else key(name))
        if place not in self._tujuan:
            self._tujuan[place] = Tujuan(parent, name, self._own_indicators(parent, name))
            self.tujuan.append(self._tujuan[place])
        return self._tujuan[place]

    def _own_indicators(self, code: Any, name: str) -> list[Cells]:
        """Rows of Renstra of Jenis Tujuan that measure a tujuan, those of its code first."""
        rows = [r for r in self._tables.renstra_rows if key(r.get("Jenis")) == "tujuan"]
        fitting = [r for r in rows if key(code) and key(r["Kode"]) == key(code)]
        return fitting + [r for r in rows if r not in fitting and key(name) and key(r.get("Tujuan")) == key(name)]
