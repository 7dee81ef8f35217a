"""Whether a finished book shows a printed form: head, spans, order, numbers, captions, notes, signatures and cells.

The forms stand in ``tests/printed/forms`` (facts of three published reports: words of heads and captions, figures; what
print gets wrong is listed there with its reason). A cell counts as it is seen: the value through its number format.
Case, spaces and line breaks do not count, everything else does.

    python -m tests.tools.printed_form            # table of all forms
    python -m tests.tools.printed_form --rinci    # and what differs
"""

import json
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO
from pathlib import Path

from lkjip_xl.expr.values import bulatkan

FORMS = Path(__file__).parents[1] / "printed" / "forms"
SLOT = re.compile(r"\{([a-z0-9_]+)\}")
CONTINUED = "(lanjutan)"


@cache
def norm(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def bare(text):
    return norm(text).lstrip("-•➤").removesuffix(CONTINUED)


# --- a cell as it is seen --------------------------------------------------------------------------------------------
def _pieces(code):
    """``[(kind, text)]`` of a number format's section: ``n`` digits, ``%`` percent, ``t`` literal text."""
    for quoted, escaped, digits, percent, other in re.findall(r'"([^"]*)"|\\(.)|([0#?.,]+)|(%)|(.)', code):
        if digits:
            yield "n", digits
        elif percent:
            yield "%", "%"
        else:
            yield "t", quoted or escaped or other


def seen(value, code):
    """A value through its number format, with Indonesian separators."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;"])+', code or "General")
    if sections[0] == "General":
        return f"{value:.15g}".replace(".", ",")
    minus = value < 0 and len(sections) < 2
    section = sections[2] if value == 0 and len(sections) > 2 else sections[1] if value < 0 and len(sections) > 1 \
        else sections[0]  # fmt: skip
    pieces = list(_pieces(section))
    number = abs(value) * (100 if any(k == "%" for k, _ in pieces) else 1)
    return ("-" if minus else "") + "".join(_number(number, t) if k == "n" else t for k, t in pieces)


def _number(value, digits):
    pattern = digits.rstrip(",")  # commas at the end show thousands, millions ...
    value /= 1000 ** (len(digits) - len(pattern))
    whole, _, fraction = pattern.partition(".")
    text = f"{bulatkan(value, len(fraction)):,.{len(fraction)}f}"
    if "," not in whole:
        text = text.replace(",", "")
    return text.translate(str.maketrans(",.", ".,"))


class Grid:
    """A report sheet as it is seen: texts, and the range of every merged cell."""

    def __init__(self, sheet):
        self.name, self.landscape = sheet.title, sheet.page_setup.orientation == "landscape"
        own = sheet.defined_names.get("_lkjip")
        self.report = own.attr_text.strip('"').split("|")[2] if own is not None else None
        self.range = {}
        for m in sheet.merged_cells.ranges:
            box = (m.min_row, m.min_col, m.max_row, m.max_col)
            self.range.update(((r, c), box) for r in range(box[0], box[2] + 1) for c in range(box[1], box[3] + 1))
        self.text = {
            (cell.row, cell.column): seen(cell.value, cell.number_format)
            for row in sheet.iter_rows() for cell in row if cell.value is not None
        }  # fmt: skip
        self.last = sheet.max_row

    def box(self, r, c):
        return self.range.get((r, c), (r, c, r, c))

    def at(self, r, c):
        return self.text.get(self.box(r, c)[:2], "")

    def row(self, r):
        return [self.text[k] for k in sorted(self.text) if k[0] == r]

    def blank(self, r, columns):
        return not any(self.at(r, c) or self.box(r, c)[0] < r for c in columns)

    def joined(self, first, last):
        return "".join(norm(t) for (r, _), t in sorted(self.text.items()) if first <= r <= last)


def grids(data):
    """The report sheets of a book, and its settings."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    rows = [[c.value for c in row] for row in book["Pengaturan"].iter_rows()]
    at = next((r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if v == "Kunci")
    settings = {row[at[1]]: row[at[1] + 1] for row in rows[at[0] + 1 :] if row[at[1]]}
    found = [Grid(s) for s in book.worksheets]
    return [g for g in found if g.report], settings


# --- words with slots ------------------------------------------------------------------------------------------------
def slots_of(settings):
    own = {k: str(v) for k, v in settings.items() if v not in (None, "")}
    year, first = int(own["tahun"]), int(own["tahun_awal_renstra"])
    own |= {"tahun_lalu": str(year - 1), "tahun_lalu2": str(year - 2), "t_awal": str(first - 1)}
    own |= {f"t{n}": str(first + n) for n in range(6)}
    for key in ("instansi", "jabatan_kepala"):
        own[key + "_tanpa_daerah"] = re.split(r"\s+(?:Kota|Kabupaten|Provinsi)\s+", own[key])[0]
    own["tempat"] = own.get("tempat_tanda_tangan") or own["kota"]
    return own


def pattern(text, slots):
    """The text as a pattern: an unknown slot and ``…`` match anything."""
    for _ in range(3):
        text = SLOT.sub(lambda m: slots.get(m[1], m[0]), text)
    parts = re.split(r"(\{[a-z0-9_]+\}|…)", text)
    return re.compile("".join(".{1,4000}?" if SLOT.fullmatch(p) or p == "…" else re.escape(norm(p)) for p in parts),
                      re.S)  # fmt: skip


# --- the judgement ---------------------------------------------------------------------------------------------------
@dataclass
class Verdict:
    """What was compared, what differs, and the print errors that were met."""

    spec: str
    printing: str
    sheet: str = ""
    same: int = 0
    wrong: list = field(default_factory=list)
    errors: int = 0

    def see(self, fits, what, wanted="", found=""):
        if fits:
            self.same += 1
        else:
            self.wrong.append(f"{what}: seharusnya {wanted!r}, ada {found!r}")

    @property
    def passes(self):
        return not self.wrong and self.same > 0


class _Found:
    """A table whose head stands at a row: its leaf columns, its rows."""

    def __init__(self, grid, spec, slots, r0):
        self.grid, self.r0 = grid, r0
        head = spec["head"]
        self.bottom = r0 + head["rows"] - 1
        used = sorted({c for _, c in (*grid.text, *grid.range)})
        boxes = {c: grid.box(self.bottom, c) for c in used}
        kept = [b for c, b in boxes.items() if grid.at(self.bottom, c) or b[3] > b[1]]
        boxes = dict.fromkeys((b[1], b[3]) for b in kept)
        self.leaves = list(boxes)
        self.wrong, self.numbers, self.rows, self.last = [], None, [], self.bottom
        if len(self.leaves) != head["columns"]:
            self.wrong.append(f"kolom: seharusnya {head['columns']}, ada {len(self.leaves)}")
            return
        for row, column, width, height, text in head["cells"]:
            box = (r0 + row - 1, self.leaves[column - 1][0], r0 + row + height - 2, self.leaves[column + width - 2][1])
            found = grid.text.get(box[:2], "")
            if not pattern(text, slots).fullmatch(norm(found)) and text:
                self.wrong.append(f"kepala: seharusnya {text!r}, ada {found!r}")
            if grid.box(*box[:2]) != box:
                self.wrong.append(f"gabungan {text}: seharusnya {box}, ada {grid.box(*box[:2])}")
        columns = [a for a, _ in self.leaves]
        first = self.bottom + 1
        self.numbers = [grid.at(first, c) for c in columns]
        if not all(re.fullmatch(r"\(?\d{1,2}\)?", n) for n in self.numbers):
            self.numbers = None
        self.first = first + (self.numbers is not None)
        self.last = self.first - 1
        while self.last < grid.last and not grid.blank(self.last + 1, columns):
            self.last += 1
        top = [grid.at(r0, c) for c in columns]
        # A head that is printed again on a further page is no row of data.
        copies = {r + k for r in range(self.first, self.last + 1) if [grid.at(r, c) for c in columns] == top
                  for k in range(head["rows"] + (self.numbers is not None))}  # fmt: skip
        self.rows = [r for r in range(self.first, self.last + 1) if r not in copies]

    def cell(self, r, k):
        return self.grid.at(r, self.leaves[k - 1][0])

    def own(self, r, k):
        """Whether a cell of the column begins in this row, or its piece at the top of a page."""
        return self.grid.box(r, self.leaves[k - 1][0])[0] == r


def find_table(all_grids, spec, printing, slots):
    report = SLOT.sub(lambda m: slots.get(m[1], m[0]), printing.get("report") or spec["report"])
    titles = [pattern(t, slots) for t in printing.get("titles", spec["titles"])]
    best, least = None, 1e9
    start = pattern(spec["head"]["cells"][0][4], slots)
    for grid in all_grids:
        if grid.report != report:
            continue
        for (r, c), text in sorted(grid.text.items()):
            if c == 1 and start.fullmatch(norm(text)):
                found = _Found(grid, spec, slots, r)
                above = grid.joined(max(1, r - 9), r - 1)
                missing = sum(not t.search(above) for t in titles)
                keys = {
                    bare(x) for t in printing["tables"] for row in t["rows"] for texts in row.values() for x in texts
                }
                columns = range(1, len(found.leaves) + 1)
                own = set() if found.wrong else {bare(found.cell(r, k)) for r in found.rows for k in columns}
                cost = len(found.wrong) + missing * 2 - len(keys & own) / max(1, len(keys))
                if cost < least:
                    best, least = found, cost
    return best


def judge_table(all_grids, spec, printing, slots, cells=True):
    slots = {**slots, **{k: str(v) for k, v in printing.get("slots", {}).items()}}
    slots |= {k: SLOT.sub(lambda m: slots.get(m[1], m[0]), v) for k, v in spec.get("fixed", {}).items()}
    verdict = Verdict(spec["spec"], printing["name"])
    found = find_table(all_grids, spec, printing, slots)
    if found is None:
        verdict.wrong.append("tabel tidak ada")
        return verdict
    grid, verdict.sheet = found.grid, found.grid.name
    verdict.wrong += found.wrong
    verdict.same += 2 * len(spec["head"]["cells"]) - len(found.wrong)
    above = grid.joined(max(1, found.r0 - 9), found.r0 - 1)
    for title in printing.get("titles", spec["titles"]):
        verdict.see(pattern(title, slots).search(above), "judul", title, above[-200:])
    if not found.wrong:
        verdict.see(found.numbers == spec["numbers"], "nomor kolom", spec["numbers"], found.numbers)
        if cells:
            for n, table in enumerate(printing["tables"], 1):
                _rows(found, spec, printing, n, table, verdict)
    below = grid.joined(found.last + 1, min(grid.last, found.last + 14))
    for note in spec["notes"]:
        verdict.see(pattern(note, slots).search(below), "catatan", note, below[:100])
    _signatures(grid, spec, slots, found.last, verdict)
    if "landscape" in spec:
        verdict.see(grid.landscape == spec["landscape"], "arah kertas", spec["landscape"], grid.landscape)
    return verdict


def _accepted(texts, called):
    return [*texts, *(called[t] for t in texts if t in called)]


def _rows(found, spec, printing, n, table, verdict):
    called = printing.get("called", {})
    errors = {(e["row"], e["column"]): e["right"] for e in printing["errors"] if e["table"] == n}
    key, at, matched = table["key"], -1, []
    for number, row in enumerate(table["rows"], 1):
        wanted = {bare(t) for t in _accepted(row.get(str(key), []), called)}
        wanted |= {bare(x) for x in (errors.get((number, key)),) if x}
        place = next((i for i in range(at + 1, len(found.rows)) if found.own(found.rows[i], key)
                      and (bare(found.cell(found.rows[i], key)) in wanted if wanted else i == len(found.rows) - 1)
                      and not (wanted and norm(found.cell(found.rows[i], key)).endswith(CONTINUED))), None)  # fmt: skip
        label = next(iter(row.get(str(key), [])), f"baris {number}")
        verdict.see(place is not None, "baris", label, "")
        if place is None:
            continue
        matched.append(place)
        at = place
        for column, texts in row.items():
            if int(column) != key:
                error = (number, int(column))
                if error in errors:
                    verdict.errors += 1
                    if errors[error] is None:
                        continue
                    texts = [errors[error]]
                _cell(found, spec, key, int(column), found.rows[place], _accepted(texts, called), label, verdict)
    if n == 1:
        between = range(min(matched, default=0), max(matched, default=-1))
        extra = [found.cell(found.rows[i], key) for i in between if i not in matched and found.own(found.rows[i], key)]
        extra = [t for t in extra if t and not norm(t).endswith(CONTINUED)]
        verdict.see(not extra, "baris lebih", "", extra[:3])


def _cell(found, spec, key, column, row, texts, label, verdict):
    shown = found.cell(row, column)
    if column in spec["lists"]:
        items = []
        for r in found.rows[found.rows.index(row) :]:
            if (
                r > row
                and found.own(r, key)
                and found.cell(r, key)
                and not norm(found.cell(r, key)).endswith(CONTINUED)
            ):
                break
            if found.own(r, column):
                items += [bare(t) for t in found.cell(r, column).split("\n") if t]
        wanted = [bare(t).rstrip(";") for t in re.split(r"[\n|]+", texts[0]) if t.strip()]
        fits = len(items) == len(wanted) and all(map(_alike, wanted, items))
        verdict.see(fits, f"{label[:40]} / {column}", wanted, items)
        return
    fits = any(norm(t) == norm(shown) for t in texts)
    verdict.see(fits, f"{label[:40]} / {column}", texts[0], shown)


def _alike(printed, shown):
    """Names of activities are abbreviated and misspelled in print: alike is enough, in number and order."""
    return printed in shown or shown in printed or SequenceMatcher(None, printed, shown).ratio() > 0.7 or \
        printed.endswith(shown[-40:])  # fmt: skip


def _signatures(grid, spec, slots, after, verdict):
    sides = {}
    for block in spec.get("signatures", ()):
        last = 0
        for line in block["lines"]:
            if not norm(SLOT.sub(lambda m: slots.get(m[1], ""), line)):
                continue
            places = [(r, c) for (r, c), t in grid.text.items() if r > after and pattern(line, slots).search(norm(t))]
            places = [p for p in places if p[0] > last] or places
            verdict.see(places, "tanda tangan", line, "")
            if places:
                last = min(places)[0]
                sides.setdefault(block["side"], []).append(min(places)[1])
    if len(sides) == 2:
        verdict.see(max(sides["left"]) < min(sides["right"]), "sisi tanda tangan", "kiri lalu kanan", sides)


def judge_text(all_grids, spec, slots):
    slots = {**slots, **{k: SLOT.sub(lambda m: slots.get(m[1], m[0]), v) for k, v in spec.get("fixed", {}).items()}}
    verdict = Verdict(spec["spec"], "")
    grid = next((g for g in all_grids if g.report == spec["report"]), None)
    if grid is None:
        verdict.wrong.append("lembar tidak ada")
        return verdict
    verdict.sheet, text = grid.name, grid.joined(1, grid.last)
    for line in spec["lines"]:
        verdict.see(pattern(line, slots).search(text), "naskah", line, "")
    _signatures(grid, spec, slots, 0, verdict)
    return verdict


@cache
def read_specs():
    return {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(FORMS.glob("*.json"))}


def judge(books):
    """Verdicts of every printed form. books: ``{name: file contents}``, the names as the forms call them."""
    read = {name: grids(data) for name, data in books.items()}
    result = []
    for spec in read_specs().values():
        for printing in spec.get("printings", [None]):
            own, settings = read[(printing or spec)["book"]]
            slots = slots_of(settings)
            result.append(judge_text(own, spec, slots) if printing is None
                          else judge_table(own, spec, printing, slots))  # fmt: skip
    return result


def main():
    from tests.printed.form_books import form_books

    verdicts = judge(form_books())
    for v in verdicts:
        print(f"{v.spec:30s} {v.printing:12s} {v.sheet:18s} {v.same:5d} sama {len(v.wrong):4d} beda "
              f"{v.errors:3d} salah cetak {'LULUS' if v.passes else ''}")  # fmt: skip
        if "--rinci" in sys.argv:
            for line in v.wrong:
                print("     ", line[:300])
    names = {v.spec for v in verdicts}
    passed = {s for s in names if all(v.passes for v in verdicts if v.spec == s)}
    print(f"lulus {len(passed)} dari {len(names)} bentuk ({len([v for v in verdicts if v.passes])} dari "
          f"{len(verdicts)} cetakan)")  # fmt: skip


if __name__ == "__main__":
    main()
