"""The smallest books for the checks on consistency (KON)."""

from tests.checks.small_book import Kasus, indikator, nomor_setelan, ukur

R, P, PP, U = "tbl_renstra", "tbl_pk", "tbl_pk_program", "tbl_pengukuran"
A, H, D, S = "tbl_anggaran", "tbl_riwayat", "tbl_data_dukung", "tbl_pengaturan"
DOK = "tbl_pk_dokumen"
DUA = [indikator(), indikator("1.1.2", Sasaran="Sasaran 1.1.1")]


def pk(kode="1.1.1", dokumen="Awal", target=80):
    return {"Dokumen": dokumen, "Kode": kode, "Target": target}


def program(kode="1.1", dokumen="Awal", anggaran=100, nama="Program Satu"):
    return {"Dokumen": dokumen, "Kode": kode, "Program": nama, "Anggaran": anggaran}


def uang(kode, tingkat, awal=None, **lain):
    return {"Kode": kode, "Tingkat": tingkat, "Uraian": f"{tingkat} {kode}", "Pagu Awal": awal, **lain}


def pohon(*lain, awal=100, **kolom):
    """A program with one kegiatan and one sub kegiatan, then the given rows."""
    return [
        uang("1.1", "Program", **{"Uraian": "PROGRAM SATU", **kolom}), uang("1.1.1", "Kegiatan"),
        uang("1.1.1.1", "Sub Kegiatan", awal), *lain,
    ]  # fmt: skip


def nomenklatur(kegiatan="1.02.02.2.02", sub="1.02.02.2.02.0001"):
    """A program of two kegiatan in the codes of Permendagri 90/2019."""
    return [
        uang("1", "Urusan"), uang("1.02", "Bidang"), uang("1.02.02", "Program"), uang("1.02.02.2.01", "Kegiatan"),
        uang("1.02.02.2.01.0001", "Sub Kegiatan", 5), uang("1.02.02.2.01.0002", "Sub Kegiatan", 5),
        uang(kegiatan, "Kegiatan"), uang(sub, "Sub Kegiatan", 5), uang("1.02.02.2.02.0002", "Sub Kegiatan", 5),
        uang("1.02.02.2.03", "Kegiatan"), uang("1.02.02.2.03.0001", "Sub Kegiatan", 5),
    ]  # fmt: skip


def riwayat(tahun, target, realisasi, **lain):
    return {"Kode": "1.1.1", "Tahun": tahun, "Lingkup": "Instansi", "Target": target, "Realisasi": realisasi, **lain}


def dukung(atas, bawah=None, **lain):
    return {"Kode": "1.1.1", "Jenis": "Rincian", "Uraian": "Layanan", "Pembilang": atas, "Penyebut": bawah, **lain}


KASUS = [
    Kasus("KON-02", {A: pohon(uang("1.1.1.1", "Sub Kegiatan", 5, Uraian="Layanan Kelurahan Mangunharjo"))},
          (A, 4, "Kode"), "Kode 1.1.1.1 ditulis sekali untuk tiap unit (kelurahan, UPTD, sekolah, puskesmas).", {},
          "Info"),
    Kasus("KON-62", {R: [indikator("T1", Jenis="Tujuan")], U: [ukur("T1", **{"Realisasi TW4": None})]},
          (U, 1, "Realisasi TW4"), "Realisasi indikator T1 belum diisi sampai triwulan 4, padahal targetnya ada."),
    Kasus("KON-62", {R: [indikator("K1", Jenis="Kegiatan", IKU="Tidak"), indikator("K2", Jenis="Program", IKU=None)],
                     U: [ukur("K1", **{"Realisasi TW4": None}), ukur("K2", **{"Realisasi TW4": " "})]},
          (U, 1, "Realisasi TW4"), "Realisasi indikator K1, K2 belum diisi sampai triwulan 4, padahal targetnya ada.",
          {}, "Info"),
    Kasus("KON-62", {R: [indikator()], U: [ukur(Sifat="Akumulasi", **{"Realisasi TW4": None})]},
          (U, 1, "Realisasi TW3"), "Realisasi indikator 1.1.1 belum diisi sampai triwulan 3, padahal targetnya ada.",
          {"triwulan_berjalan": 3}),
    Kasus("KON-62", {R: [indikator()], U: [ukur(**{"Realisasi TW4": None})]},
          (U, 1, "Realisasi TW3"), "Realisasi indikator 1.1.1 belum diisi sampai triwulan 3, padahal targetnya ada.",
          {"triwulan_berjalan": 3}, "Info"),
    Kasus("KON-63", {R: [indikator()], U: [ukur("1.1 .1")]}, (U, 1, "Kode"),
          "'1.1 .1' memuat spasi di dalam kode; tanpa spasi kode itu ada di Renstra: 1.1.1."),
    Kasus("KON-63", {R: [indikator("1.1. 1")], U: [ukur()], P: [pk()]}, (R, 1, "Kode"),
          "'1.1. 1' memuat spasi di dalam kode; tanpa spasi kode itu ada di lembar lain: 1.1.1."),
    Kasus("KON-63", {A: pohon(), PP: [program("1. 1")]}, (PP, 1, "Kode"),
          "'1. 1' memuat spasi di dalam kode; tanpa spasi kode itu ada di Anggaran: 1.1."),
    Kasus("KON-11", {PP: [program("9.1"), program("9.1", "Perubahan")], A: pohon(Uraian="Program  SATU")},
          (PP, 1, "Kode"), "Kode program 9.1 tidak ada di Anggaran (2 baris)."),
    Kasus("KON-11", {PP: [program(f"9.{n}", nama=f"Program {n}") for n in (1, 2, 3, 1)], A: pohon()}, (PP, 1, "Kode"),
          "3 kode program PK (4 baris) tidak ada di Anggaran: 9.1, 9.2, 9.3."),
    Kasus("KON-60", {R: [indikator()], H: [riwayat(2026, 85, 85)]}, (H, 1, "Target"),
          "Target 1.1.1 tahun 2026 di Riwayat 85, sedangkan di Renstra 81.", {"tahun": 2027}),
    Kasus("KON-60", {R: [indikator()], H: [riwayat(2026, 85, 85, Keterangan="LKjIP 2026; target Renstra")]},
          (H, 1, "Target"), "Target 1.1.1 tahun 2026 di Riwayat 85, sedangkan di Renstra 81.", {"tahun": 2027}),
    Kasus("KON-61", {R: [indikator()], H: [riwayat(2024, None, 68.5)]}, (H, 1, "Realisasi"),
          "Realisasi 1.1.1 tahun 2024 di Riwayat 68,5, sedangkan Kondisi Awal di Renstra 70."),
    Kasus("KON-01", {R: [indikator()], P: [pk(), pk("1.1.9"), pk("1.1.9", "Perubahan")]}, (P, 2, "Kode"),
          "Indikator berkode 1.1.9 tidak ada di Renstra (2 baris)."),
    Kasus("KON-01", {R: [indikator()], A: pohon(Indikator="1.1.1; 1.1.8")}, (A, 1, "Indikator"),
          "Indikator berkode 1.1.8 tidak ada di Renstra."),
    Kasus("KON-44", {R: [indikator("1.1.1\N{NO-BREAK SPACE}")], U: [ukur()]}, (R, 1, "Kode"),
          "Kode '1.1.1' memuat spasi yang tidak tampak, sehingga rumus buku menganggapnya lain dari '1.1.1' di baris "
          "atau lembar lain."),
    Kasus("KON-44", {R: [indikator(), indikator("1.1.2", Sasaran="Sasaran\N{NO-BREAK SPACE}1.1.1")]},
          (R, 2, "Sasaran"),
          "Bunyi sasaran 'Sasaran 1.1.1' memuat spasi yang tidak tampak, sehingga rumus buku menganggapnya lain dari "
          "'Sasaran 1.1.1' di baris atau lembar lain."),
    Kasus("KON-44", {R: [indikator()], A: pohon(Indikator="1.1.1\N{ZERO WIDTH SPACE}; 1.1.1")}, (A, 1, "Indikator"),
          "Kode '1.1.1; 1.1.1' memuat spasi yang tidak tampak, sehingga rumus buku menganggapnya lain dari "
          "'1.1.1; 1.1.1' di baris atau lembar lain."),
    Kasus("KON-02", {R: [indikator(), indikator("T1", Jenis="Tujuan"), indikator()]}, (R, 3, "Kode"),
          "1.1.1 ditulis dua kali; yang pertama di Kode baris 1."),
    Kasus("KON-02", {P: [pk(), pk(dokumen="Perubahan"), pk()]}, (P, 3, "Kode"),
          "Awal 1.1.1 ditulis dua kali; yang pertama di Kode baris 1."),
    Kasus("KON-02", {H: [riwayat(2024, 80, 81), riwayat(2024, 80, 82)]}, (H, 2, "Kode"),
          "1.1.1 2024 Instansi ditulis dua kali; yang pertama di Kode baris 1."),
    Kasus("KON-02", {H: [riwayat(2024, 80, 81), riwayat(2024, 80, 82, Lingkup=None)]}, (H, 2, "Kode"),
          "1.1.1 2024 ditulis dua kali; yang pertama di Kode baris 1."),
    Kasus("KON-02", {A: pohon(uang("1.1.1.1", "Sub Kegiatan", 5, Uraian="Layanan (DAK)"))}, (A, 4, "Kode"),
          "1.1.1.1 ditulis dua kali dengan Uraian yang berbeda; yang pertama di Kode baris 3.", {}, "Periksa"),
    Kasus("KON-02", {A: pohon(uang("1.1.2", "Kegiatan"), uang("1.1.1.1", "Sub Kegiatan", 5, Uraian="Lain"))},
          (A, 5, "Kode"), "1.1.1.1 ditulis dua kali; yang pertama di Kode baris 3."),
    Kasus("KON-02", {A: pohon(uang("1.1.1.1", "Sub Kegiatan", 5))}, (A, 4, "Kode"),
          "1.1.1.1 ditulis dua kali; yang pertama di Kode baris 3."),
    Kasus("KON-03", {R: [indikator()], P: [pk(target=85)]}, (P, 1, "Target"),
          "Target 1.1.1 pada PK Awal: 85; pada Renstra untuk tahun 2025: 80."),
    Kasus("KON-03", {R: [indikator(**{"Target 2028": 81})], P: [pk(target=81)]}, (P, 1, "Target"),
          "Target 1.1.1 pada PK Awal: 81 (sama dengan target 2026); pada Renstra untuk tahun 2025: 80."),
    Kasus("KON-04", {P: [pk(), pk("1.1.2"), pk(dokumen="Perubahan")]}, (P, 2, "Kode"),
          "Indikator 1.1.2 ada di PK Awal, tetapi tidak ada di PK Perubahan."),
    Kasus("KON-05", {P: [pk(), pk(dokumen="Perubahan", target=82.5)]}, (P, 2, "Target"),
          "Target 1.1.1 berubah dari 80 (PK Awal) menjadi 82,5."),
    Kasus("KON-05", {P: [pk(), pk(dokumen="Perubahan", target=80), pk(dokumen="Perubahan 2", target=85)]},
          (P, 3, "Target"), "Target 1.1.1 berubah dari 80 (PK Perubahan) menjadi 85 (PK Perubahan 2)."),
    Kasus("KON-05", {P: [pk(), pk("1.1.2"), pk("1.1.2", dokumen="Perubahan"), pk(dokumen="Perubahan 3", target=85)]},
          (P, 4, "Target"), "Target 1.1.1 berubah dari 80 (PK Awal) menjadi 85 (PK Perubahan 3)."),
    Kasus("KON-06", {R: DUA, P: [pk(), pk("1.1.2", target=80)], U: [ukur()]}, (P, 2, "Kode"),
          "Indikator 1.1.2 diperjanjikan, tetapi tidak ada di Pengukuran."),
    Kasus("KON-06", {R: [indikator()], P: [pk()], U: [ukur(**{"Realisasi TW4": None})]}, (U, 1, "Realisasi TW4"),
          "Indikator 1.1.1 diperjanjikan, tetapi realisasinya belum diisi sampai triwulan 4.",
          {}, "Periksa"),
    Kasus("KON-07", {R: DUA, P: [pk()], U: [ukur(), ukur("1.1.2")]}, (U, 2, "Kode"),
          "Indikator 1.1.2 diukur, tetapi tidak ada di PK mana pun."),
    Kasus("KON-08", {R: DUA, P: [pk()]}, (R, 2, "Kode"),
          "Indikator 1.1.2 bertarget 80 pada tahun 2025 di Renstra, tetapi tidak ada di PK Awal."),
    Kasus("KON-09", {R: [indikator(**{"Target 2025": None})]}, (R, 1, "Target 2025"),
          "Indikator 1.1.1 tidak mempunyai target tahun 2025."),
    Kasus("KON-10", {R: [indikator("T1", Jenis="Tujuan"), indikator()], U: [ukur()]}, (R, 1, "Kode"),
          "Indikator tujuan T1 tidak ada di Pengukuran."),
    Kasus("KON-11", {PP: [program(), program("1.7")], A: pohon()}, (PP, 2, "Kode"),
          "Kode program 1.7 tidak ada di Anggaran."),
    *(Kasus("KON-11", {PP: [program("1.7", nama="Satu")], A: pohon(uang("1.2", "Program", 5), Kode=isi)},
            (PP, 1, "Kode"), "Kode program 1.7 tidak ada di Anggaran; baris programnya belum berkode (Kode baris 1).",
            {}, "Periksa") for isi in (None, "X.XX.02")),
    Kasus("KON-11", {PP: [program("1.1.1")], A: pohon()}, (PP, 1, "Kode"),
          "Kode 1.1.1 di Anggaran adalah Kegiatan, bukan Program.", {}, "Periksa"),
    Kasus("KON-11", {PP: [program(None)], A: pohon()}, (PP, 1, "Kode"),
          "Program 'Program Satu' tidak berkode, sehingga anggarannya tidak dapat dicocokkan.", {}, "Info"),
    Kasus("KON-12", {PP: [program(anggaran=1_000_000)], A: pohon(awal=1_250_000)}, (PP, 1, "Anggaran"),
          "Anggaran program 1.1 pada PK Awal Rp1.000.000, sedangkan Pagu Awal di Anggaran Rp1.250.000; selisih "
          "Rp250.000."),
    Kasus("KON-12", {PP: [program(anggaran=900)],
                     A: [uang("1.1", "Program", 700, **{"Pagu Perubahan": 900})]}, (PP, 1, "Anggaran"),
          "Anggaran program 1.1 pada PK Awal Rp900 (angka itu sama dengan Pagu Perubahan), sedangkan Pagu Awal "
          "di Anggaran Rp700; selisih Rp200."),
    Kasus("KON-13", {PP: [program(nama="Program Sato")], A: pohon()}, (PP, 1, "Program"),
          "Nama program 1.1 pada PK 'Program Sato', sedangkan di Anggaran 'PROGRAM SATU'."),
    Kasus("KON-13", {PP: [program(nama="Penanganan Bencana")], A: pohon()}, (PP, 1, "Program"),
          "Nama program 1.1 pada PK 'Penanganan Bencana', sedangkan di Anggaran 'PROGRAM SATU'.", {}, "Periksa"),
    Kasus("KON-14", {PP: [program()], A: pohon(uang("1.2", "Program", 40), uang("1.3", "Program"))},
          (PP, 1, "Kode"), "PK Awal tidak memuat program 1.2, yang pagunya di Anggaran Rp40."),
    Kasus("KON-15", {P: [pk()]}, (S, nomor_setelan("dokumen_pk"), "Nilai"),
          "dokumen_pk berisi Perubahan, tetapi lembar PK tidak memuat target Perubahan; yang dipakai "
          "Awal.", {"dokumen_pk": "Perubahan"}),
    Kasus("KON-15", {P: [pk(), pk(dokumen="Perubahan")]}, (S, nomor_setelan("dokumen_pk"), "Nilai"),
          "dokumen_pk berisi Awal, padahal lembar PK sudah memuat baris Perubahan; baris itu tidak dipakai.",
          {"dokumen_pk": "Awal"}),
    Kasus("KON-15", {P: [pk(), pk(dokumen="Perubahan")]}, (S, nomor_setelan("dokumen_pk"), "Nilai"),
          "dokumen_pk berisi Otomatis, tetapi Perubahan tidak bertanggal sungguhan di lembar PK (tabel dokumen); "
          "yang dipakai Awal."),
    Kasus("KON-15", {P: [pk(), pk(dokumen="Perubahan"), pk(dokumen="Perubahan 2", target=None)],
                     DOK: [{"Dokumen": "Perubahan", "Tanggal": 45_778}, {"Dokumen": "Perubahan 2", "Tanggal": 45_870}]},
          (S, nomor_setelan("dokumen_pk"), "Nilai"),
          "dokumen_pk berisi Otomatis, tetapi semua target Perubahan 2 di lembar PK kosong; yang dipakai Perubahan."),
    Kasus("KON-15", {P: [pk(), pk(dokumen="Perubahan")], DOK: [{"Dokumen": "Perubahan", "Tanggal": 45_962}]},
          (S, nomor_setelan("dokumen_pk"), "Nilai"),
          "dokumen_pk berisi Perubahan, padahal Perubahan bertanggal 1 November 2025, sesudah akhir Triwulan III; "
          "target dan pagu terakhir sudah dipakai, sedangkan Lap TW III memakai pagu yang berlaku pada akhir triwulan "
          "itu.", {"dokumen_pk": "Perubahan", "triwulan_berjalan": 3}),
    Kasus("KON-16", {R: [indikator(), indikator("1.1.2")]}, (R, 1, "Induk"),
          "Induk T1 tidak ada di Renstra (2 baris)."),
    Kasus("KON-16", {R: [indikator(Induk="1.1.1")]}, (R, 1, "Induk"),
          "Baris 1.1.1 menyebut dirinya sendiri sebagai induk.", {}, "Salah"),
    Kasus("KON-16", {R: [indikator("T1", Jenis="Tujuan", Induk=None), indikator(Induk="P1"),
                         indikator("P1", Jenis="Program", Induk="T1")]}, (R, 2, "Induk"),
          "Sasaran 1.1.1 berinduk pada P1, yang jenjangnya lebih rendah (Program).", {}, "Salah"),
    Kasus("KON-16", {R: [indikator("T1", Jenis="Tujuan", Induk=None), indikator(Induk=None)]}, (R, 2, "Induk"),
          "Sasaran 1.1.1 tidak menyebut induknya."),
    Kasus("KON-17", {R: [indikator(Sasaran="Meningkatnya Pengarusutamaan Gender"),
                         indikator("1.1.2", Sasaran="Meningkatnya Pengarustamaan Gender")]}, (R, 2, "Sasaran"),
          "Sasaran 'Meningkatnya Pengarustamaan Gender' hampir sama dengan 'Meningkatnya Pengarusutamaan "
          "Gender' (Sasaran baris 1)."),
    Kasus("KON-17", {R: [indikator(Indikator="Persentase warga terlayani"),
                         indikator("1.1.2", Indikator="Persentase wargaterlayani")]}, (R, 2, "Indikator"),
          "Indikator 'Persentase wargaterlayani' hampir sama dengan 'Persentase warga terlayani' (Indikator baris 1)."),
    Kasus("KON-17", {R: [indikator(Sasaran="Satu", Indikator="Layanan"),
                         indikator("1.1.2", Sasaran="Satu", Indikator="LAYANAN")]}, (R, 2, "Indikator"),
          "Indikator 1.1.2 sama bunyinya dengan 1.1.1, pada sasaran yang sama."),
    Kasus("KON-17", {R: [indikator(Sasaran="Sarana dan prasarana"), indikator("1.1.2", Sasaran="Sarana lain"),
                         indikator("1.1.3", Sasaran="Sarana & prasarana")]}, (R, 3, "Sasaran"),
          "Sasaran 'Sarana & prasarana' hampir sama dengan 'Sarana dan prasarana' (Sasaran baris 1)."),
    Kasus("KON-18", {R: [indikator(Indikator="Warga dilayani", Satuan="orang"),
                         indikator("P1", Jenis="Program", Indikator="Warga dilayani", Satuan="keluarga")]},
          (R, 2, "Satuan"), "Satuan P1 'keluarga', sedangkan indikator yang sama bunyinya (1.1.1) 'orang'."),
    Kasus("KON-18", {R: [indikator(Tipe="Angka", Satuan="orang")], D: [dukung(5, Satuan="berkas")]},
          (D, 1, "Satuan"), "Satuan data dukung 1.1.1 'berkas', sedangkan satuan indikatornya 'orang'."),
    Kasus("KON-19", {R: [indikator(), indikator("1.1.2")], P: [pk(), pk("1.1.2")],
                     U: [ukur(), ukur("1.1.2", **{"Target TW4": 80, "Realisasi TW3": 60, "Realisasi TW4": None})]},
          (U, 2, "Realisasi TW4"), "Realisasi triwulan 4 belum diisi untuk 1.1.2, padahal targetnya ada."),
    Kasus("KON-19", {R: [indikator(), indikator("1.1.2")],
                     U: [ukur(Sifat="Kumulatif", **{"Target TW2": 40, "Realisasi TW4": None}),
                         ukur("1.1.2", **{"Realisasi TW2": 30})]},
          (U, 1, "Realisasi TW2"), "Realisasi triwulan 2 belum diisi untuk 1.1.1, padahal targetnya ada.",
          {"triwulan_berjalan": 2}),
    Kasus("KON-20", {A: pohon(uang("1.1.2", "Kegiatan", 7))}, (A, 4, "Tingkat"),
          "Kegiatan 1.1.2 tidak mempunyai sub kegiatan di bawahnya."),
    Kasus("KON-20", {A: [uang("1.2", "Program"), uang("1.2.1.1", "Sub Kegiatan", 5), uang("1.2.1.2", "Sub Kegiatan", 5),
                         *pohon()]}, (A, 2, "Tingkat"),
          "Sub Kegiatan 1.2.1.1 berada langsung di bawah Program 1.2, tanpa kegiatan (2 baris)."),
    Kasus("KON-21", {A: [uang("X.XX.01", "Program", 5)]}, (A, 1, "Kode"),
          "Kode X.XX.01 masih memuat huruf X sebagai pengganti."),
    Kasus("KON-21", {A: [uang("1.06. 02", "Program", 5)]}, (A, 1, "Kode"),
          "Kode pada 1 baris memuat spasi di sekitar titiknya: 1.06. 02."),
    Kasus("KON-21", {A: [uang(f"1 .0{n}", "Program", 5) for n in range(1, 6)]}, (A, 1, "Kode"),
          "Kode pada 5 baris memuat spasi di sekitar titiknya: 1 .01, 1 .02, 1 .03, ...."),
    Kasus("KON-21", {A: [uang("1.06 02", "Program", 5)]}, (A, 1, "Kode"),
          "Kode 1.06 02 memuat spasi atau tanda yang bukan bagian kode."),
    Kasus("KON-21", {A: [uang("1.01", "Program", 5), uang("1.O2", "Program", 5), uang("1.03", "Program", 5)]},
          (A, 2, "Kode"), "Kode 1.O2 memuat huruf, padahal kode di sekitarnya tidak."),
    Kasus("KON-21", {A: [uang("1.01.0001", "Sub Kegiatan", 5), uang("1.01.00O1", "Sub Kegiatan", 5)]},
          (A, 2, "Kode"), "Kode 1.01.00O1 memuat huruf, padahal kode di sekitarnya tidak."),
    Kasus("KON-22", {A: nomenklatur(kegiatan="1.02.05.2.02")}, (A, 7, "Kode"),
          "Baris berkode 1.02.05.2.02 berada di bawah 1.02.02, sedangkan induk 1.02.05 tidak ada.", {}, "Periksa"),
    Kasus("KON-22", {A: [*nomenklatur(kegiatan="1.02.05.2.02"), uang("1.02.05", "Program")]}, (A, 7, "Kode"),
          "Baris berkode 1.02.05.2.02 berada di bawah 1.02.02, padahal induknya 1.02.05 ada di tempat lain."),
    Kasus("KON-22", {A: [uang("2", "Urusan"), uang("2.20", "Bidang"), uang("2.20.02", "Program", 5),
                         uang("2.21.02", "Program"), uang("2.21.02.2.01", "Kegiatan", 5)]}, (A, 4, "Kode"),
          "Baris berkode 2.21.02 berada di bawah 2.20, sedangkan induk 2.21 tidak ada.", {}, "Periksa"),
    Kasus("KON-22", {A: pohon(uang("1.2.1.1", "Sub Kegiatan", 5), uang("1.2", "Program"), uang("1.2.1", "Kegiatan"),
                              uang("1.2.1.2", "Sub Kegiatan", 5))}, (A, 4, "Kode"),
          "Baris berkode 1.2.1.1 berada di bawah 1.1.1, padahal induknya 1.2.1 ada di tempat lain."),
    Kasus("KON-22", {A: pohon(uang("1.1.1.2", "Sub Kegiatan", 5), uang("1.9.1.3", "Sub Kegiatan", 5))},
          (A, 5, "Kode"), "Baris berkode 1.9.1.3 berada di bawah 1.1.1, sedangkan induk 1.9.1 tidak ada.", {},
          "Periksa"),
    Kasus("KON-22", {A: pohon(uang("1.1.1.2", "Sub Kegiatan", 5), uang("1.1.1.3", "Sub Kegiatan", 5),
                              uang("7", "Sub Kegiatan", 5))},
          (A, 6, "Kode"), "Baris berkode 7 berada di bawah 1.1.1, tetapi kodenya tidak diawali 1.1.1.", {}, "Periksa"),
    Kasus("KON-22", {A: [uang("5", "Program"), uang("1", "Kegiatan", 5), uang("2", "Kegiatan", 5),
                         uang("3", "Kegiatan", 5)]}, (A, 2, "Kode"),
          "Kode Anggaran tidak berjenjang: 3 dari 3 kode tidak diawali kode induknya.", {}, "Info"),
    Kasus("KON-23", {A: pohon(uang("1.1.1.10", "Sub Kegiatan", 5), uang("1.1.1.9", "Sub Kegiatan", 5))},
          (A, 5, "Kode"), "Kode 1.1.1.9 ditulis sesudah 1.1.1.10."),
    Kasus("KON-25", {R: [indikator()], U: [ukur(**{"Realisasi TW4": 80.9})],
                     D: [dukung(7000, 7600), dukung(676, 882), dukung(7650, 9456, Jenis="Total")]},
          (D, 1, "Pembilang"),
          "Data dukung 1.1.1 tidak sejalan: Rincian 7.676 dari 8.482 = 90,5%; Total 7.650 dari 9.456 = 80,9%; "
          "realisasi di Pengukuran 80,9."),
    Kasus("KON-25", {R: [indikator(Tipe="Angka")], U: [ukur()], D: [dukung(30), dukung(40)]}, (D, 1, "Pembilang"),
          "Data dukung 1.1.1 tidak sejalan: Rincian 70; realisasi di Pengukuran 80."),
    Kasus("KON-27", {R: [indikator()], U: [ukur()], H: [riwayat(2025, 80, 88)]}, (H, 1, "Realisasi"),
          "Realisasi 1.1.1 tahun 2025 di Riwayat: 88; di Pengukuran: 80."),
    Kasus("KON-28", {R: [indikator()], U: [ukur(**{"Realisasi TW4": 78.5})], H: [riwayat(2024, 78.5, 79)]},
          (U, 1, "Realisasi TW4"), "Realisasi 1.1.1 tahun 2025 (78,5) sama persis dengan target tahun 2024."),
    Kasus("KON-28", {R: [indikator(**{"Target 2025": 81.25})], U: [ukur()], H: [riwayat(2024, 79, 81.25)]},
          (H, 1, "Realisasi"), "Realisasi 1.1.1 tahun 2024 (81,25) sama persis dengan target tahun 2025."),
    Kasus("KON-29", {H: [riwayat(2026, 80, 80)]}, (H, 1, "Tahun"),
          "Tahun 2026 pada Riwayat tidak wajar untuk laporan tahun 2025."),
    *(Kasus("KON-29", {H: [riwayat(value, 80, 80)]}, (H, 1, "Tahun"),
            f"Tahun pada satu baris Riwayat {told}, sehingga angkanya tidak masuk perbandingan antar tahun mana pun.",
            {}, "Salah") for value, told in ((None, "kosong"), ("N/A", "tertulis N/A"), (2024.5, "tertulis 2.024,5"))),
    Kasus("KON-29", {"tbl_riwayat_anggaran": [{"Uraian": "Belanja", "Tahun": None, "Pagu": 100, "Realisasi": 90}] * 2},
          ("tbl_riwayat_anggaran", 1, "Tahun"), "Tahun pada 2 baris Riwayat kosong, sehingga angkanya tidak masuk "
          "perbandingan antar tahun mana pun.", {}, "Salah"),
    Kasus("KON-30", {R: [indikator()], A: [uang("1.1", "Program", 750, Indikator="1.1.1"), uang("1.2",
          "Program", 250)]},
          (A, 2, "Indikator"),
          "Pagu Rp250 (1 baris, 25,00% dari seluruh pagu) tidak disebut mendukung indikator mana pun."),
    Kasus("KON-30", {R: [indikator()], A: [uang("1.1", "Program", 650, Indikator="1.1.1"), uang("1.2", "Program", 250),
                                           uang("1.3", "Program", 100, Uraian="PROGRAM PENUNJANG URUSAN")]},
          (A, 2, "Indikator"), "Pagu Rp250 (1 baris, 25,00% dari seluruh pagu) di luar program penunjang tidak disebut "
          "mendukung indikator mana pun."),
    Kasus("KON-31", {R: DUA, A: pohon(uang("1.2", "Program", 7, Indikator="1.1.2; 1.1.1"), Indikator="1.1.1;1.1.2")},
          (A, 1, "Indikator"), "Di lembar Anggaran, Rp107 pada 2 baris mendukung lebih dari satu indikator yang "
          "Jenisnya sama (misalnya dua indikator sasaran): 1.1 (1.1.1, 1.1.2), 1.2 (1.1.2, 1.1.1). Uangnya tampil "
          "penuh pada tiap indikator itu, dan dihitung sekali dalam jumlah seluruhnya."),
    Kasus("KON-31", {R: DUA, A: pohon(uang("1.1.1.2", "Sub Kegiatan", 5, Indikator="1.1.2"), Indikator="1.1.1")},
          (A, 4, "Indikator"),
          "Di lembar Anggaran, Rp5 pada 1 baris mendukung lebih dari satu indikator yang Jenisnya sama (misalnya dua "
          "indikator sasaran): 1.1.1.2 (1.1.1, 1.1.2). Uangnya tampil penuh pada tiap indikator itu, dan "
          "dihitung sekali dalam jumlah seluruhnya."),
    Kasus("KON-32", {R: [indikator()], A: pohon(uang("1.1.1.2", "Sub Kegiatan", 5, Indikator="1.1.1"),
                                               Indikator="1.1.1")}, (A, 4, "Indikator"),
          "Indikator 1.1.1 disebut di sini dan juga pada induknya (1.1)."),
    Kasus("KON-40", {R: [indikator()], U: [ukur(**{"Realisasi TW4": None, "Realisasi TW2": 40})]},
          (S, nomor_setelan("triwulan_berjalan"), "Nilai"),
          "Laporan ini sampai triwulan IV, tetapi belum ada satu pun realisasi triwulan itu di Pengukuran."),
    Kasus("KON-41", {}, (S, nomor_setelan("tanggal_pk_perubahan"), "Nilai"),
          "Tanggal PK Perubahan (Januari 2024) mendahului tanggal PK Awal (30 Januari 2025).",
          {"tanggal_pk_awal": "30 Januari 2025", "tanggal_pk_perubahan": "Januari 2024"}, "Salah"),
    Kasus("KON-41", {}, (S, nomor_setelan("tanggal_pk_awal"), "Nilai"),
          "tanggal_pk_awal (Januari 2023) bukan tanggal untuk PK tahun 2025.", {"tanggal_pk_awal": "Januari 2023"}),
    Kasus("KON-41", {}, (S, nomor_setelan("tanggal_pk_awal"), "Nilai"),
          "tanggal_pk_awal (31 Oktober 2024) bukan tanggal untuk PK tahun 2025.",
          {"tanggal_pk_awal": "31 Oktober 2024"}),
    Kasus("KON-41", {DOK: [{"Dokumen": "Awal", "Tanggal": 45_778}, {"Dokumen": "Perubahan", "Tanggal": 45_667}]},
          (DOK, 2, "Tanggal"), "Tanggal PK Perubahan (10 Januari 2025) mendahului tanggal PK Awal (1 Mei 2025).", {},
          "Salah"),
    Kasus("KON-41", {DOK: [{"Dokumen": "Awal", "Tanggal": 45_301}, {"Dokumen": "Perubahan", "Tanggal": 45_778}]},
          (DOK, 1, "Tanggal"), "Tanggal PK Awal (10 Januari 2024) bukan tanggal untuk PK tahun 2025."),
    Kasus("KON-41", {DOK: [{"Dokumen": "Awal", "Tanggal": "12 Desember 2024"}, {"Dokumen": "Perubahan 2",
                                                                                 "Tanggal": 46_031}]},
          (DOK, 2, "Tanggal"), "Tanggal PK Perubahan 2 (9 Januari 2026) bukan tanggal untuk PK tahun 2025."),
    Kasus("KON-41", {DOK: [{"Dokumen": "Perubahan", "Tanggal": 45_915}]},
          (S, nomor_setelan("tanggal_pk_perubahan"), "Nilai"),
          "tanggal_pk_perubahan berisi 14 September 2025, padahal tanggal PK Perubahan di lembar PK (tabel dokumen) "
          "15 September 2025; yang tercetak tanggal di lembar PK.", {"tanggal_pk_perubahan": "14 September 2025"}),
    Kasus("KON-41", {}, (S, nomor_setelan("tanggal_laporan"), "Nilai"),
          "tanggal_laporan (30 November 2025) mendahului akhir tahun 2025, padahal laporannya setahun "
          "penuh.", {"tanggal_laporan": "30 November 2025"}),
]  # fmt: skip
