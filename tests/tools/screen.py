"""The scratch workbook of ``LibreOffice.evaluate``: one sheet of formulas, alone or added to a background workbook."""

import posixpath
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def column(number):
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(ref, value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{ref}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{ref}"><v>{value!r}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(formulas, inputs=None, array=False):
    """Formula i in A(i+1), its inputs in B, C, ... of the same row."""
    parts = [f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>']
    for number, formula in enumerate(formulas, 1):
        text = escape(formula[1:] if formula.startswith("=") else formula)
        kind = f' t="array" ref="A{number}"' if array else ""
        parts.append(f'<row r="{number}"><c r="A{number}"><f{kind}>{text}</f></c>')
        for k, value in enumerate(inputs[number - 1] if inputs else (), 2):
            parts.append(_cell(f"{column(k)}{number}", value))
        parts.append("</row>")
    parts.append("</sheetData></worksheet>")
    return "".join(parts)


def write_scratch(path, formulas, inputs=None, background=None, array=False, sheet="Coba"):
    """Write the scratch workbook to ``path``."""
    xml = sheet_xml(formulas, inputs, array)
    if background is None:
        _write_alone(path, xml, sheet)
    else:
        _write_added(path, xml, sheet, background)


def _write_alone(path, xml, sheet):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}"/></Types>',
        )
        out.writestr(
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="{PKG_REL}"><Relationship Id="r1" Type="{REL}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        out.writestr(
            "xl/workbook.xml",
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
            f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        out.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{HEAD}<Relationships xmlns="{PKG_REL}"><Relationship Id="r1" Type="{REL}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        out.writestr("xl/worksheets/sheet1.xml", xml)


def _write_added(path, xml, sheet, background):
    from lxml import etree

    with zipfile.ZipFile(background) as source:
        members = {name: source.read(name) for name in source.namelist()}
    root = etree.fromstring(members["_rels/.rels"])
    book_part = next(r.get("Target").lstrip("/") for r in root if r.get("Type").endswith("/officeDocument"))
    folder, base = posixpath.split(book_part)
    rels_part = posixpath.join(folder, "_rels", base + ".rels")
    new_part = "lkjip-coba.xml"

    rels = etree.fromstring(members[rels_part])
    etree.SubElement(
        rels, f"{{{PKG_REL}}}Relationship", Id="rIdLkjipCoba", Type=f"{REL}/worksheet", Target=f"/{new_part}"
    )
    types = etree.fromstring(members["[Content_Types].xml"])
    etree.SubElement(types, types.tag.replace("Types", "Override"), PartName=f"/{new_part}", ContentType=SHEET_TYPE)
    book = etree.fromstring(members[book_part])
    sheets = book.find(f"{{{MAIN}}}sheets")
    if any(s.get("name").lower() == sheet.lower() for s in sheets):
        raise ValueError(f"the background workbook already has a sheet named {sheet}")
    number = max(int(s.get("sheetId")) for s in sheets) + 1
    node = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=sheet, sheetId=str(number))
    node.set(f"{{{REL}}}id", "rIdLkjipCoba")

    members[rels_part] = etree.tostring(rels, xml_declaration=True, encoding="UTF-8", standalone=True)
    members["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    members[book_part] = etree.tostring(book, xml_declaration=True, encoding="UTF-8", standalone=True)
    members[new_part] = xml.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
