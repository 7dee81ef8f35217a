"""How much room text takes on paper: lines in a cell, height of a row.

Neither Excel nor LibreOffice fits the height of merged cells, so the reports measure their text themselves. The face
is Arial; widths of columns are in characters of the default font (7 pixels each), heights in points.
"""

TINGGI_BARIS = 1.28  # line height in units of the font size
TERTINGGI = 400  # points; Excel allows 409

# Widths of Arial's characters in thousandths of the font size.
_LEBAR = {
    h: lebar
    for lebar, huruf in (
        (191, "'"), (222, "ijl"), (278, " !,./:;I[\\]ft|"), (333, "()-r`"), (355, '"'), (389, "*"), (500, "Jcksvxyz"),
        (584, "+<=>"), (611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"),
        (944, "W"),
    )
    for h in huruf
}  # fmt: skip
_KATA: dict[str, int] = {}


def _lebar_kata(kata):
    try:
        return _KATA[kata]
    except KeyError:
        if len(_KATA) > 20_000:
            _KATA.clear()
        ambil = _LEBAR.get
        lebar = _KATA[kata] = sum([ambil(h, 556) for h in kata])
        return lebar


def lebar_kata(teks, ukuran=9):
    """Column width, in characters, that the longest word of a bold heading needs."""
    return (max(map(_lebar_kata, teks.split() or [""])) * 1.07 * ukuran / 750 / 0.97 + 6) / 7


def pecah_baris(teks, lebar, ukuran=9, tebal=False):
    """The lines into which a text falls in a cell of this width; a line that ends a paragraph ends with ``\\n``."""
    # A character of column width is 7 pixels, a point of font size 4/3; 3% stay free for other printers' metrics.
    muat = max(1.0, lebar * 7 - 6) * 0.97 * 750 / (ukuran * (1.07 if tebal else 1.0))
    hasil = []
    for bagian in str(teks).split("\n"):
        baris, panjang = [], 0
        for kata in bagian.split(" "):
            n = _lebar_kata(kata)
            if baris and panjang + 278 + n > muat:
                hasil.append(" ".join(baris))
                baris, panjang = [], 0
            while n > muat and len(kata) > 1:
                potong = max(1, int(len(kata) * muat / n))
                hasil.append(kata[:potong])
                kata = kata[potong:]
                n = _lebar_kata(kata)
            panjang += n + (278 if baris else 0)
            baris.append(kata)
        hasil.append(" ".join(baris) + "\n")
    hasil[-1] = hasil[-1][:-1]
    return hasil


def jumlah_baris(teks, lebar, ukuran=9, tebal=False):
    """Lines that a text needs in a cell of this width, words kept whole."""
    if len(teks) * ukuran < lebar * 6 and "\n" not in teks:
        return 1
    return len(pecah_baris(teks, lebar, ukuran, tebal))


def kebutuhan(baris, ukuran=9):
    """Room in points that so many lines need."""
    return max(12.0, baris * ukuran * TINGGI_BARIS + 4)


def tinggi(baris, ukuran=9):
    """Height in points of a row of that many lines, never more than the 409 that a sheet allows."""
    return min(409.0, kebutuhan(baris, ukuran))
