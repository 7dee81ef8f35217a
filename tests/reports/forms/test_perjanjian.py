"""LAP-PK and LAP-PK-P against the printed agreements, and with data that are missing."""

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.reports.forms.agreement_data import programs, targets
from lkjip_xl.reports.registry import possible_ids
from tests.reports.made_book import bahan, cari, cetak, kolom, nilai, periksa_bentuk, susun_satu, teks_lembar

PMKS = "Meningkatnya Kualitas dan Kemampuan Penyandang Masalah Kesejahteraan Sosial (PMKS)"


@pytest.fixture(scope="module")
def isi():
    return bahan()


@pytest.fixture(scope="module")
def awal(isi):
    return susun_satu(isi, "LAP-PK")


@pytest.fixture(scope="module")
def perubahan(isi):
    return susun_satu(isi, "LAP-PK-P")


def baris_program(lembar):
    """Rows of the program table by the name without its number, and the row of the total."""
    mulai = cari(lembar, "Program", 0)
    akhir = cari(lembar, "Jumlah", 0)
    return {nilai(lembar, r, 0).split(". ", 1)[1]: r for r in range(mulai + 2, akhir)}, akhir


def test_amounts_as_printed_in_the_pk_awal(isi, awal):
    tercetak = cetak("PK Awal")
    kode = {p["Program"]: p["Kode"] for p in isi.pk_program("Awal")}
    baris, jumlah = baris_program(awal)
    assert len(baris) == 12 and len(tercetak) == 13
    for nama, r in baris.items():
        assert nilai(awal, r, 4) == tercetak[kode[nama], "pagu"][0]
    assert nilai(awal, jumlah, 4) == tercetak["TOTAL", "pagu"][0] == 9_300_036_339
    assert nilai(awal, baris["Perlindungan Perempuan"], 5) == "DAU/DAK"


def test_amounts_before_and_after_in_the_pk_perubahan(isi, perubahan):
    semula, menjadi = cetak("PK Awal"), cetak("PK Perubahan")
    kode = {p["Program"]: p["Kode"] for p in isi.pk_program("Perubahan")}
    baris, jumlah = baris_program(perubahan)
    assert len(baris) == 12
    for nama, r in [*baris.items(), ("TOTAL", jumlah)]:
        dulu, kini = (t[kode.get(nama, "TOTAL"), "pagu"][0] for t in (semula, menjadi))
        assert [nilai(perubahan, r, k) for k in (4, 5, 6)] == [dulu, kini, kini - dulu]
    assert nilai(perubahan, jumlah, 6) == 880_537_010


def test_targets_stand_under_their_sasaran(awal, perubahan):
    r = cari(awal, PMKS, 1)
    assert [nilai(awal, r + k, 5) for k in range(4)] == [88, "Utama", 100, "Nindya"]
    assert awal.rows[r].cells[5][1].format == '0"%"'
    assert [nilai(awal, r + k, 0) for k in range(4)] == [1, 2, 3, None]
    # The third sasaran has two indicators: number and wording are merged over both.
    assert (r + 2, 0, r + 3, 0) in awal.merges and (r + 2, 1, r + 3, 2) in awal.merges
    r = cari(perubahan, PMKS, 1)
    assert [nilai(perubahan, r, k) for k in (6, 7)] == [88, 88]


def test_head_appears_once_on_one_page(awal, perubahan):
    for lembar in (awal, perubahan):
        assert teks_lembar(lembar).count("Sasaran Strategis") == 1
        assert len(lembar.breaks) == 1
        periksa_bentuk(lembar)
    assert kolom(awal, 0).count("(1)") == 1
    assert {"(4)", "(7)"} <= set(teks_lembar(awal)) and "(10)" in teks_lembar(perubahan)


def test_statement_page_names_both_parties(awal, perubahan):
    putus = awal.breaks[0]
    atas = [t for t in teks_lembar(awal)]
    assert cari(awal, "Pihak Pertama,") < putus == cari(awal, "LAMPIRAN PERJANJIAN KINERJA TAHUN 2022")
    assert ": (nama kepala dinas)" in atas and ": Wali Kota Probolinggo" in atas
    assert cari(awal, "Probolinggo, Januari 2022") == cari(awal, "Pihak Pertama,") - 1
    assert atas.count("(nama wali kota)") == 2 and atas.count("(nama kepala dinas)") == 2
    assert "PERJANJIAN KINERJA PERUBAHAN" in teks_lembar(perubahan)
    assert "Probolinggo, November 2022" in teks_lembar(perubahan)
    assert not any("  " in t for t in atas)


def test_no_perubahan_no_sheet():
    assert "LAP-PK-P" not in possible_ids(bahan(tbl_pk=[], tbl_pk_program=[]))


def test_an_agreement_without_rows_is_no_form():
    empty = bahan(tbl_pk=[], tbl_pk_program=[])
    assert "LAP-PK" not in possible_ids(empty)
    with pytest.raises(UserError, match="LAP-PK tidak ada"):
        susun_satu(empty, "LAP-PK")


@pytest.mark.parametrize("kept, gone", [("tbl_pk", "Program"), ("tbl_pk_program", "Sasaran Strategis")])
def test_a_table_without_rows_does_not_stand_in_the_annex(kept, gone):
    other = {"tbl_pk": "tbl_pk_program", "tbl_pk_program": "tbl_pk"}[kept]
    texts = teks_lembar(susun_satu(bahan(**{other: []}), "LAP-PK"))
    assert gone not in texts and "(1)" in texts and "LAMPIRAN PERJANJIAN KINERJA TAHUN 2022" in texts


def test_what_is_not_known_leaves_a_place_to_write():
    atur = {"nama_kepala": None, "nama_atasan": None, "jabatan_atasan": None, "tanggal_pk_awal": None}
    lembar = susun_satu(bahan(atur), "LAP-PK")
    teks = teks_lembar(lembar)
    assert any(t == ": " + "." * 40 for t in teks)
    assert any(t.startswith("Probolinggo, ....") and t.endswith(" 2022") for t in teks)
    periksa_bentuk(lembar)


def test_both_parties_sign_with_their_post(awal):
    first, second = cari(awal, "Pihak Pertama,"), cari(awal, "Pihak Kedua,")
    below = [t for r in (first + 1, second + 1) for s in awal.rows[r].cells if s and (t := s[0])]
    assert "WALI KOTA PROBOLINGGO," in below and any(t.startswith("KEPALA DINAS SOSIAL") for t in below)


def test_the_clauses_are_the_offices_own():
    own = "Pihak pertama berjanji.\nPihak kedua membina."
    texts = teks_lembar(susun_satu(bahan({"klausul_pk": own}), "LAP-PK"))
    assert "Pihak pertama berjanji." in texts and "Pihak kedua membina." in texts
    assert not any(t.startswith("Pihak pertama berjanji akan") for t in texts)


def test_gabungan_groups_the_agreement_by_the_indicator_of_the_tujuan(awal):
    sheet = susun_satu(bahan({"bentuk_laporan": "Gabungan"}), "LAP-PK")
    heads = [t for t in kolom(sheet, 0) if str(t).startswith("Indikator tujuan: ")]
    assert heads == ["Indikator tujuan: Persentase PMKS", "Indikator tujuan: Indeks Pemberdayaan Gender (IDG)"]
    assert cari(sheet, heads[0]) < cari(sheet, PMKS, 1) < cari(sheet, heads[1])
    assert not any(str(t).startswith("Indikator tujuan") for t in kolom(awal, 0))
    periksa_bentuk(sheet)


def test_dropped_and_added_rows_are_shown():
    pk = [
        {"Dokumen": "Awal", "Kode": "1.1.1", "Target": 88},
        {"Dokumen": "Awal", "Kode": "2.1.1", "Target": "Utama"},
        {"Dokumen": "Perubahan", "Kode": "1.1.1", "Target": 90},
        {"Dokumen": "Perubahan", "Kode": "2.2.1", "Target": 100},
    ]
    program = [
        {"Dokumen": "Awal", "Kode": "1.1.1", "Program": "A", "Anggaran": 100},
        {"Dokumen": "Awal", "Kode": "1.1.2", "Program": "B", "Anggaran": 40},
        {"Dokumen": "Perubahan", "Kode": "1.1.1", "Program": "A", "Anggaran": 70},
        {"Dokumen": "Perubahan", "Kode": "1.1.3", "Program": "C", "Anggaran": 5},
    ]
    isi = bahan(tbl_pk=pk, tbl_pk_program=program)
    target = {i.indicator: (i.before, i.now) for s in targets(isi, "Perubahan") for i in s.agreed}
    assert list(target.values()) == [(88, 90), (None, 100), ("Utama", None)]
    assert [p[:3] for p in programs(isi, "Perubahan")] == [("A", 100, 70), ("C", None, 5), ("B", 40, None)]
    lembar = susun_satu(isi, "LAP-PK-P")
    baris, jumlah = baris_program(lembar)
    assert [nilai(lembar, baris[p], 6) for p in "ACB"] == [-30, 5, -40]
    assert [nilai(lembar, baris["C"], k) for k in (4, 5)] == ["-", 5]
    assert [nilai(lembar, jumlah, k) for k in (4, 5, 6)] == [140, 75, -65]
    assert "(#,##0)" in lembar.rows[jumlah].cells[6][1].format


def test_an_indicator_of_a_tujuan_stands_under_the_wording_of_its_tujuan():
    isi = bahan(tbl_pk=[{"Dokumen": "Awal", "Kode": k, "Target": 80} for k in ("T1", "1.1.1")])
    tujuan = next(r for r in isi.renstra_rows if r["Kode"] == "T1")
    assert [one.sasaran for one in targets(isi, "Awal")] == [tujuan["Tujuan"], PMKS]
    lembar = susun_satu(isi, "LAP-PK")
    assert tujuan["Tujuan"] in teks_lembar(lembar) and [nilai(lembar, cari(lembar, tujuan["Tujuan"], 1), 0)] == [1]


def test_blank_amount_comes_from_the_budget_row(isi):
    program = [{"Dokumen": d, "Kode": "1.1.3", "Program": "Rehabilitasi"} for d in ("Awal", "Perubahan")]
    [p] = programs(bahan(tbl_pk_program=program), "Perubahan")
    assert (p.before, p.now, p.fund) == (1_027_559_900, 1_069_043_500, "")


def test_unusable_cells_are_said_in_words():
    lembar = susun_satu(bahan(
        tbl_pk=[{"Dokumen": "Awal", "Kode": "9.9", "Target": 5}],
        tbl_pk_program=[{"Dokumen": "Awal", "Kode": "x", "Program": "P", "Anggaran": "dua juta"}],
    ), "LAP-PK")  # fmt: skip
    assert "9.9 (kode tidak ada pada lembar Renstra)" in teks_lembar(lembar)
    assert nilai(lembar, cari(lembar, "Jumlah", 0), 4) == "N/A"


def test_counted_target_carries_its_satuan():
    renstra = [{"Kode": "1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "I", "Satuan": "dokumen"}]
    lembar = susun_satu(bahan(tbl_renstra=renstra, tbl_pk=[{"Dokumen": "Awal", "Kode": "1", "Target": 20}]), "LAP-PK")
    r = cari(lembar, "S", 1)
    assert lembar.rows[r].cells[5].value == 20 and lembar.rows[r].cells[5][1].format == ('#,##0" dokumen"')


def test_long_agreement_repeats_its_head_on_every_page():
    renstra = [
        {"Kode": f"{i}", "Jenis": "Sasaran", "Sasaran": f"Sasaran nomor {i // 40}", "Indikator": f"Indikator {i}"}
        for i in range(200)
    ]
    pk = [{"Dokumen": "Awal", "Kode": r["Kode"], "Target": 1} for r in renstra]
    lembar = susun_satu(bahan(tbl_renstra=renstra, tbl_pk=pk), "LAP-PK")
    periksa_bentuk(lembar)
    kepala = [r for r, t in enumerate(kolom(lembar, 1)) if t == "Sasaran Strategis"]
    assert len(kepala) >= 3 and set(kepala[1:]) <= set(lembar.breaks)
    # A sasaran that goes on is named again on the new page.
    assert all(nilai(lembar, r + 2, 1) for r in kepala)
    assert sum(1 for t in teks_lembar(lembar) if t.startswith("Indikator ")) == 200 + len(kepala)
