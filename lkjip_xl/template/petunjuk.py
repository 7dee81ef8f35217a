"""Petunjuk of the built book: what a newcomer needs to know, in plain Indonesian, on a sheet that prints well."""

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from . import styles as look
from .sheets import A4, fixed_scale, link, paper, place_of, protect, view

# (heading, ((label, text), ...)); a label that starts with "@" names a sheet and becomes a link.
SECTIONS = (
    ("Apa buku ini", (
        ("", "Buku ini menyimpan bahan Laporan Kinerja Instansi Pemerintah (LKjIP) satu instansi untuk satu tahun: "
             "Renstra, perjanjian kinerja (PK), pengukuran triwulan, dan anggaran. Capaian, predikat, serapan, dan "
             "efisiensi dihitung sendiri dari isian itu."),
        ("", "Hitungannya rumus Excel biasa. Buku ini tetap menghitung di komputer mana pun, juga setelah dikirim "
             "lewat email, tanpa memasang apa pun."),
    )),
    ("Lima langkah mengisi", (
        ("1. @Pengaturan", "Nama instansi, tahun, periode Renstra, triwulan berjalan, dan cara menghitung (batas "
                           "capaian, skala predikat, pembulatan). Sebaiknya ditetapkan sekali di awal tahun."),
        ("2. @Renstra", "Satu baris untuk satu indikator. Kode ditulis sebagai teks dan tidak boleh sama: T1, 1.1, "
                        "1.1.1. Tipe dan Arah menentukan cara menghitung capaian."),
        ("3. @PK", "Dokumen, Kode, dan Target. Sasaran, indikator, dan satuannya terisi sendiri. Program dan "
                   "anggarannya ditulis di tabel sebelah kanan."),
        ("4. @Pengukuran", "Kode, Sifat, lalu target dan realisasi tiap triwulan. Tulis juga Analisis (penyebab) dan "
                           "Solusi: keduanya masuk ke laporan."),
        ("5. @Anggaran", "Pagu dan realisasi pada baris sub kegiatan. Di kolom Indikator tulis kode indikator yang "
                         "didukung baris itu, misalnya 1.1.1;1.1.2."),
    )),
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
                     "dengan nama berakhir .cadangan.xlsx."),
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
    ("Daftar lembar", (
        ("@Beranda", "Ringkasan tahun ini."),
        ("@Pengaturan", "Identitas, cara menghitung, skala predikat, skor tingkat."),
        ("@Renstra", "Tujuan, sasaran, indikator, target tiap tahun."),
        ("@PK", "Target dan program perjanjian kinerja."),
        ("@Pengukuran", "Target dan realisasi triwulan, capaian, predikat, efisiensi."),
        ("@Anggaran", "Pagu dan realisasi tiap baris anggaran."),
        ("@Riwayat", "Kinerja dan anggaran tahun-tahun lalu, pembanding provinsi dan nasional."),
        ("@Data Dukung", "Pembilang dan penyebut di balik realisasi."),
        ("@IKI", "Indikator kinerja individu."),
        ("@Temuan", "Yang perlu dibetulkan atau dilihat; ditulis oleh Periksa."),
        ("@Cetak", "Angka dari laporan yang sudah tercetak, untuk diperiksa; boleh dihapus."),
    )),
)  # fmt: skip
_SECOND_PAGE = "Bila PK berubah"
_CHARACTERS = 96  # that fit on one line of the text column
_LINE = 14.25
_SWATCH = {
    "#input": ("Isian", look.INPUT_INK, look.INPUT_FILL), "#computed": ("Dihitung", look.COMPUTED_INK,
                                                                       look.COMPUTED_FILL),
    "#bad": ("Salah", look.BAD_INK, look.BAD_FILL), "#warn": ("Perlu diisi", look.INK, look.WARN_FILL),
}  # fmt: skip


def build_petunjuk(sheet, stamp):
    """Write the whole sheet."""
    view(sheet)
    for letter, width in (("A", 2), ("B", 19), ("C", 88), ("D", 2)):
        sheet.column_dimensions[letter].width = width
    for column in range(1, 5):
        stamp(sheet.cell(1, column), "guide title", font=look.font(18, look.WHITE, bold=True),
              fill=look.fill(look.NAVY), alignment=Alignment(vertical="center"))  # fmt: skip
    sheet["B1"].value = "Petunjuk"
    sheet.row_dimensions[1].height = 34
    link(sheet["B2"], "Beranda!A1", "\N{LEFTWARDS ARROW} Beranda", stamp)
    row = 3
    for heading, paragraphs in SECTIONS:
        if heading == _SECOND_PAGE:
            sheet.row_breaks.append(Break(id=row - 1))
        row = _section(sheet, row, heading, paragraphs, stamp)
    sheet.freeze_panes = "A3"
    paper(sheet, A4, False)
    fixed_scale(sheet, 80)
    sheet.print_options.horizontalCentered = True
    protect(sheet)


def _section(sheet, row, heading, paragraphs, stamp):
    sheet.row_dimensions[row].height = 26
    for column in (2, 3):
        stamp(
            sheet.cell(row, column),
            "guide heading",
            font=look.font(12, look.NAVY, bold=True),
            border=Border(bottom=Side(style="medium", color=look.BLUE)),
            alignment=Alignment(vertical="bottom"),
        )
    sheet.cell(row, 2).value = heading
    for label, text in paragraphs:
        row += 1
        cell = stamp(sheet.cell(row, 3), "guide text", font=look.font(10.5),
                     alignment=Alignment(vertical="center", wrap_text=True))  # fmt: skip
        cell.value = text
        # The height is given: not every program works it out on opening.
        sheet.row_dimensions[row].height = 5.25 + _LINE * (1 + (len(text) - 1) // _CHARACTERS)
        _label(sheet.cell(row, 2), label, stamp)
    return row + 1


def _label(cell, label, stamp):
    if label in _SWATCH:
        text, ink, background = _SWATCH[label]
        stamp(cell, label, font=look.font(10.5, ink, bold=True), fill=look.fill(background), border=look.lines(),
              alignment=Alignment(horizontal="center", vertical="center"))  # fmt: skip
        cell.value = text
        return
    before, at, name = label.partition("@")
    cell.value = before + name
    cell.data_type = "s"  # "#N/A" is a text here
    middle = Alignment(vertical="center")
    if not at:
        stamp(cell, "guide label", font=look.font(10.5, bold=True), alignment=middle)
        return
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place_of(name), display=before + name)
    stamp(cell, "guide link", font=look.font(10.5, look.BLUE, bold=True, underline="single"), alignment=middle)
