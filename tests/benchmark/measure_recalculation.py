"""How long LibreOffice computes the formulas of a book: processor seconds, per size, and how they grow.

    python tests/benchmark/measure_recalculation.py [--ukuran 400x60 2000x300 10000x1000] [--kode 1]

For each size: opening (values cached), a full recalculation, and single edits. ``--kode 3`` lets every program name
three indicators. Each figure is the processor time that soffice used; nothing is asserted, for a busy machine proves
nothing.
"""

import argparse
import math
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


def book_rows(budget, indicators, codes):
    """Rows of a plausible book: half the indicators measured in numbers, some levels, programs that name codes."""
    rng = random.Random(budget)
    names = [f"{1 + i // 10}.{1 + i % 10}" for i in range(indicators)]
    renstra, measured, pk = [], [], []
    for i, code in enumerate(names):
        target = rng.randint(50, 100)
        level = i % 20 == 7
        row = {"Kode": code, "Jenis": "Sasaran", "Induk": f"T{1 + i // 10}", "Sasaran": f"Mutu layanan {i // 2}",
               "Indikator": f"Persentase layanan {i}", "IKU": "Ya", "Satuan": "%",
               "Tipe": "Tingkat" if level else "Persen", "Arah": "Turun" if i % 7 == 3 else "Naik"}  # fmt: skip
        if level:
            row["Skala Tingkat"] = "Opini BPK"
        renstra.append(row | {f"Target {y}": "WTP" if level else target for y in range(2025, 2030)})
        pk.append({"Dokumen": "Awal", "Kode": code, "Target": "WTP" if level else target})
        measured.append({"Kode": code, "Sifat": "Posisi Akhir"}
                        | {f"Target TW{n}": "WTP" if level else target * n / 4 for n in (1, 2, 3, 4)}
                        | {f"Realisasi TW{n}": "WDP" if level else target * n / 5 for n in (1, 2, 3, 4)})  # fmt: skip
    rows, program = [{"Kode": "1", "Tingkat": "Bidang", "Uraian": "Bidang"}], 0
    while len(rows) < budget:
        program += 1
        named = [names[(program * codes + k) % indicators] for k in range(codes)]
        rows.append({"Kode": f"1.{program}", "Tingkat": "Program", "Uraian": "Program", "Indikator": ";".join(named)})
        for k in range(1, 4):
            rows.append({"Kode": f"1.{program}.{k}", "Tingkat": "Kegiatan", "Uraian": "Kegiatan"})
            for s in range(1, 5):
                pagu = rng.randint(1, 900) * 100_000
                spent = {f"Realisasi TW{n}": pagu * n // 5 for n in (1, 2, 3, 4)}
                row = {"Kode": f"1.{program}.{k}.{s}", "Tingkat": "Sub Kegiatan", "Uraian": "Sub", "Pagu Awal": pagu}
                rows.append(row | spent)
    return {"tbl_renstra": renstra, "tbl_pk": pk, "tbl_pengukuran": measured, "tbl_anggaran": rows[:budget]}


EDITS = {
    "Realisasi Pengukuran": ("tbl_pengukuran", 5, "Realisasi TW4", 55),
    "Realisasi Anggaran": ("tbl_anggaran", 5, "Realisasi TW4", 123456),
    "Pagu": ("tbl_anggaran", 5, "Pagu Awal", 9_000_000),
    "Indikator": ("tbl_anggaran", 2, "Indikator", "1.5"),
    "Tingkat": ("tbl_anggaran", 5, "Tingkat", "Kegiatan"),
    "Target PK": ("tbl_pk", 5, "Target", 77),
    "Target Renstra": ("tbl_renstra", 5, "Target 2025", 77),
    "Kode Pengukuran": ("tbl_pengukuran", 5, "Kode", "1.9"),
}


def measure(path):
    """``{what: processor seconds}`` of one book."""
    from lkjip_xl.book.read import read_book
    from lkjip_xl.ooxml.files import check_workbook
    from lkjip_xl.ooxml.worksheet import column_letters
    from tests.tools.libreoffice import LibreOffice

    reading = read_book(check_workbook(str(path), writing=False))
    setting = next(r for r in reading.book.rows("tbl_pengaturan") if r.cells.get("Kunci") == "triwulan_berjalan")
    edits = {"Triwulan": (f"Pengaturan!{column_letters(reading.places['tbl_pengaturan'].columns['Nilai'])}"
                          f"{setting.sheet_row}", 3)}  # fmt: skip
    for what, (table, row, column, value) in EDITS.items():
        place = reading.places[table]
        edits[what] = (f"{place.sheet.name}!{column_letters(place.columns[column])}{place.header_row + row}", value)
    office, result = LibreOffice(timeout=900), {}
    office.start()

    def spent(call):
        before = office.processor_seconds()
        call()
        return office.processor_seconds() - before

    with office.open(ROOT / "workbook_templates" / "lkjip_standar.xlsx"):
        pass  # what only the first file costs
    before = office.processor_seconds()
    with office.open(path, hard_recalc=False) as book:
        result["buka"] = office.processor_seconds() - before
        book.recalc()
        result["hitung ulang"] = min(spent(book.recalc) for _ in range(3))
        for what, (address, value) in edits.items():
            result[what] = spent(
                lambda a=address, v=value: book.set_cells([{a: v}], ["Beranda!A1"], keep=True, hard=False)
            )
    office.stop()
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ukuran", nargs="+", default=["400x60", "2000x300"])
    parser.add_argument("--kode", type=int, default=1)
    parser.add_argument("--buku", nargs="*", default=[], help="books to measure instead")
    chosen = parser.parse_args()
    from lkjip_xl.flows.buat import store_values
    from lkjip_xl.template.book import build

    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.ukuran if not chosen.buku else chosen.buku:
            path = Path(size)
            if not chosen.buku:
                budget, indicators = map(int, size.split("x"))
                path = Path(folder, f"{size}.xlsx")
                build(path, rows=book_rows(budget, indicators, chosen.kode), after=store_values)
            figures = measure(path)
            found.append((size, figures))
            print(size, f"{path.stat().st_size / 1000:.0f} KB", *(f"{k} {v:.2f}" for k, v in figures.items()), sep="  ")
    if len(found) > 1 and not chosen.buku:
        (small, a), (large, b) = found[-2:]
        rows = int(large.split("x")[0]) / int(small.split("x")[0])
        print("pertumbuhan hitung ulang:", round(math.log(b["hitung ulang"] / a["hitung ulang"], rows), 2))


if __name__ == "__main__":
    main()
