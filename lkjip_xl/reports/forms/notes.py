"""Notes beneath the tables: which formula, which choice of the book, which source."""

from ...expr.values import is_number
from ...rules.efisiensi import explanation
from ...rules.terbilang import angka_id, rupiah


def _persen(rasio):
    return angka_id(100 * rasio) + "%"


def capaian(a, indikator):
    """Formula of capaian, with the ways that the book has chosen."""
    setelan = a.bahan.defined
    turun = "target / realisasi" if setelan["lk_turun"] == "Rasio" else "(2 x target - realisasi) / target"
    teks = f"Persentase capaian = realisasi / target; untuk indikator yang makin kecil makin baik (Turun) = {turun}"
    if any(i.tipe == "Tingkat" for i in indikator):
        if setelan["lk_tingkat"] == "Skor":
            teks += "; indikator bertingkat = skor realisasi / skor target"
        else:
            teks += "; indikator bertingkat = 100% bila target tercapai, selain itu skor realisasi / skor target"
    return teks + "."


def batas(a, _):
    """The cap, when there is one."""
    if a.batas is None:
        return ""
    return (
        f"Capaian dibatasi paling tinggi {_persen(a.batas)} sebelum dirata-ratakan; Capaian Asli adalah hasil rumus "
        "sebelum batas."
    )


def predikat(a, _):
    """The bands of the book's scale."""
    nama = a.bahan.defined["lk_skala"]
    pita = []
    for b in a.bahan.book.rows("tbl_skala"):
        isi = b.cells
        if str(isi.get("Skala")).casefold() == str(nama).casefold() and is_number(isi.get("Batas Bawah")):
            tanda = "≥" if str(isi.get("Termasuk")).casefold() == "ya" else ">"
            pita.append((isi["Batas Bawah"], f"{isi.get('Predikat')} {tanda} {_persen(isi['Batas Bawah'])}"))
    if not pita:
        return f"Skala predikat {nama} tidak ada di lembar Pengaturan." if nama else ""
    pita.sort(key=lambda p: -p[0])
    return f"Predikat menurut skala {nama}: " + "; ".join(t for _, t in pita) + "."


def pembulatan(a, _):
    """Decimals and way of rounding."""
    desimal = a.bahan.decimals
    cara = "dipotong" if a.bahan.rounding == "Potong" else "dibulatkan"
    if not desimal:
        return f"Persentase {cara} ke persen penuh."
    return f"Persentase {cara} {'pada' if cara == 'dipotong' else 'ke'} {desimal} angka di belakang koma."


def pertumbuhan(a, _):
    """The method of growth."""
    return a.isi("Pertumbuhan = realisasi tahun {tahun} / realisasi tahun {lalu} - 1; N/A untuk indikator bertingkat.")


def kemajuan(a, _):
    """Formula of progress."""
    return a.isi(
        "Tingkat kemajuan = rumus capaian dengan target akhir Renstra (tahun {akhir}) sebagai target, tanpa batas."
    )


def porsi(a, _):
    """What the share is a share of."""
    if not is_number(a.bahan.budget.pagu):
        return "Persentase = anggaran / anggaran seluruh perangkat daerah."
    return f"Persentase = anggaran / anggaran seluruh perangkat daerah ({rupiah(a.bahan.budget.pagu)})."


def uang_bersama(a, indikator):
    """Said only where a sum is less than its parts."""
    sasaran = {id(i.sasaran): i.sasaran for i in indikator if i.sasaran is not None}
    for s in sasaran.values():
        pagu = [i["Pagu"] for i in s.indikator if is_number(i["Pagu"])]
        if is_number(s.pagu) and pagu and sum(pagu) != s.pagu:
            return "Anggaran yang mendukung lebih dari satu indikator hanya dihitung sekali dalam jumlah."
    return ""


def serapan(a, _):
    """Formula of serapan."""
    return "Capaian anggaran = realisasi anggaran / target (pagu) anggaran itu sendiri."


def efisiensi(a, _):
    """Formula and reading of efisiensi."""
    return explanation(a.metode, a.bahan.year)


def sumber_kinerja(a, indikator):
    """Where target and realisasi come from."""
    sumber = dict.fromkeys(i.isi.get("Sumber Target") for i in indikator)
    dari = [s for s in sumber if s and s.__class__ is str]
    return "Sumber: lembar Pengukuran" + (f"; target menurut {' dan '.join(dari)}." if dari else ".")


def sumber_tujuan(a, _):
    """Where the figures of tujuan come from."""
    return a.isi(
        "Sumber: lembar Pengukuran; yang tidak diukur di sana memakai target Renstra tahun {tahun} dan realisasi dari "
        "lembar Riwayat."
    )


def _tetap(teks):
    return lambda a, indikator: a.isi(teks)


PENJELASAN = {
    "capaian": capaian,
    "batas": batas,
    "predikat": predikat,
    "pembulatan": pembulatan,
    "pertumbuhan": pertumbuhan,
    "kemajuan": kemajuan,
    "porsi": porsi,
    "uang_bersama": uang_bersama,
    "serapan": serapan,
    "efisiensi": efisiensi,
    "sumber_kinerja": sumber_kinerja,
    "sumber_tujuan": sumber_tujuan,
    "sumber_riwayat": _tetap("Sumber: lembar Riwayat (tahun lalu; target yang kosong diambil dari Renstra) dan "
                             "Pengukuran (tahun {tahun})."),
    "sumber_renstra": _tetap("Sumber: lembar Renstra dan Pengukuran."),
    "sumber_nasional": _tetap("Sumber: lembar Riwayat menurut lingkupnya; dibandingkan dengan memperhatikan arah "
                              "indikator."),
    "sumber_anggaran": _tetap("Sumber: lembar Anggaran, baris yang menyebut indikator."),
    "sumber_analisis": _tetap("Sumber: lembar Pengukuran, kolom Analisis dan Solusi."),
    "sumber_penunjang": _tetap("Sumber: lembar Anggaran, program dan kegiatan yang menyebut indikator."),
}  # fmt: skip

ARTI_NA = "N/A: tidak tersedia atau belum dapat dihitung."
ARTI_TAK_TERHITUNG = "Tidak dapat dihitung: isi selnya bukan angka yang dikenal; lihat lembar Temuan."
