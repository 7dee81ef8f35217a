"""Slots: every number in a text is the number that stands in a cell, and what names nothing is told."""

import re

import pytest

from lkjip_xl.expr.values import is_number
from lkjip_xl.flows.open_and_save import compute_book
from lkjip_xl.naskah.register import all_slots, scope_of
from lkjip_xl.naskah.rows import Unknown, all_conditions, all_repetitions, clauses
from lkjip_xl.naskah.words import BLANK, fill, is_instruction, plain, special
from lkjip_xl.reports.office_figures import listed
from lkjip_xl.reports.sentences import figures
from lkjip_xl.rules.terbilang import format_percent, rupiah, terbilang
from lkjip_xl.schema.modules.naskah import BERLAKU, outline
from tests.naskah.books import made_up_book, plain_book
from tests.reports.made_book import acak, bahan
from tests.reports.test_sentences import ONE, PERCENT, RUNNING, measured, money, world_of


@pytest.fixture(scope="module")
def sample():
    return scope_of(compute_book(plain_book("2022"))[1])


def told(text, scope):
    return plain(fill(text, scope))


@pytest.mark.parametrize("text, expected", [
    ("{jumlah_program} ({jumlah_program:Terbilang}) program", "12 (Dua Belas) program"),
    ("{jumlah_sub_kegiatan:terbilang}", "enam puluh dua"),
    ("{pagu}", "Rp10.180.573.349"),
    ("{realisasi} atau {serapan}", "Rp8.992.776.611 atau 88,33%"),
    ("{rata_rata}, {predikat}", "97,31%, Sangat Tinggi (sementara)"),
    ("{tahun} {tahun_lalu} {tahun_depan} {periode_renstra}", "2022 2021 2023 2019-2024"),
    ("{singkatan:besar}", "DINAS SOSIAL, PPPA KOTA PROBOLINGGO"),
    ("{tugas:kecil}", "melaksanakan urusan pemerintahan bidang sosial serta bidang pemberdayaan perempuan dan "
     "perlindungan anak"),
    ("{dokumen_pk} pada {tanggal_pk_perubahan}", "Perjanjian Kinerja Perubahan pada November 2022"),
    ("{ instansi_pendek }", "Dinas Sosial, PPPA Kota Probolinggo"),
    ("{tanggal_iku}", BLANK),
    ("tanpa isian", "tanpa isian"),
])  # fmt: skip
def test_a_text_is_filled(sample, text, expected):
    assert told(text, sample) == expected


@pytest.mark.parametrize("text, trouble", [
    ("{serapann}", "tidak dikenal"), ("{pagu:ribuan}", "tidak dikenal"), ("{sasaran}", "di luar pengulangan"),
    ("{predikat:terbilang}", "tanpa angka"), ("{tanggal_iku}", "kosong"), ("{pagu}", ""),
])  # fmt: skip
def test_what_cannot_be_filled_is_told(sample, text, trouble):
    [run] = fill(text, sample)
    assert run.trouble == trouble
    if trouble in ("tidak dikenal", "di luar pengulangan"):
        assert run.text == text  # it stays in sight


def test_the_date_of_a_pk_is_that_of_its_document():
    signed = [{"Dokumen": "Perubahan", "Tanggal": "15 September 2022"}]
    scope = scope_of(bahan({"dokumen_pk": "Perubahan", "tanggal_pk_perubahan": None}, tbl_pk_dokumen=signed))
    [run] = fill("{tanggal_pk_perubahan}", scope)
    assert (run.text, run.trouble) == ("15 September 2022", "")


def test_figures_are_those_of_beranda(sample):
    figures, world = sample.world.summary, sample.world
    assert told("{rata_rata}", sample) == format_percent(figures["Rata-rata capaian"], world.decimals)
    assert told("{pagu}", sample) == rupiah(figures["Pagu"])
    assert told("{realisasi}", sample) == rupiah(figures["Realisasi"])
    assert told("{serapan}", sample) == format_percent(figures["Serapan"], world.decimals)
    assert told("{sisa}", sample) == rupiah(figures["Pagu"] - figures["Realisasi"])


@pytest.mark.parametrize("seed", range(12))
def test_the_figures_of_the_office_are_those_of_the_summary_in_words(seed):
    """What LAP-RINGKASAN calls by a name, a slot of that name gives too: the same number."""
    scope = scope_of(acak(seed))
    told_there = {**figures(scope.world)}
    told_there["rata_rata"] = told_there.pop("rata_rata_capaian")
    for name, one in told_there.items():
        answer = all_slots()[name].fill(scope)
        if name == "predikat":
            assert answer.text == (one.cell.value if one.cell.value != "-" else "N/A")
        else:
            assert answer.value == one.cell.value, name


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_equals_its_cell(seed):
    """The number that a slot gives is the value of the cell that its source names, whatever the book holds."""
    scope = scope_of(acak(seed))
    scopes = [scope, *(scope.within("sasaran", s) for s in scope.world.sasaran)]
    scopes += [scope.within("indikator", i) for i in scope.world.indikator]
    scopes += [scope.within("program", r) for r in scope.world.budget.rows if r.tingkat == "Program"]
    compared = 0
    for own in scopes:
        for slot in all_slots().values():
            if not slot.figure or (slot.of and slot.of not in own.things):
                continue
            answer = slot.fill(own)
            source = answer.source
            if source is None or not source.table:
                continue
            if source.table == "tbl_ringkasan":
                value = own.world.summary[source.row]
            else:
                value = own.world.rows(source.table)[source.row - 1][source.column]
            if is_number(answer.value) or is_number(value):
                assert answer.value == value, (slot.name, source)
                compared += 1
    assert compared > 20


def test_provisional_money_keeps_its_mark():
    scope = scope_of(compute_book(made_up_book())[1])
    assert told("{realisasi} dari {pagu}, {serapan}", scope) == "Rp120.000.000 * dari Rp500.000.000, 24,00% *"
    assert told("{catatan_anggaran}", scope).startswith("* Sementara: 1 baris anggaran")
    assert told("{sisa}", scope) == "Rp380.000.000 *"


def test_money_that_is_not_there_is_no_zero():
    scope = scope_of(bahan(tbl_anggaran=[]))
    assert told("{pagu} {serapan}", scope) == "N/A N/A"


def test_an_indicator_is_told_with_what_its_figures_are():
    rows = [measured("1", 1_000_000, 999_960, **{"Tahun Data": 2021}), measured("2", 90, None)]
    scope = scope_of(world_of(rows, [ONE, PERCENT]))
    assert told("{indikator_tercapai}", scope) == "Warga terlayani (100,00% dibulatkan)"
    assert told("{indikator_belum_terukur}", scope) == "Persentase aduan selesai (realisasinya belum diisi)"
    own = scope.within("indikator", scope.world.indikator[0])
    assert told("{realisasi_indikator}", own) == "999.960 (data tahun 2021)"
    waits = scope_of(world_of([{**RUNNING, "Sifat": "Posisi Akhir"}]))
    own = waits.within("indikator", waits.world.indikator[0])
    assert told("{predikat_indikator}", own) == "Rendah (sementara)"
    early = scope_of(
        world_of([{"Kode": "1", "Sifat": "Posisi Akhir", "Target TW4": 9}], settings={"triwulan_berjalan": 2})
    )
    assert told("{indikator_belum_terukur}", early) == "Warga terlayani (belum bertarget sampai dengan Triwulan II)"


REACHED = "{jumlah_tercapai} ({jumlah_tercapai:terbilang}) di antaranya mencapai target{tercapai_dibulatkan}."


@pytest.mark.parametrize(("reached", "said"), [
    ((999_960, 90), "2 (dua) di antaranya mencapai target; 1 (satu) di antaranya mencapai target setelah capaiannya "
     "dibulatkan."),
    ((999_960, 80), "1 (satu) di antaranya mencapai target setelah capaiannya dibulatkan."),
    ((1_000_000, 90), "2 (dua) di antaranya mencapai target."),
])  # fmt: skip
def test_a_count_of_reached_targets_says_what_is_there_by_rounding(reached, said):
    rows = [measured("1", 1_000_000, reached[0]), measured("2", 90, reached[1])]
    assert told(REACHED, scope_of(world_of(rows, [ONE, PERCENT]))) == said


@pytest.mark.parametrize(("basis", "office", "sasaran"), [
    ("Pagu", "40,00%.", "40,00%."),
    ("Pagu Efektif", "80,00% dari pagu efektif Rp50.", "80,00% dari pagu efektif Rp50."),
])  # fmt: skip
def test_a_serapan_beside_the_pagu_names_what_it_is_a_share_of(basis, office, sasaran):
    """Rp40 of a pagu of Rp100, half of which is blocked: 80% beside Rp100 does not divide."""
    budget = money()
    budget[-1]["Blokir"] = 50
    scope = scope_of(world_of([measured("1", 100, 100)], [ONE], {"dasar_serapan": basis}, budget=budget))
    assert told("Dari {pagu}: {serapan}{dari_pagu_efektif}.", scope) == f"Dari Rp100: {office}"
    own = scope.within("sasaran", scope.world.sasaran[0])
    assert told("{sasaran_serapan}{sasaran_dari_pagu_efektif}.", own) == sasaran
    # So do the sentences of the outline, wherever they stand.
    texts = [text for *_, text in outline() if re.search(r"atau \{(sasaran_)?serapan\}", text)]
    named = [told(text, own) for text in texts]
    assert len(named) == 4 and all(("dari pagu efektif Rp50" in one) == (basis != "Pagu") for one in named)


def test_the_tables_of_the_document_name_it_as_their_sheets_do():
    budget = money()
    budget[-1]["Blokir"] = 50
    setting = {"dasar_serapan": "Pagu Efektif", "bentuk_laporan": "Gabungan"}
    scope = scope_of(world_of([measured("1", 100, 100)], [ONE], setting, budget=budget))
    notes = [" ".join(one.notes) for one in scope.reports.tables("LAP-EFISIENSI")]
    assert any("pagu efektif (pagu dikurangi blokir) baris itu sendiri, seluruhnya Rp50" in one for one in notes)


def test_names_in_a_row():
    assert listed(["ikan (91,67%)", "SAKIP (80,00%)"]) == "ikan (91,67%) dan SAKIP (80,00%)"
    assert listed([]) == "" and listed(["a."]) == "a"
    assert listed(["a", "b"]) == "a dan b" and listed(["a", "b", "c"]) == "a, b, dan c"
    assert listed(["a, b", "c"]) == "a, b; dan c" and listed(["a", "b dan c"]) == "a serta b dan c"


def test_counts_are_spelled_as_terbilang_does(sample):
    for name in (s.name for s in all_slots().values() if s.name.startswith("jumlah_")):
        count = all_slots()[name].fill(sample).value
        assert told(f"{{{name}}} {{{name}:terbilang}}", sample) == f"{count} {terbilang(count)}"


# --- the register, and what is shipped -------------------------------------------------------------------------------
def test_every_slot_is_told_and_can_be_filled(sample):
    things = {r.thing for r in all_repetitions().values()}
    for slot in all_slots().values():
        assert slot.about and slot.about[0].isupper() or slot.about.startswith("s.d."), slot.name
        assert re.fullmatch(r"[a-z0-9_]+", slot.name)
        assert not slot.of or slot.of in things, slot.name
        if not slot.of:
            assert isinstance(slot.fill(sample).text, str)


def test_the_shipped_outline_uses_only_what_there_is(sample):
    for bab, number, _, _, when, text in outline():
        assert clauses(when) is not None
        if special(text) is None and not is_instruction(text):
            scope = sample
            for clause in clauses(when):
                if hasattr(clause, "repetition"):
                    scope = scope.within(clause.repetition.thing, None)
            unknown = [m for m in re.findall(r"\{(\w+)", text) if m not in all_slots()]
            lost = [m for m in re.findall(r"\{(\w+)", text) if all_slots()[m].of not in ("", *scope.things)]
            assert not unknown and not lost, (bab, number)


def test_proposed_clauses_are_clauses():
    for text in BERLAKU:
        assert clauses(text)


@pytest.mark.parametrize("text", ["bila hujan", "untuk tiap hari", "anggaran terisi", "bila", "untuk tiap"])
def test_an_unknown_clause_is_refused(text):
    with pytest.raises(Unknown, match=re.escape(text)):
        clauses(text)


def test_conditions_can_be_denied(sample):
    for condition in all_conditions().values():
        named = {"ada isian ": "instansi", "ada tabel ": "LAP-CAPAIAN", "ada laporan ": "LAP-PK"}.get(
            condition.name, ""
        )
        yes, no = (clauses(f"{w}{condition.name}{named}")[0].holds(sample) for w in ("bila ", "bila tidak "))
        assert yes is not no


def test_instructions_are_told_apart():
    assert is_instruction("(Tulis sejarahnya.)") and not is_instruction("Tulis sejarahnya.")
    assert not is_instruction("(nama kepala dinas)")
