"""perbarui over many books of version 1: random ones, the one of 2018, one that LibreOffice has saved.

A book of version 1 is the sample of that version, filled anew: ``isi`` keeps a book in its version.
"""

import csv
import io
import random
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.perbarui import perbarui_buku
from lkjip_xl.schema.version_1 import has_setting, knows
from tests.compute.random_book import as_shown, differences, everything, random_setting

SAMPLE = Path(__file__).parents[1] / "data" / "contoh-versi-1.xlsx"
PRINTED = Path(__file__).parents[1] / "printed" / "2018" / "buku-2018"
YEARS = (2019, 2024)


def as_csv(rows):
    """CSV of rows; a text keeps what it is."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _is_old(row):
    """Whether a row is one that version 1 knows: its Tingkat came not later."""
    return row and str(row.get("Tingkat") or "").casefold() not in ("rekening", "kro", "ro", "komponen")


def random_book(path, seed):
    """A random book of version 1."""
    rng = random.Random(seed)
    rows = everything(rng, YEARS, 20, signed=False)
    files = {
        f"{name}.csv": as_csv([{c: v for c, v in row.items() if knows(name, c)} for row in some if _is_old(row)])
        for name, some in rows.items()
    }
    chosen = {key: value for key, value in random_setting(rng).items() if has_setting(key)} | {
        "tahun": rng.choice([2020, 2022, 2024])
    }
    settings = [{"Kunci": key, "Nilai": value} for key, value in chosen.items()]
    files["tbl_pengaturan.csv"] = as_csv(settings)
    shutil.copy(SAMPLE, path)
    isi_buku(str(path), files, backup=False, ganti=True)
    return path


def printed_book(path):
    """The book of 2018 as one of version 1: the sample with other years in its headings, filled anew."""
    heading = next(csv.reader(io.StringIO((PRINTED / "tbl_renstra.csv").read_text(encoding="utf-8-sig"))))
    years = [int(name[7:]) for name in heading if name.startswith("Target ")]
    with zipfile.ZipFile(SAMPLE) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if re.fullmatch(r"xl/(worksheets/sheet4|tables/table5)\.xml", name):
                data = re.sub(rb"Target (20\d\d)", lambda m: b"Target %d" % (int(m[1]) - YEARS[0] + years[0]), data)
            new.writestr(name, data)
    files = {f.name: f.read_bytes() for f in PRINTED.glob("*.csv")}
    # The sample has six years, that Renstra five: the last one is a blank one.
    settings = files["tbl_pengaturan.csv"]
    settings = settings.replace(b"tahun_akhir_renstra,2019", b"tahun_akhir_renstra,2020")
    lines = settings.splitlines(keepends=True)
    files["tbl_pengaturan.csv"] = b"".join(
        line for n, line in enumerate(lines) if n == 0 or has_setting(line.split(b",")[0].decode())
    )
    isi_buku(str(path), files, backup=False, ganti=True)
    return path


def inputs_of(path):
    """Every input of a book, table by table, and its own formulas outside of the tables."""
    reading, _ = compute_book(path)
    return {
        name: [(r.sheet_row, r.cells) for r in rows if r.cells] for name, rows in reading.book.tables.items()
        if name != "tbl_pengaturan" and not reading.tables[name].panel and any(r.cells for r in rows)
    }, {k: v for k, v in reading.book.settings.items() if has_setting(k) and k != "versi_kontrak"}  # fmt: skip


def visible(world):
    """What the computed columns show that people see."""
    return {
        (name, number, column.name): as_shown(row[column.name])
        for name, rows in world.computed.items()
        for column in world.tables[name].computed
        if not column.hidden
        for number, row in enumerate(rows)
    }


def asked_for(world, place):
    """Whether a change is one of version 2: quarters ahead are blank, before TW IV predikat judges the year to date,
    a remark in a quarter without a target is no error."""
    table, number, column = place
    if table != "tbl_pengukuran":
        return False
    ahead = column.startswith("Capaian TW") and int(column[-1]) > world.quarter
    row = world.rows(table)[number]
    remarks = any(
        str(row[f"Realisasi TW{n}"]).isalpha() and str(row[f"Target TW{n}"] or "-") in ("-", "N/A", "n/a")
        for n in range(1, 5)
    )
    return ahead or remarks or (column == "Predikat" and world.quarter < 4)


def brought_up_to_date(path):
    """Bring a book up to date and check that nothing of it is lost."""
    reading, before = compute_book(path)
    assert reading.book.first_version
    inputs, shown = inputs_of(path), visible(before)
    result = perbarui_buku(str(path))
    reading, after = compute_book(path)
    assert not reading.book.first_version
    assert inputs_of(path) == inputs
    now = visible(after)
    changed = {k for k, v in shown.items() if now.get(k) != v and knows(k[0], k[2])}
    assert len(result.repaired) == len(changed)
    withheld = {k for k in changed if not asked_for(before, k)}
    assert {now[k] for k in withheld} <= {"#N/A"}
    content = Path(path).read_bytes()
    assert perbarui_buku(str(path)).unchanged and Path(path).read_bytes() == content
    return reading, after


@pytest.mark.lengkap(contoh=2)
@pytest.mark.parametrize("seed", range(10))
def test_random_books(tmp_path, lo, seed):
    path = random_book(tmp_path / "acak.xlsx", seed)
    before = lo.values(path)
    reading, world = brought_up_to_date(path)
    after = lo.values(path)
    found, count = differences(reading, world, after)
    assert found == [] and count > 2_000
    for name in ("Pengukuran", "PK", "Renstra"):
        headings = before[name][4]
        shown = [k for k, heading in enumerate(headings) if heading and not heading.startswith("_")]
        for old, new in zip(before[name][5:], after[name][5:], strict=False):  # above it stand lines of version 2
            if name == "Pengukuran" and "abc" in old:  # a remark is no error any more
                continue
            changed = {headings[k]: new[k] for k in shown if k < len(old) and old[k] != new[k]}
            if world.quarter < 4:
                changed.pop("Predikat", None)
            ahead = {f"Capaian TW{n}": "" for n in range(int(world.quarter) + 1, 5)}
            # A text where a number belongs is told before what is not available.
            assert all(ahead.get(c) == v or v in ("#N/A", "#VALUE!") for c, v in changed.items()), (name, changed)


def test_the_book_of_2018(tmp_path, lo):
    path = printed_book(tmp_path / "2018.xlsx")
    reading, world = brought_up_to_date(path)
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 2_000


def test_a_book_that_libreoffice_saved(tmp_path, lo):
    path = tmp_path / "lo.xlsx"
    with lo.open(str(SAMPLE)) as document:
        document.save(str(path))
    looks = {
        (s.title, c.coordinate): c.number_format
        for s in openpyxl.load_workbook(path)
        for r in s
        for c in r
        if c.value is not None
    }
    reading, world = brought_up_to_date(path)
    now = openpyxl.load_workbook(path)
    assert {k: v for k, v in looks.items() if now[k[0]][k[1]].number_format != v} == {}
    found, count = differences(reading, world, lo.values(path))
    assert found == [] and count > 2_000
