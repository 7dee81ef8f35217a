"""The proofs in their short form: a few seconds each; the long ones are run by hand (see the package)."""

import os

import pytest

from . import bounded, damages, kills, mutations, returned, travel_kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="bukti ini memerlukan POSIX")


def test_killed_commands_leave_the_old_or_the_new_book(capsys):
    assert kills.prove(16, seed=3, weights={"hitung": 2, "laporan": 2, "periksa": 2, "isi": 1}), capsys.readouterr().out


def test_mutated_books_are_answered(capsys):
    assert mutations.prove(60, seed=4, only=("ooxml", "book/rewrite.py")), capsys.readouterr().out


def test_books_that_travel_are_killed_and_stay_whole(capsys):
    assert travel_kills.prove(8, seed=3), capsys.readouterr().out


def test_returned_books_are_merged_rightly(capsys):
    assert returned.prove(20, seed=4), capsys.readouterr().out


def test_damaged_bytes_are_refused_or_harmless(capsys):
    assert damages.prove(100, seed=5), capsys.readouterr().out


def test_hostile_books_keep_to_the_limits(capsys):
    chosen = ["kutip di tag", "teks tak tertutup", "tabel sampai akhir", "bom", "lembar 4.000"]
    assert bounded.prove(chosen, commands=("laporan",), cases=False), capsys.readouterr().out


def test_a_proof_can_fail(monkeypatch):
    def crash(path):
        raise KeyError(path)

    for name in mutations.COMMANDS:
        monkeypatch.setitem(mutations.COMMANDS, name, crash)
    assert not mutations.prove(2, seed=6)
