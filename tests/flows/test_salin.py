"""salin: what Renstra and Anggaran say is listed in PK and Pengukuran, once, as values; what is typed stays."""

import random

import openpyxl
import pytest

from lkjip_xl.errors import UserError
from lkjip_xl.flows.buat import buat_buku
from lkjip_xl.flows.isi import isi_buku
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.flows.salin import salin_buku
from lkjip_xl.flows.suggested import plan_cells, program_rows, quarter_cells
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.template.book import build
from tests.checks.small_book import indikator
from tests.compute.random_book import differences

HEAD = "Kode,Jenis,Induk,Tujuan,Sasaran,Indikator,Satuan,Tipe,Arah,Target 2025\n"
PLAN = (
    HEAD + "T1,Tujuan,,Sejahtera,,Indeks A,Indeks,,,70\n1.1,Sasaran,,,Layanan baik,Persentase B,%,,,88\n"
    "1.2,,,,,Jumlah C,orang,,Turun,1200\n2.1,Sasaran,,,Akuntabel,Opini,,,,WTP\n"
)


def made(**files):
    book = buat_buku(None, "Dinas Uji", 2025, "2025-2029").data
    return isi_buku(book, {f"tbl_{name}.csv": text.encode() for name, text in files.items()}).data


def rows(book, table):
    return [row.cells for row in compute_book(book)[0].book.rows(table) if row.cells]


def test_indicators_are_listed_with_target_sifat_and_quarter_and_a_second_run_writes_nothing():
    done = salin_buku(made(renstra=PLAN))
    assert rows(done.data, "tbl_pk") == [
        {"Dokumen": "Awal", "Kode": "1.1", "Target": 88}, {"Dokumen": "Awal", "Kode": "1.2", "Target": 1200},
        {"Dokumen": "Awal", "Kode": "2.1", "Target": "WTP"},
    ]  # fmt: skip
    assert rows(done.data, "tbl_pengukuran") == [
        {"Kode": "T1", "Sifat": "Posisi Akhir", "Target TW4": 70},
        {"Kode": "1.1", "Sifat": "Posisi Akhir", "Target TW4": 88},
        {"Kode": "1.2", "Sifat": "Akumulasi", "Target TW4": 1200},
        {"Kode": "2.1", "Sifat": "Posisi Akhir", "Target TW4": "WTP"},
    ]
    plan = rows(done.data, "tbl_renstra")
    assert [(r.get("Jenis"), r.get("Induk"), r.get("Sasaran"), r["Tipe"], r["Arah"]) for r in plan] == [
        ("Tujuan", None, None, "Indeks", "Naik"), ("Sasaran", "T1", "Layanan baik", "Persen", "Naik"),
        ("Sasaran", "T1", "Layanan baik", "Angka", "Turun"), ("Sasaran", "T1", "Akuntabel", "Tingkat", "Naik"),
    ]  # fmt: skip
    assert plan[3]["Skala Tingkat"] == "Opini BPK" and {r["Tujuan"] for r in plan} == {"Sejahtera"}
    assert any("Arah diisi Naik" in note for note in done.notes)
    assert any("Sifat Akumulasi" in note and "1.2" in note for note in done.notes)
    again = salin_buku(done.data)
    assert again.unchanged and not any(one.added or one.changed for one in again.rows.values())


def test_what_is_typed_stays_and_a_row_that_somebody_began_is_left_alone():
    book = made(
        renstra=PLAN, pk="Dokumen,Kode,Target\nAwal,1.1,77\n",
        pengukuran="Kode,Sifat,Target TW4,Realisasi TW1\n1.1,Kumulatif,,5\nT1,,,\n1.2,Kumulatif,,\n",
    )  # fmt: skip
    done = salin_buku(book)
    assert rows(done.data, "tbl_pk")[0] == {"Dokumen": "Awal", "Kode": "1.1", "Target": 77}
    assert rows(done.data, "tbl_pengukuran")[:3] == [
        {"Kode": "1.1", "Sifat": "Kumulatif", "Realisasi TW1": 5},
        {"Kode": "T1", "Sifat": "Posisi Akhir", "Target TW4": 70},
        {"Kode": "1.2", "Sifat": "Kumulatif", "Target TW4": 1200},
    ]


def test_the_quarter_takes_the_target_of_the_pk_in_force():
    book = made(renstra=PLAN, pk="Dokumen,Kode,Target\nAwal,1.1,77\nPerubahan,1.1,66\n")
    for chosen, target in (("Awal", 77), ("Perubahan", 66)):
        set_to = isi_buku(book, {"tbl_pengaturan.csv": f"Kunci,Nilai\ndokumen_pk,{chosen}\n".encode()}).data
        done = salin_buku(set_to)
        assert {r["Kode"]: r["Target TW4"] for r in rows(done.data, "tbl_pengukuran")}["1.1"] == target
        assert [r["Kode"] for r in rows(done.data, "tbl_pk") if r["Dokumen"] == "Perubahan"] == ["1.1", "1.2", "2.1"]
        assert sum(r["Dokumen"] == "Awal" for r in rows(done.data, "tbl_pk")) == 1


def test_a_pk_with_a_date_is_not_added_to_and_that_is_said():
    book = made(
        renstra=PLAN, pk="Dokumen,Kode,Target\nAwal,1.1,77\n", pk_program="Dokumen,Kode,Program\nAwal,1,Sosial\n",
        pk_dokumen="Dokumen,Tanggal\nAwal,2025-01-15\n",
        anggaran="Kode,Tingkat,Uraian,Pagu Awal\n2,Program,Penunjang,\n2.1,Sub Kegiatan,Gaji,5\n",
    )  # fmt: skip
    done = salin_buku(book)
    assert len(rows(done.data, "tbl_pk")) == len(rows(done.data, "tbl_pk_program")) == 1
    assert [note for note in done.notes if "sudah bertanggal" in note and "1.2, 2.1" in note]
    assert [note for note in done.notes if "sudah bertanggal" in note and "Penunjang" in note]


def test_programs_come_from_the_budget_with_the_pagu_of_their_document():
    budget = (
        "Kode,Tingkat,Uraian,Pagu Awal,Pagu Perubahan,Jenis Anggaran\n1,Program,Sosial,,,\n1.1,Sub Kegiatan,A,100,150,"
        "\n1.2,Sub Kegiatan,B,20,30,\n2,Program,Penunjang,,,\n2.1,Sub Kegiatan,C,7,9,\n3,Program,Retribusi,,,Pendapatan"
        "\n3.1,Sub Kegiatan,D,5,5,Pendapatan\n"
    )
    done = salin_buku(made(renstra=PLAN, anggaran=budget))
    assert rows(done.data, "tbl_pk_program") == [
        {"Dokumen": "Awal", "No": 1, "Kode": "1", "Program": "Sosial", "Anggaran": 120},
        {"Dokumen": "Awal", "No": 2, "Kode": "2", "Program": "Penunjang", "Anggaran": 7},
    ]
    changed = salin_buku(
        made(renstra=PLAN, anggaran=budget, pk="Dokumen,Kode,Target\nPerubahan,1.1,88\n",
             pk_program="Dokumen,No,Kode,Program,Anggaran\nPerubahan,1,2,Penunjang,1\n")
    )  # fmt: skip
    assert rows(changed.data, "tbl_pk_program") == [
        {"Dokumen": "Perubahan", "No": 1, "Kode": "2", "Program": "Penunjang", "Anggaran": 1},
        {"Dokumen": "Perubahan", "No": 2, "Kode": "1", "Program": "Sosial", "Anggaran": 180},
    ]


def test_a_broken_budget_gives_programs_without_money():
    broken = "Kode,Tingkat,Uraian,Pagu Awal\n1,Program,Sosial,\n2.1,Sub Kegiatan,A,100\n2,Program,Lain,\n"
    done = salin_buku(made(renstra=PLAN, anggaran=broken))
    assert compute_book(done.data)[1].amounts.withheld
    assert [r.get("Anggaran") for r in rows(done.data, "tbl_pk_program")] == [None, None]
    assert any("Urutan baris Anggaran rusak" in note for note in done.notes)


def test_tujuan_stay_out_of_a_book_that_does_not_measure_them(buku_contoh):
    with open(buku_contoh, "rb") as file:
        sample = file.read()
    done = salin_buku(sample)
    assert done.unchanged and [note for note in done.notes if "T1, T2" in note]
    goals = salin_buku(made(renstra=HEAD + "T1,Tujuan,,Sejahtera,,Indeks A,Indeks,,,70\n"))
    assert [r["Kode"] for r in rows(goals.data, "tbl_pk")] == ["T1"]


def test_a_book_without_indicators_or_year_is_refused():
    with pytest.raises(UserError) as refused:
        salin_buku(buat_buku(None, "Dinas Uji", 2025, "2025-2029").data)
    assert refused.value.kode == "renstra_kosong"
    book = isi_buku(made(renstra=PLAN), {"tbl_pengaturan.csv": b"Kunci,Nilai\ntahun,\n"}, ganti=True).data
    with pytest.raises(UserError) as refused:
        salin_buku(book)
    assert refused.value.kode == "tanpa_tahun"


def test_no_figure_of_what_was_there_changes():
    rng = random.Random(7)
    for _ in range(3):
        codes = [f"1.{n}" for n in range(1, 6)]
        known = rng.sample(codes, 3)
        plan = HEAD + "".join(f"{c},Sasaran,,A,B,Indikator {c},%,,,{rng.randrange(50, 99)}\n" for c in codes)
        book = made(
            renstra=plan, pk="Dokumen,Kode,Target\n" + "".join(f"Awal,{c},{rng.randrange(50, 99)}\n" for c in known),
            pengukuran="Kode,Sifat,Realisasi TW4\n"
            + "".join(f"{c},Posisi Akhir,{rng.randrange(50, 99)}\n" for c in known),
        )  # fmt: skip
        before, after = (compute_book(one)[1].measured_by_key for one in (book, salin_buku(book).data))
        assert set(after) == set(codes) > set(before)
        for code, row in before.items():
            for name in ("Target", "Sumber Target", "Realisasi", "Capaian", "Predikat"):
                assert row[name] == after[code][name]


def test_written_values_are_those_that_a_spreadsheet_computes(tmp_path, lo):
    book = made(renstra=PLAN, pengukuran="Kode,Sifat\n1.1,Akumulasi\n")
    for data, pk, measured in ((book, "3 indikator", "2 indikator"), (salin_buku(book).data, "Isi target", "Isi Kode")):
        path = tmp_path / "buku.xlsx"
        path.write_bytes(data)
        values = lo.values(path)
        reading, world = compute_book(data)
        found, count = differences(reading, world, values)
        assert not found and count > 1_000
        # What is left to copy is told by the sheets themselves.
        assert values["PK"][2][0].startswith(pk) and values["Pengukuran"][2][0].startswith(measured)
        stored = openpyxl.load_workbook(path, data_only=True)
        assert [stored[name]["A3"].value for name in ("PK", "Pengukuran")] == [
            values[name][2][0] for name in ("PK", "Pengukuran")
        ]


@pytest.mark.parametrize(
    "row, expected",
    [
        ({"Satuan": "Persen"}, "Persen"), ({"Indikator": "Persentase X"}, "Persen"), ({"Satuan": "Nilai"}, "Indeks"),
        ({"Satuan": "dokumen"}, "Angka"), ({"Target 2025": "Madya"}, "Angka"), ({"Target 2025": "WTP"}, "Tingkat"),
    ],
)  # fmt: skip
def test_tipe_follows_satuan_and_labels_of_one_scale(row, expected):
    levels = [
        {"Skala Tingkat": "A", "Tingkat": "Madya"}, {"Skala Tingkat": "B", "Tingkat": "madya"},
        {"Skala Tingkat": "Opini", "Tingkat": "WTP"},
    ]  # fmt: skip
    cells = plan_cells([{"Kode": "1", "Indikator": "X", **row}], levels)[0]
    assert cells["Tipe"] == expected and cells.get("Skala Tingkat") == ("Opini" if expected == "Tingkat" else None)


def test_wording_is_taken_from_above_only_where_it_belongs():
    plan = [
        {"Kode": "T1", "Jenis": "Tujuan", "Tujuan": "A", "Indikator": "x"},
        {"Kode": "1", "Jenis": "Sasaran", "Sasaran": "S", "Indikator": "x"},
        {"Kode": "P", "Jenis": "Program", "Induk": "1", "Uraian": "U", "Indikator": "x"},
        {"Kode": "2", "Jenis": "Sasaran", "Indikator": "x"},
        {"Kode": "T2", "Jenis": "Tujuan", "Tujuan": "B"},
        {"Kode": "3", "Jenis": "Sasaran", "Indikator": "x"},
        {"Kode": "4", "Jenis": "Sasaran", "Induk": "T1", "Indikator": "x"},
        {"Kode": "5", "Jenis": "Sasaran", "Tujuan": "Lain", "Sasaran": "Z", "Indikator": "x"},
    ]
    cells = [{k: v for k, v in one.items() if k not in ("Tipe", "Arah")} for one in plan_cells(plan, [])]
    assert cells == [
        {}, {"Induk": "T1", "Tujuan": "A"}, {}, {}, {}, {"Induk": "T2", "Tujuan": "B"}, {"Tujuan": "A"}, {},
    ]  # fmt: skip


def test_rows_that_were_begun_get_no_suggestion():
    plan = {"Kode": "1", "Tipe": "Angka"}
    assert quarter_cells({}, plan, 5) == {"Sifat": "Akumulasi", "Target TW4": 5}
    assert quarter_cells({"Kode": "1", "Sifat": "Kumulatif"}, plan, "N/A") == {}
    assert quarter_cells({"Kode": "1", "Analisis": "ada"}, plan, 5) == {}
    known = [{"Dokumen": "Awal", "Kode": None, "Program": " sosial "}]
    assert program_rows([{"Tingkat": "Program", "Uraian": "Sosial"}], known, "Awal", lambda _: 1) == []


def test_rows_are_as_high_as_the_names_that_were_copied(tmp_path):
    """A name of five lines in PK; a height that somebody set by hand stays."""
    path = tmp_path / "buku.xlsx"
    name = "PROGRAM PENGELOLAAN SUMBER DAYA EKONOMI UNTUK KEDAULATAN DAN KEMANDIRIAN PANGAN DAERAH"
    budget = [
        {"Kode": "2.01", "Tingkat": "Program", "Uraian": name, "Indikator": "1.1.1"},
        {"Kode": "2.01.01", "Tingkat": "Kegiatan", "Uraian": "Kegiatan", "Pagu Awal": 5},
    ]
    build(path, {"instansi": "Dinas", "tahun": 2025, "triwulan_berjalan": 4},
          rows={"tbl_renstra": [indikator()], "tbl_anggaran": budget})  # fmt: skip
    package = Package.open(path)
    part = next(s.part for s in WorkbookParts(package).sheets if s.name == "PK")
    by_hand = package.read(part).replace(b'<row r="7" ht="28.5"', b'<row r="7" ht="12" customHeight="1"')
    package.put(part, by_hand)
    package.save(path)
    salin_buku(path, backup=False)
    sheet = openpyxl.load_workbook(path)["PK"]
    assert sheet["L6"].value == name
    assert sheet.row_dimensions[6].height == 5 * 13.5 + 1.5 and sheet.row_dimensions[7].height == 12
