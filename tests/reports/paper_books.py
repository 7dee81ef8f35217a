"""Finished books whose every form is printed and measured: each profile, each module, long and random tables."""

import csv
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lkjip_xl.flows.contoh import DATA
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.schema.modules.evaluasi import LKE
from lkjip_xl.template.book import build_bytes
from tests.checks.small_book import indikator, ukur
from tests.printed.as_printed import PLAN_MODULES, as_printed
from tests.printed.form_books import form_books
from tests.reports.forms.test_rincian_output import BUDGET, OUTPUTS
from tests.reports.module_book import tables as module_tables
from tests.reports.renja_book import tables as renja_tables

PRINTED = Path(__file__).parents[1] / "printed"
MODULES = ("organisasi", "rencana-aksi", "tindak-lanjut")


def _typed(data: bytes, tables: dict[str, list[dict]]) -> bytes:
    """The book with rows of dictionaries in these tables."""
    with tempfile.TemporaryDirectory() as own:
        for name, rows in tables.items():
            with Path(own, f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                names = list(dict.fromkeys(k for row in rows for k in row))
                writer = csv.DictWriter(stream, names)
                writer.writeheader()
                writer.writerows({k: _text(v) for k, v in row.items()} for row in rows)
        return isi_buku(data, own).data


def _text(value: object) -> object:
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _settings(**values: str) -> dict[str, list[dict]]:
    return {"tbl_pengaturan": [{"Kunci": k, "Nilai": v} for k, v in values.items()]}


def _sample(modules: bool, **settings: str) -> bytes:
    data = isi_buku(build_bytes({"tahun": 2022}, (2019, 2024)), Path(str(DATA))).data
    if modules:
        data = _typed(tambah_modul(data, MODULES).data, module_tables())
    if settings:
        data = _typed(data, _settings(**settings))
    return laporan_buku(data, semua_bentuk=True).data


def _plan(name: str, years: tuple[int, int], **settings: str) -> bytes:
    empty = tambah_modul(build_bytes({"tahun": years[1]}, years), PLAN_MODULES).data
    data = isi_buku(empty, PRINTED / name).data
    if settings:
        data = _typed(data, _settings(**settings))
    return laporan_buku(data, semua_bentuk=True).data


def _long(indicators: int, programs: int) -> bytes:
    from tests.reports.test_page_rules import long_book

    data = build_bytes({"tahun": 2025}, (2025, 2029))
    data = _typed(data, long_book(indicators, programs) | _settings(dokumen_pk="Awal", instansi="Dinas Contoh"))
    return laporan_buku(data, semua_bentuk=True).data


def _tables(modules: tuple[str, ...], tables: dict[str, list[dict]], year: int, **settings: str) -> bytes:
    """A book that holds nothing but these tables."""
    data = tambah_modul(build_bytes({"tahun": year}, (2025, 2029)), modules).data
    data = _typed(data, tables | _settings(instansi="Dinas Contoh", **settings))
    return laporan_buku(data, semua_bentuk=True).data


def _outputs() -> bytes:
    tables = {"tbl_renstra": [indikator()], "tbl_pengukuran": [ukur()], "tbl_anggaran": BUDGET, "tbl_ro": OUTPUTS}
    return _tables(("rincian-output",), tables, 2025, jenis_instansi="Kementerian-Lembaga")


def _evaluated() -> bytes:
    tables = {
        "tbl_renstra": [indikator(), indikator("1.1.2")],
        "tbl_pengukuran": [ukur(), ukur("1.1.2")],
        "tbl_riwayat": [{"Kode": "1.1.1", "Tahun": 2025, "Lingkup": "Nasional", "Target": 85, "Realisasi": 84}],
        "tbl_lke": [r | {"Kriteria": "", "Jawaban": "BB"} for r in LKE.shipped(2025) if "Bobot" in r],
        "tbl_rekomendasi": [{"Kode": "1.1.1", "Rekomendasi": "Perluas layanan", "Tahun": 2026}],
        "tbl_pemanfaatan": [{"Triwulan": 2, "Temuan Kinerja": "Rendah", "Perubahan": "Anggaran", "Sebelum": "10"}],
    }
    return _tables(("evaluasi", "tindak-lanjut"), tables, 2025, tanggal_dibuat="2026-02-01", tanggal_kirim="2026-04-07")


BOOKS: dict[str, Callable[[], bytes]] = {
    "2022": lambda: form_books()["2022"],
    "Umum dengan modul": lambda: _sample(True, profil_bentuk="Umum"),
    "2018": lambda: form_books()["2018"],
    "Umum, panjang": lambda: _long(23, 40),
    "2017": lambda: form_books()["2017"],
    "2022 dengan modul": lambda: _sample(True),
    "Renstra 2019-2024": lambda: _plan("renstra", (2019, 2024)),
    "Renstra, Umum": lambda: _plan("renstra", (2019, 2024), profil_bentuk="Umum"),
    "Renstra 2015-2019": lambda: _plan("renstra2018", (2015, 2019)),
    "Umum, pendek": lambda: _long(2, 3),
    "keputusan IKI": lambda: as_printed("keputusan"),
    "Renstra 2025-2029": lambda: _plan("renstra2025", (2025, 2030)),
    "evaluasi Renja": lambda: _tables(("renstra-lengkap", "evaluasi-renja"), renja_tables(), 2026),
    "rincian output": _outputs,
    "evaluasi SAKIP": _evaluated,
}


@cache
def paper_book(name: str) -> bytes:
    return BOOKS[name]()
