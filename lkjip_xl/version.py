"""Which release this is, and which version of the workbook contract it keeps."""

__version__ = "0.1.0"
VERSI_KONTRAK = 2
"""Version 2 begins with lighter formulas; books of version 1 are read and filled, with their own formulas."""
