"""The quarters: target and realisasi to date by the kind of indicator (sifat), and the year's value."""

from ..expr.functions import (
    Function,
    ada_sampah,
    adalah_galat,
    ambil,
    angka,
    angka_terakhir,
    banyak_angka,
    bulat_bawah,
    dan,
    jika,
    jika_galat,
    jumlah,
    kosong,
    label_terakhir,
    label_terakhir_sampai,
    pilih,
    salah_isi,
    tidak_tersedia,
)
from ..expr.tree import Expr
from ..expr.values import Number, as_number
from .parameters import holding
from .pembulatan import bila_angka
from .registry import Steps, chapter, meanings, rule, rule_chain
from .tertulis import cari_tingkat
from .udf import Udf

PRAKTIK = (
    "Rencana aksi dan pengukuran triwulan (PermenPANRB 53/2014 Lampiran I); cara tiap sifat: kebiasaan pengukuran"
    " triwulan"
)

chapter("TRW", "Triwulan", 70)
meanings(
    daftar_label="kolom Tingkat dari skala tingkat di Pengaturan",
    daftar_skor="kolom Skor dari skala tingkat di Pengaturan",
    deret="isi triwulan I sampai dengan triwulan ini",
    label="label tingkat, misalnya Madya",
    label_kini="sel realisasi triwulan berjalan",
    r1="realisasi s.d. triwulan I",
    r2="realisasi s.d. triwulan II",
    r3="realisasi s.d. triwulan III",
    r4="realisasi s.d. triwulan IV",
    sampai="target s.d. triwulan IV, sebagai angka",
    setahun="target tahun itu, sebagai angka",
    sifat="Akumulasi, Kumulatif, atau Posisi Akhir",
    skor="skor label target; hanya untuk Tipe Tingkat",
    terakhir="isi triwulan ini",
    triwulan="triwulan berjalan, 1 sampai 4",
)


def shipped_levels(year: Number | None = None) -> list[tuple[str, str, int]]:
    """Rows of ``tbl_tingkat`` in a new book of a year (None: of now): scale, label, score.

    >>> shipped_levels()[:2]
    [('Kota Layak Anak', 'Pratama', 1), ('Kota Layak Anak', 'Madya', 2)]
    """
    return [(p.name, label, score) for p in holding("tingkat.", year) for score, label in enumerate(p.value, 1)]


@rule(
    kode="TRW-01",
    meanings={"skala": "nama skala tingkat", "daftar_skala": "kolom Skala Tingkat dari skala tingkat di Pengaturan"},
    nama="Skor tingkat",
    hasil="skor",
    sumber="Skala tingkat di Pengaturan (bawaan: Kota Layak Anak, APE PUG, Opini BPK, Predikat AKIP)",
    rumus="skor label pada skala tingkat indikator; label dengan angka atau catatan dalam kurung (93,8 (A), B (62,5)) "
    "adalah labelnya; label yang tidak dikenal #VALUE!",
    contoh=[
        (
            dict(
                label="utama", skala="Kota Layak Anak", daftar_skala=["Kota Layak Anak", "Kota Layak Anak", "APE PUG"],
                daftar_label=["Nindya", "Utama", "Utama"], daftar_skor=[3, 4, 3],
            ),
            4,
        ),
        (
            dict(
                label="93,8 (A)", skala="Predikat AKIP", daftar_skala=["Predikat AKIP"] * 2, daftar_label=["A", "AA"],
                daftar_skor=[6, 7],
            ),
            6,
        ),
    ],
)  # fmt: skip
def skor_tingkat(label: Expr, skala: Expr, daftar_skala: Expr, daftar_label: Expr, daftar_skor: Expr) -> Expr:
    """Score of a level label on the named scale; case does not matter, an unknown label is #VALUE!.

    Args:
        label: the cell, in which a number may stand beside the label: the one or the other in brackets.
    """
    # A blank scale and a blank label would find a spare row of the table.
    skor = jika(skala == "", salah_isi(), cari_tingkat(skala, daftar_skala, label, daftar_label, daftar_skor))
    return jika_galat(skor, salah_isi())


@rule(
    kode="TRW-02",
    nama="Target sampai dengan triwulan",
    hasil="satuan indikator",
    sumber=PRAKTIK,
    rumus="Akumulasi: jumlah target s.d. triwulan; Kumulatif dan Posisi Akhir: target pada triwulan itu",
    contoh=[
        (dict(deret=[10, 20, None], terakhir=None, sifat="Akumulasi"), 30),
        (dict(deret=[10, 20], terakhir=20, sifat="Kumulatif"), 20),
    ],
)
def target_sampai(deret: Expr, terakhir: Expr, sifat: Expr) -> Expr:
    """Target to date of an indicator in numbers.

    Args:
        deret: targets of the quarters up to this one.
        terakhir: target of this quarter.
        sifat: ``Akumulasi`` sums; anything else takes this quarter's own.
    """
    return jika(
        ada_sampah(deret),
        salah_isi(),
        jika(
            sifat == "Akumulasi",
            jika(banyak_angka(deret) == 0, tidak_tersedia(), jumlah(deret)),
            jika(angka(terakhir), terakhir, tidak_tersedia()),
        ),
    )


@rule(
    kode="TRW-03",
    nama="Realisasi sampai dengan triwulan",
    hasil="satuan indikator",
    sumber=PRAKTIK,
    rumus="Akumulasi: jumlah; Kumulatif: angka pada triwulan itu; Posisi Akhir: triwulan terakhir yang terisi",
    contoh=[
        (dict(deret=[5, None, 7], terakhir=7, sifat="Akumulasi"), 12),
        (dict(deret=[5, 9, None], terakhir=None, sifat="Kumulatif"), "#N/A"),
        (dict(deret=[5, 9, None], terakhir=None, sifat="Posisi Akhir"), 9),
    ],
    catatan="0 adalah isi, kosong bukan. N/A pada Posisi Akhir dilewati. Teks selain N/A dan - adalah #VALUE!.",
)
def realisasi_sampai(deret: Expr, terakhir: Expr, sifat: Expr) -> Expr:
    """Realisasi to date of an indicator in numbers (arguments as ``target_sampai``)."""
    return jika(
        ada_sampah(deret),
        salah_isi(),
        jika(
            sifat == "Akumulasi",
            jika(banyak_angka(deret) == 0, tidak_tersedia(), jumlah(deret)),
            jika(
                sifat == "Kumulatif",
                jika(angka(terakhir), terakhir, tidak_tersedia()),
                jika_galat(angka_terakhir(deret), tidak_tersedia()),
            ),
        ),
    )


@rule(
    kode="TRW-04",
    nama="Tingkat sampai dengan triwulan",
    hasil="label",
    sumber=PRAKTIK,
    rumus="Kumulatif: label pada triwulan itu; lainnya: label terakhir yang terisi",
    contoh=[(dict(deret=["Madya", "-", None], terakhir=None, sifat="Posisi Akhir"), "Madya")],
)
def label_sampai(deret: Expr, terakhir: Expr, sifat: Expr) -> Expr:
    """Level reached to date of a Tingkat indicator."""
    return jika(
        sifat == "Kumulatif",
        jika(kosong(terakhir), tidak_tersedia(), terakhir),
        jika_galat(label_terakhir(deret), tidak_tersedia()),
    )


@rule(
    kode="TRW-05",
    meanings={"label": "keempat sel realisasi seperti diketik"},
    nama="Realisasi tahun",
    hasil="satuan indikator",
    sumber=PRAKTIK,
    rumus="realisasi s.d. triwulan berjalan; Tipe Tingkat menampilkan labelnya",
    contoh=[
        (
            dict(
                tipe="Persen", sifat="Kumulatif", triwulan=4, r1=0, r2=10, r3=20, r4=80.9,
                label=[0, 10, 20, 80.9], label_kini=80.9,
            ),
            80.9,
        ),
    ],
)  # fmt: skip
def realisasi_tahun(
    tipe: Expr, sifat: Expr, triwulan: Expr, r1: Expr, r2: Expr, r3: Expr, r4: Expr, label: Expr, label_kini: Expr
) -> Expr:
    """The year's realisasi: the value to date at the running quarter.

    Args:
        tipe, sifat: kind of indicator.
        triwulan: running quarter, 1 to 4.
        r1..r4: realisasi to date of each quarter, in numbers.
        label: the four realisasi cells as typed.
        label_kini: the cell of the running quarter.
    """
    tingkat = jika(
        sifat == "Kumulatif",
        jika(kosong(label_kini), tidak_tersedia(), label_kini),
        jika_galat(label_terakhir_sampai(label, triwulan), tidak_tersedia()),
    )
    return jika(tipe == "Tingkat", tingkat, pilih(triwulan, r1, r2, r3, r4))


@rule(
    kode="TRW-06",
    meanings={"target": "sel target: angka, label, N/A, atau kosong"},
    nama="Target sebagai angka",
    hasil="satuan indikator atau skor",
    sumber="Ketentuan buku ini: N/A dan kosong berarti tidak tersedia, teks lain tidak dipakai",
    rumus="angka apa adanya; label menjadi skornya; kosong, -, N/A menjadi N/A; teks lain #VALUE!",
    contoh=[
        (dict(target=88, tipe="Persen", skor=None), 88),
        (dict(target="N/A", tipe="Persen", skor=None), "#N/A"),
        (dict(target="delapan", tipe="Persen", skor=None), "#VALUE!"),
        (dict(target="Utama", tipe="Tingkat", skor=4), 4),
    ],
)
def target_angka(target: Expr, tipe: Expr, skor: Expr) -> Expr:
    """A target cell as the number that capaian compares with.

    Args:
        target: the cell (number, label, N/A, blank).
        tipe: kind of indicator.
        skor: the label's score (used for Tingkat only).
    """
    return jika(
        adalah_galat(target),
        target,
        jika(
            kosong(target),
            tidak_tersedia(),
            jika(tipe == "Tingkat", skor, jika(angka(target), target, salah_isi())),
        ),
    )


semua_kosong = Function(
    "semua_kosong", "COUNTBLANK({0})=COLUMNS({0})", lambda deret: all(isi is None or isi == "" for isi in deret)
)


@rule(
    kode="TRW-07",
    nama="Target sampai dengan triwulan IV",
    hasil="satuan indikator atau skor",
    sumber="PermenPANRB 53/2014 Lampiran I: pengukuran berkala memakai target perjanjian kinerja; indikator yang hanya "
    "bertarget setahun diukur pada akhir tahun",
    rumus="target s.d. triwulan IV (TRW-02); bila keempat sel target triwulan kosong, target tahun itu",
    contoh=[
        (dict(deret=[None, None, None, None], sampai="#N/A", setahun=88), 88),
        (dict(deret=[None, None, None, 80], sampai=80, setahun=88), 80),
        (dict(deret=[10, None, None, None], sampai="#N/A", setahun=88), "#N/A"),
        (dict(deret=[None, None, None, "N/A"], sampai="#N/A", setahun=88), "#N/A"),
    ],
    catatan="N/A dan - adalah jawaban: triwulan itu memang tidak bertarget. Triwulan I sampai III tidak berubah.",
)
def target_triwulan_akhir(deret: Expr, sampai: Expr, setahun: Expr) -> Expr:
    """Target to date of the last quarter.

    Args:
        deret: the four target cells of the quarters as typed.
        sampai: target to date of the last quarter, as a number.
        setahun: the year's target as a number.
    """
    return jika(semua_kosong(deret), setahun, sampai)


sampai = Function("sampai", "INDEX({0},1):INDEX({0},{1})", lambda deret, n: deret[: int(as_number(n))])


@rule_chain(
    kode="SEL-04",
    nama="Realisasi sampai dengan triwulan dari keempat sel",
    hasil="satuan indikator atau label",
    sumber=PRAKTIK,
    rumus="TRW-03 atas triwulan I sampai triwulan yang diminta; untuk Tipe Tingkat TRW-04",
    contoh=[
        (dict(deret=[5, None, 7, 4], triwulan=3, sifat="Akumulasi", tipe="Angka"), 12),
        (dict(deret=["Pratama", "Madya", None, None], triwulan=4, sifat="Posisi Akhir", tipe="Tingkat"), "Madya"),
    ],
    udf=Udf(
        "LK_TRIWULAN",
        "Realisasi sampai dengan satu triwulan menurut sifat indikator. Bila belum ada isinya: #N/A.",
        {
            "nilai": "Empat sel sebaris, triwulan I sampai IV; atau beberapa baris empat kolom untuk satu hasil tiap "
            "baris.",
            "triwulan": "Triwulan yang diminta, 1 sampai 4.",
            "sifat": "Akumulasi (dijumlah), Kumulatif (isi triwulan itu), atau Posisi Akhir (isi terakhir).",
            "tipe": "Angka, Persen, Indeks, atau Tingkat (isinya label, misalnya Madya). Bila tidak diisi: Angka.",
        },
        {"tipe": "Angka"},
        [
            (([[5, None, 7, 4]], 3, "Akumulasi"), 12), (([[10, 20, 30, None]], 3, "Kumulatif"), 30),
            (([[10, 20, 30, None]], 4, "Kumulatif"), "#N/A"), (([[10, 20, 30, None]], 4, "Posisi Akhir"), 30),
            (([["Pratama", "Madya", None, None]], 4, "Posisi Akhir", "Tingkat"), "Madya"),
            (([[10, 20, 30, 40]], 5, "Akumulasi"), "#VALUE!"),
        ],
        sebutan={"nilai": "deret"},
        bentuk={"nilai": 4},
        pilihan={"sifat": ("Akumulasi", "Kumulatif", "Posisi Akhir"), "tipe": ("Angka", "Persen", "Indeks", "Tingkat")},
    ),
)  # fmt: skip
def realisasi_of_cells(deret: Expr, triwulan: Expr, sifat: Expr, tipe: Expr) -> Steps:
    """Realisasi to date of quarter ``triwulan`` from the four cells of the year (other arguments as TRW-03)."""
    n = yield "n", bila_angka(triwulan, jika(dan(triwulan >= 1, triwulan < 5), bulat_bawah(triwulan), salah_isi()))
    kini, terakhir = sampai(deret, n), ambil(deret, n)
    return jika(tipe == "Tingkat", label_sampai(kini, terakhir, sifat), realisasi_sampai(kini, terakhir, sifat))
