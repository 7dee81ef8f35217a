"""Serves the page's folder on this computer only: the loopback address, files of that folder, nothing else."""

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ...errors import UserError
from ...system_errors import reason_of

ADDRESS = "127.0.0.1"
PORT = 8017
_BUILT = Path(__file__).parents[3] / "dist" / "web" / "situs"


def find_folder(folder: str | None = None) -> str:
    """The folder to serve: the one that is named, or the one that was built here.

    Raises:
        UserError: ``halaman_tidak_ada``: it does not hold the page.
    """
    path = Path(folder) if folder else _BUILT
    if not (path / "index.html").is_file() or not (path / "worker.js").is_file():
        where = f"Folder {path} tidak memuat halaman lkjip-xl. " if folder else "Halaman browser belum ada di sini. "
        raise UserError(
            f"{where}Ekstrak folder situs dari rilis, lalu sebutkan dengan --folder; atau bangun dari sumbernya: "
            "python -m lkjip_xl.build web",
            "halaman_tidak_ada",
        )
    return str(path)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".webmanifest": "application/manifest+json",
        ".bin": "application/octet-stream",
        ".svg": "image/svg+xml",
    }

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """No lists of files: only the page's own names are answered."""
        self.send_error(404)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing is written down about who opened what."""


def open_server(folder: str, port: int = PORT) -> ThreadingHTTPServer:
    """A server that is bound but not started; another port is taken when that one is in use.

    Raises:
        UserError: ``porta``: neither can be had.
    """
    handler = partial(_Handler, directory=folder)
    for wanted in (port, 0):
        try:
            return ThreadingHTTPServer((ADDRESS, wanted), handler)
        except OSError as error:
            refused = error
    raise UserError(f"Porta {port} tidak dapat dipakai ({reason_of(refused)}). Sebutkan --porta lain.", "porta")
