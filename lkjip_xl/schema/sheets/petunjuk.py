"""Petunjuk: what a newcomer needs to know, in plain Indonesian. ``template.petunjuk`` draws it."""

from ..model import PrintSetup, Sheet

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and its lines, each a label and a text."""
# Sections that follow from the sheets: the steps of those who begin, and the list of all sheets.
STEPS, SHEETS = "langkah", "Daftar lembar"
# (heading, ((label, text), ...)); a label that starts with "#" is one of the book's colours.
SECTIONS: tuple[Section | str, ...] = (
    ("Apa buku ini", (
        ("", "Buku ini menyimpan bahan Laporan Kinerja Instansi Pemerintah (LKjIP) satu instansi untuk satu tahun: "
             "Renstra, perjanjian kinerja (PK), pengukuran triwulan, dan anggaran. Capaian, predikat, serapan, dan "
             "efisiensi dihitung sendiri dari isian itu."),
        ("", "Hitungannya rumus Excel biasa. Buku ini tetap menghitung di komputer mana pun, juga setelah dikirim "
             "lewat email, tanpa memasang apa pun."),
    )),
    STEPS,
    ("Arti warna", (
        ("#input", "Kuning dengan huruf biru: diisi."),
        ("#computed", "Abu-abu: dihitung sendiri, jangan diketik."),
        ("#bad", "Merah: rumus tertimpa ketikan, isian yang tidak dapat dipakai, kode yang salah atau ganda."),
        ("#warn", "Jingga: baris sudah diisi, tetapi sel ini masih diperlukan."),
    )),
    ("Menulis angka, persen, tingkat, dan N/A", (
        ("Angka", "Angkanya saja, tanpa satuan: 1447, bukan 1447 orang. Uang dalam rupiah utuh, tanpa Rp: 1283419000."),
        ("Persen", "Indikator bertipe Persen ditulis dalam poin: 88 berarti 88%, terlihat 88,00%. Jangan mengetik "
                   "88%, sebab Excel menyimpannya sebagai 0,88."),
        ("Tingkat", "Tulis labelnya, misalnya Madya atau WTP. Pilih Tipe Tingkat dan Skala Tingkat di Renstra; daftar "
                    "label dan skornya ada di Pengaturan."),
        ("N/A atau -", "Tidak tersedia: tidak dihitung dan tidak dianggap 0."),
        ("Kosong", "Belum diisi. Angka 0 adalah isian: hasilnya memang nol."),
    )),
    ("Sifat triwulan", (
        ("Akumulasi", "Angka tiap triwulan dijumlahkan. Contoh: orang dilatih 10, 15, 5, 20; setahun 50."),
        ("Kumulatif", "Angka sampai dengan triwulan itu. Contoh: orang dilatih 10, 25, 30, 50; setahun 50."),
        ("Posisi Akhir", "Keadaan terakhir yang diketahui. Contoh: indeks 71, kosong, 74, kosong; setahun 74."),
        ("", "Capaian tiap triwulan dibandingkan dengan target sampai triwulan itu; capaian setahun dengan target "
             "tahun. Triwulan yang sedang dilaporkan dipilih di Pengaturan (triwulan_berjalan)."),
    )),
    ("Anggaran berjenjang", (
        ("Susunan", "Urutan baris menentukan induknya: baris di bawah sebuah Program sampai Program berikutnya adalah "
                    "anaknya. Isi pagu dan realisasi hanya pada baris terbawah; jumlah induk dihitung sendiri."),
        ("Realisasi", "Angka berjalan: realisasi TW3 adalah Januari sampai September."),
        ("Indikator", "Kode pada baris induk berlaku untuk semua anaknya. Tanda ; saja berarti uang itu sengaja tidak "
                      "mendukung indikator mana pun."),
    )),
    ("Bila PK berubah", (
        ("", "Tambahkan baris baru di PK dengan Dokumen Perubahan untuk semua indikator, isi Pagu Perubahan di "
             "Anggaran, lalu pilih Perubahan pada dokumen_pk di Pengaturan. Target dan pagu awal tetap tersimpan."),
    )),
    ("Menghitung dan membuat laporan", (
        ("Menghitung", "Rumus buku ini menghitung sendiri setiap kali isian berubah. Tombol atau perintah Hitung "
                       "mengembalikan rumus yang tertimpa, menambah baris cadangan, dan menyebut isian yang salah."),
        ("Memeriksa", "Tombol atau perintah Periksa menulis lembar Temuan: yang salah, yang perlu dilihat, dan yang "
                      "kurang. Sel yang disebut diberi bingkai merah (setelan tandai_temuan). Bila memang begitu, "
                      "ketik sebabnya di kolom Alasan."),
        ("Laporan", "Tombol atau perintah Laporan menulis lembar yang namanya diawali Lap; PDF mencetaknya."),
        ("Tombol", "Bila lkjip-xl terpasang di Excel komputer ini, ada tab LKjIP di pita atas: tekan tombolnya saat "
                   "buku terbuka."),
        ("Perintah", "Tanpa tab itu: simpan dan tutup buku, lalu jalankan lkjip-xl hitung NAMA.xlsx dan lkjip-xl "
                     "laporan NAMA.xlsx. Boleh dari komputer rekan kerja atau petugas TI."),
        ("Hasilnya", "Lembar lain milik Anda tidak diubah, dan salinan buku sebelumnya disimpan di folder yang sama "
                     "dengan nomor dan tanggal pada namanya (NAMA.cadangan-0001-2026-01-15.xlsx)."),
    )),
    ("Mengirim lewat email", (
        ("", "Kirim berkasnya seperti biasa; rumusnya tetap menghitung di komputer penerima. Satu orang memegang buku "
             "induk dan menyalin isian yang kembali ke sana dengan Tempel Nilai (Paste Values)."),
    )),
    ("Bila ada yang aneh", (
        ("#N/A", "Tidak tersedia. Biasanya target atau realisasi masih kosong, ditulis N/A, atau targetnya 0."),
        ("#VALUE!", "Ada isian yang tidak dapat dihitung: teks pada kolom angka (88 orang), atau label tingkat yang "
                    "tidak ada di Pengaturan."),
        ("Sel merah", "Rumus tertimpa: tekan Ctrl+Z, atau jalankan perintah hitung dan rumusnya dikembalikan. "
                      "Kode merah: menjadi angka, ganda, atau belum ada di Renstra."),
        ("Baris habis", "Ketik terus di bawah tabel; Excel memperpanjangnya. Perintah hitung juga menambah "
                        "baris cadangan."),
        ("Mengurutkan", "Lembar Anggaran hanya boleh diurutkan menurut Kode, sebab urutan barisnya punya arti."),
    )),
    SHEETS,
)  # fmt: skip
SECOND_PAGE = "Bila PK berubah"
"""Heading of the section that begins the second page in print."""
SHEET = Sheet(
    "Petunjuk",
    20,
    "Petunjuk",
    "Cara memakai buku ini.",
    protected=True,
    color="1F4E78",
    layout="guide",
    printing=PrintSetup(paper="A4", landscape=False, scale=80),
)
