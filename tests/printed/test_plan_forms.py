"""The tables of a published Renstra, of Bab I and the Renstra of a published report, of a decree on IKI and of nota
dinas, reproduced by the profiles of their offices: heads, spans, titles, order, notes.

Their figures are compared where the document prints them consistently; what it prints of T-C.23 and T-C.24 is judged in
``tests/checks/test_rencana.py``. Words of heads and figures only, as in ``forms``.
"""

import csv
import json
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.printed.as_printed import CASES, PLAN_MODULES, as_printed
from tests.tools.printed_form import FORMS, grids, judge_table, judge_text, slots_of

HERE = Path(__file__).parent
SPECS = sorted((HERE / "plan_forms").glob("*.json"))
MODULES = PLAN_MODULES
YEARS = {"renstra": (2019, 2024), "renstra2018": (2015, 2019)}


@cache
def _book(name):
    if name in CASES:
        data = as_printed(name)
    else:
        empty = tambah_modul(build_bytes({"tahun": YEARS[name][1]}, YEARS[name]), MODULES).data
        data = laporan_buku(isi_buku(empty, HERE / name).data).data
    own, settings = grids(data)
    return own, slots_of(settings) | {"kota": "Kota Probolinggo"}


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.stem)
def test_every_table_is_reproduced(path):
    spec = json.loads(path.read_text(encoding="utf-8"))
    for printing in spec.get("printings", [None]):
        own, slots = _book((printing or spec)["book"])
        if printing is None:
            verdict = judge_text(own, spec, slots)
            assert not verdict.wrong and verdict.same >= len(spec["lines"])
            continue
        verdict = judge_table(own, spec, printing, slots, cells=bool(printing["tables"]))
        assert not verdict.wrong and verdict.same >= 2 * len(spec["head"]["cells"])


def test_the_plan_shows_every_row_and_figure_that_was_typed(tmp_path):
    """T-C.27 from its first program to its last: the names in order, each target and amount in its year's column.

    A parent's amount is the sum beneath it; where the print says otherwise RCN-01 tells of it. An amount that stands
    beside a further indicator is that of its kegiatan, and is shown once, on the kegiatan's row.
    """
    folder = HERE / "renstra"
    empty = tambah_modul(build_bytes({"tahun": 2024}, YEARS["renstra"]), MODULES).data
    (tmp_path / "buku.xlsx").write_bytes(laporan_buku(isi_buku(empty, folder).data).data)
    grid = [list(r) for r in openpyxl.load_workbook(tmp_path / "buku.xlsx")["Lap TC27"].iter_rows(values_only=True)]
    heads = [n + 3 for n, row in enumerate(grid) if str(row[0]).startswith("Tabel")]  # it is repeated on each page
    typed = list(csv.DictReader((folder / "tbl_pendanaan.csv").open(encoding="utf-8-sig")))
    told = {(f.tertulis, f.seharusnya): f.sel for f in periksa_buku(str(tmp_path / "buku.xlsx"), tulis=False).findings
            if f.kode == "RCN-01"}  # fmt: skip
    assert len(told) == 4 and (301_200_000, 1_154_674_000) in told
    count, differ = 0, {}
    for document, head, rows in (("Awal", heads[0], 47), ("Perubahan", heads[1], 106)):
        wanted = [row for row in typed if row["Dokumen"] == document]
        assert len(wanted) == rows
        code = grid[head].index("Kode")
        name = grid[head].index("Urusan/Bidang/Program/Kegiatan")
        years = {f"{x}": n for n, x in enumerate(grid[head]) if str(x).isdigit()}
        shown = []
        for row in grid[head + 2 :]:
            if str(row[0] or "").startswith("Tabel"):
                break
            if any(x not in (None, "") for x in row) and row[0] != "TUJUAN" and "Target" not in row:
                shown.append(row)
        assert [row[name] or "" for row in shown][: len(wanted)] == [row["Uraian"] for row in wanted]
        assert len(shown) == len(wanted) and [row[code] for row in shown if row[code]]
        for row, line in zip(wanted, shown, strict=True):
            for year, place in years.items():
                target = line[place]
                assert (row[f"Target {year}"] or "") == ("" if target in (None, "") else f"{target:g}")
                money = float(row[f"Pagu {year}"] or 0)
                node = [other for its, other in zip(wanted, shown, strict=True) if its["Kode"] == row["Kode"]]
                amount = sum(other[grid[head + 1].index("Anggaran", place)] or 0 for other in node)
                if money and money != amount:
                    differ[money, amount] = row["Uraian"]
                count += bool(row[f"Target {year}"]) + bool(money)
    assert count == 128 and differ.keys() == told.keys()


def test_the_tables_that_the_document_holds():
    assert len(SPECS) == 42


def _spec_path(name):
    return next(p for p in (FORMS / f"{name}.json", HERE / "plan_forms" / f"{name}.json") if p.exists())


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize(("case", "name"), [(case, name) for case, own in CASES.items() for name in own.specs])
def test_with_its_own_words_a_table_prints_without_any_error(case, name):
    own, slots = _book(case)
    spec = json.loads(_spec_path(name).read_text(encoding="utf-8"))
    for printing in spec.get("printings", ()):
        verdict = judge_table(own, spec, {**printing, "errors": []}, slots)
        assert verdict.passes and verdict.errors == 0, verdict.wrong
    if "lines" in spec:
        assert judge_text(own, spec, slots).passes
