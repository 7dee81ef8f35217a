"""The gate: every file that the product writes passes it, and a user's file may come out no worse than it went in."""

import re
import warnings
import zipfile
from collections import Counter

from . import validator
from .lint_ooxml import lint
from .packages import Package, child, children, local


def gate(path, baseline=None, sheets=None, allowed_errors=("#N/A",), sdk=True, load=True):
    """What is wrong with one written workbook, each line with the tool that found it; [] lets it through.

    Args:
        path: the file that was written.
        baseline: the user's file before: what was already wrong there does not count.
        sheets: names of the sheets whose cached errors count; all by default.
        allowed_errors: cached error values that are a proper answer.
        sdk: run the Open XML SDK validator (half a second); its absence is an error, never a pass.
        load: load the file with openpyxl.
    """
    found = _findings(path, sheets, allowed_errors, sdk, load)
    if baseline is None:
        return found
    known = Counter(_key(line) for line in _findings(baseline, None, allowed_errors, sdk, load))
    fresh = []
    for line in found:
        if known[_key(line)] > 0:
            known[_key(line)] -= 1
        else:
            fresh.append(line)
    return fresh


def _findings(path, sheets, allowed_errors, sdk, load):
    lines = [f"lint: {line}" for line in lint(path)]
    if sdk:
        lines += [f"sdk: {line}" for line in validator.validate_sdk(path)]
    if load:
        lines += [f"openpyxl: {line}" for line in openpyxl_trouble(path)]
    lines += [f"nilai: {line}" for line in cached_errors(path, sheets, allowed_errors)]
    return lines


def _key(line):
    """A finding without its positions: a sheet or name that is added moves those of others."""
    if line.startswith("sdk:"):
        return re.sub(r"\[\d+\]", "", line)
    return line


def openpyxl_trouble(path):
    """[] when openpyxl loads the file, else one line that says why not."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, keep_vba=str(path).endswith("m"))
            book.close()
            if book.vba_archive is not None:
                book.vba_archive.close()
    except Exception as error:
        return [f"does not load: {type(error).__name__}: {error}"]
    return []


def cached_errors(path, sheets=None, allowed=("#N/A",)):
    """Cells whose cached value is an error other than those allowed, as ``Sheet!A1: #REF!``."""
    try:
        package = Package(path)
    except (zipfile.BadZipFile, OSError):
        return []  # the lint has said so
    out = []
    for main in package.targets("", "officeDocument"):
        for e in children(child(package.xml.get(main), "sheets"), "sheet"):
            rid = next((v for k, v in e.attrib.items() if k.endswith("/relationships}id")), None)
            root = package.xml.get(package.target(main, rid))
            if root is None or (sheets is not None and e.get("name") not in sheets):
                continue
            for c in child(root, "sheetData").iter("{*}c") if child(root, "sheetData") is not None else ():
                if c.get("t") == "e":
                    value = next((v.text for v in c if local(v) == "v"), None)
                    if value not in allowed:
                        out.append(f"{e.get('name')}!{c.get('r')}: {value}")
    return out
