"""Checks on wording: unit and kind against the name, levels against their scale, formulas against what they measure."""

import re
from collections.abc import Iterator
from typing import Any

from ..compute.book import Cells
from ..compute.key import blank, key
from ..rules.bacaan_angka import is_not_available_mark
from ..rules.tertulis import label_beside
from ..schema.choices import TRIWULAN
from .belum_diukur import without_target
from .finding import PERIKSA, SALAH, Finding
from .fixes import CellEdit, fix
from .indicator_facts import PERSENTASE, TAHUN_LALU_DISEBUT, indikator, pilihan
from .registry import Context, check, shown

SATUAN_PERSEN = "Ketentuan buku ini: indikator Persen ditulis dalam poin, 88 berarti 88%"
TINGKAT = "TRW-01: skor label pada skala tingkat di Pengaturan"
TERUKUR = "PermenPANRB 53/2014: indikator terukur dan jelas satuannya"
IKI = "Pedoman IKI: rumus mengukur apa yang disebut nama indikator"


# --- unit, kind and name ---------------------------------------------------------------------------------------------
_JUMLAH = r"(?:jumlah|banyaknya|total)\b"


_BERUPA_BAGIAN = re.compile(rf"(?:{PERSENTASE}|proporsi|porsi|cakupan)\b")
_DIKALI_SERATUS = re.compile(r"(?:x|×|\*|kali) ?100\b|100 ?%")


@check("MKN-21", SALAH, "Satuan sesuai dengan Tipe", SATUAN_PERSEN)
def satuan_menurut_tipe(b: Context) -> Iterator[Finding]:
    """The name, then the formula, tell which of the two is wrong; the finding stands there."""
    for one in indikator(b):
        satuan, tipe, name = one.renstra["Satuan"], one.tipe, key(one.nama)
        menyebut_jumlah = re.match(_JUMLAH, name) is not None and "persentase" not in name
        if tipe == "Persen" and one.satuan not in ("", "persen") and "perse" not in key(satuan):
            if "%" in str(satuan):
                continue
            persen = _BERUPA_BAGIAN.match(name) or _DIKALI_SERATUS.search(key(one.renstra["Formulasi"]))
            berat = None if one.satuan in ("terhitung", "uang") else PERIKSA
            if persen and not menyebut_jumlah:
                yield b.temuan(
                    "tbl_renstra", one.renstra, "Satuan",
                    uraian=f"Satuan {one.sebut} tertulis {satuan}, padahal Tipenya Persen dan "
                    + ("namanya menyebut persentase." if _BERUPA_BAGIAN.match(name) else "rumusnya dikali 100%."),
                    perbaikan="Tulis % pada Satuan, atau betulkan Tipe dan namanya.", tertulis=satuan,
                    seharusnya="%", berat=berat,
                )  # fmt: skip
                continue
            yield b.temuan(
                "tbl_renstra", one.renstra, "Tipe",
                uraian=f"Tipe {one.sebut} tertulis Persen, padahal Satuannya {satuan}"
                + (" dan namanya berawal Jumlah." if menyebut_jumlah else "."),
                perbaikan="Pilih Tipe Angka, atau tulis % pada Satuan.", tertulis=tipe, seharusnya=None, berat=berat,
            )  # fmt: skip
        elif tipe in ("Angka", "Indeks", "Tingkat") and one.satuan == "persen":
            column = "Satuan" if menyebut_jumlah or tipe == "Tingkat" else "Tipe"
            yield b.temuan(
                "tbl_renstra", one.renstra, column,
                uraian=f"Satuan {one.sebut} tertulis {satuan}, padahal Tipenya {tipe}"
                + (" dan namanya berawal Jumlah." if menyebut_jumlah else ".")
                if column == "Satuan" else f"Tipe {one.sebut} tertulis {tipe}, padahal Satuannya {satuan}.",
                perbaikan="Tulis satuan yang dihitung (orang, dokumen, kategori), atau betulkan Tipenya."
                if column == "Satuan" else "Pilih Tipe Persen, atau betulkan Satuannya.",
                tertulis=satuan if column == "Satuan" else tipe, seharusnya=None if column == "Satuan" else "Persen",
                berat=PERIKSA,
            )  # fmt: skip


@check("MKN-22", PERIKSA, "Nama sesuai dengan Tipe dan Satuan", TERUKUR)
def name_against_tipe(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        text, satuan = key(one.nama), one.renstra["Satuan"]
        write = f"Tipe {one.tipe or 'kosong'} dan Satuan {satuan or 'kosong'}"
        if re.match(_JUMLAH, text) and "persentase" not in text:
            persen = one.satuan == "persen" and one.tipe in ("Persen", None)
            if persen or one.tipe == "Persen" and one.satuan == "":
                yield b.temuan(
                    "tbl_renstra",
                    one.renstra,
                    "Indikator",
                    uraian=f"Nama '{one.nama}' menyebut jumlah, padahal {write}.",
                    perbaikan="Betulkan nama, Tipe, atau Satuannya: yang diukur banyaknya, atau bagiannya.",
                    tertulis=one.nama,
                )
        elif re.match(PERSENTASE, text) and one.tipe in ("Angka", None) and one.satuan in ("terhitung", "uang"):
            yield b.temuan(
                "tbl_renstra", one.renstra, "Indikator",
                uraian=f"Nama '{one.nama}' menyebut persentase, padahal {write}.",
                perbaikan="Pilih Tipe Persen dengan Satuan %, atau betulkan namanya.", tertulis=one.nama,
            )  # fmt: skip


@check("MKN-23", SALAH, "Indeks tidak melampaui skalanya", "Pedoman indeks yang bersangkutan")
def indeks_lebih_skala(b: Context) -> Iterator[Finding]:
    for one in indikator(b):
        for table, row, column, v in one.lebih_skala():
            skala = one.skala
            assert skala is not None  # lebih_skala looks at it
            batas = (
                f"'{one.nama}' paling tinggi {shown(skala.top)}" if skala.told is None
                else f"skala yang tertulis di {skala.told} {shown(skala.low)} sampai {shown(skala.top)}"
            )  # fmt: skip
            yield b.temuan(
                table, row, column, uraian=f"{column} {one.sebut} tertulis {shown(v)}, padahal {batas}.",
                perbaikan="Periksa letak koma dan banyaknya angka.", tertulis=v, seharusnya=None,
            )  # fmt: skip


# --- levels ----------------------------------------------------------------------------------------------------------
def _skala(b: Context) -> dict[str, tuple[str, dict[str, str]]]:
    """{scale in lower case: (its name, {label in lower case: label})}"""
    result: dict[Any, Any] = {}
    for one in b.rows("tbl_tingkat"):
        if not blank(one["Skala Tingkat"]) and not blank(one["Tingkat"]):
            name = str(one["Skala Tingkat"])
            value = result.setdefault(name.casefold(), (name, {}))[1]
            value.setdefault(str(one["Tingkat"]).casefold(), str(one["Tingkat"]))
    return result


def _label(b: Context) -> dict[Any, list[tuple[str, Cells, str, str]]]:
    """(table, row, column, label) of each text where an indicator has its value, by Kode in lower case."""
    result: dict[Any, Any] = {}
    tables = (
        ("tbl_renstra", ("Kondisi Awal", *(f"Target {t}" for t in range(b.awal, b.akhir + 1)))),
        ("tbl_pk", ("Target",)),
        ("tbl_pengukuran", [f"{j} TW{n}" for j in ("Target", "Realisasi") for n in TRIWULAN]),
        ("tbl_riwayat", ("Target", "Realisasi")),
    )  # fmt: skip
    for name, columns in tables:
        for one in b.rows(name):
            for k in columns:
                value = one.get(k)
                if (
                    value.__class__ is str
                    and value.strip()
                    and not is_not_available_mark(value)
                    and not _remark(one, k)
                ):
                    result.setdefault(key(one["Kode"]), []).append((name, one, k, value))
    return result


def _remark(row: Cells, column: str) -> bool:
    """Whether a quarter without a target holds a word such as Diukur di TW IV; the last one answers for the year."""
    if not column.startswith("Realisasi TW") or not without_target(row[column]):
        return False
    planned = [n for n in TRIWULAN if not without_target(row[f"Target TW{n}"])]
    return int(column[-1]) not in (planned or [4])


def _said(text: str) -> str:
    """The label that a cell says, a number or a remark in brackets beside it taken off."""
    return label_beside(text) or text.strip()


@check("MKN-24", SALAH, "Indikator Tingkat mempunyai skala tingkat yang dikenal", TINGKAT)
def skala_tingkat(b: Context) -> Iterator[Finding]:
    skala, label = _skala(b), _label(b)
    for one in indikator(b):
        name = one.renstra["Skala Tingkat"]
        if one.tipe != "Tingkat" or not blank(name) and str(name).casefold() in skala:
            continue
        dipakai = {_said(value).casefold() for *_, value in label.get(key(one.kode), ())}
        matching = [n for n, value in skala.values() if dipakai and dipakai <= set(value)]
        saran = f" Label yang dipakai ada pada skala {' dan '.join(matching)}." if matching else ""
        tertulis = "kosong" if blank(name) else f"tertulis '{name}', yang tidak ada di Pengaturan"
        yield b.temuan(
            "tbl_renstra",
            one.renstra,
            "Skala Tingkat",
            uraian=f"Tipe {one.sebut} Tingkat, tetapi Skala Tingkat {tertulis}; labelnya tidak dapat dinilai.",
            perbaikan=f"Pilih skala tingkat yang ada di Pengaturan, atau tambahkan skala itu di sana.{saran}",
            tertulis=name,
            seharusnya=matching[0] if len(matching) == 1 else None,
            berat=None if dipakai or one.ukur else PERIKSA,
        )


def _bentuk_pendek(write: str, value: Any) -> Any:
    """The label of a scale that a longer wording means: WTP for Wajar Tanpa Pengecualian, BB for BB (Sangat Baik)."""
    words = re.findall(r"\w+", write.casefold())
    tersebut = {k for k in words if k in value} if len(words) > 1 else set()
    singkat = "".join(k[0] for k in words)
    if not tersebut and len(words) > 1 and singkat in value:
        tersebut = {singkat}
    return value[tersebut.pop()] if len(tersebut) == 1 else None


def _second_label(text: str, labels: dict[str, str]) -> str | None:
    """Another label of the scale in brackets behind the one that counts; None where there is none."""
    if text.strip().casefold() in labels:
        return None
    inside = re.findall(r"\(([^()]*)\)?", text)
    others = [labels[x.strip().casefold()] for x in inside if x.strip().casefold() in labels]
    return next((x for x in others if x.casefold() != _said(text).casefold()), None)


@check("MKN-25", SALAH, "Label tingkat ada pada skalanya", TINGKAT)
def label_tingkat(b: Context) -> Iterator[Finding]:
    skala, label = _skala(b), _label(b)
    for one in indikator(b):
        name, value = skala.get(str(one.renstra["Skala Tingkat"] or "").casefold(), (None, {}))
        if one.tipe != "Tingkat" or name is None:
            continue
        asing: dict[Any, Any] = {}
        for table, row, column, write in label.get(key(one.kode), ()):
            whole = write.strip().casefold() in value
            if not whole and (b.world.book.first_version or _said(write).casefold() not in value):
                asing.setdefault(key(write), []).append((table, row, column, write))
            elif (other := _second_label(write, value)) is not None:
                yield b.temuan(
                    table, row, column,
                    uraian=f"{column} {one.sebut} tertulis '{write}', dua label skala {name}; yang dipakai "
                    f"{value[_said(write).casefold()]}.",
                    perbaikan=f"Tulis satu label saja; {other} dalam kurung ditulis di tempat lain.", tertulis=write,
                    berat=PERIKSA,
                )  # fmt: skip
        for cell in asing.values():
            table, row, column, write = cell[0]
            pendek = _bentuk_pendek(write, value)
            yield b.temuan(
                table, row, column,
                uraian=f"{column} {one.sebut} tertulis '{write}', yang tidak ada pada skala {name}"
                + (f" (tertulis begitu pada {len(cell)} sel)." if len(cell) > 1 else "."),
                perbaikan=(f"Tulis {pendek}" if pendek else f"Tulis salah satu: {', '.join(value.values())}")
                + (f" pada {len(cell)} sel itu." if len(cell) > 1 else "."), tertulis=write, seharusnya=pendek,
            )  # fmt: skip


_KATA_PEMBUKA = re.compile(
    r"(?:nilai|predikat|opini|kategori|peringkat|kelas|status|tingkat|level|mutu(?: pelayanan)?|(?:ter)?akreditasi"
    r"(?: dengan (?:predikat|peringkat))?)[ :]+(.+)"
)


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
def tanpa_tahun_lalu(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_renstra"):
        name, rumus = key(one["Indikator"]), key(one["Formulasi"])
        if pilihan(one["Tipe"]) == "Persen" and re.match(_BERTAMBAH, name) and len(rumus.split()) > 3:
            if not re.search(TAHUN_LALU_DISEBUT, rumus):
                yield _tanpa_lalu(b, "tbl_renstra", one, "Formulasi", one["Formulasi"])
    for one in b.rows("tbl_iki"):
        name = key(one["Indikator"])
        rumus = key(f"{one['Pembilang'] or ''} / {one['Penyebut'] or ''}")
        if pilihan(one["Jenis"]) == "Persentase" and not blank(one["Penyebut"]) and re.match(_BERTAMBAH, name):
            if not re.search(TAHUN_LALU_DISEBUT, rumus):
                yield _tanpa_lalu(b, "tbl_iki", one, "Penyebut", one["Penyebut"])


def _tanpa_lalu(b: Context, table: str, one: Cells, column: str, value: Any) -> Finding:
    return b.temuan(
        table,
        one,
        column,
        uraian=f"Nama '{one['Indikator']}' menyebut perubahan, tetapi rumusnya tidak memakai angka tahun sebelumnya: "
        f"'{value}'.",
        perbaikan="Pakai (tahun ini - tahun lalu) / tahun lalu, atau ganti namanya bila yang diukur keadaan tahun ini.",
        tertulis=value,
    )


@check("MKN-31", SALAH, "Jenis IKI sesuai dengan namanya", IKI)
def jenis_iki(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        name, text = one["Indikator"], key(one["Indikator"])
        if pilihan(one["Jenis"]) == "Persentase" and re.match(_JUMLAH, text) and "persentase" not in text:
            berpenyebut = not blank(one["Penyebut"]) or not blank(one["Nilai Penyebut"])
            yield b.temuan(
                "tbl_iki", one, "Jenis",
                uraian=f"Nama '{name}' menyebut jumlah, padahal Jenisnya Persentase"
                + (" (pembilang dibagi penyebut)." if berpenyebut else "."),
                perbaikan="Ganti awal namanya menjadi Persentase, atau pilih Jenis Jumlah dan kosongkan penyebutnya.",
                tertulis=one["Jenis"], seharusnya=None, berat=None if berpenyebut else PERIKSA,
            )  # fmt: skip
        elif pilihan(one["Jenis"]) == "Jumlah" and re.match(PERSENTASE + r"\b", text):
            yield b.temuan(
                "tbl_iki",
                one,
                "Jenis",
                uraian=f"Nama '{name}' menyebut persentase, padahal Jenisnya Jumlah.",
                perbaikan="Pilih Jenis Persentase serta isi pembilang dan penyebutnya, atau ganti namanya.",
                tertulis=one["Jenis"],
                seharusnya="Persentase",
                berat=PERIKSA,
            )


def _kata(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", key(text)))


_UMUM = frozenset(
    """jumlah total seluruh persentase presentase prosentase yang harus dipenuhi dan di pada untuk dari dalam oleh
    kebutuhan dokumen laporan capaian kinerja terpenuhi perangkat daerah skpd tahun n sesuai ketentuan populasi data
    penerapan pelaksanaan terdata""".split()
)


_BANYAKNYA = ("jumlah", "total", "seluruh", "populasi", "banyaknya")


def _pernah(word: Any, texts: Any) -> bool:
    """Whether a word, a form of it, or the words that it abbreviates (RB: Reformasi Birokrasi) stand in a text."""
    if any(k == word or len(word) > 3 and k.startswith(word[:5]) for k in texts):
        return True
    return len(word) > 1 and word in "".join(k[0] for k in texts)


@check("MKN-32", PERIKSA, "Rumus IKI menyebut apa yang membedakan namanya", IKI)
def rumus_tersalin(b: Context) -> Iterator[Finding]:
    """Two indicators whose names differ by one word: the formula of each must know its own."""
    kelompok: dict[Any, Any] = {}
    lines = b.rows("tbl_iki")
    for one in lines:
        word = _kata(one["Indikator"])
        for i in range(len(word)) if len(word) > 3 else ():
            kelompok.setdefault((one["Jabatan"], word[:i], word[i + 1 :]), []).append((one, word[i]))
    for sama in kelompok.values():
        if not 2 <= len({k for _, k in sama}) <= 4:
            continue
        rumus = {s["#nomor"]: _kata(f"{s['Pembilang'] or ''} {s['Penyebut'] or ''}") for s, _ in sama}
        menyebut = [(s, k) for s, k in sama if _pernah(k, rumus[s["#nomor"]])]
        for one, word in sama:
            if not rumus[one["#nomor"]] or not menyebut or _pernah(word, rumus[one["#nomor"]]):
                continue
            other = next((k for s, k in menyebut if k != word), None)
            if other is not None:
                yield b.temuan(
                    "tbl_iki", one, "Pembilang",
                    uraian=f"Rumus '{one['Indikator']}' tidak menyebut {word}"
                    + (f", malah menyebut {other}." if other in rumus[one["#nomor"]] else "."),
                    perbaikan=f"Tulis pembilang dan penyebut untuk {word}; mungkin tersalin dari indikator {other}.",
                    tertulis=one["Pembilang"],
                )  # fmt: skip


@check("MKN-33", PERIKSA, "Penyebut IKI tidak tersalin dari indikator lain", IKI)
def penyebut_tersalin(b: Context) -> Iterator[Finding]:
    kelompok: dict[Any, Any] = {}
    for one in b.rows("tbl_iki"):
        if not blank(one["Penyebut"]):
            kelompok.setdefault((one["Jabatan"], key(one["Penyebut"])), []).append(one)
    for (_, penyebut), sama in kelompok.items():
        if len(sama) < 2:
            continue
        pokok = next((k for k in _kata(penyebut) if k not in _BANYAKNYA), "")
        khas = [k for k in _kata(penyebut) if k not in _UMUM and k != pokok]
        punya = {s["#nomor"]: _kata(f"{s['Indikator']} {s['Pembilang'] or ''}") for s in sama}
        pemilik = [s for s in sama if any(_pernah(k, punya[s["#nomor"]]) for k in khas)]
        for one in sama if pemilik else ():
            # Only the same thing (dokumen, kebutuhan) of another kind was copied; jumlah penduduk serves anyone.
            if one in pemilik or not _pernah(pokok, punya[one["#nomor"]]):
                continue
            yield b.temuan(
                "tbl_iki", one, "Penyebut",
                uraian=f"Penyebut '{one['Indikator']}' tertulis '{one['Penyebut']}', sama dengan penyebut "
                f"'{pemilik[0]['Indikator']}' dan tidak menyebut apa yang dihitung di sini.",
                perbaikan="Tulis penyebut yang sesuai dengan nama indikatornya.", tertulis=one["Penyebut"],
            )  # fmt: skip


_MENERIMA = r"\b(?:mendapat(?:kan)?|memperoleh|menerima|penerima)\b"


@check("MKN-34", PERIKSA, "Penyebut IKI adalah yang membutuhkan, bukan yang sudah menerima", IKI)
def penyebut_penerima(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        name, above, below = (key(one[k]) for k in ("Indikator", "Pembilang", "Penyebut"))
        if re.search(_MENERIMA, below) and re.search(_MENERIMA, above):
            if re.search(r"\b(?:mendapat(?:kan)?|memperoleh|menerima)\b", name):
                yield b.temuan(
                    "tbl_iki",
                    one,
                    "Penyebut",
                    uraian=f"Penyebut '{one['Penyebut']}' menghitung yang sudah menerima, sama dengan pembilangnya; "
                    "hasilnya hampir selalu 100%.",
                    perbaikan="Pakai semua yang membutuhkan sebagai penyebut.",
                    tertulis=one["Penyebut"],
                )


@check("MKN-35", PERIKSA, "Rumus IKI berjenis Jumlah menghitung apa yang disebut namanya", IKI)
def jumlah_lain(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        name, rumus = _kata(one["Indikator"]), _kata(one["Pembilang"])
        if pilihan(one["Jenis"]) != "Jumlah" or len(rumus) < 2 or name[:1] != ("jumlah",):
            continue
        if rumus[0] == "jumlah" and not _pernah(rumus[1], name):
            yield b.temuan(
                "tbl_iki",
                one,
                "Pembilang",
                uraian=f"Nama '{one['Indikator']}' tidak menyebut {rumus[1]}, padahal yang dihitung "
                f"'{one['Pembilang']}'.",
                perbaikan="Samakan yang dihitung dengan nama indikatornya.",
                tertulis=one["Pembilang"],
            )


_MUTU = ("berkualitas", "tepat waktu", "sesuai standar", "bersertifikat", "mandiri", "aktif")


@check("MKN-36", PERIKSA, "Rumus IKI mengukur mutu yang disebut namanya", IKI)
def mutu_tak_diukur(b: Context) -> Iterator[Finding]:
    for one in b.rows("tbl_iki"):
        name, rumus = (key(one[k]) for k in ("Indikator", "Pembilang"))
        for mutu in _MUTU if rumus else ():
            if re.search(rf"\byang (?:\w+ )?{mutu}\b", name) and mutu not in rumus:
                yield b.temuan(
                    "tbl_iki",
                    one,
                    "Pembilang",
                    uraian=f"Nama '{one['Indikator']}' menyebut '{mutu}', tetapi pembilangnya tidak: "
                    f"'{one['Pembilang']}'.",
                    perbaikan=f"Hitung hanya yang {mutu}, dan sebutkan ukurannya.",
                    tertulis=one["Pembilang"],
                )
