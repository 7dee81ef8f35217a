"""Printed figures against the book: the four published cases, what is right and stays silent, what is wrong and why.

``tests/printed/periksa/audit.csv`` lists every row of each audit: found by data or not (``dapat``), why not, by which
check and where, with which right value. ``tests/printed/<year>/sel.csv`` are the printed figures of the two reports.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from lkjip_xl.checks.cetak_banding import hampa
from lkjip_xl.checks.registry import Context, run_checks, shown, shown_money, shown_percent
from lkjip_xl.compute.book import Row
from lkjip_xl.compute.quantities import (
    ANGGARAN,
    INDIKATOR,
    INSTANSI,
    KOLOM,
    RASIO,
    UANG,
    Quantities,
    standard_name,
    waktu,
)
from lkjip_xl.compute.world import World
from tests.checks.cases_cetak import anggaran, buku, cetak
from tests.checks.small_book import berkas, indikator, ukur
from tests.printed.csv_book import buku_dari_csv
from tests.printed.test_printed import FOLDER

CETAK = Path(__file__).parents[1] / "printed"
PROOF = CETAK / "periksa"
NAMA = {
    "pagu": "Pagu", "realisasi": "Realisasi", "serapan": "Serapan", "capaian": "Capaian", "kemajuan": "Kemajuan",
    "anggaran_indikator": "Pagu", "realisasi_indikator": "Realisasi Anggaran", "penyerapan_indikator": "Serapan",
    "porsi": "Porsi", "efisiensi": "Efisiensi", "target_kinerja": "Target", "realisasi_kinerja": "Realisasi",
    "target_akhir": "Target Akhir", "target_lalu": "Target Lalu", "realisasi_lalu": "Realisasi Lalu",
    "realisasi_nasional": "Realisasi Nasional", "jumlah_program": "Jumlah Program",
    "jumlah_kegiatan": "Jumlah Kegiatan", "jumlah_sub_kegiatan": "Jumlah Sub Kegiatan",
    "rata_capaian": "Rata-rata Capaian", "rata_serapan_program": "Rata-rata Serapan Program",
    "data_dukung_total": "Data Dukung", "data_dukung_rincian": "Data Dukung", "data_dukung_pembilang": "Pembilang",
    "data_dukung_penyebut": "Penyebut", **{f"capaian_tw{n}": f"Capaian TW{n}" for n in range(1, 5)},
}  # fmt: skip
"""What a user writes in Kolom for each ``kolom`` of sel.csv."""
KOLOM_RASIO = {"serapan", "capaian", "kemajuan", "penyerapan_indikator", "porsi", "efisiensi", "rata_capaian",
         "rata_serapan_program", *(f"capaian_tw{n}" for n in range(1, 5))}  # fmt: skip


def baca_csv(path):
    with open(path, encoding="utf-8", newline="") as isi:
        return list(csv.DictReader(isi))


def temuan(isi, tercetak=()):
    """Findings of all checks on a book with printed rows."""
    rows = [{k: v or None for k, v in r.items()} for r in tercetak]
    isi.tables["tbl_cetak"] = [Row(i, r) for i, r in enumerate(rows, 1)]
    return run_checks(Context(World(isi)))


def dari_sel(r, dokumen):
    return {"Dokumen": dokumen, "Tabel": r["tabel"], "Kode": r["baris"], "Kolom": NAMA[r["kolom"]],
            "Tertulis": r["tercetak"], "Halaman": ""}  # fmt: skip


def laporan(tahun):
    """``[(rows of sel.csv, findings)]`` for each book of a report; unreadable figures are left out."""
    semua = [r for r in baca_csv(CETAK / tahun / "sel.csv") if r["status"] != "ragu"]
    hasil = []
    for nama in dict.fromkeys(r["buku"] for r in semua):
        sel = [r for r in semua if r["buku"] == nama]
        isi = buku_dari_csv(FOLDER[nama])
        hasil.append((sel, temuan(isi, [dari_sel(r, f"LKjIP {tahun}") for r in sel])))
    return hasil


def kasus(nama):
    """``[(rows of sel.csv, findings)]`` of a published case."""
    if nama == "probolinggo-2022":
        return laporan("2022")
    if nama == "probolinggo-2018":
        # Tabel 2.2 prints amounts of no signed document: against the PK of January 2018.
        pk = buku_dari_csv(FOLDER["buku-2018"], dokumen_pk="Awal")
        return [*laporan("2018"), ([], temuan(pk, baca_csv(PROOF / "cetak-pk-2018.csv")))]
    if nama == "renstra-2019-2024":
        return [([], temuan(buku_dari_csv(PROOF / "renstra"), baca_csv(PROOF / "cetak-renstra.csv")))]
    return [([], temuan(buku_dari_csv(PROOF / "iki")))]


def cocok_audit(r, semua):
    """Findings that a row of audit.csv expects; None when one of them is missing or has another right value."""
    tempat, seharusnya = r["tempat"].split(" ; "), r["seharusnya"].split(" ; ")
    hasil = []
    for ke, satu in enumerate(tempat):
        nilai = seharusnya[min(ke, len(seharusnya) - 1)]
        ada = [
            t for t in semua
            if t.kode == r["kode"] and f"{t.tabel} {t.baris}: {t.uraian}".find(satu) >= 0
            and nilai in ("", t.seharusnya)
        ]  # fmt: skip
        if not ada:
            return None
        hasil += ada
    return hasil


def nilai_sel(r):
    """The right value of a row of sel.csv as a finding shows it."""
    if r["nilai"] == "N/A":
        return "N/A"
    try:
        angka = float(r["nilai"])
    except ValueError:
        return r["nilai"]
    if r["kolom"] in KOLOM_RASIO:
        return shown_percent(angka, int(r["desimal"]) if any(c.isdigit() for c in r["tercetak"]) else 2)
    if r["kolom"] in ("pagu", "realisasi", "anggaran_indikator", "realisasi_indikator"):
        return shown_money(angka)
    return shown(angka) + ("%" if r["kolom"].startswith(("target", "realisasi")) else "")


HASIL = {  # case: (rows of the audit that data can show and that are found, rows beyond the data)
    "probolinggo-2022": (17, 38),
    "probolinggo-2018": (16, 36),
    "renstra-2019-2024": (41, 95),
    "iki-2025": (17, 11),
}


@pytest.mark.parametrize("nama", HASIL)
def test_every_row_of_the_audit_that_data_can_show_is_found_and_nothing_else_is_called_wrong(nama, capsys):
    audit = [r for r in baca_csv(PROOF / "audit.csv") if r["kasus"] == nama]
    buku_buku = kasus(nama)
    semua = [t for _, temuan_buku in buku_buku for t in temuan_buku]
    dapat = {r["nomor"]: cocok_audit(r, semua) for r in audit if r["dapat"] == "ya"}
    luput = [nomor for nomor, ada in dapat.items() if not ada]
    diterangkan = {id(t) for ada in dapat.values() for t in ada or ()}
    for sel, temuan_buku in buku_buku:  # print that is wrong by sel.csv, also where the audit has no row for it
        salah = {i for i, r in enumerate(sel, 1) if r["status"] == "salah"}
        diterangkan |= {id(t) for t in temuan_buku if t.tabel == "tbl_cetak" and t.baris in salah}
    palsu = [t for t in semua if t.berat == "Salah" and id(t) not in diterangkan]
    di_luar = [r for r in audit if r["dapat"] == "tidak"]
    with capsys.disabled():
        print(f"\n{nama}: {len(dapat) - len(luput)} baris audit ditemukan, {len(luput)} luput, {len(palsu)} salah "
              f"tuduh; {len(di_luar)} di luar jangkauan data")  # fmt: skip
    assert palsu == []
    assert luput == []
    assert (len(dapat), len(di_luar)) == HASIL[nama]
    assert all(r["alasan"] for r in di_luar)


@pytest.mark.parametrize(("tahun", "diam", "ditemukan"), [("2022", 1176, 29), ("2018", 222, 5)])
def test_right_print_stays_silent_and_wrong_print_is_found_with_the_right_value(tahun, diam, ditemukan, capsys):
    hitungan, luput, palsu = Counter(), [], []
    for sel, semua in laporan(tahun):
        menurut_baris = {}
        for t in semua:
            if t.tabel == "tbl_cetak":
                menurut_baris.setdefault(t.baris, []).append(t)
        for i, r in enumerate(sel, 1):
            ada = menurut_baris.get(i, [])
            if r["status"] == "cocok":
                palsu += ada
                hitungan["diam"] += not ada
            elif [t.seharusnya for t in ada] == [nilai_sel(r)]:
                hitungan["ditemukan"] += 1
            else:
                luput.append((r, ada))
    with capsys.disabled():
        print(f"\nLKjIP {tahun}: {hitungan['diam']} angka cetak benar dan diam, {hitungan['ditemukan']} salah cetak "
              f"ditemukan, {len(luput)} luput, {len(palsu)} salah tuduh")  # fmt: skip
    assert palsu == [] and luput == []
    assert (hitungan["diam"], hitungan["ditemukan"]) == (diam, ditemukan)


# --- causes: named only where they are shown -------------------------------------------------------------------------
def satu(tabel, **setelan):
    """The only finding of the CET checks on a book."""
    semua = [t for t in run_checks(berkas(tabel, **setelan)) if t.kode.startswith("CET")]
    assert len(semua) == 1
    return semua[0]


def diam(tabel, **setelan):
    return [t for t in run_checks(berkas(tabel, **setelan)) if t.kode.startswith("CET")] == []


def test_two_causes_that_give_the_same_figure_name_none():
    riwayat = [{"Kode": "1.1.1", "Tahun": 2024, "Lingkup": "Instansi", "Realisasi": 80}]
    tabel = buku(cetak("Realisasi", "80"), pengukuran=ukur(**{"Realisasi TW4": 75.5}), tbl_riwayat=riwayat)
    assert "sebab" not in satu(tabel).uraian  # this year's target and last year's realisasi


def test_a_round_figure_names_no_cause_except_another_years_target():
    assert "sebab" not in satu(buku(cetak("Capaian", "90%"))).uraian
    tabel = buku(cetak("Target Akhir", "80%"))
    assert "target tahun 2025 (80)" in satu(tabel).uraian


def test_kemajuan_against_this_years_target_is_named():
    tabel = buku(cetak("Kemajuan", "86,13%"), pengukuran=ukur(**{"Realisasi TW4": 68.9}))
    assert satu(tabel).uraian.endswith(
        "seharusnya 82,02%. Kemungkinan sebab: target tahun 2025 (80) dipakai, bukan target akhir Renstra."
    )


# --- reading what is printed -----------------------------------------------------------------------------------------
SATU_PROGRAM = {"tbl_anggaran": [anggaran(pagu=10_180_573_349, realisasi=8_992_776_611)]}


@pytest.mark.parametrize(
    ("kolom", "tertulis"),
    [
        ("Serapan", "88,33%"), ("Serapan", "88.33 %"), ("Serapan", "88,33"), ("Serapan", "88,3"), ("Serapan", "88%"),
        ("Serapan", 0.8833), ("Serapan", 0.88332712733), ("Serapan", "0,8833"), ("serapan anggaran", "88,332713%"),
        ("Pagu", "Rp 10.180.573.349"), ("Pagu", "10.180.573.349,00"), ("Pagu", 10_180_573_349),
        ("Pagu", "10,18 miliar"), ("Pagu", "Rp10.180,57 juta"), ("Pagu", "10.180.573"), ("Anggaran", "10.180.573.349"),
        ("Sisa", "1.187.796.738"), ("Realisasi TW2", "-"), ("Realisasi TW2", None), ("Serapan TW4", "88,33%"),
    ],
)  # fmt: skip
def test_any_way_to_print_the_right_figure_is_silent(kolom, tertulis):
    assert diam(buku(cetak(kolom, tertulis, "5.01"), **SATU_PROGRAM))


@pytest.mark.parametrize(("tertulis", "kode", "told"), [
    ("27 Maret 2025", None, ""), ("27/3/2025", None, ""), ("27 Mar. 2025", None, ""), (45_743, None, ""),
    ("28 Maret 2025", "CET-01", "tercetak 28 Maret 2025, seharusnya 27 Maret 2025."),
    ("Maret 2025", "CET-05", '"Maret 2025" bukan tanggal yang lengkap.'),
    ("31 April 2025", "CET-05", "April 2025 hanya sampai tanggal 30."),
])  # fmt: skip
def test_a_printed_date_is_read_as_it_was_printed(tertulis, kode, told):
    dated = indikator(**{"Tipe": "Tanggal", "Satuan": "Tanggal", "Kondisi Awal": None,
                         **{f"Target {t}": 45_747 for t in range(2025, 2030)}})  # fmt: skip
    tabel = buku(cetak("Realisasi", tertulis), renstra=dated, pengukuran=ukur(**{"Realisasi TW4": 45_743}))
    found = [f for f in run_checks(berkas(tabel)) if f.tabel == "tbl_cetak"]
    assert [f.kode for f in found] == ([kode] if kode else [])
    assert all(f.uraian.endswith(told) for f in found)
    assert all(f.perbaikan.startswith("Salin tanggalnya persis") for f in found if f.kode == "CET-05")


def test_rounded_inputs_and_unrounded_inputs_are_both_right():
    # 80% / 92% = 86,96%; 80,25% / 91,93% = 87,29%; unrounded 87,30%
    tabel = {"tbl_anggaran": [anggaran(pagu=2_446_011_190, realisasi=1_962_987_055, Indikator="1.1.1")],
             "pengukuran": ukur(**{"Realisasi TW4": 80.9}),
             "renstra": indikator(**{f"Target {t}": 88 for t in range(2025, 2030)})}  # fmt: skip
    for tertulis in ("87%", "87,29%", "87,30%"):
        assert diam(buku(cetak("Efisiensi", tertulis), **tabel))
    assert satu(buku(cetak("Efisiensi", "86%"), **tabel)).berat == "Salah"


def test_a_report_that_only_cuts_is_right_in_a_book_that_cuts():
    assert diam(buku(cetak("Serapan", "66,66%", "5.01"), tbl_anggaran=[anggaran()]), pembulatan="Potong")


def test_amounts_of_past_years_in_rounded_billions_are_right_within_their_rounding():
    lama = [{"Uraian": "Sosial", "Tahun": 2020, "Pagu": 2_400_000_000, "Realisasi": 2_320_000_000}]
    assert diam(buku(cetak("Serapan 2020", "96,97", "Sosial"), tbl_riwayat_anggaran=lama))  # 94,49% to 98,94%
    assert satu(buku(cetak("Serapan 2020", "99,12", "Sosial"), tbl_riwayat_anggaran=lama)).seharusnya == "96,67%"
    lama[0] |= {"Pagu": 2_400_123_456, "Realisasi": 2_320_654_321}
    assert satu(buku(cetak("Serapan 2020", "96,97", "Sosial"), tbl_riwayat_anggaran=lama)).seharusnya == "96,69%"


# --- which quantity --------------------------------------------------------------------------------------------------
KEMBAR = {"tbl_anggaran": [anggaran("1.1.1"), anggaran("1.1.2", pagu=500_000, realisasi=100_000, Indikator="1.1.1")]}


def test_a_code_of_both_name_spaces_fits_either_and_a_prefix_decides():
    assert diam(buku(cetak("Serapan", "66,67%"), **KEMBAR)) and diam(buku(cetak("Serapan", "20,00%"), **KEMBAR))
    assert diam(buku(cetak("Serapan", "66,67%", "Anggaran 1.1.1"), **KEMBAR))
    assert diam(buku(cetak("Serapan", "20,00%", "Indikator 1.1.1"), **KEMBAR))
    assert satu(buku(cetak("Serapan", "66,67%", "Indikator 1.1.1"), **KEMBAR)).seharusnya == "20,00%"
    assert satu(buku(cetak("Serapan", "20,00%", "Anggaran 1.1.1"), **KEMBAR)).seharusnya == "66,67%"


def test_an_unfit_figure_of_both_name_spaces_follows_the_other_rows_of_its_table():
    tabel = buku(cetak("Serapan", "31,41%"), cetak("Serapan", "20,00%", "1.1.2"), **KEMBAR)
    assert satu(tabel).uraian.startswith("Tabel 3.1 (LKjIP): Serapan baris anggaran 1.1.1 ")
    tabel = buku(cetak("Serapan", "31,41%"), cetak("Capaian", "100%"), **KEMBAR)
    assert satu(tabel).uraian.startswith("Tabel 3.1 (LKjIP): Serapan indikator 1.1.1 ")


@pytest.mark.parametrize(
    ("tabel", "hasil"),
    [("TW1", (1, None)), ("TW II", (2, None)), ("Triwulan 3 PK Awal", (3, "Awal")), ("Lampiran TW. IV", (4, None)),
     ("PK Perubahan", (None, "Perubahan")), ("P-APBD", (None, "Perubahan")), ("APBD murni", (None, "Awal")),
     ("3.1.1.A", (None, None)), ("2.2", (None, None)), (3.2, (None, None)), ("TW5", (None, None))],
)  # fmt: skip
def test_quarter_and_document_come_from_the_name_of_the_table(tabel, hasil):
    assert waktu(tabel) == hasil


def test_a_quarters_table_is_compared_with_that_quarter_and_either_document():
    isi = {"tbl_anggaran": [anggaran(**{"Pagu Perubahan": 1_000_000, "Realisasi TW2": 300_000})]}
    for tertulis in ("33,33%", "30,00%"):
        assert diam(buku(cetak("Serapan", tertulis, "5.01", "TW II"), **isi), dokumen_pk="Perubahan")
    tabel = buku(cetak("Serapan", "33,33%", "5.01", "TW II Perubahan"), **isi)
    assert satu(tabel, dokumen_pk="Perubahan").seharusnya == "30,00%"


def test_every_name_is_its_own_and_has_a_value():
    for ruang, daftar in KOLOM.items():
        for nama in daftar:
            assert standard_name(ruang, f"  {nama.upper()} ") == nama
            kode = {"indikator": "1.1.1", "baris anggaran": "5.01", "anggaran tahun lalu": "Sosial"}.get(ruang, "TOTAL")
            past = [{"Uraian": "Sosial", "Tahun": 2020 + n, "Pagu": 10 + n, "Realisasi": 9 + n} for n in range(3)]
            isi = {"tbl_anggaran": [anggaran(Indikator="1.1.1")], "tbl_riwayat_anggaran": past}
            ada = run_checks(berkas(buku(cetak(nama, "123,4", kode), **isi)), {f"CET-0{n}" for n in (1, 2, 4, 5, 6)})
            assert [t.kode for t in ada] in (["CET-01"], ["CET-06"]), (ruang, nama)
    assert standard_name(INSTANSI, "Capaian") is None and standard_name("indikator", "Target 2021") == "Target 2021"


def test_a_count_in_a_book_without_budget_is_no_error():
    temuan_satu = satu(buku(cetak("Jumlah Program", 13, "TOTAL", tabel=None)))
    assert (temuan_satu.kode, temuan_satu.seharusnya) == ("CET-06", "N/A")
    assert temuan_satu.uraian.startswith("Tanpa nama tabel (LKjIP): Jumlah Program seluruh instansi tercetak 13,")


def test_strange_cells_never_stop_the_run():
    aneh = (None, "", 0, 1.5, True, "teks", "#REF!", float(10**20), "1.2.3.4", "=A1", -5, "Rp -")
    rows = [
        {"Dokumen": a, "Tabel": b, "Kode": c, "Kolom": k, "Tertulis": a, "Halaman": b}
        for a in aneh for b in ("3.1", True, 7) for c in ("1.1.1", "5.01", None, True, 1.1, "x#9", "1.1.1#2")
        for k in ("Capaian", "Pagu", "Target Lalu", "Predikat", "Data Dukung", "Target 99999", 5, None)
    ]  # fmt: skip
    rusak = buku(*rows, pengukuran=ukur(**{"Realisasi TW4": "delapan"}),
                 tbl_anggaran=[anggaran(pagu="banyak"), anggaran("1.1.1", pagu=True, realisasi=-5)])  # fmt: skip
    for isi, tahun, kode in ((rusak, 2025, "CET-06"), (buku(*rows), 2025, "CET-01"), (rusak, "dua ribu", "CET-05"),
                             (buku(*rows), None, "CET-05")):  # fmt: skip
        semua = {t.kode for t in run_checks(berkas(isi, tahun=tahun), {f"CET-0{n}" for n in range(1, 7)})}
        assert semua >= {"CET-04", "CET-05", kode}


@pytest.mark.parametrize("nama", FOLDER)
@pytest.mark.parametrize("desimal", [0, 1, 2, 4])
def test_a_report_printed_from_the_book_itself_is_silent(nama, desimal):
    isi = buku_dari_csv(FOLDER[nama], desimal_persen=desimal)
    h = Quantities(World(isi))
    k = h.state(desimal)
    semua = [(INDIKATOR, kunci, None) for kunci in h.codes] + [(INSTANSI, "total", None)]
    semua += [(ANGGARAN, kunci, letak[0]) for kunci, letak in h.world.amounts.by_code.items()]
    tercetak = []
    for ruang, kunci, letak in semua:
        for kolom in KOLOM[ruang]:
            b = h.besaran(ruang, kunci, kolom, position=letak)
            awalan = {INDIKATOR: "Indikator ", ANGGARAN: "Anggaran "}.get(ruang, "")
            tercetak.append({"Dokumen": "LKjIP", "Tabel": "3", "Kode": awalan + kunci, "Kolom": kolom, "Halaman": "",
                             "Tertulis": tulis(b, b.hitung(k), desimal)})  # fmt: skip
    assert [t.uraian for t in temuan(isi, tercetak) if t.kode.startswith("CET")] == []
    assert len(tercetak) > 100


def tulis(b, isi, desimal):
    if hampa(isi):
        return "-"
    if b.jenis == RASIO:
        return shown_percent(isi, desimal)
    return shown_money(isi) if b.jenis == UANG else shown(isi)


def test_the_names_offered_in_the_sheet_are_known():
    from lkjip_xl.compute.quantities import KOLOM
    from lkjip_xl.schema.sheets.cetak import BESARAN_CETAK

    assert set(BESARAN_CETAK) <= set().union(*KOLOM.values())
