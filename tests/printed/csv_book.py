"""Books straight from folders of CSV files, read by the product's own ``isi``, without a workbook."""

from pathlib import Path

from lkjip_xl.compute.book import Book, Row
from lkjip_xl.flows.csv_tables import CellConverter, read_folder
from lkjip_xl.schema.contract import modules_of, tables
from lkjip_xl.schema.settings import LEVELS, SCALES, SETTINGS
from lkjip_xl.schema.sheets.pengaturan import SKALA, TINGKAT


def buku_dari_csv(folder, **setelan):
    """A Buku of the CSV files of a folder; settings given here go first, defaults of the contract last."""
    awal_akhir = _tahun(folder)
    modules = modules_of([path.stem for path in Path(folder).glob("tbl_*.csv")])
    tabel = tables(*awal_akhir, modules)
    berkas = read_folder(folder, tabel).tables
    pengubah = CellConverter(berkas["tbl_renstra"].rows if "tbl_renstra" in berkas else [])
    isi = {nama: pengubah.convert(tabel[nama], satu) for nama, satu in berkas.items() if nama != "tbl_pengaturan"}
    atur = {s.key: s.default for s in SETTINGS}
    for satu in berkas["tbl_pengaturan"].rows:
        atur[satu["Kunci"]] = pengubah.setting(tabel["tbl_pengaturan"], satu["Kunci"], satu.get("Nilai"), "csv")
    atur |= setelan
    rows = {
        nama: [Row(i, {k: v for k, v in b.items() if v is not None}) for i, b in enumerate(baris, 1)]
        for nama, baris in isi.items()
    }
    rows["tbl_skala"] = _tabel(SCALES, SKALA)
    rows["tbl_tingkat"] = _tabel(LEVELS, TINGKAT)
    return Book(atur, rows, awal_akhir, pengubah.facts, modules=modules)


def _tabel(isi, tabel):
    return [Row(i, dict(zip([c.name for c in tabel.columns], b, strict=True))) for i, b in enumerate(isi, 1)]


def _tahun(folder):
    from lkjip_xl.flows.csv_tables import parse_csv

    judul, _ = parse_csv(Path(folder, "tbl_renstra.csv").read_bytes(), "tbl_renstra.csv")
    tahun = sorted(int(j[7:]) for j in judul if j.startswith("Target "))
    return tahun[0], tahun[-1]
