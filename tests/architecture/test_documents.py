"""The generated pages are fresh and whole; the glossary knows the words that the rules and the contract use."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lkjip_xl.build import documents as dokumen
from lkjip_xl.build.markdown import table_lines
from lkjip_xl.rules.efisiensi import bands_text, ne_text
from lkjip_xl.rules.parameters import all_parameters
from lkjip_xl.rules.registry import all_rules, chapters, meaning, unused_meanings
from lkjip_xl.schema.contract import choice_lists, with_modules
from lkjip_xl.schema.settings import SCALES, SETTINGS

DOCS = Path(__file__).parents[2] / "docs"
TEKS = {nama: buat() for nama, buat in dokumen.HALAMAN.items()}


def test_committed_pages_are_fresh():
    assert not dokumen.basi(DOCS), "run: python -m lkjip_xl.build.documents"


IN_REVERSE = """
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
for room in ("rules", "checks", "reports.forms", "naskah.filling", "schema.modules"):
    package = import_module("lkjip_xl." + room)
    for name in sorted((m.name for m in iter_modules(package.__path__)), reverse=True):
        import_module(f"lkjip_xl.{room}.{name}")
from lkjip_xl.build import documents
print(documents.basi(Path(sys.argv[1])))
"""


def test_pages_do_not_depend_on_what_was_loaded_first():
    said = subprocess.run([sys.executable, "-c", IN_REVERSE, DOCS], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_stale_or_missing_page_is_noticed(tmp_path):
    assert dokumen.basi(tmp_path) == ["api.md", "aturan.md", "laporan.md", "naskah.md", "pemeriksaan.md", "workbook.md"]
    dokumen.write_pages(tmp_path)
    assert not dokumen.basi(tmp_path)
    (tmp_path / "aturan.md").write_text(TEKS["aturan.md"] + "x", encoding="utf-8")
    assert dokumen.basi(tmp_path) == ["aturan.md"]


def test_every_check_is_told():
    from lkjip_xl.checks.registry import all_checks as semua_pemeriksaan

    for kode, satu in semua_pemeriksaan().items():
        assert f"| `{kode}` | {satu.berat} | {satu.judul} | {satu.dasar} |" in TEKS["pemeriksaan.md"], kode


def test_every_report_is_told_with_the_origin_of_its_columns():
    from lkjip_xl.reports.registry import all_reports

    page = TEKS["laporan.md"]
    for one in all_reports():
        id = f"{one.id}n" if one.each is not None else one.id
        assert f"| `{id}` | {one.sheet.replace('{n}', 'n')} |" in page and one.about in page, one.id
        assert one.tables and all(c.origin for t in one.tables for c in t.columns), one.id
    assert "| Persentase Capaian | Pengukuran: Capaian Berjalan (CAP-03, CAP-04)" in page
    codes = set(re.findall(r"\b[A-Z]{3}-\d{2}\b", page))
    assert codes and codes <= set(all_rules())


def test_every_rule_is_told_in_full():
    halaman = TEKS["aturan.md"]
    for aturan in all_rules().values():
        bagian = halaman.partition(f"### {aturan.kode} {aturan.nama}\n")[2].partition("\n### ")[0]
        for isi in (aturan.rumus, aturan.hasil, aturan.sumber, aturan.catatan, aturan.formula()):
            assert isi in bagian, f"{aturan.kode}: {isi}"
        for argumen in aturan.parameters:
            assert f"| `{argumen}` | {meaning(aturan, argumen)} |" in bagian
        assert bagian.partition("| Contoh masukan |")[2].partition("\n\n")[0].count("\n| ") == len(aturan.contoh) + 1
    assert "| Permendagri 86/2017 | mulai 91% | Sangat Tinggi |" in halaman
    assert "| AKIP | di atas 90% | AA |" in halaman
    assert halaman.count("| mulai ") + halaman.count("% | AA") >= len({s[0] for s in SCALES})
    assert "| Rasio | di bawah 60% | Sangat Efisien |" in halaman


def test_descriptions_of_arguments_are_all_used():
    assert unused_meanings() == []
    for aturan in all_rules().values():
        assert set(aturan.meanings) <= set(aturan.parameters), aturan.kode


def test_every_rule_stands_in_one_chapter_and_no_chapter_is_empty():
    bab = chapters()
    assert sorted(a.kode for _, isi in bab for a in isi) == sorted(all_rules())
    assert all(isi for _, isi in bab) and len({c.title for c, _ in bab}) == len(bab)
    halaman = TEKS["aturan.md"]
    letak = [halaman.index(f"\n## {c.title}\n") for c, _ in bab]
    assert letak == sorted(letak)


def test_numbers_of_the_law_are_told_with_their_years_and_source():
    bagian = TEKS["aturan.md"].partition("\n## Angka dari peraturan\n")[2]
    for versi in all_parameters().values():
        for p in versi:
            assert f"| `{p.key}` | {p.name} |" in bagian, p.key
            assert f"| {p.years} | {p.source} | {p.article} |" in bagian, p.key


def test_pages_written_by_hand_say_the_bands_as_the_rules_do():
    panduan = (DOCS / "panduan.md").read_text(encoding="utf-8")
    pita = bands_text(None).rpartition(", ")[0]  # the last band is "di atasnya" there
    assert pita in panduan
    istilah = (DOCS / "istilah.md").read_text(encoding="utf-8")
    assert f"| {ne_text(None)}, dengan E antara" in istilah


def test_every_table_column_and_setting_is_told():
    halaman = TEKS["workbook.md"]
    for lembar in with_modules():
        assert f"## Lembar {lembar.name}\n" in halaman
        for tabel in lembar.tables:
            bagian = halaman.partition(f"### `{tabel.name}`\n")[2].partition("\n## ")[0]
            for satu in tabel.figures:
                assert f"| {satu.key} |" in bagian and f"\n{satu.key}:\n" in halaman
            for kolom in () if tabel.figures else tabel.columns:
                assert f"| {kolom.name} |" in bagian, kolom.name
                assert not kolom.computed or f"`{tabel.name}[{kolom.name}]`" in halaman
    for setelan in SETTINGS:
        assert f"| `{setelan.key}` |" in halaman
    for pilihan in choice_lists():
        assert f"| `{pilihan}` |" in halaman


@pytest.mark.parametrize("nama", [*dokumen.HALAMAN, "istilah.md"])
def test_pages_are_sound_markdown(nama):
    baris = (DOCS / nama).read_text(encoding="utf-8").splitlines()
    assert sum(b in ("```text", "```python") for b in baris) == baris.count("```")
    lebar, dalam = None, False
    for nomor, isi in enumerate(baris, 1):
        if isi.startswith("```"):
            dalam = not dalam
        if dalam or not isi.startswith("|"):
            lebar = None
            continue
        kolom = len(re.findall(r"(?<!\\)\|", isi)) - 1
        assert kolom == (lebar or kolom) and isi.endswith("|"), f"{nama}:{nomor}: {isi[:80]}"
        if lebar is None:
            assert re.fullmatch(r"\|( --- \|)+", baris[nomor]), f"{nama}:{nomor}: no header rule"
        lebar = kolom
    for tujuan in re.findall(r"\]\(([a-z]+\.md)\)", "\n".join(baris)):
        assert (DOCS / tujuan).exists(), tujuan


def test_cells_of_tables_are_escaped():
    assert table_lines(("a",), [("x|y\nz*",), (None,)]) == ["| a |", "| --- |", r"| x\|y z\* |", "|  |", ""]


# Words of names and arguments that carry no meaning of the domain.
BIASA = set(
    "yang pada sampai dengan dari satu sel tahun lalu ke akhir sebagai angka jumlah terhadap berlaku daftar isi cara "
    "kini terakhir awal r1 r2 r3 r4".split()
)


def _kata(teks):
    return {k for k in re.findall(r"[a-z]+[0-9]?", teks.casefold()) if len(k) > 1} - BIASA


def test_glossary_knows_the_words_of_the_rules():
    kenal = set()
    for baris in (DOCS / "istilah.md").read_text(encoding="utf-8").splitlines():
        if baris.startswith("| "):
            kenal |= _kata(" ".join(baris.split("|")[1:3]))
    for aturan in all_rules().values():
        perlu = _kata(aturan.nama.replace("-", " ")) | {
            k for p in aturan.parameters for k in _kata(p.replace("_", " "))
        }
        assert perlu <= kenal, f"{aturan.kode}: not in docs/istilah.md: {sorted(perlu - kenal)}"


def test_glossary_defines_the_main_terms_once():
    baris = (DOCS / "istilah.md").read_text(encoding="utf-8").splitlines()
    istilah = [b.split("|")[1].strip().casefold() for b in baris if b.startswith("| ") and "---" not in b]
    istilah = [i for i in istilah if i != "istilah"]
    assert len(istilah) == len(set(istilah))
    satu = {s.strip() for i in istilah for s in i.split(",")}
    utama = "tujuan sasaran indikator iku target realisasi capaian predikat pagu serapan efisiensi program kegiatan " \
        "urusan bidang temuan pk lkjip iki".split()  # fmt: skip
    assert set(utama) <= satu and "sub kegiatan" in satu and "triwulan (tw)" in satu
    kosong = [b for b in baris if b.startswith("| ") and not all(x.strip() for x in b.split("|")[1:4])]
    assert not kosong
