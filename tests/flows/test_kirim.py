"""kirim: what is in a copy, what is not, what may be filled, and what the master remembers."""

import email
import os
import shutil
import zipfile
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.book.seal import is_unbroken, read_seal, sending_mark
from lkjip_xl.book.sendings import read_sendings
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.divisions import asked_of, divisions, named_indicators, units
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.looks import INPUT_FILL
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian
from tests.flows.travel_books import SETTINGS, inputs, master
from tests.tools.lint_ooxml import lint

TEMPLATE = Path(__file__).parents[2] / "workbook_templates" / "lkjip_standar.xlsm"


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


def opened(path):
    return read_book(check_workbook(path, writing=False))


def test_divisions_are_those_of_penanggung_jawab_and_units_those_of_anggaran(induk):
    reading = opened(induk)
    assert divisions(reading) == ["Bidang Anak", "Bidang Perempuan"]
    assert units(reading) == ["UPTD Selatan"]


def test_a_division_is_asked_for_its_own_rows_and_the_columns_that_are_its_business(induk):
    asked = asked_of(opened(induk), "bidang  ANAK", quarter=2)
    assert asked["tbl_pengukuran"].rows == (1, 3)
    assert asked["tbl_pengukuran"].columns[0] == "Realisasi TW2" and "Sifat" not in asked["tbl_pengukuran"].columns
    # The lowest rows beneath the program that names its indicator; not the program itself, whose amounts are sums.
    assert asked["tbl_anggaran"].rows == (3, 4) and asked["tbl_anggaran"].columns == ("Realisasi TW2",)
    assert asked["tbl_data_dukung"].rows == (1,) and asked["tbl_data_dukung"].growing
    assert "tbl_renstra" not in asked and "tbl_pk" not in asked


def test_a_row_with_a_unit_belongs_to_the_unit(induk):
    assert asked_of(opened(induk), unit="uptd selatan")["tbl_anggaran"].rows == (6,)
    assert 6 not in asked_of(opened(induk), "Bidang Perempuan")["tbl_pengukuran"].rows
    assert "tbl_anggaran" not in asked_of(opened(induk), "Bidang Perempuan")


@pytest.mark.parametrize(("text", "found"), [
    ("1; 2", {"1", "2"}), ("1, 2", {"1", "2"}), ("1,2;9", {"1", "2"}), ("9", set()), (None, set()),
    ("A,B", {"a,b"}), ("A,B, 1", {"1"}), (2, {"2"}),
])  # fmt: skip
def test_codes_parted_by_commas_are_several_unless_they_are_one(text, found):
    assert named_indicators(text, {"1", "2", "a,b"}) == found


def with_indicators(induk, **codes):
    filler = Isian(induk)
    for row, text in codes.items():
        filler.tulis("tbl_anggaran", int(row[1:]), "Indikator", text)
    filler.simpan()


def test_a_budget_row_goes_to_every_division_whose_indicator_it_names(induk, tmp_path):
    """docs/adr/0066: a comma is no semicolon, but the row travels; what two fill differently is a conflict."""
    with_indicators(induk, b1="1, 2")
    reading = opened(induk)
    assert asked_of(reading, "Bidang Anak")["tbl_anggaran"].rows == (3, 4)
    assert asked_of(reading, "Bidang Perempuan")["tbl_anggaran"].rows == (3, 4)
    made = lkjip_xl.kirim(induk, tmp_path / "k", ["semua"], triwulan=2, surel=False, backup=False)
    assert any("Diminta dari beberapa sekaligus: Pengukuran 1 baris (3), Anggaran 2 baris (A.1.1; A.1.2)" in n
               for n in made.notes)  # fmt: skip
    for one, value in zip(made.sent, (500, 600), strict=True):
        filler = Isian(one.path)
        filler.tulis("tbl_anggaran", 3, "Realisasi TW2", value)
        filler.tulis("tbl_anggaran", 4, "Realisasi TW2", 700)
        filler.simpan()
    merge = lkjip_xl.gabung(induk, tmp_path / "k", backup=False).merge
    assert [(c.row, c.taken) for c in merge.taken] == [("A.1.2", 700)]
    assert [(c.row, [p.value for p in c.proposals]) for c in merge.conflicts] == [("A.1.1", [500, 600])]


def test_a_row_with_an_unknown_code_goes_with_the_row_above_it(induk):
    with_indicators(induk, b3="tidak ada")
    assert asked_of(opened(induk), "Bidang Anak")["tbl_anggaran"].rows == (3, 4)


def test_rows_that_nobody_is_asked_for_are_named(induk, tmp_path):
    def notes(*wanted):
        made = lkjip_xl.kirim(induk, tmp_path / "k", *wanted, triwulan=2, surel=False, backup=False)
        return [note for note in made.notes if "siapa pun" in note]

    assert notes(["semua"]) == ["Tidak diminta dari siapa pun: Anggaran 1 baris (B.1 / UPTD Selatan)."]
    assert notes(["semua"], ["semua"]) == []
    assert notes(["Bidang Anak"]) == [], "who sends one copy asks one division"


def test_a_copy_for_every_division_and_the_list_in_the_master(induk, tmp_path):
    result = lkjip_xl.kirim(
        induk, tmp_path / "keluar", ["semua"], triwulan=2, tenggat="5 April 2026",
        kepada={"Bidang Anak": "anak@contoh.go.id"},
    )  # fmt: skip
    assert [os.path.basename(one.path) for one in result.sent] == [
        "induk - Bidang Anak (kirim 1).xlsx", "induk - Bidang Perempuan (kirim 2).xlsx",
    ]  # fmt: skip
    first = result.sent[0]
    assert first.unfinished == (
        "Pengukuran, Realisasi TW2: 2 dari 2 baris belum terisi",
        "Anggaran, Realisasi TW2: 2 dari 2 baris belum terisi",
    )  # fmt: skip
    asked = asked_of(opened(induk), "Bidang Anak", quarter=2)
    assert first.cells == sum(len(one.rows) * len(one.columns) for one in asked.values())
    # Two realisasi and two of the budget; of Data Dukung, where Pembilang and Penyebut are filled, two more.
    assert first.blank == 6  # Tahun Data, Analisis and Solusi are for those who have something to say
    kept = read_sendings(check_workbook(induk, writing=False))
    assert [(s.number, s.division, s.quarter, s.due, s.to) for s in kept.sent] == [
        (1, "Bidang Anak", 2, "2026-04-05", "anak@contoh.go.id"), (2, "Bidang Perempuan", 2, "2026-04-05", ""),
    ]  # fmt: skip
    assert len(kept.snapshots) == 1
    snapshot = next(iter(kept.snapshots.values()))
    assert snapshot["tbl_anggaran"][3]["Realisasi TW1"] == 200 and "Nama Seorang" not in str(snapshot)
    assert result.backup and result.findings


def test_a_quarter_without_a_target_beside_others_is_not_unfinished(tmp_path):
    book = master(tmp_path)
    filler = Isian(book)
    filler.tulis("tbl_pengukuran", 1, "Target TW4", 80)  # measured once a year; the other two say nothing of quarters
    filler.simpan()
    result = lkjip_xl.kirim(book, tmp_path / "k", ["Bidang Anak"], triwulan=2, surel=False, backup=False)
    assert "Pengukuran, Realisasi TW2: 1 dari 1 baris belum terisi" in result.sent[0].unfinished


def test_the_list_is_hidden_and_the_rest_of_the_master_is_as_it_was(induk, tmp_path):
    before = check_workbook(induk, writing=False)
    lkjip_xl.kirim(induk, tmp_path / "keluar")
    after = check_workbook(induk, writing=False)
    changed = {name for name in before.names if before.crc(name) != after.crc(name)}
    assert changed <= {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
    sheet = next(s for s in openpyxl.load_workbook(induk) if s.title == "Kiriman")
    assert sheet.sheet_state == "hidden" and lint(induk) == []


def test_the_sealed_copy_says_which_sending_it_is(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar", ["Bidang Anak"]).sent[0]
    package = check_workbook(copy.path, writing=False)
    reading = read_book(package)
    seal = read_seal(package)
    assert seal["kiriman"] == copy.sending.mark == sending_mark(reading.workbook)
    assert seal["bidang"] == "Bidang Anak" and seal["versi_kontrak"] == 2 and seal["tahun"] == 2025
    assert is_unbroken(package, seal)
    package.put("xl/worksheets/sheet6.xml", package.read("xl/worksheets/sheet6.xml") + b" ")
    assert not is_unbroken(package, seal)


def test_only_the_cells_that_are_asked_are_open(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar", ["Bidang Anak"], triwulan=2).sent[0]
    book = openpyxl.load_workbook(copy.path)
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    filler = Isian(copy.path)
    open_cells = {
        (table, row, column): not filler.sel(table, row, column).protection.locked
        for table, row, column in (
            ("tbl_pengukuran", 1, "Realisasi TW2"), ("tbl_pengukuran", 3, "Analisis"),
            ("tbl_pengukuran", 1, "Realisasi TW1"), ("tbl_pengukuran", 2, "Realisasi TW2"),
            ("tbl_pengukuran", 1, "Sifat"), ("tbl_pengukuran", 1, "Capaian"), ("tbl_renstra", 1, "Target 2025"),
            ("tbl_anggaran", 3, "Realisasi TW2"), ("tbl_anggaran", 1, "Realisasi TW2"),
            ("tbl_data_dukung", 1, "Pembilang"), ("tbl_data_dukung", 3, "Kode"), ("tbl_data_dukung", 2, "Pembilang"),
        )
    }  # fmt: skip
    assert [one[:3] for one, is_open in open_cells.items() if is_open] == [
        ("tbl_pengukuran", 1, "Realisasi TW2"), ("tbl_pengukuran", 3, "Analisis"),
        ("tbl_anggaran", 3, "Realisasi TW2"), ("tbl_data_dukung", 1, "Pembilang"), ("tbl_data_dukung", 3, "Kode"),
    ]  # fmt: skip


def test_yellow_is_what_is_asked_and_nothing_else(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar", ["Bidang Anak"], triwulan=2).sent[0]
    yellow = {
        (sheet.title, cell.protection.locked)
        for sheet in openpyxl.load_workbook(copy.path) if sheet.title != "Petunjuk"  # there it is a legend
        for row in sheet.iter_rows() for cell in row
        if str(cell.fill.fgColor.rgb).endswith(INPUT_FILL)
    }  # fmt: skip
    assert yellow == {("Pengukuran", False), ("Anggaran", False), ("Data Dukung", False)}
    asked = Isian(copy.path).sel("tbl_pengukuran", 1, "Realisasi TW2")
    assert not asked.protection.locked and str(asked.fill.fgColor.rgb).endswith(INPUT_FILL)


def test_the_whole_book_is_open_but_for_what_is_computed(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar").sent[0]
    filler = Isian(copy.path)
    assert not filler.sel("tbl_renstra", 1, "Target 2025").protection.locked
    assert not filler.sel("tbl_anggaran", 20, "Kode").protection.locked
    assert filler.sel("tbl_pengukuran", 1, "Capaian").protection.locked


MONEY_COLUMNS = ("Pagu Awal", "Pagu Perubahan", "Realisasi TW2", "Blokir")


def test_of_the_whole_book_money_is_asked_on_the_lowest_rows_only(induk, tmp_path):
    """Program and Kegiatan are sums: they were open, and counted as rows that wait (6 of 6, 4 of them sums)."""
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar", triwulan=2).sent[0]
    filler = Isian(copy.path)
    is_open = {
        row: {not filler.sel("tbl_anggaran", row, column).protection.locked for column in MONEY_COLUMNS}
        for row in range(1, 8)
    }
    assert is_open == {1: {False}, 2: {False}, 3: {True}, 4: {True}, 5: {False}, 6: {True}, 7: {True}}
    assert not filler.sel("tbl_anggaran", 1, "Uraian").protection.locked
    assert copy.unfinished[-1] == "Anggaran, Realisasi TW2: 3 dari 3 baris belum terisi"


def test_of_the_whole_book_what_only_may_be_filled_does_not_wait(induk, tmp_path):
    """Keterangan, Strategi, Unit and the like were counted: as many as all divisions and units have to fill, is it."""
    everybody = lkjip_xl.kirim(induk, tmp_path / "a", ["Bidang Anak"], ["UPTD Selatan"], triwulan=2).sent
    other = lkjip_xl.kirim(induk, tmp_path / "b", ["Bidang Perempuan"], triwulan=2).sent[0]
    whole = lkjip_xl.kirim(induk, tmp_path / "c", triwulan=2).sent[0]
    shared = 1  # indicator 3 is of both divisions
    assert whole.blank == sum(one.blank for one in (*everybody, other)) - shared == 10


def test_folded_columns_with_cells_to_fill_are_unfolded_in_the_copy(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar").sent[0]
    for path, hidden in ((induk, True), (copy.path, False)):
        book = Isian(path)
        for table, name, computed in (
            ("tbl_pengukuran", "Target TW2", "Kemajuan"), ("tbl_renstra", "Formulasi", None),
            ("tbl_anggaran", "Pagu Perubahan", "Pagu Efektif"),
        ):  # fmt: skip
            sheet, _, column = book.letak(table, 1, name)
            assert sheet.column_dimensions[get_column_letter(column)].hidden == hidden, (path, name)
            if computed:
                _, _, column = book.letak(table, 1, computed)
                assert sheet.column_dimensions[get_column_letter(column)].hidden


def test_computed_values_stand_in_the_copy_and_equal_the_book(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar", ["Bidang Anak"]).sent[0]
    one, other = lkjip_xl.buka(copy.path), lkjip_xl.buka(induk)
    assert one.ringkasan == other.ringkasan
    book = openpyxl.load_workbook(copy.path, data_only=True)
    sheet = book["Pengukuran"]
    values = [cell.value for row in sheet.iter_rows(min_row=6, max_row=6) for cell in row]
    assert 0.875 in values  # 70 of 80


def test_persons_stay_behind_unless_asked(induk, tmp_path):
    copy = lkjip_xl.kirim(induk, tmp_path / "satu").sent[0]
    assert b"Nama Seorang" not in b"".join(parts_of(copy.path).values())
    assert inputs(copy.path, "tbl_pengaturan")["instansi"]["Nilai"] == "Dinas Contoh"
    copy = lkjip_xl.kirim(induk, tmp_path / "dua", orang=True).sent[0]
    assert inputs(copy.path, "tbl_pengaturan")["nama_kepala"]["Nilai"] == "Nama Seorang"


def test_a_copy_without_persons_does_not_ask_for_them(induk, tmp_path):
    """The first step of Beranda counted the names that stay behind: 3 dari 16 belum."""

    def steps(path):
        sheet = openpyxl.load_workbook(path)["Beranda"]
        return [cell.value for row in sheet.iter_rows() for cell in row if "diisi pengirim" in str(cell.value)]

    copy = lkjip_xl.kirim(induk, tmp_path / "satu").sent[0]
    assert steps(copy.path) == ["diisi pengirim"] and steps(induk) == []
    lkjip_xl.hitung(copy.path, backup=False)
    assert steps(copy.path) == ["diisi pengirim"]
    whole = lkjip_xl.kirim(induk, tmp_path / "dua", orang=True).sent[0]
    assert steps(whole.path) == []


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_report_sheets_stay_behind(induk, tmp_path):
    lkjip_xl.laporan(induk, backup=False)
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar").sent[0]
    names = openpyxl.load_workbook(copy.path).sheetnames
    assert not [name for name in names if name.startswith("Lap ") or name == "Kiriman"]
    assert any(name.startswith("Lap ") for name in openpyxl.load_workbook(induk).sheetnames)


def test_a_report_sheet_that_a_formula_of_the_users_needs_goes_along_and_is_named(induk, tmp_path):
    lkjip_xl.laporan(induk, backup=False)
    book = openpyxl.load_workbook(induk)
    book.create_sheet("Catatan")["A1"] = "='Lap Anggaran'!A1"
    book.save(induk)
    copy = lkjip_xl.kirim(induk, tmp_path / "keluar").sent[0]
    assert copy.kept == ("Lap Anggaran",)


def test_a_book_with_macros_becomes_one_without(tmp_path):
    path = tmp_path / "buku.xlsm"
    shutil.copy(TEMPLATE, path)
    copy = lkjip_xl.kirim(path, tmp_path / "keluar").sent[0]
    assert copy.path.endswith(".xlsx") and "makro" in copy.cut and "tombol dan kendali formulir" in copy.cut
    parts = parts_of(copy.path)
    assert not [n for n in parts if "vba" in n.lower() or "ctrlprop" in n.lower() or "customui" in n.lower()]
    assert b"macro" not in parts["[Content_Types].xml"] and b"<controls" not in b"".join(parts.values())
    assert lint(copy.path) == []
    assert "xl/vbaProject.bin" in parts_of(path)


def test_the_draft_opens_as_a_letter_that_was_not_sent(induk, tmp_path):
    copy = lkjip_xl.kirim(
        induk, tmp_path, ["Bidang Anak"], triwulan=2, kepada="anak@contoh.go.id", tenggat="2026-04-05"
    ).sent[0]
    message = email.message_from_bytes(Path(copy.mail).read_bytes(), policy=default)
    assert message["X-Unsent"] == "1" and message["To"] == "anak@contoh.go.id"
    assert message["Subject"] == "Pengisian data kinerja Triwulan II 2025: Bidang Anak"
    text = message.get_body().get_content()
    assert "Dinas Contoh" in text and "5 April 2026" in text
    assert f"({copy.blank} sel perlu diisi, selebihnya bila ada) untuk Triwulan II" in text and copy.blank == 6
    attached = next(iter(message.iter_attachments()))
    assert attached.get_filename() == os.path.basename(copy.path)
    assert attached.get_content() == Path(copy.path).read_bytes()
    assert lkjip_xl.kirim(induk, tmp_path, ["Bidang Anak"], surel=False).sent[0].mail is None


def test_a_program_that_shows_no_figures_of_the_book_is_not_named(induk, tmp_path):
    """Google Sheets knows no names relative to a row; the slim form has no formulas."""
    for slim in (False, True):
        folder = tmp_path / str(slim)
        copy = lkjip_xl.kirim(induk, folder, ["Bidang Anak"], ringkas=slim).sent[0]
        letter = email.message_from_bytes(Path(copy.mail).read_bytes(), policy=default)
        assert ("Google Sheets" in letter.get_body().get_content()) == slim


def test_the_number_goes_on_and_no_copy_is_replaced(induk, tmp_path):
    first = lkjip_xl.kirim(induk, tmp_path, ["Bidang Anak"]).sent[0]
    second = lkjip_xl.kirim(induk, tmp_path, ["Bidang Anak"]).sent[0]
    assert (first.sending.number, second.sending.number) == (1, 2) and first.sending.mark != second.sending.mark
    (tmp_path / "induk - Bidang Anak (kirim 3).xlsx").write_bytes(b"orang lain")
    third = lkjip_xl.kirim(induk, tmp_path, ["Bidang Anak"]).sent[0]
    assert os.path.basename(third.path) == "induk - Bidang Anak (kirim 3, 2).xlsx"
    assert (tmp_path / "induk - Bidang Anak (kirim 3).xlsx").read_bytes() == b"orang lain"


def test_bytes_in_bytes_out(induk):
    result = lkjip_xl.kirim(induk.read_bytes(), bidang=["Bidang Anak"])
    assert list(result.contents) == ["buku - Bidang Anak (kirim 1).xlsx", "buku - Bidang Anak (kirim 1).eml"]
    assert result.sent[0].path is None and lkjip_xl.kirim(result.data).sent[0].sending.number == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"bidang": ["Bidang Anka"]}, "Maksud Anda Bidang Anak"),
        ({"unit": ["UPTD"]}, "Yang ada: UPTD Selatan"),
        ({"tenggat": "5 April"}, "tulis seperti 2026-04-05"),
        ({"triwulan": 5}, "tulis 1 sampai 4"),
        ({"kepada": "anak@"}, "tidak sah"),
        ({"bidang": ["Bidang Anak"], "kepada": {"Bidang Lain": "a@b.id"}}, "tidak termasuk yang dikirimi"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is_written(induk, tmp_path, options, words):
    before = induk.read_bytes()
    with pytest.raises(UsageError, match=words):
        lkjip_xl.kirim(induk, tmp_path / "keluar", **options)
    assert induk.read_bytes() == before and not os.path.exists(tmp_path / "keluar")


def test_a_book_without_divisions_says_so(tmp_path):
    lkjip_xl.buat(tmp_path / "kosong.xlsx", "Dinas", 2025, "2025-2026")
    with pytest.raises(UserError, match="kolom Penanggung Jawab masih kosong"):
        lkjip_xl.kirim(tmp_path / "kosong.xlsx", tmp_path, ["semua"])


def test_copies_do_not_stay_when_the_master_cannot_be_written(induk, tmp_path, monkeypatch):
    from lkjip_xl.flows import open_and_save

    def full(*_, **__):
        raise UserError("Disk penuh.", "disk_penuh")

    monkeypatch.setattr(open_and_save.OpenedBook, "save", full)
    before = induk.read_bytes()
    with pytest.raises(UserError, match="Disk penuh"):
        lkjip_xl.kirim(induk, tmp_path / "keluar", ["semua"])
    assert os.listdir(tmp_path / "keluar") == [] and induk.read_bytes() == before


def test_the_hidden_list_never_prints(induk, tmp_path):
    """LibreOffice prints hidden sheets too when it converts a book; a blank cell as print area makes no page."""
    for _ in range(2):
        lkjip_xl.kirim(induk, tmp_path, ["Bidang Anak"], surel=False, backup=False)
    workbook = WorkbookParts(check_workbook(induk, writing=False))
    place = next(n for n, sheet in enumerate(workbook.sheets) if sheet.name == "Kiriman")
    areas = [n.text for n in workbook.defined_names if n.local == place and n.name.lower() == "_xlnm.print_area"]
    assert areas == ["'Kiriman'!$XFD$1"]
    assert openpyxl.load_workbook(induk)["Kiriman"]["XFD1"].value is None


@pytest.mark.parametrize("slim", [False, True])
@pytest.mark.parametrize("key", ["triwulan_berjalan", "tahun"])
def test_a_setting_that_is_no_number_stops_no_sending(tmp_path, key, slim):
    path = master(tmp_path)
    (tmp_path / "tbl_pengaturan.csv").write_text(f"Kunci,Nilai\n{key},lima\n")
    lkjip_xl.isi(path, tmp_path / "tbl_pengaturan.csv", backup=False)
    sent = lkjip_xl.kirim(path, tmp_path / "keluar", ["Bidang Anak"], ringkas=slim, backup=False).sent[0]
    assert Path(sent.path).exists()
    letter = email.message_from_bytes(Path(sent.mail).read_bytes(), policy=default)
    subject, body = letter["Subject"], letter.get_body().get_content()
    assert ("2025" in subject) is ("tahun 2025" in body) is (key != "tahun") and " 0" not in subject


def test_a_day_that_was_reached_is_asked_for_no_more(tmp_path):
    """27 March, due on 31 March, typed in TW I: nothing of TW II is missing, though its target stands there too."""
    plan = [
        {"Kode": kode, "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": "S", "Indikator": f"Laporan {kode}", "IKU": "Ya",
         "Satuan": "Tanggal", "Tipe": "Tanggal", "Arah": "Turun", "Target 2025": 45747, "Penanggung Jawab": "Bidang"}
        for kode in ("1", "2")
    ]  # fmt: skip
    rows = [
        {"Kode": kode, "Sifat": "Posisi Akhir", "Target TW1": 45747, "Target TW2": 45747, "Realisasi TW1": day}
        for kode, day in (("1", 45743), ("2", None))
    ]
    path = tmp_path / "induk.xlsx"
    build(path, settings=SETTINGS, years=(2025, 2026), rows={"tbl_renstra": plan, "tbl_pengukuran": rows})
    (sent,) = lkjip_xl.kirim(path, tmp_path / "k", ["Bidang"], triwulan=2, surel=False, backup=False).sent
    assert sent.blank == 1 and sent.unfinished == ("Pengukuran, Realisasi TW2: 1 dari 1 baris belum terisi",)
