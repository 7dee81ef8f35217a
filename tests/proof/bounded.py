"""Hostile and huge books of at most 5 MB: every command ends within 10 seconds and 500 MB, with an answer.

    python -m tests.proof.bounded [NAMA ...]

Each command runs in a process of its own, whose time and memory are measured. The files of ``kasus-keandalan`` come
first, when they are there, then their kin, which are made here. POSIX only.
"""

import argparse
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from .books import CASES, TIME_LIMIT, fast_folder, small_book
from .mutations import parts_of

MEMORY_LIMIT = 500  # MiB
LARGEST = 5_000_000  # bytes of a file
BOOK, TYPES, STYLES = "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"
BUDGET, MEASURES, PROGRAMS = "xl/worksheets/sheet7.xml", "xl/worksheets/sheet6.xml", "xl/worksheets/sheet5.xml"


def before(mark, text):
    """Puts text before the first mark of a part."""
    return lambda data: data.replace(mark, text + mark, 1)


def cell(content):
    """Puts a cell with this inside into an own row far beneath the tables of the sheet."""
    return before(b"</sheetData>", b'<row r="4000"><c r="A4000" t="inlineStr">' + content + b"</c></row>")


def table_to(name, last):
    """Lets a table end at another row."""

    def change(parts):
        for part, data in parts.items():
            if part.startswith("xl/tables/") and f'displayName="{name}"'.encode() in data:
                parts[part] = re.sub(rb'ref="([A-Z]+\d+:[A-Z]+)\d+"', rb'ref="\g<1>%d"' % last, data)

    return change


def budget(count):
    """So many filled budget rows, without formulas."""

    def change(parts):
        rows = "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>K{n}</t></is></c><c r="B{n}" t="inlineStr"><is><t>'
            f'Sub Kegiatan</t></is></c><c r="C{n}" t="inlineStr"><is><t>u</t></is></c><c r="E{n}"><v>{n}</v></c></row>'
            for n in range(6, count + 6)
        )
        parts[BUDGET] = re.sub(
            rb'<row r="6".*</sheetData>', lambda _: rows.encode() + b"</sheetData>", parts[BUDGET], flags=re.S
        )
        table_to("tbl_anggaran", count + 5)(parts)

    return change


def measures(count):
    """So many filled rows of tbl_pengukuran, without formulas."""

    def change(parts):
        rows = "".join(
            f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>I{n}</t></is></c></row>' for n in range(6, count + 6)
        )
        parts[MEASURES] = re.sub(
            rb'<row r="6".*</sheetData>', lambda _: rows.encode() + b"</sheetData>", parts[MEASURES], flags=re.S
        )
        table_to("tbl_pengukuran", count + 5)(parts)

    return change


def sheets(count):
    """So many further sheets."""

    def change(parts):
        empty = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
        tags, relations, types = [], [], []
        for n in range(count):
            parts[f"xl/worksheets/x{n}.xml"] = empty
            tags.append(f'<sheet name="x{n}" sheetId="{n + 500}" r:id="x{n}"/>')
            relations.append(
                f'<Relationship Id="x{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                f'worksheet" Target="worksheets/x{n}.xml"/>'
            )
            types.append(
                f'<Override PartName="/xl/worksheets/x{n}.xml" ContentType="application/vnd.openxmlformats-'
                'officedocument.spreadsheetml.worksheet+xml"/>'
            )
        parts[BOOK] = before(b"</sheets>", "".join(tags).encode())(
            parts[BOOK].replace(
                b"<workbook ",
                b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ',
                0 if b"xmlns:r=" in parts[BOOK] else 1,
            )
        )
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = before(b"</Relationships>", "".join(relations).encode())(parts[rels])
        parts[TYPES] = before(b"</Types>", "".join(types).encode())(parts[TYPES])

    return change


def part(name, change):
    """One part changed."""

    def all_parts(parts):
        parts[name] = change(parts[name])

    return all_parts


def names(count):
    return part(
        BOOK, before(b"</definedNames>", b"".join(b'<definedName name="n%d">1</definedName>' % n for n in range(count)))
    )


def merges(count):
    body = b"".join(b'<mergeCell ref="AZ%d:BA%d"/>' % (n, n) for n in range(5000, 5000 + count))
    return part(PROGRAMS, before(b"<pageMargins", b'<mergeCells count="1">' + body + b"</mergeCells>"))


def strings(items):
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

    def change(parts):
        parts["xl/sharedStrings.xml"] = head + items + b"</sst>"
        for name in (PROGRAMS, MEASURES):
            parts[name] = parts[name].replace(
                b"</sheetData>", b'<row r="30"><c r="A30" t="s"><v>0</v></c></row></sheetData>'
            )

    return change


def further(name, data):
    def change(parts):
        parts[name] = data

    return change


def attributes():
    return b"".join(b' a%d=""' % n for n in range(120_000))


def many(count):
    def change(parts):
        parts.update((f"xl/media/m{n}.bin", b"") for n in range(count))

    return change


KIN = {
    "nama 45.000": lambda: names(45_000),
    "nama 300.000": lambda: names(300_000),
    "nama panjang": lambda: part(
        BOOK, before(b"</definedNames>", b'<definedName name="n">' + b'"' * 14_000_001 + b"</definedName>")
    ),
    "gabungan 90.000": lambda: merges(90_000),
    "gabungan 600.000": lambda: merges(600_000),
    "lembar 1.900": lambda: sheets(1_900),
    "lembar 4.000": lambda: sheets(4_000),
    "atribut buku": lambda: part(BOOK, before(b"</workbook>", b"<x" + attributes() + b"/>")),
    "atribut baris": lambda: part(BUDGET, before(b"</sheetData>", b'<row r="4000"' + attributes() + b"/>")),
    "atribut sel": lambda: part(
        BUDGET, before(b"</sheetData>", b'<row r="4000"><c r="A4000"' + attributes() + b"/></row>")
    ),
    "kutip di tag": lambda: part(BOOK, before(b"</workbook>", b'<x a="' + b">'" * 4_000_000 + b'"/>')),
    "dalam": lambda: part(PROGRAMS, before(b"</worksheet>", b"<x>" * 2_000_000 + b"</x>" * 2_000_000)),
    "dalam tersamar": lambda: part(PROGRAMS, before(b"</worksheet>", b'<x a="/>">' * 1_100_000 + b"</x>" * 1_100_000)),
    "dalam di buku": lambda: part(BOOK, before(b"</workbook>", b"<x>" * 1_000_000 + b"</x>" * 1_000_000)),
    "komentar": lambda: part(PROGRAMS, before(b"</worksheet>", b"<!--" + b"< " * 7_500_000 + b"-->")),
    "komentar kecil": lambda: part(PROGRAMS, before(b"</worksheet>", b"<!-- -->" * 1_000_000)),
    "instruksi": lambda: part(BOOK, before(b"</workbook>", b"<?x " + b"< " * 7_500_000 + b"?>")),
    "teks panjang": lambda: part(BUDGET, cell(b"<is><t>" + b"x" * 14_000_000 + b"</t></is>")),
    "teks bersama": lambda: strings(b"<si>" + b"<t>x</t>" * 1_900_000 + b"</si>"),
    "teks tak tertutup": lambda: strings(b"<si>" + b"<t>" * 5_500_000 + b"</si>"),
    "teks kosong": lambda: strings(b"<si>" + b"<t />" * 3_300_000 + b"</si>"),
    "ejaan": lambda: strings(b"<si><t>x</t>" + b"<rPh sb='0'>" * 1_300_000 + b"</si>"),
    "rumus kosong": lambda: part(BUDGET, cell(b"<f />" * 3_000_000 + b"<v>1</v>")),
    "rumus tak tertutup": lambda: part(BUDGET, cell(b"<f>" * 4_900_000)),
    "kata mergeCell": lambda: part(BUDGET, cell(b"<is><t>" + b"mergeCell " * 90_000 + b"</t></is>")),
    "format": lambda: part(
        STYLES, before(b"</numFmts>", b'<numFmt numFmtId="400" formatCode="' + b"[" * 900_000 + b'"/>')
    ),
    "gaya 400.000": lambda: part(STYLES, before(b"</cellXfs>", b'<xf numFmtId="0"/>' * 400_000)),
    "gaya 60.000": lambda: part(STYLES, before(b"</cellXfs>", b'<xf numFmtId="0" fontId="0"/>' * 60_000)),
    "hubungan": lambda: part(
        "xl/_rels/workbook.xml.rels", before(b"</Relationships>", b'<Relationship Id="a"/>' * 600_000)
    ),
    "jenis isi": lambda: part(TYPES, before(b"</Types>", b'<Default Extension="a"/>' * 600_000)),
    "bagian 9.000": lambda: many(9_000),
    "bagian 30.000": lambda: many(30_000),
    "mengembang": lambda: further("xl/media/besar.bin", bytes(900_000_000)),
    "mengembang XML": lambda: further("xl/besar.xml", b"<a>" + b"<b/>" * 60_000_000 + b"</a>"),
    "bom": lambda: further("xl/bom.xml", b"<a>" + b" " * 900_000_000 + b"</a>"),
    "baris 200.000": lambda: part(
        BUDGET, before(b"</sheetData>", b"".join(b'<row r="%d"/>' % n for n in range(5_000, 205_000)))
    ),
    "baris 900.000": lambda: part(
        BUDGET, before(b"</sheetData>", b"".join(b'<row r="%d"/>' % n for n in range(5_000, 905_000)))
    ),
    "rentang validasi": lambda: part(
        PROGRAMS,
        before(
            b"<pageMargins",
            b'<dataValidations><dataValidation sqref="' + b"A1:B2 " * 150_000 + b'"/></dataValidations>',
        ),
    ),
    "tabel sampai akhir": lambda: table_to("tbl_pk", 1_048_576),
    "tabel sampai 1.900": lambda: table_to("tbl_pengukuran", 1_900),
    "anggaran 20.000": lambda: budget(20_000),
    "anggaran 60.000": lambda: budget(60_000),
    "pengukuran 3.000": lambda: measures(3_000),
    "pengukuran 8.000": lambda: measures(8_000),
    "pengukuran 20.000": lambda: measures(20_000),
}  # fmt: skip


def make(name, folder):
    """The file of that kin; None when it came out larger than this proof is about."""
    parts = parts_of(small_book())
    KIN[name]()(parts)
    path = os.path.join(folder, re.sub(r"\W+", "-", name) + ".xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part_name, data in parts.items():
            target.writestr(part_name, data)
    return path if os.path.getsize(path) <= LARGEST else None


# The peak that the system reports for a process counts the pages of the one that started it, so each says its own.
_RUN = """
import sys
from lkjip_xl.hosts.cli import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        sys.stderr.write("\\nPUNCAK " + next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def measured(command, path):
    """``(exit code, seconds, MiB, last words)`` of the command line on a file."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _RUN, command, path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=Path(__file__).parents[2], start_new_session=True,
    )  # fmt: skip
    words = process.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    own = usage.ru_utime + usage.ru_stime  # other work on the machine does not count
    words, _, peak = words.rpartition("PUNCAK ")
    return process.returncode, min(seconds, own), int(peak or 0) / 1024, words.strip()


def judge(code, seconds, memory, words):
    """What is wrong, or None."""
    if seconds > TIME_LIMIT:
        return f"{seconds:.1f} detik"
    if memory > MEMORY_LIMIT:
        return f"{memory:.0f} MB"
    if "Traceback" in words or code not in (0, 1, 2, 3):
        return "jejak galat: " + words.splitlines()[-1][:100] if words else f"kode {code}"
    return None


def prove(chosen=None, commands=("hitung", "laporan", "periksa"), cases=True):
    """Run the commands on every file; True when all keep to the limits."""
    wrong, count = 0, 0
    with fast_folder() as folder:
        files = [(path.name, lambda p=path: str(p)) for path in sorted(CASES.glob("*.xlsx"))] if cases else []
        files += [(name, lambda n=name: make(n, folder)) for name in (chosen or KIN)]
        for name, source in files:
            path = source()
            if path is None:
                print(f"{name:32} lebih besar daripada 5 MB, dilewati")
                continue
            work = os.path.join(folder, "kerja.xlsx")
            for command in commands:
                Path(work).write_bytes(Path(path).read_bytes())
                code, seconds, memory, words = measured(command, work)
                fault = judge(code, seconds, memory, words)
                count += 1
                wrong += fault is not None
                last = words.splitlines()[-1][:110] if words else ""
                print(
                    f"{name:32} {command:8} kode {code} {seconds:5.1f} s {memory:5.0f} MB {fault or ''} | {last}",
                    flush=True,
                )
            for left in os.listdir(folder):
                os.unlink(os.path.join(folder, left))
    print(f"terbatas: {count} perintah, {wrong} melanggar")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nama", nargs="*")
    options = parser.parse_args()
    raise SystemExit(not prove(options.nama or None, cases=not options.nama))


if __name__ == "__main__":
    main()
