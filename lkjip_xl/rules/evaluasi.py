"""Evaluasi SAKIP: what an answer of the working sheet (LKE) is worth."""

from ..expr.functions import jika, kosong, salah_isi, tidak_tersedia
from ..expr.tree import Expr
from .registry import chapter, rule

chapter("LKE", "Evaluasi SAKIP", 98)

JAWABAN = {"AA": 100, "A": 90, "BB": 80, "B": 70, "CC": 60, "C": 50, "D": 30, "E": 0}
"""Answers of PermenPANRB 88/2021 and what each is worth of the weight, in percent."""


@rule(
    kode="LKE-01",
    nama="Nilai sub komponen",
    hasil="nilai, sampai sebesar bobotnya",
    sumber="PermenPANRB 88/2021, Lampiran: gradasi nilai AA 100, A 90, BB 80, B 70, CC 60, C 50, D 30, E 0",
    rumus="bobot x nilai jawaban / 100; N/A bila bobot atau jawabannya kosong",
    contoh=[(dict(jawaban="BB", bobot=15), 12), (dict(jawaban="A", bobot=6), 5.4)],
    meanings={"jawaban": "pilihan jawaban: AA, A, BB, B, CC, C, D, atau E", "bobot": "bobot sub komponen"},
)
def skor_lke(jawaban: Expr, bobot: Expr) -> Expr:
    """What an answer earns of its weight; an answer that the scale does not know is an error, never 0."""
    worth: Expr | object = salah_isi()
    for label, points in reversed(JAWABAN.items()):
        worth = jika(jawaban == label, points, worth)
    return jika(kosong(jawaban), tidak_tersedia(), jika(kosong(bobot), tidak_tersedia(), bobot * worth / 100))
