"""The command line ``lkjip-xl``: one verb per flow, each a thin call of the library function that Excel calls too.

Exit codes: 0 done, 1 findings of weight Salah (periksa), 2 wrong use, 3 refused or failed with a message.
"""

import os
import sys

import click

from ..errors import UsageError, UserError
from .cli_language import Kelompok, pesan_salah_pakai

BUKU = click.argument("buku", metavar="BUKU")
KELUARAN = click.option("--ke", metavar="BERKAS", help="Tulis ke berkas lain; buku asal tidak berubah.")
TANPA_CADANGAN = click.option("--tanpa-cadangan", is_flag=True, help="Jangan simpan cadangan di samping buku.")
JSON = click.option("--json", "sebagai_json", is_flag=True, help="Jawaban untuk program, bukan untuk dibaca.")
FOLDER_AWAL = click.option("--folder", metavar="FOLDER", help="Folder lain, bukan folder awal Excel.")


@click.group(cls=Kelompok, context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100})
@click.version_option(package_name="lkjip-xl", message="lkjip-xl %(version)s", help="Tampilkan versi.")
def perintah():
    """Laporan kinerja (LKjIP) yang dihitung dan ditulis di dalam buku Excel Anda sendiri.

    Mulai dengan: lkjip-xl contoh FOLDER
    """


@perintah.command()
@BUKU
@click.option("--instansi", required=True, metavar="TEKS", help="Nama lengkap instansi.")
@click.option("--tahun", required=True, type=click.IntRange(2010, 2100), metavar="TAHUN", help="Tahun laporan.")
@click.option("--renstra", required=True, metavar="AWAL-AKHIR", help="Periode Renstra, misalnya 2025-2029.")
@click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada.")
@JSON
def buat(buku, instansi, tahun, renstra, timpa, sebagai_json):
    """Buat buku LKjIP baru yang masih kosong."""
    from ..flows.buat import buat_buku

    path = buat_buku(buku, instansi, tahun, renstra, timpa)
    _jawab(sebagai_json, {"buku": path}, f"Buku baru: {path}\nBuka, isi lembar Pengaturan, lalu Renstra.")


@perintah.command()
@BUKU
@click.option("--dari", required=True, metavar="FOLDER", help="Folder CSV bernama tabel, misalnya tbl_pk.csv.")
@click.option("--tambah", is_flag=True, help="Tambahkan baris; tanpa ini isi tabel diganti.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def isi(buku, dari, tambah, ke, tanpa_cadangan, sebagai_json):
    """Isi tabel buku dari berkas CSV, lalu hitung."""
    from ..flows.isi import isi_buku
    from .answers import baris_isi

    selesai, jumlah, diabaikan = isi_buku(buku, dari, ke, not tanpa_cadangan, tambah, _kemajuan(sebagai_json))
    baris = ["Buku diisi.", *baris_isi(jumlah, diabaikan)]
    _selesai(sebagai_json, selesai, {"baris": jumlah, "diabaikan": diabaikan}, baris)


@perintah.command()
@BUKU
@click.option("--perbaiki", is_flag=True, help="Betulkan juga isian yang jelas salah bentuk (88%, teks angka, spasi).")
@KELUARAN
@TANPA_CADANGAN
@JSON
def hitung(buku, perbaiki, ke, tanpa_cadangan, sebagai_json):
    """Hitung ulang buku: semua kolom hitungan, rumus yang tertimpa, baris cadangan."""
    from ..flows.run import hitung_buku

    selesai = hitung_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json), perbaiki)
    tambahan = {"diperbaiki": selesai.diperbaiki}
    baris = ["Buku dihitung.", *(f"Diperbaiki: {d}" for d in selesai.diperbaiki)]
    _selesai(sebagai_json, selesai, tambahan, baris)


@perintah.command()
@BUKU
@click.option("--tanpa-tulis", is_flag=True, help="Tampilkan temuan saja; lembar Temuan tidak diubah.")
@click.option("--lalu", metavar="BUKU", help="Buku tahun lalu, untuk dibandingkan dengan Riwayat.")
@click.option("--reviu", is_flag=True, help="Tulis juga lembar Lap Reviu (checklist reviu PermenPANRB 53/2014).")
@click.option("--timpa", is_flag=True, help="Tulis ulang Lap Reviu walaupun sudah diisi pereviu.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def periksa(buku, tanpa_tulis, lalu, reviu, timpa, ke, tanpa_cadangan, sebagai_json):
    """Periksa isi buku dan tulis temuannya di lembar Temuan (keluar 1 bila ada yang Salah)."""
    from ..flows.periksa import ada_salah, periksa_buku

    if tanpa_tulis and (ke or reviu or timpa):
        raise UsageError("--tanpa-tulis tidak menulis apa pun; jangan dipakai bersama --ke, --reviu, atau --timpa.")

    selesai = periksa_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json), not tanpa_tulis, reviu, timpa, lalu)
    baris = ["Buku diperiksa: " + (f"{len(selesai.temuan)} temuan." if selesai.temuan else "tidak ada temuan.")]
    if selesai.lembar:
        baris.append(f"Lembar {', '.join(selesai.lembar.values())} ditulis.")
    _selesai(sebagai_json, selesai, {"lembar": selesai.lembar}, baris)
    if ada_salah(selesai.temuan):
        sys.exit(1)


@perintah.command()
@BUKU
@click.option("--hanya", multiple=True, metavar="ID", help="Hanya laporan ini (boleh berulang), misalnya LAP-CAPAIAN.")
@click.option("--timpa", is_flag=True, help="Tulis ulang walaupun lembar laporan pernah diketiki.")
@click.option("--daftar", is_flag=True, help="Tampilkan laporan yang dapat dibuat, lalu selesai.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def laporan(buku, hanya, timpa, daftar, ke, tanpa_cadangan, sebagai_json):
    """Tulis lembar laporan di dalam buku; lembar lain tidak tersentuh."""
    from ..flows.run import daftar_laporan, laporan_buku

    if daftar:
        isi_daftar = daftar_laporan(buku)
        teks = "\n".join(f"{d['id']:<16} {d['lembar']:<20} {d['judul']}" for d in isi_daftar)
        _jawab(sebagai_json, {"laporan": isi_daftar}, teks)
        return
    selesai = laporan_buku(buku, ke, not tanpa_cadangan, timpa, hanya or None, _kemajuan(sebagai_json))
    tambahan = {"lembar": selesai.lembar, "ditambah": selesai.ditambah, "dihapus": selesai.dihapus}
    baris = [f"{len(selesai.lembar)} lembar laporan ditulis: {', '.join(selesai.lembar.values())}."]
    if not selesai.lembar:
        baris = ["Tidak ada lembar laporan yang ditulis: buku ini belum berisi data untuk laporan mana pun."]
    if selesai.dihapus:
        baris.append(f"Lembar yang tidak berlaku lagi dihapus: {', '.join(selesai.dihapus)}.")
    _selesai(sebagai_json, selesai, tambahan, baris)


@perintah.command()
@BUKU
@click.option("--ke", metavar="BERKAS", help="Nama PDF; tanpa ini di samping buku.")
@click.option("--hanya", multiple=True, metavar="ID", help="Hanya laporan ini (boleh berulang).")
@JSON
def pdf(buku, ke, hanya, sebagai_json):
    """Cetak lembar laporan menjadi satu PDF (memakai LibreOffice)."""
    from ..flows.pdf import pdf_buku

    path, lembar = pdf_buku(buku, ke, hanya or None)
    _jawab(sebagai_json, {"pdf": path, "lembar": lembar}, f"PDF: {path} ({len(lembar)} lembar)")


@perintah.command()
@BUKU
@click.argument("sel", metavar='"LEMBAR!SEL"')
@click.option("--dalam", is_flag=True, help="Jelaskan juga tiap masukannya sampai ke isian.")
@JSON
def asal(buku, sel, dalam, sebagai_json):
    """Tunjukkan asal angka pada sebuah sel: aturannya, masukannya, dan cara menghitungnya."""
    from ..flows.asal import asal_sel

    hasil = asal_sel(buku, sel, dalam)
    _jawab(sebagai_json, hasil.untuk_json() if sebagai_json else None, hasil.teks())


@perintah.command()
@BUKU
@click.option("--ke", required=True, metavar="FOLDER", help="Folder tujuan; dibuat bila belum ada.")
@click.option(
    "--bentuk",
    type=click.Choice(["csv", "json", "xlsx", "parquet"]),
    default="csv",
    show_default=True,
    help="Bentuk berkas.",
)
@click.option("--masukan-saja", is_flag=True, help="Hanya kolom isian, tanpa kolom hitungan.")
@JSON
def ekspor(buku, ke, bentuk, masukan_saja, sebagai_json):
    """Ekspor tabel buku untuk program lain."""
    from ..flows.ekspor import ekspor_buku

    berkas = ekspor_buku(buku, ke, bentuk, masukan_saja)
    _jawab(sebagai_json, {"berkas": berkas}, "\n".join(berkas))


@perintah.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--tanpa-pdf", is_flag=True, help="Jangan cetak PDF.")
@JSON
def contoh(folder, tanpa_pdf, sebagai_json):
    """Buat buku contoh yang lengkap dari laporan yang sungguh terbit: isi, hitung, laporan, PDF."""
    from ..flows.contoh import buat_contoh

    hasil = buat_contoh(folder, not tanpa_pdf, _kemajuan(sebagai_json))
    selesai = hasil["selesai"]
    tambahan = {"buku": hasil["buku"], "pdf": hasil["pdf"], "lembar": selesai.lembar, "isi": hasil["isi"]}
    baris = [f"Buku contoh: {hasil['buku']}", f"{len(selesai.lembar)} lembar laporan ditulis."]
    if hasil["pdf"]:
        baris.append(f"PDF: {hasil['pdf']}")
    elif not tanpa_pdf:
        baris.append("PDF tidak dibuat: LibreOffice tidak ditemukan.")
    _selesai(sebagai_json, selesai._replace(temuan=hasil["temuan"]), tambahan, baris)


@perintah.command()
@FOLDER_AWAL
@click.option("--python", metavar="BERKAS", help="python.exe lain daripada yang menjalankan perintah ini.")
@click.option("--periksa", "hanya_periksa", is_flag=True, help="Laporkan saja keadaannya; tidak mengubah apa pun.")
@JSON
def pasang(folder, python, hanya_periksa, sebagai_json):
    """Pasang add-in (tab LKjIP) di Excel untuk akun Anda; tidak perlu hak admin."""
    from .excel import install as addin

    laporan = (addin.periksa if hanya_periksa else addin.pasang)(folder=folder, python=python)
    _jawab(sebagai_json, laporan.untuk_json(), laporan.teks())
    if not laporan.beres:
        sys.exit(3)


@perintah.command()
@FOLDER_AWAL
@JSON
def lepas(folder, sebagai_json):
    """Lepas add-in dari Excel; buku Anda tidak tersentuh."""
    from .excel.install import lepas as lepas_addin

    laporan = lepas_addin(folder=folder)
    _jawab(sebagai_json, laporan.untuk_json(), laporan.teks())


def _kemajuan(diam):
    """Progress on the terminal's error stream; silent for programs and when nobody looks."""
    if diam or not sys.stderr.isatty():
        return None
    lebar = 0

    def tulis(selesai, seluruhnya, teks):
        nonlocal lebar
        baris = f"[{selesai}/{seluruhnya}] {teks}" if teks else ""
        sys.stderr.write("\r" + baris.ljust(lebar) + ("" if teks else "\r"))
        sys.stderr.flush()
        lebar = len(baris)

    return tulis


def _jawab(sebagai_json, isi_json, teks):
    if sebagai_json:
        import json

        click.echo(json.dumps(isi_json, ensure_ascii=False, indent=1, default=str))
    else:
        click.echo(teks)


def _selesai(sebagai_json, selesai, tambahan, baris):
    """The answer of a flow: what was done, the year in five lines, and the findings."""
    from .answers import baris_ringkasan, tabel_temuan, untuk_json

    if sebagai_json:
        _jawab(True, {**untuk_json(selesai), **tambahan}, "")
        return
    click.echo("\n".join([*baris, *baris_ringkasan(selesai)]))
    if selesai.backup:
        click.echo(f"Cadangan: {selesai.backup}")
    tabel_temuan(selesai.temuan)


def main(args=None):
    """Entry point; never shows a traceback for a user's mistake."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(errors="replace")
    try:
        perintah.main(args=args, prog_name="lkjip-xl", standalone_mode=False)
    except UserError as galat:
        _gagal(str(galat), galat.kode, galat.exit_code, args)
    except click.ClickException as galat:
        _gagal(pesan_salah_pakai(galat) if isinstance(galat, click.UsageError) else galat.format_message(),
               "salah_pakai", 2, args)  # fmt: skip
    except (click.Abort, KeyboardInterrupt):
        _gagal("Dihentikan. Tidak ada berkas yang ditulis setengah jalan.", "dihentikan", 3, args)
    except BrokenPipeError:
        os._exit(0)
    except MemoryError:
        _gagal("Memori tidak cukup untuk buku ini.", "memori", 3, args)


def _gagal(pesan, kode, keluar, args):
    if "--json" in (sys.argv if args is None else args):
        import json

        click.echo(json.dumps({"galat": {"kode": kode, "pesan": pesan}}, ensure_ascii=False))
    click.echo(pesan, err=True)
    sys.exit(keluar)
