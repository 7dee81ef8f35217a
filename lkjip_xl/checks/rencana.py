"""The plan and its tables: sums that do not add up, totals that contradict each other, figures that are told twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..compute.additive import adds_up
from ..compute.book import Cells
from ..compute.cascade import Branch, cascade_of
from ..compute.funding import PAGU, REALISASI, funding_of, total_of
from ..compute.funding import TABLE as PAST_MONEY
from ..compute.key import key
from ..compute.program_plan import TABLE as PROGRAMS
from ..compute.program_plan import program_plans_of
from ..compute.report_dates import due_date, late_by, report_dates
from ..compute.services import HISTORY, SERVICES, services_of
from ..expr.values import is_number
from ..rules.tanggal import date_text
from .finding import PERIKSA, SALAH, Finding
from .konsistensi import setting_row
from .registry import Context, check, shown, shown_money

_PERMENDAGRI = "Permendagri 86/2017: tabel T-C.23 sampai T-C.28"
_OWN = "Ketentuan buku ini"
_STAFF, _GENERAL, _STRATEGY, _RPJMD = "tbl_pegawai", "tbl_data_umum", "tbl_strategi", "tbl_rpjmd"


def _rows(context: Context, table: str) -> list[Cells]:
    """The filled rows of a table; none where the book lacks it."""
    return context.rows(table) if table in context.world.tables else []


@check("RCN-01", SALAH, "Pagu induk pada Pendanaan sama dengan jumlah rinciannya", _PERMENDAGRI)
def plan_parents(context: Context) -> Iterator[Finding]:
    """Money typed on a program or kegiatan that has rows with money beneath it."""
    plans = program_plans_of(context.world)
    first, last = context.world.book.years
    for document in plans.documents:
        plan = plans.of(document)
        for node in plan.nodes if plan else []:
            for year in range(first, last + 1):
                typed, beneath = node.typed(year), [x for c in node.children for x in c.leaves(year)]
                total = sum(leaf.typed(year) or 0 for leaf in beneath)
                if typed is None or not beneath or typed == total:
                    continue
                column = f"Pagu {year}"
                row = next(r for r in node.rows if is_number(r.get(column)))
                yield context.temuan(
                    PROGRAMS, row, column,
                    uraian=f"Pagu {year} {node.name or node.code} tertulis {shown_money(typed)}, sedangkan jumlah "
                    f"rinciannya {shown_money(total)} (selisih {shown_money(abs(typed - total))}).",
                    perbaikan="Cocokkan dengan dokumen Renstra; yang dicetak jumlah rinciannya. Kosongkan pagu induk "
                    "bila rinciannya benar.", tertulis=typed, seharusnya=total,
                )  # fmt: skip


@check("RCN-02", SALAH, "Anggaran induk pada Riwayat sama dengan jumlah rinciannya", _PERMENDAGRI)
def past_parents(context: Context) -> Iterator[Finding]:
    """A typed urusan, program or total that is not the sum of what stands beneath it."""
    funding = funding_of(context.world)
    for line in (*funding.lines, *(funding.totals if funding.told else ())):
        beneath = line.children if line not in funding.totals else funding.roots
        for year in funding.years:
            for what in (PAGU, REALISASI):
                rows, typed = line.typed(year, what)
                total = total_of(beneath, year, what)
                if not (is_number(typed) and is_number(total)) or typed == total:
                    continue
                yield context.temuan(
                    PAST_MONEY, rows[0], what,
                    uraian=f"{what} {line.name} tahun {year} tertulis {shown_money(typed)}, sedangkan jumlah "
                    f"rinciannya {shown_money(total)} (selisih {shown_money(abs(typed - total))}).",
                    perbaikan="Cocokkan dengan laporan tahun itu, atau lengkapi rinciannya.", tertulis=typed,
                    seharusnya=total,
                )  # fmt: skip


@check("RCN-11", PERIKSA, "Anggaran tahun lalu sama dengan jumlah sumber dananya", _PERMENDAGRI)
def past_sources(context: Context) -> Iterator[Finding]:
    """A year's pagu of a line beside the sum of its sources of money."""
    funding = funding_of(context.world)
    for line in funding.lines:
        for year in funding.years:
            own = [r for r in line.cells.get(year, []) if is_number(r.get(PAGU))]
            whole = [r for r in own if not key(r.get("Sumber Dana"))]
            parts = [r for r in own if key(r.get("Sumber Dana"))]
            typed, total = (sum(r[PAGU] for r in some) for some in (whole, parts))
            if not whole or not parts or typed == total:
                continue
            yield context.temuan(
                PAST_MONEY, whole[0], PAGU,
                uraian=f"Pagu {line.name} tahun {year} tertulis {shown_money(typed)}, sedangkan jumlah menurut sumber "
                f"dana {shown_money(total)}.",
                perbaikan="Cocokkan lingkup keduanya; T-C.24 dan tabel sumber dana menyebut anggaran yang sama.",
                tertulis=typed, seharusnya=total,
            )  # fmt: skip


@check("RCN-03", PERIKSA, "Jumlah pegawai sama menurut tiap pengelompokan", _OWN)
def staff_totals(context: Context) -> Iterator[Finding]:
    """Staff counted by status, grade, education and position are the same people."""
    groups: dict[str, list[Cells]] = {}
    for row in _rows(context, _STAFF):
        if is_number(row.get("Jumlah")):
            groups.setdefault(key(row.get("Kelompok")), []).append(row)
    if len(groups) < 2:
        return
    sums = {name: sum(r["Jumlah"] for r in rows) for name, rows in groups.items()}
    first, *others = groups
    for name in others:
        if sums[name] == sums[first]:
            continue
        one, other = (str(groups[n][0].get("Kelompok") or "tanpa nama") for n in (first, name))
        yield context.temuan(
            _STAFF, groups[name][0], "Jumlah",
            uraian=f"Jumlah pegawai menurut {other} {shown(sums[name])}, sedangkan menurut {one} {shown(sums[first])}.",
            perbaikan="Cocokkan kedua tabel; keduanya menghitung orang yang sama pada tanggal yang sama.",
            tertulis=sums[name], seharusnya=sums[first],
        )  # fmt: skip


@check("RCN-04", SALAH, "Jumlah induk pada data umum sama dengan rinciannya", _OWN)
def general_parents(context: Context) -> Iterator[Finding]:
    """A row of a general table whose number is not the sum of the rows beneath it."""
    rows = [r for r in _rows(context, _GENERAL) if key(r.get("Uraian"))]
    for row in rows:
        beneath = [r for r in rows if key(row.get("No")) and key(r.get("Induk")) == key(row.get("No"))
                   and key(r.get("Tabel")) == key(row.get("Tabel")) and r is not row]  # fmt: skip
        if not beneath or not adds_up(beneath) or not all(is_number(r.get("Jumlah")) for r in (row, *beneath)):
            continue
        total = sum(r["Jumlah"] for r in beneath)
        if total != row["Jumlah"]:
            yield context.temuan(
                _GENERAL, row, "Jumlah",
                uraian=f"Jumlah {row['Uraian']} tertulis {shown(row['Jumlah'])}, sedangkan jumlah rinciannya "
                f"{shown(total)}.",
                perbaikan="Betulkan salah satunya; induk yang kosong dihitung dari rinciannya.",
                tertulis=row["Jumlah"], seharusnya=total,
            )  # fmt: skip


# --- services --------------------------------------------------------------------------------------------------------
@check("RCN-05", SALAH, "Kode pada riwayat layanan ada di tabel layanan", _OWN)
def service_codes(context: Context) -> Iterator[Finding]:
    """A history of a service that is not listed."""
    known = {key(r.get("Kode")) for r in _rows(context, SERVICES)}
    for row in _rows(context, HISTORY):
        if key(row.get("Kode")) and key(row["Kode"]) not in known:
            yield context.temuan(
                HISTORY, row, "Kode", uraian=f"Kode layanan {row['Kode']} tidak ada di tabel layanan.",
                perbaikan="Pakai kode yang ada di sebelah kirinya, atau tambahkan layanannya.", tertulis=row["Kode"],
            )  # fmt: skip


@check("RCN-06", PERIKSA, "Target layanan sama dengan target Renstra tahun itu", _PERMENDAGRI)
def service_targets(context: Context) -> Iterator[Finding]:
    """A service that is an indicator of Renstra, whose target (or N/A) is not the one of Renstra."""
    for one in services_of(context.world).every:
        own = context.indikator(one.row.get("Kode Renstra"))
        for year, row in one.years.items() if own is not None else ():
            wanted = own.get(f"Target {year}") if own is not None else None
            typed = row.get("Target")
            if typed is None or wanted in (None, "") or key(wanted) == "n/a" or key(typed) == key(wanted):
                continue
            yield context.temuan(
                HISTORY, row, "Target",
                uraian=f"Target {one.row['Kode']} tahun {year} tertulis {shown(typed)}, sedangkan target Renstra "
                f"{shown(wanted)}.",
                perbaikan="Samakan; T-C.23 dan T-C.25 menyebut indikator yang sama.", tertulis=typed, seharusnya=wanted,
            )  # fmt: skip


@check("RCN-07", PERIKSA, "Riwayat dua layanan tidak persis sama", _OWN)
def same_services(context: Context) -> Iterator[Finding]:
    """Two services of one group with the same realisasi in every one of at least three years."""
    every = services_of(context.world).every
    series = []
    for one in every:
        cells = {y: r.get("Realisasi") for y, r in one.years.items() if is_number(r.get("Realisasi"))}
        if len(cells) >= 3 and len(set(cells.values())) > 1:
            series.append((one, cells))
    for (one, mine), (other, theirs) in combinations(series, 2):
        if one.group != other.group or mine != theirs:
            continue
        yield context.temuan(
            SERVICES, other.row, "Indikator",
            uraian=f"Realisasi {other.row['Indikator']} sama persis dengan {one.row['Indikator']} pada "
            f"{len(mine)} tahun.",
            perbaikan="Periksa apakah salah satunya tersalin; bila memang sama, biarkan.",
            tertulis=other.row["Indikator"],
        )  # fmt: skip


# --- codes and dates -------------------------------------------------------------------------------------------------
@check("RCN-08", SALAH, "Kode RPJMD dan kode pada Strategi dikenal", _OWN)
def supported_codes(context: Context) -> Iterator[Finding]:
    """A code that names no row of RPJMD (or, on Strategi, of Renstra)."""
    rpjmd = {key(r.get("Kode")) for r in _rows(context, _RPJMD) if key(r.get("Kode"))}
    renstra = {key(r.get("Kode")) for r in context.rows("tbl_renstra") if key(r.get("Kode"))}
    places = [(_STRATEGY, "Kode", rpjmd | renstra, "RPJMD maupun Renstra"), (_RPJMD, "Induk", rpjmd, "RPJMD")]
    if rpjmd:
        places.append(("tbl_renstra", "Kode RPJMD", rpjmd, "RPJMD"))
    for table, column, known, where in places:
        for row in _rows(context, table):
            if key(row.get(column)) and key(row[column]) not in known:
                yield context.temuan(
                    table, row, column, uraian=f"Kode {row[column]} tidak ada di {where}.",
                    perbaikan="Pakai kode yang ada di sana, atau tambahkan barisnya.", tertulis=row[column],
                )  # fmt: skip


@check(
    "RCN-09", PERIKSA, "Laporan kinerja dikirim tepat waktu", "SE MenPANRB 46/2020: tiga bulan sesudah tahun anggaran"
)
def punctual(context: Context) -> Iterator[Finding]:
    """The report was sent after its due date, or its stages are out of order."""
    stages = report_dates(context.world)
    for one in stages:
        days = late_by(context.world, one)
        if days is not None and days > 0:
            due = due_date(context.world)
            yield _dated(context, one.key, f"{one.text} {date_text(one.value)}, {days} hari sesudah batasnya "
                         f"{date_text(due.isoformat()) if due else ''}.",
                         "Bila tanggalnya benar, tulis alasannya pada laporan; LKE menilai ketepatan waktu.",
                         one.value)  # fmt: skip
    known = [one for one in stages if one.day is not None]
    for before, after in zip(known, known[1:], strict=False):
        if before.day is not None and after.day is not None and after.day < before.day:
            yield _dated(context, after.key, f"{after.text} {date_text(after.value)}, sebelum {before.text.lower()} "
                         f"{date_text(before.value)}.", "Betulkan salah satu tanggalnya.", after.value)  # fmt: skip


def _dated(context: Context, setting: str, told: str, repair: str, value: object) -> Finding:
    number = setting_row(context, setting)
    return context.temuan("tbl_pengaturan", number, "Nilai", uraian=told, perbaikan=repair, tertulis=value)


@check("RCN-10", PERIKSA, "Setiap simpul cascading mempunyai indikator", "PermenPANRB 89/2021: penjenjangan kinerja")
def nodes_without_indicator(context: Context) -> Iterator[Finding]:
    """Nodes of the cascade that nothing measures: one finding for each kind of node."""
    world = context.world
    if PROGRAMS not in world.tables:
        return
    bare: dict[str, list[Branch]] = {}
    for node in cascade_of(world).nodes:
        if node.kind not in ("Misi", "Urusan", "Bidang") and not node.measures:
            bare.setdefault(node.kind, []).append(node)
    for kind, nodes in bare.items():
        table, row, column = nodes[0].place
        others = f" dan {len(nodes) - 1} {kind.lower()} lain" if len(nodes) > 1 else ""
        yield context.temuan(
            table, row, column, uraian=f"{kind} {nodes[0].name}{others} tidak mempunyai indikator.",
            perbaikan="Isi kolom Indikator pada barisnya; pada cascading simpul ini hanya tercetak namanya.",
            tertulis=nodes[0].name,
        )  # fmt: skip
