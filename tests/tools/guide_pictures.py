"""Makes the guide's pictures of sheets from the sample, through LibreOffice: ``python -m tests.tools.guide_pictures``.

Nothing is hidden for a picture: a sheet that is wider than the page becomes several pictures, each with the columns
that stay in view. Run it after a change of the sheets, look at every picture, and commit them. Names on the command
line limit it to those pictures.
"""

import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import openpyxl

from lkjip_xl.flows.contoh import buat_contoh
from lkjip_xl.flows.periksa import periksa_buku

from .libreoffice import LibreOffice

FOLDER = Path(__file__).parents[2] / "docs" / "gambar"
DOTS = 96
WIDTH = 29_000
"""Of a page in 1/100 mm: 1,096 points of a screen."""


class Picture(NamedTuple):
    """A picture, or several with numbers behind the name, of a range.

    Attributes:
        repeat: columns that stand on the left of every one. width: of a page in 1/100 mm.
        book: which one of ``_books`` it shows.
    """

    name: str
    address: str
    repeat: str | None = None
    width: int = WIDTH
    book: str = "sample"


PICTURES = (
    Picture("beranda", "Beranda!A1:I32", width=40_000),
    Picture("dasbor", "Dasbor!A1:K53", width=44_000),
    Picture("isi-pengaturan", "Pengaturan!A1:E30", width=31_000),
    Picture("skala", "Pengaturan!F4:O30"),
    Picture("isi-renstra", "Renstra!A4:Y10", "A:A"),
    Picture("isi-pk", "PK!A1:F14"),
    Picture("isi-pk-program", "PK!H4:M14"),
    Picture("isi-pengukuran", "Pengukuran!A4:AM9", "A:A"),
    Picture("isi-anggaran", "Anggaran!A4:V16", "A:A"),
    Picture("temuan", "Temuan!A1:F12", width=36_000, book="checked"),
    Picture("salah", "Pengukuran!I4:Y10", "A:A", width=27_000, book="wrong"),
    Picture("tombol-beranda", "Beranda!A1:I13", width=40_000, book="buttons"),
    Picture("tombol-pengukuran", "Pengukuran!A1:H8", width=31_000, book="buttons"),
    Picture("lap-pk", "Lap PK!A1:E40"),
    Picture("lap-tw", "Lap TW IV!A2:R20", width=46_000),
    Picture("lap-sasaran", "Lap Sasaran 1!A1:J27"),
    Picture("lap-capaian", "Lap Capaian!A1:H14", width=33_000),
    Picture("lap-efisiensi", "Lap Efisiensi!A1:L16", width=34_000),
    Picture("lap-anggaran", "Lap Anggaran!A1:D30"),
)
SLIPS = {
    "Q6": "88%", "N7": 3, "Q8": 0.88, "I9": "Tahunan", "Y9": 1.2, "A10": 2.1, "N10": 7,
}  # fmt: skip
"""What goes wrong on Pengukuran in the picture of mistakes; the guide tells of each beneath it."""


def main(names: list[str]) -> None:
    """Make the pictures; prints the size of each."""
    with tempfile.TemporaryDirectory() as place:
        books = _books(Path(place))
        office = LibreOffice(locale="id-ID")
        office.start()
        try:
            for picture in PICTURES:
                if not names or picture.name in names:
                    _make(office, books[picture.book], picture, Path(place))
        finally:
            office.stop()


def _books(place: Path) -> dict[str, Path]:
    """The sample, the same after periksa (with its red frames) and with slips, and the empty book with buttons."""
    sample = buat_contoh(place / "contoh", pdf=False).path
    checked = place / "checked.xlsx"
    periksa_buku(sample, output=checked, backup=False)
    wrong = place / "wrong.xlsx"
    spoilt = openpyxl.load_workbook(sample)  # not in LibreOffice, which gives a row that is typed in another height
    for cell, value in SLIPS.items():
        spoilt["Pengukuran"][cell] = value
    spoilt.save(wrong)
    buttons = FOLDER.parents[1] / "workbook_templates" / "lkjip_standar.xlsm"
    return {"sample": Path(sample), "checked": checked, "wrong": wrong, "buttons": buttons}


def _make(office: LibreOffice, book: Path, picture: Picture, place: Path) -> None:
    for old in FOLDER.glob(f"{picture.name}*.png"):
        if old.stem.removeprefix(picture.name).lstrip("-").isdecimal() or old.stem == picture.name:
            old.unlink()
    with office.open(book) as document:
        pdf = document.picture(place / f"{picture.name}.pdf", picture.address, picture.width, picture.repeat)
    subprocess.run(["pdftoppm", "-r", str(DOTS * WIDTH // picture.width), pdf, place / picture.name], check=True)
    pages = sorted(place.glob(f"{picture.name}-*.ppm"))
    for number, page in enumerate(pages, 1):
        pixels = cropped(read_ppm(page.read_bytes()))
        target = FOLDER / (f"{picture.name}.png" if len(pages) == 1 else f"{picture.name}-{number}.png")
        target.write_bytes(png(pixels))
        print(f"{target.name} {pixels.shape[1]} x {pixels.shape[0]}, {target.stat().st_size / 1024:.0f} KB")


def read_ppm(data: bytes) -> Any:
    """The points of a binary PPM, (height, width, 3)."""
    kind, size, most, points = data.split(b"\n", 3)
    if kind != b"P6" or most != b"255":
        raise ValueError(f"not a PPM of pdftoppm: {kind!r} {most!r}")
    width, height = map(int, size.split())
    return numpy.frombuffer(points, numpy.uint8).reshape(height, width, 3)


def cropped(pixels: Any) -> Any:
    """Up to the frame that LibreOffice draws around the cells, on the right and beneath."""
    dark = (pixels < 160).all(axis=2)
    rows, columns = numpy.flatnonzero(dark.mean(axis=1) > 0.6), numpy.flatnonzero(dark.mean(axis=0) > 0.6)
    return pixels[: rows[-1] + 1, : columns[-1] + 1] if len(rows) and len(columns) else pixels


def png(pixels: Any) -> bytes:
    """A PNG of at most 256 colours: the most frequent ones, every other becomes the nearest of them."""
    height, width = pixels.shape[:2]
    packed = pixels.astype(numpy.int64) @ numpy.array([65536, 256, 1])
    colors, places, counts = numpy.unique(packed.ravel(), return_inverse=True, return_counts=True)
    parts = numpy.stack([colors >> 16, colors >> 8 & 255, colors & 255], axis=1)
    kept = numpy.argsort(-counts, kind="stable")[:256]
    nearest = numpy.array([((parts[kept] - each) ** 2).sum(axis=1).argmin() for each in parts], numpy.uint8)
    rows = nearest[places].reshape(height, width)
    lines = numpy.insert(rows, 0, 0, axis=1).tobytes()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", parts[kept].astype(numpy.uint8).tobytes())
        + chunk(b"IDAT", zlib.compress(lines, 9))
        + chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    main(sys.argv[1:])
