"""Where Excel enters: one call per button, from the VBA module ``LkUtama`` through xlwings' RunPython.

What the button is and what the user answered arrive as hexadecimal digits, because a command line of Windows loses
quotes, percent signs and every letter outside its code page.
"""

from collections import namedtuple

Permintaan = namedtuple("Permintaan", "alur buku jawaban")
Permintaan.__doc__ = """What a button asks for.

alur: id of an ``alur.Alur``. buku: name of the open book that was active ("" when there is none).
jawaban: ``{question: answer}`` of what VBA asked.
"""


def baca_permintaan(heksa):
    """The Permintaan of its hexadecimal text: UTF-16 code units of lines (id, book, ``question=answer`` ...)."""
    teks = bytes.fromhex(heksa).decode("utf-16-be", "surrogatepass")
    alur, buku, *jawaban = teks.split("\n")
    return Permintaan(alur, buku, dict(satu.partition("=")[::2] for satu in jawaban if satu))


def tulis_permintaan(permintaan):
    """The hexadecimal text of a Permintaan, as VBA writes it."""
    baris = [permintaan.alur, permintaan.buku, *(f"{k}={v}" for k, v in permintaan.jawaban.items())]
    return "\n".join(baris).encode("utf-16-be", "surrogatepass").hex()


def jalankan(heksa):
    """Run a button's flow in the Excel that called; every outcome ends as a message in Excel, never as a traceback."""
    import sys

    from .makro import kerjakan
    from .xlwings_host import XlwingsHost, jangan_tutup_excel_lain

    permintaan = baca_permintaan(heksa)
    try:
        jangan_tutup_excel_lain()
        host = XlwingsHost(permintaan.buku)
    except Exception as galat:
        # RunPython shows what stands on the error stream.
        sys.exit(
            "lkjip-xl tidak dapat menghubungi Excel. Tutup jendela pesan yang masih terbuka dan keluar dari sel yang "
            f"sedang disunting (Esc), lalu tekan tombolnya lagi.\n\n({type(galat).__name__}: {galat})"
        )
    kerjakan(host, permintaan)
