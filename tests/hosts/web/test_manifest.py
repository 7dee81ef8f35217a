"""The manifest of the task pane: Microsoft's published schemas, what it documents, and the buttons of ours.

Three schemas: the JSON one of the unified manifest, as npm publishes it, for what Microsoft's own converter makes of
ours; the XML ones as Microsoft's documentation published them (``schemas``); and, since both leave much open, what the
documentation of each element says: which children, in which order, how often, and what their texts may be.
"""

import json
import re
import subprocess
from xml.etree import ElementTree

import pytest

from lkjip_xl.build.web import manifest as module
from lkjip_xl.build.web.assemble import page_buttons
from lkjip_xl.build.web.pictures import SIZES, png
from lkjip_xl.schema.buttons import ALUR, MENURUT_ID
from tests.conftest import absent
from tests.hosts.web import manifest_xml
from tests.tools import web_page

APP, BT, OV = (f"{{{space}}}" for space in (module._APP, module._TYPES, module._OVERRIDES))
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
ONE, MAYBE, SOME, ANY = (1, 1), (0, 1), (1, 999), (0, 999)
ORDER = {
    APP + "OfficeApp": [
        ("Id", ONE), ("AlternateId", MAYBE), ("Version", ONE), ("ProviderName", ONE), ("DefaultLocale", ONE),
        ("DisplayName", ONE), ("Description", ONE), ("IconUrl", MAYBE), ("HighResolutionIconUrl", MAYBE),
        ("SupportUrl", MAYBE), ("AppDomains", MAYBE), ("Hosts", ONE), ("Requirements", MAYBE), ("DefaultSettings", ONE),
        ("Permissions", ONE), ("Dictionary", MAYBE), (OV + "VersionOverrides", ANY),
    ],
    APP + "Hosts": [("Host", SOME)],
    APP + "Requirements": [("Sets", MAYBE), ("Methods", MAYBE)],
    APP + "Sets": [("Set", SOME)],
    APP + "DefaultSettings": [("SourceLocation", ONE), ("RequestedWidth", MAYBE), ("RequestedHeight", MAYBE)],
    OV + "VersionOverrides": [
        ("Description", MAYBE), ("Requirements", MAYBE), ("Hosts", ONE), ("Resources", ONE),
        ("WebApplicationInfo", MAYBE),
    ],
    OV + "Hosts": [("Host", SOME)],
    OV + "Host": [
        ("Runtimes", MAYBE), ("AllFormFactors", MAYBE), ("DesktopFormFactor", MAYBE), ("MobileFormFactor", MAYBE),
    ],
    OV + "DesktopFormFactor": [("GetStarted", MAYBE), ("FunctionFile", MAYBE), ("ExtensionPoint", SOME)],
    OV + "ExtensionPoint": [("CustomTab", MAYBE)],
    OV + "CustomTab": [("Group", (1, 10)), ("Label", ONE)],
    OV + "Group": [("Label", ONE), ("Icon", ONE), ("Control", (1, 6))],
    OV + "Control": [("Label", ONE), ("Supertip", ONE), ("Icon", ONE), ("Action", ONE)],
    OV + "Supertip": [("Title", ONE), ("Description", ONE)],
    OV + "Icon": [(BT + "Image", (3, 8))],
    OV + "Action": [("TaskpaneId", MAYBE), ("SourceLocation", ONE)],
    OV + "Resources": [
        (BT + "Images", MAYBE), (BT + "Urls", MAYBE), (BT + "ShortStrings", MAYBE), (BT + "LongStrings", MAYBE),
    ],
    BT + "Images": [("Image", SOME)], BT + "Urls": [("Url", SOME)],
    BT + "ShortStrings": [("String", SOME)], BT + "LongStrings": [("String", SOME)],
}  # fmt: skip
NO_CHILDREN = {
    "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl",
    "SupportUrl", "Set", "SourceLocation", "Permissions", "Label", "Title", "TaskpaneId", "Image", "Url", "String",
}  # fmt: skip


@pytest.fixture(scope="module")
def text():
    return module.manifest("0.1.0", [MENURUT_ID[one["id"]] for one in page_buttons(pane=True)])


@pytest.fixture(scope="module")
def root(text):
    return ElementTree.fromstring(text)


def unified(text, folder):
    """What Microsoft's schema says of the manifest that its converter makes of ours: a list of faults."""
    for package in ("office-addin-manifest-converter", "@microsoft/app-manifest"):
        if not (web_page.CACHE / "node_modules" / package / "package.json").is_file():
            absent(f"paket npm {package} tidak ada di .alat/web (jalankan: ./jalankan uji)")
    (folder / "manifest.xml").write_text(text, encoding="utf-8")
    converter = web_page.CACHE / "node_modules" / "office-addin-manifest-converter" / "cli.js"
    command = ["node", str(converter), "convert", str(folder / "manifest.xml"), "-o", str(folder / "hasil")]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    assert (folder / "hasil" / "manifest.json").is_file(), done.stdout + done.stderr
    return web_page.run_node("manifest_schema.mjs", folder / "hasil" / "manifest.json")


def test_its_unified_form_is_valid_by_the_published_schema(text, tmp_path):
    assert unified(text, tmp_path) == []
    made = json.loads((tmp_path / "hasil" / "manifest.json").read_text(encoding="utf-8"))
    [ribbon] = made["extensions"][0]["ribbons"]
    labels = [one["label"] for group in ribbon["tabs"][0]["groups"] for one in group["controls"]]
    assert labels[:3] == ["Buku Baru", "Isi dari CSV", "Salin dari Renstra"] and labels[-1] == "Panel LKjIP"
    ribbon["tabs"][0]["groups"][0]["controls"][0]["type"] = "tombol"
    (tmp_path / "rusak.json").write_text(json.dumps(made), encoding="utf-8")
    assert web_page.run_node("manifest_schema.mjs", tmp_path / "rusak.json")


def test_the_published_xml_schemas_are_mended_where_they_need_it():
    texts = [path.read_text(encoding="ascii") for path in manifest_xml.FOLDER.glob("*.xsd")]
    for old, (_, often) in manifest_xml.MENDS.items():
        assert sum(text.count(old) for text in texts) == often, old


def test_it_is_valid_by_the_published_xml_schema(text):
    assert manifest_xml.faults(text) == []
    for old, new in (
        ("<Permissions>", "<Izin/><Permissions>"), ("<Version>0.1.0.0</Version>", "<Version>baru</Version>"),
        ('xsi:type="ShowTaskpane"', 'xsi:type="Tampil"'), ('size="16"', 'size="enam belas"'),
    ):  # fmt: skip
        assert old in text and manifest_xml.faults(text.replace(old, new)), old


def bare(tag):
    return tag.rpartition("}")[2]


def faults(element):
    """What in an element is not as documented, in words."""
    children = [child.tag for child in element]
    if element.tag not in ORDER:
        if children:
            return [f"{bare(element.tag)} has children"]
        return [] if bare(element.tag) in NO_CHILDREN or element.tag == APP + "Host" else [f"{element.tag} is unknown"]
    space = element.tag[: element.tag.index("}") + 1]
    wanted = [(name if name.startswith("{") else space + name, often) for name, often in ORDER[element.tag]]
    found = [f"{bare(tag)} in {bare(element.tag)}" for tag in children if tag not in dict(wanted)]
    rank = {name: n for n, (name, _) in enumerate(wanted)}
    places = [rank[tag] for tag in children if tag in rank]
    found += [f"order in {bare(element.tag)}"] if places != sorted(places) else []
    for name, (least, most) in wanted:
        if not least <= children.count(name) <= most:
            found.append(f"{bare(name)} stands {children.count(name)} times in {bare(element.tag)}")
    return found + [fault for child in element for fault in faults(child)]


def test_its_elements_are_as_documented(root):
    assert root.tag == APP + "OfficeApp" and root.get(XSI) == "TaskPaneApp"
    assert faults(root) == []


def test_the_check_sees_what_is_wrong():
    text = module.manifest("0.1.0", [MENURUT_ID["hitung"]])
    for old, new in (
        ("<Version>0.1.0.0</Version>", ""),
        ("<ProviderName>lkjip-xl</ProviderName><DefaultLocale>id-ID</DefaultLocale>",
         "<DefaultLocale>id-ID</DefaultLocale><ProviderName>lkjip-xl</ProviderName>"),
        ("<Permissions>", "<Izin/><Permissions>"),
        ('<Label resid="Tab.Label"/>', ""),
    ):  # fmt: skip
        assert text.count(old) == 1 and faults(ElementTree.fromstring(text.replace(old, new))), old


def test_its_texts_keep_to_their_limits(root):
    texts = {child.tag: (child.text or child.get("DefaultValue") or "") for child in root}
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", texts[APP + "Id"])
    assert re.fullmatch(r"\d+(\.\d+){3}", texts[APP + "Version"])
    assert len(texts[APP + "DisplayName"]) <= 125 and len(texts[APP + "Description"]) <= 250
    assert texts[APP + "Permissions"] == "ReadWriteDocument"
    resources = root.find(f"{OV}VersionOverrides/{OV}Resources")
    for one in resources.iter():
        if one.get("id") is None:
            continue
        value, limit = one.get("DefaultValue"), {"Image": 0, "Url": 0}.get(bare(one.tag), 125)
        if bare(one.tag) in ("Image", "Url"):
            assert value.startswith(module.ADDRESS) and value.startswith("https://")
        else:
            assert 0 < len(value) <= (250 if one.get("id").endswith(".Tip") else limit), one.get("id")
        assert len(one.get("id")) <= 32
    known = {one.get("id") for one in resources.iter() if one.get("id")}
    named = [one.get("resid") for one in root.iter() if one.get("resid")]
    assert set(named) == known
    ids = [one.get("id") for one in root.iter() if one.tag in (OV + "Control", OV + "Group", OV + "CustomTab")]
    assert len(ids) == len(set(ids))
    # A requirement that an older Excel does not meet would hide the add-in without a word.
    assert [(s.get("Name"), s.get("MinVersion")) for s in root.iter(APP + "Set")] == [("ExcelApi", None)]
    for icon in root.iter(OV + "Icon"):
        assert [image.get("size") for image in icon] == ["16", "32", "80"]


def test_its_buttons_are_those_of_every_host(root):
    strings = {one.get("id"): one.get("DefaultValue") for one in root.iter(BT + "String")}
    urls = {one.get("id"): one.get("DefaultValue") for one in root.iter(BT + "Url")}
    seen = []
    for control in root.iter(OV + "Control"):
        name = control.get("id").removeprefix("Lk.")
        action = control.find(OV + "Action")
        assert action.get(XSI) == "ShowTaskpane" and action.find(OV + "TaskpaneId").text == "LkPanel"
        url = urls[action.find(OV + "SourceLocation").get("resid")]
        if name == "Panel":
            assert url == module.ADDRESS + "panel.html"
            continue
        one = MENURUT_ID[name]
        texts = [control.find(OV + "Label"), *control.find(OV + "Supertip")]
        assert [strings[t.get("resid")] for t in texts] == [one.label, one.ringkas, one.uraian]
        assert url == f"{module.ADDRESS}panel.html?alur={name}"
        seen.append(name)
    assert sorted(seen) == sorted(one["id"] for one in page_buttons(pane=True))
    assert seen == [a.id for a in ALUR if a.id in seen]


@pytest.mark.parametrize("size", SIZES)
def test_its_pictures_are_png_of_their_size(size):
    data = png(size)
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(data[16:20], "big") == size == int.from_bytes(
        data[20:24], "big"
    )
    assert len(data) < 4_000 and data == png(size)
