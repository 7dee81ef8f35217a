"""The page in a real browser: from a file without a server, and served; nothing leaves, nothing breaks in silence."""

import hashlib
import json
import re
import shutil
import threading
import time
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.contoh import buat_contoh
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.hosts.web.server import open_server
from tests.benchmark.books import todays_book
from tests.book.filled_book import Isian
from tests.flows.travel_books import inputs, master
from tests.hosts.web.pane_model import model
from tests.tools import web_page

SETTING = b"Kunci;Nilai\ntriwulan_berjalan;3\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The folder of the built page."""
    return web_page.built_for(tmp_path_factory, with_browser=True)


@pytest.fixture
def book(buku_contoh, tmp_path):
    return Path(shutil.copy(buku_contoh, tmp_path / "LKjIP Dinas Sosial.xlsx"))


def sha(data):
    return hashlib.sha256(data).hexdigest()


def test_one_file_without_a_server_does_the_flows(page, book, tmp_path):
    out = tmp_path / "keluar"
    seen = web_page.run_node("page.mjs", "flows", (page / "lkjip.html").as_uri(), book, out)
    data, done = book.read_bytes(), {}
    for name, work in (("hitung", hitung_buku), ("laporan", laporan_buku), ("periksa", periksa_buku)):
        done[name] = work(data)
        data = done[name].data
        assert sha((out / f"{name}.xlsx").read_bytes()) == sha(data), name
    sheets, findings = len(done["laporan"].sheets), len(done["periksa"].findings)
    assert seen["name"] == seen["suggested"] == book.name
    assert (
        f"{sheets} lembar laporan ditulis" in seen["said"]["laporan"]
        and f"{findings} temuan" in seen["said"]["periksa"]
    )
    assert "97,31%" in seen["figures"] and "Rp8.992.776.611" in seen["figures"]
    assert "Rata-rata capaian" in seen["figure"] and "RAT-" in seen["figure"] and "Pengukuran!" in seen["figure"]
    assert 0 < seen["filtered"] < seen["findings"] <= findings
    assert "nama_kepala" in seen["row"] and "(sel ini)" in seen["row"]
    assert len(seen["sheets"]) == sheets and "PERBANDINGAN ANTARA TARGET" in seen["preview"]
    assert "Aturan TGT-01" in seen["origin"] and "Pengukuran!" in seen["origin"]
    assert seen["printed"] == 1 and (out / "cetak.pdf").stat().st_size > 50_000
    assert seen["refused"] and seen["workerRefused"] and seen["pictureRefused"] and seen["hits"] == 0
    assert all(url.startswith("http://127.0.0.1:") for url in seen["requests"])  # those that were refused just now
    assert [e for e in seen["errors"] if "Content Security Policy" not in e and "ERR_" not in e] == []
    assert seen["axe"] == []
    assert seen["width"] <= 320


def test_forms_refusals_cancel_and_a_dead_worker(page, book, tmp_path):
    out = tmp_path / "keluar"
    out.mkdir()
    (out / "dokumen.xlsx").write_bytes(b"%PDF-1.4\n")
    (out / "tbl_pengaturan.csv").write_bytes(SETTING)
    _foreign(out / "asing.xlsx")
    seen = web_page.run_node("page.mjs", "forms", (page / "lkjip.html").as_uri(), book, out)
    made = buat_contoh(None).data
    assert sha((out / "contoh.xlsx").read_bytes()) == sha(made)
    filled = isi_buku(made, {"tbl_pengaturan.csv": SETTING}).data
    assert sha((out / "isi.xlsx").read_bytes()) == sha(filled)
    assert sha((out / "tambah.xlsx").read_bytes()) == sha(tambah_modul(filled, [seen["module"]]).data)
    assert sha((out / "buat.xlsx").read_bytes()) == sha(buat_buku(None, "Dinas Uji", 2026, "2025-2029").data)
    assert seen["newName"] == "lkjip-2026.xlsx" and "1 diubah" in seen["fillPreview"] and "1 diubah" in seen["filled"]
    assert "Periode Renstra 2029-2025 terbalik" in seen["upsideDown"]
    assert seen["dokumen.xlsx"].startswith("Berkas dokumen.xlsx adalah PDF")
    assert "asing.xlsx" in seen["asing.xlsx"] and "Buku Baru" in seen["asing.xlsx"]
    assert seen["stillOpen"] == "lkjip-2026.xlsx"
    assert "Buku tetap seperti semula" in seen["cancelled"]
    assert "Buku Anda tidak diubah" in seen["died"] and "out of memory" in seen["died"]
    assert "Buku dihitung" in seen["again"] and seen["workers"] == 3
    assert "Buku tahun 2023" in seen["nextYear"] and seen["nextName"] == f"{book.stem} 2023.xlsx"
    following = lanjut_buku(hitung_buku(book.read_bytes()).data)
    assert sha((out / "lanjut.xlsx").read_bytes()) == sha(following.data)
    assert seen["axe"] == [] and seen["errors"] == [] and seen["requests"] == []


def test_what_a_newcomer_meets_is_said_and_keeps_the_keys(page, book, tmp_path):
    out = tmp_path / "keluar"
    seen = web_page.run_node("page.mjs", "newcomer", (page / "lkjip.html").as_uri(), book, out)
    assert re.fullmatch(r"Siap\. \(\d+,\d detik\)", seen["ready"])
    assert seen["focus"] == ["hitung", "laporan"]
    unread, unsent, unwritten, undecided = seen["advice"]
    assert 'Sebutkan lembar tujuannya dengan pilihan "Lembar tujuan" (Bila perlu dijelaskan)' in unread
    assert "Kirim dulu dengan tombol Kirim; untuk mengisi dari berkas lain pakai tombol Isi dari CSV." in unsent
    assert "Jalankan tombol Tambah Modul (naskah) dulu" in unwritten
    assert not any("--" in text or "BUKU" in text for text in seen["advice"])
    assert "dapat berarti" in undecided and 'Sebutkan yang dimaksud dengan pilihan "Lembar tujuan" = ' in undecided
    shown, button, said = seen["nothing"]
    assert "Tidak ada yang akan ditulis" in shown and button == "Tutup" and said == "Tidak ada yang ditulis."
    shown, button, said = seen["something"]
    assert "1 diubah" in shown and button == "Tulis" and "Buku diisi" in said
    states = [text.partition(". ")[2] for text in seen["state"]]
    assert states == [
        "Sama dengan berkas Anda.", "Hasilnya belum disimpan: unduh, atau simpan di tempatnya.",
        "Hasil terakhir sudah disimpan.", "Hasil terakhir sudah disimpan.", "Sama dengan berkas Anda.",
    ]  # fmt: skip
    assert seen["locked"].startswith(f"Berkas {book.name} tidak dapat dibaca") and seen["whileReading"]
    assert seen["errors"] == []


def test_saving_in_place_never_overwrites_what_it_does_not_know(page, book, tmp_path):
    seen = web_page.run_node("page.mjs", "inPlace", (page / "lkjip.html").as_uri(), book, tmp_path / "keluar")
    first = periksa_buku(book.read_bytes()).data
    unsaved = "Hasilnya belum disimpan: unduh, atau simpan di tempatnya."
    assert seen["asked"] == ["beforeunload"]
    text, content, state = seen["locked"]
    assert "tidak dapat disimpan di tempatnya (locked)" in text and content is None and unsaved in state
    assert "berubah di cakram sejak dibuka di sini" in seen["question"] and seen["kept"] is None
    text, content, state, still_open = seen["saved"]
    assert text == f"{book.name} disimpan di tempatnya." and content == sha(first) and still_open == 0
    assert "Hasil terakhir sudah disimpan." in state
    assert seen["again"] == [f"{book.name} disimpan di tempatnya.", sha(periksa_buku(first, reviu=True).data)]
    assert seen["left"] == [True]
    assert seen["errors"] == []


@pytest.mark.lengkap
def test_everything_fits_and_is_reached_by_keys_at_400_percent(page, book, tmp_path):
    seen = web_page.run_node("page.mjs", "zoom", (page / "lkjip.html").as_uri(), book, tmp_path / "keluar")
    assert seen["cut"] == [] and seen["axe"] == [] and seen["errors"] == []
    assert seen["controls"] > 150 and "temuan" in seen["said"] and "Aturan" in seen["origin"]
    assert seen["still"] == book.name


@pytest.mark.lengkap
@pytest.mark.parametrize("size", ["1000", "10000"])
def test_a_large_book_gives_what_the_command_line_gives(page, tmp_path, size):
    book = todays_book(tmp_path, size)
    seen = web_page.run_node("page.mjs", "large", (page / "lkjip.html").as_uri(), book, tmp_path, timeout=2400)
    data = book.read_bytes()
    for work in (hitung_buku, periksa_buku, laporan_buku):
        data = work(data).data
    assert sha((tmp_path / "besar.xlsx").read_bytes()) == sha(data)
    assert "lembar laporan ditulis" in seen["laporan"][1] and seen["shown"] > 5
    assert seen["errors"] == [] and seen["requests"] == []


def test_a_book_is_sent_and_what_comes_back_is_merged(page, tmp_path):
    out = tmp_path / "keluar"
    out.mkdir()
    first = Path(master(tmp_path))
    copies = lkjip_xl.kirim(first, tmp_path / "kiriman", ["semua"], triwulan=2, surel=False, backup=False).sent
    copy = Path(next(one.path for one in copies if one.sending.division == "Bidang Anak"))
    shutil.copy(first, out / "induk.xlsx")
    for name, value in (("kembali.xlsx", 75.5), ("lain.xlsx", 80)):
        filler = Isian(copy)
        filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", value)
        filler.simpan(out / name)
    seen = web_page.run_node("page.mjs", "travel", (page / "lkjip.html").as_uri(), first, out)
    assert "1 salinan dibuat" in seen["sent"]
    assert [name.rpartition(".")[2] for name in seen["files"]] == ["xlsx", "eml"] and "Anak" in seen["files"][0]
    assert (out / "kirim-0.xlsx").read_bytes()[:2] == b"PK" and b"Subject:" in (out / "kirim-1.eml").read_bytes()
    assert "tidak berubah" in seen["unchanged"][0] and seen["unchanged"][1] == "Tutup"
    assert "1 bentrok" in seen["preview"] and "75,5" in seen["preview"] and "80 dari lain.xlsx" in seen["preview"]
    assert "Buku digabungkan" in seen["merged"]
    assert inputs(out / "gabungan.xlsx", "tbl_pengukuran")["1"]["Realisasi TW2"] == 80
    assert "kembali" in seen["status"] and "70 menjadi" not in seen["status"]
    assert openpyxl.load_workbook(out / "ringkas.xlsx").sheetnames == ["Pengukuran", "Data Dukung"]
    assert "2 buku terbaca" in seen["recap"] and "Belum melapor: Dinas Lain" in seen["recap"]
    assert openpyxl.load_workbook(out / "rekap.xlsx").sheetnames
    assert (out / "rekap_instansi.csv").read_text().count("Dinas Contoh") == 1
    assert seen["axe"] == [] and seen["errors"] == [] and seen["requests"] == []


def _foreign(path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write("A1", "bukan buku LKjIP")


@pytest.mark.lengkap
def test_the_served_page_works_without_its_server_afterwards(page, book, tmp_path):
    out = tmp_path / "keluar"
    out.mkdir()
    server = open_server(str(page / "situs"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop_when_kept():
        while not (out / "kept").exists():
            time.sleep(0.05)
        server.shutdown()
        server.server_close()
        (out / "stopped").mkdir()

    threading.Thread(target=stop_when_kept, daemon=True).start()
    seen = web_page.run_node("page.mjs", "offline", f"http://127.0.0.1:{server.server_port}/", book, out)
    assert seen["first"] >= 10
    assert "lembar laporan ditulis" in seen["said"]
    assert sha((out / "luring.xlsx").read_bytes()) == sha(laporan_buku(book.read_bytes()).data)
    assert "Failed to fetch" in seen["policy"]
    assert seen["picture"] == "dipakai"  # the picture of the memory, with which the bytes above were written
    assert seen["broken"]["picture"] is None and "Buku dihitung" in seen["broken"]["said"]
    assert seen["broken"]["left"] == []


def test_the_task_pane_works_on_the_book_that_is_open_in_excel(page, book, tmp_path):
    out = tmp_path / "keluar"
    out.mkdir()
    (out / "model.json").write_text(json.dumps(model(book.read_bytes(), tmp_path, book.name)))
    server = open_server(str(page / "situs"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        seen = web_page.run_node("page.mjs", "pane", f"http://127.0.0.1:{server.server_port}/panel.html", book, out)
    finally:
        server.shutdown()
        server.server_close()
    assert seen["name"] == book.name and "97,31%" in seen["figures"]
    assert "Buku dihitung" in seen["said"]["hitung"] and "lembar laporan ditulis" in seen["said"]["laporan"]
    wanted = model(laporan_buku(book.read_bytes()).data, tmp_path)["sheets"]
    assert [one["name"] for one in seen["state"]["sheets"]] == [one["name"] for one in wanted]
    content = {one["name"]: one["content"] for one in wanted}
    assert {one["name"]: one["content"] for one in seen["state"]["sheets"]} == content
    assert seen["findings"] > 5 and seen["selected"] == "Pengaturan!D13"
    assert "Pengukuran!C5" in seen["origin"]
    assert (
        "Buku ini tetap seperti semula" in seen["fallback"] and "buku baru" in seen["fallback"] and seen["opened"] == 1
    )
    assert "tidak memberi salinan" in seen["copyless"]
    assert "Buku dihitung" in seen["direct"]
    assert seen["width"] <= 0 and seen["axe"] == [] and seen["errors"] == []
    outside = [url for url in seen["requests"] if not url.startswith("http://127.0.0.1:")]
    assert set(outside) == {"https://appsforoffice.microsoft.com/lib/1/hosted/office.js"}


@pytest.mark.parametrize(
    "scenario, words", [("off", "WebAssembly dimatikan"), ("old", "Halaman ini tidak berjalan di browser ini")]
)
def test_what_the_browser_lacks_is_said(page, book, tmp_path, scenario, words):
    seen = web_page.run_node("page.mjs", scenario, (page / "lkjip.html").as_uri(), book, tmp_path / "keluar")
    assert words in seen["said"] and not seen.get("drop") and seen.get("shown", True)
