"""CSV files named after a book's tables: read as people write them, turned into cell values of the contract."""

import csv
import io
import os
import re

from ..checks.finding import SALAH, Finding
from ..compute.key import key
from ..errors import UsageError, UserError
from ..expr.functions import tanda_kosong
from ..rules import struktur_anggaran as struktur
from ..rules.bacaan_angka import ANGKA, KOSONG, NOT_AVAILABLE, baca_angka, bersihkan_teks
from ..schema.settings import SETTING


def read_folder(folder, tabel):
    """CSV files of a folder that are named after tables.

    Args:
        folder: path. tabel: ``{table name: Table}`` of the book.

    Returns:
        ``{table name: (file name, [{column: text}, ...])}``; computed columns are left out and listed under the key
        ``"#diabaikan"``.

    Raises:
        UsageError: no such folder, no file in it, a column that the table lacks or a file has twice
            (named), contents under no heading.
        UserError: a file that cannot be read.
    """
    folder = os.fspath(folder)
    if not os.path.isdir(folder):
        raise UsageError(f"Folder {folder} tidak ada.", "folder_tidak_ada")
    hasil, diabaikan = {}, []
    for nama in sorted(os.listdir(folder)):
        dasar, akhiran = os.path.splitext(nama)
        if akhiran.lower() != ".csv" or not dasar.lower().startswith("tbl_"):
            continue
        if dasar.lower() == "tbl_ringkasan":  # ``ekspor`` writes it; all of it is computed
            diabaikan.append(nama)
            continue
        if dasar.lower() not in tabel:
            raise UsageError(f"Berkas {nama}: buku ini tidak memiliki tabel {dasar}.", "tabel_tidak_dikenal")
        kolom = tabel[dasar.lower()].by_name
        judul, baris = read_csv(os.path.join(folder, nama))
        kenal = {key(k): k for k in kolom}
        asing = [j for j in judul if j and key(j) not in kenal]
        if asing:
            tahun = [j for j in asing if j.lower().startswith("target ")]
            petunjuk = " Tahun Renstra buku ini tidak memuat tahun itu." if tahun else ""
            raise UsageError(
                f"Berkas {nama}: kolom {', '.join(repr(a) for a in asing)} tidak ada pada tabel {dasar}.{petunjuk} "
                f"Kolomnya: {', '.join(c for c in kolom if not kolom[c].computed)}.",
                "kolom_tidak_dikenal",
            )
        _periksa_bentuk(nama, judul, baris)
        resmi = [kenal.get(key(j)) if j else None for j in judul]
        diabaikan += [f"{nama}: {k}" for k in resmi if k and kolom[k].computed]
        pakai = [(i, k) for i, k in enumerate(resmi) if k and not kolom[k].computed]
        isi = [{k: b[i] for i, k in pakai if i < len(b)} for b in baris]
        hasil[dasar.lower()] = (nama, [b for b in isi if any(v.strip() for v in b.values())])
    if not hasil:
        raise UsageError(f"Folder {folder} tidak berisi berkas CSV bernama tabel (misalnya tbl_pk.csv).", "tanpa_csv")
    hasil["#diabaikan"] = diabaikan
    return hasil


def _periksa_bentuk(nama, judul, baris):
    """Refuse a heading that is there twice, and contents that stand under no heading (1,5 without quotes)."""
    kunci = [key(j) for j in judul]
    for j in judul:
        if j and kunci.count(key(j)) > 1:
            raise UsageError(f"Berkas {nama}: kolom {j!r} ada dua kali; hapus salah satunya.", "kolom_ganda")
    bernama = {i for i, j in enumerate(judul) if j}
    for nomor, satu in enumerate(baris, 1):
        lebih = next((v.strip() for i, v in enumerate(satu) if i not in bernama and v.strip()), None)
        if lebih is not None:
            raise UsageError(
                f"Berkas {nama} baris data ke-{nomor}: {lebih[:40]!r} tidak berada di bawah judul kolom mana pun. "
                "Mungkin ada angka atau teks yang memuat pemisah kolom, seperti 1,5: beri tanda kutip, atau pakai "
                "titik koma sebagai pemisah kolom.",
                "kolom_lebih",
            )


def read_csv(path):
    """``(header, rows)`` of a CSV file.

    UTF-8 with or without BOM, UTF-16 with one (else Windows-1252); comma, semicolon or tab, or what Excel's first line
    ``sep=;`` says.
    """
    try:
        with open(path, "rb") as berkas:
            mentah = berkas.read()
    except OSError as galat:
        raise UserError(f"Berkas {path} tidak dapat dibaca: {galat.strerror}.", "tidak_terbaca") from None
    try:
        teks = mentah.decode("utf-16" if mentah[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        teks = mentah.decode("cp1252", "replace")
    teks = re.sub("\r\n?", "\n", teks)
    pemisah = None
    if cocok := re.match(r'"?sep=([,;\t|])"?\n', teks, re.I):
        pemisah, teks = cocok[1], teks[cocok.end() :]
    pertama = re.sub('"[^"]*"', "", teks.split("\n", 1)[0])
    pembaca = csv.reader(io.StringIO(teks), delimiter=pemisah or max(",;\t", key=pertama.count), strict=True)
    try:
        baris = list(pembaca)
    except csv.Error:
        raise UserError(
            f"Berkas {path} bukan CSV yang sah: tanda kutip pada atau sebelum baris {pembaca.line_num} tidak "
            "berpasangan (atau isi satu kolomnya terlalu panjang). Di dalam isi berkutip, tanda kutip ditulis dua "
            "kali.",
            "csv_rusak",
        ) from None
    if not baris:
        raise UserError(f"Berkas {path} kosong.", "csv_kosong")
    return [bersihkan_teks(j) for j in baris[0]], baris[1:]


class Pengubah:
    """Turns CSV texts into cell values; what cannot be read stays a text and becomes a finding."""

    def __init__(self, renstra):
        self.temuan = []
        self._renstra = {key(r.get("Kode")): r for r in renstra}

    def ubah(self, tabel, berkas, baris):
        """Values of a table's rows: ``[{column: value}, ...]``."""
        hasil = []
        for nomor, satu in enumerate(baris, 2):
            isi = {}
            for nama, teks in satu.items():
                isi[nama] = self._nilai(tabel, tabel.by_name[nama], teks, satu, f"{berkas} baris {nomor}")
            hasil.append(isi)
        if tabel.name == "tbl_anggaran":
            beri_kode(hasil)
        return hasil

    def _nilai(self, tabel, kolom, teks, baris, tempat):
        bersih = bersihkan_teks(teks)
        if bersih == "":
            return None
        if kolom.kind in ("uang", "angka", "tahun", "rasio"):
            return self._angka(bersih, tempat, kolom.name, uang=kolom.kind == "uang", rasio=kolom.kind == "rasio")
        if kolom.kind == "nilai":
            renstra = baris if tabel.name == "tbl_renstra" else self._renstra.get(key(baris.get("Kode")), {})
            if bersihkan_teks(renstra.get("Tipe") or "") == "Tingkat":
                return "N/A" if tanda_kosong(bersih) else bersih
            return self._angka(bersih, tempat, kolom.name, satuan=renstra.get("Satuan") or None)
        if kolom.kind == "pilihan" and kolom.choices.__class__ is tuple:
            return next((p for p in kolom.choices if key(p) == key(bersih)), bersih)
        return bersih

    def _angka(self, teks, tempat, kolom, satuan=None, uang=False, rasio=False):
        bacaan = baca_angka(teks, satuan=satuan, uang=uang)
        if bacaan.jenis == ANGKA:
            return bacaan.nilai / 100 if rasio and "%" in teks else bacaan.nilai
        if bacaan.jenis == KOSONG:
            return None
        if bacaan.jenis == NOT_AVAILABLE:
            return "N/A"
        self.temuan.append(
            Finding(
                "ISI-01",
                SALAH,
                tempat,
                kolom,
                f"'{teks}' tidak dapat dibaca sebagai angka; disimpan sebagai teks.",
                bacaan.pesan or "Tulis angkanya saja.",
                teks,
            )
        )
        return teks

    def setelan(self, kunci, teks, tempat):
        """Value of a setting."""
        bersih = bersihkan_teks(teks or "")
        if bersih == "":
            return None
        setelan = SETTING[kunci]
        if setelan.kind in ("tahun", "angka"):
            return self._angka(bersih, tempat, kunci)
        if setelan.kind == "rasio":
            return self._angka(bersih, tempat, kunci, rasio=True)
        if setelan.kind == "pilihan" and setelan.choices.__class__ is tuple:
            return next((p for p in setelan.choices if key(p) == key(bersih)), bersih)
        return bersih


def beri_kode(baris):
    """Give budget rows codes where they have none, and tell repeated ones apart by their parents' codes.

    A table without any code gets ``1``, ``1.1``, ``1.1.1`` by Tingkat and order. Printed codes that repeat (each
    program numbered from 1) are prefixed with the code above them: ``B.2.3``.
    """
    kode = [b.get("Kode") for b in baris]
    tk = [struktur.tingkat_ke(b.get("Tingkat")) for b in baris]
    if not any(kode):
        jumlah, atas = 0, []  # children of the top; open rows as [level, code, children so far]
        for b, ke in zip(baris, tk, strict=True):
            ke = 4 if ke is None else ke
            while atas and atas[-1][0] >= ke:
                atas.pop()
            if atas:
                atas[-1][2] += 1
                b["Kode"] = f"{atas[-1][1]}.{atas[-1][2]}"
            else:
                jumlah += 1
                b["Kode"] = str(jumlah)
            atas.append([ke, b["Kode"], 0])
        return
    terisi = [key(k) for k in kode if k]
    if len(set(terisi)) == len(terisi):
        return
    atas = []
    for b, ke in zip(baris, tk, strict=True):
        ke = 4 if ke is None else ke
        while atas and atas[-1][0] >= ke:
            atas.pop()
        sendiri = b.get("Kode")
        if atas and sendiri and not str(sendiri).startswith(f"{atas[-1][1]}."):
            b["Kode"] = f"{atas[-1][1]}.{sendiri}"
        atas.append((ke, b.get("Kode") or (atas[-1][1] if atas else "")))
