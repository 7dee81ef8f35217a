"""Builds the shipped files from text: ``python -m lkjip_xl.build`` writes ``workbook_templates/``.

- ``lkjip_standar.xlsx``: the book without macros;
- ``lkjip_standar.xlsm``: the same book with buttons on its sheets;
- ``lkjip_xl.xlam``: the add-in, with the ribbon tab LKjIP and the functions.

The Indonesian catalogue of the command line (``hosts/click_messages``) and what TOML files say that every run reads
(``parsed.json`` beside them) are made beside their texts.
"""

import os
from functools import partial
from typing import IO

from ..discovery import PARSED, parsed_files
from ..vba.addin import ADDIN, BUKU_TOMBOL, build_addin, build_book
from .catalogue import write_catalogue

PARSED_FOLDERS = (("lkjip_xl.reports.profiles", ""), ("lkjip_xl.rules", "parameters"))
"""Packages and folders in them whose TOML files are read in every run."""


def _into(data: bytes, stream: IO[bytes]) -> None:
    stream.write(data)


def main() -> None:
    """Write the templates of the repository."""
    from ..flows.buat import store_values
    from ..ooxml.safe_write import atomic_write
    from ..template import book as build
    from ..vba import sources as vba_sumber
    from ..vba.worksheet_functions import fungsi_vba

    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    print(os.path.relpath(write_catalogue(), root))
    for package, inner in PARSED_FOLDERS:
        place = os.path.join(root, *package.split("."), *filter(None, [inner]), PARSED)
        with open(place, "w", encoding="utf-8", newline="\n") as file:
            file.write(parsed_files(package, inner))
        print(os.path.relpath(place, root))
    vba = os.path.join(root, "lkjip_xl", "vba", "source")
    folder = os.path.join(root, "workbook_templates")
    os.makedirs(folder, exist_ok=True)
    for name, text in (("LkTombol.bas", vba_sumber.tombol_vba()), ("LkFungsi.bas", fungsi_vba())):
        with open(os.path.join(vba, name), "w", encoding="cp1252", newline="\n") as file:
            file.write(text)
    vba_sumber.module_text.cache_clear()
    template = os.path.join(folder, build.TEMPLATE)
    build.build(template, {"triwulan_berjalan": None}, after=store_values)
    with open(template, "rb") as file:
        data = file.read()
    for name, value in ((BUKU_TOMBOL, build_book(data)), (ADDIN, build_addin())):
        atomic_write(os.path.join(folder, name), partial(_into, value))
    for name in (build.TEMPLATE, BUKU_TOMBOL, ADDIN):
        print(os.path.join("workbook_templates", name))
