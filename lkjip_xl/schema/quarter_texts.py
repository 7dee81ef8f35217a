"""Formula texts of the quarters' helpers in Pengukuran: target and realisasi to date.

The trees beside these columns (schema.sheets.pengukuran) say what they compute; here is the same in less text.
"""

from ..expr.to_excel import to_formula
from ..expr.tree import Expr, cell, cells
from .light import FORMS

_NAME = "tbl_pengukuran"


def _cell(name: str) -> Expr:
    return cell(_NAME, name)


def _own(name: str) -> str:
    return to_formula(_cell(name))


def _to_date(prefix: str, n: int) -> Expr:
    return cells(_NAME, [f"{prefix}{i}" for i in range(1, n + 1)])


def written(formula: Expr) -> str:
    """Text of a formula that is "" by itself on a row without Kode: what it begins with is "" there."""
    return to_formula(formula, forms=FORMS)


def _first_text(own: str) -> str:
    return f'IF({own}="",NA(),IF(MOD({_own("_H")},3)=1,ROUND({own},10),{own}))'


def _total_text(deret: str) -> str:
    # Not a sum with IF(..,NA()) beside it: LibreOffice would tell #N/A before the error of the sum.
    return f"IF(COUNT({deret}),ROUND(SUM({deret}),10),SUM({deret})+NA())"


def target_text(n: int) -> str:
    """Formula text of ``_T1`` to ``_T3``, and of what ``_T4`` is where a quarter has a target."""
    own, deret, upper = (to_formula(x) for x in (_cell(f"_N{n}"), _to_date("_N", n), _cell(f"_U{n}")))
    factor, way = _own("_F"), _own("_H")
    if n == 1:
        # The left side of an operator tells its error first, in LibreOffice only where it is no bare cell.
        return f'0*({upper}="")+({factor}+0)*{_first_text(own)}'
    own_word = f'IF({way}>3,0,0*SUM({deret}))+IF({own}="",NA(),{own})'
    return f'IF(({upper}="")*({way}=1),{_total_text(deret)},{own_word})*{factor}'


def realisasi_text(n: int) -> str:
    """Formula text of ``_R1`` to ``_R4``: where the quarter has nothing to say, the one before has the last word."""
    own, deret = to_formula(_cell(f"_M{n}")), to_formula(_to_date("_M", n))
    factor, way = _own("_F"), _own("_H")
    if n == 1:
        # The factor is "" on a row without Kode, and its error is told first.
        return f'IF({factor}="","",{_first_text(own)}*{factor})'
    earlier = f"IF(MOD({way},3)=2,NA(),{to_formula(_cell(f'_R{n - 1}'))})"
    own_word = f'IF({way}>3,0,0*SUM({deret}))+IF({own}="",{earlier},{own}*{factor})'
    return f"IF({way}=1,{_total_text(deret)}*{factor},{own_word})"


def target_last_text() -> str:
    """Formula text of ``_T4``: the quarters are four."""
    quarters = to_formula(cells(_NAME, [f"Target TW{n}" for n in range(1, 5)]))
    return f"IF(COUNTBLANK({quarters})=4,{to_formula(_cell('_T0'))},{target_text(4)})"
