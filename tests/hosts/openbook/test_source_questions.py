"""A source that cannot be understood alone is answered on the sheet Pratinjau, in the words of each host."""

import re
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.errors import UsageError
from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.source_questions import QUESTIONS, answers_on, on_page, on_sheet
from lkjip_xl.hosts.openbook import press as button
from lkjip_xl.hosts.openbook import request
from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost
from lkjip_xl.invocation import answer, answers_are
from lkjip_xl.template.book import build
from tests.hosts.excel.recorder import ExcelTiruan

PACKAGE = Path(lkjip_xl.__file__).parent


@pytest.fixture
def path(tmp_path):
    """A book whose code 1.2 is an indicator and a budget row, with a table of that code pasted on a sheet."""
    path = tmp_path / "buku.xlsx"
    build(path, {"tahun": 2026, "triwulan_berjalan": 4}, years=(2025, 2030), rows={
        "tbl_renstra": [{"Kode": "1.2", "Jenis": "Sasaran", "Indikator": "I 1.2", "Satuan": "%", "Tipe": "Persen",
                         "Arah": "Naik", "Target 2026": 80}],
        "tbl_pengukuran": [{"Kode": "1.2", "Sifat": "Posisi Akhir"}],
        "tbl_anggaran": [{"Kode": "1.2", "Tingkat": "Sub Kegiatan", "Uraian": "S", "Pagu Awal": 100}],
    })  # fmt: skip
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("Tempel")
    for row in (("Kode", "Realisasi TW4"), ("1.2", 75)):
        sheet.append(row)
    workbook.save(path)
    return path


def pressed(host, path, **answers):
    return button.press(host, request.Request("isi", path.name, answers))


def realisasi(host, path):
    copy = path.with_name("salinan.xlsx")
    host.save_copy(str(copy))
    book = compute_book(copy)[0].book
    return [book.rows(table)[0].cells.get("Realisasi TW4") for table in ("tbl_pengukuran", "tbl_anggaran")]


def labels(host):
    return {row[0]: n for n, row in enumerate(host.values("Pratinjau", "A1:A12"), 1)}


def test_the_answer_on_pratinjau_decides_and_is_not_kept(lo, path):
    with lo.open(path) as document:
        host = LibreOfficeHost(document)
        told, weight = pressed(host, path)
        assert weight == "peringatan" and "sel kuning lembar Pratinjau" in told
        assert 'pilihan "Lembar tujuan" = Pengukuran di lembar Pratinjau' in told and "--" not in told
        assert realisasi(host, path) == [None, None]
        place = f"B{labels(host)['Lembar tujuan']}"
        host.write("Pratinjau", place, [["Kinerja"]])
        told, weight = pressed(host, path)
        assert weight == "peringatan" and f"Pratinjau, sel {place}" in told and "Pengukuran" in told
        host.write("Pratinjau", place, [["pengukuran"]])
        told, weight = pressed(host, path)
        assert weight == "info", told
        assert "Lembar tujuan: pengukuran" in document_questions(host)
        assert realisasi(host, path) == [75, None]
        assert "Pratinjau" not in host.book().sheets


def document_questions(host):
    return "\n".join(host.questions)


def test_an_answer_for_another_source_does_not_count(lo, path):
    with lo.open(path) as document:
        host = LibreOfficeHost(document)
        pressed(host, path)
        host.write("Pratinjau", f"B{labels(host)['Lembar tujuan']}", [["Pengukuran"]])
        copy = path.with_name("berjawab.xlsx")
        host.save_copy(str(copy))
    same = answers_on(str(copy), "lembar Tempel", Choices(sheet="Tempel"))
    assert same.asked.choices.table == "tbl_pengukuran" and same.told == ["Lembar tujuan: Pengukuran"]
    other = answers_on(str(copy), "C:/lain", Choices())
    assert other.asked.choices == Choices() and not other.told


def test_what_is_doubtful_can_be_answered_too(path, tmp_path):
    """The preview of a source that was understood has the same questions, with what is known so far."""
    source = tmp_path / "anggaran.csv"
    source.write_text("Kode;Uraian;Pagu\n1.2;S;200\n", encoding="utf-8")
    excel = ExcelTiruan(path)
    excel.jawaban = False
    pressed(excel, path, folder=str(source))
    copied = [call for call in excel.panggilan("copy_sheet") if "Pratinjau" in str(call)]
    assert copied
    asked = "".join(str(call) for call in excel.panggilan("ask"))
    assert 'Ubah dengan pilihan "Pagu di sumber" di lembar Pratinjau' in asked and "--pagu" not in asked


@pytest.mark.parametrize(("option", "written", "value"), [
    ("triwulan", "ii", 2), ("triwulan", "3", 3), ("pagu", "Pagu Perubahan", "perubahan"), ("bagian", "2", 2),
    ("setoran", "mengurangi realisasi", "kurangi"), ("skpd", " 1.02  Dinas ", "1.02 Dinas"),
    ("kolom", "Kas = Pagu Awal; X=Uraian", {"Kas": "Pagu Awal", "X": "Uraian"}),
])  # fmt: skip
def test_answers_are_read_as_people_write_them(path, option, written, value):
    question = next(one for one in QUESTIONS if one.id == option)
    answered = answers_on(str(_with_answers(path, {question.label: written})), "X", Choices())
    assert getattr(answered.asked.choices, question.choice) == value


@pytest.mark.parametrize(("option", "written"), [
    ("triwulan", "5"), ("pagu", "kas"), ("bagian", "dua"), ("bagian", "0"), ("ganti", "tidak tahu"), ("tabel", "PKK"),
])  # fmt: skip
def test_an_answer_that_is_none_is_named_with_its_cell(path, option, written):
    question = next(one for one in QUESTIONS if one.id == option)
    with pytest.raises(UsageError, match=r"Pratinjau, sel B\d+: ") as refused:
        answers_on(str(_with_answers(path, {question.label: written})), "X", Choices())
    assert question.label in str(refused.value) and question.allowed in str(refused.value)


def _with_answers(path, answers):
    from lkjip_xl.flows.pratinjau import ask_on_sheet
    from lkjip_xl.flows.source_questions import Asked

    out = path.with_name("tanya.xlsx")
    ask_on_sheet(str(path), str(out), Asked("X", Choices(), False), "ditolak")
    workbook = openpyxl.load_workbook(out)
    sheet = workbook["Pratinjau"]
    rows = {sheet.cell(n, 1).value: n for n in range(1, 14)}
    for label, value in answers.items():
        sheet.cell(rows[label], 2).value = value
    workbook.save(out)
    return out


def test_each_host_names_an_answer_as_it_takes_it():
    assert answer(tabel="tbl_pk", bagian="NOMOR") == "--tabel tbl_pk --bagian NOMOR"
    assert answer(kolom="Anggaran Kas=Pagu Awal") == '--kolom "Anggaran Kas=Pagu Awal"'
    with answers_are(on_sheet):
        assert answer(pagu="perubahan") == 'pilihan "Pagu di sumber" = Pagu Perubahan di lembar Pratinjau'
    with answers_are(on_page):
        assert answer(tabel="tbl_anggaran", bagian="") == (
            'pilihan "Lembar tujuan" = Anggaran dan "Tabel keberapa" (Bila perlu dijelaskan)'
        )
    assert answer(triwulan="") == "--triwulan"


def test_no_advice_of_a_source_names_an_option_by_hand():
    options = re.compile(r"--(" + "|".join(one.id for one in QUESTIONS) + r")\b")
    flows = ("intake_plan", "intake_choices", "intake_sources", "row_match")
    places = [*PACKAGE.glob("intake/**/*.py"), *(PACKAGE / "flows" / f"{name}.py" for name in flows)]
    assert len(places) > 20
    wrong = [p.name for p in places if options.search(p.read_text(encoding="utf-8"))]
    assert not wrong, wrong
