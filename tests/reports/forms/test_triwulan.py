"""LAP-TW1..4 against the printed forms, who owns which money, and how long blocks break over pages."""

import pytest

from lkjip_xl.reports.forms.quarter_data import divide_budget
from lkjip_xl.reports.layout.pages import page_room
from lkjip_xl.reports.registry import possible_ids
from tests.reports.made_book import bahan, cari, cetak, kolom, nilai, periksa_bentuk, susun, susun_satu, teks_lembar

URAIAN, PAGU, REALISASI, SERAPAN = 14, 15, 16, 17


@pytest.fixture(scope="module")
def isi():
    return bahan()


@pytest.fixture(scope="module")
def lembar(isi):
    return [None] + [susun_satu(isi, f"LAP-TW{n}") for n in (1, 2, 3, 4)]


def baris_uang(isi, lembar, n):
    """Row on the form of every budget code, found by wording and amounts, and of the total."""
    hasil = {}
    tempat = {}
    for r in range(lembar.repeat_rows[1] + 1, len(lembar.rows)):
        if nilai(lembar, r, PAGU) is not None and isinstance(nilai(lembar, r, URAIAN), str):
            kunci = (nilai(lembar, r, URAIAN).upper(), nilai(lembar, r, PAGU), nilai(lembar, r, REALISASI))
            tempat.setdefault(kunci, r)
    for a in isi.budget.rows:
        hasil[a.kode] = tempat[str(a.uraian).upper(), a.pagu_tw[n - 1], a.realisasi_tw[n - 1]]
    hasil["TOTAL"] = cari(lembar, "JUMLAH", 0)
    return hasil


@pytest.mark.parametrize("n, banyak", [(1, 150), (2, 150), (3, 140), (4, 150)])
def test_every_certain_figure_of_the_printed_form(n, banyak):
    tercetak = cetak(f"TW{n}")
    assert len(tercetak) >= banyak
    desimal = {}
    for (kode, nama), (harus, d) in tercetak.items():
        desimal.setdefault(d, []).append((kode, nama, harus))
    letak = {"pagu": PAGU, "realisasi": REALISASI, "serapan": SERAPAN}
    diperiksa = 0
    for d, daftar in desimal.items():
        satu = bahan({"triwulan_berjalan": n, "desimal_persen": d})
        form = susun_satu(satu, f"LAP-TW{n}")
        baris = baris_uang(satu, form, n)
        for kode, nama, harus in daftar:
            if nama in letak:
                ada = nilai(form, baris[kode], letak[nama])
            elif nama == f"capaian_tw{n}":
                indikator = next(i for i in satu.indikator if i.kode == kode)
                ada = nilai(form, cari(form, indikator.nama, 4), 13)
                if indikator.unplanned(n):  # nothing was planned: - as the office printed it where it judged nothing
                    assert (ada, harus) == ("-", "N/A"), (kode, nama)
                    diperiksa += 1
                    continue
            else:
                continue
            assert ada == (harus if harus == "N/A" else pytest.approx(harus, abs=1e-12)), (kode, nama)
            diperiksa += 1
    assert diperiksa == len(tercetak)


def test_cells_of_an_indicator(lembar):
    r = cari(lembar[4], "Kategori Kota Layak Anak", 4)
    assert [nilai(lembar[4], r, k) for k in range(5, 14)] == [
        "Level Kota Layak Anak", "Nindya", "Kategori", "-", "-", "-", "Nindya", "Utama", 1.0,
    ]  # fmt: skip
    assert nilai(lembar[4], r, URAIAN) == "PROGRAM PEMENUHAN HAK ANAK (PHA)"
    r = cari(lembar[4], "Nilai Evaluasi Pengarusutamaan Gender", 4)
    assert [nilai(lembar[4], r, k) for k in (0, 1, 2, 12, 13)] == [
        2, "Meningkatnya Keberdayaan dan Kesetaraan Gender", "Indeks Pemberdayaan Gender (IDG)", "N/A", "N/A",
    ]  # fmt: skip
    r = cari(lembar[1], "Nilai Evaluasi Pengarusutamaan Gender", 4)
    assert [nilai(lembar[1], r, k) for k in (12, 13)] == ["-", "-"]  # its only target is that of the last quarter


def test_pagu_follows_the_date_of_the_pk_perubahan(lembar):
    assert [nilai(x, cari(x, "JUMLAH", 0), PAGU) for x in lembar[1:]] == [9_300_036_339] * 3 + [10_180_573_349]
    assert [nilai(x, cari(x, "JUMLAH", 0), REALISASI) for x in lembar[1:]] == [
        1_619_197_529, 3_789_690_283, 5_861_282_443, 8_992_776_611,
    ]  # fmt: skip
    assert any(t.startswith("Pagu: Pagu Awal.") for t in teks_lembar(lembar[1]))
    assert any(t.startswith("Pagu: Pagu Perubahan") for t in teks_lembar(lembar[4]))


def test_head_has_two_levels_and_eighteen_numbers(lembar):
    satu = lembar[2]
    awal, akhir = satu.repeat_rows
    assert akhir - awal == 2
    assert (awal, 8, awal, 11) in satu.merges and (awal, 0, awal + 1, 0) in satu.merges
    assert [nilai(satu, awal + 1, k) for k in range(8, 12)] == ["TW I", "TW II", "TW III", "TW IV"]
    assert [nilai(satu, akhir, k) for k in range(18)] == [f"({i})" for i in range(1, 19)]
    assert "Realisasi Anggaran s.d. Triwulan II (Rp)" in teks_lembar(satu)
    assert (satu.id, satu.name, satu.landscape, satu.paper) == ("LAP-TW2", "Lap TW II", True, "F4")
    assert 9 * 164 / sum(satu.widths) >= 6.5  # points on paper


def test_every_row_of_the_budget_stands_once_with_its_amount(isi, lembar):
    for n in (1, 2, 3, 4):
        rekap = cari(lembar[n], "Rekapitulasi menurut urusan dan bidang", 0)
        dengan_uang = [
            nilai(lembar[n], r, URAIAN)
            for r in range(lembar[n].repeat_rows[1] + 1, rekap)
            if nilai(lembar[n], r, PAGU) is not None
        ]
        # Urusan and Bidang follow in the recapitulation; a Bidang of which nothing is linked stands above it too.
        lepas = "URUSAN PEMERINTAHAN BIDANG PEMBERDAYAAN MASYARAKAT DAN DESA"
        harus = [str(a.uraian).upper() if a.tk == 3 else a.uraian for a in isi.budget.rows if a.tk > 2]
        assert sorted(dengan_uang) == sorted([*harus, lepas])
        akhir = cari(lembar[n], "JUMLAH", 0)
        assert [nilai(lembar[n], r, URAIAN) for r in range(rekap, akhir)] == [
            str(a.uraian).upper() for a in isi.budget.rows if a.tk <= 2
        ]


def test_program_is_bold_capitals_and_sub_kegiatan_is_indented(lembar):
    r = cari(lembar[4], "PROGRAM REHABILITASI SOSIAL", URAIAN)
    gaya = [lembar[4].rows[r + k].cells[URAIAN][1] for k in range(3)]
    assert [(g.bold, g.indent) for g in gaya] == [(True, 0), (False, 1), (False, 2)]


def test_pages_hold_their_rows_and_name_the_indicator_again(lembar):
    for satu in lembar[1:]:
        periksa_bentuk(satu)
        ulang = sum(satu.rows[r].height for r in range(satu.repeat_rows[0], satu.repeat_rows[1] + 1))
        batas = [0, *satu.breaks, len(satu.rows)]
        for mulai, akhir in zip(batas, batas[1:], strict=False):
            isi = sum(15 if r is None else r.height or 15 for r in satu.rows[mulai:akhir])
            assert isi + (ulang if mulai else 0) <= page_room(satu)
            if mulai:
                assert nilai(satu, mulai, 0) is not None  # a page never begins without saying what it goes on with
        assert sum(t.endswith("(lanjutan)") for t in teks_lembar(satu)) >= 3


def kecil(anggaran, kode=("A", "B"), **lain):
    renstra = [
        {"Kode": k, "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": f"S{k}", "Indikator": f"Indikator {k}"} for k in kode
    ]
    ukur = [{"Kode": k, "Sifat": "Kumulatif"} for k in kode]
    return bahan({"dokumen_pk": "Awal"}, tbl_renstra=renstra, tbl_pengukuran=ukur, tbl_anggaran=anggaran, **lain)


def anggaran(*baris):
    return [
        {"Kode": kode, "Tingkat": tingkat, "Uraian": f"u{kode}", "Indikator": indikator}
        | ({"Pagu Awal": 10, "Realisasi TW1": 4} if tingkat == "Sub Kegiatan" else {})
        for kode, tingkat, indikator in baris
    ]


def ringkas(petak):
    return [
        p.row.kode + ("?" if not p.money else "") + (f">{p.elsewhere.kode}" if p.elsewhere is not None else "")
        for p in petak
    ]


def test_shared_money_stands_once_and_is_referred_to():
    isi = kecil(anggaran(
        ("1", "Program", "A;B"), ("1.1", "Sub Kegiatan", None),
        ("2", "Program", "A"), ("2.1", "Kegiatan", "B"), ("2.1.1", "Sub Kegiatan", None),
        ("2.2", "Kegiatan", None), ("2.2.1", "Sub Kegiatan", None),
        ("3", "Program", None), ("3.1", "Sub Kegiatan", None),
    ))  # fmt: skip
    milik, terpisah, rekap = divide_budget(isi)
    assert ringkas(milik[0]) == ["1", "1.1", "2", "2.1", "2.1.1", "2.2", "2.2.1"]
    assert ringkas(milik[1]) == ["1>A", "2.1>A"]
    assert ringkas(terpisah) == ["3", "3.1"] and rekap == []
    form = susun_satu(isi, "LAP-TW1")
    r = cari(form, 'lihat indikator "Indikator A"', PAGU)
    assert (r, 15, r, 17) in form.merges and nilai(form, r, URAIAN) == "U1"
    periksa_bentuk(form)


def test_part_of_a_program_leaves_its_amount_to_the_recapitulation():
    isi = kecil(anggaran(
        ("1", "Urusan", None), ("1.1", "Program", None), ("1.1.1", "Kegiatan", "B"), ("1.1.1.1", "Sub Kegiatan", None),
        ("1.1.2", "Kegiatan", None), ("1.1.2.1", "Sub Kegiatan", None),
    ))  # fmt: skip
    milik, terpisah, rekap = divide_budget(isi)
    assert ringkas(milik[0]) == [] and ringkas(milik[1]) == ["1?", "1.1?", "1.1.1", "1.1.1.1"]
    assert ringkas(terpisah) == ["1?", "1.1?", "1.1.2", "1.1.2.1"]
    assert [a.kode for a in rekap] == ["1", "1.1"]
    form = susun_satu(isi, "LAP-TW1")
    assert "Rekapitulasi baris induk" in teks_lembar(form)
    assert nilai(form, cari(form, "Indikator A", 4), PAGU) == "-"
    assert [nilai(form, cari(form, "JUMLAH", 0), k) for k in (PAGU, REALISASI, SERAPAN)] == [20, 8, 0.4]
    periksa_bentuk(form)


def test_nothing_filled_yet():
    assert "LAP-TW3" not in possible_ids(bahan(tbl_pengukuran=[], tbl_anggaran=[]))
    form = susun_satu(bahan(tbl_pengukuran=[]), "LAP-TW4")
    assert "Di luar indikator sasaran yang diukur" in teks_lembar(form)
    assert nilai(form, cari(form, "JUMLAH", 0), PAGU) == 10_180_573_349


def test_unusable_cells_are_said_in_words():
    baris = anggaran(("1", "Program", "A"), ("1.1", "Sub Kegiatan", None))
    baris[1]["Pagu Awal"] = "sepuluh"
    isi = kecil(baris, ("A",))
    isi.indikator[0].isi["Capaian TW1"] = isi.budget.rows[0].pagu_tw[0]
    form = susun_satu(isi, "LAP-TW1")
    r = cari(form, "Indikator A", 4)
    assert [nilai(form, r, k) for k in (13, PAGU, REALISASI, SERAPAN)] == [
        "N/A", "N/A", 4, "N/A",
    ]  # fmt: skip


def test_wide_numbers_widen_their_columns():
    renstra = [{"Kode": "A", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "I", "Tipe": "Angka"}]
    ukur = [{"Kode": "A", "Sifat": "Kumulatif", "Target TW1": 1_234_567_890.25}]
    form = susun_satu(bahan(tbl_renstra=renstra, tbl_pengukuran=ukur), "LAP-TW1")
    assert form.widths[8] > 14 and form.widths[9] == 6


def test_signature_date(lembar):
    assert "Probolinggo, Januari 2023" in teks_lembar(lembar[4])  # the running quarter is signed with the report
    assert any(t.startswith("Probolinggo, .....") and t.endswith("2022") for t in teks_lembar(lembar[1]))


def test_one_thousand_indicators_and_ten_thousand_rows():
    rinci = []
    for i in range(1000):
        rinci.append((f"{i}", "Program", f"K{i}"))
        rinci += [(f"{i}.{j}", "Sub Kegiatan", None) for j in range(9)]
    isi = kecil(anggaran(*rinci), [f"K{i}" for i in range(1000)])
    form = susun_satu(isi, "LAP-TW1")
    assert len(form.rows) > 10_000 and len(form.breaks) <= 1000
    assert len({id(s[1]) for r in form.rows if r for s in r.cells if s}) < 100
    assert sum(1 for u in kolom(form, URAIAN) if u and u.startswith("U")) == 1000


def test_forms_written_into_a_book_keep_the_file_sound(isi, tmp_path):
    import xlsxwriter

    from lkjip_xl.ooxml.inplace import write_sheets
    from tests.tools.gate import gate

    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as buku:
        buku.add_worksheet("Beranda")
    lembar = susun(isi, "LAP-PK", "LAP-PK-P", *(f"LAP-TW{n}" for n in (1, 2, 3, 4)), "LAP-ANGGARAN")
    write_sheets(path, lembar, backup=False)
    assert gate(path, sdk=False) == []


PROFIL = "Dinas Sosial PPPA Kota Probolinggo"


@pytest.mark.parametrize("profil", ["Umum", PROFIL])
@pytest.mark.parametrize("urutan", ["Per Indikator", "Urutan Anggaran"])
def test_a_quarter_of_the_sample_takes_at_most_six_pages(profil, urutan):
    isi = bahan({"profil_bentuk": profil, "urutan_anggaran_tw": urutan})
    for form in susun(isi, *(f"LAP-TW{n}" for n in (1, 2, 3, 4))):
        divider = (profil == PROFIL) * (1 + (form.id == "LAP-TW1"))  # cover and divider, a page each
        assert len(form.breaks) + 1 - divider <= 6, (form.id, len(form.breaks))
        periksa_bentuk(form)
        teks = teks_lembar(form)
        for a in isi.budget.rows:
            assert str(a.uraian) in teks or str(a.uraian).upper() in teks


def test_rows_stand_in_the_order_that_the_book_asks_for():
    names = [str(a.uraian).upper() if a.tk <= 3 else str(a.uraian) for a in bahan().budget.rows]
    form = susun_satu(bahan({"urutan_anggaran_tw": "Urutan Anggaran"}), "LAP-TW4")
    assert [t for t in kolom(form, 14) if t in names] == names
    other = susun_satu(bahan({"urutan_anggaran_tw": "Per Indikator"}), "LAP-TW4")
    assert [t for t in kolom(other, 14) if t in names] != names


@pytest.mark.parametrize("profil", ["Umum", PROFIL])
def test_each_quarter_keeps_its_date(profil):
    atur = {"profil_bentuk": profil, "triwulan_berjalan": 3}
    atur |= {"tanggal_tw1": "7 April 2022", "tanggal_laporan": "Oktober"}
    satu, dua, tiga = (susun_satu(bahan(atur), f"LAP-TW{n}") for n in (1, 2, 3))
    assert "Probolinggo, 7 April 2022" in teks_lembar(satu)
    assert any(t.startswith("Probolinggo, ....") for t in teks_lembar(dua))
    assert "Probolinggo, Oktober" in teks_lembar(tiga)


@pytest.mark.parametrize("profil", ["Umum", PROFIL])
def test_a_book_with_pagu_perubahan_alone_shows_it_and_says_so(profil):
    rows = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "PROGRAM A", "Indikator": "1.1.1"},
        {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Rincian", "Pagu Perubahan": 100, "Realisasi TW1": 25},
    ]
    form = susun_satu(bahan({"profil_bentuk": profil}, tbl_anggaran=rows), "LAP-TW1")
    r = cari(form, "Rincian", 14)
    assert [nilai(form, r, k) for k in (15, 16, 17)] == [100, 25, 0.25]
    assert any("karena Pagu Awal tidak terisi" in t for t in teks_lembar(form))


def test_a_formula_in_words_is_built_up():
    form = susun_satu(bahan({"profil_bentuk": PROFIL}), "LAP-TW4")
    built = [t for t in kolom(form, 5) if isinstance(t, str) and "──" in t]
    assert [t.split("\n")[0] for t in built][:1] == ["Jumlah PMKS yang terpenuhi kebutuhan dasarnya"]
    assert built[0].split("\n")[-1] == "x 100%"


def test_the_indicator_column_is_called_as_the_office_calls_it():
    form = susun_satu(bahan({"label_iku": "Indikator Kinerja Kunci"}), "LAP-TW1")
    assert "Indikator Kinerja Kunci" in teks_lembar(form) and "Indikator Sasaran" not in teks_lembar(form)
