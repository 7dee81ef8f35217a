"""The checks on the form of inputs: registered as the others, from facts and values, with their repairs."""

from pathlib import Path

import pytest

from lkjip_xl.book import read
from lkjip_xl.checks.fixes import FIXES, CellEdit, certain_edits, fix
from lkjip_xl.checks.reading import reading_findings
from lkjip_xl.checks.registry import all_checks, run_checks
from lkjip_xl.compute import facts
from lkjip_xl.compute.unmeasured_promises import told as told_of_promises
from lkjip_xl.expr.values import is_number
from lkjip_xl.schema.settings import SETTINGS
from tests.checks.small_book import berkas, indikator, nomor_setelan, ukur


def test_they_stand_in_the_catalogue_with_weight_and_title():
    codes = [code for code in all_checks() if code.startswith(("BACA", "ISI"))]
    assert codes == [f"BACA-{n:02}" for n in range(1, 21)] + ["ISI-01"]
    assert all(
        check.judul and check.berat and check.dasar == "Ketentuan buku ini"
        for check in all_checks().values()
        if check.kode in codes
    )
    page = (Path(__file__).parents[2] / "docs" / "pemeriksaan.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in page for code in codes)


def test_the_reader_makes_no_findings():
    text = Path(read.__file__).read_text(encoding="utf-8")
    assert "BACA" not in text and "checks" not in text.replace("for the checks", "") and "Finding" not in text


CASES = [
    ("BACA-02", {"Realisasi TW4": "88%"}, 88),
    ("BACA-02", {"Realisasi TW4": "lima"}, None),
    ("BACA-04", {"Sifat": "Posisi Akhir "}, "Posisi Akhir"),
    ("BACA-11", {"Sifat": "Tahunan"}, None),
    ("BACA-02", {"Realisasi TW4": True}, None),
    ("BACA-13", {"Kode": "1.1.*"}, None),
    ("BACA-02", {"Target TW4": "90 *)"}, "90 (*)"),
    ("BACA-02", {"Realisasi TW4": "5,03¹"}, "5,03 (¹)"),
    ("BACA-02", {"Target TW4": "2,5 +/- 1%"}, "1,5 s.d. 3,5"),
    ("BACA-02", {"Target TW4": "85 revisi"}, None),
    ("BACA-02", {"Target TW4": "60-85 *)"}, None),
    ("BACA-02", {"Target TW4": "80 (menjadi 85)"}, None),
]


@pytest.mark.parametrize("code, changes, repaired", CASES)
def test_a_value_is_judged_and_mended_only_where_it_is_certain(code, changes, repaired):
    context = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur(**changes)]})
    found = reading_findings(context)
    assert code in [f.kode for f in found] and found == [
        f for f in run_checks(context) if f.kode[:4] in ("BACA", "ISI-")
    ]
    (column,) = changes
    edits = [edit for _, edit in certain_edits(context, found)]
    assert edits == ([] if repaired is None else [CellEdit("tbl_pengukuran", 1, column, repaired)])


DATED = {"Tipe": "Tanggal", "Satuan": "Tanggal", **{f"Target {t}": 45_747 for t in range(2025, 2030)}}


@pytest.mark.parametrize(
    "text, number, day",
    [("28 Maret 2025", 45_744, "28 Maret 2025"), ("31-03-2025", 45_747, "31 Maret 2025"), ("Maret 2025", None, "")],
)
def test_a_date_as_text_is_mended_and_told_as_a_date(text, number, day):
    rows = {"tbl_renstra": [indikator(**DATED)], "tbl_pengukuran": [ukur(**{"Realisasi TW4": text})]}
    context = berkas(rows)
    found = [f for f in reading_findings(context) if f.kode == "BACA-02"]
    edits = [edit for _, edit in certain_edits(context, found)]
    assert edits == ([CellEdit("tbl_pengukuran", 1, "Realisasi TW4", number)] if number else [])
    assert len(found) == 1 and (not number or found[0].perbaikan == f"Ketik ulang sebagai tanggal: {day}.")


@pytest.mark.parametrize(("document", "told"), [
    ("Renstra", ["Pilih salah satu: Awal, Perubahan."]), ("awal", []), ("Perubahan", []), (None, []),
])  # fmt: skip
def test_a_document_of_pendanaan_that_no_form_prints_is_told(document, told):
    rows = [{"Dokumen": document, "Kode": "1.01.01", "Tingkat": "Program", "Pagu 2025": 10}]
    found = [f for f in reading_findings(berkas({"tbl_pendanaan": rows})) if f.kode == "BACA-11"]
    assert [f.perbaikan for f in found] == told


@pytest.mark.parametrize(("text", "use"), [
    ("0,5", "lembar Lap membacanya 0,5, rumus Dasbor tidak dapat memakainya."),
    ("banyak", "rumus tidak dapat memakainya."),
])  # fmt: skip
def test_a_text_in_riwayat_is_told_with_who_reads_it(text, use):
    """The forms compare it (Belum menyamai nasional), and the panel of Dasbor leaves it blank."""
    past = {"Kode": "1.1.1", "Tahun": 2024, "Lingkup": "Instansi", "Target": 80, "Realisasi": text}
    context = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_riwayat": [past]})
    (one,) = [f for f in reading_findings(context) if f.kode == "BACA-02"]
    assert one.uraian.endswith(use)
    world = context.world
    assert is_number(world.number("1.1.1", world.realisasi_in("1.1.1", 2024))) == ("Lap" in use)


DUE, PK_DATE, HELD = ("tbl_tindak_lanjut", "Tenggat"), ("tbl_pk_dokumen", "Tanggal"), ("tbl_jabatan", "Mulai")


@pytest.mark.parametrize(
    "place, typed, advice, number",
    [
        (DUE, "30 September 2025", "Ketik ulang sebagai tanggal: 30 September 2025.", 45_930),
        (DUE, "31/12/2025", "Ketik ulang sebagai tanggal: 31 Desember 2025.", 46_022),
        (DUE, "Desember 2025", "Ketik tanggal lengkapnya, misalnya 31 Desember 2025.", None),
        (DUE, "segera", "Ketik tanggalnya, misalnya 31/3/2025, atau kosongkan selnya.", None),
        (DUE, 2025, "Ketik tanggalnya, misalnya 31/3/2025, atau kosongkan selnya.", None),
        (PK_DATE, "15 September 2025", "Ketik ulang sebagai tanggal: 15 September 2025.", 45_915),
        (HELD, "awal 2024", "Ketik tanggalnya, misalnya 31/3/2025, atau kosongkan selnya.", None),
        (("tbl_tindak_lanjut", "Tanggal"), "31 April 2025", "Ketik tanggalnya, misalnya 31/3/2025, atau kosongkan "
         "selnya.", None),
        (DUE, 45_930, None, None), (DUE, "-", None, None), (HELD, "1 Januari 2024", None, None),
        (("tbl_tindak_lanjut", "Tanggal"), "Maret 2025", None, None),
    ],
)  # fmt: skip
def test_dates_that_no_formula_reads_are_told(place, typed, advice, number):
    table, column = place
    keys = {"Rekomendasi": "R", "Dokumen": "Perubahan", "Jabatan": "Kepala Bidang"}
    context = berkas({table: [{**keys, column: typed}]})
    found = [f for f in reading_findings(context) if f.kode == "BACA-20"]
    assert [(f.place, f.perbaikan) for f in found] == ([((table, 1, column), advice)] if advice else [])
    edits = [edit for _, edit in certain_edits(context, found)]
    assert edits == ([CellEdit(table, 1, column, number, plain_format=True)] if number else [])


def test_findings_write_days_as_dates():
    rows = {
        "tbl_renstra": [indikator(**DATED, **{"Kondisi Awal": None})],
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 45_777}],
        "tbl_pengukuran": [ukur(**{"Target TW4": 45_747, "Realisasi TW4": 45_743})],
    }  # fmt: skip
    told = {f.kode: f.uraian for f in run_checks(berkas(rows))}
    assert "30 April 2025" in told["KON-03"] and "31 Maret 2025" in told["KON-03"]
    assert not [text for text in told.values() if "45.7" in text]


@pytest.mark.parametrize(
    "typed, written, unknown",
    [
        ("1.1.1, 1.1.2", "1.1.1; 1.1.2", ""), ("1.1.1 dan 1.1.2", "1.1.1; 1.1.2", ""),
        ("1.1.1\n1.1.2", "1.1.1; 1.1.2", ""), ("1.1.1/1.1.2; 1.1.1", "1.1.1; 1.1.2", ""),
        ("1.1.1, 1.1.9", "1.1.1; 1.1.9", "1.1.9"), ("1.1.1; 1.1.2", None, ""), ("1.1.8, 1.1.9", None, ""),
    ],
)  # fmt: skip
def test_codes_with_another_mark_between_them_are_told_at_once(typed, written, unknown):
    budget = [{"Kode": "1.1", "Tingkat": "Program", "Uraian": "P", "Indikator": typed, "Pagu Awal": 10}]
    context = berkas({"tbl_renstra": [indikator(), indikator("1.1.2")], "tbl_anggaran": budget})
    found = [f for f in reading_findings(context) if f.kode == "BACA-18"]
    if written is None:
        assert found == []
        return
    assert found[0].berat == "Salah" and found[0].perbaikan.startswith(f"Pisahkan dengan titik koma: {written}.")
    edits = [edit for _, edit in certain_edits(context, found)]
    assert edits == ([] if unknown else [CellEdit("tbl_anggaran", 1, "Indikator", written)])
    assert unknown in found[0].perbaikan


@pytest.mark.parametrize(
    "typed, meant", [("TW 2", 2), ("II", 2), ("Triwulan II", 2), ("triwulan ke-3", 3), ("TW IV", 4), ("Juni", None)]
)
def test_a_quarter_in_words_is_asked_for_and_mended_where_it_is_certain(typed, meant):
    number = nomor_setelan("triwulan_berjalan")
    rows = [{"Kunci": s.key, "Nilai": typed if s.key == "triwulan_berjalan" else s.default} for s in SETTINGS]
    context = berkas({"tbl_renstra": [indikator()], "tbl_pengaturan": rows}, triwulan_berjalan=typed)
    (found,) = [f for f in reading_findings(context) if f.kode == "BACA-14" and f.baris == number]
    asked = f" (maksudnya {meant}?)" if meant else ""
    assert found.perbaikan == f"Pilih 1, 2, 3, atau 4 di lembar Pengaturan{asked}."
    edits = [edit for _, edit in certain_edits(context, [found])]
    assert edits == ([CellEdit("tbl_pengaturan", number, "Nilai", meant)] if meant else [])


def test_a_code_that_became_a_date_is_one_finding_and_named_as_it_was_typed():
    """Formerly KON-01, KON-06 and KON-08 said it again, of a number that nobody typed."""
    rows = {
        "tbl_renstra": [indikator(), indikator("1.1.2")], "tbl_pengukuran": [ukur(), ukur("1.1.2")],
        "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 80},
                   {"Dokumen": "Awal", "Kode": "45658", "Target": 80}],
    }  # fmt: skip
    context = berkas(rows, dokumen_pk="Awal")
    context.world.book.facts.append(facts.CodeAsNumber("tbl_pk", "PK", "B7", 2, "Kode", 45_658, True, "dd/mm/yyyy"))
    words = ("45658", "1.1.2", "45.658")
    found = [f for f in run_checks(context) if f.berat != "Info" and (f.tabel == "tbl_pk" or
             any(word in f.uraian for word in words))]  # fmt: skip
    assert [(f.kode, f.sel, f.uraian) for f in found] == [
        ("BACA-03", "B7", "Kode pada sel B7 diubah Excel menjadi tanggal 1 Januari 2025; semula mungkin 1.1.25.")
    ]
    assert told_of_promises(context.world) == (
        "Indikator PK 1.1.25 (kini tanggal 1 Januari 2025) tidak ada di Pengukuran, sehingga tidak ikut dihitung."
    )


def test_one_cell_has_one_advice():
    rows = {"tbl_renstra": [indikator(Satuan="orang", Tipe="Angka")], "tbl_pengukuran": [ukur()]}
    for text, advice in (
        ("48.000 orang; 12 paket", "Tulis dua baris indikator (kode .a dan .b), satu target satu baris."),
        ("24/20", "Tulis satu angka saja, tanpa pemisah ribuan."),
    ):
        context = berkas({**rows, "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": text}]})
        (found,) = [f for f in reading_findings(context) if f.kode == "BACA-02"]
        assert found.perbaikan.endswith(advice) and found.perbaikan.count("ulis ") == 1


def test_facts_become_findings_and_edits():
    where = ("tbl_pengukuran", "Pengukuran", "Q6", 1, "Realisasi TW4")
    context = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()]})
    context.world.book.facts += [
        facts.PercentFormat(*where, 0.88),
        facts.UnreadableText("tbl_pk", "tbl_pk.csv baris 2", "Target", text="lima", hint=None),
        facts.MergedCells("tbl_pk", "PK", "A6:A7"),
    ]
    found = {f.kode: f for f in reading_findings(context)}
    assert set(found) == {"BACA-01", "BACA-05", "ISI-01"}
    assert "terlihat 88%, tetapi tersimpan 0,88" in found["BACA-01"].uraian and found["ISI-01"].perbaikan
    edits = certain_edits(context, found.values())
    assert [edit for _, edit in edits] == [CellEdit("tbl_pengukuran", 1, "Realisasi TW4", 88, plain_format=True)]


@pytest.mark.parametrize(
    "value, meant",
    [(45_884, "15 s.d. 8"), (1.5 / 24, "1 banding 30")],  # 15-8 and 1:30 as Excel keeps them
)
def test_a_target_that_excel_made_a_date_of(value, meant):
    context = berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur(**{"Target TW4": value})]})
    context.world.book.facts.append(facts.DateFormat("tbl_pengukuran", "Pengukuran", "M6", 1, "Target TW4", value))
    (found,) = [f for f in run_checks(context) if f.kode == "MKN-46"]
    assert found.seharusnya == meant and found.berat == "Salah"
    edits = [edit for _, edit in certain_edits(context, [found])]
    assert edits == [CellEdit("tbl_pengukuran", 1, "Target TW4", meant, plain_format=True)]


def test_a_date_is_right_where_the_table_itself_says_tanggal():
    """The same code is a percentage in Renstra; RPJMD asks for the Tipe of its own rows."""
    rows = [{"Kode": "1", "Jenis": "Tujuan", "Uraian": "A", "Tipe": "Tanggal", "Target 2025": 45_884}]
    context = berkas({"tbl_renstra": [indikator("1")], "tbl_rpjmd": rows})
    context.world.book.facts.append(facts.DateFormat("tbl_rpjmd", "RPJMD", "K6", 1, "Target 2025", 45_884))
    assert [f for f in run_checks(context) if f.kode == "MKN-46"] == []
    rows[0]["Tipe"] = "Persen"
    context = berkas({"tbl_renstra": [indikator("1")], "tbl_rpjmd": rows})
    context.world.book.facts.append(facts.DateFormat("tbl_rpjmd", "RPJMD", "K6", 1, "Target 2025", 45_884))
    assert [f.sel for f in run_checks(context) if f.kode == "MKN-46"]


def test_a_text_that_formulas_read_is_told_with_its_number():
    texts = {"Realisasi TW4": "88%", "Target TW4": "20 orang"}
    found = reading_findings(berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur(**texts)]}))
    told = {f.kolom: f.uraian for f in found if f.kode == "BACA-02"}
    assert told["Realisasi TW4"].endswith("berisi teks '88%', bukan angka; rumus membacanya 88.")
    assert told["Target TW4"].endswith("bukan angka; rumus tidak dapat memakainya.")


@pytest.mark.parametrize("unit, certain", [("%", True), ("orang", False)])
def test_a_tolerance_in_percent_is_points_of_a_percentage_only(unit, certain):
    context = berkas({
        "tbl_renstra": [indikator(Satuan=unit, Tipe="Persen" if certain else "Angka")],
        "tbl_pengukuran": [ukur(**{"Target TW4": "80 ± 5%"})],
    })  # fmt: skip
    (found,) = [f for f in reading_findings(context) if f.kolom == "Target TW4"]
    assert "Tulis 75 s.d. 85" in found.perbaikan and ("atau tulis kedua batasnya" in found.perbaikan) != certain
    assert bool(certain_edits(context, [found])) == certain


@pytest.mark.parametrize("text, weight", [
    ("80 (menjadi 85)", ["Periksa"]), ("80 (85%)", ["Periksa"]), ("80 (revisi)", []), ("80 (PK Perubahan 2025)", []),
    ("80 (2025)", []),
])  # fmt: skip
def test_another_number_in_brackets_is_asked_about(text, weight):
    found = reading_findings(berkas({"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur(**{"Target TW4": text})]}))
    assert [f.berat for f in found if f.kolom == "Target TW4"] == weight


def test_a_check_has_one_repair():
    assert set(FIXES) >= {"BACA-01", "BACA-02", "BACA-03", "BACA-04"} and set(FIXES) <= set(all_checks())
    with pytest.raises(ValueError):
        fix("BACA-01")(lambda context, finding: ())


def test_a_table_that_asks_for_the_tipe_is_measured_by_its_own():
    """A code of the first plan, of RPJMD or of services names something else than that code in Renstra."""
    own = {k: v for k, v in indikator("1").items() if not k.startswith("Target") and k != "Kondisi Awal"}
    level = {**own, "Tipe": "Tingkat", "Skala Tingkat": "Kota Layak Anak"}
    first = {**own, "Tipe": "Persen", "Target 2025": 48.1}
    tables = {
        "tbl_renstra": [{**level, "Target 2025": "Madya"}], "tbl_renstra_awal": [first],
        "tbl_rpjmd": [{"Kode": "1", "Jenis": "Tujuan", "Uraian": "A", "Tipe": "Persen", "Target 2025": 5}],
        "tbl_layanan": [{"Kode": "1", "Indikator": "A", "Tipe": "Angka", "Target SPM": 100}],
        "tbl_riwayat_layanan": [{"Kode": "1", "Tahun": 2024, "Target": 3, "Realisasi": 3}],
    }  # fmt: skip
    assert "BACA-10" not in {t.kode for t in reading_findings(berkas(tables))}
    tables["tbl_renstra_awal"] = [{**first, "Tipe": "Tingkat"}]
    found = [t for t in reading_findings(berkas(tables)) if t.kode == "BACA-10"]
    assert [(t.tabel, t.tertulis) for t in found] == [("tbl_renstra_awal", 48.1)]
