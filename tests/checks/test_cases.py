"""Each check on the smallest book that triggers it: the whole message, the cell, the weight; and silence without it."""

import importlib
import re
from pathlib import Path

import pytest

from lkjip_xl.checks.registry import all_checks, fingerprint_of, run_checks
from lkjip_xl.records import replace
from lkjip_xl.schema.setting_labels import label
from lkjip_xl.schema.setting_messages import with_keys, with_labels
from lkjip_xl.schema.settings import SETTINGS
from tests.checks.small_book import berkas, indikator, ukur

MODUL = sorted(p.stem for p in Path(__file__).parent.glob("cases_*.py"))
KASUS = [k for m in MODUL for k in importlib.import_module(f"tests.checks.{m}").KASUS]
DENGAN_BERKAS = {"MKN-46", "LAP-01", "LAP-02", "KON-42", "KON-43"}
"""Checks on report sheets, cell formats and the book of the year before need more; they have tests of their own."""


@pytest.mark.parametrize("kasus", KASUS, ids=lambda k: f"{k.kode}-{k.tempat[2]}")
def test_the_smallest_book_raises_this_finding(kasus):
    satu = all_checks()[kasus.kode]
    temuan = run_checks(berkas(kasus.tabel, **kasus.setelan), {kasus.kode})
    assert [(t.tabel, t.baris, t.kolom, t.uraian) for t in temuan] == [(*kasus.tempat, with_labels(kasus.pesan))]
    assert temuan[0].berat == (kasus.berat or satu.berat) and temuan[0].dasar == with_labels(satu.dasar)
    assert temuan[0].perbaikan


def test_every_check_has_its_smallest_book():
    rooms_of_files = (".reading", ".reading_dates", ".reading_settings", ".run_together", ".filling")
    of_files = {code for code, check in all_checks().items() if check.fungsi.__module__.endswith(rooms_of_files)}
    assert {k.kode for k in KASUS} | DENGAN_BERKAS | of_files >= set(all_checks())
    # What only a file shows (formats, formulas, merged cells) is tried on files, what a value shows in test_reading.
    rooms = Path(__file__).parents[1]
    files = [*(rooms / "book").glob("*.py"), *(rooms / "flows").glob("*.py"), rooms / "checks" / "test_reading.py"]
    tried = "".join(path.read_text(encoding="utf-8") for path in files)
    assert {code for code in of_files if f'"{code}"' not in tried} == set()


def test_a_sound_small_book_raises_nothing_of_weight_salah():
    buku = berkas({
        "tbl_renstra": [indikator()], "tbl_pk": [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 80}],
        "tbl_pengukuran": [ukur()],
    })  # fmt: skip
    assert [t for t in run_checks(buku) if t.berat == "Salah"] == []


def test_findings_name_settings_as_pengaturan_does():
    quarter = next(k for k in KASUS if k.kode == "KON-40")
    found = run_checks(berkas(quarter.tabel, **quarter.setelan), {"KON-40"})
    assert found[0].perbaikan == 'Isi realisasinya, atau ubah "Triwulan yang dilaporkan" di Pengaturan.'
    keys = re.compile("|".join(rf"(?<![{{\w]){s.key}\b" for s in SETTINGS if "_" in s.key))
    named = 0
    for kasus in KASUS:
        for one in run_checks(berkas(kasus.tabel, **kasus.setelan), {kasus.kode}):
            assert not keys.search(f"{one.uraian} {one.perbaikan} {one.dasar}"), one
            named += f'"{label("triwulan_berjalan")}"' in one.uraian + one.perbaikan
    assert named > 2


def test_a_finding_keeps_its_fingerprint_when_a_setting_gets_another_label():
    told = next(k for k in KASUS if k.kode == "KON-15")
    context = berkas(told.tabel, **told.setelan)
    found = run_checks(context, {"KON-15"})[0]
    raw = next(iter(all_checks()["KON-15"].fungsi(context)))
    assert raw.uraian != found.uraian and with_keys(found.uraian) == raw.uraian
    assert fingerprint_of(found, context) == fingerprint_of(replace(raw, kode="KON-15"), context)
