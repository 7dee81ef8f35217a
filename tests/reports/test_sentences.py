"""The paragraphs of the year: one golden text for each branch, and each number as its cell shows it."""

import re

import pytest

from lkjip_xl.compute.book import Row
from lkjip_xl.expr.values import NOT_AVAILABLE, is_number
from lkjip_xl.reports.layout.cells import text_of
from lkjip_xl.reports.registry import write_reports
from lkjip_xl.reports.sentence_parts import first_sentence, lowered
from lkjip_xl.reports.sentences import figures, sentences
from lkjip_xl.reports.telling import ANGGARAN, CATATAN, IKHTISAR, KINERJA, PENUTUP
from lkjip_xl.rules.tanggal import day_number
from tests.reports.made_book import CONTOH, acak, baca_csv, bahan, teks_lembar
from tests.reports.test_origin import close, explainer

ONE = {"Kode": "1", "Jenis": "Sasaran", "Induk": "T", "Tujuan": "Naiknya mutu", "Sasaran": "Terlayaninya warga",
       "Indikator": "Warga terlayani", "IKU": "Ya", "Satuan": "Orang", "Tipe": "Angka", "Arah": "Naik"}  # fmt: skip
PERCENT = {**ONE, "Kode": "2", "Indikator": "Persentase aduan selesai", "IKU": "Tidak", "Satuan": "%", "Tipe": "Persen"}


def measured(code, target, realisasi, quarter=4, **more):
    return {"Kode": code, "Sifat": "Posisi Akhir", f"Target TW{quarter}": target, f"Realisasi TW{quarter}": realisasi,
            **more}  # fmt: skip


def world_of(rows, renstra=(ONE,), settings=None, budget=(), **tables):
    pk = [{"Dokumen": "Awal", "Kode": r["Kode"], "Target": r.get("Target TW4", r.get("Target TW2"))} for r in rows]
    base = {"tbl_renstra": list(renstra), "tbl_pengukuran": list(rows), "tbl_pk": pk, "tbl_anggaran": list(budget),
            "tbl_pk_program": [], "tbl_riwayat": [], "tbl_data_dukung": []}  # fmt: skip
    own = {"instansi": "Dinas Contoh", "pemerintah_daerah": None, "dokumen_pk": "Awal", **(settings or {})}
    return bahan(own, **{**base, **tables})


def told(world, section):
    return [s.text for s in sentences(world) if s.section == section]


def money(spent=40, filled=True, pagu=100):
    rows = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "PROGRAM SATU"},
        {"Kode": "1.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan", "Indikator": "1"},
        {"Kode": "1.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub satu", "Pagu Awal": pagu, "Realisasi TW4": spent},
    ]  # fmt: skip
    if not filled:
        rows.append({"Kode": "1.1.2", "Tingkat": "Sub Kegiatan", "Uraian": "Sub dua", "Pagu Awal": 50})
    return rows


# --- Ikhtisar --------------------------------------------------------------------------------------------------------
COUNTS = ("Pada tahun 2022 Dinas Contoh melaksanakan 1 (satu) tujuan dan 1 (satu) sasaran strategis yang diukur dengan "
          "{}.")  # fmt: skip


@pytest.mark.parametrize(("rows", "renstra", "counts", "reached"), [
    ([measured("1", 100, 120)], [ONE], "1 (satu) indikator kinerja, seluruhnya Indikator Kinerja Utama",
     "Indikator itu melampaui target."),
    ([measured("1", 100, 100)], [ONE], "1 (satu) indikator kinerja, seluruhnya Indikator Kinerja Utama",
     "Indikator itu mencapai target."),
    ([measured("1", 100, 60)], [ONE], "1 (satu) indikator kinerja, seluruhnya Indikator Kinerja Utama",
     "Indikator itu belum mencapai target."),
    ([measured("1", 100, 120), measured("2", 90, 90)], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Seluruh 2 (dua) indikator mencapai target, 1 (satu) di antaranya melampaui target."),
    ([measured("1", 100, 120), measured("2", 90, 95)], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Seluruh 2 (dua) indikator melampaui target."),
    ([measured("1", 100, 100), measured("2", 90, 90)], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Seluruh 2 (dua) indikator mencapai target."),
    ([measured("1", 100, None), measured("2", 90, None)], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Dari 2 (dua) indikator itu belum ada yang dapat diukur tahun 2022."),
    ([measured("1", 100, 120), measured("2", 90, 80)], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Dari 2 (dua) indikator itu, 1 (satu) melampaui target dan 1 (satu) belum mencapai target."),
    ([measured("1", 100, 100), measured("2", 90, "N/A")], [ONE, PERCENT],
     "2 (dua) indikator kinerja, 1 (satu) di antaranya Indikator Kinerja Utama",
     "Dari 2 (dua) indikator itu, 1 (satu) mencapai target dan 1 (satu) belum dapat diukur."),
    ([measured("2", 90, None)], [PERCENT], "1 (satu) indikator kinerja",
     "Indikator itu belum dapat diukur tahun 2022."),
])  # fmt: skip
def test_how_many_reached_their_target(rows, renstra, counts, reached):
    assert told(world_of(rows, renstra), IKHTISAR)[:2] == [COUNTS.format(counts), reached]


def test_all_is_only_said_when_it_is_true():
    for rows in ([measured("1", 100, 120), measured("2", 90, "N/A")], [measured("1", 100, 99), measured("2", 90, 90)]):
        world = world_of(rows, [ONE, PERCENT])
        every = " ".join(s.text for s in sentences(world))
        assert "Seluruh 2" not in every and "seluruhnya mencapai" not in every
    world = world_of([measured("1", 100, 100), measured("2", 90, 95)], [ONE, PERCENT])
    assert told(world, PENUTUP)[0] == (
        "Laporan ini menyajikan capaian 2 (dua) indikator kinerja Dinas Contoh tahun 2022; seluruhnya mencapai target."
    )


@pytest.mark.parametrize(("rows", "said"), [
    ([measured("1", 100, 95)], "Rata-rata capaian instansi 95,00% dengan predikat Sangat Tinggi menurut skala "
     "Permendagri 86/2017 (1 dari 1 indikator PK terukur)."),
    ([measured("1", 100, 95), measured("2", 90, None)], "Rata-rata capaian instansi 95,00% dengan predikat Sangat "
     "Tinggi (sementara) menurut skala Permendagri 86/2017 (1 dari 2 indikator PK terukur)."),
    ([measured("1", 100, None)], "Rata-rata capaian instansi belum dapat dihitung."),
])  # fmt: skip
def test_the_mean_and_its_predikat(rows, said):
    assert told(world_of(rows, [ONE, PERCENT]), IKHTISAR)[2] == said


def test_before_the_year_is_over_there_is_no_predikat():
    rows = [measured("1", 50, 60, quarter=2, **{"Target TW4": 100})]
    world = world_of(rows, settings={"triwulan_berjalan": 2}, budget=money())
    assert told(world, IKHTISAR)[2] == (
        "Rata-rata capaian instansi sampai dengan Triwulan II tahun 2022 120,00% terhadap target sampai triwulan itu "
        "(1 dari 1 indikator PK terukur), dan 60,00% terhadap target setahun."
    )
    assert told(world, KINERJA)[1] == (
        "Warga terlayani sampai dengan Triwulan II tahun 2022 terealisasi 60 orang dari target setahun 100 orang, atau "
        "60,00%; terhadap target sampai triwulan itu 120,00%."
    )
    assert figures(world)["rata_rata_capaian"].label.startswith("Rata-rata capaian s.d. Triwulan II (")
    assert not any("redikat" in s.text for s in sentences(world))
    assert figures(world)["jumlah_melampaui"].label == "Di antaranya melampaui target s.d. Triwulan II"
    assert figures(world)["jumlah_belum_tercapai"].label == "Di antaranya di bawah target s.d. Triwulan II"


def test_the_mean_of_a_sasaran_says_which_targets_it_is_against():
    rows = [measured("1", 50, 60, quarter=2, **{"Target TW4": 100}),
            measured("2", 40, 20, quarter=2, **{"Target TW4": 80})]  # fmt: skip
    world = world_of(rows, [ONE, PERCENT], settings={"triwulan_berjalan": 2})
    assert told(world, KINERJA)[0].endswith(
        "dengan rata-rata capaian 85,00% terhadap target sampai dengan Triwulan II tahun 2022."
    )


def test_without_any_indicator():
    world = world_of([], [])
    assert told(world, IKHTISAR) == [
        "Kinerja Dinas Contoh tahun 2022 belum dapat disajikan karena belum ada indikator sasaran yang diukur."
    ]
    assert told(world, PENUTUP) == []


def test_the_mean_against_the_year_counts_what_it_is_taken_over():
    """A quarter without a target has no capaian of its own, but one against the target of the year."""
    row = measured("1", None, 60, quarter=2, **{"Target TW4": 100})
    for over, called in (("Indikator PK", "indikator PK"), ("IKU", "IKU"), ("Sasaran", "sasaran")):
        world = world_of([row], settings={"triwulan_berjalan": 2, "rata_rata_instansi": over})
        assert told(world, IKHTISAR)[2] == (
            f"Rata-rata capaian instansi terhadap target setahun 60,00% (1 dari 1 {called} terukur)."
        )


def test_without_a_scale_there_is_no_predikat():
    world = world_of([measured("1", 100, 90)], settings={"skala_predikat": None})
    assert told(world, IKHTISAR)[2] == "Rata-rata capaian instansi 90,00% (1 dari 1 indikator PK terukur)."
    assert figures(world)["predikat"].cell.value == "-"
    assert told(world, PENUTUP)[0].endswith("tahun 2022; indikator itu belum mencapai target.")
    assert figures(world)["predikat"].cell.value == "-"


def test_a_tujuan_is_counted_with_an_indicator_of_its_own_and_not_without_a_name():
    goal = {"Kode": "T", "Jenis": "Tujuan", "Tujuan": "Naiknya mutu", "Indikator": "Indeks mutu", "Tipe": "Indeks"}
    assert told(world_of([measured("1", 100, 100), measured("T", 70, 71)], [goal, ONE]), IKHTISAR)[0] == COUNTS.format(
        "1 (satu) indikator kinerja, seluruhnya Indikator Kinerja Utama"
    )
    with_own = world_of([measured("1", 100, 100), measured("T", 70, 71)], [goal, ONE])
    assert figures(with_own)["jumlah_tujuan"].cell.value == 1
    nameless = {**ONE, "Tujuan": None, "Induk": None}
    assert told(world_of([measured("1", 100, 100)], [nameless]), IKHTISAR)[0] == (
        "Pada tahun 2022 Dinas Contoh melaksanakan 1 (satu) sasaran strategis yang diukur dengan 1 (satu) indikator "
        "kinerja, seluruhnya Indikator Kinerja Utama."
    )


GOAL = {"Kode": "T", "Jenis": "Tujuan", "Tujuan": "Naiknya mutu", "Indikator": "Indeks mutu", "Tipe": "Indeks",
        "Arah": "Naik", "IKU": "Ya"}  # fmt: skip


@pytest.mark.parametrize(("other", "label", "said"), [
    (GOAL, "Indikator Kinerja Utama (1 dari indikator sasaran, 1 dari indikator tujuan)",
     " Selain itu tujuannya diukur dengan 1 (satu) Indikator Kinerja Utama."),
    ({**GOAL, "Jenis": "Program"}, "Indikator Kinerja Utama (1 dari indikator sasaran, 1 dari indikator tujuan dan "
     "program)", " Selain itu tujuan dan programnya diukur dengan 1 (satu) Indikator Kinerja Utama."),
])  # fmt: skip
def test_the_count_of_iku_says_whose_they_are(other, label, said):
    """Ikhtisar told two, the table four: those of tujuan stood in one count and not in the other."""
    world = world_of([measured("1", 100, 100), measured("T", 70, 71)], [other, ONE])
    count = figures(world)["jumlah_iku"]
    assert (count.label, count.cell.value) == (label, 2)
    assert (
        told(world, IKHTISAR)[0]
        == COUNTS.format("1 (satu) indikator kinerja, seluruhnya Indikator Kinerja Utama") + said
    )


FALLING = {**ONE, "Indikator": "Aduan warga", "Satuan": "Aduan", "Arah": "Turun"}


def test_what_still_grows_is_not_praised_against_the_year():
    """13 of 24 complaints in June were 145,83%: the fewer the better, and half a year of them is few."""
    row = {"Kode": "1", "Sifat": "Akumulasi", "Target TW1": 6, "Target TW2": 6, "Target TW3": 6, "Target TW4": 6,
           "Realisasi TW1": 6, "Realisasi TW2": 7}  # fmt: skip
    pk = [{"Dokumen": "Awal", "Kode": "1", "Target": 24}]
    world = world_of([row], [FALLING], {"triwulan_berjalan": 2}, tbl_pk=pk)
    assert world.indikator[0]["Capaian"] == NOT_AVAILABLE
    assert told(world, IKHTISAR)[1:3] == [
        "Indikator itu belum mencapai target s.d. Triwulan II.",
        "Rata-rata capaian instansi sampai dengan Triwulan II tahun 2022 91,67% terhadap target sampai triwulan itu "
        "(1 dari 1 indikator PK terukur).",
    ]
    assert told(world, KINERJA)[1] == (
        "Aduan warga sampai dengan Triwulan II tahun 2022 terealisasi 13 aduan dari target setahun 24 aduan; terhadap "
        "target sampai triwulan itu 91,67%. Terhadap target setahun belum dapat dinilai karena angkanya masih "
        "bertambah sampai TW IV."
    )
    assert (figures(world)["jumlah_melampaui"].cell.value, figures(world)["jumlah_belum_tercapai"].cell.value) == (0, 1)


@pytest.mark.parametrize(("now", "before", "said"), [
    ("27 Maret 2022", "2 April 2021", "Dibanding tahun 2021 (2 April 2021), realisasinya lebih cepat."),
    ("4 April 2022", "2 April 2021", "Dibanding tahun 2021 (2 April 2021), realisasinya lebih lambat."),
    ("2 April 2022", "2 April 2021", "Realisasi itu sama dengan tahun 2021 (2 April 2021)."),
    ("5 Januari 2023", "28 Desember 2021", "Dibanding tahun 2021 (28 Desember 2021), realisasinya lebih lambat."),
])  # fmt: skip
def test_a_day_is_compared_within_its_year(now, before, said):
    row = measured("1", day_number("31 Maret 2022"), day_number(now))
    history = [{"Kode": "1", "Tahun": 2021, "Lingkup": "Instansi", "Realisasi": day_number(before)}]
    world = world_of([row], [{**ONE, "Tipe": "Tanggal", "Satuan": "Tanggal"}], tbl_riwayat=history)
    assert told(world, KINERJA)[1].endswith(said)


def test_money_under_two_sasaran_and_under_none_is_said():
    other = {**PERCENT, "Sasaran": "Selesainya aduan"}
    budget = [
        *money(),
        {"Kode": "2", "Tingkat": "Program", "Uraian": "PROGRAM DUA"},
        {"Kode": "2.1", "Tingkat": "Kegiatan", "Uraian": "Kegiatan dua"},
        {"Kode": "2.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "Sub", "Pagu Awal": 300, "Realisasi TW4": 1},
    ]
    budget[1] = {**budget[1], "Indikator": "1; 2"}
    world = world_of([measured("1", 100, 100), measured("2", 90, 90)], [ONE, other], budget=budget)
    assert told(world, ANGGARAN)[1:] == [
        "Dari pagu itu Rp100 mendukung sasaran, dan Rp300 tidak mendukung sasaran apa pun.",
        "Rincian pagu dan realisasi anggaran tahun 2022 disajikan dalam tabel Realisasi Anggaran berikut ini.",
        "Sasaran Terlayaninya warga didukung anggaran Rp100 dengan realisasi Rp40 atau 40,00%. Anggaran itu juga "
        "mendukung sasaran Selesainya aduan.",
        "Sasaran Selesainya aduan didukung anggaran Rp100 dengan realisasi Rp40 atau 40,00%. Anggaran itu juga "
        "mendukung sasaran Terlayaninya warga.",
    ]


def test_a_share_of_pagu_efektif_says_so():
    # 40 of the 50 that are not blocked are 80%.
    budget = [{**row, "Blokir": 50} if row["Kode"] == "1.1.1" else row for row in money()]
    world = world_of([measured("1", 100, 100)], [ONE], {"dasar_serapan": "Pagu Efektif"}, budget=budget)
    assert told(world, ANGGARAN)[0].endswith("Realisasinya sebesar Rp40 atau 80,00% dari pagu efektif Rp50.")
    assert told(world, ANGGARAN)[-1].endswith("dengan realisasi Rp40 atau 80,00% dari pagu efektif Rp50.")


@pytest.mark.parametrize(("free", "said"), [
    (50, ", Rp300 mendukung indikator Renstra lainnya, dan Rp50 tidak mendukung indikator mana pun."),
    (None, ", dan Rp300 mendukung indikator Renstra lainnya."),
])  # fmt: skip
def test_money_of_an_indicator_that_is_not_measured_supports_it_all_the_same(free, said):
    # 100 of a measured indicator, 300 of one that Renstra has and Pengukuran has not, 50 of none.
    budget = [
        *money(),
        {"Kode": "2", "Tingkat": "Program", "Uraian": "PROGRAM DUA"},
        {"Kode": "2.1.1", "Tingkat": "Sub Kegiatan", "Uraian": "a", "Pagu Awal": 300, "Realisasi TW4": 1},
        {"Kode": "2.1.2", "Tingkat": "Sub Kegiatan", "Uraian": "b", "Pagu Awal": free, "Realisasi TW4": 1},
    ][: 6 if free else 5]
    budget = [{**row, "Indikator": "2"} if row["Kode"] == "2.1.1" else row for row in budget]
    other = {**PERCENT, "Sasaran": "Selesainya aduan"}
    world = world_of([measured("1", 100, 100)], [ONE, other], budget=budget)
    assert world.summary["Pagu tanpa indikator"] == (free or 0)
    assert told(world, ANGGARAN)[1] == f"Dari pagu itu Rp100 mendukung sasaran yang diukur{said}"
    [form] = write_reports(world, ["LAP-TW4"])
    assert "Di luar indikator sasaran yang diukur" in teks_lembar(form)


@pytest.mark.parametrize(("tipe", "unit", "target", "said"), [
    ("Persen", "%", ">= 90", ">= 90%"), ("Persen", "%", "60 - 85%", "60 - 85%"),
    ("Angka", "Ton", "60 - 85", "60 - 85 ton"),
])  # fmt: skip
def test_a_bound_has_its_unit_once(tipe, unit, target, said):
    one = {**ONE, "Tipe": tipe, "Satuan": unit}
    world = world_of([measured("1", target, 91)], [one])
    assert f"ditargetkan {said} dan terealisasi" in told(world, KINERJA)[1]


def test_a_unit_that_is_an_acronym_keeps_its_capitals():
    assert told(world_of([measured("1", 100, 100)], [{**ONE, "Satuan": "KK"}]), KINERJA)[1].startswith(
        "Warga terlayani ditargetkan 100 KK dan terealisasi 100 KK,"
    )


# --- 3.1 -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("row", "settings", "said"), [
    (measured("1", 100, 120), {}, "Warga terlayani ditargetkan 100 orang dan terealisasi 120 orang, sehingga "
     "capaiannya 120,00% dengan predikat Sangat Tinggi dan melampaui target."),
    (measured("1", 100, 100), {}, "Warga terlayani ditargetkan 100 orang dan terealisasi 100 orang, sehingga "
     "capaiannya 100,00% dengan predikat Sangat Tinggi dan mencapai target."),
    (measured("1", 100, 60), {}, "Warga terlayani ditargetkan 100 orang dan terealisasi 60 orang, sehingga capaiannya "
     "60,00% dengan predikat Rendah dan belum mencapai target."),
    (measured("1", 100, 150), {"batas_capaian": 1.2}, "Warga terlayani ditargetkan 100 orang dan terealisasi 150 "
     "orang, sehingga capaiannya 120,00% setelah dibatasi dengan predikat Sangat Tinggi dan melampaui target."),
    (measured("1", 100, "N/A", Analisis="Penilaian ditunda. Nanti diulang."), {}, "Warga terlayani belum dapat diukur "
     "karena realisasinya tidak tersedia. Penilaian ditunda."),
    (measured("1", 100, None), {}, "Warga terlayani belum dapat diukur karena realisasinya belum diisi."),
    (measured("1", None, 80), {}, "Warga terlayani belum dapat diukur karena targetnya tidak tersedia."),
    (measured("1", "banyak", 80), {}, "Warga terlayani belum dapat diukur karena targetnya tidak dapat dibaca."),
    (measured("1", None, None, quarter=2, **{"Target TW4": 100}), {"triwulan_berjalan": 2}, "Warga terlayani belum "
     "dapat diukur karena belum bertarget sampai dengan Triwulan II."),
    (measured("1", 100, 90), {"skala_predikat": None}, "Warga terlayani ditargetkan 100 orang dan terealisasi 90 "
     "orang, sehingga capaiannya 90,00% dan belum mencapai target."),
    (measured("1", 100, "banyak"), {}, "Warga terlayani belum dapat diukur karena realisasinya tidak dapat dibaca."),
    (measured("1", 0, 5), {}, "Warga terlayani belum dapat diukur karena capaiannya tidak dapat dihitung dari target "
     "dan realisasi itu."),
])  # fmt: skip
def test_what_is_said_of_an_indicator(row, settings, said):
    assert told(world_of([row], settings=settings), KINERJA)[1] == said


@pytest.mark.parametrize(("arah", "now", "before", "said"), [
    ("Naik", 90, 80, "Dibanding tahun 2021, realisasinya naik dari 80 orang."),
    ("Naik", 90, 95, "Dibanding tahun 2021, realisasinya turun dari 95 orang."),
    ("Naik", 90, 90, "Realisasi itu sama dengan tahun 2021 (90 orang)."),
    ("Turun", 90, 95, "Dibanding tahun 2021, realisasinya turun dari 95 orang, yang berarti membaik."),
    ("Turun", 90, 80, "Dibanding tahun 2021, realisasinya naik dari 80 orang, yang berarti memburuk."),
    ("Naik", 90, "N/A", ""),
])  # fmt: skip
def test_rise_and_fall_by_arah(arah, now, before, said):
    history = [{"Kode": "1", "Tahun": 2021, "Lingkup": "Instansi", "Realisasi": before}]
    text = told(world_of([measured("1", 100, now)], [{**ONE, "Arah": arah}], tbl_riwayat=history), KINERJA)[1]
    assert text.endswith(said) if said else "2021" not in text


@pytest.mark.parametrize(("rows", "said", "remark"), [
    ([("Rincian", 30, 40), ("Rincian", 50, 60)], "Data dukungnya mencatat 80 dari 100 orang.", None),
    ([("Total", 80, 100)], "Data dukungnya mencatat 80 dari 100 orang.", None),
    ([("Rincian", 30, 40), ("Total", 80, 100)], "Data dukungnya mencatat 80 dari 100 orang.",
     "Data Dukung Persentase aduan selesai: rincian berjumlah 30 dari 40 orang, sedangkan totalnya 80 dari 100 orang; "
     "cocokkan sebelum ditandatangani."),
    ([("Total", 70, 100)], None, "Data Dukung Persentase aduan selesai menghasilkan 70,00%, sedangkan realisasinya "
     "80%; cocokkan sebelum ditandatangani."),
    ([("Rincian", 30, None)], None, None),
])  # fmt: skip
def test_served_out_of_total(rows, said, remark):
    support = [{"Kode": "2", "Jenis": kind, "Uraian": "Aduan", "Pembilang": a, "Penyebut": b, "Satuan": "Orang"}
               for kind, a, b in rows]  # fmt: skip
    world = world_of([measured("2", 90, 80)], [PERCENT], tbl_data_dukung=support)
    text = told(world, KINERJA)[1]
    assert text.endswith(said) if said else "Data dukungnya" not in text
    assert told(world, CATATAN) == ([remark] if remark else [])


# --- 3.2 -------------------------------------------------------------------------------------------------------------
def test_money_and_how_many_programs():
    world = world_of([measured("1", 100, 100)], budget=money())
    assert told(world, ANGGARAN) == [
        "Dinas Contoh melaksanakan 1 (satu) program, 1 (satu) kegiatan, dan 1 (satu) sub kegiatan dengan pagu "
        "anggaran tahun 2022 sebesar Rp100. Realisasinya sebesar Rp40 atau 40,00% dari pagu.",
        "Rincian pagu dan realisasi anggaran tahun 2022 disajikan dalam tabel Realisasi Anggaran berikut ini.",
        "Sasaran Terlayaninya warga didukung anggaran Rp100 dengan realisasi Rp40 atau 40,00%.",
    ]
    assert told(world, PENUTUP)[-1] == "Realisasi anggaran tahun 2022 sebesar Rp40 atau 40,00% dari pagu Rp100."


def test_money_that_is_not_complete_is_provisional_everywhere():
    world = world_of([measured("1", 100, 100)], budget=money(filled=False))
    every = told(world, ANGGARAN)
    assert every[0].endswith(
        "Realisasinya sebesar Rp40 atau 26,67% dari pagu (sementara, karena 1 (satu) baris anggaran belum "
        "lengkap: realisasi Triwulan IV atau pagunya kosong)."
    )
    assert every[-1].startswith("Sasaran Terlayaninya warga didukung anggaran Rp150 dengan realisasi Rp40 atau ")
    assert every[-1].endswith("26,67% (sementara).")
    sheet = write_reports(world, ["LAP-RINGKASAN"])[0]
    assert any(t.startswith("* Sementara: 1 baris") for t in teks_lembar(sheet))


@pytest.mark.parametrize(("budget", "said"), [
    ([], "Anggaran belum dapat disajikan karena pagunya belum diisi."),
    (money(pagu="lihat DPA"),
     "Anggaran belum dapat disajikan karena pagunya memuat isian yang tidak dapat dibaca."),
    ([*money(), {"Kode": "9.9", "Tingkat": "Program", "Uraian": "P"},
      {"Kode": "1.2.1", "Tingkat": "Sub Kegiatan", "Uraian": "Salah tempat", "Pagu Awal": 5}],
     "Jumlah anggaran belum dapat disajikan karena urutan baris Anggaran tidak sesuai dengan kodenya."),
])  # fmt: skip
def test_money_that_cannot_be_told(budget, said):
    world = world_of([measured("1", 100, 100)], budget=budget)
    assert told(world, ANGGARAN) == [said] and told(world, IKHTISAR)[-1] == said


def test_a_pagu_of_nothing_has_no_share():
    world = world_of([measured("1", 100, 100)], budget=money(pagu=0, spent=0))
    assert told(world, ANGGARAN)[0].endswith("Realisasinya sebesar Rp0.")
    assert told(world, ANGGARAN)[-1] == "Sasaran Terlayaninya warga didukung anggaran Rp0 dengan realisasi Rp0."
    assert figures(world)["pagu"].words == "nol rupiah"


def test_a_sasaran_without_money_and_a_budget_of_programs():
    own = money()
    own[1].pop("Indikator")
    assert len(told(world_of([measured("1", 100, 100)], budget=own), ANGGARAN)) == 2
    programs = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Pagu Awal": 100, "Realisasi TW4": 50}]
    assert "melaksanakan 1 (satu) program dengan pagu anggaran tahun 2022 sebesar Rp100. Realisasinya" in told(
        world_of([measured("1", 100, 100)], budget=programs), ANGGARAN)[0]  # fmt: skip
    assert figures(world_of([measured("1", 100, 100)]))["pagu"].words == ""


def test_money_that_cannot_be_read():
    world = world_of([measured("1", 100, 100)], budget=money(spent="lihat SPJ"))
    assert "Realisasi anggaran tahun 2022 memuat isian yang tidak dapat dibaca." in told(world, ANGGARAN)[0]


def test_money_of_nobody_yet():
    world = world_of([measured("1", 100, 100)], budget=money(spent=None))
    assert "Realisasi anggaran tahun 2022 belum diisi." in told(world, ANGGARAN)[0]


@pytest.mark.parametrize(("funds", "said"), [
    (["APBD"], "Anggaran itu bersumber dari APBD."),
    ([], "Rincian pagu dan realisasi anggaran tahun 2022 disajikan dalam tabel Realisasi Anggaran berikut ini."),
    (["APBD", "apbd"], "Anggaran itu bersumber dari APBD."),
    (["APBD", "DAK", "DBHCHT"], "Menurut Perjanjian Kinerja, anggaran itu bersumber dari APBD Rp10, DAK Rp11, dan "
     "DBHCHT Rp12."),
])  # fmt: skip
def test_where_the_money_comes_from(funds, said):
    rows = [{"Dokumen": "Awal", "No": n, "Program": f"P{n}", "Anggaran": 10 + n, "Sumber Dana": fund}
            for n, fund in enumerate(funds)]  # fmt: skip
    assert told(world_of([measured("1", 100, 100)], budget=money(), tbl_pk_program=rows), ANGGARAN)[1] == said


def test_a_source_whose_programs_have_no_amount():
    rows = [{"Dokumen": "Awal", "No": 1, "Program": "P1", "Sumber Dana": "APBD"},
            {"Dokumen": "Awal", "No": 2, "Program": "P2", "Anggaran": 12, "Sumber Dana": "DAK"}]  # fmt: skip
    world = world_of([measured("1", 100, 100)], budget=money(), tbl_pk_program=rows)
    assert told(world, ANGGARAN)[1] == "Menurut Perjanjian Kinerja, anggaran itu bersumber dari APBD dan DAK Rp12."


PROGRAMS = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Pagu Awal": 100, "Realisasi TW4": 50}]
ROWS = [{"Tingkat": "Rekening", "Kode": "1", "Uraian": "Honor", "Pagu Awal": 100, "Realisasi TW4": 50}]


@pytest.mark.parametrize(("profile", "budget", "carried_out", "where"), [
    ("Dinas Sosial Kota Probolinggo", money(), "Pelaksanaan urusan sosial dilaksanakan oleh Dinas Contoh dengan total "
     "anggaran pada Tahun 2022 sebesar Rp. 100,- yang dilaksanakan melalui 1 (satu) Program dan 1 (satu) Kegiatan "
     "serta 1 (satu) Sub Kegiatan.", "dapat dilihat pada Tabel di bawah ini."),
    ("Dinas Sosial PPPA Kota Probolinggo", PROGRAMS, "Pelaksanaan program dan kegiatan dilaksanakan oleh Dinas Contoh "
     "dengan total anggaran pada Tahun 2022 sebesar Rp 100,- yang dilaksanakan melalui 1 (satu) Program.",
     "dapat dilihat pada Tabel 3.2 berikut ini."),
    ("Dinas Sosial PPPA Kota Probolinggo", ROWS, "Pelaksanaan program dan kegiatan dilaksanakan oleh Dinas Contoh "
     "dengan total anggaran pada Tahun 2022 sebesar Rp 100,-.", "dapat dilihat pada Tabel 3.2 berikut ini."),
])  # fmt: skip
def test_the_words_of_the_profile(profile, budget, carried_out, where):
    own = {"profil_bentuk": profile}
    every = told(world_of([measured("1", 100, 100)], budget=budget, settings=own), ANGGARAN)
    assert every[0].startswith(carried_out) and every[1].endswith(where)


def test_no_table_is_named_that_the_form_does_not_print():
    """The forms of Umum have titles and no numbers, so its sentences name none."""
    assert not any("Tabel 3" in s.text for s in sentences(bahan({"profil_bentuk": "Umum"})))


def test_a_budget_without_levels():
    text = told(world_of([measured("1", 100, 100)], budget=ROWS), ANGGARAN)[0]
    assert text.startswith("Dinas Contoh melaksanakan program dan kegiatannya dengan pagu anggaran tahun 2022 sebesar ")


def test_areas_and_the_place():
    budget = [{"Kode": "0", "Tingkat": "Bidang", "Uraian": "URUSAN PEMERINTAHAN BIDANG SOSIAL"}, *money()]
    budget = [{**r, "Kode": f"0.{r['Kode']}"} if n else r for n, r in enumerate(budget)]
    own = {"instansi": "Dinas Sosial Kota Contoh", "pemerintah_daerah": "Pemerintah Kota Contoh"}
    text = told(world_of([measured("1", 100, 100)], budget=budget, settings=own), ANGGARAN)[0]
    assert text.startswith(
        "Dinas Sosial menyelenggarakan urusan pemerintahan bidang sosial di Kota Contoh melalui 1 (satu) program, 1 "
    )
    alone = [{**budget[0], "Pagu Awal": 7, "Realisasi TW4": 7}]
    assert told(world_of([measured("1", 100, 100)], budget=alone, settings=own), ANGGARAN)[0].startswith(
        "Dinas Sosial menyelenggarakan urusan pemerintahan bidang sosial di Kota Contoh dengan pagu anggaran tahun"
    )


def test_above_every_target_is_said_in_the_closing_too():
    world = world_of([measured("1", 100, 120)], [ONE])
    assert told(world, PENUTUP)[0].endswith("; indikator itu melampaui target.")


def test_before_the_last_quarter_the_money_says_until_when():
    rows = [measured("1", 50, 60, quarter=2, **{"Target TW4": 100})]
    budget = [{k.replace("TW4", "TW2"): v for k, v in r.items()} for r in money()]
    world = world_of(rows, settings={"triwulan_berjalan": 2}, budget=budget)
    assert "Realisasinya sampai dengan Triwulan II tahun 2022 sebesar Rp40" in told(world, ANGGARAN)[0]


def test_figures_stand_away_from_their_words_and_a_level_that_is_not_there_is_left_out():
    budget = [{"Kode": "1", "Tingkat": "Program", "Uraian": "P", "Pagu Awal": 100, "Realisasi TW4": 50}]
    sheet = write_reports(world_of([measured("1", 100, 80)], budget=budget), ["LAP-RINGKASAN"])[0]
    rows = {r.cells[0][0]: r.cells for r in sheet.rows if r and r.cells and r.cells[0]}
    assert "Kegiatan" not in rows and "Sub kegiatan" not in rows
    assert [c[0] for c in rows["Program"]] == ["Program", 1, "satu"]
    assert [c[0] for c in rows["Di antaranya melampaui target"]][1:] == ["-", "nol"]
    figure, words = (c[1] for c in rows["Program"][1:])
    assert (figure.align, figure.indent, words.indent) == ("right", 1, 1)


# --- the closing -----------------------------------------------------------------------------------------------------
def test_the_closing_counts_predikat_and_what_was_missed():
    world = world_of([measured("1", 100, 120), measured("2", 90, 60)], [ONE, PERCENT])
    assert told(world, PENUTUP)[0] == (
        "Laporan ini menyajikan capaian 2 (dua) indikator kinerja Dinas Contoh tahun 2022: 1 (satu) indikator "
        "berpredikat Sangat Tinggi dan 1 (satu) indikator berpredikat Sedang; 1 (satu) di antaranya belum mencapai "
        "target."
    )


@pytest.mark.parametrize(("realisasi", "said"), [
    (120, "indikator itu melampaui target."), (100, "indikator itu mencapai target."),
    (60, "indikator itu belum mencapai target dengan predikat Rendah."),
    (None, "belum ada yang dapat diukur."),
])  # fmt: skip
def test_the_closing_of_one_indicator(realisasi, said):
    assert told(world_of([measured("1", 100, realisasi)]), PENUTUP)[0] == (
        f"Laporan ini menyajikan capaian 1 (satu) indikator kinerja Dinas Contoh tahun 2022; {said}"
    )


def test_the_closing_before_the_year_is_over():
    rows = [measured("1", 50, 110, quarter=2, **{"Target TW4": 100}),
            measured("2", 90, 95, quarter=2, **{"Target TW4": 90})]  # fmt: skip
    world = world_of(rows, [ONE, PERCENT], settings={"triwulan_berjalan": 2})
    assert told(world, PENUTUP)[0].endswith(
        "Dinas Contoh sampai dengan Triwulan II tahun 2022; seluruhnya melampaui target s.d. Triwulan II."
    )
    rows[0]["Realisasi TW2"] = 40
    world = world_of(rows, [ONE, PERCENT], settings={"triwulan_berjalan": 2})
    assert told(world, PENUTUP)[0].endswith("Triwulan II tahun 2022; 2 (dua) indikator sudah dapat diukur.")


@pytest.mark.parametrize(("row", "renstra", "tables", "said"), [
    (measured("1", 100, 60, Solusi="Menambah petugas."), ONE, {},
     "Langkah ke depan untuk Warga terlayani ialah menambah petugas."),
    (measured("1", 100, 60), {**ONE, "Strategi": "Penguatan data"}, {},
     "Langkah ke depan untuk Warga terlayani ialah penguatan data."),
    (measured("1", 100, 120), {**ONE, "Strategi": "Penguatan data"}, {}, None),
    (measured("1", 100, 60, Solusi="Menambah petugas."), ONE,
     {"tbl_rekomendasi": [{"Kode": "1", "Rekomendasi": "Perbaiki data", "Langkah": "Memutakhirkan data"},
                          {"Kode": "1", "Rekomendasi": "Melatih petugas"}]},
     "Langkah ke depan untuk Warga terlayani ialah memutakhirkan data dan melatih petugas."),
    (measured("1", 100, 120), ONE, {"tbl_rekomendasi": [{"Rekomendasi": "Perbaiki data"}]},
     "Langkah ke depan ialah perbaiki data."),
])  # fmt: skip
def test_what_is_done_next(row, renstra, tables, said):
    ahead = [t for t in told(world_of([row], [renstra], **tables), PENUTUP) if t.startswith("Langkah ke depan")]
    assert ahead == ([said] if said else [])


# --- numbers ---------------------------------------------------------------------------------------------------------
def _check_figures(world):
    explain = explainer(world)
    for sentence in sentences(world):
        for cell in sentence.figures:
            assert text_of(cell) in sentence.text
            if is_number(cell.value) and cell.source is not None:
                found = explain.value(cell.source) if cell.source.table else explain.explain(cell.source).nilai
                assert found is None or close(found, cell.value), (sentence.text, cell)
    return sum(len(s.figures) for s in sentences(world))


def test_each_number_equals_its_cell():
    assert _check_figures(bahan()) > 25
    assert _check_figures(bahan({"triwulan_berjalan": 2, "desimal_persen": 1})) > 5
    assert all(_check_figures(acak(seed)) >= 0 for seed in range(6))


def test_no_mean_of_percentages_of_money():
    """The only percentages of 3.2 are the office's serapan and that of each sasaran."""
    world = bahan()
    allowed = {text_of(figures(world)["serapan"].cell)} | {f"{s.serapan * 100:.2f}%".replace(".", ",")
                                                          for s in world.sasaran}  # fmt: skip
    for text in told(world, ANGGARAN):
        assert set(re.findall(r"[\d,]+%", text)) <= allowed
        assert "rata-rata" not in text.casefold()


def test_figures_by_name_are_those_of_beranda():
    world = bahan()
    found = figures(world)
    assert found["pagu"].cell.value == world.summary["Pagu"] and found["serapan"].cell.value == world.summary["Serapan"]
    assert found["jumlah_program"].cell.value == 12 and found["jumlah_program"].words == "dua belas"
    assert found["pagu"].words.startswith("sepuluh miliar") and found["pagu"].words.endswith("rupiah")


def test_the_sample_reads_as_the_office_printed_it_where_it_was_right():
    rows = [r for r in baca_csv(CONTOH / "tbl_pengukuran.csv")]
    world = bahan({"profil_bentuk": "Dinas Sosial PPPA Kota Probolinggo"})
    text = told(world, ANGGARAN)[0]
    assert "sebesar Rp 10.180.573.349,- yang dilaksanakan melalui 12 (dua belas) Program dan 26 (dua puluh enam) " \
        "Kegiatan serta 62 (enam puluh dua) Sub Kegiatan." in text  # fmt: skip
    assert len(rows) == len(world.indikator) and isinstance(world.book.rows("tbl_pengukuran")[0], Row)


def test_small_words():
    assert lowered("PMKS yang") == "PMKS yang" and lowered("Menata") == "menata" and lowered("") == ""
    assert first_sentence("Satu. Dua") == "Satu." and first_sentence("satu") == "Satu."


# --- what is said of figures that are not what they seem ------------------------------------------------------------
MANY = {**ONE, "Kode": "2", "Indikator": "Keluarga miskin", "Satuan": "Keluarga", "Arah": "Turun", "IKU": "Tidak"}


def test_a_target_that_is_only_reached_by_rounding_is_not_said_to_be_reached():
    """999.960 of 1.000.000 prints 100,00%: it counts as reached, as its predikat does, and the sentence says how."""
    world = world_of([measured("1", 1_000_000, 999_960), measured("2", 50_000, 50_002)], [ONE, MANY])
    assert [i["Capaian"] for i in world.indikator] == [1, 1]
    assert told(world, KINERJA)[1:] == [
        "Warga terlayani ditargetkan 1.000.000 orang dan terealisasi 999.960 orang, sehingga capaiannya 100,00% "
        "(dibulatkan) dengan predikat Sangat Tinggi.",
        "Keluarga miskin ditargetkan 50.000 keluarga dan terealisasi 50.002 keluarga, sehingga capaiannya 100,00% "
        "(dibulatkan) dengan predikat Sangat Tinggi.",
    ]
    assert told(world, IKHTISAR)[1] == (
        "Seluruh 2 (dua) indikator mencapai target; 2 (dua) di antaranya mencapai target setelah capaiannya dibulatkan."
    )
    assert told(world, PENUTUP)[0].endswith(
        "seluruhnya mencapai target; 2 (dua) di antaranya mencapai target setelah capaiannya dibulatkan."
    )
    assert figures(world)["jumlah_sesuai"].label == "Di antaranya sama dengan target (2 setelah dibulatkan)"
    alone = world_of([measured("1", 1_000_000, 999_960)])
    assert told(alone, IKHTISAR)[1] == "Indikator itu mencapai target setelah capaiannya dibulatkan."
    exact = world_of([measured("1", 1_000_000, 1_000_040), measured("2", 50_000, 50_000)], [ONE, MANY])
    assert "dibulatkan" not in " ".join(s.text for s in sentences(exact))


def test_an_earlier_years_value_is_named_and_compared_with_nothing():
    past = [{"Kode": "1", "Tahun": 2021, "Lingkup": "Instansi", "Target": 90, "Realisasi": 69}]
    old = world_of([measured("1", 70, 69, **{"Tahun Data": 2021})], tbl_riwayat=past)
    assert told(old, KINERJA)[1] == (
        "Warga terlayani ditargetkan 70 orang dan terealisasi 69 orang (data tahun 2021), sehingga capaiannya 98,57% "
        "dengan predikat Sangat Tinggi dan belum mencapai target."
    )
    own = world_of([measured("1", 70, 69, **{"Tahun Data": 2022})], tbl_riwayat=past)
    assert told(own, KINERJA)[1].endswith("Realisasi itu sama dengan tahun 2021 (69 orang).")


RUNNING = {"Kode": "1", "Sifat": "Kumulatif", "Target TW2": 50, "Target TW4": 100, "Realisasi TW2": 55}


@pytest.mark.parametrize(("row", "said"), [
    (RUNNING, "Warga terlayani sampai dengan Triwulan II tahun 2022 terealisasi 55 orang dari target setahun 100 "
     "orang; terhadap target sampai triwulan itu 110,00%."),
    ({**RUNNING, "Realisasi TW3": 70}, "Warga terlayani sampai dengan Triwulan III tahun 2022 terealisasi 70 orang "
     "dari target setahun 100 orang, atau 70,00%; terhadap target sampai Triwulan II, triwulan terakhir yang "
     "bertarget, 110,00%."),
])  # fmt: skip
def test_the_quarter_that_a_capaian_is_judged_by_is_named(row, said):
    assert told(world_of([row], settings={"triwulan_berjalan": 3}), KINERJA)[1] == said


PARTLY = [{"Kode": "1", "Sifat": "Akumulasi", "Realisasi TW2": 20}, measured("2", 40, 42, quarter=2)]
OF_PARTLY = [{"Dokumen": "Awal", "Kode": "1", "Target": 100}, {"Dokumen": "Awal", "Kode": "2", "Target": 90}]
"""The first has no target to date: it has a figure against the year, and is not measured."""


def test_a_mean_against_the_year_says_over_how_many_where_that_are_others():
    world = world_of(PARTLY, [ONE, PERCENT], {"triwulan_berjalan": 2}, tbl_pk=OF_PARTLY)
    assert told(world, IKHTISAR)[2] == (
        "Rata-rata capaian instansi sampai dengan Triwulan II tahun 2022 105,00% terhadap target sampai triwulan itu "
        "(1 dari 2 indikator PK terukur), dan 33,34% terhadap target setahun (2 dari 2 indikator PK terukur)."
    )


def test_a_predikat_that_rests_on_a_blank_quarter_is_provisional_everywhere():
    blank = {"Kode": "1", "Sifat": "Posisi Akhir", "Target TW2": 80, "Target TW4": 80, "Realisasi TW2": 78}
    world = world_of([blank, measured("2", 90, 90)], [ONE, PERCENT])
    assert told(world, KINERJA)[1] == (
        "Warga terlayani ditargetkan 80 orang dan terealisasi 78 orang, sehingga capaiannya 97,50% dengan predikat "
        "Sangat Tinggi (sementara) dan belum mencapai target."
    )
    assert told(world, PENUTUP)[0].endswith(
        "1 (satu) indikator berpredikat Sangat Tinggi dan 1 (satu) indikator berpredikat Sangat Tinggi (sementara); "
        "1 (satu) di antaranya belum mencapai target."
    )


def test_the_closing_names_everything_that_is_not_measured():
    world = world_of(PARTLY, [ONE, PERCENT], {"triwulan_berjalan": 2}, tbl_pk=OF_PARTLY)
    assert told(world, KINERJA)[1].endswith("terealisasi 20 orang dari target setahun 100 orang, atau 20,00%.")
    assert told(world, PENUTUP)[:2] == [
        "Laporan ini menyajikan capaian 2 (dua) indikator kinerja Dinas Contoh sampai dengan Triwulan II tahun 2022; "
        "1 (satu) indikator sudah dapat diukur.",
        "Warga terlayani belum dapat diukur karena belum bertarget sampai dengan Triwulan II.",
    ]
