"""Figures beside the year's own: past years, province and nation, tujuan; by the same rules as the book's."""

from ..expr.values import NOT_AVAILABLE, ErrorValue, compare_values, is_number
from ..rules.capaian import batas_capaian, capaian_asli
from ..rules.capaian import kemajuan as aturan_kemajuan
from ..rules.predikat import predikat
from ..rules.triwulan import skor_tingkat, target_angka
from .report_view import Indikator


class Pembanding:
    """Comparisons of a ``Bahan``.

    Attributes:
        bahan: the computed book.
        lingkup: ``Provinsi`` and ``Nasional``, those of which Riwayat has realisasi.
        target_nasional: Riwayat has targets of the nation.
    """

    def __init__(self, bahan):
        self.bahan = bahan
        hitungan = bahan.hitungan
        self._setelan = hitungan.setelan
        self._skala = [hitungan.kolom[("tbl_skala", k)] for k in ("Skala", "Batas Bawah", "Termasuk", "Predikat")]
        self._tingkat = [hitungan.kolom[("tbl_tingkat", k)] for k in ("Skala Tingkat", "Tingkat", "Skor")]
        self._luar, self.lingkup, self.target_nasional = {}, set(), False
        for b in hitungan.buku.baris("tbl_riwayat"):
            lingkup, tahun = b.isi.get("Lingkup"), b.isi.get("Tahun")
            if lingkup not in ("Provinsi", "Nasional") or not is_number(tahun):
                continue
            if bahan.tahun is not None and tahun > bahan.tahun:
                continue
            if lingkup == "Nasional" and b.isi.get("Target") is not None:
                self.target_nasional = True
            if b.isi.get("Realisasi") is None:
                continue
            self.lingkup.add(lingkup)
            kunci = (str(b.isi.get("Kode")).casefold(), lingkup)
            if kunci not in self._luar or tahun > self._luar[kunci]["Tahun"]:
                self._luar[kunci] = b.isi

    # --- rules ---------------------------------------------------------------------------------------------------
    def angka(self, isi, renstra):
        """A target or realisasi as the number that capaian compares with (a level is its score)."""
        if isi.__class__ is ErrorValue:
            return isi
        tipe = renstra.get("Tipe") or "Angka"
        skor = skor_tingkat(isi, renstra.get("Skala Tingkat"), *self._tingkat) if tipe == "Tingkat" else None
        return target_angka(isi, tipe, skor)

    def _capaian(self, aturan, target, realisasi, renstra):
        s = self._setelan
        return aturan(
            self.angka(target, renstra), self.angka(realisasi, renstra), renstra.get("Tipe") or "Angka",
            renstra.get("Arah"), s["lk_turun"], s["lk_tingkat"], s["lk_desimal"], s["lk_bulat"],
        )  # fmt: skip

    def capaian_asli(self, target, realisasi, renstra):
        """Capaian before the cap, by the rules of the book."""
        return self._capaian(capaian_asli, target, realisasi, renstra)

    def capaian(self, target, realisasi, renstra):
        """Capaian after the cap."""
        return batas_capaian(self.capaian_asli(target, realisasi, renstra), self._setelan["lk_batas"])

    def predikat(self, capaian):
        """Predikat on the book's scale."""
        return predikat(capaian, self._setelan["lk_skala"], *self._skala)

    # --- other years ---------------------------------------------------------------------------------------------
    def target(self, indikator, tahun):
        """Target of a year: the report's own year as measured, else Riwayat, else Renstra; None when there is none."""
        if tahun == self.bahan.tahun:
            return indikator["Target"]
        target = self.bahan.riwayat(indikator.kode, tahun).get("Target")
        return self.bahan.target_renstra(indikator.kode, tahun) if target is None else target

    def realisasi(self, indikator, tahun):
        """Realisasi of a year: the report's own year as measured, else Riwayat; N/A when there is none."""
        if tahun == self.bahan.tahun:
            return indikator["Realisasi"]
        isi = self.bahan.riwayat(indikator.kode, tahun).get("Realisasi")
        return NOT_AVAILABLE if isi is None else isi

    def capaian_tahun(self, indikator, tahun):
        """Capaian of a year."""
        if tahun == self.bahan.tahun:
            return indikator["Capaian"]
        return self.capaian(self.target(indikator, tahun), self.realisasi(indikator, tahun), indikator.renstra)

    # --- province and nation -------------------------------------------------------------------------------------
    def luar(self, indikator, lingkup):
        """Row of Riwayat of the province or nation: the report's year, else the latest year before it; {} if none."""
        isi = self.bahan.riwayat(indikator.kode, self.bahan.tahun, lingkup)
        if isi.get("Realisasi") is not None:
            return isi
        return self._luar.get((str(indikator.kode).casefold(), lingkup), isi)

    def dibanding(self, indikator, lain):
        """1 when the realisasi is better than another one (by Arah), 0 when equal, -1 when worse, None if unknown."""
        kita = self.angka(indikator["Realisasi"], indikator.renstra)
        lain = self.angka(lain, indikator.renstra)
        if not (is_number(kita) and is_number(lain)):
            return None
        beda = compare_values(kita, lain)
        return -beda if indikator.renstra.get("Arah") == "Turun" else beda

    # --- tujuan --------------------------------------------------------------------------------------------------
    def indikator_tujuan(self):
        """Indicators of tujuan with a target or a realisasi of the year, as ``[(wording, [Indikator, ...]), ...]``.

        One that is measured in Pengukuran keeps those figures; for another the target is that of Renstra, the
        realisasi that of Riwayat.
        """
        diukur = {str(i.kode).casefold(): i for i in self.bahan.indikator_lain}
        hasil = {}
        for r in self.bahan.renstra:
            if r.get("Jenis") != "Tujuan":
                continue
            satu = diukur.get(str(r["Kode"]).casefold()) or self._tujuan(r)
            if satu is not None:
                hasil.setdefault(r.get("Tujuan") or "", []).append(satu)
        return list(hasil.items())

    def _tujuan(self, r):
        tahun = self.bahan.tahun
        target = r.get(f"Target {tahun}")
        realisasi = self.bahan.riwayat(r["Kode"], tahun).get("Realisasi")
        if target is None and realisasi is None:
            return None
        asli = self.capaian_asli(target, realisasi, r)
        capaian = batas_capaian(asli, self._setelan["lk_batas"])
        akhir = r.get(f"Target {self.bahan.tahun_akhir}")
        isi = {
            "Kode": r["Kode"], "Indikator": r.get("Indikator") or str(r["Kode"]),
            "Target": NOT_AVAILABLE if target is None else target,
            "Realisasi": NOT_AVAILABLE if realisasi is None else realisasi,
            "Capaian Asli": asli, "Capaian": capaian, "Predikat": self.predikat(capaian),
            "Kemajuan": self._capaian(aturan_kemajuan, akhir, realisasi, r), "Sumber Target": "Renstra",
        }  # fmt: skip
        return Indikator(isi, r)
