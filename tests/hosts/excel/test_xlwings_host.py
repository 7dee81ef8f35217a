"""The xlwings host over stand-ins that have exactly the members and signatures of xlwings' own classes."""

import inspect
import re
import subprocess
import sys
from contextlib import nullcontext
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock, call, create_autospec

import pytest
import xlwings
from xlwings import main as asli

from lkjip_xl.errors import UserError
from lkjip_xl.hosts.excel import entry as masuk
from lkjip_xl.hosts.excel import xlwings_host
from lkjip_xl.hosts.excel.xlwings_host import XlwingsHost
from lkjip_xl.hosts.openbook import request
from lkjip_xl.vba.sources import module_text


class Lembar:
    """A sheet that answers as xlwings' Sheet, with ranges that remember what is set on them."""

    def __init__(self, nama):
        self.tiruan = create_autospec(asli.Sheet, instance=True)
        self.tiruan.name = nama
        self.sel = create_autospec(asli.Range, instance=True)
        self.tiruan.range.return_value = self.sel
        self.tabel = create_autospec(asli.Table, instance=True)
        self.tiruan.tables = {"tbl_pk": self.tabel}


class Lembaran(list):
    """xlwings' ``Sheets``: by name, with an active one."""

    def __getitem__(self, nama):
        return next(s for s in self if s.name == nama)


@pytest.fixture
def excel(monkeypatch):
    lembar = {n: Lembar(n) for n in ("Beranda", "PK", "Lap Capaian")}
    buku = create_autospec(asli.Book, instance=True)
    buku.name, buku.fullname = "Buku.xlsx", "/data/Buku.xlsx"
    buku.sheets = Lembaran(s.tiruan for s in lembar.values())
    buku.sheets.active = lembar["PK"].tiruan
    app = create_autospec(asli.App, instance=True)
    app.books = MagicMock()
    app.books.__getitem__.side_effect = {"Buku.xlsx": buku}.__getitem__
    app.books.__iter__.side_effect = lambda: iter([buku])
    app.books.open = MagicMock()
    app.selection.address = "$C$7:$D$9"
    app.screen_updating = app.enable_events = app.display_alerts = True
    app.calculation = "semiautomatic"
    jawaban = {"LkSifatBuku": "=0;1;12;3;/data/Buku.xlsx", "LkBukaKunci": "=", "LkIsiOtomatis": "=1",
               "LkTersaring": "=1"}  # fmt: skip
    jejak = []

    def makro(nama):
        return lambda *argumen: (jejak.append((nama, *argumen)), jawaban.get(nama.rpartition("!")[2], "="))[1]

    app.macro.side_effect = makro
    apps = MagicMock()
    apps.active = app
    apps.__iter__.side_effect = lambda: iter([app])
    monkeypatch.setattr(xlwings, "apps", apps)
    monkeypatch.setattr(sys, "platform", "darwin")
    return SimpleNamespace(app=app, buku=buku, lembar=lembar, jawaban=jawaban, jejak=jejak, apps=apps)


def test_what_the_book_is_comes_from_excel(excel):
    buku = XlwingsHost("Buku.xlsx").book()
    assert (buku.name, buku.path, buku.read_only, buku.structure_locked) == (
        "Buku.xlsx", "/data/Buku.xlsx", False, True,
    )  # fmt: skip
    assert buku.sheets == ("Beranda", "PK", "Lap Capaian") and not buku.duplicated
    lain = create_autospec(asli.App, instance=True)
    lain.books = [SimpleNamespace(name="Buku.xlsx")]
    excel.apps.__iter__.side_effect = lambda: iter([excel.app, lain])
    assert XlwingsHost("Buku.xlsx").book().duplicated


def test_without_a_book_nothing_of_a_book_is_asked(excel):
    host = XlwingsHost("")
    assert host.book().name == ""
    keadaan = host.state()
    host.quiet()
    assert excel.app.calculation == "semiautomatic" and excel.app.screen_updating is False
    host.restore(keadaan)
    assert excel.app.screen_updating is True
    assert {nama.partition("!")[2] for nama, *_ in excel.jejak} == {"LkIsiOtomatis"}


def test_everything_is_put_back_as_it_was(excel):
    host = XlwingsHost("Buku.xlsx")
    keadaan = host.state()
    host.quiet()
    assert (excel.app.calculation, excel.app.enable_events, excel.app.display_alerts) == ("manual", False, False)
    host.restore(keadaan)
    assert (excel.app.calculation, excel.app.screen_updating) == ("semiautomatic", True)
    assert excel.app.enable_events is excel.app.display_alerts is True
    excel.lembar["PK"].tiruan.activate.assert_called_once_with()
    excel.lembar["PK"].tiruan.range.assert_called_once_with("$C$7:$D$9")
    excel.lembar["PK"].sel.select.assert_called_once_with()
    assert excel.jejak[-2:] == [("'lkjip_xl.xlam'!LkGulir", "Buku.xlsx", 12, 3), ("'lkjip_xl.xlam'!LkIsiOtomatis", 1)]
    assert ("'lkjip_xl.xlam'!LkIsiOtomatis", 0) in excel.jejak


def test_settings_come_back_even_when_the_place_cannot(excel):
    host = XlwingsHost("Buku.xlsx")
    keadaan = host.state()
    host.quiet()
    excel.lembar["PK"].sel.select.side_effect = RuntimeError
    with pytest.raises(RuntimeError):
        host.restore(keadaan)
    assert excel.app.screen_updating is True and excel.app.calculation == "semiautomatic"


def test_a_book_that_was_opened_stays_in_front(excel):
    host = XlwingsHost("Buku.xlsx")
    keadaan = host.state()
    excel.app.books.open.return_value = excel.buku
    baru = host.open_book("/data/Baru.xlsx")
    excel.buku.activate.assert_called_once_with(steal_focus=True)
    host.restore(keadaan)
    excel.lembar["PK"].tiruan.activate.assert_not_called()
    assert isinstance(baru, XlwingsHost) and baru.nama == "Buku.xlsx"
    baru.close_book()
    excel.buku.close.assert_called_once_with()


def test_sheets_are_copied_before_or_after_and_named(excel):
    host = XlwingsHost("Buku.xlsx")
    sumber = host.open_source("/tmp/hasil.xlsx")
    excel.app.books.open.assert_called_once_with("/tmp/hasil.xlsx", update_links=False, read_only=True)
    posisi, bernama = excel.app.books.open.call_args
    inspect.signature(asli.Books.open).bind(None, *posisi, **bernama)
    asal = create_autospec(asli.Sheet, instance=True)
    sumber.sheets = {"Lap Capaian": asal}
    host.copy_sheet(sumber, "Lap Capaian", "_lkjip 3", "PK")
    host.copy_sheet(sumber, "Lap Capaian", "_lkjip 4", None, before="Lap Capaian")
    lembar = {n: s.tiruan for n, s in excel.lembar.items()}
    assert asal.copy.mock_calls == [
        call(name="_lkjip 3", after=lembar["PK"]), call(name="_lkjip 4", before=lembar["Lap Capaian"]),
    ]  # fmt: skip
    host.close_source(sumber)
    sumber.close.assert_called_once_with()
    host.delete_sheet("Lap Capaian")
    lembar["Lap Capaian"].delete.assert_called_once_with()
    host.rename_sheet("PK", "PK 2")
    assert lembar["PK"].name == "PK 2"


def test_cells_are_written_as_formulas_and_blanks(excel):
    host = XlwingsHost("Buku.xlsx")
    host.write("PK", "A1:B2", [["=SUM(A2:A3)", None], ["'1.10", 5]])
    assert excel.lembar["PK"].sel.formula == (("=SUM(A2:A3)", ""), ("'1.10", 5))
    assert [satu[0] for satu in excel.jejak] == ["'lkjip_xl.xlam'!LkBukaKunci"]


def test_a_protected_sheet_is_protected_again_also_after_a_failure(excel):
    host = XlwingsHost("Buku.xlsx")
    excel.jawaban["LkBukaKunci"] = "=1101100000000"
    host.write("PK", "A1:A1", [[1]])
    kunci = ("'lkjip_xl.xlam'!LkKunci", "Buku.xlsx", "PK", "1101100000000")
    assert excel.jejak[-1] == kunci
    excel.lembar["PK"].tiruan.range.side_effect = RuntimeError
    with pytest.raises(RuntimeError):
        host.write("PK", "A1:A1", [[1]])
    assert excel.jejak[-1] == kunci


def test_a_password_is_told_and_nothing_is_written(excel):
    excel.jawaban["LkBukaKunci"] = "=sandi"
    with pytest.raises(UserError, match="Lembar PK terkunci dengan kata sandi"):
        XlwingsHost("Buku.xlsx").write("PK", "A1:A1", [[1]])
    excel.lembar["PK"].tiruan.range.assert_not_called()


def test_the_rest_are_plain_calls(excel, tmp_path):
    host = XlwingsHost("Buku.xlsx")
    host.resize_table("PK", "tbl_pk", "A5:F99")
    assert excel.jejak[-1] == ("'lkjip_xl.xlam'!LkUbahTabel", "Buku.xlsx", "PK", "tbl_pk", "A5:F99")
    excel.jawaban["LkPencetak"] = "=HP LaserJet on Ne01:"
    assert host.printer() == "HP LaserJet on Ne01:"
    host.recalculate()
    excel.app.calculate.assert_called_once_with()
    host.status("sedang bekerja")
    assert excel.app.status_bar == "sedang bekerja"
    host.status(None)
    assert excel.app.status_bar is False
    host.say("Selesai")
    host.say("Salah", "galat")
    assert [c.args for c in excel.app.alert.mock_calls] == [
        ("Selesai", "lkjip-xl", "ok", "info"), ("Salah", "lkjip-xl", "ok", "critical"),
    ]  # fmt: skip
    excel.app.alert.return_value = "yes"
    assert host.ask("Ganti?") is True
    excel.lembar["PK"].sel.formula = "=A1"
    assert host.formulas("PK", "B2") == [["=A1"]]
    excel.lembar["PK"].sel.formula = (("=A1", "5"),)
    assert host.formulas("PK", "B2:C2") == [["=A1", "5"]]
    host.values("PK", "A1:B2")
    excel.lembar["PK"].sel.options.assert_called_once_with(ndim=2, err_to_str=True)
    host.save_copy("/tmp/salinan.xlsx")
    assert excel.jejak[-1] == ("'lkjip_xl.xlam'!LkSimpanSalinan", "Buku.xlsx", "/tmp/salinan.xlsx")
    assert host.is_filtered("PK") is True


def test_a_pdf_that_fails_leaves_the_older_one(excel, tmp_path):
    host, tujuan = XlwingsHost("Buku.xlsx"), tmp_path / "a.pdf"
    excel.buku.to_pdf.side_effect = lambda jalur, include: Path(jalur).write_text("baru")
    host.pdf(str(tujuan), ["Lap Capaian"])
    assert tujuan.read_text() == "baru" and list(tmp_path.iterdir()) == [tujuan]
    assert excel.buku.to_pdf.call_args[1] == {"include": ["Lap Capaian"]}
    excel.buku.to_pdf.side_effect = RuntimeError("terbuka")
    with pytest.raises(OSError, match="terbuka"):
        host.pdf(str(tujuan), ["Lap Capaian"])
    assert tujuan.read_text() == "baru"


def test_a_book_on_onedrive_gives_its_url(excel):
    excel.jawaban["LkSifatBuku"] = "=1;0;1;1;https://d.docs.live.net/a;b/Buku.xlsx"
    type(excel.buku).fullname = property(lambda self: pytest.fail("xlwings would look for a local file"))
    assert XlwingsHost("Buku.xlsx").book().path == "https://d.docs.live.net/a;b/Buku.xlsx"


def test_an_excel_that_does_not_answer_does_not_stop_ours(excel):
    lain = create_autospec(asli.App, instance=True)
    type(lain).books = property(lambda self: (_ for _ in ()).throw(RuntimeError("sibuk")))
    excel.apps.__iter__.side_effect = lambda: iter([excel.app, lain])
    assert XlwingsHost("Buku.xlsx").book().duplicated is False


@pytest.mark.parametrize("nama", ["LKjIP Jum'at.xlsm", "a=b.xlsm", 'a"b & 100%, c.xlsm', "$(touch x).xlsm"])
def test_a_file_of_any_name_is_asked_by_its_name(excel, nama):
    XlwingsHost("Buku.xlsx", nama).save_copy("x")
    assert excel.jejak[-1][0] == f"'{nama.replace(chr(39), chr(39) * 2)}'!LkSimpanSalinan"


def test_an_error_of_vba_is_an_error_here(excel):
    excel.jawaban["LkSimpanSalinan"] = "!1004 Method 'SaveCopyAs' failed"
    with pytest.raises(UserError, match="Excel menolak pekerjaan ini .*1004 Method 'SaveCopyAs' failed") as galat:
        XlwingsHost("Buku.xlsx").save_copy("x")
    assert galat.value.kode == "excel"


@pytest.mark.parametrize("jawaban", [None, "", 1, "0;1;1;1;x"])
def test_vba_of_another_version_is_found_out(excel, jawaban):
    excel.jawaban["LkSifatBuku"] = jawaban
    with pytest.raises(UserError, match="bukan dari versi lkjip-xl ini"):
        XlwingsHost("Buku.xlsx").book()


def test_a_table_on_a_protected_sheet_grows(excel):
    excel.jawaban["LkBukaKunci"] = "=1101100000000"
    XlwingsHost("Buku.xlsx").resize_table("PK", "tbl_pk", "A5:F99")
    assert [satu[0].partition("!")[2] for satu in excel.jejak] == ["LkBukaKunci", "LkUbahTabel", "LkKunci"]


def test_a_host_that_cannot_be_made_is_said_in_indonesian(excel, monkeypatch):
    monkeypatch.setattr(xlwings_host, "prepare", lambda: None)
    monkeypatch.setattr(xlwings_host, "XlwingsHost", lambda *a: (_ for _ in ()).throw(RuntimeError("COM")))
    monkeypatch.setattr(masuk, "single_run", lambda: nullcontext(True))
    with pytest.raises(SystemExit, match="tidak dapat menghubungi Excel"):
        masuk.jalankan(request.write_request(request.Request("hitung", "Buku.xlsx", {})))


def test_copies_go_where_excel_for_mac_may_save(excel, monkeypatch):
    assert "com.microsoft.Excel" in XlwingsHost("Buku.xlsx").work_folder()
    monkeypatch.setattr(sys, "platform", "win32")
    assert XlwingsHost("Buku.xlsx", app=excel.app).work_folder() is None


def test_the_macros_asked_for_exist_in_the_vba():
    package = resources.files("lkjip_xl")
    python = package.joinpath("hosts", "excel", "xlwings_host.py").read_text()
    dipanggil = set(re.findall(r'_makro\("(\w+)"', python))
    publik = re.findall(r"Public (?:Sub|Function) (\w+)", module_text("LkExcel.bas"))
    assert dipanggil == {*publik, "LkSelesai"} - {"LkGalat"}


def test_xlwings_is_imported_without_pandas_and_numpy():
    """They are installed beside it often, cost most of a click, and stay importable for others."""
    code = (
        "import sys, importlib.util as u; from lkjip_xl.hosts.excel.xlwings_host import import_light; import_light(); "
        "print([n for n in ('pandas', 'numpy', 'polars', 'matplotlib', 'PIL') if n in sys.modules], "
        "'xlwings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"
