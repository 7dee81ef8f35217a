"""Checks that need a calculator on money: sums of the budget, running totals, realisasi above pagu, digits lost.

One cause gives one finding: a parent amount is accused only where the numbers part, never because of what happens
further down, and a negative amount is told once, not again as a sum that fails or a running total that falls.
"""

import re

from ..compute.amounts import DOCUMENTS, kind_of
from ..compute.key import blank, key
from ..expr.values import WRONG_VALUE, ErrorValue, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.struktur_anggaran import jumlah_blok
from ..schema.choices import ROMAWI, TRIWULAN
from .anggaran_isian import tampak_per_triwulan
from .finding import INFO, PERIKSA, SALAH
from .registry import check, shown, shown_money

REALISASI = tuple(f"Realisasi TW{n}" for n in TRIWULAN)
UANG = ("Pagu Awal", "Pagu Perubahan", *REALISASI)
TABEL_UANG = (
    ("tbl_anggaran", UANG), ("tbl_pk_program", ("Anggaran",)), ("tbl_riwayat_anggaran", ("Pagu", "Realisasi")),
)  # fmt: skip
KONTRAK = "Ketentuan buku ini: uang ditulis dalam rupiah penuh, induk adalah jumlah rincian"
BERJALAN = "Ketentuan buku ini: realisasi anggaran triwulan adalah angka berjalan"
AMBANG_BLUD = 0.1
"""Excess over pagu, as a share of it, within the usual ambang batas of a BLUD."""
BATAS_SERAPAN = "Belanja tidak boleh melampaui pagu (UU 17/2003 Pasal 3 ayat 6); ANG-02"
PK = "PermenPANRB 53/2014 Lampiran I (perjanjian kinerja); ANG-01"
KECIL = 0.01
"""Excess over pagu, as a share of it, that a budget shift not yet recorded may explain."""


def _sebut(baris):
    """How a budget row is called in a message."""
    tingkat, nama = str(baris["Tingkat"] or "Baris"), baris["Kode"]
    if blank(nama):
        nama = f"'{str(baris['Uraian'] or '')[:60]}'"
    return f"{tingkat} {nama}"


def _kena(isi):
    """The amount of a leaf as sums take it: a number, an error for text that is no amount, None for nothing."""
    if is_number(isi):
        return isi
    if blank(isi) or (isi.__class__ is str and is_not_available_mark(isi)):
        return None
    return WRONG_VALUE


def _bagian_anggaran(b):
    """(leaf rows, indices of rows with rows beneath them) of the budget, once per book."""
    return b.remembered("aritmetika: bagian anggaran", _susun_bagian)


def _susun_bagian(b):
    baris, blok = b.world.rows("tbl_anggaran"), b.world.budget.shape
    pasang = list(zip(range(len(baris)), baris, blok.leaf, blok.filled, strict=True))
    return [s for _, s, d, _ in pasang if d], [i for i, _, d, t in pasang if t and not d]


def _daun(b):
    return _bagian_anggaran(b)[0]


# --- parents of the budget -------------------------------------------------------------------------------------------
class _Jumlah:
    """Sums of one amount column over the blocks, and what was typed on the parents.

    induk: indices of parents with a typed number. ketik: sums of what the leaves hold in this column. pakai: the same,
    with Pagu Awal standing in for a blank Pagu Perubahan, as the pagu in force does.
    """

    def __init__(self, b, kolom):
        self.kolom, self.baris, self.blok = kolom, b.world.rows("tbl_anggaran"), b.world.budget.shape
        daun = self.blok.leaf
        self.induk = [i for i in _bagian_anggaran(b)[1] if is_number(self.baris[i][kolom])]
        if not self.induk:
            return
        self.daun = [_kena(satu[kolom]) if d else None for satu, d in zip(self.baris, daun, strict=True)]
        self.ketik = jumlah_blok(self.daun, self.blok.last)
        self.daun_pakai, self.pakai = self.daun, self.ketik
        if kolom == "Pagu Perubahan":
            self.daun_pakai = [
                _kena(satu["Pagu Awal"]) if d and blank(satu[kolom]) else isi
                for satu, d, isi in zip(self.baris, daun, self.daun, strict=True)
            ]
            self.pakai = jumlah_blok(self.daun_pakai, self.blok.last)

    def anak(self, jumlah):
        """For each row the sum of its direct children: what is typed on a child that is a parent, else its leaves."""
        hasil = [0] * len(self.baris)
        daun, leluhur = self.blok.leaf, self.blok.ancestors
        for i, satu in enumerate(self.baris):
            if leluhur[i]:
                isi = jumlah[i] if daun[i] or not is_number(satu[self.kolom]) else satu[self.kolom]
                hasil[leluhur[i][0]] += isi if is_number(isi) else 0
        return hasil

    def blok_kosong(self):
        """For each row how many leaves of its block are really blank."""
        sampai = [0]
        for satu, d, isi in zip(self.baris, self.blok.leaf, self.daun_pakai, strict=True):
            sampai.append(sampai[-1] + (d and isi is None and blank(satu[self.kolom])))
        return [sampai[ke] - sampai[i] for i, ke in enumerate(self.blok.last)]

    def tanpa_tanda(self):
        """Sums with every leaf taken as positive: what a parent shows where a leaf lost its sign."""
        return jumlah_blok([abs(x) if is_number(x) else x for x in self.daun_pakai], self.blok.last)


def _sama(a, b):
    return is_number(a) and is_number(b) and abs(a - b) < 1


@check("ARI-01", SALAH, "Jumlah yang diketik pada induk sama dengan jumlah baris di bawahnya", KONTRAK)
def induk_bukan_jumlah(b):
    for kolom in UANG:
        s = _Jumlah(b, kolom)
        beda = [
            i for i in s.induk
            if is_number(s.ketik[i]) and is_number(s.pakai[i]) and s.baris[i][kolom] >= 0
            and not _sama(s.baris[i][kolom], s.ketik[i]) and not _sama(s.baris[i][kolom], s.pakai[i])
        ]  # fmt: skip
        if not beda:
            continue
        anak = [s.anak(s.pakai)] + ([s.anak(s.ketik)] if s.pakai is not s.ketik else [])
        kosong, positif = s.blok_kosong(), s.tanpa_tanda()
        for i in beda:
            satu = s.baris[i]
            if any(_sama(satu[kolom], a[i]) for a in anak) or _sama(satu[kolom], positif[i]):
                continue
            yield _beda_induk(b, s, i, kosong[i])


def _beda_induk(b, s, i, kosong):
    satu, jumlah = s.baris[i], s.pakai[i]
    tertulis = satu[s.kolom]
    selisih = abs(tertulis - jumlah)
    uraian = (
        f"{s.kolom} {_sebut(satu)} tertulis {shown_money(tertulis)}, sedangkan jumlah baris di bawahnya "
        f"{shown_money(jumlah)} (selisih {shown_money(selisih)})."
    )
    berat = None
    if kosong and tertulis > jumlah:
        berat = PERIKSA
        uraian += f" {kosong} baris di bawahnya masih kosong."
    sama = [s.baris[j] for j in range(i + 1, s.blok.last[i]) if s.blok.leaf[j] and _sama(s.daun_pakai[j], selisih)]
    petunjuk = f" Selisihnya sama dengan isi {_sebut(sama[0])}." if len(sama) == 1 else ""
    return b.temuan(
        "tbl_anggaran",
        satu,
        s.kolom,
        uraian=uraian,
        perbaikan=f"Cocokkan dengan dokumennya; betulkan rincian yang keliru, atau kosongkan sel ini karena jumlah "
        f"induk dihitung sendiri.{petunjuk}",
        tertulis=tertulis,
        seharusnya=jumlah,
        berat=berat,
    )


@check("ARI-02", PERIKSA, "Induk yang berisi jumlah mempunyai rincian", KONTRAK)
def induk_belum_dirinci(b):
    for kolom in UANG:
        s = _Jumlah(b, kolom)
        tanpa = [i for i in s.induk if s.baris[i][kolom] and not is_number(s.ketik[i]) and s.ketik[i] != WRONG_VALUE]
        # The lowest typed parent speaks for those above it.
        atasan = {j for i in tanpa for j in s.blok.ancestors[i]}
        for i in tanpa:
            if i not in atasan:
                satu = s.baris[i]
                yield b.temuan(
                    "tbl_anggaran",
                    satu,
                    kolom,
                    uraian=f"{kolom} {_sebut(satu)} tertulis {shown_money(satu[kolom])}, tetapi semua baris di "
                    "bawahnya kosong. Jumlah pada induk tidak dipakai menghitung.",
                    perbaikan=f"Isi {kolom} pada baris terbawah di bawah baris ini.",
                    tertulis=satu[kolom],
                )


# --- leaves of the budget --------------------------------------------------------------------------------------------
def turun(baris, kolom):
    """(earlier column, later column) of each fall between filled quarters; negative ones are told elsewhere."""
    hasil, lalu = [], None
    for nama in kolom:
        isi = baris[nama]
        if not is_number(isi) or isi < 0:
            continue
        if lalu is not None and isi < baris[lalu]:
            hasil.append((lalu, nama))
        lalu = nama
    return hasil


@check("ARI-03", PERIKSA, "Realisasi anggaran berjalan tidak turun dari triwulan ke triwulan", BERJALAN)
def realisasi_uang_turun(b):
    kolom = REALISASI[: b.triwulan]
    if b.world.amounts.per_quarter or b.remembered("tampak per triwulan", tampak_per_triwulan):
        return  # each quarter's own money may fall; where it only seems so, ARI-41 tells
    jatuh = [(satu, *beda) for satu in _daun(b) for beda in turun(satu, kolom)]
    baris_turun = {satu["#nomor"] for satu, _, _ in jatuh}
    berangka = sum(
        sum(1 for k in kolom if is_number(satu[k]) and satu[k] > 0) > 1 for satu in (_daun(b) if jatuh else ())
    )
    if len(baris_turun) >= 5 and 2 * len(baris_turun) > berangka:
        satu, _, kini = jatuh[0]
        yield b.temuan(
            "tbl_anggaran",
            satu,
            kini,
            uraian=f"Realisasi turun pada {len(baris_turun)} dari {berangka} baris yang berisi beberapa triwulan: "
            "tampaknya diisi realisasi tiap triwulan, bukan angka berjalan.",
            perbaikan="Isi realisasi s.d. triwulan itu: Realisasi TW2 memuat juga realisasi triwulan I, dan "
            "seterusnya.",
        )
        return
    for satu, lalu, kini in jatuh:
        yield b.temuan(
            "tbl_anggaran",
            satu,
            kini,
            uraian=f"{kini} {_sebut(satu)} tertulis {shown_money(satu[kini])}, lebih kecil daripada {lalu} "
            f"{shown_money(satu[lalu])}. Realisasi anggaran adalah angka berjalan.",
            perbaikan="Cocokkan kedua triwulan itu dengan laporan realisasinya; bila ada pengembalian belanja, "
            "jelaskan di laporan.",
            tertulis=satu[kini],
        )


@check("ARI-04", PERIKSA, "Triwulan sesudah triwulan berjalan belum berisi realisasi anggaran", "SET-01")
def uang_sesudah_berjalan(b):
    yield from sesudah_berjalan(b, "tbl_anggaran", b.world.rows("tbl_anggaran"))


def sesudah_berjalan(b, tabel, baris):
    """Findings on Realisasi columns of quarters that have not come yet, one for each column."""
    tw = b.triwulan
    for n in TRIWULAN[tw:]:
        terisi = [s for s in baris if _isi_nyata(s[f"Realisasi TW{n}"])]
        if terisi:
            yield b.temuan(
                tabel,
                terisi[0],
                f"Realisasi TW{n}",
                uraian=f"Realisasi TW{n} sudah terisi pada {len(terisi)} baris, padahal triwulan_berjalan di "
                f"Pengaturan {tw}; isinya tidak ikut dihitung.",
                perbaikan=f"Bila laporan ini untuk triwulan {ROMAWI[n]}, ubah triwulan_berjalan menjadi {n}; bila "
                "belum, kosongkan kolomnya.",
            )


def _isi_nyata(isi):
    if is_number(isi):
        return isi != 0
    return isi.__class__ is str and isi.strip() != "" and not is_not_available_mark(isi)


def _digit(angka):
    return str(int(angka))


def geseran(kecil, besar):
    """How many times ``besar`` holds ``kecil`` if digits seem lost or added: 10, 100, 1000, "satu angka", or None."""
    if not (0 < kecil < besar) or kecil != int(kecil) or besar != int(besar):
        return None
    penting = len(_digit(kecil).rstrip("0"))
    for kali in (10, 100, 1000):
        if kecil * kali == besar and penting >= 2:
            return kali
    k, d = _digit(kecil), _digit(besar)
    if penting >= 4 and len(d) == len(k) + 1 and any(d[:i] + d[i + 1 :] == k for i in range(len(d))):
        return "satu angka"
    return None


def _pagu_tergeser(satu):
    awal, ubah = satu["Pagu Awal"], satu["Pagu Perubahan"]
    if not is_number(awal) or not is_number(ubah) or 5 * awal > ubah > 0.2 * awal:
        return None
    return geseran(min(awal, ubah), max(awal, ubah))


_BLUD = r"\bblud\b|badan layanan umum"


def _blud(b, satu):
    """Whether a budget row, or a row above it, names a BLUD."""
    baris, i = b.world.rows("tbl_anggaran"), satu["_No"] - 1
    milik = (satu, *(baris[j] for j in b.world.budget.shape.ancestors[i]))
    return any(re.search(_BLUD, key(s["Uraian"])) for s in milik)


@check("ARI-05", SALAH, "Realisasi anggaran tidak melampaui pagu yang berlaku", BATAS_SERAPAN)
def realisasi_lebih_pagu(b):
    kolom = REALISASI[: b.triwulan]
    for satu in _daun(b):
        isi = nama = None
        for n in kolom:
            if is_number(satu[n]):
                isi, nama = satu[n] + (isi or 0) * b.world.amounts.per_quarter, n
        if isi is None or isi <= 0 or kind_of(satu["Jenis Anggaran"]) != 1:
            continue  # more income than its target is no fault
        pagu = satu["_Pagu"]
        if blank(pagu):
            yield b.temuan(
                "tbl_anggaran",
                satu,
                nama,
                uraian=f"{nama} {_sebut(satu)} tertulis {shown_money(isi)}, tetapi pagunya kosong; serapannya tidak "
                "dapat dihitung.",
                perbaikan="Isi Pagu Awal, atau Pagu Perubahan bila belanja ini baru ada pada perubahan.",
                tertulis=isi,
                berat=PERIKSA,
            )
            continue
        if not is_number(pagu) or isi <= pagu or pagu < 0:
            continue
        lain = max([satu[k] for k in UANG[:2] if is_number(satu[k])], default=pagu)
        if isi <= lain and _pagu_tergeser(satu):
            continue  # the pagu itself is told by ARI-08
        catatan, berat = "", None
        if isi <= lain:
            catatan, berat = f" Pagu lain yang tertulis pada baris itu {shown_money(lain)}.", PERIKSA
        elif isi - lain <= KECIL * lain:
            berat = PERIKSA
        elif isi - lain <= AMBANG_BLUD * lain and _blud(b, satu):
            catatan, berat = " Belanja BLUD boleh melampaui pagu dalam ambang batas RBA-nya.", PERIKSA
        kali = 10 if 0.3 * lain <= isi / 10 <= lain else None
        petunjuk = " Mungkin kelebihan satu angka." if kali and berat is None else ""
        yield b.temuan(
            "tbl_anggaran",
            satu,
            nama,
            uraian=f"{nama} {_sebut(satu)} tertulis {shown_money(isi)}, melampaui pagu yang berlaku "
            f"{shown_money(pagu)} sebesar {shown_money(isi - pagu)}.{catatan}",
            perbaikan=f"Cocokkan realisasi dan pagunya; periksa juga dokumen_pk di Pengaturan.{petunjuk}",
            tertulis=isi,
            seharusnya=None,
            berat=berat,
        )


@check("ARI-06", SALAH, "Pagu, realisasi anggaran, pembilang, dan penyebut tidak negatif", KONTRAK)
def uang_negatif(b):
    for tabel, kolom in TABEL_UANG:
        for satu in b.rows(tabel):
            for nama in kolom:
                if not is_number(satu[nama]) or satu[nama] >= 0:
                    continue
                # More paid back than spent is possible: a refund counts, and somebody looks at it.
                berat = PERIKSA if tabel == "tbl_anggaran" and nama in REALISASI else None
                yield b.temuan(
                    tabel, satu, nama, uraian=f"{nama} tertulis {shown_money(satu[nama])}; jumlah uang tidak negatif.",
                    perbaikan="Hapus tanda minusnya, atau tulis jumlah bersih sesudah pengembalian."
                    + (" Bila pengembaliannya memang lebih besar, biarkan: jumlahnya dihitung, dan jelaskan di laporan."
                       if berat else ""), tertulis=satu[nama], seharusnya=None, berat=berat,
                )  # fmt: skip
    for tabel, kolom in (
        ("tbl_data_dukung", ("Pembilang", "Penyebut")), ("tbl_iki", ("Nilai Pembilang", "Nilai Penyebut")),
    ):  # fmt: skip
        for satu in b.rows(tabel):
            for nama in kolom:
                if is_number(satu[nama]) and satu[nama] < 0:
                    yield b.temuan(
                        tabel, satu, nama, uraian=f"{nama} tertulis {shown(satu[nama])}; banyaknya tidak negatif.",
                        perbaikan="Hapus tanda minusnya.", tertulis=satu[nama],
                    )  # fmt: skip


@check("ARI-07", PERIKSA, "Uang ditulis dalam rupiah penuh", KONTRAK)
def uang_pecahan(b):
    for tabel, kolom in TABEL_UANG:
        for nama in kolom:
            pecah = [
                s for s in b.rows(tabel)
                if s[nama].__class__ is float and 0.005 < s[nama] % 1 < 0.995
            ]  # fmt: skip
            if len(pecah) > 5:
                yield b.temuan(
                    tabel, pecah[0], nama, uraian=f"{nama} pada {len(pecah)} baris memuat sen, misalnya "
                    f"{_bersen(pecah[0][nama])}.", perbaikan="Bulatkan ke rupiah penuh bila sennya tidak diperlukan.",
                    tertulis=pecah[0][nama], berat=INFO,
                )  # fmt: skip
                continue
            for satu in pecah:
                yield b.temuan(
                    tabel,
                    satu,
                    nama,
                    uraian=f"{nama} tertulis {_bersen(satu[nama])}, bukan rupiah penuh.",
                    perbaikan="Periksa letak koma dan titiknya: 1.283.419 yang diketik 1,283 atau 1,5 juta yang "
                    "diketik 1,5 perlu ditulis lengkap dalam rupiah.",
                    tertulis=satu[nama],
                )


def _bersen(isi):
    return "Rp" + shown(isi)


@check("ARI-08", PERIKSA, "Pagu Perubahan tidak berbeda satu angka dari Pagu Awal", "ANG-01")
def pagu_tergeser(b):
    for satu in _daun(b):
        kali = _pagu_tergeser(satu)
        if kali:
            naik = satu["Pagu Perubahan"] > satu["Pagu Awal"]
            beda = (
                f"{kali} kali lebih {'besar' if naik else 'kecil'}" if kali != "satu angka"
                else f"satu angka lebih {'panjang' if naik else 'pendek'}"
            )  # fmt: skip
            yield b.temuan(
                "tbl_anggaran",
                satu,
                "Pagu Perubahan",
                uraian=f"Pagu Perubahan {_sebut(satu)} tertulis {shown_money(satu['Pagu Perubahan'])}, {beda} daripada "
                f"Pagu Awal {shown_money(satu['Pagu Awal'])}.",
                perbaikan="Cocokkan dengan DPA: mungkin ada angka yang hilang atau berlebih.",
                tertulis=satu["Pagu Perubahan"],
            )


@check("ARI-09", PERIKSA, "Jumlah anggaran program pada PK sama dengan jumlah Anggaran", PK)
def jumlah_pk(b):
    jumlahan = {s["#nomor"] for s in total_rows(b)}  # told by ARI-11
    daun = [s for s in _daun(b) if s["#nomor"] not in jumlahan]
    if not daun or not b.rows("tbl_pk_program"):
        return
    amounts = b.world.amounts
    pagu = {key(d): [amounts.leaf_pagu(d)[s["#nomor"] - 1] for s in daun] for d in DOCUMENTS}
    dokumen = {}
    for satu in b.rows("tbl_pk_program"):
        dokumen.setdefault(key(satu["Dokumen"]), []).append(satu)
    for nama, baris in dokumen.items():
        kolom = "Pagu Perubahan" if nama == "perubahan" else "Pagu Awal"
        isi = pagu.get(nama, [])
        if any(x.__class__ is ErrorValue for x in isi) or not any(x is not None for x in isi):
            continue
        if kolom == "Pagu Perubahan" and not any(is_number(s[kolom]) for s in daun):
            continue
        if not all(is_number(s["Anggaran"]) and s["Anggaran"] >= 0 for s in baris):
            continue
        jumlah, seluruh = sum(s["Anggaran"] for s in baris), sum(x for x in isi if x is not None)
        if abs(jumlah - seluruh) < 1:
            continue
        # What differs program by program is told there, not again in the total.
        dikenal = 0
        for s in baris:
            letak = amounts.by_code.get(key(s["Kode"]))
            milik = amounts.pagu_of_code(s["Kode"], nama.capitalize()) if letak else None
            if is_number(milik):
                dikenal += s["Anggaran"] - milik
        if abs(jumlah - seluruh - dikenal) >= 1:
            yield b.temuan(
                "tbl_pk_program",
                baris[0],
                "Anggaran",
                uraian=f"Jumlah anggaran program PK {nama.capitalize()} {shown_money(jumlah)}, sedangkan jumlah "
                f"{kolom} di Anggaran {shown_money(seluruh)} (selisih {shown_money(abs(jumlah - seluruh))}).",
                perbaikan="Periksa apakah ada program yang belum tertulis pada PK, atau yang tidak ada di Anggaran.",
                tertulis=jumlah,
                seharusnya=seluruh,
            )


@check("ARI-10", SALAH, "Realisasi anggaran tahun lalu tidak melampaui pagunya", BATAS_SERAPAN)
def riwayat_lebih_pagu(b):
    for satu in b.rows("tbl_riwayat_anggaran"):
        pagu, isi = satu["Pagu"], satu["Realisasi"]
        if is_number(pagu) and is_number(isi) and isi > pagu >= 0:
            yield b.temuan(
                "tbl_riwayat_anggaran",
                satu,
                "Realisasi",
                uraian=f"Realisasi {satu['Uraian'] or 'baris ini'} tahun {satu['Tahun'] or '(kosong)'} tertulis "
                f"{shown_money(isi)}, melampaui pagunya {shown_money(pagu)}.",
                perbaikan="Cocokkan keduanya dengan laporan tahun itu; mungkin tertukar.",
                tertulis=isi,
                seharusnya=None,
                berat=PERIKSA if isi - pagu <= KECIL * pagu else None,
            )


_AWAL_JUMLAH = ("jumla", "total", "grand")
_JUMLAH = (
    r"(?:grand )?(?:jumlah|total)(?: (?:total|seluruh|seluruhnya|keseluruhan|anggaran|belanja|pagu|program))*[ :.]*"
)


def total_rows(b):
    """Leaf rows of the budget that hold a total."""
    return b.remembered("aritmetika: baris jumlah", _baris_jumlah)


def _baris_jumlah(b):
    hasil = []
    for satu in _daun(b):
        uraian = str(satu["Uraian"])
        if uraian.lstrip()[:5].lower() in _AWAL_JUMLAH and re.fullmatch(_JUMLAH, key(uraian)):
            hasil.append(satu)
    return hasil


@check("ARI-11", PERIKSA, "Baris jumlah tidak ikut ditulis sebagai baris anggaran", KONTRAK)
def baris_jumlah(b):
    daun = _daun(b)
    for satu in total_rows(b):
        for kolom in UANG:
            isi = satu[kolom]
            if not is_number(isi) or isi <= 0:
                continue
            lain = sum(s[kolom] for s in daun if s is not satu and is_number(s[kolom]))
            yield b.temuan(
                "tbl_anggaran",
                satu,
                kolom,
                uraian=f"Baris '{satu['Uraian']}' berisi {shown_money(isi)} dan dihitung sebagai satu program lagi"
                + (", sehingga seluruh jumlah menjadi dua kali lipat." if _sama(isi, lain) else "."),
                perbaikan="Hapus baris jumlah ini; jumlahnya dihitung sendiri.",
                tertulis=isi,
                seharusnya=None,
                berat=SALAH if _sama(isi, lain) else None,
            )
            break
