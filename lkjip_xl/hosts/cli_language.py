"""click in Indonesian: its messages by a gettext catalogue, its pages as wide as the terminal, wrong names answered.

The catalogue is ``click_messages/id/LC_MESSAGES/lkjip-xl.po``; ``python -m lkjip_xl.build`` makes the ``.mo`` of it.
"""

import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..invocation import command
from ..suggestion import did_you_mean

if TYPE_CHECKING:
    _ParamType = click.ParamType[int]
else:
    _ParamType = click.ParamType  # older versions of click know no type of its value

DOMAIN = "lkjip-xl"
_CATALOGUES = os.path.join(os.path.dirname(__file__), "click_messages")
_OTHER_WORDS = {
    "baru": "buat", "impor": "isi", "import": "isi", "rekam": "isi", "kalkulasi": "hitung", "cek": "periksa",
    "validasi": "periksa", "report": "laporan", "cetak": "pdf", "export": "ekspor", "undo": "pulihkan",
    "kembalikan": "pulihkan", "update": "perbarui", "upgrade": "perbarui", "install": "pasang", "uninstall": "lepas",
    "modul": "tambah", "copy": "salin", "tempel": "salin", "demo": "contoh", "sample": "contoh",
    "email": "kirim", "surel": "kirim", "merge": "gabung", "gabungkan": "gabung", "kumpul": "gabung",
}  # fmt: skip
"""What people type for a verb that we call otherwise."""


@contextmanager
def indonesian() -> Iterator[None]:
    """click speaks Indonesian inside; the process's own language and domain of messages are put back afterwards."""
    gettext.bindtextdomain(DOMAIN, _CATALOGUES)
    domain = gettext.textdomain()
    gettext.textdomain(DOMAIN)
    try:
        with _language("id"):
            yield
    finally:
        gettext.textdomain(domain)


@contextmanager
def _language(code: str | None) -> Iterator[None]:
    """The language in which gettext looks for messages; None: none is said."""
    own = os.environ.get("LANGUAGE")
    _say_language(code)
    try:
        yield
    finally:
        _say_language(own)


def _say_language(code: str | None) -> None:
    if code is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = code


class WholeNumber(_ParamType):
    """A whole number within bounds, refused in plain words."""

    name = "angka"

    def __init__(self, lowest: int, highest: int | None = None) -> None:
        self.lowest, self.highest = lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a refusal says what is meant."""
        text = str(value).strip()
        number = int(text) if text.isascii() and text.isdecimal() else None
        if number is None or number < self.lowest or (self.highest is not None and number > self.highest):
            self.fail(self.meant(text), param, ctx)
        return number

    def meant(self, text: str) -> str:
        """What should have been typed instead of ``text``."""
        if self.highest is None:
            return f"'{text}'; tulis angka {self.lowest} atau lebih."
        return f"'{text}'; tulis angka {self.lowest} sampai {self.highest}."


class Year(WholeNumber):
    """A year in four digits."""

    name = "tahun"

    def __init__(self) -> None:
        super().__init__(2010, 2100)

    def meant(self, text: str) -> str:
        """Also proposes the year that two digits stand for."""
        short = text.isascii() and text.isdecimal() and len(text) == 2 and int(text) >= 10
        proposal = f" Maksud Anda 20{text}?" if short else ""
        return f"'{text}'; tulis tahun dengan empat angka, {self.lowest} sampai {self.highest}.{proposal}"


class Perintah(click.Command):
    """A command: too many words are told with what quotes are for; its body runs in the user's own language."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("options_metavar", "[PILIHAN]")
        super().__init__(*args, **more)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; words that are left over become one message that names them and the remedy."""
        typed = list(args)
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            known = [name for each in self.get_params(ctx) for name in each.opts if name.startswith("--")]
            proposal = did_you_mean(error.option_name, known)
            raise click.UsageError(f"Pilihan '{error.option_name}' tidak dikenal.{proposal}", ctx) from error
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if left and not ctx.resilient_parsing:
            whole = _split_name(typed, left)
            raise click.UsageError(
                f"Terlalu banyak isian: {' '.join(left)}. Isian yang memuat spasi diberi tanda kutip"
                + (f': "{whole}".' if whole else '; misalnya "Buku Dinas 2025.xlsx".'),
                ctx,
            )
        return left

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; programs that it starts get the language that the user has set."""
        with _language(ctx.find_root().obj):
            return super().invoke(ctx)


class Kelompok(click.Group):
    """The command group: a list of whole sentences, and a proposal for a verb that is not known."""

    command_class = Perintah

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("options_metavar", "[PILIHAN]")
        more.setdefault("subcommand_metavar", "PERINTAH ...")
        super().__init__(*args, **more)

    def main(self, *args: Any, **more: Any) -> Any:
        """As click does, in Indonesian: a command keeps its option of help in the language of its first run."""
        with indonesian():
            return super().main(*args, **more)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; without a word the page of help is the answer."""
        if not args:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, each with its whole first sentence, wrapped and never cut."""
        first = {name: (self.commands[name].help or "").split("\n\n")[0] for name in self.list_commands(ctx)}
        rows = [(name, " ".join(text.split())) for name, text in first.items()]
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; an unknown verb gets the nearest one, or the one that means the same."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        other = _OTHER_WORDS.get(name.casefold())
        if other in self.commands:
            proposal = f" Maksud Anda {other}?"
        elif os.path.splitext(name)[1].lower() in (".xlsx", ".xlsm"):
            proposal = f" Tulis perintahnya dulu, misalnya: {ctx.command_path} hitung {_quoted(name)}."
        else:
            proposal = did_you_mean(name, self.commands)
        raise click.UsageError(f"Perintah '{name}' tidak dikenal.{proposal}", ctx)


def wrong_use(error: click.UsageError) -> str:
    """A message of wrong use and where help is."""
    place = error.ctx.command_path if error.ctx is not None else command()
    hint = gettext.gettext("Try '{command} {option}' for help.").format(command=place, option="--help")
    message = error.format_message().rstrip()
    return f"{message}{'' if message[-1:] in '.?!' else '.'} {hint}"


def quotes_hint(args: Sequence[str], exists: Callable[[str], bool] = os.path.exists) -> str:
    """What to say when words that follow each other are together the name of a file; "" when they are not."""
    for first in range(len(args)):
        for last in range(first + 2, len(args) + 1):
            if exists(whole := " ".join(args[first:last])):
                return f' Nama yang memuat spasi diberi tanda kutip: "{whole}".'
    return ""


def _split_name(typed: Sequence[str], left: Sequence[str]) -> str:
    """The name that was typed without quotes: from the word before the first one left over to the last of them."""
    for start in range(1, len(typed) - len(left) + 1):
        if list(typed[start : start + len(left)]) == list(left):
            before = typed[start - 1]
            return "" if before.startswith("-") else " ".join([before, *left])
    return ""


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
