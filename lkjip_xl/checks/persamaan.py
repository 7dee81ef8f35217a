"""Codes and wordings that only look equal: a space that nobody sees hides them from the book's own formulas."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..compute.book import Cells
from ..compute.key import key, native_key
from ..compute.world import World
from ..rules.bacaan_angka import clean_text
from .finding import SALAH, Finding
from .fixes import OFFERED, CellEdit, fix
from .registry import Context, check

_KODE = (("tbl_renstra", "Kode"), ("tbl_pk", "Kode"), ("tbl_pengukuran", "Kode"))


class Cell(NamedTuple):
    """A cell that a formula compares: its table, row and column, what it is compared by, its tidy text."""

    table: str
    row: Cells
    column: str
    native: Any
    tidy: str


def _tidy(text: str) -> str:
    return " ".join(clean_text(text).split())


def _cell(table: str, row: Cells, column: str, trimmed: bool = False) -> Cell:
    return Cell(table, row, column, native_key(row[column], trimmed), _tidy(row[column]))


def _groups(world: World) -> Iterator[tuple[Any, Cell, Any]]:
    """Every compared cell with the group in which it is compared and the native form that it should have."""
    for table, column in _KODE:
        for row in world.rows(table):
            if row[column].__class__ is str and key(row[column]):
                cell = _cell(table, row, column)
                yield ("kode", key(row[column])), cell, native_key(cell.tidy)
    for row in world.rows("tbl_anggaran"):
        text = row["Indikator"]
        for part in text.split(";") if text.__class__ is str else ():
            if key(part):  # the formulas take plain spaces out of the whole cell
                tidy = "; ".join(_tidy(x) for x in text.split(";") if key(x))
                native = native_key(part.replace(" ", ""))
                yield ("kode", key(part)), Cell("tbl_anggaran", row, "Indikator", native, tidy), native_key(_tidy(part))
    for row in world.renstra_rows:
        if row["Induk"].__class__ is str and key(row["Induk"]):
            cell = _cell("tbl_renstra", row, "Induk")
            yield ("induk", key(row["Induk"])), cell, native_key(cell.tidy)
        if row["Sasaran"].__class__ is str and key(row["Sasaran"]):
            cell = _cell("tbl_renstra", row, "Sasaran", trimmed=True)
            yield ("sasaran", key(row["Induk"]), key(row["Sasaran"])), cell, native_key(cell.tidy, True)


def lookalikes(world: World) -> list[Cell]:
    """The cells that equal others but for spaces that a formula minds."""
    forms: dict[Any, set[Any]] = {}
    odd: list[tuple[Any, Cell]] = []
    for group, cell, wanted in _groups(world):
        forms.setdefault(group, set()).add(cell.native)
        if cell.native != wanted:
            odd.append((group, cell))
    return [cell for group, cell in odd if len(forms[group]) > 1]


@check("KON-44", SALAH, "Kode dan bunyi sasaran yang sama tertulis dengan spasi yang sama",
             "Ketentuan buku ini: rumus membandingkan kode huruf demi huruf")  # fmt: skip
def hanya_tampak_sama(b: Context) -> Iterator[Finding]:
    sudah = set()
    for cell in lookalikes(b.world):
        place = (cell.table, cell.row["#nomor"], cell.column)
        if place in sudah:
            continue
        sudah.add(place)
        apa = "Bunyi sasaran" if cell.column == "Sasaran" else "Kode"
        yield b.temuan(
            cell.table,
            cell.row,
            cell.column,
            uraian=f"{apa} '{cell.tidy}' memuat spasi yang tidak tampak, sehingga rumus buku menganggapnya lain dari '"
            f"{cell.tidy}' di baris atau lembar lain.",
            perbaikan=f"Ketik ulang '{cell.tidy}' tanpa spasi itu, atau {OFFERED}.",
            tertulis=cell.row[cell.column],
            seharusnya=cell.tidy,
        )


@fix("KON-44")
def tanpa_spasi_tersembunyi(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """The text without the spaces that nobody sees."""
    yield CellEdit(*finding.place, finding.seharusnya)


# --- a space inside a code -------------------------------------------------------------------------------------------
class Spaced(NamedTuple):
    """A code with a space in it that names something without the space: its cell, and the whole cell without it."""

    table: str
    row: Cells
    column: str
    written: str
    tidy: str
    where: str


def squeezed(code: Any) -> str:
    """The key of a code without any space in it."""
    return key(code).replace(" ", "")


def spaced_codes(context: Context) -> list[Spaced]:
    """The codes that a space keeps from what they name, once per book."""
    found: list[Spaced] = context.remembered("spaced codes", _find_spaced)
    return found


def spaced_keys(context: Context) -> frozenset[str]:
    """The keys, with and without their space, of those codes: what follows from them need not be told again."""
    found: frozenset[str] = context.remembered("spaced keys", _keys_of_spaced)
    return found


def _keys_of_spaced(context: Context) -> frozenset[str]:
    return frozenset(k for one in spaced_codes(context) for k in (key(one.written), squeezed(one.written)))


def _references(context: Context) -> list[tuple[str, str]]:
    """Table and column of every single code that must be one of Renstra's."""
    return [
        (table.name, column.name) for table in context.world.tables.values() for column in table.inputs
        if (column.refers or column.choices == "dv_kode") and not column.codes
    ]  # fmt: skip


def _find_spaced(context: Context) -> list[Spaced]:
    renstra = {squeezed(code): code for code in context.renstra}
    budget = {squeezed(code): code for code in context.world.amounts.by_code}
    found, used = [], set()
    for table, column in _references(context):
        for row in context.rows(table):
            code = key(row[column])
            used.add(code)
            if " " in code and code not in context.renstra and squeezed(code) in renstra:
                found.append(_spaced(table, row, column, "Renstra"))
    for row in context.rows("tbl_pk_program"):
        code = key(row["Kode"])
        if " " in code and code not in context.world.amounts.by_code and squeezed(code) in budget:
            found.append(_spaced("tbl_pk_program", row, "Kode", "Anggaran"))
    for row in context.rows("tbl_anggaran"):
        parts = str(row["Indikator"]).split(";") if row["Indikator"].__class__ is str else []
        used.update(key(part) for part in parts)
        if any(" " in key(p) and key(p) not in context.renstra and squeezed(p) in renstra for p in parts):
            tidy = "; ".join(_squeeze(p) if squeezed(p) in renstra else _tidy(p) for p in parts if key(p))
            found.append(Spaced("tbl_anggaran", row, "Indikator", str(row["Indikator"]), tidy, "Renstra"))
    # The space may stand in Renstra itself, where the others write the code without it.
    for code, row in context.renstra.items():
        if " " in code and squeezed(code) in used and squeezed(code) not in context.renstra:
            found = [one for one in found if squeezed(one.written) != squeezed(code)]
            found.append(_spaced("tbl_renstra", row, "Kode", "lembar lain"))
    return found


def _squeeze(text: Any) -> str:
    return _tidy(str(text)).replace(" ", "")


def _spaced(table: str, row: Cells, column: str, where: str) -> Spaced:
    return Spaced(table, row, column, str(row[column]), _squeeze(row[column]), where)


@check("KON-63", SALAH, "Kode tidak memuat spasi di tengahnya",
       "Ketentuan buku ini: rumus membandingkan kode huruf demi huruf")  # fmt: skip
def space_in_code(context: Context) -> Iterator[Finding]:
    for one in spaced_codes(context):
        yield context.temuan(
            one.table, one.row, one.column,
            uraian=f"'{_tidy(one.written)}' memuat spasi di dalam kode; tanpa spasi kode itu ada di {one.where}: "
            f"{one.tidy}.",
            perbaikan=f"Ketik {one.tidy} tanpa spasi, atau {OFFERED}.",
            tertulis=one.written, seharusnya=one.tidy,
        )  # fmt: skip


@fix("KON-63")
def without_space(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """The code without its spaces."""
    yield CellEdit(*finding.place, finding.seharusnya)
