"""click in Indonesian: headings of the help pages and messages of wrong use."""

import re

import click

_HALAMAN = {"Usage": "Pemakaian", "Options": "Pilihan", "Commands": "Perintah"}


def _keterangan(teks):
    """What click itself adds to an option's help, in Indonesian: ``[default: csv]``, ``[2010<=x<=2100; required]``."""
    kepala, kurung, ekor = teks.rpartition("  [")
    if not kurung or not ekor.endswith("]"):
        return teks
    ekor = ekor.replace("required", "wajib").replace("default:", "bawaan:")
    ekor = re.sub(r"(\d+)<=x<=(\d+)", r"\1 sampai \2", ekor)
    return f"{kepala}  [{ekor}"


class _Penulis(click.HelpFormatter):
    def write_usage(self, prog, args="", prefix=None):
        args = args.replace("[OPTIONS]", "[PILIHAN]").replace("COMMAND [ARGS]...", "PERINTAH ...")
        super().write_usage(prog, args, "Pemakaian: ")

    def write_dl(self, rows, col_max=30, col_spacing=2):
        super().write_dl([(kiri, _keterangan(kanan)) for kiri, kanan in rows], col_max, col_spacing)

    def write_heading(self, heading):
        super().write_heading(_HALAMAN.get(heading, heading))


class _Konteks(click.Context):
    formatter_class = _Penulis


def _bantuan(perintah, ctx):
    pilihan = click.Command.get_help_option(perintah, ctx)
    if pilihan is not None:
        pilihan.help = "Tampilkan bantuan ini."
    return pilihan


class Perintah(click.Command):
    """A command whose help is Indonesian."""

    context_class = _Konteks

    def get_help_option(self, ctx):
        return _bantuan(self, ctx)


class Kelompok(click.Group):
    """The command group; unknown commands are answered in Indonesian."""

    context_class = _Konteks
    command_class = Perintah

    def get_help_option(self, ctx):
        return _bantuan(self, ctx)


def pesan_salah_pakai(galat):
    """The Indonesian message of a click error."""
    nama = galat.ctx.command_path if galat.ctx is not None else "lkjip-xl"
    bantuan = f"Lihat '{nama} --help'."
    if isinstance(galat, click.NoSuchOption):
        return f"Pilihan {galat.option_name} tidak dikenal. {bantuan}"
    if isinstance(galat, click.MissingParameter):
        param = galat.param.make_metavar(galat.ctx) if galat.param is not None else ""
        if galat.param is not None and galat.param.param_type_name == "option":
            param = galat.param.opts[0]
        return f"{param} belum ditulis. {bantuan}"
    if isinstance(galat, click.BadParameter):
        param = galat.param.opts[0] if galat.param is not None else ""
        pilihan = getattr(galat.param.type, "choices", None) if galat.param is not None else None
        petunjuk = f" Pilih salah satu: {', '.join(pilihan)}." if pilihan else ""
        return f"Isi {param} tidak sah.{petunjuk} {bantuan}"
    teks = galat.format_message()
    if teks.startswith("No such command"):
        return f"Perintah {teks.split(chr(39))[1]} tidak dikenal. {bantuan}"
    if teks.startswith("Missing command"):
        return f"Perintah belum ditulis. {bantuan}"
    if "extra argument" in teks:
        return f"Terlalu banyak isian: {teks[teks.find('(') + 1 : teks.rfind(')')]}. {bantuan}"
    return f"{teks} {bantuan}"
