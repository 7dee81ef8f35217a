"""cek_bentuk.py over the books of every profile: which form stands in which book, and the known print errors.

The checker and its specifications lie beside the project (``../shared/bentuk``) and stay as they are. A specification
lists print errors of its own; ``print_errors.json`` lists further ones, each with its reason, and ``with_print_errors``
writes them into a copy of the specification, which the checker then reads as any other:

    python -m tests.printed.shared_checker ../shared/bentuk        # the command for every book, and what it says

Kinds of print errors: ``cells`` (printing, table, row, column, what is right), ``lines`` of a text, ``heads``,
``notes``, ``rows`` that our form has besides, ``titles`` under which a table stands, ``unlabelled`` rows that are not
printed.
"""

import csv
import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.tambah import tambah_modul
from lkjip_xl.template.book import build_bytes
from tests.printed.as_printed import CASES, PLAN_MODULES, as_printed
from tests.printed.form_books import BOOKS, form_books

HERE = Path(__file__).parent
# Which book has to show which form. ``analisis-*``: the book into whose Pengukuran the printed analysis was typed;
# it is prose of the documents and so is no data of ours, but read where the specifications lie.
FORMS_OF = {
    "2022": [
        *(f"000-3.1.n.{letter}" for letter in "ABCDEFG"), "000-ikhtisar", "000-kalimat-3.2",
        "000-nota-dinas-perlindungan", "000-nota-dinas-rehab", "000-pk-pernyataan", "000-pk-perubahan-pernyataan",
        "000-pk-perubahan-program", "000-pk-program", "000-renstra-kepala", "000-renstra-matriks",
        "000-renstra-tujuan", "000-skala", "000-tabel-2.2", "000-tabel-3.2",
    ],
    "2018": ["001-pk-indikator", "001-pk-pernyataan", "001-pk-program", "001-tabel-2.2-indikator",
             "001-tabel-2.2-program", "001-tabel-3.1.1", "001-tabel-3.1.2"],
    "2017": ["001-kalimat-3.2", "001-pk-perubahan-indikator", "001-pk-perubahan-pernyataan",
             "001-pk-perubahan-program", "001-skala", "001-tabel-3.1.3", "001-tabel-3.1.4", "001-tabel-3.1.5",
             "001-tabel-3.1.6", "001-tabel-3.2", "001-triwulan"],
    "renstra": ["003-capaian-makro", "003-isu-strategis", "003-t-c.23", "003-t-c.24", "003-tabel-2.10",
                "003-tabel-2.1a", "003-tabel-2.1b", "003-tabel-2.2", "003-tabel-2.3", "003-tabel-2.4", "003-tabel-2.5",
                "003-tabel-2.6", "003-tabel-2.9", "003-tabel-3.1", "003-tabel-3.3", "003-tabel-3.4", "003-tabel-3.5",
                "003-tabel-3.6", "003-tabel-4.1", "003-tabel-4.2", "003-tabel-4.3", "003-tabel-5.1", "003-tabel-6.2",
                "003-tabel-6.3"],
    "renstra2018": ["001-pegawai-jumlah", "001-pegawai-kepangkatan", "001-pegawai-pendidikan", "001-pmks", "001-psks"],
    "pk": ["000-pk-indikator", "000-pk-perubahan-indikator"],
    "plt": ["000-nota-dinas-pemberdayaan"],
    "kegiatan": ["000-3.1.n.I"],
    "triwulan": ["000-triwulan"],
    "penunjang": ["001-tabel-3.1.8"],
    "matriks": ["001-matriks-renstra"],
    "keputusan": ["002-iki-kepala", "002-iki-tabel", "002-sk"],
    "misi": ["003-cascading-misi", "003-tabel-4.4"],
    "iku": ["003-tabel-7.1"],
    "penetapan": ["003-tabel-7.2"],
    "klhs": ["003-klhs"],
    "pendanaan": ["003-tabel-6.1"],
    "analisis-2022": ["000-3.1.n.H"],
    "analisis-2017": ["001-tabel-3.1.7"],
}  # fmt: skip
# Of the analysis: the specification, its column, and the code of each indicator in the order of the print.
_ANALYSES = {
    "analisis-2022": ("000-3.1.n.H", 4, ("1.1.1", "2.1.1", "2.2.1", "2.2.2")),
    "analisis-2017": ("001-tabel-3.1.7", 5, ("1.1.1",)),
}
_PLANS = {"renstra": (2019, 2024), "renstra2018": (2015, 2019)}


@cache
def print_errors() -> dict[str, dict]:
    """The known print errors of each form, besides those that its specification lists itself."""
    return json.loads((HERE / "print_errors.json").read_text(encoding="utf-8"))


def with_print_errors(spec: dict, rows_of) -> dict:
    """The specification with its known print errors; ``rows_of(block)`` gives the rows of a block of printed data."""
    known = print_errors().get(spec["spec"], {})
    for group in known.get("cells", ()):
        for name, table, row, column, right in group["cells"]:
            own = next(p for p in spec["cetakan"] if str(p["nama"]) == str(name))
            own.setdefault("salah_cetak", []).append(
                {"data": table, "baris": row, "kolom": column, "benar": right, "dasar": group["reason"]}
            )
    for printed, right, _ in known.get("lines", ()):
        next(line for line in spec["unsur"] if line["teks"] == printed).update(teks=right)
    for text, right, _ in known.get("heads", ()):
        next(cell for cell in spec["kepala"]["sel"] if cell["teks"] == text).update(tercetak=right)
    for note, _ in known.get("notes", ()):
        spec["catatan"].remove(note)
    for name, table, after, cells, _ in known.get("rows", ()):
        own = next(p for p in spec["cetakan"] if p["nama"] == name)
        block = own["data"][table - 1]
        rows = rows_of(block)
        rows.insert(after, {int(column): [text] for column, text in cells.items()})
        for error in own["salah_cetak"]:
            error["baris"] += error["baris"] > after
        width = spec["kepala"]["kolom"]
        block.clear()
        block |= {"kunci": spec["baris_data"]["kunci"],
                  "baris": [[next(iter(row.get(k + 1, [""]))) for k in range(width)] for row in rows]}  # fmt: skip
    if "titles" in known:
        spec["judul"] = [*spec["judul"], *known["titles"][0][0]]
    if "unlabelled" in known:
        spec["cetakan"][0]["data"][0]["lewati_tanpa_kunci"] = True
    return spec


class Checker:
    """The checker that lies in a folder with its specifications."""

    def __init__(self, folder: Path):
        self.folder, self.program = folder, folder / "cek_bentuk.py"
        sys.path.insert(0, str(folder))
        try:
            import cek_bentuk
        finally:
            sys.path.remove(str(folder))
        self.module = cek_bentuk

    def spec(self, name: str) -> dict:
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))

    def rows_of(self, spec: dict, block: dict) -> list[dict[int, list]]:
        path = self.folder / f"{spec['spec']}.json"
        return self.module.baca_data(block, path, self.folder.parent, spec["kepala"]["kolom"])[0]

    def run(self, book: bytes, names: list[str], known: bool = True) -> subprocess.CompletedProcess[str]:
        """The command over a book, with the known print errors or with the specifications as they are."""
        with tempfile.TemporaryDirectory() as own:
            path = Path(own, "buku.xlsx")
            path.write_bytes(book)
            specs = []
            for name in names:
                spec = self.spec(name)
                if known:
                    spec = with_print_errors(spec, lambda block, spec=spec: self.rows_of(spec, block))
                specs.append(Path(own, f"{name}.json"))
                specs[-1].write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
            command = [
                sys.executable,
                "-W",
                "ignore",
                self.program,
                path,
                *specs,
                "--data",
                self.folder.parent,
                "--rinci",
            ]
            return subprocess.run(command, capture_output=True, text=True, check=False)

    def book(self, name: str) -> bytes:
        """The finished book of that name."""
        if name in BOOKS:
            return form_books()[name]
        if name in CASES:
            return as_printed(name)
        if name in _PLANS:
            empty = tambah_modul(build_bytes({"tahun": _PLANS[name][1]}, _PLANS[name]), PLAN_MODULES).data
            return laporan_buku(isi_buku(empty, HERE / name).data).data
        return self._with_analysis(name)

    def _with_analysis(self, name: str) -> bytes:
        """A book of ``BOOKS`` with the analysis that its report prints, typed into Pengukuran."""
        folder, year, renstra = BOOKS[name.removeprefix("analisis-")]
        form, column, codes = _ANALYSES[name]
        spec = self.spec(form)
        printed = [row for printing in spec["cetakan"] for row in self.rows_of(spec, printing["data"][0])]
        data = isi_buku(build_bytes({"tahun": year}, renstra), folder).data
        with tempfile.TemporaryDirectory() as own:
            with Path(own, "tbl_pengukuran.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["Kode", "Analisis"])
                writer.writerows([code, row[column][0]] for code, row in zip(codes, printed, strict=True))
            data = isi_buku(data, own).data
        return laporan_buku(data, semua_bentuk=True).data


def main() -> None:
    checker = Checker(Path(sys.argv[1]).resolve())
    for name, forms in FORMS_OF.items():
        told = checker.run(checker.book(name), forms)
        lines = [line for line in told.stdout.splitlines() if line.startswith("    ") or line.startswith("lulus")]
        print(f"{name}: kode keluar {told.returncode}", *lines, told.stderr, sep="\n")


if __name__ == "__main__":
    main()
