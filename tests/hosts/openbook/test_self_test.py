"""Uji Mandiri with LibreOffice in Excel's place: every item that does not need Excel is OK, and each can fail."""

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.hosts.openbook import self_test as uji_mandiri
from lkjip_xl.hosts.openbook.recording import Replay
from tests.tools.live_libreoffice import LibreOfficeHost

HANYA_EXCEL = {"Fungsi LK_ bekerja di sel"}
"""LibreOffice has no functions of an add-in."""


@pytest.fixture
def host(lo, buku_contoh):
    with lo.open(buku_contoh) as dokumen:
        host = LibreOfficeHost(dokumen)
        yield host
        for terbuka in host.dibuka:
            terbuka.tutup_buku()


def hasil(host):
    pesan = uji_mandiri.uji(host)
    jalur = host.dibuka[-1].buku().jalur
    lembar = openpyxl.load_workbook(jalur)["Uji Mandiri"]
    return pesan, {b[1]: b[2:4] for b in lembar.iter_rows(min_row=5, values_only=True)}


def test_every_item_answers_and_the_open_book_is_left_alone(host):
    sebelum = host.dokumen.values()
    pesan, jawaban = hasil(host)
    assert [nama for nama, _ in uji_mandiri.BUTIR] == list(jawaban)
    gagal = {nama: satu for nama, satu in jawaban.items() if satu[0] != "OK"}
    assert set(gagal) == HANYA_EXCEL, gagal
    assert "1 dari" in pesan and "Fungsi LK_" in pesan
    banyak = int(jawaban["Rumus buku dihitung sama dengan Python"][1].split()[0])
    assert banyak > 5_000
    assert host.dokumen.values() == sebelum
    # What was recorded on the way answers the same items again without a LibreOffice.
    rekaman = Path(host.dibuka[-1].jalur).with_name(uji_mandiri.REKAMAN)
    if os.environ.get("LKJIP_REKAM"):  # the calls were changed on purpose: this is the sample from now on
        shutil.copy(rekaman, Path(__file__).with_name("recordings") / "libreoffice.jsonl.xz")
    ulang = Replay(str(rekaman))
    assert ulang.facts["Excel"].startswith("LibreOffice")
    assert uji_mandiri.uji(ulang).partition(". ")[0] == pesan.partition(". ")[0] and ulang.left == 0


def _salinan_lama(self, jalur):
    """Excel saved what is on the disk, not what is on the screen."""
    shutil.copy(self.jalur, jalur)


@pytest.mark.parametrize(
    ("panggilan", "ganti", "butir"),
    [
        ("pulihkan", lambda self, keadaan: None, "Tampilan dan cara hitung kembali seperti semula"),
        ("ubah_ukuran_tabel", lambda self, *a: None, "Tabel dapat diperpanjang"),
        ("ubah_ukuran_tabel", lambda self, *a: None, "Baris baru serupa dengan baris di atasnya"),
        ("pdf", lambda self, *a: None, "PDF dicetak"),
        ("namai_lembar", lambda self, *a: None, "Laporan menaruh lembarnya di buku yang terbuka"),
        ("simpan_salinan", _salinan_lama, "Salinan memuat isian yang belum disimpan"),
    ],
)
def test_a_host_that_fails_is_found_out(host, monkeypatch, panggilan, ganti, butir):
    monkeypatch.setattr(uji_mandiri, "BUTIR", [b for b in uji_mandiri.BUTIR if b[0] == butir])
    monkeypatch.setattr(LibreOfficeHost, panggilan, ganti)
    _, jawaban = hasil(host)
    assert jawaban[butir][0] == "GAGAL" and jawaban[butir][1]
