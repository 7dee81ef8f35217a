"""A workbook's package for the lint: parts, content types and relationships, read once, whatever the namespaces.

Relationships are followed from the package root, so nothing depends on usual part names; Strict files, whose
namespaces differ, read the same because elements are known by their local names.
"""

import posixpath
import re
import zipfile
from urllib.parse import unquote

from lxml import etree

CT = "[Content_Types].xml"


def local(element):
    """Local name of an element, "" for comments and processing instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element, name):
    """Direct children of that local name, [] when the element itself is None."""
    return [] if element is None else [e for e in element if local(e) == name]


def child(element, name):
    """First direct child of that local name, or None."""
    for e in () if element is None else element:
        if local(e) == name:
            return e
    return None


def every(element, name):
    """Descendants of that local name."""
    return () if element is None else element.iter(f"{{*}}{name}")


def whole(text, default=-1):
    """int(text), or ``default`` when it is not a whole number."""
    try:
        return int(text)
    except (TypeError, ValueError):
        return default


class Package:
    """Parts of one file. ``findings`` collects what is wrong with the package itself."""

    def __init__(self, path):
        self.findings = []
        self.parts = {}  # lower-case name -> name
        self.xml = {}  # name -> root element
        self.types = {}  # lower-case /name -> content type
        self.defaults = {}  # lower-case extension -> content type
        self.rels = {}  # part ("" is the package) -> {id: (type, target part or None, external target or None)}
        self.data = {}
        with zipfile.ZipFile(path) as archive:
            self._read(archive)
        self._content_types()
        for name in list(self.xml):
            if name.endswith(".rels"):
                self._relationships(name)

    def say(self, text):
        self.findings.append(text)

    def _read(self, archive):
        for info in archive.infolist():
            # zipfile itself turns \\ into / on Windows only; what the archive says is in orig_filename.
            name = info.orig_filename.replace("\\", "/")
            if name.endswith("/") or name.startswith("[trash]/"):  # Office keeps freed bytes in [trash]
                continue
            if name.lower() in self.parts:
                self.say(f"duplicate part {name}")
                continue
            if name != info.orig_filename or name.startswith("/") or ".." in name.split("/"):
                self.say(f"bad part name {info.orig_filename}")
            self.parts[name.lower()] = name
            try:
                data = archive.read(info)
            except Exception as error:
                self.say(f"{name}: unreadable member: {error}")
                continue
            self.data[name] = data
            if name.endswith((".xml", ".rels")):
                self._parse(name, data)

    def _parse(self, name, data):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            self.say(f"{name}: malformed XML: {error}")
            return
        if root.getroottree().docinfo.doctype:
            self.say(f"{name}: DOCTYPE")
        self.xml[name] = root

    def _content_types(self):
        root = self.xml.get(CT)
        if root is None:
            self.say(f"no {CT}")
            return
        for e in root:
            kind = e.get("ContentType", "")
            if local(e) == "Default":
                key = e.get("Extension", "").lower()
                if key in self.defaults:
                    self.say(f"content types: Default {key} twice")
                self.defaults[key] = kind
            elif local(e) == "Override":
                key = e.get("PartName", "").lower()
                if key in self.types:
                    self.say(f"content types: Override {e.get('PartName')} twice")
                self.types[key] = kind
                if key[1:] not in self.parts:
                    self.say(f"content types: Override without part {e.get('PartName')}")
        for key, name in self.parts.items():
            if name != CT and not self.content_type(name):
                self.say(f"no content type for {name}")
            elif key.endswith(".xml") and self.content_type(name) == "application/xml" and key.startswith("xl/"):
                # Excel does not recognise its own parts by the general XML type.
                if re.match(r"xl/(worksheets|chartsheets|tables|charts|drawings|comments|styles|workbook)", key):
                    self.say(f"no Override for {name}")

    def content_type(self, name):
        return self.types.get("/" + name.lower()) or self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    def _relationships(self, name):
        folder, base = posixpath.split(name)
        owner = posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
        if owner and owner.lower() not in self.parts:
            self.say(f"{name}: relationships of a part that is not there")
        owner = self.parts.get(owner.lower(), owner)
        table = self.rels.setdefault(owner, {})
        for e in children(self.xml[name], "Relationship"):
            rid, target = e.get("Id", ""), e.get("Target", "")
            if rid in table:
                self.say(f"{name}: Id {rid} twice")
            kind = e.get("Type", "").rsplit("/", 1)[-1]
            if e.get("TargetMode") == "External":
                table[rid] = (kind, None, target)
                continue
            target = target.split("#")[0]
            if not target:  # a link to a place in the same part
                table[rid] = (kind, None, e.get("Target", ""))
                continue
            found = self.resolve(owner, target)
            if found is None and target != "NULL":  # Office's own word for a picture that is gone
                self.say(f"{owner or 'package'}: {rid} ({kind}) points to a missing part {target}")
            table[rid] = (kind, found, None)

    def resolve(self, owner, target):
        base = "" if target.startswith("/") else posixpath.dirname(owner)
        # From the root, so that a ".." too many ends there, as it does in every reader of URIs.
        joined = posixpath.normpath("/" + posixpath.join(base, target.lstrip("/"))).lstrip("/")
        return self.parts.get(joined.lower()) or self.parts.get(unquote(joined).lower())

    def targets(self, owner, kind):
        """Parts that ``owner`` points to by relationships of this kind."""
        return [t for k, t, _ in self.rels.get(owner, {}).values() if k == kind and t]

    def target(self, owner, rid):
        """The part behind one relationship id, or None."""
        return self.rels.get(owner, {}).get(rid, (None, None, None))[1]

    def kind(self, owner, rid):
        return self.rels.get(owner, {}).get(rid, ("", None, None))[0]

    def check_ids(self):
        """Every r:id (r:embed, r:link ...) in a part must be one of its relationships."""
        for name, root in self.xml.items():
            if name.endswith(".rels") or name == CT:
                continue
            known = self.rels.get(name, {})
            for e in root.iter():
                for attribute, value in e.attrib.items():
                    if attribute.startswith("{") and attribute.split("}")[0].endswith("/relationships"):
                        # r:embed="" is how Office writes "no picture".
                        if value not in known and value:
                            self.say(f"{name}: dangling {value} on {local(e)}")


def rel_id(element):
    """The r:id of an element, whichever relationship namespace it is written in."""
    for attribute, value in element.attrib.items():
        if attribute.startswith("{") and attribute.endswith("/relationships}id"):
            return value
    return None
