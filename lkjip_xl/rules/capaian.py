"""Capaian kinerja: realisasi against target, by direction and kind of indicator; kemajuan and pertumbuhan."""

from ..expr.functions import adalah_galat, atau, batasi, dan, jika, maks, tidak_tersedia
from ..expr.tree import Expr
from .parameters import parameter
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .triwulan import skor_tingkat, target_angka
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, TableArgument, Udf

PERMENPAN_53 = "Peraturan Menteri PANRB Nomor 53 Tahun 2014, Lampiran II (Bab III huruf A: capaian kinerja)"
LAN_239 = "Keputusan Kepala LAN Nomor 239/IX/6/8/2003 (rumus semakin tinggi dan semakin rendah realisasi)"

chapter("CAP", "Capaian", 20)
chapter("KEM", "Kemajuan", 30)
chapter("TUM", "Pertumbuhan", 40)
meanings(
    arah="Naik, atau Turun bila makin kecil makin baik",
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
    tipe="Angka, Persen, Indeks, atau Tingkat",
)


@rule(
    kode="CAP-01",
    nama="Capaian indikator berangka",
    hasil="rasio",
    sumber=f"{LAN_239}; {PERMENPAN_53}",
    rumus="Naik: R / T. Turun (LAN): (2T - R) / T. Turun (Rasio): T / R",
    contoh=[
        (dict(target=88, realisasi=80.9, arah="Naik", metode_turun="LAN"), 80.9 / 88),
        (dict(target=5, realisasi=4, arah="Turun", metode_turun="LAN"), 1.2),
        (dict(target=5, realisasi=4, arah="Turun", metode_turun="Rasio"), 1.25),
    ],
    catatan="Target 0: Turun dengan realisasi 0 adalah 100%, selain itu N/A. Target di bawah 0: N/A. Turun Rasio "
    "dengan realisasi 0: N/A. Hasil negatif (realisasi lebih dari dua kali target Turun LAN) berhenti di 0.",
)
def capaian_angka(target: Expr, realisasi: Expr, arah: Expr, metode_turun: Expr) -> Expr:
    """Capaian of an Angka, Persen or Indeks indicator, not rounded, not capped.

    Args:
        target: agreed value, in the indicator's satuan.
        realisasi: value reached, same satuan.
        arah: ``Turun`` when lower is better, anything else means higher is better.
        metode_turun: ``Rasio`` for T/R, anything else for the LAN formula.

    Returns:
        Ratio, 1 is 100%; #N/A where the formula says nothing.
    """
    turun = arah == "Turun"
    semakin_rendah = jika(
        metode_turun == "Rasio",
        jika(realisasi == 0, tidak_tersedia(), target / realisasi),
        (2 * target - realisasi) / target,
    )
    return jika(
        target < 0,
        tidak_tersedia(),
        jika(
            target == 0,
            jika(dan(turun, realisasi == 0), 1, tidak_tersedia()),
            maks(0, jika(turun, semakin_rendah, realisasi / target)),
        ),
    )


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
    catatan="Skor label ada di tabel tbl_tingkat. Label yang tidak dikenal adalah #VALUE!, bukan 0.",
)
def capaian_tingkat(skor_target: Expr, skor_realisasi: Expr, capaian_tingkat: Expr) -> Expr:
    """Capaian of a level indicator (Madya, WTP ...), not rounded, not capped."""
    return jika(
        dan(skor_realisasi >= skor_target, capaian_tingkat != "Skor"),
        1,
        jika(skor_target == 0, tidak_tersedia(), skor_realisasi / skor_target),
    )


@rule(
    kode="CAP-03",
    nama="Capaian asli",
    hasil="rasio",
    sumber=PERMENPAN_53,
    rumus="CAP-02 untuk Tipe Tingkat, CAP-01 untuk yang lain; lalu BUL-01",
    contoh=[
        (
            dict(
                target=88, realisasi=80.9, tipe="Persen", arah="Naik", metode_turun="LAN", cara_tingkat="Tercapai",
                desimal=2, cara="Bulat",
            ),
            0.9193,
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
) -> Expr:
    """Capaian before the cap, rounded. Target's trouble is reported before realisasi's."""
    isi = jika(
        tipe == "Tingkat",
        capaian_tingkat(target, realisasi, cara_tingkat),
        capaian_angka(target, realisasi, arah, metode_turun),
    )
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
    rumus="aturan capaian dengan target akhir Renstra, tanpa batas",
    contoh=[
        (
            dict(
                target_akhir=90, realisasi=80.9, tipe="Persen", arah="Naik", metode_turun="LAN",
                cara_tingkat="Tercapai", desimal=0, cara="Bulat",
            ),
            0.9,
        ),
    ],
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
) -> Expr:
    """Progress of this year's realisasi to the target of the Renstra's last year."""
    result: Expr = capaian_asli(target_akhir, realisasi, tipe, arah, metode_turun, cara_tingkat, desimal, cara)
    return result


@rule(
    kode="TUM-01",
    meanings={"realisasi": "realisasi tahun ini"},
    nama="Pertumbuhan dari tahun lalu",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II (perbandingan dengan tahun lalu); cara: R / R tahun lalu - 1",
    rumus="R / R tahun lalu - 1",
    contoh=[(dict(realisasi=80.9, realisasi_lalu=69.37, desimal=2, cara="Bulat"), 0.1662)],
    catatan="Cara lain yang beredar (rata-rata pertumbuhan tahunan) tidak dipakai; lembar laporan menyebut cara ini.",
)
def pertumbuhan(realisasi: Expr, realisasi_lalu: Expr, desimal: Expr, cara: Expr) -> Expr:
    """Growth of realisasi against last year's; N/A when last year's is 0."""
    return jika(realisasi_lalu == 0, tidak_tersedia(), pembulatan(realisasi / realisasi_lalu - 1, desimal, cara))


@rule_chain(
    kode="SEL-01",
    nama="Capaian dari sel target dan realisasi",
    hasil="rasio",
    sumber=PERMENPAN_53,
    rumus="TRW-06 membaca kedua sel (label lewat TRW-01), lalu CAP-03, lalu CAP-04",
    contoh=[
        (
            dict(
                target=88, realisasi=80.9, arah="Naik", skala="Angka", metode_turun="LAN", cara_tingkat="Tercapai",
                batas=None, desimal=2, cara="Bulat", daftar_skala=[], daftar_label=[], daftar_skor=[],
            ),
            0.9193,
        ),
        (
            dict(
                target="Utama", realisasi="madya", arah="Naik", skala="APE PUG", metode_turun="LAN",
                cara_tingkat="Tercapai", batas=None, desimal=2, cara="Bulat", daftar_skala=["APE PUG", "APE PUG"],
                daftar_label=["Madya", "Utama"], daftar_skor=[2, 3],
            ),
            0.6667,
        ),
    ],
    catatan="Sel kosong, - dan N/A menjadi N/A; teks lain #VALUE!.",
    udf=Udf(
        "LK_CAPAIAN",
        "Capaian kinerja: realisasi dibandingkan dengan target. Hasilnya rasio: 1 adalah 100%. Sel kosong atau N/A "
        "menghasilkan #N/A, teks yang bukan angka atau label tingkat #VALUE!.",
        {
            "target": "Target, dalam satuan indikator; untuk indikator bertingkat labelnya, misalnya Utama.",
            "realisasi": "Realisasi, dalam satuan yang sama dengan target; atau labelnya.",
            "arah": "Naik, atau Turun bila makin kecil makin baik. Bila tidak diisi: Naik.",
            "tipe_skala": "Angka, Persen, atau Indeks; untuk indikator bertingkat nama skala tingkatnya, misalnya Kota "
            "Layak Anak. Bila tidak diisi: Angka.",
            "metode_turun": "Rumus arah Turun: LAN, (2T - R) / T, atau Rasio, T / R. Bila tidak diisi: LAN.",
            "capaian_tingkat": "Indikator bertingkat: Tercapai (mencapai target adalah 100%) atau Skor (skor R / skor "
            "T). Bila tidak diisi: Tercapai.",
            "batas": "Batas atas capaian, misalnya 1,2 untuk 120%. Bila tidak diisi: tanpa batas.",
            **PERCENT_ARGUMENTS,
            "tabel_tingkat": "Skala tingkat buatan sendiri: rentang tiga kolom seperti tbl_tingkat (Skala Tingkat, "
            "Tingkat, Skor). Bila tidak diisi: skala tingkat bawaan.",
        },
        {"arah": "Naik", "tipe_skala": "Angka", "metode_turun": "LAN", "capaian_tingkat": "Tercapai", "batas": None,
         **PERCENT_DEFAULTS, "tabel_tingkat": None},
        [
            ((88, 80.9), 0.9193), ((5, 4, "Turun"), 1.2), ((5, 4, "Turun", "Angka", "Rasio"), 1.25),
            (("Utama", "Madya", "Naik", "Kota Layak Anak"), 0.5), ((88, "N/A"), "#N/A"), ((88, "delapan"), "#VALUE!"),
        ],
        sebutan={"tipe_skala": "skala", "capaian_tingkat": "cara_tingkat"},
        tabel={"tabel_tingkat": TableArgument("tbl_tingkat", ("daftar_skala", "daftar_label", "daftar_skor"), "skala")},
        pilihan={"arah": ("Naik", "Turun"), "metode_turun": ("LAN", "Rasio"), "capaian_tingkat": ("Tercapai", "Skor")},
    ),
)  # fmt: skip
def capaian_sel(
    target: Expr,
    realisasi: Expr,
    arah: Expr,
    skala: Expr,
    metode_turun: Expr,
    cara_tingkat: Expr,
    batas: Expr,
    desimal: Expr,
    cara: Expr,
    daftar_skala: Expr,
    daftar_label: Expr,
    daftar_skor: Expr,
) -> Steps:
    """Capaian of one indicator from the cells that people fill.

    Args:
        target, realisasi: number, level label, N/A or blank.
        skala: name of the level scale; Angka, Persen, Indeks or blank for an indicator in numbers.
        arah, metode_turun, cara_tingkat, desimal, cara: as ``capaian_asli``. batas: as ``batas_capaian``.
        daftar_skala, daftar_label, daftar_skor: columns of ``tbl_tingkat``.
    """

    def isi(sel: Expr) -> Expr:
        number: Expr = target_angka(sel, tipe, skor_tingkat(sel, skala, daftar_skala, daftar_label, daftar_skor))
        return number

    angka = atau(skala == "", skala == "Angka", skala == "Persen", skala == "Indeks")
    tipe = yield "tipe", jika(angka, "Angka", "Tingkat")
    t = yield "t", isi(target)
    r = yield "r", isi(realisasi)
    asli = yield "asli", capaian_asli(t, r, tipe, arah, metode_turun, cara_tingkat, desimal, cara)
    result: Expr = batas_capaian(asli, batas)
    return result
