"""Notes beneath the tables: which formula, which choice of the book, which source."""

from collections.abc import Callable
from typing import Any

from ...compute.data_year import earlier_year
from ...compute.growing import UNTIL, grows, is_dated, undecided
from ...compute.key import key
from ...compute.world import World
from ...expr.values import is_number
from ...rules.efisiensi import explanation
from ...rules.terbilang import format_number, rupiah
from ...schema.choices import ROMAWI
from ..shared_money import office_shared_text, shared_text
from .analysis import Analysis
from .office import working_copy
from .origins import NOT_ABOVE_ZERO
from .provisional import WITHHELD
from .provisional import told as provisional
from .ways import formula_of_fall, further_ways


def _percent(ratio: float) -> str:
    return f"{format_number(100 * ratio)}%"


def capaian(a: Analysis, indikator: Any) -> str:
    """Formula of capaian, and against which target it is while the year is running."""
    text = capaian_tahun(a, indikator)
    if a.world.quarter >= 4:
        return text
    quarter = ROMAWI[int(a.world.quarter)]
    return (
        f"{text} Sementara: dihitung terhadap target s.d. triwulan {quarter}; terhadap target setahun tidak diberi "
        "predikat."
    )


def capaian_tahun(a: Analysis, indikator: Any) -> str:
    """Formula of capaian, with the ways that the book has chosen."""
    fall = formula_of_fall(a.world)
    text = f"Persentase capaian = realisasi / target; untuk indikator yang makin kecil makin baik (Turun) = {fall}"
    return text + further_ways(a.world, indikator) + "."


def tahun_data(a: Analysis, indikator: Any) -> str:
    """Whose realisasi is an earlier year's, because the assessor has not published this year's yet."""
    told = []
    for i in indikator:
        year = earlier_year(a.world, i)
        if year is not None:
            told.append(f"{i.nama} (tahun {year})")
    if not told:
        return ""
    return "Realisasi memakai data tahun sebelumnya karena penilainya belum menerbitkan: " + "; ".join(told) + "."


def batas(a: Analysis, _: Any) -> str:
    """The cap, when there is one."""
    if a.batas is None:
        return ""
    told = f"Capaian dibatasi paling tinggi {_percent(a.batas)} sebelum dirata-ratakan"
    shown = a.world.quarter >= 4 or a.world.book.first_version
    return told + ("; Capaian Asli adalah hasil rumus sebelum batas." if shown else ".")


def predikat(a: Analysis, _: Any) -> str:
    """The bands of the book's scale."""
    name = a.world.defined["lk_skala"]
    pita = []
    for b in a.world.book.rows("tbl_skala"):
        value = b.cells
        if key(value.get("Skala")) == key(name) and is_number(value.get("Batas Bawah")):
            mark = "≥" if key(value.get("Termasuk")) == "ya" else ">"
            pita.append((value["Batas Bawah"], f"{value.get('Predikat')} {mark} {_percent(value['Batas Bawah'])}"))
    if not pita:
        return f"Skala predikat {name} tidak ada di lembar Pengaturan." if name else ""
    pita.sort(key=lambda p: -p[0])
    return f"Predikat menurut skala {name}: " + "; ".join(t for _, t in pita) + "."


def pembulatan(a: Analysis, _: Any) -> str:
    """Decimals and way of rounding."""
    desimal = a.world.decimals
    cara = "dipotong" if a.world.rounding == "Potong" else "dibulatkan"
    if not desimal:
        return f"Persentase {cara} ke persen penuh."
    return f"Persentase {cara} {'pada' if cara == 'dipotong' else 'ke'} {desimal} angka di belakang koma."


def pertumbuhan(a: Analysis, indikator: Any) -> str:
    """The method of growth."""
    told = a.filled(
        "Pertumbuhan = realisasi tahun {tahun} / realisasi tahun {lalu} - 1; N/A untuk indikator bertingkat dan "
        "bertanggal"
    )
    old = any(earlier_year(a.world, i) is not None for i in indikator)
    reasons = ["untuk data tahun sebelumnya"] if old else []
    reasons += [f"bila {NOT_ABOVE_ZERO}"] if any(map(a.banding.is_from_nothing, indikator)) else []
    return told + "".join(f", {one}" for one in reasons[:-1]) + "".join(f", dan {one}" for one in reasons[-1:]) + "."


def kemajuan(a: Analysis, indikator: Any) -> str:
    """Formula of progress, and why a day has none."""
    dates = " N/A untuk indikator bertanggal: tenggatnya jatuh tiap tahun."
    return a.filled(
        "Tingkat kemajuan = rumus capaian dengan target akhir Renstra (tahun {akhir}) sebagai target; paling sedikit "
        "0%, tanpa batas atas."
    ) + (dates if any(map(is_dated, indikator)) else "")


def setengah_jalan(a: Analysis, _: Any) -> str:
    """That the realisasi of a running year stands beside those of whole years."""
    if a.world.quarter >= 4:
        return ""
    return f"Sementara: realisasi s.d. Triwulan {ROMAWI[int(a.world.quarter)]} dibandingkan dengan setahun penuh."


def masih_bertambah(a: Analysis, indikator: Any) -> str:
    """Whose figure is not judged against a whole year yet, and why."""
    own = [str(i.nama) for i in indikator if undecided(a.world, i)]
    if not own:
        return ""
    return f"N/A terhadap setahun penuh karena {UNTIL}: " + "; ".join(own) + "."


def tanpa_banding(a: Analysis, indikator: Any) -> str:
    """That a part of a year is not judged against whole ones."""
    if not any(grows(a.world, i) for i in indikator):
        return ""
    return f"Indikator yang {UNTIL} belum dinilai terhadap yang lain."


def sampai_kini(a: Analysis, _: Any) -> str:
    """Against which target the capaian of a running year is."""
    if a.world.quarter >= 4 or a.world.book.first_version:
        return ""
    quarter = ROMAWI[int(a.world.quarter)]
    return f"Sementara: target dan capaian kinerja s.d. Triwulan {quarter}; anggaran terhadap pagu setahun."


def porsi(a: Analysis, _: Any) -> str:
    """What the share is a share of."""
    if not is_number(a.world.budget.pagu):
        return "Persentase = anggaran / anggaran seluruh perangkat daerah."
    return f"Persentase = anggaran / anggaran seluruh perangkat daerah ({rupiah(a.world.budget.pagu)})."


def uang_bersama(a: Analysis, indikator: Any) -> str:
    """Said only where a sum is less than its parts, or where money stands under other sasaran too."""
    sasaran = {id(i.sasaran): i.sasaran for i in indikator if i.sasaran is not None}
    told: list[str] = []
    for s in sasaran.values():
        pagu = [i["Pagu"] for i in s.indikator if is_number(i["Pagu"])]
        if is_number(s.pagu) and pagu and sum(pagu) != s.pagu:
            told.append("Anggaran yang mendukung lebih dari satu indikator hanya dihitung sekali dalam jumlah.")
            break
    told.append(
        shared_text(a.world, next(iter(sasaran.values()))) if len(sasaran) == 1 else office_shared_text(a.world)
    )
    return " ".join(filter(None, told))


def serapan(a: Analysis, indikator: Any) -> str:
    """Formula of serapan, and what is provisional."""
    told = "Capaian anggaran = realisasi anggaran / target (pagu) anggaran itu sendiri."
    if a.world.budget.by_available:
        told = "Capaian anggaran = realisasi anggaran / pagu efektif (pagu dikurangi blokir)."
    return _with_provisional(a, indikator, told)


def efisiensi(a: Analysis, indikator: Any) -> str:
    """Formula and reading of efisiensi, and where it is not given yet."""
    told = f"{explanation(a.metode, a.world.year)} {of_running_year(a.world)}".rstrip()
    return _with_provisional(a, indikator, told)


def of_running_year(world: World) -> str:
    """By which capaian an efisiensi is reckoned while the year is not over; "" when it is."""
    if world.quarter >= 4:
        return ""
    return (
        "Sementara: capaian terhadap target setahun dan penyerapan terhadap pagu setahun, keduanya s.d. triwulan "
        f"{ROMAWI[int(world.quarter)]}."
    )


def _with_provisional(a: Analysis, indikator: Any, told: str) -> str:
    if a.world.amounts.withheld:
        return f"{told} {WITHHELD}"
    budget, codes = a.world.budget, [i.kode for i in indikator]
    # Beneath the table of all indicators stands the office's total, with the money of no indicator.
    whole = len(codes) == len(a.world.indikator)
    missing = budget.total_unfilled if whole else budget.unfilled(codes)
    return f"{told} {provisional(missing, a.world.quarter)}".rstrip()


def sumber_kinerja(a: Analysis, indikator: Any) -> str:
    """Which document the targets are of; on the working copy the sheet, too."""
    source = dict.fromkeys(i.isi.get("Sumber Target") for i in indikator)
    dari = " dan ".join(s for s in source if s and s.__class__ is str)
    if not working_copy(a.world):
        return f"Target menurut {dari}." if dari else ""
    return "Sumber: lembar Pengukuran" + (f"; target menurut {dari}." if dari else ".")


def sumber_tujuan(a: Analysis, _: Any) -> str:
    """Where the figures of tujuan come from."""
    if not working_copy(a.world):
        return ""
    return a.filled(
        "Sumber: lembar Pengukuran; yang tidak diukur di sana memakai target Renstra tahun {tahun} dan realisasi dari "
        "lembar Riwayat."
    )


def _fixed(text: str) -> Callable[[Analysis, Any], str]:
    return lambda a, indikator: a.filled(text) if working_copy(a.world) else ""


NOTES = {
    "capaian": capaian,
    "capaian_tahun": capaian_tahun,
    "batas": batas,
    "tahun_data": tahun_data,
    "predikat": predikat,
    "pembulatan": pembulatan,
    "pertumbuhan": pertumbuhan,
    "kemajuan": kemajuan,
    "setengah_jalan": setengah_jalan,
    "masih_bertambah": masih_bertambah,
    "tanpa_banding": tanpa_banding,
    "sampai_kini": sampai_kini,
    "porsi": porsi,
    "uang_bersama": uang_bersama,
    "serapan": serapan,
    "efisiensi": efisiensi,
    "sumber_kinerja": sumber_kinerja,
    "sumber_tujuan": sumber_tujuan,
    "sumber_riwayat": _fixed("Sumber: lembar Riwayat (tahun lalu; target yang kosong diambil dari Renstra) dan "
                             "Pengukuran (tahun {tahun})."),
    "sumber_renstra": _fixed("Sumber: lembar Renstra dan Pengukuran."),
    "sumber_nasional": _fixed("Sumber: lembar Riwayat menurut lingkupnya; dibandingkan dengan memperhatikan arah "
                              "indikator."),
    "sumber_anggaran": _fixed("Sumber: lembar Anggaran, baris yang menyebut indikator."),
    "sumber_analisis": _fixed("Sumber: lembar Pengukuran, kolom Analisis dan Solusi."),
    "sumber_penunjang": _fixed("Sumber: lembar Anggaran, program dan kegiatan yang menyebut indikator."),
}  # fmt: skip

MEANS_NA = "N/A: tidak tersedia atau belum dapat dihitung."
MEANS_UNREADABLE = "N/A: tidak tersedia, belum dapat dihitung, atau isiannya tidak terbaca (lihat lembar Temuan)."
