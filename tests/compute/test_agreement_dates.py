"""When a document of the PK was signed: its own date goes before that of Pengaturan."""

import pytest

from lkjip_xl.compute.agreement_dates import agreement_date, document_of
from tests.checks.small_book import berkas

LISTED = {
    "tbl_pk": [{"Dokumen": d, "Kode": "1.1.1", "Target": 80} for d in ("Awal", "Perubahan", "Perubahan 2")],
    "tbl_pk_dokumen": [
        {"Dokumen": "Awal", "Tanggal": None},
        {"Dokumen": "Perubahan", "Tanggal": 45_915},
        {"Dokumen": "Perubahan 2", "Tanggal": "3 November 2025"},
    ],
}
TYPED = {"tanggal_pk_awal": "Januari 2025", "tanggal_pk_perubahan": "Agustus 2025"}


@pytest.mark.parametrize(("document", "said", "setting"), [
    ("Awal", "Januari 2025", "tanggal_pk_awal"),  # its own is blank
    ("Perubahan", 45_915, ""), ("perubahan I", 45_915, ""), ("Perubahan 2", "3 November 2025", ""),
    ("Perubahan 3", None, ""),  # of which Pengaturan holds no date
])  # fmt: skip
def test_the_documents_own_date_goes_first(document, said, setting):
    found = agreement_date(berkas(LISTED, **TYPED).world, document)
    assert (found.value, found.setting) == (said, setting) and (found.row is None) == (setting != "" or said is None)


def test_without_a_list_pengaturan_answers():
    found = agreement_date(berkas({}, **TYPED).world, "Perubahan")
    assert (found.value, found.setting) == ("Agustus 2025", "tanggal_pk_perubahan")


@pytest.mark.parametrize(("in_force", "meant"), [
    ("Awal", "Perubahan"), ("Perubahan", "Perubahan"), ("Perubahan 2", "Perubahan 2"),
])  # fmt: skip
def test_a_text_means_the_changed_document_in_force(in_force, meant):
    world = berkas(LISTED, dokumen_pk=in_force).world
    assert document_of(world, "tanggal_pk_perubahan") == meant and document_of(world, "tanggal_pk_awal") == "Awal"
