"""The public cases once more, those of equal settings in one book: as LibreOffice and ONLYOFFICE compute them."""

import csv
import io
from collections import defaultdict

import pytest
from openpyxl.utils import get_column_letter

from lkjip_xl.book.read import read_book
from lkjip_xl.compute.world import World
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.ooxml.files import check_workbook
from tests.conftest import absent
from tests.tools import onlyoffice

from .cases import blank_book, kind_cases, own_cases, plain, public_cases

CODES = {
    "tbl_renstra.csv": ("Kode", "Induk"), "tbl_pk.csv": ("Kode",), "tbl_pengukuran.csv": ("Kode",),
    "tbl_anggaran.csv": ("Kode", "Indikator"), "tbl_data_dukung.csv": ("Kode",), "tbl_tingkat.csv": (),
    "tbl_ro.csv": ("Kode Anggaran",), "tbl_pagu_versi.csv": ("Kode",), "tbl_pk_dokumen.csv": (),
    "tbl_riwayat.csv": ("Kode",), "tbl_pk_program.csv": ("Kode",),
}  # fmt: skip
GROUPS = defaultdict(list)
for _case in (*public_cases().values(), *own_cases().values(), *kind_cases().values()):
    if _case.engines and "tbl_renstra.csv" in _case.files:
        _alike = _case.settings | {"PK": _case.files.get("tbl_pk_dokumen.csv", "")} | dict.fromkeys(_case.modules)
        GROUPS[str(sorted(_alike.items()))].append(_case)


def together(cases):
    """The files of several cases as one, every code with the case's own name before it."""
    rows, columns = defaultdict(list), defaultdict(dict)
    for case in cases:
        name = case.name.partition("-")[0]
        for file, text in case.files.items():
            for row in csv.DictReader(io.StringIO(text.strip())):
                for column in CODES[file]:
                    if row.get(column):
                        row[column] = f"{name}.{row[column]}"
                rows[file].append({column: row.get(column) or "" for column in row if column})
                columns[file].update(dict.fromkeys(rows[file][-1]))
    files = {}
    for file, content in rows.items():
        out = io.StringIO()
        writer = csv.DictWriter(out, list(columns[file]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)
        files[file] = out.getvalue().encode()
    settings = "".join(f'{k},"{v}"\n' for k, v in cases[0].settings.items())
    return {"tbl_pengaturan.csv": f"Kunci,Nilai\n{settings}".encode(), **files}


def differing(path, value_at):
    """``(cells compared, those that an engine computes otherwise)``; ``value_at(sheet, row, column)`` is its value."""
    reading = read_book(check_workbook(path, writing=False))
    world, found, count = World(reading.book), [], 0
    for table, rows in world.computed.items():
        place = reading.places[table]
        for number, row in enumerate(rows, 1):
            for column in reading.tables[table].computed:
                wanted = plain(row[column.name])
                shown = value_at(place.sheet.name, place.header_row + number, place.columns[column.name] + 1)
                count += 1
                if (shown or "") != ("" if wanted is None else wanted) and not wanted == shown == 0:
                    found.append((table, number, column.name, wanted, shown))
    return count, found


@pytest.fixture(scope="module", params=range(len(GROUPS)), ids=lambda n: "+".join(
    case.name.partition("-")[0] for case in list(GROUPS.values())[n])[:60])  # fmt: skip
def book(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mesin")
    path = folder / "kasus.xlsx"
    path.write_bytes(blank_book(folder))
    if modules := list(GROUPS.values())[request.param][0].modules:
        tambah_modul(str(path), modules, backup=False)
    isi_buku(str(path), together(list(GROUPS.values())[request.param]), backup=False)
    return path


@pytest.fixture(scope="module")
def ministry(tmp_path_factory):
    """B09 and B18 with volumes: the RO of a ministry in the module's sheet."""
    folder = tmp_path_factory.mktemp("kementerian")
    path = folder / "kementerian.xlsx"
    path.write_bytes(blank_book(folder))
    tambah_modul(str(path), ["rincian-output"], backup=False)
    budget = (
        "Kode,Tingkat,Uraian,Pagu Awal,Realisasi TW4\n054.01.GG,Program,P,,\n2896,Kegiatan,K,,\n2896.BMA,KRO,Data,,\n"
        "2896.BMA.004,RO,Publikasi,55000000,47500000\n2896.BMA.005,RO,Survei,100,\n2896.BMA.006,RO,Tiga,,\n"
        "051,Komponen,a,10,5\n052,Komponen,b,20,\n2896.BMA.007,RO,Empat,300,299\n2896.BMA.008,RO,Lima,0,0\n"
    )
    volumes = (
        "Kode Anggaran,Target Volume,Realisasi Volume\n2896.BMA.004,12,12\n2896.BMA.005,12,9\n2896.bma.006,4,5\n"
        "2896.BMA.007,3,2\n2896.BMA.008,3,3\n2896.BMA.999,1,1\n2896,0,5\n2896.BMA,N/A,5\n"
    )
    files = {"tbl_anggaran.csv": budget.encode(), "tbl_ro.csv": volumes.encode()}
    isi_buku(str(path), {**files, "tbl_pengaturan.csv": b"Kunci,Nilai\ntriwulan_berjalan,4\n"}, backup=False)
    return path


def at(values):
    """``value_at`` of what LibreOffice says."""

    def value_at(sheet, row, column):
        cells = values[sheet]
        return cells[row - 1][column - 1] if row <= len(cells) and column <= len(cells[row - 1]) else ""

    return value_at


def shown(lo, path):
    """Every value that LibreOffice shows."""
    with lo.open(path) as document:  # its scratch sheet takes the last table away: read first
        return document.values(sorted(document.sheets(), key=lambda name: name != "RO"))


def by_address(values):
    """``value_at`` of what ONLYOFFICE says, which writes 15 digits into its file."""
    return lambda sheet, row, column: values[sheet].get(f"{get_column_letter(column)}{row}", "")


def stored(value):
    """A number in the 15 digits that ONLYOFFICE stores; any other value as it is."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def test_libreoffice_computes_them_alike(book, lo):
    count, found = differing(book, at(shown(lo, book)))
    assert found == [] and count > 500


def test_a_ministrys_outputs_are_computed_alike(ministry, lo):
    count, found = differing(ministry, at(shown(lo, ministry)))
    assert found == [] and count > 500
    if not onlyoffice.missing():
        assert differing(ministry, by_address(onlyoffice.recalculate(ministry)))[1] == []


@pytest.mark.lengkap(contoh=8)
def test_onlyoffice_computes_them_alike(book):
    if onlyoffice.missing():
        absent(onlyoffice.missing())
    values = onlyoffice.recalculate(book)
    count, found = differing(book, by_address(values))
    found = [one for one in found if stored(one[3]) != stored(one[4])]
    # B20: of the text 1,500 ONLYOFFICE's SUMPRODUCT makes 1500, in a hidden helper that nothing shows beside #VALUE!.
    assert [one for one in found if one[:3] != ("tbl_dasbor_tw", 4, "_Uang")] == [] and count > 500
