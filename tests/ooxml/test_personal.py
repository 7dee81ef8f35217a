"""What tells of the author's computer goes, and nothing else."""

import re

from lkjip_xl.ooxml.files import check_workbook_data
from lkjip_xl.ooxml.package import Package
from lkjip_xl.ooxml.personal import strip_personal
from lkjip_xl.ooxml.workbook import WorkbookParts
from lkjip_xl.template.book import build_bytes

PATH = (
    b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    b'Requires="x15"><x15ac:absPath url="C:\\Users\\nur\\Dinas\\" xmlns:x15ac="http://schemas.microsoft.com/office/'
    b'spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
)


def test_paths_and_last_editors_go_and_everything_else_stays(tmp_path):
    package = Package(build_bytes())
    part = WorkbookParts(package).part
    data = package.read(part)
    marked = data.replace(b"<bookViews", PATH + b'<fileSharing userName="nur" readOnlyRecommended="1"/><bookViews', 1)
    package.put(part, marked)
    core = package.read("docProps/core.xml")
    closing = core.rindex(b"</")
    editor = b"<cp:lastModifiedBy>Nur Aini</cp:lastModifiedBy>"
    package.put("docProps/core.xml", core[:closing] + editor + core[closing:])
    before = {name: package.read(name) for name in package.names}
    assert strip_personal(package) == [part, "docProps/core.xml"]
    after = {name: package.read(name) for name in package.names}
    assert {name for name in before if before[name] != after[name]} == {part, "docProps/core.xml"}
    assert after[part] == marked.replace(PATH, b"").replace(b' userName="nur"', b"")
    assert not re.search(rb"absPath|Users|nur\b", b"".join(after.values()), re.I)
    assert after["docProps/core.xml"].endswith(b"<cp:lastModifiedBy></cp:lastModifiedBy>" + core[closing:])
    assert strip_personal(package) == []
    path = tmp_path / "bersih.xlsx"
    package.save(path)
    check_workbook_data(path.read_bytes())
