"""The Word file of a manuscript: its elements as WordprocessingML, its sections, lists and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from ..ooxml.parts import add_relations, change_content_types, read_relations
from ..reports.forms.office import head_signs
from ..reports.layout.cells import text_of
from ..reports.layout.source import Cell
from . import word_xml as xml
from .charts import CHART, CHART_TYPE, Chart, chart_part
from .lying_pages import LyingPages
from .manuscript import (
    APPENDIX,
    COVER,
    Caption,
    Element,
    Heading,
    Item,
    Manuscript,
    Paragraph,
    PictureElement,
    Placed,
    TableElement,
    WholeReport,
    chapter_of,
    split_number,
)
from .pieces import GridTable, PageEnd, Piece, Seal, Space, Words
from .style_template import MAIN, OFFICE, TYPE, Template, open_template
from .words import Run, fill, plain

CHARACTER = 98.0  # width of a character of a sheet's columns, so that texts keep the size that fits their column
COVER_TOP = 110.0  # points above the first line of the cover
DEEPEST = 3  # level of headings in the contents
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_POINT, _TWIP = 12700, 635  # English metric units


class Image(NamedTuple):
    """A picture to place: its bytes, ``png`` or ``jpeg``, and the relation of its width to its height."""

    data: bytes
    kind: str
    ratio: float


class Page(NamedTuple):
    """The room of a page of the style file, in twentieths of a point: short and long side, and the room for text of an
    upright and of a lying page."""

    short: int
    long: int
    upright: int
    lying: int


class _Section(NamedTuple):
    kind: str  # "sampul", "depan" or "isi"
    landscape: bool
    elements: list[Element]


def word_file(manuscript: Manuscript, template: bytes, images: Mapping[str, Image | Chart], name: str = "") -> bytes:
    """The ``.docx`` of a manuscript.

    Args:
        manuscript: the document as data. template: the style file. images: pictures and charts by their name in lower
            case. name: what the style file is called in messages.

    Raises:
        UserError: ``gaya_tidak_sah``.
    """
    return _Writer(manuscript, open_template(template, name), images).write()


class _Writer:
    def __init__(self, manuscript: Manuscript, template: Template, images: Mapping[str, Image | Chart]) -> None:
        self.manuscript, self.template, self.images = manuscript, template, images
        self.page = _page(template.section)
        self.lying_pages = LyingPages(template, self.page.upright, self.page.lying)
        self.marks = 0
        self.lists = 0
        self.placed: dict[str, str] = {}
        self.drawings = 0
        self.entries: dict[str, list[tuple[int, str, str]]] = {"isi": [], "Tabel": [], "Gambar": []}
        self.names: dict[int, str] = {}
        self._collect()

    def style(self, id: str) -> str:
        return self.template.ids[id]

    def _collect(self) -> None:
        """What the lists of contents, tables and figures name, with the bookmark of each."""
        for one in self.manuscript.elements:
            if isinstance(one, Heading) and one.listed and one.level <= DEEPEST:
                text = " ".join(f"{one.number} {one.text.upper() if one.level == 1 else one.text}".split())
                self._entry("isi", one, one.level, text)
            elif isinstance(one, TableElement | PictureElement) and one.caption and one.part.casefold() != APPENDIX:
                self._entry(one.caption.label, one, 1, f"{one.caption.label} {one.caption.number} {one.caption.text}")

    def _entry(self, where: str, one: Element, level: int, text: str) -> None:
        name = f"_Toc{len(self.names) + 1:08d}"
        self.names[id(one)] = name
        self.entries[where].append((level, text, name))

    # --- the file ----------------------------------------------------------------------------------------------------
    def write(self) -> bytes:
        package = self.template.package
        sections = _sections(self.manuscript.elements)
        body = [self._section(one, n, sections) for n, one in enumerate(sections)]
        opening = self.template.opening
        for declaration in [f'xmlns:w="{MAIN}"', f'xmlns:r="{OFFICE}"', *re.findall(r'xmlns:\w+="[^"]+"', _DRAWING)]:
            if declaration.partition("=")[0] + "=" not in opening:
                opening = f"{opening[:-1]} {declaration}>"
        text = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"{opening}<w:body>{''.join(body)}</w:body></w:document>"
        )
        package.put(self.template.document, text.encode("utf-8"))
        self._numbering()
        self._settings()
        self._heads_and_feet()
        self._properties()
        stream = BytesIO()
        package.save(stream)
        return stream.getvalue()

    def _section(self, one: _Section, n: int, sections: Sequence[_Section]) -> str:
        properties = self._section_properties(one, n, sections)
        parts: list[str] = []
        if one.kind == COVER:
            parts.append(xml.gap(COVER_TOP))
        for k, element in enumerate(one.elements):
            parts += self._element(element, first=k == 0, landscape=one.landscape)
        content = xml.joined(parts)
        if n == len(sections) - 1:
            return content + properties
        return content + xml.gap(1, properties)

    def _section_properties(self, one: _Section, n: int, sections: Sequence[_Section]) -> str:
        text = self.template.section
        if text.endswith("/>") and "</w:sectPr>" not in text:
            text = text[:-2] + "></w:sectPr>"
        opening, inner = text[: text.index(">") + 1], text[text.index(">") + 1 : -len("</w:sectPr>")]
        references = re.findall(r"<w:(?:header|footer)Reference\b[^>]*/>", inner)
        rest = re.sub(r"<w:(?:header|footer)Reference\b[^>]*/>", "", inner)
        rest = re.sub(r"<w:(?:type|pgSz|pgNumType|vAlign|titlePg)\b[^>]*/>", "", rest)
        if one.kind == COVER:
            references = [r for r in references if "footerReference" not in r]
        if one.landscape:
            references = [self.lying_pages.reference(r) for r in references]
        short, long = self.page.short, self.page.long
        size = (
            f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
            if one.landscape
            else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
        )
        margins = "".join(re.findall(r"<w:pgMar\b[^>]*/>", rest))
        before, _, after = rest.partition(margins) if margins else ("", "", rest)
        first = n == 0 or sections[n - 1].kind != one.kind
        numbers = {
            "depan": '<w:pgNumType w:fmt="lowerRoman"' + (' w:start="2"' if first else "") + "/>",
            "isi": '<w:pgNumType w:fmt="decimal"' + (' w:start="1"' if first else "") + "/>",
        }.get(one.kind, "")
        borders, columns = _split_after_margins(after)
        return (
            f'{opening}{"".join(references)}{before}<w:type w:val="nextPage"/>{size}{margins}{borders}{numbers}'
            f"{columns}</w:sectPr>"
        )

    # --- elements ----------------------------------------------------------------------------------------------------
    def _element(self, one: Element, first: bool, landscape: bool) -> list[str]:
        if isinstance(one, Heading):
            return [self._heading(one, first)]
        if isinstance(one, Paragraph):
            kind = {"isi": "LKjIPIsi", "sampul": "LKjIPSampul"}.get(one.kind, "LKjIPJudulSampul")
            return [xml.paragraph(self.style(kind), self._runs(one.runs))]
        if isinstance(one, Item):
            return [self._item(one)]
        if isinstance(one, TableElement):
            return self._table(one, landscape)
        if isinstance(one, PictureElement):
            return self._picture(one, landscape)
        if isinstance(one, WholeReport):
            return self._whole(one, landscape)
        if isinstance(one, Placed):
            return self._placed(one)
        raise TypeError(one)

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(xml.run(r.text, _HIGHLIGHT if r.trouble else "") for r in runs)

    def _marked(self, one: Element, content: str) -> str:
        name = self.names.get(id(one))
        if name is None:
            return content
        self.marks += 1
        return xml.bookmark(self.marks, name, content)

    def _heading(self, one: Heading, first: bool) -> str:
        content = self._runs(one.runs)
        if one.number:
            content = xml.run(one.number + ("\n" if one.number.startswith("BAB") else " ")) + content
        style = f"Heading{one.level}" if one.listed or one.level > 1 else "LKjIPJudulDaftar"
        begins = one.level == 1 or (one.level == 2 and one.part.casefold() == APPENDIX)
        page = "<w:pageBreakBefore/>" if begins and not first and not self._follows_title(one) else ""
        return xml.paragraph(self.style(style), self._marked(one, content), page)

    def _follows_title(self, one: Heading) -> bool:
        """The first appendix stands beneath the title of the appendices."""
        elements = self.manuscript.elements
        at = next(n for n, other in enumerate(elements) if other is one)
        before = elements[at - 1] if at else None
        return isinstance(before, Heading) and before.part == one.part and before.level < one.level

    def _item(self, one: Item) -> str:
        if one.first:
            self.lists += 1
        number = f'<w:numPr><w:ilvl w:val="{one.level - 1}"/><w:numId w:val="{_NUMBER + self.lists}"/></w:numPr>'
        return xml.paragraph(self.style("LKjIPButir"), self._runs(one.runs), number)

    def _caption(self, one: Element, caption: Caption, properties: str = "") -> str:
        fixed, count = split_number(caption.number)
        letters = caption.number[len(fixed) :].isalpha()
        switch = "ALPHABETIC" if letters else "ARABIC"
        again = f" \\r {count}" if caption.restart else ""
        number = xml.field(f"SEQ {caption.label} \\* {switch}{again}", caption.number[len(fixed) :])
        content = xml.run(f"{caption.label} {fixed}") + number + xml.run(f" {caption.text}")
        return xml.paragraph(self.style("Caption"), self._marked(one, content), properties)

    def _grid(self, grid: GridTable, landscape: bool, style: str = "LKjIPTabel") -> str:
        room = self.page.lying if landscape else self.page.upright
        scale = min(1.0, room / CHARACTER / max(grid.width, 1.0))
        return xml.table(grid, room, scale, self.style(style))

    def _table(self, one: TableElement, landscape: bool) -> list[str]:
        parts = [] if one.part.casefold() == APPENDIX else [self._caption(one, one.caption)]
        parts.append(self._grid(one.table.table, landscape))
        notes = [xml.paragraph(self.style("LKjIPCatatan"), xml.run(text)) for text in one.table.notes]
        return [*parts, *notes, xml.gap(8)]

    def _whole(self, one: WholeReport, landscape: bool) -> list[str]:
        elements = self.manuscript.elements
        at = next(n for n, other in enumerate(elements) if other is one)
        page = at > 0 and isinstance(elements[at - 1], WholeReport) and elements[at - 1].row == one.row
        parts: list[str] = []
        space = 0.0
        for piece in one.pieces:
            if isinstance(piece, PageEnd):
                page, space = True, 0.0
            elif isinstance(piece, Space):
                space += piece.height
            else:
                parts += self._piece(piece, space, page, landscape)
                page, space = False, 0.0
        return parts

    def _piece(self, piece: Piece, space: float, page: bool, landscape: bool) -> list[str]:
        if isinstance(piece, Words):
            start = "<w:pageBreakBefore/>" if page else ""
            before = f'<w:spacing w:before="{int(space * 20)}" w:after="0"/>' if space else ""
            style = piece.style
            content = xml.run(piece.text, xml.run_properties(style))
            return [xml.paragraph(self.style("LKjIPFormulir"), content, start + before + xml.justified(style))]
        parts = [xml.gap(space, page=page)] if space or page else []
        if isinstance(piece, Seal):
            drawn = self._image("lambang", piece.height)
            return (
                [*parts, xml.paragraph(self.style("LKjIPFormulir"), drawn, '<w:jc w:val="center"/>')]
                if drawn
                else parts
            )
        if isinstance(piece, GridTable):
            parts.append(self._grid(piece, landscape, "LKjIPTabel" if piece.framed else "LKjIPFormulir"))
        return parts

    # --- lists and signature -----------------------------------------------------------------------------------------
    def _placed(self, one: Placed) -> list[str]:
        if one.what == "tanda_tangan":
            return self._signature()
        where, code, style = {
            "daftar_isi": ("isi", f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', "TOC"),
            "daftar_tabel": ("Tabel", 'TOC \\h \\z \\c "Tabel"', "TableofFigures"),
            "daftar_gambar": ("Gambar", 'TOC \\h \\z \\c "Gambar"', "TableofFigures"),
        }[one.what]
        entries = self.entries[where]
        if not entries:
            return []
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.page.upright}"/></w:tabs>'
        parts = []
        for n, (level, text, name) in enumerate(entries):
            target = xml.link(name, xml.run(f"{text}\t") + xml.field(f"PAGEREF {name} \\h", ""))
            content = (xml.field_start(code) if n == 0 else "") + target
            if n == len(entries) - 1:
                content += xml.FIELD_END
            parts.append(xml.paragraph(self.style(f"{style}{level}" if style == "TOC" else style), content, tab))
        return parts

    def _signature(self) -> list[str]:
        world = self.manuscript.world
        signs = head_signs(world)
        room = self.page.upright
        indent = f'<w:spacing w:before="0" w:after="0"/><w:ind w:left="{room // 2}"/><w:jc w:val="center"/>'
        keep = "<w:keepNext/>"

        def line(cell: Cell | str, properties: str = "", last: bool = False) -> str:
            text = cell if isinstance(cell, str) else text_of(cell)
            style = self.style("LKjIPIsi")
            return xml.paragraph(style, xml.run(text, properties), ("" if last else keep) + indent) if text else ""

        below = [line(c, last=n == len(signs.beneath) - 1) for n, c in enumerate(signs.beneath)]
        return [
            xml.gap(12),
            *(line(c) for c in signs.above),
            xml.gap(56),
            line(signs.name, '<w:b/><w:bCs/><w:u w:val="single"/>', not below),
            *below,
        ]

    # --- pictures ----------------------------------------------------------------------------------------------------
    def _picture(self, one: PictureElement, landscape: bool) -> list[str]:
        height = 90.0 if one.what.casefold() == "lambang" else 300.0
        drawn = self._image(one.what.casefold(), height, landscape)
        if not drawn:
            return []
        keep = "<w:keepNext/>" if one.caption else ""
        parts = [xml.paragraph(self.style("LKjIPFormulir"), drawn, keep + '<w:jc w:val="center"/>')]
        if one.caption is not None:
            parts.append(self._caption(one, one.caption, '<w:keepNext w:val="0"/>'))
        return parts

    def _image(self, name: str, height: float, landscape: bool = False) -> str:
        """A picture or chart in the line of text, at most so many points high and as wide as the text."""
        image = self.images.get(name)
        if image is None:
            return ""
        if name not in self.placed:
            self.placed[name] = self._part(image)
        room = self.page.lying if landscape else self.page.upright
        wide = min(height * image.ratio * _POINT, room * _TWIP)
        cx, cy = int(wide), int(wide / image.ratio)
        self.drawings += 1
        n = self.drawings
        graphic = _chart(self.placed[name]) if isinstance(image, Chart) else _blip(self.placed[name], n, name, cx, cy)
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f'<wp:docPr id="{n}" name="Gambar {n}" descr="{xml.escape(name)}"/><a:graphic>{graphic}</a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _part(self, image: Image | Chart) -> str:
        """Put a picture or chart into the file; id of the relationship that leads to it."""
        number = len(self.placed) + 1
        if isinstance(image, Chart):
            part, kind, data, relation = f"word/charts/naskah{number}.xml", CHART_TYPE, chart_part(image), "chart"
        else:
            part, kind = f"word/media/naskah{number}.{image.kind}", f"image/{image.kind}"
            data, relation = image.data, "image"
        package = self.template.package
        package.put(part, data)
        change_content_types(package, [(part, kind)])
        return add_relations(package, self.template.document, [(f"{OFFICE}/{relation}", part)])[0]

    # --- other parts -------------------------------------------------------------------------------------------------
    def _numbering(self) -> None:
        """Lists: one definition, and for each list a number of its own that begins anew."""
        if not self.lists:
            return
        package, document = self.template.package, self.template.document
        part = next((r.target for r in read_relations(package, document) if r.type == "numbering"), None)
        if part is None or part not in package:
            part = "word/numbering.xml"
            package.put(part, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{MAIN}">'
                              "</w:numbering>".encode())  # fmt: skip
            change_content_types(package, [(part, f"{TYPE}numbering+xml")])
            add_relations(package, document, [(f"{OFFICE}/numbering", part)])
        text = package.read(part).decode("utf-8-sig")
        if text.rstrip().endswith("/>") and "</w:numbering>" not in text:
            text = text.rstrip()[:-2] + "></w:numbering>"
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{425 * (n + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
            for n, (kind, shown) in enumerate((("lowerLetter", "%1."), ("decimal", "%2)"), ("bullet", "-")))
        )
        abstract = (
            f'<w:abstractNum w:abstractNumId="{_NUMBER}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbers = "".join(
            f'<w:num w:numId="{_NUMBER + n}"><w:abstractNumId w:val="{_NUMBER}"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in range(1, self.lists + 1)
        )
        at = text.rfind("</w:abstractNum>")
        at = at + len("</w:abstractNum>") if at >= 0 else text.index(">", text.index("<w:numbering")) + 1
        text = text[:at] + abstract + text[at:]
        end = re.search(r"<w:numIdMacAtCleanup\b|</w:numbering>", text)
        assert end is not None
        package.put(part, (text[: end.start()] + numbers + text[end.start() :]).encode("utf-8"))

    def _settings(self) -> None:
        """Word works the fields out (page numbers of the contents) when it opens the document."""
        package, document = self.template.package, self.template.document
        part = next((r.target for r in read_relations(package, document) if r.type == "settings"), None)
        if part is None or part not in package:
            return
        text = package.read(part).decode("utf-8-sig")
        if "<w:updateFields" in text:
            return
        later = re.search(r"<w:(?:hdrShapeDefaults|footnotePr|endnotePr|compat|docVars|rsids)\b|<m:mathPr\b|"
                          r"<w:(?:attachedSchema|themeFontLang|clrSchemeMapping|shapeDefaults|decimalSymbol|listSeparator)"
                          r"\b|</w:settings>", text)  # fmt: skip
        if later is not None:
            text = text[: later.start()] + '<w:updateFields w:val="true"/>' + text[later.start() :]
            package.put(part, text.encode("utf-8"))

    def _heads_and_feet(self) -> None:
        """Slots in the heads and feet of pages are filled as those of the text are."""
        package = self.template.package
        for relation in read_relations(package, self.template.document):
            if relation.type not in ("header", "footer") or not relation.target or relation.target not in package:
                continue
            text = package.read(relation.target).decode("utf-8-sig")
            filled = re.sub(r"(<w:t\b[^>]*>)([^<]*\{[^<]*)(</w:t>)", self._filled, text)
            if filled != text:
                package.put(relation.target, filled.encode("utf-8"))

    def _filled(self, found: re.Match[str]) -> str:
        return found[1] + xml.escape(plain(fill(found[2], self.manuscript.scope))) + found[3]

    def _properties(self) -> None:
        """Title and author of the file."""
        package = self.template.package
        world = self.manuscript.world
        office = str(world.settings.get("instansi") or "")
        title = f"Laporan Kinerja {office} Tahun {world.year or ''}".strip()
        part = next((r.target for r in read_relations(package, "") if r.type == "core-properties"), None)
        if part is None:
            part = "docProps/core.xml"
            change_content_types(package, [(part, "application/vnd.openxmlformats-package.core-properties+xml")])
            kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            add_relations(package, "", [(kind, part)])
        package.put(part, (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{xml.escape(title)}</dc:title>'
            f"<dc:creator>{xml.escape(office)}</dc:creator></cp:coreProperties>"
        ).encode())  # fmt: skip


def _chart(relation: str) -> str:
    return f'<a:graphicData uri="{CHART}"><c:chart r:id="{relation}"/></a:graphicData>'


def _blip(relation: str, n: int, name: str, cx: int, cy: int) -> str:
    return (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{n}" name="{xml.escape(name)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )


_NUMBER = 9000  # ids of our lists, beyond those that a style file has


# --- sections --------------------------------------------------------------------------------------------------------
def _page(section: str) -> Page:
    def attribute(tag: str, name: str, default: int) -> int:
        found = re.search(rf'<w:{tag}\b[^>]*\bw:{name}="(\d+)"', section)
        return int(found[1]) if found else default

    one, other = attribute("pgSz", "w", 12240), attribute("pgSz", "h", 18720)
    short, long = min(one, other), max(one, other)
    sides = attribute("pgMar", "left", 1701) + attribute("pgMar", "right", 1417)
    return Page(short, long, short - sides, long - sides)


def _split_after_margins(rest: str) -> tuple[str, str]:
    """What stands behind the margins, before and after where the numbering of pages belongs."""
    found = re.match(r"(?:\s*<w:(?:paperSrc|pgBorders|lnNumType)\b(?:[^>]*/>|.*?</w:(?:pgBorders)>))*", rest, re.S)
    end = found.end() if found else 0
    return rest[:end], rest[end:]


def _lies(one: Element) -> bool:
    return (isinstance(one, TableElement) and one.table.landscape) or (isinstance(one, WholeReport) and one.landscape)


def _sections(elements: Sequence[Element]) -> list[_Section]:
    """Runs of elements that share a kind and the direction of their pages.

    What stands under one heading lies on its side when a table there does; a heading goes with what follows it.
    """
    kinds: list[tuple[str, bool]] = []
    begun = False
    at = 0
    while at < len(elements):
        end = at + 1
        while end < len(elements) and not isinstance(elements[end], Heading):
            end += 1
        lying = any(_lies(e) for e in elements[at:end])
        begun = begun or chapter_of(elements[at].part) > 0 or elements[at].part.casefold() == APPENDIX
        for n in range(at, end):
            cover = elements[n].part.casefold() == COVER
            kinds.append((COVER if cover else "isi" if begun else "depan", lying))
        at = end
    for n in range(len(elements) - 2, -1, -1):
        alone = isinstance(elements[n], Heading) and isinstance(elements[n + 1], Heading)
        if alone and elements[n].part == elements[n + 1].part:
            kinds[n] = (kinds[n][0], kinds[n + 1][1])
    result: list[_Section] = []
    for one, kind in zip(elements, kinds, strict=True):
        if not result or (result[-1].kind, result[-1].landscape) != kind:
            result.append(_Section(*kind, []))
        result[-1].elements.append(one)
    return result
