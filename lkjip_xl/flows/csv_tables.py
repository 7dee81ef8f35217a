"""CSV files named after a book's tables: read as people write them, turned into cell values of the contract."""

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..compute.facts import UnreadableText
from ..compute.key import key
from ..errors import UsageError, UserError
from ..expr.functions import is_blank_mark
from ..expr.values import is_number
from ..intake.delimited import decoded as decoded  # a host reads a list of names with it
from ..intake.delimited import parse_rows, separator_of
from ..invocation import command
from ..records import dataclass, field
from ..rules import struktur_anggaran as struktur
from ..rules.bacaan_angka import ANGKA, KOSONG, NOT_AVAILABLE, clean_text, read_number
from ..rules.tanggal import day_number, read_date
from ..rules.target import document_name
from ..rules.tertulis import number_behind_label, understood
from ..rules.triwulan import shipped_levels
from ..rules.tulisan import as_ratio
from ..schema.captions import sheet_caption
from ..schema.choices import DOKUMEN
from ..schema.contract import module_of, sheet_of
from ..schema.contract import tables as contract_tables
from ..schema.model import Column, Table
from ..schema.settings import SETTING
from ..suggestion import did_you_mean, nearest
from ..system_errors import reason_of

Folder = str | os.PathLike[str] | Mapping[str, bytes]
"""A folder of files, or its files as bytes by name."""
CELL_LIMIT = 32_767  # characters that a cell of Excel holds
_LIVE = re.compile("'*[=+\\-@\\t\\r\\n＝＋－＠]")


def guarded(text: str) -> str:
    """A text as a CSV file may hold it: one that a spreadsheet would run as a formula gets an apostrophe in front."""
    return "'" + text if len(text) > 1 and _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """A text of a CSV file without the apostrophe of ``guarded``."""
    return text[1:] if text[:1] == "'" and _LIVE.match(text, 1) and len(text) > 2 else text


@dataclass(slots=True)
class SourceTable:
    """One file of a source: its name, the input columns that it has, and its rows of texts by column.

    Cells of a workbook may be numbers. places: where each row stands, where it is not simply the next line.
    """

    name: str
    columns: list[str]
    rows: list[dict[str, Any]]
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SourceTables:
    """What a folder holds for a book. tables: by table name. ignored: computed columns and files left out."""

    tables: dict[str, SourceTable] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


Parsed = Mapping[str, tuple[SourceTable, list[str]]]
"""By file name what ``read_one`` gave."""


def read_folder(folder: Folder, tables: Mapping[str, Table], parsed: Parsed | None = None) -> SourceTables:
    """CSV files of a folder that are named after tables.

    Args:
        folder: path, or ``{file name: bytes}``. tables: ``{table name: Table}`` of the book.
        parsed: files that were read already.

    Raises:
        UsageError: no such folder, no file in it, two files for one table, no header, a column that the table lacks or
            a file has twice (named), contents under no heading, a text longer than a cell.
        UserError: a file that cannot be read.
    """
    result = SourceTables()
    files: dict[str, str] = {}
    written_by_us = {name for name, t in contract_tables(0, -1).items() if t.program or t.figures}
    for name in _names(folder):
        stem, extension = os.path.splitext(name)
        table = stem.lower()
        if extension.lower() != ".csv" or not table.startswith("tbl_"):
            continue
        if table in written_by_us:  # ``ekspor`` writes it; all of it is computed
            result.ignored.append(name)
            continue
        if table not in tables:
            raise UsageError(f"Berkas {name}: {_no_such_table(stem, tables)}", "tabel_tidak_dikenal")
        if table in files:
            raise UsageError(
                f"Ada dua berkas untuk lembar {sheet_caption(table)}: {files[table]} dan {name}. Sisakan salah satu.",
                "berkas_ganda",
            )
        files[table] = name
        if parsed is not None and name in parsed:
            result.tables[table], left_out = parsed[name]
            result.ignored += left_out
            continue
        data = folder[name] if isinstance(folder, Mapping) else read_file(os.path.join(folder, name))
        result.tables[table] = _source_table(name, data, tables[table], result.ignored)
    if not result.tables:
        shown = "Sumbernya" if isinstance(folder, Mapping) else f"Folder {os.fspath(folder)}"
        raise UsageError(
            f"{shown} tidak berisi berkas CSV yang namanya dikenal (misalnya tbl_pk.csv untuk lembar PK).", "tanpa_csv"
        )
    return result


def _no_such_table(stem: str, tables: Mapping[str, Table]) -> str:
    """What to answer for a file that is named after a table which the book lacks."""
    module, known = module_of(stem.lower()), [name for name, one in tables.items() if one.inputs]
    near = nearest(stem, known, "tbl_")
    if sheet_of(stem.lower()) is not None:
        add = f" Tambahkan dulu: {command(f'tambah BUKU {module}')}" if module else ""
        return f"buku ini tidak mempunyai lembar {sheet_caption(stem.lower())}.{add}"
    if near:
        return f"tidak ada lembar untuk nama itu. Maksud Anda {near}.csv (lembar {sheet_caption(near)})?"
    return f"tidak ada lembar untuk nama itu. Yang ada: {', '.join(f'{name}.csv' for name in known)}."


def read_one(name: str, data: bytes, tables: Mapping[str, Table]) -> tuple[SourceTable, list[str]] | None:
    """A file that is named after a table, alone, with the columns that it leaves out.

    None for one that the program writes itself, or that is no table of the book.

    Raises:
        UsageError, UserError: see ``read_folder``.
    """
    table = tables.get(os.path.splitext(name)[0].lower())
    if table is None or table.program or table.figures:
        return None
    ignored: list[str] = []
    return _source_table(name, data, table, ignored), ignored


def _names(folder: Folder) -> list[str]:
    if isinstance(folder, Mapping):
        return sorted(folder)
    if not os.path.isdir(folder):
        raise UsageError(f"Folder {os.fspath(folder)} tidak ada.", "folder_tidak_ada")
    return sorted(os.listdir(folder))


def _source_table(name: str, data: bytes, table: Table, ignored: list[str]) -> SourceTable:
    heading, rows = parse_csv(data, name)
    known = {key(c): c for c in table.by_name}
    heading = _without_later(name, heading, rows, table, ignored)
    _check_heading(name, heading, table, known)
    _check_shape(name, heading, rows, separator_of(decoded(data, name)))
    official = [known.get(key(h)) if h else None for h in heading]
    ignored += [f"{name}: {c}" for c in official if c and table.by_name[c].computed]
    used = [(i, c) for i, c in enumerate(official) if c and not table.by_name[c].computed]
    contents = [{c: row[i] for i, c in used if i < len(row)} for row in rows]
    for number, row in enumerate(contents, 2):
        for column, text in row.items():
            if len(text) > CELL_LIMIT:
                raise UsageError(
                    f"Berkas {name} baris {number}, kolom {column}: teksnya {len(text)} huruf, sedangkan satu sel "
                    f"Excel paling banyak {CELL_LIMIT} huruf. Persingkat, lalu ulangi.",
                    "terlalu_panjang",
                )
    filled = [row for row in contents if any(text.strip() for text in row.values())]
    return SourceTable(name, [c for _, c in used], filled)


def _without_later(name: str, heading: list[str], rows: list[list[str]], table: Table, ignored: list[str]) -> list[str]:
    """The heading without columns that came after the version of the book, where they say nothing."""
    contract = contract_tables(0, -1).get(table.name, table)
    later = {key(c.name): c.name for c in contract.inputs if c.name not in table.by_name}
    kept = list(heading)
    for i, column in enumerate(later.get(key(h), "") for h in heading):
        if not column:
            continue
        if any(i < len(row) and row[i].strip() for row in rows):
            raise UsageError(
                f"Berkas {name}: kolom '{column}' belum ada di lembar {sheet_caption(table.name)} buku ini, yang "
                "dibuat dengan versi lama. Perbarui bukunya dahulu dengan perintah perbarui, lalu ulangi.",
                "versi_lama",
            )
        ignored.append(f"{name}: {column}")
        kept[i] = ""
    return kept


def _check_heading(name: str, heading: list[str], table: Table, known: Mapping[str, str]) -> None:
    unknown = [h for h in heading if h and key(h) not in known]
    columns = [name for name, column in table.by_name.items() if not column.computed]
    if len(unknown) == len([h for h in heading if h]):
        raise UsageError(
            f"Berkas {name} tidak mempunyai baris judul kolom: baris pertamanya {', '.join(heading)[:80]!r}. Tulis "
            f"nama kolom lembar {sheet_caption(table.name)} di baris pertama: {', '.join(columns)}.",
            "tanpa_judul",
        )
    if unknown:
        years = [h for h in unknown if h.lower().startswith("target ")]
        hint = " Tahun Renstra buku ini tidak memuat tahun itu." if years else did_you_mean(unknown[0], columns)
        raise UsageError(
            f"Berkas {name}: kolom {', '.join(repr(a) for a in unknown)} tidak ada di lembar "
            f"{sheet_caption(table.name)}.{hint} Kolomnya: {', '.join(columns)}.",
            "kolom_tidak_dikenal",
        )


def _check_shape(name: str, heading: list[str], rows: list[list[str]], separator: str) -> None:
    """Refuse a heading that is there twice, and contents that stand under no heading (1,5 without quotes)."""
    keys = [key(h) for h in heading]
    for h in heading:
        if h and keys.count(key(h)) > 1:
            raise UsageError(f"Berkas {name}: kolom {h!r} ada dua kali; hapus salah satunya.", "kolom_ganda")
    named = {i for i, h in enumerate(heading) if h}
    for number, row in enumerate(rows, 1):
        extra = next((v.strip() for i, v in enumerate(row) if i not in named and v.strip()), None)
        if extra is not None:
            mark, better = _MARKS.get(separator, separator), ""
            if separator == ",":
                better = ", atau pakai titik koma sebagai pemisah kolom"
            raise UsageError(
                f"Berkas {name} baris data ke-{number} ({row[0].strip()[:40]}): {extra[:40]!r} tidak berada di bawah "
                f"judul kolom mana pun. Kolom berkas ini dipisah {mark}, jadi isian yang memuat {mark} diapit tanda "
                f"kutip; di baris ini agaknya kolom {_torn(heading, row)}{better}.",
                "kolom_lebih",
            )


_MARKS = {",": "koma", ";": "titik koma", "\t": "tab"}


def _torn(heading: list[str], row: list[str]) -> str:
    """The column whose text was torn at a separator: the one before the first text that begins with a space, else the
    last that has a heading."""
    last = max(i for i, h in enumerate(heading) if h)
    torn = next((i - 1 for i, text in enumerate(row) if i and text.startswith(" ")), last)
    return heading[min(torn, last)] or heading[last]


def read_file(path: str) -> bytes:
    """A file's bytes, or a refusal that says why not."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise UserError(f"Berkas {path} tidak dapat dibaca ({reason_of(error)}).", "tidak_terbaca") from None


def parse_csv(data: bytes, name: str) -> tuple[list[str], list[list[str]]]:
    """``(header, rows)`` of a CSV file.

    UTF-8 with or without BOM, UTF-16 with one (else Windows-1252); comma, semicolon or tab, or what Excel's first line
    ``sep=;`` says.

    Raises:
        UserError: ``csv_rusak``, ``csv_kosong``; ``terlalu_besar`` past ``ooxml.limits``.
    """
    rows = parse_rows(decoded(data, name), name)
    return [clean_text(h) for h in rows[0]], rows[1:]


class CellConverter:
    """Turns CSV texts into cell values; what cannot be read stays a text and is recorded in ``facts``.

    Args:
        indicators: rows of Renstra as the book will have them: they tell the unit and the kind of a value.
    """

    def __init__(self, indicators: Iterable[Mapping[str, Any]]) -> None:
        self.facts: list[UnreadableText] = []
        self._indicators: dict[str, Mapping[str, Any]] = {}
        for row in indicators:
            self._indicators.setdefault(key(row.get("Kode")), row)

    def convert(self, table: Table, source: SourceTable, give_missing_codes: bool = True) -> list[dict[str, Any]]:
        """Values of a table's rows: ``[{column: value}, ...]``."""
        result = []
        for number, row in enumerate(source.rows, 2):
            where = source.places[number - 2] if source.places else f"{source.name} baris {number}"
            result.append({name: self._value(table, table.by_name[name], row, where) for name in row})
        if table.name == "tbl_anggaran" and give_missing_codes:
            give_codes(result)
        return result

    def _value(self, table: Table, column: Column, row: Mapping[str, str], where: str) -> Any:
        written: Any = row[column.name]
        if not isinstance(written, str):
            if column.kind == "rasio" and is_number(written):
                return as_ratio(written)
            return written  # a cell of a workbook, or an amount that was read already
        text = clean_text(unguarded(written))
        if text == "":
            return None
        if column.kind in ("uang", "angka", "tahun", "rasio"):
            return self._number(
                table, text, where, column.name, uang=column.kind == "uang", ratio=column.kind == "rasio"
            )
        if column.kind == "tanggal":
            day = day_number(text)
            if day is None and read_date(text) is None and not re.fullmatch(r"[1-9][0-9]{4}", text):
                hint = read_number(text, tipe="Tanggal").pesan
                self.facts.append(UnreadableText(table.name, where, column.name, text=text, hint=hint))
            return int(text) if day is None and re.fullmatch(r"[1-9][0-9]{4}", text) else day or text
        if column.kind == "nilai":
            indicator = self._measured_by(table, row)
            if clean_text(indicator.get("Tipe") or "") == "Tingkat":
                return "N/A" if is_blank_mark(text) else text
            if clean_text(indicator.get("Tipe") or "") == "Tanggal" and (day := day_number(text)) is not None:
                return day
            unit = indicator.get("Satuan")
            if understood(text) and read_number(text, satuan=unit if isinstance(unit, str) else None).jenis != ANGKA:
                return text  # printed as it was signed
            if "(" in text and number_behind_label(text, [label for _, label, _ in shipped_levels()]) is not None:
                return text
            dated = clean_text(indicator.get("Tipe") or "") == "Tanggal"
            return self._number(
                table, text, where, column.name, satuan=unit if isinstance(unit, str) else None, dated=dated
            )
        return _choice(column, text)

    def _measured_by(self, table: Table, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row that says how the values of a row are measured: its own where its table asks for the Tipe, else that
        of its Kode in Renstra; codes of services are a name space of their own."""
        asks = any(c.name == "Tipe" for c in table.inputs)
        if asks and (table.name != "tbl_renstra" or clean_text(row.get("Tipe") or "") != ""):
            return row
        if table.name == "tbl_riwayat_layanan":
            return {}
        return self._indicators.get(key(unguarded(row.get("Kode") or "")), {})

    def _number(
        self, table: Table, text: str, where: str, column: str, satuan: str | None = None, uang: bool = False,
        ratio: bool = False, dated: bool = False,
    ) -> Any:  # fmt: skip
        reading = read_number(text, satuan=satuan, tipe="Tanggal" if dated else None, uang=uang)
        if reading.jenis == ANGKA:
            return as_ratio(reading.nilai, text) if ratio else reading.nilai
        if reading.jenis == KOSONG:
            return None
        if reading.jenis == NOT_AVAILABLE:
            return "N/A"
        self.facts.append(UnreadableText(table.name, where, column, text=text, hint=reading.pesan))
        return text

    def setting(self, table: Table, key: str, written: str | None, where: str) -> Any:
        """Value of a setting."""
        text = clean_text(unguarded(written or ""))
        if text == "":
            return None
        setting = SETTING[key]
        if setting.kind in ("tahun", "angka", "rasio"):
            return self._number(table, text, where, key, ratio=setting.kind == "rasio")
        return _choice(setting, text)


def _choice(field_: Any, text: str) -> str:
    """A text in the spelling of its list of choices, where it has one and the text is in it."""
    if field_.kind == "pilihan" and field_.choices.__class__ is tuple:
        if DOKUMEN[1] in field_.choices:
            text = document_name(text)
        return next((p for p in field_.choices if p.casefold() == text.casefold()), text)
    return text


def give_codes(rows: list[dict[str, Any]]) -> None:
    """Give budget rows codes where they have none, and tell repeated ones apart by their parents' codes.

    A table without any code gets ``1``, ``1.1``, ``1.1.1`` by Tingkat and order. Printed codes that repeat (each
    program numbered from 1) are prefixed with the code above them: ``B.2.3``.
    """
    codes = [row.get("Kode") for row in rows]
    levels = [struktur.tingkat_ke(row.get("Tingkat")) for row in rows]
    if not any(codes):
        top = 0  # children of the top
        above: list[list[Any]] = []  # open rows as [level, code, children so far]
        for row, level in zip(rows, levels, strict=True):
            level = 4 if level is None else level
            while above and above[-1][0] >= level:
                above.pop()
            if above:
                above[-1][2] += 1
                row["Kode"] = f"{above[-1][1]}.{above[-1][2]}"
            else:
                top += 1
                row["Kode"] = str(top)
            above.append([level, row["Kode"], 0])
        return
    filled = [str(k).casefold() for k in codes if k]
    if len(set(filled)) == len(filled):
        return
    parents: list[tuple[int, Any]] = []
    for row, level in zip(rows, levels, strict=True):
        level = 4 if level is None else level
        while parents and parents[-1][0] >= level:
            parents.pop()
        own = row.get("Kode")
        if parents and own and not str(own).startswith(f"{parents[-1][1]}."):
            row["Kode"] = f"{parents[-1][1]}.{own}"
        parents.append((level, row.get("Kode") or (parents[-1][1] if parents else "")))
