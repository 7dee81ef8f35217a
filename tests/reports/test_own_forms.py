"""The sheet Bentuk: an office's own choice of columns, order, words, numbers and notes, of any form."""

import pytest

from lkjip_xl.reports.own_forms import unknown_wishes
from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports
from tests.reports.made_book import bahan, kolom, nilai, periksa_bentuk, susun_satu, teks_lembar
from tests.reports.module_book import module_world
from tests.reports.page_rules import breaches


def column(name, report="LAP-ANGGARAN", **more):
    return {"Laporan": report, "Kolom": name, **more}


def heads(sheet):
    """The texts of the first row with several headings."""
    for row in sheet.rows:
        texts = [c[0] for c in (row.cells if row else ()) if c and isinstance(c[0], str) and c[1].bold and c[1].border]
        if len(texts) > 2:
            return texts
    raise AssertionError(sheet.name)


def changed(rows=(), reports=(), id="LAP-ANGGARAN", **settings):
    world = bahan(settings, tbl_bentuk=list(rows), tbl_bentuk_laporan=list(reports))
    sheet = susun_satu(world, id)
    periksa_bentuk(sheet)
    assert breaches(sheet) == []
    return sheet


def plain(id="LAP-ANGGARAN", **settings):
    return susun_satu(bahan(settings), id)


def test_an_empty_sheet_changes_nothing():
    own, before = changed(), plain()
    assert teks_lembar(own) == teks_lembar(before) and own.widths == before.widths


def test_a_column_is_hidden_and_the_figures_of_the_others_stay():
    before = heads(plain())
    after = changed([column("Sisa (Rp)", Tampil="Tidak")])
    assert heads(after) == [t for t in before if t != "Sisa\n(Rp)"] != before
    assert sum(after.widths) == pytest.approx(sum(plain().widths))
    numbers = {c[0] for row in plain().rows if row for c in row.cells if c and isinstance(c[0], int)}
    kept = {c[0] for row in after.rows if row for c in row.cells if c and isinstance(c[0], int)}
    assert kept < numbers and 10_180_573_349 in kept


def test_columns_get_another_order_and_other_words():
    before = heads(plain())
    after = changed([column(before[-1], Urutan=1), column(before[0], Judul="NOMENKLATUR")])
    assert heads(after)[0] == before[-1] and "NOMENKLATUR" in heads(after) and before[0] not in heads(after)


@pytest.mark.parametrize("id", ["LAP-CAPAIAN", "LAP-EFISIENSI", "LAP-IKU", "LAP-TW4", "LAP-SASARAN-1", "LAP-PK-P"])
def test_any_form_takes_a_hidden_column(id):
    before = plain(id)
    name = heads(before)[-1]
    after = changed([column(name, report=id, Tampil="Tidak")], id=id)
    assert name not in heads(after) and heads(before)[0] in heads(after)


def test_a_form_of_a_profile_changes_the_same_way():
    profile = {"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"}
    before = plain(**profile)
    after = changed([column("anggaran.serapan", Tampil="Tidak")], [
        {"Laporan": "LAP-ANGGARAN", "Nomor": "4.7", "Judul": "Belanja Tahun Ini", "Catatan": "Belum diaudit."},
    ], **profile)  # fmt: skip
    assert len(heads(after)) == len(heads(before)) - 1
    texts = teks_lembar(after)
    assert "Tabel 4.7" in texts and "Belanja Tahun Ini" in texts and "Belum diaudit." in texts
    assert "Tabel 2.2." not in texts and "Tabel 3.2." in texts  # the second table of the sheet keeps its own


def test_title_number_and_note_of_a_form():
    own = {"Laporan": "LAP-ANGGARAN", "Nomor": "3.9", "Judul": "BELANJA", "Catatan": "Catatan kami."}
    after = changed(reports=[own])
    assert [nilai(after, 0, 0), nilai(after, 1, 0)] == ["Tabel 3.9", "BELANJA"]
    assert kolom(after, 0).count("Catatan kami.") == 1


def test_a_report_that_is_not_wanted_is_only_written_when_asked_for():
    world = bahan(tbl_bentuk_laporan=[{"Laporan": "LAP-TW", "Tampil": "Tidak"}, {"Laporan": "LAP-TW4", "Tampil": "Ya"}])
    assert [i for i in report_ids(world) if i.startswith("LAP-TW")] == ["LAP-TW4"]
    assert [s.id for s in write_reports(world, ["LAP-TW1"])] == ["LAP-TW1"]


def test_figures_of_iki_are_printed_by_choice():
    assert "REALISASI" not in teks_lembar(susun_satu(module_world(), "LAP-IKI-1"))
    rows = [column(name, report="LAP-IKI", Tampil="Ya") for name in ("TARGET", "REALISASI", "CAPAIAN")]
    sheet = susun_satu(module_world(tbl_bentuk=rows), "LAP-IKI-1")
    assert sheet.landscape and {"TARGET", "REALISASI", "CAPAIAN"} <= set(teks_lembar(sheet))
    assert breaches(sheet) == []
    shares = [c[0] for row in sheet.rows if row for c in row.cells if c and isinstance(c[0], float) and c[0] < 2]
    assert 0.9444 in shares


def test_every_form_stands_hiding_its_second_column_and_a_new_order():
    world = module_world()
    for id in possible_ids(world):
        try:
            name = heads(susun_satu(world, id))[1]
        except AssertionError:
            continue  # a letter
        rows = [column(name, report=id, Tampil="Tidak"), column(heads(susun_satu(world, id))[-1], report=id, Urutan=1)]
        sheet = susun_satu(module_world(tbl_bentuk=rows), id)
        periksa_bentuk(sheet)


def test_what_bentuk_says_of_nothing_is_told():
    rows = [column("Sisa (Rp)", Tampil="Tidak"), column("Sisaa", Tampil="Tidak"), column("No", report="LAP-APA"),
            column("TARGET", report="LAP-IKI", Tampil="Ya")]  # fmt: skip
    world = module_world(tbl_bentuk=rows, tbl_bentuk_laporan=[{"Laporan": "LAP-LAIN", "Judul": "X"}])
    written = [s.id for s in write_reports(world, ["LAP-ANGGARAN", "LAP-IKI-1"])]
    assert unknown_wishes(world, possible_ids(world), written) == [
        "Bentuk: laporan LAP-APA tidak ada di buku ini.", "Bentuk: laporan LAP-LAIN tidak ada di buku ini.",
        "Bentuk: kolom Sisaa tidak ada pada LAP-ANGGARAN.",
    ]  # fmt: skip
