"""What a first hour's reader is told: sheets by name, what to do first, whom to ask, dates that do not exist."""

from contextlib import nullcontext

import pytest
from openpyxl import Workbook, load_workbook

import lkjip_xl
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.naskah import naskah_buku
from lkjip_xl.flows.pratinjau import pratinjau_buku
from lkjip_xl.hosts.answers import fill_lines, report_lines, summary_lines
from lkjip_xl.hosts.travel_answers import merge_lines
from lkjip_xl.invocation import buttons_are_pressed
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian

from .travel_books import RENSTRA, ROWS, SETTINGS, master


def made(path, **rows):
    build(path, settings=SETTINGS, years=(2025, 2026), rows={f"tbl_{name}": own for name, own in rows.items()})
    return path


def csv(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"tbl_{name}.csv").write_text(text, encoding="utf-8")
    return folder


# --- what to do first ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({}, "Capaian: belum ada indikator. Isi lembar Renstra, lalu jalankan 'lkjip-xl salin BUKU'."),
        ({"renstra": RENSTRA}, "Capaian: belum ada indikator di Pengukuran. Salin dahulu indikator Renstra ke PK dan "
         "Pengukuran dengan 'lkjip-xl salin BUKU', lalu isi realisasinya."),
        ({"renstra": RENSTRA, "pengukuran": [{"Kode": "1", "Sifat": "Posisi Akhir"}]},
         "Capaian: tidak ada indikator yang dirata-ratakan. Lengkapi PK (kolom Kode), atau pilih Dasar rata-rata "
         "instansi yang lain di Pengaturan."),
    ],
)  # fmt: skip
def test_a_book_without_indicators_is_told_what_comes_first(tmp_path, rows, told):
    lines = summary_lines(lkjip_xl.hitung(made(tmp_path / "b.xlsx", **rows), backup=False))
    assert told in lines and "Anggaran: lembar Anggaran belum diisi." in lines
    assert not any("0 dari 0" in line for line in lines)


def test_a_filled_book_is_summed_up_as_ever(tmp_path):
    lines = summary_lines(lkjip_xl.hitung(master(tmp_path), backup=False))
    assert any("0 dari 3 indikator terukur" in line for line in lines)
    assert any(line.startswith("Anggaran: realisasi ") for line in lines)


# --- indicators that Renstra lacks -----------------------------------------------------------------------------------
def test_an_unknown_indicator_is_told_before_and_after(tmp_path):
    book = master(tmp_path)
    source = csv(
        tmp_path / "csv", pengukuran="Kode;Realisasi TW2\n9.9;70\n1;71\n", anggaran="Kode;Indikator\nA;1;8.8\n"
    )
    (source / "tbl_anggaran.csv").write_text('Kode;Indikator\nA;"1;8.8"\n', encoding="utf-8")
    told = [
        "Belum ada di Renstra: indikator 8.8 yang disebut di Anggaran. Isi barisnya di Renstra, atau betulkan kodenya.",
        "Belum ada di Renstra: indikator 9.9 yang disebut di Pengukuran. Isi barisnya di Renstra, atau betulkan "
        "kodenya.",
    ]
    shown = pratinjau_buku(book, source)
    assert shown.unlisted == told and fill_lines(shown)[:2] == told
    done = isi_buku(book, source, backup=False)
    assert done.unlisted == told and done.rows["tbl_pengukuran"].added == ("9.9",)


@pytest.mark.parametrize(
    ("typed", "written", "told"),
    [
        ("1, 2", "1;2", "Anggaran: kode indikator yang dipisah koma ('1, 2') dibaca sebagai beberapa kode dan ditulis "
         "dengan titik koma."),
        ("1, 9.9", "1, 9.9", "Anggaran: kode dipisah koma ('1, 9.9'), sehingga terbaca sebagai satu kode yang tidak "
         "ada. Pisahkan dengan titik koma, dan betulkan yang belum ada di Renstra."),
    ],
)  # fmt: skip
def test_codes_between_commas_are_taken_where_renstra_has_each(tmp_path, typed, written, told):
    book, source = master(tmp_path), csv(tmp_path / "csv", anggaran=f"Kode;Indikator\nA;{typed}\n")
    shown = pratinjau_buku(book, source)
    assert [*shown.notes, *shown.unlisted] == [told]
    done = isi_buku(book, source, backup=False)
    rows = {row.cells.get("Kode"): row.cells for row in done.computed.book.rows("tbl_anggaran") if row.cells}
    assert [*done.notes, *done.unlisted] == [told] and rows["A"]["Indikator"] == written


def test_a_row_that_stands_twice_in_a_source_is_told_before_and_after(tmp_path):
    """One Kode twice: both were written, and nothing said that the total is doubled."""
    table = "Kode;Tingkat;Uraian;Unit;Pagu Awal\n{};Sub Kegiatan;S;{};1\n{};Sub Kegiatan;S;{};2\n"
    told = (
        "Anggaran: yang sama ada di lebih dari satu baris sumber: C.1 (tbl_anggaran.csv baris 2 dan 3). Tiap baris "
        "menjadi baris tersendiri, sehingga terhitung lebih dari sekali; sisakan satu di sumbernya, lalu ulangi."
    )
    for cells, notes in (
        (("C.1", "", "c.1 ", ""), [told]), (("C.1", "UPTD A", "C.1", "UPTD B"), []), (("", "", "", ""), []),
    ):  # fmt: skip
        book, source = master(tmp_path), csv(tmp_path / "csv", anggaran=table.format(*cells))
        assert pratinjau_buku(book, source).notes == notes
        assert isi_buku(book, source, backup=False).notes == notes


def test_an_indicator_that_comes_with_its_row_of_renstra_is_known(tmp_path):
    source = csv(tmp_path / "csv", renstra="Kode;Indikator\n9.9;Baru\n", pengukuran="Kode;Realisasi TW2\n9.9;70\n")
    assert isi_buku(master(tmp_path), source, backup=False).unlisted == []


# --- whom to ask -----------------------------------------------------------------------------------------------------
@pytest.fixture
def with_head(tmp_path):
    """A book whose Tujuan bears the name of the head, who has no row to fill in."""
    goal = {**RENSTRA[0], "Kode": "T1", "Jenis": "Tujuan", "Penanggung Jawab": "Kepala Dinas"}
    return made(tmp_path / "b.xlsx", **{name[4:]: own for name, own in ROWS.items()} | {"renstra": [goal, *RENSTRA]})


def test_who_has_nothing_to_fill_in_is_no_recipient(with_head, tmp_path):
    done = lkjip_xl.kirim(with_head, tmp_path / "k", ["semua"], surel=False, backup=False)
    assert [one.sending.division for one in done.sent] == ["Bidang Anak", "Bidang Perempuan"]
    with pytest.raises(UsageError) as refused:
        lkjip_xl.kirim(with_head, tmp_path / "k", ["entah"], surel=False, backup=False)
    assert "Yang ada: Bidang Anak; Bidang Perempuan." in str(refused.value)


# --- sheets that go --------------------------------------------------------------------------------------------------
def test_a_sheet_that_goes_is_told_by_its_name(buku_contoh, tmp_path):
    book = tmp_path / "b.xlsx"
    book.write_bytes(open(buku_contoh, "rb").read())
    isi_buku(book, csv(tmp_path / "csv", anggaran="Kode\n"), ganti=True, backup=False)
    done = lkjip_xl.laporan(book, backup=False)
    assert "LAP-ANGGARAN" in done.removed and "Lap Anggaran" in done.gone
    told = "\n".join(report_lines(done))
    assert "Lembar yang tidak berlaku lagi dihapus: Lap Anggaran" in told and "LAP-" not in told


# --- days that the calendar lacks ------------------------------------------------------------------------------------
DATED = {**RENSTRA[0], "Satuan": "Tanggal", "Tipe": "Tanggal", "Arah": "Turun", "Target 2025": 45_747}


@pytest.mark.parametrize(
    ("typed", "why", "told"),
    [
        ("31-04-2025", "tanggal yang tidak ada (April 2025 hanya sampai tanggal 30)",
         '"31-04-2025" adalah tanggal yang tidak ada: April 2025 hanya sampai tanggal 30.'),
        ("30 Februari 2025", "tanggal yang tidak ada (Februari 2025 hanya sampai tanggal 28)",
         "adalah tanggal yang tidak ada: Februari 2025 hanya sampai tanggal 28."),
        ("segera", "bukan tanggal",
         '"segera" bukan tanggal. Ketik tanggalnya, misalnya 31/3/2025, atau N/A bila tidak tersedia.'),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_called_so(tmp_path, typed, why, told):
    rows = {"renstra": [DATED], "pk": [{"Dokumen": "Awal", "Kode": "1", "Target": 45_747}]}
    rows["pengukuran"] = [{"Kode": "1", "Sifat": "Posisi Akhir", "Target TW2": 45_747}]
    book = made(tmp_path / "b.xlsx", **rows)
    lkjip_xl.hitung(book, backup=False)
    copy = lkjip_xl.kirim(book, tmp_path / "k", ["Bidang Anak"], triwulan=2, surel=False, backup=False).sent[0].path
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", typed)
    filler.simpan()
    merge = lkjip_xl.gabung(book, copy, backup=False)
    assert why in "\n".join(merge_lines(merge.merge))
    source = csv(tmp_path / "csv", pengukuran=f"Kode;Realisasi TW2\n1;{typed}\n")
    found = [f for f in isi_buku(book, source, backup=False).findings if f.kode in ("BACA-02", "ISI-01")]
    assert any(told in f.perbaikan for f in found)
    assert any(why in f.uraian for f in found if f.kode == "BACA-02")


def test_a_document_dated_on_no_day_is_told(tmp_path):
    source = csv(tmp_path / "csv", pk_dokumen="Dokumen;Tanggal\nAwal;31-04-2025\n")
    found = isi_buku(master(tmp_path), source, backup=False).findings
    assert any("April 2025 hanya sampai tanggal 30" in (f.perbaikan or "") for f in found)
    assert load_workbook(tmp_path / "induk.xlsx")  # the book was written, with the text as it was


# --- what can be done where the message is read ----------------------------------------------------------------------
def refused_book(tmp_path):
    lkjip_xl.buat(tmp_path / "a.xlsx", "Dinas", 2025, "2025-2026")
    lkjip_xl.buat(tmp_path / "a.xlsx", "Dinas", 2025, "2025-2026")


def refused_document(tmp_path):
    book = master(tmp_path)
    lkjip_xl.tambah(book, ["naskah"], backup=False)
    naskah_buku(book, tmp_path / "LKjIP.docx")
    isi_buku(book, csv(tmp_path / "csv", pengaturan="Kunci;Nilai\ninstansi;Dinas Lain\n"), backup=False)
    naskah_buku(book, tmp_path / "LKjIP.docx")


def refused_report(tmp_path):
    book = master(tmp_path)
    name = lkjip_xl.laporan(book, backup=False, hanya=["LAP-PK"]).sheets["LAP-PK"]
    workbook = load_workbook(book)
    workbook[name].cell(60, 1).value = "ketikan"
    workbook.save(book)
    lkjip_xl.laporan(book, backup=False, hanya=["LAP-PK"])


def refused_export(tmp_path):
    lkjip_xl.ekspor(master(tmp_path), tmp_path / "hasil")
    lkjip_xl.ekspor(tmp_path / "induk.xlsx", tmp_path / "hasil")


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
@pytest.mark.parametrize("flow", [refused_book, refused_document, refused_report, refused_export])
def test_options_are_named_only_where_they_can_be_typed(tmp_path, flow):
    told = {}
    for host in ("typed", "pressed"):
        folder = tmp_path / host
        folder.mkdir()
        with buttons_are_pressed() if host == "pressed" else nullcontext(), pytest.raises(UserError) as caught:
            flow(folder)
        told[host] = str(caught.value)
    assert "--timpa" in told["typed"] and "--" not in told["pressed"] and told["pressed"].endswith((".", ".\n"))


@pytest.mark.parametrize("pressed", [False, True])
def test_a_book_that_is_none_of_ours_is_not_sent_to_laporan(tmp_path, pressed):
    Workbook().save(tmp_path / "lain.xlsx")
    empty = made(tmp_path / "kosong.xlsx")
    with buttons_are_pressed() if pressed else nullcontext():
        with pytest.raises(UserError) as caught:
            lkjip_xl.pdf(tmp_path / "lain.xlsx")
        assert caught.value.kode == "bukan_buku_lkjip"
        with pytest.raises(UserError) as caught:
            lkjip_xl.pdf(empty)
        assert caught.value.kode == "tanpa_laporan"
        assert ("Tekan Laporan lebih dulu" if pressed else "Jalankan 'lkjip-xl laporan BUKU'") in str(caught.value)
