"""An office types at most ninety cells until its seven capaian stand, and gets the book that typing all gives."""

from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.salin import salin_buku
from tests.tools.typing_count import TABLES, blank_book, both_ways, budget, capaian, typed_into


def inputs(book, table):
    return [row.cells for row in compute_book(book)[0].book.rows(table) if row.cells]


def test_ninety_cells_give_what_typing_everything_gives():
    ways = both_ways()
    by_hand, by_salin = ways["tangan"], ways["salin"]
    assert len(budget()) == 38
    assert (by_hand[0].cells, by_salin[0].cells) == (157, 71) and by_salin[0].cells <= 90
    assert by_salin[0].keys * 2 < by_hand[0].keys
    for table in TABLES:
        assert inputs(by_salin[1], table) == inputs(by_hand[1], table)
    values = capaian(by_salin[1])
    assert len(values) == 7 and all(map(is_number, values)) and values == capaian(by_hand[1])


def test_six_cells_give_the_first_capaian_and_four_with_salin():
    plan = {"tbl_renstra": [{"Kode": "1", "Indikator": "Persentase layanan", "Target 2025": 80}]}
    six = typed_into(blank_book(), {
        **plan, "tbl_pengukuran": [{"Kode": "1", "Sifat": "Posisi Akhir", "Realisasi TW4": 72}],
    })  # fmt: skip
    copied = salin_buku(typed_into(blank_book(), plan)).data
    four = typed_into(copied, {"tbl_pengukuran": [{"Kode": "1", "Realisasi TW4": 72}]})
    assert capaian(six) == capaian(four) == [0.9]
