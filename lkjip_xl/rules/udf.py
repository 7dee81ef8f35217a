"""How a rule becomes a function in a user's cell: what its arguments are called, explained, shaped and left out.

A rule declares its ``Udf`` where it is registered; the Excel wrapper, its help and its page are made from that.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..records import dataclass, field

UDF: "dict[str, Udf]" = {}

WHOLE_RANGE = "rentang"
CATEGORY = "LKjIP"
"""Under this heading Excel's Insert Function dialog lists the functions."""
ERROR_MARK = "\x1f"
"""Before the number of an error that travels back to VBA as a text."""

DECIMALS_HELP = "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2."
ROUNDING_HELP = "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat."
PERCENT_ARGUMENTS = {"desimal": DECIMALS_HELP, "pembulatan": ROUNDING_HELP}
"""The two arguments of every function that answers a ratio; its rule calls the second ``cara``."""
PERCENT_DEFAULTS = {"desimal": 2, "pembulatan": "Bulat"}


@dataclass(frozen=True, slots=True)
class TableArgument:
    """A named table of the book as an argument: left out, the host gives the shipped one.

    Attributes:
        nama: ``tbl_skala`` or ``tbl_tingkat``. kolom: the rule's parameters for its first columns, in order.
        menurut: the parameter that names the scale, whose rows alone matter.
    """

    nama: str
    kolom: tuple[str, ...]
    menurut: str


@dataclass(slots=True)
class Udf:
    """The worksheet function of a rule.

    Attributes:
        nama: name in Excel.
        uraian: what it computes, Indonesian; Excel shows at most 255 characters, of each argument's help too.
        argumen: ``{name in Excel: help}`` in order.
        bawaan: ``{name in Excel: value}`` of the arguments that may be left out.
        contoh: ``(positional arguments, result)``; they stand in the documents and run as tests. A result is written
            as the rule's examples write it.
        sebutan: ``{name in Excel: parameter of the rule}`` where the two differ.
        bentuk: ``{name in Excel: RENTANG or a width}``: the whole range is one value of the rule, or each of its rows
            of that many cells is; every other argument is taken cell by cell.
        tabel: ``{name in Excel: Tabel}``.
        pilihan: ``{name in Excel: words}``: any other word is #VALUE!, as the book's validation would refuse it.
        aturan: the rule, or for a function on texts the function itself. kode: its code in the catalogue.
    """

    nama: str
    uraian: str
    argumen: Mapping[str, str]
    bawaan: Mapping[str, Any] = field(default_factory=dict)
    contoh: Sequence[tuple[Sequence[Any], Any]] = ()
    sebutan: Mapping[str, str] = field(default_factory=dict)
    bentuk: Mapping[str, str | int] = field(default_factory=dict)
    tabel: Mapping[str, TableArgument] = field(default_factory=dict)
    pilihan: Mapping[str, Sequence[str]] = field(default_factory=dict)
    aturan: Any = field(default=None, init=False)  # daftarkan_udf fills both
    kode: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.sebutan = {"pembulatan": "cara", **self.sebutan}
        self.pilihan = {"pembulatan": ("Bulat", "Potong"), **self.pilihan}

    def parameter_of(self, argument: str) -> str:
        """The rule's parameter that an argument of Excel fills."""
        return self.sebutan.get(argument, argument)


def register_udf(udf: Udf, aturan: Callable[..., Any], kode: str, parameter: Sequence[str]) -> None:
    """Binds a ``Udf`` to its rule.

    Raises:
        ValueError: the name is taken, or its arguments are not exactly what the rule needs.
    """
    if udf.nama in UDF:
        raise ValueError(f"worksheet function declared twice: {udf.nama}")
    filled = [p for a in udf.argumen for p in (udf.tabel[a].kolom if a in udf.tabel else (udf.parameter_of(a),))]
    if sorted(filled) != sorted(parameter):
        raise ValueError(f"{udf.nama} gives {', '.join(filled)}; {kode} takes {', '.join(parameter)}")
    required = [a for a in udf.argumen if a not in udf.bawaan]
    if required != list(udf.argumen)[: len(required)] or not set(udf.bawaan) <= set(udf.argumen):
        raise ValueError(f"{udf.nama}: an argument that may be left out stands before one that may not")
    udf.aturan, udf.kode = aturan, kode
    UDF[udf.nama] = udf
