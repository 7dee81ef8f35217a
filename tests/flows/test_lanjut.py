"""lanjut: what next year's book takes over, what begins anew, and what a new Renstra period is."""

import os
import re
import zipfile

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.naskah import naskah_buku
from lkjip_xl.ooxml.files import check_workbook
from tests.book.filled_book import Isian
from tests.flows.travel_books import inputs, master
from tests.tools.lint_ooxml import lint


@pytest.fixture
def induk(tmp_path):
    path = tmp_path / "buku 2025.xlsx"
    os.rename(master(tmp_path), path)
    filler = Isian(path)
    for number, value in enumerate((78, 79, 80), 1):
        filler.tulis("tbl_pengukuran", number, "Realisasi TW4", value)
        filler.tulis("tbl_pengukuran", number, "Target TW4", 80)
    for number, value in ((3, 900), (4, 2500), (6, 400)):
        filler.tulis("tbl_anggaran", number, "Realisasi TW4", value)
    for row in range(1, filler.baris_terakhir("tbl_pengaturan") + 1):
        cell = filler.sel("tbl_pengaturan", row, "Kunci").value
        wanted = {"triwulan_berjalan": 4, "tanggal_laporan": "Januari 2026", "status_tw1": "Ditandatangani",
                  "desimal_persen": 1}  # fmt: skip
        if cell in wanted:
            filler.tulis("tbl_pengaturan", row, "Nilai", wanted[cell])
    filler.buku.create_sheet("Catatan Saya")["A1"] = "tetap"
    filler.simpan()
    lkjip_xl.laporan(path, backup=False)
    lkjip_xl.periksa(path, backup=False)
    return path


def test_the_next_year_inside_the_period(induk):
    before = induk.read_bytes()
    result = lkjip_xl.lanjut(induk)
    assert induk.read_bytes() == before and os.path.basename(result.path) == "buku 2026.xlsx"
    settings = {k: v.get("Nilai") for k, v in inputs(result.path, "tbl_pengaturan").items()}
    assert (settings["tahun"], settings["triwulan_berjalan"], settings["desimal_persen"]) == (2026, 1, 1)
    assert settings["status_tw1"] == "Draf" and settings["tanggal_laporan"] is None
    assert settings["instansi"] == "Dinas Contoh" and settings["nama_kepala"] == "Nama Seorang"
    assert inputs(result.path, "tbl_renstra") == inputs(induk, "tbl_renstra")
    assert inputs(result.path, "tbl_pengukuran") == {k: {"Kode": k, "Sifat": "Posisi Akhir"} for k in "123"}
    budget = inputs(result.path, "tbl_anggaran")
    assert list(budget) == ["A", "A.1", "A.1.1", "A.1.2", "B", "B.1"]
    assert budget["B.1"] == {"Kode": "B.1", "Tingkat": "Sub Kegiatan", "Uraian": "SK 3", "Unit": "UPTD Selatan"}
    assert lint(result.path) == []


def test_targets_of_the_new_year_come_from_renstra(induk):
    world = lkjip_xl.buka(lkjip_xl.lanjut(induk).path).world
    assert [(one["Target"], one["Sumber Target"]) for one in world.indikator] == [(82, "PK Awal")] * 3
    assert [row["Dokumen"] for row in world.rows("tbl_pk") if row.get("Kode")] == ["Awal"] * 3


def test_the_answer_counts_the_rows_of_the_new_book(induk):
    """PK Awal and Perubahan were counted together: 6 rows, of which the new book has 3."""
    filler = Isian(induk)
    for row, code in enumerate("123", 4):
        for column, value in {"Dokumen": "Perubahan", "Kode": code, "Target": 81}.items():
            filler.tulis("tbl_pk", row, column, value)
    filler.simpan()
    result = lkjip_xl.lanjut(induk)
    assert result.notes[0] == "Dari buku ini dibawa: Renstra 3 baris, PK 3 baris, Pengukuran 3 baris, Anggaran 6 baris."
    assert len(rows_of(result.path, "tbl_pk")) == 3


def test_results_of_the_year_stand_in_the_histories(induk):
    old = lkjip_xl.buka(induk).world
    path = lkjip_xl.lanjut(induk).path
    history = {row.cells["Kode"]: row.cells for row in rows_of(path, "tbl_riwayat")}
    assert {k: (r["Tahun"], r["Target"], r["Realisasi"]) for k, r in history.items()} == {
        "1": (2025, 80, 78), "2": (2025, 80, 79), "3": (2025, 80, 80),
    }  # fmt: skip
    money = {row.cells["Kode"]: row.cells for row in rows_of(path, "tbl_riwayat_anggaran")}
    assert money["A"]["Pagu"] == 4000 and money["A"]["Realisasi"] == 3400
    world = lkjip_xl.buka(path).world
    assert world.history("1", 2025)["Realisasi"] == old.measured_by_key["1"]["Realisasi"]


def rows_of(path, table):
    return [row for row in read_book(check_workbook(path, writing=False)).book.rows(table) if row.cells]


def test_money_of_an_unfinished_year_says_so_in_the_new_book(induk):
    filler = Isian(induk)
    filler.tulis("tbl_anggaran", 3, "Realisasi TW4", None)
    filler.simpan()
    rows = [row.cells for row in lkjip_xl.buka(lkjip_xl.lanjut(induk).path).world.book.rows("tbl_riwayat_anggaran")]
    told = {row["Kode"]: row.get("Keterangan") for row in rows if row.get("Tahun") == 2025}
    assert {code for code, note in told.items() if note} == {"A", "A.1", "A.1.1"}
    assert told["A"] == "sementara: 1 baris belum terisi di buku 2025"


def test_a_realisasi_over_a_blank_quarter_says_so_in_the_new_book(induk):
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 1, "Target TW4", 80)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW3", 77)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW4", None)
    filler.simpan()
    result = lkjip_xl.lanjut(induk)
    told = {row.cells["Kode"]: row.cells for row in rows_of(result.path, "tbl_riwayat")}
    assert told["1"]["Realisasi"] == 77
    assert told["1"]["Keterangan"].endswith("sementara: realisasi TW IV kosong di buku 2025")
    assert "sementara" not in told["2"]["Keterangan"]
    assert any("(1 TW IV)" in note and "sementara" in note for note in result.notes)


def test_a_value_of_an_earlier_year_is_marked_wherever_the_next_year_is_compared_with_it(induk, tmp_path):
    """IPM of 2024, printed in the book of 2025, became the result of 2025 without a word."""
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 1, "Tahun Data", 2024)
    filler.simpan()
    result = lkjip_xl.lanjut(induk)
    told = {row.cells["Kode"]: row.cells["Keterangan"] for row in rows_of(result.path, "tbl_riwayat")}
    assert told["1"] == "LKjIP 2025; target PK Awal; sementara: nilai tahun 2024 menurut Tahun Data di buku 2025"
    assert told["2"] == "LKjIP 2025; target PK Awal"
    note = "Realisasi 1 bukan nilai tahun 2025 menurut Tahun Data; di Riwayat sementara, dan kolom Keterangannya "
    assert note + "menyebut tahunnya." in result.notes
    filler = Isian(result.path)
    for number, value in enumerate((79, 80, 81), 1):
        filler.tulis("tbl_pengukuran", number, "Realisasi TW4", value)
    set_quarter(filler, 4)
    filler.simpan()
    lkjip_xl.laporan(result.path, semua_bentuk=True, backup=False)
    book = openpyxl.load_workbook(result.path, data_only=True)
    doubt = "PERIKSA: Angka 2025 sementara menurut kolom Keterangan Riwayat"
    for name in ("Lap Antar Tahun", "Lap Ringkasan"):
        assert any(str(c.value).startswith(doubt) for row in book[name].iter_rows() for c in row), name
    words = " ".join(str(c.value) for row in book["Lap Ringkasan"].iter_rows() for c in row if c.value)
    assert "Dibanding tahun 2025 (sementara), realisasinya naik dari 78%." in words
    assert "Dibanding tahun 2025, realisasinya naik dari 79%." in words


def set_quarter(filler, quarter):
    for row in range(1, filler.baris_terakhir("tbl_pengaturan") + 1):
        if filler.sel("tbl_pengaturan", row, "Kunci").value == "triwulan_berjalan":
            filler.tulis("tbl_pengaturan", row, "Nilai", quarter)


def test_what_was_typed_of_the_year_stays_and_both_are_told(induk):
    filler = Isian(induk)
    for row, typed, note in ((1, 40, None), (2, 41, "Direvisi BPS"), (3, 80, None)):
        for column, value in {"Kode": str(row), "Tahun": 2025, "Lingkup": "Instansi", "Target": 80,
                              "Realisasi": typed, "Keterangan": note}.items():  # fmt: skip
            filler.tulis("tbl_riwayat", row, column, value)
    filler.tulis("tbl_riwayat_anggaran", 1, "Uraian", "Q")
    for column, value in {"Tahun": 2025, "Pagu": 500, "Realisasi": 1}.items():
        filler.tulis("tbl_riwayat_anggaran", 1, column, value)
    filler.simpan()
    result = lkjip_xl.lanjut(induk)
    history = {row.cells["Kode"]: row.cells for row in rows_of(result.path, "tbl_riwayat")}
    assert [(one["Realisasi"], one.get("Keterangan")) for one in history.values()] == [
        (40, "sementara: di buku 2025 realisasi 78"), (41, "Direvisi BPS; di buku 2025 realisasi 79"), (80, None),
    ]  # fmt: skip
    (money,) = [row.cells for row in rows_of(result.path, "tbl_riwayat_anggaran") if row.cells["Uraian"] == "Q"]
    assert (money["Realisasi"], money["Keterangan"]) == (1, "sementara: di buku 2025 realisasi 400")
    told = [note for note in result.notes if "sudah berisi angka 2025" in note]
    assert told == [
        "Riwayat sudah berisi angka 2025 yang lain dari hasil buku ini: 1 (realisasi 40, di buku 78), 2 (realisasi 41, "
        "di buku 79). Angka itu dibiarkan, dan kolom Keterangannya menyebut angka buku; betulkan yang keliru.",
        "Riwayat (anggaran) sudah berisi angka 2025 yang lain dari hasil buku ini: Q (realisasi 1, di buku 400). Angka "
        "itu dibiarkan, dan kolom Keterangannya menyebut angka buku; betulkan yang keliru.",
    ]


def test_what_was_received_is_said_to_stay_behind(induk):
    filler = Isian(induk)
    for column, value in {"Kode": "4", "Tingkat": "Program", "Uraian": "Retribusi", "Jenis Anggaran": "Pendapatan",
                          "Pagu Awal": 1000, "Realisasi TW4": 1200}.items():  # fmt: skip
        filler.tulis("tbl_anggaran", 7, column, value)
    filler.simpan()
    result = lkjip_xl.lanjut(induk)
    assert "Realisasi Pendapatan Rp1.200 tidak ikut: Riwayat Anggaran memuat belanja saja. Angkanya tetap di buku " \
        "2025." in result.notes  # fmt: skip
    assert "Retribusi" not in [row.cells["Uraian"] for row in rows_of(result.path, "tbl_riwayat_anggaran")]


def test_reports_findings_and_sendings_stay_behind_and_own_sheets_come_along(induk, tmp_path):
    lkjip_xl.kirim(induk, tmp_path / "kiriman", surel=False)
    path = lkjip_xl.lanjut(induk).path
    names = openpyxl.load_workbook(path).sheetnames
    assert "Catatan Saya" in names and "Kiriman" not in names
    assert not [name for name in names if name.startswith("Lap ")]
    assert rows_of(induk, "tbl_temuan") and not rows_of(path, "tbl_temuan")
    result = lkjip_xl.lanjut(induk, tmp_path / "tanpa.xlsx", own_sheets=False)
    assert "Catatan Saya" not in openpyxl.load_workbook(result.path).sheetnames
    assert result.notes[1:] == ["Lembar Anda tidak ikut: Catatan Saya."]


def test_the_new_book_lives(induk):
    path = lkjip_xl.lanjut(induk).path
    assert lkjip_xl.hitung(path, backup=False).unchanged
    lkjip_xl.laporan(path, backup=False)
    assert not [f for f in lkjip_xl.periksa(path, backup=False).findings if f.berat == "Salah"]
    again = lkjip_xl.lanjut(path, str(path).replace("2026", "2027"), renstra="2027-2031")
    assert lkjip_xl.buka(again.path).world.year == 2027
    years = {row.cells["Tahun"] for row in rows_of(again.path, "tbl_riwayat")}
    assert years == {2025, 2026}


def test_a_new_period_begins_where_the_old_one_ended(induk, tmp_path):
    lkjip_xl.lanjut(induk, tmp_path / "buku 2026.xlsx")
    filler = Isian(tmp_path / "buku 2026.xlsx")
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW1", 81)
    filler.simpan()
    result = lkjip_xl.lanjut(tmp_path / "buku 2026.xlsx")  # 2026 is the last year of 2025-2026
    reading = read_book(check_workbook(result.path, writing=False))
    assert reading.book.years == (2027, 2028) and reading.book.settings["tahun_awal_renstra"] == 2027
    rows = inputs(result.path, "tbl_renstra")
    assert rows["1"]["Kondisi Awal"] == 81 and "Kondisi Awal" not in rows["2"]
    assert not any(name.startswith("Target ") for row in rows.values() for name in row)
    assert any("dimulai" in note for note in result.notes) and any("Catatan Saya" in note for note in result.notes)
    assert any("triwulan 1" in note for note in result.notes)
    assert lint(result.path) == [] and lkjip_xl.hitung(result.path, backup=False).unchanged


def test_modules_go_along(induk, tmp_path):
    lkjip_xl.tambah(induk, ["spm", "rencana-aksi"], backup=False)
    filler = Isian(induk)
    for column, value in {"Kode": "1", "No": 1, "Rencana Aksi": "Rapat", "Target TW1": 1, "Bukti": "x"}.items():
        filler.tulis("tbl_rencana_aksi", 1, column, value)
    filler.tulis("tbl_spm", 1, "Jenis Layanan", "Rehabilitasi")
    filler.tulis("tbl_spm", 1, "Terlayani", 5)
    filler.simpan()
    for path in (lkjip_xl.lanjut(induk).path, lkjip_xl.lanjut(induk, tmp_path / "b.xlsx", renstra="2026-2030").path):
        assert rows_of(path, "tbl_rencana_aksi")[0].cells == {"Kode": "1", "No": 1, "Rencana Aksi": "Rapat"}
        assert rows_of(path, "tbl_spm")[0].cells == {"Jenis Layanan": "Rehabilitasi"}


def test_an_existing_book_is_never_replaced_unasked(induk):
    first = lkjip_xl.lanjut(induk)
    before = open(first.path, "rb").read()
    with pytest.raises(UserError) as refused:
        lkjip_xl.lanjut(induk)
    assert refused.value.kode == "sudah_ada" and open(first.path, "rb").read() == before
    assert open(lkjip_xl.lanjut(induk, timpa=True).backup, "rb").read() == before


@pytest.mark.parametrize(("options", "kode"), [({"renstra": "2030-2034"}, "periode"), ({"path": "x.xlsm"}, "ekstensi")])
def test_slips(induk, options, kode):
    with pytest.raises(UsageError) as refused:
        lkjip_xl.lanjut(induk, **options)
    assert refused.value.kode == kode


def test_bytes_in_bytes_out(induk):
    result = lkjip_xl.lanjut(induk.read_bytes())
    assert result.path is None and lkjip_xl.buka(result.data).world.year == 2026


def test_what_was_reached_until_now_stands_in_evaluasi_renja(induk, tmp_path):
    lkjip_xl.tambah(induk, ["evaluasi-renja"], backup=False)
    filler = Isian(induk)
    for number, code in enumerate("12", 1):
        filler.tulis("tbl_renja", number, "Kode", code)
        filler.tulis("tbl_renja", number, "Faktor Pendorong", "Kader aktif")
    filler.tulis("tbl_renja", 1, "Realisasi Lalu K", 70)
    filler.simpan()
    path = lkjip_xl.lanjut(induk).path
    assert [row.cells for row in rows_of(path, "tbl_renja")] == [
        {"Kode": "1", "Realisasi Lalu K": 78}, {"Kode": "2", "Realisasi Lalu K": 79},
    ]  # fmt: skip
    assert lkjip_xl.hitung(path, backup=False).unchanged
    new = lkjip_xl.lanjut(induk, tmp_path / "baru.xlsx", renstra="2026-2030").path
    assert [row.cells for row in rows_of(new, "tbl_renja")] == [{"Kode": "1"}, {"Kode": "2"}]


def test_the_text_of_the_report_rolls_over_with_its_slots(induk, tmp_path):
    """What was typed into Naskah stays, slots and all; the figures in it are those of the new year."""
    lkjip_xl.tambah(induk, ["naskah"], backup=False)
    shipped = [row.cells for row in rows_of(induk, "tbl_naskah")]
    filler = Isian(induk)
    place = len(shipped) + 1
    own = {"Bab": "Bab I", "Urut": 5, "Jenis": "Paragraf", "Teks": "Laporan {instansi} tahun {tahun} dan sesudahnya."}
    for column, value in own.items():
        filler.tulis("tbl_naskah", place, column, value)
    filler.tulis("tbl_naskah", 1, "Teks", "Judul kami sendiri {tahun}")
    laws = len(rows_of(induk, "tbl_hukum"))
    filler.tulis("tbl_hukum", laws + 1, "Peraturan", "Peraturan Bupati Nomor 9 Tahun 2024")
    filler.tulis("tbl_hukum", laws + 1, "Tentang", "Susunan Organisasi")
    filler.simpan()
    before = [row.cells for row in rows_of(induk, "tbl_naskah")]
    assert before[0]["Teks"] == "Judul kami sendiri {tahun}" and before[-1] == own
    for path in (lkjip_xl.lanjut(induk).path, lkjip_xl.lanjut(induk, tmp_path / "b.xlsx", renstra="2026-2030").path):
        assert [row.cells for row in rows_of(path, "tbl_naskah")] == before
        assert rows_of(path, "tbl_hukum")[-1].cells["Peraturan"] == "Peraturan Bupati Nomor 9 Tahun 2024"
        assert len(rows_of(path, "tbl_hukum")) == laws + 1
        naskah_buku(path, str(path) + ".docx")
        with zipfile.ZipFile(str(path) + ".docx") as document:
            text = re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode("utf-8"))
        assert "Laporan Dinas Contoh tahun 2026 dan sesudahnya." in text and "tahun 2025 dan sesudahnya" not in text
