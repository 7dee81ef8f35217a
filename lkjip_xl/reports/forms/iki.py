"""LAP-IKI: the decree on Indikator Kinerja Individu, and the indicators of each position (PermenPAN 9/2007)."""

import re
from typing import Any

from ...compute.book import Cells
from ...compute.key import key
from ...compute.world import World
from ...ooxml.measure import count_lines, tinggi
from ...ooxml.sheet_model import Style
from ...rules.tanggal import date_text
from ..layout.blocks import (
    Beside,
    Block,
    Clauses,
    Emblem,
    Fields,
    Gap,
    Group,
    Record,
    Signatory,
    Signature,
    Table,
    Text,
)
from ..layout.cells import LINE, prose_cell, ratio_cell, value_cell
from ..layout.columns import Column, ColumnSet
from ..layout.draft import Keep, Place
from ..layout.source import Cell, Source, setting
from ..layout.styles import CENTER, NUMBER, TEXT
from ..registry import Form, report
from .office import footer
from .origins import origins_of
from .positions import UNNAMED, Position, capitals, head_post, positions_of

TABLE = "tbl_iki"
BODY = Style(size=11, align="justify", valign="top", wrap=True)
LEFT = BODY._replace(align="left")
TITLE = Style(bold=True, size=12, align="center", wrap=True)
LETTERHEAD = TITLE._replace(size=13)
ADDRESS = Style(size=10, align="center", wrap=True)
DOTS = "." * 30
COLUMNS = (
    Column("NO.", "Urutan sasaran kinerja", 6), Column("SASARAN KINERJA", "IKI: Sasaran Kinerja", 23),
    Column("INDIKATOR KINERJA INDIVIDU", "IKI: No dan Indikator", 27),
    Column("PENJELASAN/ FORMULASI PERHITUNGAN", "IKI: Pembilang, Penyebut, Penjelasan", 31),
    Column("SUMBER DATA", "IKI: Sumber Data", 18),
)  # fmt: skip
CHOSEN = (
    Column("TARGET", "IKI: Target", 10, kind="Target"), Column("REALISASI", "IKI: Realisasi", 11, kind="Realisasi"),
    Column("CAPAIAN", "IKI: Capaian (IKI-02)", 10, kind="Capaian"),
)  # fmt: skip
"""Columns of figures: they stand where the sheet Bentuk asks for them."""
CLAUSES = (
    Column("Menimbang", "Baku, dengan eselon jabatan yang ber-IKI"),
    Column("Mengingat", "Naskah (dasar hukum): Peraturan, Tentang; bila kosong, ketentuan yang berlaku umum"),
    Column("Diktum", "Baku"),
)
HEADS = ("Tugas", "Fungsi", "Butir Kegiatan", "Tugas Lainnya")
LABEL_WIDTH = 16.0
DECREE_WIDTHS = (15.0, 5.0, 36.0, 46.0)
BASIS = (
    "Peraturan Pemerintah Nomor 39 Tahun 2006 tentang Tata Cara Pengendalian dan Evaluasi Pelaksanaan Rencana "
    "Pembangunan",
    "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/09/M.PAN/5/2007 tentang Pedoman Umum Penetapan "
    "Indikator Kinerja Utama di Lingkungan Instansi Pemerintah",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang Petunjuk "
    "Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi Pemerintah",
)
PURPOSES = (
    "memberikan informasi kinerja yang penting dan diperlukan dalam menyelenggarakan manajemen kinerja organisasi;",
    "mengukur keberhasilan pencapaian tujuan dan sasaran strategis untuk perbaikan kinerja dan peningkatan "
    "akuntabilitas kinerja organisasi; dan",
    "meningkatkan kinerja individu dalam pelaksanaan tugas sehari-hari.",
)
_MARKER = re.compile(r"\s*(?:[a-z]{1,2}[.)]|\d{1,2}[.)]|[-•➤])\s")


def owners(world: World) -> dict[str, list[Cells]]:
    """``{key of a Jabatan: its rows of IKI}`` in the order of the table."""
    result: dict[str, list[Cells]] = {}
    for row in world.rows(TABLE):
        if row.get("Jabatan") and row.get("Indikator"):
            result.setdefault(key(row["Jabatan"]), []).append(row)
    return result


@report(
    id="LAP-IKI",
    sheet="Lap IKI",
    title="Keputusan Indikator Kinerja Individu",
    order=125,
    about="Ditulis bila lembar IKI terisi. Nomor dan tanggalnya dari Pengaturan, dasar hukumnya dari lembar Naskah.",
    tables=[ColumnSet("Keputusan", CLAUSES)],
    when=lambda world: bool(owners(world)),
    possible=lambda world: bool(owners(world)),
)
def decree(world: World) -> Form:
    """The decree that sets the indicators of the positions."""
    return _Decree(world).form()


@report(
    id="LAP-IKI-",
    sheet="Lap IKI {n}",
    title="Indikator Kinerja Individu {n}",
    order=126,
    about="Ditulis untuk tiap jabatan di lembar IKI; tugas dan fungsinya dari lembar Organisasi. Target, "
    "realisasi, dan capaian dicetak bila lembar Bentuk memintanya.",
    tables=[ColumnSet("Indikator Kinerja Individu", (*COLUMNS, *CHOSEN))],
    when=lambda world: bool(owners(world)),
    possible=lambda world: bool(owners(world)),
    each=lambda world: dict(enumerate(owners(world).values(), 1)),
)
def individual_indicators(world: World, rows: list[Cells]) -> Form:
    """The indicators of one position."""
    return _Individual(world, rows).form()


class _Decree:
    def __init__(self, world: World) -> None:
        self.world, self.every = world, positions_of(world)

    def form(self) -> Form:
        return Form(DECREE_WIDTHS, self._decree(), footer(self.world, "Indikator Kinerja Individu"))

    def _decree(self) -> list[Block]:
        world = self.world
        office = str(world.settings.get("instansi") or "")
        year = world.year or ""
        post = head_post(world, "Kepala")
        number = str(world.settings.get("nomor_keputusan_iki") or DOTS)
        return [
            *self._letterhead(),
            Gap(14),
            Text(f"KEPUTUSAN {capitals(str(post.value))}", TITLE, source=post.source),
            Text(f"NOMOR: {number}", TITLE, source=setting("nomor_keputusan_iki")),
            Gap(8),
            Text("TENTANG", TITLE),
            Gap(8),
            Text("INDIKATOR KINERJA INDIVIDU", TITLE),
            Text(office.upper(), TITLE, source=setting("instansi")),
            Gap(8),
            Text(capitals(str(post.value)), TITLE, source=post.source),
            Gap(10),
            *self._clauses("Menimbang", self._reasons(office)),
            *self._clauses("Mengingat", self._basis()),
            Gap(10),
            Text("MEMUTUSKAN:", TITLE),
            Gap(6),
            _clause("Menetapkan", ":", ""),
            _clause("KESATU", ":", f"Indikator Kinerja Individu masing-masing {self._holders()} di Lingkungan {office} "
                    "sebagaimana tercantum pada lampiran dan merupakan bagian yang tidak terpisahkan dari keputusan "
                    "ini."),
            _clause("KEDUA", ":", "Indikator Kinerja Individu sebagaimana dimaksud dalam Diktum KESATU bertujuan "
                    "untuk:"),
            *(_clause("", f"  {'abc'[n]}.", text) for n, text in enumerate(PURPOSES)),
            _clause("KETIGA", ":", "Keputusan ini berlaku sejak tanggal ditetapkan; bila kemudian ada hal yang perlu "
                    "diubah, keputusan ini disesuaikan sebagaimana mestinya."),
            self._signature(year),
        ]  # fmt: skip

    def _letterhead(self) -> list[Block]:
        get = self.world.settings.get
        office = re.split(r"\s+(?=(?:Kota|Kabupaten|Provinsi)\s)", str(get("instansi") or ""), maxsplit=1)[0]
        blocks: list[Block] = [Emblem()] if self.world.book.emblem else []
        if get("pemerintah_daerah"):
            blocks.append(Text(str(get("pemerintah_daerah")).upper(), TITLE, source=setting("pemerintah_daerah")))
        else:
            office = str(get("instansi") or "")
        blocks.append(Text(office.upper(), LETTERHEAD, source=setting("instansi")))
        address = str(get("alamat") or "").split("\n")
        return [*blocks, *(Text(t.strip(), ADDRESS, source=setting("alamat")) for t in address if t.strip())]

    def _reasons(self, office: str) -> list[str]:
        return [
            f"bahwa dalam rangka meningkatkan akuntabilitas kinerja di lingkungan {office} diperlukan indikator untuk "
            f"mengukur pencapaian kinerja {self._holders()};",
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud pada huruf a, perlu menetapkan Indikator Kinerja "
            f"Individu {office}.",
        ]

    def _holders(self) -> str:
        """``eselon II dan III``, by the positions that have indicators."""
        named = [self.every.named(rows[0]["Jabatan"]) for rows in owners(self.world).values()]
        levels = sorted({p.level for p in named if p is not None and p.level}, key=("I", "II", "III", "IV").index)
        if not levels or any(p is None or not p.level for p in named):
            return "pejabat" if not levels else f"pejabat eselon {_listed(levels)} dan jabatan fungsional"
        return f"eselon {_listed(levels)}"

    def _basis(self) -> list[str]:
        """The legal basis of the book, else the regulations that hold for every office; each ends in a semicolon."""
        rows = self.world.rows("tbl_hukum") if "tbl_hukum" in self.world.tables else []
        own = [
            str(r["Peraturan"]) + (f" tentang {r['Tentang']}" if r.get("Tentang") else "")
            for r in rows if r.get("Peraturan")
        ]  # fmt: skip
        listed = [t.rstrip(" .;") for t in own or BASIS]
        return [f"{t};" for t in listed[:-1]] + [f"{listed[-1]}."]

    def _clauses(self, label: str, clauses: list[str]) -> list[Block]:
        letters = label == "Menimbang"
        marks = [f"{'abcdefghijklmnopqrstuvwxyz'[n % 26]}." if letters else f"{n + 1}." for n in range(len(clauses))]
        rows = [(label if not n else "", mark, text) for n, (mark, text) in enumerate(zip(marks, clauses, strict=True))]
        return [_clause(label, f": {mark}" if label else f"  {mark}", text) for label, mark, text in rows]

    def _signature(self, year: Any) -> Signature:
        get, post = self.world.settings.get, head_post(self.world, "Kepala")
        date = date_text(get("tanggal_keputusan_iki")) or f"{DOTS} {year}".rstrip()
        place = str(get("tempat_tanda_tangan") or get("kota") or DOTS)
        beneath = [
            Cell(get("pangkat_kepala"), LEFT, setting("pangkat_kepala")),
            Cell(f"NIP {get('nip_kepala')}" if get("nip_kepala") else "", LEFT, setting("nip_kepala")),
        ]
        above: list[Cell | str] = [
            Cell(f"Ditetapkan di {place}", LEFT, setting("tempat_tanda_tangan")),
            Cell(f"pada tanggal {date}", LEFT, setting("tanggal_keputusan_iki")),
            Cell(capitals(str(post.value)), LEFT, post.source),
        ]
        name = Cell(get("nama_kepala") or UNNAMED, LEFT, setting("nama_kepala"))
        return Signature(Signatory(above, name, [c for c in beneath if c.value]), ((0, 2), (3, 3)))


class _Individual:
    def __init__(self, world: World, rows: list[Cells]) -> None:
        self.world, self.rows, self.origins = world, rows, origins_of(world)
        self.shown = [c for c in CHOSEN if self._chosen(c)]
        self.columns = [*COLUMNS, *self.shown]
        # The label of the head has the number's column and the first part of the next one.
        first, second, *rest = (c.width for c in self.columns)
        self.widths = [first, LABEL_WIDTH - first, second - LABEL_WIDTH + first, *rest]
        self.places: list[Place] = [(0, 0), (1, 2), *((k + 1, k + 1) for k in range(2, len(self.columns)))]

    def _chosen(self, column: Column) -> bool:
        from ..own_forms import own_columns

        return any(key(c.name) == key(column.heading) and c.shown for c in own_columns(self.world, "LAP-IKI"))

    def form(self) -> Form:
        name = str(self.rows[0]["Jabatan"])
        blocks = self._position(name, self.rows)
        return Form(self.widths, blocks, footer(self.world, f"IKI {name}"), landscape=len(self.shown) > 1)

    def _position(self, name: str, rows: list[Cells]) -> list[Block]:
        found = positions_of(self.world).named(name)
        fields = [(Cell("Jabatan", LEFT), Cell(f": {name}", LEFT, self.origins.cell(TABLE, rows[0], "Jabatan")))]
        fields += self._told(found) if found else []
        return [
            Text("INDIKATOR KINERJA INDIVIDU (IKI)", TITLE),
            Gap(8, Keep.GLUED),
            Fields(fields, (0, 1)),
            Gap(8, Keep.GLUED),
            self._table(rows),
        ]

    def _told(self, position: Position) -> list[tuple[Cell, Cell]]:
        result = []
        for column in HEADS:
            text = itemised(position.row.get(column), column == "Butir Kegiatan")
            if text:
                source = Source("tbl_jabatan", position.row["#nomor"], column)
                result.append((Cell(column, LEFT), Cell(f": {text}", LEFT, source)))
        return result

    def _table(self, rows: list[Cells]) -> Table:
        groups: list[list[Cells]] = []
        for row in rows:
            if not groups or key(groups[-1][0].get("Sasaran Kinerja")) != key(row.get("Sasaran Kinerja")):
                groups.append([])
            groups[-1].append(row)
        body: list[Group | Record] = []
        for number, own in enumerate(groups, 1):
            wording = prose_cell(own[0].get("Sasaran Kinerja"), self.origins.cell(TABLE, own[0], "Sasaran Kinerja"))
            beside = [Beside(0, 0, Cell(number, CENTER)), Beside(1, 1, wording, wording)]
            body.append(Group(beside, self._members(own), together=len(own) <= 6))
        return Table([[c.heading for c in self.columns]], self.places, body, follows=True)

    def _members(self, rows: list[Cells]) -> list[Group | Record]:
        """The indicators of one sasaran; a source that neighbours share stands once."""
        result: list[Group | Record] = []
        start = 0
        for n in range(1, len(rows) + 1):
            if n < len(rows) and key(rows[n].get("Sumber Data")) == key(rows[start].get("Sumber Data")):
                continue
            source = self.origins.cell(TABLE, rows[start], "Sumber Data")
            told = prose_cell(rows[start].get("Sumber Data"), source)
            records = [Record(self._cells(r), least=self._height(r)) for r in rows[start:n]]
            result.append(Group([Beside(4, 4, told, told)], records))
            start = n
        return result

    def _height(self, row: Cells) -> float:
        """What the wording needs with its number."""
        lines = count_lines(f"{_mark(row)}{row['Indikator']}", self.columns[2].width, TEXT.size, TEXT.bold)
        return float(tinggi(lines, TEXT.size))

    def _cells(self, row: Cells) -> list[Cell]:
        # The number stands before the wording by the cell's format: the cell holds what the book's cell holds.
        look = TEXT._replace(format=f'"{_mark(row)}"@') if _mark(row) else TEXT
        cells = [
            Cell(str(row["Indikator"]), look, self.origins.cell(TABLE, row, "Indikator")),
            Cell(formulated(row, self.columns[3].width), CENTER._replace(align="center" if _divided(row) else "left"),
                 self.origins.cell(TABLE, row, "Pembilang")),
        ]  # fmt: skip
        for column in self.shown:
            name = str(column.kind)
            value, source = row.get(name), self.origins.cell(TABLE, row, name)
            percent = "Persen" if key(row.get("Jenis")) == "persentase" else "Angka"
            cells.append(ratio_cell(value, self.world.decimals, NUMBER, source) if name == "Capaian"
                         else value_cell(value, percent, CENTER, source))  # fmt: skip
        return cells


def _clause(label: str, mark: str, text: str) -> Clauses:
    return Clauses([(Cell(label or None, LEFT), Cell(mark or None, LEFT), Cell(text or None, BODY))], (0, 0), (1, 1))


def _mark(row: Cells) -> str:
    """The number before an indicator, as it was typed; "" where none was."""
    number = row.get("No")
    return "" if number in (None, "") else f"{number}. "


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} dan {words[-1]}"


def _divided(row: Cells) -> bool:
    return key(row.get("Jenis")) != "jumlah" and bool(row.get("Penyebut"))


def formulated(row: Cells, width: float) -> str:
    """The formula of an indicator: numerator over denominator times 100%, or what is counted; then its Penjelasan."""
    above, below = str(row.get("Pembilang") or "").strip(), str(row.get("Penyebut") or "").strip()
    if _divided(row):
        line = LINE * max(4, min(int(width * 0.45), max(len(above), len(below))))
        text = f"{above}\n{line} x 100%\n{below}"
    else:
        text = above or "-"
    told = str(row.get("Penjelasan") or "").strip()
    return f"{text}\nPenjelasan: {told}" if told else text


def itemised(value: Any, numbers: bool = False) -> str:
    """A text of several items (parted by lines or semicolons) as a list; markers that were typed stay.

    >>> itemised("menyusun; melaksanakan").splitlines()
    ['a. menyusun;', 'b. melaksanakan']
    """
    text = str(value or "").strip()
    parts = [t.strip() for t in (text.split("\n") if "\n" in text else re.split(r";\s*", text)) if t.strip(" ;")]
    if len(parts) < 2 or all(map(_MARKER.match, parts)):
        return text
    if "\n" not in text:
        parts = [f"{t};" for t in parts[:-1]] + parts[-1:]
    marks = range(1, 100) if numbers else [*"abcdefghijklmnopqrstuvwxyz"]
    return "\n".join(f"{mark}. {part}" for mark, part in zip(marks, parts, strict=False))
