"""Formulas' texts are cut out of a sheet and put back: exactly, whatever the part holds, and within bounds."""

import random
import zipfile
import zlib

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import formula_texts, xmlspans
from lkjip_xl.ooxml.cells import SheetText
from lkjip_xl.ooxml.formula_texts import FormulaTexts, read_sheet
from lkjip_xl.ooxml.package import Package

LONG = b'IF([@Kode]=&quot;&quot;,"",[@Pagu]+1)'


def sheet(*cells):
    rows = b"".join(b'<row r="%d">%b</row>' % (n, cell) for n, cell in enumerate(cells, 1))
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


def cut(data, size=1 << 20):
    texts = FormulaTexts()
    return texts, texts.without(data[at : at + size] for at in range(0, len(data), size))


def package(data, name="xl/worksheets/sheet1.xml"):
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return Package(stream.getvalue())


def test_a_text_stands_once_however_many_cells_have_it():
    data = sheet(*(b'<c r="A%d" s="1" t="str"><f>%b</f><v>x</v></c>' % (n, LONG) for n in range(1, 1001)))
    texts, small = cut(data)
    assert texts.size == len(LONG) and small.count(LONG) == 0 and len(small) < len(data) - 900 * len(LONG)
    assert b"".join(texts.whole(small)) == data
    rows = SheetText(small).rows
    assert len(rows) == 1000 and texts.text(b"~0") == LONG


@pytest.mark.parametrize(
    "cell",
    [
        b"<f>~0</f>", b"<f>~1</f><f>~0</f>", b'<f t="shared" si="0">~7</f>', b"<f>A1>~0</f>", b"<f>A1>~12345678</f>",
        b"<f>A1&gt;B1</f>", b"<f></f>", b"<f/>", b"<f>1</f>", b"<x:f>~0</x:f>", b"<f>~0</f ><v>~0</v>", b"<v>~0</v>",
        b"<is><t>&lt;f&gt;~0&lt;/f&gt;</t></is>", b"<f>~</f>", b"<f>~x</f>", b"<f>12345678</f>", b"<f>123456789</f>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
def test_what_looks_like_a_number_of_ours_comes_back_as_it_was(cell, size):
    data = sheet(b"<c>" + cell + b"</c>", b"<c><f>" + LONG + b"</f></c>", b"<c>" + cell + b"</c>")
    texts, small = cut(data, size)
    assert b"".join(texts.whole(small)) == data


def test_any_bytes_come_back_as_they_were(monkeypatch):
    monkeypatch.setattr(formula_texts, "_PIECE", 16)
    rng = random.Random(1)
    pieces = [b"<f>", b"</f>", b"~", b"0", b"1", b">", b"<", b"<f ", b"\n", LONG, b"\0", b"</f", b"<!--", b"\xff"]
    for _ in range(3000):
        data = b"<a>" + b"".join(rng.choice(pieces) for _ in range(rng.randrange(40)))
        texts, small = cut(data, rng.randrange(1, 30))
        assert b"".join(texts.whole(small)) == data


def test_a_text_that_is_no_sound_xml_is_refused_where_it_is_cut_out():
    assert read_sheet(package(sheet(b"<c><f>" + LONG + b"</f></c>")), "xl/worksheets/sheet1.xml", FormulaTexts())
    for text in (b"IF(A1,B1,&nbsp;)", b"IF(A1,B1,C1&D1)", b"IF(A1,B1,\x01)", b"IF(A1,B1,\xff)", b"IF(A1,B1]]>,C1)"):
        with pytest.raises(xmlspans.XmlError) as caught:
            read_sheet(package(sheet(b"<c><f>" + text + b"</f></c>")), "xl/worksheets/sheet1.xml", FormulaTexts())
        assert caught.value.kode == "rusak" and "sheet1.xml" in caught.value.detail


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_comments_and_other_encodings_are_read_whole(encoding):
    text = sheet(b"<c><f>" + LONG + b"&amp;'\xc3\xa9'</f></c>").decode()
    texts = FormulaTexts()
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    small = read_sheet(package((head + text).encode(encoding)), "xl/worksheets/sheet1.xml", texts)
    assert "'é'" in b"".join(texts.whole(small)).decode()
    commented = text.replace("<c>", "<c><!-- <f>~0</f> -->").replace(LONG.decode(), "<![CDATA[~0]]>")
    small = read_sheet(package(commented.encode()), "xl/worksheets/sheet1.xml", texts)
    assert b"".join(texts.whole(small)).count(b"<f>~0&amp;'\xc3\xa9'</f>") == 1
    with pytest.raises(UserError, match="DOCTYPE"):
        read_sheet(package(b"<!DOCTYPE a>" + text.encode()), "xl/worksheets/sheet1.xml", texts)


def test_damage_is_found_while_it_is_read():
    sound = package(sheet(*[b"<c><f>%b</f><v>%d</v></c>" % (LONG, n * n) for n in range(1000)]))
    packed = sound.packed("xl/worksheets/sheet1.xml")
    data = sound._data
    at = data.index(packed) + len(packed) // 2
    for damaged in (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :],):
        with pytest.raises(UserError) as caught:
            read_sheet(Package(damaged), "xl/worksheets/sheet1.xml", FormulaTexts())
        assert caught.value.kode == "rusak"


def test_what_is_held_and_what_is_written_are_bounded(monkeypatch):
    monkeypatch.setattr(formula_texts, "MAX_SHEET", 20_000)
    monkeypatch.setattr(formula_texts, "MAX_WHOLE_SHEET", 100_000)
    same = [b"<c><f>" + LONG + b"</f></c>"] * 500
    cut(sheet(*same), 1000)  # 30,000 bytes in the file
    for data, size in (
        (sheet(*same * 4), "whole"),
        (sheet(*(c.replace(b"Pagu", b"%d" % n) for n, c in enumerate(same))), "held"),
    ):
        with pytest.raises(xmlspans.XmlError) as caught:
            cut(data, 1000)
        assert caught.value.kode == "terlalu_besar", size


def test_a_text_without_end_is_refused():
    with pytest.raises(xmlspans.XmlError, match="lebih dari"):
        cut(b"<a>" + b"x" * (4 << 20))


def test_pieces_are_written_as_a_whole_part_is():
    one, other = package(b"<a/>"), package(b"<a/>")
    data = [bytes([65 + n]) * 5000 for n in range(20)]
    one.put("x.xml", b"".join(data))
    other.put_pieces("x.xml", iter(data))
    assert other.read("x.xml") == b"".join(data) == b"".join(other.chunks("x.xml"))
    assert (one.crc("x.xml"), one.size("x.xml")) == (other.crc("x.xml"), other.size("x.xml"))
    assert other.crc("x.xml") == zlib.crc32(b"".join(data))
