"""Reports of the plan and of the optional modules: printed by the parts of a profile, by those of ``Umum`` where the
book's profile does not name them, and only where their tables hold something."""

from collections.abc import Callable
from typing import Any

from ...compute.cascade import cascade_of
from ...compute.funding import funding_of
from ...compute.key import key
from ...compute.plan_period import period_of
from ...compute.report_dates import report_dates
from ...compute.world import World
from ..doubts import PAST_MONEY, QUARTER, REACHED, SPENDING
from ..layout.columns import Column, ColumnSet
from ..layout.form import Form
from ..profiles import GENERAL, find_profile
from ..profiles.records import PrintedColumn
from ..registry import profile_of, report

When = Callable[[Any], bool]


def has_rows(*names: str) -> When:
    """Whether one of these tables holds a row that counts."""

    def filled(world: World) -> bool:
        for name in names:
            table = world.tables.get(name)
            if table is not None and any(row.get(table.key) not in (None, "") for row in world.rows(name)):
                return True
        return False

    return filled


def _told(id: str) -> list[ColumnSet]:
    """The tables of the general form, for docs/laporan.md."""
    from ..printing.module_tables import ORIGINS

    def told(column: PrintedColumn) -> list[Column]:
        if column.columns:
            return [c for inner in column.columns for c in told(inner)]
        words = " / ".join(column.headings).replace("{t}", "tahun").replace("{", "").replace("}", "")
        return [Column(words, ORIGINS.get(column.quantity, column.quantity))]

    form = find_profile(GENERAL).forms[id]
    return [
        ColumnSet(part.lines[0].text if part.lines else id, tuple(c for column in part.columns for c in told(column)))
        for part in form.parts if part.columns
    ]  # fmt: skip


def declare(
    id: str, sheet: str, title: str, order: float, about: str, when: When | None = None,
    each: Callable[[Any], dict[int, Any]] | None = None, possible: When | None = None, rests_on: tuple[str, ...] = (),
    needs: str = "", module: str = "",
) -> None:  # fmt: skip
    """Register a report whose general form is a part of the profile ``Umum``.

    when: by default, where ``needs`` holds a row that counts.
    """
    when = when or has_rows(needs)

    def blocks(world: World, member: Any = None) -> Form:
        from ..printing.form import printed_form

        profile = find_profile(GENERAL)
        form = profile.form(f"{id}1" if each else id, world.settings)
        if form is None:
            raise LookupError(f"{id} has no general form")
        return printed_form(world, profile, id, title, form, member)

    report(
        id=id, sheet=sheet, title=title, order=order, about=about, tables=lambda: _told(id), when=when,
        possible=possible or when, each=each, rests_on=rests_on, needs=needs, module=module,
    )(blocks)  # fmt: skip


def _money_told(world: World) -> bool:
    return funding_of(world).told and bool(funding_of(world).lines)


declare(
    "LAP-TC23",
    "Lap TC23",
    "Kinerja Pelayanan (T-C.23)",
    300,
    "Ditulis bila lembar Layanan terisi.",
    needs="tbl_layanan",
)
declare(
    "LAP-TC24",
    "Lap TC24",
    "Pendanaan Pelayanan (T-C.24)",
    301,
    "Ditulis bila Riwayat Anggaran menyebut Tingkat, Urusan, atau Sumber Dana.",
    _money_told,
    rests_on=(PAST_MONEY,),
)
declare(
    "LAP-SUMBER",
    "Lap Sumber Dana",
    "Anggaran menurut Sumber Dana",
    302,
    "Ditulis bila Riwayat Anggaran menyebut Sumber Dana.",
    lambda world: bool(funding_of(world).by_source),
    rests_on=(PAST_MONEY,),
)


# --- the plan set, in the form that siklus_renstra names --------------------------------------------------------------
MODULE = "renstra-lengkap"


def _of_cycle(inmendagri: bool, when: When) -> When:
    def wanted(world: World) -> bool:
        period = period_of(world)
        return MODULE in world.book.modules and period.inmendagri is inmendagri and when(world)

    return wanted


def _marked_indicators(column: str) -> When:
    def found(world: World) -> bool:
        return MODULE in world.book.modules and any(key(r.get(column)) not in ("", "tidak") for r in world.renstra_rows)

    return found


_PERMENDAGRI, _INMENDAGRI = "siklus_renstra Permendagri 86/2017", "siklus_renstra Inmendagri 2/2025"
for _id, _sheet, _title, _filled, _needs in (
    ("LAP-TC25", "Lap TC25", "Tujuan dan Sasaran Jangka Menengah (T-C.25)", "Renstra", "tbl_renstra"),
    ("LAP-TC26", "Lap TC26", "Strategi dan Arah Kebijakan (T-C.26)", "Strategi", "tbl_strategi"),
    ("LAP-TC27", "Lap TC27", "Program, Kegiatan, dan Pendanaan (T-C.27)", "Pendanaan", "tbl_pendanaan"),
    ("LAP-TC28", "Lap TC28", "Indikator Kinerja yang Mengacu RPJMD (T-C.28)", "Renstra", "tbl_renstra"),
):
    declare(_id, _sheet, _title, 303 + len(_id) / 100 + int(_id[-1]) / 1000,
            f"Ditulis bila buku memiliki modul renstra-lengkap, {_PERMENDAGRI}, dan lembar {_filled} terisi.",
            _of_cycle(False, has_rows(_needs)), needs=_needs, module=MODULE)  # fmt: skip


def _has_priorities(world: World) -> bool:
    return "tbl_pendanaan" in world.tables and any(key(r.get("Prioritas")) == "ya" for r in world.rows("tbl_pendanaan"))


for _order, (_id, _sheet, _title, _filled, _needs, _when) in enumerate((
    ("LAP-RUMUSAN", "Lap Rumusan Tujuan", "Rumusan Tujuan dan Sasaran", "Renstra", "tbl_renstra", None),
    ("LAP-RUMUSAN-PROGRAM", "Lap Rumusan Program", "Rumusan Program", "Pendanaan", "tbl_pendanaan", None),
    ("LAP-PENDANAAN", "Lap Pendanaan", "Rencana Program dan Pendanaan", "Pendanaan", "tbl_pendanaan", None),
    ("LAP-PRIORITAS", "Lap Prioritas", "Subkegiatan Prioritas", "Pendanaan (kolom Prioritas)", "tbl_pendanaan",
     _has_priorities),
    ("LAP-ARAH", "Lap Arah Kebijakan", "Arah Kebijakan", "Strategi", "tbl_strategi", None),
    ("LAP-TAHAPAN", "Lap Penahapan", "Penahapan", "Strategi (pentahapan)", "tbl_tahapan", None),
)):  # fmt: skip
    declare(_id, _sheet, _title, 310 + _order,
            f"Ditulis bila buku memiliki modul renstra-lengkap, {_INMENDAGRI}, dan lembar {_filled} terisi.",
            _of_cycle(True, _when or has_rows(_needs)), needs=_needs, module=MODULE)  # fmt: skip
for _order, (_id, _sheet, _title, _column) in enumerate((
    ("LAP-IKU-RENSTRA", "Lap IKU Renstra", "Indikator Kinerja Utama dengan Target", "IKU"),
    ("LAP-IKK", "Lap IKK", "Indikator Kinerja Kunci", "IKK"),
)):  # fmt: skip
    declare(_id, _sheet, _title, 305 + _order,
            f"Ditulis bila buku memiliki modul renstra-lengkap dan kolom {_column} pada Renstra terisi.",
            _marked_indicators(_column), needs="tbl_renstra", module=MODULE)  # fmt: skip
declare(
    "LAP-RPJMD",
    "Lap RPJMD",
    "Tujuan dan Sasaran RPJMD",
    307,
    "Ditulis bila lembar RPJMD terisi.",
    needs="tbl_rpjmd",
)


# --- SPM, data of Bab I to III, what evaluators read ------------------------------------------------------------------
def _lke_answered(world: World) -> bool:
    return "tbl_lke" in world.tables and any(key(r.get("Jawaban")) for r in world.rows("tbl_lke"))


def _general_tables(world: World) -> dict[int, Any]:
    from ..printing.data_tables import general_tables

    return dict(general_tables(world))


declare(
    "LAP-SPM",
    "Lap SPM",
    "Standar Pelayanan Minimal",
    320,
    "Ditulis bila lembar SPM terisi.",
    has_rows("tbl_spm", "tbl_spm_dana"),
    needs="tbl_spm",
)
for _order, (_id, _sheet, _title, _table, _called) in enumerate((
    ("LAP-JABATAN", "Lap Jabatan", "Susunan Jabatan", "tbl_jabatan", "tabel jabatan"),
    ("LAP-PEGAWAI", "Lap Pegawai", "Keadaan Pegawai", "tbl_pegawai", "tabel pegawai"),
    ("LAP-SARANA", "Lap Sarana", "Sarana dan Prasarana", "tbl_sarana", "tabel sarana"),
    ("LAP-MASALAH", "Lap Permasalahan", "Pemetaan Permasalahan", "tbl_permasalahan", "tabel permasalahan"),
    ("LAP-FAKTOR", "Lap Faktor", "Faktor Penghambat dan Pendorong", "tbl_faktor", "tabel faktor"),
    ("LAP-ISU", "Lap Isu Strategis", "Isu Strategis", "tbl_isu", "tabel isu"),
    ("LAP-TPB", "Lap TPB", "Tujuan Pembangunan Berkelanjutan", "tbl_tpb", "tabel TPB"),
    ("LAP-REKOMENDASI", "Lap Rekomendasi", "Rekomendasi Perbaikan", "tbl_rekomendasi", "tabel rekomendasi"),
    ("LAP-PEMANFAATAN", "Lap Pemanfaatan", "Pemanfaatan Hasil Pengukuran", "tbl_pemanfaatan", "tabel pemanfaatan"),
)):  # fmt: skip
    declare(_id, _sheet, _title, 330 + _order, f"Ditulis bila {_called} terisi.", needs=_table)
declare(
    "LAP-DATA-",
    "Lap Data {n}",
    "Data Umum {n}",
    345,
    "Satu lembar untuk tiap nama Tabel pada data umum.",
    each=_general_tables,
    needs="tbl_data_umum",
)
declare(
    "LAP-LKE",
    "Lap LKE",
    "Lembar Kerja Evaluasi",
    346,
    "Ditulis bila ada Jawaban pada lembar LKE.",
    _lke_answered,
    needs="tbl_lke",
)
declare(
    "LAP-TANGGAL",
    "Lap Tanggal",
    "Tanggal Laporan Kinerja",
    347,
    "Ditulis bila salah satu tanggal laporan kinerja pada Pengaturan terisi.",
    lambda world: bool(report_dates(world)),
)


# --- evaluation of Renja ----------------------------------------------------------------------------------------------
_HAS_RENJA = has_rows("tbl_renja")
declare(
    "LAP-E81",
    "Lap E81",
    "Evaluasi Hasil Renja (E.81)",
    350,
    "Ditulis bila lembar Evaluasi Renja terisi.",
    _HAS_RENJA,
    rests_on=(QUARTER, REACHED, SPENDING),
    needs="tbl_renja",
)
declare(
    "LAP-E81-PERSEN",
    "Lap E81 Persen",
    "Evaluasi Hasil Renja dengan Persen per Triwulan",
    351,
    "Bentuk 15 kolom; ditulis bila diminta dengan --hanya dan lembar Evaluasi Renja terisi.",
    lambda world: False,
    possible=_HAS_RENJA,
    rests_on=(QUARTER, REACHED, SPENDING),
    needs="tbl_renja",
)
declare(
    "LAP-TC29",
    "Lap TC29",
    "Rekapitulasi Evaluasi Renja (T-C.29)",
    352,
    "Ditulis bila lembar Evaluasi Renja terisi.",
    _HAS_RENJA,
    rests_on=(QUARTER, REACHED, SPENDING),
    needs="tbl_renja",
)


# --- the cascade ------------------------------------------------------------------------------------------------------
def _cascades(world: World) -> bool:
    return MODULE in world.book.modules and len(cascade_of(world).nodes) > len(cascade_of(world).roots)


def _printed_by_profile(id: str) -> When:
    return lambda world: (
        find_profile(GENERAL) is not (own := profile_of(world)) and id in own.forms and _cascades(world)
    )


declare(
    "LAP-CASCADING",
    "Lap Cascading",
    "Cascading Kinerja",
    308,
    "Ditulis bila buku memiliki modul renstra-lengkap dan Renstra terisi.",
    _cascades,
    rests_on=(QUARTER, REACHED, SPENDING),
    needs="tbl_renstra",
    module=MODULE,
)
declare(
    "LAP-CASCADING-KOLOM",
    "Lap Cascading Kolom",
    "Cascading dalam 9 Kolom",
    308.1,
    "Ditulis bila diminta dengan --hanya, atau bila profil instansi memuatnya, dan Renstra terisi.",
    _printed_by_profile("LAP-CASCADING-KOLOM"),
    possible=_cascades,
    needs="tbl_renstra",
    module=MODULE,
)
