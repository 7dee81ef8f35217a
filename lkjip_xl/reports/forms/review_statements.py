"""The statements of the reviu checklist (PermenPANRB 53/2014, Lampiran III) and how a book answers them.

What the book shows is answered with its evidence. What takes a person's judgement stays open: the data may deny such
a statement (figures that are proven wrong are not reliable), but never affirm it.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from ...compute.comparison import comparison_of
from ...compute.key import key
from ...expr.values import NOT_AVAILABLE, is_number
from ...rules.terbilang import format_percent, rupiah
from ...schema.choices import ROMAWI
from ..office_figures import says_something
from ..registry import report_ids
from .gabungan import SHEETS
from .review_facts import (
    INFO,
    NO,
    NOT_APPLICABLE,
    PARTLY,
    PERIKSA,
    REVIEWER,
    SALAH,
    YES,
    Answer,
    Review,
    Share,
    at_most_partly,
    filled,
    grade,
    listed,
    not_placeholder,
    row_code,
)

GROUPS = ("Format", "Mekanisme Penyusunan", "Substansi")
DATA = ("BACA", "ARI", "MKN", "KON", "CET", "RCN")  # families of findings that question a figure
KEY_SETTINGS = {
    "instansi": "nama instansi", "pemerintah_daerah": "pemerintah daerah", "alamat": "alamat", "tugas": "tugas",
    "fungsi": "fungsi", "jabatan_kepala": "jabatan kepala",
}  # fmt: skip
NOTHING_MEASURED = "Belum ada indikator sasaran di lembar Pengukuran."
SERIES = "LAP-SASARAN-"
COMBINED = {s.id for s in SHEETS}


class Statement(NamedTuple):
    """One statement of the checklist with its answer.

    group: one of ``GROUPS``. number: its place there, from 1. text: its wording.
    answer: ``Ya``, ``Sebagian``, ``Tidak``, ``Tidak berlaku``, or None (REVIEWER). evidence: sentences by line.
    """

    group: str
    number: int
    text: str
    answer: str | None
    evidence: list[str]


# --- I. Format -----------------------------------------------------------------------------------------------
def data_penting(r: Review) -> Answer:
    present = Share(KEY_SETTINGS, lambda k: not_placeholder(r.world.settings.get(k)), KEY_SETTINGS.get)
    return grade(present), [
        f"Lembar Pengaturan memuat {present.told('isian pokok instansi')}.",
        "Struktur organisasi dan isu strategis: lihat Bab I.",
    ]


def informasi_target(r: Review) -> Answer:
    if not r.measured and not r.pk:
        return NO, [NOTHING_MEASURED]
    tahun_akhir = r.world.last_year
    end = Share(r.measured, lambda i: says_something(r.world.target_renstra(i.kode, tahun_akhir)))
    evidence = [f"Target akhir Renstra ({tahun_akhir}) ada pada {end.told('indikator yang diukur')}."]
    if r.pk:
        present = Share(r.pk.values(), lambda p: says_something(p["Target"]), row_code)
        sebutan = present.told(f"indikator {r.document}", "belum atau N/A")
        return grade(present, end), [f"Target terisi pada {sebutan}.", *(evidence if r.measured else ())]
    present = Share(r.measured, lambda i: says_something(i["Target"]))
    return at_most_partly(grade(present)), [
        f"Lembar PK tidak memuat {r.document}; target Renstra ada pada {present.told('indikator')}.", *evidence,
    ]  # fmt: skip


def capaian_memadai(r: Review) -> Answer:
    def has_data(kode: Any) -> bool:
        row = r.measured_by_code.get(key(kode))
        return row is not None and says_something(row["Target"]) and says_something(row["Realisasi"])

    data = Share([*(i.kode for i in r.measured), *r.against_pk[2].lacking], has_data, str)
    capaian = Share(r.measured, lambda i: is_number(r.capaian(i)))
    analisis = Share(r.below_target, lambda i: filled(i["Analisis"]))
    sheet = r.sheets_present(i for i in report_ids(r.world) if i.startswith(SERIES) or i in COMBINED)
    return r.lowered_if_wrong(grade(data, capaian, analisis, sheet), [
        f"Target dan realisasi ada pada {data.told('indikator', 'belum atau N/A')}; capaian terhitung pada "
        f"{capaian.having}.",
        r.answered(analisis, "Analisis"),
        f"{sheet.told('lembar analisis capaian')} ada di buku.",
    ], "Pengukuran")  # fmt: skip


def lampiran_pendukung(r: Review) -> Answer:
    sheet = r.sheets_present(["LAP-PK", "LAP-PK-P", f"LAP-TW{r.world.quarter}", "LAP-ANGGARAN"])
    answer = grade(sheet)
    evidence = [
        f"{sheet.told('lembar lampiran')} ada di buku: perjanjian kinerja, pengukuran, realisasi anggaran."
        if sheet.having else f"Belum ditulis: {listed(sheet.lacking)}."
    ]  # fmt: skip
    if text := r.see("LAP-01", "LAP-02"):
        answer = at_most_partly(answer)
        evidence.append(f"Ada lembar laporan yang diketiki atau lebih lama dari isiannya.{text}")
    return answer, [*evidence, "Lampiran lain (penghargaan, foto, SK): lihat naskah laporan."]


def upaya_perbaikan(r: Review) -> Answer:
    solusi = Share(r.below_target, lambda i: filled(i["Solusi"]))
    if solusi.count:
        return grade(solusi), [r.answered(solusi, "Solusi"), "Langkah perbaikan instansi: lihat Bab IV."]
    present = Share(r.measured, lambda i: filled(i["Solusi"]))
    return YES if present.having else REVIEWER, [
        f"Tidak ada capaian di bawah 100%; Solusi terisi pada {present.told('indikator')}.",
        "Langkah perbaikan instansi: lihat Bab IV.",
    ]


def akuntabilitas_keuangan(r: Review) -> Answer:
    world = r.world
    leaves = [a for a in world.budget.rows if a.daun]
    if not leaves:
        return NO, ["Belum ada baris pada lembar Anggaran."]
    pagu = Share(leaves, lambda a: is_number(a.pagu), lambda a: a.kode or a.uraian)
    realisasi = Share(leaves, lambda a: is_number(a.realisasi), lambda a: a.kode or a.uraian)
    answer = grade(pagu, realisasi)
    sampai = f" s.d. Triwulan {ROMAWI[world.quarter]}" if world.quarter < 4 else ""
    if is_number(world.budget.pagu) and world.budget.realisasi == NOT_AVAILABLE:
        total = f"Pagu {rupiah(world.budget.pagu)}, realisasi{sampai} belum terisi."
    elif not (is_number(world.budget.pagu) and is_number(world.budget.realisasi)):
        answer, total = at_most_partly(answer), "Jumlah pagu atau realisasi N/A: ada isian yang tidak terbaca."
    else:
        serapan = (
            f" ({format_percent(world.budget.serapan, world.decimals)})" if is_number(world.budget.serapan) else ""
        )
        total = f"Pagu {rupiah(world.budget.pagu)}, realisasi{sampai} {rupiah(world.budget.realisasi)}{serapan}."
    return r.lowered_if_wrong(answer, [
        total, f"Pagu terisi pada {pagu.told('baris rincian')}, realisasi pada {realisasi.told('baris')}.",
    ], "Anggaran")  # fmt: skip


# --- II. Mekanisme -------------------------------------------------------------------------------------------
def data_memadai(r: Review) -> Answer:
    berdata = {key(b.cells.get("Kode")) for b in r.world.book.rows("tbl_data_dukung")}
    dukung = Share(r.measured, lambda i: key(i.kode) in berdata)
    source = Share(r.measured, lambda i: filled(i.renstra.get("Sumber Data")))
    answer, different = grade(dukung, source), r.see("KON-25")
    return at_most_partly(answer) if different else answer, [
        f"Rincian di lembar Data Dukung ada untuk {dukung.told('indikator')}.",
        f"Sumber Data di lembar Renstra terisi pada {source.told('indikator')}.",
        f"Ada data dukung yang tidak menghasilkan realisasinya.{different}" if different else "",
    ]


def penyampaian_data(r: Review) -> Answer:
    value = ", ".join(
        f"TW {ROMAWI[n]} {sum(1 for i in r.measured if filled(i[f'Realisasi TW{n}']))}"
        for n in range(1, r.world.quarter + 1)
    )
    return REVIEWER, [
        "Lihat SOP atau edaran pengumpulan data kinerja dan bukti penyampaiannya.",
        f"Realisasi terisi menurut triwulan, dari {len(r.measured)} indikator: {value}.",
    ]


def penanggung_jawab(r: Review) -> Answer:
    present = Share(r.measured, lambda i: filled(i.renstra.get("Penanggung Jawab")))
    contents = [i.renstra.get("Penanggung Jawab") for i in r.measured]
    unit = {key(one): one for one in contents if filled(one)}.values()
    return grade(present), [
        f"Penanggung Jawab di lembar Renstra terisi pada {present.told('indikator')}.",
        f"Unit atau jabatan: {listed(unit, 4, '; ')}." if unit else "", "Surat penunjukannya: dilihat pereviu.",
    ]  # fmt: skip


def data_andal(r: Review) -> Answer:
    if not r.measured and not r.world.budget.rows:
        return NO, ["Belum ada data kinerja maupun anggaran."]
    data = [t for t in r.temuan if t.kode.partition("-")[0] in DATA and t.berat != INFO]
    uji = "Lakukan uji petik realisasi dengan dokumen sumbernya."
    if not data:
        return REVIEWER, [uji, "Tidak ada temuan Salah atau Periksa pada data."]
    total = Counter(t.berat for t in data)
    kode = listed(dict.fromkeys(t.kode for t in data))
    return NO if total[SALAH] else PARTLY, [
        f"Temuan pada data: {total[SALAH]} Salah, {total[PERIKSA]} Periksa ({kode}); lihat lembar Temuan.", uji,
    ]  # fmt: skip


def analisis_diketahui(r: Review) -> Answer:
    present = Share(r.measured, lambda i: filled(i["Analisis"]))
    return REVIEWER, [
        "Lihat paraf, berita acara, atau notula pembahasan dengan unit penanggung jawab.",
        f"Analisis terisi pada {present.told('indikator')}.",
    ]


# --- III. Substansi ------------------------------------------------------------------------------------------
def sesuai_pk(r: Review) -> Answer:
    if not r.pk:
        return NO, [f"Lembar PK tidak memuat indikator {r.document}."]
    sasaran, lkj, pk = r.against_pk
    return grade(sasaran, lkj, pk), [
        f"Ada di {r.document}: {sasaran.told('sasaran', 'tidak')}, {lkj.told('indikator', 'tidak')} laporan.",
        f"Diukur dalam laporan: {pk.told(f'indikator {r.document}')}.{r.see('KON-06', 'KON-07')}",
    ]


def selaras_renstra(r: Review) -> Answer:
    kenal, sasaran, target = r.against_renstra
    answer = grade(kenal, sasaran, target)
    evidence = [f"Ada di Renstra: {kenal.told('indikator', 'tidak')} laporan.{r.see('KON-01')}"]
    if sasaran.count:
        sebutan = sasaran.told(f"sasaran Renstra yang bertarget tahun {r.world.year}")
        evidence.append(f"Dilaporkan: {sebutan}.")
    else:
        answer = at_most_partly(answer)
        evidence.append("Renstra tidak memuat target sasaran untuk tahun laporan.")
    if target.count:
        different = r.see("KON-03")
        evidence.append(f"Target PK sama dengan Renstra pada {target.told('indikator', 'berbeda')}.{different}")
    return answer, evidence


def jelas_pk_renstra(r: Review) -> Answer:
    if sesuai_pk(r)[0] == YES and selaras_renstra(r)[0] == YES:
        return NOT_APPLICABLE, ["Butir 1 dan 2 dijawab Ya."]
    _, lkj, pk = r.against_pk
    kenal, _, target = r.against_renstra
    gone = [s["Kode"] for s in r.renstra_sasaran if key(s.get("Sasaran")) not in r.reported_sasaran]
    return r.explanation([*lkj.lacking, *pk.lacking, *kenal.lacking, *gone, *target.lacking], "1 dan 2")


def sesuai_indikator(r: Review) -> Answer:
    sasaran, indikator, tujuan = r.against_indicators
    evidence = [f"Bunyi sasaran dan indikatornya ada di Renstra: {sasaran.told('sasaran')}."
             f"{r.see('LKP-11', 'KON-17')}"]  # fmt: skip
    if indikator.count:
        evidence.append(f"Diukur: {indikator.told('indikator sasaran Renstra')}.{r.see('KON-08')}")
    if tujuan.count:
        evidence.append(f"Diukur: {tujuan.told('indikator tujuan Renstra')}.{r.see('KON-10')}")
    return grade(sasaran, indikator, tujuan), evidence


def sesuai_iku(r: Review) -> Answer:
    if not r.iku:
        return NO, [f"Lembar Renstra tidak memuat IKU yang bertarget tahun laporan.{r.see('LKP-16')}"]
    iku, sasaran = r.against_iku
    return grade(iku, sasaran), [
        f"Diukur: {iku.told('IKU')}.", f"Mempunyai IKU: {sasaran.told('sasaran', 'tidak')} laporan.",
    ]  # fmt: skip


def jelas_indikator(r: Review) -> Answer:
    if sesuai_indikator(r)[0] == YES and sesuai_iku(r)[0] == YES:
        return NOT_APPLICABLE, ["Butir 4 dan 5 dijawab Ya."]
    _, indikator, tujuan = r.against_indicators
    return r.explanation([*indikator.lacking, *tujuan.lacking, *r.against_iku[0].lacking], "4 dan 5")


def perbandingan(r: Review) -> Answer:
    tahun, riwayat, pembanding = r.world.year, r.world.history, comparison_of(r.world)
    evidence: list[str] = []

    def compared(called: str, row: Callable[[Any], Any]) -> Share:
        figures = Share(r.measured, lambda i: says_something(row(i).get("Realisasi")))
        present = Share(r.measured, lambda i: i.kode not in figures.lacking or filled(row(i).get("Keterangan")))
        more = present.having - figures.having
        told = f", {more} di antaranya diberi keterangan" if more else ""
        evidence.append(f"{called}: {figures.told('indikator', 'tanpa angka')}{told}.")
        return present

    parts = [compared("Perbandingan nasional", lambda i: pembanding.outside(i, "Nasional"))]
    if "Provinsi" in pembanding.scopes:
        compared("Perbandingan provinsi", lambda i: pembanding.outside(i, "Provinsi"))
    if tahun is not None:
        parts.append(compared(f"Realisasi {tahun - 1}", lambda i: riwayat(i.kode, tahun - 1)))
        compared(f"Realisasi {tahun - 2}", lambda i: riwayat(i.kode, tahun - 2))
    evidence[-1] += r.see("LKP-12", "LKP-13")
    return grade(*parts), evidence


def cukup_mengukur(r: Review) -> Answer:
    count = f"{len(r.world.sasaran)} sasaran diukur dengan {len(r.measured)} indikator."
    return REVIEWER, [
        "Nilai apakah indikator menggambarkan hasil sasarannya, bukan banyaknya kegiatan.",
        count + r.see("LKP-09", "LKP-10"),
    ]


def _with(r: Review, column: str, has: Callable[[Any], bool]) -> Share:
    """Measured indicators by what Renstra says of them in a column."""
    return Share(r.measured, lambda i: has(i.renstra.get(column)))


def smart(r: Review) -> Answer:
    asked: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
        ("formulasi", "Formulasi", filled), ("satuan", "Satuan", filled),
        ("kondisi awal", "Kondisi Awal", filled), ("sumber data", "Sumber Data", filled),
        ("target tahun ini", f"Target {r.world.year}", says_something),
    )  # fmt: skip
    present = [(name, _with(r, column, has)) for name, column, has in asked]
    lengkap = ", ".join(f"{own_name} {b.having}" for own_name, b in present)
    evidence = [f"Terisi di Renstra, dari {len(r.measured)} indikator: {lengkap}.{r.see('LKP-08', 'MKN-22')}"]
    answer = grade(*(b for _, b in present))
    if answer == YES:
        return REVIEWER, ["Nilai apakah spesifik dan relevan, dan targetnya dapat dicapai.", *evidence]
    return answer, [*evidence, "Spesifik, relevan, dan dapat dicapai: dinilai pereviu."]


STATEMENTS: tuple[tuple[int, str, str | Callable[[Review], Answer], bool], ...] = (
    (0, "Laporan memuat data penting tentang instansi.", data_penting, False),
    (0, "Laporan memuat informasi target kinerja.", informasi_target, False),
    (0, "Laporan memuat capaian kinerja instansi dengan memadai.", capaian_memadai, True),
    (0, "Ada lampiran yang mendukung isi laporan.", lampiran_pendukung, False),
    (0, "Laporan memuat upaya perbaikan ke depan.", upaya_perbaikan, True),
    (0, "Laporan memuat akuntabilitas keuangan.", akuntabilitas_keuangan, False),
    (1, "Laporan disusun oleh unit kerja yang memang bertugas menyusunnya.",
     "Lihat surat tugas atau keputusan tim penyusun, dan uraian tugas unitnya.", False),
    (1, "Informasi dalam laporan didukung data yang memadai.", data_memadai, True),
    (1, "Ada tata cara penyampaian data dari unit kerja kepada unit penyusun.", penyampaian_data, False),
    (1, "Penanggung jawab pengumpulan data di tiap unit kerja sudah ditetapkan.", penanggung_jawab, True),
    (1, "Data kinerja dalam laporan diyakini andal.", data_andal, False),
    (1, "Analisis dalam laporan diketahui oleh unit kerja yang terkait.", analisis_diketahui, False),
    (1, "Laporan menggabungkan bahan dari unit kerja di bawahnya.",
     "Lihat laporan kinerja atau bahan dari unit di bawahnya, dan kesesuaian angkanya.", False),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan perjanjian kinerja.", sesuai_pk, True),
    (2, "Tujuan/sasaran dalam laporan selaras dengan Renstra.", selaras_renstra, True),
    (2, "Bila butir 1 atau 2 tidak, ada penjelasan yang memadai.", jelas_pk_renstra, True),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan indikator kinerja.", sesuai_indikator, True),
    (2, "Tujuan/sasaran dalam laporan sesuai dengan IKU.", sesuai_iku, True),
    (2, "Bila butir 4 atau 5 tidak, ada penjelasan yang memadai.", jelas_indikator, True),
    (2, "Kinerja dibandingkan dengan tahun lalu, standar nasional, dan pembanding lain yang berguna.",
     perbandingan, True),
    (2, "IKU dan indikator kinerja cukup untuk mengukur tujuan/sasaran.", cukup_mengukur, False),
    (2, "Bila butir 8 tidak, ada penjelasan yang memadai.",
     "Hanya bila butir 8 dijawab Tidak: lihat penjelasannya di Bab III.", False),
    (2, "IKU dan indikator kinerja memenuhi SMART (spesifik, terukur, dapat dicapai, relevan, berjangka waktu).",
     smart, True),
)  # fmt: skip
"""The statements of the form in our own words: ``(place in GROUPS, wording, answer, needs a measured indicator)``.

The answer is a function of the Review, or for one that is always the reviewer's, what to look at.
"""


def statements(r: Review) -> list[Statement]:
    """The statements with their answers, in the order of the form."""
    result: list[Statement] = []
    number = Counter[int]()
    for group, text, answer, needs_indicator in STATEMENTS:
        number[group] += 1
        if needs_indicator and not r.measured:
            told: Answer = NO, [NOTHING_MEASURED]
        else:
            told = (REVIEWER, [answer]) if isinstance(answer, str) else answer(r)
        result.append(Statement(GROUPS[group], number[group], text, told[0], [e for e in told[1] if e]))
    return result
