"""Books straight from folders of CSV files, read by the product's own ``isi``, without a workbook."""

from lkjip_xl.compute.book import Book, Row
from lkjip_xl.flows.csv_tables import Pengubah, read_folder
from lkjip_xl.schema import contract as kontrak
from lkjip_xl.schema.settings import LEVELS, SCALES, SETTINGS


def buku_dari_csv(folder, **setelan):
    """A Buku of the CSV files of a folder; settings given here go first, defaults of the contract last."""
    awal_akhir = _tahun(folder)
    tabel = {t.name: t for s in kontrak.sheets(*awal_akhir) for t in s.tables}
    berkas = read_folder(folder, tabel)
    berkas.pop("#diabaikan")
    pengubah = Pengubah(berkas.get("tbl_renstra", ("", []))[1])
    isi = {nama: pengubah.ubah(tabel[nama], *satu) for nama, satu in berkas.items() if nama != "tbl_pengaturan"}
    atur = {s.key: s.default for s in SETTINGS}
    for satu in berkas["tbl_pengaturan"][1]:
        atur[satu["Kunci"]] = pengubah.setelan(satu["Kunci"], satu.get("Nilai"), "csv")
    atur |= setelan
    rows = {
        nama: [Row(i, {k: v for k, v in b.items() if v is not None}) for i, b in enumerate(baris, 1)]
        for nama, baris in isi.items()
    }
    rows["tbl_skala"] = _tabel(SCALES, kontrak.SKALA)
    rows["tbl_tingkat"] = _tabel(LEVELS, kontrak.TINGKAT)
    return Book(atur, rows, awal_akhir, pengubah.temuan)


def _tabel(isi, tabel):
    return [Row(i, dict(zip([c.name for c in tabel.columns], b, strict=True))) for i, b in enumerate(isi, 1)]


def _tahun(folder):
    from lkjip_xl.flows.csv_tables import read_csv

    judul, _ = read_csv(f"{folder}/tbl_renstra.csv")
    tahun = sorted(int(j[7:]) for j in judul if j.startswith("Target "))
    return tahun[0], tahun[-1]
