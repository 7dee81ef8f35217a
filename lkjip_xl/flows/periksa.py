"""The flow periksa: run the checks on a book and write its sheet Temuan, in place."""

from collections import namedtuple

from ..book.read import read_book
from ..book.rewrite import Formula, Rewriter, cell_address, refresh_summary, room_beneath
from ..checks.finding import DIKETAHUI, INFO, PERIKSA, SALAH
from ..checks.registry import Berkas, periksa, sidik, tampil, tampil_persen, tampil_uang, urutkan
from ..compute.world import World
from ..errors import UserError
from ..expr.values import is_number
from ..ooxml.cells import plain
from ..ooxml.inplace import edit_package
from ..ooxml.ownership import edited_sheets, owned_sheets
from ..ooxml.tables import resize
from ..template.heights import wanted_heights, with_heights
from .run import Result, fingerprint, open_for_writing, save_over, seal, tell

TABEL = "tbl_temuan"
REVIU = "LAP-REVIU"
LAMA = "Lama: "
"""Before a reason that somebody gave for other data; it no longer counts, but is not thrown away."""
Butir = namedtuple("Butir", "temuan sidik alasan diketahui")
Butir.__doc__ = "A finding, its fingerprint, the reason that somebody gave for it or None, and whether that holds."
_TERPANJANG = 200  # characters of a value shown in a finding's cell


def periksa_buku(path, output=None, backup=True, progress=None, tulis=True, reviu=False, timpa=False, lalu=None):
    """Check a book and write the findings into its sheet Temuan.

    Only that sheet, its table and the counts on Beranda change, and the reviu checklist (LAP-REVIU) where the book
    has one that nobody has ticked yet. A finding whose row has a text in Alasan is known: it stays at the end of the
    table as Diketahui and does not count, until the data that it speaks of change; then the reason is kept, marked as
    old.

    Args:
        path: the book. output, backup, progress: as in ``run.hitung_buku``. tulis: False only returns the findings.
        lalu: the book of the year before, to compare the history with.
        reviu: write the reviu checklist also where the book has none. timpa: replace one that was written into.

    Returns:
        Selesai; its ``temuan`` are those that are not known.

    Raises:
        UserError: see ``files`` and ``read``; ``tabel_sempit`` when something stands beneath the table;
            ``laporan_diubah`` for ``reviu`` on a checklist that was written into.
    """
    path, target, package = open_for_writing(path, output) if tulis else (path, path, _package(path))
    tell(progress, 0, 4, "membaca buku")
    bacaan = read_book(package)
    tell(progress, 1, 4, "menghitung")
    hitungan = World(bacaan.buku)
    tell(progress, 2, 4, "memeriksa")
    butir = find(bacaan, hitungan, lalu)
    temuan = [b.temuan for b in butir if not b.diketahui]
    if not tulis:
        tell(progress, 4, 4, "")
        return Result(None, None, hitungan, temuan)
    write(bacaan, hitungan, butir)
    lembar = _lembar_reviu(bacaan, hitungan, temuan, reviu, timpa)
    written = edit_package(package, lembar, timpa)
    tell(progress, 3, 4, "menyimpan")
    saved = save_over(package, path, target, backup)
    tell(progress, 4, 4, "")
    return Result(target, saved, hitungan, temuan, written.names, written.added, bagian=written.parts)


def _package(path):
    from ..ooxml.files import check_workbook

    return check_workbook(path, writing=False)


def find(bacaan, hitungan, lalu=None):
    """Every Butir of a computed book, those of reading it included: the open ones first, then the known."""

    def letak(tabel, baris, kolom):
        place = bacaan.tempat.get(tabel)
        if place is None or kolom not in place.columns:
            return tabel, None
        return place.sheet.name, cell_address(place, kolom, baris)

    berkas = Berkas(hitungan, letak)
    berkas.laporan = _laporan(bacaan)
    if lalu is not None:
        berkas.lalu = _buku_lalu(lalu, berkas)
    temuan = periksa(berkas)
    # What a hidden space does is told by KON-44; that it is there need not be said again.
    tampak_sama = {(t.tabel, t.baris, t.kolom) for t in temuan if t.kode == "KON-44"}
    dibaca = [t for t in bacaan.buku.findings if t.kode != "BACA-04" or (t.tabel, t.baris, t.kolom) not in tampak_sama]
    semua = urutkan([*dibaca, *temuan])
    alasan = {}
    for row in bacaan.buku.rows(TABEL):
        cells = row.cells
        if cells.get("Alasan") not in (None, "") and cells.get("_Sidik"):
            tempat, _, isi = str(cells["_Sidik"]).partition(".")
            alasan[tempat] = (isi, str(cells["Alasan"]))
    butir = []
    for t in semua:
        tanda = sidik(t, berkas)
        tempat, _, isi = tanda.partition(".")
        lama, sebab = alasan.get(tempat, (None, None))
        gugur = sebab is not None and (lama != isi or sebab.startswith(LAMA))
        if gugur and not sebab.startswith(LAMA):
            sebab = LAMA + sebab
        butir.append(Butir(t, tanda, sebab, sebab is not None and not gugur))
    return sorted(butir, key=lambda satu: satu.diketahui)


def _buku_lalu(path, berkas):
    from .run import compute_book

    lalu = Berkas(compute_book(path)[1])
    if is_number(berkas.tahun) and lalu.tahun != berkas.tahun - 1:
        raise UserError(
            f"{path} adalah buku tahun {lalu.tahun}, sedangkan yang diperiksa memerlukan buku tahun "
            f"{berkas.tahun - 1}. Pilih buku tahun lalu yang benar.",
            "tahun_lalu",
        )
    return lalu


def _lembar_reviu(bacaan, hitungan, temuan, reviu, timpa):
    """The reviu checklist as a list of one sheet, or [] when it is neither wanted nor to be renewed."""
    from ..reports.registry import write_requested

    milik = owned_sheets(bacaan.workbook)
    if not reviu and (REVIU not in milik or (not timpa and edited_sheets(bacaan.package, {REVIU}, bacaan.workbook))):
        return []
    lembar = [write_requested(REVIU, hitungan, temuan, [o.sheet.name for o in milik.values()])]
    seal(lembar, bacaan.buku)
    return lembar


def _laporan(bacaan):
    """``[(sheet, rows typed into, stale), ...]`` of the book's report sheets; the checklist is there to be ticked."""
    kini = fingerprint(bacaan.buku)
    diubah = {e.id: e for e in edited_sheets(bacaan.package, workbook=bacaan.workbook)}
    return [
        (o.sheet.name, diubah[i].rows if i in diubah else None, bool(o.record.source) and o.record.source != kini)
        for i, o in owned_sheets(bacaan.workbook).items()
        if i != REVIU
    ]


def write(bacaan, hitungan, butir):
    """Put the findings into the package: the rows of tbl_temuan and the counts on Beranda."""
    place, tabel = bacaan.tempat.get(TABEL), bacaan.tabel[TABEL]
    if place is None:
        raise UserError(
            f"{bacaan.package.path}: tabel {TABEL} tidak ditemukan, sehingga temuan tidak dapat ditulis. Kembalikan "
            "lembar Temuan dari cadangan, atau tampilkan saja dengan 'lkjip-xl periksa --tanpa-tulis'.",
            "tabel_hilang",
        )

    def jenis(nama, kolom):
        satu = bacaan.tabel[nama].by_name.get(kolom) if nama in bacaan.tabel else None
        return satu.kind if satu else None

    baris = [_baris(i, *satu, jenis) for i, satu in enumerate(butir, 1)]
    lama = max((row.number for row in bacaan.buku.rows(TABEL) if row.cells), default=0)
    kosong = dict.fromkeys(c.name for c in tabel.columns)
    isi = [{**kosong, **b} for b in baris] + [dict(kosong) for _ in range(lama - len(baris))]
    akhir = room_beneath(bacaan, TABEL, place.header_row + len(baris) + tabel.spare)
    if akhir < place.header_row + len(baris):
        raise UserError(
            f"Tabel {TABEL} hanya cukup untuk {akhir - place.header_row} temuan, sedangkan ada {len(baris)}: ada isi "
            "lain di bawahnya. Pindahkan isi itu ke lembar lain, simpan, lalu ulangi.",
            "tabel_sempit",
        )
    part = place.sheet.part
    data = Rewriter(bacaan.data[part], place, tabel, akhir).write(isi)
    data = with_heights(plain(data), wanted_heights(tabel, place.first_row, isi))
    bacaan.data[part] = data
    if akhir != place.last_row:
        resize(bacaan.package, place, akhir)
    bacaan.package.put(part, data)
    for berat in (SALAH, PERIKSA, INFO):
        hitungan.summary[f"Temuan {berat}"] = sum(b["Berat"] == berat for b in baris)
    refresh_summary(bacaan, hitungan)


def _baris(nomor, t, tanda, alasan, diketahui, kolom):
    jenis = kolom(t.tabel, t.kolom)
    return {
        "No": nomor, "Kode": t.kode, "Berat": DIKETAHUI if diketahui else t.berat, "Lembar": t.lembar,
        "Sel": _tautan(t), "Tertulis": _tampil(t.tertulis, jenis), "Seharusnya": _tampil(t.seharusnya, jenis),
        "Uraian": t.uraian,
        "Perbaikan": t.perbaikan, "Dasar": t.dasar, "Alasan": alasan, "_Sidik": tanda,
        "_Tempat": f"{t.lembar}!{t.sel}" if t.sel and not diketahui else None,
    }  # fmt: skip


def _tautan(t):
    """The cell's address, as a link to it."""
    if not t.sel:
        return None
    lembar = "'" + t.lembar.replace("'", "''") + "'"
    tujuan = f"#{lembar}!{t.sel}".replace('"', '""')
    return Formula(f'HYPERLINK("{tujuan}","{t.sel}")', t.sel)


def _tampil(isi, jenis):
    """A value as it is read in its column: ``Rp1.000``, ``91,93%``, ``Madya``."""
    if isi is None:
        return None
    if is_number(isi):
        return {"uang": tampil_uang, "rasio": tampil_persen}.get(jenis, tampil)(isi)
    return tampil(isi)[:_TERPANJANG]


def ada_salah(temuan):
    """Whether anything of weight Salah stands; the command then ends with exit code 1."""
    return any(t.berat == SALAH for t in temuan)
