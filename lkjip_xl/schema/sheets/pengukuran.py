"""Pengukuran: target and realisasi of every indicator by quarter, and what follows from them."""

from collections.abc import Callable
from typing import Any

from ...expr.functions import (
    Function,
    adalah_galat,
    ambil,
    atau,
    batasi,
    cari,
    cari_terisi,
    jika,
    jika_galat,
    kosong,
    pilih,
    same_value,
    tidak_tersedia,
)  # fmt: skip
from ...expr.tree import Expr, Reference, cell, cells, column, setting
from ...expr.values import NOT_AVAILABLE, ErrorValue, RaisedError, as_text
from ...rules import struktur_anggaran as struktur
from ...rules.anggaran import serapan
from ...rules.capaian import batas_capaian, capaian_asli, kemajuan
from ...rules.efisiensi import efisiensi
from ...rules.predikat import predikat
from ...rules.rata_rata import rata_rata_terpilih
from ...rules.target import sumber_target, target_tahun
from ...rules.triwulan import (
    label_sampai,
    realisasi_sampai,
    realisasi_tahun,
    skor_tingkat,
    target_angka,
    target_sampai,
    target_triwulan_akhir,
)  # fmt: skip
from ..choices import SIFAT, TRIWULAN
from ..formulas import DECIMALS, ROUNDING, SCALE_COLUMNS, copied, filled_rows, from_renstra, when_filled
from ..model import INPUT_BUTTONS, Band, Column, Kind, PrintSetup, Sheet, Step, Table
from ..settings import predikat_colors

_NAME = "tbl_pengukuran"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


def _whole(name: str) -> Expr:
    return column(_NAME, name)


_KODE = _cell("Kode")
_TIPE, _ARAH, _SIFAT = _cell("Tipe"), _cell("Arah"), _cell("Sifat")
_NOMOR = Reference("row", "#nomor", f"(ROW()-ROW({_NAME}[[#Headers],[Kode]]))")


def _target_renstra_python(kode: Any, kolom_kode: Any, label: Any, _tajuk: Any, blok: Any) -> Any:
    letak, deret = kolom_kode.position(kode), blok.get(str(label).casefold())
    if letak is None or deret is None:
        raise RaisedError(NOT_AVAILABLE)
    return deret[letak]


# ``blok`` is the whole table in Excel and ``{header: column}`` in Python.
_target_tahun = Function("target_tahun", "INDEX({4},MATCH({0},{1},0),MATCH({2},{3},0))", _target_renstra_python)
# LibreOffice knows neither tbl[#Headers] nor tbl alone inside a formula (Err:504), but it knows spans of columns.
TAJUK_RENSTRA = Reference("column", ("tbl_renstra", "#tajuk"), "tbl_renstra[[#Headers],[Kode]:[Penanggung Jawab]]")
BLOK_RENSTRA = Reference("column", ("tbl_renstra", "#blok"), "tbl_renstra[[Kode]:[Penanggung Jawab]]")


def _target_renstra(tahun: Expr) -> Expr:
    isi = _target_tahun(_KODE, column("tbl_renstra", "Kode"), "Target " & tahun, TAJUK_RENSTRA, BLOK_RENSTRA)
    return jika_galat(jika(isi == "", tidak_tersedia(), isi), tidak_tersedia())


_TARGET_PK = cari_terisi(
    setting("lk_pk"), column("tbl_pk", "Dokumen"), _KODE, column("tbl_pk", "Kode"), column("tbl_pk", "Target")
)
_SKALA_TINGKAT = cari(_KODE, column("tbl_renstra", "Kode"), column("tbl_renstra", "Skala Tingkat"))


def _skor(label: Expr) -> Expr:
    levels = (column("tbl_tingkat", name) for name in ("Skala Tingkat", "Tingkat", "Skor"))
    score: Expr = skor_tingkat(label, _SKALA_TINGKAT, *levels)
    return score


def _sampai(jenis: str, n: int) -> Expr:
    return cells(_NAME, [f"{jenis} TW{i}" for i in range(1, n + 1)])


def _target_to_date(n: int) -> Expr:
    """Target to date of quarter n, as a number (a level is its score)."""
    terakhir = _cell(f"Target TW{n}")
    return jika(
        _TIPE == "Tingkat",
        jika(kosong(terakhir), tidak_tersedia(), _skor(terakhir)),
        target_sampai(_sampai("Target", n), terakhir, _SIFAT),
    )


def _realisasi_to_date(n: int) -> Expr:
    """Realisasi to date of quarter n, as a number (a level is its score)."""
    terakhir, deret = _cell(f"Realisasi TW{n}"), _sampai("Realisasi", n)
    label = label_sampai(deret, terakhir, _SIFAT)
    return jika(
        _TIPE == "Tingkat",
        jika(adalah_galat(label), tidak_tersedia(), _skor(label)),
        realisasi_sampai(deret, terakhir, _SIFAT),
    )


def _capaian(target: str, realisasi: str) -> Expr:
    capaian: Expr = capaian_asli(
        _cell(target), _cell(realisasi), _TIPE, _ARAH, setting("lk_turun"), setting("lk_tingkat"),
        DECIMALS, ROUNDING,
    )  # fmt: skip
    return capaian


_SEMUA_REALISASI = cells(_NAME, [f"Realisasi TW{n}" for n in TRIWULAN])


def _uang_python(kolom_uang: int) -> Callable[[Any, Any], Any]:
    def jumlah(kode: Any, uang: Any) -> Any:
        isi = uang.get(str(kode).casefold())
        if isi is None:
            raise RaisedError(NOT_AVAILABLE)
        if isi[kolom_uang].__class__ is ErrorValue:
            raise RaisedError(isi[kolom_uang])
        return isi[kolom_uang]

    return jumlah


_UANG = Reference("column", ("tbl_anggaran", "#uang"), "")
uang_pagu = Function("uang_pagu", struktur.rumus_uang("{0}", "Pagu"), _uang_python(0))
uang_realisasi = Function("uang_realisasi", struktur.rumus_uang("{0}", "Realisasi"), _uang_python(1))


def _trimmed(value: Any) -> str:
    """A cell as TRIM gives it, without regard to case: only the plain space is one."""
    return " ".join(word for word in as_text(value).split(" ") if word).casefold()


def _sasaran_python(induk: Any, parents: Any, sasaran: Any, wordings: Any) -> int:
    wanted = _trimmed(sasaran)
    # A blank cell equals "", and is in no index.
    candidates = parents.positions(induk) if induk else range(len(parents))
    for i in reversed(candidates):
        if (
            same_value(parents[i], induk)
            and wordings[i].__class__ is not ErrorValue
            and _trimmed(wordings[i]) == wanted
        ):
            return int(i) + 1
    raise RaisedError(NOT_AVAILABLE)


# A sasaran is known by its Induk and its wording; the number of its last row in Renstra stands for it.
letak_sasaran = Function(
    "letak_sasaran",
    "LOOKUP(2,1/(({1}={0})*(TRIM({3})=TRIM({2}))),ROW({3})-ROW(tbl_renstra[[#Headers],[Kode]]))",
    _sasaran_python,
)
letak_pertama = Function("letak_pertama", "MATCH({0},{1},0)", lambda value, values: values.position(value) + 1)
_JENIS = from_renstra(_NAME, "Jenis")


def _computed(name: str, kind: Kind, about: str, formula: Expr, width: float = 12, **more: Any) -> Column:
    return Column(name, kind, about, width, formula=when_filled(_NAME, "Kode", formula), **more)


def _helper(name: str, formula: Expr) -> Column:
    return _computed(name, "angka", "Kolom bantu, jangan diubah", formula, 8)


PENGUKURAN = Table(
    _NAME,
    "Pengukuran kinerja triwulan: target dan realisasi tiap indikator, capaian dihitung.",
    "Kode",
    (
        Column("Kode", "kode", "Kode indikator di Renstra", 9, "dv_kode", required=True, unique=True),
        copied(_NAME, "Sasaran", 30),
        copied(_NAME, "Indikator", 38),
        copied(_NAME, "Satuan", 9),
        copied(_NAME, "Arah", 7),
        copied(_NAME, "Tipe", 9),
        _computed("Target", "nilai", "Target tahun ini: PK yang berlaku, bila tidak ada Renstra",
                  target_tahun(_TARGET_PK, _target_renstra(setting("lk_tahun"))), 11),
        _computed("Sumber Target", "teks", "Dari mana target diambil",
                  sumber_target(_TARGET_PK, _target_renstra(setting("lk_tahun")), setting("lk_pk")), 14),
        Column("Sifat", "pilihan", "Akumulasi: dijumlah. Kumulatif: angka berjalan. Posisi Akhir: keadaan terakhir",
               13, SIFAT, required=True),
        *(Column(f"Target TW{n}", "nilai", f"Target triwulan {n}", 11, outline=True) for n in TRIWULAN),
        *(Column(f"Realisasi TW{n}", "nilai", f"Realisasi triwulan {n}", 11) for n in TRIWULAN),
        _computed("Realisasi", "nilai", "Realisasi s.d. triwulan berjalan",
                  realisasi_tahun(_TIPE, _SIFAT, setting("lk_tw"), *(_cell(f"_R{n}") for n in TRIWULAN),
                                  _SEMUA_REALISASI, ambil(_SEMUA_REALISASI, setting("lk_tw"))), 11),
        *(_computed(f"Capaian TW{n}", "rasio", f"Capaian s.d. triwulan {n} terhadap target s.d. triwulan {n}",
                    batasi(_capaian(f"_T{n}", f"_R{n}"), setting("lk_batas")), 10, outline=True) for n in TRIWULAN),
        _computed("Capaian Asli", "rasio", "Capaian setahun sebelum batas", _capaian("_T0", "_R0"), 10),
        _computed("Capaian", "rasio", "Capaian setahun setelah batas",
                  batas_capaian(_cell("Capaian Asli"), setting("lk_batas")), 10),
        _computed("Predikat", "teks", "Predikat menurut skala yang dipilih",
                  predikat(_cell("Capaian"), setting("lk_skala"), *SCALE_COLUMNS), 15, colors=predikat_colors),
        _computed("Pagu", "uang", "Pagu baris Anggaran yang menyebut indikator ini", uang_pagu(_KODE, _UANG), 17,
                  rule="ANG-01"),
        _computed("Realisasi Anggaran", "uang", "Realisasi baris Anggaran yang menyebut indikator ini",
                  uang_realisasi(_KODE, _UANG), 17, rule="ANG-05"),
        _computed("Serapan", "rasio", "Realisasi anggaran dibagi pagu",
                  serapan(_cell("Realisasi Anggaran"), _cell("Pagu"), DECIMALS, ROUNDING), 10),
        _computed("Efisiensi", "rasio", "Efisiensi menurut metode yang dipilih",
                  efisiensi(_cell("Capaian"), _cell("Serapan"), _cell("Pagu"), _cell("Realisasi Anggaran"),
                            setting("lk_efisiensi"), DECIMALS, ROUNDING), 10),
        _computed("Kemajuan", "rasio", "Tingkat kemajuan ke target akhir Renstra",
                  kemajuan(_cell("_TA"), _cell("_R0"), _TIPE, _ARAH, setting("lk_turun"), setting("lk_tingkat"),
                           DECIMALS, ROUNDING), 10),
        Column("Analisis", "teks", "Penyebab keberhasilan atau kegagalan", 40),
        Column("Solusi", "teks", "Tindak lanjut atau solusi", 40),
        _helper("_T0", target_angka(_cell("Target"), _TIPE, _skor(_cell("Target")))),
        *(_helper(f"_T{n}", _target_to_date(n)) for n in TRIWULAN[:3]),
        _helper("_T4", target_triwulan_akhir(_sampai("Target", 4), _target_to_date(4), _cell("_T0"))),
        _helper("_R0", pilih(setting("lk_tw"), *(_cell(f"_R{n}") for n in TRIWULAN))),
        *(_helper(f"_R{n}", _realisasi_to_date(n)) for n in TRIWULAN),
        _helper("_TA", target_angka(_target_renstra(setting("lk_tahun_akhir")), _TIPE,
                                    _skor(_target_renstra(setting("lk_tahun_akhir"))))),
        _helper("_IKU", jika(from_renstra(_NAME, "IKU") == "Ya", 1, 0)),
        # Only an indicator of Jenis Sasaran belongs to a sasaran; those beneath it carry its wording too.
        _helper("_Sasaran", jika(atau(_JENIS == "Sasaran", _JENIS == ""),
                                 letak_sasaran(from_renstra(_NAME, "Induk"), column("tbl_renstra", "Induk"),
                                               _cell("Sasaran"), column("tbl_renstra", "Sasaran")), "")),
        _helper("_Rata", jika(_cell("_Sasaran") == "", "",
                              jika(letak_pertama(_cell("_Sasaran"), _whole("_Sasaran")) == _NOMOR,
                                   rata_rata_terpilih(_whole("Capaian"), _whole("_Sasaran"), _cell("_Sasaran"),
                                                      DECIMALS, ROUNDING), ""))),
    ),
    identity=("Kode",),
    spare=60,
    room=60,
    bands=(
        Band("Sasaran", "Tipe", "Dari Renstra"), Band("Target", "Sumber Target", "Target tahun ini"),
        Band("Target TW1", "Target TW4", "Target triwulan"),
        Band("Realisasi TW1", "Realisasi TW4", "Realisasi triwulan"),
        Band("Capaian TW1", "Capaian TW4", "Capaian s.d. triwulan"),
        Band("Capaian Asli", "Predikat", "Capaian setahun"), Band("Pagu", "Efisiensi", "Anggaran"),
        Band("Analisis", "Solusi", "Penjelasan"),
    ),
    needed=True,
)  # fmt: skip
SHEET = Sheet(
    "Pengukuran",
    60,
    "Pengukuran Kinerja Triwulan",
    "Isi Kode, Sifat, target dan realisasi tiap triwulan. Kolom abu-abu dihitung sendiri.",
    (PENGUKURAN,),
    listed="Target dan realisasi triwulan, capaian, predikat, efisiensi.",
    color="2E75B6",
    freeze="Indikator",
    printing=PrintSetup(pages_wide=3, repeat="Indikator"),
    step=Step(
        "Isi target dan realisasi tiap triwulan; capaian dihitung sendiri.",
        "Kode, Sifat, lalu target dan realisasi tiap triwulan. Tulis juga Analisis (penyebab) dan Solusi: keduanya "
        "masuk ke laporan.",
        filled_rows(PENGUKURAN.name, PENGUKURAN.key),
    ),
    buttons=INPUT_BUTTONS,
)
