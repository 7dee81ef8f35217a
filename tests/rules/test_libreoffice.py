"""The same inputs give the same result in Python and in a recalculated workbook, to the last digit.

Every case of ``cases.py`` and about 20,000 random cells are written to one scratch workbook: the inputs in cells, the
rule's formula beside them. LibreOffice recalculates it; numbers must be equal (not close), texts and errors the same.
"""

from random import Random

import pytest

from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.expr.to_python import Environment, assemble, evaluate
from lkjip_xl.expr.tree import Branch, ByYear, Symbol
from lkjip_xl.expr.values import WRONG_VALUE, ErrorValue
from lkjip_xl.expr.years import NoLaw
from lkjip_xl.rules.registry import all_rules
from tests.rules.cases import BAWAAN, GALAT, MENURUN, METODE, SKALA, TANPA, Kasus, semua_kasus
from tests.tools.screen import column

RUMUS_GALAT = {"#N/A": "=NA()", "#VALUE!": '="teks"*1', "#DIV/0!": "=1/0"}
BENIH = 20260215


def _isi_sel(isi):
    if isi.__class__ is ErrorValue:
        return RUMUS_GALAT[isi.kode]
    return '=""' if isi == "" else isi


class BukuCoba:
    """A scratch workbook: sheet ``Coba`` with one case in a row (formula in A), ``Daftar`` with the long lists."""

    def __init__(self):
        from openpyxl import Workbook

        self.buku = Workbook(write_only=True)
        self.lembar = self.buku.create_sheet("Coba")
        self.daftar, self.letak_daftar, self.banyak = [], {}, 0

    def tambah(self, aturan, argumen):
        self.banyak += 1
        sel, acuan = [None], {}
        for nama, isi in argumen.items():
            if nama in MENURUN:
                acuan[nama] = self._menurun(isi)
                continue
            deret = isi if isi.__class__ is list else [isi]
            awal, akhir = column(len(sel) + 1), column(len(sel) + len(deret))
            sel += map(_isi_sel, deret)
            acuan[nama] = f"${awal}{self.banyak}" + (f":${akhir}{self.banyak}" if len(deret) > 1 else "")
        sel[0] = aturan.formula(**acuan)
        self.lembar.append(sel)

    def _menurun(self, isi):
        kunci = tuple((x.__class__, x) for x in isi)
        if kunci not in self.letak_daftar:
            self.daftar.append(isi)
            huruf = column(len(self.daftar))
            self.letak_daftar[kunci] = f"Daftar!${huruf}$1:${huruf}${len(isi)}"
        return self.letak_daftar[kunci]

    def hasil(self, lo, berkas):
        """Recalculated value of each case in order."""
        lembar = self.buku.create_sheet("Daftar")
        for i in range(max(map(len, self.daftar), default=0)):
            lembar.append([_isi_sel(d[i]) if i < len(d) else None for d in self.daftar])
        self.buku.save(berkas)
        with lo.open(berkas) as dokumen:
            alamat = f"Coba!A1:A{self.banyak}"
            return [baris[0] for baris in dokumen.values([alamat])[alamat]]


def _sama(python, lembar):
    if python.__class__ is ErrorValue:
        # CHOOSE outside its choices is Err:502 on LibreOffice's screen; it saves it as #VALUE!, which Excel shows.
        return ("#VALUE!" if lembar == "Err:502" else lembar) == python.kode
    if python.__class__ is str:
        return lembar == python
    return lembar.__class__ is float and lembar == python


def _bandingkan(lo, berkas, kasus):
    buku = BukuCoba()
    for aturan, satu in kasus:
        buku.tambah(aturan, satu.argumen)
    beda = []
    for (aturan, satu), lembar in zip(kasus, buku.hasil(lo, berkas), strict=True):
        python = aturan(**satu.argumen)
        if not _sama(python, lembar):
            beda.append(f"{aturan.kode} {satu.nama}: Python {python!r}, workbook {lembar!r}")
    return beda


def test_every_case_in_the_recalculated_workbook(lo, tmp_path):
    kasus = list(semua_kasus())
    assert len(kasus) > 10_000
    beda = _bandingkan(lo, tmp_path / "kasus.xlsx", kasus)
    assert not beda, f"{len(beda)} of {len(kasus)} differ:\n" + "\n".join(beda[:40])


# --- random sweep ----------------------------------------------------------------------------------------------------
# Ratios stay below 10,000 (1,000,000%): beyond that LibreOffice's TRUNC, which works on 12 significant digits, rounds
# where Excel and Python cut.
TERBESAR = 10_000


def _wajar(atas, bawah):
    return not bawah or atas / bawah < TERBESAR


def _pilihan(acak):
    return {"desimal": acak.randint(0, 4), "cara": acak.choice(("Bulat", "Potong"))}


def _angka(acak):
    """Numbers as indicators have them: whole, one to four decimals, often ties, now and then 0."""
    desimal = acak.choice((0, 0, 1, 2, 2, 3, 4))
    return acak.choice((1, 1, 1, 1, 0.5)) * acak.randint(0, acak.choice((10, 100, 2_000, 100_000))) / 10**desimal


def _pembulatan(acak):
    d = acak.randint(0, 4)
    tie = (acak.randint(-20_000, 20_000) + acak.choice((0.5, 0.5, 0.4999, 0.5001, 0))) / 10 ** (d + 2)
    bagi = acak.randint(0, 9999) / max(_angka(acak), 1)
    isi = (tie, acak.uniform(-3, 3), bagi, acak.randint(1, 1999) * 1.1e-3)
    return "BUL-01", {"isi": acak.choice(isi), "desimal": d, "cara": acak.choice(("Bulat", "Potong"))}


def _capaian(acak):
    tingkat = acak.random() < 0.1
    target, realisasi = (acak.randint(1, 7), acak.randint(1, 7)) if tingkat else (_angka(acak), _angka(acak))
    if acak.random() < 0.3:
        realisasi = target * acak.choice((0.5, 0.9, 1, 1.1, 2))
    argumen = {
        "realisasi": realisasi, "tipe": "Tingkat" if tingkat else "Persen", "arah": acak.choice(("Naik", "Turun")),
        "metode_turun": acak.choice(("LAN", "Rasio")), "cara_tingkat": acak.choice(("Tercapai", "Skor")),
        "target_nol": acak.choice(("Menurut Arah", "0%", "N/A")), "atas": None if tingkat else acak.choice((None, 120)),
        **_pilihan(acak),
    }  # fmt: skip
    if not _wajar(target, realisasi) or not _wajar(realisasi, target):
        argumen["realisasi"] = target
    if acak.random() < 0.7:
        return "CAP-03", {"target": target, "batas": acak.choice((None, 1.2)), **argumen}
    return "KEM-01", {"target_akhir": target, **argumen}


def _uang(acak):
    terbesar, kelipatan = acak.choice(((10**11, 1), (10**7, 1000), (200, 1), (10**14, 1)))
    return acak.randint(0, terbesar) * kelipatan


def _serapan(acak):
    pagu = _uang(acak)
    realisasi = int(pagu * acak.random()) if acak.random() < 0.8 else _uang(acak)
    if not _wajar(realisasi, pagu):
        realisasi, pagu = pagu, realisasi
    return acak.choice((
        ("ANG-02", {"realisasi": realisasi, "pagu": pagu, **_pilihan(acak)}),
        ("ANG-04", {"pagu": realisasi, "pagu_instansi": pagu, **_pilihan(acak)}),
        ("TUM-01", {"realisasi": realisasi, "realisasi_lalu": pagu, **_pilihan(acak)}),
    ))  # fmt: skip


def _rasio(acak, desimal):
    return acak.randint(0, 15 * 10 ** (desimal + 1)) / 10 ** (desimal + 2)


def _efisiensi(acak):
    pagu, pilihan = _uang(acak), _pilihan(acak)
    d = pilihan["desimal"]
    if acak.random() < 0.2:
        return "EFI-02", {"efisiensi": acak.randint(-3000, 3000) / 10_000, **pilihan}
    return "EFI-01", {
        "capaian": _rasio(acak, d), "serapan": _rasio(acak, d), "pagu": pagu, "realisasi": int(pagu * acak.random()),
        "metode": acak.choice(METODE), **pilihan,
    }  # fmt: skip


def _predikat(acak):
    isi = _rasio(acak, acak.randint(0, 4))
    if acak.random() < 0.3:
        return "EFI-03", {"efisiensi": isi - acak.choice((0, 0.5)), "metode": acak.choice(METODE)}
    return "PRE-01", {"capaian": isi, "skala": acak.choice(SKALA), **BAWAAN}


def _rata(acak):
    d = acak.randint(0, 4)
    isi = [acak.choice((_rasio(acak, d), _rasio(acak, d), 1, GALAT[0], None)) for _ in range(acak.randint(2, 12))]
    return "RAT-01", {"capaian": isi, "desimal": d, "cara": acak.choice(("Bulat", "Potong"))}


def _triwulan(acak):
    isi = [acak.choice((_angka(acak), _angka(acak), None, "N/A")) for _ in range(acak.randint(1, 4))]
    sifat = acak.choice(("Akumulasi", "Akumulasi", "Kumulatif", "Posisi Akhir"))
    return acak.choice(("TRW-02", "TRW-03")), {"deret": isi, "terakhir": isi[-1], "sifat": sifat}


SAPUAN = (
    (_pembulatan, 5_000), (_capaian, 5_000), (_serapan, 3_000), (_efisiensi, 3_000), (_predikat, 2_500), (_rata, 1_000),
    (_triwulan, 1_000),
)  # fmt: skip


def test_random_cells_in_the_recalculated_workbook(lo, tmp_path):
    acak, aturan = Random(BENIH), all_rules()
    kasus = []
    for buat, banyak in SAPUAN:
        for _ in range(banyak):
            kode, argumen = buat(acak)
            nama = " ".join(f"{k}={v!r}" for k, v in argumen.items() if k not in MENURUN)
            kasus.append((aturan[kode], Kasus(nama, argumen, TANPA)))
    beda = _bandingkan(lo, tmp_path / "acak.xlsx", kasus)
    assert not beda, f"{len(beda)} of {len(kasus)} differ:\n" + "\n".join(beda[:40])


def test_a_formula_that_follows_the_year_does_so_in_the_workbook(lo, tmp_path):
    from openpyxl import Workbook

    tree = ByYear(
        "Tarif", Symbol("tahun"),
        (Branch(2019, 2020, Symbol("isi") * 2), Branch(2021, None, Symbol("isi") - 1)),
    )  # fmt: skip
    years = (2018, 2019, 2020, 2021, 2035, None, "2021")
    book = Workbook()
    for row, year in enumerate(years, 1):
        book.active.append(["=" + to_formula(tree, {"tahun": f"B{row}", "isi": f"C{row}"}), year, 10])
    book.save(tmp_path / "tahun.xlsx")
    with lo.open(tmp_path / "tahun.xlsx") as document:
        shown = [row[0] for row in document.values(["Sheet!A1:A7"])["Sheet!A1:A7"]]
    compiled = assemble(tree)
    for year, cell in zip(years, shown, strict=True):
        try:
            value = evaluate(compiled, Environment({"tahun": year, "isi": 10}))
        except NoLaw:  # a message in Python, #N/A in the cell
            assert year == 2018 and cell == "#N/A"
            continue
        assert _sama(value, cell), (year, value, cell)


def test_a_difference_would_be_seen(lo, tmp_path):
    """The comparison itself: a last-digit difference, 0 for blank, text for a number and the wrong error are caught."""
    bul = all_rules()["BUL-01"]
    buku = BukuCoba()
    for isi in (0.9193, "kata", GALAT[0]):
        buku.tambah(bul, {"isi": isi, "desimal": 2, "cara": "Bulat"})
    angka, teks, galat = buku.hasil(lo, tmp_path / "beda.xlsx")
    assert angka == pytest.approx(0.9193, abs=1e-12) and _sama(0.9193, angka)
    assert not _sama(0.9193 + 1.2e-16, angka) and not _sama("0.9193", angka) and not _sama(None, angka)
    assert _sama(WRONG_VALUE, teks) and not _sama(WRONG_VALUE, galat)
