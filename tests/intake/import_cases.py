"""Cases of every importer as facts in ``import_cases.toml``: what people have in hand, and what is right of it.

A case is text of its own (``text``: cells parted by tabs, or as a csv file where its name says so) or one of the real
exports with some cells written otherwise (``base``, ``edits`` by line and heading or number of the column, ``drop`` of
lines). ``xlsx = true`` stores it as a workbook, ``merge`` merges cells of it as the printed heads do.
"""

import csv
import io
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

DATA = Path(__file__).parents[1] / "data" / "intake"
FACTS = Path(__file__).with_name("import_cases.toml")


@dataclass(frozen=True)
class ImportCase:
    """One case: its file, and the facts that say what is right."""

    name: str
    facts: dict[str, Any]

    @property
    def importer(self) -> str:
        return str(self.facts["importer"])

    def files(self) -> dict[str, bytes]:
        """The file as people have it."""
        rows = self._based() if "base" in self.facts else self._written()
        name = str(self.facts["file"])
        if name.endswith(".xlsx"):
            return {name: _workbook(rows, self.facts.get("merge", []))}
        if "text" in self.facts and name.endswith((".csv", ".txt", ".tsv")):
            return {name: str(self.facts["text"]).strip("\n").encode(self.facts.get("encoding", "utf-8"))}
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.facts.get("delimiter", ",")).writerows(rows)
        return {name: stream.getvalue().encode()}

    def _written(self) -> list[list[str]]:
        return [line.split("\t") for line in str(self.facts["text"]).strip("\n").split("\n")]

    def _based(self) -> list[list[str]]:
        with open(DATA / self.facts["base"], encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        head = rows[self.facts.get("head", 1) - 1]
        for line, column, value in self.facts.get("edits", []):
            rows[line - 1][column if isinstance(column, int) else head.index(column)] = value
        for line, cells in self.facts.get("add", []):
            row = [""] * len(head)
            for column, value in cells.items():
                row[head.index(column)] = value
            rows.insert(line - 1, row)
        first, last = self.facts.get("lines", [1, len(rows)])
        dropped = set(self.facts.get("drop", []))
        return [row for number, row in enumerate(rows, 1) if first <= number <= last and number not in dropped]


def _workbook(rows: list[list[str]], merged: list[str]) -> bytes:
    """The rows in a sheet, plain digits as numbers, and the merged cells of its head."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                plain = text.isdigit() and not text.startswith("0") and len(text) > 3
                book.active.cell(number, column, int(text) if plain else text)
    for span in merged:
        book.active.merge_cells(span)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def import_cases() -> dict[str, ImportCase]:
    """Every case by its name."""
    return {name: ImportCase(name, facts) for name, facts in tomllib.loads(FACTS.read_text("utf-8")).items()}
