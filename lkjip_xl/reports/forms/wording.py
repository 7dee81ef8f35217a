"""Small texts that the reports of performance share."""

from ...expr.values import is_number
from ..layout.paper import TAK_TERHITUNG
from .notes import ARTI_NA, ARTI_TAK_TERHITUNG


def terukur(indikator, sebutan="indikator"):
    """``1 dari 2 indikator terukur``."""
    ada = sum(1 for i in indikator if is_number(i["Capaian"]))
    return f"{ada} dari {len(indikator)} {sebutan} terukur"


def terukur_instansi(bahan):
    """How many of those that the office's mean is taken over are measured, by ``rata_rata_instansi``."""
    if bahan.mean_over == "Sasaran":
        ada = sum(1 for s in bahan.sasaran if is_number(s.rata_rata))
        return f"{ada} dari {len(bahan.sasaran)} sasaran terukur"
    return terukur(bahan.office_indicators, "IKU" if bahan.mean_over == "IKU" else "indikator PK")


def sambung(catatan, muat):
    """Notes with short ones joined on one line of at most ``muat`` characters."""
    hasil = []
    for satu in catatan:
        if hasil and len(hasil[-1]) + len(satu) < muat:
            hasil[-1] += " " + satu
        else:
            hasil.append(satu)
    return hasil


def arti_teks(lembar, awal):
    """What N/A and the like mean, where the rows from ``awal`` on show them."""
    ada = set()
    for baris in lembar.rows[awal:]:
        if baris is not None:
            ada.update(s[0] for s in baris.cells if s is not None and s[0].__class__ is str and len(s[0]) < 25)
    return ([ARTI_NA] if "N/A" in ada else []) + ([ARTI_TAK_TERHITUNG] if TAK_TERHITUNG in ada else [])
