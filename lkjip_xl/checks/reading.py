"""Checks on the form of what was typed (BACA): texts where numbers belong, percent formats, codes made dates ...

Part of them judge facts that reading the file recorded (``compute.facts``), the others the values themselves.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..compute import facts
from ..compute.key import key
from ..compute.typed_code import typed_code
from ..expr.functions import is_blank_mark
from ..expr.values import ErrorValue, bulatkan, is_number
from ..records import replace
from ..rules.bacaan_angka import ANGKA, TEKS, CellReading, read_number
from ..rules.ejaan_target import Spelling, rival_number, spelled_out
from ..rules.galat_excel import excel_error
from ..rules.tanggal import date_text, day_number, no_such_day
from ..rules.target import document_name
from ..rules.terbilang import rupiah
from ..rules.tertulis import number_behind_label, numbers_of, understood
from ..schema.model import Column
from .finding import INFO, PERIKSA, SALAH, Finding
from .fixes import CellEdit, fix
from .registry import CHECKS, Context, check, fingerprint_of, in_order, run, without_echoes

_BASIS = "Ketentuan buku ini"
_NUMERIC = frozenset({"uang", "angka", "tahun"})
_TRIMMED = frozenset({"kode", "pilihan", "nilai", "uang", "angka"})
_FREE_TEXT = frozenset({"teks", "tautan", "tercetak"})
_ALSO_AT_ONCE = frozenset({"MKN-24", "MKN-25", "MKN-37", "MKN-38", "ARI-41", "KON-44", "KON-63"})
"""A code with a space that nobody sees takes its indicator out of every figure, an unknown scale or label makes #VALUE!
like a text among numbers, money of each quarter is asked about while it is filled in, and a slipped comma changes the
predikat of the office, so these are told by the same flows."""
_ANSWERED = frozenset({"MKN-37", "MKN-38"})
"""Of these, a figure may be right all the same: what somebody gave a reason for is not told again."""
_TYPE_ONLY = "Ketik angkanya saja: "


def reading_findings(context: Context) -> list[Finding]:
    """Findings on the form of a book's inputs alone (BACA, ISI, and those of ``_ALSO_AT_ONCE``), gravest first."""
    # Their checks enter the register.
    from . import anggaran_isian, filling, kewajaran, persamaan, reading_dates, reading_settings, run_together  # noqa: F401

    if any(row["Tipe"] == "Tingkat" for row in context.rows("tbl_renstra")):
        from . import makna_nama  # noqa: F401 - a heavy one, that only levels need

    wanted = [one for code, one in sorted(CHECKS.items()) if code[:4] in ("BACA", "ISI-") or code in _ALSO_AT_ONCE]
    found = without_echoes(context, run(wanted, context))
    return in_order(f for f in found if f.kode not in _ANSWERED or not _has_reason(context, f))


def _has_reason(context: Context, finding: Finding) -> bool:
    """Whether Temuan holds a reason for a finding that says what it says now."""
    if "tbl_temuan" not in context.world.tables:
        return False
    given = {
        row.cells.get("_Sidik") for row in context.world.book.rows("tbl_temuan")
        if row.cells.get("Alasan") not in (None, "")
    }  # fmt: skip
    return bool(given) and fingerprint_of(finding, context) in given


# --- the cells of a book ---------------------------------------------------------------------------------------------
class InputCell(NamedTuple):
    """An input cell that a check may have something to say about."""

    table: str
    number: int
    column: Column
    value: Any
    row: dict[str, Any]


def _cells(context: Context) -> list[InputCell]:
    """Input cells whose value may be of the wrong form; collected once for all checks."""
    found: list[InputCell] = context.remembered("input cells", _collect)
    return found


def _collect(context: Context) -> list[InputCell]:
    found = []
    for table in context.world.tables.values():
        if table.program or table.figures:
            continue
        columns = {c.name: (c, frozenset(c.choices) if c.choices.__class__ is tuple else ()) for c in table.inputs}
        for row in context.world.book.rows(table.name):
            for name, value in row.cells.items():
                if name not in columns or value is None:
                    continue
                column, choices = columns[name]
                if value.__class__ is str:
                    if column.kind in _FREE_TEXT or value in choices:
                        continue
                elif is_number(value) and column.kind != "nilai":
                    continue
                found.append(InputCell(table.name, row.number, column, value, row.cells))
    return found


def _texts(context: Context, *kinds: str) -> Iterator[InputCell]:
    return (cell for cell in _cells(context) if cell.value.__class__ is str and cell.column.kind in kinds)


def _indicator(context: Context, cell: InputCell) -> dict[str, Any]:
    """The row that says how a cell is measured: its own where its table asks for the Tipe, else that of its Kode in
    Renstra, or in the table of services for their history; {} when it is unknown."""
    if cell.table in context.remembered("tables that measure", _measuring):
        return cell.row if cell.table == "tbl_renstra" or key(cell.row.get("Tipe")) else {}
    code = key(cell.row.get("Kode"))
    if cell.table == "tbl_riwayat_layanan":
        rows = context.world.book.rows("tbl_layanan") if "tbl_layanan" in context.world.tables else ()
        found = next((row.cells for row in rows if key(row.cells.get("Kode")) == code), {})
        return found if key(found.get("Tipe")) else {}
    return context.indikator(cell.row.get("Kode")) or {}


def _measuring(context: Context) -> set[str]:
    """The tables that ask how their rows are measured."""
    return {t.name for t in context.world.tables.values() if any(c.name == "Tipe" for c in t.inputs)}


def _measure(context: Context, cell: InputCell) -> str | None:
    """Tipe of the indicator of a cell; None when it is unknown (then nothing is said about its values)."""
    indicator = _indicator(context, cell)
    return str(indicator.get("Tipe") or "Angka") if indicator else None


def _at(context: Context, cell: InputCell) -> str:
    return context.temuan(cell.table, cell.number, cell.column.name, uraian="", perbaikan="").sel or ""


def _on_cell(context: Context, cell: InputCell, told: str, repair: str, weight: str | None = None) -> Finding:
    value = cell.value.kode if cell.value.__class__ is ErrorValue else cell.value
    place = (cell.table, cell.number, cell.column.name)
    return context.temuan(*place, uraian=told, perbaikan=repair, tertulis=value, berat=weight)


def _on_fact(fact: facts.Fact, told: str, repair: str, written: Any = None, wanted: Any = None,
             weight: str | None = None) -> Finding:  # fmt: skip
    return Finding(
        berat=weight or "", lembar=fact.sheet, sel=fact.cell, uraian=told, perbaikan=repair, tertulis=written,
        seharusnya=wanted, tabel=fact.table, baris=fact.row, kolom=fact.column,
    )  # fmt: skip


def _facts(context: Context, kind: type) -> Iterable[Any]:
    return (fact for fact in context.world.book.facts if fact.__class__ is kind)


# --- formats ---------------------------------------------------------------------------------------------------------
@check("BACA-01", PERIKSA, "Angka tidak diketik di sel berformat persen (Persen ditulis dalam poin)", _BASIS)
def percent_format(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.PercentFormat):
        kind = next((c.kind for c in context.columns(fact.table) if c.name == fact.column), None)
        if kind not in ("nilai", "angka", "uang"):
            continue
        points = f"{fact.value * 100:.10g}".replace(".", ",")
        stored = str(fact.value).replace(".", ",")
        yield _on_fact(
            fact,
            f"Sel {fact.cell} berformat persen: terlihat {points}%, tetapi tersimpan {stored}.",
            f"Ketik {points} dengan format angka biasa; indikator Persen ditulis dalam poin.",
            fact.value,
        )


@fix("BACA-01")
def percent_to_points(context: Context, finding: Finding) -> Iterator[CellEdit]:
    if is_number(finding.tertulis):
        points = bulatkan(finding.tertulis * 100, 10)
        yield CellEdit(*finding.place, points, plain_format=True)


@check("BACA-03", SALAH, "Kode tersimpan sebagai teks, tidak diubah Excel menjadi angka atau tanggal", _BASIS)
def code_as_number(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.CodeAsNumber):
        code = typed_code(fact)
        became = f"tanggal {date_text(fact.value)}" if fact.is_date else "angka"
        yield _on_fact(
            fact,
            f"Kode pada sel {fact.cell} diubah Excel menjadi {became}"
            + (f"; semula mungkin {code.nilai}." if code.nilai else "."),
            "Beri sel format Teks, lalu ketik ulang kodenya.",
            fact.value,
            code.nilai if code.jenis == TEKS else None,
        )


@fix("BACA-03")
def code_to_text(context: Context, finding: Finding) -> Iterator[CellEdit]:
    if finding.seharusnya is not None:
        yield CellEdit(*finding.place, finding.seharusnya, plain_format=True)


# --- numbers ---------------------------------------------------------------------------------------------------------
@check("BACA-02", SALAH, "Sel angka berisi angka, bukan teks seperti 88% atau Rp 15 juta", _BASIS)
def text_for_number(context: Context) -> Iterator[Finding]:
    for cell in _cells(context):
        kind = cell.column.kind
        if cell.value.__class__ is bool:
            if kind == "nilai" or kind in _NUMERIC:
                written = "BENAR (TRUE)" if cell.value else "SALAH (FALSE)"
                told = f"Sel {_at(context, cell)} berisi {written}, bukan angka; rumus tidak dapat memakainya."
                yield _on_cell(context, cell, told, "Ketik angkanya.")
            continue
        if cell.value.__class__ is not str or not _should_be_number(context, cell):
            continue
        if _signed(cell):
            yield _two_targets(context, cell)
            continue
        use = _use_of(cell)
        wanted = _not_wanted(context, cell)
        if missing := no_such_day(cell.value):
            wanted = f"tanggal yang tidak ada ({missing})"
        told = f"Sel {_at(context, cell)} berisi teks '{cell.value}', {wanted}; {use}."
        yield _on_cell(context, cell, told, _number_hint(context, cell))


def _not_wanted(context: Context, cell: InputCell) -> str:
    """What the text of a cell is not."""
    if not _is_dated(context, cell):
        return "bukan angka"
    return "bukan tanggal" if day_number(cell.value) is None else "yang belum menjadi tanggal"


def read_as_meant(finding: Finding) -> bool:
    """Whether the formulas read a text for a number (BACA-02) as what it surely says, so that no figure is wrong."""
    return finding.kode == "BACA-02" and finding.uraian.endswith(
        f"; rumus membacanya {finding.perbaikan.removeprefix(_TYPE_ONLY)}."
    )


def _should_be_number(context: Context, cell: InputCell) -> bool:
    kind = cell.column.kind
    if kind == "rasio":
        return True
    if kind not in _NUMERIC and kind != "nilai":
        return False
    if is_blank_mark(cell.value):
        return False
    if kind != "nilai":
        return True
    if _measure(context, cell) in ("Tingkat", None) or _remark(context, cell) or _graded(context, cell):
        return False
    return not _signed(cell) or rival_number(cell.value) is not None


_SIGNED_TABLES = ("tbl_renstra", "tbl_pk", "tbl_pengukuran")
_MEASURED = re.compile(r"Target(?: TW[1-4]| [0-9]{4})?|Realisasi TW[1-4]").fullmatch


def _read_by_formulas(cell: InputCell) -> float | None:
    """The number that the formulas read in a text such as 88% (TGT-03); None where they cannot."""
    read = cell.table in _SIGNED_TABLES and _MEASURED(cell.column.name)
    numbers = numbers_of(cell.value) if read else ()
    return numbers[0] if len(numbers) == 1 else None


def _use_of(cell: InputCell) -> str:
    """What becomes of a text for a number: in Riwayat the forms read it as they read Pengukuran, Dasbor does not."""
    read = _read_by_formulas(cell)
    if read is not None:
        return f"rumus membacanya {_decimal(read)}"
    past = numbers_of(cell.value) if cell.table == "tbl_riwayat" and cell.column.kind == "nilai" else ()
    if len(past) == 1:
        return f"lembar Lap membacanya {_decimal(past[0])}, rumus Dasbor tidak dapat memakainya"
    return "rumus tidak dapat memakainya"


def _decimal(number: float) -> str:
    return f"{number:.15g}".replace(".", ",")


def _graded(context: Context, cell: InputCell) -> bool:
    """A number in brackets behind a label of the book: B (62,5)."""
    if context.world.book.first_version:
        return False  # its formulas do not read it
    labels = context.world.columns["tbl_tingkat", "Tingkat"]
    return number_behind_label(cell.value, labels) is not None


def _signed(cell: InputCell) -> bool:
    """A bound, an interval, a ratio: the book reads it, and it is printed as it was signed."""
    return understood(cell.value) and read_number(cell.value).jenis != ANGKA


def _two_targets(context: Context, cell: InputCell) -> Finding:
    """A target with another number in brackets, as after a revision: the formulas take the first."""
    told = f"Sel {_at(context, cell)} berisi dua angka: '{cell.value}'; rumus membacanya {_decimal(_first(cell))}."
    repair = f"Tulis angka yang berlaku saja; yang di dalam kurung ({rival_number(cell.value)}) {_elsewhere(cell)}."
    return _on_cell(context, cell, told, repair, PERIKSA)


def _first(cell: InputCell) -> float:
    return numbers_of(cell.value)[0]


def _elsewhere(cell: InputCell) -> str:
    """Where a remark of a cell belongs."""
    notes = cell.table in ("tbl_renstra", "tbl_pk", "tbl_riwayat")
    return "ditulis di kolom Keterangan" if notes else "tidak ditulis di sel ini"


def _spelled(context: Context, cell: InputCell) -> Spelling | None:
    """What the cell is to hold so that the formulas read it and its remark stays; None where that is not known."""
    if not (cell.table in _SIGNED_TABLES and _MEASURED(cell.column.name)):
        return None
    return spelled_out(cell.value, _indicator(context, cell).get("Satuan"))


def _remark(context: Context, cell: InputCell) -> bool:
    """A word in a quarter that has no target, such as Diukur di TW IV."""
    found = re.fullmatch(r"Realisasi TW([1-4])", cell.column.name)
    if cell.table != "tbl_pengukuran" or found is None or re.search("[0-9]", cell.value):
        return False
    row = context.rows("tbl_pengukuran")[cell.number - 1]
    targets = [row[f"Target TW{n}"] for n in range(1, 5)]
    # Without any target of a quarter the year's is measured in the last one (TRW-07).
    yearly = found[1] == "4" and all(is_blank_mark(target) for target in targets)
    return is_blank_mark(targets[int(found[1]) - 1]) and not yearly


def _number_hint(context: Context, cell: InputCell) -> str:
    if cell.column.kind == "rasio":
        return "Ketik sebagai persen, misalnya 91%."
    reading = _as_number(context, cell)
    if question := _doubted(context, cell, reading):
        return question
    if reading.jenis == ANGKA and _is_dated(context, cell):
        return f"Ketik ulang sebagai tanggal: {date_text(reading.nilai)}."
    if reading.jenis == ANGKA:
        return f"{_TYPE_ONLY}{_decimal(reading.nilai)}"
    spelled = _spelled(context, cell)
    if spelled is not None:
        return spelled.advice
    return reading.pesan or "Tulis angka, atau N/A bila tidak tersedia."


def _as_number(context: Context, cell: InputCell) -> Any:
    own = _indicator(context, cell) if cell.column.kind == "nilai" else {}
    if _is_dated(context, cell) and (day := day_number(cell.value)) is not None:
        return CellReading(day, ANGKA)
    tipe = "Tanggal" if _is_dated(context, cell) else None
    return read_number(cell.value, satuan=own.get("Satuan"), tipe=tipe, uang=cell.column.kind == "uang")


def _doubted(context: Context, cell: InputCell, reading: Any) -> str:
    """What has to be asked before what a text says is taken for what was meant; "" where nothing has."""
    if cell.column.kind == "uang" and reading.jenis == ANGKA and reading.nilai != int(reading.nilai):
        return (
            f"Maksudnya berapa rupiah? '{cell.value}' bukan rupiah utuh; ketik angkanya tanpa titik, misalnya 12500000."
        )
    if cell.column.kind != "nilai" or not re.fullmatch(r"\s*[0-9.,]+\s*%\s*", cell.value):
        return ""
    own = _indicator(context, cell)
    unit = str(own.get("Satuan") or "")
    if not unit or key(own.get("Tipe")) == "persen" or "%" in unit or "persen" in key(unit):
        return ""
    return f"Satuannya {unit}, sedangkan '{cell.value}' persentase. Ketik banyaknya, atau betulkan Satuan dan Tipe-nya."


def _is_dated(context: Context, cell: InputCell) -> bool:
    """Whether a cell holds a day: its indicator is measured by a date."""
    return cell.column.kind == "nilai" and key(_indicator(context, cell).get("Tipe")) == key("Tanggal")


@fix("BACA-02")
def text_to_number(context: Context, finding: Finding) -> Iterator[CellEdit]:
    place = finding.place
    cell = context.remembered("input cells by place", _by_place).get(place)
    if cell is not None and cell.value.__class__ is str:
        reading = _as_number(context, cell)
        if _doubted(context, cell, reading):
            return
        spelled = _spelled(context, cell)
        if reading.jenis == ANGKA:
            yield CellEdit(*place, reading.nilai)
        elif spelled is not None and spelled.certain:
            number = read_number(spelled.write)
            yield CellEdit(*place, number.nilai if number.jenis == ANGKA else spelled.write)


def _by_place(context: Context) -> dict[tuple[str, int, str], InputCell]:
    return {(cell.table, cell.number, cell.column.name): cell for cell in _cells(context)}


@check("BACA-10", SALAH, "Indikator bertipe Tingkat berisi label, bukan angka", _BASIS)
def number_for_level(context: Context) -> Iterator[Finding]:
    for cell in _cells(context):
        if cell.column.kind == "nilai" and is_number(cell.value) and _measure(context, cell) == "Tingkat":
            told = f"Sel {_at(context, cell)} berisi angka, padahal Tipe indikatornya Tingkat."
            yield _on_cell(context, cell, told, "Tulis label tingkatnya, misalnya Madya.")


@check("BACA-08", SALAH, "Sel isian tidak berisi galat, misalnya #DIV/0! atau #REF!", _BASIS)
def error_value(context: Context) -> Iterator[Finding]:
    for cell in _cells(context):
        if cell.value.__class__ is ErrorValue:
            told = f"Sel {_at(context, cell)} berisi galat {cell.value.kode}."
            why = excel_error(cell.value.kode)
            yield _on_cell(context, cell, told, why or "Hapus rumusnya dan ketik nilainya.")


# --- texts -----------------------------------------------------------------------------------------------------------
@check("BACA-04", PERIKSA, "Tidak ada spasi di awal atau akhir kode, pilihan, dan angka", _BASIS)
def stray_space(context: Context) -> Iterator[Finding]:
    for cell in _texts(context, *_TRIMMED):
        if cell.value != cell.value.strip():
            told = f"Ada spasi di awal atau akhir isi sel {_at(context, cell)}."
            yield _on_cell(context, cell, told, f"Ketik ulang tanpa spasi: {cell.value.strip()}")


@fix("BACA-04")
def strip_space(context: Context, finding: Finding) -> Iterator[CellEdit]:
    if isinstance(finding.tertulis, str):
        yield CellEdit(*finding.place, finding.tertulis.strip())


@check("BACA-11", SALAH, "Sel pilihan berisi salah satu pilihannya", _BASIS)
def unknown_choice(context: Context) -> Iterator[Finding]:
    for cell in _texts(context, "pilihan"):
        choices = cell.column.choices
        if choices.__class__ is not tuple or not cell.column.strict:
            continue
        if cell.value.casefold() not in [choice.casefold() for choice in choices]:
            told = f"'{cell.value}' bukan pilihan untuk kolom '{cell.column.name}'."
            known = document_name(cell.value)
            yield _on_cell(
                context, cell, told,
                f"Tulis {known}." if known in choices else f"Pilih salah satu: {', '.join(choices)}.",
            )  # fmt: skip


@fix("BACA-11")
def choice_spelled(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """Perubahan II is the book's Perubahan 2."""
    cell = context.remembered("input cells by place", _by_place).get(finding.place)
    if cell is not None and cell.column.choices.__class__ is tuple:
        known = document_name(cell.value)
        if known in cell.column.choices and known != cell.value:
            yield CellEdit(*finding.place, known)


@check("BACA-13", SALAH, "Kode tidak memuat bintang, tanda tanya, gelombang (~), atau titik koma", _BASIS)
def forbidden_marks(context: Context) -> Iterator[Finding]:
    for cell in _texts(context, "kode"):
        if re.search(r"[*?~]" if cell.column.name == "Indikator" else r"[*?~;]", cell.value):
            told = f"Kode '{cell.value}' memuat tanda * ? ~ atau ;."
            yield _on_cell(context, cell, told, "Pakai huruf, angka, titik, atau garis saja.")


# --- tables ----------------------------------------------------------------------------------------------------------
@check("BACA-05", PERIKSA, "Tidak ada sel yang digabung di dalam tabel", _BASIS)
def merged_cells(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.MergedCells):
        told = f"Sel {fact.cell} digabung di dalam tabel; hanya sel pertamanya yang terbaca."
        repair = "Lepaskan penggabungan sel (Merge & Center), lalu isi tiap baris."
        yield replace(_on_fact(fact, told, repair), tabel=None)


@check("BACA-06", SALAH, "Setiap tabel mempunyai semua kolomnya", _BASIS)
def missing_columns(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.MissingColumn):
        told = f"Kolom '{fact.column}' tidak ada di lembar {fact.sheet}."
        yield _on_fact(fact, told, "Kembalikan nama kolom itu pada baris judul tabel.")


@check("BACA-07", INFO, "Baris ditulis di dalam tabel, bukan di bawahnya", _BASIS)
def rows_beneath(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.RowsBeneath):
        told = f"{fact.count} baris ditulis di bawah tabel; ikut dibaca."
        yield _on_fact(fact, told, "Jalankan Hitung; tabelnya diperpanjang.")


@check("BACA-19", PERIKSA, "Baris tabel menyambung dengan tabelnya, tidak terpisah oleh baris kosong", _BASIS)
def rows_apart(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.RowsApart):
        sums = list(_sums_of(context, fact))
        amounts = any(_has_amount(context, fact.table, cells) for cells in fact.contents)
        lost = f" Jumlahnya: {', '.join(sums)}." if sums else ""
        told = (
            f"{len(fact.contents)} baris di bawah tabel ({fact.cell}) terpisah dari tabelnya oleh baris kosong atau "
            f"baris tanpa isian pokok, sehingga tidak dibaca dan tidak dihitung.{lost}"
        )
        repair = (
            "Hapus baris di antaranya (klik kanan nomor barisnya, Hapus) sehingga menyambung dengan tabel, lalu "
            "jalankan Hitung. Bila bukan isian tabel itu, pindahkan ke lembar lain."
        )
        yield _on_fact(fact, told, repair, weight=SALAH if amounts else None)


def _sums_of(context: Context, fact: facts.RowsApart) -> Iterator[str]:
    """What rows that nothing reads would add, by column of money."""
    for column in context.columns(fact.table):
        typed = [cells[column.name] for cells in fact.contents if is_number(cells.get(column.name))]
        if column.kind == "uang" and typed:
            yield f"{column.name} {rupiah(sum(typed))}"


@check("BACA-09", PERIKSA, "Rumus pada kolom hitungan tidak tertimpa ketikan", _BASIS)
def overwritten_formula(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.OverwrittenFormula):
        told = f"Rumus pada kolom '{fact.column}' tertimpa ketikan."
        repair = (
            "Rumusnya sudah dikembalikan; ketikannya tidak dipakai."
            if fact.restored
            else "Jalankan Hitung; rumusnya dikembalikan."
        )
        yield _on_fact(fact, told, repair, fact.value)


@check("BACA-12", PERIKSA, "Rumus buatan sendiri pada sel isian sudah pernah dihitung", _BASIS)
def formula_without_value(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.FormulaWithoutValue):
        told = "Sel ini berisi rumus yang belum pernah dihitung."
        yield _on_fact(fact, told, "Buka buku ini dengan Excel dan simpan, lalu ulangi.")


def _is_amount(value: Any, kind: str) -> bool:
    """Whether a cell holds something that would count: a number, or what a target or a realisasi says in words."""
    if value.__class__ is str:
        return kind == "nilai" and value.strip() != "" and not is_blank_mark(value)
    return is_number(value) and kind in ("uang", "nilai", "angka")


def _has_amount(context: Context, table: str, cells: dict[str, Any]) -> bool:
    """Whether a row that is not counted holds something that would count."""
    return any(_is_amount(cells.get(c.name), c.kind) for c in context.columns(table) if not c.computed)


@check("BACA-15", PERIKSA, "Baris yang berisi mempunyai kolom pokok (Kode, Tingkat ...), sehingga dihitung", _BASIS)
def row_without_key(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.RowWithoutKey):
        amounts = _has_amount(context, fact.table, fact.contents or {})
        follows = (
            " Baris ini, dan baris di bawahnya, tidak dibaca." if fact.beneath else " Baris ini tidak ikut dihitung."
        )
        yield _on_fact(
            fact,
            f"Baris {fact.sheet_row} berisi, tetapi kolom '{fact.column}'-nya kosong.{follows}",
            f"Isi kolom '{fact.column}', atau kosongkan barisnya.",
            weight=SALAH if amounts else INFO if fact.beneath else PERIKSA,
        )


@check("BACA-16", INFO, "Tabel masih mempunyai baris kosong, atau dapat diperpanjang", _BASIS)
def crowded_table(context: Context) -> Iterator[Finding]:
    apart = {fact.table for fact in _facts(context, facts.RowsApart)}  # BACA-19 says what to do with these
    for fact in _facts(context, facts.CrowdedTable):
        if fact.table in apart and not fact.total_row:
            continue
        why = "Baris Total-nya dinyalakan" if fact.total_row else "ada isi lain di bawahnya"
        told = (
            f"Baris kosong di lembar {fact.sheet} tinggal {max(fact.left, 0)}, dan tabelnya tidak diperpanjang karena "
            f"{why}."
        )
        repair = "Matikan Baris Total (Desain Tabel)." if fact.total_row else "Pindahkan isi itu ke lembar lain."
        yield _on_fact(fact, told, repair)


@check("BACA-17", PERIKSA, "Buku memuat sel hitungan yang disebut rumus versi ini", _BASIS)
def earlier_formulas(context: Context) -> Iterator[Finding]:
    for fact in _facts(context, facts.EarlierFormulas):
        told = (
            f"Buku ini dari versi yang lebih awal: {fact.count} sel hitungan belum ada, sehingga lembar "
            f"{' dan '.join(fact.sheets)} tetap memakai rumus lamanya."
        )
        yield _on_fact(fact, told, "Jalankan Perbarui; isian tetap.")
