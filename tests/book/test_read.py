"""Reading what people really type: nothing crashes, nothing is guessed, every doubt is a finding with its cell."""

import shutil
import zipfile

import openpyxl
import openpyxl.worksheet.table
import pytest

import lkjip_xl
from lkjip_xl.errors import UserError
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.open_and_save import compute_book, form_findings
from lkjip_xl.ooxml.files import THOROUGH_SIZE
from tests.book.filled_book import Isian


@pytest.fixture
def buku(buku_contoh, tmp_path):
    """A copy of the sample book for a user to type into."""
    return Isian(shutil.copy(buku_contoh, tmp_path / "buku.xlsx"))


def temuan(path):
    return {(t.kode, t.lembar, t.sel): t for t in form_findings(*compute_book(path))}


def test_the_sample_reads_without_a_finding(buku_contoh):
    assert temuan(buku_contoh) == {}


def test_percent_format_beside_points_is_found_and_mended(buku):
    sel = buku.tulis("tbl_pengukuran", 1, "Realisasi TW4", 0.809, "0.00%")
    path = buku.simpan()
    ada = temuan(path)
    assert ("BACA-01", "Pengukuran", sel) in ada
    assert "80,9" in ada[("BACA-01", "Pengukuran", sel)].uraian
    selesai = hitung_buku(path, perbaiki=True)
    assert selesai.computed.computed["tbl_pengukuran"][0]["Capaian"] == 0.9193
    assert selesai.findings == []
    assert len(selesai.repaired) == 1
    sesudah = Isian(path).sel("tbl_pengukuran", 1, "Realisasi TW4")
    assert sesudah.value == 80.9
    assert "%" not in sesudah.number_format.replace('"%"', "")


@pytest.mark.parametrize(
    "tabel, kolom, ketikan, angka",
    [
        ("tbl_pengukuran", "Realisasi TW4", "80,90 %", 80.9),
        ("tbl_pengukuran", "Realisasi TW4", "80.90%", 80.9),
        ("tbl_anggaran", "Pagu Awal", "Rp 1.283.419.000", 1_283_419_000),
        ("tbl_anggaran", "Pagu Perubahan", "Rp. 4.002.524.072,-", 4_002_524_072),
    ],
)
def test_numbers_typed_as_text_are_found_with_the_number_to_type(buku, tabel, kolom, ketikan, angka):
    baris = 5 if tabel == "tbl_anggaran" else 1
    sel = buku.tulis(tabel, baris, kolom, ketikan)
    path = buku.simpan()
    lembar = "Anggaran" if tabel == "tbl_anggaran" else "Pengukuran"
    assert f"{angka:.15g}".replace(".", ",") in temuan(path)[("BACA-02", lembar, sel)].perbaikan
    hitung_buku(path, perbaiki=True)
    assert Isian(path).sel(tabel, baris, kolom).value == angka


def test_ambiguous_text_stays_text_is_an_error_in_the_cell_and_is_never_guessed(buku):
    sel = buku.tulis("tbl_pengukuran", 1, "Realisasi TW4", "1.447")
    path = buku.simpan()
    assert temuan(path)[("BACA-02", "Pengukuran", sel)].perbaikan
    selesai = hitung_buku(path, perbaiki=True)
    assert str(selesai.computed.computed["tbl_pengukuran"][0]["Capaian"]) == "#VALUE!"
    assert Isian(path).sel("tbl_pengukuran", 1, "Realisasi TW4").value == "1.447"


@pytest.mark.parametrize("isi, format", [(1.1, "General"), (44_593, "dd/mm/yyyy")])
def test_codes_that_excel_turned_into_numbers_or_dates(buku, isi, format):
    sel = buku.tulis("tbl_renstra", 2, "Kode", isi, format)
    assert ("BACA-03", "Renstra", sel) in temuan(buku.simpan())


def test_not_available_is_no_finding(buku):
    for isi in ("N/A", "n/a", "-"):
        buku.tulis("tbl_pengukuran", 1, "Realisasi TW4", isi)
        path = buku.simpan()
        assert temuan(path) == {}
        assert str(compute_book(path)[1].computed["tbl_pengukuran"][0]["Capaian"]) == "#N/A"


def test_trailing_spaces_in_codes_and_choices(buku):
    kode = buku.tulis("tbl_pengukuran", 1, "Kode", "1.1.1 ")
    sifat = buku.tulis("tbl_pengukuran", 2, "Sifat", "Posisi Akhir ")
    path = buku.simpan()
    ada = temuan(path)
    assert ("KON-44", "Pengukuran", kode) in ada and ("BACA-04", "Pengukuran", sifat) in ada
    assert hitung_buku(path, perbaiki=True).findings == []


def test_merged_cells_in_a_table(buku):
    ws, r, k = buku.letak("tbl_renstra", 2, "Sasaran")
    ws.merge_cells(start_row=r, start_column=k, end_row=r + 1, end_column=k)
    assert any(kode == "BACA-05" for kode, *_ in temuan(buku.simpan()))


def test_a_renamed_column_is_named_and_the_rest_still_reads(buku):
    ws, r, k = buku.letak("tbl_renstra", 0, "Satuan")
    ws.cell(r, k).value = "Unit"
    next(c for c in buku.tabel["tbl_renstra"][1].tableColumns if c.name == "Satuan").name = "Unit"
    path = buku.simpan()
    hilang = [t for t in temuan(path).values() if t.kode == "BACA-06"]
    assert [t.kolom for t in hilang] == ["Satuan"]
    assert compute_book(path)[1].summary["Rata-rata capaian"] == 0.9731


def test_rows_beneath_the_table_are_read_and_hitung_grows_the_table(buku):
    bawah = buku.baris_terakhir("tbl_riwayat") + 1
    for kolom, isi in (("Kode", "1.1.1"), ("Tahun", 2020), ("Lingkup", "Instansi"), ("Realisasi", 66.5)):
        buku.tulis("tbl_riwayat", bawah, kolom, isi)
    path = buku.simpan()
    assert any(kode == "BACA-07" for kode, *_ in temuan(path))
    selesai = hitung_buku(path)
    assert selesai.computed.book.rows("tbl_riwayat")[bawah - 1].cells["Realisasi"] == 66.5
    assert Isian(path).baris_terakhir("tbl_riwayat") > bawah
    assert temuan(path) == {}


def budget_row(buku, number, pagu, kode="9.9.9"):
    for kolom, isi in (("Kode", kode), ("Tingkat", "Sub Kegiatan"), ("Uraian", "S"), ("Pagu Awal", pagu)):
        buku.tulis("tbl_anggaran", number, kolom, isi)


def test_rows_parted_from_their_table_by_a_blank_row_are_told_with_their_money(buku):
    last = buku.baris_terakhir("tbl_anggaran")
    budget_row(buku, last + 1, 100)
    budget_row(buku, last + 3, 200)
    budget_row(buku, last + 6, 300)
    path = buku.simpan()
    (apart,) = (t for t in temuan(path).values() if t.kode == "BACA-19")
    first, second = buku.sel("tbl_anggaran", last + 3, "Tingkat"), buku.sel("tbl_anggaran", last + 6, "Tingkat")
    assert (apart.berat, apart.lembar, apart.sel) == ("Salah", "Anggaran", f"{first.coordinate}:{second.coordinate}")
    assert apart.uraian.startswith("2 baris di bawah tabel") and apart.uraian.endswith("Jumlahnya: Pagu Awal Rp500.")
    selesai = hitung_buku(path)
    assert {t.kode for t in selesai.findings} == {"BACA-07", "BACA-19"}
    told = f"2 baris di bawah tabel Anggaran ({apart.sel}) terpisah dari tabelnya"
    assert told in " ".join(selesai.glance.warnings())


@pytest.mark.parametrize("typed, told", [
    ({"Kode": "1.01.01.2.01.0002", "Pagu Awal": 500_000_000}, True),
    ({"Uraian": "Penyediaan gaji", "Pagu Awal": 500_000_000}, True),
    ({"Kode": "1.01.01.2.01.0002", "Realisasi TW2": 500_000_000}, True),
    ({"Indikator": "1.1.1; 1.1.2", "Pagu Awal": 500_000_000}, True),
    ({"Kode": "1.02.02", "Uraian": "Cek kesehatan", "Pagu Awal": 500_000_000}, True),
    ({"Uraian": "Cek", "Pagu Awal": 5}, False),
    ({"Kode": "1.01.01.2.01.0002"}, False), ({"Pagu Awal": 500_000_000}, False),
    ({"Pagu Awal": 500_000_000, "Realisasi TW2": 1}, False),
    ({"Kode": "JUMLAH", "Pagu Awal": 500_000_000}, False), ({"Uraian": "Grand Total", "Pagu Awal": 5}, False),
    ({"Kode": "Catatan", "Tingkat": "Program di atas belum diverifikasi", "Pagu Awal": 12}, False),
    ({"Kode": "Pagu menurut DPA", "Pagu Awal": 500_000_000}, False),
    ({"Kode": "Kode", "Uraian": "Uraian", "Pagu Awal": 1}, False),
])  # fmt: skip
def test_money_in_a_row_without_its_level_is_told_beneath_a_blank_row_too(buku, typed, told):
    """A code and Rp500.000.000 beneath a blank row were left out without a word."""
    number = buku.baris_terakhir("tbl_anggaran") + 3
    for column, value in typed.items():
        buku.tulis("tbl_anggaran", number, column, value)
    found = [t for t in temuan(buku.simpan()).values() if t.kode == "BACA-19"]
    assert len(found) == told
    if told:
        assert found[0].berat == "Salah" and found[0].uraian.endswith(" Rp500.000.000.")


def test_notes_and_a_total_beneath_a_table_are_no_rows_of_it(buku):
    last = buku.baris_terakhir("tbl_anggaran")
    buku.tulis("tbl_anggaran", last + 3, "Kode", "Catatan: sudah sesuai DPA")
    buku.tulis("tbl_anggaran", last + 5, "Uraian", "Jumlah")
    buku.tulis("tbl_anggaran", last + 5, "Pagu Awal", 1_000)
    buku.tulis("tbl_anggaran", last + 7, "Tingkat", "Sub Kegiatan")
    buku.tulis("tbl_pengukuran", buku.baris_terakhir("tbl_pengukuran") + 3, "Kode", "catatan bidang")
    buku.tulis("tbl_iki", buku.baris_terakhir("tbl_iki") + 3, "Indikator", "Jumlah")
    buku.tulis("tbl_iki", buku.baris_terakhir("tbl_iki") + 3, "Target", 4)
    assert [kode for kode, *_ in temuan(buku.simpan()) if kode == "BACA-19"] == []


def test_a_table_of_the_users_own_beneath_one_of_ours_is_theirs(buku):
    last = buku.baris_terakhir("tbl_anggaran")
    budget_row(buku, last + 4, 200)
    ws, top, left = buku.letak("tbl_anggaran", last + 3, "Kode")
    names = ("Kode", "Tingkat", "Uraian", "Indikator", "Pagu")
    for k, name in enumerate(names):
        ws.cell(top, left + k).value = name
    ref = f"{ws.cell(top, left).coordinate}:{ws.cell(top + 1, left + len(names) - 1).coordinate}"
    ws.add_table(openpyxl.worksheet.table.Table(displayName="Simulasi", ref=ref))
    assert [kode for kode, *_ in temuan(buku.simpan()) if kode == "BACA-19"] == []


def test_a_column_added_by_the_user_is_kept(buku):
    ws, t = buku.tabel["tbl_pk"]
    path = buku.simpan()
    hitung_buku(path)
    sesudah = openpyxl.load_workbook(path)
    assert sesudah["PK"].tables["tbl_pk"].ref == t.ref


def test_an_overwritten_formula_is_found_and_restored(buku):
    sel = buku.tulis("tbl_pengukuran", 1, "Capaian", 0.99)
    path = buku.simpan()
    assert ("BACA-09", "Pengukuran", sel) in temuan(path)
    assert temuan(path)["BACA-09", "Pengukuran", sel].perbaikan == "Jalankan Hitung; rumusnya dikembalikan."
    (told,) = hitung_buku(path).findings
    assert (told.kode, told.perbaikan) == ("BACA-09", "Rumusnya sudah dikembalikan; ketikannya tidak dipakai.")
    assert str(Isian(path).sel("tbl_pengukuran", 1, "Capaian").value).startswith("=IF(")
    assert openpyxl.load_workbook(path, data_only=True)["Pengukuran"][sel].value == 0.9193
    assert temuan(path) == {}


def test_an_error_value_and_an_unknown_choice(buku):
    galat = buku.tulis("tbl_pengukuran", 1, "Realisasi TW3", "#REF!")
    buku.sel("tbl_pengukuran", 1, "Realisasi TW3").data_type = "e"
    pilihan = buku.tulis("tbl_pengukuran", 3, "Sifat", "Kumulasi")
    ada = temuan(buku.simpan())
    assert ("BACA-08", "Pengukuran", galat) in ada and ("BACA-11", "Pengukuran", pilihan) in ada


def test_a_number_where_a_level_label_belongs(buku):
    sel = buku.tulis("tbl_pengukuran", 4, "Realisasi TW4", 4)
    assert ("BACA-10", "Pengukuran", sel) in temuan(buku.simpan())


def test_a_setting_out_of_range_names_its_cell(buku):
    baris = next(i for i in range(1, 80) if buku.sel("tbl_pengaturan", i, "Kunci").value == "triwulan_berjalan")
    sel = buku.tulis("tbl_pengaturan", baris, "Nilai", 7)
    assert "1 dan 4" in temuan(buku.simpan())[("BACA-14", "Pengaturan", sel)].uraian


def test_columns_in_another_order_compute_the_same(buku_contoh, tmp_path):
    buku = Isian(shutil.copy(buku_contoh, tmp_path / "buku.xlsx"))
    ws, t = buku.tabel["tbl_riwayat"]
    a, b = (buku.letak("tbl_riwayat", 0, nama)[2] for nama in ("Target", "Realisasi"))
    for r in range(buku.letak("tbl_riwayat", 0, "Kode")[1], ws.max_row + 1):
        satu, dua = ws.cell(r, a), ws.cell(r, b)
        satu.value, dua.value = dua.value, satu.value
    nama = {c.name: c for c in t.tableColumns}
    nama["Target"].name, nama["Realisasi"].name = "Realisasi", "Target"
    path = buku.simpan()
    assert compute_book(path)[0].book.rows("tbl_riwayat")[0].cells["Realisasi"] == 69.37


def test_books_that_are_not_ours_or_lack_a_table_or_have_another_version(buku, tmp_path):
    polos = tmp_path / "polos.xlsx"
    openpyxl.Workbook().save(polos)
    with pytest.raises(UserError) as galat:
        compute_book(polos)
    assert galat.value.kode == "bukan_buku_lkjip"
    baris = next(i for i in range(1, 80) if buku.sel("tbl_pengaturan", i, "Kunci").value == "versi_kontrak")
    for versi, kode in ((0, "versi_lama"), (99, "versi_baru")):
        buku.tulis("tbl_pengaturan", baris, "Nilai", versi)
        with pytest.raises(UserError) as galat:
            compute_book(buku.simpan(tmp_path / f"{kode}.xlsx"))
        assert galat.value.kode == kode
    ws, _ = buku.tabel["tbl_pk"]
    del ws.tables["tbl_pk"]
    with pytest.raises(UserError) as galat:
        compute_book(buku.simpan())
    assert galat.value.kode == "tabel_hilang" and "lembar PK" in str(galat.value)


def test_an_empty_value_written_with_a_space_is_a_blank():
    from lkjip_xl.ooxml.cells import SheetText

    lembar = SheetText(b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>X()</f><v /></c><c r="B1"><v>5</v></c>'
                       b"</row></sheetData></worksheet>")  # fmt: skip
    assert [lembar.value(teks, []) for _, teks in lembar.cells(lembar.rows[0])] == [None, 5]


def test_a_formula_of_the_users_that_nothing_has_computed_is_told(buku):
    sel = buku.tulis("tbl_pengukuran", 1, "Realisasi TW4", "=40+41")
    assert "belum pernah dihitung" in temuan(buku.simpan())[("BACA-12", "Pengukuran", sel)].uraian


@pytest.mark.parametrize("flow", ["hitung", "periksa", "laporan"])
def test_a_large_sheet_that_is_not_well_formed_is_refused_by_every_flow(buku_contoh, tmp_path, flow):
    path = tmp_path / "besar.xlsx"
    with zipfile.ZipFile(buku_contoh) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if b'codeName="Anggaran"' in data[:600]:
                # Larger than what is parsed on opening; the same attribute twice, in the middle.
                data = data.replace(b"</sheetData>", b" " * THOROUGH_SIZE + b"</sheetData>").replace(
                    b'<row r="60"', b'<row r="60" r="60"', 1
                )
                assert len(data) > THOROUGH_SIZE and b'r="60" r="60"' in data
            target.writestr(name, data)
    before = path.read_bytes()
    with pytest.raises(UserError, match="lembar Anggaran"):
        getattr(lkjip_xl, flow)(path, backup=False)
    assert path.read_bytes() == before
