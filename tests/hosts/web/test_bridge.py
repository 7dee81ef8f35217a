"""The bridge: plain data out, the user's file named, never a folder of the worker, never an exception."""

import json
import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.build.web.assemble import page_buttons, page_facts
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.lanjut import lanjut_buku
from lkjip_xl.flows.laporan import laporan_buku
from lkjip_xl.flows.periksa import periksa_buku
from lkjip_xl.flows.salin import salin_buku
from lkjip_xl.hosts.web import bridge
from lkjip_xl.hosts.web.preview import css, preview
from lkjip_xl.ooxml.sheet_model import ReportSheet, Style
from lkjip_xl.schema.buttons import ALUR
from tests.book.filled_book import Isian
from tests.flows.test_outlook_message import attached, message
from tests.flows.travel_books import inputs, master


@pytest.fixture
def book(buku_contoh):
    return Path(buku_contoh).read_bytes()


def test_every_button_of_the_page_has_its_flow():
    assert {b["id"] for b in page_buttons(pane=True)} - {b["id"] for b in page_buttons()} == {"uji_mandiri"}
    buttons = page_buttons()
    assert {b["id"] for b in buttons} <= set(bridge.FLOWS)
    labels = {a.id: a.label for a in ALUR if a.ada}
    assert all(b["label"] == labels[b["id"]] for b in buttons)
    assert {"buat", "isi", "salin", "tambah", "hitung", "laporan", "periksa", "asal"} <= {b["id"] for b in buttons}
    assert not {"pdf", "uji_mandiri"} & {b["id"] for b in buttons}


def test_a_flow_gives_its_book_its_figures_and_its_findings(book):
    told = []
    answer = bridge.run("laporan", "Buku Saya.xlsx", book, progress=lambda *one: told.append(one))
    assert answer["ok"] and answer["nama"] == "Buku Saya.xlsx" and answer["isi"] == laporan_buku(book).data
    sheets = laporan_buku(book).sheets
    assert f"{len(sheets)} lembar laporan ditulis" in answer["pesan"] and answer["ditulis"] == list(sheets)
    assert told[-1][0] == told[-1][1]
    first = answer["angka"][0]
    assert (first["nama"], first["nilai"], first["utama"]) == ("Rata-rata capaian", "97,31%", True)
    assert [a["utama"] for a in answer["angka"]] == sorted((a["utama"] for a in answer["angka"]), reverse=True)


def test_next_years_book_has_its_own_name_and_no_folder_in_its_words(book):
    answer = bridge.run("lanjut", "LKjIP 2022.xlsx", book)
    assert answer["ok"] and answer["nama"] == "LKjIP 2023.xlsx" and answer["isi"] == lanjut_buku(book).data
    assert (
        answer["pesan"].startswith("Buku tahun 2023: LKjIP 2023.xlsx\n")
        and tempfile.gettempdir() not in answer["pesan"]
    )
    refused = bridge.run("lanjut", "LKjIP 2022.xlsx", book, {"renstra": "2029-2025"})
    assert not refused["ok"] and "terbalik" in refused["pesan"]


def test_salin_lists_the_indicators_of_a_book_without_typing():
    typed = {"tbl_renstra.csv": b"Kode,Sasaran,Indikator,Target 2025\n1.1,S,Indeks X,80\n"}
    book = isi_buku(buat_buku(None, "Dinas Uji", 2025, "2025-2029").data, typed).data
    answer = bridge.run("salin", "buku.xlsx", book)
    assert answer["ok"] and answer["isi"] == salin_buku(book).data
    assert "Pengukuran: 1 baris ditambah (1.1)." in answer["pesan"]


def test_findings_come_gravest_first_and_equal_ones_once(book):
    answer = bridge.run("periksa", "buku.xlsx", book)
    order = [f["berat"] for f in answer["temuan"]]
    assert order == sorted(order, key=["Salah", "Periksa", "Info"].index) and len(order) > 5
    assert answer["diperiksa"] and sum(f["banyak"] for f in answer["temuan"]) == len(periksa_buku(book).findings)
    one = next(f for f in answer["temuan"] if f["kode"] == "LKP-05")
    asked = {k: one[k] for k in ("tabel", "baris", "kolom")}
    row = bridge.run("baris", "buku.xlsx", book, asked)["baris"]
    assert {"kolom": "Nilai", "nilai": "(nama kepala dinas)", "ini": True} in row
    assert not bridge.run("baris", "buku.xlsx", book, {**asked, "baris": 9999})["ok"]


@pytest.mark.parametrize(
    "name, data, code, words",
    [
        ("dokumen.xlsx", b"%PDF-1.4\n", "format_lain", "Berkas dokumen.xlsx adalah PDF"),
        ("salah.xls", None, "ekstensi", "Berkas salah.xls isinya buku kerja Excel"),
        ("../../etc/kosong.xlsx", b"", "kosong", "Berkas kosong.xlsx kosong"),
    ],
)
def test_refusals_name_the_users_file_and_nothing_else(book, name, data, code, words):
    for flow in ("hitung", "periksa", "laporan", "buka", "tampil", "modul"):
        answer = bridge.run(flow, name, book if data is None else data)
        assert not answer["ok"] and answer["kode"] == code and answer["pesan"].startswith(words), (flow, answer)
        assert tempfile.gettempdir() not in answer["pesan"] and os.sep + "hasil" not in answer["pesan"]


def test_a_mistake_of_ours_is_an_answer_and_leaves_no_folder(book, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def broken(job):
        raise ZeroDivisionError("rusak")

    monkeypatch.setitem(bridge.FLOWS, "hitung", broken)
    answer = bridge.run("hitung", "buku.xlsx", book)
    assert answer["kode"] == "galat_dalam" and "kesalahan di dalam lkjip-xl" in answer["pesan"]
    assert "ZeroDivisionError: rusak" in answer["rinci"]
    monkeypatch.setitem(bridge.FLOWS, "hitung", lambda job: (_ for _ in ()).throw(MemoryError))
    assert bridge.run("hitung", "buku.xlsx", book)["kode"] == "memori"
    assert list(tmp_path.iterdir()) == []


class Bytes(bytes):
    """Stands for a Uint8Array of JavaScript."""

    def to_bytes(self):
        return bytes(self)


def test_the_call_of_javascript_gives_json_and_the_book_beside_it(book):
    text, made, _, source = bridge.call("hitung", "buku.xlsx", Bytes(book), "{}", [], None)
    assert source is None
    answer = json.loads(text)
    assert answer["ok"] and "isi" not in answer and made == bridge.run("hitung", "buku.xlsx", book)["isi"]
    source = [["tbl_pengaturan.csv", Bytes(b"Kunci;Nilai\ntriwulan_berjalan;2\n")]]
    text, made, _, _ = bridge.call("isi", "buku.xlsx", Bytes(book), "{}", source, None)
    assert made != book and "1 diubah" in json.loads(text)["pesan"]
    text, made, _, _ = bridge.call("buat", "", None, '{"tahun": "besok"}', [], None)
    assert made is None and json.loads(text)["kode"] == "tahun"


def test_a_source_that_brings_nothing_does_not_say_that_the_book_was_filled(book):
    unread = {"teks": "Kode\tRealisasi TW4\n9.9.8\t3\n9.9.9\t4\n", "terima": True, "tabel": "tbl_anggaran"}
    asked = bridge.run("pratinjau_isi", "buku.xlsx", book, {**unread, "tabel": ""})
    assert asked["kode"] == "tujuan_ragu"
    assert bridge.run("pratinjau_isi", "buku.xlsx", book, unread)["ada"] is False
    answer = bridge.run("isi", "buku.xlsx", book, unread)
    assert answer["ok"] and answer["pesan"].startswith("Tidak ada isian yang berubah.") and answer["isi"] == book
    given = {"teks": "Kode\tRealisasi TW4\n1.1.1\t91\n", "tabel": "tbl_pengukuran"}
    assert bridge.run("pratinjau_isi", "buku.xlsx", book, given)["ada"] is True
    assert bridge.run("isi", "buku.xlsx", book, given)["pesan"].startswith("Buku diisi.")


def test_the_page_offers_every_table_that_a_source_can_be_meant_for():
    asked = {one["id"]: one for one in page_facts("x", [], offline=False)["pertanyaan"]}
    assert {"tabel", "bagian", "triwulan", "pagu", "setoran", "skpd", "kolom"} == set(asked)
    offered = dict(asked["tabel"]["jawaban"])
    assert {"tbl_anggaran", "tbl_renstra", "tbl_riwayat", "tbl_data_dukung"} <= set(offered)
    assert offered["tbl_pengukuran"] == "Pengukuran" and offered["tbl_renja"] == "Evaluasi Renja"
    assert len(set(offered.values())) == len(offered)


def test_pasted_rows_are_shown_before_they_are_written(book):
    pasted = "Kunci;Nilai\ntriwulan_berjalan;2\n"
    shown = bridge.run("pratinjau_isi", "buku.xlsx", book, {"teks": pasted})
    assert shown["kode"] == "tanpa_csv"  # settings are known by the name of their file only
    table = "Kode\tIndikator\tTarget 2025\n9.9.9\tIndikator Baru\t80\n"
    shown = bridge.run("pratinjau_isi", "buku.xlsx", book, {"teks": table, "tabel": "tbl_renstra"})
    assert shown["ok"] and "isi" not in shown and shown["pesan"].startswith("Belum ada yang ditulis.")
    assert any("9.9.9" in str(row) for row in shown["lembar"][0]["baris"])
    doubled = (
        "Kode;Jenis;Sasaran;Indikator;Satuan;Tipe;Target 2024\n9.1;Sasaran;S;Sarana;paket;Angka;4 Paket + 2 Unit\n"
    )
    given = {"teks": doubled, "tabel": "tbl_renstra", "terima": True}
    assert "memuat dua target: indikator 9.1." in bridge.run("pratinjau_isi", "buku.xlsx", book, given)["pesan"]
    filled = bridge.run("isi", "buku.xlsx", book, {**given, "pecah": True})
    assert filled["ok"] and "Indikator 9.1 dipecah menjadi 9.1.a dan 9.1.b (Paket, Unit)." in filled["pesan"]
    nothing = bridge.run("isi", "buku.xlsx", book, {"teks": "  "})
    assert nothing["kode"] == "tanpa_sumber"


def test_a_preview_holds_what_the_sheet_prints():
    sheet = ReportSheet("LAP-X", "Lap X", "Uji", [10, None, 20], landscape=True)
    head, number = Style(bold=True, border="LT"), Style(format="#,##0.00%", indent=1, fill="D9E1F2")
    sheet.add([("A & <b>", head), None, ("B", head)], height=30)
    sheet.add([(0.1234, number), (None, head), ("x", head, "asal")])
    sheet.add()
    sheet.merge(0, 0, 0, 1)
    sheet.repeat_rows, sheet.breaks = (0, 0), [1]
    drawn = preview([sheet])
    one = drawn["lembar"][0]
    assert one["lebar"] == [75, 64, 145] and one["ulang"] == [0, 0] and one["putus"] == [1] and one["mendatar"]
    assert one["baris"][0] == [30, [["A & <b>", 0, 2, 1, False], 0, ["B", 0, 1, 1, False]]]
    assert [cell[0] for cell in one["baris"][1][1]] == ["12,34%", "", "x"] and one["baris"][1][1][2][4]
    assert one["baris"][2] == [None, []]
    assert drawn["gaya"][0] == css(head) and "border-left:1px" in drawn["gaya"][0]
    assert "border-right" not in drawn["gaya"][0]
    assert "text-align:right" in drawn["gaya"][1] and "padding-left:11px" in drawn["gaya"][1]


def test_a_preview_of_the_book_is_the_sheets_that_laporan_writes(book):
    shown = bridge.run("tampil", "buku.xlsx", book)
    written = laporan_buku(book).sheets
    assert {s["id"]: s["nama"] for s in shown["lembar"]} == written and shown["ada"] == list(written)
    assert (
        max(cell[1] for s in shown["lembar"] for _, row in s["baris"] for cell in row if cell) == len(shown["gaya"]) - 1
    )
    new = bridge.run("buat", answers={"instansi": "Dinas", "tahun": "2025", "renstra": "2025-2029"})
    assert bridge.run("tampil", new["nama"], new["isi"])["lembar"] == []


def test_a_sheet_that_was_typed_into_stays_unless_asked(book):
    from lkjip_xl.ooxml.package import Package
    from lkjip_xl.ooxml.workbook import WorkbookParts

    package = Package(book)
    part = next(s.part for s in WorkbookParts(package).sheets if s.name == "Lap Capaian")
    data = package.read(part)
    assert b"PERBANDINGAN" in data
    package.put(part, data.replace(b"PERBANDINGAN", b"Perbandingan", 1))
    stream = BytesIO()
    package.save(stream)
    typed = stream.getvalue()
    answer = bridge.run("laporan", "buku.xlsx", typed)
    assert answer["ok"] and "Dibiarkan karena pernah diketiki: Lap Capaian." in answer["pesan"]
    alone = bridge.run("laporan", "buku.xlsx", typed, {"hanya": ["LAP-CAPAIAN"]})
    assert (alone["ok"], alone["kode"]) == (False, "laporan_diubah") and "Lap Capaian" in alone["pesan"]
    assert "diketiki" not in bridge.run("laporan", "buku.xlsx", typed, {"timpa": True})["pesan"]


def test_a_book_is_sent_and_what_comes_back_is_merged(tmp_path):
    data = Path(master(tmp_path)).read_bytes()
    names = bridge.run("bidang", "induk.xlsx", data)["bidang"]
    assert names == ["Bidang Anak", "Bidang Perempuan"]
    sent = bridge.run("kirim", "induk.xlsx", data, {"bidang": names, "triwulan": "2", "surel": True})
    assert sent["ok"] and "2 salinan dibuat" in sent["pesan"] and sent["isi"] != data
    assert sorted(name.rpartition(".")[2] for name in sent["berkas"]) == ["eml", "eml", "xlsx", "xlsx"]
    copy = next(name for name in sent["berkas"] if name.endswith(".xlsx") and "Anak" in name)
    path = tmp_path / "kembali.xlsx"
    path.write_bytes(sent["berkas"][copy])
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    returned = {"kembali.xlsx": Path(filler.simpan(path)).read_bytes()}
    shown = bridge.run("pratinjau_gabung", "induk.xlsx", sent["isi"], {}, returned)
    assert shown["ok"] and "1 sel diisi" in shown["pesan"] and "isi" not in shown and shown["gabungan"]["bentrok"] == 0
    mail = {"Re isian.msg": message(attached("kembali.xlsx", returned["kembali.xlsx"]))}
    by_mail = bridge.run("pratinjau_gabung", "induk.xlsx", sent["isi"], {}, mail)
    assert (
        by_mail["ok"] and "kembali.xlsx (dari Re isian.msg)" in by_mail["pesan"] and "1 sel diisi" in by_mail["pesan"]
    )
    done = bridge.run("gabung", "induk.xlsx", sent["isi"], {"pilihan": {}}, returned)
    assert done["ok"] and "1 sel diisi" in done["pesan"]
    (tmp_path / "gabungan.xlsx").write_bytes(done["isi"])
    assert inputs(tmp_path / "gabungan.xlsx", "tbl_pengukuran")["1"]["Realisasi TW2"] == 75.5
    assert bridge.run("gabung", "induk.xlsx", sent["isi"])["kode"] == "tanpa_sumber"
    assert bridge.run("kirim", "induk.xlsx", data, {"bidang": ["Bidang Ank"]})["kode"] == "bidang"


def test_a_slim_form_is_sent_and_merged_and_the_state_is_told(tmp_path):
    data = Path(master(tmp_path)).read_bytes()
    assert "Belum ada yang dikirim" in bridge.run("status", "induk.xlsx", data)["pesan"]
    answers = {
        "bidang": ["Bidang Anak"],
        "triwulan": "2",
        "ringkas": True,
        "surel": True,
        "alamat": "anak@contoh.go.id",
    }
    sent = bridge.run("kirim", "induk.xlsx", data, answers)
    (copy,) = (name for name in sent["berkas"] if name.endswith(".xlsx"))
    mail = next(data for name, data in sent["berkas"].items() if name.endswith(".eml"))
    assert b"To: anak@contoh.go.id" in mail and openpyxl.load_workbook(BytesIO(sent["berkas"][copy])).sheetnames == [
        "Pengukuran", "Anggaran", "Data Dukung",
    ]  # fmt: skip
    told = bridge.run("status", "induk.xlsx", sent["isi"])
    assert "1. Bidang Anak" in told["pesan"] and told["status"]["kiriman"][0]["keadaan"] == "menunggu"
    assert "isi" not in told
    path = tmp_path / "kembali.xlsx"
    path.write_bytes(sent["berkas"][copy])
    filler = Isian(path)
    filler.tulis("tbl_pengukuran", 1, "Realisasi TW2", 75.5)
    returned = {"kembali.xlsx": Path(filler.simpan(path)).read_bytes()}
    done = bridge.run("gabung", "induk.xlsx", sent["isi"], {}, returned)
    assert done["ok"] and "1 sel diisi" in done["pesan"]
    assert bridge.run("status", "induk.xlsx", done["isi"])["status"]["kiriman"][0]["keadaan"] == "kembali"
    whole = bridge.run("kirim", "induk.xlsx", data, {"bidang": [], "ringkas": True})
    assert (whole["ok"], whole["kode"]) == (False, "ringkas")


def test_a_recapitulation_of_nothing_names_the_file_that_cannot_be_read():
    told = bridge.run("rekap", files={"Dinas/rusak.xlsx": b"bukan buku"})["pesan"]
    assert told.startswith("0 buku terbaca") and "Predikat" not in told and "buku.xlsx" not in told
    assert "Tidak terbaca: Dinas/rusak.xlsx: " in told


def test_the_books_of_many_offices_become_one_recapitulation(tmp_path):
    data = Path(master(tmp_path)).read_bytes()
    books = {"buku/Dinas A.xlsx": data, "buku/sub/B.xlsx": data, "buku/rusak.xlsx": b"PK", "buku/~$x.xlsx": b""}
    done = bridge.run("rekap", "", None, {"harapan": "Dinas Contoh\nDinas Lain"}, books)
    assert done["ok"] and "2 buku terbaca" in done["pesan"] and "1 dari 2 instansi belum melapor" in done["pesan"]
    assert "Tidak terbaca: buku/rusak.xlsx" in done["pesan"]
    assert list(done["berkas"]) == ["rekap.xlsx", "rekap_indikator.csv", "rekap_instansi.csv"]
    offices = done["berkas"]["rekap_instansi.csv"].decode()
    assert "buku/sub/B.xlsx" in offices and "lkjip-xl-" not in offices, "no folder of the worker's"
    assert "Tidak dihitung: buku/Dinas A.xlsx: " in done["pesan"], "of books that are alike the shortest name"
    assert openpyxl.load_workbook(BytesIO(done["berkas"]["rekap.xlsx"])).sheetnames
    assert bridge.run("rekap")["kode"] == "tanpa_sumber"


def test_archives_are_closed_in_a_picture_of_the_memory_and_opened_after_it(tmp_path):
    path = tmp_path / "data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "isi")
    held = zipfile.Path(path).joinpath("a.txt")
    assert held.read_text() == "isi"
    bridge.warm()
    bridge.asleep()
    with pytest.raises(ValueError):
        held.read_text()
    bridge.awake()
    assert held.read_text() == "isi"
