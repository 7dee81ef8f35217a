"""Printed figures (``tbl_cetak``) against what the book's data give."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..compute import quantities as bs
from ..compute.book import Cells
from ..compute.key import key
from ..compute.quantities import Besaran, Quantities, waktu
from ..expr.values import is_number
from ..rules.bacaan_angka import says_not_available
from .cetak_banding import SKALA_UANG, Comparison, PrintedCell, compare, hampa, is_day, read_printed
from .cetak_sebab import dokumen_lain, sebab
from .finding import INFO, PERIKSA, SALAH, Finding
from .registry import Context, check, shown, shown_money, shown_percent

TABLE = "tbl_cetak"
DASAR = "Angka tercetak harus sama dengan hasil aturan atas data buku (BUL-01 untuk pembulatan)"


class PrintedRow(NamedTuple):
    """A row of ``tbl_cetak`` as one quantity of the book: that, the comparison, quarter and document of its table."""

    row: Cells
    besaran: Besaran
    comparison: Comparison
    tw: int | None
    dokumen: str | None
    cetakan: PrintedCell


class Printed(NamedTuple):
    """The rows of ``tbl_cetak``: rows of unknown codes and columns by key, unread ones, and those compared."""

    h: Quantities
    unknown_codes: dict[Any, list[Cells]]
    unknown_columns: dict[Any, list[Cells]]
    unread: list[tuple[Cells, Besaran, PrintedCell]]
    compared: list[PrintedRow]


def printed(file: Context) -> Printed:
    """All rows of ``tbl_cetak``, read and compared once per Berkas."""
    return file.remembered("cetak: printed", _read_print)


def _read_print(file: Context) -> Printed:
    h = Quantities(file.world)
    result, tunda = Printed(h, {}, {}, [], []), []
    suara: dict[Any, int] = {}
    for row in file.rows(TABLE):
        every, ruang = h.find(row["Kode"], row["Kolom"])
        if not ruang:
            result.unknown_codes.setdefault(key(row["Kode"]), []).append(row)
        elif not every:
            kunci = (ruang[0], key(row["Kolom"]))
            result.unknown_columns.setdefault(kunci, []).append(row)
        else:
            coba = _coba(h, row, every, result)
            if coba:
                tunda.append(coba)
    for coba in tunda:
        _hitung_suara(coba, suara)
    for coba in tunda:
        result.compared.append(_choose(coba, suara))
    return result


def _coba(h: Quantities, row: Cells, every: Sequence[Besaran], result: Printed) -> list[PrintedRow]:
    """All meanings that a row may have, each compared with the book."""
    tw, dokumen = waktu(row["Tabel"])
    if dokumen is None and re.match(r"pk\b|perjanjian kinerja\b", key(row["Dokumen"])):
        dokumen = waktu(row["Dokumen"])[1]
    pilihan = [(b, read_printed(row["Tertulis"], b)) for b in every]
    terbaca = [(b, c) for b, c in pilihan if c.jenis != "ragu"]
    if not terbaca:
        result.unread.append((row, *pilihan[0]))
        return []
    # A label cannot be money, so where both name spaces have the code the printed form may tell.
    pilihan = [(b, c) for b, c in terbaca if c.jenis != "label" or b.ruang == bs.INDIKATOR] or terbaca
    # A quarter's table shows the document that was in force then; without its name either may be meant.
    berlaku = h.world.document
    dokumen_mungkin = (dokumen or berlaku,) if dokumen or not tw else (berlaku, dokumen_lain(berlaku))
    return [
        PrintedRow(row, b, compare(h, b, c, tw, d), tw, d if dokumen or tw else None, c)
        for b, c in pilihan for d in dokumen_mungkin
    ]  # fmt: skip


def _hitung_suara(coba: Sequence[PrintedRow], suara: dict[Any, int]) -> None:
    """Count what the rows of a table mean: a row that fits in one meaning only, or has only one, speaks for it."""
    matching = [x for x in coba if x.comparison.status == "sama"]
    kunci = _table_key(coba[0])
    for kind, value in (("ruang", {x.besaran.ruang for x in matching}), ("dokumen", {x.dokumen for x in matching})):
        if len(value) == 1:
            one = (kunci, kind, value.pop())
            suara[one] = suara.get(one, 0) + 1


def _table_key(x: PrintedRow) -> tuple[str, str]:
    return str(x.row["Dokumen"]), str(x.row["Tabel"])


def _choose(coba: Sequence[PrintedRow], suara: Mapping[Any, int]) -> PrintedRow:
    """The meaning of a row: one that fits, else the one that most rows of its table have."""

    def urutan(x: PrintedRow) -> tuple[int, ...]:
        count = [-suara.get((_table_key(x), kind, value), 0)
                  for kind, value in (("ruang", x.besaran.ruang), ("dokumen", x.dokumen))]  # fmt: skip
        return (
            ("sama", "lewati").index(x.comparison.status) if x.comparison.status in ("sama", "lewati") else 2,
            *count,
        )

    return min(coba, key=urutan)


def _seharusnya(h: Quantities, b: Besaran, result: Comparison, tw: int | None, dokumen: str | None) -> str:
    """The right value as text, at the printed decimals."""
    des = result.bacaan[1] if isinstance(result.bacaan, tuple) else None
    if b.jenis == bs.RASIO:
        des = h.world.defined["lk_desimal"] if des is None else max(0, min(des, 4))
        value = b.hitung(h.state(des, h.world.defined["lk_bulat"], tw, dokumen))
        return shown_percent(value, des) if not hampa(value) else "N/A"
    value = b.hitung(h.state(quarter=tw, document=dokumen))
    if hampa(value):
        return "N/A"
    text = shown_money(value) if b.jenis == bs.UANG else shown(value)
    return text + "%" if is_number(value) and b.jenis == bs.NILAI and (b.satuan == "%" or b.tipe == "Persen") else text


def _place_of(row: Cells) -> str:
    """``Tabel 3.1.1.A (LKjIP 2022, halaman 45)``."""
    table = str(row["Tabel"] or "Tanpa nama tabel").strip()
    table = f"Tabel {table}" if table[:1].isdigit() else table
    rinci = [str(row["Dokumen"])] if row["Dokumen"] not in (None, "") else []
    if row["Halaman"] not in (None, ""):
        rinci.append(f"halaman {shown(row['Halaman'])}")
    return table + (f" ({', '.join(rinci)})" if rinci else "")


def _sebutan(b: Besaran) -> str:
    if b.ruang == bs.INSTANSI:
        return f"{b.nama} {b.ruang}"
    return f"{b.nama} {b.ruang} {b.kode}" if b.kode else b.nama


def _betulkan(b: Besaran) -> str:
    kode = f" (Kode {b.kode})" if b.kode and b.ruang != bs.TAHUNAN else ""
    return (
        f"Cocokkan dengan lembar {b.lembar}{kode}. Bila isian buku benar, betulkan laporan; bila laporan benar, "
        "betulkan isian buku."
    )


def _tertulis(x: Any) -> str:
    return shown(x) if not isinstance(x, str) else x.strip()


@check("CET-01", SALAH, "Angka tercetak terhadap hasil hitungan buku", DASAR)
def angka_tercetak(b: Context) -> Iterator[Finding]:
    """Printed figures that neither rounding nor truncation explains."""
    h = printed(b).h
    for x in printed(b).compared:
        if x.comparison.status == "beda" or (x.comparison.status == "tak" and _pasti_tak_ada(h, x)):
            yield _beda(b, h, x)


def _beda(b: Context, h: Quantities, x: PrintedRow) -> Finding:
    seharusnya = _seharusnya(h, x.besaran, x.comparison, x.tw, x.dokumen)
    write = _tertulis(x.row["Tertulis"])
    uraian = f"{_place_of(x.row)}: {_sebutan(x.besaran)} tercetak {write}, seharusnya {seharusnya}."
    reason = sebab(h, x.besaran, x.comparison.bacaan, x.tw, x.dokumen)
    if x.cetakan.jenis == "label" and x.besaran.jenis == bs.RASIO:
        uraian += " Kolom ini berisi persentase, bukan label."
    if reason:
        uraian += f" Kemungkinan sebab: {reason}."
    return b.temuan(
        TABLE,
        x.row,
        "Tertulis",
        uraian=uraian,
        perbaikan=_betulkan(x.besaran),
        tertulis=x.row["Tertulis"],
        seharusnya=seharusnya,
    )


def _pasti_tak_ada(h: Quantities, x: PrintedRow) -> bool:
    """True where the book says N/A itself, rather than being not filled: only then the printed figure is wrong."""
    b = x.besaran
    if b.ruang != bs.INDIKATOR:
        return False
    k = h.state(quarter=x.tw, document=x.dokumen)
    if b.jenis == bs.NILAI:
        return says_not_available(b.hitung(k))
    row = h.at(k).indicator_row(b.kode)
    tw = re.fullmatch(r"Capaian TW(\d)", b.nama)
    isian = [f"{n} TW{tw[1] if tw else k.quarter}" for n in ("Realisasi", "Target")[: 2 if tw else 1]]
    source = [row[n] for n in isian] + ([] if tw else [row["Target"]])
    return b.nama.startswith(("Capaian", "Kemajuan", "Predikat")) and any(says_not_available(x) for x in source)


@check("CET-02", PERIKSA, "Digit terakhir angka tercetak terhadap pembulatan", DASAR)
def digit_terakhir(b: Context) -> Iterator[Finding]:
    """Figures off within their last printed digit; amounts in thousands among amounts in rupiah."""
    h = printed(b).h
    table: dict[Any, Any] = {}
    for x in printed(b).compared:
        if x.comparison.status == "digit":
            seharusnya = _seharusnya(h, x.besaran, x.comparison, x.tw, x.dokumen)
            yield b.temuan(
                TABLE,
                x.row,
                "Tertulis",
                uraian=f"{_place_of(x.row)}: {_sebutan(x.besaran)} tercetak {_tertulis(x.row['Tertulis'])}, "
                f"sedangkan pembulatan memberi {seharusnya}. Selisihnya di bawah satu digit terakhir.",
                perbaikan="Bulatkan setengah ke atas pada laporan, atau cocokkan angka masukannya.",
                tertulis=x.row["Tertulis"],
                seharusnya=seharusnya,
            )
        elif x.comparison.status == "sama" and x.besaran.jenis == bs.UANG and x.cetakan.jenis == "angka":
            skala = x.comparison.bukti if x.comparison.bukti in SKALA_UANG else 0
            table.setdefault(_table_key(x), {}).setdefault(skala, []).append(x)
    for menurut_skala in table.values():
        for skala in [s for s in menurut_skala if s and 0 in menurut_skala]:
            for x in menurut_skala[skala]:
                yield b.temuan(
                    TABLE,
                    x.row,
                    "Tertulis",
                    uraian=f"{_place_of(x.row)}: {_sebutan(x.besaran)} tercetak {_tertulis(x.row['Tertulis'])} "
                    f"dalam {SKALA_UANG[skala]} rupiah, padahal angka lain pada tabel ini dalam rupiah.",
                    perbaikan="Tulis dalam satuan yang sama dengan angka lain pada tabel itu.",
                    tertulis=x.row["Tertulis"],
                    seharusnya=_seharusnya(h, x.besaran, x.comparison, x.tw, x.dokumen),
                )


@check("CET-03", INFO, "Pembulatan dan pemotongan dalam satu laporan", "BUL-01")
def pembulatan_bercampur(b: Context) -> Iterator[Finding]:
    """One remark per printed document that cuts figures, among rounded ones or where the book rounds."""
    menurut: dict[Any, Any] = {}
    for x in printed(b).compared:
        if x.comparison.bukti in ("bulat", "potong"):
            one = menurut.setdefault(str(x.row["Dokumen"] or ""), {"bulat": [], "potong": []})
            one[x.comparison.bukti].append(x)
    for name, one in menurut.items():
        bulat, potongan = one["bulat"], one["potong"]
        sebutan = name or "Laporan"
        if bulat and potongan:
            x = potongan[0] if len(potongan) <= len(bulat) else bulat[0]
            uraian = (
                f"{sebutan}: pembulatan dan pemotongan bercampur. {len(bulat)} angka dibulatkan, {len(potongan)} "
                f"dipotong, misalnya {_sebutan(x.besaran)} pada {_place_of(x.row)} tercetak "
                f"{_tertulis(x.row['Tertulis'])}."
            )
            saran = "Pakai satu cara di seluruh laporan; setelan pembulatan di Pengaturan mengikutinya."
        elif potongan and b.settings["pembulatan"] != "Potong":
            x = potongan[0]
            uraian = f"{sebutan}: {len(potongan)} angka dipotong dan tidak ada yang dibulatkan; buku membulatkan."
            saran = "Bila laporan memang memotong, setel pembulatan menjadi Potong di Pengaturan."
        else:
            continue
        yield b.temuan(TABLE, x.row, "Tertulis", uraian=uraian, perbaikan=saran, tertulis=x.row["Tertulis"])


@check("CET-04", PERIKSA, "Kode dan Kolom lembar Cetak dikenal", "Ketentuan buku ini: lembar Cetak")
def code_and_column(b: Context) -> Iterator[Finding]:
    """Codes and names that the book does not know; once each, however many rows use them."""
    result = printed(b)
    for row in result.unknown_codes.values():
        dekat = _kode_dekat(result.h, row[0]["Kode"])
        yield b.temuan(
            TABLE,
            row[0],
            "Kode",
            uraian=f"Kode {_tertulis(row[0]['Kode'])} tidak ada di Renstra maupun Anggaran{_sekalian(row)}."
            + (f" Mungkin maksudnya {dekat}." if dekat else ""),
            perbaikan="Isi kode indikator atau kode baris anggaran, atau TOTAL untuk seluruh instansi.",
            tertulis=row[0]["Kode"],
            seharusnya=dekat,
        )
    for (ruang, _), row in result.unknown_columns.items():
        column = row[0]["Kolom"]
        names = list(bs.KOLOM.get(ruang, ("Pagu 2020", "Realisasi 2020", "Serapan 2020")))
        dekat = _dekat(str(column or ""), names)
        if column in (None, ""):
            uraian = f"Kolom kosong{_sekalian(row)}."
        else:
            uraian = f"Kolom {_tertulis(column)} tidak dikenal untuk {ruang}{_sekalian(row)}."
        uraian += f" Mungkin maksudnya {dekat}." if dekat else ""
        yield b.temuan(
            TABLE,
            row[0],
            "Kolom",
            uraian=uraian,
            perbaikan=f"Pakai salah satu: {', '.join(names)}.",
            tertulis=column,
            seharusnya=dekat,
        )


def _sekalian(row: Sequence[Cells]) -> str:
    return f" ({len(row)} baris)" if len(row) > 1 else ""


def _dekat(text: str, listed: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    kunci = {name.casefold(): name for name in listed}
    matching = get_close_matches(key(text), kunci, 1, 0.6)
    return kunci[matching[0]] if matching else None


def _kode_dekat(h: Quantities, kode: Any) -> str | None:
    """A code that differs only in leading zeros or separators; in a small book also the most similar one."""
    every = h.keep("kode", lambda: {**h.codes, **{k: k for k in h.world.amounts.by_code}})
    ringkas = h.keep("ringkas", lambda: {_ringkas(k): asli for k, asli in every.items()})
    matching = ringkas.get(_ringkas(str(kode)))
    if matching is not None:
        return str(matching)
    return _dekat(str(kode), map(str, every.values())) if len(every) < 500 else None


def _ringkas(kode: Any) -> tuple[str, ...]:
    return tuple(x.lstrip("0") for x in re.split(r"[^0-9a-z]+", key(kode)) if x)


@check("CET-05", PERIKSA, "Angka tercetak dapat dibaca", "Ketentuan buku ini: lembar Cetak")
def angka_terbaca(b: Context) -> Iterator[Finding]:
    """Printed texts with more than one reading, or none."""
    for row, one, cetakan in printed(b).unread:
        yield b.temuan(
            TABLE,
            row,
            "Tertulis",
            uraian=f"{_place_of(row)}: {_sebutan(one)} tidak dapat dibandingkan. {cetakan.pesan}".strip(),
            perbaikan="Salin tanggalnya persis seperti tercetak, misalnya 27 Maret 2025."
            if is_day(one)
            else "Salin angkanya persis seperti tercetak, misalnya 91,93% atau Rp 1.283.419.000.",
            tertulis=row["Tertulis"],
        )


@check("CET-06", PERIKSA, "Sel tercetak kosong terhadap data buku, dan sebaliknya", DASAR)
def tercetak_atau_tidak(b: Context) -> Iterator[Finding]:
    """A dash where the book has a figure; a figure where the book has none."""
    h = printed(b).h
    for x in printed(b).compared:
        write = _tertulis(x.row["Tertulis"])
        if x.comparison.status == "hampa":
            seharusnya = _seharusnya(h, x.besaran, x.comparison, x.tw, x.dokumen)
            yield b.temuan(
                TABLE,
                x.row,
                "Tertulis",
                uraian=f"{_place_of(x.row)}: {_sebutan(x.besaran)} tercetak {write}, padahal data buku memberi "
                f"{seharusnya}.",
                perbaikan=_betulkan(x.besaran),
                tertulis=x.row["Tertulis"],
                seharusnya=seharusnya,
            )
        elif x.comparison.status == "tak" and not _pasti_tak_ada(h, x):
            yield b.temuan(
                TABLE,
                x.row,
                "Tertulis",
                uraian=f"{_place_of(x.row)}: {_sebutan(x.besaran)} tercetak {write}, sedangkan data buku memberi N/A.",
                perbaikan=f"Lengkapi lembar {x.besaran.lembar} bila datanya ada; bila memang tidak ada, laporan "
                "seharusnya mencetak N/A.",
                tertulis=x.row["Tertulis"],
                seharusnya="N/A",
            )
