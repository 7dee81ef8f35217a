"""What the tests of the browser's page need: node, Chromium, the pinned packages in ``.alat/web``, and a built page."""

import json
import os
import shutil
import subprocess
import time
from functools import lru_cache
from glob import glob
from pathlib import Path

from tests.conftest import absent

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".alat" / "web"
SCRIPTS = ROOT / "tests" / "hosts" / "web"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAMS = {
    "chromium": _BROWSERS,
    "firefox": ("firefox-esr", "firefox"),
    "webkit": ("/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser"),
}
"""The browsers of ``test_every_browser`` and where they may be: names of programs, or patterns of paths."""
_BUILD_TIME = 120  # seconds that another worker may take to build


@lru_cache(maxsize=1)
def browser():
    """Path of Chromium, or None. ``LKJIP_CHROMIUM`` names another one."""
    named = os.environ.get("LKJIP_CHROMIUM")
    return named or next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def missing(with_browser=False):
    """What keeps the page from being built (or opened), in words; None when everything is there."""
    if shutil.which("node") is None:
        return "node tidak ada"
    for package in ("pyodide", *(("playwright-core", "axe-core") if with_browser else ())):
        if not (CACHE / "node_modules" / package / "package.json").is_file():
            return f"paket npm {package} tidak ada di .alat/web (jalankan: ./jalankan uji)"
    if with_browser and browser() is None:
        return "Chromium tidak ada (jalankan: ./jalankan uji)"
    return None


def program(name):
    """Path of a browser of ``PROGRAMS``, or None."""
    if name == "chromium":
        return browser()
    for one in PROGRAMS[name]:
        found = next(iter(sorted(glob(one))), None) if one.startswith("/") else shutil.which(one)
        if found:
            return found
    return None


def missing_browser(name):
    """What keeps a browser of ``PROGRAMS`` from being driven, in words; None when everything is there."""
    needed = {"webkit": ("WebKitWebDriver", "Xvfb")}.get(name, ())
    if program(name) is None or any(shutil.which(one) is None for one in needed):
        return f"browser {name} tidak ada (jalankan: ./jalankan uji --lengkap)"
    for package in ("axe-core", *(("puppeteer-core",) if name != "webkit" else ())):
        if not (CACHE / "node_modules" / package / "package.json").is_file():
            return f"paket npm {package} tidak ada di .alat/web (jalankan: ./jalankan uji)"
    return None


def built_once(folder):
    """The built page, made by the first test that asks and shared by all workers of a run; ``folder`` is common."""
    from lkjip_xl.build.web.assemble import build_web

    target, ready = Path(folder) / "halaman", Path(folder) / "halaman.siap"
    try:
        target.mkdir()
    except FileExistsError:
        for _ in range(_BUILD_TIME * 10):
            if ready.is_file():
                return target
            time.sleep(0.1)
        raise RuntimeError("the page was not built in time by the other worker") from None
    build_web(target)
    ready.write_text("")
    return target


def built_for(tmp_path_factory, with_browser=False):
    """The built page of a run of tests; absent, in words, where it cannot be built (or opened)."""
    if reason := missing(with_browser=with_browser):
        absent(reason)
    base = tmp_path_factory.getbasetemp()
    return built_once(base.parent if base.name.startswith("popen-") else base)


def run_node(script, *arguments, timeout=300):
    """The JSON that a script of this folder prints."""
    done = subprocess.run(
        ["node", str(SCRIPTS / script), *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
        stdin=subprocess.DEVNULL, env={**os.environ, "LKJIP_WEB": str(CACHE), "LKJIP_CHROMIUM": browser() or ""},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{script} ended with {done.returncode}\n{done.stderr[-3000:]}\n{done.stdout[-1000:]}")
    return json.loads(done.stdout)
