"""The tables of a published Renstra cell by cell: ``renstra_audit`` holds what an audit of the document reads in them.

Blank in the audit is what the document prints as N/A. What the audit calls wrong in print comes out right: which cells
those are is judged in ``tests/checks/test_rencana.py``.
"""

import csv
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.printed.as_printed import PLAN_MODULES

HERE = Path(__file__).parent


def audit(name):
    return list(csv.DictReader((HERE / "renstra_audit" / f"{name}.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    empty = tambah_modul(build_bytes({"tahun": 2024}, (2019, 2024)), PLAN_MODULES).data
    path = tmp_path_factory.mktemp("renstra") / "buku.xlsx"
    path.write_bytes(laporan_buku(isi_buku(empty, HERE / "renstra").data).data)
    return openpyxl.load_workbook(path)


def grid(book, sheet, first=None):
    """The rows of a sheet, or of its last table with that first head, without columns that merged cells leave blank."""
    rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
    if first is not None:
        rows = rows[max(n for n, row in enumerate(rows) if row[0] == first) :]
    filled = [k for k in range(len(rows[0])) if any(row[k] is not None for row in rows)]
    return [[row[k] for k in filled] for row in rows]


def same(shown, audited):
    if audited == "":
        return shown in (None, "N/A")
    try:
        return shown == pytest.approx(float(audited), abs=1e-9)
    except (ValueError, TypeError):
        return shown == audited


def words(text):
    return " ".join(str(text).split()).casefold()


def test_goals_and_targets_before_and_after_the_change(book):
    """T-C.25: ``tujuan_sasaran.csv`` of both editions, side by side."""
    rows = grid(book, "Lap TC25")
    head = next(n for n, row in enumerate(rows) if row[0] == "(1)")
    shown = [row for row in rows[head + 1 :] if row[3]]
    of = {v: [r for r in audit("tujuan_sasaran") if r["versi"] == v] for v in ("awal", "perubahan")}
    first, last = of["awal"], of["perubahan"][3:9]  # Tabel 4.3 and 4.4
    assert [words(row[3]) for row in shown] == [words(r["indikator"]) for r in last] and len(shown) == len(first) == 6
    named = [None, None]
    count = 0
    for row, before, now in zip(shown, first, last, strict=True):
        named = [row[1] or named[0], row[2] or named[1]]
        assert words(named[0]) == words(now["tujuan"])
        assert now["jenis"] == "tujuan" or words(named[1]) == words(now["sasaran"])
        assert row[4] == now["satuan"] and (row[5] is None or words(row[5]) == words(before["indikator"]))
        for n, year in enumerate(range(2019, 2025)):
            assert same(row[6 + n], before[f"target_{year}"]), (row[3], year)
            assert same(row[12 + n], now[f"target_{year}"]), (row[3], year)
            count += 2
    assert count == 72


def test_targets_of_the_region(book):
    """Tabel 4.1 and 4.2: the tujuan and sasaran of RPJMD with their targets."""
    shown = {}
    for row in grid(book, "Lap RPJMD"):
        texts = [words(x) for x in row if isinstance(x, str)]
        for r in audit("tujuan_sasaran")[:3]:
            if words(r["indikator"]) in texts and any(isinstance(x, int | float) and x != 1 for x in row):
                shown[r["indikator"]] = [x for x in row if isinstance(x, int | float)]
    years = [f"target_{year}" for year in range(2019, 2025)]
    for r in audit("tujuan_sasaran")[:3]:
        wanted = [r[c] for c in ("kondisi_awal_2018", *years, "kondisi_akhir") if r[c]]
        assert shown[r["indikator"]][-len(wanted) :] == pytest.approx([float(x) for x in wanted])


def test_strategies(book):
    """T-C.26: each arah kebijakan with the strategi, sasaran and tujuan that it stands beside."""
    rows = grid(book, "Lap TC26")
    head = next(n for n, row in enumerate(rows) if row[0] == "(1)")
    above, shown = [None] * 4, []
    for row in rows[head + 1 :]:
        above = [new if new is not None else old for new, old in zip(row, above, strict=True)]
        shown.append([words(x) for x in above])
    assert shown == [[words(r[c]) for c in ("tujuan", "sasaran", "strategi", "arah_kebijakan")]
                     for r in audit("strategi")] and len(shown) == 11  # fmt: skip


def _plan_rows(book, nth):
    rows = grid(book, "Lap TC27")
    heads = [n + 3 for n, row in enumerate(rows) if str(row[0]).startswith("Tabel")]
    result = []
    for row in rows[heads[nth] + 2 :]:
        if str(row[0] or "").startswith("Tabel"):
            break
        if any(x not in (None, "") for x in row) and row[0] != "TUJUAN" and "Target" not in row:
            result.append(row)
    return rows[heads[nth] : heads[nth] + 2], result


def test_programs_in_their_order(book):
    """T-C.27 after the change: the 106 programs, kegiatan and sub kegiatan."""
    (head, _), rows = _plan_rows(book, 1)
    name = head.index("Urusan/Bidang/Program/Kegiatan")
    assert [words(row[name]) for row in rows] == [words(r["uraian"]) for r in audit("program")] and len(rows) == 106


def test_the_legible_part_of_the_first_plan(book):
    """T-C.27 before the change: each target and amount that can be read in the document.

    An amount beside a further indicator is that of its kegiatan; a program is the sum of its kegiatan.
    """
    (head, below), rows = _plan_rows(book, 0)
    name = head.index("Urusan/Bidang/Program/Kegiatan")
    years = [(str(x), n, below.index("Anggaran", n)) for n, x in enumerate(head) if str(x).isdigit()]
    assert len(rows) == len(audit("tc27_awal")) == 47
    targets, named = 0, 0
    shown, audited = {}, {}
    for n, (row, r) in enumerate(zip(rows, audit("tc27_awal"), strict=True)):
        assert words(row[name] or "") == words(r["uraian"])
        named = n if r["uraian"] or r["level"] != "indikator" else named
        for year, place, money in years:
            if r[f"target_{year}"]:
                assert same(row[place], r[f"target_{year}"]), (r["uraian"], year)
                targets += 1
            if r["level"] in ("kegiatan", "indikator") and (r[f"anggaran_{year}"] or (named, year) in audited):
                audited[named, year] = audited.get((named, year), 0) + int(r[f"anggaran_{year}"] or 0)
                shown[named, year] = shown.get((named, year), rows[named][money] or 0)
    programs = {n for n, r in enumerate(audit("tc27_awal")) if r["level"] == "program"}
    assert {k: v for k, v in shown.items() if k[0] not in programs} == {
        k: v for k, v in audited.items() if k[0] not in programs
    }
    assert targets + len(audited) > 100


def test_services(book):
    """T-C.23: each target and realisasi, and each ratio by the rule."""
    shown = [row for row in grid(book, "Lap TC23", "No") if isinstance(row[0], int)]
    years = range(2016, 2021)
    assert len(shown) == 22
    right = 0
    for row, r in zip(shown, audit("tc23"), strict=True):
        assert row[0] == int(r["no"]) and words(row[1]) == words(r["indikator"])
        targets, reached, ratios = row[2:7], row[7:12], row[12:17]
        for n, year in enumerate(years):
            assert same(targets[n], r[f"target_{year}"]) and same(reached[n], r[f"realisasi_{year}"])
            both = r[f"target_{year}"] and r[f"realisasi_{year}"]
            wanted = round(float(r[f"realisasi_{year}"]) / float(r[f"target_{year}"]), 4) if both else None
            assert ratios[n] == ("N/A" if wanted is None else pytest.approx(wanted, abs=1e-9)), (row[1], year)
            if r[f"rasio_{year}"]:
                right += round(ratios[n] * 100, 2) == float(r[f"rasio_{year}"])
    assert right == 13  # of fourteen printed ratios: one lost its first digit


def test_funding(book):
    """T-C.24: each amount in billions of rupiah; what has one year alone has no growth."""
    rows = grid(book, "Lap TC24")
    names = {r["urusan"]: r for r in audit("tc24")}
    shown = {row[0]: row for row in rows if row[0] in names}
    assert shown.keys() == names.keys()
    for name, row in shown.items():
        for n, year in enumerate(range(2014, 2021)):
            for place, column in ((1 + n, "anggaran"), (8 + n, "realisasi")):
                audited = names[name][f"{column}_{year}"]
                assert same(row[place], str(float(audited) * 1e9) if audited else ""), (name, column, year)
    assert shown["Pemberdayaan Masyarakat"][-2:] == ["N/A", "N/A"]
    assert shown["Sosial"][-2:] == [6.93, 9.47]
