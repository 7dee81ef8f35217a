"""Any odd value in any input cell: every flow answers in Indonesian, none ends in a traceback."""

import datetime

import openpyxl
import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.ekspor import ekspor_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.schema.contract import tables as contract_tables
from lkjip_xl.template.book import build_bytes

SANE = {
    "Kode": "1.1", "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Tujuan satu", "Sasaran": "Sasaran satu",
    "Indikator": "Indeks layanan", "Tipe": "Angka", "Arah": "Naik", "Satuan": "orang", "Dokumen": "Awal",
    "Sifat": "Posisi Akhir", "Tingkat": "Program", "Uraian": "Program satu", "Tahun": 2024, "Lingkup": "Instansi",
    "Program": "Program satu", "Jabatan": "Kepala", "Skala": "S", "Batas Bawah": 0.5, "Termasuk": "Ya",
    "Predikat": "Baik", "Warna": "FF0000", "Skala Tingkat": "S", "Skor": 1,
}  # fmt: skip
JENIS = {"tbl_data_dukung": "Rincian", "tbl_iki": "Jumlah"}
ODD = {
    "error": "#REF!", "not available": "#N/A", "true": True, "huge": 1e300, "negative": -5.5,
    "spaces": " \u00a0 ", "long": "x" * 2_000, "words": "lima juta", "wildcards": "*?~;", "empty": "",
}  # fmt: skip


def rows_with(value):
    """For each table one row for each input column: sane, but that column odd."""
    tables = [t for t in contract_tables(2025, 2029).values() if not t.figures]
    rows = {}
    for table in tables:
        if table.name in ("tbl_temuan", "tbl_pengaturan"):
            continue
        sane = {c.name: SANE[c.name] for c in table.inputs if c.name in SANE}
        if table.name in JENIS:
            sane["Jenis"] = JENIS[table.name]
        wanted = [c.name for c in table.inputs if c.name != "Warna"]  # the builder itself reads the colour
        rows[table.name] = [
            {**sane, **({"Kode": f"1.{i}"} if "Kode" in sane else {}), name: value} for i, name in enumerate(wanted)
        ]
    return rows


def every_flow(data):
    """Run every flow on a book; names of those that refused it, with their message."""
    exported: dict[str, bytes] = {}
    flows = {
        "csv": lambda: exported.update(ekspor_buku(data, masukan_saja=True).contents),
        "hitung": lambda: hitung_buku(data, perbaiki=True),
        "laporan": lambda: laporan_buku(data, semua_bentuk=True),
        "periksa": lambda: periksa_buku(data, reviu=True, lalu=data),
        "xlsx": lambda: ekspor_buku(data, bentuk="xlsx"),
        "isi": lambda: isi_buku(data, exported),
        "ganti": lambda: isi_buku(data, exported, ganti=True),
    }
    refused = {}
    for name, flow in flows.items():
        try:
            flow()
        except UserError as error:
            refused[name] = str(error)
    return refused


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("kind", ODD)
def test_an_odd_value_in_any_column_of_any_table(kind):
    refused = every_flow(build_bytes({}, (2025, 2029), rows_with(ODD[kind])))
    assert set(refused) <= {"periksa"}, refused  # the book of the year before is this very book
    assert "tahun lalu" in refused["periksa"]


@pytest.mark.lengkap(contoh=2)
@pytest.mark.parametrize("value", [datetime.datetime(2025, 3, 1), "#DIV/0!", -1e300, "x" * 32_767])
def test_an_odd_value_in_every_setting_or_in_every_cell_at_once(tmp_path, value):
    for name in ("Pengaturan", "Pengukuran"):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(build_bytes({}, (2025, 2029), rows_with("Uji")))
        book = openpyxl.load_workbook(path)
        sheet = book[name]
        for row in sheet.iter_rows(min_row=6, max_row=45, min_col=3 if name == "Pengaturan" else 1, max_col=20):
            for cell in row:
                if not str(cell.value).startswith("=") and sheet.cell(cell.row, 2).value != "versi_kontrak":
                    cell.value = value
        book.save(path)
        refused = every_flow(path.read_bytes())
        assert all(len(message) > 20 for message in refused.values())


@pytest.mark.parametrize("name", ["skala-angka", "renstra-tujuan-galat", "ringkasan-diurut"])
def test_the_files_that_once_failed(shared, name):
    data = (shared / "kasus-keandalan" / f"{name}.xlsx").read_bytes()
    assert set(every_flow(data)) <= {"periksa"}


def test_figures_of_beranda_go_to_their_kunci_wherever_it_stands(shared):
    path = shared / "kasus-keandalan" / "ringkasan-diurut.xlsx"
    result = hitung_buku(path.read_bytes())
    import io

    for data_only in (False, True):
        sheet = openpyxl.load_workbook(io.BytesIO(result.data), data_only=data_only)["Beranda"]
        table = next(t for t in sheet.tables.values() if t.displayName == "tbl_ringkasan")
        rows = [[c.value for c in row] for row in sheet[table.ref]][1:]
        keys = [row[0] for row in rows]
        assert len(keys) > 10 and keys != list(result.computed.summary)[: len(keys)]
        assert set(keys) <= set(result.computed.summary)  # the book is of version 1
        if data_only:
            shown = {k: v for k, v, *_ in rows}
            wanted = {k: v.kode if hasattr(v, "kode") else v for k, v in result.computed.summary.items() if k in shown}
            assert shown == {k: None if v == "" else v for k, v in wanted.items()}
        else:
            assert "Berat" in next(str(v) for k, v, *_ in rows if k == "Temuan Salah")
