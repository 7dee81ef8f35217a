"""LK_ as custom functions of Excel: their metadata, their page and their manifest, from the declarations of the rules.

They have a manifest of their own: an add-in that shares its runtime with its functions may have one address only, while
each button of the pane has its own.
"""

import json
from typing import Any
from xml.sax.saxutils import quoteattr

from ...rules import registry
from .manifest import _APP, _OVERRIDES, _TYPES, ADDRESS, _four

PAGE, SCRIPT, METADATA, FILE = "functions.html", "functions.js", "functions.json", "fungsi-excel.xml"
_ID = "b0f0c6b1-52f0-4d0f-9c0e-7a35f3a9d2c4"
_DESCRIPTION = "Fungsi LK_ (capaian, predikat, serapan, terbilang ...) di dalam sel, dihitung di komputer ini."


def declared() -> list[tuple[str, int]]:
    """Name and number of arguments of every function."""
    return [(name, len(udf.argumen)) for name, udf in registry.worksheet_functions().items()]


def metadata() -> str:
    """``functions.json``: what Excel shows and asks of every function. Each argument is a cell or a range of anything,
    so that the engine sees what stands in the cells, errors included, and Excel makes nothing else of it."""
    functions = [
        {
            "id": udf.nama, "name": udf.nama, "description": udf.uraian,
            "parameters": [_parameter(udf, name, told) for name, told in udf.argumen.items()],
            "result": {"type": "any", "dimensionality": "matrix"},
            "options": {"allowErrorForDataTypeAny": True},
        }
        for udf in registry.worksheet_functions().values()
    ]  # fmt: skip
    return json.dumps({"functions": functions}, ensure_ascii=False, indent=1) + "\n"


def _parameter(udf: Any, name: str, told: str) -> dict[str, Any]:
    left_out = {"optional": True} if name in udf.bawaan or name in udf.tabel else {}
    return {"name": name, "description": told, "type": "any", "dimensionality": "matrix", **left_out}


def page(policy: str, data: str, office: str) -> str:
    """The page that Excel keeps open for the functions; nobody sees it."""
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>Fungsi LK_</title>\n'
        f'<script src="{office}lib/1/hosted/office.js"></script>\n</head>\n<body>\n'
        "<p>Halaman ini menghitung fungsi LK_ di Excel; tidak ada yang perlu dibuka di sini.</p>\n"
        f'{data}\n<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    )


def manifest(version: str, address: str = ADDRESS) -> str:
    """The manifest of the functions. Without a namespace they are called as in the book's macros: ``LK_CAPAIAN``."""
    urls = {"Fungsi.Skrip": SCRIPT, "Fungsi.Halaman": PAGE, "Fungsi.Json": METADATA}
    listed = "".join(f'<bt:Url id="{name}" DefaultValue="{address}{file}"/>' for name, file in urls.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<OfficeApp xmlns="{_APP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="{_TYPES}" '
        'xsi:type="TaskPaneApp">'
        f"<Id>{_ID}</Id><Version>{_four(version)}</Version><ProviderName>lkjip-xl</ProviderName>"
        '<DefaultLocale>id-ID</DefaultLocale><DisplayName DefaultValue="Fungsi LK_ (lkjip-xl)"/>'
        f"<Description DefaultValue={quoteattr(_DESCRIPTION)}/>"
        f'<IconUrl DefaultValue="{address}icon-32.png"/><HighResolutionIconUrl DefaultValue="{address}icon-64.png"/>'
        f'<SupportUrl DefaultValue="{address}"/><Hosts><Host Name="Workbook"/></Hosts>'
        '<Requirements><Sets><Set Name="SharedRuntime" MinVersion="1.1"/>'
        '<Set Name="CustomFunctionsRuntime" MinVersion="1.3"/></Sets></Requirements>'
        f'<DefaultSettings><SourceLocation DefaultValue="{address}{PAGE}"/></DefaultSettings>'
        "<Permissions>ReadWriteDocument</Permissions>"
        f'<VersionOverrides xmlns="{_OVERRIDES}" xsi:type="VersionOverridesV1_0"><Hosts><Host xsi:type="Workbook">'
        '<Runtimes><Runtime resid="Fungsi.Halaman" lifetime="long"/></Runtimes>'
        '<AllFormFactors><ExtensionPoint xsi:type="CustomFunctions">'
        '<Script><SourceLocation resid="Fungsi.Skrip"/></Script><Page><SourceLocation resid="Fungsi.Halaman"/></Page>'
        '<Metadata><SourceLocation resid="Fungsi.Json"/></Metadata></ExtensionPoint></AllFormFactors></Host></Hosts>'
        f"<Resources><bt:Urls>{listed}</bt:Urls></Resources></VersionOverrides></OfficeApp>\n"
    )
