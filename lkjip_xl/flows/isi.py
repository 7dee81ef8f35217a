"""isi: fills a book's tables from CSV files, then recomputes it."""

from ..book.read import read_book
from ..book.rewrite import Rewriter, refresh, room_beneath
from ..compute.key import key
from ..compute.world import World
from ..errors import UsageError, UserError
from ..ooxml.cells import plain
from ..ooxml.inplace import edit_package
from ..ooxml.tables import resize
from ..schema.settings import SETTING
from ..template.heights import wanted_heights, with_heights
from .csv_tables import Pengubah, read_folder
from .run import Result, open_for_writing, save_over, tell


def isi_buku(path, dari, output=None, backup=True, tambah=False, progress=None):
    """Fill a book from a folder of CSV files named after its tables.

    The rows of each table that has a file are replaced (``tambah`` appends instead); ``tbl_pengaturan`` is merged by
    Kunci. Computed columns in a file are ignored. Everything is checked before anything is written.

    Args:
        path: the book. dari: folder of CSV files. tambah: append rows instead of replacing them.
        output, backup, progress: as in ``flows.run.hitung_buku``.

    Returns:
        ``(Selesai, {table: rows written}, ignored columns)``.

    Raises:
        UsageError: an unknown table, column, year or Kunci; UserError: see ``flows.run``; ``tabel_sempit``: something
            stands beneath a table that would have to grow over it.
    """
    path, target, package = open_for_writing(path, output)
    tell(progress, 0, 4, "membaca buku dan CSV")
    bacaan = read_book(package, teliti=False)
    berkas = read_folder(dari, {nama: bacaan.tabel[nama] for nama in bacaan.tempat})
    diabaikan = berkas.pop("#diabaikan")
    if "tbl_renstra" in berkas:
        renstra = berkas["tbl_renstra"][1]
    else:
        renstra = [row.cells for row in bacaan.buku.rows("tbl_renstra")]
    pengubah = Pengubah(renstra)
    jumlah = {}
    tell(progress, 1, 4, "mengisi tabel")
    for nama, (nama_berkas, baris) in berkas.items():
        if nama == "tbl_pengaturan":
            isi, mulai, akhir = _pengaturan(bacaan, pengubah, nama_berkas, baris)
        else:
            isi, mulai, akhir = _baris_baru(bacaan, nama, pengubah.ubah(bacaan.tabel[nama], nama_berkas, baris), tambah)
        place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
        data = Rewriter(bacaan.data[place.sheet.part], place, tabel, akhir).write([{}] * mulai + isi)
        bacaan.data[place.sheet.part] = plain(data)
        if akhir != place.last_row:
            resize(package, place, akhir)
        package.put(place.sheet.part, data)
        jumlah[nama] = len(baris)
    tell(progress, 2, 4, "menghitung")
    bacaan = read_book(package)
    hitungan = World(bacaan.buku)
    refresh(bacaan, hitungan)
    for nama in jumlah:
        _tinggikan(bacaan, hitungan, nama)
    written = edit_package(package, [])
    tell(progress, 3, 4, "menyimpan")
    saved = save_over(package, path, target, backup)
    tell(progress, 4, 4, "")
    # What stays unreadable is found again in the book, with its cell: say it once.
    di_buku = {(t.kolom, t.tertulis) for t in bacaan.buku.findings} | {
        (_kunci_setelan(bacaan, t), t.tertulis) for t in bacaan.buku.findings if t.tabel == "tbl_pengaturan"
    }
    temuan = [t for t in pengubah.temuan if (t.sel, t.tertulis) not in di_buku] + bacaan.buku.findings
    return Result(target, saved, hitungan, temuan, {}, [], [], written.parts), jumlah, diabaikan


def _kunci_setelan(bacaan, temuan):
    return bacaan.buku.rows("tbl_pengaturan")[temuan.baris - 1].cells.get("Kunci")


def _tinggikan(bacaan, hitungan, nama):
    """Rows that a program fills do not fit their height to wrapped texts by themselves, as rows that people type do."""
    place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
    isi = hitungan.rows(nama)
    part = place.sheet.part
    bacaan.data[part] = with_heights(bacaan.data[part], wanted_heights(tabel, place.first_row, isi))
    bacaan.package.put(part, bacaan.data[part])


def _baris_baru(bacaan, nama, baris, tambah):
    """Rows for the rewriter: blanks for every input column that a row lacks, and blank rows over what was there."""
    tabel, place = bacaan.tabel[nama], bacaan.tempat[nama]
    kosong = {c.name: None for c in tabel.inputs if c.name in place.columns}
    lama = [row.number for row in bacaan.buku.rows(nama) if row.cells]
    mulai = max(lama, default=0) if tambah else 0
    isi = [{**kosong, **b} for b in baris]
    if not tambah:
        isi += [dict(kosong) for _ in range(max(lama, default=0) - len(isi))]
    perlu = place.header_row + mulai + len(baris)
    akhir = room_beneath(bacaan, nama, perlu + tabel.spare)
    if akhir < perlu:
        sebab = "Baris Total-nya dinyalakan" if place.total_row else "ada isi lain di bawahnya"
        raise UserError(
            f"Tabel {nama} di lembar {place.sheet.name} hanya cukup untuk {akhir - place.header_row - mulai} baris, "
            f"sedangkan CSV-nya {len(baris)} baris, dan tabel tidak dapat diperpanjang karena {sebab}. "
            + ("Matikan Baris Total (Desain Tabel)" if place.total_row else "Pindahkan isi itu ke lembar lain")
            + ", simpan, lalu ulangi.",
            "tabel_sempit",
        )
    return isi, mulai, akhir


def _pengaturan(bacaan, pengubah, nama_berkas, baris):
    letak = {}
    for row in bacaan.buku.rows("tbl_pengaturan"):
        letak.setdefault(key(row.cells.get("Kunci")), row.number)
    tahun_buku = bacaan.buku.years
    isi = [{} for _ in bacaan.buku.rows("tbl_pengaturan")]
    for nomor, satu in enumerate(baris, 2):
        kunci = key(satu.get("Kunci"))
        if kunci not in SETTING or kunci not in letak:
            raise UsageError(f"Berkas {nama_berkas} baris {nomor}: setelan '{kunci}' tidak dikenal.", "setelan_asing")
        if kunci == "versi_kontrak":
            continue
        nilai = pengubah.setelan(kunci, satu.get("Nilai"), f"{nama_berkas} baris {nomor}")
        ke = {"tahun_awal_renstra": 0, "tahun_akhir_renstra": 1}.get(kunci)
        if ke is not None and nilai is not None and nilai != tahun_buku[ke]:
            raise UsageError(
                f"Berkas {nama_berkas}: {kunci} {nilai} tidak sesuai dengan kolom Target buku ini "
                f"({tahun_buku[0]}-{tahun_buku[1]}). Buat buku dengan 'lkjip-xl buat --renstra'.",
                "tahun_renstra_beda",
            )
        isi[letak[kunci] - 1] = {"Nilai": nilai}
    return isi, 0, bacaan.tempat["tbl_pengaturan"].last_row
