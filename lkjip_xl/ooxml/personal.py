"""Takes out of a package what tells of its author's computer: absolute paths and the last editor's name."""

import re

from .package import Package
from .parts import read_relations
from .workbook import WorkbookParts

_ABSOLUTE_PATH = re.compile(
    rb"<(?:\w+:)?AlternateContent\b[^<>]*>\s*<(?:\w+:)?Choice\b[^<>]*>\s*<(?:\w+:)?absPath\b[^<>]*/>\s*"
    rb"</(?:\w+:)?Choice>\s*(?:<(?:\w+:)?Fallback\b[^<>]*/>\s*)?</(?:\w+:)?AlternateContent>"
    rb"|<(?:\w+:)?absPath\b[^<>]*/>"
)
_EDITOR = re.compile(rb"(<(?:\w+:)?lastModifiedBy\b[^<>]*>)[^<]*(</(?:\w+:)?lastModifiedBy>)")
_SHARED_BY = re.compile(rb"(<(?:\w+:)?fileSharing\b[^<>]*?)\suserName=(?:\"[^\"]*\"|'[^']*')")


def strip_personal(package: Package) -> list[str]:
    """Remove absolute paths and last editors from a workbook; nothing else of it changes.

    Gone are the folder that Excel notes in the workbook part ("absPath"), who saved it last ("lastModifiedBy") and
    who reserved it for writing ("fileSharing").

    Args:
        package: the workbook; it is changed.

    Returns:
        Names of the parts that changed.
    """
    changed = []
    workbook = WorkbookParts(package).part
    core = [r.target for r in read_relations(package, "") if r.type == "core-properties" and r.target]
    for part in (workbook, *core, "docProps/core.xml"):
        if part in changed or part not in package:
            continue
        data = package.read(part)
        new = _EDITOR.sub(rb"\1\2", data)
        if part == workbook:
            new = _SHARED_BY.sub(rb"\1", _ABSOLUTE_PATH.sub(b"", new))
        if new != data:
            package.put(part, new)
            changed.append(part)
    return changed
