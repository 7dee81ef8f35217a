"""The buttons: each saves a copy of the open book, runs the headless engine on it, and brings the result back.

Only ``Host`` speaks to Excel. Whatever happens, the user's selection, calculation mode and protection are put back,
and the open book is either wholly brought up to date or left as it was.
"""

import os
import re
import shutil
import tempfile
import traceback
from contextlib import contextmanager
from uuid import uuid4

from ...errors import UserError
from ...schema.buttons import MENURUT_ID

JUDUL = "lkjip-xl"
_URL = ("http://", "https://")


def kerjakan(host, permintaan):
    """Do what a button asks for.

    Args:
        host: ``host.Host`` on the book that was active. permintaan: ``masuk.Permintaan``.

    Returns:
        ``(message shown, weight)``.
    """
    host = Terlacak(host)
    alur = MENURUT_ID.get(permintaan.alur)
    pesan, berat = None, "info"
    keadaan = None
    try:
        if alur is None or not alur.ada:
            nama = alur.label if alur else permintaan.alur
            raise UserError(
                f"Tombol {nama} belum dapat dipakai di versi lkjip-xl ini. Yang sudah ada: "
                f"{', '.join(a.label for a in MENURUT_ID.values() if a.ada)}.",
                "belum_ada",
            )
        keadaan = host.keadaan()
        if alur.perlu_buku:
            periksa_buku(host.buku(), alur)
        host.tenang()
        host.status(f"{JUDUL}: {alur.label} sedang dikerjakan ...")
        pesan = _KERJA[alur.id](host, permintaan.jawaban)
    except UserError as galat:
        pesan, berat = _penolakan(galat, permintaan), "peringatan"
    except Exception:
        pesan, berat = _tak_terduga(alur, host.berubah), "galat"
    finally:
        for langkah in (lambda: host.status(None), lambda: keadaan is not None and host.pulihkan(keadaan)):
            try:
                langkah()
            except Exception as galat:  # the result stands; what could not be put back is said
                pesan = f"{pesan or ''}\n\nTampilan Excel tidak dapat dikembalikan sepenuhnya ({galat})."
    host.katakan(pesan, berat)
    return pesan, berat


class Terlacak:
    """A host that remembers whether the open book holds changes that were not undone."""

    def __init__(self, host):
        self._host = host
        self.berubah = False

    def __getattr__(self, nama):
        return getattr(self._host, nama)


def _penolakan(galat, permintaan):
    if galat.kode == "bukan_buku_lkjip":
        return f"{permintaan.buku} bukan buku LKjIP. Buka buku LKjIP Anda, atau tekan Buku Baru untuk membuatnya."
    return str(galat)


def _tak_terduga(alur, berubah):
    """Message for a mistake of ours; the details go to a file that can be sent on."""
    jalur = os.path.join(tempfile.gettempdir(), "lkjip-xl-galat.txt")
    with open(jalur, "w", encoding="utf-8") as berkas:
        traceback.print_exc(file=berkas)
    buku = (
        "Buku yang terbuka sudah sebagian berubah: tutup tanpa menyimpan, lalu buka lagi."
        if berubah
        else "Buku yang terbuka tidak diubah."
    )
    return (
        f"{alur.label} tidak selesai karena kesalahan di dalam lkjip-xl. {buku} "
        f"Kirimkan berkas ini kepada yang memelihara lkjip-xl: {jalur}"
    )


def periksa_buku(buku, alur):
    """Refuse a book on which a flow cannot do its work, before anything is touched.

    Raises:
        UserError: ``tanpa_buku``, ``kembar``, ``belum_disimpan``, ``baca_saja``, ``struktur_terkunci``.
    """
    if not buku.nama:
        raise UserError("Tidak ada buku yang terbuka. Buka buku LKjIP Anda, lalu tekan tombolnya lagi.", "tanpa_buku")
    if buku.kembar:
        raise UserError(
            f"Ada dua buku terbuka yang bernama {buku.nama}. Tutup salah satunya, lalu tekan {alur.label} lagi.",
            "kembar",
        )
    if not _di_url(buku) and not os.path.dirname(buku.jalur.replace("\\", "/")):
        raise UserError(
            f"Buku {buku.nama} belum pernah disimpan. Simpan dulu (Ctrl+S), lalu tekan {alur.label} lagi.",
            "belum_disimpan",
        )
    if buku.baca_saja and alur.id != "pdf":
        raise UserError(
            f"Buku {buku.nama} terbuka hanya untuk dibaca, mungkin sedang dipakai orang lain. Simpan dengan nama lain "
            f"(File, Save As), lalu tekan {alur.label} di buku itu.",
            "baca_saja",
        )
    if buku.struktur_terkunci and alur.id in ("laporan", "reviu", "pdf"):
        raise UserError(
            f"Susunan lembar buku {buku.nama} terkunci, sehingga {alur.label} tidak dapat dikerjakan. Buka dulu: "
            f"Review, Protect Workbook (Tinjau, Proteksi Buku Kerja). Lalu tekan {alur.label} lagi.",
            "struktur_terkunci",
        )


def _di_url(buku):
    return buku.jalur.lower().startswith(_URL)


@contextmanager
def salinan(host):
    """``(path of the saved copy, path for the result)`` in a folder of their own; messages name the open book."""
    from ...ooxml.files import check_workbook

    buku = host.buku()
    folder = tempfile.mkdtemp(prefix="lkjip-xl-", dir=host.folder_kerja())
    # Excel opens no two books of one name, and no path of more than 218 characters.
    akhiran = os.path.splitext(buku.nama)[1]
    jalur = os.path.join(folder, "~lkjip salinan" + akhiran)
    hasil = os.path.join(folder, f"~lkjip {uuid4().hex[:8]}{akhiran}")
    try:
        try:
            host.simpan_salinan(jalur)
            check_workbook(jalur, writing=False)
            yield jalur, hasil
        except UserError as galat:
            pesan = str(galat).replace(hasil, buku.nama).replace(jalur, buku.nama).replace(folder, "")
            raise UserError(pesan, galat.kode) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kemajuan(host, label):
    def lapor(selesai, seluruhnya, teks):
        if teks:
            host.status(f"{JUDUL}: {label}, {teks} ({selesai} dari {seluruhnya})")

    return lapor


def _hitung(host, jawaban):
    from ...flows.run import hitung_buku

    with salinan(host) as (jalur, hasil):
        selesai = hitung_buku(jalur, hasil, progress=_kemajuan(host, "Hitung"))
        banyak = terapkan(host, jalur, hasil)
    isi = f"{banyak} sel dipulihkan atau ditambahkan." if banyak else "Semua rumus utuh."
    return _pesan(host, ["Buku sudah dihitung. " + isi], selesai)


def _periksa(host, jawaban, reviu=False):
    from ...flows.periksa import periksa_buku

    with salinan(host) as (jalur, hasil):
        lapor = _kemajuan(host, "Periksa")
        selesai = _bila_diubah(
            host, jalur, lambda timpa: periksa_buku(jalur, hasil, progress=lapor, reviu=reviu, timpa=timpa)
        )
        terapkan(host, jalur, hasil)
        # A sheet cannot be added to a book whose structure is protected; the findings need none.
        if selesai.lembar and not host.buku().struktur_terkunci:
            bawa_lembar(host, jalur, hasil, selesai)
    baris = ["Buku sudah diperiksa; semua temuan ada di lembar Temuan."]
    if not selesai.temuan:
        baris = ["Buku sudah diperiksa: tidak ada temuan."]
    if reviu:
        baris.append(f"Lembar {', '.join(selesai.lembar.values())} ditulis; bagian yang kosong diisi pereviu.")
    return _pesan(host, baris, selesai)


def _reviu(host, jawaban):
    return _periksa(host, jawaban, reviu=True)


def _bila_diubah(host, jalur, kerja):
    """``kerja(False)``, and ``kerja(True)`` where a sheet was written into and the user lets it go."""
    try:
        return kerja(False)
    except UserError as galat:
        if galat.kode != "laporan_diubah":
            raise
        pertanyaan = str(galat).split("\n")[0].replace(jalur, host.buku().nama)
        if not host.tanya(f"{pertanyaan}\n\nTulis ulang lembar itu? Ketikan di dalamnya akan hilang."):
            raise UserError("Laporan tidak ditulis; lembar itu tetap seperti semula.", "batal") from None
        return kerja(True)


def _isi(host, jawaban):
    from ...flows.isi import isi_buku
    from ..answers import baris_isi

    folder = jawaban.get("folder")
    if not folder:
        raise UserError("Folder CSV belum dipilih; tidak ada yang diubah.", "dibatalkan")
    with salinan(host) as (jalur, hasil):
        selesai, jumlah, diabaikan = isi_buku(jalur, folder, hasil, progress=_kemajuan(host, "Isi dari CSV"))
        terapkan(host, jalur, hasil)
    return _pesan(host, ["Buku sudah diisi.", *baris_isi(jumlah, diabaikan)], selesai)


def terapkan(host, jalur, hasil):
    """Bring the open book's cells to the state of the result; undone again when something stops it halfway.

    Returns:
        Number of cells written.

    Raises:
        UserError: ``tersaring`` when a filter hides rows of a sheet that would be written.
    """
    from ...book.compare import edits
    from ...ooxml.package import Package

    tumbuh, blok = edits(Package.open(jalur), Package.open(hasil))
    for lembar in dict.fromkeys(satu.lembar for satu in (*tumbuh, *blok)):
        if host.tersaring(lembar):
            raise UserError(
                f"Sebagian baris lembar {lembar} sedang disembunyikan oleh saringan (filter). Hapus dulu saringannya "
                "(Data, Clear), lalu tekan tombolnya lagi.",
                "tersaring",
            )
    try:
        for satu in tumbuh:
            host.ubah_ukuran_tabel(satu.lembar, satu.tabel, satu.baru)
        for satu in blok:
            host.tulis(satu.lembar, satu.alamat, satu.baru)
    except Exception:
        # A table that grew has filled formulas into its new rows, so every block goes back, written or not.
        _pulihkan_semua(
            host,
            [(host.tulis, (satu.lembar, satu.alamat, satu.lama)) for satu in reversed(blok)]
            + [(host.ubah_ukuran_tabel, (satu.lembar, satu.tabel, satu.lama)) for satu in reversed(tumbuh)],
        )
        raise
    host.berubah = bool(tumbuh or blok)
    host.hitung_ulang()
    return sum(len(satu.baru) for satu in blok)


def _pulihkan_semua(host, langkah):
    """Take every step back, whatever becomes of the others; remembers on the host when one fails."""
    for kembalikan, argumen in langkah:
        try:
            kembalikan(*argumen)
        except Exception:
            host.berubah = True


def _laporan(host, jawaban):
    from ...flows.run import laporan_buku

    with salinan(host) as (jalur, hasil):
        lapor = _kemajuan(host, "Laporan")
        selesai = _bila_diubah(host, jalur, lambda timpa: laporan_buku(jalur, hasil, timpa=timpa, progress=lapor))
        tinggal = bawa_lembar(host, jalur, hasil, selesai)
    baris = [f"{len(selesai.lembar)} lembar laporan sudah ditulis di buku ini."]
    if tinggal:
        baris.append(f"Lembar lama {', '.join(tinggal)} tidak dapat dihapus Excel; hapuslah dengan tangan.")
    if selesai.dihapus:
        baris.append(f"Lembar yang tidak berlaku lagi dihapus: {', '.join(selesai.dihapus)}.")
    return _pesan(host, baris, selesai)


def bawa_lembar(host, jalur, hasil, selesai):
    """Put the result's report sheets in place of those of the open book.

    All are copied in first, under names for the moment; only then the old ones go. Formulas of the user's that refer
    to a report sheet are written again once the new one stands under its name. A failure leaves the book as it was.

    Returns:
        Names under which old sheets are still there because Excel would not delete them.

    Raises:
        UserError: ``lembar_dirujuk`` when a chart or the like refers to a sheet that would be replaced.
    """
    from ...book.compare import references_to
    from ...ooxml.ownership import owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts

    package = Package.open(jalur)
    lama = {i: o.sheet.name for i, o in owned_sheets(WorkbookParts(package)).items()}
    urutan = [s.name for s in WorkbookParts(Package.open(hasil)).sheets]
    tulis = sorted(selesai.lembar.values(), key=urutan.index)
    buang = [lama[i] for i in selesai.dihapus if i in lama]
    milik = set(lama.values())
    diganti = [n for n in (*tulis, *buang) if n in milik]
    sel, lain = references_to(package, diganti, milik)
    if lain:
        raise UserError(
            f"Lembar {', '.join(sorted(lain))} dirujuk oleh grafik, nama, atau rumus larik buatan Anda, yang akan "
            "rusak bila lembar itu diganti saat buku terbuka. Simpan dan tutup buku, lalu jalankan 'lkjip-xl laporan' "
            "pada berkasnya: di sana rujukan tetap utuh.",
            "lembar_dirujuk",
        )
    rumus = [(lembar, alamat, host.rumus(lembar, alamat)) for lembar, alamat in sel]
    lembar_kerja = set(host.buku().lembar)
    sumber = host.buka_sumber(hasil)
    sementara = {}
    try:
        sebelumnya = None
        for nomor, nama in enumerate(urutan):
            if nama in tulis:
                host.status(f"{JUDUL}: Laporan, menaruh lembar {nama}")
                sementara[nama] = f"_lkjip {nomor}"
                if nama in milik:
                    host.salin_lembar(sumber, nama, sementara[nama], None, sebelum=nama)
                else:
                    host.salin_lembar(sumber, nama, sementara[nama], sebelumnya)
                sebelumnya = nama if nama in milik else sementara[nama]
            elif nama in lembar_kerja:  # nothing can be put beside a chart sheet
                sebelumnya = nama
    except Exception:
        host.berubah |= bool(_buang(host, sementara.values()))
        raise
    finally:
        host.tutup_sumber(sumber)
    return _tukar(host, sementara, diganti, rumus)


def _tukar(host, sementara, diganti, rumus):
    """Give the new sheets their names and remove the old ones, which go last: until then all can be undone.

    Returns:
        Names under which old sheets are still there because Excel would not delete them.
    """
    lama = {nama: f"_lkjip lama {i}" for i, nama in enumerate(diganti)}
    batal = []
    try:
        for dari, ke in (*lama.items(), *((kini, nama) for nama, kini in sementara.items())):
            host.namai_lembar(dari, ke)
            batal.append((ke, dari))
        for lembar, alamat, isi in rumus:
            host.tulis(lembar, alamat, isi)
    except Exception:
        # What was written already speaks of the sheets that are about to go.
        _pulihkan_semua(
            host,
            [(host.namai_lembar, pasang) for pasang in reversed(batal)] + [(host.tulis, satu) for satu in rumus],
        )
        host.berubah |= bool(_buang(host, sementara.values()))
        raise
    host.berubah = True
    return _buang(host, lama.values())


def _buang(host, lembar):
    """Delete sheets; names of those that would not go."""
    tinggal = []
    ada = host.buku().lembar
    for nama in lembar:
        try:
            if nama in ada:
                host.hapus_lembar(nama)
        except Exception:
            tinggal.append(nama)
    return tinggal


def _pdf(host, jawaban):
    from ...book.read import read_book
    from ...ooxml.ownership import owned_sheets
    from ...ooxml.package import Package
    from ...ooxml.workbook import WorkbookParts
    from .printing import NO_PRINTER, paper_remark

    buku = host.buku()
    with salinan(host) as (jalur, _):
        package = Package.open(jalur)
        read_book(package, teliti=False, simpan=False)  # refuses what is no book of ours
        lembar = [o.sheet.name for o in owned_sheets(WorkbookParts(package)).values()]
    if not lembar:
        raise UserError("Belum ada lembar laporan di buku ini. Tekan Laporan dulu, lalu PDF.", "tanpa_laporan")
    tujuan = os.path.join(_folder_pdf(buku), os.path.splitext(buku.nama)[0] + ".pdf")
    try:
        host.pdf(tujuan, [n for n in buku.lembar if n in lembar])
    except OSError as galat:
        if not host.pencetak():
            raise UserError(NO_PRINTER, "tanpa_printer") from None
        raise UserError(
            f"PDF tidak dapat ditulis ke {tujuan}. Tutup PDF itu bila sedang terbuka, dan periksa apakah foldernya "
            f"boleh ditulisi; lalu tekan PDF lagi. Kata Excel: {galat}",
            "pdf_gagal",
        ) from None
    return f"PDF: {tujuan} ({len(lembar)} lembar laporan)." + paper_remark(tujuan, host.pencetak())


def _folder_pdf(buku):
    """Beside the book; for a book on OneDrive or SharePoint the user's documents."""
    if not _di_url(buku):
        return os.path.dirname(buku.jalur)
    rumah = os.path.expanduser("~")
    dokumen = os.path.join(rumah, "Documents")
    return dokumen if os.path.isdir(dokumen) else rumah


def _buat(host, jawaban):
    from ...flows.buat import buat_buku

    kurang = [k for k in ("instansi", "tahun", "renstra", "simpan_sebagai") if not jawaban.get(k)]
    if kurang:
        raise UserError("Buku baru tidak dibuat karena pertanyaannya tidak dijawab.", "dibatalkan")
    if not re.fullmatch(r"[0-9]{4}", jawaban["tahun"].strip()):
        raise UserError(f"Tahun laporan '{jawaban['tahun']}' bukan tahun. Tulis misalnya 2025.", "tahun")
    jalur = jawaban["simpan_sebagai"]
    if jalur.lower().startswith(_URL):
        raise UserError("Simpan buku baru di folder komputer ini dulu, lalu pindahkan ke OneDrive.", "folder_url")
    timpa = os.path.exists(jalur)
    if timpa and not host.tanya(f"Berkas {jalur} sudah ada. Ganti dengan buku baru yang kosong?"):
        raise UserError(f"Buku baru tidak dibuat; {jalur} tetap seperti semula.", "dibatalkan")
    buat_buku(jalur, jawaban["instansi"], int(jawaban["tahun"]), jawaban["renstra"], timpa)
    host.buka(jalur)
    return f"Buku baru: {jalur}\nIsi lembar Pengaturan, lalu Renstra."


def _uji_mandiri(host, jawaban):
    from .self_test import uji

    return uji(host)


def _pesan(host, baris, selesai):
    """The message of a finished flow: what was done, the findings, where it stands."""
    from ..answers import baris_ringkasan

    baris = [*baris, *baris_ringkasan(selesai)]
    if selesai.temuan:
        baris.append(f"\n{len(selesai.temuan)} temuan:")
        baris += [f"- {t.berat}, {t.lembar} {t.sel or ''}: {t.uraian}" for t in selesai.temuan[:5]]
        if len(selesai.temuan) > 5:
            baris.append(f"- dan {len(selesai.temuan) - 5} lagi")
    if _di_url(host.buku()):
        baris.append("\nBuku ini tersimpan di OneDrive atau SharePoint; hasilnya ada di buku yang terbuka.")
    return "\n".join(baris)


_KERJA = {
    "hitung": _hitung, "periksa": _periksa, "reviu": _reviu, "isi": _isi, "laporan": _laporan, "pdf": _pdf,
    "buat": _buat, "uji_mandiri": _uji_mandiri,
}  # fmt: skip
