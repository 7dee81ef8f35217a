"""The guide's pictures: all are there, all are used, none hides a column to look tidy; and the small picture tools."""

import re
import struct
import zlib
from pathlib import Path

import numpy
import pytest

from .guide_pictures import FOLDER, PICTURES, SLIPS, cropped, png, read_ppm

DOCS = FOLDER.parent
PAGES = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
SHOWN = {
    Path(place).name for page in PAGES for place in re.findall(r"\((\S+\.png)\)", page.read_text(encoding="utf-8"))
}


def test_every_picture_is_there_and_shown():
    assert {path.name for path in FOLDER.glob("*.png")} == SHOWN


def test_every_picture_of_a_sheet_is_made_by_the_script():
    stems = {re.sub(r"-\d+$", "", path.stem) for path in FOLDER.glob("*.png")}
    assert stems == {picture.name for picture in PICTURES} | {"pasang"}  # a terminal, not a sheet


def test_the_guide_tells_of_every_slip_in_the_picture_of_mistakes():
    text = (DOCS / "panduan.md").read_text(encoding="utf-8")
    told = text[text.index("gambar/salah.png") :].split("\n\n")[1]
    assert {int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in SLIPS} == {
        int(row) for row in re.findall(r"Baris (\d+):", told)
    }


def test_no_picture_needs_the_excuse_that_columns_are_hidden():
    for page in PAGES:
        assert not re.search(r"disembunyikan supaya gambar", page.read_text(encoding="utf-8")), page.name


def test_a_picture_ends_at_the_frame():
    pixels = numpy.full((40, 60, 3), 255, numpy.uint8)
    pixels[:30, 49] = pixels[29, :50] = 0
    pixels[5:8, 52:58] = 90  # a caption that spills over the frame
    assert cropped(pixels).shape == (30, 50, 3)
    blank = numpy.full((4, 4, 3), 255, numpy.uint8)
    assert cropped(blank).shape == (4, 4, 3)


def test_a_png_keeps_its_colours():
    pixels = numpy.zeros((2, 3, 3), numpy.uint8)
    pixels[0, 1], pixels[1, 2] = (255, 0, 0), (0, 0, 255)
    data = png(pixels)
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (3, 2)
    palette = data[data.index(b"PLTE") + 4 :]
    length = struct.unpack(">I", data[data.index(b"IDAT") - 4 : data.index(b"IDAT")])[0]
    start = data.index(b"IDAT") + 4
    lines = zlib.decompress(data[start : start + length])
    colours = [tuple(palette[3 * i : 3 * i + 3]) for i in (lines[1:4] + lines[5:8])]
    assert colours == [tuple(map(int, each)) for each in pixels.reshape(-1, 3)]


def test_only_a_ppm_of_pdftoppm_is_read():
    assert read_ppm(b"P6\n1 1\n255\n\x01\x02\x03").tolist() == [[[1, 2, 3]]]
    with pytest.raises(ValueError, match="not a PPM"):
        read_ppm(b"P5\n1 1\n255\n\x01")
