"""The page hands out the same document that the command writes."""

from base64 import b64decode

from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.naskah import FILE_NAME, naskah_buku
from lkjip_xl.hosts.web.bridge import run
from tests.naskah.books import made_up_book


def test_the_document_is_handed_out():
    answer = run("naskah", "buku.xlsx", made_up_book())
    assert answer["ok"] and answer["unduhan"]["nama"] == FILE_NAME and "isi" not in answer
    assert b64decode(answer["unduhan"]["isi"]) == naskah_buku(made_up_book()).contents[FILE_NAME]
    assert "belum ditulis" in answer["pesan"] and answer["angka"]


def test_a_book_without_text_is_refused():
    answer = run("naskah", "buku.xlsx", buat_buku(None, "Dinas Uji", 2025, "2025-2029").data)
    assert not answer["ok"] and answer["kode"] == "tanpa_naskah"
