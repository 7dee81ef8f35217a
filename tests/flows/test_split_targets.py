"""isi --pecah: two targets in one cell become two indicators; nothing is guessed, and nothing is lost."""

import pytest

from lkjip_xl.errors import UsageError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.intake_choices import Choices
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku
from lkjip_xl.flows.split_targets import Part, parts_of

RENSTRA = (
    "Kode,Jenis,Induk,Tujuan,Sasaran,Uraian,Indikator,IKU,Satuan,Tipe,Arah,Target 2025\n"
    "T1,Tujuan,,Tata kelola,,,Indeks,Tidak,Indeks,Indeks,Naik,80\n"
    "1.1.1,Sasaran,T1,Tata kelola,Layanan,,Jumlah sarana,Ya,paket,Angka,Naik,{target}\n"
    "P1,Program,1.1.1,Tata kelola,Layanan,Program X,Persentase X,Tidak,%,Persen,Naik,80\n"
)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    return path


def files(target="4 Paket; 2 Unit", realisasi="3 Paket; 2 Unit", budget="1.1.1", **more):
    texts = {
        "tbl_renstra": RENSTRA.format(target=f'"{target}"'),
        "tbl_pk": f'Dokumen,Kode,Target\nAwal,1.1.1,"{target}"\n',
        "tbl_pengukuran": f'Kode,Sifat,Target TW4,Realisasi TW4\n1.1.1,Posisi Akhir,"{target}","{realisasi}"\n',
        "tbl_anggaran": f"Kode,Tingkat,Uraian,Indikator,Pagu Awal,Realisasi TW4\n1,Program,P,{budget},100,90\n",
        **more,
    }
    return {f"{name}.csv": text.encode() for name, text in texts.items()}


def split(book, sources, **arguments):
    result = isi_buku(str(book), sources, backup=False, choices=Choices(split=True), **arguments)
    return result, compute_book(book)[1]


@pytest.mark.parametrize(("text", "parts"), [
    ("4 Paket; 2 Unit", [("4", "Paket"), ("2", "Unit")]),
    ("580 orang + 45 orang/bulan", [("580", "orang"), ("45", "orang/bulan")]),
    ("12 dokumen dan 4 laporan", [("12", "dokumen"), ("4", "laporan")]),
    ("1,5 ha, 2 unit", [("1,5", "ha"), ("2", "unit")]),
    ("1 unit & 2 paket; 3 set", [("1", "unit"), ("2", "paket"), ("3", "set")]),
    ("60; 85", [("60", ""), ("85", "")]),
])  # fmt: skip
def test_the_values_of_a_cell(text, parts):
    assert parts_of(text) == [Part(*part) for part in parts]


@pytest.mark.parametrize("text", [
    "4 Paket", "60-85", "1:30", "12.500 orang", "1,5", "4 Paket; Unit", "sekitar 4; 2 unit", "4 Paket; 2", 4, None,
    "WTP dan WDP", ">= 95", "H+7",
])  # fmt: skip
def test_one_value_is_no_pair(text):
    assert parts_of(text) == []


def test_every_table_follows(book):
    result, world = split(book, files())
    assert result.notes == ["Indikator 1.1.1 dipecah menjadi 1.1.1.a dan 1.1.1.b (Paket, Unit)."]
    rows = {r["Kode"]: r for r in world.rows("tbl_renstra") if r["Kode"]}
    assert [(rows[k]["Indikator"], rows[k]["Satuan"], rows[k]["Target 2025"]) for k in ("1.1.1.a", "1.1.1.b")] == [
        ("Jumlah sarana (Paket)", "Paket", 4), ("Jumlah sarana (Unit)", "Unit", 2),
    ]  # fmt: skip
    assert rows["P1"]["Induk"] == "1.1.1.a"
    assert [world.measured_by_key[k]["Capaian"] for k in ("1.1.1.a", "1.1.1.b")] == [0.75, 1]
    assert world.rows("tbl_anggaran")[0]["Indikator"] == "1.1.1.a;1.1.1.b" and world.summary["Pagu"] == 100


def test_values_in_another_order_follow_their_units(book):
    _, world = split(book, files(realisasi="2 unit; 3 paket"))
    assert [world.measured_by_key[k]["Realisasi"] for k in ("1.1.1.a", "1.1.1.b")] == [3, 2]


def test_a_quarter_without_a_value_stays_so_in_both(book):
    _, world = split(book, files(realisasi="N/A"))
    assert [world.measured_by_key[k]["Realisasi TW4"] for k in ("1.1.1.a", "1.1.1.b")] == ["N/A", "N/A"]


@pytest.mark.parametrize("sources", [
    files(realisasi="5"), files(realisasi="3 Paket; 2 Buah"), files(realisasi="3 Paket; 2 Unit; 1 Set"),
    files(tbl_riwayat="Kode,Tahun,Lingkup,Realisasi\n1.1.1,2024,Instansi,5\n"),
])  # fmt: skip
def test_what_does_not_say_which_is_refused_before_anything_is_written(book, sources):
    before = book.read_bytes()
    with pytest.raises(UsageError, match=r"1\.1\.1"):
        split(book, sources)
    assert book.read_bytes() == before


def test_a_row_that_the_book_has_is_not_left_beside_its_halves(book):
    isi_buku(str(book), files(), backup=False)
    with pytest.raises(UsageError, match="--ganti"):
        split(book, files())
    _, world = split(book, files(), ganti=True)
    assert "1.1.1" not in world.measured_by_key and world.summary["Indikator terukur"] == 2


def test_the_preview_says_so_and_writes_nothing(book):
    before = book.read_bytes()
    result = pratinjau_buku(str(book), files(), choices=Choices(split=True))
    assert result.notes and result.rows["tbl_pengukuran"].added == ("1.1.1.a", "1.1.1.b")
    plan = next(plan for plan in result.plans if plan.table == "tbl_pengukuran")
    assert [(row.values["Kode"], row.values["Target TW4"], row.values["Realisasi TW4"]) for row in plan.rows] == [
        ("1.1.1.a", 4, 3), ("1.1.1.b", 2, 2)]  # fmt: skip
    assert book.read_bytes() == before
