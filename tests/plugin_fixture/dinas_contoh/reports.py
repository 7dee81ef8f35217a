"""A report of an office's own."""

from lkjip_xl.reports.forms.office import footer, office_name
from lkjip_xl.reports.layout.blocks import Record, Table, Title
from lkjip_xl.reports.layout.columns import Column, ColumnSet
from lkjip_xl.reports.layout.source import Cell
from lkjip_xl.reports.layout.styles import TEXT
from lkjip_xl.reports.registry import Form, report

COLUMNS = (Column("Sasaran", "Renstra: Sasaran", 80),)


@report(
    id="DINAS-SASARAN",
    sheet="Lap Dinas",
    title="Daftar Sasaran Dinas",
    order=950,
    about="Selalu ditulis.",
    tables=[ColumnSet("Daftar Sasaran Dinas", COLUMNS)],
)
def list_of_sasaran(world):
    """One row for each sasaran."""
    records = [Record([Cell(s.nama, TEXT)]) for s in world.sasaran]
    table = Table([["Sasaran"]], [(0, 0)], records)
    return Form([80], [Title(["DAFTAR SASARAN", office_name(world)]), table], footer(world, "Daftar Sasaran"))
