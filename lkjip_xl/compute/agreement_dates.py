"""When a document of the Perjanjian Kinerja was signed: one answer for the forms, the naskah and the checks."""

from typing import Any, NamedTuple

from ..rules.target import document_name, urutan_dokumen
from .amounts import document_rank
from .book import Cells
from .world import World

LISTED = "tbl_pk_dokumen"
SETTINGS = ("tanggal_pk_awal", "tanggal_pk_perubahan")
"""Settings with the date of the first two documents; the later ones are dated in ``tbl_pk_dokumen`` alone."""


class AgreementDate(NamedTuple):
    """The date of a document as typed; None where it has none.

    Attributes:
        value: what is typed. row: of ``tbl_pk_dokumen``; None for a date of Pengaturan. setting: that setting, "" for
            a row.
    """

    value: Any
    row: Cells | None = None
    setting: str = ""


def agreement_date(world: World, document: str) -> AgreementDate:
    """The date of a document: its own in ``tbl_pk_dokumen``, else that of Pengaturan.

    Args:
        document: ``Awal``, ``Perubahan``, ``Perubahan 2`` ...
    """
    rank = urutan_dokumen(document_name(document))
    for row in world.rows(LISTED):
        if document_rank(row) == rank and row.get("Tanggal") not in (None, ""):
            return AgreementDate(row["Tanggal"], row)
    setting = SETTINGS[rank] if rank in (0, 1) else ""
    return AgreementDate(world.settings.get(setting), None, setting) if setting else AgreementDate(None)


def document_of(world: World, setting: str) -> str:
    """The document that a text means by one of ``SETTINGS``: of the changed ones that in force, else the first."""
    in_force = str(world.defined["lk_pk"])
    if setting == SETTINGS[0]:
        return "Awal"
    return in_force if in_force.casefold().startswith("perubahan") else "Perubahan"
