"""The product's own report sheets in a copy of a book."""

from ..errors import UserError
from ..ooxml.inplace import edit_package
from ..ooxml.ownership import owned_sheets
from ..ooxml.package import Package
from ..ooxml.workbook import WorkbookParts


def take_out_own_sheets(package: Package) -> list[str]:
    """Take every sheet that the product wrote out of a package.

    Returns:
        Names of those that stay, because formulas of the user's refer to them.
    """
    kept = []
    for report_id, owned in owned_sheets(WorkbookParts(package)).items():
        try:
            edit_package(package, [], overwrite_edits=True, remove=[report_id])
        except UserError as error:
            if error.kode != "laporan_dirujuk":
                raise
            kept.append(owned.sheet.name)
    return kept
