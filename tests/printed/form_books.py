"""The finished books of the three published years, each with the profile of its office and the scale that it prints."""

from functools import cache
from pathlib import Path

from lkjip_xl.flows.contoh import DATA
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.template.book import build_bytes

HERE = Path(__file__).parent
BOOKS = {
    "2022": (Path(str(DATA)), 2022, (2019, 2024)),
    "2018": (HERE / "2018" / "buku-2018", 2018, (2015, 2019)),
    "2017": (HERE / "2018" / "buku-2017", 2017, (2015, 2019)),
}
# The reports print a scale of their own, with a gap (80 to 89) that bounds close.
SCALE = """Skala,Batas Bawah,Termasuk,Predikat
Tercetak,0.8,Tidak,Sangat Baik
Tercetak,0.6,Ya,Baik
Tercetak,0.4,Ya,Cukup
Tercetak,0.2,Ya,Kurang
Tercetak,0,Ya,Sangat Kurang
"""


@cache
def form_books():
    """``{year: contents of the file}``; made once."""
    import tempfile

    result = {}
    for name, (folder, year, renstra) in BOOKS.items():
        filled = isi_buku(build_bytes({"tahun": year}, renstra), folder).data
        with tempfile.TemporaryDirectory() as own:
            Path(own, "tbl_skala.csv").write_text(SCALE, encoding="utf-8")
            Path(own, "tbl_pengaturan.csv").write_text("Kunci,Nilai\nskala_predikat,Tercetak\n", encoding="utf-8")
            filled = isi_buku(filled, own).data
        result[name] = laporan_buku(filled, semua_bentuk=True).data
    return result
