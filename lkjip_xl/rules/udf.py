"""How a rule becomes a function in a user's cell: what its arguments are called, explained, shaped and left out.

A rule declares its ``Udf`` where it is registered; the Excel wrapper, its help and its page are made from that.
"""

UDF = {}

RENTANG = "rentang"
KATEGORI = "LKjIP"
"""Under this heading Excel's Insert Function dialog lists the functions."""
PENANDA = "\x1f"
"""Before the number of an error that travels back to VBA as a text."""

DESIMAL = "Banyaknya angka di belakang koma pada persen, 0 sampai 4. Bila tidak diisi: 2."
PEMBULATAN = "Bulat (setengah ke atas) atau Potong (dibuang). Bila tidak diisi: Bulat."
PERSEN = {"desimal": DESIMAL, "pembulatan": PEMBULATAN}
"""The two arguments of every function that answers a ratio; its rule calls the second ``cara``."""
PERSEN_BAWAAN = {"desimal": 2, "pembulatan": "Bulat"}


class Tabel:
    """A named table of the book as an argument: left out, the host gives the shipped one.

    Attributes:
        nama: ``tbl_skala`` or ``tbl_tingkat``. kolom: the rule's parameters for its first columns, in order.
        menurut: the parameter that names the scale, whose rows alone matter.
    """

    __slots__ = ("nama", "kolom", "menurut")

    def __init__(self, nama, kolom, menurut):
        self.nama = nama
        self.kolom = kolom
        self.menurut = menurut


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

    def __init__(self, nama, uraian, argumen, bawaan=None, contoh=(), sebutan=None, bentuk=None, tabel=None,
                 pilihan=None):  # fmt: skip
        self.nama = nama
        self.uraian = uraian
        self.argumen = argumen
        self.bawaan = bawaan or {}
        self.contoh = contoh
        self.sebutan = {"pembulatan": "cara", **(sebutan or {})}
        self.bentuk = bentuk or {}
        self.tabel = tabel or {}
        self.pilihan = {"pembulatan": ("Bulat", "Potong"), **(pilihan or {})}
        self.aturan = self.kode = None  # daftarkan_udf

    def parameter(self, argumen):
        """The rule's parameter that an argument of Excel fills."""
        return self.sebutan.get(argumen, argumen)


def daftarkan_udf(udf, aturan, kode, parameter):
    """Binds a ``Udf`` to its rule.

    Raises:
        ValueError: the name is taken, or its arguments are not exactly what the rule needs.
    """
    if udf.nama in UDF:
        raise ValueError(f"worksheet function declared twice: {udf.nama}")
    isi = [p for a in udf.argumen for p in (udf.tabel[a].kolom if a in udf.tabel else (udf.parameter(a),))]
    if sorted(isi) != sorted(parameter):
        raise ValueError(f"{udf.nama} gives {', '.join(isi)}; {kode} takes {', '.join(parameter)}")
    wajib = [a for a in udf.argumen if a not in udf.bawaan]
    if wajib != list(udf.argumen)[: len(wajib)] or not set(udf.bawaan) <= set(udf.argumen):
        raise ValueError(f"{udf.nama}: an argument that may be left out stands before one that may not")
    udf.aturan, udf.kode = aturan, kode
    UDF[udf.nama] = udf
