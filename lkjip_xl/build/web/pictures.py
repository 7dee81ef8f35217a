"""The product's picture as PNG, which is what Office wants in a manifest; the same picture as ``icon.svg``."""

import struct
import zlib

SIZES = (16, 32, 64, 80)
_GREEN, _WHITE, _YELLOW = (0x1F, 0x5C, 0x3A), (255, 255, 255), (0xFF, 0xD1, 0x66)
_GRID = (((14, 14), (50, 14)), ((50, 14), (50, 50)), ((50, 50), (14, 50)), ((14, 50), (14, 14)), ((14, 26), (50, 26)),
         ((14, 38), (50, 38)), ((26, 14), (26, 50)))  # fmt: skip
_CURVE = (((30, 44), (35, 35)), ((35, 35), (40, 40)), ((40, 40), (48, 26)))
_FINE = 4  # samples of a pixel in each direction

Point = tuple[float, float]


def png(size: int) -> bytes:
    """The picture in a square of so many pixels."""
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            rows += bytes(_pixel(x, y, 64 / size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _pixel(x: int, y: int, scale: float) -> tuple[int, int, int, int]:
    samples = [
        _colour(((x + (i + 0.5) / _FINE) * scale, (y + (j + 0.5) / _FINE) * scale))
        for i in range(_FINE)
        for j in range(_FINE)
    ]
    seen = [one for one in samples if one is not None]
    if not seen:
        return 0, 0, 0, 0
    red, green, blue = (sum(one[i] for one in seen) // len(seen) for i in range(3))
    return red, green, blue, 255 * len(seen) // len(samples)


def _colour(point: Point) -> tuple[int, int, int] | None:
    """The colour at a point of the 64 by 64 drawing, None outside of its rounded square."""
    x, y = point
    inner = (min(max(x, 10.0), 54.0), min(max(y, 10.0), 54.0))
    if (x - inner[0]) ** 2 + (y - inner[1]) ** 2 > 100:
        return None
    if any(_near(point, *line) <= 2 for line in _CURVE):
        return _YELLOW
    return _WHITE if any(_near(point, *line) <= 1.5 for line in _GRID) else _GREEN


def _near(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy)
    along = min(max(along, 0.0), 1.0)
    distance: float = ((point[0] - start[0] - along * dx) ** 2 + (point[1] - start[1] - along * dy) ** 2) ** 0.5
    return distance
