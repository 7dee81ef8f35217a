"""A small master with two divisions, and people who fill the copies that they got with other programs."""

import functools
import os
import tempfile
from pathlib import Path

import lkjip_xl
from lkjip_xl.ooxml.parts import add_relations
from lkjip_xl.template.book import build

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LINKS = {"image": "http://127.0.0.1:9/a.png", "hyperlink": "file://server/rahasia"}
"""What a book must not make anybody ask for, by the kind of the relationship."""

RENSTRA = [
    {"Kode": kode, "Jenis": "Sasaran", "Tujuan": "T", "Sasaran": f"S {kode}", "Indikator": f"Indikator {kode}",
     "IKU": "Ya", "Satuan": "Persen", "Tipe": "Persen", "Arah": "Naik", "Kondisi Awal": 70, "Target 2025": 80,
     "Target 2026": 82, "Penanggung Jawab": bidang}
    for kode, bidang in (("1", "Bidang Anak"), ("2", "Bidang Perempuan"), ("3", "Bidang Anak; Bidang Perempuan"))
]  # fmt: skip
ROWS = {
    "tbl_renstra": RENSTRA,
    "tbl_pk": [{"Dokumen": "Awal", "Kode": k, "Target": 80} for k in "123"],
    "tbl_pengukuran": [{"Kode": k, "Sifat": "Posisi Akhir", "Realisasi TW1": 70} for k in "123"],
    "tbl_anggaran": [
        {"Kode": "A", "Tingkat": "Program", "Uraian": "P", "Indikator": "1"},
        {"Kode": "A.1", "Tingkat": "Kegiatan", "Uraian": "K"},
        {"Kode": "A.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "SK 1", "Pagu Awal": 1000, "Realisasi TW1": 100},
        {"Kode": "A.1.2", "Tingkat": "Sub Kegiatan", "Uraian": "SK 2", "Pagu Awal": 3000, "Realisasi TW1": 200},
        {"Kode": "B", "Tingkat": "Program", "Uraian": "Q", "Indikator": "2"},
        {"Kode": "B.1", "Tingkat": "Sub Kegiatan", "Uraian": "SK 3", "Pagu Awal": 500, "Unit": "UPTD Selatan"},
    ],
    "tbl_data_dukung": [
        {"Kode": "1", "Jenis": "Rincian", "Uraian": "Anak terlayani", "Pembilang": 8, "Penyebut": 10},
        {"Kode": "2", "Jenis": "Rincian", "Uraian": "Perempuan terlayani", "Pembilang": 9, "Penyebut": 10},
    ],
}  # fmt: skip
SETTINGS = {
    "instansi": "Dinas Contoh", "tahun": 2025, "triwulan_berjalan": 2, "nama_kepala": "Nama Seorang",
    "nip_kepala": "19",
}  # fmt: skip


@functools.cache
def master_bytes():
    """The master, computed."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "induk.xlsx")
        build(path, settings=SETTINGS, years=(2025, 2026), rows=ROWS)
        lkjip_xl.hitung(path, backup=False)
        return Path(path).read_bytes()


def master(folder):
    """The master as a file."""
    path = Path(folder) / "induk.xlsx"
    path.write_bytes(master_bytes())
    return path


def master_of(folder, names):
    """A master with an indicator for each of these divisions."""
    path = Path(folder) / "induk.xlsx"
    build(path, settings=SETTINGS, years=(2025, 2026), rows=indicator_rows(names))
    lkjip_xl.hitung(path, backup=False)
    return path


def indicator_rows(names):
    """Rows of the tables of indicators: one indicator for each of these divisions, with codes from 1 on."""
    codes = [str(n) for n in range(1, len(names) + 1)]
    return {
        "tbl_renstra": [
            {**RENSTRA[0], "Kode": code, "Sasaran": f"S {code}", "Indikator": f"Indikator {code}",
             "Penanggung Jawab": name}
            for code, name in zip(codes, names, strict=True)
        ],
        "tbl_pk": [{"Dokumen": "Awal", "Kode": code, "Target": 80} for code in codes],
        "tbl_pengukuran": [{"Kode": code, "Sifat": "Posisi Akhir", "Realisasi TW1": 70} for code in codes],
    }  # fmt: skip


def inputs(path, table):
    """``{first identity column: cells}`` of a table's filled rows, as a book holds them."""
    from lkjip_xl.book.read import read_book
    from lkjip_xl.ooxml.files import check_workbook

    reading = read_book(check_workbook(path, writing=False))
    name = reading.tables[table].identity[0]
    return {row.cells.get(name): row.cells for row in reading.book.rows(table) if row.cells}


def link_outside(package):
    """Put a link to another book, a connection, and a picture and a link from outside into a book's package."""
    sheet = next(name for name in package.names if name.startswith("xl/worksheets/sheet"))
    package.put("xl/externalLinks/externalLink1.xml", b'<externalLink xmlns="x"/>')
    package.put("xl/connections.xml", b'<connections xmlns="x"/>')
    add_relations(package, "xl/workbook.xml", [
        (RELATIONSHIPS + "externalLink", "xl/externalLinks/externalLink1.xml"),
        (RELATIONSHIPS + "connections", "xl/connections.xml"),
    ])  # fmt: skip
    part = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    outside = "".join(
        f'<Relationship Id="rIdx{n}" Type="{RELATIONSHIPS}{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(LINKS.items())
    ).encode()
    package.put(part, package.read(part).replace(b"</Relationships>", outside + b"</Relationships>"))
