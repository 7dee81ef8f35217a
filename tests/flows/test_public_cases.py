"""Targets as offices really write them, distilled from public documents, each with its right value.

A case is a handful of rows as ``isi`` takes them; ``expected`` is Capaian of indicator 1.1.1 unless said otherwise.
"""

import pytest

from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.hitung import hitung_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.periksa import periksa_buku
from tests.compute.random_book import differences
from tests.tools.engines import SPREADSHEETS, recalculated

_RENSTRA = (
    "Kode,Jenis,Induk,Tujuan,Sasaran,Indikator,IKU,Satuan,Tipe,Skala Tingkat,Arah,Target 2025\n"
    "T1,Tujuan,,Meningkatnya tata kelola,,Indeks tata kelola,Tidak,Indeks,Indeks,,Naik,80\n"
    "1.1.1,Sasaran,T1,Meningkatnya tata kelola,Meningkatnya layanan,{name},Ya,{unit},{kind},{scale},{arah},{target}\n"
)


def filled(
    tmp_path,
    target,
    realisasi,
    kind="Persen",
    arah="Naik",
    unit="%",
    scale="",
    name="Indikator uji",
    settings="",
    tw=4,
    **more,
):
    """A book with one indicator, filled as people fill it; its path."""
    path = tmp_path / "buku.xlsx"
    buat_buku(path, "Dinas Uji", 2025, "2025-2029")
    quarters = more.get("quarters", ("", "", "", realisasi))
    targets = more.get("targets", ("", "", "", target))
    cells = ",".join(f'"{x}"' for x in (*targets, *quarters))
    files = {
        "tbl_pengaturan.csv": f"Kunci,Nilai\ntriwulan_berjalan,{tw}\n{settings}",
        "tbl_renstra.csv": _RENSTRA.format(
            name=name, unit=f'"{unit}"', kind=kind, scale=scale, arah=arah, target=f'"{target}"'
        ),
        "tbl_pk.csv": more.get("pk", f'Dokumen,Kode,Target\nAwal,1.1.1,"{target}"\n'),
        "tbl_pengukuran.csv": "Kode,Sifat,Target TW1,Target TW2,Target TW3,Target TW4,Realisasi TW1,Realisasi TW2,"
        f"Realisasi TW3,Realisasi TW4{more.get('head', '')}\n"
        f"1.1.1,{more.get('sifat', 'Posisi Akhir')},{cells}{more.get('tail', '')}\n",
        **{name: text for name, text in more.items() if name.endswith(".csv")},
    }
    isi_buku(str(path), {name: text.encode() for name, text in files.items()}, backup=False)
    return path


def measured(path):
    return compute_book(path)[1].measured_by_key["1.1.1"]


CASES = {
    # bed occupancy: K02 and three of the kind
    "BOR 60-85%": (dict(target="60-85", realisasi="72,5"), 1),
    "BOR below its interval": (dict(target="60 s.d. 85", realisasi="54"), 0.9),
    "BOR above its interval": (dict(target="75 \N{EN DASH} 85%", realisasi="90"), 0.9412),
    "inflation of 1,5 to 3,5": (dict(target="1,5 s.d. 3,5", realisasi="1,57"), 1),
    # bounds: K03
    "at least 95": (dict(target="\N{GREATER-THAN OR EQUAL TO}95", realisasi="97,2"), 1.0232),
    "min. 95": (dict(target="min. 95", realisasi="90"), 0.9474),
    "infection rate of at most 1,5": (dict(target="<= 1,5", realisasi="1,2", arah="Turun"), 1.2),
    "maksimal 25 persen": (dict(target="maksimal 25%", realisasi="30", arah="Turun"), 0.8),
    # days: K05, K18
    "7 hari": (dict(target="7 hari", realisasi="5 hari", kind="Angka", unit="hari", arah="Turun"), 1.2857),
    "H+7": (dict(target="H+7", realisasi="H+5", kind="Angka", unit="hari", arah="Turun"), 1.2857),
    "H+3 missed": (dict(target="H+3", realisasi="H+4", kind="Angka", unit="hari", arah="Turun"), 0.6667),
    # ratios
    "1:30": (dict(target="1:30", realisasi="1:28", kind="Rasio", unit="rasio", arah="Turun"), 1.0667),
    "1 banding 25": (
        dict(target="1 banding 25", realisasi="1 banding 30", kind="Rasio", unit="rasio", arah="Turun"),
        0.8,
    ),
    "doctors 2:1000": (dict(target="2:1000", realisasi="1,5:1000", kind="Rasio", unit="rasio"), 0.75),
    # levels: K06, K09
    "WTP": (dict(target="WTP", realisasi="WTP", kind="Tingkat", scale="Opini BPK", unit="Opini"), 1),
    "service quality A, reached B": (
        dict(target="A", realisasi="B", kind="Tingkat", scale="Mutu Pelayanan", unit="Mutu"),
        0.75,
    ),
    "accreditation": (
        dict(target="Paripurna", realisasi="Utama", kind="Tingkat", scale="Akreditasi", unit="Level"),
        0.75,
    ),
    # numbers and units: K10 to K13, I44
    "12 bulan": (dict(target="12 bulan", realisasi="12 bulan", kind="Angka", unit="bulan"), 1),
    "45 Orang / Bulan": (
        dict(target="45 Orang / Bulan", realisasi="45 orang/bulan", kind="Angka", unit="Orang/Bulan"),
        1,
    ),
    "71,5 (BB)": (dict(target="71,5 (BB)", realisasi="70,07 (BB)", kind="Indeks", unit="Nilai"), 0.98),
    "1.250,75 Ha": (dict(target="1.250,75 Ha", realisasi="1.250,75 Ha", kind="Angka", unit="Ha"), 1),
    # zero and below: K14 to K16, I35, I38, I46
    "0 promised and kept": (dict(target="0", realisasi="0", arah="Turun"), 1),
    "0 promised, 2 came": (dict(target="0", realisasi="2", kind="Angka", unit="kasus", arah="Turun"), 0),
    "0 promised, by N/A": (
        dict(target="0", realisasi="2", kind="Angka", unit="kasus", arah="Turun", settings="target_nol,N/A\n"),
        NOT_AVAILABLE,
    ),
    "growth of -1,5 promised": (dict(target="-1,5", realisasi="2,1"), 3.4),
    "a loss of 2 promised, 3 came": (dict(target="-2", realisasi="-3", kind="Angka", unit="miliar"), 0.5),
    "no deaths under Rasio": (
        dict(target="100", realisasi="0", kind="Angka", unit="orang", arah="Turun", settings="metode_turun,Rasio\n"),
        1,
    ),
    "no deaths under Rasio and a cap": (
        dict(
            target="100",
            realisasi="0",
            kind="Angka",
            unit="orang",
            arah="Turun",
            settings='metode_turun,Rasio\nbatas_capaian,"120%"\n',
        ),
        1.2,
    ),
    "more than twice the target": (dict(target="8,5", realisasi="18", arah="Turun"), 0),
}


@pytest.mark.parametrize("name", CASES)
def test_its_capaian(name, tmp_path):
    given, expected = CASES[name]
    row = measured(filled(tmp_path, **given))
    assert row["Capaian"] == expected


@pytest.mark.parametrize("name", ["BOR 60-85%", "at least 95", "H+7", "1:30", "71,5 (BB)", "45 Orang / Bulan"])
def test_it_is_not_accused(name, tmp_path):
    path = filled(tmp_path, **CASES[name][0])
    codes = {f.kode for f in periksa_buku(str(path)).findings}
    assert not codes & {"BACA-02", "MKN-06", "MKN-47", "MKN-48"}


def test_a_target_is_printed_as_signed(tmp_path):
    row = measured(filled(tmp_path, "60-85", "72,5"))
    assert row["Target"] == "60-85" and row["Target TW4"] == "60-85"


@pytest.mark.parametrize(
    "text", ["0.817", "1 30", "12/20", "60-8x", "sekitar 5", "5e3", "Rp 5 juta lebih", "2:30"]
)  # what NUMBERVALUE alone would read
def test_nothing_is_guessed(text, tmp_path):
    row = measured(filled(tmp_path, text, "72,5", kind="Indeks", unit="Indeks"))
    assert str(row["Capaian"]) == "#VALUE!" or row["Target"] == 0.817


def test_two_targets_in_one_cell_are_told_to_stand_on_two_rows(tmp_path):
    path = filled(tmp_path, "4 Paket; 2 Unit", "3 Paket; 2 Unit", kind="Angka", unit="paket")
    found = [f for f in periksa_buku(str(path)).findings if f.kode == "BACA-02"]
    assert found and "dua baris indikator" in found[0].perbaikan


def test_a_word_before_a_label_is_dropped_by_repair(tmp_path):
    path = filled(tmp_path, "Nilai B", "BB", kind="Tingkat", scale="Predikat AKIP", unit="Predikat")
    hitung_buku(str(path), perbaiki=True)
    assert measured(path)["Capaian"] == 1


def test_a_remark_in_a_quarter_without_a_target_is_no_error(tmp_path):
    path = filled(tmp_path, "80", "85", quarters=("Diukur di TW IV", "belum", "", "85"))
    assert measured(path)["Capaian"] == 1.0625
    assert "BACA-02" not in {f.kode for f in periksa_buku(str(path)).findings}


def test_the_last_document_in_force_counts(tmp_path):
    pk = "Dokumen,Kode,Target\nAwal,1.1.1,90\nPerubahan I,1.1.1,89\nPerubahan II,1.1.1,88\n"
    dates = "Dokumen,Tanggal\nAwal,2025-01-10\nPerubahan I,2025-07-01\nPerubahan II,01 Okt. 2025\n"
    path = filled(tmp_path, "90", "86", pk=pk, settings="dokumen_pk,Otomatis\n", **{"tbl_pk_dokumen.csv": dates})
    world = compute_book(path)[1]
    row = world.measured_by_key["1.1.1"]
    assert (row["Target"], row["Sumber Target"], row["Capaian"]) == (88, "PK Perubahan 2", 0.9773)
    third = world.at(quarter=3).indicator_row("1.1.1")
    assert (third["Target"], third["Sumber Target"]) == (89, "PK Perubahan")
    assert world.at(quarter=2).indicator_row("1.1.1")["Sumber Target"] == "PK Awal"


@SPREADSHEETS
def test_a_document_without_a_single_target_is_not_in_force(tmp_path, lo, engine):
    """TGT-09: Perubahan 2 lists the indicator and no target, so Perubahan stays; N/A is an answer."""
    dates = "Dokumen,Tanggal\nAwal,2025-01-10\nPerubahan,2025-07-01\nPerubahan 2,2025-10-01\n"
    for last, source in (("", "PK Perubahan"), ("N/A", "PK Perubahan 2")):
        pk = f"Dokumen,Kode,Target\nAwal,1.1.1,90\nPerubahan,1.1.1,89\nPerubahan 2,1.1.1,{last}\n"
        folder = tmp_path / (last[:1] or "kosong")
        folder.mkdir()
        path = filled(folder, "90", "86", pk=pk, settings="dokumen_pk,Otomatis\n", **{"tbl_pk_dokumen.csv": dates})
        reading, world = compute_book(path)
        assert world.measured_by_key["1.1.1"]["Sumber Target"] == source
        told = [f.uraian for f in periksa_buku(str(path), tulis=False).findings if f.kode == "KON-15"]
        assert len(told) == (source == "PK Perubahan") and all("semua target Perubahan 2" in one for one in told)
        found, count = differences(reading, world, recalculated(path, lo, engine))
        assert found == [] and count > 300


def test_a_document_that_is_named_counts_without_a_date(tmp_path):
    pk = "Dokumen,Kode,Target\nAwal,1.1.1,90\nPerubahan 2,1.1.1,88\n"
    path = filled(tmp_path, "90", "86", pk=pk, settings="dokumen_pk,Perubahan 2\n")
    assert measured(path)["Sumber Target"] == "PK Perubahan 2"


def test_before_the_last_quarter_the_year_to_date_is_judged(tmp_path):
    path = filled(
        tmp_path,
        "12000",
        "",
        kind="Angka",
        unit="orang",
        sifat="Akumulasi",
        tw=2,
        targets=("3000", "3000", "3000", "3000"),
        quarters=("3100", "3050", "", ""),
    )
    world = compute_book(path)[1]
    row = world.measured_by_key["1.1.1"]
    assert (row["Capaian"], row["Capaian Berjalan"], row["Predikat"]) == (0.5125, 1.025, "Sangat Tinggi")
    assert [row[f"Capaian TW{n}"] for n in (1, 2, 3, 4)] == [1.0333, 1.025, "", ""]
    assert world.summary["Rata-rata capaian"] == 1.025 and world.summary["Terhadap target setahun"] == 0.5125


def test_a_half_yearly_indicator_keeps_its_capaian_in_the_third_quarter(tmp_path):
    path = filled(
        tmp_path,
        "82",
        "",
        kind="Indeks",
        unit="indeks",
        tw=3,
        targets=("", "80", "", "82"),
        quarters=("", "80", "", ""),
    )
    assert measured(path)["Capaian Berjalan"] == 1


def test_numerators_over_a_fixed_denominator(tmp_path):
    path = filled(
        tmp_path,
        "90",
        "",
        sifat="Akumulasi",
        targets=("10", "10", "10", "6"),
        quarters=("9", "10", "10", "5"),
        head=",Penyebut Tetap",
        tail=",40",
    )
    row = measured(path)
    assert (row["Realisasi"], row["Capaian TW1"], row["Capaian"], row["_T4"]) == (85.0, 0.9, 0.9444, 90.0)


def test_a_value_of_an_earlier_year_is_told(tmp_path):
    path = filled(tmp_path, "80", "78", head=",Tahun Data", tail=",2024")
    world = compute_book(path)[1]
    assert world.measured_by_key["1.1.1"]["Tahun Data"] == 2024 and world.summary["Memakai data tahun lalu"] == 1


def test_progress_from_the_baseline(tmp_path):
    renstra = _RENSTRA.replace("Arah,Target 2025", "Arah,Kondisi Awal,Target 2025,Target 2029").format(
        name="Indikator uji", unit="%", kind="Persen", scale="", arah="Naik", target="70,75,90"
    )
    renstra = renstra.replace("Naik,80\n", "Naik,,80,\n")
    path = filled(tmp_path, "75", "80", settings="metode_kemajuan,Baseline\n", **{"tbl_renstra.csv": renstra})
    assert measured(path)["Kemajuan"] == 0.5
