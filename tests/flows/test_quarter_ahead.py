"""laporan: the form of a quarter that has not come is written when it is asked for, and the answer says so."""

import pytest

from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.hosts.answers import report_lines
from lkjip_xl.template.book import build

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")


@pytest.fixture
def buku(tmp_path):
    path = tmp_path / "buku.xlsx"
    renstra = {"Kode": "1.1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "I", "Satuan": "%", "Tipe": "Persen",
               "Arah": "Naik", "Target 2025": 80}  # fmt: skip
    measured = {"Kode": "1.1", "Sifat": "Posisi Akhir", "Target TW2": 40, "Target TW4": 80, "Realisasi TW2": 41}
    build(path, {"tahun": 2025, "triwulan_berjalan": 2}, rows={"tbl_renstra": [renstra], "tbl_pengukuran": [measured]})
    return str(path)


def test_a_quarter_ahead_is_told(buku):
    result = laporan_buku(buku, backup=False, hanya=["LAP-TW3"])
    assert list(result.sheets) == ["LAP-TW3"]
    told = "Lap TW III: triwulan itu belum tiba; yang dilaporkan menurut Pengaturan Triwulan II."
    assert report_lines(result)[-1] == told


def test_a_quarter_that_has_come_is_not(buku):
    result = laporan_buku(buku, backup=False, hanya=["LAP-TW2"])
    assert report_lines(result) == ["1 lembar laporan ditulis: Lap TW II."]
    again = laporan_buku(buku, backup=False, hanya=["LAP-TW2"])
    assert report_lines(again) == ["1 lembar laporan sudah sesuai isiannya: Lap TW II."]
