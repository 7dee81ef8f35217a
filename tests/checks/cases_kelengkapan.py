"""The smallest books for the checks on completeness (LKP)."""

from tests.checks.small_book import Kasus, indikator, nomor_setelan, ukur

R, P, U, A, H, S, IKI = (
    "tbl_renstra", "tbl_pk", "tbl_pengukuran", "tbl_anggaran", "tbl_riwayat", "tbl_pengaturan", "tbl_iki",
)  # fmt: skip
KURANG = {"Realisasi TW4": 60}
PANJANG = "Pelaksanaan layanan tertunda karena perubahan aturan."
SOLUSI = "Mempercepat verifikasi data penerima layanan."
PEJABAT = {
    "pemerintah_daerah": "Pemerintah Kota Uji", "kota": "Uji", "nama_kepala": "Budi", "jabatan_kepala": "Kepala Dinas",
    "pangkat_kepala": "Pembina", "nip_kepala": "1965", "nama_atasan": "Siti", "jabatan_atasan": "Wali Kota",
    "tanggal_laporan": "Januari 2026",
}  # fmt: skip


def iki(no=1, **lain):
    return {
        "Jabatan": "Kepala Bidang", "No": no, "Indikator": f"Persentase {no}", "Jenis": "Persentase",
        "Pembilang": f"Jumlah terlayani {no}", "Penyebut": f"Jumlah sasaran {no}", "Sumber Data": "Laporan", **lain,
    }  # fmt: skip


AKIP = {"Tipe": "Tingkat", "Skala Tingkat": "Predikat AKIP", "Target 2025": "BB"}
KASUS = [
    Kasus("LKP-01", {R: [indikator()], U: [ukur(**KURANG)]}, (U, 1, "Analisis"),
          "Capaian 1.1.1 75,00%, di bawah 100%, tetapi Analisis dan Solusi kosong."),
    Kasus("LKP-01", {R: [indikator()], U: [ukur(**{"Realisasi TW4": "N/A"}, Analisis=PANJANG)]}, (U, 1, "Solusi"),
          "Capaian 1.1.1 N/A, tetapi Solusi kosong."),
    Kasus("LKP-01", {R: [indikator()], U: [ukur(**{"Target TW1": 20, "Realisasi TW1": 10, "Realisasi TW4": None})]},
          (U, 1, "Analisis"), "Capaian 1.1.1 50,00%, di bawah 100%, tetapi Analisis dan Solusi kosong.",
          {"triwulan_berjalan": 1}, "Info"),
    Kasus("LKP-02", {R: [indikator()], U: [ukur(**KURANG, Analisis=PANJANG, Solusi="Sudah ok")]}, (U, 1, "Solusi"),
          "Capaian 1.1.1 75,00%, di bawah 100%, tetapi Solusi hanya berisi 'Sudah ok'."),
    Kasus("LKP-03", {R: [indikator(), indikator("1.1.2")],
          U: [ukur(Analisis=PANJANG), ukur("1.1.2", Analisis=PANJANG)]},
          (U, 2, "Analisis"), "Analisis indikator 1.1.1, 1.1.2 sama persis."),
    Kasus("LKP-03", {R: [indikator()], U: [ukur(Analisis=PANJANG, Solusi=PANJANG)]}, (U, 1, "Solusi"),
          "Solusi 1.1.1 sama persis dengan Analisisnya."),
    Kasus("LKP-04", {U: [ukur(Analisis="Kegiatan dilaksanakan oleh (nama instansi) tepat waktu.")]},
          (U, 1, "Analisis"), "Kolom Analisis masih memuat isian contoh '(nama instansi)'."),
    Kasus("LKP-04", {U: [ukur(Solusi="Anggaran ditambah menjadi ... pada tahun depan.")]}, (U, 1, "Solusi"),
          "Kolom Solusi masih memuat isian contoh '...'."),
    Kasus("LKP-05", {U: [ukur()], P: [{"Dokumen": "Awal", "Kode": "1.1.1"}]}, (S, nomor_setelan("nip_kepala"), "Nilai"),
          'Setelan "NIP kepala", "Tanggal PK awal" kosong; "Nama atasan" masih isian contoh.',
          {**PEJABAT, "nip_kepala": None, "nama_atasan": "(nama wali kota)"}),
    Kasus("LKP-22", {U: [ukur()]}, (S, nomor_setelan("triwulan_berjalan"), "Nilai"),
          "Triwulan yang dilaporkan belum dipilih, sehingga semua angka dan laporan dihitung seperti triwulan IV.",
          {"triwulan_berjalan": None}),
    Kasus("LKP-06", {U: [ukur(Analisis="Layanan tahun 2015 mencapai sasaran.")]}, (U, 1, "Analisis"),
          "Analisis 1.1.1 menyebut tahun 2015, jauh dari tahun laporan 2025."),
    Kasus("LKP-06", {U: [ukur(Analisis="Layanan tahun 2024 mencapai sasaran.")]}, (U, 1, "Analisis"),
          "Analisis 1.1.1 hanya menyebut tahun 2024, tidak tahun laporan 2025."),
    Kasus("LKP-07", {R: [indikator()], U: [ukur(Analisis="Realisasi sebesar 88,5% melampaui target 80%.")]},
          (U, 1, "Analisis"), "Analisis 1.1.1 menyebut realisasi 88,5%, sedangkan realisasi pada barisnya 80%."),
    Kasus("LKP-07", {R: [indikator()], U: [ukur(Analisis="Capaian kinerja 92% karena sosialisasi.")]},
          (U, 1, "Analisis"), "Analisis 1.1.1 menyebut capaian 92%, sedangkan capaian pada barisnya 100,00%."),
    *(Kasus("LKP-07", {R: [indikator(Indikator="Persentase tindak lanjut")], U: [ukur(Analisis=teks)]},
            (U, 1, "Analisis"), "Analisis 1.1.1 menyebut realisasi 92,5%, sedangkan realisasi pada barisnya 80%.",
            {}, berat)
      for teks, berat in (("Realisasi tindak lanjut mencapai 92,5%.", "Periksa"), ("Realisasinya 92,5%.", "Periksa"),
                          ("Realisasi indikator ini sebesar 92,5%.", "Periksa"),
                          ("Realisasi pos jaga 92,5%.", "Info"))),
    *(Kasus("LKP-07", {R: [indikator()], U: [ukur(**KURANG, Analisis=teks)]}, (U, 1, "Analisis"),
            f"Analisis 1.1.1 menyatakan '{klaim}', sedangkan capaian pada barisnya 75,00%.", {}, berat)
      for teks, klaim, berat in (
          ("Target telah tercapai karena tidak ada kendala.", "Target telah tercapai", "Periksa"),
          ("Target tahun 2025 terlampaui.", "Target tahun 2025 terlampaui", "Periksa"),
          ("Realisasi melampaui target berkat pelatihan.", "melampaui target", "Periksa"),
          ("Tercapai berkat kerja sama.", "Tercapai", "Periksa"),
          ("Jumlah pendaftar melampaui target.", "melampaui target", "Info"),
      )),
    *(Kasus("LKP-07", {R: [indikator(**AKIP)], U: [ukur(**{"Realisasi TW4": "B"}, Analisis=teks)]}, (U, 1, "Analisis"),
            f"Analisis 1.1.1 menyebut '{sebutan}', sedangkan realisasi pada barisnya B.")
      for teks, sebutan in (("Instansi mencapai predikat BB tahun ini.", "mencapai predikat BB"),
                            ("Realisasinya BB.", "Realisasinya BB"),
                            ("Memperoleh nilai AKIP A.", "Memperoleh nilai AKIP A"))),
    Kasus("LKP-08", {R: [indikator(Formulasi=None)]}, (R, 1, "Formulasi"),
          "Indikator 1.1.1 belum mempunyai Formulasi.", {}, "Periksa"),
    Kasus("LKP-08", {R: [indikator(**{"Sumber Data": None, "Penanggung Jawab": " "})]}, (R, 1, "Sumber Data"),
          "Indikator 1.1.1 belum mempunyai Sumber Data, Penanggung Jawab."),
    Kasus("LKP-08", {R: [indikator(**{"Kondisi Awal": None}), indikator("1.1.2", **{"Kondisi Awal": None})]},
          (R, 1, "Kondisi Awal"), "Kondisi Awal kosong pada semua 2 indikator tujuan dan sasaran."),
    Kasus("LKP-09", {R: [indikator(Indikator="Jumlah laporan keuangan")]}, (R, 1, "Indikator"),
          "Indikator sasaran 1.1.1 menghitung kegiatan ('jumlah laporan'), bukan hasilnya."),
    Kasus("LKP-10", {R: [indikator(f"1.1.{i}", Sasaran="Layanan membaik") for i in range(1, 7)]}, (R, 1, "Sasaran"),
          "Sasaran 'Layanan membaik' mempunyai 6 IKU, lebih dari 5."),
    Kasus("LKP-11", {R: [indikator(Indikator=None)]}, (R, 1, "Indikator"), "Sasaran 1.1.1 tidak mempunyai indikator."),
    Kasus("LKP-11", {R: [indikator(Sasaran=None)]}, (R, 1, "Sasaran"), "Indikator 1.1.1 tidak menyebut sasarannya."),
    Kasus("LKP-11", {R: [indikator("T1", Jenis="Tujuan"), indikator("T2", Jenis="Tujuan", Tujuan="Tujuan dua"),
                         indikator()]}, (R, 2, "Kode"), "Tujuan T2 tidak mempunyai sasaran."),
    Kasus("LKP-12", {R: [indikator()], U: [ukur()]}, (U, 1, "Kode"),
          "Perbandingan nasional tahun 2025 belum diisi untuk IKU 1.1.1."),
    Kasus("LKP-13", {R: [indikator()], U: [ukur()]}, (U, 1, "Kode"),
          "Realisasi tahun 2024 dan 2023 belum ada di Riwayat untuk 1.1.1.", {"tahun_awal_renstra": 2023}),
    Kasus("LKP-14", {IKI: [iki(), iki(2, **{"Sumber Data": None}), iki(3, Penyebut=None)]}, (IKI, 2, "Sumber Data"),
          "IKI Kepala Bidang belum lengkap: Persentase 2 (Sumber Data), Persentase 3 (Penyebut).",
          {}, "Periksa"),
    Kasus("LKP-15", {IKI: [iki(), iki(2, Pembilang="Jumlah terlayani 1", Penyebut="jumlah sasaran 1")]},
          (IKI, 2, "Pembilang"), "Pembilang dan penyebut sama persis dengan milik 'Persentase 1'."),
    Kasus("LKP-15", {IKI: [iki(Penyebut="Jumlah terlayani 1")]}, (IKI, 1, "Penyebut"),
          "Penyebut sama persis dengan pembilangnya."),
    Kasus("LKP-16", {U: [ukur()], P: [{"Dokumen": "Awal", "Kode": "1.1.1"}], A: [{"Kode": "1", "Tingkat": "Program"}]},
          (U, 1, "Kode"), "Renstra kosong, padahal Pengukuran terisi."),
    Kasus("LKP-16", {R: [indikator(IKU="Tidak")], U: [ukur()], P: [{"Dokumen": "Awal", "Kode": "1.1.1"}],
                     A: [{"Kode": "1", "Tingkat": "Program"}]}, (R, 1, "IKU"),
          "Tidak ada indikator yang ditandai sebagai IKU."),
    Kasus("LKP-16", {R: [indikator()], U: [ukur()], A: [{"Kode": "1", "Tingkat": "Program"}]}, (U, 1, "Kode"),
          "Lembar PK kosong, sehingga target diambil dari Renstra."),
    Kasus("LKP-16", {R: [indikator()], U: [ukur()], P: [{"Dokumen": "Awal", "Kode": "1.1.1"}]}, (U, 1, "Kode"),
          "Lembar Anggaran kosong, sehingga serapan dan efisiensi tidak dapat dihitung.",
          {}, "Info"),
]  # fmt: skip
