"""isi reads a share as people write it: 100, 100% and 1 are one target."""

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book


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


@pytest.mark.parametrize("typed", [100, 1])
def test_a_target_in_a_workbook(book, tmp_path, typed):
    source = openpyxl.Workbook()
    source.active.append(["Jenis Layanan", "Harus Dilayani", "Terlayani", "Target"])
    source.active.append(["Pendidikan dasar", 1000, 800, typed])
    source.save(tmp_path / "SPM.xlsx")
    isi_buku(book, tmp_path / "SPM.xlsx", backup=False, choices=Choices(table="SPM"))
    (row,) = [r for r in compute_book(book)[1].rows("tbl_spm") if r["Jenis Layanan"]]
    assert (row["Target"], row["Capaian"]) == (1, 0.8)
