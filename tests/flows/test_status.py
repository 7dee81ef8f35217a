"""A copy that was sent again takes the place of the earlier one, where it asks all that the earlier one asked."""

from datetime import date

import pytest

import lkjip_xl
from lkjip_xl.hosts.travel_answers import status_as_json, status_lines
from tests.book.filled_book import Isian

from .travel_books import master


@pytest.fixture
def induk(tmp_path):
    return master(tmp_path)


def send(induk, *bidang, **more):
    return lkjip_xl.kirim(induk, induk.parent / "keluar", bidang, surel=False, backup=False, **more).sent


def states(induk, day=date(2026, 4, 5)):
    return [(one.state, one.by) for one in lkjip_xl.status(induk, day).states]


def test_a_later_copy_replaces_the_earlier_one(induk):
    send(induk, "semua", triwulan=2, tenggat="2026-04-01")
    assert states(induk) == [("terlambat", 0), ("terlambat", 0)]
    send(induk, "Bidang Anak", triwulan=2, ringkas=True, tenggat="2026-04-20")
    assert states(induk) == [("diganti", 3), ("terlambat", 0), ("menunggu", 0)]
    told = lkjip_xl.status(induk, date(2026, 4, 5))
    assert any("1. Bidang Anak" in line and line.endswith(": diganti kiriman 3") for line in status_lines(told))
    shown = status_as_json(told)["kiriman"]
    assert [(one["keadaan"], one["diganti_oleh"]) for one in shown][:2] == [("diganti", 3), ("terlambat", None)]


@pytest.mark.parametrize(("first", "then", "replaced"), [(None, 2, False), (2, None, True), (2, 3, False)])
def test_only_by_a_copy_that_asks_all_of_it(induk, first, then, replaced):
    send(induk, "Bidang Anak", triwulan=first)
    send(induk, "Bidang Anak", triwulan=then)
    assert states(induk)[0] == (("diganti", 2) if replaced else ("menunggu", 0))


def test_rows_that_went_to_somebody_else_meanwhile_still_wait(induk):
    send(induk, "Bidang Anak", triwulan=2)
    filler = Isian(induk)
    filler.tulis("tbl_renstra", 1, "Penanggung Jawab", "Bidang Perempuan")
    filler.simpan()
    send(induk, "semua", triwulan=2)
    assert states(induk)[0] == ("menunggu", 0)


def test_a_copy_that_came_back_came_back(induk):
    copy = send(induk, "Bidang Anak", triwulan=2)[0].path
    filler = Isian(copy)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    filler.simpan()
    send(induk, "Bidang Anak", triwulan=2)
    assert states(induk) == [("diganti", 2), ("menunggu", 0)]
    assert lkjip_xl.gabung(induk, copy, backup=False).merge.taken, "an earlier copy is merged like any other"
    assert states(induk) == [("kembali", 0), ("menunggu", 0)]


def test_whole_books_are_told_apart_by_their_address(induk):
    for address in ("a@contoh.go.id", "b@contoh.go.id", "A@contoh.go.id"):
        send(induk, kepada=address)
    assert states(induk) == [("diganti", 3), ("menunggu", 0), ("menunggu", 0)]


def test_the_copy_that_loses_a_conflict_is_told_that_its_value_is_not_used(induk):
    """It was "kembali", like the one whose value stands in the master."""
    copies = send(induk, "semua", triwulan=2)  # both are asked for indicator 3
    for one, value in zip(copies, (83.9, 84.2), strict=True):
        filler = Isian(one.path)
        filler.tulis("tbl_pengukuran", 3, "Realisasi TW2", value)
        filler.simpan()
    folder = induk.parent / "keluar"
    (conflict,) = lkjip_xl.gabung(induk, folder, backup=False).merge.conflicts
    winner = copies[1].path.rpartition("/")[2]
    lkjip_xl.gabung(induk, folder, choices={conflict.code: winner}, backup=False)
    for _ in range(2):
        told = lkjip_xl.status(induk)
        assert [(one.state, len(one.unused)) for one in told.states] == [("kembali", 1), ("kembali", 0)]
        lines = status_lines(told)
        assert lines[0].endswith(": kembali, 1 isian tidak dipakai")
        loser = copies[0].path.rpartition("/")[2]
        line = f"   Tidak dipakai: Pengukuran 3, Realisasi TW2: 83,9 dari {loser}; yang dipilih 84,2 dari {winner}"
        assert line in lines
        (unused,), none = [one["tidak_dipakai"] for one in status_as_json(told)["kiriman"]]
        assert (unused["berkas"], unused["dipilih_dari"], none) == (loser, winner, [])
        lkjip_xl.gabung(induk, folder, backup=False)  # once more changes nothing of it
    filler = Isian(induk)
    filler.tulis("tbl_pengukuran", 3, "Realisasi TW2", 83.9)
    filler.simpan()
    assert not lkjip_xl.status(induk).states[0].unused, "the master says the same now"


def test_the_master_that_is_kept_is_a_choice_too(induk):
    copy = send(induk, "Bidang Anak", triwulan=2)[0].path
    for path, value in ((copy, 75.5), (induk, 60)):
        filler = Isian(path)
        filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", value)
        filler.simpan()
    (conflict,) = lkjip_xl.gabung(induk, copy, backup=False).merge.conflicts
    lkjip_xl.gabung(induk, copy, choices={conflict.code: "induk"}, backup=False)
    told = lkjip_xl.status(induk)
    (state,) = told.states
    assert [(one.row, one.sent, one.returned) for one in state.unused] == [("1", 60, 75.5)]
    place = f"Pengukuran 1, Realisasi TW2: 75,5 dari {copy.rpartition('/')[2]}"
    assert f"   Tidak dipakai: {place}; yang dipilih 60 dari buku induk" in status_lines(told)
