"""Writes the generated pages: ``docs/aturan.md`` from the register of rules, ``docs/workbook.md`` from the contract.

``python -m lkjip_xl.build.documents`` writes both; ``--cek`` only says whether they are fresh (exit code 1 when not).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..expr.to_excel import to_formula
from ..expr.values import is_number
from ..expr.years import period_text
from ..rules import registry
from ..rules import struktur_anggaran as struktur
from ..rules.efisiensi import band_rows
from ..rules.parameters import all_parameters
from ..rules.terbilang import format_number, format_percent, rupiah
from ..rules.udf import Udf
from ..schema.contract import choice_lists, with_modules
from ..schema.model import Column, Setting, Sheet, Table
from ..schema.modules import discover as modules
from ..schema.names import column_names
from ..schema.row_names import row_names
from ..schema.setting_cells import BAND_CELLS, BANDS, CELLS
from ..schema.settings import LEVELS, SCALES, SETTINGS
from .api_page import api_md
from .markdown import MADE_BY, code, formula, table_lines
from .naskah_page import naskah_md
from .report_page import laporan_md

_SCALES: Any = SCALES  # rows of what the settings declare
_LEVELS: Any = LEVELS

JENIS_KOLOM = {
    "teks": "teks", "kode": "kode (teks)", "uang": "rupiah bulat", "nilai": "angka, label tingkat, atau N/A",
    "angka": "angka", "tahun": "tahun", "pilihan": "pilihan", "rasio": "rasio, tampil sebagai persen",
    "tautan": "tautan", "tercetak": "teks seperti tercetak", "tanggal": "tanggal, atau bulan dan tahun",
}  # fmt: skip
PERINTAH = (
    ("buat", "Berkas baru.", "Berkas yang sudah ada ditolak, kecuali dengan --timpa; salinannya disimpan."),
    ("isi", "Sel isian tabel yang ada berkas CSV-nya: baris yang dikenal diperbarui, yang baru ditambah, dan hanya "
     "dengan --ganti yang tidak disebut dihapus; lalu seperti hitung.",
     "Tabel lain, kolom yang tidak ada di CSV, kolom hitungan (diabaikan dengan pemberitahuan)."),
    ("salin", "Sel isian PK dan Pengukuran: baris baru untuk indikator Renstra dan program Anggaran yang belum ada di "
     "sana, dan sel kosong Induk, Tujuan, Sasaran, Tipe, Arah di Renstra; lalu seperti hitung.",
     "Semua yang sudah terisi; PK yang sudah bertanggal."),
    ("hitung", "Nilai semua sel hitungan, rumus hitungan yang tertimpa, baris cadangan dan batas tabelnya.",
     "Semua isian (kecuali dengan --perbaiki: isian yang artinya pasti); lembar lain."),
    ("perbarui", "Yang belum ada di buku: kolom di ujung kanan tabel, tabel, lembar, setelan, nama terdefinisi, sel "
     "tersembunyi di Pengaturan; semua rumus hitungan, dan versi_kontrak. Yang berdiri di kanan tabel digeser bila "
     "tempatnya diperlukan, dan rumus yang menunjuknya ikut.", "Semua isian, format, validasi, komentar, gambar, kolom "
     "dan rumus milik pengguna; buku yang sudah baru tidak ditulis."),
    ("tambah", "Lembar modul yang diminta, dengan tabel dan gayanya; dengan --tanpa lembar modul yang kosong dihapus.",
     "Lembar lain dan isinya; modul yang terisi, dirujuk, atau lembarnya berisi hal lain tidak dihapus."),
    ("laporan", "Hanya lembar laporan milik produk ini (bertanda di dalam berkas), daftar bagian berkas, gaya yang "
     "ditambahkan, dan urutan hitung (dihapus; Excel membuatnya lagi).",
     "Lembar masukan dan semua lembar, gambar, grafik, dan makro milik pengguna: tetap byte demi byte."),
    ("periksa", "Isi tabel Temuan, batas tabelnya, jumlah temuan di Beranda, dan lembar Lap Reviu.",
     "Semua isian, lembar laporan lain, komentar, dan format sel."),
    ("ekspor, pdf", "Berkas lain di luar buku.", "Buku."),
    ("pulihkan", "Buku diganti cadangannya; yang diganti disimpan sebagai cadangan baru.", "Cadangan yang lain."),
    ("contoh", "Folder baru dengan buku contoh.", "Buku Anda."),
)  # fmt: skip


# --- values ---------------------------------------------------------------------------------------------------------
def _shown(value: Any, satuan: str = "") -> str:
    """A value as an Indonesian reader writes it; ratios also as percent, errors as the cell shows them."""
    if value.__class__ in (list, tuple):
        return "[" + "; ".join(map(_shown, value)) + "]"
    if value is None:
        return "(kosong)"
    if not is_number(value):
        return str(value)
    if satuan == "rupiah":
        return rupiah(value)
    return f"{format_number(value)} ({format_percent(value)})" if satuan == "rasio" else format_number(value)


# --- docs/aturan.md --------------------------------------------------------------------------------------------------
def _contoh(contoh: registry.Examples, result: str) -> list[str]:
    lines = []
    for argument, value in contoh:
        lines.append(("; ".join(f"{name} = {_shown(v)}" for name, v in argument.items()), _shown(value, result)))
    return table_lines(("Contoh masukan", "Hasil"), lines)


def _rule_body(one: registry.Rule, versi: registry.Version | None = None) -> Iterator[str]:
    yield from (f"- **Cara menghitung:** {one.rumus}.", f"- **Hasil:** {one.hasil}", f"- **Sumber:** {one.sumber}")
    if versi is not None:
        yield f"- **Berlaku:** {period_text(versi.start, versi.end)}"
    if one.catatan:
        yield f"- **Catatan:** {one.catatan}"
    ringkas = (one.__doc__ or "").strip().partition("\n")[0]
    yield from (f"- **Di kode:** `{one.function.__module__}.{one.function.__name__}`: *{ringkas}*", "")


def _aturan(one: registry.Rule) -> Iterator[str]:
    """A rule's chapter; a rule that the law has changed has a part for each version."""
    yield from (f"### {one.kode} {one.nama}", "")
    berubah = len(one.versions) > 1 or any(v.start is not None or v.end is not None for v in one.versions)
    if not berubah:
        yield from _rule_body(one)
    yield from table_lines(("Masukan", "Arti"), [(code(p), registry.meaning(one, p)) for p in one.parameters])
    for versi in one.versions:
        kini = one.at(versi.start if versi.start is not None else versi.end) if berubah else one
        if berubah:
            yield from (f"#### {period_text(versi.start, versi.end).capitalize()}", "", *_rule_body(kini, versi))
        yield from ("Rumus Excel (nama masukan menggantikan sel atau rentangnya):", "")
        yield from formula(kini.formula())
        yield from _contoh(kini.contoh, one.hasil)


def _parameter_value(values: Any) -> str:
    """The value of a parameter as a reader writes it."""
    if is_number(values):
        return format_number(values)
    if values.__class__ is dict:
        return "; ".join(f"{name} {format_number(n)}" for name, n in values.items())
    if values and values[0].__class__ is str:
        return ", ".join(f"{label} {skor}" for skor, label in enumerate(values, 1))
    return "; ".join(
        f"{b.label} {b.sign} {format_percent(b.bound, 0)}" if b.sign else f"selain itu {b.label}" for b in values
    )


def _parameter() -> list[str]:
    lines = [
        "## Angka dari peraturan", "",
        "Skala, batas, dan tetapan yang dipakai aturan, dengan tahun berlakunya. Tahun buku yang tidak mempunyai "
        "ketentuan ditolak dengan pesan, tidak diisi dengan ketentuan tahun lain.", "",
    ]  # fmt: skip
    all_checks = [p for versi in all_parameters().values() for p in versi]
    contents = [(code(p.key), p.name, _parameter_value(p.value), p.years, p.source, p.article) for p in all_checks]
    return lines + table_lines(("Kunci", "Nama", "Isi", "Berlaku", "Sumber", "Pasal atau lampiran"), contents)


def aturan_md() -> str:
    """Text of ``docs/aturan.md``."""
    lines = [
        MADE_BY, "", "# Aturan perhitungan", "",
        "Setiap angka hitungan pada buku kerja dan laporan berasal dari satu aturan di bawah ini. Tiap aturan "
        "didefinisikan satu kali; rumus pada sel buku kerja dan hasil tanpa Excel dibuat dari definisi yang sama dan "
        "diuji sama sampai digit terakhir.", "",
        "Cara membaca:", "",
        "- T adalah target, R realisasi, C capaian, S serapan (realisasi anggaran / pagu), E efisiensi.",
        "- **Rasio** disimpan sebagai bilangan dan ditampilkan sebagai persen: 0,9193 adalah 91,93%. Target dan "
        "realisasi Persen disimpan dalam poin: 88 berarti 88%.",
        "- **#N/A** berarti tidak tersedia: ada masukan yang kosong atau N/A, atau rumus tidak dapat dipakai "
        "(misalnya dibagi 0). Hasil seperti itu tidak pernah dianggap 0.",
        "- **#VALUE!** berarti isi sel tidak dapat dipakai, misalnya teks pada sel angka. Teks tidak pernah ditebak.",
        "- **Kosong** berarti belum diisi; 0 adalah isi. `-` dan `N/A` dibaca sebagai tidak tersedia.",
        "- Persen dibulatkan menurut setelan `desimal_persen` dan `pembulatan` (BUL-01). Aturan berikutnya memakai "
        "angka yang sudah bulat.",
        "- Rumus Excel ditulis seperti tersimpan dalam berkas: nama fungsi Inggris, pemisah koma. Excel berbahasa "
        "Indonesia menampilkannya dengan titik koma.", "",
        "Istilah dijelaskan di [istilah.md](istilah.md); kolom dan setelan di [workbook.md](workbook.md).", "",
    ]  # fmt: skip
    lines += ["## Daftar", ""]
    order = [s for _, values in registry.chapters() for s in values]
    lines += table_lines(("Kode", "Aturan", "Cara menghitung"), [(s.kode, s.nama, s.rumus) for s in order])
    for bab, values in registry.chapters():
        lines += [f"## {bab.title}", ""]
        for one in values:
            lines += _aturan(one)
    lines += _text_functions()
    lines += _cell_functions()
    lines += [
        "## Skala predikat bawaan", "",
        "Batas bawah adalah rasio. Skala yang diterbitkan berlubang (misalnya 90,5% antara pita 76-90 dan 91-100); "
        "batas bawah menutup lubang itu. Instansi boleh menambah skala sendiri di `tbl_skala`.", "",
    ]  # fmt: skip
    lines += table_lines(
        ("Skala", "Capaian", "Predikat"),
        [(n, ("mulai " if t == "Ya" else "di atas ") + format_percent(b, 0), p) for n, b, t, p, _ in _SCALES],
    )
    lines += ["## Skala tingkat bawaan", "", "Skor label indikator bertingkat, dari `tbl_tingkat`.", ""]
    lines += table_lines(("Skala tingkat", "Tingkat", "Skor"), _LEVELS)
    lines += ["## Kategori efisiensi", "", "Menurut setelan `metode_efisiensi` (EFI-03).", ""]
    lines += table_lines(("Metode", "Efisiensi", "Kategori"), band_rows(None))
    lines += _parameter()
    return "\n".join(lines).rstrip() + "\n"


def _text_functions() -> list[str]:
    """Functions on texts, which have no cell formula."""
    lines = [
        "## Fungsi tanpa rumus sel", "",
        "Fungsi atas teks yang tidak dapat ditulis sebagai rumus bawaan Excel; dipakai saat membaca dan menulis.", "",
    ]  # fmt: skip
    for kode, (name, _, source, contoh) in sorted(registry.TEXT_FUNCTIONS.items()):
        lines += [f"### {kode} {name}", "", f"Sumber: {source}.", ""]
        values = [(", ".join(map(str, masukan)), "ragu, tidak ditebak" if h is None else h) for masukan, h in contoh]
        lines += table_lines(("Contoh masukan", "Hasil"), values)
    return lines


def _masukan(values: Any) -> str:
    """An argument of a worksheet function: texts in quotes, as in a formula; a range as its cells in a row."""
    if values.__class__ is list:
        return "[" + "; ".join(_masukan(x) for lines in values for x in lines) + "]"
    return f'"{values}"' if values.__class__ is str else _shown(values)


def _satu_fungsi(udf: Udf) -> Iterator[str]:
    argument = "; ".join(f"[{a}]" if a in udf.bawaan else a for a in udf.argumen)
    yield from (f"### {udf.nama}", "", *formula(f"={udf.nama}({argument})"), udf.uraian, "")
    gabungan = registry.CHAINS.get(udf.kode)
    if gabungan is None:
        name = (
            registry.all_rules()[udf.kode].nama if udf.kode in registry.RULES else registry.TEXT_FUNCTIONS[udf.kode][0]
        )
        yield from (f"Aturan: {udf.kode} {name}.", "")
    else:
        yield f"- **Aturan:** {udf.kode} {gabungan.nama}: {gabungan.rumus}"
        yield f"- **Sumber:** {gabungan.sumber}"
        if gabungan.catatan:
            yield f"- **Catatan:** {gabungan.catatan}"
        yield ""
    yield from table_lines(("Argumen", "Arti"), [(code(a), bantuan) for a, bantuan in udf.argumen.items()])
    result = getattr(udf.aturan, "hasil", "")
    contoh = [("; ".join(map(_masukan, masukan)), _shown(value, result)) for masukan, value in udf.contoh]
    yield from table_lines(("Contoh masukan", "Hasil"), contoh)


def _cell_functions() -> list[str]:
    """Worksheet functions of the add-in."""
    all_checks = registry.worksheet_functions()
    lines = [
        "## Fungsi di sel", "",
        "Fungsi untuk sel Anda sendiri di Excel untuk Windows, setelah lkjip-xl dipasang; aturannya sama dengan aturan "
        "di atas. Tidak satu pun sel buku kerja memakainya, sehingga buku yang dikirim lewat surel tetap menghitung "
        "di komputer tanpa lkjip-xl.", "",
        "- Argumen dalam kurung siku boleh tidak diisi; artinya tertulis pada tabelnya. Fungsi tidak membaca setelan "
        "buku: yang diperlukan diberikan sebagai argumen.",
        "- Argumen boleh satu sel, satu kolom, satu baris, atau satu blok; sel tunggal berlaku untuk semuanya. Untuk "
        "satu kolom sekaligus: pilih sel hasilnya, ketik rumusnya, lalu tekan Ctrl+Shift+Enter (Excel 365: cukup "
        "Enter). Rentang yang ukurannya tidak cocok menghasilkan #VALUE!.",
        "- Yang gagal menjadi galat Excel (#N/A, #VALUE!), tidak pernah teks. Tanpa Python semua fungsi ini #VALUE!; "
        "di Excel untuk Mac #N/A.",
        "- Kata di luar pilihan yang disebut pada tabel, misalnya Menurun untuk Turun, menghasilkan #VALUE!.", "",
    ]  # fmt: skip
    lines += table_lines(("Fungsi", "Aturan", "Isi"), [(n, u.kode, u.uraian) for n, u in all_checks.items()])
    for udf in all_checks.values():
        lines += _satu_fungsi(udf)
    return lines


# --- docs/workbook.md ------------------------------------------------------------------------------------------------
def _choices(choices: str | Sequence[object] | None) -> str | None:
    if not choices:
        return None
    return choice_lists()[choices].about if isinstance(choices, str) else ", ".join(map(str, choices))


def _how_filled(column: Column) -> str:
    if column.hidden:
        return "kolom bantu, tersembunyi"
    if column.computed:
        return "dihitung"
    return "diisi, wajib" if column.required else "diisi"


def _column_row(column: Column) -> tuple[str | None, ...]:
    about = column.about.replace("tahun {tahun}", "tahun itu")
    return column.name, JENIS_KOLOM[column.kind], about, _choices(column.choices), _how_filled(column)


def _setting_row(setting: Setting) -> tuple[str | None, ...]:
    choices = _choices(setting.choices)
    if setting.kind != "pilihan" and setting.choices:
        # str, not angka_id: a year has no thousands dot.
        choices = " sampai ".join(str(x).replace(".", ",") for x in setting.choices)
    default = None if setting.default is None else str(setting.default)
    return code(setting.key), default, JENIS_KOLOM[setting.kind], choices, setting.about


def _listed(names: Sequence[str]) -> str:
    """``A``, ``A dan B``, ``A, B, dan C``."""
    *others, last = names
    if not others:
        return last
    return f"{', '.join(others)}{',' if len(others) > 1 else ''} dan {last}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    of_module = f" Lembar modul `{sheet.module}`." if sheet.module else ""
    yield from (f"## Lembar {sheet.name}", "", sheet.about + of_module, "")
    if sheet.protected:
        typed = any(t.inputs for t in sheet.tables)
        yield from ("Lembar ini dilindungi tanpa kata sandi" + ("; sel isian tetap dapat diisi." if typed else "."), "")
    for table in sheet.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield from (f"### `{table.name}`", "")
    if table.figures:
        yield from (table.about, "")
        figures = [(f.key, JENIS_KOLOM[f.kind], f.note) for f in table.figures]
        yield from table_lines((table.key, "Jenis", "Arti"), figures)
        return
    identity = _listed([code(name) for name in table.identity])
    yield from (f"{table.about} Baris dihitung bila kolom {table.key} terisi. Satu baris dikenali dari {identity}.", "")
    if table.spare and not table.program:
        yield from (f"Baris cadangan di bawah baris terisi: {table.spare}.", "")
    yield from table_lines(("Kolom", "Jenis", "Isi", "Pilihan", "Cara isi"), [_column_row(c) for c in table.columns])


def workbook_md() -> str:
    """Text of ``docs/workbook.md``."""
    sheets = with_modules()
    protected = ", ".join(s.name for s in sheets if s.protected)
    lines = [
        MADE_BY, "", "# Buku kerja", "",
        "Nama lembar, tabel, kolom, kunci setelan, dan nama terdefinisi di halaman ini adalah antarmuka publik: tidak "
        "berubah tanpa menaikkan `versi_kontrak`. Setiap tabel adalah tabel Excel dengan nama dan judul kolom persis "
        "seperti di bawah.", "",
        "## Yang diisi, yang dihitung, yang dilindungi", "",
        "- Sel isian berlatar kuning muda dan tidak terkunci; sel hitungan terkunci dan berisi rumus Excel biasa, "
        "sehingga buku tetap menghitung tanpa program ini.",
        f"- Lembar {protected}, dan lembar laporan dilindungi tanpa kata sandi. Lembar masukan tidak "
        "dilindungi, karena tabel Excel tidak dapat bertambah baris pada lembar yang dilindungi.",
        "- Rumus hitungan yang tertimpa tampil merah, menjadi temuan, dan dipulihkan oleh `hitung`.",
        "- Kolom yang namanya diawali `_` adalah kolom bantu, tersembunyi di ujung kanan.",
        "- Pada sel isian, kosong berarti belum diisi; `N/A`, `n/a`, dan `-` berarti tidak tersedia; teks lain pada "
        "sel angka menghasilkan #VALUE!.",
        "- Kode adalah teks, tanpa `* ? ~ ;`.", "",
        "## Daftar lembar", "",
    ]  # fmt: skip
    lines += table_lines(
        ("Lembar", "Tabel", "Dilindungi"),
        [
            (s.name, ", ".join(t.name for t in s.tables) or None, "ya" if s.protected else "tidak")
            for s in sheets
            if s.module is None
        ],
    )
    optional = [s.name for s in sheets if s.optional and s.module is None]
    lines += [f"Lembar {_listed(optional)} boleh tidak ada.", ""]
    lines += ["## Modul", "", "Lembar pilihan; `lkjip-xl tambah BUKU MODUL` menambahkannya ke buku, `--tanpa MODUL` "
              "menghapus yang kosong.", ""]  # fmt: skip
    lines += table_lines(
        ("Modul", "Lembar", "Tabel"),
        [(m.name, ", ".join(s.name for s in m.sheets), ", ".join(t.name for t in m.tables)) for m in modules()],
    )
    lines += ["## Yang diubah tiap perintah", ""]
    lines += table_lines(("Perintah", "Yang ditulis", "Yang tidak berubah"), [(code(p), d, t) for p, d, t in PERINTAH])
    for sheet in sheets:
        lines += _sheet(sheet)
    lines += ["## Setelan", "", "Isi `tbl_pengaturan`; satu baris untuk tiap kunci.", ""]
    lines += table_lines(
        ("Kunci", "Bawaan", "Jenis", "Pilihan atau rentang", "Keterangan"),
        map(_setting_row, SETTINGS),
    )
    lines += ["## Nama terdefinisi", "", "Setelan yang dipakai rumus, dan daftar yang dipakai validasi.", ""]
    lines += [
        "Nama setelan menunjuk satu sel tersembunyi di lembar Pengaturan dengan rumus ini; `lk_pita` dan "
        f"`lk_pita_label` masing-masing {BANDS} sel: batas skala yang dipilih, dari yang terendah, dan predikatnya.",
        "",
    ]  # fmt: skip
    cells = [(n, to_formula(tree)) for n, tree in CELLS.items()]
    cells += [(f"{n} (sel pertama)", to_formula(trees[0])) for n, trees in BAND_CELLS.items()]
    lines += table_lines(("Nama", "Rumus"), [(code(n), "=" + r) for n, r in cells])
    columns = column_names(2025, 2029)
    own = row_names(t for s in sheets for t in s.tables)
    lines += table_lines(("Nama kolom", "Kolom"), [(code(n), code(r)) for n, r in columns.items()])
    lines += [
        "Nama sel sebaris berarti sel kolom itu di baris rumusnya (`Anggaran!$V1`, dihitung dari A1).", "",
        *table_lines(("Nama sel sebaris", "Sel"), [(code(n), code(cells.text)) for n, cells in own.items()]),
    ]  # fmt: skip
    lines += table_lines(("Daftar pilihan", "Isi"), [(code(n), c.about) for n, c in sorted(choice_lists().items())])
    for sheet in sheets:
        figures = [f for t in sheet.tables for f in t.figures]
        lines += [f"## Rumus {sheet.name}", ""] if figures else []
        for figure in figures:
            lines += [f"{figure.key}:", "", *formula("=" + to_formula(figure.formula))]
    lines += [
        "## Rumus kolom hitungan", "",
        "Seperti tersimpan dalam berkas. Kolom hitungan `tbl_anggaran` mengikuti jenjang baris: "
        f"{', '.join(struktur.TINGKAT)}.", "",
    ]  # fmt: skip
    for table in (t for s in sheets for t in s.tables if not t.figures):
        for column in table.computed:
            lines += [f"`{table.name}[{column.name}]`", "", *formula(f"={column.formula_text}")]
    return "\n".join(lines).rstrip() + "\n"


def pemeriksaan_md() -> str:
    """Text of ``docs/pemeriksaan.md``."""
    from ..checks.fixes import FIXES
    from ..checks.registry import all_checks

    kelompok = {"BACA": "Bentuk isian", "ISI": "Sumber isi",
                "ARI": "Hitungan", "CET": "Laporan tercetak", "KON": "Keselarasan", "LAP": "Lembar laporan",
                "LKP": "Kelengkapan", "MKN": "Makna", "NAS": "Naskah", "RCN": "Rencana dan data umum"}  # fmt: skip
    lines = [
        MADE_BY, "", "# Pemeriksaan", "",
        "Yang dicari `periksa`. Salah: datanya sendiri membuktikan kekeliruan. Periksa: seseorang perlu melihat. Info: "
        "sekadar diketahui. Sebuah temuan dapat lebih ringan atau lebih berat daripada bawaan pemeriksaannya, dan "
        "uraiannya menyebut yang tertulis dan yang seharusnya.", "",
        "Pemeriksaan berkode BACA dan ISI melihat bentuk isian; temuannya juga tampil pada Hitung, Laporan, dan Isi. "
        "Yang bertanda perbaikan dibetulkan `hitung --perbaiki` bila artinya pasti.", "",
    ]  # fmt: skip
    for awalan in sorted({kode.partition("-")[0] for kode in all_checks()} - set(kelompok)):
        kelompok[awalan] = f"Pemeriksaan tambahan {awalan}"
    for awalan, title in kelompok.items():
        lines += [f"## {title}", ""]
        lines += table_lines(
            ("Kode", "Berat", "Yang diperiksa", "Dasar", "Perbaikan"),
            [
                (code(k), p.berat, p.judul, p.dasar, "ya" if k in FIXES else None)
                for k, p in all_checks().items()
                if k.startswith(awalan)
            ],
        )
    return "\n".join(lines).rstrip() + "\n"


# --- files -----------------------------------------------------------------------------------------------------------
HALAMAN = {
    "api.md": api_md, "aturan.md": aturan_md, "laporan.md": laporan_md, "naskah.md": naskah_md,
    "pemeriksaan.md": pemeriksaan_md,
    "workbook.md": workbook_md,
}  # fmt: skip


def folder_dokumen() -> Path:
    """The folder ``docs`` of the source tree that this module stands in."""
    return Path(__file__).parents[2] / "docs"


def basi(folder: Path | None = None) -> list[str]:
    """Names of the generated pages in ``folder`` that are missing or differ from what would be written now."""
    folder = folder or folder_dokumen()
    return [
        name for name, buat in HALAMAN.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != buat()
    ]  # fmt: skip


def write_pages(folder: Path | None = None) -> list[Path]:
    """Write the pages; returns their paths."""
    folder = folder or folder_dokumen()
    folder.mkdir(parents=True, exist_ok=True)
    for name, buat in HALAMAN.items():
        (folder / name).write_text(buat(), encoding="utf-8", newline="\n")
    return [folder / name for name in HALAMAN]


def main(arguments: Sequence[str]) -> int:
    """Command line of this module; returns the exit code."""
    if "--cek" in arguments:
        old = basi()
        print("Halaman mutakhir." if not old else "Perlu ditulis ulang: " + ", ".join(old))
        return 1 if old else 0
    for path in write_pages():
        print(path.name)
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
