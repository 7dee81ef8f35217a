"""The office's emblem: a picture on Pengaturan stands above the agreements, scaled, and is never lost."""

import base64
import re
import shutil
import struct
import zipfile
import zlib

import pytest

from lkjip_xl.flows.gabung import gabung_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.kirim import kirim_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.parts import add_relations, change_content_types, read_relations
from lkjip_xl.ooxml.pictures import own_size
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.tools.gate import gate


def _png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>7</xdr:col>
<xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col>
<xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:pic><xdr:nvPicPr>
<xdr:cNvPr id="2" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/><a:stretch>
<a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"""


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCAANSP/9k="
)


def _with_picture(path, width, height, placed=None, data=None):
    """Put a picture on Pengaturan, as Excel stores one that a user inserts."""
    cx, cy = placed or (width, height)
    end = "jpeg" if data else "png"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = Package.open(path)
    part = next(s.part for s in WorkbookParts(package).sheets if s.name == "Pengaturan")
    data = data or _png(width, height)
    package.put(f"xl/media/image1.{end}", data)
    package.put("xl/drawings/drawing77.xml", DRAWING.format(cx=cx * 9525, cy=cy * 9525).encode())
    add_relations(package, "xl/drawings/drawing77.xml", [(f"{kind}/image", f"xl/media/image1.{end}")])
    [id] = add_relations(package, part, [(f"{kind}/drawing", "xl/drawings/drawing77.xml")])
    drawing = f'<drawing xmlns:r="{kind}" r:id="{id}"/>'.encode()
    sheet = package.read(part)
    at = min(i for i in (sheet.find(b"<legacyDrawing"), sheet.find(b"<tableParts")) if i > 0)
    package.put(part, sheet[:at] + drawing + sheet[at:])
    change_content_types(package, [
        (f"xl/media/image1.{end}", f"image/{end}"),
        ("xl/drawings/drawing77.xml", "application/vnd.openxmlformats-officedocument.drawing+xml"),
    ])  # fmt: skip
    package.save(path)
    return data


def _media(path):
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist() if "/media/" in n}


def _drawings(path):
    """``{sheet: [its drawings that show a picture]}``."""
    package = Package.open(path)
    found = {}
    for sheet in WorkbookParts(package).sheets:
        for relation in read_relations(package, sheet.part):
            if relation.type == "drawing" and b"blip" in package.read(relation.target):
                found.setdefault(sheet.name, []).append(package.read(relation.target))
    return found


@pytest.fixture
def book(buku_contoh, tmp_path):
    return shutil.copy(buku_contoh, tmp_path / "buku.xlsx")


@pytest.mark.parametrize("size", [(60, 80), (400, 60)])
def test_the_emblem_stands_above_the_agreements_and_is_kept(book, size, sdk):
    data = _with_picture(book, *size)
    laporan_buku(book, timpa=True)
    assert list(_media(book).values()) == [data]
    laporan_buku(book)  # again: one drawing a sheet, no copy of the picture, no word of a hand-made change
    media = _media(book)
    assert list(media.values()) == [data]
    drawings = _drawings(book)
    assert set(drawings) == {"Pengaturan", "Lap PK", "Lap PK Perubahan", "Lap Nota Dinas 1", "Lap Nota Dinas 2"}
    for name in ("Lap PK", "Lap PK Perubahan"):
        [drawing] = drawings[name]
        width, height = map(int, re.search(rb'<xdr:ext cx="(\d+)" cy="(\d+)"', drawing).groups())
        assert width / height == pytest.approx(size[0] / size[1], 0.02) and height <= 62 * 12700
        assert b"<xdr:row>0</xdr:row>" in drawing
    assert gate(book) == []


def _proportion(path, name="Lap PK"):
    [drawing] = _drawings(path)[name]
    width, height = map(int, re.search(rb'<xdr:ext cx="(\d+)" cy="(\d+)"', drawing).groups())
    return width / height


def test_an_emblem_that_was_stretched_with_its_rows_keeps_its_own_shape(book):
    """Excel stretches a picture along with the rows beneath it; on the form the emblem is not squeezed."""
    _with_picture(book, 60, 80, placed=(400, 80))
    laporan_buku(book, timpa=True)
    assert _proportion(book) == pytest.approx(60 / 80, 0.02)


def test_pictures_tell_their_own_size():
    assert own_size(_png(7, 5)) == (7, 5) and own_size(JPEG) == (2, 2)
    assert own_size(b"GIF89a" + struct.pack("<HH", 9, 4)) == (9, 4)
    assert own_size(b"BM" + bytes(16) + struct.pack("<ii", 6, -3)) == (6, 3)
    for data in (b"", JPEG[:9], _png(7, 5)[:20], b"\x01\0\0\0emf", b"\xff\xd8\xff\xe0\0\x04\0\0nothing"):
        assert own_size(data) is None


def test_the_emblem_goes_through_every_flow(book, tmp_path):
    """A JPEG this time: hitung, tambah, isi, kirim and gabung, perbarui, lanjut keep it, and the forms show it."""
    data = _with_picture(book, 200, 100, data=JPEG)
    hitung_buku(book, backup=False)
    tambah_modul(book, ["organisasi"], backup=False)
    laporan_buku(book, backup=False)
    copies = [c.path for c in kirim_buku(book, tmp_path / "kirim", bidang=["semua"], surel=False).sent]
    gabung_buku(book, copies, backup=False)
    perbarui_buku(book, backup=False)
    next_year = lanjut_buku(book, tmp_path / "2023.xlsx").path
    for path in (book, next_year):
        laporan_buku(path, backup=False)
        assert list(_media(path).values()) == [data] and _proportion(path) == pytest.approx(1.0, 0.02)


def test_without_a_picture_there_is_no_room_for_one(book):
    laporan_buku(book)
    assert _drawings(book) == {} and _media(book) == {}
