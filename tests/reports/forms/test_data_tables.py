"""Data of Bab I to III, SPM and what evaluators read: totals, shares, rows beneath rows, predikat, evidence, dates."""

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.reports.printing.evaluation import akip_label, evidence_of
from lkjip_xl.reports.registry import report_ids, write_reports
from lkjip_xl.schema.modules.evaluasi import LKE
from tests.checks.small_book import berkas, indikator, ukur
from tests.printed.csv_book import buku_dari_csv
from tests.reports.forms.test_plan import RENSTRA
from tests.reports.made_book import cari, periksa_bentuk, susun_satu, teks_lembar
from tests.reports.module_book import module_world
from tests.reports.test_origin import check_sources


def _sheet(world, id):
    [sheet] = write_reports(world, [id])
    periksa_bentuk(sheet)
    check_sources(world, sheet)
    return sheet


def _row(sheet, text):
    return [c.value for c in sheet.rows[cari(sheet, text)].cells if c is not None and c.value is not None]


@pytest.fixture(scope="module")
def renstra():
    return World(buku_dari_csv(RENSTRA, profil_bentuk="Umum"))


def test_staff_has_totals_and_shares(renstra):
    sheet = _sheet(renstra, "LAP-PEGAWAI")
    assert _row(sheet, "PNS")[-2:] == [28, 0.6087]
    assert _row(sheet, "JUMLAH SELURUHNYA")[-2:] == [59, 1]
    assert _row(sheet, "Menurut Jabatan")[0] == "Menurut Jabatan"


def test_money_of_spm_by_source_adds_up(renstra):
    sheet = _sheet(renstra, "LAP-SPM")
    assert _row(sheet, "APBN")[-1] == 29_060_132_600
    assert _row(sheet, "Jumlah")[-1] == 37_446_689_114
    assert 17_860_314_050 in _row(sheet, "JUMLAH") and 0.9559 in _row(sheet, "JUMLAH")


def test_spm_keeps_blank_zero_and_not_available_apart():
    rows = [{"Jenis Layanan": "A", "Harus Dilayani": 60, "Terlayani": 45, "Target": 1},
            {"Jenis Layanan": "B", "Harus Dilayani": 10, "Terlayani": 0, "Target": 1},
            {"Jenis Layanan": "C", "Harus Dilayani": 0, "Terlayani": 0, "Target": 1},
            {"Jenis Layanan": "D"}]  # fmt: skip
    sheet = _sheet(berkas({"tbl_spm": rows}).world, "LAP-SPM")
    assert 0.75 in _row(sheet, "A") and _row(sheet, "B").count(0) >= 3
    assert _row(sheet, "C").count("N/A") >= 2 and _row(sheet, "D").count("N/A") == 3


def test_a_general_table_sums_the_rows_beneath_and_counts_them_once():
    rows = [{"Tabel": "PMKS", "No": "1", "Uraian": "Anak"},
            {"Tabel": "PMKS", "No": "1.a", "Uraian": "Balita", "Induk": "1", "Jumlah": 5},
            {"Tabel": "PMKS", "No": "1.b", "Uraian": "Remaja", "Induk": "1", "Jumlah": 15},
            {"Tabel": "PMKS", "No": "2", "Uraian": "Lanjut usia", "Jumlah": 20},
            {"Tabel": "PSKS", "No": "1", "Uraian": "Tagana", "Jumlah": 3}]  # fmt: skip
    world = berkas({"tbl_data_umum": rows}).world
    assert {"LAP-DATA-1", "LAP-DATA-2"} <= set(report_ids(world))
    sheet = _sheet(world, "LAP-DATA-1")
    assert teks_lembar(sheet)[0] == "PMKS" and _row(sheet, "Anak")[-2:] == [20, 0.5]
    assert _row(sheet, "JUMLAH")[-2:] == [40, 1] and "Tagana" not in teks_lembar(sheet)
    assert "JUMLAH" not in teks_lembar(_sheet(world, "LAP-DATA-2"))


def test_goals_of_sustainable_development_are_counted():
    rows = [{"Nomor": f"1.{n}", "Tujuan": "Tanpa kemiskinan", "Indikator": f"I{n}", "Status": s}
            for n, s in enumerate(["SS"] * 16 + ["SB"] * 2 + ["BB"] * 2 + ["NA"] * 2)]  # fmt: skip
    sheet = _sheet(berkas({"tbl_tpb": rows}).world, "LAP-TPB")
    assert _row(sheet, "Tanpa kemiskinan")[-1] == 0.7273
    assert _row(sheet, "Indikator yang SUDAH dilaksanakan dan SUDAH mencapai target")[-2:] == [16, 0.7273]
    assert _row(sheet, "Total")[-2:] == [22, 1]


# --- LKE -------------------------------------------------------------------------------------------------------------
def _lke(answer):
    rows = [dict(r) for r in LKE.shipped(2025)]
    for row in rows:
        if row.get("Bobot"):
            row["Jawaban"] = answer
    return rows


@pytest.mark.parametrize(("answer", "value", "label"), [("AA", 100, "AA"), ("A", 90, "A"), ("BB", 80, "BB"),
                                                        ("B", 70, "B"), ("D", 30, "D")])  # fmt: skip
def test_lke_adds_up_to_a_predikat(answer, value, label):
    sheet = _sheet(berkas({"tbl_lke": _lke(answer)}).world, "LAP-LKE")
    assert _row(sheet, "NILAI AKUNTABILITAS KINERJA")[1:] == [100, label, value]
    assert _row(sheet, "3. Pelaporan Kinerja")[1:] == [15, label, 15 * value / 100]


@pytest.mark.parametrize(("value", "label"), [(90.01, "AA"), (90, "A"), (80.01, "A"), (80, "BB"), (60, "CC"), (0, "D")])
def test_predikat_has_edges_of_two_decimals(value, label):
    assert akip_label(value, 2025) == label


def test_an_unanswered_lke_has_no_predikat_and_no_form():
    rows = _lke("BB")
    rows[0].pop("Jawaban")
    sheet = _sheet(berkas({"tbl_lke": rows}).world, "LAP-LKE")
    assert "BB" not in _row(sheet, "NILAI AKUNTABILITAS KINERJA")
    assert "LAP-LKE" not in report_ids(berkas({"tbl_lke": LKE.shipped(2025)}).world)


def test_criteria_that_the_book_answers_carry_their_evidence():
    measured = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_lke": _lke("A")}
    world = berkas(measured, tanggal_reviu="2026-02-10").world
    assert evidence_of(world, "4. Dokumen Laporan Kinerja telah direviu.") == "Direviu 10 Februari 2026 (LAP-REVIU)"
    assert evidence_of(world, "5. Dokumen Laporan Kinerja telah dipublikasikan.") is None
    assert evidence_of(world, "3. ... perbandingan realisasi kinerja dengan target tahunan.").startswith(
        "Capaian tahun"
    )
    assert evidence_of(world, "6. ... realisasi kinerja di level nasional/internasional") is None
    typed = next(r for r in measured["tbl_lke"] if "telah direviu" in (r.get("Kriteria") or ""))
    typed["Bukti"] = "LHR 12/2026"
    sheet = _sheet(berkas(measured, tanggal_reviu="2026-02-10").world, "LAP-LKE")
    assert "LHR 12/2026" in teks_lembar(sheet) and "Direviu 10 Februari 2026 (LAP-REVIU)" not in teks_lembar(sheet)


# --- dates and recommendations ---------------------------------------------------------------------------------------
def test_the_reports_own_dates_stand_beside_their_due_date():
    world = berkas({}, tanggal_dibuat="2026-02-01", tanggal_kirim="2026-04-07").world
    sheet = _sheet(world, "LAP-TANGGAL")
    assert _row(sheet, "Laporan kinerja dikirim")[-3:] == ["7 April 2026", "31 Maret 2026", "terlambat 7 hari"]
    assert "LAP-TANGGAL" not in report_ids(berkas({}).world)


def test_recommendations_stand_beside_their_indicator():
    tables = {"tbl_renstra": [indikator()], "tbl_rekomendasi": [
        {"Kode": "1.1.1", "Rekomendasi": "Perluas layanan", "Tahun": 2026}, {"Kode": "1.1.1", "Rekomendasi": "Latih"}],
        "tbl_pemanfaatan": [{"Triwulan": 2, "Temuan Kinerja": "Rendah", "Perubahan": "Anggaran", "Sebelum": "10",
                             "Sesudah": "12"}]}  # fmt: skip
    world = berkas(tables).world
    assert "Persentase layanan 1.1.1" in teks_lembar(_sheet(world, "LAP-REKOMENDASI"))
    assert "Rendah" in teks_lembar(_sheet(world, "LAP-PEMANFAATAN"))


@pytest.mark.parametrize(
    ("table", "unit", "words", "adds"),
    [
        ("PMKS", "Orang", ("Anak", "Lansia"), True), ("Persentase Penduduk Miskin", "", ("2019", "2020"), False),
        ("Penduduk Miskin", "Orang", ("2019", "Tahun 2020"), False), ("Indeks Desa", "", ("Desa A", "Desa B"), False),
        ("Cakupan Layanan", "%", ("Puskesmas A", "Puskesmas B"), False),
        ("Tingkat Pendidikan", "", ("SMA", "S1"), True), ("Rapat 2020", "", ("Rapat 2020", "Rapat kerja"), True),
    ],
)  # fmt: skip
def test_shares_and_years_are_not_added_up(table, unit, words, adds):
    rows = [{"Tabel": table, "No": str(n), "Uraian": w, "Jumlah": n * 4.5, "Satuan": unit}
            for n, w in enumerate(words, 1)]  # fmt: skip
    sheet = _sheet(berkas({"tbl_data_umum": rows}).world, "LAP-DATA-1")
    assert ("JUMLAH" in teks_lembar(sheet)) == adds and (0.3333 in _row(sheet, words[0])) == adds


def test_a_table_of_general_data_tells_its_source():
    rows = [{"Tabel": "Penduduk miskin", "No": n, "Uraian": f"Tahun {n}", "Jumlah": n, "Sumber": source}
            for n, source in ((1, "BPS"), (2, "BPS"), (3, "Dinas"))]  # fmt: skip
    office = "Dinas Sosial PPPA Kota Probolinggo"
    for profile, note in (("Umum", "Sumber: BPS; Dinas"), (office, ")* Sumber : BPS; Dinas")):
        world = module_world({"profil_bentuk": profile}, tbl_data_umum=rows)
        assert note in teks_lembar(susun_satu(world, "LAP-DATA-1"))
    plain = module_world(tbl_data_umum=[{k: v for k, v in r.items() if k != "Sumber"} for r in rows])
    assert not any("Sumber" in t for t in teks_lembar(susun_satu(plain, "LAP-DATA-1")))
