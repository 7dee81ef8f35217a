"""Pictures of every sheet as people see it: a real window of 1366x768, and a print without colours.

``python -m tests.tools.screens FOLDER [BOOK ...]`` starts a screen of its own (Xvfb) with a window manager (openbox),
opens each book in LibreOffice with an Indonesian region, shows one sheet after the other in a window that fills the
screen, and keeps a picture of the whole screen; then it prints the book and keeps the pages in grey. Without a book it
takes a new one and the sample. ``docs/layar.md`` says what was seen.

It needs the Debian packages xvfb, openbox, imagemagick and poppler-utils besides LibreOffice.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.contoh import buat_contoh

from .libreoffice import LibreOffice, system_python

DRIVER = Path(__file__).with_name("screens_uno.py")
SIZE = (1366, 768)
NEEDED = ("Xvfb", "openbox", "import", "soffice", "pdftoppm")
_DOTS = 60


def missing() -> str | None:
    """What keeps the pictures from being made here, in words; None when everything is there."""
    away = [name for name in NEEDED if not shutil.which(name)]
    if away:
        packages = "xvfb openbox imagemagick libreoffice-calc poppler-utils"
        return f"not found: {', '.join(away)}; on Debian or Ubuntu: apt-get install {packages}"
    return None if system_python() else "no Python with uno"


def screens(books: list[Path], folder: Path) -> list[Path]:
    """Make the pictures of the books' visible sheets in a window; their paths.

    Raises:
        RuntimeError: a program that is needed is not there, or the screen does not start.
    """
    reason = missing()
    if reason:
        raise RuntimeError(reason)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lkjip-layar-") as place:
        display, screen = _start_screen()
        environment = {**os.environ, "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen", "GDK_BACKEND": "x11"}
        started = [screen, subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)]
        try:
            return [picture for book in books for picture in _shown(book, folder, Path(place) / book.stem, environment)]
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait(10)


def _start_screen() -> tuple[str, "subprocess.Popen[bytes]"]:
    """A screen under a number that is free, and its process."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    return f":{number}", process


def _shown(book: Path, folder: Path, profile: Path, environment: dict[str, str]) -> list[Path]:
    """Pictures of one book's sheets: the driver shows a sheet and says its name, then waits for a line."""
    driver = subprocess.Popen(
        [system_python() or "", str(DRIVER), str(profile), str(book)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True,
    )  # fmt: skip
    assert driver.stdin is not None and driver.stdout is not None
    made = []
    try:
        for number, line in enumerate(driver.stdout, 1):
            picture = folder / f"{book.stem}-{number:02d}-{_plain(line)}.png"
            time.sleep(0.4)
            subprocess.run(["import", "-window", "root", str(picture)], env=environment, check=True)
            made.append(picture)
            driver.stdin.write("\n")
            driver.stdin.flush()
        return made
    finally:
        driver.stdin.close()
        driver.wait(60)


def prints(books: list[Path], folder: Path) -> list[Path]:
    """Print the books and keep each page in grey; the paths of the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    office = LibreOffice(locale="id-ID")
    try:
        for book in books:
            pdf = office.to_pdf(book, folder / f"{book.stem}.pdf")
            subprocess.run(
                ["pdftoppm", "-gray", "-png", "-r", str(_DOTS), pdf, folder / f"{book.stem}-cetak"], check=True
            )
    finally:
        office.stop()
    return sorted(folder.glob("*-cetak-*.png"))


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name.strip().lower())


def main(arguments: list[str]) -> None:
    """Make both kinds of pictures and say how many."""
    folder, named = Path(arguments[0]), [Path(name) for name in arguments[1:]]
    with tempfile.TemporaryDirectory(prefix="lkjip-buku-") as place:
        if not named:
            new = Path(place) / "baru.xlsx"
            buat_buku(new, "Dinas Contoh", 2025, "2025-2029")
            named = [new, Path(str(buat_contoh(Path(place) / "contoh", pdf=False).path))]
        print(f"{len(screens(named, folder))} screens, {len(prints(named, folder))} pages")


if __name__ == "__main__":
    main(sys.argv[1:])
