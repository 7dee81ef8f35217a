"""The register: which reports a book has, in which order, and which of those in a file are out of date."""

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.reports.registry import DAFTAR, id_laporan, id_usang, susun_semua
from tests.reports.made_book import bahan

AWAL = ["LAP-PK", "LAP-PK-P", "LAP-TW1", "LAP-TW2", "LAP-TW3", "LAP-TW4"]
SASARAN = ["LAP-SASARAN-1", "LAP-SASARAN-2", "LAP-SASARAN-3"]
GABUNGAN = [
    "LAP-CAPAIAN", "LAP-TAHUN", "LAP-AKHIR", "LAP-NASIONAL", "LAP-EFISIENSI", "LAP-ANALISIS", "LAP-PENUNJANG",
]  # fmt: skip


def milik_kami(ids):
    """Ids of the reports that this test speaks about (the register may grow)."""
    return [i for i in ids if i in {*AWAL, *SASARAN, *GABUNGAN, "LAP-ANGGARAN"}]


def test_the_form_of_the_report_decides_which_analyses_there_are():
    assert milik_kami(id_laporan(bahan())) == [*AWAL, *SASARAN, "LAP-ANGGARAN"]
    gabungan = bahan({"bentuk_laporan": "Gabungan", "triwulan_berjalan": 2, "dokumen_pk": "Awal"}, tbl_pk=[],
                     tbl_pk_program=[])  # fmt: skip
    assert milik_kami(id_laporan(gabungan)) == ["LAP-PK", "LAP-TW1", "LAP-TW2", *GABUNGAN, "LAP-ANGGARAN"]


def test_all_sheets_of_the_sample_are_composed_in_order_with_distinct_names():
    isi = bahan()
    lembar = susun_semua(isi)
    assert [s.id for s in lembar] == id_laporan(isi)
    assert len({s.name for s in lembar}) == len(lembar)
    assert all(s.rows and s.name.startswith("Lap ") and len(s.name) <= 31 and s.footer for s in lembar)


def test_wanted_reports_only_whatever_the_form():
    isi = bahan()
    assert [s.id for s in susun_semua(isi, ["lap-capaian", "LAP-SASARAN-2"])] == ["LAP-SASARAN-2", "LAP-CAPAIAN"]
    assert [s.id for s in susun_semua(isi, ["LAP-SASARAN"])] == SASARAN
    assert susun_semua(isi, []) == []


@pytest.mark.parametrize("id", ["LAP-SASARAN-4", "LAP-APA"])
def test_an_unknown_report_is_refused_by_name(id):
    with pytest.raises(UserError, match=f"Laporan {id} tidak ada di buku ini. Yang ada: .*LAP-ANGGARAN") as salah:
        susun_semua(bahan(), [id, "LAP-PK"])
    assert salah.value.kode == "laporan_tidak_ada" and salah.value.exit_code == 2


def test_pk_perubahan_cannot_be_asked_of_a_book_without_it():
    with pytest.raises(UserError, match="LAP-PK-P tidak ada"):
        susun_semua(bahan(tbl_pk=[], tbl_pk_program=[]), ["LAP-PK-P"])


def test_outdated_reports_are_those_the_register_knows_and_the_book_can_no_longer_have():
    di_berkas = ["LAP-PK", "LAP-SASARAN-3", "LAP-SASARAN-4", "LAP-CAPAIAN", "LAP-LAIN", "LAP-SASARAN-X", "LAP-TW4"]
    assert id_usang(bahan(), di_berkas) == ["LAP-SASARAN-4"]
    isi = bahan({"bentuk_laporan": "Gabungan", "triwulan_berjalan": 3}, tbl_pk=[], tbl_pk_program=[])
    assert id_usang(isi, [*di_berkas, "LAP-PK-P"]) == ["LAP-SASARAN-4", "LAP-PK-P"]


def test_entries_have_distinct_ids():
    assert len({e.id for e in DAFTAR}) == len(DAFTAR)


@pytest.mark.parametrize("bentuk", ["Per Sasaran", "Gabungan"])
def test_all_reports_written_into_a_book_keep_the_file_sound(bentuk, tmp_path):
    import xlsxwriter

    from lkjip_xl.ooxml.inplace import write_sheets
    from tests.tools.gate import gate

    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as buku:
        buku.add_worksheet("Beranda")
    isi = bahan({"bentuk_laporan": bentuk})
    lembar = susun_semua(isi)
    hasil = write_sheets(path, lembar, backup=False, order=id_laporan(isi))
    assert hasil.added == [s.id for s in lembar]
    assert gate(path, sdk=False) == []
