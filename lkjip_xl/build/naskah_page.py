"""Writes ``docs/naskah.md``: how the text of the report is written, and all that its rows may say."""

from ..naskah.charts import CHARTS
from ..naskah.register import all_slots
from ..naskah.rows import all_conditions, all_repetitions
from ..naskah.words import MODIFIERS
from ..schema.modules.naskah import outline
from .markdown import MADE_BY, table_lines

_BLOCKS = (
    ("{tabel:LAP-ANGGARAN}", "Tabel-tabel sebuah laporan; `:2` yang kedua, `:akhir` yang terakhir"),
    ("{tabel:PK}", "Tabel PK yang berlaku"),
    ("{tabel:skala}", "Skala predikat yang dipakai"),
    ("{tabel:tbl_data_dukung}", "Tabel buku apa adanya; kolom yang kosong semua tidak ikut"),
    ("{laporan:LAP-SASARAN}", "Tabel-tabel sebuah laporan dengan anak judulnya; pada baris tiap sasaran hanya sasaran "
     "itu. Dalam Lampiran: laporan itu seutuhnya, dengan kepala, tanda tangan, dan halamannya"),
    ("{laporan:LAP-TW}", "Pengukuran triwulan yang sudah berjalan"),
    ("{gambar:lambang}", "Lambang yang ditaruh di lembar Pengaturan"),
    ("{gambar:struktur.png}", "Gambar PNG atau JPEG di folder buku; bila tidak ada, barisnya dilewati dan disebut"),
    ("{daftar_isi}, {daftar_tabel}, {daftar_gambar}", "Daftar otomatis; halamannya diisi Word"),
    ("{tanda_tangan}", "Tempat, tanggal, dan tanda tangan kepala"),
)  # fmt: skip


def naskah_md() -> str:
    """``docs/naskah.md``."""
    charts = [(f"{{gambar:{name}}}", about) for name, (about, _) in CHARTS.items()]
    parts = dict.fromkeys(bab for bab, *_ in outline())
    lines = [
        MADE_BY,
        "",
        "# Naskah LKjIP",
        "",
        "`lkjip-xl tambah BUKU naskah` menambah lembar Naskah yang sudah berisi kerangka dan kalimat baku menurut "
        "PermenPANRB 53/2014 Lampiran II. `lkjip-xl naskah BUKU` (tombol Naskah) menulis `LKjIP.docx` darinya. Yang "
        "diketik tinggal beberapa alinea; semua angka, nama, dan tabel diisi dari buku setiap kali dokumen dibuat.",
        "",
        "## Baris",
        "",
        "Satu baris tabel `tbl_naskah` adalah satu judul, paragraf, butir, gambar, atau tabel. Bagian dokumen (Bab) "
        f"berurutan seperti pertama kali disebut: {', '.join(parts)}. Di dalamnya baris diurutkan menurut Urut; baris "
        "tanpa Urut mengikuti baris di atasnya, sehingga menyisipkan cukup dengan angka di antaranya. Nomor bab, "
        "subbab, tabel, gambar, dan lampiran diberikan sendiri.",
        "",
        "Teks yang diawali `(Tulis` dan seluruhnya dalam kurung adalah petunjuk: tidak dicetak, dan disebut Periksa "
        "sampai diganti. Isian yang kosong di buku dicetak titik-titik dan disorot.",
        "",
        "Teks pada Tabel dan Gambar di luar isiannya adalah judulnya; tanpa teks, judulnya dari laporan itu.",
        "",
        "## Berlaku",
        "",
        "Kosong berarti selalu. Beberapa syarat dipisah titik koma, dan dibaca dari kiri.",
        "",
        *table_lines(("Berlaku", "Artinya"), [(f"untuk tiap {r.name}", r.about) for r in all_repetitions().values()]),
        *table_lines(
            ("Berlaku", "Artinya"),
            [(f"bila {c.name.strip()}{' ...' if c.name.endswith(' ') else ''}", c.about)
             for c in all_conditions().values()],
        ),
        "Dengan `bila tidak ...` baris berlaku dalam keadaan sebaliknya.",
        "",
        "## Tabel, gambar, dan daftar",
        "",
        *table_lines(
            ("Isian", "Yang tampil"),
            [(f"`{name}`", about) for name, about in (*_BLOCKS, *charts)],
        ),
        "## Isian",
        "",
        "Angkanya sama dengan yang tercetak pada lembar laporan dan Beranda, termasuk tanda sementara (*). Di belakang "
        "titik dua dapat diminta: " + "; ".join(f"`:{name}` {about}" for name, about in MODIFIERS.items()) + ".",
        "",
        *table_lines(("Isian", "Isinya"), [(f"`{{{s.name}}}`", s.about) for s in all_slots().values() if not s.of]),
    ]  # fmt: skip
    for repetition in dict.fromkeys(s.of for s in all_slots().values() if s.of):
        name = next(r.name for r in all_repetitions().values() if r.thing == repetition)
        lines += [f"Pada baris `untuk tiap {name}`:", ""]
        own = [s for s in all_slots().values() if s.of == repetition]
        lines += table_lines(("Isian", "Isinya"), [(f"`{{{s.name}}}`", s.about) for s in own])
    return "\n".join(lines).rstrip() + "\n"
