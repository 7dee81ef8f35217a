"""The command line ``lkjip-xl``: one verb per flow, each a thin call of the library function that Excel calls too.

Exit codes: 0 done, 1 findings of weight Salah (periksa), 2 wrong use, 3 refused or failed with a message, 4 an error
inside the product (a crash file is written, nothing of the user's is changed).
"""

import os
import sys
import warnings
from typing import Any, NoReturn

import click

from ..errors import UsageError, UserError
from ..invocation import command, remember_invocation
from .cli_language import Kelompok, WholeNumber, Year, indonesian, quotes_hint, wrong_use
from .cli_travel import COMMANDS
from .progress import terminal_progress as _kemajuan
from .spoken import answered, book_named, say

BUKU = click.argument("buku", metavar="BUKU", callback=book_named)
KELUARAN = click.option("--ke", metavar="BERKAS", help="Tulis ke berkas lain; buku asal tidak berubah.")
TANPA_CADANGAN = click.option("--tanpa-cadangan", is_flag=True, help="Jangan simpan cadangan di samping buku.")
JSON = click.option("--json", "sebagai_json", is_flag=True, help="Jawaban untuk program, bukan untuk dibaca.")
FOLDER_AWAL = click.option("--folder", metavar="FOLDER", help="Folder lain, bukan folder awal Excel.")


def _tell_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from ..version import VERSI_KONTRAK, __version__

        click.echo(f"lkjip-xl {__version__}, ketentuan buku versi {VERSI_KONTRAK}")
        ctx.exit()


@click.group(
    cls=Kelompok,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 140},
    help="Laporan kinerja (LKjIP) yang dihitung dan ditulis di dalam buku Excel Anda sendiri.",
    epilog="Mulai dengan: contoh FOLDER. Penjelasan sebuah perintah: PERINTAH --help.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
              help="Tampilkan versi.")  # fmt: skip
def perintah() -> None:
    """The command line; its verbs follow."""


@perintah.command()
@click.argument("buku", metavar="BUKU", required=False)
@click.option("--instansi", metavar="TEKS", help="Nama lengkap instansi, dengan tanda kutip.")
@click.option("--tahun", type=Year(), metavar="TAHUN", help="Tahun laporan, 2010 sampai 2100.")
@click.option("--renstra", metavar="AWAL-AKHIR", help="Periode Renstra, misalnya 2025-2029.")
@click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada; salinannya disimpan.")
@JSON
def buat(
    buku: str | None, instansi: str | None, tahun: int | None, renstra: str | None, timpa: bool, sebagai_json: bool
) -> None:
    """Buat buku LKjIP baru yang masih kosong; di terminal, yang belum ditulis ditanyakan."""
    from .questions import new_book

    wanted = new_book(buku, instansi, tahun, renstra, ask=not sebagai_json)

    from ..flows.buat import buat_buku
    from .answers import backup_lines

    result = buat_buku(*wanted, timpa)
    lines = [f"Buku baru: {result.path}", *backup_lines(result), "Buka, isi lembar Pengaturan, lalu Renstra."]
    say(sebagai_json, {"buku": result.path, "cadangan": result.backup}, "\n".join(lines))


@perintah.command()
@BUKU
@click.option("--dari", metavar="FOLDER|BERKAS", help="Folder CSV bernama tabel, satu berkas, atau - (tempelan).")
@click.option("--lembar", metavar="NAMA", help="Ambil dari lembar ini di dalam buku itu sendiri.")
@click.option("--pratinjau", is_flag=True, help="Tampilkan yang akan ditulis; tidak ada yang diubah.")
@click.option("--terima", is_flag=True, help="Tulis juga bila ada yang ragu atau jumlahnya tidak cocok.")
@click.option("--pecah", "split", is_flag=True, help="Dua target dalam satu sel menjadi dua indikator (.a dan .b).")
@click.option("--tabel", "table", metavar="LEMBAR", help="Lembar tujuan, misalnya Anggaran.")
@click.option(
    "--bagian", "part", type=WholeNumber(1), metavar="N", help="Tabel keberapa, bila sumbernya memuat beberapa."
)
@click.option("--triwulan", "quarter", type=WholeNumber(1, 4), metavar="1-4", help="Triwulan dari realisasinya.")
@click.option("--pagu", type=click.Choice(["awal", "perubahan"]), help="Pagu mana yang ada di sumber.")
@click.option("--setoran", type=click.Choice(["kurangi", "tidak"]), help="Apakah setoran mengurangi realisasi (SIPD).")
@click.option("--skpd", metavar="KODE", help="SKPD yang dimaksud, bila berkas memuat beberapa.")
@click.option("--kolom", multiple=True, metavar='"JUDUL=KOLOM"', help="Arti judul kolom (boleh berulang); diingat.")
@click.option(
    "--ganti", is_flag=True, help="Hapus baris yang tidak ada, kosongkan yang kosong di berkasnya; tanpa ini tidak."
)
@KELUARAN
@TANPA_CADANGAN
@JSON
def isi(
    buku: str, dari: str | None, lembar: str | None, pratinjau: bool, terima: bool, kolom: tuple[str, ...], ganti: bool,
    ke: str | None, tanpa_cadangan: bool, sebagai_json: bool, **arti: Any,
) -> None:  # fmt: skip
    """Isi tabel buku dari berkas CSV atau dari berkas aplikasi lain, lalu hitung."""
    from ..flows.intake_choices import Choices, column_choices
    from ..flows.intake_sources import pasted_source
    from ..flows.isi import isi_buku
    from ..flows.row_changes import rows_as_json
    from .answers import fill_lines, filled_line

    if dari is None and lembar is None:
        raise UsageError("--dari belum ditulis. Tulis --dari FOLDER, --dari BERKAS, atau --lembar NAMA.")
    source: Any = pasted_source(sys.stdin.read()) if dari == "-" else dari
    written = [
        name for name, given in (("--ke", ke), ("--terima", terima), ("--tanpa-cadangan", tanpa_cadangan)) if given
    ]
    if pratinjau and written:
        raise UsageError(f"--pratinjau tidak menulis apa pun, maka {written[0]} tidak berlaku. Sisakan salah satu.")
    choices = Choices(sheet=lembar, accept=terima, columns=column_choices(kolom), **arti)
    if pratinjau:
        _tampilkan_pratinjau(buku, source, ganti, choices, sebagai_json)
        return
    result = isi_buku(buku, source, ke, not tanpa_cadangan, ganti, _kemajuan(sebagai_json), choices)
    extra = {"baris": rows_as_json(result.rows), "diabaikan": result.ignored, "dipecah": result.notes}
    lines = [filled_line(result), *result.notes, *fill_lines(result)]
    if result.doubles:
        lines.append(
            "Untuk dua indikator: hapus dahulu barisnya, atau pulihkan buku sebelumnya, lalu ulangi dengan --pecah."
        )
    answered(sebagai_json, result, extra, lines)


@perintah.command()
@BUKU
@KELUARAN
@TANPA_CADANGAN
@JSON
def salin(buku: str, ke: str | None, tanpa_cadangan: bool, sebagai_json: bool) -> None:
    """Salin indikator Renstra ke PK dan Pengukuran, dan program Anggaran ke PK; yang sudah ada tetap."""
    from ..flows.row_changes import rows_as_json
    from ..flows.salin import salin_buku
    from .answers import copy_lines

    result = salin_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json))
    answered(sebagai_json, result, {"baris": rows_as_json(result.rows), "catatan": result.notes}, copy_lines(result))


def _tampilkan_pratinjau(buku: str, source: Any, ganti: bool, choices: Any, sebagai_json: bool) -> None:
    from ..flows.pratinjau import pratinjau_buku, preview_as_json
    from .preview_answer import print_preview

    result = pratinjau_buku(buku, source, ganti=ganti, choices=choices)
    if sebagai_json:
        say(True, preview_as_json(result), "")
    else:
        print_preview(result)


@perintah.command()
@BUKU
@click.option("--perbaiki", is_flag=True, help="Betulkan juga isian yang jelas salah bentuk (88%, teks angka, spasi).")
@KELUARAN
@TANPA_CADANGAN
@JSON
def hitung(buku: str, perbaiki: bool, ke: str | None, tanpa_cadangan: bool, sebagai_json: bool) -> None:
    """Hitung ulang buku: semua kolom hitungan, rumus yang tertimpa, baris cadangan."""
    from ..flows.hitung import hitung_buku

    result = hitung_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json), perbaiki)
    lines = ["Buku dihitung.", *(f"Diperbaiki: {line}" for line in result.repaired)]
    answered(sebagai_json, result, {"diperbaiki": result.repaired}, lines)


@perintah.command()
@BUKU
@KELUARAN
@TANPA_CADANGAN
@JSON
def perbarui(buku: str, ke: str | None, tanpa_cadangan: bool, sebagai_json: bool) -> None:
    """Perbarui buku versi lama: rumus yang lebih ringan, kolom bantu, nama; isian dan angka tidak berubah."""
    from ..flows.perbarui import perbarui_buku

    result = perbarui_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json))
    first = "Buku sudah memakai bentuk terbaru." if result.unchanged else "Buku diperbarui."
    lines = [first, *(f"Angka berubah: {line}" for line in result.repaired)]
    if result.under_new_rules:
        lines.append("Dengan setelan bawaan buku baru, angka ini akan lain (setelan buku ini tidak diubah):")
        lines += [f"  {line}" for line in result.under_new_rules]
    extra = {"berubah": result.repaired, "dengan_setelan_baru": result.under_new_rules}
    answered(sebagai_json, result, extra, lines)


@perintah.command()
@BUKU
@click.argument("modul", metavar="[MODUL]...", nargs=-1)
@click.option("--tanpa", multiple=True, metavar="MODUL", help="Hapus modul ini bila tabelnya kosong (boleh berulang).")
@click.option("--daftar", is_flag=True, help="Tampilkan modul yang ada dan yang dimiliki buku ini, lalu selesai.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def tambah(
    buku: str, modul: tuple[str, ...], tanpa: tuple[str, ...], daftar: bool, ke: str | None, tanpa_cadangan: bool,
    sebagai_json: bool,
) -> None:  # fmt: skip
    """Tambah modul (lembar pilihan) ke buku, atau hapus yang kosong; isi buku yang lain tetap."""
    from ..flows.tambah import module_states, tambah_modul
    from .answers import module_lines, modules_as_json

    if daftar:
        states = module_states(buku)
        say(sebagai_json, {"modul": modules_as_json(states)}, "\n".join(module_lines(states)))
        return
    result = tambah_modul(buku, modul, tanpa, ke, not tanpa_cadangan, _kemajuan(sebagai_json))
    lines = []
    if result.added:
        lines.append(f"Modul ditambah: {', '.join(result.added)} (lembar {', '.join(result.sheets.values())}).")
    if result.removed:
        lines.append(f"Modul dihapus: {', '.join(result.removed)}.")
    extra = {"ditambah": result.added, "dihapus": result.removed, "lembar": list(result.sheets.values())}
    answered(sebagai_json, result, extra, lines or ["Buku sudah seperti yang diminta; tidak ada yang ditulis."])


@perintah.command()
@BUKU
@click.option("--tanpa-tulis", is_flag=True, help="Tampilkan temuan saja; lembar Temuan tidak diubah.")
@click.option("--lalu", metavar="BUKU", help="Buku tahun lalu, untuk dibandingkan dengan Riwayat.")
@click.option("--reviu", is_flag=True, help="Tulis juga lembar Lap Reviu (checklist reviu PermenPANRB 53/2014).")
@click.option("--timpa", is_flag=True, help="Tulis ulang Lap Reviu walaupun sudah diisi pereviu.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def periksa(
    buku: str, tanpa_tulis: bool, lalu: str | None, reviu: bool, timpa: bool, ke: str | None, tanpa_cadangan: bool,
    sebagai_json: bool,
) -> None:  # fmt: skip
    """Periksa isi buku dan tulis temuannya di lembar Temuan (keluar 1 bila ada yang Salah)."""
    from ..flows.periksa import has_errors, periksa_buku
    from .answers import checked_line, repairs_line

    if tanpa_tulis and (ke or reviu or timpa):
        raise UsageError("--tanpa-tulis tidak menulis apa pun; jangan dipakai bersama --ke, --reviu, atau --timpa.")

    result = periksa_buku(buku, ke, not tanpa_cadangan, _kemajuan(sebagai_json), not tanpa_tulis, reviu, timpa, lalu)
    lines = [checked_line(result)]
    if result.sheets:
        lines.append(f"Lembar {', '.join(result.sheets.values())} ditulis.")
    if result.repairs:
        lines.append(f"{repairs_line(result.repairs)}: {command('hitung BUKU --perbaiki')}")
    answered(sebagai_json, result, {"lembar": result.sheets, "dapat_diperbaiki": result.repairs}, lines)
    if has_errors(result.findings):
        sys.exit(1)


@perintah.command()
@BUKU
@click.option("--hanya", multiple=True, metavar="ID", help="Hanya laporan ini (boleh berulang), misalnya LAP-CAPAIAN.")
@click.option("--timpa", is_flag=True, help="Tulis ulang walaupun lembar laporan pernah diketiki.")
@click.option("--daftar", is_flag=True, help="Tampilkan laporan yang dapat dibuat, lalu selesai.")
@KELUARAN
@TANPA_CADANGAN
@JSON
def laporan(
    buku: str,
    hanya: tuple[str, ...],
    timpa: bool,
    daftar: bool,
    ke: str | None,
    tanpa_cadangan: bool,
    sebagai_json: bool,
) -> None:
    """Tulis lembar laporan di dalam buku; lembar lain tidak tersentuh."""
    from ..flows.laporan import laporan_buku, list_reports
    from .answers import report_lines

    if daftar:
        reports = list_reports(buku)
        text = "\n".join(f"{d['id']:<16} {d['lembar']:<20} {d['judul']}" for d in reports)
        say(sebagai_json, {"laporan": reports}, text)
        return
    result = laporan_buku(buku, ke, not tanpa_cadangan, timpa, hanya or None, _kemajuan(sebagai_json))
    extra = {"lembar": result.sheets, "ditambah": result.added, "dihapus": result.removed, "dibiarkan": result.left,
             "ditandatangani": result.signed}  # fmt: skip
    lines = report_lines(
        result, "Salin ketikannya ke lembar Anda sendiri, lalu ulangi dengan --timpa untuk menulisnya.",
        f"Untuk menulisnya juga, sebut namanya: {' '.join(f'--hanya {id}' for id in result.signed_ids)}.",
    )  # fmt: skip
    answered(sebagai_json, result, extra, lines)


@perintah.command()
@BUKU
@click.option("--ke", metavar="BERKAS", help="Nama PDF; tanpa ini di samping buku.")
@click.option("--hanya", multiple=True, metavar="ID", help="Hanya laporan ini (boleh berulang).")
@click.option("--naskah", "document", is_flag=True, help="Cetak dokumen LKjIP.docx, bukan lembar laporan.")
@JSON
def pdf(buku: str, ke: str | None, hanya: tuple[str, ...], document: bool, sebagai_json: bool) -> None:
    """Cetak lembar laporan menjadi satu PDF (memakai LibreOffice)."""
    from ..flows.pdf import pdf_buku, pdf_naskah

    if document:
        if hanya:
            raise UsageError("--hanya memilih lembar laporan; jangan dipakai bersama --naskah.")
        result = pdf_naskah(buku, ke)
        say(sebagai_json, {"pdf": result.files[0]}, f"PDF: {result.files[0]}")
        return
    result = pdf_buku(buku, ke, hanya or None)
    answer = {"pdf": result.files[0], "lembar": list(result.sheets.values())}
    say(sebagai_json, answer, f"PDF: {result.files[0]} ({len(result.sheets)} lembar)")


@perintah.command()
@click.argument("buku", metavar="BUKU", required=False, callback=book_named)
@click.option("--ke", metavar="BERKAS", help="Nama dokumen; tanpa ini LKjIP.docx di samping buku.")
@click.option("--gaya", "style", metavar="BERKAS", help="Dokumen Word instansi yang gaya, kop, dan kertasnya dipakai.")
@click.option("--banding", is_flag=True, help="Tampilkan saja apa yang berbeda dari dokumen yang ada.")
@click.option("--timpa", is_flag=True, help="Ganti dokumen yang ada; salinannya disimpan.")
@click.option("--halaman", is_flag=True, help="Isi nomor halaman daftar isi lewat LibreOffice, tanpa Word.")
@click.option("--contoh-gaya", "style_file", metavar="BERKAS", help="Simpan berkas gaya bawaan untuk diubah di Word.")
@JSON
def naskah(
    buku: str | None, ke: str | None, style: str | None, banding: bool, timpa: bool, halaman: bool,
    style_file: str | None, sebagai_json: bool,
) -> None:  # fmt: skip
    """Tulis LKjIP sebagai dokumen Word dari naskah dan angka buku; buku tidak berubah."""
    from ..flows.naskah import naskah_buku, write_style_file
    from .naskah_answer import differences_as_json, naskah_lines

    if style_file:
        result = write_style_file(style_file, timpa)
        say(sebagai_json, {"gaya": result.files[0]}, f"Berkas gaya: {result.files[0]}")
        return
    if buku is None:
        raise UsageError("BUKU belum ditulis. Tulis: naskah BUKU, atau naskah --contoh-gaya BERKAS.")
    result = naskah_buku(buku, ke, style, timpa, banding, halaman, progress=_kemajuan(sebagai_json))
    answer = {
        "dokumen": result.files[0], "berubah": not result.unchanged, "cadangan": result.backup,
        "beda": differences_as_json(result), "belum_ditulis": result.unwritten,
    }  # fmt: skip
    say(sebagai_json, answer, "\n".join(naskah_lines(result, banding, halaman)))


@perintah.command()
@BUKU
@click.argument("sel", metavar='"LEMBAR!SEL"')
@click.option("--dalam", is_flag=True, help="Jelaskan juga tiap masukannya sampai ke isian.")
@JSON
def asal(buku: str, sel: str, dalam: bool, sebagai_json: bool) -> None:
    """Tunjukkan asal angka pada sebuah sel: aturannya, masukannya, dan cara menghitungnya."""
    from ..flows.asal import trace_cell

    hasil = trace_cell(buku, sel, dalam)
    say(sebagai_json, hasil.untuk_json() if sebagai_json else None, hasil.teks())


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
@click.option("--rapi", is_flag=True, help="Satu tabel panjang: satu baris tiap sel, dengan asal selnya, dan kamusnya.")
@click.option("--orang", is_flag=True, help="Sertakan nama dan NIP, yang biasanya ditinggal.")
@click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada; salinannya disimpan.")
@JSON
def ekspor(
    buku: str, ke: str, bentuk: str, masukan_saja: bool, rapi: bool, orang: bool, timpa: bool, sebagai_json: bool
) -> None:
    """Ekspor tabel buku untuk program lain."""
    from ..flows.ekspor import ekspor_buku

    result = ekspor_buku(buku, ke, bentuk, masukan_saja, timpa, rapi, orang)
    say(sebagai_json, {"berkas": result.files}, "\n".join(result.files))


@perintah.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--tanpa-pdf", is_flag=True, help="Jangan cetak PDF.")
@click.option("--timpa", is_flag=True, help="Ganti contoh yang sudah ada; salinannya disimpan.")
@JSON
def contoh(folder: str, tanpa_pdf: bool, timpa: bool, sebagai_json: bool) -> None:
    """Buat buku contoh yang lengkap dari laporan yang sungguh terbit: isi, hitung, laporan, PDF."""
    from ..flows.contoh import buat_contoh
    from ..flows.row_changes import rows_as_json

    result = buat_contoh(folder, not tanpa_pdf, timpa, _kemajuan(sebagai_json))
    printed = result.files[0] if result.files else None
    extra = {"buku": result.path, "pdf": printed, "lembar": result.sheets, "isi": rows_as_json(result.rows)}
    lines = [f"Buku contoh: {result.path}", f"{len(result.sheets)} lembar laporan ditulis."]
    if printed:
        lines.append(f"PDF: {printed}")
    elif not tanpa_pdf:
        lines.append("PDF tidak dibuat: LibreOffice tidak ditemukan.")
    answered(sebagai_json, result, extra, lines)


@perintah.command()
@BUKU
@click.argument("nomor", metavar="[NOMOR|terakhir]", required=False)
@click.option("--daftar", is_flag=True, help="Tampilkan cadangan yang ada, lalu selesai.")
@JSON
def pulihkan(buku: str, nomor: str | None, daftar: bool, sebagai_json: bool) -> None:
    """Kembalikan buku dari cadangannya; buku yang sekarang disimpan sebagai cadangan baru."""
    from ..flows.pulihkan import list_backups, pulihkan_buku
    from .answers import backup_lines, backup_table, backups_as_json

    if daftar or nomor is None:
        backups = list_backups(buku)
        say(sebagai_json, {"cadangan": backups_as_json(backups)}, backup_table(buku, backups))
        return
    if nomor != "terakhir" and not nomor.isdecimal():
        raise UsageError(f"Nomor cadangan '{nomor}' tidak dikenal; tulis nomornya, atau terakhir.")
    result = pulihkan_buku(buku, "terakhir" if nomor == "terakhir" else int(nomor))
    answer = {"buku": result.path, "dari": result.files[0], "cadangan": result.backup, "berubah": not result.unchanged}
    if result.unchanged:
        lines = [f"{result.path} sudah sama dengan {result.files[0]}; tidak ada yang ditulis."]
    else:
        lines = [f"{result.path} dikembalikan dari {result.files[0]}.", *backup_lines(result)]
    say(sebagai_json, answer, "\n".join(lines))


@perintah.command()
@click.option("--folder", metavar="FOLDER", help="Folder situs dari rilis; tanpa ini yang dibangun di sini.")
@click.option("--porta", type=WholeNumber(0, 65535), metavar="N", help="Nomor porta; bawaannya 8017.")
@click.option("--tanpa-browser", is_flag=True, help="Jangan buka browser; tampilkan alamatnya saja.")
def web(folder: str | None, porta: int | None, tanpa_browser: bool) -> None:
    """Sajikan halaman browser lkjip-xl di komputer ini saja (127.0.0.1); Ctrl+C menghentikannya."""
    from .web.server import PORT, find_folder, open_server

    server = open_server(find_folder(folder), PORT if porta is None else porta)
    address = f"http://127.0.0.1:{server.server_port}/"
    click.echo(f"Halaman lkjip-xl: {address}\nHanya komputer ini yang dapat membukanya. Hentikan dengan Ctrl+C.")
    if not tanpa_browser:
        import webbrowser

        webbrowser.open(address)
    with server:
        server.serve_forever()


@perintah.command()
@FOLDER_AWAL
@click.option("--python", metavar="BERKAS", help="python.exe lain daripada yang menjalankan perintah ini.")
@click.option("--periksa", "hanya_periksa", is_flag=True, help="Laporkan saja keadaannya; tidak mengubah apa pun.")
@JSON
def pasang(folder: str | None, python: str | None, hanya_periksa: bool, sebagai_json: bool) -> None:
    """Pasang add-in (tab LKjIP) di Excel untuk akun Anda; tidak perlu hak admin."""
    from .excel import install as addin

    outcome = (addin.periksa if hanya_periksa else addin.pasang)(folder=folder, python=python)
    say(sebagai_json, outcome.as_json(), outcome.text())
    if not outcome.is_good:
        sys.exit(3)


@perintah.command()
@FOLDER_AWAL
@JSON
def lepas(folder: str | None, sebagai_json: bool) -> None:
    """Lepas add-in dari Excel; buku Anda tidak tersentuh."""
    from .excel.install import lepas as lepas_addin

    outcome = lepas_addin(folder=folder)
    say(sebagai_json, outcome.as_json(), outcome.text())


for _command in COMMANDS:
    perintah.add_command(_command)


def main(args: list[str] | None = None) -> None:
    """Entry point; never shows a traceback."""
    for aliran in (sys.stdout, sys.stderr):
        if hasattr(aliran, "reconfigure"):
            aliran.reconfigure(errors="replace")
    warnings.showwarning = _tell_warning
    remember_invocation(sys.argv[0] if args is None else None)
    own_language = os.environ.get("LANGUAGE")
    with indonesian():
        _run(args, own_language)


def _run(args: list[str] | None, own_language: str | None) -> None:
    typed = sys.argv[1:] if args is None else args
    try:
        perintah.main(args=args, prog_name=command(), standalone_mode=False, obj=own_language)
    except UserError as galat:
        _gagal(str(galat) + quotes_hint(typed), galat.kode, galat.exit_code, args)
    except click.ClickException as galat:
        message = wrong_use(galat) if isinstance(galat, click.UsageError) else galat.format_message()
        _gagal(message, "salah_pakai", 2, args)
    except (click.Abort, KeyboardInterrupt):
        _gagal("Dihentikan. Tidak ada berkas yang ditulis setengah jalan.", "dihentikan", 3, args)
    except BrokenPipeError:
        os._exit(0)
    except MemoryError:
        _gagal("Memori tidak cukup untuk buku ini.", "memori", 3, args)
    except Exception as galat:
        from .crash_file import crash_message, write_crash_file

        _gagal(crash_message(write_crash_file(galat)), "galat_dalam", 4, args)


def _tell_warning(
    message: Warning | str, category: type[Warning], *place: Any, _others: Any = warnings.showwarning, **more: Any
) -> None:
    """A package of the user's that cannot be loaded is told in one line; other warnings look as Python shows them."""
    if category.__name__ == "PluginWarning":
        click.echo(f"Peringatan: {message}", err=True)
    else:
        _others(message, category, *place, **more)


def _gagal(pesan: str, kode: str, keluar: int, args: list[str] | None) -> NoReturn:
    if "--json" in (sys.argv if args is None else args):
        import json

        click.echo(json.dumps({"galat": {"kode": kode, "pesan": pesan}}, ensure_ascii=False))
    click.echo(pesan, err=True)
    sys.exit(keluar)
