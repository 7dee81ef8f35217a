"""LibreOffice as a printer: a package becomes a PDF by a program that is let reach nothing but the copy it prints."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..errors import UserError
from ..invocation import advice
from ..ooxml.package import Package
from ..system_errors import reason_of

TIME_LIMIT = 300  # seconds for one conversion
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str | None:
    """Path of LibreOffice's program, or None. The environment variable LKJIP_SOFFICE goes first."""
    choices = (os.environ.get("LKJIP_SOFFICE"), shutil.which("soffice"), shutil.which("libreoffice"), *_PLACES)
    return next((path for path in choices if path and os.path.exists(path)), None)


def printed(package: Package, extension: str, places: bool = False) -> bytes:
    """The PDF of a package that is let reach nothing.

    Args:
        places: the PDF of a document tells where its bookmarks are (``places_of``).

    Raises:
        UserError: ``tanpa_libreoffice``, ``pdf_gagal``.
    """
    soffice = find_libreoffice()
    if soffice is None:
        raise UserError(
            "LibreOffice tidak ditemukan, padahal dipakai untuk mencetak PDF. Pasang LibreOffice, atau buka berkasnya "
            "di Excel atau Word lalu pilih Berkas, Simpan Sebagai, PDF.",
            "tanpa_libreoffice",
        )
    with tempfile.TemporaryDirectory(prefix="lkjip-") as folder:
        copy = os.path.join(folder, "buku" + extension)
        with open(copy, "wb") as stream:
            package.save(stream)
        _convert(soffice, copy, folder, _WITH_PLACES if places else "pdf")
        made = os.path.join(folder, "buku.pdf")
        if not os.path.exists(made):
            program, more = "Excel", ""
            if extension == ".docx":
                program, more = "Word", "Pastikan LibreOffice Writer ikut terpasang. "
            raise UserError(
                f"LibreOffice berhenti tanpa menghasilkan PDF. {more}Tutup LibreOffice yang terbuka, lalu ulangi; bila "
                f"tetap gagal, cetak dari {program} (Berkas, Simpan Sebagai, PDF).",
                "pdf_gagal",
            )
        return Path(made).read_bytes()


_WITH_PLACES = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_PAGES = re.compile(rb"/Type\s*/Pages\b.*?/Kids\s*\[([\s\d R]*)\]", re.S)
_PLACE = re.compile(rb"/((?:#?[0-9A-F]{2}|[A-Za-z0-9._])+)\s*\[\s*(\d+) 0 R\s*/XYZ")


def places_of(data: bytes, names: Iterable[str]) -> dict[str, int]:
    """The page of each of these bookmarks, from 1; {} where the PDF does not tell, or packs its objects."""
    kids = _PAGES.search(data)
    if kids is None:
        return {}
    pages = {int(number): n for n, number in enumerate(re.findall(rb"(\d+) 0 R", kids[1]), start=1)}
    found = {m[1].replace(b"#", b""): int(m[2]) for m in _PLACE.finditer(data)}
    result = {}
    for name in names:
        written = "".join(c if c.isascii() and c.isalnum() else "".join(f"{b:02X}" for b in c.encode()) for c in name)
        page = pages.get(found.get(written.encode(), -1))
        if page is not None:
            result[name] = page
    return result


# A port where nobody listens: whatever LibreOffice would fetch all the same, it asks for there.
_NOWHERE = ("127.0.0.1", "9")
_SETTINGS = (
    # Numbers print with Indonesian separators whatever the machine's own language is.
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "id-ID"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),  # 2: never
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),  # 1: never
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # 2: the proxies named here
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE[0]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _NOWHERE[1]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE[0]),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _NOWHERE[1]),
)


def _profile() -> str:
    """Settings of a LibreOffice that trusts nobody, as the text of its registry."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    )


def _environment() -> dict[str, str]:
    """The environment with every proxy leading nowhere."""
    kept = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    address = f"http://{_NOWHERE[0]}:{_NOWHERE[1]}"
    return {**kept, "http_proxy": address, "https_proxy": address, "all_proxy": address, "no_proxy": ""}


def _convert(soffice: str, copy: str, folder: str, target: str) -> None:
    """Run LibreOffice on the copy; whatever it started ends with it."""
    user = Path(folder, "profil", "user")
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    command = [
        soffice, f"-env:UserInstallation={Path(folder, 'profil').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--convert-to", target, "--outdir", folder, copy,
    ]  # fmt: skip
    flags = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW, which only Windows' Python knows
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
            env=_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise UserError(f"LibreOffice ({soffice}) tidak dapat dijalankan ({reason_of(error)}).", "pdf_gagal") from None
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise UserError(
            f"LibreOffice tidak selesai mencetak dalam {_duration(TIME_LIMIT)}, jadi dihentikan. Cetak sebagian saja"
            f"{advice(' dengan --hanya')}, atau cetak dari Excel.",
            "pdf_gagal",
        ) from None
    finally:
        _end(process)


def _duration(seconds: float) -> str:
    return f"{seconds / 60:g} menit".replace(".", ",") if seconds >= 60 else f"{seconds:g} detik".replace(".", ",")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything that it started: soffice is a script that starts the real program."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],
                capture_output=True,
                creationflags=subprocess.CREATE_NO_WINDOW,
                check=False,
            )
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # all of it has ended already
            pass
    process.wait()
