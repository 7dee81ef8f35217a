"""Validations: what may be typed into a cell, with a hint beforehand and a plain message afterwards.

Excel limits a title to 32 characters, a message to 255, and knows no structured references here, so formulas refer to
cells of the sheet and to defined names.
"""

from collections.abc import Mapping
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from ..schema.contract import choice_lists
from ..schema.model import Column, Setting, Table
from ..schema.setting_labels import label

LAST = 2_000  # rows that a duplicate is looked for in
_CUT = 255
_POINTS = "Angka ditulis dalam satuannya; persen dalam poin: 88 berarti 88%. "


def _validation(
    where: str, title: str, prompt: str, message: str | None = None, style: str = "stop", **rule: Any
) -> DataValidation:
    # A list that holds a blank lets anything through when blanks are allowed.
    listed = rule.get("type") == "list" and not rule["formula1"].startswith('"')
    validation = DataValidation(
        allow_blank=not listed, showErrorMessage=True, showInputMessage=True, showDropDown=None,
        errorStyle=None if style == "stop" else style, **rule,
    )  # fmt: skip
    validation.promptTitle, validation.prompt = title[:32], prompt[:_CUT]
    if message:
        validation.errorTitle, validation.error = title[:32], message[:_CUT]
    validation.sqref = where
    return validation


def silence(rule: DataValidation) -> None:
    """Take the hint off a cell: its head has it; and what is never shown need not travel."""
    rule.showInputMessage = rule.promptTitle = rule.prompt = None


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def hint(where: str, column: Column) -> DataValidation:
    """Shows what a column holds when its header is selected; nothing is refused."""
    about = _sentence(column.about or column.name)
    if column.computed:
        about += " Dihitung sendiri."
    return _validation(where, column.name, about)


def _codes(cell: str, letter: str, first: int, unique: bool) -> str:
    """Text without the characters that lookups read as wildcards, without blanks around it."""
    bare = cell
    for sign in "*?~;":
        bare = f'SUBSTITUTE({bare},"{sign}","")'
    same = f",SUMPRODUCT(--(${letter}${first}:${letter}${LAST}={cell}))=1" if unique else ""
    return f"AND(ISTEXT({cell}),LEN({cell})=LEN({bare}),{cell}=TRIM({cell}){same})"


def _numbers(cell: str, whole: bool) -> str:
    inner = f"AND({cell}>=0,{cell}=INT({cell}))" if whole else "TRUE"
    return f'IF(ISNUMBER({cell}),{inner},OR({cell}="N/A",{cell}="-"))'


def value_formula(cell: str, kind: str) -> str:
    """Formula that accepts a target or realisasi: a number, a known level of a Tingkat indicator, N/A or ``-``.

    Args:
        cell: address of the cell. kind: formula text that gives the indicator's Tipe.
    """
    number = f'IF(ISNUMBER({cell}),OR({kind}<>"Persen",{cell}<=0,{cell}>1)'
    signed = f'OR(COUNTIF({cell},"* s.d. *"),COUNTIF({cell},"* banding *"),ISNUMBER(FIND(LEFT({cell}),"><")))'
    return f'OR({cell}="N/A",{cell}="-",IF({kind}="Tingkat",COUNTIF(dv_tingkat,{cell}),{number},{signed})))'


def offered(where: str, formula: str, letters: Mapping[str, str], first: int) -> DataValidation:
    """A list that is offered and never insisted on.

    Args:
        where: range. formula: of the list, with names of columns in braces (``schema.model.Offer``).
        letters: column letters by name. first: first row of the range.
    """
    cells = {name: f"${letter}{first}" for name, letter in letters.items()}
    return DataValidation(
        type="list", allow_blank=True, showErrorMessage=None, showInputMessage=None, showDropDown=None, sqref=where,
        formula1=formula.format_map(cells),
    )  # fmt: skip


def for_column(
    column: Column, where: str, cell: str, letter: str, first: int, kind: str | None = None
) -> DataValidation:
    """The validation of one column.

    Args:
        column: contract column. where: range. cell: address of its first cell, relative. letter: its column letter.
        first: its first row. kind: formula of the indicator's Tipe for a ``nilai`` column.

    Returns:
        DataValidation.
    """
    about = _sentence(column.about or column.name)
    name = column.name
    if column.computed:
        return _validation(
            where, name, f"{about} Dihitung sendiri, jangan diketik.",
            f"Kolom {name} dihitung sendiri oleh buku ini. Tekan Esc untuk membatalkan; isilah kolom yang kuning.",
            type="custom", formula1="FALSE",
        )  # fmt: skip
    if column.choices:
        return _choice(column, where, name, about)
    if column.kind == "kode":
        same = " dan belum dipakai pada baris lain" if column.unique else ""
        return _validation(
            where, name, about,
            f"Kode ditulis sebagai teks, tanpa spasi di ujung, tanpa tanda * ? ~ ;{same}. Contoh: 1.1.1. Bila berubah "
            "menjadi tanggal atau angka, beri sel format Teks lalu ketik ulang.",
            type="custom", formula1=_codes(cell, letter, first, column.unique),
        )  # fmt: skip
    if column.kind == "uang":
        return _validation(
            where, name, f"{about} Rupiah utuh, tanpa Rp dan tanpa titik: 1283419000.",
            "Tulis rupiah utuh, 0 atau lebih, angkanya saja: 1283419000. Yang tidak tersedia ditulis N/A.",
            type="custom", formula1=_numbers(cell, True),
        )  # fmt: skip
    if column.kind == "angka":
        return _validation(
            where, name, f"{about} Angka saja, tanpa satuan.",
            "Tulis angkanya saja, tanpa satuan dan tanpa tanda %. Yang tidak tersedia ditulis N/A.",
            type="custom", formula1=_numbers(cell, False),
        )  # fmt: skip
    if column.kind == "tahun":
        return _validation(
            where, name, f"{about}, empat angka." if not about.endswith(".") else f"{about[:-1]}, empat angka.",
            "Tahun ditulis empat angka, misalnya 2025.",
            type="whole", operator="between", formula1="1990", formula2="2100",
        )  # fmt: skip
    if column.kind == "rasio":
        return _validation(
            where, name, about, "Tulis sebagai persen, misalnya 91%. Nilainya antara 0% dan 1000%.",
            type="decimal", operator="between", formula1="0", formula2="10",
        )  # fmt: skip
    if column.kind == "tanggal":
        return _validation(
            where, name, f"{about} Tulis sebagai tanggal, misalnya 15/01/2025.",
            "Bukan tanggal yang dikenal program ini. Tulis sebagai tanggal, misalnya 15/01/2025. Tetap dipakai?",
            style="warning", type="custom", formula1=f"ISNUMBER({cell})",
        )  # fmt: skip
    if column.kind == "nilai":
        return _validation(
            where, name, f"{about}. {_POINTS}" if not about.endswith(".") else f"{about} {_POINTS}Kosong berarti belum "
            "diisi, N/A berarti tidak tersedia.",
            "Periksa isinya. Indikator Persen ditulis dalam poin: 88 berarti 88%, sedangkan 0,88 berarti kurang dari "
            "1%. Teks: N/A, -, label tingkat, >= 95, 60 s.d. 85, 1 banding 30. Tetap dipakai?",
            style="warning", type="custom", formula1=value_formula(cell, kind or '""'),
        )  # fmt: skip
    if column.kind == "tercetak":
        return _validation(
            where, name, about, "Tulis seperti tercetak, sebagai teks: 91,93% atau Rp1.283.419.000. Tetap dipakai?",
            style="warning", type="custom", formula1=f"ISTEXT({cell})",
        )  # fmt: skip
    return _validation(where, name, about)


def _choice(column: Column, where: str, name: str, about: str) -> DataValidation:
    if isinstance(column.choices, str):
        formula, known = column.choices, choice_lists()[column.choices].missing
    else:
        formula, known = _listed(column.choices or ())
    style = "stop" if column.strict else "warning"
    return _validation(where, name, f"{about} Pilih dari daftar.", known, style, type="list", formula1=formula)


def _listed(choices: tuple[str, ...]) -> tuple[str, str]:
    """The list itself as a rule's formula, and what to say of anything else."""
    return f'"{",".join(choices)}"', f"Pilih salah satu: {', '.join(choices)}."


def rule_text(table: Table, name: str, letters: Mapping[str, str], first: int, last: int) -> bytes | None:
    """The element that validates a column of a table which stands in a book; None where nothing does.

    Args:
        table: contract table. name: of the column, none of kind ``nilai``. letters: column letters by name.
        first, last: rows of the table.
    """
    from xml.etree import ElementTree

    column, letter = table.by_name[name], letters[name]
    where = f"{letter}{first}:{letter}{last}"
    if column.offered:
        rule = offered(where, column.offered, letters, first)
    else:
        rule = for_column(column, where, f"{letter}{first}", letter, first)
        if not column.tip:
            silence(rule)
        if not (column.tip or rule.showErrorMessage and rule.type is not None):
            return None
    return bytes(ElementTree.tostring(rule.to_tree("dataValidation")))


def for_setting(setting: Setting, where: str) -> DataValidation:
    """The validation of the value of one setting (one cell)."""
    title, about = label(setting.key), _sentence(setting.about)
    if setting.key == "versi_kontrak":
        return _validation(where, title, about, "Versi bentuk buku tidak diubah dengan tangan.", type="custom",
                           formula1="FALSE")  # fmt: skip
    if setting.kind == "pilihan":
        if isinstance(setting.choices, str):
            listed = choice_lists()[setting.choices]
            formula, known = listed.name, listed.beside or listed.missing
        else:
            formula, known = _listed(setting.choices or ())
        return _validation(where, title, about, known, type="list", formula1=formula)
    if setting.kind in ("tahun", "angka"):
        low, high = setting.limits
        return _validation(where, title, about, f"Tulis bilangan bulat antara {low} dan {high}.", type="whole",
                           operator="between", formula1=str(low), formula2=str(high))  # fmt: skip
    if setting.kind == "rasio":
        low, high = setting.limits
        return _validation(where, title, about, f"Tulis persen antara {low:.0%} dan {high:.0%}, misalnya 120%, atau "
                           "kosongkan bila tanpa batas.", type="decimal", operator="between",
                           formula1=str(low), formula2=str(high))  # fmt: skip
    if setting.kind == "tanggal":
        about += " Contoh: 31/12/2025, atau Desember 2025."
    return _validation(where, title, about)
