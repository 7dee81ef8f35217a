"""RKA or DPA, rekap belanja: the code in five columns, Jumlah of the year, or Sebelum and Setelah of a revision."""

from collections.abc import Sequence

from ..budget import understand_budget
from ..heads import Section
from ..model import HEAD, TITLE, Fate, Hints, Understood
from ..registry import Found, export

_PARTS = (("urusan", "kode / urusan"), ("bidang*", "kode / bidang*"), ("program", "kode / program"),
          ("kegiatan", "kode / kegiatan"), ("sub kegiatan", "kode / sub kegiatan"))  # fmt: skip


@export(
    "rka-rekap", "RKA/DPA rekap belanja", ("tbl_anggaran",),
    ("*urusan", "*bidang*", "*program", "*kegiatan", "*sub kegiatan", "uraian*", "*jumlah*"), lines=2, order=20,
)  # fmt: skip
def read(founds: Sequence[Found], hints: Hints) -> list[Understood]:
    """Pagu by sub kegiatan, the code joined from its parts; a revision gives both pagu."""
    results = []
    for found in founds:
        section = Section(found.grid, "tbl_anggaran", found.top, max(found.headings, default=-1) + 1)
        section.headings = dict(found.headings)
        section.body = list(range(found.body, len(found.grid.rows)))
        section.titles = found.titles()
        section.fates = [Fate(row, TITLE) for row in range(found.top) if not found.grid.is_blank(row)]
        section.fates += [Fate(row, HEAD) for row in range(found.top, found.body)]
        section.columns = {
            "Kode": [place for names in _PARTS if (place := found.place(*names)) >= 0],
            "Uraian": [found.place("uraian*")],
        }
        before, after = found.place("sebelum* / jumlah*"), found.place("setelah* / jumlah*", "sesudah* / jumlah*")
        if before >= 0 and after >= 0:
            section.columns |= {"Pagu Awal": [before], "Pagu Perubahan": [after]}
        else:
            place = found.place("tahun n / jumlah*", "tahun 20* / jumlah*", "*jumlah*")
            section.columns["Pagu"] = [place]
        understood = understand_budget(section, hints, "rka-rekap", "RKA/DPA rekap belanja")
        understood.only_new = ("Tingkat", "Uraian")
        results.append(understood)
    return results
