"""The workbook's contract: every sheet, table and column of a book, with the formula of every computed one.

Sheet, table and column names are public API. A computed column is a tree over the rules; nothing here computes.
"""

from ..expr.functions import (
    Function,
    adalah_galat,
    ambil,
    angka,
    atau,
    batasi,
    cari,
    cari_teks,
    cari_terisi,
    dan,
    jika,
    jika_galat,
    kosong,
    pilih,
    sama,
    teks_angka,
    tidak_tersedia,
)
from ..expr.to_excel import tulis
from ..expr.tree import Reference, baris, kolom, rentang, setelan
from ..expr.values import NOT_AVAILABLE, ErrorValue, RaisedError
from ..rules import struktur_anggaran as struktur
from ..rules.anggaran import isi_uang, pagu_berlaku, serapan, sisa
from ..rules.capaian import batas_capaian, capaian_asli, kemajuan
from ..rules.efisiensi import efisiensi
from ..rules.pembulatan import pembulatan
from ..rules.predikat import predikat
from ..rules.rata_rata import rerata_bila
from ..rules.triwulan import (
    label_sampai,
    realisasi_sampai,
    realisasi_tahun,
    skor_tingkat,
    target_angka,
    target_sampai,
    target_triwulan_akhir,
)
from .model import Column, Sheet, Table

TRIWULAN = (1, 2, 3, 4)
ROMAWI = ("", "I", "II", "III", "IV")
DESIMAL, CARA = setelan("lk_desimal"), setelan("lk_bulat")
JENIS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
TIPE = ("Angka", "Persen", "Indeks", "Tingkat")
SIFAT = ("Akumulasi", "Kumulatif", "Posisi Akhir")
YA_TIDAK = ("Ya", "Tidak")
DOKUMEN = ("Awal", "Perubahan")


# --- Renstra ---------------------------------------------------------------------------------------------------------
def renstra(awal, akhir):
    """``tbl_renstra`` for the years of a Renstra."""
    tahun = [
        Column(f"Target {t}", "nilai", f"Target tahun {t}: angka, label tingkat, atau N/A", 11)
        for t in range(awal, akhir + 1)
    ]
    return Table(
        "tbl_renstra",
        "Matriks Renstra: tujuan, sasaran, indikator, dan targetnya lima tahun.",
        "Kode",
        (
            Column("Kode", "kode", "Kode baris, teks, misalnya 1.1.1; unik; tanpa * ? ~ ;", 9, required=True),
            Column("Jenis", "pilihan", "Jenjang baris ini", 13, JENIS, required=True),
            Column("Induk", "kode", "Kode baris induknya; kosong untuk tujuan", 9),
            Column("Tujuan", "teks", "Bunyi tujuan", 30),
            Column("Sasaran", "teks", "Bunyi sasaran", 34),
            Column("Uraian", "teks", "Nama program, kegiatan, atau sub kegiatan", 30),
            Column("Indikator", "teks", "Nama indikator kinerja", 38, required=True),
            Column("IKU", "pilihan", "Ya bila termasuk Indikator Kinerja Utama", 7, YA_TIDAK),
            Column("Formulasi", "teks", "Cara menghitung indikator", 34),
            Column("Satuan", "teks", "Satuan, misalnya %, orang, indeks", 10),
            Column("Tipe", "pilihan", "Angka, Persen (88 berarti 88%), Indeks, atau Tingkat (label)", 10, TIPE),
            Column("Skala Tingkat", "pilihan", "Untuk Tipe Tingkat: nama skala di Pengaturan", 16, "dv_skala_tingkat"),
            Column("Arah", "pilihan", "Naik: makin besar makin baik. Turun: makin kecil makin baik", 8,
                   ("Naik", "Turun")),
            Column("Kondisi Awal", "nilai", "Keadaan sebelum tahun pertama Renstra", 11),
            *tahun,
            Column("Strategi", "teks", "Strategi", 28),
            Column("Kebijakan", "teks", "Arah kebijakan", 28),
            Column("Program", "teks", "Program dan kegiatan pendukung", 34),
            Column("Sumber Data", "teks", "Sumber data realisasi", 20),
            Column("Penanggung Jawab", "teks", "Bidang atau jabatan penanggung jawab", 20),
        ),
        spare=20,
        room=120,
    )  # fmt: skip


# --- PK --------------------------------------------------------------------------------------------------------------
def _dari_renstra(tabel, nama):
    return cari_teks(baris(tabel, "Kode"), kolom("tbl_renstra", "Kode"), kolom("tbl_renstra", nama))


def _bila_kode(tabel, isi):
    return jika(baris(tabel, "Kode") == "", "", isi)


def _salinan(tabel, nama, tentang, lebar):
    return Column(nama, "teks", tentang, lebar, formula=_bila_kode(tabel, _dari_renstra(tabel, nama)))


PK = Table(
    "tbl_pk",
    "Target perjanjian kinerja: satu baris untuk tiap indikator pada tiap dokumen.",
    "Kode",
    (
        Column("Dokumen", "pilihan", "Awal atau Perubahan", 12, DOKUMEN, required=True),
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        _salinan("tbl_pk", "Sasaran", "Sasaran, diambil dari Renstra", 34),
        _salinan("tbl_pk", "Indikator", "Indikator, diambil dari Renstra", 38),
        _salinan("tbl_pk", "Satuan", "Satuan, diambil dari Renstra", 10),
        Column("Target", "nilai", "Target yang ditandatangani: angka, label tingkat, atau N/A", 12),
    ),
    room=120,
)
PK_PROGRAM = Table(
    "tbl_pk_program",
    "Program dan anggaran pada lampiran perjanjian kinerja.",
    "Program",
    (
        Column("Dokumen", "pilihan", "Awal atau Perubahan", 12, DOKUMEN, required=True),
        Column("No", "angka", "Nomor urut", 6),
        Column("Kode", "kode", "Kode baris program di Anggaran", 14),
        Column("Program", "teks", "Nama program seperti tertulis pada PK", 46, required=True),
        Column("Anggaran", "uang", "Anggaran program, rupiah", 18),
        Column("Sumber Dana", "teks", "Misalnya APBD, DAU, DAK", 14),
    ),
    room=80,
)


# --- Pengukuran ------------------------------------------------------------------------------------------------------
U = "tbl_pengukuran"
_KODE = baris(U, "Kode")
_TIPE, _ARAH, _SIFAT = baris(U, "Tipe"), baris(U, "Arah"), baris(U, "Sifat")
_NOMOR = Reference("baris", "#nomor", f"(ROW()-ROW({U}[[#Headers],[Kode]]))")


def _target_renstra_python(kode, kolom_kode, label, _tajuk, blok):
    letak, deret = kolom_kode.posisi(kode), blok.get(str(label).casefold())
    if letak is None or deret is None:
        raise RaisedError(NOT_AVAILABLE)
    return deret[letak]


# ``blok`` is the whole table in Excel and ``{header: column}`` in Python.
_target_tahun = Function("target_tahun", "INDEX({4},MATCH({0},{1},0),MATCH({2},{3},0))", _target_renstra_python)
# LibreOffice knows neither tbl[#Headers] nor tbl alone inside a formula (Err:504), but it knows spans of columns.
TAJUK_RENSTRA = Reference("kolom", ("tbl_renstra", "#tajuk"), "tbl_renstra[[#Headers],[Kode]:[Penanggung Jawab]]")
BLOK_RENSTRA = Reference("kolom", ("tbl_renstra", "#blok"), "tbl_renstra[[Kode]:[Penanggung Jawab]]")


def _target_renstra(tahun):
    isi = _target_tahun(_KODE, kolom("tbl_renstra", "Kode"), "Target " & tahun, TAJUK_RENSTRA, BLOK_RENSTRA)
    return jika_galat(jika(isi == "", tidak_tersedia(), isi), tidak_tersedia())


_TARGET_PK = cari_terisi(
    setelan("lk_pk"), kolom("tbl_pk", "Dokumen"), _KODE, kolom("tbl_pk", "Kode"), kolom("tbl_pk", "Target")
)
_SKALA_TINGKAT = cari(_KODE, kolom("tbl_renstra", "Kode"), kolom("tbl_renstra", "Skala Tingkat"))


def _skor(label):
    return skor_tingkat(
        label,
        _SKALA_TINGKAT,
        kolom("tbl_tingkat", "Skala Tingkat"),
        kolom("tbl_tingkat", "Tingkat"),
        kolom("tbl_tingkat", "Skor"),
    )


def _sampai(jenis, n):
    return rentang(U, [f"{jenis} TW{i}" for i in range(1, n + 1)])


def _t(n):
    """Target to date of quarter n, as a number (a level is its score)."""
    terakhir = baris(U, f"Target TW{n}")
    return jika(
        _TIPE == "Tingkat",
        jika(kosong(terakhir), tidak_tersedia(), _skor(terakhir)),
        target_sampai(_sampai("Target", n), terakhir, _SIFAT),
    )


def _r(n):
    """Realisasi to date of quarter n, as a number (a level is its score)."""
    terakhir, deret = baris(U, f"Realisasi TW{n}"), _sampai("Realisasi", n)
    label = label_sampai(deret, terakhir, _SIFAT)
    return jika(
        _TIPE == "Tingkat",
        jika(adalah_galat(label), tidak_tersedia(), _skor(label)),
        realisasi_sampai(deret, terakhir, _SIFAT),
    )


def _capaian(target, realisasi):
    return capaian_asli(
        baris(U, target), baris(U, realisasi), _TIPE, _ARAH, setelan("lk_turun"), setelan("lk_tingkat"), DESIMAL, CARA
    )


_SKALA = tuple(kolom("tbl_skala", k) for k in ("Skala", "Batas Bawah", "Termasuk", "Predikat"))
_SEMUA_REALISASI = rentang(U, [f"Realisasi TW{n}" for n in TRIWULAN])


def _uang_python(kolom_uang):
    def jumlah(kode, uang):
        isi = uang.get(str(kode).casefold())
        if isi is None:
            raise RaisedError(NOT_AVAILABLE)
        if isi[kolom_uang].__class__ is ErrorValue:
            raise RaisedError(isi[kolom_uang])
        return isi[kolom_uang]

    return jumlah


_UANG = Reference("kolom", ("tbl_anggaran", "#uang"), "")
uang_pagu = Function("uang_pagu", struktur.rumus_uang("{0}", "Pagu"), _uang_python(0))
uang_realisasi = Function("uang_realisasi", struktur.rumus_uang("{0}", "Realisasi"), _uang_python(1))


def _trim(isi):
    """A cell as TRIM gives it, without regard to case: only the plain space is one."""
    teks = "" if isi is None else isi if isi.__class__ is str else teks_angka(isi)
    return " ".join(x for x in teks.split(" ") if x).casefold()


def _sasaran_python(induk, kolom_induk, sasaran, kolom_sasaran):
    cari_ini = _trim(sasaran)
    # A blank cell equals "", and is in no index.
    calon = kolom_induk.semua_posisi(induk) if induk else range(len(kolom_induk))
    for i in reversed(calon):
        if sama(kolom_induk[i], induk) and kolom_sasaran[i].__class__ is not ErrorValue:
            if _trim(kolom_sasaran[i]) == cari_ini:
                return i + 1
    raise RaisedError(NOT_AVAILABLE)


# A sasaran is known by its Induk and its wording; the number of its last row in Renstra stands for it.
letak_sasaran = Function(
    "letak_sasaran",
    "LOOKUP(2,1/(({1}={0})*(TRIM({3})=TRIM({2}))),ROW({3})-ROW(tbl_renstra[[#Headers],[Kode]]))",
    _sasaran_python,
)
letak_pertama = Function("letak_pertama", "MATCH({0},{1},0)", lambda isi, deret: deret.posisi(isi) + 1)
_JENIS_INI = _dari_renstra("tbl_pengukuran", "Jenis")


def _u(nama, kind, tentang, isi, lebar=12, stage=1):
    return Column(nama, kind, tentang, lebar, formula=_bila_kode(U, isi), stage=stage)


def _helper(nama, isi, stage=1):
    return _u(nama, "angka", "Kolom bantu, jangan diubah", isi, 8, stage)


PENGUKURAN = Table(
    U,
    "Pengukuran kinerja triwulan: target dan realisasi tiap indikator, capaian dihitung.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        _salinan(U, "Sasaran", "Sasaran, diambil dari Renstra", 30),
        _salinan(U, "Indikator", "Indikator, diambil dari Renstra", 38),
        _salinan(U, "Satuan", "Satuan, diambil dari Renstra", 9),
        _salinan(U, "Arah", "Arah, diambil dari Renstra", 7),
        _salinan(U, "Tipe", "Tipe, diambil dari Renstra", 9),
        _u("Target", "nilai", "Target tahun ini: PK yang berlaku, bila tidak ada Renstra",
           jika_galat(_TARGET_PK, _target_renstra(setelan("lk_tahun"))), 11),
        _u("Sumber Target", "teks", "Dari mana target diambil",
           jika(adalah_galat(_TARGET_PK), jika(adalah_galat(_target_renstra(setelan("lk_tahun"))), "", "Renstra"),
                "PK " & setelan("lk_pk")), 14),
        Column("Sifat", "pilihan", "Akumulasi: dijumlah. Kumulatif: angka berjalan. Posisi Akhir: keadaan terakhir",
               13, SIFAT, required=True),
        *(Column(f"Target TW{n}", "nilai", f"Target triwulan {n}", 11) for n in TRIWULAN),
        *(Column(f"Realisasi TW{n}", "nilai", f"Realisasi triwulan {n}", 11) for n in TRIWULAN),
        _u("Realisasi", "nilai", "Realisasi s.d. triwulan berjalan",
           realisasi_tahun(_TIPE, _SIFAT, setelan("lk_tw"), *(baris(U, f"_R{n}") for n in TRIWULAN),
                           _SEMUA_REALISASI, ambil(_SEMUA_REALISASI, setelan("lk_tw"))), 11),
        *(_u(f"Capaian TW{n}", "rasio", f"Capaian s.d. triwulan {n} terhadap target s.d. triwulan {n}",
             batasi(_capaian(f"_T{n}", f"_R{n}"), setelan("lk_batas")), 10) for n in TRIWULAN),
        _u("Capaian Asli", "rasio", "Capaian setahun sebelum batas", _capaian("_T0", "_R0"), 10),
        _u("Capaian", "rasio", "Capaian setahun setelah batas",
           batas_capaian(baris(U, "Capaian Asli"), setelan("lk_batas")), 10),
        _u("Predikat", "teks", "Predikat menurut skala yang dipilih",
           predikat(baris(U, "Capaian"), setelan("lk_skala"), *_SKALA), 15),
        _u("Pagu", "uang", "Pagu baris Anggaran yang menyebut indikator ini", uang_pagu(_KODE, _UANG), 17),
        _u("Realisasi Anggaran", "uang", "Realisasi baris Anggaran yang menyebut indikator ini",
           uang_realisasi(_KODE, _UANG), 17),
        _u("Serapan", "rasio", "Realisasi anggaran dibagi pagu",
           serapan(baris(U, "Realisasi Anggaran"), baris(U, "Pagu"), DESIMAL, CARA), 10),
        _u("Efisiensi", "rasio", "Efisiensi menurut metode yang dipilih",
           efisiensi(baris(U, "Capaian"), baris(U, "Serapan"), baris(U, "Pagu"), baris(U, "Realisasi Anggaran"),
                     setelan("lk_efisiensi"), DESIMAL, CARA), 10),
        _u("Kemajuan", "rasio", "Tingkat kemajuan ke target akhir Renstra",
           kemajuan(baris(U, "_TA"), baris(U, "_R0"), _TIPE, _ARAH, setelan("lk_turun"), setelan("lk_tingkat"),
                    DESIMAL, CARA), 10),
        Column("Analisis", "teks", "Penyebab keberhasilan atau kegagalan", 40),
        Column("Solusi", "teks", "Tindak lanjut atau solusi", 40),
        _helper("_T0", target_angka(baris(U, "Target"), _TIPE, _skor(baris(U, "Target")))),
        *(_helper(f"_T{n}", _t(n)) for n in TRIWULAN[:3]),
        _helper("_T4", target_triwulan_akhir(_sampai("Target", 4), _t(4), baris(U, "_T0"))),
        _helper("_R0", pilih(setelan("lk_tw"), *(baris(U, f"_R{n}") for n in TRIWULAN))),
        *(_helper(f"_R{n}", _r(n)) for n in TRIWULAN),
        _helper("_TA", target_angka(_target_renstra(setelan("lk_tahun_akhir")), _TIPE,
                                    _skor(_target_renstra(setelan("lk_tahun_akhir"))))),
        _helper("_IKU", jika(_dari_renstra(U, "IKU") == "Ya", 1, 0)),
        # Only an indicator of Jenis Sasaran belongs to a sasaran; those beneath it carry its wording too.
        _helper("_Sasaran", jika(atau(_JENIS_INI == "Sasaran", _JENIS_INI == ""),
                                 letak_sasaran(_dari_renstra(U, "Induk"), kolom("tbl_renstra", "Induk"),
                                               baris(U, "Sasaran"), kolom("tbl_renstra", "Sasaran")), "")),
        _helper("_Rata", jika(baris(U, "_Sasaran") == "", "",
                              jika(letak_pertama(baris(U, "_Sasaran"), kolom(U, "_Sasaran")) == _NOMOR,
                                   pembulatan(rerata_bila(kolom(U, "Capaian"), kolom(U, "_Sasaran"),
                                                          baris(U, "_Sasaran")), DESIMAL, CARA), "")), 2),
    ),
    spare=60,
    room=60,
)  # fmt: skip


# --- Anggaran --------------------------------------------------------------------------------------------------------
A = "tbl_anggaran"
PAGU_SENDIRI = pagu_berlaku(setelan("lk_dok"), baris(A, "Pagu Awal"), baris(A, "Pagu Perubahan"))
_REALISASI_KINI = ambil(rentang(A, [f"Realisasi TW{n}" for n in TRIWULAN]), setelan("lk_tw"))


REALISASI_SENDIRI = isi_uang(_REALISASI_KINI)


def _a(nama, kind, tentang, lebar=17, isi=None):
    if isi is not None:
        return Column(nama, kind, tentang, lebar, formula=jika(baris(A, "Tingkat") == "", "", isi))
    excel = struktur.rumus(nama, tulis(PAGU_SENDIRI), tulis(REALISASI_SENDIRI))
    return Column(nama, kind, tentang, lebar, excel=excel)


ANGGARAN = Table(
    A,
    "Pagu dan realisasi anggaran; isi pada baris terbawah (sub kegiatan), induknya dijumlahkan.",
    "Tingkat",
    (
        Column("Kode", "kode", "Kode baris, teks", 14),
        Column("Tingkat", "pilihan", "Jenjang baris", 13, struktur.TINGKAT, required=True),
        Column("Uraian", "teks", "Nama urusan, program, kegiatan, sub kegiatan", 56, required=True),
        Column("Indikator", "teks", "Kode indikator yang didukung baris ini, dipisah titik koma", 14),
        Column("Pagu Awal", "uang", "Pagu APBD awal, rupiah", 17),
        Column("Pagu Perubahan", "uang", "Pagu APBD perubahan, rupiah", 17),
        *(Column(f"Realisasi TW{n}", "uang", f"Realisasi s.d. triwulan {n} (angka berjalan)", 17) for n in TRIWULAN),
        _a("Pagu", "uang", "Pagu yang berlaku; induk: jumlah anak"),
        _a("Realisasi", "uang", "Realisasi s.d. triwulan berjalan; induk: jumlah anak"),
        _a("Serapan", "rasio", "Realisasi dibagi pagu", 10,
           serapan(baris(A, "Realisasi"), baris(A, "Pagu"), DESIMAL, CARA)),
        _a("Sisa", "uang", "Pagu dikurangi realisasi", 17, sisa(baris(A, "Pagu"), baris(A, "Realisasi"))),
        _a("_No", "angka", "Kolom bantu, jangan diubah", 8),
        _a("_Tk", "angka", "Kolom bantu, jangan diubah", 8),
        _a("_Akhir", "angka", "Kolom bantu, jangan diubah", 8),
        _a("_Pagu", "angka", "Kolom bantu, jangan diubah", 8),
        _a("_Realisasi", "angka", "Kolom bantu, jangan diubah", 8),
        _a("_Indikator", "teks", "Kolom bantu, jangan diubah", 8),
    ),
    spare=400,
    room=400,
)  # fmt: skip

# --- the other inputs ------------------------------------------------------------------------------------------------
RIWAYAT = Table(
    "tbl_riwayat",
    "Target dan realisasi tahun-tahun lalu, provinsi, dan nasional.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("Tahun", "tahun", "Tahun", 8, required=True),
        Column("Lingkup", "pilihan", "Instansi, Provinsi, atau Nasional", 12, ("Instansi", "Provinsi", "Nasional")),
        Column("Target", "nilai", "Target tahun itu", 12),
        Column("Realisasi", "nilai", "Realisasi tahun itu", 12),
        Column("Keterangan", "teks", "Sumber atau catatan", 40),
    ),
    room=150,
)
RIWAYAT_ANGGARAN = Table(
    "tbl_riwayat_anggaran",
    "Pagu dan realisasi anggaran tahun-tahun lalu.",
    "Uraian",
    (
        Column("Uraian", "teks", "Program atau total", 46, required=True),
        Column("Tahun", "tahun", "Tahun", 8, required=True),
        Column("Pagu", "uang", "Pagu, rupiah", 18),
        Column("Realisasi", "uang", "Realisasi, rupiah", 18),
    ),
    room=80,
)
DATA_DUKUNG = Table(
    "tbl_data_dukung",
    "Data pendukung: pembilang dan penyebut yang menghasilkan realisasi indikator.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True),
        Column("Jenis", "pilihan", "Rincian, atau Total yang tertulis pada sumbernya", 10, ("Rincian", "Total")),
        Column("Uraian", "teks", "Apa yang dihitung", 56, required=True),
        Column("Pembilang", "angka", "Angka di atas", 14),
        Column("Penyebut", "angka", "Angka di bawah", 14),
        Column("Satuan", "teks", "Satuan", 10),
        Column("Sumber", "teks", "Dokumen sumber", 40),
    ),
    room=150,
)
I = "tbl_iki"  # noqa: E741 - the table's letter, as U and A above
_NILAI_ATAS, _NILAI_BAWAH = baris(I, "Nilai Pembilang"), baris(I, "Nilai Penyebut")


def _bila_indikator(isi):
    return jika(baris(I, "Indikator") == "", "", isi)


IKI = Table(
    I,
    "Indikator kinerja individu tiap jabatan.",
    "Indikator",
    (
        Column("Jabatan", "teks", "Jabatan pemilik indikator", 34, required=True),
        Column("Sasaran Kinerja", "teks", "Sasaran kinerja jabatan", 34),
        Column("No", "angka", "Nomor urut", 6),
        Column("Indikator", "teks", "Indikator kinerja individu", 38, required=True),
        Column("Jenis", "pilihan", "Persentase (pembilang / penyebut) atau Jumlah", 12, ("Persentase", "Jumlah")),
        Column("Pembilang", "teks", "Bunyi pembilang", 34),
        Column("Penyebut", "teks", "Bunyi penyebut", 34),
        Column("Sumber Data", "teks", "Sumber data", 24),
        Column("Target", "angka", "Target", 10),
        Column("Nilai Pembilang", "angka", "Angka pembilang", 12),
        Column("Nilai Penyebut", "angka", "Angka penyebut", 12),
        Column("Realisasi", "angka", "Dihitung dari pembilang dan penyebut", 12, formula=_bila_indikator(
            jika(baris(I, "Jenis") == "Persentase",
                 jika(dan(angka(_NILAI_ATAS), angka(_NILAI_BAWAH)),
                      jika(_NILAI_BAWAH == 0, tidak_tersedia(),
                           100 * pembulatan(_NILAI_ATAS / _NILAI_BAWAH, DESIMAL, CARA)),
                      tidak_tersedia()),
                 jika(angka(_NILAI_ATAS), _NILAI_ATAS, tidak_tersedia())))),
        Column("Capaian", "rasio", "Realisasi dibagi target", 10, formula=_bila_indikator(
            jika(angka(baris(I, "Target")), jika(baris(I, "Target") == 0, tidak_tersedia(),
                 pembulatan(baris(I, "Realisasi") / baris(I, "Target"), DESIMAL, CARA)), tidak_tersedia()))),
    ),
    room=150,
)  # fmt: skip
BESARAN_CETAK = (
    "Target", "Realisasi", "Capaian", "Predikat", "Kemajuan", "Pagu", "Realisasi Anggaran", "Serapan", "Efisiensi",
    "Porsi", "Target Akhir", "Target Lalu", "Realisasi Lalu", "Rata-rata Capaian",
)  # fmt: skip
"""The quantities that a printed report shows most; ``compute.quantities`` knows more names."""
CETAK = Table(
    "tbl_cetak",
    "Angka yang tertulis pada laporan tercetak; hanya dipakai untuk pemeriksaan.",
    "Tabel",
    (
        Column("Dokumen", "teks", "Dokumen tercetak", 24),
        Column("Tabel", "teks", "Nomor tabel", 14, required=True),
        Column("Kode", "kode", "Kode indikator atau baris anggaran", 14),
        Column(
            "Kolom",
            "teks",
            "Besaran yang dibandingkan; nama lain ada di docs/periksa-cetak.md",
            18,
            BESARAN_CETAK,
            strict=False,
        ),
        Column("Tertulis", "tercetak", "Seperti tercetak, misalnya 91,93% atau Rp1.283.419.000", 20),
        Column("Halaman", "teks", "Halaman", 10),
    ),
    room=150,
)
TEMUAN = Table(
    "tbl_temuan",
    "Temuan pemeriksaan.",
    "Uraian",
    (
        Column("No", "angka", "Nomor", 6),
        Column("Kode", "kode", "Kode pemeriksaan", 10),
        Column(
            "Berat",
            "pilihan",
            "Salah, Periksa, Info; Diketahui bila ada alasannya",
            10,
            ("Salah", "Periksa", "Info", "Diketahui"),
        ),
        Column("Lembar", "teks", "Lembar", 14),
        Column("Sel", "tautan", "Sel", 10),
        Column("Tertulis", "teks", "Yang tertulis", 20),
        Column("Seharusnya", "teks", "Yang seharusnya", 20),
        Column("Uraian", "teks", "Apa yang ditemukan", 60),
        Column("Perbaikan", "teks", "Apa yang perlu dilakukan", 44),
        Column("Dasar", "teks", "Aturan atau peraturan", 30),
        Column("Alasan", "teks", "Ketik sebabnya bila memang benar begitu; temuan diam sampai datanya berubah", 30),
        Column("_Sidik", "teks", "Kolom bantu, jangan diubah", 10),
        Column("_Tempat", "teks", "Kolom bantu, jangan diubah", 16),
    ),
    room=50,
)
PENGATURAN = Table(
    "tbl_pengaturan",
    "Setelan buku.",
    "Kunci",
    (
        Column("Kunci", "teks", "Nama setelan, jangan diubah", 24),
        Column("Nilai", "teks", "Isi setelan", 40),
        Column("Keterangan", "teks", "Arti setelan", 62),
    ),
    spare=0,
    room=0,
)
SKALA = Table(
    "tbl_skala",
    "Skala predikat; instansi boleh menambah skala sendiri pada baris kosong di bawahnya.",
    "Skala",
    (
        Column("Skala", "teks", "Nama skala", 22),
        Column("Batas Bawah", "rasio", "Batas bawah pita, 91% ditulis 91%", 12),
        Column("Termasuk", "pilihan", "Ya: mencapai batas sudah cukup. Tidak: harus melewati", 10, YA_TIDAK),
        Column("Predikat", "teks", "Predikat", 18),
        Column("Warna", "teks", "Warna (RRGGBB)", 10),
    ),
    spare=20,
    room=0,
)
TINGKAT = Table(
    "tbl_tingkat",
    "Skor tiap tingkat; instansi boleh menambah skala sendiri pada baris kosong di bawahnya.",
    "Skala Tingkat",
    (
        Column("Skala Tingkat", "teks", "Nama skala tingkat", 18),
        Column("Tingkat", "teks", "Label tingkat", 14),
        Column("Skor", "angka", "Skor", 8),
    ),
    spare=20,
    room=0,
)


def sheets(awal, akhir):
    """All sheets of a book whose Renstra runs from ``awal`` to ``akhir``, in their order.

    ``Beranda`` and ``Petunjuk`` hold no input table; ``tbl_ringkasan`` of Beranda is in ``ringkasan``.
    """
    return (
        Sheet("Beranda", "Beranda", "Tahun ini dalam sekali lihat, dan cara memulai.", (), True, "1F4E78"),
        Sheet("Petunjuk", "Petunjuk", "Cara memakai buku ini.", (), True, "1F4E78"),
        Sheet("Pengaturan", "Pengaturan", "Identitas instansi, tahun, dan cara menghitung.",
              (PENGATURAN, SKALA, TINGKAT), True, "7F7F7F"),
        Sheet("Renstra", "Matriks Renstra", PENJELASAN["Renstra"], (renstra(awal, akhir),), False, "2E75B6"),
        Sheet("PK", "Perjanjian Kinerja", PENJELASAN["PK"], (PK, PK_PROGRAM), False, "2E75B6"),
        Sheet("Pengukuran", "Pengukuran Kinerja Triwulan", PENJELASAN["Pengukuran"], (PENGUKURAN,), False, "2E75B6"),
        Sheet("Anggaran", "Pagu dan Realisasi Anggaran", PENJELASAN["Anggaran"], (ANGGARAN,), False, "2E75B6"),
        Sheet("Riwayat", "Riwayat Kinerja dan Anggaran", PENJELASAN["Riwayat"], (RIWAYAT, RIWAYAT_ANGGARAN), False,
              "9DC3E6"),
        Sheet("Data Dukung", "Data Dukung", PENJELASAN["Data Dukung"], (DATA_DUKUNG,), False, "9DC3E6"),
        Sheet("IKI", "Indikator Kinerja Individu", PENJELASAN["IKI"], (IKI,), False, "9DC3E6"),
        Sheet("Temuan", "Temuan", PENJELASAN["Temuan"], (TEMUAN,), False, "C00000"),
        Sheet("Cetak", "Angka Tercetak", PENJELASAN["Cetak"], (CETAK,), False, "BFBFBF"),
    )  # fmt: skip


PENJELASAN = {
    "Renstra": "Isi satu baris untuk tiap indikator tujuan dan sasaran. Target ditulis dalam satuannya: 88 berarti "
    "88%.",
    "PK": "Isi target yang ditandatangani; sasaran, indikator, dan satuan terisi sendiri dari Kode. Di sebelah kanan: "
    "program dan anggarannya.",
    "Pengukuran": "Isi Kode, Sifat, target dan realisasi tiap triwulan. Kolom abu-abu dihitung sendiri.",
    "Anggaran": "Isi pagu dan realisasi pada baris terbawah; jumlah induk dihitung sendiri. Realisasi triwulan adalah "
    "angka berjalan.",
    "Riwayat": "Isi target dan realisasi tahun-tahun lalu (Instansi), dan pembanding Provinsi atau Nasional.",
    "Data Dukung": "Isi pembilang dan penyebut yang menghasilkan realisasi indikator.",
    "IKI": "Isi indikator kinerja tiap jabatan; realisasi dan capaian dihitung sendiri.",
    "Cetak": "Hanya untuk memeriksa laporan yang sudah tercetak: tempel angkanya di sini, lalu Periksa. Boleh dihapus.",
    "Temuan": "Ditulis oleh Periksa, yang terberat di atas. Klik Sel untuk ke tempatnya. Bila memang benar begitu, "
    "ketik sebabnya di Alasan.",
}
