"""tambah: modules come into a book and empty ones leave it, and nothing else in the book changes."""

import csv
import io
import random
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import module_states, tambah_modul
from lkjip_xl.rules.evaluasi import JAWABAN
from lkjip_xl.schema.contract import sheets, tables
from lkjip_xl.schema.modules import discover
from tests.compute.random_book import differences
from tests.flows.test_emblem import _with_picture
from tests.flows.test_perbarui import cells_of, computed_addresses, lived_in  # noqa: F401 (a fixture)
from tests.tools.gate import gate
from tests.tools.onlyoffice import as_rows, missing, recalculate

MODULES = [m.name for m in discover()]
SAMPLE = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"
_SPM = b"No,Jenis Layanan,Kode Layanan,Harus Dilayani,Terlayani,Target,Pagu,Realisasi Anggaran\n"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    return path


def parts_of(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def a_row(column, number, rng):
    """What somebody may type into a cell of a kind."""
    if column.name in ("Kode", "No"):
        return f"1.{number}" if column.kind == "kode" else str(number)
    if column.name == "Tipe":  # so that every number typed is one of its kind
        return "Angka"
    if isinstance(column.choices, tuple):
        return str(rng.choice(column.choices))
    return {
        "uang": str(rng.randrange(10**9)), "angka": str(rng.randrange(50)), "nilai": str(rng.randrange(99)),
        "tahun": str(2025 + number), "rasio": rng.choice(["100%", "80%", "0%"]), "tanggal": f"2025-0{number}-15",
        "kode": f"2.06.0{number}", "teks": f"{column.name} ke-{number}", "pilihan": "", "tautan": "bukti.pdf",
    }[column.kind]  # fmt: skip


def filled(rng, years=(2025, 2029)):
    """``{file: bytes}`` with four rows in every table of every module."""
    known = tables(*years, tuple(MODULES))
    indicators = "".join(f"1.{n},Sasaran,S,Indikator {n},%,Persen\n" for n in range(1, 5))
    files = {"tbl_renstra.csv": f"Kode,Jenis,Sasaran,Indikator,Satuan,Tipe\n{indicators}".encode()}
    for module in discover():
        for table in module.tables:
            out = io.StringIO()
            writer = csv.writer(out)
            inputs = known[table.name].inputs
            writer.writerow([c.name for c in inputs])
            writer.writerows([a_row(c, n, rng) for c in inputs] for n in range(1, 5))
            files[f"{table.name}.csv"] = out.getvalue().encode()
    return files


def test_every_module_comes_is_filled_computed_exported_and_checked(book, tmp_path, lo):
    done = tambah_modul(str(book), MODULES)
    assert done.added == MODULES and done.backup
    assert [s for m in discover() for s in (s.name for s in m.sheets) if s not in done.sheets] == []
    content = book.read_bytes()
    again = tambah_modul(str(book), MODULES)
    assert again.unchanged and again.added == [] and book.read_bytes() == content
    assert all(state.present and state.filled == 0 for state in module_states(str(book)))
    isi_buku(str(book), filled(random.Random(5)))
    assert {s.name: s.filled for s in module_states(str(book))}["spm"] == 8
    reading, world = compute_book(book)
    found, count = differences(reading, world, lo.values(book))
    assert found == [] and count > 1_000
    findings = periksa_buku(str(book), tulis=False).findings
    assert not [f for f in findings if f.kode.startswith("BACA")], findings
    exported = ekspor_buku(str(book), str(tmp_path / "keluar")).files
    names = {Path(f).stem for f in exported}
    assert {t.name for m in discover() for t in m.tables} <= names
    before = book.read_bytes()
    again = isi_buku(str(book), {f"{n}.csv": Path(tmp_path, "keluar", f"{n}.csv").read_bytes()
                                 for n in ("tbl_spm", "tbl_tindak_lanjut", "tbl_lke")})  # fmt: skip
    assert again.unchanged and book.read_bytes() == before


@pytest.mark.skipif(missing() is not None, reason="document-builder")
def test_onlyoffice_computes_every_module(book):
    tambah_modul(str(book), MODULES)
    isi_buku(str(book), filled(random.Random(6)))
    reading, world = compute_book(book)
    found, count = differences(reading, world, as_rows(recalculate(book)), figures=False)
    assert found == [] and count > 1_000


def test_a_book_with_every_module_is_valid(book, sdk):
    tambah_modul(str(book), MODULES)
    assert gate(book) == []


def test_what_the_formulas_say(book):
    tambah_modul(str(book), ["spm", "tindak-lanjut", "organisasi", "evaluasi"])
    isi_buku(str(book), {
        "tbl_pengaturan.csv": b"Kunci,Nilai\ntanggal_laporan,2026-01-31\n",
        "tbl_spm.csv": _SPM + b"1,A,a,60,45,100%,200,50\n2,B,b,60,,100%,,\n3,C,c,0,0,100%,0,0\n4,D,d,10,N/A,0%,5,\n",
        "tbl_tindak_lanjut.csv": b"Rekomendasi,Tenggat,Status,Tanggal Selesai\nA,2025-06-30,Selesai,2025-07-01\n"
        b"B,2025-06-30,Selesai,2025-06-30\nC,2025-06-30,Proses,\nD,2026-06-30,Proses,\nE,,Proses,\n",
        "tbl_pegawai.csv": b"Uraian,L,P\nPNS,3,4\nPPPK,,2\nLain,,\n",
    })  # fmt: skip
    _, world = compute_book(book)
    spm = [[str(r[c]) for c in ("Realisasi", "Capaian", "Serapan")] for r in world.computed["tbl_spm"][:4]]
    assert spm == [["0.75", "0.75", "0.25"], ["#N/A"] * 3, ["#N/A"] * 3, ["#N/A"] * 3]
    staff = [r["Jumlah"] for r in world.computed["tbl_pegawai"][:3]]
    assert staff == [7, 2, ""]
    assert sum(row["Bobot"] or 0 for row in world.rows("tbl_lke")) == 100
    assert set(JAWABAN.values()) == {100, 90, 80, 70, 60, 50, 30, 0}
    late = [r["Terlambat"] for r in world.computed["tbl_tindak_lanjut"][:5]]
    assert late[:2] == ["Ya", "Tidak"] and late[4] == ""


def test_old_parts_stay_byte_for_byte(book):
    before = parts_of(book)
    tambah_modul(str(book), ["spm"])
    after = parts_of(book)
    changed = {n for n in before if before[n] != after.get(n)}
    assert changed <= {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    tambah_modul(str(book), without=["spm"])
    left = parts_of(book)
    assert left.keys() == before.keys()
    assert {n for n in before if before[n] != left[n]} <= {"xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"}


def test_a_filled_module_stays(book):
    tambah_modul(str(book), ["spm"])
    isi_buku(str(book), {"tbl_spm.csv": _SPM + b"1,A,a,60,45,100%,200,50\n2,B,b,,,,,\n"})
    content = book.read_bytes()
    with pytest.raises(UserError, match="2 barisnya terisi") as refused:
        tambah_modul(str(book), without=["spm"])
    assert refused.value.kode == "modul_terisi" and book.read_bytes() == content


@pytest.mark.parametrize(
    ("sheet", "address", "formula", "code"),
    [("SPM", "B50", "catatan saya", "modul_berisi"), ("PK", "Z9", "=SUM(tbl_spm_dana[Jumlah])", "modul_dirujuk"),
     ("PK", "Z9", "=SPM!B3", "modul_dirujuk")],
)  # fmt: skip
def test_what_somebody_uses_stays(book, sheet, address, formula, code):
    tambah_modul(str(book), ["spm"])
    workbook = openpyxl.load_workbook(book)
    workbook[sheet][address] = formula
    workbook.save(book)
    content = book.read_bytes()
    with pytest.raises(UserError) as refused:
        tambah_modul(str(book), without=["spm"])
    assert refused.value.kode == code and book.read_bytes() == content


def test_a_sheet_and_a_table_of_that_name_of_the_users_own(book):
    workbook = openpyxl.load_workbook(book)
    workbook.create_sheet("SPM")["A1"] = "milik saya"
    workbook["Beranda"].title = "Depan Kita"
    workbook.save(book)
    done = tambah_modul(str(book), ["spm"])
    assert done.sheets == {"SPM (2)": "SPM (2)"}
    workbook = openpyxl.load_workbook(book)
    assert workbook["SPM"]["A1"].value == "milik saya" and workbook["SPM (2)"].tables["tbl_spm"]
    assert workbook["SPM (2)"]["A4"].hyperlink.location == "'Depan Kita'!A1"
    formulas = [f for r in workbook["SPM (2)"].conditional_formatting for x in r.rules for f in x.formula]
    assert any('"SPM (2)!"&ADDRESS' in f for f in formulas) and not any('"SPM!"' in f for f in formulas)
    assert workbook["SPM (2)"].print_area.startswith("'SPM (2)'!$A$1")
    workbook.defined_names["tbl_isu"] = openpyxl.workbook.defined_name.DefinedName("tbl_isu", attr_text="PK!$A$1")
    workbook.save(book)
    with pytest.raises(UserError, match="tbl_isu") as refused:
        tambah_modul(str(book), ["isu"])
    assert refused.value.kode == "nama_terpakai"


def test_wrong_use(book):
    with pytest.raises(UsageError, match="Maksud Anda rencana-aksi"):
        tambah_modul(str(book), ["rencana aski"])
    with pytest.raises(UsageError, match="Sebutkan modulnya"):
        tambah_modul(str(book))
    with pytest.raises(UserError, match="tambah BUKU spm"):
        isi_buku(str(book), {"tbl_spm.csv": b"Jenis Layanan\nA\n"})
    assert tambah_modul(str(book), ["Rencana Aksi"]).added == ["rencana-aksi"]


def test_a_book_of_version_1_is_brought_up_to_date_first(tmp_path):
    book = Path(shutil.copy(SAMPLE, tmp_path / "lama.xlsx"))
    with pytest.raises(UserError, match="perbarui") as refused:
        tambah_modul(str(book), ["spm"])
    assert refused.value.kode == "versi_lama" and book.read_bytes() == SAMPLE.read_bytes()
    perbarui_buku(str(book))
    before = compute_book(book)[1].summary
    old = parts_of(book)
    tambah_modul(str(book), MODULES)
    assert compute_book(book)[1].summary == before
    new = parts_of(book)
    assert all(new[n] == old[n] for n in old if "lkjip_lap" in n or n.startswith("xl/theme"))
    assert perbarui_buku(str(book)).unchanged


def test_a_book_with_macros_keeps_them(tmp_path):
    template = Path(__file__).parents[2] / "workbook_templates" / "lkjip_standar.xlsm"
    book = Path(shutil.copy(template, tmp_path / "buku.xlsm"))
    tambah_modul(str(book), MODULES)
    before, after = parts_of(template), parts_of(book)
    kept = [n for n in before if "vba" in n.lower() or "drawing" in n or "customUI" in n]
    assert kept and all(before[n] == after[n] for n in kept)
    assert perbarui_buku(str(book)).unchanged
    tambah_modul(str(book), without=MODULES)
    assert parts_of(book).keys() == before.keys()


def test_a_foreign_workbook_is_refused_and_stays(shared, tmp_path):
    folder = shared / "korpus"
    names = sorted(p for p in folder.glob("*.xls[xm]"))[::9] if folder.is_dir() else []
    if not names:
        pytest.skip("korpus buku kerja (../shared/korpus) tidak ada")
    for source in names:
        book = Path(shutil.copy(source, tmp_path / source.name))
        for flow in (lambda path: tambah_modul(path, ["spm"]), perbarui_buku):
            with pytest.raises(UserError):
                flow(str(book))
            assert book.read_bytes() == source.read_bytes() and len(list(tmp_path.iterdir())) == 1, source.name
        book.unlink()


@pytest.mark.lengkap
def test_a_lived_in_book_of_version_1_keeps_all_through_every_module(lived_in):  # noqa: F811
    """perbarui, then one module after another: no old cell, format, comment or picture changes."""
    _with_picture(str(lived_in), 60, 40)
    before, computed = cells_of(lived_in), set(computed_addresses(lived_in))
    pictures = {name: part for name, part in parts_of(lived_in).items() if name.startswith("xl/media/")}
    assert pictures and before["Anggaran", "C6"][2] == "catatan saya"
    perbarui_buku(str(lived_in))
    brought = cells_of(lived_in)
    versions = [at for at, old in before.items() if at not in computed and brought.get(at) != old]
    about = {spec.name: spec.about for spec in sheets(2019, 2024)}
    # The version of the book, and captions of ours that version 2 says otherwise.
    [version] = [at for at in versions if at[0] == "Pengaturan"]
    assert {at: before[at][0] for at in versions if at != version} == {
        ("Beranda", "B6"): "CAPAIAN KINERJA", ("Beranda", "F8"): "realisasi dibagi pagu",
        ("Beranda", "B9"): None, ("PK", "A3"): about["PK"],
        ("Pengukuran", "A3"): about["Pengukuran"],
    }  # fmt: skip
    order = random.Random(9).sample(MODULES, len(MODULES))
    for name in order:
        assert tambah_modul(str(lived_in), [name], backup=False).added == [name]
    after = cells_of(lived_in)
    assert {at: (old, after.get(at)) for at, old in brought.items() if after.get(at) != old} == {}
    for taken in (order[::2], order[1::2]):
        tambah_modul(str(lived_in), without=taken, backup=False)
    assert cells_of(lived_in) == brought
    assert pictures.items() <= parts_of(lived_in).items()
