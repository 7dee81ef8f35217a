"""The page in Chromium, Firefox and WebKitGTK: from a file, served, without a network, without WebAssembly, with large
books. All of it only with ``--lengkap``; the other tests of the page are Chromium's alone."""

import hashlib
import shutil
import threading
import time
from pathlib import Path

import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.hosts.web.server import open_server
from tests.benchmark.books import todays_book
from tests.conftest import absent
from tests.tools import web_page

pytestmark = pytest.mark.lengkap
EVERY = pytest.mark.parametrize("browser", web_page.PROGRAMS)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The folder of the built page."""
    return web_page.built_for(tmp_path_factory)


@pytest.fixture
def book(buku_contoh, tmp_path):
    return Path(shutil.copy(buku_contoh, tmp_path / "LKjIP Dinas Sosial.xlsx"))


def seen(scenario, browser, address, book, folder, timeout=900):
    """What a scenario of ``every_browser.mjs`` saw in a browser; skips where the browser is not installed."""
    if reason := web_page.missing_browser(browser):
        absent(reason)
    folder.mkdir(exist_ok=True)
    (folder / "dokumen.xlsx").write_bytes(b"%PDF-1.4\n")
    program = web_page.program(browser)
    found = web_page.run_node("every_browser.mjs", scenario, browser, program, address, book, folder, timeout=timeout)
    print(browser, {name: found[name] for name in found if name not in ("said", "figures", "origin")})
    return found


def sha(data):
    return hashlib.sha256(data).hexdigest()


@EVERY
def test_one_file_without_a_server_does_the_flows(page, book, tmp_path, browser):
    out = tmp_path / "keluar"
    found = seen("flows", browser, (page / "lkjip.html").as_uri(), book, out)
    data = book.read_bytes()
    assert sha((out / "kedua.xlsx").read_bytes()) == sha(laporan_buku(data).data)
    for name, work in (("hitung", hitung_buku), ("laporan", laporan_buku), ("periksa", periksa_buku)):
        data = work(data).data
        assert sha((out / f"{name}.xlsx").read_bytes()) == sha(data), name
    assert found["suggested"] == found["still"] == book.name
    assert "97,31%" in found["figures"] and found["shown"] > 5 and found["origin"] and found["printed"] == 1
    assert found["wrong"].startswith("Berkas dokumen.xlsx adalah PDF")
    assert "Buku dihitung" in found["both"][0] and "lembar laporan ditulis" in found["both"][1]
    assert found["refused"] == [True, True, True] and found["hits"] == 0
    assert found["axe"] == [] and found["own"] == [] and found["width"] <= found["inner"]


@EVERY
def test_the_served_page_works_without_its_server_afterwards(page, book, tmp_path, browser):
    out = tmp_path / "keluar"
    out.mkdir()
    server = open_server(str(page / "situs"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop_when_kept():
        for _ in range(6000):
            if (out / "kept").exists():
                break
            time.sleep(0.1)
        server.shutdown()
        server.server_close()
        (out / "stopped").mkdir()

    threading.Thread(target=stop_when_kept, daemon=True).start()
    found = seen("offline", browser, f"http://127.0.0.1:{server.server_port}/", book, out)
    assert "lembar laporan ditulis" in found["said"] and found["policy"]
    assert sha((out / "luring.xlsx").read_bytes()) == sha(laporan_buku(book.read_bytes()).data)
    assert found["picture"] == "dipakai"


@EVERY
def test_switched_off_webassembly_is_said(page, book, tmp_path, browser):
    found = seen("off", browser, (page / "lkjip.html").as_uri(), book, tmp_path / "keluar")
    assert "WebAssembly dimatikan" in found["said"] and not found["drop"]


@EVERY
@pytest.mark.parametrize("size", ["1000", "10000"])
def test_a_large_book_gives_what_the_command_line_gives(page, tmp_path, size, browser):
    book = todays_book(tmp_path, size)
    found = seen("large", browser, (page / "lkjip.html").as_uri(), book, tmp_path / "keluar", timeout=3000)
    data = book.read_bytes()
    for work in (hitung_buku, periksa_buku, laporan_buku):
        data = work(data).data
    assert sha((tmp_path / "keluar" / "besar.xlsx").read_bytes()) == sha(data)
    assert "lembar laporan ditulis" in found["laporan"][1] and found["shown"] > 5
