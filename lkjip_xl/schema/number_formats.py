"""Number formats of the book's cells by the kind of their column, wherever such a cell is shown."""

TEXT, NUMBER, MONEY, RATIO, POINTS = "@", "#,##0", "#,##0", "0.00%", '0.00"%"'
DATE, SHORT_DATE = "[$-421]d mmmm yyyy;@", "d/m/yyyy"
FORMATS = {"kode": TEXT, "tercetak": TEXT, "uang": MONEY, "rasio": RATIO, "tahun": "0", "tanggal": DATE}
"""Format by ``Column.kind``; a kind that is not here has none of its own."""
