"""The seven sheets over all sasaran: contents against the sample, means, other tables, long books."""

import pytest

from lkjip_xl.reports.forms.gabungan import SHEETS
from lkjip_xl.reports.layout.pages import page_room
from lkjip_xl.reports.registry import possible_ids
from tests.reports.made_book import bahan, buku, cari, kolom, nilai, periksa_bentuk, susun, susun_satu, teks_lembar

PMKS = "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang terpenuhi kebutuhan dasarnya"
KLA = "Kategori Kota Layak Anak"
ISI = {
    "LAP-CAPAIAN": {PMKS: (88, 80.9, 0.9193, "Sangat Tinggi"), KLA: ("Nindya", "Utama", 1, "Sangat Tinggi")},
    "LAP-TAHUN": {
        PMKS: (86, "N/A", "N/A", 87, 69.37, 0.7974, 88, 80.9, 0.9193, 0.1662),
        KLA: ("Madya", "N/A", "N/A", "Nindya", "Nindya", 1, "Nindya", "Utama", 1, "N/A"),
    },
    "LAP-AKHIR": {PMKS: (90, 80.9, 0.8989), KLA: ("Utama", "Utama", 1)},
    "LAP-NASIONAL": {PMKS: (80.9, "-", "-"), KLA: ("Utama", "Nindya")},
    "LAP-EFISIENSI": {
        PMKS: (88, 80.9, 0.9193, 2_446_011_190, 1_962_987_055, 0.8025, 0.2403, 0.8729, "Cukup Efisien"),
        KLA: ("Nindya", "Utama", 1, 244_937_700, 192_469_420, 0.7858, 0.0241, 0.7858, "Efisien"),
    },
    "LAP-ANALISIS": {},
    "LAP-PENUNJANG": {
        PMKS: (88, 80.9, "PROGRAM REHABILITASI SOSIAL"), KLA: ("Nindya", "Utama", "PROGRAM PEMENUHAN HAK ANAK (PHA)"),
    },
}  # fmt: skip


RIWAYAT = [
    *(r.cells for r in buku().tables["tbl_riwayat"]),
    {"Kode": "2.2.2", "Tahun": 2021, "Lingkup": "Nasional", "Realisasi": "Nindya"},
]


@pytest.fixture(scope="module")
def lembar():
    return {s.id: s for s in susun(bahan(tbl_riwayat=RIWAYAT), *(b.id for b in SHEETS))}


def baris(s, teks):
    """Values of the row that begins with a text, from the fifth column on."""
    r = cari(s, teks)
    return [nilai(s, r, k) for k in range(4, len(s.widths))]


@pytest.mark.parametrize("bentuk", SHEETS, ids=lambda b: b.id)
def test_every_sheet_has_its_form_and_its_figures(lembar, bentuk):
    s = lembar[bentuk.id]
    periksa_bentuk(s)
    assert s.name == bentuk.sheet and s.landscape and s.paper == "F4"
    assert sum(s.widths) <= 175
    assert s.footer == f"&LDinas Sosial, PPPA Kota Probolinggo - {s.title}&RHalaman &P dari &N"
    # A sheet of two tables repeats each head where its table goes on; the others have print titles.
    awal, akhir = s.repeat_rows or (cari(s, "No", 0), cari(s, "(1)", 0))
    assert (s.repeat_rows is None) is (bentuk.id == "LAP-CAPAIAN")
    assert s.freeze == (akhir + 1, 3) and nilai(s, akhir, 0) == "(1)"
    assert [nilai(s, awal, k) for k in range(4)] == ["No", "Sasaran", "Indikator Kinerja Utama", "Satuan"]
    for nama, isi in ISI[bentuk.id].items():
        r = cari(s, nama, 2)
        assert tuple(nilai(s, r, 4 + n) for n in range(len(isi))) == isi
    # The sasaran with two indicators: one merged cell over both, however many rows they take.
    r = cari(s, KLA, 2)
    atas = cari(s, "Meningkatnya Perlindungan Perempuan dan Anak serta Tumbuh Kembang Anak", 1)
    assert any(m[0] == atas and m[1] == m[3] == 1 and m[2] >= r for m in s.merges)
    assert nilai(s, atas, 0) == 3


def test_names_of_the_seven_sheets(lembar):
    assert [(s.id, s.name) for s in lembar.values()] == [
        ("LAP-CAPAIAN", "Lap Capaian"), ("LAP-TAHUN", "Lap Antar Tahun"), ("LAP-AKHIR", "Lap Akhir Renstra"),
        ("LAP-NASIONAL", "Lap Nasional"), ("LAP-EFISIENSI", "Lap Efisiensi"), ("LAP-ANALISIS", "Lap Analisis"),
        ("LAP-PENUNJANG", "Lap Penunjang"),
    ]  # fmt: skip


def test_both_forms_show_the_same_figures(lembar):
    satu = susun_satu(bahan(), "LAP-SASARAN-1")
    awal = cari(satu, "Tabel 3.1.1.A")
    dari_sasaran = [s for s in satu.rows[cari(satu, PMKS)].cells if s and s[0] is not None]
    assert cari(satu, PMKS) > awal
    gabungan = lembar["LAP-CAPAIAN"]
    assert dari_sasaran[1:] == gabungan.rows[cari(gabungan, PMKS, 2)].cells[4:]


@pytest.mark.parametrize(
    "cara, teks, rata",
    [
        ("PK", "Rata-rata capaian instansi (3 dari 4 indikator PK terukur)", 0.9731),
        ("IKU", "Rata-rata capaian instansi (3 dari 4 IKU terukur)", 0.9731),
        ("Sasaran", "Rata-rata capaian instansi (2 dari 3 sasaran terukur)", 0.9597),
    ],
)
def test_mean_of_the_office_says_over_what(cara, teks, rata):
    s = susun_satu(bahan({"rata_rata_instansi": cara}), "LAP-CAPAIAN")
    assert baris(s, teks) == [None, None, rata, "Sangat Tinggi (sementara)"]
    assert baris(s, "Rata-rata capaian sasaran (2 dari 2 indikator terukur)") == [None, None, 1, "Sangat Tinggi"]


def test_money_of_the_office_adds_up(lembar):
    s = lembar["LAP-EFISIENSI"]
    sasaran = baris(s, "Jumlah sasaran (2 dari 2 indikator terukur)")
    lain = baris(s, "Anggaran yang tidak mendukung indikator mana pun")
    semua = baris(s, "Jumlah instansi (3 dari 4 indikator PK terukur)")
    assert sasaran[2:7] == [1, 862_187_500, 473_570_520, 0.5493, 0.0847]
    assert lain[2:7] == [None, 6_418_847_259, 6_111_603_752, 0.9521, 0.6305]
    assert semua[2:7] == [0.9731, 10_180_573_349, 8_992_776_611, 0.8833, 1]
    satuan = [nilai(s, r, 7) for r in range(cari(s, PMKS, 2), cari(s, KLA, 2) + 1)]
    assert sum(satuan) + lain[3] == semua[3]


def test_shared_money_is_told():
    anggaran = [
        {"Kode": "1", "Tingkat": "Program", "Uraian": "Bersama", "Indikator": "2.2.1;2.2.2", "Pagu Awal": 100,
         "Realisasi TW4": 60},
    ]  # fmt: skip
    s = susun_satu(bahan(tbl_anggaran=anggaran), "LAP-EFISIENSI")
    assert baris(s, "Jumlah sasaran (2 dari 2 indikator terukur)")[3] == 100
    assert any(t.startswith("Anggaran yang mendukung lebih dari satu indikator") or
               "hanya dihitung sekali" in t for t in teks_lembar(s))  # fmt: skip
    assert not any("tidak mendukung indikator" in t for t in teks_lembar(s))


def test_tujuan_have_a_table_of_their_own():
    riwayat = [{"Kode": "T2", "Tahun": 2022, "Lingkup": "Instansi", "Realisasi": 70},
               {"Kode": "T2", "Tahun": 2021, "Lingkup": "Instansi", "Realisasi": 68}]  # fmt: skip
    isi = bahan(tbl_riwayat=riwayat)
    s = susun_satu(isi, "LAP-CAPAIAN")
    periksa_bentuk(s)
    mulai = cari(s, "Indikator Tujuan")
    r = cari(s, "Indeks Pemberdayaan Gender (IDG)", 2)
    assert r > mulai and [nilai(s, r, k) for k in range(4, 8)] == [68.35, 70, 1.0241, "Sangat Tinggi"]
    # One without a realisasi shows its target only there.
    r = cari(s, "Persentase PMKS", 2)
    assert [nilai(s, r, k) for k in range(4, 8)] == [34, "N/A", "N/A", "N/A"]
    tahun = susun_satu(isi, "LAP-TAHUN")
    r = cari(tahun, "Indeks Pemberdayaan Gender (IDG)", 2)
    assert [nilai(tahun, r, k) for k in range(7, 14)] == [68.3, 68, 0.9956, 68.35, 70, 1.0241, 0.0294]
    assert "Persentase PMKS" not in kolom(tahun, 2)
    akhir = susun_satu(isi, "LAP-AKHIR")
    r = cari(akhir, "Indeks Pemberdayaan Gender (IDG)", 2)
    assert [nilai(akhir, r, k) for k in (4, 5, 6)] == [68.45, 70, 1.0226]
    for bentuk in ("LAP-EFISIENSI", "LAP-ANALISIS", "LAP-PENUNJANG"):
        assert "Indikator Tujuan" not in teks_lembar(susun_satu(isi, bentuk))


def test_a_measured_tujuan_and_a_measured_program_keep_their_figures():
    renstra = [
        {"Kode": "T", "Jenis": "Tujuan", "Tujuan": "Tj", "Indikator": "Ind Tujuan", "Tipe": "Angka", "Arah": "Turun",
         "Target 2022": 10},
        {"Kode": "S", "Jenis": "Sasaran", "Induk": "T", "Tujuan": "Tj", "Sasaran": "Sas", "Indikator": "Ind Sasaran",
         "Tipe": "Angka", "Arah": "Naik", "Target 2022": 10},
        {"Kode": "P", "Jenis": "Program", "Induk": "S", "Uraian": "Prog", "Sasaran": "Sas program",
         "Indikator": "Ind Program", "Tipe": "Angka", "Arah": "Naik", "Target 2022": 4},
    ]  # fmt: skip
    ukur = [{"Kode": k, "Sifat": "Posisi Akhir", "Realisasi TW4": r} for k, r in (("T", 8), ("S", 9), ("P", 2))]
    isi = bahan(tbl_renstra=renstra, tbl_pengukuran=ukur, tbl_pk=[])
    s = susun_satu(isi, "LAP-CAPAIAN")
    for nama, judul, capaian in (
        ("Ind Sasaran", None, 0.9), ("Ind Tujuan", "Indikator Tujuan", 1.2),
        ("Ind Program", "Indikator Program, Kegiatan, dan Sub Kegiatan", 0.5),
    ):  # fmt: skip
        r = cari(s, nama, 2)
        assert nilai(s, r, 6) == capaian
        assert judul is None or cari(s, judul) < r
    assert len(isi.sasaran) == 1


def test_a_book_without_measurement_has_no_such_forms():
    empty = possible_ids(bahan(tbl_pengukuran=[], tbl_anggaran=[]))
    assert not {*(b.id for b in SHEETS), "LAP-POHON", "LAP-PENUTUP"} & set(empty)


def test_the_nation_needs_a_figure_of_the_nation():
    assert "LAP-NASIONAL" not in possible_ids(bahan()) and "LAP-NASIONAL" in possible_ids(bahan(tbl_riwayat=RIWAYAT))


def test_the_years_stand_in_two_widths():
    wide, narrow = (susun_satu(bahan({"kolom_antar_tahun": k}), "LAP-TAHUN") for k in ("Lengkap", "Realisasi"))
    assert len(wide.widths) == 14 and len(narrow.widths) == 8
    assert baris(narrow, PMKS) == ["N/A", 69.37, 80.9, 0.1662]
    head = narrow.rows[cari(narrow, "Realisasi")]
    assert [c[0] for c in narrow.rows[narrow.rows.index(head) + 1].cells[4:7]] == [
        f"Tahun {y}" for y in (2020, 2021, 2022)
    ]


def test_the_scale_is_a_table():
    s = susun_satu(bahan(), "LAP-CAPAIAN")
    r = cari(s, "Capaian Kinerja")
    texts = [[c[0] for c in s.rows[r + k].cells if c and c[0] is not None] for k in range(1, 6)]
    assert texts[0] == [1, "91% ke atas", "Sangat Tinggi"] and texts[1] == [2, "76% hingga 91%", "Tinggi"]
    assert texts[4] == [5, "Kurang dari 51%", "Sangat Rendah"]


def test_efisiensi_stands_in_two_groups(lembar):
    s = lembar["LAP-EFISIENSI"]
    top = cari(s, "KINERJA")
    below = [c[0] for c in s.rows[top + 1].cells[4:10]]
    assert below == ["Target", "Realisasi", "Capaian", "Alokasi (Rp)", "Realisasi (Rp)", "Penyerapan"]
    assert {(top, 4, top, 6), (top, 7, top, 9)} <= set(s.merges) and nilai(s, top, 7) == "ANGGARAN"


def test_iku_and_indicators_of_the_pk_have_tables_where_they_are_others():
    renstra = [dict(r.cells) for r in buku().tables["tbl_renstra"]]
    next(r for r in renstra if r["Kode"] == "2.2.1")["IKU"] = "Tidak"
    pk = [{"Dokumen": "Awal", "Kode": k, "Target": 1} for k in ("1.1.1", "2.2.1", "2.2.2")]
    texts = teks_lembar(susun_satu(bahan({"dokumen_pk": "Awal"}, tbl_renstra=renstra, tbl_pk=pk), "LAP-CAPAIAN"))
    assert "Indikator Kinerja Utama" in texts and "Indikator Sasaran PK Awal" in texts
    assert texts.count(KLA) == 3
    assert "Indikator Sasaran PK Perubahan" not in teks_lembar(susun_satu(bahan(), "LAP-CAPAIAN"))


def test_every_node_of_the_tree_stands_once():
    isi = bahan()
    s = susun_satu(isi, "LAP-POHON")
    first = kolom(s, 0)
    programs = [str(a.uraian) for a in isi.budget.rows if a.tingkat == "Program"]
    shown = [t for t in first if t in programs]
    assert sorted(shown) == sorted(programs)
    rows = [a for a in isi.budget.rows if a.tk >= 3]
    assert len([v for v in first if isinstance(v, str)]) >= len(rows) + len(isi.sasaran)
    where = {t: first.index(t) for t in first if isinstance(t, str)}
    one, two, apart = (
        next(r for t, r in where.items() if t.startswith(x)) for x in ("Sasaran 1", "Sasaran 2", "Program y")
    )
    assert one < where["PROGRAM REHABILITASI SOSIAL"] < two
    assert where["PROGRAM PEMBERDAYAAN SOSIAL"] > apart
    money = [nilai(s, where[p], 5) for p in programs]
    assert sum(money) == isi.budget.pagu


def test_the_tree_writes_what_is_not_available_as_the_budget_does():
    rows = [dict(r.cells) for r in buku().tables["tbl_anggaran"]]
    isi = bahan()
    leaf = next(a for a in isi.budget.rows if a.daun)
    rows[leaf.nomor] |= {f"Realisasi TW{n}": None for n in range(1, 5)}
    isi = bahan(tbl_anggaran=rows)
    tree, budget = susun_satu(isi, "LAP-POHON"), susun_satu(isi, "LAP-ANGGARAN")
    texts = [nilai(tree, cari(tree, str(leaf.uraian), 0), k) for k in (6, 7)]
    assert texts == [nilai(budget, cari(budget, str(leaf.uraian), 1), k) for k in (3, 4)] == ["N/A", "N/A"]
    below = range(tree.repeat_rows[1] + 1, len(tree.rows))
    several = [r for r in below if tree.rows[r] and nilai(tree, r, 0) is None and nilai(tree, r, 1)]
    # Beneath the first line of a node all stays blank.
    assert several and all(nilai(tree, r, k) is None for r in several for k in (5, 6, 7))


def test_indicators_of_programs_stand_beside_them():
    renstra = [dict(r.cells) for r in buku().tables["tbl_renstra"]]
    program = {"Kode": "P1", "Jenis": "Program", "Induk": "1.1.1", "Indikator": "Cakupan layanan", "Tipe": "Persen"}
    renstra.append({**program, "Satuan": "%", "Arah": "Naik", "Target 2022": 50})
    ukur = [dict(r.cells) for r in buku().tables["tbl_pengukuran"]]
    ukur.append({"Kode": "P1", "Sifat": "Posisi Akhir", "Realisasi TW4": 40})
    rows = [dict(r.cells) for r in buku().tables["tbl_anggaran"]]
    next(r for r in rows if r.get("Uraian") == "PROGRAM PEMBERDAYAAN SOSIAL")["Indikator"] = "P1"
    s = susun_satu(bahan(tbl_renstra=renstra, tbl_pengukuran=ukur, tbl_anggaran=rows), "LAP-POHON")
    r = cari(s, "PROGRAM PEMBERDAYAAN SOSIAL", 0)
    assert [nilai(s, r, k) for k in (1, 2, 3, 4)] == ["Cakupan layanan", 50, 40, 0.8]
    # By its Induk the program serves the first sasaran.
    two = next(n for n, t in enumerate(kolom(s, 0)) if str(t).startswith("Sasaran 2"))
    assert r < two


def test_the_closing_table_has_categories():
    s = susun_satu(bahan(), "LAP-PENUTUP")
    r = cari(s, PMKS)
    shown = [c[0] for c in s.rows[r].cells if c and c[0] is not None]
    assert shown[-5:] == [PMKS, 0.9193, "Sangat Tinggi", 0.8729, "Cukup Efisien"]
    assert "3 indikator" in teks_lembar(s)


def test_a_year_that_is_missing_does_no_harm():
    for s in susun(bahan({"tahun": None}), *(b.id for b in SHEETS if b.id != "LAP-NASIONAL")):
        periksa_bentuk(s)
        assert "TAHUN -" in teks_lembar(s)


def besar(banyak, banyak_anggaran):
    renstra, ukur, anggaran = [], [], []
    for n in range(banyak):
        induk = n // 50
        renstra.append({
            "Kode": f"S{n}", "Jenis": "Sasaran", "Induk": f"T{induk}", "Tujuan": f"Tujuan {induk}",
            "Sasaran": f"Sasaran strategis nomor {n // 3} dengan bunyi yang cukup panjang", "Satuan": "orang",
            "Indikator": f"Banyaknya penerima manfaat menurut jenis layanan nomor {n}", "IKU": "Ya", "Tipe": "Angka",
            "Arah": "Naik", "Target 2022": 100, "Target 2024": 200,
        })  # fmt: skip
        ukur.append({"Kode": f"S{n}", "Sifat": "Posisi Akhir", "Realisasi TW4": 90 + n % 20, "Analisis": "x " * 40})
    for n in range(banyak_anggaran // 10):
        anggaran.append({"Kode": f"{n}", "Tingkat": "Program", "Uraian": f"Program {n}", "Indikator": f"S{n % banyak}"})
        for k in range(3):
            anggaran.append({"Kode": f"{n}.{k}", "Tingkat": "Kegiatan", "Uraian": f"Kegiatan {n}.{k}"})
            for s in range(2):
                anggaran.append({"Kode": f"{n}.{k}.{s}", "Tingkat": "Sub Kegiatan", "Uraian": "Sub",
                                 "Pagu Perubahan": 1000, "Realisasi TW4": 900})  # fmt: skip
    return bahan(tbl_renstra=renstra, tbl_pengukuran=ukur, tbl_anggaran=anggaran, tbl_pk=[], tbl_riwayat=[])


def test_a_thousand_indicators_and_ten_thousand_budget_rows():
    isi = besar(1000, 10_000)
    lembar = susun(isi, *(b.id for b in SHEETS if b.id != "LAP-NASIONAL"))
    for s in lembar:
        assert max(len(s.rows) for s in lembar) > 4000
        batas = [0, *sorted(s.breaks), len(s.rows)]
        muat = page_room(s) / 0.96
        for a, b in zip(batas, batas[1:], strict=False):
            tinggi = sum(r.height or 15 for r in s.rows[a:b] if r)
            ulang = (
                sum(r.height or 15 for r in s.rows[s.repeat_rows[0] : s.repeat_rows[1] + 1])
                if a and s.repeat_rows
                else 0
            )
            assert tinggi + ulang <= muat + 1, (s.id, a, b)
    periksa_bentuk(lembar[0])
    periksa_bentuk(lembar[-1])
    assert nilai(lembar[0], cari(lembar[0], "Banyaknya penerima manfaat menurut jenis layanan nomor 999"), 6) == 1.09


def test_a_sasaran_that_goes_on_over_a_page_is_named_again_there():
    s = susun_satu(besar(90, 900), "LAP-PENUNJANG")
    periksa_bentuk(s)
    assert s.breaks
    lanjut = [r for r in s.breaks if nilai(s, r, 1)]
    assert lanjut == s.breaks
    for r in s.breaks:
        assert "B" in s.rows[r - 1].cells[6][1].border or s.rows[r - 1].cells[6][1].border == "thin"
        assert "T" in s.rows[r].cells[6][1].border or s.rows[r].cells[6][1].border == "thin"
