"""The little server: this computer only, files of its folder only."""

import threading
import urllib.error
import urllib.request

import pytest

from lkjip_xl.hosts.web.server import find_folder, open_server


@pytest.fixture
def address(tmp_path):
    folder = tmp_path / "situs"
    folder.mkdir()
    (tmp_path / "rahasia.txt").write_text("rahasia")
    for name in ("index.html", "worker.js", "a.bin"):
        (folder / name).write_text(name)
    (folder / "dalam").mkdir()
    server = open_server(find_folder(str(folder)), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_page_is_served_on_the_loopback_address(address):
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == b"index.html" and answer.headers["X-Content-Type-Options"] == "nosniff"
    with urllib.request.urlopen(address + "worker.js") as answer:
        assert answer.headers["Content-Type"] == "text/javascript"


@pytest.mark.parametrize("path", ["dalam/", "../rahasia.txt", "%2e%2e/rahasia.txt", "tidak-ada"])
def test_nothing_else_is(address, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path)
    assert refused.value.code == 404


def test_a_port_in_use_is_no_obstacle(tmp_path):
    first = open_server(str(tmp_path), 0)
    second = open_server(str(tmp_path), first.server_port)
    assert (
        second.server_port != first.server_port and first.server_address[0] == second.server_address[0] == "127.0.0.1"
    )
    first.server_close()
    second.server_close()
