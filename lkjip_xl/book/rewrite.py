"""Writes cells of a table into its worksheet part, adds rows where the table must grow, leaves the rest as it is."""

import re
from collections import namedtuple

from ..checks.finding import INFO, Finding
from ..errors import UserError
from ..expr.to_excel import tulis
from ..ooxml import xmlspans
from ..ooxml.cells import SheetText, attribute, cell_style, cell_xml, column_number, decode, plain
from ..ooxml.tables import missing_column, resize
from ..ooxml.worksheet import column_letters
from ..schema.headings import lepas
from ..schema.summary import RINGKASAN

_SQREF = re.compile(rb'(\ssqref=")([^"]*)(")|(<xm:sqref>)([^<]*)(</xm:sqref>)')
_ONE_RANGE = re.compile(rb"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>/]")
_ACUAN = re.compile(r"(tbl_\w+)(\[(?:[^\[\]]|\[[^\[\]]*\])*\])")
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>(.*?)</(?:\w+:)?f>", re.S)


Formula = namedtuple("Formula", "text value")
Formula.__doc__ = "What ``Rewriter.write`` puts into an input cell as a formula: its text without ``=``, its value."


class Rewriter:
    """Rewrites one table of a sheet.

    Args:
        data: the sheet part.
        place: TablePlace. tabel: the contract's Table.
        last_row: one-based sheet row that the table shall end at.
    """

    def __init__(self, data, place, tabel, last_row):
        data = self.data = plain(data)
        self.place = place
        self.last_row = last_row
        kolom = {k: tabel.by_name[n] for n, k in place.columns.items() if n in tabel.by_name}
        self.kolom = dict(sorted(kolom.items()))
        self.rumus = {
            k: xmlspans.escape(tulis(c.formula) if c.formula is not None else c.excel)
            for k, c in kolom.items()
            if c.computed
        }
        self.lembar = SheetText(data)
        self.prefix = self.lembar.prefix

    def write(self, isi, gaya_contoh=()):
        """The part with new contents.

        Args:
            isi: for each table row from the first a dictionary ``{column name: value}``; a column that it lacks keeps
                its cell, None blanks an input cell. Rows beyond the list keep their inputs.
            gaya_contoh: ``(row number within the table, column name)`` of cells that take the format of the table's
                last row instead of their own.

        Returns:
            bytes.
        """
        lembar = self.lembar
        menurut_nomor = {r.number: r for r in lembar.rows}
        contoh_baris = menurut_nomor.get(self.place.last_row) or menurut_nomor.get(self.place.first_row)
        contoh = {k: cell_style(t) for k, t in lembar.cells(contoh_baris)} if contoh_baris is not None else {}
        self._seperti_contoh = {(nomor + self.place.header_row, self.place.columns[k]) for nomor, k in gaya_contoh}
        self._atribut_baris = self._atribut(contoh_baris)
        baru = {}
        for nomor in range(self.place.first_row, self.last_row + 1):
            i = nomor - self.place.first_row
            satu = isi[i] if i < len(isi) else {}
            baru[nomor] = self._baris(nomor, menurut_nomor.get(nomor), satu, contoh)
        keluar, sampai = [], lembar.start
        for row in lembar.rows:
            if row.number < self.place.first_row:
                continue
            keluar.append(self.data[sampai : row.start])
            keluar += (baru.pop(n) for n in [n for n in baru if n < row.number])
            keluar.append(baru.pop(row.number, None) or self.data[row.start : row.stop])
            sampai = row.stop
        keluar.append(self.data[sampai : lembar.stop])
        keluar += baru.values()
        kepala, ekor = self.data[: lembar.start], self.data[lembar.stop :]
        if lembar.start == lembar.stop and kepala.endswith(b"/>"):
            kepala = kepala[:-2] + b">"
            ekor = f"</{self.prefix}sheetData>".encode() + ekor
        if self.last_row > self.place.last_row:
            ekor = self._perpanjang(ekor)
        return b"".join((kepala, *keluar, ekor))

    def _atribut(self, row):
        """Attributes of a row's tag but its number, for rows made like it."""
        if row is None:
            return b""
        tag = self.data[row.start : row.inner].rstrip(b"/>").rstrip()
        nomor = attribute(tag, b"r")
        tag = tag[tag.index(b"row") + 3 :]
        return tag.replace(b' r="%b"' % nomor, b"").replace(b" r='%b'" % nomor, b"") if nomor else tag

    def _baris(self, nomor, row, isi, contoh):
        ada = dict(self.lembar.cells(row)) if row is not None else {}
        baru_di_tabel = nomor > self.place.last_row or row is None
        keluar = []
        for k in sorted(ada.keys() | self.kolom.keys()):
            teks, c = ada.get(k), self.kolom.get(k)
            if c is None:
                keluar.append(teks)
                continue
            gaya = cell_style(teks) if teks is not None else contoh.get(k, 0)
            if (baru_di_tabel and not gaya) or (nomor, k) in self._seperti_contoh:
                gaya = contoh.get(k, 0)
            rumus = self.rumus.get(k)
            if rumus is not None:
                keluar.append(cell_xml(k, nomor, gaya, isi.get(c.name, ""), rumus, self.prefix).encode())
            elif c.name in isi:
                satu, teks_rumus = isi[c.name], None
                if satu.__class__ is Formula:
                    satu, teks_rumus = satu.value, xmlspans.escape(satu.text)
                keluar.append(cell_xml(k, nomor, gaya, satu, teks_rumus, self.prefix).encode())
            elif teks is None:
                keluar.append(cell_xml(k, nomor, gaya, None, None, self.prefix).encode())
            elif baru_di_tabel and gaya != cell_style(teks):
                keluar.append(_dengan_gaya(teks, gaya))
            else:
                keluar.append(teks)
        if row is None:
            kepala = f'<{self.prefix}row r="{nomor}"'.encode() + self._atribut_baris + b">"
        else:
            kepala = self.data[row.start : row.inner]
            kepala = kepala[:-2] + b">" if kepala.endswith(b"/>") else kepala
        return b"".join((kepala, *keluar, f"</{self.prefix}row>".encode()))

    def _perpanjang(self, ekor):
        """Validations and conditional formats that ended with the table end with it again."""
        kiri, kanan = self.place.first_column, self.place.first_column + self.place.width - 1
        lama, baru = self.place.last_row, str(self.last_row).encode()

        def satu(m):
            dalam = int(m[4]) == lama and column_number(m[1]) >= kiri and column_number(m[3]) <= kanan
            return m[1] + m[2] + b":" + m[3] + baru if dalam else m[0]

        def semua(m):
            awal, isi, akhir = (m[1], m[2], m[3]) if m[1] is not None else (m[4], m[5], m[6])
            return awal + _ONE_RANGE.sub(satu, isi) + akhir

        return _SQREF.sub(semua, ekor)


def _dengan_gaya(teks, gaya):
    polos = re.sub(rb'\ss=["\']\d+["\']', b"", teks, count=1)
    at = re.match(rb"<(?:\w+:)?c", polos).end()
    return polos[:at] + f' s="{gaya}"'.encode() + polos[at:]


def used_rows(bacaan, nama):
    """Number of the last filled row of a table, counted within the table."""
    terakhir = 0
    for row in bacaan.buku.rows(nama):
        if row.cells:
            terakhir = row.number
    return terakhir


def wanted_last_row(bacaan, nama):
    """Sheet row that a table shall end at so that its spare rows are there, as far as there is room for them."""
    place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
    return room_beneath(bacaan, nama, place.header_row + used_rows(bacaan, nama) + tabel.spare)


def room_beneath(bacaan, nama, wanted):
    """Last sheet row, at most ``wanted``, that a table can end at; never fewer rows than it has.

    What people keep beneath a table (notes, a total, another table) is theirs: the table grows only over blank rows
    and over rows that were read as its own, and not at all over a total row.
    """
    place = bacaan.tempat[nama]
    if place.total_row or wanted <= place.last_row:
        return place.last_row
    kolom = range(place.first_column, place.first_column + place.width)
    lembar = SheetText(plain(bacaan.data[place.sheet.part]))
    milik = place.last_row + bacaan.bawah.get(nama, 0)
    for row in lembar.rows:
        if milik < row.number <= wanted and any(k in kolom and _CONTENT.search(t) for k, t in lembar.cells(row)):
            # One row stays blank between them: what touches a table is read as a row of it.
            return max(milik, row.number - 2)
    return wanted


def refresh(bacaan, hitungan):
    """Write every computed cell with its value and formula into the package, topped-up rows included.

    Args:
        bacaan: the book as read.
        hitungan: the computed book.

    Returns:
        Names of the parts that were rewritten.

    Raises:
        UserError: ``tabel_hilang``, ``kolom_hilang``: formulas would name what the book no longer has, and Excel takes
            a file with such formulas for a damaged one.
    """
    _periksa_acuan(bacaan)
    package = bacaan.package
    ditulis = []
    for nama, place in bacaan.tempat.items():
        tabel = bacaan.tabel[nama]
        akhir = wanted_last_row(bacaan, nama)
        _katakan_sempit(bacaan, nama, akhir)
        if not tabel.computed and akhir == place.last_row:
            continue
        isi = hitungan.rows(nama) if tabel.computed else []
        dihitung = [c.name for c in tabel.computed]
        baris = [{n: satu[n] for n in dihitung} for satu in isi]
        data = Rewriter(bacaan.data[place.sheet.part], place, tabel, akhir).write(baris)
        bacaan.data[place.sheet.part] = data
        if akhir != place.last_row:
            resize(package, place, akhir)
            ditulis.append(place.part)
        package.put(place.sheet.part, data)
        ditulis.append(place.sheet.part)
    ditulis += refresh_summary(bacaan, hitungan)
    ditulis += _segarkan_lepas(bacaan, hitungan)
    return list(dict.fromkeys(ditulis))


def _periksa_acuan(bacaan):
    """Refuse to write formulas that refer to a table or a column that is gone or renamed."""
    nama_berkas = bacaan.package.path or "Buku ini"
    for tabel, kolom in sorted(_acuan(bacaan)):
        place = bacaan.tempat.get(tabel) if tabel != "tbl_ringkasan" else bacaan.ringkasan
        if place is None:
            raise UserError(
                f"{nama_berkas}: tabel {tabel} tidak ditemukan, padahal rumus memerlukannya. Lembarnya mungkin "
                "dihapus, atau tabelnya diubah menjadi rentang biasa; kembalikan dari cadangan.",
                "tabel_hilang",
            )
        if kolom not in place.columns:
            raise missing_column(bacaan.package, place, kolom)


def _acuan(bacaan):
    """``{(table, column)}`` that the formulas to be written refer to."""
    rumus = {tulis(c.formula) if c.formula is not None else c.excel
             for nama in bacaan.tempat for c in bacaan.tabel[nama].computed}  # fmt: skip
    if bacaan.ringkasan is not None:
        rumus.update(tulis(pohon) for _, _, pohon, _ in RINGKASAN)
    hasil = set()
    for teks in rumus:
        for tabel, isi in _ACUAN.findall(teks):
            hasil.update((tabel, k) for k in re.findall(r"[^\[\]]+", isi) if k[0] not in "#,:")
    return hasil


def _katakan_sempit(bacaan, nama, akhir):
    """A finding when a table is nearly full and something stands beneath it."""
    place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
    sisa = akhir - place.header_row - used_rows(bacaan, nama)
    if sisa * 4 >= tabel.spare:
        return
    sel = f"{column_letters(place.first_column)}{akhir + 1}"
    sebab = "Baris Total-nya dinyalakan" if place.total_row else "ada isi lain di bawahnya"
    bacaan.buku.findings.append(Finding(
        "BACA-16", INFO, place.sheet.name, sel,
        f"Baris kosong pada tabel {nama} tinggal {max(sisa, 0)}, dan tabel tidak diperpanjang karena {sebab}.",
        "Matikan Baris Total (Desain Tabel)." if place.total_row else "Pindahkan isi itu ke lembar lain.",
        None, None, "Kontrak buku", nama,
    ))  # fmt: skip


def refresh_summary(bacaan, hitungan):
    """Write the figures of Beranda's table into the package; names of the parts that were rewritten."""
    place = bacaan.ringkasan
    if place is None:
        return []
    if "Nilai" not in place.columns:
        raise missing_column(bacaan.package, place, "Nilai")
    part = place.sheet.part
    data = bacaan.data[part] = plain(bacaan.package.read(part))
    rumus = {kunci: tulis(pohon) for kunci, _, pohon, _ in RINGKASAN}
    kolom_nilai = place.columns["Nilai"]
    lembar, edits = SheetText(data), []
    for row in lembar.rows:
        i = row.number - place.first_row
        if 0 <= i < len(RINGKASAN):
            kunci = RINGKASAN[i][0]
            isi, teks_rumus = hitungan.summary[kunci], xmlspans.escape(rumus[kunci])
            edits += _ganti(lembar, row, lambda k, _, i=isi, r=teks_rumus: (i, r) if k == kolom_nilai else None)
    bacaan.data[part] = xmlspans.splice(data, edits)
    bacaan.package.put(part, bacaan.data[part])
    return [part]


def _ganti(lembar, row, pilih):
    """Edits for the cells of a row for which ``pilih(column, text)`` gives ``(value, escaped formula)``."""
    edits, at = [], row.inner
    for k, teks in lembar.cells(row):
        at = lembar.data.index(teks, at)
        baru = pilih(k, teks)
        if baru is not None:
            xml = cell_xml(k, row.number, cell_style(teks), *baru, lembar.prefix)
            edits.append((at, at + len(teks), xml.encode()))
        at += len(teks)
    return edits


def _segarkan_lepas(bacaan, hitungan):
    """Cells outside the tables that hold one of the known formulas (headings, figures of Beranda)."""
    pohon, hitung, ditulis = lepas(), {}, []

    def pilih(_, teks):
        rumus = _FORMULA_TEXT.search(teks)
        # Programs differ in whether they escape quotes, so texts are compared unescaped.
        kunci = decode(rumus[1]) if rumus else None
        if kunci not in pohon:
            return None
        if kunci not in hitung:
            hitung[kunci] = hitungan.outside_tables(pohon[kunci])
        return hitung[kunci], rumus[1].decode()

    for sheet in bacaan.workbook.sheets:
        part = sheet.part
        if not part or part not in bacaan.data:
            continue
        lembar, edits = SheetText(bacaan.data[part]), []
        batas = min((p.header_row for p in bacaan.tempat.values() if p.sheet.part == part), default=1_000)
        for row in lembar.rows:
            if row.number > batas:
                break
            edits += _ganti(lembar, row, pilih)
        if edits:
            bacaan.data[part] = xmlspans.splice(lembar.data, edits)
            bacaan.package.put(part, bacaan.data[part])
            ditulis.append(part)
    return ditulis


def cell_address(place, kolom, baris):
    """Address of a cell of a table, such as ``J7``."""
    return f"{column_letters(place.columns[kolom])}{place.header_row + baris}"
