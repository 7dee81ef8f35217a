"""Charts show the values of the cells, and none is drawn of figures that are not complete."""

import re

from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.naskah.charts import captioned, chart_part, charts_of
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


def test_a_running_year_draws_the_capaian_to_date():
    world = compute_book(plain_book("2022"))[1].at(quarter=2)
    # Targets of three and realisasi of all stand in quarter IV alone, so nothing is measured in quarter II.
    assert "capaian" not in charts_of(world)
    rows = [
        {"Kode": kode, "Sifat": "Kumulatif", "Target TW2": target, "Target TW4": 88, "Realisasi TW2": reached}
        for kode, target, reached in (("1.1.1", 40, 30), ("2.2.1", 50, 60), ("2.2.2", None, None))
    ]
    world = bahan({"triwulan_berjalan": 2}, tbl_pengukuran=rows)
    assert values(chart_part(charts_of(world)["capaian"]).decode()) == [[0.75, 1.2]]
    assert captioned(world, "capaian", "Capaian Tahun 2022") == (
        "Capaian Tahun 2022 s.d. Triwulan II (tanpa 1 indikator yang belum terukur)"
    )
    assert captioned(world, "anggaran", "Pagu s.d. Triwulan II") == "Pagu s.d. Triwulan II"


def test_the_number_behind_the_longest_bar_has_room():
    world = compute_book(plain_book("2022"))[1]
    text = chart_part(charts_of(world)["capaian"]).decode()
    [most] = re.findall(r'<c:max val="([^"]+)"/>', text)
    # "100,00%" is seven characters; an amount of many more.
    assert float(most) == (1.1 + 0.03 * 7) * max(values(text)[0])
    text = chart_part(charts_of(world)["anggaran"]).decode()
    [most] = re.findall(r'<c:max val="([^"]+)"/>', text)
    assert float(most) > 1.4 * max(values(text)[0])
