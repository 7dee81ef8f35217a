"""The printed T-C.23 and T-C.24 of a published Renstra: right ratios are silent to the last digit, wrong ones are told.

``tests/printed/renstra`` holds the figures; ``tercetak.csv`` what the document prints of them, and what is right where
it is wrong (from the audit of the document).
"""

import csv
from pathlib import Path

import pytest

from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.book import Row
from lkjip_xl.compute.funding import funding_of
from lkjip_xl.compute.services import services_of
from lkjip_xl.compute.world import World
from tests.printed.csv_book import buku_dari_csv

FOLDER = Path(__file__).parents[1] / "printed" / "renstra"
PRINTED = list(csv.DictReader((FOLDER / "tercetak.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def findings():
    book = buku_dari_csv(FOLDER)
    cells = [{**{k: r[k] for k in ("Tabel", "Kode", "Kolom", "Tertulis")}, "Dokumen": "Renstra"} for r in PRINTED]
    book.tables["tbl_cetak"] = [Row(i, r) for i, r in enumerate(cells, 1)]
    return run_checks(Context(World(book)))


def test_right_ratios_are_silent_and_wrong_ones_are_told(findings):
    told = {t.baris: t.seharusnya for t in findings if t.kode.startswith("CET")}
    wanted = {n: r["Seharusnya"] for n, r in enumerate(PRINTED, 1) if r["Seharusnya"]}
    assert told == wanted and len(wanted) == 13 and len(PRINTED) == 32


def test_ratios_come_out_as_they_are_printed():
    world = World(buku_dari_csv(FOLDER))
    services, funding = services_of(world), funding_of(world)
    for row in PRINTED:
        what, _, year = row["Kolom"].partition(" ")
        wanted = float((row["Seharusnya"] or row["Tertulis"]).replace(",", ".").rstrip("%"))
        if what == "Rasio":
            assert services.ratio(services.by_key[row["Kode"].casefold()], int(year)) == pytest.approx(wanted / 100)
        elif what == "Serapan" and row["Seharusnya"]:
            line = next(x for x in funding.lines if x.name == row["Kode"])
            got = funding.ratio(line.amount(int(year), "Pagu"), line.amount(int(year), "Realisasi"))
            assert got == pytest.approx(wanted / 100)
    growth = {x.name: funding.growth(x.amount(y, "Pagu") for y in funding.years) for x in funding.lines}
    assert growth["Sosial"] == 0.0693 and growth["Perlindungan Perempuan dan Anak"] == 1.0025
    assert growth["Pemberdayaan Masyarakat"].kode == "#N/A"


def test_staff_totals_that_differ_and_a_copied_series_are_told(findings):
    told = {t.kode: t.uraian for t in findings}
    assert told["RCN-03"] == "Jumlah pegawai menurut Jabatan 58, sedangkan menurut Status 59."
    assert "Jumlah KDRT sama persis dengan Jumlah laporan kekerasan perempuan pada 5 tahun" in told["RCN-07"]


def test_amounts_of_the_plan_that_do_not_close_are_told():
    """Each program of the printed plan whose kegiatan do not add up to it, typed as it stands there."""
    groups = {}
    for row in csv.DictReader((FOLDER / "pagu_ragu.csv").open(encoding="utf-8")):
        groups.setdefault(row["Kelompok"], []).append(row)
    book = buku_dari_csv(FOLDER)
    rows = book.tables["tbl_pendanaan"] = []
    for number, group in enumerate(groups.values(), 1):
        for place, row in enumerate(group):
            code = f"9.{number:02}" + (f".{place:02}" if place else "")
            money = {"Pagu 2019": float(row["Pagu 2019"])} if row["Pagu 2019"] else {}
            cells = {"Dokumen": "Awal", "Kode": code, "Tingkat": row["Tingkat"], "Uraian": f"Uraian {code}"}
            rows.append(Row(len(rows) + 1, cells | money))
    told = {f.tertulis: f.seharusnya for f in run_checks(Context(World(book))) if f.kode == "RCN-01"}
    money = {name: [float(r["Pagu 2019"] or 0) for r in group] for name, group in groups.items()}
    assert told == {typed: sum(rest) for typed, *rest in money.values() if typed}
    assert len(groups) == 15 and len(told) == 14 and money["G12"][0] == 0, "one program has no amount of its own"
    names = {name: sum(rest) for name, (_, *rest) in money.items()}
    assert [names[g] for g in ("G1", "G7", "G13", "G15")] == [369_045_000, 807_423_000, 848_100_000, 160_000_000]


@pytest.mark.parametrize(("method", "growth"), [("Rata-rata tahunan", 0.0693), ("Sederhana", 0.0488),
                                                ("Majemuk", 0.0437)])  # fmt: skip
def test_growth_follows_the_named_method(method, growth):
    funding = funding_of(World(buku_dari_csv(FOLDER, metode_pertumbuhan=method)))
    line = next(x for x in funding.lines if x.name == "Sosial")
    assert funding.growth(line.amount(y, "Pagu") for y in funding.years) == growth
