"""An office's own package is found in the catalogue, in the lists that buttons offer, and by the flows."""

import json
import shutil
import sys

import pytest

from lkjip_xl import discovery
from tests.flows.plugin_install import install, python
from tests.recipes.recipe import needs


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    return install(tmp_path_factory.mktemp("site"))


def said(answer):
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_catalogue_tells_of_its_rule_and_its_check(installed):
    code = "from lkjip_xl.build import documents as d; print(d.aturan_md()); print(d.pemeriksaan_md())"
    page = said(python(installed, "-c", code))
    assert "## Aturan Dinas Contoh" in page and "### DIN-01 Biaya per penerima manfaat" in page
    assert "| `penerima` | banyaknya penerima manfaat, orang |" in page
    assert "IF(penerima>0,realisasi/penerima,NA())" in page
    assert "## Pemeriksaan tambahan DIN" in page and "Penanggung Jawab di luar bagan organisasi" in page


def test_periksa_raises_its_finding(installed, buku_contoh, tmp_path):
    book = tmp_path / "buku.xlsx"
    shutil.copy(buku_contoh, book)
    answer = python(installed, "-m", "lkjip_xl", "periksa", book, "--json", "--tanpa-cadangan")
    assert answer.returncode in (0, 1), answer.stderr
    found = [t for t in json.loads(answer.stdout)["temuan"] if t["kode"] == "DIN-01"]
    assert found and all(t["lembar"] == "Renstra" and t["dasar"] == "Peraturan Dinas Contoh 2/2025" for t in found)
    without = python(tmp_path, "-m", "lkjip_xl", "periksa", book, "--json", "--tanpa-tulis")
    assert "DIN-01" not in without.stdout


@needs("lkjip_xl/reports/registry.py", "lkjip_xl.reports")
def test_its_report_is_offered_and_laporan_writes_it(installed, buku_contoh, tmp_path):
    book = shutil.copy(buku_contoh, tmp_path / "buku.xlsx")
    listed = json.loads(said(python(installed, "-m", "lkjip_xl", "laporan", book, "--daftar", "--json")))["laporan"]
    row = ("DINAS-SASARAN", "Lap Dinas", "Daftar Sasaran Dinas")
    assert row in [(r["id"], r["lembar"], r["judul"]) for r in listed]
    answer = json.loads(said(python(installed, "-m", "lkjip_xl", "laporan", book, "--json", "--tanpa-cadangan")))
    assert answer["lembar"]["DINAS-SASARAN"] == "Lap Dinas"
    code = "import sys, openpyxl; print([c.value for c in openpyxl.load_workbook(sys.argv[1])['Lap Dinas']['A']])"
    assert "Meningkatnya Perlindungan Perempuan" in said(python(installed, "-W", "ignore", "-c", code, book))


def test_the_start_of_a_command_reads_no_entry_points(installed, tmp_path):
    code = "import sys, lkjip_xl.hosts.cli; print('dinas_contoh' in sys.modules, 'importlib.metadata' in sys.modules)"
    assert said(python(installed, "-c", code)).split() == ["False", "False"]
    code = (
        "import sys, lkjip_xl; lkjip_xl.buat(sys.argv[1], 'Dinas', 2025, '2025-2029'); lkjip_xl.hitung(sys.argv[1]);"
        "print('dinas_contoh.rules' in sys.modules)"
    )
    assert said(python(installed, "-c", code, tmp_path / "baru.xlsx")).strip() == "False"


def test_worksheet_functions_are_those_of_the_add_in(installed):
    code = (
        "from lkjip_xl.rules import registry as r; a = r.all_rules(); w = r.worksheet_functions();"
        "print('DIN-01' in a, all(u.kode != 'DIN-01' for u in w.values()), len(w))"
    )
    there, left_out, count = said(python(installed, "-c", code)).split()
    assert (there, left_out) == ("True", "True") and int(count) > 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import tidak_ada", "ModuleNotFoundError: No module named 'tidak_ada'"),
        ("def (", "SyntaxError"),
        ("raise SystemExit(1)", "SystemExit: 1"),
        ("from lkjip_xl.checks.registry import check\n"
         "@check('ARI-01', 'Info', 'x', 'x')\ndef f(b): pass", "check code used twice: ARI-01"),
    ],
)  # fmt: skip
def test_a_broken_one_is_named_and_left_out(tmp_path, buku_contoh, text, reason):
    site = tmp_path / "site"
    site.mkdir()
    install(site)
    (site / "dinas_contoh" / "checks.py").write_text(text, encoding="utf-8")
    answer = python(site, "-m", "lkjip_xl", "periksa", buku_contoh, "--json", "--tanpa-tulis")
    assert answer.returncode in (0, 1) and "Traceback" not in answer.stderr
    assert "Peringatan: Tambahan 'dinas_contoh' (paket dinas-contoh) dari lkjip_xl.checks tidak dapat" in answer.stderr
    assert reason in answer.stderr and ".py:" not in answer.stderr.partition("SyntaxError")[0]
    assert json.loads(answer.stdout)["ringkasan"]


def test_names_are_read_once_and_only_of_known_groups(installed, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(installed), *sys.path])
    discovery.plugins.cache_clear()
    try:
        assert [name for name, _ in discovery.plugins("lkjip_xl.profiles")] == []
        assert discovery.plugins("lkjip_xl.profiles") is discovery.plugins("lkjip_xl.profiles")
        with pytest.raises(ValueError, match="lkjip_xl.lain"):
            discovery.plugins("lkjip_xl.lain")
    finally:
        discovery.plugins.cache_clear()
