"""One quantity is one number, wherever it is shown: tables, Beranda, reports, Python, export, ``--json``.

Every test runs over random books with all that people type. A report's cell is found by its heading and by the wording
in its row, as a reader finds it.
"""

import json
from functools import cache

import openpyxl
import pytest

from lkjip_xl.compute.blank_quarters import blank_quarters_of
from lkjip_xl.compute.book import Book, Row
from lkjip_xl.compute.comparison import comparison_of
from lkjip_xl.compute.key import key
from lkjip_xl.compute.quantities import ANGGARAN, INDIKATOR, INSTANSI, KOLOM, Quantities
from lkjip_xl.compute.unmeasured_promises import unmeasured_promises
from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import NOT_AVAILABLE, ErrorValue, is_number
from lkjip_xl.flows.buka import buka
from lkjip_xl.flows.ekspor import export_tables
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.hosts.answers import as_json
from lkjip_xl.reports.registry import possible_ids, write_reports
from lkjip_xl.rules.tertulis import numbers_of
from lkjip_xl.schema.settings import LEVELS, SCALES, SETTINGS
from lkjip_xl.template.book import build
from tests.compute.random_book import as_shown, everything, random_setting, seeded

SEEDS = range(24)


@cache
def world(seed: int) -> World:
    """The world of a random book; odd seeds have hidden spaces in their codes, even ones none."""
    rng = seeded(1000 + seed)
    rows = everything(rng, odd_spaces=0.08 if seed % 2 else 0)
    settings = {s.key: s.default for s in SETTINGS} | random_setting(rng)
    settings["tahun"] = rng.choice([2025, 2027, 2029])
    rows["tbl_skala"] = [dict(zip(("Skala", "Batas Bawah", "Termasuk", "Predikat"), r, strict=False)) for r in SCALES]
    rows["tbl_tingkat"] = [dict(zip(("Skala Tingkat", "Tingkat", "Skor"), r, strict=True)) for r in LEVELS]
    numbered = {name: [Row(i, row) for i, row in enumerate(some, 1)] for name, some in rows.items()}
    return World(Book(settings, numbered))


def same(a, b) -> bool:
    """Two values that a reader takes for one: equal, and of errors the same one."""
    if a in (None, "") and b in (None, ""):
        return True
    return a == b and (a.__class__ is ErrorValue) == (b.__class__ is ErrorValue)


def differing(pairs) -> list:
    """Those of ``(name, value, value)`` that differ."""
    return [(name, a, b) for name, a, b in pairs if not same(a, b)]


def provisional_predikat(w, s, mean):
    """Predikat of the office, marked while an indicator of its mean is not measured."""
    predikat = w.predikat_of(mean)
    promised = 0 if w.mean_over == "IKU" else len(unmeasured_promises(w))
    open_ones = 0 < s["Indikator terukur"] < s["Indikator seluruhnya"] + promised
    return f"{predikat} (sementara)" if open_ones and predikat.__class__ is str else predikat


# --- Beranda ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS)
def test_beranda_says_what_the_rows_say(seed):
    w = world(seed)
    s, every = w.summary, [*w.indikator, *w.indikator_lain]
    means = {
        "Rata-rata IKU": [i["Capaian Berjalan"] for i in every if i["_IKU"] == 1],
        "Rata-rata indikator PK": [
            i["Capaian Berjalan"] for i in every if i["Sumber Target"] == f"PK {w.defined['lk_pk']}"
        ],
        "Rata-rata sasaran": [g.rata_rata for g in native_sasaran(w)],
    }
    pairs = [(name, s[name], w.mean_of(values)) for name, values in means.items()]
    office = {"IKU": "Rata-rata IKU", "PK": "Rata-rata indikator PK", "Sasaran": "Rata-rata sasaran"}[w.mean_over]
    of_mean = w.office_indicators
    if w.mean_over == "Sasaran":
        of_mean = [i for i in every if is_number(i["_Sasaran"])]
    pairs += [
        ("Rata-rata capaian", s["Rata-rata capaian"], s[office]),
        ("Predikat", s["Predikat"], provisional_predikat(w, s, s[office])),
        ("Indikator seluruhnya", s["Indikator seluruhnya"], len(of_mean)),
        ("Indikator terukur", s["Indikator terukur"], sum(is_number(i["Capaian Berjalan"]) for i in of_mean)),
        ("Pagu", s["Pagu"], w.budget.pagu),
        ("Realisasi", s["Realisasi"], w.budget.realisasi),
        ("Serapan", s["Serapan"], w.budget.serapan),
    ]
    if is_number(s["Pagu tanpa indikator"]):  # SUMPRODUCT stops at an unusable amount of any leaf
        without = w.budget.without_indicator()[0]
        pairs.append(("Pagu tanpa indikator", s["Pagu tanpa indikator"], 0 if without == NOT_AVAILABLE else without))
    assert differing(pairs) == []


class _Group:
    def __init__(self, w, members):
        self.rata_rata = w.mean_of([i["Capaian Berjalan"] for i in members])


def native_sasaran(w):
    """The sasaran as the formulas group them; without hidden spaces they are those of the reports."""
    groups = {}
    for i in (*w.indikator, *w.indikator_lain):
        if is_number(i["_Sasaran"]):
            groups.setdefault(i["_Sasaran"], []).append(i)
    return [_Group(w, members) for members in groups.values()]


@pytest.mark.parametrize("seed", [s for s in SEEDS if s % 2 == 0])
def test_sasaran_of_reports_and_of_formulas_are_one(seed):
    w = world(seed)
    assert w.summary["Rata-rata sasaran"] == w.mean_of([s.rata_rata for s in w.sasaran])
    for s in w.sasaran:
        numbers = {i["_Sasaran"] for i in s.indikator if is_number(i["_Sasaran"])}
        assert len(numbers) <= 1
        if len(s.indikator) == 1 and is_number(s.indikator[0]["Pagu"]):
            one = s.indikator[0]
            assert (s.pagu, s.realisasi, s.serapan) == (one["Pagu"], one["Realisasi Anggaran"], one["Serapan"])


# --- quantities by name ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS)
def test_a_quantity_by_name_is_the_cell_of_its_row(seed):
    w = world(seed)
    q = Quantities(w)
    k = q.state(w.decimals, w.rounding)
    pairs, last = [], {}
    for row in reversed(w.measured):  # a code that stands twice means its first row
        last[key(row["Kode"])] = row
    for code, row in last.items():
        for name in KOLOM[INDIKATOR]:
            if name in row:
                pairs.append(((row["Kode"], name), q.besaran(INDIKATOR, code, name).hitung(k), row[name]))
        pairs.append(((row["Kode"], "Porsi"), q.besaran(INDIKATOR, code, "Porsi").hitung(k), w.porsi_of(row["Pagu"])))
    for row in w.budget.rows:
        for name in ("Pagu", "Realisasi", "Serapan", "Sisa"):
            pairs.append(((row.kode, name), q.besaran(ANGGARAN, None, name, position=row.nomor).hitung(k),
                          getattr(row, name.lower())))  # fmt: skip
        for n in (1, 2, 3, 4):
            pairs.append(((row.kode, n), q.besaran(ANGGARAN, None, f"Realisasi TW{n}", position=row.nomor).hitung(k),
                          row.realisasi_tw[n - 1]))  # fmt: skip
    for name, beranda in (("Pagu", "Pagu"), ("Realisasi", "Realisasi"), ("Serapan", "Serapan"),
                          ("Rata-rata Capaian", "Rata-rata capaian"), ("Rata-rata IKU", "Rata-rata IKU"),
                          ("Rata-rata Indikator PK", "Rata-rata indikator PK")):  # fmt: skip
        if len(last) == len(w.measured) and (seed % 2 == 0 or name in ("Pagu", "Realisasi", "Serapan")):
            pairs.append((name, q.besaran(INSTANSI, "", name).hitung(k), w.summary[beranda]))
    assert len(pairs) > 500
    assert differing(pairs) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_world_at_another_state_is_the_book_with_other_settings(seed):
    w = world(seed)
    rng = seeded(seed)
    for _ in range(3):
        quarter, document, decimals = rng.randrange(1, 5), rng.choice(["Awal", "Perubahan"]), rng.randrange(5)
        settings = {**w.book.settings, "triwulan_berjalan": quarter, "dokumen_pk": document, "desimal_persen": decimals,
                    "pembulatan": "Potong"}  # fmt: skip
        other = World(Book(settings, w.book.tables, w.book.years))
        at = w.at(quarter=quarter, document=document, decimals=decimals, rounding="Potong")
        lazy = {key(r["Kode"]): at.indicator_row(r["Kode"]) for r in w.measured}
        pairs, seen = [], set()
        for row in other.measured:
            if key(row["Kode"]) not in seen:
                seen.add(key(row["Kode"]))
                pairs += [((row["Kode"], c), lazy[key(row["Kode"])][c], row[c]) for c in row if c[0] != "#"]
        for name in other.computed:
            for a, b in zip(at.rows(name), other.rows(name), strict=True):
                pairs += [((name, b["#nomor"], c), a[c], b[c]) for c in b]
        pairs += [(name, at.summary[name], other.summary[name]) for name in other.summary]
        assert differing(pairs) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_year_is_the_quarter_that_runs(seed):
    w = world(seed)
    n = w.quarter
    if not is_number(n):
        return
    pairs = [((i.kode, "Realisasi"), w.realisasi_to(i, n), i["Realisasi"]) for i in w.indikator if i.renstra]
    for row in w.budget.rows:
        pairs.append(((row.kode, "Realisasi"), row.realisasi_tw[n - 1], row.realisasi))
        pagu = {"Awal": row.pagu_awal, "Perubahan": row.pagu_perubahan}[w.document]
        pairs.append(((row.kode, "Pagu"), pagu, row.pagu))
        if w.budget.quarter_documents[n - 1] == w.document:
            pairs.append(((row.kode, "Serapan"), w.budget.serapan_tw(row, n), row.serapan))
    pairs.append(("office", w.budget.realisasi_tw[n - 1], w.budget.realisasi))
    assert differing(pairs) == []


# --- report sheets ---------------------------------------------------------------------------------------------------
INDICATOR_COLUMNS = {
    "Persentase Capaian": "Capaian Berjalan", "Capaian Kinerja": "Capaian", "Capaian Asli": "Capaian Asli",
    "Target": "Target",
    "Realisasi": "Realisasi", "Predikat": "Predikat", "Tingkat Kemajuan": "Kemajuan", "Anggaran (Rp)": "Pagu",
    "Realisasi Anggaran (Rp)": "Realisasi Anggaran", "Penyerapan Anggaran": "Serapan",
    "Tingkat Efisiensi": "Efisiensi", "Persentase Capaian Kinerja": "Capaian",
    "Persentase Penyerapan Anggaran": "Serapan",
}  # fmt: skip
"""Heading of a report's column -> column of Pengukuran that it shows."""


def shown(value):
    """A computed value as a report's cell shows it."""
    if value in (None, ""):
        return "-"
    if value.__class__ is ErrorValue:
        return "N/A"
    return value


def grid(sheet) -> list[dict]:
    """Cells of a sheet by their first column, row by row."""
    return [
        {} if row is None else {n: c[0] for n, c in enumerate(row.cells) if c is not None and c[0] is not None}
        for row in sheet.rows
    ]


def headed_cells(sheet, headings):
    """``(row, cells of the row, heading, value)`` of the cells beneath a heading, as far as its table goes."""
    columns: dict[int, str] = {}
    rows = grid(sheet)
    for number, cells in enumerate(rows):
        if any(x in headings for x in cells.values()):
            columns = {n: x for n, x in cells.items() if x in headings}
            for n, x in rows[number + 1].items():
                if not str(x).startswith("("):  # a group of columns has headings of its own beneath
                    columns.pop(n, None)
        elif columns and not any(n in cells for n in columns):
            columns = {}
        else:
            yield from ((number, cells, heading, cells[n]) for n, heading in columns.items() if n in cells)


@pytest.mark.parametrize("seed", SEEDS)
def test_report_cells_are_the_rows_of_the_book(seed):
    w = world(seed)
    by_name = {str(i.nama): i for i in reversed((*w.indikator, *w.indikator_lain))}
    twice = {str(n) for n in by_name if sum(str(i.nama) == n for i in (*w.indikator, *w.indikator_lain)) > 1}
    ids = [i for i in possible_ids(w) if i.startswith(("LAP-SASARAN", "LAP-CAPAIAN", "LAP-EFISIENSI", "LAP-AKHIR"))]
    checked, wrong = 0, []
    for sheet in write_reports(w, ids):
        for number, cells, heading, value in headed_cells(sheet, INDICATOR_COLUMNS):
            texts = [str(x).removesuffix(" (%)") for x in cells.values()]
            names = [x for x in texts if x in by_name]
            if not names or names[0] in twice:
                continue
            indikator = by_name[names[0]]
            checked += 1
            wanted = with_percent(indikator, shown(indikator[INDICATOR_COLUMNS[heading]]))
            if (
                heading == "Predikat"
                and is_number(indikator["Capaian Berjalan"])
                and blank_quarters_of(w, indikator.isi)
            ):
                wanted += " (sementara)"
            if value != wanted and not (value == "N/A" and wanted == "-"):
                wrong.append((sheet.id, number, heading, indikator.kode, value, wanted))
    assert wrong == []
    assert checked > 40


@pytest.mark.parametrize("seed", SEEDS)
def test_money_of_a_budget_row_is_one_on_every_sheet(seed):
    w = world(seed)
    rows = {str(a.uraian): a for a in w.budget.rows}
    [sheet] = write_reports(w, ["LAP-ANGGARAN"])
    wrong, checked = [], 0
    for cells in grid(sheet):
        row = rows.get(cells.get(1))
        if row is not None:
            checked += 1
            wanted = [shown(x) for x in (row.pagu, row.realisasi, row.serapan, row.sisa)]
            if [cells.get(n) for n in (2, 3, 4, 5)] != wanted:
                wrong.append((row.kode, cells, wanted))
    assert wrong == [] and checked == sum(w.budget.printed(row) for row in w.budget.rows) > 40
    [total] = [c for c in grid(sheet) if c.get(0) == "TOTAL JUMLAH"]
    assert [total.get(n) for n in (2, 3, 4)] == [shown(w.summary[x]) for x in ("Pagu", "Realisasi", "Serapan")]
    levels = {str(a.uraian).upper(): a for a in w.budget.rows}
    for n in (1, 2, 3, 4):
        [sheet] = write_reports(w, [f"LAP-TW{n}"])
        money = 0
        for cells in grid(sheet):
            row = levels.get(str(cells.get(14)).upper())
            if row is not None and is_number(cells.get(15)):
                money += 1
                assert cells[15] == row.pagu_tw[n - 1]
                assert cells.get(16) == shown(row.realisasi_tw[n - 1])
                assert cells.get(17) == shown(w.budget.serapan_tw(row, n))
        assert money > 20


def with_percent(i, value):
    """A bound of a percent as it is printed: as signed, with its sign."""
    bare = i.tipe == "Persen" and isinstance(value, str) and value[-1:].isdigit() and numbers_of(value)
    return f"{value}%" if bare else value


def cells_of_quarter(w, i, n):
    """Realisasi and capaian of an indicator as the book tells them at the end of a quarter."""
    typed = i[f"Realisasi TW{n}"]
    if i.unplanned(n) and str(typed).casefold() != "n/a":
        return "-", "-"
    row = w.at(quarter=n).indicator_row(i.kode)
    planned = any(is_number(i[f"_T{k}"]) for k in range(1, n + 1))
    # Without any target of its own, and at the year's end with one, the quarter's own capaian stands.
    own = n > w.quarter or not planned or (n == 4 and is_number(i["_T4"])) or w.book.first_version
    return shown(row["Realisasi"]), shown(i[f"Capaian TW{n}"] if own else row["Capaian Berjalan"])


@pytest.mark.parametrize("seed", SEEDS)
def test_an_indicator_of_a_quarters_form_is_its_row(seed):
    w = world(seed)
    names = [str(i.nama) for i in w.indikator]
    codes = [key(r["Kode"]) for r in w.measured]
    once = {str(i.nama): i for i in w.indikator if names.count(str(i.nama)) == 1 and codes.count(key(i.kode)) == 1}
    seen = 0
    for n in (1, 2, 3, 4):
        [sheet] = write_reports(w, [f"LAP-TW{n}"])
        for cells in grid(sheet):
            i = once.get(cells.get(4))
            if i is not None and 13 in cells:
                seen += 1
                wanted = (with_percent(i, shown(i["Target"])), *cells_of_quarter(w, i, n))
                assert (cells[6], cells[12], cells[13]) == wanted
    assert seen > 20


# --- other years and others ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", SEEDS)
def test_the_past_of_a_report_is_that_of_the_printed_cells(seed):
    w = world(seed)
    q, before = Quantities(w), w.year - 1
    k, pairs = q.state(w.decimals, w.rounding), []
    for i in w.indikator:
        if i.kode != q.codes[key(i.kode)] or not i.renstra:
            continue
        by_name = {name: q.besaran(INDIKATOR, key(i.kode), name).hitung(k) for name in KOLOM[INDIKATOR]}
        kini, lalu = comparison_of(w).realisasi(i, w.year), comparison_of(w).realisasi(i, before)
        pairs += [
            ((i.kode, "Target Lalu"), by_name["Target Lalu"], comparison_of(w).target(i, before)),
            ((i.kode, "Realisasi Lalu"), by_name["Realisasi Lalu"], None if lalu == NOT_AVAILABLE else lalu),
            ((i.kode, "Capaian Lalu"), by_name["Capaian Lalu"], comparison_of(w).capaian(i, before)),
            ((i.kode, "Target Akhir"), by_name["Target Akhir"], w.target_renstra(i.kode, w.last_year)),
            *(((i.kode, s), by_name[f"Realisasi {s}"], comparison_of(w).outside(i, s).get("Realisasi"))
              for s in ("Provinsi", "Nasional")),
        ]  # fmt: skip
        if i.tipe != "Tingkat":
            pairs.append(
                (
                    (i.kode, "Pertumbuhan"),
                    by_name["Pertumbuhan"],
                    w.pertumbuhan_of(*(w.number(i.kode, x) for x in (kini, lalu))),
                )
            )
    assert len(pairs) > 20
    assert differing(pairs) == []


# --- files -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [3, 8])
def test_file_export_json_and_python_say_the_same(seed, tmp_path):
    rng = seeded(seed)
    path = tmp_path / "buku.xlsx"
    build(path, random_setting(rng), rows=everything(rng))
    done = hitung_buku(path, backup=False)
    answer = json.loads(json.dumps(as_json(done)))["ringkasan"]
    stored = {}
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            for a, b in zip(row, row[1:], strict=False):
                if a.value in answer and sheet.title == "Beranda":
                    stored.setdefault(a.value, b.value)
    book = buka(path)
    exported = {table.name: table for table in export_tables(compute_book(path)[1])}
    summary = {k: v.kode if v.__class__ is ErrorValue else v for k, v in book.ringkasan.items()}
    assert answer == summary == {k: stored[k] for k in summary}
    beranda = dict(exported["tbl_ringkasan"].rows)
    assert beranda == {k: "N/A" if v == "#N/A" else v for k, v in summary.items()}
    measured = exported["tbl_pengukuran"]
    code, capaian = measured.names.index("Kode"), measured.names.index("Capaian")
    compared = 0
    for i in book.indikator:
        found = [row[capaian] for row in measured.rows if row[code] == i.kode]
        if len(found) == 1:
            value = as_shown(i["Capaian"])
            assert found[0] == ("N/A" if value == "#N/A" else value)
            compared += 1
    assert compared > 5
