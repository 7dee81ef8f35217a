"""Nota dinas: what its Data Dukung contradicts stands beside the paper, and an indicator is called what it is."""

import pytest

from lkjip_xl.reports.sentences import sentences
from lkjip_xl.reports.support import disagreements, support_of
from lkjip_xl.reports.telling import CATATAN
from tests.reports.made_book import bahan, susun_satu, teks_lembar

ONE = {
    "Kode": "1", "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": "S", "Indikator": "Warga terlayani", "Satuan": "Orang",
    "Tipe": "Angka", "Arah": "Naik", "Target 2022": 10, "Penanggung Jawab": "Bidang Sosial",
}  # fmt: skip
DETAILS = [
    {"Kode": "1", "Jenis": "Rincian", "Uraian": name, "Pembilang": count, "Satuan": "Orang"}
    for name, count in (("lansia", 4), ("anak", 3))
]


def _world(reached, iku=None):
    measured = {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW4": 10, "Realisasi TW4": reached}
    tables = {"tbl_renstra": [{**ONE, "IKU": iku}], "tbl_pengukuran": [measured], "tbl_data_dukung": DETAILS}
    return bahan({"triwulan_berjalan": 4}, **tables)


def test_details_that_are_not_the_realisasi_are_told():
    world = _world(10)
    said = "Data Dukung Warga terlayani: rincian berjumlah 7 orang, sedangkan realisasinya 10; cocokkan sebelum " \
        "ditandatangani."  # fmt: skip
    [i] = world.indikator
    assert disagreements(world, i, support_of(world, "1")) == [said]
    assert [one.text for one in sentences(world) if one.section == CATATAN] == [said]
    form = susun_satu(world, "LAP-NOTA-1")
    assert any(said in text and "Belum boleh ditandatangani:" in text for text in teks_lembar(form))
    agreed = _world(7)
    assert disagreements(agreed, agreed.indikator[0], support_of(agreed, "1")) == []


@pytest.mark.parametrize(("iku", "called"), [("Ya", True), (None, False), ("Tidak", False)])
def test_only_an_iku_is_called_one(iku, called):
    texts = " ".join(map(str, teks_lembar(susun_satu(_world(7, iku), "LAP-NOTA-1"))))
    assert "encapaian Indikator Kinerja" in texts
    assert ("Indikator Kinerja Utama" in texts) == called
