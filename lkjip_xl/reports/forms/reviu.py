"""LAP-REVIU: the reviu checklist of PermenPANRB 53/2014, Lampiran III.

What the book shows is answered with its evidence. What takes a person's judgement stays open: the data may deny such
a statement (figures that are proven wrong are not reliable), but never affirm it.
"""

import re
from collections import Counter, namedtuple
from functools import cached_property
from operator import itemgetter

from ...expr.values import NOT_AVAILABLE, ErrorValue, is_number
from ...ooxml.sheet_model import ReportSheet
from ...rules.bacaan_angka import kunci_teks, tidak_tersedia_baku
from ...rules.terbilang import angka_id, persen_id, rupiah
from ...schema.choices import ROMAWI
from ..layout.paper import TEKS, TENGAH, TOTAL, TOTAL_TEKS, Kertas, kaki, nama_instansi
from ..registry import PER_SASARAN, id_laporan, id_mungkin
from .gabungan import MENURUT_ID

ID, NAMA, JUDUL = "LAP-REVIU", "Lap Reviu", "Checklist Reviu Laporan Kinerja"

YA, SEBAGIAN, TIDAK, TIDAK_BERLAKU = "Ya", "Sebagian", "Tidak", "Tidak berlaku"
PEREVIU = None  # a statement that is left for the reviewer to tick

Butir = namedtuple("Butir", "kelompok nomor pernyataan jawab bukti")
Butir.__doc__ = """One statement of the checklist with its answer.

kelompok: one of ``KELOMPOK``. nomor: its number there, from 1. pernyataan: its wording.
jawab: ``Ya``, ``Sebagian``, ``Tidak``, ``Tidak berlaku``, or None (PEREVIU). bukti: evidence, sentences by line.
"""

KEPALA = ["No", "Pernyataan", "Check list", "Bukti dan keterangan"]
LEBAR = [5.0, 34.0, 10.0, 53.0]
KELOMPOK = ("Format", "Mekanisme Penyusunan", "Substansi")
TITIK = "." * 44
SALAH, PERIKSA, INFO = "Salah", "Periksa", "Info"
DATA = ("BACA", "ARI", "MKN", "KON", "CET")  # families of findings that question a figure
DATA_PENTING = {
    "instansi": "nama instansi", "pemerintah_daerah": "pemerintah daerah", "alamat": "alamat", "tugas": "tugas",
    "fungsi": "fungsi", "jabatan_kepala": "jabatan kepala",
}  # fmt: skip
BELUM_ADA = "Belum ada indikator sasaran di lembar Pengukuran."


# --- helpers ---------------------------------------------------------------------------------------------------------
def _terisi(isi):
    """Something was written here."""
    return bool(isi.strip()) if isi.__class__ is str else isi is not None and isi.__class__ is not ErrorValue


def _bukan_contoh(isi):
    """A setting was filled in; what only stands in brackets is a place holder such as ``(nama instansi)``."""
    return _terisi(isi) and not (isi.__class__ is str and isi.strip()[0] == "(" and isi.strip()[-1] == ")")


def _bernilai(isi):
    """A target or realisasi that says something: a number or a label, not N/A."""
    return _terisi(isi) and not tidak_tersedia_baku(isi)


def _kunci(isi):
    return "" if isi is None or isi.__class__ is ErrorValue else kunci_teks(str(isi))


def _sama(a, b):
    if is_number(a) and is_number(b):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return _kunci(a) == _kunci(b)


def _sebut(nama, batas=6, pisah=", "):
    nama = [str(n) for n in nama]
    return pisah.join(nama[:batas]) + (f"{pisah}dan {len(nama) - batas} lagi" if len(nama) > batas else "")


_kode_baris = itemgetter("Kode")
_nomor_sasaran = "sasaran {0.nomor}".format


class Bagian:
    """How many things of a list have what is asked.

    dari: how many there are. ada: how many have it. tiada: names of those without it.
    """

    def __init__(self, semua, punya, nama=lambda satu: satu.kode):
        semua = list(semua)
        self.dari = len(semua)
        self.tiada = [nama(satu) for satu in semua if not punya(satu)]
        self.ada = self.dari - len(self.tiada)

    def sebut(self, sebutan, kata="belum"):
        """``3 dari 4 indikator (belum: 2.1.1)``; names are left out when none or all have it."""
        tiada = f" ({kata}: {_sebut(self.tiada)})" if self.tiada and self.ada else ""
        return f"{angka_id(self.ada)} dari {angka_id(self.dari)} {sebutan}{tiada}"


def _nilai(*bagian):
    """Ya when every part is whole, Tidak when every part is empty; parts of nothing do not count."""
    bagian = [b for b in bagian if b.dari]
    if not any(b.ada for b in bagian):
        return TIDAK
    return YA if all(b.ada == b.dari for b in bagian) else SEBAGIAN


def _paling_tinggi_sebagian(jawab):
    return SEBAGIAN if jawab == YA else jawab


# --- the answers -----------------------------------------------------------------------------------------------------
class Reviu:
    """Answers the statements from a book; every method of an answer gives ``(answer, [sentence, ...])``.

    bahan: the ``World``. temuan: findings, each with ``kode``, ``berat`` and ``lembar``. lembar: names of the report
    sheets that the book holds.

    Attributes:
        ukur: measured indicators of sasaran. diukur: every measured indicator by code. sasaran_lkj: wordings of their
            sasaran.
        dokumen, pk: name of the PK in force and the first row of each of its indicators, by code.
        renstra_sasaran, renstra_tujuan, iku: rows of Renstra with a target in the report's year.
    """

    def __init__(self, bahan, temuan, lembar):
        self.bahan = bahan
        self.ukur = bahan.indikator
        self.diukur = {_kunci(i.kode): i for i in (*bahan.indikator_lain, *bahan.indikator)}
        self.temuan = [t for t in temuan if t.kode and t.berat in (SALAH, PERIKSA, INFO)]
        self._kode_temuan = {t.kode for t in self.temuan}
        # A sheet whose name was taken already got a number: Lap PK (2).
        self._lembar = {re.sub(r" \(\d+\)$", "", str(n)).casefold() for n in lembar}
        self._nama = {id: nama for id, (nama, _) in id_mungkin(bahan).items()}
        self.sasaran_lkj = {_kunci(s.nama) for s in bahan.sasaran}
        self.dokumen, self.pk = f"PK {bahan.defined['lk_pk']}", {}
        for p in bahan.pk(self.dokumen[3:]):
            self.pk.setdefault(_kunci(p["Kode"]), p)
        bertarget = [r for r in bahan.renstra_rows if _bernilai(r.get(f"Target {bahan.year}"))]
        self.renstra_sasaran, self.renstra_tujuan = (
            [r for r in bertarget if _kunci(r.get("Jenis")) == jenis] for jenis in ("sasaran", "tujuan")
        )
        self.iku = [r for r in bertarget if _kunci(r.get("IKU")) == "ya"]

    def butir(self):
        """The statements with their answers, in the order of the form."""
        hasil, nomor = [], Counter()
        for kelompok, pernyataan, isi, perlu_indikator in PERNYATAAN:
            nomor[kelompok] += 1
            if perlu_indikator and not self.ukur:
                jawab, bukti = TIDAK, [BELUM_ADA]
            else:
                jawab, bukti = isi(self) if callable(isi) else (PEREVIU, [isi])
            hasil.append(Butir(KELOMPOK[kelompok], nomor[kelompok], pernyataan, jawab, [b for b in bukti if b]))
        return hasil

    # --- what the answers draw on --------------------------------------------------------------------------------
    @cached_property
    def belum_tercapai(self):
        """Measured indicators below their target; at the end of the year also those without a capaian."""
        akhir = self.bahan.quarter >= 4
        return [i for i in self.ukur if (self._capaian(i) < 1 if is_number(self._capaian(i)) else akhir)]

    def _capaian(self, i):
        n = self.bahan.quarter
        return i["Capaian Asli"] if n >= 4 else i[f"Capaian TW{n}"]

    def lihat(self, *kode):
        """`` Lihat Temuan KON-03.`` for those of the codes that there are findings of."""
        ada = [k for k in kode if k in self._kode_temuan]
        return f" Lihat Temuan {', '.join(ada)}." if ada else ""

    def _kurangi_bila_salah(self, jawab, bukti, lembar):
        """The answer and evidence; proven mistakes on a sheet of inputs are named and keep the answer from Ya."""
        salah = sum(1 for t in self.temuan if t.berat == SALAH and t.lembar == lembar)
        if not salah:
            return jawab, bukti
        return _paling_tinggi_sebagian(jawab), [*bukti, f"{salah} temuan Salah di lembar {lembar}; lihat Temuan."]

    def ada_lembar(self, ids):
        """Which of these reports, as far as the book can have them, it holds; names those that are missing."""
        nama = [self._nama[id] for id in ids if id in self._nama]
        return Bagian(nama, lambda n: n.casefold() in self._lembar, str)

    def _penjelasan(self, kode, butir):
        """Answer of a statement ``if not, it is explained``.

        Args:
            kode: indicators whose Analisis should explain. butir: which statements were not answered Ya.
        """
        kode = list({_kunci(k): k for k in kode}.values())
        punya = [k for k in kode if _kunci(k) in self.diukur]
        tanpa_baris = [k for k in kode if _kunci(k) not in self.diukur]
        terisi = Bagian(punya, lambda k: _terisi(self.diukur[_kunci(k)]["Analisis"]), str)
        bukti = []
        if punya:
            bukti.append(f"Analisis terisi pada {terisi.sebut('indikator yang tidak sesuai')}.")
        if tanpa_baris:
            bukti.append(f"Lihat penjelasannya di Bab III: {_sebut(tanpa_baris)} (tidak ada di lembar Pengukuran).")
        if punya and not tanpa_baris and not terisi.ada:
            return TIDAK, [*bukti, f"Indikatornya: {_sebut(punya)}."]
        return PEREVIU, [f"Nilai apakah yang tidak sesuai pada butir {butir} dijelaskan dengan memadai.", *bukti]

    # --- I. Format -----------------------------------------------------------------------------------------------
    def data_penting(self):
        ada = Bagian(DATA_PENTING, lambda k: _bukan_contoh(self.bahan.settings.get(k)), DATA_PENTING.get)
        return _nilai(ada), [
            f"Lembar Pengaturan memuat {ada.sebut('isian pokok instansi')}.",
            "Struktur organisasi dan isu strategis: lihat Bab I.",
        ]

    def informasi_target(self):
        if not self.ukur and not self.pk:
            return TIDAK, [BELUM_ADA]
        tahun_akhir = self.bahan.last_year
        akhir = Bagian(self.ukur, lambda i: _bernilai(self.bahan.target_renstra(i.kode, tahun_akhir)))
        bukti = [f"Target akhir Renstra ({tahun_akhir}) ada pada {akhir.sebut('indikator yang diukur')}."]
        if self.pk:
            ada = Bagian(self.pk.values(), lambda p: _bernilai(p["Target"]), _kode_baris)
            sebutan = ada.sebut(f"indikator {self.dokumen}", "belum atau N/A")
            return _nilai(ada, akhir), [f"Target terisi pada {sebutan}.", *(bukti if self.ukur else ())]
        ada = Bagian(self.ukur, lambda i: _bernilai(i["Target"]))
        return _paling_tinggi_sebagian(_nilai(ada)), [
            f"Lembar PK tidak memuat {self.dokumen}; target Renstra ada pada {ada.sebut('indikator')}.", *bukti,
        ]  # fmt: skip

    def capaian_memadai(self):
        def berdata(kode):
            isi = self.diukur.get(_kunci(kode))
            return isi is not None and _bernilai(isi["Target"]) and _bernilai(isi["Realisasi"])

        data = Bagian([*(i.kode for i in self.ukur), *self._banding_pk[2].tiada], berdata, str)
        capaian = Bagian(self.ukur, lambda i: is_number(self._capaian(i)))
        analisis = Bagian(self.belum_tercapai, lambda i: _terisi(i["Analisis"]))
        lembar = self.ada_lembar(i for i in id_laporan(self.bahan) if i.startswith(PER_SASARAN) or i in MENURUT_ID)
        return self._kurangi_bila_salah(_nilai(data, capaian, analisis, lembar), [
            f"Target dan realisasi ada pada {data.sebut('indikator', 'belum atau N/A')}; capaian terhitung pada "
            f"{capaian.ada}.",
            self._terjawab(analisis, "Analisis"),
            f"{lembar.sebut('lembar analisis capaian')} ada di buku.",
        ], "Pengukuran")  # fmt: skip

    def _terjawab(self, bagian, kolom):
        if not bagian.dari:
            return "Tidak ada capaian di bawah 100%."
        sebutan = bagian.sebut("indikator yang belum mencapai target atau N/A")
        return f"{kolom} terisi pada {sebutan}.{self.lihat('LKP-01', 'LKP-02', 'LKP-03')}"

    def lampiran_pendukung(self):
        lembar = self.ada_lembar(["LAP-PK", "LAP-PK-P", f"LAP-TW{self.bahan.quarter}", "LAP-ANGGARAN"])
        jawab = _nilai(lembar)
        bukti = [
            f"{lembar.sebut('lembar lampiran')} ada di buku: perjanjian kinerja, pengukuran, realisasi anggaran."
            if lembar.ada else f"Belum ditulis: {_sebut(lembar.tiada)}."
        ]  # fmt: skip
        if teks := self.lihat("LAP-01", "LAP-02"):
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append(f"Ada lembar laporan yang diketiki atau lebih lama dari isiannya.{teks}")
        return jawab, [*bukti, "Lampiran lain (penghargaan, foto, SK): lihat naskah laporan."]

    def upaya_perbaikan(self):
        solusi = Bagian(self.belum_tercapai, lambda i: _terisi(i["Solusi"]))
        if solusi.dari:
            return _nilai(solusi), [self._terjawab(solusi, "Solusi"), "Langkah perbaikan instansi: lihat Bab IV."]
        ada = Bagian(self.ukur, lambda i: _terisi(i["Solusi"]))
        return YA if ada.ada else PEREVIU, [
            f"Tidak ada capaian di bawah 100%; Solusi terisi pada {ada.sebut('indikator')}.",
            "Langkah perbaikan instansi: lihat Bab IV.",
        ]

    def akuntabilitas_keuangan(self):
        bahan = self.bahan
        daun = [a for a in bahan.budget.rows if a.daun]
        if not daun:
            return TIDAK, ["Belum ada baris pada lembar Anggaran."]
        pagu, realisasi = (
            Bagian(daun, lambda a, k=k: is_number(getattr(a, k)), lambda a: a.kode or a.uraian)
            for k in ("pagu", "realisasi")
        )
        jawab = _nilai(pagu, realisasi)
        sampai = f" s.d. Triwulan {ROMAWI[bahan.quarter]}" if bahan.quarter < 4 else ""
        if is_number(bahan.budget.pagu) and bahan.budget.realisasi == NOT_AVAILABLE:
            jumlah = f"Pagu {rupiah(bahan.budget.pagu)}, realisasi{sampai} belum terisi."
        elif not (is_number(bahan.budget.pagu) and is_number(bahan.budget.realisasi)):
            jawab, jumlah = _paling_tinggi_sebagian(jawab), "Jumlah pagu atau realisasi tidak dapat dihitung."
        else:
            serapan = f" ({persen_id(bahan.budget.serapan, bahan.decimals)})" if is_number(bahan.budget.serapan) else ""
            jumlah = f"Pagu {rupiah(bahan.budget.pagu)}, realisasi{sampai} {rupiah(bahan.budget.realisasi)}{serapan}."
        return self._kurangi_bila_salah(jawab, [
            jumlah, f"Pagu terisi pada {pagu.sebut('baris rincian')}, realisasi pada {realisasi.sebut('baris')}.",
        ], "Anggaran")  # fmt: skip

    # --- II. Mekanisme -------------------------------------------------------------------------------------------
    def data_memadai(self):
        berdata = {_kunci(b.cells.get("Kode")) for b in self.bahan.book.rows("tbl_data_dukung")}
        dukung = Bagian(self.ukur, lambda i: _kunci(i.kode) in berdata)
        sumber = Bagian(self.ukur, lambda i: _terisi(i.renstra.get("Sumber Data")))
        jawab, beda = _nilai(dukung, sumber), self.lihat("KON-25")
        return _paling_tinggi_sebagian(jawab) if beda else jawab, [
            f"Rincian di lembar Data Dukung ada untuk {dukung.sebut('indikator')}.",
            f"Sumber Data di lembar Renstra terisi pada {sumber.sebut('indikator')}.",
            f"Ada data dukung yang tidak menghasilkan realisasinya.{beda}" if beda else "",
        ]

    def penyampaian_data(self):
        isi = ", ".join(
            f"TW {ROMAWI[n]} {sum(1 for i in self.ukur if _terisi(i[f'Realisasi TW{n}']))}"
            for n in range(1, self.bahan.quarter + 1)
        )
        return PEREVIU, [
            "Lihat SOP atau edaran pengumpulan data kinerja dan bukti penyampaiannya.",
            f"Realisasi terisi menurut triwulan, dari {len(self.ukur)} indikator: {isi}.",
        ]

    def penanggung_jawab(self):
        ada = Bagian(self.ukur, lambda i: _terisi(i.renstra.get("Penanggung Jawab")))
        isi = [i.renstra.get("Penanggung Jawab") for i in self.ukur]
        unit = {_kunci(satu): satu for satu in isi if _terisi(satu)}.values()
        return _nilai(ada), [
            f"Penanggung Jawab di lembar Renstra terisi pada {ada.sebut('indikator')}.",
            f"Unit atau jabatan: {_sebut(unit, 4, '; ')}." if unit else "", "Surat penunjukannya: dilihat pereviu.",
        ]  # fmt: skip

    def data_andal(self):
        if not self.ukur and not self.bahan.budget.rows:
            return TIDAK, ["Belum ada data kinerja maupun anggaran."]
        data = [t for t in self.temuan if t.kode.partition("-")[0] in DATA and t.berat != INFO]
        uji = "Lakukan uji petik realisasi dengan dokumen sumbernya."
        if not data:
            return PEREVIU, [uji, "Tidak ada temuan Salah atau Periksa pada data."]
        jumlah = Counter(t.berat for t in data)
        kode = _sebut(dict.fromkeys(t.kode for t in data))
        return TIDAK if jumlah[SALAH] else SEBAGIAN, [
            f"Temuan pada data: {jumlah[SALAH]} Salah, {jumlah[PERIKSA]} Periksa ({kode}); lihat lembar Temuan.", uji,
        ]  # fmt: skip

    def analisis_diketahui(self):
        ada = Bagian(self.ukur, lambda i: _terisi(i["Analisis"]))
        return PEREVIU, [
            "Lihat paraf, berita acara, atau notula pembahasan dengan unit penanggung jawab.",
            f"Analisis terisi pada {ada.sebut('indikator')}.",
        ]

    # --- III. Substansi ------------------------------------------------------------------------------------------
    @cached_property
    def _banding_pk(self):
        """Sasaran and indicators of the report that the PK has; indicators of the PK that are measured."""
        renstra = self.bahan.renstra
        sasaran_pk = {_kunci(renstra(p["Kode"]).get("Sasaran")) for p in self.pk.values()}
        return (
            Bagian(self.bahan.sasaran, lambda s: _kunci(s.nama) in sasaran_pk, _nomor_sasaran),
            Bagian(self.ukur, lambda i: _kunci(i.kode) in self.pk),
            Bagian(self.pk.values(), lambda p: _kunci(p["Kode"]) in self.diukur, _kode_baris),
        )

    def sesuai_pk(self):
        if not self.pk:
            return TIDAK, [f"Lembar PK tidak memuat indikator {self.dokumen}."]
        sasaran, lkj, pk = self._banding_pk
        return _nilai(sasaran, lkj, pk), [
            f"Ada di {self.dokumen}: {sasaran.sebut('sasaran', 'tidak')}, {lkj.sebut('indikator', 'tidak')} laporan.",
            f"Diukur dalam laporan: {pk.sebut(f'indikator {self.dokumen}')}.{self.lihat('KON-06', 'KON-07')}",
        ]

    @cached_property
    def _banding_renstra(self):
        """Indicators that Renstra knows; sasaran of Renstra that are reported; targets of the PK that are Renstra's."""
        sasaran, renstra, kolom = {}, self.bahan.renstra, f"Target {self.bahan.year}"
        for r in self.renstra_sasaran:
            sasaran.setdefault(_kunci(r.get("Sasaran")), str(r.get("Sasaran")))
        sasaran.pop("", None)
        bertarget = [p for p in self.pk.values() if _terisi(p["Target"]) and _terisi(renstra(p["Kode"]).get(kolom))]
        return (
            Bagian(self.ukur, lambda i: bool(i.renstra)),
            Bagian(sasaran, lambda k: k in self.sasaran_lkj, lambda k: f"'{sasaran[k][:60]}'"),
            Bagian(bertarget, lambda p: _sama(p["Target"], renstra(p["Kode"]).get(kolom)), _kode_baris),
        )

    def selaras_renstra(self):
        kenal, sasaran, target = self._banding_renstra
        jawab = _nilai(kenal, sasaran, target)
        bukti = [f"Ada di Renstra: {kenal.sebut('indikator', 'tidak')} laporan.{self.lihat('KON-01')}"]
        if sasaran.dari:
            sebutan = sasaran.sebut(f"sasaran Renstra yang bertarget tahun {self.bahan.year}")
            bukti.append(f"Dilaporkan: {sebutan}.")
        else:
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append("Renstra tidak memuat target sasaran untuk tahun laporan.")
        if target.dari:
            beda = self.lihat("KON-03")
            bukti.append(f"Target PK sama dengan Renstra pada {target.sebut('indikator', 'berbeda')}.{beda}")
        return jawab, bukti

    def jelas_pk_renstra(self):
        if self.sesuai_pk()[0] == YA and self.selaras_renstra()[0] == YA:
            return TIDAK_BERLAKU, ["Butir 1 dan 2 dijawab Ya."]
        _, lkj, pk = self._banding_pk
        kenal, _, target = self._banding_renstra
        tiada = [r["Kode"] for r in self.renstra_sasaran if _kunci(r.get("Sasaran")) not in self.sasaran_lkj]
        return self._penjelasan([*lkj.tiada, *pk.tiada, *kenal.tiada, *tiada, *target.tiada], "1 dan 2")

    @cached_property
    def _banding_indikator(self):
        """Sasaran with a wording; indicators of sasaran and of tujuan, due this year by Renstra, that are measured."""
        tahun, riwayat = self.bahan.year, self.bahan.history

        def diukur(r):
            return _kunci(r["Kode"]) in self.diukur

        def diukur_atau_riwayat(r):
            return diukur(r) or _terisi(riwayat(r["Kode"], tahun).get("Realisasi"))

        return (
            Bagian(self.bahan.sasaran, lambda s: _terisi(s.nama), _nomor_sasaran),
            Bagian(self.renstra_sasaran, diukur, _kode_baris),
            Bagian(self.renstra_tujuan, diukur_atau_riwayat, _kode_baris),
        )

    def sesuai_indikator(self):
        sasaran, indikator, tujuan = self._banding_indikator
        bukti = [f"Bunyi sasaran dan indikatornya ada di Renstra: {sasaran.sebut('sasaran')}."
                 f"{self.lihat('LKP-11', 'KON-17')}"]  # fmt: skip
        if indikator.dari:
            bukti.append(f"Diukur: {indikator.sebut('indikator sasaran Renstra')}.{self.lihat('KON-08')}")
        if tujuan.dari:
            bukti.append(f"Diukur: {tujuan.sebut('indikator tujuan Renstra')}.{self.lihat('KON-10')}")
        return _nilai(sasaran, indikator, tujuan), bukti

    @cached_property
    def _banding_iku(self):
        """IKU that are measured; sasaran of the report that have an IKU."""
        sasaran_iku = {_kunci(r.get("Sasaran")) for r in self.iku}
        return (
            Bagian(self.iku, lambda r: _kunci(r["Kode"]) in self.diukur, _kode_baris),
            Bagian(self.bahan.sasaran, lambda s: _kunci(s.nama) in sasaran_iku, _nomor_sasaran),
        )

    def sesuai_iku(self):
        if not self.iku:
            return TIDAK, [f"Lembar Renstra tidak memuat IKU yang bertarget tahun laporan.{self.lihat('LKP-16')}"]
        iku, sasaran = self._banding_iku
        return _nilai(iku, sasaran), [
            f"Diukur: {iku.sebut('IKU')}.", f"Mempunyai IKU: {sasaran.sebut('sasaran', 'tidak')} laporan.",
        ]  # fmt: skip

    def jelas_indikator(self):
        if self.sesuai_indikator()[0] == YA and self.sesuai_iku()[0] == YA:
            return TIDAK_BERLAKU, ["Butir 4 dan 5 dijawab Ya."]
        _, indikator, tujuan = self._banding_indikator
        return self._penjelasan([*indikator.tiada, *tujuan.tiada, *self._banding_iku[0].tiada], "4 dan 5")

    def perbandingan(self):
        tahun, riwayat, pembanding = self.bahan.year, self.bahan.history, self.bahan.comparison
        bukti = []

        def banding(dengan, baris):
            angka = Bagian(self.ukur, lambda i: _bernilai(baris(i).get("Realisasi")))
            ada = Bagian(self.ukur, lambda i: i.kode not in angka.tiada or _terisi(baris(i).get("Keterangan")))
            catatan = f", {ada.ada - angka.ada} di antaranya diberi keterangan" if ada.ada > angka.ada else ""
            bukti.append(f"{dengan}: {angka.sebut('indikator', 'tanpa angka')}{catatan}.")
            return ada

        bagian = [banding("Perbandingan nasional", lambda i: pembanding.outside(i, "Nasional"))]
        if "Provinsi" in pembanding.scopes:
            banding("Perbandingan provinsi", lambda i: pembanding.outside(i, "Provinsi"))
        if tahun is not None:
            bagian.append(banding(f"Realisasi {tahun - 1}", lambda i: riwayat(i.kode, tahun - 1)))
            banding(f"Realisasi {tahun - 2}", lambda i: riwayat(i.kode, tahun - 2))
        bukti[-1] += self.lihat("LKP-12", "LKP-13")
        return _nilai(*bagian), bukti

    def cukup_mengukur(self):
        banyak = f"{len(self.bahan.sasaran)} sasaran diukur dengan {len(self.ukur)} indikator."
        return PEREVIU, [
            "Nilai apakah indikator menggambarkan hasil sasarannya, bukan banyaknya kegiatan.",
            banyak + self.lihat("LKP-09", "LKP-10"),
        ]

    def smart(self):
        ada = [
            (nama, Bagian(self.ukur, lambda i, k=kolom, punya=punya: punya(i.renstra.get(k))))
            for nama, kolom, punya in (
                ("formulasi", "Formulasi", _terisi), ("satuan", "Satuan", _terisi),
                ("kondisi awal", "Kondisi Awal", _terisi), ("sumber data", "Sumber Data", _terisi),
                ("target tahun ini", f"Target {self.bahan.year}", _bernilai),
            )
        ]  # fmt: skip
        lengkap = ", ".join(f"{nama} {b.ada}" for nama, b in ada)
        bukti = [f"Terisi di Renstra, dari {len(self.ukur)} indikator: {lengkap}.{self.lihat('LKP-08', 'MKN-22')}"]
        jawab = _nilai(*(b for _, b in ada))
        if jawab == YA:
            return PEREVIU, ["Nilai apakah spesifik dan relevan, dan targetnya dapat dicapai.", *bukti]
        return jawab, [*bukti, "Spesifik, relevan, dan dapat dicapai: dinilai pereviu."]


PERNYATAAN = (
    (0, "Laporan memuat data penting tentang instansi.", Reviu.data_penting, False),
    (0, "Laporan memuat informasi target kinerja.", Reviu.informasi_target, False),
    (0, "Laporan memuat capaian kinerja instansi dengan memadai.", Reviu.capaian_memadai, True),
    (0, "Ada lampiran yang mendukung isi laporan.", Reviu.lampiran_pendukung, False),
    (0, "Laporan memuat upaya perbaikan ke depan.", Reviu.upaya_perbaikan, True),
    (0, "Laporan memuat akuntabilitas keuangan.", Reviu.akuntabilitas_keuangan, False),
    (1, "Laporan disusun oleh unit kerja yang memang bertugas menyusunnya.",
     "Lihat surat tugas atau keputusan tim penyusun, dan uraian tugas unitnya.", False),
    (1, "Informasi dalam laporan didukung data yang memadai.", Reviu.data_memadai, True),
    (1, "Ada tata cara penyampaian data dari unit kerja kepada unit penyusun.", Reviu.penyampaian_data, False),
    (1, "Penanggung jawab pengumpulan data di tiap unit kerja sudah ditetapkan.", Reviu.penanggung_jawab, True),
    (1, "Data kinerja dalam laporan diyakini andal.", Reviu.data_andal, False),
    (1, "Analisis dalam laporan diketahui oleh unit kerja yang terkait.", Reviu.analisis_diketahui, False),
    (1, "Laporan menggabungkan bahan dari unit kerja di bawahnya.",
     "Lihat laporan kinerja atau bahan dari unit di bawahnya, dan kesesuaian angkanya.", False),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan perjanjian kinerja.", Reviu.sesuai_pk, True),
    (2, "Tujuan/sasaran dalam laporan selaras dengan Renstra.", Reviu.selaras_renstra, True),
    (2, "Bila butir 1 atau 2 tidak, ada penjelasan yang memadai.", Reviu.jelas_pk_renstra, True),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan indikator kinerja.", Reviu.sesuai_indikator, True),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan IKU.", Reviu.sesuai_iku, True),
    (2, "Bila butir 4 atau 5 tidak, ada penjelasan yang memadai.", Reviu.jelas_indikator, True),
    (2, "Kinerja dibandingkan dengan tahun lalu, standar nasional, dan pembanding lain yang berguna.",
     Reviu.perbandingan, True),
    (2, "IKU dan indikator kinerja cukup untuk mengukur tujuan/sasaran.", Reviu.cukup_mengukur, False),
    (2, "Bila butir 8 tidak, ada penjelasan yang memadai.",
     "Hanya bila butir 8 dijawab Tidak: lihat penjelasannya di Bab III.", False),
    (2, "IKU dan indikator kinerja memenuhi SMART (spesifik, terukur, dapat dicapai, relevan, berjangka waktu).",
     Reviu.smart, True),
)  # fmt: skip
"""The statements of the form in our own words: ``(place in KELOMPOK, wording, answer, needs a measured indicator)``.

The answer is a method of Reviu, or for one that is always the reviewer's, what to look at.
"""


# --- the sheet -------------------------------------------------------------------------------------------------------
def susun_reviu(bahan, temuan, lembar):
    """LAP-REVIU as a ReportSheet.

    Args:
        bahan: the ``World``.
        temuan: findings of the book, each with ``kode``, ``berat`` and ``lembar``.
        lembar: names of the report sheets that the book holds.
    """
    butir = Reviu(bahan, temuan, lembar).butir()
    hasil = ReportSheet(ID, NAMA, JUDUL, LEBAR)
    kertas = Kertas(hasil)
    kertas.judul("CHECKLIST REVIU LAPORAN KINERJA", nama_instansi(bahan), f"TAHUN {bahan.year}" if bahan.year else "")
    hasil.repeat_rows = kertas.kepala(KEPALA)
    hasil.freeze = (hasil.repeat_rows[1] + 1, 2)
    hasil.footer = kaki(bahan, JUDUL)
    blok, kelompok = [], None
    for b in butir:
        blok.append(len(hasil.rows))
        if b.kelompok != kelompok:  # the heading of a group stays with its first statement
            kelompok = b.kelompok
            sel = [(ROMAWI[KELOMPOK.index(kelompok) + 1], TOTAL), (kelompok, TOTAL_TEKS)]
            kertas.baris([*sel, (None, TOTAL), (None, TOTAL)], paling_rendah=17, rentang={1: 3})
        bukti = b.bukti if b.jawab else [f"Diisi pereviu. {b.bukti[0]}", *b.bukti[1:]]
        kertas.baris([
            (b.nomor, TENGAH), (b.pernyataan, TEKS), (b.jawab, TENGAH._replace(bold=True)), ("\n".join(bukti), TEKS),
        ])  # fmt: skip
    blok.append(len(hasil.rows))
    kertas.kosong(6)
    kertas.catatan(*_catatan(butir))
    kertas.tanda_tangan(_pereviu(bahan), lebar=((0, 1), (3, 3)))
    kertas.atur_halaman([0, *blok[1:]])
    return hasil


def _catatan(butir):
    jumlah = Counter(b.jawab for b in butir)
    rekap = ", ".join(f"{jawab} {jumlah[jawab]}" for jawab in (YA, SEBAGIAN, TIDAK, TIDAK_BERLAKU) if jumlah[jawab])
    return (
        f"{len(butir)} butir: {rekap + '; ' if rekap else ''}diisi pereviu {jumlah[PEREVIU]}.",
        "Jawaban diturunkan dari isian buku, lembar Temuan, dan lembar laporan; pereviu dapat menilai lain. Kolom "
        "Check list yang kosong diisi pereviu; lembar yang sudah diisi tidak ditulis ulang tanpa bertanya.",
        "Dasar: PermenPANRB 53/2014 Lampiran III, dengan pernyataan yang diringkas.",
    )


def _pereviu(bahan):
    """Signature block with dotted lines: the reviewer is not known to the book."""
    tempat = bahan.settings.get("tempat_tanda_tangan") or bahan.settings.get("kota")
    return {
        "pembuka": [f"{tempat}, {TITIK[:24]}" if tempat else TITIK, "Pereviu,"],
        "nama": "",
        "bawah": [f"({TITIK})", f"NIP. {TITIK[:36]}"],
    }
