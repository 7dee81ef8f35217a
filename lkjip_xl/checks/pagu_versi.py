"""Checks on tbl_pagu_versi: the pagu of documents before the last one."""

from collections.abc import Iterator

from ..compute.amounts import document_rank
from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import is_number
from ..schema.choices import ROMAWI, TRIWULAN
from .finding import PERIKSA, SALAH, Finding
from .registry import Context, check, shown_money

_TABLE = "tbl_pagu_versi"
_BASIS = "Ketentuan buku ini: baris terbawah Anggaran, Pagu Perubahan yang terakhir"


def _rows(b: Context) -> list[Cells]:
    return [row for row in b.rows(_TABLE) if not blank(row["Kode"])] if _TABLE in b.world.tables else []


@check("KON-52", SALAH, "Pagu dokumen sebelumnya menunjuk baris terbawah Anggaran", _BASIS)
def rows_of_pagu_versi(b: Context) -> Iterator[Finding]:
    rows = _rows(b)
    if not rows:
        return
    amounts = b.world.amounts
    leaves, every = set(), set()
    for row, leaf, filled in zip(amounts.rows, amounts.shape.leaf, amounts.shape.filled, strict=True):
        if filled and not blank(row["Kode"]):
            place = key(row["Kode"]), key(row.get("Unit"))
            every.add(place)
            leaves |= {place} if leaf else set()
    seen = set()
    for row in rows:
        place = key(row["Kode"]), key(row["Unit"])
        unit = "" if blank(row["Unit"]) else f" unit {row['Unit']}"
        if place not in leaves:
            what = "mempunyai rincian di bawahnya" if place in every else "tidak ada di Anggaran"
            yield b.temuan(
                _TABLE, row, "Kode", uraian=f"Kode {row['Kode']}{unit} {what}; pagunya pada PK {row['Dokumen']} tidak "
                "terpakai.", perbaikan="Tulis kode baris terbawah Anggaran, dengan Unit yang sama.",
                tertulis=row["Kode"],
            )  # fmt: skip
        elif (mark := (*place, document_rank(row))) in seen:
            yield b.temuan(
                _TABLE, row, "Kode", uraian=f"Pagu {row['Kode']}{unit} pada PK {row['Dokumen']} ditulis dua kali; yang "
                "pertama dipakai.", perbaikan="Hapus salah satu.", tertulis=row["Kode"],
            )  # fmt: skip
        else:
            seen.add(mark)


@check("KON-53", PERIKSA, "Pagu dokumen sebelumnya mempunyai tanggal, dan bukan dokumen yang terakhir", _BASIS)
def documents_of_pagu_versi(b: Context) -> Iterator[Finding]:
    rows = _rows(b)
    documents = b.rows("tbl_pk_dokumen") if rows else []
    dated = {rank for row in documents if is_number(row["Tanggal"]) and (rank := document_rank(row)) is not None}
    for quarter in TRIWULAN[: b.triwulan]:
        gap = b.world.budget.pagu_gap(quarter) if rows else None
        if gap is not None:
            yield b.temuan(
                _TABLE, rows[0], "Dokumen", uraian=f"Pada akhir Triwulan {ROMAWI[quarter]} berlaku PK {gap[0]}, tetapi "
                f"pagunya tidak ada di tabel ini; Lap TW {ROMAWI[quarter]} memakai pagu PK {gap[1]}.",
                perbaikan=f"Tulis pagu menurut PK {gap[0]}, atau biarkan bila pagunya memang tidak berubah.",
                tertulis=None,
            )  # fmt: skip
    told = set()
    for row in rows:
        rank = document_rank(row)
        if not rank or rank in told:
            continue
        told.add(rank)
        if rank not in dated:
            yield b.temuan(
                _TABLE, row, "Dokumen", uraian=f"PK {row['Dokumen']} tidak bertanggal sungguhan di lembar "
                "PK (tabel dokumen), sehingga pagunya tidak terpakai pada triwulan mana pun.",
                perbaikan="Isi Tanggalnya di lembar PK sebagai tanggal.", tertulis=row["Dokumen"],
            )  # fmt: skip
        elif rank == max(dated):
            yield b.temuan(
                _TABLE, row, "Dokumen", uraian=f"PK {row['Dokumen']} adalah dokumen yang terakhir; pagunya "
                f"({row['Kode']}: {shown_money(row['Pagu']) if is_number(row['Pagu']) else 'kosong'}) ditulis di tabel "
                "ini, padahal setelah dokumen itu berlaku yang dihitung Pagu Perubahan di Anggaran.",
                perbaikan="Tulis pagu terakhir di kolom Pagu Perubahan, dan hapus dari tabel ini.",
                tertulis=row["Dokumen"],
            )  # fmt: skip
