"""What the page asks about books that travel: how the sendings stand, and the books of many offices as one."""

import os
from typing import Any

from ...errors import UsageError
from .job import Job


def sendings_state(job: Job) -> dict[str, Any]:
    """How the sendings of the book stand; nothing is written."""
    from ...flows.status import status_kiriman
    from ..travel_answers import status_as_json, status_lines

    found = status_kiriman(job.path)
    return {"pesan": "\n".join(status_lines(found)), "status": status_as_json(found)}


def recapitulation(job: Job) -> dict[str, Any]:
    """The books that were chosen as one recapitulation: its book and its tables, as files."""
    from ...flows.rekap import BOOK, rekap_buku
    from ..travel_answers import recap_lines

    if not job.files:
        raise UsageError("Pilih buku-buku instansi yang direkap, lalu ulangi.", "tanpa_sumber")
    target = os.path.join(os.path.dirname(job.path), "rekap")
    expected = [line.strip() for line in str(job.answers.get("harapan") or "").splitlines() if line.strip()]
    done = rekap_buku(job.files, target, expected, progress=job.progress)
    made = {}
    for name in sorted(os.listdir(target), key=lambda one: (one != BOOK, one)):
        with open(os.path.join(target, name), "rb") as stream:
            made[name] = stream.read()
    return {"pesan": "\n".join(recap_lines(done, None)), "berkas": made}
