"""Where the elements of an XML part stand, so that it can be edited as text and the rest stays byte for byte.

Parsing is by expat, which refuses nothing by itself: a document type (the door for entity bombs and outside files)
is refused here, and so are nesting, markup and numbers of elements far beyond what any workbook has (``limits``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import UserError
from .limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_MARKUP, MAX_PARSED, megabytes, thousands

if TYPE_CHECKING:
    from pyexpat import XMLParserType

Edit = tuple[int, int, bytes]
"""``(start, stop, replacement)`` in the text of a part."""

_CHUNK = 16_384
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# The quantifiers give nothing back, so that a tag full of quotes is walked through once.
_TAG = re.compile(rb"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>""")


class XmlError(UserError, ValueError):
    """The part cannot be used. ``kode`` is ``rusak`` (not well-formed), ``berbahaya`` or ``terlalu_besar``.

    Whoever knows which part it is says so (``parts.broken``); nobody who does not catch it gets a traceback.

    Attributes:
        detail: what is wrong, as the rest of a sentence.
    """

    def __init__(self, detail: str, kode: str = "rusak") -> None:
        super().__init__(
            f"Sebuah bagian buku ini tidak dapat dipakai: {detail}. Buka dan simpan ulang bukunya dengan Excel, lalu "
            "coba lagi.",
            kode,
        )
        self.detail = detail

    def __str__(self) -> str:
        return str(self.args[0])


class Element:
    """An element with its place: ``data[start:stop]`` is all of it, ``data[inner:outer]`` what is inside.

    Attributes:
        uri, name, prefix: expanded name; the prefix as written, '' for none.
        attrs: values by name; a name in a namespace is ``uri name``.
        start, inner, outer, stop: byte offsets; ``inner == outer == stop`` for a self-closing one.
        children: elements inside, down to the depth that was asked for.
    """

    __slots__ = ("uri", "name", "prefix", "attrs", "start", "inner", "outer", "stop", "children")

    uri: str
    name: str
    prefix: str
    attrs: dict[str, str]
    start: int
    inner: int
    outer: int
    stop: int
    children: list[Element]

    def child(self, name: str) -> Element | None:
        """The first child of that name in the element's own namespace, or None."""
        for child in self.children:
            if child.name == name and child.uri == self.uri:
                return child
        return None


def to_utf8(data: bytes) -> bytes:
    """The same document in UTF-8; most are and come back as they are."""
    head = data[:200]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif head[:4] in (b"<\0?\0", b"\0<\0?"):
        encoding = "utf-16-le" if head[0] else "utf-16-be"
    else:
        found = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""", head)
        encoding = found[1].decode("ascii").lower() if found else "utf-8"
        if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
            return data
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError):  # an encoding that Python does not know, or not text in it
        raise XmlError("penyandian hurufnya tidak dikenal") from None
    text = text.lstrip("\ufeff")
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    try:
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode("utf-8")
    except UnicodeEncodeError:
        raise XmlError("di dalamnya ada huruf yang tidak sah") from None


def _refuse_doctype(*_: object) -> None:
    raise XmlError("di dalamnya ada DOCTYPE, yang tidak pernah ditulis Excel dan bisa dipakai menyerang", "berbahaya")


def new_parser(namespaces: bool = True) -> XMLParserType:
    """An expat parser that refuses document types."""
    from pyexpat import ParserCreate

    parser = ParserCreate(None, " ") if namespaces else ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: XMLParserType, data: bytes, declared: bool | None = None) -> None:
    """Run a parser over a whole part; raises XmlError. ``declared``: what ``has_declarations`` says, when known."""
    from pyexpat import ExpatError

    _refuse_long_markup(data, declared)
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise XmlError(f"tulisannya tidak sah di baris {error.lineno}") from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know or expat cannot use
        if isinstance(error, XmlError):
            raise
        raise XmlError("penyandian hurufnya tidak dikenal") from None


def has_declarations(data: bytes) -> bool:
    """Whether a part holds comments, CDATA, a document type, or instructions beyond its first line.

    Their second characters are rare, and searching for one byte is many times faster than for two.
    """
    return _stands(data, b"<!", 0) or (data.find(b"?", 64) >= 0 and _stands(data, b"<?", 5))


def _stands(data: bytes, pair: bytes, start: int) -> bool:
    """Whether two bytes stand together from ``start`` on; looks at each place of the second where those are few."""
    first, second = pair[0], pair[1:]
    position = data.find(second, start + 1)
    if position < 0:
        return False
    if data.count(second, position) > len(data) // 1024:
        return data.find(pair, start) >= 0
    while position >= 0:
        if data[position - 1] == first:
            return True
        position = data.find(second, position + 1)
    return False


def _refuse_long_markup(data: bytes, declared: bool | None) -> None:
    """Refuse a tag, text, comment or instruction of more than about 1 MB: reading one costs its square."""
    size = len(data)
    if size <= MAX_MARKUP:
        return
    for position in range(0, size - MAX_MARKUP, MAX_MARKUP):
        if data.find(b"<", position, position + MAX_MARKUP) < 0:
            raise long_markup()
    if not (has_declarations(data) if declared is None else declared):
        return
    for begin, end in ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!D", b">")):
        start = data.find(begin)
        while start >= 0:
            stop = data.find(end, start + 2, start + MAX_MARKUP)
            if stop < 0:
                raise long_markup()
            start = data.find(begin, stop)


def long_markup() -> XmlError:
    """The error for a part with an element, a text or a comment of more than ``MAX_MARKUP`` bytes."""
    return XmlError(
        f"sebuah unsur, teks, atau komentar di dalamnya lebih dari {megabytes(MAX_MARKUP)}", "terlalu_besar"
    )


def check(data: bytes, declared: bool | None = None) -> None:
    """Refuse a part that is not well-formed, has a document type or is nested too deep.

    Args:
        data: the part.
        declared: what ``has_declarations`` says of it, when known.
    """
    declared = has_declarations(data) if declared is None else declared
    if declared or _may_be_deep(data):
        _check_depth(data)
    else:
        feed(new_parser(False), data, declared)


def _may_be_deep(data: bytes) -> bool:
    """Whether the part must be walked through to know how deep it is nested.

    Counting tags by the chunk is many times faster than a callback for each. It is exact where ``<`` and ``>`` stand
    in tags alone, as they do in what Excel and its kind write: then there is one of each for every tag.
    """
    depth = opened = closed = 0
    for position in range(0, len(data), _CHUNK):
        chunk = data[position : position + _CHUNK]
        tags = chunk.count(b"<")
        opened += tags
        closed += chunk.count(b">")
        depth += tags - 2 * chunk.count(b"</") - chunk.count(b"/>")
        if depth > MAX_DEPTH:
            return True
    return opened != closed


def check_large(chunks: Iterable[bytes]) -> bool:
    """The quick look at a large part, piece by piece.

    Args:
        chunks: its content in pieces.

    Returns:
        True when there is no document type or entity, the root is closed at the end, and the first piece is not nested
        too deep; False when it needs the full ``check``.
    """
    first, tail = b"", b""
    for chunk in chunks:
        seam = tail + chunk
        # "!" is rare in sheets, and searching for one byte is many times faster than for two.
        if b"!" in chunk and (b"<!DOCTYPE" in seam or b"<!ENTITY" in seam):
            _refuse_doctype()
        if len(chunk) >= MAX_MARKUP and b"<" not in chunk:
            raise long_markup()
        first = first or chunk[: 4 * _CHUNK]
        tail = seam[-256:]
    opened = re.search(rb"<([A-Za-z_][\w.:-]*+)", first)
    if opened is None or first.count(b"<") - 2 * first.count(b"</") - first.count(b"/>") > MAX_DEPTH:
        return False
    return tail.rstrip().endswith(b"</" + opened[1] + b">")


def _check_depth(data: bytes) -> None:
    depth = 0

    def opened(_name: str, _attrs: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep()

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = new_parser(False)
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    feed(parser, data)


def _too_deep() -> XmlError:
    return XmlError(f"unsurnya bersarang lebih dari {MAX_DEPTH} tingkat", "berbahaya")


def parse(data: bytes, depth: int = 3) -> Element:
    """The root Element of a UTF-8 part, with descendants down to ``depth`` levels (1 is the root alone).

    Raises:
        XmlError: not well-formed, hostile, or beyond ``MAX_PARSED``, ``MAX_ELEMENTS``, ``MAX_ATTRIBUTES``.
    """
    if len(data) > MAX_PARSED:
        raise XmlError(
            f"ukurannya {megabytes(len(data))} setelah dibuka, padahal batasnya {megabytes(MAX_PARSED)}",
            "terlalu_besar",
        )
    parser = new_parser()
    parser.namespace_prefixes = True
    stack: list[Element | None] = []
    tree = _Tree(data, parser, stack, depth)
    parser.StartElementHandler, parser.EndElementHandler = tree.opened, tree.closed
    try:
        feed(parser, data)
    finally:  # the two hold each other
        parser.StartElementHandler = parser.EndElementHandler = None
    return tree.root


class _Tree:
    """Handlers that build Elements."""

    __slots__ = ("root", "_data", "_parser", "_stack", "_depth", "_count")

    root: Element

    def __init__(self, data: bytes, parser: XMLParserType, stack: list[Element | None], depth: int) -> None:
        self._data, self._parser, self._stack, self._depth = data, parser, stack, depth
        self._count = 0

    def opened(self, name: str, attrs: dict[str, str]) -> None:
        stack = self._stack
        if len(stack) >= self._depth:
            if len(stack) >= MAX_DEPTH:
                raise _too_deep()
            stack.append(None)
            return
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise XmlError(f"unsurnya lebih dari {thousands(MAX_ELEMENTS)}", "terlalu_besar")
        if len(attrs) > MAX_ATTRIBUTES:
            raise XmlError(f"sebuah unsurnya beratribut lebih dari {MAX_ATTRIBUTES}", "terlalu_besar")
        element = Element()
        parts = name.split(" ")
        element.uri = parts[0] if len(parts) > 1 else ""
        element.name = parts[1] if len(parts) > 1 else name
        element.prefix = parts[2] if len(parts) > 2 else ""
        if any(key.count(" ") == 2 for key in attrs):
            attrs = {key.rsplit(" ", 1)[0] if key.count(" ") == 2 else key: attrs[key] for key in attrs}
        element.attrs = attrs
        element.children = []
        element.start = self._parser.CurrentByteIndex
        element.inner = tag_end(self._data, element.start)
        parent = stack[-1] if stack else None
        if parent is not None:
            parent.children.append(element)
        else:
            self.root = element
        stack.append(element)

    def closed(self, _name: str) -> None:
        element = self._stack.pop()
        if element is None:
            return
        if self._data[element.inner - 2 : element.inner] == b"/>":
            element.outer = element.stop = element.inner
        else:
            element.outer = self._parser.CurrentByteIndex
            element.stop = self._data.index(b">", element.outer) + 1


def tag_end(data: bytes, start: int) -> int:
    """Offset after the ``>`` that ends the tag at ``start``; a ``>`` inside quotes does not count."""
    found = _TAG.match(data, start)
    if found is None:
        raise XmlError("sebuah unsurnya tidak ditutup")
    return found.end()


def declared_prefix(data: bytes, element: Element, uri: str) -> str | None:
    """The prefix that the element's own tag declares for a namespace, or None."""
    wanted = uri.encode("utf-8")
    for name, value in _ATTRIBUTE.findall(data[element.start : element.inner]):
        if value[1:-1] == wanted and name.startswith(b"xmlns:"):
            return str(name[6:], "utf-8")
    return None


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data`` with each ``(start, stop, replacement)`` done; insertions at one place keep their order."""
    out: list[bytes | memoryview] = []
    rest = memoryview(data)  # what lies between edits is copied once, for a part may have many megabytes
    position = 0
    for start, stop, text in sorted(edits, key=lambda edit: edit[:2]):
        if start < position:
            raise ValueError("edits overlap")
        out += (rest[position:start], text)
        position = stop
    out.append(rest[position:])
    return b"".join(out)


def set_attribute(data: bytes, element: Element, name: str, value: str) -> Edit:
    """The edit that gives an unprefixed attribute of an element its value (text)."""
    tag = data[element.start : element.inner]
    raw = b'"' + escape(value).encode("utf-8") + b'"'
    wanted = name.encode("utf-8")
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == wanted:
            return element.start + found.start(2), element.start + found.end(2), raw
    at = element.inner - (2 if tag.endswith(b"/>") else 1)
    return at, at, b" " + wanted + b"=" + raw


def drop_attribute(data: bytes, element: Element, name: str) -> Edit:
    """The edit that takes an unprefixed attribute from an element."""
    wanted = name.encode("utf-8")
    for found in _ATTRIBUTE.finditer(data[element.start : element.inner]):
        if found[1] == wanted:
            return element.start + found.start(), element.start + found.end(), b""
    return element.start, element.start, b""


def append_inside(data: bytes, element: Element, text: bytes, edits: Iterable[Edit] = ()) -> list[Edit]:
    """Edits that put text before an element's end tag and apply ``edits`` (of its own attributes) too.

    A self-closing element is opened; its attribute edits must not be given separately then.
    """
    if element.inner != element.stop:
        return [*edits, (element.outer, element.outer, text)]
    tag = data[element.start : element.stop]
    shifted = [(start - element.start, stop - element.start, new) for start, stop, new in edits]
    opened = splice(tag, shifted)[:-2].rstrip() + b">"
    name = (element.prefix + ":" if element.prefix else "") + element.name
    return [(element.start, element.stop, opened + text + b"</" + name.encode("utf-8") + b">")]


def escape(text: str) -> str:
    """Text made fit for an attribute value or an element's content."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def escape_text(text: str) -> str:
    """Text made fit for an element's content; quotes stay, as Excel writes them in formulas."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
