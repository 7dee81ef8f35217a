"""The manuscript: order, conditions, repetitions, numbers of headings and captions."""

import pytest

from lkjip_xl.naskah.manuscript import (
    Heading,
    Item,
    Paragraph,
    PictureElement,
    TableElement,
    manuscript_of,
    split_number,
    troubles_of,
)
from lkjip_xl.naskah.words import plain
from lkjip_xl.reports.layout.cells import text_of
from tests.naskah.books import COLUMNS
from tests.reports.made_book import bahan
from tests.reports.test_sentences import ONE


def made(*rows, pictures=(), **given):
    """The manuscript of the sample with these rows: ``(Bab, Urut, Jenis, Tingkat, Berlaku, Teks)``."""
    naskah = [{k: v for k, v in zip(COLUMNS, row, strict=True) if v not in ("", None)} for row in rows]
    return manuscript_of(world_of(naskah, **given), pictures)


def world_of(naskah, setelan=None, **tables):
    from lkjip_xl.compute.world import World
    from tests.reports.made_book import buku

    book = buku(setelan, tbl_naskah=naskah, **tables)
    book.modules = ("naskah",)
    return World(book)


def told(manuscript):
    result = []
    for one in manuscript.elements:
        if isinstance(one, Heading):
            result.append(f"{'#' * one.level} {one.number} {one.text}".replace("  ", " "))
        elif isinstance(one, TableElement | PictureElement):
            result.append(f"{one.caption.label} {one.caption.number}" if one.caption else "Gambar")
        else:
            result.append(plain(one.runs) if isinstance(one, Paragraph | Item) else one.what)
    return result


def test_rows_stand_by_part_and_then_by_urut():
    rows = [
        ("Bab I", 20, "Paragraf", "", "", "dua"), ("Bab I", 10, "Judul", 1, "", "Awal"),
        ("Bab II", 10, "Judul", 1, "", "Kedua"), ("Bab I", 15, "Paragraf", "", "", "satu"),
        ("", "", "Paragraf", "", "", "sesudah satu"), ("Bab II", "", "Paragraf", "", "", "akhir"),
    ]  # fmt: skip
    assert told(made(*rows)) == ["# BAB I Awal", "satu", "sesudah satu", "dua", "# BAB II Kedua", "akhir"]


def test_headings_are_numbered_and_empty_ones_left_out():
    rows = [
        ("Bab I", 1, "Judul", 1, "", "Pendahuluan"), ("Bab I", 2, "Judul", 2, "", "Umum"),
        ("Bab I", 3, "Judul", 3, "", "Kosong"), ("Bab I", 4, "Judul", 3, "", "Berisi"),
        ("Bab I", 5, "Paragraf", "", "", "x"),
        ("Bab I", 6, "Judul", 2, "", "Ditulis kemudian"), ("Bab I", 7, "Paragraf", "", "", "(Tulis sesuatu.)"),
        ("Bab I", 8, "Judul", 2, "", "Kosong juga"), ("Bab II", 1, "Judul", 1, "", "Rencana"),
        ("Bab II", 2, "Judul", 2, "", "Isi"), ("Bab II", 3, "Paragraf", "", "", "y"),
        ("Penutup", 1, "Judul", 1, "", "Tanpa nomor"), ("Penutup", 2, "Paragraf", "", "", "z"),
    ]  # fmt: skip
    assert told(made(*rows)) == [
        "# BAB I Pendahuluan", "## 1.1. Umum", "### 1.1.1. Berisi", "x", "## 1.2. Ditulis kemudian", "# BAB II Rencana",
        "## 2.1. Isi", "y", "# Tanpa nomor", "z",
    ]  # fmt: skip


def test_rows_are_repeated_together_and_inside_each_other():
    rows = [
        ("Bab III", 1, "Paragraf", "", "untuk tiap sasaran", "S{sasaran_nomor}"),
        ("Bab III", 2, "Butir", 1, "untuk tiap sasaran; untuk tiap indikator", "I{capaian}"),
        ("Bab III", 3, "Paragraf", "", "untuk tiap indikator belum terukur", "belum"),
    ]  # fmt: skip
    assert told(made(*rows)) == ["S1", "I91,93%", "S2", "IN/A", "S3", "I100,00%", "I100,00%", "belum"]


def test_a_condition_may_stand_before_and_within_a_repetition():
    rows = [
        ("Bab III", 1, "Paragraf", "", "bila bentuk per sasaran; untuk tiap sasaran; bila sasaran terukur",
         "{sasaran_nomor}"),
        ("Bab III", 2, "Paragraf", "", "bila bentuk gabungan; untuk tiap sasaran", "tidak"),
        ("Bab III", 3, "Paragraf", "", "bila tidak bentuk gabungan", "ya"),
    ]  # fmt: skip
    assert told(made(*rows)) == ["1", "3", "ya"]


def test_tables_take_the_reports_number_or_that_of_their_section():
    rows = [
        ("Bab II", 1, "Judul", 1, "", "Rencana"), ("Bab II", 2, "Judul", 2, "", "Program"),
        ("Bab II", 3, "Tabel", "", "", "{tabel:LAP-ANGGARAN}"), ("Bab II", 4, "Judul", 2, "", "PK"),
        ("Bab II", 5, "Tabel", "", "", "{tabel:PK}"), ("Bab III", 1, "Judul", 1, "", "Kinerja"),
        ("Bab III", 2, "Judul", 2, "", "Capaian"),
        ("Bab III", 3, "Tabel", "", "untuk tiap sasaran", "{laporan:LAP-SASARAN}"),
        ("Bab III", 4, "Tabel", "", "", "Skala {tabel:skala}"),
    ]  # fmt: skip
    numbers = [line for line in told(made(*rows)) if line.startswith("Tabel")]
    assert numbers[:4] == ["Tabel 2.1", "Tabel 2.2.1", "Tabel 2.2.2", "Tabel 3.1.1.A"]
    assert numbers[-1] == "Tabel 3.1" and len(numbers) > 20


def test_counting_begins_anew_where_what_stands_before_the_count_changes():
    rows = [
        ("Bab III", 1, "Judul", 1, "", "Kinerja"), ("Bab III", 2, "Judul", 2, "", "Capaian"),
        ("Bab III", 3, "Tabel", "", "untuk tiap sasaran", "{laporan:LAP-SASARAN}"),
    ]  # fmt: skip
    captions = [e.caption for e in made(*rows).elements if isinstance(e, TableElement)]
    assert [c.number for c in captions if c.restart] == ["3.1.1.A", "3.1.2.A", "3.1.3.A"]
    assert split_number("3.1.1.C") == ("3.1.1.", 3) and split_number("2.12") == ("2.", 12)


def test_which_table_of_a_report():
    def count(named):
        return len(told(made(("Bab III", 1, "Tabel", "", "", f"{{tabel:{named}}}"))))

    assert count("LAP-CAPAIAN") > 1
    assert count("LAP-CAPAIAN:1") == count("LAP-CAPAIAN:akhir") == 1 and count("LAP-CAPAIAN:99") == 0
    assert count("tbl_naskah") == 1 and count("tbl_pegawai") == 0


def test_a_typed_caption_goes_first():
    rows = [("Bab III", 1, "Tabel", "", "", "Uang {tahun} {tabel:LAP-ANGGARAN}")]
    [one] = made(*rows).elements
    assert one.caption.text == "Uang 2022"
    [one] = made(("Bab III", 1, "Tabel", "", "", "{tabel:LAP-ANGGARAN}")).elements
    assert one.caption.text.startswith("Realisasi Anggaran Dinas") and one.caption.text.endswith("Tahun 2022")


def test_a_picture_that_is_not_there_is_left_out_and_told():
    row = ("Bab I", 1, "Gambar", "", "", "Struktur {gambar:bagan.png}")
    assert told(made(row, pictures=["BAGAN.PNG"])) == ["Gambar 1.1"]
    manuscript = made(row)
    assert told(manuscript) == [] and [t.kind for t in manuscript.troubles] == ["gambar"]
    assert not made(("Sampul", 1, "Gambar", "", "", "{gambar:lambang}")).troubles  # an emblem is nobody's duty


@pytest.mark.parametrize("row, kind", [
    (("Bab I", 1, "Paragraf", "", "bila hujan", "x"), "berlaku"),
    (("Bab I", 1, "Paragraf", "", "", "{pagoo}"), "tidak dikenal"),
    (("Bab I", 1, "Paragraf", "", "", "(Tulis isunya.)"), "petunjuk"),
    (("Bab I", 1, "Tabel", "", "", "{tabel:LAP-TIDAK-ADA}"), "tabel"),
    (("Bab I", 1, "Paragraf", "", "", "{tanggal_iku}"), "kosong"),
])  # fmt: skip
def test_troubles(row, kind):
    assert [t.kind for t in made(row).troubles] == [kind]


def test_the_checks_ask_only_for_the_words():
    world = world_of([
        {"Bab": "Bab I", "Urut": 1, "Jenis": "Tabel", "Teks": "{tabel:LAP-ANGGARAN}"},
        {"Bab": "Bab I", "Urut": 2, "Jenis": "Gambar", "Teks": "{gambar:x.png}"},
        {"Bab": "Bab I", "Urut": 3, "Jenis": "Paragraf", "Teks": "{tanggal_iku}"},
    ])  # fmt: skip
    assert [(t.row, t.kind) for t in troubles_of(world)] == [(3, "kosong")]


def test_a_list_begins_where_something_else_stood_before():
    rows = [("Bab I", n, kind, 1, "", "x") for n, kind in enumerate(("Butir", "Butir", "Paragraf", "Butir"))]
    assert [e.first for e in made(*rows).elements if isinstance(e, Item)] == [True, False, True]


def test_the_last_item_of_a_list_ends_its_sentence():
    rows = [("Bab I", 1, "Butir", 1, "untuk tiap sasaran", "{sasaran};"),
            ("Bab I", 2, "Paragraf", "", "", "Yang lain;"), ("Bab I", 3, "Butir", 1, "", "satu"),
            ("Bab I", 4, "Butir", 1, "", "dua; ")]  # fmt: skip
    *some, last, other, one, two = told(made(*rows))
    assert some and all(text.endswith(";") for text in some) and last.endswith(".")
    assert (other, one, two) == ("Yang lain;", "satu", "dua.")


def test_a_sentence_has_one_full_stop():
    rows = [("Bab I", 1, "Paragraf", "", "", "{instansi} bertugas: {tugas:kecil}."),
            ("Bab I", 2, "Butir", 1, "untuk tiap fungsi", "{fungsi_butir};")]  # fmt: skip
    given = {"instansi": "Dinas Contoh", "tugas": "Membantu bupati di bidang perikanan.",
             "fungsi": "perumusan kebijakan; pembinaan, evaluasi, dan lain-lain."}  # fmt: skip
    assert told(made(*rows, setelan=given)) == [
        "Dinas Contoh bertugas: membantu bupati di bidang perikanan.", "perumusan kebijakan;",
        "pembinaan, evaluasi, dan lain-lain.",
    ]  # fmt: skip


BLANK = {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW2": 80, "Target TW4": 80, "Realisasi TW2": 78}


@pytest.mark.parametrize(("form", "report"), [("Per Sasaran", "LAP-SASARAN"), ("Gabungan", "LAP-CAPAIAN")])
def test_a_tables_figures_bear_their_doubts_in_the_document(form, report):
    """What the Lap sheet says beneath its title stands beneath the first of its tables, and its marks in the cells."""
    row = ("Bab III", 1, "Tabel", "", "untuk tiap sasaran" if form != "Gabungan" else "", f"{{laporan:{report}}}")
    pk = [{"Dokumen": "Awal", "Kode": "1", "Target": 80}]
    tables = {"tbl_renstra": [ONE], "tbl_pengukuran": [BLANK], "tbl_pk": pk, "tbl_anggaran": []}
    given = {"bentuk_laporan": form, "dokumen_pk": "Awal"}
    own = [one for one in made(row, setelan=given, **tables).elements if isinstance(one, TableElement)]
    doubts = [[n for n in one.table.notes if n.startswith("PERIKSA: ")] for one in own]
    assert doubts[0] == [
        "PERIKSA: Realisasi triwulan yang bertarget masih kosong atau N/A (1 TW IV), sehingga realisasi, capaian, dan "
        "predikat indikatornya sementara."
    ] and not any(doubts[1:])  # fmt: skip
    cells = [text_of(c) for r in own[0].table.table.rows for c in r if c is not None]
    assert {"78 *", "97,50% *", "Sangat Tinggi (sementara)"} <= set(cells)
    assert any("* Sementara: realisasi indikator 1 TW IV kosong atau N/A." in note for note in own[0].table.notes)
    assert own[0].caption.text.startswith("Perbandingan antara Target dan Realisasi") or form == "Gabungan"


def test_without_a_measured_indicator_nothing_breaks():
    world = bahan(tbl_pengukuran=[], tbl_anggaran=[])
    assert troubles_of(world_of([], tbl_pengukuran=[])) == [] and world.sasaran == []
    assert told(made(("Bab I", 1, "Paragraf", "", "untuk tiap sasaran", "x"), tbl_pengukuran=[])) == []
