"""ekspor: a book's tables as files for other programs."""

import os

from ..engine.run import compute_book
from ..errors import UsageError
from ..expr.nilai import Galat, adalah_angka
from ..schema.ringkasan import RINGKASAN

BENTUK = ("csv", "json", "xlsx", "parquet")


def ekspor_buku(path, folder, bentuk="csv", masukan_saja=False):
    """Export every table of a book, computed columns included, with freshly computed values.

    Args:
        path: the book (it is only read). folder: where to write; it is made when missing.
        bentuk: ``csv`` (one file a table, as ``isi`` reads them), ``json`` (one file), ``xlsx`` (one workbook of plain
            values) or ``parquet`` (one file a table; needs pyarrow).
        masukan_saja: only input columns.

    Returns:
        Paths of the files written.

    Raises:
        UsageError: an unknown form, or a missing library; UserError: see ``engine.run``.
    """
    if bentuk not in BENTUK:
        raise UsageError(f"Bentuk ekspor '{bentuk}' tidak dikenal; pilih {', '.join(BENTUK)}.")
    _, hitungan = compute_book(path)
    os.makedirs(folder, exist_ok=True)
    dasar = os.path.splitext(os.path.basename(path))[0]
    tabel = tables(hitungan, masukan_saja)
    if bentuk == "csv":
        return [_simpan(isi, os.path.join(folder, nama + ".csv")) for nama, isi in tabel.items()]
    if bentuk == "json":
        return [_json(tabel, os.path.join(folder, dasar + ".json"))]
    if bentuk == "xlsx":
        return [_xlsx(tabel, os.path.join(folder, dasar + "-data.xlsx"))]
    try:
        return [_parquet(isi, os.path.join(folder, nama + ".parquet")) for nama, isi in tabel.items()]
    except ImportError:
        raise UsageError("Bentuk parquet memerlukan pustaka pyarrow; pilih csv, json, atau xlsx.") from None


def tables(hitungan, masukan_saja=False):
    """``{table name: pandas.DataFrame}`` of a computed book; errors become text, blanks None."""
    import pandas as pd

    hasil = {}
    for tabel in hitungan.tabel():
        kolom = [c.name for c in tabel.columns if not c.hidden and not (masukan_saja and c.computed)]
        if tabel.name in hitungan.baris:
            baris = hitungan.baris[tabel.name]
        else:
            baris = [b.isi for b in hitungan.buku.baris(tabel.name)]
        isi = [[_nilai(b.get(k)) for k in kolom] for b in baris if b.get(tabel.key) not in (None, "")]
        hasil[tabel.name] = pd.DataFrame(isi, columns=kolom, dtype=object)
    if not masukan_saja:
        isi = [[kunci, _nilai(hitungan.ringkasan[kunci])] for kunci, *_ in RINGKASAN]
        hasil["tbl_ringkasan"] = pd.DataFrame(isi, columns=["Kunci", "Nilai"], dtype=object)
    return hasil


def _nilai(isi):
    if isi == "":
        return None
    return ("N/A" if isi.kode == "#N/A" else isi.kode) if isi.__class__ is Galat else isi


def angka_csv(isi):
    """A number as plain text that ``isi`` reads back: a third decimal gets a fourth, so that 12.345 is no 12345."""
    if not adalah_angka(isi) or isi.__class__ is int:
        return isi
    teks = f"{isi:.15g}"
    return teks + "0" if len(teks.partition(".")[2]) == 3 else teks


def _simpan(isi, path):
    isi.map(angka_csv).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return path


def _json(tabel, path):
    import json

    isi = {nama: t.where(t.notna(), None).to_dict("records") for nama, t in tabel.items()}
    with open(path, "w", encoding="utf-8") as berkas:
        json.dump(isi, berkas, ensure_ascii=False, indent=1, default=str)
    return path


def _xlsx(tabel, path):
    import pandas as pd

    with pd.ExcelWriter(path, engine="openpyxl") as buku:
        for nama, isi in tabel.items():
            isi.to_excel(buku, sheet_name=nama, index=False)
    return path


def _parquet(isi, path):
    isi.astype("string").to_parquet(path, index=False)
    return path
