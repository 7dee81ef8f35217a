"""The signature blocks that a profile's parts end with."""

from collections.abc import Callable

from ...compute.agreement_dates import agreement_date
from ...rules.tanggal import date_text
from ..forms.positions import UNNAMED, capitals
from ..layout.blocks import Signatory, Signature
from ..layout.draft import Place
from ..layout.source import Cell, setting
from ..layout.styles import PLAIN
from .slots import Slots


def _date_of_agreement(slots: Slots) -> str:
    date = date_text(agreement_date(slots.world, slots.asked.document).value)
    return date or f"{'.' * 24} {slots.value('tahun')}".rstrip()


def _date_of_quarter(slots: Slots) -> str:
    n = slots.asked.number
    own = slots.setting(f"tanggal_tw{n}")
    if not own and n == slots.world.quarter:
        own = slots.setting("tanggal_laporan")
    return own or f"{'.' * 24} {slots.value('tahun')}".rstrip()


def _place(slots: Slots, date: str) -> Cell:
    key = "tempat_tanda_tangan" if slots.setting("tempat_tanda_tangan") else "kota"
    return Cell(", ".join(t for t in (slots.value("tempat"), date) if t), PLAIN, setting(key))


def _own(slots: Slots, key: str, otherwise: str = "", upper: bool = False, before: str = "", after: str = "") -> Cell:
    text = slots.setting(key)
    text = before + (capitals(text) if upper else text) + after if text else otherwise
    return Cell(text, PLAIN, setting(key))


def _head(slots: Slots, above: list[Cell | str]) -> Signatory:
    nip = slots.profile.words.get("nip", "NIP. ")
    beneath = [_own(slots, "pangkat_kepala"), _own(slots, "nip_kepala", before=nip)]
    return Signatory(above, _own(slots, "nama_kepala", UNNAMED), [c for c in beneath if c.value])


def _superior(slots: Slots, above: list[Cell | str]) -> Signatory:
    return Signatory([a for a in above if a], _own(slots, "nama_atasan", UNNAMED))


def _statement(slots: Slots) -> tuple[Signatory, Signatory]:
    place = _place(slots, _date_of_agreement(slots))
    post = slots.profile.words.get("jabatan_pihak", "keduanya")
    left: list[Cell | str] = ["Pihak Kedua,"]
    right: list[Cell | str] = [place, "Pihak Pertama,"]
    if post in ("keduanya", "atasan"):
        left.append(_own(slots, "jabatan_atasan", upper=True))
    if post == "keduanya":
        right.append(_own(slots, "jabatan_kepala", upper=True))
    return _superior(slots, left), _head(slots, right)


def _annex(slots: Slots) -> tuple[Signatory, Signatory]:
    place = _place(slots, _date_of_agreement(slots))
    left: list[Cell | str] = [_own(slots, "jabatan_atasan", upper=True, after=",")]
    right: list[Cell | str] = [place, _own(slots, "jabatan_kepala", "KEPALA,", upper=True, after=",")]
    return _superior(slots, left), _head(slots, right)


def _of_quarter(slots: Slots) -> tuple[Signatory, Signatory]:
    place = _place(slots, _date_of_quarter(slots))
    return Signatory(), _head(slots, [place, _own(slots, "jabatan_kepala", "KEPALA,", upper=True, after=",")])


def _of_report(slots: Slots) -> tuple[Signatory, Signatory]:
    date = slots.setting("tanggal_laporan") or f"{'.' * 24} {slots.value('tahun')}".rstrip()
    place = _place(slots, date)
    return Signatory(), _head(slots, [place, _own(slots, "jabatan_kepala", "KEPALA,", upper=True, after=",")])


def _of_indicators(slots: Slots) -> tuple[Signatory, Signatory]:
    date = slots.setting("tanggal_iku") or f"{'.' * 24} {slots.value('tahun')}".rstrip()
    place = _place(slots, date)
    return Signatory(), _head(slots, [place, _own(slots, "jabatan_kepala", "KEPALA,", upper=True, after=",")])


SIGNATURES: dict[str, Callable[[Slots], tuple[Signatory, Signatory]]] = {
    "pernyataan_pk": _statement,
    "lampiran_pk": _annex,
    "triwulan": _of_quarter,
    "laporan": _of_report,
    "iku": _of_indicators,
}


def signature(slots: Slots, kind: str, edges: list[float]) -> Signature:
    """The block of a kind, its sides at the left and the right end of the grid."""
    left, right = SIGNATURES[kind](slots)
    return Signature(right, _sides(edges), left)


def _sides(edges: list[float]) -> tuple[Place, Place]:
    """Two fifths of the width for each side, at most 50 characters."""
    whole = edges[-1]
    room = min(whole * 0.42, 55.0)
    end = max(1, max((k for k, e in enumerate(edges) if e <= room), default=1))
    begin = min(len(edges) - 2, min((k for k, e in enumerate(edges) if e >= whole - room), default=len(edges) - 2))
    return (0, end - 1), (max(begin, end), len(edges) - 2)
