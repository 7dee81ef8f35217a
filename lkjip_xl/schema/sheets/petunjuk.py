"""Petunjuk: what a newcomer needs to know, in plain Indonesian. ``template.petunjuk`` draws it."""

from ..model import PrintSetup, Sheet

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and its lines, each a label and a text."""
# Sections that follow from the sheets: the steps of those who begin, and the list of the other sheets.
STEPS, SHEETS = "langkah", "Lembar lain"
# (heading, ((label, text), ...)); a label that starts with "#" is one of the book's colours.
SECTIONS: tuple[Section | str, ...] = (
    ("Apa buku ini", (
        ("", "Bahan Laporan Kinerja (LKjIP) satu instansi untuk satu tahun. Anda mengisi yang kuning; capaian, "
             "predikat, serapan, dan efisiensi dihitung sendiri oleh rumus Excel biasa, di komputer mana pun."),
    )),
    STEPS,
    ("Arti warna", (
        ("#input", "Kuning dengan huruf biru: diisi."),
        ("#computed", "Abu-abu: dihitung sendiri, jangan diketik."),
        ("#bad", "Merah: rumus tertimpa, isian yang tidak dapat dipakai, kode yang salah atau ganda."),
        ("#warn", "Jingga: baris sudah diisi, tetapi sel ini masih diperlukan."),
    )),
    ("Menulis isian", (
        ("Angka", "Angkanya saja: 1447, bukan 1447 orang. Uang dalam rupiah utuh tanpa Rp: 1283419000."),
        ("Persen", "Dalam poin: 88 berarti 88%. Jangan mengetik 88%, sebab Excel menyimpannya sebagai 0,88."),
        ("Tingkat", "Labelnya, misalnya Madya atau WTP; daftar label dan skornya ada di Pengaturan."),
        ("Kosong, 0, N/A", "Kosong: belum diisi. 0: hasilnya memang nol. N/A atau -: tidak tersedia, tidak dihitung."),
    )),
    ("Sifat triwulan", (
        ("Akumulasi", "Angka tiap triwulan dijumlahkan: 10, 15, 5, 20 menjadi 50 setahun."),
        ("Kumulatif", "Yang diketik sudah angka berjalan: 10, 25, 30, 50 tetap 50 setahun."),
        ("Posisi Akhir", "Keadaan terakhir yang diketahui: 71, kosong, 74, kosong menjadi 74."),
    )),
    ("Anggaran", (
        ("Susunan", "Urutan baris menentukan induknya. Isi baris terbawah saja; jumlah di atasnya dihitung sendiri. "
                    "Urutkan hanya menurut Kode."),
        ("Realisasi", "Angka berjalan: TW3 adalah Januari sampai September."),
    )),
    ("Memeriksa dan membuat laporan", (
        ("Tombol", "Bila lkjip-xl terpasang: tab LKjIP di pita atas. Tekan Hitung, Periksa, Laporan, lalu PDF."),
        ("Perintah", "Tanpa tab itu: simpan dan tutup buku, lalu jalankan lkjip-xl periksa NAMA.xlsx, dan begitu pula "
                     "hitung, laporan, pdf. Boleh di komputer rekan kerja."),
        ("Hasilnya", "Temuan di lembar Temuan, laporan di lembar yang namanya diawali Lap. Lembar Anda yang lain tidak "
                     "diubah, dan buku sebelumnya disimpan di folder yang sama."),
    )),
    ("Bila ada yang aneh", (
        ("#N/A", "Tidak tersedia: target atau realisasi masih kosong, ditulis N/A, atau targetnya 0."),
        ("#VALUE!", "Ada teks pada kolom angka (88 orang), atau label tingkat yang tidak ada di Pengaturan."),
        ("Sel merah", "Rumus tertimpa: tekan Ctrl+Z, atau jalankan hitung dan rumusnya dikembalikan."),
        ("PK berubah", "Baris baru di PK dengan Dokumen Perubahan, Pagu Perubahan di Anggaran, lalu dokumen_pk."),
        ("Lembar lain", "Riwayat, Data Dukung, IKI, Cetak tersembunyi: klik kanan pada tab, Tampilkan (Unhide)."),
        ("Baris habis", "Ketik terus di bawah tabel; Excel memperpanjangnya."),
    )),
    SHEETS,
)  # fmt: skip
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
