"""What the browser's page costs: its size, its start against bare Pyodide, each flow against the command line, memory.

    python tests/benchmark/measure_web.py [--ukuran contoh 1000 10000] [--browser chromium firefox webkit]

Seconds of the processor, in node, the first time that an engine does a flow. Each line says its budget and whether it
is kept; nothing is asserted, for a busy machine proves nothing. A browser starts more slowly than node, and runs as
fast. ``--browser``: seconds by the clock until the served page is ready, at the first visit and with what it kept then
(the best of three), and where they went.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from lkjip_xl.hosts.web.server import open_server  # noqa: E402
from tests.benchmark.books import SIZES, todays_book  # noqa: E402
from tests.benchmark.processes import run  # noqa: E402
from tests.tools import web_page  # noqa: E402

LARGEST, READY, FLOW, WARM = 13_000_000, 1.5, 3.0, 2.0
_FLOW = """
import sys
import lkjip_xl
flow, book, result = sys.argv[1:]
getattr(lkjip_xl, flow)(book, output=result, backup=False)
"""  # a process of its own, like the command, which is not used since periksa ends with 1 on findings
SCRIPT = Path(__file__).with_name("measure_web.mjs")


def engine(archives, *what):
    """What ``measure_web.mjs`` says."""
    done = subprocess.run(
        ["node", str(SCRIPT), str(archives), *map(str, what)], capture_output=True, text=True, check=True,
        stdin=subprocess.DEVNULL, env={**os.environ, "LKJIP_WEB": str(web_page.CACHE)},
    )  # fmt: skip
    return json.loads(done.stdout)


def line(name, seen, budget, told):
    """One line of the table."""
    print(f"{name:28} {told}   batas {budget:g}: {'terpenuhi' if seen <= budget else 'TERLAMPAUI'}")


def starts(site, browsers):
    """How long the served page takes in each browser, as ``every_browser.mjs`` sees it."""
    for browser in browsers:
        if reason := web_page.missing_browser(browser):
            print(f"awal {browser:23} {reason}")
            continue
        server = open_server(str(site), 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        with tempfile.TemporaryDirectory() as folder:
            seen = web_page.run_node(
                "every_browser.mjs", "starts", browser, web_page.program(browser), address, "-", folder, timeout=900
            )
        server.shutdown()
        server.server_close()
        warm = min((dict(stages) for stages in seen["warm"]), key=lambda stages: stages["halaman"])
        seconds = warm.pop("halaman") / 1000
        spent = ", ".join(f"{name} {end - start} ms" for (_, start), (name, end) in pairwise([("", 0), *warm.items()]))
        told = f"{seconds:6.2f} s, pertama {dict(seen['cold'])['halaman'] / 1000:.2f} s; {spent}"
        line(f"awal {browser}", seconds, WARM, told)


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ukuran", nargs="+", choices=SIZES, default=["contoh", "1000"])
    parser.add_argument("--browser", nargs="*", choices=web_page.PROGRAMS, default=[])
    given = parser.parse_args()
    if reason := web_page.missing():
        raise SystemExit(reason)
    from lkjip_xl.build.web.assemble import build_web
    from lkjip_xl.build.web.engine import compiled_archives

    with tempfile.TemporaryDirectory(prefix="lkjip-ukur-web-") as folder:
        base = Path(folder)
        page, site = build_web(base / "web")
        size = page.stat().st_size
        line("lkjip.html", size / 1e6, LARGEST / 1e6, f"{size / 1e6:6.2f} MB")
        starts(site, given.browser)
        archives = base / "arsip"
        archives.mkdir()
        for name, data in compiled_archives().items():
            (archives / name).write_bytes(data)
        bare = min((engine(archives, "bare") for _ in range(3)), key=lambda one: one["cpu"])
        ready = min((engine(archives, "ready") for _ in range(3)), key=lambda one: one["cpu"])
        ratio = ready["cpu"] / bare["cpu"]
        told = (
            f"{ready['cpu']:6.2f} s, Pyodide saja {bare['cpu']:.2f} s, {ratio:.2f} kali, memori {ready['heap']:.0f} MiB"
        )
        line("siap", ratio, READY, told)
        for one in given.ukuran:
            book = todays_book(base, one)
            seen = engine(archives, book)["seen"]
            for flow, cost in seen.items():
                command = run("-c", _FLOW, flow, book, base / "hasil.xlsx").cpu
                ratio = cost["cpu"] / command
                told = (
                    f"{cost['cpu']:6.2f} s, perintah {command:.2f} s, {ratio:.2f} kali, memori {cost['heap']:.0f} MiB"
                )
                line(f"{flow} {one}", ratio, FLOW, told)


if __name__ == "__main__":
    main()
