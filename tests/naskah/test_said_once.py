"""What tables and paragraphs of the document say alike is said once."""

import pytest

from lkjip_xl.naskah.manuscript import Paragraph, TableElement
from lkjip_xl.naskah.said_once import Said
from lkjip_xl.naskah.words import plain
from tests.naskah.test_manuscript import made
from tests.reports.test_sentences import ONE, money

OTHER = {**ONE, "Kode": "2", "Sasaran": "Tertibnya arsip", "Indikator": "Arsip tertata"}
BLANK = {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW2": 80, "Target TW4": 80, "Realisasi TW2": 78}
FULL = {"Kode": "2", "Sifat": "Posisi Akhir", "Target TW4": 80, "Realisasi TW4": 80}
PK = [{"Dokumen": "Awal", "Kode": code, "Target": 80} for code in ("1", "2")]
QUARTER = (
    "PERIKSA: Realisasi triwulan yang bertarget masih kosong atau N/A (1 TW IV), sehingga realisasi, capaian, dan "
    "predikat indikatornya sementara."
)
UNFILLED = (
    "Sementara: 1 baris anggaran belum lengkap (realisasi Triwulan IV atau pagunya kosong), sehingga jumlah di atasnya "
    "belum lengkap dan efisiensinya belum diberikan."
)


def document(*rows, form="Gabungan", budget=(), rows_of=(BLANK, FULL), promised=PK):
    given = {"bentuk_laporan": form, "dokumen_pk": "Awal", "triwulan_berjalan": 4}
    tables = {"tbl_renstra": [ONE, OTHER], "tbl_pengukuran": list(rows_of), "tbl_pk": promised,
              "tbl_anggaran": list(budget)}  # fmt: skip
    return made(*rows, setelan=given, **tables).elements


def doubts(elements):
    """``(part, its lines PERIKSA)`` of each table."""
    tables = [one for one in elements if isinstance(one, TableElement)]
    return [(one.part, [n for n in one.table.notes if n.startswith("PERIKSA")]) for one in tables]


def test_a_doubt_is_told_once_in_a_chapter():
    names = [("Bab III", "LAP-CAPAIAN"), ("Bab III", "LAP-TAHUN"), ("Bab IV", "LAP-PENUTUP")]
    rows = [(part, n, "Tabel", "", "", f"{{laporan:{name}}}") for n, (part, name) in enumerate(names)]
    told = doubts(document(*rows))
    third, fourth = ([lines for name, lines in told if name == part] for part in ("Bab III", "Bab IV"))
    assert len(third) > 1 and third == [[QUARTER], *[[]] * (len(third) - 1)]
    assert len(fourth) > 1 and fourth == [[QUARTER], *[[]] * (len(fourth) - 1)]


def test_the_tables_of_a_sasaran_tell_of_its_own_indicators_only():
    row = ("Bab III", 1, "Tabel", "", "untuk tiap sasaran", "{laporan:LAP-SASARAN}")
    told = doubts(document(row, form="Per Sasaran", rows_of=(FULL, BLANK)))
    first = next(n for n, (_, lines) in enumerate(told) if lines)
    # The sasaran that comes first has no blank quarter: its tables are silent.
    assert first == len(told) // 2 and told[first][1] == [QUARTER]
    assert sum(len(lines) for _, lines in told) == 1


def test_what_is_no_indicators_own_is_told_by_the_first_table():
    row = ("Bab III", 1, "Tabel", "", "untuk tiap sasaran", "{laporan:LAP-SASARAN}")
    promised = [*PK, {"Dokumen": "Awal", "Kode": "3", "Target": 1}]
    told = [line for _, lines in doubts(document(row, form="Per Sasaran", promised=promised)) for line in lines]
    assert told == ["PERIKSA: Indikator PK 3 tidak ada di Pengukuran, sehingga tidak ikut dihitung.", QUARTER]


def test_a_table_that_stands_alone_tells_its_doubts_also_when_it_is_not_the_first_of_its_report():
    (table,) = doubts(document(("Bab IV", 1, "Tabel", "", "", "{tabel:LAP-PENUTUP:2}")))
    assert table == ("Bab IV", [QUARTER])


@pytest.mark.parametrize(("rows", "paragraphs"), [
    (["tabel", "teks"], 0), (["teks", "tabel"], 1), (["tabel", "judul", "teks"], 1), (["teks", "teks"], 1),
])  # fmt: skip
def test_a_paragraph_does_not_repeat_its_section(rows, paragraphs):
    """``{catatan_anggaran}`` after a table that says it: once, in a section of its own again."""
    kinds = {
        "tabel": ("Tabel", "", "", "{laporan:LAP-PENUTUP}"), "judul": ("Judul", 2, "", "Anggaran"),
        "teks": ("Paragraf", "", "", "{catatan_anggaran}"),
    }  # fmt: skip
    elements = document(*(("Bab IV", n, *kinds[name]) for n, name in enumerate(rows)), budget=money(filled=False))
    told = [plain(one.runs) for one in elements if isinstance(one, Paragraph)]
    assert told == [f"* {UNFILLED}"] * paragraphs


def test_a_marked_legend_and_the_same_without_its_mark_are_one():
    said = Said()
    notes = [f"Rumus. {UNFILLED}", f"Pembulatan. * {UNFILLED} N/A: tidak tersedia."]
    assert said.beneath_table("Bab III", [], notes) == ["Rumus.", f"Pembulatan. * {UNFILLED} N/A: tidak tersedia."]
    # Each marked table has its legend; one without marks does not say again what its section said.
    assert said.beneath_table("Bab III", [], [UNFILLED, f"* {UNFILLED}"]) == [f"* {UNFILLED}"]
    assert said.beneath_table("Bab III", [], [UNFILLED, "Lain."]) == ["Lain."]
    said.begin_section()
    assert said.beneath_table("Bab III", [], [UNFILLED]) == [UNFILLED]


def test_a_note_of_another_cause_stays():
    running = "Sementara: target dan capaian kinerja s.d. Triwulan II; anggaran terhadap pagu setahun."
    notes = [f"{running} * {UNFILLED}", running]
    assert Said().beneath_table("Bab III", [], notes) == [f"{running} * {UNFILLED}"]
    assert Said().beneath_table("Bab III", [], [running]) == [running]
    said = Said()
    assert not said.repeats(f"* {UNFILLED}") and said.repeats(f"* {UNFILLED}")
    assert not said.repeats(f"Selain itu: * {UNFILLED}") and not said.repeats("Paragraf biasa.")
