"""Case tables: for every rule of the registry the inputs that its users really have, and what it must answer.

``KASUS[kode]`` is a list of ``Kasus``. A row with ``harapan`` was worked out by hand or from the regulation; the others
only say that Python and the recalculated workbook must agree. A list argument stands in a range of cells: down a column
when its name is in ``MENURUN``, across a row otherwise. None is a truly blank cell, "" a formula that gives empty text,
a ``ErrorValue`` a formula that gives that error.
"""

from collections import namedtuple
from itertools import product

from lkjip_xl.expr.values import DIVISION_BY_ZERO as NOL
from lkjip_xl.expr.values import NOT_AVAILABLE as NA
from lkjip_xl.expr.values import WRONG_VALUE as SALAH
from lkjip_xl.rules.registry import all_rules
from lkjip_xl.schema.settings import LEVELS, SCALES

TANPA = object()
Kasus = namedtuple("Kasus", "nama argumen harapan")
MENURUN = {"daftar_skala", "daftar_batas", "daftar_termasuk", "daftar_predikat", "daftar_label", "daftar_skor"}
GALAT = (NA, SALAH, NOL)
# "kata" cannot be read as a number by any program: numeric text in arithmetic is Excel's to coerce, and the rules
# that face what a user types (ANG-05, TRW-02, TRW-03, TRW-06) get it below.
JANGGAL = (None, "", "kata", *GALAT)
TOKEN = ("-", "N/A", "n/a", "N/a")
CARA = ("Bulat", "Potong", "potong", None, "Lain")
B2 = {"desimal": 2, "cara": "Bulat"}


def tulis(isi):
    """A value as a short name says it."""
    if isi.__class__ is list:
        return "[" + " ".join(map(tulis, isi)) + "]" if len(isi) <= 4 else f"[{len(isi)}]"
    return "blank" if isi is None else f'"{isi}"' if isi.__class__ is str else str(isi)


def silang(awalan, **pilihan):
    """All combinations of the given values, without expected results."""
    for isi in product(*pilihan.values()):
        argumen = dict(zip(pilihan, isi, strict=True))
        nama = " ".join(f"{k}={tulis(v)}" for k, v in argumen.items() if not k.startswith("daftar"))
        yield Kasus(f"{awalan}: {nama}", argumen, TANPA)


def tetap(nama, harapan, **argumen):
    """One row with a known answer."""
    return Kasus(nama, argumen, harapan)


# --- rounding and settings -------------------------------------------------------------------------------------------
def _bul():
    yield tetap("tie at two decimals goes up", 0.9194, isi=0.91935, **B2)
    yield tetap("just below the tie goes down", 0.9193, isi=0.919349, **B2)
    yield tetap("2,675% is a tie in print, not in binary", 0.0268, isi=0.02675, **B2)
    yield tetap("1,005 to whole percents", 1.01, isi=1.005, desimal=0, cara="Bulat")
    yield tetap("negative tie goes away from zero", -0.0003, isi=-0.00025, **B2)
    yield tetap("Potong keeps 57% though 0.57*100 is 56.99", 0.57, isi=0.57, desimal=0, cara="Potong")
    yield tetap("Potong keeps 29%", 0.29, isi=0.29, desimal=0, cara="Potong")
    yield tetap("Potong of a value that is 0.58 but for binary dust", 0.58, isi=0.1 + 0.48, desimal=0, cara="Potong")
    yield tetap("Potong drops", 0.9199, isi=0.91999, desimal=2, cara="Potong")
    yield tetap("Potong goes toward zero", -0.9199, isi=-0.91999, desimal=2, cara="Potong")
    yield tetap("Potong after tidying to 12 decimals", 1.0, isi=0.9999999999999, desimal=2, cara="Potong")
    yield tetap("Potong tidies no earlier than the twelfth decimal", 0.9193, isi=0.9193999999, desimal=2, cara="Potong")
    yield tetap("zero", 0, isi=0, **B2)
    yield tetap("text", SALAH, isi="kata", **B2)
    yield tetap("N/A travels", NA, isi=NA, **B2)
    yield tetap("unknown cara rounds half-up", 0.9194, isi=0.91935, desimal=2, cara="Lain")
    for d in range(5):
        langkah = 10 ** (d + 2)
        seri = [(n + 0.5) / langkah for n in (0, 1, 2, 4, 57, 100, 105, 2674, 8999)]
        seri += [-x for x in seri] + [n / langkah for n in (1, 29, 57, 58, 113, 115, 1001)]
        yield from silang("tie", isi=seri, desimal=[d], cara=("Bulat", "Potong"))
    yield from silang("odd", isi=(0.919349, 1e-13, 123456.78905, *JANGGAL), desimal=(0, 2, 4), cara=CARA)
    yield from silang("odd decimals", isi=(0.919349,), desimal=(None, *GALAT, "kata"), cara=CARA)


def _setelan(bawaan, terkecil, terbesar):
    yield tetap("blank", bawaan, isi=None)
    yield tetap("lowest", terkecil, isi=terkecil)
    yield tetap("highest", terbesar, isi=terbesar)
    yield tetap("below the lowest", bawaan, isi=terkecil - 0.5)
    yield tetap("above the highest", bawaan, isi=terbesar + 1)
    yield tetap("fraction is cut", 2, isi=2.9)
    yield tetap("text that looks like a number", bawaan, isi="3")
    yield tetap("an error does not spoil the book", bawaan, isi=NA)
    yield from silang("any", isi=(-1, 0, 0.999, 1, 1.5, 3, 4, 4.999, 5, 1e9, "N/A", "dua", "", *GALAT))


# --- capaian ---------------------------------------------------------------------------------------------------------
_T = (100, 88, 5, 0.372, 0, -5, None, "kata", *GALAT)
_R = (80.9, 100, 176, 176.5, 0.325, 0, -3, None, "kata", *GALAT)


def _cap1():
    def c(nama, harapan, target, realisasi, arah="Naik", metode="LAN", nol="Menurut Arah", batas=None):
        return tetap(nama, harapan, target=target, realisasi=realisasi, arah=arah, metode_turun=metode,
                     target_nol=nol, batas=batas)  # fmt: skip

    yield c("Naik as printed by Probolinggo 2022", 80.9 / 88, 88, 80.9)
    yield c("Naik met exactly", 1, 88, 88)
    yield c("Naik, nothing reached", 0, 88, 0)
    yield c("Naik, negative stands at 0", 0, 88, -3)
    yield c("Naik, target 0", NA, 0, 5)
    yield c("Naik, both 0", NA, 0, 0)
    yield c("target 0 counts as 0% where the office says so", 0, 0, 5, nol="0%")
    yield c("target below 0: the distance to it", 1 + 8 / 5, -5, 3)
    yield c("target below 0, lower is better", 0, -5, 3, "Turun")
    yield c("growth of -1,5% promised, 2,1% reached", 3.4, -1.5, 2.1)
    yield c("inflation below a negative target", 1.5, -2, -3, "Turun")
    yield c("target below 0 in a book of version 1", NA, -5, 3, nol="N/A")
    yield c("no conflict promised, three came", 0, 0, 3, "Turun")
    yield c("the same by N/A", NA, 0, 3, "Turun", nol="N/A")
    yield c("Turun Rasio with 0 reached: the cap", 1.2, 5, 0, "Turun", "Rasio", batas=1.2)
    yield c("Turun Rasio with 0 reached, by N/A", NA, 5, 0, "Turun", "Rasio", nol="N/A")
    yield c("Turun below target is more than 100%", 1.2, 5, 4, "Turun")
    yield c("Turun at twice the target", 0, 5, 10, "Turun")
    yield c("Turun over twice the target stands at 0", 0, 5, 11, "Turun")
    yield c("Turun with nothing", 2, 5, 0, "Turun")
    yield c("Turun, both 0", 1, 0, 0, "Turun")
    yield c("Turun, target 0 and realisasi not", 0, 0, 1, "Turun")
    yield c("Turun Rasio", 1.25, 5, 4, "Turun", "Rasio")
    yield c("Turun Rasio with realisasi 0", 1, 5, 0, "Turun", "Rasio")
    yield c("Turun Rasio, both 0", 1, 0, 0, "Turun", "Rasio")
    yield c("case of arah does not matter", 1.2, 5, 4, "turun")
    yield c("text in realisasi", SALAH, 5, "kata")
    yield c("N/A in realisasi", NA, 5, NA)
    yield from silang("grid", target=_T, realisasi=_R, arah=("Naik", "Turun"), metode_turun=("LAN", "Rasio"),
                      target_nol=("Menurut Arah", "0%", "N/A"), batas=(None,))  # fmt: skip
    yield from silang("labels", target=(88, 0, -5), realisasi=(80.9, 0), arah=(None, "", "TURUN", "Lain", NA),
                      metode_turun=(None, "", "rasio", "Lain", SALAH), target_nol=(None, "n/a"),
                      batas=(None, 1.2, "tanpa"))  # fmt: skip


def _cap5():
    def c(nama, harapan, bawah, atas, realisasi):
        return tetap(nama, harapan, bawah=bawah, atas=atas, realisasi=realisasi)

    yield c("BOR of 72,5 in 60 to 85", 1, 60, 85, 72.5)
    yield c("on the lower end", 1, 60, 85, 60)
    yield c("on the upper end", 1, 60, 85, 85)
    yield c("below: R / lower", 0.9, 60, 85, 54)
    yield c("above: (2 x upper - R) / upper", 0.9, 60, 80, 88)
    yield c("twice the upper end", 0, 60, 80, 160)
    yield c("past that it stands at 0", 0, 60, 80, 200)
    yield c("the ends the other way round", 0.9, 85, 60, 54)
    yield c("ends below 0", 0.5, -5, -2, -1)
    yield c("an end of 0, beside it", 0, 0, 5, -1)
    yield c("an end of 0, on it", 1, 0, 5, 0)
    yield c("not available", NA, 60, 85, NA)
    yield from silang("grid", bawah=(60, 0, -5, None, *GALAT), atas=(85, 0, -2, *GALAT),
                      realisasi=(72.5, 90, 0, -3, None, "kata", *GALAT))  # fmt: skip


def _cap2():
    def c(nama, harapan, t, r, cara="Tercapai"):
        return tetap(nama, harapan, skor_target=t, skor_realisasi=r, capaian_tingkat=cara)

    yield c("reached", 1, 3, 3)
    yield c("exceeded counts as 100%", 1, 2, 4)
    yield c("exceeded by score", 2, 2, 4, "Skor")
    yield c("one level short", 0.75, 4, 3)
    yield c("one level short by score", 0.75, 4, 3, "skor")
    yield c("blank setting is Tercapai", 1, 2, 4, None)
    yield c("both without score", 1, 0, 0)
    yield c("unknown label is an error, not 0", SALAH, 4, SALAH)
    yield c("target not available", NA, NA, 3)
    skor = (0, 1, 2, 3, 7, None, "kata", *GALAT)
    yield from silang("grid", skor_target=skor, skor_realisasi=skor, capaian_tingkat=("Tercapai", "Skor", None, "Lain"))
    yield from silang("odd setting", skor_target=(2,), skor_realisasi=(3,), capaian_tingkat=("", "SKOR", NA))


def _cap3(target="target"):
    def c(
        nama,
        harapan,
        t,
        r,
        tipe="Persen",
        arah="Naik",
        turun="LAN",
        tingkat="Tercapai",
        desimal=2,
        cara="Bulat",
        atas=None,
    ):
        return tetap(nama, harapan, **{target: t}, realisasi=r, tipe=tipe, arah=arah, metode_turun=turun,
                     cara_tingkat=tingkat, desimal=desimal, cara=cara, target_nol="Menurut Arah", atas=atas,
                     **({} if target == "target_akhir" else {"batas": None}))  # fmt: skip

    yield c("inside an interval", 1, 60, 72.5, atas=85)
    yield c("above an interval, whatever the Arah", 0.9412, 60, 90, arah="Turun", atas=85)
    progress = target == "target_akhir"  # a date has none: it is due anew each year
    yield c("a date in time", NA if progress else 1, 45_700, 45_699, tipe="Tanggal")
    yield c("a date too late", NA if progress else 0, 45_700, 45_701, tipe="Tanggal")
    yield c("the very day, in the afternoon", NA if progress else 1, 45_747, 45_747.604, tipe="Tanggal")
    yield c("the day after, soon after midnight", NA if progress else 0, 45_747, 45_748.01, tipe="Tanggal")
    yield c("Naik, two decimals", 0.9193, 88, 80.9)
    yield c("Naik, whole percents", 0.92, 88, 80.9, desimal=0)
    yield c("Naik, cut", 0.9193, 88, 80.9, cara="Potong")
    yield c("Turun LAN of 0,372 and 0,325", 1.1263, 0.372, 0.325, arah="Turun")
    yield c("Turun Rasio of 0,372 and 0,325", 1.1446, 0.372, 0.325, arah="Turun", turun="Rasio")
    yield c("Tingkat reached", 1, 3, 4, tipe="Tingkat")
    yield c("Tingkat by score", 1.3333, 3, 4, tipe="Tingkat", tingkat="Skor")
    yield c("Tingkat short", 0.6667, 3, 2, tipe="Tingkat")
    yield c("Potong of 57 of 100", 0.57, 100, 57, desimal=0, cara="Potong")
    yield c("a third, cut", 0.3333, 3, 1, cara="Potong")
    yield c("target's trouble is told before realisasi's", NA, NA, SALAH)
    yield c("realisasi not available", NA, 88, NA)
    yield c("text", SALAH, 88, "kata")
    isi = (88, 5, 0, -5, None, "kata", *GALAT)
    yield from silang("grid", **{target: isi, "realisasi": (80.9, 4, 0, 11, None, "kata", *GALAT),
                      "tipe": ("Angka", "Persen", "Indeks", "Tingkat", None), "arah": ("Naik", "Turun"),
                      "metode_turun": ("LAN", "Rasio"), "cara_tingkat": ("Tercapai", "Skor"), "desimal": (2,),
                      "cara": ("Bulat",), "target_nol": ("Menurut Arah",), "atas": (None, 100),
                      **({} if target == "target_akhir" else {"batas": (None,)})})  # fmt: skip
    yield from silang("digits", **{target: (88, 7, 3), "realisasi": (80.9, 5, 2), "tipe": ("Persen",),
                      "arah": ("Naik", "Turun"), "metode_turun": ("LAN", "Rasio"), "cara_tingkat": ("Tercapai",),
                      "desimal": (0, 1, 2, 3, 4), "cara": ("Bulat", "Potong"), "target_nol": ("Menurut Arah",),
                      "atas": (None,), **({} if target == "target_akhir" else {"batas": (None,)})})  # fmt: skip


def _cap4():
    def c(nama, harapan, capaian, batas):
        return tetap(nama, harapan, capaian=capaian, batas=batas)

    yield c("above the cap", 1.2, 1.6595, 1.2)
    yield c("at the cap", 1.2, 1.2, 1.2)
    yield c("just above the cap", 1.2, 1.2001, 1.2)
    yield c("just below the cap", 1.1999, 1.1999, 1.2)
    yield c("no cap", 6.9, 6.9, None)
    yield c("a cap that is text is no cap", 6.9, 6.9, "120%")
    yield c("zero", 0, 0, 1)
    yield c("not available", NA, NA, 1.2)
    yield c("blank is not available, not 0 and not the cap", NA, None, 1.2)
    yield c("text is an error, not the cap", SALAH, "kata", 1.2)
    yield c("N/A as text", NA, "N/A", 1.2)
    yield from silang("grid", capaian=(0, 0.8, 1, 1.0001, 1.1, 1.2, 2.37, -0.1, "-", *JANGGAL),
                      batas=(None, 0, 1, 1.1, 1.2, 10, "", "N/A", *GALAT))  # fmt: skip


def _tum():
    def c(nama, harapan, r, lalu, **cara):
        return tetap(nama, harapan, realisasi=r, realisasi_lalu=lalu, **{**B2, **cara})

    yield c("growth", 0.1662, 80.9, 69.37)
    yield c("decline", -0.5, 2, 4)
    yield c("no change", 0, 4, 4)
    yield c("decline, cut toward zero", -0.33, 2, 3, desimal=0, cara="Potong")
    yield c("decline, rounded", -0.3333, 2, 3)
    yield c("last year 0", NA, 4, 0)
    yield c("last year blank", NA, 4, None)
    yield c("to nothing", -1, 0, 4)
    isi = (80.9, 69.37, 1, 0, -2, *JANGGAL)
    yield from silang("grid", realisasi=isi, realisasi_lalu=isi, desimal=(0, 2), cara=("Bulat", "Potong"))


_WRITTEN = (
    ">= 95",
    "\N{GREATER-THAN OR EQUAL TO}95",
    "> 95",
    "min. 95",
    "Minimal 95 %",
    "<= 25",
    "maks. 25",
    "maksimal 25",
    "60-85",
    "60 - 85%",
    "60 \N{EN DASH} 85",
    "60 s.d. 85",
    "60 s/d 85",
    "2,5 s.d. 3,5",
    "-5 s.d. -2",
    "1:30",
    "1 banding 30",
    "30:1",
    "5:100",
    "2:30",
    "H+7",
    "71,5 (BB)",
    "B (62,5)",
    "0.817",
    "1 30",
    "1.200",
    "12/20",
    "5e3",
    "2 mar",
    "Rp 5",
    "1,2,3",
    "5,",
    ",5",
    "(5)",
    "60;85",
    "- 5",
    "+5",
    "belum",
    "60-8x",
    "5 -",
    " 7 ",
    "n/a",
    "N/A",
    "-",
    "",
    None,
    "Diukur di TW IV",
    88,
    -3,
    *GALAT,
)


def _tgt3():
    for text, spelled in (
        (">= 95", "95"),
        ("60 s.d. 85", "60;85"),
        ("60-85 %", "60;85"),
        ("1:30", "30"),
        ("30:1", "30"),
        ("H+7", "7"),
        ("71,5 (BB)", "71,5;(bb)"),
        ("maks. 25", "25"),
        ("-5 s.d. -2", "-5;-2"),
        ("0.817", "0x817"),
        ("1 30", "1x30"),
        (None, "-"),
        ("n/a", "-"),
    ):
        yield tetap(f"{text}", spelled, cell=text)
    yield from silang("any", cell=_WRITTEN)


_LABEL = ["B", "Sangat Baik", "BB", None]


def _known4(**more):
    for sel, bentuk, tipe, said in (
        (88, "-", "Persen", 88),
        (">= 95", "95", "Persen", 95),
        ("60-85", "60;85", "Persen", 60),
        ("71,5 (BB)", "71,5;(bb)", "Indeks", 71.5),
        ("B (62,5)", "b;(62,5)", "Indeks", 62.5),
        ("Sangat Baik (4,2)", "sxngxtxbxik;(4,2)", "Indeks", 4.2),
        ("belum (2025)", "bxlxm;(2025)", "Persen", SALAH),
        ("B ()", "b;()", "Indeks", SALAH),
        ("B (60)", "b;(60)", "Tingkat", 3),
        ("BB", "bb", "Tingkat", 3),
        (None, "-", "Persen", ""),
        ("N/A", "-", "Angka", ""),
        (NA, "-", "Persen", NA),
        ("0.817", "0x817", "Indeks", SALAH),
    ):
        yield tetap(f"said {tulis(sel)}", said, cell=sel, bentuk=bentuk, tipe=tipe, skor=3, labels=_LABEL, **more)
    for tipe in ("Persen", "Tingkat"):  # an unknown label is no number either
        yield tetap(f"no score {tipe}", SALAH if tipe == "Tingkat" else 62.5, cell="B (62,5)", bentuk="b;(62,5)",
                    tipe=tipe, skor=SALAH, labels=_LABEL, **more)  # fmt: skip


def _tgt4(**more):
    from lkjip_xl.rules.tertulis import spelling

    yield from _known4(**more)
    for text in _WRITTEN:
        for tipe in ("Persen", "Tingkat"):
            bentuk = spelling(None if text in GALAT else text)
            yield Kasus(
                f"{tulis(text)} {tipe}",
                {"cell": text, "bentuk": bentuk, "tipe": tipe, "skor": 3, "labels": _LABEL, **more},
                TANPA,
            )


def _tgt6():
    yield tetap(
        "a remark where the quarter has no target",
        "",
        cell="belum",
        bentuk="bxlxm",
        tipe="Persen",
        skor=NA,
        target_triwulan="",
        labels=_LABEL,
    )
    yield tetap(
        "the same with a target", SALAH, cell="belum", bentuk="bxlxm", tipe="Persen", skor=NA, target_triwulan=10,
        labels=_LABEL,
    )  # fmt: skip
    yield tetap("a remark with a number is none", SALAH, cell="diukur TW 4", bentuk="dixkxrxtwx4", tipe="Persen",
                skor=NA, target_triwulan="", labels=_LABEL)  # fmt: skip
    yield from _tgt4(target_triwulan=10)
    yield from (k for k in _tgt4(target_triwulan="") if k.harapan is TANPA)


def _tgt5():
    from lkjip_xl.rules.tertulis import spelling

    for bentuk, bawah, tipe, said in (
        ("60;85", 60, "Persen", 85),
        ("95", 95, "Persen", ""),
        ("60;60", 60, "Persen", ""),
        ("71,5;(bb)", 71.5, "Indeks", ""),
        ("60;8x", 60, "Persen", SALAH),
        ("-5;-2", -5, "Angka", -2),
        ("x;y", 3, "Tingkat", ""),
    ):
        yield tetap(bentuk, said, bentuk=bentuk, bawah=bawah, tipe=tipe)
    for text in _WRITTEN:
        if text not in GALAT:
            for bawah in (60, NA):
                yield Kasus(
                    f"{tulis(text)} {tulis(bawah)}", {"bentuk": spelling(text), "bawah": bawah, "tipe": "Persen"}, TANPA
                )


def _tgt7():
    for penyebut, tipe, factor in (
        (40, "Persen", 2.5),
        (40, "Indeks", 0.025),
        (None, "Persen", 1),
        (0, "Persen", NA),
        (40, "Tingkat", 1),
        (-4, "Persen", NA),
        ("kata", "Persen", SALAH),
    ):
        yield tetap(f"{tulis(penyebut)} {tipe}", factor, penyebut=penyebut, tipe=tipe)
    yield from silang("grid", penyebut=(40, 0, -3, None, "kata", *GALAT), tipe=("Persen", "Indeks", "Tingkat", None))


def _tgt8():
    for name, place in (
        ("Awal", 0),
        ("Perubahan", 1),
        ("perubahan 2", 2),
        ("Perubahan 10", 10),
        ("Revisi", ""),
        ("Perubahan II", ""),
        ("awal", 0),
    ):
        yield tetap(name, place, dokumen_pk=name)
    yield from silang(
        "grid",
        dokumen_pk=("Awal", "awal", "Perubahan", "Perubahan 2", "perubahan 10", "Perubahan x", "Revisi", "", None),
    )


def _tgt9():
    def c(nama, harapan, tanggal, akhir=45_930, banyak=3):
        return tetap(nama, harapan, urutan=2, tanggal=tanggal, akhir=akhir, banyak=banyak)

    yield c("signed before the quarter ends", 2, 45_900)
    yield c("on its last day", 2, 45_930)
    yield c("a day later", "", 45_931)
    yield c("a month in words is no date", "", "Agustus 2025")
    yield c("no date", "", None)
    yield c("no targets", "", 45_900, banyak=0)
    yield from silang(
        "grid",
        urutan=(0, 1, 3),
        tanggal=(45_900, 45_930, 45_931, None, "", "Agustus 2025", NA),
        akhir=(45_930, 0),
        banyak=(0, 2),
    )


def _kem2():
    def c(nama, harapan, akhir, r, awal):
        return tetap(nama, harapan, target_akhir=akhir, realisasi=r, awal=awal, **B2)

    yield c("half of the way", 0.5, 90, 80, 70)
    yield c("downwards", 0.4, 5, 8, 10)
    yield c("backwards stands at 0", 0, 90, 60, 70)
    yield c("nothing to go", NA, 70, 80, 70)
    yield c("all of the way", 1, 90, 90, 70)
    yield c("further than promised", 1.5, 90, 100, 70)
    yield c("not measured", NA, 90, NA, 70)
    isi = (90, 70, 0, -5, None, "kata", *GALAT)
    yield from silang("grid", target_akhir=isi, realisasi=isi, awal=isi, desimal=(2,), cara=("Bulat", "Potong"))


def _tum2():
    def c(nama, harapan, cara, *deret):
        return tetap(nama, harapan, deret_tahun=list(deret), metode_pertumbuhan=cara, **B2)

    yield c("mean of 25% and 10%", 0.175, "Rata-rata tahunan", 80, 100, 110)
    yield c("simple", 0.1875, "Sederhana", 80, 100, 110)
    yield c("compound", 0.1726, "Majemuk", 80, 100, 110)
    yield c("one year is the growth against last year", 0.25, "Majemuk", 80, 100)
    yield c("a year is missing", NA, "Sederhana", 80, None, 110)
    yield c("from nothing", NA, "Majemuk", 0, 100)
    yield c("to nothing", -1, "Sederhana", 80, 0)
    for deret in ([80, 100, 110], [80, "kata", 110], [80, NA], [5, -5], [0, 5], [-5, -6, -7], [80.9, 69.37, 70, 71]):
        for cara in ("Rata-rata tahunan", "Sederhana", "Majemuk", None):
            yield Kasus(f"{tulis(deret)} {cara}", {"deret_tahun": deret, "metode_pertumbuhan": cara, **B2}, TANPA)


# --- money -----------------------------------------------------------------------------------------------------------
_UANG = (125_000, 0, -5, None, "", "-", "N/A", "n/a", "88", "Rp 125.000", "kata", *GALAT)


def _ang1():
    def c(nama, harapan, dokumen, awal, ubah):
        return tetap(nama, harapan, dokumen=dokumen, pagu_awal=awal, pagu_perubahan=ubah)

    yield c("Perubahan, filled", 120, "Perubahan", 100, 120)
    yield c("Perubahan to 0 is filled", 0, "Perubahan", 100, 0)
    yield c("Perubahan, blank", 100, "Perubahan", 100, None)
    yield c("Perubahan, N/A", 100, "Perubahan", 100, "N/A")
    yield c("Awal", 100, "Awal", 100, 120)
    yield c("Awal, not available", NA, "Awal", None, 120)
    yield c("Perubahan, text", SALAH, "Perubahan", 100, "Rp 120")
    yield c("blank dokumen is Awal", 100, None, 100, 120)
    yield c("case of dokumen does not matter", 120, "perubahan", 100, 120)
    yield from silang("grid", dokumen=("Awal", "Perubahan", None, "Lain", NA), pagu_awal=_UANG, pagu_perubahan=_UANG)


def _ang2(atas="realisasi", bawah="pagu"):
    def c(nama, harapan, r, p, **cara):
        return tetap(nama, harapan, **{atas: r, bawah: p}, **{**B2, **cara})

    yield c("DP3AP2KB Probolinggo 2022", 0.8833, 8_992_776_611, 10_180_573_349)
    yield c("the same, cut to whole percents", 0.88, 8_992_776_611, 10_180_573_349, desimal=0, cara="Potong")
    yield c("everything", 1, 5_000, 5_000)
    yield c("more than everything", 1.5, 7_500, 5_000)
    yield c("nothing", 0, 0, 5_000)
    yield c("divisor 0", NA, 5, 0)
    yield c("divisor blank", NA, 5, None)
    yield c("text", SALAH, "kata", 5)
    cara = {"desimal": (0, 2), "cara": ("Bulat", "Potong")}
    for isi in ((8_992_776_611, 10_180_573_349, 2_446_011_190), (57, 100, 3, 0, -2, *JANGGAL)):
        yield from silang(f"grid of {isi[0]}", **{atas: isi, bawah: isi}, **cara)


def _ang3():
    yield tetap("left over", 1_187_796_738, pagu=10_180_573_349, realisasi=8_992_776_611)
    yield tetap("overspent", -5, pagu=10, realisasi=15)
    yield tetap("nothing left", 0, pagu=10, realisasi=10)
    yield tetap("blank realisasi counts as 0", 10, pagu=10, realisasi=None)
    yield tetap("text", SALAH, pagu=10, realisasi="kata")
    yield tetap("not available", NA, pagu=NA, realisasi=10)
    isi = (8_992_776_611, 10_180_573_349, 0, -2, 0.5, *JANGGAL)
    yield from silang("grid", pagu=isi, realisasi=isi)


def _ang5():
    for nama, harapan, isi in (
        ("number", 125_000, 125_000), ("zero is filled", 0, 0), ("negative", -5, -5), ("blank", NA, None),
        ("dash", NA, "-"), ("N/A", NA, "n/a"), ("text that looks like a number", SALAH, "88"),
        ("written rupiah", SALAH, "Rp 125.000"), ("error", NOL, NOL),
    ):  # fmt: skip
        yield tetap(nama, harapan, isi=isi)
    yield from silang("any", isi=(*_UANG, "- ", " ", "N/A ", "–"))


# --- efisiensi -------------------------------------------------------------------------------------------------------
METODE = ("Rasio", "Selisih", "Keluaran", "PMK")


def _efi1():
    def c(nama, harapan, capaian, serapan, metode, pagu=100, realisasi=80, **cara):
        return tetap(nama, harapan, capaian=capaian, serapan=serapan, pagu=pagu, realisasi=realisasi, metode=metode,
                     **{**B2, **cara})  # fmt: skip

    yield c("Rasio", 0.8696, 0.92, 0.8, "Rasio")
    yield c("Selisih as printed", 0.4471, 1, 0.5529, "Selisih")
    yield c("Selisih with binary dust, cut", 0.0704, 0.9193, 0.8489, "Selisih", cara="Potong")
    yield c("Keluaran", 1.15, 0.92, 0.8, "Keluaran")
    yield c("PMK", 0.1304, 0.92, 0.8, "PMK")
    yield c("PMK overspent", -0.25, 0.8, 1, "PMK", 100, 100)
    yield c("PMK without pagu", NA, 0.8, 1, "PMK", 0, 100)
    yield c("capaian 0", NA, 0, 0.8, "Selisih")
    yield c("capaian not available", NA, NA, 0.8, "Rasio")
    yield c("serapan not available", NA, 0.92, NA, "Rasio")
    yield c("Rasio, serapan 0", 0, 0.92, 0, "Rasio")
    yield c("Keluaran, serapan 0", NA, 0.92, 0, "Keluaran")
    yield c("unknown method is Rasio", 0.8696, 0.92, 0.8, None)
    yield c("case of method does not matter", 0.12, 0.92, 0.8, "selisih")
    isi = (0.9193, 1, 1.2, 0, *JANGGAL)
    yield from silang("grid", capaian=isi, serapan=(0.8833, 1, 0, 1.5, *JANGGAL), pagu=(100, None), realisasi=(80,),
                      metode=(*METODE, None, "Lain", NA), desimal=(2,), cara=("Bulat",))  # fmt: skip
    yield from silang("money", capaian=(0.9193,), serapan=(0.8833,), pagu=(2_446_011_190, 0, *JANGGAL),
                      realisasi=(2_160_500_000, 0, *JANGGAL), metode=("PMK", "Rasio"), desimal=(0, 2, 4),
                      cara=("Bulat", "Potong"))  # fmt: skip


def _efi2():
    for nama, harapan, e in (
        ("NE of 13,04%", 0.826, 0.1304), ("neither saved nor lost", 0.5, 0), ("upper limit", 1, 0.2),
        ("above the upper limit", 1, 0.2001), ("just below it", 0.9998, 0.1999), ("lower limit", 0, -0.2),
        ("below the lower limit", 0, -0.2001), ("just above it", 0.0003, -0.1999), ("not available", NA, NA),
        ("blank is not available", NA, None), ("text", SALAH, "kata"),
    ):  # fmt: skip
        yield tetap(nama, harapan, efisiensi=e, **B2)
    isi = (-5, -0.2, -0.1234, -0.0001, 0, 0.0001, 0.07, 0.1234, 0.2, 5, "-", "N/A", *JANGGAL)
    yield from silang("grid", efisiensi=isi, desimal=(0, 2, 4), cara=("Bulat", "Potong"))


def _efi3():
    pita = (
        (0, "Sangat Efisien"), (0.5999, "Sangat Efisien"), (0.6, "Efisien"), (0.6001, "Efisien"), (0.7999, "Efisien"),
        (0.8, "Cukup Efisien"), (0.8999, "Cukup Efisien"), (0.9, "Kurang Efisien"), (0.9999, "Kurang Efisien"),
        (1, "Kurang Efisien"), (1.0001, "Tidak Efisien"), (2.5, "Tidak Efisien"),
    )  # fmt: skip
    for e, harapan in pita:
        yield tetap(f"band of {e}", harapan, efisiensi=e, metode="Rasio")
    for metode, e, harapan in (
        ("Selisih", 0.0001, "Efisien"), ("Selisih", 0, "Tidak Efisien"), ("Selisih", -0.1, "Tidak Efisien"),
        ("PMK", 0.2, "Efisien"), ("PMK", 0, "Tidak Efisien"), ("Keluaran", 1, "Tidak Efisien"),
        ("Keluaran", 1.0001, "Efisien"), ("Keluaran", 0.9999, "Tidak Efisien"),
    ):  # fmt: skip
        yield tetap(f"{metode} {e}", harapan, efisiensi=e, metode=metode)
    for metode in METODE:
        yield tetap(f"{metode}, not available", NA, efisiensi=NA, metode=metode)
        yield tetap(f"{metode}, blank", NA, efisiensi=None, metode=metode)
        yield tetap(f"{metode}, N/A as text", NA, efisiensi="N/A", metode=metode)
        yield tetap(f"{metode}, text", SALAH, efisiensi="kata", metode=metode)
    yield from silang("grid", efisiensi=(-1, 0, 0.6, 0.8, 0.9, 1, 1.2, "", "-", *GALAT),
                      metode=(*METODE, None, "", "pmk", "Lain", NA))  # fmt: skip


# --- predikat --------------------------------------------------------------------------------------------------------
def daftar_skala(tambahan=()):
    """Columns of ``tbl_skala`` as a book ships them, with spare rows beneath."""
    baris = [*SCALES, *tambahan, *[(None,) * 5] * 4]
    nama = ("daftar_skala", "daftar_batas", "daftar_termasuk", "daftar_predikat")
    return {n: [b[i] for b in baris] for i, n in enumerate(nama)}


BAWAAN = daftar_skala()
# A user's scale, rows in no order, with a bound that is missed and one that repeats a shipped label.
SENDIRI = daftar_skala([
    ("Sendiri", 0, "Ya", "Buruk", None), ("Sendiri", 1, "Ya", "Lulus", None), ("Sendiri", 0.5, "Tidak", "Sedang", None),
])  # fmt: skip
TANPA_NOL = daftar_skala([("Berlubang", 0.8, "Ya", "Atas", None), ("Berlubang", 0.5, "Ya", "Bawah", None)])
SKALA = tuple(dict.fromkeys(b[0] for b in SCALES))


def _pre():
    def c(nama, harapan, capaian, skala, daftar=BAWAAN):
        return tetap(nama, harapan, capaian=capaian, skala=skala, **daftar)

    pita = {}
    for skala, batas, termasuk, label, _ in SCALES:
        pita.setdefault(skala, []).append((batas, termasuk == "Ya", label))
    for skala, isi in pita.items():
        for i, (batas, termasuk, label) in enumerate(isi):
            bawahnya = isi[i + 1][2] if i + 1 < len(isi) else label
            yield c(f"{skala}: at {batas}", label if termasuk else bawahnya, batas, skala)
            if not i or isi[i - 1][0] - batas > 0.0001:  # the next band begins later
                yield c(f"{skala}: just above {batas}", label, batas + 0.0001, skala)
            if batas:
                yield c(f"{skala}: just below {batas}", bawahnya, float(f"{batas - 0.0001:.4f}"), skala)
    yield c("the gap of the published bands, 90,5%", "Tinggi", 0.905, "Permendagri 86/2017")
    yield c("far above", "Sangat Tinggi", 6.9, "Permendagri 86/2017")
    yield c("below 0 falls in the lowest band", "Sangat Rendah", -0.1, "permendagri 86/2017")
    yield c("not available", "N/A", NA, "LAN")
    yield c("blank", "N/A", None, "LAN")
    yield c("N/A as text", "N/A", "N/A", "LAN")
    yield c("text", SALAH, "kata", "LAN")
    yield c("error", SALAH, SALAH, "LAN")
    yield c("unknown scale", NA, 0.9, "Tidak Ada")
    yield c("own scale, rows out of order: passed", "Sedang", 0.51, "Sendiri", SENDIRI)
    yield c("own scale, rows out of order: at a bound that must be passed", "Buruk", 0.5, "Sendiri", SENDIRI)
    yield c("own scale, rows out of order: top", "Lulus", 1, "Sendiri", SENDIRI)
    yield c("own scale without a bound of 0", NA, 0.3, "Berlubang", TANPA_NOL)
    yield c("no scale chosen", NA, 0.9, None)
    for daftar in (BAWAAN, SENDIRI):
        yield from silang("grid", capaian=(-1, 0, 0.3, 0.5, 0.7642, 0.9, 0.91, 1, 2, "-", *JANGGAL),
                          skala=(*SKALA, "Sendiri", "akip", "Tidak Ada", "", None, NA),
                          **{k: [v] for k, v in daftar.items()})  # fmt: skip


def _rat():
    def c(nama, harapan, *capaian, **cara):
        return tetap(nama, harapan, capaian=list(capaian), **{**B2, **cara})

    yield c("four of five measured", 0.9798, 0.9193, 1, 1, 1, NA)
    yield c("one", 0.9193, 0.9193)
    yield c("zero counts", 0.5, 0, 1)
    yield c("blank, empty text and words do not count", 0.75, 0.5, None, "", "kata", 1)
    yield c("no error stops it", 0.75, 0.5, SALAH, NOL, NA, 1)
    yield c("nothing measured", NA, NA, None, "")
    yield c("tie", 0.9194, 0.9193, 0.9194)
    yield c("tie, cut", 0.9193, 0.9193, 0.9194, cara="Potong")
    yield c("tie in whole percents", 0.92, 0.91, 0.92, desimal=0)
    isi = (0.9193, 0, 1.2, None, "", "kata", NA, SALAH)
    for n in (1, 2, 3):
        yield from silang("filling", capaian=[list(x) for x in product(isi, repeat=n)], desimal=(2,),
                          cara=("Bulat", "Potong"))  # fmt: skip


def _rat2():
    def c(nama, harapan, capaian, kolom, **cara):
        return tetap(nama, harapan, capaian=capaian, kolom=kolom, isi="PK", **{**B2, **cara})

    yield c("two of three chosen", 0.9597, [0.9193, 0.5, 1], ["PK", "", "PK"])
    yield c("one of the chosen measured", 0.9193, [0.9193, NA, 0.2], ["PK", "PK", "Renstra"])
    yield c("zero counts", 0.5, [0, 1], ["PK", "PK"])
    yield c("blank, empty text and words do not count", 0.75, [0.5, None, "", "kata", 1], ["PK"] * 5)
    yield c("no error stops it", 0.75, [0.5, SALAH, NOL, 1], ["PK"] * 4)
    yield c("none chosen", NA, [0.5, 1], ["Renstra", None])
    yield c("none of the chosen measured", NA, [NA, 1], ["PK", "Renstra"])
    yield c("tie, cut", 0.9193, [0.9193, 0.9194], ["PK", "PK"], cara="Potong")


def _tgt1():
    for pk, renstra, harapan in ((88, 87, 88), (NA, 87, 87), (NA, NA, NA), ("Utama", NA, "Utama"), (NA, "N/A", "N/A"),
                                 (0, 87, 0), ("N/A", 87, "N/A")):  # fmt: skip
        yield tetap(f"PK {pk}, Renstra {renstra}", harapan, target_pk=pk, target_renstra=renstra)


def _tgt2():
    cases = (
        (88, 87, "PK Awal"), (NA, 87, "Renstra"), (NA, NA, ""), ("N/A", NA, "PK Awal"), ("Utama", "Madya", "PK Awal"),
        (0, NA, "PK Awal"), (NA, "Madya", "Renstra"),
    )  # fmt: skip
    for pk, renstra, harapan in cases:
        yield tetap(f"PK {pk}, Renstra {renstra}", harapan, target_pk=pk, target_renstra=renstra,
                    dokumen_berlaku="Awal")  # fmt: skip


# --- quarters --------------------------------------------------------------------------------------------------------
SIFAT = ("Akumulasi", "Kumulatif", "Posisi Akhir")
_NAMA_TINGKAT = ("daftar_skala", "daftar_label", "daftar_skor")
TINGKAT = {nama: [b[i] for b in LEVELS] + [None] * 3 for i, nama in enumerate(_NAMA_TINGKAT)}


def _trw1():
    def c(nama, harapan, label, skala):
        return tetap(nama, harapan, label=label, skala=skala, **TINGKAT)

    for skala, label, skor in LEVELS:
        yield c(f"{skala}: {label}", skor, label, skala)
    yield c("case does not matter", 4, "utama", "kota layak anak")
    yield c("the same label on another scale", 3, "Utama", "APE PUG")
    yield c("label of another scale", SALAH, "WTP", "APE PUG")
    yield c("unknown label", SALAH, "Hebat", "APE PUG")
    yield c("unknown scale", SALAH, "Utama", "Tidak Ada")
    for text, score in (
        ("93,8 (A)", 6), ("B (62,5)", 4), ("71,5 (BB)", 5), ("bb (71,5)", 5), ("71,5 ( BB )", 5), ("BB (revisi)", 5),
        ("a(93)", 6), ("93,8 (A", 6), ("A (B)", 6), ("Nilai A (93)", SALAH), ("(A)", SALAH), ("93,8 A", SALAH),
        ("5 ()", SALAH), ("93,8 (WTP)", SALAH),
    ):  # fmt: skip
        yield c(f"a number beside: {text}", score, text, "Predikat AKIP")
    yield c("blank label", SALAH, None, "APE PUG")
    yield c("blank label and blank scale do not find a spare row", SALAH, None, None)
    yield c("an error is unusable", SALAH, NA, "APE PUG")
    yield from silang("grid", label=("Utama", "AA", "", "N/A", 3, None, *GALAT),
                      skala=("APE PUG", "Predikat AKIP", "", None, NA),
                      **{k: [v] for k, v in TINGKAT.items()})  # fmt: skip


def _isi_triwulan(isi):
    """Every filling pattern of one to four quarters; ``terakhir`` is the last of them."""
    for n in (1, 2, 3, 4):
        for deret in product(isi, repeat=n):
            yield list(deret)


def _deret(isi, sifat=SIFAT):
    for deret in _isi_triwulan(isi):
        for s in sifat:
            nama = f"filling: {tulis(deret)} {tulis(s)}"
            yield Kasus(nama, {"deret": deret, "terakhir": deret[-1], "sifat": s}, TANPA)


def _trw2(realisasi=False):
    def c(nama, harapan, deret, sifat):
        return tetap(nama, harapan, deret=deret, terakhir=deret[-1], sifat=sifat)

    yield c("Akumulasi sums", 30, [10, 20, None], "Akumulasi")
    yield c("Akumulasi: 0 is filled", 0, [0], "Akumulasi")
    yield c("Akumulasi: nothing filled", NA, [None, "N/A", "-"], "Akumulasi")
    yield c("Akumulasi: no binary dust", 0.3, [0.1, 0.2], "Akumulasi")
    yield c("Akumulasi: 447,97 whatever the order of adding", 447.97, [111.99, 111.99, 111.99, 112], "Akumulasi")
    yield c("Kumulatif takes the quarter's own", 20, [10, 20], "Kumulatif")
    yield c("Kumulatif: not filled yet", NA, [10, None], "Kumulatif")
    yield c("text", SALAH, [10, "dua puluh"], "Kumulatif")
    yield c("text that looks like a number", SALAH, ["10", 20], "Akumulasi")
    yield c("an error in an earlier quarter", NOL, [NOL, 20], "Akumulasi")
    if realisasi:
        yield c("Posisi Akhir: last filled", 9, [5, 9, None], "Posisi Akhir")
        yield c("Posisi Akhir: 0 is filled", 0, [5, 0, None, None], "Posisi Akhir")
        yield c("Posisi Akhir: N/A is skipped", 5, [5, "N/A", "-"], "Posisi Akhir")
        yield c("Posisi Akhir: nothing filled", NA, [None, None], "Posisi Akhir")
    else:
        yield c("Posisi Akhir takes the quarter's own", NA, [10, None], "Posisi Akhir")
    yield from _deret((5, 0, None, "N/A", "kata"))
    yield from _deret((2.35, "-", "", "12", NA), (*SIFAT, None))
    yield from silang("odd sifat", deret=([5, 7],), terakhir=(7,), sifat=(None, "", "akumulasi", "Lain", NA))


def _trw4():
    def c(nama, harapan, deret, sifat="Posisi Akhir"):
        return tetap(nama, harapan, deret=deret, terakhir=deret[-1], sifat=sifat)

    yield c("last label", "Madya", ["Pratama", "Madya"])
    yield c("blank and N/A are skipped", "Madya", ["Madya", "-", None])
    yield c("Kumulatif takes the quarter's own", "Utama", ["Madya", "Utama"], "Kumulatif")
    yield c("Kumulatif: not filled", NA, ["Madya", None], "Kumulatif")
    yield c("nothing filled", NA, [None, "N/A", "-", ""])
    yield c("one quarter", "WTP", ["WTP"], "Akumulasi")
    yield c("an error is not a label", "Madya", ["Madya", NA])
    yield from _deret(("Madya", None, "N/A", 3))
    yield from _deret(("Utama", "-", "", NA, SALAH), (*SIFAT, None, NA))


def _trw5():
    def c(nama, harapan, tw, label, tipe="Persen", sifat="Kumulatif", r=(10, 20, 30, 40)):
        return tetap(nama, harapan, tipe=tipe, sifat=sifat, triwulan=tw, r1=r[0], r2=r[1], r3=r[2], r4=r[3],
                     label=label, label_kini=label[int(tw) - 1] if tw in (1, 2, 3, 4) else None)  # fmt: skip

    tingkat = ["Pratama", None, "Madya", "Utama"]
    for tw in (1, 2, 3, 4):
        yield c(f"numbers, quarter {tw}", 10 * tw, tw, [1, 2, 3, 4])
        terakhir = tingkat[tw - 1] or "Pratama"
        yield c(f"Tingkat Posisi Akhir, quarter {tw}", terakhir, tw, tingkat, "Tingkat", "Posisi Akhir")
        yield c(f"Tingkat Kumulatif, quarter {tw}", tingkat[tw - 1] or NA, tw, tingkat, "Tingkat")
    for sifat in SIFAT:
        yield c(f"Tingkat {sifat}: nothing filled", NA, 4, [None, "-", "N/A", ""], "Tingkat", sifat)
    yield c("an error of another quarter does not matter", 20, 2, [None] * 4, r=(NA, 20, SALAH, NA))
    yield c("the quarter's own error does", NA, 1, [None] * 4, r=(NA, 20, SALAH, NA))
    yield c("no such quarter", SALAH, 5, [None] * 4)
    for label in _isi_triwulan(("Madya", None, "N/A", 3, NA)):
        if len(label) == 4:
            for tw in (1, 2, 3, 4):
                for sifat in ("Kumulatif", "Posisi Akhir"):
                    yield c(f"Tingkat: {tulis(label)} {sifat} {tw}", TANPA, tw, label, "Tingkat", sifat)
    # SET-01 always gives 1 to 4; a quarter in words could only come from somebody's own formula.
    yield c("quarter in words", SALAH, "kata", tingkat)
    for tw, tipe, sifat in product((0, None, 2.7, 5, NA), ("Persen", "Tingkat", None), (*SIFAT, None)):
        yield c(f"quarter {tulis(tw)} {tulis(tipe)} {tulis(sifat)}", TANPA, tw, tingkat, tipe, sifat)


def _trw7():
    def c(nama, harapan, deret, sampai, setahun=88):
        return tetap(nama, harapan, deret=deret, sampai=sampai, setahun=setahun)

    yield c("no quarter has a target: the year's", 88, [None, None, None, None], NA)
    yield c("no quarter and no year", NA, [None, None, None, None], NA, NA)
    yield c("the last quarter has one", 80, [None, None, None, 80], 80)
    yield c("an earlier quarter has one", NA, [10, None, None, None], NA)
    yield c("not available is an answer", NA, [None, None, None, "N/A"], NA)
    yield c("a dash is an answer", NA, ["-", None, None, None], NA)
    yield c("zero is a target", 0, [None, None, None, 0], 0)
    yield c("empty text is no target", 88, ["", "", "", ""], NA)
    yield c("an unusable year", SALAH, [None, None, None, None], NA, SALAH)
    yield c("an error among the quarters", SALAH, [NOL, None, None, None], SALAH)
    yield c("a level's score", 4, [None, None, None, None], NA, 4)


def _trw6():
    def c(nama, harapan, target, tipe="Persen", skor=None):
        return tetap(nama, harapan, target=target, tipe=tipe, skor=skor)

    yield c("number", 88, 88)
    yield c("zero", 0, 0)
    yield c("blank", NA, None)
    yield c("N/A", NA, "N/A")
    yield c("dash", NA, "-")
    yield c("text", SALAH, "delapan")
    yield c("text that looks like a number", SALAH, "88")
    yield c("percent as text", SALAH, "88%")
    yield c("level", 4, "Utama", "Tingkat", 4)
    yield c("unknown level", SALAH, "Hebat", "Tingkat", SALAH)
    yield c("level not set", NA, None, "Tingkat", SALAH)
    yield c("error", NOL, NOL)
    yield from silang("grid", target=(88, 0, -1, 0.5, "Utama", *TOKEN, "- ", *JANGGAL),
                      tipe=("Angka", "Persen", "Indeks", "Tingkat", None, NA), skor=(4, *GALAT))  # fmt: skip


def _rup():
    yield tetap("thousands get dots", "Rp1.000", isi=1000)
    yield tetap("no separator below a thousand", "Rp999", isi=999)
    yield tetap("a negative amount has its sign before Rp", "-Rp1.234.567", isi=-1_234_567)
    yield tetap("half a rupiah goes up", "Rp2", isi=1.5)
    yield tetap("what rounds to nothing has no sign", "Rp0", isi=-0.4)
    yield tetap("zero", "Rp0", isi=0)
    yield tetap("a province's budget", "Rp33.456.789.012.345", isi=33_456_789_012_345)
    yield from silang("rupiah", isi=(*JANGGAL, *TOKEN, 1, 12.49, 12.5, -0.5, -12.5, 999.5, 999_999.5, 10**12))


# --- indikator kinerja individu --------------------------------------------------------------------------------------
def _iki1():
    def c(nama, harapan, jenis, pembilang, penyebut, desimal=2, cara="Bulat"):
        return tetap(nama, harapan, jenis=jenis, pembilang=pembilang, penyebut=penyebut, desimal=desimal, cara=cara)

    yield c("percent in points", 90.7, "Persentase", 39, 43)
    yield c("percent at whole percents", 91, "Persentase", 39, 43, 0)
    yield c("percent cut", 66.66, "Persentase", 2, 3, 2, "Potong")
    yield c("more than all", 150, "Persentase", 3, 2)
    yield c("nothing of something", 0, "Persentase", 0, 7)
    yield c("of nothing", NA, "Persentase", 3, 0)
    yield c("percent without penyebut", NA, "Persentase", 3, None)
    yield c("percent of a text", NA, "Persentase", 3, "kata")
    yield c("a count", 12, "Jumlah", 12, None)
    yield c("a count of none", 0, "Jumlah", 0, 5)
    yield c("a count that is blank", NA, "Jumlah", None, None)
    yield c("blank jenis counts", 12, None, 12, 3)
    yield c("case of jenis does not matter", 50, "persentase", 1, 2)
    yield from silang("grid", jenis=("Persentase", "Jumlah", None, "Lain", NA), pembilang=(39, 0, -2, *JANGGAL),
                      penyebut=(43, 0, -3, *JANGGAL), desimal=(0, 2, 4), cara=("Bulat", "Potong"))  # fmt: skip


def _iki2():
    def c(nama, harapan, target, realisasi, desimal=2, cara="Bulat"):
        return tetap(nama, harapan, target=target, realisasi=realisasi, desimal=desimal, cara=cara)

    yield c("short of the target", 0.9193, 88, 80.9)
    yield c("the target", 1, 90.7, 90.7)
    yield c("past the target is not capped", 2.5, 4, 10)
    yield c("nothing reached", 0, 4, 0)
    yield c("target 0", NA, 0, 5)
    yield c("target blank", NA, None, 5)
    yield c("target a text", NA, "kata", 5)
    yield c("realisasi N/A", NA, 5, NA)
    yield c("realisasi a text", SALAH, 5, "kata")
    yield c("cut", 0.33, 3, 1, 0, "Potong")
    yield from silang("grid", target=(88, 0, -5, *JANGGAL), realisasi=(80.9, 0, -3, *JANGGAL), desimal=(0, 2, 4),
                      cara=("Bulat", "Potong"))  # fmt: skip


_TABEL = {
    "BUL-01": _bul, "SET-01": lambda: _setelan(4, 1, 4), "SET-02": lambda: _setelan(2, 0, 4),
    "CAP-01": _cap1, "CAP-02": _cap2, "CAP-03": _cap3, "CAP-04": _cap4, "CAP-05": _cap5,
    "KEM-02": _kem2, "TUM-02": _tum2, "TGT-03": _tgt3, "TGT-04": _tgt4, "TGT-05": _tgt5, "TGT-06": _tgt6,
    "TGT-07": _tgt7, "TGT-08": _tgt8, "TGT-09": _tgt9, "KEM-01": lambda: _cap3("target_akhir"),
    "TUM-01": _tum, "ANG-01": _ang1, "ANG-02": _ang2, "ANG-03": _ang3,
    "ANG-04": lambda: _ang2("pagu", "pagu_instansi"), "ANG-05": _ang5,
    "RUP-01": _rup, "EFI-01": _efi1, "EFI-02": _efi2, "EFI-03": _efi3, "PRE-01": _pre, "RAT-01": _rat,
    "RAT-02": _rat2, "TGT-01": _tgt1, "TGT-02": _tgt2,
    "TRW-01": _trw1, "TRW-02": _trw2, "TRW-03": lambda: _trw2(True), "TRW-04": _trw4, "TRW-05": _trw5, "TRW-06": _trw6,
    "TRW-07": _trw7,
    "IKI-01": _iki1, "IKI-02": _iki2,
}  # fmt: skip


def _galat(isi):
    """Errors as the examples of the registry write them."""
    if isi.__class__ is list:
        return [_galat(x) for x in isi]
    return next((g for g in GALAT if g.kode == isi), isi) if isi.__class__ is str else isi


def contoh(aturan):
    """The rule's own worked examples as cases."""
    return [
        Kasus(f"contoh {i}", {k: _galat(v) for k, v in argumen.items()}, _galat(hasil))
        for i, (argumen, hasil) in enumerate(aturan.contoh, 1)
    ]


KASUS = {kode: list(buat()) for kode, buat in _TABEL.items()}


def semua_kasus():
    """``(rule, case)`` of every table and of every rule's own examples."""
    for kode, aturan in all_rules().items():
        for kasus in contoh(aturan) + KASUS.get(kode, []):
            yield aturan, kasus


# --- modules ---------------------------------------------------------------------------------------------------------
KASUS["LKE-01"] = [
    tetap("all met for five years", 6, jawaban="AA", bobot=6),
    tetap("most", 10.5, jawaban="B", bobot=15),
    tetap("a weight with a fraction", 3.75, jawaban="C", bobot=7.5),
    tetap("nothing at all is worth nothing", 0, jawaban="E", bobot=15),
    tetap("not answered", NA, jawaban=None, bobot=15),
    tetap("no weight", NA, jawaban="A", bobot=None),
    tetap("an answer that the scale does not know", SALAH, jawaban="F", bobot=15),
    tetap("in other letters", 12, jawaban="bb", bobot=15),
]
KASUS["SPM-01"] = [
    tetap("three of four", 0.75, terlayani=45, harus=60, desimal=2, cara="Bulat"),
    tetap("all", 1, terlayani=60, harus=60, desimal=2, cara="Bulat"),
    tetap("nobody was served", 0, terlayani=0, harus=60, desimal=2, cara="Bulat"),
    tetap("nobody to serve", NA, terlayani=0, harus=0, desimal=2, cara="Bulat"),
    tetap("not filled", NA, terlayani=None, harus=60, desimal=2, cara="Bulat"),
    tetap("not available", NA, terlayani=5, harus="N/A", desimal=2, cara="Bulat"),
    tetap("cut off", 0.6666, terlayani=2, harus=3, desimal=2, cara="Potong"),
    tetap("a text", SALAH, terlayani="banyak", harus=3, desimal=2, cara="Bulat"),
]
KASUS["SPM-02"] = [
    tetap("of everybody", 0.75, realisasi=0.75, target=1, desimal=2, cara="Bulat"),
    tetap("of four fifths", 0.9375, realisasi=0.75, target=0.8, desimal=2, cara="Bulat"),
    tetap("no target", NA, realisasi=0.75, target=None, desimal=2, cara="Bulat"),
    tetap("target 0", NA, realisasi=0.75, target=0, desimal=2, cara="Bulat"),
    tetap("no realisasi", NA, realisasi=NA, target=1, desimal=2, cara="Bulat"),
    tetap("more than asked", 1.25, realisasi=1, target=0.8, desimal=2, cara="Bulat"),
]
KASUS["ANG-06"] = [
    tetap("running totals", 40, uang_triwulan=[10, 20, 30, 40], sampai=4, cara_realisasi="Berjalan"),
    tetap("each quarter's own", 100, uang_triwulan=[10, 20, 30, 40], sampai=4, cara_realisasi="Per Triwulan"),
    tetap("to the second quarter", 30, uang_triwulan=[10, 20, 30, 40], sampai=2, cara_realisasi="per triwulan"),
    tetap("not set", 30, uang_triwulan=[10, 20, 30, None], sampai=3, cara_realisasi=None),
    tetap("a blank quarter is not carried forward", NA, uang_triwulan=[10, 20, None, None], sampai=3,
          cara_realisasi="Berjalan"),
    tetap("nor replaced by the sum before it", NA, uang_triwulan=[10, 20, None, None], sampai=3,
          cara_realisasi="Per Triwulan"),
    tetap("a quarter between without spending", 30, uang_triwulan=[10, None, 20, None], sampai=3,
          cara_realisasi="Per Triwulan"),
    tetap("a mark says that there was none", 30, uang_triwulan=["-", "N/A", 30, None], sampai=3,
          cara_realisasi="Per Triwulan"),
    tetap("a text in an earlier quarter", SALAH, uang_triwulan=["Rp 10", 20, None, None], sampai=2,
          cara_realisasi="Per Triwulan"),
    tetap("money paid back", 5, uang_triwulan=[10, -5, None, None], sampai=2, cara_realisasi="Per Triwulan"),
]  # fmt: skip
KASUS["ANG-07"] = [
    tetap("against the pagu", 100, pagu=100, pagu_efektif=60, dasar="Pagu"),
    tetap("not set", 100, pagu=100, pagu_efektif=60, dasar=None),
    tetap("against what may be spent", 60, pagu=100, pagu_efektif=60, dasar="Pagu Efektif"),
    tetap("in another case", 60, pagu=100, pagu_efektif=60, dasar="pagu efektif"),
    tetap("all of it blocked", 0, pagu=100, pagu_efektif=0, dasar="Pagu Efektif"),
    tetap("no pagu", NA, pagu=NA, pagu_efektif=NA, dasar="Pagu"),
]
KASUS["ANG-08"] = [
    tetap("blank", 1, pagu=100, triwulan_tanpa_angka=1, realisasi=None),
    tetap("several quarters", 1, pagu=100, triwulan_tanpa_angka=3, realisasi=20),
    tetap("answered", 0, pagu=100, triwulan_tanpa_angka=0, realisasi=20),
    tetap("a pagu of none", 0, pagu=0, triwulan_tanpa_angka=1, realisasi=None),
    tetap("neither", 0, pagu="", triwulan_tanpa_angka=1, realisasi=None),
    tetap("money without a pagu", 1, pagu="", triwulan_tanpa_angka=0, realisasi=50),
    tetap("a refund without a pagu", 1, pagu="", triwulan_tanpa_angka=0, realisasi=-50),
    tetap("nothing spent without a pagu", 0, pagu="", triwulan_tanpa_angka=0, realisasi=0),
    tetap("a negative one", 0, pagu=-5, triwulan_tanpa_angka=1, realisasi=None),
]
KASUS["ANG-09"] = [
    tetap("some of it blocked", 60, pagu=100, blokir=40),
    tetap("nothing blocked", 100, pagu=100, blokir=0),
    tetap("all of it", 0, pagu=100, blokir=100),
    tetap("more than there is", -20, pagu=100, blokir=120),
    tetap("no pagu", NA, pagu=NA, blokir=40),
    tetap("large amounts", 9_980_573_349, pagu=10_180_573_349, blokir=200_000_000),
]
KASUS["ANG-10"] = [
    tetap("urusan", "Urusan", kode="1"),
    tetap("urusan of every office", "Urusan", kode="X"),
    tetap("bidang", "Bidang", kode="1.02"),
    tetap("program of every office", "Program", kode="X.XX.01"),
    tetap("kegiatan", "Kegiatan", kode="2.08.02.2.01"),
    tetap("sub kegiatan of two digits", "Sub Kegiatan", kode="2.08.02.2.01.01"),
    tetap("sub kegiatan of four digits", "Sub Kegiatan", kode="7.01.03.2.02.0004"),
    tetap("program of a ministry", "Program", kode="WA"),
    tetap("program behind the ministry and its unit", "Program", kode="054.01.GG"),
    tetap("kegiatan of a ministry", "Kegiatan", kode="WA.6043"),
    tetap("kegiatan by itself", "Kegiatan", kode="6043"),
    tetap("KRO", "KRO", kode="6043.EBA"),
    tetap("RO", "RO", kode="EBA.994"),
    tetap("RO in full", "RO", kode="WA.6043.EBA.994"),
    tetap("komponen", "Komponen", kode="001"),
    tetap("komponen in full", "Komponen", kode="6043.EBA.994.001"),
    tetap("another shape", "", kode="1.1.1"),
    tetap("nothing", "", kode=None),
    tetap("an error", SALAH, kode=SALAH),
]


def _end(nama, harapan, sifat, *targets):
    return tetap(nama, harapan, target_tahunan=list(targets), sifat=sifat)


KASUS["REN-01"] = [
    _end("counts are added", 100, "Akumulasi", 10, 20, 20, 20, 30),
    _end("a year without a target", 30, "Akumulasi", 10, None, 20),
    _end("fractions", 0.3, "Akumulasi", 0.1, 0.2),
    _end("a state is that of the last year", 95, "Posisi Akhir", 90, 91, 95),
    _end("running targets are not added", 100, "Kumulatif", 20, 60, 100),
    _end("the last year is not available", 91, "Posisi Akhir", 90, 91, "N/A"),
    _end("not said how", 95, None, 90, 95),
    _end("no target at all", NA, "Akumulasi", None, None, "N/A"),
]


def _plan(nama, harapan, sifat, before, now):
    return tetap(nama, harapan, realisasi_lalu_renstra=before, realisasi_kini=now, sifat=sifat)


KASUS["REN-02"] = [
    _plan("counts are added", 27, "Akumulasi", 9, 18),
    _plan("nothing before", 18, "Akumulasi", 0, 18),
    _plan("a state is not added", 95, "Posisi Akhir", 100, 95),
    _plan("neither is a running figure", 38, "Kumulatif", 20, 38),
    _plan("a state needs no earlier one", 95, "Posisi Akhir", None, 95),
    _plan("what was before is not available", NA, "Akumulasi", "N/A", 4),
    _plan("nothing is known of this year", NA, "Akumulasi", 9, "N/A"),
]
KASUS["RAK-01"] = [
    tetap("sums", 6, deret=[1, 2, 3], satuan="Dokumen"),
    tetap("a blank between", 4, deret=[1, None, 3], satuan="Dokumen"),
    tetap("no number at all", NA, deret=[None, None, None], satuan="Dokumen"),
    tetap("marks only", NA, deret=["-", "N/A", None], satuan="Dokumen"),
    tetap("zero is a number", 0, deret=[0, None, None], satuan="Dokumen"),
    tetap("a percent is not summed", 75, deret=[25, 50, 75], satuan="%"),
    tetap("in words", 50, deret=[25, 50, None], satuan="persen"),
    tetap("in other words", 90, deret=[25, 50, 70, 90], satuan="Persentase"),
    tetap("in words and with its sign", 50, deret=[25, 50, None], satuan="persen (%)"),
    tetap("an index is not summed", 3.4, deret=[3.1, 3.4, None], satuan="Indeks"),
    tetap("the words of an output are not those of an index", 3, deret=[1, 2, None], satuan="Dokumen penilaian"),
    tetap("a percent nobody typed", NA, deret=[None, None, None], satuan="%"),
    tetap("no satuan", 3, deret=[1, 2, None], satuan=None),
]  # fmt: skip
_AKSI = {"desimal": 2, "cara": "Bulat"}
KASUS["RAK-02"] = [
    tetap("three of four", 0.75, target=4, realisasi=3, belum=0, **_AKSI),
    tetap("more than planned", 1.25, target=4, realisasi=5, belum=0, **_AKSI),
    tetap("nothing done", 0, target=4, realisasi=0, belum=0, **_AKSI),
    tetap("not reported", NA, target=4, realisasi=3, belum=1, **_AKSI),
    tetap("no target yet", NA, target=NA, realisasi=3, belum=0, **_AKSI),
    tetap("target 0", NA, target=0, realisasi=3, belum=0, **_AKSI),
    tetap("realisasi not available", NA, target=4, realisasi=NA, belum=0, **_AKSI),
    tetap("a text was typed", SALAH, target=SALAH, realisasi=3, belum=0, **_AKSI),
]
KASUS["RAK-03"] = [
    tetap("as planned", "Sesuai Target", target=4, realisasi=4, setahun=8, belum=0),
    tetap("ahead", "Sesuai Target", target=4, realisasi=5, setahun=8, belum=0),
    tetap("the whole year's", "Selesai", target=4, realisasi=8, setahun=8, belum=0),
    tetap("behind", "Di Bawah Target", target=4, realisasi=3, setahun=8, belum=0),
    tetap("nothing done", "Belum Dilaksanakan", target=4, realisasi=0, setahun=8, belum=0),
    tetap("not reported", "Belum Dilaporkan", target=4, realisasi=3, setahun=8, belum=1),
    tetap("nothing reported", "Belum Dilaporkan", target=4, realisasi=NA, setahun=8, belum=2),
    tetap("later in the year", "Belum Terjadwal", target=NA, realisasi=NA, setahun=8, belum=0),
    tetap("target 0", "Belum Terjadwal", target=0, realisasi=0, setahun=8, belum=0),
    tetap("realisasi not available", NA, target=4, realisasi=NA, setahun=8, belum=0),
    tetap("a text was typed", SALAH, target=SALAH, realisasi=3, setahun=8, belum=0),
]
_PACE = {"target_setahun": 120, "sifat": "Akumulasi", "triwulan": 2}
KASUS["PKR-01"] = [
    tetap("along the plan of the quarters", 96, realisasi=40, target_berjalan=50, **_PACE),
    tetap("ahead of the plan", 144, realisasi=60, target_berjalan=50, **_PACE),
    tetap("no target of the quarter: straight on", 80, realisasi=40, target_berjalan=NA, **_PACE),
    tetap("a target of 0 in the quarter: straight on", 80, realisasi=40, target_berjalan=0, **_PACE),
    tetap("no target of the year", 80, realisasi=40, target_berjalan=50, **{**_PACE, "target_setahun": NA}),
    tetap("a state stays", 71, realisasi=71, target_berjalan=NA, **{**_PACE, "sifat": "Posisi Akhir"}),
    tetap("in the last quarter what is there", 110, realisasi=110, target_berjalan=50, **{**_PACE, "triwulan": 4}),
    tetap("nothing measured", NA, realisasi=NA, target_berjalan=50, **_PACE),
    tetap("thirds", 133.333333, realisasi=100, target_berjalan=NA, **{**_PACE, "triwulan": 3}),
    tetap("a text", SALAH, realisasi="banyak", target_berjalan=NA, **_PACE),
]
KASUS["PKR-02"] = [
    tetap("too little", 24, perkiraan=96, target_setahun=120, arah="Naik", batas_atas=""),
    tetap("enough", 0, perkiraan=120, target_setahun=120, arah="Naik", batas_atas=""),
    tetap("more than asked", -10, perkiraan=130, target_setahun=120, arah="Naik", batas_atas=""),
    tetap("too many, where fewer are better", 2, perkiraan=7, target_setahun=5, arah="Turun", batas_atas=""),
    tetap("fewer, where fewer are better", -1, perkiraan=4, target_setahun=5, arah="turun", batas_atas=""),
    tetap("binary dust is no difference", 0, perkiraan=0.1 + 0.2, target_setahun=0.3, arah="Naik", batas_atas=""),
    tetap("no estimate", NA, perkiraan=NA, target_setahun=5, arah="Naik", batas_atas=""),
    tetap("no target", NA, perkiraan=5, target_setahun=NA, arah="Turun", batas_atas=""),
    tetap(
        "below an interval, whatever the direction", 15, perkiraan=45, target_setahun=60, arah="Turun", batas_atas=85
    ),
    tetap("above an interval", 0.21, perkiraan=5.61, target_setahun=5.1, arah="Naik", batas_atas=5.4),
    tetap("within an interval", -10, perkiraan=70, target_setahun=60, arah="Naik", batas_atas=85),
    tetap("on the end of an interval", 0, perkiraan=85, target_setahun=60, arah="Turun", batas_atas=85),
    tetap("an interval that cannot be read", SALAH, perkiraan=85, target_setahun=60, arah="Turun", batas_atas=SALAH),
]
KASUS["RIN-01"] = [
    tetap("nine of twelve", 0.75, volume=9, target_volume=12, desimal=2, cara="Bulat"),
    tetap("more than planned is not held", 1.25, volume=5, target_volume=4, desimal=2, cara="Bulat"),
    tetap("nothing yet", 0, volume=0, target_volume=4, desimal=2, cara="Bulat"),
    tetap("not filled", NA, volume=None, target_volume=4, desimal=2, cara="Bulat"),
    tetap("not available", NA, volume="N/A", target_volume=4, desimal=2, cara="Bulat"),
    tetap("nothing planned", NA, volume=4, target_volume=0, desimal=2, cara="Bulat"),
    tetap("no plan", NA, volume=4, target_volume=None, desimal=2, cara="Bulat"),
    tetap("cut off", 0.6666, volume=2, target_volume=3, desimal=2, cara="Potong"),
    tetap("a text", SALAH, volume="banyak", target_volume=3, desimal=2, cara="Bulat"),
]
KASUS["RIN-02"] = [
    tetap("less than it was worth", 0.1111, pagu_capaian=90, realisasi=80, desimal=2, cara="Bulat"),
    tetap("of several", 0.07, pagu_capaian=300, realisasi=279, desimal=2, cara="Bulat"),
    tetap("dearer than it was worth", -0.2, pagu_capaian=75, realisasi=90, desimal=2, cara="Bulat"),
    tetap("nothing spent", 1, pagu_capaian=75, realisasi=0, desimal=2, cara="Bulat"),
    tetap("nothing delivered", NA, pagu_capaian=0, realisasi=90, desimal=2, cara="Bulat"),
    tetap("cut off toward zero", -0.3333, pagu_capaian=75, realisasi=100, desimal=2, cara="Potong"),
    tetap("not available", NA, pagu_capaian=NA, realisasi=90, desimal=2, cara="Bulat"),
    tetap("money that cannot be read", SALAH, pagu_capaian=90, realisasi=SALAH, desimal=2, cara="Bulat"),
]
