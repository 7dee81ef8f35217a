"""A finding: something in the user's book that a person should look at."""

from collections import namedtuple

SALAH, PERIKSA, INFO = "Salah", "Periksa", "Info"
DIKETAHUI = "Diketahui"
"""Berat of a row of tbl_temuan that somebody has given a reason for; it does not count."""

Finding = namedtuple(
    "Finding",
    "kode berat lembar sel uraian perbaikan tertulis seharusnya dasar tabel baris kolom",
    defaults=(None, None, None, None, None, None),
)
Finding.__doc__ = """One finding.

kode: stable code such as ``BACA-03``. berat: Salah, Periksa or Info. lembar, sel: where (``Pengukuran``, ``J7``).
uraian: what was found, Indonesian. perbaikan: what to do. tertulis, seharusnya: what stands there and what should.
dasar: rule or regulation. tabel, baris, kolom: table, one-based row within it and column, for programs.
"""


def sebagai_kamus(temuan):
    """A finding as a plain dictionary for ``--json``."""
    return temuan._asdict()
