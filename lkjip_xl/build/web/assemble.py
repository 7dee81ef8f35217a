"""Puts the page together: ``lkjip.html`` that is opened by double click, and a folder for any web server, in
which the page also stands as Excel's task pane.

Both hold the same scripts and the same engine; two builds of one tree give the same bytes.
"""

import base64
import hashlib
import json
import re
import shutil
import zlib
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...hosts.web.bridge import FLOWS, PANE_ONLY
from ...ooxml.safe_write import atomic_write
from ...schema.buttons import ALUR, Alur
from . import functions
from .engine import compiled_archives
from .licences import licences
from .manifest import ADDRESS, PANE, manifest
from .manifest import FILE as MANIFEST
from .pictures import SIZES, png
from .pinned import PYTHON_VERSION, ROOT, pyodide_folder

TARGET = ROOT / "dist" / "web"
PAGE, SITE = "lkjip.html", "situs"
_INVALID = "https://lkjip.invalid/"  # Pyodide wants an absolute address; its two parts are answered from memory
_POLICY = (
    "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; worker-src {worker}; connect-src {connect}; "
    "style-src {style}; img-src {image}; {manifest}base-uri 'none'; form-action 'none'"
)
OFFICE = "https://appsforoffice.microsoft.com/"
"""Where Microsoft serves its script, the only address that it supports."""
_PANE_TEXTS = {
    "<title>lkjip-xl: buku LKjIP di browser</title>": "<title>lkjip-xl di Excel</title>",
    "<body>": '<body class="panel">',
    "<p>Hitung, periksa, dan cetak buku LKjIP di sini. Tidak ada yang dipasang, dan <strong>buku tidak meninggalkan "
    "komputer ini</strong>.</p>":
        "<p>Mengerjakan buku yang terbuka di Excel. <strong>Buku tidak meninggalkan komputer ini</strong>.</p>",
    "Halaman ini tidak berjalan di browser ini. Pakai Edge, Chrome, atau Firefox yang baru (2023 ke atas), atau Safari "
    "16.4 ke atas, dengan JavaScript dinyalakan.":
        "Panel ini tidak berjalan di Excel ini; perlu Excel 2021, 2024, atau Microsoft 365. Simpan bukunya, lalu "
        "kerjakan di halaman browser: "
        '<a href="index.html" target="_blank" rel="noopener">buka halaman lkjip-xl</a> dengan Edge atau Chrome.',
}  # fmt: skip


def build_web(target: Path = TARGET) -> list[Path]:
    """Build the page into a folder.

    Returns:
        The page, and the folder to serve.

    Raises:
        UserError: see ``pinned`` and ``engine``. ValueError: Pyodide is not what the joining of its scripts expects.
    """
    archives = compiled_archives()
    folder = pyodide_folder()
    worker = joined_worker(folder)
    parts = {name: (folder / name).read_bytes() for name in ("pyodide.asm.wasm", "python_stdlib.zip")} | archives
    packed = {name: data if name == "python_stdlib.zip" else gzipped(data) for name, data in parts.items()}
    texts = {
        name: _source(name)
        for name in ("page.html", "page.js", "page.css", "sw.js", "icon.svg", "excel.js", functions.SCRIPT)
    }
    mark = hashlib.sha256()
    for name, data in sorted({**packed, **{n: t.encode() for n, t in texts.items()}, "worker.js": worker}.items()):
        mark.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    build = mark.hexdigest()[:12]
    target.mkdir(parents=True, exist_ok=True)
    page = target / PAGE
    _write(page, _single(texts, worker, packed, build, list(archives)).encode())
    site = target / SITE
    _site(site, texts, worker, packed, build, list(archives))
    return [page, site]


def page_facts(build: str, archives: list[str], offline: bool, pane: bool = False) -> dict[str, Any]:
    """What the page's script knows before the engine runs: versions, the buttons as everywhere, licences."""
    from ...flows.source_questions import QUESTIONS
    from ...version import __version__

    return {
        "versi": __version__,
        "bangunan": build,
        "arsip": archives,
        "luring": offline,
        "kunci": _lock(),
        "tombol": page_buttons(pane),
        "pertanyaan": [
            {"id": one.id, "label": one.label, "cara": one.hint, "jawaban": [[v, k] for k, v in one.answers().items()]}
            for one in QUESTIONS if one.choice
        ],
        "lisensi": licences(),
        "alamat_manifes": ADDRESS,
    }  # fmt: skip


def _lock() -> str:
    """What Pyodide wants to read as its list of packages: none."""
    info = {"abi_version": "2026_0", "arch": "wasm32", "platform": "emscripten_5_0_3", "python": PYTHON_VERSION,
            "version": "0"}  # fmt: skip
    return json.dumps({"info": info, "packages": {}})


def page_buttons(pane: bool = False) -> list[dict[str, Any]]:
    """The buttons of the page, as every host has them; those whose flow the bridge does not offer are left out."""
    return [
        {"id": a.id, "label": a.label, "ringkas": a.ringkas, "uraian": a.uraian, "grup": a.grup,
         "perlu_buku": a.perlu_buku}
        for a in offered(pane)
    ]  # fmt: skip


def offered(pane: bool) -> list[Alur]:
    """The flows that have a button on the page, or in the pane."""
    return [a for a in ALUR if a.ada and a.id in FLOWS and (pane or a.id not in PANE_ONLY)]


# --- the worker ------------------------------------------------------------------------------------------------------
def joined_worker(folder: Path) -> bytes:
    """Pyodide's two modules and our worker as one classic script.

    A module worker from a blob dies on ``file://``, and Pyodide refuses classic ones: it is told that this is none.
    What is replaced is counted, so that another Pyodide fails here and not at a user's desk.
    """
    module = _replaced((folder / "pyodide.asm.mjs").read_text(encoding="utf-8"), {
        "import.meta.url": ("LKJIP_BASE", 3),
        "export default _createPyodideModule": ("return _createPyodideModule", 1),
        # A picture of a memory that has grown is larger than the memory at the start.
        "return Module.HEAP8.set(t),l": (
            "return t.length>Module.HEAP8.length&&growMemory(t.length),Module.HEAP8.set(t),l", 1,
        ),
    })  # fmt: skip
    loader = _replaced((folder / "pyodide.mjs").read_text(encoding="utf-8"), {
        "export{dt as loadPyodide,U as version}": ("return dt", 1),
        "//# sourceMappingURL=pyodide.mjs.map": ("", 1),
    })  # fmt: skip
    for text in (module, loader):
        if re.search(r"\bimport\.meta\b|^\s*import[\s{*]|^\s*export[\s{]", text, re.M):
            raise ValueError("Pyodide's scripts hold an import or export that is not known here")
    return "\n".join([
        f'"use strict";\nself.importScripts = undefined;\nconst LKJIP_BASE = {json.dumps(_INVALID)};',
        f"const createPyodideModule = (() => {{\n{module}\n}})();",
        f"const loadPyodide = (() => {{\n{loader}\n}})();",
        _source("worker.js"),
    ]).encode()  # fmt: skip


def _replaced(text: str, replacements: dict[str, tuple[str, int]]) -> str:
    for old, (new, count) in replacements.items():
        if (found := text.count(old)) != count:
            raise ValueError(f"{old!r} stands {found} times in Pyodide's script, not {count}")
        text = text.replace(old, new)
    return text


# --- the two forms ---------------------------------------------------------------------------------------------------
def _single(texts: dict[str, str], worker: bytes, packed: dict[str, bytes], build: str, archives: list[str]) -> str:
    script, style = texts["page.js"], texts["page.css"]
    policy = _POLICY.format(
        script=_hash(script), style=_hash(style), worker="blob:", connect="'none'", image="data:", manifest=""
    )
    embedded = "\n".join(
        f'<script type="application/octet-stream" id="{name}">{base64.b64encode(data).decode()}</script>'
        for name, data in {"worker.js": gzipped(worker), **packed}.items()
    )
    end = f"{_data(build, archives, False)}\n{embedded}\n<script>{script}</script>"
    return _filled(texts["page.html"], policy, f'<link rel="icon" href="data:,">\n<style>{style}</style>', end)


def _site(
    folder: Path, texts: dict[str, str], worker: bytes, packed: dict[str, bytes], build: str, archives: list[str]
) -> None:
    policy = _POLICY.format(
        script="'self'", style="'self'", worker="'self' blob:", connect="'self'", image="'self'",
        manifest="manifest-src 'self'; ",
    )  # fmt: skip
    head = (
        '<link rel="stylesheet" href="page.css">\n<link rel="icon" href="icon.svg">\n'
        '<link rel="manifest" href="manifest.webmanifest">'
    )
    end = f'{_data(build, archives, True)}\n<script src="page.js"></script>'
    content = {
        "index.html": _filled(texts["page.html"], policy, head, end).encode(),
        "page.js": texts["page.js"].encode(),
        "page.css": texts["page.css"].encode(),
        "icon.svg": texts["icon.svg"].encode(),
        "worker.js": worker,
        "manifest.webmanifest": _manifest().encode(),
        PANE: _pane(texts, build, archives).encode(),
        "excel.js": texts["excel.js"].encode(),
        MANIFEST: manifest(_version(), offered(pane=True)).encode(),
        functions.PAGE: _functions_page(build, archives).encode(),
        functions.SCRIPT: texts[functions.SCRIPT].encode(),
        functions.METADATA: functions.metadata().encode(),
        functions.FILE: functions.manifest(_version()).encode(),
        **{f"icon-{size}.png": png(size) for size in SIZES},
        **{f"{name}.bin": data for name, data in packed.items()},
    }
    names = json.dumps(["./", *(name for name in sorted(content) if name != "index.html")])
    content["sw.js"] = texts["sw.js"].replace("__BUILD__", build).replace("__FILES__", names).encode()
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.mkdir()
    for name, data in content.items():
        _write(folder / name, data)


def _version() -> str:
    from ...version import __version__

    return __version__


def _pane(texts: dict[str, str], build: str, archives: list[str]) -> str:
    """The same page in Excel's task pane: another head, and Office's script and ours before the page's own."""
    policy = _POLICY.format(
        script=f"'self' {OFFICE}", style="'self'", worker="'self' blob:", connect="'self'", image="'self' data:",
        manifest="",
    )  # fmt: skip
    html = texts["page.html"]
    for mark, text in _PANE_TEXTS.items():
        if html.count(mark) != 1:
            raise ValueError(f"{mark} has to stand once in page.html")
        html = html.replace(mark, text)
    head = '<link rel="stylesheet" href="page.css">\n<link rel="icon" href="icon.svg">'
    head += f'\n<script src="{OFFICE}lib/1/hosted/office.js"></script>'
    end = f'{_data(build, archives, True, True)}\n<script src="excel.js"></script>\n<script src="page.js"></script>'
    return _filled(html, policy, head, end)


def _functions_page(build: str, archives: list[str]) -> str:
    policy = _POLICY.format(
        script=f"'self' {OFFICE}", style="'self'", worker="'self' blob:", connect="'self'", image="'self' data:",
        manifest="",
    )  # fmt: skip
    facts = {
        "bangunan": build, "arsip": archives, "kunci": _lock(),
        "fungsi": [{"id": name, "banyak": count} for name, count in functions.declared()],
    }  # fmt: skip
    return functions.page(policy, _element(facts), OFFICE)


def _manifest() -> str:
    return json.dumps(
        {
            "name": "lkjip-xl", "short_name": "lkjip-xl", "lang": "id", "start_url": "./", "scope": "./",
            "display": "standalone", "background_color": "#ffffff", "theme_color": "#1f5c3a",
            "description": "Hitung, periksa, dan cetak buku LKjIP; buku tidak meninggalkan komputer.",
            "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        },
        ensure_ascii=False,
    )  # fmt: skip


def _data(build: str, archives: list[str], offline: bool, pane: bool = False) -> str:
    return _element(page_facts(build, archives, offline, pane))


def _element(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="data">{text}</script>'


def _filled(html: str, policy: str, head: str, end: str) -> str:
    for mark, text in (
        ("<!--CSP-->", f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        ("<!--HEAD-->", head),
        ("<!--END-->", end),
    ):
        if html.count(mark) != 1:
            raise ValueError(f"{mark} has to stand once in page.html")
        html = html.replace(mark, text)
    return html


def _source(name: str) -> str:
    text = files("lkjip_xl.hosts.web").joinpath("page", name).read_text(encoding="utf-8").replace("\r\n", "\n")
    if name.endswith((".js", ".css")) and re.search(r"</(script|style)|<!--", text, re.I):
        raise ValueError(f"{name} would end its own element in the page")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def gzipped(data: bytes) -> bytes:
    """gzip with nothing in its head that differs between machines."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + tail


def _write(path: Path, data: bytes) -> None:
    atomic_write(str(path), lambda stream: stream.write(data))


def main(arguments: list[str]) -> None:
    """``python -m lkjip_xl.build web [FOLDER]``."""
    for path in build_web(Path(arguments[0]) if arguments else TARGET):
        size = path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.iterdir())
        print(f"{path}  {size / 1e6:.1f} MB")
