"""Every rule: its conventions, its worked examples, and the answers of its case table that are known beforehand."""

import re
import sys
from collections import Counter

import pytest

from lkjip_xl.expr.tree import Applied, Symbol
from lkjip_xl.rules.registry import all_rules, rule
from tests.rules.cases import KASUS, TANPA, contoh

ATURAN = all_rules()


@pytest.fixture(params=sorted(ATURAN))
def aturan(request):
    return ATURAN[request.param]


def test_rule_says_what_it_is(aturan):
    assert re.fullmatch(r"[A-Z]{3}-\d\d", aturan.kode)
    for nama in ("nama", "hasil", "sumber", "rumus", "__doc__"):
        assert len(getattr(aturan, nama).strip()) >= 4, nama
    assert aturan.contoh, "a rule without a worked example"
    assert aturan.kode in KASUS, "a rule without a case table"


def test_names_and_codes_are_unique():
    for ciri in ("nama", "__name__"):
        ganda = [n for n, k in Counter(getattr(a, ciri) for a in ATURAN.values()).items() if k > 1]
        assert not ganda, ganda
    assert set(KASUS) == set(ATURAN), "a table for a rule that does not exist, or the reverse"
    with pytest.raises(ValueError, match="used twice"):
        rule(kode="CAP-01", nama="x", hasil="x", sumber="x", rumus="x", contoh=[])(lambda isi: isi)


def test_case_table_knows_enough_answers(aturan):
    tabel = KASUS[aturan.kode]
    assert sum(k.harapan is not TANPA for k in tabel) >= 6
    for kasus in tabel:
        assert set(kasus.argumen) == set(aturan.parameters), kasus.nama
    ganda = [n for n, k in Counter(k.nama for k in tabel if k.harapan is not TANPA).items() if k > 1]
    assert not ganda, ganda


def test_known_answers(aturan):
    beda = []
    for kasus in contoh(aturan) + KASUS[aturan.kode]:
        if kasus.harapan is not TANPA:
            hasil = aturan(**kasus.argumen)
            if hasil != kasus.harapan or isinstance(hasil, bool):
                beda.append(f"{kasus.nama}: {hasil!r}, expected {kasus.harapan!r}")
    assert not beda, "\n".join(beda)


def test_no_input_makes_a_rule_fail(aturan):
    for kasus in KASUS[aturan.kode]:
        hasil = aturan(**kasus.argumen)
        assert hasil is not None, f"{kasus.nama}: a blank result shows as 0 in a workbook"
        assert hasil.__class__.__name__ in ("float", "int", "str", "ErrorValue"), kasus.nama


def test_formula_is_what_excel_2013_can_store(aturan):
    rumus = aturan.formula(**{p: f"${chr(65 + i)}$1" for i, p in enumerate(aturan.parameters)})
    assert rumus.startswith("=") and len(rumus) <= 8192
    bare = re.sub(r'"[^"]*"', "", rumus)
    assert bare.count("(") == bare.count(")")
    # Excel's limit of 64 nested calls.
    dalam = terdalam = 0
    for huruf in re.sub(r'"[^"]*"', "", rumus):
        dalam += (huruf == "(") - (huruf == ")")
        terdalam = max(terdalam, dalam)
    assert dalam == 0 and terdalam <= 64
    fungsi = set(re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r'"[^"]*"', "", rumus)))
    assert fungsi <= {
        "IF", "IFERROR", "TRUE", "ISERROR", "ISNA", "ISNUMBER", "ISTEXT", "AND", "OR", "NA", "ROUND", "TRUNC", "INT",
        "MAX",
        "COLUMNS", "COUNTBLANK",
        "MIN", "SUM", "SUMIF", "COUNT", "COUNTIF", "SUMPRODUCT", "LOOKUP", "INDEX", "MATCH", "CHOOSE",
            "AVERAGEIF", "AVERAGEIFS",
        "TRIM",
            "ABS", "FIXED", "SUBSTITUTE", "NUMBERVALUE", "FIND", "LEFT", "LEN", "MID", "LOWER", "T", "MEDIAN", "REPT",
    }, fungsi  # fmt: skip


def test_tree_arguments_give_a_tree_and_wrong_names_are_refused():
    serapan = ATURAN["ANG-02"]
    pohon = serapan(Symbol("a"), Symbol("b"), 2, "Bulat")
    assert isinstance(pohon, Applied) and pohon.rule == "ANG-02"
    with pytest.raises(TypeError, match="ANG-02 takes realisasi, pagu, desimal, cara"):
        serapan(realisasi=1, pagu=2)


MODULE = '''
from ..expr.tree import Expr
from .registry import chapter, meanings, rule
from .udf import Udf

chapter("COB", "Coba", 999)
meanings(banyaknya="berapa kali")


@rule(
    kode="COB-01", nama="Dua kali", hasil="angka", sumber="Peraturan coba", rumus="2 x banyaknya",
    contoh=[(dict(banyaknya=4), 8)],
    udf=Udf("LK_COBA", "Dua kali.", {"banyaknya": "Berapa kali."}, contoh=[((4,), 8)]),
)
def dua_kali(banyaknya: Expr) -> Expr:
    """Twice."""
    return banyaknya * 2
'''


def test_a_rule_is_one_file(tmp_path, monkeypatch):
    """A module put into the room is found; catalogue, chapter, meaning and worksheet function follow from it."""
    from lkjip_xl import rules
    from lkjip_xl.build.documents import aturan_md
    from lkjip_xl.rules import registry, udf

    all_rules()
    for owner, name in ((registry, "RULES"), (registry, "_CHAPTERS"), (registry, "_MEANINGS"), (udf, "UDF")):
        monkeypatch.setattr(owner, name, dict(getattr(owner, name)))
    monkeypatch.setattr(registry, "UDF", udf.UDF)
    (tmp_path / "aturan_coba.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    monkeypatch.setitem(sys.modules, "lkjip_xl.rules.aturan_coba", None)
    del sys.modules["lkjip_xl.rules.aturan_coba"]
    assert all_rules()["COB-01"](banyaknya=4) == 8
    assert registry.worksheet_functions()["LK_COBA"].kode == "COB-01"
    page = aturan_md()
    for part in (
        "| COB-01 | Dua kali |",
        "\n## Coba\n",
        "| `banyaknya` | berapa kali |",
        "=banyaknya*2",
        "### LK_COBA",
    ):
        assert part in page, part


def test_a_rule_without_chapter_or_meaning_is_noticed(monkeypatch):
    from lkjip_xl.rules import registry

    monkeypatch.setattr(registry, "RULES", dict(all_rules()))
    new = rule(kode="ZZZ-01", nama="x", hasil="x", sumber="x", rumus="x", contoh=[])(lambda entah: entah)
    with pytest.raises(LookupError, match="no chapter.* for ZZZ-01"):
        registry.chapters()
    with pytest.raises(LookupError, match="ZZZ-01: nobody says what entah means"):
        registry.meaning(new, "entah")
    with pytest.raises(ValueError, match="argument explained twice: target"):
        registry.meanings(target="lagi")
    with pytest.raises(ValueError, match="chapter declared twice"):
        registry.chapter("CAP", "Lagi", 1)
