"""Where ``isi`` takes from: a folder, one file, pasted text, or a sheet of the book."""

import os
from collections.abc import Mapping, Sequence

from ..errors import UsageError
from ..intake.grid import workbook_grids
from ..intake.model import Hints, Understood
from ..intake.understand import understand, understand_grids
from ..invocation import advice, answer, command
from ..ooxml.package import Package
from ..ooxml.tables import find_tables
from ..ooxml.workbook import WorkbookParts
from ..records import dataclass, field
from ..schema.model import Table
from ..suggestion import did_you_mean
from .csv_tables import Folder, SourceTable, SourceTables, read_file, read_folder, read_one

_READ = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
_MENDABLE = ("tanpa_judul", "kolom_tidak_dikenal")
PASTED = "tempelan"
"""Name under which pasted text is known."""


@dataclass(slots=True)
class Sources:
    """What a source holds. tidy: CSV files named after tables with their columns. understood: everything else.

    unread: places in which nothing was recognised. ignored: files that were not looked at.
    """

    tidy: SourceTables = field(default_factory=SourceTables)
    understood: list[Understood] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def files_of(source: Folder) -> tuple[dict[str, bytes], bool]:
    """The files of a source by name, and whether it is a folder (or a mapping), in which only some files are meant.

    Raises:
        UserError: a file that cannot be read. UsageError: there is no such place.
    """
    if isinstance(source, Mapping):
        return dict(source), True
    path = os.fspath(source)
    if os.path.isfile(path):
        return {os.path.basename(path): read_file(path)}, False
    if not os.path.isdir(path):
        if os.path.splitext(path)[1].lower() in _READ:
            raise UsageError(f"Berkas {path} tidak ditemukan. Periksa nama dan foldernya.", "tidak_ada")
        raise UsageError(f"Folder {path} tidak ada.", "folder_tidak_ada")
    names = [n for n in sorted(os.listdir(path)) if os.path.splitext(n)[1].lower() in _READ and not n.startswith("~$")]
    return {
        name: read_file(os.path.join(path, name)) for name in names if os.path.isfile(os.path.join(path, name))
    }, True


def read_sources(source: Folder, tables: Mapping[str, Table], hints: Hints) -> Sources:
    """Everything that a source has for a book.

    A folder of tidy CSV files named after tables is taken as ever, and its other files are left out and named. A file
    named after a table whose head is not tidy, one file given by itself, and a folder without such CSV files are
    recognised.

    Raises:
        UsageError, UserError: see ``read_folder`` and ``intake.understand``.
    """
    files, folder = files_of(source)
    named = {n: d for n, d in files.items() if os.path.splitext(n)[0].lower().startswith("tbl_")}
    tidy: dict[str, bytes] = {}
    foreign: dict[str, bytes] = {}
    refused: dict[str, UsageError] = {}
    parsed: dict[str, tuple[SourceTable, list[str]]] = {}
    for name, data in named.items():
        if os.path.splitext(name)[1].lower() != ".csv":
            foreign[name] = data
            continue
        try:
            one = read_one(name, data, tables)
        except UsageError as error:
            if error.kode not in _MENDABLE or hints.table not in (None, os.path.splitext(name)[0].lower()):
                raise
            foreign[name], refused[name] = data, error
        else:
            if one is not None and _without_levels(name, one[0].columns):
                foreign[name] = data
                continue
            tidy[name] = data
            if one is not None:
                parsed[name] = one
    result = Sources()
    if tidy:
        result.tidy = read_folder(tidy, tables, parsed)
    others = {n: d for n, d in files.items() if n not in named}
    if not tidy or not folder:
        foreign |= others
    else:
        result.tidy.ignored += [f"{name} (namanya tidak diawali tbl_)" for name in others]
    if not tidy and not foreign:
        read_folder({}, tables) if isinstance(source, Mapping) else read_folder(source, tables)
    if foreign:
        if hints.table is None:
            _refuse_books(foreign)
        result.understood, result.unread = understand(foreign, hints)
        _refuse_as_before(result, refused)
        if not tidy:
            _refuse_empty(result, list(foreign))
        if not result.understood and not tidy:
            shown = ", ".join(result.unread[:5])
            hidden = " Lembar yang tersembunyi tidak dibaca." if "lembar" in shown else ""
            raise UsageError(
                f"Tidak ada tabel yang dikenali di {shown}.{hidden} "
                "Yang dicari: baris judul dengan nama kolom seperti Kode, Uraian, Pagu, Realisasi, Indikator, Target. "
                f"Sebutkan lembar tujuannya dengan {answer(tabel='')}, atau nama kolomnya dengan "
                f"{answer(kolom='Judul di berkas=Kolom di buku')}.",
                "tanpa_csv",
            )
    return result


def _refuse_empty(result: Sources, names: Sequence[str]) -> None:
    """A source that has nothing to say is no source that cannot be understood.

    Raises:
        UsageError: ``tanpa_isi``: no visible sheet holds anything, or a head stands without rows beneath it.
    """
    if not result.understood and not result.unread:
        raise UsageError(
            f"{', '.join(names[:5])} tidak berisi apa pun pada lembar yang tampak. Tampilkan dulu lembarnya bila "
            "tersembunyi, atau periksa berkasnya.",
            "tanpa_isi",
        )
    if result.understood and all(one.is_empty for one in result.understood):
        raise UsageError(
            f"Judul kolom dikenali di {result.understood[0].source}, tetapi tidak ada baris berisi di bawahnya. "
            "Isi dulu barisnya, lalu ulangi.",
            "tanpa_isi",
        )


def _refuse_books(files: Mapping[str, bytes]) -> None:
    """Other commands take whole books.

    Raises:
        UsageError: ``buku_lkjip``: a file is a book of this product.
    """
    for name, data in files.items():
        if os.path.splitext(name)[1].lower() not in (".xlsx", ".xlsm") or data[:2] != b"PK":
            continue
        package = Package(data, name)
        if "tbl_pengaturan" in find_tables(package, WorkbookParts(package), ()):
            raise UsageError(
                f"{name} adalah buku LKjIP utuh, bukan tabel untuk diisikan. Bila itu salinan yang kembali dari "
                f"bidang: {advice(command(f'gabung BUKU {name}'), 'tombol Gabung')}. Bila buku tahun lalu: "
                f"{advice(command(f'lanjut {name}'), 'buka buku itu, lalu tombol Tahun Berikutnya')} membuat buku "
                "tahun ini darinya. Bila buku bentuk lama: "
                f"{advice(command(f'perbarui {name}'), 'buka buku itu, lalu tombol Perbarui Buku')}. Hanya satu "
                "tabelnya: "
                + advice(
                    f"{command(f'ekspor {name} --ke FOLDER --masukan-saja')}, lalu isi --dari berkasnya.",
                    "salin tabel itu beserta kepalanya ke buku kosong, simpan, lalu isi dari berkas itu.",
                ),
                "buku_lkjip",
            )


def _without_levels(name: str, columns: list[str]) -> bool:
    """Whether a tidy budget lacks the levels that its codes or sums say; new rows need them."""
    return os.path.splitext(name)[0].lower() == "tbl_anggaran" and "Tingkat" not in columns and "Uraian" in columns


def _refuse_as_before(result: Sources, refused: Mapping[str, UsageError]) -> None:
    """A file named after a table whose columns are not all recognised is refused by name, as it always was."""
    for name, error in refused.items():
        own = [one for one in result.understood if one.grid.name == name]
        unknown = any("tidak dikenal" in doubt.text and "kolom" in doubt.text for one in own for doubt in one.doubts)
        if not own or unknown:
            raise error


def pasted_source(text: str) -> dict[str, bytes]:
    """Pasted text as a source."""
    return {PASTED: text.encode("utf-8")}


def read_sheet(package: Package, name: str, hints: Hints) -> Sources:
    """What stands on a sheet of the book itself, as a source.

    Raises:
        UsageError: there is no such sheet, or nothing is recognised on it.
    """
    grids = [grid for grid in workbook_grids(package) if grid.sheet.strip().casefold() == name.strip().casefold()]
    if not grids:
        near = did_you_mean(name, [sheet.name for sheet in WorkbookParts(package).sheets if sheet.name != name])
        raise UsageError(f"Lembar {name} tidak ada di buku ini, atau kosong.{near}", "lembar_tidak_ada")
    understood, unread = understand_grids(grids, hints)
    if not understood:
        raise UsageError(
            f"Tidak ada tabel yang dikenali di lembar {name}. Salin juga baris judul kolomnya, lalu ulangi.",
            "tidak_dikenali",
        )
    return Sources(understood=understood, unread=unread)
