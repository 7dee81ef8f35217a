"""Progress on the terminal's error stream; silent for programs and when nobody looks."""

import sys
from typing import Any

import click

MANY = 10
"""From so many steps on a bar is shown; fewer are over before the bar's library is loaded."""


class TerminalProgress:
    """Shows ``(done, total, text)``: one line that is written over, or rich's bar when there are many steps."""

    def __init__(self) -> None:
        self._width = 0
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int, text: str) -> None:
        """Show a step; an empty text ends the display."""
        if total >= MANY:
            self._step_bar(done, total, text)
        else:
            self._write(f"[{done}/{total}] {text}" if text else "")
        if not text:
            self.stop()

    def stop(self) -> None:
        """Take the display off the terminal, also after a failure."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        elif self._width:
            self._write("")

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._width) + ("" if line else "\r"))
        sys.stderr.flush()
        self._width = len(line)

    def _step_bar(self, done: int, total: int, text: str) -> None:
        if self._bar is None:
            self._write("")  # the step before the number of steps was known
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=total, description=text)


def terminal_progress(silent: bool) -> TerminalProgress | None:
    """A display for a flow, which is taken away when the command ends; None when nobody looks."""
    if silent or not sys.stderr.isatty():
        return None
    shown = TerminalProgress()
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(shown.stop)
    return shown
