"""Which table a source is for: its codes decide, a doubt is asked; options that contradict each other are refused."""

import json

import pytest
from click.testing import CliRunner

from lkjip_xl.errors import UsageError, UserError
from lkjip_xl.flows.intake_choices import Choices, column_choices
from lkjip_xl.flows.intake_sources import pasted_source
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.pratinjau import pratinjau_buku, preview_as_json
from lkjip_xl.hosts.cli import perintah
from lkjip_xl.template.book import build


@pytest.fixture
def buku(tmp_path):
    """A book whose indicators are 1.1 and 1.2, and whose budget has 2.08.01.0001, 2.08.01.0002 and 1.2."""
    path = tmp_path / "buku.xlsx"
    build(path, {"tahun": 2026, "triwulan_berjalan": 4}, years=(2025, 2030), rows={
        "tbl_renstra": [{"Kode": c, "Jenis": "Sasaran", "Indikator": f"I {c}", "Satuan": "%", "Tipe": "Persen",
                         "Arah": "Naik", "Target 2026": 80} for c in ("1.1", "1.2")],
        "tbl_pengukuran": [{"Kode": c, "Sifat": "Posisi Akhir"} for c in ("1.1", "1.2")],
        "tbl_anggaran": [{"Kode": c, "Tingkat": "Sub Kegiatan", "Uraian": c, "Pagu Awal": 100}
                         for c in ("2.08.01.0001", "2.08.01.0002", "1.2")],
    })  # fmt: skip
    return path


def cells(path, table, column):
    return {row.cells["Kode"]: row.cells.get(column) for row in compute_book(path)[0].book.rows(table) if row.cells}


def paste(*rows, head="Kode\tRealisasi TW4"):
    return pasted_source("\n".join([head, *rows]))


def test_codes_of_indicators_go_to_pengukuran_and_codes_of_the_budget_to_anggaran(buku):
    isi_buku(buku, paste("1.1\t70", "1.2\t75"), backup=False)
    assert cells(buku, "tbl_pengukuran", "Realisasi TW4") == {"1.1": 70, "1.2": 75}
    assert set(cells(buku, "tbl_anggaran", "Realisasi TW4").values()) == {None}
    isi_buku(buku, paste("2.08.01.0001\t90", "2.08.01.0002\t80"), backup=False)
    assert cells(buku, "tbl_anggaran", "Realisasi TW4") == {"2.08.01.0001": 90, "2.08.01.0002": 80, "1.2": None}
    assert cells(buku, "tbl_pengukuran", "Realisasi TW4") == {"1.1": 70, "1.2": 75}


@pytest.mark.parametrize("rows, known", [
    (("1.2\t75",), "kodenya ada untuk keduanya"), (("9.9\t75", "9.8\t3"), "kodenya belum ada di buku ini"),
])  # fmt: skip
def test_where_the_codes_do_not_decide_it_asks(buku, rows, known):
    with pytest.raises(UsageError, match=f"{known}. Sebutkan yang dimaksud dengan --tabel") as refused:
        isi_buku(buku, paste(*rows), backup=False)
    assert refused.value.kode == "tujuan_ragu"
    isi_buku(buku, paste("1.2\t75"), backup=False, choices=Choices(table="tbl_pengukuran"))
    assert cells(buku, "tbl_pengukuran", "Realisasi TW4")["1.2"] == 75


def test_a_head_of_one_target_with_codes_of_another_is_a_doubt(buku):
    with pytest.raises(UserError, match="kodenya tidak ada di sana; kode itu ada untuk Tabel pengukuran"):
        isi_buku(buku, paste("1.1\tA\t70", head="Kode\tUraian\tRealisasi TW4"), backup=False)


@pytest.mark.parametrize("choices, words", [
    (dict(sheet="Lembar1"), "--dari dan --lembar menyebut dua sumber"),
    (dict(part=2), "--bagian 2 menyebut tabel keberapa"),
    (dict(table="tbl_renstra", quarter=2), "--triwulan tidak berlaku untuk Renstra"),
    (dict(table="tbl_pengukuran", pagu="awal"), "--pagu hanya berlaku untuk anggaran"),
    (dict(table="tbl_pengukuran", setoran="kurangi"), "--setoran hanya berlaku untuk anggaran"),
    (dict(table="tbl_riwayat", skpd="1.01"), "--skpd hanya berlaku untuk anggaran"),
])  # fmt: skip
def test_choices_that_contradict_each_other_are_refused(buku, choices, words):
    before = buku.read_bytes()
    with pytest.raises(UsageError, match=words) as refused:
        isi_buku(buku, paste("1.1\t70"), backup=False, choices=Choices(**choices))
    assert refused.value.kode == "pilihan_bertentangan" and buku.read_bytes() == before


@pytest.mark.parametrize("choices, words", [
    (dict(quarter=2), "--triwulan tidak berlaku: berkas bernama tabel"),
    (dict(pagu="awal"), "--pagu tidak berlaku"),
    (dict(table="tbl_anggaran"), "--tabel menyebut Anggaran, tetapi nama berkas tbl_pengukuran.csv menyebut lembar"),
])  # fmt: skip
def test_choices_that_a_named_file_does_not_answer_to_are_refused(buku, choices, words):
    with pytest.raises(UsageError, match=words):
        isi_buku(
            buku, {"tbl_pengukuran.csv": b"Kode;Realisasi TW4\n1.1;70\n"}, backup=False, choices=Choices(**choices)
        )


@pytest.mark.parametrize("pairs", [["A=Pagu Awal", "A=Pagu Perubahan"], ["A=Pagu Awal", "B=Pagu Awal"]])
def test_columns_given_two_meanings_are_refused(pairs):
    with pytest.raises(UsageError) as refused:
        column_choices(pairs)
    assert refused.value.kode == "pilihan_bertentangan"
    assert column_choices(["A=Pagu Awal", "A=Pagu Awal"]) == {"A": "Pagu Awal"}


@pytest.mark.parametrize("option", [["--ke", "x.xlsx"], ["--terima"], ["--tanpa-cadangan"]])
def test_a_preview_writes_nothing_and_refuses_what_would_write(buku, tmp_path, option):
    (tmp_path / "tbl_pengukuran.csv").write_text("Kode;Realisasi TW4\n1.1;70\n")
    told = CliRunner().invoke(perintah, ["isi", str(buku), "--dari", str(tmp_path), "--pratinjau", *option])
    assert told.exit_code != 0 and f"maka {option[0]} tidak berlaku" in str(told.output) + str(told.exception)


def test_a_preview_of_files_named_after_tables_shows_their_rows(buku, capsys):
    source = {
        "tbl_pengukuran.csv": b"Kode;Realisasi TW4\n1.1;70\n1.2;tujuh\n",
        "tbl_pk.csv": b"Dokumen;Kode;Target\nAwal;1.1;80\n",
    }
    shown = preview_as_json(pratinjau_buku(buku, source))
    by_table = {one["tabel"]: one for one in shown["tabel"]}
    assert [row["isi"] for row in by_table["tbl_pengukuran"]["baris"]] == [
        {"Kode": "1.1", "Realisasi TW4": 70}, {"Kode": "1.2", "Realisasi TW4": "tujuh"},
    ]  # fmt: skip
    assert by_table["tbl_pengukuran"]["beda"][0] == {
        "baris": "1.1",
        "kolom": "Realisasi TW4",
        "buku": None,
        "sumber": 70,
    }
    assert "tujuh" in json.dumps(by_table["tbl_pengukuran"]["ragu"]) and by_table["tbl_pk"]["baris"]
    from lkjip_xl.hosts.preview_answer import print_preview

    print_preview(pratinjau_buku(buku, source))
    assert "2\t1.1\t70" in capsys.readouterr().out


def test_the_sheet_pratinjau_says_what_becomes_of_each_row(buku, tmp_path):
    import openpyxl

    source = {
        "tbl_pk.csv": b"Dokumen;Kode;Target\nAwal;1.1;80\n",
        "tbl_pengukuran.csv": b"Kode;Realisasi TW4\n1.1;70\n1.2;\n",
    }
    pratinjau_buku(buku, source, tmp_path / "p.xlsx", write=True)
    rows = [[c.value for c in row] for row in openpyxl.load_workbook(tmp_path / "p.xlsx")["Pratinjau"]]
    assert [row[1] for row in rows if row[0] and "baris" in str(row[0]) and ".csv baris" in str(row[0])] == [
        "berubah", "tetap", "baru",
    ]  # fmt: skip


def test_a_whole_book_is_refused_with_the_commands_that_take_it(buku, tmp_path):
    other = tmp_path / "kembali.xlsx"
    other.write_bytes(buku.read_bytes())
    with pytest.raises(UsageError) as refused:
        isi_buku(buku, str(other), backup=False)
    told = str(refused.value)
    assert refused.value.kode == "buku_lkjip" and "kembali.xlsx adalah buku LKjIP utuh" in told
    assert all(f"{verb} " in told for verb in ("gabung BUKU", "lanjut", "perbarui", "ekspor"))
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "buku.xlsx").write_bytes(buku.read_bytes())
    (tmp_path / "csv" / "tbl_pengukuran.csv").write_text("Kode;Realisasi TW4\n1.1;70\n")
    assert "buku.xlsx (namanya tidak diawali tbl_)" in isi_buku(buku, tmp_path / "csv", backup=False).ignored
