"""Mends inputs whose meaning is certain: percent formats, numbers typed as text, stray spaces, codes made numbers."""

from ..compute.world import World
from ..expr.values import bulatkan, is_number
from ..rules.bacaan_angka import ANGKA, baca_angka
from .rewrite import Rewriter, cell_address


def mend(bacaan):
    """Mend the inputs of a book in its package, as far as the findings of reading it are certain.

    A percent-formatted 0,88 becomes 88 in the column's own format; ``Rp 1.000.000`` becomes a number; spaces around
    codes and choices go; a code that Excel made a number becomes text again where only one reading exists. Anything
    ambiguous stays as it is.

    Returns:
        One Indonesian line for each cell mended.
    """
    per_tabel, pesan = {}, []
    tampak_sama = _tampak_sama(bacaan)
    tempat = {(t.tabel, t.baris, t.kolom) for t in tampak_sama}
    dibaca = [t for t in bacaan.buku.findings if (t.tabel, t.baris, t.kolom) not in tempat]
    for temuan in (*dibaca, *tampak_sama):
        isi = _pengganti(bacaan, temuan)
        if isi is None:
            continue
        ganti, polos = per_tabel.setdefault(temuan.tabel, ({}, []))
        ganti.setdefault(temuan.baris, {})[temuan.kolom] = isi
        if temuan.kode in ("BACA-01", "BACA-03"):
            polos.append((temuan.baris, temuan.kolom))
        pesan.append(f"{temuan.lembar}!{temuan.sel}: {_tampil(temuan.tertulis)} menjadi {_tampil(isi)}")
    for nama, (ganti, polos) in per_tabel.items():
        place, tabel = bacaan.tempat[nama], bacaan.tabel[nama]
        akhir = max(place.last_row, place.header_row + max(ganti))
        isi = [ganti.get(i, {}) for i in range(1, max(ganti) + 1)]
        data = Rewriter(bacaan.data[place.sheet.part], place, tabel, akhir).write(isi, polos)
        bacaan.data[place.sheet.part] = data
        bacaan.package.put(place.sheet.part, data)
    return pesan


def _tampak_sama(bacaan):
    """Findings on codes and wordings that only look equal to others."""
    from ..checks.registry import Berkas, periksa

    def letak(tabel, baris, kolom):
        place = bacaan.tempat[tabel]
        return place.sheet.name, cell_address(place, kolom, baris)

    return periksa(Berkas(World(bacaan.buku), letak), {"KON-44"})


def _pengganti(bacaan, temuan):
    """The certain value of the cell of a finding, or None."""
    if temuan.tabel is None or temuan.kolom is None:
        return None
    isi = temuan.tertulis
    if temuan.kode == "BACA-01" and is_number(isi):
        return bulatkan(isi * 100, 10)
    if temuan.kode == "BACA-04" and isinstance(isi, str):
        return isi.strip()
    if temuan.kode in ("BACA-03", "KON-44"):
        return temuan.seharusnya
    if temuan.kode == "BACA-02" and isinstance(isi, str):
        kolom = bacaan.tabel[temuan.tabel].by_name[temuan.kolom]
        satuan = None
        if kolom.kind == "nilai":
            baris = bacaan.buku.rows(temuan.tabel)[temuan.baris - 1].cells
            satuan = bacaan.renstra(baris).get("Satuan")
        bacaan_angka = baca_angka(isi, satuan=satuan, uang=kolom.kind == "uang")
        return bacaan_angka.nilai if bacaan_angka.jenis == ANGKA else None
    return None


def _tampil(isi):
    return f"{isi:.15g}".replace(".", ",") if is_number(isi) else f"'{isi}'"
