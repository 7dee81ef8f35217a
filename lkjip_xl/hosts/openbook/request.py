"""What a button asks for, and how it travels as hexadecimal digits on a command line."""

from collections import namedtuple

Request = namedtuple("Request", "alur buku jawaban")
Request.__doc__ = """What a button asks for.

alur: id of a ``schema.buttons.Alur``. buku: name of the open book that was active ("" when there is none).
jawaban: ``{question: answer}`` of what VBA asked.
"""


def baca_permintaan(heksa):
    """The Request of its hexadecimal text: UTF-16 code units of lines (id, book, ``question=answer`` ...)."""
    teks = bytes.fromhex(heksa).decode("utf-16-be", "surrogatepass")
    alur, buku, *jawaban = teks.split("\n")
    return Request(alur, buku, dict(satu.partition("=")[::2] for satu in jawaban if satu))


def tulis_permintaan(permintaan):
    """The hexadecimal text of a Request, as VBA writes it."""
    baris = [permintaan.alur, permintaan.buku, *(f"{k}={v}" for k, v in permintaan.jawaban.items())]
    return "\n".join(baris).encode("utf-16-be", "surrogatepass").hex()
