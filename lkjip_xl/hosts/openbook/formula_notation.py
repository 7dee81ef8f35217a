"""Formulas as files store them (US English) and in LibreOffice's own notation: taken apart, turned into each other."""

import re

from ...records import dataclass

# Functions added after Excel 2007: a file must write them as _xlfn.NAME (some _xlfn._xlws.NAME), or Excel shows #NAME?.
FUTURE = frozenset(
    """
ACOT ACOTH AGGREGATE ANCHORARRAY ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE
BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST
CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM
CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ERF.PRECISE ERFC.PRECISE EXPAND
EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FILTER FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS
FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST
GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC
IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS
MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION
PERCENTILE.EXC PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PIVOTBY POISSON.DIST
QUARTILE.EXC QUARTILE.INC QUERYSTRING RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST RRI
SCAN SEC SECH SEQUENCE SHEET SHEETS SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV
T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRANSLATE TRIMRANGE UNICHAR UNICODE
UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST
""".split()
)

TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<quoted>'(?:[^']|'')*'!)
    | (?P<error>\#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!
        |UNKNOWN!|BUSY!|EXTERNAL!|PYTHON!)!?)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?(?![\w.]))
    | (?P<word>[\w\\$][\w.?\\$]*)
    | (?P<space>\s+)
    | (?P<op><>|<=|>=|[-+*/^&=<>%:!@~|])
    | (?P<sep>,) | (?P<semi>;) | (?P<open>\() | (?P<close>\)) | (?P<hash>\#)
    | (?P<lbrace>\{) | (?P<rbrace>\}) | (?P<lbracket>\[)
    """,
    re.VERBOSE,
)
_EXPONENT = re.compile(r"[Ee]([+-]?)0*(\d+)$")
_LOCAL_SHEET = re.compile(r"\$?(?:('(?:[^']|'')*')|(\w+))\.(?=\$?[A-Z])")


@dataclass(frozen=True, slots=True)
class LocalFormula:
    """A formula to be written into a document of LibreOffice.

    Attributes:
        text: in LibreOffice's own notation; ``to_libreoffice`` makes it from a file's.
    """

    text: str


def bracket_end(formula: str, start: int) -> int:
    """Index after the bracket that opens at ``start``, or -1; inside, ' escapes the next character."""
    depth = 0
    i = start
    while i < len(formula):
        ch = formula[i]
        if ch == "'":
            i += 1
        elif ch == "[":
            depth += 1
        elif ch == "]":
            depth -= 1
            if depth == 0:
                return i + 1
        i += 1
    return -1


def _with_exponent(number: str, digits: int) -> str:
    """A number with its exponent signed and of at least ``digits`` digits: Excel writes 9E+99, LibreOffice 9E+099."""
    return _EXPONENT.sub(lambda found: f"E{found[1] or '+'}{found[2].zfill(digits)}", number)


def to_libreoffice(formula: str) -> LocalFormula:
    """A ``LocalFormula`` from a formula as files store it (commas, ``tbl[[#This Row],[X]]``, ``_xlfn.`` names).

    LibreOffice's own parser for that notation does not know tables, so the text is rewritten: semicolons, ``$Sheet.A1``
    for ``Sheet!A1``, ``|`` between rows of a constant. References to other files and over several sheets are refused.

    Raises:
        ValueError: the text cannot be taken apart, or holds one of these references.
    """
    out: list[str] = []
    formula, i, depth = formula.removeprefix("="), 0, 0
    while i < len(formula):
        found = TOKEN.match(formula, i)
        if not found:
            raise ValueError(f"unreadable at {formula[i : i + 20]!r}")
        kind, text = found.lastgroup, found.group()
        end = found.end()
        if kind == "lbracket":
            end = bracket_end(formula, i)
            if end < 0 or not out or not (out[-1][-1:].isalnum() or out[-1][-1:] == "_"):
                raise ValueError(f"not a table: {formula[i : i + 20]!r}")
            text = re.sub(r"\]\s*,\s*\[", "];[", formula[i:end])
        elif kind == "quoted":
            text = f"${text[:-1]}."
        elif kind == "op" and text == "!":
            if not out or ":" in out[-2:-1]:
                raise ValueError("a reference over several sheets")
            out[-1], text = f"${out[-1]}", "."
        elif kind == "sep":
            text = ";"
        elif kind == "semi":
            text = "|" if depth else ";"
        elif kind in ("lbrace", "rbrace"):
            depth += 1 if kind == "lbrace" else -1
        elif kind == "number":
            text = _with_exponent(text, 3)
        elif kind == "word":
            text = re.sub(r"^_xlfn\.(_xlws\.)?", "", text)
        out.append(text)
        i = end
    return LocalFormula("=" + "".join(out))


def from_libreoffice(formula: str) -> str:
    """The formula as files store it, from LibreOffice's own notation; the way back from ``to_libreoffice``.

    Raises:
        ValueError: the text cannot be taken apart.
    """
    out: list[str] = []
    formula, i, depth = formula.removeprefix("="), 0, 0
    while i < len(formula):
        found = _LOCAL_SHEET.match(formula, i)
        if found:
            out.append((found[1] or found[2]) + "!")
            i = found.end()
            continue
        if formula[i] == "|" and depth:
            out.append(";")
            i += 1
            continue
        found = TOKEN.match(formula, i)
        if not found:
            raise ValueError(f"unreadable at {formula[i : i + 20]!r}")
        kind, text, end = found.lastgroup, found.group(), found.end()
        if kind == "lbracket":
            end = bracket_end(formula, i)
            text = formula[i:end].replace("];[", "],[")
        elif kind == "semi":
            text = ","
        elif kind in ("lbrace", "rbrace"):
            depth += 1 if kind == "lbrace" else -1
        elif kind == "number":
            text = _with_exponent(text, 2)
        elif kind == "word" and text.upper() in FUTURE and formula[end : end + 1] == "(":
            text = "_xlfn." + text
        out.append(text)
        i = end
    return "=" + "".join(out)
