"""Predikat: the band of a value on a named scale."""

from ..expr.functions import Function, adalah_na, angka, jika, kosong, salah_isi, tidak_tersedia
from ..expr.values import NOT_AVAILABLE, RaisedError, as_number, compare_values
from .pembulatan import bila_angka, pembulatan
from .registry import aturan, gabungan
from .udf import PERSEN, PERSEN_BAWAAN, Tabel, Udf


def _pita(isi, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat):
    isi = as_number(isi)
    batas_angka = [as_number(b) for b in daftar_batas]
    milik = [not compare_values(nama, skala) for nama in daftar_skala]
    terbaik = 0
    for i, batas in enumerate(batas_angka):
        if milik[i] and batas > terbaik:
            if batas < isi or (batas == isi and not compare_values(daftar_termasuk[i], "Ya")):
                terbaik = batas
    for i in range(len(milik) - 1, -1, -1):
        if milik[i] and batas_angka[i] == terbaik:
            return daftar_predikat[i]
    raise RaisedError(NOT_AVAILABLE)


# The inner MAX is the highest bound that the value reaches (Termasuk "Ya") or passes ("Tidak"), whatever order the
# rows stand in; it is 0 when there is none, and 0 is the lowest bound of every scale. LOOKUP fetches its label.
pita_skala = Function(
    "pita_skala",
    'LOOKUP(2,1/(({2}={1})*({3}=SUMPRODUCT(MAX(({2}={1})*(({3}<{0})+({3}={0})*({4}="Ya"))*{3})))),{5})',
    _pita,
)


@aturan(
    kode="PRE-01",
    nama="Predikat",
    hasil="teks",
    sumber="Skala bernama di tbl_skala: Permendagri 86/2017 (bawaan), LAN, Lima Tingkat, Empat Tingkat, AKIP "
    "(PermenPANRB 88/2021), atau skala buatan instansi",
    rumus="pita dengan batas bawah tertinggi yang dicapai (Termasuk Ya) atau dilewati (Termasuk Tidak)",
    contoh=[
        (
            dict(
                capaian=0.905, skala="S", daftar_skala=["S", "S"], daftar_batas=[0.91, 0.76],
                daftar_termasuk=["Ya", "Ya"], daftar_predikat=["Sangat Tinggi", "Tinggi"],
            ),
            "Tinggi",
        ),
        (
            dict(
                capaian=0.9, skala="S", daftar_skala=["S", "S"], daftar_batas=[0.9, 0.8],
                daftar_termasuk=["Tidak", "Tidak"], daftar_predikat=["AA", "A"],
            ),
            "A",
        ),
    ],
    catatan="Skala yang diterbitkan berlubang (90,5 antara 91-100 dan 76-90): batas bawah menutupnya. Nilai dibulatkan "
    "ke desimal yang ditampilkan lebih dahulu. N/A tetap N/A.",
)  # fmt: skip
def predikat(capaian, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat):
    """Label of the band that a rounded capaian falls in.

    Args:
        capaian: ratio, already rounded; #N/A, blank and - give the text ``N/A``, other text #VALUE!.
        skala: name of the scale.
        daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat: columns of ``tbl_skala``; bounds are ratios.
    """
    return jika(
        angka(capaian),
        jika(
            skala == "",
            tidak_tersedia(),
            pita_skala(capaian, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat),
        ),
        jika(adalah_na(capaian), "N/A", jika(kosong(capaian), "N/A", salah_isi())),
    )


@gabungan(
    kode="SEL-02",
    nama="Predikat dari sel capaian",
    hasil="teks",
    sumber="Skala bernama di tbl_skala; Permendagri 86/2017 (bawaan)",
    rumus="BUL-01 membulatkan capaian seperti yang ditampilkan, lalu PRE-01",
    contoh=[
        (
            dict(
                capaian=0.9099999, skala="S", desimal=2, cara="Bulat", daftar_skala=["S", "S"],
                daftar_batas=[0.91, 0.76], daftar_termasuk=["Ya", "Ya"], daftar_predikat=["Sangat Tinggi", "Tinggi"],
            ),
            "Sangat Tinggi",
        ),
    ],
    udf=Udf(
        "LK_PREDIKAT",
        "Predikat capaian menurut skala bernama, misalnya Sangat Tinggi. Capaian (rasio, 1 adalah 100%) dibulatkan "
        "lebih dahulu seperti yang ditampilkan. Capaian kosong atau N/A menghasilkan teks N/A.",
        {
            "capaian": "Capaian sebagai rasio: 0,9193 untuk 91,93%.",
            "skala": "Nama skala predikat, misalnya LAN. Bila tidak diisi: Permendagri 86/2017.",
            **PERSEN,
            "tabel_skala": "Skala buatan sendiri: rentang empat kolom seperti tbl_skala (Skala, Batas Bawah, Termasuk, "
            "Predikat). Bila tidak diisi: skala bawaan.",
        },
        {"skala": "Permendagri 86/2017", **PERSEN_BAWAAN, "tabel_skala": None},
        [
            ((0.9193,), "Sangat Tinggi"), ((0.9099999,), "Sangat Tinggi"), ((0.905,), "Tinggi"),
            ((0.905, "LAN"), "Sangat Berhasil"), ((0.9, "AKIP"), "A"), ((None,), "N/A"), (("tinggi",), "#VALUE!"),
            ((0.9, "Skala Lain"), "#N/A"),
        ],
        tabel={
            "tabel_skala": Tabel(
                "tbl_skala", ("daftar_skala", "daftar_batas", "daftar_termasuk", "daftar_predikat"), "skala"
            )
        },
    ),
)  # fmt: skip
def predikat_sel(capaian, skala, desimal, cara, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat):
    """Predikat of a capaian that may not be rounded yet (arguments as ``predikat`` and ``pembulatan``)."""
    bulat = yield "bulat", bila_angka(capaian, pembulatan(capaian, desimal, cara))
    return predikat(bulat, skala, daftar_skala, daftar_batas, daftar_termasuk, daftar_predikat)
