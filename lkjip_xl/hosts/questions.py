"""Questions on a terminal for what was not typed; never asked where nobody can answer."""

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import click

from ..errors import UsageError, UserError
from ..invocation import command
from .cli_language import Year, indonesian


class NewBook(NamedTuple):
    """What a new book needs."""

    buku: str
    instansi: str
    tahun: int
    renstra: str


def somebody_answers() -> bool:
    """Whether a person sits at both ends: questions go to the error stream, answers come from the input."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def new_book(buku: str | None, instansi: str | None, tahun: int | None, renstra: str | None, ask: bool) -> NewBook:
    """Complete what ``buat`` was given.

    Args:
        ask: whether the rest may be asked for.

    Raises:
        UsageError: something is missing and may not be asked for; all that is missing is named.
    """
    given = {"BUKU": buku, "--instansi": instansi, "--tahun": tahun, "--renstra": renstra}
    missing = [name for name, value in given.items() if value is None]
    if missing and not (ask and somebody_answers()):
        raise UsageError(
            f"Belum ditulis: {', '.join(missing)}. Contoh: "
            + command('buat buku-2025.xlsx --instansi "Dinas Contoh" --tahun 2025 --renstra 2025-2029')
        )
    with indonesian():
        instansi = instansi if instansi is not None else _ask("Nama lengkap instansi", _some_text)
        tahun = tahun if tahun is not None else _ask("Tahun laporan", Year(), default=date.today().year)
        renstra = renstra if renstra is not None else _ask_renstra(tahun)
        buku = buku if buku is not None else _ask("Nama berkas buku", _new_name, default=f"lkjip-{tahun}.xlsx")
    return NewBook(buku, instansi, tahun, renstra)


def _ask(text: str, check: Callable[[str], Any], default: Any = None) -> Any:
    """Ask until ``check`` takes the answer."""

    def checked(answer: str) -> Any:
        try:
            return check(answer)
        except UserError as error:
            raise click.UsageError(str(error)) from error

    return click.prompt(text, default=default, value_proc=checked, err=True)


def _ask_renstra(tahun: int) -> str:
    from ..flows.buat import period

    def checked(answer: str) -> str:
        period(answer, tahun)
        return answer

    span: str = _ask("Periode Renstra", checked, default="2025-2029" if 2025 <= tahun <= 2029 else None)
    return span


def _some_text(answer: str) -> str:
    if not answer.strip():
        raise UsageError("Tulis namanya.")
    return answer.strip()


def _new_name(answer: str) -> str:
    name = answer.strip().strip('"')
    name = name if os.path.splitext(name)[1] else f"{name}.xlsx"
    if os.path.exists(name):
        raise UsageError(f"Berkas {name} sudah ada. Tulis nama lain.")
    return name
