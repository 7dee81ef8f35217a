"""What people really type: every row below is a way of writing seen in reports, mails or exports."""

import csv
import datetime
import decimal
import pathlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.rules.bacaan_angka import (
    CellReading,
    clean_text,
    is_not_available_mark,
    read_number,
    says_not_available,
    text_key,
    unit_kind,
)
from lkjip_xl.rules.bacaan_kode import code_from_value
from lkjip_xl.rules.terbilang import format_number, format_percent, rupiah, terbilang

# text, satuan, value
JELAS = [
    ("88%", "%", 88),
    ("88 %", "Persen", 88),
    ("80,90 %", "%", 80.9),
    ("80.90%", "%", 80.9),
    ("80.90%", None, 80.9),
    ("165,95 %", "persen", 165.95),
    ("100,0%", "%", 100),
    ("88 persen", "%", 88),
    ("88 Prosen", "%", 88),
    ("88 (%)", "%", 88),
    ("0,123", "%", 0.123),
    ("0.123", "%", 0.123),
    ("1,447", "%", 1.447),
    ("1234.567", "%", 1234.567),
    ("100 % (seratus persen)", "%", 100),
    ("-2,07%", "%", -2.07),
    ("(2,07)%", "%", -2.07),
    ("(2,07%)", "%", -2.07),
    ("８８％", "%", 88),
    ("\u200b88\u00a0%\ufeff", "%", 88),
    ("'88%", "%", 88),
    ('"88%"', "%", 88),
    ("Rp 1.283.419.000", None, 1283419000),
    ("Rp. 4.002.524.072,-", None, 4002524072),
    ("Rp.4.002.524.072,-", None, 4002524072),
    ("Rp1.000,00", None, 1000),
    ("Rp1.000,50", None, 1000.5),
    ("RP 1.000", None, 1000),
    ("IDR 2.446.011.190", None, 2446011190),
    ("2.446.011.190 rupiah", None, 2446011190),
    ("Rp1.000 (seribu rupiah)", "Rp", 1000),
    ("Rp 453.527.400 ,-", "Rupiah", 453527400),
    ("Rp 453.527.400.-", "Rp.", 453527400),
    ("453.527.400,--", None, 453527400),
    ("1.447,-", None, 1447),
    ("Rp\u202f1.447", None, 1447),
    ("Rp (1.000)", None, -1000),
    ("(Rp1.000)", None, -1000),
    ("Rp -1.000", None, -1000),
    ("-Rp1.000", None, -1000),
    ("Rp 0", None, 0),
    ("Rp 1,234.56", None, 1234.56),
    ("Rp 1.5 juta", None, 1500000),
    ("1.5 juta", None, 1500000),
    ("2 miliar", None, 2000000000),
    ("Rp 1,28 Milyar", None, 1280000000),
    ("Rp 10,2 T riliun".replace("T r", "tr"), None, 10200000000000),
    ("500 rb", None, 500000),
    ("1,5 juta rupiah", "Juta Rupiah", 1.5),
    ("1,5", "Juta Rupiah", 1.5),
    ("1,5 juta orang", "Orang", 1500000),
    ("1,5 juta jiwa", "Juta Jiwa", 1.5),
    ("20 organisasi", "Organisasi", 20),
    ("20 organisasi", None, 20),
    ("1.447 orang", "Orang", 1447),
    ("1.447 Orang", None, 1447),
    ("1.447", "orang", 1447),
    ("1.447 org.", "Orang", 1447),
    ("9.456 Orang", "orang", 9456),
    ("7650 Orang", "orang", 7650),
    ("1.910", "Dokumen", 1910),
    ("1.910", "Dokumen/Laporan", 1910),
    ("12 laporan", "Dokumen/Laporan", 12),
    ("12 dok", "Dokumen", 12),
    ("12 (dua belas) dokumen", "Dokumen", 12),
    ("12 (dua belas)", "Dokumen", 12),
    ("12 (dokumen)", "Dokumen", 12),
    ("12 Bulan", "Bulan", 12),
    ("5 KK", "Keluarga", 5),
    ("25 anak-anak", "Anak", 25),
    ("80 skor", "Skor", 80),
    ("Indeks 3,5", "Indeks", 3.5),
    ("150 m²", "m2", 150),
    ("150,5 ha", "Ha", 150.5),
    ("08", "Orang", 8),
    ("69,23 per 100.000 kelahiran hidup", "per 100.000 Kelahiran Hidup", 69.23),
    ("72,5", "Indeks", 72.5),
    ("72.5", "Nilai", 72.5),
    ("72.1234", "Indeks", 72.1234),
    ("1,5", None, 1.5),
    ("1.234,56", None, 1234.56),
    ("1,234.56", None, 1234.56),
    ("1,234,567.8", None, 1234567.8),
    ("1,234,567", None, 1234567),
    ("1.283.419.000", "%", 1283419000),
    ("1 000 000", None, 1000000),
    ("1\u00a0000\u00a0000", None, 1000000),
    ("1\u2009000,5", None, 1000.5),
    ("1'000'000", None, 1000000),
    ("-5", None, -5),
    ("\u22125", None, -5),
    ("\u20135", None, -5),
    ("+5", None, 5),
    ("  42\n", None, 42),
    ("33,3333333333333333", "%", 33.3333333333333333),
    ("999999999999999", None, 999999999999999),
]


@pytest.mark.parametrize("teks, satuan, nilai", JELAS)
def test_clear_texts_are_read(teks, satuan, nilai):
    bacaan = read_number(teks, satuan)
    assert (bacaan.jenis, bacaan.nilai, bacaan.pesan) == ("angka", nilai, "")
    assert isinstance(bacaan.nilai, int) == (nilai == int(nilai))


# text, satuan, a word that the message must hold
RAGU = [
    ("1.447", None, "1447 atau 1,447"),
    ("1.447", "%", "1447 atau 1,447"),
    ("1.447 %", None, "1447 atau 1,447"),
    ("1.447", "Indeks", "1447 atau 1,447"),
    ("71.447", "Tahun", "71447 atau 71,447"),
    ("1.447", "Kasus per 1.000 penduduk", "1447 atau"),
    ("1,447", "Orang", "1447 atau 1,447"),
    ("Rp 1,447", None, "1447 atau 1,447"),
    ("Rp 1.283 miliar", None, "1283 atau 1,283"),
    ("10.180", "Miliar Rp", "10180 atau"),
    ("0.123", "Orang", "titik"),
    ("Rp 1.2834", None, "titik"),
    ("12.34,56", None, "beraturan"),
    ("1.000.00", None, "beraturan"),
    ("1,234.567,8", None, "beraturan"),
    ("1. 283.419.000", None, "beraturan"),
    ("12 34", None, "beraturan"),
    ("1,2,3", None, "beraturan"),
    ("3.1.2.A", None, "tidak dikenal"),
    ("1 234.567", None, "beraturan"),
    ("88.", "%", "tanda baca"),
    ("1.000-", None, "tanda baca"),
    (",5", None, "hilang"),
    ("007", None, "nol"),
    ("197001011990011001", None, "15 angka"),
    ("88%", "Orang", "orang"),
    ("88%", "Indeks", "indeks"),
    ("20 organisasi", "Orang", "organisasi"),
    ("20 orang", "%", "orang"),
    ("Rp 5.000", "Orang", "rupiah"),
    ("5.000,-", "%", "rupiah"),
    ("20 lebih", None, "tidak dikenal"),
    ("1 Mag", None, "tidak dikenal"),
    ("5 Kegi", "Kegiatan", "kegi"),
    ("Rp 2 M", None, "miliar"),
    ("2 M", None, "miliar"),
    ("Rp 1.500.000", "Juta Rupiah", "skala"),
    ("2 miliar", "Juta Rupiah", "skala"),
    ("2.000 orang", "Ribu Orang", "skala"),
    ("3E5", None, "pangkat"),
    ("1,2E+10", None, "pangkat"),
    ("12 dari 20", None, "pecahan"),
    ("12/20", None, "pecahan"),
    ("1:20", None, "perbandingan"),
    ("80-90", None, "rentang"),
    ("80% \u2013 90%", "%", "rentang"),
    ("60% hingga 80%", "%", "rentang"),
    ("80 s.d. 90", None, "rentang"),
    ("12\n345", None, "lebih dari satu angka"),
    ("1 Keg/20 org", "Kegiatan", "lebih dari satu angka"),
    ("Rp1.000 (60%)", None, "lebih dari satu angka"),
    (">= 80", None, "batas"),
    ("± 20", None, "batas"),
    ("Lebih dari 89%", "%", "batas"),
    ("minimal 5", None, "batas"),
    ("88*", "%", "catatan"),
    ("88¹", "%", "catatan"),
    ("(5)", None, "nomor kolom"),
    ("5)", None, "kurung"),
    ("-(5)", None, "kurung"),
    ("+-5", None, "dua kali"),
    ("12 (sebelas)", "Dokumen", "huruf"),
    ("Rp -", None, "0 atau"),
    ("Rp. -", None, "0 atau"),
    ("Nihil", None, "0 atau"),
    ("tidak ada", "Kasus", "0 atau"),
]


@pytest.mark.parametrize("teks, satuan, kata", RAGU)
def test_doubtful_texts_stay_text_with_a_reason(teks, satuan, kata):
    bacaan = read_number(teks, satuan)
    assert bacaan.nilai is None
    assert bacaan.jenis == "ragu"
    assert kata in bacaan.pesan


BUKAN = [
    "01/02/2022", "1-2-22", "01.02.2022", "2022-02-01", "2022-02-01 00:00:00", "2 Mei 2022", "01 Okt. 2025",
    "Okt. 2025", "12-Feb", "Jan-22", "Desember 2022", "Madya", "WTP", "seratus", "#REF!", "#DIV/0!", "=A1*2",
    "IKU 1.2", "BB (72,5)", "%", "Rp", "½", "٨٨",
]  # fmt: skip


@pytest.mark.parametrize("teks", BUKAN)
def test_other_texts_are_no_numbers(teks):
    bacaan = read_number(teks)
    assert (bacaan.nilai, bacaan.jenis) == (None, "bukan_angka")
    assert bacaan.pesan


@pytest.mark.parametrize("teks", ["N/A", "n/a", "NA", "N.A.", "-", " – ", "—", "--", "'-", "#N/A", "Tidak  ada data"])
def test_not_available_in_its_spellings(teks):
    assert says_not_available(teks)
    assert read_number(teks, "%") == CellReading(None, "tidak_tersedia")
    assert read_number(teks, tipe="Tingkat").jenis == "tidak_tersedia"


def test_dash_with_the_unit_is_not_available():
    assert read_number("- %", "%").jenis == "tidak_tersedia"
    assert read_number("- orang", "Orang").jenis == "tidak_tersedia"


def test_formulas_know_fewer_spellings_of_not_available():
    dikenal = [t for t in ("-", "n/a", "N/A", "–", " -", "NA", "", None, 0) if is_not_available_mark(t)]
    assert dikenal == ["-", "n/a", "N/A"]
    assert not says_not_available("")
    assert not says_not_available(0)
    assert not says_not_available(None)


@pytest.mark.parametrize("nilai", ["", "  ", "\n", "\u00a0", None, float("nan"), decimal.Decimal("NaN")])
def test_blank(nilai):
    assert read_number(nilai) == CellReading(None, "kosong")


def test_tingkat_keeps_its_label_without_complaint():
    for label in ("Madya", "BB", "3", "BB (72,5)"):
        assert read_number(label, "Kategori", "Tingkat") == CellReading(None, "bukan_angka")


def test_tipe_persen_stands_in_for_a_missing_unit():
    assert read_number("88%", None, "Persen").nilai == 88
    assert read_number("88 orang", None, "Persen").jenis == "ragu"


def test_money_context():
    assert read_number("1.447", uang=True).nilai == 1447
    assert read_number("(1.000)", uang=True).nilai == -1000
    assert read_number("(5)", uang=True).nilai == -5
    assert read_number("1,447", uang=True).jenis == "ragu"
    assert read_number("88%", uang=True).jenis == "ragu"
    assert read_number("20 orang", uang=True).jenis == "ragu"
    assert read_number("2 M", uang=True).jenis == "ragu"


def test_values_that_are_no_text():
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    assert read_number(0.88) == CellReading(0.88, "angka")
    assert read_number(0) == CellReading(0, "angka")
    assert type(read_number(numpy.int64(5)).nilai) is int
    assert type(read_number(numpy.float32(0.5)).nilai) is float
    assert read_number(decimal.Decimal("1.5")).nilai == 1.5
    for hampa in (pandas.NA, pandas.NaT, numpy.float64("nan")):
        assert read_number(hampa).jenis == "kosong"
        assert code_from_value(hampa).jenis == "kosong"
        assert clean_text(hampa) == ""
    for bukan in (True, numpy.True_, float("inf"), [], b"1", datetime.date(2022, 2, 1), datetime.time(1, 2)):
        assert read_number(bukan).jenis == "bukan_angka"
        assert read_number(bukan).pesan


def test_kinds_of_units():
    kenal = {
        "%": "persen", "Persen (%)": "persen", "Persentase": "persen", "Rp.": "uang", "Juta Rupiah": "uang",
        "miliar Rp (rasio %)": "uang", "Orang": "terhitung", "Dok.": "terhitung", "Kelompok Masyarakat": "terhitung",
        "Dokumen/Laporan": "terhitung", "kasus/100.000 penduduk": "lain", "orang per tahun": "lain", "km/jam": "lain",
        "Indeks": "lain", "Tahun": "lain", "Rasio Anak": "lain", "": "", None: "",
    }  # fmt: skip
    assert {satuan: unit_kind(satuan) for satuan in kenal} == kenal


def test_texts_are_tidied():
    assert clean_text("  a\u00a0\t b \r\n\r\n\r\n\r\n c\u200b\x07 ") == "a b\n\nc"
    assert clean_text("a_x000D_\nb") == "a\nb"
    assert clean_text(12.0) == "12"
    assert clean_text(None) == ""
    assert text_key(" Meningkatnya\u00a0 Kualitas\nHIDUP ") == text_key("meningkatnya kualitas hidup")
    assert text_key("sub kegiatan") != text_key("subkegiatan")


@pytest.mark.parametrize(
    "nilai, format, kode, jenis",
    [
        ("1.10", None, "1.10", "teks"),
        (" 'B.2.3 ", None, "B.2.3", "teks"),
        ("2.08.01\u00a0", "@", "2.08.01", "teks"),
        ("01/02", None, "01/02", "teks"),
        ("", None, None, "kosong"),
        (None, None, None, "kosong"),
        (1, None, "1", "teks"),
        (1.0, "General", "1", "teks"),
        (1, "00", "01", "teks"),
        (110600, "#,##0", "110600", "teks"),
        (1.1, None, "1.1", "ragu"),
        (1.1, "General", "1.1", "ragu"),
        (1.1, "@", "1.1", "ragu"),
        (1.1, "0.00", "1.10", "teks"),
        (1.0, "0.00", "1.00", "teks"),
        (1.234, "0.00", "1.234", "ragu"),
        (110600.01, "General", "110600.01", "ragu"),
        (1e17, None, None, "ragu"),
        (-5, None, None, "ragu"),
        (datetime.datetime(2025, 2, 1), None, "1.2", "ragu"),
        (datetime.date(2025, 2, 1), "d-mmm", "1.2", "ragu"),
        (datetime.date(2003, 2, 1), "dd/mm/yyyy", "1.2.3", "ragu"),
        (datetime.date(2020, 1, 1), "mmm-yy", "1.20", "ragu"),
        (45689, "d-mmm", "1.2", "ragu"),
        (0.043, "h:mm", None, "ragu"),
        (datetime.time(1, 2), "h:mm", None, "ragu"),
        (True, None, None, "ragu"),
    ],
)
def test_codes(nilai, format, kode, jenis):
    bacaan = code_from_value(nilai, format)
    assert (bacaan.nilai, bacaan.jenis) == (kode, jenis)
    assert bool(bacaan.pesan) == (jenis == "ragu")


def test_a_date_in_a_code_names_the_likely_original():
    pesan = code_from_value(datetime.date(2025, 2, 1)).pesan
    assert "01/02/2025" in pesan and '"1.2"' in pesan and "Teks" in pesan


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_rupiah_reads_back(angka):
    assert read_number(rupiah(angka)).nilai == angka
    assert read_number(rupiah(angka) + ",-").nilai == angka
    assert read_number(format_number(angka), "Orang").nilai == angka


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_indonesian_numbers_read_back_or_stay_in_doubt(satuan_kecil, desimal):
    angka = decimal.Decimal(satuan_kecil).scaleb(-desimal)
    teks = format_number(angka, desimal)
    bacaan = read_number(teks, "Indeks")
    if bacaan.jenis == "ragu":
        assert teks.lstrip("-").count(".") == 1 and desimal == 0
    else:
        assert bacaan.nilai == float(angka)


@given(st.integers(-(10**6), 10**6))
def test_percentages_read_back(ratusan):
    assert read_number(format_percent(decimal.Decimal(ratusan).scaleb(-4), 2), "%").nilai == ratusan / 100


@given(st.integers(0, 10**12))
def test_number_words_confirm_the_figure(angka):
    assert read_number(f"{angka} ({terbilang(angka)}) orang", "Orang").nilai == angka
    assert read_number(f"{angka} ({terbilang(angka + 1)}) orang", "Orang").jenis == "ragu"


@given(st.one_of(st.text(), st.text("0123456789.,-–()%/ Rporangjutae'\n¹½\u00a0", max_size=16)))
def test_any_text_gets_one_answer(teks):
    for satuan, uang in ((None, False), ("%", False), ("Orang", False), (None, True)):
        bacaan = read_number(teks, satuan, uang=uang)
        assert (bacaan.nilai is not None) == (bacaan.jenis == "angka")
        assert bool(bacaan.pesan) == (bacaan.jenis in ("ragu", "bukan_angka"))
    assert clean_text(clean_text(teks)) == clean_text(teks)
    assert text_key(text_key(teks)) == text_key(teks)


def test_amounts_printed_in_real_reports_are_all_read():
    berkas = pathlib.Path(__file__).parents[3] / "shared/kasus/probolinggo-2022/triwulan_perbaikan.csv"
    if not berkas.exists():
        pytest.skip("Contoh laporan yang dicetak (../shared/kasus) tidak ada di sini")
    with berkas.open(encoding="utf-8-sig", newline="") as isi:
        baris = list(csv.DictReader(isi))
    uang = [b["bacaan_ocr"] for b in baris if b["kolom"] != "persen" and b["bacaan_ocr"].count(".") > 1]
    persen = [b["bacaan_ocr"] for b in baris if b["bacaan_ocr"].endswith("%")]
    assert len(uang) > 50 and len(persen) > 50
    for teks in uang:
        assert read_number(teks, uang=True).nilai == int(teks.removesuffix(",00").replace(".", ""))
    for teks in persen:
        assert read_number(teks, "%").nilai == float(teks[:-1].replace(",", "."))


@pytest.mark.parametrize("seed", range(20))
def test_money_as_it_is_mostly_written_is_read_as_by_every_step(seed):
    dice = Random(seed)
    for _ in range(50):
        amount = dice.randint(1000, 10 ** dice.randint(4, 15) - 1)
        text = dice.choice(["Rp ", "Rp", "rp ", "RP"]) + f"{amount:,}".replace(",", ".")
        short, long = read_number(text), read_number(text + " ")  # a blank at the end goes through the steps
        assert (short.nilai, short.jenis, short.pesan) == (long.nilai, long.jenis, long.pesan) == (amount, "angka", "")


@pytest.mark.parametrize("text", ["01 Okt. 2025", "1 Sept. 2025", "31/12/2025", "Okt. 2025"])
def test_a_date_in_text_is_told_as_one_where_a_date_is_wanted(text):
    assert "tanggal yang tersimpan sebagai teks" in read_number(text, None, "Tanggal").pesan
