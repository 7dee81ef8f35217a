"""isi reads a share as people write it: 100, 100% and 1 are one target."""

import pytest

import lkjip_xl
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.csv_tables import CellConverter, SourceTable
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.schema.modules.spm import SPM


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    lkjip_xl.tambah(path, ["spm"], backup=False)
    return path


@pytest.mark.parametrize("typed", ["100", "100%", "1", "100,0"])
def test_a_target_in_a_list(book, typed):
    text = f"Jenis Layanan;Harus Dilayani;Terlayani;Target\nPendidikan dasar;1000;800;{typed}\n"
    isi_buku(book, {"tbl_spm.csv": text.encode()}, backup=False)
    (row,) = [r for r in compute_book(book)[1].rows("tbl_spm") if r["Jenis Layanan"]]
    assert (row["Target"], row["Capaian"]) == (1, 0.8)


@pytest.mark.parametrize(("number", "target"), [(100, 1), (1, 1), (0.9, 0.9), ("N/A", "N/A")])
def test_a_cell_of_a_workbook(number, target):
    source = SourceTable("SPM.xlsx", ["Target"], [{"Target": number}])
    assert CellConverter([]).convert(SPM, source) == [{"Target": target}]
