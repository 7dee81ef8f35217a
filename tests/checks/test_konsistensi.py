"""Where the checks on consistency stay silent, and that no book makes them fail."""

import random

import pytest

from lkjip_xl.checks.fixes import certain_edits
from lkjip_xl.checks.konsistensi import _salah_ketik
from lkjip_xl.checks.registry import all_checks, run_checks
from lkjip_xl.expr.values import ErrorValue
from lkjip_xl.rules.tanggal import read_date
from lkjip_xl.schema.contract import tables
from tests.checks.cases_konsistensi import (
    DUA,
    PP,
    A,
    D,
    H,
    P,
    R,
    U,
    dukung,
    nomenklatur,
    pk,
    pohon,
    program,
    riwayat,
    uang,
)
from tests.checks.small_book import berkas, indikator, ukur
from tests.compute.random_book import random_rows, random_setting

KON = [k for k in all_checks() if k.startswith("KON")]


def kode(tabel, **setelan):
    return [t.kode for t in run_checks(berkas(tabel, **setelan), KON)]


def test_a_book_in_agreement_is_silent():
    tabel = {
        R: [indikator("T1", Jenis="Tujuan", Induk=None, Sasaran=None, Indikator="Indeks kesejahteraan"),
            indikator(**{"Kondisi Awal": 80})],
        P: [pk(), pk(dokumen="Perubahan")],
        PP: [program(anggaran=70), program(anggaran=30), program(dokumen="Perubahan", anggaran=100)],
        U: [ukur("T1"), ukur()], A: pohon(Indikator="1.1.1"), D: [dukung(8, 10)],
        H: [riwayat(2024, 79, 80), riwayat(2025, 80, 80)],
    }  # fmt: skip
    atur = {"dokumen_pk": "Perubahan", "tanggal_pk_awal": "Januari 2025", "tanggal_pk_perubahan": 45930,
            "tanggal_laporan": "Desember 2025"}  # fmt: skip
    assert kode(tabel, **atur) == []


@pytest.mark.parametrize(
    "tabel",
    [
        {R: [indikator(**{"Target 2025": "N/A"})], P: [pk(target="n/a")]},
        {R: [indikator(**{"Target 2025": "Utama"}, Tipe="Tingkat")], P: [pk(target="utama ")]},
    ],
)
def test_the_same_target_in_other_letters_agrees(tabel):
    assert "KON-03" not in kode(tabel)


def test_a_target_that_differs_in_both_documents_is_said_once():
    tabel = {R: [indikator()], P: [pk(target=85), pk(dokumen="Perubahan", target=85)]}
    assert kode(tabel, dokumen_pk="Perubahan").count("KON-03") == 1


def test_program_indicators_need_no_pk():
    program_nya = indikator("P1", Jenis="Program", Induk="1.1.1")
    assert not {"KON-07", "KON-08"} & set(kode({R: [indikator(), program_nya], P: [pk()], U: [ukur(), ukur("P1")]}))


def test_old_nomenclature_without_sub_kegiatan_is_no_missing_level():
    assert "KON-20" not in kode({A: [uang("1", "Program"), uang("1.1", "Kegiatan", 5), uang("1.2", "Kegiatan", 5)]})
    assert "KON-20" not in kode({A: [uang("1", "Program", 5), uang("2", "Program", 5)]})


def test_codes_with_a_letter_prefix_are_fine():
    baris = [uang("A", "Urusan"), uang("A.1", "Program", 5), uang("B", "Urusan"), uang("B.2", "Program", 5)]
    assert not {"KON-21", "KON-22", "KON-23"} & set(kode({A: baris}))


@pytest.mark.parametrize("kembar", [("A1", "A2"), ("1a", "1b"), ("2B1", "2B2")])
def test_codes_with_a_letter_that_siblings_share_are_fine(kembar):
    assert "KON-21" not in kode({A: [uang(f"1.{k}", "Program", 5) for k in kembar]})


def test_a_code_out_of_place_is_told_once_and_not_as_out_of_order():
    temuan = run_checks(berkas({A: nomenklatur(kegiatan="1.02.05.2.02")}), {"KON-21", "KON-22", "KON-23"})
    assert [(t.kode, t.baris) for t in temuan] == [("KON-22", 7)]
    temuan = run_checks(berkas({A: nomenklatur(sub="1.02.02.2.02 .0001")}), {"KON-21", "KON-22", "KON-23"})
    assert [(t.kode, t.baris) for t in temuan] == [("KON-21", 8)]
    assert not {"KON-21", "KON-22", "KON-23"} & set(kode({A: nomenklatur()}))


def test_children_of_a_malformed_code_are_not_accused():
    assert "KON-22" not in kode({A: nomenklatur(kegiatan="1.02.02. 2.02")})


def test_codes_run_together_are_shown_as_typed_with_what_to_write():
    temuan = run_checks(berkas({R: DUA, A: pohon(Indikator="1.1.1; 1.1.1 1.1.2")}), {"KON-01", "BACA-18"})
    assert [(t.kode, t.tertulis, t.perbaikan) for t in temuan] == [
        ("BACA-18", "1.1.1; 1.1.1 1.1.2", "Pisahkan dengan titik koma: 1.1.1; 1.1.2."),
    ]  # fmt: skip
    assert "KON-01" not in kode({R: DUA, A: pohon(Indikator=" 1.1.1 ; 1.1.2;")})


def test_a_pk_signed_in_the_last_weeks_of_the_year_before_is_fine():
    assert "KON-41" not in kode({}, tanggal_pk_awal="1 November 2024")
    assert "KON-41" not in kode({}, tanggal_pk_awal="Januari 2025")
    assert "KON-41" in kode({}, tanggal_pk_perubahan="30 Desember 2024")


def test_a_month_says_the_same_as_a_day_in_it():
    signed = {"tbl_pk_dokumen": [{"Dokumen": "Perubahan", "Tanggal": 45_915}]}
    for typed in ("September 2025", "15 September 2025", 45_915, None):
        assert "KON-41" not in kode(signed, tanggal_pk_perubahan=typed)
    assert "KON-41" in kode(signed, tanggal_pk_perubahan="Oktober 2025")


def test_a_named_agreement_of_the_running_quarter_is_in_force():
    rows = {"tbl_pk": [{"Dokumen": "Perubahan", "Kode": "1.1.1", "Target": 80}],
            "tbl_pk_dokumen": [{"Dokumen": "Perubahan", "Tanggal": 45_930}]}  # fmt: skip
    assert "KON-15" not in kode(rows, dokumen_pk="Perubahan", triwulan_berjalan=3)
    assert "KON-15" in kode(rows, dokumen_pk="Perubahan", triwulan_berjalan=2)


@pytest.mark.parametrize("kosong", [
    {"Target TW4": None}, {"Target TW4": "N/A"}, {"Target TW4": 0, "Sifat": "Akumulasi"},
    {"Target TW4": 80, "Realisasi TW4": "N/A"},
])  # fmt: skip
def test_a_quarter_without_a_target_owes_no_realisasi(kosong):
    baris = {"Realisasi TW4": None, "Realisasi TW3": 20, **kosong}
    assert "KON-19" not in kode({R: DUA, P: [pk()], U: [ukur(), ukur("1.1.2", **baris)]})


@pytest.mark.parametrize(("reached", "found"), [(45743, False), (None, True)])
def test_a_day_that_was_reached_is_not_owed_again(reached, found):
    """27 March 2025 was typed in TW I; its target of 31 March stands in TW I and TW IV."""
    dated = indikator("1.1.2", Tipe="Tanggal", Satuan="Tanggal", **{"Target 2025": 45747})
    row = {"Target TW1": 45747, "Target TW4": 45747, "Realisasi TW1": reached, "Realisasi TW4": None}
    assert ("KON-19" in kode({R: [indikator(), dated], U: [ukur(), ukur("1.1.2", **row)]})) is found


def test_a_realisasi_that_others_tell_of_is_not_told_again():
    kosong = {"Target TW4": 80, "Realisasi TW4": None}
    assert "KON-19" not in kode({R: DUA, P: [pk("1.1.2")], U: [ukur(), ukur("1.1.2", **kosong)]})  # KON-06
    sebagian = {**kosong, "Realisasi TW3": 60}
    assert "KON-19" not in kode({R: DUA, U: [ukur(**sebagian), ukur("1.1.2", **sebagian)]})  # KON-40
    empat = [ukur(f"1.1.{i}", **sebagian) for i in range(1, 5)] + [ukur("1.1.5")]
    assert kode({U: empat}).count("KON-19") == 1


def test_money_for_the_office_as_a_whole_needs_no_indicator():
    baris = [uang("1.1", "Program", 650, Indikator="1.1.1"), uang("1.2", "Program", Uraian="Dukungan Manajemen"),
             uang("1.2.1", "Kegiatan", 100)]  # fmt: skip
    assert "KON-30" not in kode({R: [indikator()], A: baris})


def test_many_programs_of_several_indicators_are_one_remark_on_what_the_cell_holds():
    baris = pohon(*(uang(f"1.{i}", "Program", 10, Indikator="1.1.1;1.1.2") for i in range(2, 9)), Indikator="1.1.1")
    baris[2]["Indikator"] = "1.1.2"
    temuan = run_checks(berkas({R: DUA, A: baris}), {"KON-31"})
    assert [(t.berat, t.baris, t.tertulis) for t in temuan] == [("Info", 3, "1.1.2")]
    assert temuan[0].uraian == (
        "Di lembar Anggaran, Rp170 pada 8 baris mendukung lebih dari satu indikator yang Jenisnya sama (misalnya dua "
        "indikator sasaran): 1.1.1.1 (1.1.1, 1.1.2), 1.2 (1.1.1, 1.1.2), 1.3 (1.1.1, 1.1.2), dan 5 lagi. Uangnya "
        "tampil penuh pada tiap indikator itu, dan dihitung sekali dalam jumlah seluruhnya."
    )


def test_supporting_data_accuse_no_single_cell():
    temuan = run_checks(berkas({R: [indikator()], U: [ukur()], D: [dukung(2, 3)]}), {"KON-25"})
    assert [(t.tabel, t.tertulis, t.seharusnya) for t in temuan] == [(D, None, None)]


def test_codes_sort_by_number():
    baris = [uang(f"1.1.1.{i}", "Sub Kegiatan", 5) for i in (2, 9, 10, 11)]
    assert "KON-23" not in kode({A: pohon(*baris)})


def test_a_wrong_parent_code_is_one_finding_for_its_children():
    baris = [*pohon(), uang("1.1.9", "Kegiatan"), uang("1.1.3.1", "Sub Kegiatan", 5),
             uang("1.1.3.2", "Sub Kegiatan", 5), uang("1.1.4", "Kegiatan"),
             uang("1.1.4.1", "Sub Kegiatan", 5)]  # fmt: skip
    assert kode({A: baris}).count("KON-22") == 1


@pytest.mark.parametrize(("realisasi", "pembulatan", "ada"), [
    (66.67, "Bulat", False), (66.7, "Bulat", False), (67, "Bulat", False), (66.66, "Bulat", True),
    (66.66, "Potong", False), (66.6, "Potong", False), (66.65, "Potong", True), (66, "Bulat", True),
])  # fmt: skip
def test_supporting_data_agree_at_the_digits_written(realisasi, pembulatan, ada):
    tabel = {R: [indikator()], U: [ukur(**{"Realisasi TW4": realisasi})], D: [dukung(2, 3)]}
    assert ("KON-25" in kode(tabel, pembulatan=pembulatan)) is ada


@pytest.mark.parametrize(("lalu", "kini"), [((80, 80), 80), ((100, 95.5), 100), ((75, 78), 75), ((79.5, 78), 80)])
def test_round_figures_and_reached_targets_are_no_copies(lalu, kini):
    tabel = {R: [indikator()], U: [ukur(**{"Realisasi TW4": kini})], H: [riwayat(2024, *lalu)]}
    assert "KON-28" not in kode(tabel)


@pytest.mark.parametrize(("a", "c", "sama"), [
    ("meningkatnya kualitas layanan", "meningkatkan kualitas layanan", True),
    ("sarana dan prasarana", "sarana danprasarana", True),
    ("sarana & prasarana", "sarana dan prasarana", True),
    ("sarana & prasarana", "sarana prasarana", False),
    ("pengarusutamaan gender", "pengarustamaan gender", True),
    ("kualitas layanan", "kuantitas layanan", False),
    ("sektor formal", "sektor informal", False),
    ("layanan bidang satu", "layanan bidang dua", False),
    ("layanan tahap 1", "layanan tahap 2", False),
    ("perlindungan perempuan", "perlindungan anak", False),
    ("layanan pengaduan", "layanan pengadaan", False),
])  # fmt: skip
def test_what_counts_as_the_same_wording(a, c, sama):
    assert _salah_ketik(a, c) is sama


@pytest.mark.parametrize(("isi", "hasil"), [
    ("Januari 2022", (2022, 1, 31)), ("30 November 2022", (2022, 11, 30)), ("3/2/2022", (2022, 2, 3)),
    (44564, (2022, 1, 3)), (2022, None), ("segera", None), (None, None), (True, None), ("5 Foo 2022", None),
    ("Probolinggo, 2 Pebruari 2022", (2022, 2, 2)),
])  # fmt: skip
def test_dates_are_read_as_people_write_them(isi, hasil):
    assert read_date(isi) == hasil


GANJIL = [
    None, None, "N/A", "-", "abc", "88%", 0, 5, 12.34, -3, 1e12, True, False, ErrorValue("#N/A"),
    ErrorValue("#REF!"), " ", 2025,
    "2022", "Awal", "Perubahan", "Sasaran", "Tujuan", "X.XX.01", "1.1", "1.1.1", "Program", "Kegiatan", "Urusan",
    "Sub Kegiatan", "...", "Januari 2022", "Realisasi 5% target 1.234,5%", "Nasional", "Instansi", "Total", "Ya",
    "Persentase",
]  # fmt: skip


@pytest.mark.parametrize("biji", range(12))
def test_no_book_makes_a_check_fail(biji):
    rng = random.Random(biji)
    tabel = random_rows(rng)
    if biji % 2:
        for t in (t for t in tables(2025, 2029).values() if t.spare and not t.program):
            if t.name not in ("tbl_skala", "tbl_tingkat"):
                baru = [{c.name: rng.choice(GANJIL) for c in t.inputs} for _ in range(30)]
                tabel[t.name] = tabel.get(t.name, [])[:10] + baru
    b = berkas(tabel, **random_setting(rng))
    milik = [k for k in all_checks() if k.startswith(("KON", "LKP"))]
    temuan = run_checks(b, milik)
    assert {t.kode for t in temuan} <= set(milik) and temuan
    assert all(t.uraian.endswith(".") and t.perbaikan.endswith(".") for t in temuan)


YEARLY = {"Target TW4": 80, "Realisasi TW4": None}


@pytest.mark.parametrize(("quarter", "row", "found"), [
    (3, YEARLY, []), (4, YEARLY, ["KON-06"]), (3, {**YEARLY, "Target TW1": "Diukur di TW IV"}, []),
    (2, {**YEARLY, "Target TW2": 40}, ["KON-06"]), (1, {**YEARLY, "Target TW2": 40}, []),
    (2, {**YEARLY, "Target TW2": 40, "Realisasi TW1": "N/A"}, []),
])  # fmt: skip
def test_what_is_measured_once_a_year_is_not_asked_for_before(quarter, row, found):
    promised = {R: [indikator()], P: [pk()], U: [ukur(**row)]}
    assert [k for k in kode(promised, triwulan_berjalan=quarter) if k in ("KON-06", "KON-62")] == found
    unpromised = [k for k in kode({R: [indikator()], U: [ukur(**row)]}, triwulan_berjalan=quarter) if k == "KON-62"]
    assert bool(unpromised) == bool(found)


def test_one_code_in_every_unit_is_sound():
    rows = pohon(uang("1.1.1.1", "Sub Kegiatan", 5, Unit="Kelurahan A"), uang("1.1.1.1", "Sub Kegiatan", 5, Unit="B"))
    assert "KON-02" not in kode({A: rows})


def test_a_block_that_stands_twice_is_told_once():
    found = [t for t in run_checks(berkas({A: [*pohon(), *pohon()]}), {"KON-02"})]
    assert [(t.baris, t.berat) for t in found] == [(4, "Salah")]


@pytest.mark.parametrize("rows", [
    [riwayat(2024, None, 70)], [riwayat(2024, None, 72), riwayat(2023, None, 70)], [riwayat(2024, None, "N/A")],
    [riwayat(2025, 85, 80)], [riwayat(2024, 85, 70, Lingkup="Nasional")],
])  # fmt: skip
def test_history_that_agrees_with_the_renstra_is_silent(rows):
    assert {"KON-60", "KON-61"}.isdisjoint(kode({R: [indikator()], H: rows}))


@pytest.mark.parametrize("note", [
    "LKjIP 2026; target PK Perubahan", "LKjIP 2026; target PK Perubahan 2", "Target direvisi", "target PK perubahan",
])  # fmt: skip
def test_a_remark_that_the_target_was_promised_so_or_revised_answers(note):
    """``lanjut`` writes it, and the finding asked for it all the same (Info)."""
    rows = {R: [indikator()], H: [riwayat(2026, 85, 85, Keterangan=note)]}
    assert "KON-60" not in kode(rows, tahun=2027)


def test_a_remark_that_the_figure_was_revised_answers_for_the_baseline():
    def told(note):
        found = run_checks(berkas({R: [indikator()], H: [riwayat(2024, None, 68.5, Keterangan=note)]}), {"KON-61"})
        return [t.berat for t in found]

    assert (told("LHE"), told("LKjIP 2024; target PK Awal"), told("angka final")) == (["Periksa"], ["Info"], [])


SPACED = {R: [indikator(), indikator("T1", Jenis="Tujuan", Induk=None)], P: [pk()], U: [ukur("1.1\N{THIN SPACE}.1")]}


@pytest.mark.parametrize("tables_of_book", [
    SPACED, {**SPACED, R: [indikator("1.1. 1"), SPACED[R][1]], U: [ukur()]},
    {R: [indikator(Induk="T 1"), indikator("T1", Jenis="Tujuan", Induk=None)]},
])  # fmt: skip
def test_a_space_in_a_code_is_all_that_is_told_and_is_repaired(tables_of_book):
    book = berkas(tables_of_book)
    found = [t for t in run_checks(book, KON) if t.berat != "Info"]
    assert [t.kode for t in found] == ["KON-63"]
    ((_, edit),) = certain_edits(book, found)
    table, row = tables_of_book[edit.table], edit.row - 1
    assert table[row][edit.column] != edit.value
    mended = {**tables_of_book, edit.table: [{**table[row], edit.column: edit.value}, *table[1:]]}
    assert "KON-63" not in kode(mended) and " " not in edit.value


def test_spaces_around_the_dots_of_budget_codes_are_one_finding_and_are_repaired():
    budget = [uang("1 .01", "Program"), uang("1 .01 .1", "Kegiatan"), uang("1 .01 .1 .1", "Sub Kegiatan", 5)]
    book = berkas({A: budget})
    found = [t for t in run_checks(book, KON) if t.kode == "KON-21"]
    assert len(found) == 1 and "Kode pada 3 baris" in found[0].uraian
    edits = [edit for _, edit in certain_edits(book, found)]
    assert [(edit.row, edit.value) for edit in edits] == [(1, "1.01"), (2, "1.01.1"), (3, "1.01.1.1")]
    odd = berkas({A: [uang("1.06 02", "Program", 5)]})  # what was meant is not certain
    assert certain_edits(odd, [t for t in run_checks(odd, KON) if t.kode == "KON-21"]) == []


def test_codes_of_another_generation_are_one_finding_with_the_right_codes():
    names = ("Program Satu", "Program Dua", "Program  TIGA", "Program Empatt")
    budget = [uang(f"1.0{n}", "Program", 5, Uraian=u) for n, u in enumerate(("PROGRAM SATU", "program dua",
              "Program Tiga", "Program Empat"), 1)]  # fmt: skip
    agreement = [program(f"7.{n}", anggaran=5, nama=name) for n, name in enumerate(names, 1)]
    book = berkas({PP: [*agreement, program("7.1", "Perubahan", 5, "Program Satu")], A: budget})
    (found,) = run_checks(book, {"KON-11"})
    assert found.uraian == "4 kode program PK (5 baris) tidak ada di Anggaran: 7.1, 7.2, 7.3, 7.4."
    assert found.perbaikan == (
        "Menurut nama programnya: 7.1 menjadi 1.01, 7.2 menjadi 1.02, 7.3 menjadi 1.03, 7.4 menjadi 1.04."
    )
    edits = [(e.row, e.column, e.value) for _, e in certain_edits(book, [found])]
    # The fourth name differs by a letter: proposed, not written.
    assert edits == [(1, "Kode", "1.01"), (5, "Kode", "1.01"), (2, "Kode", "1.02"), (3, "Kode", "1.03")]


def test_a_program_without_a_code_gets_the_code_of_its_name():
    book = berkas({PP: [program(None, nama="program satu"), program(None, nama="Lain")], A: pohon()})
    (found,) = run_checks(book, {"KON-11"})
    assert found.berat == "Info" and "program satu menjadi 1.1" in found.perbaikan
    assert [(e.row, e.value) for _, e in certain_edits(book, [found])] == [(1, "1.1")]


def test_two_programs_of_one_name_leave_the_choice_to_people():
    budget = [uang("1.1", "Program", 5, Uraian="Program Satu"), uang("1.2", "Program", 5, Uraian="PROGRAM SATU")]
    book = berkas({PP: [program("7.1")], A: budget})
    (found,) = run_checks(book, {"KON-11"})
    assert found.seharusnya is None and certain_edits(book, [found]) == []


@pytest.mark.parametrize(("step", "found"), [
    ({}, True), ({"Satuan": "Dokumen"}, False),
    ({"Target TW2": 90}, False), ({"Target TW3": None, "Target TW4": None}, False),
])  # fmt: skip
def test_running_figures_are_asked_about_only_where_they_would_be_added_up(step, found):
    row = {"Kode": "1.1.1", "Rencana Aksi": "A", "Satuan": "Orang", "Target TW1": 100, "Target TW2": 200,
           "Target TW3": 300, "Target TW4": 400}  # fmt: skip
    rows = {"tbl_renstra": [indikator(Satuan="Orang", Tipe="Angka")], "tbl_pengukuran": [ukur(Sifat="Kumulatif")],
            "tbl_rencana_aksi": [row | step]}  # fmt: skip
    assert ("KON-87" in kode(rows)) is found
    single = rows | {"tbl_pengukuran": [ukur(Sifat="Akumulasi")]}
    assert "KON-87" not in kode(single)
