"""What the PK promises and Pengukuran lacks is never a full predikat: Beranda, answers, reports say so."""

import pytest

from lkjip_xl.compute.unmeasured_promises import told, unmeasured_promises
from lkjip_xl.flows.glance import glance_at
from lkjip_xl.reports.doubts import REACHED, doubts_of
from lkjip_xl.reports.forms.quarter_notes import notes as quarter_notes
from lkjip_xl.reports.office_figures import predikat
from tests.checks.small_book import berkas, indikator, ukur

SENTENCE = "Indikator PK 1.1.2 tidak ada di Pengukuran, sehingga tidak ikut dihitung."


def world(measured=("1.1.1",), **settings):
    promised = [{"Dokumen": "Awal", "Kode": code, "Target": 80} for code in ("1.1.1", "1.1.2")]
    rows = {
        "tbl_renstra": [indikator("1.1.1"), indikator("1.1.2", IKU="Tidak")], "tbl_pk": promised,
        "tbl_pengukuran": [ukur(code) for code in measured],
    }  # fmt: skip
    return berkas(rows, triwulan_berjalan=4, dokumen_pk="Awal", **settings).world


@pytest.mark.parametrize(("over", "marked"), [("PK", True), ("Sasaran", True), ("IKU", False)])
def test_the_predikat_is_provisional_and_the_indicator_is_named(over, marked):
    one = world(rata_rata_instansi=over)
    assert unmeasured_promises(one) == ["1.1.2"]
    assert one.summary["Predikat"].endswith("(sementara)") == marked
    assert str(predikat(one).value).endswith("(sementara)") == marked
    assert one.summary["Indikator seluruhnya"] == one.summary["Indikator terukur"] == 1
    assert SENTENCE in glance_at(one).warnings() and SENTENCE in doubts_of(one, [REACHED])


def test_the_form_of_the_running_quarter_names_it():
    forms = {n: str(quarter_notes(world(), n)) for n in (3, 4)}
    assert SENTENCE in forms[4] and SENTENCE not in forms[3]  # the PK of that time may not have promised it


def test_what_is_measured_is_not_named():
    one = world(("1.1.1", "1.1.2"))
    assert told(one) == "" and not one.summary["Predikat"].endswith("(sementara)")


def test_a_book_that_measures_nothing_yet_is_left_in_peace():
    assert told(world(())) == "" and unmeasured_promises(world(())) == []
