"""What somebody probably typed where a spreadsheet made a number or a date of a code."""

from ..rules.bacaan_angka import CellReading
from ..rules.bacaan_kode import code_from_value
from .facts import CodeAsNumber


def typed_code(fact: CodeAsNumber) -> CellReading:
    """The code as it was probably typed, read from the number that is stored and how the cell shows it."""
    return code_from_value(fact.value, fact.number_format or ("dd/mm/yyyy" if fact.is_date else None))
