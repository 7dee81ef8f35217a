"""The register: which reports a book has, in which order, and which of those in a file are out of date."""

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.reports.registry import all_reports, outdated_ids, report_ids, write_reports
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
    assert milik_kami(report_ids(bahan())) == [*AWAL, *SASARAN, "LAP-ANGGARAN"]
    gabungan = bahan({"bentuk_laporan": "Gabungan", "triwulan_berjalan": 2, "dokumen_pk": "Awal"}, tbl_pk=[],
                     tbl_pk_program=[])  # fmt: skip
    # Riwayat of the sample has no figure of the nation.
    combined = [i for i in GABUNGAN if i != "LAP-NASIONAL"]
    assert milik_kami(report_ids(gabungan)) == ["LAP-TW1", "LAP-TW2", *combined, "LAP-ANGGARAN"]


def test_nothing_is_written_for_a_form_that_has_no_data():
    kosong = dict.fromkeys(("tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran", "tbl_anggaran"), [])
    for bentuk in ("Per Sasaran", "Gabungan"):
        assert report_ids(bahan({"bentuk_laporan": bentuk}, **kosong)) == []


def test_all_sheets_of_the_sample_are_composed_in_order_with_distinct_names():
    isi = bahan()
    lembar = write_reports(isi)
    assert [s.id for s in lembar] == report_ids(isi)
    assert len({s.name for s in lembar}) == len(lembar)
    assert all(s.rows and s.name.startswith("Lap ") and len(s.name) <= 31 and s.footer for s in lembar)


def test_wanted_reports_only_whatever_the_form():
    isi = bahan()
    assert [s.id for s in write_reports(isi, ["lap-capaian", "LAP-SASARAN-2"])] == ["LAP-SASARAN-2", "LAP-CAPAIAN"]
    assert [s.id for s in write_reports(isi, ["LAP-SASARAN"])] == SASARAN
    assert write_reports(isi, []) == []


@pytest.mark.parametrize("id", ["LAP-SASARAN-4", "LAP-APA"])
def test_an_unknown_report_is_refused_by_name(id):
    with pytest.raises(UserError, match=f"Laporan {id} tidak ada di buku ini\\..* Yang ada: .*Lap Anggaran") as salah:
        write_reports(bahan(), [id, "LAP-PK"])
    assert salah.value.kode == "laporan_tidak_ada" and salah.value.exit_code == 2


def test_pk_perubahan_cannot_be_asked_of_a_book_without_it():
    with pytest.raises(UserError, match="LAP-PK-P tidak ada"):
        write_reports(bahan(tbl_pk=[], tbl_pk_program=[]), ["LAP-PK-P"])


def test_outdated_reports_are_those_the_register_knows_and_the_book_can_no_longer_have():
    di_berkas = ["LAP-PK", "LAP-SASARAN-3", "LAP-SASARAN-4", "LAP-CAPAIAN", "LAP-LAIN", "LAP-SASARAN-X", "LAP-TW4"]
    assert outdated_ids(bahan(), di_berkas) == ["LAP-SASARAN-4"]
    isi = bahan({"bentuk_laporan": "Gabungan", "triwulan_berjalan": 3}, tbl_pk=[], tbl_pk_program=[])
    assert outdated_ids(isi, [*di_berkas, "LAP-PK-P"]) == ["LAP-PK", "LAP-SASARAN-4", "LAP-PK-P"]


def test_entries_have_distinct_ids():
    assert len({e.id for e in all_reports()}) == len(all_reports())


@pytest.mark.parametrize("bentuk", ["Per Sasaran", "Gabungan"])
def test_all_reports_written_into_a_book_keep_the_file_sound(bentuk, tmp_path):
    import xlsxwriter

    from lkjip_xl.ooxml.inplace import write_sheets
    from tests.tools.gate import gate

    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as buku:
        buku.add_worksheet("Beranda")
    isi = bahan({"bentuk_laporan": bentuk})
    lembar = write_reports(isi)
    hasil = write_sheets(path, lembar, backup=False, order=report_ids(isi))
    assert hasil.added == [s.id for s in lembar]
    assert gate(path, sdk=False) == []


def test_a_report_is_declared_once_and_known_everywhere(monkeypatch):
    from lkjip_xl.build.report_page import laporan_md
    from lkjip_xl.reports import registry
    from lkjip_xl.reports.layout.blocks import Text
    from lkjip_xl.reports.layout.columns import Column, ColumnSet
    from lkjip_xl.reports.layout.source import setting

    all_reports()
    monkeypatch.setattr(registry, "_REGISTER", dict(registry._REGISTER))

    @registry.report(
        id="LAP-UJI", sheet="Lap Uji", title="Uji", order=35, about="Ditulis untuk uji.",
        tables=[ColumnSet("Uji", (Column("Instansi", "Pengaturan: instansi"),))],
    )  # fmt: skip
    def uji(world):
        return registry.Form([40], [Text(str(world.settings["instansi"]), source=setting("instansi"))], "Uji")

    isi = bahan()
    assert report_ids(isi).index("LAP-UJI") == report_ids(isi).index("LAP-TW4") + 1
    [sheet] = write_reports(isi, ["lap-uji"])
    assert (sheet.name, sheet.footer) == ("Lap Uji", "&LUji&RHalaman &P dari &N")
    assert outdated_ids(isi, ["LAP-UJI"]) == []
    assert "| `LAP-UJI` | Lap Uji | Uji | Ditulis untuk uji. |" in laporan_md()
    with pytest.raises(ValueError, match="used twice"):
        registry.report(id="LAP-UJI", sheet="", title="", order=1, about="")(uji)
