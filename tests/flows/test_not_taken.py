"""What of a returned book is not taken is told where it happens and by status, until it is settled."""

import zlib
from base64 import b64decode, b64encode
from datetime import date
from json import dumps, loads

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book import sendings as kept
from lkjip_xl.flows.gabung import pratinjau_gabung
from lkjip_xl.hosts.travel_answers import merge_as_json, merge_lines, status_as_json, status_lines
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.inplace import edit_package
from tests.book.filled_book import Isian

from .travel_books import master


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


def sent(induk, *bidang, **more):
    made = lkjip_xl.kirim(
        induk, induk.parent / "keluar", bidang or ["Bidang Anak"], triwulan=2, surel=False, backup=False, **more
    )
    return made.sent[0].path


def fill(path, *cells):
    filler = Isian(path)
    for table, row, column, value in cells:
        filler.tulis(table, row, column, value)
    filler.simpan()


def merged(induk, *books):
    return lkjip_xl.gabung(induk, books, backup=False)


def state(induk, number=1):
    return lkjip_xl.status(induk).states[number - 1]


# --- values that were refused for their text -------------------------------------------------------------------------
def test_status_names_a_value_that_was_refused_for_its_text_until_it_is_settled(induk, tmp_path):
    copy = sent(induk)
    fill(copy, ("tbl_anggaran", 3, "Realisasi TW2", "kira-kira seribu"), ("tbl_pengukuran", 1, "Realisasi TW2", 75))
    assert merged(induk, copy).merge.doubtful
    one = state(induk)
    assert [(c.table, c.row, c.column, c.sent, c.returned) for c in one.doubtful] == [
        ("tbl_anggaran", "A.1.1", "Realisasi TW2", None, "kira-kira seribu")
    ]
    assert one.state == "kembali" and not one.outside
    text = "\n".join(status_lines(lkjip_xl.status(induk)))
    assert "kembali, 1 isian tidak diambil" in text
    (line,) = [x for x in text.splitlines() if "tertulis kira-kira seribu:" in x]
    assert line.strip().startswith("Tidak diambil: Anggaran A.1.1, Realisasi TW2: tertulis kira-kira seribu:")
    assert line.count("idak diambil") == 1 and "Isi dengan angka, atau N/A" in line, "what to do, and nothing twice"
    shown = status_as_json(lkjip_xl.status(induk))["kiriman"][0]["tidak_pasti"]
    assert [(x["kolom"], x["tertulis"], x["berkas"]) for x in shown] == [
        ("Realisasi TW2", "kira-kira seribu", "induk - Bidang Anak (kirim 1).xlsx")
    ]
    assert merged(induk, copy).unchanged, "a second run changes nothing"
    fill(copy, ("tbl_anggaran", 3, "Realisasi TW2", 1000))
    assert [c.taken for c in merged(induk, copy).merge.taken] == [1000]
    assert not state(induk).doubtful


def test_the_planner_settles_it_in_the_master_too(induk):
    copy = sent(induk)
    fill(copy, ("tbl_anggaran", 3, "Realisasi TW2", "kira-kira seribu"))
    merged(induk, copy)
    assert len(state(induk).doubtful) == 1
    fill(induk, ("tbl_anggaran", 3, "Realisasi TW2", 990))
    assert not state(induk).doubtful


def test_of_a_slim_form_as_well(induk):
    copy = sent(induk, ringkas=True)
    book = openpyxl.load_workbook(copy)
    sheet = book["Anggaran"]
    column = [c.value for c in sheet[4]].index("Realisasi TW2") + 1
    sheet.cell(5, column).value = "kira-kira"
    book.save(copy)
    merged(induk, copy)
    assert [c.returned for c in state(induk).doubtful] == ["kira-kira"]


def test_a_row_is_called_as_the_master_calls_it(induk):
    """Whatever blanks and case a copy has in its key: status finds the row again."""
    copy = sent(induk)
    fill(
        copy, ("tbl_anggaran", 3, "Unit", " "), ("tbl_anggaran", 3, "Kode", "a.1.1"),
        ("tbl_anggaran", 3, "Realisasi TW2", "kira-kira"), ("tbl_anggaran", 4, "Unit", " "),
        ("tbl_anggaran", 4, "Realisasi TW2", 700),
    )  # fmt: skip
    merge = merged(induk, copy).merge
    assert [(c.row, c.taken) for c in merge.taken] == [("A.1.2", 700)]
    assert [r.row for r in merge.doubtful] == ["A.1.1"] == [c.row for c in state(induk).doubtful]
    fill(induk, ("tbl_anggaran", 3, "Realisasi TW2", 990))
    assert not state(induk).doubtful


# --- what nobody asked for -------------------------------------------------------------------------------------------
def test_a_locked_cell_that_was_changed_is_told_with_both_values(induk):
    copy = sent(induk)
    fill(
        copy, ("tbl_renstra", 2, "Target 2025", 95), ("tbl_pk", 1, "Target", 60),
        ("tbl_pengaturan", 12, "Nilai", 4),
    )  # fmt: skip
    setting = str(Isian(copy).sel("tbl_pengaturan", 12, "Kunci").value)
    before = induk.read_bytes()
    shown = pratinjau_gabung(induk, copy).merge
    assert induk.read_bytes() == before
    found = {(r.table, r.row, r.column): (r.sent, r.value) for r in shown.outside}
    assert found["tbl_renstra", "2", "Target 2025"] == (80, 95)
    assert found["tbl_pk", "Awal / 1", "Target"] == (80, 60)
    assert found["tbl_pengaturan", setting, "Nilai"][1] == 4 and len(found) == 3
    text = "\n".join(merge_lines(shown))
    assert "Renstra 2, Target 2025: dikirim 80, kembali 95: diubah di luar yang diminta; tidak diambil" in text
    assert {x["dikirim"] for x in merge_as_json(shown)["di_luar_permintaan"]} >= {80}
    assert not shown.complete and not shown.taken
    result = merged(induk, copy)
    assert "Gabungan" in result.sheets.values()
    sheet = openpyxl.load_workbook(induk)["Gabungan"]
    words = [c.value for row in sheet.iter_rows() for c in row if c.value is not None]
    assert "Diubah di luar yang diminta; tidak diambil" in words and {80, 95} <= set(words)
    assert Isian(induk).sel("tbl_renstra", 2, "Target 2025").value == 80
    assert len(state(induk).outside) == 3 and "Diubah tanpa diminta: Renstra 2, Target 2025: dikirim 80" in "\n".join(
        status_lines(lkjip_xl.status(induk))
    )
    assert merged(induk, copy).unchanged


def test_it_is_told_of_the_last_returned_book(induk):
    copy = sent(induk)
    fill(copy, ("tbl_renstra", 2, "Target 2025", 95), ("tbl_pengukuran", 1, "Realisasi TW2", 75))
    merged(induk, copy)
    assert len(state(induk).outside) == 1
    fill(copy, ("tbl_renstra", 2, "Target 2025", 80))
    merged(induk, copy)
    assert state(induk).outside == ()


def test_rows_of_locked_tables_are_told_and_stay(induk):
    copy = sent(induk)
    fill(copy, ("tbl_pk", 2, "Kode", "9"))
    found = merged(induk, copy).merge
    assert [(r.row, r.column) for r in found.outside] == [("Awal / 9", "")]
    assert [r.row for r in found.removed] == ["Awal / 2"] and not found.taken


@pytest.mark.parametrize("bidang", [("Bidang Anak",), ()])
def test_a_copy_as_it_was_sent_says_nothing(induk, bidang):
    """Also saved by another program, and where the master's persons stayed behind."""
    made = lkjip_xl.kirim(induk, induk.parent / "k", bidang, surel=False, backup=False)
    filler = Isian(made.sent[0].path)
    filler.simpan()
    found = merged(induk, made.sent[0].path).merge
    assert not found.outside and not found.doubtful and not found.removed


def test_a_number_that_a_program_made_a_text_of_is_no_change(induk):
    copy = sent(induk)
    fill(copy, ("tbl_renstra", 2, "Target 2025", "80"))
    assert not merged(induk, copy).merge.outside


def test_settings_that_changed_in_the_master_show_in_status(induk):
    sent(induk)
    filler = Isian(induk)
    row = next(n for n in range(1, 60) if filler.sel("tbl_pengaturan", n, "Kunci").value == "triwulan_berjalan")
    filler.tulis("tbl_pengaturan", row, "Nilai", 3)
    filler.simpan()
    assert [(d.table, d.row, d.old, d.new) for d in lkjip_xl.status(induk).differences] == [
        ("tbl_pengaturan", "triwulan_berjalan", 2, 3)
    ]


# --- a list that a later version of the program wrote ----------------------------------------------------------------
def repacked(packed, change):
    content = loads(zlib.decompress(b64decode(packed.replace(".", ""))))
    change(content)
    return b64encode(zlib.compress(dumps(content).encode())).decode()


def rewritten(induk, change, more=()):
    """Write the list as a version would that keeps more than this one."""
    package = check_workbook(induk)
    found = kept.read_sendings(package)
    original = kept._packed

    def packed(content):
        text = original(content)
        return repacked(text, change) if "returned" in content else text

    kept._packed = packed
    try:
        found.packed |= dict(more)
        edit_package(package, [kept.sendings_sheet(found)], overwrite_edits=True)
    finally:
        kept._packed = original
    kept.hide_sheet(package, kept.SENDINGS_ID)
    package.save(str(induk))


def test_what_a_later_version_keeps_survives(induk):
    copy = sent(induk)
    other = lkjip_xl.kirim(induk, induk.parent / "k2", ["Bidang Perempuan"], surel=False, backup=False).sent[0].path
    fill(other, ("tbl_pengukuran", 2, "Realisasi TW2", 71))
    merged(induk, other)

    def newer(content):
        content["dibaca_oleh"] = {"kapan": "2027-01-01"}
        for one in content["returned"]:
            one["tanda_tangan"] = "x"
            one["cells"] = [[*cell, "alasan"] for cell in one["cells"]]

    rewritten(induk, newer, [("ringkasan-baru", original_text({"apa": ["saja"]}))])
    found = kept.read_sendings(check_workbook(induk, writing=False))
    assert len(found.sent) == 2 and len(lkjip_xl.status(induk).states) == 2
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW2", 70))
    merged(induk, copy)
    lkjip_xl.kirim(induk, induk.parent / "k3", ["semua"], surel=False, backup=False)
    found = kept.read_sendings(check_workbook(induk, writing=False))
    assert len(found.sent) == 4 and found.sent[0].returned and len(found.snapshots) >= 2
    assert [one.more for one in found.sent[:2]] == [{"dibaca_oleh": {"kapan": "2027-01-01"}}] * 2
    assert found.sent[1].returned[0].more == {"tanda_tangan": "x"}
    assert found.sent[1].returned[0].cells[0][-1] == "alasan"
    assert found.packed["ringkasan-baru"].replace(".", "") == original_text({"apa": ["saja"]})


def original_text(content):
    return b64encode(zlib.compress(dumps(content).encode())).decode()


def test_a_sending_that_this_version_cannot_read_is_kept_as_it_stands(induk):
    copy = sent(induk)
    text = original_text({"nomor_baru": 7})
    rewritten(induk, lambda content: None, [("feedfacefeed", text)])
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW2", 70))
    merged(induk, copy)
    found = kept.read_sendings(check_workbook(induk, writing=False))
    assert len(found.sent) == 1 and found.packed["feedfacefeed"].replace(".", "") == text


# --- formulas that nobody has computed, and copies that came back as they went ---------------------------------------
@pytest.mark.parametrize("slim", [False, True])
@pytest.mark.parametrize(("column", "base"), [("Realisasi TW2", None), ("Realisasi TW1", 70)])
def test_a_formula_that_no_program_has_computed_is_told(induk, tmp_path, column, base, slim):
    copy = lkjip_xl.kirim(
        induk, tmp_path / "keluar", ["Bidang Anak"], triwulan=int(column[-1]), surel=False, backup=False, ringkas=slim
    ).sent[0].path  # fmt: skip
    fill(copy, ("tbl_pengukuran", 1, column, "=150/2"))
    merge = merged(induk, copy).merge
    assert [(r.row, r.column, r.value, r.sent) for r in merge.doubtful] == [("1", column, "=150/2", base)]
    assert "belum pernah dihitung" in merge.doubtful[0].text and not merge.cells and not merge.complete
    one = state(induk)
    assert one.state == "kembali" and [c.returned for c in one.doubtful] == ["=150/2"]
    assert merged(induk, copy).unchanged
    fill(copy, ("tbl_pengukuran", 1, column, 75))
    done = merged(induk, copy)
    assert [c.taken for c in done.merge.taken] == [75] and not state(induk).doubtful


def test_a_copy_that_came_back_as_it_went_is_not_called_late(induk, tmp_path):
    copy = sent(induk, tenggat="2026-04-01")
    untouched = induk.read_bytes()
    assert merged(induk, copy).unchanged and induk.read_bytes() == untouched, "the copy as it left"
    assert lkjip_xl.status(induk, date(2026, 4, 5)).states[0].state == "terlambat"
    book = openpyxl.load_workbook(copy)
    book.save(copy)  # opened and saved by somebody who filled in nothing
    assert merged(induk, copy).merge.books[0].state == "tidak berubah"
    told = lkjip_xl.status(induk, date(2026, 4, 5))
    assert told.states[0].state == "kembali tanpa perubahan" == status_as_json(told)["kiriman"][0]["keadaan"]
    assert any(line.endswith(": kembali tanpa perubahan") for line in status_lines(told))
    assert merged(induk, copy).unchanged, "a second run changes nothing"
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW2", 75))
    merged(induk, copy)
    assert state(induk).state == "kembali"
