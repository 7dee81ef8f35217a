"""Rincian output (RO) of a ministry: how much of its volume was delivered, and how efficiently its money was used."""

from ..expr.functions import jika, tidak_tersedia
from ..expr.tree import Expr
from .pembulatan import pembulatan, share_of
from .registry import chapter, rule

chapter("RIN", "Rincian output", 99)

_SUMBER = "PMK 22/PMK.02/2021 (sejak 2024 diganti PMK 62/2023, yang nilainya dari aplikasi kementerian)"


@rule(
    kode="RIN-01",
    nama="Capaian volume RO",
    hasil="rasio",
    sumber=_SUMBER,
    rumus="realisasi volume / target volume; N/A bila salah satunya kosong atau targetnya 0",
    contoh=[(dict(volume=9, target_volume=12, desimal=2, cara="Bulat"), 0.75)],
    meanings={"volume": "realisasi volume RO", "target_volume": "target volume RO"},
    catatan="Tidak dibatasi; batas_capaian hanya untuk indikator.",
)
def capaian_volume(volume: Expr, target_volume: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Share of the volume that was delivered; blank or N/A is not available, no volume planned is no 0%."""
    return share_of(volume, target_volume, desimal, cara)


@rule(
    kode="RIN-02",
    nama="Efisiensi RO",
    hasil="rasio",
    sumber=_SUMBER,
    rumus="(jumlah pagu x capaian volume - jumlah realisasi) / jumlah pagu x capaian volume, atas satu RO atau "
    "seluruhnya; N/A bila penyebutnya 0",
    contoh=[
        (dict(pagu_capaian=90, realisasi=80, desimal=2, cara="Bulat"), 0.1111),
        (dict(pagu_capaian=300, realisasi=279, desimal=2, cara="Bulat"), 0.07),
    ],
    meanings={
        "pagu_capaian": "pagu x capaian volume, dijumlahkan, rupiah",
        "realisasi": "realisasi anggaran, dijumlahkan, rupiah",
    },
    catatan="NE dihitung darinya dengan EFI-02.",
)
def efisiensi_ro(pagu_capaian: Expr, realisasi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Efficiency of one RO or of several: what their volume was worth against what it cost."""
    share = pembulatan((pagu_capaian - realisasi) / pagu_capaian, desimal, cara)
    return jika(pagu_capaian == 0, tidak_tersedia(), share)
