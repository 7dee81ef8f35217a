"""LAP-IKU, the PK of each position, LAP-RENAKSI, LAP-IKI, LAP-TINDAK-LANJUT: what they say, and whose signature."""

import pytest

from lkjip_xl.ooxml.worksheet import print_names
from lkjip_xl.reports.forms.iki import itemised
from lkjip_xl.reports.forms.perjanjian_jabatan import budget_lines
from lkjip_xl.reports.forms.positions import UNNAMED, acting, positions_of
from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports
from tests.reports.made_book import bahan, cari, kolom, nilai, periksa_bentuk, susun_satu, teks_lembar
from tests.reports.module_book import ANAK, IKI, JABATAN, PEREMPUAN, REHAB, RENCANA_AKSI, module_world
from tests.reports.page_rules import breaches
from tests.reports.test_origin import check_sources

NEW = ("LAP-IKU", "LAP-PK-J", "LAP-RENAKSI", "LAP-IKI", "LAP-IKI-1", "LAP-IKI-2", "LAP-TINDAK-LANJUT", "LAP-NOTA",
       "LAP-RINGKASAN")  # fmt: skip


@pytest.mark.parametrize("document", ["Awal", "Perubahan"])
@pytest.mark.parametrize("quarter", [2, 4])
def test_page_rules_and_sources_of_the_new_forms(document, quarter):
    world = module_world({"dokumen_pk": document, "triwulan_berjalan": quarter})
    sheets = write_reports(world, NEW)
    assert {s.id.rstrip("0123456789").rstrip("-") for s in sheets} == {i.rstrip("-12") for i in NEW}
    for sheet in sheets:
        periksa_bentuk(sheet)
        assert breaches(sheet) == [], sheet.id
        check_sources(world, sheet)


def test_no_form_without_data():
    nothing = dict.fromkeys(("tbl_jabatan", "tbl_rencana_aksi", "tbl_tindak_lanjut", "tbl_iki", "tbl_data_dukung"), [])
    ids = set(possible_ids(module_world(**nothing)))
    assert not [i for i in ids if i.startswith(("LAP-PK-J", "LAP-RENAKSI", "LAP-TINDAK", "LAP-IKI", "LAP-NOTA"))]
    assert "LAP-IKU" not in possible_ids(bahan(tbl_renstra=[]))
    assert "LAP-RINGKASAN" not in possible_ids(bahan(tbl_pengukuran=[]))


# --- IKU -------------------------------------------------------------------------------------------------------------
def test_iku_has_seven_columns_under_two_levels_and_is_signed():
    sheet = susun_satu(bahan({"tanggal_iku": "3 Januari 2022"}), "LAP-IKU")
    r = cari(sheet, "No")
    heads = [nilai(sheet, r, k) for k in range(7)]
    assert heads == ["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Penjelasan", None,
                     "Penanggung Jawab"]  # fmt: skip
    assert [nilai(sheet, r + 1, k) for k in (4, 5)] == ["Formulasi Penghitungan", "Sumber Data"]
    assert sum(isinstance(x, int) for x in kolom(sheet, 0)) == 3
    assert "Probolinggo, 3 Januari 2022" in teks_lembar(sheet)


# --- positions -------------------------------------------------------------------------------------------------------
def test_each_position_agrees_on_its_own_indicators_with_its_superior():
    world = module_world()
    ids = [i for i in report_ids(world) if i.startswith("LAP-PK-J")]
    assert len(ids) == 3  # the head's is LAP-PK; the secretary and the section have no indicator
    first, second, third = write_reports(world, ids)
    texts = teks_lembar(first)
    assert f": {REHAB}" in texts and "Joko Contoh, S.Sos." in texts and "NIP. 19760101 200101 1 003" in texts
    assert "Kegiatan" in texts and 2_446_011_190 in [c[0] for r in first.rows if r for c in r.cells if c]
    assert "(nama kepala dinas)" in texts and "Pembina Utama Muda" in texts
    assert f": Plt. {PEREMPUAN}" in teks_lembar(second) and f"Plt. {PEREMPUAN.upper()}," in teks_lembar(second)
    # Of two who held the post that year the one at the end of the quarter signs.
    assert "Rina Contoh, S.Psi." in teks_lembar(third) and "Lia Contoh, S.STP." not in teks_lembar(third)
    early = write_reports(module_world({"triwulan_berjalan": 1}), ["LAP-PK-J3"])[0]
    assert "Lia Contoh, S.STP." in teks_lembar(early)


@pytest.mark.parametrize(("echelon", "level", "count"), [
    ("II.b", "Program", 1), ("III.a", "Kegiatan", 4), ("IV.b", "Sub Kegiatan", 8), ("", "Sub Kegiatan", 8),
])  # fmt: skip
def test_money_follows_the_echelon_and_the_sum_stays(echelon, level, count):
    rows = [{**r, "Eselon": echelon} if r["Jabatan"] == REHAB else r for r in JABATAN]
    world = module_world(tbl_jabatan=rows)
    lines = budget_lines(world, ["1.1.1"], level)
    if level != "Program":
        assert len(lines) == count and {x.tingkat for x in lines} == {level}
    assert sum(x.pagu for x in lines) == 2_446_011_190
    sheet = susun_satu(world, "LAP-PK-J1")
    assert level in teks_lembar(sheet) and breaches(sheet) == []


def test_positions_are_found_by_name_by_what_they_head_and_by_unit():
    every = positions_of(module_world())
    assert every.named(REHAB.lower()).row["Kode"] == "1.2"
    assert every.named(REHAB.removeprefix("Kepala ")).row["Kode"] == "1.2"
    assert every.named("Sekretariat").row["Kode"] == "1.1"
    assert every.named("Bidang lain") is None and every.named(None) is None
    assert every.superior(every.named("Kepala Seksi Rehabilitasi Sosial")).name == REHAB
    assert [every.named(n).level for n in (REHAB, "Kepala Seksi Rehabilitasi Sosial")] == ["III", "IV"]


def test_an_acting_head_signs_as_such_in_every_form():
    rows = [{**r, "Status": "Plt."} if r["Kode"] == "1" else r for r in JABATAN]
    world = module_world(tbl_jabatan=rows)
    for id in ("LAP-PK", "LAP-TW4", "LAP-IKU", "LAP-IKI"):
        assert any(
            t.startswith(("Plt. KEPALA DINAS", ": Plt. Kepala Dinas")) for t in teks_lembar(susun_satu(world, id))
        ), id
    profile = module_world({"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"}, tbl_jabatan=rows)
    for id in ("LAP-PK", "LAP-TW4"):
        assert any("plt. kepala dinas" in t.casefold() for t in teks_lembar(susun_satu(profile, id))), id
    assert acting("Plh. Camat", "Plh.") == "Plh. Camat" and acting("Camat", None) == "Camat"


def test_a_head_typed_as_acting_is_still_the_head():
    """Otherwise the head would get an agreement of a position beneath himself."""
    post = "Plh. Kepala Dinas Sosial, Pemberdayaan Perempuan, dan Perlindungan Anak Kota Probolinggo"
    world = module_world({"jabatan_kepala": post})
    assert positions_of(world).head.row["Kode"] == "1"
    assert [id for id in possible_ids(world) if id.startswith("LAP-PK-J")] == ["LAP-PK-J1", "LAP-PK-J2", "LAP-PK-J3"]
    assert any(t.startswith("Plh. KEPALA DINAS SOSIAL") for t in teks_lembar(susun_satu(world, "LAP-PK")))


def test_a_name_that_is_not_known_is_a_line_to_write_on():
    nobody = {"nama_kepala": None, "nama_atasan": None}
    for profile in ("Umum", "Dinas Sosial PPPA Kota Probolinggo"):
        world = module_world({**nobody, "profil_bentuk": profile})
        for id in ("LAP-PK", "LAP-TW4", "LAP-IKU", "LAP-IKI"):
            texts = teks_lembar(susun_satu(world, id))
            assert UNNAMED in texts and not any("(nama" in t for t in texts), (profile, id)


def test_the_warning_of_a_memorandum_stands_beside_its_paper():
    sheet = susun_satu(module_world(), "LAP-NOTA-1")
    texts = teks_lembar(sheet)
    assert [t for t in texts if t.startswith("Belum boleh ditandatangani:\n")] and sheet.printed == 5
    assert print_names(sheet, sheet.name)[0][1].endswith(f"$A$1:$E${len(sheet.rows)}")
    for row in sheet.rows:  # on the paper itself nothing says so
        assert not any("ditandatangani" in str(c[0]) for c in row.cells[:5] if c)
    agreeing = susun_satu(module_world(tbl_data_dukung=[]), "LAP-NOTA-1")
    assert agreeing.printed is None and len(agreeing.widths) == 5


def test_a_memorandum_says_its_year():
    texts = teks_lembar(susun_satu(module_world(), "LAP-NOTA-1"))
    [result] = [t for t in texts if t.startswith("Berdasarkan")]
    assert "fasilitasi pada tahun 2022 sebesar 9.456 orang" in result and "tahun N" not in result


def test_the_clause_is_the_books_own():
    world = module_world({"klausul_pk": "Kami berjanji.\nKami menepati."})
    for id in ("LAP-PK", "LAP-PK-J1"):
        texts = teks_lembar(susun_satu(world, id))
        assert "Kami berjanji." in texts and "Kami menepati." in texts
        assert not any("supervisi" in t for t in texts)


# --- the plan of the year --------------------------------------------------------------------------------------------
def plan(quarter):
    world = module_world({"triwulan_berjalan": quarter})
    return [(r["Capaian"], r["Status"]) for r in world.rows("tbl_rencana_aksi")]


def test_capaian_and_status_of_the_steps_at_each_quarter():
    assert [s for _, s in plan(1)] == ["Di Bawah Target", "Belum Terjadwal", "Sesuai Target", "Belum Terjadwal"]
    assert plan(2)[0] == (1, "Sesuai Target") and plan(2)[1] == (1, "Sesuai Target")
    assert plan(3)[2][1] == "Belum Dilaporkan" and str(plan(3)[2][0].kode) == "#N/A"
    assert plan(4)[0] == (0.809, "Di Bawah Target")  # 7.650 of 9.456
    assert plan(4)[1] == (1, "Selesai") and plan(4)[3] == (0, "Belum Dilaksanakan")


def test_money_of_the_plan_is_counted_once():
    sheet = susun_satu(module_world(), "LAP-RENAKSI")
    budget = module_world().budget.row("1.1.4")
    amounts = [c[0] for r in sheet.rows if r for c in r.cells if c and c[0] == budget.pagu]
    assert len(amounts) == 2  # the row and the sum
    assert teks_lembar(sheet).count('"') == 2
    later = susun_satu(module_world({"triwulan_berjalan": 2}), "LAP-RENAKSI")
    assert "Belum Terjadwal" in teks_lembar(later)


def test_a_step_of_an_unknown_indicator_says_so():
    rows = [{**RENCANA_AKSI[0], "Kode": "9.9"}]
    texts = teks_lembar(susun_satu(module_world(tbl_rencana_aksi=rows), "LAP-RENAKSI"))
    assert any("9.9 (kode tidak ada pada lembar Renstra)" in t for t in texts)


# --- IKI -------------------------------------------------------------------------------------------------------------
def test_the_decree_and_one_part_for_each_position():
    settings = {"nomor_keputusan_iki": "800/1/2022", "tanggal_keputusan_iki": "3 Januari 2022"}
    law = {"Peraturan": "Peraturan Wali Kota Nomor 1 Tahun 2022", "Tentang": "SOTK"}
    world = module_world(settings, tbl_hukum=[law])
    texts = teks_lembar(susun_satu(world, "LAP-IKI"))
    assert "NOMOR: 800/1/2022" in texts and "pada tanggal 3 Januari 2022" in texts
    assert any("eselon II dan III" in t for t in texts)
    assert "Peraturan Wali Kota Nomor 1 Tahun 2022 tentang SOTK." in texts and ": 1." in texts
    sheets = write_reports(world, ["LAP-IKI-1", "LAP-IKI-2"])
    assert len(sheets) == len({r["Jabatan"] for r in IKI}) == 2
    texts = [t for s in sheets for t in teks_lembar(s)]
    assert texts.count("INDIKATOR KINERJA INDIVIDU (IKI)") == 2
    assert ": a. merumuskan kebijakan;\nb. melaksanakan kebijakan;\nc. mengevaluasi dan melaporkan" in texts
    assert ": 1. rehabilitasi sosial dasar;\n2. pemeliharaan anak terlantar" in texts


def test_formulas_are_built_up_sources_merged_and_numbers_as_typed():
    sheets = write_reports(module_world(), ["LAP-IKI-1", "LAP-IKI-2"])
    texts = [t for s in sheets for t in teks_lembar(s)]
    assert texts.count("Bidang Rehabilitasi") == 1 and texts.count("Bidang Pemberdayaan") == 1
    looks = {c[0]: c[1].format for s in sheets for r in s.rows if r for c in r.cells if c}
    assert looks["Persentase PMKS yang terpenuhi kebutuhan dasarnya"] == '"1. "@'
    assert looks["Jumlah lembaga binaan"] is None
    [built] = [t for t in texts if t.startswith("Jumlah PSKS yang aktif")]
    assert built.split("\n")[0] == "Jumlah PSKS yang aktif" and built.endswith("x 100%\nJumlah PSKS")
    assert "Jumlah lembaga yang dibina\nPenjelasan: lembaga berakta yang dibina setahun" in texts


def test_lists_keep_the_markers_that_were_typed():
    assert itemised("1) a\n2) b") == "1) a\n2) b" and itemised("satu saja") == "satu saja" and itemised(None) == ""
    assert itemised("x; y", numbers=True) == "1. x;\n2. y"


def reported(date):
    """The book reported at a date; the native formula reads it from Pengaturan."""
    return module_world({"tanggal_laporan": date}, tbl_pengaturan=[{"Kunci": "tanggal_laporan", "Nilai": date}])


# --- recommendations -------------------------------------------------------------------------------------------------
def test_recommendations_stand_under_their_report_and_are_counted():
    world = reported("31 Maret 2023")
    sheet = susun_satu(world, "LAP-TINDAK-LANJUT")
    texts = teks_lembar(sheet)
    assert "Laporan Hasil Evaluasi Nomor 700/12/2022, 3 Mei 2022" in texts
    assert "Proses (terlambat)" in texts and "Belum (terlambat)" in texts and "Selesai" in texts
    assert "1 (satu) dari 3 (tiga) rekomendasi sudah selesai; 2 (dua) terlambat." in texts


@pytest.mark.parametrize(("date", "late"), [("Januari 2023", "Ya"), ("31 Agustus 2022", "Tidak"), (44900, "Ya"),
                                            (44800, "Tidak"), ("segera", ""), (None, "")])  # fmt: skip
def test_lateness_is_known_from_dates_in_words_too(date, late):
    rows = reported(date).rows("tbl_tindak_lanjut")
    assert rows[1]["Terlambat"] == late and rows[0]["Terlambat"] == "Tidak"


# --- nota dinas ------------------------------------------------------------------------------------------------------
def test_the_memorandum_counts_and_warns_where_the_details_disagree():
    first, plain, second = write_reports(module_world(), ["LAP-NOTA"])
    texts = teks_lembar(first)
    assert [t for t in texts if t in ("Kepada", "Dari", "Nomor", "Tanggal", "Sifat", "Lampiran", "Perihal")] == [
        "Kepada", "Dari", "Nomor", "Tanggal", "Sifat", "Lampiran", "Perihal"]  # fmt: skip
    assert "d. Bantuan Alat Usaha bagi Fakir Miskin dengan target 27 Orang terealisasi 27 Orang;" in texts
    [result] = [t for t in texts if t.startswith("Berdasarkan")]
    assert "sebesar 80,90% dari target tahun 2022 sebesar 88%" in result
    assert "sebesar 7.650 orang dibagi" in result and result.endswith("9.456 orang dan dikalikan 100 persen.")
    assert any("rincian berjumlah 7.676 dari 8.482 orang, sedangkan totalnya 7.650 dari 9.456" in t for t in texts)
    # A realisasi that its own numbers do not give is told by the numbers, with a warning.
    [result] = [t for t in teks_lembar(second) if t.startswith("Berdasarkan")]
    assert "sebesar 90,70% dari target" in result
    assert any("menghasilkan 90,70%, sedangkan realisasinya 100%" in t for t in teks_lembar(second))
    assert f": {ANAK}" in teks_lembar(second)
    # A division without counted items tells what is said of its indicator in 3.1.
    assert f": Plt. {PEREMPUAN}" in teks_lembar(plain)
    assert any("belum dapat diukur karena realisasinya tidak tersedia" in t for t in teks_lembar(plain))


def test_a_memorandum_without_positions_is_signed_by_the_division():
    world = module_world(tbl_jabatan=[])
    texts = teks_lembar(susun_satu(world, "LAP-NOTA-1"))
    assert f"{REHAB.upper()}," in texts and UNNAMED in texts


# --- the date of an agreement ----------------------------------------------------------------------------------------
SIGNED = [
    {"Dokumen": "Awal", "Tanggal": "12 Januari 2022"}, {"Dokumen": "Perubahan", "Tanggal": "15 September 2022"},
]  # fmt: skip


@pytest.mark.parametrize("profile", ["Umum", "Dinas Sosial PPPA Kota Probolinggo"])
@pytest.mark.parametrize(("form", "document", "date"), [
    ("LAP-PK", "Awal", "12 Januari 2022"), ("LAP-PK-P", "Perubahan", "15 September 2022"),
    ("LAP-PK-J1", "Perubahan", "15 September 2022"), ("LAP-PK-J1", "Awal", "12 Januari 2022"),
])  # fmt: skip
def test_the_date_in_the_list_of_documents_is_printed(profile, form, document, date):
    settings = {"profil_bentuk": profile, "dokumen_pk": document, "tanggal_pk_perubahan": None,
                "tanggal_pk_awal": "Januari 2022"}  # fmt: skip
    texts = teks_lembar(susun_satu(module_world(settings, tbl_pk_dokumen=SIGNED), form))
    assert len([text for text in texts if str(text).endswith(f", {date}")]) == 2  # statement and lampiran


def test_a_second_change_is_titled_and_dated_as_such():
    second = [{"Dokumen": "Perubahan 2", "Kode": "1.1.1", "Target": 90}]
    signed = [*SIGNED, {"Dokumen": "Perubahan 2", "Tanggal": "1 Desember 2022"}]
    rows = [*({k: v for k, v in r.cells.items() if v is not None} for r in module_world().book.rows("tbl_pk")), *second]
    world = module_world({"dokumen_pk": "Perubahan 2"}, tbl_pk=rows, tbl_pk_dokumen=signed)
    texts = teks_lembar(susun_satu(world, "LAP-PK-J1"))
    assert "PERJANJIAN KINERJA PERUBAHAN 2" in texts and any(str(t).endswith(", 1 Desember 2022") for t in texts)


# --- wording ---------------------------------------------------------------------------------------------------------
def test_an_acting_post_is_written_alike_on_one_sheet():
    for text in teks_lembar(susun_satu(module_world(), "LAP-PK-J2")):
        assert "PLT." not in str(text)


def test_a_tujuan_does_not_stand_beneath_a_head_that_says_sasaran():
    world = module_world()
    rows = [r.cells for r in world.book.rows("tbl_renstra")]
    goal = {**next(r for r in rows if r["Kode"] == "1.1.1"), "Kode": "T9", "Jenis": "Tujuan", "Sasaran": None,
            "Tujuan": "Tujuan sembilan", "Penanggung Jawab": REHAB}  # fmt: skip
    texts = teks_lembar(susun_satu(module_world(tbl_renstra=[*rows, goal]), "LAP-PK-J1"))
    assert "Tujuan/Sasaran" in texts and "Tujuan sembilan" in texts and "Sasaran" not in texts
    assert "Tujuan/Sasaran" not in teks_lembar(susun_satu(world, "LAP-PK-J1"))


def test_several_who_answer_are_parted_by_a_space():
    rows = [{**r.cells, "Penanggung Jawab": "Sekretariat;Bidang Sosial"} for r in bahan().book.rows("tbl_renstra")]
    assert "Sekretariat; Bidang Sosial" in teks_lembar(susun_satu(bahan(tbl_renstra=rows), "LAP-IKU"))
