"""A book of before this version's cells: whoever works on it writes no formula that names what it lacks.

It is the sample with the cells of the signature and of the doubts taken away, and a formula in the signature's place
that names none of them, as an earlier book has one.
"""

import re
import zipfile

import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.template.book import build_bytes
from tests.tools.engines import BOTH, recalculated

LATER = re.compile(r"lk_(?:ttd_\w+|janji|luar)")
SIGNED = "Ditandatangani seperti dahulu"
_PARTS = re.compile(r"xl/(?:workbook|worksheets/sheet\d+|tables/table\d+)\.xml")
_OWN = {"lk_ttd_tempat": f"&quot;{SIGNED}&quot;"}


def _earlier(match):
    name = match[0]
    return _OWN.get(name, "&quot;&quot;" if "ttd" in name else "0")


@pytest.fixture
def earlier(tmp_path):
    """An earlier book of one measured indicator."""
    indicator = {"Kode": "1.1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "I", "IKU": "Ya", "Satuan": "%",
                 "Tipe": "Persen", "Arah": "Naik", "Target 2025": 80}  # fmt: skip
    rows = {
        "tbl_renstra": [indicator], "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1", "Target": 80}],
        "tbl_pengukuran": [{"Kode": "1.1", "Sifat": "Posisi Akhir", "Target TW4": 80, "Realisasi TW4": 60}],
        "tbl_anggaran": [{"Kode": "1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 9, "Realisasi TW4": 9}],
    }  # fmt: skip
    today, path = tmp_path / "kini.xlsx", tmp_path / "dahulu.xlsx"
    today.write_bytes(build_bytes({"tahun": 2025, "triwulan_berjalan": 4}, (2025, 2029), rows=rows))
    with zipfile.ZipFile(today) as new, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as old:
        for name in new.namelist():
            data = new.read(name)
            if _PARTS.fullmatch(name):
                text = re.sub(r'<definedName name="lk_(?:ttd_\w+|janji|luar)"[^>]*>[^<]*</definedName>', "",
                              data.decode())  # fmt: skip
                data = LATER.sub(_earlier, text).encode()
            old.writestr(name, data)
    return path


def named(path):
    """The later names that formulas of a book have."""
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    return {name for text in parts for formula in re.findall(r"<f[^>]*>([^<]*)</f>", text)
            for name in LATER.findall(formula)}  # fmt: skip


def shown(path, lo, engine):
    """All texts of Capaian and Beranda as a spreadsheet program shows them."""
    sheets = recalculated(path, lo, engine)
    return [str(value) for name in ("Capaian", "Beranda") for row in sheets[name] for value in row]


def more(path):
    isi_buku(path, {"tbl_pengukuran.csv": b"Kode;Realisasi TW4\n1.1;72\n"}, backup=False)


def compute(path):
    hitung_buku(path, backup=False)


def check(path):
    periksa_buku(path, backup=False)


def report(path):
    laporan_buku(path, backup=False)


@pytest.mark.lengkap(contoh=5)
@pytest.mark.parametrize("flow", [compute, check, report, more])
@BOTH
def test_no_formula_names_a_cell_that_the_book_lacks(earlier, lo, flow, engine):
    flow(earlier)
    assert named(earlier) == set()
    texts = shown(earlier, lo, engine)
    assert any(SIGNED in text for text in texts) and "#NAME?" not in texts
    assert ("0.9" if flow is more else "0.75") in texts


def test_it_is_told_and_a_second_run_changes_nothing(earlier):
    told = [f for f in hitung_buku(earlier, backup=False).findings if f.kode == "BACA-17"]
    assert len(told) == 1 and "7 sel hitungan" in told[0].uraian and "Capaian dan Beranda" in told[0].uraian
    assert "Perbarui" in told[0].perbaikan
    assert hitung_buku(earlier, backup=False).unchanged


def test_a_column_with_several_formulas_stays_as_it_is(earlier):
    with zipfile.ZipFile(earlier) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    # Pengaturan holds the text once, Capaian in every row.
    name = max((n for n in parts if n.startswith("xl/worksheets")), key=lambda n: parts[n].count(SIGNED.encode()))
    parts[name] = parts[name].replace(SIGNED.encode(), b"Satu baris lain", 1)
    with zipfile.ZipFile(earlier, "w", zipfile.ZIP_DEFLATED) as book:
        for part, data in parts.items():
            book.writestr(part, data)
    compute(earlier)
    with zipfile.ZipFile(earlier) as book:
        data = book.read(name)
    assert data.count(b"Satu baris lain") == 1 and SIGNED.encode() in data and named(earlier) == set()


def test_perbarui_gives_it_every_cell_and_its_formulas(earlier, lo):
    compute(earlier)
    perbarui_buku(earlier, backup=False)
    reading, computed = compute_book(earlier)
    assert {n.name for n in reading.workbook.defined_names} >= {"lk_ttd_tempat", "lk_ttd_nip", "lk_janji", "lk_luar"}
    assert not [f for f in hitung_buku(earlier, backup=False).findings if f.kode == "BACA-17"]
    texts = shown(earlier, lo, "LibreOffice")
    assert not any(SIGNED in text for text in texts) and "#NAME?" not in texts
    assert any(".........." in text for text in texts)  # where a name is signed
    assert computed.summary["Rata-rata capaian"] == 0.75
