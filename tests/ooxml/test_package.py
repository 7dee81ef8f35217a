"""The zip layer: members that nobody touched keep their compressed bytes, whatever the archive looks like."""

import io
import struct
import zipfile

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import xmlspans
from lkjip_xl.ooxml.package import Package


def archive(members, comment=b"", stream=None, method=zipfile.ZIP_DEFLATED):
    out = stream or io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.comment = comment
        for name, data in members:
            target.writestr(name, data)
    return out.getvalue()


class Unseekable(io.RawIOBase):
    """A stream that makes zipfile write sizes after the data."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)

    def getvalue(self):
        return self.data


MEMBERS = [("a.xml", b"<a/>" * 900), ("b/kosong.bin", b""), ("c.bin", bytes(range(256)) * 40)]


def saved(package):
    out = io.BytesIO()
    package.save(out)
    return out.getvalue()


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        assert source.testzip() is None
        return [(info.filename, source.read(info)) for info in source.infolist()]


@pytest.mark.parametrize(
    "data",
    [
        archive(MEMBERS),
        archive(MEMBERS, method=zipfile.ZIP_STORED),
        archive(MEMBERS, comment=b"catatan"),
        archive(MEMBERS, stream=Unseekable()),
        b"\xef\xbb\xbf" + archive(MEMBERS),
        archive(MEMBERS) + b"\r\n",
    ],
    ids=["deflated", "stored", "comment", "data-descriptor", "bom-before", "bytes-behind"],
)
def test_untouched_members_keep_their_compressed_bytes(data):
    package = Package(data)
    raw = {name: package.packed(name) for name in package.names}
    package.put("c.bin", b"baru")
    package.put("d.xml", b"<d/>")
    result = saved(package)
    assert contents(result) == [*MEMBERS[:2], ("c.bin", b"baru"), ("d.xml", b"<d/>")]
    again = Package(result)
    assert again.packed("a.xml") == raw["a.xml"]
    assert again.packed("b/kosong.bin") == raw["b/kosong.bin"]
    assert again.comment == package.comment


def test_signature_inside_the_comment_is_not_the_end():
    package = Package(archive(MEMBERS, comment=b"catatan PK\5\6 yang menyesatkan pembaca yang terburu-buru"))
    assert package.names == [name for name, _ in MEMBERS]
    assert Package(saved(package)).comment == package.comment


def test_same_input_gives_same_bytes_and_equal_content_changes_nothing():
    data = archive(MEMBERS)
    first, second = Package(data), Package(data)
    for package in (first, second):
        package.put("a.xml", b"<lain/>")
    assert saved(first) == saved(second)
    third = Package(data)
    third.put("a.xml", MEMBERS[0][1])
    assert third.packed("a.xml") == Package(data).packed("a.xml")


def test_names_ignore_case_and_backslash_and_may_be_indonesian_or_not():
    package = Package(archive([("xl\\lembar é.xml", b"<x/>"), ("Folder/", b""), ("日本.xml", b"1")]))
    assert package.names == ["xl/lembar é.xml", "日本.xml"]
    assert package.find("XL/Lembar É.xml") == "xl/lembar é.xml"
    assert "tidak ada" not in package
    with pytest.raises(KeyError):
        package.read("tidak ada")
    assert [name for name, _ in contents(saved(package))] == ["xl\\lembar é.xml", "Folder/", "日本.xml"]


def test_duplicates_are_told_and_the_last_is_read():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive([("a.xml", b"1"), ("A.xml", b"2"), ("a.xml", b"3")])
    package = Package(data)
    assert package.duplicates == ["A.xml", "a.xml"]
    assert package.read("a.xml") == b"3"


def test_removed_member_is_gone_and_order_stays():
    package = Package(archive(MEMBERS))
    package.remove("b/kosong.bin")
    assert contents(saved(package)) == [MEMBERS[0], MEMBERS[2]]


def test_zip64_records_are_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        with target.open("a.xml", "w", force_zip64=True) as member:
            member.write(b"<a/>")
    data = out.getvalue()
    end = data.rindex(b"PK\5\6")
    count, length, offset = struct.unpack_from("<HLL", data, end + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    package = Package(data[:end] + record + locator + tail)
    assert package.read("a.xml") == b"<a/>"
    assert contents(saved(package)) == [("a.xml", b"<a/>")]


def test_damage_is_told_in_indonesian():
    data = archive(MEMBERS)
    for cut in (10, len(data) // 2, len(data) - 30):
        with pytest.raises(UserError) as caught:
            Package(data[:cut])
        assert caught.value.kode == "rusak"
    broken = bytearray(data)
    broken[60] ^= 0xFF
    with pytest.raises(UserError, match="a.xml"):
        Package(bytes(broken)).read("a.xml")


def test_members_that_share_bytes_are_refused():
    data = archive([("a.xml", b"x" * 50), ("b.xml", b"x" * 50)], method=zipfile.ZIP_STORED)
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 1)
    bad = bytearray(data)
    bad[first + 20 : first + 28] = struct.pack("<2L", 100, 100)  # the first now reaches into the second
    assert second > first
    with pytest.raises(UserError) as caught:
        Package(bytes(bad))
    assert caught.value.kode == "berbahaya"


# -- text edits ------------------------------------------------------------------------------------------------


def test_spans_agree_with_the_text_also_after_a_mark_quotes_and_prefixes():
    data = (
        b"\xef\xbb\xbf<?xml version='1.0'?><!-- <x> --><x:w xmlns:x='urn:a' q='a>b\"c'>\r\n"
        b"<x:s n=\"1>'2\"/><x:s n='\xc3\xa9'>isi<u/></x:s  ></x:w>"
    )
    root = xmlspans.parse(data, 3)
    first, second = root.children
    assert data[first.start : first.stop] == b'<x:s n="1>\'2"/>'
    assert data[second.inner : second.outer] == b"isi<u/>"
    assert data[second.start : second.stop].endswith(b"</x:s  >")
    assert (root.prefix, root.name, root.uri, second.attrs["n"]) == ("x", "w", "urn:a", "é")
    edits = [xmlspans.set_attribute(data, first, "n", 'dua & "tiga"'), xmlspans.set_attribute(data, second, "m", "4")]
    edits += xmlspans.append_inside(data, root, b"<x:akhir/>")
    changed = xmlspans.parse(xmlspans.splice(data, edits), 3)
    assert [child.name for child in changed.children] == ["s", "s", "akhir"]
    assert changed.children[0].attrs == {"n": 'dua & "tiga"'}
    assert changed.children[1].attrs == {"n": "é", "m": "4"}


def test_self_closing_element_is_opened():
    data = b"<a><b k='1'/></a>"
    child = xmlspans.parse(data, 2).children[0]
    edits = xmlspans.append_inside(data, child, b"<c/>", [xmlspans.set_attribute(data, child, "k", "2")])
    assert xmlspans.splice(data, edits) == b'<a><b k="2"><c/></b></a>'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1"])
def test_other_encodings_become_utf8(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><a n="é"/>'.encode(encoding)
    root = xmlspans.parse(xmlspans.to_utf8(data), 1)
    assert root.attrs["n"] == "é"


def test_hostile_xml_is_refused():
    for data in (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a>" * 3000 + b"</a>" * 3000):
        with pytest.raises(xmlspans.XmlError) as caught:
            xmlspans.check(data)
        assert caught.value.kode == "berbahaya"
    with pytest.raises(xmlspans.XmlError) as caught:
        xmlspans.check(b"<a><b></a>")
    assert caught.value.kode == "rusak"
    # Long, flat or full of loose tags in CDATA is not deep.
    xmlspans.check(b"<a>" + b"<b><c/></b>" * 9000 + b"</a>")
    xmlspans.check(b"<a><![CDATA[" + b"<br>" * 9000 + b"]]></a>")
