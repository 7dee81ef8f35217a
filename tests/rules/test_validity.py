"""The law has dates: versions of a rule by year, parameters by year, and a year for which there is neither."""

import tomllib
from types import CodeType

import pytest

from lkjip_xl.build.documents import _aturan
from lkjip_xl.errors import UserError
from lkjip_xl.expr.explain import applied, depends_on_year, references
from lkjip_xl.expr.to_excel import to_formula
from lkjip_xl.expr.to_python import Environment, assemble, evaluate
from lkjip_xl.expr.tree import Applied, ByYear, Symbol, as_node, cell
from lkjip_xl.expr.values import NOT_AVAILABLE
from lkjip_xl.expr.years import NoLaw, for_year
from lkjip_xl.rules import parameters, registry
from lkjip_xl.rules.efisiensi import bands, explanation, kategori_efisiensi, nilai_efisiensi
from lkjip_xl.rules.predikat import shipped_scales
from lkjip_xl.rules.registry import BOOK_YEAR, all_rules, chapters, rule
from lkjip_xl.schema.settings import NAMES, SCALES


@pytest.fixture
def tarif(monkeypatch):
    """A rule that a regulation changed in 2021 and another repealed after 2023; nothing held in 2018."""
    monkeypatch.setattr(registry, "RULES", dict(all_rules()))

    @rule(
        kode="CAP-90", nama="Nilai coba", hasil="rasio", sumber="Peraturan 1/2019", rumus="isi x 2",
        contoh=[(dict(isi=3), 6)], from_year=2019, to_year=2020,
    )  # fmt: skip
    def nilai_coba(isi):
        """Twice."""
        return isi * 2

    @nilai_coba.version(
        from_year=2021, to_year=2023, sumber="Peraturan 7/2021", rumus="isi x 3", contoh=[(dict(isi=3), 9)]
    )
    def nilai_coba_2021(isi):
        """Thrice."""
        return isi * 3

    assert nilai_coba_2021 is nilai_coba
    return nilai_coba


def test_two_versions_compute_by_their_years(tarif):
    assert [tarif.at(year)(isi=3) for year in (2019, 2020, 2021, 2023)] == [6, 6, 9, 9]
    assert tarif.at(2020).sumber == "Peraturan 1/2019" and tarif.at(2022).rumus == "isi x 3"
    for version in tarif.versions:
        view = tarif.at(version.start)
        for arguments, result in view.contoh:
            assert view(**arguments) == result


@pytest.mark.parametrize("year", [2018, 2024])
def test_a_year_without_law_is_a_clear_error(tarif, year):
    with pytest.raises(NoLaw, match=f"CAP-90 Nilai coba: tidak ada ketentuan untuk tahun {year}. Yang ada: ") as caught:
        tarif.at(year)
    assert isinstance(caught.value, UserError) and caught.value.kode == "tanpa_dasar"
    assert "tahun 2019 sampai 2020; tahun 2021 sampai 2023" in str(caught.value)


def test_a_law_that_ended_has_no_value_without_a_year(tarif):
    with pytest.raises(NoLaw, match="yang berlaku sekarang"):
        tarif(isi=3)


def test_two_versions_render_differently(tarif):
    assert tarif.at(2020).formula(isi="A1") == "=A1*2"
    assert tarif.at(2021).formula(isi="A1") == "=A1*3"


def test_a_book_follows_the_year_that_it_says(tarif):
    """One tree for every year: Python asks the book's year, and so does the formula in the cell."""
    tree = tarif(cell("tbl_coba", "Nilai"))
    assert isinstance(tree, ByYear) and depends_on_year(tree)
    compiled = assemble(tree)

    def value(year):
        return evaluate(compiled, Environment(row={"Nilai": 3}, settings={"lk_tahun": year}))

    assert (value(2020), value(2021.0)) == (6, 9)
    assert value(None) == value("2021") == NOT_AVAILABLE
    with pytest.raises(NoLaw, match="untuk tahun 2030"):
        value(2030)
    text = "tbl_coba[[#This Row],[Nilai]]"
    assert to_formula(tree) == (
        f"IF(ISNUMBER(lk_tahun),IF(AND(lk_tahun>=2019,lk_tahun<=2020),{text}*2,"
        f"IF(AND(lk_tahun>=2021,lk_tahun<=2023),{text}*3,NA())),NA())"
    )
    assert to_formula(for_year(tree, 2022)) == f"{text}*3"
    assert list(references(tree).row) == ["Nilai"] and references(tree).settings == ("lk_tahun",)
    assert [a.rule for a in applied(for_year(tree, 2022))] == ["CAP-90"]


def test_the_name_of_the_books_year_is_the_contracts():
    assert BOOK_YEAR.key in NAMES and NAMES[BOOK_YEAR.key][0] == "tahun"


def test_two_versions_are_catalogued_apart(tarif):
    assert tarif in [r for c, rules in chapters() for r in rules if c.prefix == "CAP"]
    page = "\n".join(_aturan(tarif))
    old, new = page.partition("#### Tahun 2021 sampai 2023")[::2]
    assert "#### Tahun 2019 sampai 2020" in old
    for part, source, formula, value in ((old, "1/2019", "=isi*2", "6"), (new, "7/2021", "=isi*3", "9")):
        assert f"**Sumber:** Peraturan {source}" in part and formula in part and f"| isi = 3 | {value} (" in part
    assert "7/2021" not in old and "1/2019" not in new


def test_a_rule_that_rests_on_a_changed_one_changes_too(tarif):
    @rule(kode="CAP-91", nama="Di atasnya", hasil="rasio", sumber="x", rumus="CAP-90 + 1", contoh=[])
    def di_atas(isi):
        """One more."""
        return tarif(isi) + 1

    assert (di_atas.at(2019)(isi=3), di_atas.at(2023)(isi=3)) == (7, 10)
    with pytest.raises(NoLaw):
        di_atas.at(2018)


def test_versions_may_not_overlap_or_take_other_arguments(tarif):
    about = {"sumber": "x", "rumus": "x", "contoh": []}
    with pytest.raises(ValueError, match="two versions for one year"):
        tarif.version(from_year=2023, **about)(lambda isi: isi)
    with pytest.raises(ValueError, match="ends in 2030 before it starts in 2031"):
        tarif.version(from_year=2031, to_year=2030, **about)(lambda isi: isi)
    with pytest.raises(ValueError, match="takes other arguments than isi"):
        tarif.version(from_year=2024, **about)(lambda lain: lain)
    assert len(tarif.versions) == 2


def test_a_rule_that_no_law_changed_is_itself_in_every_year():
    serapan = all_rules()["ANG-02"]
    assert serapan.at(1990) is serapan and serapan.at(None) is serapan and not serapan.dated


# --- parameters ------------------------------------------------------------------------------------------------------
def test_rules_with_numbers_of_the_law_hold_from_its_year():
    assert kategori_efisiensi.dated and kategori_efisiensi.at(2022)(0.5999, "Rasio") == "Sangat Efisien"
    with pytest.raises(NoLaw, match="Kategori efisiensi metode Rasio: tidak ada ketentuan untuk tahun 1995"):
        kategori_efisiensi.at(1995)
    with pytest.raises(NoLaw, match=r"Nilai efisiensi \(NE\): tidak ada ketentuan untuk tahun 2016"):
        nilai_efisiensi.at(2016)
    with pytest.raises(NoLaw, match="tahun 2016"):
        explanation("PMK", 2016)
    with pytest.raises(NoLaw, match="tahun 1990"):
        bands(1990)


def test_the_source_that_is_told_is_the_years():
    assert "(PMK 214/PMK.02/2017)." in explanation("PMK", 2018) and "(PMK 22/PMK.02/2021)." in explanation("PMK", 2021)


def test_every_parameter_has_a_source_and_says_its_article():
    known = parameters.all_parameters()
    assert len(known) >= 14
    for key, versions in known.items():
        for p in versions:
            assert len(p.source) > 10 and len(p.article) >= 9, key


def test_an_unknown_parameter_is_a_mistake_of_ours():
    with pytest.raises(LookupError, match="no parameter predikat.lain"):
        parameters.parameter("predikat.lain", 2022)


def test_a_new_book_gets_the_scales_of_its_year():
    names = {year: list(dict.fromkeys(row[0] for row in shipped_scales(year))) for year in (2012, 2017, 2020, 2021)}
    always = ["Skala Ordinal", "Kategori"]
    since_2017 = ["Skala Ordinal", "Mutu Pelayanan", "Kategori"]
    assert names[2012] == ["Permendagri 54/2010", "LAN", "Lima Tingkat", "Empat Tingkat", *always]
    assert names[2017] == names[2020] == ["Permendagri 86/2017", "LAN", "Lima Tingkat", "Empat Tingkat",
                                            *since_2017]  # fmt: skip
    assert names[2021] == [*names[2020][:4], "AKIP", *since_2017] and shipped_scales(2021) == SCALES


def test_the_built_book_holds_the_scales_of_its_year(tmp_path):
    from openpyxl import load_workbook

    from lkjip_xl.template.book import build_bytes

    for year, offered, default in ((2015, "Permendagri 54/2010", None), (2025, "AKIP", "Permendagri 86/2017")):
        path = tmp_path / f"{year}.xlsx"
        path.write_bytes(build_bytes({"tahun": year}, (year, year + 4)))
        sheet = load_workbook(path)["Pengaturan"]
        start, end = (sheet[c] for c in sheet.tables["tbl_skala"].ref.split(":"))
        scales = {row[0].value for row in sheet.iter_rows(start.row + 1, end.row, start.column, start.column)}
        assert offered in scales
        settings = {row[0].value: row[1].value for row in sheet.iter_rows(min_col=3, max_col=4)}
        assert settings["skala_predikat"] == (default or offered)


GOOD = '[[x]]\nname = "X"\nsource = "s"\narticle = "a"\nvalue = '


@pytest.mark.parametrize(
    "text, reason",
    [
        ('[x]\nname = "X"\nsource = "s"\narticle = "a"\nvalue = 1', "one for each time"),
        ('[[x]]\nname = "X"\nsource = "s"\nvalue = 1', "a parameter has article, from, name"),
        (GOOD + "1\nvalid = 2020", "a parameter has"),
        (GOOD.replace('"s"', '" "') + "1", "source is a text and not empty"),
        (GOOD + '1\nfrom = "2020"', "from is a year"),
        (GOOD + "true", "neither a number"),
        (GOOD + "[]", "neither a number"),
        (GOOD + '[{ at_least = 1, label = "a" }, { at_least = 2, label = "b" }]', "out of order"),
        (GOOD + '[{ at_least = 1, label = "a" }, { below = 1, label = "b" }]', "from above and from below"),
        (GOOD + '[{ label = "a" }, { below = 1, label = "b" }]', "one condition with a number"),
        (GOOD + '[{ below = "1", label = "a" }]', "one condition with a number"),
        (GOOD + '[{ under = 1, label = "a" }]', "a band has a condition"),
        (GOOD + "1\nfrom = 2019\nto = 2021\n" + GOOD + "2\nfrom = 2021", "two versions for one year"),
        (GOOD + "1\n" + GOOD + "2\nfrom = 2021", "two versions for one year"),
        (GOOD + "1\nfrom = 2022\nto = 2021", "ends in 2021 before"),
    ],
)
def test_a_wrong_parameter_file_is_refused(text, reason):
    with pytest.raises(ValueError, match=reason):
        parameters.read({"coba": tomllib.loads(text)})


def test_a_parameter_file_is_read_by_year():
    text = GOOD + "2\nfrom = 2021\n" + GOOD + "1\nfrom = 2015\nto = 2020"
    assert [(p.key, p.value, p.start, p.end) for p in parameters.read({"coba": tomllib.loads(text)})["coba.x"]] == [
        ("coba.x", 1, 2015, 2020), ("coba.x", 2, 2021, None),
    ]  # fmt: skip


def test_the_numbers_of_the_law_stand_in_no_rule():
    """Bands and constants are in parameters/*.toml; the rules that use them repeat none of them."""

    def numbers(code):
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                yield from numbers(constant)
            elif constant.__class__ in (int, float):
                yield constant

    assert list(numbers(all_rules()["CAP-01"].function.__code__)), "the detector sees numbers"
    for used in (kategori_efisiensi, nilai_efisiensi):
        assert list(numbers(used.function.__code__)) == [], used.kode


# --- what a tree remembers -------------------------------------------------------------------------------------------
def test_an_applied_rule_renders_and_computes_as_its_body():
    serapan = all_rules()["ANG-02"]
    applied_rule = serapan(Symbol("r"), Symbol("p"), 2, "Bulat")
    body = as_node(serapan.function(Symbol("r"), Symbol("p"), 2, "Bulat"))
    assert isinstance(applied_rule, Applied) and to_formula(applied_rule) == to_formula(body)
    assert to_formula(1 - applied_rule) == to_formula(1 - body) and to_formula(applied_rule & "x") == to_formula(
        body & "x"
    )
    env = Environment({"r": 1, "p": 3})
    assert evaluate(assemble(applied_rule), env) == evaluate(assemble(body), env) == 0.3333
