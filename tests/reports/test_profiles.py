"""Profiles: found by themselves, refused with the place of a mistake, told in docs/profil.md."""

import dataclasses
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from lkjip_xl import discovery
from lkjip_xl.build.files import PARSED_FOLDERS
from lkjip_xl.errors import UserError
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.ooxml.ownership import owned_sheets
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.reports import profiles
from lkjip_xl.reports.layout.source import Source
from lkjip_xl.reports.printing.known import QUANTITIES, ROWS, SERIES
from lkjip_xl.reports.printing.looks import LOOKS
from lkjip_xl.reports.printing.module_tables import AUTOMATIC
from lkjip_xl.reports.printing.signatures import SIGNATURES
from lkjip_xl.reports.profiles import KEYS, find_profile, profile_names, profile_of
from lkjip_xl.reports.registry import possible_ids, write_reports
from lkjip_xl.template.book import build_bytes
from tests.reports.made_book import acak, bahan, cari, nilai, periksa_bentuk, susun_satu, teks_lembar
from tests.reports.page_rules import breaches
from tests.reports.test_origin import check_sources

PAGE = (Path(__file__).parents[2] / "docs" / "profil.md").read_text(encoding="utf-8")
OFFICES = [name for name in profile_names() if name != "Umum"]


def test_every_file_is_found_umum_first():
    files = list(Path(profiles.__file__).parent.glob("*.toml"))
    names = {tomllib.loads(path.read_text(encoding="utf-8"))["nama"] for path in files}
    assert set(profile_names()) == names and len(names) >= 3 and profile_names()[0] == "Umum"
    for name in profile_names():
        assert find_profile(name).name == name and find_profile(name).about


@pytest.mark.parametrize(("package", "folder"), PARSED_FOLDERS)
def test_what_the_files_say_stands_beside_them_fresh(package, folder):
    """``python -m lkjip_xl.build`` writes it anew."""
    place = Path(import_module(package).__path__[0], folder, discovery.PARSED)
    assert place.read_text(encoding="utf-8") == discovery.parsed_files(package, folder)


def test_every_shipped_form_can_be_read():
    """They are read when a book prints them, not when the profile is opened."""
    forms = [form for name in profile_names() for form in find_profile(name).forms.values()]
    assert len(forms) > 60 and all(form.parts for form in forms)


def test_a_file_that_was_changed_since_is_read_itself():
    [umum] = [one for one in profiles._shipped() if one.name == "umum.toml"]
    changed = umum._replace(content=umum.content.replace(b'nama = "Umum"', b'nama = "Lain"'))
    assert umum.read() == tomllib.loads(umum.content.decode()) and umum.read()["nama"] == "Umum"
    assert changed.read()["nama"] == profiles._named(changed) == "Lain"
    with pytest.raises(UserError, match="umum.toml: "):
        umum._replace(content=b"nama = ").read()


def test_an_unknown_profile_is_refused_by_name():
    with pytest.raises(UserError, match="Profil bentuk Dinas X tidak ada. Yang ada: Umum, ") as refused:
        susun_satu(bahan({"profil_bentuk": "Dinas X"}), "LAP-PK")
    assert refused.value.kode == "profil_tidak_sah" and refused.value.exit_code == 2


def _example():
    return tomllib.loads(PAGE.partition("```toml\n")[2].partition("```")[0])


def _part(own):
    return own["bentuk"]["LAP-ANGGARAN"]["bagian"][0]


@pytest.mark.parametrize(("change", "said"), [
    (lambda own: own.pop("nama"), "nama harus ada"),
    (lambda own: own.update(warna="biru"), "kunci warna tidak dikenal. Yang ada: bentuk, kata"),
    (lambda own: _part(own).update(baris="gaji"), "bagian 1: baris gaji tidak dikenal"),
    (lambda own: _part(own)["kolom"][1].update(besaran="sewa"), "kolom 2: besaran sewa tidak dikenal"),
    (lambda own: _part(own)["kolom"][0].pop("kepala"), "kolom 1: besaran dan kepala harus ada"),
    (lambda own: _part(own).update(nomor=["1"]), "nomor memuat 1 isi untuk 3 kolom"),
    (lambda own: _part(own).update(tanda_tangan="camat"), "tanda_tangan camat tidak dikenal"),
    (lambda own: _part(own).update(judul=[{"teks": "A", "gaya": "miring"}]), "judul 1: gaya miring tidak dikenal"),
    (lambda own: _part(own)["kolom"].append("x"), "kolom 4: seharusnya tabel dengan kunci akhiran"),
])  # fmt: skip
def test_a_mistake_is_refused_with_its_place(change, said):
    own = _example()
    change(own)
    with pytest.raises(UserError, match=said):
        profile_of(own, "contoh.toml")


@pytest.fixture
def dinas_contoh(monkeypatch):
    own = profile_of(_example(), "contoh.toml")
    find = profiles.find_profile
    monkeypatch.setattr("lkjip_xl.reports.registry.find_profile", lambda n: own if n == own.name else find(n))
    return own


def test_the_example_of_the_page_prints_its_form(dinas_contoh):
    isi = bahan({"profil_bentuk": dinas_contoh.name})
    sheet = susun_satu(isi, "LAP-ANGGARAN")
    assert {"Tabel 3.2", "Realisasi Anggaran Tahun 2022", "JUMLAH"} <= set(teks_lembar(sheet))
    head = cari(sheet, "Anggaran")
    assert (head, 1, head, 2) in sheet.merges and (head, 0, head + 1, 0) in sheet.merges
    total = sheet.rows[cari(sheet, "JUMLAH")].cells
    assert total[1].value == isi.budget.pagu and total[1].style.format == '"Rp "#,##0;-"Rp "#,##0;"-"'
    assert total[1].source == Source("tbl_ringkasan", "Pagu", "Nilai")
    # What it does not name is printed as in Umum.
    assert teks_lembar(susun_satu(isi, "LAP-PK")) == teks_lembar(susun_satu(bahan(), "LAP-PK"))


def test_an_unknown_slot_is_refused(dinas_contoh):
    part = dinas_contoh.forms["LAP-ANGGARAN"].parts[0]
    part = dataclasses.replace(part, notes=("Oleh {camat}",))
    dinas_contoh.forms["LAP-ANGGARAN"] = dataclasses.replace(dinas_contoh.forms["LAP-ANGGARAN"], parts=(part,))
    with pytest.raises(UserError, match="isian {camat} tidak dikenal"):
        susun_satu(bahan({"profil_bentuk": dinas_contoh.name}), "LAP-ANGGARAN")


def test_a_filled_setting_wins_over_the_profile():
    name = OFFICES[0] if "PPPA" in OFFICES[0] else next(n for n in OFFICES if "PPPA" in n)
    atur = {"profil_bentuk": name, "label_iku": "Indikator Sasaran", "awalan_nomor_tabel": "III."}
    assert "Indikator Sasaran" in teks_lembar(susun_satu(bahan(atur), "LAP-TW1"))
    assert "Tabel III.1.2.A." in teks_lembar(susun_satu(bahan(atur), "LAP-SASARAN-2"))
    assert "Indikator Kinerja Utama PD" in teks_lembar(susun_satu(bahan({"profil_bentuk": name}), "LAP-TW1"))


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("name", OFFICES)
@pytest.mark.parametrize("seed", range(6))
def test_every_form_of_random_books_keeps_the_page_rules_and_its_sources(name, seed):
    world = acak(seed, profil_bentuk=name)
    for sheet in write_reports(world, possible_ids(world)):
        periksa_bentuk(sheet)
        # The last page before a part that begins one is as full as it is.
        forced = sheet.id.startswith("LAP-PK")
        assert [b for b in breaches(sheet) if not (forced and b.endswith("used"))] == [], sheet.id
        check_sources(world, sheet)


@pytest.mark.parametrize("name", OFFICES)
def test_no_form_stands_without_data(name):
    empty = dict.fromkeys(("tbl_pk", "tbl_pk_program", "tbl_pengukuran", "tbl_anggaran", "tbl_renstra"), [])
    ids = set(possible_ids(bahan({"profil_bentuk": name}, **empty)))
    assert not {i for i in ids if i.startswith(("LAP-PK", "LAP-TW", "LAP-SASARAN"))}
    assert not ids & {"LAP-RENSTRA", "LAP-CAPAIAN", "LAP-ANGGARAN", "LAP-IKU"}


def test_a_new_book_has_no_form_at_all():
    reported = laporan_buku(build_bytes({"tahun": 2025}, (2025, 2029)), semua_bentuk=True).data
    assert owned_sheets(WorkbookParts(Package(reported))) == {}


def test_the_statement_shows_the_offices_own_clauses():
    name = next(n for n in OFFICES if "PPPA" in n)
    sheet = susun_satu(bahan({"profil_bentuk": name, "klausul_pk": "Satu.\nDua."}), "LAP-PK")
    texts = teks_lembar(sheet)
    assert "Satu." in texts and "Dua." in texts and not any(t.startswith("Pihak pertama berjanji") for t in texts)
    assert nilai(sheet, cari(sheet, "Satu."), 0) == "Satu."


def test_the_page_tells_every_key_and_name():
    told = [
        *(k for keys in KEYS.values() for k in keys),
        *ROWS,
        *LOOKS,
        *SIGNATURES,
        *QUANTITIES,
        *profile_names(),
        *SERIES,
    ]
    assert [name for name in told if name not in AUTOMATIC and f"`{name}`" not in PAGE] == []
    assert len(AUTOMATIC) > 100 and {"spm.terlayani", "isu", "no.tpb"} <= AUTOMATIC


def test_what_goes_on_is_named_again_also_behind_a_number():
    """Of the innermost group the name stood on the next page only where no number stands before it."""
    sheet = susun_satu(bahan({"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"}), "LAP-RENSTRA")
    tops = [sheet.rows[first].cells for first in sheet.breaks]
    found = [(cells[0][0], str(cells[1][0])) for cells in tops if str(cells[1][0]).endswith("(lanjutan)")]
    assert {number for number, _ in found} == {1, 3} and all(cells[0][0] for cells in tops)


@pytest.mark.parametrize("seed", range(4))
def test_no_page_of_the_tree_ends_with_a_row_whose_parts_follow(seed):
    world = acak(seed, bentuk_laporan="Gabungan", profil_bentuk="Umum")
    sheet = susun_satu(world, "LAP-POHON")
    assert len(sheet.breaks) > 1
    for first in sheet.breaks:
        assert sheet.rows[first].level <= sheet.rows[first - 1].level, first
