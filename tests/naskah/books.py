"""Books with the module naskah: two published years, and a made-up office with another profile and every module."""

import csv
import io
import tempfile
from functools import cache
from pathlib import Path

from lkjip_xl.flows.contoh import DATA
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.schema.modules.naskah import outline
from lkjip_xl.template.book import build_bytes

PRINTED = Path(__file__).parents[1] / "printed"
BOOKS = {
    "2022": (Path(DATA), 2022, (2019, 2024)),
    "2018": (PRINTED / "2018" / "buku-2018", 2018, (2015, 2019)),
}
COLUMNS = ("Bab", "Urut", "Jenis", "Tingkat", "Berlaku", "Teks")
SETTINGS = {
    # What the office of 2022 and of 2018 typed where ours only tells what is to be written, and how they call sections.
    "2022": {
        "gone": ("Struktur Organisasi", "Visi dan Misi", "Tujuan dan Sasaran"),
        "called": {"Permasalahan Utama yang Dihadapi": "Permasalahan Utama yang Dihadapi oleh Instansi"},
    },
    "2018": {
        "gone": (),
        "called": {
            "Gambaran Umum Organisasi": "Gambaran Umum",
            "Permasalahan Utama yang Dihadapi": "Permasalahan Utama yang Dihadapi oleh Instansi",
            "Capaian Kinerja Organisasi": "Capaian Kinerja",
        },
    },
}


def filled(book, **tables):
    """A book with rows put into its tables: ``{table: [row, ...]}``, texts as in a CSV file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in tables.items():
            stream = io.StringIO()
            writer = csv.DictWriter(stream, list(dict.fromkeys(k for r in rows for k in r)))
            writer.writeheader()
            writer.writerows(rows)
            Path(folder, f"{name}.csv").write_text(stream.getvalue(), encoding="utf-8")
        return isi_buku(book, folder).data


def settings(**values):
    """Rows of tbl_pengaturan."""
    return [{"Kunci": k, "Nilai": v} for k, v in values.items()]


@cache
def plain_book(year):
    """A published year with the outline as it is shipped."""
    folder, number, renstra = BOOKS[year]
    book = isi_buku(build_bytes({"tahun": number}, renstra), folder).data
    return tambah_modul(book, ["naskah"]).data


def printed_rows(year):
    """The rows of an office that keeps its own headings and has written what ours leaves open."""
    own = SETTINGS[year]
    rows, skipping = [], 0
    for bab, number, kind, level, when, text in outline():
        if kind == "Judul" and text in own["gone"]:
            skipping = level
            continue
        if skipping and kind == "Judul" and level <= skipping:
            skipping = 0
        if skipping and text.startswith("(Tulis"):
            continue
        if "struktur-organisasi.png" in text and not own["gone"]:
            kind, text = "Paragraf", "(Tulis susunannya.)"
        if text.startswith("(Tulis"):
            text = "Bagian ini ditulis oleh instansi."
        row = (bab, number, kind, level or "", when, own["called"].get(text, text))
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


@cache
def printed_book(year):
    """A published year with the headings that its report prints."""
    extra = {"2018": {"bentuk_laporan": "Gabungan"}}.get(year, {})
    book = plain_book(year)
    if extra:
        book = filled(book, tbl_pengaturan=settings(**extra))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tbl_naskah.csv")
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(printed_rows(year))
        return isi_buku(book, folder, ganti=True).data


@cache
def made_up_book():
    """A made-up office: profile Umum, all sasaran together, the year still running, budget not complete, modules."""
    book = filled(
        build_bytes({"tahun": 2026}, (2025, 2029)),
        tbl_pengaturan=settings(
            instansi="Badan Pengelolaan Arsip Kabupaten Sukamaju", singkatan="BPA Sukamaju", kota="Sukamaju",
            pemerintah_daerah="Pemerintah Kabupaten Sukamaju", tugas="Mengelola arsip daerah",
            fungsi="perumusan kebijakan kearsipan; pembinaan kearsipan", triwulan_berjalan="2",
            bentuk_laporan="Gabungan", jabatan_kepala="Kepala Badan", jabatan_atasan="Bupati Sukamaju",
            tanggal_laporan="Juli 2026",
        ),
        tbl_renstra=[
            {"Kode": "T1", "Jenis": "Tujuan", "Tujuan": "Terwujudnya arsip yang tertib",
             "Indikator": "Indeks kearsipan", "Satuan": "Indeks", "Tipe": "Indeks",
             "Arah": "Naik", "Target 2026": "70", "Target 2029": "80"},
            {"Kode": "S1", "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Terwujudnya arsip yang tertib",
             "Sasaran": "Meningkatnya arsip yang dikelola", "Indikator": "Persentase arsip terkelola", "IKU": "Ya",
             "Satuan": "%", "Tipe": "Persen", "Arah": "Naik", "Target 2026": "80", "Target 2029": "95"},
            {"Kode": "S2", "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Terwujudnya arsip yang tertib",
             "Sasaran": "Meningkatnya arsip yang dikelola", "Indikator": "Jumlah lembaga yang dibina", "IKU": "Ya",
             "Satuan": "lembaga", "Tipe": "Angka", "Arah": "Naik", "Target 2026": "40", "Target 2029": "60"},
            {"Kode": "S3", "Jenis": "Sasaran", "Induk": "T1", "Tujuan": "Terwujudnya arsip yang tertib",
             "Sasaran": "Meningkatnya layanan arsip, cepat dan tepat", "Indikator": "Nilai survei kepuasan",
             "IKU": "Ya", "Satuan": "Nilai", "Tipe": "Indeks", "Arah": "Naik", "Target 2026": "85",
             "Target 2029": "90"},
        ],
        tbl_pk=[{"Dokumen": "Awal", "Kode": k, "Target": t} for k, t in (("S1", "80"), ("S2", "40"), ("S3", "85"))],
        tbl_pengukuran=[
            {"Kode": "S1", "Sifat": "Posisi Akhir", "Target TW2": "40", "Realisasi TW2": "38", "Target TW4": "80",
             "Analisis": "Sebagian arsip masih dipilah.", "Solusi": "Menambah jam kerja pemilahan."},
            {"Kode": "S2", "Sifat": "Kumulatif", "Target TW2": "20", "Realisasi TW2": "24", "Target TW4": "40"},
            {"Kode": "S3", "Sifat": "Posisi Akhir", "Target TW4": "85"},
        ],
        tbl_anggaran=[
            {"Kode": "2.24.02", "Tingkat": "Program", "Uraian": "PROGRAM PENGELOLAAN ARSIP"},
            {"Kode": "2.24.02.2.01", "Tingkat": "Kegiatan", "Uraian": "Pengelolaan Arsip Dinamis",
             "Indikator": "S1;S2"},
            {"Kode": "2.24.02.2.01.0001", "Tingkat": "Sub Kegiatan", "Uraian": "Pemilahan arsip",
             "Pagu Awal": "300000000", "Realisasi TW1": "40000000", "Realisasi TW2": "120000000"},
            {"Kode": "2.24.02.2.01.0002", "Tingkat": "Sub Kegiatan", "Uraian": "Pembinaan lembaga",
             "Pagu Awal": "200000000", "Realisasi TW1": "10000000"},
        ],
    )  # fmt: skip
    book = tambah_modul(book, ["naskah", "organisasi", "isu", "tindak-lanjut"]).data
    return filled(
        book,
        tbl_pegawai=[{"Kelompok": "Status", "Uraian": "PNS", "L": "12", "P": "9"},
                     {"Kelompok": "Status", "Uraian": "PPPK", "L": "3", "P": "5"}],
        tbl_jabatan=[{"Kode": "1", "Jabatan": "Kepala Badan", "Tugas": "memimpin badan"},
                     {"Kode": "1.1", "Jabatan": "Sekretaris", "Atasan": "1"}],
        tbl_permasalahan=[{"No": "1", "Masalah": "Arsip belum dipilah", "Akar Masalah": "Tenaga kurang"}],
        tbl_rekomendasi=[{"Kode": "S1", "Rekomendasi": "Menambah arsiparis", "Langkah": "usulan formasi 2027"}],
        tbl_data_umum=[{"Tabel": "Arsip yang Disimpan", "No": "1", "Uraian": "Arsip statis", "Jumlah": "1450",
                        "Satuan": "boks"}],
    )  # fmt: skip
