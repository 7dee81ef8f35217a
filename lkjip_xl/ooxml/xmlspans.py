"""Where the elements of an XML part stand, so that it can be edited as text and the rest stays byte for byte.

Parsing is by expat, which refuses nothing by itself: a document type (the door for entity bombs and outside files)
is refused here, and so is nesting far deeper than any workbook has.
"""

import re

MAX_DEPTH = 256
_CHUNK = 16_384
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class XmlError(ValueError):
    """The part cannot be used. ``kode`` is ``rusak`` (not well-formed) or ``berbahaya`` (hostile)."""

    def __init__(self, detail, kode="rusak"):
        super().__init__(detail)
        self.kode = kode


class Element:
    """An element with its place: ``data[start:stop]`` is all of it, ``data[inner:outer]`` what is inside.

    Attributes:
        uri, name, prefix: expanded name; the prefix as written, '' for none.
        attrs: values by name; a name in a namespace is ``uri name``.
        start, inner, outer, stop: byte offsets; ``inner == outer == stop`` for a self-closing one.
        children: elements inside, down to the depth that was asked for.
    """

    __slots__ = ("uri", "name", "prefix", "attrs", "start", "inner", "outer", "stop", "children")

    def child(self, name):
        """The first child of that name in the element's own namespace, or None."""
        for child in self.children:
            if child.name == name and child.uri == self.uri:
                return child
        return None


def to_utf8(data):
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
    except (LookupError, UnicodeDecodeError):
        raise XmlError("penyandian hurufnya tidak dikenal") from None
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode("utf-8")


def _refuse_doctype(*_):
    raise XmlError("di dalamnya ada DOCTYPE, yang tidak pernah ditulis Excel dan bisa dipakai menyerang", "berbahaya")


def new_parser(namespaces=True):
    """An expat parser that refuses document types."""
    from pyexpat import ParserCreate

    parser = ParserCreate(None, " ") if namespaces else ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser, data):
    """Run a parser over a whole part; raises XmlError."""
    from pyexpat import ExpatError

    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise XmlError(f"tulisannya tidak sah di baris {error.lineno}") from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know or expat cannot use
        if isinstance(error, XmlError):
            raise
        raise XmlError("penyandian hurufnya tidak dikenal") from None


def check(data):
    """Refuse a part that is not well-formed, has a document type or is nested too deep."""
    feed(new_parser(False), data)
    # Counting tags by the chunk is many times faster than a callback for each; only a suspect is walked through.
    depth = 0
    for position in range(0, len(data), _CHUNK):
        chunk = data[position : position + _CHUNK]
        depth += chunk.count(b"<") - 2 * chunk.count(b"</") - chunk.count(b"/>")
        if depth > MAX_DEPTH:
            _check_depth(data)
            return


def check_large(chunks):
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
        first = first or chunk[: 4 * _CHUNK]
        tail = seam[-256:]
    opened = re.search(rb"<([A-Za-z_][\w.:-]*)", first)
    if opened is None or first.count(b"<") - 2 * first.count(b"</") - first.count(b"/>") > MAX_DEPTH:
        return False
    return tail.rstrip().endswith(b"</" + opened[1] + b">")


def _check_depth(data):
    depth = 0

    def opened(_name, _attrs):
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise XmlError(f"unsurnya bersarang lebih dari {MAX_DEPTH} tingkat", "berbahaya")

    def closed(_name):
        nonlocal depth
        depth -= 1

    parser = new_parser(False)
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    feed(parser, data)


def parse(data, depth=3):
    """The root Element of a UTF-8 part, with descendants down to ``depth`` levels (1 is the root alone)."""
    parser = new_parser()
    parser.namespace_prefixes = True
    stack = []
    root = None

    def opened(name, attrs):
        nonlocal root
        if len(stack) >= depth:
            stack.append(None)
            return
        element = Element()
        parts = name.split(" ")
        element.uri = parts[0] if len(parts) > 1 else ""
        element.name = parts[1] if len(parts) > 1 else name
        element.prefix = parts[2] if len(parts) > 2 else ""
        element.attrs = {key.rsplit(" ", 1)[0] if key.count(" ") == 2 else key: attrs[key] for key in attrs}
        element.children = []
        element.start = parser.CurrentByteIndex
        element.inner = _tag_end(data, element.start)
        element.outer = element.stop = None
        if stack:
            stack[-1].children.append(element)
        else:
            root = element
        stack.append(element)

    def closed(_name):
        element = stack.pop()
        if element is None:
            return
        if data[element.inner - 2 : element.inner] == b"/>":
            element.outer = element.stop = element.inner
        else:
            element.outer = parser.CurrentByteIndex
            element.stop = data.index(b">", element.outer) + 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    feed(parser, data)
    return root


def _tag_end(data, start):
    """Offset after the ``>`` that ends the tag at ``start``; a ``>`` inside quotes does not count."""
    end = data.index(b">", start)
    tag = data[start:end]
    while (b"'" in tag or tag.count(b'"') % 2) and _open_quote(tag):
        end = data.index(b">", end + 1)
        tag = data[start:end]
    return end + 1


def _open_quote(tag):
    quote = 0
    for char in tag:
        if quote:
            quote = 0 if char == quote else quote
        elif char in b"\"'":
            quote = char
    return quote


def declared_prefix(data, element, uri):
    """The prefix that the element's own tag declares for a namespace, or None."""
    wanted = uri.encode("utf-8")
    for name, value in _ATTRIBUTE.findall(data[element.start : element.inner]):
        if value[1:-1] == wanted and name.startswith(b"xmlns:"):
            return name[6:].decode("utf-8")
    return None


def splice(data, edits):
    """``data`` with each ``(start, stop, replacement)`` done; insertions at one place keep their order."""
    out, position = [], 0
    for start, stop, text in sorted(edits, key=lambda edit: edit[:2]):
        if start < position:
            raise ValueError("edits overlap")
        out += (data[position:start], text)
        position = stop
    out.append(data[position:])
    return b"".join(out)


def set_attribute(data, element, name, value):
    """The edit that gives an unprefixed attribute of an element its value (text)."""
    tag = data[element.start : element.inner]
    raw = b'"' + escape(value).encode("utf-8") + b'"'
    wanted = name.encode("utf-8")
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == wanted:
            return element.start + found.start(2), element.start + found.end(2), raw
    at = element.inner - (2 if tag.endswith(b"/>") else 1)
    return at, at, b" " + wanted + b"=" + raw


def append_inside(data, element, text, edits=()):
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


def escape(text):
    """Text made fit for an attribute value or an element's content."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
