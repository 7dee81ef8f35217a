"""Change returned books at random: gabung answers in Indonesian, half writes nothing, takes nothing it should not.

    python -m tests.proof.returned --banyak 10000 [--benih 1]

A change is one that people and programs make to a copy (filled, emptied, pasted, sorted, overwritten, renamed cells) or
one of the damages of ``mutations``. After each merge: every cell of the master holds what it held before, or what a
returned cell that was asked holds and the merge says it took; what was changed in the master meanwhile is never
replaced; a second run changes nothing.
"""

import os
import random
import time
from collections import Counter
from pathlib import Path

import lkjip_xl
from lkjip_xl.book.read import read_book
from lkjip_xl.book.returned import same
from lkjip_xl.book.rewrite import apply_edits
from lkjip_xl.checks.fixes import CellEdit
from lkjip_xl.ooxml.files import check_workbook, check_workbook_data
from tests.flows.travel_books import master

from .books import fast_folder, main, outcome, report, rounds
from .mutations import mutated, parts_of

VALUES = (
    75.5, 0, -3, 10**12, 1e300, "75,5 %", "88%", "Rp 1.283.419", "N/A", "-", "Utama", "", " ", "belum", "1.234",
    "10-12",
    "=1+1", "#REF!", True, "x" * 40_000, "\u00a075", "7e5", None, "teks biasa",
    2025,
)  # fmt: skip
ASKED = {
    "tbl_pengukuran": ("Realisasi TW2", "Analisis", "Solusi"), "tbl_anggaran": ("Realisasi TW2",),
    "tbl_data_dukung": ("Pembilang", "Penyebut", "Satuan", "Sumber"),
}  # fmt: skip


def rows_of(reading):
    """``{(table, row number): cells}`` of all inputs that travel."""
    return {
        (name, row.number): dict(row.cells)
        for name in ("tbl_renstra", "tbl_pk", "tbl_pengukuran", "tbl_anggaran", "tbl_data_dukung")
        for row in reading.book.rows(name)
        if row.cells
    }


def filled(data, chance):
    """A copy in which somebody wrote: mostly where it was asked, sometimes anywhere."""
    reading = read_book(check_workbook_data(data))
    edits = []
    for _ in range(chance.choice((1, 2, 5, 20))):
        typed_in = [one for one, table in reading.tables.items() if table.inputs and one in reading.places]
        name = chance.choice(list(ASKED) if chance.random() < 0.8 else typed_in)
        table, place = reading.tables[name], reading.places[name]
        columns = ASKED[name] if name in ASKED and chance.random() < 0.8 else [c.name for c in table.inputs]
        columns = [c for c in columns if c in place.columns]
        if not columns:  # a table without inputs, as those of Dasbor and Capaian
            continue
        row = chance.randrange(1, min(place.last_row - place.header_row, 12) + 1)
        edits.append(CellEdit(name, row, chance.choice(columns), chance.choice(VALUES)))
    if chance.random() < 0.3:  # sorted, as people do
        name = chance.choice(list(ASKED))
        rows = [row.cells for row in reading.book.rows(name) if row.cells]
        columns = [c.name for c in reading.tables[name].inputs if c.name in reading.places[name].columns]
        chance.shuffle(rows)
        edits = [CellEdit(name, n, c, cells.get(c)) for n, cells in enumerate(rows, 1) for c in columns] + edits
    apply_edits(reading, edits)
    return saved(reading.package)


def saved(package):
    from io import BytesIO

    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()


def wrong(before, after, merge):
    """What a merge did that it may not do."""
    found = []
    taken = {(c.table, c.row, c.column): c for c in merge.taken}
    for cell in merge.taken:
        if cell.table not in ASKED or not (cell.new or cell.column in ASKED[cell.table]):
            found.append(f"mengambil {cell.table} {cell.column}, yang tidak diminta")
        if not cell.new and not same(cell.base, cell.master):
            found.append(f"menimpa yang berubah di induk: {cell.table} {cell.column}")
        if not any(same(p.value, cell.taken) for p in cell.proposals):
            found.append("menulis nilai yang tidak kembali")
    allowed = {(c.table, c.column) for c in taken.values()}
    for place, cells in before.items():
        now = after.get(place)
        if now is None:
            found.append(f"baris {place} hilang")
            continue
        for column in {*cells, *now}:
            if not same(cells.get(column), now.get(column)) and (place[0], column) not in allowed:
                found.append(f"mengubah {place[0]} {column} tanpa mengatakannya")
    added = len(after) - len(before)
    if added != len(merge.added):
        found.append(f"{added} baris bertambah, {len(merge.added)} disebut")
    return found


def prove(number, seed=1):
    """Merge so many changed books; True when every answer was a proper one."""
    chance, counts, examples, started = random.Random(seed), Counter(), Counter(), time.time()
    with fast_folder() as folder:
        path = master(folder)
        sent = lkjip_xl.kirim(
            path, os.path.join(folder, "keluar"), ["semua"], triwulan=2, surel=False, backup=False
        ).sent
        copies = [Path(one.path).read_bytes() for one in sent]
        parts = [parts_of(data) for data in copies]
        induk = path.read_bytes()
        for done in rounds(number):
            which = chance.randrange(len(copies))
            kind = "diisi"
            data = filled(copies[which], chance)
            if chance.random() < 0.5:
                made = None
                while made is None:
                    made = mutated(parts[which] if chance.random() < 0.5 else parts_of(data), chance)
                kind, _, data = made
            path.write_bytes(filled(induk, chance) if chance.random() < 0.3 else induk)
            try_one(path, data, (kind, seed, done), counts, examples)
    return report("buku kembali", counts, examples, started)


def try_one(path, data, what, counts, examples):
    kind, seed, done = what
    old = path.read_bytes()
    before = rows_of(read_book(check_workbook(path, writing=False)))
    results = []
    given = {"kembali.xlsx": data}
    told, detail = outcome(lambda p: results.append(lkjip_xl.gabung(p, given, backup=False)), path)
    now = path.read_bytes()
    faults = []
    if told == "selesai":
        merge = results[0].merge
        state = merge.books[0].state
        counts[f"{'diisi' if kind == 'diisi' else 'dirusak'}: {state}"] += 1
        counts["sel diambil"] += len(merge.taken)
        counts["sel bentrok atau dikosongkan"] += len(merge.conflicts)
        counts["sel tidak pasti"] += len(merge.doubtful)
        faults = wrong(before, rows_of(read_book(check_workbook(path, writing=False))), merge)
        again, more = outcome(lambda p: lkjip_xl.gabung(p, given, backup=False), path)
        if again != "selesai" or path.read_bytes() != now:
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
