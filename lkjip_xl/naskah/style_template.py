"""The Word file whose styles, paper and footer a document has: built here, or an office's own.

An office may give its own ``.docx`` (kop, emblem, fonts). It is taken as it is, but for its text; styles that it lacks
come from ours, by name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..errors import UserError
from ..ooxml.package import Package
from ..ooxml.parts import add_relations, change_content_types, read_relations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAME = "naskah_gaya.docx"
FONT = "Arial"
WIDTH, HEIGHT = 12240, 18720  # F4 in twentieths of a point
LEFT, RIGHT, TOP, BOTTOM = 1701, 1417, 1417, 1417

_NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class StyleSheet(NamedTuple):
    """One paragraph style: its id, its name, what it is based on, its properties of paragraph and run (XML), and the
    properties that its style itself has (``w:next`` and the like)."""

    id: str
    name: str
    base: str
    paragraph: str
    run: str
    more: str = "<w:qFormat/>"


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _size(points: float) -> str:
    half = int(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


_TAB = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDTH - LEFT - RIGHT}"/></w:tabs>'
_NEXT = '<w:next w:val="LKjIPIsi"/><w:qFormat/>'
STYLES = (
    StyleSheet("Heading1", "heading 1", "Normal", '<w:keepNext/><w:keepLines/>' + _spacing(0, 240)
               + '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>', '<w:b/><w:bCs/><w:caps/>' + _size(14), _NEXT),
    StyleSheet("Heading2", "heading 2", "Normal", '<w:keepNext/><w:keepLines/>' + _spacing(240, 120)
               + '<w:outlineLvl w:val="1"/>', '<w:b/><w:bCs/>' + _size(12), _NEXT),
    StyleSheet("Heading3", "heading 3", "Normal", '<w:keepNext/><w:keepLines/>' + _spacing(200, 100)
               + '<w:outlineLvl w:val="2"/>', '<w:b/><w:bCs/>' + _size(11), _NEXT),
    StyleSheet("Heading4", "heading 4", "Normal", '<w:keepNext/><w:keepLines/>' + _spacing(160, 80)
               + '<w:outlineLvl w:val="3"/>', '<w:b/><w:bCs/>' + _size(11), _NEXT),
    StyleSheet("Caption", "caption", "Normal", '<w:keepNext/>' + _spacing(120, 80) + '<w:jc w:val="center"/>',
               '<w:b/><w:bCs/>' + _size(10), _NEXT),
    StyleSheet("TOC1", "toc 1", "Normal", _TAB + _spacing(60, 40), '<w:b/><w:bCs/>', ''),
    StyleSheet("TOC2", "toc 2", "Normal", _TAB + _spacing(0, 40) + '<w:ind w:left="284"/>', '', ''),
    StyleSheet("TOC3", "toc 3", "Normal", _TAB + _spacing(0, 40) + '<w:ind w:left="567"/>', '', ''),
    StyleSheet("TableofFigures", "table of figures", "Normal", _TAB + _spacing(0, 60), '', ''),
    StyleSheet("Footer", "footer", "Normal", '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/>'
               f'</w:pBdr><w:tabs><w:tab w:val="right" w:pos="{WIDTH - LEFT - RIGHT}"/></w:tabs>' + _spacing(0, 0),
               _size(9), ''),
    StyleSheet("LKjIPIsi", "LKjIP Isi", "Normal", _spacing(0, 120, 320) + '<w:jc w:val="both"/>', ''),
    StyleSheet("LKjIPButir", "LKjIP Butir", "LKjIPIsi", _spacing(0, 60, 320), ''),
    StyleSheet("LKjIPJudulSampul", "LKjIP Judul Sampul", "Normal", _spacing(360, 120) + '<w:jc w:val="center"/>',
               '<w:b/><w:bCs/>' + _size(22)),
    StyleSheet("LKjIPSampul", "LKjIP Sampul", "Normal", _spacing(240, 240) + '<w:jc w:val="center"/>',
               '<w:b/><w:bCs/>' + _size(14)),
    StyleSheet("LKjIPJudulDaftar", "LKjIP Judul Daftar", "Normal", '<w:keepNext/>' + _spacing(0, 240)
               + '<w:jc w:val="center"/>', '<w:b/><w:bCs/><w:caps/>' + _size(14), _NEXT),
    StyleSheet("LKjIPTabel", "LKjIP Tabel", "Normal", _spacing(20, 20), _size(9)),
    StyleSheet("LKjIPCatatan", "LKjIP Catatan", "Normal", _spacing(40, 40), '<w:i/><w:iCs/>' + _size(8.5)),
    StyleSheet("LKjIPFormulir", "LKjIP Formulir", "Normal", _spacing(0, 0), _size(10)),
)  # fmt: skip


def style_xml(style: StyleSheet) -> str:
    """A style as an element of the part of styles."""
    own = "" if style.name.islower() else ' w:customStyle="1"'  # Word's own names are lower case
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{own}>'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.base}"/>{style.more}'
        f'<w:pPr>{style.paragraph}</w:pPr>' + (f'<w:rPr>{style.run}</w:rPr>' if style.run else "") + '</w:style>'
    )  # fmt: skip


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    return (
        f'{_HEAD}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(11)}'
        '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + "".join(map(style_xml, STYLES)) + '</w:styles>'
    )  # fmt: skip


_FOOTER = (
    f'{_HEAD}<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">LKjIP {instansi_pendek} Tahun {tahun}</w:t></w:r><w:r><w:tab/></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_SECTION = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{WIDTH}" w:h="{HEIGHT}"/>'
    f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="708" w:footer="708" '
    'w:gutter="0"/></w:sectPr>'
)
_EXPLAINED = (
    "Berkas gaya naskah LKjIP. Ubah huruf, ukuran, kertas, kop, dan kaki halamannya di Word, lalu pakai dengan: "
    "lkjip-xl naskah BUKU --gaya BERKAS. Isi berkas ini tidak ikut; {instansi} dan isian lain di kop atau kaki "
    "halaman diisi dari buku."
)


@lru_cache(maxsize=1)
def shipped_template() -> bytes:
    """The style file that is shipped; the same bytes each time."""
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{s.id}"/></w:pPr><w:r><w:t>{s.name}</w:t></w:r></w:p>' for s in STYLES
    )
    relation = f'<Relationship Id="rId{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{TYPE}{kind}+xml"/>'
            for part, kind in (("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
                               ("footer1", "footer"))
        ) + '</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation.format(1, "officeDocument", "word/document.xml") + '</Relationships>',
        "word/document.xml": f'{_HEAD}<w:document {_NAMESPACES}><w:body><w:p><w:r><w:t>{_EXPLAINED}</w:t></w:r></w:p>'
        f'{shown}{_SECTION}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation.format(1, "styles", "styles.xml") + relation.format(2, "settings", "settings.xml")
        + relation.format(3, "footer", "footer1.xml") + '</Relationships>',
        "word/styles.xml": _styles(),
        "word/settings.xml": f'{_HEAD}<w:settings {_NAMESPACES}><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": _FOOTER,
    }  # fmt: skip
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), text.encode("utf-8"), ZIP_DEFLATED)
    return stream.getvalue()


# --- a style file in use ---------------------------------------------------------------------------------------------
class Template(NamedTuple):
    """A style file that a document is made of.

    Attributes:
        package: its package, which becomes the document. document: name of its main part.
        opening: start tag of the document. section: its last section (XML), which all sections copy.
        ids: id of each of our styles in this file.
    """

    package: Package
    document: str
    opening: str
    section: str
    ids: dict[str, str]


_STYLE = re.compile(r"<w:style\b[^>]*?\bw:styleId=\"([^\"]+)\"[^>]*>.*?</w:style>", re.S)
_NAMED = re.compile(r"<w:name\b[^>]*?\bw:val=\"([^\"]+)\"")
_SECTION_FOUND = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.S)
_OPENING = re.compile(r"<w:document\b[^>]*>")


def open_template(data: bytes, name: str = "") -> Template:
    """A style file, with the styles that it lacks added.

    Args:
        data: its contents. name: what it is called in messages.

    Raises:
        UserError: ``gaya_tidak_sah``: it is no Word document that can be used.
    """
    try:
        package = Package(data)
        part = next((r.target for r in read_relations(package, "") if r.type == "officeDocument"), None)
        if part is None or part not in package:
            raise KeyError("officeDocument")
        text = package.read(part).decode("utf-8-sig")
    except (UserError, KeyError, UnicodeDecodeError):
        raise _unusable(name) from None
    opening = _OPENING.search(text)
    if opening is None:
        raise _unusable(name)
    sections = _SECTION_FOUND.findall(text)
    package.verify()
    return Template(
        package, part, opening[0], sections[-1] if sections else _plain_section(), _with_styles(package, part)
    )


def _unusable(name: str) -> UserError:
    return UserError(
        f"Berkas gaya {name or '(bawaan)'} bukan dokumen Word (.docx) yang dapat dipakai. Buka di Word, pilih Simpan "
        "Sebagai, jenis Dokumen Word (.docx), lalu ulangi.",
        "gaya_tidak_sah",
    )


def _plain_section() -> str:
    return re.sub(r"<w:footerReference[^>]*/>", "", _SECTION)


def _with_styles(package: Package, document: str) -> dict[str, str]:
    """Id of each of our styles, after those that the file lacks were added to it."""
    part = next((r.target for r in read_relations(package, document) if r.type == "styles"), None)
    if part is None or part not in package:
        part = "word/styles.xml"
        package.put(part, _styles().encode("utf-8"))
        change_content_types(package, [(part, f"{TYPE}styles+xml")])
        add_relations(package, document, [(f"{OFFICE}/styles", part)])
    text = package.read(part).decode("utf-8-sig")
    known = {}
    for found in _STYLE.finditer(text):
        named = _NAMED.search(found[0])
        if named and 'w:type="paragraph"' in found[0][: found[0].index(">")]:
            known[named[1].casefold()] = found[1]
    taken = {found[1] for found in _STYLE.finditer(text)}
    ids, added = {}, []
    base = known.get("normal", "Normal")
    for style in STYLES:
        if style.name.casefold() in known:
            ids[style.id] = known[style.name.casefold()]
            continue
        own = style.id if style.id not in taken else f"{style.id}LKjIP"
        parent = ids.get(style.base, base)
        ids[style.id] = own
        wanted = style._replace(
            id=own, base=parent, more=style.more.replace("LKjIPIsi", ids.get("LKjIPIsi", "LKjIPIsi"))
        )
        added.append(style_xml(wanted))
    if added:
        package.put(part, text.replace("</w:styles>", "".join(added) + "</w:styles>").encode("utf-8"))
    return ids
