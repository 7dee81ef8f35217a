"""Checks on cells that were left blank and for which the book takes something else: it is told what is taken."""

from collections.abc import Iterator

from ..compute.doubtful_rows import has_doubt
from ..compute.key import blank, key
from ..schema.choices import TRIWULAN
from ..schema.row_doubts import NO_DIRECTION
from .finding import PERIKSA, Finding
from .fixes import CellEdit, fix
from .indicator_facts import Indikator, arah_salah, indikator
from .konsistensi import PK, UKUR, names_in
from .registry import Context, check, shown

_PK = "Perjanjian Kinerja memuat target yang ditandatangani (PermenPANRB 53/2014)"
_CONTRACT = "Kontrak buku: Sifat mengatakan bagaimana angka triwulan dibaca"


@check("KON-82", PERIKSA, "Target indikator PK terisi", _PK)
def target_pk_kosong(b: Context) -> Iterator[Finding]:
    """A row of the PK without a target: the indicator's target is the Renstra's, and it is not the PK's indicator."""
    for row in b.rows(PK):
        if not key(row["Kode"]) or not blank(row["Target"]):
            continue
        planned = b.world.target_renstra(row["Kode"], b.world.year)
        taken = f"dipakai target Renstra {shown(planned)}" if not blank(planned) else "indikatornya tanpa target"
        yield b.temuan(
            PK, row, "Target",
            uraian=f"Target {row['Kode']} di PK {row['Dokumen'] or 'tanpa Dokumen'} kosong: {taken}, dan indikatornya "
            "tidak ikut dirata-ratakan sebagai indikator PK.",
            perbaikan="Isi Target seperti yang ditandatangani; hapus barisnya bila indikatornya tidak ada di PK.",
        )  # fmt: skip


@check("KON-83", PERIKSA, "Sifat indikator yang diukur tiap triwulan dipilih", _CONTRACT)
def sifat_kosong(b: Context) -> Iterator[Finding]:
    """Quarters of an indicator without a Sifat are read as positions, though they may be amounts to be added up."""
    silent = [
        row for row in b.world.measured
        if blank(row["Sifat"]) and sum(not blank(row[f"Realisasi TW{n}"]) for n in TRIWULAN[: b.triwulan]) > 1
    ]  # fmt: skip
    if silent:
        yield b.temuan(
            UKUR, silent[0], "Sifat",
            uraian=f"Sifat {names_in(row['Kode'] for row in silent)} kosong dan dibaca Posisi Akhir: realisasi "
            "triwulan terakhir yang dipakai, yang lain tidak dijumlahkan.",
            perbaikan="Pilih Sifat: Posisi Akhir, Kumulatif, atau Akumulasi bila angka triwulannya harus dijumlahkan.",
        )  # fmt: skip


def _without_direction(b: Context) -> Iterator[Indikator]:
    """The measured indicators whose blank Arah counts as Naik, of which no other finding speaks (MKN-01)."""
    measured = {key(row["Kode"]) for row in b.world.measured if has_doubt(row, NO_DIRECTION)}
    for one in indikator(b):
        if key(one.kode) in measured and blank(one.renstra["Arah"]) and arah_salah(one) is None:
            yield one


@check("KON-84", PERIKSA, "Arah indikator yang diukur dipilih", _CONTRACT)
def arah_kosong(b: Context) -> Iterator[Finding]:
    for one in _without_direction(b):
        yield b.temuan(
            "tbl_renstra", one.renstra, "Arah",
            uraian=f"Arah {one.sebut} kosong dan capaiannya dihitung sebagai Naik.",
            perbaikan="Pilih Naik, atau Turun bila makin kecil makin baik.", seharusnya="Naik",
        )  # fmt: skip


@fix("KON-84")
def arah_tertulis(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """What the book takes, written where people see it."""
    if finding.seharusnya is not None:
        yield CellEdit(*finding.place, finding.seharusnya)
