"""The commands for books that travel, to divisions and into the next year: kirim to rekap."""

import sys
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..system_errors import reason_of
from .cli_language import Perintah, WholeNumber
from .progress import terminal_progress
from .spoken import answered, book_named, say

if TYPE_CHECKING:
    from ..flows.gabung_plan import Merge

_BOOK = click.argument("buku", metavar="BUKU", callback=book_named)
_JSON = click.option("--json", "sebagai_json", is_flag=True, help="Jawaban untuk program, bukan untuk dibaca.")
_NO_BACKUP = click.option("--tanpa-cadangan", is_flag=True, help="Jangan simpan cadangan di samping buku.")


def _pairs(texts: tuple[str, ...], option: str, meaning: str) -> dict[str, str]:
    """``{name: value}`` of options such as ``--pilih KODE=induk``."""
    found = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise UsageError(f"{option} '{text}' tidak terbaca; tulis {option} \"{meaning}\".", "salah_pakai")
        found[name.strip()] = value.strip()
    return found


@click.command(cls=Perintah)
@_BOOK
@click.option(
    "--bidang", multiple=True, metavar="NAMA", help="Salinan untuk bidang ini (boleh berulang); semua: tiap bidang."
)
@click.option(
    "--unit", multiple=True, metavar="NAMA", help="Salinan untuk unit ini (boleh berulang); semua: tiap unit."
)
@click.option("--triwulan", type=WholeNumber(1, 4), metavar="1-4", help="Hanya isian triwulan ini yang diminta.")
@click.option("--kepada", multiple=True, metavar="ALAMAT", help='Alamat surel, atau "BIDANG=ALAMAT" (boleh berulang).')
@click.option("--tenggat", default="", metavar="TANGGAL", help="Paling lambat kembali, misalnya 2026-04-05.")
@click.option("--ringkas", is_flag=True, help="Bentuk ringkas: hanya baris bidangnya dan kolom yang diisi.")
@click.option("--ke", metavar="FOLDER", help="Folder untuk salinannya; tanpa ini di samping buku.")
@click.option("--orang", is_flag=True, help="Sertakan nama dan NIP pejabat, yang biasanya ditinggal.")
@click.option("--tanpa-surel", is_flag=True, help="Jangan buat rancangan surel (.eml).")
@click.option("--hasil", metavar="BERKAS", help="Tulis buku induk ke berkas lain; buku asal tidak berubah.")
@_NO_BACKUP
@_JSON
def kirim(
    buku: str, bidang: tuple[str, ...], unit: tuple[str, ...], triwulan: int | None, kepada: tuple[str, ...],
    tenggat: str, ringkas: bool, ke: str | None, orang: bool, tanpa_surel: bool, hasil: str | None,
    tanpa_cadangan: bool, sebagai_json: bool,
) -> None:  # fmt: skip
    """Buat salinan untuk dikirim lewat surel, seluruhnya atau bagian tiap bidang; catat di buku."""
    from ..flows.kirim import kirim_buku
    from .travel_answers import sent_as_json, sent_lines

    plain = [text for text in kepada if "=" not in text]
    if len(plain) > 1 or (plain and len(kepada) > 1):
        raise UsageError('--kepada: untuk beberapa bidang tulis --kepada "BIDANG=ALAMAT".', "alamat")
    addresses = plain[0] if plain else _pairs(kepada, "--kepada", "BIDANG=ALAMAT")
    result = kirim_buku(
        buku, ke, bidang, unit, triwulan, addresses, tenggat, orang, not tanpa_surel, hasil, not tanpa_cadangan,
        terminal_progress(sebagai_json), ringkas=ringkas,
    )  # fmt: skip
    answered(sebagai_json, result, {"kiriman": sent_as_json(result), "catatan": result.notes}, sent_lines(result))


@click.command(cls=Perintah)
@_BOOK
@click.argument("kembali", nargs=-1, required=True, metavar="BERKAS|FOLDER...")
@click.option("--pratinjau", is_flag=True, help="Tampilkan yang akan ditulis; tidak ada yang diubah.")
@click.option("--pilih", multiple=True, metavar="KODE=PILIHAN",
              help="Bentrok: induk, kembali, atau nama berkas (boleh berulang); semua=induk untuk semua.")  # fmt: skip
@click.option(
    "--kiriman", multiple=True, metavar="BERKAS=N", help="Nomor kiriman dari berkas yang kehilangan tandanya."
)
@click.option(
    "--ke", "--hasil", "hasil", metavar="BERKAS", help="Tulis buku induk ke berkas lain; buku asal tidak berubah."
)
@_NO_BACKUP
@_JSON
def gabung(
    buku: str, kembali: tuple[str, ...], pratinjau: bool, pilih: tuple[str, ...], kiriman: tuple[str, ...],
    hasil: str | None, tanpa_cadangan: bool, sebagai_json: bool,
) -> None:  # fmt: skip
    """Gabungkan buku yang kembali (xlsx, xlsm, eml, msg, atau foldernya) ke buku induk (keluar 1 bila ada yang
    tertahan)."""
    from ..flows.gabung import gabung_buku, pratinjau_gabung
    from ..flows.row_changes import rows_as_json
    from .travel_answers import merge_as_json, merge_lines, print_merge

    choices = _pairs(pilih, "--pilih", "KODE=induk")
    numbers = {}
    for name, text in _pairs(kiriman, "--kiriman", "BERKAS=N").items():
        if not text.isdecimal():
            raise UsageError(f"--kiriman '{name}={text}': '{text}' bukan nomor kiriman.", "salah_pakai")
        numbers[name] = int(text)
    progress = terminal_progress(sebagai_json)
    if pratinjau:
        shown = pratinjau_gabung(buku, kembali, choices=choices, kiriman=numbers, progress=progress).merge
        assert shown is not None
        if sebagai_json:
            say(True, merge_as_json(shown), "")
        else:
            click.echo("Pratinjau: tidak ada yang ditulis.")
            print_merge(shown)
        _end(shown)
        return
    result = gabung_buku(buku, kembali, hasil, not tanpa_cadangan, choices, numbers, progress)
    assert result.merge is not None
    extra = {**merge_as_json(result.merge), "baris": rows_as_json(result.rows)}
    answered(sebagai_json, result, extra, merge_lines(result.merge))
    _end(result.merge)


def _end(merge: "Merge") -> None:
    """What was given and not taken shows in the exit code, as what is wrong does after periksa."""
    if not merge.complete:
        sys.exit(1)


@click.command(cls=Perintah)
@_BOOK
@_JSON
def status(buku: str, sebagai_json: bool) -> None:
    """Tunjukkan siapa dikirimi apa, siapa sudah mengembalikan, siapa terlambat, dan apa yang berubah sejak itu."""
    from ..flows.status import status_kiriman
    from .travel_answers import status_as_json, status_lines

    found = status_kiriman(buku)
    say(sebagai_json, status_as_json(found), "\n".join(status_lines(found)))


@click.command(cls=Perintah)
@_BOOK
@click.option("--ke", metavar="BERKAS", help="Nama buku baru; tanpa ini di samping buku, dengan tahun barunya.")
@click.option("--renstra", metavar="AWAL-AKHIR", help="Mulai periode Renstra baru, misalnya 2030-2034.")
@click.option("--tanpa-lembar-sendiri", is_flag=True, help="Tinggalkan lembar Anda sendiri.")
@click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada; salinannya disimpan.")
@_JSON
def lanjut(
    buku: str, ke: str | None, renstra: str | None, tanpa_lembar_sendiri: bool, timpa: bool, sebagai_json: bool
) -> None:
    """Buat buku tahun berikutnya dari buku ini; hasil tahun ini masuk Riwayat, uang dan realisasi dikosongkan."""
    from ..flows.lanjut import lanjut_buku
    from ..flows.row_changes import rows_as_json
    from .travel_answers import next_year_lines

    result = lanjut_buku(buku, ke, renstra, not tanpa_lembar_sendiri, timpa, terminal_progress(sebagai_json))
    assert result.computed is not None
    answer = {
        "buku": result.path, "tahun": result.computed.year, "cadangan": result.backup, "catatan": result.notes,
        "baris": rows_as_json(result.rows),
    }  # fmt: skip
    say(sebagai_json, answer, "\n".join(next_year_lines(result)))


@click.command(cls=Perintah)
@click.argument("sumber", nargs=-1, required=True, metavar="FOLDER|BERKAS...")
@click.option("--ke", metavar="FOLDER", help="Folder untuk rekap.xlsx dan tabelnya; tanpa ini hanya ditampilkan.")
@click.option(
    "--harapan",
    metavar="BERKAS",
    help="Daftar instansi yang harus melapor: teks, satu nama tiap baris; tanpa ini daftar-instansi.txt di FOLDER.",
)
@click.option("--tahun", metavar="TAHUN", help="Tahun buku yang dihitung, atau semua; tanpa ini tahun terbanyak.")
@click.option("--pekerja", type=WholeNumber(1, 256), metavar="N", help="Banyaknya proses; tanpa ini semua inti.")
@click.option("--dask", metavar="ALAMAT", help="Jalankan di Dask: alamat penjadwal, atau lokal.")
@click.option("--parquet", is_flag=True, help="Tulis tabelnya juga sebagai Parquet, indikatornya dalam bagian-bagian.")
@click.option("--timpa", is_flag=True, help="Ganti berkas yang sudah ada; salinannya disimpan.")
@_JSON
def rekap(
    sumber: tuple[str, ...], ke: str | None, harapan: str | None, tahun: str | None, pekerja: int | None,
    dask: str | None, parquet: bool, timpa: bool, sebagai_json: bool,
) -> None:  # fmt: skip
    """Kumpulkan buku banyak instansi: satu buku rekapitulasi dan satu tabel."""
    from ..flows.rekap import EXPECTED, expected_offices, listed_offices, rekap_buku
    from .travel_answers import recap_as_json, recap_lines

    try:
        expected = listed_offices(sumber) if harapan is None else expected_offices(harapan)
    except OSError as error:
        named = harapan or EXPECTED
        raise UsageError(f"--harapan: {named} tidak dapat dibaca ({reason_of(error)}).", "tidak_terbaca") from None
    progress = terminal_progress(sebagai_json)
    if parquet and ke is None:
        raise UsageError("--parquet menulis berkas; sebutkan foldernya dengan --ke.", "parquet")
    result = rekap_buku(sumber, ke, expected, timpa, pekerja, dask, progress, parquet, tahun)
    say(sebagai_json, recap_as_json(result), "\n".join(recap_lines(result, ke)))


COMMANDS = (kirim, gabung, status, lanjut, rekap)
