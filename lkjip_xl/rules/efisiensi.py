"""Efisiensi of the use of money: four methods, one per book."""

from collections.abc import Iterator

from ..expr.functions import angka, atau, batasi, dan, jika, maks, tidak_tersedia
from ..expr.tree import Expr, as_node
from ..expr.values import Number
from .anggaran import money_filled
from .parameters import Band, by_year, parameter
from .pembulatan import bila_angka, pembulatan
from .registry import Steps, chapter, meanings, rule, rule_chain
from .terbilang import format_number
from .udf import PERCENT_ARGUMENTS, PERCENT_DEFAULTS, Udf

METODE = ("Rasio", "Selisih", "Keluaran", "PMK")
"""Choices of the setting metode_efisiensi; anything else is read as the first."""

chapter("EFI", "Efisiensi", 90)
meanings(
    efisiensi="efisiensi, rasio",
    metode="setelan metode_efisiensi: Rasio, Selisih, Keluaran, atau PMK",
)


# --- the bands, and how they are said --------------------------------------------------------------------------------
def _method(metode: object) -> str:
    """The method that a setting means; case does not matter, as in the formulas."""
    return next((m for m in METODE if isinstance(metode, str) and m.casefold() == metode.casefold()), METODE[0])


def bands(year: Number | None, metode: object = "Rasio") -> tuple[Band, ...]:
    """The bands of the categories of efficiency, the first that holds decides.

    Args:
        year: the book's year; None for the bands in force now. metode: setting metode_efisiensi.

    Raises:
        NoLaw: no bands are known for the year.

    >>> [b.label for b in bands(2022) if b.bound == 0.6]
    ['Sangat Efisien']
    """
    value: tuple[Band, ...] = parameter(f"efisiensi.{_method(metode).casefold()}", year).value
    return value


def is_efficient(value: Number, metode: object, year: Number | None) -> bool:
    """Whether an efficiency is in a band whose category says efficient without reserve.

    >>> is_efficient(0.89, "Rasio", 2022), is_efficient(0.9, "Rasio", 2022), is_efficient(1.15, "Keluaran", 2022)
    (True, False, True)
    """
    found = next(b for b in bands(year, metode) if b.bound is None or b.holds(value))
    return not found.label.startswith(("Kurang", "Tidak"))


def _percent(value: Number | None) -> str:
    return format_number(100 * (value or 0)) + "%"


_SIGNS = {"<": "di bawah", "<=": "sampai dengan", ">": "di atas", ">=": "mulai"}


def bands_text(year: Number | None) -> str:
    """The bands of the method Rasio in one sentence.

    >>> bands_text(2022)
    'di bawah 60% Sangat Efisien, di bawah 80% Efisien, di bawah 90% Cukup Efisien, sampai dengan 100% Kurang Efisien, \
di atas 100% Tidak Efisien'
    """
    parts, last = [], ""
    for band in bands(year):
        if band.bound is not None:
            last = _percent(band.bound)
        words = f"{_SIGNS[band.sign]} {last}" if band.sign else f"di atas {last}"
        parts.append(f"{words} {band.label}")
    return ", ".join(parts)


def band_rows(year: Number | None) -> Iterator[tuple[str, str, str]]:
    """Rows of a table of all categories: method, range, category."""
    below = ""
    for band in bands(year):
        if band.bound is None:
            words = f"di atas {below}"
        else:
            to = f"{_SIGNS[band.sign]} {_percent(band.bound)}"
            words = f"{below} sampai {to}" if below and band.sign == "<" else f"{below} {to}".strip()
            below = _percent(band.bound)
        yield "Rasio", words, band.label
    for metode in METODE[1:]:
        efficient, other = bands(year, metode)
        bound = "0 poin" if metode == "Selisih" else _percent(efficient.bound)
        yield metode, f"di atas {bound}", efficient.label
        yield metode, f"{bound} ke bawah", other.label


def ne_text(year: Number | None) -> str:
    """The formula of nilai efisiensi with its numbers.

    >>> ne_text(2022)
    '50% + (E / 20%) x 50%'
    """
    n = parameter("efisiensi.ne", year).value
    return f"{_percent(n['tengah'])} + (E / {_percent(n['batas'])}) x {_percent(n['tengah'])}"


def _ne_limits(year: Number | None, word: str) -> str:
    limit = parameter("efisiensi.ne", year).value["batas"]
    return f"E {word} {_percent(-limit)} {'sampai' if word == 'dibatasi' else 'dan'} {_percent(limit)}"


def explanation(metode: object, year: Number | None) -> str:
    """The note under a table: formula and reading of the efficiency, by the book's method and the law of its year."""
    method = _method(metode)
    found = bands(year, method)
    if method == "Rasio":
        source = parameter("efisiensi.rasio", year).source
        return (
            "Tingkat efisiensi = penyerapan anggaran / capaian kinerja; makin kecil makin efisien: "
            f"{bands_text(year)} ({source})."
        )
    bound = _percent(found[0].bound) if method == "Keluaran" else format_number(found[0].bound)
    reading = f"di atas {bound} {found[0].label}, selain itu {found[1].label}."
    if method == "Selisih":
        return f"Tingkat efisiensi = capaian kinerja - penyerapan anggaran, dalam poin persen; {reading}"
    if method == "Keluaran":
        return f"Tingkat efisiensi = capaian kinerja / penyerapan anggaran; {reading}"
    ne = parameter("efisiensi.ne", year)
    return (
        f"Tingkat efisiensi (E) = (pagu x capaian - realisasi anggaran) / (pagu x capaian); {reading} NE = "
        f"{ne_text(year)} dengan {_ne_limits(year, 'antara')} ({ne.source})."
    )


def _categories_text(year: Number | None) -> str:
    parts, last = [], ""
    for band in bands(year):
        if band.bound is not None:
            last = _percent(band.bound)
        sign = {"<": "<", "<=": "s.d.", "": ">"}[band.sign]
        parts.append(f"{sign} {last} {band.label}")
    selisih, keluaran = bands(year, "Selisih")[0], bands(year, "Keluaran")[0]
    return (
        f"Rasio: {', '.join(parts)}. Selisih dan PMK: > {format_number(selisih.bound)} {selisih.label}. "
        f"Keluaran: > {_percent(keluaran.bound)} {keluaran.label}"
    )


def _category(found: tuple[Band, ...], efisiensi: Expr) -> Expr:
    result: Expr = as_node(found[-1].label)
    for band in reversed(found[:-1]):
        result = jika(band.holds(efisiensi), band.label, result)
    return result


# --- the rules -------------------------------------------------------------------------------------------------------
@rule(
    kode="EFI-01",
    meanings={"realisasi": "realisasi anggaran, rupiah (hanya PMK)", "pagu": "pagu, rupiah (hanya PMK)"},
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
def efisiensi(
    capaian: Expr, serapan: Expr, pagu: Expr, realisasi: Expr, metode: Expr, desimal: Expr, cara: Expr
) -> Expr:
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


@rule(
    kode="EFI-02",
    nama="Nilai efisiensi (NE)",
    hasil="rasio",
    sumber="PMK 22/PMK.02/2021",
    rumus=lambda year: f"{ne_text(year)}, {_ne_limits(year, 'dibatasi')}",
    contoh=[
        (dict(efisiensi=0.1304, desimal=2, cara="Bulat"), 0.826),
        (dict(efisiensi=0.5, desimal=2, cara="Bulat"), 1),
        (dict(efisiensi=-0.5, desimal=2, cara="Bulat"), 0),
    ],
)
def nilai_efisiensi(efisiensi: Expr, desimal: Expr, cara: Expr) -> Expr:
    """NE from the PMK efficiency, 0 to 1."""

    def score(n: dict[str, Number]) -> Expr:
        limit, middle = n["batas"], n["tengah"]
        return middle + batasi(maks(efisiensi, -limit), limit) / limit * middle

    isi = by_year("efisiensi.ne", score)
    return bila_angka(efisiensi, pembulatan(isi, desimal, cara))


@rule(
    kode="EFI-03",
    nama="Kategori efisiensi",
    hasil="teks",
    sumber="Rasio: Kepmendagri 690.900-327 Tahun 1996; Selisih, Keluaran, PMK: tanda efisien dari rumusnya",
    rumus=_categories_text,
    contoh=[
        (dict(efisiensi=0.5999, metode="Rasio"), "Sangat Efisien"),
        (dict(efisiensi=0.6, metode="Rasio"), "Efisien"),
        (dict(efisiensi=1, metode="Rasio"), "Kurang Efisien"),
        (dict(efisiensi=1.0001, metode="Rasio"), "Tidak Efisien"),
        (dict(efisiensi=0, metode="Selisih"), "Tidak Efisien"),
        (dict(efisiensi=1.15, metode="Keluaran"), "Efisien"),
    ],
)
def kategori_efisiensi(efisiensi: Expr, metode: Expr) -> Expr:
    """The verdict on an efficiency; N/A stays N/A."""
    rasio, selisih, keluaran = (
        by_year(f"efisiensi.{name}", lambda found: _category(found, efisiensi))
        for name in ("rasio", "selisih", "keluaran")
    )
    kategori = jika(atau(metode == "Selisih", metode == "PMK"), selisih, jika(metode == "Keluaran", keluaran, rasio))
    return bila_angka(efisiensi, kategori)


@rule_chain(
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
            **PERCENT_ARGUMENTS,
        },
        {"metode": "Rasio", "pagu": None, "realisasi": None, **PERCENT_DEFAULTS},
        [
            ((0.92, 0.8), 0.8696), ((1, 0.5529, "Selisih"), 0.4471), ((0.92, 0.8, "Keluaran"), 1.15),
            ((0.92, 0.8, "PMK", 100, 80), 0.1304), ((0.92, 0.8, "PMK", 100), "#N/A"), ((0, 0.8), "#N/A"),
        ],
        pilihan={"metode": METODE},
    ),
)  # fmt: skip
def efisiensi_of_cells(
    capaian: Expr, serapan: Expr, metode: Expr, pagu: Expr, realisasi: Expr, desimal: Expr, cara: Expr
) -> Steps:
    """Efficiency from the cells that people fill: blank money is not 0 (arguments as ``efisiensi``)."""
    p = yield "p", money_filled(pagu)
    r = yield "r", money_filled(realisasi)
    result: Expr = efisiensi(capaian, serapan, p, r, metode, desimal, cara)
    return result
