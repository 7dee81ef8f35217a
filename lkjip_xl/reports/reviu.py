"""LAP-REVIU: the reviu checklist of PermenPANRB 53/2014, Lampiran III.

What the book shows is answered with its evidence. What takes a person's judgement stays open: the data may deny such
a statement (figures that are proven wrong are not reliable), but never affirm it.
"""

from collections import Counter, namedtuple
from functools import cached_property

from ..expr.nilai import Galat, adalah_angka
from ..rules.angka import kunci_teks, tidak_tersedia_baku
from ..rules.terbilang import persen_id, rupiah
from .bahan import ROMAWI
from .bentuk import TEKS, TENGAH, TOTAL, TOTAL_TEKS, Kertas, kaki, nama_instansi
from .daftar import PER_SASARAN, id_laporan, id_mungkin
from .gabungan import MENURUT_ID
from .model import ReportSheet
from .pembanding import Pembanding

ID, NAMA, JUDUL = "LAP-REVIU", "Lap Reviu", "Checklist Reviu Laporan Kinerja"

YA, SEBAGIAN, TIDAK, TIDAK_BERLAKU = "Ya", "Sebagian", "Tidak", "Tidak berlaku"
PEREVIU = None
"""Answer of a statement that is left for the reviewer to tick."""

Butir = namedtuple("Butir", "kelompok nomor pernyataan jawab bukti")
Butir.__doc__ = """One statement of the checklist with its answer.

kelompok: one of ``KELOMPOK``. nomor: its number there, from 1. pernyataan: its wording.
jawab: ``Ya``, ``Sebagian``, ``Tidak``, ``Tidak berlaku``, or None (PEREVIU). bukti: evidence, sentences by line.
"""

KEPALA = ["No", "Pernyataan", "Check list", "Bukti dan keterangan"]
LEBAR = [5.0, 34.0, 10.0, 53.0]
KELOMPOK = ("Format", "Mekanisme Penyusunan", "Substansi")
TITIK = "." * 44
SALAH, PERIKSA = "Salah", "Periksa"
DATA = ("BACA", "ARI", "MKN", "KON", "CET")  # families of findings that question a figure
DATA_PENTING = {
    "instansi": "nama instansi", "pemerintah_daerah": "pemerintah daerah", "alamat": "alamat", "tugas": "tugas",
    "fungsi": "fungsi", "jabatan_kepala": "jabatan kepala",
}  # fmt: skip
BELUM_ADA = "Belum ada indikator sasaran di lembar Pengukuran."


# --- helpers ---------------------------------------------------------------------------------------------------------
def _terisi(isi):
    """Something was written here; what only stands in brackets is the template's own ``(nama instansi)``."""
    if isi.__class__ is not str:
        return isi is not None and isi.__class__ is not Galat
    isi = isi.strip()
    return bool(isi) and not (isi[0] == "(" and isi[-1] == ")")


def _bernilai(isi):
    """A target or realisasi that says something: a number or a label, not N/A."""
    return _terisi(isi) and not tidak_tersedia_baku(isi)


def _kunci(isi):
    return "" if isi is None or isi.__class__ is Galat else kunci_teks(str(isi))


def _sama(a, b):
    if adalah_angka(a) and adalah_angka(b):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return _kunci(a) == _kunci(b)


def _sebut(nama, batas=6):
    nama = [str(n) for n in nama]
    return ", ".join(nama[:batas]) + (f", dan {len(nama) - batas} lagi" if len(nama) > batas else "")


class Bagian:
    """How many things of a list have what is asked.

    dari: how many there are. ada: how many have it. tiada: names of those without it.
    """

    def __init__(self, semua, punya, nama=lambda satu: satu.kode):
        semua = list(semua)
        self.dari = len(semua)
        self.tiada = [nama(satu) for satu in semua if not punya(satu)]
        self.ada = self.dari - len(self.tiada)

    def __format__(self, sebutan):
        return f"{self.ada} dari {self.dari} {sebutan}"

    def belum(self, kata="belum"):
        """`` (belum: 2.1.1)``, or nothing when all have it."""
        return f" ({kata}: {_sebut(self.tiada)})" if self.tiada else ""


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

    bahan: the ``Bahan``. temuan: findings, each with ``kode``, ``berat`` and ``lembar``. lembar: names of the report
    sheets that the book holds.
    """

    def __init__(self, bahan, temuan, lembar):
        self.bahan = bahan
        self.ukur = bahan.indikator
        self.diukur = {_kunci(i.kode): i for i in (*bahan.indikator_lain, *bahan.indikator)}
        self.temuan = [t for t in temuan if t.kode and t.berat in (SALAH, PERIKSA, "Info")]
        self._kode_temuan = {t.kode for t in self.temuan}
        self._lembar = {str(n).casefold() for n in lembar}
        self._nama = {id: nama for id, (nama, _) in id_mungkin(bahan).items()}

    def butir(self):
        """The statements with their answers, in the order of the form."""
        hasil, nomor = [], Counter()
        for kelompok, pernyataan, fungsi in PERNYATAAN:
            nomor[kelompok] += 1
            jawab, bukti = fungsi(self)
            hasil.append(Butir(KELOMPOK[kelompok], nomor[kelompok], pernyataan, jawab, [b for b in bukti if b]))
        return hasil

    # --- what the answers draw on --------------------------------------------------------------------------------
    @cached_property
    def dokumen(self):
        """Name of the PK in force, as in ``PK Perubahan``."""
        return f"PK {self.bahan.hitungan.setelan['lk_pk']}"

    @cached_property
    def pk(self):
        """First row of each indicator of the PK in force, by code."""
        hasil = {}
        for p in self.bahan.pk(self.dokumen[3:]):
            hasil.setdefault(_kunci(p["Kode"]), p)
        return hasil

    @cached_property
    def renstra_sasaran(self):
        """Rows of Renstra of indicators of sasaran that have a target in the report's year."""
        kolom = f"Target {self.bahan.tahun}"
        return [r for r in self.bahan.renstra if _kunci(r.get("Jenis")) == "sasaran" and _bernilai(r.get(kolom))]

    @cached_property
    def iku(self):
        """Rows of Renstra that are marked as IKU and due in the report's year."""
        kolom = f"Target {self.bahan.tahun}"
        return [r for r in self.bahan.renstra if _kunci(r.get("IKU")) == "ya" and _bernilai(r.get(kolom))]

    @cached_property
    def sasaran_lkj(self):
        return {_kunci(s.nama) for s in self.bahan.sasaran}

    @cached_property
    def belum_tercapai(self):
        """Measured indicators below their target; at the end of the year also those without a capaian."""
        n = self.bahan.triwulan
        hasil = []
        for i in self.ukur:
            capaian = i["Capaian Asli"] if n >= 4 else i[f"Capaian TW{n}"]
            if capaian < 1 if adalah_angka(capaian) else n >= 4:
                hasil.append(i)
        return hasil

    @cached_property
    def beda_target(self):
        """Of the indicators with a target in both PK and Renstra, which targets are the same."""
        kolom = f"Target {self.bahan.tahun}"
        pasangan = []
        for p in self.pk.values():
            target = self.bahan.baris_renstra(p["Kode"]).get(kolom)
            if _terisi(target) and _terisi(p["Target"]):
                pasangan.append((p, target))
        return Bagian(pasangan, lambda x: _sama(x[0]["Target"], x[1]), lambda x: x[0]["Kode"])

    def lihat(self, *kode):
        """`` Lihat Temuan KON-03.`` for those of the codes that there are findings of."""
        ada = [k for k in kode if k in self._kode_temuan]
        return f" Lihat Temuan {', '.join(ada)}." if ada else ""

    def salah(self, lembar):
        """Number of proven mistakes on a sheet of inputs."""
        return sum(1 for t in self.temuan if t.berat == SALAH and t.lembar == lembar)

    def ada_lembar(self, ids):
        """Which of these reports the book holds; a name that was taken got a number: ``Lap PK (2)``."""

        def ada(id):
            nama = self._nama[id].casefold()
            return nama in self._lembar or any(
                n.startswith(nama + " (") and n[len(nama) + 2 : -1].isdigit() for n in self._lembar
            )

        return Bagian([id for id in ids if id in self._nama], ada, lambda id: self._nama[id])

    def _penjelasan(self, kode, butir):
        """Answer of ``if not, it is explained``: of which indicators the Analisis should speak."""
        punya = [k for k in dict.fromkeys(kode) if _kunci(k) in self.diukur]
        tanpa_baris = [k for k in dict.fromkeys(kode) if _kunci(k) not in self.diukur]
        terisi = Bagian(punya, lambda k: _terisi(self.diukur[_kunci(k)]["Analisis"]), str)
        bukti = []
        if punya:
            bukti.append(f"Analisis terisi pada {terisi:indikator yang berbeda}: {_sebut(punya)}{terisi.belum()}.")
        if tanpa_baris:
            bukti.append(f"Tidak ada di lembar Pengukuran, jadi lihat penjelasannya di Bab III: {_sebut(tanpa_baris)}.")
        if punya and not tanpa_baris and not terisi.ada:
            return TIDAK, bukti
        return PEREVIU, [f"Nilai apakah jawaban butir {butir} dijelaskan dengan memadai.", *bukti]

    # --- I. Format -----------------------------------------------------------------------------------------------
    def data_penting(self):
        ada = Bagian(DATA_PENTING, lambda k: _terisi(self.bahan.atur.get(k)), DATA_PENTING.get)
        return _nilai(ada), [
            f"{ada:isian pokok} terisi di lembar Pengaturan{ada.belum()}.{self.lihat('LKP-05')}",
            "Struktur organisasi dan isu strategis: lihat Bab I.",
        ]

    def informasi_target(self):
        if not self.ukur and not self.pk:
            return TIDAK, [BELUM_ADA]
        akhir = Bagian(self.ukur, lambda i: _bernilai(self.bahan.target_renstra(i.kode, self.bahan.tahun_akhir)))
        teks_akhir = (
            f"Target akhir Renstra ({self.bahan.tahun_akhir}) pada {akhir:indikator yang diukur}{akhir.belum()}."
            if akhir.dari else ""
        )  # fmt: skip
        if not self.pk:
            ada = Bagian(self.ukur, lambda i: _bernilai(i["Target"]))
            return _paling_tinggi_sebagian(_nilai(ada)), [
                f"Lembar PK tidak memuat {self.dokumen}; target Renstra ada pada {ada:indikator}{ada.belum()}.",
                teks_akhir,
            ]
        ada = Bagian(self.pk.values(), lambda p: _bernilai(p["Target"]), lambda p: p["Kode"])
        return _nilai(ada, akhir), [
            f"Target terisi pada {ada:indikator} {self.dokumen}{ada.belum('belum atau N/A')}.", teks_akhir,
        ]  # fmt: skip

    def capaian_memadai(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        dua = Bagian(self.ukur, lambda i: _bernilai(i["Target"]) and _bernilai(i["Realisasi"]))
        capaian = Bagian(self.ukur, lambda i: adalah_angka(i["Capaian"]))
        analisis = Bagian(self.belum_tercapai, lambda i: _terisi(i["Analisis"]))
        lembar = self.ada_lembar([id for id in id_laporan(self.bahan) if id.startswith(PER_SASARAN) or id in MENURUT_ID])
        jawab = _nilai(dua, capaian, analisis, lembar)
        bukti = [
            f"{dua:indikator} mempunyai target dan realisasi{dua.belum('belum atau N/A')}; capaian terhitung pada "
            f"{capaian.ada}.",
            f"Analisis terisi pada {analisis:indikator yang belum mencapai target atau N/A}{analisis.belum()}."
            f"{self.lihat('LKP-01', 'LKP-02', 'LKP-03')}" if analisis.dari else "Semua indikator mencapai target.",
            f"{lembar:lembar analisis capaian} ada di buku{lembar.belum()}.",
        ]  # fmt: skip
        if salah := self.salah("Pengukuran"):
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append(f"{salah} temuan Salah di lembar Pengukuran; lihat lembar Temuan.")
        return jawab, bukti

    def lampiran_pendukung(self):
        lembar = self.ada_lembar(["LAP-PK", "LAP-PK-P", f"LAP-TW{self.bahan.triwulan}", "LAP-ANGGARAN"])
        jawab = _nilai(lembar)
        ada = [n for n in (self._nama[id] for id in self._nama) if n.casefold() in self._lembar]
        bukti = [f"{lembar:lembar lampiran} ada di buku{lembar.belum()}." if lembar.ada else
                 f"Lembar lampiran belum ditulis: {_sebut(lembar.tiada)}."]  # fmt: skip
        if ada and not lembar.tiada:
            bukti[0] = f"{lembar:lembar lampiran} ada di buku: perjanjian kinerja, pengukuran, dan realisasi anggaran."
        if teks := self.lihat("LAP-01", "LAP-02"):
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append(f"Ada lembar laporan yang diketiki atau lebih lama dari isiannya.{teks}")
        return jawab, [*bukti, "Lampiran lain (misalnya penghargaan, foto): lihat naskah laporan."]

    def upaya_perbaikan(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        solusi = Bagian(self.belum_tercapai, lambda i: _terisi(i["Solusi"]))
        if solusi.dari:
            return _nilai(solusi), [
                f"Solusi terisi pada {solusi:indikator yang belum mencapai target atau N/A}{solusi.belum()}."
                f"{self.lihat('LKP-01', 'LKP-02', 'LKP-03')}",
                "Langkah perbaikan instansi: lihat Bab IV.",
            ]
        solusi = Bagian(self.ukur, lambda i: _terisi(i["Solusi"]))
        bukti = f"Semua indikator mencapai target; Solusi terisi pada {solusi:indikator}."
        return (YA, [bukti]) if solusi.ada else (PEREVIU, [bukti, "Lihat langkah perbaikan di Bab IV."])

    def akuntabilitas_keuangan(self):
        bahan = self.bahan
        daun = [a for a in bahan.anggaran if a.daun]
        if not daun:
            return TIDAK, ["Belum ada baris pada lembar Anggaran."]
        isi = Bagian(daun, lambda a: adalah_angka(a.pagu) and adalah_angka(a.realisasi), lambda a: a.kode or a.uraian)
        jawab, bukti = _nilai(isi), []
        if adalah_angka(bahan.pagu) and adalah_angka(bahan.realisasi):
            serapan = f" ({persen_id(bahan.serapan, bahan.desimal)})" if adalah_angka(bahan.serapan) else ""
            bukti.append(f"Pagu {rupiah(bahan.pagu)}, realisasi {rupiah(bahan.realisasi)}{serapan}"
                         + (f" s.d. Triwulan {ROMAWI[bahan.triwulan]}." if bahan.triwulan < 4 else "."))  # fmt: skip
        else:
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append("Jumlah pagu atau realisasi tidak dapat dihitung.")
        bukti.append(f"Pagu dan realisasi terisi pada {isi:baris rincian}{isi.belum()}.")
        if salah := self.salah("Anggaran"):
            jawab = _paling_tinggi_sebagian(jawab)
            bukti.append(f"{salah} temuan Salah di lembar Anggaran; lihat lembar Temuan.")
        return jawab, bukti

    # --- II. Mekanisme -------------------------------------------------------------------------------------------
    def unit_penyusun(self):
        return PEREVIU, ["Lihat surat tugas atau keputusan tim penyusun, dan uraian tugas unitnya."]

    def data_memadai(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        berdata = {_kunci(b.isi.get("Kode")) for b in self.bahan.hitungan.buku.baris("tbl_data_dukung")}
        dukung = Bagian(self.ukur, lambda i: _kunci(i.kode) in berdata)
        sumber = Bagian(self.ukur, lambda i: _terisi(i.renstra.get("Sumber Data")))
        jawab, beda = _nilai(dukung, sumber), self.lihat("KON-25")
        return _paling_tinggi_sebagian(jawab) if beda else jawab, [
            f"Rincian di lembar Data Dukung: {dukung:indikator}{dukung.belum()}.",
            f"Sumber Data di lembar Renstra: {sumber:indikator}{sumber.belum()}.",
            f"Ada data dukung yang tidak menghasilkan realisasinya.{beda}" if beda else "",
        ]

    def penyampaian_data(self):
        bukti = ["Lihat SOP atau edaran pengumpulan data kinerja dan bukti penyampaiannya."]
        if self.ukur:
            n = self.bahan.triwulan
            isi = ", ".join(
                f"TW {ROMAWI[k]} {sum(1 for i in self.ukur if _terisi(i[f'Realisasi TW{k}']))}" for k in range(1, n + 1)
            )
            bukti.append(f"Realisasi terisi menurut triwulan: {isi} dari {len(self.ukur)} indikator.")
        return PEREVIU, bukti

    def penanggung_jawab(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        ada = Bagian(self.ukur, lambda i: _terisi(i.renstra.get("Penanggung Jawab")))
        unit = self._unit()
        return _nilai(ada), [
            f"Penanggung Jawab di lembar Renstra: {ada:indikator}{ada.belum()}"
            + (f", pada {len(unit)} unit atau jabatan." if unit else "."),
            "Surat penunjukannya: diperiksa pereviu." if ada.ada else "",
        ]

    def data_andal(self):
        if not self.ukur and not self.bahan.anggaran:
            return TIDAK, ["Belum ada data kinerja maupun anggaran."]
        data = [t for t in self.temuan if t.kode.partition("-")[0] in DATA]
        jumlah = Counter(t.berat for t in data)
        kode = list(dict.fromkeys(t.kode for t in data if t.berat in (SALAH, PERIKSA)))
        if not kode:
            return PEREVIU, ["Tidak ada temuan Salah atau Periksa pada data.",
                             "Uji petik beberapa realisasi dengan dokumen sumbernya."]  # fmt: skip
        return TIDAK if jumlah[SALAH] else SEBAGIAN, [
            f"Temuan pada data: {jumlah[SALAH]} Salah, {jumlah[PERIKSA]} Periksa ({_sebut(kode)}).",
            "Lihat lembar Temuan, lalu uji petik realisasi dengan dokumen sumbernya.",
        ]

    def analisis_diketahui(self):
        bukti = ["Lihat paraf, berita acara, atau notula pembahasan dengan unit penanggung jawab."]
        if unit := self._unit():
            bukti.append(f"Menurut Renstra: {_sebut(unit, 4)}.")
        if self.ukur:
            bukti.append(f"Analisis terisi pada {Bagian(self.ukur, lambda i: _terisi(i['Analisis'])):indikator}.")
        return PEREVIU, bukti

    def gabungan_bawahan(self):
        return PEREVIU, ["Lihat laporan kinerja atau bahan dari unit di bawahnya, dan kesesuaian angkanya."]

    def _unit(self):
        """Units that answer for the measured indicators, each once."""
        hasil = {}
        for i in self.ukur:
            isi = i.renstra.get("Penanggung Jawab")
            if _terisi(isi):
                hasil.setdefault(_kunci(isi), str(isi))
        return list(hasil.values())

    # --- III. Substansi ------------------------------------------------------------------------------------------
    @cached_property
    def _banding_pk(self):
        renstra = self.bahan.baris_renstra
        sasaran_pk = {_kunci(renstra(p["Kode"]).get("Sasaran")) for p in self.pk.values()}
        return (
            Bagian(self.bahan.sasaran, lambda s: _kunci(s.nama) in sasaran_pk, lambda s: f"sasaran {s.nomor}"),
            Bagian(self.ukur, lambda i: _kunci(i.kode) in self.pk),
            Bagian(self.pk.values(), lambda p: _kunci(p["Kode"]) in self.diukur, lambda p: p["Kode"]),
        )

    def sesuai_pk(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        if not self.pk:
            return TIDAK, [f"Lembar PK tidak memuat indikator {self.dokumen}."]
        sasaran, lkj, pk = self._banding_pk
        return _nilai(sasaran, lkj, pk), [
            f"{sasaran:sasaran} LKj ada di {self.dokumen}{sasaran.belum('tidak ada')}.",
            f"{lkj:indikator} LKj ada di {self.dokumen}{lkj.belum('tidak ada')}; {pk:indikator} PK diukur{pk.belum()}."
            f"{self.lihat('KON-06', 'KON-07')}",
        ]

    @cached_property
    def _banding_renstra(self):
        sasaran = {}
        for r in self.renstra_sasaran:
            sasaran.setdefault(_kunci(r.get("Sasaran")), r.get("Sasaran"))
        sasaran.pop("", None)
        return (
            Bagian(self.ukur, lambda i: bool(i.renstra)),
            Bagian(sasaran, lambda k: k in self.sasaran_lkj, lambda k: f"'{str(sasaran[k])[:60]}'"),
            self.beda_target,
        )

    def selaras_renstra(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        kenal, sasaran, target = self._banding_renstra
        bukti = [f"{kenal:indikator} LKj ada di Renstra{kenal.belum('tidak ada')}.{self.lihat('KON-01')}"]
        if sasaran.dari:
            bukti.append(
                f"{sasaran:sasaran} Renstra yang bertarget tahun {self.bahan.tahun} dilaporkan{sasaran.belum()}."
            )
        else:
            bukti.append("Renstra tidak memuat target sasaran untuk tahun laporan.")
        if target.dari:
            bukti.append(f"Target PK sama dengan Renstra pada {target:indikator}{target.belum('berbeda')}."
                         f"{self.lihat('KON-03')}")  # fmt: skip
        jawab = _nilai(kenal, sasaran, target)
        return jawab if sasaran.dari else _paling_tinggi_sebagian(jawab), bukti

    def jelas_pk_renstra(self):
        if self.sesuai_pk()[0] == YA and self.selaras_renstra()[0] == YA:
            return TIDAK_BERLAKU, ["Butir 1 dan 2 dijawab Ya."]
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        _, lkj, pk = self._banding_pk
        kenal, sasaran, target = self._banding_renstra
        tiada = [r["Kode"] for r in self.renstra_sasaran if _kunci(r.get("Sasaran")) not in self.sasaran_lkj]
        return self._penjelasan([*lkj.tiada, *pk.tiada, *kenal.tiada, *tiada, *target.tiada], "1 dan 2")

    @cached_property
    def _banding_indikator(self):
        tujuan = [r for r in self.bahan.renstra if _kunci(r.get("Jenis")) == "tujuan" and _terisi(r.get("Indikator"))]
        return (
            Bagian(self.bahan.sasaran, lambda s: _terisi(s.nama), lambda s: f"sasaran {s.nomor}"),
            Bagian(self.renstra_sasaran, lambda r: _kunci(r["Kode"]) in self.diukur, lambda r: r["Kode"]),
            Bagian(tujuan, lambda r: _kunci(r["Kode"]) in self.diukur, lambda r: r["Kode"]),
        )

    def sesuai_indikator(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        sasaran, ukur, tujuan = self._banding_indikator
        bukti = [f"{sasaran:sasaran} LKj ditulis bunyinya di Renstra{sasaran.belum()}.{self.lihat('LKP-11', 'KON-17')}"]
        if ukur.dari:
            bukti.append(f"{ukur:indikator sasaran} Renstra diukur{ukur.belum()}.")
        if tujuan.dari:
            bukti.append(f"{tujuan:indikator tujuan} diukur di lembar Pengukuran{tujuan.belum()}.")
        return _nilai(sasaran, ukur, tujuan), bukti

    @cached_property
    def _banding_iku(self):
        sasaran_iku = {_kunci(r.get("Sasaran")) for r in self.iku}
        return (
            Bagian(self.iku, lambda r: _kunci(r["Kode"]) in self.diukur, lambda r: r["Kode"]),
            Bagian(self.bahan.sasaran, lambda s: _kunci(s.nama) in sasaran_iku, lambda s: f"sasaran {s.nomor}"),
        )

    def sesuai_iku(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        if not self.iku:
            return TIDAK, [f"Tidak ada IKU bertarget tahun laporan di lembar Renstra.{self.lihat('LKP-16')}"]
        iku, sasaran = self._banding_iku
        return _nilai(iku, sasaran), [
            f"{iku:IKU} diukur dalam LKj{iku.belum()}.",
            f"{sasaran:sasaran} LKj mempunyai IKU{sasaran.belum()}.",
        ]

    def jelas_indikator(self):
        if self.sesuai_indikator()[0] == YA and self.sesuai_iku()[0] == YA:
            return TIDAK_BERLAKU, ["Butir 4 dan 5 dijawab Ya."]
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        _, ukur, tujuan = self._banding_indikator
        return self._penjelasan([*ukur.tiada, *tujuan.tiada, *self._banding_iku[0].tiada], "4 dan 5")

    def perbandingan(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        bahan, pembanding = self.bahan, Pembanding(self.bahan)
        bukti, bagian = [], []

        def banding(sebutan, baris):
            angka = Bagian(self.ukur, lambda i: _bernilai(baris(i).get("Realisasi")))
            ada = Bagian(
                self.ukur, lambda i: _bernilai(baris(i).get("Realisasi")) or _terisi(baris(i).get("Keterangan"))
            )
            catat = ada.ada - angka.ada
            bukti.append(f"{sebutan}: {angka:indikator}" + (f", {catat} lainnya diberi keterangan" if catat else "")
                         + f"{ada.belum()}.")  # fmt: skip
            return ada

        if bahan.tahun is not None:
            bagian.append(banding(f"Tahun {bahan.tahun - 1}", lambda i: bahan.riwayat(i.kode, bahan.tahun - 1)))
            banding(f"Tahun {bahan.tahun - 2}", lambda i: bahan.riwayat(i.kode, bahan.tahun - 2))
        bagian.append(banding("Perbandingan nasional", lambda i: pembanding.luar(i, "Nasional")))
        if "Provinsi" in pembanding.lingkup:
            banding("Perbandingan provinsi", lambda i: pembanding.luar(i, "Provinsi"))
        bukti[-1] += self.lihat("LKP-12", "LKP-13")
        return _nilai(*bagian), bukti

    def cukup_mengukur(self):
        bukti = ["Nilai apakah indikator menggambarkan hasil sasarannya, bukan banyaknya kegiatan."]
        if self.ukur:
            bukti.append(f"{len(self.bahan.sasaran)} sasaran diukur dengan {len(self.ukur)} indikator."
                         f"{self.lihat('LKP-09', 'LKP-10')}")  # fmt: skip
        return PEREVIU, bukti

    def jelas_mengukur(self):
        return PEREVIU, ["Hanya bila butir 8 dijawab Tidak: lihat penjelasannya di Bab III."]

    def smart(self):
        if not self.ukur:
            return TIDAK, [BELUM_ADA]
        tahun = f"Target {self.bahan.tahun}"
        kolom = {
            "formulasi": "Formulasi", "satuan": "Satuan", "sumber data": "Sumber Data", "kondisi awal": "Kondisi Awal",
            "target tahun ini": tahun,
        }  # fmt: skip
        ada = {nama: Bagian(self.ukur, lambda i, k=k: _bernilai(i.renstra.get(k))) for nama, k in kolom.items()}
        # The % sign and N/A are fine as satuan and as a baseline that does not exist.
        for nama in ("satuan", "kondisi awal"):
            ada[nama] = Bagian(self.ukur, lambda i, k=kolom[nama]: _terisi(i.renstra.get(k)))
        lengkap = ", ".join(f"{nama} {b.ada}" for nama, b in ada.items())
        bukti = [f"Terisi di Renstra dari {len(self.ukur)} indikator: {lengkap}.{self.lihat('LKP-08')}"]
        jawab = _nilai(*ada.values())
        if jawab == YA:
            return PEREVIU, ["Nilai apakah bunyinya spesifik dan relevan, dan targetnya dapat dicapai.", *bukti]
        return jawab, [*bukti, "Spesifik, relevan, dan dapat dicapai: dinilai pereviu."]


PERNYATAAN = (
    (0, "Laporan memuat data penting tentang instansi.", Reviu.data_penting),
    (0, "Laporan memuat informasi target kinerja.", Reviu.informasi_target),
    (0, "Laporan memuat capaian kinerja instansi dengan memadai.", Reviu.capaian_memadai),
    (0, "Ada lampiran yang mendukung isi laporan.", Reviu.lampiran_pendukung),
    (0, "Laporan memuat upaya perbaikan ke depan.", Reviu.upaya_perbaikan),
    (0, "Laporan memuat akuntabilitas keuangan.", Reviu.akuntabilitas_keuangan),
    (1, "Laporan disusun oleh unit kerja yang memang bertugas menyusunnya.", Reviu.unit_penyusun),
    (1, "Informasi dalam laporan didukung data yang memadai.", Reviu.data_memadai),
    (1, "Ada tata cara penyampaian data dari unit kerja kepada unit penyusun.", Reviu.penyampaian_data),
    (1, "Penanggung jawab pengumpulan data di tiap unit kerja sudah ditetapkan.", Reviu.penanggung_jawab),
    (1, "Data kinerja dalam laporan diyakini andal.", Reviu.data_andal),
    (1, "Analisis dalam laporan diketahui oleh unit kerja yang terkait.", Reviu.analisis_diketahui),
    (1, "Laporan menggabungkan bahan dari unit kerja di bawahnya.", Reviu.gabungan_bawahan),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan perjanjian kinerja.", Reviu.sesuai_pk),
    (2, "Tujuan/sasaran dalam laporan selaras dengan Renstra.", Reviu.selaras_renstra),
    (2, "Bila butir 1 atau 2 tidak, ada penjelasan yang memadai.", Reviu.jelas_pk_renstra),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan indikator kinerja.", Reviu.sesuai_indikator),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan IKU.", Reviu.sesuai_iku),
    (2, "Bila butir 4 atau 5 tidak, ada penjelasan yang memadai.", Reviu.jelas_indikator),
    (2, "Kinerja dibandingkan dengan tahun lalu, standar nasional, dan pembanding lain yang berguna.",
     Reviu.perbandingan),
    (2, "IKU dan indikator kinerja cukup untuk mengukur tujuan/sasaran.", Reviu.cukup_mengukur),
    (2, "Bila butir 8 tidak, ada penjelasan yang memadai.", Reviu.jelas_mengukur),
    (2, "IKU dan indikator kinerja memenuhi SMART (spesifik, terukur, dapat dicapai, relevan, berjangka waktu).",
     Reviu.smart),
)  # fmt: skip
"""The statements of the form in our own words: ``(place in KELOMPOK, wording, answer)``."""


# --- the sheet -------------------------------------------------------------------------------------------------------
def susun_reviu(bahan, temuan, lembar):
    """LAP-REVIU as a ReportSheet.

    Args:
        bahan: the ``Bahan``.
        temuan: findings of the book, each with ``kode``, ``berat`` and ``lembar``.
        lembar: names of the report sheets that the book holds.
    """
    butir = Reviu(bahan, temuan, lembar).butir()
    hasil = ReportSheet(ID, NAMA, JUDUL, LEBAR)
    kertas = Kertas(hasil)
    kertas.judul("CHECKLIST REVIU LAPORAN KINERJA", nama_instansi(bahan), f"TAHUN {bahan.tahun}" if bahan.tahun else "")
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
        "Jawaban diturunkan dari isian buku, lembar Temuan, dan lembar laporan; pereviu dapat menilai lain. Kolom Check "
        "list yang kosong diisi pada hasil cetak: ketikan di lembar ini hilang bila laporan ditulis ulang.",
        "Dasar: PermenPANRB 53/2014 Lampiran III, dengan pernyataan yang diringkas.",
    )


def _pereviu(bahan):
    """Signature block with dotted lines: the reviewer is not known to the book."""
    tempat = bahan.atur.get("tempat_tanda_tangan") or bahan.atur.get("kota")
    return {
        "pembuka": [f"{tempat}, {TITIK[:24]}" if tempat else TITIK, "Pereviu,"],
        "nama": "",
        "bawah": [f"({TITIK})", f"NIP. {TITIK[:36]}"],
    }
