"""Writes ``docs/api.md``: the public names of the package, from their docstrings, each with an example that runs."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module

MARK = "<!-- Made by python -m lkjip_xl.build.documents from the docstrings; do not edit by hand. -->"

# Name and example of every public name, in the order in which a newcomer needs them. The examples run one after the
# other in an empty folder, as one session; what they print is compared.
EXAMPLES = {
    "contoh": """
>>> made = lkjip_xl.contoh("hasil", pdf=False)
>>> made.path
'hasil/lkjip-contoh-2022.xlsx'
""",
    "buka": """
>>> book = lkjip_xl.buka("hasil/lkjip-contoh-2022.xlsx")
>>> book.ringkasan["Rata-rata capaian"], book.ringkasan["Predikat"]
(0.9731, 'Sangat Tinggi (sementara)')
>>> [str(s.rata_rata) for s in book.sasaran]
['0.9193', '#N/A', '1.0']
>>> book.indikator[0]["Capaian"]
0.9193
""",
    "buat": """
>>> lkjip_xl.buat("buku.xlsx", "Dinas Contoh", tahun=2025, renstra="2025-2029").path
'buku.xlsx'
""",
    "isi": """
>>> import os
>>> os.makedirs("csv")
>>> rows = ["Kode;Tingkat;Uraian;Pagu Awal", "1;Program;Layanan;", "1.1;Sub Kegiatan;Rapat;1.500.000"]
>>> with open("csv/tbl_anggaran.csv", "w") as file:
...     print(*rows, sep="\\n", file=file)
>>> done = lkjip_xl.isi("buku.xlsx", dari="csv")
>>> done.rows["tbl_anggaran"].added
('1', '1.1')
""",
    "salin": """
>>> with open("csv/tbl_renstra.csv", "w") as file:
...     print("Kode;Jenis;Sasaran;Indikator;Satuan;Target 2025\\n1.1;Sasaran;Mutu;Indeks mutu;Indeks;82", file=file)
>>> _ = lkjip_xl.isi("buku.xlsx", dari="csv", backup=False)
>>> done = lkjip_xl.salin("buku.xlsx", backup=False)
>>> done.rows["tbl_pk"].added, done.rows["tbl_pengukuran"].added
(('Awal / 1.1',), ('1.1',))
""",
    "hitung": """
>>> done = lkjip_xl.hitung("buku.xlsx")
>>> done.computed.summary["Pagu"]
1500000
""",
    "perbarui": """
>>> done = lkjip_xl.perbarui("buku.xlsx")  # of this version already: nothing to do
>>> done.repaired
[]
""",
    "tambah": """
>>> done = lkjip_xl.tambah("buku.xlsx", ["spm"], backup=False)
>>> done.added, list(done.sheets)
(['spm'], ['SPM'])
>>> lkjip_xl.tambah("buku.xlsx", without=["spm"], backup=False).removed
['spm']
""",
    "periksa": """
>>> done = lkjip_xl.periksa("hasil/lkjip-contoh-2022.xlsx", tulis=False)
>>> sorted({finding.berat for finding in done.findings})
['Info', 'Periksa']
""",
    "laporan": """
>>> done = lkjip_xl.laporan("hasil/lkjip-contoh-2022.xlsx", hanya=["LAP-ANGGARAN"])
>>> done.sheets
{'LAP-ANGGARAN': 'Lap Anggaran'}
""",
    "asal": """
>>> told = lkjip_xl.asal("hasil/lkjip-contoh-2022.xlsx", "Lap Anggaran!C7")
>>> told.nilai == told.asal.nilai
True
""",
    "ekspor": """
>>> done = lkjip_xl.ekspor("hasil/lkjip-contoh-2022.xlsx", "csv-hasil")
>>> [os.path.basename(path) for path in done.files][:2]
['tbl_pengaturan.csv', 'tbl_skala.csv']
""",
    "pdf": """
>>> done = lkjip_xl.pdf("hasil/lkjip-contoh-2022.xlsx")  # doctest: +SKIP
>>> done.files  # doctest: +SKIP
['hasil/lkjip-contoh-2022.pdf']
""",
    "kirim": """
>>> done = lkjip_xl.kirim("hasil/lkjip-contoh-2022.xlsx", "kiriman", bidang=["semua"], triwulan=4, surel=False)
>>> [(one.sending.number, one.cells) for one in done.sent]
[(1, 48), (2, 10), (3, 33)]
""",
    "gabung": """
>>> done = lkjip_xl.gabung("hasil/lkjip-contoh-2022.xlsx", "kiriman")  # nobody has filled anything yet
>>> {book.state for book in done.merge.books}, done.unchanged
({'tidak berubah'}, True)
""",
    "status": """
>>> told = lkjip_xl.status("hasil/lkjip-contoh-2022.xlsx")
>>> [one.state for one in told.states]
['menunggu', 'menunggu', 'menunggu']
""",
    "lanjut": """
>>> done = lkjip_xl.lanjut("hasil/lkjip-contoh-2022.xlsx")
>>> done.path, len(done.rows["tbl_riwayat"].added)
('hasil/lkjip-contoh-2023.xlsx', 4)
""",
    "rekap": """
>>> told = lkjip_xl.rekap(["hasil", "buku.xlsx"], harapan=["Dinas Lain"], tahun="semua")
>>> sorted(office["tahun"] for office in told.offices), told.missing
([2022, 2023, 2025], ['Dinas Lain'])
""",
    "tidy": """
>>> frame = lkjip_xl.tidy("hasil/lkjip-contoh-2022.xlsx")
>>> frame[(frame["kode"] == "1.1.1") & (frame["kolom"] == "Capaian")][["nilai", "lembar"]].values.tolist()
[[0.9193, 'Pengukuran']]
""",
    "pulihkan": """
>>> done = lkjip_xl.pulihkan("buku.xlsx")
>>> os.path.basename(done.files[0]).startswith("buku.cadangan-0001-")
True
""",
    "Result": """
>>> with open("buku.xlsx", "rb") as file:
...     done = lkjip_xl.hitung(file.read())
>>> done.path is None, done.data[:2]
(True, b'PK')
""",
    "write_sheets": """
>>> sheet = lkjip_xl.ReportSheet("RINGKAS", "Ringkas", "Ringkasan", widths=[30, 12])
>>> sheet.add([("Uraian", lkjip_xl.Style(bold=True)), ("Nilai", lkjip_xl.Style(bold=True))])
0
>>> sheet.add([("Capaian", lkjip_xl.Style()), (0.9731, lkjip_xl.Style(format="0.00%"))])
1
>>> lkjip_xl.write_sheets("buku.xlsx", [sheet]).names
{'RINGKAS': 'Ringkas'}
""",
    "ReportSheet": """
>>> sheet = lkjip_xl.ReportSheet("CATATAN", "Catatan", "Catatan", widths=[60], paper="A4")
>>> sheet.add([("Baris pertama", lkjip_xl.Style(wrap=True))], height=30)
0
>>> len(sheet.rows)
1
""",
    "Style": """
>>> lkjip_xl.Style(bold=True, border="thin") == lkjip_xl.Style(bold=True, border="thin")
True
""",
    "UserError": """
>>> try:
...     lkjip_xl.hitung("tidak-ada.xlsx")
... except lkjip_xl.UserError as error:
...     print(error.kode, error.exit_code)
tidak_ada 3
""",
}
# What the flows give back; their names are reached through these modules.
GIVEN_BACK = (
    ("flows.buka", "BukuLKjIP"), ("flows.row_changes", "RowChanges"), ("checks.finding", "Finding"),
    ("flows.sent_copy", "SentCopy"), ("flows.gabung_plan", "Merge"), ("flows.gabung_plan", "CellMerge"),
    ("flows.gabung_plan", "BookMerge"), ("flows.status", "Status"), ("flows.rekap", "Recapitulation"),
    ("book.sendings", "Sending"),
    ("ooxml.inplace", "Written"),
)  # fmt: skip
_SECTION = re.compile(r"(Args|Attributes|Returns|Yields|Raises|Warns|Errors|Source):$")
# "path: the book. output: write there": a second entry on a line.
_SECOND = re.compile(r"(?<=[.;]) (?=[a-z_]\w*(?:, [a-z_]\w*)*: )")
_ENTRY = re.compile(r"([a-z_]\w*(?:, [a-z_]\w*)*|[A-Z]\w+): ")


def _prose(text: str) -> str:
    return text.replace("``", "`").replace("*", r"\*")


def _entries(lines: list[str]) -> Iterator[str]:
    """The entries of a section as lines of a list: each starts at the left edge and goes on indented."""
    joined: list[str] = []
    for line in textwrap.dedent("\n".join(lines)).splitlines():
        if line.startswith(" ") and joined:
            joined[-1] += " " + line.strip()
        elif line.strip():
            joined.append(line.strip())
    for entry in joined:
        for part in _SECOND.split(entry):
            yield "- " + _prose(_ENTRY.sub(r"`\1`: ", part, count=1))


def docstring_md(text: str) -> list[str]:
    """A docstring in Google style as lines of Markdown."""
    lines: list[str] = []
    section: list[str] | None = None
    listed = False
    for line in [*text.splitlines(), "END:"]:
        head = _SECTION.match(line) or line == "END:"
        if section is not None and (head or (line and not line.startswith(" "))):
            lines += [*(_entries(section) if listed else [_prose(" ".join(map(str.strip, section)).strip())]), ""]
            section = None
        if line == "END:":
            break
        if head:
            lines += [f"**{line[:-1]}**", ""]
            section, listed = [], line not in ("Returns:", "Yields:", "Source:")
        elif section is not None:
            section.append(line)
        else:
            lines.append(_prose(line))
    while lines and not lines[-1]:
        lines.pop()
    return [*lines, ""]


def _signature(name: str, thing: object) -> str:
    if not callable(thing):
        return name
    parameters = [p.replace(annotation=p.empty) for p in inspect.signature(thing).parameters.values()]
    return name + str(inspect.Signature(parameters))


def api_md() -> str:
    """Text of ``docs/api.md``."""
    import lkjip_xl

    lines = [
        MARK, "", "# Python", "",
        "What `import lkjip_xl` gives: the flows under the names of the commands and buttons, a book to read from, and "
        "the writer that puts report sheets into any workbook. Messages and data are Indonesian, as in the workbook; "
        "[workbook.md](workbook.md) names its tables and columns, [aturan.md](aturan.md) the rules.", "",
        "Ratios are numbers (1 is 100%), money is whole rupiah, a blank cell is None, and what cannot be computed "
        "is an error value that prints as `#N/A` or `#VALUE!`. A flow that cannot do its work raises `UserError` and "
        "leaves every file as it was. The package carries its types (`py.typed`).", "",
        "The examples are one session: each goes on where the one before it ended, in an empty folder.", "",
    ]  # fmt: skip
    for name, example in EXAMPLES.items():
        thing = getattr(lkjip_xl, name)
        lines += [f"## {name}", "", "```python", f"lkjip_xl.{_signature(name, thing)}", "```", ""]
        lines += docstring_md(inspect.getdoc(thing) or "")
        lines += ["```python", *example.strip().splitlines(), "```", ""]
    lines += ["## What comes back", ""]
    for module, name in GIVEN_BACK:
        thing = getattr(import_module(f"lkjip_xl.{module}"), name)
        lines += [f"### {name}", "", *docstring_md(inspect.getdoc(thing) or "")]
    return "\n".join(lines).rstrip() + "\n"
