"""Rows of Pengukuran and Anggaran that make the figures doubtful, in sentences; Beranda counts them by formula."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..expr.values import is_number
from ..schema.row_doubts import FRACTION, NO_DIRECTION, NUMERATORS, PROMISED_TWICE, TWICE, YEAR_UNREAD
from ..schema.setting_cells import AMOUNTS, REACHED, UNKNOWN_KIND
from .amounts import is_below_zero
from .book import Cells
from .facts import RowsApart, RowWithoutKey
from .named import named
from .world import World

_TOLD = {
    TWICE: "Indikator {names} diukur pada lebih dari satu baris Pengukuran, sehingga setiap barisnya ikut "
    "dirata-ratakan; hapus baris yang tidak dipakai.",
    NO_DIRECTION: "Arah {names} kosong dan capaiannya dihitung sebagai Naik; pilih Naik atau Turun di Renstra.",
    NUMERATORS: "Angka triwulan {names} tampak pembilang, tetapi Penyebut Tetap kosong, sehingga realisasi dan "
    "capaiannya mungkin salah.",
    FRACTION: "Realisasi {names} tampak pecahan (0,054 untuk 5,4%), sehingga capaiannya mungkin salah; persen ditulis "
    "dalam poin.",
    PROMISED_TWICE: "Target {names} tertulis lebih dari sekali di PK atau Renstra; hapus baris yang tidak berlaku.",
    YEAR_UNREAD: "Tahun Data {names} tidak terbaca sebagai tahun sampai tahun laporan, sehingga tidak jelas tahun "
    "berapa nilainya.",
}


def has_doubt(row: Any, reason: int) -> bool:
    """Whether a computed row of Pengukuran has one of the doubts of ``schema.row_doubts``."""
    doubts = row.get("_Ragu")
    return is_number(doubts) and int(doubts) // reason % 2 == 1


def is_doubtful(row: Cells) -> bool:
    """Whether a row of Pengukuran has any of the reasons of ``row_doubts``."""
    doubts = row.get("_Ragu")
    return is_number(doubts) and doubts > 0


def told_of_measured(world: World) -> str:
    """The sentences of the doubts that name rows of Pengukuran; "" without any."""
    return " ".join(filter(None, [told_of_rows(world.measured), *told_of_left_out(world)]))


def told_of_left_out(world: World) -> list[str]:
    """The sentences of what stands on Pengukuran and is no row that figures know of."""
    lines = []
    if count := rows_without_code(world):
        lines.append(
            f"{count} baris Pengukuran berisi realisasi tetapi kolom Kodenya kosong, sehingga tidak ikut dihitung; isi "
            "Kodenya, atau kosongkan barisnya."
        )
    return [*lines, *_told_of_apart(world, "tbl_pengukuran", "Pengukuran")]


def told_of_rows(rows: Iterable[Cells]) -> str:
    """The sentences of the doubts of some computed rows of Pengukuran; "" without any."""
    lines, rows = [], list(rows)
    for reason, sentence in _TOLD.items():
        codes = list(dict.fromkeys(str(row["Kode"]) for row in rows if has_doubt(row, reason)))
        if codes:
            lines.append(sentence.format(names=named(codes)))
    return " ".join(lines)


def rows_without_code(world: World) -> int:
    """Rows of Pengukuran with a realisasi and no Kode, which no figure knows of; those beneath the table too."""
    nameless = (cells for cells in _rows_and_beneath(world, "tbl_pengukuran") if cells.get("Kode") is None)
    return sum(any(cells.get(name) is not None for name in REACHED) for cells in nameless)


def rows_without_level(world: World) -> int:
    """Rows of Anggaran with money and no Tingkat, which no sum holds; those beneath the table too."""
    nameless = (c for c in _rows_and_beneath(world, "tbl_anggaran") if c.get("Tingkat") in (None, ""))
    return sum(any(is_number(cells.get(name)) for name in AMOUNTS) for cells in nameless)


def _rows_and_beneath(world: World, table: str) -> Iterator[Cells]:
    """What was typed into a table's rows, and into rows without their key beneath it."""
    for fact in world.book.facts:
        if fact.__class__ is RowWithoutKey and fact.table == table and fact.beneath:
            yield fact.contents or {}
    for row in world.book.rows(table):
        yield row.cells


def told_of_money(world: World) -> str:
    """The sentences of budget rows that no sum holds, or whose money cannot be right; "" without any."""
    lines, kinds = [], _unknown_kinds(world)
    if count := rows_without_level(world):
        lines.append(
            f"{count} baris Anggaran berisi uang tetapi kolom Tingkatnya kosong, sehingga tidak ikut dijumlahkan; isi "
            "Tingkatnya, atau kosongkan barisnya."
        )
    if kinds:
        lines.append(
            f"{len(kinds)} baris Anggaran ber-Jenis Anggaran yang tidak dikenal ({', '.join(dict.fromkeys(kinds))}), "
            "sehingga tidak ikut dijumlahkan; pilih Belanja, Pendapatan, atau Pembiayaan."
        )
    return " ".join([*lines, *_told_of_apart(world, "tbl_anggaran", "Anggaran"), *_impossible_amounts(world)])


def _told_of_apart(world: World, table: str, name: str) -> Iterator[str]:
    """The sentence of rows beneath a table that a blank row parts from it."""
    for fact in world.book.facts:
        if fact.__class__ is RowsApart and fact.table == table:
            yield (
                f"{len(fact.contents)} baris di bawah tabel {name} ({fact.cell}) terpisah dari tabelnya, sehingga "
                "tidak ikut dihitung; sambungkan dengan tabel, atau pindahkan ke lembar lain."
            )


FAR_ABOVE = 1.5
"""Realisasi of a budget row to its pagu from which it is taken for a slip; a little more is what BLUD may spend."""


def _impossible_amounts(world: World) -> Iterator[str]:
    """Sentences of leaves whose money cannot be right."""
    budget, rows = world.budget, world.rows("tbl_anggaran")
    amounts = budget.amounts
    own = amounts.every_pagu(budget.document)
    pairs = zip(amounts.leaf_pagu(budget.document), amounts.leaf_realisasi(budget.quarter), strict=True)
    less = [_called(row) for row, pagu in zip(rows, own, strict=False) if is_below_zero(pagu)]
    more = [
        _called(row) for row, (pagu, spent) in zip(rows, pairs, strict=False)
        if is_number(pagu) and is_number(spent) and 0 < pagu * FAR_ABOVE < spent
    ]  # fmt: skip
    if less:
        yield f"Pagu {len(less)} baris Anggaran di bawah nol ({named(less)}), sehingga jumlahnya terlalu kecil."
    if more:
        yield f"Realisasi {len(more)} baris Anggaran jauh melebihi pagunya ({named(more)}); periksa keduanya."


def _called(row: Cells) -> str:
    return str(row.get("Kode") or row.get("Uraian") or "")[:40]


def _unknown_kinds(world: World) -> list[str]:
    """What stands as Jenis Anggaran in the rows with money whose kind is none of the choices."""
    return [
        str(row.get("Jenis Anggaran"))[:40]
        for row in world.rows("tbl_anggaran")
        if row.get("_Jenis") == UNKNOWN_KIND and (is_number(row.get("_P")) or is_number(row.get("_R")))
    ]
