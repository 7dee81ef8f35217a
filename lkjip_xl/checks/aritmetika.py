"""Checks that need a calculator on money: sums of the budget, running totals, realisasi above pagu, digits lost.

One cause gives one finding: a parent amount is accused only where the numbers part, never because of what happens
further down, and a negative amount is told once, not again as a sum that fails or a running total that falls.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..compute.amounts import DOCUMENTS, kind_of
from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import WRONG_VALUE, ErrorValue, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.struktur_anggaran import jumlah_blok
from ..schema.choices import ROMAWI, TRIWULAN
from .anggaran_isian import tampak_per_triwulan
from .finding import INFO, PERIKSA, SALAH, Finding
from .registry import Context, check, shown, shown_money

REALISASI = tuple(f"Realisasi TW{n}" for n in TRIWULAN)
UANG = ("Pagu Awal", "Pagu Perubahan", *REALISASI)
TABEL_UANG = (
    ("tbl_anggaran", UANG), ("tbl_pk_program", ("Anggaran",)), ("tbl_riwayat_anggaran", ("Pagu", "Realisasi")),
)  # fmt: skip
KONTRAK = "Ketentuan buku ini: uang ditulis dalam rupiah penuh, induk adalah jumlah rincian"
BERJALAN = "Ketentuan buku ini: realisasi anggaran triwulan adalah angka berjalan"
AMBANG_BLUD = 0.1
"""Excess over pagu, as a share of it, within the usual ambang batas of a BLUD."""
BATAS_SERAPAN = "Belanja tidak boleh melampaui pagu (UU 17/2003 Pasal 3 ayat 6); ANG-02"
PK = "PermenPANRB 53/2014 Lampiran I (perjanjian kinerja); ANG-01"
KECIL = 0.01
"""Excess over pagu, as a share of it, that a budget shift not yet recorded may explain."""


def _sebut(row: Cells) -> str:
    """How a budget row is called in a message."""
    tingkat, name = str(row["Tingkat"] or "Baris"), row["Kode"]
    if blank(name):
        name = f"'{str(row['Uraian'] or '')[:60]}'"
    return f"{tingkat} {name}"


def _kena(value: Any) -> Any:
    """The amount of a leaf as sums take it: a number, an error for text that is no amount, None for nothing."""
    if is_number(value):
        return value
    if blank(value) or (value.__class__ is str and is_not_available_mark(value)):
        return None
    return WRONG_VALUE


def _budget_parts(b: Context) -> tuple[list[Cells], list[int]]:
    """(leaf rows, indices of rows with rows beneath them) of the budget, once per book."""
    return b.remembered("aritmetika: bagian anggaran", _build_budget_parts)


def _build_budget_parts(b: Context) -> tuple[list[Cells], list[int]]:
    rows, blok = b.world.rows("tbl_anggaran"), b.world.budget.shape
    pasang = list(zip(range(len(rows)), rows, blok.leaf, blok.filled, strict=True))
    return [s for _, s, d, _ in pasang if d], [i for i, _, d, t in pasang if t and not d]


def _daun(b: Context) -> list[Cells]:
    return _budget_parts(b)[0]


# --- parents of the budget -------------------------------------------------------------------------------------------
class _Jumlah:
    """Sums of one amount column over the blocks, and what was typed on the parents.

    induk: indices of parents with a typed number. ketik: sums of what the leaves hold in this column. pakai: the same,
    with Pagu Awal standing in for a blank Pagu Perubahan, as the pagu in force does.
    """

    def __init__(self, b: Context, column: str) -> None:
        self.kolom, self.baris, self.blok = column, b.world.rows("tbl_anggaran"), b.world.budget.shape
        daun = self.blok.leaf
        self.induk = [i for i in _budget_parts(b)[1] if is_number(self.baris[i][column])]
        if not self.induk:
            return
        self.daun = [_kena(one[column]) if d else None for one, d in zip(self.baris, daun, strict=True)]
        self.ketik = jumlah_blok(self.daun, self.blok.last)
        self.daun_pakai, self.pakai = self.daun, self.ketik
        if column == "Pagu Perubahan":
            self.daun_pakai = [
                _kena(one["Pagu Awal"]) if d and blank(one[column]) else value
                for one, d, value in zip(self.baris, daun, self.daun, strict=True)
            ]
            self.pakai = jumlah_blok(self.daun_pakai, self.blok.last)

    def anak(self, total: Sequence[Any]) -> list[Any]:
        """For each row the sum of its direct children: what is typed on a child that is a parent, else its leaves."""
        result: list[float] = [0] * len(self.baris)
        daun, leluhur = self.blok.leaf, self.blok.ancestors
        for i, one in enumerate(self.baris):
            if leluhur[i]:
                value = total[i] if daun[i] or not is_number(one[self.kolom]) else one[self.kolom]
                result[leluhur[i][0]] += value if is_number(value) else 0
        return result

    def blok_kosong(self) -> list[int]:
        """For each row how many leaves of its block are really blank."""
        sampai = [0]
        for one, d, value in zip(self.baris, self.blok.leaf, self.daun_pakai, strict=True):
            sampai.append(sampai[-1] + (d and value is None and blank(one[self.kolom])))
        return [sampai[ke] - sampai[i] for i, ke in enumerate(self.blok.last)]

    def tanpa_tanda(self) -> list[Any]:
        """Sums with every leaf taken as positive: what a parent shows where a leaf lost its sign."""
        return jumlah_blok([abs(x) if is_number(x) else x for x in self.daun_pakai], self.blok.last)


def _sama(a: Any, b: Any) -> bool:
    return is_number(a) and is_number(b) and abs(a - b) < 1


@check("ARI-01", SALAH, "Jumlah yang diketik pada induk sama dengan jumlah baris di bawahnya", KONTRAK)
def induk_bukan_jumlah(b: Context) -> Iterator[Finding]:
    for column in UANG:
        s = _Jumlah(b, column)
        different = [
            i for i in s.induk
            if is_number(s.ketik[i]) and is_number(s.pakai[i]) and s.baris[i][column] >= 0
            and not _sama(s.baris[i][column], s.ketik[i]) and not _sama(s.baris[i][column], s.pakai[i])
        ]  # fmt: skip
        if not different:
            continue
        child = [s.anak(s.pakai)] + ([s.anak(s.ketik)] if s.pakai is not s.ketik else [])
        kosong, positif = s.blok_kosong(), s.tanpa_tanda()
        for i in different:
            one = s.baris[i]
            if any(_sama(one[column], a[i]) for a in child) or _sama(one[column], positif[i]):
                continue
            yield _beda_induk(b, s, i, kosong[i])


def _beda_induk(b: Context, s: _Jumlah, i: int, kosong: int) -> Finding:
    one, total = s.baris[i], s.pakai[i]
    tertulis = one[s.kolom]
    selisih = abs(tertulis - total)
    uraian = (
        f"{s.kolom} {_sebut(one)} tertulis {shown_money(tertulis)}, sedangkan jumlah baris di bawahnya "
        f"{shown_money(total)} (selisih {shown_money(selisih)})."
    )
    berat = None
    if kosong and tertulis > total:
        berat = PERIKSA
        uraian += f" {kosong} baris di bawahnya masih kosong."
    sama = [s.baris[j] for j in range(i + 1, s.blok.last[i]) if s.blok.leaf[j] and _sama(s.daun_pakai[j], selisih)]
    petunjuk = f" Selisihnya sama dengan isi {_sebut(sama[0])}." if len(sama) == 1 else ""
    return b.temuan(
        "tbl_anggaran",
        one,
        s.kolom,
        uraian=uraian,
        perbaikan=f"Cocokkan dengan dokumennya; betulkan rincian yang keliru, atau kosongkan sel ini karena jumlah "
        f"induk dihitung sendiri.{petunjuk}",
        tertulis=tertulis,
        seharusnya=total,
        berat=berat,
    )


@check("ARI-02", PERIKSA, "Induk yang berisi jumlah mempunyai rincian", KONTRAK)
def induk_belum_dirinci(b: Context) -> Iterator[Finding]:
    for column in UANG:
        s = _Jumlah(b, column)
        tanpa = [i for i in s.induk if s.baris[i][column] and not is_number(s.ketik[i]) and s.ketik[i] != WRONG_VALUE]
        # The lowest typed parent speaks for those above it.
        atasan = {j for i in tanpa for j in s.blok.ancestors[i]}
        for i in tanpa:
            if i not in atasan:
                one = s.baris[i]
                yield b.temuan(
                    "tbl_anggaran",
                    one,
                    column,
                    uraian=f"{column} {_sebut(one)} tertulis {shown_money(one[column])}, tetapi semua baris di "
                    "bawahnya kosong. Jumlah pada induk tidak dipakai menghitung.",
                    perbaikan=f"Isi {column} pada baris terbawah di bawah baris ini.",
                    tertulis=one[column],
                )


# --- leaves of the budget --------------------------------------------------------------------------------------------
def turun(row: Cells, columns: Sequence[str]) -> Any:
    """(earlier column, later column) of each fall between filled quarters; negative ones are told elsewhere."""
    result, lalu = [], None
    for name in columns:
        value = row[name]
        if not is_number(value) or value < 0:
            continue
        if lalu is not None and value < row[lalu]:
            result.append((lalu, name))
        lalu = name
    return result


@check("ARI-03", PERIKSA, "Realisasi anggaran berjalan tidak turun dari triwulan ke triwulan", BERJALAN)
def realisasi_uang_turun(b: Context) -> Iterator[Finding]:
    columns = REALISASI[: b.triwulan]
    if b.world.amounts.per_quarter or b.remembered("tampak per triwulan", tampak_per_triwulan):
        return  # each quarter's own money may fall; where it only seems so, ARI-41 tells
    jatuh = [(one, *different) for one in _daun(b) for different in turun(one, columns)]
    baris_turun = {one["#nomor"] for one, _, _ in jatuh}
    berangka = sum(
        sum(1 for k in columns if is_number(one[k]) and one[k] > 0) > 1 for one in (_daun(b) if jatuh else ())
    )
    if len(baris_turun) >= 5 and 2 * len(baris_turun) > berangka:
        one, _, kini = jatuh[0]
        yield b.temuan(
            "tbl_anggaran",
            one,
            kini,
            uraian=f"Realisasi turun pada {len(baris_turun)} dari {berangka} baris yang berisi beberapa triwulan: "
            "tampaknya diisi realisasi tiap triwulan, bukan angka berjalan.",
            perbaikan="Isi realisasi s.d. triwulan itu: Realisasi TW2 memuat juga realisasi triwulan I, dan "
            "seterusnya.",
        )
        return
    for one, lalu, kini in jatuh:
        yield b.temuan(
            "tbl_anggaran",
            one,
            kini,
            uraian=f"{kini} {_sebut(one)} tertulis {shown_money(one[kini])}, lebih kecil daripada {lalu} "
            f"{shown_money(one[lalu])}. Realisasi anggaran adalah angka berjalan.",
            perbaikan="Cocokkan kedua triwulan itu dengan laporan realisasinya; bila ada pengembalian belanja, "
            "jelaskan di laporan.",
            tertulis=one[kini],
        )


@check("ARI-04", PERIKSA, "Triwulan sesudah triwulan berjalan belum berisi realisasi anggaran", "SET-01")
def uang_sesudah_berjalan(b: Context) -> Iterator[Finding]:
    yield from sesudah_berjalan(b, "tbl_anggaran", b.world.rows("tbl_anggaran"))


def sesudah_berjalan(b: Context, table: str, rows: Sequence[Cells]) -> Iterator[Finding]:
    """Findings on Realisasi columns of quarters that have not come yet, one for each column."""
    tw = b.triwulan
    for n in TRIWULAN[tw:]:
        filled = [s for s in rows if _really_filled(s[f"Realisasi TW{n}"])]
        if filled:
            yield b.temuan(
                table,
                filled[0],
                f"Realisasi TW{n}",
                uraian=f"Realisasi TW{n} sudah terisi pada {len(filled)} baris, padahal laporan ini sampai "
                f"triwulan {ROMAWI[tw]}; isinya tidak ikut dihitung.",
                perbaikan=f"Bila laporan ini untuk triwulan {ROMAWI[n]}, ubah triwulan_berjalan di Pengaturan menjadi "
                f"{n}; bila belum, kosongkan kolomnya.",
            )


def _really_filled(value: Any) -> bool:
    if is_number(value):
        return value != 0
    return value.__class__ is str and value.strip() != "" and not is_not_available_mark(value)


def _digit(number: float) -> str:
    return str(int(number))


def geseran(small: float, large: float) -> int | str | None:
    """How many times ``large`` holds ``small`` if digits seem lost or added: 10, 100, 1000, "satu angka", or None."""
    if not (0 < small < large) or small != int(small) or large != int(large):
        return None
    penting = len(_digit(small).rstrip("0"))
    for times in (10, 100, 1000):
        if small * times == large and penting >= 2:
            return times
    k, d = _digit(small), _digit(large)
    if penting >= 4 and len(d) == len(k) + 1 and any(d[:i] + d[i + 1 :] == k for i in range(len(d))):
        return "satu angka"
    return None


def _pagu_tergeser(one: Cells) -> int | str | None:
    start, change = one["Pagu Awal"], one["Pagu Perubahan"]
    if not is_number(start) or not is_number(change) or 5 * start > change > 0.2 * start:
        return None
    return geseran(min(start, change), max(start, change))


_BLUD = r"\bblud\b|badan layanan umum"


def _blud(b: Context, one: Cells) -> bool:
    """Whether a budget row, or a row above it, names a BLUD."""
    rows, i = b.world.rows("tbl_anggaran"), one["_No"] - 1
    milik = (one, *(rows[j] for j in b.world.budget.shape.ancestors[i]))
    return any(re.search(_BLUD, key(s["Uraian"])) for s in milik)


@check("ARI-05", SALAH, "Realisasi anggaran tidak melampaui pagu yang berlaku", BATAS_SERAPAN)
def realisasi_lebih_pagu(b: Context) -> Iterator[Finding]:
    columns = REALISASI[: b.triwulan]
    for one in _daun(b):
        value, name = None, ""
        for n in columns:
            if is_number(one[n]):
                value, name = one[n] + (value or 0) * b.world.amounts.per_quarter, n
        if value is None or value <= 0 or kind_of(one["Jenis Anggaran"]) != 1:
            continue  # more income than its target is no fault
        pagu = one["_Pagu"]
        if blank(pagu):
            yield b.temuan(
                "tbl_anggaran",
                one,
                name,
                uraian=f"{name} {_sebut(one)} tertulis {shown_money(value)}, tetapi pagunya kosong; serapannya tidak "
                "dapat dihitung.",
                perbaikan="Isi Pagu Awal, atau Pagu Perubahan bila belanja ini baru ada pada perubahan.",
                tertulis=value,
                berat=PERIKSA,
            )
            continue
        if not is_number(pagu) or value <= pagu or pagu < 0:
            continue
        other = max([one[k] for k in UANG[:2] if is_number(one[k])], default=pagu)
        if value <= other and _pagu_tergeser(one):
            continue  # the pagu itself is told by ARI-08
        note, berat = "", None
        if value <= other:
            note, berat = f" Pagu lain yang tertulis pada baris itu {shown_money(other)}.", PERIKSA
        elif value - other <= KECIL * other:
            berat = PERIKSA
        elif value - other <= AMBANG_BLUD * other and _blud(b, one):
            note, berat = " Belanja BLUD boleh melampaui pagu dalam ambang batas RBA-nya.", PERIKSA
        times = 10 if 0.3 * other <= value / 10 <= other else None
        petunjuk = " Mungkin kelebihan satu angka." if times and berat is None else ""
        yield b.temuan(
            "tbl_anggaran",
            one,
            name,
            uraian=f"{name} {_sebut(one)} tertulis {shown_money(value)}, melampaui pagu yang berlaku "
            f"{shown_money(pagu)} sebesar {shown_money(value - pagu)}.{note}",
            perbaikan=f"Cocokkan realisasi dan pagunya; periksa juga dokumen_pk di Pengaturan.{petunjuk}",
            tertulis=value,
            seharusnya=None,
            berat=berat,
        )


@check("ARI-06", SALAH, "Pagu, realisasi anggaran, pembilang, dan penyebut tidak negatif", KONTRAK)
def uang_negatif(b: Context) -> Iterator[Finding]:
    for table, columns in TABEL_UANG:
        for one in b.rows(table):
            for name in columns:
                if not is_number(one[name]) or one[name] >= 0:
                    continue
                # More paid back than spent is possible: a refund counts, and somebody looks at it.
                berat = PERIKSA if table == "tbl_anggaran" and name in REALISASI else None
                yield b.temuan(
                    table, one, name, uraian=f"{name} tertulis {shown_money(one[name])}; jumlah uang tidak negatif.",
                    perbaikan="Hapus tanda minusnya, atau tulis jumlah bersih sesudah pengembalian."
                    + (" Bila pengembaliannya memang lebih besar, biarkan: jumlahnya dihitung, dan jelaskan di laporan."
                       if berat else ""), tertulis=one[name], seharusnya=None, berat=berat,
                )  # fmt: skip
    for table, columns in (
        ("tbl_data_dukung", ("Pembilang", "Penyebut")), ("tbl_iki", ("Nilai Pembilang", "Nilai Penyebut")),
    ):  # fmt: skip
        for one in b.rows(table):
            for name in columns:
                if is_number(one[name]) and one[name] < 0:
                    yield b.temuan(
                        table, one, name, uraian=f"{name} tertulis {shown(one[name])}; banyaknya tidak negatif.",
                        perbaikan="Hapus tanda minusnya.", tertulis=one[name],
                    )  # fmt: skip


@check("ARI-07", PERIKSA, "Uang ditulis dalam rupiah penuh", KONTRAK)
def uang_pecahan(b: Context) -> Iterator[Finding]:
    for table, columns in TABEL_UANG:
        for name in columns:
            pecah = [
                s for s in b.rows(table)
                if s[name].__class__ is float and 0.005 < s[name] % 1 < 0.995
            ]  # fmt: skip
            if len(pecah) > 5:
                yield b.temuan(
                    table, pecah[0], name, uraian=f"{name} pada {len(pecah)} baris memuat sen, misalnya "
                    f"{_bersen(pecah[0][name])}.", perbaikan="Bulatkan ke rupiah penuh bila sennya tidak diperlukan.",
                    tertulis=pecah[0][name], berat=INFO,
                )  # fmt: skip
                continue
            for one in pecah:
                yield b.temuan(
                    table,
                    one,
                    name,
                    uraian=f"{name} tertulis {_bersen(one[name])}, bukan rupiah penuh.",
                    perbaikan="Periksa letak koma dan titiknya: 1.283.419 yang diketik 1,283 atau 1,5 juta yang "
                    "diketik 1,5 perlu ditulis lengkap dalam rupiah.",
                    tertulis=one[name],
                )


def _bersen(value: Any) -> str:
    return "Rp" + shown(value)


@check("ARI-08", PERIKSA, "Pagu Perubahan tidak berbeda satu angka dari Pagu Awal", "ANG-01")
def pagu_tergeser(b: Context) -> Iterator[Finding]:
    for one in _daun(b):
        times = _pagu_tergeser(one)
        if times:
            rise = one["Pagu Perubahan"] > one["Pagu Awal"]
            different = (
                f"{times} kali lebih {'besar' if rise else 'kecil'}" if times != "satu angka"
                else f"satu angka lebih {'panjang' if rise else 'pendek'}"
            )  # fmt: skip
            yield b.temuan(
                "tbl_anggaran",
                one,
                "Pagu Perubahan",
                uraian=f"Pagu Perubahan {_sebut(one)} tertulis {shown_money(one['Pagu Perubahan'])}, {different} "
                f"daripada Pagu Awal {shown_money(one['Pagu Awal'])}.",
                perbaikan="Cocokkan dengan DPA: mungkin ada angka yang hilang atau berlebih.",
                tertulis=one["Pagu Perubahan"],
            )


@check("ARI-09", PERIKSA, "Jumlah anggaran program pada PK sama dengan jumlah Anggaran", PK)
def jumlah_pk(b: Context) -> Iterator[Finding]:
    jumlahan = {s["#nomor"] for s in total_rows(b)}  # told by ARI-11
    leaves = [s for s in _daun(b) if s["#nomor"] not in jumlahan]
    if not leaves or not b.rows("tbl_pk_program"):
        return
    amounts = b.world.amounts
    pagu = {key(d): [amounts.leaf_pagu(d)[s["#nomor"] - 1] for s in leaves] for d in DOCUMENTS}
    dokumen: dict[Any, Any] = {}
    for one in b.rows("tbl_pk_program"):
        dokumen.setdefault(key(one["Dokumen"]), []).append(one)
    for name, lines in dokumen.items():
        column = "Pagu Perubahan" if name == "perubahan" else "Pagu Awal"
        values = pagu.get(name, [])
        if any(x.__class__ is ErrorValue for x in values) or not any(x is not None for x in values):
            continue
        if column == "Pagu Perubahan" and not any(is_number(s[column]) for s in leaves):
            continue
        if not all(is_number(s["Anggaran"]) and s["Anggaran"] >= 0 for s in lines):
            continue
        total, seluruh = sum(s["Anggaran"] for s in lines), sum(x for x in values if x is not None)
        if abs(total - seluruh) < 1:
            continue
        # What differs program by program is told there, not again in the total.
        dikenal = 0
        for s in lines:
            place = amounts.by_code.get(key(s["Kode"]))
            milik = amounts.pagu_of_code(s["Kode"], name.capitalize()) if place else None
            if is_number(milik):
                dikenal += s["Anggaran"] - milik
        if abs(total - seluruh - dikenal) >= 1:
            yield b.temuan(
                "tbl_pk_program",
                lines[0],
                "Anggaran",
                uraian=f"Jumlah anggaran program PK {name.capitalize()} {shown_money(total)}, sedangkan jumlah "
                f"{column} di Anggaran {shown_money(seluruh)} (selisih {shown_money(abs(total - seluruh))}).",
                perbaikan="Periksa apakah ada program yang belum tertulis pada PK, atau yang tidak ada di Anggaran.",
                tertulis=total,
                seharusnya=seluruh,
            )


@check("ARI-10", SALAH, "Realisasi anggaran tahun lalu tidak melampaui pagunya", BATAS_SERAPAN)
def riwayat_lebih_pagu(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_riwayat_anggaran"):
        pagu, value = one["Pagu"], one["Realisasi"]
        if is_number(pagu) and is_number(value) and value > pagu >= 0:
            yield b.temuan(
                "tbl_riwayat_anggaran",
                one,
                "Realisasi",
                uraian=f"Realisasi {one['Uraian'] or 'baris ini'} tahun {one['Tahun'] or '(kosong)'} tertulis "
                f"{shown_money(value)}, melampaui pagunya {shown_money(pagu)}.",
                perbaikan="Cocokkan keduanya dengan laporan tahun itu; mungkin tertukar.",
                tertulis=value,
                seharusnya=None,
                berat=PERIKSA if value - pagu <= KECIL * pagu else None,
            )


_AWAL_JUMLAH = ("jumla", "total", "grand")
_JUMLAH = (
    r"(?:grand )?(?:jumlah|total)(?: (?:total|seluruh|seluruhnya|keseluruhan|anggaran|belanja|pagu|program))*[ :.]*"
)


def total_rows(b: Context) -> list[Cells]:
    """Leaf rows of the budget that hold a total."""
    return b.remembered("aritmetika: baris jumlah", _find_total_rows)


def _find_total_rows(b: Context) -> list[Cells]:
    result = []
    for one in _daun(b):
        uraian = str(one["Uraian"])
        if uraian.lstrip()[:5].lower() in _AWAL_JUMLAH and re.fullmatch(_JUMLAH, key(uraian)):
            result.append(one)
    return result


@check("ARI-11", PERIKSA, "Baris jumlah tidak ikut ditulis sebagai baris anggaran", KONTRAK)
def total_row_typed(b: Context) -> Iterator[Finding]:
    leaves = _daun(b)
    for one in total_rows(b):
        for column in UANG:
            value = one[column]
            if not is_number(value) or value <= 0:
                continue
            other = sum(s[column] for s in leaves if s is not one and is_number(s[column]))
            yield b.temuan(
                "tbl_anggaran",
                one,
                column,
                uraian=f"Baris '{one['Uraian']}' berisi {shown_money(value)} dan dihitung sebagai satu program lagi"
                + (", sehingga seluruh jumlah menjadi dua kali lipat." if _sama(value, other) else "."),
                perbaikan="Hapus baris jumlah ini; jumlahnya dihitung sendiri.",
                tertulis=value,
                seharusnya=None,
                berat=SALAH if _sama(value, other) else None,
            )
            break
