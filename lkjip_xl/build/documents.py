"""Writes the generated pages: ``docs/aturan.md`` from the register of rules, ``docs/workbook.md`` from the contract.

``python -m lkjip_xl.build.documents`` writes both; ``--cek`` only says whether they are fresh (exit code 1 when not).
"""

from ..expr.to_excel import tulis
from ..expr.values import is_number
from ..rules import registry
from ..rules import struktur_anggaran as struktur
from ..rules.efisiensi import kategori_efisiensi
from ..rules.terbilang import angka_id, persen_id, rupiah
from ..schema import contract as kontrak
from ..schema.settings import LEVELS, NAMES, PK_BERLAKU, SCALES, SETTINGS, setting_cell
from ..schema.summary import RINGKASAN
from .report_page import laporan_md

TANDA = "<!-- Halaman ini dibuat oleh python -m lkjip_xl.build.documents; jangan disunting dengan tangan. -->"

BAB = (
    ("BUL", "Pembulatan"), ("CAP", "Capaian"), ("KEM", "Kemajuan"), ("TUM", "Pertumbuhan"), ("PRE", "Predikat"),
    ("RAT", "Rata-rata"), ("TRW", "Triwulan"), ("ANG", "Anggaran"), ("EFI", "Efisiensi"), ("RUP", "Tulisan"),
    ("SET", "Setelan"),
)  # fmt: skip

# What an argument means; a key with a rule's code stands before the general one.
ARGUMEN = {
    "arah": "Naik, atau Turun bila makin kecil makin baik",
    "batas": "batas atas capaian sebagai rasio; kosong berarti tanpa batas",
    "capaian": "capaian, rasio",
    "capaian_tingkat": "setelan capaian_tingkat: Tercapai atau Skor",
    "cara": "setelan pembulatan: Bulat atau Potong",
    "cara_tingkat": "setelan capaian_tingkat: Tercapai atau Skor",
    "daftar_batas": "kolom Batas Bawah dari tbl_skala, rasio",
    "daftar_label": "kolom Tingkat dari tbl_tingkat",
    "daftar_predikat": "kolom Predikat dari tbl_skala",
    "daftar_skala": "kolom Skala dari tbl_skala",
    "daftar_skor": "kolom Skor dari tbl_tingkat",
    "daftar_termasuk": "kolom Termasuk dari tbl_skala: Ya atau Tidak",
    "deret": "isi triwulan I sampai dengan triwulan ini",
    "desimal": "setelan desimal_persen: 0 sampai 4",
    "dokumen": "setelan dokumen_pk: Awal atau Perubahan",
    "efisiensi": "efisiensi, rasio",
    "isi": "isi sel",
    "label": "label tingkat, misalnya Madya",
    "label_kini": "sel realisasi triwulan berjalan",
    "metode": "setelan metode_efisiensi: Rasio, Selisih, Keluaran, atau PMK",
    "metode_turun": "setelan metode_turun: LAN atau Rasio",
    "pagu": "pagu, rupiah",
    "pagu_awal": "kolom Pagu Awal, rupiah",
    "pagu_instansi": "pagu seluruh instansi, rupiah",
    "pagu_perubahan": "kolom Pagu Perubahan, rupiah",
    "r1": "realisasi s.d. triwulan I", "r2": "realisasi s.d. triwulan II",
    "r3": "realisasi s.d. triwulan III", "r4": "realisasi s.d. triwulan IV",
    "realisasi": "realisasi, dalam satuan target",
    "realisasi_lalu": "realisasi tahun lalu",
    "sampai": "target s.d. triwulan IV, sebagai angka",
    "serapan": "serapan anggaran, rasio",
    "setahun": "target tahun itu, sebagai angka",
    "sifat": "Akumulasi, Kumulatif, atau Posisi Akhir",
    "skala": "nama skala predikat",
    "skor": "skor label target; hanya untuk Tipe Tingkat",
    "skor_realisasi": "skor label realisasi",
    "skor_target": "skor label target",
    "target": "target, dalam satuan indikator; untuk Tipe Tingkat skornya",
    "target_akhir": "target tahun terakhir Renstra",
    "terakhir": "isi triwulan ini",
    "tipe": "Angka, Persen, Indeks, atau Tingkat",
    "triwulan": "triwulan berjalan, 1 sampai 4",
    "BUL-01 isi": "rasio yang dibulatkan, 1 berarti 100%",
    "RAT-01 capaian": "kolom capaian, rasio",
    "TRW-01 skala": "nama skala tingkat", "TRW-01 daftar_skala": "kolom Skala Tingkat dari tbl_tingkat",
    "TRW-05 label": "keempat sel realisasi seperti diketik",
    "TRW-07 deret": "keempat sel target triwulan seperti diketik",
    "TRW-06 target": "sel target: angka, label, N/A, atau kosong",
    "ANG-02 realisasi": "realisasi anggaran, rupiah", "ANG-03 realisasi": "realisasi anggaran, rupiah",
    "ANG-04 pagu": "pagu indikator atau sasaran, rupiah", "EFI-01 realisasi": "realisasi anggaran, rupiah (hanya PMK)",
    "EFI-01 pagu": "pagu, rupiah (hanya PMK)", "TUM-01 realisasi": "realisasi tahun ini",
}  # fmt: skip

JENIS_KOLOM = {
    "teks": "teks", "kode": "kode (teks)", "uang": "rupiah bulat", "nilai": "angka, label tingkat, atau N/A",
    "angka": "angka", "tahun": "tahun", "pilihan": "pilihan", "rasio": "rasio, tampil sebagai persen",
    "tautan": "tautan", "tercetak": "teks seperti tercetak", "tanggal": "tanggal, atau bulan dan tahun",
}  # fmt: skip
DAFTAR_PILIHAN = {
    "dv_kode": "semua Kode di `tbl_renstra`",
    "dv_skala": "semua nama skala di `tbl_skala`",
    "dv_skala_tingkat": "semua nama skala di `tbl_tingkat`",
}
LEMBAR_TEMUAN = "Temuan"

PERINTAH = (
    ("buat", "Berkas baru.", "Berkas yang sudah ada ditolak, kecuali dengan --timpa."),
    ("isi", "Baris tabel masukan yang ada berkas CSV-nya; lalu seperti hitung.",
     "Tabel lain, kolom hitungan (diabaikan dengan pemberitahuan)."),
    ("hitung", "Nilai semua sel hitungan, rumus hitungan yang tertimpa, baris cadangan dan batas tabelnya.",
     "Semua isian (kecuali dengan --perbaiki: isian yang artinya pasti); lembar lain."),
    ("laporan", "Hanya lembar laporan milik produk ini (bertanda di dalam berkas), daftar bagian berkas, gaya yang "
     "ditambahkan, dan urutan hitung (dihapus; Excel membuatnya lagi).",
     "Lembar masukan dan semua lembar, gambar, grafik, dan makro milik pengguna: tetap byte demi byte."),
    ("periksa", "Isi tabel Temuan, batas tabelnya, jumlah temuan di Beranda, dan lembar Lap Reviu.",
     "Semua isian, lembar laporan lain, komentar, dan format sel."),
    ("ekspor, pdf", "Berkas lain di luar buku.", "Buku."),
    ("contoh", "Folder baru dengan buku contoh.", "Buku Anda."),
)  # fmt: skip


# --- Markdown --------------------------------------------------------------------------------------------------------
def _sel(isi):
    return str(isi).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("*", "\\*").strip()


def tabel(kepala, baris):
    """Lines of a Markdown table; cells are escaped, None is an empty cell."""
    hasil = ["| " + " | ".join(kepala) + " |", "|" + " --- |" * len(kepala)]
    hasil += ["| " + " | ".join("" if isi is None else _sel(isi) for isi in satu) + " |" for satu in baris]
    return [*hasil, ""]


def _kode(teks):
    return f"`{teks}`"


def _rumus(teks):
    return ["```text", teks, "```", ""]


def _nilai(isi, satuan=""):
    """A value as an Indonesian reader writes it; ratios also as percent, errors as the cell shows them."""
    if isi.__class__ in (list, tuple):
        return "[" + "; ".join(map(_nilai, isi)) + "]"
    if isi is None:
        return "(kosong)"
    if not is_number(isi):
        return str(isi)
    if satuan == "rupiah":
        return rupiah(isi)
    return f"{angka_id(isi)} ({persen_id(isi)})" if satuan == "rasio" else angka_id(isi)


# --- docs/aturan.md --------------------------------------------------------------------------------------------------
def arti(kode, argumen):
    """Indonesian meaning of a rule's argument; KeyError when nobody has written one."""
    return ARGUMEN.get(f"{kode} {argumen}") or ARGUMEN[argumen]


def _aturan(satu):
    yield from (f"### {satu.kode} {satu.nama}", "")
    yield from (f"- **Cara menghitung:** {satu.rumus}.", f"- **Hasil:** {satu.hasil}", f"- **Sumber:** {satu.sumber}")
    if satu.catatan:
        yield f"- **Catatan:** {satu.catatan}"
    ringkas = (satu.__doc__ or "").strip().partition("\n")[0]
    yield from (f"- **Di kode:** `{satu.fungsi.__module__}.{satu.__name__}`: *{ringkas}*", "")
    yield from tabel(("Masukan", "Arti"), [(_kode(p), arti(satu.kode, p)) for p in satu.parameter])
    yield from ("Rumus Excel (nama masukan menggantikan sel atau rentangnya):", "")
    yield from _rumus(satu.rumus_excel())
    contoh = []
    for argumen, hasil in satu.contoh:
        isi = "; ".join(f"{nama} = {_nilai(v)}" for nama, v in argumen.items())
        contoh.append((isi, _nilai(hasil, satu.hasil)))
    yield from tabel(("Contoh masukan", "Hasil"), contoh)


def _pita_efisiensi():
    for teks, nilai in (
        ("di bawah 60%", 0.5), ("60% sampai di bawah 80%", 0.6), ("80% sampai di bawah 90%", 0.8),
        ("90% sampai dengan 100%", 1), ("di atas 100%", 1.01),
    ):  # fmt: skip
        yield "Rasio", teks, kategori_efisiensi(nilai, "Rasio")
    for metode, batas, satuan in (("Selisih", 0, "0 poin"), ("Keluaran", 1, "100%"), ("PMK", 0, "0%")):
        yield metode, f"di atas {satuan}", kategori_efisiensi(batas + 0.01, metode)
        yield metode, f"{satuan} ke bawah", kategori_efisiensi(batas, metode)


def aturan_md():
    """Text of ``docs/aturan.md``."""
    baris = [
        TANDA, "", "# Aturan perhitungan", "",
        "Setiap angka hitungan pada buku kerja dan laporan berasal dari satu aturan di bawah ini. Tiap aturan "
        "didefinisikan satu kali; rumus pada sel buku kerja dan hasil tanpa Excel dibuat dari definisi yang sama dan "
        "diuji sama sampai digit terakhir.", "",
        "Cara membaca:", "",
        "- T adalah target, R realisasi, C capaian, S serapan (realisasi anggaran / pagu), E efisiensi.",
        "- **Rasio** disimpan sebagai bilangan dan ditampilkan sebagai persen: 0,9193 adalah 91,93%. Target dan "
        "realisasi Persen disimpan dalam poin: 88 berarti 88%.",
        "- **#N/A** berarti tidak tersedia: ada masukan yang kosong atau N/A, atau rumus tidak dapat dipakai "
        "(misalnya dibagi 0). Hasil seperti itu tidak pernah dianggap 0.",
        "- **#VALUE!** berarti isi sel tidak dapat dipakai, misalnya teks pada sel angka. Teks tidak pernah ditebak.",
        "- **Kosong** berarti belum diisi; 0 adalah isi. `-` dan `N/A` dibaca sebagai tidak tersedia.",
        "- Persen dibulatkan menurut setelan `desimal_persen` dan `pembulatan` (BUL-01). Aturan berikutnya memakai "
        "angka yang sudah bulat.",
        "- Rumus Excel ditulis seperti tersimpan dalam berkas: nama fungsi Inggris, pemisah koma. Excel berbahasa "
        "Indonesia menampilkannya dengan titik koma.", "",
        "Istilah dijelaskan di [istilah.md](istilah.md); kolom dan setelan di [workbook.md](workbook.md).", "",
    ]  # fmt: skip
    semua = registry.semua()
    baris += ["## Daftar", ""]
    urut = [s for awal, _ in BAB for kode, s in sorted(semua.items()) if kode[:3] == awal]
    baris += tabel(("Kode", "Aturan", "Cara menghitung"), [(s.kode, s.nama, s.rumus) for s in urut])
    for awal, judul in BAB:
        baris += [f"## {judul}", ""]
        for satu in urut:
            if satu.kode[:3] == awal:
                baris += _aturan(satu)
    baris += _fungsi_teks()
    baris += _fungsi_sel()
    baris += [
        "## Skala predikat bawaan", "",
        "Batas bawah adalah rasio. Skala yang diterbitkan berlubang (misalnya 90,5% antara pita 76-90 dan 91-100); "
        "batas bawah menutup lubang itu. Instansi boleh menambah skala sendiri di `tbl_skala`.", "",
    ]  # fmt: skip
    baris += tabel(
        ("Skala", "Capaian", "Predikat"),
        [(n, ("mulai " if t == "Ya" else "di atas ") + persen_id(b, 0), p) for n, b, t, p, _ in SCALES],
    )
    baris += ["## Skala tingkat bawaan", "", "Skor label indikator bertingkat, dari `tbl_tingkat`.", ""]
    baris += tabel(("Skala tingkat", "Tingkat", "Skor"), LEVELS)
    baris += ["## Kategori efisiensi", "", "Menurut setelan `metode_efisiensi` (EFI-03).", ""]
    baris += tabel(("Metode", "Efisiensi", "Kategori"), _pita_efisiensi())
    return "\n".join(baris).rstrip() + "\n"


def _fungsi_teks():
    """Functions on texts, which have no cell formula."""
    baris = [
        "## Fungsi tanpa rumus sel", "",
        "Fungsi atas teks yang tidak dapat ditulis sebagai rumus bawaan Excel; dipakai saat membaca dan menulis.", "",
    ]  # fmt: skip
    for kode, (nama, _, sumber, contoh) in sorted(registry.FUNGSI_TEKS.items()):
        baris += [f"### {kode} {nama}", "", f"Sumber: {sumber}.", ""]
        isi = [(", ".join(map(str, masukan)), "ragu, tidak ditebak" if h is None else h) for masukan, h in contoh]
        baris += tabel(("Contoh masukan", "Hasil"), isi)
    return baris


def _masukan(isi):
    """An argument of a worksheet function: texts in quotes, as in a formula; a range as its cells in a row."""
    if isi.__class__ is list:
        return "[" + "; ".join(_masukan(x) for baris in isi for x in baris) + "]"
    return f'"{isi}"' if isi.__class__ is str else _nilai(isi)


def _satu_fungsi(udf):
    argumen = "; ".join(f"[{a}]" if a in udf.bawaan else a for a in udf.argumen)
    yield from (f"### {udf.nama}", "", *_rumus(f"={udf.nama}({argumen})"), udf.uraian, "")
    gabungan = registry.GABUNGAN.get(udf.kode)
    if gabungan is None:
        nama = registry.semua()[udf.kode].nama if udf.kode in registry.DAFTAR else registry.FUNGSI_TEKS[udf.kode][0]
        yield from (f"Aturan: {udf.kode} {nama}.", "")
    else:
        yield f"- **Aturan:** {udf.kode} {gabungan.nama}: {gabungan.rumus}"
        yield f"- **Sumber:** {gabungan.sumber}"
        if gabungan.catatan:
            yield f"- **Catatan:** {gabungan.catatan}"
        yield ""
    yield from tabel(("Argumen", "Arti"), [(_kode(a), bantuan) for a, bantuan in udf.argumen.items()])
    hasil = getattr(udf.aturan, "hasil", "")
    contoh = [("; ".join(map(_masukan, masukan)), _nilai(isi, hasil)) for masukan, isi in udf.contoh]
    yield from tabel(("Contoh masukan", "Hasil"), contoh)


def _fungsi_sel():
    """Worksheet functions of the add-in."""
    semua = registry.fungsi_sel()
    baris = [
        "## Fungsi di sel", "",
        "Fungsi untuk sel Anda sendiri di Excel untuk Windows, setelah lkjip-xl dipasang; aturannya sama dengan aturan "
        "di atas. Tidak satu pun sel buku kerja memakainya, sehingga buku yang dikirim lewat surel tetap menghitung "
        "di komputer tanpa lkjip-xl.", "",
        "- Argumen dalam kurung siku boleh tidak diisi; artinya tertulis pada tabelnya. Fungsi tidak membaca setelan "
        "buku: yang diperlukan diberikan sebagai argumen.",
        "- Argumen boleh satu sel, satu kolom, satu baris, atau satu blok; sel tunggal berlaku untuk semuanya. Untuk "
        "satu kolom sekaligus: pilih sel hasilnya, ketik rumusnya, lalu tekan Ctrl+Shift+Enter (Excel 365: cukup "
        "Enter). Rentang yang ukurannya tidak cocok menghasilkan #VALUE!.",
        "- Yang gagal menjadi galat Excel (#N/A, #VALUE!), tidak pernah teks. Tanpa Python semua fungsi ini #VALUE!; "
        "di Excel untuk Mac #N/A.",
        "- Kata di luar pilihan yang disebut pada tabel, misalnya Menurun untuk Turun, menghasilkan #VALUE!.", "",
    ]  # fmt: skip
    baris += tabel(("Fungsi", "Aturan", "Isi"), [(n, u.kode, u.uraian) for n, u in semua.items()])
    for udf in semua.values():
        baris += _satu_fungsi(udf)
    return baris


# --- docs/workbook.md ------------------------------------------------------------------------------------------------
def _pilihan(isi):
    if not isi:
        return None
    return DAFTAR_PILIHAN[isi] if isi.__class__ is str else ", ".join(map(str, isi))


def _cara(kolom):
    if kolom.hidden:
        return "kolom bantu, tersembunyi"
    if kolom.computed:
        return "dihitung"
    return "diisi, wajib" if kolom.required else "diisi"


def _baris_kolom(kolom):
    nama, isi = kolom.name.replace("Target 0", "Target {tahun}"), kolom.about.replace("tahun 0", "tahun itu")
    return nama, JENIS_KOLOM[kolom.kind], isi, _pilihan(kolom.choices), _cara(kolom)


def _baris_setelan(setelan):
    pilihan = _pilihan(setelan.choices)
    if setelan.kind != "pilihan" and setelan.choices:
        # str, not angka_id: a year has no thousands dot.
        pilihan = " sampai ".join(str(x).replace(".", ",") for x in setelan.choices)
    bawaan = None if setelan.default is None else str(setelan.default)
    return _kode(setelan.key), bawaan, JENIS_KOLOM[setelan.kind], pilihan, setelan.about


def _rumus_kolom(kolom):
    return tulis(kolom.formula) if kolom.formula is not None else kolom.excel


def _lembar(lembar):
    yield from (f"## Lembar {lembar.name}", "", lembar.about, "")
    if lembar.protected:
        isian = "; sel isian tetap dapat diisi" if lembar.tables else ""
        yield from (f"Lembar ini dilindungi tanpa kata sandi{isian}.", "")
    if lembar.name == "Beranda":
        yield from ("### `tbl_ringkasan`", "", "Angka tahun ini; semuanya dihitung.", "")
        yield from tabel(("Kunci", "Jenis", "Arti"), [(k, JENIS_KOLOM[j], c) for k, j, _, c in RINGKASAN])
    for t in lembar.tables:
        yield from (f"### `{t.name}`", "", f"{t.about} Baris dihitung bila kolom {t.key} terisi.", "")
        if t.spare and lembar.name != LEMBAR_TEMUAN:
            yield from (f"Baris cadangan di bawah baris terisi: {t.spare}.", "")
        yield from tabel(
            ("Kolom", "Jenis", "Isi", "Pilihan", "Cara isi"),
            [_baris_kolom(c) for c in t.columns],
        )


def workbook_md():
    """Text of ``docs/workbook.md``."""
    # A Renstra of one nameless year: its Target column stands for all of them.
    lembar = kontrak.sheets(0, 0)
    baris = [
        TANDA, "", "# Buku kerja", "",
        "Nama lembar, tabel, kolom, kunci setelan, dan nama terdefinisi di halaman ini adalah antarmuka publik: tidak "
        "berubah tanpa menaikkan `versi_kontrak`. Setiap tabel adalah tabel Excel dengan nama dan judul kolom persis "
        "seperti di bawah.", "",
        "## Yang diisi, yang dihitung, yang dilindungi", "",
        "- Sel isian berlatar kuning muda dan tidak terkunci; sel hitungan terkunci dan berisi rumus Excel biasa, "
        "sehingga buku tetap menghitung tanpa program ini.",
        "- Lembar Beranda, Petunjuk, Pengaturan, dan lembar laporan dilindungi tanpa kata sandi. Lembar masukan tidak "
        "dilindungi, karena tabel Excel tidak dapat bertambah baris pada lembar yang dilindungi.",
        "- Rumus hitungan yang tertimpa tampil merah, menjadi temuan, dan dipulihkan oleh `hitung`.",
        "- Kolom yang namanya diawali `_` adalah kolom bantu, tersembunyi di ujung kanan.",
        "- Pada sel isian, kosong berarti belum diisi; `N/A`, `n/a`, dan `-` berarti tidak tersedia; teks lain pada "
        "sel angka menghasilkan #VALUE!.",
        "- Kode adalah teks, tanpa `* ? ~ ;`.", "",
        "## Daftar lembar", "",
    ]  # fmt: skip
    baris += tabel(
        ("Lembar", "Tabel", "Dilindungi"),
        [
            (b.name, "tbl_ringkasan" if b.name == "Beranda" else ", ".join(t.name for t in b.tables) or None,
             "ya" if b.protected else "tidak")
            for b in lembar
        ],
    )  # fmt: skip
    baris += ["Lembar Cetak boleh tidak ada.", ""]
    baris += ["## Yang diubah tiap perintah", ""]
    baris += tabel(("Perintah", "Yang ditulis", "Yang tidak berubah"), [(_kode(p), d, t) for p, d, t in PERINTAH])
    for satu in lembar:
        baris += _lembar(satu)
    baris += ["## Setelan", "", "Isi `tbl_pengaturan`; satu baris untuk tiap kunci.", ""]
    baris += tabel(
        ("Kunci", "Bawaan", "Jenis", "Pilihan atau rentang", "Keterangan"),
        map(_baris_setelan, SETTINGS),
    )
    baris += ["## Nama terdefinisi", "", "Setelan yang dipakai rumus, dan daftar yang dipakai validasi.", ""]
    nama = [(n, tulis(isi, {"isi": setting_cell(kunci)})) for n, (kunci, isi) in NAMES.items()]
    baris += tabel(("Nama", "Rumus"), [(_kode(n), "=" + r) for n, r in [*nama, ("lk_pk", tulis(PK_BERLAKU))]])
    baris += tabel(("Daftar pilihan", "Isi"), [(_kode(n), isi) for n, isi in DAFTAR_PILIHAN.items()])
    baris += ["## Rumus Beranda", ""]
    for kunci, _, isi, _ in RINGKASAN:
        baris += [f"{kunci}:", "", *_rumus("=" + tulis(isi))]
    baris += [
        "## Rumus kolom hitungan", "",
        "Seperti tersimpan dalam berkas. Kolom hitungan `tbl_anggaran` mengikuti jenjang baris: "
        f"{', '.join(struktur.TINGKAT)}.", "",
    ]  # fmt: skip
    for satu in lembar:
        for t in satu.tables:
            for c in t.computed:
                baris += [f"`{t.name}[{c.name}]`", "", *_rumus("=" + _rumus_kolom(c))]
    return "\n".join(baris).rstrip() + "\n"


def pemeriksaan_md():
    """Text of ``docs/pemeriksaan.md``."""
    from ..checks.registry import semua

    kelompok = {"ARI": "Hitungan", "CET": "Laporan tercetak", "KON": "Keselarasan", "LAP": "Lembar laporan",
                "LKP": "Kelengkapan", "MKN": "Makna"}  # fmt: skip
    baris = [
        TANDA, "", "# Pemeriksaan", "",
        "Yang dicari `periksa`. Salah: datanya sendiri membuktikan kekeliruan. Periksa: seseorang perlu melihat. Info: "
        "sekadar diketahui. Sebuah temuan dapat lebih ringan atau lebih berat daripada bawaan pemeriksaannya, dan "
        "uraiannya menyebut yang tertulis dan yang seharusnya.", "",
        "Temuan berkode BACA datang dari pembacaan berkas (bentuk isian); artinya ada di panduan.", "",
    ]  # fmt: skip
    for awalan, judul in kelompok.items():
        baris += [f"## {judul}", ""]
        baris += tabel(
            ("Kode", "Berat", "Yang diperiksa", "Dasar"),
            [(_kode(k), p.berat, p.judul, p.dasar) for k, p in semua().items() if k.startswith(awalan)],
        )
    return "\n".join(baris).rstrip() + "\n"


# --- files -----------------------------------------------------------------------------------------------------------
HALAMAN = {
    "aturan.md": aturan_md, "laporan.md": laporan_md, "pemeriksaan.md": pemeriksaan_md, "workbook.md": workbook_md,
}  # fmt: skip


def folder_dokumen():
    """The folder ``docs`` of the source tree that this module stands in."""
    from pathlib import Path

    return Path(__file__).parents[2] / "docs"


def basi(folder=None):
    """Names of the generated pages in ``folder`` that are missing or differ from what would be written now."""
    folder = folder or folder_dokumen()
    return [
        nama for nama, buat in HALAMAN.items()
        if not (folder / nama).exists() or (folder / nama).read_text(encoding="utf-8") != buat()
    ]  # fmt: skip


def cek(folder=None):
    """Whether every generated page is as it would be written now."""
    return not basi(folder)


def tulis_halaman(folder=None):
    """Write the pages; returns their paths."""
    folder = folder or folder_dokumen()
    folder.mkdir(parents=True, exist_ok=True)
    for nama, buat in HALAMAN.items():
        (folder / nama).write_text(buat(), encoding="utf-8", newline="\n")
    return [folder / nama for nama in HALAMAN]


def main(argumen):
    """Command line of this module; returns the exit code."""
    if "--cek" in argumen:
        lama = basi()
        print("Halaman mutakhir." if not lama else "Perlu ditulis ulang: " + ", ".join(lama))
        return 1 if lama else 0
    for path in tulis_halaman():
        print(path.name)
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
