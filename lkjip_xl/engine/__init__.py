"""The only place that touches workbook files: read, run, write in place."""
