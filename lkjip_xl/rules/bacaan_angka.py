r"""What people really type in a cell, read without guessing.

Only ``isi``, ``gabung`` and the imports convert text; inside the book nothing is coerced. Each text is either
understood for certain or stays text with an Indonesian reason that becomes a finding.

"Grouped" below means money (``uang=True``, a written Rp, a money unit) or a counted unit (orang, dokumen ...).
"Scaled" means that ribu, juta, miliar or triliun is written, or stands in the unit.

========================== =============================== ======================================================
written                    read as                         rule
========================== =============================== ======================================================
``1283``, ``-5``, ``+5``   1283, -5, 5                     plain digits; over 15 digits or ``007`` is ragu
``1.283.419.000``          1283419000                      two or more dots in groups of three: thousands
``1,234,567``              1234567                         two or more commas in groups of three: thousands
``1 000 000``, ``1'000``   1000000, 1000                   spaces (any width) or apostrophes between groups of three
``1.234,56``               1234.56                         both separators: the last, written once, is the decimal
``1,234.56``               1234.56                         the same, English style
``80.90`` ``2.5`` ``.1234`` 80.9, 2.5; ragu                one dot and 1, 2 or 4+ digits: decimal; a bare ``.5`` ragu
``1.2834`` grouped         ragu                            a slipped thousands dot is likelier than 4 decimals
``1.447`` grouped          1447                            one dot and three digits: thousands
``1.447`` other, scaled    ragu                            ... 1447 or 1,447
``0.123``, ``1234.567``    0.123, 1234.567; grouped ragu   cannot be thousands
``1,5`` ``80,90``          1.5, 80.9                       comma: decimal
``1,447`` not grouped      1.447                           comma and three digits: decimal, as Indonesian writes it
``1,447`` grouped          ragu                            ... or English thousands
``12.34,5`` ``88.`` ``,5`` ragu                            separators out of order, or a digit is missing
``88%``, ``88 persen``     88                              points; only for a percent unit or no unit, else ragu
``Rp 1.000,-`` ``IDR 5``   1000, 5                         also ``Rp.``, ``rupiah`` behind, ``,-`` ``.-`` ``,--``
``(1.000)`` ``(2,07)%``    -1000 if money, -2.07           accounting negative
``(5)`` not money          ragu                            -5, or the number of a column
``20 organisasi``          20                              the unit must be the indicator's; unknown unit ragu
``12 (dua belas) orang``   12                              words must agree with the figure, else ragu
``1,5 juta``, ``2 miliar`` 1500000, 2000000000             as is when the unit itself is scaled (juta rupiah)
``2 M``, ``3E5``           ragu                            abbreviations that say too little; Excel damage
``12/20``, ``80-90``       ragu                            a fraction or a range; also ``> 80``, ``88*``, ``88¹``
``01/02/2022``, ``2 Mei``  bukan_angka                     a date
``N/A`` ``-`` ``–``        tidak_tersedia                  see ``says_not_available``
``Rp -``, ``nihil``        ragu                            zero or not available
``#N/A``                   tidak_tersedia                  other error texts (``#REF!``) are bukan_angka
========================== =============================== ======================================================
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..expr.values import Number
from ..records import dataclass
from .galat_excel import excel_error
from .tanggal import day_for_number, not_a_day

ANGKA, KOSONG, NOT_AVAILABLE, RAGU, BUKAN_ANGKA = "angka", "kosong", "tidak_tersedia", "ragu", "bukan_angka"
TEKS = "teks"

_TAK = frozenset(
    """-|--|---|n/a|na|n.a|n.a.|#n/a|tidak ada data|data tidak ada|tidak tersedia|data tidak tersedia
    |belum tersedia|belum ada data|data belum tersedia|data belum ada""".replace("\n    ", "").split("|")
)
_PERSEN = frozenset("% persen prosen persentase prosentase pct percent".split())
_RUPIAH = frozenset("rp idr rupiah".split())
_SKALA = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
# Nouns that are counted in whole numbers, so that 1.447 of them is one thousand four hundred and forty-seven. Time
# is not among them: 71.447 tahun may well be a life expectancy.
_TERHITUNG = frozenset(
    """orang jiwa anak balita bayi ibu lansia perempuan laki siswa guru pegawai peserta penduduk pemuda petani
    nelayan keluarga rt rw dokumen laporan berkas naskah data buku peraturan perda perwali perbup keputusan
    rekomendasi organisasi lembaga instansi opd perusahaan koperasi umkm ukm ikm usaha kelompok poktan gapoktan
    puskesmas posyandu panti sekolah rumah bangunan gedung kecamatan kelurahan desa kabupaten kota provinsi
    wilayah lokasi kawasan kasus kejadian pengaduan aduan perkara temuan kegiatan program paket unit buah set stel
    eksemplar lembar kali event acara forum rapat pelatihan kunjungan wisatawan pengunjung inovasi layanan aplikasi
    sistem produk jenis item judul titik ekor batang pohon bidang persil sambungan pelanggan kendaraan mobil
    penerima relawan kader tenaga tim sertifikat izin media berita penghargaan medali atlet cabang pasien""".split()
)
_LAIN = frozenset(
    """indeks poin skor nilai angka rasio kategori level tingkat ha km km2 m m2 m3 kg ton liter tahun bulan minggu hari
    jam menit""".split()
)
_SEPADAN = {
    "org": "orang", "dok": "dokumen", "lap": "laporan", "keg": "kegiatan", "bln": "bulan", "thn": "tahun",
    "kk": "keluarga", "kepala keluarga": "keluarga", "kab": "kabupaten", "kec": "kecamatan", "kel": "kelurahan",
    "eks": "eksemplar", "point": "poin", "index": "indeks", "score": "skor", "hektar": "ha", "hektare": "ha",
    "meter": "m", "kilometer": "km", "organisation": "organisasi",
}  # fmt: skip
_BULAN = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
    "|jan|feb|mar|apr|may|jun|jul|agu|ags|agt|aug|sep|sept|okt|oct|nov|des|dec"
)
_HURUF = r"(?:minus |nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:pul|bel|rat|rib))"

_BUANG = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])
_UBAH = {0xFF10 + i: str(i) for i in range(10)}
_UBAH.update({0xFF0E: ".", 0xFF0C: ",", 0xFF05: "%", 0xFF08: "(", 0xFF09: ")", 0xFF0B: "+", 0xFF0D: "-"})
_UBAH.update(dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63], "-"))
_UBAH.update({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xB4: "'", 0x60: "'"})

# Patterns stay text: re keeps compiled ones, and a program that never reads a number does not pay for compiling.
_SPASI = r"[^\S\n]+"
_BENTUK = (
    r"(?s)(?P<t1>[-+])?\s?(?P<k1>\()?\s?(?:(?P<rp>rp\b\.?|rp(?=[0-9])|idr)\s?:?\s?)?(?P<k2>\()?(?P<t2>[-+])?\s?"
    r"(?P<inti>[0-9](?:[0-9.,' ]*[0-9])?)(?P<sen>\s?[.,]\s?[-=]+)?(?P<sisa>.*)"
)
_KELOMPOK = r"([1-9][0-9]{0,2}([.,' ])[0-9]{3}(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?"
# Money as it is mostly written, of at most 15 digits, which the steps below would all let pass as it stands.
_UANG = r"[Rr][Pp] ?([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})"
_SEDERHANA = r"([0-9]+)(?:([.,])([0-9]+))?"
_TANGGAL = (
    r"(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})(?:[ t].*)?"
    rf"|(?:[0-9]{{1,2}}[ -])?(?:{_BULAN})\.?[ -]'?[0-9]{{2,4}}|[0-9]{{1,2}}[ -](?:{_BULAN})\.?"
)
_PANGKAT = r"[-+]?[0-9]+(?:[.,][0-9]+)?e[-+]?[0-9]+"
_BATAS = r"[<>≤≥±~≈]|(?:lebih|kurang|min|minimal|maks|maksimal|sekitar|kira|hampir|di ?atas|di ?bawah)\b"
_RENTANG = r"%?\s?(?:-|s/d|s\.?d\.?|sampai|hingga|~)\s?[0-9(]"
_PECAHAN = r"\s?(?:/|⁄|:|dari|per)\s?[0-9]"
_CATATAN = r"\s?[*†‡¹²³⁰⁴-⁹]"


_pattern = lru_cache(None)(re.compile)
"""A pattern compiled at its first use; ``re``'s own memory costs several times as much at each use."""


@dataclass(slots=True)
class CellReading:
    """What a cell's text turned out to be.

    Attributes:
        nilai: the number (int when it is whole, else float), the text of a code, or None.
        jenis: ``angka``, ``kosong``, ``says_not_available``, ``ragu`` (more than one reading), ``bukan_angka``; for
            codes also ``teks``.
        pesan: Indonesian reason with a remedy for ``ragu`` and ``bukan_angka``, else "".
    """

    nilai: Any
    jenis: str
    pesan: str = ""


# --- texts -----------------------------------------------------------------------------------------------------------
def clean_text(value: Any) -> str:
    r"""Return the value as tidy text: no outer space, single inner spaces (NBSP and thin spaces too), no control marks.

    Line breaks stay, because Analisis, Solusi and addresses have paragraphs; more than one empty line becomes one.
    None and NaN give "", whole floats lose their ``.0``.

    >>> clean_text(" Dinas\u00a0 Sosial "), clean_text(2022.0), clean_text(None)
    ('Dinas Sosial', '2022', '')
    """
    if is_blank(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)
    if text.isascii() and text.isprintable() and "  " not in text and "_x000" not in text:
        return text.strip()
    if "_x000" in text:  # how the file format escapes a carriage return that some programs leave in
        text = text.replace("_x000D_", "\r").replace("_x000d_", "\r")
    text = re.sub("\r\n?|\v|\u2028|\u2029", "\n", text).translate(_BUANG)
    text = re.sub(_SPASI, " ", text)
    if "\n" in text:
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text))
    return text.strip()


def is_blank(value: Any) -> bool:
    """Blank as cells and pandas write it: None, NaN, NaT, NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return hasattr(value, "__float__") and not hasattr(value, "__len__") and bool(value != value)


def text_key(text: Any) -> str:
    r"""Return the identity of a wording: two texts that differ only in letter case or white space share it.

    >>> text_key(" Meningkatnya\u00a0Mutu\n") == text_key("meningkatnya mutu")
    True
    """
    return " ".join(clean_text(text).split()).casefold()


def says_not_available(text: object) -> bool:
    """Tell whether a pasted text says that there is no data (``N/A``, ``-``, ``–``, ``tidak ada data`` ...).

    Wider than what the book's formulas recognise: whoever writes such a text into a book writes ``N/A``.
    """
    return isinstance(text, str) and text_key(text.translate(_UBAH)).strip("'") in _TAK


def is_not_available_mark(text: object) -> bool:
    """Tell whether the book's own formulas take this cell as not available: exactly ``-`` or ``N/A`` in any case."""
    return isinstance(text, str) and text.casefold() in ("-", "n/a")


# --- numbers: the text as a whole ------------------------------------------------------------------------------------
@dataclass(slots=True)
class _Written:
    """A text to be read.

    Attributes:
        text: in plain signs and small letters. shown: as a message quotes it.
        unit, money: what the cell is to hold.
        shape: the parts of a text that has the shape of a number; the last of ``_READINGS`` finds them.
    """

    text: str
    shown: str
    unit: str
    money: bool
    shape: "re.Match[str] | None" = None

    def doubt(self, reason: str) -> CellReading:
        """Ragu, with one advice: the reason's own behind a full stop, else to write one number."""
        own = f"{self.shown} {reason}."
        return CellReading(None, RAGU, own if ". " in reason else f"{own} Tulis satu angka saja, tanpa pemisah ribuan.")

    def no_number(self, reason: str = "bukan angka. Isi dengan angka, atau N/A bila tidak tersedia.") -> CellReading:
        return CellReading(None, BUKAN_ANGKA, f"{self.shown} {reason}")


def read_number(text: Any, satuan: str | None = None, tipe: str | None = None, uang: bool = False) -> CellReading:
    """Read a number from what a cell holds; the module's table is the rule book.

    Args:
        text: a cell's value; numbers pass unchanged (NaN is blank), texts are read.
        satuan: the indicator's unit; None when unknown. A percent stays in points: ``88%`` is 88.
        tipe: Angka, Persen, Indeks, Tingkat or Tanggal. A Tingkat is never converted: its label comes back as
            ``bukan_angka`` without a message, for the caller to look up.
        uang: the cell is an amount of rupiah.

    Returns:
        A ``CellReading``; no cell value makes it raise.

    >>> read_number("88%").nilai, read_number("Rp 1.283.419.000").nilai, read_number("1.447", "orang").nilai
    (88, 1283419000, 1447)
    >>> read_number("1.447").jenis, read_number("N/A").jenis, read_number("2 Mei").jenis
    ('ragu', 'tidak_tersedia', 'bukan_angka')
    """
    if not isinstance(text, str):
        return _no_text(text)
    if not satuan and not tipe:
        money = _pattern(_UANG).fullmatch(text)
        if money is not None:
            return CellReading(int(money[1].replace(".", "")), ANGKA)
    clean = clean_text(text)
    kind = (tipe or "").casefold()
    plain = clean if clean.isascii() and "`" not in clean else clean.translate(_UBAH)
    text = plain.strip("\"' \n").casefold()
    if not text:
        return CellReading(None, KOSONG)
    if text in _TAK:
        return CellReading(None, NOT_AVAILABLE)
    if kind == "tingkat":
        return CellReading(None, BUKAN_ANGKA)
    written = _Written(text, f'"{clean[:40]}"', _unit_key(satuan or ("%" if kind == "persen" else "")), uang)
    for reading in _READINGS:
        answer = reading(written)
        if answer is not None:
            dated = kind == "tanggal" and answer.jenis == BUKAN_ANGKA
            return written.no_number(not_a_day(text)) if dated else answer
    return _compose(written)


def _no_text(value: Any) -> CellReading:
    if is_blank(value):
        return CellReading(None, KOSONG)
    if "bool" in type(value).__name__:
        return CellReading(None, BUKAN_ANGKA, "Isi sel adalah BENAR/SALAH, bukan angka.")
    if hasattr(value, "day") or hasattr(value, "hour"):
        return CellReading(None, BUKAN_ANGKA, f"Isi sel adalah tanggal atau jam ({value}). Ketik ulang angkanya.")
    number = plain_number(value)
    if number is None or number - number != 0:
        return CellReading(None, BUKAN_ANGKA, f"Isi sel ({str(value)[:40]}) bukan angka.")
    return CellReading(number, ANGKA)


def plain_number(value: Any) -> Number | None:
    """Return any kind of number (Decimal, numpy's too) as int or float; None when it is none."""
    if not hasattr(value, "__float__") or hasattr(value, "__len__"):
        return None
    number: Number = value.__index__() if hasattr(value, "__index__") else float(value)
    return number


def _without_digits(w: _Written) -> CellReading | None:
    t = w.text
    error = excel_error(t)
    if error:
        return CellReading(None, BUKAN_ANGKA, error)
    if _pattern("[0-9]").search(t):
        return None
    if t[0] == "#":
        return w.no_number("adalah pesan kesalahan Excel. Perbaiki di berkas asalnya.")
    if t in ("nihil", "kosong", "tidak ada") or re.fullmatch(r"(?:rp\.?|idr)\s?-+(?:\s?,\s?-+)?", t):
        return CellReading(None, RAGU, f"{w.shown} dapat berarti 0 atau tidak tersedia. Tulis 0 atau N/A.")
    if t[0] == "-" and _fits(_unit_key(t.lstrip("- ")), w.unit):
        return CellReading(None, NOT_AVAILABLE)
    return w.no_number()


def _formula(w: _Written) -> CellReading | None:
    if w.text[0] != "=":
        return None
    return w.no_number("adalah rumus yang tersimpan sebagai teks. Isi dengan hasilnya.")


def _date(w: _Written) -> CellReading | None:
    return w.no_number(day_for_number(w.text)) if _pattern(_TANGGAL).fullmatch(w.text) else None


def _power(w: _Written) -> CellReading | None:
    if not _pattern(_PANGKAT).fullmatch(w.text):
        return None
    return w.doubt("tersimpan dalam bentuk pangkat sepuluh, digitnya mungkin sudah hilang")


def _text_before(w: _Written) -> CellReading | None:
    """Text before the number: the unit itself (Indeks 3,5) is fine, a bound is ragu, anything else is no number."""
    t = w.text
    w.shape = _pattern(_BENTUK).fullmatch(t)
    if w.shape:
        return None
    if re.match(_BATAS, t):
        return w.doubt("adalah batas atau perkiraan, bukan satu angka")
    if t[0] in ".,":
        return w.doubt("diawali pemisah; mungkin ada angka yang hilang")
    before = re.match(r"([^0-9(+\-]+?)[ :=]+(?=[0-9(+\-])", t)
    if before and w.unit and _unit_key(before[1]) == w.unit:
        w.shape = _pattern(_BENTUK).fullmatch(t[before.end() :])
        if w.shape and not w.shape["sisa"]:
            return _compose(w)
    return w.no_number()


_READINGS: tuple[Callable[[_Written], CellReading | None], ...] = (
    _without_digits, _formula, _date, _power, _text_before,
)  # fmt: skip
"""Asked in this order: each answers, or leaves the text to the next; what is left has the shape of a number."""


# --- numbers: sign, currency, figure, scale and unit -----------------------------------------------------------------
class _Figure:
    """A figure with what stands around it, filled by the steps of ``_STEPS``.

    Attributes:
        written: the text. digits: digits and separators. rest: what follows them.
        sign, bracket: the signs and opening brackets before it, as written. currency_mark: Rp stands before it.
        rupiah: it is named as money in any way.
        word: the unit that is written, "" for none or rupiah. scale: power of ten that is written. spelled: number
            words in brackets.
        unit_scale: power of ten of the indicator's unit. base: that unit without it. kind: as ``unit_kind``.
        whole, decimals: digits of the number.
    """

    word = ""
    scale = 0
    spelled = ""
    unit_scale = 0
    base = ""
    kind = ""
    whole = ""
    decimals = ""
    value: Number = 0

    def __init__(self, written: _Written, shape: "re.Match[str]") -> None:
        sign_1, bracket_1, currency, bracket_2, sign_2, self.digits, cents, self.rest = shape.groups()
        self.written = written
        self.sign = (sign_1 or "") + (sign_2 or "")
        self.bracket = (bracket_1 or "") + (bracket_2 or "")
        self.currency_mark = currency is not None
        self.rupiah = currency is not None or cents is not None


def _compose(w: _Written) -> CellReading:
    """Put the parts of a text in the shape of a number together; every doubt returns ``ragu``."""
    shape = w.shape
    if shape is None:
        raise TypeError("_text_before lets nothing pass that has no shape of a number")
    figure = _Figure(w, shape)
    around = figure.rest or figure.bracket or figure.sign
    for step in _STEPS if around else _BARE_STEPS:
        reason = step(figure)
        if reason is not None:
            return w.doubt(reason)
    return CellReading(figure.value, ANGKA)


_UNCLEAR_BRACKETS = "memakai kurung yang tidak jelas"
_UNCLEAR_SEPARATORS = "memakai pemisah ribuan dan desimal yang tidak beraturan"


def _brackets(f: _Figure) -> str | None:
    if not f.bracket:
        return None
    closed = re.fullmatch(r"\s?\)(.*)|([^()]*)\)", f.rest, re.S)
    if closed is None or len(f.bracket) > 1 or f.sign:
        return _UNCLEAR_BRACKETS
    f.rest = closed[1] if closed[1] is not None else closed[2]
    return None


def _two_signs(f: _Figure) -> str | None:
    return "bertanda dua kali" if len(f.sign) > 1 else None


def _note_mark(f: _Figure) -> str | None:
    return "disertai tanda catatan" if re.match(_CATATAN, f.rest) else None


def _ends_in_punctuation(f: _Figure) -> str | None:
    if f.rest and not f.rest.strip(" \n.,;-"):
        return "berakhir dengan tanda baca; mungkin ada angka yang hilang"
    return None


def _open_bracket(f: _Figure) -> str | None:
    return _UNCLEAR_BRACKETS if f.rest.count("(") != f.rest.count(")") else None


def _second_number(f: _Figure) -> str | None:
    """Splits what follows the figure into unit, power of ten and number words."""
    rest = f.rest
    bracket = re.search(r"\(([^()0-9]+)\)", rest)
    if bracket and re.match(_HURUF, bracket[1].strip()):
        f.spelled = bracket[1].strip()
        rest = rest[: bracket.start()] + " " + rest[bracket.end() :]
    key = _unit_key(rest)
    f.scale, f.word = _unit_scale(key)
    if not re.search("[0-9]", f.word) or key == f.written.unit or f.word in _LAIN:
        return None
    if re.match(_PECAHAN, f.rest):
        return "adalah pecahan atau perbandingan"
    if re.match(r"[^0-9]*[;,+&]\s*[0-9]|[^0-9]*\bdan\b[^0-9]*[0-9]", f.rest):
        return "memuat dua target. Tulis dua baris indikator (kode .a dan .b), satu target satu baris"
    return "adalah rentang" if re.match(_RENTANG, f.rest) else "memuat lebih dari satu angka"


def _short_scale(f: _Figure) -> str | None:
    if f.word in ("m", "t") and (f.written.money or f.currency_mark or not f.written.unit):
        return "memakai singkatan yang tidak jelas (M, T); tulis miliar atau triliun"
    return None


def _money_of_another_unit(f: _Figure) -> str | None:
    unit = f.written.unit
    if f.word in _RUPIAH:
        f.rupiah, f.word = True, ""
    f.unit_scale, f.base = _unit_scale(unit)
    f.kind = "uang" if f.written.money or (f.rupiah and not unit) else unit_kind(unit or f.word)
    if f.rupiah and (f.kind != "uang" or f.word):
        return f'bersatuan rupiah, sedangkan satuannya "{unit or f.word}"'
    return None


def _another_unit(f: _Figure) -> str | None:
    if not f.word or (f.kind != "uang" and _fits(f.word, f.base)):
        return None
    if f.written.unit or f.kind == "uang":
        return f'bersatuan "{f.word}", sedangkan satuannya "{f.written.unit or "rupiah"}"'
    return f'bersatuan "{f.word}" yang tidak dikenal'


def _another_scale(f: _Figure) -> str | None:
    if f.unit_scale and f.scale != f.unit_scale and (f.scale or f.rupiah or f.word):
        return f'tidak jelas skalanya terhadap satuan "{f.written.unit}"'
    return None


def _unclear_digits(f: _Figure) -> str | None:
    counted, scaled = f.kind in ("uang", "terhitung"), bool(f.scale or f.unit_scale)
    grouped = _pattern(_KELOMPOK).fullmatch(f.digits)
    reason = _grouped_digits(f, grouped, counted and not scaled, counted) if grouped else _plain_digits(f, counted)
    if reason is None and len(f.whole) > 15:
        return "lebih dari 15 angka; Excel tidak menyimpannya dengan utuh"
    f.decimals = f.decimals.rstrip("0")
    return reason


def _grouped_digits(f: _Figure, found: "re.Match[str]", surely_grouped: bool, counted: bool) -> str | None:
    """Figures in groups of three. surely_grouped: of what is counted in whole numbers without a scale."""
    groups, separator, comma, decimals = found.groups()
    f.whole, f.decimals = groups.replace(separator, ""), decimals or ""
    if comma == separator or (comma == "." and separator == " " and len(decimals) == 3):
        return _UNCLEAR_SEPARATORS
    if comma is not None or separator not in ".," or groups.count(separator) != 1:
        return None
    if separator == "." and surely_grouped:
        return None
    before, behind = groups.split(separator)
    if separator == "." or counted:
        decimal = f"{before},{behind}"
        comma_meant = f"; bila maksudnya desimal, pakai koma: {decimal}" if separator == "." else ""
        return f"dapat dibaca {f.whole} atau {decimal}{comma_meant}"
    f.whole, f.decimals = before, behind
    return None


def _plain_digits(f: _Figure, counted: bool) -> str | None:
    found = _pattern(_SEDERHANA).fullmatch(f.digits)
    if found is None:
        return _UNCLEAR_SEPARATORS
    f.whole, separator, f.decimals = found[1], found[2], found[3] or ""
    if f.whole[0] == "0" and len(f.whole) > (1 if f.decimals else 2):
        return "diawali angka nol seperti sebuah kode"
    slipped = len(f.decimals) == 3 or (len(f.decimals) > 3 and len(f.whole) < 4)
    if separator == "." and counted and slipped:
        return f"memakai titik yang tidak jelas; bila maksudnya desimal, pakai koma: {f.whole},{f.decimals}"
    return None


def _number_of_a_column(f: _Figure) -> str | None:
    if f.bracket and f.kind != "uang" and not f.word and not f.decimals and len(f.whole) < 3:
        return f"dapat berarti -{f.whole} atau nomor kolom"
    return None


def _another_number_in_words(f: _Figure) -> str | None:
    power = (0 if f.unit_scale else f.scale) - len(f.decimals)
    f.value = int(f.whole + f.decimals) * 10**power if power >= 0 else float(f"{f.whole}{f.decimals}e{power}")
    if f.sign == "-" or f.bracket:
        f.value = -f.value
    if f.spelled and not _same_in_words(f.spelled, f.value):
        return "menulis angka dan huruf yang tidak sama"
    return None


_STEPS: tuple[Callable[[_Figure], str | None], ...] = (
    _brackets, _two_signs, _note_mark, _ends_in_punctuation, _open_bracket, _second_number, _short_scale,
    _money_of_another_unit, _another_unit, _another_scale, _unclear_digits, _number_of_a_column,
    _another_number_in_words,
)  # fmt: skip
"""Done in this order: each reads its part of the figure, or says why it is in doubt."""
_BARE_STEPS = _STEPS[_STEPS.index(_money_of_another_unit) :]
"""The same for a figure with nothing around it: those before have nothing to read."""


def _same_in_words(spelled: str, value: Number) -> bool:
    from .terbilang import terbilang

    words = [w for w in spelled.split() if w not in _RUPIAH and w not in _PERSEN]
    return " ".join(words) == terbilang(value)


# --- units -----------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=512)
def _unit_key(unit: str) -> str:
    """Return the comparable form of a unit.

    >>> [_unit_key(u) for u in ("Dok.", "(%)", "m²", "anak-anak", "Orang / Bulan")]
    ['dokumen', '%', 'm2', 'anak', 'orang/bulan']
    """
    key = re.sub(r"[()\[\]\"]", " ", text_key(unit)).replace("²", "2").replace("³", "3")
    key = re.sub(r"\s*/\s*", "/", key)
    key = " ".join(key.split()).rstrip(" .;,").removesuffix(" .")
    twice = re.fullmatch(r"(\w+)-\1", key)
    key = _SEPADAN.get(key.rstrip("."), twice[1] if twice else key)
    return "%" if key and all(k in _PERSEN for k in key.split()) else key


@lru_cache(maxsize=512)
def _unit_scale(unit: str) -> tuple[int, str]:
    """Split a unit into its power of ten and the rest.

    >>> _unit_scale("juta rupiah"), _unit_scale("orang")
    ((6, 'rupiah'), (0, 'orang'))
    """
    words = unit.split()
    scales = [w for w in words if w in _SKALA]
    if len(scales) != 1:
        return 0, unit
    return _SKALA[scales[0]], _unit_key(" ".join(w for w in words if w not in _SKALA))


@lru_cache(maxsize=512)
def unit_kind(unit: str | None) -> str:
    """Tell what kind of unit this is: ``persen``, ``uang``, ``terhitung``, ``lain``, or "" for none.

    >>> [unit_kind(u) for u in ("%", "juta rupiah", "orang/dokumen", "indeks", None)]
    ['persen', 'uang', 'terhitung', 'lain', '']
    """
    key = _unit_scale(_unit_key(unit or ""))[1]
    words = key.replace(".", " ").split()
    if not words:
        return ""
    if words == ["%"]:
        return "persen"
    if any(w in _RUPIAH for w in words):
        return "uang"
    heads = [_SEPADAN.get(p.split()[0], p.split()[0]) for p in key.split("/") if p.strip()]
    if "per" not in words and heads and all(h in _TERHITUNG for h in heads):
        return "terhitung"
    return "lain"


def _fits(word: str, unit: str) -> bool:
    """Tell whether a written unit names the indicator's unit; without one, whether the written unit is a known one."""
    if not unit:
        return word in _TERHITUNG or word in _LAIN or word in _PERSEN or unit_kind(word) == "terhitung"
    if word == unit:
        return True
    return "/" in unit and word in _TERHITUNG and word in [_unit_key(part) for part in unit.split("/")]
