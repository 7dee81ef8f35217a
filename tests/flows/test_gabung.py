"""gabung: what a returned book changes in the master, what it does not, and what waits for a choice."""

import email
import os
import shutil
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.book.sendings import read_sendings
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.gabung import pratinjau_gabung
from lkjip_xl.hosts.travel_answers import merge_as_json, merge_lines
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian
from tests.flows.test_outlook_message import attached, message
from tests.flows.travel_books import SETTINGS, indicator_rows, inputs, master


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


@pytest.fixture
def sent(induk, tmp_path):
    """Copies of both divisions, by name."""
    result = lkjip_xl.kirim(induk, tmp_path / "kiriman", ["semua"], triwulan=2, surel=False, backup=False)
    return {one.sending.division: Path(one.path) for one in result.sent}


def fill(path, *cells, name=None):
    """Somebody fills cells of a copy with another program and saves it, under another name perhaps."""
    filler = Isian(path)
    for table, row, column, value in cells:
        filler.tulis(table, row, column, value)
    return Path(filler.simpan(path if name is None else path.parent / name))


def merged(induk, *files, **options):
    return lkjip_xl.gabung(induk, list(files), **options).merge


def kept_state(cell):
    return cell.table, cell.row, cell.column, cell.state


def test_filled_cells_come_into_the_master_and_nothing_else_changes(induk, sent):
    before = inputs(induk, "tbl_pengukuran")
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5), ("tbl_anggaran", 3, "Realisasi TW2", 400))
    fill(
        sent["Bidang Perempuan"], ("tbl_pengukuran", 2, "Realisasi TW2", 71), ("tbl_pengukuran", 2, "Analisis", "naik")
    )
    result = lkjip_xl.gabung(induk, sent["Bidang Anak"].parent)
    assert {b.file: (b.state, b.number, b.filled) for b in result.merge.books} == {
        sent["Bidang Anak"].name: ("digabung", 1, 2), sent["Bidang Perempuan"].name: ("digabung", 2, 2),
    }  # fmt: skip
    after = inputs(induk, "tbl_pengukuran")
    assert after["1"] == {**before["1"], "Realisasi TW2": 75.5}
    assert after["2"] == {**before["2"], "Realisasi TW2": 71, "Analisis": "naik"} and after["3"] == before["3"]
    assert inputs(induk, "tbl_anggaran")["A.1.1"]["Realisasi TW2"] == 400
    assert result.backup and result.rows["tbl_pengukuran"].changed == ("1", "2")
    assert lkjip_xl.buka(induk).ringkasan == result.computed.summary


def test_money_on_a_row_that_is_a_sum_is_told_and_not_taken(induk, tmp_path):
    """Of the whole book too: what stands beneath it counts, and nobody was asked for it."""
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "k", triwulan=2, surel=False, backup=False).sent[0].path)
    fill(copy, ("tbl_anggaran", 2, "Realisasi TW2", 900), ("tbl_anggaran", 3, "Realisasi TW2", 400))
    merge = merged(induk, copy, backup=False)
    assert [kept_state(cell) for cell in merge.taken] == [("tbl_anggaran", "A.1.1", "Realisasi TW2", "diisi")]
    assert [(one.row, one.column, one.value) for one in merge.outside] == [("A.1", "Realisasi TW2", 900)]


@pytest.mark.parametrize(
    "value, why",
    [
        (-5, "kurang dari 0"),
        (1_001, "lebih dari 10 kali yang semula"),
        (9, "kurang dari sepersepuluh yang semula"),
        (1_000, ""),
        (10, ""),
        (0, ""),
    ],
)
def test_a_number_that_can_hardly_be_is_taken_and_told(induk, tmp_path, value, why):
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "k", ["Bidang Anak"], surel=False, backup=False).sent[0].path)
    fill(copy, ("tbl_anggaran", 3, "Realisasi TW1", value))
    result = lkjip_xl.gabung(induk, copy, backup=False)
    assert inputs(induk, "tbl_anggaran")["A.1.1"]["Realisasi TW1"] == value
    told = [line for line in merge_lines(result.merge) if line.startswith("Perlu dilihat")]
    shown = f"{value:,}".replace(",", ".")
    where = f"Perlu dilihat: Anggaran A.1.1, Realisasi TW1: 100 menjadi {shown}, {why} (dari {copy.name})"
    assert told == ([where] if why else [])
    assert [one["perlu_dilihat"] for one in merge_as_json(result.merge)["sel"]] == [why or None]
    cells = [str(c.value) for row in openpyxl.load_workbook(induk)["Gabungan"].iter_rows() for c in row]
    assert [c for c in cells if "Perlu dilihat" in c] == ([f"{copy.name}. Perlu dilihat: {why}"] if why else [])


def test_a_date_as_text_is_taken_as_isi_takes_it_and_shown_as_a_date(tmp_path):
    induk = tmp_path / "induk.xlsx"
    rows = indicator_rows(["Bidang Anak"])
    rows["tbl_renstra"][0] |= {"Tipe": "Tanggal", "Satuan": "Tanggal", "Target 2025": 45_747, "Target 2026": 46_112}
    rows["tbl_pk"][0]["Target"], rows["tbl_pengukuran"][0]["Realisasi TW1"] = 45_747, 45_740
    build(induk, settings=SETTINGS, years=(2025, 2026), rows=rows)
    lkjip_xl.hitung(induk, backup=False)
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "k", ["Bidang Anak"], surel=False, backup=False).sent[0].path)
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW1", "28 Maret 2025"))
    shown = pratinjau_gabung(induk, copy).merge
    assert merge_as_json(shown)["sel"][0]["diambil"] == 45_744
    assert not [line for line in merge_lines(shown) if "45.7" in line]
    lkjip_xl.gabung(induk, copy, backup=False)
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW1"] == 45_744


def test_a_second_run_changes_nothing(induk, sent):
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    lkjip_xl.gabung(induk, sent["Bidang Anak"].parent, backup=False)
    before, names = induk.read_bytes(), set(os.listdir(induk.parent))
    again = lkjip_xl.gabung(induk, sent["Bidang Anak"].parent)
    assert again.unchanged and again.backup is None and induk.read_bytes() == before
    assert set(os.listdir(induk.parent)) == names
    assert {b.state for b in again.merge.books} == {"sudah digabung", "tidak berubah"}


def test_who_filled_what_and_when_is_kept(induk, sent):
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    lkjip_xl.gabung(induk, sent["Bidang Anak"])
    one = read_sendings(check_workbook(induk, writing=False)).sent[0]
    assert [r.file for r in one.returned] == [sent["Bidang Anak"].name] and one.returned[0].when
    assert one.returned[0].cells == (("tbl_pengukuran", "1", "Realisasi TW2", None, 75.5),)
    state = lkjip_xl.status(induk)
    assert [(s.sending.division, s.state, s.filled) for s in state.states] == [
        ("Bidang Anak", "kembali", 1), ("Bidang Perempuan", "menunggu", 0),
    ]  # fmt: skip
    assert [(d.table, d.row, d.column, d.old, d.new) for d in state.differences] == [
        ("tbl_pengukuran", "1", "Realisasi TW2", None, 75.5)
    ]


def test_a_preview_writes_nothing_and_says_the_same(induk, sent):
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5), ("tbl_pengukuran", 3, "Realisasi TW2", 1))
    before = induk.read_bytes()
    shown = pratinjau_gabung(induk, sent["Bidang Anak"]).merge
    assert induk.read_bytes() == before
    assert list(map(kept_state, shown.cells)) == list(map(kept_state, merged(induk, sent["Bidang Anak"]).cells))


# --- conflicts -------------------------------------------------------------------------------------------------------
def conflict(induk, sent):
    """The master and the copy say different things of one cell."""
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    fill(induk, ("tbl_pengukuran", 1, "Realisasi TW2", 60))
    return merged(induk, sent["Bidang Anak"]).conflicts


def test_a_cell_that_both_changed_is_left_and_shown(induk, sent):
    cells = conflict(induk, sent)
    assert [(c.base, c.master, [p.value for p in c.proposals]) for c in cells] == [(None, 60, [75.5])]
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 60


@pytest.mark.parametrize(("choice", "value"), [("induk", 60), ("kembali", 75.5), ("FILE", 75.5)])
def test_a_choice_decides_and_holds(induk, sent, choice, value):
    code = conflict(induk, sent)[0].code
    choice = sent["Bidang Anak"].name if choice == "FILE" else choice
    assert not merged(induk, sent["Bidang Anak"], choices={code: choice}).conflicts
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == value
    before = induk.read_bytes()
    assert not merged(induk, sent["Bidang Anak"]).conflicts  # it is decided, and asked no more
    assert not merged(induk, sent["Bidang Anak"], choices={code: choice}).conflicts
    assert induk.read_bytes() == before


def test_two_books_that_disagree_are_a_conflict_whatever_their_order(induk, sent):
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 3, "Realisasi TW2", 71))
    fill(sent["Bidang Perempuan"], ("tbl_pengukuran", 3, "Realisasi TW2", 72))
    for files in (sent.values(), reversed(list(sent.values()))):
        cells = pratinjau_gabung(induk, list(files)).merge.conflicts
        assert [sorted(p.value for p in c.proposals) for c in cells] == [[71, 72]]
    code = cells[0].code
    with pytest.raises(UsageError, match="sebut berkasnya"):
        merged(induk, *sent.values(), choices={code: "kembali"})
    assert merged(induk, *sent.values(), choices={"semua": "kembali"}).conflicts  # which of them it cannot say
    assert not merged(induk, *sent.values(), choices={code: sent["Bidang Perempuan"].name}).conflicts
    assert inputs(induk, "tbl_pengukuran")["3"]["Realisasi TW2"] == 72
    before = induk.read_bytes()
    for files in (sent.values(), [sent["Bidang Anak"]], [sent["Bidang Perempuan"]]):
        again = merged(induk, *files)  # which of them holds is decided, and asked no more
        assert not again.conflicts and again.complete
    assert induk.read_bytes() == before


def test_a_choice_typed_into_the_sheet_gabungan_counts(induk, sent):
    code = conflict(induk, sent)[0].code
    book = openpyxl.load_workbook(induk)
    sheet = book["Gabungan"]
    row = next(cell.row for cell in sheet["A"] if cell.value == code)
    sheet.cell(row, 2).value = "kembali"
    book.save(induk)
    assert not merged(induk, sent["Bidang Anak"]).conflicts
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5


@pytest.mark.parametrize("choice", [{"00000000": "induk"}, {"CODE": "entah"}])
def test_a_choice_that_means_nothing_is_refused(induk, sent, choice):
    code = conflict(induk, sent)[0].code
    before = induk.read_bytes()
    with pytest.raises(UsageError, match="--pilih"):
        merged(induk, sent["Bidang Anak"], choices={code if k == "CODE" else k: v for k, v in choice.items()})
    assert induk.read_bytes() == before


def test_a_cell_that_was_emptied_waits_for_a_choice_too(induk, tmp_path):
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "kiriman", ["Bidang Anak"], surel=False).sent[0].path)
    fill(copy, ("tbl_pengukuran", 1, "Realisasi TW1", None))
    cells = merged(induk, copy).conflicts
    assert [c.state for c in cells] == ["dikosongkan"]
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW1"] == 70
    merged(induk, copy, choices={cells[0].code: "kembali"})
    assert "Realisasi TW1" not in inputs(induk, "tbl_pengukuran")["1"]


# --- what people and programs do to a copy ---------------------------------------------------------------------------
def test_texts_are_read_and_what_is_doubtful_is_left(induk, sent):
    fill(
        sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", "75,5 %"),
        ("tbl_anggaran", 3, "Realisasi TW2", "Rp 1.283.419"), ("tbl_anggaran", 4, "Realisasi TW2", "kira dua juta"),
        ("tbl_pengukuran", 3, "Realisasi TW2", "#REF!"),
    )  # fmt: skip
    found = merged(induk, sent["Bidang Anak"])
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5
    assert inputs(induk, "tbl_anggaran")["A.1.1"]["Realisasi TW2"] == 1283419
    assert {(r.table, r.column) for r in found.doubtful} == {
        ("tbl_anggaran", "Realisasi TW2"),
        ("tbl_pengukuran", "Realisasi TW2"),
    }
    assert "Realisasi TW2" not in inputs(induk, "tbl_anggaran")["A.1.2"]
    assert "Realisasi TW2" not in inputs(induk, "tbl_pengukuran")["3"]


def test_a_number_that_became_a_date_is_not_taken(induk, sent):
    filler = Isian(sent["Bidang Anak"])
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 45912, "dd/mm/yyyy")
    filler.simpan()
    found = merged(induk, sent["Bidang Anak"])
    assert "tanggal" in found.doubtful[0].text and not found.taken


def test_changes_where_nothing_was_asked_are_named_and_not_taken(induk, sent):
    fill(
        sent["Bidang Anak"], ("tbl_renstra", 1, "Target 2025", 50), ("tbl_pengukuran", 2, "Realisasi TW2", 9),
        ("tbl_pengukuran", 1, "Realisasi TW1", 9),
    )  # fmt: skip
    found = merged(induk, sent["Bidang Anak"])
    assert not found.taken and {(r.table, r.row, r.column) for r in found.outside} == {
        ("tbl_pengukuran", "2", "Realisasi TW2"), ("tbl_pengukuran", "1", "Realisasi TW1"),
        ("tbl_renstra", "1", "Target 2025"),
    }  # fmt: skip
    assert inputs(induk, "tbl_renstra")["1"]["Target 2025"] == 80


def test_overwritten_results_are_pointed_out_and_never_used(induk, sent):
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5), ("tbl_pengukuran", 1, "Capaian", 1))
    notes = " ".join(merged(induk, sent["Bidang Anak"]).books[0].notes)
    assert "1 sel hitungan tidak berisi rumus lagi (Pengukuran)" in notes


def test_a_sealed_book_whose_results_do_not_follow_is_pointed_out(induk, sent):
    path = sent["Bidang Anak"]
    package = check_workbook(path, writing=False)
    part = next(n for n in package.names if b"lk_bu_capaianasli" in package.read(n))
    data = package.read(part)
    assert b"<v>0.875</v>" in data
    package.put(part, data.replace(b"<v>0.875</v>", b"<v>0.999</v>"))
    package.save(path)
    notes = " ".join(merged(induk, path).books[0].notes)
    assert "bersegel, tetapi" in notes and "tidak mengikuti isiannya" in notes and "Pengukuran baris 1" in notes


def test_sorted_and_inserted_rows_are_found_by_their_keys(induk, tmp_path):
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "kiriman", surel=False).sent[0].path)
    filler = Isian(copy)
    columns = ("Kode", "Sifat", "Realisasi TW1", "Realisasi TW2")
    rows = [[filler.sel("tbl_pengukuran", n, c).value for c in columns] for n in (1, 2, 3)]
    rows[0][3] = 75.5
    for number, row in enumerate([rows[2], [None] * 4, rows[0], rows[1]], 1):
        for column, value in zip(columns, row, strict=True):
            filler.tulis("tbl_pengukuran", number, column, value)
    filler.simpan()
    found = merged(induk, copy)
    assert [kept_state(c) for c in found.cells] == [("tbl_pengukuran", "1", "Realisasi TW2", "diisi")]
    assert not found.removed and not found.outside
    after = [row.cells["Kode"] for row in rows_of(induk, "tbl_pengukuran")]
    assert after == ["1", "2", "3"]


def rows_of(path, table):
    from lkjip_xl.book.read import read_book

    return [row for row in read_book(check_workbook(path, writing=False)).book.rows(table) if row.cells]


def test_rows_are_added_where_they_may_be_and_none_is_removed(induk, sent):
    new = {"Kode": "1", "Jenis": "Rincian", "Uraian": "Anak lain", "Pembilang": 3, "Penyebut": 4}
    fill(sent["Bidang Anak"], *(("tbl_data_dukung", 3, k, v) for k, v in new.items()),
         *(("tbl_data_dukung", 2, k, None) for k in ("Kode", "Jenis", "Uraian", "Pembilang", "Penyebut")),
         *(("tbl_anggaran", 7, k, v) for k, v in dict(Kode="Z", Tingkat="Program", Uraian="X").items()))  # fmt: skip
    fill(sent["Bidang Anak"], *(("tbl_anggaran", 4, k, None) for k in ("Kode", "Tingkat", "Uraian", "Pagu Awal")))
    found = merged(induk, sent["Bidang Anak"])
    assert [(one.table, one.row) for one in found.added] == [("tbl_data_dukung", "1 / Rincian / Anak lain")]
    assert rows_of(induk, "tbl_data_dukung")[2].cells == new
    assert len(rows_of(induk, "tbl_data_dukung")) == 3 and len(rows_of(induk, "tbl_anggaran")) == 6
    assert any("baris baru yang tidak diminta" in r.text for r in found.outside)
    assert [r.row for r in found.removed] == ["A.1.2"]


def test_rows_that_cannot_be_told_apart_are_left(induk, tmp_path):
    fill(induk, *(("tbl_data_dukung", 3, k, v) for k, v in
                  {"Kode": "1", "Jenis": "Rincian", "Uraian": "Anak terlayani", "Pembilang": 1}.items()))  # fmt: skip
    copy = Path(lkjip_xl.kirim(induk, tmp_path / "kiriman", ["Bidang Anak"], surel=False).sent[0].path)
    fill(copy, ("tbl_data_dukung", 3, "Pembilang", 5))
    found = merged(induk, copy)
    assert not found.taken and "tidak dapat dipastikan" in found.doubtful[0].text


def test_a_book_without_tables_is_read_by_its_heads(induk, sent):
    """As Google Sheets and phones save: values only, no tables, no seal."""
    source = openpyxl.load_workbook(sent["Bidang Anak"], data_only=True)
    filler = Isian(sent["Bidang Anak"])
    ws, row, column = filler.letak("tbl_pengukuran", 1, "Realisasi TW2")
    source[ws.title].cell(row, column).value = 75.5
    for sheet in source.worksheets:
        for name in list(sheet.tables):
            del sheet.tables[name]
    path = sent["Bidang Anak"].parent / "dari google.xlsx"
    source.save(path)
    found = merged(induk, path)
    assert found.books[0].state == "digabung", found.books[0].reason
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5
    notes = " ".join(found.books[0].notes)
    assert "menjadi sel biasa" in notes and "tidak berisi rumus lagi" in notes


def test_a_book_that_lost_its_mark_needs_its_number(induk, sent):
    path = fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5), name="baru.xlsx")
    package = check_workbook(path, writing=False)
    from lkjip_xl.ooxml.workbook import WorkbookParts

    workbook = WorkbookParts(package)
    drop = {(n.local, n.name.lower()) for n in workbook.defined_names if n.name == "_lkjip_kirim"}
    package.put(workbook.part, workbook.rewrite(drop=drop))
    package.save(path)
    found = merged(induk, path)
    assert found.books[0].state == "ditolak" and '--kiriman "baru.xlsx=N"' in found.books[0].reason
    assert merged(induk, path, kiriman={"baru.xlsx": 1}).taken


def test_a_renamed_book_of_another_master_is_refused(induk, sent, tmp_path):
    other = tmp_path / "lain"
    other.mkdir()
    foreign = lkjip_xl.kirim(master(other), other / "kiriman", ["Bidang Anak"], surel=False).sent[0].path
    found = merged(induk, foreign, sent["Bidang Perempuan"])
    assert [b.state for b in found.books] == ["ditolak", "tidak berubah"]
    assert "dikirim dari buku lain" in found.books[0].reason


def test_formulas_are_never_run_and_those_that_lead_out_are_not_taken(induk, sent):
    path = fill(
        sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", "=151/2"),
        ("tbl_pengukuran", 3, "Realisasi TW2", '=WEBSERVICE("http://127.0.0.1:9/x")'),
    )  # fmt: skip
    package = check_workbook(path, writing=False)
    for part in package.names:
        if "worksheets/" in part and b"151/2" in package.read(part):
            data = package.read(part)
            data = data.replace(b"<f>151/2</f><v></v>", b"<f>151/2</f><v>75.5</v>")
            data = data.replace(b"<f>151/2</f><v />", b"<f>151/2</f><v>75.5</v>")
            start = data.index(b"WEBSERVICE")
            data = data[:start] + data[start:].replace(b"<v></v>", b"<v>5</v>", 1).replace(b"<v />", b"<v>5</v>", 1)
            package.put(part, data)
    package.save(path)
    found = merged(induk, path)
    assert inputs(induk, "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5
    assert "dari rumus =151/2" in found.taken[0].proposals[0].note
    assert [r.row for r in found.doubtful] == ["3"] and "luar buku" in found.doubtful[0].text


def test_macros_and_links_of_a_returned_book_are_named(induk, sent):
    path = sent["Bidang Anak"]
    book = openpyxl.load_workbook(path)
    book["Pengukuran"]["A1"].hyperlink = "file:///C:/rahasia.xlsx"
    book.save(path)
    package = check_workbook(path, writing=False)
    package.put("xl/vbaProject.bin", b"makro")
    package.save(path)
    notes = " ".join(merged(induk, path).books[0].notes)
    assert "memuat makro" in notes and "memuat tautan" in notes


# --- where they come from --------------------------------------------------------------------------------------------
def letter(*files):
    message = EmailMessage()
    message["Subject"] = "Re: Pengisian"
    message.set_content("Terlampir.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_books_are_taken_out_of_saved_mail(induk, sent, tmp_path):
    path = fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    mail = tmp_path / "balasan.eml"
    mail.write_bytes(letter(("../../isi.xlsx", path.read_bytes()), ("surat.pdf", b"%PDF")))
    found = merged(induk, mail)
    assert [b.file for b in found.books] == ["isi.xlsx (dari balasan.eml)"] and len(found.taken) == 1
    (tmp_path / "kosong.eml").write_bytes(letter(("surat.pdf", b"%PDF")))
    assert "tidak ada buku" in merged(induk, tmp_path / "kosong.eml").books[0].reason
    path = fill(path, ("tbl_pengukuran", 1, "Analisis", "naik"))
    saved = tmp_path / "Re Pengisian.msg"
    saved.write_bytes(message(attached("C:\\unduhan\\isi.xlsx", path.read_bytes()), attached("surat.pdf", b"%PDF")))
    found = merged(induk, saved)
    assert [b.file for b in found.books] == ["isi.xlsx (dari Re Pengisian.msg)"] and len(found.taken) == 1
    (tmp_path / "rusak.msg").write_bytes(b"bukan outlook")
    assert merged(induk, tmp_path / "rusak.msg").books[0].state == "ditolak"


def test_a_folder_with_everything_in_it(induk, sent, tmp_path):
    folder = sent["Bidang Anak"].parent
    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    shutil.copy(sent["Bidang Anak"], folder / "salinan.xlsx")  # the same book twice is one
    shutil.copy(induk, folder / "induk.xlsx")
    (folder / "~$induk.xlsx").write_bytes(b"x")
    (folder / "kosong.xlsx").write_bytes(b"")
    (folder / "rusak.xlsx").write_bytes(b"PK\3\4rusak")
    result = lkjip_xl.gabung(induk, folder)
    states = {b.file: b.state for b in result.merge.books}
    assert states["kosong.xlsx"] == states["rusak.xlsx"] == "ditolak" and len(result.merge.taken) == 1
    assert sum(state == "digabung" for state in states.values()) == 1 and "~$induk.xlsx" not in states


def test_a_draft_that_was_not_sent_is_no_return(induk, tmp_path):
    lkjip_xl.kirim(induk, tmp_path / "kiriman", ["Bidang Anak"])
    found = pratinjau_gabung(induk, tmp_path / "kiriman").merge
    assert [b.state for b in found.books] == ["tidak berubah"]
    draft = next((tmp_path / "kiriman").glob("*.eml"))
    assert email.message_from_bytes(draft.read_bytes())["X-Unsent"] == "1"


def test_nothing_was_sent_and_nothing_is_there(induk, tmp_path):
    with pytest.raises(UserError, match="Belum ada yang dikirim"):
        lkjip_xl.gabung(induk, tmp_path)
    lkjip_xl.kirim(induk, tmp_path / "kiriman")
    (tmp_path / "kosong").mkdir()
    with pytest.raises(UsageError, match="Tidak ada buku"):
        lkjip_xl.gabung(induk, tmp_path / "kosong")
    with pytest.raises(UserError, match="tidak ditemukan"):
        lkjip_xl.gabung(induk, tmp_path / "tiada.xlsx")


def test_lateness_is_told_by_the_day(induk, tmp_path):
    from datetime import date

    lkjip_xl.kirim(induk, tmp_path / "kiriman", ["semua"], tenggat="2026-04-05")
    assert {s.state for s in lkjip_xl.status(induk, date(2026, 4, 5)).states} == {"menunggu"}
    assert {s.state for s in lkjip_xl.status(induk, date(2026, 4, 6)).states} == {"terlambat"}


def test_two_merges_at_once(induk, sent):
    from lkjip_xl.ooxml.safe_write import write_lock

    fill(sent["Bidang Anak"], ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    before = induk.read_bytes()
    with write_lock(induk), pytest.raises(UserError) as refused:
        lkjip_xl.gabung(induk, sent["Bidang Anak"])
    assert refused.value.kode == "terkunci" and induk.read_bytes() == before


def test_bytes_in_bytes_out(induk, tmp_path):
    first = lkjip_xl.kirim(induk.read_bytes(), bidang=["Bidang Anak"], surel=False)
    ((name, data),) = first.contents.items()
    (tmp_path / name).write_bytes(data)
    path = fill(tmp_path / name, ("tbl_pengukuran", 1, "Realisasi TW2", 75.5))
    done = lkjip_xl.gabung(first.data, {name: path.read_bytes()})
    assert len(done.merge.taken) == 1
    again = lkjip_xl.gabung(done.data, {name: path.read_bytes()})
    assert again.unchanged and again.data == done.data


@pytest.mark.parametrize("column", ["Uraian", "Kode"])
def test_a_row_that_the_master_has_no_more_is_told_and_nothing_is_taken(induk, sent, column):
    path = fill(sent["Bidang Anak"], ("tbl_data_dukung", 1, "Sumber", "Laporan bulanan"))
    fill(induk, ("tbl_data_dukung", 1, column, "Lain" if column == "Uraian" else "3"))
    found = merged(induk, path)
    assert not found.taken and not found.added
    assert [(one.column, one.value) for one in found.doubtful] == [("Sumber", "Laporan bulanan")]
    assert "tidak ada lagi di buku induk" in found.doubtful[0].text
    before = induk.read_bytes()
    assert merged(induk, path).books[0].state == "sudah digabung" and induk.read_bytes() == before
