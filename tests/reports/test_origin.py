"""Every figure of every report names where it comes from, and what stands there is what is printed."""

import pytest

from lkjip_xl.expr.values import is_number
from lkjip_xl.reports.formula_trace import Trace, rule_of
from lkjip_xl.reports.layout.source import Source
from lkjip_xl.reports.origin import Explainer
from lkjip_xl.reports.registry import possible_ids, write_reports
from lkjip_xl.rules.registry import all_rules
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
    assert {r.kode for r in mean.aturan} == {"RAT-01", "BUL-01"}
    money = explain.explain(Source("tbl_pengukuran", 1, "Pagu"))
    assert money.perhitungan == "jumlah 8 rincian = Rp2.446.011.190" and len(money.masukan) == 8
    assert sum(i.nilai for i in money.masukan) == 2_446_011_190
    serapan = explain.explain(Source("tbl_pengukuran", 1, "Serapan"))
    assert serapan.perhitungan == "Rp1.962.987.055 / Rp2.446.011.190 = 80,25%"


def test_what_cannot_be_computed_says_which_input_is_missing():
    origin = explainer(bahan()).explain(Source("tbl_pengukuran", 2, "Efisiensi"))
    assert origin.tampil == "N/A" and origin.catatan == ["Tidak dapat dihitung: Capaian kosong atau tidak tersedia."]


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


def test_rules_are_recognised_in_the_formulas_of_the_book():
    world = bahan()
    found = set()
    for table in world.tables.values():
        for column in table.computed:
            rows = [r for r in world.rows(table.name) if r.get(table.key) not in (None, "")]
            if column.formula is not None and rows:
                found |= {r.kode for r in Trace(world, table.name, rows[0]).rules(column.formula)}
    assert {"CAP-01", "CAP-03", "CAP-04", "PRE-01", "ANG-02", "ANG-03", "EFI-01", "TRW-03", "TRW-05"} <= found
    for rule in all_rules().values():
        assert rule_of(rule.tree, True) is not None, rule.kode
