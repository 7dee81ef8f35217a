"""A report that a book cannot have for want of a module says which one, and how it comes in."""

import pytest

import lkjip_xl
from lkjip_xl.errors import UsageError
from lkjip_xl.reports.registry import all_reports
from lkjip_xl.schema.contract import module_of, sheet_of


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("modul") / "buku.xlsx"
    lkjip_xl.buat(path, tahun=2025, instansi="Dinas Contoh", renstra="2025-2029")
    return path


@pytest.mark.parametrize(
    ("asked", "module", "sheet"),
    [
        ("LAP-E81", "evaluasi-renja", "Evaluasi Renja"), ("Lap E81", "evaluasi-renja", "Evaluasi Renja"),
        ("lap-spm", "spm", "SPM"), ("LAP-RENAKSI", "rencana-aksi", "Rencana Aksi"),
        ("LAP-RO", "rincian-output", "RO"), ("LAP-TINDAK-LANJUT", "tindak-lanjut", "Tindak Lanjut"),
        ("LAP-REKOMENDASI", "tindak-lanjut", "Tindak Lanjut"), ("LAP-PEGAWAI", "organisasi", "Organisasi"),
        ("LAP-TC27", "renstra-lengkap", "Pendanaan"), ("LAP-IKK", "renstra-lengkap", None),
        ("LAP-LKE", "evaluasi", "LKE"), ("LAP-DATA-1", "organisasi", "Organisasi"),
        ("Nota Dinas", "organisasi", "Organisasi"), ("nota", "organisasi", "Organisasi"),
        ("PK Jabatan", "organisasi", "Organisasi"), ("Evaluasi Hasil Renja", "evaluasi-renja", "Evaluasi Renja"),
    ],
)  # fmt: skip
def test_the_module_is_named_with_its_command(book, asked, module, sheet):
    with pytest.raises(UsageError) as told:
        lkjip_xl.laporan(book, hanya=[asked])
    text = str(told.value)
    assert f"tambah BUKU {module}'" in text
    assert f"memerlukan modul {module}:" in text
    assert sheet is None or f"lalu isi lembar {sheet}" in text


def test_a_report_of_every_book_says_when_it_is_written_and_an_unknown_name_nothing_more(book):
    with pytest.raises(UsageError, match="Ditulis bila lembar PK memuat dokumen Perubahan"):
        lkjip_xl.laporan(book, hanya=["LAP-PK-P"])
    with pytest.raises(UsageError) as told:
        lkjip_xl.laporan(book, hanya=["LAP-ENTAH"])
    assert "tambah BUKU" not in str(told.value) and "Ditulis" not in str(told.value)


def test_what_only_fills_a_column_is_not_needed(book):
    with pytest.raises(UsageError) as told:
        lkjip_xl.laporan(book, hanya=["LAP-IKI-1"])
    assert "lembar IKI" in str(told.value) and "tambah BUKU" not in str(told.value)


def test_what_a_report_needs_is_declared():
    for one in all_reports():
        module = one.module or module_of(one.needs)
        assert not one.needs or (sheet_of(one.needs) and module), one.id
        if "modul " in one.about:
            assert one.module in one.about, one.id
    assert sum(bool(one.needs) for one in all_reports()) > 25


def test_a_report_that_only_profiles_print_names_them(book):
    with pytest.raises(UsageError) as told:
        lkjip_xl.laporan(book, hanya=["Rangkuman Capaian"])
    assert "Rangkuman Capaian Kinerja: Ditulis bila profil bentuk memuatnya" in str(told.value)
    own = [one.id for one in all_reports() if one.of_profiles]
    assert own == ["LAP-RENSTRA", "LAP-SKALA", "LAP-POHON", "LAP-PENUTUP"]


def test_sheets_are_listed_by_name(buku_contoh):
    with pytest.raises(UsageError, match="Yang ada: Lap Renstra, Lap IKU, Lap PK, ") as told:
        lkjip_xl.laporan(buku_contoh, hanya=["entah"])
    assert "LAP-" not in str(told.value)
