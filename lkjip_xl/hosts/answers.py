"""What a flow answers on the terminal and to programs: the year in a few lines, and the findings."""

from ..checks.finding import sebagai_kamus
from ..expr.values import ErrorValue, is_number

_URUTAN = {"Salah": 0, "Periksa": 1, "Info": 2}


def _persen(isi, desimal):
    from ..rules.terbilang import persen_id

    return persen_id(isi, desimal) if is_number(isi) else "N/A"


def _rupiah(isi):
    from ..rules.terbilang import rupiah

    return rupiah(isi) if is_number(isi) else "N/A"


def baris_ringkasan(selesai):
    """Three lines: capaian and predikat, budget, money without an indicator."""
    isi, desimal = selesai.hitungan.summary, selesai.hitungan.defined["lk_desimal"]
    predikat = isi["Predikat"] if isi["Predikat"].__class__ is str else "N/A"
    return [
        f"Capaian: {_persen(isi['Rata-rata capaian'], desimal)} ({predikat}), "
        f"{isi['Indikator terukur']} dari {isi['Indikator seluruhnya']} indikator terukur.",
        f"Anggaran: realisasi {_rupiah(isi['Realisasi'])} dari pagu {_rupiah(isi['Pagu'])}, "
        f"serapan {_persen(isi['Serapan'], desimal)}.",
        f"Pagu tanpa indikator: {_rupiah(isi['Pagu tanpa indikator'])}.",
    ]


def baris_isi(jumlah, diabaikan):
    """What ``isi`` filled: a line for each table, and the columns that it left out."""
    baris = [f"{nama}: {n} baris" for nama, n in jumlah.items()]
    return baris + (["Kolom hitungan diabaikan: " + ", ".join(diabaikan)] if diabaikan else [])


def tabel_temuan(temuan):
    """Print findings as a table, gravest first; a word when there are none."""
    if not temuan:
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    tabel = Table(title=f"{len(temuan)} temuan", box=box.SIMPLE, title_justify="left")
    for judul in ("Berat", "Lembar", "Sel", "Temuan", "Perbaikan"):
        tabel.add_column(judul, no_wrap=judul in ("Berat", "Sel"), overflow="fold")
    for t in sorted(temuan, key=lambda t: _URUTAN.get(t.berat, 9)):
        tabel.add_row(t.berat, str(t.lembar), str(t.sel or ""), t.uraian, t.perbaikan or "", style=None)
    Console(highlight=False, markup=False).print(tabel)


def _nilai(isi):
    return isi.kode if isi.__class__ is ErrorValue else isi


def untuk_json(selesai):
    """The answer of a flow as plain data."""
    return {
        "berkas": selesai.path,
        "cadangan": selesai.backup,
        "ringkasan": {k: _nilai(v) for k, v in selesai.hitungan.summary.items()},
        "temuan": [{k: _nilai(v) for k, v in sebagai_kamus(t).items()} for t in selesai.temuan],
    }
