"""Checks on what is missing, left over or copied: explanations, definitions, comparisons, signatures.

Such findings are many by nature, so what belongs together is one: per indicator, per jabatan, or per sheet.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..compute.book import Cells
from ..compute.key import blank, key
from ..expr.values import ErrorValue, is_number
from ..rules.tertulis import label_beside
from ..schema.setting_labels import label
from .finding import INFO, PERIKSA, Finding
from .konsistensi import (
    ANGGARAN,
    DUKUNG,
    PK,
    RENSTRA,
    RIWAYAT,
    UKUR,
    jenis,
    names_in,
    setting_row,
    tahun_laporan,
)
from .registry import Context, check, shown, shown_percent

IKI = "tbl_iki"
_ANALISIS = "PermenPANRB 53/2014: analisis penyebab keberhasilan atau kegagalan dan solusi"
_IKU = "PermenPANRB 53/2014 dan 20/2008: indikator terukur, berdefinisi, dan bersumber"
_BENTUK = "Lampiran PermenPANRB 53/2014: kelengkapan format"


def _text(value: Any) -> str:
    return value if value.__class__ is str else ""


# --- analysis and follow-up ------------------------------------------------------------------------------------------
def _belum_tercapai(b: Context) -> Iterator[tuple[Cells, str, str]]:
    """``(row, what is short of it, weight)`` of the indicators that owe the reader an explanation.

    At the end of the year the year's own capaian counts, before any cap; in the course of it that of the quarter.
    """
    n = b.triwulan
    for u in b.world.measured_by_key.values():
        if all(blank(u[f"Realisasi TW{i}"]) for i in range(1, n + 1)):
            continue
        capaian = u["Capaian Asli"] if n == 4 else u[f"Capaian TW{n}"]
        berat = PERIKSA if n == 4 else INFO
        if is_number(capaian) and capaian < 1:
            yield u, f"Capaian {u['Kode']} {shown_percent(capaian)}, di bawah 100%", berat
        elif n == 4 and capaian.__class__ is ErrorValue and capaian.kode == "#N/A":
            yield u, f"Capaian {u['Kode']} N/A", berat


def _terlalu_pendek(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) < 3


@check("LKP-01", PERIKSA, "Analisis dan Solusi ada bila capaian di bawah 100% atau N/A", _ANALISIS)
def analisis_kosong(b: Context) -> Iterator[Finding]:
    for u, apa, berat in _belum_tercapai(b):
        tiada = [k for k in ("Analisis", "Solusi") if blank(u[k])]
        if tiada:
            yield b.temuan(
                UKUR, u, tiada[0], uraian=f"{apa}, tetapi {' dan '.join(tiada)} kosong.",
                perbaikan="Tulis penyebabnya di Analisis dan tindak lanjutnya di Solusi.", berat=berat,
            )  # fmt: skip


@check("LKP-02", PERIKSA, "Analisis dan Solusi menjelaskan, tidak sekadar terisi", _ANALISIS)
def analisis_pendek(b: Context) -> Iterator[Finding]:
    for u, apa, berat in _belum_tercapai(b):
        for column in ("Analisis", "Solusi"):
            value = u[column]
            if not blank(value) and _terlalu_pendek(_text(value)):
                yield b.temuan(
                    UKUR,
                    u,
                    column,
                    uraian=f"{apa}, tetapi {column} hanya berisi '{shown(value)}'.",
                    perbaikan="Tulis satu atau dua kalimat: apa penyebabnya, atau apa yang akan dilakukan.",
                    tertulis=value,
                    berat=berat,
                )


@check("LKP-03", PERIKSA, "Analisis dan Solusi tiap indikator ditulis sendiri", _ANALISIS)
def analisis_sama(b: Context) -> Iterator[Finding]:
    for column in ("Analisis", "Solusi"):
        pemakai = defaultdict(list)
        for u in b.world.measured_by_key.values():
            if not _terlalu_pendek(_text(u[column])):
                pemakai[key(u[column])].append(u)
        for same in pemakai.values():
            if len(same) > 1:
                yield b.temuan(
                    UKUR, same[1], column,
                    uraian=f"{column} indikator {names_in(x['Kode'] for x in same)} sama persis.",
                    perbaikan="Tulis yang khusus untuk tiap indikator.", tertulis=same[1][column],
                )  # fmt: skip
    for u in b.world.measured_by_key.values():
        if key(u["Analisis"]) == key(u["Solusi"]) and not _terlalu_pendek(_text(u["Solusi"])):
            yield b.temuan(
                UKUR, u, "Solusi", uraian=f"Solusi {u['Kode']} sama persis dengan Analisisnya.",
                perbaikan="Tulis tindak lanjutnya di Solusi, penyebabnya di Analisis.", tertulis=u["Solusi"],
            )  # fmt: skip


# --- leftovers -------------------------------------------------------------------------------------------------------
_SISA_CONTOH = re.compile(
    r"\((?:nama|nip|jabatan|pangkat|tanggal|kota|isi)\b[^()]{0,40}\)|\[(?:isi|nama|tanggal|diisi)[^\]]*\]|\bx\.xx\b|"
    r"\bx{3,}\b|\.{4,}|…{2,}|_{3,}|(?:^|\s)(?:\.{3}|…)(?:\s|%|$)|\blorem\b|\bipsum\b|^\W*(?:mohon |silakan |harap )?"
    r"(?:diisi|di isi|akan diisi|tbd|todo)\b|\b(?:mohon|silakan|harap) diisi\b",
    re.IGNORECASE,
).search
_TANDA_SISA = ("(", "[", "…", "_", "..", "xx", "x.x", "lorem", "ipsum", "diisi", "di isi", "tbd", "todo")
_TERBUKA = {
    RENSTRA: ("Tujuan", "Sasaran", "Uraian", "Indikator", "Formulasi", "Strategi", "Kebijakan", "Program",
              "Sumber Data", "Penanggung Jawab"),
    UKUR: ("Analisis", "Solusi"), ANGGARAN: ("Uraian",), "tbl_pk_program": ("Program", "Sumber Dana"),
    RIWAYAT: ("Keterangan",), DUKUNG: ("Uraian", "Sumber"),
    IKI: ("Jabatan", "Sasaran Kinerja", "Indikator", "Pembilang", "Penyebut", "Sumber Data"),
}  # fmt: skip


def _bertanda(text: str) -> bool:
    small = text.casefold()
    return any(mark in small for mark in _TANDA_SISA)


@check("LKP-04", PERIKSA, "Tidak ada isian contoh yang tertinggal", _BENTUK)
def isian_contoh(b: Context) -> Iterator[Finding]:
    for table, columns in _TERBUKA.items():
        lines = b.rows(table)
        for k in columns:
            teks_kolom = [_text(one[k]) for one in lines]
            # Plain searches in all texts at once: the pattern costs more than all else in a long table.
            if not _bertanda("\n".join(teks_kolom)):
                continue
            for one, text in zip(lines, teks_kolom, strict=True):
                if _bertanda(text) and (rest := _SISA_CONTOH(text)):
                    yield b.temuan(
                        table, one, k, uraian=f"Kolom {k} masih memuat isian contoh '{rest[0].strip()}'.",
                        perbaikan="Ganti dengan isi yang sebenarnya.", tertulis=one[k],
                    )  # fmt: skip


_PEJABAT = ("nama_kepala", "jabatan_kepala", "pangkat_kepala", "nip_kepala", "nama_atasan", "jabatan_atasan")


def _named(setting: str) -> str:
    return f'"{label(setting)}"'


@check("LKP-05", PERIKSA, "Isian tanda tangan dan tanggal lengkap", _BENTUK)
def tanda_tangan(b: Context) -> Iterator[Finding]:
    perlu = ["instansi", "pemerintah_daerah", *_PEJABAT]
    bertanggal = {key(d["Dokumen"]) for d in b.rows("tbl_pk_dokumen") if not blank(d["Tanggal"])}
    # Only the first two documents have a setting; the later ones are dated in tbl_pk_dokumen.
    titled = [d for d in map(key, b.world.pk_by_key) if d in ("awal", "perubahan")]
    perlu += [f"tanggal_pk_{d}" for d in titled if d not in bertanggal]
    if b.triwulan == 4:
        perlu.append("tanggal_laporan")
    if blank(b.settings["tempat_tanda_tangan"]):
        perlu.append("kota")
    if not b.rows(UKUR) and not b.rows(PK):  # a blank book; nothing is to be signed yet
        return
    tiada = [k for k in perlu if blank(b.settings[k])]
    contoh = [k for k in perlu if k not in tiada and _SISA_CONTOH(_text(b.settings[k]))]
    parts = [
        f"{names_in([_named(one) for one in k], 20)} {apa}"
        for k, apa in ((tiada, "kosong"), (contoh, "masih isian contoh"))
        if k
    ]
    if parts:
        yield b.temuan(
            "tbl_pengaturan", setting_row(b, (tiada + contoh)[0]), "Nilai", uraian=f"Setelan {'; '.join(parts)}.",
            perbaikan="Lengkapi di lembar Pengaturan; isian ini tercetak pada sampul, PK, dan blok tanda tangan.",
            tertulis=b.settings[(tiada + contoh)[0]],
        )  # fmt: skip


# --- narrative against the row ---------------------------------------------------------------------------------------
_TAHUN = re.compile(r"(?<![\w.,/-])(20\d\d)(?![\d.,]\d|\d|%)")
_PERATURAN = re.compile(
    r"(?i)\b(?:nomor|no\.?|undang-undang|peraturan|permen\w*|perda|perwali|perbup|uu|pp)\b[^.;]{0,40}$"
)


@check("LKP-06", INFO, "Tahun yang disebut Analisis dan Solusi sesuai tahun laporan", _ANALISIS)
def years_in_texts(b: Context) -> Iterator[Finding]:
    tahun = tahun_laporan(b)
    wajar = {*range(b.awal - 1, b.akhir + 2), *range(tahun - 3, tahun + 2)} if tahun else set()
    if tahun is None:
        return
    for u in b.rows(UKUR):
        for column in ("Analisis", "Solusi"):
            text = _text(u[column])
            disebut = [int(m[1]) for m in _TAHUN.finditer(text) if not _PERATURAN.search(text[: m.start()])]
            jauh = [t for t in disebut if t not in wajar]
            if jauh:
                apa = f"menyebut tahun {names_in(dict.fromkeys(jauh))}, jauh dari tahun laporan {tahun}"
            elif disebut and max(disebut) < tahun and column == "Analisis":
                apa = f"hanya menyebut tahun {names_in(dict.fromkeys(disebut))}, tidak tahun laporan {tahun}"
            else:
                continue
            yield b.temuan(
                UKUR,
                u,
                column,
                uraian=f"{column} {shown(u['Kode'])} {apa}.",
                perbaikan="Periksa apakah teksnya tersalin dari laporan lama.",
                tertulis=", ".join(map(str, disebut)),
                seharusnya=tahun,
            )


_KATA = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_ANGKA_DI_TEKS = re.compile(
    rf"(?i)\b(realisasi|target|capaian)(?:nya)?((?:\s+(?:tahun \d{{4}}|(?!realisasi|target|capaian){_KATA})){{0,7}})"
    r"\s+(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s?(?:%|persen\b)"
)
_PENGHUBUNG = set(
    "kinerja kinerjanya sebesar mencapai adalah dilaporkan hanya baru yaitu tahun ini indikator tersebut pada".split()
)
# Words after which a figure, a claim or a label speaks of something else than the indicator's result of the year.
_HAL_LAIN = re.compile(
    r"(?i)\b(?:anggaran|keuangan|belanja|pagu|serapan|penyerapan|dana|fisik|lalu|sebelumnya|kemarin|triwulan|tw|semester|"
    r"bulan|nasional|provinsi|kabupaten|kota|kecamatan|kelurahan|desa|puskesmas|sekolah|akhir|awal|renstra|rpjmd|"
    r"rata-rata|per|program|kegiatan|sub|output|keluaran|naik|turun|\w*ningkat\w*|\w*nurun\w*|kenaikan|bertambah|"
    r"berkurang|selisih|sisa|deviasi|dari|menjadi|kurang|lebih|melebihi|melampaui|terlampaui|dibanding\w*|di|atas|bawah|"
    r"hampir|nyaris|sekitar|minimal|maksimal|minimum|maksimum|paling|antara|dan|seharusnya|ditarget\w*|belum|tidak|tak|bukan|"
    r"tanpa|gagal|sebagian|agar|supaya|untuk|guna|demi|upaya|akan|bila|jika|apabila|kalau|seandainya|diharapkan|harus|"
    r"kecuali|beberapa|sulit|mendekati|menuju|rangka|kendala|hambatan|tantangan)\b"
).search
_WAKTU_LAIN = re.compile(
    r"(?i)^\W*(?:(?:pada|di|s\.?d\.?|sampai(?: dengan)?|hingga|untuk) )?(?:triwulan|tw|semester|bulan|"
    r"tahun (?:lalu|sebelumnya|(?P<tahun>\d{4})))\b"
).search
_SELISIH = re.compile(r"(?i)\b(?:kenaikan|penurunan|peningkatan|selisih|sisa|deviasi)\s+$").search


@check("LKP-07", PERIKSA, "Angka, klaim, dan predikat yang disebut Analisis sesuai dengan barisnya", _ANALISIS)
def numbers_in_texts(b: Context) -> Iterator[Finding]:
    if b.triwulan != 4:
        return
    label = b.remembered("label tingkat", _label_tingkat)
    for u in b.rows(UKUR):
        if text := _text(u["Analisis"]):
            yield from _angka_keliru(b, u, text)
            yield from _klaim_keliru(b, u, text)
            yield from _label_keliru(b, u, text, label)


def _lain_waktu(b: Context, after: str) -> bool:
    matching = _WAKTU_LAIN(after)
    return matching is not None and (matching["tahun"] is None or int(matching["tahun"]) != tahun_laporan(b))


def _angka_keliru(b: Context, u: Cells, text: str) -> Iterator[Finding]:
    """Percents that are said to be the row's realisasi, target or capaian, and are not."""
    persen, r = key(u["Tipe"]) == "persen", b.indikator(u["Kode"]) or {}
    semua_target = [v for k, v in r.items() if k.startswith("Target ")] + [u["Target"]]
    boleh = {
        "realisasi": [u["Realisasi"]] if persen else [], "target": semua_target if persen else [],
        "capaian": [x * 100 for k in ("Capaian", "Capaian Asli", "Kemajuan") if is_number(x := u[k])]
        + ([u["Realisasi"]] if persen else []),
    }  # fmt: skip
    milik = set(f"{key(r.get('Indikator'))} {key(r.get('Sasaran'))}".split())
    for m in _ANGKA_DI_TEKS.finditer(text):
        apa, sela = m[1].casefold(), key(m[2])
        pilihan = [x for x in boleh[apa] if is_number(x)]
        disebut = re.search(r"\btahun (\d{4})", sela)
        bebas = [k for k in sela.split() if k not in _PENGHUBUNG and not k.isdecimal()]
        asing = [k for k in bebas if k not in milik]
        if not pilihan or (disebut and int(disebut[1]) != tahun_laporan(b)) or len(bebas) > 4:
            continue
        if _HAL_LAIN(sela) or _SELISIH(text[: m.start()]) or _lain_waktu(b, text[m.end() :]):
            continue
        if asing and apa == "target":
            continue
        tertulis = m[3].replace(".", "") if "," in m[3] else m[3]
        value = float(tertulis.replace(",", "."))
        satuan = 10.0 ** -len(tertulis.replace(",", ".").partition(".")[2])
        if any(abs(x - value) < satuan + 1e-9 for x in pilihan):
            continue
        row = {"realisasi": u["Realisasi"], "target": u["Target"], "capaian": u["Capaian"]}[apa]
        seharusnya = shown_percent(row) if apa == "capaian" else shown(row) + "%"
        yield b.temuan(
            UKUR,
            u,
            "Analisis",
            uraian=f"Analisis {u['Kode']} menyebut {apa} {m[3]}%, sedangkan {apa} pada barisnya {seharusnya}.",
            perbaikan="Betulkan angkanya di Analisis, atau di barisnya.",
            tertulis=f"{m[3]}%",
            seharusnya=seharusnya,
            berat=INFO if asing else None,
        )


_SELESAI = r"(?:tercapai|terlampaui|terpenuhi)\b(?! (?:sebesar|sebanyak|hanya|baru|sebagian|\d))"
_KLAIM = re.compile(
    r"(?i)\b(?:target|indikator|kinerja|sasaran)(?:nya)?(?: (?:ini|tersebut|kinerja|indikator|sasaran|sebesar|"
    r"tahun ini|tahun \d{4}|yang (?:ditetapkan|diperjanjikan)|\d[\d.,]*\s?%|telah|sudah|berhasil|dapat))* "
    rf"{_SELESAI}|\b(?:(?P<lampaui>melampaui|melebihi)|(?P<capai>mencapai|memenuhi)) target\b"
).search
_KLAIM_AWAL = re.compile(rf"(?i)^\W*(?:(?:telah|sudah|berhasil) )?{_SELESAI}").search
_POKOK = re.compile(r"(?i)\b(?:realisasi|capaian|kinerja|indikator|sasaran|telah|sudah|berhasil)(?:nya)?\b").search
_AKHIR_KALIMAT = re.compile(r"[.;!?](?!\d)|\n").split
_AKHIR_KLAUSA = re.compile(
    r"(?i)[,:](?!\d)|\b(?:tetapi|namun|sedangkan|meskipun|meski|walaupun|sehingga|karena|padahal|dan|serta)\b"
).split


def _tahun_lain(b: Context, text: str) -> bool:
    return any(int(t) != tahun_laporan(b) for t in re.findall(r"\b20\d\d\b", text))


def _klausa(text: str) -> Iterator[tuple[str, bool]]:
    """``(clause, it opens a sentence)`` of a text."""
    for kalimat in _AKHIR_KALIMAT(text):
        for i, part in enumerate(_AKHIR_KLAUSA(kalimat)):
            yield " ".join(part.split()), i == 0


def _klaim_keliru(b: Context, u: Cells, text: str) -> Iterator[Finding]:
    """The first claim that the target was reached, where the capaian is short of it."""
    capaian = u["Capaian Asli"]
    if not is_number(capaian) or capaian >= 0.99995:
        return
    for part, first in _klausa(text):
        awal_kalimat = _KLAIM_AWAL(part) if first else None
        m = awal_kalimat or _KLAIM(part)
        if not m or _HAL_LAIN(f"{part[: m.start()]} {part[m.end() :]}") or _tahun_lain(b, part):
            continue
        bersubjek = awal_kalimat or not (m["lampaui"] or m["capai"]) or _POKOK(part[: m.start()])
        if not bersubjek and m["capai"]:
            continue  # to reach the target: often the aim
        yield b.temuan(
            UKUR,
            u,
            "Analisis",
            uraian=f"Analisis {u['Kode']} menyatakan '{m[0].strip()}', sedangkan capaian pada barisnya "
            f"{shown_percent(capaian)}.",
            perbaikan="Betulkan kalimatnya di Analisis, atau angka di barisnya.",
            tertulis=m[0].strip(),
            berat=None if bersubjek else INFO,
        )
        return


def _label_tingkat(b: Context) -> Any:
    """``{scale: (labels as keys, search for a sentence that says that one of them was reached)}``."""
    skala = defaultdict(list)
    for t in b.rows("tbl_tingkat"):
        if _text(t["Tingkat"]).strip():
            skala[key(t["Skala Tingkat"])].append(t["Tingkat"].strip())
    result = {}
    for name, labels in skala.items():
        pola = "|".join(  # a short label is an ordinary letter when it is small: "a", "b"
            re.escape(x) if len(x) < 3 else f"(?i:{re.escape(x)})" for x in sorted(labels, key=len, reverse=True)
        )
        result[name] = (
            set(map(key, labels)),
            re.compile(
                r"(?i:\b(?:(?:mencapai|meraih|memperoleh|mendapat(?:kan)?|berada (?:di|pada)|realisasi(?:nya)?) "
                r"(?:adalah )?(?:predikat|kategori|level|tingkat|nilai|status|peringkat|opini)(?: [^\W\d_]+){0,3}?|"
                rf"berpredikat|berkategori|realisasinya(?: adalah)?)) \W?({pola})(?![\w+-])"
            ).search,
        )
    return result


def _label_keliru(b: Context, u: Cells, text: str, label: Any) -> Iterator[Finding]:
    """The first label that is said to be reached and is another one of the scale than the row's."""
    r = b.indikator(u["Kode"])
    every, find = label.get(key(r["Skala Tingkat"]) if r else "", ((), None))
    reached = u["Realisasi"]
    if key(u["Tipe"]) == "tingkat" and key(reached) not in every:
        reached = label_beside(reached)
    if key(u["Tipe"]) != "tingkat" or key(reached) not in every:
        return
    for part, _ in _klausa(text):
        m = find(part)
        if not m or key(m[1]) == key(reached):
            continue
        before, after = part[: m.start()], part[m.end() :]
        if _HAL_LAIN(before) or "target" in before.casefold() or _tahun_lain(b, before) or _lain_waktu(b, after):
            continue
        yield b.temuan(
            UKUR,
            u,
            "Analisis",
            uraian=f"Analisis {u['Kode']} menyebut '{m[0]}', sedangkan realisasi pada barisnya "
            f"{shown(u['Realisasi'])}.",
            perbaikan="Betulkan predikatnya di Analisis, atau di barisnya.",
            tertulis=m[1],
            seharusnya=u["Realisasi"],
        )
        return


# --- definition of the indicators ------------------------------------------------------------------------------------
_DEFINISI = ("Kondisi Awal", "Formulasi", "Sumber Data", "Penanggung Jawab")


@check("LKP-08", INFO, "Kondisi awal, formulasi, sumber data, dan penanggung jawab indikator terisi", _IKU)
def definisi_indikator(b: Context) -> Iterator[Finding]:
    lines = [r for r in b.rows(RENSTRA) if jenis(r) in ("Tujuan", "Sasaran") and not blank(r["Indikator"])]
    semua_kosong = [k for k in _DEFINISI if len(lines) > 1 and all(blank(r[k]) for r in lines)]
    if semua_kosong:
        yield b.temuan(
            RENSTRA, lines[0], semua_kosong[0],
            uraian=f"{', '.join(semua_kosong)} kosong pada semua {len(lines)} indikator tujuan dan sasaran.",
            perbaikan="Isi kolomnya di lembar Renstra.", berat=PERIKSA if "Formulasi" in semua_kosong else INFO,
        )  # fmt: skip
    for r in lines:
        tiada = [k for k in _DEFINISI if k not in semua_kosong and blank(r[k])]
        if tiada:
            penting = key(r["IKU"]) == "ya" and "Formulasi" in tiada
            yield b.temuan(
                RENSTRA, r, tiada[0], uraian=f"Indikator {shown(r['Kode'])} belum mempunyai {', '.join(tiada)}.",
                perbaikan="Lengkapi di lembar Renstra.", berat=PERIKSA if penting else INFO,
            )  # fmt: skip


_KEGIATAN = "rapat|dokumen|laporan|sosialisasi|kegiatan|pelatihan|bimtek|bimbingan teknis|workshop|monitoring|kunjungan"
_MENGHITUNG_KEGIATAN = re.compile(
    rf"^(?:jumlah|banyaknya|terlaksananya|terselenggaranya|tersusunnya|frekuensi)\s+(?:pelaksanaan\s+)?(?:{_KEGIATAN})\b"
).search


@check("LKP-09", INFO, "Indikator sasaran mengukur hasil, bukan banyaknya kegiatan",
             "Perpres 29/2014: indikator kinerja pada sasaran adalah hasil (outcome)")  # fmt: skip
def menghitung_kegiatan(b: Context) -> Iterator[Finding]:
    for r in b.rows(RENSTRA):
        if jenis(r) in ("Tujuan", "Sasaran") and (m := _MENGHITUNG_KEGIATAN(key(r["Indikator"]))):
            yield b.temuan(
                RENSTRA,
                r,
                "Indikator",
                uraian=f"Indikator {str(jenis(r)).casefold()} {shown(r['Kode'])} menghitung kegiatan ('{m[0]}'), bukan "
                "hasilnya.",
                perbaikan="Pertimbangkan indikator yang mengukur manfaatnya; hitungan kegiatan cocok di sub kegiatan.",
                tertulis=r["Indikator"],
            )


@check("LKP-10", INFO, "Paling banyak lima IKU untuk satu sasaran", _IKU)
def iku_per_sasaran(b: Context) -> Iterator[Finding]:
    iku = defaultdict(list)
    for r in b.rows(RENSTRA):
        if jenis(r) == "Sasaran" and key(r["IKU"]) == "ya" and key(r["Sasaran"]):
            iku[key(r["Induk"]), key(r["Sasaran"])].append(r)
    for rows in iku.values():
        if len(rows) > 5:
            yield b.temuan(
                RENSTRA, rows[0], "Sasaran",
                uraian=f"Sasaran '{rows[0]['Sasaran']}' mempunyai {len(rows)} IKU, lebih dari 5.",
                perbaikan="Pilih yang paling menggambarkan sasarannya sebagai IKU.", tertulis=len(rows), seharusnya=5,
            )  # fmt: skip


@check("LKP-11", PERIKSA, "Setiap sasaran mempunyai indikator, setiap indikator sasaran mempunyai sasaran", _IKU)
def sasaran_tanpa_indikator(b: Context) -> Iterator[Finding]:
    berindikator = {
        (key(r["Induk"]), key(r["Sasaran"])) for r in b.rows(RENSTRA) if not blank(r["Indikator"])
    }  # fmt: skip
    bersasaran = {key(r["Induk"]) for r in b.rows(RENSTRA) if jenis(r) == "Sasaran"}
    tujuan_bersasaran = {key(r["Tujuan"]) for k, r in b.renstra.items() if k in bersasaran} - {""}
    for r in b.rows(RENSTRA):
        if jenis(r) == "Sasaran" and blank(r["Indikator"]):
            if (key(r["Induk"]), key(r["Sasaran"])) not in berindikator:
                yield b.temuan(
                    RENSTRA,
                    r,
                    "Indikator",
                    uraian=f"Sasaran {shown(r['Kode'])} tidak mempunyai indikator.",
                    perbaikan="Tulis indikatornya pada baris ini.",
                )
        elif jenis(r) == "Sasaran" and blank(r["Sasaran"]):
            yield b.temuan(RENSTRA, r, "Sasaran", uraian=f"Indikator {shown(r['Kode'])} tidak menyebut sasarannya.",
                           perbaikan="Tulis bunyi sasarannya di kolom Sasaran.")  # fmt: skip
        elif jenis(r) == "Tujuan" and bersasaran and key(r["Kode"]) and key(r["Kode"]) not in bersasaran:
            if key(r["Tujuan"]) not in tujuan_bersasaran:  # a tujuan may have several rows, one per indicator
                yield b.temuan(
                    RENSTRA,
                    r,
                    "Kode",
                    uraian=f"Tujuan {r['Kode']} tidak mempunyai sasaran.",
                    perbaikan="Isi Induk sasaran di bawahnya dengan kode tujuan ini.",
                    tertulis=r["Kode"],
                )
