"""The workbook as data: sheets, tables, columns, settings; declared once, used to build, read, check and document."""
