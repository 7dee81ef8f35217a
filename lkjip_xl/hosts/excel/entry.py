"""Where Excel enters: one run for each button, from the VBA module ``LkProses``.

What the button is and what the user answered arrive as hexadecimal digits, because a command line loses quotes,
percent signs and every letter outside its code page, and because a name in it would be somebody else's text. What
stands on the error stream is shown by VBA when this process ends with another exit code than 0.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ..openbook.request import read_request

_OLD = 12 * 3600  # seconds; a lock that lies longer was left by a machine that was switched off


def jalankan(heksa: str) -> None:
    """Run a button's flow in the Excel that called; every outcome ends as a message in Excel, never as a traceback.

    Raises:
        SystemExit: with a text for VBA to show when Excel cannot be reached.
    """
    from ...errors import UserError
    from ..openbook.press import press
    from . import xlwings_host
    from .patience import Watchdog

    request = read_request(heksa)
    vba, window = request.answers.pop("_vba", xlwings_host.ADDIN), request.answers.pop("_jendela", "")
    with single_run() as alone:
        if not alone:
            sys.exit("Tombol sebelumnya masih dikerjakan. Tunggu sampai selesai, lalu tekan lagi.")
        try:
            xlwings_host.prepare()
            host = xlwings_host.XlwingsHost(request.book, vba, int(window) if window else None)
        except UserError as error:
            sys.exit(str(error))
        except Exception as error:
            sys.exit(
                "lkjip-xl tidak dapat menghubungi Excel. Tutup jendela pesan yang masih terbuka dan keluar dari sel "
                f"yang sedang disunting (Esc), lalu tekan tombolnya lagi.\n({type(error).__name__}: {error})"
            )
        try:
            press(Watchdog(host), request)
        except UserError as error:  # Excel did not even take the message
            sys.exit(str(error))
        finally:
            with suppress(Exception):
                host.finish()
    _drop_report()


@contextmanager
def single_run(folder: str | None = None) -> Iterator[bool]:
    """Whether no other button of this user is being worked on; on the Mac Excel does not wait, so two clicks are easy.

    The lock is a file that names the process; one whose process is gone counts for nothing.

    Args:
        folder: where the lock lies; by default the folder of Excel on the Mac, and no lock at all elsewhere, where VBA
            waits for the end.
    """
    if folder is None:
        if sys.platform != "darwin":
            yield True
            return
        folder = os.path.expanduser("~/Library/Containers/com.microsoft.Excel/Data")
    path = os.path.join(folder, "lkjip-xl.lock")
    mine = _take(path) or (_is_stale(path) and _take(path))
    try:
        yield bool(mine)
    finally:
        if mine:
            with suppress(OSError):
                os.unlink(path)


def _take(path: str) -> bool:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as stream:
        stream.write(str(os.getpid()))
    return True


def _is_stale(path: str) -> bool:
    """Whether the process of a lock is gone; the lock is removed then."""
    import time

    try:
        with open(path, encoding="ascii") as stream:
            process = int(stream.read() or "0")
        if process > 0 and time.time() - os.path.getmtime(path) < _OLD:
            os.kill(process, 0)
            return False
    except (OSError, ValueError, OverflowError) as error:
        if isinstance(error, PermissionError):
            return False
    with suppress(OSError):
        os.unlink(path)
    return True


def _drop_report() -> None:
    """Remove the file that VBA gave for the error stream when nothing has to be told."""
    path = getattr(sys.stderr, "name", "")
    if not isinstance(path, str) or not os.path.basename(path).startswith("lkjip-xl-"):
        return
    sys.stderr.close()
    sys.stderr = open(os.devnull, "w")
    if os.path.dirname(os.path.abspath(path)) == os.path.abspath(tempfile.gettempdir()):
        with suppress(OSError):
            os.unlink(path)
