"""People's workbooks from many programs: reports go in and out and every other part stays, byte for byte.

The corpus lies beside the repository; without it the tests say so, and the stand-ins of ``buatan`` go through the
same (and through more, in ``test_inplace``).
"""

import collections
import csv
import shutil

import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.ooxml import files, inplace
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from tests.ooxml import packages_made as buatan

SAMPLE = (
    "openxlsxdata-charts.xlsx", "closedxml-CFDataBarNegative.xlsx", "openxmlsdk-filter_type.xlsx",
    "poi-56278.xlsx", "calamine-pivots.xlsx", "xlsxwriter-button07.xlsm",
)  # fmt: skip
TEMPLATES = (".xltx", ".xltm", ".xlam")


@pytest.fixture(scope="module")
def corpus(shared):
    folder = shared / "korpus"
    if not (folder / "manifest.csv").is_file():
        pytest.skip("korpus buku kerja (../shared/korpus) tidak ada")
    with open(folder / "manifest.csv", encoding="utf-8", newline="") as stream:
        return folder, list(csv.DictReader(stream))


def snapshot(package):
    return {name: (package.packed(name), package.crc(name)) for name in package.names}


def may_change(package, own=()):
    """What the writer may touch in this book: four parts, the calculation chain and the sheets of ours."""
    book = WorkbookParts(package)
    rels = "{}_rels/{}.rels".format(*(book.part[: len(book.base)], book.part[len(book.base) :]))
    named = {"[content_types].xml", book.part.lower(), rels.lower(), (book.related("styles") or "").lower()}
    if book.related("calcChain"):
        named.add(book.related("calcChain").lower())
    return named | {part.lower() for part in own}


def same_but(before, after, allowed):
    """Names of parts that differ though they may not."""
    return [name for name in {**before, **after} if name.lower() not in allowed and before.get(name) != after.get(name)]


def round_trip(path):
    """Add, replace and remove two sheets in the file; complaints."""
    complaints = []
    original = Package.open(path)
    before, allowed = snapshot(original), may_change(original)
    titles = [(sheet.name, sheet.sheet_id, sheet.state, sheet.part) for sheet in WorkbookParts(original).sheets]
    names = [(n.name, n.local, n.text, n.hidden) for n in WorkbookParts(original).defined_names]
    if inplace.owned_sheets(WorkbookParts(original)):
        complaints.append("claims sheets of ours that are not")

    inplace.write_sheets(path, buatan.dua_laporan(), backup=False)
    first = Package.open(path)
    book = WorkbookParts(first)
    own = [item.sheet.part for item in inplace.owned_sheets(book).values()]
    styles = {book.related("styles").lower()}
    complaints += same_but(before, snapshot(first), allowed | styles | {part.lower() for part in own})
    if len(own) != 2 or inplace.edited_sheets(first):
        complaints.append("ownership does not hold")

    written = inplace.write_sheets(path, buatan.dua_laporan(plus=3), backup=False)
    second = Package.open(path)
    complaints += same_but(snapshot(first), snapshot(second), {book.part.lower(), *(part.lower() for part in own)})
    if len(written.replaced) != 2:
        complaints.append("did not replace")

    inplace.write_sheets(path, [], remove=["LAP-CAPAIAN", "LAP-ANGGARAN"], backup=False)
    last = Package.open(path)
    complaints += same_but(before, snapshot(last), allowed | styles)
    if WorkbookParts(last).recalculates != WorkbookParts(original).recalculates:
        complaints.append("recalculation flag differs at the end")
    book = WorkbookParts(last)
    if [(sheet.name, sheet.sheet_id, sheet.state, sheet.part) for sheet in book.sheets] != titles:
        complaints.append("sheets differ at the end")
    if [(n.name, n.local, n.text, n.hidden) for n in book.defined_names] != names:
        complaints.append("defined names differ at the end")
    files.check_workbook(path)
    return complaints


def test_every_sound_book_keeps_every_other_part(corpus, tmp_path, capsys):
    folder, manifest = corpus
    counts, complaints = collections.Counter(), {}
    for row in manifest:
        if row["kind"] != "ok":
            continue
        path = tmp_path / row["file"]
        shutil.copyfile(folder / row["file"], path)
        if path.suffix in TEMPLATES:
            with pytest.raises(UserError) as caught:
                inplace.write_sheets(path, buatan.dua_laporan())
            counts[caught.value.kode] += 1
            assert path.read_bytes() == (folder / row["file"]).read_bytes()
            # The writer itself manages these as well; refusing them is politeness.
            package = Package.open(path)
            before, allowed = snapshot(package), may_change(package)
            inplace.edit_package(package, buatan.dua_laporan())
            own = [item.sheet.part for item in inplace.owned_sheets(WorkbookParts(package)).values()]
            found = same_but(before, snapshot(package), allowed | {part.lower() for part in own})
        else:
            found = round_trip(path)
            counts["ditulis"] += 1
        path.unlink()
        if found:
            complaints[row["file"]] = found
    with capsys.disabled():
        print(f"\nkorpus: {counts['ditulis']} buku ditulis, diganti, dihapus; {counts['templat']} templat ditolak")
    assert complaints == {}
    assert counts["ditulis"] + counts["templat"] == sum(row["kind"] == "ok" for row in manifest)
    assert counts["ditulis"] > 100


def test_every_unsound_book_is_refused_untouched(corpus, tmp_path, capsys):
    folder, manifest = corpus
    counts, wrong = collections.Counter(), {}
    for row in manifest:
        if row["kind"] == "ok":
            continue
        path = tmp_path / row["file"]
        shutil.copyfile(folder / row["file"], path)
        try:
            inplace.write_sheets(path, buatan.dua_laporan())
            wrong[row["file"]] = "written"
        except UserError as error:
            counts[error.kode] += 1
            expected = {"hostile": {"berbahaya"}, "encrypted": {"terenkripsi"}}.get(row["kind"])
            if expected and error.kode not in expected:
                wrong[row["file"]] = error.kode
        if path.read_bytes() != (folder / row["file"]).read_bytes():
            wrong[row["file"]] = "changed"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        row["file"] for row in manifest if row["kind"] != "ok"
    )
    with capsys.disabled():
        print(f"\nkorpus: {sum(counts.values())} buku tak layak ditolak: {dict(counts)}")
    assert wrong == {}


def openpyxl_says(path):
    """Why openpyxl cannot load the file; None when it can."""
    import openpyxl

    try:
        openpyxl.load_workbook(path).close()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("name", sorted(buatan.BUKU))
def test_stand_ins_make_the_same_journey(tmp_path, name):
    path = tmp_path / name
    buatan.BUKU[name](path)
    assert round_trip(path) == []


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", SAMPLE)
def test_sample_opens_in_libreoffice_and_openpyxl(corpus, tmp_path, lo, name):
    folder, _ = corpus
    path = tmp_path / name
    shutil.copyfile(folder / name, path)
    written = inplace.write_sheets(path, buatan.dua_laporan(), backup=False)
    # openpyxl cannot load every sound book; ours must be no reason.
    assert openpyxl_says(path) == openpyxl_says(folder / name)
    sheet = written.names["LAP-CAPAIAN"]
    pdf = lo.to_pdf(path, tmp_path / "hasil.pdf", sheets=[sheet])
    assert pdf.stat().st_size > 2000
    assert lo.values(path)[sheet][5][2] == 1_283_419_000
