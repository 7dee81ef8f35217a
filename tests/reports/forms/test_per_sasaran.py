"""LAP-SASARAN-n: tables A to I against the printed report of 2022, their notes, and books with gaps."""

import pytest

from lkjip_xl.compute.world import World
from tests.reports.made_book import CETAK, baca_csv, bahan, cari, nilai, periksa_bentuk, susun, teks_lembar
from tests.reports.page_rules import is_head

# Place of each printed quantity in its table, counted as the row (1) (2) ... counts.
LETAK = {
    "A": {"target_kinerja": 2, "realisasi_kinerja": 3, "capaian": 4},
    "B": {"target_lalu": 2, "realisasi_lalu": 3, "realisasi_kinerja": 4},
    "C": {"target_akhir": 2, "realisasi_kinerja": 3, "kemajuan": 4},
    "D": {"realisasi_kinerja": 2, "realisasi_nasional": 3},
    "E": {"anggaran_indikator": 2, "porsi": 3},
    "F": {"target_kinerja": 2, "realisasi_kinerja": 3, "capaian": 4, "anggaran_indikator": 5,
          "realisasi_indikator": 6, "penyerapan_indikator": 7},
    "G": {"capaian": 2, "penyerapan_indikator": 3, "efisiensi": 4},
    "H": {"target_kinerja": 2, "realisasi_kinerja": 3},
    "I": {"target_kinerja": 2, "realisasi_kinerja": 3},
}  # fmt: skip
RASIO = {"capaian", "kemajuan", "porsi", "penyerapan_indikator", "efisiensi"}
RIWAYAT = [
    {"Kode": "1.1.1", "Tahun": 2021, "Lingkup": "Instansi", "Target": 87, "Realisasi": 69.37},
    {"Kode": "1.1.1", "Tahun": 2022, "Lingkup": "Nasional", "Target": 85, "Realisasi": 84.5, "Keterangan": "Susenas"},
    {"Kode": "1.1.1", "Tahun": 2021, "Lingkup": "Provinsi", "Realisasi": 80.1},
    {"Kode": "2.2.2", "Tahun": 2022, "Lingkup": "Nasional", "Realisasi": "Nindya"},
]  # fmt: skip


class Tabel:
    """One printed table of a sheet: cells by indicator and number of the column."""

    def __init__(self, lembar, label):
        self.lembar = lembar
        self.awal = cari(lembar, label)
        r = self.awal + 1
        while nilai(lembar, r, 0) != "(1)":
            r += 1
        self.nomor = r
        self.kolom = {s[0]: k for k, s in enumerate(lembar.rows[r].cells) if s and s[0]}

    def judul(self, nomor):
        """Heading of a column (the lower one where there are two)."""
        k = self.kolom[f"({nomor})"]
        for r in range(self.nomor - 1, self.awal, -1):
            if nilai(self.lembar, r, k):
                return nilai(self.lembar, r, k)
        return None

    def baris(self, nama):
        r = self.nomor + 1
        while nilai(self.lembar, r, 0) != nama:
            r += 1
        return r

    def sel(self, nama, nomor):
        """``(value, Style)`` of an indicator's cell."""
        return self.lembar.rows[self.baris(nama)].cells[self.kolom[f"({nomor})"]]


def tabel(lembar, huruf):
    nomor = lembar.id.rpartition("-")[2]
    return Tabel(lembar, f"Tabel 3.1.{nomor}.{huruf}")


@pytest.fixture(scope="module", params=[0, 2], ids=["persen penuh", "dua desimal"])
def buku(request):
    isi = bahan({"desimal_persen": request.param})
    return request.param, isi, susun(isi, "LAP-SASARAN")


@pytest.fixture(scope="module")
def lembar():
    return susun(bahan(), "LAP-SASARAN")


def tercetak():
    return [
        b for b in baca_csv(CETAK)
        if b["buku"] == "contoh" and b["tabel"].startswith("3.1.") and b["status"] != "ragu"
    ]  # fmt: skip


def test_every_printed_figure_of_bab_iii(buku):
    desimal, isi, lembar = buku
    diperiksa = 0
    for b in tercetak():
        # A ratio is compared at its printed decimals; other figures do not depend on them.
        if b["kolom"] in RASIO and int(b["desimal"]) != desimal:
            continue
        _, _, nomor, huruf = b["tabel"].split(".")
        indikator = next(i for i in isi.indikator if i.kode == b["baris"])
        ada, gaya, _ = tabel(lembar[int(nomor) - 1], huruf).sel(indikator.nama, LETAK[huruf][b["kolom"]])
        if b["nilai"] == "N/A":
            assert ada in ("N/A", "-"), b
        elif isinstance(ada, str):
            assert ada == b["nilai"], b
        else:
            assert ada == float(b["nilai"]), b
            if b["kolom"] in RASIO:
                assert gaya.format == ("0%" if desimal == 0 else "0.00%")
        diperiksa += 1
    assert diperiksa >= 70


def test_one_sheet_per_sasaran_with_its_headings(lembar):
    assert [(s.id, s.name) for s in lembar] == [(f"LAP-SASARAN-{n}", f"Lap Sasaran {n}") for n in (1, 2, 3)]
    for s in lembar:
        periksa_bentuk(s)
        assert s.paper == "F4" and not s.landscape and sum(s.widths) <= 102
        assert s.footer.startswith("&LDinas Sosial, PPPA Kota Probolinggo - ") and s.footer.endswith("&P dari &N")
        label = [t for t in teks_lembar(s) if t.startswith("Tabel 3.1.")]
        assert label == [f"Tabel 3.1.{s.id[-1]}.{h}" for h in "ABCDEFGHI"]
    assert nilai(lembar[1], 0, 0) == (
        "3.1.2. Capaian Kinerja Sasaran Strategis Meningkatnya Peran Serta Perempuan dalam Pembangunan"
    )
    assert "B. Perbandingan Realisasi Kinerja Tahun 2021 dengan Tahun 2022" in teks_lembar(lembar[0])
    b = tabel(lembar[0], "B")
    assert [b.judul(n) for n in range(1, 6)] == [
        "Indikator Kinerja Utama", "Target Tahun 2021", "Tahun 2021", "Tahun 2022", "Pertumbuhan",
    ]  # fmt: skip


def test_growth_predikat_and_category_stand_beside_the_printed_columns(lembar):
    nama = nilai(lembar[0], tabel(lembar[0], "A").nomor + 1, 0)
    assert tabel(lembar[0], "A").sel(nama, 5)[0] == "Sangat Tinggi"
    assert tabel(lembar[0], "B").sel(nama, 5)[0] == 0.1662
    assert tabel(lembar[0], "G").sel(nama, 5)[0] == "Cukup Efisien"
    assert tabel(lembar[1], "B").sel("Nilai Evaluasi Pengarusutamaan Gender", 5)[0] == "N/A"


def test_sums_of_a_sasaran_with_more_indicators(lembar):
    s = lembar[2]
    a = tabel(s, "A")
    r = cari(s, "Rata-rata capaian sasaran (2 dari 2 indikator terukur)")
    assert nilai(s, r, a.kolom["(4)"]) == 1 and nilai(s, r, a.kolom["(5)"]) == "Sangat Tinggi"
    assert (r, 0, r, a.kolom["(4)"] - 1) in s.merges
    r = cari(s, "Jumlah anggaran sasaran")
    e = tabel(s, "E")
    assert nilai(s, r, e.kolom["(2)"]) == 862_187_500 and nilai(s, r, e.kolom["(3)"]) == 0.0847
    r = cari(s, "Rata-rata capaian (2 dari 2 indikator terukur) dan jumlah anggaran sasaran")
    f = tabel(s, "F")
    assert [nilai(s, r, f.kolom[f"({n})"]) for n in (4, 5, 6, 7)] == [1, 862_187_500, 473_570_520, 0.5493]
    # One indicator alone is its own sum.
    assert not [t for t in teks_lembar(lembar[0]) if t.startswith(("Rata-rata", "Jumlah"))]


def test_programs_and_kegiatan_stand_one_per_line_beside_their_indicator(lembar):
    s = lembar[0]
    t = tabel(s, "I")
    k = t.kolom["(4)"]
    awal = t.nomor + 1
    isi = [s.rows[r].cells[k] for r in range(awal, awal + 7)]
    assert [(x[0].split()[0], x[1].bold, x[1].indent) for x in isi] == [
        ("PROGRAM", True, 0), ("Rehabilitasi", False, 1), ("Rehabilitasi", False, 1), ("PROGRAM", True, 0),
        ("Pengelolaan", False, 1), ("PROGRAM", True, 0), ("Penyelenggaraan", False, 1),
    ]  # fmt: skip
    assert isi[0][1].border == "LRT" and isi[-1][1].border == "LRB"
    for kolom in ("(1)", "(2)", "(3)"):
        assert any(m[0] == awal and m[1] == t.kolom[kolom] and m[2] == awal + 6 for m in s.merges)


def test_an_indicator_named_by_a_kegiatan_shows_the_program_above_it():
    anggaran = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "Program Satu"},
        {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan Satu", "Indikator": "1.1.1"},
        {"Kode": "1.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub A", "Pagu Awal": 10, "Realisasi TW4": 5},
        {"Kode": "1.2", "Tingkat": "Kegiatan", "Uraian": "Kegiatan Dua"},
        {"Kode": "1.2.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub B", "Indikator": "1.1.1; 2.1.1", "Pagu Awal": 7},
    ]  # fmt: skip
    s = susun(bahan(tbl_anggaran=anggaran), "LAP-SASARAN")
    t = tabel(s[0], "I")
    isi = [s[0].rows[t.nomor + 1 + n].cells[t.kolom["(4)"]][0] for n in range(4)]
    assert isi == ["PROGRAM SATU", "Kegiatan Satu", "Kegiatan Dua", "Sub B"]
    assert tabel(s[2], "I").sel("Kategori Kota Layak Anak", 4)[0] == "-"


def test_notes_say_which_formulas_the_book_has_chosen():
    teks = " ".join(teks_lembar(susun(bahan(), "LAP-SASARAN")[2]))
    for harus in (
        "(Turun) = (2 x target - realisasi) / target; indikator bertingkat = 100% bila target tercapai",
        "Predikat menurut skala Permendagri 86/2017: Sangat Tinggi ≥ 91%; Tinggi ≥ 76%",
        "Persentase dibulatkan ke 2 angka di belakang koma.", "Target menurut PK Perubahan.",
        "Pertumbuhan = realisasi tahun 2022 / realisasi tahun 2021 - 1", "(tahun 2024)", "(Rp10.180.573.349)",
        "Tingkat efisiensi = penyerapan anggaran / capaian kinerja; makin kecil makin efisien: di bawah 60%",
        "N/A: tidak tersedia",
    ):  # fmt: skip
        assert harus in teks, harus
    assert "Capaian dibatasi" not in teks and "(NE)" not in teks
    lain = {"metode_turun": "Rasio", "capaian_tingkat": "Skor", "pembulatan": "Potong", "desimal_persen": 0,
            "skala_predikat": "AKIP", "metode_efisiensi": "Selisih"}  # fmt: skip
    teks = " ".join(teks_lembar(susun(bahan(lain), "LAP-SASARAN")[2]))
    for harus in (
        "(Turun) = target / realisasi; indikator bertingkat = skor realisasi / skor target", "AA > 90%; A > 80%",
        "D ≥ 0%", "Persentase dipotong ke persen penuh.", "dalam poin persen; di atas 0 Efisien",
    ):  # fmt: skip
        assert harus in teks, harus


def test_a_cap_shows_both_values_and_pmk_its_ne():
    s = susun(bahan({"batas_capaian": 1.2, "capaian_tingkat": "Skor", "metode_efisiensi": "PMK"}), "LAP-SASARAN")[2]
    a = tabel(s, "A")
    judul = ["Target", "Realisasi", "Capaian Asli", "Persentase Capaian", "Predikat"]
    assert [a.judul(n) for n in range(2, 7)] == judul
    assert [a.sel("Kategori Kota Layak Anak", n)[0] for n in (4, 5)] == [1.3333, 1.2]
    assert any(t.startswith("Capaian dibatasi paling tinggi 120%") for t in teks_lembar(s))
    g = tabel(s, "G")
    assert g.judul(5) == "Nilai Efisiensi (NE)" and g.sel("Kategori Kota Layak Anak", 5)[0] == 1
    # (pagu x C - realisasi) / (pagu x C) with C 120%, as a reader would compute it.
    assert g.sel("Kategori Kota Layak Anak", 4)[0] == 0.3452
    periksa_bentuk(s)


def test_province_and_nation_only_where_there_are_figures():
    s = susun(bahan(tbl_riwayat=RIWAYAT), "LAP-SASARAN")
    d = tabel(s[0], "D")
    assert [d.judul(n) for n in range(2, 7)] == [
        "Realisasi Tahun 2022", "Target Nasional", "Realisasi Nasional", "Realisasi Provinsi", "Keterangan",
    ]  # fmt: skip
    nama = nilai(s[0], d.nomor + 1, 0)
    assert [d.sel(nama, n)[0] for n in (2, 3, 4, 5)] == [80.9, 85, 84.5, 80.1]
    assert d.sel(nama, 6)[0] == (
        "Belum menyamai nasional; Susenas; lebih baik daripada provinsi; provinsi: data tahun 2021"
    )
    assert tabel(s[2], "D").sel("Kategori Kota Layak Anak", 6)[0] == "Lebih baik daripada nasional"
    assert tabel(s[2], "D").sel("Kategori Kota Layak Anak", 5)[0] == "-"


def test_a_running_year_says_until_when():
    s = susun(bahan({"triwulan_berjalan": 2}), "LAP-SASARAN")[0]
    assert any(t.endswith("Kota Probolinggo - s.d. Triwulan II Tahun 2022") for t in teks_lembar(s))


def test_efisiensi_of_a_running_year_says_that_its_capaian_is_against_the_whole_year():
    running = susun(bahan({"triwulan_berjalan": 2}), "LAP-SASARAN")[0]
    assert Tabel(running, "G. Efisiensi Penggunaan Sumber Daya").judul("2") == "Terhadap Target Setahun"
    assert "keduanya s.d. triwulan II" in "\n".join(teks_lembar(running))
    over = susun(bahan({"triwulan_berjalan": 4}), "LAP-SASARAN")[0]
    assert Tabel(over, "G. Efisiensi Penggunaan Sumber Daya").judul("2") == "Persentase Capaian Kinerja"


def test_unusable_input_shows_in_words_not_in_error_codes():
    ukur = [{"Kode": "1.1.1", "Sifat": "Posisi Akhir", "Realisasi TW4": "delapan puluh"},
            {"Kode": "9.9.9", "Sifat": "Posisi Akhir", "Realisasi TW4": 3}]  # fmt: skip
    s = susun(bahan(tbl_pengukuran=ukur), "LAP-SASARAN")
    assert len(s) == 2
    a = tabel(s[0], "A")
    assert a.sel(nilai(s[0], a.nomor + 1, 0), 4)[0] == "N/A"
    assert any("lihat lembar Temuan" in t for t in teks_lembar(s[0]))
    assert nilai(s[1], 0, 0).startswith("PERIKSA: Indikator PK")  # the PK promises what nobody measures here
    assert any(t.endswith("(sasaran belum ditulis di lembar Renstra)") for t in teks_lembar(s[1]))
    assert tabel(s[1], "A").sel("9.9.9", 4)[0] == "N/A"
    assert not [t for x in s for t in teks_lembar(x) if t.startswith("#")]
    for satu in s:
        periksa_bentuk(satu)


def test_a_book_without_measurement_has_no_such_sheets():
    assert susun(bahan(tbl_pengukuran=[]), "LAP-SASARAN") == []


def test_a_book_without_budget_history_or_pk_still_has_all_tables():
    isi = bahan(tbl_anggaran=[], tbl_riwayat=[], tbl_pk=[])
    s = susun(isi, "LAP-SASARAN")[2]
    assert tabel(s, "E").sel("Kategori Kota Layak Anak", 2)[0] == "N/A"
    assert tabel(s, "B").sel("Kategori Kota Layak Anak", 2)[0] == "Nindya"  # of the Renstra
    assert any("Target menurut Renstra." in t for t in teks_lembar(s))
    periksa_bentuk(s)


def test_satuan_stands_with_the_name_where_the_value_does_not_show_it():
    renstra = [{"Kode": "1", "Jenis": "Sasaran", "Induk": "T", "Sasaran": "S", "Indikator": "Penerima bantuan",
                "IKU": "Tidak", "Satuan": "orang", "Tipe": "Angka", "Arah": "Naik",
                "Target 2022": 1_234_567}]  # fmt: skip
    ukur = [{"Kode": "1", "Sifat": "Akumulasi", "Realisasi TW1": 1_000_000, "Realisasi TW4": 300_000.125}]
    isi = bahan(tbl_renstra=renstra, tbl_pengukuran=ukur, tbl_pk=[])
    s = susun(isi, "LAP-SASARAN")[0]
    a = tabel(s, "A")
    assert a.judul(1) == "Indikator Kinerja"
    ada, gaya, _ = a.sel("Penerima bantuan (orang)", 3)
    assert ada == 1_300_000.125 and gaya.format == "#,##0.000"
    # 1.300.000,125 needs more than the usual width.
    lebar = sum(s.widths[k] for k in range(a.kolom["(3)"], a.kolom["(4)"]))
    assert lebar >= len("1.300.000,125") * 0.9


def test_text_longer_than_a_page_is_spread_over_rows():
    panjang = " ".join(f"Kalimat ke-{n} tentang sebab keberhasilan yang panjang." for n in range(400))
    ukur = [{"Kode": "1.1.1", "Sifat": "Posisi Akhir", "Realisasi TW4": 80.9, "Analisis": panjang}]
    s = susun(bahan(tbl_pengukuran=ukur), "LAP-SASARAN")[0]
    periksa_bentuk(s)
    t = tabel(s, "H")
    k = t.kolom["(4)"]
    potongan, r = [], t.nomor + 1
    while len(s.rows[r].cells) > k and s.rows[r].cells[k][1].border:
        if not is_head(s.rows[r]):  # the head stands again on every page that the text goes on over
            potongan.append(s.rows[r].cells[k][0])
        r += 1
    assert len(potongan) > 2 and " ".join(potongan) == panjang


def test_the_class_of_an_indicator_decides_where_it_is_shown():
    isi = bahan()
    assert isinstance(isi, World) and isi.indikator_lain == []
    ukur = [{"Kode": k, "Sifat": "Posisi Akhir", "Realisasi TW4": 30} for k in ("T1", "1.1.1")]
    isi = bahan(tbl_pengukuran=ukur)
    assert [i.kode for i in isi.indikator] == ["1.1.1"] and [i.kode for i in isi.indikator_lain] == ["T1"]
    assert len(susun(isi, "LAP-SASARAN")) == 1
