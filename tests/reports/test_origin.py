"""Every figure of every report names where it comes from, and what stands there is what is printed."""

import re
from collections import Counter

import pytest

from lkjip_xl.expr.explain import applied, walk
from lkjip_xl.expr.tree import Call
from lkjip_xl.expr.values import is_number
from lkjip_xl.reports.formula_trace import Trace
from lkjip_xl.reports.layout.source import Source
from lkjip_xl.reports.origin import Explainer
from lkjip_xl.reports.registry import possible_ids, write_reports
from lkjip_xl.rules.registry import all_rules
from lkjip_xl.schema import contract
from tests.reports.made_book import acak, bahan


def explainer(world):
    return Explainer(world, lambda table, row, column: (table, f"{column}{row}"))


def sheets(world):
    return write_reports(world, possible_ids(world))


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def check_sources(world, sheet):
    """Numbers of data have a source that gives the same number; returns how many were looked at."""
    explain, seen = explainer(world), 0
    for r, row in enumerate(sheet.rows):
        for k, cell in enumerate(row.cells if row else ()):
            if cell is None or not is_number(cell.value) or cell.source is None:
                # Only what counts the rows of the form has no origin.
                assert cell is None or not is_number(cell.value) or (k == 0 and cell.value == int(cell.value)), (
                    sheet.name, r, k, cell.value,
                )  # fmt: skip
                continue
            source = cell.source
            found = explain.value(source) if source.table else explain.explain(source).nilai
            if found is not None or source.table:
                assert is_number(found) and close(found, cell.value), (sheet.name, r, k, cell, found)
                seen += 1
    return seen


@pytest.mark.parametrize("document", ["Awal", "Perubahan"])
def test_every_number_of_the_sample_is_what_stands_at_its_source(document):
    world = bahan({"dokumen_pk": document, "triwulan_berjalan": 3})
    counts = {s.id: check_sources(world, s) for s in sheets(world)}
    assert counts["LAP-TW4"] > 150 and counts["LAP-ANGGARAN"] > 300 and counts["LAP-EFISIENSI"] > 20
    assert sum(counts.values()) > 1000


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("seed", range(8))
def test_every_number_of_random_books_is_what_stands_at_its_source(seed):
    world = acak(seed)
    assert sum(check_sources(world, s) for s in sheets(world)) > 0


def test_labels_of_data_name_their_cell():
    world = bahan()
    [sheet] = write_reports(world, ["LAP-CAPAIAN"])
    texts = {c.value: c.source for row in sheet.rows if row for c in row.cells if c and isinstance(c.value, str)}
    name = world.indikator[0].nama
    assert texts[name] == Source("tbl_pengukuran", 1, "Indikator")
    assert texts[str(world.settings["instansi"]).upper()] == Source("tbl_pengaturan", "instansi", "Nilai")
    assert texts["Persentase Capaian"] is None


def test_capaian_follows_from_target_and_realisasi():
    origin = explainer(bahan()).explain(Source("tbl_pengukuran", 1, "Capaian"))
    assert origin.perhitungan == "80,9 / 88 = 91,93%"
    assert [r.kode for r in origin.aturan][:2] == ["CAP-04", "CAP-03"]
    shown = {i.nama: i.tampil for i in origin.masukan}
    assert shown["Target"] == "88" and shown["Realisasi TW4"] == "80,9" and shown["batas_capaian"] == "(kosong)"


def test_a_cap_that_is_reached_is_said():
    world = bahan({"batas_capaian": 0.9})
    origin = explainer(world).explain(Source("tbl_pengukuran", 1, "Capaian"))
    assert origin.perhitungan == "yang lebih kecil dari 91,93% dan batas 90,00% = 90,00%"


def test_sums_and_means_are_written_out():
    world = bahan()
    explain = explainer(world)
    mean = explain.explain(Source("tbl_ringkasan", "Rata-rata capaian", "Nilai"))
    assert mean.perhitungan == "(91,93% + 100,00% + 100,00%) / 3 = 97,31%"
    assert {r.kode for r in mean.aturan} == {"RAT-02", "BUL-01", "CAP-04"}
    money = explain.explain(Source("tbl_pengukuran", 1, "Pagu"))
    assert money.perhitungan == "jumlah 8 rincian = Rp2.446.011.190" and len(money.masukan) == 8
    assert sum(i.nilai for i in money.masukan) == 2_446_011_190
    serapan = explain.explain(Source("tbl_pengukuran", 1, "Serapan"))
    assert serapan.perhitungan == "Rp1.962.987.055 / Rp2.446.011.190 = 80,25%"


def test_what_cannot_be_computed_says_which_input_is_missing():
    origin = explainer(bahan()).explain(Source("tbl_pengukuran", 2, "Efisiensi"))
    assert origin.tampil == "N/A" and origin.catatan == ["N/A: Capaian kosong atau N/A."]


def test_deep_explanations_end_at_what_was_typed():
    origin = explainer(bahan()).explain(Source("tbl_pengukuran", 1, "Efisiensi"), deep=True)

    def ends(one):
        for i in one.masukan:
            if i.asal is None or not i.asal.masukan:
                yield i
            else:
                yield from ends(i.asal)

    leaves = list(ends(origin))
    assert {"Realisasi TW4", "Pagu Perubahan", "Target"} <= {i.nama for i in leaves}
    assert all(i.asal is not None and i.asal.catatan for i in leaves if i.nama == "Realisasi TW4")


def test_every_computed_column_names_its_rule_or_the_cell_that_it_repeats():
    for table in contract.tables(2019, 2023).values():
        for column in table.computed:
            if column.hidden or column.by_row or table.panel:  # a panel repeats computed cells in an order of its own
                continue
            if column.formula is None:
                assert column.rule in all_rules(), (table.name, column.name)
            elif not column.rule and not applied(column.formula):
                # A repeated cell follows no rule: one lookup in Renstra, nothing else.
                called = [n.function.name for n in walk(column.formula) if isinstance(n, Call)]
                assert sorted(called) in (["cari_teks", "jika"], ["jika", "teks_baris"]), (table.name, column.name)


def test_the_rules_on_the_way_of_each_column_of_the_sample():
    world, found = bahan(), {}
    for table in world.tables.values():
        for column in table.computed:
            rows = [r for r in world.rows(table.name) if r.get(table.key) not in (None, "")]
            if column.formula is not None and rows:
                trace = Trace(world, table.name, rows[0])
                found[table.name, column.name] = [r.kode for r in trace.rules(column.formula)]
    assert found["tbl_pengukuran", "Capaian Asli"] == ["CAP-03", "BUL-01", "CAP-01", "TRW-03", "TGT-04"]
    assert found["tbl_pengukuran", "Target"] == ["TGT-01"] and found["tbl_pengukuran", "Predikat"] == ["PRE-01"]
    assert found["tbl_anggaran", "Serapan"] == ["ANG-02", "BUL-01", "ANG-07"]
    assert found["tbl_anggaran", "Sisa"] == ["ANG-03"]


def reckoned(text):
    """Value of arithmetic as a report writes it; None for words."""
    plain = text.replace("Rp", "").replace(".", "").replace(",", ".").replace(" x ", " * ")
    plain = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", plain)
    return eval(plain) if re.fullmatch(r"[-+*/(). \d]+", plain) else None


def check_explained(world, sheet):
    """Every number is explained: by a rule or by cells; what is written as arithmetic gives the number."""
    explain, kinds = explainer(world), Counter()
    for row in sheet.rows:
        for cell in row.cells if row else ():
            if cell is None or cell.source is None or not is_number(cell.value):
                continue
            origin = explain.explain(cell.source, value=cell.value)
            typed = bool(cell.source.table) and origin.catatan[:1] in (["Diketik."], ["Diketik di lembar Pengaturan."])
            assert typed or origin.aturan or origin.masukan, (sheet.name, cell)
            assert typed or origin.masukan, (sheet.name, cell)
            left, equals, _ = origin.perhitungan.rpartition(" = ")
            value = reckoned(left) if equals and "sehingga" not in origin.perhitungan else None
            kinds[
                "typed" if typed else "reckoned" if value is not None else "said" if origin.perhitungan else "silent"
            ] += 1
            if value is not None:
                # The result is rounded to the shown decimals of a percent, and so are ratios among the inputs.
                step = 10.0 ** -(2 + int(world.decimals))
                assert abs(value - cell.value) <= 2 * step * max(1, abs(cell.value)), (sheet.name, cell, origin)
    return kinds


def test_every_number_of_the_sample_is_explained_and_can_be_reckoned_again():
    world = bahan({"triwulan_berjalan": 3})
    kinds = sum((check_explained(world, s) for s in sheets(world)), Counter())
    assert kinds["reckoned"] > 800 and kinds["said"] > 100 and kinds["silent"] == 0, kinds


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("seed", range(12))
def test_every_number_of_random_books_is_explained_and_can_be_reckoned_again(seed):
    world = acak(seed)
    kinds = sum((check_explained(world, s) for s in sheets(world)), Counter())
    assert kinds["reckoned"] > 0 and kinds["silent"] == 0, kinds
