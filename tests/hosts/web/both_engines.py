"""One job in CPython by the library and in the page's engine by its bridge; what each of them made, or refused."""

import hashlib
import json
import shutil
from contextlib import contextmanager

from lkjip_xl.errors import UserError
from lkjip_xl.flows import gabung, kirim
from tests.tools import web_page

FIXED = """
import datetime, itertools, uuid
from lkjip_xl.flows import gabung, kirim
class Fixed(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 1, 2, 3, 4)
kirim.datetime = gabung.datetime = Fixed
numbers = itertools.count(1)
kirim.uuid4 = lambda: uuid.UUID(int=next(numbers) << 80)
"""
"""Python that holds the clock and the marks of sendings still, run before each job in both engines."""
_OUTCOME = """
def outcome(name, data, files):
    import hashlib
    from lkjip_xl.errors import UserError
    try:
        made = work(name, data, files)
    except UserError as error:
        return [None, error.kode, str(error), {}]
    return [None, None, None, {str(key): hashlib.sha256(value).hexdigest() for key, value in made.items()}]
"""
EXPORT = """
def work(name, data, files):
    from lkjip_xl.flows.ekspor import ekspor_buku
    return ekspor_buku(data, None).contents
"""
RECAP = """
def work(name, data, files):
    import os, tempfile
    from lkjip_xl.flows.rekap import rekap_buku
    with tempfile.TemporaryDirectory() as folder:
        books, target = os.path.join(folder, "buku"), os.path.join(folder, "rekap")
        os.mkdir(books)
        for key, value in {name: data, **files}.items():
            with open(os.path.join(books, key), "wb") as stream:
                stream.write(value)
        here = os.getcwd()
        os.chdir(folder)  # so that what is written names no folder that differs between the engines
        try:
            rekap_buku("buku", "rekap", pekerja=1)
        finally:
            os.chdir(here)
        return {one: open(os.path.join(target, one), "rb").read() for one in sorted(os.listdir(target))}
"""
SLIM = """
def work(name, data, files):
    from lkjip_xl.flows.kirim import kirim_buku
    done = kirim_buku(data, None, ["semua"], surel=True, called=name, ringkas=True)
    return {name: done.data, **done.contents}
"""
"""Flows (or forms of them) that the page need not offer, as Python that runs the same way in both engines."""
CODE = {"ekspor": EXPORT + _OUTCOME, "rekap": RECAP + _OUTCOME, "kirim_ringkas": SLIM + _OUTCOME}


@contextmanager
def fixed():
    """The clock and the marks held still, here."""
    before = kirim.datetime, kirim.uuid4, gabung.datetime
    exec(FIXED, {})
    try:
        yield
    finally:
        kirim.datetime, kirim.uuid4, gabung.datetime = before


def sha(data):
    return None if data is None else hashlib.sha256(data).hexdigest()


def expected(work, name, path, folder, files=()):
    """What the library makes of a book: ``(SHA-256 or None, code, message, SHA-256 of other files by name)``.

    Args:
        work: called with the path of the book, the path of the result and the other files by name; may give a Result.
    """
    folder.mkdir()
    book, result = folder / name, folder / "hasil" / name
    result.parent.mkdir()
    shutil.copyfile(path, book)
    try:
        with fixed():
            done = work(str(book), str(result), {key: one.read_bytes() for key, one in files})
    except UserError as error:
        message = str(error)
        for inner in (result.parent, folder):
            message = message.replace(f"{inner}/", "").replace(str(inner), "")
        return None, error.kode, message, {}
    written = result.read_bytes() if result.exists() else None
    return sha(written), None, None, {key: sha(data) for key, data in (done.contents or {}).items()}


def in_python(flow, name, path, files=()):
    """What the text of ``CODE`` gives here."""
    space = {}
    exec(CODE[flow], space)
    with fixed():
        return tuple(space["outcome"](name, path.read_bytes(), {key: one.read_bytes() for key, one in files}))


def in_page(archives, jobs, folder, timeout=1800):
    """What the page's engine makes of jobs: ``{flow, name, path, answers, files}``, as ``expected`` gives it."""
    listed = folder / "jobs.json"
    whole = [{**job, "fixed": FIXED, **({"code": CODE[job["flow"]]} if job["flow"] in CODE else {})} for job in jobs]
    listed.write_text(json.dumps(whole, default=str))
    answers = web_page.run_node("engine.mjs", archives, listed, timeout=timeout)
    assert len(answers) == len(jobs)
    return [
        (one["sha"], one["kode"], None if one["ok"] else one["pesan"], one["berkas"], one["rinci"]) for one in answers
    ]


def differences(archives, jobs, works, folder):
    """Every job whose outcomes differ, in words; and how many outcomes were books or files, and how many refusals.

    Args:
        jobs: ``{flow, name, path, answers, files}``, paths as paths. works: by flow, see ``expected``.
    """
    wrong, written, refused = [], 0, 0
    for number, (job, (*have, detail)) in enumerate(zip(jobs, in_page(archives, jobs, folder), strict=True)):
        flow, name, path, files = job["flow"], job["name"], job["path"], job.get("files", ())
        if flow in CODE:
            want = in_python(flow, name, path, files)
        else:
            want = expected(works[flow], name, path, folder / str(number), files)
        refused += want[1] is not None
        written += want[1] is None
        if list(want) != have:
            wrong.append(f"{flow} {path}: {want} {have} {detail or ''}")
    return wrong, written, refused
