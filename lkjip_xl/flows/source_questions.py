"""What a person may have to say of a source of ``isi``, for hosts that ask without a command line.

On a command line these are options; on the browser's page they are fields; in a spreadsheet program the user writes
them on the sheet Pratinjau and presses the button again.
"""

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..errors import UsageError
from ..ooxml.package import Package
from ..ooxml.sheet_model import ReportSheet, Style
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass, field, replace
from ..schema.captions import sheet_caption
from .answered_cells import answered_cells
from .intake_choices import Choices, column_choices, target_sheets

PREVIEW_ID = "PRATINJAU"
ANSWERABLE = frozenset({
    "tujuan_ragu", "beberapa_tabel", "tanpa_csv", "tidak_dikenali", "kunci_kurang", "kolom", "pilihan_bertentangan",
})  # fmt: skip
"""Refusals of a source after which an answer helps."""
_ROMAN = ("I", "II", "III", "IV")
_SOURCE = "Sumber"
_LABEL = Style(border="thin", wrap=True, valign="top")
_ANSWER = Style(border="thin", wrap=True, valign="top", fill="FFF2CC", color="0000FF")
_HINT = Style(wrap=True, valign="top", italic=True)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to say.

    Attributes:
        id: the option of the command line without its hyphens. choice: the field of ``Choices``; "" for ``ganti``.
        label: as a person reads it. hint: how a free answer is written.
        answers: gives ``{as a person reads it: value}``; an empty one for free text.
    """

    id: str
    choice: str
    label: str
    hint: str = ""
    answers: Callable[[], Mapping[str, Any]] = field(default=dict)

    def shown(self, value: Any) -> str:
        """A value as a person writes it."""
        words = {str(known): text for text, known in self.answers().items()}
        return words.get(str(value), str(value))

    @property
    def allowed(self) -> str:
        """What may be written, for a hint."""
        return ", ".join(self.answers()) or self.hint


QUESTIONS = (
    Question("tabel", "table", "Lembar tujuan",
             answers=lambda: {sheet_caption(name): name for name in target_sheets()}),
    Question("bagian", "part", "Tabel keberapa", "nomor, bila sumbernya memuat beberapa tabel"),
    Question("triwulan", "quarter", "Triwulan dari realisasinya",
             answers=lambda: {text: n for n, text in enumerate(_ROMAN, 1)}),
    Question("pagu", "pagu", "Pagu di sumber",
             answers=lambda: {"Pagu Awal": "awal", "Pagu Perubahan": "perubahan"}),
    Question("setoran", "setoran", "Setoran",
             answers=lambda: {"mengurangi realisasi": "kurangi", "tidak mengurangi": "tidak"}),
    Question("skpd", "skpd", "SKPD", "kode atau nama, bila berkas memuat beberapa"),
    Question("kolom", "columns", "Arti judul kolom", "Judul di sumber = Kolom di buku; pisahkan dengan titik koma"),
    Question("ganti", "", "Hapus baris yang tidak ada di sumbernya", answers=lambda: {"Ya": True}),
)  # fmt: skip
_BY_ID = {one.id: one for one in QUESTIONS}


def on_sheet(answers: Mapping[str, Any]) -> str:
    """How ``invocation.answer`` reads in a spreadsheet program."""
    return f"pilihan {_listed(answers)} di lembar Pratinjau"


def on_page(answers: Mapping[str, Any]) -> str:
    """How ``invocation.answer`` reads on the page, whose fields stand beneath these words."""
    return f"pilihan {_listed(answers)} (Bila perlu dijelaskan)"


def _listed(answers: Mapping[str, Any]) -> str:
    parts = []
    for name, value in answers.items():
        one = _BY_ID[name]
        parts.append(f'"{one.label}"' + ("" if value in (None, "") else f" = {one.shown(value)}"))
    return " dan ".join(parts)


class Asked(NamedTuple):
    """What is asked on the sheet: of which source, and what is known so far."""

    source: str
    choices: Choices
    replaces: bool


def source_name(dari: Any, choices: Choices | None) -> str:
    """What a source is called, so that an answer stays with it: its folder or file, or the sheet it is pasted on."""
    if dari is None:
        return f"lembar {choices.sheet}" if choices is not None and choices.sheet else ""
    return os.fspath(dari) if isinstance(dari, (str, os.PathLike)) else ", ".join(dari)


def add_questions(sheet: ReportSheet, asked: Asked) -> None:
    """The block of questions with what was answered so far; an answer only counts for the same source."""
    last = len(sheet.widths) - 1

    def line(label: str, value: Any, style: Style, hint: str) -> None:
        row = sheet.add([(label, _LABEL), (value, style), (None, style), (None, style), (hint or None, _HINT)])
        sheet.merge(row, 1, row, 3)
        sheet.merge(row, 4, row, last)

    row = sheet.add([(
        "Perlu ditegaskan? Isi sel kuning, lalu tekan tombolnya lagi. Yang kosong menurut sumbernya.", _HINT,
    )])  # fmt: skip
    sheet.merge(row, 0, row, last)
    line(_SOURCE, asked.source, _LABEL, "")
    for one in QUESTIONS:
        line(one.label, _given(one, asked), _ANSWER, one.allowed)


def _given(one: Question, asked: Asked) -> Any:
    value: Any = getattr(asked.choices, one.choice) if one.choice else asked.replaces or None
    if one.choice == "columns":
        return "; ".join(f"{heading} = {column}" for heading, column in asked.choices.columns.items()) or None
    return None if value is None else one.shown(value)


@dataclass(slots=True)
class Answered:
    """What was written on the sheet Pratinjau.

    Attributes:
        asked: source, choices and ``ganti`` with the answers in them. sheet: name of the sheet, "" where it asks
            nothing of this source. told: the answers in words.
    """

    asked: Asked
    sheet: str = ""
    told: list[str] = field(default_factory=list)


def answers_on(path: str, source: str, choices: Choices) -> Answered:
    """What the user answered on the sheet Pratinjau of a book; nothing where it speaks of another source.

    Args:
        path: the book. source: what is read now. choices: what is known besides.

    Raises:
        UsageError: ``jawaban``: an answer that is none, with its cell.
    """
    result = Answered(Asked(source, choices, False))
    package = Package.open(path)
    sheet, rows = answered_cells(package, WorkbookParts(package), PREVIEW_ID, 2)
    found = {label: (number, value) for number, (label, value) in reversed(rows.items()) if isinstance(label, str)}
    if found.get(_SOURCE, (0, None))[1] != source:
        return result
    written = {one.id: found[one.label] for one in QUESTIONS if one.label in found}
    given = {id: value for id, (_, value) in written.items()}
    known, replaces = with_answers(choices, given, lambda id: f"{sheet}, sel B{written[id][0]}")
    result.asked = Asked(source, known, replaces)
    result.told = [f"{one.label}: {str(given[one.id]).strip()}" for one in QUESTIONS if _is_given(given.get(one.id))]
    result.sheet = sheet
    return result


def with_answers(choices: Choices, given: Mapping[str, Any], where: Callable[[str], str]) -> tuple[Choices, bool]:
    """What is known of a source with what was answered, and whether rows that it lacks go.

    Args:
        given: ``{id of a question: what was written or chosen}``; blank ones do not count. where: place of an answer.

    Raises:
        UsageError: ``jawaban``: an answer that is none, with its place.
    """
    values = {one: _read(one, given[one.id], where(one.id)) for one in QUESTIONS if _is_given(given.get(one.id))}
    changes = {one.choice: value for one, value in values.items() if one.choice}
    return replace(choices, **changes), any(not one.choice for one in values)


def _is_given(written: Any) -> bool:
    return written is not None and bool(str(written).strip())


def _read(one: Question, written: Any, where: str) -> Any:
    text = f"{written:g}" if isinstance(written, float) else " ".join(str(written).split())
    if one.id == "kolom":
        return column_choices([part for part in text.split(";") if part.strip()])
    known = one.answers()
    if not known and one.id != "bagian":
        return text
    if one.id == "bagian":
        if text.isascii() and text.isdecimal() and int(text) > 0:
            return int(text)
    else:
        for shown, value in known.items():
            if text.casefold() in (shown.casefold(), str(value).casefold()):
                return value
    raise UsageError(
        f'{where}: "{one.label}" diisi {text}. Isi dengan {one.allowed}; atau kosongkan, lalu ulangi.', "jawaban"
    )
