"""LAP-NOTA-1 and on: the nota dinas with which each division tells its indicators, from Data Dukung and tbl_jabatan."""

import re
from typing import Any, NamedTuple

from ...compute.indicators import Indikator
from ...compute.key import key
from ...compute.world import World
from ...expr.values import is_number
from ...rules.tanggal import date_text
from ...rules.terbilang import format_number
from ..doubts import QUARTER, REACHED
from ..layout.blocks import Aside, Block, Emblem, Fields, Gap, Signatory, Signature, Text
from ..layout.cells import ratio_cell, text_of, value_cell
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep, Place
from ..layout.source import Cell, setting
from ..layout.styles import PLAIN
from ..registry import Form, report
from ..sentence_parts import lowered
from ..sentences import sentences
from ..support import Support, disagreements, fits, support_of
from ..telling import KINERJA
from .agreement_statement import ANNEX, BODY, LEFT
from .office import footer
from .origins import origins_of
from .positions import UNNAMED, Position, capitals, head_post, positions_of

WIDTHS = (13.0, 4.0, 30.0, 16.0, 38.0)
LABEL: Place = (0, 0)
SIDES: tuple[Place, Place] = ((0, 2), (3, 4))
DOTS = "." * 30
_YEAR_N = re.compile(r"\btahun\s+\(?n\)?(?!\s*[-–+]|\w)", re.I)
HEADS = ("Kepada", "Dari", "Nomor", "Tanggal", "Sifat", "Lampiran", "Perihal")
COLUMNS = (
    Column("Kepala surat", "Pengaturan dan Organisasi: Kepada, Dari, Nomor, Tanggal, Sifat, Lampiran, Perihal"),
    Column("Rincian", "Data Dukung: Uraian, Penyebut, Pembilang, Satuan tiap baris Rincian"),
    Column("Hasil", "Pengukuran: Realisasi dan Target; Data Dukung: pembilang dan penyebut"),
)  # fmt: skip


class Division(NamedTuple):
    """Who reports, and the indicators that are reported. position is None where tbl_jabatan does not know it."""

    name: str
    position: Position | None
    indicators: list[Indikator]


def divisions(world: World) -> dict[int, Division]:
    """The divisions whose indicators have Data Dukung, or whose position the book knows, in the order of Pengukuran.

    The head of the office writes no letter to himself.
    """
    every, head = positions_of(world), positions_of(world).head
    found: dict[str, Division] = {}
    for i in world.indikator:
        supported = support_of(world, i.kode) is not None
        for name in str(i.renstra.get("Penanggung Jawab") or "").split(";"):
            position = every.named(name)
            if not name.strip() or (position is None and not supported):
                continue
            if position is not None and head is not None and position.row is head.row:
                continue
            called = position.name if position else name.strip()
            found.setdefault(key(called), Division(called, position, [])).indicators.append(i)
    return dict(enumerate(found.values(), 1))


@report(
    id="LAP-NOTA-",
    sheet="Lap Nota Dinas {n}",
    title="Nota Dinas {n}",
    order=135,
    needs="tbl_jabatan",
    about="Ditulis untuk tiap Penanggung Jawab indikator sasaran yang ada di lembar Organisasi atau mempunyai Data "
    "Dukung.",
    tables=[ColumnSet("Nota dinas", COLUMNS)],
    when=lambda world: bool(divisions(world)),
    possible=lambda world: bool(divisions(world)),
    each=divisions,
    rests_on=(QUARTER, REACHED),
)
def memorandum(world: World, division: Division) -> Form:
    """The letter of one division."""
    return _Memorandum(world, division).form()


class _Memorandum:
    def __init__(self, world: World, division: Division) -> None:
        self.world, self.division, self.origins = world, division, origins_of(world)
        self.unit = _unit(division)
        self.own: list[tuple[Indikator, Support | None]] = [(i, support_of(world, i.kode)) for i in division.indicators]
        main = all(i["_IKU"] == 1 for i in division.indicators)
        self.called = "Indikator Kinerja Utama" if main else "Indikator Kinerja"
        self.told = {s.about: s.text for s in sentences(world) if s.section == KINERJA}

    def form(self) -> Form:
        warnings = [t for i, s in self.own if s is not None for t in disagreements(self.world, i, s)]
        blocks: list[Block] = [
            *self._letterhead(), Gap(12), Text("NOTA DINAS", ANNEX._replace(size=13)), Gap(10),
            Fields(self._heads(), LABEL), Gap(10), Text(self._opening(), BODY),
        ]  # fmt: skip
        for n, (i, support) in enumerate(self.own, 1):
            blocks += self._indicator(f"{n}. " if len(self.own) > 1 else "", i, support)
        blocks += [
            Gap(8),
            Text(f"Demikian laporan terkait pencapaian {self.called} pada {self.unit} ini dibuat untuk "
                 "digunakan sebagaimana mestinya. Sebagai bahan evaluasi kami mohon petunjuk dan arahan lebih lanjut.",
                 BODY),
            self._signature(),
        ]  # fmt: skip
        if warnings:
            blocks.append(Aside(["Belum boleh ditandatangani:", *warnings]))
        return Form(WIDTHS, blocks, footer(self.world, f"Nota Dinas {self.unit}"))

    def _letterhead(self) -> list[Block]:
        get = self.world.settings.get
        blocks: list[Block] = [Emblem()] if self.world.book.emblem else []
        region, office = str(get("pemerintah_daerah") or ""), str(get("instansi") or "")
        if region:
            blocks.append(Text(region.upper(), ANNEX, source=setting("pemerintah_daerah")))
            office = office.removesuffix(region.removeprefix("Pemerintah ").strip()).strip()
        blocks.append(Text(office.upper(), ANNEX._replace(size=12), source=setting("instansi")))
        lines = [t.strip() for t in str(get("alamat") or "").split("\n") if t.strip()]
        return [*blocks, *(Text(t, PLAIN._replace(align="center"), source=setting("alamat")) for t in lines)]

    def _heads(self) -> list[tuple[Cell, Cell]]:
        world, position = self.world, self.division.position
        head = head_post(world, "Kepala")
        told = {
            "Kepada": head._replace(value=f"Yth. {head.value}"),
            "Dari": position.cell("Jabatan", position.title) if position else Cell(self.division.name, PLAIN),
            "Nomor": Cell(DOTS, PLAIN),
            "Tanggal": Cell(date_text(world.settings.get("tanggal_laporan")) or DOTS, PLAIN,
                            setting("tanggal_laporan")),
            "Sifat": Cell("Penting", PLAIN),
            "Lampiran": Cell("1 (satu) berkas" if any(s for _, s in self.own) else "-", PLAIN),
            "Perihal": Cell(f"Laporan terkait Pencapaian {self.called} pada {self.unit} Tahun {world.year}",
                            LEFT._replace(bold=True), setting("tahun")),
        }  # fmt: skip
        return [
            (Cell(name, LEFT), told[name]._replace(style=LEFT._replace(bold=name == "Perihal"),
                                                   value=f": {told[name].value}"))
            for name in HEADS
        ]  # fmt: skip

    def _opening(self) -> str:
        world = self.world
        ended = (
            f"berakhirnya Tahun Anggaran {world.year}"
            if world.quarter == 4
            else (
                f"pengukuran kinerja Triwulan {('', 'I', 'II', 'III', 'IV')[world.quarter]} Tahun Anggaran {world.year}"
            )
        )
        goals = list(dict.fromkeys(str(i.renstra.get("Sasaran") or "") for i, _ in self.own))
        named = " dan ".join(f"'{lowered(g)}'" for g in goals if g)
        plan = f" berdasarkan rencana strategis {named}" if named else ""
        return (
            f"Sehubungan dengan {ended} dan dalam rangka mengukur tingkat keberhasilan maupun kegagalan pelaksanaan "
            "program dan kegiatan serta sebagai bahan evaluasi tahun anggaran selanjutnya, kami laporkan pencapaian "
            f"{self.called}{plan} pada {self.unit} sebagai berikut."
        )

    def _indicator(self, number: str, i: Indikator, support: Support | None) -> list[Block]:
        blocks: list[Block] = [
            Gap(8), Text(f"{number}{i.nama}", BODY._replace(bold=True), source=self.origins.measured(i, "Indikator")),
        ]  # fmt: skip
        if support is None:
            return [*blocks, Text(self.told.get(key(i.kode), ""), BODY, keep=Keep.INSIDE)]
        for n, row in enumerate(support.details):
            mark = f"{'abcdefghijklmnopqrstuvwxyz'[n % 26]}." if len(support.details) > 1 else ""
            source = self.origins.cell("tbl_data_dukung", row, "Pembilang")
            blocks.append(Text(f"{mark} {_item(row)}".strip(), BODY._replace(indent=1), source=source,
                               keep=Keep.INSIDE))  # fmt: skip
        result = self._result(i, support)
        return [*blocks, Gap(4, Keep.INSIDE), Text(result, BODY, keep=Keep.INSIDE)] if result else blocks

    def _result(self, i: Indikator, support: Support) -> str:
        """``X dibagi Y dikalikan 100 persen``, and what Pengukuran says."""
        world = self.world
        target = text_of(value_cell(i["Target"], i.tipe))
        if support.above is None or not support.below:
            return ""
        unit = support.unit.lower()
        above, below = (f"{format_number(x)} {unit}".strip() for x in (support.above, support.below))
        # What the letter derives has to follow from the numbers that it tells; a realisasi that differs is a warning.
        value = i["Realisasi"] if is_number(i["Realisasi"]) and fits(world, i, support) else None
        reached = text_of(ratio_cell(support.ratio, world.decimals) if value is None else value_cell(value, i.tipe))
        words = _parted(world, i)
        return (
            f"Berdasarkan data pendukung di atas dapat diperoleh hasil pencapaian {i.nama} sebesar {reached} dari "
            f"target tahun {world.year} sebesar {target} dengan {words[0]} sebesar {above} dibagi {words[1]} sebesar "
            f"{below} dan dikalikan 100 persen."
        )

    def _signature(self) -> Signature:
        position = self.division.position
        if position is None:
            return Signature(Signatory([capitals(self.division.name) + ","], UNNAMED, [f"NIP {DOTS}"]), SIDES)
        name = position.cell("Nama")
        name = name if name.value else name._replace(value=UNNAMED)
        post = position.cell("Jabatan", capitals(position.title) + ",")
        beneath = [c for c in (position.cell("Pangkat"), position.cell("NIP", before="NIP ")) if c.value]
        return Signature(Signatory([post], name, beneath), SIDES)


def _unit(division: Division) -> str:
    """``Bidang Sosial``: the Unit of the position, else what it is head of."""
    unit = division.position.row.get("Unit") if division.position else None
    name = str(unit or division.name)
    return name.removeprefix("Kepala ") if name.startswith(("Kepala Bidang", "Kepala Bagian", "Kepala UPT")) else name


def _item(row: Any) -> str:
    """A counted item: ``Bantuan sembako dengan target 9 Orang terealisasi 9 Orang;``."""
    unit = f" {row['Satuan']}" if row.get("Satuan") else ""
    above, below = row.get("Pembilang"), row.get("Penyebut")
    of = f" dengan target {format_number(below)}{unit}" if is_number(below) else ""
    done = f" terealisasi {format_number(above)}{unit}" if is_number(above) else " belum dilaporkan"
    return f"{row['Uraian']}{of}{done};"


def _parted(world: World, i: Indikator) -> tuple[str, ...]:
    """What stands above and below the line: of the formula, with the year for its "tahun N", else in words."""
    above, mark, below = str(i.renstra.get("Formulasi") or "").partition(" / ")
    if mark:
        for sign in (" x 100", " × 100", " X 100"):
            below = below.partition(sign)[0]
        year = f"tahun {world.year}" if world.year else "tahun N"
        return tuple(_YEAR_N.sub(year, lowered(part.strip())) for part in (above, below))
    return "yang terlayani", "yang menjadi sasaran"
