"""Uji Mandiri with LibreOffice in Excel's place: every item that does not need Excel is OK, and each can fail."""

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.hosts.openbook import self_test as uji_mandiri
from lkjip_xl.hosts.openbook.libreoffice import LibreOfficeHost
from lkjip_xl.hosts.openbook.press import press
from lkjip_xl.hosts.openbook.recording import Replay

HANYA_EXCEL = {"Fungsi LK_ bekerja di sel"}
"""LibreOffice has no functions of an add-in."""


@pytest.fixture
def host(lo, buku_isian):
    with lo.open(buku_isian) as dokumen:
        host = LibreOfficeHost(dokumen)
        yield host
        for terbuka in host.opened:
            terbuka.close_book()


def hasil(host):
    pesan = uji_mandiri.run_self_test(host, press)
    jalur = host.opened[-1].book().path
    lembar = openpyxl.load_workbook(jalur)["Uji Mandiri"]
    return pesan, {b[1]: b[2:4] for b in lembar.iter_rows(min_row=5, values_only=True)}


def test_every_item_answers_and_the_open_book_is_left_alone(host):
    sebelum = host.document.values()
    pesan, jawaban = hasil(host)
    assert [nama for nama, _ in uji_mandiri.ITEMS] == list(jawaban)
    gagal = {nama: satu for nama, satu in jawaban.items() if satu[0] != "OK"}
    assert set(gagal) == HANYA_EXCEL, gagal
    assert "1 dari" in pesan and "Fungsi LK_" in pesan
    banyak = int(jawaban["Rumus buku dihitung sama dengan Python"][1].split()[0])
    assert banyak > 4_500
    assert host.document.values() == sebelum
    # What was recorded on the way answers the same items again without a LibreOffice.
    rekaman = Path(host.opened[-1].path).with_name(uji_mandiri.RECORDING)
    if os.environ.get("LKJIP_REKAM"):  # the calls were changed on purpose: this is the sample from now on
        shutil.copy(rekaman, Path(__file__).with_name("recordings") / "libreoffice.jsonl.xz")
    ulang = Replay(str(rekaman))
    assert ulang.facts["Excel"].startswith("LibreOffice")
    assert uji_mandiri.run_self_test(ulang, press).partition(". ")[0] == pesan.partition(". ")[0] and ulang.left == 0


def _salinan_lama(self, jalur):
    """Excel saved what is on the disk, not what is on the screen."""
    shutil.copy(self.path, jalur)


@pytest.mark.parametrize(
    ("panggilan", "ganti", "butir"),
    [
        ("restore", lambda self, state: None, "Tampilan dan cara hitung kembali seperti semula"),
        ("resize_table", lambda self, *a: None, "Tabel dapat diperpanjang"),
        ("resize_table", lambda self, *a: None, "Baris baru serupa dengan baris di atasnya"),
        ("pdf", lambda self, *a: None, "PDF dicetak"),
        ("rename_sheet", lambda self, *a: None, "Laporan menaruh lembarnya di buku yang terbuka"),
        ("save_copy", _salinan_lama, "Salinan memuat isian yang belum disimpan"),
    ],
)
def test_a_host_that_fails_is_found_out(host, monkeypatch, panggilan, ganti, butir):
    monkeypatch.setattr(uji_mandiri, "ITEMS", [b for b in uji_mandiri.ITEMS if b[0] == butir])
    monkeypatch.setattr(LibreOfficeHost, panggilan, ganti)
    _, jawaban = hasil(host)
    assert jawaban[butir][0] == "GAGAL" and jawaban[butir][1]
