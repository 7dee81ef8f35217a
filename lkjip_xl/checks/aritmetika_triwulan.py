"""Checks on the quarters: running totals that fall, quarters against the year; and shares above their whole."""

from ..compute.indicators import unplanned
from ..compute.key import blank
from ..expr.functions import is_blank_mark
from ..expr.values import bulatkan, is_number
from ..rules.bacaan_angka import is_not_available_mark
from ..schema.choices import ROMAWI, TRIWULAN
from .aritmetika import REALISASI, sesudah_berjalan, turun
from .finding import PERIKSA, SALAH
from .indicator_facts import boleh_lebih, pilihan
from .konsistensi import daftar
from .makna import diragukan
from .registry import check, shown

TARGET = tuple(f"Target TW{n}" for n in TRIWULAN)
DASAR = "Pengukuran triwulan: TRW-02 dan TRW-03"
BAGIAN = "Persentase adalah bagian dari penyebut"


# --- quarters of the performance -------------------------------------------------------------------------------------
def _nama(satu):
    return f"indikator {satu['Kode']}"


def _berkode(b):
    return [s for s in b.rows("tbl_pengukuran") if not blank(s["Kode"])]


@check("ARI-21", PERIKSA, "Target dan realisasi Kumulatif tidak turun dari triwulan ke triwulan", DASAR)
def kumulatif_turun(b):
    for satu in _berkode(b):
        arah, tipe = pilihan(satu["Arah"]), pilihan(satu["Tipe"])
        if pilihan(satu["Sifat"]) != "Kumulatif" or arah == "Turun" or tipe == "Tingkat":
            continue
        for kolom in (TARGET, REALISASI[: b.triwulan]):
            for lalu, kini in turun(satu, kolom):
                if {satu[lalu], satu[kini]} & diragukan(b, satu["Kode"]):
                    continue
                yield b.temuan(
                    "tbl_pengukuran",
                    satu,
                    kini,
                    uraian=f"{kini} {_nama(satu)} tertulis {shown(satu[kini])}, lebih kecil daripada {lalu} "
                    f"{shown(satu[lalu])}, padahal Sifat Kumulatif (angka berjalan).",
                    perbaikan="Betulkan triwulan yang keliru. Bila yang diisi angka tiap triwulan, pilih Sifat "
                    "Akumulasi; bila keadaan terakhir yang boleh turun, pilih Posisi Akhir.",
                    tertulis=satu[kini],
                )


@check("ARI-22", SALAH, "Target triwulan IV sama dengan target tahun (Kumulatif dan Posisi Akhir)", DASAR)
def target_tw4(b):
    for satu in _berkode(b):
        if pilihan(satu["Sifat"]) not in ("Kumulatif", "Posisi akhir") or blank(satu["Target TW4"]):
            continue
        tw4, tahun = satu["_T4"], satu["_T0"]
        if is_number(tw4) and is_number(tahun) and abs(tw4 - tahun) > 1e-9 * max(1, abs(tahun)):
            if {tw4, tahun} & diragukan(b, satu["Kode"]):
                continue
            yield b.temuan(
                "tbl_pengukuran",
                satu,
                "Target TW4",
                uraian=f"Target TW4 {_nama(satu)} tertulis {shown(satu['Target TW4'])}, sedangkan target tahun "
                f"menurut {satu['Sumber Target']} {shown(satu['Target'])}.",
                perbaikan=f"Samakan Target TW4 dengan target tahun, atau betulkan targetnya di {_asal(satu)}.",
                tertulis=satu["Target TW4"],
                seharusnya=satu["Target"],
            )


def _asal(satu):
    return "Renstra" if satu["Sumber Target"] == "Renstra" else "PK"


def _desimal(angka):
    return len(f"{angka:.10f}".rstrip("0").partition(".")[2])


@check("ARI-23", SALAH, "Jumlah target empat triwulan sama dengan target tahun (Akumulasi)", DASAR)
def target_akumulasi(b):
    for satu in _berkode(b):
        isi = [satu[k] for k in TARGET]
        tahun = satu["_T0"]
        if pilihan(satu["Sifat"]) != "Akumulasi" or pilihan(satu["Tipe"]) == "Tingkat" or not is_number(tahun):
            continue
        berangka = [x for x in isi if is_number(x)]
        hampa = [k for k, x in zip(TARGET, isi, strict=True) if blank(x) or is_not_available_mark(x)]
        if len(berangka) < 2 or len(berangka) + len(hampa) < 4:
            continue
        jumlah = bulatkan(sum(berangka), 10)
        if abs(jumlah - tahun) <= _toleransi(berangka, tahun) or {*berangka, tahun} & diragukan(b, satu["Kode"]):
            continue
        rincian = f"{shown(jumlah)} ({' + '.join(shown(x) for x in berangka)})"
        target = f"target tahun menurut {satu['Sumber Target']} {shown(tahun)}"
        if hampa:
            yield b.temuan(
                "tbl_pengukuran",
                satu,
                hampa[0],
                uraian=f"{hampa[0]} {_nama(satu)} {shown(satu[hampa[0]])}, sedangkan target triwulan yang terisi "
                f"berjumlah {rincian}, tidak sama dengan {target}.",
                perbaikan=f"Isi {' dan '.join(hampa)}, atau betulkan target yang sudah terisi; tulis 0 bila memang "
                "tanpa target.",
                tertulis=jumlah,
                seharusnya=tahun,
                berat=PERIKSA,
            )
            continue
        saran = ""
        if isi[3] == tahun:
            saran = " Target TW4 sudah sama dengan target tahun, jadi Sifatnya mungkin Kumulatif atau Posisi Akhir."
        yield b.temuan(
            "tbl_pengukuran",
            satu,
            "Target TW4",
            uraian=f"Target triwulan {_nama(satu)} berjumlah {rincian}, sedangkan {target}.",
            perbaikan=f"Betulkan target triwulan yang keliru, atau Sifat-nya.{saran}",
            tertulis=jumlah,
            seharusnya=tahun,
        )


def _toleransi(target, tahun):
    """How far the sum of rounded targets may stand from the year's: half of the last written digit of each.

    Whole numbers were not rounded, unless the year's target is not whole itself.
    """
    desimal = max(_desimal(x) for x in target)
    if desimal == 0 and tahun % 1 == 0:
        return 1e-9
    return 0.5 * sum(x != 0 for x in target) * 10**-desimal + 1e-9


@check("ARI-24", PERIKSA, "Realisasi Akumulasi tidak melompati triwulan yang bertarget", DASAR)
def akumulasi_terlewat(b):
    for satu in _berkode(b):
        if pilihan(satu["Sifat"]) != "Akumulasi":
            continue
        terisi = [n for n in TRIWULAN[: b.triwulan] if is_number(satu[f"Realisasi TW{n}"])]
        for n in TRIWULAN[: terisi[-1] - 1] if terisi else ():
            target = satu[f"Target TW{n}"]
            if blank(satu[f"Realisasi TW{n}"]) and is_number(target) and target > 0:
                yield b.temuan(
                    "tbl_pengukuran", satu, f"Realisasi TW{n}",
                    uraian=f"Realisasi TW{n} {_nama(satu)} kosong, padahal targetnya {shown(target)} dan Realisasi "
                    f"TW{terisi[-1]} sudah terisi; triwulan itu tidak ikut dijumlahkan.",
                    perbaikan=f"Isi Realisasi TW{n}; tulis 0 bila memang belum ada hasilnya.",
                )  # fmt: skip


@check("ARI-25", PERIKSA, "Triwulan sesudah triwulan berjalan belum berisi realisasi kinerja", "SET-01")
def kinerja_sesudah_berjalan(b):
    yield from sesudah_berjalan(b, "tbl_pengukuran", _berkode(b))


@check("ARI-26", PERIKSA, "Realisasi hanya pada triwulan yang direncanakan", DASAR)
def realisasi_tanpa_rencana(b):
    for n in TRIWULAN[: b.triwulan]:
        diisi = [s for s in _berkode(b) if not is_blank_mark(s[f"Realisasi TW{n}"]) and unplanned(s, n)]
        berisi = [s for s in diisi if is_number(s[f"Realisasi TW{n}"]) or pilihan(s["Tipe"]) == "Tingkat"]
        if berisi:
            yield b.temuan(
                "tbl_pengukuran", berisi[0], f"Realisasi TW{n}",
                uraian=f"Realisasi TW{n} {daftar(s['Kode'] for s in berisi)} terisi, padahal sampai triwulan itu tidak "
                f"ada target, sedangkan triwulan lain bertarget; Lap TW {ROMAWI[n]} mencetaknya sebagai -.",
                perbaikan=f"Isi Target TW{n} bila memang direncanakan; bila tidak, kosongkan realisasinya, atau "
                "biarkan: angkanya tetap dipakai sebagai realisasi tahun itu.",
                tertulis=berisi[0][f"Realisasi TW{n}"],
            )  # fmt: skip


# --- shares ----------------------------------------------------------------------------------------------------------
@check("ARI-31", PERIKSA, "Pembilang tidak lebih besar daripada penyebut", BAGIAN)
def pembilang_lebih(b):
    for satu in b.rows("tbl_iki"):
        atas, bawah = satu["Nilai Pembilang"], satu["Nilai Penyebut"]
        if pilihan(satu["Jenis"]) == "Persentase" and is_number(atas) and is_number(bawah):
            if atas > bawah > 0 and not boleh_lebih(satu["Indikator"]):
                yield b.temuan(
                    "tbl_iki",
                    satu,
                    "Nilai Pembilang",
                    uraian=f"Nilai Pembilang {shown(atas)} lebih besar daripada Nilai Penyebut {shown(bawah)}, "
                    f"sehingga persentasenya {shown(bulatkan(100 * atas / bawah, 2))}%.",
                    perbaikan="Periksa kedua angkanya; mungkin tertukar.",
                    tertulis=atas,
                )
    for satu in b.rows("tbl_data_dukung"):
        atas, bawah, milik = satu["Pembilang"], satu["Penyebut"], b.indikator(satu["Kode"])
        if milik is None or pilihan(milik["Tipe"]) != "Persen" or boleh_lebih(milik["Indikator"]):
            continue
        if is_number(atas) and is_number(bawah) and atas > bawah > 0:
            yield b.temuan(
                "tbl_data_dukung",
                satu,
                "Pembilang",
                uraian=f"Pembilang {shown(atas)} lebih besar daripada Penyebut {shown(bawah)} pada "
                f"'{str(satu['Uraian'] or '')[:60]}'.",
                perbaikan="Periksa kedua angkanya; mungkin tertukar.",
                tertulis=atas,
            )


@check("ARI-32", PERIKSA, "Penyebut persentase tidak nol", "Persentase adalah pembilang dibagi penyebut")
def penyebut_nol(b):
    for satu in b.rows("tbl_iki"):
        bawah = satu["Nilai Penyebut"]
        if pilihan(satu["Jenis"]) == "Persentase" and is_number(bawah) and bawah == 0:
            yield b.temuan(
                "tbl_iki",
                satu,
                "Nilai Penyebut",
                uraian="Nilai Penyebut tertulis 0, sehingga realisasinya tidak dapat dihitung (N/A).",
                perbaikan="Isi penyebutnya; bila tahun ini memang tidak ada yang dihitung, kosongkan dan jelaskan.",
                tertulis=0,
            )
