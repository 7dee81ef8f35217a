"""Charts show the values of the cells, and none is drawn of figures that are not complete."""

import re

from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.naskah.charts import chart_part, charts_of
from tests.naskah.books import made_up_book, plain_book
from tests.reports.made_book import bahan


def values(part):
    series = re.findall(r"<c:val>.*?</c:val>", part)
    return [[float(v) for v in re.findall(r"<c:v>([^<]+)</c:v>", one)] for one in series]


def test_bars_are_the_cells():
    world = compute_book(plain_book("2022"))[1]
    charts = charts_of(world)
    assert values(chart_part(charts["capaian"]).decode()) == [[0.9193, 1.0, 1.0]]
    pagu, realisasi = values(chart_part(charts["anggaran"]).decode())
    assert pagu == [s.pagu for s in world.sasaran] and realisasi == [s.realisasi for s in world.sasaran]


def test_what_is_not_measured_has_no_bar():
    world = compute_book(plain_book("2022"))[1]
    assert len(charts_of(world)["capaian"].names) == 3 < len(world.indikator)
    assert charts_of(bahan(tbl_pengukuran=[])) == {}


def test_provisional_money_is_not_drawn():
    world = compute_book(made_up_book())[1]
    assert world.budget.total_unfilled and set(charts_of(world)) == {"capaian"}


def test_names_cannot_break_the_part():
    world = compute_book(plain_book("2022"))[1]
    world.indikator[0].isi["Indikator"] = 'Nilai <b> & "kutip" ' + "x" * 200
    text = chart_part(charts_of(world)["capaian"]).decode()
    assert "&lt;b&gt; &amp; &quot;kutip&quot;" in text and "…" in text
