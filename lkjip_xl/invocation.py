"""How this program was started, so that every advice can be typed as it stands."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_COMMAND = "lkjip-xl"
_run_as: str | None = None


def command(rest: str = "") -> str:
    """A command line of this program in the form that was run: ``lkjip-xl hitung``, ``py -m lkjip_xl hitung``.

    Inside Excel, LibreOffice and Python programs, which were not started from a command line, it is ``lkjip-xl ...``.

    >>> command("laporan BUKU")
    'lkjip-xl laporan BUKU'
    """
    return f"{_run_as or _COMMAND} {_BOOK.sub(_book_named, rest)}".rstrip()


def _book_named(found: re.Match[str]) -> str:
    path = _named_book.get()
    return found[0] if path is None else _quoted(path)


_BOOK = re.compile(r"\bBUKU\b")
_named_book: ContextVar[str | None] = ContextVar("named book", default=None)


@contextmanager
def book_is(path: str) -> Iterator[None]:
    """``command`` names this book where a message would say BUKU, so that it can be typed as it stands.

    >>> with book_is("LKjIP 2025.xlsx"):
    ...     command("laporan BUKU")
    'lkjip-xl laporan "LKjIP 2025.xlsx"'
    """
    token = _named_book.set(path)
    try:
        yield
    finally:
        _named_book.reset(token)


def answer(**given: Any) -> str:
    """What a user can say of a source, named as this host takes it: ``--pagu perubahan`` on a command line.

    Args:
        given: answers by the name of their option; "" where only the option is named.

    >>> answer(tabel="tbl_pk", bagian="")
    '--tabel tbl_pk --bagian'
    """
    return _naming.get()(given)


def _options(given: Mapping[str, Any]) -> str:
    return " ".join(f"--{name} {_typed(str(value))}".rstrip() for name, value in given.items())


def _typed(value: str) -> str:
    return f'"{value}"' if set(value) & set(" =;&|") else value


_naming: ContextVar[Callable[[Mapping[str, Any]], str]] = ContextVar("naming", default=_options)


@contextmanager
def answers_are(named: Callable[[Mapping[str, Any]], str]) -> Iterator[None]:
    """``answer`` gives what ``named`` says, for a host without a command line."""
    token = _naming.set(named)
    try:
        yield
    finally:
        _naming.reset(token)


def advice(typed: str, pressed: str = "") -> str:
    """What a user can do where the message is read.

    Args:
        typed: on a command line, where options are typed. pressed: where buttons and choices are.

    >>> advice("; tambahkan --timpa"), advice("--ke", "nama lain")
    ('; tambahkan --timpa', '--ke')
    """
    return pressed if _pressed.get() else typed


_pressed: ContextVar[bool] = ContextVar("pressed", default=False)


@contextmanager
def buttons_are_pressed() -> Iterator[None]:
    """``advice`` gives what is done with buttons: the flow runs in a spreadsheet program or on the page."""
    token = _pressed.set(True)
    try:
        yield
    finally:
        _pressed.reset(token)


def remember_invocation(script: str | None) -> None:
    """Keep how the command was started; None: not from a command line.

    Args:
        script: ``sys.argv[0]``.
    """
    global _run_as
    _run_as = None if script is None else _form(script)


def _form(script: str) -> str:
    name = os.path.basename(script)
    if name == "__main__.py":
        return f"{_python()} -m lkjip_xl"
    stem = name[:-4] if name.lower().endswith(".exe") else name
    if stem != _COMMAND:
        return _COMMAND
    return _COMMAND if _reached(_COMMAND, script) else _quoted(script)


def _python() -> str:
    """What starts this very Python: ``py`` of Windows, a name on the PATH, else the whole path."""
    from shutil import which

    virtual = sys.prefix != sys.base_prefix
    if sys.platform == "win32" and not virtual and which("py"):
        return "py"
    name = os.path.basename(sys.executable)
    short = name[:-4] if name.lower().endswith(".exe") else name
    for each in dict.fromkeys(("python", "python3", short)):
        if each and _reached(each, sys.executable):
            return each
    return _quoted(sys.executable)


def _reached(name: str, path: str) -> bool:
    """Whether a name that is typed starts this file: the places are compared, not what links lead to."""
    from shutil import which

    found = which(name)
    return found is not None and _place(found) == _place(path)


def _place(path: str) -> str:
    place = os.path.normcase(os.path.abspath(path))
    return place[:-4] if place.endswith(".exe") else place


def _quoted(path: str) -> str:
    return f'"{path}"' if set(path) & set(" ()&;|'") else path
