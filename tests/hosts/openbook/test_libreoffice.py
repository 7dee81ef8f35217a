"""LibreOffice in the place of Excel: each call of ``Host`` on a live book, then whole buttons over it."""

import html
import inspect
import re
import shutil
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book, form_findings
from lkjip_xl.hosts.openbook import press as makro
from lkjip_xl.hosts.openbook import request
from lkjip_xl.hosts.openbook.formula_notation import from_libreoffice, to_libreoffice
from lkjip_xl.hosts.openbook.host import Host
from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost
from lkjip_xl.ooxml.ownership import edited_sheets, owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.tools.libreoffice import LibreOfficeError

# openpyxl says so of every book with print areas that follow the filled rows.
pytestmark = pytest.mark.filterwarnings("ignore:Print area")


@pytest.fixture
def host(lo, buku_contoh, tmp_path):
    """A host on an open copy of the sample book that stands in ``tmp_path``."""
    path = tmp_path / "Buku Dinas.xlsx"
    shutil.copyfile(buku_contoh, path)
    with lo.open(path) as dokumen:
        yield LibreOfficeHost(dokumen)


def isi_buku(path):
    """What the product reads from a book: settings and the filled rows of every table."""
    bacaan, _ = compute_book(path)
    return bacaan.book.settings, {n: [(b.number, b.cells) for b in t if b.cells] for n, t in bacaan.book.tables.items()}


# --- formulas --------------------------------------------------------------------------------------------------------
def test_every_formula_of_the_book_goes_to_libreoffice_and_back(lo, buku_contoh):
    buku = openpyxl.load_workbook(buku_contoh)
    with lo.open(buku_contoh) as dokumen:
        semua = dokumen.formulas()
    berbeda, banyak = [], 0
    for lembar in buku:
        for baris in lembar.iter_rows():
            for sel in baris:
                if sel.data_type != "f":
                    continue
                banyak += 1
                teks = getattr(sel.value, "text", sel.value)
                milik_lo = semua[lembar.title][sel.row - 1][sel.column - 1]
                if to_libreoffice(teks).text != milik_lo or from_libreoffice(milik_lo) != teks:
                    berbeda.append((lembar.title, sel.coordinate, teks, milik_lo))
    assert banyak > 5000 and berbeda == []


@pytest.mark.parametrize(
    ("berkas", "lo"),
    [
        ("=SUM('Lap ''A'' 1'!$A$1:B2,Data!C3)", "=SUM($'Lap ''A'' 1'.$A$1:B2;$Data.C3)"),
        ('=IF(A1="a,b;c|d",{1,2;3,4},-1%)', '=IF(A1="a,b;c|d";{1;2|3;4};-1%)'),
        ("=_xlfn.IFNA(tbl[[#This Row],[A]:[B]],#N/A)", "=IFNA(tbl[[#This Row];[A]:[B]];#N/A)"),
        ("=INDEX(A:A,1):INDEX(A:A,2)&1.5", "=INDEX(A:A;1):INDEX(A:A;2)&1.5"),
        ("=9E+99+1.5E-07", "=9E+099+1.5E-007"),
        ("=lk_tahun+1<>2", "=lk_tahun+1<>2"),
    ],
)
def test_formulas_in_both_notations(berkas, lo):
    assert to_libreoffice(berkas).text == lo
    assert from_libreoffice(lo) == berkas


@pytest.mark.parametrize("rumus", ["=[1]Sheet1!A1", "=SUM(Awal:Akhir!B2)", "=A1+\u00a7", "=tbl[A"])
def test_formulas_that_are_not_taken(rumus):
    with pytest.raises(ValueError):
        to_libreoffice(rumus)


# --- each call -------------------------------------------------------------------------------------------------------
def test_it_has_every_call_of_the_host_with_the_same_arguments():
    panggilan = [n for n, _ in inspect.getmembers(Host, inspect.isfunction) if not n.startswith("_")]
    assert len(panggilan) > 20
    for nama in panggilan:
        assert list(inspect.signature(getattr(LibreOfficeHost, nama)).parameters) == list(
            inspect.signature(getattr(Host, nama)).parameters
        ), nama


def test_the_open_book(host, tmp_path):
    buku = host.book()
    assert (buku.name, buku.path) == ("Buku Dinas.xlsx", str(tmp_path / "Buku Dinas.xlsx"))
    assert not (buku.read_only or buku.structure_locked or buku.duplicated)
    assert buku.sheets[0] == "Beranda" and "Lap Capaian" in buku.sheets and "Temuan" in buku.sheets
    host.document.protect()
    assert host.book().structure_locked
    daring = LibreOfficeHost(host.document, "https://contoh.sharepoint.com/Dokumen/Buku Dinas.xlsx")
    assert daring.book().name == "Buku Dinas.xlsx" and daring.book().path.startswith("https://")


def test_a_copy_holds_unsaved_edits_and_the_engine_reads_it(host, buku_contoh, tmp_path):
    host.write("PK", "F6", [[91.5]])
    asal = (tmp_path / "Buku Dinas.xlsx").read_bytes()
    salinan = tmp_path / "salinan.xlsx"
    host.save_copy(str(salinan))
    setelan, tabel = isi_buku(buku_contoh)
    setelan_salinan, tabel_salinan = isi_buku(salinan)
    assert setelan_salinan == setelan
    assert tabel_salinan["tbl_pk"][0][1].pop("Target") == 91.5
    del tabel["tbl_pk"][0][1]["Target"]
    assert tabel_salinan == tabel
    bacaan, computed = compute_book(salinan)
    assert form_findings(bacaan, computed) == []
    assert len(owned_sheets(bacaan.workbook)) == len(owned_sheets(compute_book(buku_contoh)[0].workbook)) > 10
    assert edited_sheets(bacaan.package) == [], "saving it again is no edit"
    assert (tmp_path / "Buku Dinas.xlsx").read_bytes() == asal
    assert host.book().path == str(tmp_path / "Buku Dinas.xlsx")


def test_state_is_put_back(host):
    dokumen = host.document
    dokumen.set_view("Pengukuran", "C17:D19", row=14, column=8)
    semula = dokumen.view()
    assert semula == {"sheet": "Pengukuran", "selection": "C17:D19", "row": 14, "column": 8}
    keadaan = host.state()
    host.quiet()
    assert (dokumen.automatic(), dokumen.screen(), host.events, host.alerts) == (False, False, False, False)
    dokumen.set_view("Beranda", "A1", row=0, column=0)
    host.restore(keadaan)
    assert dokumen.view() == semula
    assert (dokumen.automatic(), dokumen.screen(), host.events, host.alerts) == (True, True, True, True)


def test_state_of_a_sheet_that_is_gone_is_skipped(host):
    host.document.set_view("Lap Capaian", "A3")
    keadaan = host.state()
    host.quiet()
    host.delete_sheet("Lap Capaian")
    host.restore(keadaan)
    assert host.document.automatic() and host.document.view()["sheet"] in host.book().sheets


def test_what_is_said_and_asked_is_kept(host):
    host.status("Menghitung")
    host.status(None)
    host.say("Selesai.")
    host.say("Gagal.", "galat")
    host.answers = [False]
    assert (host.ask("Timpa?"), host.ask("Lanjut?")) == (False, True)
    assert host.status_shown == ["Menghitung", None]
    assert host.messages == [("info", "Selesai."), ("galat", "Gagal.")]
    assert host.questions == ["Timpa?", "Lanjut?"]


def test_a_report_sheet_is_replaced_and_the_others_stay(host, lo, tmp_path):
    sebelum = host.document.values()
    tabel = host.document.tables()
    hasil = tmp_path / "hasil.xlsx"
    laporan_buku(tmp_path / "Buku Dinas.xlsx", output=hasil)
    sumber = host.open_source(str(hasil))
    for nama in ("Lap PK", "Lap Capaian"):  # the first stands right after a sheet with a table
        host.write(nama, "A1", [["coretan"]])
        host.copy_sheet(sumber, nama, "_baru", None, before=nama)
        host.delete_sheet(nama)
        host.rename_sheet("_baru", nama)
    host.close_source(sumber)
    assert host.book().sheets == tuple(sebelum)
    host.recalculate()
    assert host.document.values() == sebelum
    assert host.document.tables() == tabel
    assert host.document.is_protected("Lap PK")
    salinan = tmp_path / "salinan.xlsx"
    host.save_copy(str(salinan))
    bacaan, _ = compute_book(salinan)
    assert {"LAP-PK", "LAP-CAPAIAN"} <= set(owned_sheets(bacaan.workbook)) and edited_sheets(bacaan.package) == []
    assert cetakan(salinan, "Lap PK") == cetakan(tmp_path / "Buku Dinas.xlsx", "Lap PK")


def cetakan(path, lembar):
    """What decides how a sheet prints: its print area, repeated rows and paper."""
    with zipfile.ZipFile(path) as paket:
        buku = paket.read("xl/workbook.xml").decode()
        urutan = re.findall(r"<sheet [^>]*name=\"([^\"]*)\"", buku)
        nama = re.findall(
            rf'<definedName[^>]*name="(_xlnm.Print_\w+)"[^>]*localSheetId="{urutan.index(lembar)}"[^>]*>([^<]*)<|'
            rf'<definedName[^>]*localSheetId="{urutan.index(lembar)}"[^>]*name="(_xlnm.Print_\w+)"[^>]*>([^<]*)<', buku,
        )  # fmt: skip
    kertas = openpyxl.load_workbook(path)[lembar].page_setup
    return sorted(tuple(html.unescape(x) for x in n if x) for n in nama), kertas.orientation, int(kertas.paperSize)


def test_sheets_are_placed_renamed_and_deleted(host, buku_contoh):
    sumber = host.open_source(str(buku_contoh))
    host.copy_sheet(sumber, "Lap PK", "Satu", "Beranda")
    host.copy_sheet(sumber, "Lap PK", "Dua", None, before="Beranda")
    host.copy_sheet(sumber, "Lap PK", "Tiga", None)
    with pytest.raises(LibreOfficeError, match="is there already"):
        host.copy_sheet(sumber, "Lap PK", "SATU", None)
    host.close_source(sumber)
    assert host.book().sheets[:3] == ("Dua", "Beranda", "Satu") and host.book().sheets[-1] == "Tiga"
    host.rename_sheet("Tiga", "Empat")
    with pytest.raises(LibreOfficeError, match="is there already"):
        host.rename_sheet("Empat", "Dua")
    for nama in ("Satu", "Dua", "Empat"):
        host.delete_sheet(nama)
    assert host.book().sheets == tuple(s.name for s in WorkbookParts(Package.open(buku_contoh)).sheets)


def test_a_table_grows_with_its_formulas_and_shrinks(host, tmp_path):
    lembar, lama = host.document.tables()["tbl_pk"]
    assert lembar == "PK"
    kolom, akhir = re.fullmatch(r"A5:([A-Z]+)(\d+)", lama).groups()
    akhir = int(akhir)
    host.write("Beranda", "Z1", [["=ROWS(tbl_pk[Kode])"]])
    banyak = host.values("Beranda", "Z1")[0][0]
    host.resize_table("PK", "tbl_pk", f"A5:{kolom}{akhir + 4}")
    assert host.values("Beranda", "Z1")[0][0] == banyak + 4
    host.write("PK", f"A{akhir + 4}:B{akhir + 4}", [["Awal", "1.1.1"]])
    baru, pertama = host.formulas("PK", f"C{akhir + 4}")[0][0], host.formulas("PK", "C6")[0][0]
    assert baru == pertama and baru.startswith("=IF(tbl_pk[[#This Row],[Kode]]")
    assert host.values("PK", f"C{akhir + 4}") == host.values("PK", "C6") != [[None]]
    salinan = tmp_path / "salinan.xlsx"
    host.save_copy(str(salinan))
    bacaan, _ = compute_book(salinan)
    assert bacaan.places["tbl_pk"].ref() == f"A5:{kolom}{akhir + 4}"
    host.write("PK", f"A{akhir + 1}:{kolom}{akhir + 4}", [[None] * 7] * 4)
    host.resize_table("PK", "tbl_pk", lama)
    assert host.document.tables()["tbl_pk"] == ("PK", lama)
    assert host.values("Beranda", "Z1")[0][0] == banyak
    with pytest.raises(LibreOfficeError, match="no table named"):
        host.resize_table("PK", "tbl_tidak_ada", "A5:B6")


def test_cells_of_every_kind_are_written_and_read(host):
    isi = [[1.5, "teks", None, True], ["1.10", "'=bukan rumus", "=A60+1", '=IF(A60>1,"ya, benar","")']]
    host.write("PK", "A60:D61", isi)
    assert host.values("PK", "A60:D61") == [[1.5, "teks", None, 1.0], ["1.10", "=bukan rumus", 2.5, "ya, benar"]]
    rumus = host.formulas("PK", "A60:D61")
    assert rumus[1] == ["1.10", "'=bukan rumus", "=A60+1", '=IF(A60>1,"ya, benar","")']
    assert rumus[0] == [1.5, "teks", None, "=TRUE()"]
    host.write("PK", "A70:D71", rumus)
    assert host.values("PK", "A70:D71")[1][1:] == ["=bukan rumus", 2.5, "ya, benar"]
    host.write("PK", "A60:D60", [["=NA()", "=1/0", '="a"*1', ""]])
    assert host.values("PK", "A60:D60") == [["#N/A", "#DIV/0!", "#VALUE!", None]]
    with pytest.raises(LibreOfficeError, match="cells"):
        host.write("PK", "A60:B60", [[1]])


def test_formulas_on_tables_and_other_sheets_compute(host):
    host.write("PK", "C6:C7", [['=IF(tbl_pk[[#This Row],[Kode]]="","",1)'], ["='Lap PK'!A1&Beranda!Z9"]])
    assert host.values("PK", "C6")[0] == [1.0]
    assert host.values("PK", "C7") == host.values("Lap PK", "A1")
    assert host.formulas("PK", "C7") == [["='Lap PK'!A1&Beranda!Z9"]]


def test_a_protected_sheet_is_written_and_protected_again_as_it_was(host, tmp_path):
    assert host.document.is_protected("Pengaturan")
    host.write("Pengaturan", "A1", [["Judul lain"]])
    assert host.values("Pengaturan", "A1") == [["Judul lain"]]
    assert host.document.is_protected("Pengaturan")
    with pytest.raises(LibreOfficeError, match="protected"):
        host.document.write("Pengaturan!A1", [["x"]])
    salinan = tmp_path / "salinan.xlsx"
    host.save_copy(str(salinan))
    boleh = [
        {k: v for k, v in vars(openpyxl.load_workbook(p)["Pengaturan"].protection).items() if k != "password"}
        for p in (salinan, tmp_path / "Buku Dinas.xlsx")
    ]
    assert boleh[0] == boleh[1]


def test_a_sheet_with_a_password_is_refused_and_nothing_changes(host):
    host.document.unprotect("Pengaturan")
    host.document.protect("Pengaturan", "rahasia")
    semula = host.values("Pengaturan", "A1")
    with pytest.raises(UserError) as galat:
        host.write("Pengaturan", "A1", [["x"]])
    assert galat.value.kode == "lembar_terkunci" and "Pengaturan" in str(galat.value)
    assert host.values("Pengaturan", "A1") == semula


def test_comments_stay_when_cells_are_written(lo, tmp_path):
    path = tmp_path / "catatan.xlsx"
    buku = openpyxl.Workbook()
    buku.active.title = "A"
    buku.active["B2"] = 1
    buku.active["B2"].comment = openpyxl.comments.Comment("jangan hilang", "uji")
    buku.save(path)
    with lo.open(path) as dokumen:
        tuan = LibreOfficeHost(dokumen)
        tuan.write("A", "A1:C3", [[1, 2, 3]] * 3)
        tuan.save_copy(str(tmp_path / "b.xlsx"))
    assert "jangan hilang" in openpyxl.load_workbook(tmp_path / "b.xlsx")["A"]["B2"].comment.text


def test_recalculation_waits_until_it_is_asked_for(host):
    host.write("PK", "A60:B60", [[2, "=A60*2"]])
    keadaan = host.state()
    host.quiet()
    host.write("PK", "A60", [[5]])
    host.recalculate()
    assert host.values("PK", "B60") == [[10.0]]
    host.restore(keadaan)


def test_pdf_of_some_sheets_only(host, tmp_path):
    satu, dua = tmp_path / "satu.pdf", tmp_path / "dua.pdf"
    host.pdf(str(satu), ["Lap Capaian"])
    host.pdf(str(dua), ["Lap PK", "Lap Capaian"])
    halaman = [len(re.findall(rb"/Type\s*/Page\b", p.read_bytes())) for p in (satu, dua)]
    assert 0 < halaman[0] < halaman[1]
    host.save_copy(str(tmp_path / "salinan.xlsx"))
    terlihat = [
        [s.title for s in openpyxl.load_workbook(p) if s.sheet_state == "visible"]
        for p in (tmp_path / "salinan.xlsx", tmp_path / "Buku Dinas.xlsx")
    ]
    assert terlihat[0] == terlihat[1], "nothing stays hidden"
    with pytest.raises(OSError, match="Lap Tidak"):
        host.pdf(str(satu), ["Lap Tidak"])


def test_a_book_is_opened_for_the_user_and_closed(host, buku_contoh, tmp_path):
    lain = host.open_book(str(buku_contoh))
    assert host.opened == [lain] and lain.book().path == str(buku_contoh)
    lain.write("PK", "F6", [[1]])
    assert lain.values("PK", "F6") == [[1.0]] != host.values("PK", "F6")
    lain.close_book()
    with pytest.raises(LibreOfficeError):
        lain.values("PK", "F6")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan buku")
    with pytest.raises(LibreOfficeError):
        host.open_book(str(tmp_path / "rusak.xlsx"))


def test_versions(host):
    assert re.fullmatch(r"LibreOffice \d+\.\d+.*", host.versions()["Excel"]) and host.versions()["Sistem"]


# --- whole buttons ---------------------------------------------------------------------------------------------------
def tekan(host, alur, **jawaban):
    makro.press(host, request.Request(alur, host.book().name, jawaban))
    return SimpleNamespace(berat=host.messages[-1][0], teks=host.messages[-1][1])


def test_laporan_replaces_the_report_sheets_of_the_open_book(host, tmp_path):
    lembar, sebelum = host.book().sheets, host.document.values()
    host.write("Lap Capaian", "A1", [["coretan"]])
    host.document.set_view("Pengukuran", "B7")
    hasil = tekan(host, "laporan", laporan="Lap Capaian")
    assert hasil.berat == "info", hasil.teks
    assert len(host.questions) == 1 and "Lap Capaian" in host.questions[0]
    assert host.book().sheets == lembar
    assert host.document.values(["Lap Capaian!A1"])["Lap Capaian!A1"] == [[sebelum["Lap Capaian"][0][0]]]
    assert host.document.view()["sheet"] == "Pengukuran" and host.document.automatic()
    salinan = tmp_path / "salinan.xlsx"
    host.save_copy(str(salinan))
    bacaan, computed = compute_book(salinan)
    assert form_findings(bacaan, computed) == [] and edited_sheets(bacaan.package) == []


def test_hitung_puts_overwritten_formulas_back(host):
    semula = host.formulas("PK", "C6:E6")
    host.write("PK", "C6", [["tertimpa"]])
    hasil = tekan(host, "hitung")
    assert hasil.berat != "galat", hasil.teks
    assert host.formulas("PK", "C6:E6") == semula
    assert host.document.screen() and host.document.automatic()
