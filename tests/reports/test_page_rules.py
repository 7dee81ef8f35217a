"""The page rules of section 5 of the design, measured on every form of the sample, of long books and of random ones."""

import pytest

from lkjip_xl.reports.registry import possible_ids, report_ids, write_reports, write_requested
from tests.reports.made_book import acak, bahan, periksa_bentuk
from tests.reports.page_rules import breaches, is_body, pages


def every_sheet(world):
    return [*write_reports(world, possible_ids(world)), write_requested("LAP-REVIU", world, [], [])]


def check(sheet):
    periksa_bentuk(sheet)
    assert breaches(sheet) == [], sheet.name


def test_every_form_of_the_sample():
    for sheet in every_sheet(bahan()):
        check(sheet)


@pytest.mark.lengkap(contoh=4)
@pytest.mark.parametrize("seed", range(12))
def test_every_form_of_random_books(seed):
    for sheet in every_sheet(acak(seed)):
        check(sheet)


def long_book(indicators, programs):
    renstra, measured, pk = [], [], []
    for i in range(indicators):
        name = f"Meningkatnya mutu pelayanan bidang nomor {i // 7} bagi masyarakat"
        renstra.append(
            {
                "Kode": f"1.{i}",
                "Jenis": "Sasaran",
                "Induk": f"T{i // 20}",
                "Tujuan": f"Tujuan {i // 20}",
                "Sasaran": name,
                "Indikator": f"Persentase layanan ke-{i} yang memenuhi standar " * (1 + i % 3),
                "Satuan": "%",
                "Tipe": "Persen",
                "Arah": "Naik",
                "Formulasi": "jumlah / jumlah x 100%",
            }
        )
        measured.append(
            {
                "Kode": f"1.{i}",
                "Sifat": "Posisi Akhir",
                "Target TW4": 90,
                "Realisasi TW4": 80 + i % 15,
                "Analisis": "Sebab yang diuraikan dengan panjang lebar. " * (i % 12),
                "Solusi": "Tindak lanjut." * (i % 5),
            }
        )
        pk.append({"Dokumen": "Awal", "Kode": f"1.{i}", "Target": 90})
    budget = []
    for p in range(programs):
        budget.append(
            {
                "Kode": f"{p}",
                "Tingkat": "Program",
                "Uraian": f"Program nomor {p} yang bernama panjang",
                "Indikator": f"1.{p % indicators}" if p % 4 else None,
            }
        )
        budget += [
            {
                "Kode": f"{p}.{j}",
                "Tingkat": "Sub Kegiatan",
                "Uraian": f"Sub kegiatan {j} dari program {p}",
                "Pagu Awal": 10_000_000 * j,
                "Realisasi TW4": 9_000_000 * j,
            }
            for j in range(1, 2 + p % 9)
        ]
    return {"tbl_renstra": renstra, "tbl_pengukuran": measured, "tbl_pk": pk, "tbl_anggaran": budget}


@pytest.mark.parametrize("indicators, programs", [(8, 5), (23, 40), (60, 90)])
def test_every_form_of_a_long_book(indicators, programs):
    for sheet in every_sheet(bahan({"dokumen_pk": "Awal"}, **long_book(indicators, programs))):
        check(sheet)


@pytest.mark.parametrize("count", range(1, 60, 3))
def test_the_signature_stands_with_the_last_rows_whatever_the_length(count):
    tables = long_book(4, count)
    for sheet in write_reports(bahan({"dokumen_pk": "Awal"}, **tables), ["LAP-TW4", "LAP-PK"]):
        check(sheet)
        first, end = pages(sheet)[-1]
        rows = [r for r in range(first, end) if is_body(sheet.rows[r])]
        assert len(rows) >= 2, f"{sheet.name}: the signature stands alone"
        assert any(
            c and c.value and str(c.value).startswith("NIP") for r in sheet.rows[first:end] if r for c in r.cells
        )


@pytest.mark.parametrize("order", ["Per Indikator", "Urutan Anggaran"])
def test_the_signature_of_a_quarter_stands_with_three_entries_and_their_total(order):
    for sheet in write_reports(bahan({"urutan_anggaran_tw": order}), [f"LAP-TW{n}" for n in (1, 2, 3, 4)]):
        first, end = pages(sheet)[-1]
        assert sum(map(is_body, sheet.rows[first:end])) >= 4, sheet.name
        assert len(pages(sheet)) <= 6, sheet.name


def test_reports_in_order_of_their_declaration():
    assert report_ids(bahan())[:2] == ["LAP-IKU", "LAP-PK"] and report_ids(bahan())[-1] == "LAP-RINGKASAN"
