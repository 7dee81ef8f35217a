"""What happens around books that travel: full disks, closed folders, two at once, hostile and foreign copies."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import openpyxl
import pytest

import lkjip_xl
from lkjip_xl.errors import UserError
from lkjip_xl.ooxml.files import check_workbook
from lkjip_xl.ooxml.parts import add_relations
from lkjip_xl.template.slim import HEAD_ROW
from tests.book.filled_book import Isian
from tests.conftest import absent
from tests.flows.travel_books import RELATIONSHIPS, inputs, link_outside, master
from tests.tools import onlyoffice

FLOWS = {
    "kirim": lambda folder: lkjip_xl.kirim(folder / "induk.xlsx", folder / "keluar", ["semua"], triwulan=2),
    "kirim ringkas": lambda folder: lkjip_xl.kirim(
        folder / "induk.xlsx", folder / "keluar", ["semua"], triwulan=2, ringkas=True
    ),
    "gabung": lambda folder: lkjip_xl.gabung(folder / "induk.xlsx", folder / "kembali"),
    "lanjut": lambda folder: lkjip_xl.lanjut(folder / "induk.xlsx"),
    "rekap": lambda folder: lkjip_xl.rekap(folder / "kembali", folder / "hasil", pekerja=1),
    "ekspor": lambda folder: lkjip_xl.ekspor(folder / "induk.xlsx", folder / "data", rapi=True),
}


def slim_address(copy, column):
    """Address of a column's first cell on the sheet Pengukuran of a slim form."""
    heads = openpyxl.load_workbook(copy)["Pengukuran"][HEAD_ROW]
    return next(f"{head.column_letter}{HEAD_ROW + 1}" for head in heads if head.value == column)


def filled_return(folder, slim=False, value=75.5):
    """A master that was sent, and in ``kembali`` a copy that came back filled; the copy."""
    path = master(folder)
    copy = Path(
        lkjip_xl.kirim(
            path, folder / "kembali", ["Bidang Anak"], triwulan=2, surel=False, backup=False, ringkas=slim
        ).sent[0].path
    )  # fmt: skip
    if slim:
        book = openpyxl.load_workbook(copy)
        book["Pengukuran"][slim_address(copy, "Realisasi TW2")] = value
        book.save(copy)
    else:
        filler = Isian(copy)
        filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", value)
        filler.simpan()
    return copy


def contents(folder):
    """Every file beneath a folder with its bytes."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in Path(folder).rglob("*") if one.is_file()}


# --- the disk --------------------------------------------------------------------------------------------------------
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="tidak ada /dev/full di sistem ini")
@pytest.mark.parametrize("flow", FLOWS)
def test_a_full_disk_leaves_everything_as_it_was(tmp_path, monkeypatch, flow):
    filled_return(tmp_path)
    before = contents(tmp_path)
    opened = os.open

    def full(path, flags, mode=0o777, **options):
        if str(path).endswith(".tmp"):
            return opened("/dev/full", flags & ~os.O_EXCL & ~os.O_CREAT, mode)
        return opened(path, flags, mode, **options)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(UserError) as refused:
        FLOWS[flow](tmp_path)
    monkeypatch.undo()
    assert refused.value.kode == "disk_penuh" and contents(tmp_path) == before


@pytest.mark.parametrize("flow", FLOWS)
def test_a_folder_that_may_not_be_written_is_told(monkeypatch, flow):
    """As a user without rights, really; a superuser steps down for the time of it."""
    if not hasattr(os, "geteuid"):
        pytest.skip("hanya di POSIX")
    with tempfile.TemporaryDirectory(prefix="lkjip-baca-") as name:
        folder = Path(name)
        filled_return(folder)
        FLOWS[flow](Path(shutil.copytree(folder, folder / "hangat")))  # everything is imported before
        shutil.rmtree(folder / "hangat")
        before = contents(folder)
        superuser = os.geteuid() == 0
        for place in (folder, folder / "kembali"):
            place.chmod(0o555)
        for file in before:
            (folder / file).chmod(0o444)
        try:
            if superuser:
                os.seteuid(65534)
            with pytest.raises(UserError) as refused:
                FLOWS[flow](folder)
        finally:
            if superuser:
                os.seteuid(0)
            for place in (folder, folder / "kembali"):
                place.chmod(0o755)
        assert str(refused.value) and contents(folder) == before


# --- two at once -----------------------------------------------------------------------------------------------------
def test_two_merges_at_the_same_time_lose_nothing(tmp_path):
    """Two processes merge another division each: what one says it wrote stands in the book, whoever came first."""
    path = master(tmp_path)
    sent = lkjip_xl.kirim(path, tmp_path / "k", ["semua"], triwulan=2, surel=False, backup=False).sent
    for number, one in enumerate(sent):
        filler = Isian(one.path)
        filler.tulis("tbl_pengukuran", number + 1, "Realisasi TW2", 71 + number)
        filler.simpan()
    program = textwrap.dedent("""
        import sys, time
        import lkjip_xl, lkjip_xl.flows.gabung
        from lkjip_xl.errors import UserError
        print("siap", flush=True)
        sys.stdin.readline()
        try:
            print(len(lkjip_xl.gabung(sys.argv[1], sys.argv[2]).merge.taken))
        except UserError as error:
            print(error.kode)
    """)
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", program, str(path), one.path], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for one in sent
    ]  # fmt: skip
    for process in running:
        assert process.stdout.readline() == "siap\n"
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[0].strip() for process in running]
    assert set(said) <= {"1", "terkunci"} and "1" in said
    rows = inputs(path, "tbl_pengukuran")
    for number, answer in enumerate(said):
        there = rows[str(number + 1)].get("Realisasi TW2") == 71 + number
        assert there == (answer == "1")
    again = lkjip_xl.gabung(path, tmp_path / "k", backup=False).merge
    assert len(again.taken) == said.count("terkunci") and not again.conflicts


# --- hostile ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def offline(monkeypatch):
    """No call to the network and no program may be started."""

    def forbidden(*_args, **_options):
        raise AssertionError("the network or another program was asked")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    monkeypatch.setattr(os, "system", forbidden)


@pytest.mark.parametrize("slim", [False, True])
def test_what_is_foreign_in_a_returned_book_is_named_and_never_followed(tmp_path, offline, slim):
    copy = filled_return(tmp_path, slim)
    package = check_workbook(copy, writing=False)
    sheet = next(name for name in package.names if name.startswith("xl/worksheets/sheet"))
    package.put("xl/vbaProject.bin", b"makro")
    package.put("xl/embeddings/oleObject1.bin", b"objek")
    add_relations(package, sheet, [(RELATIONSHIPS + "oleObject", "xl/embeddings/oleObject1.bin")])
    link_outside(package)
    package.save(str(copy))
    merge = lkjip_xl.gabung(tmp_path / "induk.xlsx", copy).merge
    notes = " ".join(merge.books[0].notes)
    for kind in ("makro", "tautan ke buku lain", "koneksi data", "objek sisipan", "gambar dari luar", "memuat tautan:"):
        assert kind in notes, kind
    assert "tidak dijalankan dan tidak diikuti" in notes and len(merge.taken) == 1


@pytest.mark.parametrize("formula", [
    '=WEBSERVICE("http://127.0.0.1:9/x")', "=[1]Sheet1!A1", "='C:\\x\\[b.xlsx]S'!A1", '=cmd|"/c calc"!A1',
])  # fmt: skip
@pytest.mark.parametrize("slim", [False, True])
def test_pasted_formulas_that_lead_out_are_shown_and_not_taken(tmp_path, offline, formula, slim):
    copy = filled_return(tmp_path, slim, formula)
    before = (tmp_path / "induk.xlsx").read_bytes()
    merge = lkjip_xl.gabung(tmp_path / "induk.xlsx", copy).merge
    assert not merge.taken
    assert inputs(tmp_path / "induk.xlsx", "tbl_pengukuran")["1"].get("Realisasi TW2") is None
    assert [one.row for one in merge.doubtful] == ["1"] or (tmp_path / "induk.xlsx").read_bytes() == before


def test_text_that_looks_like_a_formula_stays_text(tmp_path, offline):
    """A text cell with ``=cmd|...`` in it is text in the master too, never a formula."""
    copy = filled_return(tmp_path)
    filler = Isian(copy)
    cell = filler.sel("tbl_pengukuran", 1, "Analisis")
    cell.value = "=cmd|'/c calc'!A1"
    cell.data_type = "s"
    filler.simpan()
    merge = lkjip_xl.gabung(tmp_path / "induk.xlsx", copy).merge
    assert ("Analisis", "=cmd|'/c calc'!A1") in [(c.column, c.taken) for c in merge.taken]
    filler = Isian(tmp_path / "induk.xlsx")
    assert filler.sel("tbl_pengukuran", 1, "Analisis").data_type != "f"


def bomb(path, kind, sheet=None):
    """A returned book that asks for too much, in its first sheet or the one whose part is given."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = sheet or next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    if kind == "zeros":
        parts[sheet] = parts[sheet].replace(b"</worksheet>", b" " * (200 << 20) + b"</worksheet>")
    elif kind == "entities":
        declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        parts[sheet] = parts[sheet].replace(b"<worksheet", declared + b"<worksheet", 1)
    elif kind == "deep":
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b"<g>" * 90_000 + b"<sheets>", 1)
    elif kind == "many":
        parts |= {f"xl/media/{n}.bin": b"" for n in range(11_000)}
    else:
        parts = {name: data.replace(b'ref="A', b'ref="A5:XFD1048576" x="A') if "/tables/" in name else data
                 for name, data in parts.items()}  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, data in parts.items():
            new.writestr(name, data)


@pytest.mark.parametrize("kind", ["zeros", "entities", "deep", "many", "reach"])
def test_a_bomb_is_refused_by_name_and_stops_nobody(tmp_path, kind):
    from tests.proof.books import time_limit

    path = master(tmp_path)
    sent = lkjip_xl.kirim(path, tmp_path / "k", ["semua"], triwulan=2, surel=False, backup=False).sent
    bomb(sent[0].path, kind)
    filler = Isian(sent[1].path)
    filler.tulis("tbl_pengukuran", 2, "Realisasi TW2", 72)
    filler.simpan()
    with time_limit(60):
        merge = lkjip_xl.gabung(path, tmp_path / "k").merge
    assert [one.state for one in merge.books] == ["ditolak", "digabung"] and merge.books[0].reason
    assert [c.taken for c in merge.taken] == [72]


# --- saved by other programs, really ---------------------------------------------------------------------------------
def address_of(path, column, row=1):
    filler = Isian(path)
    return filler.sel("tbl_pengukuran", row, column).coordinate


@pytest.mark.parametrize("slim", [False, True])
def test_a_copy_saved_by_libreoffice_is_merged(tmp_path, lo, slim):
    path = master(tmp_path)
    copy = lkjip_xl.kirim(
        path, tmp_path / "k", ["Bidang Anak"], triwulan=2, surel=False, backup=False, ringkas=slim
    ).sent[0].path  # fmt: skip
    where = [(slim_address if slim else address_of)(copy, name) for name in ("Realisasi TW2", "Analisis")]
    back = tmp_path / "dari libreoffice.xlsx"
    with lo.open(copy, hard_recalc=False) as book:
        book.set({f"Pengukuran!{where[0]}": 75.5, f"Pengukuran!{where[1]}": "Naik"})
        book.save(str(back))
    check(path, back)


@pytest.mark.parametrize("slim", [False, True])
def test_a_copy_saved_by_onlyoffice_is_merged(tmp_path, slim):
    if reason := onlyoffice.missing():
        absent(reason)
    path = master(tmp_path)
    copy = lkjip_xl.kirim(
        path, tmp_path / "k", ["Bidang Anak"], triwulan=2, surel=False, backup=False, ringkas=slim
    ).sent[0].path  # fmt: skip
    where = [(slim_address if slim else address_of)(copy, name) for name in ("Realisasi TW2", "Analisis")]
    back = tmp_path / "dari onlyoffice.xlsx"
    onlyoffice.save(copy, back, [("Pengukuran", where[0], 75.5), ("Pengukuran", where[1], "Naik")])
    check(path, back)


def check(path, back):
    """What was typed came in, nothing else did, and a second run changes nothing."""
    merge = lkjip_xl.gabung(path, back, backup=False).merge
    assert merge.books[0].state == "digabung", merge.books[0].reason
    assert sorted((c.row, c.column, c.taken) for c in merge.taken) == [
        ("1", "Analisis", "Naik"), ("1", "Realisasi TW2", 75.5),
    ]  # fmt: skip
    assert not merge.outside and not merge.doubtful and not merge.removed and not merge.conflicts
    now = path.read_bytes()
    assert lkjip_xl.gabung(path, back).merge.books[0].state == "sudah digabung" and path.read_bytes() == now
