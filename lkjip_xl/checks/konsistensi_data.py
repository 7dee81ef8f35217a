"""Checks on Pengukuran against its witnesses: Data Dukung, Riwayat, the running quarter, the dates of the settings."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..compute.agreement_dates import SETTINGS as AGREEMENT_SETTINGS
from ..compute.agreement_dates import agreement_date
from ..compute.amounts import document_rank
from ..compute.book import Cells
from ..compute.history_years import rows_of_no_year
from ..compute.key import blank, key
from ..expr.values import ErrorValue, bulatkan, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.tanggal import date_text, read_date
from ..schema.choices import ROMAWI, TRIWULAN
from .finding import PERIKSA, SALAH, Finding
from .konsistensi import (
    DUKUNG,
    RIWAYAT,
    SAKIP,
    UKUR,
    names_in,
    sama,
    setting_row,
    tahun_laporan,
)
from .registry import Context, check, shown

_KONTRAK = "Ketentuan buku ini"
_RIWAYAT = "PermenPANRB 53/2014: perbandingan dengan tahun-tahun lalu"
_DUKUNG = "Ketentuan buku ini: pembilang dan penyebut Data Dukung menghasilkan realisasi"


# --- supporting data -------------------------------------------------------------------------------------------------
def _quotient(rows: Sequence[Cells], tipe: str) -> tuple[float, str] | None:
    """``(value, text)`` of supporting rows as a realisasi: the sum, or sum over sum (times 100 for Persen); or None."""
    above = [d["Pembilang"] for d in rows if not blank(d["Pembilang"])]
    below = [d["Penyebut"] for d in rows if not blank(d["Penyebut"])]
    if not above or not all(map(is_number, above + below)):
        return None
    if not below:
        return None if tipe == "persen" else (sum(above), shown(sum(above)))
    if not sum(below) or len(below) != len(above):
        return None
    value = sum(above) / sum(below) * (100 if tipe == "persen" else 1)
    return value, f"{shown(sum(above))} dari {shown(sum(below))} = {_dua(value)}{'%' if tipe == 'persen' else ''}"


def _dua(value: Any) -> str:
    return shown(bulatkan(value, 2))


def _cocok(value: Any, tertulis: Any, dipotong: Any) -> bool:
    """The written number is the value at its own decimals (rounded, or cut where the book cuts)."""
    desimal = len(f"{tertulis:.15g}".partition(".")[2])
    return bool(abs(value - tertulis) <= (1 if dipotong else 0.5) * 10**-desimal + 1e-9 * max(1, abs(value)))


@check("KON-25", PERIKSA, "Data dukung menghasilkan realisasi indikatornya", _DUKUNG)
def data_dukung(b: Context) -> Iterator[Finding]:
    dipotong = key(b.settings["pembulatan"]) == "potong"
    diukur = b.world.measured_by_key
    kelompok: dict[Any, dict[str, list[Cells]]] = {}
    for d in b.rows(DUKUNG):
        macam = "Total" if key(d["Jenis"]) == "total" else "Rincian"
        kelompok.setdefault(key(d["Kode"]), {}).setdefault(macam, []).append(d)
    for kode, by_kind in kelompok.items():
        r, u = b.renstra.get(kode), diukur.get(kode)
        tipe = key(r["Tipe"]) if r else ""
        if not r or tipe == "tingkat":
            continue
        result = {m: h for m, row in by_kind.items() if (h := _quotient(row, tipe))}
        realisasi = u["Realisasi"] if u and is_number(u["Realisasi"]) else None
        selisih = [m for m, h in result.items() if realisasi is not None and not _cocok(h[0], realisasi, dipotong)]
        parts = [h[1] for h in result.values()]
        if not selisih and (len(parts) < 2 or parts[0] == parts[1]):
            continue
        first = by_kind[selisih[0] if selisih else "Rincian"][0]
        value = "; ".join(f"{m} {result[m][1]}" for m in ("Rincian", "Total") if m in result)
        kini = "" if realisasi is None else f"; realisasi di Pengukuran {shown(realisasi)}"
        yield b.temuan(
            DUKUNG, first, "Pembilang", uraian=f"Data dukung {first['Kode']} tidak sejalan: {value}{kini}.",
            perbaikan="Cocokkan pembilang dan penyebut dengan sumbernya, lalu betulkan yang keliru.",
        )  # fmt: skip


# --- history ---------------------------------------------------------------------------------------------------------
def _riwayat_sendiri(b: Context, tahun: int | None) -> dict[Any, Cells]:
    """Rows of Riwayat of the office itself in a year, by code."""
    return {key(r["Kode"]): r for r in b.rows(RIWAYAT) if r["Tahun"] == tahun and key(r["Lingkup"]) in ("", "instansi")}


@check("KON-27", PERIKSA, "Riwayat tahun laporan sama dengan Pengukuran", _RIWAYAT)
def saksi_riwayat(b: Context) -> Iterator[Finding]:
    diukur = b.world.measured_by_key
    for kode, h in _riwayat_sendiri(b, tahun_laporan(b)).items():
        for column in ("Target", "Realisasi") if kode in diukur else ():
            kini = diukur[kode][column]
            if blank(h[column]) or blank(kini) or (kini.__class__ is ErrorValue and kini.kode != "#N/A"):
                continue
            if not sama(h[column], kini):
                yield b.temuan(
                    RIWAYAT,
                    h,
                    column,
                    uraian=f"{column} {h['Kode']} tahun {tahun_laporan(b)} di Riwayat: {shown(h[column])}; di "
                    f"Pengukuran: {shown(kini)}.",
                    perbaikan="Samakan dengan dokumen yang benar; yang dipakai laporan adalah Pengukuran.",
                    tertulis=h[column],
                    seharusnya=kini,
                )


def _berciri(value: Any) -> bool:
    """A number that two cells hardly share by chance: three significant digits or more."""
    return is_number(value) and len(f"{abs(value):.15g}".replace(".", "").strip("0")) >= 3


@check("KON-28", PERIKSA, "Target dan realisasi dua tahun tidak tertukar", _RIWAYAT)
def salinan_tahun_lalu(b: Context) -> Iterator[Finding]:
    tahun = tahun_laporan(b)
    if tahun is None:
        return
    lalu = _riwayat_sendiri(b, tahun - 1)
    for kode, u in b.world.measured_by_key.items():
        h = lalu.get(kode)
        if not h or is_number(u["Tahun Data"]) and u["Tahun Data"] < tahun:  # an earlier year's value, and it says so
            continue
        t, r, tl, rl = u["Target"], u["Realisasi"], h["Target"], h["Realisasi"]
        if _berciri(r) and not sama(r, t) and sama(r, tl) and not sama(r, rl):
            yield b.temuan(
                UKUR,
                u,
                f"Realisasi TW{b.triwulan}",
                uraian=f"Realisasi {u['Kode']} tahun {tahun} ({shown(r)}) sama persis dengan target tahun {tahun - 1}.",
                perbaikan=f"Periksa apakah angka tahun {tahun - 1} tersalin; bila memang sama, biarkan.",
                tertulis=r,
            )
        elif _berciri(rl) and sama(rl, t) and not sama(rl, tl):
            yield b.temuan(
                RIWAYAT,
                h,
                "Realisasi",
                uraian=f"Realisasi {h['Kode']} tahun {tahun - 1} ({shown(rl)}) sama persis dengan target tahun "
                f"{tahun}.",
                perbaikan="Periksa apakah target tersalin ke kolom realisasi; bila memang sama, biarkan.",
                tertulis=rl,
            )


@check("KON-29", PERIKSA, "Riwayat memuat tahun yang sudah terjadi pada tiap baris", _RIWAYAT)
def riwayat_masa_depan(b: Context) -> Iterator[Finding]:
    for table, found in rows_of_no_year(b.world).items():
        # Another text is told as such (BACA-02), and a number that could be no year of a book beneath.
        rows = [r for r in found if blank(r["Tahun"]) or is_not_available_mark(r["Tahun"]) or _part_of_year(r["Tahun"])]
        if not rows:
            continue
        yield b.temuan(
            table, rows[0], "Tahun",
            uraian=f"Tahun {_counted(rows)} Riwayat {_what_stands(rows[0]['Tahun'])}, sehingga angkanya tidak masuk "
            "perbandingan antar tahun mana pun.",
            perbaikan="Isi tahunnya dengan empat angka, misalnya 2024.", tertulis=rows[0]["Tahun"], berat=SALAH,
        )  # fmt: skip
    tahun = tahun_laporan(b)
    if tahun is None:
        return
    for table in (RIWAYAT, "tbl_riwayat_anggaran"):
        for h in b.rows(table):
            if is_number(h["Tahun"]) and not _part_of_year(h["Tahun"]) and not 2000 <= h["Tahun"] <= tahun:
                yield b.temuan(
                    table,
                    h,
                    "Tahun",
                    uraian=f"Tahun {h['Tahun']} pada Riwayat tidak wajar untuk laporan tahun {tahun}.",
                    perbaikan="Betulkan tahunnya, atau setelan tahun di Pengaturan.",
                    tertulis=h["Tahun"],
                )


def _part_of_year(value: Any) -> bool:
    return is_number(value) and value % 1 != 0


def _counted(rows: Sequence[Cells]) -> str:
    return "pada satu baris" if len(rows) == 1 else f"pada {len(rows)} baris"


def _what_stands(value: Any) -> str:
    return "kosong" if blank(value) else f"tertulis {shown(value)}"


# --- quarter and dates -----------------------------------------------------------------------------------------------
@check("KON-40", PERIKSA, "Triwulan berjalan sudah berisi realisasi", _KONTRAK)
def triwulan_terisi(b: Context) -> Iterator[Finding]:
    n = b.triwulan
    filled = [any(not blank(u[f"Realisasi TW{i}"]) for u in b.rows(UKUR)) for i in range(1, n + 1)]
    if any(filled) and not filled[-1] and any(_diharapkan(u, n) for u in b.rows(UKUR)):
        yield b.temuan(
            "tbl_pengaturan", setting_row(b, "triwulan_berjalan"), "Nilai",
            uraian=f"Laporan ini sampai triwulan {ROMAWI[n]}, tetapi belum ada satu pun realisasi triwulan itu di "
            "Pengukuran.",
            perbaikan="Isi realisasinya, atau ubah triwulan_berjalan di Pengaturan.", tertulis=n,
        )  # fmt: skip


def _diharapkan(u: Cells, n: int) -> bool:
    """A realisasi is expected of that quarter: a target stands there, or no quarter of the row has one."""
    present = [not blank(u[f"Target TW{i}"]) and not is_not_available_mark(u[f"Target TW{i}"]) for i in TRIWULAN]
    return present[n - 1] or not any(present)


@check("KON-19", PERIKSA, "Indikator yang bertarget pada triwulan berjalan sudah berisi realisasinya", _KONTRAK)
def realisasi_terlewat(b: Context) -> Iterator[Finding]:
    n, pk = b.triwulan, b.world.pk_by_key.get(b.world.defined["lk_pk"], {})
    column, diukur = f"Realisasi TW{n}", b.world.measured_by_key
    terlewat = []
    for kode, u in diukur.items():
        target = u[f"Target TW{n}"]
        if not blank(u[column]) or blank(target) or target.__class__ is ErrorValue or is_not_available_mark(target):
            continue
        if key(u["Sifat"]) == "akumulasi" and (not is_number(target) or target <= 0):
            continue
        earlier = any(not blank(u[f"Realisasi TW{i}"]) for i in range(1, n))
        if earlier and key(u["Tipe"]) == "tanggal":  # a day is reached once
            continue
        if kode not in pk or earlier:  # else KON-06 tells it
            terlewat.append(u)
    if terlewat and any(not blank(u[column]) for u in diukur.values()):
        yield b.temuan(
            UKUR,
            terlewat[0],
            column,
            uraian=f"Realisasi triwulan {n} belum diisi untuk {names_in(u['Kode'] for u in terlewat)}, padahal "
            "targetnya ada.",
            perbaikan=f"Isi {column}, 0 bila memang belum ada hasilnya. N/A berarti belum tersedia; angka dan "
            "capaiannya tetap sementara.",
        )


@check("KON-41", PERIKSA, "Tanggal dokumen sejalan dengan tahun laporan", SAKIP)
def tanggal_dokumen(b: Context) -> Iterator[Finding]:
    tahun = tahun_laporan(b)
    names = ("tanggal_pk_awal", "tanggal_pk_perubahan", "tanggal_laporan")
    start, perubahan, laporan = (read_date(b.settings[n]) for n in names)

    def temuan(setting_key: str, uraian: str, perbaikan: str, berat: str | None = None) -> Finding:
        return b.temuan("tbl_pengaturan", setting_row(b, setting_key), "Nilai", uraian=uraian, perbaikan=perbaikan,
                        tertulis=b.settings[setting_key], berat=berat)  # fmt: skip

    if start and perubahan and perubahan < start:
        yield temuan(names[1], f"Tanggal PK Perubahan ({_written(b, names[1])}) mendahului tanggal PK Awal "
                     f"({_written(b, names[0])}).", "Betulkan salah satu tanggalnya.", SALAH)  # fmt: skip
        perubahan = None
    for setting_key, value in ((names[0], start), (names[1], perubahan)):
        # A PK is signed at the start of its year, or in the last weeks of the year before.
        lebih_awal = value and setting_key == names[0] and (tahun, 0) > value[:2] >= (tahun - 1, 11) if tahun else False
        if value and tahun and value[0] != tahun and not lebih_awal:
            yield temuan(setting_key, f"{setting_key} ({_written(b, setting_key)}) bukan tanggal untuk PK tahun "
                         f"{tahun}.", "Betulkan tanggalnya, atau setelan tahun.")  # fmt: skip
    if laporan and tahun and b.triwulan == 4 and laporan < (tahun, 12, 31):
        yield temuan(names[2], f"tanggal_laporan ({_written(b, names[2])}) mendahului akhir tahun {tahun}, padahal "
                     "laporannya setahun penuh.", "Betulkan tanggalnya, atau setelan tahun.")  # fmt: skip
    yield from _listed_documents(b, tahun)
    yield from _dated_twice(b)


def _dated_twice(b: Context) -> Iterator[Finding]:
    """The dates of Pengaturan that are others than those of their documents, which are printed."""
    for document, name in zip(("Awal", "Perubahan"), AGREEMENT_SETTINGS, strict=True):
        typed, listed = b.settings[name], agreement_date(b.world, document)
        days = read_date(typed), read_date(listed.value)
        if listed.row is None or None in days or _is_same(typed, listed.value):
            continue
        yield b.temuan(
            "tbl_pengaturan", setting_row(b, name), "Nilai",
            uraian=f"{name} berisi {_written(b, name)}, padahal tanggal PK {document} di lembar PK (tabel dokumen) "
            f"{_said(listed.row)}; yang tercetak tanggal di lembar PK.",
            perbaikan="Samakan, atau kosongkan yang di Pengaturan.", tertulis=typed, seharusnya=listed.value,
        )  # fmt: skip


def _is_same(typed: Any, listed: Any) -> bool:
    """Whether two dates say the same; a month without its day says the same as a day in it."""
    one, other = read_date(typed), read_date(listed)
    only_month = any(isinstance(x, str) and not x.strip()[:1].isdecimal() for x in (typed, listed))
    return one == other or bool(only_month and one and other and one[:2] == other[:2])


def _listed_documents(b: Context, year: int | None) -> Iterator[Finding]:
    """The agreements of ``tbl_pk_dokumen``: each after those that it replaces, and of the report's year."""
    dated = [
        (rank, day, row)
        for row in b.rows("tbl_pk_dokumen")
        if (rank := document_rank(row)) is not None and (day := read_date(row["Tanggal"])) is not None
    ]
    for rank, day, row in dated:
        named = f"Tanggal PK {row['Dokumen']} ({_said(row)})"
        later = max((one for one in dated if one[0] < rank), key=lambda one: one[1], default=None)
        if later is not None and day < later[1]:
            told, weight = f"mendahului tanggal PK {later[2]['Dokumen']} ({_said(later[2])})", SALAH
        # A PK is signed at the start of its year, or in the last weeks of the year before.
        elif year and day[0] != year and not (rank == 0 and (year - 1, 11) <= day[:2] < (year, 0)):
            told, weight = f"bukan tanggal untuk PK tahun {year}", PERIKSA
        else:
            continue
        yield b.temuan(
            "tbl_pk_dokumen", row, "Tanggal", uraian=f"{named} {told}.",
            perbaikan="Betulkan tanggalnya" + (", atau setelan tahun." if weight == PERIKSA else " yang keliru."),
            tertulis=row["Tanggal"], berat=weight,
        )  # fmt: skip


def _said(row: Cells) -> str:
    return date_text(row["Tanggal"]).strip()


def _written(b: Context, setting_key: str) -> str:
    return date_text(b.settings[setting_key]).strip()
