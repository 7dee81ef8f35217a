"""LAP-REVIU: every statement of the checklist is answered from the book with evidence, or left for the reviewer."""

import pytest

from lkjip_xl.checks.finding import DIKETAHUI, INFO, PERIKSA, SALAH, Finding
from lkjip_xl.checks.registry import Context, run_checks
from lkjip_xl.compute.world import World
from lkjip_xl.ooxml.measure import count_lines, tinggi
from lkjip_xl.reports.forms.review_facts import Review
from lkjip_xl.reports.forms.review_statements import GROUPS, STATEMENTS, statements
from lkjip_xl.reports.forms.reviu import ID, SHEET, TITLE
from lkjip_xl.reports.layout.styles import TEXT
from lkjip_xl.reports.registry import possible_ids, report_ids, write_requested
from tests.compute.random_book import random_rows, random_setting, seeded
from tests.reports.made_book import bahan, buku, cari, kolom, nilai, periksa_bentuk, teks_lembar

FORMAT, MEKANISME, SUBSTANSI = GROUPS


def semua_lembar(isi):
    """Names of the report sheets of a book whose reports have all been written."""
    mungkin = possible_ids(isi)
    return [mungkin[id][0] for id in report_ids(isi)]


def butir(isi, temuan=(), lembar=None):
    """``{(kelompok, nomor): (answer, evidence as one text)}``."""
    semua = statements(Review(isi, temuan, semua_lembar(isi) if lembar is None else lembar))
    return {(b.group, b.number): (b.answer, " ".join(b.evidence)) for b in semua}


def tabel(nama, **ubah):
    """Rows of a table of the sample, with columns of the row of a code replaced: ``{"1.1.1": {"Solusi": None}}``."""
    baris = [dict(b.cells) for b in buku().rows(nama)]
    for kode, isi in ubah.get("kode", {}).items():
        for b in baris:
            if b.get("Kode") == kode:
                b.update(isi)
    return baris


def temuan(kode, berat, lembar="Pengukuran"):
    return Finding(kode=kode, berat=berat, lembar=lembar, sel="A1", uraian="uraian", perbaikan="perbaikan")


@pytest.fixture(scope="module")
def contoh():
    return bahan()


@pytest.fixture(scope="module")
def temuan_contoh():
    return run_checks(Context(World(buku())))


@pytest.fixture(scope="module")
def jawaban(contoh, temuan_contoh):
    return butir(contoh, temuan_contoh)


@pytest.fixture(scope="module")
def lembar(contoh, temuan_contoh):
    return write_requested(ID, contoh, temuan_contoh, semua_lembar(contoh))


# --- the sample ------------------------------------------------------------------------------------------------------
def test_every_statement_of_the_form_is_there(jawaban):
    banyak = {k: sum(1 for kelompok, _ in jawaban if kelompok == k) for k in GROUPS}
    assert banyak == {FORMAT: 6, MEKANISME: 7, SUBSTANSI: 10} and len(STATEMENTS) == 23
    assert all(bukti for _, bukti in jawaban.values())
    assert len({p for _, p, *_ in STATEMENTS}) == 23


@pytest.mark.parametrize(("kelompok", "harus"), [
    (FORMAT, ["Ya", "Ya", "Sebagian", "Ya", "Ya", "Ya"]),
    (MEKANISME, [None, "Sebagian", None, "Ya", "Sebagian", None, None]),
    (SUBSTANSI, ["Ya", "Ya", "Tidak berlaku", "Sebagian", "Ya", None, "Sebagian", None, None, "Sebagian"]),
])  # fmt: skip
def test_answers_of_the_sample(jawaban, kelompok, harus):
    assert [jawab for (k, _), (jawab, _) in jawaban.items() if k == kelompok] == harus


@pytest.mark.parametrize(("tempat", "harus"), [
    ((FORMAT, 1), "Lembar Pengaturan memuat 6 dari 6 isian pokok instansi."),
    ((FORMAT, 2), "Target terisi pada 4 dari 4 indikator PK Perubahan. Target akhir Renstra (2024) ada pada 4 dari 4"),
    ((FORMAT, 3), "Target dan realisasi ada pada 3 dari 4 indikator (belum atau N/A: 2.1.1); capaian terhitung pada 3. "
                  "Analisis terisi pada 2 dari 2 indikator yang belum mencapai target atau N/A. 3 dari 3 lembar"),
    ((FORMAT, 4), "4 dari 4 lembar lampiran ada di buku"),
    ((FORMAT, 5), "Solusi terisi pada 2 dari 2 indikator"),
    ((FORMAT, 6), "Pagu Rp10.180.573.349, realisasi Rp8.992.776.611 (88,33%). Pagu terisi pada 62 dari 62 baris "
                  "rincian, realisasi pada 62 dari 62 baris."),
    ((MEKANISME, 2), "ada untuk 2 dari 4 indikator (belum: 2.1.1, 2.2.2). Sumber Data di lembar Renstra terisi pada 4 "
                     "dari 4 indikator. Ada data dukung yang tidak menghasilkan realisasinya. Lihat Temuan KON-25."),
    ((MEKANISME, 3), "Realisasi terisi menurut triwulan, dari 4 indikator: TW I 0, TW II 0, TW III 0, TW IV 4."),
    ((MEKANISME, 4), "Kepala Bidang Rehabilitasi, Perlindungan dan Jaminan Sosial; Kepala Bidang Pemberdayaan"),
    ((MEKANISME, 5), "0 Salah, 5 Periksa (MKN-04, ARI-03, KON-25)"),
    ((SUBSTANSI, 1), "Ada di PK Perubahan: 3 dari 3 sasaran, 4 dari 4 indikator laporan."),
    ((SUBSTANSI, 2), "Dilaporkan: 3 dari 3 sasaran Renstra yang bertarget tahun 2022. Target PK sama dengan Renstra "
                     "pada 4 dari 4 indikator."),
    ((SUBSTANSI, 4), "Diukur: 0 dari 2 indikator tujuan Renstra. Lihat Temuan KON-10."),
    ((SUBSTANSI, 6), "T1, T2 (tidak ada di lembar Pengukuran)"),
    ((SUBSTANSI, 7), "Perbandingan nasional: 0 dari 4 indikator. Realisasi 2021: 2 dari 4 indikator (tanpa angka: "
                     "2.1.1, 2.2.1), 2 di antaranya diberi keterangan. Realisasi 2020: 0 dari 4 indikator."),
    ((SUBSTANSI, 10), "formulasi 4, satuan 4, kondisi awal 0, sumber data 4, target tahun ini 4."),
])  # fmt: skip
def test_evidence_of_the_sample(jawaban, tempat, harus):
    assert harus in jawaban[tempat][1]


# --- what changes an answer ------------------------------------------------------------------------------------------
def test_missing_analysis_and_solution_are_counted_and_named():
    ukur = tabel("tbl_pengukuran", kode={"1.1.1": {"Analisis": None, "Solusi": " "}})
    hasil = butir(bahan(tbl_pengukuran=ukur), [temuan("LKP-01", PERIKSA)])
    assert "Analisis terisi pada 1 dari 2 indikator yang belum mencapai target atau N/A (belum: 1.1.1). " \
           "Lihat Temuan LKP-01." in hasil[FORMAT, 3][1]  # fmt: skip
    jawab, bukti = hasil[FORMAT, 5]
    assert jawab == "Sebagian" and "Solusi terisi pada 1 dari 2 indikator" in bukti
    ukur = tabel("tbl_pengukuran", kode={"1.1.1": {"Solusi": None}, "2.1.1": {"Solusi": None}})
    assert butir(bahan(tbl_pengukuran=ukur))[FORMAT, 5][0] == "Tidak"


def test_all_targets_met_leaves_improvement_to_the_reviewer_unless_something_is_written():
    penuh = {"1.1.1": {"Realisasi TW4": 90}, "2.1.1": {"Realisasi TW4": "Utama"}}
    hasil = butir(bahan(tbl_pengukuran=tabel("tbl_pengukuran", kode=penuh)))
    assert hasil[FORMAT, 3] == (
        "Ya", "Target dan realisasi ada pada 4 dari 4 indikator; capaian terhitung pada 4. Tidak ada capaian di "
        "bawah 100%. 3 dari 3 lembar analisis capaian ada di buku.",
    )  # fmt: skip
    assert hasil[FORMAT, 5][0] == "Ya"
    kosong = {k: {**penuh.get(k, {}), "Solusi": None} for k in ("1.1.1", "2.1.1", "2.2.1", "2.2.2")}
    jawab, bukti = butir(bahan(tbl_pengukuran=tabel("tbl_pengukuran", kode=kosong)))[FORMAT, 5]
    assert jawab is None and "Solusi terisi pada 0 dari 4 indikator" in bukti


def test_a_quarter_is_judged_by_its_own_targets():
    ukur = tabel("tbl_pengukuran", kode={"1.1.1": {"Target TW2": 40, "Realisasi TW2": 30, "Analisis": None}})
    jawab, bukti = butir(bahan({"triwulan_berjalan": 2}, tbl_pengukuran=ukur))[FORMAT, 3]
    assert jawab == "Sebagian" and "Analisis terisi pada 0 dari 1 indikator" in bukti
    hasil = butir(bahan({"triwulan_berjalan": 2}))
    assert "capaian terhitung pada 0. Tidak ada capaian di bawah 100%." in hasil[FORMAT, 3][1]
    assert "realisasi s.d. Triwulan II Rp" in hasil[FORMAT, 6][1]


def test_a_target_that_differs_from_renstra_asks_for_an_explanation():
    pk = tabel("tbl_pk", kode={"2.2.1": {"Target": 95}})
    hasil = butir(bahan(tbl_pk=pk), [temuan("KON-03", PERIKSA, "PK")])
    jawab, bukti = hasil[SUBSTANSI, 2]
    assert jawab == "Sebagian"
    assert "Target PK sama dengan Renstra pada 3 dari 4 indikator (berbeda: 2.2.1). Lihat Temuan KON-03." in bukti
    # Whether what is written explains it is for a person to say; nothing written explains nothing.
    jawab, bukti = hasil[SUBSTANSI, 3]
    assert jawab is None and "Analisis terisi pada 1 dari 1 indikator yang tidak sesuai." in bukti
    ukur = tabel("tbl_pengukuran", kode={"2.2.1": {"Analisis": None}})
    jawab, bukti = butir(bahan(tbl_pk=pk, tbl_pengukuran=ukur))[SUBSTANSI, 3]
    assert jawab == "Tidak" and bukti.endswith("Indikatornya: 2.2.1.")


def test_targets_equal_but_for_spelling_are_the_same():
    pk = tabel("tbl_pk", kode={"2.1.1": {"Target": " utama "}, "1.1.1": {"Target": 88.0}})
    assert butir(bahan(tbl_pk=pk))[SUBSTANSI, 2][0] == "Ya"


def test_indicators_outside_the_pk_and_unmeasured_ones():
    pk = [b for b in tabel("tbl_pk") if b["Kode"] != "1.1.1"]
    ukur = [b for b in tabel("tbl_pengukuran") if b["Kode"] != "2.2.2"]
    hasil = butir(bahan(tbl_pk=pk, tbl_pengukuran=ukur))
    jawab, bukti = hasil[SUBSTANSI, 1]
    assert jawab == "Sebagian"
    assert "2 dari 3 sasaran (tidak: sasaran 1), 2 dari 3 indikator (tidak: 1.1.1) laporan" in bukti
    assert "2 dari 3 indikator PK Perubahan (belum: 2.2.2)" in bukti
    assert "(belum atau N/A: 2.1.1, 2.2.2)" in hasil[FORMAT, 3][1]
    assert "(belum: 2.2.2)" in hasil[SUBSTANSI, 5][1] and hasil[SUBSTANSI, 5][0] == "Sebagian"
    assert "2.2.2 (tidak ada di lembar Pengukuran)" in hasil[SUBSTANSI, 3][1]


def test_without_a_pk_nothing_agrees_with_it():
    hasil = butir(bahan(tbl_pk=[]))
    assert hasil[SUBSTANSI, 1] == ("Tidak", "Lembar PK tidak memuat indikator PK Awal.")
    jawab, bukti = hasil[FORMAT, 2]
    assert jawab == "Sebagian" and "Lembar PK tidak memuat PK Awal; target Renstra ada pada 4 dari 4" in bukti


def test_no_iku_no_agreement_with_them():
    renstra = [{**b, "IKU": "Tidak"} for b in tabel("tbl_renstra")]
    assert butir(bahan(tbl_renstra=renstra))[SUBSTANSI, 5][0] == "Tidak"


def test_goals_with_a_realisasi_in_riwayat_count_as_measured():
    riwayat = [*tabel("tbl_riwayat"), *({"Kode": k, "Tahun": 2022, "Realisasi": 34} for k in ("T1", "T2"))]
    hasil = butir(bahan(tbl_riwayat=riwayat))
    assert hasil[SUBSTANSI, 4][0] == "Ya" and "2 dari 2 indikator tujuan" in hasil[SUBSTANSI, 4][1]
    assert hasil[SUBSTANSI, 6] == ("Tidak berlaku", "Butir 4 dan 5 dijawab Ya.")


def test_goals_measured_in_pengukuran_count_too():
    ukur = [*tabel("tbl_pengukuran"), {"Kode": "T1", "Sifat": "Posisi Akhir", "Realisasi TW4": 34}]
    jawab, bukti = butir(bahan(tbl_pengukuran=ukur))[SUBSTANSI, 4]
    assert jawab == "Sebagian" and "1 dari 2 indikator tujuan Renstra (belum: T2)" in bukti


def test_comparisons_need_last_year_and_the_nation():
    luar = [{"Kode": "1.1.1", "Tahun": 2022, "Lingkup": "Nasional", "Realisasi": 70},
            {"Kode": "1.1.1", "Tahun": 2022, "Lingkup": "Provinsi", "Realisasi": 71}]  # fmt: skip
    jawab, bukti = butir(bahan(tbl_riwayat=[*tabel("tbl_riwayat"), *luar]))[SUBSTANSI, 7]
    assert jawab == "Sebagian"
    assert "Perbandingan nasional: 1 dari 4 indikator (tanpa angka: 2.1.1, 2.2.1, 2.2.2)." in bukti
    assert "Perbandingan provinsi: 1 dari 4" in bukti
    kode = ("1.1.1", "2.1.1", "2.2.1", "2.2.2")
    penuh = [{"Kode": k, "Tahun": 2022, "Lingkup": "Nasional", "Keterangan": "Tidak ada standarnya"} for k in kode]
    jawab, bukti = butir(bahan(tbl_riwayat=[*tabel("tbl_riwayat"), *penuh]))[SUBSTANSI, 7]
    assert jawab == "Ya" and "nasional: 0 dari 4 indikator, 4 di antaranya diberi keterangan" in bukti
    assert butir(bahan(tbl_riwayat=[]))[SUBSTANSI, 7][0] == "Tidak"


def test_smart_is_denied_by_gaps_and_never_affirmed():
    renstra = [{**b, "Kondisi Awal": 1} for b in tabel("tbl_renstra")]
    jawab, bukti = butir(bahan(tbl_renstra=renstra))[SUBSTANSI, 10]
    assert jawab is None and "kondisi awal 4" in bukti
    buang = ("Formulasi", "Satuan", "Kondisi Awal", "Sumber Data", "Target 2022")
    renstra = [{k: v for k, v in b.items() if k not in buang} for b in renstra]
    assert butir(bahan(tbl_renstra=renstra))[SUBSTANSI, 10][0] == "Tidak"


def test_identity_with_place_holders_is_incomplete():
    atur = {"instansi": "(nama instansi)", "alamat": None, "tugas": "  "}
    jawab, bukti = butir(bahan(atur))[FORMAT, 1]
    assert jawab == "Sebagian" and "3 dari 6 isian pokok instansi (belum: nama instansi, alamat, tugas)" in bukti


def test_report_sheets_that_are_missing_or_stale(contoh):
    hasil = butir(contoh, lembar=[])
    assert hasil[FORMAT, 4][0] == "Tidak"
    assert "Belum ditulis: Lap PK, Lap PK Perubahan, Lap TW IV, Lap Anggaran." in hasil[FORMAT, 4][1]
    assert "0 dari 3 lembar analisis capaian" in hasil[FORMAT, 3][1]
    # A name that the user's own sheet had already taken got a number; Lap TW I is not Lap TW IV.
    nama = ["Lap PK (2)", "lap pk perubahan", "Lap TW I", "Lap Anggaran"]
    jawab, bukti = butir(contoh, lembar=nama)[FORMAT, 4]
    assert jawab == "Sebagian" and "3 dari 4 lembar lampiran (belum: Lap TW IV)" in bukti
    jawab, bukti = butir(contoh, [temuan("LAP-02", PERIKSA, "Lap PK")])[FORMAT, 4]
    assert jawab == "Sebagian" and bukti.count("Lihat Temuan LAP-02.") == 1


def test_the_form_of_the_report_decides_which_analyses_are_asked_for():
    isi = bahan({"bentuk_laporan": "Gabungan"})
    assert "6 dari 6 lembar analisis capaian" in butir(isi)[FORMAT, 3][1]


def test_findings_decide_whether_the_data_are_reliable(contoh):
    assert butir(contoh)[MEKANISME, 5][0] is None  # no finding is no proof
    assert butir(contoh, [temuan("MKN-09", INFO), temuan("LKP-01", PERIKSA)])[MEKANISME, 5][0] is None
    assert butir(contoh, [temuan("MKN-11", PERIKSA)])[MEKANISME, 5][0] == "Sebagian"
    jawab, bukti = butir(contoh, [temuan("MKN-11", PERIKSA), temuan("BACA-01", SALAH)])[MEKANISME, 5]
    assert jawab == "Tidak" and "1 Salah, 1 Periksa (MKN-11, BACA-01)" in bukti
    assert butir(contoh, [temuan("BACA-01", DIKETAHUI)])[MEKANISME, 5][0] is None


def test_a_proven_mistake_on_the_sheet_takes_the_full_answer_away(contoh):
    jawab, bukti = butir(contoh, [temuan("ARI-05", SALAH, "Anggaran")])[FORMAT, 6]
    assert jawab == "Sebagian" and "1 temuan Salah di lembar Anggaran" in bukti
    assert "1 temuan Salah di lembar Pengukuran" in butir(contoh, [temuan("MKN-09", SALAH)])[FORMAT, 3][1]


def test_budget_without_realisasi_and_unusable_budget():
    kosong = [{**b, **dict.fromkeys([f"Realisasi TW{n}" for n in range(1, 5)])} for b in tabel("tbl_anggaran")]
    jawab, bukti = butir(bahan(tbl_anggaran=kosong))[FORMAT, 6]
    assert jawab == "Sebagian" and "realisasi belum terisi" in bukti and "realisasi pada 0 dari 62 baris" in bukti
    salah = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Pagu Awal": "Rp 5", "Realisasi TW4": 1}]
    jawab, bukti = butir(bahan({"dokumen_pk": "Awal"}, tbl_anggaran=salah))[FORMAT, 6]
    assert jawab == "Sebagian" and "tidak terbaca" in bukti
    assert butir(bahan(tbl_anggaran=[]))[FORMAT, 6] == ("Tidak", "Belum ada baris pada lembar Anggaran.")


# --- books in any state ----------------------------------------------------------------------------------------------
def test_an_empty_book_gives_the_whole_form():
    nama = "renstra pk pk_program pengukuran anggaran riwayat riwayat_anggaran data_dukung iki".split()
    isi = bahan(dict.fromkeys(buku().settings), **{f"tbl_{n}": [] for n in nama})
    hasil = butir(isi, lembar=[])
    assert len(hasil) == 23 and all(bukti for _, bukti in hasil.values())
    assert not any(jawab in ("Ya", "Sebagian") for jawab, _ in hasil.values())
    lembar = write_requested(ID, isi, [], [])
    periksa_bentuk(lembar)
    assert any(t.startswith("." * 20) for t in teks_lembar(lembar))  # no town: a dotted line alone


@pytest.mark.parametrize("seed", range(12))
def test_random_books_never_crash(seed):
    rng = seeded(seed)
    isi = buku({**random_setting(rng), "tahun_akhir_renstra": 2029}, **random_rows(rng))
    isi.years = (2025, 2029)
    dihitung = World(isi)
    satu = dihitung
    lembar = write_requested(ID, satu, run_checks(Context(dihitung)), semua_lembar(satu))
    periksa_bentuk(lembar)
    assert len([t for t in kolom(lembar, 1) if t in {p for _, p, *_ in STATEMENTS}]) == 23


# --- the sheet -------------------------------------------------------------------------------------------------------
def test_page_head_and_groups(lembar):
    assert (lembar.id, lembar.name, lembar.title) == (ID, SHEET, TITLE) == (
        "LAP-REVIU", "Lap Reviu", "Checklist Reviu Laporan Kinerja"
    )  # fmt: skip
    assert (lembar.paper, lembar.landscape) == ("F4", False) and sum(lembar.widths) <= 102.5
    awal, akhir = lembar.repeat_rows
    assert [nilai(lembar, awal, k) for k in range(4)] == ["No", "Pernyataan", "Check list", "Bukti dan keterangan"]
    assert [nilai(lembar, akhir, k) for k in range(4)] == ["(1)", "(2)", "(3)", "(4)"]
    assert lembar.freeze == (akhir + 1, 2)
    assert lembar.footer == f"&LDinas Sosial, PPPA Kota Probolinggo - {TITLE}&RHalaman &P dari &N"
    assert "TAHUN 2022" in teks_lembar(lembar)
    for romawi, nama in zip(("I", "II", "III"), GROUPS, strict=True):
        r = cari(lembar, romawi, 0)
        assert nilai(lembar, r, 1) == nama and (r, 1, r, 3) in lembar.merges
    periksa_bentuk(lembar)


def test_open_statements_have_an_empty_box_and_say_so(lembar):
    isi = range(lembar.repeat_rows[1] + 1, cari(lembar, STATEMENTS[-1][1], 1) + 1)
    butir = [r for r in isi if isinstance(nilai(lembar, r, 0), int)]
    assert len(butir) == 23
    for r in butir:
        assert (nilai(lembar, r, 2) is None) == nilai(lembar, r, 3).startswith("Diisi pereviu. ")
        assert all(sel is not None and sel[1].border for sel in lembar.rows[r].cells)
    assert any(t.startswith("23 butir: Ya 9, Sebagian 6, Tidak berlaku 1; diisi pereviu 7.") for t in
               teks_lembar(lembar))  # fmt: skip


def test_rows_are_high_enough_for_their_texts(lembar):
    for r in range(lembar.repeat_rows[1] + 1, cari(lembar, STATEMENTS[-1][1], 1) + 1):
        for k in (1, 3):
            teks = nilai(lembar, r, k)
            if teks and nilai(lembar, r, 3):
                assert lembar.rows[r].height >= tinggi(count_lines(teks, lembar.widths[k], TEXT.size), TEXT.size)


def test_the_reviewer_signs_on_dotted_lines(lembar):
    r = cari(lembar, "Pereviu,", 3)
    assert nilai(lembar, r - 1, 3).startswith("Probolinggo, .....")
    bawah = [t for t in kolom(lembar, 3)[r + 1 :] if t]
    assert bawah[0].strip("().") == "" and bawah[1].startswith("NIP. ....")
    assert "(nama kepala dinas)" not in teks_lembar(lembar)


def test_pages_end_between_statements_and_the_signature_stays_together(lembar):
    mulai = next(r for r, t in enumerate(kolom(lembar, 0)) if str(t).startswith("23 butir"))
    assert lembar.breaks and all(p < mulai for p in lembar.breaks)
    for p in lembar.breaks:
        assert nilai(lembar, p, 0) in ("II", "III") or isinstance(nilai(lembar, p, 0), int)
        assert nilai(lembar, p - 1, 0) not in ("I", "II", "III")


def test_written_into_a_book_the_file_stays_sound(lembar, tmp_path):
    import xlsxwriter

    from lkjip_xl.ooxml.inplace import write_sheets
    from tests.tools.gate import gate

    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path) as satu:
        satu.add_worksheet("Beranda")
    assert write_sheets(path, [lembar], backup=False).added == ["LAP-REVIU"]
    assert gate(path, sdk=False) == []


def test_ten_thousand_budget_rows_cost_little_paper():
    rinci = [{"Kode": str(i), "Tingkat": "Program", "Uraian": f"P{i}", "Pagu Awal": 9} for i in range(10_000)]
    rinci[7]["Realisasi TW4"] = 5
    hasil = write_requested(ID, bahan({"dokumen_pk": "Awal"}, tbl_anggaran=rinci), [], [])
    assert len(hasil.rows) < 60
    assert any("realisasi pada 1 dari 10.000 baris (belum: 0, 1, 2, 3, 4, 5, dan 9993 lagi)" in t for t in
               teks_lembar(hasil))  # fmt: skip
