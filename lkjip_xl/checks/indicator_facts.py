"""What a name says, and everything that a book holds of one indicator, for the checks on meaning."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import is_number
from ..rules.bacaan_angka import unit_kind
from ..schema.choices import TRIWULAN
from .registry import Context
from .vocabulary import words

# --- names -----------------------------------------------------------------------------------------------------------
PERSENTASE = r"(?:persentase|presentase|prosentase|persen)"
_UKURAN = (
    rf"(?:(?:{PERSENTASE}|jumlah|angka|tingkat|nilai|laju|rata-rata|rerata|average|rasio|total|banyaknya|proporsi)\s+)*"
)
_BURUK = words("makin kecil makin baik")
_BAIK = words("makin besar makin baik")
DITANGANI = words("ditangani")
_LEFT_UNDONE = rf"\b(?:tidak|belum) {DITANGANI}"
_PEMBALIK = words("pembalik")
_WAKTU = words("waktu")
_WAKTU_SESUAI = f"(?:{words('waktu sesuai', whole=False)})"
_BUKAN_BAGIAN = words("bukan bagian", whole=False)
BOLEH_NEGATIF = words("boleh negatif", whole=False)
TAHUN_LALU_DISEBUT = words("tahun lalu disebut", whole=False)


@lru_cache(maxsize=2048)
def arah_by_name(name: Any) -> str | None:
    """The direction that a name suggests: ``Naik`` (more is better), ``Turun``, or None when it does not say."""
    text = re.sub(r"\([^)]*\)", " ", key(name))
    inti = re.sub("^" + _UKURAN, "", " ".join(text.split()) + " ").strip()
    if re.search(r"\b(?:tidak|belum|tanpa|bukan)\b", inti):
        return "Turun" if re.search(_LEFT_UNDONE, inti) and not re.match(r"(?:penurunan|pengurangan)\b", inti) else None
    if re.search(_WAKTU, inti):
        share = re.match(rf"(?:{PERSENTASE}|tingkat|jumlah|proporsi)\b", text) or re.search(_WAKTU_SESUAI, text)
        return None if share or not re.match(_WAKTU, inti) else "Turun"
    if re.match(r"(?:penurunan|pengurangan)\b", inti):
        return None if re.search(_BAIK, inti) else "Naik"
    if re.match(r"(?:peningkatan|pertumbuhan|kenaikan)\b", inti):
        return None if re.search(_BURUK + "|penduduk|kasus", inti) else "Naik"
    buruk = re.search(_BURUK, inti)
    if buruk:
        if re.search(DITANGANI, inti):
            return "Naik"
        # The word itself may hold one that turns others around (non-respons).
        around = f"{inti[: buruk.start()]} {inti[buruk.end() :]}"
        if re.search(_PEMBALIK, around) or " yang " in inti[buruk.end() :] or inti[: buruk.start()].count(" ") > 2:
            return None
        return "Turun"
    if re.search(DITANGANI, inti) or re.match(r"(?:indeks |nilai )?" + _BAIK, inti):
        return "Naik"
    return None


def boleh_lebih(name: Any) -> bool:
    """Whether a name speaks of growth, ratio or capaian, so that more than 100% is nothing strange."""
    return bool(re.search(_BUKAN_BAGIAN, key(name)))


@lru_cache(maxsize=2048)
def share_kind(name: Any) -> str | None:
    """Whether a name is a share of a whole, which cannot pass 100: ``pasti``, ``mungkin``, or None."""
    text = key(name)
    if not re.match(rf"(?:{PERSENTASE}|proporsi|porsi|cakupan)\b", text) or boleh_lebih(name):
        return None
    return "pasti" if re.match(PERSENTASE, text) and " yang " in text else "mungkin"


_BERSKALA = (
    (r"\bspbe\b|sistem pemerintahan berbasis elektronik", 5), (r"\bgini\b", 1),
    (r"kepuasan masyarakat|\bikm\b|pembangunan manusia|\bipm\b|pemberdayaan gender|\bidg\b|kualitas lingkungan hidup"
     r"|\biklh\b|nilai (?:sakip|akip)|reformasi birokrasi|profesionalitas asn", 100),
)  # fmt: skip


@lru_cache(maxsize=2048)
def puncak_skala(name: Any) -> float | None:
    """The highest value of an index whose scale is known by its name, or None."""
    text = key(name)
    if not re.match(r"(?:nilai |skor )?(?:indeks|indek|nilai|skor|rasio gini|gini|koefisien)\b", text):
        return None
    return next((n for pola, n in _BERSKALA if re.search(pola, text)), None)


class Scale(NamedTuple):
    """Ends of an index's scale, and what tells them (None: an index that is known by its name)."""

    low: float
    top: float
    told: str | None


_SKALA = re.compile(
    r"\bskala\b[^\d\n]{0,25}(\d+(?:,\d+)?)\s*(?:-|–|s\.?\s?d\.?|sampai(?: dengan)?|hingga)\s*(\d+(?:,\d+)?)(?!\d)", re.I
)
_KONVERSI = re.compile(r"konversi|dikonversi|(?:x|×|\*|dikali(?:kan)?|kali) ?(?:25|20)\b", re.I)


@lru_cache(maxsize=2048)
def written_scale(unit: str, formula: str, name: str) -> Scale | None:
    """The scale that a unit ("skala 1 sampai 5"), a name, a formula or a known name tells."""
    for told, text in (("Satuan", unit), ("nama indikator", name), ("Formulasi", formula)):
        found = _SKALA.search(text)
        if found and not (told == "Formulasi" and _KONVERSI.search(text)):
            low, top = (float(end.replace(",", ".")) for end in found.groups())
            if low < top:
                return Scale(low, top, told)
    known = puncak_skala(name)
    return Scale(0, known, None) if known else None


def has_two_ends(row: Cells, time: int) -> bool:
    """Whether a row of Pengukuran has an interval (60-85) as target of a quarter; time 0: of the year."""
    return is_number(row[f"_U{time}"])


def nearest_end(row: Cells, time: int, lower: Any, reached: Any) -> Any:
    """What a realisasi is measured by (CAP-05): the target, and of one with two ends the nearer; inside it is met."""
    if not has_two_ends(row, time) or not is_number(lower) or not is_number(reached):
        return lower
    return sorted((lower, row[f"_U{time}"], reached))[1]


def pilihan(value: Any) -> str | None:
    """A one-word choice as the contract spells it; formulas do not mind the case. None when blank."""
    return None if blank(value) else str(value).strip().capitalize()


Figure = tuple[str, Cells, str, float]
"""``(table, row, column, value)`` of a number."""


# --- what belongs to one indicator -----------------------------------------------------------------------------------
class Indikator:
    """One row of Renstra with everything that other tables say of its Kode.

    target: {column: value} of Renstra in the order of years, numbers only. isi: (table, row, column, value) of every
    number of it in any table, pembilang those that are only numerators (Penyebut Tetap is theirs). ukur, riwayat: rows
    of Pengukuran and Riwayat.
    """

    def __init__(self, b: Context, renstra: Cells) -> None:
        self.renstra = renstra
        self.ukur: list[Cells] = []
        self.riwayat: list[Cells] = []
        self.nama, self.kode = str(renstra["Indikator"] or ""), renstra["Kode"]
        self.tipe, self.arah = pilihan(renstra["Tipe"]), pilihan(renstra["Arah"])
        self.satuan = unit_kind(str(renstra["Satuan"] or ""))
        self.target = {
            k: renstra[k] for k in (f"Target {t}" for t in range(b.awal, b.akhir + 1)) if is_number(renstra.get(k))
        }
        self.isi: list[Figure] = []
        self.isi += self.numbers("tbl_renstra", renstra, ("Kondisi Awal", *self.target))
        self.pembilang: list[Figure] = []

    @staticmethod
    def numbers(table: str, row: Cells, columns: Sequence[str]) -> list[Figure]:
        """The numbers that columns of a row hold."""
        return [(table, row, k, row[k]) for k in columns if is_number(row[k])]

    @property
    def sebut(self) -> str:
        return f"indikator {self.kode}"

    @property
    def key(self) -> Any:
        return key(self.kode)

    @property
    def skala(self) -> Scale | None:
        """The scale of an index (``Scale``), from Satuan, Formulasi or its name; None when nothing tells it."""
        return written_scale(str(self.renstra["Satuan"] or ""), str(self.renstra["Formulasi"] or ""), self.nama)

    def lebih_skala(self) -> list[Figure]:
        """(table, row, column, value) of each number outside the scale of an index."""
        if self.tipe not in ("Indeks", "Angka") or self.satuan not in ("", "lain"):
            return []
        skala = self.skala
        if skala is None:
            return []
        outer = [x for x in self.isi if x[3] > skala.top or (skala.told and 0 < x[3] < skala.low)]
        # A name or a formula may speak of the scale of the answers and turn it into another; then most lie outside.
        return [] if skala.told in ("nama indikator", "Formulasi") and 2 * len(outer) >= len(self.isi) else outer


def indikator(b: Context) -> list[Indikator]:
    """The indicators of a book, once per book."""
    return b.remembered("indikator", _build_indicators)


def _build_indicators(b: Context) -> list[Indikator]:
    menurut = {kode: Indikator(b, one) for kode, one in b.renstra.items() if kode}
    for table, column in (
        ("tbl_pk", ("Target",)),
        ("tbl_pengukuran", [f"{j} TW{n}" for j in ("Target", "Realisasi") for n in TRIWULAN]),
        ("tbl_riwayat", ("Target", "Realisasi")),
    ):
        for one in b.rows(table):
            milik = menurut.get(key(one["Kode"]))
            if milik is None:
                continue
            if table == "tbl_pengukuran" and not blank(one["Penyebut Tetap"]):
                milik.pembilang += milik.numbers(table, one, column)
            else:
                milik.isi += milik.numbers(table, one, column)
            if table == "tbl_pengukuran":
                milik.ukur.append(one)
            elif table == "tbl_riwayat":
                milik.riwayat.append(one)
    return list(menurut.values())


def instansi(row: Cells) -> bool:
    return (key(row["Lingkup"]) or "instansi") == "instansi"


def arah_dipakai(one: Indikator) -> str:
    """The direction by which an indicator is computed; a blank one is Naik."""
    return "Turun" if one.arah == "Turun" else "Naik"


def arah_salah(one: Indikator) -> str | None:
    """The direction that the name asks for, where that is not the one in use; otherwise None."""
    # Of a day the direction is not asked for: it is met on it or before it (CAP-03).
    if one.tipe in ("Tingkat", "Tanggal") or one.satuan == "terhitung" and re.search(DITANGANI, key(one.nama)):
        return None
    seharusnya = arah_by_name(one.nama)
    return seharusnya if seharusnya and seharusnya != arah_dipakai(one) else None


def boleh_negatif(one: Indikator) -> bool:
    """Whether a figure of an indicator may rightly be below 0 (growth, change, balance)."""
    return bool(re.search(BOLEH_NEGATIF, key(one.nama)))
