"""ekspor: a book's tables as files for other programs."""

import os

from ..compute.key import key
from ..errors import UsageError, UserError
from ..expr.values import ErrorValue, is_number
from ..ooxml.files import atomic_write, check_writable
from ..ooxml.worksheet import clean
from ..schema.settings import SETTING
from ..schema.summary import RINGKASAN
from .run import compute_book

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
        UsageError: an unknown form, or a missing library; UserError: see ``flows.run``; ``folder``: the folder cannot
            be made; ``gagal_tulis`` and its kind: a file cannot be written (one that is there stays whole).
    """
    if bentuk not in BENTUK:
        raise UsageError(f"Bentuk ekspor '{bentuk}' tidak dikenal; pilih {', '.join(BENTUK)}.")
    _, hitungan = compute_book(path)
    siapkan_folder(folder)
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


def siapkan_folder(folder):
    """Make a folder when it is missing.

    Raises:
        UserError: ``folder``: it cannot be made.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        pesan = f"{folder} tidak dapat dijadikan folder: nama itu, atau sebagiannya, sudah dipakai sebuah berkas."
        raise UserError(f"{pesan} Pilih nama folder lain.", "folder") from None
    except OSError as galat:
        pesan = f"Folder {folder} tidak dapat dibuat ({galat.strerror}). Pilih folder yang boleh Anda tulisi."
        raise UserError(pesan, "folder") from None


def tables(hitungan, masukan_saja=False):
    """``{table name: pandas.DataFrame}`` of a computed book; errors become text, blanks None."""
    import pandas as pd

    hasil = {}
    for tabel in hitungan.tables.values():
        kolom = [c.name for c in tabel.columns if not c.hidden and not (masukan_saja and c.computed)]
        baris = hitungan.rows(tabel.name)
        if tabel.name == "tbl_pengaturan":
            baris = [_setelan(b, hitungan.book.settings) for b in baris]
        isi = [[_nilai(b.get(k)) for k in kolom] for b in baris if b.get(tabel.key) not in (None, "")]
        hasil[tabel.name] = pd.DataFrame(isi, columns=kolom, dtype=object)
    if not masukan_saja:
        isi = [[kunci, _nilai(hitungan.summary[kunci])] for kunci, *_ in RINGKASAN]
        hasil["tbl_ringkasan"] = pd.DataFrame(isi, columns=["Kunci", "Nilai"], dtype=object)
    return hasil


def _setelan(baris, setelan):
    """A row of ``tbl_pengaturan``; a date as text, which means the same in every program."""
    kunci = key(baris.get("Kunci"))
    if kunci not in SETTING or SETTING[kunci].kind != "tanggal" or not is_number(baris.get("Nilai")):
        return baris
    from ..rules.tanggal import tulis_tanggal

    return {**baris, "Nilai": tulis_tanggal(setelan.get(kunci))}


def _nilai(isi):
    if isi == "":
        return None
    return ("N/A" if isi.kode == "#N/A" else isi.kode) if isi.__class__ is ErrorValue else isi


def angka_csv(isi):
    """A number as plain text that ``isi`` reads back: a third decimal gets a fourth, so that 12.345 is no 12345."""
    if not is_number(isi) or isi.__class__ is int:
        return isi
    teks = f"{isi:.15g}"
    if "e" in teks:
        from decimal import Decimal

        teks = f"{Decimal(teks):f}"
    return teks + "0" if len(teks.partition(".")[2]) == 3 else teks


def _simpan(isi, path):
    return _tulis(path, isi.map(angka_csv).to_csv(index=False, lineterminator="\n").encode("utf-8"))


def _json(tabel, path):
    import json

    isi = {nama: t.where(t.notna(), None).to_dict("records") for nama, t in tabel.items()}
    return _tulis(path, json.dumps(isi, ensure_ascii=False, indent=1, default=str).encode("utf-8"))


def _xlsx(tabel, path):
    from io import BytesIO

    import pandas as pd

    hasil = BytesIO()
    with pd.ExcelWriter(hasil, engine="openpyxl") as buku:
        for nama, isi in tabel.items():
            isi.map(lambda satu: clean(satu) if satu.__class__ is str else satu).to_excel(
                buku, sheet_name=nama, index=False
            )
            for baris in buku.sheets[nama].iter_rows(min_row=2):
                for sel in baris:
                    if sel.data_type == "f":  # a text that starts with = is a text, here as in the book
                        sel.data_type = "s"
    return _tulis(path, hasil.getbuffer())


def _parquet(isi, path):
    from io import BytesIO

    hasil = BytesIO()
    isi.astype("string").to_parquet(hasil, index=False)
    return _tulis(path, hasil.getbuffer())


def _tulis(path, isi):
    """Write a file in one step; an older one stays whole when that fails."""
    check_writable(path)
    atomic_write(path, lambda aliran: aliran.write(isi))
    return path
