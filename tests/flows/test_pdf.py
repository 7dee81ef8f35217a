"""The PDF is made by a LibreOffice that reaches nothing: not the network, not a file beside the book."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows import pdf, printing
from lkjip_xl.ooxml import inplace
from lkjip_xl.ooxml.inert import make_inert
from lkjip_xl.ooxml.package import Package
from tests.ooxml import packages_made as made

REPORT = "xl/worksheets/lkjip_lap_capaian.xml"
DRAWING = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</xdr:wsDr>"""
PICTURE = """<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="600000" cy="600000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{row}"
 name="p{row}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip {how}="{rel}"/><a:stretch><a:fillRect/></a:stretch>
</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="600000" cy="600000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"""
RELATION = (
    '<Relationship Id="{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}" '
    'Target="{2}"{3}/>'
)
OUTSIDE = ' TargetMode="External"'


@pytest.fixture
def listener():
    """``(address, requests seen)`` of a server that answers nobody."""
    seen = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                seen.append(connection.recv(200))

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", seen
    server.close()


def relations(*lines):
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(lines)
        + "</Relationships>"
    )


@pytest.fixture
def reaching(tmp_path, listener):
    """A book whose report sheet holds pictures, links and formulas that lead to the listener and to a local file."""
    address, _ = listener
    path, secret = tmp_path / "buku.xlsx", tmp_path / "rahasia.png"
    made.tabel(path)
    inplace.write_sheets(path, [made.laporan()], backup=False)
    secret.write_bytes(made.png(16, 16))
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members[REPORT] = members[REPORT].replace(
        b"</worksheet>",
        b'<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
        b"</worksheet>",
    ).replace(
        b"<printOptions",
        b'<conditionalFormatting sqref="A1:D4"><cfRule type="expression" priority="1"><formula>'
        b'LEN(WEB&#83;ERVICE("%s/cf"))&gt;0</formula></cfRule></conditionalFormatting><printOptions' % address.encode(),
    ).replace(
        b"</sheetData>",
        b'<row r="60"><c r="A60" t="str"><f>_xlfn.WEBSERVICE("%s/sel")</f><v>tersimpan</v></c></row></sheetData>'
        % address.encode(),
    )  # fmt: skip
    members[REPORT.replace("worksheets/", "worksheets/_rels/") + ".rels"] = relations(
        RELATION.format("rId1", "drawing", "../drawings/drawing77.xml", "")
    ).encode()
    members["xl/drawings/drawing77.xml"] = DRAWING.format(
        PICTURE.format(row=20, how="r:link", rel="rId1")
        + PICTURE.format(row=30, how="r:link", rel="rId2")
        + PICTURE.format(row=40, how="r:embed", rel="rId3")
    ).encode()
    members["xl/drawings/_rels/drawing77.xml.rels"] = relations(
        RELATION.format("rId1", "image", f"{address}/gambar.png", OUTSIDE),
        RELATION.format("rId2", "image", secret.as_uri(), OUTSIDE),
        RELATION.format("rId3", "image", "../media/vektor.svg", ""),
    ).encode()
    members["xl/media/vektor.svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image xlink:href="{address}/dalam.png" width="9" height="9"/></svg>'
    ).encode()
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"</Types>",
        b'<Default Extension="svg" ContentType="image/svg+xml"/><Override PartName="/xl/drawings/drawing77.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


def pictures(path):
    return len(re.findall(rb"/Subtype\s*/Image", path.read_bytes()))


def test_nothing_is_fetched_and_no_local_file_is_embedded(reaching, listener, tmp_path):
    if printing.find_libreoffice() is None:
        pytest.skip("LibreOffice tidak ada")
    before = reaching.read_bytes()
    target = tmp_path / "hasil.pdf"
    answer = pdf.pdf_buku(reaching, target)
    assert (answer.files, answer.sheets) == ([str(target)], {"LAP-CAPAIAN": "Lap Capaian"})
    assert target.read_bytes().startswith(b"%PDF")
    assert listener[1] == [] and pictures(target) == 0
    assert reaching.read_bytes() == before


def test_the_same_book_does_reach_out_when_nothing_is_cut(reaching, listener, tmp_path, monkeypatch):
    """What the test above proves is worth something only because of this."""
    if printing.find_libreoffice() is None:
        pytest.skip("LibreOffice tidak ada")
    monkeypatch.setattr(pdf, "make_inert", lambda package: None)
    monkeypatch.setattr(printing, "_SETTINGS", printing._SETTINGS[:1])
    monkeypatch.setattr(printing, "_environment", lambda: dict(os.environ))
    pdf.pdf_buku(reaching, tmp_path / "hasil.pdf")
    assert listener[1] or pictures(tmp_path / "hasil.pdf")


def test_what_is_cut_and_what_stays(reaching, listener):
    package = Package.open(reaching)
    make_inert(package)
    everything = b"".join(package.read(name) for name in package.names)
    assert listener[0].encode() not in package.read("xl/drawings/_rels/drawing77.xml.rels")
    assert b"TargetMode" not in everything and b"WEBSERVICE" not in everything and b"<f>" not in everything
    assert b"vektor.svg" not in package.read("xl/drawings/_rels/drawing77.xml.rels")
    assert b'<c r="A60" t="str"><v>tersimpan</v></c>' in package.read(REPORT)
    assert b"LEN(LEN(" in package.read(REPORT)


def test_words_that_look_like_functions_are_printed_as_they_are(tmp_path):
    path = tmp_path / "buku.xlsx"
    made.tabel(path)
    report = made.laporan()
    report.rows[0].cells[0] = ("Call (center), WEBSERVICE(x), image (1)", report.rows[0].cells[0][1])
    inplace.write_sheets(path, [report], backup=False)
    package = Package.open(path)
    make_inert(package)
    assert b"Call (center), WEBSERVICE(x), image (1)" in package.read(REPORT)


def test_everything_that_was_started_ends_at_the_time_limit(reaching, tmp_path, monkeypatch):
    if sys.platform == "win32":
        pytest.skip("POSIX")
    noted = tmp_path / "anak.pid"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {noted}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(printing, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(printing, "TIME_LIMIT", 1.5)
    with pytest.raises(UserError) as caught:
        pdf.pdf_buku(reaching, tmp_path / "hasil.pdf")
    assert caught.value.kode == "pdf_gagal" and "1,5 detik" in str(caught.value)
    child = noted.read_text().strip()
    for _ in range(50):
        state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True).stdout.strip()
        if not state or state.startswith("Z"):
            break
        time.sleep(0.1)
    assert not state or state.startswith("Z")
    assert not (tmp_path / "hasil.pdf").exists()


def test_time_limits_are_said_as_they_are():
    assert [printing._duration(n) for n in (300, 90, 45, 1.5)] == ["5 menit", "1,5 menit", "45 detik", "1,5 detik"]
