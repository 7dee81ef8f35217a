"""The collector rests while a book is worked on, and nothing of ours waits for it."""

import gc
import weakref
from pathlib import Path

import pytest

import lkjip_xl
from lkjip_xl.collector import _EVERY, CollectionPaused
from lkjip_xl.flows.contoh import buat_contoh


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("buku") / "buku.xlsx"
    path.write_bytes(buat_contoh(pdf=False).data or b"")
    return path


def test_it_is_off_inside_and_as_it_was_outside():
    assert gc.isenabled()
    with CollectionPaused():
        assert not gc.isenabled()
        with CollectionPaused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_off_for_whoever_switched_it_off():
    gc.disable()
    try:
        with CollectionPaused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_comes_back_after_an_error():
    with pytest.raises(ValueError), CollectionPaused():
        raise ValueError
    assert gc.isenabled()


class Loop:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_of_many_pauses_is_found():
    def living() -> int:
        return sum(isinstance(one, Loop) for one in gc.get_objects())

    for _ in range(3 * _EVERY):
        with CollectionPaused():
            Loop()
    assert living() <= _EVERY


@pytest.mark.parametrize(("flow", "most"), [("laporan", 5_000), ("hitung", 3_000), ("periksa", 6_000)])
def test_a_flow_leaves_little_for_the_collector(book, tmp_path, flow, most):
    made = getattr(lkjip_xl, flow)
    made(book, tmp_path / "satu.xlsx")  # what a first run loads and keeps
    gc.collect()
    with CollectionPaused():
        made(book, tmp_path / "dua.xlsx")
        left = gc.collect()
    assert left < most


def test_a_computed_book_goes_when_nobody_holds_it(book, tmp_path):
    """What reports keep of a world is kept by the world itself."""
    world = weakref.ref(lkjip_xl.laporan(book, tmp_path / "buku.xlsx").computed)
    gc.collect()
    assert world() is None
