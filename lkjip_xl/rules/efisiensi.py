"""Efisiensi of the use of money: four methods, one per book."""

from ..expr.functions import angka, atau, batasi, dan, jika, maks, tidak_tersedia
from .anggaran import isi_uang
from .pembulatan import bila_angka, pembulatan
from .registry import aturan, gabungan
from .udf import PERSEN, PERSEN_BAWAAN, Udf


@aturan(
    kode="EFI-01",
    nama="Tingkat efisiensi",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II (efisiensi penggunaan sumber daya); Kepmendagri 690.900-327 Tahun 1996; "
    "PMK 22/PMK.02/2021",
    rumus="Rasio: S / C. Selisih: C - S. Keluaran: C / S. PMK: (pagu x C - realisasi) / (pagu x C)",
    contoh=[
        (
            dict(capaian=0.92, serapan=0.8, pagu=100, realisasi=80, metode="Rasio", desimal=0, cara="Bulat"),
            0.87,
        ),
        (
            dict(capaian=1, serapan=0.5529, pagu=None, realisasi=None, metode="Selisih", desimal=2, cara="Bulat"),
            0.4471,
        ),
        (dict(capaian=0.92, serapan=0.8, pagu=100, realisasi=80, metode="Keluaran", desimal=0, cara="Bulat"), 1.15),
        (dict(capaian=0.92, serapan=0.8, pagu=100, realisasi=80, metode="PMK", desimal=2, cara="Bulat"), 0.1304),
    ],
    catatan="N/A bila capaian N/A atau 0, atau serapan N/A; Keluaran N/A bila serapan 0; PMK N/A bila pagu 0. Selisih "
    "dalam poin persen. Rasio: makin kecil makin efisien; tiga yang lain: makin besar makin efisien.",
)
def efisiensi(capaian, serapan, pagu, realisasi, metode, desimal, cara):
    """Efficiency of one indicator by the book's method.

    Args:
        capaian: ratio after the cap.
        serapan: ratio.
        pagu, realisasi: the indicator's money, rupiah (PMK only).
        metode: ``Selisih``, ``Keluaran``, ``PMK``; anything else is Rasio.
    """
    pmk = jika(pagu == 0, tidak_tersedia(), (pagu * capaian - realisasi) / (pagu * capaian))
    isi = jika(
        metode == "Selisih",
        capaian - serapan,
        jika(
            metode == "Keluaran",
            jika(serapan == 0, tidak_tersedia(), capaian / serapan),
            jika(metode == "PMK", pmk, serapan / capaian),
        ),
    )
    bisa = dan(angka(capaian), angka(serapan))
    return jika(bisa, jika(capaian == 0, tidak_tersedia(), pembulatan(isi, desimal, cara)), tidak_tersedia())


@aturan(
    kode="EFI-02",
    nama="Nilai efisiensi (NE)",
    hasil="rasio",
    sumber="PMK 22/PMK.02/2021 (NE = 50% + E/20% x 50%, E antara -20% dan 20%)",
    rumus="50% + (E / 20%) x 50%, E dibatasi -20% sampai 20%",
    contoh=[
        (dict(efisiensi=0.1304, desimal=2, cara="Bulat"), 0.826),
        (dict(efisiensi=0.5, desimal=2, cara="Bulat"), 1),
        (dict(efisiensi=-0.5, desimal=2, cara="Bulat"), 0),
    ],
)
def nilai_efisiensi(efisiensi, desimal, cara):
    """NE from the PMK efficiency, 0 to 1."""
    isi = 0.5 + batasi(maks(efisiensi, -0.2), 0.2) / 0.2 * 0.5
    return bila_angka(efisiensi, pembulatan(isi, desimal, cara))


@aturan(
    kode="EFI-03",
    nama="Kategori efisiensi",
    hasil="teks",
    sumber="Rasio: Kepmendagri 690.900-327 Tahun 1996; Selisih, Keluaran, PMK: tanda efisien dari rumusnya",
    rumus="Rasio: < 60% Sangat Efisien, < 80% Efisien, < 90% Cukup Efisien, s.d. 100% Kurang Efisien, > 100% Tidak "
    "Efisien. Selisih dan PMK: > 0 Efisien. Keluaran: > 100% Efisien",
    contoh=[
        (dict(efisiensi=0.5999, metode="Rasio"), "Sangat Efisien"),
        (dict(efisiensi=0.6, metode="Rasio"), "Efisien"),
        (dict(efisiensi=1, metode="Rasio"), "Kurang Efisien"),
        (dict(efisiensi=1.0001, metode="Rasio"), "Tidak Efisien"),
        (dict(efisiensi=0, metode="Selisih"), "Tidak Efisien"),
        (dict(efisiensi=1.15, metode="Keluaran"), "Efisien"),
    ],
)
def kategori_efisiensi(efisiensi, metode):
    """The verdict on an efficiency; N/A stays N/A."""
    pita = jika(
        efisiensi < 0.6,
        "Sangat Efisien",
        jika(
            efisiensi < 0.8,
            "Efisien",
            jika(efisiensi < 0.9, "Cukup Efisien", jika(efisiensi <= 1, "Kurang Efisien", "Tidak Efisien")),
        ),
    )
    selisih = jika(efisiensi > 0, "Efisien", "Tidak Efisien")
    keluaran = jika(efisiensi > 1, "Efisien", "Tidak Efisien")
    kategori = jika(atau(metode == "Selisih", metode == "PMK"), selisih, jika(metode == "Keluaran", keluaran, pita))
    return bila_angka(efisiensi, kategori)


@gabungan(
    kode="SEL-05",
    nama="Efisiensi dari sel capaian dan serapan",
    hasil="rasio",
    sumber="PermenPANRB 53/2014 Lampiran II (efisiensi penggunaan sumber daya); PMK 22/PMK.02/2021",
    rumus="ANG-05 membaca pagu dan realisasi, lalu EFI-01",
    contoh=[
        (
            dict(capaian=0.92, serapan=0.8, metode="Rasio", pagu=None, realisasi=None, desimal=2, cara="Bulat"),
            0.8696,
        ),
        (
            dict(capaian=0.92, serapan=0.8, metode="PMK", pagu=100, realisasi=None, desimal=2, cara="Bulat"),
            "#N/A",
        ),
    ],
    udf=Udf(
        "LK_EFISIENSI",
        "Tingkat efisiensi penggunaan anggaran dari capaian dan serapan. Hasilnya rasio: 1 adalah 100%. #N/A bila "
        "capaian kosong, N/A, atau 0.",
        {
            "capaian": "Capaian sebagai rasio: 0,9193 untuk 91,93%.",
            "serapan": "Serapan anggaran sebagai rasio.",
            "metode": "Rasio (serapan / capaian), Selisih (capaian - serapan), Keluaran (capaian / serapan), atau PMK "
            "(PMK 22/2021, perlu pagu dan realisasi). Bila tidak diisi: Rasio.",
            "pagu": "Pagu, rupiah; hanya untuk metode PMK.",
            "realisasi": "Realisasi anggaran, rupiah; hanya untuk metode PMK.",
            **PERSEN,
        },
        {"metode": "Rasio", "pagu": None, "realisasi": None, **PERSEN_BAWAAN},
        [
            ((0.92, 0.8), 0.8696), ((1, 0.5529, "Selisih"), 0.4471), ((0.92, 0.8, "Keluaran"), 1.15),
            ((0.92, 0.8, "PMK", 100, 80), 0.1304), ((0.92, 0.8, "PMK", 100), "#N/A"), ((0, 0.8), "#N/A"),
        ],
        pilihan={"metode": ("Rasio", "Selisih", "Keluaran", "PMK")},
    ),
)  # fmt: skip
def efisiensi_sel(capaian, serapan, metode, pagu, realisasi, desimal, cara):
    """Efficiency from the cells that people fill: blank money is not 0 (arguments as ``efisiensi``)."""
    p = yield "p", isi_uang(pagu)
    r = yield "r", isi_uang(realisasi)
    return efisiensi(capaian, serapan, p, r, metode, desimal, cara)
