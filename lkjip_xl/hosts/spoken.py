"""How a command answers on the terminal: text for people, or plain data for programs."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..invocation import book_is

if TYPE_CHECKING:
    from ..flows.result import Result


def book_named(ctx: click.Context, _: click.Parameter, path: str | None) -> str | None:
    """Callback of the argument BUKU: what the command says names the book that was given."""
    if path is not None:
        ctx.with_resource(book_is(path))
    return path


def say(as_data: bool, data: Any, text: str) -> None:
    """Print an answer: plain data for programs, or text for people."""
    if as_data:
        from ..expr.plain_json import json_text

        click.echo(json_text(data))
    else:
        click.echo(text)


def answered(as_data: bool, result: "Result", extra: Mapping[str, Any], lines: Iterable[str]) -> None:
    """The answer of a flow: what was done, the year in five lines, and the findings."""
    # Loaded here: the start of a command needs none of it.
    from .answers import as_json, backup_lines, findings_table, summary_lines

    if as_data:
        say(True, {**as_json(result), **extra}, "")
        return
    click.echo("\n".join([*lines, *summary_lines(result), *backup_lines(result)]))
    findings_table(result.findings)
