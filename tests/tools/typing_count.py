"""Counts what an office types until its seven capaian stand: ``python -m tests.tools.typing_count``.

The office is the one of the first hours' trial: 2 tujuan, 3 sasaran, 7 indicators, a budget of 38 rows that is pasted.
The nine settings on top of Pengaturan and the paste are apart. A cell counts once; its keystrokes are the characters of
what is typed, and the key that leaves the cell. By hand every cell is typed; with ``salin`` only what nobody can know.
"""

from typing import Any, NamedTuple

from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.salin import salin_buku

YEAR, YEARS = 2025, range(2025, 2030)
TABLES = ("tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran")
Rows = dict[str, list[dict[str, Any]]]


class Typed(NamedTuple):
    """Cells and keystrokes."""

    cells: int
    keys: int


_GOALS = ("Meningkatnya Kesejahteraan Sosial Masyarakat", "Meningkatnya Tata Kelola Perangkat Daerah")
_AIMS = (
    "Meningkatnya penanganan penyandang masalah kesejahteraan sosial",
    "Meningkatnya perlindungan sosial keluarga miskin",
    "Meningkatnya akuntabilitas kinerja perangkat daerah",
)
# Kode, tujuan, sasaran (None: of a tujuan), Indikator, Satuan, Tipe, Arah, targets of five years, realisasi of TW IV
_INDICATORS = (
    ("T1", 0, None, "Persentase penduduk miskin", "%", "Persen", "Turun", (6.7, 6.5, 6.3, 6.1, 5.9), 6.64),
    ("1.1.1", 0, 0, "Persentase PMKS yang tertangani", "%", "Persen", "Naik", (83, 84, 85, 86, 87), 84.12),
    ("1.1.2", 0, 0, "Persentase PMKS yang mandiri", "%", "Persen", "Naik", (20, 22, 24, 26, 28), 21.3),
    ("1.2.1", 0, 1, "Jumlah keluarga yang lulus bantuan", "keluarga", "Angka", "Naik", (330, 340, 350, 360, 370), 332),
    ("T2", 1, None, "Indeks reformasi birokrasi", "indeks", "Indeks", "Naik", (70, 71, 72, 73, 74), 70.4),
    ("2.1.1", 1, 2, "Nilai SAKIP perangkat daerah", "nilai", "Indeks", "Naik", (73, 74, 75, 76, 77), 72.9),
    ("2.1.2", 1, 2, "Indeks kepuasan masyarakat", "indeks", "Indeks", "Naik", (85, 86, 87, 88, 89), 85.75),
)


def by_hand() -> Rows:
    """What is typed without help: each cell of the finished tables."""
    plan, agreement, measured = [], [], []
    for code, goal, aim, name, unit, kind, direction, targets, realisasi in _INDICATORS:
        row: dict[str, Any] = {"Kode": code, "Jenis": "Tujuan" if aim is None else "Sasaran", "Tujuan": _GOALS[goal]}
        if aim is not None:
            row |= {"Induk": f"T{goal + 1}", "Sasaran": _AIMS[aim]}
            agreement.append({"Dokumen": "Awal", "Kode": code, "Target": targets[0]})
        row |= {"Indikator": name, "Satuan": unit, "Tipe": kind, "Arah": direction}
        plan.append(row | {f"Target {year}": value for year, value in zip(YEARS, targets, strict=True)})
        summed = "Akumulasi" if kind == "Angka" else "Posisi Akhir"
        measured.append({"Kode": code, "Sifat": summed, "Target TW4": targets[0], "Realisasi TW4": realisasi})
    programs = [
        {"Dokumen": "Awal", "No": number, "Kode": row["Kode"], "Program": row["Uraian"], "Anggaran": _pagu_under(row)}
        for number, row in enumerate((r for r in budget() if r["Tingkat"] == "Program"), 1)
    ]
    return dict(zip(TABLES, (plan, agreement, programs, measured), strict=True))


def with_salin() -> tuple[Rows, Rows]:
    """What is typed before and after ``salin``."""
    plan, realised = [], []
    told: set[str] = set()
    for whole, measured in zip(by_hand()["tbl_renstra"], by_hand()["tbl_pengukuran"], strict=True):
        row = {name: value for name, value in whole.items() if name in ("Kode", "Indikator", "Satuan")}
        row |= {name: value for name, value in whole.items() if name.startswith("Target ")}
        if whole["Jenis"] == "Tujuan":
            row |= {"Jenis": "Tujuan", "Tujuan": whole["Tujuan"]}
        elif whole["Sasaran"] not in told:
            row["Sasaran"] = whole["Sasaran"]
            told.add(whole["Sasaran"])
        if whole["Arah"] == "Turun":
            row["Arah"] = "Turun"
        plan.append(row)
        realised.append({"Kode": whole["Kode"], "Realisasi TW4": measured["Realisasi TW4"]})
    return {"tbl_renstra": plan}, {"tbl_pengukuran": realised}


def budget() -> list[dict[str, Any]]:
    """The budget print: 38 rows."""
    rows: list[dict[str, Any]] = []
    for program in range(1, 5):
        rows.append({"Kode": f"2.06.0{program}", "Tingkat": "Program", "Uraian": f"Program Nomor {program}"})
        for activity in range(1, 3 if program > 1 else 4):
            code = f"2.06.0{program}.2.0{activity}"
            rows.append({"Kode": code, "Tingkat": "Kegiatan", "Uraian": f"Kegiatan {program}.{activity}"})
            for sub in range(1, 4 if (program, activity) in ((1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (4, 2), (1, 3))
                             else 3):  # fmt: skip
                money = 1_000_000 * (100 * program + 10 * activity + sub)
                rows.append({
                    "Kode": f"{code}.000{sub}", "Tingkat": "Sub Kegiatan", "Uraian": f"Sub Kegiatan {activity}.{sub}",
                    "Indikator": "1.1.1" if program < 3 else "2.1.1", "Pagu Awal": money, "Realisasi TW4": money - 7,
                })  # fmt: skip
    return rows


def _pagu_under(program: dict[str, Any]) -> int:
    return sum(row.get("Pagu Awal", 0) for row in budget() if row["Kode"].startswith(program["Kode"]))


def count(*typed: Rows, given: tuple[str, ...] = ()) -> Typed:
    """Cells and keystrokes of what is typed; ``given``: columns that stand there already and only say which row."""
    texts = [
        _shown(value) for rows in typed for table in rows.values() for row in table for name, value in row.items()
        if name not in given
    ]  # fmt: skip
    return Typed(len(texts), sum(len(text) + 1 for text in texts))


def _shown(value: Any) -> str:
    return f"{value:.15g}".replace(".", ",") if is_number(value) else str(value)


def blank_book() -> bytes:
    """A new book with the budget pasted."""
    made = buat_buku(None, "Dinas Uji", YEAR, f"{YEARS[0]}-{YEARS[-1]}").data
    return typed_into(made or b"", {"tbl_anggaran": budget()})


def typed_into(book: bytes, rows: Rows) -> bytes:
    """The book after somebody typed rows into it."""
    files = {}
    for table, some in rows.items():
        names = list(dict.fromkeys(name for row in some for name in row))
        lines = [names, *([_shown(row[n]) if n in row else "" for n in names] for row in some)]
        files[f"{table}.csv"] = "\n".join(";".join(f'"{text}"' for text in line) for line in lines).encode()
    return isi_buku(book, files).data or b""


def capaian(book: bytes) -> list[Any]:
    """The capaian of every indicator that is measured."""
    return [row["Capaian"] for row in compute_book(book)[1].measured]


def both_ways() -> dict[str, tuple[Typed, bytes]]:
    """``{"tangan": (count, finished book), "salin": ...}``."""
    hand = by_hand()
    before, after = with_salin()
    copied = salin_buku(typed_into(blank_book(), before)).data or b""
    return {
        "tangan": (count(hand), typed_into(blank_book(), hand)),
        "salin": (
            Typed(*(a + b for a, b in zip(count(before), count(after, given=("Kode",)), strict=True))),
            typed_into(copied, after),
        ),
    }


if __name__ == "__main__":
    for way, (typed, finished) in both_ways().items():
        done = sum(is_number(value) for value in capaian(finished))
        print(f"{way}: {typed.cells} sel, {typed.keys} ketikan, {done} capaian")
