"""The buttons of Excel, declared once: the ribbon, the VBA and the documents are made from this list.

A sheet names the flows that stand on it (``Sheet.buttons``).
"""

from ..records import dataclass


@dataclass(frozen=True)
class Alur:
    """One button.

    Attributes:
        id: the verb, as on the command line; the ribbon's control is ``lk_<id>``, the macro of a sheet's button
            ``LkTombol_<id>``.
        label: text on the button. ringkas: screentip, one line. uraian: supertip, what happens and what stays.
        gambar: name of the built-in picture (imageMso), one that every Excel since 2013 has.
        grup: heading of the ribbon group.
        tanya: what VBA asks before it starts: names of questions known to ``LkUtama``.
        perlu_buku: works on the open book; ``buat`` does not.
        ada: False while the flow is announced but not built yet; the button then says so.
    """

    id: str
    label: str
    ringkas: str
    uraian: str
    gambar: str
    grup: str
    tanya: tuple[str, ...] = ()
    perlu_buku: bool = True
    ada: bool = True


BUKU, KERJA, BAGI, LAIN = "Buku", "Kerjakan", "Bagikan", "Bantuan"

ALUR = (
    Alur("buat", "Buku Baru", "Buat buku LKjIP baru yang masih kosong",
         "Menanyakan nama instansi, tahun laporan, dan periode Renstra, lalu membuat dan membuka bukunya.",
         "FileNew", BUKU, tanya=("instansi", "tahun", "renstra", "simpan_sebagai"), perlu_buku=False),
    Alur("isi", "Isi dari CSV", "Isi tabel buku dari berkas CSV",
         "Pilih folder berisi CSV bernama tabel, misalnya tbl_pk.csv. Baris yang ada diperbarui, yang baru ditambah.",
         "GetExternalDataFromText", BUKU, tanya=("folder",)),
    Alur("salin", "Salin dari Renstra", "Salin baris Renstra ke PK dan Pengukuran",
         "Menulis tiap indikator Renstra di PK (dengan target tahun ini) dan Pengukuran (dengan Sifat dan Target TW4), "
         "dan program Anggaran di PK. Baris yang sudah ada tetap; hanya sel kosong yang diisi.", "DataFormExcel", BUKU),
    Alur("perbarui", "Perbarui Buku", "Perbarui buku versi lama",
         "Menulis buku baru di samping buku ini, dengan kolom, lembar, dan rumus versi ini. Isian dan angka tidak "
         "berubah, dan buku ini tetap seperti semula.", "RefreshAll", BUKU),
    Alur("tambah", "Tambah Modul", "Tambah lembar pilihan ke buku",
         "Menulis buku baru di samping buku ini, dengan lembar modul yang diminta, misalnya spm atau rencana-aksi. "
         "Buku ini tetap seperti semula.", "TableInsertExcel", BUKU, tanya=("modul",)),
    Alur("lanjut", "Tahun Berikutnya", "Siapkan buku tahun berikutnya",
         "Menulis buku tahun berikutnya di samping buku ini: Renstra dan setelan dibawa, hasilnya masuk Riwayat, uang "
         "dan realisasi dikosongkan. Buku ini tetap seperti semula.", "SheetInsert", BUKU),
    Alur("hitung", "Hitung", "Hitung ulang buku ini",
         "Memulihkan rumus yang tertimpa, menambah baris cadangan, lalu menghitung ulang. Isian Anda tidak berubah.",
         "CalculateNow", KERJA),
    Alur("laporan", "Laporan", "Tulis lembar laporan di buku ini",
         "Menulis lembar Lap ... di dalam buku yang terbuka: semua, lembar yang sedang dibuka, atau yang disebut. "
         "Lembar Anda sendiri dan lembar laporan yang pernah diketiki tidak tersentuh.",
         "PivotTableReport", KERJA, tanya=("laporan",)),
    Alur("periksa", "Periksa", "Periksa isi buku",
         "Mencari angka yang tidak cocok, target yang keliru, dan isian yang kurang; hasilnya di lembar Temuan.",
         "ErrorChecking", KERJA),
    Alur("reviu", "Lembar Reviu", "Tulis checklist reviu (PermenPANRB 53/2014)",
         "Memeriksa buku, lalu menulis lembar Lap Reviu: yang dapat dijawab data dijawab, sisanya diisi pereviu.",
         "ReviewShowAllComments", KERJA),
    Alur("asal", "Asal Angka", "Jelaskan dari mana angka di sel yang dipilih berasal",
         "Menampilkan nilai sel, aturan yang menghitungnya beserta sumbernya, dan isian yang dipakai. Tidak ada yang "
         "diubah.", "TracePrecedents", KERJA),
    Alur("pdf", "PDF", "Cetak lembar laporan menjadi satu PDF",
         "PDF ditaruh di samping buku. Lembar laporan harus sudah ditulis.", "FileSaveAsPdfOrXps", BAGI),
    Alur("naskah", "Naskah", "Tulis LKjIP sebagai dokumen Word",
         "Dokumen LKjIP.docx ditaruh di samping buku, dari lembar Naskah dan angka buku ini. Dokumen yang sudah ada "
         "tidak diganti tanpa bertanya.", "FileSaveAs", BAGI),
    Alur("kirim", "Kirim", "Siapkan salinan untuk dikirim lewat surel",
         "Memeriksa buku, lalu membuat salinan tanpa makro untuk tiap bidang, terkunci selain sel isiannya, dengan "
         "rancangan surelnya, di samping buku ini; rancangannya dapat langsung dibuka di program surel.",
         "FileSendAsAttachment", BAGI, tanya=("bidang", "triwulan", "tenggat", "bentuk_salinan", "alamat")),
    Alur("status", "Status Kiriman", "Tunjukkan siapa sudah mengembalikan dan siapa terlambat",
         "Menyebut tiap salinan yang dikirim, yang kembali, yang terlambat, dan sel yang berubah sejak kiriman "
         "terakhir. Tidak ada yang diubah.", "FileDocumentInspect", BAGI),
    Alur("gabung", "Gabung", "Gabungkan buku yang kembali dari bidang",
         "Menunjukkan di lembar Gabungan apa yang diisi, yang bentrok, dan yang diubah di luar permintaan; ditulis "
         "sesudah Anda setuju.", "Consolidate", BAGI, tanya=("folder_kembali",)),
    Alur("rekap", "Rekap Instansi", "Kumpulkan buku banyak instansi menjadi satu rekapitulasi",
         "Membaca semua buku di folder yang dipilih dan menulis rekap.xlsx serta tabelnya ke folder Rekap di dalamnya. "
         "Buku yang rusak disebut sebabnya; buku-bukunya sendiri hanya dibaca.", "CompareAndMergeWorkbooks", BAGI,
         tanya=("folder_rekap",), perlu_buku=False),
    Alur("uji_mandiri", "Uji Mandiri", "Periksa apakah lkjip-xl berjalan baik di komputer ini",
         "Menjalankan tiap butir uji pada buku contoh sementara dan menuliskan OK atau sebab gagalnya.",
         "FileCompatibilityChecker", LAIN, perlu_buku=False),
)  # fmt: skip
MENURUT_ID = {a.id: a for a in ALUR}
GRUP = tuple(dict.fromkeys(a.grup for a in ALUR))


def buttons_by_sheet() -> dict[str, list[Alur]]:
    """``{sheet: [Alur, ...]}``: the buttons that each sheet of the book carries (``Sheet.buttons``)."""
    from .contract import sheets

    return {s.name: [MENURUT_ID[flow] for flow in s.buttons.flows] for s in sheets(0, -1) if s.buttons is not None}
