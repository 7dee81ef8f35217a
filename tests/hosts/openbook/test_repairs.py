"""What periksa can mend without a doubt is offered where it is pressed, and made only after a yes."""

import pytest
from click.testing import CliRunner

from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts.cli import perintah
from lkjip_xl.hosts.openbook import press as button
from lkjip_xl.hosts.openbook import request
from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost
from lkjip_xl.hosts.web import bridge
from lkjip_xl.template.book import build


@pytest.fixture
def path(tmp_path):
    """A book with a percent typed as a text."""
    path = tmp_path / "buku.xlsx"
    build(path, {"tahun": 2026, "triwulan_berjalan": 4}, years=(2025, 2030), rows={
        "tbl_renstra": [{"Kode": "1.2", "Jenis": "Sasaran", "Indikator": "I 1.2", "Satuan": "%", "Tipe": "Persen",
                         "Arah": "Naik", "Target 2026": 80}],
        "tbl_pengukuran": [{"Kode": "1.2", "Sifat": "Posisi Akhir", "Realisasi TW4": "88%"}],
    })  # fmt: skip
    return path


def realisasi(path):
    return compute_book(path)[0].book.rows("tbl_pengukuran")[0].cells.get("Realisasi TW4")


@pytest.mark.parametrize("agreed", [True, False])
def test_the_button_offers_and_does_what_was_agreed(lo, path, agreed):
    with lo.open(path) as document:
        host = LibreOfficeHost(document)
        host.answers = [agreed]
        told, weight = button.press(host, request.Request("periksa", path.name, {}))
        assert weight == "info" and len(host.questions) == 1
        assert "1 perbaikan yang pasti dapat dilakukan" in host.questions[0] and "'88%' menjadi 88" in host.questions[0]
        copy = path.with_name("salinan.xlsx")
        host.save_copy(str(copy))
    assert realisasi(copy) == (88 if agreed else "88%")
    codes = {row.cells.get("Kode") for row in compute_book(copy)[0].book.rows("tbl_temuan") if row.cells.get("No")}
    assert ("BACA-02" in codes) != agreed


def test_the_command_names_the_command_that_mends(path):
    out = CliRunner().invoke(perintah, ["periksa", str(path), "--tanpa-tulis"]).output
    assert f"1 perbaikan yang pasti dapat dilakukan: lkjip-xl hitung {path} --perbaiki" in out
    assert CliRunner().invoke(perintah, ["hitung", str(path), "--perbaiki"]).exit_code == 0
    assert realisasi(path) == 88 and not periksa_buku(path, tulis=False).repairs


def test_the_page_is_told_too(path):
    answer = bridge.run("periksa", "buku.xlsx", path.read_bytes(), {})
    assert answer["ok"] and answer["dapat_diperbaiki"] == periksa_buku(path, tulis=False).repairs != []
    mended = bridge.run("hitung", "buku.xlsx", path.read_bytes(), {"perbaiki": True})
    assert "Diperbaiki: " in mended["pesan"]


@pytest.fixture
def disordered(tmp_path):
    """A book whose budget was sorted by Uraian."""
    path = tmp_path / "urut.xlsx"
    row = ("Tingkat", "Kode", "Uraian", "Pagu Awal", "Realisasi TW4")
    rows = [
        ("Sub Kegiatan", "1.2.1", "A", 3, 1), ("Sub Kegiatan", "1.1.1", "B", 7, 5), ("Program", "1", "C", None, None),
        ("Kegiatan", "1.1", "D", None, None), ("Kegiatan", "1.2", "E", None, None),
    ]  # fmt: skip
    build(path, {"tahun": 2026, "triwulan_berjalan": 4}, years=(2025, 2030), rows={
        "tbl_anggaran": [{k: v for k, v in zip(row, one, strict=True) if v is not None} for one in rows],
    })  # fmt: skip
    return path


def test_rows_that_only_move_are_told_as_one_repair(disordered):
    assert periksa_buku(disordered, tulis=False).repairs == ["5 baris Anggaran diurutkan menurut Kode"]
    out = CliRunner().invoke(perintah, ["hitung", str(disordered), "--perbaiki"]).output
    assert out.count("Diperbaiki:") == 1 and "Diperbaiki: 5 baris Anggaran diurutkan menurut Kode" in out
    codes = [row.cells.get("Kode") for row in compute_book(disordered)[0].book.rows("tbl_anggaran")[:5]]
    assert codes == ["1", "1.1", "1.1.1", "1.2", "1.2.1"]


def test_every_cell_of_one_finding_is_named_by_its_own_place(tmp_path):
    path = tmp_path / "spasi.xlsx"
    build(path, {"tahun": 2026, "triwulan_berjalan": 4}, years=(2025, 2030), rows={
        "tbl_anggaran": [
            {"Tingkat": "Program", "Kode": "1. 02. 02", "Uraian": "P"},
            {"Tingkat": "Kegiatan", "Kode": "1. 02. 02. 2.01", "Uraian": "K"},
            {"Tingkat": "Sub Kegiatan", "Kode": "1. 02. 02. 2.01. 0001", "Uraian": "S", "Pagu Awal": 9},
        ],
    })  # fmt: skip
    places = [line.partition(":")[0] for line in periksa_buku(path, tulis=False).repairs]
    assert len(places) == 3 and len(set(places)) == 3
