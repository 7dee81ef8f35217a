"""Own lint of a workbook file: what makes Excel repair or refuse it and the Open XML SDK validator does not report.

The SDK checks each part against the schema. What lies between parts, and the limits that only Excel's own reader
knows, are checked here: names, numbers that point into other parts, order of rows and cells, merges, tables and their
header cells, validations, formula text, relationships and content types.
"""

import sys
import zipfile

from .lint_book import NAME, Book, is_address
from .lint_sheet import Sheet
from .packages import Package, children, every


def lint(path):
    """Findings on one .xlsx, .xlsm, .xltx, .xltm or .xlam file, sorted, none twice; [] when nothing was found."""
    try:
        package = Package(path)
    except (zipfile.BadZipFile, OSError) as error:
        return [f"not a readable package: {error}"]
    package.check_ids()
    book = Book(package)
    if book.root is not None:
        book.check_names()
        _check_table_names(book)
        _check_code_names(book)
        checked = {}
        for name, part, kind in book.sheets:
            if kind == "worksheet":
                sheet = Sheet(book, name, part)
                sheet.check()
                checked[name] = sheet
        book.check_chain(checked)
        _check_charts(book)
    return sorted(set(package.findings))


def _check_table_names(book):
    names, ids = set(), set()
    for _, part, _ in book.sheets:
        for target in book.package.targets(part, "table"):
            root = book.package.xml.get(target)
            if root is None:
                continue
            name, number = root.get("displayName", ""), root.get("id")
            if name.lower() in names:
                book.say(f"table name twice: {name}")
            names.add(name.lower())
            if number in ids:
                book.say(f"table id twice: {number}")
            ids.add(number)
            if not NAME.match(name) or is_address(name) or len(name) > 255:
                book.say(f"bad table name {name}")


def _check_code_names(book):
    """VBA finds a sheet by its code name; two of the same leave one sheet without its module."""
    seen = set()
    if not book.package.targets(book.part, "vbaProject"):
        return
    for name, part, _ in book.sheets:
        root = book.package.xml.get(part)
        for properties in children(root, "sheetPr"):
            code = (properties.get("codeName") or "").lower()
            if code and code in seen:
                book.say(f"sheet {name}: code name {properties.get('codeName')} twice")
            seen.add(code)


def _check_charts(book):
    """A chart that draws from a sheet that is not there asks the reader about links on every opening."""
    from .lint_formula import check_formula

    for part, root in book.package.xml.items():
        if book.package.content_type(part).endswith("drawingml.chart+xml"):
            for f in every(root, "f"):
                for problem in check_formula(f.text or "", book) if f.text else ():
                    book.say(f"{part}: {problem}")


def main(paths):
    """Print the findings of each file; the exit code is 1 when there are any."""
    found = False
    for path in paths:
        for finding in lint(path):
            print(f"{path}: {finding}")
            found = True
    return int(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
