"""Change returned books at random: gabung answers in Indonesian, half writes nothing, takes nothing it should not.

    python -m tests.proof.returned --banyak 10000 [--benih 1]

A change is one that people and programs make to a copy (filled, emptied, pasted, sorted, overwritten, renamed cells) or
one of the damages of ``mutations``. After each merge: every cell of the master holds what it held before, or what a
returned cell that was asked holds and the merge says it took; what was changed in the master meanwhile is never
replaced; a second run changes nothing. One round in ten works on a file, the others on bytes, and the books have few
spare rows: so a round takes a tenth of a second. Half of the copies are of the slim form.
"""

import os
import random
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.book.returned import same
from lkjip_xl.book.rewrite import apply_edits
from lkjip_xl.book.slim import slim_reading
from lkjip_xl.checks.fixes import CellEdit
from lkjip_xl.flows.gabung_plan import label
from lkjip_xl.ooxml.package import Package
from lkjip_xl.schema.asked import asked_columns
from lkjip_xl.schema.contract import tables as contract_tables
from lkjip_xl.template.book import build
from tests.flows.travel_books import ROWS, SETTINGS

from .books import fast_folder, main, outcome, report, rounds
from .mutations import mutated, parts_of

VALUES = (
    75.5, 0, -3, 10**12, 1e300, "75,5 %", "88%", "Rp 1.283.419", "N/A", "-", "Utama", "", " ", "belum", "1.234",
    "10-12",
    "=1+1", "#REF!", True, "x" * 40_000, "\u00a075", "7e5", None, "teks biasa",
    2025,
)  # fmt: skip
ASKED = {
    name: tuple(asked_columns(table, 2))
    for name, table in contract_tables(2025, 2026).items()
    if name in ("tbl_pengukuran", "tbl_anggaran", "tbl_data_dukung")
}


cells = Counter()
"""What became of the cells of a run."""


def small_master(folder):
    """The master of the tests, built anew with few spare rows."""
    path = Path(folder) / "induk.xlsx"
    build(path, settings=SETTINGS, years=(2025, 2026), rows=ROWS)
    lkjip_xl.hitung(path, backup=False)
    return path


def rows_of(reading):
    """``{(table, row number): cells}`` of all inputs that travel."""
    return {
        (name, row.number): dict(row.cells)
        for name in ("tbl_renstra", "tbl_pk", "tbl_pengukuran", "tbl_anggaran", "tbl_data_dukung")
        for row in reading.book.rows(name)
        if row.cells
    }


def filled(data, chance, read=read_book):
    """A copy in which somebody wrote: mostly where it was asked, sometimes anywhere; ``read`` gives its reading."""
    reading = read(Package(data))
    asked = [name for name in ASKED if name in reading.places]
    edits = []
    for _ in range(chance.choice((1, 2, 5, 20))):
        typed_in = [one for one, table in reading.tables.items() if table.inputs and one in reading.places]
        name = chance.choice(asked if chance.random() < 0.8 else typed_in)
        table, place = reading.tables[name], reading.places[name]
        columns = ASKED[name] if name in ASKED and chance.random() < 0.8 else [c.name for c in table.inputs]
        columns = [c for c in columns if c in place.columns]
        if not columns:  # a table without inputs, as those of Dasbor and Capaian
            continue
        there = [row.number for row in reading.book.rows(name) if row.cells]
        row = chance.randrange(1, min(place.last_row - place.header_row, 12) + 1)
        if there and chance.random() < 0.8:
            row = chance.choice(there)
        edits.append(CellEdit(name, row, chance.choice(columns), chance.choice(VALUES)))
    if chance.random() < 0.3:  # sorted, as people do
        name = chance.choice(asked)
        rows = [row.cells for row in reading.book.rows(name) if row.cells]
        columns = [c.name for c in reading.tables[name].inputs if c.name in reading.places[name].columns]
        chance.shuffle(rows)
        edits = [CellEdit(name, n, c, cells.get(c)) for n, cells in enumerate(rows, 1) for c in columns] + edits
    apply_edits(reading, edits)
    return saved(reading.package)


def readers_of(induk, sendings):
    """For each copy what reads it: a whole book, or a slim form."""
    master = read_book(Package(induk))
    return [
        (lambda package, one=one: slim_reading(package, master, one)) if one.slim else read_book for one in sendings
    ]


def saved(package):
    from io import BytesIO

    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()


def wrong(before, after, merge):
    """What a merge did that it may not do."""
    found = []
    for cell in merge.taken:
        if cell.table not in ASKED or not (cell.new or cell.column in ASKED[cell.table]):
            found.append(f"mengambil {cell.table} {cell.column}, yang tidak diminta")
        if not cell.new and not same(cell.base, cell.master):
            found.append(f"menimpa yang berubah di induk: {cell.table} {cell.column}")
        if not any(same(p.value, cell.taken) for p in cell.proposals):
            found.append("menulis nilai yang tidak kembali")
    values = {(c.table, c.row, c.column): c.taken for c in merge.taken}
    tables = contract_tables(2025, 2026)
    for place, cells in before.items():
        now = after.get(place)
        if now is None:
            found.append(f"baris {place} hilang")
            continue
        for column in {*cells, *now}:
            where = (place[0], label(tables[place[0]], cells), column)
            if same(cells.get(column), now.get(column)):
                continue
            if where not in values:
                found.append(f"mengubah {place[0]} {column} tanpa mengatakannya")
            elif not same(values[where], now.get(column)):
                found.append(f"menulis {place[0]} {column} lain dari yang dikatakannya")
    added = len(after) - len(before)
    if added != len(merge.added):
        found.append(f"{added} baris bertambah, {len(merge.added)} disebut")
    return found


@contextmanager
def few_spare_rows():
    """Let books be built and kept with a few blank rows under each table: reading them is most of a round."""
    from lkjip_xl.schema import contract

    tables = [table for sheet in contract.discover() for table in sheet.tables]
    before = [(table, table.room, table.spare) for table in tables]
    for table, room, spare in before:
        object.__setattr__(table, "room", min(room, 3))
        object.__setattr__(table, "spare", min(spare, 3))
    contract._sheets.cache_clear()
    try:
        yield
    finally:
        for table, room, spare in before:
            object.__setattr__(table, "room", room)
            object.__setattr__(table, "spare", spare)
        contract._sheets.cache_clear()


def prove(number, seed=1):
    """Merge so many changed books; True when every answer was a proper one."""
    with few_spare_rows(), fast_folder() as folder:
        return _prove(number, seed, folder)


def _prove(number, seed, folder):
    cells.clear()
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    path = small_master(folder)
    sent = [
        copy
        for slim in (False, True)
        for copy in lkjip_xl.kirim(
            path, os.path.join(folder, "keluar"), ["semua"], triwulan=2, surel=False, backup=False, ringkas=slim
        ).sent
    ]
    copies = [Path(one.path).read_bytes() for one in sent]
    parts = [parts_of(data) for data in copies]
    induk = path.read_bytes()
    readers = readers_of(induk, [one.sending for one in sent])
    for done in rounds(number):
        which = chance.randrange(len(copies))
        kind = "diisi"
        data = filled(copies[which], chance, readers[which])
        if chance.random() < 0.5:
            made = None
            while made is None:
                made = mutated(parts[which] if chance.random() < 0.5 else parts_of(data), chance)
            kind, _, data = made
        now = filled(induk, chance) if chance.random() < 0.3 else induk
        where = path if done % 10 == 0 else None
        try_one(where, now, data, (kind, seed, done), counts, examples)
    good = report("buku kembali", counts, examples, started)
    for name, count in cells.items():
        print(f"  {count:6d}  {name}")
    return good


def merged(path, book, given, results):
    """Merge into a file, or into bytes where there is none; what the book is afterwards."""
    if path is None:
        made = lkjip_xl.gabung(book, given)
        results.append(made)
        return made.data
    results.append(lkjip_xl.gabung(path, given, backup=False))
    return path.read_bytes()


def try_one(path, old, data, what, counts, examples):
    kind, seed, done = what
    if path is not None:
        path.write_bytes(old)
    before = rows_of(read_book(Package(old), careful=False, keep=False))
    results, after = [], []
    given = {"kembali.xlsx": data}
    told, detail = outcome(lambda p: after.append(merged(p, old, given, results)), path)
    now = path.read_bytes() if path is not None else (after[0] if after else old)
    faults = []
    if told == "selesai":
        merge = results[0].merge
        state = merge.books[0].state
        counts[f"{'diisi' if kind == 'diisi' else 'dirusak'}: {state}"] += 1
        cells["sel diambil"] += len(merge.taken)
        cells["sel bentrok atau dikosongkan"] += len(merge.conflicts)
        cells["sel tidak pasti"] += len(merge.doubtful)
        faults = wrong(before, rows_of(read_book(Package(now), careful=False, keep=False)), merge)
        if results[0].unchanged and path is not None and now != old:
            faults.append("tidak ada yang diambil, tetapi bukunya berubah")
        if not results[0].unchanged or done % 10 == 0:
            again, more = outcome(lambda p: after.append(merged(p, now, given, results)), path)
            if again != "selesai" or not results[-1].unchanged:
                faults.append(f"kali kedua tidak sama: {again} {more}")
    else:
        counts[told] += 1
        if told != "ditolak":
            faults.append(f"{told}: {detail}")
        elif now != old:
            faults.append("ditolak, tetapi bukunya berubah")
    for fault in faults:
        examples[f"{kind}: {fault}"] += 1
    if faults and os.environ.get("LKJIP_BUKTI"):
        Path(os.environ["LKJIP_BUKTI"], f"{seed}-{done}.xlsx").write_bytes(data)


if __name__ == "__main__":
    main(prove, __doc__, 10_000)
