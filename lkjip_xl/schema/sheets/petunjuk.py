"""Petunjuk: what a newcomer needs to know, in plain Indonesian. ``template.petunjuk`` draws it."""

from ...expr.functions import jika, jika_galat
from ...expr.tree import Expr
from ...version import VERSI_KONTRAK, __version__
from ..choices import SIFAT_MEANINGS
from ..formulas import setting_text
from ..model import PrintSetup, Sheet

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and its lines, each a label and a text."""
# Sections that follow from the sheets: the steps of those who begin, and the list of the other sheets.
STEPS, SHEETS = "langkah", "Lembar lain"
# (heading, ((label, text), ...)); a label that starts with "#" is one of the book's colours.
SECTIONS: tuple[Section | str, ...] = (
    ("Apa buku ini", (
        ("", "Bahan Laporan Kinerja (LKjIP) satu instansi untuk satu tahun. Isi yang kuning; capaian, predikat, "
             "serapan, dan efisiensi dihitung rumus Excel biasa."),
    )),
    STEPS,
    ("Arti warna", (
        ("#input", "Kuning dengan huruf biru: diisi."),
        ("#computed", "Abu-abu: dihitung sendiri, jangan diketik."),
        ("#bad", "Merah: rumus tertimpa, isian atau kode yang keliru; berbingkai: ada di Temuan."),
        ("#warn", "Jingga: baris sudah diisi, tetapi sel ini masih diperlukan."),
    )),
    ("Menulis isian", (
        ("Angka", "Angkanya saja: 1447, bukan 1447 orang. Uang dalam rupiah utuh tanpa Rp: 1283419000."),
        ("Persen", "Dalam poin: 88 berarti 88%. Jangan mengetik 88%, sebab Excel menyimpannya sebagai 0,88."),
        ("Tingkat", "Labelnya, misalnya Madya atau WTP; daftarnya di Pengaturan."),
        ("Kosong, 0, N/A", "Kosong: belum diisi. 0: hasilnya memang nol. N/A atau -: tidak tersedia, tidak dihitung."),
    )),
    ("Sifat triwulan", tuple(SIFAT_MEANINGS.items())),
    ("Anggaran", (
        ("Susunan", "Urutan baris menentukan induknya: urutkan hanya menurut Kode. Isi baris terbawah saja."),
        ("Realisasi", "Berjalan, seperti Kumulatif: TW3 memuat Januari sampai September; lain bila Pengaturan "
                      "memilih Per Triwulan."),
    )),
    ("Memeriksa dan membuat laporan", (
        ("Tombol", "Bila lkjip-xl terpasang: tab LKjIP; tekan Hitung, Periksa, Laporan, lalu PDF."),
        ("Perintah", "Tanpa tab itu: simpan, tutup, lalu jalankan lkjip-xl periksa NAMA.xlsx; begitu pula hitung, "
                     "laporan, pdf. Boleh di komputer rekan. Buku sebelumnya tersimpan di folder yang sama."),
        ("Hasilnya", "Temuan di lembar Temuan, laporan di lembar berawalan Lap. Lembar Anda tidak diubah."),
    )),
    ("Bila ada yang aneh", (
        ("#N/A", "Tidak tersedia: target atau realisasi kosong atau N/A."),
        ("#VALUE!", "Ada teks pada kolom angka (88 orang), atau label tingkat yang tidak ada di Pengaturan."),
        ("Sel merah", "Rumus tertimpa: Ctrl+Z atau Hitung. Isian keliru: lihat Temuan sesudah Periksa."),
        ("PK berubah", "Baris baru di PK dengan Dokumen Perubahan, tanggalnya di tabel Dokumen, Pagu Perubahan di "
                       "Anggaran."),
        ("Tersembunyi", "Riwayat, Data Dukung, IKI, Cetak: klik kanan pada tab, Tampilkan (Unhide)."),
        ("Baris habis", "Ketik terus di bawah tabel; Excel memperpanjangnya, di program lain jalankan Hitung."),
    )),
    SHEETS,
)  # fmt: skip
_CONTRACT = jika_galat(setting_text("versi_kontrak"), "")
VERSION: Expr = (
    f"Buku ini dibuat dengan lkjip-xl {__version__}; ketentuan buku versi "
    & jika(_CONTRACT == "", "yang tidak tertulis", _CONTRACT)
    & "."
)
"""Which program built the book, and which contract it follows now: what somebody who helps asks first."""


def version_of_new_book() -> str:
    """What the cell of ``VERSION`` shows in a book that was just built."""
    return f"Buku ini dibuat dengan lkjip-xl {__version__}; ketentuan buku versi {VERSI_KONTRAK}."


SHEET = Sheet(
    "Petunjuk",
    115,
    "Petunjuk",
    "Cara memakai buku ini.",
    protected=True,
    color="1F4E78",
    layout="guide",
    printing=PrintSetup(paper="A4", landscape=False),
)
