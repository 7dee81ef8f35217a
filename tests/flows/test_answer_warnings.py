"""What an answer says before its figures: cells that were read wrong or can hardly be, and what is provisional."""

import openpyxl
import pytest

from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.salin import salin_buku
from lkjip_xl.hosts import cli
from lkjip_xl.hosts.answers import as_json, summary_lines
from lkjip_xl.hosts.web.bridge import figures
from lkjip_xl.invocation import buttons_are_pressed
from lkjip_xl.template.book import build
from tests.checks.cases_kewajaran import berjalan, kunjungan, orang, persen
from tests.checks.small_book import indikator, ukur

TINGKAT = {"Tipe": "Tingkat", "Satuan": "Predikat", "Skala Tingkat": "Predikat AKIP", "Kondisi Awal": "B",
           **{f"Target {t}": "BB" for t in range(2025, 2030)}}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    """Makes a book of some indicators, their rows of Pengukuran and a quarter."""

    def make(renstra, measured, quarter=2, **tables):
        path = tmp_path / "buku dinas.xlsx"
        pk = [{"Dokumen": "Awal", "Kode": one["Kode"], "Target": one["Target 2025"]} for one in renstra]
        build(path, {"tahun": 2025, "triwulan_berjalan": quarter},
              rows={"tbl_renstra": renstra, "tbl_pengukuran": measured, "tbl_pk": pk, **tables})  # fmt: skip
        return path

    return make


FLOWS = [hitung_buku, laporan_buku, periksa_buku]


@pytest.mark.parametrize("flow", FLOWS)
def test_every_answer_names_the_cells_that_are_not_read_as_they_were_meant(book, flow):
    level = ukur("1.1.2", **{"Target TW4": "BB", "Realisasi TW2": "Baik sekali", "Realisasi TW4": None})
    path = book([orang(), indikator("1.1.2", **TINGKAT)], [kunjungan("10,480"), level])
    told = (
        "Tidak terbaca seperti yang dimaksud: Pengukuran O6 '10,480', Pengukuran O7 'Baik sekali'. Betulkan; caranya "
        "di daftar temuan."
    )
    result = flow(str(path), backup=False)
    assert told in as_json(result)["peringatan"] and told in summary_lines(result)
    assert {"O6", "O7"} <= {f.sel for f in result.findings}
    assert told in as_json(flow(str(path), backup=False))["peringatan"]  # a book that is known already too


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize(("value", "said"), [(0.054, "0,054 (mungkin 5,4)"), (54, "54 (mungkin 5,4)")])
def test_every_answer_names_a_figure_that_can_hardly_be(book, flow, value, said):
    result = flow(str(book([persen()], [berjalan(**{"Realisasi TW2": value})])), backup=False)
    told = f"Perlu dilihat karena dapat mengubah predikat: Pengukuran O6 {said}."
    assert told in as_json(result)["peringatan"] and told in summary_lines(result)


def test_a_text_that_the_formulas_read_as_it_is_meant_is_a_finding_alone(book):
    result = hitung_buku(str(book([persen()], [berjalan(**{"Realisasi TW2": "5,4"})])), backup=False)
    assert as_json(result)["peringatan"] == [] and [f.sel for f in result.findings] == ["O6"]


def test_a_sound_book_is_warned_of_nothing(book):
    result = hitung_buku(str(book([persen()], [berjalan(**{"Realisasi TW2": 5.4})])), backup=False)
    assert as_json(result)["peringatan"] == []


def test_a_running_year_is_told_to_its_quarter_and_against_the_year(book):
    # 12.000 of the 24.000 planned to date, and of the 48.000 of the year.
    row = kunjungan(None, **{"Realisasi TW1": 6_000, "Realisasi TW2": 6_000})
    result = hitung_buku(str(book([orang()], [row], 2)), backup=False)
    [line] = [one for one in summary_lines(result) if one.startswith("Capaian")]
    assert line == (
        "Capaian s.d. Triwulan II: 50,00% (Sangat Rendah), 1 dari 1 indikator terukur, terhadap target setahun 25,00%."
    )


def test_a_figure_against_the_year_says_over_how_many_where_that_are_others(book):
    rows = [kunjungan(None, **{"Realisasi TW1": 6_000, "Realisasi TW2": 6_000}),
            {"Kode": "1.1.2", "Sifat": "Akumulasi", "Realisasi TW2": 24_000}]  # fmt: skip
    path = book([orang(), orang(Kode="1.1.2", Indikator="Jumlah anggota")], rows, 2)
    [line] = [one for one in summary_lines(hitung_buku(str(path), backup=False)) if one.startswith("Capaian")]
    assert line == (
        "Capaian s.d. Triwulan II: 50,00% (Sangat Rendah, sementara), 1 dari 2 indikator terukur, terhadap target "
        "setahun 37,50% (2 dari 2 indikator PK terukur)."
    )


def test_the_headline_is_provisional_while_a_planned_quarter_is_blank(book):
    path = book([orang()], [kunjungan(None, **{"Realisasi TW3": 12_000, "Realisasi TW4": 12_000})], 4)
    result = hitung_buku(str(path), backup=False)
    assert result.computed.summary["Predikat"] == "Sedang (sementara)"  # as Beranda shows it
    assert as_json(result)["ringkasan"]["Predikat"] == "Sedang (sementara)"
    assert "Capaian: 73,44% (Sedang, sementara), 1 dari 1 indikator terukur." in summary_lines(result)
    shown = {one["nama"]: one["nilai"] for one in figures(result.computed)}
    assert shown["Predikat"] == "Sedang (sementara)"
    whole = book([orang()], [kunjungan(10_480, **{"Realisasi TW3": 12_000, "Realisasi TW4": 12_000})], 4)
    assert "sementara" not in " ".join(summary_lines(hitung_buku(str(whole), backup=False)))


def test_nothing_measured_is_said_once(book):
    path = book([persen()], [berjalan(**{"Realisasi TW1": None})])
    told = summary_lines(hitung_buku(str(path), backup=False))
    assert "Capaian s.d. Triwulan II: N/A, 0 dari 1 indikator terukur." in told


def test_codes_with_commas_are_told_by_hitung_salin_and_laporan_and_mended(book):
    budget = [{"Kode": "1.1", "Tingkat": "Program", "Uraian": "P", "Indikator": "1.1.1, 1.1.2", "Pagu Awal": 10}]
    path = str(book([persen(), indikator("1.1.2")], [berjalan(), ukur("1.1.2")], tbl_anggaran=budget))
    for flow in (hitung_buku, laporan_buku, salin_buku):
        assert "BACA-18" in [f.kode for f in flow(path, backup=False).findings]
    done = hitung_buku(path, backup=False, perbaiki=True)
    assert done.repaired == ["Anggaran!D6: '1.1.1, 1.1.2' menjadi '1.1.1; 1.1.2'"]
    assert "BACA-18" not in [f.kode for f in done.findings]


def test_a_date_as_text_is_mended_and_told_as_a_date(book):
    dated = {"Tipe": "Tanggal", "Satuan": "Tanggal", **{f"Target {t}": 45_747 for t in range(2025, 2030)}}
    measured = ukur(**{"Target TW4": 45_747, "Realisasi TW4": "28 Maret 2025"})
    path = book([indikator(**dated)], [measured], 4)
    done = hitung_buku(str(path), backup=False, perbaiki=True)
    assert done.repaired == ["Pengukuran!Q6: '28 Maret 2025' menjadi tanggal 28 Maret 2025"]
    pk = [{"Dokumen": "Awal", "Kode": "1.1.1", "Target": 45_777}]
    path = book([indikator(**dated)], [measured], 4, tbl_pk=pk)
    periksa_buku(str(path), backup=False)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Temuan"].iter_rows(min_row=6)]
    (told,) = [row for row in rows if "KON-03" in row]
    assert "30 April 2025" in told and "31 Maret 2025" in told and not [x for x in told if "45.7" in str(x)]


def test_a_command_names_the_book_that_it_was_given(book, capsys):
    path = book([persen()], [berjalan(**{"Realisasi TW2": "5,4"})])
    with pytest.raises(SystemExit):  # something is Salah
        cli.main(["periksa", str(path), "--tanpa-tulis"])
    assert f'hitung "{path}" --perbaiki' in capsys.readouterr().out
    empty = path.with_name("kosong.xlsx")
    build(empty, {"tahun": 2025})
    cli.main(["hitung", str(empty), "--tanpa-cadangan"])
    said = capsys.readouterr().out
    assert f"salin {empty}'." in said and "BUKU" not in said
    with buttons_are_pressed():
        line = next(x for x in summary_lines(hitung_buku(str(empty), backup=False)) if x.startswith("Capaian"))
    assert line == "Capaian: belum ada indikator. Isi lembar Renstra, lalu tekan Salin dari Renstra."
