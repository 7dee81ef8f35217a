"""How the lines of a printed form look, by their ``gaya``."""

from ...ooxml.sheet_model import Style

BASE = Style(size=11, align="left", valign="top", wrap=True)
LOOKS = {
    "judul": Style(bold=True, size=12, align="center", wrap=True),
    "judul_kecil": Style(bold=True, size=10, align="center", wrap=True),
    "nomor_tabel": Style(size=9, align="center", valign="center", wrap=True),
    "bab": Style(bold=True, size=12, align="left", valign="top", wrap=True),
    "anak_judul": Style(bold=True, size=10, align="left", valign="center", wrap=True),
    "sampul": Style(bold=True, size=20, align="center", wrap=True),
    "pembatas": Style(bold=True, size=28, align="center", wrap=True),
    "kop": Style(bold=True, size=11, align="center", wrap=True),
    "isi": BASE._replace(align="justify"),
    "kiri": BASE,
    "tebal": BASE._replace(bold=True),
}
"""How a line looks, by its ``gaya``."""
