"""Messages that Outlook saved: their attachments, and nothing else; a damaged one is told and never a traceback."""

import random

import pytest

from lkjip_xl.flows.outlook_message import attachments
from lkjip_xl.ooxml.compound import Compound
from lkjip_xl.vba.compound_file import compound_file

MOST = 1 << 20


def unicode(text):
    return text.encode("utf-16-le")


def attached(name, data, **streams):
    return {"__substg1.0_3707001F": unicode(name), "__substg1.0_37010102": data, **streams}


def message(*files, **more):
    """A message as [MS-OXMSG] lays it out: a storage for each attachment, a stream for each property."""
    tree = {"__properties_version1.0": bytes(32), "__substg1.0_0037001F": unicode("Re: Pengisian"), **more}
    for number, one in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = one
    return compound_file(tree)


def test_attachments_have_their_long_names_and_their_contents():
    large = bytes(range(256)) * 400  # past the mini stream, so both ways of keeping a stream are met
    data = message(attached("Isian Bidang Anak, triwulan II.xlsx", large), attached("surat.pdf", b"%PDF"))
    assert attachments(data, MOST) == [("Isian Bidang Anak, triwulan II.xlsx", large), ("surat.pdf", b"%PDF")]


def test_short_names_and_names_of_an_older_windows():
    short = {"__substg1.0_3704001F": unicode("ISIAN~1.XLS\0"), "__substg1.0_37010102": b"a"}
    old = {"__substg1.0_3707001E": "r\xe9sum\xe9.xlsx".encode("cp1252"), "__substg1.0_37010102": b"b"}
    nameless = {"__substg1.0_37010102": b"c"}
    assert attachments(message(short, old, nameless), MOST) == [
        ("ISIAN~1.XLS", b"a"), ("r\xe9sum\xe9.xlsx", b"b"), ("", b"c"),
    ]  # fmt: skip


def test_a_message_that_is_attached_to_a_message():
    inner = {"__attach_version1.0_#00000000": attached("isi.xlsx", b"PK")}
    data = message({"__substg1.0_3001001F": unicode("Re: Pengisian"), "__substg1.0_3701000D": inner})
    assert attachments(data, MOST) == [("isi.xlsx", b"PK")]


def test_a_link_to_a_file_is_no_attachment():
    assert attachments(message({"__substg1.0_3707001F": unicode("\\\\server\\isi.xlsx")}), MOST) == []


def test_too_much_and_no_message():
    with pytest.raises(ValueError, match="absurd"):
        attachments(message(attached("a.xlsx", bytes(600)), attached("b.xlsx", bytes(600))), 1_000)
    for data in (b"", b"bukan outlook", b"PK" * 400, message()[:512]):
        with pytest.raises(ValueError):
            attachments(data, MOST)


def test_what_another_reader_reads():
    olefile = pytest.importorskip("olefile")
    data = message(attached("isi.xlsx", bytes(range(256)) * 300), attached("b", b"x"))
    other, own = olefile.OleFileIO(data), Compound(data)
    found = {path: own.read(entry) for path, entry in own.streams()}
    assert len(found) == 6
    assert found == {tuple(path): other.openstream(path).read() for path in other.listdir()}


def test_damaged_messages_are_told():
    whole = message(attached("isi.xlsx", bytes(range(256)) * 100), attached("b.xlsx", b"x" * 100))
    chance, refused = random.Random(16), 0
    for _ in range(3_000):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.choice((chance.randrange(512), chance.randrange(len(data))))
            data[at] = chance.choice((0, 255, 254, chance.randrange(256)))
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            attachments(bytes(data), MOST)
        except ValueError:
            refused += 1
    assert refused > 300
