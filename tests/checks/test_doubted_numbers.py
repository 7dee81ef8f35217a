"""What hitung --perbaiki leaves and asks about, for it is not certain: money with a fraction, a share of persons."""

import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian
from tests.checks.small_book import indikator, ukur


@pytest.mark.parametrize(("unit", "tipe", "said", "held", "asked"), [
    ("orang", "Angka", "88.5%", "88.5%", "Satuannya orang"), ("%", "Persen", "88,5%", 88.5, ""),
])  # fmt: skip
def test_a_percentage_of_persons_is_asked_about(tmp_path, unit, tipe, said, held, asked):
    path = tmp_path / "buku.xlsx"
    rows = {"tbl_renstra": [indikator(Satuan=unit, Tipe=tipe)], "tbl_pengukuran": [ukur()]}
    build(path, {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4}, rows=rows)
    _typed(path, "tbl_pengukuran", "Realisasi TW4", said)
    done = hitung_buku(path, perbaiki=True, backup=False)
    assert compute_book(path)[0].book.rows("tbl_pengukuran")[0].cells["Realisasi TW4"] == held
    assert any(asked in one.perbaikan for one in done.findings if one.kode == "BACA-02") is bool(asked)


@pytest.mark.parametrize(("said", "held"), [("12.5", "12.5"), ("Rp 12,5", "Rp 12,5"), ("Rp 15 juta", 15_000_000)])
def test_money_is_whole_rupiah(tmp_path, said, held):
    path = tmp_path / "buku.xlsx"
    budget = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P"}, {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "K"}]
    build(path, {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4}, rows={"tbl_anggaran": budget})
    _typed(path, "tbl_anggaran", "Pagu Awal", said, 2)
    hitung_buku(path, perbaiki=True, backup=False)
    assert compute_book(path)[0].book.rows("tbl_anggaran")[1].cells["Pagu Awal"] == held


def _typed(path, table, column, value, row=1):
    filled = Isian(path)
    filled.tulis(table, row, column, value)
    filled.simpan()
