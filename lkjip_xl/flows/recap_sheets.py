"""The recapitulation book: offices in order, predikat, money by urusan, findings, and what is missing."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from ..checks.registry import all_checks
from ..compute.key import key
from ..expr.values import is_number
from ..ooxml.graft import remove_sheet
from ..ooxml.inplace import edit_package
from ..ooxml.package import Package
from ..ooxml.sheet_model import ReportSheet, Style
from ..ooxml.workbook import WorkbookParts
from ..template.package import finish
from .recap_rows import BASE, PERFORMANCE, SPENDING, WEIGHTS
from .recapitulation import NO_URUSAN, Recapitulation, is_open_yet, said

_TITLE = Style(bold=True, size=13, align="center", wrap=True)
_NOTE = Style(italic=True, size=9, wrap=True, valign="top")
_HEAD = Style(bold=True, fill="D9E1F2", border="thin", align="center", wrap=True)
_NUMBER_ROW = Style(italic=True, size=8, border="thin", align="center")
_TEXT = Style(border="thin", wrap=True, valign="top")
_CENTER = Style(border="thin", align="center", valign="top", wrap=True)
_MONEY = Style(border="thin", align="right", valign="top", format="#,##0")
_PERCENT = Style(border="thin", align="right", valign="top", format="0.00%")
_TOTAL = Style(bold=True, border="thin", wrap=True)
_TOTAL_MONEY = Style(bold=True, border="thin", align="right", format="#,##0")
_TOTAL_PERCENT = Style(bold=True, border="thin", align="right", format="0.00%")
_MARK = '" *"'
_LEGEND = (
    "* Sementara: ada baris anggaran yang belum terisi, atau realisasi kinerja yang belum lengkap atau diragukan; "
    "bukunya menyebut yang mana."
)
_BY_WHAT = (
    "Serapan menurut dasar di sebelahnya, dan Urutan serapan di antara instansi yang dasarnya sama; serapan jumlah "
    "menurut Pagu."
)
_OF_URUSAN = (
    "Urusan menurut baris bertingkat Urusan di Anggaran; di buku tanpa baris itu menurut dua bagian pertama kode "
    "programnya (3.25 dari 3.25.02)."
)


def recap_book(result: Recapitulation) -> bytes:
    """The book as a file's content."""
    from openpyxl import Workbook

    sheets = [_ranking(result), _predikat(result), _urusan(result), _findings(result), _not_reported(result)]
    sheets += [_names(result)] if result.names else []
    sheets += [_aside(result)] if result.aside else []
    sheets += [_unreadable(result)] if result.unreadable else []
    stream = BytesIO()
    blank = Workbook()
    blank.properties.creator = "lkjip-xl"
    blank.save(stream)
    package = Package(finish(stream.getvalue(), {}, {}))  # without the hour, so that equal books give an equal file
    edit_package(package, sheets)
    remove_sheet(package, 0)
    package.put(WorkbookParts(package).part, WorkbookParts(package).rewrite(recalculate=None))
    out = BytesIO()
    package.save(out)
    return out.getvalue()


def _sheet(id: str, name: str, title: str, heads: Sequence[str], widths: Sequence[float]) -> ReportSheet:
    sheet = ReportSheet(id, name, title, widths, landscape=True)
    last = len(heads) - 1
    row = sheet.add([(title, _TITLE)], height=22)
    sheet.merge(row, 0, row, last)
    sheet.add()
    sheet.add([(text, _HEAD) for text in heads], height=32)
    sheet.add([(f"({n})", _NUMBER_ROW) for n in range(1, len(heads) + 1)])
    sheet.repeat_rows, sheet.freeze = (2, 3), (4, 0)
    sheet.footer = f"&L{title}&RHal &P dari &N"
    return sheet


def _figure(value: Any, style: Style, open_yet: bool = False) -> tuple[Any, Style]:
    """A figure, or N/A where there is none. open_yet: it is provisional."""
    if not is_number(value):
        return "N/A", _CENTER
    return value, style._replace(format=f"{style.format or 'General'}{_MARK}") if open_yet else style


def _told(sheet: ReportSheet, last: int, notes: Sequence[str], width: int) -> None:
    """Notes beneath a table. last: its last column. width: characters of a line."""
    for note in filter(None, notes):
        row = sheet.add([(note, _NOTE)], height=13.0 * (1 + len(note) // width) + 2)
        sheet.merge(row, 0, row, last)


def _ranking(result: Recapitulation) -> ReportSheet:
    heads = ("No", "Instansi", "Tahun", "TW", "Capaian", "Predikat", "Terukur", "Pagu", "Realisasi", "Serapan",
             "Dasar serapan", "Urutan serapan", "Belum terisi", "Temuan")  # fmt: skip
    sheet = _sheet("REKAP-INSTANSI", "Instansi", "Rekapitulasi Capaian dan Serapan", heads,
                   (5, 44, 7, 5, 10, 18, 10, 20, 20, 10, 10, 9, 9, 26))  # fmt: skip
    places = _places_of_base(result)
    ranks = _places([office["capaian"] for office in result.offices])
    for office, place, rank in zip(result.offices, places, ranks, strict=True):
        measured = f"{office['terukur']} dari {office['indikator']}"
        reached, spent = is_open_yet(office, PERFORMANCE), is_open_yet(office, SPENDING)
        sheet.add(
            [
                (rank, _CENTER), (office["instansi"], _TEXT), (office["tahun"], _CENTER),
                (office["triwulan"] or "-", _CENTER),
                _figure(office["capaian"], _PERCENT, reached), (said(office["predikat"]), _CENTER), (measured, _CENTER),
                _figure(office["pagu"], _MONEY), _figure(office["realisasi"], _MONEY, spent),
                _figure(office["serapan"], _PERCENT, spent), (office[BASE], _CENTER), (place, _CENTER),
                _figure(office["belum_terisi"], _CENTER), (_findings_in_words(office), _CENTER),
            ],
            height=15.0 * (1 + len(office["instansi"]) // 42),
        )  # fmt: skip
    known = [office for office in result.offices if is_number(office["pagu"]) and is_number(office["realisasi"])]
    pagu, realisasi = (sum(office[name] for office in known) for name in ("pagu", "realisasi"))
    waiting = any(is_open_yet(office, SPENDING) for office in known)
    total = [("", _TOTAL), (f"Jumlah {len(known)} instansi", _TOTAL), *(("", _TOTAL) for _ in range(5))]
    total += [(pagu, _TOTAL_MONEY), _figure(realisasi, _TOTAL_MONEY, waiting)]
    total += [_figure(realisasi / pagu, _TOTAL_PERCENT, waiting) if pagu else ("N/A", _TOTAL_PERCENT)]
    sheet.add([*total, ("Pagu" if pagu else "", _TOTAL), *(("", _TOTAL) for _ in range(3))])
    note = (
        f"{len(result.offices)} buku dihitung, {result.sealed} di antaranya salinan kiriman yang tidak berubah; "
        f"{len(result.aside)} tidak dihitung; {len(result.unreadable)} tidak terbaca; {result.reported}. Urutan "
        "menurut capaian; yang sama bernomor sama."
    )
    marked = any(is_open_yet(office, what) for office in result.offices for what in (PERFORMANCE, SPENDING))
    efektif = any(office[BASE] != "Pagu" for office in result.offices)
    notes = (_LEGEND if marked else "", _BY_WHAT if efektif else "", " ".join([note, *result.unlike]))
    _told(sheet, len(heads) - 1, notes, 160)
    return sheet


def _findings_in_words(office: Mapping[str, Any]) -> str:
    """``1 Salah, 17 Periksa``; the weights that there are, the heaviest first."""
    if office["temuan"] is None:
        return "belum diperiksa"
    told = [f"{office[weight.lower()]} {weight}" for weight in WEIGHTS if office[weight.lower()]]
    return ", ".join(told) or "0"


def _places_of_base(result: Recapitulation) -> list[Any]:
    """The place of each office's serapan among those that are measured against the same."""
    found: list[Any] = ["-"] * len(result.offices)
    for base in {office[BASE] for office in result.offices}:
        own = [n for n, office in enumerate(result.offices) if office[BASE] == base]
        for n, place in zip(own, _places([result.offices[n]["serapan"] for n in own]), strict=True):
            found[n] = place
    return found


def _places(values: Sequence[Any]) -> list[Any]:
    """The place of each value among all, the highest first; equal ones share theirs."""
    numbers = sorted((v for v in values if is_number(v)), reverse=True)
    first = {value: n for n, value in reversed(list(enumerate(numbers, 1)))}
    return [first[value] if is_number(value) else "-" for value in values]


def _predikat(result: Recapitulation) -> ReportSheet:
    sheet = _sheet(
        "REKAP-PREDIKAT", "Predikat", "Banyaknya Instansi menurut Predikat", ("Predikat", "Instansi"), (40, 12)
    )
    for predikat, count in sorted(result.predikat.items(), key=lambda pair: (-pair[1], pair[0])):
        sheet.add([(predikat, _TEXT), (count, _CENTER)])
    return sheet


def _urusan(result: Recapitulation) -> ReportSheet:
    heads = ("Urusan", "Instansi", "Pagu", "Realisasi", "Serapan")
    sheet = _sheet("REKAP-URUSAN", "Urusan", "Anggaran menurut Urusan", heads, (70, 10, 22, 22, 11))
    for place, (name, pagu, realisasi, offices, left) in sorted(result.urusan.items(), key=lambda one: -one[1][1]):
        counted = f"{offices} dari {offices + left}" if left else offices
        waiting = result.waiting[place] > 0
        cells = [(name, _TEXT), (counted, _CENTER), (pagu, _MONEY), _figure(realisasi, _MONEY, waiting)]
        share = _figure(realisasi / pagu if pagu else None, _PERCENT, waiting)
        sheet.add([*cells, share], height=15.0 * (1 + len(name) // 68))
    left_out = any(one[4] for one in result.urusan.values())
    derived = any(one[0] == NO_URUSAN or "menurut kode" in one[0] for one in result.urusan.values())
    notes = (
        _LEGEND if any(result.waiting.values()) else "",
        "Instansi yang pagu atau realisasinya belum berupa angka tidak ada di jumlahnya; misalnya 7 dari 9 berarti "
        "dua instansi belum terjumlah." if left_out else "",
        _OF_URUSAN if derived else "",
        "Serapan menurut Pagu, juga dari buku yang memakai Pagu Efektif."
        if any(office[BASE] != "Pagu" for office in result.offices) else "",
    )  # fmt: skip
    _told(sheet, len(heads) - 1, notes, 120)
    return sheet


def _findings(result: Recapitulation) -> ReportSheet:
    title = "Temuan menurut Berat dan Kode (yang terakhir ditulis periksa)"
    heads = ("Berat", "Kode", "Yang diperiksa", "Banyaknya")
    sheet = _sheet("REKAP-TEMUAN", "Temuan", title, heads, (12, 14, 90, 12))
    declared = all_checks()
    order = sorted(result.findings.items(), key=lambda one: (WEIGHTS.index(one[0][1]), -one[1], one[0]))
    for (code, weight), count in order:
        check = declared.get(code)
        sheet.add([(weight, _CENTER), (code, _CENTER), (check.judul if check else "", _TEXT), (count, _CENTER)])
    return sheet


def _not_reported(result: Recapitulation) -> ReportSheet:
    sheet = _sheet("REKAP-BELUM", "Belum Melapor", "Instansi yang Belum Melapor", ("Instansi", "Keterangan"), (60, 90))
    other = {key(one.office): one.reason for one in result.aside}
    for name in result.missing:
        sheet.add([(name, _TEXT), (other.get(key(name), "belum ada bukunya"), _TEXT)])
    return sheet


def _aside(result: Recapitulation) -> ReportSheet:
    heads = ("Berkas", "Instansi", "Tahun", "Sebab")
    sheet = _sheet("REKAP-DISISIHKAN", "Tidak Dihitung", "Buku yang Tidak Dihitung", heads, (52, 36, 8, 64))
    for one in result.aside:
        lines = 1 + max(len(one.reason) // 58, len(one.file) // 46, len(one.office) // 32)
        cells = [(one.file, _TEXT), (one.office, _TEXT), (one.year, _CENTER), (one.reason, _TEXT)]
        sheet.add(cells, height=15.0 * lines)
    return sheet


def _names(result: Recapitulation) -> ReportSheet:
    sheet = _sheet("REKAP-NAMA", "Kode Beda Nama", "Kode yang Sama dengan Nama Indikator yang Berbeda",
                   ("Kode", "Indikator", "Instansi"), (14, 70, 70))  # fmt: skip
    for code, spellings in sorted(result.names.items()):
        for wording, offices in spellings.items():
            text = "; ".join(offices)
            height = 15.0 * (1 + max(len(text), len(wording)) // 66)
            sheet.add([(code, _TEXT), (wording, _TEXT), (text, _TEXT)], height=height)
    return sheet


def _unreadable(result: Recapitulation) -> ReportSheet:
    sheet = _sheet("REKAP-RUSAK", "Tidak Terbaca", "Buku yang Tidak Terbaca", ("Berkas", "Sebab"), (60, 90))
    for file, reason in result.unreadable:
        sheet.add([(file, _TEXT), (reason, _TEXT)], height=15.0 * (1 + max(len(reason) // 85, len(file) // 55)))
    return sheet
