"""Where an open book stands: on a disk, on the web, or nowhere yet; and the copy that the engine works on."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from ...errors import UserError
from .host import Host, OpenBook

_WEB = ("http://", "https://")


def is_on_web(path: str) -> bool:
    """Whether a book's path is a URL of OneDrive or SharePoint."""
    return path.lower().startswith(_WEB)


def is_saved(path: str) -> bool:
    """Whether a book has a place on a disk."""
    return bool(os.path.dirname(path.replace("\\", "/")))


def folder_beside(book: OpenBook) -> str:
    """The folder of a book; for one on the web the user's documents."""
    if not is_on_web(book.path):
        return os.path.dirname(book.path)
    home = os.path.expanduser("~")
    documents = os.path.join(home, "Documents")
    return documents if os.path.isdir(documents) else home


def open_by_system(path: str) -> None:
    """Open a file in the program that the system has for it.

    Raises:
        OSError: there is none.
    """
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    done = subprocess.run([opener, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    if done.returncode:
        raise OSError(f"tidak ada program untuk {os.path.basename(path)}")


@contextmanager
def saved_copy(host: Host) -> Iterator[tuple[str, str]]:
    """``(path of the saved copy, path for the result)`` in a folder of their own; messages name the open book."""
    from ...ooxml.files import check_workbook

    book = host.book()
    folder = tempfile.mkdtemp(prefix="lkjip-xl-", dir=host.work_folder())
    # Excel opens no two books of one name, and no path of more than 218 characters.
    extension = os.path.splitext(book.name)[1]
    path = os.path.join(folder, "~lkjip salinan" + extension)
    result = os.path.join(folder, f"~lkjip {uuid4().hex[:8]}{extension}")
    try:
        try:
            host.save_copy(path)
            check_workbook(path, writing=False)
            yield path, result
        except UserError as error:
            message = str(error).replace(result, book.name).replace(path, book.name).replace(folder, "")
            raise UserError(message, error.kode) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
