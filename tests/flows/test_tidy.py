"""ekspor --rapi: a row for each cell, with the cell that it came from; persons only when asked."""

import csv
import io
import json

import openpyxl
import pytest

import lkjip_xl
from tests.flows.travel_books import master


@pytest.fixture
def induk(tmp_path):
    path = master(tmp_path)
    lkjip_xl.tambah(path, ["organisasi"], backup=False)
    from tests.book.filled_book import Isian

    filler = Isian(path)
    for column, value in {"Kode": "J1", "Jabatan": "Kepala", "Nama": "Nama Seorang", "NIP": "19"}.items():
        filler.tulis("tbl_jabatan", 1, column, value)
    filler.simpan()
    lkjip_xl.hitung(path, backup=False)
    return path


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_every_value_tells_its_cell(induk):
    contents = lkjip_xl.ekspor(induk, rapi=True).contents
    assert list(contents) == ["data.csv", "kamus.csv"]
    rows = rows_of(contents["data.csv"])
    values = openpyxl.load_workbook(induk, data_only=True)
    assert len(rows) > 200
    for row in rows:
        cell = values[row["lembar"]][row["sel"]].value
        if row["nilai"]:
            assert float(row["nilai"]) == pytest.approx(float(cell), rel=1e-14), row
        else:
            assert row["teks"].lstrip("'") == str(cell).replace("#N/A", "N/A"), row
    one = next(r for r in rows if (r["tabel"], r["kode"], r["kolom"]) == ("tbl_pengukuran", "1", "Realisasi TW1"))
    assert (one["instansi"], one["tahun"], one["triwulan"], one["asal"], one["satuan"], one["nilai"]) == (
        "Dinas Contoh", "2025", "1", "isian", "Persen", "70",
    )  # fmt: skip
    one = next(r for r in rows if (r["tabel"], r["kode"], r["kolom"]) == ("tbl_anggaran", "A", "Pagu"))
    assert (one["asal"], one["satuan"], one["nilai"], one["triwulan"]) == ("hitungan", "rupiah", "4000", "")


def test_the_dictionary_explains_every_column(induk):
    contents = lkjip_xl.ekspor(induk, rapi=True).contents
    told = {(r["tabel"], r["kolom"]) for r in rows_of(contents["kamus.csv"]) if r["arti"]}
    for row in rows_of(contents["data.csv"]):
        column = row["kunci"] if row["tabel"] == "tbl_ringkasan" else row["kolom"]
        assert (row["tabel"], column) in told


@pytest.mark.parametrize("rapi", [True, False])
def test_persons_stay_out_unless_asked(induk, rapi):
    without = b"".join(lkjip_xl.ekspor(induk, rapi=rapi).contents.values())
    assert b"Nama Seorang" not in without and b"Dinas Contoh" in without and b"Kepala" in without
    assert b"Nama Seorang" in b"".join(lkjip_xl.ekspor(induk, rapi=rapi, orang=True).contents.values())


def test_other_forms(induk):
    (data,) = lkjip_xl.ekspor(induk, bentuk="json", rapi=True).contents.values()
    told = json.loads(data)
    assert set(told) == {"data", "kamus"} and told["data"][0]["instansi"] == "Dinas Contoh"
    frame = lkjip_xl.tidy(induk)
    assert len(frame) == len(told["data"]) and str(frame["nilai"].dtype) == "Float64"
    assert frame[frame["kolom"] == "Realisasi TW1"]["triwulan"].tolist() == [1] * 5


def test_csv_needs_no_pandas(induk):
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['pandas'] = None; import lkjip_xl;"
        f"print(len(lkjip_xl.ekspor({str(induk)!r}, rapi=True).contents))"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "2", done.stderr
