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
        assert "1 isian jelas salah bentuk" in host.questions[0] and "'88%' menjadi 88" in host.questions[0]
        copy = path.with_name("salinan.xlsx")
        host.save_copy(str(copy))
    assert realisasi(copy) == (88 if agreed else "88%")
    codes = {row.cells.get("Kode") for row in compute_book(copy)[0].book.rows("tbl_temuan") if row.cells.get("No")}
    assert ("BACA-02" in codes) != agreed


def test_the_command_names_the_command_that_mends(path):
    out = CliRunner().invoke(perintah, ["periksa", str(path), "--tanpa-tulis"]).output
    assert "1 isian jelas salah bentuk dan dapat dibetulkan: lkjip-xl hitung BUKU --perbaiki" in out
    assert CliRunner().invoke(perintah, ["hitung", str(path), "--perbaiki"]).exit_code == 0
    assert realisasi(path) == 88 and not periksa_buku(path, tulis=False).repairs


def test_the_page_is_told_too(path):
    answer = bridge.run("periksa", "buku.xlsx", path.read_bytes(), {})
    assert answer["ok"] and answer["dapat_diperbaiki"] == periksa_buku(path, tulis=False).repairs != []
    mended = bridge.run("hitung", "buku.xlsx", path.read_bytes(), {"perbaiki": True})
    assert "Diperbaiki: " in mended["pesan"]
