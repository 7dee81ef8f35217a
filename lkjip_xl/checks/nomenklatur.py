"""Checks against the module nomenklatur: names that the budget writes otherwise than the list of codes."""

from collections.abc import Iterator

from ..compute.key import blank, key
from .finding import INFO, Finding
from .registry import Context, check


@check(
    "KON-56", INFO, "Nama di Anggaran sama dengan nomenklaturnya",
    "Kepmendagri tentang klasifikasi, kodefikasi, dan nomenklatur (modul nomenklatur)",
)  # fmt: skip
def name_of_the_code(b: Context) -> Iterator[Finding]:
    if "tbl_nomenklatur" not in b.world.tables:
        return
    names = {key(row["Kode"]): row["Uraian"] for row in b.rows("tbl_nomenklatur") if not blank(row["Uraian"])}
    for row in b.rows("tbl_anggaran") if names else ():
        code = row["Kode"]
        if blank(code) or blank(row["Uraian"]):
            continue
        name = names.get(key(code), names.get(key(f"X.XX{str(code)[4:]}")))
        if name is not None and key(name) != key(row["Uraian"]):
            yield b.temuan(
                "tbl_anggaran", row, "Uraian", uraian=f"Kode {code} di Nomenklatur bernama {name}.",
                perbaikan="Samakan bila salah ketik; biarkan bila DPA memang menulisnya begitu.",
                tertulis=row["Uraian"], seharusnya=name,
            )  # fmt: skip
