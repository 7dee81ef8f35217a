"""Reads a book's inputs: values where people really put them, and a finding for everything that cannot be read.

Nothing is coerced: a text in a numeric cell stays a text (its formulas give #VALUE! there), and a finding says so.
"""

import re

from ..checks.finding import INFO, PERIKSA, SALAH, Finding
from ..compute.book import Book, Row
from ..compute.key import key
from ..errors import UserError
from ..expr.functions import tanda_kosong
from ..expr.values import ErrorValue, bulatkan, is_number
from ..ooxml.cells import SharedStrings, SheetText, cell_style, plain
from ..ooxml.formats import Formats
from ..ooxml.tables import find_tables, missing_column
from ..ooxml.workbook import WorkbookParts
from ..ooxml.worksheet import column_letters
from ..rules.bacaan_angka import ANGKA, TEKS, baca_angka, bersihkan_teks, kode_dari_nilai
from ..schema import contract as kontrak
from ..schema.settings import NAMES, SETTING, VERSI_KONTRAK

_TAHUN = re.compile(r"Target (\d{4})$", re.I)
_SEJAK_1904 = re.compile(rb'date1904=["\'](?:1|true)')
_SETELAN_WAJIB = {"tahun", "skala_predikat"}
_WAJIB = ("tbl_pengaturan", "tbl_renstra", "tbl_pk", "tbl_pengukuran", "tbl_anggaran")
_DITULIS_PROGRAM = {"tbl_temuan"}  # what stands there is no input to look at
_BERANGKA = {"uang", "angka", "tahun"}


class BookReading:
    """A book as read.

    Attributes:
        package, workbook: the open file and its workbook part.
        buku: the inputs, with the findings made while reading (``buku.findings``).
        tempat: ``{table name: TablePlace}`` of the product's tables.
        tabel: ``{table name: Table}`` of the contract, Renstra with this book's years.
        ringkasan: TablePlace of ``tbl_ringkasan``, or None.
        data: ``{part: bytes}`` of the sheets read.
        bawah: ``{table name: rows read beneath the table's own range}``.
        ditimpa: ``[(table name, column, row)]`` of computed cells that hold no formula.
        hari_lebih: days to add to a date's number: 1462 in a book that counts from 1904, as Excel for Mac did.
    """

    __slots__ = (
        "package", "workbook", "buku", "tempat", "tabel", "ringkasan", "data", "bawah", "ditimpa", "hari_lebih",
        "_renstra",
    )  # fmt: skip

    def renstra(self, isi):
        """Row of Renstra that a row belongs to (itself, when it is one); {} when its Kode is unknown."""
        if "Jenis" in isi:
            return isi
        if self._renstra is None:
            self._renstra = {key(r.cells.get("Kode")): r.cells for r in self.buku.rows("tbl_renstra") if r.cells}
        return self._renstra.get(key(isi.get("Kode")), {})


def read_book(package, teliti=True, simpan=True):
    """Read a book of the product.

    Args:
        package: the open file (``files.check_workbook`` or ``Package.open``).
        teliti: also look at formats and formulas (percent-formatted inputs, dates, overwritten formulas).
        simpan: keep the sheets' text in ``data``, for a flow that rewrites them.

    Returns:
        Bacaan.

    Raises:
        UserError: ``bukan_buku_lkjip``, ``tabel_hilang``, ``versi_lama``, ``versi_baru``.
    """
    hasil = BookReading()
    hasil._renstra = None
    hasil.package = package
    hasil.workbook = WorkbookParts(package)
    hasil.hari_lebih = 1462 if _SEJAK_1904.search(hasil.workbook.data) else 0
    tempat = find_tables(package, hasil.workbook)
    _periksa_buku(package, tempat)
    tahun = _tahun_renstra(tempat["tbl_renstra"])
    hasil.tabel = {t.name: t for s in kontrak.sheets(*tahun) for t in s.tables}
    hasil.tempat = {nama: tempat[nama] for nama in hasil.tabel if nama in tempat}
    for nama, place in hasil.tempat.items():
        _nama_kontrak(place, hasil.tabel[nama])
    hasil.ringkasan = tempat.get("tbl_ringkasan")
    strings = SharedStrings(package.read(nama) if (nama := hasil.workbook.related("sharedStrings")) else b"")
    formats = Formats(package, hasil.workbook) if teliti else None
    hasil.buku = Book(years=tahun)
    hasil.data, hasil.bawah, hasil.ditimpa = {}, {}, []
    for part in dict.fromkeys(p.sheet.part for p in hasil.tempat.values()):
        data = _baca_lembar(hasil, part, strings, formats)
        if simpan:
            hasil.data[part] = data
        del data
    _setelan(hasil)
    return hasil


def _periksa_buku(package, tempat):
    nama = package.path or "Berkas ini"
    if "tbl_pengaturan" not in tempat:
        raise UserError(
            f"{nama} bukan buku LKjIP: tabel tbl_pengaturan tidak ada di dalamnya. Buat buku baru dengan "
            "'lkjip-xl buat', atau pilih buku yang dibuat dengannya.",
            "bukan_buku_lkjip",
        )
    hilang = [n for n in _WAJIB if n not in tempat]
    if hilang:
        raise UserError(
            f"{nama}: tabel {', '.join(hilang)} tidak ditemukan. Tabel itu mungkin diubah menjadi rentang biasa atau "
            "lembarnya dihapus; kembalikan dari cadangan, atau salin isinya ke buku baru.",
            "tabel_hilang",
        )


def _tahun_renstra(place):
    tahun = sorted(int(m[1]) for m in map(_TAHUN.match, place.columns) if m)
    return (tahun[0], tahun[-1]) if tahun else (0, -1)


def _nama_kontrak(place, tabel):
    """Let a table's columns bear the contract's names, whatever case people gave them."""
    kenal = {" ".join(n.split()).casefold(): n for n in tabel.by_name}
    place.columns = {kenal.get(nama.casefold(), nama): k for nama, k in place.columns.items()}


def _baca_lembar(hasil, part, strings, formats):
    try:
        data = plain(hasil.package.read(part), check=False)
        lembar = SheetText(data)
    except ValueError as galat:
        pesan = f"Lembar pada bagian {part} rusak: {galat}. Buka dan simpan ulang dengan Excel."
        raise UserError(pesan, "rusak") from None
    di_sini = [(hasil.tabel[n], p) for n, p in hasil.tempat.items() if p.sheet.part == part]
    gabungan = _gabungan(data)
    for tabel, place in di_sini:
        try:
            _baca_tabel(hasil, tabel, place, lembar, strings, formats)
        except (ValueError, IndexError):
            pesan = f"Lembar {place.sheet.name} rusak: isi sebuah sel tabel {tabel.name} tidak sah."
            raise UserError(f"{pesan} Buka dan simpan ulang dengan Excel.", "rusak") from None
        for ref, (kiri, atas, kanan, bawah) in gabungan:
            dalam = atas <= place.last_row and bawah >= place.header_row
            if dalam and kiri < place.first_column + place.width and kanan >= place.first_column:
                _temukan(hasil, "BACA-05", PERIKSA, place, ref,
                         f"Sel {ref} digabung di dalam tabel {tabel.name}; hanya sel pertamanya yang terbaca.",
                         "Lepaskan penggabungan sel (Merge & Center), lalu isi tiap baris.")  # fmt: skip
    return data


def _gabungan(data):
    from ..ooxml.cells import column_number

    hasil = []
    for m in re.finditer(rb'mergeCell\s[^>]*?ref=["\']([A-Z]+)(\d+):([A-Z]+)(\d+)', data):
        ref = f"{m[1].decode()}{m[2].decode()}:{m[3].decode()}{m[4].decode()}"
        hasil.append((ref, (column_number(m[1]), int(m[2]), column_number(m[3]), int(m[4]))))
    return hasil


def _temukan(hasil, kode, berat, place, sel, uraian, perbaikan, tertulis=None, tabel=None, baris=None, kolom=None,
             seharusnya=None):  # fmt: skip
    lembar = place.sheet.name
    hasil.buku.findings.append(
        Finding(kode, berat, lembar, sel, uraian, perbaikan, tertulis, seharusnya, "Kontrak buku", tabel, baris, kolom)
    )


def _baca_tabel(hasil, tabel, place, lembar, strings, formats):
    milik_program = tabel.name in _DITULIS_PROGRAM
    formats = None if milik_program else formats
    kolom = {k: tabel.by_name[nama] for nama, k in place.columns.items() if nama in tabel.by_name}
    for c in tabel.columns:
        # A book made before tbl_temuan had a reason is none the worse for it.
        if c not in kolom.values() and not c.hidden and not milik_program:
            _temukan(hasil, "BACA-06", SALAH, place, f"{column_letters(place.first_column)}{place.header_row}",
                     f"Kolom '{c.name}' tidak ada pada tabel {tabel.name}.",
                     "Kembalikan nama kolom itu pada baris judul tabel.", tabel=tabel.name, kolom=c.name)  # fmt: skip
    masukan = {k: c for k, c in kolom.items() if not c.computed}
    dihitung = {k: c for k, c in kolom.items() if c.computed} if formats else {}
    kunci = next((k for k, c in kolom.items() if c.name == tabel.key), None)
    baris_kosong = {}
    isi_baris = []
    bawah = 0
    menurut_nomor = {r.number: r for r in lembar.rows if r.number > place.header_row}
    perlu = {column_letters(k).encode(): k for k in (*masukan, *dihitung)}
    # Rows that people wrote beneath the table belong to it; the first blank one ends them.
    nomor = place.header_row
    while True:
        nomor += 1
        if nomor > place.last_row and (place.total_row or tabel.spare == 0):
            break
        row = menurut_nomor.get(nomor)
        if row is not None and lembar.is_blank(row):
            row = None
        isi, ditimpa = {}, []
        for k, teks in lembar.wanted_cells(row, perlu) if row is not None else ():
            if k in masukan:
                satu = lembar.value(teks, strings)
                if satu is not None:
                    if masukan[k].kind == "tercetak" and formats and is_number(satu):
                        satu = _seperti_tampil(satu, cell_style(teks), formats)
                    isi[masukan[k].name] = satu
                    if formats and satu.__class__ is not str:
                        _periksa_bentuk(hasil, tabel, place, masukan[k], nomor, k, satu, teks, formats)
                elif formats and lembar.has_formula(teks):
                    _temukan(hasil, "BACA-12", PERIKSA, place, f"{column_letters(k)}{nomor}",
                             "Sel ini berisi rumus yang belum pernah dihitung.",
                             "Buka buku ini dengan Excel dan simpan, lalu ulangi.", tabel=tabel.name,
                             baris=nomor - place.header_row, kolom=masukan[k].name)  # fmt: skip
            elif not lembar.has_formula(teks):
                ditimpa.append((tabel.name, dihitung[k].name, nomor, lembar.value(teks, strings)))
        if isi and isi.get(tabel.key) in (None, ""):
            _temukan_tanpa_kunci(hasil, tabel, place, nomor, isi, nomor > place.last_row)
        if nomor > place.last_row:
            if not isi or isi.get(tabel.key) in (None, ""):
                break
            bawah += 1
        if isi or nomor <= place.last_row:
            isi_baris.append(Row(nomor - place.header_row, isi or baris_kosong, nomor))
        if isi and not milik_program:
            _periksa_isi(hasil, tabel, place, kolom, nomor, isi)
        for nama, k_nama, n, satu in ditimpa:
            if isi.get(tabel.key) not in (None, "") and satu is not None:
                hasil.ditimpa.append((nama, k_nama, n))
                sel = f"{column_letters(place.columns[k_nama])}{n}"
                _temukan(hasil, "BACA-09", PERIKSA, place, sel, f"Rumus pada kolom '{k_nama}' tertimpa ketikan.",
                         "Jalankan Hitung; rumusnya dikembalikan.", satu, nama, n - place.header_row,
                         k_nama)  # fmt: skip
    if bawah:
        sel = f"{column_letters(kunci if kunci is not None else place.first_column)}{place.last_row + 1}"
        _temukan(hasil, "BACA-07", INFO, place, sel, f"{bawah} baris ditulis di bawah tabel {tabel.name}; ikut dibaca.",
                 "Jalankan Hitung; tabelnya diperpanjang.", tabel=tabel.name)  # fmt: skip
    hasil.bawah[tabel.name] = bawah
    hasil.buku.tables[tabel.name] = isi_baris


def _temukan_tanpa_kunci(hasil, tabel, place, nomor, isi, di_bawah):
    """A row that nothing counts, because its key is blank; grave when amounts stand in it."""
    if tabel.key not in place.columns or (tabel.name == "tbl_pengaturan" and not di_bawah):
        return
    berangka = any(is_number(isi.get(c.name)) and c.kind in ("uang", "nilai", "angka") for c in tabel.inputs)
    lanjutan = " Baris ini, dan baris di bawahnya, tidak dibaca." if di_bawah else " Baris ini tidak ikut dihitung."
    _temukan(hasil, "BACA-15", SALAH if berangka else INFO if di_bawah else PERIKSA, place,
             f"{column_letters(place.columns[tabel.key])}{nomor}",
             f"Baris {nomor} berisi, tetapi kolom '{tabel.key}'-nya kosong.{lanjutan}",
             f"Isi kolom '{tabel.key}', atau kosongkan barisnya.", tabel=tabel.name, baris=nomor - place.header_row,
             kolom=tabel.key)  # fmt: skip


def _periksa_bentuk(hasil, tabel, place, c, nomor, k, isi, teks, formats):
    """What the cell's format tells: a percent or a date where neither belongs."""
    gaya = cell_style(teks)
    sel, baris = f"{column_letters(k)}{nomor}", nomor - place.header_row
    if is_number(isi) and gaya in formats.percent and c.kind in ("nilai", "angka", "uang"):
        poin = f"{isi * 100:.10g}".replace(".", ",")
        _temukan(hasil, "BACA-01", PERIKSA, place, sel,
                 f"Sel {sel} berformat persen: terlihat {poin}%, tetapi tersimpan {str(isi).replace('.', ',')}.",
                 f"Ketik {poin} dengan format angka biasa; indikator Persen ditulis dalam poin.", isi, tabel.name,
                 baris, c.name)  # fmt: skip
    elif c.kind == "kode" and is_number(isi):
        tanggal = gaya in formats.date
        isi += hasil.hari_lebih if tanggal else 0
        kode = kode_dari_nilai(isi, formats.code.get(gaya) or ("dd/mm/yyyy" if tanggal else None))
        _temukan(hasil, "BACA-03", SALAH, place, sel,
                 f"Kode pada sel {sel} diubah Excel menjadi {'tanggal' if tanggal else 'angka'}"
                 + (f"; semula mungkin {kode.nilai}." if kode.nilai else "."),
                 "Beri sel format Teks, lalu ketik ulang kodenya.", isi, tabel.name, baris, c.name,
                 kode.nilai if kode.jenis == TEKS else None)  # fmt: skip


def _seperti_tampil(isi, gaya, formats):
    """A number in a cell for printed text: a percent that somebody typed is stored as a fraction."""
    from ..rules.terbilang import angka_id

    return f"{angka_id(bulatkan(isi * 100, 10))}%" if gaya in formats.percent else isi


def _periksa_isi(hasil, tabel, place, kolom, nomor, isi):
    """What the value itself tells."""
    for k, c in kolom.items():
        satu = isi.get(c.name)
        if satu is None or c.computed:
            continue
        sel, baris = f"{column_letters(k)}{nomor}", nomor - place.header_row
        if satu.__class__ is ErrorValue:
            _temukan(hasil, "BACA-08", SALAH, place, sel, f"Sel {sel} berisi galat {satu.kode}.",
                     "Hapus rumusnya dan ketik nilainya.", satu.kode, tabel.name, baris, c.name)  # fmt: skip
        elif satu.__class__ is str:
            _periksa_teks(hasil, tabel, place, c, sel, baris, satu, isi)
        elif satu.__class__ is bool and c.kind in ("nilai", *_BERANGKA):
            tulis = "BENAR (TRUE)" if satu else "SALAH (FALSE)"
            _temukan(hasil, "BACA-02", SALAH, place, sel, f"Sel {sel} berisi {tulis}, bukan angka; rumus tidak dapat "
                     "memakainya.", "Ketik angkanya.", satu, tabel.name, baris, c.name)  # fmt: skip
        elif c.kind == "nilai" and is_number(satu) and _tipe(hasil, tabel, isi) == "Tingkat":
            _temukan(hasil, "BACA-10", SALAH, place, sel, f"Sel {sel} berisi angka, padahal Tipe indikatornya Tingkat.",
                     "Tulis label tingkatnya, misalnya Madya.", satu, tabel.name, baris, c.name)  # fmt: skip


def _periksa_teks(hasil, tabel, place, c, sel, baris, satu, isi):
    if satu != satu.strip() and c.kind in ("kode", "pilihan", "nilai", "uang", "angka"):
        _temukan(hasil, "BACA-04", PERIKSA, place, sel, f"Ada spasi di awal atau akhir isi sel {sel}.",
                 f"Ketik ulang tanpa spasi: {satu.strip()}", satu, tabel.name, baris, c.name)  # fmt: skip
    if c.kind in _BERANGKA and not tanda_kosong(satu):
        _temukan_teks_angka(hasil, tabel, place, c, sel, baris, satu, uang=c.kind == "uang")
    elif c.kind == "rasio":
        _temukan(hasil, "BACA-02", SALAH, place, sel, f"Sel {sel} berisi teks '{satu}', bukan angka; rumus tidak dapat "
                 "memakainya.", "Ketik sebagai persen, misalnya 91%.", satu, tabel.name, baris, c.name)  # fmt: skip
    elif c.kind == "nilai" and not tanda_kosong(satu) and _tipe(hasil, tabel, isi) not in ("Tingkat", None):
        satuan = _baris_renstra(hasil, tabel, isi).get("Satuan")
        _temukan_teks_angka(hasil, tabel, place, c, sel, baris, satu, satuan=satuan)
    elif c.kind == "pilihan" and c.choices.__class__ is tuple and c.strict:
        cocok = [p for p in c.choices if p.casefold() == satu.casefold()]
        if not cocok:
            _temukan(hasil, "BACA-11", SALAH, place, sel, f"'{satu}' bukan pilihan untuk kolom '{c.name}'.",
                     f"Pilih salah satu: {', '.join(c.choices)}.", satu, tabel.name, baris, c.name)  # fmt: skip
    elif c.kind == "kode" and re.search(r"[*?~]" if c.name == "Indikator" else r"[*?~;]", satu):
        _temukan(hasil, "BACA-13", SALAH, place, sel, f"Kode '{satu}' memuat tanda * ? ~ atau ;.",
                 "Pakai huruf, angka, titik, atau garis saja.", satu, tabel.name, baris, c.name)  # fmt: skip


def _temukan_teks_angka(hasil, tabel, place, c, sel, baris, satu, satuan=None, uang=False):
    bacaan = baca_angka(satu, satuan=satuan, uang=uang)
    if bacaan.jenis == ANGKA:
        ketik = f"{bacaan.nilai:.15g}".replace(".", ",")
        perbaikan = f"Ketik angkanya saja: {ketik}"
    else:
        perbaikan = bacaan.pesan or "Tulis angka, atau N/A bila tidak tersedia."
    _temukan(hasil, "BACA-02", SALAH, place, sel, f"Sel {sel} berisi teks '{satu}', bukan angka; rumus tidak dapat "
             "memakainya.", perbaikan, satu, tabel.name, baris, c.name)  # fmt: skip


def _baris_renstra(hasil, tabel, isi):
    return isi if tabel.name == "tbl_renstra" else hasil.renstra(isi)


def _tipe(hasil, tabel, isi):
    """Tipe of the indicator of a row; None when it is unknown (then nothing is said about its values)."""
    renstra = _baris_renstra(hasil, tabel, isi)
    return (renstra.get("Tipe") or "Angka") if renstra else None


def _setelan(hasil):
    buku, place = hasil.buku, hasil.tempat["tbl_pengaturan"]
    for kolom in ("Kunci", "Nilai"):
        if kolom not in place.columns:
            raise missing_column(hasil.package, place, kolom)
    for row in buku.tables["tbl_pengaturan"]:
        kunci = row.cells.get("Kunci")
        if kunci is None:
            continue
        isi = row.cells.get("Nilai")
        kunci = bersihkan_teks(kunci).casefold()
        if kunci in buku.settings:  # as MATCH, the first counts
            continue
        setelan = SETTING.get(kunci)
        if hasil.hari_lebih and setelan is not None and setelan.kind == "tanggal" and is_number(isi):
            isi += hasil.hari_lebih
        buku.settings[kunci] = isi
        if setelan is None or (isi is None and kunci not in _SETELAN_WAJIB):
            continue
        sel = f"{column_letters(place.columns['Nilai'])}{row.sheet_row}"
        salah = _setelan_salah(setelan, isi, buku)
        if salah:
            berat = PERIKSA if setelan.kind in ("tanggal", "teks") else SALAH
            awal = f"Setelan {kunci} kosong" if isi is None else f"Setelan {kunci} berisi '{isi}'"
            _temukan(hasil, "BACA-14", berat, place, sel, f"{awal}: {salah}",
                     "Perbaiki isinya di lembar Pengaturan.", isi, "tbl_pengaturan", row.number, "Nilai")  # fmt: skip
    hilang = [kunci for kunci, _ in NAMES.values() if kunci not in buku.settings]
    if hilang:
        _temukan(hasil, "BACA-14", SALAH, place, f"{column_letters(place.first_column)}{place.header_row}",
                 f"Baris setelan {', '.join(hilang)} tidak ada lagi pada tabel tbl_pengaturan; rumus memerlukannya.",
                 "Ketik kembali nama setelan itu di kolom Kunci.", tabel="tbl_pengaturan", kolom="Kunci")  # fmt: skip
    versi = buku.settings.get("versi_kontrak")
    if is_number(versi) and versi < VERSI_KONTRAK:
        raise UserError(
            f"Buku ini memakai bentuk lama (versi {versi}), yang tidak dibaca lkjip-xl ini. Buat buku baru dengan "
            "'lkjip-xl buat', lalu salin isinya tabel demi tabel.",
            "versi_lama",
        )
    if is_number(versi) and versi > VERSI_KONTRAK:
        raise UserError(
            f"Buku ini dibuat dengan lkjip-xl yang lebih baru (versi bentuk {versi}). Perbarui lkjip-xl lebih dulu.",
            "versi_baru",
        )


def _setelan_salah(setelan, isi, buku):
    if isi is None:
        return "rumus memerlukannya."
    if setelan.kind in ("tahun", "angka", "rasio"):
        if not is_number(isi):
            return "seharusnya angka."
        rendah, tinggi = setelan.choices
        if not rendah <= isi <= tinggi:
            contoh = f" Tulis {isi:g}% bila itu maksudnya." if setelan.kind == "rasio" and rendah <= isi / 100 else ""
            return f"seharusnya antara {_angka(rendah)} dan {_angka(tinggi)}.{contoh}"
        awal, akhir = buku.years
        kolom = f"kolom Target di Renstra ada untuk {awal} sampai {akhir}."
        if awal and setelan.key == "tahun" and not awal <= isi <= akhir:
            return kolom
        if awal and isi != {"tahun_awal_renstra": awal, "tahun_akhir_renstra": akhir}.get(setelan.key, isi):
            return kolom
    elif setelan.kind == "pilihan":
        pilihan = setelan.choices
        if pilihan.__class__ is str:
            pilihan = tuple(dict.fromkeys(x for x in buku.column("tbl_skala", "Skala") if x))
        if str(isi).casefold() not in [p.casefold() for p in pilihan]:
            return f"pilihannya {', '.join(pilihan)}."
    elif setelan.kind == "tanggal":
        from ..rules.tanggal import baca_tanggal

        if baca_tanggal(isi) is None:
            return "bukan tanggal, atau bulan dan tahun (Januari 2022), yang dapat dibaca."
    elif isi.__class__ is ErrorValue:
        return "sel ini berisi galat."
    elif setelan.key.startswith("nip") and is_number(isi) and isi >= 10**15:
        return "tersimpan sebagai angka, sehingga digit terakhirnya hilang; beri sel format Teks, lalu ketik ulang."
    return None


def _angka(isi):
    return f"{isi:g}".replace(".", ",")
