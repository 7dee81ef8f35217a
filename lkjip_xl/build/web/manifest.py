"""The manifest that shows the task pane in Excel: a tab LKjIP with the buttons of every host (``schema.buttons``).

It is the add-in-only XML form, which every Office since 2013 reads. Requirements name only what the oldest of
them have: with more, older Excels would hide the add-in without a word, while the pane itself says what is missing.
"""

from xml.sax.saxutils import quoteattr

from ...schema.buttons import GRUP, LAIN, Alur
from .pictures import SIZES

FILE = "panel-excel.xml"
ADDRESS = "https://alamat.contoh.go.id/lkjip/"
"""What stands for the address of the folder; whoever serves it puts the real one there."""
PANE = "panel.html"
_ID = "6f1d7d3e-8a4b-4c55-9d0e-2b7c41a0e517"
_PANE_ID = "LkPanel"
_APP = "http://schemas.microsoft.com/office/appforoffice/1.1"
_TYPES = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
_OVERRIDES = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
_DESCRIPTION = "Hitung, periksa, dan tulis laporan di buku LKjIP yang terbuka. Buku tidak meninggalkan komputer ini."


def manifest(version: str, buttons: list[Alur], address: str = ADDRESS) -> str:
    """The manifest's text.

    Args:
        version: the product's. buttons: those of the pane, in their order. address: of the served folder, with a slash
            at its end.
    """
    strings = {
        "Tab.Label": "LKjIP", "Panel.Label": "Panel LKjIP", "Panel.Judul": "Buka panel LKjIP",
        "Panel.Tip": "Membuka panel dengan angka, temuan, dan pratinjau laporan buku ini.",
    }  # fmt: skip
    urls = {"Url.Panel": f"{address}{PANE}"}
    groups = []
    for number, group in enumerate(GRUP, 1):
        own = [one for one in buttons if one.grup == group]
        controls = [_control(one, strings, urls, address) for one in own]
        if group == LAIN:
            controls.append(_button("Panel", "Panel.Label", "Panel.Judul", "Panel.Tip", "Url.Panel"))
        if controls:
            strings[f"Grup{number}.Label"] = group
            groups.append(
                f'<Group id="Lk.Grup{number}"><Label resid="Grup{number}.Label"/>{_icon()}{"".join(controls)}</Group>'
            )
    tips = {name: text for name, text in strings.items() if name.endswith(".Tip")}
    short = {name: text for name, text in strings.items() if name not in tips}
    pictures = {f"Gambar.{size}": f"{address}icon-{size}.png" for size in SIZES if size != 64}
    resources = "".join(
        f"<bt:{tag}s>{''.join(_resource(tag, name, text) for name, text in some.items())}</bt:{tag}s>"
        for tag, some in (("Image", pictures), ("Url", urls))
    ) + "".join(
        f"<bt:{tag}>{''.join(_resource('String', name, text) for name, text in some.items())}</bt:{tag}>"
        for tag, some in (("ShortStrings", short), ("LongStrings", tips))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<OfficeApp xmlns="{_APP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="{_TYPES}" '
        'xsi:type="TaskPaneApp">'
        f"<Id>{_ID}</Id><Version>{_four(version)}</Version><ProviderName>lkjip-xl</ProviderName>"
        f'<DefaultLocale>id-ID</DefaultLocale><DisplayName DefaultValue="lkjip-xl"/>'
        f"<Description DefaultValue={quoteattr(_DESCRIPTION)}/>"
        f'<IconUrl DefaultValue="{address}icon-32.png"/><HighResolutionIconUrl DefaultValue="{address}icon-64.png"/>'
        f'<SupportUrl DefaultValue="{address}"/>'
        '<Hosts><Host Name="Workbook"/></Hosts>'
        '<Requirements><Sets DefaultMinVersion="1.1"><Set Name="ExcelApi"/></Sets></Requirements>'
        f'<DefaultSettings><SourceLocation DefaultValue="{address}{PANE}"/></DefaultSettings>'
        "<Permissions>ReadWriteDocument</Permissions>"
        f'<VersionOverrides xmlns="{_OVERRIDES}" xsi:type="VersionOverridesV1_0"><Hosts><Host xsi:type="Workbook">'
        '<DesktopFormFactor><ExtensionPoint xsi:type="PrimaryCommandSurface">'
        f'<CustomTab id="Lk.Tab">{"".join(groups)}<Label resid="Tab.Label"/></CustomTab></ExtensionPoint>'
        f"</DesktopFormFactor></Host></Hosts><Resources>{resources}</Resources></VersionOverrides></OfficeApp>\n"
    )


def _control(one: Alur, strings: dict[str, str], urls: dict[str, str], address: str) -> str:
    label, title, tip, url = (f"{one.id}.{what}" for what in ("Label", "Judul", "Tip", "Url"))
    strings |= {label: one.label, title: one.ringkas, tip: one.uraian}
    urls[url] = f"{address}{PANE}?alur={one.id}"
    return _button(one.id, label, title, tip, url)


def _button(name: str, label: str, title: str, tip: str, url: str) -> str:
    """One button; all show the same pane, whose address says which flow it starts with."""
    return (
        f'<Control xsi:type="Button" id="Lk.{name}"><Label resid="{label}"/>'
        f'<Supertip><Title resid="{title}"/><Description resid="{tip}"/></Supertip>{_icon()}'
        f'<Action xsi:type="ShowTaskpane"><TaskpaneId>{_PANE_ID}</TaskpaneId><SourceLocation resid="{url}"/></Action>'
        "</Control>"
    )


def _icon() -> str:
    images = (f'<bt:Image size="{size}" resid="Gambar.{size}"/>' for size in SIZES if size != 64)
    return f"<Icon>{''.join(images)}</Icon>"


def _resource(tag: str, name: str, text: str) -> str:
    return f'<bt:{tag} id="{name}" DefaultValue={quoteattr(text)}/>'


def _four(version: str) -> str:
    numbers = [part for part in version.split(".") if part.isdecimal()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])
