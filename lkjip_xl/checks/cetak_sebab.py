"""The likely cause of a wrong printed figure: named only when exactly one gives the printed figure exactly."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from ..compute import quantities as bs
from ..compute.key import key
from ..compute.quantities import Besaran, Quantities, State
from ..compute.world import World
from ..expr.values import bulatkan, is_number
from .cetak_banding import hampa, penting, poin
from .registry import shown


class Candidate(NamedTuple):
    """A quantity that may stand in print instead: what that would mean, its jenis, function of a ``State``."""

    sebab: str
    jenis: str
    hitung: Callable[[State], Any]


_TUKAR = ("Target", "Realisasi", "Capaian", "Kemajuan", "Serapan", "Efisiensi", "Realisasi Lalu")
_KEMBAR = (
    {"Capaian", "Kemajuan", "Capaian Asli"}, {"Target", "Target Lalu"}, {"Target", "Target Akhir"},
    {"Realisasi", "Realisasi Lalu"},
)  # fmt: skip
"""Pairs told apart by a better-named cause (another year's target)."""
_TARGET = ("Target", "Target Lalu", "Target Akhir")


def sebab(h: Quantities, b: Besaran, reading: Any, tw: int | None, dokumen: str | None) -> str | None:
    """The likely cause of a wrong printed value, as Indonesian text; None when none or more than one gives it exactly.

    Args:
        reading: ``(value, decimals)``, or a label's key. tw, dokumen: of the printed table, None for the book's own.
    """
    number = isinstance(reading, tuple)
    count = penting(*reading) if number else 9
    k = h.state(quarter=tw, document=dokumen)
    # A round figure (100%, 80%) equals too much by chance; only a target is compared with other years' targets.
    if count < (3 if b.jenis == bs.UANG else 2):
        candidates = _candidates_target(h, b, k) if b.nama in _TARGET and b.ruang == bs.INDIKATOR else ()
    else:
        candidates = _candidates(h, b, k, tw, dokumen, count < 3)
    matching = {c.sebab for c in candidates if _gives(c, k, reading)}
    if not matching and number and count >= 3:
        matching = {*_salah_ketik(b, k, reading), *_another_row(h, b, k, reading)}
    return matching.pop() if len(matching) == 1 else None


def _gives(candidate: Candidate, k: State, reading: Any) -> bool:
    if not isinstance(reading, tuple):
        value = candidate.hitung(k)
        return isinstance(value, str) and key(value) == reading
    amount, des = reading
    for desimal in (bs.TELITI, max(0, des)) if candidate.jenis == bs.RASIO else (bs.TELITI,):
        value = candidate.hitung(k._replace(decimals=desimal))
        if is_number(value) and bulatkan(poin(candidate.jenis, value), des) == bulatkan(amount, des):
            return True
    return False


def dokumen_lain(dokumen: str | None) -> str:
    """The other of Awal and Perubahan."""
    return "Awal" if dokumen == "Perubahan" else "Perubahan"


def _bagi(world: World, kode: Any, column: str, pembagi: Any) -> Any:
    return world.serapan_of(world.indicator_row(kode)[column], pembagi)


def _in_quarter(b: Besaran, n: int, k: State) -> Any:
    return b.hitung(k._replace(quarter=n))


def _by_method(h: Quantities, kode: Any, method: str, k: State) -> Any:
    return h.at(k).what_if(kode, {"lk_efisiensi": method})["Efisiensi"]


def _itself(value: Any, k: State) -> Any:
    return value


def _capaian_against(h: Quantities, kode: Any, target: Any, k: State) -> Any:
    return h.at(k).what_if(kode, Target=target)["Capaian"]


def _kemajuan_to(h: Quantities, kode: Any, target: Any, k: State) -> Any:
    return h.at(k).what_if(kode, _TA=target)["Kemajuan"]


def _candidates(
    h: Quantities, b: Besaran, k: State, tw: int | None, dokumen: str | None, kasar: bool
) -> Iterator[Candidate]:
    """The quantities that may stand in print instead; only the commonest for a coarse figure (92%)."""
    if b.ruang == bs.INDIKATOR:
        yield from _candidates_indikator(h, b, k, kasar)
    elif b.ruang == bs.INSTANSI and b.nama.startswith("Rata-rata"):
        yield from _candidates_rerata(h, b)
    if b.ruang in (bs.ANGGARAN, bs.INSTANSI):
        yield from _candidates_uang(h, b)
    if b.ruang in (bs.TAHUNAN, bs.LAYANAN):
        return
    beruang = b.jenis == bs.UANG or b.nama in ("Serapan", "Porsi")
    if beruang and dokumen is None and tw is None and "Pagu " not in b.nama:
        other = dokumen_lain(k.document)
        yield Candidate(f"pagu {other} dipakai, bukan pagu {k.document}", b.jenis,
                    lambda k: b.hitung(k._replace(document=other)))  # fmt: skip
    if not kasar and not re.search(r"TW\d$|^Target|Lalu$|^Pagu|Nasional$|Provinsi$|^Jumlah|\d{4}$", b.nama):
        for n in (1, 2, 3, 4):
            if n != k.quarter:
                yield Candidate(f"angka triwulan {n}, bukan triwulan {k.quarter}", b.jenis,
                            partial(_in_quarter, b, n))  # fmt: skip


def _candidates_indikator(h: Quantities, b: Besaran, k: State, kasar: bool) -> Iterator[Candidate]:
    kode = b.kode
    other = ("Pagu", "Realisasi Anggaran") if b.jenis == bs.UANG else _TUKAR if b.jenis in (bs.RASIO, bs.NILAI) else ()
    for name in other:
        if name != b.nama and not any({name, b.nama} <= kembar for kembar in _KEMBAR):
            c = h.besaran(bs.INDIKATOR, key(kode), name)
            yield Candidate(f"yang tercetak adalah {name} indikator ini", c.jenis, c.hitung)
    if b.nama == "Realisasi":
        c = h.besaran(bs.INDIKATOR, key(kode), "Realisasi Lalu")
        yield Candidate("angka tahun lalu, bukan tahun ini", c.jenis, c.hitung)
    yield from _candidates_target(h, b, k, kasar)
    if b.nama == "Capaian":
        atur = h.at(k).indicator_row(kode)
        arah = atur["Arah"]
        if arah == "Turun":
            yield Candidate("rumus arah Naik (realisasi / target) dipakai pada indikator Turun", bs.RASIO,
                        lambda k: h.at(k).what_if(kode, Arah="Naik")["Capaian"])  # fmt: skip
            rumus = "Rasio" if h.world.defined["lk_turun"] == "LAN" else "LAN"
            yield Candidate(f"rumus Turun {rumus} dipakai, bukan {h.world.defined['lk_turun']}", bs.RASIO,
                        lambda k: h.at(k).what_if(kode, {"lk_turun": rumus})["Capaian"])  # fmt: skip
        elif arah == "Naik":
            yield Candidate("target dibagi realisasi (terbalik)", bs.RASIO,
                        lambda k: h.at(k).what_if(kode, {"lk_turun": "Rasio"}, Arah="Turun")["Capaian"])  # fmt: skip
        if atur["Capaian"] != atur["Capaian Asli"]:
            yield Candidate("capaian sebelum batas", bs.RASIO, lambda k: h.at(k).indicator_row(kode)["Capaian Asli"])
    if b.nama == "Efisiensi":
        for metode in ("Rasio", "Selisih", "Keluaran", "PMK"):
            if metode != h.world.defined["lk_efisiensi"]:
                yield Candidate(f"metode efisiensi {metode} dipakai, bukan {h.world.defined['lk_efisiensi']}", bs.RASIO,
                            partial(_by_method, h, kode, metode))  # fmt: skip
    if b.nama in ("Pembilang", "Penyebut"):
        yield Candidate("yang tercetak adalah angka baris Total, bukan jumlah baris Rincian", bs.HITUNG,
                    lambda k: h.support_total(kode, b.nama))  # fmt: skip
    if b.nama == "Porsi":
        yield Candidate("dibagi jumlah pagu yang mendukung indikator, bukan pagu instansi", bs.RASIO,
                    lambda k: _bagi(h.at(k), kode, "Pagu", h.at(k).budget.pagu_with_indicator))  # fmt: skip
        yield Candidate("realisasi dibagi realisasi instansi, bukan pagu dibagi pagu", bs.RASIO,
                    lambda k: _bagi(h.at(k), kode, "Realisasi Anggaran", h.at(k).budget.realisasi))  # fmt: skip
    if b.nama == "Serapan":
        yield Candidate("dibagi pagu instansi, bukan pagu indikator", bs.RASIO,
                    lambda k: _bagi(h.at(k), kode, "Realisasi Anggaran", h.at(k).budget.pagu))  # fmt: skip
        yield Candidate("rata-rata persentase baris pendukungnya, bukan realisasi dibagi pagu", bs.RASIO,
                    lambda k: h.mean_serapan(h.world.amounts.named_by.get(key(kode), []), k))  # fmt: skip


def _candidates_target(h: Quantities, b: Besaran, k: State, kasar: bool = False) -> Iterator[Candidate]:
    """Other years' targets: printed themselves, or used for capaian and kemajuan (``kasar``: only the nearest)."""
    kode, tahun, end = b.kode, h.world.year, h.world.last_year
    if b.nama not in (*_TARGET, "Capaian", "Kemajuan"):
        return
    sendiri = {"Target Lalu": tahun - 1 if is_number(tahun) else None, "Target Akhir": end, "Kemajuan": end}
    milik = sendiri.get(b.nama, tahun)
    by_value: dict[Any, Any] = {}
    dekat = (tahun - 1, tahun + 1, end) if is_number(tahun) else ()
    for one in dict.fromkeys(dekat) if kasar and b.nama not in _TARGET else range(h.world.book.years[0], end + 1):
        value = h.world.target_renstra(kode, one)
        if one != milik and not hampa(value):
            by_value.setdefault(value, []).append(str(one))
    for value, every in by_value.items():
        sebutan = f"target tahun {'/'.join(every)} ({shown(value)})"
        if b.nama.startswith("Target"):
            yield Candidate(f"yang tercetak adalah {sebutan}", bs.NILAI, partial(_itself, value))
        elif b.nama == "Capaian":
            yield Candidate(f"{sebutan} dipakai", bs.RASIO, partial(_capaian_against, h, kode, value))
        else:
            ta = h.world.number(kode, value)
            yield Candidate(f"{sebutan} dipakai, bukan target akhir Renstra", bs.RASIO,
                        partial(_kemajuan_to, h, kode, ta))  # fmt: skip


def _candidates_uang(h: Quantities, b: Besaran) -> Iterator[Candidate]:
    amounts = h.world.amounts
    place, columns = b.letak, ("Pagu", "Realisasi", "Sisa")
    if b.nama in (*columns, "Realisasi Anggaran"):
        for name in columns:
            if name != b.nama and not (name == "Realisasi" and b.nama == "Realisasi Anggaran"):
                c = h.besaran(b.ruang, key(b.kode), name, position=place)
                yield Candidate(f"yang tercetak adalah {name}", c.jenis, c.hitung)
    if b.nama == "Serapan":
        child = h.programs if place is None else h.world.budget.shape.children.get(place, [])
        if len(child) > 1:
            yield Candidate("rata-rata persentase baris di bawahnya, bukan realisasi dibagi pagu", bs.RASIO,
                        lambda k: h.mean_serapan(child, k))  # fmt: skip
        if place is not None:
            yield Candidate("dibagi pagu instansi, bukan pagu baris ini", bs.RASIO,
                        lambda k: h.at(k).serapan_of(amounts.realisasi(k.quarter)[place],
                                                     h.at(k).budget.pagu))  # fmt: skip


def _candidates_rerata(h: Quantities, b: Besaran) -> Iterator[Candidate]:
    if b.nama == "Rata-rata Serapan Program":
        yield Candidate("realisasi total dibagi pagu total, bukan rata-rata persentase program", bs.RASIO,
                    lambda k: h.at(k).budget.serapan)  # fmt: skip
        return
    above = {"Rata-rata IKU": "IKU", "Rata-rata Sasaran": "Sasaran", "Rata-rata Indikator PK": "PK"}
    sendiri = above.get(b.nama, h.world.mean_over)
    yield Candidate("indikator yang N/A dihitung 0", bs.RASIO, lambda k: h.mean_capaian(sendiri, k, True))
    value = b.hitung(h.state())
    for other in ("PK", "IKU", "Sasaran"):
        if other != sendiri and h.mean_capaian(other, h.state()) != value:
            yield Candidate(f"rata-rata atas {other}, bukan atas {sendiri}", bs.RASIO,
                        partial(h.mean_capaian, other))  # fmt: skip


def _salah_ketik(b: Besaran, k: State, reading: Any) -> Iterator[str]:
    value, des = reading
    right = b.hitung(k)
    if not is_number(right):
        return
    right = poin(b.jenis, right)
    if any(bulatkan(right * 10.0**geser, des) == value for geser in (-3, -2, -1, 1, 2, 3)):
        yield "koma atau titik bergeser"
        return
    tercetak, asli = (str(abs(int(Decimal(f"{bulatkan(x, des):.15g}").scaleb(des)))) for x in (value, right))
    if len(tercetak) == len(asli):
        different = [i for i, (a, c) in enumerate(zip(tercetak, asli, strict=True)) if a != c]
        if len(different) == 2 and different[1] == different[0] + 1 and sorted(tercetak) == sorted(asli):
            yield "dua angka berurutan tertukar"
    elif len(tercetak) == len(asli) - 1 and _tanpa_satu(asli, tercetak):
        yield "satu angka hilang"
    elif len(tercetak) == len(asli) + 1 and _kembar(tercetak, asli):
        yield "satu angka terketik dua kali"


def _tanpa_satu(length: str, pendek: str) -> bool:
    i = next((i for i, (a, c) in enumerate(zip(length, pendek, strict=False)) if a != c), len(pendek))
    return length[:i] + length[i + 1 :] == pendek


def _kembar(length: str, pendek: str) -> bool:
    return any(length[i] == length[i + 1] and length[:i] + length[i + 1 :] == pendek for i in range(len(length) - 1))


def _another_row(h: Quantities, b: Besaran, k: State, reading: Any) -> Iterator[str]:
    """The one other row that has the printed value in this column: any row for an amount, a near one for the rest.

    In a long table every percentage stands somewhere, so only the rows just above and below say anything.
    """
    if b.ruang not in (bs.INDIKATOR, bs.ANGGARAN) or b.jenis not in (bs.RASIO, bs.UANG, bs.NILAI):
        return
    value, des = reading
    if b.jenis == bs.UANG and penting(value, des) < 5:
        return
    listed, place = h.keep(("urut", b.ruang, b.nama), lambda: _in_order(h, b))
    sendiri = place[b.letak if b.ruang == bs.ANGGARAN else key(b.kode)]
    if b.jenis == bs.UANG:
        indeks = h.keep(("indeks", b.ruang, b.nama, des, k), lambda: _indeks(listed, k, des))
        dekat = indeks.get(bulatkan(value, des), ())
    else:
        tetangga = listed[max(0, sendiri - 2) : sendiri + 3]
        dekat = [c for c in tetangga if _gives(Candidate("", c.jenis, c.hitung), k, reading)]
    pemilik = {str(c.kode) for c in dekat} - {str(b.kode)}
    if len(pemilik) == 1:
        yield f"angka {b.ruang} {pemilik.pop()} (baris tergeser)"


def _in_order(h: Quantities, b: Besaran) -> tuple[list[Besaran], dict[Any, int]]:
    """The quantity of every row in the order of the sheet, and the place of each."""
    if b.ruang == bs.INDIKATOR:
        keys = list(h.codes)
        return [h.besaran(b.ruang, one, b.nama) for one in keys], {one: i for i, one in enumerate(keys)}
    places = sorted(i for every in h.world.amounts.by_code.values() for i in every)
    return [h.besaran(b.ruang, None, b.nama, position=i) for i in places], {i: ke for ke, i in enumerate(places)}


def _indeks(listed: Sequence[Besaran], k: State, des: int) -> dict[float, list[Besaran]]:
    result: dict[Any, Any] = {}
    for one in listed:
        value = one.hitung(k)
        if is_number(value):
            result.setdefault(bulatkan(value, des), []).append(one)
    return result
