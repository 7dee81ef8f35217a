"""What became of a printed PDF: the size of its pages, and why it may not be the one that was asked for."""

import re
import zlib

from ...expr.values import bulatkan

FOLIO = (612.0, 936.0)
"""Points of the paper that every report sheet asks for: Folio, 8.5 x 13 inches, called F4 (ADR 0008)."""
_NEAR = 4.0  # points; programs round
_BOX = re.compile(rb"/MediaBox\s*\[\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*\]")
_TREE = re.compile(rb"/Type\s*/Pages\b")
_STREAM = re.compile(rb"/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
_MILLIMETRE = 72 / 25.4


def page_sizes(path: str) -> list[tuple[float, float]]:
    """``(shorter, longer)`` side of every page of a PDF in points; [] when none is found in it."""
    with open(path, "rb") as stream:
        data = stream.read()
    objects = [text.split(b"stream", 1)[0] for text in data.split(b"endobj")]
    for found in _STREAM.finditer(data):  # page objects may lie compressed together
        try:
            objects += _dictionaries(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    sizes = []
    for text in objects:
        if _TREE.search(text):  # a node of the tree of pages: LibreOffice gives it a box that holds every page
            continue
        for left, low, right, high in _BOX.findall(text):
            width, height = abs(float(right) - float(left)), abs(float(high) - float(low))
            sizes.append((min(width, height), max(width, height)))
    return sizes


def _dictionaries(text: bytes) -> list[bytes]:
    """The outermost dictionaries of objects that lie one after the other."""
    found, depth, start = [], 0, 0
    for mark in re.finditer(rb"<<|>>", text):
        depth += 1 if mark[0] == b"<<" else -1
        if depth == 1 and mark[0] == b"<<":
            start = mark.start()
        elif depth == 0:
            found.append(text[start : mark.end()])
    return found


def paper_remark(path: str, printer: str) -> str:
    """What to tell of a PDF whose pages are not Folio; "" when all are, or when it does not say.

    Args:
        path: the PDF. printer: name of the printer that Excel laid the pages out for.
    """
    other = [s for s in page_sizes(path) if any(abs(a - b) > _NEAR for a, b in zip(s, FOLIO, strict=True))]
    if not other:
        return ""
    width, height = (int(bulatkan(side / _MILLIMETRE, 0)) for side in other[0])
    printer = re.sub(r"\s\S+\s\w+:$", "", printer)  # Windows adds the port, in the language of Excel: " on Ne01:"
    name = f"printer {printer} tidak mengenal Folio" if printer else "belum ada printer yang mengenal Folio"
    return (
        f"\nPerhatian: {len(other)} halaman berukuran {width} x {height} mm, bukan Folio (F4, 216 x 330 mm), karena "
        f"{name}. Pilih printer lain di File, Print, atau tambahkan ukuran itu pada printernya, lalu tekan PDF lagi. "
        "Tanpa printer: lkjip-xl pdf."
    )


NO_PRINTER = (
    "Belum ada printer di komputer ini, padahal Excel memerlukannya untuk menyusun halaman. Tambahkan satu printer "
    "(di Windows: Settings, Bluetooth & devices, Printers; Microsoft Print to PDF sudah cukup), lalu tekan PDF lagi. "
    "Tanpa printer: lkjip-xl pdf."
)
