"""ekspor: real types for programs, and no pandas where none is needed."""

import subprocess
import sys

import pytest

from lkjip_xl.flows.ekspor import data_frames, ekspor_buku, typed_column
from lkjip_xl.flows.open_and_save import compute_book


def test_data_frames_have_real_types(buku_contoh):
    frames = data_frames(compute_book(buku_contoh)[1])
    types = {name: str(dtype) for name, dtype in frames["tbl_anggaran"].dtypes.items()}
    assert types["Kode"] == "string" and types["Pagu"] == "Int64" and types["Serapan"] == "Float64"
    assert frames["tbl_anggaran"]["Pagu Awal"].sum() > 10**9
    measured = frames["tbl_pengukuran"]["Capaian"]
    assert str(measured.dtype) == "Float64" and measured[0] == 0.9193 and measured.isna()[1]
    assert str(frames["tbl_pk"]["Target"].dtype) == "string"  # numbers and labels of levels in one column
    assert str(frames["tbl_riwayat"]["Tahun"].dtype) == "Int64"


@pytest.mark.parametrize(
    "values, kind, expected",
    [
        ([1, None, "N/A"], "uang", ([1, None, None], "Int64")),
        ([1.5, 2], "uang", ([1.5, 2.0], "Float64")),
        ([1, "Rp 5"], "uang", (["1", "Rp 5"], "string")),
        ([88, "Madya"], "nilai", (["88", "Madya"], "string")),
        ([88, "N/A"], "nilai", ([88.0, None], "Float64")),
        (["Madya", "N/A"], "nilai", (["Madya", "N/A"], "string")),
        ([True, 1], "angka", (["True", "1"], "string")),
        ([10**30], "uang", ([1e30], "Float64")),
        ([2024.0], "tahun", ([2024], "Int64")),
        (["1.10", None], "kode", (["1.10", None], "string")),
    ],
)
def test_a_column_has_one_type_and_loses_nothing(values, kind, expected):
    assert typed_column(values, kind) == expected


def test_parquet_keeps_the_types(buku_contoh, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    files = ekspor_buku(buku_contoh, tmp_path, "parquet").files
    schema = parquet.read_schema(next(f for f in files if f.endswith("tbl_anggaran.parquet")))
    assert (str(schema.field("Pagu").type), str(schema.field("Kode").type)) == ("int64", "string")


def test_csv_json_and_xlsx_need_no_pandas(buku_contoh):
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "from lkjip_xl.flows.ekspor import ekspor_buku\n"
        f"data = open({str(buku_contoh)!r}, 'rb').read()\n"
        "print(*(len(ekspor_buku(data, bentuk=form).contents) for form in ('csv', 'json', 'xlsx')))"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["17", "1", "1"], done.stderr
