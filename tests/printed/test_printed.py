"""Proof against print: every derived number of two published reports, computed by the product.

``sel.csv`` keeps the printed and the right value of each; a row is ``cocok`` where print is right, ``salah`` where it
is wrong (with the reason), ``ragu`` where the print cannot be read. No tolerance anywhere.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from lkjip_xl.compute.world import World
from lkjip_xl.expr.values import ErrorValue, bulatkan, is_number
from lkjip_xl.rules.bacaan_angka import ANGKA, read_number
from lkjip_xl.rules.rata_rata import rata_rata
from tests.printed.csv_book import buku_dari_csv

DI_SINI = Path(__file__).parent
FOLDER = {
    "contoh": DI_SINI.parents[1] / "lkjip_xl" / "contoh",
    "buku-2017": DI_SINI / "2018" / "buku-2017",
    "buku-2018": DI_SINI / "2018" / "buku-2018",
}
_BAHAN = {}


def bahan(buku, desimal, triwulan, dokumen):
    kunci = (buku, desimal, triwulan, dokumen)
    if kunci not in _BAHAN:
        setelan = {"desimal_persen": desimal}
        if triwulan:
            setelan["triwulan_berjalan"] = int(triwulan)
        if dokumen:
            setelan["dokumen_pk"] = dokumen
        _BAHAN[kunci] = World(buku_dari_csv(FOLDER[buku], **setelan))
    return _BAHAN[kunci]


def nilai(b, baris, kolom):
    """The computed quantity that a row of sel.csv names (see README.md of this folder)."""
    anggaran = {str(a.kode): a for a in b.budget.rows}
    indikator = {i.kode: i for i in b.indikator}
    if kolom in ("pagu", "realisasi", "serapan"):
        return getattr(b.budget if baris == "TOTAL" else anggaran[baris], kolom)
    if kolom.startswith("jumlah_"):
        tingkat = {"jumlah_program": "Program", "jumlah_kegiatan": "Kegiatan", "jumlah_sub_kegiatan": "Sub Kegiatan"}
        return sum(a.tingkat == tingkat[kolom] for a in b.budget.rows)
    if kolom == "rata_capaian":
        return b.summary["Rata-rata indikator PK"]
    if kolom == "rata_serapan_program":
        return rata_rata([a.serapan for a in b.budget.rows if a.tingkat == "Program"], b.decimals, b.rounding)
    if kolom.startswith("data_dukung"):
        return data_dukung(b, baris, kolom)
    i = indikator[baris]
    langsung = {
        "capaian": "Capaian", "kemajuan": "Kemajuan", "anggaran_indikator": "Pagu", "efisiensi": "Efisiensi",
        "realisasi_indikator": "Realisasi Anggaran", "penyerapan_indikator": "Serapan", "target_kinerja": "Target",
        "realisasi_kinerja": "Realisasi", **{f"capaian_tw{n}": f"Capaian TW{n}" for n in range(1, 5)},
    }  # fmt: skip
    if kolom in langsung:
        return i[langsung[kolom]]
    if kolom == "porsi":
        return b.porsi_of(i["Pagu"])
    if kolom == "target_akhir":
        return b.target_renstra(baris, b.last_year)
    riwayat = {
        "target_lalu": (b.year - 1, "Instansi", "Target"),
        "realisasi_lalu": (b.year - 1, "Instansi", "Realisasi"),
        "realisasi_nasional": (b.year, "Nasional", "Realisasi"),
    }
    tahun, lingkup, isi = riwayat[kolom]
    return b.history(baris, tahun, lingkup).get(isi)


def data_dukung(b, baris, kolom):
    kode, _, ke = baris.partition("#")
    semua = [r for r in b.rows("tbl_data_dukung") if r["Kode"] == kode]
    rincian = [r for r in semua if r["Jenis"] == "Rincian"]
    if kolom == "data_dukung_pembilang":
        return sum(r["Pembilang"] for r in rincian)
    if kolom == "data_dukung_penyebut":
        return sum(r["Penyebut"] for r in rincian)
    satu = rincian[int(ke) - 1] if ke else next(r for r in semua if r["Jenis"] == "Total")
    return b.serapan_of(satu["Pembilang"], satu["Penyebut"])


def tertulis(isi):
    if isi is None or isi == "":
        return "N/A"
    if isi.__class__ is ErrorValue:
        return "N/A" if isi.kode == "#N/A" else isi.kode
    return isi


def sama(seharusnya, dihitung):
    dihitung = tertulis(dihitung)
    if is_number(dihitung):
        try:
            return float(seharusnya) == dihitung
        except ValueError:
            return False
    return seharusnya == dihitung


@pytest.mark.parametrize("tahun", ["2022", "2018"])
def test_every_printed_number_is_reproduced_or_listed_with_a_reason(tahun, capsys):
    with open(DI_SINI / tahun / "sel.csv", encoding="utf-8", newline="") as berkas:
        baris = list(csv.DictReader(berkas))
    hitungan, beda, tanpa_alasan = Counter(), [], []
    for r in baris:
        hitungan[r["status"]] += 1
        if r["status"] != "cocok" and not r["alasan"]:
            tanpa_alasan.append(r)
        if r["status"] == "ragu":
            continue
        b = bahan(r["buku"], int(r["desimal"] or 2), r["triwulan"], r["dokumen"])
        dihitung = nilai(b, r["baris"], r["kolom"])
        if not sama(r["nilai"], dihitung):
            beda.append((r["tabel"], r["baris"], r["kolom"], r["nilai"], tertulis(dihitung)))
    with capsys.disabled():
        print(f"\nLKjIP {tahun}: {hitungan['cocok']} angka cetak sama, {hitungan['salah']} salah cetak (terdaftar), "
              f"{hitungan['ragu']} tidak terbaca, {len(beda)} berbeda")  # fmt: skip
    assert not beda
    assert not tanpa_alasan
    assert hitungan["cocok"] > 200


@pytest.mark.parametrize("tahun", ["2022", "2018"])
def test_the_list_itself_says_right_where_print_is_right_and_wrong_where_it_is_wrong(tahun):
    with open(DI_SINI / tahun / "sel.csv", encoding="utf-8", newline="") as berkas:
        baris = [r for r in csv.DictReader(berkas) if r["status"] != "ragu"]
    keliru = [r for r in baris if (tercetak(r) == r["nilai"]) != (r["status"] == "cocok")]
    assert not keliru


def tercetak(r):
    """The printed text as ``nilai`` writes it: a percent of a ratio as ratio, an amount as plain number."""
    teks = r["tercetak"].strip()
    if teks in ("", "-", "N/A"):
        return "N/A"
    uang = r["kolom"] in ("pagu", "realisasi", "anggaran_indikator", "realisasi_indikator")
    bacaan = read_number(teks, uang=uang or r["kolom"].startswith("data_dukung_pe"))
    if bacaan.jenis != ANGKA:
        return teks
    rasio = "%" in teks and not r["kolom"].startswith(("target", "realisasi_k", "realisasi_l", "realisasi_n"))
    isi = bulatkan(bacaan.nilai / 100, 6) if rasio else bacaan.nilai
    return r["nilai"] if _angka(r["nilai"]) == isi else teks


def _angka(teks):
    try:
        return float(teks)
    except ValueError:
        return None
