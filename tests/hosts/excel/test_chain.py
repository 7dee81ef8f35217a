"""The whole chain with LibreOffice in Excel's place: a real press of a button, the VBA, the Python command that it
gives, the engine on the saved copy, and the result back in the open book."""

import io
import re
import sys
import zipfile

import pytest
from oletools.olevba import VBA_Parser

from lkjip_xl.hosts.excel import xlwings_host
from lkjip_xl.hosts.openbook import request
from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.schema.buttons import ALUR, MENURUT_ID, buttons_by_sheet
from lkjip_xl.vba import addin as build
from lkjip_xl.vba import sources as vba_sumber
from lkjip_xl.vba.macro_package import add_macros
from lkjip_xl.vba.vba_project import Module, module_source
from tests.tools.gate import gate
from tests.tools.macros import Macros, missing_macros, ribbon_callbacks, syntax_errors, undeclared

TEMPLATES = build.__file__.rpartition("lkjip_xl")[0] + "workbook_templates/"
MODUL = [Module(*satu) for satu in vba_sumber.semua_modul()]
MODUL_BUKU = [Module(*satu) for satu in vba_sumber.semua_modul(functions=False)]
MILIK = [m for m in MODUL if m.name != "xlwings"]
PERINTAH = re.compile(r"from lkjip_xl\.hosts\.excel import entry;entry\.jalankan\('([0-9a-f]+)'\)")


class HostBertombol(LibreOfficeHost):
    """LibreOffice falls over when a sheet without a VBA module is copied into a book with VBA, and a copy that it saved
    has lost the link of sheets to modules; so the result gets a project of empty modules before it is copied from."""

    def open_source(self, jalur):
        keluar = io.BytesIO()
        with zipfile.ZipFile(jalur) as paket, zipfile.ZipFile(keluar, "w") as baru:
            for nama in paket.namelist():
                isi = paket.read(nama)
                if nama == "[Content_Types].xml":
                    isi = isi.replace(b"vnd.ms-excel.sheet.macroEnabled.main", b"vnd.openxmlformats-officedocument."
                                      b"spreadsheetml.sheet.main")  # fmt: skip
                    isi = re.sub(rb"<(?:Override|Default)[^>]*vbaProject[^>]*/>", b"", isi)
                elif nama == "xl/_rels/workbook.xml.rels":
                    isi = re.sub(rb"<Relationship [^>]*vbaProject[^>]*/>", b"", isi)
                if not nama.endswith("vbaProject.bin"):
                    baru.writestr(nama, isi)
        with open(jalur, "wb") as berkas:
            berkas.write(add_macros(keluar.getvalue(), []))
        return super().open_source(jalur)


@pytest.fixture(scope="module")
def buku_tombol(buku_contoh, tmp_path_factory):
    """The sample with buttons and VBA, as the built book has them."""
    path = tmp_path_factory.mktemp("tombol") / "Buku Dinas.xlsm"
    with open(buku_contoh, "rb") as berkas:
        path.write_bytes(build.build_book(berkas.read()))
    return path


@pytest.fixture
def terbuka(lo, buku_tombol, monkeypatch):
    """The open book with its host, and its macros; the Python side gets the host in place of xlwings'."""
    with lo.open(buku_tombol, macros=True) as dokumen:
        host = HostBertombol(dokumen)
        monkeypatch.setattr(xlwings_host, "XlwingsHost", lambda nama, vba, window: host)
        yield host, Macros(dokumen, sys.executable)


def jalankan(makro, nomor=0):
    """Run what the VBA asked of Python, in this process; the request, for a look."""
    perintah = PERINTAH.search(makro.commands[nomor])
    exec(perintah[0], {})
    return request.read_request(perintah[1])


# --- the chain -------------------------------------------------------------------------------------------------------
def test_a_press_of_laporan_writes_the_reports_into_the_open_book(terbuka):
    host, makro = terbuka
    dokumen = host.document
    sebelum = dokumen.sheets()
    dokumen.set({"Pengukuran!P6": 85})  # nobody has saved this yet
    judul = dokumen.formulas(["Pengukuran!A5:Q5"])["Pengukuran!A5:Q5"][0]
    kolom = judul.index("Realisasi TW4")
    huruf = chr(65 + kolom)
    dokumen.set({"Pengukuran!P6": None, f"Pengukuran!{huruf}6": 85})
    dokumen.set_view("Renstra", "C7:D9")
    lama = {n: dokumen.values([n])[n] for n in sebelum if n.startswith("Lap Sasaran 1")}
    assert makro.press("Beranda", "Laporan") == "LkTombol_laporan"
    pandangan = dokumen.view()
    permintaan = jalankan(makro)
    assert (permintaan.flow, permintaan.book) == ("laporan", "Buku Dinas.xlsm")
    assert dokumen.sheets() == sebelum and dokumen.view() == pandangan
    ((berat, pesan),) = host.messages
    assert berat == "info" and "lembar laporan sudah ditulis" in pesan
    baru = dokumen.values(["Lap Sasaran 1"])["Lap Sasaran 1"]
    teks = {str(sel) for baris in baru for sel in baris}
    assert baru != lama["Lap Sasaran 1"] and "85.0" in teks and "80.9" not in teks
    assert host.status_shown[-1] is None and any("Laporan" in (s or "") for s in host.status_shown)


def test_a_press_of_hitung_restores_a_formula_in_the_open_book(terbuka):
    host, makro = terbuka
    dokumen = host.document
    alamat = "Pengukuran!X6"
    rumus = dokumen.formulas([alamat])[alamat]
    semula = dokumen.values([alamat])[alamat]
    assert rumus[0][0].startswith("=")
    dokumen.set({alamat: 0.5})
    makro.press("Pengukuran", "Hitung")
    jalankan(makro)
    assert dokumen.formulas([alamat])[alamat] == rumus and dokumen.values([alamat])[alamat] == semula
    assert "1 sel dipulihkan" in host.messages[-1][1]


def test_a_press_of_periksa_writes_the_findings_into_the_open_book(terbuka):
    host, makro = terbuka
    dokumen = host.document
    judul = dokumen.formulas(["Pengukuran!A5:Q5"])["Pengukuran!A5:Q5"][0]
    dokumen.set({f"Pengukuran!{chr(65 + judul.index('Realisasi TW4'))}6": "delapan"})
    makro.press("Anggaran", "Periksa")
    jalankan(makro)
    kepala, *temuan = dokumen.values(["Temuan!A5:H60"])["Temuan!A5:H60"]
    salah = [satu for b in temuan if (satu := dict(zip(kepala, b, strict=True)))["Berat"] == "Salah"]
    assert any(satu["Lembar"] == "Pengukuran" and "delapan" in str(satu["Uraian"]) for satu in salah)
    beranda = {b[0]: b[1] for b in dokumen.values(["Beranda!K1:L60"])["Beranda!K1:L60"]}
    assert beranda["Temuan Salah"] == len(salah)


def test_what_vba_asks_reaches_python(terbuka, tmp_path):
    host, makro = terbuka
    tujuan = tmp_path / "Dinas 'Nur & Co' 100%.xlsx"
    makro.answer("Dinas Sosial \u201cA\u201d", "2026", "2025-2029", str(tujuan))
    makro.call("LkUtama", "LkJalankan", "buat")
    permintaan = jalankan(makro)
    assert permintaan.answers["simpan_sebagai"] == str(tujuan)
    assert tujuan.exists() and [h.book().path for h in host.opened] == [str(tujuan)]
    host.opened[0].close_book()


def test_a_cancelled_question_starts_nothing(terbuka):
    host, makro = terbuka
    makro.answer("Dinas Sosial", "2026", "")
    makro.call("LkUtama", "LkJalankan", "buat")
    assert makro.commands == [] and not host.messages


def test_every_button_runs_its_macro_to_its_end(terbuka, buku_tombol):
    host, makro = terbuka
    tersembunyi = {s.name for s in WorkbookParts(Package.open(buku_tombol)).sheets if s.state != "visible"}
    on_sheets = [alur for lembar, daftar in buttons_by_sheet().items() if lembar not in tersembunyi for alur in daftar]
    for lembar, daftar in buttons_by_sheet().items():
        for alur in daftar:
            if not alur.tanya and lembar not in tersembunyi:  # a button on a hidden sheet cannot be pressed
                assert makro.press(lembar, alur.label) == vba_sumber.makro_tombol(alur)
    diminta = [request.read_request(PERINTAH.search(p)[1]).flow for p in makro.commands]
    assert set(diminta) == {a.id for a in on_sheets if not a.tanya}


def test_without_python_one_message_explains_and_the_formulas_are_computed(lo, buku_tombol):
    with lo.open(buku_tombol, macros=True) as dokumen:
        makro = Macros(dokumen)
        makro.press("Beranda", "Hitung")
        (pesan,) = makro.messages
        assert "belum terpasang" in pesan and "lkjip-xl pasang" in pesan and makro.commands == []
    with lo.open(buku_tombol, macros=True) as dokumen:
        makro = Macros(dokumen, "/tidak/ada/python.exe")
        makro.press("Beranda", "Laporan")
        assert len(makro.messages) == 1 and makro.commands == []


def test_hexadecimal_of_vba_and_of_python_are_one(terbuka):
    _, makro = terbuka
    teks = "laporan\nBuku é € \U0001f600.xlsx"
    assert makro.call("LkUtama", "LkHeksa", teks) == teks.encode("utf-16-be").hex()


# --- the host in VBA -------------------------------------------------------------------------------------------------
def test_a_sheet_without_protection_is_left_without(terbuka):
    # What LibreOffice has no words for (ReadOnly, Protection, SaveCopyAs of a workbook) only Excel can prove.
    host, makro = terbuka
    assert makro.call("LkExcel", "LkBukaKunci", "Buku Dinas.xlsm", "Renstra") == "="
    makro.call("LkExcel", "LkKunci", "Buku Dinas.xlsm", "Renstra", "")
    assert not host.document.is_protected("Renstra")


# --- the files -------------------------------------------------------------------------------------------------------
def sumber_tertanam(path):
    terbaca = {}
    for _, _, nama, teks in VBA_Parser(str(path)).extract_macros():
        terbaca[nama.rpartition(".")[0]] = teks.replace("\r\n", "\n").rstrip("\n")
    return terbaca


@pytest.mark.parametrize("nama", [build.BUKU_TOMBOL, build.ADDIN])
def test_the_built_files_hold_exactly_this_source(nama):
    terbaca = sumber_tertanam(TEMPLATES + nama)
    modul_berkas = MODUL if nama == build.ADDIN else MODUL_BUKU
    assert {m.name for m in modul_berkas} == {n for n in terbaca if n.startswith("Lk") or n == "xlwings"}
    for modul in modul_berkas:
        sumber = module_source(modul).replace("\r\n", "\n").rstrip("\n")
        assert terbaca[modul.name] == sumber, modul.name


@pytest.mark.parametrize("nama", [build.BUKU_TOMBOL, build.ADDIN])
def test_the_built_files_are_fresh(nama):
    with open(TEMPLATES + "lkjip_standar.xlsx", "rb") as berkas:
        baru = build.build_book(berkas.read()) if nama == build.BUKU_TOMBOL else build.build_addin()
    with open(TEMPLATES + nama, "rb") as berkas:
        assert berkas.read() == baru, "jalankan: python -m lkjip_xl.build"


def test_generated_vba_is_fresh():
    assert vba_sumber.module_text("LkTombol.bas") == vba_sumber.tombol_vba(), "jalankan: python -m lkjip_xl.build"


@pytest.mark.parametrize("nama", [build.BUKU_TOMBOL, build.ADDIN])
def test_the_built_files_pass_the_gate(nama, sdk):
    assert gate(TEMPLATES + nama, load=nama != build.ADDIN) == []


@pytest.mark.parametrize(("baik", "buruk"), [(b' size="large"', b' size="besar"'), (b"<group ", b"<kelompok ")])
def test_the_gate_knows_the_schema_of_the_ribbon(sdk, tmp_path, baik, buruk):
    rusak = tmp_path / "rusak.xlam"
    with zipfile.ZipFile(TEMPLATES + build.ADDIN) as paket, zipfile.ZipFile(rusak, "w") as keluar:
        for nama in paket.namelist():
            isi = paket.read(nama)
            if nama.startswith("customUI/"):
                assert baik in isi
                isi = isi.replace(baik, buruk).replace(baik[:1] + b"/" + baik[1:-1] + b">", b"</kelompok>")
            keluar.writestr(nama, isi)
    assert [t for t in gate(rusak, load=False) if "customUI" in t]


def test_the_template_to_email_is_free_of_macros():
    with zipfile.ZipFile(TEMPLATES + "lkjip_standar.xlsx") as paket:
        assert not [n for n in paket.namelist() if "vba" in n.lower() or "customUI" in n or n.endswith(".vml")]


@pytest.mark.parametrize("modul", MILIK, ids=lambda m: m.name)
@pytest.mark.parametrize("mac", [False, True])
def test_our_vba_can_be_read_by_a_compiler(modul, mac):
    assert syntax_errors(modul.code if modul.kind == "workbook" else module_source(modul), mac) == []


@pytest.mark.parametrize("mac", [False, True])
def test_our_vba_declares_everything_and_calls_only_what_exists(mac):
    teks = {m.name: module_source(m) for m in MILIK}
    assert undeclared({m.name: module_source(m) for m in MODUL_BUKU}, mac) == []
    dari_xlwings = {"XLPy"}
    assert [u for u in undeclared(teks, mac) if u.rpartition(" ")[2] not in dari_xlwings] == []
    asli = module_source(next(m for m in MODUL if m.name == "xlwings"))
    assert all(re.search(rf"^(?:Public )?Function {n}\b", asli, re.M) for n in dari_xlwings)
    assert undeclared({**teks, "xlwings": "Option Explicit\n" + asli}, mac) == []


def test_the_ribbon_calls_what_exists_and_has_a_button_for_each_flow():
    xml = vba_sumber.ribbon_xml()
    teks = {m.name: module_source(m) for m in MILIK}
    assert ribbon_callbacks(xml) == ["LkRibbon"] and missing_macros(teks, ["LkRibbon"]) == []
    assert re.findall(r'<button id="lk_(\w+)"', xml) == [a.id for g in vba_sumber.GRUP for a in ALUR if a.grup == g]
    with zipfile.ZipFile(TEMPLATES + build.ADDIN) as paket:
        assert paket.read("customUI/customUI14.xml").decode() == xml
    for a in ALUR:  # Excel's limits, and what fits under a large button
        assert len(a.label) <= 20 and len(a.ringkas) <= 64 and len(a.uraian) <= 200


def test_buttons_stand_where_they_cover_nothing(lo, buku_tombol):
    with lo.open(buku_tombol) as dokumen:
        ada = dokumen.buttons()
        assert {(b["sheet"], b["label"]) for b in ada} == {
            (lembar, a.label) for lembar, daftar in buttons_by_sheet().items() for a in daftar
        }
        assert all(b["macro"] and b["enabled"] and not b["printed"] for b in ada)
        for lembar in buttons_by_sheet():
            kotak = sorted((b["x"], b["x"] + b["width"], b["y"] + b["height"]) for b in ada if b["sheet"] == lembar)
            assert all(kiri[1] <= kanan[0] for kiri, kanan in zip(kotak, kotak[1:], strict=False))
            if lembar != "Beranda":  # in the first row, right of the title
                assert all(bawah <= 24 * 35.3 + 30 for _, _, bawah in kotak)


def test_messages_of_vba_name_commands_that_exist():
    from lkjip_xl.hosts.cli import perintah

    for kata in re.findall(r"lkjip-xl (\w+)", vba_sumber.module_text("LkUtama.bas")):
        assert kata in perintah.commands or MENURUT_ID.get(kata), kata
