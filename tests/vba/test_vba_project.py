"""VBA text to vbaProject.bin: other people's readers find in it exactly what went in."""

import io
import re
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_xl.vba import compound_file as cfb
from lkjip_xl.vba.compound_file import compound_file
from lkjip_xl.vba.vba_project import MAX_LINES, Module, build_project, compress, encrypt, module_source

# oletools calls pyparsing by names that it has given up.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROOT = Path(__file__).parents[2]
WORKBOOK = Module("ThisWorkbook", "workbook", "Private Sub Workbook_Open()\nEnd Sub\n")
SHEET = Module("Beranda", "sheet", "")
MACRO = Module("Tombol", "std", 'Sub LK_Hitung()\n    MsgBox "Selesai – 100 €"\nEnd Sub')
PROCEDURE = (
    "Option Explicit\n\nFunction LK_X(a)\n"
    'Attribute LK_X.VB_Description = "Capaian, dari realisasi dan target."\n'
    'Attribute LK_X.VB_ProcData.VB_Invoke_Func = " \\n14"\n'
    "    LK_X = a\nEnd Function\n"
)


def xlwings_source(name):
    """A text of the installed xlwings, byte for byte."""
    return (Path(find_spec("xlwings").origin).parent / name).read_bytes().decode("cp1252")


@pytest.fixture(scope="module")
def modules():
    return [
        WORKBOOK,
        SHEET,
        MACRO,
        Module("Fungsi", "std", PROCEDURE),
        Module("xlwings", "std", xlwings_source("xlwings.bas")),
        Module("Dictionary", "class", xlwings_source("addin/Dictionary.cls")),
        Module("Acara", "class", "Public WithEvents App As Application\n"),
    ]


def olevba_sources(data):
    """``{module: source}`` as oletools reads it."""
    from oletools.olevba import VBA_Parser

    parser = VBA_Parser("vbaProject.bin", data=data)
    try:
        return {name.rsplit(".", 1)[0]: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def expand(data):
    """2.4.1.3.1 of [MS-OVBA], written down anew."""
    assert data[0] == 1
    out, at = bytearray(), 1
    while at < len(data):
        (header,) = struct.unpack_from("<H", data, at)
        assert header >> 12 & 7 == 3
        end, begin = at + (header & 0xFFF) + 3, len(out)
        at += 2
        if not header & 0x8000:
            out += data[at:end]
            at = end
        while at < end:
            flags = data[at]
            at += 1
            for bit in range(8):
                if at >= end:
                    break
                if not flags >> bit & 1:
                    out.append(data[at])
                    at += 1
                    continue
                (token,) = struct.unpack_from("<H", data, at)
                at += 2
                bits = 4
                while 1 << bits < len(out) - begin:
                    bits += 1
                start = len(out) - (token >> 16 - bits) - 1
                assert start >= begin
                for step in range((token & 0xFFFF >> bits) + 3):
                    out.append(out[start + step])
        assert len(out) - begin <= 4096
    return bytes(out)


# -- compression ------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([b"Dim x As Long\r\n", b"    ", b"Range", b"A", b"\r\n", b"aaaaaaaaaaaa"]), max_size=900),
    st.integers(0, 400),
)
def test_text_of_any_length_comes_back(pieces, cut):
    data = b"".join(pieces)[cut:]
    assert expand(compress(data)) == data


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3600))
def test_bytes_of_any_kind_come_back(data):
    assert expand(compress(data)) == data


@pytest.mark.parametrize("size", [0, 1, 2, 3, 15, 16, 17, 18, 4093, 4095, 4096, 4097, 8191, 8192, 8193, 12289])
@pytest.mark.parametrize("unit", [b"a", b"ab", b"Sub Coba()\r\nEnd Sub\r\n", bytes(range(256))])
def test_borders_of_chunks(size, unit):
    from oletools.olevba import decompress_stream

    data = (unit * (size // len(unit) + 1))[:size]
    packed = compress(data)
    assert expand(packed) == data
    assert bytes(decompress_stream(bytearray(packed))) == data


def random_bytes(size):
    import random

    return random.Random(7).randbytes(size)


def test_a_full_chunk_that_does_not_shrink_is_stored_as_it_is():
    data = random_bytes(4096)
    assert compress(data) == b"\x01\xff\x3f" + data
    assert expand(compress(data + b"Sub")) == data + b"Sub"


def test_a_short_chunk_that_does_not_shrink_is_refused():
    assert expand(compress(random_bytes(3600))) == random_bytes(3600)
    with pytest.raises(ValueError, match="random"):
        compress(random_bytes(4000))


def test_the_examples_of_the_specification():
    # [MS-OVBA] 3.2. For the text of 3.2.2 Office itself picks other copies of the same length.
    letters = bytes.fromhex("0119B000616263646566676800696A6B6C6D6E6F70007172737475762E")
    assert compress(b"abcdefghijklmnopqrstuv.") == letters
    assert compress(b"a" * 73) == bytes.fromhex("0103B002614500")
    text = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    office = bytes.fromhex(
        "012FB000236161616263646582660070616768696A013808616B6C00306D6E6F700671027004107273747576107778797A003C"
    )
    assert expand(office) == expand(compress(text)) == text and len(compress(text)) <= len(office)


# -- source text ------------------------------------------------------------------------------------------------------


def test_a_module_gets_its_header_and_line_ends():
    assert module_source(Module("A", "std", "Sub X()\rEnd Sub\n")) == (
        'Attribute VB_Name = "A"\r\nSub X()\r\nEnd Sub\r\n'
    )
    assert module_source(Module("A", "std", "")) == 'Attribute VB_Name = "A"\r\n'
    lines = module_source(WORKBOOK).split("\r\n")
    assert lines[1] == 'Attribute VB_Base = "0{00020819-0000-0000-C000-000000000046}"'
    assert "Attribute VB_PredeclaredId = True" in lines and lines[8] == "Private Sub Workbook_Open()"
    assert "{00020820-" in module_source(SHEET) and module_source(SHEET).count("\r\n") == 8


def test_header_of_the_text_is_replaced_and_the_rest_stays():
    text = xlwings_source("xlwings.bas")
    assert text.startswith('Attribute VB_Name = "xlwings"\r\n') and text.endswith("\r\n")
    assert module_source(Module("Jembatan", "std", text)) == text.replace('"xlwings"\r\n', '"Jembatan"\r\n', 1)
    assert '\'Attribute VB_Name = "Main"' in text


def test_a_class_keeps_its_own_attributes_and_its_description():
    text = xlwings_source("addin/Dictionary.cls")
    source = module_source(Module("Kamus", "class", text))
    head, _, body = source.partition("''\r\n")
    assert body == text.partition("''\r\n")[2]
    assert head.splitlines()[:8] == [
        'Attribute VB_Name = "Kamus"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
    ]
    assert head.splitlines()[8].startswith('Attribute VB_Description = "Drop-in') and len(head.splitlines()) == 9
    assert "Attribute Item.VB_UserMemId = 0" in body
    again = module_source(Module("Kamus", "class", source))
    assert again == source


def test_attributes_of_procedures_stay_where_they_are():
    source = module_source(Module("Fungsi", "std", PROCEDURE))
    assert source == 'Attribute VB_Name = "Fungsi"\r\n' + PROCEDURE.replace("\n", "\r\n")


# -- the project ------------------------------------------------------------------------------------------------------


def test_olevba_reads_every_module_as_it_was(modules):
    found = olevba_sources(build_project(modules))
    assert found == {module.name: module_source(module) for module in modules}


def streams(data):
    """``{path: bytes}`` of every stream, by olefile, which must find nothing wrong."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.parsing_issues == []
        return {"/".join(path): ole.openstream(path).read() for path in ole.listdir(streams=True, storages=False)}


def test_streams_of_the_container(modules):
    found = streams(build_project(modules, "Coba"))
    names = [module.name for module in modules]
    assert set(found) == {"PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir", *(f"VBA/{n}" for n in names)}
    assert found["VBA/_VBA_PROJECT"] == bytes.fromhex("CC61FFFF000000")
    for module in modules:
        assert expand(found[f"VBA/{module.name}"]).decode("cp1252") == module_source(module)
    lines = found["PROJECT"].decode("cp1252").split("\r\n")
    assert lines[1:9] == [
        "Document=ThisWorkbook/&H00000000", "Document=Beranda/&H00000000", "Module=Tombol", "Module=Fungsi",
        "Module=xlwings", "Class=Dictionary", "Class=Acara", 'Name="Coba"',
    ]  # fmt: skip
    assert found["PROJECTwm"].count(b"\0\0\0") >= len(modules) and found["PROJECTwm"].startswith(b"ThisWorkbook\0T\0")


def dir_records(data):
    records, at = [], 0
    while at < len(data):
        number, size = struct.unpack_from("<HI", data, at)
        size += 2 if number == 9 else 0  # PROJECTVERSION
        records.append((number, data[at + 6 : at + 6 + size]))
        at += 6 + size
    assert at == len(data)
    return records


def test_records_of_the_dir_stream():
    records = dir_records(expand(streams(build_project([WORKBOOK, SHEET, MACRO], "Coba"))["VBA/dir"]))
    module = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    assert [number for number, _ in records] == [
        0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C,
        *[0x16, 0x3E, 0x0D] * 2, 0x0F, 0x13, *module, 0x22, 0x2B, *module, 0x22, 0x2B, *module, 0x21, 0x2B, 0x10,
    ]  # fmt: skip
    assert [data for number, data in records if number == 0x16] == [b"stdole", b"Office"]
    assert [data for number, data in records if number == 0x19] == [b"ThisWorkbook", b"Beranda", b"Tombol"]
    assert dict(records)[0x0F] == struct.pack("<H", 3) and dict(records)[0x03] == struct.pack("<H", 1252)


def decrypt(text):
    """2.4.3.3 of [MS-OVBA]: ``(project key, data)``."""
    raw = bytes.fromhex(text)
    seed, version, key = raw[0], raw[1] ^ raw[0], raw[2] ^ raw[0]
    assert version == 2
    plain, last, before, out = key, raw[2], raw[1], []
    for byte in raw[3:]:
        plain = byte ^ ((before + plain) & 0xFF)
        before, last = last, byte
        out.append(plain)
    body = bytes(out[(seed & 6) // 2 :])
    (length,) = struct.unpack("<I", body[:4])
    assert len(body) == 4 + length
    return key, body[4:]


def test_the_project_is_open_to_everybody():
    text = streams(build_project([WORKBOOK]))["PROJECT"].decode("cp1252")
    values = dict(re.findall(r'^(\w+)="(.*)"\r$', text, re.M))
    key = sum(values["ID"].encode()) & 0xFF
    assert decrypt(values["CMG"]) == (key, bytes(4))
    assert decrypt(values["DPB"]) == (key, b"\0")
    assert decrypt(values["GC"]) == (key, b"\xff")


@given(st.binary(max_size=40), st.integers(0, 255))
def test_encryption_of_anything_comes_back(data, seed):
    identity = "{00000000-0000-0000-0000-000000000000}"
    assert decrypt(encrypt(data, identity, seed)) == (sum(identity.encode()) & 0xFF, data)


def test_same_bytes_in_another_process(modules):
    code = (
        "import sys, hashlib; from lkjip_xl.vba.vba_project import Module, build_project; "
        f"sys.stdout.write(hashlib.sha256(build_project([Module('A', 'std', {PROCEDURE!r})])).hexdigest())"
    )
    import hashlib

    env = {"PYTHONHASHSEED": "4321", "PYTHONPATH": str(ROOT)}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
    assert other == hashlib.sha256(build_project([Module("A", "std", PROCEDURE)])).hexdigest()
    assert build_project(modules) == build_project(modules) != build_project(modules, "Lain")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (Module("Panah", "std", "' kiri → kanan"), r"Panah: line 2: .*'→'"),
        (Module("Nama" * 8, "std", ""), "NamaNama"),
        (Module("9a", "std", ""), "9a"),
        (Module("Dua kata", "std", ""), "Dua kata"),
        (Module("Sasarané", "std", ""), "Sasaran"),
        (Module("Sub", "std", ""), "Sub"),
        (Module("", "std", ""), "module ''"),
        (Module("beranda", "std", ""), "beranda: the name is taken"),
        (Module("LKJIPXL", "std", ""), "LKJIPXL: the name is taken"),
        (Module("Layar", "form", ""), "Layar: unknown kind"),
        (Module("Panjang", "std", "'" + "x" * 1100), "Panjang, line 2"),
        (Module("Nol", "std", "' \0"), "Nol, line 2"),
        (Module("Tinggi", "std", "\n" * MAX_LINES), "Tinggi: "),
        (Module("Putus", "class", "VERSION 1.0 CLASS\nBEGIN\n"), "Putus: "),
    ],
)
def test_what_vba_cannot_hold_is_refused_by_name(wrong, message):
    with pytest.raises(ValueError, match=message):
        build_project([WORKBOOK, SHEET, wrong])


def test_a_bad_project_name_is_refused():
    with pytest.raises(ValueError, match="project 'Dua kata'"):
        build_project([WORKBOOK], "Dua kata")


def test_a_project_that_is_too_large_names_its_largest_module(monkeypatch, modules):
    monkeypatch.setattr(cfb, "_HEADER_FAT", 0)
    with pytest.raises(ValueError, match="too large.* xlwings"):
        build_project(modules)


# -- the container by itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 12, 31, 40])
def test_any_number_of_streams_of_any_size(count):
    sizes = [0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000]
    tree = {f"{'Aliran' if n % 2 else 'x'}{n}": random_bytes(sizes[n % len(sizes)]) for n in range(count)}
    tree["Folder"] = {"dalam": b"isi", "Dalam2": b""}
    found = streams(compound_file(tree))
    assert found.pop("Folder/dalam") == b"isi" and found.pop("Folder/Dalam2") == b""
    del tree["Folder"]
    assert found == tree


@pytest.mark.parametrize("count", range(1, 40))
def test_siblings_form_a_red_black_tree_in_order(count):
    data = compound_file({"n" * (1 + n % 7) + f"{n:02}": b"" for n in range(count)})
    first = 512 + 512 * struct.unpack_from("<I", data, 48)[0]
    entries = [data[first + at : first + at + 128] for at in range(0, 128 * (count + 1), 128)]
    names, reds = [], []

    def black_height(number, above_is_red):
        if number == 0xFFFFFFFF:
            return 0
        entry = entries[number]
        length, _, color, left, right, _ = struct.unpack_from("<HBBIII", entry, 64)
        red = color == 0
        assert not (red and above_is_red)
        under_left = black_height(left, red)
        names.append(entry[: length - 2].decode("utf-16-le"))
        reds.append(red)
        assert black_height(right, red) == under_left
        return under_left + (not red)

    black_height(struct.unpack_from("<I", entries[0], 76)[0], True)
    assert len(names) == count and names == sorted(names, key=lambda name: (len(name), name.upper()))


def test_a_large_container_has_a_fat_of_many_sectors():
    tree = {"besar": random_bytes(1_000_000), "lain": random_bytes(5000)}
    assert streams(compound_file(tree)) == tree


def test_what_a_container_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="31 characters"):
        compound_file({"n" * 32: b""})
    with pytest.raises(ValueError, match="larger than"):
        compound_file({"besar": bytes(cfb.MAX_SIZE)})
