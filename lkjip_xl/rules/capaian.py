"""Capaian kinerja: realisasi against target, by direction and kind of indicator; kemajuan and pertumbuhan."""

from ..expr.functions import (
    adalah_galat,
    angka,
    atau,
    batasi,
    bulat_bawah,
    dan,
    jika,
    maks,
    median,
    mutlak,
    tidak_tersedia,
)
from ..expr.tree import Expr
from .parameters import parameter
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .tertulis import batas_atas, bentuk_target, target_said
from .triwulan import skor_tingkat
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, TableArgument, Udf

PERMENPAN_53 = "Peraturan Menteri PANRB Nomor 53 Tahun 2014, Lampiran II (Bab III huruf A: capaian kinerja)"
LAN_239 = "Keputusan Kepala LAN Nomor 239/IX/6/8/2003 (rumus semakin tinggi dan semakin rendah realisasi)"

chapter("CAP", "Capaian", 20)
chapter("KEM", "Kemajuan", 30)
chapter("TUM", "Pertumbuhan", 40)
meanings(
    arah="Naik, atau Turun bila makin kecil makin baik",
    atas="batas atas target rentang; kosong bila target satu angka",
    awal="kondisi awal Renstra (baseline), sebagai angka",
    bawah="batas bawah target rentang",
    batas="batas atas capaian sebagai rasio; kosong berarti tanpa batas",
    capaian="capaian, rasio",
    capaian_tingkat="setelan capaian_tingkat: Tercapai atau Skor",
    cara_tingkat="setelan capaian_tingkat: Tercapai atau Skor",
    metode_turun="setelan metode_turun: LAN atau Rasio",
    realisasi="realisasi, dalam satuan target",
    realisasi_lalu="realisasi tahun lalu",
    skor_realisasi="skor label realisasi",
    skor_target="skor label target",
    target="target, dalam satuan indikator; untuk Tipe Tingkat skornya",
    target_akhir="target tahun terakhir Renstra",
    target_nol="setelan target_nol: Menurut Arah, 0%, atau N/A",
    tipe="Angka, Persen, Indeks, atau Tingkat",
)


@rule(
    kode="CAP-01",
    nama="Capaian indikator berangka",
    hasil="rasio",
    sumber=f"{LAN_239}; {PERMENPAN_53}. Target di bawah 0 dan target 0: tidak diatur, kebiasaan pengukuran",
    rumus="Naik: R / T. Turun (LAN): (2T - R) / T. Turun (Rasio): T / R. Target di bawah 0 (jarak): Naik 1 + (R - T) / "
    "|T|, yaitu (2T - R) / T; Turun 1 - (R - T) / |T|, yaitu R / T",
    contoh=[
        (dict(target=88, realisasi=80.9, arah="Naik", metode_turun="LAN", target_nol="", batas=None), 80.9 / 88),
        (dict(target=5, realisasi=4, arah="Turun", metode_turun="LAN", target_nol="", batas=None), 1.2),
        (dict(target=5, realisasi=4, arah="Turun", metode_turun="Rasio", target_nol="", batas=None), 1.25),
        (dict(target=-2, realisasi=-1.5, arah="Naik", metode_turun="LAN", target_nol="", batas=None), 1.25),
        (dict(target=0, realisasi=3, arah="Turun", metode_turun="LAN", target_nol="", batas=None), 0),
    ],
    catatan="Target 0: Turun dengan realisasi 0 adalah 100%; selain itu menurut target_nol: Menurut Arah memberi 0% "
    "untuk Turun (tidak boleh ada, tetapi ada) dan N/A untuk Naik. Turun Rasio dengan realisasi 0: batas_capaian, bila "
    "tanpa batas 100%. target_nol N/A membiarkan semua yang tidak dapat dibagi, juga target di bawah 0, tanpa capaian. "
    "Hasil negatif (realisasi lebih dari dua kali target Turun LAN) berhenti di 0.",
)
def capaian_angka(target: Expr, realisasi: Expr, arah: Expr, metode_turun: Expr, target_nol: Expr, batas: Expr) -> Expr:
    """Capaian of an Angka, Persen, Indeks, Rasio or Tanggal indicator, not rounded, not capped.

    Args:
        target: agreed value, in the indicator's satuan.
        realisasi: value reached, same satuan.
        arah: ``Turun`` when lower is better, anything else means higher is better.
        metode_turun: ``Rasio`` for T/R, anything else for the LAN formula.
        target_nol: what stands where nothing can be divided: ``0%``, ``N/A``, anything else goes by arah.
        batas: cap of capaian; what Rasio gives for a realisasi of 0.

    Returns:
        Ratio, 1 is 100%; #N/A where the formula says nothing.
    """
    turun = arah == "Turun"
    semakin_rendah = jika(
        metode_turun == "Rasio",
        jika(
            realisasi == 0,
            jika(target_nol == "N/A", tidak_tersedia(), jika(angka(batas), batas, 1)),
            target / realisasi,
        ),
        (2 * target - realisasi) / target,
    )
    return jika(
        target > 0,
        maks(0, jika(turun, semakin_rendah, realisasi / target)),
        jika(
            target == 0,
            0 * realisasi
            + jika(
                target_nol == "0%",
                jika(dan(turun, realisasi == 0), 1, 0),
                jika(turun, jika(realisasi == 0, 1, jika(target_nol == "N/A", tidak_tersedia(), 0)), tidak_tersedia()),
            ),
            jika(
                target_nol == "N/A",
                0 * realisasi + tidak_tersedia(),  # what nobody can read is told first
                # The distance 1 + (R - T) / |T| and 1 - (R - T) / |T| of a target below 0.
                maks(0, jika(turun, realisasi / target, (2 * target - realisasi) / target)),
            ),
        ),
    )


@rule(
    kode="CAP-05",
    nama="Capaian target rentang",
    hasil="rasio",
    sumber="Target rentang pada perjanjian kinerja (misalnya BOR 60 s.d. 85%); rumus: kebiasaan pengukuran, dari kedua "
    f"rumus {LAN_239}",
    rumus="di dalam rentang 100%; di bawahnya R / batas bawah; di atasnya (2 x batas atas - R) / batas atas",
    contoh=[
        (dict(bawah=60, atas=85, realisasi=72.5), 1),
        (dict(bawah=60, atas=85, realisasi=54), 0.9),
        (dict(bawah=60, atas=80, realisasi=84), 0.95),
    ],
    catatan="Ditulis sebagai jarak ke tepi yang terdekat: 1 - |R - tepi| / |tepi|, sehingga tepi di bawah 0 pun dapat "
    "dinilai. Arah dan metode_turun tidak dipakai; urutan kedua batas tidak berpengaruh. Tepi 0: di luarnya 0%.",
)
def capaian_rentang(bawah: Expr, atas: Expr, realisasi: Expr) -> Expr:
    """Capaian of a target with two ends, not rounded, not capped; never below 0."""
    edge = median(bawah, atas, realisasi)
    # The smallest divisor lets an end of 0 answer without a condition of its own: 100% on it, 0% beside it.
    return maks(0, 1 - mutlak(edge - realisasi) / maks(mutlak(edge), 1e-9))


@rule(
    kode="CAP-02",
    nama="Capaian indikator bertingkat",
    hasil="rasio",
    sumber="Kebiasaan: label dinilai dengan skornya; " + PERMENPAN_53,
    rumus="Tercapai: skor R >= skor T adalah 100%, selain itu skor R / skor T. Skor: selalu skor R / skor T",
    contoh=[
        (dict(skor_target=3, skor_realisasi=4, capaian_tingkat="Tercapai"), 1),
        (dict(skor_target=3, skor_realisasi=4, capaian_tingkat="Skor"), 4 / 3),
        (dict(skor_target=4, skor_realisasi=3, capaian_tingkat="Tercapai"), 0.75),
    ],
    catatan="Skor label ada pada skala tingkat di Pengaturan. Label yang tidak dikenal adalah #VALUE!, bukan 0.",
)
def capaian_tingkat(skor_target: Expr, skor_realisasi: Expr, capaian_tingkat: Expr) -> Expr:
    """Capaian of a level indicator (Madya, WTP ...), not rounded, not capped."""
    return jika(
        dan(skor_realisasi >= skor_target, capaian_tingkat != "Skor"),
        1,
        jika(skor_target == 0, tidak_tersedia(), skor_realisasi / skor_target),
    )


def _dated(target: Expr, realisasi: Expr, target_nol: Expr, of_day: Expr) -> Expr:
    # No date is below 0; what stands there answers as the other rules would.
    below = jika(dan(target < 0, target_nol != "N/A"), maks(0, realisasi / target), tidak_tersedia())
    return jika(target > 0, of_day, 0 * realisasi + below)


def _by_tipe(
    target: Expr,
    realisasi: Expr,
    tipe: Expr,
    arah: Expr,
    metode_turun: Expr,
    cara_tingkat: Expr,
    target_nol: Expr,
    batas: Expr | str,
    atas: Expr,
    of_day: Expr,
) -> Expr:
    """What is reached of a target by the way of its Tipe; ``of_day``: what a day gives."""
    levels = jika(
        dan(cara_tingkat == "Skor", target == 0),
        0 * realisasi + jika(target_nol == "0%", 0, tidak_tersedia()),
        capaian_tingkat(target, realisasi, cara_tingkat),
    )
    numbers = jika(
        tipe == "Tanggal",
        _dated(target, realisasi, target_nol, of_day),
        capaian_angka(target, realisasi, arah, metode_turun, target_nol, batas),
    )
    return jika(tipe == "Tingkat", levels, jika(atas == "", numbers, capaian_rentang(target, atas, realisasi)))


@rule(
    kode="CAP-03",
    nama="Capaian asli",
    hasil="rasio",
    sumber=PERMENPAN_53,
    rumus="CAP-02 untuk Tipe Tingkat, CAP-05 untuk target rentang, CAP-01 untuk yang lain; lalu BUL-01. Tipe Tanggal: "
    "paling lambat pada tanggal target 100%, sesudahnya 0%; jamnya tidak dihitung",
    contoh=[
        (
            dict(
                target=88, realisasi=80.9, tipe="Persen", arah="Naik", metode_turun="LAN", cara_tingkat="Tercapai",
                desimal=2, cara="Bulat", target_nol="Menurut Arah", batas=None, atas=None,
            ),
            0.9193,
        ),
        (
            dict(
                target=60, realisasi=72.5, tipe="Persen", arah="Naik", metode_turun="LAN", cara_tingkat="Tercapai",
                desimal=2, cara="Bulat", target_nol="Menurut Arah", batas=None, atas=85,
            ),
            1,
        ),
    ],
)  # fmt: skip
def capaian_asli(
    target: Expr,
    realisasi: Expr,
    tipe: Expr,
    arah: Expr,
    metode_turun: Expr,
    cara_tingkat: Expr,
    desimal: Expr,
    cara: Expr,
    target_nol: Expr,
    batas: Expr,
    atas: Expr,
) -> Expr:
    """Capaian before the cap, rounded. Target's trouble is reported before realisasi's.

    Args:
        target: a number; of a target with two ends the lower one. atas: its upper end, blank for any other.
        (others): as ``capaian_angka``, ``capaian_tingkat`` and ``pembulatan``.
    """
    isi = _by_tipe(
        target, realisasi, tipe, arah, metode_turun, cara_tingkat, target_nol, batas, atas,
        jika(bulat_bawah(realisasi) <= target, 1, 0),
    )  # fmt: skip
    return jika(adalah_galat(target), target, pembulatan(isi, desimal, cara))


@rule(
    kode="CAP-04",
    nama="Batas capaian",
    hasil="rasio",
    sumber=lambda year: f"Pilihan instansi (batas_capaian); {parameter('capaian.batas_umum', year).source}",
    rumus="nilai terkecil dari capaian asli dan batas; batas kosong berarti tanpa batas",
    contoh=[
        (dict(capaian=1.6595, batas=1.2), 1.2),
        (dict(capaian=1.6595, batas=None), 1.6595),
        (dict(capaian=0.8, batas=1), 0.8),
    ],
    catatan="Diterapkan setelah rumus capaian dan sebelum rata-rata; kedua nilai tetap terlihat.",
)
def batas_capaian(capaian: Expr, batas: Expr) -> Expr:
    """Capaian after the office's cap."""
    return bila_angka(capaian, batasi(capaian, batas))


@rule(
    kode="KEM-01",
    nama="Tingkat kemajuan ke akhir Renstra",
    hasil="rasio",
    sumber="Perpres 29/2014 dan PermenPANRB 53/2014 Lampiran II (perbandingan dengan target jangka menengah)",
    rumus="aturan capaian dengan target akhir Renstra, tanpa batas; Tipe Tanggal: N/A",
    contoh=[
        (
            dict(
                target_akhir=90, realisasi=80.9, tipe="Persen", arah="Naik", metode_turun="LAN",
                cara_tingkat="Tercapai", desimal=0, cara="Bulat", target_nol="Menurut Arah", atas=None,
            ),
            0.9,
        ),
    ],
    catatan="Tanggal tidak punya kemajuan: tenggatnya jatuh tiap tahun, dan tanggal tahun ini tentu lebih awal "
    "daripada tanggal di tahun terakhir Renstra.",
)  # fmt: skip
def kemajuan(
    target_akhir: Expr,
    realisasi: Expr,
    tipe: Expr,
    arah: Expr,
    metode_turun: Expr,
    cara_tingkat: Expr,
    desimal: Expr,
    cara: Expr,
    target_nol: Expr,
    atas: Expr,
) -> Expr:
    """Progress of this year's realisasi to the target of the Renstra's last year; none of a date."""
    isi = _by_tipe(
        target_akhir, realisasi, tipe, arah, metode_turun, cara_tingkat, target_nol, "", atas, tidak_tersedia()
    )
    return jika(adalah_galat(target_akhir), target_akhir, pembulatan(isi, desimal, cara))


@rule(
    kode="KEM-02",
    nama="Tingkat kemajuan dari kondisi awal",
    hasil="rasio",
    sumber="Perpres 29/2014 dan PermenPANRB 53/2014 Lampiran II (perbandingan dengan target jangka menengah); "
    "pilihan instansi (metode_kemajuan: Baseline)",
    rumus="(R - kondisi awal) / (target akhir - kondisi awal); target rentang memakai tepinya yang terdekat",
    contoh=[
        (dict(target_akhir=90, realisasi=80, awal=70, desimal=0, cara="Bulat"), 0.5),
        (dict(target_akhir=5, realisasi=8, awal=10, desimal=0, cara="Bulat"), 0.4),
        (dict(target_akhir=90, realisasi=60, awal=70, desimal=0, cara="Bulat"), 0),
        (dict(target_akhir=70, realisasi=80, awal=70, desimal=0, cara="Bulat"), "#N/A"),
    ],
    catatan="Berlaku untuk kedua arah: target lebih kecil dari kondisi awal berarti menurun. Mundur dari kondisi awal "
    "berhenti di 0. Kondisi awal sama dengan target: N/A.",
)
def kemajuan_baseline(target_akhir: Expr, realisasi: Expr, awal: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Progress made since the start of the Renstra, as a share of what was promised."""
    share = maks(0, (realisasi - awal) / (target_akhir - awal))
    return jika(target_akhir == awal, tidak_tersedia(), pembulatan(share, desimal, cara))


@rule(
    kode="TUM-01",
    meanings={"realisasi": "realisasi tahun ini"},
    nama="Pertumbuhan dari tahun lalu",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II (perbandingan dengan tahun lalu); cara: R / R tahun lalu - 1",
    rumus="R / R tahun lalu - 1",
    contoh=[
        (dict(realisasi=80.9, realisasi_lalu=69.37, desimal=2, cara="Bulat"), 0.1662),
        (dict(realisasi=3.69, realisasi_lalu=-2.07, desimal=2, cara="Bulat"), "#N/A"),
    ],
    catatan="R tahun lalu 0 atau di bawahnya: N/A, sebab naik dari -2,07 ke 3,69 akan terbaca turun 278,26%. "
    "Satu tahun: ketiga cara metode_pertumbuhan memberi angka yang sama. Lebih dari satu tahun: TUM-02. "
    "Indikator bertingkat dan bertanggal tidak punya pertumbuhan: N/A.",
)
def pertumbuhan(realisasi: Expr, realisasi_lalu: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Growth of realisasi against last year's; N/A unless last year's is above 0."""
    return jika(realisasi_lalu <= 0, tidak_tersedia(), pembulatan(realisasi / realisasi_lalu - 1, desimal, cara))


@rule_chain(
    kode="SEL-01",
    nama="Capaian dari sel target dan realisasi",
    hasil="rasio",
    sumber=PERMENPAN_53,
    rumus="TGT-03 dan TGT-04 membaca kedua sel (label lewat TRW-01), TGT-05 batas atasnya, lalu CAP-03, lalu CAP-04",
    contoh=[
        (
            dict(
                target=88, realisasi=80.9, arah="Naik", skala="Angka", metode_turun="LAN", cara_tingkat="Tercapai",
                target_nol="Menurut Arah", batas=None, desimal=2, cara="Bulat", daftar_skala=[],
                daftar_label=[], daftar_skor=[],
            ),
            0.9193,
        ),
        (
            dict(
                target="Utama", realisasi="madya", arah="Naik", skala="APE PUG", metode_turun="LAN",
                cara_tingkat="Tercapai", target_nol="Menurut Arah", batas=None, desimal=2, cara="Bulat",
                daftar_skala=["APE PUG", "APE PUG"],
                daftar_label=["Madya", "Utama"], daftar_skor=[2, 3],
            ),
            0.6667,
        ),
    ],
    catatan="Sel kosong, - dan N/A menjadi N/A. Target boleh ditulis seperti pada PK: >= 95, 60 s.d. 85, 1 banding 30; "
    "teks lain #VALUE!.",
    udf=Udf(
        "LK_CAPAIAN",
        "Capaian kinerja: realisasi dibandingkan dengan target. Hasilnya rasio: 1 adalah 100%. Sel kosong atau N/A "
        "menghasilkan #N/A, teks yang bukan angka atau label tingkat #VALUE!.",
        {
            "target": "Target, dalam satuan indikator; boleh seperti pada PK: >= 95, 60 s.d. 85, 1 banding 30. Untuk "
            "indikator bertingkat labelnya, misalnya Utama.",
            "realisasi": "Realisasi, dalam satuan yang sama dengan target; atau labelnya.",
            "arah": "Naik, atau Turun bila makin kecil makin baik. Bila tidak diisi: Naik.",
            "tipe_skala": "Angka, Persen, atau Indeks; untuk indikator bertingkat nama skala tingkatnya, misalnya Kota "
            "Layak Anak. Bila tidak diisi: Angka.",
            "metode_turun": "Rumus arah Turun: LAN, (2T - R) / T, atau Rasio, T / R. Bila tidak diisi: LAN.",
            "capaian_tingkat": "Indikator bertingkat: Tercapai (mencapai target adalah 100%) atau Skor (skor R / skor "
            "T). Bila tidak diisi: Tercapai.",
            "batas": "Batas atas capaian, misalnya 1,2 untuk 120%. Bila tidak diisi: tanpa batas.",
            **PERCENT_ARGUMENTS,
            "tabel_tingkat": "Skala tingkat buatan sendiri: rentang tiga kolom seperti skala tingkat di Pengaturan "
            "(Skala Tingkat, Tingkat, Skor). Bila tidak diisi: skala tingkat bawaan.",
            "target_nol": "Bila target 0 dan tidak dapat dibagi: Menurut Arah (0% untuk Turun, N/A untuk Naik), 0%, "
            "atau N/A. Bila tidak diisi: Menurut Arah.",
        },
        {"arah": "Naik", "tipe_skala": "Angka", "metode_turun": "LAN", "capaian_tingkat": "Tercapai", "batas": None,
         **PERCENT_DEFAULTS, "tabel_tingkat": None, "target_nol": "Menurut Arah"},
        [
            ((88, 80.9), 0.9193), ((5, 4, "Turun"), 1.2), ((5, 4, "Turun", "Angka", "Rasio"), 1.25),
            (("Utama", "Madya", "Naik", "Kota Layak Anak"), 0.5), ((88, "N/A"), "#N/A"), ((88, "delapan"), "#VALUE!"),
            ((">= 95", 97.2), 1.0232), (("60 s.d. 85", 72.5), 1), ((0, 3, "Turun"), 0),
        ],
        sebutan={"tipe_skala": "skala", "capaian_tingkat": "cara_tingkat"},
        tabel={"tabel_tingkat": TableArgument("tbl_tingkat", ("daftar_skala", "daftar_label", "daftar_skor"), "skala")},
        pilihan={
            "arah": ("Naik", "Turun"), "metode_turun": ("LAN", "Rasio"), "capaian_tingkat": ("Tercapai", "Skor"),
            "target_nol": ("Menurut Arah", "0%", "N/A"),
        },
    ),
)  # fmt: skip
def capaian_of_cells(
    target: Expr,
    realisasi: Expr,
    arah: Expr,
    skala: Expr,
    metode_turun: Expr,
    cara_tingkat: Expr,
    target_nol: Expr,
    batas: Expr,
    desimal: Expr,
    cara: Expr,
    daftar_skala: Expr,
    daftar_label: Expr,
    daftar_skor: Expr,
) -> Steps:
    """Capaian of one indicator from the cells that people fill.

    Args:
        target, realisasi: number, bound, interval, level label, N/A or blank.
        skala: name of the level scale; Angka, Persen, Indeks, Rasio, Tanggal or blank for an indicator in numbers.
        arah, metode_turun, cara_tingkat, target_nol, desimal, cara: as ``capaian_asli``. batas: as ``batas_capaian``.
        daftar_skala, daftar_label, daftar_skor: columns of ``tbl_tingkat``.
    """

    def read(cell: Expr, bentuk: Expr) -> Expr:
        said: Expr = target_said(
            cell, bentuk, tipe, skor_tingkat(cell, skala, daftar_skala, daftar_label, daftar_skor), daftar_label
        )
        return jika(adalah_galat(tipe), tipe, jika(said == "", tidak_tersedia(), said))

    angka = atau(
        skala == "", skala == "Angka", skala == "Persen", skala == "Indeks", skala == "Rasio", skala == "Tanggal"
    )
    tipe = yield "tipe", jika(angka, jika(skala == "", "Angka", skala), "Tingkat")
    bentuk = yield "bentuk", bentuk_target(target)
    bentuk_r = yield "bentuk_r", bentuk_target(realisasi)
    t = yield "t", read(target, bentuk)
    atas = yield "atas", batas_atas(bentuk, t, tipe)
    r = yield "r", read(realisasi, bentuk_r)
    asli = yield (
        "asli",
        capaian_asli(t, r, tipe, arah, metode_turun, cara_tingkat, desimal, cara, target_nol, batas, atas),
    )
    result: Expr = batas_capaian(asli, batas)
    return result
