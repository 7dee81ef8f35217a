"""SPJ Fungsional of the treasurer: Jumlah Anggaran, Jumlah SPJ to date, parents and leaves in one table."""

from collections.abc import Sequence

from ..budget import understand_budget
from ..heads import Section, find_sections
from ..model import Hints, Understood
from ..registry import Found, export


@export(
    "spj-fungsional",
    "SPJ Fungsional",
    ("tbl_anggaran",),
    ("kode rekening*", "uraian*", "jumlah anggaran*", "jumlah spj*"),
    lines=2,
    order=20,
)
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu and SPJ to date by sub kegiatan; rekening beneath a sub kegiatan is summed or compared."""
    results = []
    for found in founds:
        paid = found.place("jumlah spj* / *s d *ini*", "jumlah spj* / s d*", "jumlah spj* / sd*", "jumlah spj*")
        section = _section(found, paid)
        understood = understand_budget(section, hints, "spj-fungsional", "SPJ Fungsional")
        understood.only_new = ("Tingkat", "Uraian")
        results.append(understood)
    return results


def _section(found: Found, paid: int) -> Section:
    """The budget section of the head that was found, with its own columns instead of the guessed ones."""
    guessed = next((s for s in find_sections(found.grid, ["tbl_anggaran"]) if s.top <= found.top < s.top + 4), None)
    section = guessed or Section(found.grid, "tbl_anggaran", found.top, 0)
    if guessed is None:
        section.body = list(range(found.body, len(found.grid.rows)))
    section.headings = {place: parts for place, parts in found.headings.items()}
    section.width = max(found.headings, default=-1) + 1
    code = found.place("kode rekening*")
    section.columns = {
        # One heading over several narrow cells is a code in its parts.
        "Kode": [place for place in sorted(found.headings) if found.headings[place] == found.headings[code]],
        "Uraian": [found.place("uraian*")], "Pagu": [found.place("jumlah anggaran*")], "Realisasi": [paid],
    }  # fmt: skip
    section.conflicts, section.unknown = [], []
    return section
