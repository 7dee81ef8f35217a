"""Calls of the functions in cells (Excel's custom functions): rows of JSON values in, rows of JSON values out.

An error value travels as ``{"galat": "#N/A"}``. Excel hands a blank cell over as "", which counts as blank here.
"""

from collections.abc import Sequence
from typing import Any

from ...expr.values import WRONG_VALUE, ErrorValue
from ...rules import registry
from ..cell_functions import LEFT_OUT, values_of

ERROR = "galat"
KNOWN = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


def answered(calls: Sequence[tuple[str, Sequence[Any]]]) -> list[list[list[Any]]]:
    """The values of calls.

    Args:
        calls: name of the function, and its arguments: rows of values each, None for one that was left out.

    Returns:
        Of each call the rows of values; one row of one value for a call on single cells. An unknown name gives #NAME?.
    """
    functions = registry.worksheet_functions()
    return [_answer(functions.get(name), arguments) for name, arguments in calls]


def _answer(udf: Any, arguments: Sequence[Any]) -> list[list[Any]]:
    if udf is None:
        return [[{ERROR: "#NAME?"}]]
    given = [LEFT_OUT if rows is None else [[_cell(value) for value in row] for row in rows] for rows in arguments]
    return [[_told(value) for value in row] for row in values_of(udf, given, lambda _: WRONG_VALUE)]


def _cell(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        code = value.get(ERROR)
        return ErrorValue(code) if code in KNOWN else WRONG_VALUE
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _told(value: Any) -> Any:
    if isinstance(value, ErrorValue):
        return {ERROR: value.kode}
    return "" if value is None else value
