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
``N/A`` ``-`` ``–``        tidak_tersedia                  see ``tidak_tersedia``
``Rp -``, ``nihil``        ragu                            zero or not available
``#N/A``                   tidak_tersedia                  other error texts (``#REF!``) are bukan_angka
========================== =============================== ======================================================
"""

import re
from functools import lru_cache

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
    penerima relawan kader tenaga tim sertifikat izin media berita penghargaan
    medali atlet cabang pasien""".split()
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
_SEDERHANA = r"([0-9]+)(?:([.,])([0-9]+))?"
_TANGGAL = (
    r"(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})(?:[ t].*)?"
    rf"|(?:[0-9]{{1,2}}[ -])?(?:{_BULAN})[ -]'?[0-9]{{2,4}}|[0-9]{{1,2}}[ -](?:{_BULAN})"
)
_PANGKAT = r"[-+]?[0-9]+(?:[.,][0-9]+)?e[-+]?[0-9]+"
_BATAS = r"[<>≤≥±~≈]|(?:lebih|kurang|min|minimal|maks|maksimal|sekitar|kira|hampir|di ?atas|di ?bawah)\b"
_RENTANG = r"%?\s?(?:-|s/d|s\.?d\.?|sampai|hingga|~)\s?[0-9(]"
_PECAHAN = r"\s?(?:/|⁄|:|dari|per)\s?[0-9]"
_CATATAN = r"\s?[*†‡¹²³⁰⁴-⁹]"


class BookReading:
    """What a cell's text turned out to be.

    Attributes:
        nilai: the number (int when it is whole, else float), the text of a code, or None.
        jenis: ``angka``, ``kosong``, ``tidak_tersedia``, ``ragu`` (more than one reading), ``bukan_angka``; for
            codes also ``teks``.
        pesan: Indonesian reason with a remedy for ``ragu`` and ``bukan_angka``, else "".
    """

    __slots__ = ("nilai", "jenis", "pesan")

    def __init__(self, nilai, jenis, pesan=""):
        self.nilai = nilai
        self.jenis = jenis
        self.pesan = pesan

    def __eq__(self, lain):
        if not isinstance(lain, BookReading):
            return NotImplemented
        return (self.nilai, self.jenis, self.pesan) == (lain.nilai, lain.jenis, lain.pesan)

    __hash__ = None

    def __repr__(self):
        return f"Bacaan({self.nilai!r}, {self.jenis!r}, {self.pesan!r})"


def bersihkan_teks(nilai):
    """Return the value as tidy text: no outer space, single inner spaces (NBSP and thin spaces too), no control marks.

    Line breaks stay, because Analisis, Solusi and addresses have paragraphs; more than one empty line becomes one.
    None and NaN give "", whole floats lose their ``.0``.
    """
    if _hampa(nilai):
        return ""
    if isinstance(nilai, float) and nilai.is_integer() and abs(nilai) < 1e15:
        nilai = int(nilai)
    teks = str(nilai)
    if "_x000" in teks:  # how the file format escapes a carriage return that some programs leave in
        teks = teks.replace("_x000D_", "\r").replace("_x000d_", "\r")
    teks = re.sub("\r\n?|\v|\u2028|\u2029", "\n", teks).translate(_BUANG)
    teks = re.sub(_SPASI, " ", teks)
    if "\n" in teks:
        teks = re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", teks))
    return teks.strip()


def _hampa(nilai):
    """Blank as cells and pandas write it: None, NaN, NaT, NA."""
    if nilai is None or type(nilai).__name__ in ("NAType", "NaTType"):
        return True
    return hasattr(nilai, "__float__") and not hasattr(nilai, "__len__") and bool(nilai != nilai)


def kunci_teks(teks):
    """Return the identity of a wording: two texts that differ only in letter case or white space share it."""
    return " ".join(bersihkan_teks(teks).split()).casefold()


def tidak_tersedia(teks):
    """Tell whether a pasted text says that there is no data (``N/A``, ``-``, ``–``, ``tidak ada data`` ...).

    Wider than what the book's formulas recognise: whoever writes such a text into a book writes ``N/A``.
    """
    return isinstance(teks, str) and kunci_teks(teks.translate(_UBAH)).strip("'") in _TAK


def tidak_tersedia_baku(teks):
    """Tell whether the book's own formulas take this cell as not available: exactly ``-`` or ``N/A`` in any case."""
    return isinstance(teks, str) and teks.casefold() in ("-", "n/a")


def baca_angka(teks, satuan=None, tipe=None, uang=False):
    """Read a number from what a cell holds; the module's table is the rule book.

    Args:
        teks: a cell's value; numbers pass unchanged (NaN is blank), texts are read.
        satuan: the indicator's unit; None when unknown. A percent stays in points: ``88%`` is 88.
        tipe: Angka, Persen, Indeks or Tingkat. A Tingkat is never converted: its label comes back as
            ``bukan_angka`` without a message, for the caller to look up.
        uang: the cell is an amount of rupiah.

    Returns:
        A ``BookReading``; no cell value makes it raise.
    """
    if not isinstance(teks, str):
        return _bukan_teks(teks)
    bersih = bersihkan_teks(teks)
    t = bersih.translate(_UBAH).strip("\"' \n").casefold()
    if not t:
        return BookReading(None, KOSONG)
    if t in _TAK:
        return BookReading(None, NOT_AVAILABLE)
    tipe = (tipe or "").casefold()
    if tipe == "tingkat":
        return BookReading(None, BUKAN_ANGKA)
    satuan = _kunci_satuan(satuan or ("%" if tipe == "persen" else ""))
    tulis = f'"{bersih[:40]}"'
    if not re.search("[0-9]", t):
        return _tanpa_angka(t, tulis, satuan)
    if t[0] == "=":
        return BookReading(None, BUKAN_ANGKA, f"{tulis} adalah rumus yang tersimpan sebagai teks. Isi dengan hasilnya.")
    if re.fullmatch(_TANGGAL, t):
        return BookReading(None, BUKAN_ANGKA, f"{tulis} adalah tanggal atau kode, bukan angka.")
    if re.fullmatch(_PANGKAT, t):
        return _ragu(tulis, "tersimpan dalam bentuk pangkat sepuluh, digitnya mungkin sudah hilang")
    bentuk = re.fullmatch(_BENTUK, t)
    if bentuk is None:
        return _berawalan(t, tulis, satuan, tipe, uang)
    return _susun(bentuk, tulis, satuan, tipe, uang)


def _ragu(tulis, alasan):
    return BookReading(None, RAGU, f"{tulis} {alasan}. Tulis satu angka saja, tanpa pemisah ribuan.")


def _bukan_teks(nilai):
    if _hampa(nilai):
        return BookReading(None, KOSONG)
    if "bool" in type(nilai).__name__:
        return BookReading(None, BUKAN_ANGKA, "Isi sel adalah BENAR/SALAH, bukan angka.")
    if hasattr(nilai, "day") or hasattr(nilai, "hour"):
        return BookReading(None, BUKAN_ANGKA, f"Isi sel adalah tanggal atau jam ({nilai}). Ketik ulang angkanya.")
    angka = _angka_murni(nilai)
    if angka is None or angka - angka != 0:
        return BookReading(None, BUKAN_ANGKA, f"Isi sel ({str(nilai)[:40]}) bukan angka.")
    return BookReading(angka, ANGKA)


def _angka_murni(nilai):
    """Return any kind of number (Decimal, numpy's too) as int or float; None when it is none."""
    if not hasattr(nilai, "__float__") or hasattr(nilai, "__len__"):
        return None
    return nilai.__index__() if hasattr(nilai, "__index__") else float(nilai)


def _tanpa_angka(t, tulis, satuan):
    if t[0] == "#":
        return BookReading(None, BUKAN_ANGKA, f"{tulis} adalah pesan kesalahan Excel. Perbaiki di berkas asalnya.")
    if t in ("nihil", "kosong", "tidak ada") or re.fullmatch(r"(?:rp\.?|idr)\s?-+(?:\s?,\s?-+)?", t):
        return BookReading(None, RAGU, f"{tulis} dapat berarti 0 atau tidak tersedia. Tulis 0 atau N/A.")
    if t[0] == "-" and _cocok(_kunci_satuan(t.lstrip("- ")), satuan):
        return BookReading(None, NOT_AVAILABLE)
    return BookReading(None, BUKAN_ANGKA, f"{tulis} bukan angka. Isi dengan angka, atau N/A bila tidak tersedia.")


def _berawalan(t, tulis, satuan, tipe, uang):
    """Text before the number: the unit itself (Indeks 3,5) is fine, a bound is ragu, anything else is no number."""
    if re.match(_BATAS, t):
        return _ragu(tulis, "adalah batas atau perkiraan, bukan satu angka")
    if t[0] in ".,":
        return _ragu(tulis, "diawali pemisah; mungkin ada angka yang hilang")
    awal = re.match(r"([^0-9(+\-]+?)[ :=]+(?=[0-9(+\-])", t)
    bentuk = awal and re.fullmatch(_BENTUK, t[awal.end() :])
    if bentuk and satuan and _kunci_satuan(awal[1]) == satuan and not bentuk["sisa"]:
        return _susun(bentuk, tulis, satuan, tipe, uang)
    return BookReading(None, BUKAN_ANGKA, f"{tulis} bukan angka. Isi dengan angka, atau N/A bila tidak tersedia.")


def _susun(bentuk, tulis, satuan, tipe, uang):
    """Put sign, currency, figure, scale and unit together; every doubt returns ``ragu``."""
    sisa = bentuk["sisa"]
    kurung = (bentuk["k1"] or "") + (bentuk["k2"] or "")
    tanda = (bentuk["t1"] or "") + (bentuk["t2"] or "")
    if kurung:
        tutup = re.fullmatch(r"\s?\)(.*)|([^()]*)\)", sisa, re.S)
        if tutup is None or len(kurung) > 1 or tanda:
            return _ragu(tulis, "memakai kurung yang tidak jelas")
        sisa = tutup[1] if tutup[1] is not None else tutup[2]
    if len(tanda) > 1:
        return _ragu(tulis, "bertanda dua kali")
    if re.match(_CATATAN, sisa):
        return _ragu(tulis, "disertai tanda catatan")
    if not sisa.strip(" \n.,;-") and sisa:
        return _ragu(tulis, "berakhir dengan tanda baca; mungkin ada angka yang hilang")
    if sisa.count("(") != sisa.count(")"):
        return _ragu(tulis, "memakai kurung yang tidak jelas")
    kata, skala, huruf = _urai_sisa(sisa, satuan)
    if kata is None:
        alasan = "adalah rentang" if re.match(_RENTANG, sisa) else "memuat lebih dari satu angka"
        return _ragu(tulis, "adalah pecahan atau perbandingan" if re.match(_PECAHAN, sisa) else alasan)
    if kata in ("m", "t") and (uang or bentuk["rp"] or not satuan):
        return _ragu(tulis, "memakai singkatan yang tidak jelas (M, T); tulis miliar atau triliun")

    rupiah = bool(bentuk["rp"] or bentuk["sen"]) or kata in _RUPIAH
    kata = "" if kata in _RUPIAH else kata
    skala_satuan, pokok = _skala_satuan(satuan)
    golongan = "uang" if uang or (rupiah and not satuan) else jenis_satuan(satuan or kata)
    if rupiah and (golongan != "uang" or kata):
        return _ragu(tulis, f'bersatuan rupiah, sedangkan satuannya "{satuan or kata}"')
    if kata and (golongan == "uang" or not _cocok(kata, pokok)):
        if satuan or golongan == "uang":
            return _ragu(tulis, f'bersatuan "{kata}", sedangkan satuannya "{satuan or "rupiah"}"')
        return _ragu(tulis, f'bersatuan "{kata}" yang tidak dikenal')
    if skala_satuan and skala != skala_satuan and (skala or rupiah or kata):
        return _ragu(tulis, f'tidak jelas skalanya terhadap satuan "{satuan}"')

    hasil = _bilangan(bentuk["inti"], golongan in ("uang", "terhitung"), bool(skala or skala_satuan))
    if isinstance(hasil, str):
        return _ragu(tulis, hasil)
    bulat, pecah = hasil
    if kurung and golongan != "uang" and not kata and not pecah and len(bulat) < 3:
        return _ragu(tulis, f"dapat berarti -{bulat} atau nomor kolom")
    nilai = _nilai(bulat, pecah, 0 if skala_satuan else skala)
    if tanda == "-" or kurung:
        nilai = -nilai
    if huruf and not _sama_huruf(huruf, nilai):
        return _ragu(tulis, "menulis angka dan huruf yang tidak sama")
    return BookReading(nilai, ANGKA)


def _urai_sisa(sisa, satuan):
    """Split what follows the figure into (unit, power of ten, number words); unit None when figures are in it."""
    huruf = ""
    kurung = re.search(r"\(([^()0-9]+)\)", sisa)
    if kurung and re.match(_HURUF, kurung[1].strip()):
        huruf = kurung[1].strip()
        sisa = sisa[: kurung.start()] + " " + sisa[kurung.end() :]
    kata = _kunci_satuan(sisa)
    skala, pokok = _skala_satuan(kata)
    if re.search("[0-9]", pokok) and kata != satuan and pokok not in _LAIN:
        return None, skala, huruf
    return pokok, skala, huruf


def _bilangan(inti, terkelompok, berskala):
    """Read digits and separators: (whole digits, decimal digits), or the reason of doubt as text."""
    cocok = re.fullmatch(_KELOMPOK, inti)
    if cocok:
        kelompok, pemisah, koma, pecah = cocok.groups()
        bulat = kelompok.replace(pemisah, "")
        if koma == pemisah or (koma and pemisah == " " and koma == "." and len(pecah) == 3):
            return "memakai pemisah ribuan dan desimal yang tidak beraturan"
        if koma is None and pemisah in ".," and kelompok.count(pemisah) == 1:
            pasti_ribuan = pemisah == "." and terkelompok and not berskala
            if not pasti_ribuan:
                depan, belakang = kelompok.split(pemisah)
                if pemisah == "." or terkelompok:
                    return f"dapat dibaca {bulat} atau {depan},{belakang}"
                bulat, pecah = depan, belakang
    else:
        cocok = re.fullmatch(_SEDERHANA, inti)
        if cocok is None:
            return "memakai pemisah ribuan dan desimal yang tidak beraturan"
        bulat, pemisah, pecah = cocok.groups()
        if bulat[0] == "0" and len(bulat) > (1 if pecah else 2):
            return "diawali angka nol seperti sebuah kode"
        tergelincir = pecah and (len(pecah) == 3 or (len(pecah) > 3 and len(bulat) < 4))
        if pemisah == "." and terkelompok and tergelincir:
            return "memakai titik yang tidak jelas, ribuan atau desimal"
    if len(bulat) > 15:
        return "lebih dari 15 angka; Excel tidak menyimpannya dengan utuh"
    return bulat, (pecah or "").rstrip("0")


def _nilai(bulat, pecah, skala):
    pangkat = skala - len(pecah)
    if pangkat >= 0:
        return int(bulat + pecah) * 10**pangkat
    return float(f"{bulat}{pecah}e{pangkat}")


def _sama_huruf(huruf, nilai):
    from .terbilang import terbilang

    kata = [k for k in huruf.split() if k not in _RUPIAH and k not in _PERSEN]
    return " ".join(kata) == terbilang(nilai)


@lru_cache(maxsize=512)
def _kunci_satuan(satuan):
    """Return the comparable form of a unit: ``Dok.`` is dokumen, ``(%)`` is %, ``m²`` is m2, ``anak-anak`` is anak."""
    kunci = re.sub(r"[()\[\]\"]", " ", kunci_teks(satuan)).replace("²", "2").replace("³", "3")
    kunci = " ".join(kunci.split()).rstrip(" .;,").removesuffix(" .")
    ganda = re.fullmatch(r"(\w+)-\1", kunci)
    kunci = _SEPADAN.get(kunci.rstrip("."), ganda[1] if ganda else kunci)
    return "%" if kunci and all(k in _PERSEN for k in kunci.split()) else kunci


@lru_cache(maxsize=512)
def _skala_satuan(satuan):
    """Split a unit into its power of ten and the rest: ``juta rupiah`` is (6, "rupiah"), ``orang`` is (0, "orang")."""
    kata = satuan.split()
    skala = [k for k in kata if k in _SKALA]
    if len(skala) != 1:
        return 0, satuan
    return _SKALA[skala[0]], _kunci_satuan(" ".join(k for k in kata if k not in _SKALA))


@lru_cache(maxsize=512)
def jenis_satuan(satuan):
    """Tell what kind of unit this is: ``persen``, ``uang``, ``terhitung``, ``lain``, or "" for none."""
    kunci = _skala_satuan(_kunci_satuan(satuan or ""))[1]
    kata = kunci.replace(".", " ").split()
    if not kata:
        return ""
    if kata == ["%"]:
        return "persen"
    if any(k in _RUPIAH for k in kata):
        return "uang"
    kepala = [_SEPADAN.get(b.split()[0], b.split()[0]) for b in kunci.split("/") if b.strip()]
    if "per" not in kata and kepala and all(k in _TERHITUNG for k in kepala):
        return "terhitung"
    return "lain"


def _cocok(kata, satuan):
    """Tell whether a written unit names the indicator's unit; without one, whether the written unit is a known one."""
    if not satuan:
        return kata in _TERHITUNG or kata in _LAIN or kata in _PERSEN or jenis_satuan(kata) == "terhitung"
    if kata == satuan:
        return True
    return "/" in satuan and kata in _TERHITUNG and kata in [_kunci_satuan(b) for b in satuan.split("/")]


def kode_dari_nilai(nilai, format=None):
    """Return what a code cell was meant to hold, as text.

    Spreadsheets turn typed codes into numbers (1.10 into 1,1) and dates (1.2 into 1 February). Text stays, whole
    numbers become text, the number format decides where it shows a fixed number of digits; everything else is
    ``ragu`` with the likely original in ``nilai``.

    Args:
        nilai: the cell's value: text, number, date, time or None. A serial number with a date format is a date
            (1900 system).
        format: the cell's number format code, None when unknown.

    Returns:
        A ``BookReading`` with jenis ``teks``, ``kosong`` or ``ragu``.
    """
    if isinstance(nilai, str):
        teks = " ".join(bersihkan_teks(nilai).split())
        teks = teks[1:].lstrip() if teks[:1] in ("'", "\u2019") else teks
        return BookReading(teks, TEKS) if teks else BookReading(None, KOSONG)
    if _hampa(nilai):
        return BookReading(None, KOSONG)
    pola = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", (format or "").split(";")[0]).casefold()
    angka = None if "bool" in type(nilai).__name__ or hasattr(nilai, "day") else _angka_murni(nilai)
    if angka is not None:
        if pola in ("", "general", "@") or not re.search("[dyhs]|mm", pola):
            return _kode_dari_angka(angka, pola)
        if re.search("[dy]|mmm", pola) and 1 <= angka < 2958466:
            from datetime import datetime, timedelta

            nilai = datetime(1899, 12, 30) + timedelta(days=int(angka))
    if hasattr(nilai, "day") and hasattr(nilai, "month"):
        bagian = [nilai.day, nilai.month]
        if "y" in pola:
            bagian = [*(bagian if "d" in pola else bagian[1:]), nilai.year % 100]
        kode = ".".join(map(str, bagian))
        tampil = f"{nilai.day:02d}/{nilai.month:02d}/{nilai.year}"
        pesan = f'Excel mengubah kode menjadi tanggal {tampil}; mungkin maksudnya "{kode}".'
        return BookReading(kode, RAGU, f"{pesan} Ubah format sel menjadi Teks, lalu ketik ulang kodenya.")
    pesan = f"Isi sel ({str(nilai)[:40]}) bukan kode. Ubah format sel menjadi Teks, lalu ketik ulang kodenya."
    return BookReading(None, RAGU, pesan)


def _kode_dari_angka(nilai, pola):
    saran = "Ubah format sel menjadi Teks, lalu ketik ulang kodenya."
    bulat = isinstance(nilai, int) or nilai.is_integer()
    if nilai < 0 or abs(nilai) >= 1e15:
        return BookReading(None, RAGU, f"Kode tersimpan sebagai angka {nilai} dan mungkin sudah berubah. {saran}")
    nol = re.fullmatch(r"#?(0*)(?:\.(0+))?", pola) if "0" in pola else None
    if nol and nol[2]:
        from .terbilang import angka_id

        teks = angka_id(nilai, len(nol[2]), ribuan=False).replace(",", ".")
        if float(teks) == nilai:
            return BookReading(teks, TEKS)
    if bulat:
        return BookReading(str(int(nilai)).zfill(len(nol[1]) if nol and not nol[2] else 1), TEKS)
    teks = f"{nilai:.15g}"
    pesan = f'Excel mengubah kode menjadi angka {teks.replace(".", ",")}; mungkin maksudnya "{teks}" atau "{teks}0".'
    return BookReading(teks, RAGU, f"{pesan} {saran}")
