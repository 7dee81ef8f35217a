"""The smallest books for lkjip_xl/checks/modul.py."""

from tests.checks.small_book import Kasus, indikator

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
