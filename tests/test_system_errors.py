"""What the operating system refused is told in Indonesian, everywhere."""

import errno
import os
import re
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl.system_errors import reason_of

PACKAGE = Path(lkjip_xl.__file__).parent


@pytest.mark.parametrize("name", ["ENOENT", "EACCES", "EISDIR", "ENOSPC", "EROFS", "EIO", "ENAMETOOLONG", "ETIMEDOUT"])
def test_the_reason_is_not_the_systems_own_text(name):
    number = getattr(errno, name)
    reason = reason_of(OSError(number, os.strerror(number)))
    assert reason and os.strerror(number) not in reason and "kata sistem" not in reason


def test_an_unknown_reason_is_quoted_as_the_systems():
    assert reason_of(OSError(99_999, "Strange thing")) == "kata sistem: Strange thing"
    assert reason_of(OSError("no number")) == "kata sistem: no number"


def test_nobody_shows_the_systems_own_text():
    """``strerror`` is English, or whatever the system speaks, in the middle of an Indonesian line."""
    told = [p.name for p in PACKAGE.rglob("*.py") if re.search(r"\bstrerror\b", p.read_text(encoding="utf-8"))]
    assert told == ["system_errors.py"]
