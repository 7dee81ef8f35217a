"""isi: CSV files as people write them, checked before anything is written."""

import csv
import re
import shutil

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.csv_tables import give_codes, guarded, unguarded
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.row_changes import RowChanges
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.asked import PERSON_SETTINGS
from lkjip_xl.schema.settings import SETTINGS
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian


@pytest.fixture
def buku(tmp_path):
    path = tmp_path / "buku.xlsx"
    build(path, settings={"tahun": 2025}, years=(2025, 2029))
    return path


def tulis(folder, nama, isi, encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    (folder / nama).write_bytes(isi.encode(encoding))
    return folder


def baris(path, tabel):
    return [b.cells for b in compute_book(path)[0].book.rows(tabel) if b.cells]


RENSTRA = """Kode;Jenis;Sasaran;Indikator;Satuan;Tipe;Arah;Target 2025
1.1;Sasaran;S;Orang dilayani;orang;Angka;Naik;1.447
"""
ANGKA_POLOS = """Kode,Jenis,Indikator,Satuan,Tipe,Target 2025,Target 2026
1,Sasaran,Indeks,indeks,Indeks,2.25,1.447
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_semicolons_bom_windows_encoding_and_indonesian_numbers(buku, tmp_path, encoding):
    folder = tulis(tmp_path / "csv", "tbl_renstra.csv", RENSTRA.replace("dilayani", "dilayani é"), encoding)
    tulis(folder, "tbl_anggaran.csv", 'Tingkat;Uraian;Pagu Awal\nProgram;P;\nKegiatan;K;"Rp 1.283.419.000"\n', encoding)
    selesai = isi_buku(buku, folder, backup=False)
    assert {t: r.count for t, r in selesai.rows.items()} == {"tbl_anggaran": 2, "tbl_renstra": 1}
    assert baris(buku, "tbl_renstra")[0]["Target 2025"] == 1447
    assert baris(buku, "tbl_renstra")[0]["Indikator"] == "Orang dilayani é"
    assert [b["Kode"] for b in baris(buku, "tbl_anggaran")] == ["1", "1.1"]
    assert selesai.computed.summary["Pagu"] == 1_283_419_000
    assert selesai.findings == []


def test_plain_numbers_and_ambiguous_ones(buku, tmp_path):
    folder = tulis(tmp_path / "csv", "tbl_renstra.csv", ANGKA_POLOS)
    selesai = isi_buku(buku, folder, backup=False)
    isi = baris(buku, "tbl_renstra")[0]
    assert isi["Target 2025"] == 2.25 and isi["Target 2026"] == "1.447"
    assert [t.kode for t in selesai.findings] == ["BACA-02"]


def test_rows_are_matched_by_their_identity_and_none_goes_unasked(buku, tmp_path):
    three = "Kode,Tahun,Lingkup,Target,Realisasi\n" + "".join(f"1.{i},2024,Instansi,{i},{i}\n" for i in range(1, 4))
    first = isi_buku(buku, tulis(tmp_path / "a", "tbl_riwayat.csv", three))
    assert first.rows["tbl_riwayat"] == RowChanges(
        ("1.1 / 2024 / Instansi", "1.2 / 2024 / Instansi", "1.3 / 2024 / Instansi")
    )
    text = "Tahun;Kode;Lingkup;Realisasi\n2024;1.2;instansi;7\n2023;9;Instansi;5\n2024;\u00a01.3;Instansi;3\n"
    source = tulis(tmp_path / "b", "tbl_riwayat.csv", text)
    second = isi_buku(buku, source)
    assert second.rows["tbl_riwayat"] == RowChanges(("9 / 2023 / Instansi",), ("1.2 / 2024 / Instansi",), (), 1)
    kept = [(b["Kode"], b["Tahun"], b.get("Target"), b["Realisasi"]) for b in baris(buku, "tbl_riwayat")]
    assert kept == [("1.1", 2024, 1, 1), ("1.2", 2024, 2, 7), ("1.3", 2024, 3, 3), ("9", 2023, None, 5)]
    before = buku.read_bytes()
    again = isi_buku(buku, source)
    assert again.unchanged and again.backup is None and buku.read_bytes() == before
    third = isi_buku(buku, source, ganti=True)
    assert third.rows["tbl_riwayat"].removed == ("1.1 / 2024 / Instansi",)
    assert [b["Kode"] for b in baris(buku, "tbl_riwayat")] == ["1.2", "9", "1.3"]
    assert baris(buku, "tbl_riwayat")[0]["Target"] == 2


def test_a_source_without_an_identifying_column_is_refused_where_rows_would_be_mixed_up(buku, tmp_path):
    isi_buku(
        buku, tulis(tmp_path / "a", "tbl_pk.csv", "Dokumen,Kode,Target\nAwal,1.1,5\nPerubahan,1.1,6\nAwal,1.2,7\n")
    )
    result = isi_buku(buku, tulis(tmp_path / "b", "tbl_pk.csv", "Kode,Target\n1.2,8\n"))
    assert result.rows["tbl_pk"].changed == ("1.2",)
    with pytest.raises(UsageError, match="kolom Dokumen diperlukan") as caught:
        isi_buku(buku, tulis(tmp_path / "c", "tbl_pk.csv", "Kode,Target\n1.1,8\n"))
    assert caught.value.kode == "kunci_kurang"


BUDGET = """Kode,Tingkat,Uraian,Pagu Awal
1,Program,Satu,
1.1,Kegiatan,Satu satu,
1.1.1,Sub Kegiatan,Isi,100
2,Program,Dua,
2.1,Kegiatan,Dua satu,200
"""


def test_new_budget_rows_go_where_the_source_has_them(buku, tmp_path):
    isi_buku(buku, tulis(tmp_path / "a", "tbl_anggaran.csv", BUDGET))
    old = "1,Program,Satu,\n1.1,Kegiatan,Satu satu,\n"
    new = f"Kode,Tingkat,Uraian,Realisasi TW1\n{old}1.2,Kegiatan,Baru,7\n2.1,Kegiatan,Dua satu,9\n"
    result = isi_buku(buku, tulis(tmp_path / "b", "tbl_anggaran.csv", new))
    assert result.rows["tbl_anggaran"] == RowChanges(("1.2",), ("2.1",), (), 2)
    rows = baris(buku, "tbl_anggaran")
    assert [b["Kode"] for b in rows] == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]
    assert (rows[2]["Pagu Awal"], rows[3]["Realisasi TW1"], rows[5]["Pagu Awal"], rows[5]["Realisasi TW1"]) == (
        100,
        7,
        200,
        9,
    )


def test_without_codes_budget_rows_are_matched_by_level_and_name(buku, tmp_path):
    isi_buku(buku, tulis(tmp_path / "a", "tbl_anggaran.csv", BUDGET))
    text = "Tingkat,Uraian,Realisasi TW1\nKegiatan,DUA  satu,9\n"
    result = isi_buku(buku, tulis(tmp_path / "b", "tbl_anggaran.csv", text))
    assert result.rows["tbl_anggaran"].changed == ("Kegiatan / DUA satu",)
    with pytest.raises(UsageError, match="kolom Kode diperlukan"):
        isi_buku(buku, tulis(tmp_path / "c", "tbl_anggaran.csv", text + "Kegiatan,Entah,1\n"))


def test_a_formula_of_the_users_never_goes_because_rows_move(buku, tmp_path):
    isi_buku(buku, tulis(tmp_path / "a", "tbl_anggaran.csv", BUDGET))
    isian = Isian(buku)
    cell = isian.tulis("tbl_anggaran", 5, "Pagu Perubahan", "=100+150")
    isian.simpan()
    before = buku.read_bytes()
    source = tulis(tmp_path / "b", "tbl_anggaran.csv", "Kode,Tingkat,Uraian\n1,Program,Satu\n1.2,Kegiatan,Baru\n")
    assert isi_buku(buku.read_bytes(), source).rows["tbl_anggaran"].added == ("1.2",)  # never computed: nothing to lose
    isian = Isian(buku)
    isian.tulis("tbl_anggaran", 5, "Pagu Perubahan", 250)
    isian.simpan()
    _make_formula(buku, "Anggaran", cell, "100+150")
    before = buku.read_bytes()
    with pytest.raises(UserError, match=cell) as caught:
        isi_buku(buku, source)
    assert caught.value.kode == "rumus_tergeser" and buku.read_bytes() == before


def _make_formula(path, sheet, cell, formula):
    """Give a cell that holds a number a formula whose value that number is."""
    package = Package.open(path)
    part = next(s.part for s in WorkbookParts(package).sheets if s.name == sheet)
    pattern = rf'(<c r="{cell}"[^>]*>)(<v>)'.encode()
    data, count = re.subn(pattern, rf"\1<f>{formula}</f>\2".encode(), package.read(part))
    assert count == 1
    package.put(part, data)
    package.save(path)


def test_a_part_of_the_columns_leaves_the_others_as_they_are(buku_contoh, tmp_path, shared):
    salinan = shutil.copy(buku_contoh, tmp_path / "buku.xlsx")
    before = baris(salinan, "tbl_pengukuran")
    (tmp_path / "csv").mkdir()
    text = (shared / "kasus-keandalan" / "csv-sebagian" / "tbl_pengukuran.csv").read_text().replace("1.1;", "1.1.1;")
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text(text)
    result = isi_buku(salinan, tmp_path / "csv")
    assert result.rows["tbl_pengukuran"].changed == ("1.1.1",)
    after = baris(salinan, "tbl_pengukuran")
    assert after[0] == {**before[0], "Realisasi TW1": 5} and after[1:] == before[1:]


def test_formulas_in_a_csv_stay_texts_and_are_guarded_on_the_way_out(buku, tmp_path, shared):
    isi_buku(buku, shared / "kasus-keandalan" / "csv-injeksi")
    texts = [b["Keterangan"] for b in baris(buku, "tbl_riwayat")]
    assert texts[0] == "=1+1" and "+1+1" in texts
    ws = openpyxl.load_workbook(buku)["Riwayat"]
    assert all(c.data_type != "f" for row in ws.iter_rows(min_row=6, min_col=6, max_col=6) for c in row)
    path = next(p for p in ekspor_buku(buku, tmp_path / "out").files if p.endswith("tbl_riwayat.csv"))
    with open(path, encoding="utf-8", newline="") as stream:
        written = [row["Keterangan"] for row in csv.DictReader(stream)]
    assert written == [guarded(text) for text in texts] and all(text[0] == "'" for text in written)
    again = isi_buku(buku, tmp_path / "out")
    assert [b["Keterangan"] for b in baris(buku, "tbl_riwayat")] == texts and again.unchanged


@given(st.text(max_size=6) | st.text(alphabet="'=+-@\t\rx", max_size=5))
def test_the_guard_comes_off_again(text):
    assert unguarded(guarded(text)) == text
    assert not re.match("[=+\\-@\t\r\n＝＋－＠].", guarded(text), re.S)


def test_more_rows_than_the_table_has_make_it_grow(buku, tmp_path):
    isi = "Kode,Tahun,Realisasi\n" + "".join(f"1.{i},2024,{i}\n" for i in range(1, 401))
    isi_buku(buku, tulis(tmp_path / "csv", "tbl_riwayat.csv", isi), backup=False)
    assert len(baris(buku, "tbl_riwayat")) == 400


@pytest.mark.parametrize(
    "nama, isi, kata",
    [
        ("tbl_pk.csv", "Dokumen,Kode,Targett\nAwal,1,5\n", "'Targett'"),
        ("tbl_renstra.csv", "Kode,Target 2031\n1,5\n", "Target 2031"),
        ("tbl_apa.csv", "A\n1\n", "tbl_apa"),
        ("tbl_pengaturan.csv", "Kunci,Nilai\nnama_kepla,X\n", "nama_kepla"),
        ("tbl_pengaturan.csv", "Kunci,Nilai\ntahun_awal_renstra,2019\n", "2019"),
        ("catatan.csv", "A\n1\n", "Tidak ada tabel yang dikenali"),
        ("tbl_pk.csv", "Awal,1,5\nAwal,2,6\n", "tidak mempunyai baris judul"),
        ("tbl_riwayat.csv", f"Kode,Tahun,Keterangan\n1,2024,{'x' * 32_768}\n", "baris 2, kolom Keterangan"),
    ],
)
def test_wrong_files_are_refused_by_name_before_anything_is_written(buku, tmp_path, nama, isi, kata):
    sebelum = buku.read_bytes()
    with pytest.raises(UsageError) as galat:
        isi_buku(buku, tulis(tmp_path / "csv", nama, isi))
    assert kata in str(galat.value) and galat.value.exit_code == 2
    assert buku.read_bytes() == sebelum


def test_two_files_for_one_table_are_both_named(buku, tmp_path):
    folder = tulis(tmp_path / "csv", "tbl_pk.csv", "Dokumen,Kode\nAwal,1\n")
    tulis(folder, "TBL_PK.CSV", "Dokumen,Kode\nAwal,2\n")
    if len(list(folder.iterdir())) == 2:  # a file system that tells the two names apart
        with pytest.raises(UsageError, match="TBL_PK.CSV dan tbl_pk.csv"):
            isi_buku(buku, folder)
    with pytest.raises(UsageError, match="dua berkas"):
        isi_buku(buku, {"tbl_pk.csv": b"Dokumen,Kode\nAwal,1\n", "Tbl_PK.csv": b"Dokumen,Kode\nAwal,1\n"})


def test_a_missing_folder_and_a_broken_csv(buku, tmp_path):
    with pytest.raises(UsageError):
        isi_buku(buku, tmp_path / "tidak-ada")
    with pytest.raises(UserError):
        isi_buku(buku, tulis(tmp_path / "csv", "tbl_pk.csv", 'Dokumen,Kode\n"Awal,1\n'))


def test_computed_columns_in_a_file_are_ignored_with_a_notice(buku, tmp_path):
    diabaikan = isi_buku(buku, tulis(tmp_path / "csv", "tbl_pk.csv", "Dokumen,Kode,Sasaran\nAwal,1,x\n")).ignored
    assert diabaikan == ["tbl_pk.csv: Sasaran"]


def test_settings_are_merged(buku, tmp_path):
    isi_buku(buku, tulis(tmp_path / "csv", "tbl_pengaturan.csv", "Kunci,Nilai\nkota,Probolinggo\nbatas_capaian,120%\n"))
    setelan = compute_book(buku)[0].book.settings
    assert setelan["kota"] == "Probolinggo" and setelan["batas_capaian"] == 1.2 and setelan["tahun"] == 2025


@pytest.mark.parametrize(
    "tingkat, kode, harap",
    [
        (["Program", "Kegiatan", "Kegiatan", "Program"], [None] * 4, ["1", "1.1", "1.2", "2"]),
        (["Program", "Kegiatan", "Program", "Kegiatan"], ["A", "1", "B", "1"], ["A", "A.1", "B", "B.1"]),
        (["Program", "Kegiatan"], ["X.1", "X.1.1"], ["X.1", "X.1.1"]),
    ],
)
def test_codes_that_are_missing_or_repeat(tingkat, kode, harap):
    isi = [{"Tingkat": t, "Kode": k} for t, k in zip(tingkat, kode, strict=True)]
    give_codes(isi)
    assert [b["Kode"] for b in isi] == harap


def test_what_is_exported_can_be_filled_in_again(buku_contoh, tmp_path):
    ekspor_buku(buku_contoh, tmp_path / "csv", masukan_saja=True)
    for nama in ("tbl_skala", "tbl_tingkat", "tbl_temuan"):
        (tmp_path / "csv" / f"{nama}.csv").unlink()
    with open(tmp_path / "csv" / "tbl_pengaturan.csv", encoding="utf-8", newline="") as berkas:
        assert len(list(csv.DictReader(berkas))) == len([s for s in SETTINGS if s.key not in PERSON_SETTINGS])
    salinan = shutil.copy(buku_contoh, tmp_path / "salinan.xlsx")
    isi_buku(salinan, tmp_path / "csv", backup=False)
    for tabel in ("tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran", "tbl_anggaran", "tbl_data_dukung"):
        assert baris(salinan, tabel) == baris(buku_contoh, tabel)


@pytest.mark.parametrize("bentuk", ["csv", "json", "xlsx"])
def test_export_forms_hold_computed_values(buku_contoh, tmp_path, bentuk):
    berkas = ekspor_buku(buku_contoh, tmp_path, bentuk).files
    assert berkas and all((tmp_path / b.split("/")[-1]).stat().st_size for b in berkas)
    if bentuk == "json":
        import json

        isi = json.loads((tmp_path / berkas[0].split("/")[-1]).read_text(encoding="utf-8"))
        assert isi["tbl_pengukuran"][0]["Capaian"] == 0.9193 and isi["tbl_pengukuran"][1]["Capaian"] == "N/A"
    if bentuk == "xlsx":
        import openpyxl

        buku = openpyxl.load_workbook(berkas[0])
        assert buku["tbl_anggaran"].max_row == 106


def test_an_unknown_form_is_wrong_use(buku_contoh, tmp_path):
    with pytest.raises(UsageError):
        ekspor_buku(buku_contoh, tmp_path, "doc")


def test_a_table_that_measures_by_itself_is_read_by_its_own_tipe(tmp_path):
    """The first edition of an indicator may be of another Tipe than the one that replaced it."""
    from lkjip_xl.flows.csv_tables import CellConverter, SourceTable
    from lkjip_xl.schema.contract import tables

    converter = CellConverter([{"Kode": "2.1.1", "Tipe": "Tingkat"}])
    table = tables(2019, 2024, ("renstra-lengkap",))["tbl_renstra_awal"]
    row = {"Kode": "2.1.1", "Tipe": "Persen", "Satuan": "%", "Target 2019": "48,10"}
    [values] = converter.convert(table, SourceTable("tbl_renstra_awal.csv", list(row), [row], []))
    assert values["Target 2019"] == 48.1 and converter.facts == []
