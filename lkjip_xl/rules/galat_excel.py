"""The error values of Excel in words that people understand."""

EXCEL_ERRORS = {
    "#DIV/0!": "pembagian dengan nol atau dengan sel kosong: penyebutnya belum diisi",
    "#VALUE!": "rumusnya menghitung sel yang berisi teks",
    "#REF!": "rumusnya menunjuk sel yang sudah dihapus",
    "#NAME?": "nama fungsi atau nama sel dalam rumusnya tidak dikenal",
    "#NUM!": "hasil rumusnya di luar batas angka",
    "#NULL!": "rumusnya memuat spasi di antara dua daerah sel",
    "#####": "kolomnya terlalu sempit sehingga angkanya tidak tersalin",
    "#GETTING_DATA": "datanya belum selesai diambil",
    "#SPILL!": "hasil rumusnya terhalang sel lain",
    "#CALC!": "rumusnya tidak menghasilkan apa pun",
}
"""What each error value of Excel means, for people; ``#N/A`` is not among them, since it is an answer."""


def excel_error(text: str) -> str | None:
    """What an error value of Excel means and what to do; None for a text that is none.

    >>> excel_error("#REF!")
    '#REF! adalah galat Excel: rumusnya menunjuk sel yang sudah dihapus. Perbaiki di asalnya, lalu isi angkanya.'
    """
    if "#" not in text:
        return None
    code = text.strip().upper()
    meaning = EXCEL_ERRORS.get("#####" if code and not code.strip("#") and len(code) > 2 else code)
    return f"{code} adalah galat Excel: {meaning}. Perbaiki di asalnya, lalu isi angkanya." if meaning else None
