"""The smallest books for lkjip_xl/checks/modul.py."""

from tests.checks.small_book import Kasus, indikator, ukur

_SERVICE = {"Jenis Layanan": "Rehabilitasi", "Kode Layanan": "1"}
KASUS = [
    Kasus(
        "KON-80", {"tbl_spm": [_SERVICE, {**_SERVICE, "Jenis Layanan": "rehabilitasi "}, {"Jenis Layanan": "Lain"}]},
        ("tbl_spm", 2, "Jenis Layanan"),
        "Baris ini sama dengan baris 1 tabel ini pada Kode Layanan, Jenis Layanan, Kode Anggaran.",
    ),
    Kasus(
        "KON-81",
        {"tbl_renstra": [indikator()], "tbl_rencana_aksi": [{"Kode": "1.1.1", "Rencana Aksi": "A"},
                                                            {"Kode": "9.9", "Rencana Aksi": "B"}]},
        ("tbl_rencana_aksi", 2, "Kode"), "Kode 9.9 tidak ada di Renstra.",
    ),
    Kasus(
        "KON-81", {"tbl_anggaran": [{"Kode": "5.1", "Tingkat": "Program"}],
                   "tbl_spm": [{**_SERVICE, "Kode Anggaran": "5.1"}, {"Jenis Layanan": "B", "Kode Anggaran": "5.2"}]},
        ("tbl_spm", 2, "Kode Anggaran"), "Kode 5.2 tidak ada di Anggaran.",
    ),
]  # fmt: skip
_RUNNING = {f"Target TW{n}": value for n, value in enumerate((120, 240, 360, 500), 1)}
_STEP = {"Kode": "1.1.1", "Rencana Aksi": "A", "Satuan": "orang"}
_PEOPLE = {"tbl_renstra": [indikator(Satuan="Orang", Tipe="Angka")], "tbl_pengukuran": [ukur(Sifat="Kumulatif")]}
KASUS += [
    Kasus(
        "KON-87", _PEOPLE | {"tbl_rencana_aksi": [_STEP | _RUNNING]},
        ("tbl_rencana_aksi", 1, "Target TW4"),
        "Target triwulan langkah ini menaik (120, 240, 360, 500) dalam satuan indikator 1.1.1, yang Sifatnya "
        "Kumulatif; di Rencana Aksi isi tiap triwulan dijumlahkan, menjadi 1.220.",
    ),
    Kasus(
        "KON-88", {"tbl_spm": [{**_SERVICE, "Harus Dilayani": 500, "Terlayani": 620}]}, ("tbl_spm", 1, "Terlayani"),
        "Terlayani 620, lebih dari Harus Dilayani 500.",
    ),
    Kasus(
        "KON-89", {"tbl_spm": [{**_SERVICE, "Target": 100}]}, ("tbl_spm", 1, "Target"), "Target berisi 10.000%.",
    ),
]  # fmt: skip
