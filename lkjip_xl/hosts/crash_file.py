"""The last handler of every host: an error inside the product becomes a file that can be sent on, and a message."""

import os
import platform
import sys
import tempfile
import traceback

_NAME = "lkjip-xl-galat.txt"


def write_crash_file(error: BaseException) -> str | None:
    """Write what is needed to find an error of ours; path of the file, None when it cannot be written.

    The file holds versions and the trace of calls, which names files of the user but holds no contents of a book.
    """
    from ..version import __version__

    path = os.path.join(tempfile.gettempdir(), _NAME)
    text = "".join(traceback.format_exception(error))
    try:
        with open(path, "w", encoding="utf-8", errors="replace") as stream:
            stream.write(f"lkjip-xl {__version__}, Python {sys.version}, {platform.platform()}\n\n{text}")
    except OSError:
        return None
    return path


def crash_message(path: str | None, what: str = "Perintah ini", book: str = "Berkas Anda tidak diubah.") -> str:
    """What the user is told. what: what did not end. book: what became of the user's file."""
    where = f" Kirimkan berkas ini kepada yang memelihara lkjip-xl: {path}" if path else ""
    return f"{what} tidak selesai karena kesalahan di dalam lkjip-xl. {book}{where}"
