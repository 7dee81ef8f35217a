"""Eight divisions and two units fill the copies that they got, each in its own way and with its own program."""

import email.message
from pathlib import Path

import openpyxl

import lkjip_xl
from lkjip_xl.template.book import build
from tests.book.filled_book import Isian
from tests.tools import onlyoffice

from .travel_books import SETTINGS, indicator_rows

BIDANG = [f"Bidang {name}" for name in ("Anak", "Perempuan", "Keluarga", "Data", "Gizi", "Lansia", "Remaja", "Desa")]
UNITS = ["UPTD Selatan", "UPTD Utara"]
FULL, SLIM = BIDANG[:5], BIDANG[5:]
SHARED = "9"
"""Code of the indicator of two divisions."""
DUE = "2025-07-10"


def big_master(folder):
    """A master with nine indicators of eight divisions, a program with three sub kegiatan for each, and two units."""
    rows = {
        **indicator_rows([*BIDANG, "; ".join(FULL[2:4])]),
        "tbl_anggaran": [row for n in range(1, 9) for row in program(n)] + [
            {"Kode": f"U.{n}", "Tingkat": "Program", "Uraian": f"Layanan {unit}", "Pagu Awal": 900, "Unit": unit,
             "Realisasi TW1": 90}
            for n, unit in enumerate(UNITS, 1)
        ],
    }  # fmt: skip
    path = Path(folder) / "induk.xlsx"
    build(path, settings=SETTINGS, years=(2025, 2026), rows=rows)
    lkjip_xl.hitung(path, backup=False)
    return path


def program(n):
    yield {"Kode": f"P.{n}", "Tingkat": "Program", "Uraian": f"Program {n}", "Indikator": str(n)}
    yield {"Kode": f"P.{n}.1", "Tingkat": "Kegiatan", "Uraian": f"Kegiatan {n}"}
    for k in (1, 2, 3):
        yield {"Kode": f"P.{n}.1.{k}", "Tingkat": "Sub Kegiatan", "Uraian": f"SK {n}.{k}", "Pagu Awal": 1000 * k,
               "Realisasi TW1": 100 * k}  # fmt: skip


def copies(folder):
    """The copies in a folder by whose they are."""
    return {path.name.split(" - ")[1].split(" (kirim")[0]: path for path in Path(folder).glob("*(kirim *.xlsx")}


def value_of(division):
    """What a division reached, so that no two are alike."""
    return 71 + BIDANG.index(division) / 2


def money_of(division, k):
    """What a division spent until the second quarter."""
    return 200 * k + BIDANG.index(division)


def fill_all(sent, back, lo=None, with_onlyoffice=False):
    """Fill every copy of a folder and put it into another, as ten people would; one of them does not answer in full.

    Args:
        sent, back: folders. lo: a running LibreOffice, which one copy is saved with. with_onlyoffice: and another
            with ONLYOFFICE; without them both are saved by openpyxl.
    """
    back.mkdir()
    of = copies(sent)
    for division in BIDANG:
        slim = division in SLIM
        (fill_slim if slim else fill_full)(of[division], division)
    for number, unit in enumerate(UNITS, 1):
        type_into(of[unit], {("Anggaran", f"U.{number}"): {"Realisasi TW2": 400 + number}})
    disagree(of[FULL[2]], 76.5)
    disagree(of[FULL[3]], 77)
    sort_rows(of[FULL[3]])
    insert_rows(of[FULL[4]])
    lose_a_formula(of[FULL[4]])
    if lo is not None:
        resave_by_libreoffice(lo, of[FULL[1]])
    if with_onlyoffice:
        for division in (FULL[0], SLIM[0]):
            onlyoffice.save(of[division], of[division])
    for whose, path in of.items():
        name = {FULL[3]: "realisasi final rev2.xlsx", SLIM[1]: "Book1.xlsx"}.get(whose, path.name)
        if whose == UNITS[1]:
            mail(path, back / "balasan.eml")
        else:
            (back / name).write_bytes(path.read_bytes())
    return of


def fill_full(path, division):
    filler = Isian(path)
    n = BIDANG.index(division) + 1
    filler.tulis("tbl_pengukuran", n, "Realisasi TW2", value_of(division))
    filler.tulis("tbl_pengukuran", n, "Analisis", f"Analisis {division}")
    for k in (1, 2, 3):
        filler.tulis("tbl_anggaran", 5 * (n - 1) + 2 + k, "Realisasi TW2", money_of(division, k))
    filler.simpan()


def fill_slim(path, division):
    n = BIDANG.index(division) + 1
    type_into(path, {
        ("Pengukuran", str(n)): {"Realisasi TW2": value_of(division), "Analisis": f"Analisis {division}"},
        **{("Anggaran", f"P.{n}.1.{k}"): {"Realisasi TW2": money_of(division, k)} for k in (1, 2, 3)},
    })  # fmt: skip


def type_into(path, wanted):
    """Type into a slim form by sheet, code and column."""
    book = openpyxl.load_workbook(path)
    for (name, code), cells in wanted.items():
        sheet = book[name]
        heads = [cell.value for cell in sheet[4]]
        row = next(row[0].row for row in sheet.iter_rows(min_row=5) if str(row[heads.index("Kode")].value) == code)
        for column, value in cells.items():
            sheet.cell(row, heads.index(column) + 1).value = value
    book.save(path)


def disagree(path, value):
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", int(SHARED), "Realisasi TW2", value)
    filler.simpan()


def sort_rows(path):
    """The measured indicators from the last to the first, inputs only, as somebody does who moves values."""
    filler = Isian(path)
    names = ("Kode", "Sifat", "Realisasi TW1", "Realisasi TW2", "Analisis")
    rows = [[filler.sel("tbl_pengukuran", n, c).value for c in names] for n in range(1, 10)]
    for n, row in enumerate(reversed(rows), 1):
        for column, value in zip(names, row, strict=True):
            filler.tulis("tbl_pengukuran", n, column, value)
    filler.simpan()


def insert_rows(path):
    """Two blank rows in the middle of the budget, by moving what stands below them."""
    filler = Isian(path)
    names = ("Kode", "Tingkat", "Uraian", "Indikator", "Pagu Awal", "Realisasi TW1", "Realisasi TW2", "Unit")
    last = 42
    for n in range(last, 20, -1):
        for column in names:
            filler.tulis("tbl_anggaran", n + 2, column, filler.sel("tbl_anggaran", n, column).value)
    for n in (21, 22):
        for column in names:
            filler.tulis("tbl_anggaran", n, column, None)
    filler.simpan()


def lose_a_formula(path):
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", BIDANG.index(FULL[4]) + 1, "Capaian", 1)
    filler.simpan()


def resave_by_libreoffice(lo, path):
    target = path.with_name("lo.xlsx")
    with lo.open(str(path), hard_recalc=False) as book:
        book.save(str(target))
    target.replace(path)


def mail(path, target):
    """The answer as a mail program saves it."""
    letter = email.message.EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Re: isian", "uptd@contoh.go.id", "perencana@contoh.go.id"
    letter.set_content("Terlampir.")
    letter.add_attachment(
        path.read_bytes(), maintype="application", filename=path.name,
        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    target.write_bytes(letter.as_bytes())
