"""The register of all reports: which there are, in which order, and which of them a book has."""

from collections import namedtuple

from ..errors import UsageError

PER_SASARAN = "LAP-SASARAN-"

Entri = namedtuple("Entri", "id nama judul modul fungsi argumen ada", defaults=((), None))
Entri.__doc__ = """One report.

id: its own id; ``LAP-SASARAN-`` stands for one report per sasaran.
nama: its sheet. judul: what it is, for lists and help.
modul, fungsi, argumen: function ``(bahan, *argumen)`` of a module of this package; it gives a ReportSheet or a list.
ada: function of (bahan,) that tells whether the book has the report; None for always.
"""


def _gabungan(bahan):
    return bahan.settings.get("bentuk_laporan") == "Gabungan"


def _triwulan(n):
    return lambda bahan: bahan.quarter >= n


def _satu(id, nama, judul):
    return Entri(id, nama, judul, "gabungan", "susun_satu", (id,), _gabungan)


DAFTAR = [
    Entri("LAP-PK", "Lap PK", "Perjanjian Kinerja", "perjanjian", "susun_awal"),
    Entri("LAP-PK-P", "Lap PK Perubahan", "Perjanjian Kinerja Perubahan", "perjanjian", "susun_perubahan",
          ada=lambda bahan: bool(bahan.pk("Perubahan") or bahan.pk_program("Perubahan"))),
    *(
        Entri(f"LAP-TW{n}", f"Lap TW {romawi}", f"Pengukuran Kinerja Triwulan {romawi}", "triwulan",
              "susun_triwulan", (n,), _triwulan(n))
        for n, romawi in enumerate(("I", "II", "III", "IV"), 1)
    ),
    Entri(PER_SASARAN, "Lap Sasaran 1 dan seterusnya", "Capaian Kinerja per Sasaran", "per_sasaran", "susun",
          ada=lambda bahan: not _gabungan(bahan) and bool(bahan.sasaran)),
    _satu("LAP-CAPAIAN", "Lap Capaian", "Capaian Kinerja"),
    _satu("LAP-TAHUN", "Lap Antar Tahun", "Kinerja Antar Tahun"),
    _satu("LAP-AKHIR", "Lap Akhir Renstra", "Kemajuan ke Akhir Renstra"),
    _satu("LAP-NASIONAL", "Lap Nasional", "Perbandingan Nasional"),
    _satu("LAP-EFISIENSI", "Lap Efisiensi", "Efisiensi"),
    _satu("LAP-ANALISIS", "Lap Analisis", "Analisis dan Solusi"),
    _satu("LAP-PENUNJANG", "Lap Penunjang", "Program dan Kegiatan Penunjang"),
    Entri("LAP-ANGGARAN", "Lap Anggaran", "Realisasi Anggaran", "anggaran", "susun_anggaran"),
]  # fmt: skip


def id_laporan(bahan):
    """Ids of the reports that this book has, in their order."""
    hasil = []
    for entri in DAFTAR:
        if entri.ada is None or entri.ada(bahan):
            hasil += _id(entri, bahan)
    return hasil


def _id(entri, bahan):
    if entri.id == PER_SASARAN:
        return [f"{PER_SASARAN}{s.nomor}" for s in bahan.sasaran]
    return [entri.id]


def susun_semua(bahan, hanya=None):
    """The report sheets of a book.

    Args:
        bahan: the ``World``.
        hanya: ids of the wanted reports, in any case; the form of the report (``bentuk_laporan``) and the running
            quarter do not limit them. None for all that the book has.

    Raises:
        UsageError: ``laporan_tidak_ada`` for an id that the book cannot have.
    """
    if hanya is None:
        return [lembar for entri in DAFTAR if entri.ada is None or entri.ada(bahan) for lembar in _susun(entri, bahan)]
    minta = dict.fromkeys(str(id).strip().upper() for id in hanya)
    hasil, ada = [], []
    for entri in DAFTAR:
        punya = _id(entri, bahan) if entri.id != "LAP-PK-P" or entri.ada(bahan) else []
        ada += punya
        if entri.id == PER_SASARAN and PER_SASARAN[:-1] in minta:
            minta.pop(PER_SASARAN[:-1])
            minta.update(dict.fromkeys(punya))
        pilih = [id for id in punya if id in minta]
        if pilih:
            hasil += [lembar for lembar in _susun(entri, bahan) if lembar.id in pilih]
            for id in pilih:
                minta.pop(id)
    if minta:
        raise UsageError(
            f"Laporan {', '.join(minta)} tidak ada di buku ini. Yang ada: {', '.join(ada)}.", "laporan_tidak_ada"
        )
    return hasil


def _susun(entri, bahan):
    from importlib import import_module

    modul = import_module(f"{__package__}.forms.{entri.modul}")
    hasil = getattr(modul, entri.fungsi)(bahan, *entri.argumen)
    return hasil if isinstance(hasil, list) else [hasil]


def id_mungkin(bahan):
    """``{id: (sheet name, title)}`` of every report that this book can have, in either form and any quarter."""
    hasil = {}
    for entri in DAFTAR:
        if entri.id == "LAP-PK-P" and not entri.ada(bahan):
            continue
        for id in _id(entri, bahan):
            nama = f"Lap Sasaran {id[len(PER_SASARAN) :]}" if entri.id == PER_SASARAN else entri.nama
            hasil[id] = (nama, entri.judul)
    return hasil


def id_usang(bahan, ids):
    """Those of the report ids in a book that it can no longer have (a sasaran fewer, no PK Perubahan any more).

    Ids that this register does not know are left alone; see docs/adr/0007.
    """
    mungkin = id_mungkin(bahan)
    kenal = {entri.id for entri in DAFTAR}
    return [
        id for id in ids if id not in mungkin and (id in kenal or (id.startswith(PER_SASARAN) and id[12:].isdigit()))
    ]
