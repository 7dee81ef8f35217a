"""Checks on meaning: what a name, a unit and a direction say against the numbers beside them.

Names are read by their words, so what they alone tell weighs Periksa; only a row that contradicts itself is Salah.
One cause gives one finding: a row whose direction is doubtful is not also told that its targets move the wrong way, a
comma that slipped is not also a capaian that is too high.
"""

import re
from functools import lru_cache
from statistics import median
from weakref import WeakKeyDictionary

from ..expr.nilai import adalah_angka
from ..rules.angka import jenis_satuan, kunci_teks, tidak_tersedia_baku
from .pemeriksaan import pemeriksaan, tampil, tampil_persen
from .temuan import INFO, PERIKSA, SALAH

TW = (1, 2, 3, 4)
ARAH = "CAP-01: Naik R / T, Turun (2T - R) / T; PermenPANRB 53/2014 Lampiran II"
SATUAN_PERSEN = "Kontrak buku: indikator Persen ditulis dalam poin, 88 berarti 88%"
TINGKAT = "TRW-01: skor label pada tbl_tingkat"
RENSTRA = "PermenPANRB 53/2014: target menunjukkan perbaikan yang ingin dicapai"
BAGIAN = "Bagian dari suatu keseluruhan paling banyak 100%"
TAHUN_LALU = "PermenPANRB 53/2014 Lampiran II (tahun ini dan tahun lalu)"
TERUKUR = "PermenPANRB 53/2014: indikator terukur dan jelas satuannya"
IKI = "Pedoman IKI: rumus mengukur apa yang disebut nama indikator"

# --- names -----------------------------------------------------------------------------------------------------------
_PERSENTASE = r"(?:persentase|presentase|prosentase|persen)"
_UKURAN = rf"(?:(?:{_PERSENTASE}|jumlah|angka|tingkat|nilai|laju|rata-rata|rerata|rasio|total|banyaknya|proporsi)\s+)*"
_BURUK = r"""\b(?:kematian|mortalitas|kemiskinan|miskin|prevalensi|stunting|wasting|underweight|gizi buruk|gizi kurang
|kurang gizi|pengangguran|kekerasan|temuan|kerugian|putus sekolah|v/?c rat?sio|v/?c rati?o|inflasi|ketimpangan
|kesenjangan|gini|kumuh|kecelakaan|kejahatan|kriminalitas|kesakitan|korupsi|pelanggaran|pencemaran|kebocoran
|kehilangan air|tunggakan|keluhan|perkawinan anak|pernikahan dini|buta aksara|buta huruf|unmet need|kemacetan
|rawan pangan|backlog|penyalahgunaan)\b""".replace("\n", "")
_BAIK = r"""\b(?:kepuasan|harapan hidup|harapan lama sekolah|melek huruf|pembangunan manusia|pemberdayaan|partisipasi
|kelulusan|ketahanan|kemantapan|kualitas|kepatuhan)\b""".replace("\n", "")
_DITANGANI = r"""\b(?:tertangani|ditangani|terselesaikan|diselesaikan|ditindaklanjuti|tertindaklanjuti|terpenuhi
|terlayani|dilayani|mendapat|mendapatkan|memperoleh|sembuh|terlindungi|pulih|tersertifikasi)\b""".replace("\n", "")
# Words that turn a name around or say that it counts the work, not the trouble: then nothing is concluded.
_PEMBALIK = r"""\b(?:penanganan|pencegahan|penanggulangan|pengendalian|penyelesaian|selesai|tindak lanjut|bebas|tanpa
|tidak|belum|non|bukan|pelayanan|layanan|pengentasan|perlindungan|pemulihan|rehabilitasi|pendampingan|didampingi
|sosialisasi|penyuluhan|dokumen|laporan|data|kebijakan|program|kegiatan|penurunan|pengurangan|berkurang\w*|menurun\w*
|graduasi|penemuan|temuan kasus|deteksi|terdeteksi|surveilans|kesiapsiagaan|tanggap|bantuan|pemantauan|pengawasan
|pembinaan|cakupan|capaian|kinerja|efekti[vf]itas|upaya|lembaga|pengelolaan|kesembuhan|sertifikasi|ketersediaan
|kesadaran|kepatuhan|rencana|penerima|kontrasepsi|peserta kb|kb aktif|pemakaian|penggunaan|kesehatan)\b
""".replace("\n", "")
_BUKAN_BAGIAN = r"""pertumbuhan|peningkatan|kenaikan|penurunan|pengurangan|perubahan|laju|rasio|capaian|realisasi
|perkembangan|perbandingan|dibanding|terhadap target|dari target|produktivitas|ketersediaan|deviasi|selisih
|efekti[vf]itas|efisiensi|inflasi|surplus|defisit|pemenuhan|kemandirian""".replace("\n", "")
_BOLEH_NEGATIF = r"""pertumbuhan|peningkatan|kenaikan|penurunan|perubahan|laju|inflasi|selisih|deviasi|surplus|defisit
|neraca|net|perkembangan|migrasi|gap|kesenjangan""".replace("\n", "")
_TAHUN_LALU = r"lalu|sebelum|dasar|awal|baseline|\b[nt]\s*-\s*1\b|\b[nt]1\b|20\d\d|dikurangi|selisih"


@lru_cache(maxsize=2048)
def arah_nama(nama):
    """The direction that a name suggests: ``Naik`` (more is better), ``Turun``, or None when it does not say."""
    teks = re.sub(r"\([^)]*\)", " ", kunci_teks(nama))
    inti = re.sub("^" + _UKURAN, "", " ".join(teks.split()) + " ").strip()
    if re.search(r"\b(?:tidak|belum|tanpa|bukan)\b", inti):
        return None
    if re.match(r"(?:penurunan|pengurangan)\b", inti):
        return None if re.search(_BAIK, inti) else "Naik"
    if re.match(r"(?:peningkatan|pertumbuhan|kenaikan)\b", inti):
        return None if re.search(_BURUK + "|penduduk|kasus", inti) else "Naik"
    buruk = re.search(_BURUK, inti)
    if buruk:
        if re.search(_DITANGANI, inti):
            return "Naik"
        if re.search(_PEMBALIK, inti) or " yang " in inti[buruk.end() :] or inti[: buruk.start()].count(" ") > 2:
            return None
        return "Turun"
    if re.search(_DITANGANI, inti) or re.match(r"(?:indeks |nilai )?" + _BAIK, inti):
        return "Naik"
    return None


def boleh_lebih(nama):
    """Whether a name speaks of growth, ratio or capaian, so that more than 100% is nothing strange."""
    return bool(re.search(_BUKAN_BAGIAN, kunci_teks(str(nama or ""))))


@lru_cache(maxsize=2048)
def bagian(nama):
    """Whether a name is a share of a whole, which cannot pass 100: ``pasti``, ``mungkin``, or None."""
    teks = kunci_teks(nama)
    if not re.match(rf"(?:{_PERSENTASE}|proporsi|porsi|cakupan)\b", teks) or boleh_lebih(nama):
        return None
    return "pasti" if re.match(_PERSENTASE, teks) and " yang " in teks else "mungkin"


def _kosong(isi):
    return isi is None or isi == ""


def _pilihan(isi):
    """A one-word choice as the contract spells it; formulas do not mind the case. None when blank."""
    return None if _kosong(isi) else str(isi).strip().capitalize()


# --- what belongs to one indicator -----------------------------------------------------------------------------------
class _Indikator:
    """One row of Renstra with everything that other tables say of its Kode.

    target: {column: value} of Renstra in the order of years, numbers only. isi: (table, row, column, value) of every
    number of it in any table. ukur, riwayat: rows of Pengukuran and Riwayat.
    """

    def __init__(self, b, renstra):
        self.renstra, self.ukur, self.riwayat = renstra, [], []
        self.nama, self.kode = str(renstra["Indikator"] or ""), renstra["Kode"]
        self.tipe, self.arah = _pilihan(renstra["Tipe"]), _pilihan(renstra["Arah"])
        self.satuan = jenis_satuan(str(renstra["Satuan"] or ""))
        self.target = {
            k: renstra[k] for k in (f"Target {t}" for t in range(b.awal, b.akhir + 1)) if adalah_angka(renstra.get(k))
        }
        self.isi = []
        self.tambah("tbl_renstra", renstra, ("Kondisi Awal", *self.target))

    def tambah(self, tabel, baris, kolom):
        self.isi += [(tabel, baris, k, baris[k]) for k in kolom if adalah_angka(baris[k])]

    @property
    def sebut(self):
        return f"indikator {self.kode}"


_INDEKS = WeakKeyDictionary()


def _indikator(b):
    """The indicators of a book, once per book."""
    hasil = _INDEKS.get(b)
    if hasil is None:
        menurut = {kode: _Indikator(b, satu) for kode, satu in b.renstra.items() if kode}
        for tabel, kolom in (
            ("tbl_pk", ("Target",)),
            ("tbl_pengukuran", [f"{j} TW{n}" for j in ("Target", "Realisasi") for n in TW]),
            ("tbl_riwayat", ("Target", "Realisasi")),
        ):
            for satu in b.baris(tabel):
                milik = menurut.get(kunci_teks(str(satu["Kode"] or "")))
                if milik is None:
                    continue
                milik.tambah(tabel, satu, kolom)
                if tabel == "tbl_pengukuran":
                    milik.ukur.append(satu)
                elif tabel == "tbl_riwayat":
                    milik.riwayat.append(satu)
        hasil = _INDEKS[b] = list(menurut.values())
    return hasil


def _instansi(baris):
    return kunci_teks(str(baris["Lingkup"] or "Instansi")) == "instansi"


# --- direction -------------------------------------------------------------------------------------------------------
def _arah_dipakai(satu):
    return "Turun" if satu.arah == "Turun" else "Naik"


def _arah_salah(satu):
    if satu.tipe == "Tingkat" or satu.satuan == "terhitung" and re.search(_DITANGANI, kunci_teks(satu.nama)):
        return None
    seharusnya = arah_nama(satu.nama)
    return seharusnya if seharusnya and seharusnya != _arah_dipakai(satu) else None


def _gerak(satu):
    """(number of rises, number of falls) between the targets of successive years."""
    isi = list(satu.target.values())
    pasang = list(zip(isi, isi[1:], strict=False))
    return sum(b > a for a, b in pasang), sum(b < a for a, b in pasang)


@pemeriksaan("MKN-01", PERIKSA, "Arah sesuai dengan nama indikator", ARAH)
def arah_menurut_nama(b):
    for satu in _indikator(b):
        seharusnya = _arah_salah(satu)
        if not seharusnya:
            continue
        baik = "makin besar makin baik" if seharusnya == "Naik" else "makin kecil makin baik"
        tertulis = f"Arah tertulis {satu.arah}" if satu.arah else "Arah kosong dan dihitung sebagai Naik"
        naik, turun = _gerak(satu)
        catatan = ""
        if (turun if seharusnya == "Naik" else naik) and not (naik if seharusnya == "Naik" else turun):
            isi = list(satu.target.values())
            catatan = (
                f" Targetnya {'turun' if turun else 'naik'} dari {tampil(isi[0])} ke {tampil(isi[-1])}, jadi mungkin "
                "namanya yang keliru."
            )
        yield b.temuan(
            "tbl_renstra", satu.renstra, "Arah",
            f"{tertulis}, padahal nama '{satu.nama}' berarti {baik}.{catatan}",
            f"Pilih Arah {seharusnya}, atau betulkan nama indikatornya.", satu.arah, seharusnya,
        )  # fmt: skip


def _target_terbalik(satu):
    """All targets move against the direction."""
    naik, turun = _gerak(satu)
    if satu.tipe == "Tingkat" or len(satu.target) < 3 or not satu.arah or _arah_salah(satu):
        return False
    # Yearly output (20 dokumen, then 12) may well shrink.
    if satu.satuan == "terhitung" and satu.renstra["Jenis"] not in ("Tujuan", "Sasaran"):
        return False
    return (turun > 0 and not naik) if _arah_dipakai(satu) == "Naik" else (naik > 0 and not turun)


@pemeriksaan("MKN-02", PERIKSA, "Target tiap tahun bergerak menurut Arah", RENSTRA)
def arah_menurut_target(b):
    for satu in _indikator(b):
        if _target_terbalik(satu):
            isi = list(satu.target.values())
            naik = _arah_dipakai(satu) == "Naik"
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Arah",
                f"Arah {satu.sebut} tertulis {satu.arah}, padahal targetnya terus {'turun' if naik else 'naik'} dari "
                f"{tampil(isi[0])} ke {tampil(isi[-1])}.",
                f"Bila makin {'kecil' if naik else 'besar'} makin baik, pilih Arah {'Turun' if naik else 'Naik'}; "
                "bila tidak, periksa targetnya.", satu.arah,
            )  # fmt: skip


@pemeriksaan("MKN-03", PERIKSA, "Target tidak lebih rendah daripada kondisi awal", RENSTRA)
def kondisi_awal_lebih_baik(b):
    for satu in _indikator(b):
        awal, isi = satu.renstra["Kondisi Awal"], list(satu.target.values())
        if not adalah_angka(awal) or len(isi) < 2 or satu.tipe == "Tingkat":
            continue
        if _arah_salah(satu) or _target_terbalik(satu) or _tergeser(satu) or satu.kode in _kode_pecahan(b):
            continue
        naik = _arah_dipakai(satu) == "Naik"
        if awal > max(isi) if naik else awal < min(isi):
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Kondisi Awal",
                f"Kondisi Awal {satu.sebut} tertulis {tampil(awal)}, sudah lebih baik daripada semua target "
                f"({tampil(min(isi))} sampai {tampil(max(isi))}).",
                "Periksa kondisi awal dan targetnya; bila memang demikian, jelaskan alasannya di Renstra.", awal,
            )  # fmt: skip


@pemeriksaan("MKN-04", PERIKSA, "Target satu tahun tidak mundur di antara target yang membaik", RENSTRA)
def target_mundur(b):
    for satu in _indikator(b):
        if satu.tipe == "Tingkat" or satu.satuan == "terhitung" or not satu.arah or len(satu.target) < 4:
            continue
        if _arah_salah(satu) or _tergeser(satu) or satu.kode in _kode_pecahan(b):
            continue
        naik = _arah_dipakai(satu) == "Naik"
        nama = list(satu.target)
        mundur = [
            (x, y) for x, y in zip(nama, nama[1:], strict=False)
            if (satu.target[y] < satu.target[x] if naik else satu.target[y] > satu.target[x])
        ]  # fmt: skip
        if len(mundur) == 1 and _gerak(satu)[0 if naik else 1] >= 2:
            x, y = mundur[0]
            yield b.temuan(
                "tbl_renstra", satu.renstra, y,
                f"{y} {satu.sebut} tertulis {tampil(satu.target[y])}, lebih {'rendah' if naik else 'tinggi'} daripada "
                f"{x} {tampil(satu.target[x])}, padahal Arah {satu.arah} dan target tahun lainnya membaik.",
                "Periksa kedua target itu; mungkin tertukar atau salah ketik.", satu.target[y],
            )  # fmt: skip


# --- targets that measure nothing ------------------------------------------------------------------------------------
@pemeriksaan("MKN-05", PERIKSA, "Target bukan nol", "CAP-01: capaian terhadap target 0 adalah N/A")
def target_nol(b):
    for satu in _indikator(b):
        nol = [k for k, v in satu.target.items() if v == 0]
        if nol and _arah_dipakai(satu) == "Naik" and satu.tipe != "Tingkat" and not _boleh_negatif(satu):
            semua = ", ".join(k.removeprefix("Target ") for k in nol)
            yield b.temuan(
                "tbl_renstra", satu.renstra, nol[0],
                f"Target {satu.sebut} tertulis 0 untuk tahun {semua}; capaian terhadap target 0 tidak dapat dihitung.",
                "Isi targetnya, atau tulis N/A bila tahun itu memang tanpa target.", 0,
            )  # fmt: skip
    for satu in b.baris("tbl_pk"):
        milik = b.indikator(satu["Kode"])
        if not adalah_angka(satu["Target"]) or satu["Target"] != 0 or milik is None:
            continue
        tahun_ini = milik.get(f"Target {b.tahun}")
        sudah = adalah_angka(tahun_ini) and tahun_ini == 0  # told at Renstra
        if sudah or _pilihan(milik["Arah"]) == "Turun" or _pilihan(milik["Tipe"]) == "Tingkat":
            continue
        yield b.temuan(
            "tbl_pk", satu, "Target",
            f"Target PK indikator {satu['Kode']} tertulis 0; capaian terhadap target 0 tidak dapat dihitung.",
            "Isi target yang ditandatangani, atau tulis N/A bila memang tanpa target.", 0,
        )  # fmt: skip


@pemeriksaan("MKN-06", PERIKSA, "Target 0 atau negatif tidak membuat capaian N/A", "CAP-01")
def capaian_tak_terhitung(b):
    for satu in _indikator(b):
        for u in satu.ukur:
            t, r = u["_T0"], u["_R0"]
            if not adalah_angka(t) or not adalah_angka(r) or satu.tipe == "Tingkat":
                continue
            if t < 0 and _boleh_negatif(satu) or t == 0 and (satu.arah == "Turun") and r != 0:
                yield b.temuan(
                    "tbl_pengukuran", u, "Target",
                    f"Target {satu.sebut} {tampil(t)} dan realisasinya {tampil(r)}: rumus capaian tidak berlaku "
                    "untuk target 0 atau negatif, sehingga capaiannya N/A.",
                    "Jelaskan capaiannya di Analisis; indikator ini tidak ikut rata-rata.", t,
                )  # fmt: skip


# --- a comma that slipped --------------------------------------------------------------------------------------------
def _pecahan(b):
    """[(indicator, (table, row, column, value), tight)]: ratios among points."""
    hasil = []
    for satu in _indikator(b):
        if satu.tipe != "Persen":
            continue
        besar = [v for _, _, _, v in satu.isi if v > 1]
        if len(besar) < 2:
            continue
        bawah, atas = min(besar), max(besar)
        for isi in satu.isi:
            v = isi[3]
            if 0 < v <= 1 and median(besar) > 10 and 0.5 * bawah <= 100 * v <= 1.5 * atas:
                hasil.append((satu, isi, 0.8 * bawah <= 100 * v <= 1.2 * atas))
    return hasil


def _kode_pecahan(b):
    hasil = _KODE_PECAHAN.get(b)
    if hasil is None:
        hasil = _KODE_PECAHAN[b] = {satu.kode for satu, _, _ in _pecahan(b)}
    return hasil


_KODE_PECAHAN = WeakKeyDictionary()


@pemeriksaan("MKN-07", SALAH, "Indikator Persen ditulis dalam poin, bukan pecahan", SATUAN_PERSEN)
def persen_sebagai_pecahan(b):
    for satu, (tabel, baris, kolom, v), rapat in _pecahan(b):
        lain = [x for _, _, _, x in satu.isi if x > 1]
        poin = round(100 * v, 10)
        yield b.temuan(
            tabel, baris, kolom,
            f"{kolom} {satu.sebut} tertulis {tampil(v)}, sedangkan angka lain indikator itu {tampil(min(lain))} "
            f"sampai {tampil(max(lain))}. Dalam poin, {tampil(v)} berarti {tampil(v)}%.",
            f"Bila maksudnya {tampil(poin)}%, ketik {tampil(poin)}.", v, poin,
            None if rapat and not kolom.startswith("Realisasi") else PERIKSA,
        )  # fmt: skip
    for satu in _indikator(b):
        isi = list(satu.target.values())
        if satu.tipe == "Persen" and len(isi) >= 3 and all(0.3 <= v <= 1 for v in isi) and bagian(satu.nama):
            kolom = next(iter(satu.target))
            yield b.temuan(
                "tbl_renstra", satu.renstra, kolom,
                f"Semua target {satu.sebut} tertulis sebagai pecahan ({tampil(min(isi))} sampai {tampil(max(isi))}), "
                f"sehingga dibaca {tampil(min(isi))}% sampai {tampil(max(isi))}%.",
                "Tulis dalam poin: 88 berarti 88%.", isi[0], berat=PERIKSA,
            )  # fmt: skip


def _geser(v, lain):
    """The factor by which ``v`` seems to have slipped from the others (10, 100, 1000 or their inverses), or None."""
    lain = [x for x in lain if x > 0]
    if v <= 0 or len(lain) < 3 or max(lain) > 2 * min(lain):
        return None
    for kali in (10, 100, 1000, 0.1, 0.01, 0.001):
        if 0.8 * min(lain) <= v / kali <= 1.25 * max(lain):
            return kali
    return None


def _tergeser(satu):
    """[(table, row, column, value, factor)] of the years that slipped away from the rest of the row."""
    if satu.tipe == "Tingkat":
        return []
    isi = [x for x in satu.isi if x[0] == "tbl_renstra" or x[0] == "tbl_riwayat" and _instansi(x[1])]
    hasil = []
    for i, (tabel, baris, kolom, v) in enumerate(isi):
        kali = _geser(v, [x[3] for j, x in enumerate(isi) if j != i])
        if kali is None or satu.tipe == "Persen" and v <= 1:
            continue
        if v > 100 and satu.tipe == "Persen" and bagian(satu.nama):
            continue
        hasil.append((tabel, baris, kolom, v, kali))
    return hasil


@pemeriksaan("MKN-08", PERIKSA, "Target dan riwayat satu indikator tidak berbeda sepuluh kali", SATUAN_PERSEN)
def koma_tergeser(b):
    for satu in _indikator(b):
        for tabel, baris, kolom, v, kali in _tergeser(satu):
            if kali > 1:
                beda = f"kira-kira {kali} kali angka lain indikator itu"
            else:
                beda = f"kira-kira 1/{round(1 / kali)} dari angka lain indikator itu"
            yield b.temuan(
                tabel, baris, kolom, f"{kolom} {satu.sebut} tertulis {tampil(v)}, {beda}.",
                "Periksa letak koma, titik, dan banyaknya angka.", v,
            )  # fmt: skip


# --- shares ----------------------------------------------------------------------------------------------------------
def _lebih_seratus(satu):
    """{(table, row number, kind): (table, row, column, value)} of the largest value over 100 of each row."""
    hasil = {}
    if satu.tipe == "Persen" and bagian(satu.nama):
        for tabel, baris, kolom, v in satu.isi:
            if v > 100:
                kunci = (tabel, baris["#nomor"], kolom.partition(" ")[0])
                if kunci not in hasil or v > hasil[kunci][3]:
                    hasil[kunci] = (tabel, baris, kolom, v)
        for u in satu.ukur:
            r = u["_R0"]
            kunci = ("tbl_pengukuran", u["#nomor"], "Realisasi")
            if adalah_angka(r) and r > 100 and kunci not in hasil:
                hasil[kunci] = ("tbl_pengukuran", u, "Realisasi", r)
    return hasil


@pemeriksaan("MKN-09", SALAH, "Persentase bagian tidak lebih dari 100", BAGIAN)
def lebih_seratus(b):
    for satu in _indikator(b):
        for tabel, baris, kolom, v in _lebih_seratus(satu).values():
            yield b.temuan(
                tabel, baris, kolom,
                f"{kolom} {satu.sebut} tertulis {tampil(v)}%, padahal '{satu.nama}' adalah bagian dari keseluruhan "
                "yang paling banyak 100%.",
                "Periksa letak koma dan penyebutnya. Untuk indikator yang memang boleh lebih dari 100%, betulkan nama "
                "atau Tipe-nya.", v, None, None if bagian(satu.nama) == "pasti" else PERIKSA,
            )  # fmt: skip


def _boleh_negatif(satu):
    return bool(re.search(_BOLEH_NEGATIF, kunci_teks(satu.nama)))


@pemeriksaan("MKN-10", SALAH, "Target dan realisasi tidak negatif", "Bagian dan banyaknya tidak pernah kurang dari 0")
def negatif(b):
    for satu in _indikator(b):
        if satu.tipe == "Tingkat" or _boleh_negatif(satu):
            continue
        pasti = bagian(satu.nama) or satu.satuan == "terhitung" or satu.tipe == "Indeks"
        for tabel, baris, kolom, v in satu.isi:
            if v < 0:
                yield b.temuan(
                    tabel, baris, kolom, f"{kolom} {satu.sebut} tertulis {tampil(v)}, kurang dari 0.",
                    "Hapus tanda minusnya, atau periksa angkanya.", v, None, None if pasti else PERIKSA,
                )  # fmt: skip


# --- capaian ---------------------------------------------------------------------------------------------------------
def _terukur(b):
    """(indicator, row of Pengukuran, target, realisasi, capaian) with numbers that no other finding doubts."""
    for satu in _indikator(b):
        if satu.tipe == "Tingkat" or satu.kode in _kode_pecahan(b):
            continue
        for u in satu.ukur:
            t, r, c = u["_T0"], u["_R0"], u["Capaian Asli"]
            if adalah_angka(t) and adalah_angka(r) and adalah_angka(c) and t > 0 and r >= 0:
                yield satu, u, t, r, c


def _kali(r, t):
    """Ten or a hundred when ``r`` is about that many times ``t``."""
    return next((k for k in (10, 100, 1000) if 0.7 * k <= r / t <= 1.3 * k), None)


@pemeriksaan("MKN-11", PERIKSA, "Capaian tidak jauh melampaui 120%", "PermenPANRB 53/2014 Lampiran II; CAP-03")
def capaian_tinggi(b):
    for satu, u, t, r, c in _terukur(b):
        if c <= 1.2 + 1e-9 or ("tbl_pengukuran", u["#nomor"], "Realisasi") in _lebih_seratus(satu):
            continue
        kali, dugaan = None, ""
        if _arah_dipakai(satu) == "Naik":
            kali = _kali(r, t)
        elif r:
            kali = _kali(t, r)
        if kali:
            beda = f"{kali} kali target" if r > t else f"1/{kali} dari target"
            dugaan = f"Realisasinya kira-kira {beda}: periksa letak koma dan banyaknya angka. "
        yield b.temuan(
            "tbl_pengukuran", u, "Capaian Asli",
            f"Capaian {satu.sebut} {tampil_persen(c)} (target {tampil(t)}, realisasi {tampil(r)}), "
            f"{'jauh ' if c > 1.5 else ''}di atas 120%.",
            f"{dugaan}Bila angkanya benar, targetnya terlalu mudah atau satuannya berbeda; jelaskan di Analisis.", c,
            None, None if c > 1.5 or kali else INFO,
        )  # fmt: skip


@pemeriksaan("MKN-12", PERIKSA, "Capaian indikator Turun tidak berhenti di 0", "CAP-01: hasil negatif berhenti di 0")
def capaian_negatif(b):
    if b.hitungan.setelan["lk_turun"] == "Rasio":
        return
    for satu, u, t, r, _ in _terukur(b):
        if satu.arah != "Turun" or r <= 2 * t or _arah_salah(satu):
            continue
        if ("tbl_pengukuran", u["#nomor"], "Realisasi") in _lebih_seratus(satu):
            continue
        kali = _kali(r, t)
        petunjuk = f"Realisasinya kira-kira {kali} kali target: periksa letak komanya. " if kali else ""
        yield b.temuan(
            "tbl_pengukuran", u, "Capaian Asli",
            f"Realisasi {satu.sebut} {tampil(r)} lebih dari dua kali targetnya {tampil(t)} (Arah Turun); hasil rumus "
            f"{tampil_persen((2 * t - r) / t)} ditulis 0%.",
            f"{petunjuk}Periksa Arah, target, dan realisasinya.", 0,
        )  # fmt: skip


def _tahun_lalu(b, satu):
    """Realisasi of last year of the office itself, or None."""
    for baris in satu.riwayat:
        if baris["Tahun"] == b.tahun - 1 and _instansi(baris) and adalah_angka(baris["Realisasi"]):
            return baris["Realisasi"]
    return None


def _penting(v):
    """How many digits of a number carry meaning: 69,37 has four, 1.200 has two."""
    return len(f"{abs(v):.10f}".replace(".", "").strip("0"))


@pemeriksaan("MKN-13", PERIKSA, "Realisasi tidak sepersepuluh target", "CAP-01")
def realisasi_sepersepuluh(b):
    if b.hitungan.setelan["lk_tw"] < 4:
        return
    for satu, u, t, r, _ in _terukur(b):
        if _arah_dipakai(satu) != "Naik" or r <= 0:
            continue
        kali = next((k for k in (10, 100, 1000) if 0.8 <= k * r / t <= 1.25), None)
        lalu = _tahun_lalu(b, satu)
        if kali is None or satu.satuan == "terhitung" and _penting(r) < 2:
            continue
        if lalu and not 0.5 * lalu <= kali * r <= 1.5 * lalu:
            continue
        yield b.temuan(
            "tbl_pengukuran", u, "Realisasi",
            f"Realisasi {satu.sebut} {tampil(r)}, kira-kira 1/{kali} dari targetnya {tampil(t)}"
            + (f" (tahun lalu {tampil(lalu)})." if lalu else "."),
            "Periksa letak koma dan banyaknya angka.", r,
        )  # fmt: skip


@pemeriksaan("MKN-14", PERIKSA, "Realisasi bukan angka tahun lalu", TAHUN_LALU)
def sama_tahun_lalu(b):
    if b.hitungan.setelan["lk_tw"] < 4 or not adalah_angka(b.tahun):
        return
    for satu, u, _, r, _ in _terukur(b):
        lalu = _tahun_lalu(b, satu)
        if lalu is None or r != lalu or r in (0, 100) or _penting(r) < 2:
            continue
        yield b.temuan(
            "tbl_pengukuran", u, "Realisasi",
            f"Realisasi {satu.sebut} {tampil(r)}, persis sama dengan realisasi tahun {b.tahun - 1} di Riwayat.",
            "Pastikan bukan angka tahun lalu yang terbawa.", r, None, None if _penting(r) >= 3 else INFO,
        )  # fmt: skip


@pemeriksaan("MKN-15", INFO, "Efisien hanya bila targetnya tercapai", "EFI-03; PermenPANRB 53/2014 Lampiran II")
def efisien_tanpa_capaian(b):
    metode = b.hitungan.setelan["lk_efisiensi"]
    if b.hitungan.setelan["lk_tw"] < 4:
        return
    for u in b.baris("tbl_pengukuran"):
        c, e = u["Capaian"], u["Efisiensi"]
        if not adalah_angka(c) or not adalah_angka(e) or c >= 1:
            continue
        efisien = e > 0 if metode in ("Selisih", "PMK") else e > 1 if metode == "Keluaran" else e < 0.9
        if efisien:
            yield b.temuan(
                "tbl_pengukuran", u, "Efisiensi",
                f"Indikator {u['Kode']} terhitung efisien ({tampil_persen(e)}), padahal capaiannya "
                f"{tampil_persen(c)}.",
                "Jangan menyebutnya efisien tanpa penjelasan: anggaran bersisa karena target belum tercapai.", e,
            )  # fmt: skip


# --- unit, kind and name ---------------------------------------------------------------------------------------------
_JUMLAH = r"(?:jumlah|banyaknya|total)\b"


@pemeriksaan("MKN-21", SALAH, "Satuan sesuai dengan Tipe", SATUAN_PERSEN)
def satuan_menurut_tipe(b):
    for satu in _indikator(b):
        satuan, tipe = satu.renstra["Satuan"], satu.tipe
        if tipe == "Persen" and satu.satuan not in ("", "persen") and "perse" not in kunci_teks(str(satuan)):
            if "%" in str(satuan):
                continue
            jumlah = re.match(_JUMLAH, kunci_teks(satu.nama))
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Tipe",
                f"Tipe {satu.sebut} tertulis Persen, padahal Satuannya {satuan}"
                + (" dan namanya berawal Jumlah." if jumlah else "."),
                "Pilih Tipe Angka, atau tulis % pada Satuan.", tipe, None,
                None if satu.satuan in ("terhitung", "uang") else PERIKSA,
            )  # fmt: skip
        elif tipe in ("Angka", "Indeks", "Tingkat") and satu.satuan == "persen":
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Tipe",
                f"Tipe {satu.sebut} tertulis {tipe}, padahal Satuannya {satuan}.",
                "Pilih Tipe Persen, atau betulkan Satuannya.", tipe, "Persen", PERIKSA,
            )  # fmt: skip


@pemeriksaan("MKN-22", PERIKSA, "Nama sesuai dengan Tipe dan Satuan", TERUKUR)
def nama_menurut_tipe(b):
    for satu in _indikator(b):
        teks, satuan = kunci_teks(satu.nama), satu.renstra["Satuan"]
        tulis = f"Tipe {satu.tipe or 'kosong'} dan Satuan {satuan or 'kosong'}"
        if re.match(_JUMLAH, teks) and "persentase" not in teks:
            persen = satu.satuan == "persen" and satu.tipe in ("Persen", None)
            if persen or satu.tipe == "Persen" and satu.satuan == "":
                yield b.temuan(
                    "tbl_renstra", satu.renstra, "Indikator",
                    f"Nama '{satu.nama}' menyebut jumlah, padahal {tulis}.",
                    "Betulkan nama, Tipe, atau Satuannya: yang diukur banyaknya, atau bagiannya.", satu.nama,
                )  # fmt: skip
        elif re.match(_PERSENTASE, teks) and satu.tipe in ("Angka", None) and satu.satuan in ("terhitung", "uang"):
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Indikator",
                f"Nama '{satu.nama}' menyebut persentase, padahal {tulis}.",
                "Pilih Tipe Persen dengan Satuan %, atau betulkan namanya.", satu.nama,
            )  # fmt: skip


_BERSKALA = (
    (r"\bspbe\b|sistem pemerintahan berbasis elektronik", 5), (r"\bgini\b", 1),
    (r"kepuasan masyarakat|\bikm\b|pembangunan manusia|\bipm\b|pemberdayaan gender|\bidg\b|kualitas lingkungan hidup"
     r"|\biklh\b|nilai (?:sakip|akip)|reformasi birokrasi|profesionalitas asn", 100),
)  # fmt: skip


@pemeriksaan("MKN-23", SALAH, "Indeks tidak melampaui skalanya", "Pedoman indeks yang bersangkutan")
def indeks_lebih_skala(b):
    for satu in _indikator(b):
        if satu.tipe not in ("Indeks", "Angka") or satu.satuan not in ("", "lain"):
            continue
        teks = kunci_teks(satu.nama)
        if not re.match(r"(?:nilai |skor )?(?:indeks|indek|nilai|skor|rasio gini|gini|koefisien)\b", teks):
            continue
        batas = next((n for pola, n in _BERSKALA if re.search(pola, teks)), None)
        for tabel, baris, kolom, v in satu.isi if batas else ():
            if v > batas:
                yield b.temuan(
                    tabel, baris, kolom,
                    f"{kolom} {satu.sebut} tertulis {tampil(v)}, padahal '{satu.nama}' paling tinggi {batas}.",
                    "Periksa letak koma dan banyaknya angka.", v, None,
                )  # fmt: skip


# --- levels ----------------------------------------------------------------------------------------------------------
def _skala(b):
    """{scale in lower case: (its name, {label in lower case: label})}"""
    hasil = {}
    for satu in b.baris("tbl_tingkat"):
        if not _kosong(satu["Skala Tingkat"]) and not _kosong(satu["Tingkat"]):
            nama = str(satu["Skala Tingkat"])
            isi = hasil.setdefault(nama.casefold(), (nama, {}))[1]
            isi.setdefault(str(satu["Tingkat"]).casefold(), str(satu["Tingkat"]))
    return hasil


def _label(b):
    """(table, row, column, label) of each text where an indicator has its value, by Kode in lower case."""
    hasil = {}
    tabel = (
        ("tbl_renstra", ("Kondisi Awal", *(f"Target {t}" for t in range(b.awal, b.akhir + 1)))),
        ("tbl_pk", ("Target",)),
        ("tbl_pengukuran", [f"{j} TW{n}" for j in ("Target", "Realisasi") for n in TW]),
        ("tbl_riwayat", ("Target", "Realisasi")),
    )  # fmt: skip
    for nama, kolom in tabel:
        for satu in b.baris(nama):
            for k in kolom:
                isi = satu.get(k)
                if isi.__class__ is str and isi.strip() and not tidak_tersedia_baku(isi):
                    hasil.setdefault(kunci_teks(str(satu["Kode"] or "")), []).append((nama, satu, k, isi))
    return hasil


@pemeriksaan("MKN-24", SALAH, "Indikator Tingkat mempunyai skala tingkat yang dikenal", TINGKAT)
def skala_tingkat(b):
    skala, label = _skala(b), _label(b)
    for satu in _indikator(b):
        nama = satu.renstra["Skala Tingkat"]
        if satu.tipe != "Tingkat" or not _kosong(nama) and str(nama).casefold() in skala:
            continue
        dipakai = {isi.strip().casefold() for *_, isi in label.get(kunci_teks(str(satu.kode)), ())}
        cocok = [n for n, isi in skala.values() if dipakai and dipakai <= set(isi)]
        saran = f" Label yang dipakai ada pada skala {' dan '.join(cocok)}." if cocok else ""
        tertulis = "kosong" if _kosong(nama) else f"tertulis '{nama}', yang tidak ada di tbl_tingkat"
        yield b.temuan(
            "tbl_renstra", satu.renstra, "Skala Tingkat",
            f"Tipe {satu.sebut} Tingkat, tetapi Skala Tingkat {tertulis}; labelnya tidak dapat dinilai.",
            f"Pilih skala dari tbl_tingkat di Pengaturan, atau tambahkan skala itu di sana.{saran}", nama,
            cocok[0] if len(cocok) == 1 else None, None if dipakai or satu.ukur else PERIKSA,
        )  # fmt: skip


@pemeriksaan("MKN-25", SALAH, "Label tingkat ada pada skalanya", TINGKAT)
def label_tingkat(b):
    skala, label = _skala(b), _label(b)
    for satu in _indikator(b):
        nama, isi = skala.get(str(satu.renstra["Skala Tingkat"] or "").casefold(), (None, {}))
        if satu.tipe != "Tingkat" or nama is None:
            continue
        for tabel, baris, kolom, tulis in label.get(kunci_teks(str(satu.kode)), ()):
            if tulis.strip().casefold() not in isi:
                yield b.temuan(
                    tabel, baris, kolom,
                    f"{kolom} {satu.sebut} tertulis '{tulis}', yang tidak ada pada skala {nama}.",
                    f"Tulis salah satu: {', '.join(isi.values())}.", tulis,
                )  # fmt: skip


# --- formulas against names ------------------------------------------------------------------------------------------
_BERTAMBAH = rf"(?:{_PERSENTASE}|laju|tingkat)?\s*(?:peningkatan|penurunan|kenaikan|pertumbuhan|pengurangan)\b"


@pemeriksaan("MKN-26", PERIKSA, "Rumus peningkatan atau penurunan memakai tahun sebelumnya", "TUM-01")
def tanpa_tahun_lalu(b):
    for satu in b.baris("tbl_renstra"):
        nama, rumus = kunci_teks(str(satu["Indikator"] or "")), kunci_teks(str(satu["Formulasi"] or ""))
        if _pilihan(satu["Tipe"]) == "Persen" and re.match(_BERTAMBAH, nama) and len(rumus.split()) > 3:
            if not re.search(_TAHUN_LALU, rumus):
                yield _tanpa_lalu(b, "tbl_renstra", satu, "Formulasi", satu["Formulasi"])
    for satu in b.baris("tbl_iki"):
        nama = kunci_teks(str(satu["Indikator"] or ""))
        rumus = kunci_teks(f"{satu['Pembilang'] or ''} / {satu['Penyebut'] or ''}")
        if _pilihan(satu["Jenis"]) == "Persentase" and not _kosong(satu["Penyebut"]) and re.match(_BERTAMBAH, nama):
            if not re.search(_TAHUN_LALU, rumus):
                yield _tanpa_lalu(b, "tbl_iki", satu, "Penyebut", satu["Penyebut"])


def _tanpa_lalu(b, tabel, satu, kolom, isi):
    return b.temuan(
        tabel, satu, kolom,
        f"Nama '{satu['Indikator']}' menyebut perubahan, tetapi rumusnya tidak memakai angka tahun sebelumnya: "
        f"'{isi}'.",
        "Pakai (tahun ini - tahun lalu) / tahun lalu, atau ganti namanya bila yang diukur keadaan tahun ini.", isi,
    )  # fmt: skip


@pemeriksaan("MKN-31", SALAH, "Jenis IKI sesuai dengan namanya", IKI)
def jenis_iki(b):
    for satu in b.baris("tbl_iki"):
        nama, teks = satu["Indikator"], kunci_teks(str(satu["Indikator"] or ""))
        if _pilihan(satu["Jenis"]) == "Persentase" and re.match(_JUMLAH, teks) and "persentase" not in teks:
            berpenyebut = not _kosong(satu["Penyebut"]) or not _kosong(satu["Nilai Penyebut"])
            yield b.temuan(
                "tbl_iki", satu, "Jenis",
                f"Nama '{nama}' menyebut jumlah, padahal Jenisnya Persentase"
                + (" (pembilang dibagi penyebut)." if berpenyebut else "."),
                "Ganti awal namanya menjadi Persentase, atau pilih Jenis Jumlah dan kosongkan penyebutnya.",
                satu["Jenis"], None, None if berpenyebut else PERIKSA,
            )  # fmt: skip
        elif _pilihan(satu["Jenis"]) == "Jumlah" and re.match(_PERSENTASE + r"\b", teks):
            yield b.temuan(
                "tbl_iki", satu, "Jenis", f"Nama '{nama}' menyebut persentase, padahal Jenisnya Jumlah.",
                "Pilih Jenis Persentase serta isi pembilang dan penyebutnya, atau ganti namanya.", satu["Jenis"],
                "Persentase", PERIKSA,
            )  # fmt: skip


def _kata(teks):
    return tuple(re.findall(r"\w+", kunci_teks(str(teks or ""))))


_UMUM = frozenset(
    """jumlah total seluruh persentase presentase prosentase yang harus dipenuhi dan di pada untuk dari dalam oleh
    kebutuhan dokumen laporan capaian kinerja terpenuhi perangkat daerah skpd tahun n sesuai ketentuan populasi data
    penerapan pelaksanaan terdata""".split()
)


_BANYAKNYA = ("jumlah", "total", "seluruh", "populasi", "banyaknya")


def _pernah(kata, teks):
    """Whether a word, a form of it, or the words that it abbreviates (RB: Reformasi Birokrasi) stand in a text."""
    if any(k == kata or len(kata) > 3 and k.startswith(kata[:5]) for k in teks):
        return True
    return len(kata) > 1 and kata in "".join(k[0] for k in teks)


@pemeriksaan("MKN-32", PERIKSA, "Rumus IKI menyebut apa yang membedakan namanya", IKI)
def rumus_tersalin(b):
    """Two indicators whose names differ by one word: the formula of each must know its own."""
    kelompok = {}
    baris = b.baris("tbl_iki")
    for satu in baris:
        kata = _kata(satu["Indikator"])
        for i in range(len(kata)) if len(kata) > 3 else ():
            kelompok.setdefault((satu["Jabatan"], kata[:i], kata[i + 1 :]), []).append((satu, kata[i]))
    for sama in kelompok.values():
        if not 2 <= len({k for _, k in sama}) <= 4:
            continue
        rumus = {s["#nomor"]: _kata(f"{s['Pembilang'] or ''} {s['Penyebut'] or ''}") for s, _ in sama}
        menyebut = [(s, k) for s, k in sama if _pernah(k, rumus[s["#nomor"]])]
        for satu, kata in sama:
            if not rumus[satu["#nomor"]] or not menyebut or _pernah(kata, rumus[satu["#nomor"]]):
                continue
            lain = next((k for s, k in menyebut if k != kata), None)
            if lain is not None:
                yield b.temuan(
                    "tbl_iki", satu, "Pembilang",
                    f"Rumus '{satu['Indikator']}' tidak menyebut {kata}"
                    + (f", malah menyebut {lain}." if lain in rumus[satu["#nomor"]] else "."),
                    f"Tulis pembilang dan penyebut untuk {kata}; mungkin tersalin dari indikator {lain}.",
                    satu["Pembilang"],
                )  # fmt: skip


@pemeriksaan("MKN-33", PERIKSA, "Penyebut IKI tidak tersalin dari indikator lain", IKI)
def penyebut_tersalin(b):
    kelompok = {}
    for satu in b.baris("tbl_iki"):
        if not _kosong(satu["Penyebut"]):
            kelompok.setdefault((satu["Jabatan"], kunci_teks(str(satu["Penyebut"]))), []).append(satu)
    for (_, penyebut), sama in kelompok.items():
        if len(sama) < 2:
            continue
        pokok = next((k for k in _kata(penyebut) if k not in _BANYAKNYA), "")
        khas = [k for k in _kata(penyebut) if k not in _UMUM and k != pokok]
        punya = {s["#nomor"]: _kata(f"{s['Indikator']} {s['Pembilang'] or ''}") for s in sama}
        pemilik = [s for s in sama if any(_pernah(k, punya[s["#nomor"]]) for k in khas)]
        for satu in sama if pemilik else ():
            # Only the same thing (dokumen, kebutuhan) of another kind was copied; jumlah penduduk serves anyone.
            if satu in pemilik or not _pernah(pokok, punya[satu["#nomor"]]):
                continue
            yield b.temuan(
                "tbl_iki", satu, "Penyebut",
                f"Penyebut '{satu['Indikator']}' tertulis '{satu['Penyebut']}', sama dengan penyebut "
                f"'{pemilik[0]['Indikator']}' dan tidak menyebut apa yang dihitung di sini.",
                "Tulis penyebut yang sesuai dengan nama indikatornya.", satu["Penyebut"],
            )  # fmt: skip


_MENERIMA = r"\b(?:mendapat(?:kan)?|memperoleh|menerima|penerima)\b"


@pemeriksaan("MKN-34", PERIKSA, "Penyebut IKI adalah yang membutuhkan, bukan yang sudah menerima", IKI)
def penyebut_penerima(b):
    for satu in b.baris("tbl_iki"):
        nama, atas, bawah = (kunci_teks(str(satu[k] or "")) for k in ("Indikator", "Pembilang", "Penyebut"))
        if re.search(_MENERIMA, bawah) and re.search(_MENERIMA, atas):
            if re.search(r"\b(?:mendapat(?:kan)?|memperoleh|menerima)\b", nama):
                yield b.temuan(
                    "tbl_iki", satu, "Penyebut",
                    f"Penyebut '{satu['Penyebut']}' menghitung yang sudah menerima, sama dengan pembilangnya; hasilnya "
                    "hampir selalu 100%.", "Pakai semua yang membutuhkan sebagai penyebut.", satu["Penyebut"],
                )  # fmt: skip


@pemeriksaan("MKN-35", PERIKSA, "Rumus IKI berjenis Jumlah menghitung apa yang disebut namanya", IKI)
def jumlah_lain(b):
    for satu in b.baris("tbl_iki"):
        nama, rumus = _kata(satu["Indikator"]), _kata(satu["Pembilang"])
        if _pilihan(satu["Jenis"]) != "Jumlah" or len(rumus) < 2 or nama[:1] != ("jumlah",):
            continue
        if rumus[0] == "jumlah" and not _pernah(rumus[1], nama):
            yield b.temuan(
                "tbl_iki", satu, "Pembilang",
                f"Nama '{satu['Indikator']}' tidak menyebut {rumus[1]}, padahal yang dihitung '{satu['Pembilang']}'.",
                "Samakan yang dihitung dengan nama indikatornya.", satu["Pembilang"],
            )  # fmt: skip


_MUTU = ("berkualitas", "tepat waktu", "sesuai standar", "bersertifikat", "mandiri", "aktif")


@pemeriksaan("MKN-36", PERIKSA, "Rumus IKI mengukur mutu yang disebut namanya", IKI)
def mutu_tak_diukur(b):
    for satu in b.baris("tbl_iki"):
        nama, rumus = (kunci_teks(str(satu[k] or "")) for k in ("Indikator", "Pembilang"))
        for mutu in _MUTU if rumus else ():
            if re.search(rf"\byang (?:\w+ )?{mutu}\b", nama) and mutu not in rumus:
                yield b.temuan(
                    "tbl_iki", satu, "Pembilang",
                    f"Nama '{satu['Indikator']}' menyebut '{mutu}', tetapi pembilangnya tidak: '{satu['Pembilang']}'.",
                    f"Hitung hanya yang {mutu}, dan sebutkan ukurannya.", satu["Pembilang"],
                )  # fmt: skip
