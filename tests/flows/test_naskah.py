"""naskah: writes beside the book, never over what somebody typed, in the office's own style, and tells what differs."""

import json
import re
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from lkjip_xl import buka
from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.naskah import FILE_NAME, differences_of, naskah_buku, write_style_file
from lkjip_xl.flows.pdf import pdf_naskah
from lkjip_xl.naskah.style_template import NAME, shipped_template
from tests.flows.test_emblem import _with_picture
from tests.naskah.books import filled, made_up_book, settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(made_up_book())
    return path


def part(path, name="word/document.xml"):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def with_part(path, name, change):
    """The document with one part changed, as another program would save it."""
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for n, data in parts.items():
            package.writestr(n, data)


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_it_is_written_beside_the_book_which_stays_as_it_is(book):
    before = book.read_bytes()
    done = buka(book).naskah()
    assert done.files == [str(book.with_name(FILE_NAME))] and Path(done.files[0]).exists()
    assert book.read_bytes() == before and not done.unchanged and done.backup is None
    assert any("belum ditulis" in line and line.startswith("Naskah!F") for line in done.unwritten)


def test_a_document_that_says_the_same_is_not_written_again(book):
    path = Path(naskah_buku(book).files[0])
    stamp = path.stat().st_mtime_ns
    assert naskah_buku(book).unchanged and path.stat().st_mtime_ns == stamp


def test_what_was_typed_into_the_document_is_never_lost(book):
    path = Path(naskah_buku(book).files[0])
    with_part(path, "word/document.xml", lambda t: t.replace("Puji syukur", "Dengan rendah hati, puji syukur"))
    typed = path.read_bytes()
    with pytest.raises(UserError, match="isinya lain pada 1 tempat") as refused:
        naskah_buku(book)
    assert refused.value.kode == "sudah_ada" and path.read_bytes() == typed
    shown = naskah_buku(book, banding=True)
    assert path.read_bytes() == typed and shown.unchanged
    [one] = shown.differences
    assert one.there.startswith("Dengan rendah hati") and one.here.startswith("Puji syukur")
    done = naskah_buku(book, timpa=True)
    assert Path(done.backup).read_bytes() == typed and path.read_bytes() != typed


def test_differences_name_lines_and_rows_of_tables(book, tmp_path):
    old = Path(naskah_buku(book).files[0]).read_bytes()
    changed = filled(made_up_book(), tbl_anggaran=[{
        "Kode": "2.24.02.2.01.0002", "Tingkat": "Sub Kegiatan", "Uraian": "Pembinaan lembaga",
        "Pagu Awal": "200000000", "Realisasi TW1": "10000000", "Realisasi TW2": "50000000",
    }])  # fmt: skip
    new = naskah_buku(changed).contents[FILE_NAME]
    found = differences_of(old, new)
    assert differences_of(old, old) == []
    texts = [f"{one.there} > {one.here}" for one in found]
    assert any("120.000.000 *" in t and "170.000.000" in t for t in texts)
    assert any(one.there and one.there.startswith("* Sementara") and one.here is None for one in found)
    assert any(" | " in (one.here or "") for one in found)


def test_nothing_to_compare_with(book):
    with pytest.raises(UserError, match="belum ada") as refused:
        naskah_buku(book, banding=True)
    assert refused.value.kode == "tanpa_dokumen" and not book.with_name(FILE_NAME).exists()


def test_bytes_give_bytes():
    done = naskah_buku(made_up_book())
    assert list(done.contents) == [FILE_NAME] and done.contents[FILE_NAME][:2] == b"PK" and not done.files


def test_a_book_without_text_is_told_what_to_do(tmp_path):
    path = tmp_path / "kosong.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    with pytest.raises(UserError, match="tambah BUKU naskah") as refused:
        naskah_buku(path)
    assert refused.value.kode == "tanpa_naskah"


@pytest.mark.parametrize("target, kode", [("x.doc", "ekstensi"), ("x.xlsx", "ekstensi"), (".", "folder")])
def test_the_target_is_a_document(book, target, kode):
    wrong = book.parent if target == "." else book.with_name(target)
    with pytest.raises((UsageError, UserError)) as refused:
        naskah_buku(book, wrong)
    assert refused.value.kode == kode


# --- the office's own style ------------------------------------------------------------------------------------------
def test_an_offices_own_style_file_is_used(book, sdk):
    own = book.with_name("kop.docx")
    write_style_file(own)
    with_part(own, "word/styles.xml", lambda t: t.replace("Arial", "Bookman Old Style"))
    with_part(own, "word/footer1.xml", lambda t: t.replace("LKjIP {instansi_pendek}", "{daerah} - {instansi:besar}"))
    done = naskah_buku(book, style=own)
    path = done.files[0]
    assert "Bookman Old Style" in part(path, "word/styles.xml") and "Arial" not in part(path, "word/styles.xml")
    assert "Kabupaten Sukamaju - BADAN PENGELOLAAN ARSIP KABUPATEN SUKAMAJU" in part(path, "word/footer1.xml")
    assert "Berkas gaya naskah" not in part(path)  # the file's own text does not come along
    assert sdk(path) == []


def test_a_style_file_beside_the_book_is_found_by_its_name(book):
    own = book.with_name(NAME)
    write_style_file(own)
    with_part(own, "word/document.xml", lambda t: t.replace('w:w="12240" w:h="18720"', 'w:w="11906" w:h="16838"'))
    assert 'w:w="11906" w:h="16838"' in part(naskah_buku(book).files[0])


def test_styles_that_a_file_lacks_are_added(book, sdk):
    own = book.with_name("kop.docx")
    write_style_file(own)
    with_part(
        own,
        "word/styles.xml",
        lambda t: re.sub(
            r'<w:style w:type="paragraph" w:styleId="(?:LKjIP\w+|Caption|TOC\d)".*?</w:style>', "", t, flags=re.S
        ),
    )
    assert "LKjIPIsi" not in part(own, "word/styles.xml").replace('<w:next w:val="LKjIPIsi"/>', "")
    path = naskah_buku(book, style=own).files[0]
    assert part(path, "word/styles.xml").count('w:styleId="LKjIPIsi"') == 1
    assert sdk(path) == []


@pytest.mark.parametrize("data", [b"", b"bukan dokumen", b"PK\5\6" + b"\0" * 18])
def test_a_style_file_that_is_none_is_refused(book, data):
    own = book.with_name("kop.docx")
    own.write_bytes(data)
    with pytest.raises(UserError, match="bukan dokumen Word") as refused:
        naskah_buku(book, style=own)
    assert refused.value.kode == "gaya_tidak_sah" and not book.with_name(FILE_NAME).exists()


def test_the_shipped_style_file_is_not_overwritten(tmp_path):
    target = tmp_path / "gaya.docx"
    write_style_file(target)
    assert target.read_bytes() == shipped_template()
    with pytest.raises(UserError, match="sudah ada"):
        write_style_file(target)


# --- pictures --------------------------------------------------------------------------------------------------------
def test_a_picture_beside_the_book_is_placed(book, sdk):
    book.with_name("struktur-organisasi.png").write_bytes(png(400, 200))
    path = naskah_buku(book).files[0]
    text = part(path)
    assert "Struktur Organisasi Badan" in text and text.count("<pic:pic>") == 1
    [drawing] = [one for one in re.findall(r"<w:drawing>.*?</w:drawing>", text, re.S) if "<pic:pic>" in one]
    [size] = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', drawing)
    assert int(size[0]) == 2 * int(size[1])
    assert sdk(path) == []


def test_a_picture_that_leads_elsewhere_is_not_taken(book, tmp_path):
    (tmp_path.parent / "luar.png").write_bytes(png(4, 4))
    changed = filled(book.read_bytes(), tbl_naskah=[
        {"Bab": "Bab I", "Urut": "111", "Jenis": "Gambar", "Teks": "Luar {gambar:../luar.png}"}
    ])  # fmt: skip
    book.write_bytes(changed)
    done = naskah_buku(book)
    assert "<pic:pic>" not in part(done.files[0])
    assert any("../luar.png" in line for line in done.unwritten)


def test_the_emblem_of_the_book_stands_on_the_cover_and_above_the_agreement(book, sdk):
    data = _with_picture(book, 120, 150)
    path = naskah_buku(book).files[0]
    with zipfile.ZipFile(path) as package:
        assert package.read("word/media/naskah1.png") == data
    text = part(path)
    assert text.index("<pic:pic>") < text.index("LAPORAN KINERJA INSTANSI PEMERINTAH") and text.count("<pic:pic>") == 2
    assert sdk(path) == []


def test_new_looks_replace_a_document_of_the_same_text_only_when_asked(book, tmp_path):
    path = Path(naskah_buku(book).files[0])
    style = tmp_path / NAME
    write_style_file(style)
    with_part(style, "word/styles.xml", lambda t: t.replace('w:val="22"', 'w:val="26"'))
    assert naskah_buku(book).unchanged and 'w:val="26"' not in part(path, "word/styles.xml")
    done = naskah_buku(book, timpa=True)
    assert done.backup and not done.differences and 'w:val="26"' in part(path, "word/styles.xml")
    assert naskah_buku(book, timpa=True).unchanged


def test_the_page_number_stands_at_the_margin_of_lying_pages_too(book, tmp_path, sdk):
    """A foot is copied for them, its stops moved; a head without stops, and its picture, is shared."""
    path = Path(naskah_buku(book).files[0])
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    assert "word/footer1_lebar.xml" in names and sdk(path) == []
    text = part(path)
    relations = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', part(path, "word/_rels/document.xml.rels")))
    for section in re.findall(r"<w:sectPr\b.*?</w:sectPr>", text, re.S):
        feet = [relations[x] for x in re.findall(r'footerReference[^>]*r:id="(\w+)"', section)]
        lying = 'w:orient="landscape"' in section
        assert feet in ([], ["footer1_lebar.xml" if lying else "footer1.xml"])
        if lying:
            page, *sides = (int(re.search(rf'{a}="(\d+)"', section)[1]) for a in ("w:w", "w:right", "w:left"))
            assert f'<w:tab w:val="right" w:pos="{page - sum(sides)}"/>' in part(path, "word/footer1_lebar.xml")


# --- what is not there yet -------------------------------------------------------------------------------------------
def test_a_blank_setting_is_dotted_and_told(book):
    changed = filled(book.read_bytes(), tbl_naskah=[
        {"Bab": "Bab I", "Urut": "112", "Jenis": "Paragraf", "Teks": "IKU ditetapkan {tanggal_iku}."}
    ], tbl_pengaturan=settings(tanggal_iku=""))  # fmt: skip
    book.write_bytes(changed)
    done = naskah_buku(book)
    assert any("{tanggal_iku} masih kosong" in line for line in done.unwritten)
    assert "w:highlight" in part(done.files[0]) and "......" in part(done.files[0])


# --- printing --------------------------------------------------------------------------------------------------------
def test_pdf_needs_libreoffice(book, monkeypatch):
    monkeypatch.setattr("lkjip_xl.flows.printing.find_libreoffice", lambda: None)
    with pytest.raises(UserError, match="LibreOffice tidak ditemukan"):
        pdf_naskah(book)
    assert not book.with_name("LKjIP.pdf").exists() and not book.with_name(FILE_NAME).exists()


def test_pdf_prints_the_document_that_is_there(book, monkeypatch):
    """What somebody typed into the document is printed, not what the book would say."""
    path = Path(naskah_buku(book).files[0])
    with_part(path, "word/document.xml", lambda t: t.replace("Puji syukur", "Dengan rendah hati, puji syukur"))
    seen = []

    def printed(package, extension, places=False):
        seen.append((package.read("word/document.xml").decode(), extension, places))
        return b"%PDF-1.7"

    monkeypatch.setattr("lkjip_xl.flows.naskah_pages.printed", printed)
    done = pdf_naskah(book)
    assert done.files == [str(book.with_name("LKjIP.pdf"))]
    assert [places for *_, places in seen] == [True, False]
    text, extension, _ = seen[-1]
    assert "Dengan rendah hati" in text and extension == ".docx" and " TOC " not in text
    path.unlink()
    pdf_naskah(book, book.with_name("lain.pdf"))
    assert "Dengan rendah hati" not in seen[-1][0] and book.with_name("lain.pdf").exists()


def _print_of(pages):
    """A print whose bookmarks stand on these pages, as LibreOffice writes one."""
    kids = b"".join(b"%d 0 R " % n for n in range(1, 100))
    places = b"".join(b"/%s[%d 0 R/XYZ 9.5 8 0]\n" % (name.replace("_", "5F").encode(), n) for name, n in pages.items())
    return b"%PDF-1.7\n<</Type/Pages\n/Kids[ " + kids + b"]\n>>\n<<" + places + b">>"


def test_page_numbers_are_filled_in_as_they_stand_on_the_pages(book, monkeypatch, sdk):
    """Roman in front, Arabic behind; Word's fields stay, and what was done to the document in Word stays too."""
    path = Path(naskah_buku(book).files[0])
    with_part(path, "word/document.xml", lambda t: t.replace("<w:body>", "<w:body><!-- dari Word -->", 1))
    places = {"_LKjIPHal1": 2, "_LKjIPHal2": 9, "_Toc00000001": 2, "_Toc00000002": 5, "_Toc00000004": 11}
    monkeypatch.setattr("lkjip_xl.flows.naskah_pages.printed", lambda *args, **options: _print_of(places))
    done = naskah_buku(book, halaman=True)
    assert done.backup and not done.differences and sdk(path) == []
    text = part(path)
    assert "<!-- dari Word -->" in text and "_LKjIPHal" not in text
    shown = dict(re.findall(r"PAGEREF (_Toc\d+) \\h </w:instrText>.*?(?:<w:t[^>]*>(\w+)</w:t></w:r>)?<w:r><w:fldChar "
                            r'w:fldCharType="end"/>', text))  # fmt: skip
    assert (shown["_Toc00000001"], shown["_Toc00000002"], shown["_Toc00000004"]) == ("ii", "v", "3")
    assert shown["_Toc00000005"] == ""
    assert naskah_buku(book, halaman=True).unchanged and naskah_buku(book).unchanged


# --- the command -----------------------------------------------------------------------------------------------------
def command(*args):
    done = subprocess.run(
        [sys.executable, "-m", "lkjip_xl", *map(str, args)], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


def test_the_command(book):
    code, out, _ = command("naskah", book)
    assert code == 0 and f"Dokumen: {book.with_name(FILE_NAME)}" in out and "belum ditulis" in out
    code, out, _ = command("naskah", book, "--banding", "--json")
    answer = json.loads(out)
    assert code == 0 and answer["beda"] == [] and answer["berubah"] is False and answer["belum_ditulis"]
    with_part(book.with_name(FILE_NAME), "word/document.xml", lambda t: t.replace("Puji syukur", "Salam, puji syukur"))
    code, _, err = command("naskah", book)
    assert code == 3 and "--banding" in err
    code, out, _ = command("naskah", book, "--banding")
    assert code == 0 and "- Salam, puji syukur" in out and "+ Puji syukur" in out
    code, _, err = command("naskah")
    assert code == 2 and "BUKU belum ditulis" in err
    code, _, err = command("pdf", book, "--naskah", "--hanya", "LAP-PK")
    assert code == 2 and "--hanya" in err


def test_a_book_moved_elsewhere_writes_elsewhere(book, tmp_path):
    folder = tmp_path / "lain"
    folder.mkdir()
    moved = shutil.copy(book, folder / "buku.xlsx")
    assert naskah_buku(moved).files == [str(folder / FILE_NAME)]
    assert naskah_buku(book, folder / "LKjIP 2026.docx").files == [str(folder / "LKjIP 2026.docx")]
