"""Writes a vbaProject.bin from VBA text: [MS-OVBA] in a compound file, without Excel.

The project carries source text only. ``_VBA_PROJECT`` says so by its version FFFF, every module's text starts at
offset 0, and Excel compiles at load, as it does with files of other writers that have no Excel at hand. Section
numbers in comments are those of [MS-OVBA]. Equal modules give equal bytes.
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence

from ..records import dataclass
from .compound_file import Tree, compound_file

CODE_PAGE = "cp1252"
MAX_NAME = 31
MAX_LINES = 65_534  # of a module; VBA's editor refuses more
MAX_LINE = 1023  # characters in a line
_CHUNK = 4096
_KINDS = ("workbook", "sheet", "std", "class")

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
# VBA's keywords ([MS-VBAL] 3.3.5.2) and the libraries that every project refers to: no module may bear their names.
_RESERVED = frozenset(
    "abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cint "
    "circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug decimal declare defbool defbyte "
    "defcur defdate defdbl defdec defint deflng deflnglng deflngptr defobj defsng defstr defvar dim do doevents double "
    "each else elseif empty end endif enum eqv erase event exit false fix for friend function get global gosub goto if "
    "imp implements in input inputb int integer is lbound len lenb let like line lock long longlong longptr loop lset "
    "me mod new next not nothing null on open option optional or paramarray preserve print private pset public put "
    "raiseevent redim rem resume return rset scale seek select set sgn shared single spc static stop string sub tab "
    "then to true type typeof ubound unlock until variant wend while with withevents write xor "
    "excel office stdole vba".split()
)

_WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
_SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
_CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_OWN_ATTRIBUTES = (
    "VB_Name", "VB_Base", "VB_GlobalNameSpace", "VB_Creatable", "VB_PredeclaredId", "VB_Exposed",
    "VB_TemplateDerived", "VB_Customizable",
)  # fmt: skip
_HEADER_ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = (.*)")

_REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
        r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


@dataclass(frozen=True)
class Module:
    """A module of a project.

    Attributes:
        name: what VBA calls it; for a workbook or sheet its code name.
        kind: ``workbook``, ``sheet``, ``std`` or ``class``.
        code: its text as an editor exports it; a header (VERSION ... END, ``Attribute VB_Name`` ...) may be there or
            be missing.
    """

    name: str
    kind: str
    code: str


def build_project(modules: Iterable[Module], name: str = "LkjipXl") -> bytes:
    """The bytes of a vbaProject.bin.

    Args:
        modules: the Modules in the order of the project tree.
        name: the project's name.

    Raises:
        ValueError: a name, a character or a size that VBA cannot hold; the message names the module.
    """
    modules = list(modules)
    _check_name(name, "project")
    _check_modules(modules, name)
    # The version 00FFFF tells Excel that there is no compiled code to trust (2.3.4.1).
    storage = {"_VBA_PROJECT": struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0), "dir": compress(_dir_stream(modules, name))}
    for module in modules:
        try:
            storage[module.name] = compress(_encoded(module))
        except ValueError as error:
            raise ValueError(f"module {module.name}: {error}") from None
    tree: Tree = {"VBA": storage, "PROJECT": _project_stream(modules, name), "PROJECTwm": _project_wm_stream(modules)}
    try:
        return compound_file(tree)
    except ValueError:
        largest = max(modules, key=lambda module: len(module.code))
        raise ValueError(f"the project is too large; its largest module is {largest.name}") from None


# -- source text ------------------------------------------------------------------------------------------------------


def module_source(module: Module) -> str:
    """The module's text as the project stores it: header attributes, then the code, lines ended by CR LF.

    Of the text only the class header and the attributes that every module of its kind has (``VB_Name`` and so on) are
    replaced; a class keeps its own values of them. Attributes of procedures stay where they are.
    """
    given, rest = _split_header(re.sub(r"\r\n?", "\n", module.code))
    lines = [f'Attribute VB_Name = "{module.name}"', *_kind_attributes(module.kind, given)]
    lines += [line for name, line in given.values() if name not in _OWN_ATTRIBUTES]
    text = "\n".join(lines) + "\n" + rest
    if not text.endswith("\n"):
        text += "\n"
    return text.replace("\n", "\r\n")


def _split_header(text: str) -> tuple[dict[str, tuple[str, str]], str]:
    """``({attribute in lower case: (name, line)}, what follows the header)``."""
    if text.startswith("VERSION "):
        end = re.search(r"^END[ \t]*(?:\n|\Z)", text, re.M | re.I)
        if end is None:
            raise ValueError("the class header VERSION ... BEGIN has no END")
        text = text[end.end() :]
    given = {}
    while found := _HEADER_ATTRIBUTE.match(text):
        line, _, text = text.partition("\n")
        given[found[1].lower()] = (found[1], line)
    return given, text


def _kind_attributes(kind: str, given: Mapping[str, tuple[str, str]]) -> list[str]:
    if kind == "std":
        return []
    values = {"VB_GlobalNameSpace": "False", "VB_Creatable": "False"}
    if kind == "class":
        base, customizable = _CLASS_BASE, "False"
        values |= {"VB_PredeclaredId": "False", "VB_Exposed": "False"}
        for name in values:
            own = _HEADER_ATTRIBUTE.match(given.get(name.lower(), ("", ""))[1])
            if own:
                values[name] = own[2].strip()
    else:
        base, customizable = _WORKBOOK_BASE if kind == "workbook" else _SHEET_BASE, "True"
        values |= {"VB_PredeclaredId": "True", "VB_Exposed": "True"}
    values = {"VB_Base": f'"{base}"', **values, "VB_TemplateDerived": "False", "VB_Customizable": customizable}
    return [f"Attribute {name} = {value}" for name, value in values.items()]


def _encoded(module: Module) -> bytes:
    text = module_source(module)
    try:
        return text.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ValueError(f"line {line}: the character {text[error.start]!r} is not in {CODE_PAGE}") from None


def is_module_name(name: str) -> bool:
    """Whether VBA takes the name for a module: an identifier in ASCII of at most 31 characters, no keyword."""
    return bool(_IDENTIFIER.fullmatch(name)) and len(name) <= MAX_NAME and name.lower() not in _RESERVED


def _check_name(name: str, what: str) -> None:
    if not is_module_name(name):
        raise ValueError(f"{what} {name!r}: not a VBA name of 1 to {MAX_NAME} letters, digits and underscores")


def _check_modules(modules: Iterable[Module], project: str) -> None:
    seen = {project.lower()}
    for module in modules:
        _check_name(module.name, "module")
        if module.kind not in _KINDS:
            raise ValueError(f"module {module.name}: unknown kind {module.kind!r}")
        if module.name.lower() in seen:
            raise ValueError(f"module {module.name}: the name is taken by another module or the project")
        seen.add(module.name.lower())
        try:
            lines = module_source(module).split("\r\n")
        except ValueError as error:
            raise ValueError(f"module {module.name}: {error}") from None
        if len(lines) > MAX_LINES:
            raise ValueError(f"module {module.name}: {len(lines)} lines, VBA holds {MAX_LINES}")
        for number, line in enumerate(lines, 1):
            if "\0" in line or len(line) > MAX_LINE:
                raise ValueError(f"module {module.name}, line {number}: a NUL or more than {MAX_LINE} characters")


# -- streams ----------------------------------------------------------------------------------------------------------


def _dir_stream(modules: Sequence[Module], name: str) -> bytes:
    """2.3.4.2, before compression."""
    return b"".join((_information(name), *map(_reference, _REFERENCES), _module_records(modules)))


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _text_records(number: int, unicode_number: int, text: str) -> bytes:
    """A text in the code page and again in UTF-16."""
    return _record(number, text.encode(CODE_PAGE)) + _record(unicode_number, text.encode("utf-16-le"))


def _information(name: str) -> bytes:
    """PROJECTINFORMATION, 2.3.4.2.1."""
    return b"".join(
        (
            _record(0x01, struct.pack("<I", 1)),  # SYSKIND: Windows, 32 bit, which 64 bit reads alike
            _record(0x02, struct.pack("<I", 0x409)),  # LCID
            _record(0x14, struct.pack("<I", 0x409)),  # LCIDINVOKE
            _record(0x03, struct.pack("<H", int(CODE_PAGE.removeprefix("cp")))),
            _record(0x04, name.encode(CODE_PAGE)),
            _text_records(0x05, 0x40, ""),  # description
            _record(0x06, b"") + _record(0x3D, b""),  # help file
            _record(0x07, bytes(4)),  # help context
            _record(0x08, bytes(4)),  # LIBFLAGS
            struct.pack("<HIIH", 0x09, 4, 1361024421, 6),  # version; this record's size does not count the minor one
            _text_records(0x0C, 0x3C, ""),  # constants
        )
    )


def _reference(reference: tuple[str, str]) -> bytes:
    """REFERENCENAME and REFERENCEREGISTERED, 2.3.4.2.2."""
    name, library = reference[0], reference[1].encode(CODE_PAGE)
    registered = struct.pack("<I", len(library)) + library + bytes(6)
    return _text_records(0x16, 0x3E, name) + _record(0x0D, registered)


def _module_records(modules: Sequence[Module]) -> bytes:
    """PROJECTMODULES, 2.3.4.2.3, and the end of the stream."""
    records = [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]
    for module in modules:
        records += (
            _text_records(0x19, 0x47, module.name),
            _text_records(0x1A, 0x32, module.name),  # name of its stream
            _text_records(0x1C, 0x48, ""),  # description
            _record(0x31, bytes(4)),  # offset of the source in its stream
            _record(0x1E, bytes(4)),  # help context
            _record(0x2C, b"\xff\xff"),  # cookie
            _record(0x21 if module.kind == "std" else 0x22, b""),  # type
            _record(0x2B, b""),
        )
    records.append(_record(0x10, b""))
    return b"".join(records)


def _project_id(name: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return "{" + str(uuid5(NAMESPACE_URL, "vba:" + name)).upper() + "}"


def _project_stream(modules: Iterable[Module], name: str) -> bytes:
    """2.3.1. An open project: nothing protected (CMG), no password (DPB), visible (GC)."""
    lines = {"workbook": "Document={}/&H00000000", "sheet": "Document={}/&H00000000"}
    lines |= {"std": "Module={}", "class": "Class={}"}
    identity = _project_id(name)
    text = [f'ID="{identity}"']
    text += [lines[module.kind].format(module.name) for module in modules]
    text += [
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{encrypt(bytes(4), identity, 0x5D)}"',
        f'DPB="{encrypt(bytes(1), identity, 0x9B)}"',
        f'GC="{encrypt(bytes([0xFF]), identity, 0xD8)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
    ]
    text += [f"{module.name}=0, 0, 0, 0, C" for module in modules]
    return "".join(line + "\r\n" for line in text).encode(CODE_PAGE)


def _project_wm_stream(modules: Iterable[Module]) -> bytes:
    """2.3.3: each name in the code page and in UTF-16."""
    names = (m.name.encode(CODE_PAGE) + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules)
    return b"".join(names) + b"\0\0"


# -- encodings --------------------------------------------------------------------------------------------------------


def encrypt(data: bytes, identity: str, seed: int) -> str:
    """2.4.3.2, as hexadecimal text. It hides nothing, but Excel refuses a project without it.

    Args:
        data: bytes to encode. identity: the project's ID. seed: any byte.
    """
    version = 2
    key = sum(identity.encode("ascii")) & 0xFF
    out = [seed, seed ^ version, seed ^ key]
    plain, last, before = key, seed ^ key, seed ^ version
    filler = [seed] * ((seed & 6) // 2)
    for byte in (*filler, *struct.pack("<I", len(data)), *data):
        encoded = byte ^ ((before + plain) & 0xFF)
        out.append(encoded)
        plain, last, before = byte, encoded, last
    return bytes(out).hex().upper()


def compress(data: bytes) -> bytes:
    """2.4.1: a signature byte, then chunks of 4096 bytes, each by itself.

    Raises:
        ValueError: the last, shorter chunk does not shrink enough; the format could hold it only with NULs behind.
    """
    out = bytearray(b"\x01")
    for at in range(0, len(data), _CHUNK):
        raw = data[at : at + _CHUNK]
        packed = _compress_chunk(raw)
        if len(packed) <= _CHUNK:
            out += struct.pack("<H", 0xB000 | (len(packed) - 1)) + packed
        elif len(raw) == _CHUNK:
            out += struct.pack("<H", 0x3000 | (_CHUNK - 1)) + raw
        else:
            raise ValueError("the text is too random to be stored")
    return bytes(out)


def _compress_chunk(data: bytes) -> bytes:
    """Groups of a flag byte and eight tokens: a byte as it is, or a copy of what stood before (2.4.1.3.19)."""
    out = bytearray()
    seen: dict[bytes, list[int]] = {}  # three bytes -> where they stood
    at = 0
    while at < len(data):
        flags_at, flags = len(out), 0
        out.append(0)
        for bit in range(8):
            if at >= len(data):
                break
            length_bits = 16 - max(4, (at - 1).bit_length())
            offset, length = _longest_match(data, at, seen, (1 << length_bits) + 2)
            if length:
                flags |= 1 << bit
                out += struct.pack("<H", (offset - 1) << length_bits | (length - 3))
            else:
                out.append(data[at])
                length = 1
            for position in range(at, at + length):
                seen.setdefault(data[position : position + 3], []).append(position)
            at += length
        out[flags_at] = flags
    return bytes(out)


def _longest_match(data: bytes, at: int, seen: Mapping[bytes, Sequence[int]], longest: int) -> tuple[int, int]:
    """``(distance back, length)`` of the longest earlier text that goes on like ``data[at:]``; length 0 for none."""
    best, distance = 0, 0
    longest = min(longest, len(data) - at)
    if longest >= 3:
        for start in reversed(seen.get(data[at : at + 3], ())):
            length = 3
            while length < longest and data[start + length] == data[at + length]:
                length += 1
            if length > best:
                best, distance = length, at - start
                if best == longest:
                    break
    return distance, best
