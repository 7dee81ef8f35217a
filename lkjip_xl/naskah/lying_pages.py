"""Heads and feet of pages that lie on their side: what stands at the right margin upright stands there too."""

from __future__ import annotations

import re

from ..ooxml.parts import add_relations, change_content_types, read_relations, rels_part
from .style_template import OFFICE, TYPE, Template

_REFERENCE = re.compile(r'\br:id="([^"]+)"')
_PARAGRAPH = re.compile(r"<w:pPr\b[^>]*>.*?</w:pPr>", re.S)
_STYLE = re.compile(r'<w:style\b[^>]*?\bw:styleId="([^"]+)"[^>]*>.*?</w:style>', re.S)
_STOPS = re.compile(r"<w:tabs>(.*?)</w:tabs>", re.S)
_STOP = re.compile(r"<w:tab\b[^>]*/>")
_LATER = re.compile(
    r"<w:(?:suppressAutoHyphens|kinsoku|wordWrap|overflowPunct|topLinePunct|autoSpaceDE|autoSpaceDN|bidi|adjustRightInd|"
    r"snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|"
    r"textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b|</w:pPr>"
)
_NEAR = 400  # twentieths of a point by which a stop may miss the margin


class LyingPages:
    """The heads and feet of a template as lying pages have them.

    Args:
        template: the style file, which gets the parts. upright, lying: width of the text of both kinds of pages.
    """

    def __init__(self, template: Template, upright: int, lying: int) -> None:
        self._template, self._upright, self._lying = template, upright, lying
        self._made: dict[str, str] = {}
        part = next((r.target for r in read_relations(template.package, template.document) if r.type == "styles"), None)
        text = template.package.read(part).decode("utf-8-sig") if part and part in template.package else ""
        self._styles = {found[1]: found[0] for found in _STYLE.finditer(text)}

    def reference(self, element: str) -> str:
        """A reference of a section to a head or foot, as one that leads to that of lying pages."""
        found = _REFERENCE.search(element)
        if found is None:
            return element
        id = found[1]
        if id not in self._made:
            self._made[id] = self._copy(id)
        return element.replace(f'r:id="{id}"', f'r:id="{self._made[id]}"')

    def _copy(self, id: str) -> str:
        package, document = self._template.package, self._template.document
        relation = next((r for r in read_relations(package, document) if r.id == id), None)
        if relation is None or not relation.target or relation.target not in package:
            return id
        part = relation.target
        text = package.read(part).decode("utf-8-sig")
        wide = _PARAGRAPH.sub(self._widened, text)
        if wide == text:
            return id
        stem, _, extension = part.rpartition(".")
        copy = f"{stem}_lebar.{extension}"
        package.put(copy, wide.encode("utf-8"))
        if rels_part(part) in package:
            package.put(rels_part(copy), package.read(rels_part(part)))
        change_content_types(package, [(copy, f"{TYPE}{relation.type}+xml")])
        return add_relations(package, document, [(f"{OFFICE}/{relation.type}", copy)])[0]

    def _widened(self, found: re.Match[str]) -> str:
        text = found[0]
        stops = self._stops(text)
        moved: dict[int, str] = {}
        for position, stop in sorted(stops.items()):
            kind = re.search(r'\bw:val="(\w+)"', stop)
            target = None
            if kind and kind[1] in ("right", "end") and abs(position - self._upright) <= _NEAR:
                target = self._lying
            elif kind and kind[1] == "center" and abs(2 * position - self._upright) <= _NEAR:
                target = self._lying // 2
            if target is not None:
                moved[position] = f'<w:tab w:val="clear" w:pos="{position}"/>'
                moved[target] = re.sub(r'\bw:pos="-?\d+"', f'w:pos="{target}"', stop)
        if not moved:
            return text
        own = {_position(s): s for s in _own_stops(text)} | moved
        written = f"<w:tabs>{''.join(own[k] for k in sorted(own))}</w:tabs>"
        if _STOPS.search(text):
            return _STOPS.sub(lambda _: written, text, count=1)
        later = _LATER.search(text)
        assert later is not None
        return text[: later.start()] + written + text[later.start() :]

    def _stops(self, properties: str) -> dict[int, str]:
        """The tab stops of a paragraph by position: those of its style and its own."""
        style = re.search(r'<w:pStyle\b[^>]*\bw:val="([^"]+)"', properties)
        chain: list[str] = []
        name = style[1] if style else ""
        while name in self._styles and len(chain) < 20:
            chain.append(self._styles[name])
            base = re.search(r'<w:basedOn\b[^>]*\bw:val="([^"]+)"', self._styles[name])
            name = base[1] if base else ""
        result: dict[int, str] = {}
        for text in (*reversed(chain), properties):
            for stop in _own_stops(text):
                if 'w:val="clear"' in stop:
                    result.pop(_position(stop), None)
                else:
                    result[_position(stop)] = stop
        return result


def _own_stops(text: str) -> list[str]:
    found = _STOPS.search(text)
    return [s for s in _STOP.findall(found[1]) if 'w:pos="' in s] if found else []


def _position(stop: str) -> int:
    found = re.search(r'\bw:pos="(-?\d+)"', stop)
    return int(found[1]) if found else 0
