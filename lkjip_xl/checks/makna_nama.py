"""Checks on wording: unit and kind against the name, levels against their scale, formulas against what they measure."""

import re
from collections.abc import Iterator

from ..compute.key import blank, key
from ..rules.bacaan_angka import is_not_available_mark
from ..schema.choices import TRIWULAN
from .finding import PERIKSA, SALAH, Finding
from .fixes import CellEdit, fix
from .indicator_facts import PERSENTASE, TAHUN_LALU_DISEBUT, indikator, pilihan
from .registry import Context, check, shown

SATUAN_PERSEN = "Ketentuan buku ini: indikator Persen ditulis dalam poin, 88 berarti 88%"
TINGKAT = "TRW-01: skor label pada tbl_tingkat"
TERUKUR = "PermenPANRB 53/2014: indikator terukur dan jelas satuannya"
IKI = "Pedoman IKI: rumus mengukur apa yang disebut nama indikator"


# --- unit, kind and name ---------------------------------------------------------------------------------------------
_JUMLAH = r"(?:jumlah|banyaknya|total)\b"


_BERUPA_BAGIAN = re.compile(rf"(?:{PERSENTASE}|proporsi|porsi|cakupan)\b")
_DIKALI_SERATUS = re.compile(r"(?:x|×|\*|kali) ?100\b|100 ?%")


@check("MKN-21", SALAH, "Satuan sesuai dengan Tipe", SATUAN_PERSEN)
def satuan_menurut_tipe(b):
    """The name, then the formula, tell which of the two is wrong; the finding stands there."""
    for satu in indikator(b):
        satuan, tipe, nama = satu.renstra["Satuan"], satu.tipe, key(satu.nama)
        menyebut_jumlah = re.match(_JUMLAH, nama) is not None and "persentase" not in nama
        if tipe == "Persen" and satu.satuan not in ("", "persen") and "perse" not in key(satuan):
            if "%" in str(satuan):
                continue
            persen = _BERUPA_BAGIAN.match(nama) or _DIKALI_SERATUS.search(key(satu.renstra["Formulasi"]))
            berat = None if satu.satuan in ("terhitung", "uang") else PERIKSA
            if persen and not menyebut_jumlah:
                yield b.temuan(
                    "tbl_renstra", satu.renstra, "Satuan",
                    uraian=f"Satuan {satu.sebut} tertulis {satuan}, padahal Tipenya Persen dan "
                    + ("namanya menyebut persentase." if _BERUPA_BAGIAN.match(nama) else "rumusnya dikali 100%."),
                    perbaikan="Tulis % pada Satuan, atau betulkan Tipe dan namanya.", tertulis=satuan,
                    seharusnya="%", berat=berat,
                )  # fmt: skip
                continue
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Tipe",
                uraian=f"Tipe {satu.sebut} tertulis Persen, padahal Satuannya {satuan}"
                + (" dan namanya berawal Jumlah." if menyebut_jumlah else "."),
                perbaikan="Pilih Tipe Angka, atau tulis % pada Satuan.", tertulis=tipe, seharusnya=None, berat=berat,
            )  # fmt: skip
        elif tipe in ("Angka", "Indeks", "Tingkat") and satu.satuan == "persen":
            kolom = "Satuan" if menyebut_jumlah or tipe == "Tingkat" else "Tipe"
            yield b.temuan(
                "tbl_renstra", satu.renstra, kolom,
                uraian=f"Satuan {satu.sebut} tertulis {satuan}, padahal Tipenya {tipe}"
                + (" dan namanya berawal Jumlah." if menyebut_jumlah else ".")
                if kolom == "Satuan" else f"Tipe {satu.sebut} tertulis {tipe}, padahal Satuannya {satuan}.",
                perbaikan="Tulis satuan yang dihitung (orang, dokumen, kategori), atau betulkan Tipenya."
                if kolom == "Satuan" else "Pilih Tipe Persen, atau betulkan Satuannya.",
                tertulis=satuan if kolom == "Satuan" else tipe, seharusnya=None if kolom == "Satuan" else "Persen",
                berat=PERIKSA,
            )  # fmt: skip


@check("MKN-22", PERIKSA, "Nama sesuai dengan Tipe dan Satuan", TERUKUR)
def nama_menurut_tipe(b):
    for satu in indikator(b):
        teks, satuan = key(satu.nama), satu.renstra["Satuan"]
        tulis = f"Tipe {satu.tipe or 'kosong'} dan Satuan {satuan or 'kosong'}"
        if re.match(_JUMLAH, teks) and "persentase" not in teks:
            persen = satu.satuan == "persen" and satu.tipe in ("Persen", None)
            if persen or satu.tipe == "Persen" and satu.satuan == "":
                yield b.temuan(
                    "tbl_renstra",
                    satu.renstra,
                    "Indikator",
                    uraian=f"Nama '{satu.nama}' menyebut jumlah, padahal {tulis}.",
                    perbaikan="Betulkan nama, Tipe, atau Satuannya: yang diukur banyaknya, atau bagiannya.",
                    tertulis=satu.nama,
                )
        elif re.match(PERSENTASE, teks) and satu.tipe in ("Angka", None) and satu.satuan in ("terhitung", "uang"):
            yield b.temuan(
                "tbl_renstra", satu.renstra, "Indikator",
                uraian=f"Nama '{satu.nama}' menyebut persentase, padahal {tulis}.",
                perbaikan="Pilih Tipe Persen dengan Satuan %, atau betulkan namanya.", tertulis=satu.nama,
            )  # fmt: skip


@check("MKN-23", SALAH, "Indeks tidak melampaui skalanya", "Pedoman indeks yang bersangkutan")
def indeks_lebih_skala(b):
    for satu in indikator(b):
        for tabel, baris, kolom, v in satu.lebih_skala():
            skala = satu.skala
            batas = (
                f"'{satu.nama}' paling tinggi {shown(skala.top)}" if skala.told is None
                else f"skala yang tertulis di {skala.told} {shown(skala.low)} sampai {shown(skala.top)}"
            )  # fmt: skip
            yield b.temuan(
                tabel, baris, kolom, uraian=f"{kolom} {satu.sebut} tertulis {shown(v)}, padahal {batas}.",
                perbaikan="Periksa letak koma dan banyaknya angka.", tertulis=v, seharusnya=None,
            )  # fmt: skip


# --- levels ----------------------------------------------------------------------------------------------------------
def _skala(b):
    """{scale in lower case: (its name, {label in lower case: label})}"""
    hasil = {}
    for satu in b.rows("tbl_tingkat"):
        if not blank(satu["Skala Tingkat"]) and not blank(satu["Tingkat"]):
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
        ("tbl_pengukuran", [f"{j} TW{n}" for j in ("Target", "Realisasi") for n in TRIWULAN]),
        ("tbl_riwayat", ("Target", "Realisasi")),
    )  # fmt: skip
    for nama, kolom in tabel:
        for satu in b.rows(nama):
            for k in kolom:
                isi = satu.get(k)
                if isi.__class__ is str and isi.strip() and not is_not_available_mark(isi):
                    hasil.setdefault(key(satu["Kode"]), []).append((nama, satu, k, isi))
    return hasil


@check("MKN-24", SALAH, "Indikator Tingkat mempunyai skala tingkat yang dikenal", TINGKAT)
def skala_tingkat(b):
    skala, label = _skala(b), _label(b)
    for satu in indikator(b):
        nama = satu.renstra["Skala Tingkat"]
        if satu.tipe != "Tingkat" or not blank(nama) and str(nama).casefold() in skala:
            continue
        dipakai = {isi.strip().casefold() for *_, isi in label.get(key(satu.kode), ())}
        cocok = [n for n, isi in skala.values() if dipakai and dipakai <= set(isi)]
        saran = f" Label yang dipakai ada pada skala {' dan '.join(cocok)}." if cocok else ""
        tertulis = "kosong" if blank(nama) else f"tertulis '{nama}', yang tidak ada di tbl_tingkat"
        yield b.temuan(
            "tbl_renstra",
            satu.renstra,
            "Skala Tingkat",
            uraian=f"Tipe {satu.sebut} Tingkat, tetapi Skala Tingkat {tertulis}; labelnya tidak dapat dinilai.",
            perbaikan=f"Pilih skala dari tbl_tingkat di Pengaturan, atau tambahkan skala itu di sana.{saran}",
            tertulis=nama,
            seharusnya=cocok[0] if len(cocok) == 1 else None,
            berat=None if dipakai or satu.ukur else PERIKSA,
        )


def _bentuk_pendek(tulis, isi):
    """The label of a scale that a longer wording means: WTP for Wajar Tanpa Pengecualian, BB for BB (Sangat Baik)."""
    kata = re.findall(r"\w+", tulis.casefold())
    tersebut = {k for k in kata if k in isi} if len(kata) > 1 else set()
    singkat = "".join(k[0] for k in kata)
    if not tersebut and len(kata) > 1 and singkat in isi:
        tersebut = {singkat}
    return isi[tersebut.pop()] if len(tersebut) == 1 else None


@check("MKN-25", SALAH, "Label tingkat ada pada skalanya", TINGKAT)
def label_tingkat(b):
    skala, label = _skala(b), _label(b)
    for satu in indikator(b):
        nama, isi = skala.get(str(satu.renstra["Skala Tingkat"] or "").casefold(), (None, {}))
        if satu.tipe != "Tingkat" or nama is None:
            continue
        asing = {}
        for tabel, baris, kolom, tulis in label.get(key(satu.kode), ()):
            if tulis.strip().casefold() not in isi:
                asing.setdefault(key(tulis), []).append((tabel, baris, kolom, tulis))
        for sel in asing.values():
            tabel, baris, kolom, tulis = sel[0]
            pendek = _bentuk_pendek(tulis, isi)
            yield b.temuan(
                tabel, baris, kolom,
                uraian=f"{kolom} {satu.sebut} tertulis '{tulis}', yang tidak ada pada skala {nama}"
                + (f" (tertulis begitu pada {len(sel)} sel)." if len(sel) > 1 else "."),
                perbaikan=(f"Tulis {pendek}" if pendek else f"Tulis salah satu: {', '.join(isi.values())}")
                + (f" pada {len(sel)} sel itu." if len(sel) > 1 else "."), tertulis=tulis, seharusnya=pendek,
            )  # fmt: skip


_KATA_PEMBUKA = re.compile(r"(?:nilai|predikat|opini|kategori|peringkat|kelas|status|tingkat|level)[ :]+(.+)")


@fix("MKN-25")
def label_without_word(context: Context, finding: Finding) -> Iterator[CellEdit]:
    """The label alone, where a word such as Nilai or Predikat stands before it, in every cell that says so."""
    written = key(finding.tertulis)
    word = _KATA_PEMBUKA.fullmatch(written)
    if finding.seharusnya is None or word is None or word[1].strip() != key(finding.seharusnya):
        return
    row = next((r for r in context.rows(finding.place[0]) if r["#nomor"] == finding.baris), None)
    for table, other, column, text in _label(context).get(key(row["Kode"]), ()) if row else ():
        if key(text) == written:
            yield CellEdit(table, other["#nomor"], column, finding.seharusnya)


# --- formulas against names ------------------------------------------------------------------------------------------
_BERTAMBAH = rf"(?:{PERSENTASE}|laju|tingkat)?\s*(?:peningkatan|penurunan|kenaikan|pertumbuhan|pengurangan)\b"


@check("MKN-26", PERIKSA, "Rumus peningkatan atau penurunan memakai tahun sebelumnya", "TUM-01")
def tanpa_tahun_lalu(b):
    for satu in b.rows("tbl_renstra"):
        nama, rumus = key(satu["Indikator"]), key(satu["Formulasi"])
        if pilihan(satu["Tipe"]) == "Persen" and re.match(_BERTAMBAH, nama) and len(rumus.split()) > 3:
            if not re.search(TAHUN_LALU_DISEBUT, rumus):
                yield _tanpa_lalu(b, "tbl_renstra", satu, "Formulasi", satu["Formulasi"])
    for satu in b.rows("tbl_iki"):
        nama = key(satu["Indikator"])
        rumus = key(f"{satu['Pembilang'] or ''} / {satu['Penyebut'] or ''}")
        if pilihan(satu["Jenis"]) == "Persentase" and not blank(satu["Penyebut"]) and re.match(_BERTAMBAH, nama):
            if not re.search(TAHUN_LALU_DISEBUT, rumus):
                yield _tanpa_lalu(b, "tbl_iki", satu, "Penyebut", satu["Penyebut"])


def _tanpa_lalu(b, tabel, satu, kolom, isi):
    return b.temuan(
        tabel,
        satu,
        kolom,
        uraian=f"Nama '{satu['Indikator']}' menyebut perubahan, tetapi rumusnya tidak memakai angka tahun sebelumnya: "
        f"'{isi}'.",
        perbaikan="Pakai (tahun ini - tahun lalu) / tahun lalu, atau ganti namanya bila yang diukur keadaan tahun ini.",
        tertulis=isi,
    )


@check("MKN-31", SALAH, "Jenis IKI sesuai dengan namanya", IKI)
def jenis_iki(b):
    for satu in b.rows("tbl_iki"):
        nama, teks = satu["Indikator"], key(satu["Indikator"])
        if pilihan(satu["Jenis"]) == "Persentase" and re.match(_JUMLAH, teks) and "persentase" not in teks:
            berpenyebut = not blank(satu["Penyebut"]) or not blank(satu["Nilai Penyebut"])
            yield b.temuan(
                "tbl_iki", satu, "Jenis",
                uraian=f"Nama '{nama}' menyebut jumlah, padahal Jenisnya Persentase"
                + (" (pembilang dibagi penyebut)." if berpenyebut else "."),
                perbaikan="Ganti awal namanya menjadi Persentase, atau pilih Jenis Jumlah dan kosongkan penyebutnya.",
                tertulis=satu["Jenis"], seharusnya=None, berat=None if berpenyebut else PERIKSA,
            )  # fmt: skip
        elif pilihan(satu["Jenis"]) == "Jumlah" and re.match(PERSENTASE + r"\b", teks):
            yield b.temuan(
                "tbl_iki",
                satu,
                "Jenis",
                uraian=f"Nama '{nama}' menyebut persentase, padahal Jenisnya Jumlah.",
                perbaikan="Pilih Jenis Persentase serta isi pembilang dan penyebutnya, atau ganti namanya.",
                tertulis=satu["Jenis"],
                seharusnya="Persentase",
                berat=PERIKSA,
            )


def _kata(teks):
    return tuple(re.findall(r"\w+", key(teks)))


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


@check("MKN-32", PERIKSA, "Rumus IKI menyebut apa yang membedakan namanya", IKI)
def rumus_tersalin(b):
    """Two indicators whose names differ by one word: the formula of each must know its own."""
    kelompok = {}
    baris = b.rows("tbl_iki")
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
                    uraian=f"Rumus '{satu['Indikator']}' tidak menyebut {kata}"
                    + (f", malah menyebut {lain}." if lain in rumus[satu["#nomor"]] else "."),
                    perbaikan=f"Tulis pembilang dan penyebut untuk {kata}; mungkin tersalin dari indikator {lain}.",
                    tertulis=satu["Pembilang"],
                )  # fmt: skip


@check("MKN-33", PERIKSA, "Penyebut IKI tidak tersalin dari indikator lain", IKI)
def penyebut_tersalin(b):
    kelompok = {}
    for satu in b.rows("tbl_iki"):
        if not blank(satu["Penyebut"]):
            kelompok.setdefault((satu["Jabatan"], key(satu["Penyebut"])), []).append(satu)
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
                uraian=f"Penyebut '{satu['Indikator']}' tertulis '{satu['Penyebut']}', sama dengan penyebut "
                f"'{pemilik[0]['Indikator']}' dan tidak menyebut apa yang dihitung di sini.",
                perbaikan="Tulis penyebut yang sesuai dengan nama indikatornya.", tertulis=satu["Penyebut"],
            )  # fmt: skip


_MENERIMA = r"\b(?:mendapat(?:kan)?|memperoleh|menerima|penerima)\b"


@check("MKN-34", PERIKSA, "Penyebut IKI adalah yang membutuhkan, bukan yang sudah menerima", IKI)
def penyebut_penerima(b):
    for satu in b.rows("tbl_iki"):
        nama, atas, bawah = (key(satu[k]) for k in ("Indikator", "Pembilang", "Penyebut"))
        if re.search(_MENERIMA, bawah) and re.search(_MENERIMA, atas):
            if re.search(r"\b(?:mendapat(?:kan)?|memperoleh|menerima)\b", nama):
                yield b.temuan(
                    "tbl_iki",
                    satu,
                    "Penyebut",
                    uraian=f"Penyebut '{satu['Penyebut']}' menghitung yang sudah menerima, sama dengan pembilangnya; "
                    "hasilnya hampir selalu 100%.",
                    perbaikan="Pakai semua yang membutuhkan sebagai penyebut.",
                    tertulis=satu["Penyebut"],
                )


@check("MKN-35", PERIKSA, "Rumus IKI berjenis Jumlah menghitung apa yang disebut namanya", IKI)
def jumlah_lain(b):
    for satu in b.rows("tbl_iki"):
        nama, rumus = _kata(satu["Indikator"]), _kata(satu["Pembilang"])
        if pilihan(satu["Jenis"]) != "Jumlah" or len(rumus) < 2 or nama[:1] != ("jumlah",):
            continue
        if rumus[0] == "jumlah" and not _pernah(rumus[1], nama):
            yield b.temuan(
                "tbl_iki",
                satu,
                "Pembilang",
                uraian=f"Nama '{satu['Indikator']}' tidak menyebut {rumus[1]}, padahal yang dihitung "
                f"'{satu['Pembilang']}'.",
                perbaikan="Samakan yang dihitung dengan nama indikatornya.",
                tertulis=satu["Pembilang"],
            )


_MUTU = ("berkualitas", "tepat waktu", "sesuai standar", "bersertifikat", "mandiri", "aktif")


@check("MKN-36", PERIKSA, "Rumus IKI mengukur mutu yang disebut namanya", IKI)
def mutu_tak_diukur(b):
    for satu in b.rows("tbl_iki"):
        nama, rumus = (key(satu[k]) for k in ("Indikator", "Pembilang"))
        for mutu in _MUTU if rumus else ():
            if re.search(rf"\byang (?:\w+ )?{mutu}\b", nama) and mutu not in rumus:
                yield b.temuan(
                    "tbl_iki",
                    satu,
                    "Pembilang",
                    uraian=f"Nama '{satu['Indikator']}' menyebut '{mutu}', tetapi pembilangnya tidak: "
                    f"'{satu['Pembilang']}'.",
                    perbaikan=f"Hitung hanya yang {mutu}, dan sebutkan ukurannya.",
                    tertulis=satu["Pembilang"],
                )
