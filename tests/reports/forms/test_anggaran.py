"""LAP-ANGGARAN against the printed Tabel 3.2, and its shape."""

import pytest

from lkjip_xl.reports.registry import possible_ids
from tests.reports.made_book import bahan, cari, cetak, kolom, nilai, periksa_bentuk, susun_satu, teks_lembar

SUB = {"Tingkat": "Sub Kegiatan", "Uraian": "Sub", "Pagu Awal": 100, "Realisasi TW4": 50}


@pytest.fixture(scope="module")
def lembar():
    return susun_satu(bahan(), "LAP-ANGGARAN")


def test_every_printed_figure_of_tabel_3_2(lembar):
    tercetak = cetak("3.2")
    baris = {kode: r for r, kode in enumerate(kolom(lembar, 0)) if kode}
    baris["TOTAL"] = cari(lembar, "TOTAL JUMLAH", 0)
    letak = {"pagu": 2, "realisasi": 3, "serapan": 4}
    assert len(tercetak) == 182
    for (kode, nama), (harus, _) in tercetak.items():
        assert nilai(lembar, baris[kode], letak[nama]) == pytest.approx(harus, abs=1e-12), (kode, nama)


def test_sisa_is_pagu_minus_realisasi_down_to_the_total(lembar):
    for r in range(lembar.repeat_rows[1] + 1, cari(lembar, "TOTAL JUMLAH", 0) + 1):
        assert nilai(lembar, r, 5) == nilai(lembar, r, 2) - nilai(lembar, r, 3)
    assert nilai(lembar, cari(lembar, "TOTAL JUMLAH", 0), 5) == 1_187_796_738


def test_rows_fold_under_their_summary_row(lembar):
    for kode, tingkat in (("1", 0), ("1.1", 1), ("1.1.1", 2), ("1.1.1.1", 3), ("1.1.1.1.1", 4)):
        r = cari(lembar, kode, 0)
        isi = lembar.rows[r]
        assert isi.level == tingkat
        assert isi.cells[1][1].indent == tingkat
        assert isi.cells[1][1].bold == (tingkat <= 2)
    assert lembar.rows[cari(lembar, "TOTAL JUMLAH", 0)].level == 0


def test_page_and_head(lembar):
    assert (lembar.id, lembar.name, lembar.paper, lembar.landscape) == ("LAP-ANGGARAN", "Lap Anggaran", "F4", False)
    assert sum(lembar.widths) <= 102.5  # full size on F4
    awal, akhir = lembar.repeat_rows
    assert nilai(lembar, awal, 1).startswith("Uraian Program") and nilai(lembar, akhir, 0) == "(1)"
    assert lembar.freeze == (akhir + 1, 2)
    assert lembar.footer.endswith("&RHalaman &P dari &N")
    assert "TAHUN 2022" in teks_lembar(lembar)
    periksa_bentuk(lembar)


def test_quarter_and_pagu_document_are_named():
    teks = teks_lembar(susun_satu(bahan({"triwulan_berjalan": 2, "dokumen_pk": "Awal"}), "LAP-ANGGARAN"))
    assert "S.D. TRIWULAN II TAHUN 2022" in teks
    assert any(t.startswith("Pagu: Pagu Awal. Realisasi: jumlah sampai dengan Triwulan II 2022.") for t in teks)


def test_an_empty_budget_is_no_form():
    assert "LAP-ANGGARAN" not in possible_ids(bahan(tbl_anggaran=[]))


def test_unusable_amount_shows_in_words_up_to_the_total():
    rinci = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "Program"},
        {**SUB, "Kode": "1.1", "Pagu Awal": "seratus"},
        {**SUB, "Kode": "1.2", "Realisasi TW4": None},
    ]
    lembar = susun_satu(bahan({"dokumen_pk": "Awal"}, tbl_anggaran=rinci), "LAP-ANGGARAN")
    salah, tanpa = cari(lembar, "1.1", 0), cari(lembar, "1.2", 0)
    assert [nilai(lembar, salah, k) for k in (2, 3, 4)] == ["N/A", 50, "N/A"]
    assert [nilai(lembar, tanpa, k) for k in (2, 3, 4)] == [100, "N/A", "N/A"]
    assert nilai(lembar, cari(lembar, "TOTAL JUMLAH", 0), 2) == "N/A"


def test_ten_thousand_rows_are_composed_with_few_styles():
    rinci = []
    for i in range(1000):
        rinci.append({"Kode": f"{i}", "Tingkat": "Program", "Uraian": f"Program nomor {i}"})
        rinci += [{**SUB, "Kode": f"{i}.{j}", "Uraian": f"Penyediaan layanan rujukan {j} bagi {i}"} for j in range(9)]
    isi = bahan(tbl_anggaran=rinci)
    lembar = susun_satu(isi, "LAP-ANGGARAN")
    assert len(lembar.rows) > 10_000
    assert len({id(s[1]) for r in lembar.rows if r for s in r.cells if s}) < 60
