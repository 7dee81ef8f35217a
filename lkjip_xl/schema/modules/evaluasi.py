"""Evaluasi: the working sheet of the SAKIP evaluation (LKE), with the criteria of PermenPANRB 88/2021."""

from __future__ import annotations

from itertools import groupby

from ...discovery import package_data
from ...expr.functions import jika
from ...expr.tree import cell
from ...rules.evaluasi import JAWABAN, skor_lke
from ..formulas import when_filled
from ..model import Band, Column, Module, PrintSetup, Row, Sheet, Table

_NAME = "tbl_lke"
_CRITERIA = "lke_88_2021.csv"


def _shipped(_year: float | None) -> list[Row]:
    """A row with the weight for each sub komponen, and its criteria beneath it."""
    import csv  # only a new book asks

    text = package_data(__package__, _CRITERIA).decode("utf-8")
    rows: list[Row] = []
    criteria = csv.DictReader(text.splitlines())
    for (part, sub, weight), some in groupby(
        criteria, lambda r: (r["Komponen"], r["Sub Komponen"], r["Bobot Sub Komponen"])
    ):
        number = float(weight)
        rows.append({"Komponen": part, "Sub Komponen": sub, "Bobot": int(number) if number.is_integer() else number})
        rows += [{"Komponen": part, "Sub Komponen": sub, "Kriteria": one["Kriteria"]} for one in some]
    return rows


_ANSWER = cell(_NAME, "Jawaban")
_VALUE = jika(_ANSWER == "", "", skor_lke(_ANSWER, cell(_NAME, "Bobot")))
LKE = Table(
    _NAME,
    "Lembar kerja evaluasi SAKIP: satu baris berbobot untuk tiap sub komponen, lalu kriterianya.",
    "Sub Komponen",
    (
        Column("Komponen", "teks", "Komponen", 16),
        Column("Sub Komponen", "teks", "Sub komponen", 44, required=True),
        Column("Kriteria", "teks", "Kriteria; kosong pada baris sub komponennya", 50),
        Column("Bobot", "angka", "Bobot, pada baris sub komponen", 7),
        Column("Jawaban", "pilihan", "AA, A, BB, B, CC, C, D, atau E", 9, tuple(JAWABAN)),
        Column("Nilai", "angka", "Bobot dikali nilai jawaban", 8, formula=when_filled(_NAME, "Sub Komponen", _VALUE)),
        Column("Bukti", "tautan", "Tautan atau nama bukti", 24),
        Column("Catatan", "teks", "Catatan evaluator", 30),
        Column("Nilai Lalu", "angka", "Nilai tahun lalu", 9),
    ),
    identity=("Komponen", "Sub Komponen", "Kriteria"),
    ordered=True,
    spare=10,
    room=20,
    bands=(Band("Sub Komponen", "Kriteria", "PermenPANRB 88/2021"), Band("Bobot", "Nilai Lalu", "Penilaian")),
    shipped=_shipped,
    emptied=("Jawaban", "Bukti", "Catatan"),
)
MODULE = Module(
    "evaluasi",
    "Evaluasi SAKIP",
    "Lembar kerja evaluasi (LKE) dengan kriteria PermenPANRB 88/2021.",
    (
        Sheet(
            "LKE",
            260,
            "Lembar Kerja Evaluasi SAKIP",
            "Pilih jawaban pada baris yang berbobot; pada baris kriteria cukup bukti dan catatannya.",
            (LKE,),
            listed="Lembar kerja evaluasi SAKIP.",
            color="70AD47",
            printing=PrintSetup(pages_wide=1),
        ),
    ),
)
