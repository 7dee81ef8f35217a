"""The smallest books for lkjip_xl/checks/of_modules/naskah.py."""

from tests.checks.small_book import Kasus, indikator, ukur


def _row(text, **more):
    return {"Bab": "Bab III", "Urut": 1, "Jenis": "Paragraf", "Teks": text, **more}


def _case(code, text, message, weight=None, settings=None, tables=None, column="Teks", **more):
    return Kasus(
        code, {"tbl_naskah": [_row(text, **more)], **(tables or {})}, ("tbl_naskah", 1, column), message,
        settings or {}, weight,
    )  # fmt: skip


_MEASURED = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()]}
_BUDGET = {"tbl_anggaran": [
    {"Kode": "1", "Tingkat": "Program", "Uraian": "Program A"},
    {"Kode": "1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub kegiatan B", "Pagu Awal": 2_000_000,
     "Realisasi TW4": 1_767_000},
]}  # fmt: skip
_TYPED = "Angka diketik, padahal buku dapat mengisinya: "
KASUS = [
    _case("NAS-01", "Serapan {serapann}.", "{serapann} tidak dikenal."),
    _case("NAS-01", "{pagu:ribuan}",
          "{pagu:ribuan}: 'ribuan' tidak dikenal; yang ada besar, kecil, terbilang, Terbilang."),
    _case("NAS-01", "Sasaran {sasaran}.", "{sasaran} hanya dapat dipakai pada baris 'untuk tiap sasaran'."),
    _case("NAS-01", "{tabel:LAP-UANG}", "{tabel:LAP-UANG} bukan tabel atau laporan yang dikenal.", Jenis="Tabel"),
    _case("NAS-01", "Kalimat.",
          "'bila hujan' bukan syarat atau pengulangan yang dikenal, sehingga baris ini tidak dicetak.",
          column="Berlaku", Berlaku="bila hujan"),
    _case("NAS-02", "Ditandatangani {nama_kepala}.", "{nama_kepala} kosong di buku, sehingga dicetak titik-titik."),
    _case("NAS-03", "(Tulis isu {instansi}.)", "Bagian ini belum ditulis dan tidak dicetak: (Tulis isu Dinas Uji.)"),
    _case("NAS-04", "Rata-rata capaian 100,00% dan pagu Rp 2.000.000,-.",
          _TYPED + "Rp 2.000.000,- ({pagu}); 100,00% ({rata_rata}).", tables={**_MEASURED, **_BUDGET},
          settings={"rata_rata_instansi": "IKU"}),
    _case("NAS-04", "Serapan 88.35 %.", _TYPED + "88.35 % ({serapan}).", tables=_BUDGET),
    _case("NAS-04", "Dilaksanakan melalui 13 (tiga belas) program.",
          _TYPED + "13 (tiga belas) program (menurut buku 1; {jumlah_program}).", tables=_BUDGET),
    _case("NAS-04", "Ada 1 sasaran.", _TYPED + "1 sasaran ({jumlah_sasaran}).", tables=_MEASURED),
    _case("NAS-05", "Pada tahun 2024 dilaksanakan pelatihan.",
          "Tertulis 2024, padahal buku ini tahun 2025 dengan Renstra 2025-2029."),
    _case("NAS-05", "Menurut Renstra 2020-2024.",
          "Tertulis 2020-2024, padahal buku ini tahun 2025 dengan Renstra 2025-2029."),
    _case("NAS-05", "Sampai akhir tahun 2025.", "Tahun 2025 diketik; tahun depan kalimat ini akan keliru.", "Info"),
    _case("NAS-06", "Warga Kabupaten Sukamundur.",
          "Tertulis Kabupaten Sukamundur, yang tidak ada di Pengaturan buku ini.",
          settings={"pemerintah_daerah": "Pemerintah Kabupaten Sukamaju"}),
    _case("NAS-06", "Dinas Sosial Tenaga Kerja menyusun laporan.",
          "Tertulis Dinas Sosial Tenaga Kerja, yang tidak ada di Pengaturan buku ini.",
          settings={"instansi": "Dinas Sosial dan Pemberdayaan Perempuan"}),
    _case("NAS-06", "Disusun oleh Budi Santoso, S.Sos. sebagai kepala.",
          "Tertulis Budi Santoso, S.Sos., yang tidak ada di Pengaturan buku ini.",
          settings={"nama_kepala": "Siti Aminah, M.Si."}),
    _case("NAS-06", "NIP 19700101 199503 1 001.",
          "Tertulis 19700101 199503 1 001, yang tidak ada di Pengaturan buku ini.",
          settings={"nip_kepala": "19680202 199002 2 002"}),
]  # fmt: skip
